//! The thread that speaks with endpoints: it owns the async runtime, and nothing async shows outside it. What goes to one
//! endpoint shares its limits and its connections.

use super::engine::{self, Line, Question};
use super::job::{Job, Report, Ticket};
use super::logbook::{self, Logbook};
use super::notice::Notice;
use super::workers::{Order, Outbox};
use crate::assistant::{Endpoint, Error, Verdict, local, wire};
use crate::store::audit::Event;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Does what it is told until nobody tells it anything any more.
pub(super) fn network_loop(mut orders: tokio::sync::mpsc::UnboundedReceiver<Order>, logbook: &Logbook, out: &Outbox) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, async {
        let mut running: HashMap<Ticket, tokio::task::JoinHandle<()>> = HashMap::new();
        let lines = Lines::default();
        while let Some(order) = orders.recv().await {
            running.retain(|_, task| !task.is_finished());
            match order {
                Order::Drop(ticket) => {
                    // Dropping the future closes its connection.
                    if let Some(task) = running.remove(&ticket) {
                        task.abort();
                    }
                }
                Order::Do(ticket, job) => {
                    let (out, logbook) = (out.clone(), Some(logbook.clone()));
                    let work = network_job(ticket, *job, lines.clone(), logbook, out);
                    running.insert(ticket, tokio::task::spawn_local(work));
                }
            }
        }
    });
}

/// The ways to endpoints, one for each: what goes there shares its limits and its connections.
#[derive(Clone, Default)]
pub(super) struct Lines(Rc<RefCell<HashMap<String, Rc<Line>>>>);

impl Lines {
    fn to(&self, endpoint: &Endpoint) -> Result<Rc<Line>, Error> {
        let known = self.0.borrow().get(&endpoint.name).filter(|line| line.leads_to(endpoint)).cloned();
        match known {
            Some(line) => Ok(line),
            None => {
                let line = Rc::new(Line::new(endpoint)?);
                self.0.borrow_mut().insert(endpoint.name.clone(), line.clone());
                Ok(line)
            }
        }
    }
}

/// Does one job of the network.
pub(super) async fn network_job(ticket: Ticket, job: Job, lines: Lines, logbook: Option<Logbook>, out: Outbox) {
    let desk = Desk { ticket, lines, logbook, out };
    match job {
        Job::Ask { endpoint, request, record } => desk.ask(&endpoint, Question::New(&request), &record).await,
        Job::PickUp { endpoint, at, record } => desk.ask(&endpoint, Question::Promised(&at), &record).await,
        Job::AskPiece { terms, request } => {
            let Some(logbook) = &desk.logbook else { return };
            let out = &desk.out;
            let mut arrived = |event: &wire::Event| out.send(ticket, Report::Arrived(event.clone()));
            let answer = match desk.lines.to(&terms.endpoint) {
                Ok(line) => engine::answer(&terms, logbook, &line, request, &mut arrived).await,
                Err(error) => Err(error),
            };
            desk.send(Report::Piece(answer));
        }
        Job::Examine { endpoint, gate, record } => {
            if let Verdict::Allowed = gate
                && let Err(error) = desk.write(&record)
            {
                return desk.send(Report::Failed(Notice::error(&error)));
            }
            desk.send(Report::Examined(engine::examine(&endpoint, gate).await));
        }
        Job::FindLocal { record } => match desk.write(&record) {
            Ok(()) => desk.send(Report::FoundLocal(local::find().await)),
            // What is not recorded is not done.
            Err(error) => {
                desk.send(Report::FoundLocal(Vec::new()));
                desk.send(Report::Trail(Some(Notice::error(&error))));
            }
        },
        _ => {}
    }
}

/// What one job works with.
struct Desk {
    ticket: Ticket,
    lines: Lines,
    logbook: Option<Logbook>,
    out: Outbox,
}

impl Desk {
    fn send(&self, report: Report) {
        self.out.send(self.ticket, report);
    }

    fn write(&self, event: &Event) -> Result<(), Error> {
        self.logbook.as_ref().map_or(Ok(()), |logbook| logbook.append(std::slice::from_ref(event)))
    }

    /// Asks, and hands on what arrives. What is not recorded is not sent.
    async fn ask(&self, endpoint: &Endpoint, question: Question<'_>, record: &Event) {
        if let Err(error) = self.write(record) {
            return self.send(Report::Ended(Err(error)));
        }
        let (mut text, out, ticket) = (String::new(), &self.out, self.ticket);
        let mut arrived = |event: wire::Event| {
            if let wire::Event::Text(piece) = &event {
                text.push_str(piece);
            }
            out.send(ticket, Report::Arrived(event));
        };
        let end = match self.lines.to(endpoint) {
            Ok(line) => line.carry(question, &mut arrived).await,
            Err(error) => Err(error),
        };
        let now = jiff::Timestamp::now().as_millisecond();
        let written = self.write(&logbook::receiving(record, now, &text, &end));
        self.send(Report::Ended(end));
        if let Err(error) = written {
            self.send(Report::Trail(Some(Notice::error(&error))));
        }
    }
}
