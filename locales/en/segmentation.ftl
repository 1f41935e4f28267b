# Rules of segmentation (SRX)

notice-segmentation-imported = { $count ->
    [one] One rule of segmentation now cuts what is translated: { $path }
   *[other] { $count } rules of segmentation now cut what is translated: { $path }
}
notice-segmentation-faults = { $count ->
    [one] One of the rules of segmentation cannot be used: { $file }
   *[other] { $count } of the rules of segmentation cannot be used: { $file }
}
error-segmentation-file = The rules of segmentation cannot be read: { $file }
    .hint = Check that this is a file of SRX 2.0 or 1.0.
error-segmentation-empty = There is no rule of segmentation to use: { $file }
    .hint = Both rules and a language map are needed.
