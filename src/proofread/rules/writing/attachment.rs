//! What is said to be attached, and what is.

use super::{NOTICE, japanese};
use crate::document::Role;
use crate::proofread::japanese::{is_kanji, is_katakana, is_numbered};
use crate::proofread::{About, Fixable, Hits, Needs, Note, Noted, Passage, Rule, Severity, Whole};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 別添資料 that is not listed, 別紙3 without 別紙2, 様式第2号 that is not there, 資料4 where the list ends with 資料3.
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
/// A paper that a sentence names: its words are what stands before and behind it.
const NAMED: u8 = 5;
/// A paper that a list names: its words are its title.
const HEADED: u8 = 6;
/// A paper that a list speaks of in passing: 別紙2 of 別紙1～別紙3.
const INSIDE: u8 = 7;
/// The head of a list of what is enclosed: its word is the head, a space and what stands behind it in the line.
const LIST: u8 = 8;
/// 別紙 alone in its line: a page begins.
const PAGE: u8 = 9;
/// A thing of a certain kind that is said to be enclosed: 同封の返信用はがき.
const PROMISED: u8 = 10;
/// A paper by its kind and what it is, in one word: 別紙調書. Its words are both.
const JOINED: u8 = 11;
/// The same at the start of a line of a list.
const JOINED_LISTED: u8 = 12;
/// Lines of a list that are looked at.
const LINES: usize = 20;
/// Paragraphs of a letter whose title does not tell that it is one.
const LONG: usize = 4;

static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<kind>別記様式|別紙様式|別紙|別添|様式第|別表第?|別図|参考資料|添付(?:の)?資料|添付(?:の)?図面|添付書類|",
        r"同封の(?:参考|配布|説明)?(?:資料|図面|仕様書|名簿|要領|一覧|パンフレット|リーフレット|冊子)|資料|別冊)(?P<n>[0-9０-９]{1,2})?(?P<rest>号|資料|様式)?",
    ))
    .expect("the pattern is sound")
});

/// 別紙1, 様式第4号, 資料B, 第5号様式: a paper by its kind and its number or letter.
static PAPER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<kind>別記様式|別紙様式|別紙|別添資料|別添|別表|別図|別冊|別記|付表|付図|附属資料|付属資料|参考資料|",
        r"添付資料|添付書類|添付図面|参考|図面|写真|資料|調書|様式|図|表)",
        r"(?:第?(?P<n>[0-9０-９]{1,2}(?:[-－][0-9０-９]{1,2})?|[A-ZＡ-Ｚ甲乙丙丁Ⅰ-Ⅹ①-⑳])号?)?",
        r"|第(?P<m>[0-9０-９]{1,2})号様式",
    ))
    .expect("the pattern is sound")
});
/// 添付　別紙1, （同封物）: the head of a list.
static ENCLOSURES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^[\s　・○◇■【〔（(]*",
        r"(?P<head>添付(?:書類|資料|物)?|同封(?:書類|資料|物)?|送付(?:書類|資料|物)|配布(?:資料|物))",
        r"[】〕）)]?(?:[\s　：:]+(?P<rest>.*))?$",
    ))
    .expect("the pattern is sound")
});
/// 同封の返信用はがき, 別冊「点検の手引」, 別図のとおり: a thing whose kind tells what the list must have.
static PROMISE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:^|[\s　、。はをがで])(?:(?P<map>別図)(?:のとおり|に示|を参照|を御覧)|",
        r"(?P<x>(?P<by>別紙|別添|別冊|同封|添付)の?(?P<what>\p{Han}{0,5}(?:はがき|葉書|封筒|仕様書|名簿|図面|位置図|",
        r"案内図|地図)|「[^「」]{2,24}」))(?:[、。にでをのはもと]|$))",
    ))
    .expect("the pattern is sound")
});

/// 別紙調書, 別添図: the kind of a paper and what it is, in one word.
static IN_ONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:^|[\s　、。はをがでに])(?P<x>(?P<by>別紙|別添|別冊|別記)(?P<what>\p{Han}{1,6}))",
        r"(?:[\s　（(、のをにではがとも]|$)",
    ))
    .expect("the pattern is sound")
});

/// Words for things of one kind, any of which a list may use.
const ALIKE: [&[&str]; 5] =
    [&["はがき", "葉書", "ハガキ"], &["封筒"], &["仕様"], &["名簿", "一覧", "名"], &["図", "マップ"]];
/// What stands before a paper that is meant by itself: not 前回の資料4.
const BEFORE: &str = "、。，はをがでにともびや「『（(〔・：:";
/// What stands behind it: not 写真2枚.
const BEHIND: &str = "のにをはがでとも、。，（(）)」』】〕・　 及又並若";
/// A sentence with one of these speaks of papers that need not be here.
const ELSEWHERE: [&str; 28] = [
    "条例",
    "規則",
    "要綱",
    "要領",
    "規程",
    "法第",
    "法律",
    "省令",
    "政令",
    "条の",
    "条第",
    "告示",
    "改め",
    "改正",
    "削る",
    "加え",
    "前回",
    "前年",
    "不要",
    "要しない",
    "ありません",
    "省略",
    "別途",
    "後日",
    "追って",
    "既に",
    "先に",
    "サイト",
];

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
            "送付",
            "配布",
            "付表",
            "参考",
            "調書",
            "写真",
            "図",
            "表",
            "別記",
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
        note_papers(passage, notes);
        note_joined(text, notes);
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
        let mut places = of_letter(whole, notes);
        places.extend(unlisted(notes));
        places.extend(promised(whole, notes));
        places.extend(misnamed(notes));
        places.sort_unstable();
        let mut last = Span::at(0);
        for place in places {
            if !place.overlaps(last) {
                hits.at(place);
                last = place;
            }
        }
    }
}

/// What a letter says it brings and does not list, and the gaps between numbers.
fn of_letter(whole: &Whole<'_>, notes: &[Noted<'_>]) -> Vec<Span> {
    let mut found = Vec::new();
    let letter = notes.iter().any(|note| note.kind == LETTER);
    if !letter && whole.parts.iter().filter(|part| !part.span.is_empty()).count() < LONG {
        return found;
    }
    let enclosed = notes.iter().any(|note| note.kind == ENCLOSED);
    let kind = |word: &str| word.split(' ').next().unwrap_or("").to_owned();
    // Notes of papers have their words in another order.
    let plain = || notes.iter().filter(|note| matches!(note.kind, SAID | LISTED | SAID_AS));
    let names = |word: &str| plain().any(|note| note.kind == LISTED && note.word == word);
    let mut told: Vec<&str> = Vec::new();
    for note in plain() {
        if told.contains(&note.word) {
            continue;
        }
        told.push(note.word);
        let family = kind(note.word);
        let number: usize = note.word.rsplit(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0);
        let relatives = plain().any(|other| other.kind == LISTED && kind(other.word) == family);
        let gap = number > 1 && !plain().any(|other| other.word == format!("{family} {}", number - 1));
        // 別表 and 様式 of an ordinance, and papers of a meeting, are elsewhere: a letter alone brings its own.
        let own = matches!(family.as_str(), "別紙" | "別添") || letter;
        let missing = note.kind == SAID
            && own
            && !names(note.word)
            && !(number == 0 && (relatives || enclosed))
            && !(number > 0 && enclosed && !relatives);
        if gap && family != "様式第" && family != "別表" || missing {
            found.push(note.span);
        }
    }
    found
}

/// A paper by its name: 様式 and 4, 別紙 and nothing, 資料 and B.
#[derive(Clone, Copy)]
struct Paper<'n> {
    span: Span,
    family: &'n str,
    /// Its number or letter; empty where it has none.
    label: &'n str,
    words: &'n str,
}

impl Paper<'_> {
    /// Whether one may be short for the other: 資料1 for 参考資料1.
    fn is_kin(&self, other: &Paper<'_>) -> bool {
        self.family.ends_with(other.family) || other.family.ends_with(self.family)
    }
}

/// The papers `text` names. Those without a number count where nothing else can be meant.
fn papers(text: &str) -> Vec<Paper<'_>> {
    let paper = |caught: regex::Captures<'_>| {
        let span = Span::from(caught.get(0)?.range());
        let part = |name: &str| caught.name(name).map(|part| part.range());
        Some((span, part("kind"), part("n").or_else(|| part("m"))))
    };
    PAPER
        .captures_iter(text)
        .filter_map(paper)
        .map(|(span, kind, label)| Paper {
            span,
            family: kind.map_or("様式", |kind| &text[kind]),
            label: label.map_or("", |label| &text[label]),
            words: "",
        })
        .filter(|paper| !paper.label.is_empty() || matches!(paper.family, "別紙" | "別添" | "別表" | "別図" | "別冊"))
        .collect()
}

/// `text` in half-width letters.
fn narrow(text: &str) -> String {
    let half = |c: char| if ('！'..='～').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c };
    text.chars().map(half).collect()
}

/// The papers that notes of `kind` speak of.
fn read<'n>(notes: &[Noted<'n>], kind: u8) -> Vec<Paper<'n>> {
    let of_kind = notes.iter().filter(|note| note.kind == kind);
    let paper = of_kind.map(|note| {
        let mut parts = note.word.splitn(3, ' ');
        let mut next = || parts.next().unwrap_or("");
        let (family, label, words) = (next(), next(), next());
        Paper { span: note.span, family, label, words }
    });
    paper.collect()
}

/// Writes down the papers of one paragraph: those a list has, and those a sentence means.
fn note_papers(passage: &Passage<'_>, notes: &mut Vec<Note>) {
    let text = passage.text;
    let sentence = text.contains('。');
    let list = ENCLOSURES.captures(text).filter(|_| !sentence);
    if let Some(caught) = &list {
        let rest = caught.name("rest").map_or("", |rest| rest.as_str().trim());
        notes.push(Note { span: Span::at(0), kind: LIST, word: format!("{} {rest}", &caught["head"]) });
    } else if text.trim() == "別紙" {
        notes.push(Note { span: Span::at(0), kind: PAGE, word: String::new() });
    }
    if sentence {
        for caught in PROMISE.captures_iter(text) {
            let part = |name: &str| caught.name(name).map_or("", |part| part.as_str());
            let Some(x) = caught.name("x").or_else(|| caught.name("map")) else { continue };
            let word = if part("map").is_empty() {
                format!("{} - {}", part("by"), part("what"))
            } else {
                "別図 - 別図".to_owned()
            };
            notes.push(Note { span: Span::from(x.range()), kind: PROMISED, word });
        }
    }
    // A list has its names at the start of a line, behind a mark or a number.
    let is_mark = |c: char| c.is_whitespace() || c.is_numeric() || "・○◇■()（）【〔.．、".contains(c);
    let start = text.len() - text.trim_start_matches(is_mark).len();
    let enclosures = list.is_some() || passage.role == Role::Attachment && !sentence;
    let mut listing = enclosures;
    for paper in papers(text) {
        let (before, after) = (&text[..paper.span.start], &text[paper.span.end..]);
        let label = narrow(paper.label);
        let mut note = |kind: u8, label: &str, words: &str| {
            let word = format!("{} {label} {words}", paper.family);
            notes.push(Note { span: paper.span, kind, word });
        };
        let heads = !sentence && paper.span.start == start && is_headed(after);
        listing |= heads;
        if listing {
            let title = title(after);
            let named = !label.is_empty() || !title.is_empty();
            note(if (enclosures || heads) && named { HEADED } else { INSIDE }, &label, title);
            // 別紙1～別紙3, 別紙1・2・3
            let joined = after.split(|c: char| c.is_whitespace() || c == '（').next().unwrap_or("");
            let joined = narrow(joined);
            let last = joined.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<u32>().ok()).max();
            // 様式1-2 is one of 様式1; 別紙1-3 may be all from the first to the third.
            let (label, last) = match label.split_once('-') {
                Some((first, second)) => {
                    note(INSIDE, first, "");
                    (first, second.parse().ok())
                }
                None => (label.as_str(), last),
            };
            if let (Ok(first), Some(last)) = (label.parse::<u32>(), last) {
                for number in first + 1..=last.min(first + 30) {
                    note(INSIDE, &number.to_string(), "");
                }
            }
        } else if is_meant(before, after) {
            let from = before.rfind('。').map_or(0, |at| at + '。'.len_utf8());
            let (before, after) = (before[from..].trim_start(), after.split('。').next().unwrap_or(""));
            if !ELSEWHERE.iter().any(|words| before.contains(words) || after.contains(words)) {
                note(NAMED, &label, &format!("{before}\t{after}"));
            }
        }
    }
}

/// Whether what stands behind the name of a paper makes it an entry of a list: 別紙1　名簿, 様式第2号（第4条関係）.
fn is_headed(after: &str) -> bool {
    let branch = after.strip_prefix('の').is_some_and(|rest| rest.starts_with(char::is_numeric));
    branch || after.chars().next().is_none_or(|c| c.is_whitespace() || "：:（(）)】〕「『、・，〜～－-及".contains(c))
}

/// 名簿 of 別紙1　名簿　1部.
fn title(after: &str) -> &str {
    let title = after.trim_start_matches(|c: char| c.is_whitespace() || "：:（(「『】〕）)".contains(c));
    title.split(|c: char| c.is_whitespace() || "（()）「」『』、。".contains(c)).next().unwrap_or("")
}

/// Whether a paper between these words is meant by itself, not as one of another text or as so many of a kind.
fn is_meant(before: &str, after: &str) -> bool {
    // 様式第1号の2 is another form; 資料7の4ページ is a place in this one.
    let branch = after.strip_prefix('の').filter(|rest| rest.starts_with(char::is_numeric)).is_some_and(|rest| {
        let unit = rest.trim_start_matches(char::is_numeric);
        !["ページ", "頁", "行", "段"].iter().any(|place| unit.starts_with(place))
    });
    !branch
        && before.chars().next_back().is_none_or(|c| c.is_whitespace() || BEFORE.contains(c))
        && after.chars().next().is_none_or(|c| BEHIND.contains(c))
}

/// Papers that are named while the list has others of their kind, and gaps in the list.
fn unlisted(notes: &[Noted<'_>]) -> Vec<Span> {
    let (said, headed, inside) = (read(notes, NAMED), read(notes, HEADED), read(notes, INSIDE));
    let mut found = Vec::new();
    let mut told: Vec<(&str, &str)> = Vec::new();
    for paper in &said {
        let same = |other: &Paper<'_>| other.label == paper.label && other.is_kin(paper);
        let kin: Vec<Paper<'_>> = headed.iter().filter(|other| other.family == paper.family).copied().collect();
        let wrong = if paper.label.is_empty() {
            let none = !headed.iter().chain(&inside).any(|other| other.is_kin(paper));
            none && is_of_another_kind(paper, &headed, &said)
        } else if headed.iter().chain(&inside).any(same) {
            is_swapped(paper, &kin)
        } else {
            is_outside(paper, &kin)
        };
        if wrong && !told.contains(&(paper.family, paper.label)) {
            told.push((paper.family, paper.label));
            found.push(paper.span);
        }
    }
    let complete = ["別紙", "別添", "別紙様式", "別記", "添付資料", "附属資料", "付属資料"];
    for paper in headed.iter().filter(|paper| complete.contains(&paper.family)) {
        let has = |label: &str| {
            let mut all = headed.iter().chain(&inside).chain(&said);
            all.any(|other| other.family == paper.family && other.label == label)
        };
        let number: u32 = paper.label.parse().unwrap_or(0);
        if number > 2 && has("1") && !has(&(number - 1).to_string()) && !told.contains(&(paper.family, paper.label)) {
            told.push((paper.family, paper.label));
            // Where the text speaks of it first.
            let first = said.iter().find(|other| other.family == paper.family && other.label == paper.label);
            found.push(first.unwrap_or(paper).span);
        }
    }
    found
}

/// 別添の報告書 where the one paper listed is 別紙　報告書.
fn is_of_another_kind(paper: &Paper<'_>, headed: &[Paper<'_>], said: &[Paper<'_>]) -> bool {
    let [other] = headed else { return false };
    matches!(other.family, "別紙" | "別添" | "別表" | "別図" | "別冊")
        && other.words.chars().count() > 1
        && (paper.words.contains(other.words) || is_about(paper.words, other.words))
        && !said.iter().any(|named| named.is_kin(other))
}

/// Whether a sentence that begins with the topic 仕様は speaks of the paper whose title is 機器の仕様書.
fn is_about(sentence: &str, title: &str) -> bool {
    let before = sentence.split('\t').next().unwrap_or("");
    let Some((topic, _)) = before.rsplit_once('は') else { return false };
    let last = topic.rsplit(|c: char| !is_kanji(c)).find(|word| word.chars().count() > 1).unwrap_or("");
    let first = topic.split(|c: char| !is_kanji(c)).find(|word| word.chars().count() > 1).unwrap_or("");
    [first, last].iter().any(|word| {
        !word.is_empty() && !["内容", "資料", "書類", "実施", "詳細"].contains(word) && title.contains(word)
    })
}

/// 別添1の座席表 where 別添2 is the 座席表, or 仕様書（別紙A） where 別紙B is.
fn is_swapped(paper: &Paper<'_>, kin: &[Paper<'_>]) -> bool {
    let Some(own) = kin.iter().find(|other| other.label == paper.label) else { return false };
    let Some((before, after)) = paper.words.split_once('\t') else { return false };
    let in_noun = |c: char| is_kanji(c) || is_katakana(c);
    let behind = after.strip_prefix('の').map_or("", |rest| {
        let end = rest.find(|c: char| !in_noun(c)).unwrap_or(rest.len());
        &rest[..end]
    });
    let ahead = before.strip_suffix(['（', '(']).or_else(|| before.strip_suffix(['は', 'を'])).unwrap_or("");
    let is_called = |title: &str| {
        let by_ahead = ahead.strip_suffix(title).is_some_and(|rest| !rest.chars().next_back().is_some_and(in_noun));
        title.chars().count() > 1 && (by_ahead || behind.chars().count() > 1 && title.ends_with(behind))
    };
    // 配置図 and 位置図 may be called the same.
    let end = |title: &str| title.chars().rev().take(2).collect::<String>();
    let other = kin
        .iter()
        .any(|other| other.label != paper.label && is_called(other.words) && end(other.words) != end(own.words));
    // 規約の新旧対照表 is not 規約.
    let without = paper.words.replace(&format!("{}の", own.words), "");
    let own_called = !behind.is_empty() && own.words.contains(behind) || without.contains(own.words);
    other && !own.words.is_empty() && !own_called
}

/// 資料4 where 資料1 to 資料3 are listed.
fn is_outside(paper: &Paper<'_>, kin: &[Paper<'_>]) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let by_number = |paper: &Paper<'_>| (paper.label.starts_with(is_digit), paper.label.contains('-'));
    let alike = kin.iter().filter(|other| other.label.is_empty() || by_number(other) == by_number(paper)).count();
    // Pictures have captions; an extract may have lost some.
    if matches!(paper.family, "図" | "写真" | "表") {
        return alike > 1 && kin.iter().any(|other| other.label == "1");
    }
    alike > 0
}

/// Writes down what is named by its kind and what it is in one word.
fn note_joined(text: &str, notes: &mut Vec<Note>) {
    let sentence = text.contains('。');
    let mark = |c: char| c.is_whitespace() || c.is_ascii_digit() || "・○◇（(【".contains(c);
    let head = ["添付書類", "添付資料", "添付", "同封物"];
    for caught in IN_ONE.captures_iter(text) {
        let Some(x) = caught.name("x") else { continue };
        let before = text[..x.start()].trim_matches(mark).trim_end_matches(['：', ':']);
        let lists = before.is_empty() || head.contains(&before);
        if sentence || lists {
            let kind = if sentence { JOINED } else { JOINED_LISTED };
            let word = format!("{} - {}", &caught["by"], &caught["what"]);
            notes.push(Note { span: Span::from(x.range()), kind, word });
        }
    }
}

/// 別紙調書 where the list has 別添調書 and nothing that is called 別紙.
fn misnamed(notes: &[Noted<'_>]) -> Vec<Span> {
    let (said, listed) = (read(notes, JOINED), read(notes, JOINED_LISTED));
    let others = [read(notes, HEADED), read(notes, INSIDE)].concat();
    let is_wrong = |paper: &&Paper<'_>| {
        let of_kind = |other: &Paper<'_>| other.family.starts_with(paper.family);
        listed.iter().any(|other| other.words == paper.words && other.family != paper.family)
            && !listed.iter().chain(&others).any(of_kind)
    };
    said.iter().filter(is_wrong).map(|paper| paper.span).collect()
}

/// What is said to be enclosed while the list of what is has nothing of its kind, or says なし.
fn promised(whole: &Whole<'_>, notes: &[Noted<'_>]) -> Vec<Span> {
    let below = |head: &Noted<'_>| {
        let lines = whole.parts.iter().skip(head.paragraph + 1).map(|part| whole.words(part.span));
        let list = lines.take_while(|line| !line.trim().is_empty() && !line.contains('。'));
        list.take(LINES).collect::<Vec<String>>()
    };
    // 添付書類 may be what the reader is to bring.
    let own = |note: &&Noted<'_>| note.kind == LIST && !matches!(note.word.get(..12), Some("添付書類" | "添付資料"));
    let rest = |head: &Noted<'_>| head.word.split_once(' ').map(|(_, rest)| rest.to_owned()).unwrap_or_default();
    let entries: Vec<String> = notes
        .iter()
        .filter(own)
        .flat_map(|head| std::iter::once(rest(head)).chain(below(head)))
        .filter(|entry| !entry.is_empty())
        .collect();
    let parcel = notes.iter().filter(own).any(|head| head.word.starts_with("同封") || head.word.starts_with("送付"));
    let (headed, things) = (read(notes, HEADED), read(notes, PROMISED));
    if !entries.is_empty() && entries.iter().all(|entry| matches!(entry.as_str(), "なし" | "無し")) {
        let enclosed = |note: &&Noted<'_>| {
            matches!(note.kind, SAID | SAID_AS)
                && ["別紙", "別添", "別冊", "別図", "同封"].iter().any(|kind| note.word.starts_with(kind))
                || note.kind == PROMISED
        };
        return notes.iter().find(enclosed).filter(|_| headed.is_empty()).map(|note| note.span).into_iter().collect();
    }
    let page = notes.iter().find(|note| note.kind == PAGE).map(below).filter(|lines| lines.len() == 1);
    let is_missing = |thing: &Paper<'_>| {
        let list = match &page {
            _ if thing.family == "同封" && !parcel => return false,
            _ if !entries.is_empty() => &entries,
            Some(page) if thing.family == "別紙" => page,
            _ => return false,
        };
        let quoted = [thing.words.trim_matches(['「', '」'])];
        let names: &[&str] = if thing.words.starts_with('「') {
            &quoted
        } else {
            ALIKE.iter().find(|names| names.iter().any(|name| thing.words.contains(name))).copied().unwrap_or_default()
        };
        let has = |words: &str| names.iter().any(|name| words.contains(name));
        let loose = |entry: &String| {
            ["一式", "資料", "書類", thing.family].iter().any(|words| entry.contains(words)) || has(entry)
        };
        !names.is_empty()
            && !list.iter().any(loose)
            && !headed.iter().any(|other| other.family == thing.family || has(other.words))
    };
    things.iter().filter(|thing| is_missing(thing)).map(|thing| thing.span).collect()
}
