//! Asking by a prompt template: which, its fields, what exactly will be sent; and the person's own templates, which are
//! edited as the files they are.

use super::{fields, send_view, widgets};
use crate::app::attachments::{Ask, has_text};
use crate::app::notice::Notice;
use crate::app::templates::{Kept, personal};
use crate::app::{Action, App};
use crate::assistant::template::{Files, Owner, Reads, Template};
use crate::assistant::{Task, Verdict};
use crate::document::form::FieldKind;
use crate::text::visible;
use egui::{Context, Key, Modifiers, RichText, TextEdit, Ui};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What is chosen and typed while the templates are open.
#[derive(Default)]
pub struct Templates {
    typed: String,
    chosen: Option<String>,
    values: BTreeMap<String, String>,
    /// The file of a template being written.
    writing: Option<String>,
    import: String,
    begun: bool,
    /// Whether the first field of the template is to have the keyboard.
    begins_with_field: bool,
}

impl Templates {
    /// Open at the template `id`.
    pub fn at(id: &str) -> Self {
        Self { chosen: Some(id.to_owned()), begins_with_field: true, ..Self::default() }
    }
}

/// Draws the templates if they are open.
pub fn ui(ctx: &Context, app: &App, view: &mut Option<Templates>, actions: &mut Vec<Action>) {
    let Some(state) = view else { return };
    let Some(open) = app.open() else {
        *view = None;
        return;
    };
    let lang = open.document.lang();
    let mut close = false;
    let width = (ctx.content_rect().width() - 120.0).min(860.0);
    let height = (ctx.content_rect().height() - 170.0).clamp(240.0, 560.0);
    let modal = widgets::modal(ctx, "templates", width, |ui| {
        widgets::title(ui, app.tr().text("templates-title"));
        if state.writing.is_some() {
            writing_ui(ui, app, state, height, actions);
            return;
        }
        let shown = matches(app, &state.typed);
        if !shown.iter().any(|kept| Some(&kept.template.id) == state.chosen.as_ref()) {
            choose(state, shown.first().map(|kept| &kept.template));
        }
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(260.0);
                list_ui(ui, app, state, &shown, height);
            });
            ui.separator();
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                let chosen = shown.iter().find(|kept| Some(&kept.template.id) == state.chosen.as_ref());
                match chosen {
                    None => drop(widgets::weak(ui, app.tr().text("palette-none"))),
                    Some(kept) if kept.template.speaks(lang) => {
                        close = template_ui(ui, app, state, kept, height, actions);
                    }
                    Some(_) => drop(widgets::weak(ui, app.tr().text("templates-other-language"))),
                }
            });
        });
    });
    if close || (modal.should_close() && state.writing.is_none()) {
        *view = None;
    } else if modal.should_close() {
        state.writing = None;
    }
}

fn choose(state: &mut Templates, template: Option<&Template>) {
    state.chosen = template.map(|template| template.id.clone());
    state.values.clear();
}

/// The templates whose name or description, in either language, holds every word typed.
fn matches<'a>(app: &'a App, typed: &str) -> Vec<&'a Kept> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let holds = |kept: &&Kept| {
        let Template { id, name, description, .. } = &kept.template;
        let all = format!("{id} {} {} {} {}", name.ja, name.en, description.ja, description.en).to_lowercase();
        words.iter().all(|word| all.contains(word))
    };
    let mut found: Vec<&Kept> = app.templates().iter().filter(holds).collect();
    // Those made for the form at hand come first.
    let form = app.open().and_then(|open| open.document.form().map(str::to_owned));
    found.sort_by_key(|kept| !form.as_ref().is_some_and(|form| kept.template.forms.contains(form)));
    found
}

fn list_ui(ui: &mut Ui, app: &App, state: &mut Templates, shown: &[&Kept], height: f32) {
    let tr = app.tr();
    let code = tr.locale().code();
    let edit =
        TextEdit::singleline(&mut state.typed).hint_text(tr.text("templates-search")).desired_width(f32::INFINITY);
    let edit = ui.add(edit.margin(egui::Margin::symmetric(8, 6)));
    if !state.begun {
        if !state.begins_with_field {
            edit.request_focus();
        }
        state.begun = true;
    }
    // While a composition is open these keys are the input method's.
    let composing = ui.input(|i| i.events.iter().any(|e| matches!(e, egui::Event::Ime(_))));
    if edit.has_focus() && !composing {
        let at = shown.iter().position(|kept| Some(&kept.template.id) == state.chosen.as_ref()).unwrap_or(0);
        let (down, up) = ui.input_mut(|i| {
            (i.consume_key(Modifiers::NONE, Key::ArrowDown), i.consume_key(Modifiers::NONE, Key::ArrowUp))
        });
        let to = if down { (at + 1).min(shown.len().saturating_sub(1)) } else { at.saturating_sub(1) };
        if (down || up) && to != at {
            choose(state, shown.get(to).map(|kept| &kept.template));
        }
    }
    egui::ScrollArea::vertical().id_salt("templates").max_height(height - 90.0).auto_shrink([false, false]).show(
        ui,
        |ui| {
            for kept in shown {
                let chosen = Some(&kept.template.id) == state.chosen.as_ref();
                let name = kept.template.name.get(code).to_owned();
                let text = if chosen { widgets::strong(name) } else { RichText::new(name) };
                let button =
                    egui::Button::selectable(chosen, text).min_size(egui::vec2(ui.available_width(), widgets::ROW));
                let response = ui.add(button);
                if response.clicked() && !chosen {
                    choose(state, Some(&kept.template));
                }
                if chosen {
                    response.scroll_to_me(None);
                }
            }
        },
    );
    if widgets::link(ui, tr.text("templates-new")).clicked() {
        state.writing = Some(app.templates().first().map(|kept| kept.source.clone()).unwrap_or_default());
    }
}

/// Draws a template to be filled in; whether it was sent off.
fn template_ui(
    ui: &mut Ui,
    app: &App,
    state: &mut Templates,
    kept: &Kept,
    height: f32,
    actions: &mut Vec<Action>,
) -> bool {
    let tr = app.tr();
    let code = tr.locale().code();
    let template = &kept.template;
    let Some(lang) = app.open().map(|open| open.document.lang()) else { return false };
    let mut sent = false;
    egui::ScrollArea::vertical().id_salt("template").max_height(height - 90.0).auto_shrink([false, false]).show(
        ui,
        |ui| {
            widgets::heading(ui, template.name.get(code).to_owned());
            widgets::words(ui, template.description.get(code).to_owned());
            let owner = match template.owner {
                Owner::Program => "templates-owner-program",
                Owner::Office => "templates-owner-office",
                Owner::Person => "templates-owner-person",
            };
            let version = template.version.to_string();
            widgets::weak(ui, tr.format(owner, &[("id", template.id.as_str().into()), ("version", version.into())]));
            ui.add_space(widgets::GAP);
            for field in template.fields.iter().filter(|field| field.kind != FieldKind::Hidden) {
                let value = Template::value(field, &state.values).to_owned();
                let id = egui::Id::unique(("template", &template.id, &field.key));
                let (new, typed) = fields::ui(ui, tr, field, lang, id, &value);
                if let Some(typed) = typed.filter(|_| state.begins_with_field) {
                    typed.request_focus();
                    state.begins_with_field = false;
                }
                if new != value {
                    state.values.insert(field.key.clone(), new);
                }
                ui.add_space(widgets::GAP);
            }
            let reads = match template.reads {
                Reads::Selection => "templates-reads-selection",
                Reads::Document => "templates-reads-document",
                Reads::Before => "templates-reads-before",
                Reads::Nothing => "templates-reads-nothing",
            };
            widgets::weak(ui, tr.text(reads));
            if template.files != Files::None {
                files_ui(ui, app, template.files, actions);
            }
            let foreseen = app.foreseen(&template.id, &state.values);
            if foreseen == Some(None) {
                ui.horizontal(|ui| {
                    ui.spinner();
                    widgets::weak(ui, tr.text("templates-preparing"));
                });
            }
            if let Some(Some((request, pieces))) = foreseen {
                let count = request.system.chars().count() + request.user.chars().count();
                widgets::heading(ui, tr.format("templates-preview", &[("count", count.into())]));
                if pieces > 1 {
                    widgets::words(ui, tr.format("templates-in-pieces", &[("pieces", pieces.into())]));
                }
                if let Some(endpoint) = app.endpoint_for(Task::Template) {
                    widgets::weak(ui, send_view::tokens_line(app, endpoint, request));
                }
                widgets::card(ui, |ui| {
                    widgets::words(ui, request.system.as_str());
                    ui.separator();
                    widgets::words(ui, request.user.as_str());
                });
            }
        },
    );
    let ready = template.missing(&state.values).next().is_none()
        && (template.files != Files::Required || !app.attached().is_empty())
        && (template.files == Files::None || !is_being_read(app));
    let allowed = app.endpoint_for(Task::Template).map(|endpoint| app.would_go(endpoint, Task::Template));
    ui.horizontal_wrapped(|ui| {
        let go = ready && allowed == Some(Verdict::Allowed);
        let asked = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
        if widgets::primary(ui, go, tr.text("templates-ask")).clicked() || (go && asked) {
            actions.push(Action::AskTemplate { id: template.id.clone(), values: state.values.clone() });
            sent = true;
        }
        let unseen = app.foreseen(&template.id, &state.values).is_none();
        if widgets::button(ui, unseen, tr.text("templates-show")).clicked() {
            actions.push(Action::Foresee { id: template.id.clone(), values: state.values.clone() });
        }
        if widgets::button(ui, true, tr.text("templates-edit")).clicked() {
            state.writing = Some(kept.source.clone());
        }
        if widgets::button(ui, true, tr.text("templates-export")).clicked() {
            actions.push(Action::ExportTemplate(template.id.clone()));
            sent = true;
        }
    });
    match &allowed {
        None => drop(widgets::coloured(ui, tr.text("templates-needs-endpoint"), widgets::palette(ui).warning)),
        Some(Verdict::Refused(refusal)) => {
            widgets::coloured(ui, Notice::error(refusal).text(tr), widgets::palette(ui).error);
        }
        Some(Verdict::Allowed) if !ready => drop(widgets::weak(ui, tr.text("templates-needs-fields"))),
        Some(Verdict::Allowed) => {}
    }
    sent
}

/// Draws the files whose text goes along, and what in them reads like an order to a model.
fn files_ui(ui: &mut Ui, app: &App, files: Files, actions: &mut Vec<Action>) {
    let tr = app.tr();
    ui.horizontal_wrapped(|ui| {
        ui.label(widgets::strong(tr.text("attached-title")));
        if files == Files::Required {
            widgets::coloured(ui, tr.text("filling-required"), widgets::palette(ui).error);
        }
    });
    widgets::weak(ui, tr.text("attached-lead"));
    // What is attached to the document is at hand: it is chosen here, not looked for on the disk.
    let kept = app.open().map(|open| open.document.attachments().iter().enumerate().filter(|(_, one)| has_text(one)));
    for (index, attachment) in kept.into_iter().flatten() {
        let goes = app.attached().iter().any(|file| file.kept.as_deref() == Some(attachment.sha256()));
        if !goes {
            let mut along = app.goes_along(attachment);
            let name = [("name", attachment.name().into())];
            if ui.checkbox(&mut along, tr.format("answers-attachment", &name)).changed() {
                actions.push(Action::Attachments(Ask::GoAlong(index, along)));
            }
        }
    }
    for (index, file) in app.attached().iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            let args = [("name", file.name.clone().into()), ("count", file.text.chars().count().into())];
            widgets::words(ui, tr.format("attached-file", &args));
            if widgets::button(ui, true, tr.text("attached-remove")).clicked() {
                actions.push(Action::Detach(index));
            }
        });
        for order in &file.orders {
            let short: String = order.chars().take(80).collect();
            let args = [("line", visible::revealed(&short).into_owned().into())];
            widgets::coloured(ui, tr.format("attached-order", &args), widgets::palette(ui).warning);
        }
    }
    if widgets::button(ui, true, tr.text("attached-add")).clicked() {
        actions.push(Action::ChooseAttachment);
    }
    ui.add_space(widgets::GAP);
}

/// Whether the text of an attachment that is to go along is not there yet.
fn is_being_read(app: &App) -> bool {
    let known = |sha256: &str| app.attached().iter().any(|file| file.kept.as_deref() == Some(sha256));
    let attachments = app.open().into_iter().flat_map(|open| open.document.attachments().iter());
    attachments.into_iter().any(|one| app.goes_along(one) && !known(one.sha256()))
}

/// `text` of a template with the number `version`.
fn with_version(text: &str, version: u32) -> String {
    let lines = text.split_inclusive('\n').map(|line| match line.trim_start().strip_prefix("version") {
        Some(rest) if rest.trim_start().starts_with('=') && !line.starts_with(' ') => {
            format!("version = {version}{}", if line.ends_with('\n') { "\n" } else { "" })
        }
        _ => line.to_owned(),
    });
    lines.collect()
}

/// Draws the file of a template while it is written.
fn writing_ui(ui: &mut Ui, app: &App, state: &mut Templates, height: f32, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let Some(text) = &mut state.writing else { return };
    widgets::weak(ui, tr.format("templates-writing", &[("path", personal(app.dirs()).display().to_string().into())]));
    egui::ScrollArea::vertical().id_salt("template-file").max_height(height - 150.0).auto_shrink([false, false]).show(
        ui,
        |ui| {
            let edit = TextEdit::multiline(text).code_editor().desired_rows(18).desired_width(f32::INFINITY);
            ui.add(edit);
        },
    );
    let parsed = Template::parse(text, Owner::Person);
    if let Err(problem) = &parsed {
        let notice = Notice::error(problem);
        widgets::coloured(ui, notice.text(tr), widgets::palette(ui).error);
        if let Some(hint) = notice.hint(tr) {
            widgets::weak(ui, hint);
        }
    }
    let own =
        |id: &str| app.templates().iter().any(|kept| kept.template.id == id && kept.template.owner == Owner::Person);
    let (mut done, mut chosen) = (false, None);
    // Other words under a number that is in use get the next one.
    let mine = parsed.as_ref().ok().and_then(|template| {
        let same = |kept: &&Kept| kept.template.id == template.id && kept.template.owner == Owner::Person;
        app.templates().iter().find(same)
    });
    let next = match (&parsed, mine) {
        (Ok(template), Some(mine)) if mine.source != *text && mine.template.version >= template.version => {
            Some(mine.template.version + 1)
        }
        _ => None,
    };
    if let Some(mine) = mine.filter(|mine| !mine.older.is_empty()) {
        let mut back = None;
        ui.horizontal_wrapped(|ui| {
            widgets::weak(ui, tr.text("templates-older"));
            for (version, source) in &mine.older {
                let name = tr.format("templates-older-version", &[("version", version.to_string().into())]);
                if widgets::link(ui, name).clicked() {
                    back = Some(source.clone());
                }
            }
        });
        if let Some(back) = back {
            *text = back;
            return;
        }
    }
    ui.horizontal(|ui| {
        let save = match next {
            Some(next) => tr.format("templates-save-version", &[("version", next.to_string().into())]),
            None => tr.text("templates-save"),
        };
        if widgets::primary(ui, parsed.is_ok(), save).clicked() {
            let text = next.map_or_else(|| text.clone(), |next| with_version(text, next));
            actions.push(Action::SaveTemplate(text));
            chosen = parsed.as_ref().ok().map(|template| template.id.clone());
            done = true;
        }
        if widgets::button(ui, true, tr.text("templates-copy")).clicked() {
            ui.ctx().copy_text(text.clone());
        }
        if let Ok(template) = &parsed
            && own(&template.id)
            && widgets::button(ui, true, tr.text("templates-remove")).clicked()
        {
            actions.push(Action::RemoveTemplate(template.id.clone()));
            done = true;
        }
        if widgets::button(ui, true, tr.text("dialog-cancel")).clicked() {
            done = true;
        }
    });
    ui.horizontal(|ui| {
        let label = ui.label(tr.text("templates-import"));
        ui.add(TextEdit::singleline(&mut state.import).desired_width(300.0)).labelled_by(label.id);
        if widgets::button(ui, !state.import.trim().is_empty(), tr.text("templates-do-import")).clicked() {
            actions.push(Action::ImportTemplate(PathBuf::from(state.import.trim())));
            state.import.clear();
            done = true;
        }
    });
    if done {
        state.writing = None;
        if chosen.is_some() {
            state.chosen = chosen;
            state.values.clear();
        }
    }
}
