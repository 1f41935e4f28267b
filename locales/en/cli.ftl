### The command line.

## The help

cli-about = Draft, check, summarise and convert official Japanese and English documents
cli-usage = Usage
cli-usage-window = Open the window
cli-usage-file = Open FILE in the window
cli-usage-command = kian COMMAND [OPTION]…
cli-usage-command-about = Do the work without a window
cli-commands = Commands
cli-options = Options
cli-common = Common options
cli-exit = Exit codes
cli-exit-clean = Done, and no findings that count
cli-exit-found = Done, and there are findings that count (check)
cli-exit-failed = Not possible: arguments, unreadable input, text that may not be sent, a failing endpoint
cli-more = “kian COMMAND --help” tells more of a command.
# Put behind a message that has no end mark.
cli-full-stop = .

## The subcommands: one line, and what more there is to say

cli-draft = Draft a document from a form and a file of facts
    .more =
        The file of facts is TOML, one line “field = value” for each fact. The command kian forms lists the fields.
        The ending of OUT (.docx, .kian, .odt, .pdf, .html, .md, .txt) decides the kind of file. Only .kian keeps who wrote what.
cli-forms = List the forms and their fields
    .more =
        With an ID, shows that form alone.
        The type of a field says how a file of facts holds it: text is one line, textarea a text or a list of texts, date a day (2026-12-01), number a number, select and radio one of the values, checkbox a list of values (["email", "mail"]).
cli-check = Proofread documents by the rules of official writing
    .more =
        Reads .docx, .kian, .odt, .html, .md and .txt. A FILE of “-” is standard input.
        With --fix, applies only the fixes that are safe unread, writes the result to OUT and reports what is left in OUT.
cli-rules = List the proofreading rules
cli-summarize = Summarise a document and show the source paragraphs of each sentence
    .more = A FILE of “-” is standard input.
cli-convert = Convert a document into another kind of file
    .more =
        The endings of IN and OUT (.docx, .kian, .odt, .html, .md, .txt; for OUT also .pdf) decide the kinds.
        What OUT cannot carry is listed. An IN of “-” is standard input.
cli-endpoint = Set up endpoints of generative AI and test the connection
    .more =
        Endpoints are kept in the settings of the data directory. Keys are not: a key is asked for without echo and kept in the keyring, or read from an environment variable at each use.
        The test looks at address, network, encryption, authentication, model, streaming and permission in turn. No document is sent.

## The options

cli-option-locale = Language of messages (default: LC_ALL, LC_MESSAGES, LANG; else Japanese)
cli-option-data-dir = Folder of settings and store
cli-option-policy = The office's policy file
cli-option-format = Form of the answer (default: text)
cli-option-help = Show this help
cli-option-version = Show the version
cli-option-form = Id of the form (kian forms lists them)
cli-option-facts = File of facts (TOML; “-” is standard input)
cli-option-draft-lang = Language of the document (default: that of the facts, else of the form)
cli-option-endpoint = Ask this endpoint
cli-option-offline = Work on this computer alone (default)
cli-option-classification = Classification of input that carries none: 1, 2, 3, municipal also 3C, 3B, 3A, or one of the office's own (without it: counts as 2)
cli-option-out = File to write
cli-option-force = Replace a file that is already there
cli-option-profile = Rules in force: notice (notices), record (records, published material), public (public information), yasashii (easy Japanese), english. Default: that of the form; without a form, notice for Japanese paragraphs and english for English ones
cli-option-severity = Least severity that counts: info, warning or error (default: info is reported, warning makes exit code 1)
cli-option-fix = Apply safe fixes (needs -o)
cli-option-fix-out = File for the fixed document
cli-option-length = Length: short, standard (default) or detailed
cli-option-summary-lang = Language of the summary (default: that of the document)
cli-option-kind = Protocol of the endpoint: openai-chat (most servers), openai-responses, azure-classic, azure-v1, anthropic, ollama, openai-completions or gennai-app (an AI app)
cli-option-url = Its address
cli-option-model = Name of the model
cli-option-auth-header = Header that carries the key (default: as the kind has it)
cli-option-key-env = Environment variable that holds the key
cli-option-header = A further header (may be given several times)
cli-option-ca = File of certificates (PEM) to trust besides those of this computer
cli-option-proxy = Address of the proxy, or none (default: as this computer is set)
cli-option-timeout = Longest silence in seconds, 1 to 3600 (default: 60)
cli-option-allow = Highest classification that may go there: 1, 2 or 3 (default: 1)

## Answers

cli-bullet = -
cli-list-comma = ,{ " " }
cli-stdin = standard input
cli-stdout = standard output
# $path is a file.
cli-written = Written: { $path }
cli-fixed =
    { $count ->
        [0] There was nothing that is safe to fix: { $path }
        [one] Fixed one place: { $path }
       *[other] Fixed { $count } places: { $path }
    }
cli-severity-error = error
cli-severity-warning = warning
cli-severity-info = info
# A cure below a finding: $old stands there, $new would.
cli-fix = consider: “{ $old }” → “{ $new }”
cli-fix-safe = fix: “{ $old }” → “{ $new }” (safe)
cli-fix-delete = consider: delete “{ $old }”
cli-fix-delete-safe = fix: delete “{ $old }” (safe)
cli-no-findings = No findings.
cli-check-more = { $file }: there are { $count } more. Some 50,000 are listed at a time; mend them and check again.
cli-counts = errors: { $errors }, warnings: { $warnings }, info: { $infos }
# $paragraphs are numbers, from 1.
cli-source = Source paragraphs: { $paragraphs }
cli-source-none = No source paragraph was found. Check what it says.
cli-partial = What had arrived (not used):
cli-required = required
cli-column-id = ID
cli-column-lang = Lang
cli-column-severity = Severity
cli-column-fixable = Fix
cli-column-title = Title
cli-column-source = Source
cli-column-name = Name
cli-column-kind = Kind
cli-column-url = URL
cli-column-model = Model
cli-column-key = Key
cli-column-allow = May get
cli-no-endpoints = There are no endpoints. “kian endpoint add” sets one up.
cli-endpoint-added = Added the endpoint “{ $name }”. “kian endpoint test” tells whether it can be reached.
cli-endpoint-removed = Removed the endpoint “{ $name }”.
cli-key-prompt = Key for the endpoint “{ $name }” (not shown; Enter if there is none):{ " " }
cli-no-key-asked = No key was asked for, because this does not run in a terminal. Use --key-env for an endpoint that needs one.
cli-key-not-forgotten = The keyring of this computer cannot be used, so the key of the endpoint “{ $name }” was not deleted.
cli-verdict-pass = ok
cli-verdict-fail = FAILED
cli-verdict-skipped = skipped

## Errors

error-cli-no-command = There is no such command: “{ $name }”
    .hint = kian --help lists the commands. To open a file of that name, write ./{ $name }.
error-cli-one-file = The window opens one file (left over: { $name })
    .hint = A command comes first.
error-cli-option = The command { $command } has no option { $option }
    .hint = kian { $command } --help lists its options.
error-cli-option-global = There is no option “{ $option }”
    .hint = Options of a command stand behind it. kian --help lists the common ones.
error-cli-value = { $option } cannot be “{ $value }”
    .hint = Possible: { $choices }
error-cli-value-missing = { $option } lacks its value
    .hint = Write the value behind { $option }.
error-cli-value-surplus = { $option } takes no value ({ $value })
    .hint = Write { $option } alone.
error-cli-unicode = The value of { $option } cannot be read as text ({ $value })
    .hint = Set the terminal to UTF-8.
error-cli-missing = The command { $command } needs { $what }
    .hint = See kian { $command } --help.
error-cli-surplus = The command { $command } has an argument too many ({ $value })
    .hint = See kian { $command } --help.
error-cli-not-both = { $one } and { $other } contradict each other
    .hint = Use one of them.
error-cli-out-without-fix = -o goes with --fix
    .hint = To keep the findings in a file, redirect standard output with “> FILE”.
error-cli-no-endpoint = There is no endpoint “{ $name }”
    .hint = kian endpoint list shows what there is.
error-cli-endpoint-action = The command endpoint cannot “{ $action }”
    .hint = Write list, add, remove or test.
error-cli-endpoint-name = The name of an endpoint cannot be empty or hold control characters
    .hint = Choose a name such as “office”.
error-cli-endpoint-exists = There already is an endpoint “{ $name }”
    .hint = Choose another name, or remove that one first with kian endpoint remove.
error-cli-kind = This version does not speak the protocol “{ $kind }”
    .hint = Possible: { $choices }
error-cli-key-prompt = The key cannot be read from the terminal
    .hint = Name an environment variable that holds it with --key-env.
error-cli-form = There is no form “{ $form }”
    .hint = Possible: { $choices }
error-cli-form-lang = The form “{ $form }” does not exist in the language “{ $lang }”
    .hint = kian forms lists the forms and their languages.
error-cli-other-form = The facts are for the form “{ $form }”, and “{ $asked }” was asked for
    .hint = Use --form { $form }, or mend the line “form” in the file of facts.
error-cli-facts-encoding = The file of facts is not in UTF-8
    .hint = Open it in an editor and save it again as UTF-8.
error-cli-nothing-to-summarize = There is no text to summarise: { $path }
    .hint = Name a file with text in it.
