### Rules of English: title, .message at a finding, .help.

rule-en-voice-passive = Passive voice
    .message = “{ $text }” is passive. Say who does it, if the reader needs to know.
    .help = The US Federal Plain Language Guidelines ask for the active voice. Example: The form must be submitted by residents. → Residents must submit the form.

rule-en-length-sentence = Long sentence
    .message = This sentence has { { $count } } words. Divide it into sentences of 25 words or fewer.
    .help = The GOV.UK style guide asks for sentences of no more than 25 words. Put conditions, exceptions and reasons into sentences of their own.

rule-en-word-wordy = Wordy phrases
    .message = “{ $text }” says in many words what a short one says.
    .help = From the US Federal Plain Language Guidelines and the GOV.UK style guide. Example: in order to → to, due to the fact that → because.

rule-en-word-complex = Difficult words
    .message = “{ $text }” is a difficult word. Use a plain one.
    .help = From the US Federal Plain Language Guidelines and the GOV.UK style guide. Example: utilize → use, commence → start.

rule-en-word-latin = Latin
    .message = “{ $text }” is Latin. Say it in English.
    .help = From the GOV.UK style guide. Example: e.g. → for example, etc. → and so on.

rule-en-word-shall = shall
    .message = Say “{ $fix }”: readers take “shall” for the future.
    .help = The US Federal Plain Language Guidelines ask for “must” for a duty. The official translation of a law keeps its “shall”.

rule-en-word-gendered = Gendered terms
    .message = “{ $text }” leaves out part of the people it speaks of.
    .help = From the GOV.UK style guide and the guidelines of the United Nations. Example: chairman → chair, manpower → workforce.

rule-en-word-inclusive = Respectful wording
    .message = “{ $text }” reduces people to one trait.
    .help = From the GOV.UK style guide. Example: the disabled → disabled people, foreigners → foreign residents.

rule-en-word-jargon = Bureaucratic jargon
    .message = “{ $text }” is jargon. Say what happens, in plain words.
    .help = From the words to avoid in the GOV.UK style guide. Example: leverage → use, going forward → from now on.

rule-en-word-nominalisation = Hidden verbs
    .message = “{ $text }” hides a verb in a noun. Use the verb.
    .help = From the US Federal Plain Language Guidelines. Example: make a decision → decide, conduct an inspection of → inspect.

rule-en-word-redundant = Redundant pairs
    .message = “{ $text }” says the same thing twice.
    .help = One of the words says it all. Example: past history → history, PIN number → PIN.

rule-en-word-confused = Confused words
    .message = “{ $text }” seems to be taken for “{ $fix }”.
    .help = Pointed at only where the words around decide. Example: more then 50 → more than 50.

rule-en-abbr-undefined = Undefined acronyms
    .message = “{ $text }” is not explained where it first stands.
    .help = The GOV.UK style guide asks for the full name at first use: the Disaster Prevention Division (DPD). PDF, URL and the like need none.

rule-en-abbr-plural = Stops and apostrophes in abbreviations
    .message = Write “{ $text }” as “{ $fix }”.
    .help = From the GOV.UK style guide. Example: FAQ's → FAQs, P.D.F. → PDF.

rule-en-date-format = Dates
    .message = Write the date “{ $text }” with the month in words, and in one order throughout.
    .help = From the GOV.UK style guide. 4/5/2026 is read differently from country to country. Example: April 5, 2026 or 5 April 2026.

rule-en-time-format = Times
    .message = Write the time “{ $text }” as “{ $fix }”.
    .help = From the GOV.UK style guide. Say noon and midnight, and use one way of writing times throughout.

rule-en-num-grouping = Commas in numbers
    .message = Write “{ $text }” with a comma for every three figures.
    .help = From the GOV.UK style guide: a comma for every three figures. Years, telephone numbers and codes have none.

rule-en-num-percent = Percent
    .message = Write percentages in one way: { $fix }
    .help = From the GOV.UK style guide. Example: 15 % → 15%. Do not mix the sign and the word in one document.

rule-en-jp-currency = Yen and large units
    .message = Write the amount “{ $text }” with English units, and one sign for the currency.
    .help = Use ¥ or yen, not both, and turn 億 and 万 into English. Example: 3 oku yen → 300 million yen.

rule-en-jp-name-order = Order of Japanese names
    .message = Japanese names are written family name first: { $fix }
    .help = Agreement of the ministries of Japan of October 25, 2019: family name first, in capitals where it must be told apart. Example: YAMADA Taro.

rule-en-jp-macron = Long vowels and romanisation
    .message = Spell “{ $text }” as it is usually spelt, and long vowels in one way.
    .help = Cabinet Notification No. 4 of 2025 follows Hepburn, with a macron or a doubled vowel, and keeps established spellings.

rule-en-spelling-mixed = American and British spelling
    .message = “{ $text }” does not match the spelling of the rest.
    .help = Use American or British spelling throughout one document. Names and quotations keep theirs.

rule-en-grammar-article = a or an
    .message = Before “{ $next }”, write “{ $fix }”.
    .help = Sound decides, not the letter: an hour, a university, an FAQ page.

rule-en-typo-double-word = Doubled words
    .message = The same word stands twice: { $text }
    .help = Leave one of them out. Example: the the → the.

rule-en-neg-contraction = Contractions
    .message = Write “{ $text }” as “{ $fix }”.
    .help = From the GOV.UK style guide: readers overlook the “not” in a contraction. Example: don't → do not.

rule-en-neg-double = Double negatives
    .message = “{ $text }” is a double negative. Say it as a positive.
    .help = From the US Federal Plain Language Guidelines. Example: not uncommon → common.

rule-en-style-expletive = There is and It is … that
    .message = “{ $text }” keeps the reader waiting. Begin with who does what.
    .help = From the US Federal Plain Language Guidelines. Example: There are three offices that accept forms. → Three offices accept forms.

rule-en-punct-space = Spaces
    .message = There is a space too many or too few here: { $fix }
    .help = One space between words, none before a mark, one behind it. Example: hello ,world → hello, world.

rule-en-punct-fullwidth = Full-width characters
    .message = “{ $text }” is full width. Write “{ $fix }”.
    .help = English uses half-width figures, letters and marks. Example: （Room 3） → (Room 3).

rule-en-punct-slash = Slashes
    .message = Say “{ $text }” in words.
    .help = From the US Federal Plain Language Guidelines. Example: and/or → or, he/she → they.

rule-en-link-vague = Vague link text
    .message = “{ $text }” does not say where the link leads. Name the page.
    .help = From the GOV.UK style guide. Example: click here → Read the evacuation guide.

rule-en-date-weekday = Weekday that does not match its date
    .message = By the calendar, “{ $text }” is a { $weekday }.
    .help = The date and the weekday are checked against the calendar. A date without a year is judged only where the document states one year.

rule-en-date-invalid = Date that does not exist, or a period the wrong way round
    .message = The calendar has no “{ $text }”, or it ends before it begins.
    .help = Points at days that do not exist (June 31) and at periods whose end comes before their beginning.

rule-en-date-era = Japanese era year alone
    .message = “{ $text }” is { $year } in the Western calendar.
    .help = Readers abroad do not know the eras. Write the Western year, with the era in brackets if it is needed: Reiwa 7 → 2025 (Reiwa 7).
