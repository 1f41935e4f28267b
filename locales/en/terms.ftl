# The termbase and what translators draw on: terms where they stand, keeping terms, what takes long

command-show-terms = Underline Terms
    .tip = Puts a dotted line under the words of the termbase, and crosses under those that are not to be used. Choose it again to take them away.
command-add-term = Add Term…
    .tip = Keeps the selected word in the termbase. Among pairs it takes what is selected in the source and in the target.
command-termbase = Termbase…
    .tip = Find and change terms, read them from a file, write them to a file.
terms-card = A word of the termbase
terms-edit = Change the term…
terms-of-domain = Domain: { $text }
terms-by-source = Source: { $text }
term-title-new = New term
term-title-change = Change a term
term-ja = Japanese
term-en = English
term-standing = Use
term-domain = Domain
term-source = Source
term-note = Note
term-both = Both the Japanese and the English are needed.
term-keep = Keep
term-delete = Delete
term-delete-really = Really delete
termbase-title = Termbase
termbase-search = Find in Japanese, English, domain, note
termbase-count = { $count ->
    [one] 1 term
   *[other] { $count } terms
}
termbase-count-cut = { $shown } of { $count } terms are shown. Type a word to narrow them down.
termbase-empty = There are no terms yet. Select a word and press F4, or read a CSV, Excel or TBX file.
termbase-nothing = No term fits.
termbase-new = New term…
termbase-change = Change…
termbase-import = Import…
termbase-export = Export…
resources-close = Close
dialog-terms-in = Import a glossary
dialog-terms-out = Export the termbase
dialog-kind-terms = Glossaries (CSV, TSV, UTX, TBX, Excel)
dialog-kind-csv = CSV
dialog-kind-tbx = TBX
file-name-terms = terms.csv
working-terms-in = Reading the glossary
working-terms-out = Writing the termbase
working-done = { $count } so far
working-stop = Stop
notice-resources-busy = Something that takes long is under way. Try again when it is done.
notice-of-file = “{ $path }” could not be used.
notice-terms-imported = { $count ->
    [one] 1 term was kept: { $path }
   *[other] { $count } terms were kept: { $path }
}
notice-terms-one-sided = { $count ->
    [one] 1 line with one language only was left out (line { $lines }).
   *[other] { $count } lines with one language only were left out (lines { $lines }).
}
notice-terms-torn = { $count ->
    [one] 1 line with too many columns was left out (line { $lines }). Words with a comma need quotation marks.
   *[other] { $count } lines with too many columns were left out (lines { $lines }). Words with a comma need quotation marks.
}
notice-terms-exported = { $count ->
    [one] 1 term was written: { $path }
   *[other] { $count } terms were written: { $path }
}
error-terms-kind = This kind of file cannot be read as a glossary: { $path }
    .hint = Choose a CSV, TSV, UTX, TBX or Excel (.xlsx) file.
error-terms-kind-out = Terms cannot be written to this kind of file: { $path }
    .hint = Let the file's name end in .csv, .xlsx or .tbx.
error-terms-columns = There are no columns for Japanese and English: { $path }
    .hint = Put names such as “Japanese” and “English” in a line above the words.
error-terms-none = There is no term in it: { $path }
    .hint = Look into the file.
