### The check of bilingual texts: `kian qa`.

cli-qa = 対訳を点検します（数、日付、訳抜け、用語など）
    .more =
        読めるのは .csv、.tmx、.xlf（XLIFF 1.2と2）、訳文のある .kian のファイルです。.csv では、1行目に列の名前（id、ja、en）を書きます。ほかの列は読み飛ばします。「-」にすると、標準入力を .csv として読みます。
        原文は、.xlf と .kian ではファイルのとおり、そのほかでは日本語です。--from en を付けると、英語を原文として点検します。
        用語集に入れた用語が訳文で守られているかも点検します。--glossary で表を指定すると、その用語も加えます。
cli-option-qa-severity = 示す指摘の下限：info（参考）、warning（要修正）、error（誤り）。既定は、表示が info、終了コード1が warning
cli-option-qa-from = 原文の言語：ja（既定）、en
cli-option-qa-glossary = 訳文で守る用語の表（.csv、.tsv、.tbx、.xlsx）
# Below a finding: what the translation might say.
cli-qa-fix = 案：{ $text }
# The last line of the report. $score runs to 100.
cli-qa-report = 対訳 { $segments }件：誤り { $errors }件、要修正 { $warnings }件、参考 { $infos }件。品質の点数 { $score }（100点満点）
# One category of errors in the report.
cli-qa-category = 　{ $category }：{ $count }件
category-accuracy = 正確さ
category-omission = 抜け・付け足し
category-terminology = 用語
category-consistency = 統一
category-conventions = 表記・体裁
error-cli-qa-kind = 「{ $path }」は、点検できる種類のファイルではありません。
    .hint = 列の名前が id、ja、en の .csv か、.tmx、.xlf、.kian のファイルを指定してください。
error-cli-qa-languages = 「{ $path }」は、日本語と英語の対訳ではありません。
    .hint = ファイルの原文と訳文の言語（XLIFF 1.2では source-language と target-language、XLIFF 2では srcLang と trgLang）を確かめてください。
error-cli-qa-empty = 「{ $path }」に対訳がありません。
    .hint = .csv では、1行目に id,ja,en と書き、2行目からIDと対訳を書いてください。
error-cli-qa-columns = 「{ $path }」の1行目に、{ $columns } の列がありません。
    .hint = 1行目に id,ja,en と書いてください。順序は違ってもかまいません。
error-cli-qa-row = 「{ $path }」の{ $line }行目を読めません（{ $detail }）。
    .hint = コンマを含む文は「"」で囲み、文の中の「"」は「""」と書いてください。
error-cli-qa-cells = 「{ $path }」の{ $line }行目の列の数（{ $found }）が、1行目（{ $wanted }）と違います。
    .hint = コンマを含む文は「"」で囲み、文の中の「"」は「""」と書いてください。
error-cli-qa-id = 「{ $path }」の{ $line }行目のIDが{ $problem ->
        [empty] 空です
       *[twice] 前の行と同じ「{ $id }」です
    }。
    .hint = 対訳ごとに、違うIDを付けてください。
