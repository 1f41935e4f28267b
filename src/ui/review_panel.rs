//! What people vouch for: the facts of the document with where each comes from, ticked one by one, and the check of the whole
//! text. Whoever decides on a document reads it here without any model.

use super::{shell, theme, widgets};
use crate::app::open::Open;
use crate::app::versions::{Ask, Side};
use crate::app::vouching::{Hindrance, by_origin};
use crate::app::{Action, App, Command};
use crate::document::Author;
use crate::document::verification::{Item, Origin, Verdict};
use egui::{Key, Ui};

/// What the panel keeps from frame to frame.
#[derive(Default)]
pub struct ReviewView {
    /// The fact the keyboard is on.
    at: usize,
    /// Whether the keyboard is to go into the list.
    takes_keyboard: bool,
    /// Whether facts that were looked at are hidden.
    open_only: bool,
    /// What the person adds to what they decide.
    comment: String,
}

impl ReviewView {
    /// The keyboard goes into the list.
    pub fn take_keyboard(&mut self) {
        self.takes_keyboard = true;
    }
}

/// Draws the panel.
pub fn ui(ui: &mut Ui, app: &App, view: &mut ReviewView, actions: &mut Vec<Action>) {
    let Some(open) = app.open() else { return };
    // One scroll area for everything: what is said above the facts may be longer than a low window.
    egui::ScrollArea::vertical().id_salt("review").auto_shrink([false, false]).show(ui, |ui| {
        contents_ui(ui, app, open, view, actions);
    });
}

fn contents_ui(ui: &mut Ui, app: &App, open: &Open, view: &mut ReviewView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let palette = widgets::palette(ui);
    if app.reviewing() {
        widgets::heading(ui, tr.text("review-mode-title"));
        widgets::weak(ui, tr.text("review-mode-lead"));
    }
    state_ui(ui, app, open);
    if let Some(used) = app.ai_use() {
        let share = used.by_model * 100 / used.characters.max(1);
        let engines = used.engines_listed(
            &tr.text("disclosure-open"),
            &tr.text("disclosure-close"),
            &tr.text("disclosure-comma"),
        );
        let args = [("engine", engines.into()), ("percent", share.into())];
        widgets::weak(ui, tr.format("review-ai-share", &args));
        if share >= MUCH {
            widgets::coloured(ui, tr.text("review-ai-much"), palette.warning);
        }
    } else {
        widgets::weak(ui, tr.text("review-no-ai"));
    }
    ui.add_space(theme::STEP);
    decide_ui(ui, app, open, view, actions);
    since_ui(ui, app, open, actions);
    ui.separator();
    facts_ui(ui, app, open, view, actions);
}

/// From so many hundredths of unchanged words of a model on, somebody is told.
const MUCH: usize = 60;

/// Whether the text as it stands was checked, and by whom.
fn state_ui(ui: &mut Ui, app: &App, open: &Open) {
    let tr = app.tr();
    let palette = widgets::palette(ui);
    let checks = &open.document.verification().checks;
    let Some(last) = checks.last() else {
        widgets::words(ui, widgets::strong(tr.text("review-unchecked")));
        return;
    };
    let verdict = tr.text(&format!("verdict-{}", last.verdict.code()));
    let time = App::time(last.when);
    let args = [("verdict", verdict.into()), ("by", last.by.clone().into()), ("time", time.into())];
    match (open.vouched(), last.verdict) {
        (Some(_), _) => widgets::coloured(ui, tr.format("review-holds", &args), palette.success),
        (None, Verdict::Returned) => widgets::coloured(ui, tr.format("review-returned", &args), palette.error),
        (None, _) => widgets::coloured(ui, tr.format("review-lapsed", &args), palette.warning),
    };
    if !last.comment.is_empty() {
        widgets::words(ui, tr.format("review-comment-was", &[("comment", last.comment.clone().into())]));
    }
}

/// What stands in the way, and the buttons of who checks or decides.
fn decide_ui(ui: &mut Ui, app: &App, open: &Open, view: &mut ReviewView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let hindrances = open.hindrances();
    for hindrance in &hindrances {
        let words = match hindrance {
            Hindrance::Pieces(count) => tr.format("vouch-pieces", &[("count", (*count).into())]),
            Hindrance::Facts(count) => tr.format("vouch-facts", &[("count", (*count).into())]),
            Hindrance::Empty => tr.text("vouch-empty"),
        };
        widgets::weak(ui, words);
    }
    let free = hindrances.is_empty();
    if !app.reviewing() {
        ui.horizontal_wrapped(|ui| {
            if widgets::primary(ui, free && open.vouched().is_none(), tr.text("review-confirm")).clicked() {
                actions.push(Action::Vouch { verdict: Verdict::Checked, comment: String::new() });
            }
            shell::command_button(ui, app, Command::ReviewMode, actions);
        });
        return;
    }
    let label = widgets::weak(ui, tr.text("review-comment"));
    let edit = egui::TextEdit::multiline(&mut view.comment).desired_rows(2).desired_width(f32::INFINITY);
    ui.add(edit).labelled_by(label.id);
    ui.horizontal_wrapped(|ui| {
        let mut say = |verdict: Verdict| {
            let comment = std::mem::take(&mut view.comment).trim().to_owned();
            actions.push(Action::Vouch { verdict, comment });
        };
        if widgets::primary(ui, free, tr.text("review-approve")).clicked() {
            say(Verdict::Approved);
        }
        if widgets::button(ui, true, tr.text("review-return")).clicked() {
            say(Verdict::Returned);
        }
    });
    shell::named_button(ui, app, Command::ReviewMode, "review-leave", actions);
}

/// What changed since the last version, and who wrote what stands there; what people said.
fn since_ui(ui: &mut Ui, app: &App, open: &Open, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let palette = widgets::palette(ui);
    let comments = open.document.comments().iter().filter(|comment| !comment.resolved).count();
    if comments > 0 && widgets::link(ui, tr.format("review-comments", &[("count", comments.into())])).clicked() {
        actions.push(Action::Run(Command::PanelComments));
    }
    if open.document.versions().is_empty() {
        widgets::weak(ui, tr.text("review-no-version"));
        return;
    }
    let Some(since) = app.since() else { return };
    let args = [("count", since.pieces.len().into()), ("name", since.name.clone().into())];
    let header = egui::CollapsingHeader::new(tr.format("review-since", &args))
        .id_salt(("since", app.reviewing()))
        .default_open(app.reviewing());
    header.show(ui, |ui| {
        egui::ScrollArea::vertical().max_height(180.0).id_salt("since-list").show(ui, |ui| {
            for (index, piece) in since.pieces.iter().enumerate() {
                ui.push_id(index, |ui| {
                    let who: Vec<String> = piece.authors.iter().map(|author| author_name(app, open, author)).collect();
                    if !piece.old.is_empty() {
                        widgets::coloured(
                            ui,
                            tr.format("review-was", &[("text", short(&piece.old).into())]),
                            palette.error,
                        );
                    }
                    if piece.new.is_empty() {
                        if widgets::link(ui, tr.text("review-removed")).clicked() {
                            actions.push(Action::Show(piece.span));
                        }
                    } else if widgets::link(ui, short(&piece.new)).clicked() {
                        actions.push(Action::Show(piece.span));
                    }
                    if !who.is_empty() {
                        widgets::weak(ui, who.join(&tr.text("disclosure-comma")));
                    }
                    ui.add_space(theme::STEP / 2.0);
                });
            }
        });
        if widgets::button(ui, true, tr.text("review-since-compare")).clicked() {
            let last = open.document.versions().len().saturating_sub(1);
            actions.push(Action::Versions(Ask::Compare { old: Side::Version(last), new: Side::Now }));
        }
    });
}

/// The first words of a long piece.
fn short(text: &str) -> String {
    const SHOWN: usize = 60;
    let mut words: String = text.chars().take(SHOWN).map(|c| if c == '\n' { ' ' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() {
        words.push('…');
    }
    words
}

/// Who wrote something, as people say it.
fn author_name(app: &App, open: &Open, author: &Author) -> String {
    let tr = app.tr();
    match author {
        Author::Person => tr.text("origin-person"),
        Author::Form => tr.text("origin-form"),
        Author::Import => tr.text("origin-import"),
        Author::Rule(_) => tr.text("author-rule"),
        Author::Assistant(run) => match open.document.runs().get(run.0 as usize) {
            Some(run) if run.is_model() => tr.format("author-model", &[("engine", run.engine.clone().into())]),
            Some(run) if run.engine != "offline" => tr.format("author-copy", &[("name", run.engine.clone().into())]),
            _ => tr.text("author-offline"),
        },
    }
}

fn facts_ui(ui: &mut Ui, app: &App, open: &Open, view: &mut ReviewView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let items = &open.checklist.items;
    widgets::heading(
        ui,
        tr.format("review-facts", &[("count", items.len().into()), ("open", open.checklist.open().into())]),
    );
    if items.is_empty() {
        widgets::weak(ui, tr.text("review-no-facts"));
        return;
    }
    let origins: Vec<String> = by_origin(items)
        .into_iter()
        .map(|(origin, count, left)| {
            let name = tr.text(&format!("origin-{}", origin.code()));
            tr.format("review-origin-count", &[("origin", name.into()), ("count", count.into()), ("open", left.into())])
        })
        .collect();
    widgets::weak(ui, origins.join(&tr.text("disclosure-comma")));
    widgets::weak(ui, tr.text("review-facts-keys"));
    ui.checkbox(&mut view.open_only, tr.text("review-open-only"));
    let shown: Vec<usize> = (0..items.len()).filter(|index| !view.open_only || !items[*index].looked_at).collect();
    view.at = view.at.min(shown.len().saturating_sub(1));
    let id = egui::Id::unique("facts-of-the-document");
    // The keyboard's place is the line the list begins with.
    let place = egui::Rect::from_min_size(ui.cursor().min, egui::vec2(ui.available_width(), 1.0));
    let list = ui.interact(place, id, egui::Sense::focusable_noninteractive());
    if std::mem::take(&mut view.takes_keyboard) {
        list.request_focus();
    }
    let (focused, was_at) = (list.has_focus(), view.at);
    if focused {
        ui.memory_mut(|memory| {
            let filter = egui::EventFilter { vertical_arrows: true, escape: true, ..Default::default() };
            memory.set_focus_lock_filter(id, filter);
        });
        keys(ui, view, items, &shown, actions);
    }
    for (row, index) in shown.iter().enumerate() {
        let chosen = focused && row == view.at;
        let before = actions.len();
        let response = fact_ui(ui, app, *index, &items[*index], chosen, actions);
        if actions.len() > before {
            // Who ticks one with the mouse goes on with the keys from there.
            view.at = row;
            list.request_focus();
        }
        // Only what the keys went to: the panel opens at its top.
        if chosen && view.at != was_at {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            view.at = row;
            list.request_focus();
            actions.push(Action::Show(items[*index].span));
        }
    }
}

/// Up and down go from fact to fact, Space ticks and goes on, Enter shows the place, Escape goes back into the text.
fn keys(ui: &Ui, view: &mut ReviewView, items: &[Item], shown: &[usize], actions: &mut Vec<Action>) {
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
    let Some(&index) = shown.get(view.at) else { return };
    let last = shown.len() - 1;
    if pressed(Key::ArrowDown) {
        view.at = (view.at + 1).min(last);
        actions.push(Action::Show(items[shown[view.at]].span));
    } else if pressed(Key::ArrowUp) {
        view.at = view.at.saturating_sub(1);
        actions.push(Action::Show(items[shown[view.at]].span));
    } else if pressed(Key::Space) {
        actions.push(Action::TickFact { fact: index, looked_at: !items[index].looked_at });
        // A ticked one that is hidden makes room for the next by itself.
        if !items[index].looked_at && !view.open_only && view.at < last {
            view.at += 1;
            actions.push(Action::Show(items[shown[view.at]].span));
        }
    } else if pressed(Key::Enter) {
        actions.push(Action::Show(items[index].span));
    } else if pressed(Key::Escape) {
        actions.push(Action::FocusText);
    }
}

fn fact_ui(
    ui: &mut Ui,
    app: &App,
    index: usize,
    item: &Item,
    chosen: bool,
    actions: &mut Vec<Action>,
) -> egui::Response {
    let tr = app.tr();
    let palette = widgets::palette(ui);
    let fill = if chosen { palette.surface_sunken } else { palette.surface };
    let frame = egui::Frame::new().fill(fill).corner_radius(4.0).inner_margin(egui::Margin::symmetric(6, 3));
    ui.push_id(index, |ui| {
        frame
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal(|ui| {
                    let mut looked_at = item.looked_at;
                    let name = tr.format("review-tick", &[("text", item.text.clone().into())]);
                    let tick = ui.checkbox(&mut looked_at, "");
                    tick.widget_info(|| {
                        egui::WidgetInfo::selected(egui::Role::CheckBox, true, item.looked_at, name.clone())
                    });
                    if tick.changed() {
                        actions.push(Action::TickFact { fact: index, looked_at });
                    }
                    ui.vertical(|ui| {
                        let words = widgets::link(ui, item.text.clone());
                        let kind = tr.text(&format!("fact-{}", item.kind.code().replace('_', "-")));
                        let origin = tr.text(&format!("origin-{}", item.origin.code()));
                        let from = tr.format("review-fact-from", &[("kind", kind.into()), ("origin", origin.into())]);
                        if item.origin == Origin::Model {
                            widgets::coloured(ui, from, palette.warning);
                        } else {
                            widgets::weak(ui, from);
                        }
                        words
                    })
                    .inner
                })
                .inner
            })
            .inner
    })
    .inner
}
