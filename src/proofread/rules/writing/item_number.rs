//! Item numbers: their order and their levels.

use super::japanese;
use crate::document::Role;
use crate::proofread::{About, Fixable, Hits, Note, Noted, Passage, Rule, STRICT, Severity, Whole};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 第1 → 1 → (1) → ア → (ア) → a → (a). A gap, a repetition, a level left out. Numbers that Kian sets itself are always right.
pub struct ItemNumber;

const ID: &str = "ja.form.item-number";

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^[\s　]*(?:(?P<l0>第(?P<n0>[0-9０-９]{1,2}))[\s　]|(?P<l1>(?P<n1>[0-9０-９]{1,2}))[.．]?[\s　]+(?:[^0-9０-９\s　:：/]|[0-9０-９]+(?:[ァ-ヶ]|月|年|歳|周|か|つ|[\p{Han}][^0-9０-９\s]{3}))",
        r"|(?P<l2>[(（](?P<n2>[0-9０-９]{1,2})[)）])|(?P<l3>(?P<n3>[アイウエオカキクケコサシスセソタチツテト]))[\s　]|(?P<l4>[(（](?P<n4>[アイウエオカキクケコサシスセソタチツテト])[)）])",
        r"|(?P<l5>(?P<n5>[a-jａ-ｊ]))[\s　]|(?P<l6>[(（](?P<n6>[a-jａ-ｊ])[)）]))"
    ))
    .expect("the pattern is sound")
});
const KANA: &str = "アイウエオカキクケコサシスセソタチツテト";
/// Levels, as they come in [`Note::kind`].
const LEVELS: usize = 7;

impl Rule for ItemNumber {
    fn about(&self) -> About {
        japanese(ID, Severity::Warning, Fixable::Ask, "公用文作成の考え方 Ⅰ-5(3)ウ", STRICT)
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        if passage.role != Role::Body {
            return;
        }
        let Some(caught) = LABEL.captures(passage.text) else { return };
        // 5 月 and 12 人 are counts with a space in them.
        let rest = passage.text[caught.get(0).map_or(0, |m| m.end())..].trim_start();
        let unit = caught.get(0).map_or("", |m| m.as_str()).strip_suffix(['年', '月', '日', '時', '分', '人', '円']);
        let unit = unit.is_some_and(|number| number.ends_with([' ', '　']));
        if unit && (rest.is_empty() || rest.starts_with(|c: char| c.is_numeric() || "、。（".contains(c))) {
            return;
        }
        for level in 0..LEVELS {
            if let (Some(label), Some(number)) = (caught.name(&format!("l{level}")), caught.name(&format!("n{level}")))
            {
                let Some(value) = value(number.as_str()) else { return };
                let kind = u8::try_from(level).unwrap_or(0);
                notes.push(Note { span: Span::from(label.range()), kind, word: format!("{value} {}", label.as_str()) });
            }
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        let mut counts = [0usize; LEVELS];
        // Behind (1) in place of (2), (3) is right and so is (2).
        let mut meant = [0usize; LEVELS];
        let mut last_level: Option<usize> = None;
        lone(whole, hits);
        for note in notes {
            let Some((number, label)) = note.word.split_once(' ') else { continue };
            let (level, value) = (usize::from(note.kind), number.parse::<usize>().unwrap_or(0));
            let before = counts[level];
            let goes_on = meant[level] > 0 && value == meant[level] + 1;
            meant[level] = 0;
            if value == before + 1 || (value == 1 && before > 1) || goes_on {
                // In order, or a new list.
                let parent = (0..level).rev().find(|l| counts[*l] > 0);
                let skipped = value == 1 && parent.is_some_and(|p| level > p + 1) && last_level == parent;
                if skipped {
                    hits.at(note.span).arg("expected", "");
                }
            } else if before > 0 {
                let expected = before + 1;
                meant[level] = if value == before { expected } else { 0 };
                hits.at(note.span).ask(relabel(label, level, expected));
            } else if let Some(sibling) = last_level.filter(|last| {
                // ア, then (イ): the second of the same list in the clothes of the level below.
                let twins = [(1, 2), (3, 4), (5, 6)];
                twins.contains(&(*last, level)) && value > 1 && value == counts[*last] + 1
            }) {
                let bare = label.trim().trim_matches(['(', ')', '（', '）']);
                let cure = if sibling % 2 == 0 { format!("({bare})") } else { bare.to_owned() };
                hits.at(note.span).ask(cure);
                counts[sibling] = value;
                counts[sibling + 1..].fill(0);
                last_level = Some(sibling);
                continue;
            } else {
                // A list that does not begin at one is none.
                continue;
            }
            counts[level] = value;
            counts[level + 1..].fill(0);
            meant[level + 1..].fill(0);
            last_level = Some(level);
        }
    }
}

/// (1) without a (2) and, below it, ア without an イ: the lone item below is the second one above.
fn lone(whole: &Whole<'_>, hits: &mut Hits) {
    let notes = whole.notes(ID);
    // A sentence below (1) may well be alone; a heading is one of several.
    let heads = |note: &Noted<'_>| {
        whole
            .parts
            .iter()
            .find(|part| part.index == note.paragraph)
            .is_some_and(|part| !whole.words(part.span).trim_end().ends_with('。'))
    };
    let numbered = |note: &Noted<'_>| {
        let (number, label) = note.word.split_once(' ')?;
        Some((usize::from(note.kind), number.parse::<usize>().ok()?, label.to_owned()))
    };
    let list: Vec<_> = notes.iter().filter_map(|note| Some((note, numbered(note)?))).collect();
    let of_one = |at: usize| {
        let level = list[at].1.0;
        list[at].1.1 == 1
            && list[at + 1..].iter().find(|(_, next)| next.0 <= level).is_none_or(|(_, next)| next.0 < level)
    };
    for (at, pair) in list.windows(2).enumerate() {
        let ((upper, above), (note, below)) = (&pair[0], &pair[1]);
        let last = list[at + 2..].first().is_none_or(|(_, next)| next.0 < above.0);
        let alone = above.0 > 1 && below.0 == above.0 + 1 && of_one(at) && of_one(at + 1) && last;
        if alone && heads(upper) && heads(note) {
            hits.at(note.span).ask(relabel(above.2.trim(), above.0, 2));
        }
    }
}

fn value(number: &str) -> Option<usize> {
    let first = number.chars().next()?;
    if let Some(at) = KANA.chars().position(|k| k == first) {
        return Some(at + 1);
    }
    if first.is_ascii_lowercase() {
        return Some(usize::from(first as u8 - b'a') + 1);
    }
    if ('ａ'..='ｊ').contains(&first) {
        return usize::try_from(first as u32 - 'ａ' as u32 + 1).ok();
    }
    let plain: String = number
        .chars()
        .map(|c| if ('０'..='９').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c })
        .collect();
    plain.parse().ok()
}

/// The label with another number in it, as wide as it was.
fn relabel(label: &str, level: usize, value: usize) -> String {
    let number = match level {
        3 | 4 => KANA.chars().nth(value - 1).map(String::from).unwrap_or_default(),
        5 | 6 => {
            char::from_u32('a' as u32 + u32::try_from(value - 1).unwrap_or(0)).map(String::from).unwrap_or_default()
        }
        _ => value.to_string(),
    };
    let wide = label.contains(|c: char| ('０'..='９').contains(&c) || ('ａ'..='ｚ').contains(&c));
    let number: String = if wide {
        number.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).filter(|_| c.is_ascii()).unwrap_or(c)).collect()
    } else {
        number
    };
    let inside = |c: char| c.is_alphanumeric() && c != '第';
    let head: String = label.chars().take_while(|c| !inside(*c)).collect();
    let tail: String = label.chars().rev().take_while(|c| !inside(*c)).collect::<Vec<_>>().into_iter().rev().collect();
    format!("{head}{number}{tail}")
}
