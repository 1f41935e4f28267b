//! Source and translation side by side, each on its sheet. They scroll together, pair by pair; the pair the translator is
//! at is pointed out in both.

use super::editor::{self, Editor, EditorEvent, Mark, MarkLevel, MarkWords, Marks};
use super::{pairs, theme, widgets};
use crate::app::notice::pair_text;
use crate::app::pairs::Pairs;
use crate::app::workbench::{Beside, Step};
use crate::app::{Action, App};
use crate::proofread::{Severity, message_id};
use crate::text::Span;
use egui::{Ui, UiBuilder};

/// How far down in a pane the words are that stand at the same height in both, as a part of its height.
const ANCHOR: f32 = 0.35;

/// The pane of the translation, and what is remembered of both.
pub struct BesideView {
    /// The pane of the translation.
    pub editor: Editor,
    /// How far the two were scrolled in the last frame, after one had followed the other.
    was: (f32, f32),
    /// What was selected in the source in the last frame.
    selected: Span,
    home: pairs::Home,
}

impl Default for BesideView {
    fn default() -> Self {
        Self { editor: Editor::beside(), was: (0.0, 0.0), selected: Span::at(usize::MAX), home: pairs::Home::default() }
    }
}

/// What the rules find in the targets, where they stand in the translation.
struct Found<'a> {
    app: &'a App,
    pairs: &'a Pairs,
    beside: &'a Beside,
}

impl Found<'_> {
    fn of_place(&self, place: usize) -> impl Iterator<Item = (Span, &crate::proofread::pairs::PairFinding)> {
        let own = self.beside.place(place).unwrap_or(Span::at(0));
        let pair = &self.pairs.bitext.pairs()[place];
        let within = move |span: Span| Span::new(span.start.min(own.len()), span.end.min(own.len()));
        let found = self.pairs.found(pair.id).iter();
        found.map(move |finding| (finding.target.map_or(own, |span| within(span).shift(own.start)), finding))
    }
}

/// Findings of a pair that have a number of their own.
const EACH: usize = 64;

impl Marks for Found<'_> {
    fn within(&self, span: Span) -> Vec<Mark> {
        let places = self.beside.places_in(span);
        let marks = places.flat_map(|place| {
            self.of_place(place).take(EACH).enumerate().map(move |(number, (span, finding))| {
                let level = match finding.severity {
                    Severity::Error => MarkLevel::Error,
                    Severity::Warning => MarkLevel::Warning,
                    Severity::Info => MarkLevel::Info,
                };
                Mark { number: place * EACH + number, span, level }
            })
        });
        marks.filter(|mark| mark.span.touches(span)).collect()
    }

    fn words(&self, number: usize) -> Option<MarkWords> {
        if number / EACH >= self.pairs.bitext.len() {
            return None;
        }
        let (_, finding) = self.of_place(number / EACH).nth(number % EACH)?;
        let tr = self.app.tr();
        let (title, message) = (tr.text(&message_id(finding.rule)), pair_text(tr, finding));
        Some(MarkWords { title, message, fixes: Vec::new() })
    }
}

/// Draws both; `source_ui` draws the pane of the source.
pub fn ui(
    ui: &mut Ui,
    app: &App,
    source: &mut Editor,
    view: &mut BesideView,
    actions: &mut Vec<Action>,
    source_ui: impl FnOnce(&mut Ui, &mut Editor, &mut Vec<Action>),
) {
    let (Some(pairs), Some(beside)) = (app.pairs(), app.beside()) else { return };
    view.home.keep(ui, &[source.id(), view.editor.id(), super::pair_findings::list()]);
    pairs::keys(ui, app, actions);
    egui::Panel::top("pairs-bar").frame(widgets::bar_frame(ui)).show(ui, |ui| pairs::bar(ui, app, pairs, actions));
    let at = pairs.place();
    source.point_out(at.map(|at| pairs.bitext.pairs()[at].span));
    view.editor.point_out(at.and_then(|at| beside.place(at)));
    let all = ui.available_rect_before_wrap();
    let (left, right) = all.split_left_right_at_fraction(0.5);
    let mut pane =
        ui.new_child(UiBuilder::new().max_rect(left.with_max_x(left.right() - 1.0)).id_salt("beside-source"));
    pane.set_clip_rect(left);
    source_ui(&mut pane, source, actions);
    let mut pane = ui.new_child(UiBuilder::new().max_rect(right).id_salt("beside-target"));
    pane.set_clip_rect(right);
    let found = Found { app, pairs, beside };
    let shown = editor::View {
        document: beside.document(),
        marks: &found,
        hunks: &[],
        comments: &[],
        show_authors: false,
        show_spaces: false,
        tr: app.tr(),
        zoom: app.settings().zoom,
    };
    let before = view.editor.selection();
    let mut typed = false;
    for event in view.editor.ui(&mut pane, &shown) {
        match event {
            EditorEvent::Edit { change, .. } => {
                typed = true;
                actions.push(Action::Workbench(Step::TypeBeside(change)));
            }
            EditorEvent::Undo => actions.push(Action::UndoPairs(true)),
            EditorEvent::Redo => actions.push(Action::UndoPairs(false)),
            // What it is in the document follows from the source, and so does what stands in its tables.
            _ => {}
        }
    }
    let line = egui::Stroke::new(1.0, theme::Palette::of(ui.visuals()).border_strong);
    ui.painter().vline(right.left(), all.y_range(), line);
    ui.advance_cursor_after_rect(all);
    let focus = ui.memory(|memory| memory.focused());
    if focus == Some(view.editor.id()) {
        actions.push(Action::Workbench(Step::Pane(true)));
        let selection = view.editor.selection();
        if selection != before && !typed {
            actions.push(Action::Workbench(Step::ChooseBeside(selection)));
        }
    } else if focus == Some(source.id()) {
        actions.push(Action::Workbench(Step::Pane(false)));
        if source.selection() != view.selected {
            actions.push(Action::Workbench(Step::ChooseSource(source.selection())));
        }
    }
    view.selected = source.selection();
    let target_leads = focus == Some(view.editor.id());
    scroll_together(ui, pairs, beside, source, view, target_leads);
}

/// Has the pane that was not scrolled follow the one that was.
fn scroll_together(
    ui: &Ui,
    pairs: &Pairs,
    beside: &Beside,
    source: &mut Editor,
    view: &mut BesideView,
    target_leads: bool,
) {
    let now = (source.scrolled().0, view.editor.scrolled().0);
    let moved = ((now.0 - view.was.0).abs() > 0.5, (now.1 - view.was.1).abs() > 0.5);
    view.was = now;
    let target_leads = match moved {
        (false, false) => return,
        (true, true) => target_leads,
        (_, target) => target,
    };
    let all = pairs.bitext.pairs();
    let place = |row: usize| beside.place(row).map_or(0, |span| span.start);
    let target = &mut view.editor;
    if target_leads {
        let heights = (|row: usize| target.height_at(place(row)), |row: usize| source.height_at(all[row].span.start));
        let ends = (target.height(), source.height());
        let offset = counterpart(target.scrolled(), source.scrolled().1, all.len(), heights.0, heights.1, ends);
        source.scroll_to(offset);
        view.was.0 = offset.max(0.0);
    } else {
        let heights = (|row: usize| source.height_at(all[row].span.start), |row: usize| target.height_at(place(row)));
        let ends = (source.height(), target.height());
        let offset = counterpart(source.scrolled(), target.scrolled().1, all.len(), heights.0, heights.1, ends);
        target.scroll_to(offset);
        view.was.1 = offset.max(0.0);
    }
    ui.ctx().request_repaint();
}

/// How far a pane of this height is scrolled where its pairs stand beside those of the one that leads.
fn counterpart(
    (offset, height): (f32, f32),
    own_height: f32,
    count: usize,
    theirs: impl Fn(usize) -> f32,
    ours: impl Fn(usize) -> f32,
    ends: (f32, f32),
) -> f32 {
    if offset <= 0.5 || count == 0 {
        return 0.0;
    }
    let anchor = offset + height * ANCHOR;
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if theirs(middle) <= anchor { low = middle + 1 } else { high = middle }
    }
    // Before the first pair and behind the last there are the ends of both.
    let from = if low == 0 { (0.0, 0.0) } else { (theirs(low - 1), ours(low - 1)) };
    let to = if low == count { ends } else { (theirs(low), ours(low)) };
    let part = if to.0 > from.0 { ((anchor - from.0) / (to.0 - from.0)).clamp(0.0, 1.0) } else { 0.0 };
    from.1 + part * (to.1 - from.1) - own_height * ANCHOR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_stand_beside_each_other() {
        let theirs = |row: usize| [100.0, 200.0, 300.0][row];
        let ours = |row: usize| [100.0, 400.0, 900.0][row];
        let at = |offset| counterpart((offset, 100.0), 100.0, 3, theirs, ours, (400.0, 1000.0));
        assert_eq!(at(0.0), 0.0);
        assert_eq!(at(65.0), 65.0);
        assert_eq!(at(115.0), 250.0 - 35.0);
        assert_eq!(at(265.0), 865.0);
        assert_eq!(at(999.0), 965.0);
    }
}
