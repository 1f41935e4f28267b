### Encodings of text files: asked for where one can be read in two.

doubt-title = Which encoding?
# $path is a file.
doubt-lead = This file can be read in two encodings. Choose the one that reads right: { $path }
doubt-shift-jis = Shift_JIS
doubt-euc-jp = EUC-JP
# $encoding is the name of one.
doubt-open = Open as { $encoding }
cli-option-read-as = encoding of the text that is read (utf-8, utf-8-bom, shift_jis, euc-jp, utf-16le, utf-16be); found by the content without it
cli-option-write-as = encoding of the text that is written; nothing is written if it lacks characters, which are listed
error-cli-encoding-kind = An encoding can only be named where .txt or .md is written: { $path }
    .hint = Leave out --write-as, or end OUT in .txt or .md.
loss-encoding-guessed = The file can be read in another encoding too; it was taken for { $encoding }. Name the right one with --read-as if it is not.
# $ending is the ending its name should have, without the dot.
error-format-other-kind = What is in the file is of another kind (.{ $ending }) than its name says
    .hint = Let the name of the file end in .{ $ending } and open it again.
