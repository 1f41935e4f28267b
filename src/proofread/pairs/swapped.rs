//! What both texts state, each of the other: 全国平均の7.9％に対し本県は5.6％ and `the prefecture's 7.9 percent, against a
//! national average of 5.6`, 7か国9都市 and `seven cities in nine countries`. No figure is missing there.

use super::Pair;
use super::paraphrase::number_of;
use super::stated::Clash;
use crate::text::Span;
use crate::text::facts::{Fact, Kind};
use regex::Regex;
use std::sync::LazyLock;

/// What figures are told of, in both languages.
static OF: LazyLock<Vec<(Regex, Regex)>> = LazyLock::new(|| {
    let words = [
        ("全国|国内", r"\bnational\b|\bnationwide\b|\bcountry\b|\bjapan\b"),
        ("本県|県内|当県|県の|県は|県が", r"\bprefectur\w+"),
        ("本市|市内|当市|市の|市は|市が", r"\bcity\b|\bmunicipal"),
        ("男性|男子|男の", r"\b(?:men|male|males|boys)\b"),
        ("女性|女子|女の", r"\b(?:women|female|females|girls)\b"),
        ("前年度|前年|昨年", r"\b(?:previous|preceding|last|prior) (?:fiscal )?year|\byear (?:before|earlier)"),
        ("今年度|本年度|今年", r"\bthis (?:fiscal )?year"),
        ("大人|一般", r"\badults?\b"),
        ("子ども|子供|小人|小児", r"\bchild(?:ren)?\b"),
        ("歳入|収入", r"\brevenues?\b|\bincome\b"),
        ("歳出|支出", r"\bexpenditures?\b|\bexpenses\b|\bspending\b"),
        ("最高", r"\b(?:highest|maximum|high)\b"),
        ("最低", r"\b(?:lowest|minimum|low)\b"),
        ("小学校", r"\belementary\b|\bprimary\b"),
        ("中学校", r"\bjunior high\b|\blower secondary\b"),
        ("賛成", r"\bin favor\b|\bapprov\w+|\bfor\b"),
        ("反対", r"\bagainst\b|\boppos\w+"),
    ];
    words.map(|(ja, en)| (pattern(ja), pattern(en))).into_iter().collect()
});

/// What is counted, behind its number: the Japanese counter, the English noun.
static COUNTED: LazyLock<Vec<(Regex, Regex)>> = LazyLock::new(|| {
    let number = "([0-9０-９]+|[一二三四五六七八九十]+)";
    let words = [
        ("(?:か|カ|ヶ|ケ)国", "countr(?:y|ies)"),
        ("都市", "cit(?:y|ies)"),
        ("市町村|自治体", "municipalit(?:y|ies)"),
        ("町", "towns?"),
        ("村", "villages?"),
        ("校", "schools?"),
        ("社", "compan(?:y|ies)"),
        ("団体", "(?:organizations?|groups?)"),
        ("室", "rooms?"),
        ("世帯", "households?"),
    ];
    let compiled = words.map(|(ja, en)| {
        let word = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty";
        (pattern(&format!("{number}(?:{ja})")), pattern(&format!(r"\b(\d+|{word})(?: [a-z]+)? (?:{en})\b")))
    });
    compiled.into_iter().collect()
});

/// Figures of two things of which each text tells the one of the other.
pub(super) fn clashes(pair: &Pair<'_>) -> Vec<Clash> {
    counted(pair).or_else(|| told_of(pair)).or_else(|| part_of_whole(pair)).into_iter().collect()
}

fn clash(ja: Span, en: Span) -> Clash {
    Clash { rule: "bi.number", ja: Some(ja), en: Some(en), severity: None, fix: None }
}

fn counted(pair: &Pair<'_>) -> Option<Clash> {
    let mut found: Vec<(u64, Span, u64, Span)> = Vec::new();
    for (ja, en) in COUNTED.iter() {
        let (Some(here), Some(there)) = (only(ja, pair.ja.text), only(en, pair.en.lower())) else { continue };
        if let (Some(a), Some(b)) = (number_of(here.1), number_of(there.1)) {
            found.push((a, here.0, b, there.0));
        }
    }
    let [(a, ja, b, en), (c, .., d, _)] = found[..] else { return None };
    (a != c && (a, c) == (d, b)).then(|| clash(ja, en))
}

/// 48作品の中から36作品 and `of the 36 works, 48`: the part is not the whole.
fn part_of_whole(pair: &Pair<'_>) -> Option<Clash> {
    static JA: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"([0-9０-９][0-9０-９,，]*)[^、。0-9０-９]{0,10}?(?:のうち|の中から|の中で|中)、?[^。0-9０-９]{0,14}?([0-9０-９][0-9０-９,，]*)",
        )
    });
    static WHOLE_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\b(?:out )?of (?:the |a total of |all )?(\d[\d,]*)\b[^.\d]{0,60}(?:, |\) ?)(\d[\d,]*)\b")
    });
    static PART_FIRST: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(\d[\d,]*)(?: [a-z-]+){0,3} (?:out )?of (?:the |a total of |all )?(\d[\d,]*)\b"));
    let japanese = JA.captures(pair.ja.text)?;
    let english = pair.en.lower();
    let first = WHOLE_FIRST.captures(english).map(|found| (1, 2, found));
    let (whole, part, found) = first.or_else(|| PART_FIRST.captures(english).map(|found| (2, 1, found)))?;
    let number = |text: &str| number_of(&text.replace([',', '，'], ""));
    let (all, some) = (number(&japanese[1])?, number(&japanese[2])?);
    let crossed = all > some && (number(&found[whole])?, number(&found[part])?) == (some, all);
    let places = (japanese.get(0)?.range(), found.get(0)?.range());
    crossed.then(|| clash(Span::from(places.0), Span::from(places.1)))
}

/// The only place of `words`, and the number in it.
fn only<'t>(words: &Regex, text: &'t str) -> Option<(Span, &'t str)> {
    let mut all = words.captures_iter(text);
    let first = all.next().filter(|_| all.next().is_none())?;
    Some((Span::from(first.get(0)?.range()), first.get(1)?.as_str()))
}

fn told_of(pair: &Pair<'_>) -> Option<Clash> {
    let figures = |facts: &[Fact]| -> Option<[Fact; 2]> {
        let wanted =
            |fact: &&Fact| matches!(fact.kind, Kind::Percent | Kind::Money) || fact.kind == Kind::Number && !fact.weak;
        let all: Vec<&Fact> = facts.iter().filter(wanted).collect();
        match all[..] {
            [a, b] if a.kind == b.kind && a.value != b.value => Some([a.clone(), b.clone()]),
            _ => None,
        }
    };
    let here = figures(pair.ja.stated().facts())?;
    let there = figures(pair.en.stated().facts())?;
    let stated = pair.ja.stated();
    let said = |a: &Fact, b: &Fact| stated.agrees(a, b, true);
    let places: Vec<(Span, Span)> = OF
        .iter()
        .filter_map(|(ja, en)| {
            let (mut ja, mut en) = (ja.find_iter(pair.ja.text), en.find_iter(pair.en.lower()));
            let both = (Span::from(ja.next()?.range()), Span::from(en.next()?.range()));
            (ja.next().is_none() && en.next().is_none()).then_some(both)
        })
        .collect();
    let [one, other] = places[..] else { return None };
    let (ja, en) = (turns([one.0, other.0], &here)?, turns([one.1, other.1], &there)?);
    // In the order of the figures in the Japanese text: which of the things each is told of.
    let same = said(&here[0], &there[0]) && said(&here[1], &there[1]);
    let crossed = said(&here[0], &there[1]) && said(&here[1], &there[0]);
    let wrong = same && !crossed && ja != en || crossed && !same && ja == en;
    wrong.then(|| clash(here[0].span, if same { there[0].span } else { there[1].span }))
}

/// Whether the first of two figures is told of the first of two things, where things and figures take turns so that nobody
/// can doubt it: each thing before its figure.
fn turns(things: [Span; 2], figures: &[Fact; 2]) -> Option<bool> {
    let first = things[0].start < things[1].start;
    let (early, late) = if first { (things[0], things[1]) } else { (things[1], things[0]) };
    let apart =
        early.end <= figures[0].span.start && figures[0].span.end <= late.start && late.end <= figures[1].span.start;
    apart.then_some(first)
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is sound")
}
