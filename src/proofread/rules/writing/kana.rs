//! Half-width katakana.

use super::japanese;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// ﾎｰﾑﾍﾟｰｼﾞ → ホームページ. The name of an account for a bank transfer stays.
pub struct Kana;

const ID: &str = "ja.width.kana";
/// A line of nothing else.
const ALONE: u8 = 0;
/// A line that calls for the name of an account.
const ACCOUNT: u8 = 1;

impl Rule for Kana {
    fn about(&self) -> About {
        japanese(ID, Severity::Error, Fixable::Safe, "公用文作成の考え方 Ⅰ-5(3)", ALL_JAPANESE)
    }

    fn needs(&self) -> Needs {
        Needs::patterns(["[ｦ-ﾟ]"]).or(Needs::any_of(&["口座", "名義", "振込先", "カナ"]))
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let line = passage.text.trim();
        if ["口座", "名義", "振込先", "カナ", "フリガナ"].iter().any(|word| line.contains(word)) {
            notes.push(Note { span: Span::at(0), kind: ACCOUNT, word: String::new() });
        } else if !line.is_empty() && line.chars().all(|c| matches!(c, 'ｦ'..='ﾟ' | ' ' | '　' | '･')) {
            let start = passage.text.len() - passage.text.trim_start().len();
            notes.push(Note { span: Span::new(start, start + line.len()), kind: ALONE, word: line.nfkc().collect() });
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        for note in notes.iter().filter(|note| note.kind == ALONE) {
            // The name stands below its label.
            if !notes.iter().any(|other| other.kind == ACCOUNT && other.paragraph + 1 == note.paragraph) {
                hits.at(note.span).safe(note.word);
            }
        }
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        static RUN: LazyLock<Regex> = LazyLock::new(|| Regex::new("[ｦ-ﾟ][ｦ-ﾟ･]*").expect("the pattern is sound"));
        let account =
            ["口座", "名義", "振込先", "カナ", "ｶﾅ", "フリガナ", "ﾌﾘｶﾞﾅ"].iter().any(|word| passage.text.contains(word));
        let line = passage.text.trim();
        let alone = !line.is_empty() && line.chars().all(|c| matches!(c, 'ｦ'..='ﾟ' | ' ' | '　' | '･'));
        let code = |at: usize| passage.text[..at].matches('`').count() % 2 == 1;
        for found in RUN.find_iter(passage.text).filter(|found| !account && !alone && !code(found.start())) {
            hits.at(Span::from(found.range())).safe(found.as_str().nfkc().collect::<String>());
        }
    }
}
