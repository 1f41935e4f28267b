//! What the rules found: the list, one fix or all safe ones, and why.

use super::{View, widgets};
use crate::app::{Action, App, Command};
use crate::proofread::{Finding, Profile, Severity, message_id};
use egui::Ui;

/// What is told at `finding`.
pub use crate::app::notice::finding_text as message;

/// Draws the panel.
pub fn ui(ui: &mut Ui, app: &App, view: &mut View, actions: &mut Vec<Action>) {
    let Some(open) = app.open() else { return };
    let tr = app.tr();
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
    if open.checked.is_none() {
        widgets::weak(ui, tr.text("findings-checking"));
        return;
    }
    if open.findings.is_empty() {
        ui.add_space(widgets::GAP);
        let color = widgets::palette(ui).success;
        widgets::coloured(ui, tr.text("findings-none"), color);
        widgets::weak(ui, tr.text("findings-none-more"));
        return;
    }
    let count = |severity| open.findings.iter().filter(|f| f.severity == severity).count();
    let counts = [
        ("errors", count(Severity::Error).into()),
        ("warnings", count(Severity::Warning).into()),
        ("infos", count(Severity::Info).into()),
    ];
    ui.label(tr.format("findings-counts", &counts));
    ui.horizontal_wrapped(|ui| {
        for command in [Command::FixSafe, Command::CheckPrevious, Command::CheckNext] {
            super::shell::command_button(ui, app, command, actions);
        }
    });
    ui.separator();
    egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        for (index, finding) in open.findings.iter().enumerate() {
            let here = finding.span.touches(open.selection);
            ui.push_id(index, |ui| finding_ui(ui, app, view, index, finding, here, actions));
            ui.add_space(4.0);
        }
    });
}

fn finding_ui(
    ui: &mut Ui,
    app: &App,
    view: &mut View,
    index: usize,
    finding: &Finding,
    here: bool,
    actions: &mut Vec<Action>,
) {
    let tr = app.tr();
    let palette = widgets::palette(ui);
    let (id, color) = match finding.severity {
        Severity::Error => ("severity-error", palette.error),
        Severity::Warning => ("severity-warning", palette.warning),
        Severity::Info => ("severity-info", palette.info),
    };
    let card = widgets::card(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            widgets::coloured(ui, tr.text(id), color);
            if ui
                .add(egui::Button::new(widgets::strong(tr.text(&message_id(finding.rule)))).frame(false).wrap())
                .clicked()
            {
                actions.push(Action::ShowFinding(index));
            }
        });
        widgets::words(ui, message(tr, finding));
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
            if widgets::button(ui, true, tr.text("findings-ignore")).clicked() {
                actions.push(Action::Ignore(index));
            }
            let open = view.finding_help == Some(index);
            if widgets::link(ui, tr.text(if open { "findings-less" } else { "findings-why" })).clicked() {
                view.finding_help = if open { None } else { Some(index) };
            }
        });
        if view.finding_help == Some(index)
            && let Some(help) = tr.attribute(&message_id(finding.rule), "help", &[])
        {
            widgets::weak(ui, help);
            widgets::weak(ui, tr.format("findings-rule", &[("rule", finding.rule.into())]));
        }
    });
    if here {
        let bar = egui::Rect::from_min_size(card.response.rect.min, egui::vec2(3.0, card.response.rect.height()));
        ui.painter().rect_filled(bar, 2.0, color);
    }
}
