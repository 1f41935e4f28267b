//! The assistant: which engine, what it is doing, what it proposes piece by piece, what it answered.

use super::{comments_panel, shell, theme, widgets};
use crate::app::returned::is_dangerous;
use crate::app::{Action, App, Command, Notice, Progress, Reply};
use crate::assistant::offline::Length;
use crate::assistant::wire::File;
use crate::assistant::{Instruction, Task};
use crate::document::form::Bilingual;
use crate::document::{Doubt, Hunk};
use crate::text::{Span, visible};
use egui::{RichText, Ui};

/// What the panel keeps from frame to frame.
#[derive(Default)]
pub struct AssistantView {
    /// What is wanted otherwise, as far as it is typed.
    wish: String,
    takes_keyboard: bool,
    own_takes_keyboard: bool,
    /// Whether the request of the version is shown.
    shows_request: bool,
}

impl AssistantView {
    /// The keyboard goes into the field for what is wanted otherwise.
    pub fn take_keyboard(&mut self) {
        self.takes_keyboard = true;
    }

    /// The keyboard goes into the field for how a passage is to be written anew.
    pub fn take_own_keyboard(&mut self) {
        self.own_takes_keyboard = true;
    }
}

/// Longest part of a piece that is shown in the list, characters.
const SHOWN: usize = 160;

/// Draws the panel.
pub fn ui(ui: &mut Ui, app: &App, view: &mut AssistantView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    match app.endpoint() {
        None => {
            widgets::heading(ui, tr.text("engine-offline"));
            widgets::weak(ui, tr.text("engine-offline-what"));
        }
        Some(endpoint) => {
            widgets::heading(ui, endpoint.name.clone());
            let args = [("model", endpoint.model.clone().into()), ("host", endpoint.host().into())];
            // An app has no model to name.
            let id = if endpoint.model.is_empty() { "answers-sent-to-host" } else { "engine-endpoint-what" };
            widgets::weak(ui, tr.format(id, &args));
            if let Some(bill) = app.month() {
                let args = [
                    ("runs", bill.runs.into()),
                    ("prompt", bill.usage.prompt.into()),
                    ("completion", bill.usage.completion.into()),
                    ("cost", bill.cost.map_or_else(String::new, |cost| cost.to_string()).into()),
                ];
                let id = if args[3].1 == String::new().into() { "assistant-month" } else { "assistant-month-cost" };
                widgets::weak(ui, tr.format(id, &args));
            }
        }
    }
    if app.endpoint().is_some() {
        instruction_ui(ui, app, view, actions);
    }
    egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        if let Some(asking) = app.asking() {
            widgets::card(ui, |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.spinner();
                    let task = task_name(app, asking.task(), asking.template());
                    let count = asking.shown().chars().count();
                    if asking.is_prepared() {
                        ui.label(tr.format("assistant-asking", &[("task", task.into()), ("count", count.into())]));
                    } else {
                        ui.label(tr.text("assistant-preparing"));
                    }
                    shell::command_button(ui, app, Command::Stop, actions);
                });
                if asking.task().is_structured() {
                    // Data while it arrives is nothing to read.
                    let count = asking.shown().matches("\"comment\"").count();
                    widgets::weak(ui, tr.format("review-arriving", &[("count", count.into())]));
                } else {
                    arriving_ui(ui, asking.shown());
                }
            });
        }
        versions_ui(ui, app, view, actions);
        if let Some(reply) = app.reply() {
            reply_ui(ui, app, reply, actions);
        }
        pieces_ui(ui, app, actions);
    });
}

/// The most paragraphs of an answer that are drawn while it arrives.
const ARRIVING: usize = 40;

/// An answer while it arrives, paragraph by paragraph: only the last one has changed, and is laid out anew. Of a long one
/// the end is shown.
fn arriving_ui(ui: &mut Ui, shown: &str) {
    let start = shown.rmatch_indices('\n').nth(ARRIVING).map_or(0, |(at, _)| at + 1);
    if start > 0 {
        widgets::weak(ui, "…".to_owned());
    }
    for line in shown[start..].split('\n').filter(|line| !line.is_empty()) {
        widgets::words(ui, visible::revealed(line));
    }
}

/// The most of an answer that is drawn in the text while it arrives, in characters: setting it anew for each frame must stay
/// cheap.
const IN_TEXT: usize = 600;

/// Where in the text an answer stands while it arrives, and the end of what has come of it; before that, what has come for
/// earlier places.
pub fn arriving_in_text(app: &App) -> Vec<(Span, String)> {
    let (Some(asking), Some(open)) = (app.asking(), app.open()) else { return Vec::new() };
    let text = open.document.text();
    let before = asking.arrived_before().map(|(at, shown)| (at, false, shown));
    let shown = before.chain(asking.growing()).map(|(at, behind, shown)| {
        let at = at.min(text.len());
        let line = text.line_span(text.line_of(at));
        // Behind a whole paragraph it stands as one of its own.
        let leads = behind && at == line.end && !line.is_empty();
        let shown = shown.trim_end();
        let start = shown.char_indices().rev().nth(IN_TEXT - 1).map_or(0, |(start, _)| start);
        let (head, cut) = (if leads { "\n" } else { "" }, if start > 0 { "…" } else { "" });
        (Span::at(at), format!("{head}{cut}{}", visible::revealed(&shown[start..])))
    });
    shown.collect()
}

/// Which version of the answer is shown, what was asked for it, and how to ask again.
fn versions_ui(ui: &mut Ui, app: &App, view: &mut AssistantView, actions: &mut Vec<Action>) {
    let Some(versions) = app.versions() else { return };
    let tr = app.tr();
    widgets::card(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let args = [("shown", (versions.shown + 1).into()), ("count", versions.count.into())];
            ui.label(widgets::strong(tr.format("versions-of", &args)));
            if versions.count > 1 {
                for (command, id) in [(Command::VersionBack, "versions-back"), (Command::VersionOn, "versions-on")] {
                    let button = widgets::button(ui, app.available(command), tr.text(id));
                    if button.on_hover_text(shell::shown_keys(command, ui.ctx())).clicked() {
                        actions.push(Action::Run(command));
                    }
                }
            }
        });
        let version = versions.version;
        if !version.wish.is_empty() {
            widgets::words(ui, tr.format("versions-wish", &[("wish", version.wish.clone().into())]));
        }
        let id = if view.shows_request { "versions-prompt-hide" } else { "versions-prompt" };
        if widgets::link(ui, tr.text(id)).clicked() {
            view.shows_request = !view.shows_request;
        }
        if view.shows_request {
            egui::ScrollArea::vertical().id_salt("version-request").max_height(220.0).show(ui, |ui| {
                for request in version.requests.iter().chain(&version.rests) {
                    widgets::weak(ui, request.system.clone());
                    ui.separator();
                    widgets::words(ui, visible::revealed(&request.user));
                }
            });
        }
        if app.endpoint().is_some() {
            again_ui(ui, app, view, actions);
        }
    });
    ui.add_space(theme::STEP);
}

fn again_ui(ui: &mut Ui, app: &App, view: &mut AssistantView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let label = widgets::weak(ui, tr.text("again-field"));
    // While a composition is open Enter is the input method's.
    let composing = ui.input(|i| i.events.iter().any(|e| matches!(e, egui::Event::Ime(_))));
    let edit = egui::TextEdit::singleline(&mut view.wish).hint_text(tr.text("again-hint"));
    let edit = ui.add(edit.desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 6))).labelled_by(label.id);
    if std::mem::take(&mut view.takes_keyboard) {
        edit.request_focus();
    }
    let entered = edit.lost_focus() && !composing && ui.input(|i| i.key_pressed(egui::Key::Enter));
    let can = app.can_ask_again();
    if widgets::button(ui, can, tr.text("again-ask")).clicked() || (can && entered) {
        actions.push(Action::Again(std::mem::take(&mut view.wish)));
    }
}

/// How a passage is to be written anew: ready-made, or in the person's own words.
fn instruction_ui(ui: &mut Ui, app: &App, view: &mut AssistantView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let name = |instruction: &Instruction| tr.text(&format!("instruction-{}", instruction.code()));
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(tr.text("assistant-instruction"));
        egui::ComboBox::from_id_salt("instruction")
            .selected_text(name(app.instruction()))
            .show_ui(ui, |ui| {
                let custom = Instruction::Custom(String::new());
                for instruction in Instruction::READY.iter().chain([&custom]) {
                    let chosen = instruction.code() == app.instruction().code();
                    if ui.selectable_label(chosen, name(instruction)).clicked() && !chosen {
                        actions.push(Action::ChooseInstruction(instruction.clone()));
                    }
                }
            })
            .response
            .labelled_by(label.id);
    });
    if let Instruction::Custom(words) = app.instruction() {
        let mut typed = words.clone();
        let edit = egui::TextEdit::multiline(&mut typed).desired_rows(2).desired_width(f32::INFINITY);
        let label = widgets::weak(ui, tr.text("assistant-instruction-own"));
        let edit = ui.add(edit).labelled_by(label.id);
        if std::mem::take(&mut view.own_takes_keyboard) {
            edit.request_focus();
        }
        if edit.changed() {
            actions.push(Action::ChooseInstruction(Instruction::Custom(typed)));
        }
    }
}

fn reply_ui(ui: &mut Ui, app: &App, reply: &Reply, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let palette = widgets::palette(ui);
    widgets::card(ui, |ui| {
        let task = task_name(app, reply.task, reply.template.as_ref());
        let engine = reply.engine.clone().unwrap_or_else(|| tr.text("engine-offline"));
        let name = tr.format("assistant-reply", &[("task", task.into()), ("engine", engine.into())]);
        widgets::words(ui, widgets::strong(name.to_owned()));
        if reply.engine.is_none() {
            widgets::weak(ui, tr.text("offline-note"));
        }
        match &reply.progress {
            Progress::Whole => {}
            Progress::Doubtful(notice) => told(ui, app, notice, palette.warning),
            Progress::Failed(notice) => told(ui, app, notice, palette.error),
        }
        for (index, choice) in reply.choices.iter().enumerate() {
            ui.horizontal_wrapped(|ui| {
                widgets::words(ui, visible::revealed(choice));
                if reply.can_propose() && widgets::button(ui, true, tr.text("subject-take")).clicked() {
                    actions.push(Action::ChooseTitle(index));
                }
            });
        }
        for sentence in reply.sentences.iter().filter(|_| reply.choices.is_empty()) {
            let Some(source) = sentence.source else {
                widgets::words(ui, visible::revealed(&sentence.text));
                continue;
            };
            let text = visible::revealed(&sentence.text).into_owned();
            // A line of a list brings its own mark.
            let marked = text.starts_with(|c: char| c.is_numeric() || "・•●○*-".contains(c));
            let text = if marked { text } else { tr.format("assistant-sentence", &[("text", text.into())]) };
            if widgets::link(ui, text).on_hover_text(tr.text("assistant-source")).clicked() {
                actions.push(Action::Show(source));
            }
        }
        // What lies beside the text is read there.
        if reply.sentences.is_empty() && !reply.text.is_empty() && !reply.beside {
            widgets::words(ui, visible::revealed(&reply.text));
        }
        if app.available(Command::GoOn) {
            shell::command_button(ui, app, Command::GoOn, actions);
        }
        doubts_ui(ui, app, &reply.doubts);
        files_ui(ui, app, &reply.files, actions);
        if reply.task == Task::Summarize {
            ui.horizontal_wrapped(|ui| {
                ui.label(tr.text("summary-again"));
                for length in Length::ALL {
                    if widgets::button(ui, app.available(Command::Summarize), tr.text(length.name_id())).clicked() {
                        actions.push(Action::Summarize(length));
                    }
                }
            });
        }
        if !reply.text.is_empty() {
            ui.horizontal_wrapped(|ui| {
                if widgets::button(ui, true, tr.text("assistant-copy")).clicked() {
                    ui.ctx().copy_text(reply.text.clone());
                }
                if reply.can_propose() && widgets::button(ui, true, tr.text("assistant-propose")).clicked() {
                    actions.push(Action::ProposeAnswer);
                }
            });
        }
    });
}

/// Files that came with an answer: a person saves them, and nothing else happens to them.
fn files_ui(ui: &mut Ui, app: &App, files: &[File], actions: &mut Vec<Action>) {
    if files.is_empty() {
        return;
    }
    let tr = app.tr();
    widgets::heading(ui, tr.format("returned-files", &[("count", files.len().into())]));
    widgets::weak(ui, tr.text("returned-lead"));
    for (index, file) in files.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            let size = file.bytes.len().div_ceil(1024);
            let args = [("name", file.name.clone().into()), ("size", size.into())];
            widgets::words(ui, tr.format("returned-file", &args));
            if widgets::button(ui, true, tr.text("returned-save")).clicked() {
                actions.push(Action::ChooseFile(index));
            }
        });
        if is_dangerous(&file.name) {
            widgets::coloured(ui, tr.text("returned-dangerous"), widgets::palette(ui).warning);
        }
    }
}

/// The name of what is asked: a template's own, where one is used.
fn task_name(app: &App, task: Task, template: Option<&Bilingual>) -> String {
    let tr = app.tr();
    template.map_or_else(|| tr.text(task.name_id()), |name| name.get(tr.locale().code()).to_owned())
}

fn told(ui: &mut Ui, app: &App, notice: &Notice, color: egui::Color32) {
    widgets::coloured(ui, notice.text(app.tr()), color);
    if let Some(hint) = notice.hint(app.tr()) {
        widgets::weak(ui, hint);
    }
    for detail in &notice.details {
        told(ui, app, detail, color);
    }
}

fn pieces_ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let Some(open) = app.open() else { return };
    let tr = app.tr();
    let pieces = open.open_hunks();
    if app.is_weighing() {
        ui.horizontal_wrapped(|ui| {
            ui.spinner();
            ui.label(tr.text("answers-weighing"));
        });
    }
    if pieces.is_empty() {
        if app.asking().is_none() && !app.is_weighing() && app.reply().is_none() {
            ui.add_space(widgets::GAP);
            widgets::weak(ui, tr.text("assistant-idle"));
        }
        return;
    }
    widgets::heading(ui, tr.format("assistant-pieces", &[("count", pieces.len().into())]));
    widgets::weak(ui, tr.text("assistant-pieces-lead"));
    if open.proposals.iter().any(|p| !p.suggestion.complete) {
        widgets::coloured(ui, tr.text("assistant-incomplete"), widgets::palette(ui).warning);
    }
    ui.horizontal_wrapped(|ui| {
        for command in [Command::AcceptAll, Command::RejectAll] {
            shell::command_button(ui, app, command, actions);
        }
    });
    for (index, (proposal, _, hunk)) in pieces.iter().enumerate() {
        ui.push_id(index, |ui| {
            widgets::card(ui, |ui| {
                if open.in_conflict(*proposal) {
                    widgets::coloured(ui, tr.text("piece-in-conflict"), widgets::palette(ui).warning);
                }
                if let Some((name, at)) = open.maker(*proposal) {
                    ui.horizontal_wrapped(|ui| {
                        ui.label(widgets::strong(name.to_owned()));
                        ui.label(RichText::new(comments_panel::time(at)).color(widgets::palette(ui).text_sub));
                    });
                }
                piece_ui(ui, hunk);
                doubts_ui(ui, app, &hunk.doubts);
                if hunk.hides() {
                    let mut codes: Vec<String> = visible::hidden(&hunk.new).map(|(_, c)| visible::code(c)).collect();
                    codes.sort();
                    codes.dedup();
                    let args = [("codes", codes.join(" ").into())];
                    widgets::coloured(ui, tr.format("piece-hides", &args), widgets::palette(ui).warning);
                    if widgets::button(ui, true, tr.text("piece-reveal")).clicked() {
                        actions.push(Action::Reveal(index));
                    }
                }
                if hunk.waits() && widgets::button(ui, true, tr.text("facts-looked-at")).clicked() {
                    actions.push(Action::LookedAt(index));
                }
                ui.horizontal_wrapped(|ui| {
                    if widgets::button(ui, !hunk.waits(), tr.text("assistant-accept")).clicked() {
                        actions.push(Action::AcceptHunk(index));
                    }
                    if widgets::button(ui, true, tr.text("assistant-reject")).clicked() {
                        actions.push(Action::RejectHunk(index));
                    }
                    if widgets::link(ui, tr.text("assistant-show")).clicked() {
                        actions.push(Action::ShowHunk(index));
                    }
                });
            });
        });
        ui.add_space(theme::STEP);
    }
}

/// Facts that nothing explains, a line each.
fn doubts_ui(ui: &mut Ui, app: &App, doubts: &[Doubt]) {
    let tr = app.tr();
    for doubt in doubts {
        let kind = tr.text(&format!("fact-{}", doubt.kind.code().replace('_', "-")));
        let args = [("text", doubt.text.as_str().into()), ("kind", kind.into())];
        let words = if doubt.added { tr.format("facts-added", &args) } else { tr.format("facts-gone", &args) };
        widgets::coloured(ui, words, widgets::palette(ui).warning);
    }
}

fn piece_ui(ui: &mut Ui, hunk: &Hunk) {
    let palette = widgets::palette(ui);
    let short = |text: &str| {
        // An end of a paragraph beside the words is no line of its own here; one alone is what the piece is about.
        let words = text.trim_matches('\n');
        let text = if words.is_empty() { "¶".repeat(text.len()).into() } else { visible::revealed(words) };
        let mut cut: String = text.chars().take(SHOWN).collect();
        if text.chars().count() > SHOWN {
            cut.push('…');
        }
        cut
    };
    if !hunk.old.is_empty() {
        let old = RichText::new(short(&hunk.old)).color(palette.deleted).background_color(palette.deleted_ground);
        widgets::words(ui, old.strikethrough());
    }
    if !hunk.new.is_empty() {
        let new = RichText::new(short(&hunk.new)).color(palette.inserted).background_color(palette.inserted_ground);
        widgets::words(ui, new.underline());
    }
}
