//! One request with one answer, as the queue sees it: asked once more, gone on with where it broke off, picked up where an app
//! takes its time.

use super::{Again, Entry, GoingOn, Ready, Standing, Work};
use crate::app::asking::{Asking, Used};
use crate::app::job::{Job, Ticket};
use crate::app::notice::{Level, Notice};
use crate::app::{App, Panel, engine};
use crate::assistant::wire::{self, Usage};
use crate::assistant::{Endpoint, Error, Outgoing, Purpose, Request, Task, Verdict, policy, prompt};
use crate::store::UsageRow;
use crate::store::audit::EventKind;

impl App {
    /// What is about to be asked, for the case that it is to be asked once more. Gives the request it comes down to: where the
    /// rest of an answer is asked for, that of the whole.
    pub(in crate::app) fn note_asked(&mut self, asked: Again) -> Request {
        let whole = match self.queue.going_on.take_if(|going_on| going_on.rest != asked.request) {
            // Something else is asked: what had arrived before belongs to nothing any more.
            Some(_) => None,
            None => self.queue.going_on.as_ref().map(|going_on| going_on.again.clone()),
        };
        let asked = whole.unwrap_or(asked);
        let request = asked.request.clone();
        self.queue.asked = Some(asked);
        request
    }

    /// What is asked is what this template says.
    pub(in crate::app) fn note_template(&mut self, used: &Used) {
        let ticket = self.asking.as_ref().map(Asking::ticket);
        let sent = self.queue.entries.iter_mut().find_map(|entry| match &mut entry.work {
            Work::Single { ticket: own, again } if Some(*own) == ticket => again.as_deref_mut(),
            _ => None,
        });
        if let Some(again) = self.queue.asked.as_mut().or(sent) {
            again.template = Some(used.clone());
        }
    }

    /// It was sent.
    pub(in crate::app) fn single_begins(
        &mut self,
        ticket: Ticket,
        endpoint: &Endpoint,
        task: Task,
        outgoing: &Outgoing,
    ) {
        let again = self.queue.asked.take().map(Box::new);
        self.queue.broken = None;
        let (here, at) = (self.here(), self.now);
        let text = self.open.as_ref().map(|open| open.document.text().to_string());
        // A step of something that goes on is told as the same thing.
        let same = |entry: &&mut Entry| {
            matches!(&entry.work, Work::Single { .. })
                && entry.document == here.0
                && entry.standing == Standing::Running
        };
        if let Some(entry) = self.queue.entries.iter_mut().find(same) {
            entry.work = Work::Single { ticket, again };
            return;
        }
        let mut entry = self.entry(task, here, endpoint.name.clone(), at, Work::Single { ticket, again });
        entry.model.clone_from(&endpoint.model);
        if let Some(text) = text {
            entry.places = outgoing.places_in(&text);
            entry.digest = policy::digest(text.as_bytes());
        }
        self.send(Job::KeepJob(entry.row()));
        self.queue.entries.push(entry);
    }

    /// Something of an answer arrived.
    pub(in crate::app) fn heard(&mut self, ticket: Ticket, event: &wire::Event) {
        let Some(index) = self.owner(ticket) else { return };
        let entry = &mut self.queue.entries[index];
        match event {
            wire::Event::Text(piece) => {
                entry.characters += piece.chars().count();
                if let Work::PickUp { text, .. } = &mut entry.work {
                    text.push_str(piece);
                }
                if entry.standing == Standing::Waiting {
                    entry.standing = Standing::Running;
                }
            }
            wire::Event::Queued | wire::Event::Retrying { .. } if entry.standing == Standing::Running => {
                let idle = entry.characters == 0;
                if idle {
                    entry.standing = Standing::Waiting;
                }
            }
            wire::Event::Waiting { progress } => entry.progress.clone_from(progress),
            wire::Event::Accepted { at } => {
                entry.pick_up = Some(at.clone());
                let row = entry.row();
                self.send(Job::KeepJob(row));
            }
            _ => {}
        }
    }

    /// A single answer ended: as `notice` says, or well.
    pub(in crate::app) fn single_ends(&mut self, ticket: Ticket, standing: Standing, notice: Option<Notice>) {
        let owns = |entry: &Entry| matches!(&entry.work, Work::Single { ticket: own, .. } if *own == ticket);
        let Some(index) = self.queue.entries.iter().position(owns) else { return };
        let entry = &mut self.queue.entries[index];
        (entry.standing, entry.notice) = (standing, notice);
        let id = entry.stored.clone();
        self.send(Job::DropJob { id });
        self.trim_queue();
    }

    /// The answer to what is asked broke off with this text of it.
    pub(in crate::app) fn broke_off(&mut self, ticket: Ticket, text: &str) {
        let begun = self.queue.going_on.take().map(|going_on| going_on.begun).unwrap_or_default();
        let owner = self.queue.entries.iter().find_map(|entry| match &entry.work {
            Work::Single { ticket: own, again: Some(again) } if *own == ticket => Some((**again).clone()),
            _ => None,
        });
        let said = if begun.is_empty() { text.to_owned() } else { joined(&begun, text) };
        self.queue.broken = owner.filter(|_| !said.trim().is_empty()).map(|again| (again, said));
    }

    /// All that has arrived of the answer that broke off.
    pub(in crate::app) fn said_so_far(&self) -> Option<String> {
        self.queue.broken.as_ref().map(|(_, said)| said.clone())
    }

    /// Whether the rest of an answer is being asked for.
    pub(in crate::app) fn is_going_on(&self) -> bool {
        self.queue.going_on.is_some()
    }

    /// What had arrived before and what arrived now, as one answer.
    pub(in crate::app) fn with_begun(&mut self, text: String) -> String {
        match self.queue.going_on.take() {
            Some(going_on) => joined(&going_on.begun, &text),
            None => text,
        }
    }

    /// Whether an answer broke off and its rest can be asked for.
    pub(in crate::app) fn can_continue(&self) -> bool {
        let broken = self.queue.broken.as_ref().filter(|_| self.is_idle());
        broken.is_some_and(|(again, _)| self.endpoint_for(again.task).is_some())
    }

    /// Asks for the rest of an answer that broke off.
    pub(in crate::app) fn continue_answer(&mut self) {
        let Some((again, begun)) = self.queue.broken.take() else { return };
        let rest = prompt::go_on(&again.request, &begun, engine::nonce());
        self.panel = Panel::Assistant;
        self.queue.going_on = Some(GoingOn { rest: rest.clone(), again: again.clone(), begun });
        let Again { task, target, ready, doubt, template, .. } = again;
        self.ask(task, rest, target, ready, doubt);
        if let Some(used) = template {
            self.by_template(used);
        }
        if self.asking.is_none() && self.sending.is_none() && self.unsent.is_none() {
            self.rest_not_asked();
        }
    }

    /// The rest of an answer was to be asked for and was not: it still can be.
    pub(in crate::app) fn rest_not_asked(&mut self) {
        if let Some(GoingOn { again, begun, .. }) = self.queue.going_on.take() {
            self.queue.broken = Some((again, begun));
        }
    }

    /// The document goes away, and with it what could be gone on with.
    pub(in crate::app) fn forget_broken(&mut self) {
        (self.queue.broken, self.queue.going_on, self.queue.asked) = (None, None, None);
    }

    /// Before the document goes away: what an app has accepted goes on without it.
    pub(in crate::app) fn detach(&mut self) {
        let Some(ticket) = self.asking.as_ref().map(Asking::ticket) else { return };
        let accepted = |entry: &&mut Entry| {
            entry.pick_up.is_some() && matches!(&entry.work, Work::Single { ticket: own, .. } if *own == ticket)
        };
        let Some(entry) = self.queue.entries.iter_mut().find(accepted) else { return };
        let id = entry.id;
        (entry.work, entry.standing) = (Work::PickUp { ticket: None, text: String::new() }, Standing::Waiting);
        self.asking = None;
        self.jobs.cancel(ticket);
        self.pick_up(id);
    }

    pub(super) fn pick_up(&mut self, id: u64) {
        let Some(index) = self.index(id) else { return };
        let (name, at) = (self.queue.entries[index].endpoint.clone(), self.queue.entries[index].pick_up.clone());
        let known = self.endpoints.iter().find(|endpoint| endpoint.name == name).cloned();
        let (Some(endpoint), Some(at)) = (known, at) else {
            let entry = &mut self.queue.entries[index];
            entry.standing = Standing::Failed;
            entry.notice = Some(Notice::new(Level::Error, "queue-no-endpoint").with("endpoint", name));
            return;
        };
        // Nothing of any document goes there; that anything does is for the policy of today to say.
        if let Verdict::Refused(refusal) = self.gate(&endpoint, Purpose::Examination, &[], 0) {
            let entry = &mut self.queue.entries[index];
            (entry.standing, entry.notice) = (Standing::Failed, Some(Notice::error(&refusal)));
            return;
        }
        let record = logbook_record(self, &endpoint, self.queue.entries[index].task);
        let ticket = self.send(Job::PickUp { endpoint, at, record: Box::new(record) });
        let entry = &mut self.queue.entries[index];
        (entry.standing, entry.notice) = (Standing::Waiting, None);
        entry.work = Work::PickUp { ticket: Some(ticket), text: String::new() };
    }

    /// An answer an app had promised ended; `true` if it was one of the queue's.
    pub(in crate::app) fn picked_up(&mut self, ticket: Ticket, end: &Result<wire::End, Error>) -> bool {
        let owns = |entry: &Entry| matches!(&entry.work, Work::PickUp { ticket: Some(own), .. } if *own == ticket);
        let Some(index) = self.queue.entries.iter().position(owns) else { return false };
        let entry = &mut self.queue.entries[index];
        let Work::PickUp { text, .. } = &mut entry.work else { return false };
        let text = std::mem::take(text);
        match end {
            Ok(end) => {
                entry.standing = Standing::Done;
                entry.ready = Some(Ready::Text(text));
                let (endpoint, model, at, task) =
                    (entry.endpoint.clone(), entry.model.clone(), entry.at, entry.task.code().to_owned());
                if let Some(usage) = end.usage {
                    let Usage { prompt, completion } = usage;
                    self.add_usage(Some(UsageRow { asked_at: at, endpoint, model, task, prompt, completion }));
                }
                let notice = Notice::new(Level::Info, "notice-picked-up");
                let title = self.queue.entries[index].title.clone();
                self.tell(notice.with("title", title));
            }
            Err(error) => (entry.standing, entry.notice) = (Standing::Failed, Some(Notice::error(error))),
        }
        true
    }
}

fn logbook_record(app: &App, endpoint: &Endpoint, task: Task) -> crate::store::audit::Event {
    let event = app.event(EventKind::Send).text("endpoint", endpoint.name.clone()).text("host", endpoint.host());
    event.text("model", endpoint.model.clone()).text("task", task.code())
}

/// `begun` and what was written to go on from it: models like to begin with the last words once more.
fn joined(begun: &str, rest: &str) -> String {
    let begun = begun.trim_end();
    let rest = rest.trim_start_matches(['\n', '\r']);
    let tail: Vec<(usize, char)> = begun.char_indices().rev().take(200).collect();
    // The longest end of what there was that the rest begins with; a character or two is chance.
    let doubled =
        tail.iter().rev().map(|(at, _)| &begun[*at..]).find(|end| end.chars().count() >= 4 && rest.starts_with(end));
    let rest = &rest[doubled.map_or(0, str::len)..];
    let breaks =
        begun.ends_with(['。', '.', '！', '？', '」']) && rest.starts_with(|c: char| c == '・' || c.is_ascii_digit());
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || ",.;:)".contains(c));
    let words = latin(begun.chars().next_back()) && rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let space = match (breaks, words && doubled.is_none()) {
        (true, _) => "\n",
        (false, true) => " ",
        (false, false) => "",
    };
    format!("{begun}{space}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_is_joined_without_saying_it_twice() {
        let check = |begun: &str, rest: &str, expected: &str| assert_eq!(joined(begun, rest), expected);
        check("避難所を開設し", "ました。", "避難所を開設しました。");
        check("避難所を開設し", "避難所を開設しました。", "避難所を開設しました。");
        check("市は、避難所を開設し\n", "\n避難所を開設しました。", "市は、避難所を開設しました。");
        check("The shelter is", "open today.", "The shelter is open today.");
        check("終わりました。", "・次の事項", "終わりました。\n・次の事項");
    }
}
