//! Brackets and quotation marks: closed on each side, and carried over.

use super::bi;
use crate::proofread::pairs::{Pair, PairHits, PairRule};
use crate::proofread::{About, Rule, Severity};
use crate::text::{Lang, Span};
use regex::Regex;
use std::sync::LazyLock;

/// 「…」 on one side and nothing of the kind on the other.
pub struct Brackets;

impl Rule for Brackets {
    fn about(&self) -> About {
        bi("bi.brackets", Severity::Warning)
    }
}

impl PairRule for Brackets {
    fn pair(&self, pair: &Pair<'_>, hits: &mut PairHits) {
        if pair.ja.is_empty() || pair.en.is_empty() {
            return;
        }
        let (ja, en) = (unbalanced(pair.ja.text, pair.ja.lang), unbalanced(pair.en.text, pair.en.lang));
        // A pair that is cut inside a bracket is so on both sides.
        if ja.is_some() != en.is_some() {
            hits.at(ja, en).case("unbalanced");
            return;
        }
        if !pair.compares() || ja.is_some() {
            return;
        }
        if let Some(quotation) = quotations(pair.ja.text).into_iter().next()
            && !marks_names(pair.en.text)
        {
            hits.at(Some(quotation), None).case("quotation").severity(Severity::Info);
        }
        dropped(pair, hits);
        noted(pair, hits);
    }
}

/// （未成年者を含む。）, （写し可）, （以下「本館」という。） of which the translation says nothing in any way.
fn noted(pair: &Pair<'_>, hits: &mut PairHits) {
    static NOTE: LazyLock<Regex> = LazyLock::new(|| Regex::new("（[^（）]{2,40}）").expect("the pattern is sound"));
    static NOTES: LazyLock<[(&str, Regex); 10]> = LazyLock::new(|| {
        [
            ("を含", r"\binclu|\bwith\b|\bas well as\b|\bor\b|\bcover"),
            ("を除", r"\bexclu|\bexcept|\bother than\b|\bnot\b|\bbut\b|\bno\b|\bwithout\b|\boutside\b"),
            ("という", r#"\bhereinafter\b|\bhereafter\b|\breferred to\b|\bbelow\b|\bcalled\b|\bknown as\b|["“‘]"#),
            ("に限", r"\bonly\b|\blimit|\brestrict|\bmust\b|\bexclusive"),
            ("し可）", r"\ballow|\bmay\b|\bcan\b|\baccept|\bok\b|\bpossible\b|\bpermitt|\bcop(?:y|ies)\b"),
            ("必着", r"\barrive|\breach|\breceive|\bby\b|\bdeadline\b"),
            ("先着順", r"\bfirst[- ]come|\bfirst\b|\border\b"),
            ("要予約", r"\breserv|\bbook|\bappointment|\badvance\b"),
            ("要申込", r"\bappl|\bregist|\bsign\b|\badvance\b|\breserv|\bbook"),
            ("消印有効", r"\bpostmark"),
        ]
        .map(|(note, words)| (note, Regex::new(words).expect("the pattern is sound")))
    });
    let english = pair.en.lower();
    if english.contains(['(', '[', '—', '–']) {
        return;
    }
    for found in NOTE.find_iter(pair.ja.text) {
        let unsaid = NOTES.iter().find(|(note, _)| found.as_str().contains(note));
        let span = Span::from(found.range());
        if unsaid.is_some_and(|(_, words)| !words.is_match(english)) && !hits.found_in(span) {
            hits.at(Some(span), None).case("dropped");
        }
    }
}

/// The first bracket that has no partner.
fn unbalanced(text: &str, lang: Lang) -> Option<Span> {
    const PAIRS: [(char, char); 9] = [
        ('(', ')'),
        ('（', '）'),
        ('「', '」'),
        ('『', '』'),
        ('【', '】'),
        ('［', '］'),
        ('[', ']'),
        ('〔', '〕'),
        ('“', '”'),
    ];
    let mut open: Vec<(char, Span)> = Vec::new();
    for (at, c) in text.char_indices() {
        let span = Span::new(at, at + c.len_utf8());
        let narrow = |c: char| match c {
            '（' => '(',
            '）' => ')',
            '［' => '[',
            '］' => ']',
            c => c,
        };
        if PAIRS.iter().any(|(opening, _)| *opening == c) {
            open.push((c, span));
        } else if PAIRS.iter().any(|(_, closing)| *closing == c) {
            let partner =
                PAIRS.iter().find(|(_, closing)| narrow(*closing) == narrow(c)).map(|(opening, _)| narrow(*opening));
            match open.iter().rposition(|(opening, _)| Some(narrow(*opening)) == partner) {
                Some(at) => open.truncate(at),
                // 1) and a) number an item.
                None if narrow(c) == ')' && numbers(&text[..at]) => {}
                None => return Some(span),
            }
        }
    }
    let straight: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    let inches = straight.iter().any(|at| text[..*at].ends_with(|c: char| c.is_ascii_digit()));
    if lang == Lang::En && straight.len() % 2 == 1 && !inches {
        return straight.last().map(|at| Span::new(*at, at + 1));
    }
    open.first().map(|(_, span)| *span)
}

fn numbers(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(' || c == '（').next().unwrap_or("");
    let count = word.chars().count();
    (1..=2).contains(&count) && word.chars().all(char::is_alphanumeric)
        || count == 3 && word.chars().all(|c| "ivx".contains(c))
}

/// Quotations of words somebody said or of a slogan: not titles, which English sets in capitals or italics.
fn quotations(text: &str) -> Vec<Span> {
    crate::proofread::japanese::quotations(text)
        .into_iter()
        .filter(|span| {
            let inner = text[span.range()].trim_matches(['「', '」', '『', '』']);
            let count = inner.chars().count();
            count >= 2 && inner.chars().any(|c| matches!(c, '\u{3041}'..='\u{309F}'))
        })
        .collect()
}

/// Whether an English text has quotation marks, emphasis, or capitals inside a sentence.
fn marks_names(text: &str) -> bool {
    static MARKS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"["“”‘«*_<]|(?:^|\s|\()'|[a-z,] (?:[A-Z][a-z]+|[A-Z]{2,})|: "#).expect("the pattern is sound")
    });
    MARKS.is_match(text)
}

/// （2名） whose number the translation does not have at all.
fn dropped(pair: &Pair<'_>, hits: &mut PairHits) {
    static NUMBERED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"（[^（）]{0,12}[0-9０-９][^（）]{0,20}）").expect("the pattern is sound"));
    let missing: Vec<Span> = pair.clashes().iter().filter(|c| c.en.is_none()).filter_map(|c| c.ja).collect();
    let brackets = |text: &str| text.matches(['(', '（', '[', '—', '–']).count() + text.matches(", ").count();
    for found in NUMBERED.find_iter(pair.ja.text) {
        let span = Span::from(found.range());
        if missing.iter().any(|m| m.overlaps(span)) && brackets(pair.en.text) == 0 {
            hits.at(Some(span), None).case("dropped");
        }
    }
}
