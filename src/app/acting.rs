//! What a person asks for is carried out: one arm for every [`Action`] and every [`Command`], each calling the file
//! that knows how.

use super::leaving::Waiting;
use super::resources::{Ask, Choice};
use super::*;
use crate::format::Kind;
use crate::text::dating::Calendar;

impl App {
    /// Carries out `action`.
    pub fn act(&mut self, action: Action, now: i64) {
        self.now = now;
        let outer = self.refusals.begin(&action, &mut self.notices);
        self.carry_out(action);
        self.refusals.end(outer);
    }

    fn carry_out(&mut self, action: Action) {
        match action {
            Action::Run(command) => {
                if self.available(command) {
                    self.run(command);
                }
            }
            Action::Fill { form, .. } if !self.policy.offers_form(&form) => self.tell_locked(),
            Action::Fill { form, lang } => self.unless_unsaved(Action::Fill { form: form.clone(), lang }, |app| {
                if let Some(form) = app.form(&form, Some(lang)) {
                    app.put_away();
                    let facts = app.first_facts(&form);
                    app.filling = Some(Filling { form, facts, problems: Vec::new() });
                }
            }),
            Action::SetFact { key, value } => {
                if let Some(filling) = &mut self.filling {
                    filling.facts.set(&key, value);
                    if !filling.problems.is_empty() {
                        filling.problems = filling.form.check(&filling.facts);
                    }
                }
            }
            Action::Create => self.create(),
            Action::LeaveForm => self.filling = None,
            Action::OpenFile(path) => self.unless_unsaved(Action::OpenFile(path.clone()), |app| {
                if super::resources::exchange::holds_pairs(&path) {
                    return app.import_pairs(path);
                }
                app.reading = Some(app.send(Job::Read { path, encoding: None }));
            }),
            Action::OpenSample(lang) => self.unless_unsaved(Action::OpenSample(lang), |app| app.open_sample(lang)),
            Action::Restore(key) => self.unless_unsaved(Action::Restore(key.clone()), |app| app.restore(&key)),
            Action::Forget(key) => {
                self.sessions.retain(|session| session.key != key);
                self.send(Job::Release { key });
            }
            Action::SaveTo(path) => self.save_to(path, false),
            Action::ExportTo(path) => self.save_to(path, true),
            Action::DrawPage { .. } | Action::ChooseSheet(_) | Action::Print(..) | Action::LeavePrinting => {
                self.act_on_pages(action)
            }
            Action::Clerk(ask) => self.ask_clerk(ask),
            Action::Range(ask) => self.ask_range(ask),
            Action::TakeName(name) => self.take_name(name),
            Action::Foresee { id, values } => self.foresee(id, values),
            Action::Trail(ask) => self.act_on_trail(ask),
            Action::Desk(ask) => self.ask_desk(ask),
            Action::Attachments(ask) => self.act_on_attachments(ask),
            Action::CompareWith(path) => self.compare_with(path),
            Action::CloseComparison => self.compared = None,
            Action::ChooseTable { amendment } => self.choose_table(amendment),
            Action::SettleDoubt(chosen) => self.settle_doubt(chosen),
            Action::SetTableStyle(style) => self.set_table_style(style),
            Action::SaveTableTo(path) => self.save_table(path),
            Action::Queue { id, step } => self.queue_step(id, step),
            Action::DecidePlan { begin } => self.decide_plan(begin),
            Action::Answer(answer) => self.answer(answer),
            Action::Consent(answer) => self.consent(answer),
            Action::Edit { change, joins } => {
                let at = self.now;
                self.edit(Edit { joins, ..Edit::by_person(change, at) }, None);
            }
            Action::EditMarked { change, marks, joins } => {
                let at = self.now;
                self.edit(Edit { marks, joins, ..Edit::by_person(change, at) }, None);
            }
            Action::Paste { change, marks, whose } => {
                let edit = Edit { marks, ..Edit::by_person(change, self.now) };
                self.paste(edit, &whose);
            }
            Action::Mark(marks) => self.mark(marks),
            Action::ReadKanji { span, readers } => self.read_kanji(span, readers),
            Action::Comment(_) | Action::LeaveComment | Action::Reply { .. } => self.act_on_comment(action),
            Action::SettleComment { .. } | Action::RemoveComment(_) => self.act_on_comment(action),
            Action::BringCommentBack | Action::ShowComment(_) => self.act_on_comment(action),
            Action::SetUserName(name) => {
                self.settings.user_name = name.trim().to_owned();
                self.save_settings();
            }
            Action::FocusText => self.effects.push(Effect::Focus),
            Action::SetRole { paragraph, role } => {
                let at = self.now;
                self.edit(Edit { roles: vec![(paragraph, role)], ..Edit::by_person(Change::default(), at) }, None);
            }
            Action::Table { step, at } => self.table(&step, at),
            Action::MoveParagraphs { which, to } => self.move_paragraphs(which, to),
            Action::Seal => {
                if let Some(open) = &mut self.open {
                    open.document.seal();
                }
            }
            Action::Selected(span) => {
                if let Some(open) = &mut self.open {
                    open.selection = span;
                }
            }
            Action::Fix { finding, fix } => self.fix(finding, fix),
            Action::FixRule(rule) => self.fix_rule(rule),
            Action::Ignore { finding, scope } => self.ignore(finding, scope),
            Action::TakeBack(index) => self.take_back(index),
            Action::TakeBackEverywhere(index) => {
                if index < self.settings.ignored.len() {
                    self.settings.ignored.remove(index);
                    self.settle_rules();
                }
            }
            Action::SetRule { rule, level } => {
                if self.locked_rule(rule) || self.locked("rules") {
                    return;
                }
                match level {
                    Some(level) => drop(self.settings.rules.insert(rule.to_owned(), level)),
                    None => drop(self.settings.rules.remove(rule)),
                }
                self.settle_rules();
            }
            Action::SetWordsFolder(folder) => {
                if self.locked("words-folder") {
                    return;
                }
                self.settings.words_folder = folder;
                self.load_profile();
                self.save_settings();
                self.load_words();
            }
            Action::PairAt(id) => self.pair_at(id),
            Action::StepPair(by) => self.step_pair(by),
            Action::TypeTarget { id, target } => self.type_target(id, target),
            Action::EditPairs(edits) => drop(self.edit_pairs(&edits)),
            Action::TakeMatch(index) => self.take_match(index),
            Action::UndoPairs(back) => self.undo_pairs(back),
            Action::ListPairs { only, search } => self.list_pairs(only, search),
            Action::Workbench(step) => self.workbench_step(step),
            Action::FindLocal => {
                let here = Endpoint::new("localhost", "http://localhost");
                if let Verdict::Refused(refusal) = self.gate(&here, Purpose::Models, &[], 0) {
                    return self.tell(Notice::error(&refusal));
                }
                self.local = Some(None);
                let record = Box::new(logbook::looking(self.event(EventKind::Send)));
                self.send(Job::FindLocal { record });
            }
            Action::AskTemplate { id, values } => self.ask_template(&id, &values),
            Action::TakeIn { text, from, instead } => self.take_in(&text, &from, instead),
            Action::SaveTemplate(text) => {
                let dirs = self.dirs.clone();
                self.send(Job::SaveTemplate { text, dirs });
            }
            Action::ImportTemplate(from) => {
                let dirs = self.dirs.clone();
                self.send(Job::ImportTemplate { from, dirs });
            }
            Action::RemoveTemplate(id) => {
                let own = self.templates.iter().find(|kept| kept.template.id == id);
                let path = own.filter(|kept| kept.template.owner == Owner::Person).and_then(|kept| kept.path.clone());
                if let Some(path) = path {
                    let folders = templates::folders(&self.dirs, &self.settings);
                    self.send(Job::RemoveTemplate { path, folders });
                }
            }
            Action::ChooseWords => self.effects.push(Effect::ChooseWords),
            Action::ImportWords(from) => {
                let dirs = self.dirs.clone();
                self.send(Job::ImportWords { from, dirs });
            }
            Action::ReloadWords => self.load_words(),
            Action::ShowFinding(index) => {
                if let Some(finding) = self.open.as_ref().and_then(|open| open.findings.get(index)) {
                    self.effects.push(Effect::Show(finding.span));
                }
            }
            Action::GoToFinding(index) => {
                self.act(Action::ShowFinding(index), self.now);
                self.effects.push(Effect::Focus);
            }
            Action::Show(span) => self.effects.push(Effect::Show(span)),
            Action::AcceptHunk(index) => self.decide(&[index], true),
            Action::RejectHunk(index) => self.decide(&[index], false),
            Action::LookedAt(index) => self.looked_at(index),
            Action::ShowHunk(index) => {
                let span = self.open.as_ref().and_then(|open| Some(open.open_hunks().get(index)?.2.span));
                self.effects.extend(span.map(Effect::Show));
            }
            Action::Again(wish) => self.ask_again(&wish),
            Action::Summarize(length) => self.summarize(length),
            Action::ChooseTitle(index) => self.choose_title(index),
            Action::ChooseAttachment => self.choose_attachment(),
            Action::Attach(path) => self.attach(path),
            Action::Detach(index) => self.leave_out(index),
            Action::ChooseFile(index) => self.choose_file(index),
            Action::ExportTemplate(id) => self.export_template(&id),
            Action::SaveFileTo(path) => self.save_file(path),
            Action::DropUnplaced => self.drop_unplaced(),
            Action::Reveal(index) => self.reveal(index),
            Action::ChooseInstruction(instruction) => self.instruction = instruction,
            Action::MaskDocument => self.mask_document(),
            Action::KeepMap => self.keep_map(),
            Action::ShowPersonal(index) => self.show_personal(index),
            Action::Send { remember } => self.send_now(remember),
            Action::DontSend => self.dont_send(),
            Action::SetPersonal(handling) => {
                self.settings.personal = handling;
                self.save_settings();
            }
            Action::ProposeAnswer => self.propose_reply(),
            Action::ShowPanel(panel) => {
                self.panel = panel;
                if panel == Panel::Review {
                    self.list_facts();
                }
            }
            Action::TickFact { fact, looked_at } => self.tick_fact(fact, looked_at),
            Action::Vouch { verdict, comment } => self.vouch(verdict, comment),
            Action::LeaveUnsent => {
                self.leave_unlevelled();
                self.unsent = None;
                self.rest_not_asked();
            }
            Action::Passphrase(passphrase) => self.unlock(passphrase),
            Action::ChooseEngine(name) => {
                if self.locked("endpoint") {
                    return;
                }
                self.settings.chosen_endpoint = name;
                self.save_settings();
            }
            Action::ChooseTaskEngine(task, name) => {
                if self.locked("endpoint") {
                    return;
                }
                match name {
                    Some(name) => drop(self.settings.task_endpoints.insert(task.code().to_owned(), name)),
                    None => drop(self.settings.task_endpoints.remove(task.code())),
                }
                self.save_settings();
            }
            Action::SaveEndpoint { was, endpoint } => {
                // What is set for a task follows the name.
                let tasks = self.settings.task_endpoints.values_mut();
                tasks.filter(|name| Some(&**name) == was.as_ref()).for_each(|name| name.clone_from(&endpoint.name));
                // At another address is another model.
                let other = |known: &&Endpoint| Some(&known.name) == was.as_ref() && known.url != endpoint.url;
                if let Some(before) = self.settings.endpoints.iter().find(other).cloned() {
                    self.forget_habits(&before);
                }
                let known = self.settings.endpoints.iter_mut().find(|e| Some(&e.name) == was.as_ref());
                if self.settings.chosen_endpoint == was || was.is_none() {
                    self.settings.chosen_endpoint = Some(endpoint.name.clone());
                }
                match known {
                    Some(known) => *known = *endpoint,
                    None => self.settings.endpoints.push(*endpoint),
                }
                self.examination = None;
                self.save_settings();
            }
            Action::RemoveEndpoint(name) => {
                if let Some(endpoint) = self.endpoints.iter().find(|e| e.name == name).cloned() {
                    self.forget_habits(&endpoint);
                }
                self.settings.endpoints.retain(|endpoint| endpoint.name != name);
                self.settings.task_endpoints.retain(|_, set| *set != name);
                if self.settings.chosen_endpoint.as_deref() == Some(&name) {
                    self.settings.chosen_endpoint = None;
                }
                self.save_settings();
            }
            Action::SaveKey { name, key } => {
                self.send(Job::StoreKey { name, key });
            }
            Action::Examine(name) => {
                if let Some(endpoint) = self.endpoints.iter().find(|e| e.name == name).cloned() {
                    let gate = self.gate(&endpoint, Purpose::Examination, &[], 0);
                    let record =
                        self.event(EventKind::Send).text("endpoint", name.clone()).text("host", endpoint.host());
                    let record = Box::new(record.text("model", endpoint.model.clone()).text("task", "examination"));
                    let ticket = self.send(Job::Examine { endpoint, gate, record });
                    self.examination = Some((name, Examination::Running(ticket)));
                }
            }
            Action::SetLocale(locale) => {
                if self.locked("locale") {
                    return;
                }
                self.settings.locale = locale;
                self.tr = Tr::new(locale.unwrap_or_else(Locale::system));
                self.save_settings();
            }
            Action::SetClassification(level) => self.classify(level),
            Action::SetProfile(profile) => {
                if let Some(open) = &mut self.open {
                    open.profile = profile;
                    open.document.judgement_mut().class = Some(profile.code().to_owned());
                    self.keep_due = Some(self.now);
                }
                self.check(true);
            }
            Action::Versions(ask) => self.act_on_versions(ask),
            Action::Resources(ask) => self.act_on_resources(ask),
            Action::Dismiss(index) => {
                if index < self.notices.len() {
                    self.notices.remove(index);
                }
            }
        }
    }

    pub(super) fn run(&mut self, command: Command) {
        if self.run_in_pairs(command) {
            return;
        }
        match command {
            Command::New => self.unless_unsaved(Action::Run(Command::New), |app| {
                app.put_away();
                app.filling = None;
            }),
            Command::Open => self.effects.push(Effect::ChooseOpen),
            Command::CloseDocument => {
                if self.leaving_is_safe(Waiting::Close) {
                    self.put_away();
                }
            }
            Command::Quit => {
                if self.desk_keeps_from_quitting() {
                    return;
                }
                if self.leaving_is_safe(Waiting::Quit) {
                    self.put_away();
                    self.effects.push(Effect::Quit);
                }
            }
            Command::Save => match self.open.as_ref().and_then(|open| open.path.clone()) {
                Some(path) => self.save_to(path, false),
                None => self.run(Command::SaveAs),
            },
            Command::SaveAs => {
                let name = self.file_name("kian");
                self.effects.push(Effect::ChooseSave(name));
            }
            Command::Merge => self.begin_merging(),
            Command::InsertRange => self.ask_range(super::ranges::Ask::Choose),
            Command::TakeNumber => self.take_number(),
            Command::OfficeProfile => self.clerk.shows_profile = true,
            Command::Forms => self.toggle_desk(),
            Command::Compare => self.effects.push(Effect::ChooseCompare),
            Command::MergeCopy => self.effects.push(Effect::ChooseMerge),
            Command::ExportWord | Command::ExportReview => {
                if !self.may_export() {
                    return;
                }
                self.previewing.archive = false;
                self.for_review = command == Command::ExportReview;
                self.workbench.exports = None;
                let name = self.file_name("docx");
                self.effects.push(Effect::ChooseExport(name));
            }
            Command::ExportPdf | Command::ExportArchive | Command::Preview | Command::Print => self.run_pages(command),
            Command::Undo | Command::Redo => {
                let at = self.now;
                let Some(open) = &mut self.open else { return };
                let change = if command == Command::Undo { open.document.undo(at) } else { open.document.redo(at) };
                if let Some(change) = change {
                    let reached = change.replaces().last().map(|r| change.map(r.span.end, crate::text::Assoc::After));
                    // Where only marks are different, that is where.
                    let marked = || Some(open.document.history().entries().last()?.marks.first()?.at);
                    let reached = reached.or_else(marked);
                    self.changed(&change, None);
                    self.effects.extend(reached.map(|at| Effect::Show(Span::at(at))));
                }
            }
            Command::SelectAll => {
                let len = self.open.as_ref().map_or(0, |open| open.document.text().len());
                self.effects.push(Effect::Show(Span::new(0, len)));
            }
            Command::Bold
            | Command::Underline
            | Command::Dots
            | Command::Superscript
            | Command::Subscript
            | Command::PlainLook => self.set_look(command),
            Command::AddComment
            | Command::NextComment
            | Command::PreviousComment
            | Command::SettleComment
            | Command::RemoveComment => self.run_comment(command),
            Command::DatesEra => self.write_dates(Calendar::Era),
            Command::DatesWestern => self.write_dates(Calendar::Western),
            Command::Ruby => self.tell(Notice::new(Level::Info, "notice-ruby-nothing")),
            Command::MoveUp | Command::MoveDown => self.move_selected(command == Command::MoveUp),
            Command::RowAbove
            | Command::RowBelow
            | Command::ColumnLeft
            | Command::ColumnRight
            | Command::DeleteRows
            | Command::DeleteColumns
            | Command::DeleteTable => self.table_command(command),
            Command::CheckNext | Command::CheckPrevious => self.step_finding(command == Command::CheckNext),
            Command::FixSafe => self.fix_safe(),
            Command::FixHere | Command::IgnoreHere => self.at_cursor(command == Command::FixHere),
            Command::Draft => self.draft(),
            Command::Rewrite => self.rewrite(),
            Command::AddReadings => self.add_readings(),
            Command::Summarize => self.summarize(offline::Length::default()),
            Command::RewriteClearer
            | Command::RewriteShorter
            | Command::RewriteLonger
            | Command::RewritePolite
            | Command::RewriteNeutral
            | Command::RewritePlain
            | Command::RewriteCorrect => {
                if let Some(instruction) = command.instruction() {
                    self.rewrite_as(&instruction);
                }
            }
            Command::RewriteOwn => {
                self.panel = Panel::Assistant;
                if !matches!(self.instruction, Instruction::Custom(_)) {
                    self.instruction = Instruction::Custom(String::new());
                }
            }
            Command::Review => self.review(),
            Command::ReadPairs => self.read_pairs(),
            Command::Stop => self.stop(),
            Command::GoOn => self.continue_answer(),
            Command::PanelQueue => self.panel = Panel::Queue,
            Command::VersionBack | Command::VersionOn => {
                self.step_version(if command == Command::VersionOn { 1 } else { -1 });
            }
            Command::Pairs => self.toggle_pairs(),
            Command::FillPairs => self.fill_pairs(),
            Command::ShowTerms => self.toggle_terms(),
            Command::Align => self.act(Action::Resources(Ask::Choose(Choice::AlignJa)), self.now),
            Command::ImportPairs => self.act(Action::Resources(Ask::Choose(Choice::PairsIn)), self.now),
            Command::ShiftUp | Command::ShiftDown => self.shift_target(command == Command::ShiftUp),
            Command::Unpair => self.unpair(),
            Command::ConfirmSure => self.confirm_sure(),
            Command::LearnPairs => self.learn_pairs(),
            Command::CopySource => self.copy_source(),
            Command::JoinPairs => self.join_pair(),
            Command::NextHunk => {
                if let Some(index) = self.hunk_at_cursor(true) {
                    self.act(Action::ShowHunk(index), self.now);
                }
            }
            Command::AcceptHunk | Command::RejectHunk => {
                if let Some(index) = self.hunk_at_cursor(false) {
                    self.decide(&[index], command == Command::AcceptHunk);
                    self.act(Action::ShowHunk(index), self.now);
                }
            }
            Command::AcceptAll | Command::RejectAll => {
                let count = self.open.as_ref().map_or(0, |open| open.open_hunks().len());
                self.decide(&(0..count).collect::<Vec<_>>(), command == Command::AcceptAll);
            }
            Command::PanelAssistant | Command::Again => self.panel = Panel::Assistant,
            Command::PanelFindings => self.panel = Panel::Findings,
            Command::FindPersonal => self.find_personal(),
            Command::PanelComments => self.panel = Panel::Comments,
            Command::AuditTrail => self.show_trail(),
            Command::PanelAttachments => self.panel = Panel::Attachments,
            Command::AttachFile => self.choose_to_attach(),
            Command::PanelReview => self.act(Action::ShowPanel(Panel::Review), self.now),
            Command::Confirm => self.vouch(Said::Checked, String::new()),
            Command::ReviewMode => self.toggle_reviewing(),
            Command::InsertDisclosure => self.insert_disclosure(),
            Command::ProcessRecord => self.process_record(Kind::Html),
            Command::ProcessRecordWord => self.process_record(Kind::Docx),
            Command::ThemeSystem | Command::ThemeLight | Command::ThemeDark => {
                if self.locked("theme") {
                    return;
                }
                self.settings.theme = match command {
                    Command::ThemeLight => settings::Theme::Light,
                    Command::ThemeDark => settings::Theme::Dark,
                    _ => settings::Theme::System,
                };
                self.save_settings();
            }
            Command::SwitchLanguage => {
                let other = if self.tr.locale() == Locale::Ja { Locale::En } else { Locale::Ja };
                self.act(Action::SetLocale(Some(other)), self.now);
            }
            Command::ZoomIn | Command::ZoomOut | Command::ZoomReset => {
                self.settings.zoom = match command {
                    Command::ZoomIn => zoom_step(self.settings.zoom, true),
                    Command::ZoomOut => zoom_step(self.settings.zoom, false),
                    _ => 1.0,
                };
                self.save_settings();
            }
            Command::BesidePairs => self.toggle_beside(),
            Command::SplitPair
            | Command::OtherPane
            | Command::PairFigures
            | Command::ApprovePair
            | Command::ReopenPair
            | Command::LockPair
            | Command::EasyColumn
            | Command::InsertTag
            | Command::FillEasy => {}
            // The window's own: it opens and closes what it draws.
            Command::Palette
            | Command::Versions
            | Command::NameVersion
            | Command::ToggleOutline
            | Command::ShowAuthors
            | Command::ShowSpaces
            | Command::FocusMode
            | Command::InsertTable
            | Command::Find
            | Command::FindNext
            | Command::FindPrevious
            | Command::Replace
            | Command::GoTo
            | Command::RubyAll
            | Command::Templates
            | Command::FromNotes
            | Command::FromFiles
            | Command::FromPrevious
            | Command::Continue
            | Command::Minutes
            | Command::Questions
            | Command::ReplyTo
            | Command::Announce
            | Command::SummarizeAs
            | Command::Points
            | Command::PressSummary
            | Command::Subject
            | Command::Ask
            | Command::TakeIn
            | Command::AddTerm
            | Command::Concordance
            | Command::Memories
            | Command::ExportPairs
            | Command::Termbase
            | Command::Settings
            | Command::Shortcuts
            | Command::OfficePolicy
            | Command::About => {}
        }
    }
}

/// The steps of the zoom: few, so that the atlas of glyphs stays small.
const ZOOMS: [f32; 7] = [0.7, 0.85, 1.0, 1.2, 1.4, 1.7, 2.0];

/// The next step above or below `zoom`.
fn zoom_step(zoom: f32, up: bool) -> f32 {
    let next =
        if up { ZOOMS.iter().find(|z| **z > zoom + 0.01) } else { ZOOMS.iter().rev().find(|z| **z < zoom - 0.01) };
    next.copied().unwrap_or(zoom)
}
