//! The editor pane as a person meets it: keys, input method, pointer, findings and suggestions, with a document that
//! the events are applied to as the app does.

#![allow(clippy::unwrap_used)]

use egui::{Event, ImeEvent, Key, Modifiers, PointerButton, Pos2, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use kian::app::Command;
use kian::document::{Author, Document, Edit, Role, Suggestion};
use kian::i18n::{Locale, Tr};
use kian::text::{Change, Lang, Span};
use kian::ui::editor::{CommentMark, Editor, EditorEvent, HunkMark, Mark, MarkLevel, MarkWords, View};
use kian::ui::{fonts, theme};

mod composing;
mod find;
mod marks;
mod random;
mod tables;

/// The smallest app there is around the pane.
struct Desk {
    document: Document,
    editor: Editor,
    tr: Tr,
    /// One finding: its words and its cures.
    finding: Option<(Span, Vec<String>)>,
    suggestion: Option<Suggestion>,
    /// Everything the pane asked for, oldest first.
    log: Vec<EditorEvent>,
    now: i64,
}

fn comment_marks(document: &Document) -> Vec<CommentMark<'_>> {
    let comments = document.comments().iter();
    comments
        .map(|comment| CommentMark {
            span: comment.span,
            author: &comment.notes[0].author,
            text: &comment.notes[0].text,
            replies: comment.notes.len() - 1,
            resolved: comment.resolved,
            selected: false,
        })
        .collect()
}

impl Desk {
    fn new(document: Document) -> Self {
        let mut editor = Editor::default();
        editor.request_focus();
        let tr = Tr::new(Locale::Ja);
        Self { document, editor, tr, finding: None, suggestion: None, log: Vec::new(), now: 0 }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let marks: Vec<(Mark, MarkWords)> = self
            .finding
            .iter()
            .map(|(span, fixes)| {
                let words = MarkWords {
                    title: "規則の名".to_owned(),
                    message: "説明の文です。".to_owned(),
                    fixes: fixes.clone(),
                };
                (Mark { number: 0, span: *span, level: MarkLevel::Error }, words)
            })
            .collect();
        let hunks: Vec<HunkMark<'_>> = self
            .suggestion
            .iter()
            .flat_map(Suggestion::open)
            .map(|(hunk, h)| HunkMark {
                suggestion: 0,
                hunk,
                span: h.span,
                new: &h.new,
                selected: false,
                arriving: false,
                author: "",
            })
            .collect();
        let view = View {
            document: &self.document,
            marks: &marks,
            hunks: &hunks,
            comments: &comment_marks(&self.document),
            show_authors: true,

            show_spaces: false,
            tr: &self.tr,
            zoom: 1.0,
        };
        let events = self.editor.ui(ui, &view);
        for event in events {
            self.act(&event);
            self.log.push(event);
        }
    }

    fn act(&mut self, event: &EditorEvent) {
        self.now += 10;
        let at = self.now;
        let change = match event {
            EditorEvent::Edit { change, marks, joins, .. } => {
                let (marks, joins) = (marks.clone(), *joins);
                Some(self.document.apply(Edit { marks, joins, ..Edit::by_person(change.clone(), at) }))
            }
            EditorEvent::Table { step, at: place } => {
                let Some((edit, caret)) = self.document.tabling(step, *place, at) else { return };
                let change = edit.change.clone();
                self.document.rearrange(edit);
                self.editor.apply(&change);
                self.editor.select(Span::at(caret));
                return;
            }
            EditorEvent::SetRole { paragraph, role } => {
                let roles = vec![(*paragraph, *role)];
                self.document.apply(Edit { roles, ..Edit::by_person(Change::default(), at) });
                None
            }
            EditorEvent::Undo => self.document.undo(at),
            EditorEvent::Redo => self.document.redo(at),
            EditorEvent::EditTerm(_) => None,
            EditorEvent::CaretMoved => {
                self.document.seal();
                None
            }
            EditorEvent::Fix { fix, .. } => {
                let (span, fixes) = self.finding.take().unwrap();
                let change = Change::replace(span, fixes[*fix].as_str());
                self.document.apply(Edit::by_person(change.clone(), at));
                Some(change)
            }
            EditorEvent::Accept { hunk, .. } => {
                let text = self.document.text().clone();
                let edit = self.suggestion.as_mut().unwrap().accept(&[*hunk], at, |pos| text.line_of(pos)).unwrap();
                let change = edit.change.clone();
                self.document.apply(edit);
                Some(change)
            }
            EditorEvent::Reject { hunk, .. } => {
                self.suggestion.as_mut().unwrap().reject(&[*hunk]);
                None
            }
        };
        if let Some(change) = change {
            self.editor.apply(&change);
            if let Some(suggestion) = self.suggestion.as_mut().filter(|_| !matches!(event, EditorEvent::Accept { .. }))
            {
                suggestion.map(&change);
            }
        }
    }
}

fn open(document: Document) -> Harness<'static, Desk> {
    let mut pane = Harness::builder()
        .with_size(vec2(900.0, 700.0))
        // Scrolling far takes a few frames, see the test of it.
        .with_max_steps(12)
        .with_step_dt(1.0 / 60.0)
        .with_context_setup(|ctx| {
            fonts::install(ctx);
            theme::install(ctx);
        })
        .build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), Desk::new(document));
    pane.run();
    pane
}

fn japanese(text: &str) -> Harness<'static, Desk> {
    open(Document::from_text(Lang::Ja, text, Author::Person))
}

fn text(pane: &Harness<'_, Desk>) -> String {
    pane.state().document.text().to_string()
}

/// The text with `|` at the caret, or `[` and `]` around the selection.
fn shown(pane: &Harness<'_, Desk>) -> String {
    let mut text = text(pane);
    let Span { start, end } = pane.state().editor.selection();
    if start == end {
        text.insert(start, '|');
    } else {
        text.insert(end, ']');
        text.insert(start, '[');
    }
    text
}

fn select(pane: &mut Harness<'_, Desk>, words: &str) {
    let start = text(pane).find(words).unwrap();
    pane.state_mut().editor.select(Span::new(start, start + words.len()));
    pane.run();
}

fn caret(pane: &mut Harness<'_, Desk>, at: usize) {
    pane.state_mut().editor.select(Span::at(at));
    pane.run();
}

fn typed(pane: &mut Harness<'_, Desk>, words: &str) {
    for letter in words.chars() {
        pane.event(Event::Text(letter.to_string()));
    }
    pane.run();
}

fn key(pane: &mut Harness<'_, Desk>, modifiers: Modifiers, key: Key) {
    pane.key_press_modifiers(modifiers, key);
    pane.run();
}

fn preedit(text: &str) -> Event {
    Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
}

fn commit(text: &str) -> Event {
    Event::Ime(ImeEvent::Commit(text.to_owned()))
}

/// Where `words` are on the screen.
fn rect(pane: &Harness<'_, Desk>, words: &str) -> Rect {
    let start = text(pane).find(words).unwrap();
    let first = words.chars().next().unwrap().len_utf8();
    pane.state().editor.rect_of(Span::new(start, start + first)).unwrap()
}

fn press(pane: &mut Harness<'_, Desk>, pos: Pos2, pressed: bool, modifiers: Modifiers) {
    pane.hover_at(pos);
    let button = PointerButton::Primary;
    pane.event_modifiers(Event::PointerButton { pos, button, pressed, modifiers }, modifiers);
    pane.run();
}

fn click(pane: &mut Harness<'_, Desk>, pos: Pos2) {
    press(pane, pos, true, Modifiers::NONE);
    press(pane, pos, false, Modifiers::NONE);
}

#[test]
fn typing_in_both_languages() {
    let mut pane = japanese("");
    typed(&mut pane, "Kian は起案です。");
    key(&mut pane, Modifiers::NONE, Key::Enter);
    typed(&mut pane, "次");
    assert_eq!(shown(&pane), "Kian は起案です。\n次|");
    assert!(pane.get_by_label("文書").is_focused());
}

#[test]
fn letters_typed_in_one_frame_all_arrive_in_order() {
    let mut pane = japanese("。");
    pane.event(Event::Text("a".to_owned()));
    pane.event(Event::Text("b".to_owned()));
    pane.key_press(Key::Backspace);
    pane.event(Event::Text("c".to_owned()));
    pane.key_press(Key::ArrowRight);
    pane.event(Event::Text("d".to_owned()));
    pane.run();
    assert_eq!(shown(&pane), "ac。d|");
}

#[test]
fn every_system_composes_the_same() {
    let orders = [
        ("X11 with fcitx5", vec![preedit("き"), preedit("起案"), preedit(""), commit("起案"), preedit("")]),
        ("macOS", vec![preedit("き"), preedit("起案"), preedit(""), commit("起案")]),
        ("Windows", vec![preedit("き"), preedit("起案"), preedit("起案"), preedit(""), commit("起案")]),
        (
            "Wayland",
            vec![preedit(""), preedit("起案"), preedit("起案"), preedit(""), preedit(""), commit("起案"), preedit("")],
        ),
    ];
    for (system, events) in orders {
        for frame_each in [true, false] {
            let mut pane = japanese("前後");
            caret(&mut pane, "前".len());
            for event in &events {
                pane.event(event.clone());
                if frame_each {
                    pane.run();
                }
            }
            pane.run();
            assert_eq!(shown(&pane), "前起案|後", "{system}");
            let edits = pane.state().log.iter().filter(|e| matches!(e, EditorEvent::Edit { .. })).count();
            assert_eq!(edits, 1, "{system}");
        }
    }
}

#[test]
fn what_is_composed_is_not_in_the_document_and_keys_do_not_reach_it() {
    let mut pane = japanese("前後");
    caret(&mut pane, "前".len());
    pane.event(preedit("きあん"));
    pane.run();
    assert!(pane.state().editor.is_composing());
    for k in [Key::Enter, Key::Backspace, Key::ArrowLeft, Key::Escape, Key::Delete] {
        key(&mut pane, Modifiers::NONE, k);
    }
    assert_eq!(text(&pane), "前後");
    assert!(pane.state().editor.is_composing());
    pane.event(preedit(""));
    pane.run();
    assert_eq!(shown(&pane), "前|後");
    assert_eq!(pane.state().log, []);
}

#[test]
fn composing_over_a_selection_replaces_it_at_the_end_only() {
    let mut pane = japanese("起案する");
    select(&mut pane, "起案");
    pane.event(preedit("さくせい"));
    pane.run();
    assert_eq!(text(&pane), "起案する");
    pane.event(preedit(""));
    pane.event(commit("作成"));
    pane.run();
    assert_eq!(shown(&pane), "作成|する");
    key(&mut pane, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&pane), "起案する");
}

#[test]
fn leaving_in_the_middle_keeps_what_is_shown_once() {
    // Another field takes the keyboard, and the input method repeats itself afterwards.
    let mut pane = japanese("文");
    caret(&mut pane, "文".len());
    pane.event(preedit("書"));
    pane.run();
    let id = kian::ui::editor::editor_id();
    pane.ctx.memory_mut(|m| m.surrender_focus(id));
    pane.run();
    assert_eq!(text(&pane), "文書");
    pane.state_mut().editor.request_focus();
    pane.run();
    pane.event(commit("書"));
    pane.run();
    assert_eq!(text(&pane), "文書");

    // A click elsewhere in the text.
    let mut pane = japanese("一二三");
    caret(&mut pane, "一二三".len());
    pane.event(preedit("四"));
    pane.run();
    let first = rect(&pane, "一");
    click(&mut pane, first.left_center() + vec2(1.0, 0.0));
    assert_eq!(shown(&pane), "|一二三四");

    // The window loses the keyboard.
    let mut pane = japanese("");
    pane.event(preedit("書"));
    pane.run();
    pane.input_mut().focused = false;
    pane.run();
    assert_eq!(text(&pane), "書");
}

#[test]
fn candidates_appear_at_the_caret() {
    let mut pane = japanese("起案");
    let end = rect(&pane, "案").right();
    caret(&mut pane, "起案".len());
    let ime = pane.output().platform_output.ime.unwrap();
    assert!((ime.cursor_rect.left() - end).abs() < 1.0, "{ime:?}");
    assert!(!ime.should_interrupt_composition);
}

#[test]
fn backspace_and_delete_take_what_a_reader_sees_as_one() {
    let mut pane = japanese("葛\u{E0100}城か\u{309A}");
    caret(&mut pane, "葛\u{E0100}".len());
    key(&mut pane, Modifiers::NONE, Key::Backspace);
    assert_eq!(shown(&pane), "|城か\u{309A}");
    key(&mut pane, Modifiers::NONE, Key::ArrowRight);
    key(&mut pane, Modifiers::NONE, Key::Delete);
    assert_eq!(shown(&pane), "城|");
    key(&mut pane, Modifiers::NONE, Key::Delete);
    assert_eq!(shown(&pane), "城|");
}

#[test]
fn joining_paragraphs() {
    let mut pane = japanese("上\n下");
    caret(&mut pane, "上\n".len());
    key(&mut pane, Modifiers::NONE, Key::Backspace);
    assert_eq!(shown(&pane), "上|下");
    key(&mut pane, Modifiers::NONE, Key::Enter);
    key(&mut pane, Modifiers::NONE, Key::ArrowLeft);
    key(&mut pane, Modifiers::NONE, Key::Delete);
    assert_eq!(shown(&pane), "上|下");
}

#[test]
fn typing_replaces_the_selection() {
    let mut pane = japanese("起案文書");
    select(&mut pane, "文書");
    typed(&mut pane, "者");
    assert_eq!(shown(&pane), "起案者|");
    key(&mut pane, Modifiers::COMMAND, Key::A);
    assert_eq!(shown(&pane), "[起案者]");
    key(&mut pane, Modifiers::NONE, Key::Delete);
    assert_eq!(shown(&pane), "|");
}

#[test]
fn a_burst_of_typing_is_one_step_back() {
    let mut pane = japanese("前");
    caret(&mut pane, "前".len());
    typed(&mut pane, "abc");
    typed(&mut pane, "def");
    assert_eq!(text(&pane), "前abcdef");
    key(&mut pane, Modifiers::COMMAND, Key::Z);
    assert_eq!(shown(&pane), "前|");
    key(&mut pane, Modifiers::COMMAND, Key::Y);
    assert_eq!(shown(&pane), "前abcdef|");
    key(&mut pane, Modifiers::COMMAND, Key::Z);
    key(&mut pane, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(text(&pane), "前abcdef");
}

#[test]
fn moving_the_caret_is_told_so_that_the_step_can_be_sealed() {
    let mut pane = japanese("一二");
    key(&mut pane, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(pane.state().log, [EditorEvent::CaretMoved]);
}

#[test]
fn moving_by_word_row_and_document() {
    let mut pane = japanese("the quick brown\n文書を作成する");
    let stops = [(Key::ArrowRight, 4), (Key::ArrowRight, 10), (Key::ArrowLeft, 4)];
    for (k, at) in stops {
        key(&mut pane, Modifiers::COMMAND, k);
        assert_eq!(pane.state().editor.caret(), at);
    }
    key(&mut pane, Modifiers::NONE, Key::End);
    assert_eq!(shown(&pane), "the quick brown|\n文書を作成する");
    key(&mut pane, Modifiers::NONE, Key::Home);
    key(&mut pane, Modifiers::SHIFT, Key::ArrowDown);
    assert!(shown(&pane).starts_with("[the quick brown\n"));
    key(&mut pane, Modifiers::COMMAND, Key::End);
    assert_eq!(shown(&pane), "the quick brown\n文書を作成する|");
    key(&mut pane, Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(shown(&pane), "the quick brown\n文書を作成[する]");
    key(&mut pane, Modifiers::COMMAND, Key::Home);
    key(&mut pane, Modifiers::COMMAND, Key::Delete);
    assert_eq!(shown(&pane), "|quick brown\n文書を作成する");
}

#[test]
fn up_and_down_keep_the_column_over_a_short_row() {
    let mut pane = japanese("一二三四五\n一\n一二三四五");
    caret(&mut pane, "一二三四".len());
    key(&mut pane, Modifiers::NONE, Key::ArrowDown);
    key(&mut pane, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(shown(&pane), "一二三四五\n一\n一二三四|五");
    key(&mut pane, Modifiers::NONE, Key::ArrowUp);
    key(&mut pane, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(shown(&pane), "一二三四|五\n一\n一二三四五");
}

#[test]
fn end_of_a_broken_row_is_the_end_of_that_row() {
    let long = "起案".repeat(60);
    let mut pane = japanese(&long);
    key(&mut pane, Modifiers::NONE, Key::End);
    let end = pane.state().editor.caret();
    assert!(end > 0 && end < long.len());
    let on_first = pane.output().platform_output.ime.unwrap().cursor_rect;
    key(&mut pane, Modifiers::NONE, Key::End);
    assert_eq!(pane.state().editor.caret(), end);
    key(&mut pane, Modifiers::NONE, Key::ArrowRight);
    key(&mut pane, Modifiers::NONE, Key::Home);
    assert_eq!(pane.state().editor.caret(), end);
    let on_second = pane.output().platform_output.ime.unwrap().cursor_rect;
    assert!(on_second.top() > on_first.top() && on_second.left() < on_first.left());
}

#[test]
fn pointer_selects() {
    let mut pane = japanese("起案文書を作成する\n次の段落");
    let (from, to) = (rect(&pane, "文").left_center(), rect(&pane, "作").left_center());
    press(&mut pane, from + vec2(1.0, 0.0), true, Modifiers::NONE);
    press(&mut pane, from + vec2(1.0, 0.0), false, Modifiers::NONE);
    assert_eq!(shown(&pane), "起案|文書を作成する\n次の段落");
    press(&mut pane, to + vec2(1.0, 0.0), true, Modifiers::SHIFT);
    press(&mut pane, to + vec2(1.0, 0.0), false, Modifiers::SHIFT);
    assert_eq!(shown(&pane), "起案[文書を]作成する\n次の段落");

    let next = rect(&pane, "次").left_center() + vec2(1.0, 0.0);
    pane.run_steps(30);
    click(&mut pane, next);
    pane.run_steps(30);
    press(&mut pane, from + vec2(1.0, 0.0), true, Modifiers::NONE);
    pane.hover_at(from + vec2(40.0, 5.0));
    pane.run();
    pane.hover_at(next);
    pane.run();
    press(&mut pane, next, false, Modifiers::NONE);
    assert_eq!(shown(&pane), "起案[文書を作成する\n]次の段落");
}

#[test]
fn paste_keeps_everything_but_foreign_line_ends() {
    let mut pane = japanese("前");
    caret(&mut pane, "前".len());
    let pasted = "ｶﾅ\u{3000}①㈱\t葛\u{E0100}\r\n二行目\rか\u{3099}";
    pane.event(Event::Paste(pasted.to_owned()));
    pane.run();
    assert_eq!(text(&pane), "前ｶﾅ\u{3000}①㈱\t葛\u{E0100}\n二行目\nか\u{3099}");
}

#[test]
fn cut_and_copy() {
    let mut pane = japanese("起案文書");
    select(&mut pane, "起案");
    pane.event(Event::Copy);
    pane.step();
    let copied = |pane: &Harness<'_, Desk>| {
        let commands = &pane.output().platform_output.commands;
        commands.iter().any(|c| matches!(c, egui::OutputCommand::CopyText(words) if words == "起案"))
    };
    assert!(copied(&pane));
    assert_eq!(text(&pane), "起案文書");
    pane.event(Event::Cut);
    pane.step();
    assert!(copied(&pane));
    pane.run();
    assert_eq!(shown(&pane), "|文書");
}

#[test]
fn tab_moves_an_item_between_levels() {
    let parts = [(Role::Item(0), "一".to_owned()), (Role::Item(0), "二".to_owned())];
    let mut pane = open(Document::new(Lang::Ja, None, &parts, Author::Person));
    caret(&mut pane, "一\n".len());
    key(&mut pane, Modifiers::NONE, Key::Tab);
    assert_eq!(pane.state().document.roles(), [Role::Item(0), Role::Item(1)]);
    key(&mut pane, Modifiers::SHIFT, Key::Tab);
    key(&mut pane, Modifiers::SHIFT, Key::Tab);
    assert_eq!(pane.state().document.roles(), [Role::Item(0), Role::Body]);
    assert_eq!(text(&pane), "一\n二");
}

#[test]
fn a_finding_explains_itself_and_is_mended_by_a_click() {
    let mut pane = japanese("お願い致します。");
    let start = "お願い".len();
    pane.state_mut().finding = Some((Span::new(start, start + "致します".len()), vec!["いたします".to_owned()]));
    pane.run();
    assert!(pane.query_by_label("規則の名").is_none());
    let at = rect(&pane, "します").center();
    pane.hover_at(at);
    pane.run();
    assert!(pane.query_by_label("規則の名").is_some());
    assert!(pane.query_by_label("説明の文です。").is_some());
    pane.get_by_label("いたします").click();
    pane.run();
    assert_eq!(text(&pane), "お願いいたします。");
    assert!(pane.query_by_label("規則の名").is_none());
}

#[test]
fn a_finding_is_mended_without_the_pointer() {
    let mut pane = japanese("お願い致します。");
    let start = "お願い".len();
    pane.state_mut().finding = Some((Span::new(start, start + "致します".len()), vec!["いたします".to_owned()]));
    caret(&mut pane, start);
    key(&mut pane, Modifiers::COMMAND, Key::Period);
    assert!(pane.get_by_label("いたします").is_focused());
    key(&mut pane, Modifiers::NONE, Key::Escape);
    assert!(pane.query_by_label("いたします").is_none());
    assert!(pane.get_by_label("文書").is_focused());
    key(&mut pane, Modifiers::COMMAND, Key::Period);
    key(&mut pane, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&pane), "お願いいたします。");
    typed(&mut pane, "次");
    assert_eq!(text(&pane), "お願いいたします次。");
}

#[test]
fn the_menu_of_a_right_click_selects_all() {
    let mut pane = japanese("起案\n文書");
    let pos = rect(&pane, "文").center();
    for pressed in [true, false] {
        let button = PointerButton::Secondary;
        pane.hover_at(pos);
        pane.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    }
    pane.run();
    pane.get_by_label("すべて選択").click();
    pane.run();
    assert_eq!(shown(&pane), "[起案\n文書]");
    typed(&mut pane, "新");
    assert_eq!(text(&pane), "新");
}

#[test]
fn a_screen_reader_finds_the_text_and_the_selection() {
    let mut pane = japanese("起案文書\n葛\u{E0100}城");
    select(&mut pane, "文書");
    let field = pane.get_by_label("文書");
    let node = field.accesskit_node();
    assert_eq!(node.document_range().text(), "起案文書\n葛\u{E0100}城");
    assert!(node.is_multiline());
    let selection = node.text_selection().unwrap();
    assert_eq!((selection.start().to_global_usv_index(), selection.end().to_global_usv_index()), (2, 4));
}

#[test]
fn who_wrote_it_is_told_under_the_pointer() {
    let mut document = Document::from_text(Lang::Ja, "前後", Author::Person);
    let author = Author::Rule("ja.kanji.auxiliary".to_owned());
    document.apply(Edit { author, ..Edit::by_person(Change::insert("前".len(), "規則"), 0) });
    let mut pane = open(document);
    let at = rect(&pane, "規").center();
    pane.hover_at(at);
    pane.run();
    assert!(pane.query_by_label_contains("ja.kanji.auxiliary").is_some());
    pane.hover_at(rect(&pane, "前").center());
    pane.run();
    assert!(pane.query_by_label_contains("ja.kanji.auxiliary").is_none());
}

fn suggested() -> Harness<'static, Desk> {
    let old = "本件を実施する。\n次の段落";
    let mut pane = japanese(old);
    let new = "本件を行う。\n次の段落です";
    let suggestion = Suggestion::rewrite(Author::Rule("test".to_owned()), Span::new(0, old.len()), old, new);
    assert!(suggestion.hunks.len() >= 2);
    pane.state_mut().suggestion = Some(suggestion);
    pane.run();
    pane
}

#[test]
fn a_piece_of_a_suggestion_is_accepted_where_it_stands() {
    let mut pane = suggested();
    let at = rect(&pane, "実施").center();
    pane.hover_at(at);
    pane.run();
    pane.get_by_label("承認").click();
    pane.run();
    assert!(text(&pane).starts_with("本件を行う。"), "{}", text(&pane));
    assert!(text(&pane).ends_with("次の段落"));
    key(&mut pane, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&pane), "本件を実施する。\n次の段落");
}

#[test]
fn rejecting_leaves_every_byte() {
    let mut pane = suggested();
    // While it lies open, typing elsewhere does no harm.
    caret(&mut pane, 0);
    typed(&mut pane, "a");
    key(&mut pane, Modifiers::NONE, Key::Backspace);
    let before = text(&pane);
    let next = |pane: &Harness<'_, Desk>| pane.state().suggestion.as_ref()?.open().next().map(|(_, hunk)| hunk.span);
    while let Some(span) = next(&pane) {
        let words = if span.is_empty() {
            // New words only: they stand behind the character before them.
            let rect = pane.state().editor.rect_of(Span::new(span.start - "落".len(), span.start)).unwrap();
            rect.right_center() + vec2(6.0, 0.0)
        } else {
            pane.state().editor.rect_of(span).unwrap().center()
        };
        pane.hover_at(words);
        pane.run();
        pane.get_by_label("却下").click();
        pane.run();
    }
    assert_eq!(text(&pane), before);
    assert_eq!(pane.state().document.text().to_string(), "本件を実施する。\n次の段落");
}

#[test]
fn long_documents_scroll_to_the_caret() {
    let mut pane = japanese(&"段落です。\n".repeat(1000));
    let end = text(&pane).len();
    key(&mut pane, Modifiers::COMMAND, Key::End);
    typed(&mut pane, "終");
    let seen = pane.state().editor.rect_of(Span::new(end, end + "終".len())).unwrap();
    assert!(Rect::from_min_size(Pos2::ZERO, vec2(900.0, 700.0)).contains_rect(seen));
    key(&mut pane, Modifiers::NONE, Key::PageUp);
    assert!(pane.state().editor.caret() < end);
    key(&mut pane, Modifiers::COMMAND, Key::Home);
    assert!(pane.state().editor.rect_of(Span::new(0, 3)).is_some());
}

#[test]
fn a_place_far_away_is_found_though_heights_on_the_way_are_guesses() {
    let paragraph = |n: usize| format!("{n}番目の段落です。{}", "長さはまちまちです。".repeat(n * 7 % 23));
    let whole: Vec<String> = (0..1200).map(paragraph).collect();
    let mut pane = japanese(&whole.join("\n"));
    for n in [700, 3, 1199, 640] {
        select(&mut pane, &format!("\n{n}番目の"));
        let span = pane.state().editor.selection();
        let seen = pane.state().editor.rect_of(Span::new(span.start + 1, span.end)).unwrap();
        assert!(seen.top() > 0.0 && seen.bottom() < 700.0, "{n}: {seen:?}");
    }
}

#[test]
fn the_document_may_change_behind_the_pane() {
    let mut pane = japanese("一二三");
    caret(&mut pane, "一二三".len());
    pane.state_mut().document = Document::from_text(Lang::En, "x", Author::Import);
    pane.run();
    typed(&mut pane, "y");
    assert_eq!(text(&pane), "xy");
}

#[test]
fn a_draft_of_several_paragraphs_lies_beside_an_empty_line() {
    let parts = [(Role::Title, "件名".to_owned()), (Role::Body, String::new()), (Role::Ki, "記".to_owned())];
    let mut pane = open(Document::new(Lang::Ja, None, &parts, Author::Form));
    let at = "件名\n".len();
    let new = "一つ目の段落です。\n二つ目の段落です。";
    let suggestion = Suggestion::rewrite(Author::Rule("test".to_owned()), Span::at(at), "", new);
    let below = rect(&pane, "記").top();
    pane.state_mut().suggestion = Some(suggestion);
    pane.run();
    // Nothing of it is in the document, and what stands below makes room.
    assert_eq!(text(&pane), "件名\n\n記");
    assert!(rect(&pane, "記").top() > below);
    pane.hover_at(rect(&pane, "記").center_top() - vec2(200.0, 40.0));
    pane.run();
    pane.get_by_label("承認").click();
    pane.run();
    assert_eq!(text(&pane), format!("件名\n{new}\n記"));
    assert_eq!(pane.state().document.roles(), [Role::Title, Role::Body, Role::Body, Role::Ki]);
}

/// Presses and releases `times` times in a row at one place, quickly.
fn clicks(pane: &mut Harness<'_, Desk>, pos: Pos2, times: usize, modifiers: Modifiers) {
    // Long after whatever was pressed before.
    pane.run_steps(30);
    pane.hover_at(pos);
    for _ in 0..times {
        for pressed in [true, false] {
            let button = PointerButton::Primary;
            pane.event_modifiers(Event::PointerButton { pos, button, pressed, modifiers }, modifiers);
        }
    }
    pane.step();
    pane.run();
}

#[test]
fn clicks_select_words_sentences_and_paragraphs() {
    let mut pane = japanese("最初の段落。\n文書を作成する。次の文です。\n最後");
    let at = rect(&pane, "作").center();
    clicks(&mut pane, at, 2, Modifiers::NONE);
    assert_eq!(shown(&pane), "最初の段落。\n文書を[作成]する。次の文です。\n最後");
    typed(&mut pane, "x");
    key(&mut pane, Modifiers::COMMAND, Key::Z);
    clicks(&mut pane, at, 1, Modifiers::COMMAND);
    assert_eq!(shown(&pane), "最初の段落。\n[文書を作成する。]次の文です。\n最後");
    caret(&mut pane, 0);
    clicks(&mut pane, at + vec2(7.0, 0.0), 3, Modifiers::NONE);
    assert_eq!(shown(&pane), "最初の段落。\n[文書を作成する。次の文です。\n]最後");
}

#[test]
fn the_margin_selects_rows() {
    let mut pane = japanese("最初の段落。\n文書を作成する。\n最後");
    let margin = |pane: &Harness<'_, Desk>, words: &str| {
        let row = rect(pane, words);
        egui::pos2(rect(pane, "最").left() - 30.0, row.center().y)
    };
    let at = margin(&pane, "作");
    clicks(&mut pane, at, 1, Modifiers::NONE);
    assert_eq!(shown(&pane), "最初の段落。\n[文書を作成する。\n]最後");
    let above = margin(&pane, "初");
    clicks(&mut pane, above, 1, Modifiers::SHIFT);
    assert_eq!(shown(&pane), "[最初の段落。\n]文書を作成する。\n最後");
    clicks(&mut pane, at + vec2(0.0, 1.0), 3, Modifiers::NONE);
    assert_eq!(shown(&pane), "[最初の段落。\n文書を作成する。\n最後]");
}

#[test]
fn dragging_on_from_a_double_click_takes_whole_words() {
    let mut pane = japanese("文書を作成する");
    let (from, to) = (rect(&pane, "書").center(), rect(&pane, "成").center());
    pane.hover_at(from);
    let button = PointerButton::Primary;
    for pressed in [true, false, true] {
        pane.event(Event::PointerButton { pos: from, button, pressed, modifiers: Modifiers::NONE });
    }
    pane.step();
    for step in 1..=3 {
        pane.hover_at(from + (to - from) * step as f32 / 3.0);
        pane.run();
    }
    press(&mut pane, to, false, Modifiers::NONE);
    assert_eq!(shown(&pane), "[文書を作成]する");
}

#[test]
fn selected_words_are_carried_elsewhere_in_one_step() {
    let carry = |modifiers: Modifiers| {
        let mut pane = japanese("実施する訓練を行う");
        select(&mut pane, "訓練");
        let (from, to) = (rect(&pane, "練").center(), rect(&pane, "実").left_center() + vec2(1.0, 0.0));
        press(&mut pane, from, true, modifiers);
        pane.hover_at(from - vec2(20.0, 0.0));
        pane.run();
        pane.hover_at(to);
        pane.run();
        press(&mut pane, to, false, modifiers);
        pane
    };
    let mut pane = carry(Modifiers::NONE);
    assert_eq!(shown(&pane), "[訓練]実施するを行う");
    key(&mut pane, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&pane), "実施する訓練を行う");
    assert_eq!(shown(&carry(Modifiers::COMMAND)), "[訓練]実施する訓練を行う");

    // A click on selected words carries nothing.
    let mut pane = japanese("実施する訓練を行う");
    select(&mut pane, "訓練");
    let at = rect(&pane, "練").left_center() + vec2(1.0, 0.0);
    click(&mut pane, at);
    assert_eq!(shown(&pane), "実施する訓|練を行う");
}

#[test]
fn a_word_typed_over_a_selection_is_one_step_back() {
    let mut pane = japanese("起案文書");
    select(&mut pane, "文書");
    typed(&mut pane, "a");
    typed(&mut pane, "bc");
    assert_eq!(text(&pane), "起案abc");
    key(&mut pane, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&pane), "起案文書");
}

#[test]
fn pages_end_where_an_a4_sheet_does() {
    let mut pane = japanese(&"段落です。\n".repeat(100));
    assert_eq!(pane.state().editor.pages(), (1, 3));
    key(&mut pane, Modifiers::COMMAND, Key::End);
    assert_eq!(pane.state().editor.pages(), (3, 3));
    // 36 lines on a page.
    caret(&mut pane, "段落です。\n".len() * 35);
    assert_eq!(pane.state().editor.pages().0, 1);
    caret(&mut pane, "段落です。\n".len() * 36);
    assert_eq!(pane.state().editor.pages().0, 2);
    key(&mut pane, Modifiers::COMMAND, Key::Home);
    key(&mut pane, Modifiers::NONE, Key::Enter);
    caret(&mut pane, "段落です。\n".len() * 35 + 1);
    assert_eq!(pane.state().editor.pages().0, 2);
    // An attachment begins a page, however little stands before it.
    let pane = japanese("別紙のとおりです。\n別紙１\n調査票\n別紙２\n");
    assert_eq!(pane.state().editor.pages(), (1, 3));
}
