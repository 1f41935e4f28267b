## Classification

# n are the national levels, m the municipal ones; any other is called as the office calls it
level-name =
    { $level ->
        [n1] Confidentiality 1
        [n2] Confidentiality 2
        [n3] Confidentiality 3
        [m1] Municipal confidentiality 1
        [m2] Municipal confidentiality 2
        [m3C] Municipal confidentiality 3C
        [m3B] Municipal confidentiality 3B
        [m3A] Municipal confidentiality 3A
       *[other] { $level }
    }
classification-none = No classification (counts as { level-name })

## The send gate

# Where there is a policy: which entry said no, and whom to ask
gate-ask =
    { $contact ->
        [none] { "" }
       *[other] {" "}({ $rule } of “{ $policy }”. Ask: { $contact })
    }
error-gate-policy = The policy file cannot be trusted, so nothing is sent anywhere
    .hint = Tell whoever put the policy there. Until it is put right, work offline.
error-gate-policy-expired = The policy ended on { $until }, so nothing is sent anywhere
    .hint = Work offline until a new policy arrives.{ gate-ask }
error-gate-level = This document ({ level-name }) may not be sent to the endpoint “{ $endpoint }”
    .hint = { $allow ->
        [none] No level may go there.
       *[other] Levels that may go there: { $allow }.
    } Choose an endpoint cleared for { level-name }, or work offline.{ gate-ask }
error-gate-unclassified = A document without a classification counts as { level-name } and may not be sent to the endpoint “{ $endpoint }”
    .hint = { $allow ->
        [none] No level may go there.
       *[other] Levels that may go there: { $allow }.
    } Set the document's classification (on the command line: --classification), or work offline.{ gate-ask }
error-gate-never-remote = A document of { level-name } never leaves this computer (endpoint “{ $endpoint }”)
    .hint = Work offline.{ gate-ask }
error-gate-insecure = The connection to the endpoint “{ $endpoint }” is not encrypted, so nothing is sent there ({ $host })
    .hint = Change the endpoint's URL to one that begins with https://.
error-gate-address = The URL of the endpoint “{ $endpoint }” cannot be read, so nothing is sent there
    .hint = Check the URL in the endpoint's settings.
error-gate-not-approved = The endpoint “{ $endpoint }” ({ $host }) is not approved, so nothing is sent there
    .hint = { $approved ->
        [none] No endpoint is approved. Work offline.
       *[other] Choose one that is approved: { $approved }.
    }{ gate-ask }
error-gate-no-approval = The approval of the endpoint “{ $endpoint }” has no number or no name, so nothing is sent there
    .hint = Work offline until it has been approved.{ gate-ask }
error-gate-expired = The approval of the endpoint “{ $endpoint }” ({ $approval }) ended on { $until }, so nothing is sent there
    .hint = Choose another endpoint, or work offline until the approval is renewed.{ gate-ask }
error-gate-public-terms = The endpoint “{ $endpoint }” runs on terms for the general public, so a document of { level-name } may not be sent there
    .hint = Choose an endpoint with a contract of its own, or work offline. Only the lowest level may go there.{ gate-ask }
error-gate-learning = The endpoint “{ $endpoint }” may learn from what it is sent, so a document of { level-name } may not be sent there
    .hint = Choose an endpoint that does not, or work offline. Only the lowest level may go there.{ gate-ask }
error-gate-task = The endpoint “{ $endpoint }” may not be asked to do this ({ $task })
    .hint = { $tasks ->
        [none] It may be asked to do nothing.
       *[other] It may be asked to: { $tasks }.
    } Work offline.{ gate-ask }
error-gate-model = This model of the endpoint “{ $endpoint }” is not approved ({ $model })
    .hint = Choose one that is approved: { $models }.{ gate-ask }
error-gate-too-long = This is more than may be sent at once ({ $characters } characters, { $most } at the most, endpoint “{ $endpoint }”)
    .hint = Select a passage and ask for one at a time.{ gate-ask }

## The policy file

notice-policy-refused = The policy file cannot be trusted, so nothing is sent anywhere any more
    .hint = Tell whoever put the policy there. Everything offline works as before.
notice-locked =
    { $contact ->
        [none] This setting is made by “{ $policy }” and cannot be changed
       *[other] This setting is made by “{ $policy }” and cannot be changed (ask: { $contact })
    }
error-policy-syntax = Line { $line }, column { $column } of the policy is not TOML
    .hint = Look at quotation marks, brackets and equals signs, and for a name that stands there twice.
error-policy-encoding = The policy file is not UTF-8
    .hint = Save it as UTF-8 and sign it again.
error-policy-unknown = Line { $line } of the policy: there is no “{ $member }”
    .hint = What can stand here: { $choices }.
error-policy-missing = Line { $line } of the policy: “{ $member }” is missing
    .hint = Add it.
error-policy-type = Line { $line } of the policy: “{ $member }” is written the wrong way
    .hint = { $expected ->
        [text] Write a text in quotation marks.
        [number] Write a whole number.
        [switch] Write true or false.
        [date] Write a date such as 2027-03-31.
        [list] Write a list of texts in [ ].
       *[other] Write it under a heading [ ] or [[ ]].
    }
error-policy-choice = Line { $line } of the policy: “{ $member }” cannot be “{ $value }”
    .hint = { $choices ->
        [none] Write a value that is not empty.
       *[other] It can be: { $choices }.
    }
error-policy-twice = Line { $line } of the policy: “{ $value }” stands twice in “{ $member }”
    .hint = Take one of them out.
error-policy-blank = Line { $line } of the policy: “{ $member }” is empty
    .hint = Write a value.
error-policy-pattern = Line { $line } of the policy: “{ $member }” is no regular expression that can be used ({ $value })
    .hint = Check how it is written. One that matches an empty text cannot be used.
error-policy-address = Line { $line } of the policy: “{ $member }” is no URL of an endpoint ({ $value })
    .hint = Write a URL that begins with https://.
error-policy-newer = This policy is of a later form ({ $found }; this version reads { $known })
    .hint = Bring Kian up to date, or provide a policy of version { $known }.
error-policy-unsigned = The policy is not signed ({ $path })
    .hint = Sign it with the office's key and put the signature beside it.
error-policy-signature = The policy does not match its signature: one of them was changed ({ $path })
    .hint = Put the original back, or look at what it says and sign it again.
error-policy-no-key = The policy is signed, but there is no public key to check it with ({ $path })
    .hint = Put the office's public key there.
error-policy-bad-key = The file of public keys holds no Ed25519 key ({ $path })
    .hint = Put a key there as openssl pkey -pubout writes it.
error-policy-unreadable = The policy file cannot be read ({ $path })
    .hint = Check where it is, the connection to the share, and whether you may read it.
error-policy-replaced = The policy of this computer is the administrator's; no other is used ({ $path })
    .hint = Leave out --policy, or ask the administrator.

## Forms the policy names and that are nowhere kept. $forms lists their ids.
notice-policy-forms = The policy names forms that were not found: { $forms }
    .hint = Put the files of the forms into “forms” of the shared folder of words, or have “use.forms” of the policy put right.
