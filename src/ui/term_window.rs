//! An agreed word being written: both languages, what is thought of it, and why. It comes filled in from what is selected;
//! Enter keeps it.

use super::pairs::PairsView;
use super::widgets;
use crate::app::resources::Ask;
use crate::app::{Action, App};
use crate::text::Lang;
use crate::translation::terms::{Standing, Term};
use egui::{Context, Event, Key, Modifiers, Response, TextEdit, Ui};

/// Longer selections are no words.
const LONGEST: usize = 120;

/// See the module.
pub struct TermView {
    term: Term,
    /// The number of the word it takes the place of.
    was: Option<i64>,
    begun: bool,
    /// Whether deleting was asked for once.
    deleting: bool,
}

impl TermView {
    /// A new word, from what is selected in the document or in both texts of a pair.
    pub fn new(app: &App, pairs: &PairsView) -> Self {
        let mut term = Term::default();
        let mut put = |lang: Lang, text: &str| {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.chars().count() <= LONGEST {
                match lang {
                    Lang::Ja => term.ja = text,
                    Lang::En => term.en = text,
                }
            }
        };
        if let Some(shown) = app.pairs().filter(|_| app.shows_pairs()) {
            let [source, target] = pairs.selected();
            put(shown.bitext.source_lang(), source);
            put(shown.bitext.target_lang(), target);
        } else if let Some(open) = app.open() {
            put(open.document.lang(), &open.document.text().slice(open.selection));
        }
        Self { term, was: None, begun: false, deleting: false }
    }

    /// The word `term`, to be changed; where it is another's it is kept as one of the person's own.
    pub fn of(app: &App, term: Term) -> Self {
        let own = app.resources().listed.terms.iter().find(|listed| listed.term == term).and_then(|listed| listed.own);
        Self { term, was: own, begun: false, deleting: false }
    }

    /// The word `term`, number `was` of the person's own.
    pub fn change(term: Term, was: Option<i64>) -> Self {
        Self { term, was, begun: false, deleting: false }
    }
}

/// Draws the window while it is open.
pub fn ui(ctx: &Context, app: &App, view: &mut Option<TermView>, actions: &mut Vec<Action>) {
    let Some(state) = view else { return };
    let tr = app.tr();
    let (mut keep, mut close, mut drop) = (false, false, false);
    let modal = widgets::modal(ctx, "term", 480.0, |ui| {
        widgets::title(ui, tr.text(if state.was.is_some() { "term-title-change" } else { "term-title-new" }));
        let mut entered = false;
        let empty_ja = state.term.ja.is_empty();
        let ja = field(ui, &tr.text("term-ja"), &mut state.term.ja);
        let en = field(ui, &tr.text("term-en"), &mut state.term.en);
        if !state.begun {
            // The keyboard goes where something is missing.
            if empty_ja {
                ja.request_focus()
            } else {
                en.request_focus()
            }
            state.begun = true;
        }
        entered |= ja.lost_focus() | en.lost_focus();
        ui.horizontal(|ui| {
            ui.label(tr.text("term-standing"));
            for standing in [Standing::Preferred, Standing::Allowed, Standing::Forbidden] {
                ui.radio_value(&mut state.term.standing, standing, tr.text(&format!("term-{}", standing.code())));
            }
        });
        entered |= field(ui, &tr.text("term-domain"), &mut state.term.domain).lost_focus();
        entered |= field(ui, &tr.text("term-source"), &mut state.term.source).lost_focus();
        entered |= field(ui, &tr.text("term-note"), &mut state.term.note).lost_focus();
        let whole = !state.term.ja.trim().is_empty() && !state.term.en.trim().is_empty();
        if !whole {
            widgets::weak(ui, tr.text("term-both"));
        }
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            // The Enter that ends a composition is the input method's.
            let composing = ui.input(|i| i.events.iter().any(|event| matches!(event, Event::Ime(_))));
            let enter = ui.input(|i| i.key_pressed(Key::Enter)) && entered && !composing;
            keep = widgets::primary(ui, whole, tr.text("term-keep")).clicked() || (enter && whole);
            close = widgets::button(ui, true, tr.text("dialog-cancel")).clicked();
            if state.was.is_some() {
                let id = if state.deleting { "term-delete-really" } else { "term-delete" };
                if widgets::button(ui, true, tr.text(id)).clicked() {
                    drop = std::mem::replace(&mut state.deleting, true);
                }
            }
        });
    });
    let was = state.was;
    if keep {
        let trimmed = |text: &str| text.trim().to_owned();
        let Term { ja, en, note, domain, source, standing } = &state.term;
        let term = Term {
            ja: trimmed(ja),
            en: trimmed(en),
            note: trimmed(note),
            domain: trimmed(domain),
            source: trimmed(source),
            standing: *standing,
        };
        actions.push(Action::Resources(Ask::KeepTerm { was, term }));
    }
    if let Some(id) = was.filter(|_| drop) {
        actions.push(Action::Resources(Ask::DropTerm(id)));
    }
    if keep || drop || close || modal.should_close() {
        *view = None;
        if app.open().is_some() && !app.shows_pairs() {
            actions.push(Action::FocusText);
        }
    }
}

fn field(ui: &mut Ui, name: &str, text: &mut String) -> Response {
    let label = ui.label(name);
    let edit = TextEdit::singleline(text).desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 5));
    let edit = ui.add(edit).labelled_by(label.id);
    widgets::select_when_tabbed_into(ui, &edit, text);
    edit
}

/// Whether `key` was pressed and nothing is composed.
pub fn pressed(ui: &Ui, modifiers: Modifiers, key: Key) -> bool {
    let composing = ui.input(|i| i.events.iter().any(|event| matches!(event, Event::Ime(_))));
    !composing && ui.input_mut(|i| i.consume_key(modifiers, key))
}
