//! Looking into the memories, and keeping them in order: what there are, what is in them and where it comes from, units that
//! say two things, mending and deleting.

use super::lookup::memory_notice;
use super::{App, Ask, Outcome, Place, Task};
use crate::app::lookup::Lookup;
use crate::app::memories::Memories;
use crate::app::notice::{Level, Notice};
use crate::store::{Error, Memory};
use crate::text::search::{Query as Words, Search};
use crate::text::{Lang, Span};
use crate::translation::memory::{Unit, other};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// So many units are listed at once.
const LISTED: usize = 500;

/// A unit that holds what was looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoken {
    /// The unit.
    pub unit: Unit,
    /// The side it is in.
    pub lang: Lang,
    /// Where, in bytes of that side.
    pub places: Vec<Span>,
    /// The name of its memory; none of the person's own.
    pub from: Option<String>,
}

/// What a look for a word came to.
#[derive(Clone, Debug, Default)]
pub struct Concordance {
    /// What was looked for.
    pub words: String,
    /// The first units with it.
    pub hits: Arc<[Spoken]>,
    /// How many there are.
    pub total: usize,
}

/// A memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoryInfo {
    /// Its file.
    pub path: PathBuf,
    /// Whether it is the person's own, which can be changed.
    pub own: bool,
    /// How many units are in it.
    pub units: u64,
    /// Bytes of its file.
    pub bytes: u64,
    /// Where its units come from, and how many from there, most first.
    pub origins: Vec<(String, u64)>,
}

/// Which units of a memory are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitQuery {
    /// The memory's file.
    pub memory: PathBuf,
    /// What they hold.
    pub words: String,
    /// Where they come from.
    pub origin: Option<String>,
    /// Those alone that say the same in this language and something else in the other.
    pub doubled: Option<Lang>,
}

/// Units that are listed.
#[derive(Clone, Debug, Default)]
pub struct UnitList {
    /// Which.
    pub query: UnitQuery,
    /// The first of them.
    pub units: Arc<[Unit]>,
    /// Whether there are more.
    pub more: bool,
}

/// What memories there are and what of one is listed.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The memories, the person's own first.
    pub memories: Vec<MemoryInfo>,
    /// Those that cannot be opened, and why.
    pub problems: Vec<Notice>,
    /// The units that are listed.
    pub list: UnitList,
}

impl Lookup {
    pub(super) fn concordance(&mut self, words: String) -> Result<Concordance, Error> {
        let (mut hits, mut total) = (Vec::new(), 0);
        let first = Lang::guess(&words).unwrap_or_default();
        let search = Search::new(&Words { pattern: words.trim().to_owned(), ..Words::default() }).ok().flatten();
        if words.trim().is_empty() {
            return Ok(Concordance { words, ..Concordance::default() });
        }
        for lang in [first, other(first)] {
            for memory in self.memories.all() {
                let from = (!memory.is_writable()).then(|| name(memory.path()));
                let room = LISTED.saturating_sub(hits.len());
                let (units, count) = memory.concordance(words.trim(), lang, room)?;
                total += count;
                hits.extend(units.into_iter().map(|unit| {
                    let places = search.as_ref().map_or_else(Vec::new, |search| places(search, unit.side(lang)));
                    Spoken { unit, lang, places, from: from.clone() }
                }));
            }
        }
        // What is said on both sides is told once.
        let mut seen = std::collections::HashSet::new();
        let before = hits.len();
        hits.retain(|hit: &Spoken| seen.insert((hit.from.clone(), hit.unit.id)));
        total -= before - hits.len();
        Ok(Concordance { words, hits: hits.into(), total })
    }

    /// What memories there are.
    pub(super) fn shelf(place: &Place) -> Result<(Vec<MemoryInfo>, Vec<Notice>), Error> {
        let (mut memories, problems) = Memories::open(&place.dirs, &place.settings);
        let info = |memory: &mut Memory| {
            let stats = memory.stats()?;
            Ok(MemoryInfo {
                path: memory.path().to_owned(),
                own: memory.is_writable(),
                units: stats.units,
                bytes: stats.bytes,
                origins: stats.origins,
            })
        };
        let infos: Result<Vec<MemoryInfo>, Error> = memories.all().iter_mut().map(info).collect();
        Ok((infos?, problems.iter().map(|error| Notice::of(Level::Warning, error)).collect()))
    }

    pub(super) fn units(&mut self, query: UnitQuery) -> Result<UnitList, Error> {
        let Some(memory) = self.memories.all().iter_mut().find(|memory| memory.path() == query.memory) else {
            return Ok(UnitList { query, ..UnitList::default() });
        };
        let words = query.words.trim();
        let mut units = match (query.doubled, &query.origin, words) {
            (Some(lang), ..) => {
                let mut units = memory.duplicates(lang, LISTED + 1)?.concat();
                units.retain(|unit| {
                    (unit.ja.contains(words) || unit.en.contains(words))
                        && query.origin.as_ref().is_none_or(|origin| *origin == unit.origin)
                });
                units
            }
            (None, None, words) if !words.is_empty() => {
                let mut units = Vec::new();
                for lang in [Lang::Ja, Lang::En] {
                    for unit in memory.concordance(words, lang, LISTED + 1)?.0 {
                        if units.iter().all(|known: &Unit| known.id != unit.id) {
                            units.push(unit);
                        }
                    }
                }
                units
            }
            (None, origin, words) => memory.newest(origin.as_deref(), words, LISTED + 1)?,
        };
        let more = units.len() > LISTED;
        units.truncate(LISTED);
        Ok(UnitList { query, units: units.into(), more })
    }

    /// Changes the person's own memory; what came of it is that it is another.
    pub(super) fn change_memory(
        place: &Place,
        change: impl FnOnce(&mut Memory) -> Result<(), Error>,
    ) -> Result<Option<Outcome>, Notice> {
        let mut memory = Memories::own(&place.dirs).map_err(memory_notice)?;
        change(&mut memory).map_err(|error| Notice::error(&error))?;
        Ok(Some(Outcome::MemoryChanged(None)))
    }
}

/// A memory's name: its file's, without ending.
pub fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Where `search` finds what it looks for in a text of several lines.
fn places(search: &Search, text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split('\n') {
        found.extend(search.in_line(line).into_iter().map(|span| span.shift(start)));
        start += line.len() + 1;
    }
    found
}

impl App {
    /// Another's memory is read from now on.
    pub(super) fn add_shared_memory(&mut self, path: PathBuf) {
        if self.locked("shared-memories") {
            return;
        }
        if !self.settings.shared_memories.contains(&path) {
            self.settings.shared_memories.push(path);
            self.save_settings();
        }
        self.memories_are_others();
    }

    /// Another's memory is read no more.
    pub(super) fn leave_shared_memory(&mut self, path: &Path) {
        if self.locked("shared-memories") {
            return;
        }
        self.settings.shared_memories.retain(|known| known != path);
        self.save_settings();
        self.memories_are_others();
    }

    fn memories_are_others(&mut self) {
        self.terms_changed(super::Ticket(0), None);
        self.act_on_resources(Ask::Memories);
    }

    /// A memory was written to.
    pub(super) fn memory_changed(&mut self, ticket: super::Ticket, notice: Option<Notice>) {
        self.work_is_over(ticket);
        self.task(Task::Reload);
        if !self.resources.shelf.memories.is_empty() {
            self.act_on_resources(Ask::Memories);
            let query = self.resources.shelf.list.query.clone();
            self.act_on_resources(Ask::ListUnits(query));
        }
        notice.into_iter().for_each(|notice| self.tell(notice));
    }
}
