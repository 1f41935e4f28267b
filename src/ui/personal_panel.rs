//! Personal information of the document: what, how sure and why; each can be gone to, all can be replaced by placeholders.

use super::{shell, theme, widgets};
use crate::app::{Action, App, Command};
use crate::i18n::Value;
use crate::text::Message;
use crate::text::personal::{Confidence, Personal};
use egui::Ui;

/// Longest piece of text shown in the list, characters.
const SHOWN: usize = 60;
/// So many are shown; a list for looking at, not for counting.
const MOST: usize = 500;

/// Draws the panel.
pub fn ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let (Some(sought), Some(open)) = (app.personal(), app.open()) else {
        widgets::weak(ui, tr.text("personal-lead"));
        shell::command_button(ui, app, Command::FindPersonal, actions);
        return;
    };
    let public = sought.found.iter().filter(|one| one.is_information()).count();
    let count = sought.found.len() - public;
    if count == 0 {
        widgets::weak(ui, tr.text("personal-none"));
    } else {
        widgets::weak(ui, tr.text("personal-lead"));
    }
    ui.horizontal_wrapped(|ui| {
        shell::command_button(ui, app, Command::FindPersonal, actions);
        if widgets::button(ui, count > 0, tr.text("personal-mask"))
            .on_hover_text(tr.text("personal-mask-tip"))
            .clicked()
        {
            actions.push(Action::MaskDocument);
        }
        if sought.has_map()
            && widgets::button(ui, true, tr.text("personal-keep-map"))
                .on_hover_text(tr.text("personal-keep-map-tip"))
                .clicked()
        {
            actions.push(Action::KeepMap);
        }
    });
    egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        for (index, one) in sought.found.iter().enumerate().filter(|(_, one)| !one.is_information()).take(MOST) {
            one_ui(ui, app, &open.document.text().slice(one.span), index, one, actions);
        }
        if public > 0 {
            widgets::heading(ui, tr.format("personal-public", &[("count", public.into())]));
            widgets::weak(ui, tr.text("personal-public-lead"));
            for (index, one) in sought.found.iter().enumerate().filter(|(_, one)| one.is_information()).take(MOST) {
                one_ui(ui, app, &open.document.text().slice(one.span), index, one, actions);
            }
        }
    });
}

fn one_ui(ui: &mut Ui, app: &App, text: &str, index: usize, one: &Personal, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let palette = widgets::palette(ui);
    ui.push_id(index, |ui| {
        widgets::card(ui, |ui| {
            let mut shown: String = text.chars().take(SHOWN).collect();
            if text.chars().count() > SHOWN {
                shown.push('…');
            }
            if widgets::link(ui, shown).on_hover_text(tr.text("personal-go")).clicked() {
                actions.push(Action::ShowPersonal(index));
            }
            let sure = tr.text(&format!("personal-confidence-{}", one.confidence.code()));
            let args = [("kind", tr.text(&one.kind.message()).into()), ("confidence", sure.into())];
            let line = tr.format("personal-what", &args);
            match one.confidence {
                _ if one.is_information() => drop(widgets::weak(ui, line)),
                Confidence::Certain => drop(widgets::coloured(ui, line, palette.error)),
                Confidence::Likely | Confidence::Possible => drop(widgets::coloured(ui, line, palette.warning)),
            }
            let args: Vec<(&str, Value)> =
                one.reason.args().into_iter().map(|(name, value)| (name, value.into())).collect();
            widgets::weak(ui, tr.format(one.reason.id(), &args));
        });
    });
    ui.add_space(theme::STEP);
}
