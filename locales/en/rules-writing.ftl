### Rules of how Japanese is written: title, .message at a finding, .help.

rule-ja-num-arabic = Figures in horizontal writing
    .message = In horizontal writing “{ $text }” is written “{ $fix }”.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅰ-4ア. Example: 令和七年五月九日 → 令和7年5月9日. Kanji numerals inside words such as 一般 and 第三者 stay.

rule-ja-num-kanji-idiom = Words with kanji numerals
    .message = “{ $text }” is written with kanji numerals: “{ $fix }”.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅰ-4オ・カ. Example: 1つ → 一つ, 第3者 → 第三者, 数10人 → 数十人.

rule-ja-num-comma = Commas in large numbers
    .message = Divide “{ $text }” by commas: “{ $fix }”.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅰ-4イ. Example: 1200円 → 1,200円. Years, telephone and document numbers have no commas.

rule-ja-num-big-unit = Thousands and hundreds
    .message = Write “{ $text }” as “{ $fix }”.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅰ-4ウ: 万, 億 and 兆 are used, 千 and 百 are written in figures. Example: 5千円 → 5,000円.

rule-ja-num-counter-ka = か所 and か月
    .message = After a number write “{ $fix }”.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅰ-4ケ: か after figures, 箇 after kanji numerals. Example: 3ヶ所 → 3か所, 三か所 → 三箇所.

rule-ja-num-range = Ranges without a unit
    .message = “{ $text }” is clear as “{ $fix }”.
    .help = Without its unit the lower end can be misread. Example: 10〜20万円 → 10万円〜20万円.

rule-ja-punct-touten = One mark for the pause
    .message = Use “{ $fix }” here.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅰ-5(1)ア: 、 is the mark for a pause; a document that uses ， uses it throughout.

rule-ja-punct-kuten = The full stop
    .message = Check the full stop: { $fix }
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅰ-5(1)ア: a sentence ends in 。; items that end in a noun have none.

rule-ja-punct-bracket-kuten = Brackets and full stops
    .message = Check the full stop at the bracket: { $fix }
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅰ-5(1)エ: a sentence inside brackets keeps its full stop: （以下「本計画」という。）.

rule-ja-punct-bracket-pair = Pairs of brackets
    .message = The bracket “{ $text }” has no partner.
    .help = Brackets come in pairs of one kind. Example: 【重要〕 → 【重要】.

rule-ja-punct-exclaim = Question and exclamation marks
    .message = Write “{ $fix }” in place of “{ $text }”.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅰ-5(2)ア: notices have no ？ and ！. Leaflets may, with a space behind them.

rule-ja-punct-range-mark = The mark of a range
    .message = A range is written with “{ $fix }”.
    .help = Ranges are written with 〜. Example: 10時~12時 → 10時〜12時. Hyphens in telephone and form numbers stay.

rule-ja-punct-odoriji = Repetition marks
    .message = Write “{ $text }” as “{ $fix }”.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅰ-5(3)イ: 々 repeats a kanji inside a word, not across two words. Example: 人人 → 人々, 会社々長 → 会社社長.

rule-ja-punct-doubled = Doubled marks
    .message = The marks are doubled: { $text }
    .help = One mark is enough. Example: ます。。 → ます。

rule-ja-width-digits = The width of figures
    .message = Write “{ $text }” as “{ $fix }”, as wide as the others.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅰ-4エ: full-width and half-width figures are not mixed in one document.

rule-ja-width-latin = Full-width Latin letters
    .message = Write “{ $text }” in half width: “{ $fix }”.
    .help = Latin letters are half width. Example: ＰＤＦ → PDF.

rule-ja-width-bracket = Half-width brackets
    .message = Brackets around Japanese are full width: { $fix }
    .help = Japanese text uses （）. Item numbers such as (1), and brackets around English, stay. Example: 総務課(防災係) → 総務課（防災係）.

rule-ja-width-kana = Half-width katakana
    .message = Write “{ $text }” in full width: “{ $fix }”.
    .help = Half-width katakana is not found by search and not read aloud well. Example: ﾎｰﾑﾍﾟｰｼﾞ → ホームページ.

rule-ja-char-platform-dependent = Platform-dependent characters
    .message = Write “{ $text }” as “{ $fix }”.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅰ-5(3)カ: characters that some systems cannot show are avoided. Example: ㈱ → 株式会社.

rule-ja-char-invisible = Invisible characters
    .message = There is an invisible character ({ $code }) here.
    .help = Copying from elsewhere may bring characters nobody sees. They break searches and comparisons.

rule-ja-char-compat = Look-alikes of kanji
    .message = “{ $text }” ({ $code }) only looks like a kanji. Write “{ $fix }”.
    .help = Radicals and compatibility characters look the same and are not found by search. Forms that names need stay.

rule-ja-keigo-double = Doubled honorifics
    .message = “{ $text }” is honorific twice. “{ $fix }” is enough.
    .help = Guide to Honorifics (Council for Cultural Affairs, 2007). お召し上がりになる, お見えになる and お伺いする are accepted by custom. Example: おっしゃられる → おっしゃる.

rule-ja-keigo-misuse = Honorific and humble forms
    .message = “{ $text }” is not the form for what the other person does.
    .help = Guide to Honorifics (Council for Cultural Affairs, 2007): humble forms are not for the acts of others. Example: 受付で伺ってください → 受付でお尋ねください.

rule-ja-keigo-sasete-itadaku = させていただく
    .message = “{ $fix }” is enough for “{ $text }”.
    .help = Guide to Honorifics (Council for Cultural Affairs, 2007): させていただく fits where the other allows it and one benefits. Example: 発送させていただきます → 発送します.

rule-ja-grammar-ra-nuki = Potential forms without ら
    .message = Write “{ $text }” as “{ $fix }”.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅱ-6: the potential of these verbs takes られる. Example: 見れる → 見られる.

rule-ja-grammar-sa-ire = Causatives with an extra さ
    .message = Write “{ $text }” as “{ $fix }”.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅱ-6: the causative of these verbs takes せる. Example: 行かさせる → 行かせる.

rule-ja-grammar-i-nuki = ている without い
    .message = Write “{ $text }” as “{ $fix }”.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅱ-6. Example: 実施してる → 実施している.

rule-ja-grammar-tari = たり that stands alone
    .message = たり is said of each act in a row.
    .help = Example: 走ったり大声を出すと → 走ったり大声を出したりすると. One example with たりする is fine.

rule-ja-grammar-no-chain = A chain of の
    .message = の follows の. Put some of it in another way.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅲ-3キ. Example: 県の河川の管理の方針の案 → 県の河川管理方針案.

rule-ja-grammar-doubled-particle = The same particle twice
    .message = The same particle follows itself.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅲ-3キ. Example: 本庁で会議室で → 本庁の会議室で.

rule-ja-grammar-ga-conj = が after が
    .message = Two contrasts in one sentence. Divide it.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅲ-3カ. Example: 申請しましたが、不備がありましたが、受理されました → two sentences.

rule-ja-grammar-subeki = The form of べき
    .message = Write “{ $text }” as “{ $fix }”.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅲ-1オ. Example: 検証するべきだ → 検証すべきだ. At the end of a sentence: べきである.

rule-ja-grammar-kara-yori = より for a starting point
    .message = A starting point is said with “{ $fix }”.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅱ-5イ(ア): より compares, から says where something begins. Example: 4月1日より受付 → 4月1日から受付.

rule-ja-grammar-double-negative = Double negatives
    .message = A double negative. Say it as a positive.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅲ-3ス. Example: 許可なしには使用できない → 許可を受けた場合に限り使用できる.

rule-ja-style-mixed = Polite and plain style
    .message = “{ $text }” does not match the style of the other sentences.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅲ-1イ: one document is written in です・ます or in である, not both.

rule-ja-style-da = だ in plain style
    .message = Write “{ $text }” as “{ $fix }”.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅲ-1ウ: plain style uses である, not だ. Example: 重要だ → 重要である.

rule-ja-style-bungo = Remnants of literary style
    .message = “{ $text }” is a remnant of literary style. Write “{ $fix }”.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅲ-1エ. Example: 左のごとく → 次のように, 実施せんとする → 実施しようとする.

rule-ja-style-colloquial = Spoken language
    .message = “{ $text }” is spoken language. Write “{ $fix }” or the like.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅱ-6イ. Example: なので → そのため, いろんな → いろいろな. Quoted speech stays.

rule-ja-length-sentence = Long sentences
    .message = This sentence has { { $count } } characters. Divide it.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅲ-3ア: beyond 50 to 60 characters sentences become hard to read. See whether it can be cut at が、, ため、 or とともに、.

rule-ja-length-kanji-run = Many kanji in a row
    .message = { { $count } } kanji stand in a row. Divide them with a particle or brackets.
    .help = Editorial practice. Names of organisations, laws and schemes stay as they are. This rule is off until you switch it on in the settings.

rule-ja-length-touten = Many pauses
    .message = This sentence has { { $count } } 、. Divide it.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅲ-3サ: a sentence with many 、 is better divided, or set as a list.

rule-ja-form-title = The shape of a title
    .message = Check the shape of the title: { $text }
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅲ-2: the title of a letter is …について, and in brackets what it does: （通知）.

rule-ja-form-addressee = Names and titles of the addressee
    .message = Check the title “{ $text }”.
    .help = Persons and posts are 様 or 殿, bodies 御中, several 各位, one of them only. Example: 各位様 → 各位.

rule-ja-form-ki-ijo = 記 and 以上
    .message = See whether “{ $text }” has its counterpart.
    .help = A letter that says 下記のとおり has a line 記 with the items under it, and ends with 以上.

rule-ja-form-item-number = Item numbers
    .message = Check the order or the level of item “{ $text }”.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅰ-5(3)ウ: items go down from 第1 to 1, (1), ア, (ア), a and (a).

rule-ja-form-attachment = Attachments
    .message = “{ $text }” is not among what is attached.
    .help = See whether every 別紙 and 別添 that the text speaks of is there, in the order of the numbers.

rule-ja-form-head-tail = Opening and closing words
    .message = Check the word that goes with “{ $text }”.
    .help = Opening and closing words go in pairs: 拝啓 and 敬具, 謹啓 and 敬白, 前略 and 草々. Notices have neither.

rule-ja-form-indent = The indent of a paragraph
    .message = This paragraph does not begin as the others do.
    .help = “How to write official documents” (Council for Cultural Affairs, 2022), Ⅰ-5(3)ア: a paragraph begins with one full-width space. A document that has none at all is left alone.

rule-ja-date-weekday = Weekday that does not match its date
    .message = By the calendar, “{ $text }” is a { $weekday }.
    .help = The date and the weekday are checked against the calendar. A date without a year is judged by the date of issue, and pointed at only if the weekday is wrong in that year and in those before and after.

rule-ja-date-era = Era and Western year that do not match
    .message = “{ $text }” does not match the year of { $era }.
    .help = 令和元年 is 2019, 平成元年 1989, 昭和元年 1926. The first year of an era is written 元年. Eras began on 8 January 1989 (平成) and 1 May 2019 (令和).

rule-ja-date-invalid = Date that does not exist
    .message = The calendar has no “{ $text }”.
    .help = Points at days that do not exist (2月30日, 6月31日), dates before an era began (令和元年4月) and years an era did not reach (平成32年).

rule-ja-date-fiscal-year = Fiscal year and months that do not match
    .message = “{ $text }” does not match { $year }.
    .help = A fiscal year begins in April and ends in March of the next year. Example: 令和7年度 runs from 令和7年4月 to 令和8年3月.

rule-ja-date-range-order = Period that ends before it begins
    .message = “{ $text }” ends before it begins.
    .help = Check both ends. Where a period runs into the next day or year, say so with 翌日 or 翌年.

rule-ja-date-time = How a time is written
    .message = Check how the time “{ $text }” is written.
    .help = With 午前 and 午後, hours run to twelve: 午後13時 → 午後1時, 25時 → 翌日午前1時. 午前12時30分 may be half past noon or half past midnight.

rule-ja-calc-total = Total that does not match its parts
    .message = “{ $text }” is not the sum of the parts.
    .help = The parts in the same sentence are added up. Sentences with rough or cumulative numbers, or with ほか or うち, are left alone.

rule-ja-calc-percent = Percentage that does not match the numbers
    .message = “{ $text }” works out at { $right }.
    .help = Shares and rates of change are worked out from the numbers in the sentence, allowing for rounding of the digits shown. Shares of one whole are added up.
