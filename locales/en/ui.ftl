### The window.

## The sheet of paper the document is typed on.

# The pane's name for a screen reader.
editor-pane = Document
# Stands on the empty sheet.
editor-hint = Type here
# The menu of a right click.
editor-cut = Cut
editor-copy = Copy
editor-paste = Paste
editor-select-all = Select all
# How grave a finding is, above its explanation.
editor-level-error = Error
editor-level-warning = Caution
editor-level-info = For reference
# Buttons beside a piece of a suggestion.
editor-accept = Accept
editor-reject = Reject
# Who wrote the words under the pointer.
editor-author-person = You typed this
editor-author-form = Fixed words of the form
editor-author-import = This stood in the file you opened
# { $rule } is the id of the rule.
editor-author-rule = From a fix of the rule { $rule } that you applied
editor-author-assistant = From a suggestion of the assistant that you accepted
# { $engine } is the name of the engine.
editor-author-engine = From a suggestion of { $engine } that you accepted
editor-author-model = From a suggestion of { $engine } ({ $model }) that you accepted
