//! Something long: planned, shown, asked piece by piece, put together.

use super::{ByTemplate, Entry, Plan, PlannedWork, Ready, Standing, Work};
use crate::app::engine::{self, Answered, Terms};
use crate::app::job::{Job, Ticket};
use crate::app::laying::Laid;
use crate::app::logbook;
use crate::app::notice::{Level, Notice};
use crate::app::records::Sent;
use crate::app::workbench::easing;
use crate::app::{App, Panel, pairs};
use crate::assistant::gate::Why;
use crate::assistant::long::{Excerpt, Forecast, Long, Make, PieceId, Taken, Work as WorkOf};
use crate::assistant::offline::Length;
use crate::assistant::tokens::{self, Budget, Context, Estimate};
use crate::assistant::translate::{BatchId, Translation};
use crate::assistant::wire::Usage;
use crate::assistant::{Error, Instruction, Purpose, Request, Task, Verdict, critique, policy, prompt};
use crate::document::{Author, Doubt, Hunk, Run, RunId, Suggestion};
use crate::store::UsageRow;
use crate::store::audit::EventKind;
use crate::text::{Change, Lang, Span, Text};
use std::sync::{Arc, Mutex};

/// How much goes to an endpoint at once.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Room {
    context: Context,
    most_chars: Option<usize>,
}

impl Room {
    /// How many characters of what stands around a passage can go along with it.
    pub fn around(self, passage: &str) -> usize {
        let free = u64::from(self.context.tokens()).saturating_sub(Estimate::of(passage).most * 2 + FRAME_TOKENS);
        let free = usize::try_from(free * 10 / 16).unwrap_or(usize::MAX).min(MOST_AROUND);
        self.most_chars.map_or(free, |most| free.min(most.saturating_sub(passage.chars().count() + FRAME_CHARS)))
    }
}

/// The instructions of a rewriting, about.
const FRAME_TOKENS: u64 = 1_000;
const FRAME_CHARS: usize = 800;
/// The most of what stands around that goes along: what is further away explains nothing.
const MOST_AROUND: usize = 12_000;
/// From so many characters on a rewriting is asked for in pieces.
const LONG_ANSWER: usize = 12_000;

impl App {
    /// How much the endpoint for `task` reads, and how much the office lets go at once; `None` without an endpoint.
    pub(in crate::app) fn room(&self, task: Task) -> Option<Room> {
        let endpoint = self.endpoint_for(task)?;
        let context = Context::at(endpoint, self.end_marks.of(endpoint).context);
        Some(Room { context, most_chars: self.policy.limits.request_characters.map(|most| most as usize) })
    }

    /// How much of the room at the endpoint it goes to `request` takes.
    pub fn budget(&self, request: &Request) -> Option<Budget> {
        Some(Budget::of(request, self.room(request.task)?.context))
    }

    /// The rewriting of a passage in pieces, where it is too long for one.
    pub(in crate::app) fn too_long_to_rewrite(
        &self,
        instruction: &Instruction,
        span: Span,
        old: &str,
        room: Room,
    ) -> Option<Long> {
        let open = self.open.as_ref()?;
        let (lang, instruction) = (open.document.lang(), instruction.clone());
        let make =
            move |part: Excerpt<'_>, nonce: u64| prompt::rewrite(lang, &instruction, part.text, part.context, nonce);
        self.if_long(WorkOf::Rewrite, span, Estimate::of(old).most, room, Arc::new(make))
    }

    /// The summary of the document in pieces, where it is too long for one.
    pub(in crate::app) fn too_long_to_summarize(&self, length: Length, room: Room) -> Option<Long> {
        let open = self.open.as_ref()?;
        let (lang, text) = (open.document.lang(), open.document.text());
        let make = move |part: Excerpt<'_>, nonce: u64| prompt::summarize(lang, length, part.text, nonce);
        let most = Estimate::of(&text.to_string()).most;
        self.if_long(WorkOf::Summarize, Span::new(0, text.len()), most, room, Arc::new(make))
    }

    /// The remarks of a second reader on the document in pieces, where it is too long for one.
    pub(in crate::app) fn too_long_to_review(&self, lang: Lang, room: Room) -> Option<Long> {
        let text = self.open.as_ref()?.document.text();
        let make =
            move |part: Excerpt<'_>, nonce: u64| critique::request_for_part(lang, part.text, part.context, nonce);
        let most = Estimate::of(&text.to_string()).most;
        self.if_long(WorkOf::Remark, Span::new(0, text.len()), most, room, Arc::new(make))
    }

    fn if_long(&self, work: WorkOf, span: Span, tokens: u64, room: Room, make: Make) -> Option<Long> {
        let frame = make(Excerpt { text: "", context: "", gathered: false, said: "", source: 0 }, 0);
        let (context, chars) = (u64::from(room.context.tokens()), engine::characters(&frame));
        let answer = if work == WorkOf::Rewrite { tokens } else { tokens::USUAL_ANSWER };
        let fits = tokens::Estimate::of_request(&frame).most + tokens + answer <= context;
        let text = self.open.as_ref()?.document.text().slice(span);
        let allowed = room.most_chars.is_none_or(|most| chars + text.chars().count() <= most);
        // One long answer is more easily lost than several short ones.
        let handy = work != WorkOf::Rewrite || text.chars().count() <= LONG_ANSWER;
        if fits && allowed && handy {
            return None;
        }
        let snapshot = self.open.as_ref()?.document.snapshot();
        let long = Long::new(snapshot, span, work, room.context, room.most_chars, make);
        (!long.is_short()).then_some(long)
    }

    /// How much a template can send at once to the endpoint for it; `None` without an endpoint.
    pub(in crate::app) fn room_for_template(&self) -> Option<(Context, Option<usize>)> {
        self.room(Task::Template).map(|room| (room.context, room.most_chars))
    }

    /// Plans what a template asks about something long.
    pub(in crate::app) fn plan_by_template(&mut self, by: ByTemplate, long: Long) {
        self.plan_long(Task::Template, long);
        if let Some(plan) = &mut self.queue.plan {
            plan.by = Some(by);
        }
    }

    /// Plans something long; the person sees how much it is before anything is sent.
    pub(in crate::app) fn plan_long(&mut self, task: Task, long: Long) {
        let Forecast { pieces, sent, answers, context } = long.forecast();
        let first = long.clone().next(engine::nonce()).map(|(_, request)| request);
        self.set_plan(PlannedWork::Long(Box::new(long)), task, (pieces, sent, answers), Some(context), first);
    }

    /// Plans a translation of several requests.
    pub(in crate::app) fn plan_pairs(&mut self, translation: Box<Translation>) {
        let (pieces, sent) = translation.forecast();
        let first = translation.clone().begin(engine::nonce()).map(|(_, request)| request);
        let answers: u64 = translation.sources().map(|source| Estimate::of(source).likely).sum();
        let task = translation.task();
        self.set_plan(PlannedWork::Pairs(translation), task, (pieces, sent, answers), None, first);
    }

    fn set_plan(
        &mut self,
        work: PlannedWork,
        task: Task,
        (pieces, sent, answers): (usize, Estimate, u64),
        context: Option<Context>,
        first: Option<Request>,
    ) {
        let Some(endpoint) = self.endpoint_for(task).cloned() else { return };
        let usage = Usage { prompt: sent.likely, completion: answers };
        let cost = endpoint.price.as_ref().map(|price| price.cost(usage));
        let first = first.map(|request| self.as_sent(request));
        let one_by_one = matches!(&work, PlannedWork::Long(long) if long.work() == WorkOf::Follow);
        let (by, together) = (None, if one_by_one { 1 } else { endpoint.side_by_side() });
        self.queue.plan =
            Some(Plan { work, task, by, endpoint, pieces, together, sent, answers, context, cost, first });
    }

    /// The person has seen how much it is, and wants it or not.
    pub(in crate::app) fn decide_plan(&mut self, begin: bool) {
        let Some(plan) = self.queue.plan.take().filter(|_| begin) else { return };
        let characters = plan.first.as_ref().map_or(0, engine::characters);
        let levels = self.levels(plan.by.is_some());
        let purpose = Purpose::Task(plan.task);
        if let Verdict::Refused(refusal) = self.gate(&plan.endpoint, purpose, &levels, characters) {
            self.tell(Notice::error(&refusal));
            // Asked once; it is begun when the person has said.
            self.queue.unlevelled = Some(plan).filter(|_| matches!(refusal.why, Why::Unclassified { .. }));
            return;
        }
        let (by, words) = (plan.by, plan.first.as_ref().map(logbook::template).unwrap_or_default());
        let terms = Arc::new(Terms {
            endpoint: plan.endpoint.clone(),
            policy: self.policy.clone(),
            rules: self.masking_rules(),
            levels,
            today: self.today(),
            habit: self.end_marks.habit(&plan.endpoint),
            record: self.event(EventKind::Send),
            known: Arc::new(Mutex::new(self.known_placeholders())),
        });
        let work = match plan.work {
            PlannedWork::Long(long) => Work::Long { long, terms, out: Vec::new() },
            PlannedWork::Pairs(translation) => Work::Pairs { translation, terms, out: Vec::new() },
        };
        let (here, at) = (self.here(), self.now);
        let mut entry = self.entry(plan.task, here, plan.endpoint.name.clone(), at, work);
        entry.model.clone_from(&plan.endpoint.model);
        (entry.by, entry.words) = (by, words);
        if let Some(open) = &self.open {
            entry.digest = policy::digest(open.document.text().to_string().as_bytes());
        }
        self.send(Job::KeepJob(entry.row()));
        self.queue.entries.push(entry);
        self.panel = Panel::Queue;
        self.pump();
    }

    /// Sends as many requests as may be on their way.
    pub(super) fn pump(&mut self) {
        for index in 0..self.queue.entries.len() {
            loop {
                let at_hand = self.is_at_hand(&self.queue.entries[index]);
                let entry = &mut self.queue.entries[index];
                if !matches!(entry.standing, Standing::Running | Standing::Waiting) {
                    break;
                }
                let job = match &mut entry.work {
                    Work::Long { long, terms, out } if out.len() < terms.endpoint.side_by_side() => {
                        long.next(engine::nonce()).map(|(id, request)| (Out::Piece(id), terms.clone(), request))
                    }
                    Work::Pairs { translation, terms, out } if out.len() < terms.endpoint.side_by_side() => {
                        if !at_hand {
                            // What is translated goes into the pairs of the document, so it has to be there.
                            entry.standing = Standing::Paused;
                            entry.notice = Some(Notice::new(Level::Info, "queue-needs-document"));
                            break;
                        }
                        let begun = translation.begin(engine::nonce());
                        begun.map(|(id, request)| (Out::Batch(id), terms.clone(), request))
                    }
                    _ => None,
                };
                let Some((sent, terms, request)) = job else { break };
                let ticket = self.send(Job::AskPiece { terms, request });
                match (&mut self.queue.entries[index].work, sent) {
                    (Work::Long { out, .. }, Out::Piece(id)) => out.push((ticket, id)),
                    (Work::Pairs { out, .. }, Out::Batch(id)) => out.push((ticket, id)),
                    _ => {}
                }
            }
        }
        self.look_what_is_over();
    }

    /// A piece came back.
    pub(in crate::app) fn piece_done(&mut self, ticket: Ticket, answer: Result<Answered, Error>) {
        let Some(index) = self.owner(ticket) else { return };
        let (endpoint, at) = match &self.queue.entries[index].work {
            Work::Long { terms, .. } | Work::Pairs { terms, .. } => (terms.endpoint.clone(), self.now),
            _ => return,
        };
        if let Ok(answered) = &answer {
            self.queue.entries[index].sent.push(answered.sent.clone());
            self.learn_habit(&endpoint, answered.learnt);
            if let Some(Usage { prompt, completion }) = answered.answer.usage {
                let (task, endpoint, model) =
                    (self.queue.entries[index].task.code().to_owned(), endpoint.name.clone(), endpoint.model.clone());
                self.add_usage(Some(UsageRow { asked_at: at, endpoint, model, task, prompt, completion }));
            }
        }
        let habit = self.end_marks.habit(&endpoint);
        let entry = &mut self.queue.entries[index];
        let mut halted = None;
        let mut translated = false;
        match &mut entry.work {
            Work::Long { long, terms, out } => {
                if terms.habit != habit {
                    Arc::make_mut(terms).habit = habit;
                }
                let Some(at) = out.iter().position(|(own, _)| *own == ticket) else { return };
                let (_, id) = out.remove(at);
                if let Taken::Halt(error) = long.take(id, answer.map(Answered::sound)) {
                    halted = Some(error);
                }
            }
            Work::Pairs { translation, terms, out } => {
                if terms.habit != habit {
                    Arc::make_mut(terms).habit = habit;
                }
                let Some(at) = out.iter().position(|(own, _)| *own == ticket) else { return };
                let (_, id) = out.remove(at);
                match answer.map(Answered::sound) {
                    // What is there of an answer that is not whole is looked at segment by segment all the same.
                    Ok(answer) => {
                        translation.take_batch(id, &answer.text);
                        translated = true;
                    }
                    Err(error) if crate::assistant::long::halts(&error) => {
                        translation.put_back(id, false);
                        halted = Some(error);
                    }
                    Err(Error::Cancelled) => translation.put_back(id, false),
                    Err(_) => translation.put_back(id, true),
                }
            }
            _ => return,
        }
        if let Some(error) = halted {
            entry.standing = Standing::Paused;
            entry.notice = Some(Notice::error(&error));
        }
        let row = self.queue.entries[index].row();
        self.send(Job::KeepJob(row));
        if translated && self.is_at_hand(&self.queue.entries[index]) {
            self.put_translated(index);
        }
        self.pump();
    }

    /// Puts what is translated by now into the pairs at hand.
    fn put_translated(&mut self, index: usize) {
        let Work::Pairs { translation, terms, .. } = &self.queue.entries[index].work else { return };
        let (made, easy) = (pairs::made_of(translation), translation.is_easy());
        let (engine, model) = (terms.endpoint.name.clone(), terms.endpoint.model.clone());
        self.translated(&made, easy, &engine, &model);
    }

    /// What is over is put together, or told.
    fn look_what_is_over(&mut self) {
        for index in 0..self.queue.entries.len() {
            let entry = &self.queue.entries[index];
            if entry.standing.is_over() || entry.finishing.is_some() || entry.standing == Standing::Paused {
                continue;
            }
            match &entry.work {
                Work::Long { long, out, .. } if out.is_empty() && long.is_over() => self.finish_long(index),
                Work::Pairs { translation, out, .. } if out.is_empty() && is_translated(translation) => {
                    self.over_without_more(index);
                }
                _ => {}
            }
        }
    }

    /// What was made of the pieces by now is put together; what was not done is listed.
    pub(super) fn finish_long(&mut self, index: usize) {
        let entry = &mut self.queue.entries[index];
        let Work::Long { long, .. } = &entry.work else { return };
        entry.unprocessed = long.unprocessed();
        let snapshot = long.snapshot().clone();
        let job = match long.work() {
            WorkOf::Rewrite if long.rewritten().is_empty() => None,
            WorkOf::Rewrite => {
                let pieces = long.rewritten();
                let filled_in = entry.by.as_ref().map(|by| by.used.told.clone());
                let told = self.told().into_iter().chain(filled_in).collect();
                Some(Job::Join { text: snapshot.text, pieces, told })
            }
            WorkOf::Remark => {
                let said: Vec<String> = long.said().map(|(_, text)| text.to_owned()).collect();
                if !said.is_empty() {
                    return self.is_ready(index, Ready::Remarks(said));
                }
                None
            }
            WorkOf::Summarize | WorkOf::Follow => match (long.summary(), &entry.by) {
                (None, _) => None,
                (Some(made), Some(_)) => return self.is_ready(index, Ready::Made(made)),
                (Some(summary), None) => {
                    let said = long.said().map(|(span, text)| (span, text.to_owned())).collect();
                    Some(Job::FindSources { snapshot, summary, said })
                }
            },
        };
        match job {
            Some(job) => {
                let ticket = self.send(job);
                self.queue.entries[index].finishing = Some(ticket);
            }
            None => self.over_without_more(index),
        }
    }

    /// Nothing is to be put together: a translation stands in its pairs already, or not one piece was done.
    fn over_without_more(&mut self, index: usize) {
        let entry = &mut self.queue.entries[index];
        let id = entry.stored.clone();
        let notice = match &entry.work {
            Work::Pairs { translation, .. } => {
                entry.standing = Standing::Done;
                let (all, _) = translation.progress();
                let done = pairs::made_of(translation).len();
                Notice::new(Level::Info, easing::told(translation.is_easy())).with("count", done).with("all", all)
            }
            _ => {
                entry.standing = Standing::Failed;
                Notice::new(Level::Error, "queue-nothing-done")
            }
        };
        entry.notice = Some(notice.clone());
        self.send(Job::DropJob { id });
        self.tell(notice);
        self.check_pairs();
        self.trim_queue();
    }

    /// What explains facts besides the document.
    fn told(&self) -> Vec<String> {
        let facts =
            self.open.as_ref().map(|open| open.facts.iter().map(|(_, value)| value).collect::<Vec<_>>().join("\n"));
        let asked = match &self.instruction {
            crate::assistant::Instruction::Custom(words) => words.clone(),
            _ => String::new(),
        };
        facts.into_iter().chain([asked]).filter(|text| !text.is_empty()).collect()
    }

    /// One suggestion was made of the pieces.
    pub(in crate::app) fn joined(&mut self, ticket: Ticket, hunks: Vec<Hunk>) {
        self.finished(ticket, Ready::Hunks(hunks));
    }

    /// The sentences of a summary know where they come from.
    pub(in crate::app) fn sources_found(
        &mut self,
        ticket: Ticket,
        sentences: Vec<(String, Option<Span>)>,
        doubts: Vec<Doubt>,
    ) {
        self.finished(ticket, Ready::Summary(sentences, doubts));
    }

    fn finished(&mut self, ticket: Ticket, ready: Ready) {
        let owns = |entry: &Entry| entry.finishing == Some(ticket);
        let Some(index) = self.queue.entries.iter().position(owns) else { return };
        self.is_ready(index, ready);
    }

    /// What came of an entry is there, of what a person stopped as far as it went.
    fn is_ready(&mut self, index: usize, ready: Ready) {
        let entry = &mut self.queue.entries[index];
        (entry.finishing, entry.ready) = (None, Some(ready));
        if entry.standing != Standing::Stopped {
            entry.standing = Standing::Done;
        }
        let left = entry.unprocessed.len();
        let doubt = match &entry.work {
            Work::Long { long, .. } => long.doubt().map(|doubt| Notice::of(Level::Warning, doubt)),
            _ => None,
        };
        let missing = (left > 0).then(|| Notice::new(Level::Warning, "queue-left").with("count", left));
        entry.notice = missing.or(doubt);
        let (id, number) = (entry.stored.clone(), entry.id);
        self.send(Job::DropJob { id });
        // Where its document is at hand it is laid beside it at once.
        if self.is_at_hand(&self.queue.entries[index]) {
            self.show_entry(number);
        }
    }

    /// Lays what came of it beside the document at hand.
    pub(super) fn show_entry(&mut self, id: u64) {
        let Some(index) = self.index(id).filter(|index| self.is_at_hand(&self.queue.entries[*index])) else { return };
        let entry = &mut self.queue.entries[index];
        let Some(ready) = entry.ready.take() else { return };
        self.notices.retain(|notice| notice.id != "notice-picked-up");
        let (task, at, changes) = (entry.task, entry.at, std::mem::take(&mut entry.changes));
        let complete = entry.unprocessed.is_empty();
        let whole = match &entry.work {
            Work::Long { long, .. } => long.doubt().is_none(),
            _ => true,
        };
        let (engine, model) = (entry.endpoint.clone(), entry.model.clone());
        let (places, digest, stored) = (entry.places.clone(), entry.digest.clone(), entry.stored.clone());
        let (notice, by, before) = (entry.notice.clone(), entry.by.clone(), entry.laid.take());
        let sent = Sent { at, template: entry.words.clone(), digest: entry.sent.join(" ") };
        let code = task.code();
        let name = by.as_ref().map_or_else(|| code.to_owned(), |by| format!("{code}:{}", by.used.id));
        let run = Run { engine: engine.clone(), model, task: name, at, complete: complete && whole };
        // What came of it before some of it was asked for again makes way.
        self.take_away(before);
        match ready {
            Ready::Hunks(hunks) => {
                self.panel = Panel::Assistant;
                let laid = self.lay_down(hunks, run, sent, &changes);
                self.note_laid(id, laid);
            }
            Ready::Remarks(said) => self.take_review(&said, run),
            Ready::Made(text) => {
                self.panel = Panel::Assistant;
                if let Some(by) = by {
                    let laid = self.lay_pieces(by, text, (run, sent), notice, &changes);
                    self.note_laid(id, laid);
                }
            }
            Ready::Summary(sentences, doubts) => {
                let follow = |span: Span| changes.iter().fold(span, |span, change| change.map_span(span));
                let sentences = sentences.into_iter().map(|(text, source)| (text, source.map(follow))).collect();
                self.panel = Panel::Assistant;
                self.reply_with(task, engine, sentences, doubts, run, notice);
            }
            Ready::Text(text) => {
                let document = self.open.as_ref().map(|open| open.document.text().to_string()).unwrap_or_default();
                let same = places.is_empty() || policy::digest(document.as_bytes()) == digest;
                let text = if same { crate::assistant::outgoing::put_back(&places, &document, &text) } else { text };
                let notice = (!same).then(|| Notice::new(Level::Warning, "queue-placeholders"));
                self.panel = Panel::Assistant;
                self.reply_with(task, engine, vec![(text, None)], Vec::new(), run, notice);
                if let Some(reply) = self.reply.take() {
                    self.reply = Some(self.weigh_reply(reply, String::new()));
                }
                self.send(Job::DropJob { id: stored });
            }
        }
        self.trim_queue();
    }

    fn note_laid(&mut self, id: u64, laid: Option<RunId>) {
        if let Some(index) = self.index(id) {
            self.queue.entries[index].laid = laid;
        }
    }

    /// Lays hunks that were guarded already beside the document, which has changed by `changes` since they were made.
    fn lay_down(&mut self, hunks: Vec<Hunk>, run: Run, sent: Sent, changes: &[Change]) -> Option<RunId> {
        let (author, complete) = (Author::Form, run.complete);
        let mut suggestion = Suggestion { author, hunks, complete };
        changes.iter().for_each(|change| suggestion.map(change));
        let open = self.open.as_mut()?;
        let text: &Text = open.document.text();
        let stands = |hunk: &Hunk| hunk.span.end <= text.len() && text.slice(hunk.span) == hunk.old;
        suggestion.hunks.retain(stands);
        let Some(first) = suggestion.hunks.first().map(|hunk| hunk.span) else {
            self.tell(Notice::new(Level::Info, "notice-nothing-to-rewrite"));
            return None;
        };
        let run = open.document.add_run(run);
        suggestion.author = Author::Assistant(run);
        self.lay_guarded(suggestion, Laid { run, counts: (0, 0), sent }, first);
        Some(run)
    }
}

/// What goes out of it next.
enum Out {
    Piece(PieceId),
    Batch(BatchId),
}

fn is_translated(translation: &Translation) -> bool {
    let (all, done) = translation.progress();
    all == done
}
