//! What the rules found: a list that holds thousands as easily as three, and beneath it the one finding being looked at
//! with its reason, its source and what can be done about it. Everything can be done by key: arrows choose, Enter goes
//! there, Shift+Enter applies the first fix, Delete leaves it as it is.

use super::finding_row::{FindingRow, ROW};
use super::{View, widgets};
use crate::app::findings::Told;
use crate::app::{Action, App, Command, Open, Scope};
use crate::i18n::Tr;
use crate::proofread::reading::{Level, Reading, reading};
use crate::proofread::{self, Profile, RuleLevel, Severity, message_id};
use crate::text::{Span, visible};
use egui::{Align, Id, Key, Modifiers, Role, Sense, Ui, WidgetInfo, vec2};

/// What is told at a finding.
pub use crate::app::notice::finding_text as message;

/// Height of the finding being looked at, points, until a person makes it another.
const DETAIL: f32 = 250.0;
/// Height of what is said of the sentence with the cursor, points: three lines.
const SENTENCE: f32 = 72.0;
/// Bytes of a paragraph beyond which its sentences are not read while somebody types in it.
const READ: usize = 4096;
/// Characters shown before a place where a sentence can be cut.
const BEFORE_CUT: usize = 5;
/// Characters of the text shown on either side of a finding.
const AROUND: usize = 12;

/// In which order the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Sort {
    /// As they stand in the text.
    #[default]
    Place,
    /// The gravest first.
    Severity,
    /// By rule, each under its name.
    Rule,
}

impl Sort {
    const ALL: [Sort; 3] = [Sort::Place, Sort::Severity, Sort::Rule];

    fn code(self) -> &'static str {
        match self {
            Sort::Place => "place",
            Sort::Severity => "severity",
            Sort::Rule => "rule",
        }
    }
}

/// What the list shows.
#[derive(Clone, Copy)]
enum Row {
    /// A rule, and how many of its findings follow.
    Rule(&'static str, usize),
    /// A finding, by its number.
    Finding(usize),
}

/// The state of the list, none of it worth keeping.
#[derive(Default)]
pub struct FindingsView {
    sort: Sort,
    /// The one kind that is shown, if not all are.
    only: Option<Severity>,
    rows: Vec<Row>,
    /// What `rows` was made from.
    made_from: Option<(u64, Sort, Option<Severity>)>,
    chosen: Option<usize>,
    /// Where the cursor was when the list last followed it.
    followed: Option<Span>,
    /// Whether the chosen row is brought into view.
    reveal: bool,
    ignored: bool,
    unplaced: bool,
    wants_keyboard: bool,
    /// How hard the sentences of the paragraph with the cursor are, its bytes, and the revision they were read at.
    sentences: Option<(u64, Span, Reading)>,
}

impl FindingsView {
    /// Gives the list the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {
        self.wants_keyboard = true;
    }

    /// Catches up with what was found and where the cursor is.
    fn follow(&mut self, open: &Open) {
        let from = (open.findings.version(), self.sort, self.only);
        if self.made_from != Some(from) {
            self.made_from = Some(from);
            self.rows = rows(open, self.sort, self.only);
            self.followed = None;
        }
        if self.followed != Some(open.selection) {
            self.followed = Some(open.selection);
            let shown = |index: &usize| self.only.is_none_or(|only| open.findings[*index].severity == only);
            if let Some(here) = open.finding_at_cursor().filter(shown) {
                self.reveal |= self.chosen != Some(here);
                self.chosen = Some(here);
            }
        }
        if self.chosen.is_none_or(|chosen| self.row_of(chosen).is_none()) {
            self.chosen = self.rows.iter().find_map(|row| match row {
                Row::Finding(index) => Some(*index),
                Row::Rule(..) => None,
            });
        }
    }

    fn row_of(&self, finding: usize) -> Option<usize> {
        match (self.sort, self.only) {
            (Sort::Place, None) => (finding < self.rows.len()).then_some(finding),
            _ => self.rows.iter().position(|row| matches!(row, Row::Finding(index) if *index == finding)),
        }
    }

    /// The finding `by` rows away from the chosen one.
    fn step(&self, by: isize) -> Option<usize> {
        let at = self.row_of(self.chosen?)?;
        let mut next = at.checked_add_signed(by)?.min(self.rows.len().checked_sub(1)?);
        loop {
            match self.rows.get(next)? {
                Row::Finding(index) => return Some(*index),
                Row::Rule(..) => next = next.checked_add_signed(by.signum())?,
            }
        }
    }
}

fn rows(open: &Open, sort: Sort, only: Option<Severity>) -> Vec<Row> {
    let findings = &open.findings;
    let shown = |index: &usize| only.is_none_or(|only| findings[*index].severity == only);
    let mut all: Vec<usize> = (0..findings.len()).filter(shown).collect();
    match sort {
        Sort::Place => {}
        Sort::Severity => all.sort_by_key(|&index| std::cmp::Reverse(findings[index].severity)),
        Sort::Rule => {
            all.sort_by_key(|&index| findings[index].rule);
            let groups = all.chunk_by(|&a, &b| findings[a].rule == findings[b].rule);
            return groups
                .flat_map(|group| {
                    let head = Row::Rule(findings[group[0]].rule, group.len());
                    std::iter::once(head).chain(group.iter().map(|&index| Row::Finding(index)))
                })
                .collect();
        }
    }
    all.into_iter().map(Row::Finding).collect()
}

/// Draws the panel.
pub fn ui(ui: &mut Ui, app: &App, view: &mut View, actions: &mut Vec<Action>) {
    let Some(open) = app.open() else { return };
    let tr = app.tr();
    let view = &mut view.findings;
    view.follow(open);
    class_ui(ui, tr, open, actions);
    page_ui(ui, tr, open);
    if open.profile == Profile::Yasashii {
        // Below the list and as high whatever it says, so that nothing moves while the cursor goes on.
        egui::Panel::bottom("sentence").exact_size(SENTENCE).resizable(false).frame(egui::Frame::new()).show(
            ui,
            |ui| {
                egui::ScrollArea::vertical().id_salt("sentence").auto_shrink([false, false]).show(ui, |ui| {
                    ui.add_space(ui.spacing().item_spacing.y);
                    sentence_ui(ui, tr, open, &mut view.sentences);
                });
            },
        );
    }
    if open.checked.is_none() {
        widgets::weak(ui, tr.text("findings-checking"));
    }
    let ignored = open.document.judgement().ignored.len() + app.settings().ignored.len();
    if open.findings.is_empty() {
        if open.checked.is_some() {
            clean_ui(ui, tr, open);
        }
        ignored_ui(ui, app, open, view, ignored, actions);
        unplaced_ui(ui, tr, open, view, actions);
        return;
    }
    filter_ui(ui, tr, open, view);
    ui.horizontal_wrapped(|ui| {
        super::shell::command_button(ui, app, Command::FixSafe, actions);
        super::shell::named_button(ui, app, Command::CheckPrevious, "findings-previous", actions);
        super::shell::named_button(ui, app, Command::CheckNext, "findings-next", actions);
    });
    ignored_ui(ui, app, open, view, ignored, actions);
    unplaced_ui(ui, tr, open, view, actions);
    if open.findings.more > 0 {
        widgets::weak(ui, tr.format("findings-more", &[("count", open.findings.more.into())]));
    }
    if let Some(chosen) = view.chosen.filter(|chosen| *chosen < open.findings.len()) {
        let most = ui.available_height() * 0.6;
        let panel =
            egui::Panel::bottom("finding").default_size(DETAIL.min(most)).size_range(most.min(ROW * 2.0)..=most);
        panel.resizable(true).frame(egui::Frame::new()).show(ui, |ui| {
            egui::ScrollArea::vertical().id_salt(("finding", chosen)).auto_shrink([false, false]).show(ui, |ui| {
                finding_ui(ui, app, open, chosen, actions);
            });
        });
    }
    list_ui(ui, tr, open, view, actions);
}

fn class_ui(ui: &mut Ui, tr: &Tr, open: &Open, actions: &mut Vec<Action>) {
    let name = |profile: Profile| tr.text(&format!("profile-{}", profile.code()));
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(tr.text("findings-profile"));
        egui::ComboBox::from_id_salt("profile")
            .selected_text(name(open.profile))
            .show_ui(ui, |ui| {
                for profile in Profile::ALL {
                    if ui.selectable_label(open.profile == profile, name(profile)).clicked() {
                        actions.push(Action::SetProfile(profile));
                    }
                }
            })
            .response
            .labelled_by(label.id);
    });
}

/// How hard a page of やさしい日本語 is.
fn page_ui(ui: &mut Ui, tr: &Tr, open: &Open) {
    let page = open.findings.page;
    if let Some(score) = page.score().filter(|_| open.profile == Profile::Yasashii) {
        let args =
            [("score", (score as usize).into()), ("hard", page.hard.into()), ("sentences", page.sentences.into())];
        widgets::words(ui, tr.format("findings-page", &args)).on_hover_text(tr.text("findings-page-how"));
    }
}

/// How hard the sentence with the cursor is, and where it can be cut in two.
fn sentence_ui(ui: &mut Ui, tr: &Tr, open: &Open, read: &mut Option<(u64, Span, Reading)>) {
    let (text, at) = (open.document.text(), open.selection.start);
    let paragraph = text.line_span(text.line_of(at.min(text.len())));
    if paragraph.len() > READ {
        return;
    }
    let now = (open.document.revision(), paragraph);
    if read.as_ref().is_none_or(|(revision, span, _)| (*revision, *span) != now) {
        *read = Some((now.0, now.1, reading(&text.slice(paragraph))));
    }
    let mut sentences = read.iter().flat_map(|(.., reading)| &reading.sentences);
    let Some(here) = sentences.rfind(|sentence| paragraph.start + sentence.span.start <= at) else { return };
    let level = match here.level {
        Level::Easy => "easy",
        Level::Fair => "fair",
        Level::Hard => "hard",
    };
    let args = [("level", level.into()), ("points", (here.points as usize).into())];
    widgets::words(ui, tr.format("findings-sentence", &args)).on_hover_text(tr.text("findings-sentence-how"));
    if here.level != Level::Easy && !here.cuts.is_empty() {
        let words = text.slice(paragraph);
        let places = here.cuts.iter().map(|cut| {
            let before: Vec<char> = words[here.span.start..cut.start].chars().rev().take(BEFORE_CUT).collect();
            std::iter::once('…').chain(before.into_iter().rev()).chain(words[cut.range()].chars()).collect::<String>()
        });
        let places = places.collect::<Vec<_>>().join(&tr.text("findings-sentence-between"));
        widgets::weak(ui, tr.format("findings-sentence-cuts", &[("places", places.into())]));
    }
}

/// A clean sheet says so, and what was looked at.
fn clean_ui(ui: &mut Ui, tr: &Tr, open: &Open) {
    ui.add_space(widgets::GAP);
    let color = widgets::palette(ui).success;
    widgets::coloured(ui, tr.text("findings-none"), color);
    let looked = [("paragraphs", open.findings.paragraphs.into()), ("rules", open.findings.rules.into())];
    widgets::words(ui, tr.format("findings-looked", &looked));
    widgets::weak(ui, tr.text("findings-none-more"));
}

fn filter_ui(ui: &mut Ui, tr: &Tr, open: &Open, view: &mut FindingsView) {
    let count = |severity| open.findings.count(severity);
    ui.horizontal_wrapped(|ui| {
        let all = tr.format("findings-all", &[("count", open.findings.len().into())]);
        if ui.add(widgets::tab(view.only.is_none(), all)).clicked() {
            view.only = None;
        }
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            if count(severity) == 0 && view.only != Some(severity) {
                continue;
            }
            let args = [("severity", tr.text(severity_id(severity)).into()), ("count", count(severity).into())];
            let name = tr.format("findings-only", &args);
            if ui.add(widgets::tab(view.only == Some(severity), name)).clicked() {
                view.only = Some(severity);
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(tr.text("findings-sort"));
        for sort in Sort::ALL {
            let name = tr.text(&format!("findings-sort-{}", sort.code()));
            ui.radio_value(&mut view.sort, sort, name);
        }
    });
}

/// What is not told any more, to be taken back.
fn ignored_ui(ui: &mut Ui, app: &App, open: &Open, view: &mut FindingsView, count: usize, actions: &mut Vec<Action>) {
    let tr = app.tr();
    if count == 0 {
        view.ignored = false;
        return;
    }
    let name = if view.ignored { "findings-ignored-hide" } else { "findings-ignored" };
    if widgets::link(ui, tr.format(name, &[("count", count.into())])).clicked() {
        view.ignored = !view.ignored;
    }
    if !view.ignored {
        return;
    }
    let here = &open.document.judgement().ignored;
    let everywhere = &app.settings().ignored;
    let area = egui::ScrollArea::vertical().id_salt("ignored").max_height(4.0 * ROW).auto_shrink([false, true]);
    area.show_rows(ui, ROW, here.len() + everywhere.len(), |ui, range| {
        for index in range {
            let (rule, text, scope) = match here.get(index) {
                Some(i) if i.at.is_some() => (i.rule.as_str(), i.text.as_str(), Scope::Here),
                Some(i) => (i.rule.as_str(), i.text.as_str(), Scope::Document),
                None => {
                    let (rule, text) = &everywhere[index - here.len()];
                    (rule.as_str(), text.as_str(), Scope::Everywhere)
                }
            };
            let id = message_id(rule);
            let title = if tr.has(&id) { tr.text(&id) } else { rule.to_owned() };
            let scope = tr.text(&format!("ignored-{}", scope.code()));
            let args = [("text", text.into()), ("rule", title.into()), ("scope", scope.into())];
            ui.push_id(index, |ui| {
                ui.horizontal(|ui| {
                    ui.set_min_height(ROW);
                    if widgets::button(ui, true, tr.text("findings-take-back")).clicked() {
                        actions.push(match index.checked_sub(here.len()) {
                            None => Action::TakeBack(index),
                            Some(index) => Action::TakeBackEverywhere(index),
                        });
                    }
                    ui.add(egui::Label::new(tr.format("findings-ignored-row", &args)).truncate());
                });
            });
        }
    });
    ui.separator();
}

/// What a model pointed out, quoting words that do not stand in the text, or none.
fn unplaced_ui(ui: &mut Ui, tr: &Tr, open: &Open, view: &mut FindingsView, actions: &mut Vec<Action>) {
    let unplaced = &open.findings.unplaced;
    if unplaced.is_empty() {
        view.unplaced = false;
        return;
    }
    let name = if view.unplaced { "review-unplaced-hide" } else { "review-unplaced" };
    if widgets::link(ui, tr.format(name, &[("count", unplaced.len().into())])).clicked() {
        view.unplaced = !view.unplaced;
    }
    if !view.unplaced {
        return;
    }
    let most = (ui.available_height() * 0.35).max(3.0 * ROW);
    let area = egui::ScrollArea::vertical().id_salt("unplaced").max_height(most).auto_shrink([false, true]);
    area.show(ui, |ui| {
        for one in unplaced {
            widgets::card(ui, |ui| {
                let title = tr.text(&message_id(one.rule));
                let args = [("severity", tr.text(severity_id(one.severity)).into()), ("matter", title.into())];
                widgets::words(ui, widgets::strong(tr.format("review-unplaced-head", &args)));
                if !one.quote.is_empty() {
                    let quote = visible::revealed(&one.quote).into_owned();
                    widgets::weak(ui, tr.format("review-unplaced-quote", &[("quote", quote.into())]));
                }
                widgets::words(ui, visible::revealed(&one.comment));
            });
        }
    });
    if widgets::link(ui, tr.text("review-unplaced-drop")).clicked() {
        actions.push(Action::DropUnplaced);
    }
    ui.separator();
}

pub(super) fn severity_id(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Info => "severity-info",
    }
}

fn list_ui(ui: &mut Ui, tr: &Tr, open: &Open, view: &mut FindingsView, actions: &mut Vec<Action>) {
    let id = Id::unique("findings-list");
    let area = ui.available_rect_before_wrap();
    let list = ui.interact(area, id, Sense::FOCUSABLE);
    list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, tr.text("findings-list")));
    if std::mem::take(&mut view.wants_keyboard) {
        list.request_focus();
    }
    let focused = list.has_focus();
    if focused {
        ui.memory_mut(|memory| {
            let filter = egui::EventFilter { vertical_arrows: true, ..Default::default() };
            memory.set_focus_lock_filter(id, filter);
        });
        keys(ui, open, view, actions);
    }
    let chosen_row = view.chosen.and_then(|chosen| view.row_of(chosen));
    let mut scroll = egui::ScrollArea::vertical().id_salt("findings").auto_shrink([false, false]);
    if let Some(row) = chosen_row.filter(|_| view.reveal) {
        let top = row as f32 * (ROW + ui.spacing().item_spacing.y);
        let seen = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(0.0);
        let height = area.height();
        if top < seen || top + ROW > seen + height {
            scroll = scroll.vertical_scroll_offset((top - height / 2.0).max(0.0));
        }
        view.reveal = false;
    }
    let shown = scroll.show_rows(ui, ROW, view.rows.len(), |ui, range| {
        for row in range {
            match view.rows[row] {
                Row::Rule(rule, count) => head_ui(ui, tr, rule, count),
                Row::Finding(index) => {
                    let Some(finding) = open.findings.get(index) else { continue };
                    let chosen = view.chosen == Some(index);
                    if row_ui(ui, tr, open, index, &finding, chosen, focused && chosen) {
                        view.chosen = Some(index);
                        actions.push(Action::ShowFinding(index));
                        ui.memory_mut(|memory| memory.request_focus(id));
                    }
                }
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(id, shown.state.clamped_offset().y));
}

fn keys(ui: &mut Ui, open: &Open, view: &mut FindingsView, actions: &mut Vec<Action>) {
    let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    let page = (ui.available_height() / ROW).max(1.0) as isize;
    let steps = [
        (Key::ArrowDown, 1),
        (Key::ArrowUp, -1),
        (Key::PageDown, page),
        (Key::PageUp, -page),
        (Key::Home, -(view.rows.len() as isize)),
        (Key::End, view.rows.len() as isize),
    ];
    for (key, by) in steps {
        if pressed(Modifiers::NONE, key)
            && let Some(next) = view.step(by).or_else(|| (by < 0).then(|| view.rows.iter().find_map(found)).flatten())
        {
            (view.chosen, view.reveal) = (Some(next), true);
            actions.push(Action::ShowFinding(next));
        }
    }
    let Some(chosen) = view.chosen.filter(|chosen| *chosen < open.findings.len()) else { return };
    if pressed(Modifiers::SHIFT, Key::Enter) {
        if !open.findings[chosen].fixes.is_empty() {
            actions.push(Action::Fix { finding: chosen, fix: 0 });
        }
    } else if pressed(Modifiers::NONE, Key::Enter) {
        actions.push(Action::GoToFinding(chosen));
    } else if pressed(Modifiers::NONE, Key::Delete) {
        actions.push(Action::Ignore { finding: chosen, scope: Scope::Here });
    }
}

fn found(row: &Row) -> Option<usize> {
    match row {
        Row::Finding(index) => Some(*index),
        Row::Rule(..) => None,
    }
}

fn head_ui(ui: &mut Ui, tr: &Tr, rule: &str, count: usize) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::empty());
    let palette = widgets::palette(ui);
    ui.painter().rect_filled(rect, 4.0, palette.surface_sunken);
    let args = [("rule", tr.text(&message_id(rule)).into()), ("count", count.into())];
    let text = widgets::strong(tr.format("findings-of-rule", &args));
    ui.put(rect.shrink2(vec2(8.0, 0.0)), egui::Label::new(text).truncate().halign(Align::Min));
}

/// Draws one row; whether it was chosen.
fn row_ui(ui: &mut Ui, tr: &Tr, open: &Open, index: usize, finding: &Told<'_>, chosen: bool, focused: bool) -> bool {
    let (before, words, after) = excerpt(open, finding.span);
    let row =
        FindingRow { severity: finding.severity, rule: finding.rule, place: "", words: [&before, &words, &after] };
    let response = row.ui(ui, tr, Id::unique(("finding-row", index)), chosen, focused);
    if response.double_clicked() {
        ui.memory_mut(|memory| memory.request_focus(super::editor::editor_id()));
        return false;
    }
    response.clicked()
}

/// The words of a finding with a little of what stands around them in their paragraph.
fn excerpt(open: &Open, span: Span) -> (String, String, String) {
    let text = open.document.text();
    let line = text.line_span(text.line_of(span.start));
    let near = 4 * AROUND;
    let before = text.slice(Span::new(text.boundary(span.start.saturating_sub(near)).max(line.start), span.start));
    let words_end = text.boundary(span.end.min(span.start + 2 * near)).max(span.start);
    let words = text.slice(Span::new(span.start, words_end));
    let after_end = text.boundary((span.end + near).min(line.end.max(span.end)));
    let after = text.slice(Span::new(span.end, after_end));
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let (before, after): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let begin = whole_word(&before, before.len().saturating_sub(AROUND), true);
    let end = whole_word(&after, after.len().min(AROUND), false);
    let cut = if begin > 0 { "…" } else { "" };
    (
        cut.chars().chain(before[begin..].iter().copied().map(plain)).collect(),
        words.chars().map(plain).collect(),
        after[..end].iter().copied().map(plain).collect(),
    )
}

/// Where to cut `text` near `at` so that no word of Latin letters is torn: further on, or further back.
fn whole_word(text: &[char], at: usize, on: bool) -> usize {
    let torn = |at: usize| {
        at > 0 && at < text.len() && [text[at - 1], text[at]].iter().all(|c| c.is_ascii_alphanumeric() || *c == '\'')
    };
    let mut cut = at;
    while torn(cut) {
        cut = if on { cut + 1 } else { cut - 1 };
    }
    while on && text.get(cut) == Some(&' ') {
        cut += 1;
    }
    // One long word is cut anywhere rather than left out.
    let nothing_left = if on { cut >= text.len() } else { cut == 0 };
    if nothing_left { at } else { cut }
}

/// The finding being looked at.
fn finding_ui(ui: &mut Ui, app: &App, open: &Open, index: usize, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let Some(finding) = open.findings.get(index) else { return };
    let palette = widgets::palette(ui);
    ui.add_space(4.0);
    widgets::card(ui, |ui| {
        let color = match finding.severity {
            Severity::Error => palette.error,
            Severity::Warning => palette.warning,
            Severity::Info => palette.info,
        };
        ui.horizontal_wrapped(|ui| {
            widgets::coloured(ui, tr.text(severity_id(finding.severity)), color);
            widgets::words(ui, widgets::strong(tr.text(&message_id(finding.rule))));
        });
        widgets::words(ui, visible::revealed(message(tr, finding.what).trim_end()));
        let of_model = proofread::is_of_model(finding.rule);
        ui.horizontal_wrapped(|ui| {
            for (fix, offered) in finding.fixes.iter().enumerate() {
                let text = if offered.text.is_empty() {
                    tr.text("findings-delete")
                } else {
                    tr.format("findings-fix", &[("text", offered.text.clone().into())])
                };
                if widgets::button(ui, true, text).clicked() {
                    actions.push(Action::Fix { finding: index, fix });
                }
            }
            ui.menu_button(tr.text("findings-ignore"), |ui| {
                for scope in Scope::ALL {
                    let name = tr.format(&format!("ignore-{}", scope.code()), &[("text", finding.text.clone().into())]);
                    if ui.button(name).clicked() {
                        actions.push(Action::Ignore { finding: index, scope });
                        ui.close();
                    }
                }
                if of_model {
                    return;
                }
                ui.separator();
                if ui.button(tr.text("findings-rule-off")).clicked() {
                    actions.push(Action::SetRule { rule: finding.rule, level: Some(RuleLevel::Off) });
                    ui.close();
                }
            });
            if !finding.fixes.is_empty() && !of_model {
                let button = widgets::button(ui, true, tr.text("findings-fix-rule"));
                if button.on_hover_text(tr.text("findings-fix-rule-tip")).clicked() {
                    actions.push(Action::FixRule(finding.rule));
                }
            }
        });
        if let Some(fix) = finding.fixes.first() {
            let (before, words, after) = excerpt(open, finding.span);
            let args = [
                ("from", format!("{before}{words}{after}").into()),
                ("to", format!("{before}{}{after}", fix.text).into()),
            ];
            widgets::weak(ui, tr.format("findings-example", &args));
        }
        if let Some(help) = tr.attribute(&message_id(finding.rule), "help", &[]) {
            widgets::weak(ui, help);
        }
        let source = proofread::rule(finding.rule).map(|rule| rule.about().source).unwrap_or_default();
        let arg = |name: &str| finding.args.iter().find(|(n, _)| *n == name).map(|(_, value)| value.clone());
        match (source, arg("file"), arg("line")) {
            ("", Some(file), Some(line)) => {
                let args = [("file", file.into()), ("line", line.into())];
                widgets::weak(ui, tr.format("findings-source-house", &args));
            }
            ("", ..) => {}
            (source, ..) => drop(widgets::weak(ui, tr.format("findings-source", &[("source", source.into())]))),
        }
        if !of_model {
            widgets::weak(ui, tr.format("findings-rule", &[("rule", finding.rule.into())]));
        }
    });
}
