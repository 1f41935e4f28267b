//! The connection of an endpoint in the settings: how long things may take, how much goes there at once, the certificate it is
//! shown; and what an examination found, as lines to copy.

use super::widgets;
use crate::app::{App, Notice};
use crate::assistant::Endpoint;
use crate::assistant::connection::{ClientCertificate, Limits, MOST_SIDE_BY_SIDE};
use crate::assistant::doctor::{Check, Verdict};
use crate::i18n::Tr;
use egui::{TextEdit, Ui};
use std::path::PathBuf;

/// What is typed.
#[derive(Clone, Default)]
pub struct ConnectionForm {
    connect: String,
    first: String,
    side_by_side: String,
    context: String,
    certificate: String,
    key: String,
    passphrase_env: Option<String>,
    /// The passphrase, which goes where keys go.
    pub passphrase: String,
}

impl ConnectionForm {
    /// What is set for `endpoint`.
    pub fn of(endpoint: &Endpoint) -> Self {
        let number = |n: Option<u64>| n.map_or_else(String::new, |n| n.to_string());
        let Limits { connect_secs, first_secs, side_by_side, context } = endpoint.limits;
        let path = |path: &PathBuf| path.display().to_string();
        let shown = endpoint.certificate.as_ref();
        Self {
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
        let path = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(PathBuf::from);
        endpoint.certificate = path(&self.certificate).map(|certificate| ClientCertificate {
            path: certificate,
            key: path(&self.key),
            passphrase_env: self.passphrase_env.clone(),
        });
        Ok(())
    }

    /// The rows of the grid.
    pub fn ui(&mut self, ui: &mut Ui, tr: &Tr) {
        row(ui, tr.text("settings-connect-timeout"), &mut self.connect, "10", false);
        row(ui, tr.text("settings-first-timeout"), &mut self.first, "120", false);
        row(ui, tr.text("settings-side-by-side"), &mut self.side_by_side, "2", false);
        row(ui, tr.text("settings-context"), &mut self.context, "8192", false);
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
