### What people said about a document, listed after it on paper.

annotated-heading = Comments
# $number counts the comments. Stands raised behind their words.
annotated-mark = [{ $number }]
# $mark is the above, $about the words in quotation marks.
annotated-about = { $mark } { $about }
annotated-about-settled = { $mark } { $about } (resolved)
# $author said $text at $time.
annotated-note = { $author } ({ $time }): { $text }
print-comments = Print the comments after the text ({ $count })
cli-option-comments = numbers the comments in the text and lists them after it (PDF, HTML, Markdown, text)
# $path is where it was to go.
error-cli-comments-kind = Files of this kind hold comments as they are: { $path }
    .hint = Leave out --comments. In PDF, HTML, Markdown and text files, comments can be listed after the text.
