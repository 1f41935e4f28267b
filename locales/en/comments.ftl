### Comments.

command-add-comment = Comment…
    .tip = Comment on the selected words, or the word at the cursor; the text stays as it is
command-next-comment = Next comment
    .tip = Go to the next comment
command-previous-comment = Previous comment
    .tip = Go to the comment before
command-settle-comment = Resolve or reopen comment
    .tip = Mark the comment at the cursor as resolved; once more to reopen it
command-remove-comment = Delete comment
    .tip = Delete the comment at the cursor with its replies
command-panel-comments = Show comments
    .tip = Show the list of comments at the right

panel-comments =
    { $count ->
        [0] Comments
       *[other] Comments ({ $count })
    }
comments-none = There are no comments. Select words and choose “Comment” to add one.
comments-new = New comment
comments-hint = Write a comment (Ctrl+Enter adds it)
comments-say = Comment
comments-leave = Cancel
# $words is the start of the words a comment is about.
comments-about = “{ $words }”
comments-about-gone = “{ $words }” (deleted words)
comments-about-place = (A place without words)
comments-hide-settled = Hide resolved ({ $count })
comments-settled = Resolved
comments-settle = Resolve
comments-open-again = Reopen
comments-remove = Delete
comments-bring-back = Bring the deleted comment back
comments-reply = Reply
comments-reply-hint = Write a reply
comments-nobody = No name
# $count is a number of replies.
comments-replies = Replies: { $count }

settings-user-name = Name in comments and records
settings-user-name-hint = If it is empty, the name this computer knows you by ({ $name }) is used. Records use that name wherever there is one.
settings-user-name-none = This computer knows no name for you. Enter the one that comments and records should carry.

loss-said = Comments cannot be kept (number: { $count })
    .hint = To keep comments too, save as .kian or .docx. The print window can list them after the text.
loss-comment-words = Comments on words that were deleted stay at their place; the words cannot be kept (number: { $count })
