### The check of bilingual texts: `kian qa`.

cli-qa = Checks translations: numbers, dates, missing text, terms and more
    .more =
        Reads .csv, .tmx, .xlf (XLIFF 1.2 and 2) and .kian files with a translation. The first line of a .csv names the columns (id, ja, en); other columns are left out. “-” is standard input, read as .csv.
        The source is what a .xlf or .kian says, else Japanese; --from en makes it English.
        The terms of the termbase are to be kept to in the translation; --glossary adds those of a table.
cli-option-qa-severity = Least severity that is shown: info, warning or error. Without it everything is shown, and the exit code is 1 from warning on
cli-option-qa-from = Language of the source: ja (the default) or en
cli-option-qa-glossary = Terms to be kept to in the translation (.csv, .tsv, .tbx, .xlsx)
# Below a finding: what the translation might say.
cli-qa-fix = Suggestion: { $text }
# The last line of the report. $score runs to 100.
cli-qa-report = { $segments ->
        [one] { $segments } pair
       *[other] { $segments } pairs
    }: errors { $errors }, warnings { $warnings }, advice { $infos }. Quality score { $score } of 100
# One category of errors in the report.
cli-qa-category = { "  " }{ $category }: { $count }
category-accuracy = Accuracy
category-omission = Omission and addition
category-terminology = Terminology
category-consistency = Consistency
category-conventions = Conventions
error-cli-qa-kind = “{ $path }” is not a file of pairs
    .hint = Give a .csv file with the columns id, ja and en, or a .tmx, .xlf or .kian file.
error-cli-qa-languages = “{ $path }” is not a translation between Japanese and English
    .hint = Look at the languages the file names (source-language and target-language in XLIFF 1.2, srcLang and trgLang in XLIFF 2).
error-cli-qa-empty = “{ $path }” has no pairs
    .hint = In a .csv, write id,ja,en on the first line, then one pair a line.
error-cli-qa-columns = The first line of “{ $path }” does not name { $columns }
    .hint = Write id,ja,en on the first line, in any order.
error-cli-qa-row = Line { $line } of “{ $path }” cannot be read ({ $detail })
    .hint = Put text that holds a comma between quotation marks, and write "" for a quotation mark inside.
error-cli-qa-cells = Line { $line } of “{ $path }” has { $found } cells where the first line has { $wanted }
    .hint = Put text that holds a comma between quotation marks, and write "" for a quotation mark inside.
error-cli-qa-id = The id on line { $line } of “{ $path }” { $problem ->
        [empty] is empty
       *[twice] is “{ $id }” again
    }
    .hint = Give every pair an id of its own.
