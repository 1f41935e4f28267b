### Rules of English: title, .message at a finding, .help.

rule-en-voice-passive = 受動態
    .message = 「{ $text }」は受動態です。誰がするのかを主語にすると、読み手に伝わりやすくなります。
    .help = 平易な英語の指針（米国連邦政府）は、主語が行為者となる能動態を勧めています。例：The form must be submitted by residents. → Residents must submit the form.

rule-en-length-sentence = 長い文
    .message = 1文が{ { $count } }語あります。25語までの文に分けてください。
    .help = GOV.UKの指針は、1文を25語までとするよう勧めています。条件、例外、理由を別の文にします。

rule-en-word-wordy = 回りくどい語句
    .message = 「{ $text }」は長い言い方です。短い語にしてください。
    .help = 平易な英語の指針（米国連邦政府）とGOV.UKの指針によります。例：in order to → to、due to the fact that → because。

rule-en-word-complex = 難しい語
    .message = 「{ $text }」は難しい語です。易しい語にしてください。
    .help = 平易な英語の指針（米国連邦政府）とGOV.UKの指針によります。例：utilize → use、commence → start。

rule-en-word-latin = ラテン語の略語・語句
    .message = 「{ $text }」はラテン語です。英語で書いてください。
    .help = GOV.UKの指針によります。例：e.g. → for example、etc. → and so on。

rule-en-word-shall = shall
    .message = 「shall」は、義務なら「{ $fix }」と書きます。
    .help = 平易な英語の指針（米国連邦政府）は、義務をmustで書くよう勧めています。法令や契約の公式な訳の引用はそのままにします。

rule-en-word-gendered = 性別を限る語
    .message = 「{ $text }」は性別を限る語です。
    .help = GOV.UKの指針と国連の指針によります。例：chairman → chair、manpower → workforce。

rule-en-word-inclusive = 相手を尊重する語
    .message = 「{ $text }」は、相手を尊重する言い方に改めてください。
    .help = GOV.UKの指針によります。例：the disabled → disabled people、foreigners → foreign residents。

rule-en-word-jargon = お役所言葉
    .message = 「{ $text }」は決まり文句です。具体的な易しい語にしてください。
    .help = GOV.UKの「避ける語」によります。例：leverage → use、going forward → from now on。

rule-en-word-nominalisation = 動詞の名詞化
    .message = 「{ $text }」は、動詞で言えます。
    .help = 平易な英語の指針（米国連邦政府）によります。例：make a decision → decide、conduct an inspection of → inspect。

rule-en-word-redundant = 意味の重なる語句
    .message = 「{ $text }」は意味が重なっています。
    .help = 一方の語で足ります。例：past history → history、PIN number → PIN。

rule-en-word-confused = 取り違えやすい語
    .message = 「{ $text }」は「{ $fix }」の取り違えです。
    .help = 前後の語からどちらの語かが決まる場合に限って指摘します。例：more then 50 → more than 50。

rule-en-abbr-undefined = 説明のない略語
    .message = 略語「{ $text }」の初出に、略さない名称を添えてください。
    .help = GOV.UKの指針によります。例：the Disaster Prevention Division (DPD)。PDFやURLのように広く知られた略語には要りません。

rule-en-abbr-plural = 略語の点とアポストロフィ
    .message = 「{ $text }」は「{ $fix }」と書きます。
    .help = GOV.UKの指針によります。例：FAQ's → FAQs、P.D.F. → PDF。

rule-en-date-format = 日付の書き方
    .message = 日付「{ $text }」は、月を語で書き、一つの文書では同じ順にします。
    .help = GOV.UKの指針によります。4/5/2026は国によって読み方が変わります。例：April 5, 2026、5 April 2026。

rule-en-time-format = 時刻の書き方
    .message = 時刻「{ $text }」は「{ $fix }」と書きます。
    .help = GOV.UKの指針によります。正午と真夜中はnoon、midnightと書き、書き方を一つにそろえます。

rule-en-num-grouping = 大きな数の区切り
    .message = 「{ $text }」は、3桁ごとにコンマで区切ります。
    .help = GOV.UKの指針によります。千の位ごとにコンマを置きます。年、電話番号、番号には置きません。

rule-en-num-percent = 百分率
    .message = 百分率の書き方をそろえてください：{ $fix }
    .help = GOV.UKの指針によります。例：15 % → 15%。一つの文書では％とpercentを混ぜません。

rule-en-jp-currency = 円と日本の大きな単位
    .message = 金額「{ $text }」を英語の単位で書いてください。
    .help = ¥とyenは一方だけにします。億・万の単位は英語に直します。例：3 oku yen → 300 million yen。

rule-en-jp-name-order = 日本人の姓名の順
    .message = 日本人の姓名は、姓、名の順に書きます：{ $fix }
    .help = 「公用文等における日本人の姓名のローマ字表記について」（令和元年10月25日関係府省庁申合せ）によります。例：YAMADA Taro。

rule-en-jp-macron = 長音とローマ字のつづり
    .message = 「{ $text }」のつづりを、広く使われているものにそろえてください。
    .help = 「ローマ字のつづり方」（令和7年内閣告示第4号）は、ヘボン式を基本とし、長音符号か母音を重ねる書き方を示し、定着したつづりを認めています。

rule-en-spelling-mixed = 米国式と英国式のつづりの混在
    .message = 「{ $text }」は、ほかの語とつづりの方式が違います。
    .help = 一つの文書では、米国式か英国式のどちらかにそろえます。固有の名称と引用はそのままにします。

rule-en-grammar-article = 不定冠詞aとan
    .message = 「{ $next }」の前では「{ $fix }」とします。
    .help = つづりではなく発音で決まります。例：an hour、a university、an FAQ page。

rule-en-typo-double-word = 同じ語の重複
    .message = 同じ語が続いています：{ $text }
    .help = 重ねて打った語を一つにします。例：the the → the。

rule-en-neg-contraction = 短縮形
    .message = 「{ $text }」は「{ $fix }」と書きます。
    .help = GOV.UKの指針によります。否定の短縮形は、notを見落とすおそれがあります。例：don't → do not。

rule-en-neg-double = 二重否定
    .message = 「{ $text }」は二重否定です。肯定の形で書いてください。
    .help = 平易な英語の指針（米国連邦政府）によります。例：not uncommon → common。

rule-en-style-expletive = There is・It isで始まる文
    .message = 「{ $text }」は遠回りです。主語と動詞で始めてください。
    .help = 平易な英語の指針（米国連邦政府）によります。例：There are three offices that accept forms. → Three offices accept forms.

rule-en-punct-space = 空白
    .message = 空白の置き方が違います：{ $fix }
    .help = 語の間は一つ空け、句読点の前は空けず、後は空けます。例：hello ,world → hello, world。

rule-en-punct-fullwidth = 英文中の全角文字
    .message = 「{ $text }」は全角です。「{ $fix }」と書きます。
    .help = 英文では、数字、英字、記号を半角で書きます。例：（Room 3） → (Room 3)。

rule-en-punct-slash = 斜線
    .message = 「{ $text }」は、語で書いてください。
    .help = 平易な英語の指針（米国連邦政府）によります。例：and/or → or、he/she → they。

rule-en-link-vague = 行き先の分からないリンク
    .message = 「{ $text }」では、行き先が分かりません。ページの名前を書いてください。
    .help = GOV.UKの指針によります。例：click here → Read the evacuation guide。

rule-en-date-weekday = 日付と曜日の不一致
    .message = 「{ $text }」の曜日は、暦では{ $weekday }です。
    .help = 日付と曜日の組合せを暦で確かめます。年の書かれていない日付は、文書にある年が一つだけの場合に限り判断します。

rule-en-date-invalid = 存在しない日付・逆の期間
    .message = 「{ $text }」は、暦にないか、期間の前後が逆です。
    .help = 存在しない日付（June 31）と、終わりが始まりより前の期間を指摘します。

rule-en-date-era = 元号だけの年
    .message = 「{ $text }」は、西暦では{ $year }年です。
    .help = 海外の読み手には元号が伝わりません。西暦で書き、必要なら元号を括弧に入れます。例：Reiwa 7 → 2025 (Reiwa 7)。
