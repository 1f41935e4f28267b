## Versions

command-versions = Versions…
    .tip = List named versions, compare them, bring one back
command-name-version = Keep as a version…
    .tip = Give the present state a name, to compare with it or come back to it later
command-merge-copy = Merge another copy…
    .tip = Read a file in which somebody else edited this document, and decide on each difference
dialog-merge = Choose the copy to merge
versions-title = Versions
versions-lead = Give the present state a name and keep it in the document’s file. A version is a place in the history, so the file hardly grows.
versions-name = Name
versions-keep = Keep as a version
versions-none = No version has been named yet
# $by is a person, $time a moment.
versions-by = { $by } ({ $time })
versions-compare-now = Compare with now
versions-compare-other = Compare with another…
versions-compare-these = Compare with this
# $name is a version.
versions-second = Choose the version to compare with “{ $name }”
versions-restore = Bring back
versions-forget = Remove name
version-began = As it began
version-now = As it is now
compare-of = Newer version: { $name }
compare-table = Side by side
compare-in-one = In one text
notice-version-named = “{ $name }” is kept as a version. Save the document to keep it in the file
notice-version-restored = The version is back
    .hint = Undo returns to the state before.
notice-versions-same = “{ $old }” and “{ $new }” do not differ
notice-merge-nothing =
    { $comments ->
        [0] There is no change to merge: { $path }
       *[other] There is no change to merge. Comments taken over: { $comments }: { $path }
    }
notice-merged = The copy was merged. Decide on each piece: { $agreed } that only the other copy changed, { $conflicts } in conflict: { $path }
notice-merged-unrelated = It is not known what both copies come from, so all { $conflicts } differences are shown as conflicts (agreed: { $agreed }): { $path }
notice-conflicts-first = Pieces still in conflict: { $count }
    .hint = Decide on each: accept to take the other copy’s words, reject to keep the present ones.
piece-in-conflict = Both copies changed this. Accepting takes the other copy’s words; rejecting keeps the present ones
error-version-lost = This version cannot be made from the document’s history
    .hint = A document that was opened from a file without its history cannot go back to a version.
review-since = Changes since “{ $name }” ({ $count })
review-no-version = There is no version to compare with. Keep a version, approve or return, and changes will be shown here from then on
review-since-compare = Show side by side
review-was = Before: { $text }
review-removed = (removed)
review-comments = Open comments: { $count }
author-rule = Proofreading fix
author-model = AI ({ $engine })
author-copy = Another copy ({ $name })
author-offline = Done on this machine
