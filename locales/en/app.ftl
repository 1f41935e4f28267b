### Commands, notices.

app-name = Kian
untitled = Untitled

## Commands: the name on menus and buttons; .tip says more in a tooltip.

command-new = New…
    .tip = Choose a form and start a new document
command-open = Open…
    .tip = Open a Kian, Word, Markdown or text file
command-close-document = Close
    .tip = Close the document and go back to the start page
command-save = Save
    .tip = Save the document to its file
command-save-as = Save as…
    .tip = Choose where and in which format to save
command-export-word = Export to Word…
    .tip = Make a copy to send out, as a Word document (.docx) or text. The document itself stays as it is
command-export-review = Export to Word with revisions…
    .tip = Make a copy with the open suggestions as Word's tracked changes
command-compare = Compare with another version…
    .tip = Choose a file; the document is put beside it as the newer version, by article and item
command-settings = Settings…
    .tip = Language, colours and the AI endpoints
command-quit = Quit
    .tip = Leave Kian
command-undo = Undo
    .tip = Take back the last step
command-redo = Redo
    .tip = Do again what was taken back
command-select-all = Select all
    .tip = Select the whole document
command-move-up = Move paragraph up
    .tip = Put the paragraph of the cursor before the one above it
command-move-down = Move paragraph down
    .tip = Put the paragraph of the cursor behind the one below it
command-find = Find…
    .tip = Look for words in the document
command-find-next = Find next
    .tip = Go to the next place where the words stand
command-find-previous = Find previous
    .tip = Go back to the place before
command-replace = Replace…
    .tip = Look for words and put others in their place
command-go-to = Go to…
    .tip = Go to a part by its name, or to a paragraph by its number
command-check-next = Next finding
    .tip = Go to the next place the rules object to
command-check-previous = Previous finding
    .tip = Go back to the previous finding
command-fix-here = Mend this finding
    .tip = Mends the finding at the cursor by its first suggestion and goes on to the next
command-ignore-here = Ignore this finding
    .tip = Ignores the finding at the cursor in this place and goes on to the next. It can be taken back in the list of findings
command-fix-safe = Apply all safe fixes
    .tip = Apply every fix that is safe unread, as one step
command-draft = Draft the text
    .tip = Propose text where the form leaves room for it. Nothing enters the document until you accept it
command-rewrite = Polish
    .tip = Propose a better wording for the selection, or for this paragraph
command-add-readings = Add readings to kanji
    .tip = Proposes readings in brackets behind the kanji of the selection, or of the paragraph the cursor is in
command-summarize = Summarise
    .tip = Pick out the key sentences, each linked to where it stands
command-stop = Stop
    .tip = Stop at once. What has arrived is kept
command-next-hunk = Next suggestion
    .tip = Go to the next suggested change
command-accept-hunk = Accept this suggestion
    .tip = Put the suggestion at the cursor into the document
command-reject-hunk = Reject this suggestion
    .tip = Drop the suggestion at the cursor
command-accept-all = Accept all
    .tip = Put all remaining suggestions into the document; one undo takes them out again
command-reject-all = Reject all
    .tip = Drop all remaining suggestions. Not a character of the document changes
command-palette = Command palette…
    .tip = Type the name of what you want to do
command-toggle-outline = Show or hide the outline
    .tip = Show or hide the outline on the left
command-panel-assistant = Show the assistant
    .tip = Show the assistant on the right
command-panel-findings = Show the findings
    .tip = Show what the rules found on the right
command-show-authors = Show or hide authors
    .tip = Mark what came from the form, a person, a rule or AI
command-show-spaces = Show or hide spaces
    .tip = Mark spaces, full-width spaces, tabs and the ends of paragraphs
command-focus-mode = Focus on the sheet
    .tip = Hide everything around the sheet; choose it again to bring it back
command-zoom-in = Zoom in
    .tip = Make the page larger
command-zoom-out = Zoom out
    .tip = Make the page smaller
command-zoom-reset = Actual size
    .tip = Show the page in its normal size
command-theme-system = System colours
    .tip = Follow the system's light or dark setting
command-theme-light = Light colours
    .tip = Use light colours
command-theme-dark = Dark colours
    .tip = Use dark colours
command-switch-language = Switch language
    .tip = Switch the interface between Japanese and English
command-shortcuts = Keyboard shortcuts
    .tip = List all keyboard shortcuts
command-about = About Kian
    .tip = Version, principles and licences

menu-file = File
menu-edit = Edit
menu-check = Check
menu-assistant = Assistant
menu-view = View
menu-help = Help

## Notices.

# $path is a file.
notice-saved = Saved: { $path }
notice-exported = Exported: { $path }
notice-saved-with-losses = Saved, but this format cannot hold everything: { $path }
    .hint = To keep it all, save the document as .kian too.
notice-open-failed = Could not be opened: { $path }
# $count is the number of pieces.
notice-revisions = Tracked changes were opened as a suggestion (number: { $count }). Decide on them one by one.
notice-opened-with-losses = Opened, but some things could not be read: { $path }
    .hint = The file has not been changed. Save under another name to leave it as it is.
notice-fixed =
    { $count ->
        [0] There was nothing that is safe to fix
        [one] Fixed one place
       *[other] Fixed { $count } places
    }
notice-words-imported =
    { $count ->
        [one] One word was taken over: { $path }
       *[other] { $count } words were taken over: { $path }
    }
notice-key-stored = The key is in the system keyring
notice-key-in-file = The key is in the encrypted file
notice-nothing-to-draft = There is no place to draft
    .hint = Drafting fills the empty text of a document made from a form.
notice-nothing-to-rewrite = Nothing to improve was found
    .hint = The built-in engine only mends what its rules can tell.
notice-no-readings = There are no kanji to add readings to
notice-readings-too-long = This is too long to add readings to at once
    .hint = Select 20,000 characters at most, one part after another.
notice-nothing-to-summarize = There is no text to summarise

error-job-crashed = Something went wrong on the way
    .hint = The document is safe. If it happens again, tell the person in charge what you did.
error-file-changed = Somebody else has changed this file since it was opened: { $path }
    .hint = It was not overwritten. Use “Save as” with another name.
error-file-kind = Files of this kind cannot be handled: { $path }
    .hint = Let the name end in .kian, .docx, .odt, .html, .md or .txt (for a copy also .pdf).
error-window = The window could not be opened: { $cause }
    .hint = Without a display, use the commands (kian --help lists them). If a library is missing on Linux, run the apt-get line in the README.
