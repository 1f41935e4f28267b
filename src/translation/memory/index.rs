//! The index of one side of a memory: which segments resemble a text, and which hold a word, among a million.
//!
//! Segments lie on shelves of at most 65,536, sorted by length, so that a query opens only those shelves whose segments can
//! be near enough in length, and a posting is the byte-coded distance to the one before. On a shelf every segment's shared
//! features are counted (counters of one shelf fit the processor's cache); the rarest lists first, and of the most
//! frequent as many left out as the count bound allows: an edit destroys at most two bigrams, so a segment within d edits
//! shares all but 2d. What remains is verified from the highest count down by bit-parallel edit distance, and the search
//! ends where no count can lead to a better match. For Japanese nothing is missed by this from 60 per cent up.
//!
//! New segments wait in a short list that is searched through; [`Index::settle`] puts them on shelves. A shelf is one piece
//! of bytes in the database and is not changed once it is written: what was deleted is passed over.

use super::folding::{Decode, Features, NUMBER, Symbol, encode, inner_bigrams, is_word, symbols};
use memchr::memmem;
use rapidfuzz::distance::levenshtein;
use std::collections::HashSet;

/// The most segments of a shelf: a place on it is sixteen bits.
const SHELF: usize = 1 << 16;

/// So many new segments are searched through one by one.
const FRESH: usize = 4096;

/// Bytes of postings of a shelf that are read without asking whether the most frequent lists could be left out.
const CHEAP: usize = 1 << 15;

/// Segments of a shelf that are verified as soon as they are counted.
const AT_ONCE: usize = 128;

/// Segments that are verified before a search is content with what it has.
const PATIENCE: usize = 60_000;

/// Places of a word are counted so far.
pub const COUNTED: usize = 10_000;

/// A segment that resembles the text asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Its unit.
    pub unit: u32,
    /// Edits between the two, a number counted as one symbol.
    pub distance: usize,
    /// Symbols of the longer of the two.
    pub length: usize,
}

impl Candidate {
    /// From 0 to 1.
    pub fn similarity(&self) -> f64 {
        if self.length == 0 { 1.0 } else { 1.0 - self.distance as f64 / self.length as f64 }
    }
}

/// Which segments hold a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holding {
    /// Units, those with the shortest segments first; as many as were asked for.
    pub units: Vec<u32>,
    /// How many there are; counted up to [`COUNTED`].
    pub total: usize,
}

/// One side of a memory, searchable.
#[derive(Default)]
pub struct Index {
    shelves: Vec<Shelf>,
    fresh: Vec<Fresh>,
    dead: HashSet<u32>,
}

struct Fresh {
    unit: u32,
    len: usize,
    bytes: Vec<u8>,
}

impl Index {
    /// Puts `shelf` into the index.
    pub fn add_shelf(&mut self, shelf: Shelf) {
        self.shelves.push(shelf);
    }

    /// Adds the segment `text` of `unit`.
    pub fn add(&mut self, unit: u32, text: &str) {
        let symbols = symbols(text);
        let mut bytes = Vec::new();
        encode(&symbols, &mut bytes);
        self.dead.remove(&unit);
        self.fresh.push(Fresh { unit, len: symbols.len(), bytes });
        if self.fresh.len() >= FRESH * 2 {
            self.settle();
        }
    }

    /// Passes over `unit` from now on.
    pub fn remove(&mut self, unit: u32) {
        let before = self.fresh.len();
        self.fresh.retain(|fresh| fresh.unit != unit);
        if self.fresh.len() == before {
            self.dead.insert(unit);
        }
    }

    /// Puts the new segments on shelves. Gives the numbers of the shelves made.
    pub fn settle(&mut self) -> std::ops::Range<usize> {
        let from = self.shelves.len();
        let mut builder = Builder::default();
        for fresh in self.fresh.drain(..) {
            builder.add_bytes(fresh.unit, fresh.len, &fresh.bytes);
        }
        self.shelves.extend(builder.shelves());
        from..self.shelves.len()
    }

    /// The shelves.
    pub fn shelves(&self) -> &[Shelf] {
        &self.shelves
    }

    /// How many segments there are.
    pub fn len(&self) -> usize {
        self.shelves.iter().map(|shelf| shelf.units.len()).sum::<usize>() + self.fresh.len() - self.dead.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes the index takes in memory, nearly.
    pub fn bytes(&self) -> usize {
        self.shelves.iter().map(Shelf::bytes).sum::<usize>()
            + self.fresh.iter().map(|f| f.bytes.len() + 48).sum::<usize>()
    }

    /// The `keep` segments most like `text`, at least `min` (0 to 1) like it, best first.
    pub fn fuzzy(&self, text: &str, min: f64, keep: usize) -> Vec<Candidate> {
        let mut search = Search::new(text, min, keep);
        if keep == 0 || search.symbols.is_empty() {
            return Vec::new();
        }
        for fresh in &self.fresh {
            search.verify(fresh.unit, fresh.len, &fresh.bytes);
        }
        let n = search.symbols.len();
        let mut order: Vec<&Shelf> = self.shelves.iter().filter(|shelf| !shelf.units.is_empty()).collect();
        order.sort_by_key(|shelf| shelf.len_at(shelf.units.len() / 2).abs_diff(n));
        for (number, shelf) in order.iter().enumerate() {
            search.shelf(number, shelf, &self.dead);
        }
        search.sweep(&order, &self.dead);
        search.finish()
    }

    /// The same by looking at every segment: what [`Index::fuzzy`] is measured against.
    pub fn exhaustive(&self, text: &str, min: f64, keep: usize) -> Vec<Candidate> {
        let mut search = Search::new(text, min, keep);
        if keep == 0 || search.symbols.is_empty() {
            return Vec::new();
        }
        for fresh in &self.fresh {
            search.verify(fresh.unit, fresh.len, &fresh.bytes);
        }
        for shelf in &self.shelves {
            for doc in 0..shelf.units.len() {
                if !self.dead.contains(&shelf.units[doc]) {
                    search.verify(shelf.units[doc], shelf.len_at(doc), shelf.text(doc));
                }
            }
        }
        search.finish()
    }

    /// Which segments hold `text`, whatever its width and case, be it one character; at most `limit` are named. A number
    /// is found where the same whole number stands.
    pub fn holding(&self, text: &str, limit: usize) -> Holding {
        let symbols = symbols(text);
        let mut found = Holding::default();
        if symbols.is_empty() {
            return found;
        }
        let mut needle = Vec::new();
        encode(&symbols, &mut needle);
        let keys = inner_bigrams(&symbols);
        // A bigram list is the answer itself where the text is one bigram and no number.
        let certain = symbols.len() == 2 && keys.len() == 1 && symbols.iter().all(|s| *s < 0x1_0000);
        let mut shelves: Vec<&Shelf> = self.shelves.iter().collect();
        shelves.sort_by_key(|shelf| shelf.len_at(0));
        let note = |found: &mut Holding, unit: u32| {
            if !self.dead.contains(&unit) {
                found.total += 1;
                if found.units.len() < limit {
                    found.units.push(unit);
                }
            }
            found.total < COUNTED
        };
        for fresh in &self.fresh {
            if holds(&fresh.bytes, &needle, &symbols) && !note(&mut found, fresh.unit) {
                return found;
            }
        }
        let finder = memmem::Finder::new(&needle);
        for shelf in shelves {
            if keys.is_empty() {
                let mut from = 0;
                while let Some(hit) = finder.find(&shelf.texts[from..]) {
                    let doc = shelf.text_at.partition_point(|at| *at as usize <= from + hit).saturating_sub(1);
                    let Some(unit) = shelf.units.get(doc) else { break };
                    if holds(shelf.text(doc), &needle, &symbols) && !note(&mut found, *unit) {
                        return found;
                    }
                    from = shelf.text_at[doc + 1] as usize;
                }
                continue;
            }
            let mut lists: Vec<&[u8]> = keys.iter().map(|key| shelf.list(*key)).collect();
            lists.sort_by_key(|list| list.len());
            let mut docs: Vec<u16> = Vec::new();
            scan(lists[0], |doc| docs.push(doc));
            if lists.len() > 1 && !docs.is_empty() {
                let mut counts = vec![0u16; SHELF];
                lists[1..].iter().for_each(|list| scan(list, |doc| counts[usize::from(doc)] += 1));
                docs.retain(|doc| usize::from(counts[usize::from(*doc)]) == lists.len() - 1);
            }
            for doc in docs {
                let Some(unit) = shelf.units.get(usize::from(doc)) else { continue };
                let there = certain || holds(shelf.text(usize::from(doc)), &needle, &symbols);
                if there && !note(&mut found, *unit) {
                    return found;
                }
            }
        }
        found
    }
}

/// Whether the coded text `bytes` holds the symbols `wanted`, whose code is `needle`.
fn holds(bytes: &[u8], needle: &[u8], wanted: &[Symbol]) -> bool {
    if memmem::find(bytes, needle).is_none() {
        return false;
    }
    // The second byte of one character and the first of the next may look like a third.
    let symbols: Vec<Symbol> = Decode(bytes).collect();
    symbols.windows(wanted.len()).any(|window| window == wanted)
}

/// A query at work.
struct Search {
    symbols: Vec<Symbol>,
    keys: Features,
    /// The class of each character of the first plane: which of the query's characters it is, 0 for none of them.
    classes: Vec<u8>,
    numbers: [u8; 256],
    beyond: Vec<(Symbol, u8)>,
    comparator: levenshtein::BatchComparator<u8>,
    min: f64,
    keep: usize,
    best: Vec<Candidate>,
    counts: Vec<u16>,
    buffer: Vec<u8>,
    /// By how much they lack: (shelf, place) of what is to be verified in the end.
    waiting: Vec<Vec<(u16, u16)>>,
}

impl Search {
    fn new(text: &str, min: f64, keep: usize) -> Self {
        let symbols = symbols(text);
        let keys = Features::of(symbols.iter().copied());
        let (mut classes, mut numbers, mut beyond) = (vec![0u8; 1 << 16], [0u8; 256], Vec::new());
        let mut next = 1u8;
        let mut coded = Vec::with_capacity(symbols.len());
        for symbol in &symbols {
            let class = match *symbol {
                s if s >= NUMBER => &mut numbers[(s - NUMBER) as usize & 0xFF],
                s if s < 1 << 16 => &mut classes[s as usize],
                s => {
                    let at = beyond.iter().position(|(known, _)| *known == s).unwrap_or_else(|| {
                        beyond.push((s, 0));
                        beyond.len() - 1
                    });
                    &mut beyond[at].1
                }
            };
            if *class == 0 {
                *class = next;
                // Beyond 255 different ones the last stands for all others; what is shown is counted anew.
                next = next.saturating_add(1);
            }
            coded.push(*class);
        }
        Self {
            symbols,
            keys,
            classes,
            numbers,
            beyond,
            comparator: levenshtein::BatchComparator::new(coded),
            min,
            keep,
            best: Vec::new(),
            counts: Vec::new(),
            buffer: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// The most edits that still are of use between the query and a segment, the longer of the two being `length`.
    fn reach(&self, length: usize) -> Option<usize> {
        let length = length as f64;
        if self.best.len() < self.keep {
            return Some(((1.0 - self.min) * length + 1e-9).floor() as usize);
        }
        // It must be better than the last of the best.
        let worst = self.best[self.best.len() - 1];
        let edits = worst.distance as f64 / (worst.length.max(1) as f64) * length;
        let most = (edits - 1e-9).ceil() - 1.0;
        (most >= 0.0).then_some(most as usize)
    }

    /// Takes the segment in if it is one of the best so far.
    fn verify(&mut self, unit: u32, len: usize, bytes: &[u8]) {
        let length = len.max(self.symbols.len());
        let Some(reach) = self.reach(length) else { return };
        if len.abs_diff(self.symbols.len()) > reach {
            return;
        }
        self.buffer.clear();
        for symbol in Decode(bytes) {
            self.buffer.push(match symbol {
                s if s < 1 << 16 => self.classes[s as usize],
                s if s >= NUMBER => self.numbers[(s - NUMBER) as usize & 0xFF],
                s => self.beyond.iter().find(|(known, _)| *known == s).map_or(0, |(_, class)| *class),
            });
        }
        let args = levenshtein::Args::default().score_cutoff(reach);
        let Some(distance) = self.comparator.distance_with_args(self.buffer.iter().copied(), &args) else { return };
        let candidate = Candidate { unit, distance, length };
        let at = self.best.partition_point(|other| other.similarity() >= candidate.similarity());
        self.best.insert(at, candidate);
        self.best.truncate(self.keep);
    }

    /// How many of the query's features a segment of `len` symbols must have. A segment that is k longer has at least k
    /// insertions among its edits, and those destroy one bigram each, not two. Words are whole or not at all, so for them
    /// the bound is a matter of experience.
    fn needed(&self, len: usize, bigrams: usize, words: usize) -> Option<usize> {
        let n = self.symbols.len();
        let reach = self.reach(len.max(n))?;
        if len.abs_diff(n) > reach {
            return None;
        }
        let all = bigrams + words;
        let missing = (2 * reach - len.saturating_sub(n)).min((bigrams * 3).div_ceil(4));
        let missing_words = reach.min((words * 2).div_ceil(3));
        Some(all.saturating_sub(missing + missing_words).max(1))
    }

    /// Counts shared features on a shelf; verifies those that share most, and lets the others wait until all shelves
    /// have been counted and the bar is higher.
    fn shelf(&mut self, number: usize, shelf: &Shelf, dead: &HashSet<u32>) {
        let n = self.symbols.len();
        let count = shelf.units.len();
        let Some(longest) = self.reach(shelf.len_at(count - 1).max(n)) else { return };
        let from = shelf.lens.partition_point(|len| usize::from(*len) + longest < n);
        let to = shelf.lens.partition_point(|len| usize::from(*len) <= n + longest);
        if from >= to {
            return;
        }
        let (shortest, longest) = (shelf.len_at(from), shelf.len_at(to - 1));
        let mut lists: Vec<&[u8]> = Vec::with_capacity(self.keys.keys.len());
        let (mut words, mut common) = (Vec::new(), Vec::new());
        for key in &self.keys.keys {
            let list = shelf.list(*key);
            match is_word(*key) {
                false => lists.push(list),
                true if list.len() > count / 8 => common.push(list),
                true => words.push(list),
            }
        }
        // The, of, and: they say little where there are words that say more.
        if words.len() < 3 {
            words.append(&mut common);
        }
        let (bigrams, word_count) = (lists.len(), words.len());
        lists.append(&mut words);
        lists.sort_by_key(|list| list.len());
        let needed: Vec<Option<usize>> =
            (shortest..=longest).map(|len| self.needed(len, bigrams, word_count)).collect();
        let Some(least) = needed.iter().flatten().min().copied() else { return };
        if lists.iter().filter(|list| !list.is_empty()).count() < least {
            return;
        }
        let mut bytes: usize = lists.iter().map(|list| list.len()).sum();
        let mut skipped = 0;
        while bytes > CHEAP && skipped + 1 < least && skipped < least.div_ceil(2) {
            bytes -= lists[lists.len() - 1 - skipped].len();
            skipped += 1;
        }
        let read = lists.len() - skipped;
        self.counts.clear();
        self.counts.resize(SHELF, 0);
        let counts = &mut self.counts;
        for list in &lists[..read] {
            scan(list, |doc| counts[usize::from(doc)] += 1);
        }
        let floor = (least - skipped) as u16;
        // By how much is missing, least first.
        let mut found: Vec<Vec<u16>> = vec![Vec::new(); read - usize::from(floor) + 1];
        for (doc, shared) in self.counts[from..to].iter().enumerate() {
            if *shared >= floor {
                let doc = from + doc;
                let needed = needed[shelf.len_at(doc) - shortest];
                if needed.is_some_and(|needed| usize::from(*shared) + skipped >= needed) {
                    found[read - usize::from(*shared)].push(doc as u16);
                }
            }
        }
        let mut now = AT_ONCE;
        for (missing, docs) in found.iter().enumerate() {
            for (at, doc) in docs.iter().enumerate() {
                if now == 0 {
                    let rest = docs[at..].iter().map(|doc| (number as u16, *doc));
                    if self.waiting.len() <= missing {
                        self.waiting.resize(missing + 1, Vec::new());
                    }
                    self.waiting[missing].extend(rest);
                    break;
                }
                now -= 1;
                self.look(shelf, usize::from(*doc), missing, dead);
            }
        }
    }

    /// Verifies what has waited, until nothing can be better than what there is.
    fn sweep(&mut self, shelves: &[&Shelf], dead: &HashSet<u32>) {
        let mut patience = if self.keys.words * 2 > self.keys.keys.len() { PATIENCE / 8 } else { PATIENCE };
        for (missing, waiting) in std::mem::take(&mut self.waiting).into_iter().enumerate() {
            for (shelf, doc) in waiting {
                if patience == 0 {
                    return;
                }
                if self.look(shelves[usize::from(shelf)], usize::from(doc), missing, dead) {
                    patience -= 1;
                }
            }
        }
    }

    /// Verifies a segment that lacks `missing` of the features, if that can lead to anything; says whether it did.
    fn look(&mut self, shelf: &Shelf, doc: usize, missing: usize, dead: &HashSet<u32>) -> bool {
        let len = shelf.len_at(doc);
        let edits = missing.div_ceil(2);
        let unit = shelf.units[doc];
        if self.reach(len.max(self.symbols.len())).is_none_or(|reach| edits > reach) || dead.contains(&unit) {
            return false;
        }
        self.verify(unit, len, shelf.text(doc));
        true
    }

    fn finish(self) -> Vec<Candidate> {
        self.best
    }
}

/// Calls `on` with every place of a posting list.
#[inline]
fn scan(list: &[u8], mut on: impl FnMut(u16)) {
    let (mut place, mut step, mut shift) = (u32::MAX, 0u32, 0u32);
    for byte in list {
        if *byte < 0x80 {
            place = place.wrapping_add(step | u32::from(*byte) << (shift & 31));
            on(place as u16);
            (step, shift) = (0, 0);
        } else {
            step |= u32::from(byte & 0x7F) << (shift & 31);
            shift += 7;
        }
    }
}

/// Up to 65,536 segments sorted by length, their folded text, and where each feature stands.
pub struct Shelf {
    units: Vec<u32>,
    lens: Vec<u16>,
    text_at: Vec<u32>,
    texts: Vec<u8>,
    keys: Vec<u32>,
    list_at: Vec<u32>,
    lists: Vec<u8>,
}

/// What a stored shelf begins with; another number is made when the folding or the layout changes.
const LAYOUT: u32 = 0x4B4D_0001;

impl Shelf {
    fn build<'a>(segments: impl Iterator<Item = (u32, usize, &'a [u8])>) -> Self {
        let (mut units, mut lens, mut text_at, mut texts) = (Vec::new(), Vec::new(), vec![0], Vec::new());
        let mut postings: Vec<u64> = Vec::new();
        let mut features = Features::default();
        for (doc, (unit, len, bytes)) in segments.enumerate() {
            units.push(unit);
            lens.push(u16::try_from(len).unwrap_or(u16::MAX));
            texts.extend_from_slice(bytes);
            text_at.push(texts.len() as u32);
            features.fill(Decode(bytes));
            postings.extend(features.keys.iter().map(|key| u64::from(*key) << 16 | doc as u64));
        }
        postings.sort_unstable();
        let (mut keys, mut list_at, mut lists) = (Vec::new(), Vec::new(), Vec::with_capacity(postings.len() * 5 / 4));
        let mut last = u32::MAX;
        for posting in &postings {
            let (key, doc) = ((posting >> 16) as u32, (posting & 0xFFFF) as u32);
            if keys.last() != Some(&key) {
                keys.push(key);
                list_at.push(lists.len() as u32);
                last = u32::MAX;
            }
            let mut step = doc.wrapping_sub(last);
            while step >= 0x80 {
                lists.push(0x80 | (step & 0x7F) as u8);
                step >>= 7;
            }
            lists.push(step as u8);
            last = doc;
        }
        list_at.push(lists.len() as u32);
        lists.shrink_to_fit();
        texts.shrink_to_fit();
        Self { units, lens, text_at, texts, keys, list_at, lists }
    }

    /// The units on it.
    pub fn units(&self) -> &[u32] {
        &self.units
    }

    fn len_at(&self, doc: usize) -> usize {
        self.lens.get(doc).copied().map_or(0, usize::from)
    }

    fn text(&self, doc: usize) -> &[u8] {
        &self.texts[self.text_at[doc] as usize..self.text_at[doc + 1] as usize]
    }

    fn list(&self, key: u32) -> &[u8] {
        match self.keys.binary_search(&key) {
            Ok(at) => &self.lists[self.list_at[at] as usize..self.list_at[at + 1] as usize],
            Err(_) => &[],
        }
    }

    fn bytes(&self) -> usize {
        self.texts.len()
            + self.lists.len()
            + self.lens.len() * 2
            + (self.units.len() + self.text_at.len() + self.keys.len() + self.list_at.len()) * 4
    }

    /// As it is stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.bytes() + 32);
        let number = |out: &mut Vec<u8>, n: usize| out.extend((n as u32).to_le_bytes());
        number(&mut out, LAYOUT as usize);
        for n in [self.units.len(), self.texts.len(), self.keys.len(), self.lists.len()] {
            number(&mut out, n);
        }
        for list in [&self.units, &self.text_at, &self.keys, &self.list_at] {
            list.iter().for_each(|n| out.extend(n.to_le_bytes()));
        }
        self.lens.iter().for_each(|n| out.extend(n.to_le_bytes()));
        out.extend(&self.texts);
        out.extend(&self.lists);
        out
    }

    /// The shelf that was stored as `bytes`; `None` if it is of another layout or not whole.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let mut take = |len: usize| {
            let (head, tail) = rest.split_at_checked(len)?;
            rest = tail;
            Some(head)
        };
        let numbers = |bytes: &[u8]| -> Vec<u32> {
            bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
        };
        let head = numbers(take(20)?);
        let [layout, units, texts, keys, lists] = head[..] else { return None };
        let [units, texts, keys, lists] = [units, texts, keys, lists].map(|n| n as usize);
        if layout != LAYOUT || units > SHELF {
            return None;
        }
        let shelf = Self {
            units: numbers(take(units * 4)?),
            text_at: numbers(take((units + 1) * 4)?),
            keys: numbers(take(keys * 4)?),
            list_at: numbers(take((keys + 1) * 4)?),
            lens: take(units * 2)?.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect(),
            texts: take(texts)?.to_vec(),
            lists: take(lists)?.to_vec(),
        };
        let rising = |at: &[u32], end: usize| at.is_sorted() && at.last().is_some_and(|last| *last as usize == end);
        let whole = rest.is_empty()
            && rising(&shelf.text_at, texts)
            && rising(&shelf.list_at, lists)
            && shelf.lens.is_sorted()
            && shelf.keys.is_sorted();
        whole.then_some(shelf)
    }
}

/// Makes shelves of many segments at once.
#[derive(Default)]
pub struct Builder {
    units: Vec<u32>,
    lens: Vec<u32>,
    at: Vec<usize>,
    bytes: Vec<u8>,
}

impl Builder {
    /// Adds the segment `text` of `unit`.
    pub fn add(&mut self, unit: u32, text: &str) {
        let symbols = symbols(text);
        self.units.push(unit);
        self.lens.push(symbols.len() as u32);
        self.at.push(self.bytes.len());
        encode(&symbols, &mut self.bytes);
    }

    fn add_bytes(&mut self, unit: u32, len: usize, bytes: &[u8]) {
        self.units.push(unit);
        self.lens.push(len as u32);
        self.at.push(self.bytes.len());
        self.bytes.extend_from_slice(bytes);
    }

    /// How many segments were added.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// The shelves, shortest segments first, each made when it is asked for.
    pub fn shelves(self) -> impl Iterator<Item = Shelf> {
        let mut order: Vec<u32> = (0..self.units.len() as u32).collect();
        order.sort_unstable_by_key(|doc| (self.lens[*doc as usize], *doc));
        let count = order.len().div_ceil(SHELF);
        let each = if count == 0 { 1 } else { order.len().div_ceil(count) };
        (0..count).map(move |number| {
            let docs = &order[number * each..((number + 1) * each).min(order.len())];
            Shelf::build(docs.iter().map(|doc| {
                let doc = *doc as usize;
                let end = self.at.get(doc + 1).copied().unwrap_or(self.bytes.len());
                (self.units[doc], self.lens[doc] as usize, &self.bytes[self.at[doc]..end])
            }))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn index(texts: &[&str]) -> Index {
        let mut index = Index::default();
        let mut builder = Builder::default();
        for (unit, text) in texts.iter().enumerate() {
            if unit % 3 == 2 {
                index.add(unit as u32, text);
            } else {
                builder.add(unit as u32, text);
            }
        }
        builder.shelves().for_each(|shelf| index.add_shelf(Shelf::from_bytes(&shelf.to_bytes()).unwrap()));
        index
    }

    const TEXTS: [&str; 6] = [
        "令和７年４月１日から補助金の申請を受け付けます。",
        "避難所を開設しました。",
        "市役所の窓口は午後５時に閉まります。",
        "市場の開場時間を変更します。",
        "The city office is closed on Sundays.",
        "申請書は防災課の窓口に提出してください。",
    ];

    #[test]
    fn the_best_come_first_and_the_deleted_not_at_all() {
        let mut index = index(&TEXTS);
        let found = index.fuzzy("令和8年4月1日から補助金の申請を受け付けます。", 0.7, 5);
        assert_eq!((found[0].unit, found[0].distance), (0, 1));
        assert_eq!(index.fuzzy("the City Office is closed on Mondays.", 0.7, 5)[0].unit, 4);
        assert_eq!(index.fuzzy("まったく違う文です。", 0.7, 5), []);
        for unit in [0, 2] {
            index.remove(unit);
            assert!(index.fuzzy(TEXTS[unit as usize], 0.7, 5).iter().all(|c| c.unit != unit));
        }
        assert_eq!(index.len(), 4);
    }

    #[test]
    fn words_are_found_from_one_character_up() {
        let index = index(&TEXTS);
        let units = |text: &str| index.holding(text, 10).units;
        assert_eq!(units("窓口"), [2, 5]);
        assert_eq!(units("市"), [2, 3]);
        assert_eq!(units("補助金の申請"), [0]);
        assert_eq!(units("ＣＩＴＹ off"), [4]);
        assert_eq!(units("8年"), Vec::<u32>::new());
        assert_eq!(units("7年4月"), [0]);
        assert_eq!(index.holding("を", 1), Holding { units: vec![5], total: 3 }.clone_with(&index));
    }

    impl Holding {
        /// Which one is named first depends on where it waits; how many there are does not.
        fn clone_with(mut self, index: &Index) -> Self {
            self.units = index.holding("を", 1).units;
            self
        }
    }

    #[test]
    fn a_broken_shelf_is_not_taken() {
        let mut builder = Builder::default();
        builder.add(1, TEXTS[0]);
        let bytes = builder.shelves().next().unwrap().to_bytes();
        for cut in 0..bytes.len() {
            assert!(Shelf::from_bytes(&bytes[..cut]).is_none());
        }
    }

    proptest! {
        #[test]
        fn nothing_is_missed_that_an_exhaustive_search_finds(
            texts in prop::collection::vec("[あいうえ申請書市7 。]{1,12}", 1..60),
            query in "[あいうえ申請書市8 。]{1,12}",
            min in prop::sample::select(vec![0.7, 0.8, 0.95]),
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let index = index(&texts);
            let similar = |found: Vec<Candidate>| found.iter().map(Candidate::similarity).collect::<Vec<_>>();
            prop_assert_eq!(similar(index.fuzzy(&query, min, 5)), similar(index.exhaustive(&query, min, 5)));
        }
    }
}
