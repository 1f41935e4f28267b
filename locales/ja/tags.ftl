### 対訳の中のタグ（XLIFFなどのファイルに付いている、書式などの記号）。

command-insert-tag = 次のタグを入れる
    .tip = 原文にあって訳文にないタグを、カーソルの位置に入れます。語句を選んでいれば、その前後に付けます。

pairs-tags = タグ
pairs-tag-there = { $tag } { $code }　訳文にあります
pairs-tag-missing = { $tag } { $code }　訳文にありません
