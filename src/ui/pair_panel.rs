//! What helps with the pair at hand: matches of the memory with what differs, agreed words, what the rules find, what the
//! source was before it changed, remarks.

use super::pair_life::{self, LifeView};
use super::{shell, widgets};
use crate::app::notice::{finding_text, pair_text};
use crate::app::pairs::Pairs;
use crate::app::workbench::judging::{self, EasyFinding};
use crate::app::workbench::tags;
use crate::app::workbench::{Ask, Column, Step};
use crate::app::{Action, App, Command};
use crate::proofread::{Severity, message_id};
use crate::text::diff;
use crate::translation::{Edit, Pair};
use egui::text::LayoutJob;
use egui::{Stroke, TextFormat, Ui};

/// Draws the panel.
pub fn ui(ui: &mut Ui, app: &App, life: &mut LifeView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let Some(pairs) = app.pairs() else { return };
    let Some(pair) = pairs.at() else {
        widgets::weak(ui, tr.text("pairs-none-listed"));
        return;
    };
    let work = pairs.work_of(pair);
    ui.horizontal_wrapped(|ui| {
        let name = |command: Command| match command {
            Command::AcceptHunk => "pairs-confirm".to_owned(),
            Command::RejectHunk => "pairs-reject".to_owned(),
            Command::LockPair if work.locked => "pairs-unlock".to_owned(),
            command => format!("pairs-do-{}", command.row().id),
        };
        let all = [
            Command::AcceptHunk,
            Command::ApprovePair,
            Command::RejectHunk,
            Command::ReopenPair,
            Command::LockPair,
            Command::CopySource,
            Command::SplitPair,
            Command::JoinPairs,
        ];
        for command in all {
            let enabled = app.available(command);
            if command == Command::ReopenPair && !enabled {
                continue;
            }
            let keys = shell::shown_keys(command, ui.ctx());
            if widgets::button(ui, enabled, tr.text(&name(command))).on_hover_text(keys).clicked() {
                actions.push(Action::Run(command));
            }
        }
    });
    egui::ScrollArea::vertical().id_salt("pair-panel").auto_shrink([false, false]).show(ui, |ui| {
        if pairs.bitext.has_easy() {
            columns_ui(ui, app, pairs, actions);
        }
        for line in pair_life::label_lines(tr, pair) {
            widgets::weak(ui, line);
        }
        old_source_ui(ui, app, pairs, pair, actions);
        found_ui(ui, app, pairs, pair, actions);
        if pairs.column() == Column::Target {
            tags_ui(ui, app, pair, actions);
            matches_ui(ui, app, pairs, pair, actions);
            terms_ui(ui, app, pairs);
        }
        pair_life::about_ui(ui, app, work);
        pair_life::remarks_ui(ui, app, pairs, pair, life, actions);
        pair_life::history_ui(ui, app, work);
    });
}

/// Which column everything below speaks of.
fn columns_ui(ui: &mut Ui, app: &App, pairs: &Pairs, actions: &mut Vec<Action>) {
    let tr = app.tr();
    ui.horizontal_wrapped(|ui| {
        for (column, id) in [(Column::Target, "pairs-column-target"), (Column::Easy, "pairs-easy")] {
            if ui.add(widgets::tab(pairs.column() == column, tr.text(id))).clicked() {
                actions.push(Action::Workbench(Step::Column(column)));
            }
        }
    });
}

/// `old` and `new` as one text, what went struck through and what came underlined.
pub(super) fn difference(ui: &mut Ui, old: &str, new: &str) {
    let palette = widgets::palette(ui);
    let mut job = LayoutJob::default();
    let plain = TextFormat {
        font_id: egui::TextStyle::Body.resolve(ui.style()),
        color: palette.text,
        line_height: Some(20.0),
        ..TextFormat::default()
    };
    let gone = TextFormat {
        color: palette.deleted,
        background: palette.deleted_ground,
        strikethrough: Stroke::new(1.0, palette.deleted),
        ..plain.clone()
    };
    let come = TextFormat {
        color: palette.inserted,
        background: palette.inserted_ground,
        underline: Stroke::new(1.0, palette.inserted),
        ..plain.clone()
    };
    let mut at = 0;
    for part in diff::diff(old, new).replaces() {
        job.append(&old[at..part.span.start], 0.0, plain.clone());
        job.append(&old[part.span.range()], 0.0, gone.clone());
        job.append(&part.text, 0.0, come.clone());
        at = part.span.end;
    }
    job.append(&old[at..], 0.0, plain);
    ui.add(egui::Label::new(job).wrap());
}

fn old_source_ui(ui: &mut Ui, app: &App, pairs: &Pairs, pair: &Pair, actions: &mut Vec<Action>) {
    let (source, edit) = match pairs.column() {
        Column::Target => (&*pair.source, Edit::Keep(pair.id)),
        Column::Easy => (pairs.bitext.japanese(pair), Edit::Easy(Box::new(Edit::Keep(pair.id)))),
    };
    let Some(old) = pairs.work_of(pair).old_source(source) else { return };
    let tr = app.tr();
    widgets::heading(ui, tr.text("pairs-source-changed"));
    widgets::card(ui, |ui| {
        difference(ui, old, source);
        if widgets::button(ui, true, tr.text("pairs-keep")).clicked() {
            actions.push(Action::EditPairs(vec![edit]));
        }
    });
}

/// A finding as a card says it.
struct Said {
    rule: &'static str,
    severity: Severity,
    message: String,
    words: String,
}

/// What the rules find in the column that is typed in, and what somebody lets be.
fn found_ui(ui: &mut Ui, app: &App, pairs: &Pairs, pair: &Pair, actions: &mut Vec<Action>) {
    let Some(found) = pairs.findings(pair.id) else { return };
    let (tr, palette) = (app.tr(), widgets::palette(ui));
    let easy = |finding: &EasyFinding| Said {
        rule: finding.rule(),
        severity: finding.severity(),
        message: match finding {
            EasyFinding::Fact(finding) => pair_text(tr, finding),
            EasyFinding::Word(finding) => finding_text(tr, finding),
        },
        words: finding.words(),
    };
    let target = |finding: &crate::proofread::pairs::PairFinding| Said {
        rule: finding.rule,
        severity: finding.severity,
        message: pair_text(tr, finding),
        words: judging::words(finding),
    };
    let column = pairs.column();
    let (told, passed): (Vec<Said>, Vec<Said>) = match column {
        Column::Target => (found.told.iter().map(target).collect(), found.passed.iter().map(target).collect()),
        Column::Easy => (found.easy.iter().map(easy).collect(), found.easy_passed.iter().map(easy).collect()),
    };
    if !told.is_empty() {
        widgets::heading(ui, tr.format("pairs-findings", &[("count", told.len().into())]));
    }
    for said in told {
        let color = match said.severity {
            Severity::Error => palette.error,
            Severity::Warning => palette.warning,
            Severity::Info => palette.info,
        };
        widgets::card(ui, |ui| {
            widgets::words(ui, widgets::strong(tr.text(&message_id(said.rule))));
            widgets::coloured(ui, said.message, color);
            if widgets::link(ui, tr.text("pairs-pass")).clicked() {
                let ask = Ask::Pass { column, rule: said.rule, words: said.words };
                actions.push(Action::Workbench(Step::Ask(ask)));
            }
        });
    }
    if passed.is_empty() {
        return;
    }
    widgets::heading(ui, tr.format("pairs-passed", &[("count", passed.len().into())]));
    let lets = &pairs.work_of(pair).passed;
    for said in passed {
        let known = lets.iter().position(|one| one.rule == said.rule && one.words == said.words);
        let Some((index, one)) = known.map(|index| (index, &lets[index])) else { continue };
        widgets::card(ui, |ui| {
            widgets::weak(ui, said.message);
            let by = if one.by.is_empty() { tr.text("pairs-somebody") } else { one.by.clone() };
            let args = [("by", by.into()), ("reason", one.reason.as_str().into())];
            widgets::words(ui, tr.format("pairs-passed-by", &args));
            if widgets::link(ui, tr.text("pairs-heed")).clicked() {
                let edit = Edit::Heed { id: pair.id, passed: index };
                let edit = if column == Column::Easy { Edit::Easy(Box::new(edit)) } else { edit };
                actions.push(Action::EditPairs(vec![edit]));
            }
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

/// The codes the source has, whether the target has them, and how they get there.
fn tags_ui(ui: &mut Ui, app: &App, pair: &Pair, actions: &mut Vec<Action>) {
    if pair.source_tags.is_empty() {
        return;
    }
    let (tr, palette) = (app.tr(), widgets::palette(ui));
    let missing = tags::missing(pair);
    widgets::heading(ui, tr.text("pairs-tags"));
    for tag in pair.source_tags.iter() {
        let gone = missing.contains(&tag);
        let args = [("tag", tag.name().into()), ("code", tag.code.as_str().into())];
        let words = tr.format(if gone { "pairs-tag-missing" } else { "pairs-tag-there" }, &args);
        if gone {
            widgets::coloured(ui, words, palette.warning)
        } else {
            widgets::weak(ui, words)
        };
    }
    if !missing.is_empty() {
        shell::command_button(ui, app, Command::InsertTag, actions);
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
