## 版

command-versions = 版…
    .tip = 名前を付けた版を一覧し、比べ、戻す
command-name-version = 版として残す…
    .tip = 今の状態に名前を付けて、あとで比べたり戻したりできるようにする
command-merge-copy = 別の写しと合わせる…
    .tip = 同じ文書を別の人が直したファイルを読み込み、違いを一つずつ決める
dialog-merge = 合わせる写しを選択
versions-title = 版
versions-lead = 今の状態に名前を付けて、文書のファイルに残します。版は履歴の中の位置なので、ファイルはほとんど大きくなりません。
versions-name = 名前
versions-keep = 版として残す
versions-none = 名前を付けた版は、まだありません
# $by is a person, $time a moment.
versions-by = { $by }（{ $time }）
versions-compare-now = 今と比較
versions-compare-other = 別の版と比較…
versions-compare-these = これと比較
# $name is a version.
versions-second = 「{ $name }」と比べる版を選んでください
versions-restore = この版に戻す
versions-forget = 名前を消す
version-began = 最初の状態
version-now = 今の状態
compare-of = 新しい版：{ $name }
compare-table = 新旧対照表
compare-in-one = 見え消し
notice-version-named = 「{ $name }」を版として残しました。文書を保存すると、ファイルに残ります
notice-version-restored = 版に戻しました
    .hint = 「元に戻す」で、戻す前の状態になります。
notice-versions-same = 「{ $old }」と「{ $new }」に違いはありません
notice-merge-nothing =
    { $comments ->
        [0] 合わせる変更はありません：{ $path }
       *[other] 合わせる変更はありません。コメントを{ $comments }件取り込みました：{ $path }
    }
notice-merged = 写しと合わせました。相手だけが変えた箇所{ $agreed }件、食い違う箇所{ $conflicts }件を、一つずつ決めてください：{ $path }
notice-merged-unrelated = 元になった共通の文書が分からないため、違い{ $conflicts }件をすべて食い違いとして示します（合う変更{ $agreed }件）：{ $path }
notice-conflicts-first = 食い違う箇所が{ $count }件残っています
    .hint = 一つずつ、承認（相手の文にする）か却下（今の文のまま）を決めてください。
piece-in-conflict = 両方が変えた箇所です。承認すると相手の文になり、却下では今の文が残ります
error-version-lost = この版は、文書の履歴から作り直せません
    .hint = 履歴のないファイルから開いた場合は、版に戻せません。
review-since = 「{ $name }」からの変更（{ $count }か所）
review-no-version = 比べる版がありません。「版として残す」か承認、差戻しをすると、次からここに変更が示されます
review-since-compare = 並べて表示
review-was = 変更前：{ $text }
review-removed = （削除）
review-comments = 未解決のコメント{ $count }件
author-rule = 校正の修正
author-model = 生成AI（{ $engine }）
author-copy = 別の写し（{ $name }）
author-offline = 端末内の処理
