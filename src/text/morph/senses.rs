//! What the dictionary knows a word as, wherever it may stand: 山口 is a family name and a place, 健 a given name.

use super::dictionary::{Beginnings, Candidate, Dictionary};

/// Everything the dictionary has one written word as. A cost is the lower the more usual the word is as that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Senses {
    /// 名詞,固有名詞,人名,姓.
    pub surname: Option<i16>,
    /// 名詞,固有名詞,人名,名.
    pub given: Option<i16>,
    /// 名詞,固有名詞,人名,一般: people known by one name, and names of foreign countries.
    pub person: Option<i16>,
    /// 名詞,固有名詞,地域.
    pub place: Option<i16>,
    /// 名詞,固有名詞,組織, and other proper nouns that are nobody.
    pub proper: Option<i16>,
    /// Any other word.
    pub common: Option<i16>,
}

impl Senses {
    fn add(&mut self, detail: &str, cost: i16) {
        let field = if let Some(kind) = detail.strip_prefix("名詞,固有名詞,") {
            if kind.starts_with("人名,姓") {
                &mut self.surname
            } else if kind.starts_with("人名,名") {
                &mut self.given
            } else if kind.starts_with("地域") {
                &mut self.place
            } else if kind.starts_with("人名") {
                &mut self.person
            } else {
                &mut self.proper
            }
        } else {
            &mut self.common
        };
        *field = Some(field.map_or(cost, |other| other.min(cost)));
    }
}

/// Every word that `text` begins with, shortest first: its bytes, and what it may be.
pub fn beginning(text: &str) -> Vec<(usize, Senses)> {
    let dictionary = Dictionary::get();
    let mut candidates: Vec<Candidate> = Vec::new();
    dictionary.starting(text, &mut Beginnings::default(), &mut candidates);
    let mut found: Vec<(usize, Senses)> = Vec::new();
    for candidate in candidates {
        let index = found.iter().position(|(len, _)| *len == candidate.len).unwrap_or_else(|| {
            found.push((candidate.len, Senses::default()));
            found.len() - 1
        });
        found[index].1.add(dictionary.feature(candidate.id).text, candidate.cost);
    }
    found.sort_by_key(|(len, _)| *len);
    found
}

/// What `word` may be as a whole.
pub fn of(word: &str) -> Senses {
    beginning(word).into_iter().find(|(len, _)| *len == word.len()).map_or_else(Senses::default, |(_, senses)| senses)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_as_all_it_may_be() {
        let yamaguchi = of("山口");
        assert!(yamaguchi.surname.is_some() && yamaguchi.place.is_some() && yamaguchi.given.is_none());
        assert!(of("太郎").given.is_some());
        assert!(of("書類").common.is_some() && of("書類").surname.is_none());
        assert_eq!(of("無之語"), Senses::default());
        assert!(beginning("山田太郎").iter().any(|(len, senses)| *len == 6 && senses.surname.is_some()));
    }
}
