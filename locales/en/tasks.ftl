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

menu-compose = Drafting
command-from-notes = Turn notes into prose…
    .tip = Proposes the prose of an official document made from notes or bullet points.
command-from-previous = Update last time’s document…
    .tip = Proposes the open document of last time with nothing altered but what has changed.
command-continue = Continue writing…
    .tip = Proposes the paragraphs that follow the text before the cursor.
command-minutes = Make minutes…
    .tip = Turns the open transcript or notes into minutes.
command-questions = Prepare questions and answers…
    .tip = Questions the document is likely to raise, with answers as far as it has them.
command-reply-to = Reply to this document…
    .tip = The body of a reply to the open inquiry or request.
command-announce = Make a short announcement…
    .tip = A short announcement for social media, mail or loudspeakers.
command-subject = Suggest subject lines…
    .tip = Lists subject lines that fit. The one you choose is proposed as the title.
command-summarize-as = Condense for a reader…
    .tip = A summary for the reader and in the length you choose. Each sentence shows what it rests on.
command-points = List three key points…
    .tip = The key points, for somebody who has to decide or is in a hurry.
command-press-summary = Write the head of a press release…
    .tip = What stands at the head of a press release on the document.
command-ask = Ask about this document…
    .tip = Ask what the document says. Click a quotation of the answer to see where it stands.
command-review = Have AI check the document
    .tip = The endpoint’s model says what is unclear or missing; it is listed among the findings. The document is not changed.
command-read-pairs = Have AI check the translation
    .tip = The model reads the pairs that have a target as a second reader and adds remarks. No target is changed.
command-rewrite-clearer = Make clearer
    .tip = Proposes the selection, or this paragraph, so that it is easier to understand.
command-rewrite-shorter = Make shorter
    .tip = Proposes the selection, or this paragraph, in fewer words.
command-rewrite-longer = Make more detailed
    .tip = Proposes the selection, or this paragraph, in more words and with no new facts.
command-rewrite-polite = Make courteous
    .tip = Proposes a courteous register for the selection, or this paragraph, and changes nothing else.
command-rewrite-neutral = Make neutral
    .tip = Proposes a neutral register for the selection, or this paragraph, and changes nothing else.
command-rewrite-plain = Put into plain language
    .tip = Proposes the selection, or this paragraph, in plain English or, in a Japanese document, in easy Japanese.
command-rewrite-correct = Correct mistakes only
    .tip = Proposes corrections of spelling, grammar and punctuation in the selection, or this paragraph.
command-rewrite-own = Rewrite as you say…
    .tip = Say in your own words how the passage is to be rewritten.
instruction-longer = More detailed
instruction-polite = Courteous
instruction-neutral = Neutral
task-review = Check by AI
answer-unproven-shape = The answer is not in the form that was asked for, so nobody can tell whether it is complete
    .hint = What could be read of it is shown.

## What a model points out

# $comment is what the model says.
model-unclear = Unclear (AI)
    .message = { $comment }
model-missing = Missing information (AI)
    .message = { $comment }
model-contradiction = Contradiction (AI)
    .message = { $comment }
model-misleading = Misleading (AI)
    .message = { $comment }
model-tone = Hard on the reader (AI)
    .message = { $comment }
model-accuracy = Different meaning (AI)
    .message = { $comment }
model-omission = Left out or added (AI)
    .message = { $comment }
model-terminology = Terminology (AI)
    .message = { $comment }
model-fluency = Wording (AI)
    .message = { $comment }
model-other = Other (AI)
    .message = { $comment }
review-arriving = { $count } findings so far. They are listed once all have arrived.
review-unplaced = Show what AI said of no place in the text ({ $count })
review-unplaced-hide = Hide what was said of no place ({ $count })
review-unplaced-head = { $severity }  { $matter }
review-unplaced-quote = “{ $quote }” (these words do not stand in the text)
review-unplaced-drop = Remove these
notice-reviewed = { $found ->
    [one] One finding of AI is listed where it belongs; { $lost } could not be placed.
   *[other] { $found } findings of AI are listed where they belong; { $lost } could not be placed.
}
notice-review-unread = { $answers ->
    [one] One answer of the AI could not be read as remarks. That does not mean there are none: ask again.
   *[other] { $answers } answers of the AI could not be read as remarks. That does not mean there are none: ask again.
}
notice-review-nothing = AI found nothing to mend.
notice-no-pairs-to-read = No pair has a translation yet. Translate first, then have it checked.
notice-pairs-read = { $pairs } pairs were read and { $remarks } remarks added; { $strays } could not be matched to a pair.
# $engine is the endpoint's name.
remark-by-model = AI ({ $engine })
remark-of-model = { $severity }, { $matter }: “{ $quote }” { $comment }
remark-of-model-with = { $severity }, { $matter }: “{ $quote }” { $comment } (suggestion: { $replacement })

## Subject lines, summaries, files, templates

subject-take = Propose as title
summary-again = Summarise again:
# $count is a number.
returned-files = { $count ->
    [one] A file came with the answer
   *[other] { $count } files came with the answer
}
returned-lead = Nothing opens or reads them unless you save them.
# $size in kilobytes.
returned-file = { $name } ({ $size } KB)
returned-save = Save…
returned-dangerous = A file of this kind may run a program when it is opened.
dialog-file = Save the file
templates-export = Export…

## Files that go along, orders in them, versions of templates

command-from-files = Turn files into prose…
    .tip = Proposes the prose of an official document made from notes, notices or reports in files.
dialog-attachment = Choose a file to send along
attached-title = Files to send along
attached-lead = Only their text is read, and sent fenced off as material. A file without a classification counts as this document does.
attached-file = { $name } ({ $count } characters)
attached-add = Add a file…
attached-remove = Leave out
# $line is a line of the file.
attached-order = This file has a line that reads like an order to an AI: “{ $line }”. It is sent fenced off as material; look closely at the answer.
send-orders = { $count } lines of what is sent read like orders to an AI (“{ $line }” is one). They are sent fenced off as material; look closely at the answer.
notice-attach-first = Add the files it is to be made from first.
templates-older = Earlier versions:
templates-older-version = Back to version { $version }
templates-save-version = Save as version { $version }
error-template-version = Version { $version } has been saved already. Other words cannot be saved under the same number.
    .hint = Raise the number in version and save again.
