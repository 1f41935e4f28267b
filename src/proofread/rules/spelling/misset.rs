//! Kanji doubled, dropped or swapped: 申請請書 → 申請書, 固定資税 → 固定資産税, 札落者 → 落札者. They make rows of letters that stand
//! nowhere in public texts, where the change makes rows that stand in many.

use super::nonword;
use super::unseen::Slip;
use crate::proofread::Passage;
use crate::proofread::japanese::is_kanji;
use crate::text::Span;
use crate::text::morph::{self, Pos};
use crate::text::seen::{self, Letters, Row, Seen};

/// Letters on either side in which the words are weighed.
const AROUND: usize = 8;
/// How much likelier the words have to become by a swap, and by one more kanji.
const SWAP: i32 = 4_000;
const DROP: i32 = 3_000;
/// Kanji in a row that are shown whole.
const LONGEST: usize = 8;
/// How much makes it sure.
const SURE: i32 = 7_000;
/// Kanji that end one word and begin the next: 図書館館内, 実行委員会会長.
const JOINTS: &str = "園館院会団部社校所者員長党軍局課室店署庁省国県市町村区都府州駅港川山島学科年月日時人権外内中上下前後用性車船機場地点面線層水火木金土品物品費料税金法案書資教門街戸";
/// Kanji that are words by themselves, behind which another one may be left out rightly: 市交通安全協議会, 本区初.
const ALONE: &str = "市町村区県都国全各本同今度当新旧前後公子初年月日時分総他我諸現元";
/// Kanji that are doubled for what they mean: 年年, 九九.
const TWICE: &str = "等個村山家戸処年日月人多刻軽着様別方国々一二三四五六七八九〇十百千万";

/// Kanji doubled.
pub fn doubled(passage: &Passage<'_>) -> Vec<Slip> {
    let letters = passage.letters();
    let all = &letters.all;
    let mut found = Vec::new();
    for at in 3..all.len() - 2 {
        let twice = is_kanji(all[at])
            && !TWICE.contains(all[at])
            && all[at] == all[at - 1]
            && all[at] != all[at + 1]
            && all[at - 2] != all[at];
        let row = |from: usize| seen::times(Row::Kanji, all[from..from + 3].iter().copied());
        if !twice || row(at - 2) != Seen::Never || row(at - 1) != Seen::Never {
            continue;
        }
        let (first, second) = (letters.span(at - 1, at), letters.span(at, at + 1));
        let word = |place: Span| passage.words_at(place).iter().find(|token| token.span.contains(place.start));
        let (Some(before), Some(behind)) = (word(first), word(second)) else { continue };
        let joint = is_kanji(all[at - 2]) && JOINTS.contains(all[at]);
        let begins = nonword::is_common(&String::from_iter([all[at], all[at + 1]]));
        let alone = !joint || behind.span == second && !begins || !before.is_known() || !behind.is_known();
        let once = seen::times(Row::Kanji, [all[at - 2], all[at], all[at + 1]]);
        // 佐佐木
        let named = [before, behind].iter().any(|token| token.pos == Pos::ProperNoun && token.span.len() > first.len());
        if !alone || named || once < Seen::Often {
            continue;
        }
        // 港湾局局: the word before belongs to it.
        let word = if is_kanji(all[at - 2]) { word(letters.span(at - 2, at - 1)) } else { None };
        let span = Span::new(word.unwrap_or(before).span.start.min(first.start), second.end);
        if !passage.is_protected(span) {
            let meant = passage.text[span.start..first.end].to_owned();
            found.push(Slip { span, meant, is_sure: once == Seen::Common });
        }
    }
    found
}

/// Kanji dropped or swapped.
pub fn dropped_or_swapped(passage: &Passage<'_>) -> Vec<Slip> {
    let letters = passage.letters();
    let mut found: Vec<Slip> = Vec::new();
    if letters.are_foreign() {
        return found;
    }
    let all = &letters.all;
    for at in 3..all.len().saturating_sub(4) {
        // Both rows over two kanji stand nowhere, and three kanji are in a row.
        let two = is_kanji(all[at]) && is_kanji(all[at + 1]) && (is_kanji(all[at - 1]) || is_kanji(all[at + 2]));
        if !two || !letters.is_new(at - 1) || !letters.is_new(at) {
            continue;
        }
        if let Some(slip) = best(passage, letters, at)
            && found.last().is_none_or(|last| !last.span.overlaps(slip.span))
        {
            found.push(slip);
        }
    }
    found
}

/// The change of the two kanji from `at` on that makes the likeliest words.
fn best(passage: &Passage<'_>, letters: &Letters, at: usize) -> Option<Slip> {
    let all = &letters.all;
    let (one, other) = (all[at], all[at + 1]);
    let common = |instead: &[char]| {
        let whole: Vec<char> =
            all[at - 2..at].iter().chain(instead).chain(&all[at + 2..(at + 4).min(all.len())]).copied().collect();
        let rows = whole.windows(3).filter(|row| seen::is_row(Row::Kanji, row));
        let times: Vec<Seen> = rows.map(|row| seen::times(Row::Kanji, row.iter().copied())).collect();
        times.iter().all(|times| *times >= Seen::Often)
            && times.iter().filter(|times| **times == Seen::Common).count() > 2
    };
    let swapped = (one != other).then_some(vec![other, one]);
    // A word that lacks one is none, and what is left of it stands alone.
    let pair = letters.span(at, at + 2);
    let broken = passage.words_at(pair).iter().any(|t| t.span.overlaps(pair) && t.span.len() <= one.len_utf8());
    let others = (broken && !ALONE.contains(one)).then(|| nonword::behind(one)).into_iter().flatten();
    let dropped = others.filter(|c| seen::is_common(Row::Kanji, [one, *c, other])).map(|c| vec![one, c, other]);
    let mut changes: Vec<Vec<char>> = swapped.into_iter().chain(dropped).collect();
    changes.retain(|instead| common(instead));
    if changes.is_empty() {
        return None;
    }
    let text = passage.text;
    let start = letters.starts[at.saturating_sub(AROUND).max(2)];
    let end = letters.starts[(at + 2 + AROUND).min(letters.starts.len() - 1)];
    let start = text[start..pair.start].rfind('\n').map_or(start, |line| start + line + 1);
    let end = text[pair.end..end].find('\n').map_or(end, |line| pair.end + line);
    let cost = morph::cost(&text[start..end]);
    let weighed = changes.into_iter().map(|instead| {
        let meant: String = instead.iter().collect();
        let gain = cost - morph::cost(&format!("{}{meant}{}", &text[start..pair.start], &text[pair.end..end]));
        (gain, instead.len(), meant)
    });
    let (gain, length, meant) = weighed.max()?;
    let least = if length == 2 { SWAP } else { DROP };
    let touched = || passage.words_at(pair).iter().filter(|token| token.span.overlaps(pair));
    let named = touched().any(|token| token.pos == Pos::ProperNoun);
    let quoted = passage.is_protected(pair) || passage.quotations().iter().any(|quote| quote.overlaps(pair));
    let known = nonword::is_known(&text[pair.range()]);
    // 監委査員, not 委査 alone.
    let kanji = |at: &usize| is_kanji(all[*at]);
    let from = (0..at).rev().take(LONGEST).take_while(kanji).last().unwrap_or(at);
    let to = (at + 2..all.len()).take(LONGEST).take_while(kanji).last().map_or(at + 2, |last| last + 1);
    let span = if to - from <= LONGEST { letters.span(from, to) } else { pair };
    let meant = format!("{}{meant}{}", &text[span.start..pair.start], &text[pair.end..span.end]);
    (gain >= least && !named && !quoted && !known).then_some(Slip { span, meant, is_sure: gain >= SURE })
}
