## The human check

command-panel-review = Review panel
    .tip = The list of facts and the check of the document
command-confirm = Mark as checked
    .tip = Record that you have checked the text as it stands
command-review-mode = Reviewer's mode
    .tip = Read only: look at origins and facts, then approve or return
command-insert-disclosure = State the use of AI
    .tip = Add a sentence made from what really happened
command-process-record = Write the process record…
command-process-record-word = Write the process record (Word)…
    .tip = Requests, decisions, facts and approvals, in a file beside the document
panel-review =
    { $count ->
        [0] Review
       *[other] Review ({ $count })
    }

verdict-checked = checked
verdict-approved = approved
verdict-returned = returned
origin-model = AI alone
origin-stated = AI, also in what was given
origin-import = from a file
origin-form = form and facts filled in
origin-person = typed

review-mode-title = Reviewer's mode
review-mode-lead = The document is read only. What is shaded is not from a person. No model is used.
review-unchecked = Nobody has checked this yet
review-holds = { $verdict } by { $by } ({ $time })
review-lapsed = No longer { $verdict }: the text has changed since { $by } did ({ $time })
review-returned = Returned by { $by } ({ $time })
review-comment-was = Comment: { $comment }
review-comment = Comment (it is recorded)
review-ai-share = Words of AI ({ $engine }) that nobody has changed: { $percent }%
review-ai-much = Much of the text is the AI's own. Make sure of it in your own words
review-no-ai = No words of AI were used in this document
review-confirm = Mark as checked
review-approve = Approve
review-return = Return
review-facts = Facts ({ $count }, { $open } open)
review-facts-keys = ↑↓ to move, Space to tick, Enter to show in the text, Esc to go back into the text
review-origin-count = { $origin } { $count } ({ $open } open)
review-open-only = Show open ones only
review-no-facts = There are no dates, figures, names, articles of law or addresses
review-fact-from = { $kind } / { $origin }
review-tick = “{ $text }” is right
vouch-pieces = { $count ->
        [one] One piece of a suggestion is undecided
       *[other] { $count } pieces of suggestions are undecided
    }
vouch-facts = { $count ->
        [one] One fact has not been looked at
       *[other] { $count } facts have not been looked at
    }
vouch-empty = There is nothing in the document
notice-vouch-refused = This cannot be marked as checked yet
    .hint = See to what is left in the review panel.
notice-vouched-checked = Your check is recorded. It lapses when the text changes
notice-vouched-approved = Your approval is recorded. Save the document to keep it in the same file
notice-vouched-returned = That you return it is recorded. Save the document to keep it in the same file
notice-read-only = In reviewer's mode the document cannot be changed
    .hint = Leave reviewer's mode to change it.
notice-check-first =
    { $contact ->
        [none] “{ $policy }” wants a document to be checked before it is exported
       *[other] “{ $policy }” wants a document to be checked before it is exported (ask: { $contact })
    }
    .hint = Look at the facts in the review panel and mark the document as checked first.
status-reviewing = Reviewer's mode
status-vouched = Checked
status-vouched-what = A person has checked the text as it stands. It lapses when the text changes

## Asking for the classification

level-title = How guarded is this document?
level-lead = It decides where the document may be sent. Your choice is kept in the document, and you are not asked again.
level-later = Do not send

## Stating the use of AI

disclosure-checked = Generative AI ({ $engine }, { $date }) was used in preparing this document; a member of staff has checked its content.
disclosure-used = Generative AI ({ $engine }, { $date }) was used in preparing this document.
disclosure-open = {" "}(
disclosure-close = )
disclosure-comma = ,{" "}
notice-no-ai-used = No generative AI was used in this document, so there is nothing to state
notice-disclosed-already = The use of AI is stated already

## The process record

record-file = process
record-title = Process record
record-document = Document
record-id = Document number
record-level = Classification
record-policy = Policy
record-made = Made on
record-by = Made by
record-digest = SHA-256 of the text
record-share = Words of AI that nobody has changed
record-percent = { $percent }%
record-none = none
record-facts-given = Facts filled in
record-suggestions = Suggestions and decisions
record-column-time = Time
record-column-task = Task
record-column-engine = Endpoint
record-column-model = Model
record-column-template = Template
record-column-level = Level
record-column-pieces = Pieces
record-column-accepted = Accepted
record-column-rejected = Rejected
record-column-decider = Decided by
record-pieces = Decisions piece by piece
record-column-number = Number
record-column-removed = Characters out
record-column-added = Characters in
record-column-state = Decision
record-open = Open
record-sources = Files attached
record-facts = Facts looked at
record-checks = Checks, approvals, returns
notice-record-written = The process record was written ({ $path }, and a .json of the same name)
notice-record-save-first = The process record goes beside the document, so save the document first

## The encrypted file of keys

error-vault-passphrase = The passphrase is wrong, or the file of keys was changed ({ $path })
    .hint = Type it again. If it is forgotten, delete the file and enter the keys anew.
error-vault-damaged = The file of keys cannot be read ({ $path })
    .hint = Move the file elsewhere and enter the keys anew.
error-vault-file = The file of keys cannot be read or written ({ $path })
    .hint = Check the rights to the folder and the room left on the disk.
error-vault-short = The passphrase is too short ({ $least } characters at the least)
    .hint = Make it longer, for example of several words you remember.
notice-unlocked = The file of keys is open
    .hint = Ask again.
passphrase-title = Open the file of keys
passphrase-lead = This computer has no keyring that can be used, so the keys of endpoints are in an encrypted file. Enter its passphrase.
passphrase-new-title = A place for the key
passphrase-new-lead = This computer has no keyring that can be used, so the keys of endpoints go into an encrypted file. Choose a passphrase. It is kept nowhere; if you forget it, the keys must be entered anew.
passphrase-field = Passphrase
passphrase-again = Again
passphrase-rule = At least { $least } characters, the same both times.
passphrase-refused = That is not the passphrase. Type it again. If it is forgotten, cancel, delete keys.json and enter the key anew.
passphrase-open = OK
cli-passphrase-prompt = {"Passphrase of the file of keys: "}
cli-passphrase-new = {"There is no keyring, so the key goes into an encrypted file. New passphrase: "}
cli-passphrase-again = {"Again: "}
error-cli-passphrase-again = The passphrases are not the same
    .hint = Run the command again.
