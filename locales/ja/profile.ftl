### What the office says of itself, and document numbers.

profile-title = 発信元の情報
profile-lead = 様式の同じ項目に、初めから入ります。自分のデータフォルダーに保存します。課の共有フォルダーの profile.toml にあるものは、ここが空のときに使われます。
profile-organisation = 組織名
profile-organisation-en = 組織名（英語）
profile-department = 部署
profile-department-en = 部署（英語）
profile-sender = 発信者（職名と氏名）
profile-sender-en = 発信者（英語）
profile-contact = 担当
profile-contact-en = 担当（英語）
profile-address = 住所
profile-address-en = 住所（英語）
profile-phone = 電話
profile-email = メール
profile-number = 文書番号の書き方
profile-number-how = 文書番号は「総防第{"{"}n{"}"}号」のように、番号の入る所を {"{"}n{"}"} で書きます。
profile-keep = 保存
error-profile = 発信元の情報のファイルを読めません：{ $path }
    .hint = 「発信元の情報」を開いて保存し直すか、ファイルを直してください。
error-number-damaged = 文書番号の台帳の{ $line }行目を読めないため、番号を採れません：{ $path }
    .hint = その行を直してください。番号が重ならないよう、読めない台帳からは採りません。
error-number-no-place = 文書番号の書き方に、番号の入る所がありません：{ $form }
    .hint = 「総防第{"{"}n{"}"}号」のように書いてください。
notice-number-form = 文書番号の書き方を決めてください。「総防第{"{"}n{"}"}号」のように書きます。
notice-number-given = 文書番号を採りました：{ $number }
cli-number = 文書番号を採り、採った番号を一覧にします
    .more =
        take は、年度ごとの次の番号を台帳に記して表示します。書き方は --as、なければ発信元の情報のものです。
        list は、採った番号と、抜けている番号を示します。台帳は、課の共有フォルダー、なければデータフォルダーにあります。
cli-option-number-as = 書き方（例：総防第{"{"}n{"}"}号）
cli-option-number-title = 何の文書か（台帳に残ります）
cli-number-gap = { $year }年度「{ $form }」の抜けている番号：{ $numbers }
error-cli-number-action = take または list を指定してください：{ $action }
error-cli-number-form = 文書番号の書き方が決まっていません。
    .hint = --as "総防第{"{"}n{"}"}号" のように指定してください。
