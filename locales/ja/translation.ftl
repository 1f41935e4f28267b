### Two languages side by side.

## Why an edit of a pair cannot be made

refused-pair-gone = その対訳は、もうありません。
    .hint = 画面の一覧を確かめて、もう一度操作してください。
refused-pair-locked = 対訳がロックされています。
    .hint = 変更するには、先にロックを外してください。
refused-pair-no-target = 訳文がありません。
    .hint = 訳文を入力してから確定してください。
refused-pair-not-confirmed = 承認できるのは、翻訳者が確定した対訳だけです。
    .hint = 先に訳文を確定してください。
refused-pair-same-person = 確定した本人は承認できません。
    .hint = 別の担当者が承認してください。
refused-pair-not-in-order = 結合できるのは、隣り合う2つ以上の対訳です。
    .hint = 続いている対訳を選んでください。
refused-pair-nothing-to-split = その位置で分けると、片方が空になります。
    .hint = 文の途中にカーソルを置いてください。
refused-pair-has-source = 原文のある対訳は、取り除けません。
    .hint = 訳文だけを消すか、原文を直してください。

## The command line

cli-align = 日本語と英語の文書を、文ごとに対応付けます
    .more =
        読めるのは、起案で開けるすべての種類のファイルです。モデルは使いません。
        結果は、確からしさ（0から100）、日本語、英語の順に、1組を1行で示します。OUTを書くと、TMXまたはXLIFFのファイルにします。
cli-option-lines = 1行を1文として扱います（文に分けません）
cli-option-align-out = 書き込むファイル（.tmx、.xlf）
cli-align-count = 対応が付いた組：{ $pairs }、対応のない文：日本語{ $ja }、英語{ $en }
error-cli-align-kind = 対応付けの結果は、その種類のファイルには書けません：{ $path }
    .hint = 名前の末尾を .tmx か .xlf にしてください。
