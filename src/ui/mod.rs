//! The window: reads [`App`], draws, answers with [`Action`](crate::app::Action)s.
//!
//! [`Shell`] is the whole window without the system around it, so that tests can drive it; [`run`] puts it on the
//! screen. One file per panel; each draws from `&App` and its own view state and pushes what the person asked for.

pub mod editor;
pub mod fonts;
pub mod theme;

mod about;
mod comparison;
mod connection_settings;
mod app_settings;
mod assistant_panel;
mod attachments_panel;
mod beside;
mod comments_panel;
mod concordance;
mod exchange;
mod memories;
mod desk;
mod dialogs;
mod fields;
mod figures;
mod filling;
mod form_editor;
mod form_parts;
mod finding_row;
mod findings_panel;
mod levels;
mod merge_window;
mod profile_window;
mod name_window;
mod outline;
mod pair_ask;
mod pair_findings;
mod pair_life;
mod pair_panel;
mod preview;
mod print_window;
mod pairs;
mod palette;
mod queue_panel;
mod doubt_window;
mod range_window;
mod ruby;
mod review_panel;
mod rules_settings;
mod settings_window;
mod shell;
mod start;
mod status;
mod table_window;
mod take_in;
mod personal_panel;
mod policy_window;
mod send_view;
mod templates;
mod term_lines;
mod trail_window;
mod term_window;
mod termbase;
mod working;
mod versions_window;
mod widgets;

pub use shell::{Shell, View};

use crate::app::settings::{Dirs, Loaded, SettingsError};
use crate::app::workers::Workers;
use crate::app::{App, Level, Notice, Settings, policy};
use crate::i18n::Locale;
use crate::text::Message;
use std::path::PathBuf;
use std::sync::Arc;

/// What the command line can ask of the window.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where settings and the store are, instead of the platform's place.
    pub data_dir: Option<PathBuf>,
    /// The office's policy, instead of the one in its place.
    pub policy: Option<PathBuf>,
    /// The language of the interface, for this run only.
    pub locale: Option<Locale>,
}

/// Why there is no window.
#[derive(Debug)]
pub enum Error {
    /// The system gives no place for settings.
    Settings(SettingsError),
    /// The system opens no window: no display, or a library is missing.
    Window {
        /// What the windowing library says.
        cause: String,
    },
}

impl Message for Error {
    fn id(&self) -> &'static str {
        match self {
            Error::Settings(error) => error.id(),
            Error::Window { .. } => "error-window",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Error::Settings(error) => error.args(),
            Error::Window { cause } => vec![("cause", cause.clone())],
        }
    }
}

/// Milliseconds since 1970-01-01 UTC.
fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// Opens the window, on `file` if there is one, and stays until it is closed.
///
/// # Errors
/// If the system opens no window.
pub fn run(file: Option<PathBuf>, options: Options) -> Result<(), Error> {
    let dirs = Dirs::find(options.data_dir).map_err(Error::Settings)?;
    let Loaded { mut settings, problems } = Settings::load(&dirs);
    let mut notices: Vec<Notice> = problems.iter().map(|p| Notice::of(Level::Warning, p)).collect();
    notices.extend(dirs.create().err().iter().map(|e| Notice::error(e)));
    settings.locale = options.locale.or(settings.locale);
    let policy = policy::load(options.policy.as_deref(), &settings);
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("kian")
        .with_title("Kian")
        .with_inner_size([1240.0, 760.0])
        .with_min_inner_size([760.0, 480.0]);
    let native = eframe::NativeOptions { viewport, ..Default::default() };
    let create: eframe::AppCreator<'_> = Box::new(move |creation| {
        fonts::install(&creation.egui_ctx);
        theme::install(&creation.egui_ctx);
        editor::keep_ime_on(&creation.egui_ctx);
        let context = creation.egui_ctx.clone();
        let (workers, inbox) = Workers::start(dirs.store(), Arc::new(move || context.request_repaint()));
        let app = App::new(dirs, settings, Box::new(workers), notices, now()).under(policy);
        let mut shell = Shell::new(app, inbox, now);
        if let Some(file) = file {
            shell.open(file);
        }
        Ok(Box::new(Window { shell }))
    });
    eframe::run_native("kian", native, create).map_err(|e| Error::Window { cause: plain(&e.to_string()) })
}

/// What the windowing library says, without the place in its own source that it begins with.
fn plain(cause: &str) -> String {
    let said =
        cause.rsplit_once(".rs:").map_or(cause, |(_, rest)| rest.split_once(": ").map_or(rest, |(_, said)| said));
    said.trim().to_owned()
}

struct Window {
    shell: Shell,
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.shell.ui(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
