### 新旧対照表 and 改め文.

cli-compare = 2つの版の新旧対照表を作ります
    .more =
        条、項、号、または段落ごとに並べ、変わった語に下線を引きます。番号が動いただけの条は、新しい条とはしません。
        OUTの末尾が .docx か .html のときはその形式で書き、OUTがなければ表を画面に示します。
        --amendment を付けると、条例や規則の改め文を示します。改め文は、元の文に当てはめて新しい文と一致することを確かめたものです。
cli-option-order = 列の順。new-first（新しい版が先。初めはこれ）か old-first（古い版が先）
cli-option-headings = 列の見出し。after-before（改正後・改正前。初めはこれ）、draft-current（改正案・現行）、new-old（新・旧）
cli-option-unchanged = 変わらない所。elided（番号と「（略）」。初めはこれ）か full（全て示す）
cli-option-amendment = 新旧対照表の代わりに、改め文を作ります
# $title is the name of the newer document.
compare-title = { $title }　新旧対照表
compare-title-bare = 新旧対照表
compare-same = 違いはありません。
compare-counts = 変更 { $changed }か所、新設 { $added }か所、削除 { $removed }か所
compare-whole = 条ごとの改め文では表せないため、全部改正の形にしました。
error-compare-kind = 新旧対照表は、この種類のファイルには書き込めません：{ $path }
    .hint = 名前の末尾を .docx か .html にしてください。
error-compare-same = 2つの版に違いがないため、改め文はありません。
    .hint = 比べるファイルが合っているか確かめてください。
error-compare-articles = 条（第1条など）のある文書ではないため、改め文を作れません。
    .hint = --amendment を外すと、新旧対照表を作れます。
# $path is a file.
compare-with = 元の版：{ $path }
compare-save = ファイルに保存…
compare-close = 閉じる
# The name of a file, without a folder; $name is the document's.
compare-file = { $name }_新旧対照表.docx
notice-compare-same = この文書と、違いはありません：{ $path }
compare-amendment = 改め文
compare-columns = 列
compare-elided = 変わらない所は（略）とする
compare-copy = コピー
# Stands above the amending sentences, in green.
compare-proved = 元の版に当てはめると新しい版と一字一句一致することを、確かめてあります。
# The name of a file, without a folder; $name is the document’s.
compare-amendment-file = { $name }_改め文.docx
error-compare-amendment-kind = 改め文は、この種類のファイルには書き込めません：{ $path }
    .hint = 名前の末尾を .docx、.odt、.txt などにしてください。
