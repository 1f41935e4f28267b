//! [`Command`]: everything a person can name. One row in one table; the menus, the palette, the shortcut help and the
//! documentation are all drawn from it. A command's words are the Fluent message `command-<id>`.

/// What a person can ask for by name. Commands take no arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is described by its message command-<id>")]
pub enum Command {
    New,
    Open,
    Save,
    SaveAs,
    ExportWord,
    /// A Word file with the open suggestions as its own revisions.
    ExportReview,
    ExportPdf,
    /// A PDF file for an archive.
    ExportArchive,
    /// The pages as they will be printed.
    Preview,
    Print,
    /// Side by side with another version.
    Compare,
    /// Named states of the document.
    Versions,
    NameVersion,
    /// Put another copy of the document together with it.
    MergeCopy,
    /// One document to many addressees.
    Merge,
    /// A document number.
    TakeNumber,
    /// What the office says of itself.
    OfficeProfile,
    /// The desk where forms are made.
    Forms,
    CloseDocument,
    Quit,
    Undo,
    Redo,
    SelectAll,
    MoveUp,
    MoveDown,
    Find,
    FindNext,
    FindPrevious,
    Replace,
    GoTo,
    Bold,
    Underline,
    /// Emphasis dots, 傍点.
    Dots,
    Superscript,
    Subscript,
    /// No look at all.
    PlainLook,
    /// Readings over a few words.
    Ruby,
    /// Dates in the Japanese era.
    DatesEra,
    /// Dates in the Western calendar.
    DatesWestern,
    /// Readings over everything.
    RubyAll,
    AddComment,
    NextComment,
    PreviousComment,
    /// Resolve, or open again.
    SettleComment,
    RemoveComment,
    InsertTable,
    /// A range of a workbook as a table.
    InsertRange,
    RowAbove,
    RowBelow,
    ColumnLeft,
    ColumnRight,
    DeleteRows,
    DeleteColumns,
    DeleteTable,
    CheckNext,
    CheckPrevious,
    FixSafe,
    FindPersonal,
    FixHere,
    IgnoreHere,
    Draft,
    Rewrite,
    RewriteClearer,
    RewriteShorter,
    RewriteLonger,
    /// 敬体.
    RewritePolite,
    /// 常体.
    RewriteNeutral,
    /// やさしい日本語, plain English.
    RewritePlain,
    RewriteCorrect,
    /// As the person says.
    RewriteOwn,
    FromNotes,
    FromFiles,
    FromPrevious,
    Continue,
    Minutes,
    /// 想定問答.
    Questions,
    ReplyTo,
    Announce,
    SummarizeAs,
    Points,
    PressSummary,
    Subject,
    Ask,
    /// A model as second reader of the document.
    Review,
    /// A model as second reader of the translation.
    ReadPairs,
    /// Put readings behind kanji.
    AddReadings,
    Summarize,
    Templates,
    TakeIn,
    Pairs,
    FillPairs,
    CopySource,
    /// The next inline code of the source that the target lacks.
    InsertTag,
    JoinPairs,
    /// Source and translation side by side.
    BesidePairs,
    /// From the source to the translation beside it, and back.
    OtherPane,
    SplitPair,
    ApprovePair,
    /// Nobody vouches for it any more.
    ReopenPair,
    LockPair,
    /// The version in easy Japanese.
    EasyColumn,
    /// Fill it by the endpoint.
    FillEasy,
    /// How much there is, how far it is, how good it is.
    PairFigures,
    /// Agreed words where they stand.
    ShowTerms,
    /// Keep an agreed word.
    AddTerm,
    Termbase,
    /// Where a word stands in what was translated before.
    Concordance,
    Memories,
    /// Two documents, aligned without a model.
    Align,
    /// The first sentence of a target to the pair before it.
    ShiftUp,
    /// The last sentence of a target to the pair behind it.
    ShiftDown,
    Unpair,
    /// Confirm what an alignment is sure of.
    ConfirmSure,
    LearnPairs,
    ImportPairs,
    ExportPairs,
    Stop,
    /// The rest of an answer that broke off.
    GoOn,
    /// Once more, with a wish.
    Again,
    VersionBack,
    VersionOn,
    NextHunk,
    AcceptHunk,
    RejectHunk,
    AcceptAll,
    RejectAll,
    Palette,
    ToggleOutline,
    PanelAssistant,
    PanelFindings,
    PanelComments,
    PanelReview,
    PanelQueue,
    /// What is attached to the document.
    PanelAttachments,
    /// Attach a file to the document.
    AttachFile,
    /// The audit trail.
    AuditTrail,
    /// A person checked the whole text.
    Confirm,
    ReviewMode,
    InsertDisclosure,
    ProcessRecord,
    /// Write the same as a document for Word.
    ProcessRecordWord,
    ShowAuthors,
    ShowSpaces,
    FocusMode,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    SwitchLanguage,
    Settings,
    Shortcuts,
    /// The policy in force.
    OfficePolicy,
    About,
}

/// The menu a command stands in; its words are the message `menu-<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is described by its message menu-<id>")]
pub enum Menu {
    File,
    Edit,
    Format,
    Table,
    Check,
    Compose,
    Assistant,
    Translation,
    View,
    Help,
}

impl Menu {
    /// The menus, from left to right.
    pub const ALL: [Menu; 10] = [
        Menu::File,
        Menu::Edit,
        Menu::Format,
        Menu::Table,
        Menu::Check,
        Menu::Compose,
        Menu::Assistant,
        Menu::Translation,
        Menu::View,
        Menu::Help,
    ];

    /// The end of its message id.
    pub fn id(self) -> &'static str {
        match self {
            Menu::File => "file",
            Menu::Edit => "edit",
            Menu::Format => "format",
            Menu::Table => "table",
            Menu::Check => "check",
            Menu::Compose => "compose",
            Menu::Assistant => "assistant",
            Menu::Translation => "translation",
            Menu::View => "view",
            Menu::Help => "help",
        }
    }
}

/// One row of the table.
pub struct Row {
    /// The command.
    pub command: Command,
    /// Its name in messages, settings and documentation.
    pub id: &'static str,
    /// The menu it stands in.
    pub menu: Menu,
    /// Its key chords, the first one shown: `Ctrl+Shift+P`. `Ctrl` is ⌘ on macOS. Keys are named as egui names them.
    pub keys: &'static [&'static str],
    /// Whether a separating line stands above it in its menu.
    pub separated: bool,
}

macro_rules! separated {
    () => {
        false
    };
    (line) => {
        true
    };
}

macro_rules! table {
    ($($command:ident $id:literal $menu:ident [$($key:literal),*] $($separated:ident)?;)+) => {
        &[$(Row {
            command: Command::$command,
            id: $id,
            menu: Menu::$menu,
            keys: &[$($key),*],
            separated: separated!($($separated)?),
        }),+]
    };
}

/// The table, in the order of the menus and the palette.
pub const COMMANDS: &[Row] = table! {
    New "new" File ["Ctrl+N"];
    Open "open" File ["Ctrl+O"];
    CloseDocument "close-document" File ["Ctrl+W"];
    Save "save" File ["Ctrl+S"] line;
    SaveAs "save-as" File ["Ctrl+Shift+S", "F12"];
    ExportWord "export-word" File ["Ctrl+E"];
    ExportReview "export-review" File [];
    ExportPdf "export-pdf" File ["Ctrl+Shift+E"];
    ExportArchive "export-archive" File [];
    Compare "compare" File [];
    Versions "versions" File ["Ctrl+F12"];
    NameVersion "name-version" File ["Ctrl+Shift+F12"];
    MergeCopy "merge-copy" File [];
    Merge "merge" File ["Ctrl+Alt+D"] line;
    TakeNumber "take-number" File ["Ctrl+Alt+Z"];
    OfficeProfile "office-profile" File [];
    Forms "forms" File ["Ctrl+Shift+F2"];
    AttachFile "attach-file" File ["Ctrl+F7"];
    ProcessRecord "process-record" File [];
    ProcessRecordWord "process-record-word" File [];
    Preview "preview" File ["Ctrl+F2"] line;
    Print "print" File ["Ctrl+P"];
    Settings "settings" File ["Ctrl+Comma"] line;
    Quit "quit" File ["Ctrl+Q"];
    Undo "undo" Edit ["Ctrl+Z"];
    Redo "redo" Edit ["Ctrl+Y", "Ctrl+Shift+Z"];
    SelectAll "select-all" Edit ["Ctrl+A"] line;
    MoveUp "move-up" Edit ["Alt+Shift+ArrowUp"];
    MoveDown "move-down" Edit ["Alt+Shift+ArrowDown"];
    Find "find" Edit ["Ctrl+F"] line;
    FindNext "find-next" Edit ["F3"];
    FindPrevious "find-previous" Edit ["Shift+F3"];
    Replace "replace" Edit ["Ctrl+H", "Ctrl+Alt+F"];
    GoTo "go-to" Edit ["Ctrl+G"];
    AddComment "add-comment" Edit ["Ctrl+Alt+M"] line;
    NextComment "next-comment" Edit ["F9"];
    PreviousComment "previous-comment" Edit ["Shift+F9"];
    SettleComment "settle-comment" Edit [];
    RemoveComment "remove-comment" Edit [];
    Bold "bold" Format ["Ctrl+B"];
    Underline "underline" Format ["Ctrl+U"];
    Dots "dots" Format ["Ctrl+Shift+Period"];
    Superscript "superscript" Format ["Ctrl+Shift+Plus"];
    Subscript "subscript" Format ["Ctrl+Shift+Equals", "Ctrl+Shift+Minus"];
    PlainLook "plain-look" Format ["Ctrl+Backslash"];
    Ruby "ruby" Format ["Ctrl+Shift+K"] line;
    RubyAll "ruby-all" Format [];
    DatesEra "dates-era" Format ["Ctrl+Alt+E"] line;
    DatesWestern "dates-western" Format ["Ctrl+Alt+W"];
    InsertTable "insert-table" Table ["Ctrl+Alt+T"];
    InsertRange "insert-range" Table [];
    RowAbove "row-above" Table [] line;
    RowBelow "row-below" Table [];
    ColumnLeft "column-left" Table [];
    ColumnRight "column-right" Table [];
    DeleteRows "delete-rows" Table [] line;
    DeleteColumns "delete-columns" Table [];
    DeleteTable "delete-table" Table [];
    CheckNext "check-next" Check ["F8"];
    CheckPrevious "check-previous" Check ["Shift+F8"];
    FixHere "fix-here" Check ["Alt+F8"] line;
    IgnoreHere "ignore-here" Check ["Ctrl+F8"];
    FixSafe "fix-safe" Check ["Ctrl+Shift+F"] line;
    FindPersonal "find-personal" Check ["Ctrl+Shift+G"] line;
    Confirm "confirm" Check ["Ctrl+Alt+K"] line;
    ReviewMode "review-mode" Check [];
    InsertDisclosure "insert-disclosure" Check [];
    AuditTrail "audit-trail" Check ["Alt+F12"] line;
    Draft "draft" Compose ["Ctrl+Shift+D"];
    FromNotes "from-notes" Compose [];
    FromFiles "from-files" Compose [];
    FromPrevious "from-previous" Compose [];
    Continue "continue" Compose ["Ctrl+Alt+A"];
    Minutes "minutes" Compose [] line;
    Questions "questions" Compose [];
    ReplyTo "reply-to" Compose [];
    Announce "announce" Compose [];
    Subject "subject" Compose ["Ctrl+Alt+U"];
    Summarize "summarize" Compose ["Ctrl+Shift+M"] line;
    SummarizeAs "summarize-as" Compose [];
    Points "points" Compose [];
    PressSummary "press-summary" Compose [];
    Ask "ask" Compose ["Ctrl+Alt+Q"] line;
    Review "review" Compose ["Ctrl+Alt+C"];
    Templates "templates" Compose ["Ctrl+Shift+T"] line;
    Rewrite "rewrite" Assistant ["Ctrl+Shift+R"];
    RewriteClearer "rewrite-clearer" Assistant [];
    RewriteShorter "rewrite-shorter" Assistant [];
    RewriteLonger "rewrite-longer" Assistant [];
    RewritePolite "rewrite-polite" Assistant [];
    RewriteNeutral "rewrite-neutral" Assistant [];
    RewritePlain "rewrite-plain" Assistant [];
    RewriteCorrect "rewrite-correct" Assistant [];
    RewriteOwn "rewrite-own" Assistant [];
    AddReadings "add-readings" Assistant ["Ctrl+Shift+Y"];
    TakeIn "take-in" Assistant ["Ctrl+Alt+V"];
    Stop "stop" Assistant ["Ctrl+Period"] line;
    GoOn "go-on" Assistant ["Ctrl+Alt+Period"];
    Again "again" Assistant ["Ctrl+Alt+G"];
    VersionBack "version-back" Assistant ["Alt+PageUp"];
    VersionOn "version-on" Assistant ["Alt+PageDown"];
    NextHunk "next-hunk" Assistant ["F7"] line;
    AcceptHunk "accept-hunk" Assistant ["Ctrl+Enter"];
    RejectHunk "reject-hunk" Assistant ["Ctrl+Shift+Backspace"];
    AcceptAll "accept-all" Assistant ["Ctrl+Shift+Enter"];
    RejectAll "reject-all" Assistant ["Alt+Shift+Backspace"];
    Pairs "pairs" Translation ["Ctrl+Shift+B"];
    BesidePairs "beside-pairs" Translation ["Ctrl+Alt+H"];
    OtherPane "other-pane" Translation ["F6"];
    FillPairs "fill-pairs" Translation ["Ctrl+Alt+L"] line;
    ReadPairs "read-pairs" Translation [];
    CopySource "copy-source" Translation ["Ctrl+Alt+S"];
    InsertTag "insert-tag" Translation ["Ctrl+F9"];
    JoinPairs "join-pairs" Translation ["Ctrl+Alt+J"];
    SplitPair "split-pair" Translation ["Ctrl+Alt+X"];
    ApprovePair "approve-pair" Translation ["Ctrl+Alt+Enter"] line;
    ReopenPair "reopen-pair" Translation ["Ctrl+Alt+R"];
    LockPair "lock-pair" Translation ["Ctrl+Alt+O"];
    EasyColumn "easy-column" Translation ["Ctrl+Alt+Y"] line;
    FillEasy "fill-easy" Translation [];
    PairFigures "pair-figures" Translation ["Ctrl+Shift+Q"];
    ShiftUp "shift-up" Translation ["Alt+ArrowUp"] line;
    ShiftDown "shift-down" Translation ["Alt+ArrowDown"];
    Unpair "unpair" Translation ["Ctrl+Alt+Backspace"];
    ConfirmSure "confirm-sure" Translation [];
    LearnPairs "learn-pairs" Translation [];
    Align "align" Translation [] line;
    ImportPairs "import-pairs" Translation [];
    ExportPairs "export-pairs" Translation ["Ctrl+Alt+P"];
    Concordance "concordance" Translation ["Ctrl+K"] line;
    Memories "memories" Translation ["Ctrl+Alt+B"];
    AddTerm "add-term" Translation ["F4"];
    Termbase "termbase" Translation ["Shift+F4"];
    ShowTerms "show-terms" Translation ["Ctrl+Alt+I"];
    Palette "palette" View ["Ctrl+Shift+P"];
    ToggleOutline "toggle-outline" View ["Ctrl+Shift+O"] line;
    PanelAssistant "panel-assistant" View ["Ctrl+1"];
    PanelFindings "panel-findings" View ["Ctrl+2"];
    PanelComments "panel-comments" View ["Ctrl+3"];
    PanelReview "panel-review" View ["Ctrl+4"];
    PanelQueue "panel-queue" View ["Ctrl+6"];
    PanelAttachments "panel-attachments" View ["Ctrl+7"];
    ShowAuthors "show-authors" View ["Ctrl+Shift+W"];
    ShowSpaces "show-spaces" View ["Ctrl+Shift+I"];
    FocusMode "focus-mode" View ["F11"];
    ZoomIn "zoom-in" View ["Ctrl+Plus", "Ctrl+Equals", "Ctrl+Semicolon"] line;
    ZoomOut "zoom-out" View ["Ctrl+Minus"];
    ZoomReset "zoom-reset" View ["Ctrl+0"];
    ThemeSystem "theme-system" View [] line;
    ThemeLight "theme-light" View [];
    ThemeDark "theme-dark" View [];
    SwitchLanguage "switch-language" View ["Ctrl+Shift+L"] line;
    Shortcuts "shortcuts" Help ["F1"];
    OfficePolicy "office-policy" Help [];
    About "about" Help [];
};

impl Command {
    /// Its row in the table.
    ///
    /// # Panics
    /// Never: a test sees that every command has a row.
    pub fn row(self) -> &'static Row {
        COMMANDS.iter().find(|row| row.command == self).expect("every command has a row")
    }

    /// The id of the message with its name.
    pub fn message(self) -> String {
        format!("command-{}", self.row().id)
    }
}

/// A key with its modifiers, told apart from any windowing library's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// Ctrl, or ⌘ on macOS.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, or ⌥ on macOS.
    pub alt: bool,
    /// The key's name: `P`, `F8`, `Comma`.
    pub key: &'static str,
}

impl Chord {
    /// Reads `Ctrl+Shift+P`.
    pub fn parse(text: &'static str) -> Self {
        let mut chord = Chord { command: false, shift: false, alt: false, key: "" };
        for part in text.split('+') {
            match part {
                "Ctrl" => chord.command = true,
                "Shift" => chord.shift = true,
                "Alt" => chord.alt = true,
                key => chord.key = key,
            }
        }
        chord
    }
}

/// Every chord with its command, those with more modifiers first, so that Ctrl+Shift+S is not taken for Ctrl+S.
pub fn chords() -> Vec<(Chord, Command)> {
    let mut all: Vec<(Chord, Command)> =
        COMMANDS.iter().flat_map(|row| row.keys.iter().map(|keys| (Chord::parse(keys), row.command))).collect();
    all.sort_by_key(|(c, _)| std::cmp::Reverse(u8::from(c.command) + u8::from(c.shift) + u8::from(c.alt)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn ids_and_chords_are_unique() {
        let ids: HashSet<_> = COMMANDS.iter().map(|row| row.id).collect();
        assert_eq!(ids.len(), COMMANDS.len());
        let commands: HashSet<_> = COMMANDS.iter().map(|row| row.command).collect();
        assert_eq!(commands.len(), COMMANDS.len());
        let all = chords();
        let distinct: HashSet<_> = all.iter().map(|(chord, _)| chord).collect();
        assert_eq!(distinct.len(), all.len());
    }

    #[test]
    fn a_chord_without_a_modifier_is_a_function_key() {
        for (chord, _) in chords() {
            assert!(chord.command || chord.alt || chord.key.starts_with('F'), "{chord:?}");
        }
    }
}
