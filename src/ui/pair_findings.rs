//! What the rules found in all pairs of the document: a list that holds thousands as easily as three. Arrows choose and
//! show the pair, Enter puts the keyboard into its translation, Delete asks why the finding is to be let be; F8 goes on from
//! pair to pair wherever the keyboard is.

use super::finding_row::{FindingRow, ROW};
use super::findings_panel::severity_id;
use super::{View, widgets};
use crate::app::pairs::Pairs;
use crate::app::workbench::findings::{Place, Told};
use crate::app::workbench::{Ask, Column, Step, judging};
use crate::app::{Action, App, Command};
use crate::i18n::Tr;
use crate::proofread::Severity;
use crate::translation::PairId;
use egui::{Id, Key, Modifiers, Role, Sense, Ui, WidgetInfo};

/// The state of the list, none of it worth keeping.
#[derive(Default)]
pub struct PairFindingsView {
    /// The one kind that is shown, if not all are.
    only: Option<Severity>,
    places: Vec<Place>,
    count: [usize; 3],
    /// What `count` was made from.
    counted: Option<u64>,
    /// What `places` was made from.
    made_from: Option<(u64, u64, Option<Severity>)>,
    chosen: Option<Place>,
    /// The pair the list last followed.
    followed: Option<PairId>,
    reveal: bool,
    wants_keyboard: bool,
}

impl PairFindingsView {
    /// Gives the list the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {
        self.wants_keyboard = true;
    }

    /// How many findings there are.
    pub fn all(&mut self, pairs: &Pairs) -> usize {
        if self.counted != Some(pairs.findings_version()) {
            self.counted = Some(pairs.findings_version());
            self.count = pairs.findings_count();
        }
        self.count.iter().sum()
    }

    /// Catches up with what was found and where the translator is.
    fn follow(&mut self, pairs: &Pairs) {
        let from = (pairs.findings_version(), pairs.bitext.revision(), self.only);
        if self.made_from != Some(from) {
            self.made_from = Some(from);
            self.places = pairs.findings_places(self.only);
            self.chosen = self.chosen.filter(|chosen| self.places.contains(chosen));
        }
        let at = pairs.at().map(|pair| pair.id);
        if self.followed != at {
            self.followed = at;
            let here = self.chosen.is_some_and(|chosen| Some(chosen.id) == at);
            let first = self.places.iter().find(|place| Some(place.id) == at);
            if let Some(first) = first.filter(|_| !here) {
                (self.chosen, self.reveal) = (Some(*first), true);
            }
        }
    }

    fn row(&self) -> Option<usize> {
        let chosen = self.chosen?;
        self.places.iter().position(|place| *place == chosen)
    }
}

/// Draws the panel.
pub fn ui(ui: &mut Ui, app: &App, view: &mut View, actions: &mut Vec<Action>) {
    let Some(pairs) = app.pairs() else { return };
    let tr = app.tr();
    let view = &mut view.pair_findings;
    view.follow(pairs);
    let all = view.all(pairs);
    if all == 0 {
        ui.add_space(widgets::GAP);
        widgets::coloured(ui, tr.text("pair-findings-none"), widgets::palette(ui).success);
        widgets::weak(ui, tr.text("pair-findings-none-more"));
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let name = tr.format("findings-all", &[("count", all.into())]);
        if ui.add(widgets::tab(view.only.is_none(), name)).clicked() {
            view.only = None;
        }
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let count = view.count[severity as usize];
            if count == 0 && view.only != Some(severity) {
                continue;
            }
            let args = [("severity", tr.text(severity_id(severity)).into()), ("count", count.into())];
            if ui.add(widgets::tab(view.only == Some(severity), tr.format("findings-only", &args))).clicked() {
                view.only = Some(severity);
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        super::shell::named_button(ui, app, Command::CheckPrevious, "findings-previous", actions);
        super::shell::named_button(ui, app, Command::CheckNext, "findings-next", actions);
    });
    ui.add_space(widgets::GAP / 2.0);
    list_ui(ui, app, pairs, view, actions);
}

/// The list as what has the keyboard.
pub(super) fn list() -> Id {
    Id::unique("pair-findings-list")
}

fn list_ui(ui: &mut Ui, app: &App, pairs: &Pairs, view: &mut PairFindingsView, actions: &mut Vec<Action>) {
    let (id, tr) = (list(), app.tr());
    let area = ui.available_rect_before_wrap();
    let whole = ui.interact(area, id, Sense::FOCUSABLE);
    whole.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, tr.text("findings-list")));
    if std::mem::take(&mut view.wants_keyboard) {
        whole.request_focus();
    }
    let focused = whole.has_focus();
    if focused {
        ui.memory_mut(|memory| {
            let filter = egui::EventFilter { vertical_arrows: true, ..Default::default() };
            memory.set_focus_lock_filter(id, filter);
        });
        keys(ui, app, pairs, view, actions);
    }
    let mut scroll = egui::ScrollArea::vertical().id_salt("pair-findings").auto_shrink([false, false]);
    if let Some(row) = view.row().filter(|_| view.reveal) {
        let top = row as f32 * (ROW + ui.spacing().item_spacing.y);
        let seen = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(0.0);
        if top < seen || top + ROW > seen + area.height() {
            scroll = scroll.vertical_scroll_offset((top - area.height() / 2.0).max(0.0));
        }
        view.reveal = false;
    }
    let shown = scroll.show_rows(ui, ROW, view.places.len(), |ui, range| {
        for row in range {
            let Some(place) = view.places.get(row).copied() else { continue };
            let chosen = view.chosen == Some(place);
            if row_ui(ui, tr, pairs, (row, place), chosen, focused && chosen) {
                choose(view, place, actions);
                ui.memory_mut(|memory| memory.request_focus(id));
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(id, shown.state.clamped_offset().y));
}

/// Goes to a finding: its pair is shown, in its column.
fn choose(view: &mut PairFindingsView, place: Place, actions: &mut Vec<Action>) {
    view.chosen = Some(place);
    view.followed = Some(place.id);
    actions.push(Action::Workbench(Step::Column(place.column)));
    actions.push(Action::PairAt(place.id));
}

fn keys(ui: &mut Ui, app: &App, pairs: &Pairs, view: &mut PairFindingsView, actions: &mut Vec<Action>) {
    let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    let page = (ui.available_height() / ROW).max(1.0) as isize;
    let last = view.places.len().saturating_sub(1);
    let steps = [
        (Key::ArrowDown, 1),
        (Key::ArrowUp, -1),
        (Key::PageDown, page),
        (Key::PageUp, -page),
        (Key::Home, -(view.places.len() as isize)),
        (Key::End, view.places.len() as isize),
    ];
    for (key, by) in steps {
        if pressed(Modifiers::NONE, key) {
            let next = view.row().map_or(0, |row| row.saturating_add_signed(by).min(last));
            if let Some(place) = view.places.get(next).copied() {
                choose(view, place, actions);
                view.reveal = true;
            }
        }
    }
    let Some(chosen) = view.chosen else { return };
    if pressed(Modifiers::NONE, Key::Enter) {
        choose(view, chosen, actions);
        super::pair_life::back_to_typing(ui, app, chosen.column);
    } else if pressed(Modifiers::NONE, Key::Delete)
        && let Some(told) = pairs.finding_at(chosen)
    {
        choose(view, chosen, actions);
        let words = match told {
            Told::Target(finding) => judging::words(finding),
            Told::Easy(finding) => finding.words(),
        };
        let ask = Ask::Pass { column: chosen.column, rule: told.rule(), words };
        actions.push(Action::Workbench(Step::Ask(ask)));
    }
}

/// Draws one row; whether it was chosen.
fn row_ui(ui: &mut Ui, tr: &Tr, pairs: &Pairs, (row, place): (usize, Place), chosen: bool, focused: bool) -> bool {
    let Some(told) = pairs.finding_at(place) else { return false };
    let number = pairs.bitext.position(place.id).map_or(0, |at| at + 1);
    let which = if place.column == Column::Easy { tr.text("pair-findings-easy") } else { String::new() };
    let head = tr.format("pair-findings-number", &[("number", number.into()), ("column", which.into())]);
    let text = told.text(tr).replace('\n', " ");
    let shown = FindingRow { severity: place.severity, rule: told.rule(), place: &head, words: [&text, "", ""] };
    shown.ui(ui, tr, Id::unique(("pair-finding-row", row)), chosen, focused).clicked()
}
