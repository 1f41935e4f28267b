//! The desk where forms are made: the list of forms with the document each makes, and the form that is worked on.

use super::{form_editor, preview, widgets};
use crate::app::forms::Kept;
use crate::app::forms::desk::{Ask, Desk};
use crate::app::notice::Notice;
use crate::app::{Action, App, Command, Unsaved};
use crate::assistant::template::Owner;
use crate::i18n::Tr;
use crate::text::Lang;
use egui::{Context, Key, Modifiers, RichText, TextEdit, Ui};

/// What the desk keeps from frame to frame.
#[derive(Default)]
pub struct DeskView {
    typed: String,
    begun: bool,
    /// The form that was last looked at: another one is brought into view.
    seen: String,
    pages: preview::PreviewView,
    editor: form_editor::EditorView,
}

/// Whether the desk leaves `command` its keys.
pub fn has(command: Command) -> bool {
    use Command as C;
    let own = [C::Forms, C::SwitchLanguage, C::Quit, C::Palette, C::Shortcuts, C::Settings, C::OfficeProfile];
    own.contains(&command) || matches!(command, C::ZoomIn | C::ZoomOut | C::ZoomReset)
}

/// Draws the desk.
pub fn ui(ui: &mut Ui, app: &App, view: &mut DeskView, actions: &mut Vec<Action>) {
    let Some(desk) = app.desk() else { return };
    view.pages.follow(&desk.preview);
    match &desk.work {
        Some(work) => form_editor::ui(ui, app, work, &mut view.editor, actions),
        None => {
            view.editor = form_editor::EditorView::default();
            list_page(ui, app, desk, view, actions);
        }
    }
    made_ui(ui, app, desk, view, actions);
    leaving_ui(ui.ctx(), app.tr(), desk, actions);
}

/// The document the form makes.
fn made_ui(ui: &mut Ui, app: &App, desk: &Desk, view: &mut DeskView, actions: &mut Vec<Action>) {
    let ground = widgets::palette(ui).desk;
    egui::CentralPanel::default().frame(egui::Frame::new().fill(ground)).show(ui, |ui| {
        egui::Panel::top("desk-made").frame(widgets::bar_frame(ui)).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                widgets::weak(ui, app.tr().text("forms-made"));
                let mut all = !desk.required_only;
                if ui.checkbox(&mut all, app.tr().text("forms-made-all")).changed() {
                    actions.push(Action::Desk(Ask::RequiredOnly(!all)));
                }
                if desk.work.as_ref().is_some_and(|work| !work.wrong.is_empty()) {
                    widgets::coloured(ui, app.tr().text("forms-made-before"), widgets::palette(ui).warning);
                }
            });
        });
        preview::pages_ui(ui, app, &desk.preview, &mut view.pages, actions);
    });
}

fn list_page(ui: &mut Ui, app: &App, desk: &Desk, view: &mut DeskView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    if desk.leaving.is_none()
        && desk.removing.is_none()
        && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape))
    {
        actions.push(Action::Desk(Ask::Back));
    }
    egui::Panel::top("desk-bar").frame(widgets::bar_frame(ui)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            if widgets::button(ui, true, tr.text("forms-close")).clicked() {
                actions.push(Action::Desk(Ask::Back));
            }
            ui.separator();
            for (lang, id) in [(Lang::Ja, "forms-new-ja"), (Lang::En, "forms-new-en")] {
                if widgets::button(ui, true, tr.text(id)).clicked() {
                    actions.push(Action::Desk(Ask::Empty(lang)));
                }
            }
            if widgets::button(ui, true, tr.text("forms-import")).clicked() {
                actions.push(Action::Desk(Ask::ChooseImport));
            }
        });
    });
    egui::Panel::left("desk-list").exact_size(270.0).frame(widgets::panel_frame(ui)).show(ui, |ui| {
        list_ui(ui, app, desk, view, actions);
    });
    egui::Panel::left("desk-about").default_size(330.0).size_range(260.0..=460.0).frame(widgets::panel_frame(ui)).show(
        ui,
        |ui| {
            egui::ScrollArea::vertical().id_salt("desk-about").auto_shrink([false, false]).show(ui, |ui| {
                if let Some(kept) = app.form_looked_at() {
                    about_ui(ui, app, desk, kept, actions);
                }
                broken_ui(ui, app);
            });
        },
    );
}

fn list_ui(ui: &mut Ui, app: &App, desk: &Desk, view: &mut DeskView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let code = tr.locale().code();
    widgets::title(ui, tr.text("command-forms"));
    let edit = TextEdit::singleline(&mut view.typed).hint_text(tr.text("forms-search")).desired_width(f32::INFINITY);
    let edit = ui.add(edit.margin(egui::Margin::symmetric(8, 6)));
    widgets::weak(ui, tr.text("forms-list-keys"));
    if !view.begun {
        edit.request_focus();
        view.begun = true;
    }
    let words: Vec<String> = view.typed.split_whitespace().map(str::to_lowercase).collect();
    let holds = |kept: &&Kept| {
        let form = &kept.form;
        let (name, said) = (&form.name, &form.description);
        let all = format!("{} {} {} {} {}", form.id, name.ja, name.en, said.ja, said.en).to_lowercase();
        words.iter().all(|word| all.contains(word))
    };
    let shown: Vec<&Kept> = app.forms().iter().filter(holds).collect();
    let at = shown.iter().position(|kept| kept.form.id == desk.chosen);
    // While a composition is open these keys are the input method's.
    let composing = ui.input(|i| i.events.iter().any(|e| matches!(e, egui::Event::Ime(_))));
    let mut go_to = None;
    if edit.has_focus() && !composing {
        let pressed = |key: Key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            go_to = Some(at.map_or(0, |at| at + 1));
        }
        if pressed(Key::ArrowUp) {
            go_to = Some(at.unwrap_or(0).saturating_sub(1));
        }
    }
    // Enter in the search is the first button of what is looked at.
    if edit.lost_focus() && !composing && ui.input(|i| i.key_pressed(Key::Enter)) {
        edit.request_focus();
        if let Some(kept) = at.map(|at| shown[at]) {
            let id = kept.form.id.clone();
            actions.push(Action::Desk(if kept.owner == Owner::Person { Ask::Edit(id) } else { Ask::Copy(id) }));
        }
    }
    if let Some(kept) = go_to.and_then(|to| shown.get(to)) {
        actions.push(Action::Desk(Ask::Choose(kept.form.id.clone())));
    }
    if shown.is_empty() {
        widgets::weak(ui, tr.text("palette-none"));
    }
    egui::ScrollArea::vertical().id_salt("desk-list").auto_shrink([false, false]).show(ui, |ui| {
        for (lang, id) in [(Lang::Ja, "forms-in-ja"), (Lang::En, "forms-in-en")] {
            let listed: Vec<&&Kept> = shown.iter().filter(|kept| kept.form.lang == lang).collect();
            if listed.is_empty() {
                continue;
            }
            widgets::weak(ui, tr.text(id));
            for kept in listed {
                let chosen = kept.form.id == desk.chosen;
                let name = kept.form.name.get(code).to_owned();
                let text = if chosen { widgets::strong(name) } else { RichText::new(name) };
                let button = egui::Button::selectable(chosen, text).right_text(owner_mark(tr, kept.owner));
                let response = ui.add(button.min_size(egui::vec2(ui.available_width(), widgets::ROW)));
                if response.clicked() {
                    actions.push(Action::Desk(Ask::Choose(kept.form.id.clone())));
                }
                if chosen && view.seen != desk.chosen {
                    response.scroll_to_me(None);
                    view.seen.clone_from(&desk.chosen);
                }
            }
        }
    });
}

fn owner_mark(tr: &Tr, owner: Owner) -> String {
    match owner {
        Owner::Program => String::new(),
        Owner::Office => tr.text("forms-mark-office"),
        Owner::Person => tr.text("forms-mark-person"),
    }
}

fn about_ui(ui: &mut Ui, app: &App, desk: &Desk, kept: &Kept, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let code = tr.locale().code();
    let form = &kept.form;
    let id = || form.id.clone();
    widgets::title(ui, form.name.get(code).to_owned());
    widgets::words(ui, form.description.get(code).to_owned());
    let owner = match kept.owner {
        Owner::Program => "forms-owner-program",
        Owner::Office => "forms-owner-office",
        Owner::Person => "forms-owner-person",
    };
    widgets::weak(ui, tr.text(owner));
    if let Some(path) = &kept.path {
        widgets::weak(ui, path.display().to_string());
    }
    let counts = [("fields", form.fields.len().into()), ("id", form.id.clone().into())];
    widgets::weak(ui, tr.format("forms-counts", &counts));
    ui.add_space(widgets::GAP);
    let own = kept.owner == Owner::Person;
    ui.horizontal_wrapped(|ui| {
        if own && widgets::primary(ui, true, tr.text("forms-edit")).clicked() {
            actions.push(Action::Desk(Ask::Edit(id())));
        }
        let copy = match own {
            true => widgets::button(ui, true, tr.text("forms-copy")),
            false => widgets::primary(ui, true, tr.text("forms-copy")),
        };
        if copy.clicked() {
            actions.push(Action::Desk(Ask::Copy(id())));
        }
        if widgets::button(ui, app.policy().offers_form(&form.id), tr.text("forms-fill")).clicked() {
            actions.push(Action::Desk(Ask::Fill));
        }
        if widgets::button(ui, true, tr.text("forms-export")).clicked() {
            actions.push(Action::Desk(Ask::Export));
        }
        if own && widgets::button(ui, true, tr.text("forms-remove")).clicked() {
            actions.push(Action::Desk(Ask::Remove));
        }
    });
    if desk.removing.is_some() {
        widgets::card(ui, |ui| {
            widgets::words(ui, tr.text("forms-remove-sure"));
            ui.horizontal(|ui| {
                let no = widgets::button(ui, true, tr.text("dialog-cancel"));
                if widgets::button(ui, true, tr.text("forms-remove")).clicked() {
                    actions.push(Action::Desk(Ask::Removed(true)));
                }
                if no.clicked() {
                    actions.push(Action::Desk(Ask::Removed(false)));
                }
            });
        });
    }
    widgets::heading(ui, tr.text("forms-asks"));
    for field in form.fields.iter().filter(|field| field.kind != crate::document::FieldKind::Hidden) {
        let id = if field.required { "forms-asks-required" } else { "forms-asks-optional" };
        widgets::words(ui, tr.format(id, &[("title", field.title.get(code).to_owned().into())]));
    }
}

/// The files that could not be used, and what to do with them.
fn broken_ui(ui: &mut Ui, app: &App) {
    let tr = app.tr();
    if app.broken_forms().is_empty() {
        return;
    }
    widgets::heading(ui, tr.text("forms-broken"));
    for notice in app.broken_forms() {
        widgets::card(ui, |ui| {
            let told = |ui: &mut Ui, notice: &Notice| {
                widgets::coloured(ui, notice.text(tr), widgets::palette(ui).error);
                if let Some(hint) = notice.hint(tr) {
                    widgets::weak(ui, hint);
                }
            };
            told(ui, notice);
            notice.details.iter().for_each(|detail| told(ui, detail));
        });
    }
}

/// Asks about a form that is not saved.
fn leaving_ui(ctx: &Context, tr: &Tr, desk: &Desk, actions: &mut Vec<Action>) {
    let Some(work) = desk.work.as_ref().filter(|_| desk.leaving.is_some()) else { return };
    let name = work.draft.name.get(tr.locale().code()).to_owned();
    let modal = widgets::modal(ctx, "form-unsaved", 460.0, |ui| {
        widgets::title(ui, tr.format("forms-unsaved-title", &[("name", name.into())]));
        let wrong = !work.wrong.is_empty();
        widgets::words(ui, tr.text(if wrong { "forms-unsaved-wrong" } else { "forms-unsaved-lead" }));
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            let save = (!wrong).then(|| widgets::primary(ui, true, tr.text("unsaved-save")));
            let discard = widgets::button(ui, true, tr.text("unsaved-discard"));
            let cancel = widgets::button(ui, true, tr.text("dialog-cancel"));
            if !ui.memory(|m| m.focused().is_some_and(|id| m.has_focus(id))) {
                save.as_ref().unwrap_or(&cancel).request_focus();
            }
            if save.is_some_and(|save| save.clicked()) {
                actions.push(Action::Desk(Ask::Answer(Unsaved::Save)));
            }
            if discard.clicked() {
                actions.push(Action::Desk(Ask::Answer(Unsaved::Discard)));
            }
            if cancel.clicked() {
                actions.push(Action::Desk(Ask::Answer(Unsaved::Cancel)));
            }
        });
    });
    if modal.should_close() {
        actions.push(Action::Desk(Ask::Answer(Unsaved::Cancel)));
    }
}
