### Asking again, versions of an answer, what an answer hides.

command-again = もう一度頼む…
    .tip = 前の案を踏まえて、注文を付けてもう一度頼みます。却下した書き換えも伝えます。
command-version-back = 前の案を見る
    .tip = 同じ依頼に対する、一つ前の案を並べます。
command-version-on = 次の案を見る
    .tip = 同じ依頼に対する、一つ後の案を並べます。

# $shown and $count are numbers, from 1.
versions-of = 案 { $shown }／{ $count }
versions-back = 前の案
versions-on = 次の案
versions-wish = 注文：{ $wish }
versions-prompt = この案の依頼文を見る
versions-prompt-hide = 依頼文を閉じる
again-field = もう一度頼む（注文があれば書く）
again-hint = 例：もっと短く、日時を先に
again-ask = もう一度頼む

# $codes lists characters such as U+202E.
piece-hides = 目に見えない文字が含まれています：{ $codes }
piece-reveal = 見えない文字を取り除く

# $tokens is a number.
send-tokens = 入力の見積もり：約{ $tokens }トークン
send-tokens-cost = 入力の見積もり：約{ $tokens }トークン、約{ $cost }（回答の分は別にかかります）
