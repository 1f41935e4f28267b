### kian words：職場の用字用語を取り込み、一覧にします。

cli-words = 職場の用字用語を取り込みます。登録した語の一覧も出せます
    .more =
        import は、表（.tsv、.csv）と、prhの規則（.yml、.yaml）を読み、自分の用字用語のフォルダーに表として置きます。表の列は、種類（禁止、推奨、許可）、語、言い換え、理由の順です。
        list は、使われる語を、ファイルと行とともに示します。
# $from is the file that was read, $path the table that was written.
cli-words-imported = 「{ $from }」から{ $count }語を取り込みました：{ $path }
cli-words-none = 登録した語はありません
error-cli-words-what = words の後に、何をするかを書いてください。
    .hint = 取り込むには kian words import ファイル、一覧を見るには kian words list とします。
