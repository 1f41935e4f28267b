//! How a document comes to hand and where it goes: from a form, a sample, a file or the session journal; to a file, and
//! every now and then to the journal.

use super::files::Fingerprint;
use super::job::{Job, Kept, Undecided};
use super::open::{Open, Place};
use super::pairs::Pairs;
use super::{App, Command, Level, Notice, Panel, workers};
use crate::document::Form;
use crate::document::{Facts, Hunk, Run};
use crate::format::tracked::{Maker, Revisions};
use crate::format::{self, Kind, Source};
use crate::store::RecentRow;
use crate::text::{Date, Lang};
use crate::translation::Bitext;
use std::path::PathBuf;
use std::sync::Arc;

/// How records write that a suggestion came with a file.
pub(super) const REVISIONS: &str = "revisions";
/// Who files say made a suggestion of the offline engine.
const PROGRAM: &str = "Kian";

impl App {
    pub(super) fn new_key(&self) -> String {
        use std::hash::{BuildHasher, Hasher};
        // Seeded at random by the standard library; enough to tell documents of one store apart.
        let mut hasher = std::collections::hash_map::RandomState::new().build_hasher();
        hasher.write_i64(self.now);
        hasher.write_u32(std::process::id());
        format!("{:016x}", hasher.finish())
    }

    /// What a new form starts with: its defaults, and today where it asks for the date of issue.
    pub(super) fn first_facts(&self, form: &Form) -> Facts {
        let mut facts = Facts::default();
        for field in &form.fields {
            if let Some(said) = self.profile().for_field(form, &field.key) {
                facts.set(&field.key, said);
            } else if let Some(default) = &field.default {
                facts.set(&field.key, default.clone());
            } else if field.key == "issued_on" && field.date {
                facts.set(&field.key, today(self.now));
            }
        }
        facts
    }

    pub(super) fn create(&mut self) {
        let Some(filling) = &mut self.filling else { return };
        filling.problems = filling.form.check(&filling.facts);
        if !filling.problems.is_empty() {
            return;
        }
        let (form, facts) = (filling.form.clone(), filling.facts.clone());
        self.make(form, facts);
        self.panel = Panel::Assistant;
        if self.available(Command::Draft) {
            self.draft();
        }
    }

    pub(super) fn make(&mut self, form: Arc<Form>, facts: Facts) {
        let outline = form.outline(&facts);
        let mut document = outline.document(&form);
        if !self.dress(&form, &mut document) {
            let sheet = form.sheet.clone().unwrap_or_default();
            self.tell(Notice::new(Level::Warning, "notice-form-sheet").with("sheet", sheet));
        }
        let places = outline
            .slots
            .iter()
            .map(|slot| Place { at: document.text().line_span(slot.paragraph).start, slot: slot.clone() })
            .collect();
        let mut open = Open::new(self.new_key(), document);
        (open.places, open.facts) = (places, facts);
        self.take(open);
        self.keep_due = Some(self.now);
    }

    pub(super) fn open_sample(&mut self, lang: Lang) {
        let (source, id) = match lang {
            Lang::Ja => (include_str!("../../assets/samples/notice-ja.toml"), "notice"),
            Lang::En => (include_str!("../../assets/samples/public-notice-en.toml"), "public-notice"),
        };
        match (Facts::parse(source), self.form(id, Some(lang))) {
            (Ok((facts, _)), Some(form)) => {
                self.make(form, facts);
                // Nothing is lost with a sample nobody has touched.
                if let Some(open) = &mut self.open {
                    open.saved = Some(open.document.revision());
                }
                self.keep_due = None;
                self.panel = Panel::Assistant;
                self.draft();
            }
            (Err(problems), _) => self.notices.extend(problems.iter().map(|p| Notice::error(p))),
            (_, None) => {}
        }
    }

    pub(super) fn opened(
        &mut self,
        path: PathBuf,
        read: format::Read,
        bitext: Option<Box<Bitext>>,
        revisions: Option<Revisions>,
        fingerprint: Fingerprint,
    ) {
        let losses: Vec<Notice> = read.losses.iter().map(|loss| Notice::of(Level::Warning, loss)).collect();
        let mut open = Open::new(self.new_key(), read.document);
        // Where nothing goes back into the file, what was taken over is a document nobody has saved yet.
        let kept = read.source.kind.is_kept();
        if kept {
            open.saved = Some(open.document.revision());
            open.path = Some(path.clone());
            open.source = Some(read.source);
            open.fingerprint = Some(fingerprint);
        }
        open.pairs = bitext.map(|bitext| Pairs::new(*bitext, true));
        self.take(open);
        self.panel = Panel::Findings;
        if !losses.is_empty() {
            let stays = read.source.kind == Kind::Docx && revisions.is_none();
            let id = match (kept, stays) {
                (false, _) => "notice-taken-over",
                (true, true) => "notice-opened-keeping",
                (true, false) => "notice-opened-with-losses",
            };
            let notice = Notice::new(Level::Warning, id);
            self.tell(notice.with("path", path.display().to_string()).detailed(losses));
        }
        if let Some(revisions) = revisions {
            self.take_revisions(revisions);
        }
        self.remember(path);
    }

    /// Lays what the file proposes beside the text, piece by piece, as every suggestion is: what each person made is one.
    fn take_revisions(&mut self, revisions: Revisions) {
        let count = revisions.hunks.len();
        let mut by_author: Vec<(Maker, Vec<Hunk>)> = Vec::new();
        for (hunk, maker) in revisions.hunks.into_iter().zip(revisions.makers) {
            match by_author.iter_mut().find(|(known, _)| known.author == maker.author) {
                Some((known, hunks)) => {
                    known.at = known.at.max(maker.at);
                    hunks.push(hunk);
                }
                None => by_author.push((maker, vec![hunk])),
            }
        }
        self.panel = Panel::Assistant;
        self.tell(Notice::new(Level::Info, "notice-revisions").with("count", count.to_string()));
        for (Maker { author: engine, at }, hunks) in by_author {
            let at = at.unwrap_or(self.now);
            let run = Run { engine, model: String::new(), task: REVISIONS.to_owned(), at, complete: true };
            self.propose(hunks, run, "");
        }
    }

    /// The suggestions that go out with a file undecided: those that came with it, and all where a copy for review is
    /// made.
    fn undecided(&self, all: bool) -> Vec<Undecided> {
        let Some(open) = &self.open else { return Vec::new() };
        let undecided =
            open.proposals.iter().filter(|proposal| !proposal.suggestion.is_done()).filter_map(|proposal| {
                let run = open.document.runs().get(usize::try_from(proposal.run.0).ok()?)?;
                (all || run.task == REVISIONS).then(|| Undecided {
                    suggestion: proposal.suggestion.clone(),
                    author: if run.engine.is_empty() || run.engine == "offline" {
                        PROGRAM.to_owned()
                    } else {
                        run.engine.clone()
                    },
                    at: run.at,
                })
            });
        undecided.collect()
    }

    pub(super) fn restore(&mut self, key: &str) {
        let Some(at) = self.sessions.iter().position(|session| session.key == key) else { return };
        match format::read_translated(&self.sessions[at].content) {
            Ok((read, bitext)) => {
                let session = self.sessions.remove(at);
                let mut open = Open::new(session.key, read.document);
                open.pairs = bitext.map(|bitext| Pairs::new(bitext, false));
                // It is not what the file holds, so it is saved under its name only when the person says so.
                open.kept = Some(open.document.revision());
                open.path = session.path;
                open.source =
                    open.path.as_deref().and_then(Kind::from_path).map(|kind| Source { kind, ..workers::kian() });
                open.saved = None;
                self.take(open);
            }
            Err(error) => self.tell(Notice::error(&error)),
        }
    }

    pub(super) fn remember(&mut self, path: PathBuf) {
        let title = self.open.as_ref().and_then(Open::title).unwrap_or_default();
        let row = RecentRow { path: path.clone(), title, opened_at: self.now };
        self.recent.retain(|known| known.path != row.path);
        self.recent.insert(0, row.clone());
        self.send(Job::Remember(row));
    }

    pub(super) fn file_name(&self, ending: &str) -> String {
        let stem = self.open.as_ref().and_then(Open::file_stem).unwrap_or_else(|| self.tr.text("untitled"));
        format!("{stem}.{ending}")
    }

    pub(super) fn save_to(&mut self, path: PathBuf, export: bool) {
        let archive = self.archived(&path, export);
        if export && !self.may_export() {
            return;
        }
        let Some(open) = &self.open else { return };
        let Some(kind) = Kind::from_path(&path) else {
            let notice = Notice::new(Level::Error, "error-file-kind").with("path", path.display().to_string());
            return self.tell(notice);
        };
        // What is only written is no file a document could be kept in.
        let export = export || kind == Kind::Pdf;
        let same = open.path.as_ref() == Some(&path);
        let source = match open.source {
            // Saving the same file keeps its encoding and line ends.
            Some(source) if source.kind == kind && same => source,
            _ => Source { kind, archive, ..workers::kian() },
        };
        let expected = if same { open.fingerprint.clone() } else { None };
        let targets = if export { self.exported() } else { None };
        let is_text = targets.is_none();
        let readings = export && self.workbench.exports == Some(super::workbench::Exported::EasyRead);
        let mut document = match targets {
            Some(targets) => targets,
            None if export => self.outgoing(&open.document),
            None => open.document.clone(),
        };
        if kind != Kind::Kian {
            // What goes out does not hold what is attached, and may rest on it.
            let level = document.attachments().level(document.classification(), &self.policy.levels);
            document.set_classification(level);
        }
        let document = Box::new(document);
        if let Some(open) = self.open.as_mut().filter(|_| !export) {
            open.saving_judgement = document.judgement().clone();
            open.saving_comments = document.comments().version();
            open.saving_attachments = document.attachments().version();
            open.saving_pairs = open.pairs.as_ref().map(|pairs| pairs.bitext.revision());
        }
        let pending = if export && !self.for_review { Vec::new() } else { self.undecided(export) };
        let bitext =
            self.open.as_ref().and_then(|open| open.pairs.as_ref()).map(|pairs| Box::new(pairs.bitext.clone()));
        let original = self.open.as_ref().filter(|_| kind == Kind::Docx && is_text);
        let original = original.and_then(|open| open.path.clone()).filter(|from| Kind::from_path(from) == Some(kind));
        let agreed = self.open.as_ref().filter(|_| !export).map(|open| open.agreed.clone());
        self.send(Job::Save { document, bitext, source, path, expected, export, agreed, pending, original, readings });
    }

    pub(super) fn keep(&mut self) {
        let Some(open) = &self.open else { return };
        if open.unsaved() {
            let kept = Kept {
                key: open.key.clone(),
                path: open.path.clone(),
                title: open.title().unwrap_or_default(),
                document: Box::new(open.document.clone()),
                bitext: open.pairs.as_ref().map(|pairs| Box::new(pairs.bitext.clone())),
                at: self.now,
            };
            self.kept_at = self.now;
            self.send(Job::Keep(kept));
        }
    }
}

/// The day it is here at `now`, as forms write it.
fn today(now: i64) -> String {
    day(now).iso()
}

/// The day it is here at `now` (milliseconds since 1970-01-01 UTC).
pub fn day(now: i64) -> Date {
    let local = jiff::tz::TimeZone::system().to_datetime(jiff::Timestamp::from_millisecond(now).unwrap_or_default());
    let date = local.date();
    let part = |n: i8| u8::try_from(n).unwrap_or(1);
    let made = Date::new(i32::from(date.year()), part(date.month()), part(date.day()));
    made.expect("a day of the calendar is one of ours")
}
