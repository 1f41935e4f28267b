# Filling the column of easy Japanese with drafts by a model

command-fill-easy = Draft Easy Japanese
    .tip = Has the endpoint's model write easy Japanese for every sentence that has none, as drafts.
notice-easy-no-model = There is nothing here that could write easy Japanese. Set up an endpoint to have a model draft it, or write it yourself.
notice-easy-nothing = No sentence is left without easy Japanese.
notice-easy-made = { $count } of { $all } sentences have a draft in easy Japanese. Read and confirm them.
pairs-export-easy-read = Easy Japanese with readings
notice-export-stopped = Stopped. No file was written.
