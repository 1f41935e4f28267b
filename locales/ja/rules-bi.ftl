### Rules of pairs: title, .message at a finding, .help. $case says which way it is; $source and $target are what stands there.

rule-bi-number = 数の不一致
    .message = { $case ->
        [missing] 訳文に、原文の「{ $source }」に当たる数がありません。
        [added] 訳文の「{ $target }」に当たる数が、原文にありません。
       *[differs] 数が違います（原文「{ $source }」、訳文「{ $target }」）。
    }
    .help = 数、単位、序数、期間、条項の番号を、書き方によらず値で比べます。三つとthree、1時間半とninety minutes、2人ともとbothは同じです。

rule-bi-date = 日付の不一致
    .message = { $case ->
        [missing] 訳文に、原文の「{ $source }」に当たる日付がありません。
        [added] 訳文の「{ $target }」に当たる日付が、原文にありません。
       *[differs] 日付が違います（原文「{ $source }」、訳文「{ $target }」）。
    }
    .help = 和暦と西暦、年度とfiscal year、日月の順の違いは、そろえて比べます。本年、翌年度などに年を補った訳は指摘しません。

rule-bi-weekday = 曜日の不一致
    .message = { $case ->
        [missing] 訳文に、原文の「{ $source }」に当たる曜日がありません。
        [added] 訳文の「{ $target }」に当たる曜日が、原文にありません。
       *[differs] 曜日が違います（原文「{ $source }」、訳文「{ $target }」）。
    }
    .help = 平日とweekdays、土日とweekendsは同じです。一方だけに曜日があるときは、参考として示します。

rule-bi-time = 時刻の不一致
    .message = { $case ->
        [missing] 訳文に、原文の「{ $source }」に当たる時刻がありません。
        [added] 訳文の「{ $target }」に当たる時刻が、原文にありません。
       *[differs] 時刻が違います（原文「{ $source }」、訳文「{ $target }」）。
    }
    .help = 13時と1 p.m.、正午とnoon、午前0時とmidnight、8時半と8:30は同じです。

rule-bi-magnitude = 桁の誤り
    .message = { $case ->
        [missing] 訳文に、原文の「{ $source }」に当たる桁がありません。
        [added] 訳文の「{ $target }」に当たる桁が、原文にありません。
       *[differs] 桁が違います（原文「{ $source }」、訳文「{ $target }」）。
    }
    .help = 2億円は200 million yen、50万人は500,000 people、1兆円は1 trillion yenです。万・億・兆とmillion・billion・trillionでは区切りが違います。

rule-bi-currency = 通貨の不一致
    .message = { $case ->
        [missing] 訳文に、原文の「{ $source }」に当たる通貨がありません。
        [added] 訳文の「{ $target }」に当たる通貨が、原文にありません。
       *[differs] 通貨が違います（原文「{ $source }」、訳文「{ $target }」）。
    }
    .help = 円、¥、yen、JPYは同じです。換算額を「約」を付けて括弧で補った訳は指摘しません。

rule-bi-unit = 単位の不一致
    .message = { $case ->
        [missing] 訳文に、原文の「{ $source }」に当たる単位がありません。
        [added] 訳文の「{ $target }」に当たる単位が、原文にありません。
       *[differs] 単位が違います（原文「{ $source }」、訳文「{ $target }」）。
    }
    .help = 同じ数のまま単位だけが変わると、量が変わります。正しく換算した値を括弧で補った訳は指摘しません。

rule-bi-ratio = 割合の不一致
    .message = { $case ->
        [missing] 訳文に、原文の「{ $source }」に当たる割合がありません。
        [added] 訳文の「{ $target }」に当たる割合が、原文にありません。
       *[differs] 割合が違います（原文「{ $source }」、訳文「{ $target }」）。
    }
    .help = 3割は30 percent、5分の1はone-fifth、2倍はtwice、半額はhalf the priceです。

rule-bi-comparison = 以上・以下・未満・超の不一致
    .message = 数を含むかどうかが違います（原文「{ $source }」、訳文「{ $target }」）。
    .help = 以上・以下はその数を含み、超える・未満は含みません。20歳以上は20 or older、18歳未満はunder 18、10人以下は10 or fewer、100万円を超えるはmore than 1 million yenです。

rule-bi-deadline = 「まで」と「から」の不一致
    .message = 期限と始まりが入れ替わっています（原文「{ $source }」、訳文「{ $target }」）。
    .help = 「まで」はby、until、no later than、「から」はfrom、starting、on and afterです。

rule-bi-negation = 否定の不一致
    .message = { $case ->
        [added] 訳文の否定「{ $target }」に当たるものが、原文にありません。
       *[lost] 原文の否定「{ $source }」が、訳文にありません。
    }
    .help = 不要とnot required、以外とexcept、だけとonlyのような言い換えと、「なければならない」のような二重の否定は指摘しません。

rule-bi-modality = 義務・許可・予定の不一致
    .message = { $case ->
        [permission] 原文の許可・可能「{ $source }」が、訳文では義務「{ $target }」になっています。
        [request] 原文の依頼「{ $source }」が、訳文では済んだこと「{ $target }」になっています。
        [plan] 原文の予定「{ $source }」が、訳文では済んだこと「{ $target }」になっています。
        [duty] 原文の義務「{ $source }」が、訳文では任意「{ $target }」になっています。
       *[differs] 義務、許可、予定の言い方が違います（原文「{ $source }」、訳文「{ $target }」）。
    }
    .help = なければならない、必要があるはmust、need to、できる、てもよいはmay、can、てくださいはplease、予定はwill、be scheduled toです。

rule-bi-name = 名前の不一致
    .message = { $case ->
        [spelling] 同じ人の名前が、文書の中で違うつづりになっています（「{ $source }」、「{ $target }」）。
       *[differs] 名前が違います（原文「{ $source }」、訳文「{ $target }」）。
    }
    .help = 人名、市区町村名、府省名を比べます。長音符の有無や、姓と名の順は指摘しません。読みが分からない名前は比べません。

rule-bi-missing-sentence = 訳抜け
    .message = { $case ->
        [empty] 訳文がありません。
        [greeting] 「{ $source }{ $target }」に当たる文が、訳文にありません。挨拶なら省けます。
        [length] 訳文が短すぎます。抜けた内容がないかを確かめてください。
       *[sentence] 「{ $source }{ $target }」に当たる文が、訳文にありません。
    }
    .help = 文の数と長さ、数や固有の名前の有無から判断します。1文を分けた訳や、2文をつないだ訳は指摘しません。

rule-bi-added-sentence = 原文にない文
    .message = { $case ->
        [empty] 原文がないのに、訳文があります。
        [greeting] 「{ $source }{ $target }」に当たる文が、原文にありません。挨拶なら差し支えありません。
        [length] 訳文が長すぎます。原文にない内容がないかを確かめてください。
       *[sentence] 「{ $source }{ $target }」に当たる文が、原文にありません。
    }
    .help = 手数料、条件、連絡先、理由、約束などを訳文で足さないようにします。地名や用語の短い補足は差し支えありません。

rule-bi-untranslated = 訳し残し
    .message = { $case ->
        [same] 原文のままです。
       *[left] 「{ $target }」が訳されていません。
    }
    .help = 括弧に入れて元の表記を添えた名前は指摘しません。

rule-bi-glossary = 用語集と違う訳
    .message = { $case ->
        [wrong] 「{ $source }」の訳が「{ $target }」になっています。
       *[missing] 「{ $source }」の決まった訳がありません。
    }
    .help = 公用文で広く使われている訳語の一覧と、職場の用語集によります。認められた別の訳語、複数形は指摘しません。

rule-bi-brackets = 括弧・引用符の不一致
    .message = { $case ->
        [unbalanced] 括弧・引用符の一方だけが閉じていません（「{ $source }{ $target }」）。
        [dropped] 括弧の中の「{ $source }」が、訳文にありません。
       *[quotation] 原文で「」に入っている「{ $source }{ $target }」が、訳文では引用になっていません。
    }
    .help = 「」は引用符、斜体、大文字で始まる名前に当たります。全角と半角の違いは指摘しません。

rule-bi-placeholder = 差込み記号の不一致
    .message = { $case ->
        [missing] 差込み記号「{ $source }」が、訳文にありません。
        [added] 差込み記号「{ $target }」が、原文にありません。
        [tag-missing] 原文のタグ「{ $source }」が、訳文にありません。
        [tag-added] 原文にないタグ「{ $target }」が、訳文にあります。
        [tag-crossed] タグ「{ $target }」が、始まりの前か、ほかのタグをまたぐ位置にあります。
        [count] 記入欄の数が違います（原文{ $source }、訳文{ $target }）。
       *[differs] 差込み記号が違います（原文「{ $source }」、訳文「{ $target }」）。
    }
    .help = {"{"}name{"}"}、%s、<b>、○○などは、訳文にも同じものを同じ数だけ置きます。順序は変わってもかまいません。

rule-bi-typing = 対訳の打ち間違い
    .message = { $case ->
        [article] 冠詞が違います：{ $target }
        [twice] 「{ $target }」は、同じ語が重なっています。
       *[space] 「{ $target }」の空白に、過不足があります。
    }
    .help = 同じ語を続けて打った箇所と、空白の多すぎる箇所、足りない箇所を示します。

rule-bi-contact = 連絡先・番号の不一致
    .message = { $case ->
        [missing] 訳文に、原文の「{ $source }」に当たる連絡先・番号がありません。
        [added] 訳文の「{ $target }」に当たる連絡先・番号が、原文にありません。
       *[differs] 連絡先・番号が違います（原文「{ $source }」、訳文「{ $target }」）。
    }
    .help = 電話、ファクス、メール、URL、郵便番号、文書番号、様式の番号を比べます。03-1234-5678と+81-3-1234-5678、URLの/ja/と/en/は同じです。

rule-bi-list-count = 箇条書きの不一致
    .message = { $case ->
        [count] 箇条書きの数が違います（原文{ $source }、訳文{ $target }）。
        [row] 並べてあるものの一部が訳文にないようです（原文{ $source }、訳文は多くて{ $target }）。
        [order] 項目の番号が違います（原文「{ $source }」、訳文「{ $target }」）。
       *[style] 項目の番号の付け方が違います（原文「{ $source }」、訳文「{ $target }」）。
    }
    .help = 項目の抜けと順序の違いを確かめます。行頭の記号の形だけの違いは指摘しません。

rule-bi-term-consistency = 訳語の不統一
    .message = { $case ->
        [source] 同じ原文「{ $source }」が、文書の中で別々に訳されています（ここでは「{ $target }」）。
        [target] 違う原文「{ $source }」に、ほかと同じ訳文が付いています。
       *[term] 「{ $source }」の訳語が、文書の中でそろっていません（ここでは「{ $target }」）。
    }
    .help = 少ない方、同数なら後の方を示します。一文に二つの訳語が出る場合は判断しません。
