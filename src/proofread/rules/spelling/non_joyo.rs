//! 表外漢字: 斡旋 → あっせん, and every other kanji outside of 常用漢字表 that no name is written with.

use super::warning;
use crate::proofread::table::{Table, is_kanji};
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Rule};
use crate::text::Span;
use crate::text::morph::Pos;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static WORDS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/ja-kanji-non-joyo.tsv")));

/// 常用漢字表, the usual shapes of four of its kanji, and those of names of people and places.
static FREE: LazyLock<FxHashSet<char>> = LazyLock::new(|| {
    let joyo = include_str!("../../../../assets/rules/ja-joyo.txt");
    let names = include_str!("../../../../assets/rules/ja-names.txt");
    let free = joyo.chars().chain(names.chars()).chain("填剥頬叱々〆〇ヶ".chars());
    free.chain(
        JUDGED.iter().flat_map(|table| table.lines().filter_map(|line| line.split('\t').next()).flat_map(str::chars)),
    )
    .collect()
});

/// Tables whose words have such kanji: what they let stand is right, what they flag is flagged once.
const JUDGED: &[&str] = &[
    include_str!("../../../../assets/rules/ja-kanji-non-joyo.tsv"),
    include_str!("../../../../assets/rules/ja-kanji-auxiliary.tsv"),
    include_str!("../../../../assets/rules/ja-kanji-formal-noun.tsv"),
    include_str!("../../../../assets/rules/ja-kanji-demonstrative.tsv"),
    include_str!("../../../../assets/rules/ja-kanji-conjunction.tsv"),
    include_str!("../../../../assets/rules/ja-kanji-adverb.tsv"),
    include_str!("../../../../assets/rules/ja-kanji-compound-particle.tsv"),
    include_str!("../../../../assets/rules/ja-kanji-particle.tsv"),
    include_str!("../../../../assets/rules/ja-kanji-prefix-go.tsv"),
    include_str!("../../../../assets/rules/ja-kanji-reading.tsv"),
    include_str!("../../../../assets/rules/ja-kanji-mazegaki.tsv"),
    include_str!("../../../../assets/rules/ja-kanji-ateji.tsv"),
    include_str!("../../../../assets/rules/ja-term-discriminatory.tsv"),
];

/// What stands behind the name of a place or a person.
const AFTER_NAMES: &[char] = &[
    '市', '町', '村', '区', '県', '郡', '州', '駅', '川', '山', '島', '寺', '社', '城', '橋', '沼', '沢', '池', '谷',
    '野', '浜', '浦', '崎', '岬', '峠', '坂', '岳', '湖', '港', '氏', '様', 'さ', '殿', '学', '高', '小', '中', '地',
    '原', '田', '宮', '園', '館', '丘', '台',
];

/// `ja.kanji.non-joyo`.
pub struct NonJoyo;

impl Rule for NonJoyo {
    fn about(&self) -> About {
        warning("ja.kanji.non-joyo", Fixable::Safe, "常用漢字表、内閣訓令第1号(平成22年) 別紙1(1)", JAPANESE)
    }

    fn needs(&self) -> Needs {
        WORDS.needs().or(Needs::nothing())
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        let mut last = 0;
        for (span, entry) in WORDS.find_in(passage) {
            self.others(passage, Span::new(last, span.start), hits);
            last = span.end;
            if !passage.is_protected(span) && !has_reading(&text[span.end..]) {
                entry.flag(span, hits);
            }
        }
        self.others(passage, Span::new(last, text.len()), hits);
        let judged: Vec<Span> = WORDS.find_in(passage).map(|(span, _)| span).chain(hits.spans()).collect();
        in_words(passage, &judged, hits);
    }
}

/// Kanji that names are written with, where they stand in a common word: 杭, 杖, 馴染み. `judged` is what is pointed at
/// already.
fn in_words(passage: &Passage<'_>, judged: &[Span], hits: &mut Hits) {
    static KNOWN: LazyLock<FxHashSet<char>> = LazyLock::new(|| {
        let tables = JUDGED.iter().flat_map(|table| table.lines().filter_map(|line| line.split('\t').next()));
        let joyo = include_str!("../../../../assets/rules/ja-joyo.txt").chars().chain("填剥頬叱々〆〇ヶ".chars());
        joyo.chain(tables.flat_map(str::chars)).collect()
    });
    let text = passage.text;
    let outside = |c: char| is_kanji(c) && !KNOWN.contains(&c);
    if !text.contains(outside) {
        return;
    }
    let tokens = passage.tokens();
    for (index, token) in tokens.iter().enumerate() {
        let word = token.surface(text);
        let common = token.is_known()
            && matches!(
                token.pos,
                Pos::Noun
                    | Pos::VerbalNoun
                    | Pos::AdjectivalNoun
                    | Pos::AdverbialNoun
                    | Pos::Verb
                    | Pos::Adjective
                    | Pos::Adverb
            );
        if !common || !word.contains(outside) {
            continue;
        }
        let beside = |c: char| is_kanji(c) || matches!(c, 'ァ'..='ヶ' | 'ー' | '・') || c.is_ascii_alphanumeric();
        let rest = &text[token.span.end..];
        let place = || rest.chars().take(3).take_while(|c| is_kanji(*c)).any(|c| "市町村区県".contains(c));
        let named = text[..token.span.start].ends_with(beside)
            || place()
            || rest.starts_with(beside) && !tokens.get(index + 1).is_some_and(|next| next.pos == Pos::Verb)
            || ["さん", "ちゃん", "くん", "（"].iter().any(|s| rest.starts_with(s))
            || tokens.get(index + 1).is_some_and(|next| next.pos == Pos::ProperNoun)
            || in_document_number(&text[token.span.start..]);
        let taken = judged.iter().any(|span| span.overlaps(token.span)) || passage.is_protected(token.span);
        if named || taken || passage.quotations().iter().any(|quoted| quoted.overlaps(token.span)) {
            continue;
        }
        let end = word.find(|c: char| !is_kanji(c)).unwrap_or(word.len());
        let span = Span::new(token.span.start, token.span.start + end);
        let hit = hits.at(span);
        // 捻る: what is behind the kanji is read as it stands.
        if let Some(reading) = token.reading()
            && let Some(kana) = reading.strip_suffix(&word[end..])
        {
            hit.ask(kana);
        }
    }
}

impl NonJoyo {
    /// Kanji in `span` that are in no list.
    fn others(&self, passage: &Passage<'_>, span: Span, hits: &mut Hits) {
        let text = passage.text;
        let is_other = |c: char| is_kanji(c) && !FREE.contains(&c);
        let mut at = span.start;
        while let Some(offset) = text[at..span.end].find(is_other) {
            let start = at + offset;
            let end = text[start..span.end].find(|c| !is_other(c)).map_or(span.end, |length| start + length);
            let word = text[end..].trim_start_matches(is_kanji);
            let named = word.len() < text[end..].len() && text[..text.len() - word.len()].ends_with(AFTER_NAMES);
            // 癸丑: a year of the old calendar.
            let mut behind = text[start..].chars().skip(1);
            let year = text[start..].starts_with(|c| "甲乙丙丁戊己庚辛壬癸".contains(c))
                && behind.next().is_some_and(|c| "子丑寅卯辰巳午未申酉戌亥".contains(c));
            let named = named || year || text[end..].starts_with(AFTER_NAMES) || in_document_number(&text[start..]);
            let found = Span::new(start, end);
            if !named && !passage.is_protected(found) && !has_reading(word) {
                hits.at(found);
            }
            at = end;
        }
    }
}

/// Whether `text` begins in the sign of a document number: 蓮測第14号.
fn in_document_number(text: &str) -> bool {
    let rest = text.trim_start_matches(is_kanji);
    let sign = &text[..text.len() - rest.len()];
    sign.ends_with('第') && rest.starts_with(|c: char| c.is_numeric())
}

/// Whether a reading in brackets follows: 逼迫（ひっぱく）.
fn has_reading(after: &str) -> bool {
    let after = after.trim_start_matches(|c: char| is_kanji(c) || matches!(c, '\u{3041}'..='\u{309F}'));
    let Some(inside) = after.strip_prefix(['（', '(']) else { return false };
    let Some(end) = inside.find(['）', ')']) else { return false };
    !inside[..end].is_empty() && inside[..end].chars().all(|c| matches!(c, '\u{3041}'..='\u{30FF}' | ' ' | '　'))
}
