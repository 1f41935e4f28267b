//! [`Action`]: everything the interface can ask for, with its data. Nobody changes the [`super::App`] while drawing:
//! panels push actions, and [`super::App::act`] carries them out in order.

use super::command::Command;
use super::pairs::Only;
use super::previewing::Size;
use super::printing::Destination;
use super::resources::Ask;
use super::workbench;
use crate::assistant::masking::Handling;
use crate::assistant::offline::Length;
use crate::assistant::{Endpoint, Instruction, Task};
use crate::document::verification::Verdict;
use crate::document::{Classification, Marking, Role, tables};
use crate::i18n::Locale;
use crate::proofread::{Profile, RuleLevel};
use crate::text::morph::ruby::Readers;
use crate::text::{Change, Lang, Span};
use crate::translation::{self, PairId};
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The side panel that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Panel {
    /// What the assistant did and proposes.
    #[default]
    Assistant,
    /// What the rules found.
    Findings,
    /// What helps with the pair at hand, while pairs are shown.
    Pair,
    /// The personal information in the text.
    Personal,
    /// What people said about it.
    Comments,
    /// What people vouch for.
    Review,
    /// What was asked of endpoints.
    Queue,
    /// What is attached to it.
    Attachments,
}

/// Where a finding is not told any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// At this place, as long as its words stand there.
    Here,
    /// These words, in this document.
    Document,
    /// These words, in every document.
    Everywhere,
}

impl Scope {
    /// All of them, the narrowest first.
    pub const ALL: [Scope; 3] = [Scope::Here, Scope::Document, Scope::Everywhere];

    /// `here`, `document` or `everywhere`.
    pub fn code(self) -> &'static str {
        match self {
            Scope::Here => "here",
            Scope::Document => "document",
            Scope::Everywhere => "everywhere",
        }
    }
}

/// What a person answered when asked about unsaved changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaved {
    /// Save first.
    Save,
    /// Throw them away.
    Discard,
    /// Stay.
    Cancel,
}

/// See the module.
#[derive(Clone, Debug)]
pub enum Action {
    /// Do that with an entry of the queue.
    Queue {
        /// Which.
        id: u64,
        /// What.
        step: super::queue::Step,
    },
    /// Begin what is planned, or leave it.
    DecidePlan {
        /// Begin it.
        begin: bool,
    },
    /// A command was chosen.
    Run(Command),
    /// Fill in a form.
    Fill {
        /// The form's id.
        form: String,
        /// Its language.
        lang: Lang,
    },
    /// A field of the form was filled in.
    SetFact {
        /// The field.
        key: String,
        /// What stands in it now.
        value: String,
    },
    /// Make the document of the form and its facts.
    Create,
    /// Back to the start page, leaving the form.
    LeaveForm,
    /// Open a file.
    OpenFile(PathBuf),
    /// Open the worked sample of a language.
    OpenSample(Lang),
    /// Bring back the document of a session that ended without saving.
    Restore(String),
    /// Give such a document up.
    Forget(String),
    /// Save to this file from now on, in the format its name ends in.
    SaveTo(PathBuf),
    /// Write a copy for somebody else.
    ExportTo(PathBuf),
    /// Put the document beside this file, as its older version.
    CompareWith(PathBuf),
    /// What the window of versions asks for.
    Versions(super::versions::Ask),
    /// What the person is called in records; `None` says nothing now.
    TakeName(Option<String>),
    /// Show what a template would send.
    Foresee {
        /// Which.
        id: String,
        /// What was filled in.
        values: BTreeMap<String, String>,
    },
    /// What is asked about the audit trail.
    Trail(super::trail::Ask),
    /// What is asked about what is attached to the document.
    Attachments(super::attachments::Ask),
    /// Something around the document.
    Clerk(super::clerk::Ask),
    /// A range of a workbook.
    Range(super::ranges::Ask),
    /// Something at the desk where forms are made.
    Desk(super::forms::desk::Ask),
    /// Close the table of two versions.
    CloseComparison,
    /// Choose where to write that table, or the 改め文.
    ChooseTable {
        /// Whether it is the 改め文.
        amendment: bool,
    },
    /// Open the file whose encoding is asked for in this one, or not at all.
    SettleDoubt(Option<super::doubt::Encoding>),
    /// How tables of two versions are set out from now on.
    SetTableStyle(super::comparing::Style),
    /// Write it there.
    SaveTableTo(PathBuf),
    /// What to do with unsaved changes.
    Answer(Unsaved),
    /// Whether a file is written that does not hold everything.
    Consent(super::consent::Answer),
    /// The text was edited.
    Edit {
        /// How.
        change: Change,
        /// Whether it is more of the same typing.
        joins: bool,
    },
    /// The text was edited, and words were set off in the same step.
    EditMarked {
        /// How the text was edited.
        change: Change,
        /// What is set off and read how, in bytes of the new text.
        marks: Vec<(Span, Marking)>,
        /// Whether it is more of the same typing.
        joins: bool,
    },
    /// Words are set off, or read, otherwise now.
    Mark(Vec<(Span, Marking)>),
    /// Put readings from the dictionary over kanji.
    ReadKanji {
        /// Over those of which words.
        span: Span,
        /// Of which kanji.
        readers: Readers,
    },
    /// Say this about the words a comment was begun for.
    Comment(String),
    /// Say nothing about them after all.
    LeaveComment,
    /// Answer a comment.
    Reply {
        /// Which.
        comment: usize,
        /// What.
        text: String,
    },
    /// Say whether a comment's matter is settled.
    SettleComment {
        /// Which.
        comment: usize,
        /// Whether it is.
        resolved: bool,
    },
    /// Take a comment away.
    RemoveComment(usize),
    /// Bring the comment back that was taken away last.
    BringCommentBack,
    /// Show the words of a comment.
    ShowComment(usize),
    /// What the person is called in comments; nothing leaves it to the system.
    SetUserName(String),
    /// Put the keyboard into the text.
    FocusText,
    /// A paragraph is something else now.
    SetRole {
        /// Which.
        paragraph: usize,
        /// What.
        role: Role,
    },
    /// Do something to a table as a table.
    Table {
        /// What.
        step: tables::Step,
        /// Where: what is selected.
        at: Span,
    },
    /// Put paragraphs elsewhere.
    MoveParagraphs {
        /// Which.
        which: std::ops::Range<usize>,
        /// Before which; the number of paragraphs puts them last.
        to: usize,
    },
    /// The cursor was moved: what is typed next is a step of its own.
    Seal,
    /// What is selected in the editor; an empty span is the cursor.
    Selected(Span),
    /// Apply a fix.
    Fix {
        /// Of which finding.
        finding: usize,
        /// Which one.
        fix: usize,
    },
    /// Apply the first fix of every finding of this rule, as one step.
    FixRule(&'static str),
    /// Tell no more of a finding.
    Ignore {
        /// Which.
        finding: usize,
        /// Where.
        scope: Scope,
    },
    /// Tell again of what is not told in this document, by its place in the document's list.
    TakeBack(usize),
    /// Tell again of what is never told, by its place in the settings.
    TakeBackEverywhere(usize),
    /// How much findings of a rule matter; `None` leaves that to the rule.
    SetRule {
        /// The rule's id.
        rule: &'static str,
        /// How much.
        level: Option<RuleLevel>,
    },
    /// The folder of the office's own words.
    SetWordsFolder(Option<PathBuf>),
    /// Let the person choose a file whose words are taken among their own.
    ChooseWords,
    /// Take the words of a file among the person's own.
    ImportWords(PathBuf),
    /// Read the words of the office anew.
    ReloadWords,
    /// Show a finding in the text.
    ShowFinding(usize),
    /// Go to a finding: the keyboard goes with it.
    GoToFinding(usize),
    /// Show a place of the document.
    Show(Span),
    /// Accept one piece.
    AcceptHunk(usize),
    /// Reject one piece.
    RejectHunk(usize),
    /// The facts one piece changes have been looked at and are right.
    LookedAt(usize),
    /// Look at one piece.
    ShowHunk(usize),
    /// Propose the summary, or what arrived of an answer, at the cursor.
    ProposeAnswer,
    /// Ask again what was asked last, with this wanted otherwise; empty only asks again.
    Again(String),
    /// Summarise the document, about so long.
    Summarize(Length),
    /// Propose one of the reply's lines as the document's 件名.
    ChooseTitle(usize),
    /// Choose a file whose text goes along with what is asked.
    ChooseAttachment,
    /// Let the text of this file go along.
    Attach(PathBuf),
    /// Leave such a file out again.
    Detach(usize),
    /// Choose where to put a file of the reply.
    ChooseFile(usize),
    /// Choose where to put a copy of a template.
    ExportTemplate(String),
    /// Put the file there.
    SaveFileTo(PathBuf),
    /// Say no more of what a model pointed out of words that do not stand in the text.
    DropUnplaced,
    /// Take the characters nobody sees out of one piece.
    Reveal(usize),
    /// How an endpoint is to write a passage anew.
    ChooseInstruction(Instruction),
    /// Put placeholders in the place of the document's personal information.
    MaskDocument,
    /// Write beside the document what its placeholders stand for.
    KeepMap,
    /// Bring a piece of personal information into view, by its number.
    ShowPersonal(usize),
    /// Send what was shown.
    Send {
        /// Whether nothing more of this document is to be shown before it goes there.
        remember: bool,
    },
    /// Do not send what was shown.
    DontSend,
    /// What becomes of personal information in what is sent.
    SetPersonal(Handling),
    /// Ask the endpoint what a template says.
    AskTemplate {
        /// Which.
        id: String,
        /// What was filled in.
        values: BTreeMap<String, String>,
    },
    /// Put a template among the person's own: its file.
    SaveTemplate(String),
    /// Copy a template file among the person's own.
    ImportTemplate(PathBuf),
    /// Delete one of the person's own templates.
    RemoveTemplate(String),
    /// Propose a text that was made elsewhere.
    TakeIn {
        /// The text.
        text: String,
        /// By what it was made, as the person says.
        from: String,
        /// Whether it is another version of the selection, or of the whole document where nothing is selected.
        instead: bool,
    },
    /// Go to a pair of the document and its translation.
    PairAt(PairId),
    /// Go so many listed pairs on, or back.
    StepPair(isize),
    /// The person typed in the target of a pair.
    TypeTarget {
        /// Which pair.
        id: PairId,
        /// What stands there now.
        target: String,
    },
    /// Make edits of pairs, as one step.
    EditPairs(Vec<translation::Edit>),
    /// Put a match of the memory into the pair at hand, by its number from 0.
    TakeMatch(usize),
    /// Take back (or do again) the last step in the pairs.
    UndoPairs(bool),
    /// List other pairs.
    ListPairs {
        /// Which.
        only: Only,
        /// Words that stand in them.
        search: String,
    },
    /// Whatever else the workbench can be asked for.
    Workbench(workbench::Step),
    /// A fact of the list has been looked at and is right, or is to be looked at again.
    TickFact {
        /// Which, by its place in the list.
        fact: usize,
        /// Whether it has been looked at.
        looked_at: bool,
    },
    /// A person says this of the whole text.
    Vouch {
        /// What.
        verdict: Verdict,
        /// In their own words.
        comment: String,
    },
    /// Send nothing after all of what waits for a 格付け.
    LeaveUnsent,
    /// The passphrase of the encrypted file of keys; `None` leaves it shut.
    Passphrase(Option<SecretString>),
    /// Open a side panel.
    ShowPanel(Panel),
    /// Which engine to use: an endpoint's name, or the offline engine.
    ChooseEngine(Option<String>),
    /// Which endpoint is asked for a task: its name, or the one in use.
    ChooseTaskEngine(Task, Option<String>),
    /// Add or change an endpoint; the name it had before, if it had one.
    SaveEndpoint {
        /// The name it had, for a changed one.
        was: Option<String>,
        /// The endpoint.
        endpoint: Box<Endpoint>,
    },
    /// Take an endpoint out of the settings.
    RemoveEndpoint(String),
    /// Put an endpoint's key into the keyring.
    SaveKey {
        /// The endpoint's name.
        name: String,
        /// The key.
        key: SecretString,
    },
    /// Look for servers of models on this machine.
    FindLocal,
    /// Examine the connection.
    Examine(String),
    /// The language of the interface; `None` follows the system.
    SetLocale(Option<Locale>),
    /// Draw a page of the preview, from 0, at this size.
    DrawPage {
        /// Which.
        number: usize,
        /// How large.
        size: Size,
    },
    /// The style sheet with this id for the document.
    ChooseSheet(String),
    /// Print the document; with what people said about it where that is asked for.
    Print(Destination, bool),
    /// Don't print.
    LeavePrinting,
    /// The document's 格付け.
    SetClassification(Classification),
    /// The rules in force.
    SetProfile(Profile),
    /// Something about what translators draw on.
    Resources(Ask),
    /// Close a notice.
    Dismiss(usize),
}
