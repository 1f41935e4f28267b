### Commands, notices.

app-name = Kian 起案
untitled = 無題

## Commands: the name on menus and buttons; .tip says more in a tooltip.

command-new = 新規作成…
    .tip = 様式を選んで新しい文書を作ります
command-open = 開く…
    .tip = Kian、Word、Markdown、テキストのファイルを開きます
command-close-document = 閉じる
    .tip = 文書を閉じて最初の画面に戻ります
command-save = 保存
    .tip = 文書をファイルに保存します
command-save-as = 名前を付けて保存…
    .tip = 保存先と形式を選んで保存します
command-export-word = Word文書の書き出し…
    .tip = 発送用にWord文書（.docx）などの写しを作ります。元の文書はそのまま残ります
command-export-review = 変更履歴付きWord文書の書き出し…
    .tip = 採否を決めていない提案を、Wordの変更履歴として付けた写しを作ります
command-compare = 別の版との比較（新旧対照表）…
    .tip = ファイルを選び、この文書を新しい版として、条や項目ごとに並べます
command-settings = 設定…
    .tip = 画面の言語、配色、生成AIの接続先を設定します
command-quit = 終了
    .tip = Kianを終了します
command-undo = 元に戻す
    .tip = 直前の操作を取り消します
command-redo = やり直し
    .tip = 取り消した操作をやり直します
command-select-all = すべて選択
    .tip = 文書全体を選択します
command-move-up = 段落を上へ
    .tip = カーソルのある段落を一つ前に移します
command-move-down = 段落を下へ
    .tip = カーソルのある段落を一つ後ろに移します
command-find = 検索…
    .tip = 文書の中の語句を探します
command-find-next = 次を検索
    .tip = 探している語句の次の場所へ進みます
command-find-previous = 前を検索
    .tip = 探している語句の前の場所へ戻ります
command-replace = 置換…
    .tip = 語句を探して別の語句に置き換えます
command-go-to = 移動…
    .tip = 項目名や段落番号を指定して移動します
command-check-next = 次の指摘
    .tip = 次の指摘箇所へ移ります
command-check-previous = 前の指摘
    .tip = 前の指摘箇所へ戻ります
command-fix-here = この指摘を直す
    .tip = カーソルのある指摘を一つ目の案で直して、次の指摘へ移ります
command-ignore-here = この指摘を無視
    .tip = カーソルのある指摘をこの場所だけ無視して、次の指摘へ移ります。指摘の一覧から戻せます
command-fix-safe = 確実な修正の一括適用
    .tip = 読み直さなくても安全な修正だけを、一度の操作でまとめて適用します
command-draft = 本文の下書き
    .tip = 本文の空いているところに下書きを提案します。承認するまで文書には入りません
command-rewrite = 公用文に整える
    .tip = 選択した範囲（選択がなければ今の段落）を公用文らしく整える案を示します
command-add-readings = 漢字に読みを付ける
    .tip = 選択した範囲（選択がなければ今の段落）の漢字に、（ ）で読み仮名を付ける案を示します
command-summarize = 要約
    .tip = 文書の要点を抜き出して、元の文と結び付けて示します
command-stop = 中止
    .tip = 処理をすぐに止めます。届いた分は残ります
command-next-hunk = 次の提案
    .tip = 次の提案箇所へ移ります
command-accept-hunk = この提案を承認
    .tip = カーソル位置の提案を文書に入れます
command-reject-hunk = この提案を却下
    .tip = カーソル位置の提案を取り下げます
command-accept-all = すべて承認
    .tip = 残りの提案をすべて文書に入れます。一度の「元に戻す」で取り消せます
command-reject-all = すべて却下
    .tip = 残りの提案をすべて取り下げます。文書は一字も変わりません
command-palette = コマンドパレット…
    .tip = 操作の名前を入力して実行します
command-toggle-outline = 構成の表示・非表示
    .tip = 左側の構成を出し入れします
command-panel-assistant = アシスタントの表示
    .tip = 右側にアシスタントを表示します
command-panel-findings = 指摘の表示
    .tip = 右側に指摘の一覧を表示します
command-show-authors = 書き手の表示・非表示
    .tip = 様式、職員、規則、AIのどれが書いた部分かを色と線で示します
command-show-spaces = 空白の表示・非表示
    .tip = 空白、全角の空白、タブ、段落の終わりに印を付けます
command-focus-mode = 集中表示
    .tip = 紙面のほかを隠します。もう一度選ぶと元に戻ります
command-zoom-in = 拡大
    .tip = 紙面を大きく表示します
command-zoom-out = 縮小
    .tip = 紙面を小さく表示します
command-zoom-reset = 標準の大きさ
    .tip = 紙面を標準の大きさに戻します
command-theme-system = システムの配色
    .tip = 配色をシステムの設定に合わせます
command-theme-light = 明るい配色
    .tip = 明るい配色にします
command-theme-dark = 暗い配色
    .tip = 暗い配色にします
command-switch-language = 画面の言語の切替え
    .tip = 画面の言語を日本語と英語で切り替えます
command-shortcuts = キー操作の一覧
    .tip = キー操作を一覧で確かめます
command-about = Kianについて
    .tip = 版、考え方、ライセンスを示します

menu-file = ファイル
menu-edit = 編集
menu-check = 校正
menu-assistant = アシスタント
menu-view = 表示
menu-help = ヘルプ

## Notices.

# $path is a file.
notice-saved = 保存しました：{ $path }
notice-exported = 書き出しました：{ $path }
notice-saved-with-losses = 保存しましたが、この形式では残せないものがあります：{ $path }
    .hint = 元の文書を残すには、.kian の形式でも保存してください。
notice-open-failed = 開けませんでした：{ $path }
# $count is the number of pieces.
notice-revisions = 変更履歴を、提案として開きました（{ $count }か所）。一つずつ採否を決められます。
notice-opened-with-losses = 開きましたが、読み込めなかったものがあります：{ $path }
    .hint = 元のファイルは変更していません。別の名前で保存すると、元のファイルをそのまま残せます。
notice-fixed =
    { $count ->
        [0] 確実な修正はありませんでした
       *[other] { $count }か所を修正しました
    }
notice-words-imported = { $count }語を取り込みました：{ $path }
notice-key-stored = キーをシステムのキーリングに保管しました
notice-key-in-file = キーを暗号化したファイルに保管しました
notice-nothing-to-draft = 下書きする場所がありません
    .hint = 様式から作った文書の、本文が空いているところに下書きします。
notice-nothing-to-rewrite = 直すところは見つかりませんでした
    .hint = 内蔵エンジンは規則で分かるところだけを直します。
notice-no-readings = 読みを付ける漢字はありません
notice-readings-too-long = 一度に読みを付けるには長すぎます
    .hint = 範囲を2万字までにして、分けて付けてください。
notice-nothing-to-summarize = 要約する本文がありません

error-job-crashed = 処理の途中で思わぬ誤りが起きました
    .hint = 文書は無事です。もう一度試しても同じなら、操作の内容を添えて担当者に知らせてください。
error-file-changed = 開いた後に、ほかの人または別のソフトがこのファイルを変更しています：{ $path }
    .hint = 上書きしませんでした。「名前を付けて保存」で別の名前を付けてください。
error-file-kind = この種類のファイルは扱えません：{ $path }
    .hint = 名前の末尾を .kian、.docx、.odt、.html、.md、.txt のどれか（書き出しは .pdf も）にしてください。
error-window = 画面を開けませんでした：{ $cause }
    .hint = 画面のない環境では、コマンドを使えます（一覧は kian --help）。Linuxで部品が足りないときは、READMEにある apt-get の行を実行してください。
