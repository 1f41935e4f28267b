//! 括弧と句点: （以下「本計画」という） → （以下「本計画」という。）.

use super::japanese;
use crate::proofread::phrases::{PhraseTable, Phrases};
use crate::proofread::search::ready;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Profile, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

const ABOUT: About =
    japanese("ja.punct.bracket-kuten", Severity::Warning, Fixable::Safe, "公用文作成の考え方 Ⅰ-5(1)エ", JAPANESE);

/// The phrases of the rule.
pub static PHRASES: Phrases = Phrases {
    about: ABOUT,
    table: LazyLock::new(|| PhraseTable::japanese(ready!("ja-punct-bracket-kuten"))),
    quoted: true,
};

/// Brackets inside of a sentence that hold one with its verb and no 。 behind it.
static OPEN_ENDED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "（(?P<in>[^（）「」\n。]{3,120}(?:である|であった|です|でした|ます|ました|ません)|",
        "[^（）「」\n。]{2,80}[をにがはでともの][^（）「」\n。]{0,60}",
        "(?:する|した|される|された|れる|れた|ている|ていた|である|であった|がある|があった|となる|となった|できる|",
        "限る|除く|含む|しない|できない|によるものとする|よる|得る|をいう|とみなす|問わない|要しない|同じ|準ずる|定める|示す|",
        "当たる|属する|係る|要する|行う|受ける|認める|設ける|用いる|求める|満たない|超える|及ぶ|終わる|始まる|残る|ない)|",
        "(?:[^（）「」\n]{0,100}[。、])?以下(?:この[\\p{Han}]{1,3}において|単に)?同じ)）",
    ))
    .expect("the pattern is sound")
});

/// `ja.punct.bracket-kuten`.
pub struct BracketKuten;

impl Rule for BracketKuten {
    fn about(&self) -> About {
        ABOUT
    }

    fn needs(&self) -> Needs {
        PHRASES.needs().or(Needs::any_of(&["）"]))
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        PHRASES.passage(passage, hits);
        // Leaflets leave it out.
        if passage.profile == Profile::Public {
            return;
        }
        let known = hits.spans();
        for caught in OPEN_ENDED.captures_iter(passage.text) {
            let (Some(whole), Some(inside)) = (caught.get(0), caught.name("in")) else { continue };
            let last = inside.as_str().char_indices().rev().nth(1).map_or(0, |(at, _)| at);
            let end = &inside.as_str()[last..];
            let span = Span::new(inside.start() + last, whole.end());
            // （です・ます） names a style.
            let named = inside.as_str().contains('・') && inside.as_str().chars().count() < 9;
            let note = named || passage.text[..whole.start()].ends_with('。') || whole.start() == 0;
            if !note && !passage.is_protected(span) && !known.iter().any(|k| k.overlaps(Span::from(whole.range()))) {
                hits.at(span).safe(format!("{end}。）"));
            }
        }
    }
}
