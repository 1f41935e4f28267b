//! What is said to be attached, and what is.

use super::{NOTICE, japanese};
use crate::document::Role;
use crate::proofread::japanese::is_numbered;
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
/// A line that says that this is a letter.
const LETTER: u8 = 3;
/// A line that begins 添付書類, whatever follows it.
const ENCLOSED: u8 = 4;
/// Paragraphs of a letter whose title does not tell that it is one.
const LONG: usize = 4;

static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<kind>別記様式|別紙様式|別紙|別添|様式第|別表第?|別図|参考資料|添付(?:の)?資料|添付(?:の)?図面|添付書類|",
        r"同封の(?:参考|配布|説明)?(?:資料|図面|仕様書|名簿|要領|一覧|パンフレット|リーフレット|冊子)|資料|別冊)(?P<n>[0-9０-９]{1,2})?(?P<rest>号|資料|様式)?",
    ))
    .expect("the pattern is sound")
});

/// Kinds without a number of which a letter may speak in passing.
const IN_PASSING: [&str; 6] = ["参考資料", "添付資料", "添付の資料", "添付書類", "添付図面", "添付の図面"];

impl Rule for Attachment {
    fn about(&self) -> About {
        japanese(ID, Severity::Info, Fixable::None, "Kian", NOTICE)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&[
            "別紙",
            "別添",
            "様式",
            "別表",
            "別図",
            "別冊",
            "資料",
            "添付",
            "同封",
            "について（",
            "について(",
        ])
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.text;
        let line = text.trim();
        let titled = ["通知", "依頼", "照会", "回答", "報告", "送付", "協議", "伺い", "お願い", "案内", "周知"]
            .iter()
            .any(|deed| line.ends_with(&format!("（{deed}）")) || line.ends_with(&format!("({deed})")));
        // So does the section that answers, at its foot.
        let signed = line.starts_with("担当") && line.chars().count() <= 30;
        if (titled || signed) && !line.contains('。') {
            notes.push(Note { span: Span::at(0), kind: LETTER, word: String::new() });
            return;
        }
        let line = line.trim_start_matches(['・', '○', '（', '(', '【', '〔', ' ', '　']);
        let sentence = text.contains('。');
        if line.starts_with("添付") && !sentence {
            notes.push(Note { span: Span::at(0), kind: ENCLOSED, word: String::new() });
        }
        let line = ["添付書類", "添付資料", "添付"].iter().find_map(|head| line.strip_prefix(head)).unwrap_or(line);
        let line = line.trim_start_matches(['：', ':', ' ', '　', '】', '（', '(', '・']);
        let unnumbered = line.trim_start_matches(|c: char| c.is_numeric() || "()（）.．　 ア".contains(c));
        let begins = |line: &str| NAME.find(line).is_some_and(|m| m.start() == 0);
        let list = passage.role == Role::Attachment
            || !sentence && (begins(line) || is_numbered(text) && begins(unnumbered))
            || !sentence
                && ["名簿", "図面", "資料", "仕様書", "調査票", "一覧", "要領"].iter().any(|w| line.starts_with(w));
        for caught in NAME.captures_iter(text) {
            let Some(all) = caught.get(0) else { continue };
            let number: String = caught
                .name("n")
                .map_or("", |n| n.as_str())
                .chars()
                .map(|c| if ('０'..='９').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c })
                .collect();
            let kind = match &caught["kind"] {
                "別表第" => "別表",
                kind => kind,
            };
            let (before, after) = (&text[..all.start()], &text[all.end()..]);
            // 資料 alone is any paper; 様式第2号 of an ordinance is at home there.
            let elsewhere = ["条例", "規則", "要綱", "要領", "規程", "法律", "省令", "政令", "附則", "条の", "法第"]
                .iter()
                .any(|words| before.rsplit(['。', '、']).next().unwrap_or("").contains(words));
            if kind == "資料"
                && (number.is_empty() || before.chars().next_back().is_some_and(|c| !"、。（は「　 ".contains(c)))
                || !list && elsewhere
                || number.is_empty() && caught.name("rest").is_some_and(|rest| rest.as_str() == "号")
                || kind == "様式第" && number.is_empty()
            {
                continue;
            }
            let pointed = [
                "のとおり",
                "を参照",
                "を御",
                "をご",
                "を見",
                "に示",
                "に記",
                "により",
                "による",
                "で確認",
                "に掲",
                "の",
            ]
            .iter()
            .any(|words| after.starts_with(words));
            if !list && IN_PASSING.contains(&kind) && !pointed {
                continue;
            }
            let as_in = kind == "別紙" && number.is_empty() && after.starts_with("のとおり");
            let kind = kind.strip_prefix("同封の").map_or(kind, |_| "同封");
            let word = format!("{kind} {number}");
            let kind = match (list, as_in) {
                (true, _) => LISTED,
                (false, true) => SAID_AS,
                (false, false) => SAID,
            };
            notes.push(Note { span: Span::from(all.range()), kind, word });
        }
        if list && !NAME.is_match(text) {
            notes.push(Note { span: Span::at(0), kind: LISTED, word: "同封 ".to_owned() });
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        let letter = notes.iter().any(|note| note.kind == LETTER);
        if !letter && whole.parts.iter().filter(|part| !part.span.is_empty()).count() < LONG {
            return;
        }
        let enclosed = notes.iter().any(|note| note.kind == ENCLOSED);
        let kind = |word: &str| word.split(' ').next().unwrap_or("").to_owned();
        let names = |word: &str| notes.iter().filter(move |note| note.kind == LISTED && note.word == word).count() > 0;
        let mut told: Vec<&str> = Vec::new();
        for note in notes.iter().filter(|note| matches!(note.kind, SAID | LISTED | SAID_AS)) {
            if told.contains(&note.word) {
                continue;
            }
            told.push(note.word);
            let family = kind(note.word);
            let number: usize = note.word.rsplit(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0);
            let relatives = notes.iter().any(|other| other.kind == LISTED && kind(other.word) == family);
            let gap = number > 1 && !notes.iter().any(|other| other.word == format!("{family} {}", number - 1));
            // 別表 and 様式 of an ordinance, and papers of a meeting, are elsewhere: a letter alone brings its own.
            let own = matches!(family.as_str(), "別紙" | "別添") || letter;
            let missing = note.kind == SAID
                && own
                && !names(note.word)
                && !(number == 0 && (relatives || enclosed))
                && !(number > 0 && enclosed && !relatives);
            if gap && family != "様式第" && family != "別表" || missing {
                hits.at(note.span);
            }
        }
    }
}
