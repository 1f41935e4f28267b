//! Translating by a model, segment by segment, so that none is lost and none stands in another's place: into the other
//! language, or Japanese into easy Japanese.
//!
//! Every segment goes out under a number that nobody could foresee and comes back under it, with the first characters of
//! its source: an answer that counts from 1, or that slid by one line, gives itself away. What is missing, said twice or out
//! of place is asked again, in smaller batches and in the end alone, where nothing can be mistaken for anything else.
//! [`Translation`] is a pure machine: [`Translation::next`] gives the request to send, [`Translation::take`] the answer.

use super::prompt;
use super::request::{Request, Task};
use super::tokens::Estimate;
use crate::document::Classification;
use crate::text::facts::{self, Differences, Scope};
use crate::text::{Lang, Span};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A segment to be translated, with what helps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    /// The source: one line.
    pub source: String,
    /// Agreed words in it: source and target.
    pub terms: Vec<(String, String)>,
    /// Translations of similar sentences: source and target.
    pub similar: Vec<(String, String)>,
    /// The 格付け of the texts these are from; `None` for one that carries none.
    pub levels: Vec<Option<Classification>>,
}

/// The number of a request that is out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BatchId(u32);

/// What became of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was translated.
    Translated(String),
    /// No answer could be relied on, however often it was asked for.
    Failed,
}

/// What is doubtful about a translation, for a person to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PairDoubt {
    /// The two do not state the same dates, amounts and numbers.
    Facts(Differences),
    /// Places of the source that must not change, such as `{0}` and `<b>`, are not in the translation as often.
    Placeholders(Vec<String>),
}

/// The most segments and characters of one request.
const MOST: usize = 20;
const MOST_CHARS: usize = 2_500;

/// How often a segment is asked for alone.
const ALONE: u32 = 2;

/// How many characters of the source come back with its number.
const HEAD: usize = 6;

/// A translation under way.
#[derive(Clone, Debug)]
pub struct Translation {
    lang: Lang,
    /// Whether it is Japanese put into easy Japanese.
    easy: bool,
    segments: Vec<Segment>,
    outcomes: Vec<Option<Outcome>>,
    /// How often each was asked for.
    asked: Vec<u32>,
    /// The numbers of each request that is out: number → segment.
    out: BTreeMap<BatchId, HashMap<u32, usize>>,
    /// The last batch there was.
    last: u32,
    /// How many segments go out at once; it sinks while answers are bad.
    batch: usize,
    numbers: u64,
}

impl Translation {
    /// Begins to translate `segments` into `lang`. `nonce` is to be drawn anew each time.
    pub fn new(segments: Vec<Segment>, lang: Lang, nonce: u64) -> Self {
        let count = segments.len();
        Self {
            lang,
            easy: false,
            segments,
            outcomes: vec![None; count],
            asked: vec![0; count],
            out: BTreeMap::new(),
            last: 0,
            batch: MOST,
            numbers: nonce | 1,
        }
    }

    /// Begins to put Japanese `segments` into easy Japanese. `nonce` is to be drawn anew each time.
    pub fn easy(segments: Vec<Segment>, nonce: u64) -> Self {
        Self { easy: true, ..Self::new(segments, Lang::Ja, nonce) }
    }

    /// Whether it is Japanese put into easy Japanese.
    pub fn is_easy(&self) -> bool {
        self.easy
    }

    /// What its requests ask for.
    pub fn task(&self) -> Task {
        if self.easy { Task::Rewrite } else { Task::Translate }
    }

    /// The request to send now; `None` when all is done. What was sent before and not answered is asked for again.
    pub fn next(&mut self, nonce: u64) -> Option<Request> {
        self.out.clear();
        self.begin(nonce).map(|(_, request)| request)
    }

    /// A request to send beside those that are out; `None` when nothing is left to be sent.
    pub fn begin(&mut self, nonce: u64) -> Option<(BatchId, Request)> {
        let away: HashSet<usize> = self.out.values().flat_map(|batch| batch.values().copied()).collect();
        let open: Vec<usize> =
            (0..self.segments.len()).filter(|at| self.outcomes[*at].is_none() && !away.contains(at)).collect();
        // Those that went wrong together would go wrong together again.
        let again = open.iter().copied().find(|at| self.asked[*at] >= 2);
        let mut chosen: Vec<usize> = Vec::new();
        let mut chars = 0;
        match again {
            Some(at) => chosen.push(at),
            None => {
                for at in open {
                    let length = self.segments[at].source.chars().count();
                    if !chosen.is_empty() && (chosen.len() >= self.batch || chars + length > MOST_CHARS) {
                        break;
                    }
                    chars += length;
                    chosen.push(at);
                }
            }
        }
        if chosen.is_empty() {
            return None;
        }
        self.last += 1;
        let id = BatchId(self.last);
        let mut numbers = HashMap::new();
        let mut lines = Vec::with_capacity(chosen.len());
        let (mut terms, mut similar) = (Vec::new(), Vec::new());
        for at in &chosen {
            self.asked[*at] += 1;
            let number = self.number();
            numbers.insert(number, *at);
            let segment = &self.segments[*at];
            let source = one_line(&segment.source);
            lines.push(format!("[{number}|{}] {source}", head(&source)));
            for (list, found) in [(&mut terms, &segment.terms), (&mut similar, &segment.similar)] {
                for pair in found {
                    if !list.contains(pair) {
                        list.push(pair.clone());
                    }
                }
            }
        }
        // What stands before the first of them: 同 and this point at it.
        let before = chosen[0].checked_sub(1).map_or("", |at| self.segments[at].source.as_str());
        let lines = lines.join("\n");
        let request = match self.easy {
            true => prompt::ease(&lines, before, nonce),
            false => prompt::translate(self.lang, &lines, &terms, &similar, before, nonce),
        };
        self.out.insert(id, numbers);
        Some((id, request))
    }

    /// Takes the answer to the last request in.
    pub fn take(&mut self, answer: &str) {
        if let Some(id) = self.out.keys().next_back().copied() {
            self.take_batch(id, answer);
        }
    }

    /// There is no answer to a batch. Where it is `lost` it was asked for in vain and counts as that; else it was never
    /// asked for.
    pub fn put_back(&mut self, id: BatchId, lost: bool) {
        if lost {
            return self.take_batch(id, "");
        }
        for at in self.out.remove(&id).unwrap_or_default().into_values() {
            self.asked[at] = self.asked[at].saturating_sub(1);
        }
    }

    /// Gives what failed another chance.
    pub fn retry(&mut self) {
        for (outcome, asked) in self.outcomes.iter_mut().zip(&mut self.asked) {
            if *outcome == Some(Outcome::Failed) {
                (*outcome, *asked) = (None, 0);
            }
        }
    }

    /// How much will be sent and come back, about, in tokens; and in how many requests.
    pub fn forecast(&self) -> (usize, Estimate) {
        let mut trial = Self { out: BTreeMap::new(), ..self.clone() };
        let (mut requests, mut sent) = (0, Estimate::default());
        while let Some((_, request)) = trial.begin(0) {
            (requests, sent) = (requests + 1, sent + Estimate::of_request(&request));
        }
        (requests, sent)
    }

    /// Takes in the answer to one of the requests that are out.
    pub fn take_batch(&mut self, id: BatchId, answer: &str) {
        let Some(out) = self.out.remove(&id) else { return };
        let alone = out.len() == 1;
        let mut found: HashMap<usize, Option<String>> = HashMap::new();
        let mut last: Option<usize> = None;
        for line in answer.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let Some((number, echo, text)) = numbered(line) else {
                // A line without a number: part of the one before, or nobody's. That one is not to be relied on.
                if let Some(at) = last {
                    found.insert(at, None);
                }
                continue;
            };
            let Some(at) = out.get(&number).copied() else {
                last = None;
                continue;
            };
            last = Some(at);
            let source = one_line(&self.segments[at].source);
            // A second number in the line: two segments were made one.
            let merged = out.keys().any(|other| *other != number && text.contains(&format!("[{other}|")));
            let right = !text.is_empty() && !merged && (same_head(echo, &source) || alone && echo.is_empty());
            let sound = right && missing_placeholders(&source, text).is_empty();
            let value = sound.then(|| text.to_owned());
            match found.get(&at) {
                Some(known) if *known != value => drop(found.insert(at, None)),
                _ => drop(found.insert(at, value)),
            }
            if merged {
                for (other, at) in &out {
                    if text.contains(&format!("[{other}|")) {
                        found.insert(*at, None);
                    }
                }
            }
        }
        // Asked for alone and not for the first time, a bare answer is the answer: there are models that never number.
        if alone && found.is_empty() {
            let text: Vec<&str> = answer.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            if let ([text], Some(at)) = (text.as_slice(), out.values().next())
                && self.asked[*at] >= 2
                && missing_placeholders(&self.segments[*at].source, text).is_empty()
            {
                found.insert(*at, Some((*text).to_owned()));
            }
        }
        let mut bad = 0;
        for at in out.values() {
            match found.remove(at).flatten() {
                Some(text) => self.outcomes[*at] = Some(Outcome::Translated(text)),
                None => {
                    bad += 1;
                    if alone && self.asked[*at] >= 2 + ALONE {
                        self.outcomes[*at] = Some(Outcome::Failed);
                    }
                }
            }
        }
        if bad > 0 && !alone {
            self.batch = (self.batch / 2).max(1);
        }
    }

    /// The sources, in their order.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().map(|segment| segment.source.as_str())
    }

    /// The 格付け of everything that goes along as an example, each once.
    pub fn levels(&self) -> Vec<Option<Classification>> {
        let mut levels: Vec<Option<Classification>> = Vec::new();
        for level in self.segments.iter().flat_map(|segment| &segment.levels) {
            if !levels.contains(level) {
                levels.push(*level);
            }
        }
        levels
    }

    /// How many segments there are, and how many of them are done.
    pub fn progress(&self) -> (usize, usize) {
        (self.segments.len(), self.outcomes.iter().flatten().count())
    }

    /// What became of each segment, in their order; `None` for those that are still to be asked for.
    pub fn outcomes(&self) -> &[Option<Outcome>] {
        &self.outcomes
    }

    /// A number of four figures that is not in use, far from the one before.
    fn number(&mut self) -> u32 {
        loop {
            self.numbers = self.numbers.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let number = 1000 + (self.numbers >> 33) as u32 % 9000;
            if !self.out.values().any(|batch| batch.contains_key(&number)) {
                return number;
            }
        }
    }
}

/// What is doubtful about `target` as a translation of `source`.
pub fn doubts(source: &str, target: &str) -> Vec<PairDoubt> {
    let mut found = Vec::new();
    let differences = facts::compare(source, target, Scope::Whole);
    if !differences.is_empty() {
        found.push(PairDoubt::Facts(differences));
    }
    let missing = missing_placeholders(source, target);
    if !missing.is_empty() {
        found.push(PairDoubt::Placeholders(missing));
    }
    found
}

fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).collect::<Vec<_>>().join(" ")
}

fn head(source: &str) -> String {
    source.chars().filter(|c| !"[]|".contains(*c)).take(HEAD).collect::<String>().trim().to_owned()
}

/// Whether `echo` is how `source` begins, but for width and spaces.
fn same_head(echo: &str, source: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    let bare = |text: &str| text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect::<String>();
    bare(echo) == bare(&head(source))
}

/// `[4711|head] text` as its parts.
fn numbered(line: &str) -> Option<(u32, &str, &str)> {
    let (inside, text) = line.strip_prefix('[')?.split_once(']')?;
    let (number, echo) = inside.split_once('|').unwrap_or((inside, ""));
    Some((number.trim().parse().ok()?, echo.trim(), text.trim()))
}

/// What of a text is for a program: `{0}`, `{name}`, `%s`, `%1$d`, `<b>`, `</b>`, and masks.
fn placeholders(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let closed = |close: char, most: usize| {
            let end = rest.find(close)?;
            let inside = &rest[1..end];
            (!inside.is_empty() && inside.len() <= most && !inside.contains(['\n', '{', '<']))
                .then_some(end + close.len_utf8())
        };
        let length = match bytes[at] {
            b'{' => closed('}', 40)
                .filter(|end| rest[1..end - 1].chars().all(|c| c.is_ascii_alphanumeric() || "_.-$ ".contains(c))),
            b'<' => closed('>', 200).filter(|_| rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')),
            b'%' => {
                let digits = rest[1..].bytes().take_while(|b| b.is_ascii_digit() || *b == b'$').count();
                let dollar = rest[1..1 + digits].ends_with('$');
                let kind = rest[1 + digits..].starts_with(['s', 'd', '@']);
                let ends = rest[2 + digits.min(rest.len() - 2)..].starts_with(|c: char| c.is_ascii_alphabetic());
                ((digits == 0 || dollar) && kind && !ends).then_some(2 + digits)
            }
            _ => None,
        };
        match length {
            Some(length) => {
                found.push(&text[Span::new(at, at + length).range()]);
                at += length;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

/// Placeholders that one of the two texts has more often than the other.
fn missing_placeholders(source: &str, target: &str) -> Vec<String> {
    let (a, b) = (placeholders(source), placeholders(target));
    let all: HashSet<&str> = a.iter().chain(&b).copied().collect();
    let count = |list: &[&str], what: &str| list.iter().filter(|one| **one == what).count();
    let mut missing: Vec<String> =
        all.into_iter().filter(|what| count(&a, what) != count(&b, what)).map(str::to_owned).collect();
    missing.sort();
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCES: [&str; 7] = [
        "避難所を開設しました。",
        "避難所を閉鎖しました。",
        "定員は{0}人です。",
        "令和8年4月1日に始まります。",
        "申請書を提出してください。",
        "<b>重要</b>なお知らせです。",
        "以上",
    ];

    /// Number, beginning and source of a segment in a request.
    type Line = (u32, String, String);

    /// What a model answers to those of a turn.
    type Model<'a> = &'a mut dyn FnMut(usize, &[Line]) -> String;

    /// What a perfect model would say of a source.
    fn right(source: &str) -> String {
        format!("<<{}>>", source.replace('<', "〈").replace('>', "〉"))
            .replace("〈", "<")
            .replace("〉", ">")
            .replace("<<", "«")
            .replace(">>", "»")
    }

    /// The lines of a request: number, head, source.
    fn lines(request: &Request) -> Vec<Line> {
        let parts = request.user.lines().filter_map(numbered);
        parts.map(|(number, echo, source)| (number, echo.to_owned(), source.to_owned())).collect()
    }

    fn answer(lines: &[Line]) -> String {
        lines.iter().map(|(n, echo, source)| format!("[{n}|{echo}] {}\n", right(source))).collect()
    }

    /// Runs a translation with a model that answers as `model` says; gives how often it was asked.
    fn run(model: Model<'_>) -> (Vec<Option<Outcome>>, usize) {
        let segments = SOURCES.map(|source| Segment { source: source.to_owned(), ..Segment::default() });
        let mut translation = Translation::new(segments.to_vec(), Lang::En, 7);
        let mut asked = 0;
        while let Some(request) = translation.next(asked as u64) {
            let answer = model(asked, &lines(&request));
            translation.take(&answer);
            asked += 1;
            assert!(asked < 100, "it never ends");
        }
        (translation.outcomes().to_vec(), asked)
    }

    fn check(model: Model<'_>) -> usize {
        let (outcomes, asked) = run(model);
        for (source, outcome) in SOURCES.iter().zip(outcomes) {
            assert_eq!(outcome, Some(Outcome::Translated(right(source))), "{source}");
        }
        asked
    }

    #[test]
    fn a_good_model_is_asked_once() {
        assert_eq!(check(&mut |_, lines| answer(lines)), 1);
        // In another order, with words around it, and each thing said twice alike.
        assert_eq!(check(&mut |_, lines| answer(&lines.iter().rev().cloned().collect::<Vec<_>>())), 1);
        assert_eq!(check(&mut |_, lines| format!("{}\n{}", answer(lines), answer(lines))), 1);
    }

    #[test]
    fn several_are_out_at_once_and_answers_come_in_any_order() {
        let segments = (0..50).map(|n| Segment { source: format!("第{n}の避難所。"), ..Segment::default() });
        let mut translation = Translation::new(segments.collect(), Lang::En, 7);
        assert_eq!(translation.forecast().0, 3);
        let mut out = Vec::new();
        while let Some((id, request)) = translation.begin(out.len() as u64) {
            out.push((id, lines(&request)));
        }
        assert_eq!(out.len(), 3);
        translation.put_back(out[1].0, false);
        for (id, lines) in out.iter().rev() {
            translation.take_batch(*id, &answer(lines));
        }
        assert_eq!(translation.progress(), (50, 30), "the answer to what was put back is nobody's");
        let (id, request) = translation.begin(9).unwrap();
        translation.take_batch(id, &answer(&lines(&request)));
        assert!(translation.begin(10).is_none());
        for (source, outcome) in translation.sources().zip(translation.outcomes()) {
            assert_eq!(*outcome, Some(Outcome::Translated(right(source))));
        }
    }

    #[test]
    fn what_was_dropped_is_asked_again() {
        let asked = check(&mut |turn, lines| answer(&lines[if turn == 0 { 2 } else { 0 }..]));
        assert_eq!(asked, 2);
    }

    #[test]
    fn what_slid_by_a_line_is_noticed() {
        // The second is dropped and all others move up under wrong numbers, heads as they should be for the number's owner
        // or as the source they really translate: in neither case does a wrong pair come to be.
        let mut model = |turn: usize, lines: &[Line]| {
            if turn > 0 {
                return answer(lines);
            }
            let moved = lines.windows(2).skip(1);
            moved.map(|w| format!("[{}|{}] {}\n", w[0].0, w[1].1, right(&w[1].2))).collect()
        };
        assert!(check(&mut model) > 1);
    }

    #[test]
    fn a_model_that_counts_anew_is_asked_one_by_one() {
        let mut model = |_: usize, lines: &[Line]| match lines {
            [one] => right(&one.2),
            many => many.iter().enumerate().map(|(n, l)| format!("[{}|{}] {}\n", n + 1, l.1, right(&l.2))).collect(),
        };
        check(&mut model);
    }

    #[test]
    fn merged_doubled_and_torn_lines_are_asked_again() {
        let mut merging = |turn: usize, lines: &[Line]| match (turn, lines) {
            (0, [a, b, rest @ ..]) => {
                format!("[{}|{}] [{}|{}] both\n{}", a.0, a.1, b.0, b.1, answer(rest))
            }
            _ => answer(lines),
        };
        check(&mut merging);
        let mut doubling = |turn: usize, lines: &[Line]| {
            let other = format!("[{}|{}] something else\n", lines[0].0, lines[0].1);
            if turn == 0 { answer(lines) + &other } else { answer(lines) }
        };
        check(&mut doubling);
        let mut tearing = |turn: usize, lines: &[Line]| {
            if turn == 0 { answer(lines) + "and more of the last\n" } else { answer(lines) }
        };
        check(&mut tearing);
    }

    #[test]
    fn a_lost_placeholder_is_asked_for_again() {
        let mut model = |turn: usize, lines: &[Line]| {
            let all = answer(lines);
            if turn == 0 { all.replace("{0}", "40") } else { all }
        };
        assert!(check(&mut model) > 1);
    }

    #[test]
    fn a_model_that_never_answers_ends_in_failures() {
        let (outcomes, _) = run(&mut |_, _| "I cannot do that.\nSorry.".to_owned());
        assert!(outcomes.iter().all(|outcome| *outcome == Some(Outcome::Failed)));
    }

    #[test]
    fn facts_and_placeholders_are_looked_after() {
        assert_eq!(doubts("定員は40人です。", "The capacity is 40 people."), []);
        assert!(matches!(&doubts("定員は40人です。", "The capacity is 50 people.")[..], [PairDoubt::Facts(_)]));
        assert_eq!(
            placeholders("{0} and {user name}, %s %1$d 100% of <b>x</b>, 3 < 4 {日本}"),
            ["{0}", "{user name}", "%s", "%1$d", "<b>", "</b>"]
        );
    }
}
