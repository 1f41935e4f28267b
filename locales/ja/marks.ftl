### Setting words off, readings over kanji.

menu-format = 書式

command-bold = 太字
    .tip = 選択した文字を太字にします。もう一度選ぶと元に戻ります
command-underline = 下線
    .tip = 選択した文字に下線を引きます。もう一度選ぶと元に戻ります
command-dots = 傍点
    .tip = 選択した文字の上に傍点を打ちます。もう一度選ぶと元に戻ります
command-superscript = 上付き
    .tip = 選択した文字を小さく上に付けます。もう一度選ぶと元に戻ります
command-subscript = 下付き
    .tip = 選択した文字を小さく下に付けます。もう一度選ぶと元に戻ります
command-plain-look = 書式を消す
    .tip = 選択した文字の太字、下線、傍点、上付き、下付きを消します。ルビは残ります
command-ruby = ルビ…
    .tip = 選択した語、またはカーソル位置の語に読みを振ります
command-ruby-all = ルビをまとめて振る…
    .tip = 選択範囲か文書全体の漢字に、辞書の読みを振ります

ruby-title = ルビ
ruby-lead = 読みは辞書による案です。人名や地名は特に確かめてください。空にするとルビが外れます。
ruby-more = 語が多いため、はじめの部分だけを表示しています。残りは「ルビをまとめて振る」でも振れます。
ruby-put = ルビを振る
ruby-remove = ルビを外す
ruby-cancel = キャンセル
ruby-all-title = ルビをまとめて振る
ruby-all-lead = 辞書の読みを振ります。既にルビのある語と、括弧書きの読みが続く語はそのままにします。読みは必ず確かめてください。
ruby-all-readers = ルビを振る漢字
ruby-all-every = すべての漢字
# $grade is a school grade, 1 to 6.
ruby-all-grade = 小学{ $grade }年生までに習わない漢字
ruby-all-where = 範囲
ruby-all-selection = 選択範囲
ruby-all-document = 文書全体

notice-ruby-nothing = ここには漢字がありません。ルビを振る語を選択してください。
notice-ruby-added = ルビを{ $count }か所に振りました。読みを確かめてください。
notice-ruby-overtaken = 読みを調べている間に文書が変わったため、ルビは振っていません。
    .hint = もう一度「ルビをまとめて振る」を選んでください。

# $count is a number of places.
loss-readings = ルビは残せません（{ $count }か所）。
    .hint = 読みも残すには、.kian か .docx の形式で保存してください。
loss-looks = 太字、下線、傍点、上付き、下付きは残せません（{ $count }か所）。
    .hint = 書式も残すには、.kian か .docx の形式で保存してください。
loss-marks = 太字やルビなどの一部は、この形式では残せません（{ $count }段落）。
    .hint = すべて残すには、.kian か .docx の形式で保存してください。
