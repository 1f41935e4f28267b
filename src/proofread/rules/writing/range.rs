//! Ranges whose lower end lacks its unit.

use super::japanese;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 10〜20万円 → 10万円〜20万円, 2〜3,000人 → 2,000人〜3,000人. 10〜20人 is clear.
pub struct Range;

static SCALED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<a>[0-9][0-9,.]*)(?P<w>[〜～])(?P<b>[0-9][0-9,.]*)(?P<u>[万億兆](?:円|人|件|世帯|㎡|トン|ドル|戸|台|部|冊|平方メートル)?)").expect("the pattern is sound")
});
static THOUSANDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<a>[1-9][0-9]?)(?P<w>[〜～])(?P<b>[1-9][0-9]?)(?P<r>,000)(?P<u>円|人|件|世帯|名|㎡|メートル|戸|台|部|冊|個|本|枚)").expect("the pattern is sound")
});

impl Rule for Range {
    fn about(&self) -> About {
        japanese("ja.num.range", Severity::Info, Fixable::Ask, "Kian", JAPANESE)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&["〜", "～"])
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        for pattern in [&*SCALED, &*THOUSANDS] {
            for caught in pattern.captures_iter(text) {
                let Some(all) = caught.get(0) else { continue };
                let value = |name: &str| caught[name].replace(',', "").parse::<f64>().unwrap_or(0.0);
                let inside = text[..all.start()].ends_with(|c: char| c.is_ascii_digit() || ".,-第万億".contains(c));
                // 5,000〜1万円 is in order: the lower end is complete.
                if inside || value("a") >= value("b") {
                    continue;
                }
                let tail = caught.name("r").map_or("", |r| r.as_str());
                let (a, w, b, u) = (&caught["a"], &caught["w"], &caught["b"], &caught["u"]);
                hits.at(Span::from(all.range())).ask(format!("{a}{tail}{u}{w}{b}{tail}{u}"));
            }
        }
    }
}
