### Files attached to a document and kept with it.

command-attach-file = ファイルの添付…
    .tip = ファイルを文書に添付し、文書と一緒に保存します。ウィンドウへのドラッグでも添付できます
command-panel-attachments = 添付の表示
    .tip = 右側に添付ファイルの一覧を表示します
dialog-attached = 添付するファイルの選択

panel-attachments =
    { $count ->
        [0] 添付
       *[other] 添付（{ $count }）
    }
attachments-none = 添付ファイルはありません。元になる資料や前年の通知などを、文書と一緒に保存できます。
attachments-lead = 添付は .kian の文書と一緒に保存されます。「元に戻す」の対象にはなりません。
# $name is the name of a file that was taken away.
attachments-bring-back = 外した「{ $name }」を戻す
attachments-no-kind = 種類不明
attachments-between = ・
# $count is a number of bytes.
attachments-bytes = { $count }バイト
# $size is a number with one decimal.
attachments-kib = { $size } KB
attachments-mib = { $size } MB
attachments-hash = SHA-256：{ $hash }
attachments-level = 格付け
attachments-level-same = 文書と同じ
attachments-level-tip = この添付の格付け。文書と添付のうち、最も高いものが文書全体の格付けとして扱われます
attachments-along = AIへの依頼に添える
attachments-along-tip = 添付の文章を読み取り、下書き、書き換え、要約、ひな形の依頼に資料として添えます（翻訳と、長い文書を分けて要約するときは添えません）。送信前に内容を確認できます
attachments-along-not = この種類のファイルからは文章を読み取れません
attachments-open = 開く
attachments-open-tip = 読み取り専用の写しを、このファイル用のアプリで開きます
attachments-open-not = この種類のファイルは、安全のためここからは開けません。「保存…」で保存してから扱ってください
attachments-save = 保存…
attachments-remove = 外す
attachments-drop = ここに放すと、文書に添付します
attachments-drop-not = 確認画面では添付できません
attachments-drop-open = ここに放すと、ファイルを開きます

# $level is the name of a level.
classification-by-attachments = { $level }（添付による）

# $name is the name of a file.
error-attachment-empty = 「{ $name }」は中身のないファイルなので、添付しませんでした。
    .hint = ファイルの中身を確かめて、もう一度添付してください。
# $most is a number of MiB.
error-attachment-too-large = 「{ $name }」は大きすぎるので、添付しませんでした（上限{ $most } MB）。
    .hint = 必要なページだけにするか、画像を縮小してから添付してください。
error-attachment-too-much = 「{ $name }」を加えると添付の合計が上限（{ $most } MB）を超えるので、添付しませんでした。
    .hint = 不要な添付を外してから、もう一度添付してください。
# $most is a number of files.
error-attachment-too-many = 添付が上限（{ $most }個）に達しているので、「{ $name }」は添付しませんでした。
    .hint = 不要な添付を外してから、もう一度添付してください。
# $known is the name under which the same file is attached.
error-attachment-twice = 「{ $name }」と同じ内容のファイルが、「{ $known }」として既に添付されています。
    .hint = 添付し直す必要はありません。
error-attachment-open = 「{ $name }」を開けませんでした。この種類のファイルを開くプログラムが、この端末に見つかりません
    .hint = 「保存…」で保存してから、ファイル用のアプリで開いてください。
notice-attachment-not-opened = 「{ $name }」は、安全のためここからは開けません。
    .hint = 「保存…」で保存してから扱ってください。
notice-attachment-opened = 「{ $name }」の写しを読み取り専用で開きました。
# $count is a number of files.
notice-attachments-joined = もう一方の写しの添付{ $count }個を加えました。
notice-attachments-changed-while-sending = 添付が変わったので、送信前の確認を閉じました。もう一度依頼してください。

# $count is a number of files, $names their names.
loss-attachments = 添付ファイル{ $count }個は書き出したファイルに含まれません：{ $names }
loss-attachment-gone = 添付「{ $name }」が読み出せないので、外しました
loss-attachment-changed = 添付「{ $name }」は、添付したときの内容と違います

# The trail.
event-attachment = 添付の変更

# The command line.
cli-attach = .kian の文書に添付したファイルを扱う
    .more = list は添付の名前・大きさ・ハッシュ・格付けを示す。add はファイルを添付し、remove は外す。どちらも文書をその場で保存する。save は添付を1つ、-o のファイルに書き出す（-o がなければ標準出力）。--classification は加える添付の格付け。
# $action is what was typed.
error-cli-attach-action = 「{ $action }」という操作はありません。list、add、save、remove のどれかを指定してください。
    .hint = 使い方は kian attach --help で確かめられます。
error-cli-attach-kind = 添付を持てるのは .kian の文書だけです：{ $path }
    .hint = kian convert で .kian にしてから添付してください。
# $names is a list of names.
error-cli-attach-name = 「{ $name }」という添付はありません（添付：{ $names }）。
    .hint = 添付の名前は kian attach list で確かめられます。
# $count is a number of files.
cli-attach-count = 添付{ $count }個

# パネルの見出しが1行に収まらないとき、残りを開くメニューの見出し。
panel-more = ほか
