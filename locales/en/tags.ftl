### Tags in pairs: the codes for formatting and the like that files such as XLIFF carry.

command-insert-tag = Insert Next Tag
    .tip = Puts the next tag of the source that the target lacks at the cursor, or around what is selected.

pairs-tags = Tags
pairs-tag-there = { $tag } { $code } – in the target
pairs-tag-missing = { $tag } { $code } – not in the target
