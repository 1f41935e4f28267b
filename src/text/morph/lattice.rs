//! The most likely words of a stretch of text: of all ways to cut it, the one whose words and neighbours cost least
//! (the Viterbi algorithm over costs trained for IPADIC, words that are in no dictionary by kind of character).

use super::dictionary::{Beginnings, Candidate, Dictionary, UNKNOWN};
use super::{Span, Token};

/// Longest run of one kind of character that is taken for one word, in characters.
const LONGEST_RUN: usize = 24;
/// What a suffix or counter behind a space costs more: 1 日時 is no 1日.
const APART: i32 = 8_000;
/// Nobody: the end of a list.
const NONE: u32 = u32::MAX;

/// A word at a place, with the best way that leads to it.
struct Node {
    start: u32,
    end: u32,
    id: u16,
    entry: u32,
    total: i32,
    before: u32,
    /// The next node that ends at the same byte.
    also: u32,
}

/// Room for the search, kept from stretch to stretch.
#[derive(Default)]
pub struct Lattice {
    nodes: Vec<Node>,
    ending: Vec<u32>,
    candidates: Vec<Candidate>,
    beginnings: Beginnings,
    /// The best way to the ids of the place that is looked at.
    reached: Vec<(u16, (i32, u32))>,
    path: Vec<Token>,
}

impl Lattice {
    /// Room for many searches, one after the other.
    pub fn new() -> Self {
        Self { beginnings: Beginnings::roomy(), ..Self::default() }
    }

    /// Adds the words of `text`, which begins at byte `offset` of the whole, to `tokens`, and tells what they cost.
    pub fn cut(&mut self, text: &str, offset: usize, tokens: &mut Vec<Token>) -> i32 {
        let dictionary = Dictionary::get();
        self.nodes.clear();
        self.ending.clear();
        self.ending.resize(text.len() + 1, NONE);
        self.push(Span::at(0), 0, UNKNOWN, (0, NONE));
        let mut at = 0;
        while at < text.len() {
            let begin = at + (text[at..].len() - text[at..].trim_start().len());
            if begin == text.len() {
                break;
            }
            if self.ending[at] != NONE {
                self.candidates.clear();
                dictionary.starting(&text[begin..], &mut self.beginnings, &mut self.candidates);
                unknown(dictionary, &text[begin..], &mut self.candidates);
                self.reached.clear();
                for index in 0..self.candidates.len() {
                    let word = self.candidates[index];
                    // Many words of one place share their id: what leads to them is the same.
                    let known = self.reached.iter().find(|(id, _)| *id == word.id).map(|(_, best)| *best);
                    let best = known.unwrap_or_else(|| {
                        let best = self.best(at, word.id);
                        self.reached.push((word.id, best));
                        best
                    });
                    let apart = begin > at && dictionary.feature(word.id).pos.clings();
                    let cost = i32::from(word.cost) + if apart { APART } else { 0 };
                    let total = (best.0 + cost, best.1);
                    let span = Span::new(begin, begin + word.len);
                    if !self.replaces_last(span, word, total.0) {
                        self.push(span, word.id, word.entry, total);
                    }
                }
            }
            at = begin + text[begin..].chars().next().map_or(1, char::len_utf8);
        }
        let end = text.trim_end().len();
        self.path.clear();
        let (cost, mut node) = self.best(end, 0);
        while let Some(Node { start, end, id, entry, before, .. }) = self.nodes.get(node as usize)
            && end > start
        {
            let span = Span::new(*start as usize, *end as usize).shift(offset);
            let feature = dictionary.feature(*id);
            let (id, entry) = (*id, *entry);
            self.path.push(Token { span, pos: feature.pos, class: feature.class, form: feature.form, id, entry });
            node = *before;
        }
        tokens.extend(self.path.drain(..).rev());
        cost
    }

    /// The cheapest way to `id` from the words that end at byte `at`: its cost and the last of them.
    fn best(&self, at: usize, id: u16) -> (i32, u32) {
        let costs = Dictionary::get().costs_before(id);
        let mut best = (i32::MAX, NONE);
        let mut left = self.ending[at];
        while left != NONE {
            let node = &self.nodes[left as usize];
            let total = node.total + costs.behind(node.id);
            if total < best.0 {
                best = (total, left);
            }
            left = node.also;
        }
        best
    }

    /// Whether the last node is the same to its neighbours as `word`. Of two such only the cheaper can be on the best way,
    /// and of two that cost the same the later one is.
    fn replaces_last(&mut self, span: Span, word: Candidate, total: i32) -> bool {
        let same =
            |node: &&mut Node| node.id == word.id && node.start as usize == span.start && node.end as usize == span.end;
        let Some(node) = self.nodes.last_mut().filter(same) else { return false };
        if total <= node.total {
            (node.entry, node.total) = (word.entry, total);
        }
        true
    }

    fn push(&mut self, span: Span, id: u16, entry: u32, (total, before): (i32, u32)) {
        let number = self.nodes.len() as u32;
        let also = std::mem::replace(&mut self.ending[span.end], number);
        self.nodes.push(Node { start: span.start as u32, end: span.end as u32, id, entry, total, before, also });
    }
}

/// A kind of character (IPADIC's `char.def`): its name, whether such a word is thought of where the dictionary has one as
/// well, whether a run is one word, and how many of its first characters may be a word. Marks are marks here, one each;
/// IPADIC would take unknown ones for nouns.
#[derive(PartialEq)]
struct Kind {
    name: &'static str,
    always: bool,
    run: bool,
    first: usize,
}

const fn kind(name: &'static str, always: bool, run: bool, first: usize) -> Kind {
    Kind { name, always, run, first }
}

static SYMBOL: Kind = kind("DEFAULT", false, false, 0);
static NUMERIC: Kind = kind("NUMERIC", true, true, 0);
static ALPHA: Kind = kind("ALPHA", true, true, 0);
static GREEK: Kind = kind("GREEK", true, true, 0);
static CYRILLIC: Kind = kind("CYRILLIC", true, true, 0);
static HIRAGANA: Kind = kind("HIRAGANA", false, true, 2);
static KATAKANA: Kind = kind("KATAKANA", true, true, 2);
static KANJI: Kind = kind("KANJI", false, false, 2);
static KANJI_NUMBER: Kind = kind("KANJINUMERIC", true, true, 0);
static OTHER: Kind = kind("DEFAULT", false, true, 0);

fn kind_of(c: char) -> &'static Kind {
    match c {
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万' | '億' | '兆'
        | '〇' => &KANJI_NUMBER,
        '々' | '\u{2E80}'..='\u{2FDF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' => &KANJI,
        '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => &KANJI,
        '\u{3041}'..='\u{309F}' => &HIRAGANA,
        '\u{30A1}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}' => &KATAKANA,
        '0'..='9' | '０'..='９' | '\u{2070}'..='\u{209F}' | '\u{2150}'..='\u{218F}' => &NUMERIC,
        'A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '\u{C0}'..='\u{236}' | '\u{1E00}'..='\u{1EF9}' => {
            &ALPHA
        }
        '\u{374}'..='\u{3FB}' => &GREEK,
        '\u{400}'..='\u{50F}' => &CYRILLIC,
        '\u{21}'..='\u{7E}' | '\u{A1}'..='\u{BF}' | '\u{2000}'..='\u{2BFF}' | '\u{3000}'..='\u{303F}' => &SYMBOL,
        '\u{3200}'..='\u{33FF}' | '\u{FE30}'..='\u{FE6B}' | '\u{FF01}'..='\u{FFEF}' => &SYMBOL,
        _ => &OTHER,
    }
}

/// The bytes of the number in figures that `text` begins with: 1,000 and 3.5 are one.
fn number(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        let figure = |c: &char| *kind_of(*c) == NUMERIC;
        let inside = ",.，．".contains(c) && chars.peek().is_some_and(|(_, next)| figure(next));
        if end > at || !(figure(&c) || inside && at > 0) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// Adds the words that `text` may begin with although no dictionary has them.
fn unknown(dictionary: &Dictionary, text: &str, candidates: &mut Vec<Candidate>) {
    let Some(kind) = text.chars().next().map(kind_of) else { return };
    if *kind == NUMERIC {
        // The dictionary's words with figures are few and odd; 4月 and 13月 shall be cut alike.
        candidates.clear();
        let len = number(text);
        let words = dictionary.unknown(kind.name).iter();
        candidates.extend(words.map(|(id, cost)| Candidate { len, id: *id, cost: *cost, entry: UNKNOWN }));
        return;
    }
    if !candidates.is_empty() && !kind.always {
        return;
    }
    // A numeral in kanji is a kanji as well.
    let same = |c: char| kind_of(c) == kind || *kind == KANJI && *kind_of(c) == KANJI_NUMBER;
    let mut lengths = [0; 3];
    if kind.run {
        let end = |(at, c): (usize, char)| at + c.len_utf8();
        let mut run = text.char_indices().take_while(|(_, c)| same(*c) && !c.is_whitespace());
        let within = run.by_ref().take(LONGEST_RUN).last().map_or(0, end);
        lengths[2] = if run.next().is_some() { 0 } else { within };
    }
    let mut len = 0;
    for (length, c) in lengths.iter_mut().zip(text.chars().take(kind.first).take_while(|c| same(*c))) {
        len += c.len_utf8();
        *length = len;
    }
    if lengths[..2].contains(&lengths[2]) {
        lengths[2] = 0;
    }
    if candidates.is_empty() && lengths == [0; 3] {
        lengths[0] = text.chars().next().map_or(0, char::len_utf8);
    }
    for len in lengths.into_iter().filter(|len| *len > 0) {
        let words = dictionary.unknown(kind.name).iter();
        candidates.extend(words.map(|(id, cost)| Candidate { len, id: *id, cost: *cost, entry: UNKNOWN }));
    }
}
