//! The vocabulary of やさしい日本語: words that need no easier ones, about those of 日本語能力試験 N5 to N3 and a few a resident
//! meets at every counter (`assets/rules/yasashii-basic.txt`, `assets/rules/yasashii-everyday.txt`), and the words of a
//! text that are not among them.

use super::word;
use crate::proofread::plain::{Plain, is_kanji};
use crate::text::Span;
use crate::text::morph::{Class, Pos, Token};
use std::collections::HashSet;
use std::sync::LazyLock;

static EASY: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let sources = [
        include_str!("../../../../assets/rules/yasashii-basic.txt"),
        include_str!("../../../../assets/rules/yasashii-everyday.txt"),
    ];
    let lines = sources.iter().flat_map(|source| source.lines()).filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Whether `word`, in its base form, is understood without an explanation.
pub fn is_easy(word: &str) -> bool {
    EASY.contains(word)
}

/// Prefixes that make an easy word a hard one: 再発行, 要予約.
const PREFIXES: &[&str] =
    &["各", "当", "同", "再", "未", "非", "要", "諸", "翌", "旧", "現", "過", "被", "準", "本", "他", "全"];

/// Suffixes that do so: 経済的, 有資格者.
const SUFFIXES: &[&str] =
    &["的", "化", "性", "率", "制", "者", "系", "類", "品", "状", "型", "額", "先", "上", "宛", "済", "済み"];

/// Whether one word is the name of a place and hardly any other word: 北町, not 港町.
fn is_place(word: &str) -> bool {
    let senses = crate::text::morph::senses::of(word);
    let by_direction = word.chars().count() == 2
        && word.starts_with(['東', '西', '南', '北', '中', '上', '本', '新', '大', '小'])
        && word.ends_with(['町', '村', '区']);
    by_direction
        || word.chars().count() > 1
            && word.ends_with(['町', '市', '村', '県', '区', '郡', '島', '川', '駅', '橋', '港'])
            && senses.common.is_none_or(|common| senses.place.is_some_and(|place| place < common))
}

/// What the name of a place, an office or a person ends in. It may be hard, but it is what it is called.
const NAMES: &[&str] = &[
    "館",
    "園",
    "校",
    "課",
    "係",
    "局",
    "署",
    "駅",
    "港",
    "室",
    "区",
    "市",
    "町",
    "村",
    "県",
    "都",
    "府",
    "川",
    "山",
    "橋",
    "寺",
    "島",
    "線",
    "店",
    "院",
    "神社",
    "公園",
    "学校",
    "小学校",
    "中学校",
    "高校",
    "大学",
    "病院",
    "公民館",
    "体育館",
    "図書館",
    "会館",
    "団地",
    "丁目",
    "番地",
    "通り",
    "保育園",
    "幼稚園",
    "協会",
    "組合",
    "銀行",
    "郵便局",
    "センター",
    "ホール",
    "プラザ",
    "ホーム",
    "広場",
    "会",
    "家",
    "さん",
    "様",
    "さま",
    "くん",
    "ちゃん",
    "氏",
    "先生",
    "人",
    "語",
];

/// How a word stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A noun that says what is done, or several nouns in one: 減免, 受診券.
    Hard,
    /// Another word: it may be the name of a thing that everybody sees.
    Unknown,
    /// Its meaning is given right behind it.
    Explained,
}

/// Words with kanji that are not easy, in order, names aside, and what [`word`] and closer rules point at. With each the
/// word as it is known from there on.
pub fn unlisted(plain: &Plain) -> Vec<(Span, Kind, String)> {
    let mut taken: Vec<Span> = plain.hard_words().iter().map(|hard| hard.span).collect();
    taken.extend(plain.aside());
    taken.sort_unstable_by_key(|span| span.start);
    // No span of another rule is longer than a sentence or so: those that begin before a word are few.
    let reach = taken.iter().map(|span| span.len()).max().unwrap_or_default();
    let is_taken = |span: Span| {
        let from = taken.partition_point(|t| t.start + reach < span.start);
        taken[from..].iter().take_while(|t| t.start < span.end).any(|t| t.overlaps(span))
    };
    let tokens = &plain.tokens;
    let mut found = Vec::new();
    let mut next = 0;
    while next < tokens.len() {
        let end = run(plain, next);
        let run = &tokens[next..end];
        let before = next.checked_sub(1).map(|at| tokens[at]);
        next = end;
        let hard = match run {
            [one] if !one.pos.is_noun() => conjugated(plain, one),
            run => nouns(plain, before, run),
        };
        let Some((span, kind, word)) = hard else { continue };
        if !is_taken(span) {
            let clear = plain.explains(span.end) || super::glosses::explained(&plain.text[span.end..]);
            found.push((span, if clear { Kind::Explained } else { kind }, word));
        }
    }
    found
}

/// The number of the word behind the run of nouns that begins with word number `at`: 避難経路, 就寝中.
fn run(plain: &Plain, at: usize) -> usize {
    let tokens = &plain.tokens;
    let touch = |a: &Token, b: &Token| {
        word::joins(a)
            && word::joins(b)
            && a.span.end == b.span.start
            && plain.written(a.span).end == plain.written(b.span).start
    };
    let mut end = at + 1;
    while end < tokens.len() && touch(&tokens[end - 1], &tokens[end]) {
        end += 1;
    }
    end
}

/// A run of nouns, with the prefix `before` it, that is not easy.
fn nouns(plain: &Plain, before: Option<Token>, run: &[Token]) -> Option<(Span, Kind, String)> {
    let text = &plain.text;
    let span = Span::new(run[0].span.start, run[run.len() - 1].span.end);
    let whole = &text[span.range()];
    let written = |word: &str| word.chars().any(is_kanji);
    if !written(whole) || run.iter().any(|token| token.pos == Pos::ProperNoun) {
        return None;
    }
    if is_place(whole) {
        return None;
    }
    let prefix = before.filter(|token| token.pos == Pos::Prefix && token.span.end == span.start);
    if let Some(prefix) = prefix.filter(|token| PREFIXES.contains(&token.surface(text))) {
        let span = Span::new(prefix.span.start, span.end);
        let word = &text[span.range()];
        return (!is_easy(word)).then(|| (span, Kind::Unknown, word.to_owned()));
    }
    if is_easy(whole) || prefix.is_some() && run.len() == 1 && is_easy(&text[before?.span.start..span.end]) {
        return None;
    }
    let sort =
        |token: &Token| matches!(token.pos, Pos::Noun | Pos::VerbalNoun | Pos::AdjectivalNoun | Pos::AdverbialNoun);
    let hard = |token: &Token| sort(token) && written(token.surface(text)) && !is_easy(token.surface(text));
    let named = run.len() > 1 && NAMES.iter().any(|end| whole.ends_with(end));
    let kind = match run {
        [one] if hard(one) => {
            let hard = one.pos == Pos::VerbalNoun && whole.chars().count() > 1 && whole.chars().all(is_kanji);
            if hard { Kind::Hard } else { Kind::Unknown }
        }
        [_] => return None,
        run if run.iter().any(|t| hard(t) && t.surface(text).chars().count() > 1) => {
            let pure = run.iter().any(|t| hard(t) && t.surface(text).chars().all(is_kanji));
            if named || !pure { Kind::Unknown } else { Kind::Hard }
        }
        // 子育て世帯, 記入もれ: a word of the table, inside a longer one.
        run if run.iter().any(|t| t.surface(text).chars().count() > 1 && word::is_listed(t.surface(text))) => {
            Kind::Unknown
        }
        // 経済的, 有資格者.
        [.., last] if last.pos == Pos::NounSuffix && SUFFIXES.contains(&last.surface(text)) => Kind::Unknown,
        // 狂注: letters side by side that make no word of the dictionary.
        run if !named && run.iter().all(|t| t.surface(text).chars().count() == 1 && sort(t)) => Kind::Unknown,
        _ => return None,
    };
    Some((span, kind, whole.to_owned()))
}

/// A verb, an adjective or an adverb with kanji that is not easy.
fn conjugated(plain: &Plain, token: &Token) -> Option<(Span, Kind, String)> {
    let base = token.base(&plain.text);
    let sort = matches!(token.pos, Pos::Verb | Pos::Adjective | Pos::Adverb | Pos::Adnominal | Pos::Conjunction);
    if !sort || !token.is_known() || !base.chars().any(is_kanji) || is_easy(base) {
        return None;
    }
    let can = token.class == Class::Ichidan && able(base).is_some_and(|verb| is_easy(&verb));
    (!can).then(|| (token.span, Kind::Unknown, base.to_owned()))
}

/// The verb that `base` says one can: 使える → 使う.
fn able(base: &str) -> Option<String> {
    let stem = base.strip_suffix('る')?;
    let last = stem.chars().next_back()?;
    let at = "えけげせてねべめれ".chars().position(|c| c == last)?;
    let end = "うくぐすつぬぶむる".chars().nth(at)?;
    Some(format!("{}{end}", &stem[..stem.len() - last.len_utf8()]))
}
