//! What a template made of something long, piece by piece: laid where the answer to a short one would be.

use super::ByTemplate;
use crate::app::App;
use crate::app::asking::{Progress, Reply, Target};
use crate::app::laying::Laid;
use crate::app::notice::Notice;
use crate::app::records::Sent;
use crate::app::refining::Spot;
use crate::assistant::Task;
use crate::assistant::template::choices;
use crate::document::{Run, RunId};
use crate::text::Change;

impl App {
    /// Shows `text`, or lays it beside the document, which has changed by `changes` since it was asked for; `notice` says why it
    /// may not be whole. Gives the run of what lies beside the text.
    pub(super) fn lay_pieces(
        &mut self,
        by: ByTemplate,
        text: String,
        (run, sent): (Run, Sent),
        notice: Option<Notice>,
        changes: &[Change],
    ) -> Option<RunId> {
        let ByTemplate { used, mut target } = by;
        changes.iter().for_each(|change| target.follow(change));
        let progress = notice.map_or(Progress::Whole, Progress::Doubtful);
        let doubtful = progress != Progress::Whole;
        let reply = Reply::new(Task::Template, Some(used.name), Some(run.engine.clone()), progress);
        let told = used.told;
        if let Target::Behind { at } = target {
            let spot = Spot::behind(at, self.open.as_ref()?.document.text());
            let id = self.open.as_mut()?.document.add_run(run);
            let laid = Laid { run: id, counts: (0, 0), sent };
            let lies = self.lay_made(vec![(spot, text)], &told, |_| Some(laid));
            // Of what is a suggestion something is said only where it may not be whole.
            self.reply = doubtful.then_some(Reply { beside: lies, ..reply });
            return lies.then_some(id);
        }
        let choices = if matches!(target, Target::Titles) { choices(&text) } else { Vec::new() };
        let reply = self.weigh_reply(Reply { text, choices, run: Some(run), ..reply }, told);
        self.reply = Some(reply);
        self.trace();
        None
    }
}
