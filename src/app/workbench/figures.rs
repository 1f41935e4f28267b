//! How much there is in the pairs, how far it has come, what the memories know of it, and how good it is: counted by a
//! worker, shown in the window, written down as a report.

use super::super::memories::Memories;
use super::super::notice::{finding_text, pair_text};
use super::super::pairs::Pairs;
use super::super::{App, Job};
use super::judging::EasyFinding;
use crate::document::{Author, Document, Role};
use crate::i18n::{Locale, Tr};
use crate::proofread::pairs::{category, gravity};
use crate::store::Error;
use crate::text::Lang;
use crate::translation::memory::Query;
use crate::translation::quality::{Gravity, Kind, Mark, Score};
use crate::translation::statistics::Counter;
use crate::translation::{Amount, Bitext, Happened, Pair, PairId, Stage, Statistics, Status};

/// How alike a segment and the best the memories have are: the least per cent of each band, the best first. What stood in
/// the document before is counted apart, and what is in no band is new.
pub const BANDS: [u8; 5] = [100, 95, 85, 75, 60];

/// What was counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Amounts, and by status.
    pub statistics: Statistics,
    /// What the memories have of it, by [`BANDS`]; the last is new.
    pub bands: [Amount; 6],
}

impl Figures {
    /// Words of the source, for the score.
    pub fn words(&self) -> f64 {
        self.statistics.source.words as f64
    }
}

/// What was counted, what counts in the quality, and what that comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// What was counted.
    pub figures: Figures,
    /// What counts, and what people let be.
    pub faults: Vec<Fault>,
    /// What it comes to.
    pub score: Score,
}

/// Counts a few pairs at a time.
pub(in crate::app) struct Counting {
    bitext: Bitext,
    next: usize,
    counter: Counter,
    bands: [Amount; 6],
}

impl Counting {
    /// The pairs of `bitext`, none of them counted.
    pub(in crate::app) fn new(bitext: Bitext) -> Self {
        Self { bitext, next: 0, counter: Counter::default(), bands: Default::default() }
    }

    /// Counts the next `count` pairs; the figures, after the last.
    pub(in crate::app) fn step(&mut self, count: usize, memories: &mut Memories) -> Result<Option<Figures>, Error> {
        let end = (self.next + count).min(self.bitext.len());
        let (from, to) = (self.bitext.source_lang(), self.bitext.target_lang());
        for place in self.next..end {
            let pair = &self.bitext.pairs()[place];
            let Some((amount, false)) = self.counter.add(pair, from, to) else { continue };
            let query = Query { text: &pair.source, lang: from, min: BANDS[4], limit: 1, ..Query::default() };
            let best = memories.search(&query)?.first().map_or(0, |found| found.score);
            let band = BANDS.iter().position(|least| best >= *least).unwrap_or(BANDS.len());
            self.bands[band].add(amount);
        }
        self.next = end;
        let done = end == self.bitext.len();
        Ok(done.then_some(Figures { statistics: self.counter.statistics, bands: self.bands }))
    }
}

/// Something that counts in the quality of a translation, or would if nobody let it be.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Of which pair.
    pub id: PairId,
    /// What is wrong and how grave it is.
    pub mark: Mark,
    /// What is said of it.
    pub said: String,
    /// Who said it; empty for the rules.
    pub by: String,
    /// Why it is let be; then it does not count.
    pub passed: Option<String>,
}

/// What counts in `pairs`, in the order of the pairs: what the rules find, what people have said, what was turned down.
pub fn faults(pairs: &Pairs, tr: &Tr) -> Vec<Fault> {
    pairs.bitext.pairs().iter().flat_map(|pair| faults_of(pairs, pair, tr)).collect()
}

fn faults_of(pairs: &Pairs, pair: &Pair, tr: &Tr) -> Vec<Fault> {
    let mut all = Vec::new();
    if let Some(found) = pairs.findings(pair.id) {
        let rules = found.told.iter().map(|finding| (finding, false));
        for (finding, passed) in rules.chain(found.passed.iter().map(|finding| (finding, true))) {
            let words = super::judging::words(finding);
            let reason = pair.work.passed.iter().find(|one| one.rule == finding.rule && one.words == words);
            all.push(Fault {
                id: pair.id,
                mark: Mark { kind: category(finding.rule), gravity: gravity(finding.severity) },
                said: pair_text(tr, finding),
                by: String::new(),
                passed: passed.then(|| reason.map(|one| one.reason.clone()).unwrap_or_default()),
            });
        }
    }
    for comment in &pair.work.comments {
        let Some(mark) = comment.mark.filter(|_| !comment.resolved) else { continue };
        let (said, by) = (comment.text.clone(), comment.by.clone());
        all.push(Fault { id: pair.id, mark, said, by, passed: None });
    }
    if pair.work.stage == Stage::Rejected
        && let Some((event, reason)) = pair.work.rejection()
        && matches!(event.what, Happened::Rejected { .. })
    {
        let (said, by) = (reason.to_owned(), event.by.clone());
        let mark = Mark { kind: Kind::Accuracy, gravity: Gravity::Major };
        all.push(Fault { id: pair.id, mark, said, by, passed: None });
    }
    all
}

/// What is told of an easy version.
pub fn easy_text(tr: &Tr, finding: &EasyFinding) -> String {
    match finding {
        EasyFinding::Fact(finding) => pair_text(tr, finding),
        EasyFinding::Word(finding) => finding_text(tr, finding),
    }
}

/// What `faults` come to in a source of `words` words.
pub fn scored(words: f64, faults: &[Fault]) -> Score {
    Score::of(words, faults.iter().filter(|fault| fault.passed.is_none()).map(|fault| fault.mark))
}

/// A number as it is read in a table.
fn number(value: usize) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The rows of a table: its head, and what stands below.
pub type Table = Vec<Vec<String>>;

/// The amounts as a table.
pub fn amounts_table(tr: &Tr, figures: &Figures) -> Table {
    let head = ["figures-what", "figures-segments", "figures-words", "figures-characters"];
    let mut table = vec![head.map(|id| tr.text(id)).to_vec()];
    let mut row = |name: String, amount: Amount| {
        table.push(vec![name, number(amount.segments), number(amount.words), number(amount.characters)]);
    };
    let statistics = &figures.statistics;
    row(tr.text("figures-source"), statistics.source);
    row(tr.text("figures-target"), statistics.target);
    row(tr.text("figures-repeated"), statistics.repeated);
    for (band, amount) in figures.bands.iter().enumerate() {
        let upper = if band == 1 { 99 } else { BANDS.get(band.wrapping_sub(1)).map_or(100, |least| least - 1) };
        let name = match BANDS.get(band) {
            Some(100) => tr.text("figures-exact"),
            Some(least) => {
                tr.format("figures-band", &[("from", usize::from(*least).into()), ("to", usize::from(upper).into())])
            }
            None => tr.text("figures-new"),
        };
        row(name, *amount);
    }
    table
}

/// How far the source has come, as a table.
pub fn progress_table(tr: &Tr, figures: &Figures) -> Table {
    let head = ["figures-status", "figures-segments", "figures-words", "figures-characters", "figures-share"];
    let mut table = vec![head.map(|id| tr.text(id)).to_vec()];
    let all = figures.statistics.source.characters.max(1);
    for (status, amount) in Status::ALL.into_iter().zip(figures.statistics.by_status) {
        if amount.segments > 0 {
            let name = tr.text(&format!("pair-status-{}", status.code()));
            let share = format!("{}%", amount.characters * 100 / all);
            table.push(vec![name, number(amount.segments), number(amount.words), number(amount.characters), share]);
        }
    }
    table
}

/// What counts by kind and gravity, as a table.
pub fn quality_table(tr: &Tr, score: &Score) -> Table {
    let gravities = Gravity::ALL.map(|gravity| tr.text(&format!("gravity-{}", gravity.code())));
    let mut table = vec![[tr.text("figures-kind")].into_iter().chain(gravities).collect::<Vec<_>>()];
    for (kind, counts) in Kind::ALL.into_iter().zip(score.counts) {
        let name = tr.text(&format!("category-{}", kind.code()));
        table.push([name].into_iter().chain(counts.map(number)).collect());
    }
    table
}

impl App {
    /// What was counted, once it is, while it is shown.
    pub fn figures(&self) -> Option<Option<&Shown>> {
        self.workbench.figures.as_ref().map(Option::as_ref).filter(|_| self.pairs().is_some())
    }

    /// Has everything in the pairs counted, and shows it.
    pub(super) fn count_pairs(&mut self) {
        let Some(pairs) = self.pairs() else { return };
        let bitext = Box::new(pairs.bitext.clone());
        let (dirs, settings) = (self.dirs.clone(), Box::new(self.settings.clone()));
        self.workbench.figures = Some(None);
        self.check_pairs();
        self.send(Job::CountPairs { bitext, dirs, settings });
    }

    /// Everything has been counted.
    pub(in crate::app) fn pairs_counted(&mut self, figures: Figures) {
        if let Some(pairs) = self.pairs().filter(|_| self.workbench.figures.is_some()) {
            let faults = faults(pairs, self.tr());
            let score = scored(figures.words(), &faults);
            self.workbench.figures = Some(Some(Shown { figures, faults, score }));
        }
    }

    /// The report on the translation: amounts, progress, score, and everything that counts.
    pub(in crate::app) fn quality_report(&self) -> Option<Document> {
        let (tr, open) = (self.tr(), self.open.as_ref()?);
        let (pairs, Shown { figures, faults, score }) = (open.pairs.as_ref()?, self.figures()??);
        let mut paragraphs: Vec<(Role, String)> = vec![(Role::Title, tr.text("report-title"))];
        let mut say = |role: Role, text: String| paragraphs.push((role, text.replace('\n', " ")));
        let lang = if tr.locale() == Locale::Ja { Lang::Ja } else { Lang::En };
        say(Role::Body, tr.format("report-of", &[("title", open.title().unwrap_or_default().into())]));
        let day = super::super::day(self.now).written(lang);
        say(Role::Body, tr.format("report-on", &[("day", day.into()), ("by", self.person().into())]));
        say(Role::Heading(1), tr.text("report-quality"));
        say(Role::Body, score_text(tr, score));
        let table = |say: &mut dyn FnMut(Role, String), table: Table| {
            for row in table {
                for (column, cell) in row.into_iter().enumerate() {
                    say(Role::Cell(u8::try_from(column).unwrap_or(u8::MAX)), cell);
                }
            }
        };
        table(&mut say, quality_table(tr, score));
        for passed in [false, true] {
            let of = faults.iter().filter(|fault| fault.passed.is_some() == passed);
            let head = ["report-number", "report-source", "report-target", "report-kind", "report-said"];
            let mut rows: Table = vec![head.map(|id| tr.text(id)).to_vec()];
            rows.extend(of.filter_map(|fault| {
                let pair = pairs.bitext.get(fault.id)?;
                let place = pairs.bitext.position(fault.id)? + 1;
                let args = [
                    ("kind", tr.text(&format!("category-{}", fault.mark.kind.code())).into()),
                    ("gravity", tr.text(&format!("gravity-{}", fault.mark.gravity.code())).into()),
                ];
                let mut said = fault.said.clone();
                if !fault.by.is_empty() {
                    said = tr.format("report-by", &[("said", said.into()), ("by", fault.by.as_str().into())]);
                }
                if let Some(reason) = fault.passed.as_deref().filter(|reason| !reason.is_empty()) {
                    said = tr.format("report-reason", &[("said", said.into()), ("reason", reason.into())]);
                }
                let kind = tr.format("pairs-mark-of", &args);
                Some(vec![number(place), pair.source.to_string(), pair.target().to_owned(), kind, said])
            }));
            if rows.len() > 1 {
                say(Role::Heading(1), tr.text(if passed { "report-passed" } else { "report-faults" }));
                table(&mut say, rows);
            }
        }
        say(Role::Heading(1), tr.text("report-progress"));
        table(&mut say, progress_table(tr, figures));
        say(Role::Heading(1), tr.text("report-amounts"));
        table(&mut say, amounts_table(tr, figures));
        let mut document = Document::new(lang, None, &paragraphs, Author::Person);
        document.set_classification(open.document.classification());
        Some(document)
    }
}

/// The score in a sentence.
pub fn score_text(tr: &Tr, score: &Score) -> String {
    let args = [
        ("score", format!("{:.1}", score.score()).into()),
        ("points", number(score.points() as usize).into()),
        ("rate", format!("{:.1}", score.per_thousand()).into()),
        ("words", number(score.words.round() as usize).into()),
    ];
    tr.format("figures-score", &args)
}
