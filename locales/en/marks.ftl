### Setting words off, readings over kanji.

menu-format = Format

command-bold = Bold
    .tip = Make the selected words bold; once more to undo it
command-underline = Underline
    .tip = Underline the selected words; once more to undo it
command-dots = Emphasis dots
    .tip = Put a dot over each selected character; once more to undo it
command-superscript = Superscript
    .tip = Make the selected characters small and raise them; once more to undo it
command-subscript = Subscript
    .tip = Make the selected characters small and lower them; once more to undo it
command-plain-look = Clear formatting
    .tip = Take bold, underline, dots, superscript and subscript from the selection; ruby stays
command-ruby = Ruby…
    .tip = Put readings over the selected words, or the word at the cursor
command-ruby-all = Ruby over everything…
    .tip = Put readings from the dictionary over the kanji of the selection or the document

ruby-title = Ruby
ruby-lead = Readings are proposed by a dictionary. Check names of people and places above all. An empty reading takes the ruby away.
ruby-more = There are many words; only the first are shown. “Ruby over everything” does the rest too.
ruby-put = Put ruby
ruby-remove = Remove ruby
ruby-cancel = Cancel
ruby-all-title = Ruby over everything
ruby-all-lead = Puts readings from the dictionary. Words that have ruby, or a reading in brackets behind them, are left alone. Check every reading.
ruby-all-readers = Kanji that get ruby
ruby-all-every = All kanji
# $grade is a school grade, 1 to 6.
ruby-all-grade = Kanji not taught by grade { $grade }
ruby-all-where = Where
ruby-all-selection = Selection
ruby-all-document = Whole document

notice-ruby-nothing = There are no kanji here. Select the words that are to get ruby.
notice-ruby-added = Ruby was put in { $count } places. Check the readings.
notice-ruby-overtaken = The document changed while readings were looked up, so no ruby was put.
    .hint = Choose “Ruby over everything” again.

# $count is a number of places.
loss-readings = Ruby cannot be kept (places: { $count })
    .hint = To keep readings too, save as .kian or .docx.
loss-looks = Bold, underline, dots, superscript and subscript cannot be kept (places: { $count })
    .hint = To keep formatting too, save as .kian or .docx.
loss-marks = Some bold, ruby and the like cannot be kept in this format (paragraphs: { $count })
    .hint = To keep all of it, save as .kian or .docx.
