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

## Files read and written.

error-file-not-found = ファイルが見つかりません：{ $path }
    .hint = 名前とフォルダーを確かめてください。移動や改名をしたときは、もう一度選び直してください。
error-file-no-folder = 保存先のフォルダーがありません：{ $path }
    .hint = フォルダーを作るか、別の保存先を選んでください。
error-file-not-a-folder = フォルダーではないものがパスの途中にあります：{ $path }
    .hint = フォルダーの名前を確かめてください。
error-file-no-permission = 読み書きする権限がありません：{ $path }
    .hint = 別のフォルダーを選ぶか、フォルダーの管理者に権限を頼んでください。
error-file-read-only = 読み取り専用のため書き込めません：{ $path }
    .hint = 別の名前で保存するか、読み取り専用を解除してください。
error-file-full = ディスクに空きがないため書き込めません：{ $path }
    .hint = 空きを作るか、別のドライブに保存してください。前に保存した内容はそのまま残っています。
error-file-is-folder = ファイルではなくフォルダーです：{ $path }
    .hint = フォルダーの中のファイルを指定してください。
error-file-bad-name = このファイル名は使えません（長すぎるか、使えない文字があります）：{ $path }
    .hint = 短い名前に変えてください。
error-file-in-use = ほかのプログラムが使っているファイルです：{ $path }
    .hint = Wordなどで開いていれば閉じて、もう一度操作してください。
error-file-exists = 同じ名前のファイルがすでにあります：{ $path }
    .hint = 別の名前にしてください。置き換えてよいときは、コマンドラインでは --force を付けます。
error-file-too-large = ファイルが大きすぎます（上限{ $limit } MB）：{ $path }
    .hint = ファイルを分けるか、画像などを取り除いてから開いてください。
error-file-unreachable = ドライブにつながりません：{ $path }
    .hint = ネットワークの接続を確かめるか、手元のドライブに保存してください。
error-file-other = ファイルを読み書きできませんでした（システムのエラー{ $code }）：{ $path }
    .hint = もう一度操作してください。繰り返すときは、この番号を添えて情報システム担当へ知らせてください。

## Settings. Member names are shown as the file writes them.

error-settings-no-home = 設定を置くフォルダーが見つかりません
    .hint = --data-dir でフォルダーを指定してください。
error-settings-damaged = 設定ファイルを読み取れません：{ $path }
    .hint = TOMLの書き方に誤りがないかを確かめてください。
error-settings-set-aside = 設定ファイルを読み取れないため、別の名前で残し、初期設定で始めました。元のファイル：{ $path }
    .hint = 書き方の誤りを直してsettings.tomlに戻すと、前の設定で始められます。
error-settings-member = 設定「{ $member }」の値が使えないため、無視しました：{ $path }
    .hint = 設定画面で選び直すか、ファイルの値を直してください。
error-settings-secret-header = 接続先「{ $endpoint }」のヘッダー{ $header }は鍵を含むため、設定ファイルには置けません
    .hint = 鍵はキーリングか環境変数に入れ、そのヘッダー名を「認証ヘッダー」に指定してください。
