//! Two kanji that are no word, where one of them with the same reading would make one: 保語 → 保護, 元因 → 原因.
//!
//! Asked by the rule on 同音異義. It looks at two kanji that stand alone between kana and marks, and only where a common word
//! is near: names and terms of a trade are in no dictionary either.

use crate::proofread::Passage;
use crate::proofread::japanese::is_kanji;
use crate::text::Span;
use crate::text::morph::Pos;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Common words of two kanji, in the order of how common they are, and how each of the two is read.
static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let source = include_str!("../../../../assets/rules/typo-words.tsv");
    let mut seen: FxHashMap<(char, &str), u8> = FxHashMap::default();
    for (rank, line) in source.lines().filter(|line| !line.starts_with('#')).enumerate() {
        let mut cells = line.split('\t');
        let (Some(word), Some(first), Some(second)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let mut letters = word.chars();
        let (Some(a), Some(b)) = (letters.next(), letters.next()) else { continue };
        for (kanji, reading) in [(a, first), (b, second)] {
            let times = seen.entry((kanji, reading)).or_default();
            *times = times.saturating_add(1);
            // Read so once only, it is read so in that word alone.
            if *times == 2 {
                words.readings.entry(kanji).or_default().insert(reading);
            }
        }
        words.all.insert(word);
        if let (Some(next), Some(_)) = (second.chars().next(), second.chars().nth(1)) {
            words.kana_behind.entry((a, next)).or_default().push((word, second));
        }
        if let (Some(last), Some(_)) = (first.chars().next_back(), first.chars().nth(1)) {
            words.kana_before.entry((b, last)).or_default().push((word, first));
        }
        words.by_first.entry(a).or_default().push((rank, word, second));
        words.by_second.entry(b).or_default().push((rank, word, first));
    }
    words
});

static KNOWN: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../../../assets/rules/typo-known.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

#[derive(Default)]
struct Words {
    all: FxHashSet<&'static str>,
    readings: FxHashMap<char, BTreeSet<&'static str>>,
    /// How common it is, the word, and how its other kanji is read.
    by_first: FxHashMap<char, Vec<(usize, &'static str, &'static str)>>,
    by_second: FxHashMap<char, Vec<(usize, &'static str, &'static str)>>,
    /// By the first kanji and the kana behind it, where more than one stands for the other kanji: the word, the kana.
    kana_behind: FxHashMap<(char, char), Vec<(&'static str, &'static str)>>,
    /// The same by the second kanji and the kana before it.
    kana_before: FxHashMap<(char, char), Vec<(&'static str, &'static str)>>,
}

/// Kanji that make words with nearly every other one: no sign of a slip.
const FREE: &str = "当貴来帰各同本円第及者別前後口有両全他毎某等約翌旧新現総副准初再無未不非御市県町村区国都府道州郡庁課係部局室署\
                    〇一二三四五六七八九十百千万億兆内分頃々";
/// As a second letter these make words of many others as well.
const FREE_BEHIND: &str = "外上下中化目性型系用式的費料率量版枠欄側順別割群層帯圏域館園院室舎棟店場所地点線網路道橋川池港駅係班団隊陣員者人\
                           士師長役官民客機器具材剤薬車船品物類種表票帳簿状証書券額金税代数値差比度級位席名色形面体力感風派流法術学論";
/// Behind a kanji these are words of their own.
const OWN_WORDS: &[&str] =
    &["ほど", "ごと", "うち", "とき", "こと", "もの", "ため", "ほか", "など", "まで", "より", "たち", "ども"];

/// Two kanji that are no word, and common words they may stand for, the most common first.
pub fn slips<'p>(passage: &'p Passage<'_>) -> impl Iterator<Item = (Span, Vec<&'static str>)> + 'p {
    pairs(passage.text).filter_map(|span| {
        let written = &passage.text[span.range()];
        let mut letters = written.chars();
        let (first, second) = (letters.next()?, letters.next()?);
        let free = FREE.contains(first) || FREE.contains(second) || FREE_BEHIND.contains(second);
        if free || WORDS.all.contains(written) || KNOWN.contains(written) || passage.is_protected(span) {
            return None;
        }
        let meant = meant(first, second);
        if meant.is_empty() {
            return None;
        }
        // It is no word if the dictionary has to cut it.
        let tokens = passage.tokens();
        let at = tokens.partition_point(|token| token.span.start < span.start);
        let cut = tokens.get(at).is_some_and(|token| token.span.start == span.start && token.span.end < span.end);
        let name = tokens[at..].iter().take(2).any(|token| token.pos == Pos::ProperNoun);
        (cut && !name).then_some((span, meant))
    })
}

/// Two kanji between other letters, with a particle, する or a mark behind them.
fn pairs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut letters = text.char_indices().peekable();
    let mut before = None;
    std::iter::from_fn(move || {
        while let Some((at, c)) = letters.next() {
            if !is_kanji(c) {
                before = Some(c);
                continue;
            }
            let (mut count, mut end) = (1, at + c.len_utf8());
            while let Some((next, c)) = letters.next_if(|(_, c)| is_kanji(*c)) {
                count += 1;
                end = next + c.len_utf8();
            }
            let joined = before.is_some_and(|c: char| {
                c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='ｚ' | 'ァ'..='ヿ' | '〆')
            });
            before = text[..end].chars().next_back();
            if count == 2 && !joined && is_noun_like(&text[end..]) {
                return Some(Span::new(at, end));
            }
        }
        None
    })
}

/// Whether what follows shows a noun, or one with する.
fn is_noun_like(after: &str) -> bool {
    let mut letters = after.chars();
    match letters.next() {
        Some('を' | 'が' | 'は' | 'に' | 'で' | 'と' | 'も' | '、' | '。' | 'さ') => true,
        Some('し') => matches!(letters.next(), Some('た' | 'て' | 'ま' | 'な' | '、')),
        Some('す') => letters.next() == Some('る'),
        Some('の') => letters.next().is_some_and(|c| is_kanji(c) || matches!(c, 'ァ'..='ヶ')),
        _ => false,
    }
}

fn meant(first: char, second: char) -> Vec<&'static str> {
    let words = &*WORDS;
    let reads = |kanji: char, reading: &str| words.readings.get(&kanji).is_some_and(|all| all.contains(reading));
    let with_first = words.by_first.get(&first).into_iter().flatten().filter(|(_, _, other)| reads(second, other));
    let with_second = words.by_second.get(&second).into_iter().flatten().filter(|(_, _, other)| reads(first, other));
    let mut found: Vec<_> = with_first.chain(with_second).map(|(rank, word, _)| (*rank, *word)).collect();
    found.sort_unstable();
    found.dedup();
    found.truncate(3);
    found.into_iter().map(|(_, word)| word).collect()
}

/// Half a word in kana that is right: the kanji is in no list, or the word is written so.
const HALVES_KEPT: &[&str] = &[
    "子ども",
    "わが家",
    "わが国",
    "日ごと",
    "月ごと",
    "年ごと",
    "出えん",
    "障がい",
    "改ざん",
    "ばい煙",
    "漏えい",
    "ひっ迫",
    "へき地",
    "あへん",
    "けん引",
    "研さん",
    "まん延",
    "ぜい弱",
    "抽せん",
    "狭あい",
    "あっ旋",
    "招へい",
    "てん末",
    "じん肺",
    "じん芥",
    "月よう",
    "火よう",
    "水よう",
    "木よう",
    "金よう",
    "土よう",
    "日よう",
    "明けん",
    "私ごと",
    "仕ごと",
    "何ごと",
    "人ごと",
    "家ごと",
    "話しよう",
    "見よう",
    "要かん",
    "せん定",
    "せん断",
    "し尿",
    "ろ過",
    "はく離",
    "ほう助",
    "ひと言",
    "ひと声",
    "ひと息",
    "ひと目",
    "ひと月",
    "ひと手間",
    "せっ盗",
];

/// How words with a kanji outside of 常用漢字表 are written: 発しん, でき水.
static CURES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../../assets/rules/ja-kanji-non-joyo.tsv").lines();
    let cures = lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').nth(1));
    cures.flat_map(|cell| cell.split('|')).collect()
});

/// Common words of two kanji of which one is written as it sounds: 郵そう, ゆう送. With the word.
pub fn halves(passage: &Passage<'_>) -> Vec<(Span, &'static str)> {
    let (words, text) = (&*WORDS, passage.text);
    let hiragana = |c: char| matches!(c, '\u{3041}'..='\u{3096}');
    let ends = |rest: &str| {
        rest.chars().next().is_none_or(|c| is_kanji(c) || "をがはにのでと、。すしさもへや・）「」".contains(c))
    };
    let begins = |before: &str| {
        before.chars().next_back().is_none_or(|c| c.is_whitespace() || "、。をがはにのでともやへ「（・".contains(c))
    };
    let mut found = Vec::new();
    for (at, kanji) in text.char_indices().filter(|(_, c)| is_kanji(*c)) {
        let behind = at + kanji.len_utf8();
        let (before, after) = (&text[..at], &text[behind..]);
        let alone_before = !before.chars().next_back().is_some_and(is_kanji);
        let mut take = |span: Span, word: &'static str| {
            // 暖かい is a word, and no half of 暖海.
            let whole = passage.tokens().iter().any(|token| token.span == span && !token.pos.is_noun());
            let written = &text[span.range()];
            let kept = HALVES_KEPT.contains(&written) || CURES.contains(written);
            if !whole && !kept && stands_alone(passage, span) {
                found.push((span, word));
            }
        };
        // 郵そう
        let next = after.chars().next().filter(|c| alone_before && hiragana(*c));
        let cut = next.and_then(|next| words.kana_behind.get(&(kanji, next)));
        let word = cut.into_iter().flatten().find(|(_, other)| after.strip_prefix(other).is_some_and(ends));
        if let Some((word, other)) = word.filter(|(_, other)| !OWN_WORDS.contains(other)) {
            take(Span::new(at, behind + other.len()), word);
        }
        // ゆう送
        let last = before.chars().next_back().filter(|c| hiragana(*c));
        let cut = last.and_then(|last| words.kana_before.get(&(kanji, last)));
        let word = cut.into_iter().flatten().find(|(_, other)| before.strip_suffix(other).is_some_and(begins));
        if let Some((word, other)) = word {
            take(Span::new(at - other.len(), behind), word);
        }
    }
    found
}

/// Whether no word of the dictionary reaches over either end: すい服 of 動きやすい服装 and ない内 of でない内容 are no halves of words.
fn stands_alone(passage: &Passage<'_>, span: Span) -> bool {
    let reaches_over = |at: usize| move |word: Span| word.start < at && at < word.end;
    let mut words = passage.tokens().iter().map(|token| token.span);
    !words.any(|word| reaches_over(span.start)(word) || reaches_over(span.end)(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_sounds_like_a_common_word_is_a_slip() {
        assert_eq!(meant('保', '語').first(), Some(&"保護"));
        assert_eq!(meant('元', '因').first(), Some(&"原因"));
        let found: Vec<Span> = pairs("個人情報の保語は、3万円を予防接取する。元因の").collect();
        assert_eq!(found.len(), 1, "{found:?}");
    }
}
