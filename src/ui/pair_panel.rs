//! What helps with the pair at hand: matches of the memory with what differs, agreed words, what the rules find, what the
//! source was before it changed, remarks.

use super::{shell, widgets};
use crate::app::notice::pair_text;
use crate::app::pairs::Pairs;
use crate::app::{Action, App, Command};
use crate::proofread::{Severity, message_id};
use crate::text::diff;
use crate::translation::{Edit, Origin, Pair};
use egui::{RichText, Ui};

/// Draws the panel.
pub fn ui(ui: &mut Ui, app: &App, remark: &mut String, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let Some(pairs) = app.pairs() else { return };
    let Some(pair) = pairs.at() else {
        widgets::weak(ui, tr.text("pairs-none-listed"));
        return;
    };
    ui.horizontal_wrapped(|ui| {
        for command in [Command::AcceptHunk, Command::CopySource, Command::JoinPairs] {
            let name = if command == Command::AcceptHunk { "pairs-confirm".to_owned() } else { command.message() };
            let keys = shell::shown_keys(command, ui.ctx());
            if widgets::button(ui, true, tr.text(&name)).on_hover_text(keys).clicked() {
                actions.push(Action::Run(command));
            }
        }
    });
    egui::ScrollArea::vertical().id_salt("pair-panel").auto_shrink([false, false]).show(ui, |ui| {
        old_source_ui(ui, app, pair, actions);
        found_ui(ui, app, pairs, pair);
        matches_ui(ui, app, pairs, pair, actions);
        terms_ui(ui, app, pairs);
        about_ui(ui, app, pair);
        remarks_ui(ui, app, pair, remark, actions);
    });
}

/// `old` and `new` as one text, what went struck through and what came underlined.
pub fn difference(ui: &mut Ui, old: &str, new: &str) {
    let palette = widgets::palette(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let mut at = 0;
        for part in diff::diff(old, new).replaces() {
            ui.label(&old[at..part.span.start]);
            let gone = RichText::new(&old[part.span.range()]).color(palette.deleted);
            ui.label(gone.background_color(palette.deleted_ground).strikethrough());
            let come = RichText::new(&part.text).color(palette.inserted);
            ui.label(come.background_color(palette.inserted_ground).underline());
            at = part.span.end;
        }
        ui.label(&old[at..]);
    });
}

fn old_source_ui(ui: &mut Ui, app: &App, pair: &Pair, actions: &mut Vec<Action>) {
    let Some(old) = pair.old_source() else { return };
    let tr = app.tr();
    widgets::heading(ui, tr.text("pairs-source-changed"));
    widgets::card(ui, |ui| {
        difference(ui, old, &pair.source);
        if widgets::button(ui, true, tr.text("pairs-keep")).clicked() {
            actions.push(Action::EditPairs(vec![Edit::Keep(pair.id)]));
        }
    });
}

fn found_ui(ui: &mut Ui, app: &App, pairs: &Pairs, pair: &Pair) {
    let found = pairs.found(pair.id);
    if found.is_empty() {
        return;
    }
    let (tr, palette) = (app.tr(), widgets::palette(ui));
    widgets::heading(ui, tr.format("pairs-findings", &[("count", found.len().into())]));
    for finding in found {
        let color = match finding.severity {
            Severity::Error => palette.error,
            Severity::Warning => palette.warning,
            Severity::Info => palette.info,
        };
        widgets::card(ui, |ui| {
            widgets::words(ui, widgets::strong(tr.text(&message_id(finding.rule))));
            widgets::coloured(ui, pair_text(tr, finding), color);
        });
    }
}

fn matches_ui(ui: &mut Ui, app: &App, pairs: &Pairs, pair: &Pair, actions: &mut Vec<Action>) {
    let tr = app.tr();
    widgets::heading(ui, tr.text("pairs-matches"));
    let Some(help) = pairs.help() else {
        ui.spinner();
        return;
    };
    if help.matches.is_empty() {
        widgets::weak(ui, tr.text("pairs-no-match"));
    }
    for (index, (found, explained)) in help.matches.iter().enumerate() {
        widgets::card(ui, |ui| {
            let origin =
                if found.unit.origin.is_empty() { tr.text("pairs-own-memory") } else { found.unit.origin.clone() };
            let args =
                [("score", usize::from(found.score).into()), ("number", (index + 1).into()), ("origin", origin.into())];
            widgets::words(ui, widgets::strong(tr.format("pairs-match", &args)));
            difference(ui, found.source(), &pair.source);
            match &explained.adapted {
                Some(adapted) => {
                    difference(ui, found.target(), &adapted.text);
                    widgets::weak(ui, tr.text("pairs-adapted"));
                }
                None => drop(widgets::words(ui, found.target())),
            }
            if widgets::button(ui, !pair.work.locked, tr.text("pairs-take")).clicked() {
                actions.push(Action::TakeMatch(index));
            }
        });
    }
}

fn terms_ui(ui: &mut Ui, app: &App, pairs: &Pairs) {
    let Some(help) = pairs.help().filter(|help| !help.terms.is_empty()) else { return };
    let (tr, from, to) = (app.tr(), pairs.bitext.source_lang(), pairs.bitext.target_lang());
    widgets::heading(ui, tr.text("pairs-terms"));
    for term in &help.terms {
        let args = [
            ("source", term.side(from).into()),
            ("target", term.side(to).into()),
            ("standing", tr.text(&format!("term-{}", term.standing.code())).into()),
        ];
        widgets::words(ui, tr.format("pairs-term", &args));
    }
}

/// Where the target comes from and who vouches for it.
fn about_ui(ui: &mut Ui, app: &App, pair: &Pair) {
    if pair.target().is_empty() {
        return;
    }
    let tr = app.tr();
    let text = match &pair.work.origin {
        Origin::Person => tr.text("pairs-by-person"),
        Origin::Model { engine, .. } => tr.format("pairs-by-model", &[("engine", engine.as_str().into())]),
        Origin::Memory { score, .. } => tr.format("pairs-by-memory", &[("score", usize::from(*score).min(100).into())]),
        Origin::Alignment { .. } => tr.text("pairs-by-alignment"),
        Origin::File { .. } => tr.text("pairs-by-file"),
        Origin::Source => tr.text("pairs-by-source"),
    };
    ui.add_space(widgets::GAP);
    widgets::weak(ui, text);
    if let Some(by) = pair.work.confirmed_by.as_deref().filter(|by| !by.is_empty()) {
        widgets::weak(ui, tr.format("pairs-confirmed-by", &[("by", by.into())]));
    }
}

fn remarks_ui(ui: &mut Ui, app: &App, pair: &Pair, remark: &mut String, actions: &mut Vec<Action>) {
    let tr = app.tr();
    widgets::heading(ui, tr.text("pairs-remarks"));
    for (index, comment) in pair.work.comments.iter().enumerate() {
        widgets::card(ui, |ui| {
            let by = if comment.by.is_empty() { tr.text("pairs-somebody") } else { comment.by.clone() };
            widgets::weak(ui, by);
            widgets::words(ui, comment.text.as_str());
            for reply in &comment.replies {
                widgets::words(ui, format!("↳ {}", reply.text));
            }
            let id = if comment.resolved { "pairs-reopen" } else { "pairs-resolve" };
            if widgets::link(ui, tr.text(id)).clicked() {
                let edit = Edit::Resolve { id: pair.id, comment: index, resolved: !comment.resolved };
                actions.push(Action::EditPairs(vec![edit]));
            }
        });
    }
    let label = widgets::weak(ui, tr.text("pairs-remark"));
    let edit = egui::TextEdit::multiline(remark).desired_rows(2).desired_width(f32::INFINITY);
    ui.add(edit).labelled_by(label.id);
    if widgets::button(ui, !remark.trim().is_empty(), tr.text("pairs-add-remark")).clicked() {
        let text = std::mem::take(remark).trim().to_owned();
        actions.push(Action::EditPairs(vec![Edit::Comment { id: pair.id, text, place: None }]));
    }
}
