//! Short tasks, done by the worker that keeps the memories and the termbase open.

use super::terms::{Hits, List, Listed};
use super::{Outcome, Place, Task};
use crate::app::lookup::Lookup;
use crate::app::memories::{Memories, MemoryError};
use crate::app::notice::Notice;
use crate::store::Error;
use crate::translation::terms::{Standing, Term};

/// So many words are listed at once.
const LISTED: usize = 1000;

impl Lookup {
    /// Does `task`; what came of it, or what to tell where it could not be done.
    pub(in crate::app) fn task(&mut self, task: Task, place: &Place) -> Result<Option<Outcome>, Notice> {
        let told = |error: Error| Notice::error(&error);
        match task {
            Task::FindTerms { lang, texts } => {
                self.open(&place.dirs, &place.settings).map_err(told)?;
                let base = self.terms.clone();
                let found = texts.into_iter().map(|text| {
                    let hits: Hits = base.find(&text, lang).into();
                    (text, hits)
                });
                let found = found.collect();
                Ok(Some(Outcome::TermsFound { lang, base, found }))
            }
            Task::ListTerms { words } => {
                self.open(&place.dirs, &place.settings).map_err(told)?;
                Ok(Some(Outcome::TermsListed(self.list(words).map_err(told)?)))
            }
            Task::KeepTerm { was, term } => {
                let mut memory = Memories::own(&place.dirs).map_err(memory_notice)?;
                match was {
                    Some(id) => memory.replace_term(id, &term),
                    None => memory.keep_terms(std::slice::from_ref(&term)),
                }
                .map_err(told)?;
                Ok(Some(Outcome::TermsChanged(None)))
            }
            Task::DropTerm(id) => {
                Memories::own(&place.dirs).map_err(memory_notice)?.drop_term(id).map_err(told)?;
                Ok(Some(Outcome::TermsChanged(None)))
            }
            Task::Reload => {
                self.close();
                Ok(None)
            }
            Task::Concordance(words) => {
                self.open(&place.dirs, &place.settings).map_err(told)?;
                Ok(Some(Outcome::Concordance(self.concordance(words).map_err(told)?)))
            }
            Task::Memories => {
                let (memories, problems) = Self::shelf(place).map_err(told)?;
                Ok(Some(Outcome::Memories(memories, problems)))
            }
            Task::ListUnits(query) => {
                self.open(&place.dirs, &place.settings).map_err(told)?;
                Ok(Some(Outcome::Units(self.units(query).map_err(told)?)))
            }
            Task::KeepUnit(unit) => Self::change_memory(place, |memory| memory.replace(unit.id, &unit).map(drop)),
            Task::DropUnits(ids) => Self::change_memory(place, |memory| memory.delete(&ids)),
            // The rest takes long, and is not done here.
            _ => Ok(None),
        }
    }

    /// The words of all memories that hold every one of `words`, in either language.
    fn list(&mut self, words: String) -> Result<List, Error> {
        let wanted: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let (mut terms, mut total) = (Vec::new(), 0);
        for memory in self.memories.all() {
            let from = memory.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
            for (id, term) in memory.terms()? {
                if !holds(&term, &wanted) {
                    continue;
                }
                total += 1;
                if terms.len() < LISTED {
                    let own = memory.is_writable().then_some(id);
                    terms.push(Listed { own, from: from.clone(), term });
                }
            }
        }
        terms.sort_by(|a, b| order(&a.term).cmp(&order(&b.term)));
        Ok(List { words, terms: terms.into(), total })
    }
}

fn order(term: &Term) -> (&str, Standing, &str) {
    (&term.ja, term.standing, &term.en)
}

fn holds(term: &Term, wanted: &[String]) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let all = format!("{}\n{}\n{}\n{}\n{}", term.ja, term.en, term.note, term.domain, term.source).to_lowercase();
    wanted.iter().all(|word| all.contains(word))
}

/// What to tell of a memory that could not be used; the file it is about, where its sentence does not name that.
pub(super) fn memory_notice(error: MemoryError) -> Notice {
    match error.told() {
        (notice, Some(path)) => {
            Notice::new(notice.level, "notice-of-file").with("path", path.display().to_string()).detailed(vec![notice])
        }
        (notice, None) => notice,
    }
}
