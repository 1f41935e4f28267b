//! 文字の重複・脱落・入れ替わり: 資料をを → 資料を, ご利用くだい → ご利用ください.

use super::{misset, unseen};
use crate::proofread::japanese::{is_hiragana, is_kanji, is_katakana};
use crate::proofread::table::Table;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::morph::{Pos, Token};
use crate::text::{Lang, Span};
use std::sync::LazyLock;

static WORDS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/ja-typo-doubled-char.tsv")));

/// `ja.typo.doubled-char`. What is doubled it finds in names and quotations too: nobody writes をを.
pub struct DoubledChar;

impl Rule for DoubledChar {
    fn about(&self) -> About {
        About {
            id: "ja.typo.doubled-char",
            lang: Lang::Ja,
            severity: Severity::Error,
            fixable: Fixable::Safe,
            source: "校正の慣行",
            profiles: ALL_JAPANESE,
        }
    }

    fn needs(&self) -> Needs {
        WORDS.needs().or(Needs::nothing())
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let mut known = Vec::new();
        for (span, entry) in WORDS.find_in(passage) {
            entry.flag(span, hits);
            known.push(span);
        }
        let mut end = 0;
        for (at, len) in repeated(passage.text) {
            let span = Span::new(at, at + 2 * len);
            if at >= end && !known.iter().any(|known| known.overlaps(span)) && is_slip(passage, at, len) {
                hits.at(span).safe(&passage.text[at..at + len]);
                end = span.end;
                known.push(span);
            }
        }
        let slips = unseen::kana(passage).into_iter().chain(unseen::katakana(passage));
        for slip in slips.chain(misset::doubled(passage)).chain(misset::dropped_or_swapped(passage)) {
            let quoted = passage.quotations().iter().any(|q| q.overlaps(slip.span));
            if !quoted && !known.iter().any(|known| known.overlaps(slip.span)) {
                let severity = if slip.is_sure { Severity::Warning } else { Severity::Info };
                hits.at(slip.span).severity(severity).ask(slip.meant);
            }
        }
    }
}

/// Where one to four letters stand twice in a row, and how many bytes they are: the longest at a place first.
fn repeated(text: &str) -> Vec<(usize, usize)> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    for (index, (at, c)) in letters.iter().enumerate() {
        if !(is_hiragana(*c) || is_kanji(*c) || is_katakana(*c)) {
            continue;
        }
        for count in (1..=4).rev() {
            let Some((middle, again)) = letters.get(index + count) else { continue };
            if again == c && letters.len() >= index + 2 * count {
                let len = middle - at;
                if text[*middle..].starts_with(&text[*at..*middle]) {
                    found.push((*at, len));
                }
            }
        }
    }
    found
}

/// Particles of one letter that nobody repeats.
const PARTICLES: &str = "がをにへでともはの";
/// Small words that nobody repeats; kana in pairs are mostly sounds and manners (だんだん, いろいろ).
const SMALL: &[&str] = &[
    "から",
    "まで",
    "より",
    "ため",
    "とき",
    "もの",
    "ので",
    "のに",
    "には",
    "では",
    "とは",
    "にも",
    "として",
    "による",
    "により",
    "について",
    "において",
    "における",
    "または",
    "および",
    "ならびに",
    "とともに",
    "ください",
    "いたし",
    "いただ",
    "しました",
    "します",
    "すること",
    "している",
    "された",
    "される",
    "あります",
    "なります",
    "できます",
];

/// Whether the letters at byte `at`, `len` bytes long and there twice, are a slip.
fn is_slip(passage: &Passage<'_>, at: usize, len: usize) -> bool {
    let text = passage.text;
    let (once, after) = (&text[at..at + len], &text[at + 2 * len..]);
    let mut letters = once.chars();
    let (first, single) = (letters.next().unwrap_or_default(), letters.next().is_none());
    if single {
        return PARTICLES.contains(first) && stands_alone(passage.tokens(), text, at, len)
            || matches!(first, 'た' | 'だ') && past_doubled(passage.tokens(), text, at, len)
            || first == 'て' && te_doubled(text, at, after);
    }
    if once.chars().all(is_hiragana) {
        return SMALL.contains(&once) && !(once == "では" && passage.starts_sentence(at));
    }
    let counted =
        once.starts_with(['一', '二', '三', '毎', '各', '数', '何', '重', '十', '百', '千', '万', '日', '次']);
    let whole = |token: &&Token| token.span == Span::new(at, at + len) && token.pos != Pos::ProperNoun;
    let words = passage.tokens();
    let position = words.partition_point(|token| token.span.start < at);
    let twice = words.get(position).filter(whole).is_some()
        && words.get(position + 1).is_some_and(|token| token.span == Span::new(at + len, at + 2 * len));
    let long_enough = once.chars().all(is_kanji) || once.chars().count() > 2;
    twice && long_enough && !counted && words[position].pos.is_noun()
}

/// Whether the letter at `at` and the same one behind it are both particles, behind a noun.
fn stands_alone(words: &[Token], text: &str, at: usize, len: usize) -> bool {
    let position = words.partition_point(|token| token.span.start < at);
    let is = |index: usize, start: usize| {
        words.get(index).is_some_and(|token| {
            token.span == Span::new(start, start + len) && (token.pos.is_particle() || token.pos == Pos::Auxiliary)
        })
    };
    let noun = position.checked_sub(1).and_then(|index| words.get(index)).filter(|token| token.span.end == at);
    let noun = noun.is_some_and(|token| {
        (token.pos.is_noun() || matches!(token.pos, Pos::NounSuffix | Pos::Counter))
            && text[token.span.range()]
                .chars()
                .next_back()
                .is_some_and(|c| is_kanji(c) || is_katakana(c) || c.is_alphanumeric())
            && (text[token.span.range()].chars().any(|c| !is_hiragana(c)) || token.span.len() > 9)
    });
    // Where nothing follows, the second of 窓口のの may be cut as any word.
    let after = &text[at + 2 * len..];
    let last = text[at..].starts_with('の') && (after.is_empty() || after.starts_with(['。', '、', '\n']));
    // Nothing takes がが or をを, whatever stands before.
    let never = text[at..].starts_with(['が', 'を']) && position > 0 && words[position - 1].span.end == at;
    (noun || never) && (last || is(position, at) && is(position + 1, at + len))
}

/// 起きたた。 where nothing but an end or a noun follows.
fn past_doubled(words: &[Token], text: &str, at: usize, len: usize) -> bool {
    let position = words.partition_point(|token| token.span.start < at);
    let aux = |index: usize, start: usize| {
        words.get(index).is_some_and(|token| token.span == Span::new(start, start + len) && token.pos == Pos::Auxiliary)
    };
    let rest = &text[at + 2 * len..];
    let ends = rest.is_empty() || rest.starts_with(['。', '、', '\n', '）', '」']) || rest.starts_with(is_kanji);
    ends && aux(position, at) && (aux(position + 1, at + len) || rest.starts_with('。'))
}

/// あらためてて, 併せてて: but not 捨てて, 建てて, あてて, あわてて.
fn te_doubled(text: &str, at: usize, after: &str) -> bool {
    let before = text[..at].chars().next_back();
    before.is_some_and(|c| "めけれせべえげぜねわ".contains(c))
        && !after.starts_with(['い', 'る', 'ま'])
        && !["くわだ", "あわ"].iter().any(|stem| text[..at].ends_with(stem))
}
