//! Questions over the window: which file, and what to do with unsaved changes.
//!
//! Files are chosen in the system's own dialog. Where there is none (a bare Linux without a portal) the answer comes
//! back empty at once, and a field to type the path into opens instead.

use super::{levels, widgets};
use crate::app::attachments;
use crate::app::clerk;
use crate::app::consent;
use crate::app::forms::desk;
use crate::app::ranges;
use crate::app::resources::{Ask, Choice};
use crate::app::trail;
use crate::app::versions;
use crate::app::{Action, App, Effect, Open, Unsaved};
use crate::assistant::vault::SHORTEST;
use crate::i18n::Tr;
use egui::{Context, Key, TextEdit};
use secrecy::SecretString;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

/// A dialog that answers sooner than this was never seen by anybody.
const UNSEEN: Duration = Duration::from_millis(250);

/// The endings of documents that can be opened.
const DOCUMENTS: &[&str] =
    &["kian", "docx", "odt", "html", "htm", "md", "markdown", "txt", "rtf", "pdf", "xlsx", "xlsm"];
/// Those of files that hold pairs.
const PAIRS: &[&str] = &["xlf", "xliff", "sdlxliff", "mqxliff", "tmx", "po", "csv", "tsv"];

/// What a path is for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Purpose {
    Open,
    Save,
    /// A copy for somebody else.
    Export,
    Compare,
    /// Another copy of the document.
    Merge,
    /// The table of two versions.
    Table,
    /// A list of addressees.
    List,
    /// A workbook of which a range is wanted.
    Workbook,
    /// A form file.
    Form,
    /// A file of the office's own words.
    Words,
    /// A place for a file that is no document.
    File,
    /// A file whose text goes along with what is asked.
    Attachment,
    /// A file to attach to the document.
    Attached,
    /// A copy of the audit trail.
    Trail,
    /// Something of what translators draw on.
    Resource(Choice),
}

impl Purpose {
    fn action(self, path: PathBuf) -> Action {
        match self {
            Purpose::Open => Action::OpenFile(path),
            Purpose::Save => Action::SaveTo(path),
            Purpose::Export => Action::ExportTo(path),
            Purpose::Compare => Action::CompareWith(path),
            Purpose::Merge => Action::Versions(versions::Ask::Merge(path)),
            Purpose::Table => Action::SaveTableTo(path),
            Purpose::List => Action::Clerk(clerk::Ask::List(path)),
            Purpose::Workbook => Action::Range(ranges::Ask::Look(path)),
            Purpose::Form => Action::Desk(desk::Ask::Import(path)),
            Purpose::Words => Action::ImportWords(path),
            Purpose::File => Action::SaveFileTo(path),
            Purpose::Attachment => Action::Attach(path),
            Purpose::Trail => Action::Trail(trail::Ask::Copy(path)),
            Purpose::Attached => Action::Attachments(attachments::Ask::Add(vec![path])),
            Purpose::Resource(choice) => Action::Resources(Ask::Chosen(choice, path)),
        }
    }

    /// Whether the file is to be read, and not to be written.
    fn reads(self) -> bool {
        match self {
            Purpose::Open
            | Purpose::Compare
            | Purpose::Merge
            | Purpose::Attachment
            | Purpose::Attached
            | Purpose::List
            | Purpose::Workbook
            | Purpose::Form
            | Purpose::Words => true,
            Purpose::Resource(choice) => !choice.is_saving(),
            Purpose::Save | Purpose::Export | Purpose::Table | Purpose::File | Purpose::Trail => false,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Purpose::Open => "dialog-open",
            Purpose::Save => "dialog-save",
            Purpose::Export => "dialog-export",
            Purpose::Compare => "dialog-compare",
            Purpose::Merge => "dialog-merge",
            Purpose::Table => "dialog-table",
            Purpose::List => "dialog-list",
            Purpose::Workbook => "dialog-workbook",
            Purpose::Form => "dialog-form",
            Purpose::Words => "dialog-words",
            Purpose::File => "dialog-file",
            Purpose::Attachment => "dialog-attachment",
            Purpose::Attached => "dialog-attached",
            Purpose::Trail => "dialog-trail",
            Purpose::Resource(choice) => choice.title(),
        }
    }
}

/// A path being typed.
struct Typed {
    purpose: Purpose,
    path: String,
    begun: bool,
    /// The file exists, and the person has been asked whether to replace it.
    replaces: bool,
}

/// The system's dialog while it is open.
struct Native {
    purpose: Purpose,
    name: String,
    since: Instant,
    answer: Receiver<Option<PathBuf>>,
}

/// See the module.
#[derive(Default)]
pub struct Dialogs {
    typed_only: bool,
    native: Option<Native>,
    typed: Option<Typed>,
    /// The passphrase as far as it is typed, and the same again for a new one.
    passphrase: (String, String),
}

impl Dialogs {
    /// Dialogs that never ask the system.
    pub fn typed() -> Self {
        Self { typed_only: true, ..Self::default() }
    }

    /// Whether a question is open.
    pub fn is_asking(&self) -> bool {
        self.typed.is_some()
    }

    /// Asks for the file `effect` wants. Those of other kinds are not for this.
    pub fn ask_for(&mut self, effect: Effect, tr: &Tr, ctx: &Context) {
        let (purpose, name) = match effect {
            Effect::ChooseOpen => (Purpose::Open, String::new()),
            Effect::ChooseSave(name) => (Purpose::Save, name),
            Effect::ChooseExport(name) => (Purpose::Export, name),
            Effect::ChooseTrailCopy(name) => (Purpose::Trail, name),
            Effect::ChooseAttached => (Purpose::Attached, String::new()),
            Effect::ChooseAttachment => (Purpose::Attachment, String::new()),
            Effect::ChooseList => (Purpose::List, String::new()),
            Effect::ChooseWorkbook => (Purpose::Workbook, String::new()),
            Effect::ChooseForm => (Purpose::Form, String::new()),
            Effect::ChooseWords => (Purpose::Words, String::new()),
            Effect::ChoosePlace(name) => (Purpose::File, name),
            Effect::ChooseCompare => (Purpose::Compare, String::new()),
            Effect::ChooseMerge => (Purpose::Merge, String::new()),
            Effect::ChooseTable(name) => (Purpose::Table, name),
            Effect::ChooseFile(choice, name) => (Purpose::Resource(choice), name),
            _ => return,
        };
        self.ask(purpose, name, tr, ctx);
    }

    fn ask(&mut self, purpose: Purpose, name: String, tr: &Tr, ctx: &Context) {
        if self.native.is_some() || self.typed.is_some() {
            return;
        }
        if self.typed_only {
            self.type_path(purpose, &name);
            return;
        }
        let mut dialog = rfd::AsyncFileDialog::new().set_title(tr.text(purpose.title()));
        dialog = match purpose {
            Purpose::Resource(choice) => {
                let kinds = choice.kinds().iter();
                let dialog = kinds.fold(dialog, |dialog, (id, endings)| dialog.add_filter(tr.text(id), endings));
                if choice.is_saving() { dialog.set_file_name(&name) } else { dialog }
            }
            Purpose::Table => dialog
                .add_filter(tr.text("dialog-kind-docx"), &["docx"])
                .add_filter(tr.text("dialog-kind-html"), &["html"])
                .set_file_name(&name),
            Purpose::List => dialog.add_filter(tr.text("dialog-kind-list"), &["csv", "tsv", "txt", "xlsx"]),
            Purpose::Workbook => dialog.add_filter(tr.text("dialog-kind-workbook"), &["xlsx", "xlsm"]),
            Purpose::Form => dialog.add_filter(tr.text("dialog-kind-form"), &["toml"]),
            Purpose::Words => dialog.add_filter(tr.text("dialog-kind-words"), &["tsv", "csv", "yml", "yaml", "srx"]),
            Purpose::File | Purpose::Trail => dialog.set_file_name(&name),
            // Whatever it is, it can be kept.
            Purpose::Attached => dialog,
            Purpose::Open | Purpose::Compare | Purpose::Merge | Purpose::Attachment => {
                // To open a file of pairs is to take them in.
                let pairs: &[&str] = if purpose == Purpose::Open { PAIRS } else { &[] };
                let dialog = dialog
                    .add_filter(tr.text("dialog-kind-all"), &[DOCUMENTS, pairs].concat())
                    .add_filter(tr.text("dialog-kind-kian"), &["kian"])
                    .add_filter(tr.text("dialog-kind-docx"), &["docx"])
                    .add_filter(tr.text("dialog-kind-odt"), &["odt"])
                    .add_filter(tr.text("dialog-kind-html"), &["html", "htm"])
                    .add_filter(tr.text("dialog-kind-text"), &["txt", "md", "markdown"])
                    .add_filter(tr.text("dialog-kind-taken"), &["rtf", "pdf", "xlsx", "xlsm"]);
                if pairs.is_empty() { dialog } else { dialog.add_filter(tr.text("dialog-kind-pairs"), pairs) }
            }
            Purpose::Save => dialog.add_filter(tr.text("dialog-kind-kian"), &["kian"]).set_file_name(&name),
            Purpose::Export => dialog
                .add_filter(tr.text("dialog-kind-docx"), &["docx"])
                .add_filter(tr.text("dialog-kind-pdf"), &["pdf"])
                .add_filter(tr.text("dialog-kind-odt"), &["odt"])
                .add_filter(tr.text("dialog-kind-html"), &["html"])
                .add_filter(tr.text("dialog-kind-text"), &["txt", "md"])
                .set_file_name(&name),
        };
        let (sender, answer) = channel();
        // The dialog is made here, on the window's thread, as macOS wants it; only the waiting is done elsewhere.
        let wait: std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>> =
            if purpose.reads() { Box::pin(dialog.pick_file()) } else { Box::pin(dialog.save_file()) };
        let ctx = ctx.clone();
        let waiting = std::thread::Builder::new().name("kian-dialog".to_owned()).spawn(move || {
            let path = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .ok()
                .and_then(|runtime| runtime.block_on(wait))
                .map(|file| file.path().to_path_buf());
            drop(sender.send(path));
            ctx.request_repaint();
        });
        match waiting {
            Ok(_) => self.native = Some(Native { purpose, name, since: Instant::now(), answer }),
            Err(_) => self.type_path(purpose, &name),
        }
    }

    fn type_path(&mut self, purpose: Purpose, name: &str) {
        let home = directories::UserDirs::new();
        let folder = home.as_ref().map(|dirs| dirs.document_dir().unwrap_or(dirs.home_dir()).to_path_buf());
        let path = folder.map_or_else(|| PathBuf::from(name), |folder| folder.join(name));
        self.typed = Some(Typed { purpose, path: path.display().to_string(), begun: false, replaces: false });
    }

    /// Takes in what the system's dialog answered.
    pub fn poll(&mut self, actions: &mut Vec<Action>) {
        let Some(native) = &self.native else { return };
        let (purpose, name, seen) = (native.purpose, native.name.clone(), native.since.elapsed() > UNSEEN);
        match native.answer.try_recv() {
            Err(TryRecvError::Empty) => return,
            Ok(Some(path)) => actions.push(purpose.action(path)),
            Ok(None) | Err(TryRecvError::Disconnected) if !seen => self.type_path(purpose, &name),
            Ok(None) | Err(TryRecvError::Disconnected) => {}
        }
        self.native = None;
    }

    /// Draws the questions that are open.
    pub fn ui(&mut self, ctx: &Context, app: &App, actions: &mut Vec<Action>) {
        self.path_ui(ctx, app.tr(), actions);
        if app.asks_unsaved() {
            unsaved_ui(ctx, app, actions);
        }
        if let Some(asked) = app.asks_consent() {
            consent_ui(ctx, app, asked, actions);
        }
        if let Some(new) = app.asks_passphrase() {
            passphrase_ui(ctx, app, new, &mut self.passphrase, actions);
        }
        if app.asks_level() {
            level_ui(ctx, app, actions);
        }
    }

    fn path_ui(&mut self, ctx: &Context, tr: &Tr, actions: &mut Vec<Action>) {
        let Some(typed) = &mut self.typed else { return };
        let (mut done, mut cancelled) = (false, false);
        let modal = widgets::modal(ctx, "path", 560.0, |ui| {
            widgets::title(ui, tr.text(typed.purpose.title()));
            let label = ui.label(tr.text("dialog-path"));
            let edit = TextEdit::singleline(&mut typed.path).desired_width(f32::INFINITY);
            let edit = ui.add(edit.margin(egui::Margin::symmetric(8, 6))).labelled_by(label.id);
            if !typed.begun {
                edit.request_focus();
                typed.begun = true;
            }
            if edit.changed() {
                typed.replaces = false;
            }
            done = edit.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            if typed.replaces {
                widgets::coloured(ui, tr.text("dialog-replaces"), widgets::palette(ui).warning);
            }
            ui.horizontal(|ui| {
                let id = match (typed.replaces, typed.purpose) {
                    (true, _) => "dialog-replace",
                    (false, purpose) if purpose.reads() => "dialog-do-open",
                    (false, _) => "dialog-do-save",
                };
                done |= widgets::primary(ui, !typed.path.trim().is_empty(), tr.text(id)).clicked();
                cancelled = widgets::button(ui, true, tr.text("dialog-cancel")).clicked();
            });
        });
        cancelled |= modal.should_close();
        let path = PathBuf::from(typed.path.trim());
        if done && !typed.purpose.reads() && !typed.replaces && path.exists() {
            typed.replaces = true;
            typed.begun = false;
        } else if done && !path.as_os_str().is_empty() {
            actions.push(typed.purpose.action(path));
            self.typed = None;
        } else if cancelled {
            self.typed = None;
        }
    }
}

/// Asks for the passphrase of the encrypted file of keys; a `new` one twice.
fn passphrase_ui(
    ctx: &Context,
    app: &App,
    new: bool,
    (typed, again): &mut (String, String),
    actions: &mut Vec<Action>,
) {
    let tr = app.tr();
    let (mut done, mut cancelled) = (false, false);
    let modal = widgets::modal(ctx, "passphrase", 480.0, |ui| {
        widgets::title(ui, tr.text(if new { "passphrase-new-title" } else { "passphrase-title" }));
        widgets::words(ui, tr.text(if new { "passphrase-new-lead" } else { "passphrase-lead" }));
        ui.add_space(widgets::GAP);
        let field = |ui: &mut egui::Ui, id: &str, text: &mut String| {
            let label = ui.label(tr.text(id));
            let edit = TextEdit::singleline(text).password(true).desired_width(f32::INFINITY);
            ui.add(edit).labelled_by(label.id)
        };
        let first = field(ui, "passphrase-field", typed);
        if typed.is_empty() && ui.memory(|m| m.focused().is_none()) {
            first.request_focus();
        }
        let mut entered = first.lost_focus();
        if new {
            entered = field(ui, "passphrase-again", again).lost_focus();
        }
        if app.passphrase_refused() && typed.is_empty() {
            widgets::coloured(ui, tr.text("passphrase-refused"), widgets::palette(ui).error);
        }
        let fits = !typed.is_empty() && (!new || (typed == again && typed.chars().count() >= SHORTEST));
        if new && !fits {
            widgets::weak(ui, tr.format("passphrase-rule", &[("least", SHORTEST.into())]));
        }
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            done = widgets::primary(ui, fits, tr.text("passphrase-open")).clicked()
                || (fits && entered && ui.input(|i| i.key_pressed(Key::Enter)));
            cancelled = widgets::button(ui, true, tr.text("dialog-cancel")).clicked();
        });
    });
    let taken = SecretString::from(if done { std::mem::take(typed) } else { String::new() });
    if done {
        actions.push(Action::Passphrase(Some(taken)));
    } else if cancelled || modal.should_close() {
        actions.push(Action::Passphrase(None));
    } else {
        return;
    }
    // Nothing of it stays in the window.
    for text in [typed, again] {
        drop(SecretString::from(std::mem::take(text)));
    }
}

/// Asks how guarded the document is, once, before the first of it is sent.
fn level_ui(ctx: &Context, app: &App, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let office = &app.policy().levels;
    let modal = widgets::modal(ctx, "level", 460.0, |ui| {
        widgets::title(ui, tr.text("level-title"));
        widgets::words(ui, tr.text("level-lead"));
        ui.add_space(widgets::GAP);
        for level in office.iter().map(|known| known.level) {
            let name = levels::name(tr, office, level);
            let button = egui::Button::new(name).min_size(egui::vec2(ui.available_width(), widgets::BUTTON));
            if ui.add(button).clicked() {
                actions.push(Action::SetClassification(level));
            }
        }
        ui.add_space(widgets::GAP);
        if widgets::button(ui, true, tr.text("level-later")).clicked() {
            actions.push(Action::LeaveUnsent);
        }
    });
    if modal.should_close() {
        actions.push(Action::LeaveUnsent);
    }
}

/// What a file would not hold, before it is written.
fn consent_ui(ctx: &Context, app: &App, asked: &consent::Asked, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let name = asked.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let modal = widgets::modal(ctx, "consent", 520.0, |ui| {
        widgets::title(ui, tr.format("consent-title", &[("name", name.into())]));
        widgets::words(ui, tr.text("consent-lead"));
        ui.add_space(widgets::GAP);
        egui::ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
            for loss in &asked.losses {
                widgets::words(ui, format!("• {}", loss.text(tr)));
            }
        });
        ui.add_space(widgets::GAP);
        ui.horizontal_wrapped(|ui| {
            let elsewhere = widgets::primary(ui, true, tr.text("consent-elsewhere"));
            if !ui.memory(|m| m.focused().is_some_and(|id| m.has_focus(id))) {
                elsewhere.request_focus();
            }
            if elsewhere.clicked() {
                actions.push(Action::Consent(consent::Answer::Elsewhere));
            }
            if widgets::button(ui, true, tr.text("consent-save")).clicked() {
                actions.push(Action::Consent(consent::Answer::Save));
            }
            if widgets::button(ui, true, tr.text("dialog-cancel")).clicked() {
                actions.push(Action::Consent(consent::Answer::Cancel));
            }
        });
    });
    if modal.should_close() {
        actions.push(Action::Consent(consent::Answer::Cancel));
    }
}

fn unsaved_ui(ctx: &Context, app: &App, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let name = app.open().and_then(|open| open.file_stem()).unwrap_or_else(|| tr.text("untitled"));
    let unsaved = app.open().is_some_and(Open::unsaved);
    let undecided = app.open().map_or(0, Open::undecided);
    let modal = widgets::modal(ctx, "unsaved", 460.0, |ui| {
        if unsaved {
            widgets::title(ui, tr.format("unsaved-title", &[("name", name.into())]));
            widgets::words(ui, tr.text("unsaved-lead"));
        } else {
            widgets::title(ui, tr.format("undecided-title", &[("name", name.into())]));
        }
        if undecided > 0 {
            widgets::words(ui, tr.format("undecided-lead", &[("count", undecided.into())]));
        }
        ui.add_space(widgets::GAP);
        ui.horizontal(|ui| {
            let first = widgets::primary(ui, true, tr.text(if unsaved { "unsaved-save" } else { "undecided-back" }));
            if !ui.memory(|m| m.focused().is_some_and(|id| m.has_focus(id))) {
                first.request_focus();
            }
            if first.clicked() {
                actions.push(Action::Answer(if unsaved { Unsaved::Save } else { Unsaved::Cancel }));
            }
            let leave = tr.text(if unsaved { "unsaved-discard" } else { "undecided-close" });
            if widgets::button(ui, true, leave).clicked() {
                actions.push(Action::Answer(Unsaved::Discard));
            }
            if unsaved && widgets::button(ui, true, tr.text("dialog-cancel")).clicked() {
                actions.push(Action::Answer(Unsaved::Cancel));
            }
        });
    });
    if modal.should_close() {
        actions.push(Action::Answer(Unsaved::Cancel));
    }
}
