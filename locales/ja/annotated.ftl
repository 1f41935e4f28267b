### What people said about a document, listed after it on paper.

annotated-heading = コメント
# $number counts the comments. Stands raised behind their words.
annotated-mark = ※{ $number }
# $mark is the above, $about the words in quotation marks.
annotated-about = { $mark }　{ $about }
annotated-about-settled = { $mark }　{ $about }（解決済み）
# $author said $text at $time.
annotated-note = { $author }（{ $time }）：{ $text }
print-comments = コメントを本文の後に印刷（{ $count }件）
cli-option-comments = コメントの番号を本文に付け、内容を本文の後に並べます（PDF、HTML、Markdown、テキスト）
# $path is where it was to go.
error-cli-comments-kind = この種類のファイルには、コメントがそのまま入ります：{ $path }
    .hint = --comments を外してください。PDF、HTML、Markdown、テキストでは、コメントを本文の後に並べられます。
