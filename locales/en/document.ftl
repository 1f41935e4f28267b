### Roles, forms and facts.

## What a paragraph is in its form

role-doc-number = Document number
role-date = Date
role-addressee = Addressee
role-sender = Sender
role-title = Subject
role-salutation = Salutation
role-body = Body
role-heading = Heading
role-ki = “Ki” line (記)
role-item = Item
role-ijo = “Ijo” line (以上)
role-closing = Closing
role-signature = Signature
role-attachment = Attachment
role-contact = Contact
role-cell = Table cell

## Facts: $field is a key of the form, $line a line of the facts file or "none". .here stands beside the field on screen

error-facts-syntax = Line { $line } can’t be read as TOML from character { $column } on
    .hint = Check that it has the form field = "value" and that quotation marks and brackets are closed.
error-facts-missing = The field “{ $field }” is missing, and the form needs it
    .hint = Add a line { $field } = "…". The command kian forms lists the fields of a form.
    .here = Please fill this in.
error-facts-unknown = { $line ->
        [none] The form has no field “{ $field }”
       *[other] The form has no field “{ $field }” (line { $line })
    }
    .hint = Take the line out, or look up the fields with kian forms.
error-facts-misspelt = { $line ->
        [none] The form has no field “{ $field }”
       *[other] The form has no field “{ $field }” (line { $line })
    }
    .hint = Did you mean “{ $nearest }”?
error-facts-wrong-type = { $line ->
        [none] The field “{ $field }” holds the wrong kind of value
       *[other] The field “{ $field }” holds the wrong kind of value (line { $line })
    }
    .hint = { $expected ->
        [text] Write a text, for example { $field } = "…".
        [line] Write a text of one line, without a line break.
        [lines] Write a text or a list of texts, for example { $field } = ["…", "…"].
        [number] Write a number, for example { $field } = 30.
        [date] Write a date, for example { $field } = 2026-12-01.
        [choice] Write one of the values that are offered, as a text. The command kian forms lists them.
        [choices] Write a list of the values that are offered, for example { $field } = ["…", "…"].
       *[files] Write the path of a file, or a list of paths.
    }
    .here = { $expected ->
        [line] Write one line, without a line break.
        [number] Write a number.
        [date] Write a date.
       *[other] This is the wrong kind of value.
    }
error-facts-bad-date = { $line ->
        [none] “{ $value }” in the field “{ $field }” can’t be read as a date, or there is no such day
       *[other] “{ $value }” in the field “{ $field }” can’t be read as a date, or there is no such day (line { $line })
    }
    .hint = Write it like 2026-12-01 or 令和8年12月1日.
    .here = This can’t be read as a date, or there is no such day. Write it like 2026-12-01 or 令和8年12月1日.
error-facts-too-long = { $line ->
        [none] The field “{ $field }” takes { $max } characters at most and has { $found }
       *[other] The field “{ $field }” takes { $max } characters at most and has { $found } (line { $line })
    }
    .hint = Make it shorter, or move some of it to another field.
    .here = There may be { $max } characters at most; there are { $found }.
error-facts-too-short = { $line ->
        [none] The field “{ $field }” needs { $min } characters at least and has { $found }
       *[other] The field “{ $field }” needs { $min } characters at least and has { $found } (line { $line })
    }
    .hint = Write more.
    .here = At least { $min } characters are needed; there are { $found }.
error-facts-out-of-range = { $line ->
        [none] “{ $value }” in the field “{ $field }” is outside the allowed range
       *[other] “{ $value }” in the field “{ $field }” is outside the allowed range (line { $line })
    }
    .hint = { $max ->
        [none] Write a number not less than { $min }.
       *[other] { $min ->
            [none] Write a number not greater than { $max }.
           *[other] Write a number from { $min } to { $max }.
        }
    }
    .here = { $max ->
        [none] Write a number not less than { $min }.
       *[other] { $min ->
            [none] Write a number not greater than { $max }.
           *[other] Write a number from { $min } to { $max }.
        }
    }
error-facts-not-a-choice = { $line ->
        [none] The field “{ $field }” can’t be “{ $value }”
       *[other] The field “{ $field }” can’t be “{ $value }” (line { $line })
    }
    .hint = Choose one of these: { $choices }
    .here = “{ $value }” is not on offer. Choose one of these: { $choices }
error-facts-too-early = { $line ->
        [none] The day in “{ $field }” ({ $value }) comes before the one in “{ $other }”
       *[other] The day in “{ $field }” ({ $value }) comes before the one in “{ $other }” (line { $line })
    }
    .hint = Check which of the two is right and change the other.
    .here = This day comes before the one in “{ $other }”.
error-facts-too-many-files = { $line ->
        [none] The field “{ $field }” takes { $max } files at most
       *[other] The field “{ $field }” takes { $max } files at most (line { $line })
    }
    .hint = Choose fewer files.
    .here = There may be { $max } files at most.

## Form files of offices

error-form-syntax = The form has an error in line { $line }, character { $column } ({ $detail })
    .hint = Compare it with a form that comes with the program.
error-form-not-allowed = “{ $member }” of the form can’t be “{ $value }”
    .hint = Compare it with a form that comes with the program.
error-form-unknown-field = A part of the form uses “{ $field }”, which is not one of its fields
    .hint = Add “{ $field }” to the fields, or mend the spelling in the part.
error-form-bad-field = In the field “{ $field }” of the form, “{ $member }” is missing or contradicts the rest
    .hint = Add “{ $member }” or mend it.
error-form-bad-template = The template “{ $template }” of the form can’t be read
    .hint = Close the braces; after a bar write date, wareki, weekday or topic.
