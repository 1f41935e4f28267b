### The office's own words: the rules that point at them, and what is wrong with files of them.

## Rules: title, .message at a finding ($text is what stands there, $fix the first cure, $reason the office's own words,
## $file and $line where they stand), .help.

rule-house-forbidden = 使わないと決めた語
    .message = 「{ $text }」は、この役所では使いません。{ $reason }
    .help = 役所の用語集で「使わない」とされている語です。用語集は設定の「役所の用語」にあるフォルダーのファイルで、誰でも読んで直せます。
rule-house-preferred = 言い換えると決めた語
    .message = 「{ $text }」は「{ $fix }」と書きます。{ $reason }
    .help = 役所の用語集で、別の語に言い換えるとされている語です。用語集は設定の「役所の用語」にあるフォルダーのファイルで、誰でも読んで直せます。

## Files. $file is a file, $line a line in it.

error-house-kind = { $file }の{ $line }行目の種類「{ $found }」は使えません
    .hint = 1列目には「禁止」「推奨」「許可」のどれかを書いてください。ほかの行は使われています。
error-house-no-word = { $file }の{ $line }行目に語がありません
    .hint = 語の列に、文章に出てくるとおりの語を書いてください。ほかの行は使われています。
error-house-no-instead = { $file }の{ $line }行目の「{ $word }」に言い換えがありません
    .hint = 3列目に言い換える語を書いてください。使わないだけなら、1列目を「禁止」にします。
error-house-pattern = { $file }の{ $line }行目のパターンを読めません：{ $detail }
    .hint = 「/」で囲んだ正規表現を直すか、「/」を外して普通の語にしてください。ほかの行は使われています。
error-house-format = { $file }の{ $line }行目から先の形が正しくありません：{ $detail }
    .hint = 見本の形に直してください。YAMLは字下げとかっこの対応を、CSVは「"」の対応を確かめてください。
error-house-example = { $file }の{ $line }行目の規則は例のとおりになりません：「{ $from }」は「{ $to }」でなく「{ $got }」になります
    .hint = 規則か例（specs）を直してください。この規則だけを外して、ほかは使われています。
error-house-imports = { $file }の{ $line }行目のimportsは読み込みません
    .hint = 読み込みたいファイルを、同じフォルダーに置いてください。
error-house-encoding = { $file }の文字コードが分かりません
    .hint = UTF-8またはShift_JISで保存し直してください。
error-house-folder = 用語のフォルダーを読めません：{ $path }
    .hint = フォルダーの場所と、読み取りの権限を確かめてください。ほかの用語は使われています。
error-house-kind-of-file = 用語として読める種類のファイルではありません：{ $file }
    .hint = 名前の末尾が .tsv、.csv、.yml、.yaml のファイルを選んでください。
error-house-empty = 取り込める語がありません：{ $file }
    .hint = 1行に1語ずつ、種類・語・言い換え・理由の順に並べてください。

## Choosing a file of words

dialog-words = 取り込む用語のファイル
dialog-kind-words = 用語の表・prh・SRX
