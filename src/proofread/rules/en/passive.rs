//! The passive voice.

use super::{PL, english};
use crate::proofread::{About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::Span;

/// The form must be submitted by residents.
pub struct Passive;

const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being", "am", "get", "gets", "got"];

/// Participles that do not end in -ed.
const IRREGULAR: &[&str] = &[
    "given",
    "taken",
    "made",
    "held",
    "sent",
    "paid",
    "kept",
    "found",
    "built",
    "bought",
    "brought",
    "chosen",
    "done",
    "drawn",
    "driven",
    "eaten",
    "forbidden",
    "forgotten",
    "frozen",
    "grown",
    "heard",
    "hidden",
    "known",
    "laid",
    "led",
    "lent",
    "lost",
    "met",
    "put",
    "said",
    "seen",
    "sold",
    "shown",
    "spent",
    "spoken",
    "stolen",
    "taught",
    "told",
    "thought",
    "thrown",
    "understood",
    "won",
    "worn",
    "written",
    "cut",
    "dealt",
    "begun",
    "broken",
    "caught",
    "fed",
    "felt",
    "shut",
    "withdrawn",
    "upheld",
    "rebuilt",
    "rewritten",
    "undertaken",
    "overseen",
    "sought",
    "set",
    "run",
    "read",
    "borne",
    "awoken",
    "beaten",
    "bid",
    "bidden",
    "bitten",
    "bled",
    "blown",
    "bred",
    "broadcast",
    "burnt",
    "cast",
    "clung",
    "dreamt",
    "drunk",
    "dug",
    "flown",
    "flung",
    "forecast",
    "foreseen",
    "foretold",
    "forgiven",
    "forsaken",
    "fought",
    "ground",
    "hit",
    "hung",
    "knit",
    "leant",
    "leapt",
    "learnt",
    "left",
    "let",
    "mislaid",
    "misled",
    "misunderstood",
    "mown",
    "offset",
    "outdone",
    "outgrown",
    "outrun",
    "overcome",
    "overdone",
    "overdrawn",
    "overheard",
    "overlaid",
    "overpaid",
    "overridden",
    "overrun",
    "overtaken",
    "overthrown",
    "overwritten",
    "preset",
    "proven",
    "redone",
    "redrawn",
    "remade",
    "repaid",
    "reset",
    "resold",
    "rethought",
    "retold",
    "ridden",
    "rung",
    "sawn",
    "sewn",
    "shaken",
    "shaved",
    "shaven",
    "shod",
    "shot",
    "shrunk",
    "slit",
    "smelt",
    "sown",
    "spelt",
    "spilt",
    "split",
    "spoilt",
    "spread",
    "sprung",
    "spun",
    "strewn",
    "stricken",
    "struck",
    "strung",
    "stung",
    "sung",
    "sunk",
    "swept",
    "sworn",
    "swum",
    "swung",
    "thrust",
    "torn",
    "trodden",
    "undercut",
    "underpaid",
    "undersold",
    "undone",
    "unwound",
    "withheld",
    "withstood",
    "woken",
    "wound",
    "woven",
    "wrung",
];

/// Words that may stand between the two parts of a passive.
const BETWEEN: &[&str] = &[
    "and",
    "not",
    "also",
    "being",
    "been",
    "often",
    "only",
    "always",
    "never",
    "already",
    "now",
    "still",
    "then",
    "later",
    "first",
    "since",
    "soon",
    "thus",
    "therefore",
    "twice",
    "once",
    "again",
    "yet",
    "ever",
    "just",
    "further",
    "sometimes",
    "seldom",
    "hereby",
    "thereby",
    "instead",
    "therein",
    "next",
    "eventually",
    "alone",
];

/// Adverbs of two words that may.
const PAIRS: &[(&str, &str)] = &[
    ("no", "longer"),
    ("at", "last"),
    ("at", "once"),
    ("at", "present"),
    ("at", "first"),
    ("once", "more"),
    ("in", "turn"),
    ("in", "part"),
    ("in", "fact"),
    ("as", "yet"),
];

/// Words in -ed that describe a state, or are no participles at all.
const STATES: &[&str] = &[
    "closed",
    "located",
    "based",
    "interested",
    "required",
    "supposed",
    "used",
    "married",
    "involved",
    "concerned",
    "related",
    "pleased",
    "tired",
    "worried",
    "excited",
    "limited",
    "dedicated",
    "committed",
    "situated",
    "entitled",
    "experienced",
    "qualified",
    "prepared",
    "delighted",
    "satisfied",
    "disabled",
    "retired",
    "crowded",
    "unlimited",
    "needed",
    "aged",
    "red",
    "bed",
    "need",
    "speed",
    "seed",
    "hundred",
    "indeed",
    "feed",
    "exceed",
    "proceed",
    "succeed",
    "shed",
    "naked",
    "sacred",
    "wicked",
    "rugged",
    "learned",
    "unemployed",
    "injured",
    "honored",
    "honoured",
    "scared",
    "surprised",
    "disappointed",
    "confused",
    "advanced",
    "complicated",
    "detailed",
    "furnished",
    "unaffected",
    "unchanged",
    "unoccupied",
    "united",
    "kindred",
    "accustomed",
    "opposed",
    "inclined",
    "obliged",
    "convinced",
    "determined",
    "skilled",
    "talented",
    "well-known",
    "open",
];

impl Rule for Passive {
    fn about(&self) -> About {
        english("en.voice.passive", Severity::Info, Fixable::None, PL)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.prose();
        let found = passage.words();
        let word = |at: usize| found.get(at).map(|span| text[span.range()].to_lowercase()).unwrap_or_default();
        let mut next = 0;
        for at in 0..found.len() {
            if at < next || !BE.contains(&word(at).as_str()) {
                continue;
            }
            let mut end = at + 1;
            // An adverb or a not may stand between.
            while end < found.len().min(at + 4) {
                let (first, second) = (word(end), word(end + 1));
                end += match () {
                    () if PAIRS.contains(&(first.as_str(), second.as_str())) => 2,
                    () if is_between(&first) => 1,
                    () => break,
                };
            }
            let Some(span) = found.get(end) else { continue };
            let participle = word(end);
            let gap = &text[found[at].end..span.start];
            // Safe and visited by many is no adverb with its verb; swiftly and quietly withdrawn is one.
            if (at + 1..end).any(|i| word(i) == "and" && !(word(i - 1).ends_with("ly") && word(i + 1).ends_with("ly")))
            {
                continue;
            }
            if gap.contains([',', '.', ';', ':', '(', '\u{1}', '?', '!']) || !is_participle(&participle) {
                continue;
            }
            // The gate is shut describes it; it is shut by somebody.
            if participle == "shut" && !["be", "been", "being"].contains(&word(at).as_str()) && word(end + 1) != "by" {
                continue;
            }
            // is set to, is put in place are fixed turns of phrase.
            if participle == "set" && word(end + 1) == "to" {
                continue;
            }
            hits.at(Span::new(found[at].start, span.end));
            next = end + 1;
        }
    }
}

fn is_between(word: &str) -> bool {
    (word.ends_with("ly") && word.len() > 3 && word != "only" && word != "family") || BETWEEN.contains(&word)
}

fn is_participle(word: &str) -> bool {
    let regular = word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed") && !word.contains('-');
    (regular || IRREGULAR.contains(&word)) && !STATES.contains(&word)
}
