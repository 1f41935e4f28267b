# やさしい日本語の列を生成AIの下書きで埋める

command-fill-easy = やさしい日本語の下書きを作る
    .tip = やさしい日本語のない文を、接続先の生成AIに書かせて下書きにします。
notice-easy-no-model = やさしい日本語を書けるものがありません。接続先を設定すると生成AIの下書きで埋められます。自分で書くこともできます。
notice-easy-nothing = やさしい日本語を書く文は残っていません。
notice-easy-made = { $all }文のうち{ $count }文をやさしい日本語にしました。確かめて確定してください。
pairs-export-easy-read = やさしい日本語（振り仮名付き）
notice-export-stopped = 書き出しを中止しました。ファイルは作っていません。
