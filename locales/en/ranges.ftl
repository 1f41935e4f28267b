### A range of an Excel workbook, put into the document as a table.

command-insert-range = Insert a range from Excel…
    .tip = Choose a sheet and a range of a workbook; it comes in as a table behind the paragraph of the cursor
dialog-workbook = Choose a workbook
dialog-kind-workbook = Excel workbooks
range-title = Insert a range from Excel
range-lead = Leave the range empty for the whole sheet. Formulas become what they came to.
range-sheet = Sheet
range-cells = Range
range-show = Show
range-insert = Insert as a table
range-other = Choose another workbook…
range-empty = There is nothing in this range.
range-more = There are more rows, which come in too.
error-range = { $cells } is no range. Write it like A1:F20.
notice-range-inserted = The range came in as a table
