### The command line.

## The help

cli-about = 公用文の起案、校正、要約、変換
cli-usage = 使い方
cli-usage-window = 画面を開きます
cli-usage-file = 画面でFILEを開きます
cli-usage-command = kian コマンド [オプション]…
cli-usage-command-about = 画面を開かずに処理します
cli-commands = コマンド
cli-options = オプション
cli-common = 共通のオプション
cli-exit = 終了コード
cli-exit-clean = 完了し、該当する指摘はありません
cli-exit-found = 完了し、該当する指摘があります（check）
cli-exit-failed = 実行できません（引数、読めない入力、送信の不可、接続先の障害など）
cli-more = コマンドごとの説明は「kian コマンド --help」で表示します。
# Put behind a message that has no end mark.
cli-full-stop = 。

## The subcommands: one line, and what more there is to say

cli-draft = 様式と事実のファイルから、公用文を起案します
    .more =
        事実のファイルは、様式の項目を「項目 = 値」の形で1行ずつ書いたTOMLです。項目は kian forms で確かめられます。
        出力の種類は、OUTの末尾（.docx、.kian、.odt、.pdf、.html、.md、.txt）で決まります。書き手の記録が残るのは .kian だけです。
cli-forms = 様式と、その項目を一覧にします
    .more =
        IDを書くと、その様式だけを示します。
        項目の型は、事実のファイルでの書き方です。text は1行の文字列、textarea は文字列か文字列の並び、date は日付（2026-12-01）、number は数、select と radio は選択肢の値1つ、checkbox は選択肢の値の並び（["email", "mail"]）です。
cli-check = 公用文の決まりに沿って、文書を校正します
    .more =
        読めるのは .docx、.kian、.odt、.html、.md、.txt のファイルです。FILEを「-」にすると、標準入力を読みます。
        --fix を付けると、読み直さなくても安全な修正だけを適用してOUTに書き、OUTに残った指摘を示します。
cli-rules = 校正の規則を一覧にします
cli-summarize = 文書を要約し、文ごとに元の段落を示します
    .more = FILEを「-」にすると、標準入力を読みます。
cli-convert = 文書を別の種類のファイルに変換します
    .more =
        種類は、INとOUTの末尾（.docx、.kian、.odt、.html、.md、.txt。OUTは .pdf も）で決まります。
        OUTに残せないものがあれば、それを示します。INを「-」にすると、標準入力を読みます。
cli-endpoint = 生成AIの接続先を登録し、つながるかを確かめます
    .more =
        接続先は、データのフォルダーの設定に保存します。キーは設定に書かず、画面に表示せずに尋ねてキーリングに保管するか、使うたびに環境変数から読みます。
        test は、URL、ネットワーク、暗号化、認証、モデル、逐次の受信、送信の可否を順に確かめます。文書は送りません。

## The options

cli-option-locale = メッセージの言語（既定は環境変数 LC_ALL、LC_MESSAGES、LANG による。なければ日本語）
cli-option-data-dir = 設定などを置くフォルダー
cli-option-policy = 庁の利用規程のファイル
cli-option-format = 結果の形式（既定は text）
cli-option-help = この説明を表示します
cli-option-version = 版を表示します
cli-option-form = 様式のID（kian forms で確かめられます）
cli-option-facts = 事実のファイル（TOML。「-」は標準入力）
cli-option-draft-lang = 文書の言語（既定は事実のファイルまたは様式のもの）
cli-option-endpoint = 登録済みの接続先に依頼します
cli-option-offline = この端末だけで処理します（既定）
cli-option-classification = 格付けのない入力の格付け（1、2、3、自治体は3C、3B、3Aも、又は庁の定めたもの。既定は2として扱います）
cli-option-out = 書き込むファイル
cli-option-force = 既にあるファイルを置き換えます
cli-option-profile = 規則の種類：notice（通知など）、record（記録・公開資料）、public（広報・解説）、yasashii（やさしい日本語）、english（英語）。既定は様式のもの、様式のない文書では日本語の段落がnotice、英語の段落がenglish
cli-option-severity = 示す指摘の下限：info（参考）、warning（要修正）、error（誤り）。既定は、表示が info、終了コード1が warning
cli-option-fix = 安全な修正を適用します（-o と一緒に使います）
cli-option-fix-out = 修正した文書を書き込むファイル
cli-option-length = 長さ：short、standard（既定）、detailed
cli-option-summary-lang = 要約の言語（既定は文書の言語）
cli-option-kind = 接続先の種類：openai-chat（多くのサーバー）、openai-responses、azure-classic、azure-v1、anthropic、ollama、openai-completions、gennai-app（AIアプリ）
cli-option-url = 接続先のURL
cli-option-model = モデルの名前
cli-option-auth-header = キーを渡すヘッダーの名前（既定は種類による）
cli-option-key-env = キーを読む環境変数の名前
cli-option-header = 追加のヘッダー（何度でも書けます）
cli-option-ca = 組織の認証局の証明書のファイル（PEM。端末の証明書に加えて信頼します）
cli-option-proxy = プロキシのURL。none は使わない（既定は端末の設定）
cli-option-timeout = 待つ時間の上限（秒、1から3600まで。既定は60）
cli-option-allow = 送ってよい格付けの上限（1、2、3。既定は1）

## Answers

cli-bullet = ・
cli-list-comma = 、
cli-stdin = 標準入力
cli-stdout = 標準出力
# $path is a file.
cli-written = 書き込みました：{ $path }
cli-fixed =
    { $count ->
        [0] 安全に直せるところはありませんでした：{ $path }
       *[other] { $count }か所を直しました：{ $path }
    }
cli-severity-error = 誤り
cli-severity-warning = 要修正
cli-severity-info = 参考
# A cure below a finding: $old stands there, $new would.
cli-fix = 案：「{ $old }」→「{ $new }」
cli-fix-safe = 修正：「{ $old }」→「{ $new }」（安全）
cli-fix-delete = 案：「{ $old }」を削除
cli-fix-delete-safe = 修正：「{ $old }」を削除（安全）
cli-no-findings = 指摘はありません。
cli-check-more = { $file }：このほかに{ $count }件あります。一度に示すのは5万件ほどまでです。直してから、もう一度調べてください。
cli-counts = 誤り { $errors }件、要修正 { $warnings }件、参考 { $infos }件
# $paragraphs are numbers, from 1.
cli-source = 元の段落：{ $paragraphs }
cli-source-none = 元の段落が見つかりません。内容を確かめてください。
cli-partial = 届いていた分（承認していません）：
cli-required = 必須
cli-column-id = ID
cli-column-lang = 言語
cli-column-severity = 重さ
cli-column-fixable = 修正
cli-column-title = 内容
cli-column-source = 根拠
cli-column-name = 名前
cli-column-kind = 種類
cli-column-url = URL
cli-column-model = モデル
cli-column-key = キー
cli-column-allow = 送信の上限
cli-no-endpoints = 接続先は登録されていません。「kian endpoint add」で登録できます。
cli-endpoint-added = 接続先「{ $name }」を登録しました。「kian endpoint test」でつながるかを確かめられます。
cli-endpoint-removed = 接続先「{ $name }」を削除しました。
cli-key-prompt = 接続先「{ $name }」のキー（表示されません。なければそのままEnter）：{ " " }
cli-no-key-asked = 端末から実行していないため、キーは尋ねませんでした。キーの要る接続先には --key-env を使ってください。
cli-key-not-forgotten = この端末のキーリングを使えないため、接続先「{ $name }」のキーは消していません。
cli-verdict-pass = 良好
cli-verdict-fail = 不良
cli-verdict-skipped = 未確認

## Errors

error-cli-no-command = 「{ $name }」というコマンドはありません。
    .hint = コマンドは kian --help で確かめられます。同じ名前のファイルを開くときは ./{ $name } と書いてください。
error-cli-one-file = 画面で開くファイルは1つだけ書いてください（余分：{ $name }）。
    .hint = コマンドは先頭に書きます。
error-cli-option = { $command } に { $option } というオプションはありません。
    .hint = オプションは kian { $command } --help で確かめられます。
error-cli-option-global = 「{ $option }」というオプションはありません。
    .hint = コマンドのオプションは、コマンドの後に書きます。一覧は kian --help で確かめられます。
error-cli-value = { $option } に「{ $value }」は使えません。
    .hint = 使えるもの：{ $choices }
error-cli-value-missing = { $option } の値がありません。
    .hint = { $option } の後に値を書いてください。
error-cli-value-surplus = { $option } に値（{ $value }）は付けられません。
    .hint = { $option } とだけ書いてください。
error-cli-unicode = { $option } の値が、文字として読めません（{ $value }）。
    .hint = 端末の文字コードをUTF-8にしてください。
error-cli-missing = { $command } には { $what } が必要です。
    .hint = 使い方は kian { $command } --help で確かめられます。
error-cli-surplus = { $command } に余分な引数があります（{ $value }）。
    .hint = 使い方は kian { $command } --help で確かめられます。
error-cli-not-both = { $one } と { $other } は一緒に使えません。
    .hint = どちらか一方にしてください。
error-cli-out-without-fix = -o は --fix と一緒に使います。
    .hint = 指摘をファイルに残すには、標準出力を「> ファイル名」で書き出してください。
error-cli-no-endpoint = 「{ $name }」という接続先は登録されていません。
    .hint = 登録済みの接続先は kian endpoint list で確かめられます。
error-cli-endpoint-action = endpoint に「{ $action }」という操作はありません。
    .hint = list、add、remove、test のどれかを書いてください。
error-cli-endpoint-name = 接続先の名前に、空の名前や改行などの制御文字は使えません。
    .hint = 「庁内AI」のような名前にしてください。
error-cli-endpoint-exists = 接続先「{ $name }」は、もう登録されています。
    .hint = 別の名前にするか、先に kian endpoint remove で削除してください。
error-cli-kind = この版は、接続先の種類「{ $kind }」に対応していません。
    .hint = 使える種類：{ $choices }
error-cli-key-prompt = 端末からキーを読み取れません。
    .hint = --key-env で、キーを入れた環境変数の名前を指定してください。
error-cli-form = 「{ $form }」という様式はありません。
    .hint = 使える様式：{ $choices }
error-cli-form-lang = 様式「{ $form }」には、言語「{ $lang }」のものがありません。
    .hint = 様式とその言語は kian forms で確かめられます。
error-cli-other-form = 様式「{ $form }」のための事実です（指定された様式は「{ $asked }」）。
    .hint = --form を「{ $form }」にするか、事実のファイルの form の行を直してください。
error-cli-facts-encoding = 事実のファイルの文字コードがUTF-8ではありません。
    .hint = メモ帳などで開き、文字コードを「UTF-8」にして保存し直してください。
error-cli-nothing-to-summarize = 要約する本文がありません：{ $path }
    .hint = 文章の入ったファイルを指定してください。
