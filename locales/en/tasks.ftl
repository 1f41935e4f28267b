### Asking again, versions of an answer, what an answer hides.

command-again = Ask again…
    .tip = Asks once more, building on the answer before, with what you want otherwise. What you rejected is told, too.
command-version-back = Previous version
    .tip = Shows the answer before this one to the same request.
command-version-on = Next version
    .tip = Shows the answer after this one to the same request.

# $shown and $count are numbers, from 1.
versions-of = Version { $shown } of { $count }
versions-back = Previous
versions-on = Next
versions-wish = Wish: { $wish }
versions-prompt = Show the request for this version
versions-prompt-hide = Hide the request
again-field = Ask again (say what you want otherwise)
again-hint = For example: shorter, the date first
again-ask = Ask again

# $codes lists characters such as U+202E.
piece-hides = It has characters nobody sees: { $codes }
piece-reveal = Remove the hidden characters

# $tokens is a number.
send-tokens = Input, about { $tokens } tokens
send-tokens-cost = Input, about { $tokens } tokens, about { $cost } (the answer costs extra)
