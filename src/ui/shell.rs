//! [`Shell`]: menus, panels and keys around the sheet of paper.

use super::dialogs::Dialogs;
use super::editor::{CommentMark, Editor, EditorEvent, HunkMark, Mark, MarkLevel, MarkWords, Marks, TermMark};
use super::settings_window::SettingsView;
use super::versions_window;
use super::{
    about, assistant_panel, attachments_panel, beside, comments_panel, comparison, concordance, desk, doubt_window,
    editor, exchange, figures, filling, findings_panel, memories, merge_window, name_window, outline, pair_ask,
    pair_findings, pair_life, pair_panel, pairs, palette, personal_panel, policy_window, preview, print_window,
    profile_window, queue_panel, range_window, review_panel, ruby, send_view, settings_window, start, status,
    table_window, take_in, templates, term_lines, term_window, termbase, trail_window, widgets, working,
};
use crate::app::command::{self, COMMANDS, Chord, Command, Menu};
use crate::app::resources::Ask;
use crate::app::settings::Theme;
use crate::app::{Action, App, Effect, Open, Panel, Report, Ticket};
use crate::i18n::Tr;
use crate::proofread::{self, Severity};
use crate::text::{Span, visible};
use egui::{Key, KeyboardShortcut, Modifiers};
use std::path::PathBuf;
use std::sync::mpsc::Receiver;

/// So many frames the keyboard may take to leave a window that was closed.
const LEAVING: u8 = 3;

/// What the window shows, none of it worth keeping.
#[derive(Default)]
pub struct View {
    /// Whether the outline is hidden.
    pub outline_hidden: bool,
    /// A name as far as it is typed.
    pub name: name_window::NameView,
    /// What the window of the audit trail keeps.
    pub trail: trail_window::TrailView,
    /// What the outline keeps.
    pub outline: outline::Outline,
    /// Whether authors are shown.
    pub show_authors: bool,
    /// Whether spaces and ends of paragraphs are shown.
    pub show_spaces: bool,
    /// Whether only the sheet is shown.
    pub focus: bool,
    /// The palette, while it is open.
    pub palette: Option<palette::Palette>,
    /// The prompt templates, while they are open.
    pub templates: Option<templates::Templates>,
    /// The list of pairs.
    pub pairs: pairs::PairsView,
    /// The translation beside the source.
    pub beside: beside::BesideView,
    /// What is being said of a pair.
    pub life: pair_life::LifeView,
    /// The reason that is asked for, as far as it is typed.
    pub reason: Option<String>,
    /// An agreed word being written.
    pub term: Option<term_window::TermView>,
    /// The agreed words, while they are listed.
    pub termbase: Option<termbase::TermbaseView>,
    /// What the assistant's panel keeps.
    pub assistant: assistant_panel::AssistantView,
    /// The look for a word in the memories, while it is open.
    pub concordance: Option<concordance::ConcordanceView>,
    /// The memories, while they are open.
    pub memories: Option<memories::MemoriesView>,
    /// The question as what pairs are to go out.
    pub exchange: Option<exchange::ExchangeView>,
    /// What came back.
    pub returned: exchange::ReturnedView,
    /// A text from elsewhere, while it is taken in.
    pub take_in: Option<take_in::TakeIn>,
    /// The last look before something is sent.
    pub send: Option<send_view::SendView>,
    /// Whether the question before something long has been shown.
    pub plan: bool,
    /// The settings, while they are open.
    pub settings: Option<SettingsView>,
    /// The versions of the document, while they are looked at.
    pub versions: Option<versions_window::VersionsView>,
    /// Whether the keyboard is in the question about an encoding.
    pub doubt_begun: bool,
    /// What of two versions is shown.
    pub compared: comparison::Shown,
    /// How large a table is to be, while that is asked.
    pub table: Option<table_window::TableView>,
    /// What is typed about a range of a workbook.
    pub range: range_window::RangeView,
    /// The desk where forms are made.
    pub desk: desk::DeskView,
    /// What the office says of itself, as it is typed.
    pub profile: Option<crate::app::profile::Profile>,
    /// Whether the list of keys is open.
    pub shortcuts: bool,
    /// Whether the program says what it is.
    pub about: bool,
    /// Whether the policy in force is shown.
    pub policy: bool,
    /// The list of comments.
    pub comments: comments_panel::CommentsView,
    /// The question for readings, while it is open.
    pub ruby: Option<ruby::RubyView>,
    /// The question for readings of everything, while it is open.
    pub ruby_all: Option<ruby::RubyAllView>,
    /// What people vouch for.
    pub review: review_panel::ReviewView,
    /// The pages as they will be printed.
    pub preview: preview::PreviewView,
    /// The question how to print, while it is open.
    pub print: Option<print_window::PrintView>,
    /// The list of findings.
    pub findings: findings_panel::FindingsView,
    /// The list of what was found in pairs.
    pub pair_findings: pair_findings::PairFindingsView,
    /// The field of the form to put the keyboard into.
    pub focus_field: Option<String>,
    /// Whether the keyboard goes to the first field of the form that is wrong.
    pub show_problem: bool,
}

impl View {
    /// Carries out the commands that are the window's own; `false` for all others.
    fn run(&mut self, command: Command, app: &App) -> bool {
        match command {
            Command::ZoomIn | Command::ZoomOut | Command::ZoomReset if app.preview().is_some() => {
                self.preview.run(command);
            }
            Command::Preview => {
                self.preview = preview::PreviewView::default();
                return false;
            }
            Command::PanelFindings => {
                // The panel itself is the program's; the keyboard goes into its list.
                if app.shows_pairs() {
                    self.pair_findings.take_keyboard();
                } else {
                    self.findings.take_keyboard();
                }
                return false;
            }
            Command::PanelComments | Command::AddComment => {
                self.comments.take_keyboard();
                return false;
            }
            // Facts nobody has looked at keep a document from being confirmed: the next thing is to look at them.
            Command::Confirm if app.open().is_none_or(|open| open.checklist.open() == 0) => return false,
            Command::PanelReview | Command::ReviewMode | Command::Confirm => {
                self.review.take_keyboard();
                return false;
            }
            Command::RewriteOwn => {
                self.assistant.take_own_keyboard();
                return false;
            }
            command if command.template().is_some() => {
                self.templates = command.template().map(templates::Templates::at)
            }
            Command::Again => {
                self.assistant.take_keyboard();
                return false;
            }
            Command::Palette => self.palette = Some(palette::Palette::default()),
            Command::Templates => self.templates = Some(templates::Templates::default()),
            Command::TakeIn => self.take_in = Some(take_in::TakeIn::default()),
            Command::AddTerm => self.term = Some(term_window::TermView::new(app, &self.pairs)),
            Command::Concordance => {
                self.concordance = Some(concordance::ConcordanceView::new(app, &self.pairs));
            }
            Command::Memories => self.memories = Some(memories::MemoriesView::default()),
            Command::ExportPairs => self.exchange = Some(exchange::ExchangeView::default()),
            Command::Termbase => self.termbase = Some(termbase::TermbaseView::default()),
            Command::ToggleOutline => self.outline_hidden = !self.outline_hidden,
            Command::ShowAuthors => self.show_authors = !self.show_authors,
            Command::ShowSpaces => self.show_spaces = !self.show_spaces,
            Command::FocusMode => self.focus = !self.focus,
            Command::InsertTable => self.table = Some(table_window::TableView::default()),
            Command::Versions | Command::NameVersion => self.versions = Some(versions_window::VersionsView::default()),
            Command::Settings => self.settings = Some(SettingsView::new(app)),
            Command::Ruby => {
                self.ruby = ruby::RubyView::new(app);
                // Where there is nothing to read the program says so.
                return self.ruby.is_some();
            }
            Command::RubyAll => self.ruby_all = Some(ruby::RubyAllView::new(app)),
            Command::Shortcuts => self.shortcuts = !self.shortcuts,
            Command::About => self.about = !self.about,
            Command::OfficePolicy => self.policy = !self.policy,
            _ => return false,
        }
        true
    }
}

/// See the module.
pub struct Shell {
    app: App,
    inbox: Receiver<(Ticket, Report)>,
    clock: fn() -> i64,
    editor: Editor,
    view: View,
    dialogs: Dialogs,
    quitting: bool,
    /// Frames in which it is still looked where the keyboard goes after a window before the text was closed.
    left: u8,
    title: String,
}

impl Shell {
    /// The window over `app`; reports arrive in `inbox`, `clock` gives milliseconds since 1970-01-01 UTC.
    pub fn new(app: App, inbox: Receiver<(Ticket, Report)>, clock: fn() -> i64) -> Self {
        Self {
            app,
            inbox,
            clock,
            editor: Editor::default(),
            view: View::default(),
            dialogs: Dialogs::default(),
            quitting: false,
            left: 0,
            title: String::new(),
        }
    }

    /// The same without the system's own dialogs: paths are typed into a field.
    pub fn without_native_dialogs(mut self) -> Self {
        self.dialogs = Dialogs::typed();
        self
    }

    /// The state of the program.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Opens `file`.
    pub fn open(&mut self, file: PathBuf) {
        self.app.act(Action::OpenFile(file), (self.clock)());
    }

    /// Draws one frame and does what was asked in it.
    pub fn ui(&mut self, ui: &mut egui::Ui) {
        let now = (self.clock)();
        while let Ok((ticket, report)) = self.inbox.try_recv() {
            self.app.receive(ticket, report, now);
        }
        if self.app.due().is_some_and(|due| due <= now) {
            self.app.tick(now);
        }
        // What a report asked for is seen before anything is drawn from the state it left.
        self.carry_out(ui.ctx());
        self.follow_theme(ui.ctx());

        let mut actions = Vec::new();
        self.keys(ui, &mut actions);
        self.go_on_writing(ui);
        self.dialogs.poll(&mut actions);
        attachments_panel::dropped(ui.ctx(), &self.app, &mut actions);
        self.closing(ui.ctx(), &mut actions);
        self.draw(ui, &mut actions);
        for action in actions {
            match action {
                Action::Run(Command::OtherPane) if self.app.available(Command::OtherPane) => {
                    let there = ui.memory(|memory| memory.focused()) == Some(editor::beside_id());
                    if there {
                        self.editor.request_focus()
                    } else {
                        self.view.beside.editor.request_focus()
                    };
                }
                Action::Run(command)
                    if self.app.available(command)
                        && (self.view.run(command, &self.app) || self.editor.run(command)) => {}
                action => self.app.act(action, (self.clock)()),
            }
            self.carry_out(ui.ctx());
        }
        if let Some(due) = self.app.due() {
            let wait = u64::try_from(due - (self.clock)()).unwrap_or(0);
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(wait));
        }
    }

    fn carry_out(&mut self, ctx: &egui::Context) {
        for effect in self.app.effects() {
            match effect {
                Effect::Changed(change) => self.editor.apply(&change),
                Effect::Reset => self.editor.reset(),
                Effect::ChangedBeside(change) => self.view.beside.editor.apply(&change),
                Effect::ResetBeside => self.view.beside.editor.reset(),
                Effect::FocusBeside => self.view.beside.editor.request_focus(),
                Effect::ShowBeside(span) => self.view.beside.editor.select(span),
                Effect::Show(span) => self.editor.select(span),
                Effect::Focus => self.editor.request_focus(),
                Effect::Quit => {
                    self.quitting = true;
                    ctx.send_viewport_cmd(egui::ViewportCommand::Close);
                }
                choice => self.dialogs.ask_for(choice, self.app.tr(), ctx),
            }
        }
        let title = self.window_title();
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
        ctx.request_repaint_after(std::time::Duration::from_secs(60));
    }

    fn window_title(&self) -> String {
        let tr = self.app.tr();
        let Some(open) = self.app.open() else { return tr.text("app-name") };
        let name = open.file_stem().unwrap_or_else(|| tr.text("untitled"));
        let id = if open.unsaved() { "window-title-unsaved" } else { "window-title" };
        tr.format(id, &[("name", name.into())])
    }

    fn follow_theme(&self, ctx: &egui::Context) {
        let wanted = match self.app.settings().theme {
            Theme::System => egui::ThemePreference::System,
            Theme::Light => egui::ThemePreference::Light,
            Theme::Dark => egui::ThemePreference::Dark,
        };
        if ctx.options(|o| o.theme_preference) != wanted {
            ctx.set_theme(wanted);
        }
    }

    /// Closing the window goes through the question about unsaved changes.
    fn closing(&mut self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        if ctx.input(|i| i.viewport().close_requested()) && !self.quitting {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            actions.push(Action::Run(Command::Quit));
        }
    }

    /// Who closes a window goes on writing, unless the keyboard went elsewhere.
    fn go_on_writing(&mut self, ui: &egui::Ui) {
        if self.is_asking() {
            self.left = LEAVING;
        } else if self.left > 0 {
            // What had the keyboard in the window is forgotten some frames after it.
            self.left -= 1;
            if ui.memory(|memory| memory.focused().is_none()) {
                self.left = 0;
                self.editor.request_focus();
            }
            ui.ctx().request_repaint();
        }
    }

    /// Whether a window stands before the text and has the keyboard.
    fn is_asking(&self) -> bool {
        self.view.palette.is_some()
            || self.view.ruby.is_some()
            || self.view.ruby_all.is_some()
            || self.view.table.is_some()
            || self.app.ranging().is_some()
            || self.app.merging().is_some()
            || self.app.shows_profile()
            || self.view.versions.is_some()
            || self.view.templates.is_some()
            || self.view.take_in.is_some()
            || self.view.term.is_some()
            || self.view.termbase.is_some()
            || self.view.concordance.is_some()
            || self.view.memories.is_some()
            || self.view.exchange.is_some()
            || self.app.resources().returned.is_some()
            || self.app.sending().is_some()
            || self.app.printing().is_some()
            || self.app.asks_unsaved()
            || self.app.asks_consent().is_some()
            || self.app.asks_reason().is_some()
            || self.app.figures().is_some()
            || (self.app.trail().is_some() || self.view.policy)
            || self.app.asks_name()
            || self.app.doubt().is_some()
            || self.app.asks_level()
            || self.app.asks_passphrase().is_some()
            || self.dialogs.is_asking()
    }

    /// Key chords become commands, unless a composition is open in the input method.
    fn keys(&self, ui: &mut egui::Ui, actions: &mut Vec<Action>) {
        if self.editor.is_composing() || self.view.beside.editor.is_composing() || self.is_asking() {
            return;
        }
        let editors = [editor::editor_id(), editor::beside_id()];
        let editing = ui.memory(|m| m.focused()).is_some_and(|id| editors.contains(&id));
        let typing = ui.ctx().egui_wants_keyboard_input();
        for (chord, command) in command::chords() {
            // Nothing is changed that is not seen.
            if self.app.desk().is_some() && !desk::has(command) {
                continue;
            }
            if self.app.preview().is_some() && !preview::has(command) {
                continue;
            }
            // The text has these for itself, wherever the keyboard is.
            let own = matches!(command, Command::Undo | Command::Redo | Command::SelectAll);
            if own && typing && !editing {
                continue;
            }
            if matches!(command, Command::SelectAll) && editing {
                continue;
            }
            // A field may have its own use for these; what they decide about is in the text.
            if matches!(command, Command::AcceptHunk | Command::Bold | Command::Underline) && typing && !editing {
                continue;
            }
            // What cannot be done now leaves its keys alone; whether it can is asked only when they are pressed.
            if let Some(shortcut) = shortcut(chord)
                && ui.input(|i| i.events.iter().any(|event| presses(event, chord, shortcut.logical_key)))
                && self.app.available(command)
                && ui.input_mut(|i| i.consume_shortcut(&shortcut))
            {
                actions.push(Action::Run(command));
            }
        }
    }

    fn draw(&mut self, ui: &mut egui::Ui, actions: &mut Vec<Action>) {
        let app = &self.app;
        let tr = app.tr();
        egui::Panel::top("menu").frame(widgets::bar_frame(ui)).show(ui, |ui| menu_bar(ui, app, actions));
        let previews = app.preview().is_some();
        let at_desk = app.desk().is_some();
        if app.open().is_some() && !self.view.focus && !previews && !at_desk {
            egui::Panel::top("tools").frame(widgets::bar_frame(ui)).show(ui, |ui| tool_bar(ui, app, actions));
        }
        egui::Panel::bottom("status")
            .frame(widgets::bar_frame(ui))
            .show(ui, |ui| status::ui(ui, app, self.editor.pages(), actions));
        if app.resources().working.is_some() {
            egui::Panel::bottom("working").frame(widgets::bar_frame(ui)).show(ui, |ui| working::ui(ui, app, actions));
        }
        if !app.notices().is_empty() {
            egui::Panel::bottom("notices")
                .frame(widgets::bar_frame(ui))
                .show(ui, |ui| status::notices_ui(ui, app, actions));
        }
        if let Some(settings) = &mut self.view.settings {
            settings.above = ui.available_rect_before_wrap().bottom();
        }
        if at_desk {
            desk::ui(ui, app, &mut self.view.desk, actions);
        } else if previews {
            preview::ui(ui, app, &mut self.view.preview, actions);
        } else if app.open().is_some() {
            if !self.view.outline_hidden && !self.view.focus && app.beside().is_none() {
                egui::Panel::left("outline")
                    .default_size(190.0)
                    .size_range(140.0..=360.0)
                    .frame(widgets::panel_frame(ui))
                    .show(ui, |ui| outline::ui(ui, app, &mut self.view.outline, actions));
            }
            if !self.view.focus {
                egui::Panel::right("side")
                    .default_size(356.0)
                    .size_range(260.0..=560.0)
                    .frame(widgets::panel_frame(ui))
                    .show(ui, |ui| side_ui(ui, app, &mut self.view, actions));
            }
            egui::CentralPanel::no_frame().show(ui, |ui| {
                if app.beside().is_some() {
                    let mut panes = std::mem::take(&mut self.view.beside);
                    beside::ui(ui, app, &mut self.editor, &mut panes, actions, |ui, editor, actions| {
                        document_ui(ui, app, &mut self.view, editor, actions);
                    });
                    self.view.beside = panes;
                    return;
                }
                if app.shows_pairs() {
                    return pairs::ui(ui, app, &mut self.view.pairs, actions);
                }
                document_ui(ui, app, &mut self.view, &mut self.editor, actions);
            });
        } else if app.filling().is_some() {
            egui::CentralPanel::default_margins().show(ui, |ui| filling::ui(ui, app, &mut self.view, actions));
        } else {
            // What was asked goes on without its document.
            if app.panel() == Panel::Queue || app.queue().next().is_some() {
                egui::Panel::right("side")
                    .default_size(330.0)
                    .size_range(260.0..=560.0)
                    .frame(widgets::panel_frame(ui))
                    .show(ui, |ui| queue_panel::ui(ui, app, actions));
            }
            egui::CentralPanel::default_margins().show(ui, |ui| start::ui(ui, app, actions));
        }
        palette::ui(ui.ctx(), app, &mut self.view.palette, actions);
        ruby::ui(ui.ctx(), app, &mut self.view.ruby, actions);
        ruby::all_ui(ui.ctx(), app, &mut self.view.ruby_all, actions);
        table_window::ui(ui.ctx(), app, &mut self.view.table, actions);
        figures::ui(ui.ctx(), app, actions);
        pair_ask::ui(ui.ctx(), app, &mut self.view.reason, actions);
        templates::ui(ui.ctx(), app, &mut self.view.templates, actions);
        termbase::ui(ui.ctx(), app, &mut self.view.termbase, &mut self.view.term, actions);
        term_window::ui(ui.ctx(), app, &mut self.view.term, actions);
        concordance::ui(ui.ctx(), app, &mut self.view.concordance, actions);
        memories::ui(ui.ctx(), app, &mut self.view.memories, actions);
        exchange::ui(ui.ctx(), app, &mut self.view.exchange, actions);
        exchange::returned_ui(ui.ctx(), app, &mut self.view.returned, actions);
        take_in::ui(ui.ctx(), app, &mut self.view.take_in, actions);
        doubt_window::ui(ui.ctx(), app, &mut self.view.doubt_begun, actions);
        name_window::ui(ui.ctx(), app, &mut self.view.name, actions);
        trail_window::ui(ui.ctx(), app, &mut self.view.trail, actions);
        send_view::ui(ui.ctx(), app, &mut self.view.send, actions);
        queue_panel::plan_ui(ui.ctx(), app, &mut self.view.plan, actions);
        settings_window::ui(ui.ctx(), app, &mut self.view.settings, actions);
        about::shortcuts_ui(ui.ctx(), tr, &mut self.view.shortcuts);
        about::ui(ui.ctx(), tr, &mut self.view.about);
        policy_window::ui(ui.ctx(), app, &mut self.view.policy);
        versions_window::ui(ui.ctx(), app, &mut self.view.versions, actions);
        comparison::ui(ui.ctx(), app, &mut self.view.compared, actions);
        print_window::ui(ui.ctx(), app, &mut self.view.print, actions);
        merge_window::ui(ui.ctx(), app, actions);
        range_window::ui(ui.ctx(), app, &mut self.view.range, actions);
        profile_window::ui(ui.ctx(), app, &mut self.view.profile, actions);
        self.dialogs.ui(ui.ctx(), app, actions);
        attachments_panel::hover_ui(ui.ctx(), app);
    }
}

/// egui's name for a chord; `None` for a key egui does not know.
pub fn shortcut(chord: Chord) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    if chord.command {
        modifiers = modifiers.plus(Modifiers::COMMAND);
    }
    if chord.shift {
        modifiers = modifiers.plus(Modifiers::SHIFT);
    }
    if chord.alt {
        modifiers = modifiers.plus(Modifiers::ALT);
    }
    Some(KeyboardShortcut::new(modifiers, Key::from_name(chord.key)?))
}

/// Whether `event` is `chord`, whose key is `wanted`: Ctrl+Shift+Q is never Ctrl+Q, also where it means nothing now. Signs
/// and digits need Shift on some keyboards and not on others. What counts is what was held when the key went down: by the
/// end of the frame it may be up again.
fn presses(event: &egui::Event, chord: Chord, wanted: Key) -> bool {
    let egui::Event::Key { key, pressed: true, modifiers: held, .. } = event else { return false };
    let function = wanted >= Key::F1 && wanted <= Key::F35;
    let sign =
        !wanted.symbol_or_name().chars().all(char::is_alphabetic) && !chord.key.starts_with("Arrow") && !function;
    *key == wanted && chord.alt == held.alt && (chord.shift == held.shift || (sign && held.shift))
}

/// How the first chord of `command` is shown: `Ctrl+Shift+P`, `⇧⌘P` on macOS; marks as they are on the keys.
pub fn shown_keys(command: Command, ctx: &egui::Context) -> String {
    let Some(shortcut) = command.row().keys.first().and_then(|keys| shortcut(Chord::parse(keys))) else {
        return String::new();
    };
    let shown = ctx.format_shortcut(&shortcut);
    let (name, symbol) = (shortcut.logical_key.name(), shortcut.logical_key.symbol_or_name());
    match shown.strip_suffix(name) {
        Some(modifiers) if symbol.is_ascii() => format!("{modifiers}{symbol}"),
        _ => shown,
    }
}

fn menu_bar(ui: &mut egui::Ui, app: &App, actions: &mut Vec<Action>) {
    let tr = app.tr();
    egui::MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(tr.text(&format!("menu-{}", menu.id())), |ui| {
                ui.set_min_width(280.0);
                // What is longer than a low screen scrolls.
                let room = ui.ctx().content_rect().height() - 3.0 * widgets::ROW;
                egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
                    for row in COMMANDS.iter().filter(|row| row.menu == menu) {
                        if row.separated {
                            ui.separator();
                        }
                        let button = egui::Button::new(tr.text(&row.command.message()))
                            .shortcut_text(shown_keys(row.command, ui.ctx()))
                            .min_size(egui::vec2(ui.available_width(), widgets::ROW));
                        if ui.add_enabled(app.available(row.command), button).clicked() {
                            actions.push(Action::Run(row.command));
                            ui.close();
                        }
                    }
                    widgets::follow_keyboard(ui);
                });
            });
        }
    });
}

fn tool_bar(ui: &mut egui::Ui, app: &App, actions: &mut Vec<Action>) {
    let groups: [&[Command]; 4] = [
        &[Command::Save, Command::ExportWord],
        &[Command::Undo, Command::Redo],
        &[Command::Bold, Command::Underline, Command::Ruby],
        &[Command::Draft, Command::Rewrite, Command::Summarize],
    ];
    ui.horizontal_wrapped(|ui| {
        for (index, group) in groups.iter().enumerate() {
            if index > 0 {
                ui.separator();
            }
            for &command in *group {
                command_button(ui, app, command, actions);
            }
        }
        if app.asking().is_some() {
            ui.separator();
            command_button(ui, app, Command::Stop, actions);
        }
    });
}

/// A button for `command`, with its keys and its explanation in the tooltip.
pub fn command_button(ui: &mut egui::Ui, app: &App, command: Command, actions: &mut Vec<Action>) {
    named_button(ui, app, command, &command.message(), actions);
}

/// The same with a name of its own, the message `id`, for where there is little room and the rest says enough.
pub fn named_button(ui: &mut egui::Ui, app: &App, command: Command, id: &str, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let button = egui::Button::new(tr.text(id)).min_size(egui::vec2(0.0, widgets::BUTTON));
    let response = ui.add_enabled(app.available(command), button);
    let response = response.on_hover_ui(|ui| about::tip(ui, tr, command)).on_disabled_hover_ui(|ui| {
        about::tip(ui, tr, command);
        if app.forbids(command) {
            let policy = app.policy();
            let contact = if policy.contact.is_empty() { "none" } else { &policy.contact };
            let args = [("policy", policy.name.as_str().into()), ("contact", contact.into())];
            ui.label(tr.format("tip-forbidden", &args));
        }
    });
    if response.clicked() {
        actions.push(Action::Run(command));
    }
}

/// A panel and the name on its tab.
type Tab = (Panel, String);

/// Which tabs fit in the row that is left, the one of `chosen` always, and which go into a menu called `more`.
fn in_one_row(ui: &egui::Ui, chosen: Panel, tabs: Vec<Tab>, more: &str) -> (Vec<Tab>, Vec<Tab>) {
    let font = egui::TextStyle::Button.resolve(ui.style());
    let spacing = ui.spacing();
    let edges = 2.0 * spacing.button_padding.x + spacing.item_spacing.x + 2.0;
    let width = |name: &str| {
        let words = ui.painter().layout_no_wrap(name.to_owned(), font.clone(), ui.visuals().text_color());
        words.size().x + edges
    };
    let room = ui.available_width();
    if tabs.iter().map(|(_, name)| width(name)).sum::<f32>() <= room {
        return (tabs, Vec::new());
    }
    let of_chosen = tabs.iter().find(|(panel, _)| *panel == chosen).map_or(0.0, |(_, name)| width(name));
    let mut left = room - width(more) - of_chosen;
    tabs.into_iter().partition(|(panel, name)| {
        let fits = *panel == chosen || width(name) <= left;
        if fits && *panel != chosen {
            left -= width(name);
        }
        fits
    })
}

fn side_ui(ui: &mut egui::Ui, app: &App, view: &mut View, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let open = app.open();
    let (pieces, findings) = open.map_or((0, 0), |open| (open.open_hunks().len(), open.findings.len()));
    let in_pairs = app.pairs().filter(|_| app.shows_pairs()).map(|pairs| view.pair_findings.all(pairs));
    let findings = in_pairs.unwrap_or(findings);
    let personal = app.personal().map_or(0, |s| s.found.iter().filter(|one| !one.is_information()).count());
    let comments = open.map_or(0, |open| open.document.comments().iter().filter(|comment| !comment.resolved).count());
    ui.horizontal_wrapped(|ui| {
        // All of them in one row.
        ui.spacing_mut().button_padding.x = 1.5 * super::theme::STEP;
        ui.spacing_mut().item_spacing.x = super::theme::STEP / 2.0;
        let mut tabs = vec![
            (Panel::Assistant, "panel-assistant", pieces),
            (Panel::Findings, "panel-findings", findings),
            (Panel::Comments, "panel-comments", comments),
            (Panel::Review, "panel-review", open.map_or(0, |open| open.checklist.open())),
        ];
        // These come with a command and stay as long as there is something to see.
        let attached = open.map_or(0, |open| open.document.attachments().len());
        if app.panel() == Panel::Attachments || attached > 0 {
            tabs.push((Panel::Attachments, "panel-attachments", attached));
        }
        let queued = app.queue().filter(|entry| entry.is_pending()).count();
        if app.panel() == Panel::Queue || app.queue().next().is_some() {
            tabs.push((Panel::Queue, "panel-queue", queued));
        }
        if app.panel() == Panel::Personal || app.personal().is_some() {
            tabs.push((Panel::Personal, "panel-personal", personal));
        }
        if app.shows_pairs() {
            let found = app.pairs().and_then(|p| Some(p.found(p.at()?.id).len())).unwrap_or(0);
            tabs.insert(0, (Panel::Pair, "panel-pair", found));
        }
        let named = tabs.into_iter().map(|(panel, id, count)| (panel, tr.format(id, &[("count", count.into())])));
        let (row, rest) = in_one_row(ui, app.panel(), named.collect(), &tr.text("panel-more"));
        for (panel, name) in row {
            if ui.add(widgets::tab(app.panel() == panel, name)).clicked() {
                actions.push(Action::ShowPanel(panel));
            }
        }
        if !rest.is_empty() {
            ui.menu_button(tr.text("panel-more"), |ui| {
                for (panel, name) in rest {
                    if ui.button(name).clicked() {
                        actions.push(Action::ShowPanel(panel));
                        ui.close();
                    }
                }
            });
        }
    });
    ui.separator();
    match app.panel() {
        // Without pairs there is nothing to say of one.
        Panel::Pair if !app.shows_pairs() => assistant_panel::ui(ui, app, &mut view.assistant, actions),
        Panel::Assistant => assistant_panel::ui(ui, app, &mut view.assistant, actions),
        Panel::Findings if app.shows_pairs() => pair_findings::ui(ui, app, view, actions),
        Panel::Findings => findings_panel::ui(ui, app, view, actions),
        Panel::Pair => pair_panel::ui(ui, app, &mut view.life, actions),
        Panel::Personal => personal_panel::ui(ui, app, actions),
        Panel::Comments => comments_panel::ui(ui, app, view, actions),
        Panel::Review => review_panel::ui(ui, app, &mut view.review, actions),
        Panel::Queue => queue_panel::ui(ui, app, actions),
        Panel::Attachments => attachments_panel::ui(ui, app, actions),
    }
}

/// The findings and the agreed words of the document at hand, as the editor asks for them.
struct Findings<'a> {
    app: &'a App,
    open: &'a Open,
    tr: &'a Tr,
}

impl Marks for Findings<'_> {
    fn within(&self, span: Span) -> Vec<Mark> {
        let near = self.open.findings.near(span);
        let near = near.filter(|(_, f)| f.span.touches(span));
        near.map(|(number, f)| {
            let level = match f.severity {
                Severity::Error => MarkLevel::Error,
                Severity::Warning => MarkLevel::Warning,
                Severity::Info => MarkLevel::Info,
            };
            Mark { number, span: f.span, level }
        })
        .collect()
    }

    fn words(&self, number: usize) -> Option<MarkWords> {
        let finding = self.open.findings.get(number)?;
        Some(MarkWords {
            title: self.tr.text(&proofread::message_id(finding.rule)),
            message: findings_panel::message(self.tr, finding.what),
            fixes: finding.fixes.iter().map(|fix| fix.text.clone()).collect(),
        })
    }

    fn terms(&self, span: Span) -> Vec<TermMark> {
        if !self.app.shows_terms() {
            return Vec::new();
        }
        let near = self.app.resources().terms.near(span);
        near.map(|(number, span, forbidden)| TermMark { number, span, forbidden }).collect()
    }

    fn entries(&self, number: usize) -> Vec<(String, Vec<String>)> {
        let entries = self.app.resources().terms.entries_at(number);
        entries.into_iter().map(|term| term_lines::entry(self.app, term, self.open.document.lang())).collect()
    }
}

fn document_ui(ui: &mut egui::Ui, app: &App, view: &mut View, editor: &mut Editor, actions: &mut Vec<Action>) {
    let Some(open) = app.open() else { return };
    let tr = app.tr();
    let marks = Findings { app, open, tr };
    let pieces = open.open_hunks();
    let at = open.selection;
    // What nobody would see of a piece is shown, and does nothing.
    let mut new: Vec<_> = pieces.iter().map(|(_, _, hunk)| visible::revealed(&hunk.new)).collect();
    // Where an answer broke off there is a mark, which is taken over no more than what nobody would see.
    for (proposal, _) in open.proposals.iter().enumerate().filter(|(_, proposal)| app.is_part(proposal)) {
        if let Some(last) = pieces.iter().rposition(|(of, ..)| *of == proposal) {
            new[last] = format!("{}{}", new[last], tr.text("answers-part")).into();
        }
    }
    // What arrives stands in its place while it does.
    let arriving = assistant_panel::arriving_in_text(app);
    let mut hunks: Vec<HunkMark<'_>> = pieces
        .iter()
        .enumerate()
        .map(|(index, (proposal, _, hunk))| HunkMark {
            suggestion: 0,
            hunk: index,
            span: hunk.span,
            new: &new[index],
            selected: !at.is_empty() && at == hunk.span || at.is_empty() && hunk.span.touches(at),
            arriving: false,
            author: open.maker(*proposal).map_or("", |(name, _)| name),
        })
        .collect();
    for (span, new) in &arriving {
        let place = hunks.partition_point(|hunk| (hunk.span.start, hunk.span.end) <= (span.start, span.end));
        let mark = HunkMark {
            suggestion: 0,
            hunk: hunks.len(),
            span: *span,
            new,
            selected: false,
            arriving: true,
            author: "",
        };
        hunks.insert(place, mark);
    }
    let here = open.comment_at_cursor();
    let comments: Vec<CommentMark<'_>> = open
        .document
        .comments()
        .iter()
        .enumerate()
        .filter_map(|(index, comment)| {
            let first = comment.notes.first()?;
            Some(CommentMark {
                span: comment.span,
                author: &first.author,
                text: &first.text,
                replies: comment.notes.len() - 1,
                resolved: comment.resolved,
                selected: here == Some(index) && app.panel() == Panel::Comments,
            })
        })
        .collect();
    let shown = editor::View {
        document: &open.document,
        marks: &marks,
        hunks: &hunks,
        comments: &comments,
        // Who decides on a document sees what is not from people.
        show_authors: view.show_authors || app.reviewing(),
        show_spaces: view.show_spaces,
        tr,
        zoom: app.settings().zoom,
    };
    for event in editor.ui(ui, &shown) {
        actions.push(match event {
            EditorEvent::Edit { change, marks, whose, .. } if !whose.is_empty() => {
                Action::Paste { change, marks, whose }
            }
            EditorEvent::Edit { change, marks, joins, .. } if marks.is_empty() => Action::Edit { change, joins },
            EditorEvent::Edit { change, marks, joins, .. } => Action::EditMarked { change, marks, joins },
            EditorEvent::SetRole { paragraph, role } => Action::SetRole { paragraph, role },
            EditorEvent::Table { step, at } => Action::Table { step, at },
            EditorEvent::Undo => Action::Run(Command::Undo),
            EditorEvent::Redo => Action::Run(Command::Redo),
            EditorEvent::CaretMoved => Action::Seal,
            EditorEvent::EditTerm(number) => {
                let entry = app.resources().terms.entries_at(number).into_iter().next().cloned();
                view.term = entry.map(|entry| term_window::TermView::of(app, entry));
                continue;
            }
            EditorEvent::Fix { mark, fix } => Action::Fix { finding: mark, fix },
            EditorEvent::Accept { hunk, .. } => Action::AcceptHunk(hunk),
            EditorEvent::Reject { hunk, .. } => Action::RejectHunk(hunk),
        });
    }
    if app.shows_terms()
        && let Some(seen) = editor.seen()
    {
        let text = open.document.text();
        let lines = text.line_of(seen.start.min(text.len()))..text.line_of(seen.end.min(text.len())) + 1;
        if app.resources().terms.wants(&open.key, open.document.revision(), &lines) {
            actions.push(Action::Resources(Ask::SeeLines(lines)));
        }
    }
    if editor.selection() != open.selection {
        actions.push(Action::Selected(editor.selection()));
    }
}
