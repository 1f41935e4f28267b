## What templates ask about long texts, and the same on the command line

templates-in-pieces = This is more than goes at once: it is sent in { $pieces } pieces. Here is the first.
notice-front-stays = The text is long: its first { $count } characters are not sent
    .hint = What words defined there mean, and what stands right before, goes along.
error-template-speaks = This template has no prompt in the document’s language
    .hint = Edit the template and add a prompt in that language.
error-template-files-long = The files that go along are too long ({ $count } characters)
    .hint = Rewriting needs all of them at once. Attach only the parts that matter.

## kian template

cli-template = Asks an endpoint what a prompt template says about a document
    .more = Without an ID, lists the templates and their fields (* is required). A long document goes in pieces and is put together again.
cli-option-set = a value for a field; can be repeated
cli-option-attach = a file that goes along as material; can be repeated
cli-option-template-lang = language to write in (default: the document’s)
cli-attached-order = { $file } has a line that reads like an order to an AI. It goes fenced off, and the model is told not to follow it: { $line }
error-cli-no-template = There is no template “{ $name }”
    .hint = Run kian template to see which there are.
error-cli-template-closed = Your office’s policy does not offer the template “{ $name }”
    .hint = Ask whoever keeps the policy which templates are offered.
error-cli-template-empty = There is no text to read
    .hint = Name a document that has text.
error-cli-template-no-files = No files go along with the template “{ $name }”
    .hint = Leave out --attach.
error-cli-template-part = This is only a part: { $count } { $count ->
        [one] place was
       *[other] places were
    } not done
    .hint = Look at what was not done and run it again.
