//! What the office allows, for whoever works under it: which policy holds and whether it was signed, the endpoints and their
//! conditions, what is masked and recorded, what is fixed.

use super::{levels, widgets};
use crate::app::App;
use crate::assistant::policy::{Approved, Content, Fixed, Insert, MaskingMode, Standing, Treatment};
use crate::document::Classification;
use crate::text::personal::Kind;
use egui::{Context, Ui};

/// Draws the window while it is open.
pub fn ui(ctx: &Context, app: &App, open: &mut bool) {
    if !*open {
        return;
    }
    let tr = app.tr();
    let (width, height) = (ctx.content_rect().width(), ctx.content_rect().height());
    let mut closed = false;
    let modal = widgets::modal(ctx, "policy", (width - 120.0).clamp(420.0, 760.0), |ui| {
        widgets::title(ui, tr.text("policy-title"));
        standing_ui(ui, app);
        ui.add_space(widgets::GAP / 2.0);
        let scroll = egui::ScrollArea::vertical().id_salt("policy").auto_shrink([false, true]);
        let most = (height - 300.0).max(160.0);
        scroll.max_height(most).show(ui, |ui| {
            widgets::scroll_by_keys(ui, most);
            endpoints_ui(ui, app);
            rest_ui(ui, app);
        });
        ui.add_space(widgets::GAP);
        let close = ui.horizontal(|ui| widgets::primary(ui, true, tr.text("trail-close"))).inner;
        if !ui.memory(|memory| memory.focused().is_some()) {
            close.request_focus();
        }
        closed = close.clicked();
    });
    if closed || modal.should_close() {
        *open = false;
    }
}

/// Which policy holds, and whether anybody vouches for it.
fn standing_ui(ui: &mut Ui, app: &App) {
    let (tr, policy) = (app.tr(), app.policy());
    let palette = widgets::palette(ui);
    match &policy.standing {
        Standing::BuiltIn => drop(widgets::words(ui, tr.text("policy-built-in"))),
        Standing::InForce { signed } => {
            widgets::words(ui, widgets::strong(policy.name.clone()));
            let id = if *signed { "policy-signed" } else { "policy-unsigned" };
            widgets::coloured(ui, tr.text(id), if *signed { palette.success } else { palette.warning });
        }
        Standing::Refused(problems) => {
            widgets::coloured(ui, tr.text("notice-policy-refused"), palette.error);
            for problem in problems.iter().take(8) {
                widgets::words(ui, crate::app::Notice::error(problem).text(tr));
            }
        }
    }
    let none = || "none".to_owned();
    let until = policy.valid_until.map_or_else(none, |day| day.iso());
    if matches!(policy.standing, Standing::InForce { .. }) {
        let contact = if policy.contact.is_empty() { none() } else { policy.contact.clone() };
        widgets::words(ui, tr.format("policy-until", &[("until", until.into()), ("contact", contact.into())]));
        // What tells two editions of the file apart, as the trail and the process record name it.
        let figures: String = policy.digest.chars().take(16).collect();
        widgets::weak(ui, tr.format("policy-digest", &[("figures", figures.into())]));
    }
}

/// Names of levels in one line.
fn level_names(app: &App, list: &[Classification]) -> String {
    let (tr, office) = (app.tr(), &app.policy().levels);
    let names: Vec<String> = list.iter().map(|level| levels::name(tr, office, *level)).collect();
    if names.is_empty() { tr.text("trail-none") } else { names.join(&tr.text("cli-list-comma")) }
}

fn endpoints_ui(ui: &mut Ui, app: &App) {
    let (tr, policy) = (app.tr(), app.policy());
    widgets::heading(ui, tr.text("policy-endpoints"));
    for approved in &policy.endpoints {
        widgets::card(ui, |ui| endpoint_ui(ui, app, approved));
    }
    let own = if policy.own_endpoints { "policy-own-allowed" } else { "policy-own-refused" };
    widgets::words(ui, tr.text(own));
    let never = level_names(app, &policy.never_remote);
    widgets::words(ui, tr.format("policy-never-remote", &[("levels", never.into())]));
}

fn endpoint_ui(ui: &mut Ui, app: &App, approved: &Approved) {
    let tr = app.tr();
    let host = approved.endpoint().host();
    let name = tr.format("policy-endpoint", &[("name", approved.name.as_str().into()), ("host", host.into())]);
    widgets::words(ui, widgets::strong(name));
    let or_none = |text: &str| if text.trim().is_empty() { "none".to_owned() } else { text.to_owned() };
    let until = approved.expires.map_or_else(|| "none".to_owned(), |day| day.iso());
    let args = [
        ("approval", or_none(&approved.approval).into()),
        ("approver", or_none(&approved.approver).into()),
        ("until", until.into()),
        ("operator", or_none(&approved.operator).into()),
        ("region", or_none(&approved.region).into()),
    ];
    widgets::words(ui, tr.format("send-approval", &args));
    let terms = if approved.public_terms { "policy-terms-public" } else { "policy-terms-own" };
    let learning = tr.text(&format!("policy-learning-{}", approved.learning.code()));
    widgets::words(ui, format!("{}{}{learning}", tr.text(terms), tr.text("cli-list-comma")));
    widgets::words(ui, tr.format("policy-allow", &[("levels", level_names(app, &approved.allow).into())]));
    if !approved.models.is_empty() {
        let models = approved.models.join(&tr.text("cli-list-comma"));
        widgets::words(ui, tr.format("policy-models", &[("models", models.into())]));
    }
    if let Some(tasks) = &approved.tasks {
        let tasks: Vec<String> = tasks.iter().map(|task| tr.text(&format!("task-{}", task.code()))).collect();
        widgets::words(ui, tr.format("policy-tasks", &[("tasks", tasks.join(&tr.text("cli-list-comma")).into())]));
    }
    if !approved.exception.is_empty() {
        widgets::words(ui, tr.format("policy-exception", &[("number", approved.exception.as_str().into())]));
    }
}

/// What is masked, recorded, said and fixed.
fn rest_ui(ui: &mut Ui, app: &App) {
    let (tr, policy) = (app.tr(), app.policy());
    let comma = tr.text("cli-list-comma");
    let kinds = |codes: &[String]| {
        let names: Vec<String> =
            codes.iter().filter_map(|code| Kind::from_code(code)).map(|kind| tr.text(&kind.message())).collect();
        if names.is_empty() { tr.text("trail-none") } else { names.join(&comma) }
    };
    widgets::heading(ui, tr.text("policy-masking"));
    let masking = &policy.masking;
    widgets::words(
        ui,
        tr.text(match masking.mode {
            MaskingMode::Required => "policy-masking-required",
            MaskingMode::Offered => "policy-masking-offered",
            MaskingMode::Off => "policy-masking-off",
        }),
    );
    if masking.mode != MaskingMode::Off {
        widgets::words(ui, tr.format("policy-blocked", &[("kinds", kinds(&masking.block).into())]));
        let masked = masking.mask.as_ref().map_or_else(|| tr.text("policy-all-others"), |codes| kinds(codes));
        widgets::words(ui, tr.format("policy-masked", &[("kinds", masked.into())]));
        let of = |treatment: Treatment| masking.words.iter().filter(move |word| word.treatment == treatment).count();
        if !masking.words.is_empty() {
            let args = [("block", of(Treatment::Block).into()), ("mask", of(Treatment::Mask).into())];
            widgets::words(ui, tr.format("policy-words", &args));
        }
        if !masking.legal_purpose.is_empty() {
            widgets::words(ui, tr.format("policy-purpose", &[("purpose", masking.legal_purpose.as_str().into())]));
        }
    }
    widgets::heading(ui, tr.text("policy-records"));
    let content = match policy.log.content {
        Content::Off => "policy-log-off",
        Content::Hash => "policy-log-hash",
        Content::Full => "policy-log-full",
    };
    widgets::words(ui, tr.format(content, &[("days", u64::from(policy.log.retention_days).into())]));
    widgets::words(
        ui,
        tr.text(match policy.disclosure.insert {
            Insert::Command => "policy-disclosure-command",
            Insert::Export => "policy-disclosure-export",
            Insert::Never => "policy-disclosure-never",
        }),
    );
    for wording in [&policy.disclosure.ja, &policy.disclosure.en].into_iter().flatten() {
        widgets::weak(ui, wording.clone());
    }
    if policy.check.before_export {
        widgets::words(ui, tr.text("policy-check-first"));
    }
    if policy.check.approval_by_other {
        widgets::words(ui, tr.text("policy-approval-other"));
    }
    widgets::heading(ui, tr.text("policy-use"));
    let tasks = policy.scope.tasks.as_ref().map_or_else(
        || tr.text("policy-everything"),
        |tasks| tasks.iter().map(|task| tr.text(&format!("task-{}", task.code()))).collect::<Vec<_>>().join(&comma),
    );
    widgets::words(ui, tr.format("policy-tasks", &[("tasks", tasks.into())]));
    let preview = if policy.lets_skip_preview() { "policy-preview-once" } else { "policy-preview-always" };
    widgets::words(ui, tr.text(preview));
    if let Some(most) = policy.limits.request_characters {
        widgets::words(ui, tr.format("policy-limit", &[("count", u64::from(most).into())]));
    }
    if !policy.rules.is_empty() {
        widgets::words(ui, tr.format("policy-rules", &[("count", policy.rules.len().into())]));
    }
    if !policy.settings.is_empty() {
        let one = |(name, fixed): (&String, &Fixed)| match fixed {
            Fixed::Text(value) => format!("{name} = {value}"),
            Fixed::Locked => name.clone(),
        };
        let fixed = policy.settings.iter().map(one).collect::<Vec<_>>().join(&comma);
        widgets::words(ui, tr.format("policy-fixed", &[("settings", fixed.into())]));
    }
}
