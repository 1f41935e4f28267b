//! 同音異義・誤変換: 補助の対称 → 補助の対象, 個人情報の保語 → 保護.

use super::{homonyms, nonword, unseen, warning};
use crate::proofread::table::Table;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::Span;
use crate::text::morph::neighbours;
use std::sync::LazyLock;

static WORDS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/ja-typo-homophone.tsv")));

/// How much more a word may be at home where it stands than the one a sign speaks for, in parts of the weights: more is no
/// slip, and any is no more than advice.
const FAR_MORE: i32 = 48;

/// `ja.typo.homophone`: words that cannot be meant beside their neighbours, and kanji in a row that are no word.
pub struct Homophone;

impl Rule for Homophone {
    fn about(&self) -> About {
        warning("ja.typo.homophone", Fixable::Ask, "「異字同訓」の漢字の使い分け例(平成26年)", ALL_JAPANESE)
    }

    fn needs(&self) -> Needs {
        WORDS.needs().and_places(homonyms::needs()).or(Needs::nothing())
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let mut known: Vec<Span> = Vec::new();
        for (span, entry) in WORDS.find_in(passage) {
            if !passage.is_protected(span) {
                entry.flag(span, hits);
                known.push(span);
            }
        }
        for (span, meant) in homonyms::slips(passage, WORDS.words()) {
            if !known.iter().any(|known| known.overlaps(span)) {
                known.push(span);
                // One sign speaks against it, all that stands around it for it.
                let at_home = |word: &String| neighbours::at_home(passage.text, passage.tokens(), span, word);
                let at_home = meant.iter().map(|word| at_home(word).unwrap_or(i32::MIN)).min().unwrap_or(i32::MIN);
                if at_home > FAR_MORE {
                    continue;
                }
                let hit = hits.at(span);
                if at_home > 0 {
                    hit.severity(Severity::Info);
                }
                for word in meant {
                    hit.ask(word);
                }
            }
        }
        for (span, doubt) in homonyms::doubted(passage, WORDS.words()) {
            if !known.iter().any(|known| known.overlaps(span)) && !passage.quotations().iter().any(|q| q.overlaps(span))
            {
                known.push(span);
                let hit = hits.at(span);
                if !doubt.is_sure {
                    hit.severity(Severity::Info);
                }
                hit.ask(doubt.meant);
            }
        }
        for slip in unseen::kanji(passage) {
            let quoted = passage.quotations().iter().any(|q| q.overlaps(slip.span));
            if !quoted && !known.iter().any(|known| known.overlaps(slip.span)) {
                known.push(slip.span);
                let hit = hits.at(slip.span);
                if !slip.is_sure {
                    hit.severity(Severity::Info);
                }
                hit.ask(slip.meant);
            }
        }
        let suffixes = nonword::wrong_suffixes(passage);
        let nowhere = nonword::slips(passage).chain(nonword::strangers(passage));
        let nowhere = nowhere.map(|(span, meant)| (span, meant.into_iter().map(str::to_owned).collect()));
        for (span, meant) in nowhere.chain(suffixes.into_iter().map(|(span, meant)| (span, vec![meant]))) {
            // 貴会 and 貴校 are said of whoever is written to.
            if passage.text[span.range()].starts_with('貴') {
                continue;
            }
            if !known.iter().any(|known| known.overlaps(span)) && !passage.quotations().iter().any(|q| q.overlaps(span))
            {
                // A term of a trade may be in no dictionary either: 標旗, 種糸.
                let hit = hits.at(span);
                hit.severity(Severity::Info);
                for word in meant {
                    hit.ask(word);
                }
            }
        }
    }
}
