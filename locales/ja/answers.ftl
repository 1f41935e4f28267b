# What comes of answers, and what lies beside the text.
answers-part = 〔以下、届いていません〕
answers-weighing = 事実に変わりがないかを確認しています…

error-answer-summary-part = { $path }：処理できなかった部分が{ $count }件あるため、要約は文書の一部だけのものです
    .hint = 届いた分は表示しています。下に挙げた部分を確かめるか、その部分を分けて要約してください。

answers-proxy = プロキシ
answers-proxy-hint = 空欄はシステムの設定、none は使わない
answers-proxy-user = プロキシの利用者名
answers-proxy-user-hint = 認証のないプロキシなら空欄
answers-proxy-password = プロキシのパスワード
answers-ca = 認証局の証明書
answers-ca-hint = 組織の認証局があるとき、PEM 形式のファイル
answers-duplicate = 複製
answers-tasks = 依頼の種類ごとの接続先
answers-tasks-lead = 依頼の種類によって接続先を変えられます。モデルだけを変えるときは、接続先を複製してモデル名を変えます。オフラインエンジンを使っている間は、どこにも送りません。
answers-tasks-in-use = 使用中の接続先

cli-option-proxy-user = プロキシが求める利用者名。パスワードは画面に出さずに尋ねて保管します
cli-option-proxy-password-env = プロキシのパスワードを持つ環境変数
cli-proxy-password = { $name } のプロキシのパスワード（表示されません）：

answers-attachment = この文書の添付ファイル「{ $name }」も添える

answers-sent-to-host = { $host } に送って回答を受け取ります。

answers-settings-general = 全般
answers-settings-endpoints = 接続先
answers-settings-rules = 校正と用語
