### Translation memories and termbases. Paths stand at the end of a sentence, after a colon.

error-memory-damaged = The translation memory is damaged and cannot be read: { $path }
    .hint = Put a copy in its place, or move the file away and import the TMX files again.
error-memory-other-file = This file is not a translation memory of Kian: { $path }
    .hint = TMX and CSV files are taken in with kian tm import.
error-memory-kind = Files of this kind carry no translation memory: { $path }
    .hint = TMX, CSV and TSV files can be taken in.
error-memory-kind-out = A translation memory is written as TMX: { $path }
    .hint = Let the file's name end in .tmx.

## The command line.

cli-tm = keeps translations that people confirmed, and finds what resembles a text
    .more =
        import takes in TMX files and tables (CSV, TSV) with a column for each language. What is there already is kept once, with its younger record.
        search shows what resembles the text: per cent, what differs in [brackets], and the translation with its dates and numbers put to what the text states. Where nothing does, it shows what holds the text.
        Memories on a share are listed in settings.toml under shared-memories; they are only read.
cli-option-tm-lang = the language of the text (default: what it seems to be)
cli-option-tm-min = the least likeness that is shown (default: 70)
cli-option-tm-limit = how many are shown (default: 5)
error-cli-tm-action = The command tm cannot “{ $action }”
    .hint = Write import, search, export or stats.
cli-tm-progress = { $path }: { $count } units read
cli-tm-imported = { $path }: { $added } new, { $known } known already, { $left } left out
cli-tm-broken = The file breaks off; what came before was taken in.
cli-table-torn = { $path }: { $count } lines have more cells than the first line and were left out (lines { $lines }). Put texts with commas in quotation marks.
cli-tm-unreadable = Some characters of the file are not in its encoding; they were replaced by �.
cli-tm-adapted = → { $text }
cli-tm-adapted-partly = → { $text } (there are other differences)
cli-tm-nothing = Nothing in the memory resembles this text.
cli-tm-concordance = Nothing resembles this text as a whole; { $count } translations hold “{ $text }”.
cli-tm-exported = { $path }: { $count } units written
cli-tm-stats = { $units } units, { $megabytes } MB: { $path }
cli-tm-stats-read-only = { $units } units, { $megabytes } MB, only read: { $path }
cli-tm-origin = { $origin }: { $units }
cli-tm-origin-none = origin not known
cli-tm-empty = There is no translation memory yet. Take a file in with kian tm import.

## Translating from the command line.

cli-translate = translates a document into the other language
    .more =
        Without --endpoint nothing leaves this machine: the translation memory and the glossary fill what they can, and the rest stays in the document as it was, marked.
        With --endpoint the model is asked for the rest, sentence by sentence under numbers that are checked; --tm fills in from the memory first and shows the model similar sentences.
        A glossary is a table (CSV, TSV, UTX) with a Japanese and an English column. OUT may be .docx, .txt, .md or .kian, or .tmx for the pairs alone.
cli-option-to = the language to translate into
cli-option-glossary = agreed words in both languages (.csv, .tsv, .tbx, .xlsx)
cli-option-tm = use the translation memory (offline it is always used)
cli-translated = { $segments } segments: { $memory } from the memory, { $terms } from the glossary, { $model } by the model, { $untranslated } not translated
cli-translate-left = What is not translated is marked with [Untranslated: …] or 【未訳：…】.
cli-translate-fact = Segment { $segment }: “{ $what }” of the source does not seem to be in the translation: { $target }
cli-translate-fact-added = Segment { $segment }: the source does not seem to say “{ $what }”: { $target }
cli-translate-placeholder = Segment { $segment }: these marks differ from the source: { $what }
cli-translate-term = Segment { $segment }: an agreed word is not used ({ $what }): { $target }
cli-translate-term-forbidden = Segment { $segment }: a word is used that is not wanted ({ $what }): { $target }
cli-glossary-one-sided = { $path }: { $count } lines have a word in one language only and were left out (lines { $lines })
error-cli-translate-nothing = There is nothing to translate into “{ $lang }”: { $path }
    .hint = Check the language behind --to, and that there is text in the file.
error-cli-glossary-kind = Glossaries of this kind cannot be read: { $path }
    .hint = Save it as CSV or TSV.
error-cli-glossary-columns = No Japanese and English columns can be found in the glossary: { $path }
    .hint = Name the columns in the first line, for example ja and en.
