### Personal information: what was found, and the placeholders that stand for it.

## Kinds

personal-kind-my-number = Individual Number (My Number)
personal-kind-houjin = corporate number
personal-kind-drivers-license = driver’s licence number
personal-kind-juminhyo-code = resident record code
personal-kind-pension-number = basic pension number
personal-kind-employment-insurance = employment insurance number
personal-kind-insurer = insurer number
personal-kind-health-insurance = insurance symbol or number
personal-kind-passport = passport number
personal-kind-residence-card = residence card number
personal-kind-phone = telephone number
personal-kind-postal = postal code
personal-kind-address = address
personal-kind-bank-account = bank account
personal-kind-credit-card = credit card number
personal-kind-email = mail address
personal-kind-birth-date = date of birth
personal-kind-person = name of a person
personal-kind-vehicle-plate = number plate
personal-kind-own-word = registered word

## How sure, and why

personal-confidence-certain = certain
personal-confidence-likely = likely
personal-confidence-possible = possible

# $word stands beside what was found.
personal-reason-check-and-cue = “{ $word }” stands beside it and the check digit matches
personal-reason-check = the check digit matches
personal-reason-cue-only = “{ $word }” stands beside it but the check digit does not match; it may be mistyped
personal-reason-cue = “{ $word }” stands beside it
personal-reason-form = it is written like one
personal-reason-organisation = it is the public number of an organisation
personal-reason-office = “{ $word }” stands beside it; it seems to be an organisation’s
personal-reason-honorific = “{ $word }” goes with it
personal-reason-title = the title “{ $word }” goes with it
personal-reason-full-name = a family name and a given name
personal-reason-reading = the reading of a name
personal-reason-own = it is a registered word or pattern

## Placeholders that came back otherwise than they were sent

masking-missing = { $placeholder } is missing (times: { $count })
    .hint = Check whether something was left out. Nothing is put in by itself.
masking-duplicated = { $placeholder } came back too often (times more: { $count })
    .hint = All were restored. Check whether something is said twice.
masking-altered = { $placeholder } came back as “{ $written }” and was restored
masking-translated = { $placeholder } was translated to “{ $written }” and was restored by its number
    .hint = Check that the right words are back.
masking-unknown = The placeholder “{ $written }” was never sent
    .hint = Nobody can say what it stands for, so it cannot be accepted. Take it out or ask again.

## On the command line

cli-pii = Finds personal information in a document, on this machine alone
    .more =
        The exit code is 1 if personal information was found. Corporate numbers and telephones of offices are listed for information.
        Where FILE is “-”, standard input is read.
cli-mask = Replaces personal information with placeholders and writes beside it what they stand for
    .more =
        Placeholders look like [Name 1]; the same value has the same number. MAP.json holds the personal information, so only its owner may read it.
        Where OUT is a .kian file, the history of changes is left behind.
cli-unmask = Puts personal information back in the place of placeholders
    .more =
        Placeholders that were changed are restored where they are known for certain. If some are missing or doubled, the exit code is 1.
        If there is one that MAP.json does not know, nothing is written.
cli-option-map = What the placeholders stand for
# $kind is one of the kinds above, $confidence how sure, $reason why.
cli-pii-found = { $kind } “{ $text }” ({ $confidence }: { $reason })
cli-pii-information = for information: { $finding }
cli-pii-count = Personal information: { $count }; for information: { $public }
cli-masked =
    { $count ->
        [0] No personal information was found.
       *[other] Replaced personal information in { $count } places (different values: { $values }).
    }
cli-unmasked = Restored { $count } placeholders.
error-map-is-out = The map and the output have the same name: { $path }
    .hint = Give --map and -o different names.
error-map-damaged = The map cannot be read ({ $why })
    .hint = Name the file that kian mask wrote, unchanged.
error-map-other = This is no map of placeholders
    .hint = Name the file that kian mask wrote with --map.
error-map-version = This version cannot read such a map (version { $version })
    .hint = Use a newer version of Kian.
error-map-placeholder = The map’s “{ $placeholder }” is no placeholder
    .hint = Name the file that kian mask wrote, unchanged.
error-map-twice = The map has the placeholder “{ $placeholder }” twice
    .hint = Name the file that kian mask wrote, unchanged.
error-map-foreign = None of the placeholders of the map “{ $path }” is in this document
    .hint = Name the map that was written with this document.
error-map-unknown = The map does not know the placeholder “{ $written }”
    .hint = Name the map that was written with this document, or take the placeholder out.

## Before something is sent

error-gate-my-number = The text holds Individual Numbers (My Number: { $count }), so it cannot go to the endpoint “{ $endpoint }”
    .hint = The law limits what these numbers may be used for. Take them out, or work offline.
error-gate-own-word = The text holds words that must not be sent ({ $count }), so it cannot go to the endpoint “{ $endpoint }”
    .hint = Take them out, or work offline.
error-gate-personal = The text holds personal information that must not be sent ({ $count }), so it cannot go to the endpoint “{ $endpoint }”
    .hint = Take it out, or work offline.
error-answer-unknown = There is a placeholder in the answer that was never sent: “{ $written }”
    .hint = Nobody can say what it stands for, so the answer was not used. Ask again.
notice-masking-deviations = Placeholders for personal information came back otherwise than they were sent
    .hint = Check these places.
# Beside an answer on the command line: what left as it was.
cli-sent-personal = Sent as it was: { $kind } ({ $count })

send-title = Look at what is sent
send-to = To: { $endpoint } ({ $host }, model { $model })
send-level = Classification: { $level } (up to { $allow } may go there)
send-size = Size: { $count } characters
# $kinds is a list of the next.
send-masked = Replaced by placeholders: { $kinds }
send-warned = Personal information that is sent as it is: { $kinds }
send-kind = { $kind } ({ $count })
send-nothing-personal = No personal information was found.
send-system = Instructions
send-user = Text
send-remember = Don’t ask again for this document and this endpoint
send-now = Send
settings-personal = Personal information in what is sent
settings-personal-mask = Replace by placeholders
settings-personal-warn = Tell before sending
settings-personal-note = A text with an Individual Number (My Number) is not sent in either case. Endpoints on this machine are no exception.

## Personal information of the document, in the side panel

command-find-personal = Find personal information
    .tip = Lists personal information of the document, found on this machine alone
panel-personal =
    { $count ->
        [0] Personal
       *[other] Personal ({ $count })
    }
personal-lead = Found on this machine alone. Something may be missed or wrong.
personal-none = No personal information was found. Something may be missed.
personal-mask = Replace by placeholders
personal-mask-tip = Puts placeholders such as [Name 1] in the place of what was found. One undo takes it back
personal-keep-map = Keep the map
personal-keep-map-tip = Writes beside the document what the placeholders stand for. Otherwise it is not kept
personal-go = Go to this place
# $kind is a kind of personal information, $confidence how sure it is.
personal-what = { $kind } ({ $confidence })
personal-public = For information ({ $count })
personal-public-lead = Numbers and contacts that seem to be an organisation’s; they are not replaced.
notice-nothing-personal = There is no personal information to replace
notice-masked = Replaced personal information in { $count } places
    .hint = Until it is undone the history of changes still holds it. Export to another format, such as Word, before handing it on.
notice-map-needs-file = The map can be kept once the document is saved
notice-map-kept = Kept the map: { $path }
