//! What a template asks about more than a model reads at once, such as minutes from a transcript of hours: the document, and
//! the files that go along with it, are cut as every long text is ([`Long`]), each piece is asked about by the template's
//! own words, and what was made of them is put together as the template says.
//!
//! Files short enough go along with every piece, because what is made may rest on them; longer ones are cut themselves.
//! Where only the end of a text matters, as in going on with it, the end goes, and how much stays behind is said.

use super::Request;
use super::long::{Excerpt, Long, Make, Work};
use super::prompt::{self, Part};
use super::template::{Files, Gives, Reads, Template};
use super::tokens::{Context, Estimate, USUAL_ANSWER};
use crate::document::{Marks, Role, Snapshot};
use crate::text::{Lang, Message, Span, Text};
use std::collections::BTreeMap;
use std::sync::Arc;

/// From so many characters on a text that is to be written anew, or told in its order, is asked about in pieces: one long
/// answer is more easily lost than several short ones.
const LONG_ANSWER: usize = 12_000;
/// The characters of what a request about a part is told of the rest, without the rest itself, and some to spare.
const TOLD: usize = 360;

/// What a template is asked about, and by which model.
#[derive(Clone, Debug)]
pub struct Material {
    /// The document.
    pub snapshot: Snapshot,
    /// What of it is read; empty where nothing is.
    pub span: Span,
    /// The language of what is made.
    pub lang: Lang,
    /// Files that go along: name and text.
    pub files: Vec<(String, String)>,
    /// How much the model reads and writes at once.
    pub context: Context,
    /// The most characters the office lets go at once.
    pub most_chars: Option<usize>,
}

/// How it is asked.
#[derive(Debug)]
pub enum Asking {
    /// At once.
    Whole(Request),
    /// Piece by piece.
    Pieces(Box<Long>),
    /// About the end of the text alone; so many characters before it stay behind.
    End(Request, usize),
}

/// Why a template cannot ask about something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It has no words for that language.
    Language,
    /// Files that every piece needs are too long to go along with one.
    FilesTooLong {
        /// Their characters.
        count: usize,
    },
}

impl Message for Problem {
    fn id(&self) -> &'static str {
        match self {
            Self::Language => "error-template-speaks",
            Self::FilesTooLong { .. } => "error-template-files-long",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Language => Vec::new(),
            Self::FilesTooLong { count } => vec![("count", count.to_string())],
        }
    }
}

/// How `template`, filled in with `values`, asks about `material`. `nonce` is drawn anew for each request.
///
/// # Errors
/// [`Problem`], if it cannot.
pub fn ask(
    template: &Template,
    values: &BTreeMap<String, String>,
    material: &Material,
    nonce: u64,
) -> Result<Asking, Problem> {
    let Material { snapshot, span, lang, files, context, most_chars } = material;
    let files: &[(String, String)] = if template.files == Files::None { &[] } else { files };
    let text = if template.reads == Reads::Nothing { String::new() } else { snapshot.text.slice(*span) };
    let whole = template.request(*lang, values, &text, nonce).ok_or(Problem::Language)?;
    let whole = with_files(whole, files, nonce);
    let work = match template.gives {
        Gives::Instead => Work::Rewrite,
        _ if template.follows(values) => Work::Follow,
        _ => Work::Summarize,
    };
    if is_handy(&whole, work, &text, files, *context, *most_chars) {
        return Ok(Asking::Whole(whole));
    }
    let read = Read { template: template.clone(), values: values.clone(), lang: *lang, reads: !text.trim().is_empty() };
    let room = (*context, most_chars.map(|most| most.saturating_sub(TOLD)));
    if template.reads == Reads::Before {
        return end(read, material, room, nonce);
    }
    let frame = template.request(*lang, values, "", 0).ok_or(Problem::Language)?;
    let along = fit_along(&frame, files, room);
    if !along && work == Work::Rewrite {
        let count = files.iter().map(|(_, text)| text.chars().count()).sum();
        return Err(Problem::FilesTooLong { count });
    }
    let (goes_along, cut) = if along && read.reads { (files, &[][..]) } else { (&[][..], files) };
    let (snapshot, texts) = one_behind_another(snapshot, *span, read.reads, cut);
    let names: Vec<String> = texts.iter().map(|(_, name)| name.clone()).collect();
    let goes_along = goes_along.to_vec();
    let make: Make = Arc::new(move |part: Excerpt<'_>, nonce: u64| read.request(part, &names, &goes_along, nonce));
    let long = Long::of_several(snapshot, &texts, work, room.0, room.1, make);
    Ok(if long.is_short() { Asking::Whole(whole) } else { Asking::Pieces(Box::new(long)) })
}

/// Whether it goes at once, and the answer is likely to come back whole.
fn is_handy(
    request: &Request,
    work: Work,
    text: &str,
    files: &[(String, String)],
    context: Context,
    most_chars: Option<usize>,
) -> bool {
    let characters = |text: &str| text.chars().count();
    let sent = characters(&request.system) + characters(&request.user);
    let read = characters(text) + files.iter().map(|(_, text)| characters(text)).sum::<usize>();
    let answer = match work {
        Work::Rewrite => Estimate::of(text).most,
        Work::Follow => USUAL_ANSWER.max(Estimate::of(&request.user).likely / 3),
        Work::Summarize | Work::Remark => USUAL_ANSWER,
    };
    let fits = Estimate::of_request(request).most + answer <= u64::from(context.tokens());
    let told = match work {
        Work::Rewrite => characters(text) <= LONG_ANSWER,
        Work::Follow => read <= LONG_ANSWER,
        Work::Summarize | Work::Remark => true,
    };
    fits && told && most_chars.is_none_or(|most| sent <= most)
}

/// Whether all `files` can go along with every piece: they take a third of the room at the most.
fn fit_along(frame: &Request, files: &[(String, String)], (context, most_chars): (Context, Option<usize>)) -> bool {
    let tokens: u64 = files.iter().map(|(_, text)| Estimate::of(text).most).sum();
    let chars: usize = files.iter().map(|(_, text)| text.chars().count()).sum();
    let free = u64::from(context.tokens()).saturating_sub(Estimate::of_request(frame).most);
    tokens <= free / 3 && most_chars.is_none_or(|most| chars <= most / 3)
}

fn with_files(request: Request, files: &[(String, String)], nonce: u64) -> Request {
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    prompt::with_files(request, &files, nonce)
}

/// The part `span` of the document and the texts of `files` behind it as one text, and where each stands. Places in the document
/// stay what they are.
fn one_behind_another(
    snapshot: &Snapshot,
    span: Span,
    reads: bool,
    files: &[(String, String)],
) -> (Snapshot, Vec<(Span, String)>) {
    let mut texts: Vec<(Span, String)> = reads.then(|| (span, String::new())).into_iter().collect();
    if files.is_empty() {
        return (snapshot.clone(), texts);
    }
    let mut all = snapshot.text.to_string();
    for (name, text) in files {
        all.push('\n');
        let start = all.len();
        // As a document has them.
        all.push_str(&text.replace("\r\n", "\n").replace('\r', "\n"));
        texts.push((Span::new(start, all.len()), name.clone()));
    }
    let text = Text::from(all.as_str());
    let mut roles = snapshot.roles.to_vec();
    roles.resize(text.lines(), Role::Body);
    let marks = Marks::plain(text.len());
    (Snapshot { text, roles: Arc::new(roles), marks, ..snapshot.clone() }, texts)
}

/// As much of the end as goes, with what its words mean.
fn end(read: Read, material: &Material, room: (Context, Option<usize>), nonce: u64) -> Result<Asking, Problem> {
    let Material { snapshot, span, files, .. } = material;
    let files = if read.template.files == Files::None { Vec::new() } else { files.clone() };
    let frame = read.template.request(read.lang, &read.values, "", 0).ok_or(Problem::Language)?;
    if !fit_along(&frame, &files, room) {
        let count = files.iter().map(|(_, text)| text.chars().count()).sum();
        return Err(Problem::FilesTooLong { count });
    }
    let read = Arc::new(read);
    let (asked, along) = (read.clone(), files.clone());
    let make: Make = Arc::new(move |part: Excerpt<'_>, nonce: u64| asked.request(part, &[], &along, nonce));
    let long = Long::new(snapshot.clone(), *span, Work::Summarize, room.0, room.1, make);
    let (piece, context) = long.end(*span).unwrap_or((*span, String::new()));
    let text = snapshot.text.slice(piece);
    let words = read.template.request(read.lang, &read.values, &text, nonce).ok_or(Problem::Language)?;
    let request = prompt::with_end(with_files(words, &files, nonce), &context, nonce);
    let left = snapshot.text.slice(Span::new(span.start, piece.start)).chars().count();
    Ok(if left == 0 { Asking::Whole(request) } else { Asking::End(request, left) })
}

/// What makes a request of each piece.
struct Read {
    template: Template,
    values: BTreeMap<String, String>,
    lang: Lang,
    /// Whether the words have a place for the text.
    reads: bool,
}

impl Read {
    fn request(&self, part: Excerpt<'_>, names: &[String], along: &[(String, String)], nonce: u64) -> Request {
        let name = names.get(part.source).map_or("", String::as_str);
        let has_place = self.template.reads != Reads::Nothing;
        let text = if has_place { part.text } else { "" };
        let words = self.template.request(self.lang, &self.values, text, nonce).expect("it was asked in this language");
        let words = match (has_place, part.gathered) {
            (false, false) => with_files(words, &[(name.to_owned(), part.text.to_owned())], nonce),
            _ if part.gathered => words,
            _ => with_files(words, along, nonce),
        };
        let loose = (!has_place && part.gathered).then_some(part.text);
        let part = Part { name, context: part.context, said: part.said, gathered: part.gathered, loose };
        prompt::with_part(words, part, nonce)
    }
}

#[cfg(test)]
mod tests;
