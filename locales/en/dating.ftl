### Dates in the Japanese era and in the Western calendar.

command-dates-era = Write dates in the Japanese era
    .tooltip = Rewrites Western dates, years and fiscal years of the selection, or of the whole text, in the Japanese era
command-dates-western = Write dates in the Western calendar
    .tooltip = Rewrites dates, years and fiscal years in the Japanese era of the selection, or of the whole text, in the Western calendar
notice-dates = { $count ->
        [0] There were no dates to rewrite.
        [one] One date was rewritten.
       *[other] { $count } dates were rewritten.
    }
notice-dates-left = Dates rewritten: { $count }; left as they are: { $left }.
    .hint = A bare year or month in which an era ended (such as 2019年) has no one answer, and a day an era never had (such as 平成32年) has none.
# In the status bar, about the date the cursor is at.
status-date-day = { $other } ({ $weekday }), fiscal year { $fiscal }
status-date-other = { $other }
status-date-none = No such date in this era
