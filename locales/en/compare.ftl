### Tables of two versions side by side, and amending sentences.

cli-compare = puts two versions side by side
    .more =
        By article, paragraph or item, with what changed underlined. An article whose number alone moved is not a new one.
        Where OUT ends in .docx or .html the table is written as such a file; without OUT it is shown.
        With --amendment the amending sentences of an ordinance (改め文) are shown. They have been applied to the old text and gave the new one.
cli-option-order = which version stands first: new-first (the default) or old-first
cli-option-headings = what the columns are called: after-before (the default), draft-current or new-old
cli-option-unchanged = what does not differ: elided (its number and “no change”, the default) or full
cli-option-amendment = make the amending sentences instead of the table
# $title is the name of the newer document.
compare-title = { $title }: comparison of versions
compare-title-bare = Comparison of versions
compare-same = Nothing differs.
compare-counts = { $changed } changed, { $added } added, { $removed } removed
compare-whole = The articles cannot be amended one by one, so the whole text is replaced.
error-compare-kind = The table cannot be written as this kind of file: { $path }
    .hint = End the name in .docx or .html.
error-compare-same = The two versions do not differ, so there is nothing to amend.
    .hint = Check that these are the files you mean.
error-compare-articles = This is no document in articles (第1条 and so on), so no amending sentences can be made.
    .hint = Without --amendment the table can be made.
# $path is a file.
compare-with = Older version: { $path }
compare-save = Save as a file…
compare-close = Close
# The name of a file, without a folder; $name is the document's.
compare-file = { $name } comparison.docx
notice-compare-same = It does not differ from the document: { $path }
compare-amendment = Amending sentences
compare-columns = Columns
compare-elided = Leave out what does not differ
compare-copy = Copy
# Stands above the amending sentences, in green.
compare-proved = Applied to the older version, this has given the newer one to the letter.
# The name of a file, without a folder; $name is the document’s.
compare-amendment-file = { $name } amendment.docx
error-compare-amendment-kind = The amending sentences cannot be written as this kind of file: { $path }
    .hint = End the name in .docx, .odt, .txt or another kind of document.
