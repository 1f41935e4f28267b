# Tables

menu-table = Table

command-insert-table = Insert table…
    .tip = Makes a table after the cursor’s paragraph, with as many rows and columns as you say
command-row-above = Add row above
    .tip = Adds a row above the cursor’s
command-row-below = Add row below
    .tip = Adds a row below the cursor’s. Tab in the last cell does so too
command-column-left = Add column on the left
    .tip = Adds a column on the left of the cursor’s
command-column-right = Add column on the right
    .tip = Adds a column on the right of the cursor’s
command-delete-rows = Delete rows
    .tip = Deletes the selected rows and the words in them
command-delete-columns = Delete columns
    .tip = Deletes the selected columns and the words in them
command-delete-table = Delete table
    .tip = Deletes the cursor’s table and the words in it

table-title = Insert table
table-rows = Rows
table-columns = Columns
table-insert = Insert

outline-table = Table ({ $rows } × { $columns })
