//! Asking again: every answer to the same request is kept as a version with the prompt it came from. A person goes back and
//! forward among the versions, each laid beside the text as it is now, and asks once more with a wish.

use super::asking::{Reply, Target, Used, hunk};
use super::engine;
use super::open::Place;
use super::records::Sent;
use super::{App, Effect, Panel};
use crate::assistant::{Request, Task, prompt};
use crate::document::{Author, Hunk, Role, Run, RunId, Suggestion};
use crate::text::{Assoc, Change, Span, Text};

/// One answer to a request.
#[derive(Clone, Debug)]
pub struct Version {
    /// What the person wanted otherwise; empty for the first, and where it was only asked again.
    pub wish: String,
    /// What was asked, before placeholders took the place of what is personal; one request for each place of a form.
    pub requests: Vec<Request>,
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
}

impl Spot {
    /// In the place of these words.
    pub fn passage(span: Span) -> Self {
        Self { span, leads: false, role: None }
    }

    /// Behind the paragraph that ends at `at`, or in it if it is empty.
    pub fn behind(at: usize, text: &Text) -> Self {
        let empty = at <= text.len() && text.line_span(text.line_of(at)).is_empty();
        Self { span: Span::at(at), leads: !empty, role: None }
    }

    /// In a place of a form.
    pub fn place(place: &Place) -> Self {
        Self { span: Span::at(place.at), leads: false, role: Some(place.slot.role) }
    }

    /// The pieces that bring what stands here to `made`.
    fn hunks(&self, text: &Text, made: &str) -> Vec<Hunk> {
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
    series: Option<Series>,
}

impl Refining {
    /// Something is about to be asked, after `ready` answers to the same wish of a person.
    pub fn begin(&mut self, request: &Request, ready: usize) {
        if matches!(request.task, Task::Translate | Task::Review) {
            return;
        }
        if ready == 0 {
            self.again = self.pending.take();
        }
        self.asked.truncate(ready);
        self.asked.push(request.clone());
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
}

impl App {
    /// The answers to what was asked last.
    pub fn versions(&self) -> Option<Versions<'_>> {
        let series = self.refining.series.as_ref()?;
        let version = series.versions.get(series.shown)?;
        Some(Versions { count: series.versions.len(), shown: series.shown, version })
    }

    /// Whether what was asked last can be asked again.
    pub fn can_ask_again(&self) -> bool {
        self.is_idle() && self.endpoint().is_some() && self.versions().is_some()
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

    /// Keeps an answer as a version and shows it.
    pub(super) fn keep_version(&mut self, made: Made) {
        let Made { task, template, target, spots, texts, reply, run, told } = made;
        let requests = std::mem::take(&mut self.refining.asked);
        let again = self.refining.again.take();
        let sent = self.sent.clone().filter(|sent| sent.at == run.at).unwrap_or_default();
        let wish = again.as_ref().map(|again| again.wish.clone()).unwrap_or_default();
        let told = if wish.is_empty() { told } else { format!("{told}\n{wish}") };
        let bases = requests.clone();
        let version = Version { wish, requests, texts, reply, run, id: None, sent, told, counts: (0, 0) };
        match (&mut self.refining.series, again) {
            (Some(series), Some(_)) => series.versions.push(version),
            (series, _) => {
                let (versions, shown, rejected) = (vec![version], 0, Vec::new());
                *series = Some(Series { task, template, bases, target, spots, versions, shown, rejected });
            }
        }
        let last = self.versions().map_or(0, |versions| versions.count - 1);
        self.show_version(last);
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
        let (Some(open), Some(series)) = (&mut self.open, &mut self.refining.series) else { return };
        for version in &mut series.versions {
            let mine = |run: RunId| version.id == Some(run);
            if let Some(was) = open.proposals.iter().position(|proposal| mine(proposal.run)) {
                let was = open.proposals.remove(was);
                version.counts = (was.accepted, was.rejected);
            }
        }
        series.shown = index;
        let version = &mut series.versions[index];
        self.reply.clone_from(&version.reply);
        let traced = self.reply.is_some();
        let text = open.document.text();
        let hunks: Vec<Hunk> =
            series.spots.iter().zip(&version.texts).flat_map(|(spot, made)| spot.hunks(text, made)).collect();
        if hunks.is_empty() {
            if traced {
                self.trace();
            }
            return;
        }
        let id = *version.id.get_or_insert_with(|| open.document.add_run(version.run.clone()));
        let (counts, sent, told) = (version.counts, version.sent.clone(), version.told.clone());
        self.lay_beside(hunks, id, (counts, sent), &told);
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
