//! Pairs out to other translators and back: as a table in a Word document for those who have a word processor and nothing
//! else, as XLIFF, TMX, PO and CSV for those who have a tool. What comes back to a document that is open is shown as changes,
//! each to be taken or left; a file that belongs to none is opened as a document of its own, and written back into itself.

use super::aligning::AlignedDocuments;
use super::desk::{self, about, broken, ending, paced, written};
use super::{App, Ask, Choice, Outcome, Task};
use crate::app::Effect;
use crate::app::files;
use crate::app::notice::{Level, Notice};
use crate::app::workers::FILE_LIMIT;
use crate::document::{Author, Document};
use crate::format::exchange::review::{self, Labels, Merged};
use crate::format::exchange::xliff::Flavor;
use crate::format::exchange::{Faults, Step, po, tmx, xliff};
use crate::format::memory::{self, Carrier};
use crate::i18n::{Locale, Tr};
use crate::store::audit::EventKind;
use crate::text::{Lang, Message};
use crate::translation::memory::other;
use crate::translation::{
    Bitext, Comment, Edit, Label, Loose, Origin, Pair, PairId, Received, Rich, Segmenter, Stage, Status, Work,
};
use std::collections::{HashMap, VecDeque};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use crate::format::exchange::review::Why;

/// A kind of file that carries pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carriage {
    /// A table in a Word document.
    Review,
    /// The file the pairs came from, with the targets as they are now.
    Same,
    /// XLIFF of a version.
    Xliff(Flavor),
    /// A translation memory.
    Tmx,
    /// A table.
    Csv,
    /// Messages, as gettext keeps them.
    Po,
}

impl Carriage {
    /// All of them, in the order they are offered.
    pub const ALL: [Carriage; 9] = [
        Self::Review,
        Self::Same,
        Self::Xliff(Flavor::TwoTwo),
        Self::Xliff(Flavor::TwoOne),
        Self::Xliff(Flavor::Two),
        Self::Xliff(Flavor::One),
        Self::Tmx,
        Self::Csv,
        Self::Po,
    ];

    /// The message that names it.
    pub fn name_id(self) -> &'static str {
        match self {
            Self::Review => "exchange-review",
            Self::Same => "exchange-same",
            Self::Xliff(Flavor::TwoTwo) => "exchange-xliff-2-2",
            Self::Xliff(Flavor::TwoOne) => "exchange-xliff-2-1",
            Self::Xliff(Flavor::Two) => "exchange-xliff-2-0",
            Self::Xliff(Flavor::One) => "exchange-xliff-1-2",
            Self::Tmx => "exchange-tmx",
            Self::Csv => "exchange-csv",
            Self::Po => "exchange-po",
        }
    }

    /// How its files' names end.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Review => &["docx"],
            Self::Same => &["xlf", "xliff", "po"],
            Self::Xliff(_) => &["xlf", "xliff"],
            Self::Tmx => &["tmx"],
            Self::Csv => &["csv"],
            Self::Po => &["po"],
        }
    }

    /// What is written to a file whose name has this ending, where this kind was asked for: the name decides. None where no
    /// kind has such names. `origins` is the ending of the file the pairs came from.
    fn named(self, ending: &str, origins: Option<&str>) -> Option<Self> {
        let fits = |kind: &Self| match kind {
            Self::Same => origins == Some(ending),
            kind => kind.endings().contains(&ending),
        };
        let others = Self::ALL.into_iter().filter(|kind| *kind != Self::Same);
        std::iter::once(self).chain(others).find(fits)
    }
}

/// A change that came back.
#[derive(Clone, Debug)]
pub struct Back {
    /// The pair it is of.
    pub id: PairId,
    /// The target as it is here.
    pub old: String,
    /// The target as it came back.
    pub new: String,
    /// What is done when it is taken; nothing where it cannot be.
    pub edits: Vec<Edit>,
    /// Why somebody must look at it first.
    pub doubt: Option<review::Why>,
    /// Whether it is to be taken.
    pub taken: bool,
}

/// What came back to the pairs at hand.
#[derive(Clone, Debug)]
pub struct Returned {
    /// The file.
    pub path: PathBuf,
    /// The changes, in the order of the pairs.
    pub changes: Vec<Back>,
    /// Rows that belong to no pair.
    pub strays: usize,
    /// Pairs nothing is said of.
    pub missing: usize,
}

/// Pairs of a file that belong to no document that is open.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// The document and its pairs.
    pub made: AlignedDocuments,
    /// What to tell.
    pub notice: Notice,
}

/// The words of the review table.
fn labels(tr: &Tr) -> Labels {
    let columns = ["number", "source", "target", "status", "comment"];
    Labels {
        columns: columns.map(|column| tr.text(&format!("review-table-{column}"))),
        statuses: Status::ALL.map(|status| tr.text(&format!("pair-status-{}", status.code()))),
    }
}

/// The table may have been written with the interface in either language.
pub(super) fn all_labels() -> Vec<Labels> {
    Locale::ALL.iter().map(|locale| labels(&Tr::new(*locale))).collect()
}

/// Whether the file `path` can hold nothing but pairs, so that to open it is to take them in.
pub(in crate::app) fn holds_pairs(path: &Path) -> bool {
    ["xlf", "xliff", "sdlxliff", "mqxliff", "po", "tmx", "csv", "tsv"].contains(&ending(path).as_str())
}

/// Writes `bitext` to `path` as `kind`; `name` is the document's. Where `step` stops it there is no file.
///
/// # Errors
/// What to tell where that cannot be done.
pub(super) fn write(
    bitext: &Bitext,
    kind: Carriage,
    (path, name): (&Path, &str),
    labels: &Labels,
    step: desk::Step<'_>,
) -> Result<Outcome, Notice> {
    let mut each = paced(bitext.len(), step);
    let bytes = match (kind, bitext.received()) {
        (Carriage::Review, _) => review::write(bitext, labels, &mut each),
        (Carriage::Same, Some(received)) => {
            Some(into_itself(bitext, received).ok_or_else(|| about(Level::Error, "error-exchange-cut", path))?)
        }
        (Carriage::Same, None) => return Err(about(Level::Error, "error-exchange-cut", path)),
        (Carriage::Xliff(flavor), _) => xliff::write_new_as(bitext, name, flavor, &mut each),
        (Carriage::Tmx, _) => as_tmx(bitext, &mut each),
        (Carriage::Csv, _) => as_csv(bitext, labels, &mut each),
        (Carriage::Po, _) => po::write_new(bitext, &mut each),
    };
    drop(each);
    let told = about(Level::Info, "notice-pairs-written", path).with("count", bitext.len());
    written(path, bytes, bitext.len(), step, told)
}

fn as_tmx(bitext: &Bitext, step: Step<'_>) -> Option<Vec<u8>> {
    let mut writer = tmx::Writer::new(Vec::new(), &tmx::Header::default(), bitext.source_lang().code())
        .expect("a row of bytes takes what is written to it");
    for (number, unit) in (1..).zip(bitext.units()) {
        if step(number).is_break() {
            return None;
        }
        writer.unit(&tmx::TmxUnit::from(&unit)).expect("a row of bytes takes what is written to it");
    }
    Some(writer.finish().expect("a row of bytes takes what is written to it"))
}

fn as_csv(bitext: &Bitext, labels: &Labels, step: Step<'_>) -> Option<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(b"\xEF\xBB\xBF".to_vec());
    let heads = ["id", bitext.source_lang().code(), bitext.target_lang().code(), "status", "comment"];
    writer.write_record(heads).expect("writing to memory does not fail");
    for (number, pair) in (1usize..).zip(bitext.pairs()) {
        if step(number).is_break() {
            return None;
        }
        let comments: Vec<&str> = pair.work.comments.iter().map(|comment| comment.text.as_str()).collect();
        let status = &labels.statuses[pair.status() as usize];
        let row = [&number.to_string(), &*pair.source, pair.target(), status, &comments.join("\n")];
        writer.write_record(row).expect("writing to memory does not fail");
    }
    Some(writer.into_inner().expect("writing to memory does not fail"))
}

/// The file the pairs came from with the targets as they are; `None` where pairs were joined or cut since.
fn into_itself(bitext: &Bitext, received: &Received) -> Option<Vec<u8>> {
    let pairs = bitext.pairs();
    if received.ending == "po" {
        let po = po::read(&received.bytes).ok()?;
        let fits = po.messages.iter().flat_map(po::Message::forms).map(|(words, _)| words);
        if !fits.eq(pairs.iter().map(|pair| &*pair.source)) {
            return None;
        }
        let mut pairs = pairs.iter();
        let made = po.messages.iter().map(|message| {
            let forms: Vec<&Pair> = pairs.by_ref().take(message.targets.len()).collect();
            let targets = forms.iter().map(|pair| pair.target().to_owned()).collect();
            Some((targets, !forms.iter().all(|pair| pair.work.stage.is_vouched_for())))
        });
        let made: Vec<_> = made.collect();
        return Some(po.write(&made));
    }
    let file = xliff::read(&received.bytes).ok()?;
    let fits = file.segments.len() == pairs.len()
        && file.segments.iter().zip(pairs).all(|(segment, pair)| *segment.source.text == *pair.source);
    let works: Vec<Option<Work>> = pairs.iter().map(|pair| Some((*pair.work).clone())).collect();
    fits.then(|| file.write(&works))
}

/// A pair as a file has it.
struct Incoming {
    paragraph: usize,
    source: Rich,
    label: Option<Label>,
    work: Work,
}

/// Reads the pairs of the file `path`. With `current`, the pairs at hand, they are compared with what they came from.
///
/// # Errors
/// What to tell where there are none, or none that can be used.
pub(super) fn read(path: &Path, current: Option<&Bitext>) -> Result<Outcome, Notice> {
    let bytes = files::read_file(path, FILE_LIMIT).map_err(|e| Notice::error(&e))?;
    let ending = ending(path);
    if ending == "docx" {
        let Some(bitext) = current else { return Err(about(Level::Error, "error-exchange-no-document", path)) };
        let (rows, faults) = review::read(&bytes).map_err(|e| broken(path, &e))?;
        let merged = review::merge(bitext, &rows, &all_labels());
        return Ok(Outcome::Returned(Box::new(returned(path, bitext, merged)), told(path, &faults, 0)));
    }
    let (incoming, langs, faults) = incoming(path, &ending, &bytes)?;
    if incoming.is_empty() {
        return Err(about(Level::Error, "error-exchange-empty", path));
    }
    if let Some(bitext) = current.filter(|bitext| belongs(bitext, &incoming, langs)) {
        let returned = compared(path, bitext, &incoming);
        return Ok(Outcome::Returned(Box::new(returned), told(path, &faults, 0)));
    }
    let count = incoming.len();
    let loose = |one: Incoming| Loose {
        paragraph: one.paragraph,
        source: one.source,
        label: one.label.map(Arc::new),
        work: one.work,
    };
    let loose = incoming.into_iter().map(loose).collect();
    let mut bitext = Bitext::from_loose(loose, langs.0, langs.1, Segmenter::Own);
    let document = Document::from_text(langs.0, &bitext.text().to_string(), Author::Import);
    let written_back = ["xlf", "xliff", "sdlxliff", "mqxliff", "po"].contains(&ending.as_str());
    bitext.set_received(written_back.then(|| Received { ending, bytes: bytes.into() }));
    let notice = told(path, &faults, count).unwrap_or_else(|| Notice::new(Level::Info, "notice-pairs-imported"));
    Ok(Outcome::Arrived(Box::new(Arrived { made: AlignedDocuments { document, bitext }, notice })))
}

/// How many pairs were read, and what was wrong with the file.
fn told(path: &Path, faults: &Faults, count: usize) -> Option<Notice> {
    const SHOWN: usize = 10;
    if faults.is_empty() && count == 0 {
        return None;
    }
    let level = if faults.is_empty() { Level::Info } else { Level::Warning };
    let details = faults.list.iter().take(SHOWN).map(|fault| Notice::of(Level::Warning, fault)).collect();
    Some(about(level, "notice-pairs-imported", path).with("count", count).detailed(details))
}

type Read = (Vec<Incoming>, (Lang, Lang), Faults);

fn incoming(path: &Path, ending: &str, bytes: &[u8]) -> Result<Read, Notice> {
    let wrong = |error: &dyn Message| broken(path, error);
    let languages = || about(Level::Error, "error-exchange-languages", path);
    match ending {
        "xlf" | "xliff" | "sdlxliff" | "mqxliff" => {
            let file = xliff::read(bytes).map_err(|e| wrong(&e))?;
            let langs = file.languages().ok_or_else(languages)?;
            let one = |segment: &xliff::Segment| {
                let target = segment.target.clone().unwrap_or_default();
                let work = Work {
                    target: target.text,
                    tags: target.tags,
                    stage: segment.stage,
                    origin: segment.origin.clone(),
                    locked: segment.locked,
                    comments: segment.notes.clone(),
                    ..Work::default()
                };
                Incoming { paragraph: segment.paragraph, source: segment.source.clone(), label: None, work }
            };
            let incoming = file.segments.iter().map(one).collect();
            Ok((incoming, langs, file.faults))
        }
        "po" => {
            let file = po::read(bytes).map_err(|e| wrong(&e))?;
            let sources: String = file.messages.iter().map(|message| message.source.as_str()).collect();
            let source = Lang::guess(&sources).ok_or_else(languages)?;
            let mut incoming = Vec::with_capacity(file.messages.len());
            for message in &file.messages {
                for (form, (words, target)) in message.forms().enumerate() {
                    let origin = Origin::File { note: String::new() };
                    let stage = if target.is_empty() { Stage::Untranslated } else { message.stage() };
                    let comments = if form == 0 { remarks(&message.notes) } else { Vec::new() };
                    let work = Work { target: target.to_owned(), stage, origin, comments, ..Work::default() };
                    let (paragraph, label) = (incoming.len(), message.label(form));
                    incoming.push(Incoming { paragraph, source: Rich::plain(words), label, work });
                }
            }
            Ok((incoming, (source, other(source)), file.faults))
        }
        "tmx" | "csv" | "tsv" => {
            let carrier = Carrier::from_path(path).ok_or_else(|| about(Level::Error, "error-exchange-kind", path))?;
            let mut units = Vec::new();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let read = memory::read(carrier, &mut &bytes[..], &name, &mut |unit| {
                units.push(unit);
                ControlFlow::Continue(())
            });
            let read = read.map_err(|e| Notice::error(&files::FileError::reading(path, &e)))?;
            let carried = read.map_err(|e| wrong(&e))?;
            if let Some(error) = &carried.broken {
                return Err(wrong(error));
            }
            let source = units.iter().find_map(|unit| unit.source).unwrap_or(Lang::Ja);
            let one = |(number, unit): (usize, &crate::translation::memory::Unit)| {
                let origin = Origin::File { note: unit.origin.clone() };
                let target = unit.side(other(source)).to_owned();
                let work = Work { target, stage: Stage::Draft, origin, ..Work::default() };
                Incoming { paragraph: number, source: Rich::plain(unit.side(source)), label: None, work }
            };
            let incoming = units.iter().enumerate().map(one).collect();
            Ok((incoming, (source, other(source)), Faults::default()))
        }
        _ => Err(about(Level::Error, "error-exchange-kind", path)),
    }
}

/// What translators and programmers have noted in a file, as remarks.
fn remarks(notes: &[String]) -> Vec<Comment> {
    let note = notes.join("\n");
    let comment =
        Comment { by: String::new(), at: 0, text: note, place: None, resolved: false, replies: Vec::new(), mark: None };
    if comment.text.trim().is_empty() { Vec::new() } else { vec![comment] }
}

/// Whether a file is the pairs at hand come back: most of its sources are theirs.
fn belongs(bitext: &Bitext, incoming: &[Incoming], langs: (Lang, Lang)) -> bool {
    if (bitext.source_lang(), bitext.target_lang()) != langs {
        return false;
    }
    let sources: std::collections::HashSet<&str> = bitext.pairs().iter().map(|pair| &*pair.source).collect();
    let known = incoming.iter().filter(|one| sources.contains(one.source.text.as_str())).count();
    known * 2 > incoming.len()
}

/// What a file changes in the pairs it came from, pair by pair in their order.
fn compared(path: &Path, bitext: &Bitext, incoming: &[Incoming]) -> Returned {
    let mut by_source: HashMap<&str, VecDeque<&Incoming>> = HashMap::new();
    for one in incoming {
        by_source.entry(&one.source.text).or_default().push_back(one);
    }
    let (mut changes, mut missing) = (Vec::new(), 0);
    for pair in bitext.pairs().iter().filter(|pair| !pair.has_no_source()) {
        let Some(one) = by_source.get_mut(&*pair.source).and_then(VecDeque::pop_front) else {
            missing += 1;
            continue;
        };
        let new = &one.work;
        let mut edits = Vec::new();
        if !new.target.is_empty() && new.target != pair.target() {
            let target = Rich { text: new.target.clone(), tags: new.tags.clone(), sub: Vec::new() };
            edits.push(Edit::Target { id: pair.id, target, origin: Origin::Person });
        }
        if new.stage != pair.work.stage && !new.target.is_empty() {
            match new.stage {
                Stage::Confirmed => edits.push(Edit::Confirm(pair.id)),
                Stage::Approved => {
                    edits.extend([Edit::Confirm(pair.id), Edit::Approve { id: pair.id, by_other: false }]);
                }
                Stage::Rejected => edits.push(Edit::Reject { id: pair.id, reason: String::new() }),
                _ => {}
            }
        }
        if edits.is_empty() {
            continue;
        }
        let doubt = pair.work.locked.then_some(review::Why::Locked);
        let edits = if pair.work.locked { Vec::new() } else { edits };
        let (old, taken) = (pair.target().to_owned(), doubt.is_none());
        changes.push(Back { id: pair.id, old, new: new.target.clone(), edits, doubt, taken });
    }
    let strays = by_source.values().map(VecDeque::len).sum();
    Returned { path: path.to_owned(), changes, strays, missing }
}

/// What a review table changes, pair by pair in their order.
fn returned(path: &Path, bitext: &Bitext, merged: Merged) -> Returned {
    let mut changes: Vec<Back> = Vec::new();
    let of = |edit: &Edit| match edit {
        Edit::Target { id, .. }
        | Edit::Confirm(id)
        | Edit::Approve { id, .. }
        | Edit::Reject { id, .. }
        | Edit::Comment { id, .. } => Some(*id),
        _ => None,
    };
    for edit in merged.edits {
        let Some((id, pair)) = of(&edit).and_then(|id| Some((id, bitext.get(id)?))) else { continue };
        let at = changes.iter().rposition(|change| change.id == id).unwrap_or_else(|| {
            let old = pair.target().to_owned();
            changes.push(Back { id, new: old.clone(), old, edits: Vec::new(), doubt: None, taken: true });
            changes.len() - 1
        });
        if let Edit::Target { target, .. } = &edit {
            changes[at].new.clone_from(&target.text);
        }
        changes[at].edits.push(edit);
    }
    let mut strays = 0;
    for conflict in merged.conflicts {
        let Some((id, pair)) = conflict.id.and_then(|id| Some((id, bitext.get(id)?))) else {
            strays += 1;
            continue;
        };
        let text = conflict.row.target;
        // What is lost of codes, or locked, is not for taking.
        let can = matches!(conflict.why, review::Why::SourceChanged | review::Why::ChangedHere | review::Why::Twice)
            && !text.contains('⟦');
        let edit = Edit::Target { id, target: Rich::plain(text.as_str()), origin: Origin::Person };
        let edits = if can { vec![edit] } else { Vec::new() };
        let old = pair.target().to_owned();
        changes.push(Back { id, old, new: text, edits, doubt: Some(conflict.why), taken: false });
    }
    changes.sort_by_key(|change| bitext.position(change.id));
    Returned { path: path.to_owned(), changes, strays, missing: merged.missing.len() }
}

impl App {
    /// The kinds of files the pairs at hand can be written to.
    pub fn carriages(&self) -> Vec<Carriage> {
        let can = |kind: &Carriage| *kind != Carriage::Same || self.received().is_some();
        Carriage::ALL.into_iter().filter(can).collect()
    }

    /// The file the pairs at hand came from.
    fn received(&self) -> Option<&Received> {
        self.pairs()?.bitext.received()
    }

    /// Lets the person choose where the pairs are to go.
    pub(super) fn export_pairs(&mut self, kind: Carriage) {
        if self.pairs().is_none() || !self.may_export() {
            return;
        }
        let ending = match (kind, self.received()) {
            (Carriage::Same, Some(received)) => received.ending.clone(),
            _ => kind.endings()[0].to_owned(),
        };
        let name = self.file_name(&ending);
        self.effects.push(Effect::ChooseFile(Choice::PairsOut(kind), name));
    }

    pub(super) fn write_pairs(&mut self, kind: Carriage, path: PathBuf) {
        let Some(pairs) = self.pairs() else { return };
        let bitext = Box::new(pairs.bitext.clone());
        let of_name = kind.named(&ending(&path), bitext.received().map(|received| received.ending.as_str()));
        let Some(named) = of_name else { return self.tell(about(Level::Error, "error-exchange-ending", &path)) };
        if named != kind {
            let kind = self.tr.text(named.name_id());
            self.tell(
                Notice::new(Level::Warning, "notice-exchange-named").with("kind", kind).with("ending", ending(&path)),
            );
        }
        let kind = named;
        let labels = Box::new(labels(&self.tr));
        let name = self.file_name("kian");
        let event = self.event(EventKind::Export).text("format", ending(&path));
        self.log(event);
        self.work("working-pairs-out", Task::WritePairs { bitext, kind, path, name, labels });
    }

    pub(in crate::app) fn import_pairs(&mut self, path: PathBuf) {
        let current = self.pairs().map(|pairs| Box::new(pairs.bitext.clone()));
        self.work("working-pairs-in", Task::ReadPairs { path, current });
    }

    /// Changes have come back: they are shown, or there are none.
    pub(super) fn returned(&mut self, ticket: super::Ticket, returned: Returned, notice: Option<Notice>) {
        self.work_is_over(ticket);
        notice.into_iter().for_each(|notice| self.tell(notice));
        if returned.changes.is_empty() {
            let notice = about(Level::Info, "notice-returned-same", &returned.path);
            return self.tell(notice.with("strays", returned.strays).with("missing", returned.missing));
        }
        self.resources.returned = Some(returned);
    }

    /// Takes over the changes that are to be taken, as one step.
    pub(super) fn take_returned(&mut self) {
        let Some(returned) = self.resources.returned.take() else { return };
        let taken = returned.changes.iter().filter(|change| change.taken);
        let (count, edits) = (taken.clone().count(), taken.flat_map(|change| change.edits.clone()).collect::<Vec<_>>());
        if !edits.is_empty() && !self.edit_pairs(&edits) {
            // Something was refused and told: the list stays.
            self.resources.returned = Some(returned);
            return;
        }
        self.check_pairs();
        let args = returned.changes.len() - count;
        self.tell(Notice::new(Level::Info, "notice-returned-taken").with("count", count).with("left", args));
    }

    /// Pairs that belong to no document have arrived: they are opened as one.
    pub(super) fn arrived_pairs(&mut self, ticket: super::Ticket, arrived: Arrived) {
        self.work_is_over(ticket);
        let notice = arrived.notice;
        self.aligned(ticket, arrived.made);
        self.tell(notice);
    }
}

impl App {
    /// Does what is asked about the changes that came back.
    pub(super) fn act_on_returned(&mut self, ask: &Ask) {
        let app = self;
        match ask {
            Ask::Mark(index, taken) => {
                let change = app.resources.returned.as_mut().and_then(|returned| returned.changes.get_mut(*index));
                if let Some(change) = change.filter(|change| !change.edits.is_empty()) {
                    change.taken = *taken;
                }
            }
            Ask::MarkAll(taken) => {
                for change in app.resources.returned.iter_mut().flat_map(|returned| &mut returned.changes) {
                    change.taken = *taken && !change.edits.is_empty();
                }
            }
            Ask::TakeReturned => app.take_returned(),
            Ask::LeaveReturned => app.resources.returned = None,
            _ => {}
        }
    }
}
