### Comments.

command-add-comment = コメント…
    .tip = 選択した語、またはカーソル位置の語にコメントを付けます。文書の文は変わりません
command-next-comment = 次のコメント
    .tip = 次のコメントへ移ります
command-previous-comment = 前のコメント
    .tip = 前のコメントへ移ります
command-settle-comment = コメントの解決・再開
    .tip = カーソル位置のコメントを解決済みにします。もう一度選ぶと再開します
command-remove-comment = コメントの削除
    .tip = カーソル位置のコメントを返信ごと削除します
command-panel-comments = コメントの表示
    .tip = 右側にコメントの一覧を表示します

panel-comments =
    { $count ->
        [0] コメント
       *[other] コメント（{ $count }）
    }
comments-none = コメントはありません。語を選択して「コメント」を選ぶと付けられます。
comments-new = 新しいコメント
comments-hint = コメントを書く（Ctrl+Enterで付ける）
comments-say = コメントする
comments-leave = やめる
# $words is the start of the words a comment is about.
comments-about = 「{ $words }」
comments-about-gone = 「{ $words }」（削除された語）
comments-about-place = （語のない位置）
comments-hide-settled = 解決済みを隠す（{ $count }件）
comments-settled = 解決済み
comments-settle = 解決
comments-open-again = 再開
comments-remove = 削除
comments-bring-back = 削除したコメントを戻す
comments-reply = 返信
comments-reply-hint = 返信を書く
comments-nobody = 名前なし
# $count is a number of replies.
comments-replies = 返信{ $count }件

settings-user-name = コメントと記録に付ける名前
settings-user-name-hint = 空のときは、端末の利用者名（{ $name }）を使います。記録には、端末に利用者名があればそれを使います。
settings-user-name-none = この端末には利用者名がありません。コメントと記録に残す氏名を入力してください。

loss-said = コメントは残せません（{ $count }件）。
    .hint = コメントも残すには、.kian か .docx の形式で保存してください。印刷の画面では、本文の後に並べられます。
loss-comment-words = 削除された語に付いていたコメントは、その位置に残ります。語は残せません（{ $count }件）。
