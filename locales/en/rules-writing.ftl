### Rules of how Japanese is written: title, .message at a finding, .help.

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
