# 端末で Ctrl+C により止めたとき
error-cli-stopped = 中止しました。何も書き出していません
    .hint = もう一度行うには、同じコマンドを実行してください
# $path: 取り込んでいたファイル
error-cli-stopped-taking = 中止しました。「{ $path }」からは何も取り込んでいません
    .hint = もう一度行うには、同じコマンドを実行してください
