### Saving into the file a document was read from.

# Shown when a Word file was opened that holds things Kian does not work with. The list says what.
notice-opened-keeping = Opened. Kian does not work with everything in this file, but all of it stays if you save as a Word document: { $path }
    .hint = Other formats do not keep the following.
loss-kept-not = { $count ->
        [one] A change could not be written into the original file (paragraph { $paragraph }). Save it under another name as .kian.
       *[other] { $count } changes could not be written into the original file (first in paragraph { $paragraph }). Save it under another name as .kian.
    }
loss-kept-numbers = { $count ->
        [one] An automatic number became plain text because a numbered paragraph changed (paragraph { $paragraph }). It reads the same, but Word will not count on from it.
       *[other] { $count } automatic numbers became plain text because a numbered paragraph changed (first in paragraph { $paragraph }). They read the same, but Word will not count on from them.
    }
loss-kept-table = { $count ->
        [one] A table was made anew because its columns or merged cells changed; its borders may look different (paragraph { $paragraph }).
       *[other] { $count } tables were made anew because their columns or merged cells changed; their borders may look different (first in paragraph { $paragraph }).
    }
loss-kept-cell = { $count ->
        [one] A changed cell held several paragraphs, which are one now (paragraph { $paragraph }).
       *[other] { $count } changed cells held several paragraphs, which are one each now (first in paragraph { $paragraph }).
    }
loss-kept-shell = { $count ->
        [one] A deleted paragraph held a picture, a break or the like: only its words were deleted (around paragraph { $paragraph }).
       *[other] { $count } deleted paragraphs held pictures, breaks or the like: only their words were deleted (first around paragraph { $paragraph }).
    }
loss-signature-broken = The content has changed, so the electronic signature of the original file is no longer valid.
loss-made-anew = This cannot be written into the original file, so the file is made anew. Formatting and parts Kian does not work with do not stay.

# Asked before a document is saved in a file that cannot hold all of it. The list says what.
consent-title = { $name } cannot hold everything
consent-lead = Saved like this, the file will differ as follows. Nothing has been saved yet.
consent-save = Save like this
consent-elsewhere = Save under another name…
