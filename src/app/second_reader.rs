//! A model as second reader: what it points out in the document stands among the findings of the rules, marked as the
//! model's; what it points out in a translation becomes remarks on the pairs. It changes no text by itself.

use super::asking::Target;
use super::engine;
use super::findings::Unplaced;
use super::notice::{Level, Notice};
use super::{App, Panel};
use crate::assistant::Task;
use crate::assistant::critique::{self, PairRemark, Reading, Remark, Weight};
use crate::document::Run;
use crate::proofread::{Finding, Fix, Severity};
use crate::text::Lang;
use crate::translation::{Edit, PairId, Side};
use std::sync::Arc;

/// The pairs on their way to the second reader, and what came of it so far.
#[derive(Clone, Debug)]
pub(super) struct Second {
    reading: Reading,
    remarks: usize,
    strays: usize,
    /// Answers nobody could read remarks from.
    unread: usize,
}

fn severity(weight: Weight) -> Severity {
    match weight {
        Weight::Info => Severity::Info,
        Weight::Warning => Severity::Warning,
        Weight::Error => Severity::Error,
    }
}

impl App {
    /// The language a second reader answers in: the person's.
    fn remarks_lang(&self) -> Lang {
        Lang::from_code(self.tr.locale().code()).unwrap_or(Lang::Ja)
    }

    /// Asks what should be mended in the document.
    pub(super) fn review(&mut self) {
        let Some(open) = &self.open else { return };
        let text = open.document.text().to_string();
        if self.endpoint().is_none() || text.trim().is_empty() {
            return self.tell(Notice::new(Level::Info, "notice-nothing-to-read"));
        }
        let (lang, room) = (self.remarks_lang(), self.room(Task::Review));
        if let Some(long) = room.and_then(|room| self.too_long_to_review(lang, room)) {
            return self.plan_long(Task::Review, long);
        }
        let request = critique::request(lang, &text, "", engine::nonce());
        self.panel = Panel::Assistant;
        self.ask(Task::Review, request, Target::Review, Vec::new(), None);
    }

    /// Puts what a model pointed out, of a long document in several answers, where the words it quotes stand now.
    pub(super) fn take_review(&mut self, answers: &[String], run: Run) {
        let Some(open) = &mut self.open else { return };
        let text = open.document.text().to_string();
        let unread = answers.iter().filter(|answer| !critique::is_readable(answer)).count();
        let remarks: Vec<Remark> = answers.iter().flat_map(|answer| critique::read(answer).remarks).collect();
        let count = remarks.len();
        let mut taken = Vec::new();
        let (mut placed, mut unplaced) = (Vec::new(), Vec::new());
        for remark in remarks {
            match critique::locate(&text, &remark.quote, &mut taken) {
                Some(span) => placed.push((span, Arc::new(finding(remark, span)))),
                None => unplaced.push(Unplaced {
                    rule: remark.matter.rule(),
                    severity: severity(remark.weight),
                    quote: remark.quote,
                    comment: remark.comment,
                }),
            }
        }
        placed.sort_by_key(|(span, _)| (span.start, span.end));
        let run = open.document.add_run(run);
        let (lost, found) = (unplaced.len(), placed.len());
        open.findings.take_remarks(placed, unplaced, Some(run));
        self.panel = Panel::Findings;
        // An answer in some other shape is no word that all is well.
        if unread > 0 {
            self.tell(Notice::new(Level::Warning, "notice-review-unread").with("answers", unread));
        } else if count == 0 {
            self.tell(Notice::new(Level::Info, "notice-review-nothing"));
        }
        if count > 0 {
            self.tell(Notice::new(Level::Info, "notice-reviewed").with("found", found).with("lost", lost));
        }
    }

    /// Has a model read every pair that has a target.
    pub(super) fn read_pairs(&mut self) {
        let Some(pairs) = self.pairs() else { return };
        let made = pairs.bitext.pairs().iter().filter(|pair| !pair.has_no_source() && !pair.target().is_empty());
        let made: Vec<_> = made.map(|pair| (pair.id.0, pair.source.to_string(), pair.target().to_owned())).collect();
        if made.is_empty() {
            return self.tell(Notice::new(Level::Info, "notice-no-pairs-to-read"));
        }
        let reading = Reading::new(made, self.remarks_lang());
        self.read_on(Second { reading, remarks: 0, strays: 0, unread: 0 });
    }

    fn read_on(&mut self, mut second: Second) {
        match second.reading.next(engine::nonce()) {
            Some(request) => {
                self.panel = Panel::Assistant;
                self.ask(Task::Review, request, Target::Reading(Box::new(second)), Vec::new(), None);
            }
            None => {
                let (pairs, _) = second.reading.progress();
                let notice = Notice::new(Level::Info, "notice-pairs-read").with("pairs", pairs);
                self.tell(notice.with("remarks", second.remarks).with("strays", second.strays));
                if second.unread > 0 {
                    self.tell(Notice::new(Level::Warning, "notice-review-unread").with("answers", second.unread));
                }
                self.panel = Panel::Pair;
            }
        }
    }

    /// An answer about some pairs has come: its remarks go to the pairs, and the next are asked about.
    pub(super) fn take_reading(&mut self, mut second: Second, answer: &str, run: &Run) {
        second.unread += usize::from(!critique::is_readable(answer));
        let (found, strays) = second.reading.take(answer);
        second.strays += strays;
        second.remarks += found.len();
        let edits: Vec<Edit> = found.into_iter().filter_map(|found| self.remark(found)).collect();
        let by = self.tr.format("remark-by-model", &[("engine", run.engine.as_str().into())]);
        let at = self.now;
        if let Some(pairs) = self.open.as_mut().and_then(|open| open.pairs.as_mut())
            && !edits.is_empty()
        {
            let made = pairs.bitext.apply(&edits, &by, at);
            let (only, search) = (pairs.only(), pairs.search().to_owned());
            self.keep_due = self.keep_due.or(Some(at));
            self.list_pairs(only, search);
            if let Err(refusal) = made {
                self.tell(Notice::of(Level::Warning, &refusal));
            }
        }
        self.read_on(second);
    }

    /// A remark in words, at the words it is about if they still stand there.
    fn remark(&self, PairRemark { id, place, remark }: PairRemark) -> Option<Edit> {
        let pair = self.pairs()?.bitext.get(PairId(id))?;
        let place = place.and_then(|(in_target, span)| {
            let text = if in_target { pair.target() } else { &pair.source };
            (text.get(span.range()) == Some(remark.quote.trim()))
                .then_some((if in_target { Side::Target } else { Side::Source }, span))
        });
        let tr = &self.tr;
        let mut args = vec![
            ("matter", tr.text(&crate::proofread::message_id(remark.matter.rule())).into()),
            ("severity", tr.text(&format!("severity-{}", remark.weight.code())).into()),
            ("quote", remark.quote.as_str().into()),
            ("comment", remark.comment.as_str().into()),
        ];
        let text = if remark.replacement.is_empty() {
            tr.format("remark-of-model", &args)
        } else {
            args.push(("replacement", remark.replacement.as_str().into()));
            tr.format("remark-of-model-with", &args)
        };
        Some(Edit::Comment { id: pair.id, text, place })
    }

    /// Says no more of what a model pointed out and could not be placed.
    pub(super) fn drop_unplaced(&mut self) {
        if let Some(open) = &mut self.open {
            open.findings.unplaced.clear();
        }
    }
}

fn finding(remark: Remark, span: crate::text::Span) -> Finding {
    let text = remark.quote.trim().to_owned();
    let fixes =
        if remark.replacement.is_empty() { Vec::new() } else { vec![Fix { text: remark.replacement, safe: false }] };
    let args = vec![("text", text.clone()), ("comment", remark.comment)];
    Finding { rule: remark.matter.rule(), severity: severity(remark.weight), span, text, args, fixes }
}
