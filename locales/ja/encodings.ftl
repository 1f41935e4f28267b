### Encodings of text files: asked for where one can be read in two.

doubt-title = 文字コードの選択
# $path is a file.
doubt-lead = 次のファイルは、2つの文字コードのどちらとしても読めます。正しく読める方を選んでください：{ $path }
doubt-shift-jis = Shift_JIS
doubt-euc-jp = EUC-JP
# $encoding is the name of one.
doubt-open = { $encoding }として開く
cli-option-read-as = 読むテキストの文字コード（utf-8、utf-8-bom、shift_jis、euc-jp、utf-16le、utf-16be）。省略すると内容から判別します
cli-option-write-as = 書くテキストの文字コード。書けない文字があれば、何も書かずにその文字を示します
error-cli-encoding-kind = 文字コードを指定できるのは、.txt と .md に書くときだけです：{ $path }
    .hint = --write-as を外すか、OUTの末尾を .txt か .md にしてください。
loss-encoding-guessed = 文字コードは、別のものとも読めますが、{ $encoding } とみなしました。違うときは --read-as で指定してください。
# $ending is the ending its name should have, without the dot.
error-format-other-kind = ファイルの中身は、名前の末尾と違う種類（.{ $ending }）のものです。
    .hint = ファイルの名前の末尾を .{ $ending } に変えてから、もう一度開いてください。
