### Engines: errors of endpoints, tasks, verdicts.

## Names of engines, tasks, instructions, lengths

engine-offline = オフライン（この端末だけで処理）
task-draft = 起案
task-rewrite = 書き直し
task-summarize = 要約
instruction-clearer = 分かりやすく
instruction-shorter = 短く
instruction-formal = 改まった書き方に
instruction-plain = やさしい日本語に
instruction-correct = 誤りだけを直す
instruction-custom = 自分で指示する…
length-short = 短め
length-standard = 標準
length-detailed = 詳しめ

## How whole an answer is

answer-whole = 最後まで受け取りました
answer-unproven-mark = 最後まで届いたかどうかを確かめられません
    .hint = 文末が途切れていないかを見てから、承認してください。
answer-unproven-finish = 接続先が終わった理由を知らせなかったため、最後まで届いたかどうかを確かめられません
    .hint = 文末が途切れていないかを見てから、承認してください。
answer-unproven-after-end = 終わりの印の後にも文章がありました
    .hint = 余計な文章が混じっていないかを見てから、承認してください。
answer-unproven-input = 送った文章の一部しか読まれていないおそれがあります
    .hint = 文章を短く分けて依頼するか、接続先で読める長さの設定を広げてください。
answer-cut-limit = 長さの上限で途切れています
    .hint = 続きを依頼するか、文章を分けてください。
answer-cut-filter = 接続先の内容フィルターによって途中で止められています
    .hint = 届いた分だけが表示されています。元の文章や指示の表現を見直してください。
answer-cut-broken = 通信が途中で切れたため、途切れています
    .hint = 届いた分は残っています。続きを依頼するか、もう一度依頼してください。
answer-cut-stopped = 中止したため、途切れています
    .hint = 届いた分は残っています。文書には反映されません。
answer-cut-other = 文章とは違う終わり方をしたため、途切れているおそれがあります
    .hint = もう一度依頼するか、別のモデルを使ってください。

## Keys

error-key-variable = 接続先「{ $endpoint }」のキーを読む環境変数「{ $variable }」が設定されていません
    .hint = 環境変数を設定して Kian を開き直してください。キーの要らない接続先なら、空の値を設定します。
error-key-no-keyring = この端末のキーリングを使えないため、接続先「{ $endpoint }」のキーを読み書きできません
    .hint = キーリングのロックを解除するか、キーを環境変数に入れて、その変数名を接続先に設定してください。
error-key-malformed = キーに使えない文字が含まれています
    .hint = キーを写し直してください。全角文字や途中の空白、改行が混じっていないかを確かめます。

## Endpoints

error-endpoint-refused = 接続先が応答しません（{ $host }）
    .hint = サーバーが起動しているか、ポート番号が正しいかを確かめてください。
error-endpoint-unreachable = ネットワークから接続先に届きません（{ $host }）
    .hint = ネットワークの接続を確かめてください。庁内のネットワークでは、プロキシの設定が要ることがあります。
error-endpoint-dns = 接続先のホスト名が見つかりません（{ $host }）
    .hint = URL のつづりと、ネットワークの接続を確かめてください。
error-endpoint-tls = { $cause ->
        [expired] 接続先の証明書の有効期間が切れているか、始まっていません（{ $host }）
        [wrong-name] 接続先の証明書が別の名前のものです（{ $host }）
        [revoked] 接続先の証明書が失効しています（{ $host }）
        [handshake] 接続先と安全な通信を始められません（{ $host }）
       *[unknown-issuer] 接続先の証明書を信頼できません（{ $host }）
    }
    .hint = { $cause ->
        [expired] この端末の日付と時刻を確かめ、合っていれば接続先の管理者に証明書の更新を依頼してください。
        [wrong-name] URL のホスト名を確かめてください。正しければ、接続先の管理者に知らせてください。
        [revoked] 送信せずに、接続先の管理者に知らせてください。
        [handshake] URL の https:// とポート番号を確かめてください。接続先が古い方式（TLS 1.1 以前）しか使えないこともあります。
       *[unknown-issuer] 組織の認証局の証明書をこの端末に登録する必要があるかもしれません。情報システムの担当者に知らせてください。
    }
error-endpoint-timeout = { $phase ->
        [connect] { $seconds }秒待っても接続できません
        [first-token] { $seconds }秒待っても回答が始まりません
        [silence] 回答が{ $seconds }秒間途絶えました
       *[total] 回答が{ $seconds }秒で終わりません
    }
    .hint = { $phase ->
        [connect] ネットワークの接続と URL を確かめてください。
        [total] 文章を分けて依頼してください。
       *[other] もう一度試すか、接続先の設定で待ち時間を長くしてください。
    }
error-endpoint-proxy = { $cause ->
        [authentication] プロキシの認証が通りません（407）
        [unreachable] プロキシにつながりません
       *[refused] プロキシが接続先への通信を通しません
    }
    .hint = { $cause ->
        [authentication] 接続先の設定で、プロキシの利用者名とパスワードを確かめてください（コマンドでは --proxy-user）。Windows の自動認証（NTLM、Kerberos）には対応していません。
        [unreachable] 接続先の設定で、プロキシのアドレスとポートを確かめてください。合っていれば、プロキシが動いているかを情報システムの担当者に確かめてください。
       *[refused] 接続先への通信を許可するよう、情報システムの担当者に依頼してください。
    }
error-endpoint-unauthorized = 接続先がキーを受け付けません（401、{ $host }）
    .hint = キーを登録し直してください。キーを渡すヘッダーの名前が違うこともあります。
error-endpoint-forbidden = このキーでは接続先を利用できません（403、{ $host }）
    .hint = キーの権限とモデルの利用許可を、接続先の管理者に確かめてください。
error-endpoint-blocked = ネットワークが接続先への通信を止めています（403、{ $host }）
    .hint = 接続先への通信を許可するよう、情報システムの担当者に依頼してください。
error-endpoint-not-found = 接続先にモデル「{ $model }」か、この URL がありません（404、{ $url }）
    .hint = モデル（またはデプロイ）の名前と URL を確かめてください。
error-endpoint-rejected = 接続先が依頼を受け付けません（{ $status }）
    .hint = 接続先の種類、モデルの名前、追加のヘッダーの設定を確かめてください。
error-endpoint-rate-limited = 接続先の利用回数の上限に達しました（429）
    .hint = しばらく待ってから、もう一度試してください。
error-endpoint-rate-limited-until = 接続先の利用回数の上限に達しました（429、あと{ $seconds }秒）
    .hint = { $seconds }秒待ってから、もう一度試してください。
error-endpoint-quota = 接続先の利用枠を使い切りました
    .hint = 利用枠の追加を接続先の管理者に相談するか、オフラインで処理してください。
error-endpoint-server = 接続先で障害が起きています（{ $status }）
    .hint = しばらく待ってから、もう一度試してください。続くときは、接続先の管理者に知らせてください。
error-endpoint-malformed = 接続先の回答を読み取れません
    .hint = 接続先の種類と URL が合っているかを確かめてください。
error-endpoint-broken = 回答の途中で通信が切れました
    .hint = もう一度依頼してください。
error-endpoint-empty = 接続先の回答が空でした
    .hint = 文章が長すぎると空になることがあります。短く分けて依頼してください。
error-endpoint-only-thinking = モデルが考えるだけで長さの上限に達し、文章が出ませんでした
    .hint = 上限を大きくするか、考える量の少ないモデルを使ってください。
error-endpoint-filter = 接続先の内容フィルターに止められました
    .hint = 文章や指示の表現を見直すか、オフラインで処理してください。
error-endpoint-declined = モデルが回答を断りました
    .hint = 指示の表現を見直してください。
error-endpoint-too-long = 文章が長すぎて、モデルが読めません
    .hint = 文章を短く分けて依頼してください。
error-endpoint-redirect = 接続先が別の場所に転送しようとしたため、送るのをやめました（{ $to }）
    .hint = 転送先が正しければ、接続先の URL をそれに変えてください。ログインページなら、ネットワークの認証を済ませてください。
error-endpoint-html = 回答の代わりにウェブページが返されました（{ $host }）
    .hint = URL を確かめてください。ネットワークのログインページやプロキシの警告のこともあります。
error-endpoint-compressed = 接続先が、求めていない圧縮をした回答を返しました
    .hint = 途中のプロキシかゲートウェイの圧縮を止めるよう、管理者に依頼してください。
error-endpoint-too-big = 回答が大きすぎるため、受け取るのをやめました
    .hint = 接続先の URL が正しいかを確かめ、文章を分けて依頼してください。
error-endpoint-not-streaming = 接続先は、回答を少しずつではなく、まとめて返します
    .hint = そのまま使えますが、回答が終わるまで何も表示されません。
error-endpoint-bad-url = 接続先の URL を読み取れません（{ $url }）
    .hint = https://ai.example.jp/v1 のような形で、利用者名とパスワードを含めずに入力してください。
error-endpoint-bad-header = 追加のヘッダー「{ $name }」は送れません
    .hint = ヘッダーの名前と値を半角の文字で設定し直してください。
error-endpoint-bad-proxy = プロキシの設定を読み取れません（{ $url }）
    .hint = http://proxy.example.jp:8080 のような形で、利用者名とパスワードを含めずに設定してください（それらは別の欄に入れます）。使わないときは none にします。
error-endpoint-bad-ca = 認証局の証明書を読み取れません（{ $path }）
    .hint = 組織の認証局の証明書（PEM形式）のファイルを指定してください。
error-endpoint-setup = この端末で安全な通信の準備ができません
    .hint = 端末に認証局の証明書（Linux では ca-certificates）があるかを確かめてください。
error-endpoint-cancelled = 中止しました
    .hint = 文書は変わっていません。

## The connection doctor

doctor-step-address = URL
doctor-step-network = ネットワーク
doctor-step-tls = 暗号化（TLS）
doctor-step-authentication = 認証
doctor-step-model = モデル
doctor-step-streaming = 逐次の受信
doctor-step-policy = 送信の可否
doctor-pass-address = { $url } に送ります
doctor-pass-network = { $host } につながりました
doctor-pass-tls = 証明書を信頼できます
doctor-pass-authentication = 受け付けられました
doctor-pass-model = { $model ->
        [none] 接続先の既定のモデルが答えました
       *[other] 「{ $model }」が答えました
    }
doctor-pass-streaming = 少しずつ届きます
doctor-pass-policy = ここへ送ってよい格付けの上限：{ $allow }
doctor-skipped = 確かめていません
    .hint = 先に、ほかの項目を解決してください。
doctor-skipped-tls = この端末の中の通信なので、暗号化は要りません

## The offline summary

offline-note = 文書の中から大切な文を選び出したものです。文章は元のままで、新しく書かれたものではありません。
offline-unprocessed = 長い文書のため、{ $count }文目より後は選ぶ対象にしていません

## Protocols an endpoint may speak

kind-openai-chat = OpenAI互換（Chat Completions）
kind-openai-responses = OpenAI Responses
kind-azure-classic = Azure OpenAI（デプロイごとのアドレス）
kind-azure-v1 = Azure OpenAI（v1）
kind-anthropic = Anthropic Messages
kind-ollama = Ollama
kind-openai-completions = Completions（旧形式）

# 源内互換アプリ
kind-gennai-app = 源内互換のAIアプリ
settings-app = アプリの入力フォーム
settings-app-lead = アプリの提供元から受け取った「APIリクエストのデータ形式（JSON）」を貼り付けると、その項目がここに並びます。ない場合は、文章だけを input_text として送ります。
settings-app-schema = データ形式（JSON）
settings-app-text = 文章を入れる項目
settings-app-file = 「{ $title }」はファイルの項目です。文章だけを送るため、使いません。

error-app-json = アプリのデータ形式がJSONとして読めません（{ $line }行{ $column }文字目）。
    .hint = 提供元から受け取ったとおりに貼り付けられているか確かめてください。
error-app-form = アプリのデータ形式に入力項目がありません。
    .hint = 項目名と定義を並べたJSONのオブジェクトが要ります。提供元に確かめてください。
error-app-type = アプリの項目「{ $key }」の種類「{ $type }」はこの版では扱えません。
    .hint = 扱える種類は、text、textarea、number、select、radio、checkbox、file、hidden です。
error-app-items = アプリの項目「{ $key }」に選択肢がありません。
    .hint = データ形式の items を提供元に確かめてください。
error-app-default = アプリの項目「{ $key }」に値がありません。
    .hint = 画面に出ない項目には default_value が要ります。提供元に確かめてください。
error-app-text = 文章を入れられる項目がアプリにありません。
    .hint = text か textarea の項目があるアプリを選んでください。
error-app-empty = アプリの必須項目「{ $title }」が空です。
    .hint = 設定の「アプリの入力フォーム」で値を入れてください。
error-app-value = アプリの項目「{ $title }」に「{ $value }」は入れられません。
    .hint = 設定の「アプリの入力フォーム」で値を選び直してください。
error-app-too-long = アプリの項目「{ $title }」には{ $max }文字までしか入りません（送ろうとした文章は{ $length }文字）。何も送っていません。
    .hint = 範囲を選んで短くするか、長い文章を受け付けるアプリを使ってください。

## Prompt templates

task-template = ひな型
task-translate = 翻訳
command-templates = ひな型を使った依頼…
    .tip = 議事録、想定問答、件名の案など、用意した指示のひな型を選んで接続先に依頼します。送る内容を先に読めます。
command-take-in = よそで作った文章を取り込む…
    .tip = 別の端末の生成AIなどで作った文章を貼り付けて、提案として照らし合わせます。事実の確認と記録も付きます。
templates-title = ひな型を使った依頼
templates-search = 探す言葉
templates-new = 新しいひな型…
templates-other-language = このひな型には、この文書の言語の指示がありません。
templates-owner-program = 標準のひな型（{ $id }、第{ $version }版）
templates-owner-office = 職場で共有しているひな型（{ $id }、第{ $version }版）
templates-owner-person = 自分のひな型（{ $id }、第{ $version }版）
templates-reads-selection = 選択した範囲（なければカーソルのある段落）を読んで、書き直しを提案します。
templates-reads-document = 文書の全体を読みます。
templates-reads-before = カーソルのある段落までを読みます。
templates-reads-nothing = 文書は読まず、上に書いたことだけを使います。
templates-preview = 送る内容（{ $count }字）
templates-ask = 依頼
templates-show = 送る内容の表示
templates-edit = 写して編集…
templates-needs-endpoint = ひな型を使うには、画面の下で接続先を選びます。
templates-needs-fields = 「必須」の欄を埋めると依頼できます。
templates-writing = ひな型はTOML形式のファイルです。保存すると { $path } に入り、同じ id のものに代わって使われます。
templates-save = 自分のひな型として保存
templates-copy = ファイルの中身をコピー
templates-remove = 自分のひな型を削除
templates-import = 取り込むファイル
templates-do-import = 取込み
notice-template-saved = ひな型を保存しました：{ $path }
notice-nothing-to-read = 読む文章がありません。本文を書くか、範囲を選んでから頼んでください。
notice-same-text = 取り込む文章に、今の文書と違うところはありません。

error-template-file = 使えないひな型があります：{ $file }
error-template-encoding = ひな型のファイルがUTF-8ではないため、読めません：{ $file }
    .hint = エディターでUTF-8にして保存し直してください。
error-template-syntax = ひな型の{ $line }行{ $column }文字目が読めません：{ $detail }
    .hint = 標準のひな型を写して、書き方を見比べてください。
error-template-id = ひな型の id「{ $id }」は使えません。
    .hint = id は半角の英数字と - _ だけで書きます。
error-template-name = ひな型の name に、日本語か英語の名前がありません。
    .hint = name = {"{"} ja = "…", en = "…" {"}"} のように両方を書きます。
error-template-prompt = ひな型に指示の文がありません。
    .hint = [prompt.ja] か [prompt.en] に system と user を書きます。
error-template-language = ひな型の [prompt.{ $code }] は使えない言語です。
    .hint = 使える言語は ja と en です。
error-template-gap = ひな型の指示にある「{"{"}{ $name }{"}"}」に当たる項目がありません。
    .hint = fields にその項目を加えるか、書き間違いを直してください。文書は {"{"}text{"}"} で、reads が nothing のときは使えません。

## Text made elsewhere

take-in-title = よそで作った文章を取り込む
take-in-lead = 貼り付けた文章は提案として並び、一つずつ承認するまで文書には入りません。どこで作ったかが記録に残ります。
take-in-text = 文章
take-in-from = どこで作りましたか
take-in-from-hint = 例：庁内の生成AI端末、広報課の案
take-in-document = 文書の全体と照らし合わせる
take-in-selection = 選択した範囲と照らし合わせる
take-in-behind = カーソルのある段落の後に加える
take-in-propose = 提案として並べる

## What answers use

assistant-month = 今月：{ $runs }回、入力{ $prompt }・出力{ $completion }トークン
assistant-month-cost = 今月：{ $runs }回、入力{ $prompt }・出力{ $completion }トークン、約{ $cost }
settings-price = 単価（100万トークン当たり）
settings-price-in = 入力 0.15
settings-price-out = 出力 0.6
settings-currency = 通貨 円
settings-bad-price = 単価は、0.15 のように小数第3位までの数で、通貨と一緒に書いてください。

## Servers on this machine

settings-find = この端末のサーバーを探す
settings-finding = この端末で動いているモデルのサーバーを探しています…
settings-none-found = この端末で動いているモデルのサーバーは見つかりませんでした（Ollama、LM Studio、llama.cpp、vLLM、LiteLLM、LocalAIの標準のポートを見ました）。
settings-found = 接続先に加える：{ $name }（{ $models }）
