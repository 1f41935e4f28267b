//! Numbers in front of paragraphs, as Word counts them.

use super::style::number_format;
use super::xml::{Node, Part, Tag, Xml};
use crate::format::Error;
use crate::text::Lang;
use std::collections::{HashMap, HashSet};

/// The levels a list can have.
const LEVELS: usize = 9;
/// No number is counted beyond this; a start is read no higher.
const MOST: i64 = 1_000_000;

/// What `word/numbering.xml` defines, and how far counting has come.
#[derive(Default)]
pub(super) struct Numbering {
    lists: HashMap<i64, Definition>,
    numbers: HashMap<i64, Use>,
    counts: HashMap<i64, [Option<i64>; LEVELS]>,
    started: HashSet<(i64, usize)>,
}

#[derive(Clone, Default)]
struct Definition {
    levels: [Level; LEVELS],
    /// The numbering style it stands for, and the one it is only another name of.
    style: Option<String>,
    link: Option<String>,
}

#[derive(Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: Option<i64>,
    /// `Some(0)`: counting never begins anew.
    restart: Option<i64>,
    style: Option<String>,
    legal: bool,
}

#[derive(Clone, Default)]
struct Use {
    definition: i64,
    start: [Option<i64>; LEVELS],
    levels: HashMap<usize, Level>,
}

/// The number of one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// As it is read: `(1)`, `第2条`.
    pub label: String,
    /// What is counted.
    pub ordinal: i64,
    /// The level it is written on, from 0.
    pub level: usize,
    /// Whether it is a bullet or nothing, not a number.
    pub bullet: bool,
    /// Its format, and what stands before and after the one number in its text; `None` where it is of several numbers
    /// or has words in it.
    plain: Option<(String, String, String)>,
}

impl Number {
    /// The level of our items that looks just like this one.
    pub fn item_level(&self, lang: Lang) -> Option<usize> {
        let (format, before, after) = self.plain.as_ref()?;
        // 1, 1. and 1． are all the same.
        let after = if matches!(after.as_str(), "." | "．") { "" } else { after.as_str() };
        let is = |level: usize| {
            let (ours, opening, closing) = number_format(level, lang);
            let closing = if closing == "." { "" } else { closing };
            let same_kind = ours == format
                || ours == "aiueoFullWidth" && format == "aiueo"
                || ours == "decimal" && format == "decimalFullWidth";
            same_kind && opening == before && closing == after
        };
        if is(self.level) { Some(self.level) } else { (0..6).find(|level| is(*level)) }
    }

    /// Whether nothing but its figures and its brackets differ from an item's.
    pub fn is_plain(&self) -> bool {
        self.plain.is_some()
    }
}

impl Numbering {
    pub fn parse(part: &Part) -> Result<Self, Error> {
        let mut numbering = Self::default();
        let mut xml = part.read();
        loop {
            match xml.next()? {
                Node::Open(tag) if tag.is("abstractNum") => numbering.abstract_num(&mut xml, &tag)?,
                Node::Open(tag) if tag.is("num") => numbering.num(&mut xml, &tag)?,
                Node::End => return Ok(numbering),
                _ => {}
            }
        }
    }

    fn abstract_num(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(), Error> {
        let id = id(tag, "abstractNumId");
        let mut definition = Definition::default();
        xml.children(|xml, tag| {
            match tag.name() {
                "lvl" => {
                    let (at, level) = level(xml, &tag)?;
                    if let Some(slot) = definition.levels.get_mut(at) {
                        *slot = level;
                    }
                    return Ok(());
                }
                "styleLink" => definition.style = tag.val(),
                "numStyleLink" => definition.link = tag.val(),
                _ => {}
            }
            xml.skip()
        })?;
        self.lists.insert(id, definition);
        Ok(())
    }

    fn num(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(), Error> {
        let id = id(tag, "numId");
        let mut used = Use::default();
        xml.children(|xml, tag| match tag.name() {
            "abstractNumId" => {
                used.definition = tag.number().unwrap_or(-1);
                xml.skip()
            }
            "lvlOverride" => {
                let at = usize::try_from(tag.attribute("ilvl").and_then(|v| v.parse::<i64>().ok()).unwrap_or(0))
                    .unwrap_or(LEVELS);
                xml.children(|xml, tag| match tag.name() {
                    "startOverride" => {
                        if let Some(slot) = used.start.get_mut(at) {
                            *slot = tag.number().map(|n| n.clamp(0, MOST));
                        }
                        xml.skip()
                    }
                    "lvl" => {
                        let (_, level) = level(xml, &tag)?;
                        used.levels.insert(at, level);
                        Ok(())
                    }
                    _ => xml.skip(),
                })
            }
            _ => xml.skip(),
        })?;
        self.numbers.insert(id, used);
        Ok(())
    }

    /// The level that belongs to a paragraph style in the list `number`, where the style says none.
    pub fn level_of_style(&self, number: i64, style: &str) -> Option<usize> {
        let definition = self.lists.get(&self.numbers.get(&number)?.definition)?;
        definition.levels.iter().position(|level| level.style.as_deref() == Some(style))
    }

    /// Counts one paragraph more in list `number` on level `level`; `None` if there is no such list.
    pub fn count(&mut self, number: i64, level: usize) -> Option<Number> {
        let used = self.numbers.get(&number)?;
        let level = level.min(LEVELS - 1);
        let mut key = used.definition;
        let mut definition = self.lists.get(&key)?;
        if let Some(link) = &definition.link {
            let found = self.lists.iter().find(|(_, list)| list.style.as_ref() == Some(link))?;
            (key, definition) = (*found.0, found.1);
        }
        let at = |level: usize| used.levels.get(&level).unwrap_or(&definition.levels[level]);
        let start = |level: usize| at(level).start.unwrap_or(0);
        let counts = self.counts.entry(key).or_default();
        for (outer, count) in counts.iter_mut().enumerate().take(level + 1) {
            // A list that begins elsewhere does so where it is first used.
            if let Some(first) = used.start[outer]
                && self.started.insert((number, outer))
            {
                *count = (outer == level).then_some(first - 1);
            }
        }
        let ordinal = counts[level].map_or_else(|| start(level), |n| (n + 1).min(MOST));
        counts[level] = Some(ordinal);
        for (inner, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let kept = matches!(at(inner).restart, Some(0)) || at(inner).restart.is_some_and(|r| r <= level as i64);
            if !kept {
                *count = None;
            }
        }
        let counts = *counts;
        let this = at(level);
        let bullet = this.format == "bullet" || this.format == "none" || this.text.is_empty();
        let shown = |which: usize| {
            let format = if this.legal && which != level { "decimal" } else { at(which).format.as_str() };
            formatted(counts[which].unwrap_or_else(|| start(which)), format)
        };
        let mut label = String::new();
        let (mut before, mut after, mut only) = (String::new(), String::new(), Some(false));
        let mut rest = this.text.chars().peekable();
        while let Some(c) = rest.next() {
            let which = (c == '%').then(|| rest.peek().and_then(|d| d.to_digit(10))).flatten().filter(|d| *d > 0);
            if let Some(which) = which {
                rest.next();
                let which = which as usize - 1;
                label.push_str(&shown(which));
                only = if which == level && only == Some(false) { Some(true) } else { None };
            } else {
                label.push(c);
                let mark = match c {
                    '（' => '(',
                    '）' => ')',
                    c => c,
                };
                if mark.is_whitespace() {
                    continue;
                }
                if mark.is_alphanumeric() {
                    only = None;
                }
                if only == Some(true) { after.push(mark) } else { before.push(mark) }
            }
        }
        let plain = (only == Some(true) && !bullet).then(|| (this.format.clone(), before, after));
        Some(Number { label: label.trim().to_owned(), ordinal, level, bullet, plain })
    }
}

fn id(tag: &Tag<'_>, name: &str) -> i64 {
    tag.attribute(name).and_then(|value| value.trim().parse().ok()).unwrap_or(-1)
}

fn level(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(usize, Level), Error> {
    let at = usize::try_from(id(tag, "ilvl")).unwrap_or(LEVELS);
    let mut level = Level { format: "decimal".to_owned(), ..Level::default() };
    xml.children(|xml, tag| {
        match tag.name() {
            "start" => level.start = tag.number().map(|n| n.clamp(0, MOST)),
            "numFmt" => level.format = tag.val().unwrap_or_default(),
            "lvlText" => level.text = tag.val().unwrap_or_default(),
            "lvlRestart" => level.restart = tag.number(),
            "pStyle" => level.style = tag.val(),
            "isLgl" => level.legal = tag.on(),
            // Newer formats stand in a choice that older programs pass over.
            "AlternateContent" => return alternative(xml, &mut level),
            _ => {}
        }
        xml.skip()
    })?;
    Ok((at, level))
}

fn alternative(xml: &mut Xml<'_>, level: &mut Level) -> Result<(), Error> {
    xml.children(|xml, branch| {
        if branch.name() != "Fallback" {
            return xml.skip();
        }
        xml.children(|xml, tag| {
            if tag.is("numFmt") {
                level.format = tag.val().unwrap_or_default();
            }
            xml.skip()
        })
    })
}

const KANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const IROHA: &str = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";

fn formatted(n: i64, format: &str) -> String {
    let at = usize::try_from(n - 1).unwrap_or(0);
    // Beyond the last, kana begin anew; letters come doubled.
    let kana = |set: &str| set.chars().nth(at % set.chars().count()).map(String::from).unwrap_or_default();
    let letters = || char::from(b'a' + u8::try_from(at % 26).unwrap_or(0)).to_string().repeat((at / 26 + 1).min(10));
    match format {
        _ if n < 1 => n.to_string(),
        "lowerLetter" => letters(),
        "upperLetter" => letters().to_uppercase(),
        "lowerRoman" => roman(n),
        "upperRoman" => roman(n).to_uppercase(),
        "aiueo" | "aiueoFullWidth" => kana(KANA),
        "iroha" | "irohaFullWidth" => kana(IROHA),
        "decimalZero" => format!("{n:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => {
            n.to_string().chars().map(|d| char::from_u32(d as u32 + 0xFEE0).unwrap_or(d)).collect()
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            enclosed(n, &[(1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)])
        }
        "decimalEnclosedParen" => enclosed(n, &[(1, 20, 0x2474)]),
        "decimalEnclosedFullstop" => enclosed(n, &[(1, 20, 0x2488)]),
        "japaneseCounting"
        | "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => kanji(n),
        "ideographDigital" | "japaneseDigitalTenThousand" | "koreanDigital2" => n
            .to_string()
            .chars()
            .map(|d| "〇一二三四五六七八九".chars().nth(d as usize - '0' as usize).unwrap_or(d))
            .collect(),
        _ => n.to_string(),
    }
}

fn enclosed(n: i64, ranges: &[(i64, i64, u32)]) -> String {
    let found = ranges.iter().find(|(first, last, _)| (*first..=*last).contains(&n));
    let c = found.and_then(|(first, _, code)| char::from_u32(code + u32::try_from(n - first).ok()?));
    c.map_or_else(|| n.to_string(), |c| c.to_string())
}

fn roman(n: i64) -> String {
    const MARKS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if n >= 5000 {
        return n.to_string();
    }
    let mut rest = n;
    let mut written = String::new();
    for (value, mark) in MARKS {
        while rest >= value {
            written.push_str(mark);
            rest -= value;
        }
    }
    written
}

/// 一, 十二, 百三 … up to 9999.
fn kanji(n: i64) -> String {
    if n > 9999 {
        return n.to_string();
    }
    let figures: Vec<char> = "〇一二三四五六七八九".chars().collect();
    let mut written = String::new();
    for (value, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let figure = usize::try_from(n / value % 10).unwrap_or(0);
        if figure > 1 || figure == 1 && value == 1 {
            written.push(figures[figure]);
        }
        if figure > 0 {
            written.push_str(unit);
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_their_format() {
        for (n, format, want) in [
            (3, "aiueoFullWidth", "ウ"),
            (47, "aiueo", "ア"),
            (2, "irohaFullWidth", "ロ"),
            (27, "lowerLetter", "aa"),
            (14, "upperRoman", "XIV"),
            (12, "decimalFullWidth", "１２"),
            (21, "decimalEnclosedCircle", "㉑"),
            (51, "decimalEnclosedCircle", "51"),
            (110, "japaneseCounting", "百十"),
            (21, "japaneseCounting", "二十一"),
            (20, "ideographDigital", "二〇"),
            (0, "lowerLetter", "0"),
        ] {
            assert_eq!(formatted(n, format), want, "{n} {format}");
        }
    }
}
