## 信頼のための言葉

assistant-preparing = 送る前に、個人情報がないか調べています
# $form is the id of a form; $contact is "none" where nobody is named.
error-cli-form-not-offered =
    { $contact ->
        [none] この様式は使えません：{ $form }（「{ $policy }」の定め）
       *[other] この様式は使えません：{ $form }（「{ $policy }」の定め。問い合わせ先：{ $contact }）
    }
    .hint = 使える様式は、kian forms で確かめてください。

## 利用規程の窓

command-office-policy = 利用規程を見る
    .tip = いま効いている利用規程と、承認された接続先、送れる格付け、記録の残し方を示します
policy-title = いま効いている利用規程
policy-built-in = 庁の利用規程は置かれていません。Kianに組み込まれた慎重な定めが効いています。
policy-signed = 庁の鍵による署名を確かめました
policy-unsigned = 署名がないため、書き換えられていないことは確かめられません
# $until は日付か none、$contact は問い合わせ先か none
policy-until =
    有効期間：{ $until ->
        [none] 期限なし
       *[other] { $until }まで
    }　問い合わせ先：{ $contact ->
        [none] 記載なし
       *[other] { $contact }
    }
policy-digest = ファイルのSHA-256：{ $figures }…
policy-endpoints = 接続先
policy-endpoint = { $name }（{ $host }）
policy-terms-public = 約款による外部サービス
policy-terms-own = 約款によらないサービス
policy-learning-no = 送った内容を学習に使わない
policy-learning-yes = 送った内容を学習に使う
policy-learning-unknown = 学習に使うかどうか不明
policy-allow = 送ってよい格付け：{ $levels }
policy-models = 使ってよいモデル：{ $models }
policy-tasks = 頼める作業：{ $tasks }
policy-exception = 例外の承認：{ $number }
policy-own-allowed = 職員が登録した接続先も、それぞれに定めた格付けまで使えます。
policy-own-refused = 職員が登録した接続先は使えません。
policy-never-remote = この端末の外に出さない格付け：{ $levels }
policy-masking = 個人情報
policy-masking-required = 必ず置き換えてから送ります。
policy-masking-offered = 置き換えてから送ります（職員が外せます）。
policy-masking-off = 置き換えずに送ります。
policy-blocked = 含むと送れないもの：{ $kinds }
policy-masked = 置き換えるもの：{ $kinds }
policy-all-others = それ以外の全て
policy-words = 庁の言葉：送れなくするもの{ $block }件、置き換えるもの{ $mask }件
policy-purpose = 個人番号の利用目的：{ $purpose }
policy-records = 記録と記載
policy-log-off = 監査記録には、送った内容もそのハッシュも残しません（保存{ $days }日）。
policy-log-hash = 監査記録には、送った内容のハッシュだけを残します（保存{ $days }日）。
policy-log-full = 監査記録に、送った内容そのものを残します（保存{ $days }日）。
policy-disclosure-command = 生成AIを利用した旨は、職員が求めたときに記載します。
policy-disclosure-export = 生成AIを利用した旨は、書き出すファイルに必ず記載します。
policy-disclosure-never = 生成AIを利用した旨は記載しません。
policy-check-first = 確認済みでない文書は書き出せません。
policy-approval-other = 訳文の承認は、訳した人と確定した人以外に限ります。
policy-use = 使える範囲
policy-everything = 全て
policy-preview-once = 送信前の確認は、同じ文書では2回目から省けます。
policy-preview-always = 送信前の確認は、毎回行います。
policy-limit = 一度に送れる文字数：{ $count }字まで
policy-rules = 校正の規則のうち、庁が扱いを決めたもの：{ $count }件
policy-fixed = 庁が決めた設定：{ $settings }
