### 差し込み: one document to many addressees.

merge-problem-missing = 「{ $column }」が空です
merge-problem-date = 「{ $column }」が日付として読めません：{ $value }
merge-problem-value = 「{ $column }」の値が使えません：{ $value }
# Followed by what is wrong with the row.
merge-bad-row = { $row }行目は差し込めません
merge-nameless-column = { $column }列目には見出しがないため、使いません
merge-unused-columns = 文書で使っていない列：{ $columns }
error-merge-no-rows = 名簿に、見出しの下の行がありません。
    .hint = 1行目に列の名前、2行目から1件ずつ書いてください。
error-merge-no-places = 文書に、差し込む場所がありません。
    .hint = 名簿の列の名前を、《氏名》のように二重の山括弧で囲んで書いてください。
error-merge-no-column = 名簿に、次の列がありません：{ $columns }
    .hint = 名簿にある列は、{ $known } です。どちらかの名前を直してください。空でもよい場所は、《敬称?》のように「?」を付けます。
error-merge-no-field = 名簿の列の名前が、様式のどの項目とも合いません。
    .hint = 様式の項目は、{ $known } です。
error-grid-kind = 名簿として読めるのは、.csv、.tsv、.txt、.xlsx のファイルです。
    .hint = Excelで開き、「CSV」または「Excelブック（.xlsx）」で保存してください。
error-grid-empty = 表に何も書かれていません。
    .hint = 1行目に列の名前を書いてください。
error-grid-twice = 同じ名前の列が2つあります：{ $column }
    .hint = 片方の名前を変えてください。
error-grid-no-sheet = シート「{ $sheet }」はありません。
    .hint = あるのは、{ $sheets } です。
error-grid-too-many = 行が多すぎます（{ $most }行まで）。
    .hint = 名簿を分けてください。
error-grid-torn = { $line }行目が表として読めません。
    .hint = 値を囲む引用符（"）が閉じているか確かめてください。
cli-merge = 1つの文書を、名簿の宛先ごとに作ります（差し込み）
    .more =
        TEMPLATEの《氏名》などの場所に、名簿（CSV、TSV、Excelの.xlsx）の同じ名前の列の値が入ります。
        《期日|和暦》《期日|西暦》《期日|曜日》は日付の書き方を指定し、《敬称?》は空でもよい場所、《連番》は通し番号です。
        --form では、名簿の列のうち、様式の項目と同じ名前のものが使われます。ほかの項目は --facts に書きます。
        使えない行が1つでもあると何も書き出さず、行番号と理由を示して終了コード2で終わります。
        --good-rows は使える行だけを書き出し、使えない行を示して終了コード1で終わります。
cli-option-merge-rows = 名簿（.csv、.tsv、.xlsx。1行目が列の名前）
cli-option-merge-sheet = Excelのシートの名前（既定は最初のシート）
cli-option-merge-facts = すべてに共通の項目の値
cli-option-merge-kind = ファイルの種類：docx（既定）、odt、pdf、kian、html、md、txt
cli-option-merge-name = 1件ごとのファイル名。《氏名》なども使えます（既定は「元の名前-《連番》」）
cli-option-merge-number = 連番の始まり（既定は1）
cli-option-merge-joined = 1つのWord文書にまとめます（1件ごとに改ページ）
cli-option-merge-good = 使える行だけを書き出します
cli-option-merge-check = 行を確かめるだけで、書き出しません
cli-option-merge-out = 書き出す先のフォルダー（--joined ではWordファイル）
cli-merge-done = { $rows }行のうち、使えない行は{ $bad }行です。{ $files }個のファイルを書き出しました。
error-cli-merge-number = 連番の始まりは、0以上の整数で指定してください：{ $value }
error-cli-merge-joined = まとめて書き出せるのはWord文書（.docx）です：{ $path }
error-cli-merge-kind = ファイルの種類「{ $kind }」は使えません。
    .hint = 使えるのは、{ $kinds } です。
error-cli-merge-folder = 1件ずつ書き出す先は、フォルダーの名前で指定してください：{ $path }
    .hint = 1つのファイルにまとめるときは、--joined を付けます。

command-merge = 差し込み…
    .tooltip = 名簿の宛先ごとに、この文書の写しを作ります
command-take-number = 文書番号を採る
    .tooltip = 年度ごとの通し番号を1つ取り、文書に入れます。番号は重なりません
command-office-profile = 発信元の情報…
    .tooltip = 組織名、発信者、連絡先など、様式に毎回入れる内容を登録します
dialog-list = 名簿を選ぶ
dialog-kind-list = 名簿（CSV、Excel）
merge-title = 差し込み
merge-lead = 名簿（CSVまたはExcel）の1行ごとに、この文書の写しを作ります。文書の《氏名》のような場所に、名簿の同じ名前の列の値が入ります。
merge-no-places = この文書には、まだ差し込む場所がありません。《氏名》のように書き入れてください。
merge-places = 差し込む場所：{ $places }
merge-choose = 名簿を選ぶ…
merge-choose-other = 別の名簿を選ぶ…
merge-list = { $path }（{ $rows }件、使えない行{ $bad }件）
merge-previous = 前の行
merge-next = 次の行
merge-shown = { $rows }件中{ $at }件目（名簿の{ $row }行目）
merge-bad = 使えない行が{ $count }件あります。名簿を直して選び直すか、使える行だけで作ってください。
merge-bad-line = { $row }行目：{ $problems }
merge-how = まとめ方
merge-each = 1件ごとに1ファイル
merge-joined = 1つのWord文書（1件ごとに改ページ）
merge-out-folder = フォルダー
merge-out-file = ファイル（.docxは自動で付きます）
merge-name = ファイル名
merge-kind = 種類
merge-kind-docx = Word
merge-kind-pdf = PDF
merge-kind-odt = ODT
merge-kind-kian = 起案
merge-good-rows = 使えない{ $count }行を除いて作る
merge-make = { $count }件を作る
merge-stop = 止める
# The folder the copies are put in.
merge-folder = { $name }（差し込み）
notice-mail-merged = { $count }件の写しを作りました（除いた行：{ $skipped }件）：{ $path }
notice-merge-stopped = 写しを作るのを止めました（この回は{ $count }件、除いた行{ $skipped }件）：{ $path }
cli-merge-bad-row = { $row }行目は差し込めません（{ $problems }）
