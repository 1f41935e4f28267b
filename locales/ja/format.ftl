### Reading and writing files.

error-format-not-zip = ファイルの中身が、この種類のものではありません。
    .hint = 名前の末尾（拡張子）が中身と合っているか確かめてください。
error-format-truncated = ファイルが途中で切れているか、壊れています。
    .hint = 元の場所からもう一度コピーするか、受け取り直してください。
error-format-encrypted = ファイルがパスワードで保護されているか、古い形式（.doc）です。
    .hint = Wordで開き、パスワードを外して .docx 形式で保存し直してください。
error-format-too-big = ファイルが、開いたときに大きくなりすぎます。
    .hint = 画像を減らすか、文書を分けて保存し直してください。心当たりのない相手からのファイルは開かないでください。
error-format-unsafe-name = ファイルの中に、フォルダーの外を指す名前があります：{ $name }
    .hint = 細工されたおそれがあります。送り主に確かめてください。
error-format-bad-xml = ファイルの一部を読み取れません：{ $part }（{ $offset }バイト目）
    .hint = Wordなどで開いて保存し直すと、読めるようになることがあります。
error-format-dtd = ファイルに、文書には使われない定義（DTD）が含まれています：{ $part }
    .hint = 細工されたおそれがあります。送り主に確かめてください。
error-format-unknown-encoding = 文字コードを判別できません。
    .hint = UTF-8で保存し直してから開いてください。
error-format-unencodable = この文字コードでは書けない文字が、{ $paragraph }段落目から含まれています：{ $characters }
    .hint = UTF-8で保存するか、別の文字に置き換えてください。
error-format-damaged = ファイルの一部が壊れています：{ $part }
    .hint = 控えがあれば、そちらを開いてください。
error-format-newer-version = 新しい版の起案で作られたファイルです（形式の版：{ $version }）。
    .hint = 起案を新しい版に更新してから開いてください。
error-format-missing-part = ファイルに、あるはずの部分がありません：{ $part }
    .hint = 名前の末尾（拡張子）が中身と合っているか確かめてください。

loss-parts-as-text = 件名や項番号などは、空白と文字で表しました。開き直すと、ただの本文になります。
loss-classification = 格付けは、この形式には書き込めません。
loss-encoding-variants = 同じ字に2通りの符号があるものは、保存すると標準の符号に変わります。
loss-line-endings = 改行の種類が混ざっています。保存すると、いちばん多い種類にそろいます。
loss-history = 変更の履歴が本文と合わないため、履歴を外して開きました。
