//! Comments in Word's way: a part with what was said, a part that says who answers whom and what is settled, and marks in
//! the text.

use super::write::{DECLARATION, WORD};
use super::xml::{Node, Part, escape};
use crate::document::{Comment, Comments, Note};
use crate::format::Error;
use crate::text::Span;
use std::collections::HashMap;

const WORD_2010: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
const WORD_2012: &str = "http://schemas.microsoft.com/office/word/2012/wordml";
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// The part with what was said, and the one that says who answers whom.
pub(super) fn parts(comments: &Comments) -> Option<[(&'static str, String); 2]> {
    (!comments.is_empty()).then(|| parts_of(comments))
}

/// The same, also where nothing was said.
pub(super) fn parts_of(comments: &Comments) -> [(&'static str, String); 2] {
    let mut said = format!(
        r#"{DECLARATION}<w:comments xmlns:w="{WORD}" xmlns:mc="{COMPATIBILITY}" xmlns:w14="{WORD_2010}" mc:Ignorable="w14">"#
    );
    let mut threads = format!(
        r#"{DECLARATION}<w15:commentsEx xmlns:w15="{WORD_2012}" xmlns:mc="{COMPATIBILITY}" mc:Ignorable="w15">"#
    );
    let (mut id, mut paragraph) = (0, 0);
    for comment in comments.iter() {
        let mut first = None;
        for note in &comment.notes {
            said.push_str(&format!(
                r#"<w:comment w:id="{id}" w:author="{}" w:date="{}" w:initials="{}">"#,
                escape(&note.author),
                date(note.at),
                escape(&initials(&note.author))
            ));
            let mut own = String::new();
            for line in note.text.split('\n') {
                // Any number below 80000000 that no other paragraph has.
                own = format!("{:08X}", 0x4B00_0000 + paragraph);
                paragraph += 1;
                said.push_str(&format!(
                    r#"<w:p w14:paraId="{own}"><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
                    escape(line)
                ));
            }
            said.push_str("</w:comment>");
            let parent = first.as_ref().map(|first| format!(r#" w15:paraIdParent="{first}""#)).unwrap_or_default();
            let done = u8::from(comment.resolved);
            threads.push_str(&format!(r#"<w15:commentEx w15:paraId="{own}"{parent} w15:done="{done}"/>"#));
            first.get_or_insert(own);
            id += 1;
        }
    }
    said.push_str("</w:comments>");
    threads.push_str("</w15:commentsEx>");
    [("word/comments.xml", said), ("word/commentsExtended.xml", threads)]
}

/// Whether the same was said of the same words.
pub(super) fn same(a: &Comments, b: &Comments) -> bool {
    a.len() == b.len()
        && a.iter().zip(b.iter()).all(|(a, b)| (a.resolved, &a.notes, &a.words) == (b.resolved, &b.notes, &b.words))
}

/// Something that stands between two characters of the text.
pub(in crate::format) struct Anchor {
    /// Where, in bytes of the document.
    pub at: usize,
    /// Whether words begin here.
    pub starts: bool,
    pub xml: String,
}

/// Where comments begin and end, in the order they are to be written.
pub(super) fn anchors(comments: &Comments) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    let mut id = 0;
    for Comment { span, notes, .. } in comments.iter() {
        let ids = id..id + notes.len();
        id = ids.end;
        let start: String = ids.clone().map(|id| format!(r#"<w:commentRangeStart w:id="{id}"/>"#)).collect();
        let end: String = ids
            .map(|id| format!(r#"<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>"#))
            .collect();
        if span.is_empty() {
            anchors.push(Anchor { at: span.start, starts: true, xml: start + &end });
        } else {
            anchors.push(Anchor { at: span.start, starts: true, xml: start });
            anchors.push(Anchor { at: span.end, starts: false, xml: end });
        }
    }
    anchors.sort_by_key(|anchor| (anchor.at, anchor.starts));
    anchors
}

fn initials(author: &str) -> String {
    author.split_whitespace().filter_map(|word| word.chars().next()).take(3).collect()
}

/// A time as Word writes it.
pub(in crate::format) fn date(at: i64) -> String {
    let stamp = jiff::Timestamp::from_millisecond(at).unwrap_or_default();
    stamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

pub(in crate::format) fn time(date: &str) -> Option<i64> {
    let stamp = date.parse::<jiff::Timestamp>().ok().or_else(|| {
        // Word leaves out where on earth it was; it is nearly always the clock on the wall.
        let there = date.parse::<jiff::civil::DateTime>().ok()?;
        jiff::tz::TimeZone::UTC.to_timestamp(there).ok()
    });
    stamp.map(jiff::Timestamp::as_millisecond)
}

/// What a file says in comments, until it is known where.
#[derive(Default)]
pub(super) struct Said {
    /// By number: what was said, and the mark of its last paragraph.
    notes: Vec<(i64, Note, String)>,
    /// By such a mark: that of what it answers, and whether the matter is settled.
    threads: HashMap<String, (Option<String>, bool)>,
}

impl Said {
    /// Takes in the part with what was said.
    pub fn parse(&mut self, part: &Part) -> Result<(), Error> {
        let mut xml = part.read();
        let mut open: Option<(i64, Note, String)> = None;
        let (mut depth, mut text, mut lines) = (0usize, false, 0usize);
        loop {
            match xml.next()? {
                Node::Open(tag) => {
                    depth += 1;
                    match tag.name() {
                        "comment" if tag.is("comment") => {
                            let id = tag.attribute("id").and_then(|id| id.trim().parse().ok()).unwrap_or(-1);
                            let author = tag.attribute("author").unwrap_or_default();
                            let at = tag.attribute("date").and_then(|date| time(&date)).unwrap_or_default();
                            open = Some((id, Note { author, at, text: String::new() }, String::new()));
                            (depth, lines) = (1, 0);
                        }
                        "p" => {
                            if let Some((_, note, mark)) = &mut open {
                                note.text.push_str(if lines > 0 { "\n" } else { "" });
                                lines += 1;
                                *mark = tag.attribute("paraId").unwrap_or_default();
                            }
                        }
                        "t" => text = true,
                        "tab" | "br" => {
                            if let Some((_, note, _)) = &mut open {
                                note.text.push(' ');
                            }
                        }
                        _ => {}
                    }
                }
                Node::Text(piece) => {
                    if let Some((_, note, _)) = open.as_mut().filter(|_| text) {
                        note.text.push_str(&piece);
                    }
                }
                Node::Close => {
                    text = false;
                    depth = depth.saturating_sub(1);
                    if depth == 0
                        && let Some((id, mut note, mark)) = open.take()
                    {
                        note.text = note.text.trim().to_owned();
                        self.notes.push((id, note, mark));
                    }
                }
                Node::End => return Ok(()),
            }
        }
    }

    /// Takes in the part that says who answers whom.
    pub fn parse_threads(&mut self, part: &Part) -> Result<(), Error> {
        let mut xml = part.read();
        loop {
            match xml.next()? {
                Node::Open(tag) if tag.name() == "commentEx" => {
                    let done = matches!(tag.attribute("done").as_deref(), Some("1" | "true"));
                    if let Some(mark) = tag.attribute("paraId") {
                        self.threads.insert(mark, (tag.attribute("paraIdParent"), done));
                    }
                }
                Node::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Whether there is a comment with this number.
    pub fn has(&self, id: i64) -> bool {
        self.notes.iter().any(|(known, ..)| *known == id)
    }

    /// The comments, each where `place` says; one whose number has no place is left out.
    pub fn comments(self, place: impl Fn(i64) -> Option<Span>) -> Comments {
        let mut found: Vec<(String, Comment)> = Vec::new();
        for (id, note, mark) in self.notes {
            let (parent, resolved) = self.threads.get(&mark).cloned().unwrap_or_default();
            let known = parent.as_ref().and_then(|parent| found.iter().position(|(mark, _)| mark == parent));
            match (known, place(id)) {
                (Some(at), _) => found[at].1.notes.push(note),
                (None, Some(span)) => {
                    found.push((mark, Comment { span, words: String::new(), notes: vec![note], resolved }));
                }
                (None, None) => {}
            }
        }
        Comments::new(found.into_iter().map(|(_, comment)| comment).collect())
    }
}
