## Words of trust

assistant-preparing = Looking for personal information before anything is sent
# $form is the id of a form; $contact is "none" where nobody is named.
error-cli-form-not-offered =
    { $contact ->
        [none] This form is not offered: { $form } (by “{ $policy }”)
       *[other] This form is not offered: { $form } (by “{ $policy }”; ask { $contact })
    }
    .hint = List the forms with: kian forms

## The window of the policy

command-office-policy = Show the policy
    .tip = The policy in force, the approved endpoints, the levels that may go there, and what is recorded
policy-title = The policy in force
policy-built-in = The office has put no policy in its place. The careful one that comes with Kian holds.
policy-signed = Signed by a key of the office
policy-unsigned = Not signed: nobody can tell whether it was changed
# $until is a date or none, $contact is whom to ask or none
policy-until =
    Valid: { $until ->
        [none] without an end
       *[other] until { $until }
    }   Contact: { $contact ->
        [none] not given
       *[other] { $contact }
    }
policy-digest = SHA-256 of the file: { $figures }…
policy-endpoints = Endpoints
policy-endpoint = { $name } ({ $host })
policy-terms-public = on terms for the general public
policy-terms-own = not on terms for the general public
policy-learning-no = does not learn from what it is sent
policy-learning-yes = learns from what it is sent
policy-learning-unknown = may learn from what it is sent
policy-allow = Levels that may go there: { $levels }
policy-models = Models: { $models }
policy-tasks = Tasks: { $tasks }
policy-exception = Exception approved as: { $number }
policy-own-allowed = Endpoints people have added may be used as well, each up to the level it is cleared for.
policy-own-refused = Endpoints people have added may not be used.
policy-never-remote = Levels that never leave this computer: { $levels }
policy-masking = Personal information
policy-masking-required = It is always masked before anything is sent.
policy-masking-offered = It is masked before anything is sent, unless a person turns that off.
policy-masking-off = It is sent unmasked.
policy-blocked = Nothing is sent with: { $kinds }
policy-masked = Masked: { $kinds }
policy-all-others = everything else
policy-words = The office's own words: { $block } that block, { $mask } that are masked
policy-purpose = Purpose for which My Numbers are handled: { $purpose }
policy-records = Records and statements
policy-log-off = The audit trail keeps neither what was sent nor its hash ({ $days } days).
policy-log-hash = The audit trail keeps only the hash of what was sent ({ $days } days).
policy-log-full = The audit trail keeps what was sent, word for word ({ $days } days).
policy-disclosure-command = The statement about AI goes in when a person asks for it.
policy-disclosure-export = The statement about AI goes into every file made for somebody else.
policy-disclosure-never = The statement about AI never goes in.
policy-check-first = A document nobody has checked cannot be exported.
policy-approval-other = A translation is approved by somebody else than who made and confirmed it.
policy-use = What can be used
policy-everything = all
policy-preview-once = The look before sending can be left out from the second time in a document.
policy-preview-always = There is a look before sending every time.
policy-limit = Most characters sent at once: { $count }
policy-rules = Proofreading rules the office has decided on: { $count }
policy-fixed = Settings the office has fixed: { $settings }
