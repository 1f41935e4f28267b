//! Question and exclamation marks.

use super::japanese;
use crate::document::Role;
use crate::proofread::japanese::{is_hiragana, is_japanese};
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Profile, Rule, Severity};
use crate::text::Span;

/// 御参加ください！ → 。 In 広報 they are welcome, with a space behind them.
pub struct Exclaim;

impl Rule for Exclaim {
    fn about(&self) -> About {
        japanese("ja.punct.exclaim", Severity::Info, Fixable::Ask, "公用文作成の考え方 Ⅰ-5(2)ア", JAPANESE)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&["！", "？", "!", "?"])
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        let quoted = passage.quotations();
        let mark = |c: char| matches!(c, '！' | '？' | '!' | '?');
        let mut next = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| mark(*c)) {
            let run: usize = text[at..].chars().take_while(|c| mark(*c)).map(char::len_utf8).sum();
            let span = Span::new(at, at + run);
            let aside = at < next || quoted.iter().any(|q| q.overlaps(span)) || passage.is_protected(span);
            next = at + run;
            if aside || !passage.before(at).is_some_and(is_japanese) {
                continue;
            }
            let after = passage.after(span.end);
            if passage.profile == Profile::Public {
                if after.is_some_and(is_japanese) {
                    hits.at(span).ask(format!("{}　", &text[span.range()]));
                }
            } else if passage.before(at).is_some_and(is_hiragana)
                && !matches!(passage.role, Role::Title | Role::Heading(_))
                && c != ' '
            {
                hits.at(span).ask("。");
            }
        }
    }
}
