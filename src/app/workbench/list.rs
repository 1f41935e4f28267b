//! Which pairs are listed, kept true pair by pair: a key costs the pair it touched, however many there are. Words are looked
//! for by a worker.

use super::super::pairs::{Found, Only, needs_work};
use super::super::resources::aligning::{SURE, certainty};
use crate::translation::{Bitext, Pair, PairId, Status};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What words are looked for in: the texts of a pair.
#[derive(Clone, Debug)]
pub struct Texts {
    /// Which pair.
    pub id: PairId,
    source: Arc<str>,
    work: Arc<crate::translation::Work>,
    easy: Arc<crate::translation::Work>,
}

impl Texts {
    /// Those of all pairs.
    pub fn of(bitext: &Bitext) -> Vec<Self> {
        bitext.pairs().iter().map(Self::of_pair).collect()
    }

    fn of_pair(pair: &Pair) -> Self {
        Self { id: pair.id, source: pair.source.clone(), work: pair.work.clone(), easy: pair.easy.clone() }
    }

    /// Whether `words` stand in one of them.
    fn hold(&self, words: &Words) -> bool {
        words.stand_in(&self.source) || words.stand_in(&self.work.target) || words.stand_in(&self.easy.target)
    }
}

/// The pairs in which `words` stand.
pub fn search(texts: &[Texts], words: &str) -> Vec<PairId> {
    let words = Words::new(words);
    texts.iter().filter(|texts| texts.hold(&words)).map(|texts| texts.id).collect()
}

/// Words that are looked for, capital letters and small ones being the same.
struct Words(String);

impl Words {
    fn new(words: &str) -> Self {
        Self(words.to_lowercase())
    }

    fn stand_in(&self, text: &str) -> bool {
        if self.0.is_empty() {
            return true;
        }
        if !text.is_ascii() {
            return text.to_lowercase().contains(&self.0);
        }
        let (text, words) = (text.as_bytes(), self.0.as_bytes());
        text.windows(words.len()).any(|part| part.eq_ignore_ascii_case(words))
    }
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct List {
    only: Only,
    words: String,
    /// The pairs with the words in them, once a worker has looked; `None` while no words are looked for.
    hits: Option<HashSet<PairId>>,
    /// Those that are listed, in the order of the text; of an alignment the doubtful ones, the least sure first.
    ids: Vec<PairId>,
    statuses: HashMap<PairId, Status>,
    tally: [usize; 8],
    /// The revision of the pairs this is true for.
    revision: u64,
}

impl List {
    /// A list of all pairs.
    pub fn new(bitext: &Bitext) -> Self {
        let mut list = Self::default();
        list.count(bitext);
        list.ids = bitext.pairs().iter().map(|pair| pair.id).collect();
        list
    }

    /// The pairs that are listed, in the order of the text.
    pub fn ids(&self) -> &[PairId] {
        &self.ids
    }

    /// Which are listed.
    pub fn only(&self) -> Only {
        self.only
    }

    /// The words that are looked for.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// How many pairs have each status, in the order of [`Status::ALL`].
    pub fn tally(&self) -> impl Iterator<Item = (Status, usize)> {
        Status::ALL.into_iter().zip(self.tally)
    }

    /// Lists `only`, of those with `words` in them. Whether a worker has to look for the words; until it has, those before
    /// them count.
    pub fn choose(&mut self, only: Only, words: String) -> bool {
        self.only = only;
        let other = words != self.words;
        self.words = words;
        if self.words.is_empty() {
            self.hits = None;
        }
        other && !self.words.is_empty()
    }

    /// A worker has found `words` in `ids`; whether anybody still asks for them.
    pub fn take_hits(&mut self, words: &str, ids: Vec<PairId>) -> bool {
        let wanted = self.words == words;
        if wanted {
            self.hits = Some(ids.into_iter().collect());
        }
        wanted
    }

    /// Lists everything anew.
    pub fn refill(&mut self, bitext: &Bitext, found: &HashMap<PairId, Found>, at: Option<PairId>) {
        self.count(bitext);
        let wanted = |pair: &&Pair| Some(pair.id) == at || self.wants(bitext, pair, found);
        self.ids = bitext.pairs().iter().filter(wanted).map(|pair| pair.id).collect();
        if self.only == Only::Doubtful {
            self.ids.sort_by_key(|id| bitext.get(*id).and_then(certainty).unwrap_or(100));
        }
    }

    /// Follows what has happened to the pairs since it was called last. The pair `at` stays listed as long as the translator
    /// is there.
    pub fn follow(&mut self, bitext: &Bitext, found: &HashMap<PairId, Found>, at: Option<PairId>) {
        let Some(touched) = bitext.touched_since(self.revision) else { return self.refill(bitext, found, at) };
        let (mut pairs, mut recut) = (Vec::new(), false);
        for touched in touched {
            recut |= touched.recut;
            pairs.extend_from_slice(&touched.pairs);
        }
        self.revision = bitext.revision();
        pairs.sort_unstable();
        pairs.dedup();
        if let Some(hits) = &mut self.hits {
            let words = Words::new(&self.words);
            for pair in pairs.iter().filter_map(|id| bitext.get(*id)) {
                if Texts::of_pair(pair).hold(&words) {
                    hits.insert(pair.id)
                } else {
                    hits.remove(&pair.id)
                };
            }
        }
        if pairs.len() > bitext.len() / 4 || self.only == Only::Doubtful {
            // Most are others: one pass is cheaper than a place for each.
            return self.refill(bitext, found, at);
        }
        if recut {
            self.ids.retain(|id| bitext.position(*id).is_some());
            let tally = &mut self.tally;
            self.statuses.retain(|id, status| {
                let stays = bitext.position(*id).is_some();
                tally[*status as usize] -= usize::from(!stays);
                stays
            });
        }
        for id in pairs {
            let Some(pair) = bitext.get(id) else { continue };
            let status = pair.status();
            self.tally[status as usize] += 1;
            if let Some(was) = self.statuses.insert(id, status) {
                self.tally[was as usize] -= 1;
            }
            self.settle(bitext, found, at, id);
        }
    }

    /// Whether pair `id` is listed is decided anew: something else about it has changed.
    pub fn settle(&mut self, bitext: &Bitext, found: &HashMap<PairId, Found>, at: Option<PairId>, id: PairId) {
        if self.only == Only::Doubtful {
            // These are not in the order of the text.
            return self.refill(bitext, found, at);
        }
        let Some(place) = bitext.position(id) else { return };
        let wanted = Some(id) == at || bitext.get(id).is_some_and(|pair| self.wants(bitext, pair, found));
        match (self.ids.binary_search_by_key(&Some(place), |id| bitext.position(*id)), wanted) {
            (Ok(row), false) => drop(self.ids.remove(row)),
            (Err(row), true) => self.ids.insert(row, id),
            _ => {}
        }
    }

    fn wants(&self, bitext: &Bitext, pair: &Pair, found: &HashMap<PairId, Found>) -> bool {
        let kind = match self.only {
            Only::All => true,
            Only::Open => needs_work(pair),
            Only::Found => found.get(&pair.id).is_some_and(|found| !found.told.is_empty() || !found.easy.is_empty()),
            Only::Passed => !pair.work.passed.is_empty() || !pair.easy.passed.is_empty(),
            Only::Doubtful => certainty(pair).is_some_and(|sure| sure < SURE),
            Only::Remarked => pair.open_comments().next().is_some(),
            Only::EasyOpen => bitext.has_easy() && super::super::pairs::easy_needs_work(bitext, pair),
            Only::Of(status) => pair.status() == status,
        };
        kind && self.hits.as_ref().is_none_or(|hits| hits.contains(&pair.id))
    }

    fn count(&mut self, bitext: &Bitext) {
        self.tally = [0; 8];
        self.statuses.clear();
        self.statuses.reserve(bitext.len());
        for pair in bitext.pairs() {
            let status = pair.status();
            self.tally[status as usize] += 1;
            self.statuses.insert(pair.id, status);
        }
        self.revision = bitext.revision();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Change, Lang, Text};
    use crate::translation::{Edit, Origin, Rich, Segmenter};
    use proptest::prelude::*;

    fn bitext() -> Bitext {
        Bitext::new(
            &Text::from("申請します。受け付けます。\n届きます。調べます。終わります。"),
            Lang::Ja,
            Lang::En,
            Segmenter::Own,
        )
    }

    #[test]
    fn words_are_found_whatever_their_letters() {
        let mut bitext = bitext();
        let id = bitext.pairs()[1].id;
        let edit = Edit::Target { id, target: Rich::plain("WE Accept it."), origin: Origin::Person };
        bitext.apply(&[edit], "", 0).unwrap();
        let texts = Texts::of(&bitext);
        assert_eq!(search(&texts, "we accept"), [id]);
        assert_eq!(search(&texts, "受け付け"), [id]);
        assert_eq!(search(&texts, "ます").len(), 5);
        assert_eq!(search(&texts, "refuse"), []);
    }

    proptest! {
        #[test]
        fn a_list_that_follows_is_the_list_made_anew(
            steps in prop::collection::vec((0usize..8, 0usize..6, 0usize..40), 1..40),
            only in prop::sample::select(vec![Only::All, Only::Open, Only::Of(Status::Draft), Only::Of(Status::Stale)]),
            words in prop::sample::select(vec!["", "ます", "x"]),
        ) {
            let mut bitext = bitext();
            let found = HashMap::new();
            let mut list = List::new(&bitext);
            if list.choose(only, words.to_owned()) {
                let hits = search(&Texts::of(&bitext), words);
                list.take_hits(words, hits);
            }
            list.refill(&bitext, &found, None);
            for (what, which, place) in steps {
                let id = bitext.pairs()[which % bitext.len()].id;
                let target = Rich::plain(if place % 2 == 0 { "x" } else { "" });
                let edit = match what {
                    0 => Edit::Target { id, target, origin: Origin::Person },
                    1 => Edit::Confirm(id),
                    2 => Edit::Lock(id),
                    3 => Edit::Unlock(id),
                    4 => Edit::Split { id, source_at: 3, target_at: 0 },
                    5 => {
                        let next = bitext.pairs()[(which + 1) % bitext.len()].id;
                        Edit::Join { first: id, last: next }
                    }
                    6 => {
                        bitext.undo();
                        list.follow(&bitext, &found, None);
                        continue;
                    }
                    _ => {
                        let mut text = bitext.text().clone();
                        let change = Change::insert(text.boundary(place.min(text.len())), "新。");
                        text.apply(&change);
                        bitext.follow(&change, &text);
                        list.follow(&bitext, &found, None);
                        continue;
                    }
                };
                let _ = bitext.apply(&[edit], "", 0);
                list.follow(&bitext, &found, None);
            }
            let mut anew = list.clone();
            if !words.is_empty() {
                anew.take_hits(words, search(&Texts::of(&bitext), words));
            }
            anew.refill(&bitext, &found, None);
            prop_assert_eq!(list.ids(), anew.ids());
            prop_assert_eq!(list.tally().collect::<Vec<_>>(), anew.tally().collect::<Vec<_>>());
        }
    }
}
