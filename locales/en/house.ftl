### The office's own words: the rules that point at them, and what is wrong with files of them.

## Rules: title, .message at a finding ($text is what stands there, $fix the first cure, $reason the office's own words,
## $file and $line where they stand), .help.

rule-house-forbidden = Words this office does not use
    .message = “{ $text }” is not used in this office. { $reason }
    .help = The office’s word list says not to use it. The list is a file in the folder shown under “Office words” in the settings; it can be read and mended by anyone.
rule-house-preferred = Words this office replaces
    .message = Write “{ $fix }” for “{ $text }”. { $reason }
    .help = The office’s word list gives another word for it. The list is a file in the folder shown under “Office words” in the settings; it can be read and mended by anyone.

## Files. $file is a file, $line a line in it.

error-house-kind = { $file }, line { $line }: “{ $found }” is no kind of word
    .hint = Write forbidden, preferred or allowed in the first column. All other lines are in use.
error-house-no-word = { $file }, line { $line }: there is no word
    .hint = Write the word as it stands in texts. All other lines are in use.
error-house-no-instead = { $file }, line { $line }: there is nothing to write for “{ $word }”
    .hint = Write the other word into the third column, or make the word a forbidden one.
error-house-pattern = { $file }, line { $line }: the pattern cannot be read: { $detail }
    .hint = Mend the regular expression between the slashes, or take the slashes away to make it a plain word. All other lines are in use.
error-house-format = { $file } is not well formed from line { $line } on: { $detail }
    .hint = In YAML look at the indentation and the brackets, in CSV at the quotation marks.
error-house-example = { $file }, line { $line }: the rule does not do what its example says: “{ $from }” becomes “{ $got }”, not “{ $to }”
    .hint = Mend the rule or its example (specs). This rule alone is left out; all others are in use.
error-house-imports = { $file }, line { $line }: imports are not read
    .hint = Put the files you want into the same folder.
error-house-encoding = { $file }: the encoding is unknown
    .hint = Save it again as UTF-8 or Shift_JIS.
error-house-folder = The folder of words cannot be read: { $path }
    .hint = See that the folder is there and may be read. All other words are in use.
error-house-kind-of-file = This is no file of words: { $file }
    .hint = Choose a file whose name ends in .tsv, .csv, .yml or .yaml.
error-house-empty = There is no word to take over: { $file }
    .hint = Put one word on a line: kind, word, what to write instead, reason.

## Choosing a file of words

dialog-words = File of words to take in
dialog-kind-words = Words (table, prh, SRX)
