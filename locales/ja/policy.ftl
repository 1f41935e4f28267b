## 格付け

# n は国、m は自治体の区分。それ以外は庁の定めた名前のまま
level-name =
    { $level ->
        [n1] 機密性1
        [n2] 機密性2
        [n3] 機密性3
        [m1] 自治体機密性1
        [m2] 自治体機密性2
        [m3C] 自治体機密性3C
        [m3B] 自治体機密性3B
        [m3A] 自治体機密性3A
       *[other] { $level }
    }
classification-none = 格付け未設定（{ level-name }として扱います）

## 送信の可否

# 規程があるときに、どの定めか、誰に聞けばよいかを添える
gate-ask =
    { $contact ->
        [none] { "" }
       *[other] （「{ $policy }」の { $rule } の定めです。問い合わせ先：{ $contact }）
    }
error-gate-policy = 利用規程のファイルを確認できないため、どこにも送れません
    .hint = 利用規程を置いた担当者に連絡してください。確認できるまでは、オフラインで処理してください。
error-gate-policy-expired = 利用規程の有効期間が{ $until }で終わっているため、どこにも送れません
    .hint = 新しい利用規程が届くまで、オフラインで処理してください。{ gate-ask }
error-gate-level = この文書（{ level-name }）は、接続先「{ $endpoint }」に送れません
    .hint = ここに送れる格付けは { $allow ->
        [none] ありません。
       *[other] { $allow } です。
    }{ level-name }の情報を扱える接続先を選ぶか、オフラインで処理してください。{ gate-ask }
error-gate-unclassified = 格付けのない文書は{ level-name }として扱うため、接続先「{ $endpoint }」に送れません
    .hint = ここに送れる格付けは { $allow ->
        [none] ありません。
       *[other] { $allow } です。
    }文書の格付けを設定する（コマンドラインでは --classification を付ける）か、オフラインで処理してください。{ gate-ask }
error-gate-never-remote = { level-name }の文書は、この端末の外に送れません（接続先「{ $endpoint }」）
    .hint = オフラインで処理してください。{ gate-ask }
error-gate-insecure = 接続先「{ $endpoint }」への通信は暗号化されないため、送れません（{ $host }）
    .hint = 接続先の URL を https:// で始まるものに変えてください。
error-gate-address = 接続先「{ $endpoint }」の URL が読み取れないため、送れません
    .hint = 接続先の設定で URL を確かめてください。
error-gate-not-approved = 接続先「{ $endpoint }」（{ $host }）は、利用を承認されていないため、送れません
    .hint = { $approved ->
        [none] 承認された接続先はありません。オフラインで処理してください。
       *[other] 承認された接続先を選んでください：{ $approved }。
    }{ gate-ask }
error-gate-no-approval = 接続先「{ $endpoint }」には承認番号又は承認者の記載がないため、送れません
    .hint = 承認の手続が済むまで、オフラインで処理してください。{ gate-ask }
error-gate-expired = 接続先「{ $endpoint }」の承認（{ $approval }）は{ $until }で終わっているため、送れません
    .hint = 承認が更新されるまで、別の接続先を選ぶか、オフラインで処理してください。{ gate-ask }
error-gate-public-terms = 接続先「{ $endpoint }」は約款による外部サービスのため、{ level-name }の文書は送れません
    .hint = 約款によらない接続先を選ぶか、オフラインで処理してください。送れるのは最も低い格付けの文書です。{ gate-ask }
error-gate-learning = 接続先「{ $endpoint }」は送った内容を学習に使うおそれがあるため、{ level-name }の文書は送れません
    .hint = 学習に使わない接続先を選ぶか、オフラインで処理してください。送れるのは最も低い格付けの文書です。{ gate-ask }
error-gate-task = 接続先「{ $endpoint }」に、この作業（{ $task }）を頼むことはできません
    .hint = { $tasks ->
        [none] 頼める作業はありません。
       *[other] 頼める作業：{ $tasks }。
    }オフラインで処理してください。{ gate-ask }
error-gate-model = 接続先「{ $endpoint }」で、このモデルを使うことは承認されていません（{ $model }）
    .hint = 承認されたモデルを選んでください：{ $models }。{ gate-ask }
error-gate-too-long = 一度に送れる文字数を超えています（{ $characters } 字、上限 { $most } 字、接続先「{ $endpoint }」）
    .hint = 範囲を選んで、分けて依頼してください。{ gate-ask }

## 利用規程のファイル

notice-policy-refused = 利用規程のファイルを確認できないため、外部への送信を全て止めました
    .hint = 利用規程を置いた担当者に連絡してください。オフラインの機能はそのまま使えます。
notice-locked =
    { $contact ->
        [none] この設定は「{ $policy }」で決められているため、変えられません
       *[other] この設定は「{ $policy }」で決められているため、変えられません（問い合わせ先：{ $contact }）
    }
error-policy-syntax = 利用規程の { $line } 行 { $column } 字目が TOML として読めません
    .hint = 引用符、括弧、等号と、同じ名前が二度書かれていないかを確かめてください。
error-policy-encoding = 利用規程のファイルが UTF-8 ではありません
    .hint = 文字コードを UTF-8 にして保存し、署名し直してください。
error-policy-unknown = 利用規程の { $line } 行：「{ $member }」という項目はありません
    .hint = ここに書けるのは次の項目です：{ $choices }。
error-policy-missing = 利用規程の { $line } 行：「{ $member }」が必要です
    .hint = 項目を書き足してください。
error-policy-type = 利用規程の { $line } 行：「{ $member }」の書き方が違います
    .hint = { $expected ->
        [text] 引用符で囲んだ文字列で書いてください。
        [number] 整数で書いてください。
        [switch] true か false で書いてください。
        [date] 2027-03-31 のような日付で書いてください。
        [list] 文字列を [ ] で囲んだ一覧で書いてください。
       *[other] 見出し [ ] か [[ ]] の下に書いてください。
    }
error-policy-choice = 利用規程の { $line } 行：「{ $member }」に「{ $value }」は使えません
    .hint = { $choices ->
        [none] 空でない値を書いてください。
       *[other] 使えるのは次の値です：{ $choices }。
    }
error-policy-twice = 利用規程の { $line } 行：「{ $member }」に「{ $value }」が二度出ています
    .hint = 片方を消してください。
error-policy-blank = 利用規程の { $line } 行：「{ $member }」が空です
    .hint = 値を書いてください。
error-policy-pattern = 利用規程の { $line } 行：「{ $member }」は正規表現として使えません（{ $value }）
    .hint = 書き方を確かめてください。空の文字列に一致するものは使えません。
error-policy-address = 利用規程の { $line } 行：「{ $member }」は接続先の URL として使えません（{ $value }）
    .hint = https:// で始まる URL を書いてください。
error-policy-newer = この利用規程は、新しい版の形式です（{ $found }。この版で読めるのは { $known }）
    .hint = Kian を新しくするか、version を { $known } にした規程を用意してください。
error-policy-unsigned = 利用規程に署名がありません（{ $path }）
    .hint = 庁の鍵で署名したファイルを、規程の隣に置いてください。
error-policy-signature = 利用規程が署名と合いません。規程か署名が書き換えられています（{ $path }）
    .hint = 元の規程に戻すか、内容を確かめて署名し直してください。
error-policy-no-key = 利用規程に署名がありますが、確かめるための公開鍵がありません（{ $path }）
    .hint = 庁の公開鍵をこの場所に置いてください。
error-policy-bad-key = 公開鍵のファイルに Ed25519 の鍵がありません（{ $path }）
    .hint = openssl pkey -pubout で書き出した鍵を置いてください。
error-policy-unreadable = 利用規程のファイルを読めません（{ $path }）
    .hint = ファイルの場所、共有フォルダーへの接続、読み取りの権限を確かめてください。
error-policy-replaced = この端末の利用規程は管理者が決めているため、別の規程は使えません（{ $path }）
    .hint = --policy を付けずに実行するか、管理者に相談してください。

## 利用規程が挙げているのに、置き場所に見つからない様式。$forms は様式の識別子を並べたもの。
notice-policy-forms = 利用規程が挙げている様式のうち、次のものが見つかりません：{ $forms }
    .hint = 様式のファイルを共有の言葉のフォルダーの「forms」に置くか、規程の「use.forms」の書き間違いを直してもらってください。
