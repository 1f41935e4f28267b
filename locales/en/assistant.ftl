### Engines: errors of endpoints, tasks, verdicts.

## Names of engines, tasks, instructions, lengths

engine-offline = Offline (on this computer only)
task-draft = Draft
task-rewrite = Rewrite
task-summarize = Summary
instruction-clearer = Make clearer
instruction-shorter = Make shorter
instruction-formal = Make more formal
instruction-plain = Put into plain English
instruction-correct = Correct mistakes only
instruction-custom = In your own words…
length-short = Short
length-standard = Standard
length-detailed = Detailed

## How whole an answer is

answer-whole = Received to the end
answer-unproven-mark = There is no way to tell whether all of it has arrived
    .hint = Check that the text does not break off before you accept it.
answer-unproven-finish = The endpoint did not say why it ended, so there is no way to tell whether all of it has arrived
    .hint = Check that the text does not break off before you accept it.
answer-unproven-after-end = There was text after the end mark
    .hint = Check for stray text before you accept it.
answer-unproven-input = The model may have read only part of what was sent
    .hint = Ask with a shorter text, or let the server read longer ones in its settings.
answer-cut-limit = Cut off at the limit of its length
    .hint = Ask for the rest, or divide the text.
answer-cut-filter = Stopped part-way by the endpoint's content filter
    .hint = You see what had arrived. Look at the wording of the text and of your instruction.
answer-cut-broken = Cut off because the connection broke
    .hint = What arrived is kept. Ask for the rest, or ask again.
answer-cut-stopped = Cut off because you stopped it
    .hint = What arrived is kept; nothing of it is in the document.
answer-cut-other = Possibly cut off, because the model ended in an unusual way
    .hint = Ask again, or use another model.

## Keys

error-key-variable = The environment variable “{ $variable }”, which should hold the key of the endpoint “{ $endpoint }”, is not set
    .hint = Set the variable and start Kian again. For an endpoint that needs no key, set it to an empty value.
error-key-no-keyring = This computer's keyring cannot be used, so the key of the endpoint “{ $endpoint }” cannot be read or kept
    .hint = Unlock the keyring, or put the key into an environment variable and name that variable in the endpoint's settings.
error-key-malformed = The key contains characters that no key has
    .hint = Copy the key again, without full-width letters, spaces or line breaks in it.

## Endpoints

error-endpoint-refused = The endpoint does not answer ({ $host })
    .hint = Check that the server is running and that the port number is right.
error-endpoint-unreachable = The network does not reach the endpoint ({ $host })
    .hint = Check the network connection. Office networks may need a proxy setting.
error-endpoint-dns = The endpoint's host name cannot be found ({ $host })
    .hint = Check the spelling of the URL and the network connection.
error-endpoint-tls = { $cause ->
        [expired] The endpoint's certificate has expired or is not valid yet ({ $host })
        [wrong-name] The endpoint's certificate belongs to another name ({ $host })
        [revoked] The endpoint's certificate has been revoked ({ $host })
        [handshake] No secure connection can be made to the endpoint ({ $host })
       *[unknown-issuer] The endpoint's certificate is not trusted ({ $host })
    }
    .hint = { $cause ->
        [expired] Check the date and time of this computer. If they are right, ask whoever runs the endpoint to renew the certificate.
        [wrong-name] Check the host name in the URL. If it is right, tell whoever runs the endpoint.
        [revoked] Do not send anything. Tell whoever runs the endpoint.
        [handshake] Check https:// and the port number in the URL. The endpoint may also know only old methods (TLS 1.1 or earlier).
       *[unknown-issuer] Your organisation's certificate authority may have to be added to this computer. Tell your IT section.
    }
error-endpoint-timeout = { $phase ->
        [connect] No connection after { $seconds } s
        [first-token] No answer after { $seconds } s
        [silence] The answer stopped for { $seconds } s
       *[total] The answer did not end within { $seconds } s
    }
    .hint = { $phase ->
        [connect] Check the network connection and the URL.
        [total] Divide the text and ask again.
       *[other] Try again, or allow a longer silence in the endpoint's settings.
    }
error-endpoint-proxy = { $cause ->
        [authentication] The proxy does not accept the user name and password (407)
        [unreachable] The proxy cannot be reached
       *[refused] The proxy does not let the connection through
    }
    .hint = { $cause ->
        [authentication] Check the user name and password of the proxy in the endpoint's settings (--proxy-user on the command line). Windows sign-on (NTLM, Kerberos) is not supported.
        [unreachable] Check the proxy's address and port in the endpoint's settings. If they are right, ask your IT section whether the proxy is running.
       *[refused] Ask your IT section to allow connections to the endpoint.
    }
error-endpoint-unauthorized = The endpoint does not accept the key (401, { $host })
    .hint = Enter the key again. The name of the header that carries it may also be wrong.
error-endpoint-forbidden = This key may not use the endpoint (403, { $host })
    .hint = Ask whoever runs the endpoint about the rights of the key and access to the model.
error-endpoint-blocked = The network blocks the endpoint (403, { $host })
    .hint = Ask your IT section to allow connections to the endpoint.
error-endpoint-not-found = The endpoint has no model “{ $model }”, or the URL does not exist (404, { $url })
    .hint = Check the name of the model or deployment and the URL.
error-endpoint-rejected = The endpoint does not accept the request ({ $status })
    .hint = Check the kind of endpoint, the model's name and further headers in the settings.
error-endpoint-rate-limited = The endpoint has had too many requests (429)
    .hint = Wait a while and try again.
error-endpoint-rate-limited-until = The endpoint has had too many requests (429, { $seconds } s to wait)
    .hint = Try again in { $seconds } s.
error-endpoint-quota = The endpoint's budget is used up
    .hint = Ask whoever runs the endpoint for more, or work offline.
error-endpoint-server = The endpoint has failed ({ $status })
    .hint = Wait a while and try again. If it goes on, tell whoever runs the endpoint.
error-endpoint-malformed = The endpoint's answer cannot be read
    .hint = Check that the kind of endpoint and the URL belong together.
error-endpoint-broken = The connection broke before the answer was complete
    .hint = Ask again.
error-endpoint-empty = The endpoint's answer is empty
    .hint = This happens when the text is too long. Divide it and ask again.
error-endpoint-only-thinking = The model reached its limit while thinking and wrote no text
    .hint = Allow a longer answer, or use a model that thinks less.
error-endpoint-filter = The endpoint's content filter stopped this
    .hint = Look at the wording of the text and of your instruction, or work offline.
error-endpoint-declined = The model declined to answer
    .hint = Look at the wording of your instruction.
error-endpoint-too-long = The text is too long for the model
    .hint = Divide the text and ask again.
error-endpoint-redirect = Nothing was sent, because the endpoint wanted to pass it on to another place ({ $to })
    .hint = If that place is right, make it the endpoint's URL. If it is a login page, sign in to the network first.
error-endpoint-html = A web page came back instead of an answer ({ $host })
    .hint = Check the URL. It may also be the network's login page or a warning from a proxy.
error-endpoint-compressed = The endpoint sent a compressed answer although none was asked for
    .hint = Ask whoever runs the proxy or gateway in between to switch compression off.
error-endpoint-too-big = The answer is too large and was not received to the end
    .hint = Check that the endpoint's URL is right, divide the text and ask again.
error-endpoint-not-streaming = The endpoint sends its answers all at once, not piece by piece
    .hint = It can be used, but nothing is shown until an answer is complete.
error-endpoint-bad-url = The endpoint's URL cannot be read ({ $url })
    .hint = Enter it like https://ai.example.jp/v1, without a user name or password.
error-endpoint-bad-header = The header “{ $name }” cannot be sent
    .hint = Enter the header's name and value in plain ASCII characters.
error-endpoint-bad-proxy = The proxy setting cannot be read ({ $url })
    .hint = Write it like http://proxy.example.jp:8080, without a user name or password (those are set apart), or none for no proxy.
error-endpoint-bad-ca = The certificates of the authority cannot be read ({ $path })
    .hint = Name a file with the certificates of the organisation's authority in PEM form.
error-endpoint-setup = Secure connections cannot be set up on this computer
    .hint = Check that it has the certificates of authorities (ca-certificates on Linux).
error-endpoint-cancelled = Stopped
    .hint = The document has not changed.

## The connection doctor

doctor-step-address = URL
doctor-step-network = Network
doctor-step-tls = Encryption (TLS)
doctor-step-authentication = Authentication
doctor-step-model = Model
doctor-step-streaming = Streaming
doctor-step-policy = Permission to send
doctor-pass-address = Requests go to { $url }
doctor-pass-network = Connected to { $host }
doctor-pass-tls = The certificate is trusted
doctor-pass-authentication = Accepted
doctor-pass-model = { $model ->
        [none] The endpoint's default model answered
       *[other] “{ $model }” answered
    }
doctor-pass-streaming = Answers arrive piece by piece
doctor-pass-policy = The highest classification that may be sent there: { $allow }
doctor-skipped = Not checked
    .hint = Solve the other points first.
doctor-skipped-tls = No encryption needed: the connection does not leave this computer

## The offline summary

offline-note = These sentences were chosen from the document for their weight. They are verbatim; nothing was written anew.
offline-unprocessed = The document is long: sentences after number { $count } were not considered

## Protocols an endpoint may speak

kind-openai-chat = OpenAI-compatible (Chat Completions)
kind-openai-responses = OpenAI Responses
kind-azure-classic = Azure OpenAI (an address for each deployment)
kind-azure-v1 = Azure OpenAI (v1)
kind-anthropic = Anthropic Messages
kind-ollama = Ollama
kind-openai-completions = Completions (older)

# Apps compatible with Gennai
kind-gennai-app = Gennai-compatible AI app
settings-app = The app’s form
settings-app-lead = Paste the request format (JSON) that came with the app, and its fields appear here. Without one, the text alone is sent as input_text.
settings-app-schema = Request format (JSON)
settings-app-text = Field for the text
settings-app-file = “{ $title }” takes a file. Only text is sent, so it stays empty.

error-app-json = The app’s request format is not JSON (line { $line }, column { $column }).
    .hint = Check that it was pasted exactly as the app’s operator gave it.
error-app-form = The app’s request format has no fields.
    .hint = It must be a JSON object of field names and definitions. Ask the app’s operator.
error-app-type = The app’s field “{ $key }” is of a type this version does not know: { $type }.
    .hint = Known types: text, textarea, number, select, radio, checkbox, file, hidden.
error-app-items = The app’s field “{ $key }” offers nothing to choose from.
    .hint = Ask the app’s operator about the field’s items.
error-app-default = The app’s field “{ $key }” has no value.
    .hint = A hidden field needs a default_value. Ask the app’s operator.
error-app-text = The app has no field a text could go into.
    .hint = Choose an app with a field of type text or textarea.
error-app-empty = The app’s required field “{ $title }” is empty.
    .hint = Fill it in under “The app’s form” in the settings.
error-app-value = The app’s field “{ $title }” does not take “{ $value }”.
    .hint = Choose another value under “The app’s form” in the settings.
error-app-too-long = The app’s field “{ $title }” takes { $max } characters at most; the text to be sent has { $length }. Nothing was sent.
    .hint = Select a shorter passage, or use an app that takes longer texts.

## Prompt templates

task-template = Template
task-translate = Translation
command-templates = Ask by a Template…
    .tip = Minutes, questions to expect, subject lines and more: choose a prepared prompt, read exactly what will be sent, and ask the endpoint.
command-take-in = Take In Text Made Elsewhere…
    .tip = Paste text made by a model on another terminal or by a colleague. It becomes a suggestion, with the fact check and a record.
templates-title = Ask by a template
templates-search = Search
templates-new = Write a new template…
templates-other-language = This template has no words for documents in this language.
templates-owner-program = Comes with Kian ({ $id }, version { $version })
templates-owner-office = Shared by the office ({ $id }, version { $version })
templates-owner-person = Your own ({ $id }, version { $version })
templates-reads-selection = Reads the selection, or the paragraph the cursor is in, and proposes a new version.
templates-reads-document = Reads the whole document.
templates-reads-before = Reads up to the end of the paragraph the cursor is in.
templates-reads-nothing = Does not read the document, only what you wrote above.
templates-preview = What will be sent ({ $count } characters)
templates-ask = Ask
templates-show = Show what will be sent
templates-edit = Copy and change…
templates-needs-endpoint = To use a template, choose an endpoint at the bottom of the window.
templates-needs-fields = Fill in the required fields first.
templates-writing = A template is a TOML file. Saved, it goes into { $path } and takes the place of one with the same id.
templates-save = Save as my own
templates-copy = Copy the file’s text
templates-remove = Delete my own
templates-import = Import a template file
templates-do-import = Import
notice-template-saved = Template saved: { $path }
notice-nothing-to-read = There is no text to read. Write or select some first.
notice-same-text = The text does not differ from what the document says.

error-template-file = A template cannot be used: { $file }
error-template-encoding = The template file is not UTF-8 and cannot be read: { $file }
    .hint = Save it as UTF-8 in an editor.
error-template-syntax = The template cannot be read at line { $line }, column { $column }: { $detail }
    .hint = Compare it with a copy of a built-in template.
error-template-id = The template’s id “{ $id }” cannot be used.
    .hint = An id is made of letters, digits, - and _.
error-template-name = The template has no name in Japanese or in English.
    .hint = Write both: name = {"{"} ja = "…", en = "…" {"}"}
error-template-prompt = The template has no prompt.
    .hint = Write system and user under [prompt.ja] or [prompt.en].
error-template-language = [prompt.{ $code }] is not a language templates can have.
    .hint = The languages are ja and en.
error-template-gap = The template’s prompt has {"{"}{ $name }{"}"}, but there is no such field.
    .hint = Add the field, or mend the spelling. The document is {"{"}text{"}"}, unless reads is nothing.

## Text made elsewhere

take-in-title = Take in text made elsewhere
take-in-lead = The text becomes a suggestion: nothing enters the document before you accept it, and the record says where it was made.
take-in-text = Text
take-in-from = Where was it made?
take-in-from-hint = For example: the AI terminal on the 2nd floor
take-in-document = Compare it with the whole document
take-in-selection = Compare it with the selection
take-in-behind = Add it after the paragraph the cursor is in
take-in-propose = Propose it

## What answers use

assistant-month = This month: { $runs ->
    [one] 1 run
   *[other] { $runs } runs
}, { $prompt } tokens in, { $completion } out
assistant-month-cost = This month: { $runs ->
    [one] 1 run
   *[other] { $runs } runs
}, { $prompt } tokens in, { $completion } out, about { $cost }
settings-price = Price of a million tokens
settings-price-in = in, 0.15
settings-price-out = out, 0.6
settings-currency = USD
settings-bad-price = Write prices as numbers such as 0.15, with three decimals at most, and name the currency.

## Servers on this machine

settings-find = Look for servers on this machine
settings-finding = Looking for servers of models on this machine…
settings-none-found = No server of models answers on this machine (looked at the usual ports of Ollama, LM Studio, llama.cpp, vLLM, LiteLLM and LocalAI).
settings-found = Add { $name } ({ $models })
