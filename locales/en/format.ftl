### Reading and writing files.

error-format-not-zip = The file does not hold what its name says
    .hint = Check that the ending of the file's name fits what is in it.
error-format-truncated = The file ends too early or is damaged
    .hint = Copy it again from where it came, or ask for it again.
error-format-encrypted = The file is locked with a password, or is of the old .doc kind
    .hint = Open it in Word, take the password off and save it as .docx.
error-format-too-big = The file would become too large when opened
    .hint = Save it again with fewer pictures or in parts. Do not open files from senders you do not know.
error-format-unsafe-name = The file holds a name that points outside its folder: { $name }
    .hint = It may have been tampered with. Ask the sender.
error-format-bad-xml = Part of the file cannot be read: { $part } (byte { $offset })
    .hint = Opening it in Word and saving it again may help.
error-format-dtd = The file holds a definition (DTD) that documents do not use: { $part }
    .hint = It may have been tampered with. Ask the sender.
error-format-unknown-encoding = The character encoding cannot be told
    .hint = Save the file as UTF-8, then open it.
error-format-unencodable = This encoding cannot write some characters, the first in paragraph { $paragraph }: { $characters }
    .hint = Save as UTF-8, or put other characters in their place.
error-format-damaged = Part of the file is damaged: { $part }
    .hint = If you have a copy, open that.
error-format-newer-version = The file was made by a later version of Kian (format version { $version })
    .hint = Update Kian, then open it.
error-format-missing-part = A part of the file is missing: { $part }
    .hint = Check that the ending of the file's name fits what is in it.

loss-parts-as-text = Title, item numbers and other parts are set out as plain text; opened again, they will be body text
loss-classification = This format cannot carry the classification
loss-encoding-variants = Characters with two codes will be saved with the standard one
loss-line-endings = Line endings are mixed; saving will make them all the commonest kind
loss-history = The history does not lead to the saved text, so the document was opened without it
