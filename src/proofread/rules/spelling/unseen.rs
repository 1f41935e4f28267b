//! Letters in a row that stand nowhere in public texts, where a small change makes a row that stands in many: 備畜倉庫 →
//! 備蓄倉庫, お問い合せわ → お問い合わせ, サビース → サービス.
//!
//! Asked by the rules on 同音異義 (kanji), on letters doubled, dropped or swapped (kana, katakana), and on okurigana.

use super::nonword;
use crate::proofread::Passage;
use crate::proofread::japanese::{is_hiragana, is_kanji, is_katakana};
use crate::text::Span;
use crate::text::morph::{self, Pos, Token};
use crate::text::seen::{self, Letters, Row, Seen};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

/// Letters that stand nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Where they are.
    pub span: Span,
    /// What would stand there.
    pub meant: String,
    /// Whether hardly anything else can be meant.
    pub is_sure: bool,
}

/// Kanji in a row in which a word is looked for: more are no Japanese.
const LONGEST: usize = 8;
/// Letters on either side in which the words are weighed.
const AROUND: usize = 40;

/// Kanji that make rows which stand nowhere, where another one of the same sound or looks makes common ones.
pub fn kanji(passage: &Passage<'_>) -> Vec<Slip> {
    let letters = passage.letters();
    if letters.are_foreign() {
        return Vec::new();
    }
    let all = &letters.all;
    let mut found: Vec<Slip> = Vec::new();
    for at in 2..all.len() - 2 {
        // 市障がい者: the first kanji stands before any word.
        let alone = !(is_kanji(all[at - 1]) || is_kanji(all[at + 1]));
        // 貴会, 貴校: whoever is written to.
        let polite = all[at - 1] == '貴';
        if !is_kanji(all[at]) || alone || polite || matches!(all[at], '御' | '貴' | '市' | '町' | '村' | '県' | '国')
        {
            continue;
        }
        let rows =
            || (at - 2..=at).map(|from| from..from + 3).filter(|row| seen::is_row(Row::Kanji, &all[row.clone()]));
        if !rows().any(|row| letters.is_new(row.start)) {
            continue;
        }
        let seen = |row: Range<usize>| seen::times(Row::Kanji, all[row].iter().copied());
        // Those with the kanji beside it: 綱を見 in 連絡綱を見直す says nothing of 連絡綱.
        let words = || {
            let kanji = |row: &Range<usize>, beside: usize| row.contains(&beside) && is_kanji(all[beside]);
            rows().filter(move |row| kanji(row, at - 1) || kanji(row, at + 1))
        };
        // 計検第318号: the sign of who wrote.
        let sign = all[at..].iter().take(LONGEST).position(|c| *c == '第' || !is_kanji(*c)).map_or(at, |end| at + end);
        let numbered = all.get(sign..sign + 2) == Some(&['第', '0']);
        // Others err as well: a slip may stand in the texts a few times.
        if words().any(|row| seen(row) > Seen::Twice) || numbered {
            continue;
        }
        let written = rows().map(seen).max().unwrap_or(Seen::Never);
        let (least_often, likely) = match written {
            Seen::Never => (Seen::Often, Seen::Common),
            _ => (Seen::Common, Seen::Common),
        };
        // 団体応募: a kanji of a word asks for more than one that is none.
        let place = letters.span(at, at + 1);
        let is_alone = passage.words_at(place).iter().any(|token| token.span == place);
        let least_often = if is_alone { least_often } else { Seen::Common };
        let times = |from: usize, c: char| {
            let mut row = [all[from], all[from + 1], all[from + 2]];
            row[at - from] = c;
            seen::times(Row::Kanji, row)
        };
        let with = |c: char| {
            let times = rows().map(|row| times(row.start, c));
            times.fold((Seen::Common, Seen::Never), |(least, most), times| (least.min(times), most.max(times)))
        };
        let fits = |c: &char| Some(with(*c)).filter(|(least, most)| *least >= least_often && *most == likely);
        let meant = nonword::alike(all[at]).iter().filter_map(|c| Some((fits(c)?, *c)));
        let alike = meant.max_by_key(|(fit, _)| *fit).map(|((least, _), c)| (c, least == Seen::Common));
        let others = || {
            let joyo = include_str!("../../../../assets/rules/ja-joyo.txt").chars().filter(|c| is_kanji(*c));
            likeliest(passage, letters, at, 3, joyo.filter(|c| rows().all(|row| times(row.start, *c) == Seen::Common)))
        };
        // 影饗: no common row reaches over it, but 影響 is a common word.
        let word = || {
            let pairs = |c: char| {
                let before = is_kanji(all[at - 1]).then(|| String::from_iter([all[at - 1], c]));
                let behind = is_kanji(all[at + 1]).then(|| String::from_iter([c, all[at + 1]]));
                [before, behind].into_iter().flatten().any(|pair| nonword::is_common(&pair))
            };
            let alike = nonword::alike(all[at]).iter().copied();
            likeliest(passage, letters, at, 2, alike.filter(|c| pairs(*c) && with(*c).1 == Seen::Common))
        };
        // 連絡綱を見直す: rows that are seen far more often, whatever stands behind the word.
        let rather = || {
            let gain = |c: char| {
                let gains = words().map(|row| (times(row.start, c), seen(row)));
                let gains = gains.map(|(with, without)| (with as u8).checked_sub(without as u8));
                gains.sum::<Option<u8>>().unwrap_or_default()
            };
            let others = nonword::alike(all[at]).iter().copied();
            gains(passage, letters, at, others.filter(|c| gain(*c) >= FAR_MORE_OFTEN))
                .max()
                .filter(|(gain, _)| *gain >= RATHER_LIKELIER)
                .map(|(_, c)| (c, false))
        };
        let found_by = match written {
            Seen::Never | Seen::Twice => alike.or_else(others).or_else(word),
            _ => None,
        };
        let Some((meant, is_sure)) = found_by.or_else(rather) else {
            continue;
        };
        let from = at - usize::from(is_kanji(all[at - 1]));
        let to = at + 1 + usize::from(is_kanji(all[at + 1]));
        // With the words on either side: 条例安, 備畜倉庫.
        let near = letters.span(from, to);
        let words = || passage.words_at(near).iter().map(|token| token.span).filter(|word| word.overlaps(near));
        let whole = Span::new(
            words().map(|word| word.start).min().unwrap_or(near.start).min(near.start),
            words().map(|word| word.end).max().unwrap_or(near.end).max(near.end),
        );
        let row = &passage.text[whole.range()];
        let span = if row.chars().all(is_kanji) && row.chars().count() <= 6 { whole } else { near };
        let named = passage.words_at(span).iter().any(|token| {
            token.span.overlaps(span)
                && token.pos == Pos::ProperNoun
                && token.surface(passage.text).chars().nth(1).is_some()
        });
        let written = &passage.text[span.range()];
        let known = [(from, at + 1), (at, to)]
            .iter()
            .any(|(from, to)| nonword::is_known(&passage.text[letters.span(*from, *to).range()]));
        if named || known || passage.is_protected(span) {
            continue;
        }
        let own = letters.starts[at] - span.start;
        let meant = format!(
            "{}{meant}{}",
            &written[..own],
            &written[own + passage.text[letters.starts[at]..].chars().next().map_or(0, char::len_utf8)..]
        );
        found.push(Slip { span, meant, is_sure });
    }
    found
}

/// How much likelier the words have to be with another kanji, and where its rows are seen far more often.
const KANJI_LIKELIER: i32 = 4_000;
const RATHER_LIKELIER: i32 = 3_000;
/// How many steps of [`Seen`] more the rows of a word have to be seen to be seen far more often.
const FAR_MORE_OFTEN: u8 = 5;

/// The one of `others` that makes the likeliest words in place of a kanji that is no word with its neighbours: 幼推園 →
/// 幼稚園; where at least `shortest` kanji stand in a row. Two may be a term of a trade (稚貝), and three the name of a place
/// (渚野県).
fn likeliest(
    passage: &Passage<'_>,
    letters: &Letters,
    at: usize,
    shortest: usize,
    others: impl Iterator<Item = char>,
) -> Option<(char, bool)> {
    let span = letters.span(at, at + 1);
    let all = &letters.all;
    let before = all[..at].iter().rev().take(LONGEST).take_while(|c| is_kanji(**c)).count();
    let behind = all[at..].iter().take(LONGEST).take_while(|c| is_kanji(**c));
    let placed = behind.clone().any(|c| "市町村県区郡都府字〇一二三四五六七八九十百千万".contains(*c));
    let alone = passage.words_at(span).iter().any(|t| t.span.contains(span.start) && (t.span == span || !t.is_known()));
    if !(shortest..=LONGEST).contains(&(before + behind.count())) || placed || !alone {
        return None;
    }
    let likeliest = gains(passage, letters, at, others).max();
    likeliest.filter(|(gain, _)| *gain >= KANJI_LIKELIER).map(|(_, c)| (c, false))
}

/// How much likelier the words become with each of `others` in place of the kanji at `at`.
fn gains(
    passage: &Passage<'_>,
    letters: &Letters,
    at: usize,
    others: impl Iterator<Item = char>,
) -> impl Iterator<Item = (i32, char)> {
    let text = passage.text;
    let span = letters.span(at, at + 1);
    let start = letters.starts[at.saturating_sub(6).max(2)];
    let end = letters.starts[(at + 7).min(letters.starts.len() - 1)];
    let cost = LazyCell::new(move || morph::cost(&text[start..end]));
    let with = move |c: char| format!("{}{c}{}", &text[start..span.start], &text[span.end..end]);
    let written = letters.all[at];
    others.filter(move |c| *c != written).map(move |c| (*cost - morph::cost(&with(c)), c))
}

/// How much likelier the words have to be that the change makes.
const LIKELIER: i32 = 3_000;
/// Kana that may have been dropped.
const KANA: &str = "あいうえおかがきぎくぐけげこごさざしじすずせぜそぞただちっつづてでとどなにぬねのはばひびふぶへべほぼまみむめもゃやゅゆょよらりるれろわをん";
/// How much likelier where a letter is said to have been dropped: much may be left out that is no slip.
const FAR_LIKELIER: i32 = 5_600;
/// How much makes it sure, and where a letter is said to have been dropped among kana.
const SURE: i32 = 6_500;
const SURELY_DROPPED: i32 = 7_800;
/// Particles that do not stand behind each other: one of them is left from another wording.
const CLASHING: &[[char; 2]] = &[
    ['が', 'を'],
    ['を', 'が'],
    ['に', 'を'],
    ['を', 'に'],
    ['で', 'を'],
    ['を', 'で'],
    ['は', 'を'],
    ['を', 'は'],
    ['は', 'が'],
    ['が', 'は'],
    ['に', 'が'],
    ['が', 'に'],
    ['が', 'で'],
    ['へ', 'を'],
    ['を', 'へ'],
    ['へ', 'に'],
    ['に', 'へ'],
    ['お', 'を'],
    ['は', 'に'],
    ['に', 'で'],
    ['で', 'に'],
];

/// Hiragana doubled, dropped or swapped.
pub fn kana(passage: &Passage<'_>) -> Vec<Slip> {
    let letters = passage.letters();
    let all = &letters.all;
    let mut found: Vec<Slip> = Vec::new();
    // Each letter is tried once, however many rows over it stand nowhere.
    let mut tried = 2;
    for from in 2..all.len().saturating_sub(4) {
        // A row of five that stands somewhere holds no row of four that does not.
        let row = [(Row::LongKana, 5), (Row::Kana, 4)].into_iter().find_map(|(row, length)| {
            let letters = all.get(from..from + length)?;
            seen::is_row(row, letters).then(|| (length, seen::is_seen(row, letters)))
        });
        let Some((length, false)) = row else { continue };
        let to = from + length;
        let slip = mistyped(passage, letters, from.max(tried), to);
        tried = tried.max(to);
        if let Some(slip) = slip.filter(|slip| found.last().is_none_or(|last| !last.span.overlaps(slip.span))) {
            found.push(slip);
        }
    }
    found
}

/// The change of one of the letters from `from` to `to` that makes rows which are common everywhere and words that are far
/// likelier.
fn mistyped(passage: &Passage<'_>, letters: &Letters, from: usize, to: usize) -> Option<Slip> {
    let all = &letters.all;
    let hiragana = |at: usize| all.get(at).is_some_and(|c| is_hiragana(*c));
    // Where a letter was dropped, a word is none or no more than a kana.
    let place = letters.span(from.min(to), to);
    let is_odd = passage.words_at(place).iter().any(|token| {
        let lone = token.span.len() == 3 && !token.pos.is_particle() && token.pos != Pos::Auxiliary;
        !token.is_known() || lone && token.surface(passage.text).starts_with(is_hiragana)
    });
    // What stands from one letter to another, instead.
    let mut changes: Vec<(usize, usize, Vec<char>)> = Vec::new();
    for at in from..to {
        if hiragana(at) {
            let (own, next) = (all[at], all[at + 1]);
            let clashes = CLASHING.contains(&[own, next]) || CLASHING.contains(&[all[at - 1], own]);
            if own == next {
                changes.push((at + 1, at + 2, vec![]));
            } else if clashes {
                changes.push((at, at + 1, vec![]));
            }
            if hiragana(at + 1) && all.get(at..at + 2) == all.get(at + 2..at + 4) {
                changes.push((at, at + 2, vec![]));
            }
            if hiragana(at + 1) && own != next {
                changes.push((at, at + 2, vec![next, own]));
            }
        }
        // Kana behind a kanji are okurigana, which are looked at by themselves, and 進んでる is spoken.
        if !is_odd || !(hiragana(at) || hiragana(at - 1)) || is_kanji(all[at - 1]) || matches!(all[at - 1], 'て' | 'で')
        {
            continue;
        }
        let fits = |c: char| {
            let rows = [[all[at - 2], all[at - 1], c, all[at]], [all[at - 1], c, all[at], all[at + 1]]];
            rows.iter().all(|row| !seen::is_row(Row::Kana, row) || seen::times(Row::Kana, *row) == Seen::Common)
        };
        changes.extend(KANA.chars().filter(|c| fits(*c)).map(|c| (at, at, vec![c])));
    }
    let common = |(start, end, instead): &(usize, usize, Vec<char>)| {
        // As many letters before and behind as rows that hold the change reach.
        let before = &all[start.saturating_sub(4)..*start];
        let behind = &all[*end..(*end + 4).min(all.len())];
        let whole: Vec<char> = before.iter().chain(instead).chain(behind).copied().collect();
        let first = before.len().saturating_sub(3);
        let last = before.len() + instead.len().max(1);
        let rows = |row: Row, length: usize, first: usize, least: Seen| {
            (first..last.min((whole.len() + 1).saturating_sub(length))).all(|at| {
                let letters = &whole[at..at + length];
                !seen::is_row(row, letters) || seen::times(row, letters.iter().copied()) >= least
            })
        };
        rows(Row::Kana, 4, first, Seen::Common) && rows(Row::LongKana, 5, 0, Seen::Often)
    };
    changes.retain(common);
    judged(passage, letters, (from, to), changes, Dropped::Kana)
}

/// Where a letter may have been dropped.
#[derive(Clone, Copy)]
enum Dropped {
    /// Among kana.
    Kana,
    /// Behind the kanji at a byte of the passage, with which it has to be one word.
    Okurigana(usize),
}

/// The one of the `changes` of letters from one to another that makes the likeliest words, if they are likely enough.
fn judged(
    passage: &Passage<'_>,
    letters: &Letters,
    (from, to): (usize, usize),
    changes: Vec<(usize, usize, Vec<char>)>,
    dropped: Dropped,
) -> Option<Slip> {
    if changes.is_empty() {
        return None;
    }
    const ENDS: &[char] = &['。', '、', '「', '」', '（', '）', '\n', '\t', '　', ' '];
    let text = passage.text;
    let letter = |at: usize| letters.starts[at.min(letters.starts.len() - 1)];
    let (first, last) = (letter(from), letter(to));
    let (farthest, end) = (letter(from.saturating_sub(AROUND)), letter(to + AROUND));
    let start = text[farthest..first].rfind(ENDS).map_or(farthest, |at| text.ceil_char_boundary(farthest + at + 1));
    let end = text[last..end].find(ENDS).map_or(end, |at| at + last);
    let cost = morph::cost(&text[start..end]);
    let judged = changes.into_iter().filter_map(|(a, b, instead)| {
        let span = letters.span(a, b);
        let meant: String = instead.into_iter().collect();
        let whole = format!("{}{meant}{}", &text[start..span.start], &text[span.end..end]);
        let gain = cost - morph::cost(&whole);
        let within = span.start - start;
        let fits = |words: Vec<Token>| match dropped {
            // 市民ら is no 市民から, and 二つあった no 二つであった: a word may be left out.
            Dropped::Kana => !words.iter().any(|t| {
                t.span.contains(within) && (t.pos.is_particle() || t.span == Span::new(within, within + meant.len()))
            }),
            // 託児あり is no 託児であり, and 土や木 no 土木.
            Dropped::Okurigana(kanji) => {
                whole[within..].starts_with(is_hiragana)
                    && words.iter().any(|t| t.span.contains(kanji - start) && t.span.end > within && t.is_known())
            }
        };
        let (likelier, asked) = match dropped {
            Dropped::Kana if span.is_empty() => (FAR_LIKELIER, true),
            Dropped::Kana => (LIKELIER, false),
            Dropped::Okurigana(_) => (LIKELIER, true),
        };
        (gain >= likelier && (!asked || fits(morph::tokens(&whole)))).then_some((gain, span, meant))
    });
    let (gain, span, meant) = judged.max_by_key(|(gain, ..)| *gain)?;
    let sure = if span.is_empty() && matches!(dropped, Dropped::Kana) { SURELY_DROPPED } else { SURE };
    // The words it touches are underlined, or the letter before it and it.
    let touches = |word: Span| if span.is_empty() { word.touches(span) } else { word.overlaps(span) };
    let touched = || passage.words_at(span).iter().map(|token| token.span).filter(|word| touches(*word));
    let begin = touched().map(|word| word.start).min().unwrap_or(span.start).clamp(start, span.start);
    let behind = touched().map(|word| word.end).max().unwrap_or(span.end).clamp(span.end, end);
    let before = text[start..span.start].char_indices().next_back().map_or(start, |(at, _)| start + at);
    let begin = match dropped {
        Dropped::Okurigana(kanji) => begin.min(kanji),
        Dropped::Kana if begin == span.start && behind == span.end => before,
        Dropped::Kana => begin,
    };
    let meant = format!("{}{meant}{}", &text[begin..span.start], &text[span.end..behind]);
    let span = Span::new(begin, behind);
    (!passage.is_protected(span)).then_some(Slip { span, meant, is_sure: gain >= sure })
}

/// Kana behind a kanji that stand nowhere, where one more or one less makes a common word: 短かい → 短い, 捨る → 捨てる.
pub fn okurigana(passage: &Passage<'_>) -> Vec<Slip> {
    let letters = passage.letters();
    let all = &letters.all;
    let mut found: Vec<Slip> = Vec::new();
    for at in 2..all.len() - 3 {
        let behind = at + 1;
        if !is_kanji(all[at]) || !is_hiragana(all[behind]) {
            continue;
        }
        if !letters.is_new(at) {
            continue;
        }
        // The dictionary knows other ways to write a word: 集って is つどって as well.
        let place = letters.starts[at];
        let known = |t: &Token| t.span.contains(place) && t.span.contains(letters.starts[behind]) && t.is_known();
        if passage.words_at(letters.span(at, behind)).iter().any(known) {
            continue;
        }
        let mut changes: Vec<(usize, usize, Vec<char>)> = vec![(behind, behind + 1, vec![])];
        // 賃金の未払や: a noun.
        if !is_kanji(all[at - 1]) {
            let fits = |c: char| seen::times(Row::Kanji, [all[at], c, all[behind]]) == Seen::Common;
            changes.extend(KANA.chars().filter(|c| fits(*c)).map(|c| (behind, behind, vec![c])));
        }
        changes.retain(|(start, end, instead)| {
            let row: Vec<char> =
                std::iter::once(&all[at]).chain(instead).chain(&all[*end..]).take(4).copied().collect();
            let common = seen::times(Row::Kanji, row[..3].iter().copied()) == Seen::Common;
            *start == behind && common && (!seen::is_row(Row::Kana, &row) || seen::is_seen(Row::Kana, &row))
        });
        if let Some(slip) = judged(passage, letters, (at, at + 3), changes, Dropped::Okurigana(place))
            && found.last().is_none_or(|last| !last.span.overlaps(slip.span))
        {
            found.push(slip);
        }
    }
    found
}

/// Words that the rule on ー at the end of words speaks of.
static SHORTENED: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../../assets/rules/ja-katakana-choon.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next()).collect()
});

/// Common words in katakana, the most common first.
static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let lines = include_str!("../../../../assets/rules/typo-katakana.txt").lines();
    for word in lines.filter(|line| !line.starts_with('#')) {
        let rank = words.ranks.len();
        words.ranks.insert(word, rank);
        if word.chars().count() > 3 {
            for short in without_one(word) {
                words.shorter.entry(short).or_default().push(word);
            }
        }
    }
    words
});

#[derive(Default)]
struct Words {
    /// How common they are.
    ranks: FxHashMap<&'static str, usize>,
    /// By what is left of them without one letter.
    shorter: FxHashMap<String, Vec<&'static str>>,
}

/// `word` without each of its letters.
fn without_one(word: &str) -> impl Iterator<Item = String> + '_ {
    word.char_indices().map(|(at, c)| format!("{}{}", &word[..at], &word[at + c.len_utf8()..]))
}

/// Words in katakana with letters doubled, dropped or swapped.
pub fn katakana(passage: &Passage<'_>) -> Vec<Slip> {
    let text = passage.text;
    let mut found = Vec::new();
    let mut end = 0;
    while let Some(start) = text[end..].find(is_katakana).map(|at| end + at) {
        end = start + text[start..].find(|c| !is_katakana(c)).unwrap_or(text.len() - start);
        let word = &text[start..end];
        let count = word.chars().count();
        if !(4..=20).contains(&count) || seen::times(Row::Katakana, word.chars()) != Seen::Never {
            continue;
        }
        let span = Span::new(start, end);
        // Words of the dictionary in a row: ペット・サポーター.
        let mut tokens = passage.words_at(span).iter().filter(|token| token.span.overlaps(span));
        let named = text[..start].ends_with(['・', '＝']) || text[end..].starts_with(['・', '＝', 'さ', '氏', '様']);
        if named || tokens.all(|t| t.is_known() && t.span.len() > 6) || passage.is_protected(span) {
            continue;
        }
        let Some((meant, is_sure)) = katakana_meant(word).filter(|_| !SHORTENED.contains(word)) else { continue };
        // A line may break within a word.
        let breaks = text[end..].is_empty() || text[end..].starts_with(['\n', '.', '．', '…']);
        let broken = breaks && meant.starts_with(word);
        if !broken {
            found.push(Slip { span, meant, is_sure });
        }
    }
    found
}

/// The common word, alone or beside others, that `word` is with letters doubled, dropped or swapped, and whether that is sure.
fn katakana_meant(word: &str) -> Option<(String, bool)> {
    let words = &*WORDS;
    if let Some((meant, swapped)) = near(word) {
        return Some((meant.to_owned(), swapped || word.chars().count() > 4));
    }
    let cuts = word.char_indices().skip(2).map(|(at, _)| word.split_at(at));
    let mut meant = cuts.filter_map(|(first, second)| {
        let (first_known, second_known) = (words.ranks.contains_key(first), words.ranks.contains_key(second));
        match (first_known, second_known) {
            (true, false) => near(second).map(|(meant, swapped)| (format!("{first}{meant}"), swapped)),
            (false, true) => near(first).map(|(meant, swapped)| (format!("{meant}{second}"), swapped)),
            _ => None,
        }
    });
    meant.find(|(_, swapped)| *swapped)
}

/// The most common word that `word` is with one letter doubled, dropped or out of its place, and whether it is the last.
fn near(word: &str) -> Option<(&'static str, bool)> {
    let words = &*WORDS;
    let count = word.chars().count();
    if count < 4 {
        return None;
    }
    let moved = without_one(word).flat_map(|short| words.shorter.get(&short).into_iter().flatten().copied());
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let own = sorted(word);
    let moved = moved.filter(|other| *other != word && sorted(other) == own);
    let rank = |word: &&str| words.ranks.get(*word).copied();
    if let Some(word) = moved.min_by_key(rank) {
        return Some((word, true));
    }
    let letters: Vec<char> = word.chars().collect();
    // One too many: it, or one beside it, stands there twice, or the one before it does.
    let doubled = without_one(word).enumerate().filter_map(|(at, short)| {
        let twice = letters.iter().filter(|c| **c == letters[at]).count() > 1;
        words.ranks.get_key_value(short.as_str()).filter(|_| twice).map(|(word, _)| *word)
    });
    let dropped = words.shorter.get(word).into_iter().flatten().copied();
    doubled.filter(|word| word.chars().count() > 3).chain(dropped).min_by_key(rank).map(|word| (word, false))
}
