### What a text states, and what two texts do not have in common.

## Kinds of facts

fact-date = date
fact-weekday = weekday
fact-time = time
fact-duration = period
fact-money = amount
fact-number = number
fact-percent = percentage
fact-phone = phone number
fact-fax = fax number
fact-extension = extension
fact-mail = mail address
fact-url = URL
fact-postal = postal code
fact-address = address
fact-name = name
fact-law = article of law
fact-document-number = document number
fact-reference = attachment number
fact-code = code

## On a proposed piece, and below a summary

# $kind is one of the kinds above, $text how the fact is written.
facts-added = “{ $text }” ({ $kind }) is neither in the original nor in the form
facts-gone = “{ $text }” ({ $kind }) would be gone
# A button: the person has checked the facts named above it.
facts-looked-at = Mark facts as checked
notice-facts-first = { $count ->
        [one] One piece was left open because its facts differ from the original
       *[other] { $count } pieces were left open because their facts differ from the original
    }
    .hint = Check the facts shown, choose “Mark facts as checked”, then accept.

## On the command line

cli-facts = List the facts in a text: dates, amounts, numbers and the like
    .more =
        With --against, show how the facts of FILE and FILE2 differ: missing, added, changed. Either may be in either language.
        The exit code is 1 if they differ. One of the files may be “-” for standard input.
cli-option-against = the text to compare facts with
# One fact in a list, behind its place.
cli-fact = { $kind } { $value } “{ $text }”
cli-facts-count = { $count ->
        [one] One fact.
       *[other] { $count } facts.
    }
cli-facts-same = The facts are the same.
cli-facts-missing = missing { $fact }
cli-facts-added = added { $fact }
cli-facts-changed = changed { $from } → { $to }
