//! What came of a job: the state takes it in.

use super::{App, Examination, Job, Level, Notice, Report, Ticket, office, templates, words};
use crate::assistant::doctor;
use crate::store::audit::EventKind;

impl App {
    /// Takes in what came of a job.
    pub fn receive(&mut self, ticket: Ticket, report: Report, now: i64) {
        self.now = now;
        match report {
            Report::Checked { revision, found } => self.checked(ticket, revision, found),
            Report::Words { house, segmenter, notices } => {
                self.house = house;
                self.resources.segmenter = segmenter;
                self.judge_anew();
                notices.into_iter().for_each(|notice| self.tell(notice));
            }
            Report::PairHelped { id, source, help } => self.helped(id, source, help),
            Report::PairsChecked { revision, found, glossary } => self.pairs_checked(revision, found, glossary),
            Report::PairsCounted(figures) => self.pairs_counted(*figures),
            Report::EasyChecked { id, easy, found } => self.easy_judged(id, &easy, found),
            Report::PairsSearched { words, ids } => self.pairs_searched(&words, ids),
            Report::PairsFilled { column, edits, left } => self.filled(column, edits, left),
            Report::Resources(outcome) => self.resources_done(ticket, *outcome),
            Report::Clerk(answer) => self.clerk_answers(*answer),
            Report::Forms(answer) => self.forms_done(*answer),
            Report::FoundLocal(found) => self.local = Some(Some(found)),
            Report::Used(used) => self.used = used,
            Report::Queue { marks, jobs } => self.queue_loaded(marks, jobs),
            Report::Piece(answer) => self.piece_done(ticket, answer),
            Report::Joined(hunks) => self.joined(ticket, hunks),
            Report::Sources { sentences, doubts } => self.sources_found(ticket, sentences, doubts),
            Report::Templates { templates, notices } => {
                // Those the office does not offer are not offered.
                let offered = &self.policy.scope.templates;
                let offers =
                    |kept: &templates::Kept| offered.as_ref().is_none_or(|ids| ids.contains(&kept.template.id));
                self.templates = templates.into_iter().filter(offers).collect();
                notices.into_iter().for_each(|notice| self.tell(notice));
            }
            Report::TemplateSaved { path } => {
                self.tell(Notice::new(Level::Info, "notice-template-saved").with("path", path.display().to_string()));
                self.load_templates();
            }
            Report::Imported { path, count, notices } => {
                let level = if notices.is_empty() { Level::Info } else { Level::Warning };
                let id = if words::is_segmentation(&path) {
                    "notice-segmentation-imported"
                } else {
                    "notice-words-imported"
                };
                let notice = Notice::new(level, id).with("count", count);
                self.tell(notice.with("path", path.display().to_string()).detailed(notices));
                self.load_words();
            }
            Report::Begun { sessions, recent, notices } => {
                // One that is open already is not one to bring back.
                let key = self.open.as_ref().map(|open| open.key.clone());
                self.sessions = sessions.into_iter().filter(|s| Some(&s.key) != key.as_ref()).collect();
                self.recent = recent;
                self.notices.extend(notices);
            }
            Report::Opened { path, read, bitext, revisions, fingerprint } => {
                if self.reading == Some(ticket) {
                    self.reading = None;
                    self.opened(path, *read, bitext, revisions, fingerprint);
                }
            }
            Report::Doubtful(doubt) => self.in_doubt(ticket, doubt),
            Report::Compared(compared) => self.show_comparison(*compared),
            Report::Weighed(weighed) => self.weighed(ticket, weighed),
            Report::Prepared(made) => self.prepared(ticket, *made),
            Report::Masked { revision, masked, map } => self.masked(revision, *masked, *map),
            Report::Versions(outcome) => self.versions_done(*outcome),
            Report::LaidOut { pages } => self.laid_out(ticket, pages),
            Report::PageDrawn { picture } => self.page_drawn(ticket, picture),
            Report::Printers(printers) => self.found_printers(ticket, printers),
            Report::Printed { to } => self.printed(ticket, to),
            Report::Sheets { sheets, notices } => self.took_sheets(sheets, notices),
            Report::Attached(file) => self.take_attached(file),
            Report::TrailLooked(answer) => self.trail_answer(answer),
            Report::Attachments(answer) => self.attachments_answer(*answer),
            Report::Traced { revision, places } => self.traced(ticket, revision, places),
            Report::TableSaved { path } | Report::FileSaved { path } => {
                let notice = Notice::new(Level::Info, "notice-exported");
                self.tell(notice.with("path", path.display().to_string()));
            }
            Report::Saved { path, source, revision, losses, fingerprint, export } => {
                let losses: Vec<Notice> = losses.iter().map(|loss| Notice::of(Level::Warning, loss)).collect();
                if let Some(open) = &mut self.open
                    && !export
                {
                    open.path = Some(path.clone());
                    open.source = Some(source);
                    open.saved = Some(revision);
                    open.saved_judgement = open.saving_judgement.clone();
                    open.saved_comments = open.saving_comments;
                    open.saved_attachments = open.saving_attachments;
                    let saved = open.saving_pairs;
                    if let Some(pairs) = &mut open.pairs {
                        pairs.saved = saved;
                    }
                    open.touched = false;
                    open.fingerprint = Some(fingerprint);
                    let key = open.key.clone();
                    if !open.unsaved() {
                        self.send(Job::Release { key });
                    }
                }
                if export {
                    let event = self.event(EventKind::Export).text("format", source.kind.extension());
                    self.log(event);
                }
                let (level, id) = match (losses.is_empty(), export) {
                    (true, false) => (Level::Info, "notice-saved"),
                    (true, true) => (Level::Info, "notice-exported"),
                    (false, _) => (Level::Warning, "notice-saved-with-losses"),
                };
                self.tell(Notice::new(level, id).with("path", path.display().to_string()).detailed(losses));
                if !export {
                    self.remember(path);
                    self.go_on();
                }
            }
            Report::Lossy { path, losses } => self.ask_consent(path, &losses),
            Report::Kept { key, revision } => {
                if let Some(open) = &mut self.open
                    && open.key == key
                {
                    open.kept = Some(revision);
                }
            }
            Report::PersonalFound { revision, found } => self.personal_found(revision, found),
            Report::MapKept { path } => {
                self.tell(Notice::new(Level::Info, "notice-map-kept").with("path", path.display().to_string()));
            }
            Report::KanjiRead { revision, found } => self.kanji_read(revision, found),
            Report::Summarized(summary) => self.summarized(ticket, summary),
            Report::Arrived(event) => {
                self.heard(ticket, &event);
                self.arrived(ticket, event);
            }
            Report::Ended(end) => {
                self.look_for_lock(&end);
                self.ended(ticket, end);
            }
            Report::Examined(doctor::Examined { checks, learnt }) => {
                if let Some((name, Examination::Running(running))) = &self.examination
                    && *running == ticket
                    && let Some(endpoint) = self.endpoints.iter().find(|e| e.name == *name).cloned()
                {
                    self.learn_habit(&endpoint, learnt);
                }
                if let Some((_, examination)) = &mut self.examination
                    && matches!(examination, Examination::Running(running) if *running == ticket)
                {
                    *examination = Examination::Done(checks);
                }
            }
            Report::Ledger { document, rows, kind } => self.record_process(&document, &rows, kind),
            Report::RecordWritten { path } => {
                let notice = Notice::new(Level::Info, "notice-record-written");
                self.tell(notice.with("path", path.display().to_string()));
            }
            Report::Trail(notice) => notice.into_iter().for_each(|notice| self.tell(notice)),
            Report::NoKeyring { name, key } => {
                self.locked_key = Some(office::Locked { then: Some((name, key)), refused: false });
            }
            Report::StillLocked { then } => self.locked_key = Some(office::Locked { then, refused: true }),
            Report::Unlocked => self.tell(Notice::new(Level::Info, "notice-unlocked")),
            Report::KeyStored { in_file } => {
                let id = if in_file { "notice-key-in-file" } else { "notice-key-stored" };
                self.tell(Notice::new(Level::Info, id));
            }
            Report::Failed(notice) => {
                if self.reading == Some(ticket) {
                    self.reading = None;
                }
                self.work_is_over(ticket);
                self.abandon(ticket);
                self.printing_failed(ticket);
                self.clerk_failed();
                self.trail_failed();
                // Whatever was to come after a save does not come after a save that failed.
                self.waiting = None;
                self.tell(notice);
            }
        }
    }
}
