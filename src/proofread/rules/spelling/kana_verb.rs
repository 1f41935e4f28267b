//! 漢字で書く基本動詞等: 会議をひらく → 開く, あたらしい → 新しい.

use super::advice;
use crate::proofread::japanese::{is_hiragana, is_kanji};
use crate::proofread::table::Table;
use crate::proofread::{About, Fixable, Hits, Needs, Passage, Rule, STRICT};
use crate::text::Span;
use crate::text::morph::{Pos, Token};
use std::collections::HashMap;
use std::sync::LazyLock;

static WORDS: LazyLock<Table> = LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/ja-kana-verb.tsv")));

/// How verbs and adjectives in kana are written, by their base form.
static WRITTEN: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("../../../../assets/rules/ja-kana-words.tsv").lines();
    let cells = lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    cells.map(|(kana, written)| (kana, written.split('|').collect())).collect()
});

/// `ja.kana.verb`: the phrases of the table, and every verb or adjective in kana that has one usual kanji.
pub struct KanaVerb;

impl Rule for KanaVerb {
    fn about(&self) -> About {
        advice("ja.kana.verb", Fixable::Ask, "内閣訓令第1号(平成22年) 別紙1", STRICT)
    }

    fn needs(&self) -> Needs {
        WORDS.needs().or(Needs::nothing())
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let mut known: Vec<Span> = Vec::new();
        for (span, entry) in WORDS.find_in(passage) {
            if !passage.is_protected(span) && !passage.quotations().iter().any(|quoted| quoted.overlaps(span)) {
                entry.flag(span, hits);
            }
            known.push(span);
        }
        let text = passage.text;
        for (index, token) in passage.tokens().iter().enumerate() {
            let span = token.span;
            let Some(written) = written(text, *token) else { continue };
            let before = index.checked_sub(1).map(|before| passage.tokens()[before]);
            let aside = passage.is_protected(span)
                || known.iter().any(|known| known.overlaps(span))
                || passage.quotations().iter().any(|quoted| quoted.overlaps(span));
            if !aside && stands_free(text, before, span) {
                let hit = hits.at(span);
                for cure in written {
                    hit.ask(cure);
                }
            }
        }
    }
}

/// A verb or adjective in kana with its kanji.
fn written(text: &str, token: Token) -> Option<Vec<String>> {
    let surface = token.surface(text);
    if !matches!(token.pos, Pos::Verb | Pos::Adjective) || !surface.chars().all(is_hiragana) {
        return None;
    }
    let base = token.base(text);
    let cures = WRITTEN.get(base)?.iter().filter_map(|written| {
        let tail = written.trim_start_matches(is_kanji);
        let stem = base.strip_suffix(tail)?;
        Some(format!("{}{}", written.strip_suffix(tail)?, surface.strip_prefix(stem)?))
    });
    let cures: Vec<String> = cures.collect();
    (!cures.is_empty()).then_some(cures)
}

/// Whether what stands before `span` shows that a word begins there: a particle, a comma, nothing at all.
fn stands_free(text: &str, before: Option<Token>, span: Span) -> bool {
    let Some(before) = before else { return true };
    let touches = before.span.end == span.start;
    let shown = match before.pos {
        Pos::CaseParticle => !before.surface(text).ends_with("に") || before.surface(text) == "に",
        Pos::TopicParticle | Pos::AdnominalParticle => true,
        Pos::Mark => true,
        _ => false,
    };
    !touches || shown
}
