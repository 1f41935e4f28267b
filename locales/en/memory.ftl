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
cli-tm-imported = { $path }: { $added } new, { $known } known already, { $left } left out for want of one language
cli-tm-broken = The file breaks off; what came before was taken in.
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
