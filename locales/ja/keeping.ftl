### Saving into the file a document was read from.

# Shown when a Word file was opened that holds things Kian does not work with. The list says what.
notice-opened-keeping = 開きました。起案で扱えないものがありますが、Word文書として保存すれば、元のまま残ります：{ $path }
    .hint = 他の形式で保存すると、次のものは残りません。
loss-kept-not = この変更は元のファイルに書き込めませんでした（{ $count }か所、最初は{ $paragraph }段落目）。別の名前で .kian 形式で保存してください。
loss-kept-numbers = 番号のある段落を変えたため、自動の番号を文字に直しました（{ $count }か所、最初は{ $paragraph }段落目）。文面は同じですが、この後Wordで段落を加えても番号は自動では変わりません。
loss-kept-table = 列や結合されたセルが変わったため、表を作り直しました。罫線などの見た目は元と異なります（{ $count }件、最初は{ $paragraph }段落目）。
loss-kept-cell = 複数の段落が入っていたセルを変更したため、1段落にまとめました（{ $count }件、最初は{ $paragraph }段落目）。
loss-kept-shell = 消した段落に図や区切りなどがあったため、文字だけを消しました（{ $count }件、最初は{ $paragraph }段落目のあたり）。
loss-signature-broken = 内容を変更したため、元のファイルの電子署名は無効になります。
loss-made-anew = この内容は元のファイルに書き込めないため、ファイルを作り直します。起案が扱わない書式や部品は残りません。

# Asked before a document is saved in a file that cannot hold all of it. The list says what.
consent-title = 「{ $name }」には、書き込めないものがあります
consent-lead = このまま保存すると、ファイルでは次のとおりになります。まだ何も保存していません。
consent-save = このまま保存
consent-elsewhere = 別の名前で保存…
