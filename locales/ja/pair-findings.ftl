# 対訳の指摘の一覧

pair-findings-none = 対訳に指摘はありません
pair-findings-none-more = 数、日付、訳抜け、用語などを、対訳ごとに確かめました。
# $number：対訳の番号、$column：列の名前（訳文では空）
pair-findings-number = { $number }{ $column }
pair-findings-easy = 　やさしい日本語
