//! Asking again: every answer to the same request is kept as a version with the prompt it came from. A person goes back and
//! forward among the versions, each laid beside the text as it is now, and asks once more with a wish.

use super::asking::{Reply, Target, Used};
use super::engine;
use super::laying::{Laid, hunk};
use super::open::{Place, Proposal};
use super::records::Sent;
use super::{App, Effect, Panel};
use crate::assistant::{Request, Task, prompt};
use crate::document::{Author, Hunk, Role, Run, RunId, Suggestion};
use crate::text::{Assoc, Change, Lang, Span, Text, segment};
use std::collections::BTreeSet;

/// One answer to a request.
#[derive(Clone, Debug)]
pub struct Version {
    /// What the person wanted otherwise; empty for the first, and where it was only asked again.
    pub wish: String,
    /// What was asked, before placeholders took the place of what is personal; one request for each place of a form.
    pub requests: Vec<Request>,
    /// What was asked for its rest, each time it had broken off.
    pub rests: Vec<Request>,
    /// Whether it broke off.
    pub broken: bool,
    /// What was answered, text for text.
    pub(super) texts: Vec<String>,
    /// What is read of it, where it is for reading or not whole.
    pub(super) reply: Option<Reply>,
    run: Run,
    /// The number of the run, once something was proposed.
    id: Option<RunId>,
    sent: Sent,
    told: String,
    /// Pieces accepted and rejected while it was shown last.
    counts: (usize, usize),
}

/// Where the text of a version belongs.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// The words it takes the place of, in bytes of the document as it is now; empty where it is put in.
    span: Span,
    /// Whether it begins a new paragraph behind another.
    leads: bool,
    /// What its paragraphs are, where a form says so.
    role: Option<Role>,
    /// Whether what was made reaches only a part of the words.
    in_part: bool,
}

impl Spot {
    /// In the place of these words.
    pub fn passage(span: Span) -> Self {
        Self { span, leads: false, role: None, in_part: false }
    }

    /// Behind the paragraph that ends at `at`, or in it if it is empty.
    pub fn behind(at: usize, text: &Text) -> Self {
        let empty = at <= text.len() && text.line_span(text.line_of(at)).is_empty();
        Self { span: Span::at(at), leads: !empty, role: None, in_part: false }
    }

    /// In a place of a form.
    pub fn place(place: &Place) -> Self {
        Self { span: Span::at(place.at), leads: false, role: Some(place.slot.role), in_part: false }
    }

    /// The same place for an answer that broke off: it takes the place of as many sentences as it reaches.
    pub fn reached_in_part(self) -> Self {
        Self { in_part: true, ..self }
    }

    /// The pieces that bring what stands here to `made`.
    pub fn hunks(&self, text: &Text, made: &str) -> Vec<Hunk> {
        let made = match (self.leads, self.role) {
            _ if made.trim().is_empty() => return Vec::new(),
            (false, None) => made.to_owned(),
            (leads, _) => {
                let prose = engine::paragraphs(made).join("\n");
                if leads { format!("\n{prose}") } else { prose }
            }
        };
        let old = text.slice(self.span);
        if old.is_empty() {
            let roles = self.role.map_or_else(Vec::new, |role| vec![role; made.matches('\n').count() + 1]);
            return vec![Hunk { roles, ..hunk(self.span, old, made) }];
        }
        if self.in_part {
            let lang = Lang::guess(&old).unwrap_or_default();
            let Some((old_end, made_end)) = reached(&old, &made, lang) else { return Vec::new() };
            let span = Span::new(self.span.start, self.span.start + old_end);
            return Suggestion::rewrite(Author::Form, span, &old[..old_end], &made[..made_end]).hunks;
        }
        Suggestion::rewrite(Author::Form, self.span, &old, &made).hunks
    }

    fn follow(&mut self, change: &Change, own: bool) {
        self.span = if own {
            // What was accepted of a version belongs to the spot.
            Span::new(change.map(self.span.start, Assoc::Before), change.map(self.span.end, Assoc::After))
        } else {
            change.map_span(self.span)
        };
    }
}

/// How far `made`, a rewriting of `old` that broke off, reaches: the ends of the sentences up to which the one stands for the
/// other. What had come of its last sentence is left out; `None` where no sentence of `old` is like its last whole one.
fn reached(old: &str, made: &str, lang: Lang) -> Option<(usize, usize)> {
    let ended = |sentence: &str| sentence.trim_end().ends_with(['。', '．', '.', '！', '？', '!', '?', '」', '）']);
    let made_sentences = segment::sentences(made, lang);
    let last = made_sentences.iter().rposition(|sentence| ended(&made[sentence.span.range()]))?;
    let wanted = pairs_of(&made[made_sentences[last].span.range()]);
    let likeness = |sentence: &str| {
        let here = pairs_of(sentence);
        let shared = here.intersection(&wanted).count();
        (2 * shared * 1000).checked_div(here.len() + wanted.len()).unwrap_or(0)
    };
    let sentences = segment::sentences(old, lang);
    // Of several that are alike it is the one that stands about where the answer is.
    let best = sentences.iter().enumerate().max_by_key(|(place, sentence)| {
        (likeness(&old[sentence.span.range()]), std::cmp::Reverse(place.abs_diff(last)))
    })?;
    let enough = likeness(&old[best.1.span.range()]) >= LIKE_ENOUGH;
    enough.then_some((best.1.span.end, made_sentences[last].span.end))
}

/// How much two sentences have to share for one to be a rewriting of the other, in thousandths of their pairs of characters.
const LIKE_ENOUGH: usize = 350;

/// Every two characters that stand side by side in a sentence.
fn pairs_of(sentence: &str) -> BTreeSet<(char, char)> {
    let characters = || sentence.chars().filter(|c| !c.is_whitespace());
    characters().zip(characters().skip(1)).collect()
}

/// What is asked again.
#[derive(Clone, Debug)]
struct Again {
    wish: String,
    bases: Vec<Request>,
    texts: Vec<String>,
    rejected: Vec<(String, String)>,
}

impl Again {
    fn request(&self, index: usize) -> Option<Request> {
        let (base, text) = (self.bases.get(index)?, self.texts.get(index)?);
        let before = prompt::Before { text, rejected: &self.rejected, wish: &self.wish };
        Some(prompt::again(base, before, engine::nonce()))
    }
}

/// All answers to the same request.
#[derive(Clone, Debug)]
struct Series {
    task: Task,
    template: Option<Used>,
    /// The requests without any wish.
    bases: Vec<Request>,
    /// What the answers were for when it was first asked.
    target: Target,
    spots: Vec<Spot>,
    versions: Vec<Version>,
    shown: usize,
    rejected: Vec<(String, String)>,
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub(super) struct Refining {
    /// What has been asked since the person asked: one request for each place of a form.
    asked: Vec<Request>,
    /// What is asked again right now.
    again: Option<Again>,
    /// The same before it was sent.
    pending: Option<Again>,
    /// What is asked for the rest of an answer that broke off.
    rest: Option<Request>,
    series: Option<Series>,
}

impl Refining {
    /// Something is about to be asked, after `ready` answers to the same wish of a person; where an answer broke off, `rest` is
    /// what is asked instead of all of it.
    pub fn begin(&mut self, request: &Request, rest: Option<&Request>, ready: usize) {
        if matches!(request.task, Task::Translate | Task::Review) {
            return;
        }
        if ready == 0 {
            self.again = self.pending.take();
        }
        if let Some(series) = self.series.as_ref().filter(|_| self.asked.len() < ready) {
            // What was asked before the answer broke off.
            let broken = series.versions.iter().find(|version| version.broken);
            self.asked = broken.map_or_else(Vec::new, |version| version.requests.clone());
        }
        self.asked.truncate(ready);
        self.asked.push(request.clone());
        self.rest = rest.cloned();
    }

    /// What is asked again for place number `index`, if something is.
    pub fn request(&self, index: usize) -> Option<Request> {
        self.again.as_ref()?.request(index)
    }

    /// The words of the wish that is being answered.
    pub fn wish(&self) -> &str {
        self.again.as_ref().map_or("", |again| &again.wish)
    }

    /// Follows a change of the document; `by` is the run whose pieces were accepted with it.
    pub fn follow(&mut self, change: &Change, by: Option<RunId>) {
        let Some(series) = &mut self.series else { return };
        let own = by.is_some() && series.versions.iter().any(|version| version.id == by);
        series.spots.iter_mut().for_each(|spot| spot.follow(change, own));
        for version in &mut series.versions {
            if let Some(reply) = &mut version.reply {
                reply.follow(change);
            }
        }
    }

    /// What there is to read of the versions.
    pub fn replies(&mut self) -> impl Iterator<Item = &mut Reply> {
        self.series.iter_mut().flat_map(|series| &mut series.versions).filter_map(|version| version.reply.as_mut())
    }

    /// A person turned these pieces of the run down.
    pub fn rejected<'a>(&mut self, run: RunId, pieces: impl Iterator<Item = &'a Hunk>) {
        let Some(series) = &mut self.series else { return };
        if series.versions.iter().any(|version| version.id == Some(run)) {
            series.rejected.extend(pieces.map(|piece| (piece.old.clone(), piece.new.clone())));
        }
    }
}

/// What the face shows of the versions.
pub struct Versions<'a> {
    /// How many there are.
    pub count: usize,
    /// Which is shown, from 0.
    pub shown: usize,
    /// That one.
    pub version: &'a Version,
}

/// An answer to be kept as a version.
pub(super) struct Made {
    pub task: Task,
    pub template: Option<Used>,
    pub target: Target,
    pub spots: Vec<Spot>,
    pub texts: Vec<String>,
    pub reply: Option<Reply>,
    pub run: Run,
    pub told: String,
    pub broken: bool,
}

impl App {
    /// The answers to what was asked last.
    pub fn versions(&self) -> Option<Versions<'_>> {
        let series = self.refining.series.as_ref()?;
        let version = series.versions.get(series.shown)?;
        Some(Versions { count: series.versions.len(), shown: series.shown, version })
    }

    /// Whether a suggestion beside the text is what came of an answer that broke off.
    pub fn is_part(&self, proposal: &Proposal) -> bool {
        self.versions().is_some_and(|versions| versions.version.broken && versions.version.id == Some(proposal.run))
    }

    /// Whether what was asked last can be asked again.
    pub fn can_ask_again(&self) -> bool {
        let task = self.refining.series.as_ref().map(|series| series.task);
        self.is_idle() && self.versions().is_some() && task.is_some_and(|task| self.endpoint_for(task).is_some())
    }

    /// Asks once more what was asked last, with what is wanted otherwise.
    pub(super) fn ask_again(&mut self, wish: &str) {
        if !self.can_ask_again() {
            return;
        }
        let (Some(series), Some(open)) = (&self.refining.series, &self.open) else { return };
        let version = &series.versions[series.shown];
        let texts = match &version.reply {
            Some(reply) if version.texts.is_empty() => vec![reply.text.clone()],
            _ => version.texts.clone(),
        };
        let rejected = if self.policy.tells_rejected() { series.rejected.clone() } else { Vec::new() };
        let again = Again { wish: wish.trim().to_owned(), bases: series.bases.clone(), texts, rejected };
        let Some(request) = again.request(0) else { return };
        let at = |index: usize| series.spots.get(index).map_or(Span::at(0), |spot| spot.span);
        let target = match &series.target {
            Target::Places(places) => {
                let moved = places.iter().enumerate().map(|(n, place)| Place { at: at(n).start, ..place.clone() });
                Target::Places(moved.collect())
            }
            Target::Selection { .. } => Target::Selection { span: at(0), old: open.document.text().slice(at(0)) },
            Target::Behind { .. } => Target::Behind { at: at(0).start },
            other => other.clone(),
        };
        let (task, template) = (series.task, series.template.clone());
        self.panel = Panel::Assistant;
        self.refining.pending = Some(again);
        self.ask(task, request, target, Vec::new(), None);
        if let Some(used) = template {
            self.by_template(used);
        }
    }

    /// Keeps an answer as a version and shows it. What came of asking the same once more, or for its rest, after it had broken
    /// off takes the place of the part there was.
    pub(super) fn keep_version(&mut self, made: Made) {
        let Made { task, template, target, spots, texts, reply, run, told, broken } = made;
        let requests = std::mem::take(&mut self.refining.asked);
        let again = self.refining.again.take();
        let mut rests: Vec<Request> = self.refining.rest.take().into_iter().collect();
        let sent = self.sent.clone().filter(|sent| sent.at == run.at).unwrap_or_default();
        let mut wish = again.as_ref().map(|again| again.wish.clone()).unwrap_or_default();
        let part = self.refining.series.as_ref().filter(|_| again.is_none()).and_then(|series| {
            let same = |version: &Version| version.broken && requests.starts_with(&version.requests);
            series.versions.iter().position(same)
        });
        if let (Some(index), Some(series)) = (part, &self.refining.series) {
            let was = &series.versions[index];
            wish.clone_from(&was.wish);
            rests.splice(0..0, was.rests.iter().cloned());
        }
        let told = if wish.is_empty() { told } else { format!("{told}\n{wish}") };
        let bases = requests.clone();
        let (id, counts) = (None, (0, 0));
        let version = Version { wish, requests, rests, broken, texts, reply, run, id, sent, told, counts };
        let shown = match (&mut self.refining.series, again, part) {
            (Some(series), _, Some(index)) => {
                let was = std::mem::replace(&mut series.versions[index], version);
                if series.bases == was.requests {
                    series.bases = bases;
                }
                // What was accepted of the part belongs to its place; the place is known by that.
                for (index, spot) in spots.into_iter().enumerate() {
                    match series.spots.get_mut(index) {
                        Some(known) => known.in_part = spot.in_part,
                        None => series.spots.push(spot),
                    }
                }
                series.target = target;
                self.take_away(was.id);
                index
            }
            (Some(series), Some(_), None) => {
                series.versions.push(version);
                series.versions.len() - 1
            }
            (series, _, _) => {
                let (versions, shown, rejected) = (vec![version], 0, Vec::new());
                *series = Some(Series { task, template, bases, target, spots, versions, shown, rejected });
                0
            }
        };
        self.show_version(shown);
    }

    /// What lies beside the text of this run is taken away.
    pub(super) fn take_away(&mut self, run: Option<RunId>) -> Option<(usize, usize)> {
        let (run, open) = (run?, self.open.as_mut()?);
        self.laying.drop_run(run);
        let at = open.proposals.iter().position(|proposal| proposal.run == run)?;
        let was = open.proposals.remove(at);
        Some((was.accepted, was.rejected))
    }

    /// Shows the version `by` places on.
    pub(super) fn step_version(&mut self, by: isize) {
        if let Some(to) = self.versions().and_then(|v| v.shown.checked_add_signed(by).filter(|to| *to < v.count)) {
            self.panel = Panel::Assistant;
            self.show_version(to);
        }
    }

    /// Lays version number `index` beside the text in the place of the one that was.
    fn show_version(&mut self, index: usize) {
        let Some(series) = &self.refining.series else { return };
        let runs: Vec<Option<RunId>> = series.versions.iter().map(|version| version.id).collect();
        let counts: Vec<_> = runs.into_iter().map(|run| self.take_away(run)).collect();
        let Some(series) = &mut self.refining.series else { return };
        for (version, counts) in series.versions.iter_mut().zip(counts) {
            version.counts = counts.unwrap_or(version.counts);
        }
        series.shown = index;
        let version = &series.versions[index];
        let part = version.broken;
        let spots = series.spots.iter().map(|spot| Spot { in_part: part && spot.in_part, ..spot.clone() });
        let made: Vec<(Spot, String)> = spots.zip(version.texts.iter().cloned()).collect();
        let told = version.told.clone();
        self.reply.clone_from(&version.reply);
        let number = move |app: &mut App| {
            let (open, series) = (app.open.as_mut()?, app.refining.series.as_mut()?);
            let version = series.versions.get_mut(index)?;
            let run = *version.id.get_or_insert_with(|| open.document.add_run(version.run.clone()));
            Some(Laid { run, counts: version.counts, sent: version.sent.clone() })
        };
        let laid = !made.is_empty() && self.lay_made(made, &told, number);
        if !laid && self.reply.is_some() {
            self.trace();
        }
    }

    /// Takes the characters nobody sees out of an open piece, by its place in [`super::Open::open_hunks`].
    pub(super) fn reveal(&mut self, which: usize) {
        let Some(open) = &mut self.open else { return };
        let Some((proposal, hunk)) = open.open_hunks().get(which).map(|(p, h, _)| (*p, *h)) else { return };
        let hunk = &mut open.proposals[proposal].suggestion.hunks[hunk];
        hunk.new = crate::text::visible::without(&hunk.new);
        self.effects.push(Effect::Show(hunk.span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_broke_off_stands_for_the_sentences_it_reaches() {
        let old = "参加して頂く方へ。訓練やります。雨の時は中止です。";
        let check = |made: &str, expected: &str| {
            let text = Text::from(old);
            let spot = Spot::passage(Span::new(0, old.len())).reached_in_part();
            let mut result = old.to_owned();
            for hunk in spot.hunks(&text, made).into_iter().rev() {
                result.replace_range(hunk.span.range(), &hunk.new);
            }
            assert_eq!(result, expected);
        };
        check("参加していただく方へ。訓練を行いま", "参加していただく方へ。訓練やります。雨の時は中止です。");
        check("参加していただく方へ。訓練をやります。雨", "参加していただく方へ。訓練をやります。雨の時は中止です。");
        // Nothing whole has come, or nothing that is like it.
        check("参加していただ", old);
        check("避難所を開設します。", old);
    }
}
