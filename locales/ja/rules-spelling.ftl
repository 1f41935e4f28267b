### Rules of Japanese spelling: title, .message at a finding ($text is what stands there, $fix the first cure), .help.

rule-ja-kanji-adverb = 仮名で書く副詞
    .message = 「{ $text }」は、公用文では「{ $fix }」と仮名で書きます。
    .help = 常用漢字表にない読みの副詞や、漢字では意味が伝わりにくい副詞は、仮名で書きます。例：予め → あらかじめ、概ね → おおむね。
