//! A form that is worked on: at the left what it consists of, beside it what is chosen there with everything that can be
//! said of it. Nothing is written in code: fields are put into the document from a list.

use super::{form_parts, levels, widgets};
use crate::app::forms::desk::{Ask, Work};
use crate::app::{Action, App};
use crate::document::Role;
use crate::document::form::{
    Bilingual, ChoiceDraft, ContentDraft, FieldDraft, FormDraft, FormError, KINDS, PROFILES, PartDraft, Place, Wrong,
};
use crate::i18n::Tr;
use crate::proofread::Profile;
use crate::text::{Lang, Message};
use egui::{Id, Key, Margin, Modifiers, RichText, TextEdit, Ui};

/// Width of what stands before a list, points.
const LABEL: f32 = 170.0;

/// What the editor keeps from frame to frame.
#[derive(Default)]
pub struct EditorView {
    chosen: Option<Place>,
    begun: bool,
    /// The keyboard goes to what is chosen, in the list.
    to_list: bool,
    /// The keyboard goes to the first field of what is chosen.
    to_details: bool,
    /// Where the keyboard was last: in the list or in the details.
    in_list: bool,
    /// What is chosen is brought into view.
    scroll: bool,
}

impl EditorView {
    fn choose(&mut self, place: Place) {
        self.scroll |= self.chosen != Some(place);
        self.chosen = Some(place);
    }
}

/// A draft being changed in this frame, and the words around it.
pub struct Hand<'a> {
    app: &'a App,
    /// The words of the window.
    pub tr: &'a Tr,
    /// Their language.
    pub code: &'static str,
    /// The form.
    pub draft: FormDraft,
    /// The place that was typed in.
    pub typing: Option<String>,
    focus_first: bool,
}

/// Draws the form that is worked on.
pub fn ui(ui: &mut Ui, app: &App, work: &Work, view: &mut EditorView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let mut hand = Hand {
        app,
        tr,
        code: tr.locale().code(),
        draft: work.draft.clone(),
        typing: None,
        focus_first: std::mem::take(&mut view.to_details),
    };
    if !view.begun {
        hand.focus_first = true;
        view.begun = true;
    }
    let chosen = within(view.chosen.unwrap_or(Place::Form), &hand.draft);
    view.choose(chosen);
    keys(ui, view, &mut hand, actions);
    egui::Panel::top("form-bar").frame(widgets::bar_frame(ui)).show(ui, |ui| bar_ui(ui, tr, work, actions));
    egui::Panel::left("form-list")
        .default_size(230.0)
        .size_range(180.0..=340.0)
        .frame(widgets::panel_frame(ui))
        .show(ui, |ui| list_ui(ui, work, view, &mut hand));
    let room = ui.available_width();
    egui::Panel::left("form-details")
        .default_size((room * 0.5).max(380.0))
        .size_range(340.0..=(room - 240.0).max(350.0))
        .frame(widgets::panel_frame(ui))
        .show(ui, |ui| {
            let salt = ("form-details", view.chosen);
            egui::ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).show(ui, |ui| {
                details_ui(ui, work, view, &mut hand);
                widgets::follow_keyboard(ui);
            });
        });
    if hand.draft != work.draft {
        actions.push(Action::Desk(Ask::Change { draft: Box::new(hand.draft), typing: hand.typing }));
    }
}

/// The place itself, or the nearest there is.
fn within(place: Place, draft: &FormDraft) -> Place {
    match place {
        Place::Field(at) if at >= draft.fields.len() => {
            draft.fields.len().checked_sub(1).map_or(Place::Form, Place::Field)
        }
        Place::Part(at) if at >= draft.parts.len() => draft.parts.len().checked_sub(1).map_or(Place::Form, Place::Part),
        place => place,
    }
}

/// Every place of the form, in the order of the list.
fn places(draft: &FormDraft) -> Vec<Place> {
    let fields = (0..draft.fields.len()).map(Place::Field);
    std::iter::once(Place::Form).chain(fields).chain((0..draft.parts.len()).map(Place::Part)).collect()
}

fn keys(ui: &mut Ui, view: &mut EditorView, hand: &mut Hand<'_>, actions: &mut Vec<Action>) {
    let pressed = |modifiers: Modifiers, key: Key| ui.input_mut(|i| i.consume_key(modifiers, key));
    let (command, shift, alt) = (Modifiers::COMMAND, Modifiers::SHIFT, Modifiers::ALT);
    if pressed(command | shift, Key::Z) || pressed(command, Key::Y) {
        actions.push(Action::Desk(Ask::Redo));
    } else if pressed(command, Key::Z) {
        actions.push(Action::Desk(Ask::Undo));
    }
    if pressed(command, Key::S) {
        actions.push(Action::Desk(Ask::Keep));
    }
    if pressed(command, Key::Enter) {
        let place = match view.chosen {
            Some(Place::Part(at)) => new_part(hand, at + 1),
            chosen => new_field(hand, chosen),
        };
        view.choose(place);
        view.to_details = true;
        return;
    }
    // Moving before going: the first is the second with one key more.
    let Some(chosen) = view.chosen else { return };
    for (key, up) in [(Key::ArrowUp, true), (Key::ArrowDown, false)] {
        if pressed(alt | shift, key)
            && let Some(place) = moved(&mut hand.draft, chosen, up)
        {
            view.choose(place);
        }
        if pressed(alt, key) {
            let all = places(&hand.draft);
            let at = all.iter().position(|place| *place == chosen).unwrap_or(0);
            let to = if up { at.saturating_sub(1) } else { (at + 1).min(all.len() - 1) };
            view.choose(all[to]);
            (view.to_list, view.to_details) = (view.in_list, !view.in_list);
        }
    }
    if pressed(Modifiers::NONE, Key::F6) {
        (view.to_list, view.to_details) = (!view.in_list, view.in_list);
    }
    // Where something hangs open, that is what Escape closes.
    let open = egui::Popup::is_any_open(ui.ctx());
    let asked = hand.app.desk().is_some_and(|desk| desk.leaving.is_some());
    if !open && !asked && pressed(Modifiers::NONE, Key::Escape) {
        actions.push(Action::Desk(Ask::Back));
    }
}

/// Moves what is chosen one up or down; where it is then.
fn moved(draft: &mut FormDraft, chosen: Place, up: bool) -> Option<Place> {
    let to = |at: usize, len: usize| if up { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to < len) };
    match chosen {
        Place::Form => None,
        Place::Field(at) => to(at, draft.fields.len()).map(|to| {
            draft.fields.swap(at, to);
            Place::Field(to)
        }),
        Place::Part(at) => to(at, draft.parts.len()).map(|to| {
            draft.parts.swap(at, to);
            Place::Part(to)
        }),
    }
}

fn bar_ui(ui: &mut Ui, tr: &Tr, work: &Work, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        if widgets::button(ui, true, tr.text("forms-back")).clicked() {
            actions.push(Action::Desk(Ask::Back));
        }
        if widgets::primary(ui, work.unsaved() && work.wrong.is_empty(), tr.text("forms-keep")).clicked() {
            actions.push(Action::Desk(Ask::Keep));
        }
        if widgets::button(ui, work.can_undo(), tr.text("command-undo")).clicked() {
            actions.push(Action::Desk(Ask::Undo));
        }
        if widgets::button(ui, work.can_redo(), tr.text("command-redo")).clicked() {
            actions.push(Action::Desk(Ask::Redo));
        }
        if widgets::button(ui, work.wrong.is_empty(), tr.text("forms-export")).clicked() {
            actions.push(Action::Desk(Ask::Export));
        }
        ui.separator();
        match work.wrong.len() {
            0 if work.unsaved() => drop(widgets::weak(ui, tr.text("forms-not-kept"))),
            0 => drop(widgets::weak(ui, tr.text("forms-kept"))),
            count => {
                let text = tr.format("forms-wrong", &[("count", count.into())]);
                widgets::coloured(ui, text, widgets::palette(ui).error);
            }
        }
    });
}

fn list_ui(ui: &mut Ui, work: &Work, view: &mut EditorView, hand: &mut Hand<'_>) {
    let tr = hand.tr;
    let to_list = std::mem::take(&mut view.to_list);
    let mut in_list = false;
    let mut go_to = None;
    egui::ScrollArea::vertical().id_salt("form-list").auto_shrink([false, false]).show(ui, |ui| {
        for place in places(&hand.draft) {
            match place {
                Place::Field(0) => drop(widgets::heading(ui, tr.text("forms-fields"))),
                Place::Part(0) => {
                    if add(ui, tr.text("forms-field-add")) {
                        go_to = Some(new_field(hand, view.chosen));
                    }
                    widgets::heading(ui, tr.text("forms-parts"));
                }
                _ => {}
            }
            if go_to.is_some() {
                continue;
            }
            let chosen = view.chosen == Some(place);
            let wrong = work.wrong.iter().any(|wrong| wrong.place == place);
            let name = name_of(hand, place);
            let mut text = if chosen { widgets::strong(name) } else { RichText::new(name) };
            if wrong {
                text = text.color(widgets::palette(ui).error);
            }
            let mark = match place {
                _ if wrong => tr.text("forms-mark-wrong"),
                Place::Field(at) if hand.draft.fields[at].required => tr.text("forms-mark-required"),
                _ => String::new(),
            };
            let button = egui::Button::selectable(chosen, text).truncate().right_text(mark);
            let response = ui.add(button.min_size(egui::vec2(ui.available_width(), widgets::ROW)));
            if response.clicked() {
                view.choose(place);
            }
            if chosen && to_list {
                response.request_focus();
            }
            if chosen && std::mem::take(&mut view.scroll) {
                response.scroll_to_me(None);
            }
            in_list |= response.has_focus();
        }
        if hand.draft.fields.is_empty() && add(ui, tr.text("forms-field-add")) {
            go_to = Some(new_field(hand, view.chosen));
        }
        if go_to.is_none() && add(ui, tr.text("forms-part-add")) {
            let behind = match view.chosen {
                Some(Place::Part(at)) => at + 1,
                _ => hand.draft.parts.len(),
            };
            go_to = Some(new_part(hand, behind));
        }
    });
    if let Some(place) = go_to {
        view.choose(place);
        view.to_details = true;
    }
    if in_list {
        view.in_list = true;
    } else if ui.memory(|memory| memory.focused()).is_some() {
        view.in_list = false;
    }
}

fn add(ui: &mut Ui, text: String) -> bool {
    widgets::button(ui, true, text).clicked()
}

fn new_part(hand: &mut Hand<'_>, at: usize) -> Place {
    hand.draft.parts.insert(at, PartDraft { role: "body".to_owned(), ..PartDraft::default() });
    Place::Part(at)
}

fn new_field(hand: &mut Hand<'_>, chosen: Option<Place>) -> Place {
    let behind = match chosen {
        Some(Place::Field(at)) => at + 1,
        _ => hand.draft.fields.len(),
    };
    let key = hand.draft.free_key("item");
    hand.draft.fields.insert(behind, FieldDraft { key, kind: "text".to_owned(), ..FieldDraft::default() });
    Place::Field(behind)
}

/// How a place is called in the list.
fn name_of(hand: &Hand<'_>, place: Place) -> String {
    let tr = hand.tr;
    match place {
        Place::Form => tr.text("forms-whole"),
        Place::Field(at) => {
            let field = &hand.draft.fields[at];
            match field.title.get(hand.code).trim() {
                "" => field.key.clone(),
                title => title.to_owned(),
            }
        }
        Place::Part(at) => {
            let part = &hand.draft.parts[at];
            let role = role_name(tr, &part.role);
            let said = match &part.content {
                _ if !part.label.is_empty() => part.label.clone(),
                ContentDraft::Text(text) => readable(&hand.draft, text, hand.code),
                ContentDraft::Each(key) => title_of(&hand.draft, key, hand.code),
                ContentDraft::Prose { .. } => tr.text("forms-part-prose"),
            };
            let said: String = said.chars().take(24).map(|c| if c == '\n' { ' ' } else { c }).collect();
            tr.format("forms-part-name", &[("role", role.into()), ("said", said.into())])
        }
    }
}

/// What a role is called, with its level.
pub fn role_name(tr: &Tr, code: &str) -> String {
    match Role::from_code(code) {
        Some(Role::Item(level)) => tr.format("forms-role-item", &[("level", usize::from(level + 1).into())]),
        Some(Role::Heading(level)) => tr.format("forms-role-heading", &[("level", usize::from(level).into())]),
        Some(Role::Cell(column)) => tr.format("forms-role-cell", &[("column", usize::from(column + 1).into())]),
        Some(role) => tr.text(&format!("role-{}", role.kind())),
        None => code.to_owned(),
    }
}

/// What the field `key` is called; its key where it has no title.
pub fn title_of(draft: &FormDraft, key: &str, code: &str) -> String {
    let field = draft.fields.iter().find(|field| field.key == key);
    field.map(|field| field.title.get(code).trim()).filter(|title| !title.is_empty()).unwrap_or(key).to_owned()
}

/// A template with the titles of its fields.
pub fn readable(draft: &FormDraft, text: &str, code: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        shown.push_str(before);
        let Some((inside, tail)) = after.split_once('}') else { break };
        let key = inside.split('|').next().unwrap_or_default();
        shown.push_str(&format!("〔{}〕", title_of(draft, key, code)));
        rest = tail;
    }
    shown.push_str(rest);
    shown
}

fn details_ui(ui: &mut Ui, work: &Work, view: &mut EditorView, hand: &mut Hand<'_>) {
    let Some(chosen) = view.chosen else { return };
    let tr = hand.tr;
    ui.horizontal_wrapped(|ui| {
        widgets::title(ui, name_of(hand, chosen));
    });
    if chosen != Place::Form {
        ui.horizontal_wrapped(|ui| {
            for (id, up) in [("forms-up", true), ("forms-down", false)] {
                let can = moved(&mut hand.draft.clone(), chosen, up).is_some();
                if widgets::button(ui, can, tr.text(id)).clicked()
                    && let Some(place) = moved(&mut hand.draft, chosen, up)
                {
                    view.choose(place);
                }
            }
            if widgets::button(ui, true, tr.text("forms-double")).clicked() {
                view.choose(double(&mut hand.draft, chosen));
            }
            if widgets::button(ui, true, tr.text("forms-take-out")).clicked() {
                take_out(&mut hand.draft, chosen);
            }
        });
    }
    let chosen = within(view.chosen.unwrap_or(chosen), &hand.draft);
    view.choose(chosen);
    for wrong in work.wrong.iter().filter(|wrong| wrong.place == chosen) {
        wrong_ui(ui, hand, wrong);
    }
    ui.add_space(widgets::GAP / 2.0);
    match chosen {
        Place::Form => form_ui(ui, work, view, hand),
        Place::Field(at) => field_ui(ui, hand, at),
        Place::Part(at) => form_parts::ui(ui, hand, at),
    }
    ui.add_space(widgets::GAP);
    widgets::weak(ui, tr.text("forms-keys"));
}

fn double(draft: &mut FormDraft, chosen: Place) -> Place {
    match chosen {
        Place::Form => chosen,
        Place::Field(at) => {
            let field = &draft.fields[at];
            let copy = FieldDraft { was: None, key: draft.free_key(&field.key), ..field.clone() };
            draft.fields.insert(at + 1, copy);
            Place::Field(at + 1)
        }
        Place::Part(at) => {
            let copy = PartDraft { was: None, ..draft.parts[at].clone() };
            draft.parts.insert(at + 1, copy);
            Place::Part(at + 1)
        }
    }
}

fn take_out(draft: &mut FormDraft, chosen: Place) {
    match chosen {
        Place::Form => {}
        Place::Field(at) => drop(draft.fields.remove(at)),
        Place::Part(at) => drop(draft.parts.remove(at)),
    }
}

/// What is wrong, in the words of this window rather than of a file.
fn wrong_ui(ui: &mut Ui, hand: &Hand<'_>, wrong: &Wrong) {
    let text = wrong_text(hand, wrong);
    widgets::coloured(ui, hand.tr.format("filling-problem", &[("problem", text.into())]), widgets::palette(ui).error);
}

fn wrong_text(hand: &Hand<'_>, wrong: &Wrong) -> String {
    let tr = hand.tr;
    let member = |member: &str| tr.text(member_id(member));
    match &wrong.error {
        FormError::NotAllowed { member: "parts", value } if value.is_empty() => tr.text("forms-wrong-no-parts"),
        FormError::NotAllowed { member: "fields", value } if value.is_empty() => tr.text("forms-wrong-no-key"),
        FormError::NotAllowed { member: "fields", value } => {
            tr.format("forms-wrong-key", &[("key", value.clone().into())])
        }
        FormError::NotAllowed { member: "id", .. } => tr.text("forms-wrong-id"),
        FormError::NotAllowed { member: "offline", .. } => tr.text("forms-wrong-no-stock"),
        FormError::NotAllowed { member: name, value } if value.is_empty() => {
            tr.format("forms-wrong-empty", &[("member", member(name).into())])
        }
        FormError::NotAllowed { member: name, value } => {
            tr.format("forms-wrong-value", &[("member", member(name).into()), ("value", value.clone().into())])
        }
        FormError::BadField { member: "items", .. } => tr.text("forms-wrong-choices"),
        FormError::BadField { member: "after", .. } => tr.text("forms-wrong-after"),
        FormError::BadField { member: name, .. } => tr.format("forms-wrong-member", &[("member", member(name).into())]),
        FormError::UnknownField { field } if field.is_empty() => tr.text("forms-wrong-no-field"),
        FormError::UnknownField { field } => tr.format("forms-wrong-field", &[("field", field.clone().into())]),
        FormError::BadTemplate { .. } => tr.text("forms-wrong-template"),
        FormError::Syntax { .. } => {
            let args: Vec<(&str, crate::i18n::Value)> =
                wrong.error.args().into_iter().map(|(name, value)| (name, value.into())).collect();
            tr.format(wrong.error.id(), &args)
        }
    }
}

/// What a member of the file is called here.
fn member_id(member: &str) -> &'static str {
    match member {
        "name" => "forms-name",
        "description" => "forms-description",
        "lang" => "forms-lang",
        "profile" => "forms-profile",
        "sheet" => "forms-sheet",
        "classification" => "forms-classification",
        "counterpart" => "forms-counterpart",
        "title" => "forms-title",
        "type" => "forms-kind",
        "default_value" => "forms-default",
        "min_length" | "min" => "forms-least",
        "max_length" | "max" => "forms-most",
        "max_size" => "forms-max-size",
        "max_file_count" => "forms-max-files",
        "role" => "forms-role",
        "brief" => "forms-brief",
        _ => "forms-member",
    }
}

impl Hand<'_> {
    /// A line of text with its label.
    pub fn line(&mut self, ui: &mut Ui, label: String, id: impl std::hash::Hash + std::fmt::Debug, text: &mut String) {
        self.edit(ui, label, id, text, 1);
    }

    /// Text of about `rows` rows with its label.
    pub fn edit(
        &mut self,
        ui: &mut Ui,
        label: String,
        id: impl std::hash::Hash + std::fmt::Debug,
        text: &mut String,
        rows: usize,
    ) -> Id {
        let name = format!("{id:?}");
        let id = Id::unique(("form-editor", &name));
        let label = widgets::weak(ui, label);
        let before = text.clone();
        let edit = match rows {
            1 => TextEdit::singleline(text),
            rows => TextEdit::multiline(text).desired_rows(rows),
        };
        let edit = edit.id(id).desired_width(f32::INFINITY).margin(Margin::symmetric(8, 5));
        let response = ui.add(edit).labelled_by(label.id);
        if rows == 1 {
            widgets::select_when_tabbed_into(ui, &response, &before);
        }
        if std::mem::take(&mut self.focus_first) {
            response.request_focus();
        }
        if response.changed() {
            self.typing = Some(name);
        }
        id
    }

    /// Words in both languages, that of the window first; the other may be left empty.
    fn both(&mut self, ui: &mut Ui, label: &str, id: impl std::hash::Hash + std::fmt::Debug, words: &mut Bilingual) {
        let title = self.tr.text(label);
        let (ja, en) = (self.tr.text("forms-in-japanese"), self.tr.text("forms-in-english"));
        let japanese = self.code == "ja";
        ui.columns(2, |columns| {
            let [first, second] = columns else { return };
            let name = |lang: &str| {
                self.tr.format("forms-both", &[("title", title.clone().into()), ("lang", lang.to_owned().into())])
            };
            let (one, two) = if japanese { ((&ja, true), (&en, false)) } else { ((&en, false), (&ja, true)) };
            for (ui, (lang, is_ja)) in [(first, one), (second, two)] {
                let label = name(lang);
                let text = if is_ja { &mut words.ja } else { &mut words.en };
                self.line(ui, label, (&id, is_ja), text);
            }
        });
    }

    /// One of several, from a list.
    pub fn pick(
        &mut self,
        ui: &mut Ui,
        label: String,
        id: impl std::hash::Hash + std::fmt::Debug,
        value: &mut String,
        all: &[(String, String)],
    ) {
        ui.horizontal(|ui| {
            let place = egui::vec2(LABEL, widgets::ROW);
            let in_row = egui::Layout::left_to_right(egui::Align::Center);
            let label = ui.allocate_ui_with_layout(place, in_row, |ui| {
                ui.set_min_width(LABEL);
                widgets::weak(ui, label)
            });
            let label = label.inner;
            let shown = all.iter().find(|(known, _)| known == value).map_or(value.clone(), |(_, name)| name.clone());
            let list = egui::ComboBox::from_id_salt(id).selected_text(shown).width(220.0).truncate();
            let list = list.show_ui(ui, |ui| {
                for (known, name) in all {
                    ui.selectable_value(value, known.clone(), name);
                }
            });
            list.response.labelled_by(label.id);
        });
    }

    /// The fields, by key and title, those `wanted` says of.
    pub fn fields(&self, wanted: impl Fn(&FieldDraft) -> bool) -> Vec<(String, String)> {
        let fields = self.draft.fields.iter().filter(|field| wanted(field));
        fields.map(|field| (field.key.clone(), title_of(&self.draft, &field.key, self.code))).collect()
    }
}

fn form_ui(ui: &mut Ui, work: &Work, view: &mut EditorView, hand: &mut Hand<'_>) {
    let tr = hand.tr;
    // What is wrong elsewhere, one key away.
    for wrong in work.wrong.iter().filter(|wrong| wrong.place != Place::Form) {
        let place = within(wrong.place, &hand.draft);
        let args = [("place", name_of(hand, place).into()), ("problem", wrong_text(hand, wrong).into())];
        if widgets::link(ui, tr.format("forms-wrong-at", &args)).clicked() {
            view.choose(place);
            view.to_details = true;
        }
    }
    let mut draft = std::mem::take(&mut hand.draft);
    hand.both(ui, "forms-name", "name", &mut draft.name);
    hand.both(ui, "forms-description", "description", &mut draft.description);
    widgets::weak(ui, tr.text("forms-one-language"));
    ui.add_space(widgets::GAP);
    let langs = [("ja".to_owned(), tr.text("forms-lang-ja")), ("en".to_owned(), tr.text("forms-lang-en"))];
    hand.pick(ui, tr.text("forms-lang"), "form-lang", &mut draft.lang, &langs);
    let profiles: Vec<(String, String)> = PROFILES
        .iter()
        .filter_map(|code| Some(((*code).to_owned(), tr.text(profile_id(Profile::from_code(code)?)))))
        .collect();
    hand.pick(ui, tr.text("forms-profile"), "form-profile", &mut draft.profile, &profiles);
    let lang = Lang::from_code(&draft.lang).unwrap_or(Lang::Ja);
    let mut sheets = vec![(String::new(), tr.text("forms-sheet-standard"))];
    let own = hand.app.sheets_for(lang).into_iter().filter(|sheet| !sheet.is_standard());
    sheets.extend(own.map(|sheet| (sheet.id.clone(), sheet.name.get(hand.code).to_owned())));
    hand.pick(ui, tr.text("forms-sheet"), "form-sheet", &mut draft.sheet, &sheets);
    let office = &hand.app.policy().levels;
    let mut all = vec![(String::new(), tr.text("forms-classification-none"))];
    all.extend(office.iter().map(|known| (known.level.code().to_owned(), levels::name(tr, office, known.level))));
    hand.pick(ui, tr.text("forms-classification"), "form-level", &mut draft.classification, &all);
    let mut others = vec![(String::new(), tr.text("forms-counterpart-none"))];
    let other = hand.app.forms().iter().filter(|kept| kept.form.lang != lang);
    others.extend(other.map(|kept| (kept.form.id.clone(), kept.form.name.get(hand.code).to_owned())));
    hand.pick(ui, tr.text("forms-counterpart"), "form-counterpart", &mut draft.counterpart, &others);
    ui.add_space(widgets::GAP);
    hand.line(ui, tr.text("forms-id"), "id", &mut draft.id);
    let replaces = crate::document::form::builtin().iter().find(|form| form.id == draft.id);
    match replaces {
        Some(form) => {
            let name = form.name.get(hand.code).to_owned();
            widgets::coloured(
                ui,
                tr.format("forms-id-replaces", &[("name", name.into())]),
                widgets::palette(ui).warning,
            );
        }
        None => drop(widgets::weak(ui, tr.text("forms-id-how"))),
    }
    hand.draft = draft;
}

fn profile_id(profile: Profile) -> &'static str {
    match profile {
        Profile::Notice => "profile-notice",
        Profile::Record => "profile-record",
        Profile::Public => "profile-public",
        Profile::Yasashii => "profile-yasashii",
        Profile::English => "profile-english",
    }
}

fn kind_id(kind: &str) -> &'static str {
    match kind {
        "textarea" => "forms-kind-textarea",
        "date" => "forms-kind-date",
        "number" => "forms-kind-number",
        "select" => "forms-kind-select",
        "radio" => "forms-kind-radio",
        "checkbox" => "forms-kind-checkbox",
        "file" => "forms-kind-file",
        "hidden" => "forms-kind-hidden",
        _ => "forms-kind-text",
    }
}

fn field_ui(ui: &mut Ui, hand: &mut Hand<'_>, at: usize) {
    let tr = hand.tr;
    let mut field = hand.draft.fields[at].clone();
    hand.both(ui, "forms-title", ("title", at), &mut field.title);
    let kinds: Vec<(String, String)> = KINDS.iter().map(|kind| ((*kind).to_owned(), tr.text(kind_id(kind)))).collect();
    ui.add_space(widgets::GAP / 2.0);
    let before = field.kind.clone();
    hand.pick(ui, tr.text("forms-kind"), ("field-kind", at), &mut field.kind, &kinds);
    if field.kind != before && field.has_choices() && field.choices.is_empty() {
        field.choices.push(ChoiceDraft { value: "1".to_owned(), ..ChoiceDraft::default() });
    }
    let hidden = field.kind == "hidden";
    if !hidden {
        ui.checkbox(&mut field.required, tr.text("forms-required"));
        hand.both(ui, "forms-help", ("desc", at), &mut field.desc);
        if matches!(field.kind.as_str(), "text" | "textarea" | "date" | "number") {
            hand.both(ui, "forms-placeholder", ("placeholder", at), &mut field.placeholder);
        }
    }
    if field.has_choices() {
        choices_ui(ui, hand, at, &mut field);
    }
    match field.kind.as_str() {
        "select" | "radio" => {
            let mut all = vec![(String::new(), tr.text("forms-default-none"))];
            all.extend(field.choices.iter().map(|c| (c.value.clone(), c.title.get(hand.code).to_owned())));
            hand.pick(ui, tr.text("forms-default"), ("field-default", at), &mut field.default, &all);
        }
        "textarea" => drop(hand.edit(ui, tr.text("forms-default"), ("default", at), &mut field.default, 2)),
        "file" | "checkbox" | "date" => {}
        _ => hand.line(ui, tr.text("forms-default"), ("default", at), &mut field.default),
    }
    if field.kind == "date" {
        let mut days = vec![(String::new(), tr.text("forms-after-none"))];
        days.extend(hand.fields(|other| other.kind == "date" && other.key != field.key));
        hand.pick(ui, tr.text("forms-after"), ("field-after", at), &mut field.after, &days);
    }
    if field.has_bounds() {
        ui.columns(2, |columns| {
            if let [least, most] = columns {
                hand.line(least, tr.text("forms-least"), ("least", at), &mut field.least);
                hand.line(most, tr.text("forms-most"), ("most", at), &mut field.most);
            }
        });
    }
    if field.kind == "file" {
        hand.line(ui, tr.text("forms-accept"), ("accept", at), &mut field.accept);
        ui.checkbox(&mut field.multiple, tr.text("forms-multiple"));
        ui.columns(2, |columns| {
            if let [size, count] = columns {
                hand.line(size, tr.text("forms-max-size"), ("max-size", at), &mut field.max_size);
                hand.line(count, tr.text("forms-max-files"), ("max-files", at), &mut field.max_file_count);
            }
        });
    }
    let key = field.key.clone();
    let mut new_key = key.clone();
    hand.draft.fields[at] = field;
    ui.add_space(widgets::GAP / 2.0);
    hand.line(ui, tr.text("forms-key"), ("key", at), &mut new_key);
    if new_key != key {
        hand.draft.rename_field(at, &new_key);
    }
    if !hand.draft.says(&new_key) {
        ui.add_space(widgets::GAP / 2.0);
        widgets::coloured(ui, tr.text("forms-not-said"), widgets::palette(ui).warning);
        if widgets::button(ui, true, tr.text("forms-say")).clicked() {
            let place = hand.draft.place_for_items();
            let part = hand.draft.part_for(at);
            hand.draft.parts.insert(place, part);
        }
    }
}

fn choices_ui(ui: &mut Ui, hand: &mut Hand<'_>, at: usize, field: &mut FieldDraft) {
    let tr = hand.tr;
    widgets::heading(ui, tr.text("forms-choices"));
    let (mut gone, mut up) = (None, None);
    let count = field.choices.len();
    for (index, choice) in field.choices.iter_mut().enumerate() {
        ui.push_id(("choice", at, index), |ui| {
            hand.both(ui, "forms-choice-title", ("choice", at, index), &mut choice.title);
            ui.horizontal_wrapped(|ui| {
                widgets::weak(ui, tr.text("forms-choice-value"));
                let id = Id::unique(("choice-value", at, index));
                if ui.add(TextEdit::singleline(&mut choice.value).id(id).desired_width(90.0)).changed() {
                    hand.typing = Some(format!("choice-value {at} {index}"));
                }
                if widgets::button(ui, index > 0, tr.text("forms-up")).clicked() {
                    up = Some(index);
                }
                if widgets::button(ui, count > 1, tr.text("forms-take-out")).clicked() {
                    gone = Some(index);
                }
            });
        });
        ui.separator();
    }
    if let Some(index) = up {
        field.choices.swap(index, index - 1);
    }
    if let Some(index) = gone {
        field.choices.remove(index);
    }
    if widgets::button(ui, true, tr.text("forms-choice-add")).clicked() {
        let taken = |value: &String| field.choices.iter().any(|choice| choice.value == *value);
        let value = (1..).map(|n: usize| n.to_string()).find(|value| !taken(value)).unwrap_or_default();
        field.choices.push(ChoiceDraft { value, ..ChoiceDraft::default() });
    }
    ui.add_space(widgets::GAP / 2.0);
}
