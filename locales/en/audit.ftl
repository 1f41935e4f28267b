## The audit trail

event-send = Sent
event-receive = Received
event-accept = Accepted
event-reject = Rejected
event-export = Exported
event-policy = Policy changed
event-classification = Classification changed
event-check = Checked
event-checkpoint = Sealed
event-recovered = Recovered
event-resealed = Sealed anew

audit-column-time = Time (UTC)
audit-column-event = Event
audit-column-user = User
audit-column-document = Document
audit-column-classification = Level
audit-column-endpoint = Endpoint
audit-column-task = Task
audit-column-outcome = Outcome

audit-empty = There is no audit trail yet
audit-sound = Nothing is missing from the audit trail and nothing was changed ({ $days ->
        [one] one day
       *[other] { $days } days
    }, { $lines ->
        [one] one line
       *[other] { $lines } lines
    })
audit-exported = The audit trail was exported to { $path } (days: { $days }, events: { $events }; figures by week in summary.csv)
audit-broken-form = This is no line of an audit trail ({ $path }, line { $line })
audit-broken-number = The number does not follow: lines before it were taken out or moved ({ $path }, line { $line })
audit-broken-chain = The line does not follow from the one before: one of them was changed ({ $path }, line { $line })
audit-broken-seal = The seal is not one of this computer's key ({ $path }, line { $line })
audit-broken-missing = Lines are missing behind this one: the end was cut off ({ $path }, after line { $line })
audit-broken-head = The seal of the end is missing or was changed ({ $path })
audit-broken-cut = The last line is cut short ({ $path }, line { $line })
audit-key-keyring = The key of the seals is in this computer's keyring.
audit-key-file = The key of the seals lies in a file beside the trail, because there is no keyring. Whoever can work as this person can read it and make the trail anew; export the trail to a share often.
audit-key-none = No key of the seals was found, so only the chain of lines was followed. A trail made anew from end to end would not be noticed.

notice-audit-waits = The audit trail cannot be written. What happens is kept until it can be, and nothing is sent meanwhile ({ $path })
    .hint = Check the room left on the disk and the rights to the folder. Editing goes on.
error-audit-unrecorded = The audit trail cannot be written, so nothing was sent ({ $path })
    .hint = Check the room left on the disk and the rights to the folder. Whether the trail is damaged says kian audit verify.

## kian audit

cli-audit = verifies, shows and exports the audit trail
    .more =
        verify follows the chain of lines and its seals and names the first line that is wrong (exit code 1).
        show lists events, the --limit latest of them, oldest first.
        export makes a new folder with the file of each day and figures by week (summary.csv).
cli-option-from = From this day on (2026-04-01, UTC)
cli-option-until = Up to this day
cli-option-audit-limit = How many events
cli-option-audit-out = The folder to make
error-cli-audit-action = kian audit has no action “{ $action }”
    .hint = There are verify, show and export.
