### What the file that pairs came from calls them.

pairs-form-short = Plural { $number } of { $count }
pairs-form = Plural form { $number } of { $count }
pairs-form-one = Plural form { $number } of { $count } (for one)
pairs-form-many = Plural form { $number } of { $count } (for several)
pairs-label = In its file: { $name }
loss-received = The file the pairs came from is damaged or missing: they cannot be written back into it
