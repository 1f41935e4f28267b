# What translators draw on: concordance, memories, aligning documents, pairs out and back

command-concordance = Concordance…
    .tip = Shows how a word was translated before. Enter puts the translation where the cursor is.
command-memories = Translation Memories…
    .tip = Look into the memories, mend and delete units, read the memories of others.
command-align = Align Two Documents…
    .tip = Choose a Japanese and an English document; their sentences are paired, the least sure first.
command-shift-up = Move First Target Sentence to the Pair Before
command-shift-down = Move Last Target Sentence to the Pair Behind
command-unpair = Take the Target Away
    .tip = Takes a target away that does not belong to its source. It can be undone.
command-confirm-sure = Confirm What Is Sure
    .tip = Confirms every pair the alignment is at least 80% sure of.
command-learn-pairs = Keep Confirmed Pairs in the Memory
command-import-pairs = Import Pairs…
    .tip = Reads a review table (Word), XLIFF, TMX, PO or CSV. What belongs to the pairs at hand is shown as changes to take or leave.
command-export-pairs = Export Pairs…
    .tip = Writes the pairs into a file for somebody else.
resources-between = {" · "}
pairs-only-doubtful = doubtful alignment
pairs-certainty = {" "}{ $percent }%
concordance-title = Concordance
concordance-search = Words to find, from one character on
concordance-lead = Type a word to see translations it stands in.
concordance-looking = Looking…
concordance-none = No translation holds this word.
concordance-count = { $count ->
    [one] 1 place
   *[other] { $count } places
}
concordance-count-cut = { $shown } of { $count } places are shown.
concordance-insert = Insert at the cursor
concordance-keys = Arrow keys choose, Enter inserts.
memories-title = Translation memories
memories-empty = There is no memory yet. What you confirm is kept here; a TMX file can be read as well.
memories-which = Memory
memories-shared = { $name } (shared, read only)
memories-size = { $units } units, { $megabytes } MB
memories-search = Find in Japanese and English
memories-origin = Origin
memories-any-origin = all
memories-no-origin = not said
memories-of-origin = { $origin } ({ $units })
memories-all = all units
memories-doubled-ja = one Japanese, several English
memories-doubled-en = one English, several Japanese
memories-listed = { $count ->
    [one] 1 unit
   *[other] { $count } units
}
memories-listed-cut = The newest { $count } units are shown. Type a word to narrow them down.
memories-nothing = No unit fits.
memories-change = Mend…
memories-change-title = Mend a unit
memories-keep = Keep
memories-delete = Delete
memories-delete-really = Really delete
memories-delete-origin = Delete all of this origin
memories-delete-origin-really = Really delete all
memories-import = Import…
memories-export = Export as TMX…
memories-tidy = Tidy
memories-tidy-tip = Makes the index anew, so that nothing of what was deleted is left in the file.
memories-add-shared = Add a shared memory…
memories-leave-shared = Leave the shared memory
dialog-memory-in = Import into the memory
dialog-memory-out = Export the memory
dialog-memory-shared = Add a shared memory
dialog-align-ja = The Japanese document to align
dialog-align-en = The English document to align
dialog-pairs-in = Import pairs
dialog-pairs-out = Export pairs
dialog-kind-memory = Translation memories (TMX, CSV, TSV)
dialog-kind-tmx = TMX
dialog-kind-db = Kian memories
dialog-kind-pairs = Pairs (review table, XLIFF, TMX, PO, CSV)
dialog-kind-xliff = XLIFF
dialog-kind-po = PO
file-name-memory = memory.tmx
working-memory-in = Reading into the memory
working-memory-out = Writing the memory
working-memory-delete = Deleting units
working-memory-tidy = Tidying the memory
working-learn = Keeping pairs in the memory
working-align = Aligning the documents
working-pairs-in = Reading pairs
working-pairs-out = Writing pairs
notice-memory-imported = { $added } units were kept in the memory, { $known } were known: { $path }
notice-memory-left = { $count ->
    [one] 1 unit was left out, because a language is missing for instance.
   *[other] { $count } units were left out, because a language is missing for instance.
}
notice-memory-language = The language tag “{ $tag }” was taken for { $lang ->
    [ja] Japanese
   *[en] English
}.
notice-memory-stopped = Stopped. Nothing was kept.
notice-memory-exported = { $count ->
    [one] 1 unit was written: { $path }
   *[other] { $count } units were written: { $path }
}
notice-memory-learnt = { $added } pairs were kept in the memory, { $known } were known.
notice-memory-tidied = The memory is tidy.
notice-units-deleted = { $count ->
    [one] 1 unit was deleted.
   *[other] { $count } units were deleted.
}
notice-nothing-to-learn = There is nothing to keep: only confirmed pairs are kept.
notice-confirmed-sure = { $count ->
    [one] 1 sure pair was confirmed.
   *[other] { $count } sure pairs were confirmed.
}
notice-aligned = The documents are aligned. { $doubtful ->
    [0] Nothing is doubtful.
    [one] 1 doubtful pair is listed.
   *[other] { $doubtful } doubtful pairs are listed, the least sure first.
}
error-align-lang = { $lang ->
    [ja] The file chosen as the Japanese document holds no Japanese: { $path }
   *[en] The file chosen as the English document holds no English: { $path }
}
    .hint = Choose one Japanese and one English document.
exchange-title = Export pairs
exchange-lead = Choose the kind of file the other person can use.
exchange-review = Review table (Word): corrected in a word processor and sent back
exchange-same = The file received: sent back with its targets
exchange-xliff-2-2 = XLIFF 2.2
exchange-xliff-2-1 = XLIFF 2.1
exchange-xliff-2-0 = XLIFF 2.0
exchange-xliff-1-2 = XLIFF 1.2
exchange-tmx = TMX (translation memory)
exchange-csv = CSV (table)
exchange-po = PO (gettext)
review-table-number = No.
review-table-source = Source
review-table-target = Target
review-table-status = Status
review-table-comment = Comment
notice-pairs-written = { $count ->
    [one] 1 pair was written: { $path }
   *[other] { $count } pairs were written: { $path }
}
notice-pairs-imported = { $count ->
    [0] Read: { $path }
    [one] 1 pair was read: { $path }
   *[other] { $count } pairs were read: { $path }
}
notice-returned-same = There is no change to take: { $path } (rows of no pair: { $strays }, pairs without a row: { $missing })
notice-returned-taken = { $count ->
    [one] 1 change was taken, { $left } left.
   *[other] { $count } changes were taken, { $left } left.
}
error-exchange-cut = The file received cannot be written back into: { $path }
    .hint = Pairs were joined or cut since. Export them as a new file, XLIFF for instance.
error-exchange-ending = Pairs cannot be written under this name: { $path }
    .hint = End the name in .docx, .xlf, .xliff, .tmx, .csv or .po.
notice-exchange-named = The name ends in .{ $ending }, so the file is written as: { $kind }
error-exchange-no-document = There are no pairs open that this review table could belong to: { $path }
    .hint = Open the document it was exported from, show its pairs, and import it again.
error-exchange-empty = There is no pair in it: { $path }
    .hint = Look into the file.
error-exchange-languages = These are no pairs of Japanese and English: { $path }
    .hint = Only pairs between Japanese and English can be imported.
error-exchange-kind = This kind of file cannot be read as pairs: { $path }
    .hint = Choose a review table (.docx), XLIFF, TMX, PO or CSV file.
returned-title = What came back
returned-count = { $taken } of { $count } changes will be taken (rows of no pair: { $strays }, pairs without a row: { $missing }).
returned-one = Take
returned-beside = The target is the same; its status or its comments changed.
returned-take = Take the chosen changes
returned-all = Choose all
returned-none = Choose none
returned-leave = Take nothing
returned-keys = Arrow keys choose, Space marks.
returned-why-unknown = There is no such pair.
returned-why-source = The source changed since it went out.
returned-why-here = The target was changed here as well since it went out.
returned-why-twice = Two rows of this pair say different things.
returned-why-codes = Codes such as ⟦1⟧ are missing or too many.
returned-why-locked = The pair is locked.
returned-why-deleted = The row was deleted.
