### The store, files and settings. Paths stand at the end of a sentence, after a colon.

## The database that holds work in progress, recent files and the ledger.

store-set-aside = データベースが壊れていたため、別の名前で残して新しく作り直しました。作業中の文書を{ $carried }件引き継ぎました。元のファイル：{ $path }
    .hint = 引き継げなかった文書があれば、このファイルを消さずに情報システム担当へ相談してください。

error-store-newer = このデータベースは、より新しい版の起案で作られています（形式{ $found }、この版で扱えるのは{ $known }まで）：{ $path }
    .hint = 起案を新しい版にするか、--data-dir で別のフォルダーを指定してください。
error-store-damaged = データベースが壊れています：{ $path }
    .hint = 起案を再起動してください。壊れたファイルは別の名前で残し、読み取れる内容を引き継ぎます。
error-store-cannot-open = データベースを開けません：{ $path }
    .hint = フォルダーがあるか、読み書きの権限があるかを確かめてください。--data-dir で別のフォルダーも指定できます。
error-store-read-only = データベースに書き込めません（読み取り専用です）：{ $path }
    .hint = ファイルとフォルダーの書き込み権限を確かめてください。--data-dir で別のフォルダーも指定できます。
error-store-full = ディスクに空きがなく、データベースに書き込めません：{ $path }
    .hint = 不要なファイルを消して空きを作ってください。文書は開いたままにしておけば失われません。
error-store-busy = ほかのプログラムがデータベースを使っています：{ $path }
    .hint = 起案がほかに開いていないかを確かめて、もう一度操作してください。
error-store-failed = データベースの読み書きに失敗しました（番号{ $code }）：{ $path }
    .hint = もう一度操作してください。繰り返すときは、この番号を添えて情報システム担当へ知らせてください。
