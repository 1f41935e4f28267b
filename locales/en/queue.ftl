## The queue: what was asked of endpoints

command-panel-queue = Requests panel
    .tip = What was asked of endpoints, and how far it is
command-go-on = Ask for the rest
    .tip = Asks for the rest of an answer that broke off
panel-queue =
    { $count ->
        [0] Requests
       *[other] Requests ({ $count })
    }
queue-title = Requests
queue-lead = What was sent to endpoints. Long ones go on while you edit.
queue-empty = Nothing has been asked yet.
queue-entry = { $task }: { $title }
queue-state = { $state } · { $endpoint }
queue-state-characters = { $state } · { $endpoint } · { $count } characters received
queue-state-pieces = { $state } · { $endpoint } · { $done } of { $all } done
queue-waiting = Waiting
queue-running = Running
queue-paused = Paused
queue-failed = Failed
queue-interrupted = Interrupted
queue-stopped = Stopped
queue-done = Done
queue-pause = Pause
queue-resume = Resume
queue-cancel = Stop
queue-retry = Ask again
queue-show = Show the result
queue-remove = Remove from the list
queue-not-asked = not asked for
queue-unprocessed = Not processed: { $part } ({ $why })
queue-unprocessed-more = and { $count } more
queue-open-document = Open this document to go on.
queue-was-at = Interrupted when the program ended ({ $done } of { $pieces } were done)
    .hint = Open the document and choose “Ask again”. A translation asks only for what is not translated yet.
queue-no-endpoint = There is no endpoint “{ $endpoint }” in the settings
    .hint = Add the endpoint to the settings, then ask again.
queue-needs-document = The document was closed, so its translation is paused
    .hint = Open the document and choose “Resume”.
queue-nothing-done = Not one part could be processed
    .hint = See the reasons below, then ask again.
queue-left = { $count ->
        [one] One part could not be processed
       *[other] { $count } parts could not be processed
    }
    .hint = Look at the parts listed. “Ask again” asks for those parts alone.
queue-placeholders = The document has changed since, so personal information cannot be put back
    .hint = Replace marks such as [Name 1] by hand, with the document beside it.
queue-ask-again = Please ask for the same thing once more
notice-picked-up = The answer for “{ $title }” has arrived
    .hint = It can be shown from the list of requests.

## Before something long is begun

plan-title = { $task }: asked for in several pieces
plan-lead = The document is long: it is divided at headings and paragraphs, and the results become one. What could not be processed is listed.
plan-pieces =
    { $together ->
        [1] { $pieces } requests, one after another.
       *[other] { $pieces } requests, { $together } of them at a time.
    }
plan-tokens = About { $least } to { $most } tokens are sent; answers of about { $answers } tokens are expected.
plan-context = The model reads and writes { $tokens } tokens at once.
plan-context-assumed = How much the model reads at once is not known; { $tokens } tokens are assumed. It can be set with the endpoint.
plan-cost = It will cost about { $cost }.
plan-first = What is sent first
plan-begin = Begin
send-budget = About { $tokens } tokens: with the answer about { $percent }% of what the model reads and writes at once ({ $context } tokens).
send-budget-over = About { $tokens } tokens: this may be more than the model reads and writes at once ({ $context } tokens).

## The connection of an endpoint

settings-connect-timeout = Longest time to connect (seconds)
settings-first-timeout = Longest wait for the first text (seconds)
settings-side-by-side = Requests at a time
settings-context = Model context (tokens)
settings-client-certificate = Client certificate
settings-client-key = Its private key
settings-client-passphrase = Passphrase of the key
settings-client-hint = A file in PEM form
settings-client-same = Empty if it is in the same file
settings-bad-number = Waiting times, requests at a time and the model context need numbers within their range
settings-copy-examination = Copy the result
settings-examination-of = Examination of the endpoint “{ $endpoint }” ({ $host })
settings-warn = △ { $step }: { $text }
error-endpoint-bad-certificate = The client certificate or its private key cannot be read ({ $path })
    .hint = Name files in PEM form with the certificate and the private key that belongs to it.
error-endpoint-certificate-locked = The passphrase of the private key is missing or wrong ({ $path })
    .hint = Enter the passphrase anew in the settings of the endpoint.

## The connection doctor's further steps

doctor-step-quota = Quota
doctor-step-structured = Structured answers
doctor-pass-quota = Left: { $requests } requests, { $tokens } tokens
doctor-warn-quota = Little of the quota is left: { $requests } requests, { $tokens } tokens
    .hint = Wait until it is given anew, or ask whoever runs the endpoint about the limit.
doctor-skipped-quota = The endpoint does not say what is left
doctor-pass-structured = It answers in the form (JSON) it is asked for
doctor-warn-structured = It does not answer in the form (JSON) it is asked for
    .hint = It can be used as it is: answers in words are read too.
doctor-skipped-structured = This protocol has no way to ask for a form
doctor-pass-model-context = { $model ->
        [none] The endpoint's default model answered ({ $context } tokens at once)
       *[other] “{ $model }” answered ({ $context } tokens at once)
    }

## The command line

cli-verdict-warning = note
cli-option-connect-timeout = longest time to connect, in seconds
cli-option-first-timeout = longest wait for the first text, in seconds
cli-option-side-by-side = how many requests go at a time (1 to 16)
cli-option-context = how many tokens the model reads and writes at once
cli-option-client-cert = client certificate to show (PEM)
cli-option-client-key = its private key (PEM), where it is in another file
cli-option-client-key-env = variable with the passphrase of the private key
cli-certificate-passphrase = Passphrase of the private key of the client certificate for { $name }:
cli-long = Asked for in { $pieces } pieces (about { $tokens } tokens are sent, at most { $context } at once).
cli-long-translation = Asked for in { $pieces } pieces (about { $tokens } tokens are sent).
cli-unprocessed = Not processed: { $part } ({ $why })
