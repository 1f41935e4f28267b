### The window.

# $name is the file's name or the document's title.
window-title = { $name } — Kian
window-title-unsaved = ● { $name } — Kian

lang-ja = Japanese document
lang-en = English document
locale-ja = 日本語
locale-en = English

## Start page

start-title = Kian
start-lead = Choose a form, fill in the facts, and you have an official document with every part in its place. What AI writes stays out of the document until you accept it.
start-new-ja = New document in Japanese
start-new-en = New document in English
start-open = Start from a file, or try a sample
start-sample-ja = Open the Japanese sample
start-sample-en = Open the English sample
start-reading = Reading…
start-recent = Recent documents
start-recent-none = None yet. Documents you save are listed here.
start-sessions = There are unsaved documents
start-sessions-lead = These were not saved when Kian last ended. They can be brought back as you left them.
start-restore = Bring back
start-forget = Discard

## Filling in a form

filling-create = Make the document
filling-leave = Leave
filling-keys = Ctrl+Enter makes it too
filling-required = required
filling-date-hint = 2026-12-01
# $date is 令和8年12月1日, $weekday 火.
filling-date-ja = { $date }（{ $weekday }）
filling-date-en = { $weekday }, { $date }
filling-problems =
    { $count ->
        [one] One thing needs mending
       *[other] { $count } things need mending
    }
filling-problem = ▲ { $problem }

## Outline

outline-title = Outline
outline-item = { $label } { $text }
outline-part = { $part }: { $text }

## Side panels

panel-assistant =
    { $count ->
        [0] Assistant
       *[other] Assistant ({ $count })
    }
panel-findings =
    { $count ->
        [0] Findings
       *[other] Findings ({ $count })
    }

engine-offline-what = Not generative AI. It drafts with the form’s stock wording, polishes by rule, and summarises by picking sentences from the text. It never uses the network.
engine-endpoint-what = Sends to { $model } at { $host } and shows what comes back.
assistant-idle = Ask with the buttons above. Results appear here as suggestions.
# $task is a task-… message, $count a number of characters.
assistant-asking = { $task }: receiving ({ $count } characters)
assistant-reply = { $task } ({ $engine })
assistant-sentence = • { $text }
assistant-source = Click to see where it stands
assistant-copy = Copy
assistant-propose = Suggest it at the cursor
assistant-instruction = How
assistant-instruction-own = How it is to be written
assistant-pieces =
    { $count ->
        [one] One suggestion
       *[other] { $count } suggestions
    }
assistant-pieces-lead = Suggestions are not in the document yet. Read them, then accept or reject.
assistant-incomplete = This suggestion comes from an answer that may have ended early.
assistant-accept = Accept
assistant-reject = Reject
assistant-show = Show

profile-notice = Notices (official Japanese)
profile-record = Records and published material
profile-public = Public information
profile-yasashii = Easy Japanese
profile-english = Plain English
findings-profile = Rules
findings-checking = Checking…
findings-page = Readability { $score } of 100 · hard sentences { $hard } of { $sentences }
findings-page-how = Counted from the length of sentences, joined clauses, hard words, passives and kanji learned late. More is easier.
findings-sentence =
    Sentence at the cursor: { $level ->
        [easy] easy
        [fair] somewhat hard
       *[hard] hard
    } ({ $points } points)
findings-sentence-how = Fewer points are easier. Under 10 a sentence is easy, from 30 it is hard.
findings-sentence-cuts = Can be cut in two after: { $places }
findings-sentence-between = { " · " }
findings-none = No findings
findings-none-more = As far as rules can tell. Whether it is right is for you to read.
findings-fix = Change to “{ $text }”
findings-delete = Delete
findings-ignore = Ignore
findings-rule = Rule: { $rule }
findings-all = All { $count }
findings-only = { $severity } { $count }
findings-sort = Order
findings-sort-place = text
findings-sort-severity = gravity
findings-sort-rule = rule
findings-list = List of findings
findings-row = { $severity } { $rule }: { $text }
findings-of-rule = { $rule } ({ $count })
findings-looked = Looked at { $paragraphs ->
        [one] one paragraph
       *[other] { $paragraphs } paragraphs
    } by { $rules ->
        [one] one rule
       *[other] { $rules } rules
    }.
findings-next = Next
findings-previous = Previous
findings-more = There are { $count } more. They are listed here as these become fewer.
findings-ignored = { $count } ignored
findings-ignored-hide = Hide { $count } ignored
findings-ignored-row = “{ $text }” { $rule } ({ $scope })
findings-take-back = Take back
findings-rule-off = Do not use this rule
findings-fix-rule = Mend all of this rule
findings-fix-rule-tip = Mends every finding of the same rule by its first suggestion, at once. One undo takes it back
findings-example = Example: { $from } → { $to }
findings-source = Source: { $source }
findings-source-house = Source: office words, { $file }, line { $line }
ignore-here = In this place only
ignore-document = “{ $text }” in this document
ignore-everywhere = “{ $text }” in every document
ignored-here = this place
ignored-document = this document
ignored-everywhere = every document
severity-error = × Wrong
severity-warning = ▲ Mend
severity-info = ● Consider

## Status bar

status-characters =
    { $count ->
        [one] { $count } character
       *[other] { $count } characters
    }
status-classification = How guarded the document is; it decides what may be sent where
status-engine = The engine that drafts and summarises
status-locale = Language of the interface
status-saved = Saved
status-sample = Sample, unchanged
status-empty = Empty
status-kept = Not saved (kept safe)
status-unsaved = Not saved
status-no-file = There is no file yet

notice-close = Close
notice-error = Error
notice-warning = Attention
notice-info = Done
notice-detail = • { $text }

## Palette

palette-title = What would you like to do?
palette-hint = Name of a command, in English or Japanese
palette-none = No such command

## Dialogs

dialog-open = Open a document
dialog-save = Save the document
dialog-export = Export the document
dialog-path = Folder and file name
dialog-do-open = Open
dialog-do-save = Save
dialog-replace = Replace
dialog-replaces = A file of that name exists. Replacing it loses what is in it.
dialog-cancel = Cancel
dialog-compare = Choose the older version
dialog-table = Save the table of both versions
dialog-kind-all = All files Kian can open
dialog-kind-kian = Kian documents
dialog-kind-docx = Word documents
dialog-kind-odt = OpenDocument text
dialog-kind-html = Web page
dialog-kind-pdf = PDF
dialog-kind-text = Text
unsaved-title = “{ $name }” is not saved
unsaved-lead = Save it before closing?
unsaved-save = Save
unsaved-discard = Don’t save
undecided-title = “{ $name }” has suggestions nobody has decided on
undecided-lead =
    { $count ->
        [one] One suggestion was neither accepted nor rejected. It is gone once the document is closed.
       *[other] { $count } suggestions were neither accepted nor rejected. They are gone once the document is closed.
    }
undecided-back = Go back and decide
undecided-close = Close without them

## Settings

settings-title = Settings
settings-system = Follow the system
settings-locale = Language
settings-theme = Colours
settings-endpoints = AI endpoints
settings-endpoints-lead = Add only endpoints your office allows. Without one, Kian uses no network at all.
settings-add = Add an endpoint
settings-name = Name
settings-url = Address (base URL)
settings-kind = Protocol
settings-model = Model
settings-path = Path (usually empty)
settings-auth-header = Authentication header
settings-key = Key
settings-key-hint = Kept in the system keyring
settings-key-env = Environment variable of the key
settings-timeout = Longest silence (seconds)
settings-headers = Extra headers
settings-headers-hint = name=value, one a line
settings-allow = May be sent there
settings-allow-lead = Only documents up to this level are sent. Anything higher is stopped before it leaves.
settings-final-url = Goes to { $url }
settings-save = Save
settings-examine = Test the connection
settings-remove = Remove
settings-examining = Testing…
settings-pass = ○ { $step }: { $text }
settings-fail = × { $step }: { $text }
settings-skipped = − { $step }: { $text }
settings-needs-name = Give it a name
settings-needs-url = Give its address
settings-bad-url = The address is not a URL
settings-bad-timeout = The longest silence is a number from 1 to 3600
settings-bad-header = Extra headers are written name=value
settings-rules = Proofreading rules
settings-rules-lead = Choose for each rule whether it is used and how much it matters. “kian check” goes by the same settings.
settings-rules-search = Find a rule
settings-rules-count = { $count } ({ $changed } changed)
settings-rule-usual = As usual ({ $level })
level-of-rule-off = Off
level-of-rule-info = Consider
level-of-rule-warning = Mend
level-of-rule-error = Wrong
settings-words = Office words
settings-words-lead = Words not to use, words to replace and words that are right, as a table with one word a line (.tsv, .csv) or as prh rules (.yml). Rules of segmentation (.srx) are taken in here as well.
settings-words-own = Your own words: { $path }
settings-words-count = Words in use: { $count }
settings-words-folder = Shared folder (only read)
settings-words-use = Use this folder
settings-words-reload = Read again
settings-words-import = Take in a file of words…
settings-place = Settings file: { $path }

## About

about-version = Version { $version }
about-what = A tool to draft, check and review public-service documents in Japanese and English. People decide: what AI writes stays out of the document until somebody accepts it.
about-privacy = Kian talks to the endpoint you set up and to nothing else. No usage data, no update checks.
about-licences = MIT or Apache-2.0. The typefaces BIZ UDPGothic and BIZ UDMincho are under the SIL Open Font License 1.1.

## The sheet of paper the document is typed on.

# The pane's name for a screen reader.
editor-pane = Document
# Stands on the empty sheet.
editor-hint = Type here
# The menu of a right click.
editor-cut = Cut
editor-copy = Copy
editor-paste = Paste
editor-select-all = Select all
# How grave a finding is, above its explanation.
# Buttons beside a piece of a suggestion.
editor-accept = Accept
editor-reject = Reject
# Who wrote the words under the pointer.
editor-author-person = You typed this
editor-author-form = Fixed words of the form
editor-author-import = This stood in the file you opened
# { $rule } is the id of the rule.
editor-author-rule = From a fix of the rule { $rule } that you applied
editor-author-assistant = From a suggestion of the assistant that you accepted
# { $engine } is the name of the engine.
editor-author-engine = From a suggestion of { $engine } that you accepted
editor-author-model = From a suggestion of { $engine } ({ $model }) that you accepted

## The bar above the sheet in which one finds, replaces and goes to a place.

find-query = Find
find-with = Replace with
find-previous = Previous
find-next = Next
# $at is 0 while none is selected.
find-count =
    { $count ->
        [0] Not found
       *[other] { $at ->
            [0] { $count } found
           *[other] { $at } of { $count }
        }
    }
find-list = List
find-close = Close
find-error = This cannot be read as a regular expression. Check its brackets, for one
find-replace = Replace
find-replace-all = Replace all
find-replace-all-keys = { $keys } does the same
find-regex = Regular expression
find-case = Match case
find-width = Tell full from half width
find-kana = Tell hiragana from katakana
find-forms = Tell old from new character forms
find-within = In the selection only
goto-place = Go to
goto-hint = Type the name or words of a part, or a paragraph number (1 to { $count }), and press Enter
# $number counts from 1, $text is how the paragraph begins.
goto-paragraph = Paragraph { $number }: { $text }

# The number of the page that begins here.
editor-page = Page { $number }
status-page = Page { $page } of { $pages }
status-paragraphs = { $count } paragraphs
status-sheets = { $count } sheets of 400-character manuscript paper
status-words = { $count } English words
