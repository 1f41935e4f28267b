# The workbench for pairs: source and target, sentence by sentence

menu-translation = Translation
command-pairs = Switch Between Pairs and Page
    .tip = Cuts the document into sentences and puts source and translation side by side. Choose it again to go back to the page.
command-fill-pairs = Fill What Is Untranslated
    .tip = Fills what the translation memory and the termbase know, and asks the chosen endpoint for the rest. Everything stays a draft until you confirm it.
command-copy-source = Copy Source to Target
command-join-pairs = Join With the Next Pair
panel-pair = Help{ $count ->
    [0] {""}
   *[other] {" "}({ $count })
}
pair-status-untranslated = untranslated
pair-status-draft = draft
pair-status-edited = edited
pair-status-confirmed = confirmed
pair-status-approved = approved
pair-status-rejected = rejected
pair-status-stale = source changed
pair-status-locked = locked
pairs-only = Show
pairs-only-all = all
pairs-only-open = what needs work
pairs-only-found = with findings
pairs-only-remarked = with remarks
pairs-search = Find
pairs-next = Next to do
pairs-export = Export the translation…
pairs-count = { $count } { $name }
pairs-count-between = {", "}
pairs-none-listed = No pair fits.
pairs-lang-ja = Japanese
pairs-lang-en = English
pairs-source = Source ({ $lang })
pairs-target = Target ({ $lang })
pairs-status = Status
pairs-found = { $count ->
    [one] 1 finding
   *[other] { $count } findings
}
pairs-type-here = Type the translation
pairs-target-of = Translation of “{ $source }”
pairs-confirm = Confirm and go on
pairs-source-changed = The source changed after this was translated
pairs-keep = The translation still holds
pairs-findings = Findings ({ $count })
pairs-matches = Translation memory
pairs-no-match = Nothing similar yet. What you confirm is kept here.
pairs-own-memory = own memory
pairs-match = { $number }  { $score }% ({ $origin })
pairs-adapted = Dates and numbers are put to what this source says.
pairs-take = Use this
pairs-terms = Terms
pairs-term = { $source } → { $target } ({ $standing })
term-preferred = preferred
term-allowed = allowed
term-forbidden = not to be used
pairs-by-person = Translated by a person.
pairs-by-model = A draft by “{ $engine }”.
pairs-by-memory = From the translation memory ({ $score }%).
pairs-by-alignment = Aligned from an existing document.
pairs-by-file = Read from a file.
pairs-by-source = The source, copied as it is.
pairs-confirmed-by = Confirmed by { $by }
pairs-remarks = Remarks
pairs-somebody = Somebody
pairs-resolve = Mark as settled
pairs-reopen = Open again
pairs-remark = Write a remark
pairs-add-remark = Add the remark
notice-nothing-to-pair = There is no text to translate.
notice-pairs-done = No pair needs work any more.
notice-pairs-filled = { $count ->
    [one] 1 sentence was filled from the memory and the termbase.
   *[other] { $count } sentences were filled from the memory and the termbase.
}
notice-pairs-translated = { $count } of { $all } sentences have a draft. Read and confirm them.
