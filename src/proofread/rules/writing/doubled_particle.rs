//! The same particle twice in a row.

use super::japanese;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 本庁で会議室で, 市は市民は, 申請書を控えを: no verb and no 、 between.
pub struct DoubledParticle;

impl Rule for DoubledParticle {
    fn about(&self) -> About {
        japanese("ja.grammar.doubled-particle", Severity::Info, Fixable::None, "公用文作成の考え方 Ⅲ-3キ", JAPANESE)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        static PAIRS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
            let noun = "[一-龥々ァ-ヶーA-Za-z0-9０-９]+";
            PARTICLES
                .iter()
                .map(|p| {
                    Regex::new(&format!(
                        "{noun}{p}(?P<b>(?:{noun}の)?{noun}(?:え|り|き|い|し|み|け|せ|め|れ|げ|ち)?){p}(?P<after>.|$)"
                    ))
                    .expect("the pattern is sound")
                })
                .collect()
        });
        static SPAN_OF_TIME: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new("^(?:約)?[0-9０-９]+(?:分|時間|日|円|人|か月|年|回|件)?$|無料|有料|今日|本日|当日|今回|現在|全額|全員|一人|自分|自費|^実$|^可能$|^不可能$|必要$|有効$|安全$|簡単$|容易$|重要$").expect("the pattern is sound")
        });
        let may = may_be_twice(passage.text);
        for (index, pattern) in PAIRS.iter().enumerate().filter(|(index, _)| may[*index]) {
            for caught in pattern.captures_iter(passage.text) {
                let (Some(all), Some(b)) = (caught.get(0), caught.name("b")) else { continue };
                let after = &caught["after"];
                let span = Span::new(all.start(), all.end() - after.len());
                // でも, では, です, ですが, がある are other words.
                let other = match index {
                    3 => {
                        ["も", "は", "の", "す", "き", "あ", "し"].contains(&after) || SPAN_OF_TIME.is_match(b.as_str())
                    }
                    0 => ["え", "る", "ら", "り", "っ"].contains(&after),
                    _ => SPAN_OF_TIME.is_match(b.as_str()),
                };
                if !other && !passage.is_protected(span) {
                    hits.at(span);
                }
            }
        }
    }
}

const PARTICLES: [char; 4] = ['が', 'を', 'は', 'で'];

/// Which of the particles may stand twice with little between. The patterns tell; most texts do not need to be shown to
/// them.
fn may_be_twice(text: &str) -> [bool; 4] {
    let noun =
        |c: char| matches!(c, '一'..='龥' | '々' | 'ァ'..='ヶ' | 'ー' | '０'..='９') || c.is_ascii_alphanumeric();
    let mut may = [false; 4];
    // How many kana since each stood behind a noun.
    let mut since = [usize::MAX; 4];
    let mut before = ' ';
    for c in text.chars() {
        if !noun(c) {
            let kana = matches!(c, '\u{3041}'..='\u{3096}');
            for (index, particle) in PARTICLES.iter().enumerate() {
                if c == *particle {
                    may[index] |= since[index] <= 2;
                    since[index] = if noun(before) { 0 } else { usize::MAX };
                } else {
                    since[index] = if kana { since[index].saturating_add(1) } else { usize::MAX };
                }
            }
        }
        before = c;
    }
    may
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_with_a_noun_between_may_be_one_too_many() {
        assert_eq!(may_be_twice("本庁で3階の会議室で行う。"), [false, false, false, true]);
        assert_eq!(may_be_twice("申請書を取扱いを改める。"), [false, true, false, false]);
        assert_eq!(may_be_twice("市は、市民は知らせるとき市が行い、国が払う。"), [false; 4]);
    }
}
