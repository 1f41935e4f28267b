//! [`Comments`]: what people say to each other about words of a document, beside the text and never in it.
//!
//! A comment follows its words through every change. Where they are deleted it stays at the place and remembers them, and
//! when they come back there (by undo, most of the time) it takes hold of them again. Comments are kept with the document
//! and are no part of its history.

use crate::text::change::Mapper;
use crate::text::{Assoc, Change, Span, Text};
use std::sync::Arc;

/// What one person said at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Who said it, as they call themselves; may be empty.
    pub author: String,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// What.
    pub text: String,
}

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The words it is about, in bytes of the document; empty where they are gone, or where there were none.
    pub span: Span,
    /// The words it was about, once they are gone.
    pub words: String,
    /// What was said: the comment, then the replies. At least one.
    pub notes: Vec<Note>,
    /// Whether the matter is settled.
    pub resolved: bool,
}

impl Comment {
    /// The words it is about, or was.
    pub fn quoted(&self, text: &Text) -> String {
        if self.span.is_empty() { self.words.clone() } else { text.slice(self.span) }
    }
}

/// The comments of a document, in the order of the text. A clone is cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comments {
    list: Arc<Vec<Comment>>,
    /// Those taken away since the document was opened, the last one last.
    removed: Arc<Vec<Comment>>,
    version: u64,
}

impl Comments {
    /// Comments that were saved with a document.
    pub fn new(mut list: Vec<Comment>) -> Self {
        list.retain(|comment| !comment.notes.is_empty());
        list.sort_by_key(|comment| comment.span);
        Self { list: Arc::new(list), ..Self::default() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Every comment.
    pub fn iter(&self) -> impl Iterator<Item = &Comment> {
        self.list.iter()
    }

    /// Comment number `index`.
    pub fn get(&self, index: usize) -> Option<&Comment> {
        self.list.get(index)
    }

    /// One more each time a person says or settles something: what has it the same was not touched.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Those that reach into `span` or touch it, with their numbers.
    pub fn near(&self, span: Span) -> impl Iterator<Item = (usize, &Comment)> {
        let from =
            self.list.partition_point(|comment| comment.span.end < span.start && comment.span.start < span.start);
        // One that began earlier may reach further than those after it; there are never many.
        let from = if self.list[..from].iter().any(|comment| comment.span.end >= span.start) { 0 } else { from };
        let rest = self.list[from..].iter().enumerate().map(move |(n, comment)| (from + n, comment));
        rest.take_while(move |(_, c)| c.span.start <= span.end).filter(move |(_, c)| c.span.touches(span))
    }

    /// The one whose words are at `at`, the shortest of several.
    pub fn at(&self, at: Span) -> Option<usize> {
        self.near(at).min_by_key(|(_, comment)| comment.span.len()).map(|(index, _)| index)
    }

    /// The next one that begins behind `at`, or before it; round the end of the document if there is none.
    pub fn step(&self, at: usize, forward: bool) -> Option<usize> {
        let behind = self.list.partition_point(|comment| comment.span.start <= at);
        let before = self.list.partition_point(|comment| comment.span.start < at);
        let last = self.list.len().checked_sub(1)?;
        Some(match forward {
            true if behind <= last => behind,
            true => 0,
            false => before.checked_sub(1).unwrap_or(last),
        })
    }

    /// Says something new about `span` of `text`; its number.
    pub fn add(&mut self, text: &Text, span: Span, note: Note) -> usize {
        let span = Span::new(text.boundary(span.start), text.boundary(span.end));
        let comment = Comment { span, words: String::new(), notes: vec![note], resolved: false };
        let index = self.list.partition_point(|known| known.span <= span);
        self.touched().insert(index, comment);
        index
    }

    /// Adds a reply to comment `index`, which is open again then.
    pub fn reply(&mut self, index: usize, note: Note) {
        if let Some(comment) = self.touched().get_mut(index) {
            comment.notes.push(note);
            comment.resolved = false;
        }
    }

    /// Says whether the matter of comment `index` is settled.
    pub fn settle(&mut self, index: usize, resolved: bool) {
        if let Some(comment) = self.touched().get_mut(index) {
            comment.resolved = resolved;
        }
    }

    /// Takes comment `index` away with its replies.
    pub fn remove(&mut self, index: usize) {
        if index < self.list.len() {
            let gone = self.touched().remove(index);
            Arc::make_mut(&mut self.removed).push(gone);
        }
    }

    /// Takes `all` in the place of what there is: comments of another copy among them.
    pub fn take_all(&mut self, all: Vec<Comment>) {
        let made = Self::new(all);
        *self.touched() = made.list.as_ref().clone();
    }

    /// Whether there is one to bring back.
    pub fn can_bring_back(&self) -> bool {
        !self.removed.is_empty()
    }

    /// Brings back the comment that was taken away last.
    pub fn bring_back(&mut self) {
        if let Some(comment) = Arc::make_mut(&mut self.removed).pop() {
            let index = self.list.partition_point(|known| known.span <= comment.span);
            self.touched().insert(index, comment);
        }
    }

    fn touched(&mut self) -> &mut Vec<Comment> {
        self.version += 1;
        Arc::make_mut(&mut self.list)
    }

    /// Follows `change` of `old`.
    pub(super) fn follow(&mut self, change: &Change, old: &Text) {
        if self.list.is_empty() && self.removed.is_empty() || change.is_empty() {
            return;
        }
        let mapper = change.mapper();
        let list = Arc::make_mut(&mut self.list);
        for comment in list.iter_mut().chain(Arc::make_mut(&mut self.removed)) {
            follow(comment, change, &mapper, old);
        }
        list.sort_by_key(|comment| comment.span);
    }
}

fn follow(comment: &mut Comment, change: &Change, mapper: &Mapper<'_>, old: &Text) {
    let span = comment.span;
    if !span.is_empty() {
        comment.span = mapper.map_span(span);
        if comment.span.is_empty() {
            comment.words = old.slice(span);
        }
        return;
    }
    comment.span = Span::at(mapper.map(span.start, Assoc::Before));
    let replaces = change.replaces();
    let from = replaces.partition_point(|r| r.span.end < span.start);
    let mut here = replaces[from..].iter().take_while(|r| r.span.start <= span.start);
    let back = here.find_map(|r| {
        let at = r.text.find(&comment.words).filter(|_| !comment.words.is_empty())?;
        let start = mapper.map(r.span.start, Assoc::Before) + at;
        Some(Span::new(start, start + comment.words.len()))
    });
    if let Some(back) = back {
        comment.span = back;
        comment.words.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Author, Document, Edit};
    use super::*;
    use crate::text::Lang;

    fn note(text: &str) -> Note {
        Note { author: "山田".to_owned(), at: 0, text: text.to_owned() }
    }

    fn document(text: &str, words: &str) -> Document {
        let mut document = Document::from_text(Lang::Ja, text, Author::Person);
        let start = text.find(words).unwrap();
        let whole = document.text().clone();
        document.comments_mut().add(&whole, Span::new(start, start + words.len()), note("確認"));
        document
    }

    fn quoted(document: &Document) -> (String, bool) {
        let comment = document.comments().get(0).unwrap();
        (comment.quoted(document.text()), comment.span.is_empty())
    }

    fn change(document: &mut Document, at: &str, len: usize, new: &str) {
        let start = document.text().to_string().find(at).unwrap();
        document.seal();
        document.apply(Edit::by_person(Change::replace(Span::new(start, start + len), new), 0));
    }

    #[test]
    fn a_comment_follows_its_words() {
        let mut d = document("避難所の開設", "開設");
        change(&mut d, "避", 0, "市の");
        change(&mut d, "設", 0, "館・開");
        assert_eq!(quoted(&d), ("開館・開設".to_owned(), false));
        // What is written at its ends is not what it is about.
        change(&mut d, "開館", 0, "早期");
        assert_eq!(quoted(&d), ("開館・開設".to_owned(), false));
    }

    #[test]
    fn a_comment_remembers_words_that_are_gone_and_takes_hold_of_them_again() {
        let mut d = document("避難所の開設です", "開設");
        change(&mut d, "の開設で", "の開設で".len(), "");
        assert_eq!(quoted(&d), ("開設".to_owned(), true));
        change(&mut d, "避", 0, "本市");
        assert_eq!(quoted(&d), ("開設".to_owned(), true));
        d.undo(0);
        d.undo(0);
        assert_eq!(quoted(&d), ("開設".to_owned(), false));
        assert_eq!(d.comments().get(0).unwrap().span, Span::new("避難所の".len(), "避難所の開設".len()));
    }

    #[test]
    fn going_from_one_to_the_next_goes_round() {
        let mut d = document("一二三四", "三");
        let text = d.text().clone();
        d.comments_mut().add(&text, Span::new(0, 3), note("a"));
        let comments = d.comments();
        assert_eq!(comments.iter().map(|c| c.span.start).collect::<Vec<_>>(), [0, 6]);
        assert_eq!(
            (comments.step(0, true), comments.step(6, true), comments.step(12, true)),
            (Some(1), Some(0), Some(0))
        );
        assert_eq!((comments.step(6, false), comments.step(0, false)), (Some(0), Some(1)));
        assert_eq!((comments.at(Span::at(7)), comments.at(Span::at(4))), (Some(1), None));
        assert_eq!(Comments::default().step(0, true), None);
    }

    #[test]
    fn a_reply_opens_the_matter_again() {
        let mut d = document("一二", "一");
        let before = d.comments().version();
        d.comments_mut().settle(0, true);
        d.comments_mut().reply(0, note("なぜ"));
        let comment = d.comments().get(0).unwrap();
        assert_eq!((comment.resolved, comment.notes.len()), (false, 2));
        d.comments_mut().remove(0);
        assert!(d.comments().is_empty() && d.comments().version() > before);
        d.comments_mut().remove(0);
        // Who took it away by mistake can have it back, where its words are by then.
        change(&mut d, "一", 0, "第");
        d.comments_mut().bring_back();
        assert_eq!((quoted(&d), d.comments().can_bring_back()), (("一".to_owned(), false), false));
    }

    #[test]
    fn long_ones_are_found_where_short_ones_lie_in_between() {
        let text = "一二三四五六七八九十";
        let mut d = document(text, text);
        let whole = d.text().clone();
        d.comments_mut().add(&whole, Span::new(3, 6), note("short"));
        let near = |at: usize| d.comments().near(Span::at(at)).map(|(n, _)| n).collect::<Vec<_>>();
        assert_eq!((near(4), near(21)), (vec![0, 1], vec![0]));
    }
}
