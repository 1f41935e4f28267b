//! Readings over kanji (ふりがな): which part of a text is read how, okurigana left alone, for every kanji or for those a
//! reader of some school grade has not learned.

use super::{Pos, Span, Token, hiragana, tokens};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A stretch of kanji and its reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruby {
    /// The kanji, in bytes of the text.
    pub base: Span,
    /// How they are read, in hiragana.
    pub reading: String,
}

/// Which words get a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Every word with a kanji.
    All,
    /// Words with a kanji that is taught after this school grade (1 to 6).
    Grade(u8),
}

/// The school grade a kanji is taught in (学年別漢字配当表, 平成29年告示): 1 to 6, `None` for all others.
pub fn grade(kanji: char) -> Option<u8> {
    static GRADES: LazyLock<HashMap<char, u8>> = LazyLock::new(|| {
        let lines = include_str!("../../../assets/dictionary/grades.txt").lines();
        (1..).zip(lines).flat_map(|(grade, line)| line.chars().map(move |kanji| (kanji, grade))).collect()
    });
    GRADES.get(&kanji).copied()
}

/// Whether `c` is a kanji, 々 included.
fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The readings `readers` need in `text`, in order. A word no dictionary can read has none.
pub fn ruby(text: &str, readers: Readers) -> Vec<Ruby> {
    of_tokens(text, &tokens(text), readers)
}

/// The same where the words of `text` are known.
pub fn of_tokens(text: &str, tokens: &[Token], readers: Readers) -> Vec<Ruby> {
    let mut found = Vec::new();
    let mut skip = 0;
    for (at, token) in tokens.iter().enumerate() {
        if at < skip {
            continue;
        }
        // 1日 is ついたち and 2人 is ふたり: the reading belongs to figure and counter together.
        if let Some((count, reading)) = counted(text, &tokens[at..]) {
            let base = Span::new(token.span.start, tokens[at + count - 1].span.end);
            if wanted(&text[base.range()], readers) {
                found.push(Ruby { base, reading: reading.to_owned() });
            }
            skip = at + count;
            continue;
        }
        let word = token.surface(text);
        if !wanted(word, readers) {
            continue;
        }
        if let Some(reading) = reading(text, tokens, at) {
            let parts = aligned(word, &reading).unwrap_or_default().into_iter();
            found.extend(parts.map(|part| Ruby { base: part.base.shift(token.span.start), ..part }));
        }
    }
    found
}

fn wanted(word: &str, readers: Readers) -> bool {
    word.chars().filter(|c| is_kanji(*c)).any(|kanji| match readers {
        Readers::All => true,
        // 々 is as hard as what it repeats.
        Readers::Grade(most) => kanji != '々' && grade(kanji).is_none_or(|grade| grade > most),
    })
}

/// How word number `at` is read where it stands.
fn reading(text: &str, tokens: &[Token], at: usize) -> Option<String> {
    let token = tokens[at];
    let word = token.surface(text);
    let before = at.checked_sub(1).map(|before| tokens[before]);
    let after = tokens.get(at + 1).map_or("", |token| token.surface(text));
    let reading = match word {
        // 申し込む方は: a person is かた; 北の方 and 見る方が多い are ほう.
        "方" if matches!(token.pos, Pos::BoundNoun | Pos::AdverbialNoun | Pos::Noun) => {
            if matches!(after, "が" | "へ" | "向") { "ほう" } else { "かた" }
        }
        "何" if after.starts_with(['で', 'と', 'の', 'だ']) => "なん",
        "何" if tokens.get(at + 1).is_some_and(|token| token.pos == Pos::Counter) => "なん",
        "日本" => "にほん",
        "私" => "わたし",
        "明日" => "あした",
        "昨日" => "きのう",
        "今日" => "きょう",
        "市" if before.is_none_or(|before| before.pos != Pos::ProperNoun) => "し",
        "家" if token.pos == Pos::Noun => "いえ",
        "一日" => "いちにち",
        "人" if token.pos == Pos::Noun => "ひと",
        _ => return token.reading(),
    };
    Some(reading.to_owned())
}

/// A figure and its counter that are read as one: how many words, and the reading.
fn counted(text: &str, tokens: &[Token]) -> Option<(usize, &'static str)> {
    let [number, counter, ..] = tokens else { return None };
    if number.pos != Pos::Number || number.span.end != counter.span.start {
        return None;
    }
    let figures: String = number.surface(text).chars().map(narrow).collect();
    let reading = match (figures.as_str(), counter.surface(text)) {
        ("1", "人") => "ひとり",
        ("2", "人") => "ふたり",
        ("1", "日") => "ついたち",
        ("2", "日") => "ふつか",
        ("3", "日") => "みっか",
        ("4", "日") => "よっか",
        ("5", "日") => "いつか",
        ("6", "日") => "むいか",
        ("7", "日") => "なのか",
        ("8", "日") => "ようか",
        ("9", "日") => "ここのか",
        ("10", "日") => "とおか",
        ("14", "日") => "じゅうよっか",
        ("20", "日") => "はつか",
        ("24", "日") => "にじゅうよっか",
        ("20", "歳") => "はたち",
        _ => return None,
    };
    // 1日間 and 1日1回 count days; only the tenth of a month has these readings for 1.
    let after = tokens.get(2).map_or("", |token| token.surface(text));
    let day_of_month = figures != "1"
        || counter.surface(text) != "日"
        || !(after.starts_with(['間', '中', '分', '当', 'に']) || after.starts_with(|c: char| c.is_numeric()));
    day_of_month.then_some((2, reading))
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// The kanji of `word` with their parts of `reading`; bytes of `word`. `None` where the two do not fit together.
///
/// 受け付ける, うけつける: 受 う, 付 つ.
pub fn aligned(word: &str, reading: &str) -> Option<Vec<Ruby>> {
    let mut runs: Vec<(Span, bool)> = Vec::new();
    for (at, c) in word.char_indices() {
        let kanji = is_kanji(c) || c == 'ヶ' || c == '〆' || c.is_numeric();
        match runs.last_mut() {
            Some((span, last)) if *last == kanji => span.end = at + c.len_utf8(),
            _ => runs.push((Span::new(at, at + c.len_utf8()), kanji)),
        }
    }
    let reading: Vec<char> = reading.chars().map(hiragana).collect();
    let mut found = Vec::new();
    fit(word, &runs, &reading, &mut found).then_some(found)
}

/// Fits the runs of `word` to `reading`, each kanji run taking as little as it can.
fn fit(word: &str, runs: &[(Span, bool)], reading: &[char], found: &mut Vec<Ruby>) -> bool {
    let Some(((span, kanji), rest)) = runs.split_first() else { return reading.is_empty() };
    if !kanji {
        let kana: Vec<char> = word[span.range()].chars().map(hiragana).collect();
        return reading.starts_with(&kana) && fit(word, rest, &reading[kana.len()..], found);
    }
    let least = word[span.range()].chars().count().min(reading.len());
    let most = if rest.is_empty() { reading.len() } else { reading.len().saturating_sub(1) };
    // A kanji is read with a kana or more, 々 and the like with fewer.
    for take in (least..=most).chain(1..least) {
        let known = found.len();
        found.push(Ruby { base: *span, reading: reading[..take].iter().collect() });
        if fit(word, rest, &reading[take..], found) {
            return true;
        }
        found.truncate(known);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, readers: Readers) -> String {
        let mut out = String::new();
        let mut at = 0;
        for Ruby { base, reading } in ruby(text, readers) {
            out += &text[at..base.end];
            out += &format!("（{reading}）");
            at = base.end;
        }
        out + &text[at..]
    }

    #[test]
    fn okurigana_have_no_reading() {
        let check = |text: &str, expected: &str| assert_eq!(read(text, Readers::All), expected);
        check("税金を払う", "税金（ぜいきん）を払（はら）う");
        check("受け付けています", "受（う）け付（つ）けています");
        check("お年寄りの方は", "お年寄（としよ）りの方（かた）は");
        check("子どもと避難所へ行く", "子（こ）どもと避難所（ひなんじょ）へ行（い）く");
        check(
            "4月1日に2人で来てください",
            "4月（がつ）1日に2人（ふたり）で来（き）てください".replace("1日に", "1日（にち）に").as_str(),
        );
        check("4月1日から", "4月（がつ）1日（ついたち）から");
    }

    #[test]
    fn readers_of_a_grade_know_some_kanji() {
        let check = |grade: u8, text: &str, expected: &str| assert_eq!(read(text, Readers::Grade(grade)), expected);
        check(1, "学校の先生に聞く", "学校の先生に聞（き）く");
        check(2, "学校の先生に聞く", "学校の先生に聞く");
        check(4, "避難所に行く", "避難所（ひなんじょ）に行く");
    }

    #[test]
    fn every_grade_has_its_kanji() {
        let lines: Vec<usize> =
            include_str!("../../../assets/dictionary/grades.txt").lines().map(|line| line.chars().count()).collect();
        assert_eq!(lines, [80, 160, 200, 202, 193, 191]);
        assert_eq!((grade('一'), grade('媛'), grade('鬱')), (Some(1), Some(4), None));
    }

    #[test]
    fn a_reading_that_does_not_fit_is_not_forced() {
        assert_eq!(aligned("払う", "かける"), None);
        let parts = aligned("打ち合わせ", "うちあわせ").unwrap();
        assert_eq!(parts.iter().map(|part| part.reading.as_str()).collect::<Vec<_>>(), ["う", "あ"]);
    }
}
