//! What has become of the pair at hand: where its text comes from and who vouches for it, what was done to it, and what
//! people say of it.

use super::pair_panel::difference;
use super::widgets;
use crate::app::pairs::Pairs;
use crate::app::workbench::{Column, Step};
use crate::app::{Action, App, day};
use crate::i18n::{Locale, Tr};
use crate::text::Lang;
use crate::translation::quality::{Gravity, Kind, Mark};
use crate::translation::{Comment, Edit, Happened, Origin, Pair, Work};
use egui::{ComboBox, Key, Modifiers, TextEdit, Ui};

/// What is typed and not said yet.
#[derive(Default)]
pub struct LifeView {
    remark: String,
    mark: Option<Mark>,
    /// The thread that is answered, and with what.
    answer: Option<(usize, String)>,
}

/// When something was, as people write it here.
fn when(tr: &Tr, at: i64) -> String {
    let lang = if tr.locale() == Locale::Ja { Lang::Ja } else { Lang::En };
    let day = day(at).written(lang);
    let time = jiff::tz::TimeZone::system().to_datetime(jiff::Timestamp::from_millisecond(at).unwrap_or_default());
    format!("{day} {:02}:{:02}", time.hour(), time.minute())
}

fn who(tr: &Tr, by: &str) -> String {
    if by.is_empty() { tr.text("pairs-somebody") } else { by.to_owned() }
}

/// What the file a pair came from calls it, line by line.
pub(super) fn label_lines(tr: &Tr, pair: &Pair) -> Vec<String> {
    let Some(label) = &pair.label else { return Vec::new() };
    let form = label.form.map(|(form, count)| {
        let id = match (form, count) {
            (0, 2) => "pairs-form-one",
            (1, 2) => "pairs-form-many",
            _ => "pairs-form",
        };
        tr.format(id, &[("number", (form + 1).into()), ("count", count.into())])
    });
    let name = (!label.name.is_empty()).then(|| tr.format("pairs-label", &[("name", label.name.as_str().into())]));
    form.into_iter().chain(name).collect()
}

/// The same where there is little room.
pub(super) fn short_label(tr: &Tr, pair: &Pair) -> Vec<String> {
    /// So much of a name is shown, characters.
    const MOST: usize = 12;
    let Some(label) = &pair.label else { return Vec::new() };
    let form = label
        .form
        .map(|(form, count)| tr.format("pairs-form-short", &[("number", (form + 1).into()), ("count", count.into())]));
    let mut name: String = label.name.chars().take(MOST).collect();
    if name.len() < label.name.len() {
        name.push('…');
    }
    form.into_iter().chain((!name.is_empty()).then_some(name)).collect()
}

/// Where the text comes from, who vouches for it, why it was turned down.
pub fn about_ui(ui: &mut Ui, app: &App, work: &Work) {
    let tr = app.tr();
    if work.target.is_empty() {
        return;
    }
    let text = match &work.origin {
        Origin::Person => match work.written_by() {
            Some(by) => tr.format("pairs-by-somebody", &[("by", by.into())]),
            None => tr.text("pairs-by-person"),
        },
        Origin::Model { engine, .. } => tr.format("pairs-by-model", &[("engine", engine.as_str().into())]),
        Origin::Memory { score, .. } => tr.format("pairs-by-memory", &[("score", usize::from(*score).min(100).into())]),
        Origin::Alignment { .. } => tr.text("pairs-by-alignment"),
        Origin::File { .. } => tr.text("pairs-by-file"),
        Origin::Source => tr.text("pairs-by-source"),
    };
    ui.add_space(widgets::GAP);
    widgets::weak(ui, text);
    if let Some(by) = work.confirmed_by.as_deref().filter(|by| !by.is_empty()) {
        widgets::weak(ui, tr.format("pairs-confirmed-by", &[("by", by.into())]));
    }
    if let Some((event, reason)) = work.rejection() {
        let palette = widgets::palette(ui);
        widgets::card(ui, |ui| {
            let by = who(tr, &event.by);
            widgets::coloured(ui, tr.format("pairs-rejected-by", &[("by", by.into())]), palette.error);
            if !reason.is_empty() {
                widgets::words(ui, reason);
            }
        });
    }
}

/// What was done to it, the newest first.
pub fn history_ui(ui: &mut Ui, app: &App, work: &Work) {
    if work.history.is_empty() {
        return;
    }
    let tr = app.tr();
    ui.add_space(widgets::GAP / 2.0);
    let title = widgets::strong(tr.format("pairs-history", &[("count", work.history.len().into())]));
    egui::CollapsingHeader::new(title).id_salt("pair-history").show_unindented(ui, |ui| {
        // What a change led to is what the next one began with.
        let mut after = work.target.as_str();
        for event in work.history.iter().rev() {
            widgets::card(ui, |ui| {
                let head = [("when", when(tr, event.at).into()), ("by", who(tr, &event.by).into())];
                widgets::weak(ui, tr.format("pairs-event", &head));
                match &event.what {
                    Happened::Changed { from } => {
                        difference(ui, from, after);
                    }
                    Happened::Went(stage) => {
                        let name = tr.text(&format!("pair-status-{}", stage.code()));
                        widgets::words(ui, tr.format("pairs-event-went", &[("status", name.into())]));
                    }
                    Happened::Rejected { reason } => {
                        widgets::words(ui, tr.text("pairs-event-rejected"));
                        if !reason.is_empty() {
                            widgets::words(ui, reason.as_str());
                        }
                    }
                    Happened::Kept { .. } => drop(widgets::words(ui, tr.text("pairs-event-kept"))),
                    Happened::Recut => drop(widgets::words(ui, tr.text("pairs-event-recut"))),
                    Happened::Locked(true) => drop(widgets::words(ui, tr.text("pairs-event-locked"))),
                    Happened::Locked(false) => drop(widgets::words(ui, tr.text("pairs-event-unlocked"))),
                }
            });
            if let Happened::Changed { from } = &event.what {
                after = from;
            }
        }
    });
}

/// What people say of it, and where more can be said.
pub fn remarks_ui(ui: &mut Ui, app: &App, pairs: &Pairs, pair: &Pair, view: &mut LifeView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let column = pairs.column();
    let comments = &pairs.work_of(pair).comments;
    let edit = |edit: Edit| match column {
        Column::Target => edit,
        Column::Easy => Edit::Easy(Box::new(edit)),
    };
    widgets::heading(ui, tr.text("pairs-remarks"));
    for (index, comment) in comments.iter().enumerate() {
        ui.push_id(("remark", index), |ui| {
            widgets::card(ui, |ui| thread_ui(ui, app, pair, index, comment, view, &edit, actions));
        });
    }
    let label = widgets::weak(ui, tr.text("pairs-remark"));
    let field = TextEdit::multiline(&mut view.remark).desired_rows(2).desired_width(f32::INFINITY);
    let field = ui.add(field).labelled_by(label.id);
    if app.wants_remark() {
        // Asked for once; where the keyboard goes from here is the person's to say.
        field.request_focus();
        field.scroll_to_me(None);
        actions.push(Action::Workbench(Step::RemarkReached));
    }
    if field.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape)) {
        back_to_typing(ui, app, column);
    }
    mark_ui(ui, tr, &mut view.mark);
    let said = field.has_focus() && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
    let ready = !view.remark.trim().is_empty();
    if (widgets::button(ui, ready, tr.text("pairs-add-remark")).clicked() || said) && ready {
        let text = std::mem::take(&mut view.remark).trim().to_owned();
        let mut edits = vec![edit(Edit::Comment { id: pair.id, text, place: None })];
        if let Some(mark) = view.mark.take() {
            edits.push(edit(Edit::Weigh { id: pair.id, comment: comments.len(), mark: Some(mark) }));
        }
        actions.push(Action::EditPairs(edits));
        back_to_typing(ui, app, column);
    }
}

/// The keyboard goes back to where the translation is typed.
pub(super) fn back_to_typing(ui: &Ui, app: &App, column: Column) {
    let field = match app.beside() {
        Some(_) => super::editor::beside_id(),
        None => super::pairs::field(column),
    };
    ui.memory_mut(|memory| memory.request_focus(field));
}

/// What is wrong and how grave it is, if anything is to count.
fn mark_ui(ui: &mut Ui, tr: &Tr, mark: &mut Option<Mark>) {
    let kind_name = |kind: Kind| tr.text(&format!("category-{}", kind.code()));
    let gravity_name = |gravity: Gravity| tr.text(&format!("gravity-{}", gravity.code()));
    ui.horizontal_wrapped(|ui| {
        let none = tr.text("pairs-mark-none");
        let label = ui.label(tr.text("pairs-mark"));
        let mut kind = mark.map(|mark| mark.kind);
        let shown = kind.map_or_else(|| none.clone(), kind_name);
        ComboBox::from_id_salt("remark-kind")
            .selected_text(shown)
            .show_ui(ui, |ui| {
                ui.selectable_value(&mut kind, None, none.as_str());
                for choice in Kind::ALL {
                    ui.selectable_value(&mut kind, Some(choice), kind_name(choice));
                }
            })
            .response
            .labelled_by(label.id);
        let mut gravity = mark.map_or(Gravity::Minor, |mark| mark.gravity);
        if kind.is_some() {
            ComboBox::from_id_salt("remark-gravity").selected_text(gravity_name(gravity)).show_ui(ui, |ui| {
                for choice in Gravity::ALL {
                    ui.selectable_value(&mut gravity, choice, gravity_name(choice));
                }
            });
        }
        *mark = kind.map(|kind| Mark { kind, gravity });
    });
}

#[expect(clippy::too_many_arguments, reason = "a thread needs its matter, what is typed and where to answer")]
fn thread_ui(
    ui: &mut Ui,
    app: &App,
    pair: &Pair,
    index: usize,
    comment: &Comment,
    view: &mut LifeView,
    edit: &dyn Fn(Edit) -> Edit,
    actions: &mut Vec<Action>,
) {
    let tr = app.tr();
    let head = |by: &str, at: i64| {
        let args = [("when", when(tr, at).into()), ("by", who(tr, by).into())];
        if at == 0 { who(tr, by) } else { tr.format("pairs-event", &args) }
    };
    widgets::weak(ui, head(&comment.by, comment.at));
    if let Some(mark) = comment.mark {
        let (kind, gravity) = (mark.kind.code(), mark.gravity.code());
        let args = [
            ("kind", tr.text(&format!("category-{kind}")).into()),
            ("gravity", tr.text(&format!("gravity-{gravity}")).into()),
        ];
        let color =
            if mark.gravity >= Gravity::Major { widgets::palette(ui).error } else { widgets::palette(ui).warning };
        widgets::coloured(ui, tr.format("pairs-mark-of", &args), color);
    }
    widgets::words(ui, comment.text.as_str());
    for reply in &comment.replies {
        ui.separator();
        widgets::weak(ui, head(&reply.by, reply.at));
        widgets::words(ui, reply.text.as_str());
    }
    let answering = view.answer.as_mut().filter(|(thread, _)| *thread == index);
    let (mut said, mut left) = (None, false);
    if let Some((_, answer)) = answering {
        let field = TextEdit::multiline(answer).desired_rows(2).desired_width(f32::INFINITY);
        let field = ui.add(field.hint_text(tr.text("pairs-answer")));
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, tr.text("pairs-answer")));
        if !field.has_focus() && answer.is_empty() {
            field.request_focus();
        }
        let by_key = field.has_focus() && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
        left = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape));
        let ready = !answer.trim().is_empty();
        if (widgets::button(ui, ready, tr.text("pairs-answer-say")).clicked() || by_key) && ready {
            said = Some(answer.trim().to_owned());
        }
    }
    if let Some(text) = said {
        actions.push(Action::EditPairs(vec![edit(Edit::Reply { id: pair.id, comment: index, text })]));
        left = true;
    }
    if left {
        view.answer = None;
        back_to_typing(ui, app, app.pairs().map_or(Column::Target, Pairs::column));
    }
    ui.horizontal_wrapped(|ui| {
        let answers = view.answer.as_ref().is_some_and(|(thread, _)| *thread == index);
        if !answers && widgets::link(ui, tr.text("pairs-answer")).clicked() {
            view.answer = Some((index, String::new()));
        }
        let id = if comment.resolved { "pairs-reopen" } else { "pairs-resolve" };
        if widgets::link(ui, tr.text(id)).clicked() {
            let resolved = !comment.resolved;
            actions.push(Action::EditPairs(vec![edit(Edit::Resolve { id: pair.id, comment: index, resolved })]));
        }
    });
}
