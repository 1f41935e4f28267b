### Rules of Japanese spelling: title, .message at a finding ($text is what stands there, $fix the first cure), .help.

rule-ja-kanji-adverb = Adverbs written in kana
    .message = In official Japanese “{ $text }” is written in kana: “{ $fix }”
    .help = Adverbs whose reading is not in the table of kanji for general use, or that are hard to recognise in kanji, are written in kana: 予め → あらかじめ, 概ね → おおむね.
