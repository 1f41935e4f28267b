//! What is said to be attached, and what is.

use super::{NOTICE, japanese};
use crate::document::Role;
use crate::proofread::{About, Fixable, Hits, Needs, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 別添資料 that is not listed, 別紙3 without 別紙2, 様式第2号 that is not there.
pub struct Attachment;

const ID: &str = "ja.form.attachment";
const SAID: u8 = 0;
const LISTED: u8 = 1;
/// 別紙のとおり, which is looked at with 記.
const SAID_AS: u8 = 2;
const LETTER: usize = 4;

static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<kind>別紙|別添|様式第|別表)(?P<n>[0-9０-９]{1,2})?(?P<rest>号|資料|様式)?")
        .expect("the pattern is sound")
});

impl Rule for Attachment {
    fn about(&self) -> About {
        japanese(ID, Severity::Info, Fixable::None, "Kian", NOTICE)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&["別紙", "別添", "様式第", "別表"])
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.text;
        let line = text.trim().trim_start_matches(['・', '○', '（', '(', '【', '〔', ' ', '　']);
        let line = ["添付書類", "添付資料", "添付"].iter().find_map(|head| line.strip_prefix(head)).unwrap_or(line);
        let line = line.trim_start_matches(['：', ':', ' ', '　', '】']);
        let list = passage.role == Role::Attachment
            || (NAME.find(line).is_some_and(|m| m.start() == 0) && !text.contains('。'));
        for caught in NAME.captures_iter(text) {
            let Some(all) = caught.get(0) else { continue };
            let number: String = caught
                .name("n")
                .map_or("", |n| n.as_str())
                .chars()
                .map(|c| if ('０'..='９').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c })
                .collect();
            let word = format!("{} {number}", &caught["kind"]);
            let as_in = &caught["kind"] == "別紙" && text[all.end()..].starts_with("のとおり");
            let kind = match (list, as_in) {
                (true, _) => LISTED,
                (false, true) => SAID_AS,
                (false, false) => SAID,
            };
            notes.push(Note { span: Span::from(all.range()), kind, word });
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        if whole.parts.iter().filter(|part| !part.span.is_empty()).count() < LETTER {
            return;
        }
        let notes = whole.notes(ID);
        let kind = |word: &str| word.split(' ').next().unwrap_or("").to_owned();
        let mut told: Vec<&str> = Vec::new();
        for note in notes {
            if told.contains(&note.word) {
                continue;
            }
            told.push(note.word);
            let family = kind(note.word);
            let number: usize = note.word.rsplit(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0);
            let listed = |word: &str| notes.iter().any(|other| other.kind == LISTED && other.word == word);
            let gap = number > 1 && !notes.iter().any(|other| other.word == format!("{family} {}", number - 1));
            let missing = note.kind == SAID
                && family != "別表"
                && !listed(note.word)
                && !(number == 0 && notes.iter().any(|other| other.kind == LISTED && kind(other.word) == family));
            if gap || missing {
                hits.at(note.span);
            }
        }
    }
}
