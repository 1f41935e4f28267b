## 監査記録

event-send = 送信
event-receive = 受信
event-accept = 承認
event-reject = 却下
event-export = 書き出し
event-policy = 規程の変更
event-classification = 格付けの変更
event-check = 確認
event-checkpoint = 封印
event-recovered = 修復
event-resealed = 再封印

audit-column-time = 日時（UTC）
audit-column-event = 出来事
audit-column-user = 利用者
audit-column-document = 文書
audit-column-classification = 格付け
audit-column-endpoint = 接続先
audit-column-task = 作業
audit-column-outcome = 結果

audit-empty = 監査記録はまだありません
audit-sound = 監査記録に欠けも書換えもありません（{ $days }日分、{ $lines }行）
audit-exported = 監査記録を { $path } に書き出しました（{ $days }日分、{ $events }件。週ごとの集計は summary.csv）
audit-broken-form = 監査記録の行として読めません（{ $path } の { $line }行目）
audit-broken-number = 番号が続いていません。前の行が消されたか、入れ替えられています（{ $path } の { $line }行目）
audit-broken-chain = 前の行とつながりません。この行か前の行が書き換えられています（{ $path } の { $line }行目）
audit-broken-seal = 封印がこの端末の鍵と合いません（{ $path } の { $line }行目）
audit-broken-missing = この後にあるはずの行がありません。末尾が消されています（{ $path } の { $line }行目より後）
audit-broken-head = 末尾の封印がないか、書き換えられています（{ $path }）
audit-broken-cut = 最後の行が途中で切れています（{ $path } の { $line }行目）
audit-key-keyring = 封印の鍵は、この端末のキーリングにあります。
audit-key-file = 封印の鍵は、記録の隣のファイルにあります（キーリングが使えないため）。本人として操作できる人は、鍵を読んで記録を作り直せます。記録はこまめに共有フォルダーへ書き出してください。
audit-key-none = 封印の鍵が見つからないため、行のつながりだけを確かめました。全体が作り直されていても分かりません。

notice-audit-waits = 監査記録に書き込めません。書けるようになるまで手元にためておき、外部への送信は止めます（{ $path }）
    .hint = ディスクの空き容量と、フォルダーの権限を確かめてください。文書の編集は続けられます。
error-audit-unrecorded = 監査記録に書き込めないため、何も送りませんでした（{ $path }）
    .hint = ディスクの空き容量と、フォルダーの権限を確かめてください。記録が壊れていないかは kian audit verify で分かります。

## kian audit

cli-audit = 監査記録を確かめる、見る、書き出す
    .more =
        verify は、記録の行のつながりと封印をたどり、最初におかしい行を示します（終了コード 1）。
        show は出来事を新しい方から --limit 件まで、古い順に並べます。
        export は、日ごとのファイルと、週ごとの集計（summary.csv）を新しいフォルダーに書き出します。
cli-option-from = この日から（2026-04-01 の形。UTC）
cli-option-until = この日まで
cli-option-audit-limit = 表示する件数
cli-option-audit-out = 書き出すフォルダー（新しく作る）
error-cli-audit-action = kian audit に「{ $action }」という操作はありません
    .hint = 使えるのは verify、show、export です。
