//! Settings: language and theme, endpoints with their keys, and the examination of a connection.

use super::app_settings::AppForms;
use super::connection_settings::{ConnectionForm, checks_ui, tasks_ui};
use super::levels;
use super::rules_settings::{self, RulesView};
use super::widgets;
use crate::app::settings::Theme;
use crate::app::{Action, App, Command, Examination};
use crate::assistant::Endpoint;
use crate::assistant::endpoint::Kind;
use crate::assistant::masking::Handling;
use crate::assistant::policy::MaskingMode;
use crate::assistant::price::{Price, decimal, thousandths};
use crate::document::Classification;
use crate::i18n::{Locale, Tr};
use egui::{Context, TextEdit, Ui};
use secrecy::SecretString;

/// What is being typed while the settings are open.
pub struct SettingsView {
    /// The name the endpoint under the pen had; `None` for a new one.
    was: Option<String>,
    draft: Option<Draft>,
    rules: RulesView,
    page: Page,
    /// Whether the keyboard has gone into the window.
    begun: bool,
    /// Where the lines for messages begin, points from the top.
    pub above: f32,
}

/// What the settings are divided into.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Page {
    #[default]
    General,
    Endpoints,
    Rules,
}

impl Page {
    const ALL: [(Page, &'static str); 3] = [
        (Page::General, "answers-settings-general"),
        (Page::Endpoints, "answers-settings-endpoints"),
        (Page::Rules, "answers-settings-rules"),
    ];
}

/// An endpoint as it is typed.
struct Draft {
    name: String,
    kind: Kind,
    url: String,
    path: String,
    model: String,
    auth_header: String,
    key_env: String,
    headers: String,
    timeout: String,
    allow: Classification,
    key: String,
    app: AppForms,
    connection: ConnectionForm,
    price: [String; 3],
}

impl Draft {
    fn of(endpoint: &Endpoint) -> Self {
        let headers: Vec<String> = endpoint.headers.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Self {
            name: endpoint.name.clone(),
            kind: endpoint.kind,
            url: endpoint.url.clone(),
            path: endpoint.path.clone().unwrap_or_default(),
            model: endpoint.model.clone(),
            auth_header: endpoint.auth_header.clone(),
            key_env: endpoint.key_env.clone().unwrap_or_default(),
            headers: headers.join("\n"),
            timeout: endpoint.timeout_secs.to_string(),
            allow: endpoint.allow,
            key: String::new(),
            app: AppForms::of(endpoint.app.as_ref()),
            connection: ConnectionForm::of(endpoint),
            price: endpoint.price.as_ref().map_or_else(Default::default, |price| {
                [decimal(price.input), decimal(price.output), price.currency.clone()]
            }),
        }
    }

    /// The endpoint, or the message that says what is wrong.
    fn endpoint(&self) -> Result<Endpoint, &'static str> {
        let some = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let mut endpoint =
            Endpoint::new(some(&self.name).ok_or("settings-needs-name")?, some(&self.url).ok_or("settings-needs-url")?);
        endpoint.kind = self.kind;
        endpoint.path = some(&self.path);
        endpoint.model = self.model.trim().to_owned();
        endpoint.auth_header = some(&self.auth_header).unwrap_or_else(|| self.kind.auth_header().to_owned());
        endpoint.key_env = some(&self.key_env);
        endpoint.timeout_secs =
            self.timeout.trim().parse().ok().filter(|s| (1..=3600).contains(s)).ok_or("settings-bad-timeout")?;
        endpoint.allow = self.allow;
        for line in self.headers.lines().filter(|line| !line.trim().is_empty()) {
            let (name, value) = line.split_once('=').ok_or("settings-bad-header")?;
            endpoint.headers.push((name.trim().to_owned(), value.trim().to_owned()));
        }
        self.connection.put(&mut endpoint)?;
        endpoint.app = (self.kind == Kind::GennaiApp).then(|| self.app.app());
        let [input, output, currency] = &self.price;
        if !input.trim().is_empty() || !output.trim().is_empty() {
            let amount = |text: &str| thousandths(text).ok_or("settings-bad-price");
            let currency = some(currency).ok_or("settings-bad-price")?;
            endpoint.price = Some(Price { input: amount(input)?, output: amount(output)?, currency });
        }
        endpoint.final_url().map_err(|_| "settings-bad-url")?;
        Ok(endpoint)
    }
}

impl SettingsView {
    /// The settings of `app`, the endpoint in use under the pen.
    pub fn new(app: &App) -> Self {
        Self {
            was: app.endpoint().map(|e| e.name.clone()),
            draft: app.endpoint().map(Draft::of),
            rules: RulesView::default(),
            page: Page::default(),
            begun: false,
            above: f32::INFINITY,
        }
    }
}

/// Draws the settings if they are open.
pub fn ui(ctx: &Context, app: &App, view: &mut Option<SettingsView>, actions: &mut Vec<Action>) {
    let Some(state) = view else { return };
    let tr = app.tr();
    let mut open = true;
    let mut free = ctx.content_rect();
    free.max.y = free.max.y.min(state.above);
    egui::Window::new(tr.text("settings-title"))
        .id(egui::Id::unique("settings"))
        .open(&mut open)
        .collapsible(false)
        .default_width(620.0)
        .default_height(640.0)
        // What a button here led to is told below the text: it must not be covered.
        .max_height(free.height() - 80.0)
        .constrain_to(free)
        .anchor(egui::Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .show(ctx, |ui| {
            ui.horizontal_wrapped(|ui| {
                for (page, id) in Page::ALL {
                    let tab = ui.add(widgets::tab(state.page == page, tr.text(id)));
                    if state.page == page && !std::mem::replace(&mut state.begun, true) {
                        tab.request_focus();
                    }
                    if tab.clicked() {
                        state.page = page;
                    }
                }
            });
            ui.separator();
            egui::ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| {
                match state.page {
                    Page::General => {
                        looks_ui(ui, app, actions);
                        ui.separator();
                        personal_ui(ui, app, actions);
                    }
                    Page::Endpoints => {
                        endpoints_ui(ui, app, state, actions);
                        tasks_ui(ui, app, actions);
                    }
                    Page::Rules => {
                        rules_settings::rules_ui(ui, app, &mut state.rules, actions);
                        ui.separator();
                        rules_settings::words_ui(ui, app, &mut state.rules, actions);
                    }
                }
                ui.separator();
                widgets::weak(
                    ui,
                    tr.format("settings-place", &[("path", app.dirs().settings().display().to_string().into())]),
                );
                widgets::follow_keyboard(ui);
            });
        });
    if !open || ctx.input(|i| i.key_pressed(egui::Key::Escape)) {
        *view = None;
    }
}

/// What becomes of personal information in what is sent.
fn personal_ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let tr = app.tr();
    // Where the office has decided there is nothing to choose.
    let decided = match app.policy().masking.mode {
        MaskingMode::Offered => None,
        MaskingMode::Required => Some("settings-personal-required"),
        MaskingMode::Off => Some("settings-personal-off"),
    };
    if let Some(decided) = decided {
        ui.label(tr.text("settings-personal"));
        return drop(widgets::weak(ui, tr.format(decided, &[("policy", app.policy().name.as_str().into())])));
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(tr.text("settings-personal"));
        for (handling, id) in [(Handling::Mask, "settings-personal-mask"), (Handling::Warn, "settings-personal-warn")] {
            if ui.radio(app.settings().personal == handling, tr.text(id)).clicked() {
                actions.push(Action::SetPersonal(handling));
            }
        }
    });
    widgets::weak(ui, tr.text("settings-personal-note"));
}

fn looks_ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let tr = app.tr();
    ui.horizontal_wrapped(|ui| {
        ui.label(tr.text("settings-locale"));
        let chosen = app.settings().locale;
        for (locale, id) in
            [(None, "settings-system"), (Some(Locale::Ja), "locale-ja"), (Some(Locale::En), "locale-en")]
        {
            if ui.radio(chosen == locale, tr.text(id)).clicked() {
                actions.push(Action::SetLocale(locale));
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(tr.text("settings-theme"));
        let chosen = app.settings().theme;
        for (theme, command) in [
            (Theme::System, Command::ThemeSystem),
            (Theme::Light, Command::ThemeLight),
            (Theme::Dark, Command::ThemeDark),
        ] {
            if ui.radio(chosen == theme, tr.text(&command.message())).clicked() {
                actions.push(Action::Run(command));
            }
        }
    });
    let mut name = app.settings().user_name.clone();
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(tr.text("settings-user-name"));
        if ui.text_edit_singleline(&mut name).labelled_by(label.id).changed() {
            actions.push(Action::SetUserName(name));
        }
    });
    if app.settings().user_name.is_empty() {
        let known = app.person();
        widgets::weak(
            ui,
            match known.is_empty() {
                true => tr.text("settings-user-name-none"),
                false => tr.format("settings-user-name-hint", &[("name", known.into())]),
            },
        );
    }
}

fn endpoints_ui(ui: &mut Ui, app: &App, state: &mut SettingsView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    widgets::heading(ui, tr.text("settings-endpoints"));
    widgets::weak(ui, tr.text("settings-endpoints-lead"));
    ui.horizontal_wrapped(|ui| {
        for endpoint in &app.settings().endpoints {
            if ui.selectable_label(state.was.as_ref() == Some(&endpoint.name), &endpoint.name).clicked() {
                state.was = Some(endpoint.name.clone());
                state.draft = Some(Draft::of(endpoint));
            }
        }
        if widgets::button(ui, true, tr.text("settings-add")).clicked() {
            state.was = None;
            state.draft = Some(Draft::of(&Endpoint::new(String::new(), String::new())));
        }
        if widgets::button(ui, app.local() != Some(None), tr.text("settings-find")).clicked() {
            actions.push(Action::FindLocal);
        }
    });
    match app.local() {
        Some(None) => drop(widgets::weak(ui, tr.text("settings-finding"))),
        Some(Some([])) => drop(widgets::weak(ui, tr.text("settings-none-found"))),
        Some(Some(found)) => {
            for server in found {
                let models = server.models.join(", ");
                let args = [("name", server.endpoint.name.as_str().into()), ("models", models.into())];
                if widgets::link(ui, tr.format("settings-found", &args)).clicked() {
                    state.was = None;
                    state.draft = Some(Draft::of(&server.endpoint));
                }
            }
        }
        None => {}
    }
    let Some(draft) = &mut state.draft else { return };
    egui::Grid::new("endpoint").num_columns(2).spacing([12.0, 6.0]).show(ui, |ui| {
        row(ui, tr.text("settings-name"), &mut draft.name, "", false);
        kind_ui(ui, tr, draft);
        row(ui, tr.text("settings-url"), &mut draft.url, "https://example.lg.jp/v1", false);
        row(ui, tr.text("settings-model"), &mut draft.model, "", false);
        row(ui, tr.text("settings-path"), &mut draft.path, "", false);
        let header = draft.kind.auth_header();
        row(ui, tr.text("settings-auth-header"), &mut draft.auth_header, header, false);
        row(ui, tr.text("settings-key"), &mut draft.key, &tr.text("settings-key-hint"), true);
        row(ui, tr.text("settings-key-env"), &mut draft.key_env, "KIAN_KEY", false);
        row(ui, tr.text("settings-timeout"), &mut draft.timeout, "60", false);
        let here = Endpoint::new("", draft.url.clone()).side_by_side();
        draft.connection.ui(ui, tr, here);
        let label = ui.label(tr.text("settings-headers"));
        let headers = TextEdit::multiline(&mut draft.headers).desired_rows(2).desired_width(380.0);
        ui.add(headers.hint_text(tr.text("settings-headers-hint"))).labelled_by(label.id);
        ui.end_row();
        let label = ui.label(tr.text("settings-price"));
        ui.horizontal(|ui| {
            for (value, id) in
                draft.price.iter_mut().zip(["settings-price-in", "settings-price-out", "settings-currency"])
            {
                ui.add(TextEdit::singleline(value).hint_text(tr.text(id)).desired_width(116.0)).labelled_by(label.id);
            }
        });
        ui.end_row();
        ui.label(tr.text("settings-allow"));
        ui.horizontal(|ui| {
            let levels = &app.policy().levels;
            for level in levels.iter().map(|known| known.level) {
                ui.radio_value(&mut draft.allow, level, levels::name(tr, levels, level));
            }
        });
        ui.end_row();
    });
    widgets::weak(ui, tr.text("settings-allow-lead"));
    if draft.kind == Kind::GennaiApp {
        draft.app.ui(ui, tr);
    }
    let made = draft.endpoint();
    if let Ok(url) = made.as_ref().map(Endpoint::final_url)
        && let Ok(url) = url
    {
        widgets::weak(ui, tr.format("settings-final-url", &[("url", url.to_string().into())]));
    }
    let (mut removed, mut copied) = (false, false);
    ui.horizontal_wrapped(|ui| {
        if widgets::primary(ui, made.is_ok(), tr.text("settings-save")).clicked()
            && let Ok(endpoint) = &made
        {
            let key = std::mem::take(&mut draft.key);
            let name = endpoint.name.clone();
            actions.push(Action::SaveEndpoint { was: state.was.clone(), endpoint: Box::new(endpoint.clone()) });
            let beside = draft.connection.secrets(&name).into_iter();
            actions.extend(beside.map(|(name, key)| Action::SaveKey { name, key }));
            if !key.is_empty() {
                actions.push(Action::SaveKey { name: name.clone(), key: SecretString::from(key) });
            }
            state.was = Some(name);
        }
        if let Some(name) = &state.was {
            if widgets::button(ui, true, tr.text("settings-examine")).clicked() {
                actions.push(Action::Examine(name.clone()));
            }
            if widgets::button(ui, true, tr.text("answers-duplicate")).clicked() {
                copied = true;
            }
            if widgets::button(ui, true, tr.text("settings-remove")).clicked() {
                actions.push(Action::RemoveEndpoint(name.clone()));
                removed = true;
            }
        }
        if let Err(id) = made {
            widgets::coloured(ui, tr.text(id), widgets::palette(ui).warning);
        }
    });
    if let Some(examination) = state.was.as_ref().and_then(|name| app.examination(name)) {
        let examined = app.settings().endpoints.iter().find(|endpoint| Some(&endpoint.name) == state.was.as_ref());
        examination_ui(ui, app, examined, examination);
    }
    if removed {
        (state.was, state.draft) = (None, None);
    }
    if copied {
        // The same server with another model, for instance; it has a name and a key of its own.
        if let Some(draft) = &mut state.draft {
            draft.name.clear();
        }
        state.was = None;
    }
}

/// The protocol; the header of the key follows it unless somebody typed another.
fn kind_ui(ui: &mut Ui, tr: &Tr, draft: &mut Draft) {
    let name = |kind: Kind| tr.text(&format!("kind-{}", kind.code()));
    let label = ui.label(tr.text("settings-kind"));
    let before = draft.kind;
    egui::ComboBox::from_id_salt("kind")
        .selected_text(name(draft.kind))
        .width(380.0)
        .show_ui(ui, |ui| {
            for kind in Kind::ALL {
                ui.selectable_value(&mut draft.kind, kind, name(kind));
            }
        })
        .response
        .labelled_by(label.id);
    if draft.kind != before && draft.auth_header.trim() == before.auth_header() {
        draft.auth_header = draft.kind.auth_header().to_owned();
    }
    ui.end_row();
}

fn row(ui: &mut Ui, name: String, value: &mut String, hint: &str, secret: bool) {
    let label = ui.label(name);
    let edit = TextEdit::singleline(value).hint_text(hint.to_owned()).password(secret).desired_width(380.0);
    ui.add(edit).labelled_by(label.id);
    ui.end_row();
}

fn examination_ui(ui: &mut Ui, app: &App, endpoint: Option<&Endpoint>, examination: &Examination) {
    let tr = app.tr();
    match examination {
        Examination::Running(_) => {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label(tr.text("settings-examining"));
            });
        }
        Examination::Done(checks) => checks_ui(ui, app, endpoint, checks),
    }
}
