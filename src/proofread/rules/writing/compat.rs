//! Characters that only look like kanji.

use super::japanese;
use crate::proofread::{About, EVERY, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;
use unicode_normalization::UnicodeNormalization;

/// ⼈ (a radical) → 人, and compatibility ideographs. The forms that names need (髙, 﨑, 神) are left alone.
pub struct Compat;

/// Radicals of the supplement and the kanji they are mistaken for; Unicode gives most of them no mapping.
const RADICALS: &str = "⺟母⺠民⺫目⺬示⺮竹⺯糸⺲罒⺶羊⺷羊⺹老⺼肉⻁虎⻂衣⻄西⻅見⻆角⻋車⻑長⻓長⻔門⻘青⻙韋⻚頁⻛風⻜飛⻝食⻟食⻢馬⻣骨⻤鬼⻥魚⻦鳥⻧鹵⻨麦⻩黄⻫斉⻭歯⻯竜⻱亀⺌小⺍小⺎尢⺙攵⺝月⺩王⺥爪⺧牛⺭示⺒巳⺓幺⺔彑⺁厂";

impl Rule for Compat {
    fn about(&self) -> About {
        About {
            profiles: EVERY,
            ..japanese("ja.char.compat", Severity::Error, Fixable::Safe, "Unicode Standard Annex #15", EVERY)
        }
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        if passage.is_ordinary() {
            return;
        }
        for (at, c) in passage.text.char_indices() {
            if let Some(kanji) = kanji(c) {
                let span = Span::new(at, at + c.len_utf8());
                hits.at(span).safe(kanji.to_string()).arg("code", format!("U+{:04X}", c as u32));
            }
        }
    }
}

fn kanji(c: char) -> Option<char> {
    match c {
        '\u{2E80}'..='\u{2EFF}' => {
            let mut pairs = RADICALS.chars();
            while let (Some(radical), Some(kanji)) = (pairs.next(), pairs.next()) {
                if radical == c {
                    return Some(kanji);
                }
            }
            std::iter::once(c).nfkc().next().filter(|k| *k != c)
        }
        // Kangxi radicals, and ideographs kept for Korean standards. U+FA0E to U+FA6A are forms of names.
        '\u{2F00}'..='\u{2FD5}' | '\u{F900}'..='\u{FA0B}' | '\u{FA70}'..='\u{FAD9}' | '\u{2F800}'..='\u{2FA1F}' => {
            std::iter::once(c).nfkc().next().filter(|k| *k != c)
        }
        _ => None,
    }
}
