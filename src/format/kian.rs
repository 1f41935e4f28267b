//! `.kian`: a document with its history. The format is described in docs/kian-format.md.

use super::package::{Package, pack_with};
use super::{Error, Kind, Loss, Read, Source, Written};
use crate::document::Verification;
use crate::document::marks::{Across, Remark, Strip};
use crate::document::sheet::Sheet;
use crate::document::verification::{Check, Looked, Verdict};
use crate::document::versions::Version;
use crate::document::{
    Author, Classification, Comment, Comments, Document, Entry, EntryKind, Ignored, Judgement, Look, Mark, MarkKind,
    Marks, Note, Role, Run, RunId,
};
use crate::text::{Change, Lang, Replace, Span, Text};
use crate::translation::Bitext;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

mod attached;
mod bitext;

/// The newest version of the format that is read. It is written where an older reader would lose something by it: what is
/// attached.
const VERSION: u64 = 4;
/// The version of a document with a translation and nothing attached.
const TRANSLATED: u64 = 3;
/// The version of a document with marks or comments and without a translation.
const MARKED: u64 = 2;
/// The version of a document without them.
const PLAIN: u64 = 1;
/// The media type, the first entry of the archive.
const MIMETYPE: &str = "application/vnd.kian.document+zip";

pub(super) fn write(document: &Document) -> Result<Written, Error> {
    write_translated(document, None)
}

/// Writes a document with its translation.
pub(super) fn write_translated(document: &Document, bitext: Option<&Bitext>) -> Result<Written, Error> {
    write_whole(document, bitext, &attached::files(document))
}

/// The same without the bytes of what is attached, which [`complete`] adds.
pub(super) fn write_light(document: &Document, bitext: Option<&Bitext>) -> Result<Written, Error> {
    write_whole(document, bitext, &[])
}

/// What [`write_light`] wrote, with the bytes of what is attached, each under its hash.
pub(super) fn complete(bytes: &[u8], files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Error> {
    let files: Vec<(String, &[u8])> =
        files.iter().map(|(sha256, bytes)| (attached::part(sha256), bytes.as_slice())).collect();
    super::package::add(bytes, &files)
}

fn write_whole(document: &Document, bitext: Option<&Bitext>, files: &[(String, &[u8])]) -> Result<Written, Error> {
    let history = document.history();
    let base_text = history.base();
    let base = parts(base_text, history.base_roles(), history.base_marks());
    let text = parts(document.text(), document.roles(), document.marks());
    let plain = document.marks().is_plain()
        && history.base_marks().is_plain()
        && history.entries().iter().all(|entry| entry.marks.is_empty())
        && document.comments().is_empty();
    let body = DocumentJson {
        version: match (bitext, plain) {
            _ if !document.attachments().is_empty() => VERSION,
            (Some(_), _) => TRANSLATED,
            (None, false) => MARKED,
            (None, true) => PLAIN,
        },
        lang: document.lang().code().to_owned(),
        id: document.id().map(str::to_owned),
        form: document.form().map(str::to_owned),
        classification: document.classification().map(|level| level.code().to_owned()),
        sheet: (!document.sheet().is_standard()).then(|| document.sheet().source().to_string()),
        class: document.judgement().class.clone(),
        ignored: document.judgement().ignored.iter().map(IgnoredJson::from).collect(),
        looked: document.verification().facts.iter().map(LookedJson::from).collect(),
        checks: document.verification().checks.iter().map(CheckJson::from).collect(),
        versions: document.versions().iter().map(StateJson::from).collect(),
        attachments: document.attachments().iter().map(attached::AttachmentJson::from).collect(),
        base: BaseJson { author: author_code(history.base_author()), paragraphs: base },
        text,
        comments: document.comments().iter().map(CommentJson::from).collect(),
    };
    let entries: Vec<EntryJson> = history.entries().iter().map(EntryJson::from).collect();
    let runs: Vec<RunJson> = document.runs().iter().map(RunJson::from).collect();
    let mut parts = vec![("document.json", json(&body)), ("history.json", json(&entries)), ("runs.json", json(&runs))];
    parts.extend(bitext.map(|bitext| (bitext::PART, json(&bitext::BitextJson::from(bitext)))));
    let received = bitext.and_then(Bitext::received).map(|received| (bitext::RECEIVED.to_owned(), &*received.bytes));
    let files: Vec<(String, &[u8])> = files.iter().cloned().chain(received).collect();
    Ok(Written { bytes: pack_with(Some(("mimetype", MIMETYPE)), &parts, &files), losses: Vec::new() })
}

pub(super) fn read(bytes: &[u8]) -> Result<Read, Error> {
    let (mut read, bitext) = read_translated(bytes)?;
    if bitext.is_some() {
        read.losses.push(Loss::new("loss-translation"));
    }
    Ok(read)
}

/// Reads a document with its translation, if it has one.
pub(super) fn read_translated(bytes: &[u8]) -> Result<(Read, Option<Bitext>), Error> {
    let mut package = Package::open(bytes)?;
    let text = package.text("document.json")?;
    // A newer file may look different everywhere else.
    let VersionJson { version } = parse("document.json", &text)?;
    if version > VERSION {
        return Err(Error::NewerVersion { version });
    }
    let damaged = || Error::Damaged { part: "document.json".to_owned() };
    let saved: DocumentJson = parse("document.json", &text)?;
    let lang = Lang::from_code(&saved.lang).ok_or_else(damaged)?;
    let level = match &saved.classification {
        // A level of an office nobody here knows is kept: it counts as the highest of all.
        Some(code) => {
            Some(Classification::from_code(code).or_else(|| Classification::named(code)).ok_or_else(damaged)?)
        }
        None => None,
    };
    let current = paragraphs(&saved.text).ok_or_else(damaged)?;
    let runs: Vec<RunJson> = optional(&mut package, "runs.json").unwrap_or_default();
    let replayed = optional(&mut package, "history.json")
        .and_then(|entries: Vec<EntryJson>| replay(&saved, lang, &entries, runs.len()))
        .filter(|document| shows(document, &current));
    let mut losses = Vec::new();
    let mut document = replayed.unwrap_or_else(|| {
        // The text matters more than how it came about.
        losses.push(Loss::new("loss-history"));
        Document::new(lang, saved.form.clone(), &current.paragraphs, Author::Import).with_marks(&current.marks)
    });
    document.set_classification(level);
    match saved.sheet.as_deref().map(Sheet::parse) {
        Some(Ok(sheet)) => document.set_sheet(Some(Arc::new(sheet))),
        // A later version may know more of looks than this one: the words are what matters.
        Some(Err(_)) => losses.push(Loss::new("loss-sheet")),
        None => {}
    }
    if let Some(id) = saved.id.clone().filter(|id| !id.is_empty()) {
        document.set_id(id);
    }
    let facts = saved.looked.into_iter().filter_map(|looked| looked.read(&document)).collect();
    let checks = saved.checks.into_iter().filter_map(CheckJson::read).collect();
    *document.verification_mut() = Verification { facts, checks };
    let ignored = saved.ignored.into_iter().filter_map(|ignored| ignored.read(&document)).collect();
    *document.judgement_mut() = Judgement { class: saved.class, ignored };
    if losses.is_empty() {
        document.set_versions(saved.versions.into_iter().map(StateJson::read).collect());
    }
    let comments = saved.comments.into_iter().map(|comment| comment.read(&document)).collect();
    *document.comments_mut() = Comments::new(comments);
    for run in runs {
        document.add_run(run.into());
    }
    attached::read(saved.attachments, &mut package, &mut document, &mut losses)?;
    let translation = package.text(bitext::PART).ok();
    let bitext = translation.as_ref().and_then(|text| parse::<bitext::BitextJson>(bitext::PART, text).ok());
    let file = bitext.as_ref().filter(|bitext| bitext.keeps_file()).map(|_| package.part(bitext::RECEIVED));
    if let Some(Err(_)) = &file {
        losses.push(Loss::new("loss-received"));
    }
    let bitext = bitext.and_then(|bitext| bitext.read(&document, file.and_then(Result::ok)));
    if translation.is_some() && bitext.is_none() {
        losses.push(Loss::new("loss-translation-damaged"));
    }
    Ok((Read { document, losses, source: Source::new(Kind::Kian) }, bitext))
}

/// The document the saved history leads to, if it can be followed.
fn replay(saved: &DocumentJson, lang: Lang, entries: &[EntryJson], runs: usize) -> Option<Document> {
    let Parts { paragraphs: base, marks } = paragraphs(&saved.base.paragraphs)?;
    let author = author_from_code(&saved.base.author, runs)?;
    let entries: Option<Vec<Entry>> = entries.iter().map(|entry| entry.read(runs)).collect();
    Document::replay(lang, saved.form.clone(), &base, &marks, author, entries?)
}

fn shows(document: &Document, parts: &Parts) -> bool {
    document.len() == parts.paragraphs.len()
        && parts.paragraphs.iter().enumerate().all(|(i, (role, text))| {
            let is = document.paragraph(i);
            is.role == *role && is.text == *text
        })
        && *document.marks() == Marks::from_list(document.text(), &parts.marks)
}

/// Paragraphs as they are saved: their roles and texts, and the marks of all of them, in bytes of the whole text.
struct Parts {
    paragraphs: Vec<(Role, String)>,
    marks: Vec<Mark>,
}

/// `None` where a role or a mark is unknown, a mark lies outside of its text, a text is two, or there is none.
fn paragraphs(parts: &[PartJson]) -> Option<Parts> {
    let mut found = Parts { paragraphs: Vec::with_capacity(parts.len()), marks: Vec::new() };
    let mut start = 0;
    for part in parts {
        (!part.text.contains('\n')).then_some(())?;
        found.paragraphs.push((Role::from_code(&part.role)?, part.text.clone()));
        for mark in &part.marks {
            let Mark { span, kind } = mark.read()?;
            part.text.get(span.range())?;
            found.marks.push(Mark { span: span.shift(start), kind });
        }
        start += part.text.len() + 1;
    }
    (!parts.is_empty()).then_some(found)
}

fn parts(text: &Text, roles: &[Role], marks: &Marks) -> Vec<PartJson> {
    let part = |index: usize| {
        let span = text.line_span(index);
        let marks = marks.within(span).iter().map(|mark| MarkJson::new(mark, span.start)).collect();
        PartJson { role: roles[index].code(), text: text.slice(span), marks }
    };
    (0..text.lines()).map(part).collect()
}

fn optional<T: for<'de> Deserialize<'de>>(package: &mut Package<'_>, part: &str) -> Option<T> {
    parse(part, &package.text(part).ok()?).ok()
}

fn parse<T: for<'de> Deserialize<'de>>(part: &str, text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|_| Error::Damaged { part: part.to_owned() })
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string_pretty(value).expect("our shapes have string keys only")
}

#[derive(Deserialize)]
struct VersionJson {
    version: u64,
}

#[derive(Serialize, Deserialize)]
struct DocumentJson {
    version: u64,
    lang: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    form: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    classification: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    class: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ignored: Vec<IgnoredJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    looked: Vec<LookedJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    checks: Vec<CheckJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    versions: Vec<StateJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<attached::AttachmentJson>,
    base: BaseJson,
    text: Vec<PartJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    comments: Vec<CommentJson>,
}

#[derive(Serialize, Deserialize)]
struct CommentJson {
    start: usize,
    end: usize,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    words: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    resolved: bool,
    notes: Vec<NoteJson>,
}

#[derive(Serialize, Deserialize)]
struct NoteJson {
    author: String,
    at: i64,
    text: String,
}

impl From<&Comment> for CommentJson {
    fn from(comment: &Comment) -> Self {
        let note = |note: &Note| NoteJson { author: note.author.clone(), at: note.at, text: note.text.clone() };
        Self {
            start: comment.span.start,
            end: comment.span.end,
            words: comment.words.clone(),
            resolved: comment.resolved,
            notes: comment.notes.iter().map(note).collect(),
        }
    }
}

impl CommentJson {
    /// What lies outside of the text, because somebody changed it by another program, is at its nearest place.
    fn read(self, document: &Document) -> Comment {
        let text = document.text();
        let span = Span::new(text.boundary(self.start), text.boundary(self.end));
        let note = |note: NoteJson| Note { author: note.author, at: note.at, text: note.text };
        let notes = self.notes.into_iter().map(note).collect();
        Comment { span, words: self.words, notes, resolved: self.resolved }
    }
}

#[derive(Serialize, Deserialize)]
struct IgnoredJson {
    rule: String,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
}

impl From<&Ignored> for IgnoredJson {
    fn from(ignored: &Ignored) -> Self {
        let Ignored { rule, text, at } = ignored.clone();
        Self { rule, text, start: at.map(|at| at.start) }
    }
}

impl IgnoredJson {
    /// `None` where the words do not stand in `document` any more: somebody changed the text by another program.
    fn read(self, document: &Document) -> Option<Ignored> {
        let at = match self.start {
            None => None,
            Some(start) => Some(stands(document, start, &self.text)?),
        };
        Some(Ignored { rule: self.rule, text: self.text, at })
    }
}

#[derive(Serialize, Deserialize)]
struct LookedJson {
    text: String,
    start: usize,
    by: String,
    at: i64,
}

impl From<&Looked> for LookedJson {
    fn from(looked: &Looked) -> Self {
        let Looked { text, at, by, when } = looked.clone();
        Self { text, start: at.start, by, at: when }
    }
}

impl LookedJson {
    /// `None` where the words do not stand in `document` any more.
    fn read(self, document: &Document) -> Option<Looked> {
        let at = stands(document, self.start, &self.text)?;
        Some(Looked { text: self.text, at, by: self.by, when: self.at })
    }
}

#[derive(Serialize, Deserialize)]
struct CheckJson {
    verdict: String,
    by: String,
    at: i64,
    digest: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    comment: String,
}

impl From<&Check> for CheckJson {
    fn from(check: &Check) -> Self {
        let Check { verdict, by, when, digest, comment } = check.clone();
        Self { verdict: verdict.code().to_owned(), by, at: when, digest, comment }
    }
}

impl CheckJson {
    /// `None` where it is a verdict this version does not know.
    fn read(self) -> Option<Check> {
        let verdict = Verdict::from_code(&self.verdict)?;
        Some(Check { verdict, by: self.by, when: self.at, digest: self.digest, comment: self.comment })
    }
}

#[derive(Serialize, Deserialize)]
struct StateJson {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    by: String,
    at: i64,
    entries: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    verdict: Option<String>,
}

impl From<&Version> for StateJson {
    fn from(version: &Version) -> Self {
        let Version { name, by, at, entries, verdict } = version.clone();
        Self { name, by, at, entries, verdict: verdict.map(|verdict| verdict.code().to_owned()) }
    }
}

impl StateJson {
    fn read(self) -> Version {
        let verdict = self.verdict.as_deref().and_then(Verdict::from_code);
        Version { name: self.name, by: self.by, at: self.at, entries: self.entries, verdict }
    }
}

/// Where `text` stands, if it stands at `start`.
fn stands(document: &Document, start: usize, words: &str) -> Option<Span> {
    let text = document.text();
    let span = Span::new(start, start.checked_add(words.len())?);
    let fits = span.end <= text.len() && text.boundary(span.start) == span.start && text.boundary(span.end) == span.end;
    Some(span).filter(|_| fits && text.slice(span) == words)
}

#[derive(Serialize, Deserialize)]
struct BaseJson {
    author: String,
    paragraphs: Vec<PartJson>,
}

#[derive(Serialize, Deserialize)]
struct PartJson {
    role: String,
    text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    marks: Vec<MarkJson>,
}

#[derive(Serialize, Deserialize)]
struct MarkJson {
    start: usize,
    end: usize,
    mark: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reading: Option<String>,
}

impl MarkJson {
    /// `mark`, its bytes counted from `start`.
    fn new(mark: &Mark, start: usize) -> Self {
        let (code, reading) = match &mark.kind {
            MarkKind::Look(look) => (look.code(), None),
            MarkKind::Ruby(reading) => ("ruby", Some(reading.to_string())),
        };
        Self { start: mark.span.start - start, end: mark.span.end - start, mark: code.to_owned(), reading }
    }

    /// `None` where it is no mark that we know.
    fn read(&self) -> Option<Mark> {
        let kind = match (self.mark.as_str(), &self.reading) {
            ("ruby", Some(reading)) => MarkKind::Ruby(reading.as_str().into()),
            (code, _) => MarkKind::Look(Look::from_code(code)?),
        };
        (self.start < self.end).then_some(Mark { span: Span::new(self.start, self.end), kind })
    }
}

#[derive(Serialize, Deserialize)]
struct RemarkJson {
    start: usize,
    end: usize,
    before: Vec<MarkJson>,
    after: Vec<MarkJson>,
}

impl RemarkJson {
    fn new(remark: &Remark, after: usize) -> Self {
        let list = |strip: &Strip, at: usize| {
            let shifted = |mark: Mark| Mark { span: mark.span.shift(at), ..mark };
            strip.list().into_iter().map(|mark| MarkJson::new(&shifted(mark), 0)).collect()
        };
        Self {
            start: remark.at,
            end: remark.at + remark.before.len(),
            before: list(&remark.before, remark.at),
            after: list(&remark.after, after),
        }
    }

    /// `None` where it cannot be; `after` is where it begins, and `len` how long it is, in the text after the entry.
    fn read(&self, after: usize, len: usize) -> Option<Remark> {
        let strip = |marks: &[MarkJson], at: usize, len: usize| {
            let one = |mark: &MarkJson| {
                let mark = mark.read()?;
                let span = Span::new(mark.span.start.checked_sub(at)?, mark.span.end.checked_sub(at)?);
                Some(Mark { span, ..mark })
            };
            Strip::from_list(len, &marks.iter().map(one).collect::<Option<Vec<_>>>()?)
        };
        let before = strip(&self.before, self.start, self.end.checked_sub(self.start)?)?;
        Some(Remark { at: self.start, before, after: strip(&self.after, after, len)? })
    }
}

#[derive(Serialize, Deserialize)]
struct EntryJson {
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of: Option<usize>,
    author: String,
    at: i64,
    changes: Vec<ChangeJson>,
    roles_at: usize,
    roles_before: Vec<String>,
    roles_after: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    marks: Vec<RemarkJson>,
    joins: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    restores: Option<usize>,
}

#[derive(Serialize, Deserialize)]
struct ChangeJson {
    start: usize,
    end: usize,
    text: String,
}

impl From<&Entry> for EntryJson {
    fn from(entry: &Entry) -> Self {
        let (kind, of) = match entry.kind {
            EntryKind::Edit => ("edit", None),
            EntryKind::Undo(of) => ("undo", Some(of)),
            EntryKind::Redo(of) => ("redo", Some(of)),
        };
        let across = Across::new(&entry.change);
        let change = |r: &Replace| ChangeJson { start: r.span.start, end: r.span.end, text: r.text.clone() };
        Self {
            kind: kind.to_owned(),
            of,
            author: author_code(&entry.author),
            at: entry.at,
            changes: entry.change.replaces().iter().map(change).collect(),
            roles_at: entry.roles_at,
            roles_before: entry.roles_before.iter().map(|role| role.code()).collect(),
            roles_after: entry.roles_after.iter().map(|role| role.code()).collect(),
            marks: entry.marks.iter().map(|mark| RemarkJson::new(mark, across.span(mark.span()).start)).collect(),
            joins: entry.joins,
            restores: entry.restores,
        }
    }
}

impl EntryJson {
    /// `None` where it cannot be an entry of a document with this many runs.
    fn read(&self, runs: usize) -> Option<Entry> {
        let kind = match (self.kind.as_str(), self.of) {
            ("edit", None) => EntryKind::Edit,
            ("undo", Some(of)) => EntryKind::Undo(of),
            ("redo", Some(of)) => EntryKind::Redo(of),
            _ => return None,
        };
        let roles = |codes: &[String]| codes.iter().map(|code| Role::from_code(code)).collect::<Option<Vec<_>>>();
        self.roles_at.checked_add(self.roles_before.len())?;
        // `Change::new` panics on replacements that overlap.
        let mut last = 0;
        for change in &self.changes {
            if change.start < last || change.end < change.start {
                return None;
            }
            last = change.end;
        }
        let replace = |c: &ChangeJson| Replace { span: Span::new(c.start, c.end), text: c.text.clone() };
        let change = Change::new(self.changes.iter().map(replace).collect());
        let across = Across::new(&change);
        let mark = |mark: &RemarkJson| {
            (mark.start <= mark.end).then_some(())?;
            let after = across.span(Span::new(mark.start, mark.end));
            mark.read(after.start, after.len())
        };
        let marks = self.marks.iter().map(mark).collect::<Option<Vec<_>>>()?;
        Some(Entry {
            kind,
            author: author_from_code(&self.author, runs)?,
            at: self.at,
            change,
            roles_at: self.roles_at,
            roles_before: roles(&self.roles_before)?,
            roles_after: roles(&self.roles_after)?,
            marks,
            joins: self.joins,
            restores: self.restores,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct RunJson {
    engine: String,
    model: String,
    task: String,
    at: i64,
    complete: bool,
}

impl From<&Run> for RunJson {
    fn from(run: &Run) -> Self {
        let Run { engine, model, task, at, complete } = run.clone();
        Self { engine, model, task, at, complete }
    }
}

impl From<RunJson> for Run {
    fn from(run: RunJson) -> Self {
        let RunJson { engine, model, task, at, complete } = run;
        Self { engine, model, task, at, complete }
    }
}

fn author_code(author: &Author) -> String {
    match author {
        Author::Person => "person".to_owned(),
        Author::Form => "form".to_owned(),
        Author::Import => "import".to_owned(),
        Author::Rule(id) => format!("rule:{id}"),
        Author::Assistant(RunId(run)) => format!("assistant:{run}"),
    }
}

fn author_from_code(code: &str, runs: usize) -> Option<Author> {
    match code.split_once(':') {
        None if code == "person" => Some(Author::Person),
        None if code == "form" => Some(Author::Form),
        None if code == "import" => Some(Author::Import),
        Some(("rule", id)) => Some(Author::Rule(id.to_owned())),
        Some(("assistant", run)) => {
            let run: u32 = run.parse().ok()?;
            (usize::try_from(run).ok()? < runs).then_some(Author::Assistant(RunId(run)))
        }
        _ => None,
    }
}
