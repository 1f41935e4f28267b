### kian words: takes an office's own words over, and lists them.

cli-words = Takes over the words of an office, and lists them
    .more =
        import reads tables (.tsv, .csv) and rules of prh (.yml, .yaml) and puts each as a table into your folder of words. A table's columns are kind (forbidden, preferred, allowed), word, what to write instead, reason.
        list shows the words in use, each with its file and line.
# $from is the file that was read, $path the table that was written.
cli-words-imported = { $count ->
    [one] { $count } word
   *[other] { $count } words
    } of “{ $from }” taken over: { $path }
cli-words-none = There are no words of your own
error-cli-words-what = Say what to do with the words
    .hint = kian words import FILE takes words over, kian words list shows them.
