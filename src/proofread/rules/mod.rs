//! Every rule, one file each; rules that differ only in their words share [`Words`]. A rule is registered by one line
//! in the `RULES` of its kind.

pub mod spelling;
pub mod writing;
pub mod easy;
pub mod en;
pub mod bi;

use super::house;
use super::phrases::{PhraseTable, Phrases};
use super::table::Table;
use super::{About, Hits, Needs, Passage, Rule};
use std::sync::LazyLock;

/// Every rule: Japanese, then English, then the office's own words, then those of pairs.
pub fn rules() -> &'static [&'static dyn Rule] {
    static ALL: LazyLock<Vec<&'static dyn Rule>> = LazyLock::new(|| {
        let mut all = [spelling::RULES, writing::RULES, easy::RULES, en::RULES, house::RULES].concat();
        all.extend(bi::RULES.iter().map(|rule| *rule as &dyn Rule));
        all
    });
    &ALL
}

/// A rule that is a table of words.
pub struct Words {
    /// What it is.
    pub about: About,
    /// The words.
    pub table: LazyLock<Table>,
}

/// A rule that is a table of words and, where a word is not enough, one of phrases.
pub struct WordsAndPhrases {
    /// What it is.
    pub about: About,
    /// The words.
    pub table: LazyLock<Table>,
    /// The phrases.
    pub phrases: LazyLock<PhraseTable>,
}

impl Rule for WordsAndPhrases {
    fn about(&self) -> About {
        self.about
    }

    fn needs(&self) -> Needs {
        self.table.needs().and_places(self.phrases.needs())
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        self.table.flag(passage, hits);
        let known = hits.spans();
        Phrases::look_for(&self.phrases, self.table.words(), passage, hits, &known);
    }
}

impl Rule for Words {
    fn about(&self) -> About {
        self.about
    }

    fn needs(&self) -> Needs {
        self.table.needs()
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        self.table.flag(passage, hits);
    }
}
