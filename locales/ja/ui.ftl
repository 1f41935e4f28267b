### The window.

# $name is the file's name or the document's title.
window-title = { $name } — Kian
window-title-unsaved = ● { $name } — Kian

lang-ja = 日本語文書
lang-en = 英語文書
locale-ja = 日本語
locale-en = English

## Start page

start-title = 起案
start-lead = 様式を選んで事実を記入すると、構成の整った公文書ができます。AIが書いた文は、承認するまで文書に入りません。
start-new-ja = 日本語の文書を作る
start-new-en = 英語の文書を作る
start-open = ファイルから始める・試す
start-sample-ja = 見本（通知）を開く
start-sample-en = 見本（英語の案内）を開く
start-reading = 読み込んでいます…
start-recent = 最近使った文書
start-recent-none = まだありません。保存した文書がここに並びます。
start-sessions = 保存されていない文書があります
start-sessions-lead = 前回、保存せずに終わった文書です。書いたところまで戻せます。
start-restore = 復元
start-forget = 破棄

## Filling in a form

filling-create = 文書を作成
filling-leave = やめる
filling-keys = Ctrl+Enterでも作成できます
filling-required = ※必須
filling-date-hint = 2026-12-01
# $date is 令和8年12月1日, $weekday 火.
filling-date-ja = { $date }（{ $weekday }）
filling-date-en = { $weekday }, { $date }
filling-problems = 直すところが{ $count }か所あります
filling-problem = ▲ { $problem }

## Outline

outline-title = 構成
outline-item = { $label }　{ $text }
outline-part = { $part }　{ $text }

## Side panels

panel-assistant =
    { $count ->
        [0] アシスタント
       *[other] アシスタント（{ $count }）
    }
panel-findings =
    { $count ->
        [0] 指摘
       *[other] 指摘（{ $count }）
    }

engine-offline-what = 生成AIではありません。様式の定型文で下書きし、規則で整え、原文から文を抜き出して要約します。通信は一切しません。
engine-endpoint-what = { $model }（{ $host }）に送って回答を受け取ります。
assistant-idle = 上のボタンで依頼すると、結果がここに提案として並びます。
# $task is a task-… message, $count a number of characters.
assistant-asking = { $task }を受け取っています（{ $count }字）
assistant-reply = { $task }（{ $engine }）
assistant-sentence = ・{ $text }
assistant-source = クリックすると元の文を示します
assistant-copy = コピー
assistant-propose = カーソル位置に提案として入れる
assistant-instruction = 書き換え方
assistant-instruction-own = どう書き換えるか
assistant-pieces = 提案 { $count }件
assistant-pieces-lead = 提案はまだ文書に入っていません。読んで、承認か却下を決めてください。
assistant-incomplete = この提案は、途中で終わった可能性のある回答によるものです。
assistant-accept = 承認
assistant-reject = 却下
assistant-show = 場所を見る

profile-notice = 通知など（公用文の規則）
profile-record = 記録・公開資料
profile-public = 広報・解説
profile-yasashii = やさしい日本語
profile-english = 英語（プレインイングリッシュ）
findings-profile = 規則の種類
findings-checking = 確かめています…
findings-page = 読みやすさ { $score }点（満点100）・難しい文 { $hard }／{ $sentences }
findings-page-how = 文の長さ、つながり、難しい言葉、受身、習う時期の遅い漢字から数えます。点が高いほど易しい文章です。
findings-sentence =
    カーソルのある文：{ $level ->
        [easy] 易しい
        [fair] やや難しい
       *[hard] 難しい
    }（{ $points }点）
findings-sentence-how = 点が低いほど易しい文です。10点より低ければ易しく、30点からは難しい文とみなします。
findings-sentence-cuts = この後で文を分けられます：{ $places }
findings-sentence-between = ／
findings-none = 指摘はありません
findings-none-more = 規則で分かる範囲のことです。内容の正しさは、読んで確かめてください。
findings-fix = 「{ $text }」に直す
findings-delete = 削除
findings-ignore = 無視
findings-rule = 規則：{ $rule }
findings-all = すべて { $count }
findings-only = { $severity } { $count }
findings-sort = 並べ方
findings-sort-place = 本文の順
findings-sort-severity = 重い順
findings-sort-rule = 規則ごと
findings-list = 指摘の一覧
findings-row = { $severity } { $rule }：{ $text }
findings-of-rule = { $rule }（{ $count }）
findings-looked = { $paragraphs }段落を、{ $rules }の規則で確かめました。
findings-next = 次へ
findings-previous = 前へ
findings-more = ほかに{ $count }件あります。今の指摘が減ると、ここに並びます。
findings-ignored = 無視した指摘 { $count }件
findings-ignored-hide = 無視した指摘 { $count }件を閉じる
findings-ignored-row = 「{ $text }」{ $rule }（{ $scope }）
findings-take-back = 戻す
findings-rule-off = この規則を使わない
findings-fix-rule = この規則をすべて直す
findings-fix-rule-tip = 同じ規則の指摘を、一つ目の案で一度にまとめて直します。一度の「元に戻す」で取り消せます
findings-example = 例：{ $from } → { $to }
findings-source = 根拠：{ $source }
findings-source-house = 根拠：役所の用語 { $file }の{ $line }行目
ignore-here = この場所だけ
ignore-document = この文書の「{ $text }」すべて
ignore-everywhere = どの文書でも「{ $text }」を無視
ignored-here = この場所
ignored-document = この文書
ignored-everywhere = すべての文書
severity-error = × 誤り
severity-warning = ▲ 要修正
severity-info = ● 参考

## Status bar

status-characters = { $count }字
status-classification = 文書の格付け。送信の可否はこれで決まります
status-engine = 下書きや要約に使うエンジン
status-locale = 画面の言語
status-saved = 保存済み
status-sample = 見本（変更なし）
status-empty = 空の文書
status-kept = 未保存（自動退避済み）
status-unsaved = 未保存
status-no-file = まだファイルがありません

notice-close = 閉じる
notice-error = 誤り
notice-warning = 注意
notice-info = お知らせ
notice-detail = ・{ $text }

## Palette

palette-title = 何をしますか
palette-hint = 操作の名前（日本語でも英語でも）
palette-none = 当てはまる操作がありません

## Dialogs

dialog-open = 文書を開く
dialog-save = 文書を保存
dialog-export = 文書を書き出し
dialog-path = ファイルの場所と名前
dialog-do-open = 開く
dialog-do-save = 保存
dialog-replace = 置き換える
dialog-replaces = 同じ名前のファイルがあります。置き換えると元の内容は失われます。
dialog-cancel = キャンセル
dialog-compare = 比べる元の版を選ぶ
dialog-table = 新旧対照表を保存
dialog-kind-all = 扱えるすべてのファイル
dialog-kind-kian = Kianの文書
dialog-kind-docx = Word文書
dialog-kind-odt = OpenDocument文書
dialog-kind-html = ウェブページ
dialog-kind-pdf = PDF
dialog-kind-text = テキスト
unsaved-title = 「{ $name }」は保存されていません
unsaved-lead = 閉じる前に保存しますか。
unsaved-save = 保存
unsaved-discard = 保存しない
undecided-title = 「{ $name }」に決めていない提案があります
undecided-lead = 承認も却下もしていない提案が{ $count }件あります。閉じると、提案は残りません。
undecided-back = 戻って決める
undecided-close = 提案を残さず閉じる

## Settings

settings-title = 設定
settings-system = システムに合わせる
settings-locale = 画面の言語
settings-theme = 配色
settings-endpoints = 生成AIの接続先
settings-endpoints-lead = 役所が使用を認めた接続先だけを登録してください。登録がなければ、Kianはどこにも通信しません。
settings-add = 接続先を追加
settings-name = 名前
settings-url = アドレス（ベースURL）
settings-kind = 種類
settings-model = モデル
settings-path = パス（通常は空欄）
settings-auth-header = 認証ヘッダー名
settings-key = キー
settings-key-hint = システムのキーリングに保管します
settings-key-env = キーの環境変数
settings-timeout = 無応答の限度（秒）
settings-headers = 追加のヘッダー
settings-headers-hint = 名前=値（1行に1つ）
settings-allow = 送ってよい格付け
settings-allow-lead = この格付けまでの文書だけが送られます。それより高い文書は、送る前に止まります。
settings-final-url = 送信先：{ $url }
settings-save = 保存
settings-examine = 接続を確認
settings-remove = 削除
settings-examining = 確認しています…
settings-pass = ○ { $step }：{ $text }
settings-fail = × { $step }：{ $text }
settings-skipped = − { $step }：{ $text }
settings-needs-name = 名前を入れてください
settings-needs-url = アドレスを入れてください
settings-bad-url = アドレスの形が正しくありません
settings-bad-timeout = 無応答の限度は1〜3600の数字で入れてください
settings-bad-header = 追加のヘッダーは「名前=値」の形で入れてください
settings-rules = 校正の規則
settings-rules-lead = 規則ごとに、使うかどうかと重さを選べます。「kian check」でも同じ設定が使われます。
settings-rules-search = 規則を探す
settings-rules-count = { $count }件（変更 { $changed }件）
settings-rule-usual = 標準（{ $level }）
level-of-rule-off = 使わない
level-of-rule-info = 参考
level-of-rule-warning = 要修正
level-of-rule-error = 誤り
settings-words = 役所の用語
settings-words-lead = 使わない語、言い換える語、使ってよい語を、1行に1語の表（.tsv、.csv）かprhの規則（.yml）で決められます。文の分割規則（.srx）も、ここで取り込みます。
settings-words-own = 自分の用語：{ $path }
settings-words-count = 今使っている語：{ $count }語
settings-words-folder = 共有フォルダー（読むだけです）
settings-words-use = このフォルダーを使う
settings-words-reload = 読み直す
settings-words-import = 用語のファイルを取り込む…
settings-place = 設定ファイル：{ $path }

## About

about-version = 版 { $version }
about-what = 公文書を起案し、校正し、日本語と英語で確かめるための道具です。決めるのは人です。AIが書いた文は、承認するまで文書に入りません。
about-privacy = 設定した接続先のほかには、一切通信しません。利用状況の送信も、更新の確認もありません。
about-licences = MIT または Apache-2.0。書体 BIZ UDPゴシック、BIZ UD明朝は SIL Open Font License 1.1。

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
# Buttons beside a piece of a suggestion.
editor-accept = 承認
editor-reject = 却下
# Who wrote the words under the pointer.
editor-author-person = あなたが入力した文です
editor-author-form = 様式の決まった文言です
editor-author-import = 開いたファイルにあった文です
# { $rule } is the id of the rule.
editor-author-rule = 規則 { $rule } の修正案を承認した文です
editor-author-assistant = アシスタントの提案を承認した文です
# { $engine } is the name of the engine.
editor-author-engine = { $engine } の提案を承認した文です
editor-author-model = { $engine }（{ $model }）の提案を承認した文です

## The bar above the sheet in which one finds, replaces and goes to a place.

find-query = 検索
find-with = 置換後
find-previous = 前へ
find-next = 次へ
# $at is 0 while none is selected.
find-count =
    { $count ->
        [0] 見つかりません
       *[other] { $at ->
            [0] { $count }件
           *[other] { $at }／{ $count }件
        }
    }
find-list = 一覧
find-close = 閉じる
find-error = 正規表現として読めません。括弧の対応などを確かめてください
find-replace = 置換
find-replace-all = すべて置換
find-replace-all-keys = { $keys }でも置き換えられます
find-regex = 正規表現
find-case = 大文字・小文字を区別
find-width = 全角・半角を区別
find-kana = ひらがな・カタカナを区別
find-forms = 新旧の字体を区別
find-within = 選択範囲のみ
goto-place = 移動先
goto-hint = 項目名や文中の語句、または段落番号（1～{ $count }）を入力してEnter
# $number counts from 1, $text is how the paragraph begins.
goto-paragraph = 第{ $number }段落　{ $text }

# The number of the page that begins here.
editor-page = { $number }ページ
status-page = { $page }／{ $pages }ページ
status-paragraphs = 段落 { $count }
status-sheets = 400字詰原稿用紙 { $count }枚
status-words = 英単語 { $count }語
