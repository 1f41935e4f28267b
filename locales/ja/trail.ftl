### The audit trail as a person looks at it.

## 監査記録の画面

command-audit-trail = 監査記録…
    .tip = 監査記録に欠けや書換えがないかを確かめ、週ごとの集計を表示します。共有フォルダーへの書き出しもできます
dialog-trail = 監査記録の書き出し先（新しいフォルダー）
trail-title = 監査記録
trail-looking = 監査記録を確かめています…
trail-close = 閉じる
trail-copy = 書き出し…
trail-copy-tip = 日ごとの記録と週ごとの集計（summary.csv）を、共有フォルダーなどの新しいフォルダーに書き出します
trail-figures = 週ごとの集計
trail-events = 出来事
trail-weeks-all = 全ての週
# $day is the Monday of a week.
trail-week = { $day } の週
trail-week-tip = 集計する週（月曜日から日曜日まで、UTC）
trail-by-form = 文書の種類と接続先
trail-by-template = ひな形ごとの承認率
trail-nothing = この期間の記録はありません。
trail-none = －
trail-offline = オフライン
trail-no-form = 様式なし
# $percent is a whole number.
trail-percent = { $percent }%
trail-column-form = 文書の種類
trail-column-endpoint = 接続先
trail-column-level = 格付け
trail-column-sent = 送信
trail-column-answered = 回答
trail-column-characters = 送信文字数
trail-column-template = ひな形
trail-column-accepted = 承認
trail-column-rejected = 却下
trail-column-rate = 承認率
trail-column-time = 日時
trail-column-event = 出来事
trail-column-user = 利用者
trail-column-task = 作業
trail-column-outcome = 結果
trail-answered = 回答あり
trail-failed = 失敗
trail-verdict-checked = 確認済み
trail-verdict-approved = 承認
trail-verdict-returned = 差戻し
trail-action-added = 添付
trail-action-removed = 取外し
trail-action-level = 格付けの変更

## 記録に残す名前

name-title = 記録に残す名前
name-lead = この端末には利用者名が設定されていないため、確認や承認の記録に名前が残りません。記録に残す名前を入力してください。設定でいつでも変えられます。
name-field = 名前
name-keep = この名前で記録
name-later = 後で
notice-name-needed = 名前がないので、確認を記録しませんでした。
    .hint = 「設定」の「コメントと記録に付ける名前」に、記録に残す名前を入力してください。
notice-no-name = この端末には利用者名がないため、承認や却下の記録に名前が残りません。
    .hint = 「設定」の「コメントと記録に付ける名前」に、記録に残す名前を入力してください。
review-leave = 閲覧モードを終える
templates-preparing = 送る内容を準備しています…

## What the policy keeps back

# $contact is whom to ask, or none.
tip-forbidden =
    利用規程（{ $policy }）により、今の接続先では使えません。{ $contact ->
        [none] {""}
       *[other] 問合せ先：{ $contact }
    }

## 送信前の確認

# $until is the last day, or none.
send-approval =
    承認：{ $approval }（{ $approver }{ $until ->
        [none] {""}
       *[other] 、{ $until }まで
    }）　提供者：{ $operator }（{ $region }）
send-approval-none = 承認：職員が登録した接続先です（承認の記録はありません）
send-approval-here = 承認：この端末の中の接続先です
# $count is a number of files.
send-kept = 送らないもの：この文書の添付{ $count }個

## 設定：個人情報の扱い

settings-personal-required = 「{ $policy }」により、目印に置き換えて送ります（変えられません）
settings-personal-off = 「{ $policy }」により、置き換えずに送ります（変えられません）
