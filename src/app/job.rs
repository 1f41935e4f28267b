//! [`Job`]s are work sent away; [`Report`]s are what comes back. The window never waits for one.
//!
//! A job carries everything it needs (snapshots are cheap), so a worker never looks at the [`super::App`]. Every job
//! has a [`Ticket`]; dropping interest in a job is [`Jobs::cancel`].

use super::attached::Attached;
use super::engine::{Answered, Terms};
use super::files::Fingerprint;
use super::laying::{Weighed, Weighing};
use super::pairs::Help;
use super::previewing::{Picture, Size};
use super::printing::{Destination, Printers};
use super::resources::{Outcome, Place, Task};
use super::settings::{Dirs, Settings};
use super::translate::Cleared;
use super::workbench::Column;
use super::workbench::figures::Figures;
use super::workbench::judging::{EasyFinding, Judged};
use super::workbench::list::Texts;
use super::{Notice, templates};
use crate::assistant::local::Local;
use crate::assistant::masking::{Map, Masked, MaskingRules};
use crate::assistant::session::Learnt;
use crate::assistant::template::Owner;
use crate::assistant::translate::Translation;
use crate::assistant::{self, Blocked, EndMarks, Endpoint, Outgoing, Request, Verdict, doctor, offline, wire};
use crate::document::comparison::Comparison;
use crate::document::sheet::Sheet;
use crate::document::{Document, Doubt, Hunk, Snapshot, Suggestion};
use crate::format::comparison::{Layout, Target};
use crate::format::tracked::Revisions;
use crate::format::{self, Loss, Source};
use crate::format::{Kind, Pages};
use crate::proofread::pairs::Glossary;
use crate::proofread::{Found, House, Profile, Rulebook};
use crate::store::audit::Event;
use crate::store::{JobRow, LedgerRow, RecentRow, SessionRow, UsageRow, UsageSum};
use crate::text::morph::ruby::{Readers, Ruby};
use crate::text::personal::{OwnWords, Personal};
use crate::text::{Lang, Span, Text};
use crate::translation::{self, Bitext, PairId, Segmenter, memory};
use secrecy::SecretString;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// The number of a job; never used twice in a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// What the session journal needs to bring a document back.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The document's key in the store.
    pub key: String,
    /// Where it was opened from or saved to.
    pub path: Option<PathBuf>,
    /// What to call it in a list.
    pub title: String,
    /// The document.
    pub document: Box<Document>,
    /// Its other language, if it was begun.
    pub bitext: Option<Box<Bitext>>,
    /// When, milliseconds since 1970-01-01 UTC.
    pub at: i64,
}

/// A suggestion that goes out undecided, as a revision in a file that can hold one.
#[derive(Clone, Debug)]
pub struct Undecided {
    /// The suggestion.
    pub suggestion: Suggestion,
    /// Who the file is to say made it.
    pub author: String,
    /// When, milliseconds since 1970-01-01 UTC.
    pub at: i64,
}

/// Work for a worker.
#[derive(Debug)]
pub enum Job {
    /// Proofread a snapshot. A newer one overtakes one that has not begun.
    Check {
        /// What to check.
        snapshot: Snapshot,
        /// As a document of which class.
        profile: Profile,
        /// By which rules.
        book: Arc<Rulebook>,
        /// Whether the rules over the whole document are asked too.
        wide: bool,
    },
    /// Read the words of the office.
    LoadWords {
        /// The folders they are in.
        folders: Vec<PathBuf>,
    },
    /// Take the words of a file among the person's own.
    ImportWords {
        /// The file.
        from: PathBuf,
        /// Where the person's own are.
        dirs: Dirs,
    },
    /// Read the prompt templates.
    LoadTemplates {
        /// The folders they are in.
        folders: Vec<(Owner, PathBuf)>,
    },
    /// Put a template among the person's own.
    SaveTemplate {
        /// Its file.
        text: String,
        /// Where the person's own are.
        dirs: Dirs,
    },
    /// Copy a template file among the person's own.
    ImportTemplate {
        /// The file.
        from: PathBuf,
        /// Where the person's own are.
        dirs: Dirs,
    },
    /// Delete a template file, and read the rest.
    RemoveTemplate {
        /// The file.
        path: PathBuf,
        /// The folders the others are in.
        folders: Vec<(Owner, PathBuf)>,
    },
    /// Look into the store for documents to bring back and recent ones.
    Begin,
    /// Read a file.
    Read {
        /// Which.
        path: PathBuf,
        /// The encoding of its text, where the person has said.
        encoding: Option<format::Encoding>,
    },
    /// Do something around the document.
    Clerk(Box<super::clerk::Errand>),
    /// Do something with form files.
    Forms(Box<super::forms::Errand>),
    /// Write a document to a file.
    Save {
        /// The document.
        document: Box<Document>,
        /// Its other language, where the file can hold it.
        bitext: Option<Box<Bitext>>,
        /// In which form.
        source: Source,
        /// Where to.
        path: PathBuf,
        /// What the file was when it was last read or written; if it has changed since, nothing is written.
        expected: Option<Fingerprint>,
        /// Whether this is a copy for somebody else, so that the document itself is not saved by it.
        export: bool,
        /// What the person knows the file will not hold; `None` if it is told afterwards.
        agreed: Option<BTreeSet<&'static str>>,
        /// What goes out undecided beside the text.
        pending: Vec<Undecided>,
        /// The file it was read from, where what else is in there is to be kept.
        original: Option<PathBuf>,
        /// Whether readings are put over all kanji of it.
        readings: bool,
    },
    /// Lay a document out on pages.
    LayOut {
        /// The document.
        document: Box<Document>,
    },
    /// Draw a page.
    DrawPage {
        /// The pages.
        pages: Arc<Pages>,
        /// Which, from 0.
        number: usize,
        /// How large.
        size: Size,
    },
    /// Look for printers.
    FindPrinters,
    /// Print a document.
    Print {
        /// The document.
        document: Box<Document>,
        /// What it is called.
        name: String,
        /// Where it goes.
        to: Destination,
        /// Where the file may lie that is printed.
        dirs: Dirs,
    },
    /// Read the style sheets.
    LoadSheets {
        /// The folders they are in.
        folders: Vec<PathBuf>,
        /// Where earlier printing may have left something.
        dirs: Dirs,
    },
    /// Compare a file with the document.
    Compare {
        /// The file: the older version.
        path: PathBuf,
        /// The document: the newer one.
        snapshot: Snapshot,
    },
    /// Put placeholders in the place of what is personal in a request.
    Prepare {
        /// Whom it is for.
        endpoint: Endpoint,
        /// What is to be asked.
        request: Box<Request>,
        /// What becomes of what is personal.
        rules: MaskingRules,
        /// The passage of it that has to come back whole.
        whole: Option<String>,
        /// The placeholders that earlier requests for the document had.
        known: Box<Map>,
    },
    /// Put placeholders in the place of what is personal in a text.
    Mask {
        /// Which text.
        text: Text,
        /// The language of the document, and of its placeholders.
        lang: Lang,
        /// The office's own words and patterns, which are replaced too.
        own: OwnWords,
        /// Which revision that is.
        revision: u64,
    },
    /// Work on versions of a document.
    Versions(Box<super::versions::Work>),
    /// Write the table of two versions.
    SaveTable {
        /// What differs.
        comparison: Box<Comparison>,
        /// How it is set out.
        layout: Layout,
        /// As what.
        target: Target,
        /// Where to.
        path: PathBuf,
    },
    /// Write a 改め文.
    SaveAmendment {
        /// Its lines.
        document: Box<Document>,
        /// As what.
        source: Source,
        /// Where to.
        path: PathBuf,
    },
    /// Keep the state of a document, so that a killed process loses next to nothing.
    Keep(Kept),
    /// The document with this key is safe elsewhere, or was given up.
    Release {
        /// Its key.
        key: String,
    },
    /// Put a file on the list of recent documents.
    Remember(RecentRow),
    /// Write down what became of a suggestion, and put what the audit trail says of it into its queue.
    Record {
        /// The ledger's record.
        row: Box<LedgerRow>,
        /// What the trail says.
        events: Vec<Event>,
    },
    /// Read what the ledger has of a document.
    ReadLedger {
        /// What records call it.
        document: String,
        /// The format the record of the document is asked for in.
        kind: Kind,
    },
    /// Write the record of how a document came about, for people and for programs, beside its file; what is there already is
    /// left alone.
    WriteRecord {
        /// The folder.
        folder: PathBuf,
        /// The name, without ending.
        name: String,
        /// The format of what is for people.
        kind: Kind,
        /// For people, in Markdown.
        page: String,
        /// For programs, in JSON.
        data: String,
    },
    /// Put events into the audit trail.
    Log(Vec<Event>),
    /// Tell the audit trail if another policy is in force than before, and remove what was kept long enough.
    NotePolicy {
        /// What tells policies apart.
        digest: String,
        /// What the trail says if it is another one.
        event: Event,
        /// The moment before which nothing is kept.
        keep_from: Event,
    },
    /// Add what a run of an endpoint used, and add up what was used since a time.
    Use {
        /// What was used; `None` only adds up.
        row: Option<UsageRow>,
        /// Since when (milliseconds since 1970-01-01 UTC).
        since: i64,
    },
    /// Look for personal information.
    FindPersonal {
        /// In which text.
        text: Text,
        /// The office's own words and patterns, which are looked for too.
        own: OwnWords,
        /// Which revision that is.
        revision: u64,
    },
    /// Write what placeholders stand for into a file of its own, which only its owner may read.
    KeepMap {
        /// Where.
        path: PathBuf,
        /// What it says.
        bytes: Vec<u8>,
    },
    /// Look up how kanji are read.
    ReadKanji {
        /// The text they stand in.
        text: Text,
        /// The revision of the document.
        revision: u64,
        /// The part of the text.
        span: Span,
        /// Of which kanji.
        readers: Readers,
    },
    /// Summarise by extraction.
    Summarize {
        /// What to summarise.
        snapshot: Snapshot,
        /// How long.
        length: offline::Length,
    },
    /// Look for the places that lines about a document rest on.
    Trace {
        /// The document.
        snapshot: Snapshot,
        /// The lines.
        lines: Vec<String>,
    },
    /// Read a file whose text is to go along with what is asked.
    Attach {
        /// Which.
        path: PathBuf,
    },
    /// Look through the audit trail, or copy it.
    Trail(super::trail::Errand),
    /// Do something with what is attached to the document.
    Attachments(Box<super::attachments::Errand>),
    /// Write a file that is no document of ours.
    SaveFile {
        /// Where.
        path: PathBuf,
        /// What it holds.
        bytes: Arc<[u8]>,
    },
    /// Ask an endpoint.
    Ask {
        /// Whom.
        endpoint: Endpoint,
        /// What.
        request: Request,
        /// What the audit trail says of it; without that nothing is sent.
        record: Box<Event>,
    },
    /// Read what was learnt of endpoints, and what was not over when the last process ended.
    LoadQueue,
    /// Keep what was learnt of an endpoint; `None` forgets all of it.
    LearnHabit {
        /// The endpoint.
        endpoint: Endpoint,
        /// What.
        learnt: Option<Learnt>,
    },
    /// Keep what is not over, so that it is found again.
    KeepJob(JobRow),
    /// It is over.
    DropJob {
        /// Its id in the store.
        id: String,
    },
    /// Ask an endpoint for one piece of something long, placeholders and the audit trail included.
    AskPiece {
        /// On which terms.
        terms: Arc<Terms>,
        /// What.
        request: Request,
    },
    /// Look for the answer an app has promised.
    PickUp {
        /// The app.
        endpoint: Endpoint,
        /// The path at which it is to be.
        at: String,
        /// What the audit trail says of it.
        record: Box<Event>,
    },
    /// Make one suggestion of what was written anew piece by piece.
    Join {
        /// The document it was made from.
        text: Text,
        /// Where, what stood there, what is to stand there.
        pieces: Vec<(Span, String, String)>,
        /// What else explains a fact.
        told: Vec<String>,
    },
    /// Hold what was made against the facts of a long document.
    Weigh(Box<Weighing>),
    /// Find out what the sentences of a summary rest on.
    FindSources {
        /// The document.
        snapshot: Snapshot,
        /// The summary.
        summary: String,
        /// What was said of each part.
        said: Vec<(Span, String)>,
    },
    /// Examine the connection to an endpoint.
    Examine {
        /// Which.
        endpoint: Endpoint,
        /// What the gate says of it.
        gate: Verdict,
        /// What the audit trail says of it.
        record: Box<Event>,
    },
    /// Look up what helps with a pair.
    HelpPair {
        /// Which.
        id: PairId,
        /// Its source.
        source: Arc<str>,
        /// The source before it.
        before: Option<Arc<str>>,
        /// The source after it.
        after: Option<Arc<str>>,
        /// The language of the source.
        lang: Lang,
        /// Where the memories are.
        dirs: Dirs,
        /// Which memories there are.
        settings: Box<Settings>,
    },
    /// Have the person's own memory learn a confirmed pair.
    Learn {
        /// The pair.
        unit: memory::Unit,
        /// Where the memory is.
        dirs: Dirs,
    },
    /// Judge all pairs.
    CheckPairs {
        /// The pairs.
        bitext: Box<Bitext>,
        /// By which rules.
        book: Arc<Rulebook>,
        /// Where the memories are, and the termbase with them.
        dirs: Dirs,
        /// Which memories there are.
        settings: Box<Settings>,
    },
    /// Judge the easy version of a pair.
    CheckEasy {
        /// Which pair.
        id: PairId,
        /// The Japanese it was made from.
        japanese: String,
        /// The easy version.
        easy: String,
        /// By which rules.
        book: Arc<Rulebook>,
    },
    /// Count what is in pairs, and what the memories have of it.
    CountPairs {
        /// The pairs.
        bitext: Box<Bitext>,
        /// Where the memories are.
        dirs: Dirs,
        /// Which memories there are.
        settings: Box<Settings>,
    },
    /// Look for words in pairs.
    SearchPairs {
        /// Their texts.
        texts: Vec<Texts>,
        /// The words.
        words: String,
    },
    /// Fill pairs that have no target by the memories and the termbase, or find what has no easy version.
    FillPairs {
        /// The pairs.
        bitext: Box<Bitext>,
        /// Which column.
        column: Column,
        /// Whether what is left is to be asked of a model, and what units it may be shown.
        with_model: Option<Cleared>,
        /// Where the memories are.
        dirs: Dirs,
        /// Which memories there are.
        settings: Box<Settings>,
    },
    /// Do something with what translators draw on.
    Resources {
        /// What.
        task: Box<Task>,
        /// Where it is.
        place: Place,
    },
    /// Look for servers of models on this machine.
    FindLocal {
        /// What the audit trail says of it.
        record: Box<Event>,
    },
    /// Put an endpoint's key into the system's keyring.
    StoreKey {
        /// The endpoint's name.
        name: String,
        /// The key.
        key: SecretString,
    },
    /// Open the encrypted file of keys, or begin it, and put a key into it where one waits.
    Unlock {
        /// The file.
        path: PathBuf,
        /// Its passphrase.
        passphrase: SecretString,
        /// The endpoint's name and its key.
        then: Option<(String, SecretString)>,
    },
}

/// What came of a job.
#[derive(Debug)]
pub enum Report {
    /// Something around the document was done.
    Clerk(Box<super::clerk::Answer>),
    /// Something was done with form files.
    Forms(Box<super::forms::Answer>),
    /// Findings of the revision that is checked. Of a long document there are several of these, each with more.
    Checked {
        /// Which revision.
        revision: u64,
        /// What was found.
        found: Found,
    },
    /// The words of the office.
    Words {
        /// The words.
        house: Arc<House>,
        /// How documents are cut into segments.
        segmenter: Segmenter,
        /// What could not be used.
        notices: Vec<Notice>,
    },
    /// The words of a file are among the person's own now.
    Imported {
        /// Where.
        path: PathBuf,
        /// How many.
        count: usize,
        /// What could not be used.
        notices: Vec<Notice>,
    },
    /// The prompt templates.
    Templates {
        /// All of them.
        templates: Vec<templates::Kept>,
        /// What could not be used.
        notices: Vec<Notice>,
    },
    /// A template is among the person's own now.
    TemplateSaved {
        /// Its file.
        path: PathBuf,
    },
    /// What the store knows.
    Begun {
        /// Documents that were open and unsaved when a process ended.
        sessions: Vec<SessionRow>,
        /// Recent documents, newest first.
        recent: Vec<RecentRow>,
        /// What went wrong on the way, such as a damaged store that was moved aside.
        notices: Vec<Notice>,
    },
    /// A file was read.
    Opened {
        /// Which.
        path: PathBuf,
        /// What it holds.
        read: Box<format::Read>,
        /// The other language it holds.
        bitext: Option<Box<Bitext>>,
        /// What it proposes beside that.
        revisions: Option<Revisions>,
        /// What the file was then.
        fingerprint: Fingerprint,
    },
    /// A file can be read in two ways.
    Doubtful(super::doubt::Doubt),
    /// A document was laid out.
    LaidOut {
        /// Its pages.
        pages: Arc<Pages>,
    },
    /// A page was drawn.
    PageDrawn {
        /// The drawing.
        picture: Picture,
    },
    /// The printers there are.
    Printers(Printers),
    /// A document was printed.
    Printed {
        /// Where it went.
        to: Destination,
    },
    /// The style sheets of the office and of the person.
    Sheets {
        /// Those that can be used.
        sheets: Vec<Arc<Sheet>>,
        /// What could not be used.
        notices: Vec<Notice>,
    },
    /// Two versions were compared.
    Compared(Box<super::comparing::Compared>),
    /// A request is ready to be sent, or holds what must not leave.
    Prepared(Box<Result<Outgoing, Blocked>>),
    /// A text with placeholders, and what they stand for.
    Masked {
        /// Of which revision.
        revision: u64,
        /// The text and its placeholders.
        masked: Box<Masked>,
        /// What they stand for.
        map: Box<Map>,
    },
    /// What came of work on versions.
    Versions(Box<super::versions::Outcome>),
    /// The table of two versions was written.
    TableSaved {
        /// Where.
        path: PathBuf,
    },
    /// A file was written.
    Saved {
        /// Which.
        path: PathBuf,
        /// In which form.
        source: Source,
        /// The revision that it holds.
        revision: u64,
        /// What could not be carried.
        losses: Vec<Loss>,
        /// What the file is now.
        fingerprint: Fingerprint,
        /// Whether it was a copy for somebody else.
        export: bool,
    },
    /// Nothing was written, for the file would not hold all of the document.
    Lossy {
        /// Which file.
        path: PathBuf,
        /// What it would not hold.
        losses: Vec<Loss>,
    },
    /// A state was kept.
    Kept {
        /// Whose.
        key: String,
        /// Which revision.
        revision: u64,
    },
    /// What was used since the beginning of the month.
    Used(Vec<UsageSum>),
    /// Personal information was looked for.
    PersonalFound {
        /// In which revision.
        revision: u64,
        /// What was found.
        found: Vec<Personal>,
    },
    /// What placeholders stand for was written.
    MapKept {
        /// Where.
        path: PathBuf,
    },
    /// How kanji are read.
    KanjiRead {
        /// Of which revision.
        revision: u64,
        /// The words, in bytes of the document, and their readings.
        found: Vec<Ruby>,
    },
    /// The places that lines rest on, one for each line.
    Traced {
        /// Of which revision.
        revision: u64,
        /// The places.
        places: Vec<Option<Span>>,
    },
    /// The audit trail was looked through, or copied.
    TrailLooked(super::trail::Answer),
    /// Something was done with what is attached to the document.
    Attachments(Box<super::attachments::Answer>),
    /// A file whose text is to go along was read.
    Attached(Attached),
    /// A file was written.
    FileSaved {
        /// Where.
        path: PathBuf,
    },
    /// A summary by extraction.
    Summarized(offline::Summary),
    /// Something arrived from an endpoint.
    Arrived(wire::Event),
    /// An endpoint's answer ended.
    Ended(Result<wire::End, assistant::Error>),
    /// What helps with a pair.
    PairHelped {
        /// Which.
        id: PairId,
        /// The source it was looked up for.
        source: Arc<str>,
        /// What was found.
        help: Help,
    },
    /// All pairs of a revision were judged.
    PairsChecked {
        /// Which revision of the pairs.
        revision: u64,
        /// What was found.
        found: HashMap<PairId, Judged>,
        /// The terms they were judged by.
        glossary: Arc<Glossary>,
    },
    /// The easy version of a pair was judged.
    EasyChecked {
        /// Which pair.
        id: PairId,
        /// The easy version as it was.
        easy: String,
        /// What was found.
        found: Vec<EasyFinding>,
    },
    /// What is in pairs was counted.
    PairsCounted(Box<Figures>),
    /// Words were looked for in pairs.
    PairsSearched {
        /// The words.
        words: String,
        /// The pairs they stand in.
        ids: Vec<PairId>,
    },
    /// Pairs can be filled.
    PairsFilled {
        /// Which column.
        column: Column,
        /// With what.
        edits: Vec<translation::Edit>,
        /// What a model is to be asked.
        left: Option<Box<Translation>>,
    },
    /// Something was done with what translators draw on.
    Resources(Box<Outcome>),
    /// The servers of models on this machine.
    FoundLocal(Vec<Local>),
    /// A connection was examined.
    Examined(doctor::Examined),
    /// What was learnt of endpoints, and what was not over.
    Queue {
        /// What was learnt.
        marks: EndMarks,
        /// What was not over.
        jobs: Vec<JobRow>,
    },
    /// What came of a piece.
    Piece(Result<Answered, assistant::Error>),
    /// One suggestion was made of the pieces.
    Joined(Vec<Hunk>),
    /// What was made was held against the facts.
    Weighed(Weighed),
    /// What the sentences of a summary rest on.
    Sources {
        /// The sentences.
        sentences: Vec<(String, Option<Span>)>,
        /// Facts in them that the document does not state.
        doubts: Vec<Doubt>,
    },
    /// A key was put away.
    KeyStored {
        /// Whether that is the encrypted file, for want of a keyring.
        in_file: bool,
    },
    /// There is no keyring to put a key into.
    NoKeyring {
        /// The endpoint's name.
        name: String,
        /// The key, which is nowhere yet.
        key: SecretString,
    },
    /// The passphrase is not that of the encrypted file of keys.
    StillLocked {
        /// The endpoint's name and its key, which wait for it.
        then: Option<(String, SecretString)>,
    },
    /// The encrypted file of keys is open.
    Unlocked,
    /// What the ledger has of a document.
    Ledger {
        /// What records call it.
        document: String,
        /// Its suggestions, oldest first.
        rows: Vec<LedgerRow>,
        /// The format its record is asked for in.
        kind: Kind,
    },
    /// The record of a document was written.
    RecordWritten {
        /// The one for people.
        path: PathBuf,
    },
    /// Something could not be written into the audit trail, or can be again.
    Trail(Option<Notice>),
    /// A job could not be done.
    Failed(Notice),
}

/// Where jobs are sent. The program's own is [`super::workers::Workers`]; tests use a scripted queue.
pub trait Jobs {
    /// Sends `job` away. Returns at once.
    fn start(&mut self, ticket: Ticket, job: Job);
    /// Drops a job: if it is running it is stopped, and no more reports of it come.
    fn cancel(&mut self, ticket: Ticket);
}
