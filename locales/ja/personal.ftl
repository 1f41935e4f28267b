### Personal information: what was found, and the placeholders that stand for it.

## Kinds

personal-kind-my-number = 個人番号（マイナンバー）
personal-kind-houjin = 法人番号
personal-kind-drivers-license = 運転免許証番号
personal-kind-juminhyo-code = 住民票コード
personal-kind-pension-number = 基礎年金番号
personal-kind-employment-insurance = 雇用保険被保険者番号
personal-kind-insurer = 保険者番号
personal-kind-health-insurance = 保険の記号・番号
personal-kind-passport = 旅券番号
personal-kind-residence-card = 在留カード番号
personal-kind-phone = 電話番号
personal-kind-postal = 郵便番号
personal-kind-address = 住所
personal-kind-bank-account = 口座番号
personal-kind-credit-card = クレジットカード番号
personal-kind-email = メールアドレス
personal-kind-birth-date = 生年月日
personal-kind-person = 氏名
personal-kind-vehicle-plate = 車両の番号
personal-kind-own-word = 登録した語

## How sure, and why

personal-confidence-certain = 確実
personal-confidence-likely = ほぼ確実
personal-confidence-possible = 可能性あり

# $word stands beside what was found.
personal-reason-check-and-cue = 「{ $word }」の番号で、検査用数字が合います
personal-reason-check = 検査用数字が合います
personal-reason-cue-only = 「{ $word }」の番号ですが、検査用数字が合いません。書き誤りかもしれません
personal-reason-cue = 「{ $word }」という語があります
personal-reason-form = 書き方が一致します
personal-reason-organisation = 法人の番号で、公表されています
personal-reason-office = 「{ $word }」という語があり、組織のものと見られます
personal-reason-honorific = 「{ $word }」が付いています
personal-reason-title = 「{ $word }」という職名などが付いています
personal-reason-full-name = 姓と名の並びです
personal-reason-reading = 氏名の読み方です
personal-reason-own = 登録した語又はパターンです

## Placeholders that came back otherwise than they were sent

masking-missing = { $placeholder } が{ $count }か所足りません
    .hint = 抜けた内容がないか確かめてください。自動では補いません。
masking-duplicated = { $placeholder } が{ $count }か所多くなっています
    .hint = 元の内容に戻しました。重複がないか確かめてください。
masking-altered = { $placeholder } が「{ $written }」と書き換えられていたため、元の内容に戻しました
masking-translated = { $placeholder } が「{ $written }」と訳されていたため、番号により元の内容に戻しました
    .hint = 正しい内容に戻っているか確かめてください。
masking-unknown = 送っていない目印「{ $written }」があります
    .hint = 何を指すか分からないため、そのままでは採用できません。目印を取り除くか、依頼し直してください。

## On the command line

cli-pii = 文書にある個人情報を、この端末だけで探します
    .more =
        個人情報が見つかったときの終了コードは1です。法人番号や役所の電話番号などは、参考として示します。
        FILEを「-」にすると、標準入力を読みます。
cli-mask = 個人情報を目印に置き換え、元に戻すための対応表を別に書きます
    .more =
        目印は ⟦PERSON_1⟧ のような形で、同じ内容には同じ番号が付きます。対応表（MAP.json）には個人情報が入るため、本人だけが読める権限で作ります。
        OUTが .kian のときは、変更の履歴を引き継ぎません。
cli-unmask = 目印を、対応表によって元の個人情報に戻します
    .more =
        書き換えられた目印も、確実に分かるものは戻します。足りない目印や重複があると、終了コードは1です。
        対応表にない目印があるときは、何も書きません。
cli-option-map = 目印と元の内容の対応表
# $kind is one of the kinds above, $confidence how sure, $reason why.
cli-pii-found = { $kind }「{ $text }」（{ $confidence }：{ $reason }）
cli-pii-information = 参考：{ $finding }
cli-pii-count = 個人情報 { $count }件、参考 { $public }件
cli-masked =
    { $count ->
        [0] 個人情報は見つかりませんでした。
       *[other] 個人情報{ $count }か所（{ $values }種類）を目印に置き換えました。
    }
cli-unmasked = 目印{ $count }か所を元に戻しました。
error-map-is-out = 対応表と出力の名前が同じです：{ $path }
    .hint = --map と -o には別の名前を書いてください。
error-map-damaged = 対応表を読めません（{ $why }）
    .hint = kian mask が書いたファイルを、変更せずに指定してください。
error-map-other = 対応表ではありません
    .hint = kian mask の --map で書いたファイルを指定してください。
error-map-version = この版では読めない対応表です（版 { $version }）
    .hint = 新しい版のKianで開いてください。
error-map-placeholder = 対応表の目印「{ $placeholder }」は正しい形ではありません
    .hint = kian mask が書いたファイルを、変更せずに指定してください。
error-map-twice = 対応表に目印「{ $placeholder }」が2回あります
    .hint = kian mask が書いたファイルを、変更せずに指定してください。
error-map-foreign = この文書には、対応表「{ $path }」の目印が1つもありません
    .hint = この文書を作ったときの対応表を指定してください。
error-map-unknown = 対応表にない目印「{ $written }」があります
    .hint = この文書を作ったときの対応表を指定するか、目印を取り除いてください。
