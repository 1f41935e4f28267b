### Rules of やさしい日本語: title, .message at a finding ($text is what stands there), .help.

rule-ja-yasashii-length = Length of a sentence
    .message = This sentence has { $count } characters. Divide it into sentences of about 30.
    .help = Learners of Japanese read short sentences best. Sentences are mentioned from 31 characters and warned of from 41. Readings, spaces and explanations in 〈 〉 do not count.

rule-ja-yasashii-clauses = One sentence, one thing
    .message = This sentence says { $count } things. Divide it, or number the steps.
    .help = Where 〜て, 〜し, 〜が, 〜ので or 〜ため join one thing to the next, readers lose what matters. Say one thing in each sentence.

rule-ja-yasashii-double-negative = Double negatives
    .message = “{ $text }” denies twice. Say what people can do, or what they should do.
    .help = Two negatives leave readers unsure whether something is allowed. Example: 申し込まないと入れません → 申し込んだ人だけ入ることができます.

rule-ja-yasashii-passive = Passive
    .message = “{ $text }” is passive. Say who does it.
    .help = The passive hides who does something, and can be read as “can”. Example: 税金が計算されます → 市役所が税金を計算します.

rule-ja-yasashii-causative = Causative
    .message = “{ $text }” is causative. Say who does what.
    .help = The causative hides who does something. Example: 子どもに薬を飲ませてください → 子どもが薬を飲むのを手伝ってください.

rule-ja-yasashii-keigo = Honorific and humble words
    .message = “{ $text }” is honorific or humble. です, ます and ください are enough.
    .help = Honorific and humble words hide the verb that readers know. Example: お越しください → 来てください, 御覧ください → 見てください.

rule-ja-yasashii-katakana = Loanwords
    .message = “{ $text }” may sound or mean something else where it comes from. Use a Japanese word many people know.
    .help = Words in katakana are often unclear to speakers of English, too. Keep those readers need, with their meaning in 〈 〉. Example: スケジュール → 予定.

rule-ja-yasashii-word = Difficult words
    .message = “{ $text }” is a difficult word. Use an easy one, or give its meaning in 〈 〉 right behind it.
    .help = Put words of daily life in place of Sino-Japanese and official ones. Example: 記入する → 書く, 速やかに → すぐに.

rule-ja-yasashii-term-gloss = Words to explain
    .message = Give the meaning of “{ $text }” in 〈 〉 where it comes first.
    .help = Words that readers will meet again stay, with an explanation. Example: 避難所〈逃げる ところ〉.

rule-ja-yasashii-nominalisation = Verbs made nouns
    .message = “{ $text }” says an action with a noun. Say it with a verb: 〜てください, 〜します.
    .help = An action said with a noun hides who does what. Example: 水分補給が大切です → 水を飲んでください.

rule-ja-yasashii-ambiguous = Vague words
    .message = “{ $text }” means something different to everybody. Give the day, time, number or condition.
    .help = Say clearly by when, how much and in which case. Example: 早めに → 3月10日までに.

rule-ja-yasashii-indirect = Roundabout requests
    .message = “{ $text }” is roundabout. Say 〜してください, 〜しないでください or 〜できません.
    .help = A roundabout request does not tell readers what they may or must not do. Example: 御遠慮ください → しないでください.

rule-ja-yasashii-onomatopoeia = Sounds and pictures
    .message = “{ $text }” imitates a sound or a look. Say it in another way.
    .help = Words that imitate are among the hardest for learners of Japanese. Example: ぐらぐら揺れたら → 大きく揺れたら.

rule-ja-yasashii-era = Years of the Western calendar
    .message = “{ $text }” is a year of an era. Write the Western year.
    .help = Many readers do not know the eras. Where the era is needed, put it beside the year. Example: 2025年〈令和7年〉.

rule-ja-yasashii-date-format = Days, times, weekdays
    .message = Write “{ $text }” as “{ $fix }”.
    .help = Readers from different countries read 4/15 differently. Write month, day, hour, minute and weekday as words.

rule-ja-yasashii-range-mark = 〜 and other marks
    .message = Say the mark in “{ $text }” in words.
    .help = Marks mean different things in different countries. Example: 9時〜17時 → 9時から17時まで, A／B → AかB.

rule-ja-yasashii-ruby = Readings
    .message = Give “{ $text }” its right reading.
    .help = In a text with readings, every word in kanji has one where it comes first.

rule-ja-yasashii-ending = Ends of sentences
    .message = The sentence ends in “{ $text }”. End it in です, ます or ください.
    .help = Sentences end in です, ます or ください. Example: 無料である。 → 無料です。, 提出のこと。 → 出してください。

rule-ja-yasashii-abbreviation = Abbreviations
    .message = “{ $text }” is short for something. Write it out.
    .help = Short forms are often in no dictionary. Example: 国保 → 国民健康保険.
