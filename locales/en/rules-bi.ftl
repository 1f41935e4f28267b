### Rules of pairs: title, .message at a finding, .help. $case says which way it is; $source and $target are what stands there.

rule-bi-number = Numbers differ
    .message = { $case ->
        [missing] The translation does not give the number “{ $source }” of the source.
        [added] The source does not give the number “{ $target }”.
       *[differs] The number differs: “{ $source }” in the source, “{ $target }” in the translation.
    }
    .help = Numbers, counts, ordinals, lengths of time and article numbers are compared by value, however they are written: 三つ and three, 1時間半 and ninety minutes, 2人とも and both are the same.

rule-bi-date = Dates differ
    .message = { $case ->
        [missing] The translation does not give the date “{ $source }” of the source.
        [added] The source does not give the date “{ $target }”.
       *[differs] The date differs: “{ $source }” in the source, “{ $target }” in the translation.
    }
    .help = Eras and Western years, 年度 and fiscal year, and the order of day and month are levelled first. A year that the translation adds for 本年 or 翌年度 is not told of.

rule-bi-weekday = Weekdays differ
    .message = { $case ->
        [missing] The translation does not give the weekday “{ $source }” of the source.
        [added] The source does not give the weekday “{ $target }”.
       *[differs] The weekday differs: “{ $source }” in the source, “{ $target }” in the translation.
    }
    .help = 平日 and weekdays, 土日 and weekends are the same. A weekday on one side alone is told as advice.

rule-bi-time = Times differ
    .message = { $case ->
        [missing] The translation does not give the time “{ $source }” of the source.
        [added] The source does not give the time “{ $target }”.
       *[differs] The time differs: “{ $source }” in the source, “{ $target }” in the translation.
    }
    .help = 13時 and 1 p.m., 正午 and noon, 午前0時 and midnight, 8時半 and 8:30 are the same.

rule-bi-magnitude = Scale errors
    .message = { $case ->
        [missing] The translation does not give the scale of “{ $source }” of the source.
        [added] The source does not give the scale of “{ $target }”.
       *[differs] The scale of differs: “{ $source }” in the source, “{ $target }” in the translation.
    }
    .help = 2億円 is 200 million yen, 50万人 is 500,000 people, 1兆円 is 1 trillion yen. 万, 億 and 兆 do not fall where million, billion and trillion do.

rule-bi-currency = Currency differs
    .message = { $case ->
        [missing] The translation does not give the currency of “{ $source }” of the source.
        [added] The source does not give the currency of “{ $target }”.
       *[differs] The currency differs: “{ $source }” in the source, “{ $target }” in the translation.
    }
    .help = 円, ¥, yen and JPY are the same. A converted amount in brackets, told as approximate, is not told of.

rule-bi-unit = Units differ
    .message = { $case ->
        [missing] The translation does not give the unit of “{ $source }” of the source.
        [added] The source does not give the unit of “{ $target }”.
       *[differs] The unit of differs: “{ $source }” in the source, “{ $target }” in the translation.
    }
    .help = The same number in another unit is another amount. A correct conversion in brackets is not told of.

rule-bi-ratio = Proportions differ
    .message = { $case ->
        [missing] The translation does not give the proportion “{ $source }” of the source.
        [added] The source does not give the proportion “{ $target }”.
       *[differs] The proportion differs: “{ $source }” in the source, “{ $target }” in the translation.
    }
    .help = 3割 is 30 percent, 5分の1 is one-fifth, 2倍 is twice, 半額 is half the price.

rule-bi-comparison = Limits differ
    .message = Whether the number itself counts differs: “{ $source }” in the source, “{ $target }” in the translation.
    .help = 以上 and 以下 include the number, 超える and 未満 do not: 20歳以上 is 20 or older, 18歳未満 under 18, 10人以下 10 or fewer, 100万円を超える more than 1 million yen.

rule-bi-deadline = Until and from
    .message = A deadline and a beginning have changed places: “{ $source }” in the source, “{ $target }” in the translation.
    .help = “まで” is by, until or no later than; “から” is from, starting or on and after.

rule-bi-negation = Negation lost or added
    .message = { $case ->
        [added] The translation denies (“{ $target }”) what the source does not.
       *[lost] The denial “{ $source }” of the source is not in the translation.
    }
    .help = Denial inside a word (不要, not required; 以外, except; だけ, only) and 〜なければならない, which affirms, are not told of.

rule-bi-modality = Duty, permission, plan
    .message = { $case ->
        [permission] What the source allows (“{ $source }”), the translation demands (“{ $target }”).
        [request] What the source asks for (“{ $source }”), the translation tells as done (“{ $target }”).
        [plan] What the source plans (“{ $source }”), the translation tells as done (“{ $target }”).
        [duty] What the source demands (“{ $source }”), the translation leaves open (“{ $target }”).
       *[differs] Duty, permission or plan differs: “{ $source }” in the source, “{ $target }” in the translation.
    }
    .help = なければならない and 必要がある are must or need to, できる and てもよい may or can, てください please, 予定 will or be scheduled to.

rule-bi-name = Names differ
    .message = { $case ->
        [spelling] One person (“{ $source }”) is spelled in two ways in this document, here “{ $target }”.
       *[differs] The name differs: “{ $source }” in the source, “{ $target }” in the translation.
    }
    .help = People, municipalities and ministries are compared. Macrons and the order of names are left alone, and so is a name whose reading is not known.

rule-bi-missing-sentence = Missing text
    .message = { $case ->
        [empty] There is no translation.
        [greeting] “{ $source }{ $target }” has no counterpart. A greeting may be left out.
        [length] The translation is too short. See whether something is missing.
       *[sentence] No sentence of the translation says “{ $source }{ $target }”.
    }
    .help = Judged by the number of sentences, their length, and the facts in them. One sentence made two, or two made one, is not told of.

rule-bi-added-sentence = Added text
    .message = { $case ->
        [empty] There is a translation but no source.
        [greeting] “{ $source }{ $target }” is not in the source. A courtesy may be added.
        [length] The translation is too long. See whether something was added.
       *[sentence] No sentence of the source says “{ $source }{ $target }”.
    }
    .help = A fee, a condition, a contact, a reason or a promise must not be made up. A short gloss on a place or a term may be added.

rule-bi-untranslated = Untranslated
    .message = { $case ->
        [same] The translation is the same as the source.
       *[left] “{ $target }” is not translated.
    }
    .help = A name shown in its own script in brackets is not told of.

rule-bi-glossary = Glossary
    .message = { $case ->
        [wrong] “{ $target }” is not what was agreed for “{ $source }”.
       *[missing] The agreed word for “{ $source }” is not there.
    }
    .help = By a list of words that public offices commonly use, and an office’s own glossary. Other agreed words and plurals are not told of.

rule-bi-brackets = Brackets and quotation marks
    .message = { $case ->
        [unbalanced] A bracket or quotation mark has no partner: “{ $source }{ $target }”.
        [dropped] What stands in brackets, “{ $source }”, is not in the translation.
       *[quotation] “{ $source }{ $target }” is quoted in the source and not in the translation.
    }
    .help = 「」 is met by quotation marks, italics, or the capitals of a name. Full width and half width are the same.

rule-bi-placeholder = Placeholders
    .message = { $case ->
        [missing] The placeholder “{ $source }” is not in the translation.
        [added] The placeholder “{ $target }” is not in the source.
        [tag-missing] The tag “{ $source }” of the source is not in the target.
        [tag-added] The tag “{ $target }” of the target is not in the source.
        [tag-crossed] The tag “{ $target }” stands before its beginning or across another tag.
        [count] The number of blanks differs: { $source } in the source, { $target } in the translation.
       *[differs] The placeholder differs: “{ $source }” in the source, “{ $target }” in the translation.
    }
    .help = Marks such as {"{"}name{"}"}, %s, <b> and ○○ must be in both, as often; their order may change.

rule-bi-typing = Slips of typing in a pair
    .message = { $case ->
        [article] The article does not fit: { $target }
        [twice] “{ $target }” has the same word twice.
       *[space] A space is missing or too many in “{ $target }”.
    }
    .help = Words typed twice, and spaces that are missing or too many.

rule-bi-contact = Contacts and codes differ
    .message = { $case ->
        [missing] The translation does not give the contact or code “{ $source }” of the source.
        [added] The source does not give the contact or code “{ $target }”.
       *[differs] The contact or code differs: “{ $source }” in the source, “{ $target }” in the translation.
    }
    .help = Telephone, fax, mail and web addresses, postal codes, document and form numbers are compared. 03-1234-5678 and +81-3-1234-5678, /ja/ and /en/ in an address are the same.

rule-bi-list-count = Lists differ
    .message = { $case ->
        [count] The number of items differs: { $source } in the source, { $target } in the translation.
        [row] The translation seems to leave out something that is listed: { $source } things in the source, at most { $target } in the translation.
        [order] The number of an item differs: “{ $source }” in the source, “{ $target }” in the translation.
       *[style] Items are numbered in another way: “{ $source }” in the source, “{ $target }” in the translation.
    }
    .help = Looks for items left out or out of order. The shape of the bullets does not matter.

rule-bi-term-consistency = One term, several translations
    .message = { $case ->
        [source] “{ $source }” is translated in several ways in this document, here “{ $target }”.
        [target] “{ $source }” has the same translation as another source.
       *[term] “{ $source }” is rendered in several ways in this document, here “{ $target }”.
    }
    .help = The rarer rendering is told, or the later one. A sentence that has two of them is not judged.
