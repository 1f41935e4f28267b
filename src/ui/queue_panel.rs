//! The queue: everything that was asked of endpoints, how far it is, and what can be done with it; and the question before
//! something long is begun: how much it is.

use super::widgets;
use crate::app::queue::{Entry, Plan, Standing, Step};
use crate::app::{Action, App};
use crate::assistant::Task;
use crate::assistant::tokens::Context as ModelContext;
use crate::document::form::Bilingual;
use crate::i18n::Value;
use egui::{Context, Key, Modifiers, ProgressBar, Ui};

/// How many parts that were not done are named.
const NAMED: usize = 8;

/// Draws the panel.
pub fn ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let tr = app.tr();
    widgets::heading(ui, tr.text("queue-title"));
    widgets::weak(ui, tr.text("queue-lead"));
    egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let mut any = false;
        for entry in app.queue() {
            any = true;
            ui.push_id(entry.id, |ui| entry_ui(ui, app, entry, actions));
            ui.add_space(super::theme::STEP);
        }
        if !any {
            ui.add_space(widgets::GAP);
            widgets::weak(ui, tr.text("queue-empty"));
        }
    });
}

fn entry_ui(ui: &mut Ui, app: &App, entry: &Entry, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let palette = widgets::palette(ui);
    widgets::card(ui, |ui| {
        let title = if entry.title.is_empty() { tr.text("untitled") } else { entry.title.clone() };
        let args = [("task", what(app, entry.task, entry.template()).into()), ("title", title.into())];
        widgets::words(ui, widgets::strong(tr.format("queue-entry", &args)));
        let color = match entry.standing {
            Standing::Failed => palette.error,
            Standing::Paused | Standing::Interrupted | Standing::Stopped => palette.warning,
            Standing::Done => palette.success,
            Standing::Waiting | Standing::Running => palette.text_sub,
        };
        let (done, all) = entry.pieces();
        let args = [
            ("state", tr.text(entry.standing.name_id()).into()),
            ("endpoint", entry.endpoint.as_str().into()),
            ("done", done.into()),
            ("all", all.into()),
            ("count", entry.characters.into()),
        ];
        let id = match (all > 1, entry.characters > 0) {
            (true, _) => "queue-state-pieces",
            (false, true) => "queue-state-characters",
            (false, false) => "queue-state",
        };
        widgets::coloured(ui, tr.format(id, &args), color);
        if all > 1 && !entry.standing.is_over() {
            ui.add(ProgressBar::new(done as f32 / all as f32).desired_height(6.0));
        }
        if let Some(progress) = entry.progress.as_ref().filter(|_| !entry.standing.is_over()) {
            widgets::weak(ui, progress.clone());
        }
        if let Some(notice) = &entry.notice {
            widgets::words(ui, notice.text(tr));
            if let Some(hint) = notice.hint(tr) {
                widgets::weak(ui, hint);
            }
        }
        for part in entry.unprocessed.iter().take(NAMED) {
            let why = part.why.as_ref().map_or_else(|| tr.text("queue-not-asked"), |why| tr.text(why.id()));
            let args = [("part", part.name.as_str().into()), ("why", why.into())];
            let line = tr.format("queue-unprocessed", &args);
            if app.is_at_hand(entry) && part.source == 0 {
                if widgets::link(ui, line).clicked() {
                    actions.push(Action::Show(part.span));
                }
            } else {
                widgets::weak(ui, line);
            }
        }
        if entry.unprocessed.len() > NAMED {
            let more = entry.unprocessed.len() - NAMED;
            widgets::weak(ui, tr.format("queue-unprocessed-more", &[("count", more.into())]));
        }
        buttons_ui(ui, app, entry, actions);
    });
}

/// What is asked: the template's name where it is one's.
fn what(app: &App, task: Task, template: Option<&Bilingual>) -> String {
    let tr = app.tr();
    template.map_or_else(|| tr.text(task.name_id()), |name| name.get(tr.locale().code()).to_owned())
}

fn buttons_ui(ui: &mut Ui, app: &App, entry: &Entry, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let at_hand = app.is_at_hand(entry);
    ui.horizontal_wrapped(|ui| {
        for (step, id) in [
            (Step::Show, "queue-show"),
            (Step::Pause, "queue-pause"),
            (Step::Resume, "queue-resume"),
            (Step::Retry, "queue-retry"),
            (Step::Cancel, "queue-cancel"),
            (Step::Remove, "queue-remove"),
        ] {
            if entry.allows(step, at_hand) && widgets::button(ui, true, tr.text(id)).clicked() {
                actions.push(Action::Queue { id: entry.id, step });
            }
        }
    });
    if !at_hand && entry.waits_for_document() {
        widgets::weak(ui, tr.text("queue-open-document"));
    }
}

/// Draws the question before something long is begun, while there is one.
pub fn plan_ui(ctx: &Context, app: &App, begun: &mut bool, actions: &mut Vec<Action>) {
    let Some(plan) = app.plan() else {
        *begun = false;
        return;
    };
    let tr = app.tr();
    let mut answer = None;
    let width = (ctx.content_rect().width() - 120.0).min(680.0);
    let modal = widgets::modal(ctx, "plan", width, |ui| {
        widgets::title(ui, tr.format("plan-title", &[("task", what(app, plan.task(), plan.template()).into())]));
        for line in lines(app, plan) {
            widgets::words(ui, line);
        }
        widgets::weak(ui, tr.text("plan-lead"));
        ui.add_space(widgets::GAP);
        if let Some(first) = &plan.first {
            egui::CollapsingHeader::new(tr.text("plan-first")).id_salt("plan-first").show(ui, |ui| {
                egui::ScrollArea::vertical().id_salt("plan").max_height(220.0).show(ui, |ui| {
                    widgets::weak(ui, tr.text("send-system"));
                    widgets::words(ui, first.system.as_str());
                    ui.separator();
                    widgets::weak(ui, tr.text("send-user"));
                    widgets::words(ui, first.user.as_str());
                });
            });
        }
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            let asked = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
            let begin = widgets::primary(ui, true, tr.text("plan-begin"));
            if !std::mem::replace(begun, true) {
                begin.request_focus();
            }
            if begin.clicked() || asked {
                answer = Some(true);
            }
            if widgets::button(ui, true, tr.text("dialog-cancel")).clicked() {
                answer = Some(false);
            }
        });
    });
    if modal.should_close() && answer.is_none() {
        answer = Some(false);
    }
    if let Some(begin) = answer {
        actions.push(Action::DecidePlan { begin });
        *begun = false;
    }
}

/// How much it is, line by line.
fn lines(app: &App, plan: &Plan) -> Vec<String> {
    let tr = app.tr();
    let endpoint = plan.endpoint();
    let args = [
        ("endpoint", endpoint.name.as_str().into()),
        ("host", endpoint.host().into()),
        ("model", endpoint.model.as_str().into()),
    ];
    let mut lines = vec![tr.format("send-to", &args)];
    let args = [("pieces", plan.pieces.into()), ("together", plan.together.into())];
    lines.push(tr.format("plan-pieces", &args));
    let args = [("least", plan.sent.least.into()), ("most", plan.sent.most.into()), ("answers", plan.answers.into())];
    lines.push(tr.format("plan-tokens", &args));
    let (id, tokens) = match plan.context {
        Some(ModelContext::Known(tokens)) => ("plan-context", tokens),
        Some(ModelContext::Assumed(tokens)) => ("plan-context-assumed", tokens),
        None => ("", 0),
    };
    if tokens > 0 {
        lines.push(tr.format(id, &[("tokens", Value::from(u64::from(tokens)))]));
    }
    if let Some(cost) = &plan.cost {
        lines.push(tr.format("plan-cost", &[("cost", cost.to_string().into())]));
    }
    lines
}
