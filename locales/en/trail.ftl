### The audit trail as a person looks at it.

## The window of the audit trail

command-audit-trail = Audit trail…
    .tip = Sees whether the audit trail has gaps or changes, and shows figures by week. A copy can be put on a share
dialog-trail = Where to put the audit trail (a new folder)
trail-title = Audit trail
trail-looking = Looking through the audit trail…
trail-close = Close
trail-copy = Export…
trail-copy-tip = Puts the records of each day and the figures by week (summary.csv) into a new folder, such as on a share
trail-figures = Figures by week
trail-events = Events
trail-weeks-all = All weeks
# $day is the Monday of a week.
trail-week = Week of { $day }
trail-week-tip = The week to add up (Monday to Sunday, UTC)
trail-by-form = Kinds of documents and endpoints
trail-by-template = Acceptance by template
trail-nothing = Nothing was recorded in this time.
trail-none = –
trail-offline = Offline
trail-no-form = No form
# $percent is a whole number.
trail-percent = { $percent }%
trail-column-form = Kind of document
trail-column-endpoint = Endpoint
trail-column-level = Classification
trail-column-sent = Sent
trail-column-answered = Answered
trail-column-characters = Characters
trail-column-template = Template
trail-column-accepted = Accepted
trail-column-rejected = Rejected
trail-column-rate = Rate
trail-column-time = Time
trail-column-event = Event
trail-column-user = User
trail-column-task = Task
trail-column-outcome = Outcome
trail-answered = Answered
trail-failed = Failed
trail-verdict-checked = Checked
trail-verdict-approved = Approved
trail-verdict-returned = Returned
trail-action-added = Attached
trail-action-removed = Removed
trail-action-level = Level changed

## The name in records

name-title = Your name in records
name-lead = This computer has no user name set, so records of checks and decisions would carry no name. Enter the name to record. You can change it in the settings at any time.
name-field = Name
name-keep = Record under this name
name-later = Later
notice-name-needed = The check was not recorded, as there is no name.
    .hint = Enter the name to record under “Name in comments and records” in the settings.
notice-no-name = This computer has no user name, so records of what you decide carry no name.
    .hint = Enter the name to record under “Name in comments and records” in the settings.
review-leave = Leave reviewer's mode
templates-preparing = Getting ready what is sent…

## What the policy keeps back

# $contact is whom to ask, or none.
tip-forbidden =
    The policy ({ $policy }) does not let this be asked of this endpoint. { $contact ->
        [none] {""}
       *[other] Ask { $contact }.
    }

## Before something is sent

# $until is the last day, or none.
send-approval =
    Approval: { $approval } ({ $approver }{ $until ->
        [none] {""}
       *[other] , until { $until }
    }), run by { $operator } ({ $region })
send-approval-none = Approval: an endpoint of your own, with no approval on record
send-approval-here = Approval: an endpoint on this computer
# $count is a number of files.
send-kept =
    { $count ->
        [one] Not sent: the attachment of this document
       *[other] Not sent: the { $count } attachments of this document
    }

## Settings: personal information

settings-personal-required = “{ $policy }” has it replaced by placeholders; this cannot be changed here
settings-personal-off = “{ $policy }” has it sent as it is; this cannot be changed here
