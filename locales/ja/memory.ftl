### 翻訳メモリと用語集。パスは文の最後、コロンの後に置く。

error-memory-damaged = 翻訳メモリが壊れていて読めません: { $path }
    .hint = 控えのファイルを戻すか、このファイルを別の場所へ移して、TMXファイルを取り込み直してください。
error-memory-other-file = 起案の翻訳メモリではないファイルです: { $path }
    .hint = TMXやCSVは kian tm import で取り込みます。
error-memory-kind = 翻訳メモリとして取り込めない種類のファイルです: { $path }
    .hint = TMX、CSV、TSVのファイルを取り込めます。
error-memory-kind-out = 翻訳メモリはTMXで書き出します: { $path }
    .hint = ファイル名の末尾を .tmx にしてください。

## コマンドライン。

cli-tm = 確定した訳をためておき、似た文を探す
    .more =
        import は、TMXと、言語ごとの列がある表（CSV、TSV）を取り込みます。既にある対訳は重ねず、新しい方の記録を残します。
        search は、似た文を一致率とともに示します。違う所は［ ］で、日付や数字を入力の文に合わせた訳は矢印で示します。似た文がなければ、その語句を含む対訳を示します。
        共有フォルダーの翻訳メモリは、settings.toml の shared-memories に書いておくと、読み取り専用で使います。
cli-option-tm-lang = 探す文の言語（既定：文から判断）
cli-option-tm-min = 示す一致率の下限（既定：70）
cli-option-tm-limit = 示す件数（既定：5）
error-cli-tm-action = tm では「{ $action }」はできません
    .hint = import、search、export、stats のどれかを書いてください。
cli-tm-progress = { $path }: { $count }件を読みました
cli-tm-imported = { $path }: 新規{ $added }件、既存{ $known }件、除いたもの{ $left }件
cli-tm-broken = ファイルが途中で切れています。そこまでの対訳は取り込みました。
cli-table-torn = { $path }: 1行目より列が多い{ $count }行を除きました（{ $lines }行目）。カンマを含む文は引用符で囲んでください。
cli-tm-unreadable = 文字コードに合わない文字があり、�に置き換えました。
cli-tm-adapted = → { $text }
cli-tm-adapted-partly = → { $text }（ほかにも違いがあります）
cli-tm-nothing = 似た文は翻訳メモリにありません。
cli-tm-concordance = 文全体が似たものはありません。「{ $text }」を含む対訳が{ $count }件あります。
cli-tm-exported = { $path }: { $count }件を書き出しました
cli-tm-stats = { $units }件、{ $megabytes } MB: { $path }
cli-tm-stats-read-only = { $units }件、{ $megabytes } MB、読み取り専用: { $path }
cli-tm-origin = { $origin }: { $units }件
cli-tm-origin-none = 出所不明
cli-tm-empty = 翻訳メモリはまだありません。kian tm import で取り込めます。

## コマンドラインの翻訳。

cli-translate = 文書をもう一方の言語に訳す
    .more =
        --endpoint がなければ、この端末の外へは何も出ません。翻訳メモリと用語集で訳せるところだけを訳し、残りは原文のまま印を付けます。
        --endpoint を付けると、残りを1文ずつ番号で照合しながらモデルに訳させます。--tm を付けると、先に翻訳メモリの訳を使い、似た訳例もモデルに示します。
        用語集は、日本語と英語の列がある表（CSV、TSV、UTX）です。出力は .docx、.txt、.md、.kian、対訳だけなら .tmx です。
cli-option-to = 訳す先の言語
cli-option-glossary = 日本語と英語の用語の表（.csv、.tsv、.tbx、.xlsx）
cli-option-tm = 翻訳メモリを使う（オフラインでは常に使う）
cli-translated = 分節{ $segments }件：翻訳メモリ{ $memory }件、用語集{ $terms }件、モデル{ $model }件、未訳{ $untranslated }件
cli-translate-left = 未訳のところには［Untranslated: …］か【未訳：…】の印があります。
cli-translate-fact = 分節{ $segment }：原文の「{ $what }」が訳文に見当たりません: { $target }
cli-translate-fact-added = 分節{ $segment }：訳文の「{ $what }」が原文に見当たりません: { $target }
cli-translate-placeholder = 分節{ $segment }：原文と合わない記号があります: { $what }
cli-translate-term = 分節{ $segment }：決められた訳語が使われていません（{ $what }）: { $target }
cli-translate-term-forbidden = 分節{ $segment }：使わないことにした訳語があります（{ $what }）: { $target }
cli-glossary-one-sided = { $path }: 片方の言語しかない{ $count }行を除きました（{ $lines }行目）
error-cli-translate-nothing = 「{ $lang }」に訳すところがありません: { $path }
    .hint = --to の言語と、ファイルに文章があることを確かめてください。
error-cli-glossary-kind = 用語集として読めない種類のファイルです: { $path }
    .hint = CSVかTSVで保存し直してください。
error-cli-glossary-columns = 用語集に日本語と英語の列が見つかりません: { $path }
    .hint = 1行目に ja と en のような列の名前を書いてください。
