//! The prefectures there are: 大阪府 is no Kyoto Prefecture. Their names are in no doubt in either language.

use super::Pair;
use super::stated::Clash;
use crate::text::Span;

/// Every prefecture, with what makes it one in Japanese, and its English name.
const ALL: [(&str, &str, &str); 47] = [
    ("北海", "道", "hokkaido"),
    ("青森", "県", "aomori"),
    ("岩手", "県", "iwate"),
    ("宮城", "県", "miyagi"),
    ("秋田", "県", "akita"),
    ("山形", "県", "yamagata"),
    ("福島", "県", "fukushima"),
    ("茨城", "県", "ibaraki"),
    ("栃木", "県", "tochigi"),
    ("群馬", "県", "gunma"),
    ("埼玉", "県", "saitama"),
    ("千葉", "県", "chiba"),
    ("東京", "都", "tokyo"),
    ("神奈川", "県", "kanagawa"),
    ("新潟", "県", "niigata"),
    ("富山", "県", "toyama"),
    ("石川", "県", "ishikawa"),
    ("福井", "県", "fukui"),
    ("山梨", "県", "yamanashi"),
    ("長野", "県", "nagano"),
    ("岐阜", "県", "gifu"),
    ("静岡", "県", "shizuoka"),
    ("愛知", "県", "aichi"),
    ("三重", "県", "mie"),
    ("滋賀", "県", "shiga"),
    ("京都", "府", "kyoto"),
    ("大阪", "府", "osaka"),
    ("兵庫", "県", "hyogo"),
    ("奈良", "県", "nara"),
    ("和歌山", "県", "wakayama"),
    ("鳥取", "県", "tottori"),
    ("島根", "県", "shimane"),
    ("岡山", "県", "okayama"),
    ("広島", "県", "hiroshima"),
    ("山口", "県", "yamaguchi"),
    ("徳島", "県", "tokushima"),
    ("香川", "県", "kagawa"),
    ("愛媛", "県", "ehime"),
    ("高知", "県", "kochi"),
    ("福岡", "県", "fukuoka"),
    ("佐賀", "県", "saga"),
    ("長崎", "県", "nagasaki"),
    ("熊本", "県", "kumamoto"),
    ("大分", "県", "oita"),
    ("宮崎", "県", "miyazaki"),
    ("鹿児島", "県", "kagoshima"),
    ("沖縄", "県", "okinawa"),
];

/// A prefecture the English names as such and the Japanese nowhere, where the Japanese has one that the English leaves out.
pub(super) fn clashes(pair: &Pair<'_>) -> Vec<Clash> {
    let (japanese, english) = (pair.ja.text, pair.en.lower());
    let mut lost: Vec<Span> = Vec::new();
    let mut strangers: Vec<Span> = Vec::new();
    for (name, kind, latin) in ALL {
        let whole = format!("{name}{kind}");
        let here = japanese.find(&whole);
        let there = english.match_indices(latin).find(|(at, _)| is_word(english, *at, latin.len()));
        match (here, there) {
            (Some(at), None) => lost.push(Span::new(at, at + whole.len())),
            (None, Some((at, _))) if !japanese.contains(name) => {
                let end = at + latin.len();
                let named = english[end..].starts_with(" prefectur") || english[end..].starts_with("-ken");
                let named = named || english[..at].ends_with("prefecture of ");
                strangers.extend(named.then(|| Span::new(at, end)));
            }
            _ => {}
        }
    }
    let clash = |ja: Span, en: Span| Clash { rule: "bi.name", ja: Some(ja), en: Some(en), severity: None, fix: None };
    lost.into_iter().zip(strangers).map(|(ja, en)| clash(ja, en)).collect()
}

/// Whether letters of their own stand at `at`: Saga is no part of Sagamihara.
fn is_word(text: &str, at: usize, len: usize) -> bool {
    !text[..at].ends_with(char::is_alphabetic) && !text[at + len..].starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use crate::proofread::Rulebook;
    use crate::proofread::pairs::{Glossary, check};
    use crate::text::Lang;

    fn names(ja: &str, en: &str) -> bool {
        let found = check(ja, Lang::Ja, en, Lang::En, &Rulebook::default(), Glossary::standard());
        found.iter().any(|finding| finding.rule == "bi.name")
    }

    #[test]
    fn one_prefecture_is_not_another() {
        assert!(names("研修は、大阪府内で行われた。", "The training took place in Kyoto Prefecture."));
        assert!(!names("研修は、大阪府内で行われた。", "The training took place in Osaka Prefecture."));
        assert!(!names("研修は、大阪府内で行われた。", "The training took place in the prefecture."));
    }
}
