### 差し込み: one document to many addressees.

merge-problem-missing = “{ $column }” is empty
merge-problem-date = “{ $column }” is not a date: { $value }
merge-problem-value = “{ $column }” has no usable value: { $value }
# Followed by what is wrong with the row.
merge-bad-row = Row { $row } makes no copy
merge-nameless-column = Column { $column } has no name and is not used
merge-unused-columns = Columns the document does not use: { $columns }
error-merge-no-rows = The list has no rows below its column names.
    .hint = Write the names of the columns in the first row and one addressee in each row below.
error-merge-no-places = The document has no places to fill.
    .hint = Write the name of a column between double angle brackets, like 《Name》.
error-merge-no-column = The list has no such columns: { $columns }
    .hint = Its columns are { $known }. Correct one or the other. A place that may be empty is written with “?”, like 《Title?》.
error-merge-no-field = No column of the list has the name of a field of the form.
    .hint = The fields are { $known }.
error-grid-kind = Lists are read from .csv, .tsv, .txt and .xlsx files.
    .hint = Open it in Excel and save it as CSV or as an Excel workbook (.xlsx).
error-grid-empty = The table is empty.
    .hint = Write the names of the columns in the first row.
error-grid-twice = Two columns have the same name: { $column }
    .hint = Rename one of them.
error-grid-no-sheet = There is no sheet “{ $sheet }”.
    .hint = The sheets are { $sheets }.
error-grid-too-many = There are too many rows (the most is { $most }).
    .hint = Split the list.
error-grid-torn = Line { $line } is no line of a table.
    .hint = Check that every quotation mark around a value is closed.
cli-merge = Make a copy of a document for every addressee of a list (mail merge)
    .more =
        Places such as 《Name》 in TEMPLATE get what the list (CSV, TSV, Excel .xlsx) has in the column of that name.
        《Day|wareki》, 《Day|date》 and 《Day|weekday》 say how a day is written; 《Title?》 may be empty; 《No》 is the number of the copy.
        With --form, columns named like fields of the form fill them; --facts gives the others.
        If any row cannot be used nothing is written: each such row is told with its number and the reason, exit code 2.
        --good-rows writes the good rows and tells the others, exit code 1.
cli-option-merge-rows = The list (.csv, .tsv, .xlsx; its first row names the columns)
cli-option-merge-sheet = The sheet of a workbook (default: the first)
cli-option-merge-facts = What is the same in every copy
cli-option-merge-kind = Kind of file: docx (default), odt, pdf, kian, html, md, txt
cli-option-merge-name = Name of each file; may use places such as 《Name》 (default: the template’s name and 《No》)
cli-option-merge-number = Where numbers begin (default 1)
cli-option-merge-joined = One Word document with all copies, each on a new page
cli-option-merge-good = Write the rows that can be used
cli-option-merge-check = Only check the rows
cli-option-merge-out = The folder to write to (with --joined, the Word file)
cli-merge-done = { $bad ->
        [0] All { $rows } rows can be used; files written: { $files }.
       *[other] Of { $rows } rows, { $bad } cannot be used; files written: { $files }.
    }
error-cli-merge-number = Numbers begin with a whole number from 0: { $value }
error-cli-merge-joined = Copies can be joined in a Word document (.docx): { $path }
error-cli-merge-kind = There is no kind of file “{ $kind }”.
    .hint = There are { $kinds }.
error-cli-merge-folder = Copies are written to a folder; give its name: { $path }
    .hint = Use --joined to have them in one file.

command-merge = Mail merge…
    .tooltip = Makes a copy of this document for every addressee of a list
command-take-number = Take a document number
    .tooltip = Takes the next number of the fiscal year and puts it into the document; no number is given twice
command-office-profile = About your office…
    .tooltip = The name, sender and contact your forms are filled with
dialog-list = Choose a list
dialog-kind-list = Lists (CSV, Excel)
merge-title = Mail merge
merge-lead = Makes a copy of this document for every row of a list (CSV or Excel). Places such as 《Name》 get what the list has in the column of that name.
merge-no-places = This document has no places to fill yet. Write them like 《Name》.
merge-places = Places to fill: { $places }
merge-choose = Choose a list…
merge-choose-other = Choose another list…
merge-list = { $path } ({ $rows } rows, { $bad } cannot be used)
merge-previous = Previous row
merge-next = Next row
merge-shown = { $at } of { $rows } (row { $row } of the list)
merge-bad = { $count ->
        [one] One row cannot be used. Correct the list and choose it again, or go on without it.
       *[other] { $count } rows cannot be used. Correct the list and choose it again, or go on without them.
    }
merge-bad-line = Row { $row }: { $problems }
merge-how = Make
merge-each = A file for each
merge-joined = One Word document, each on a new page
merge-out-folder = Folder
merge-out-file = File (.docx is added)
merge-name = File names
merge-kind = Kind
merge-kind-docx = Word
merge-kind-pdf = PDF
merge-kind-odt = ODT
merge-kind-kian = Kian
merge-good-rows = { $count ->
        [one] Go on without the row that cannot be used
       *[other] Go on without the { $count } rows that cannot be used
    }
merge-make = { $count ->
        [one] Make one copy
       *[other] Make { $count } copies
    }
merge-stop = Stop
# The folder the copies are put in.
merge-folder = { $name } (merged)
notice-mail-merged = Copies made: { $count }; rows left out: { $skipped }: { $path }
notice-merge-stopped = Stopped making copies (this time { $count }; rows left out { $skipped }): { $path }
cli-merge-bad-row = Row { $row } makes no copy ({ $problems })
