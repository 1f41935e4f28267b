### 対訳の元になったファイルでの呼び名。

pairs-form-short = 数の形 { $number }／{ $count }
pairs-form = 数の形 { $number }／{ $count }
pairs-form-one = 数の形 { $number }／{ $count }（1個のとき）
pairs-form-many = 数の形 { $number }／{ $count }（2個以上のとき）
pairs-label = ファイルでの区別：{ $name }
loss-received = 対訳の元のファイルが壊れているか、ないため、元のファイルへの書き戻しはできません。
