## 人による確認

command-panel-review = 確認パネル
    .tip = 事実の一覧と、文書の確認
command-confirm = 確認済みにする
    .tip = 今の文面を確かめたことを記録する
command-review-mode = 決裁者の閲覧モード
    .tip = 読むだけにして、由来と事実を確かめ、承認か差戻しをする
command-insert-disclosure = 生成AIの利用を記載
    .tip = 実際の記録に基づく一文を末尾に加える
command-process-record = 経緯の記録を書き出す…
command-process-record-word = 経緯の記録を書き出す（Word）…
    .tip = 依頼、採否、事実の確認、承認を、文書の隣に書き出す
panel-review =
    { $count ->
        [0] 確認
       *[other] 確認（{ $count }）
    }

verdict-checked = 確認
verdict-approved = 承認
verdict-returned = 差戻し
origin-model = 生成AIのみ
origin-stated = 生成AI（元の資料にもあり）
origin-import = 読み込んだファイル
origin-form = 様式と入力した事項
origin-person = 人が入力

review-mode-title = 決裁者の閲覧モード
review-mode-lead = 文書は読むだけです。色付きの部分は生成AIなど人以外に由来します。モデルは使いません。
review-unchecked = まだ確認されていません
review-holds = { $verdict }済み：{ $by }（{ $time }）
review-lapsed = { $verdict }は失効しました。{ $by }（{ $time }）の後に文面が変わっています
review-returned = 差し戻されています：{ $by }（{ $time }）
review-comment-was = 意見：{ $comment }
review-comment = 意見（記録に残ります）
review-ai-share = 生成AI（{ $engine }）の文が、手を加えずに残っている割合：{ $percent }%
review-ai-much = 生成AIの文が多く残っています。内容を自分の言葉で確かめてください
review-no-ai = この文書に生成AIの文は使われていません
review-confirm = 確認済みにする
review-approve = 承認
review-return = 差戻し
review-facts = 事実（{ $count }件、未確認{ $open }件）
review-facts-keys = ↑↓で移動、スペースで確認、Enterで本文を表示、Escで本文に戻る
review-origin-count = { $origin }{ $count }件（未確認 { $open }）
review-open-only = 未確認だけを表示
review-no-facts = 日付、数量、名前、条項、URL などは見つかりません
review-fact-from = { $kind }／{ $origin }
review-tick = 「{ $text }」を確認した
vouch-pieces = 採否の決まっていない提案が{ $count }件あります
vouch-facts = 確認していない事実が{ $count }件あります
vouch-empty = 文書に何も書かれていません
notice-vouch-refused = まだ確認済みにはできません
    .hint = 「確認」の欄で、残っているものを片付けてください。
notice-vouched-checked = 確認を記録しました。文面が変わると失効します
notice-vouched-approved = 承認を記録しました。文書を保存すると、同じファイルに残ります
notice-vouched-returned = 差戻しを記録しました。文書を保存すると、同じファイルに残ります
notice-read-only = 決裁者の閲覧モードでは、文書を変えられません
    .hint = 変えるには、閲覧モードを終えてください。
notice-check-first =
    { $contact ->
        [none] 確認済みでない文書は書き出せません（「{ $policy }」の定め）
       *[other] 確認済みでない文書は書き出せません（「{ $policy }」の定め。問い合わせ先：{ $contact }）
    }
    .hint = 「確認」の欄で事実を確かめ、確認済みにしてから書き出してください。
status-reviewing = 閲覧モード
status-vouched = 確認済み
status-vouched-what = 今の文面を人が確かめています。文面が変わると失効します

## 格付けの問い合わせ

level-title = この文書の格付けを選んでください
level-lead = 送ってよい接続先は、格付けで決まります。選んだ格付けは文書に残り、次からは尋ねません。
level-later = 送らない

## 生成AIの利用の記載

disclosure-checked = 本文書の作成に生成AI（{ $engine }、{ $date }）を利用し、職員が内容を確認しました。
disclosure-used = 本文書の作成に生成AI（{ $engine }、{ $date }）を利用しました。
disclosure-open = （
disclosure-close = ）
disclosure-comma = 、
notice-no-ai-used = この文書に生成AIは使われていないため、記載することはありません
notice-disclosed-already = 生成AIの利用は、もう記載されています

## 経緯の記録

record-file = 経緯
record-title = 経緯の記録
record-document = 文書
record-id = 文書の番号
record-level = 格付け
record-policy = 利用規程
record-made = 作成日時
record-by = 作成者
record-digest = 文面のSHA-256
record-share = 生成AIの文が手を加えずに残っている割合
record-percent = { $percent }%
record-none = なし
record-facts-given = 入力した事項
record-suggestions = 提案と採否
record-column-time = 日時
record-column-task = 作業
record-column-engine = 接続先
record-column-model = モデル
record-column-template = ひな形
record-column-level = 格付け
record-column-pieces = 変更箇所
record-column-accepted = 承認
record-column-rejected = 却下
record-column-decider = 決めた人
record-pieces = 変更箇所ごとの決定
record-column-number = 番号
record-column-removed = 消す字数
record-column-added = 入れる字数
record-column-state = 決定
record-open = 未決
record-sources = 添付した資料
record-facts = 事実の確認
record-checks = 確認、承認、差戻し
notice-record-written = 経緯の記録を書き出しました（{ $path }。同じ名前の .json もあります）
notice-record-save-first = 経緯の記録は文書の隣に書き出すため、先に文書を保存してください

## キーを入れる暗号化ファイル

error-vault-passphrase = パスフレーズが違うか、キーのファイルが書き換えられています（{ $path }）
    .hint = もう一度入力してください。忘れた場合は、ファイルを消してキーを登録し直します。
error-vault-damaged = キーのファイルを読み取れません（{ $path }）
    .hint = ファイルを別の場所に移し、キーを登録し直してください。
error-vault-file = キーのファイルを読み書きできません（{ $path }）
    .hint = フォルダーの権限と、ディスクの空き容量を確かめてください。
error-vault-short = パスフレーズが短すぎます（{ $least }文字以上）
    .hint = 覚えやすい言葉をいくつか並べるなどして、長くしてください。
notice-unlocked = キーのファイルを開きました
    .hint = もう一度依頼してください。
passphrase-title = キーのファイルを開きます
passphrase-lead = この端末ではキーリングを使えないため、接続先のキーは暗号化したファイルにあります。パスフレーズを入力してください。
passphrase-new-title = キーの置き場所を作ります
passphrase-new-lead = この端末ではキーリングを使えないため、接続先のキーを暗号化したファイルに入れます。パスフレーズを決めてください。パスフレーズはどこにも保存されません。忘れると、キーは登録し直しになります。
passphrase-field = パスフレーズ
passphrase-again = もう一度
passphrase-rule = { $least }文字以上で、二度とも同じに入力してください。
passphrase-refused = パスフレーズが違います。もう一度入力してください。忘れた場合は、キャンセルして keys.json を消し、キーを登録し直します。
passphrase-open = 決定
cli-passphrase-prompt = {"キーのファイルのパスフレーズ: "}
cli-passphrase-new = {"キーリングを使えないため、キーを暗号化したファイルに入れます。新しいパスフレーズ: "}
cli-passphrase-again = {"もう一度: "}
error-cli-passphrase-again = 二度のパスフレーズが違います
    .hint = もう一度実行してください。
