//! The translator's workbench around the pairs: which view of them is shown and which column is typed in, what is asked
//! before a pair is turned down or a finding let be, cutting a pair in two, who may approve.

pub mod beside;
pub mod easing;
pub mod figures;
pub mod findings;
pub mod judging;
pub mod list;
pub mod tags;

pub use beside::Beside;

use super::notice::{Level, Notice};
use super::pairs::{Only, Pairs};
use super::{App, Command, Effect, Job, Panel};
use crate::text::{Change, Lang, Span, segment};
use crate::translation::{Edit, Origin, Pair, PairId, Rich, Side, Status};

/// Which column of the pairs is typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Column {
    /// The translation.
    #[default]
    Target,
    /// The version in easy Japanese.
    Easy,
}

/// What a reason is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Turning the pair at hand down.
    Reject(Column),
    /// Letting a finding in the pair at hand be.
    Pass {
        /// In which column.
        column: Column,
        /// The rule's id.
        rule: &'static str,
        /// The words it found.
        words: String,
    },
}

/// What is written into a file of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exported {
    /// The translation.
    Targets,
    /// The version in easy Japanese.
    Easy,
    /// The same with readings over all its kanji.
    EasyRead,
    /// The report on the quality of the translation.
    Quality,
}

/// What the workbench can be asked for besides commands and edits of pairs.
#[derive(Clone, Debug)]
pub enum Step {
    /// This column is typed in now.
    Column(Column),
    /// What is selected on a side of the pair at hand, in bytes of its text.
    Choose(Side, Span),
    /// The person typed in the easy version of a pair.
    TypeEasy {
        /// Which pair.
        id: PairId,
        /// What stands there now.
        text: String,
    },
    /// Ask for a reason.
    Ask(Ask),
    /// The reason that was asked for.
    Answer(String),
    /// No reason, and nothing is done.
    Leave,
    /// Let the person choose where this is to go.
    Export(Exported),
    /// The person typed in the translation beside the source.
    TypeBeside(Change),
    /// What is selected in it.
    ChooseBeside(Span),
    /// What is selected in the source beside it.
    ChooseSource(Span),
    /// The keyboard is in the field for remarks, as it was asked to be.
    RemarkReached,
    /// Show the figures no more.
    CloseFigures,
    /// Whether the keyboard is in the translation and not in the source beside it.
    Pane(bool),
}

/// See the module.
#[derive(Default)]
pub struct Workbench {
    /// Whether the pairs are shown in place of the page.
    pub(super) shows: bool,
    /// What is written next into a file of its own, in place of the document.
    pub(super) exports: Option<Exported>,
    asks: Option<(PairId, Ask)>,
    /// Whether the keyboard is to go to the field for remarks.
    remarks: bool,
    /// The translation as a document, while it stands beside the source.
    beside: Option<Beside>,
    /// What a person is just doing in it.
    pub(super) made: Option<Change>,
    /// What was counted, while it is shown; `None` in it until it is.
    figures: Option<Option<figures::Shown>>,
    /// Whether the keyboard is in the source beside it.
    in_source: bool,
}

/// The commands of the workbench alone.
pub(super) fn is_ours(command: Command) -> bool {
    use Command as C;
    matches!(
        command,
        C::SplitPair
            | C::ApprovePair
            | C::ReopenPair
            | C::LockPair
            | C::EasyColumn
            | C::FillEasy
            | C::OtherPane
            | C::PairFigures
            | C::InsertTag
    )
}

impl App {
    /// What a reason is asked for, if one is: of which pair, and what for.
    pub fn asks_reason(&self) -> Option<(&Pair, &Ask)> {
        let (id, ask) = self.workbench.asks.as_ref()?;
        Some((self.pairs()?.bitext.get(*id)?, ask))
    }

    /// Whether the keyboard is to go to the field for remarks.
    pub fn wants_remark(&self) -> bool {
        self.workbench.remarks
    }

    /// Whether a command that means something else while pairs are shown, or nothing without them, can be carried out.
    pub(super) fn available_in_pairs(&self, command: Command) -> Option<bool> {
        use Command as C;
        let Some(pairs) = self.pairs().filter(|_| self.shows_pairs()) else {
            return is_ours(command).then_some(false);
        };
        let at = pairs.at();
        let work = at.map(|pair| pairs.work_of(pair));
        Some(match command {
            C::Undo if !self.in_source() => pairs.bitext.can_undo(),
            C::Redo if !self.in_source() => pairs.bitext.can_redo(),
            C::OtherPane => self.beside().is_some(),
            C::AcceptHunk | C::NextHunk | C::CheckNext | C::CheckPrevious => true,
            C::SplitPair | C::LockPair | C::AddComment => at.is_some(),
            C::ApprovePair | C::RejectHunk => work.is_some_and(|work| !work.target.is_empty() && !work.locked),
            C::ReopenPair => work.is_some_and(|work| {
                use crate::translation::Stage as S;
                !work.locked && matches!(work.stage, S::Confirmed | S::Approved | S::Rejected)
            }),
            C::IgnoreHere => at.is_some_and(|pair| pairs.first_told(pair).is_some()),
            C::EasyColumn | C::PairFigures => true,
            C::InsertTag => at.is_some_and(|pair| !pair.work.locked && !tags::missing(pair).is_empty()),
            C::FillEasy => self.is_idle(),
            _ => return None,
        })
    }

    /// Carries out a command that means something else while pairs are shown; whether it did.
    pub(super) fn run_in_pairs(&mut self, command: Command) -> bool {
        use Command as C;
        if !self.shows_pairs() {
            return false;
        }
        match command {
            C::Undo | C::Redo if !self.in_source() => self.undo_pairs(command == C::Undo),
            C::AcceptHunk => self.confirm_pair(),
            C::NextHunk => self.next_open_pair(),
            C::RejectHunk => {
                if let Some((id, column)) = self.pairs().and_then(|pairs| Some((pairs.at()?.id, pairs.column))) {
                    self.workbench.asks = Some((id, Ask::Reject(column)));
                }
            }
            C::CheckNext | C::CheckPrevious => self.step_found(command == C::CheckNext),
            C::IgnoreHere => {
                let pairs = self.pairs();
                let first = pairs.and_then(|pairs| Some((pairs.at()?.id, pairs.first_told(pairs.at()?)?)));
                self.workbench.asks = first;
            }
            C::AddComment => {
                self.panel = Panel::Pair;
                self.workbench.remarks = true;
            }
            C::SplitPair => self.split_pair(),
            C::ApprovePair => self.approve_pair(),
            C::ReopenPair => self.on_work(Edit::Reopen),
            C::LockPair => {
                let locked = self.pairs().and_then(|pairs| Some(pairs.work_of(pairs.at()?).locked));
                self.on_work(if locked == Some(true) { Edit::Unlock } else { Edit::Lock });
            }
            C::InsertTag => self.insert_tag(),
            C::EasyColumn => self.toggle_easy(),
            C::FillEasy => self.fill_easy(),
            C::PairFigures => self.count_pairs(),
            _ => return false,
        }
        true
    }

    /// Does what the workbench is asked for.
    pub(super) fn workbench_step(&mut self, step: Step) {
        match step {
            Step::Column(column) => {
                if let Some(pairs) = self.pairs_mut() {
                    pairs.column = column;
                }
                self.workbench.remarks = false;
            }
            Step::Choose(side, span) => {
                if let Some(pairs) = self.pairs_mut() {
                    match side {
                        Side::Source => pairs.chosen.0 = span,
                        Side::Target => pairs.chosen.1 = span,
                    }
                }
            }
            Step::TypeEasy { id, text } => {
                let edit = Edit::Target { id, target: Rich::plain(text), origin: Origin::Person };
                self.edit_pairs(&[Edit::Easy(Box::new(edit))]);
            }
            Step::Ask(ask) => self.workbench.asks = self.pairs().and_then(Pairs::at).map(|pair| (pair.id, ask)),
            Step::Answer(reason) => {
                let reason = reason.trim().to_owned();
                if let Some((id, ask)) = self.workbench.asks.take() {
                    let (column, edit) = match ask {
                        Ask::Reject(column) => (column, Edit::Reject { id, reason }),
                        Ask::Pass { column, rule, words } => {
                            (column, Edit::Pass { id, rule: rule.to_owned(), words, reason })
                        }
                    };
                    self.edit_pairs(&[in_column(column, edit)]);
                }
            }
            Step::TypeBeside(change) => self.type_beside(&change),
            Step::ChooseBeside(span) => self.choose_beside(span),
            Step::ChooseSource(span) => self.choose_source(span),
            Step::RemarkReached => self.workbench.remarks = false,
            Step::CloseFigures => self.workbench.figures = None,
            Step::Pane(target) => self.workbench.in_source = !target,
            Step::Leave => self.workbench.asks = None,
            Step::Export(what) => {
                self.workbench.exports = Some(what);
                let name = match what {
                    Exported::Quality => format!("{}.docx", self.tr.text("report-file")),
                    _ => self.file_name("docx"),
                };
                self.effects.push(Effect::ChooseExport(name));
            }
        }
    }

    /// Whether the keyboard is in the source, beside the translation.
    fn in_source(&self) -> bool {
        self.workbench.in_source && self.beside().is_some()
    }

    /// Makes an edit of the pair at hand, in the column that is typed in.
    fn on_work(&mut self, edit: impl Fn(PairId) -> Edit) {
        if let Some((id, column)) = self.pairs().and_then(|pairs| Some((pairs.at()?.id, pairs.column))) {
            self.edit_pairs(&[in_column(column, edit(id))]);
        }
    }

    /// The reviewer vouches for the pair at hand, and goes on to the next that needs work.
    fn approve_pair(&mut self) {
        let by_other = self.policy.check.approval_by_other;
        if by_other && self.person().trim().is_empty() {
            return self.tell(Notice::new(Level::Warning, "notice-approve-name"));
        }
        let Some((id, column)) = self.pairs().and_then(|pairs| Some((pairs.at()?.id, pairs.column))) else { return };
        if self.edit_pairs(&[in_column(column, Edit::Approve { id, by_other })]) {
            self.next_open_pair();
        }
    }

    /// Cuts the pair at hand in two where the cursors are. Where one side has none, it is cut where a sentence ends in it, if
    /// there is one such place.
    fn split_pair(&mut self) {
        let Some(pairs) = self.pairs() else { return };
        let Some(pair) = pairs.at() else { return };
        let inner = |text: &str, lang: Lang| {
            let ends = segment::sentences(text, lang).into_iter().map(|sentence| sentence.span.end);
            let mut ends = ends.filter(|end| !text[*end..].trim().is_empty());
            ends.next().filter(|_| ends.next().is_none())
        };
        let cut = |text: &str, chosen: Span, lang: Lang| {
            let inside = chosen.start > 0 && chosen.start < text.len() && text.is_char_boundary(chosen.start);
            if inside { Some(chosen.start) } else { inner(text, lang) }
        };
        let source_at = cut(&pair.source, pairs.chosen.0, pairs.bitext.source_lang());
        let target_at = match pair.target() {
            "" => Some(0),
            target => cut(target, pairs.chosen.1, pairs.bitext.target_lang()),
        };
        let (Some(source_at), Some(target_at)) = (source_at, target_at) else {
            return self.tell(Notice::new(Level::Info, "notice-split-where"));
        };
        let edit = Edit::Split { id: pair.id, source_at, target_at };
        if self.edit_pairs(&[edit]) {
            self.help_pair();
            self.check_pairs();
        }
    }

    /// Begins the column of easy Japanese, or puts it out of sight.
    fn toggle_easy(&mut self) {
        let Some(pairs) = self.pairs_mut() else { return };
        let easy = !pairs.bitext.has_easy();
        pairs.bitext.set_easy(easy);
        pairs.column = if easy { Column::Easy } else { Column::Target };
        let only = match pairs.list.only() {
            Only::EasyOpen if !easy => Only::All,
            only => only,
        };
        let words = pairs.list.words().to_owned();
        self.list_pairs(only, words);
        self.check_pairs();
        self.keep_due = self.keep_due.or(Some(self.now));
    }

    /// Goes to the next pair the rules have found something in, or the one before, around the end.
    fn step_found(&mut self, on: bool) {
        match self.pairs().and_then(|pairs| pairs.next_found(on)) {
            Some(id) => self.pair_at(id),
            None => self.tell(Notice::new(Level::Info, "notice-pairs-nothing-found")),
        }
    }

    /// Has what was typed into an easy version judged.
    pub(super) fn judge_easy(&mut self, id: PairId) {
        let Some(pairs) = self.pairs() else { return };
        let Some(pair) = pairs.bitext.get(id) else { return };
        let (japanese, easy) = (pairs.bitext.japanese(pair).to_owned(), pair.easy.target.clone());
        let book = self.book.clone();
        self.send(Job::CheckEasy { id, japanese, easy, book });
    }
}

/// `edit` done in that column.
pub(super) fn in_column(column: Column, edit: Edit) -> Edit {
    match column {
        Column::Target => edit,
        Column::Easy => Edit::Easy(Box::new(edit)),
    }
}

impl Pairs {
    /// The column that is typed in.
    pub fn column(&self) -> Column {
        if self.bitext.has_easy() { self.column } else { Column::Target }
    }

    /// What was made of `pair` in the column that is typed in.
    pub fn work_of<'p>(&self, pair: &'p Pair) -> &'p crate::translation::Work {
        match self.column() {
            Column::Target => &pair.work,
            Column::Easy => &pair.easy,
        }
    }

    /// How `pair` stands in the column that is typed in.
    pub fn status_of(&self, pair: &Pair) -> Status {
        match self.column() {
            Column::Target => pair.status(),
            Column::Easy => self.bitext.easy_status(pair),
        }
    }

    /// What is selected in the source of the pair at hand, and in its target.
    pub fn chosen(&self) -> (Span, Span) {
        self.chosen
    }

    /// The first finding that is told of `pair` in the column that is typed in, ready to be let be.
    fn first_told(&self, pair: &Pair) -> Option<Ask> {
        let found = self.findings(pair.id)?;
        let column = self.column();
        Some(match column {
            Column::Target => {
                let first = found.told.first()?;
                Ask::Pass { column, rule: first.rule, words: judging::words(first) }
            }
            Column::Easy => {
                let first = found.easy.first()?;
                Ask::Pass { column, rule: first.rule(), words: first.words() }
            }
        })
    }

    /// The next pair that something is told of, or the one before, around the end.
    fn next_found(&self, on: bool) -> Option<PairId> {
        let pairs = self.bitext.pairs();
        let at = self.at().and_then(|pair| self.bitext.position(pair.id)).unwrap_or(0);
        let told = |place: &usize| {
            let found = self.findings(pairs[*place].id);
            found.is_some_and(|found| !found.told.is_empty() || !found.easy.is_empty())
        };
        let (before, behind) = (0..at, (at + 1).min(pairs.len())..pairs.len());
        let found = match on {
            true => behind.chain(before).find(told),
            false => before.rev().chain(behind.rev()).find(told),
        };
        found.map(|place| pairs[place].id)
    }
}
