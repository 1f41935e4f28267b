//! 重言: 約30名程度, 各学校ごとに, 第2回目, 違和感を感じる.

use super::warning;
use crate::proofread::table::{Table, is_kanji};
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Rule};
use crate::text::Span;
use regex::{Captures, Regex};
use std::sync::LazyLock;

static WORDS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/ja-redundant-tautology.tsv")));

const NUMBER: &str = "[0-9０-９][0-9０-９,，.．]*[万億千百十]*|[一二三四五六七八九十百千万数]+";

/// A pattern, and the cures its groups make: `$1` is the first group.
struct Pattern {
    found: Regex,
    cures: &'static [&'static str],
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let pattern = |found: &str, cures| Pattern { found: Regex::new(found).expect("the pattern is sound"), cures };
    let unit = r"[^\s、。0-9０-９（）ぁ-んァ-ヶ]{0,4}|[かヶカヵケ箇](?:月|所|年|国)|平方メートル|ヘクタール|リットル|グラム|キロメートル|メートル|パーセント|キロ|ページ|トン";
    vec![
        pattern(
            &format!(
                "(約|およそ|おおよそ|おおむね|ほぼ)((?:{NUMBER})(?:{unit}?))(程度|程|ほど|くらい|ぐらい|前後|内外)"
            ),
            &["$1$2", "$2$3"],
        ),
        pattern(r"各([\p{Han}ァ-ヶー]{1,8})(?:ごと|毎)", &["${1}ごと", "各$1"]),
        pattern(&format!("第((?:{NUMBER})(?:回|日|年|期|次|番|弾|週|位|個))目"), &["第$1", "${1}目"]),
        pattern(&format!("最低((?:でも)?(?:{NUMBER})(?:{unit}))以上"), &["最低$1", "${1}以上"]),
        pattern(&format!("最高((?:でも)?(?:{NUMBER})(?:{unit}))以下"), &["最高$1", "${1}以下"]),
        pattern(r"お?互いに([\p{Han}]{2,4}し合)", &["$1"]),
    ]
});

/// `ja.redundant.tautology`.
pub struct Tautology;

impl Rule for Tautology {
    fn about(&self) -> About {
        warning("ja.redundant.tautology", Fixable::Ask, "公用文作成の考え方(令和4年) Ⅱ-5ウ(ア)", JAPANESE)
    }

    fn needs(&self) -> Needs {
        let about = ["約", "およそ", "おおよそ", "おおむね", "ほぼ", "ごと", "毎", "目", "最低", "最高", "互いに"];
        WORDS.needs().or(Needs::any_of(&about))
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let mut words = Vec::new();
        for (span, entry) in WORDS.find_in(passage) {
            if !passage.is_protected(span) {
                entry.flag(span, hits);
                words.push(span);
            }
        }
        for pattern in PATTERNS.iter() {
            for groups in pattern.found.captures_iter(passage.text) {
                let span = whole(&groups);
                if passage.is_protected(span)
                    || words.iter().any(|word| word.overlaps(span))
                    || is_other_word(passage, &groups)
                {
                    continue;
                }
                let hit = hits.at(span);
                for cure in pattern.cures {
                    let mut text = String::new();
                    groups.expand(cure, &mut text);
                    hit.ask(text);
                }
            }
        }
    }
}

fn whole(groups: &Captures<'_>) -> Span {
    groups.get(0).map_or_else(Span::default, |m| Span::new(m.start(), m.end()))
}

/// Whether its beginning or end belongs to another word: 各種, 契約10件程度, 第3次目標.
fn is_other_word(passage: &Passage<'_>, groups: &Captures<'_>) -> bool {
    let span = whole(groups);
    let found = &passage.text[span.range()];
    let before = passage.before(span.start).is_some_and(is_kanji);
    let after = &passage.text[span.end..];
    match found.chars().next() {
        Some('各') => groups.get(1).is_some_and(|m| m.as_str().starts_with(['種', '位', '自'])),
        Some('約') => before,
        Some('第') => after.starts_with(['標', '的', '次', '録', '途', '線', '玉', '指', '前', '立']),
        _ => false,
    }
}
