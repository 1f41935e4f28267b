### A range of an Excel workbook, put into the document as a table.

command-insert-range = Excelの範囲の挿入…
    .tip = ブックのシートと範囲を選び、カーソルのある段落の後に表として入れます
dialog-workbook = Excelのブックを選ぶ
dialog-kind-workbook = Excelのブック
range-title = Excelの範囲の挿入
range-lead = 範囲を空けておくと、シート全体を入れます。数式は計算した値になります。
range-sheet = シート
range-cells = 範囲
range-show = 表示
range-insert = 表として挿入
range-other = 別のブックを選ぶ…
range-empty = この範囲には、何も入力されていません。
range-more = ほかの行も入ります。
error-range = 範囲「{ $cells }」を読み取れません。A1:F20 のように書いてください。
notice-range-inserted = Excelの範囲を、表として入れました
