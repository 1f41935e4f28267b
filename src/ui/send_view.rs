//! The last look before something leaves this machine: where it goes, what the 格付け says, what was replaced, and the text
//! itself, word for word, placeholders marked.

use super::{levels, widgets};
use crate::app::{Action, App};
use crate::assistant::{Endpoint, Request, orders};
use crate::text::personal::Kind;
use crate::text::{Span, visible};
use egui::text::{LayoutJob, TextFormat};
use egui::{Context, Key, Modifiers, TextStyle, Ui};
use std::collections::BTreeMap;

/// The state of the question.
#[derive(Default)]
pub struct SendView {
    /// Whether this document goes there unshown from now on.
    no_more: bool,
    begun: bool,
    /// Lines of what is sent that read like orders to a model.
    orders: Option<Vec<String>>,
}

/// Draws the question while something waits for it.
pub fn ui(ctx: &Context, app: &App, view: &mut Option<SendView>, actions: &mut Vec<Action>) {
    let Some(sending) = app.sending() else {
        *view = None;
        return;
    };
    let state = view.get_or_insert_default();
    let tr = app.tr();
    let (out, endpoint) = (sending.outgoing(), sending.endpoint());
    let mut answer = None;
    let width = (ctx.content_rect().width() - 120.0).min(680.0);
    let modal = widgets::modal(ctx, "send", width, |ui| {
        widgets::title(ui, tr.text("send-title"));
        let args = [
            ("endpoint", endpoint.name.clone().into()),
            ("host", endpoint.host().into()),
            ("model", endpoint.model.clone().into()),
        ];
        widgets::words(ui, tr.format("send-to", &args));
        widgets::words(ui, approval_line(app, endpoint));
        widgets::words(ui, level_line(app, endpoint));
        if let Some(kept) = kept_line(app) {
            widgets::words(ui, kept);
        }
        let size = out.request.system.chars().count() + out.request.user.chars().count();
        widgets::words(ui, tr.format("send-size", &[("count", size.into())]));
        widgets::words(ui, tokens_line(app, endpoint, &out.request));
        if let Some(budget) = app.budget(&out.request) {
            let args = [
                ("tokens", budget.sent.likely.into()),
                ("context", u64::from(budget.context.tokens()).into()),
                ("percent", budget.percent().into()),
            ];
            if budget.percent() <= 100 {
                widgets::weak(ui, tr.format("send-budget", &args));
            } else {
                widgets::coloured(ui, tr.format("send-budget-over", &args), widgets::palette(ui).warning);
            }
        }
        if out.masked.is_empty() && out.warned.is_empty() {
            widgets::weak(ui, tr.text("send-nothing-personal"));
        }
        if !out.masked.is_empty() {
            widgets::words(ui, tr.format("send-masked", &[("kinds", listed(app, &out.masked).into())]));
        }
        if !out.warned.is_empty() {
            let words = tr.format("send-warned", &[("kinds", listed(app, &out.warned).into())]);
            widgets::coloured(ui, words, widgets::palette(ui).warning);
        }
        let known = state.orders.get_or_insert_with(|| orders_in(&out.request.user));
        if !known.is_empty() {
            let args = [("count", known.len().into()), ("line", known[0].as_str().into())];
            widgets::coloured(ui, tr.format("send-orders", &args), widgets::palette(ui).warning);
        }
        ui.add_space(widgets::GAP);
        let height = (ctx.content_rect().height() - 380.0).clamp(120.0, 420.0);
        egui::ScrollArea::vertical().id_salt("send").max_height(height).show(ui, |ui| {
            widgets::scroll_by_keys(ui, height);
            widgets::card(ui, |ui| {
                widgets::weak(ui, tr.text("send-system"));
                text_ui(ui, &out.request.system, &out.places.0);
                ui.separator();
                widgets::weak(ui, tr.text("send-user"));
                text_ui(ui, &out.request.user, &out.places.1);
            });
        });
        ui.add_space(widgets::GAP);
        if app.policy().lets_skip_preview() {
            ui.checkbox(&mut state.no_more, tr.text("send-remember"));
        }
        ui.horizontal(|ui| {
            let asked = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
            let send = widgets::primary(ui, true, tr.text("send-now"));
            if !state.begun {
                send.request_focus();
                state.begun = true;
            }
            if send.clicked() || asked {
                answer = Some(Action::Send { remember: state.no_more });
            }
            if widgets::button(ui, true, tr.text("dialog-cancel")).clicked() {
                answer = Some(Action::DontSend);
            }
        });
    });
    if modal.should_close() && answer.is_none() {
        answer = Some(Action::DontSend);
    }
    if let Some(answer) = answer {
        actions.push(answer);
        *view = None;
    }
}

/// Under whose approval it goes there, and who runs the place.
fn approval_line(app: &App, endpoint: &Endpoint) -> String {
    let tr = app.tr();
    let Some(approved) = app.policy().approval(endpoint) else {
        return tr.text(if endpoint.is_loopback() { "send-approval-here" } else { "send-approval-none" });
    };
    let until = approved.expires.map_or_else(|| "none".to_owned(), |day| day.iso());
    tr.format(
        "send-approval",
        &[
            ("approval", approved.approval.as_str().into()),
            ("approver", approved.approver.as_str().into()),
            ("until", until.into()),
            ("operator", approved.operator.as_str().into()),
            ("region", approved.region.as_str().into()),
        ],
    )
}

/// How guarded what is sent is, and what may go there.
fn level_line(app: &App, endpoint: &Endpoint) -> String {
    let tr = app.tr();
    let office = &app.policy().levels;
    let level = match app.classification() {
        Some(level) => levels::name(tr, office, level),
        None => tr.format("classification-none", &[("level", office.key(office.counted(None)).into())]),
    };
    let allow = match app.policy().approval(endpoint) {
        // What a person cleared the place for only tightens what the office allows.
        Some(approved) => {
            let both = approved.allow.iter().filter(|level| office.within(**level, endpoint.allow));
            both.max_by_key(|level| office.rank(**level)).copied()
        }
        None => Some(endpoint.allow),
    };
    let allow = allow.map_or_else(|| tr.text("trail-none"), |level| levels::name(tr, office, level));
    tr.format("send-level", &[("level", level.into()), ("allow", allow.into())])
}

/// What of the document stays here: attachments nobody asked to send along.
fn kept_line(app: &App) -> Option<String> {
    let attachments = app.open()?.document.attachments();
    let kept = attachments.iter().filter(|one| !app.goes_along(one)).count();
    (kept > 0).then(|| app.tr().format("send-kept", &[("count", kept.into())]))
}

/// The most of what is sent that is looked through while the person waits, in bytes.
const LOOKED_THROUGH: usize = 300_000;

/// Lines of `user` that read like orders to a model, shortened.
fn orders_in(user: &str) -> Vec<String> {
    let looked = &user[..user.floor_char_boundary(user.len().min(LOOKED_THROUGH))];
    let short = |span: Span| looked[span.range()].trim().chars().take(80).collect::<String>();
    orders::find(looked).into_iter().map(|span| visible::revealed(&short(span)).into_owned()).collect()
}

/// About how many tokens `request` is, and what they cost where a price is set.
pub fn tokens_line(app: &App, endpoint: &Endpoint, request: &Request) -> String {
    let bill = App::expected(endpoint, request);
    let tokens = ("tokens", bill.usage.prompt.into());
    match bill.cost {
        None => app.tr().format("send-tokens", &[tokens]),
        Some(cost) => app.tr().format("send-tokens-cost", &[tokens, ("cost", cost.to_string().into())]),
    }
}

/// Kinds and how many of each, in one line.
fn listed(app: &App, kinds: &BTreeMap<Kind, usize>) -> String {
    let tr = app.tr();
    let one = |(kind, count): (&Kind, &usize)| {
        tr.format("send-kind", &[("kind", tr.text(&kind.message()).into()), ("count", (*count).into())])
    };
    kinds.iter().map(one).collect::<Vec<_>>().join(&tr.text("cli-list-comma"))
}

/// A text with its placeholders marked.
fn text_ui(ui: &mut Ui, text: &str, places: &[Span]) {
    let palette = widgets::palette(ui);
    let font = TextStyle::Body.resolve(ui.style());
    let plain = TextFormat { color: palette.text, line_height: Some(20.0), ..TextFormat::simple(font, palette.text) };
    // The ground lies behind the letters where these have no line of their own height, in the middle of the row.
    let marked = TextFormat {
        background: palette.inserted_ground_strong,
        color: palette.inserted,
        line_height: None,
        valign: egui::Align::Center,
        ..plain.clone()
    };
    let mut job = LayoutJob::default();
    let mut end = 0;
    for place in places.iter().filter(|place| place.end <= text.len()) {
        job.append(&text[end..place.start], 0.0, plain.clone());
        job.append(&text[place.range()], 0.0, marked.clone());
        end = place.end;
    }
    job.append(&text[end..], 0.0, plain);
    job.wrap.max_width = ui.available_width();
    ui.add(egui::Label::new(job).wrap());
}
