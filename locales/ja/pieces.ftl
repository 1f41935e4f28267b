## What templates ask about long texts, and the same on the command line

templates-in-pieces = 一度に送れる量を超えるので、{ $pieces }件に分けて依頼します。次は、最初に送る内容です。
notice-front-stays = 文章が長いので、前のほうの{ $count }字は送りません
    .hint = 前に決めた言葉の意味と、直前の部分だけを送ります。
error-template-speaks = このひな型には、文書の言語の依頼文がありません
    .hint = ひな型を編集して、その言語の依頼文を加えてください。
error-template-files-long = 添付資料が長すぎます（{ $count }字）
    .hint = 書き直すには資料の全体が要ります。必要な部分だけの資料にしてください。

## kian template

cli-template = ひな型の依頼を、文書について接続先に送ります
    .more = ID を付けないと、使えるひな型と、その入力項目を表示します（* は必須）。長い文書は分けて依頼し、結果をまとめます。
cli-option-set = 入力項目に入れる値。繰り返せます
cli-option-attach = 一緒に送る資料。繰り返せます
cli-option-template-lang = 書く文章の言語（指定がなければ文書の言語）
cli-attached-order = { $file }に、AIへの指示のような文があります。資料として囲んで送り、従わないよう伝えます：{ $line }
error-cli-no-template = ひな型「{ $name }」はありません
    .hint = kian template で、使えるひな型を確かめてください。
error-cli-template-closed = ひな型「{ $name }」は、組織の方針で使えません
    .hint = 使えるひな型は、組織の方針の管理者に確かめてください。
error-cli-template-empty = 読む本文がありません
    .hint = 本文のある文書を指定してください。
error-cli-template-no-files = ひな型「{ $name }」は、資料を一緒に送れません
    .hint = --attach を付けずに実行してください。
error-cli-template-part = 一部だけの結果です。{ $count }か所を処理できませんでした
    .hint = 処理できなかった部分を確かめて、もう一度実行してください。
