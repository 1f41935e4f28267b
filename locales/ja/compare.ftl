### 新旧対照表 and 改め文.

cli-compare = 2つの版の新旧対照表を作ります
    .more =
        条、項、号、または段落ごとに並べ、変わった語に下線を引きます。番号が動いただけの条は、新しい条とはしません。
        OUTの末尾が .docx か .html のときはその形式で書き、OUTがなければ表を画面に示します。
        --amendment を付けると、条例や規則の改め文を示します。改め文は、元の文に当てはめて新しい文と一致することを確かめたものです。
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
