//! A document in the other language: what the memory and the termbase know of it, what a model is to be asked, and the
//! document that comes of it, with the roles of the source and so with its structure and numbering.

use super::memories::Memories;
use crate::assistant::offline::ENGINE;
use crate::assistant::translate::Segment;
use crate::assistant::{Endpoint, Policy, Purpose, Sending, Task, Verdict, gate};
use crate::document::{Author, Classification, Document, Edit, Look, Marking, Run};
use crate::store::Error;
use crate::text::facts::{self, Value};
use crate::text::{Change, Date, Lang, Replace, Span};
use crate::translation::memory::{Query, Unit, other};
use crate::translation::terms::{Standing, Termbase};
use crate::translation::{self, Bitext, Origin, Pair, Rich, Segmenter};
use std::collections::HashMap;

/// The least likeness of a sentence that a model is shown as an example, in per cent.
const SIMILAR: u8 = 70;
/// How many such sentences it is shown for each segment.
const EXAMPLES: usize = 2;

/// Of which 格付け units may be shown to an endpoint as examples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleared {
    levels: Vec<Classification>,
    /// Whether those that carry none may.
    unmarked: bool,
}

impl Cleared {
    /// What the gate lets through to `endpoint`, level by level.
    pub fn by(policy: &Policy, endpoint: &Endpoint, today: Date) -> Self {
        let passes = |level: Option<Classification>| {
            let purpose = Purpose::Task(Task::Translate);
            gate(policy, &Sending { endpoint, purpose, levels: &[level], characters: 0, today }) == Verdict::Allowed
        };
        let levels = policy.levels.iter().map(|known| known.level).filter(|level| passes(Some(*level))).collect();
        Self { levels, unmarked: passes(None) }
    }

    /// Whether a unit of this level may be shown. One of a level nobody knows here may not.
    pub fn allows(&self, level: Option<Classification>) -> bool {
        level.map_or(self.unmarked, |level| self.levels.contains(&level))
    }
}

/// Where a target comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum From {
    /// There is nothing to translate in it.
    Source,
    /// The memory has it, or has it with other dates and numbers.
    Memory,
    /// It is an agreed word.
    Terms,
    /// A model said it.
    Model,
}

/// A document on its way into the other language.
pub struct Translating {
    bitext: Bitext,
    /// How many bytes of each source are a mark of a list, which is not translated.
    leads: Vec<usize>,
    targets: Vec<Option<(String, From)>>,
    /// Where the memories have a target from, and how alike its source is, in hundredths, by the segment's number.
    recalled: HashMap<usize, (String, u8)>,
}

impl Translating {
    /// `document`, none of it translated yet; `None` if nothing in it is in another language than `to`.
    pub fn new(document: &Document, to: Lang) -> Option<Self> {
        Self::cut_by(document, to, Segmenter::default())
    }

    /// The same with the document cut by an office's rules.
    pub fn cut_by(document: &Document, to: Lang, segmenter: Segmenter) -> Option<Self> {
        let bitext = Bitext::new(document.text(), other(to), to, segmenter);
        let leads: Vec<usize> = bitext.pairs().iter().map(|pair| lead(&pair.source)).collect();
        let sources = bitext.pairs().iter().zip(&leads).map(|(pair, lead)| &pair.source[*lead..]);
        let targets: Vec<Option<(String, From)>> = sources
            .map(|source| {
                // Figures, marks and what is in the language already stay what they are.
                let foreign = Lang::guess(source).is_some_and(|lang| lang != to);
                (!foreign).then(|| (source.to_owned(), From::Source))
            })
            .collect();
        targets.iter().any(Option::is_none).then_some(Self { bitext, leads, targets, recalled: HashMap::new() })
    }

    /// The pairs of `bitext` as they are: what has a target keeps it, what has nothing to translate in it gets itself.
    pub fn of(bitext: Bitext) -> Self {
        let to = bitext.target_lang();
        let leads: Vec<usize> = bitext.pairs().iter().map(|pair| lead(&pair.source)).collect();
        let target = |(pair, lead): (&Pair, &usize)| {
            if !pair.target().is_empty() {
                return Some((pair.target().to_owned(), From::Source));
            }
            let source = &pair.source[*lead..];
            let foreign = Lang::guess(source).is_some_and(|lang| lang != to);
            (!foreign).then(|| (source.to_owned(), From::Source))
        };
        let targets = bitext.pairs().iter().zip(&leads).map(target).collect();
        Self { bitext, leads, targets, recalled: HashMap::new() }
    }

    /// A source without the mark of a list in front of it, which no memory and no model is asked about.
    pub fn bare(source: &str) -> &str {
        &source[lead(source)..]
    }

    /// A target for `source` with the mark the source has in front, as `to` writes it.
    pub fn led(source: &str, target: &str, to: Lang) -> String {
        format!("{}{target}", mark(&source[..lead(source)], to))
    }

    fn lang(&self) -> Lang {
        self.bitext.source_lang()
    }

    fn source(&self, at: usize) -> &str {
        &self.bitext.pairs()[at].source[self.leads[at]..]
    }

    /// Fills in what the memories have of it: the same sentence, or one that differs in facts alone, which are put right.
    ///
    /// # Errors
    /// If a memory could not be read.
    pub fn from_memory(&mut self, memories: &mut Memories) -> Result<(), Error> {
        for at in 0..self.targets.len() {
            if self.targets[at].is_some() {
                continue;
            }
            let neighbour = |at: Option<usize>| at.filter(|at| *at < self.targets.len()).map(|at| self.source(at));
            let query = Query {
                text: self.source(at),
                lang: self.lang(),
                before: neighbour(at.checked_sub(1)),
                after: neighbour(Some(at + 1)),
                min: SIMILAR,
                limit: EXAMPLES + 3,
            };
            let ready = memories.search(&query)?.into_iter().find_map(|found| {
                let explained = found.explain(query.text);
                let target = match explained.adapted {
                    None => (found.score >= 99).then(|| found.target().to_owned())?,
                    Some(_) if !explained.is_ready() => return None,
                    Some(adapted) => adapted.text,
                };
                Some((target, (found.unit.origin.clone(), found.said())))
            });
            if let Some((target, recalled)) = ready {
                self.targets[at] = Some((target, From::Memory));
                self.recalled.insert(at, recalled);
            }
        }
        Ok(())
    }

    /// Fills in segments that are an agreed word, and days of the calendar.
    pub fn from_terms(&mut self, terms: &Termbase) {
        let (lang, to) = (self.lang(), self.bitext.target_lang());
        for at in 0..self.targets.len() {
            if self.targets[at].is_some() {
                continue;
            }
            let source = self.source(at);
            let word = terms.whole(source, lang).first().map(|term| term.side(to).to_owned());
            let found = word.or_else(|| date(source, to));
            self.targets[at] = found.map(|target| (target, From::Terms));
        }
    }

    /// What is still to be translated, for a model: each sentence once, with the agreed words in it and similar sentences of
    /// texts that may go where it is asked.
    ///
    /// # Errors
    /// If a memory could not be read.
    pub fn open(&self, memories: &mut Memories, terms: &Termbase, cleared: &Cleared) -> Result<Vec<Segment>, Error> {
        let (lang, to) = (self.lang(), self.bitext.target_lang());
        let mut segments: Vec<Segment> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for at in 0..self.targets.len() {
            let source = self.source(at);
            if self.targets[at].is_some() || !seen.insert(source.to_owned()) {
                continue;
            }
            let mut words = Vec::new();
            for hit in terms.find(source, lang) {
                let of = hit.terms.iter().map(|term| &terms.terms()[*term as usize]);
                let best = of.filter(|term| term.standing != Standing::Forbidden).min_by_key(|term| term.standing);
                words.extend(best.map(|term| (term.side(lang).to_owned(), term.side(to).to_owned())));
            }
            let query = Query { text: source, lang, min: SIMILAR, limit: EXAMPLES, ..Query::default() };
            let mut found = memories.search(&query)?;
            found.retain(|found| cleared.allows(found.unit.level));
            let similar = found.iter().map(|found| (found.source().to_owned(), found.target().to_owned())).collect();
            let levels = found.iter().map(|found| found.unit.level).collect();
            segments.push(Segment { source: source.to_owned(), terms: words, similar, levels });
        }
        Ok(segments)
    }

    /// Takes in what a model made of sources, the same wherever they stand.
    pub fn from_model(&mut self, made: &HashMap<String, String>) {
        for at in 0..self.targets.len() {
            if self.targets[at].is_none()
                && let Some(target) = made.get(self.source(at))
            {
                self.targets[at] = Some((target.clone(), From::Model));
            }
        }
    }

    /// The pairs in order: source, and target with where it comes from.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, Option<(&str, From)>)> {
        let targets = self.targets.iter().map(|target| target.as_ref().map(|(text, from)| (text.as_str(), *from)));
        (0..self.targets.len()).map(|at| self.source(at)).zip(targets)
    }

    /// How many segments there are.
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// How many have no target.
    pub fn untranslated(&self) -> usize {
        self.targets.iter().filter(|target| target.is_none()).count()
    }

    /// How many have their target from there.
    pub fn count(&self, from: From) -> usize {
        self.targets.iter().flatten().filter(|(_, known)| *known == from).count()
    }

    /// The document in the other language, with the roles of `source`; what is not translated stands in it as it was,
    /// marked. It is the work of `run`.
    pub fn document(&self, source: &Document, run: Run) -> Document {
        let to = self.bitext.target_lang();
        let written = (0..self.targets.len()).map(|at| {
            let text = match &self.targets[at] {
                Some((text, _)) => text.clone(),
                None => untranslated(self.source(at), to),
            };
            format!("{}{text}", mark(&self.bitext.pairs()[at].source[..self.leads[at]], to))
        });
        let written: HashMap<_, String> = self.bitext.pairs().iter().map(|pair| pair.id).zip(written).collect();
        let texts = self.bitext.target_paragraphs(|pair| written.get(&pair.id).cloned().unwrap_or_default());
        let texts: HashMap<usize, String> = texts.into_iter().collect();
        let paragraphs: Vec<String> = (0..source.len())
            .map(|at| texts.get(&at).map_or_else(String::new, |text| text.replace('\n', " ")))
            .collect();
        let at = run.at;
        let mut document = Document::new(to, None, &[], Author::Import);
        document.set_classification(source.classification());
        let run = document.add_run(run);
        let roles = source.roles().iter().copied().enumerate().collect();
        let change = Change::new(vec![Replace { span: Span::at(0), text: paragraphs.join("\n") }]);
        let marks = marks(source, &paragraphs);
        document.apply(Edit { change, roles, marks, author: Author::Assistant(run), at, joins: false });
        document
    }

    /// What fills those pairs that had no target, each with where its target is from; what a model said is by `model`.
    pub fn edits(&self, model: &Origin) -> Vec<translation::Edit> {
        let offline = || Origin::Model { engine: ENGINE.to_owned(), model: String::new() };
        let made = self.bitext.pairs().iter().zip(&self.targets).enumerate();
        let made = made.filter(|(_, (pair, _))| pair.target().is_empty() && !pair.work.locked && !pair.has_no_source());
        made.filter_map(|(at, (pair, target))| {
            let (text, from) = target.as_ref()?;
            let origin = match from {
                From::Source => Origin::Source,
                From::Memory => {
                    let (memory, score) = self.recalled.get(&at).cloned().unwrap_or_default();
                    Origin::Memory { memory, score }
                }
                From::Terms => offline(),
                From::Model => model.clone(),
            };
            let target = Rich::plain(Self::led(&pair.source, text, self.bitext.target_lang()));
            Some(translation::Edit::Target { id: pair.id, target, origin })
        })
        .collect()
    }

    /// The pairs with what was made of them as drafts. `by` is who had it made, `at` when, in milliseconds since 1970-01-01 UTC.
    pub fn drafted(&self, model: &Origin, by: &str, at: i64) -> Bitext {
        let mut bitext = self.bitext.clone();
        let made = bitext.apply(&self.edits(model), by, at);
        debug_assert!(made.is_ok(), "each is of a pair that is there and has no target");
        bitext
    }

    /// The pairs that have a target somebody made, as units of a memory that come from `origin`.
    pub fn units(&self, origin: &str) -> Vec<Unit> {
        let lang = self.lang();
        let made = self.pairs().filter_map(|(source, target)| {
            let (target, _) = target.filter(|(_, from)| *from != From::Source)?;
            let (ja, en) = match lang {
                Lang::Ja => (source, target),
                Lang::En => (target, source),
            };
            let (ja, en, origin) = (ja.to_owned(), en.to_owned(), origin.to_owned());
            Some(Unit { ja, en, origin, source: Some(lang), ..Unit::default() })
        });
        made.collect()
    }
}

/// What sets off a whole paragraph of `source` sets off its translation, the paragraph of the same number. Single words that
/// are set off have no place in another language.
fn marks(source: &Document, paragraphs: &[String]) -> Vec<(Span, Marking)> {
    let snapshot = source.snapshot();
    let (mut found, mut start) = (Vec::new(), 0);
    for (paragraph, text) in snapshot.paragraphs().zip(paragraphs) {
        let span = Span::new(start, start + text.len());
        start = span.end + 1;
        let all = |look: &Look| !paragraph.span.is_empty() && snapshot.marks.all(&snapshot.text, paragraph.span, *look);
        found.extend(Look::ALL.into_iter().filter(all).map(|look| (span, Marking::Look(look, true))));
    }
    found
}

/// Marks that items of a list begin with.
const BULLETS: &str = "・○●◎■□◆◇※▲△▼▽★☆•–";

/// How many bytes of `source` are such a mark and the space behind it.
fn lead(source: &str) -> usize {
    let rest = source.trim_start_matches(|c| BULLETS.contains(c));
    if rest.len() == source.len() { 0 } else { source.len() - rest.trim_start().len() }
}

/// The mark as `to` writes it: ・ is a Japanese one.
fn mark(lead: &str, to: Lang) -> String {
    match to {
        Lang::Ja => lead.replace("• ", "・"),
        Lang::En if lead.is_empty() => String::new(),
        Lang::En => format!("{} ", lead.trim_end().replace('・', "•")),
    }
}

/// How a segment that nobody translated stands in a document in `to`.
pub(super) fn untranslated(source: &str, to: Lang) -> String {
    match to {
        Lang::Ja => format!("【未訳：{source}】"),
        Lang::En => format!("[Untranslated: {source}]"),
    }
}

/// A day of the calendar that is all of `text`, as `to` writes it.
fn date(text: &str, to: Lang) -> Option<String> {
    match facts::find(text).as_slice() {
        [fact] if fact.span.len() == text.trim().len() => match &fact.value {
            Value::Day(day) => day.date().map(|date| date.written(to)),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Mark, MarkKind, Role};
    use crate::translation::terms::Term;

    fn document() -> Document {
        let paragraphs = [
            (Role::Title, "補助金について".to_owned()),
            (Role::Date, "令和8年4月1日".to_owned()),
            (Role::Body, "申請書を提出してください。以上です。".to_owned()),
            (Role::Item(0), "123".to_owned()),
        ];
        Document::new(Lang::Ja, None, &paragraphs, Author::Import)
    }

    #[test]
    fn structure_stays_and_what_is_not_known_is_marked() {
        let source = document();
        let mut translating = Translating::new(&source, Lang::En).unwrap();
        let term = Term { ja: "補助金について".into(), en: "About the Subsidy".into(), ..Term::default() };
        translating.from_terms(&Termbase::new(vec![term]));
        translating.from_model(&HashMap::from([("以上です。".to_owned(), "That is all.".to_owned())]));
        assert_eq!((translating.len(), translating.untranslated()), (5, 1));
        let run =
            Run { engine: "offline".into(), model: String::new(), task: "translate".into(), at: 0, complete: true };
        let made = translating.document(&source, run);
        let lines: Vec<String> = made.text().to_string().lines().map(str::to_owned).collect();
        assert_eq!(
            lines,
            ["About the Subsidy", "April 1, 2026", "[Untranslated: 申請書を提出してください。] That is all.", "123"]
        );
        assert_eq!((made.roles(), made.lang()), (source.roles(), Lang::En));
        assert_eq!(translating.units("a.txt").len(), 3);
        let list = Document::from_text(Lang::Ja, "・以上です。\n※申請書", Author::Import);
        let mut listed = Translating::new(&list, Lang::En).unwrap();
        listed.from_model(&HashMap::from([("以上です。".to_owned(), "That is all.".to_owned())]));
        let run =
            Run { engine: "offline".into(), model: String::new(), task: "translate".into(), at: 0, complete: true };
        assert_eq!(listed.document(&list, run).text().to_string(), "• That is all.\n※ [Untranslated: 申請書]");
        let bold = Mark { span: Span::new(0, "補助金について".len()), kind: MarkKind::Look(Look::Bold) };
        let source = document().with_marks(&[bold]);
        let run =
            Run { engine: "offline".into(), model: String::new(), task: "translate".into(), at: 0, complete: true };
        let bold = translating.document(&source, run).snapshot();
        assert!(bold.marks.all(&bold.text, Span::new(0, "About the Subsidy".len()), Look::Bold));
        assert!(!bold.marks.all(&bold.text, Span::new(0, bold.text.len()), Look::Bold));
        assert!(Translating::new(&made, Lang::Ja).is_some());
        assert!(
            Translating::new(&Document::from_text(Lang::Ja, "訳すものがない。\n12", Author::Import), Lang::Ja)
                .is_none()
        );
    }

    #[test]
    fn units_of_a_higher_level_are_no_examples_for_an_endpoint() {
        let policy = Policy::built_in(crate::document::Scheme::National);
        let here = Endpoint { allow: Classification::Two, ..Endpoint::new("local", "http://localhost:8080") };
        let cleared = Cleared::by(&policy, &here, Date::new(2026, 11, 24).unwrap());
        assert!(cleared.allows(Some(Classification::One)) && cleared.allows(Some(Classification::Two)));
        assert!(cleared.allows(None), "it counts as 2");
        assert!(!cleared.allows(Some(Classification::Three)));
        assert!(!cleared.allows(Classification::named("部外秘")), "nobody knows that level here");

        let folder = tempfile::tempdir().unwrap();
        let dirs = crate::app::settings::Dirs::find(Some(folder.path().to_path_buf())).unwrap();
        let unit = |ja: &str, level| Unit { ja: ja.into(), en: "x".into(), level, ..Unit::default() };
        let mut own = Memories::own(&dirs).unwrap();
        own.learn(&unit("申請書を提出してください！", Some(Classification::Three))).unwrap();
        own.learn(&unit("申請書を提出してください？", Some(Classification::One))).unwrap();
        drop(own);
        let (mut memories, _) = Memories::open(&dirs, &crate::app::Settings::default());
        let translating = Translating::new(&document(), Lang::En).unwrap();
        let segments = translating.open(&mut memories, &Termbase::default(), &cleared).unwrap();
        let shown: Vec<_> = segments.iter().flat_map(|segment| &segment.similar).map(|(ja, _)| ja.as_str()).collect();
        assert_eq!(shown, ["申請書を提出してください？"]);
        let levels: Vec<_> = segments.iter().flat_map(|segment| segment.levels.clone()).collect();
        assert_eq!(levels, [Some(Classification::One)]);
    }
}
