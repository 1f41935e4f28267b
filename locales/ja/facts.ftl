### What a text states, and what two texts do not have in common.

## Kinds of facts

fact-date = 日付
fact-weekday = 曜日
fact-time = 時刻
fact-duration = 期間
fact-money = 金額
fact-number = 数
fact-percent = 割合
fact-phone = 電話番号
fact-fax = ファクス番号
fact-extension = 内線番号
fact-mail = メールアドレス
fact-url = URL
fact-postal = 郵便番号
fact-address = 住所
fact-name = 氏名
fact-law = 法令の条項
fact-document-number = 文書番号
fact-reference = 別紙などの番号
fact-code = 記号

## On a proposed piece, and below a summary

# $kind is one of the kinds above, $text how the fact is written.
facts-added = 「{ $text }」（{ $kind }）は、元の文書にも様式の入力にもありません
facts-gone = 「{ $text }」（{ $kind }）がなくなります
# A button: the person has checked the facts named above it.
facts-looked-at = 事実を確認済みにする
notice-facts-first = 元の文書と事実が異なる箇所が{ $count }件あるため、承認できませんでした
    .hint = 表示された事実を確かめ、「事実を確認済みにする」を押してから承認してください。

## On the command line

cli-facts = 文書にある日付、金額、数などの事実を一覧にします
    .more =
        --against を付けると、FILEとFILE2の事実の違い（不足、追加、変更）を示します。日本語と英語の文書も比べられます。
        違いがあれば、終了コードは1です。一方のファイルを「-」にすると、標準入力を読みます。
cli-option-against = この文書と事実を比べます
# One fact in a list, behind its place.
cli-fact = { $kind } { $value } 「{ $text }」
cli-facts-count = 事実は{ $count }件です。
cli-facts-same = 事実に違いはありません。
cli-facts-missing = 不足 { $fact }
cli-facts-added = 追加 { $fact }
cli-facts-changed = 変更 { $from } → { $to }
