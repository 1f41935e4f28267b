//! 交ぜ書き: 進ちょく → 進捗, ゆう送 → 郵送, 見こみ → 見込み.

use super::{nonword, warning};
use crate::proofread::table::Table;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Profile, Rule};
use crate::text::Span;
use crate::text::morph::Pos;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static WORDS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/ja-kanji-mazegaki.tsv")));

/// Nouns of one word that are written with a kanji since 2010, by how they sound: かぎ, がけ.
static NOUNS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../../assets/rules/ja-kanji-mazegaki-nouns.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
});

/// Those of [`NOUNS`] that stand as nouns of their own, with a particle behind them and no kana before.
fn nouns(passage: &Passage<'_>) -> Vec<(Span, &'static str)> {
    let (text, tokens) = (passage.text, passage.tokens());
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let Some(written) = NOUNS.get(token.surface(text)).filter(|_| token.pos.is_noun()) else { continue };
        let before = index.checked_sub(1).map(|before| tokens[before]);
        let begins = before.is_none_or(|before| {
            before.span.end < token.span.start
                || matches!(before.pos, Pos::Mark | Pos::CaseParticle | Pos::TopicParticle | Pos::AdnominalParticle)
        });
        let rest = &text[token.span.end..];
        let ends =
            rest.is_empty() || rest.starts_with(['を', 'が', 'の', 'に', 'は', 'で', 'も', 'と', '、', '。', '）']);
        let compound = rest.starts_with("崩れ") || rest.starts_with("締め");
        if begins && (ends || compound) {
            found.push((token.span, *written));
        }
    }
    found
}

/// `ja.kanji.mazegaki`: words of the table, and common words of two kanji of which one is written as it sounds.
pub struct Mazegaki;

impl Rule for Mazegaki {
    fn about(&self) -> About {
        warning("ja.kanji.mazegaki", Fixable::Safe, "常用漢字表(平成22年)、公用文作成の考え方 Ⅰ-1", JAPANESE)
    }

    fn needs(&self) -> Needs {
        WORDS.needs().or(Needs::nothing())
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let mut known: Vec<Span> = Vec::new();
        for (span, entry) in WORDS.find_in(passage) {
            if !passage.is_protected(span) {
                entry.flag(span, hits);
            }
            known.push(span);
        }
        for (span, word) in nonword::halves(passage).into_iter().chain(if passage.profile == Profile::Public {
            Vec::new()
        } else {
            nouns(passage)
        }) {
            if !known.iter().any(|known| known.overlaps(span)) && !passage.is_protected(span) {
                hits.at(span).ask(word);
            }
        }
    }
}
