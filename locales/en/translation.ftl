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

## The command line

cli-align = Finds which sentences of a Japanese and an English document say the same
    .more =
        Any kind of file that Kian opens can be read. No model is used.
        Each pair is one line: how sure it is (0 to 100), the Japanese, the English. With OUT, the pairs go to a TMX or XLIFF file.
cli-option-lines = Each line is one sentence (nothing is cut)
cli-option-align-out = The file to write (.tmx, .xlf)
cli-align-count = Pairs: { $pairs }; sentences without one: Japanese { $ja }, English { $en }
error-cli-align-kind = Pairs cannot be written to a file of that kind: { $path }
    .hint = End the name in .tmx or .xlf
