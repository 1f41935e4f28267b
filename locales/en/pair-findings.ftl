# The list of findings of all pairs

pair-findings-none = No findings in the pairs
pair-findings-none-more = Numbers, dates, missing text, terms and more were looked at pair by pair.
# $number: the number of the pair; $column: the name of the column, empty for the translation
pair-findings-number = { $number }{ $column }
pair-findings-easy = {" "}easy Japanese
