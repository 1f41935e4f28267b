# 表

menu-table = 表

command-insert-table = 表の挿入…
    .tip = 行数と列数を決めて、カーソルの次に表を作ります
command-row-above = 行を上に追加
    .tip = カーソルのある行の上に行を追加します
command-row-below = 行を下に追加
    .tip = カーソルのある行の下に行を追加します。最後のセルで Tab を押しても追加されます
command-column-left = 列を左に追加
    .tip = カーソルのある列の左に列を追加します
command-column-right = 列を右に追加
    .tip = カーソルのある列の右に列を追加します
command-delete-rows = 行の削除
    .tip = 選択した行を、中の文字ごと削除します
command-delete-columns = 列の削除
    .tip = 選択した列を、中の文字ごと削除します
command-delete-table = 表の削除
    .tip = カーソルのある表を、中の文字ごと削除します

table-title = 表の挿入
table-rows = 行
table-columns = 列
table-insert = 挿入

outline-table = 表（{ $rows }行{ $columns }列）
