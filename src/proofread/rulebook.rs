//! [`Rulebook`]: which rules are in force, how grave their findings are, and the office's own words.

use super::pairs::{self, PairRule};
use super::{About, House, Profile, Rule, Severity, rules};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a person decided about a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleLevel {
    /// It is not asked.
    Off,
    /// All its findings matter this much.
    As(Severity),
}

impl RuleLevel {
    /// All of them, in the order they are offered.
    pub const ALL: [RuleLevel; 4] =
        [Self::Off, Self::As(Severity::Info), Self::As(Severity::Warning), Self::As(Severity::Error)];

    /// `off`, `info`, `warning` or `error`.
    pub fn code(self) -> &'static str {
        match self {
            RuleLevel::Off => "off",
            RuleLevel::As(severity) => severity.code(),
        }
    }

    /// The level with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }
}

/// A rule as it is asked.
pub(super) struct InForce {
    /// Its number in [`rules()`].
    pub number: usize,
    pub rule: &'static dyn Rule,
    pub about: About,
    /// How grave its findings are, if the person has said.
    pub level: Option<Severity>,
}

/// See the module. It never changes: whoever decides otherwise makes a new one.
pub struct Rulebook {
    house: Arc<House>,
    /// Words that are not told of, by rule.
    ignored: BTreeMap<String, BTreeSet<String>>,
    in_force: Vec<Vec<InForce>>,
    pairs: Vec<(&'static dyn PairRule, Option<Severity>)>,
}

impl Default for Rulebook {
    /// Every rule as it is, no words of an office.
    fn default() -> Self {
        Self::new(&BTreeMap::new(), &[], Arc::default())
    }
}

impl std::fmt::Debug for Rulebook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rulebook").field("house", &self.house.len()).finish_non_exhaustive()
    }
}

impl Rulebook {
    /// The rules with these levels, by their ids, these words of the office, and these findings that are never told: a
    /// rule's id and the words it points at.
    pub fn new(levels: &BTreeMap<String, RuleLevel>, ignored: &[(String, String)], house: Arc<House>) -> Self {
        let mut silent: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (rule, words) in ignored {
            silent.entry(rule.clone()).or_default().insert(words.clone());
        }
        let asked = |profile: Profile| {
            let in_force = rules().iter().enumerate().filter_map(move |(number, rule)| {
                let about = rule.about();
                // What is in force everywhere, such as an office's words, is asked whatever the language.
                let everywhere = about.profiles.len() == Profile::ALL.len();
                let fits = about.profiles.contains(&profile) && (about.lang == profile.lang() || everywhere);
                let level = match levels.get(about.id) {
                    Some(RuleLevel::Off) => return None,
                    Some(RuleLevel::As(severity)) => Some(*severity),
                    None if !rule.is_usual() => return None,
                    None => None,
                };
                fits.then_some(InForce { number, rule: *rule, about, level })
            });
            in_force.collect()
        };
        let pairs = pairs::rules().iter().filter_map(|rule| match levels.get(rule.about().id) {
            Some(RuleLevel::Off) => None,
            Some(RuleLevel::As(severity)) => Some((*rule, Some(*severity))),
            None => Some((*rule, None)),
        });
        let pairs = pairs.collect();
        Self { in_force: Profile::ALL.into_iter().map(asked).collect(), ignored: silent, house, pairs }
    }

    /// The office's own words.
    pub fn house(&self) -> &House {
        &self.house
    }

    /// Whether what `rule` says of `words` is never told.
    pub fn ignores(&self, rule: &str, words: &str) -> bool {
        self.ignored.get(rule).is_some_and(|silent| silent.contains(words))
    }

    /// How many rules are asked about a paragraph judged by `profile`.
    pub fn count(&self, profile: Profile) -> usize {
        self.in_force(profile).len()
    }

    /// The rules of pairs that are asked, and how grave their findings are, if the person has said.
    pub(super) fn pair_rules(&self) -> impl Iterator<Item = (&'static dyn PairRule, Option<Severity>)> + '_ {
        self.pairs.iter().copied()
    }

    pub(super) fn in_force(&self, profile: Profile) -> &[InForce] {
        let index = Profile::ALL.iter().position(|p| *p == profile).unwrap_or(0);
        &self.in_force[index]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_asked_as_the_person_decided() {
        let as_it_is = Rulebook::default();
        assert!(
            as_it_is.in_force(Profile::Notice).iter().any(|r| r.about.id == "ja.kanji.adverb" && r.level.is_none())
        );
        assert!(!as_it_is.in_force(Profile::English).iter().any(|r| r.about.id == "ja.kanji.adverb"));
        let levels = |level| BTreeMap::from([("ja.kanji.adverb".to_owned(), level)]);
        let off = Rulebook::new(&levels(RuleLevel::Off), &[], Arc::default());
        assert_eq!(off.count(Profile::Notice) + 1, as_it_is.count(Profile::Notice));
        let grave = Rulebook::new(&levels(RuleLevel::As(Severity::Error)), &[], Arc::default());
        assert!(grave.in_force(Profile::Notice).iter().any(|r| r.level == Some(Severity::Error)));
        let switched_on = |book: &Rulebook| book.in_force(Profile::Notice).iter().any(|r| !r.rule.is_usual());
        assert!(!switched_on(&as_it_is));
        let on = BTreeMap::from([("ja.length.kanji-run".to_owned(), RuleLevel::As(Severity::Info))]);
        assert!(switched_on(&Rulebook::new(&on, &[], Arc::default())));
        for level in RuleLevel::ALL {
            assert_eq!(RuleLevel::from_code(level.code()), Some(level));
        }
    }
}
