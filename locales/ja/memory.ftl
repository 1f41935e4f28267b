### 翻訳メモリと用語集。パスは文の最後、コロンの後に置く。

error-memory-damaged = 翻訳メモリが壊れていて読めません: { $path }
    .hint = 控えのファイルを戻すか、このファイルを別の場所へ移して、TMXファイルを取り込み直してください。
error-memory-other-file = 起案の翻訳メモリではないファイルです: { $path }
    .hint = TMXやCSVは kian tm import で取り込みます。
