//! The translation of a document, as `translation.json` of a `.kian` file holds it.

use crate::document::Document;
use crate::text::{Lang, Span};
use crate::translation::quality::{Gravity, Kind, Mark};
use crate::translation::{
    Bitext, Comment, Event, Happened, Label, Origin, Pair, Passed, Received, Reply, Segmenter, Side, Stage, Tag,
    TagKind, Work,
};
use serde::{Deserialize, Serialize};

/// The part of the archive.
pub const PART: &str = "translation.json";

/// The part that is the file the pairs came from, as it was received.
pub const RECEIVED: &str = "received";

#[derive(Serialize, Deserialize)]
pub struct BitextJson {
    lang: String,
    /// Whether there is a version in easy Japanese.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    easy: bool,
    /// The file the pairs came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    received: Option<ReceivedJson>,
    pairs: Vec<PairJson>,
}

#[derive(Serialize, Deserialize)]
struct ReceivedJson {
    ending: String,
}

#[derive(Serialize, Deserialize)]
struct LabelJson {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    form: Option<(usize, usize)>,
}

#[derive(Serialize, Deserialize)]
struct PairJson {
    start: usize,
    end: usize,
    /// The inline codes of the source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    source_tags: Vec<TagJson>,
    /// What its file calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<LabelJson>,
    #[serde(flatten)]
    work: WorkJson,
    /// Its version in easy Japanese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    easy: Option<WorkJson>,
}

#[derive(Serialize, Deserialize)]
struct WorkJson {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    target: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<TagJson>,
    stage: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<OriginJson>,
    /// The source the target was made for, where that is another than the one now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made_for: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    locked: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confirmed_by: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    comments: Vec<CommentJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    history: Vec<EventJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    passed: Vec<PassedJson>,
}

#[derive(Serialize, Deserialize)]
struct TagJson {
    at: usize,
    kind: String,
    id: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    code: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    role: String,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "kebab-case")]
enum OriginJson {
    Model { engine: String, model: String },
    Memory { memory: String, score: u8 },
    Alignment { confidence: u8 },
    File { note: String },
    Source,
}

#[derive(Serialize, Deserialize)]
struct CommentJson {
    by: String,
    at: i64,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<PlaceJson>,
    resolved: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    replies: Vec<ReplyJson>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mark: Option<MarkJson>,
}

#[derive(Serialize, Deserialize)]
struct MarkJson {
    kind: String,
    gravity: String,
}

#[derive(Serialize, Deserialize)]
struct PassedJson {
    rule: String,
    words: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    reason: String,
    by: String,
    at: i64,
}

#[derive(Serialize, Deserialize)]
struct PlaceJson {
    side: String,
    start: usize,
    end: usize,
}

#[derive(Serialize, Deserialize)]
struct ReplyJson {
    by: String,
    at: i64,
    text: String,
}

#[derive(Serialize, Deserialize)]
struct EventJson {
    at: i64,
    by: String,
    what: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
}

const KINDS: [(TagKind, &str); 7] = [
    (TagKind::Open, "open"),
    (TagKind::Close, "close"),
    (TagKind::Alone, "alone"),
    (TagKind::Begin, "begin"),
    (TagKind::End, "end"),
    (TagKind::Mark, "mark"),
    (TagKind::Unmark, "unmark"),
];

impl From<&Bitext> for BitextJson {
    fn from(bitext: &Bitext) -> Self {
        let pair = |pair: &crate::translation::Pair| {
            let easy = *pair.easy != Work::default();
            PairJson {
                start: pair.span.start,
                end: pair.span.end,
                source_tags: pair.source_tags.iter().map(TagJson::from).collect(),
                label: pair.label.as_ref().map(|label| LabelJson { name: label.name.clone(), form: label.form }),
                work: WorkJson::new(&pair.work, &pair.source),
                easy: easy.then(|| WorkJson::new(&pair.easy, bitext.japanese(pair))),
            }
        };
        let lang = bitext.target_lang().code().to_owned();
        let received = bitext.received().map(|received| ReceivedJson { ending: received.ending.clone() });
        Self { lang, easy: bitext.has_easy(), received, pairs: bitext.pairs().iter().map(pair).collect() }
    }
}

impl BitextJson {
    /// Whether the file the pairs came from is kept with them, as [`RECEIVED`].
    pub fn keeps_file(&self) -> bool {
        self.received.is_some()
    }

    /// The pairs of `document`; `None` where they do not fit it. `file` is what stands in the file they came from.
    pub fn read(self, document: &Document, file: Option<Vec<u8>>) -> Option<Bitext> {
        let lang = Lang::from_code(&self.lang).filter(|lang| *lang != document.lang())?;
        let (mut places, mut labels, mut easy, mut any) = (Vec::new(), Vec::new(), Vec::new(), self.easy);
        for pair in self.pairs {
            let span = (pair.start <= pair.end).then_some(Span { start: pair.start, end: pair.end })?;
            places.push((span, pair.work.read()?));
            labels.push((pair.source_tags, pair.label));
            any |= pair.easy.is_some();
            easy.push(match pair.easy {
                Some(work) => work.read()?,
                None => Work::default(),
            });
        }
        let bitext = Bitext::of_places(document.text(), document.lang(), lang, Segmenter::Own, places)?;
        let read = |((tags, label), pair): ((Vec<TagJson>, Option<LabelJson>), &Pair)| {
            let tags = tags.into_iter().map(|tag| tag.read(&pair.source)).collect::<Option<Vec<Tag>>>()?;
            Some((tags, label.map(|label| Label { name: label.name, form: label.form })))
        };
        let labels = labels.into_iter().zip(bitext.pairs()).map(read).collect::<Option<Vec<_>>>()?;
        let mut bitext = bitext.with_labels(labels)?;
        let received = self.received.zip(file);
        bitext.set_received(received.map(|(of, bytes)| Received { ending: of.ending, bytes: bytes.into() }));
        if !any {
            return Some(bitext);
        }
        let mut bitext = bitext.with_easy(easy)?;
        bitext.set_easy(self.easy);
        Some(bitext)
    }
}

impl WorkJson {
    /// `source` is what `work` is made of, as that is now.
    fn new(work: &Work, source: &str) -> Self {
        Self {
            target: work.target.clone(),
            tags: work.tags.iter().map(TagJson::from).collect(),
            stage: work.stage.code().to_owned(),
            origin: origin_json(&work.origin),
            made_for: work.old_source(source).map(str::to_owned),
            locked: work.locked,
            confirmed_by: work.confirmed_by.clone(),
            comments: work.comments.iter().map(CommentJson::from).collect(),
            history: work.history.iter().map(EventJson::from).collect(),
            passed: work.passed.iter().map(PassedJson::from).collect(),
        }
    }

    fn read(self) -> Option<Work> {
        let tags = self.tags.into_iter().map(|tag| tag.read(&self.target)).collect::<Option<Vec<Tag>>>()?;
        let comments = self.comments.into_iter().map(CommentJson::read).collect::<Option<Vec<Comment>>>()?;
        Some(Work {
            target: self.target,
            tags,
            stage: Stage::from_code(&self.stage)?,
            origin: self.origin.map_or(Origin::Person, Origin::from),
            made_for: self.made_for.map(Into::into),
            locked: self.locked,
            confirmed_by: self.confirmed_by,
            comments,
            // What a later version knows to have happened is passed over.
            history: self.history.into_iter().filter_map(EventJson::read).collect(),
            passed: self.passed.into_iter().map(PassedJson::read).collect(),
        })
    }
}

impl From<&Passed> for PassedJson {
    fn from(passed: &Passed) -> Self {
        let Passed { rule, words, reason, by, at } = passed.clone();
        Self { rule, words, reason, by, at }
    }
}

impl PassedJson {
    fn read(self) -> Passed {
        Passed { rule: self.rule, words: self.words, reason: self.reason, by: self.by, at: self.at }
    }
}

impl MarkJson {
    fn read(&self) -> Option<Mark> {
        Some(Mark { kind: Kind::from_code(&self.kind)?, gravity: Gravity::from_code(&self.gravity)? })
    }
}

impl From<&Tag> for TagJson {
    fn from(tag: &Tag) -> Self {
        let kind = KINDS.iter().find(|(kind, _)| *kind == tag.kind).map_or("alone", |(_, code)| code);
        let Tag { at, id, code, role, .. } = tag.clone();
        Self { at, kind: kind.to_owned(), id, code, role }
    }
}

impl TagJson {
    fn read(self, target: &str) -> Option<Tag> {
        let kind = KINDS.iter().find(|(_, code)| *code == self.kind)?.0;
        target.is_char_boundary(self.at).then_some(())?;
        Some(Tag { at: self.at, kind, id: self.id, code: self.code, role: self.role })
    }
}

fn origin_json(origin: &Origin) -> Option<OriginJson> {
    Some(match origin.clone() {
        Origin::Person => return None,
        Origin::Model { engine, model } => OriginJson::Model { engine, model },
        Origin::Memory { memory, score } => OriginJson::Memory { memory, score },
        Origin::Alignment { confidence } => OriginJson::Alignment { confidence },
        Origin::File { note } => OriginJson::File { note },
        Origin::Source => OriginJson::Source,
    })
}

impl From<OriginJson> for Origin {
    fn from(origin: OriginJson) -> Self {
        match origin {
            OriginJson::Model { engine, model } => Origin::Model { engine, model },
            OriginJson::Memory { memory, score } => Origin::Memory { memory, score },
            OriginJson::Alignment { confidence } => Origin::Alignment { confidence },
            OriginJson::File { note } => Origin::File { note },
            OriginJson::Source => Origin::Source,
        }
    }
}

impl From<&Comment> for CommentJson {
    fn from(comment: &Comment) -> Self {
        let Comment { by, at, text, place, resolved, replies, mark } = comment.clone();
        let place = place.map(|(side, span)| PlaceJson {
            side: if side == Side::Source { "source" } else { "target" }.to_owned(),
            start: span.start,
            end: span.end,
        });
        let replies = replies.into_iter().map(|Reply { by, at, text }| ReplyJson { by, at, text }).collect();
        let code = |mark: Mark| MarkJson { kind: mark.kind.code().to_owned(), gravity: mark.gravity.code().to_owned() };
        Self { by, at, text, place, resolved, replies, mark: mark.map(code) }
    }
}

impl CommentJson {
    fn read(self) -> Option<Comment> {
        let place = match self.place {
            None => None,
            Some(place) => {
                let side = match place.side.as_str() {
                    "source" => Side::Source,
                    "target" => Side::Target,
                    _ => return None,
                };
                Some((side, Span::new(place.start, place.end)))
            }
        };
        let replies = self.replies.into_iter().map(|ReplyJson { by, at, text }| Reply { by, at, text }).collect();
        let mark = self.mark.and_then(|mark| mark.read());
        Some(Comment { by: self.by, at: self.at, text: self.text, place, resolved: self.resolved, replies, mark })
    }
}

impl From<&Event> for EventJson {
    fn from(event: &Event) -> Self {
        let (what, text) = match &event.what {
            Happened::Changed { from } => ("changed".to_owned(), from.clone()),
            Happened::Went(stage) => (format!("went:{}", stage.code()), String::new()),
            Happened::Rejected { reason } => ("rejected".to_owned(), reason.clone()),
            Happened::Kept { old_source } => ("kept".to_owned(), old_source.clone()),
            Happened::Recut => ("recut".to_owned(), String::new()),
            Happened::Locked(true) => ("locked".to_owned(), String::new()),
            Happened::Locked(false) => ("unlocked".to_owned(), String::new()),
        };
        Self { at: event.at, by: event.by.clone(), what, text }
    }
}

impl EventJson {
    fn read(self) -> Option<Event> {
        let what = match self.what.split_once(':') {
            Some(("went", stage)) => Happened::Went(Stage::from_code(stage)?),
            None if self.what == "changed" => Happened::Changed { from: self.text },
            None if self.what == "rejected" => Happened::Rejected { reason: self.text },
            None if self.what == "kept" => Happened::Kept { old_source: self.text },
            None if self.what == "recut" => Happened::Recut,
            None if self.what == "locked" || self.what == "unlocked" => Happened::Locked(self.what == "locked"),
            _ => return None,
        };
        Some(Event { at: self.at, by: self.by, what })
    }
}
