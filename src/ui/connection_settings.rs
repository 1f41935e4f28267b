//! The connection of an endpoint in the settings: how long things may take, how much goes there at once, the certificate it is
//! shown; and what an examination found, as lines to copy.

use super::widgets;
use crate::app::{Action, App, Notice};
use crate::assistant::connection::{ClientCertificate, Limits, MOST_SIDE_BY_SIDE, ProxyLogin};
use crate::assistant::doctor::{Check, Verdict};
use crate::assistant::endpoint::NO_PROXY;
use crate::assistant::{Endpoint, Task};
use crate::i18n::Tr;
use egui::{ComboBox, TextEdit, Ui};
use secrecy::SecretString;
use std::path::PathBuf;

/// What is typed.
#[derive(Clone, Default)]
pub struct ConnectionForm {
    connect: String,
    first: String,
    side_by_side: String,
    context: String,
    ca: String,
    proxy: String,
    proxy_user: String,
    proxy_password_env: Option<String>,
    /// The password for the proxy, which goes where keys go.
    proxy_password: String,
    certificate: String,
    key: String,
    passphrase_env: Option<String>,
    /// The passphrase, which goes where keys go.
    passphrase: String,
}

impl ConnectionForm {
    /// What is set for `endpoint`.
    pub fn of(endpoint: &Endpoint) -> Self {
        let number = |n: Option<u64>| n.map_or_else(String::new, |n| n.to_string());
        let Limits { connect_secs, first_secs, side_by_side, context } = endpoint.limits;
        let path = |path: &PathBuf| path.display().to_string();
        let (shown, login) = (endpoint.certificate.as_ref(), endpoint.proxy_login.as_ref());
        Self {
            ca: endpoint.ca.as_ref().map_or_else(String::new, path),
            proxy: endpoint.proxy.clone().unwrap_or_default(),
            proxy_user: login.map_or_else(String::new, |login| login.user.clone()),
            proxy_password_env: login.and_then(|login| login.password_env.clone()),
            proxy_password: String::new(),
            connect: number(connect_secs),
            first: number(first_secs),
            side_by_side: number(side_by_side.map(u64::from)),
            context: number(context.map(u64::from)),
            certificate: shown.map_or_else(String::new, |shown| path(&shown.path)),
            key: shown.and_then(|shown| shown.key.as_ref()).map_or_else(String::new, path),
            passphrase_env: shown.and_then(|shown| shown.passphrase_env.clone()),
            passphrase: String::new(),
        }
    }

    /// Puts it into `endpoint`, or says what is wrong.
    pub fn put(&self, endpoint: &mut Endpoint) -> Result<(), &'static str> {
        let number = |text: &str, least: u64, most: u64| match text.trim() {
            "" => Ok(None),
            text => text.parse().ok().filter(|n| (least..=most).contains(n)).map(Some).ok_or("settings-bad-number"),
        };
        let small = |n: Option<u64>| n.and_then(|n| u32::try_from(n).ok());
        endpoint.limits = Limits {
            connect_secs: number(&self.connect, 1, 600)?,
            first_secs: number(&self.first, 1, 7200)?,
            side_by_side: small(number(&self.side_by_side, 1, u64::from(MOST_SIDE_BY_SIDE))?),
            context: small(number(&self.context, 256, 100_000_000)?),
        };
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let path = |text: &str| some(text).map(PathBuf::from);
        (endpoint.ca, endpoint.proxy) = (path(&self.ca), some(&self.proxy));
        let password_env = self.proxy_password_env.clone();
        endpoint.proxy_login =
            some(&self.proxy_user).filter(|_| self.asks_proxy()).map(|user| ProxyLogin { user, password_env });
        endpoint.certificate = path(&self.certificate).map(|certificate| ClientCertificate {
            path: certificate,
            key: path(&self.key),
            passphrase_env: self.passphrase_env.clone(),
        });
        Ok(())
    }

    /// Whether a proxy is named.
    fn asks_proxy(&self) -> bool {
        let proxy = self.proxy.trim();
        !proxy.is_empty() && proxy != NO_PROXY
    }

    /// What was typed that goes where keys go, each with its name there, for the endpoint `name`; it is typed no more.
    pub fn secrets(&mut self, name: &str) -> Vec<(String, SecretString)> {
        let typed = [
            (ClientCertificate::keyring_name(name), std::mem::take(&mut self.passphrase)),
            (ProxyLogin::keyring_name(name), std::mem::take(&mut self.proxy_password)),
        ];
        let typed = typed.into_iter().filter(|(_, secret)| !secret.is_empty());
        typed.map(|(place, secret)| (place, SecretString::from(secret))).collect()
    }

    /// The rows of the grid; `usual_side_by_side` holds where nothing is said of how many requests go at a time.
    pub fn ui(&mut self, ui: &mut Ui, tr: &Tr, usual_side_by_side: usize) {
        row(ui, tr.text("settings-connect-timeout"), &mut self.connect, "10", false);
        row(ui, tr.text("settings-first-timeout"), &mut self.first, "120", false);
        row(ui, tr.text("settings-side-by-side"), &mut self.side_by_side, &usual_side_by_side.to_string(), false);
        row(ui, tr.text("settings-context"), &mut self.context, "8192", false);
        row(ui, tr.text("answers-proxy"), &mut self.proxy, &tr.text("answers-proxy-hint"), false);
        if self.asks_proxy() {
            row(ui, tr.text("answers-proxy-user"), &mut self.proxy_user, &tr.text("answers-proxy-user-hint"), false);
        }
        if self.asks_proxy() && !self.proxy_user.trim().is_empty() {
            let hint = tr.text("settings-key-hint");
            row(ui, tr.text("answers-proxy-password"), &mut self.proxy_password, &hint, true);
        }
        row(ui, tr.text("answers-ca"), &mut self.ca, &tr.text("answers-ca-hint"), false);
        let hint = tr.text("settings-client-hint");
        row(ui, tr.text("settings-client-certificate"), &mut self.certificate, &hint, false);
        if !self.certificate.trim().is_empty() {
            row(ui, tr.text("settings-client-key"), &mut self.key, &tr.text("settings-client-same"), false);
            row(ui, tr.text("settings-client-passphrase"), &mut self.passphrase, "", true);
        }
    }
}

fn row(ui: &mut Ui, name: String, value: &mut String, hint: &str, secret: bool) {
    let label = ui.label(name);
    let edit = TextEdit::singleline(value).hint_text(hint.to_owned()).password(secret).desired_width(380.0);
    ui.add(edit).labelled_by(label.id);
    ui.end_row();
}

/// Which endpoint is asked for which task, where there is more than one.
pub fn tasks_ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let settings = app.settings();
    if settings.endpoints.len() < 2 && settings.task_endpoints.is_empty() {
        return;
    }
    let tr = app.tr();
    widgets::heading(ui, tr.text("answers-tasks"));
    widgets::weak(ui, tr.text("answers-tasks-lead"));
    egui::Grid::new("task-endpoints").num_columns(2).spacing([12.0, 6.0]).show(ui, |ui| {
        for task in Task::ALL {
            let label = ui.label(tr.text(task.name_id()));
            let set = settings.task_endpoints.get(task.code());
            let in_use = tr.text("answers-tasks-in-use");
            ComboBox::from_id_salt(("task-endpoint", task.code()))
                .selected_text(set.cloned().unwrap_or_else(|| in_use.clone()))
                .width(380.0)
                .show_ui(ui, |ui| {
                    if ui.selectable_label(set.is_none(), in_use).clicked() {
                        actions.push(Action::ChooseTaskEngine(task, None));
                    }
                    for endpoint in &settings.endpoints {
                        if ui.selectable_label(set == Some(&endpoint.name), &endpoint.name).clicked() {
                            actions.push(Action::ChooseTaskEngine(task, Some(endpoint.name.clone())));
                        }
                    }
                })
                .response
                .labelled_by(label.id);
            ui.end_row();
        }
    });
}

/// What an examination found, and a button that copies it for those who look after the network.
pub fn checks_ui(ui: &mut Ui, app: &App, endpoint: Option<&Endpoint>, checks: &[Check]) {
    let tr = app.tr();
    let palette = widgets::palette(ui);
    let mut lines: Vec<String> = Vec::new();
    if let Some(endpoint) = endpoint {
        let args = [("endpoint", endpoint.name.as_str().into()), ("host", endpoint.host().into())];
        lines.push(tr.format("settings-examination-of", &args));
    }
    for check in checks {
        let (id, color) = match check.verdict {
            Verdict::Pass => ("settings-pass", palette.success),
            Verdict::Warn(_) => ("settings-warn", palette.warning),
            Verdict::Fail(_) => ("settings-fail", palette.error),
            Verdict::Skipped => ("settings-skipped", palette.text_sub),
        };
        let notice = Notice::error(check);
        let args = [("step", tr.text(check.step.name_id()).into()), ("text", notice.text(tr).into())];
        let line = tr.format(id, &args);
        widgets::coloured(ui, line.clone(), color);
        lines.push(line);
        if let Some(hint) = notice.hint(tr) {
            widgets::weak(ui, hint.clone());
            lines.push(format!("    {hint}"));
        }
    }
    if widgets::button(ui, true, tr.text("settings-copy-examination")).clicked() {
        lines.push(format!("Kian {}", env!("CARGO_PKG_VERSION")));
        ui.ctx().copy_text(lines.join("\n"));
    }
}
