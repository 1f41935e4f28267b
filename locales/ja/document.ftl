### Roles, forms and facts.

## What a paragraph is in its form

role-doc-number = 文書番号
role-date = 日付
role-addressee = 宛名
role-sender = 発信者
role-title = 件名
role-salutation = 頭語
role-body = 本文
role-heading = 見出し
role-ki = 記
role-item = 項目
role-ijo = 以上
role-closing = 結語
role-signature = 署名
role-attachment = 添付
role-contact = 連絡先
role-cell = 表のセル

## Facts: $field is a key of the form, $line a line of the facts file or "none". .here stands beside the field on screen

error-facts-syntax = { $line }行目の{ $column }文字目から後が、TOMLとして読めません。
    .hint = 「項目 = "値"」の形になっているか、引用符や括弧が閉じているかを確かめてください。
error-facts-missing = 必要な項目「{ $field }」がありません。
    .hint = 「{ $field } = "…"」の行を書き足してください。様式の項目は kian forms で確かめられます。
    .here = 記入してください。
error-facts-unknown = { $line ->
        [none] 項目「{ $field }」は、この様式にはありません。
       *[other] { $line }行目の項目「{ $field }」は、この様式にはありません。
    }
    .hint = この行を消すか、kian forms で様式の項目を確かめてください。
error-facts-misspelt = { $line ->
        [none] 項目「{ $field }」は、この様式にはありません。
       *[other] { $line }行目の項目「{ $field }」は、この様式にはありません。
    }
    .hint = 「{ $nearest }」の書き誤りではありませんか。
error-facts-wrong-type = { $line ->
        [none] 項目「{ $field }」の値の形が違います。
       *[other] { $line }行目の項目「{ $field }」の値の形が違います。
    }
    .hint = { $expected ->
        [text] 文字列で書いてください。例: { $field } = "…"
        [line] 改行のない1行の文字列で書いてください。
        [lines] 文字列か、文字列の並びで書いてください。例: { $field } = ["…", "…"]
        [number] 数で書いてください。例: { $field } = 30
        [date] 日付で書いてください。例: { $field } = 2026-12-01
        [choice] 選択肢の値を文字列で書いてください。値は kian forms で確かめられます。
        [choices] 選択肢の値を並べて書いてください。例: { $field } = ["…", "…"]
       *[files] ファイルの場所を文字列か、文字列の並びで書いてください。
    }
    .here = { $expected ->
        [line] 改行のない1行で書いてください。
        [number] 数を書いてください。
        [date] 日付を書いてください。
       *[other] 書き方が違います。
    }
error-facts-bad-date = { $line ->
        [none] 項目「{ $field }」の「{ $value }」は、日付として読めないか、暦にない日です。
       *[other] { $line }行目の項目「{ $field }」の「{ $value }」は、日付として読めないか、暦にない日です。
    }
    .hint = 2026-12-01、令和8年12月1日のように書いてください。
    .here = 日付として読めないか、暦にない日です。2026-12-01、令和8年12月1日のように書いてください。
error-facts-too-long = { $line ->
        [none] 項目「{ $field }」は{ $max }文字までですが、{ $found }文字あります。
       *[other] { $line }行目の項目「{ $field }」は{ $max }文字までですが、{ $found }文字あります。
    }
    .hint = 短くするか、ほかの項目に分けてください。
    .here = { $max }文字までです。今は{ $found }文字あります。
error-facts-too-short = { $line ->
        [none] 項目「{ $field }」は{ $min }文字以上必要ですが、{ $found }文字しかありません。
       *[other] { $line }行目の項目「{ $field }」は{ $min }文字以上必要ですが、{ $found }文字しかありません。
    }
    .hint = 書き足してください。
    .here = { $min }文字以上必要です。今は{ $found }文字です。
error-facts-out-of-range = { $line ->
        [none] 項目「{ $field }」の「{ $value }」は、決められた範囲にありません。
       *[other] { $line }行目の項目「{ $field }」の「{ $value }」は、決められた範囲にありません。
    }
    .hint = { $max ->
        [none] { $min }以上の数にしてください。
       *[other] { $min ->
            [none] { $max }以下の数にしてください。
           *[other] { $min }以上{ $max }以下の数にしてください。
        }
    }
    .here = { $max ->
        [none] { $min }以上の数にしてください。
       *[other] { $min ->
            [none] { $max }以下の数にしてください。
           *[other] { $min }以上{ $max }以下の数にしてください。
        }
    }
error-facts-not-a-choice = { $line ->
        [none] 項目「{ $field }」に「{ $value }」は選べません。
       *[other] { $line }行目の項目「{ $field }」に「{ $value }」は選べません。
    }
    .hint = 次の中から選んでください: { $choices }
    .here = 「{ $value }」は選べません。次の中から選んでください: { $choices }
error-facts-too-early = { $line ->
        [none] 項目「{ $field }」の日付（{ $value }）が、項目「{ $other }」より前です。
       *[other] { $line }行目の項目「{ $field }」の日付（{ $value }）が、項目「{ $other }」より前です。
    }
    .hint = どちらの日付が正しいか確かめて、書き直してください。
    .here = 「{ $other }」の日付より前です。
error-facts-too-many-files = { $line ->
        [none] 項目「{ $field }」のファイルは{ $max }個までです。
       *[other] { $line }行目の項目「{ $field }」のファイルは{ $max }個までです。
    }
    .hint = ファイルを減らしてください。
    .here = ファイルは{ $max }個までです。

## Form files of offices

error-form-syntax = 様式の{ $line }行目の{ $column }文字目に誤りがあります（{ $detail }）。
    .hint = 備付けの様式と見比べて直してください。
error-form-not-allowed = 様式の「{ $member }」に「{ $value }」は使えません。
    .hint = 備付けの様式と見比べて直してください。
error-form-unknown-field = 様式の部分が、項目にない「{ $field }」を使っています。
    .hint = fields に「{ $field }」を足すか、部分の書き誤りを直してください。
error-form-bad-field = 様式の項目「{ $field }」の「{ $member }」がないか、ほかの指定と合いません。
    .hint = 「{ $member }」を書き足すか、直してください。
error-form-bad-template = 様式のひな型「{ $template }」が読めません。
    .hint = 波括弧を閉じ、縦棒の後には date、wareki、weekday、topic のどれかを書いてください。
