//! What the rules find in pairs and in their easy versions, a few pairs at a time, so that whoever waits for something
//! quicker need not wait for all of it.

use crate::document::Snapshot;
use crate::proofread::pairs::{self, Glossary, PairFinding};
use crate::proofread::{Checker, Finding, Profile, Rulebook, Severity};
use crate::text::Lang;
use crate::translation::{Bitext, Pair, PairId, Work};
use std::collections::HashMap;
use std::sync::Arc;

/// What the rules find in the easy version of a pair.
#[derive(Clone, Debug, PartialEq)]
pub enum EasyFinding {
    /// It states something else than the Japanese it was made from.
    Fact(PairFinding),
    /// It is not as easy as it could be.
    Word(Finding),
}

impl EasyFinding {
    /// The rule's id.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Fact(finding) => finding.rule,
            Self::Word(finding) => finding.rule,
        }
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Fact(finding) => finding.severity,
            Self::Word(finding) => finding.severity,
        }
    }

    /// The words it found.
    pub fn words(&self) -> String {
        match self {
            Self::Fact(finding) => words(finding),
            Self::Word(finding) => finding.text.clone(),
        }
    }
}

/// The words a finding is about, of both texts: as long as they stand there a finding that is let be is let be.
pub fn words(finding: &PairFinding) -> String {
    let arg = |name: &str| finding.args.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value.as_str());
    format!("{} → {}", arg("source"), arg("target"))
}

/// What the rules find in a pair, whether somebody lets it be or not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// In the target.
    pub target: Vec<PairFinding>,
    /// In the easy version.
    pub easy: Vec<EasyFinding>,
}

/// What is told of a pair, and what somebody lets be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// What is told of the target.
    pub told: Vec<PairFinding>,
    /// What is told of the easy version.
    pub easy: Vec<EasyFinding>,
    /// What is let be of the target.
    pub passed: Vec<PairFinding>,
    /// What is let be of the easy version.
    pub easy_passed: Vec<EasyFinding>,
}

impl Found {
    /// `judged` of `pair`, parted by what people let be.
    pub fn of(pair: &Pair, judged: Judged) -> Self {
        let lets = |work: &Work, rule: &str, words: &str| {
            work.passed.iter().any(|passed| passed.rule == rule && passed.words == words)
        };
        let (passed, told) =
            judged.target.into_iter().partition(|finding| lets(&pair.work, finding.rule, &words(finding)));
        let (easy_passed, easy) =
            judged.easy.into_iter().partition(|finding| lets(&pair.easy, finding.rule(), &finding.words()));
        Self { told, easy, passed, easy_passed }
    }

    /// The same after people let other findings be.
    pub fn anew(self, pair: &Pair) -> Self {
        let (mut target, mut easy) = (self.told, self.easy);
        target.extend(self.passed);
        easy.extend(self.easy_passed);
        Self::of(pair, Judged { target, easy })
    }

    /// Whether nothing was found at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What the rules find in the target of `pair`, from one language to another.
pub fn judge_target(pair: &Pair, (from, to): (Lang, Lang), book: &Rulebook, glossary: &Glossary) -> Vec<PairFinding> {
    if pair.target().is_empty() {
        return Vec::new();
    }
    let mut found = pairs::check(&pair.source, from, pair.target(), to, book, glossary);
    if !pair.has_no_source() {
        found.extend(pairs::tags(&pair.source_tags, &pair.work.tags, book));
    }
    found
}

/// What the rules find in the easy version `easy` of `japanese`.
pub fn judge_easy(japanese: &str, easy: &str, book: &Arc<Rulebook>, checker: &mut Checker) -> Vec<EasyFinding> {
    if easy.trim().is_empty() {
        return Vec::new();
    }
    let facts = pairs::check(japanese, Lang::Ja, easy, Lang::Ja, book, Glossary::standard());
    checker.judge_by(book.clone());
    let words = checker.check(&Snapshot::from_text(easy, Lang::Ja), Profile::Yasashii);
    facts.into_iter().map(EasyFinding::Fact).chain(words.into_iter().map(EasyFinding::Word)).collect()
}

/// See the module.
pub struct Judging {
    bitext: Bitext,
    book: Arc<Rulebook>,
    glossary: Arc<Glossary>,
    next: usize,
    found: HashMap<PairId, Judged>,
}

impl Judging {
    /// All pairs of `bitext`, none of them looked at yet.
    pub fn new(bitext: Bitext, book: Arc<Rulebook>, glossary: Arc<Glossary>) -> Self {
        Self { bitext, book, glossary, next: 0, found: HashMap::new() }
    }

    /// The terms they are judged by.
    pub fn glossary(&self) -> Arc<Glossary> {
        self.glossary.clone()
    }

    /// The revision of the pairs that are judged.
    pub fn revision(&self) -> u64 {
        self.bitext.revision()
    }

    /// Looks at the next `count` pairs, and behind the last at what they have in common; whether that was all.
    pub fn step(&mut self, count: usize, checker: &mut Checker) -> bool {
        let (from, to) = (self.bitext.source_lang(), self.bitext.target_lang());
        let end = (self.next + count).min(self.bitext.len());
        for pair in &self.bitext.pairs()[self.next..end] {
            let mut judged = Judged::default();
            if !pair.has_no_source() && !pair.target().is_empty() {
                judged.target = judge_target(pair, (from, to), &self.book, &self.glossary);
            }
            if self.bitext.has_easy() {
                judged.easy = judge_easy(self.bitext.japanese(pair), &pair.easy.target, &self.book, checker);
            }
            if judged != Judged::default() {
                self.found.insert(pair.id, judged);
            }
        }
        self.next = end;
        end == self.bitext.len()
    }

    /// What was found, by pair.
    pub fn finish(mut self) -> HashMap<PairId, Judged> {
        let pairs = self.bitext.pairs().iter();
        let made: Vec<&Pair> = pairs.filter(|pair| !pair.has_no_source() && !pair.target().is_empty()).collect();
        let texts: Vec<(&str, &str)> = made.iter().map(|pair| (&*pair.source, pair.target())).collect();
        let (from, to) = (self.bitext.source_lang(), self.bitext.target_lang());
        for (index, finding) in pairs::check_together(&texts, from, to, &self.book, &self.glossary) {
            self.found.entry(made[index].id).or_default().target.push(finding);
        }
        self.found
    }
}
