### Asking again, versions of an answer, what an answer hides.

command-again = もう一度依頼…
    .tip = 前の案を踏まえて、注文を付けてもう一度依頼します。却下した書き換えも伝えます。
command-version-back = 前の案を見る
    .tip = 同じ依頼に対する、一つ前の案を並べます。
command-version-on = 次の案を見る
    .tip = 同じ依頼に対する、一つ後の案を並べます。

# $shown and $count are numbers, from 1.
versions-of = 案 { $shown }／{ $count }
versions-back = 前の案
versions-on = 次の案
versions-wish = 注文：{ $wish }
versions-prompt = この案の依頼文を見る
versions-prompt-hide = 依頼文を閉じる
again-field = もう一度依頼するときの注文（なくても可）
again-hint = 例：もっと短く、日時を先に
again-ask = もう一度依頼

# $codes lists characters such as U+202E.
piece-hides = 目に見えない文字が含まれています：{ $codes }
piece-reveal = 見えない文字を取り除く

# $tokens is a number.
send-tokens = 入力の見積もり：約{ $tokens }トークン
send-tokens-cost = 入力の見積もり：約{ $tokens }トークン、約{ $cost }（回答の分は別にかかります）

menu-compose = 文案
command-from-notes = メモから文章にする…
    .tip = 打合せのメモや項目だけの下書きを、公用文の文章にする案を作ります。
command-from-previous = 前回の文書を今回用に直す…
    .tip = 開いている前年度などの文書を、変わる点だけ直す案を作ります。
command-continue = 続きを書く…
    .tip = カーソルの前までの文章に続く段落の案を作ります。
command-minutes = 議事録にまとめる…
    .tip = 開いている文字起こしやメモを、議事録にまとめます。
command-questions = 想定問答を作る…
    .tip = 文書について受けそうな質問と、文書に書いてある範囲での答えを作ります。
command-reply-to = 届いた文書に返事を書く…
    .tip = 開いている照会や依頼への返事の本文を作ります。
command-announce = 短い告知文にする…
    .tip = SNS、メール配信、防災無線などの短い告知文にします。
command-subject = 件名の案を出す…
    .tip = 文書に合う件名の案を並べます。選んだものを件名の提案にできます。
command-summarize-as = 長さと読む人を決めて縮める…
    .tip = 読む人と長さを選んで要約します。1文ごとに、もとの箇所を示します。
command-points = 要点を三つ挙げる…
    .tip = 決裁する人や忙しい人のために、要点を短く挙げます。
command-press-summary = 記者発表の前文にする…
    .tip = 文書を、記者発表の冒頭に置く文章にします。
command-ask = この文書について尋ねる…
    .tip = 文書の内容について質問します。答えの引用を押すと、その箇所を示します。
command-review = AIへの点検の依頼
    .tip = 分かりにくい点や足りない点を接続先のモデルに挙げてもらい、指摘の一覧に並べます。文書は変わりません。
command-read-pairs = AIへの対訳の点検の依頼
    .tip = 二人目の読み手として、訳文のある対訳をモデルに読んでもらい、気付いた点を各対訳の意見に加えます。訳文は変わりません。
command-rewrite-clearer = 分かりやすく書き直す
    .tip = 選択した範囲（選択がなければ今の段落）を、内容を落とさずに分かりやすくする案を示します。
command-rewrite-shorter = 簡潔にする
    .tip = 選択した範囲（選択がなければ今の段落）を短くする案を示します。
command-rewrite-longer = 詳しくする
    .tip = 選択した範囲（選択がなければ今の段落）を、事実を加えずに言葉を補う案を示します。
command-rewrite-polite = 敬体（です・ます）にそろえる
    .tip = 選択した範囲（選択がなければ今の段落）の文末と言葉遣いだけを敬体にする案を示します。
command-rewrite-neutral = 常体（である）にそろえる
    .tip = 選択した範囲（選択がなければ今の段落）の文末と言葉遣いだけを常体にする案を示します。
command-rewrite-plain = やさしい日本語・平易な英語にする
    .tip = 選択した範囲（選択がなければ今の段落）を、日本語の文書ではやさしい日本語に、英語の文書では平易な英語にする案を示します。
command-rewrite-correct = 誤りだけを直す
    .tip = 選択した範囲（選択がなければ今の段落）の誤字、脱字、文法の誤りだけを直す案を示します。
command-rewrite-own = 自分の言葉で指示して書き直す…
    .tip = どう書き直すかを自分の言葉で書きます。
instruction-longer = 詳しく
instruction-polite = 敬体（です・ます）に
instruction-neutral = 常体（である）に
task-review = 点検
answer-unproven-shape = 求めた形と違う回答のため、最後まで届いたかどうかを確かめられません
    .hint = 読み取れた分だけを表示しています。

## What a model points out

# $comment is what the model says.
model-unclear = 分かりにくい（AI）
    .message = { $comment }
model-missing = 情報の不足（AI）
    .message = { $comment }
model-contradiction = 食い違い（AI）
    .message = { $comment }
model-misleading = 誤解のおそれ（AI）
    .message = { $comment }
model-tone = 読み手への配慮（AI）
    .message = { $comment }
model-accuracy = 意味の違い（AI）
    .message = { $comment }
model-omission = 抜け・付け足し（AI）
    .message = { $comment }
model-terminology = 用語（AI）
    .message = { $comment }
model-fluency = 言い方（AI）
    .message = { $comment }
model-other = その他（AI）
    .message = { $comment }
review-arriving = { $count }件の指摘を受け取りました。終わると、指摘の一覧に並びます。
review-unplaced = 本文の箇所を示せないAIの指摘 { $count }件を見る
review-unplaced-hide = 箇所を示せない指摘 { $count }件を閉じる
review-unplaced-head = { $severity }　{ $matter }
review-unplaced-quote = 「{ $quote }」（本文にはこのとおりの言葉がありません）
review-unplaced-drop = これらの指摘を消す
notice-reviewed = AIの指摘を { $found }件、本文の箇所に並べました。箇所を示せないものは { $lost }件です。
notice-review-unread = AIの回答のうち{ $answers }件は、指摘として読み取れる形ではありませんでした。指摘がないという意味ではありません。もう一度依頼してください。
notice-review-nothing = AIは、直したほうがよいところを挙げませんでした。
notice-no-pairs-to-read = 訳文のある対訳がありません。訳してから点検を頼んでください。
notice-pairs-read = { $pairs }組の対訳を読み、意見を { $remarks }件加えました。どの対訳か分からなかったものは { $strays }件です。
# $engine is the endpoint's name.
remark-by-model = AI（{ $engine }）
remark-of-model = { $severity }・{ $matter }：「{ $quote }」{ $comment }
remark-of-model-with = { $severity }・{ $matter }：「{ $quote }」{ $comment }（案：{ $replacement }）

## Subject lines, summaries, files, templates

subject-take = 件名の提案にする
summary-again = 長さを変えて要約：
# $count is a number.
returned-files = 回答に付いてきたファイル { $count }件
returned-lead = 保存するまで、開いたり読み込んだりすることはありません。
# $size in kilobytes.
returned-file = { $name }（{ $size }KB）
returned-save = 保存…
returned-dangerous = この種類のファイルは、開くとプログラムが動くことがあります。
dialog-file = ファイルの保存
templates-export = 書き出し…

## Files that go along, orders in them, versions of templates

command-from-files = 添付資料から文章にする…
    .tip = メモ、通知、報告などのファイルの中身に基づいて、公用文の文章にする案を作ります。
dialog-attachment = 一緒に送る資料を選ぶ
attached-title = 一緒に送る資料
attached-lead = 文章だけを読み取り、資料として区切って送ります。格付けのない資料は、この文書と同じに扱います。
attached-file = { $name }（{ $count }字）
attached-add = 資料の追加…
attached-remove = 取外し
# $line is a line of the file.
attached-order = この資料には、AIへの指示のように読める文があります：「{ $line }」。資料として区切って送りますが、回答をよく確かめてください。
send-orders = 送る文章に、AIへの指示のように読める文が{ $count }か所あります（「{ $line }」など）。資料として区切って送りますが、回答をよく確かめてください。
notice-attach-first = 先に、基になる資料を加えてください。
templates-older = 以前の版：
templates-older-version = 第{ $version }版に戻す
templates-save-version = 第{ $version }版として保存
error-template-version = 第{ $version }版はもう保存されています。違う内容を同じ番号では保存できません。
    .hint = version の番号を上げて保存してください。
