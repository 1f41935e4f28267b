## The queue: what was asked of endpoints

command-panel-queue = 依頼の一覧
    .tip = 接続先への依頼と、その進み具合
command-go-on = 続きの依頼
    .tip = 途切れた回答の続きを書くよう依頼します
panel-queue =
    { $count ->
        [0] 依頼
       *[other] 依頼（{ $count }）
    }
queue-title = 依頼の一覧
queue-lead = 接続先へ送った依頼です。長いものは、文書を編集しながら進められます。
queue-empty = 依頼はまだありません。
queue-entry = { $task }：{ $title }
queue-state = { $state }　{ $endpoint }
queue-state-characters = { $state }　{ $endpoint }　{ $count }字を受信
queue-state-pieces = { $state }　{ $endpoint }　{ $all }件のうち{ $done }件が済み
queue-waiting = 順番待ち
queue-running = 処理中
queue-paused = 一時停止
queue-failed = 失敗
queue-interrupted = 中断
queue-stopped = 中止
queue-done = 完了
queue-pause = 一時停止
queue-resume = 再開
queue-cancel = 中止
queue-retry = もう一度依頼
queue-show = 結果の表示
queue-remove = 一覧から削除
queue-not-asked = 依頼していません
queue-unprocessed = 未処理：{ $part }（{ $why }）
queue-unprocessed-more = ほかに{ $count }件あります
queue-open-document = 続けるには、この文書を開いてください。
queue-was-at = アプリの終了により中断しました（{ $pieces }件のうち{ $done }件が済んでいました）
    .hint = 文書を開いて「もう一度依頼」を選んでください。翻訳は、訳していないところだけを依頼します。
queue-no-endpoint = 接続先「{ $endpoint }」の設定がありません
    .hint = 設定に接続先を加えてから、もう一度依頼してください。
queue-needs-document = 文書が閉じられたので、翻訳を一時停止しました
    .hint = 文書を開いて「再開」を選んでください。
queue-nothing-done = どの部分も処理できませんでした
    .hint = 下の理由を確かめて、もう一度依頼してください。
queue-left = { $count }か所を処理できませんでした
    .hint = 一覧の箇所を確かめてください。「もう一度依頼」で、その部分だけを依頼します。
queue-placeholders = 依頼した後に文書が変わったので、個人情報を元に戻せません
    .hint = 回答の［氏名1］のような目印を、文書を見ながら置き換えてください。
queue-ask-again = 同じ操作をもう一度行ってください
notice-picked-up = 「{ $title }」への回答が届きました
    .hint = 依頼の一覧から結果を表示できます。

## Before something long is begun

plan-title = { $task }：いくつかに分けて依頼します
plan-lead = 文書が長いので、見出しと段落の区切りで分けて依頼し、結果を一つにまとめます。処理できなかった部分は一覧に示します。
plan-pieces =
    { $together ->
        [1] { $pieces }件に分け、1件ずつ順に送ります。
       *[other] { $pieces }件に分け、同時に{ $together }件ずつ送ります。
    }
plan-tokens = 送る量は約{ $least }～{ $most }トークン、回答は約{ $answers }トークンの見込みです。
plan-context = モデルが一度に扱えるのは{ $tokens }トークンです。
plan-context-assumed = モデルが一度に扱える量が分からないので、{ $tokens }トークンとして分けました。接続先の設定で変えられます。
plan-cost = 費用は約{ $cost }の見込みです。
plan-first = 最初に送る内容
plan-begin = 依頼の開始
send-budget = 約{ $tokens }トークンです。回答を含めて、モデルが一度に扱える量（{ $context }トークン）の約{ $percent }％です。
send-budget-over = 約{ $tokens }トークンです。モデルが一度に扱える量（{ $context }トークン）を超えるおそれがあります。

## The connection of an endpoint

settings-connect-timeout = 接続の待ち時間（秒）
settings-first-timeout = 回答が始まるまでの待ち時間（秒）
settings-side-by-side = 同時に送る数
settings-context = モデルが扱える量（トークン）
settings-client-certificate = クライアント証明書
settings-client-key = その秘密鍵
settings-client-passphrase = 秘密鍵のパスフレーズ
settings-client-hint = PEM 形式のファイル
settings-client-same = 同じファイルなら空欄
settings-bad-number = 待ち時間、同時に送る数、モデルが扱える量には、範囲の中の数を入れてください
settings-copy-examination = 結果のコピー
settings-examination-of = 接続先「{ $endpoint }」（{ $host }）の確認結果
settings-warn = △ { $step }：{ $text }
error-endpoint-bad-certificate = クライアント証明書か、その秘密鍵を読み取れません（{ $path }）
    .hint = 証明書と、それに対応する秘密鍵を、PEM 形式のファイルで指定してください。
error-endpoint-certificate-locked = 秘密鍵のパスフレーズがないか、違っています（{ $path }）
    .hint = 接続先の設定でパスフレーズを登録し直してください。

## The connection doctor's further steps

doctor-step-quota = 利用枠
doctor-step-structured = 形式の指定
doctor-pass-quota = 残り：リクエスト { $requests }、トークン { $tokens }
doctor-warn-quota = 利用枠の残りが僅かです：リクエスト { $requests }、トークン { $tokens }
    .hint = 枠が戻るまで待つか、接続先の管理者に上限を確かめてください。
doctor-skipped-quota = 接続先は残りの枠を知らせません
doctor-pass-structured = 指定した形式（JSON）で回答します
doctor-warn-structured = 指定した形式（JSON）での回答には対応していません
    .hint = このアプリは文章からも読み取るので、このまま使えます。
doctor-skipped-structured = この方式には、形式の指定がありません
doctor-pass-model-context = { $model ->
        [none] 接続先の既定のモデルが回答しました（一度に{ $context }トークン）
       *[other] モデル「{ $model }」が回答しました（一度に{ $context }トークン）
    }

## The command line

cli-verdict-warning = 注意
cli-option-connect-timeout = 接続の待ち時間（秒）
cli-option-first-timeout = 回答が始まるまでの待ち時間（秒）
cli-option-side-by-side = 同時に送る依頼の数（1～16）
cli-option-context = モデルが一度に扱えるトークンの数
cli-option-client-cert = 相手に示すクライアント証明書（PEM）
cli-option-client-key = その秘密鍵（PEM）。証明書と同じファイルなら要りません
cli-option-client-key-env = 秘密鍵のパスフレーズが入っている環境変数
cli-certificate-passphrase = { $name } のクライアント証明書の秘密鍵のパスフレーズ：
cli-long = { $pieces }件に分けて依頼します（送る量は約{ $tokens }トークン、一度に{ $context }トークンまで）。
cli-long-translation = { $pieces }件に分けて依頼します（送る量は約{ $tokens }トークン）。
cli-unprocessed = 処理できなかった部分：{ $part }（{ $why }）
