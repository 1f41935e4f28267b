# 文の分割規則（SRX）

notice-segmentation-imported = 文の分割規則{ $count }件を、翻訳の分割に使います：{ $path }
notice-segmentation-faults = 分割規則のうち{ $count }件は使えません：{ $file }
error-segmentation-file = 分割規則を読み込めません：{ $file }
    .hint = SRX 2.0か1.0のファイルか、確かめてください。
error-segmentation-empty = 使える分割規則がありません：{ $file }
    .hint = 規則（rule）と、言語との対応（languagemap）の両方が必要です。
