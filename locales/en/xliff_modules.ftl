### What is wrong with a module of an XLIFF 2 file (glossary, matches, size, validation …), which is read all the same.

fault-xliff-module-element = The element “{ $what }” of a module cannot stand here (line { $line })
    .hint = The text itself can be worked on; ask the sender for a sound file if the module is needed
fault-xliff-module-attribute = The attribute “{ $what }” of a module cannot stand here (line { $line })
    .hint = The text itself can be worked on; ask the sender for a sound file if the module is needed
fault-xliff-module-value = The value { $what } in a module is not allowed (line { $line })
    .hint = The text itself can be worked on; ask the sender for a sound file if the module is needed
fault-xliff-module-lacks = A module lacks “{ $what }” (line { $line })
    .hint = The text itself can be worked on; ask the sender for a sound file if the module is needed
fault-xliff-module-twice = In a module “{ $what }” is there twice (line { $line })
    .hint = The text itself can be worked on; ask the sender for a sound file if the module is needed
fault-xliff-module-reference = What “{ $what }” in a module refers to is not there (line { $line })
    .hint = The text itself can be worked on; ask the sender for a sound file if the module is needed
fault-xliff-module-lang = The language “{ $what }” in a module is not the file's (line { $line })
    .hint = The text itself can be worked on; ask the sender for a sound file if the module is needed
fault-xliff-module-either = A module must have exactly one of the things allowed here ({ $what }; line { $line })
    .hint = The text itself can be worked on; ask the sender for a sound file if the module is needed
fault-xliff-module-text = There is text inside the element “{ $what }” of a module (line { $line })
    .hint = The text itself can be worked on; ask the sender for a sound file if the module is needed
