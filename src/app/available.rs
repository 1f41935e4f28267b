//! Which commands can be carried out now.

use super::{App, Command, arranging, vouching};
use crate::text::Lang;

impl App {
    /// Whether `command` can be carried out now.
    pub fn available(&self, command: Command) -> bool {
        let open = self.open.as_ref();
        let hunks = || open.is_some_and(|open| !open.open_hunks().is_empty());
        if self.reviewing && !vouching::reads_only(command) {
            return false;
        }
        if self.forbids(command) {
            return false;
        }
        if let Some(available) = self.available_in_pairs(command) {
            return available;
        }
        match command {
            Command::Save | Command::SaveAs | Command::ExportWord | Command::Compare | Command::CloseDocument => {
                open.is_some()
            }
            Command::ExportPdf | Command::ExportArchive | Command::Preview | Command::Print => open.is_some(),
            Command::Merge => open.is_some(),
            Command::TakeNumber => open.is_some() || self.filling.is_some(),
            Command::ExportReview => open.is_some_and(|open| open.proposals.iter().any(|p| !p.suggestion.is_done())),
            Command::Versions => open.is_some(),
            Command::NameVersion | Command::MergeCopy => open.is_some() && !self.reviewing(),
            Command::PanelReview
            | Command::Confirm
            | Command::ReviewMode
            | Command::ProcessRecord
            | Command::ProcessRecordWord => open.is_some(),
            Command::InsertDisclosure => open.is_some(),
            Command::AttachFile => open.is_some() && !self.reviewing(),
            Command::PanelAttachments => open.is_some(),
            Command::SelectAll | Command::ToggleOutline | Command::ShowAuthors => open.is_some(),
            Command::ShowSpaces | Command::FocusMode => open.is_some(),
            Command::MoveUp | Command::MoveDown => open.is_some(),
            Command::Find | Command::FindNext | Command::FindPrevious | Command::Replace | Command::GoTo => {
                open.is_some()
            }
            Command::InsertRange => open.is_some() && !self.reviewing(),
            Command::InsertTable => open.is_some_and(|open| arranging::here(open).is_none()),
            Command::RowAbove
            | Command::RowBelow
            | Command::ColumnLeft
            | Command::ColumnRight
            | Command::DeleteRows
            | Command::DeleteColumns
            | Command::DeleteTable => open.is_some_and(|open| arranging::here(open).is_some()),
            Command::Undo => open.is_some_and(|open| open.document.history().can_undo()),
            Command::Redo => open.is_some_and(|open| open.document.history().can_redo()),
            Command::CheckNext | Command::CheckPrevious => open.is_some_and(|open| !open.findings.is_empty()),
            Command::FixHere => open.is_some_and(|open| {
                open.finding_at_cursor().is_some_and(|index| !open.findings[index].fixes.is_empty())
            }),
            Command::IgnoreHere => open.is_some_and(|open| open.finding_at_cursor().is_some()),
            Command::FixSafe => open.is_some_and(|open| open.findings.safe() > 0),
            Command::Draft => self.is_idle() && open.is_some_and(|open| !open.empty_places().is_empty()),
            Command::AddReadings => {
                open.is_some_and(|open| open.document.lang() == Lang::Ja && !open.document.is_empty())
            }
            Command::Bold | Command::Underline | Command::Dots | Command::Superscript | Command::Subscript => {
                self.can_mark(command)
            }
            Command::DatesEra | Command::DatesWestern => {
                open.is_some_and(|open| open.document.lang() == Lang::Ja && !open.document.is_empty())
            }
            Command::PlainLook | Command::Ruby | Command::RubyAll => self.can_mark(command),
            Command::Pairs | Command::BesidePairs => open.is_some(),
            Command::FillPairs => self.shows_pairs() && self.is_idle(),
            Command::CopySource | Command::JoinPairs => self.shows_pairs(),
            Command::ShiftUp | Command::ShiftDown | Command::Unpair => self.can_shift(),
            Command::ConfirmSure | Command::LearnPairs | Command::ExportPairs => self.pairs().is_some(),
            Command::AddComment
            | Command::NextComment
            | Command::PreviousComment
            | Command::SettleComment
            | Command::RemoveComment => self.can_comment(command),
            Command::Rewrite | Command::Summarize => {
                self.is_idle() && open.is_some_and(|open| !open.document.is_empty())
            }
            Command::RewriteClearer
            | Command::RewriteShorter
            | Command::RewriteLonger
            | Command::RewritePolite
            | Command::RewriteNeutral
            | Command::RewritePlain
            | Command::RewriteCorrect
            | Command::RewriteOwn
            | Command::Review => self.can_ask(command),
            command if command.template().is_some() => self.can_ask(command),
            Command::ReadPairs => self.shows_pairs() && self.is_idle() && self.endpoint().is_some(),
            Command::Templates => self.is_idle() && open.is_some(),
            Command::TakeIn | Command::FindPersonal => open.is_some(),
            Command::Stop => !self.is_idle(),
            Command::GoOn => self.can_continue(),
            Command::Again => self.can_ask_again(),
            Command::VersionBack => self.versions().is_some_and(|versions| versions.shown > 0),
            Command::VersionOn => self.versions().is_some_and(|versions| versions.shown + 1 < versions.count),
            Command::NextHunk | Command::AcceptHunk | Command::RejectHunk | Command::AcceptAll | Command::RejectAll => {
                hunks()
            }
            _ => true,
        }
    }
}
