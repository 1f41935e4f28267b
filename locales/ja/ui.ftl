### The window.

## The sheet of paper the document is typed on.

# The pane's name for a screen reader.
editor-pane = 文書
# Stands on the empty sheet.
editor-hint = ここに入力します
# The menu of a right click.
editor-cut = 切り取り
editor-copy = コピー
editor-paste = 貼り付け
editor-select-all = すべて選択
# How grave a finding is, above its explanation.
editor-level-error = 誤り
editor-level-warning = 注意
editor-level-info = 参考
# Buttons beside a piece of a suggestion.
editor-accept = 採用
editor-reject = 却下
# Who wrote the words under the pointer.
editor-author-person = あなたが入力した文です
editor-author-form = 様式の決まった文言です
editor-author-import = 開いたファイルにあった文です
# { $rule } is the id of the rule.
editor-author-rule = 規則 { $rule } の修正案を採用した文です
editor-author-assistant = アシスタントの提案を採用した文です
# { $engine } is the name of the engine.
editor-author-engine = { $engine } の提案を採用した文です
editor-author-model = { $engine }（{ $model }）の提案を採用した文です
