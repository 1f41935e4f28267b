### Dates in the Japanese era and in the Western calendar.

command-dates-era = 日付を和暦にする
    .tooltip = 選んだ範囲、または文書全体の西暦の日付・年・年度を、和暦に書き換えます
command-dates-western = 日付を西暦にする
    .tooltip = 選んだ範囲、または文書全体の和暦の日付・年・年度を、西暦に書き換えます
notice-dates = { $count ->
        [0] 書き換える日付はありませんでした。
       *[other] 日付を{ $count }か所、書き換えました。
    }
notice-dates-left = 日付を{ $count }か所書き換え、{ $left }か所はそのままにしました。
    .hint = 改元のあった年や月だけの表記（2019年など）は一つに決められず、元号にない日付（平成32年など）は変換できません。
# In the status bar, about the date the cursor is at.
status-date-day = { $other }（{ $weekday }）・{ $fiscal }年度
status-date-other = { $other }
status-date-none = 元号にない日付です
