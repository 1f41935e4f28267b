### Two languages side by side.

## Why an edit of a pair cannot be made

refused-pair-gone = That pair is no longer there
    .hint = Look at the list again and repeat what you did
refused-pair-locked = The pair is locked
    .hint = Unlock it before changing it
refused-pair-no-target = There is no translation yet
    .hint = Type the translation, then confirm it
refused-pair-not-confirmed = Only pairs that the translator has confirmed can be approved
    .hint = Confirm the translation first
refused-pair-same-person = The person who confirmed a pair cannot approve it
    .hint = Ask a colleague to approve it
refused-pair-not-in-order = Only two or more neighbouring pairs can be joined
    .hint = Choose pairs that follow one another
refused-pair-nothing-to-split = A cut there would leave one half empty
    .hint = Put the cursor inside the sentence
refused-pair-has-source = A pair with a source text cannot be taken away
    .hint = Clear its translation, or change the source
