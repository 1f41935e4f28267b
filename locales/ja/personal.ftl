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
    .hint = 何を指すか分からないため、そのままでは承認できません。目印を取り除くか、依頼し直してください。

## On the command line

cli-pii = 文書にある個人情報を、この端末だけで探します
    .more =
        個人情報が見つかったときの終了コードは1です。法人番号や役所の電話番号などは、参考として示します。
        FILEを「-」にすると、標準入力を読みます。
cli-mask = 個人情報を目印に置き換え、元に戻すための対応表を別に書きます
    .more =
        目印は ［氏名1］ のような形で、同じ内容には同じ番号が付きます。対応表（MAP.json）には個人情報が入るため、本人だけが読める権限で作ります。
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

## Before something is sent

error-gate-my-number = 個人番号（マイナンバー）が{ $count }件含まれるため、接続先「{ $endpoint }」に送れません
    .hint = 個人番号の利用は番号法で限られています。文書から個人番号を除くか、オフラインで処理してください。
error-gate-own-word = 送信を禁じた語が{ $count }件含まれるため、接続先「{ $endpoint }」に送れません
    .hint = その語を除くか、オフラインで処理してください。
error-gate-personal = 送信を禁じた個人情報が{ $count }件含まれるため、接続先「{ $endpoint }」に送れません
    .hint = その個人情報を除くか、オフラインで処理してください。
error-answer-unknown = 答えに、送っていない目印「{ $written }」があります
    .hint = 何を指すか分からないため、承認していません。もう一度依頼してください。
notice-masking-deviations = 個人情報の目印に、送ったときと違うところがあります
    .hint = 次の箇所を確かめてください。
# Beside an answer on the command line: what left as it was.
cli-sent-personal = { $kind }（{ $count }件）を、そのまま送りました

send-title = 送信する内容の確認
send-to = 送り先：{ $endpoint }（{ $host }、モデル { $model }）
send-level = 格付け：{ $level }（この送り先に送れるのは{ $allow }まで）
send-size = 分量：{ $count }字
# $kinds is a list of the next.
send-masked = 目印に置き換えたもの：{ $kinds }
send-warned = そのまま送る個人情報：{ $kinds }
send-kind = { $kind } { $count }件
send-nothing-personal = 個人情報は見つかりませんでした。
send-system = 指示
send-user = 本文
send-remember = この文書では、この送り先への送信を次から確認しない
send-now = 送信
settings-personal = 送信する文の個人情報
settings-personal-mask = 目印に置き換える
settings-personal-warn = 送信前に知らせる
settings-personal-note = 個人番号（マイナンバー）を含む文は、どちらの場合も送りません。この端末の中の接続先も、ほかと同じに扱います。

## Personal information of the document, in the side panel

command-find-personal = 個人情報を調べる
    .tip = 文書にある個人情報を、この端末だけで探して一覧にします
panel-personal =
    { $count ->
        [0] 個人情報
       *[other] 個人情報（{ $count }）
    }
personal-lead = この端末だけで探した結果です。見落としや誤りもあり得ます。
personal-none = 個人情報は見つかりませんでした。見落としもあり得ます。
personal-mask = 目印に置き換え
personal-mask-tip = 見つかった個人情報を ［氏名1］ のような目印に置き換えます。一度の「元に戻す」で取り消せます
personal-keep-map = 対応表を保存
personal-keep-map-tip = 目印と元の内容の対応表を、文書と同じ場所に保存します。保存しなければ残りません
personal-go = この箇所へ移動
# $kind is a kind of personal information, $confidence how sure it is.
personal-what = { $kind }（{ $confidence }）
personal-public = 参考（{ $count }）
personal-public-lead = 組織の番号や連絡先と見られるため、置き換えません。
notice-nothing-personal = 置き換える個人情報はありません
notice-masked = 個人情報{ $count }か所を目印に置き換えました
    .hint = 元の内容は、元に戻すまで変更の履歴に残ります。渡すファイルは、Wordなど別の形式で書き出してください。
notice-map-needs-file = 対応表は、文書を保存してから保存できます
notice-map-kept = 対応表を保存しました：{ $path }
