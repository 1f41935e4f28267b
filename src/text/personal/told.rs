//! Names that the form of the sentence tells: who speaks in a transcript （栗原）, a list that ends in の三氏, 旧姓有働,
//! 「アライ」と名乗った, 3番はオヤマダ.

use super::cues::is_kanji;
use super::lexicon;
use super::people::{Line, WORDS, honorific, is_hiragana, is_kana, is_katakana};
use super::{Confidence, Finder, Kind, Reason};
use crate::text::morph::senses::Senses;
use std::ops::Range;

/// What stands behind a list of people and counts them.
const COUNTS: [&str; 12] = ["氏", "名", "人", "者", "委員", "議員", "職員", "選手", "先生", "様", "さん", "君"];

/// What is said of somebody whose name is quoted: 「アライ」と名乗った.
const QUOTED: [&str; 26] = [
    "と名乗",
    "と名のる",
    "と名のり",
    "と名のっ",
    "と署名",
    "と記名",
    "とだけ",
    "と書かれ",
    "と記され",
    "とある名",
    "と名前",
    "とサイン",
    "と申す",
    "と申し",
    "と読む",
    "と読み",
    "と呼",
    "と書かれた名",
    "という男",
    "という女",
    "という方",
    "という人",
    "という名",
    "という姓",
    "の署名",
    "の印",
];

/// Words right before a family name: 旧姓有働.
const NAMED: [&str; 10] =
    ["旧姓", "現姓", "新姓", "婚姻前の姓", "婚姻後の姓", "改姓後は", "改姓前は", "旧氏", "通称名", "旧姓は"];

impl Finder<'_> {
    /// Those whom the form of a line tells.
    pub(super) fn told_by_form(&mut self, line: &Line<'_>) {
        self.speakers(line);
        self.counted_list(line);
        self.listed_behind_colon(line);
        self.quoted(line);
        self.named_so(line);
    }

    /// （栗原）避難経路の図面は…（三宅）昨年の4月に…: brackets that open what somebody says.
    fn speakers(&mut self, line: &Line<'_>) {
        let text = &line.text[line.range.clone()];
        let mut found: Vec<Range<usize>> = Vec::new();
        for (open, _) in text.match_indices('(') {
            let lead = text[..open].trim_end_matches(' ');
            if !(lead.is_empty() || lead.ends_with(['。', '?', '!', '」', '…'])) {
                continue;
            }
            let Some((inside, after)) = text[open + 1..].split_once(')') else { continue };
            let name = inside.trim();
            let speaks = after.trim_start_matches(' ').starts_with(|c: char| is_kanji(c) || is_kana(c) || c == '「');
            let family = lexicon::of(name).surname.is_some() && lexicon::of(name).common.is_none();
            if speaks && (family && name.chars().count() > 1 || is_single(name)) {
                let start = line.range.start + open + 1 + inside.find(name).unwrap_or(0);
                found.push(start..start + name.len());
            }
        }
        let sure = |range: &Range<usize>| is_sure(&line.text[range.clone()]);
        if found.len() > 1 || found.iter().any(sure) {
            for range in found {
                self.note(Kind::Person, range, Confidence::Likely, Reason::FullName);
            }
        }
    }

    /// 鴨志田、相良、百瀬の三氏: names between marks, and what counts them behind.
    fn counted_list(&mut self, line: &Line<'_>) {
        let text = &line.text[line.range.clone()];
        for (at, _) in text.match_indices('の') {
            let behind = &text[at + 'の'.len_utf8()..];
            let counted =
                behind.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十両各".contains(c));
            let counts = counted.len() < behind.len() && COUNTS.iter().any(|word| counted.starts_with(word));
            if !counts {
                continue;
            }
            let names = self.names_before(line, at);
            let sure = names.iter().filter(|range| is_sure(&text[(*range).clone()])).count();
            if names.len() > 1 && sure > 0 {
                self.note_all(line, names);
            }
        }
    }

    /// The names between marks that end at `at`, last first, as far as they are names: places in the line.
    fn names_before(&self, line: &Line<'_>, at: usize) -> Vec<Range<usize>> {
        let text = &line.text[line.range.clone()];
        let (mut names, mut end) = (Vec::new(), at);
        loop {
            let from = text[..end]
                .char_indices()
                .rev()
                .find(|(_, c)| !is_kanji(*c) && !is_katakana(*c) && *c != 'ヶ')
                .map_or(0, |(at, c)| at + c.len_utf8());
            if from == end || !self.is_item(line, &(from..end)) {
                return names;
            }
            names.push(from..end);
            let lead = &text[..from];
            let Some(mark) = ["、", "・", ",", "及び", "並びに", "と"].into_iter().find(|mark| lead.ends_with(mark))
            else {
                return names;
            };
            end = from - mark.len();
        }
    }

    /// Whether an item of a list is somebody.
    fn is_item(&self, line: &Line<'_>, range: &Range<usize>) -> bool {
        let word = &line.text[line.range.start + range.start..line.range.start + range.end];
        let of = lexicon::of(word);
        let count = word.chars().count();
        // Among names a town is a name as well, and so is a word that no dictionary has.
        let family = (2..=5).contains(&count) && of.surname.is_some() && of.common.is_none();
        let unheard = (2..=3).contains(&count) && of == Senses::default() && word.chars().all(is_kanji);
        let word_of = word;
        let word = !WORDS.titles.contains(&word) && !WORDS.nobody.contains(&word);
        // 森下・アウンの二名
        let foreign =
            (2..=6).contains(&count) && text_is_katakana(word_of) && of.common.is_none() && of.place.is_none();
        (family || unheard) && word
            || foreign
            || "南北東西".contains(word_of)
            || is_single(&line.text[line.range.start + range.start..line.range.start + range.end])
            || self.somebody.contains_key(&(line.range.start + range.start))
    }

    fn note_all(&mut self, line: &Line<'_>, names: Vec<Range<usize>>) {
        for name in names {
            let range = line.range.start + name.start..line.range.start + name.end;
            if self.is_free(&range) {
                self.note(Kind::Person, range, Confidence::Likely, Reason::FullName);
            }
        }
    }

    /// 受付名簿：石黒、ジョン・ミラー、中井、李 明、早乙女（計5名）: a list behind a colon most of whose items are names.
    fn listed_behind_colon(&mut self, line: &Line<'_>) {
        let text = &line.text[line.range.clone()];
        for (colon, _) in text.match_indices(':') {
            let behind = &text[colon + 1..];
            let stop = behind.find(['。', '(', '\t', '|']).unwrap_or(behind.len());
            let mut start = colon + 1;
            let mut items = Vec::new();
            for item in behind[..stop].split('、') {
                let trimmed = item.trim();
                let trimmed = WORDS.honorifics.iter().find_map(|h| trimmed.strip_suffix(h)).unwrap_or(trimmed);
                let from = start + item.find(trimmed).unwrap_or(0);
                items.push(from..from + trimmed.len());
                start += item.len() + '、'.len_utf8();
            }
            let foreign = |word: &str| {
                let parts: Vec<&str> = word.split('・').collect();
                (2..=4).contains(&parts.len())
                    && parts.iter().all(|p| p.chars().count() > 1 && p.chars().all(is_katakana))
                    && parts.iter().any(|p| {
                        let of = lexicon::of(p);
                        of.person.is_some() || of.given.is_some() || lexicon::reads_given(p)
                    })
            };
            let known: Vec<Range<usize>> = items
                .iter()
                .filter(|range| self.is_item(line, range) || foreign(&text[(*range).clone()]))
                .cloned()
                .collect();
            let sure = known.iter().any(|range| is_sure(&text[range.clone()]));
            if items.len() > 2 && known.len() * 5 >= items.len() * 4 && sure {
                self.note_all(line, known);
            }
        }
    }

    /// 「アライ」と名乗った; ふりがなは「おおたわら しのぶ」.
    fn quoted(&mut self, line: &Line<'_>) {
        let text = &line.text[line.range.clone()];
        for (open, _) in text.match_indices('「') {
            let start = open + '「'.len_utf8();
            let Some((inside, after)) = text[start..].split_once('」') else { continue };
            let said = QUOTED.iter().any(|said| after.starts_with(said));
            let lead = &text[..open];
            let asked = [
                "ふりがなは",
                "フリガナは",
                "読みは",
                "読みが",
                "氏名は",
                "名前は",
                "姓は",
                "名は",
                "宛名は",
                "名義は",
                "署名は",
            ]
            .iter()
            .any(|ask| lead.ends_with(ask));
            if said || asked {
                let name = inside.trim();
                let kana = name.chars().all(|c| is_kana(c) || c == ' ' || c == '・');
                let parts: Vec<&str> = name.split([' ', '・']).collect();
                let reads = parts.iter().any(|part| {
                    part.chars().count() > 1 && (lexicon::reads_family(part) || lexicon::reads_given(part))
                }) || reads_whole(name);
                let word = lexicon::of(name).common.is_some() && !said;
                let known = kana && reads && !word && name.chars().count() > 1 || is_family(name) || is_single(name);
                if known && parts.len() < 4 {
                    let start = line.range.start + start + inside.find(name).unwrap_or(0);
                    self.note(Kind::Person, start..start + name.len(), Confidence::Likely, Reason::Reading);
                }
            }
        }
    }

    /// 旧姓有働、現姓千家.
    fn named_so(&mut self, line: &Line<'_>) {
        let text = &line.text[line.range.clone()];
        for named in NAMED {
            for (at, _) in text.match_indices(named) {
                let behind = &text[at + named.len()..];
                let rest = behind.trim_start_matches([' ', ':', 'は', '「', '・', '(']);
                let run: usize =
                    rest.chars().take(4).take_while(|c| is_kanji(*c) || *c == 'ヶ').map(char::len_utf8).sum();
                let kana: usize = rest.chars().take(6).take_while(|c| is_katakana(*c)).map(char::len_utf8).sum();
                let name = &rest[..run.max(kana)];
                let tail = &rest[name.len()..];
                let closed = tail.is_empty() || !tail.starts_with(|c| is_kanji(c) || is_katakana(c));
                let family = lexicon::of(name).surname.is_some() || kana > 0 && lexicon::reads_family(name);
                if !name.is_empty() && family && closed {
                    let start = line.range.end - rest.len();
                    let reason = Reason::Cue(named.to_owned());
                    self.note(Kind::Person, start..start + name.len(), Confidence::Certain, reason);
                }
            }
        }
    }

    /// 元消防士の岩清水 力氏, of whom 清水 力 was found: a longer family name that is one too begins before it.
    pub(super) fn longer_families(&mut self, line: &Line<'_>) {
        let found: Vec<(usize, usize)> = self.somebody.range(line.range.clone()).map(|(a, b)| (*a, *b)).collect();
        for (start, end) in found {
            let lead = line.lead(start);
            let Some(last) = lead.chars().next_back().filter(|c| is_kanji(*c)) else { continue };
            let first = start - last.len_utf8();
            let before = line.lead(first).chars().next_back();
            // A name in no list: between something that is no kanji and the space in the name, and addressed.
            let run = lead.chars().rev().take_while(|c| is_kanji(*c)).count();
            let given = line.text[start..end].split_once(' ').map_or(0, |(family, _)| family.chars().count());
            if given > 0
                && run == 1
                && run + given <= 4
                && honorific(line.rest(end)).is_some()
                && self.is_free(&(first..start))
            {
                self.extended(start, first, end);
                continue;
            }
            let closed = before.is_none_or(|c| !is_kanji(c) && !is_katakana(c)) || line.token(first).is_some();
            let name = &line.text[first..end];
            let family: usize = name
                .char_indices()
                .skip(2)
                .map(|(at, _)| at)
                .chain([name.len()])
                .take(4)
                .filter(|len| lexicon::families(&name[..*len]).first().is_some_and(|(longest, _)| longest == len))
                .max()
                .unwrap_or(0);
            let longer = family > 2 * last.len_utf8() && !WORDS.titles.iter().any(|t| line.lead(start).ends_with(t));
            if closed && longer && self.is_free(&(first..start)) {
                self.extended(start, first, end);
            }
        }
    }
}

fn text_is_katakana(word: &str) -> bool {
    word.chars().all(is_katakana)
}

/// Whether `word` is a family name of two kanji or more, and more that than a place or a word.
fn is_family(word: &str) -> bool {
    let of = lexicon::of(word);
    (2..=5).contains(&word.chars().count())
        && of.surname.is_some()
        && of.common.is_none()
        && (of.place.is_none() || !lexicon::is_town(word))
        && !WORDS.titles.contains(&word)
        && !WORDS.nobody.contains(&word)
}

/// Whether `word` is one kanji, and as a rule a family name.
fn is_single(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| super::people::SINGLE.contains(c)) && chars.next().is_none()
}

/// Whether `word` is a family name and hardly anything else.
fn is_sure(word: &str) -> bool {
    let of = lexicon::of(word);
    is_family(word)
        && of.surname.is_some_and(|name| of.place.is_none_or(|place| name <= place || !lexicon::is_town(word)))
}

/// Whether kana without a space are a family name and a given name.
fn reads_whole(kana: &str) -> bool {
    kana.chars().all(|c| is_hiragana(c) || is_katakana(c))
        && kana
            .char_indices()
            .skip(2)
            .any(|(at, _)| lexicon::reads_family(&kana[..at]) && lexicon::reads_given(&kana[at..]))
}
