### Files attached to a document and kept with it.

command-attach-file = Attach a file…
    .tip = Attaches a file to the document and keeps it there. Dropping one on the window does the same
command-panel-attachments = Show attachments
    .tip = Shows the attached files at the right
dialog-attached = Choose a file to attach

panel-attachments =
    { $count ->
        [0] Attached
       *[other] Attached ({ $count })
    }
attachments-none = Nothing is attached. Sources, last year’s notice and the like can be kept with the document.
attachments-lead = Attachments are kept in the .kian document. Undo does not touch them.
# $name is the name of a file that was taken away.
attachments-bring-back = Bring back “{ $name }”
attachments-no-kind = Unknown kind
attachments-between = { " · " }
# $count is a number of bytes.
attachments-bytes =
    { $count ->
        [one] { $count } byte
       *[other] { $count } bytes
    }
# $size is a number with one decimal.
attachments-kib = { $size } KB
attachments-mib = { $size } MB
attachments-hash = SHA-256: { $hash }
attachments-level = Classification
attachments-level-same = As the document
attachments-level-tip = The classification of this attachment. The highest of the document and its attachments counts for all of it
attachments-along = Send along to the AI
attachments-along-tip = Its text is read and goes as material with drafts, rewritings, summaries and requests made from templates (not with translations, nor with long documents summarised in parts). You see it before it is sent
attachments-along-not = No text can be read from files of this kind
attachments-open = Open
attachments-open-tip = Opens a read-only copy in the program for such files
attachments-open-not = For safety, files of this kind cannot be opened from here. Save it first
attachments-save = Save…
attachments-remove = Remove
attachments-drop = Drop it here to attach it to the document
attachments-drop-not = Nothing can be attached while reviewing
attachments-drop-open = Drop it here to open it

# $level is the name of a level.
classification-by-attachments = { $level } (by attachment)

# $name is the name of a file.
error-attachment-empty = “{ $name }” is empty and was not attached.
    .hint = Look into the file and attach it again.
# $most is a number of MiB.
error-attachment-too-large = “{ $name }” is too large to be attached (at most { $most } MB).
    .hint = Attach only the pages that are needed, or make its pictures smaller.
error-attachment-too-much = With “{ $name }” the attachments would exceed { $most } MB, so it was not attached.
    .hint = Remove attachments that are not needed, then attach it again.
# $most is a number of files.
error-attachment-too-many = There are { $most } attachments, as many as there can be, so “{ $name }” was not attached.
    .hint = Remove attachments that are not needed, then attach it again.
# $known is the name under which the same file is attached.
error-attachment-twice = A file with the same content as “{ $name }” is attached already, as “{ $known }”.
    .hint = There is no need to attach it again.
error-attachment-open = “{ $name }” could not be opened: no program for files of this kind was found on this computer
    .hint = Save it with “Save…” and open it in its program.
notice-attachment-not-opened = For safety, “{ $name }” cannot be opened from here.
    .hint = Save it with “Save…” first.
notice-attachment-opened = A read-only copy of “{ $name }” was opened.
# $count is a number of files.
notice-attachments-joined =
    { $count ->
        [one] An attachment of the other copy was added.
       *[other] { $count } attachments of the other copy were added.
    }
notice-attachments-changed-while-sending = The attachments changed, so the check before sending was closed. Please ask again.

# $count is a number of files, $names their names.
loss-attachments =
    { $count ->
        [one] The attachment is not in the written file: { $names }
       *[other] { $count } attachments are not in the written file: { $names }
    }
loss-attachment-gone = The attachment “{ $name }” cannot be read and was left out
loss-attachment-changed = The attachment “{ $name }” is not what it was when it was attached

# The trail.
event-attachment = Attachment changed

# The command line.
cli-attach = handle the files attached to a .kian document
    .more = list shows the name, size, hash and classification of each; add attaches files and remove takes one away, both saving the document in place; save writes one to the file of -o (to standard output without it). --classification is the level of what is added.
# $action is what was typed.
error-cli-attach-action = There is no action “{ $action }”. Say list, add, save or remove.
    .hint = kian attach --help says how.
error-cli-attach-kind = Only .kian documents can have attachments: { $path }
    .hint = Make it a .kian document with kian convert first.
# $names is a list of names.
error-cli-attach-name = There is no attachment “{ $name }” (there are: { $names }).
    .hint = kian attach list shows the names.
# $count is a number of files.
cli-attach-count =
    { $count ->
        [0] No attachments
        [one] { $count } attachment
       *[other] { $count } attachments
    }

# Opens the panels whose tabs do not fit in the row.
panel-more = More
