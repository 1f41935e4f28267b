//! Finding, replacing and going to a place, from the bar above the sheet.

use super::*;
use kian::app::Command;

fn bar(pane: &mut Harness<'_, Desk>, command: Command) {
    assert!(pane.state_mut().editor.run(command));
    pane.run();
    pane.run();
}

#[test]
fn what_is_typed_is_found_and_enter_goes_on() {
    let mut pane = japanese("訓練を行う。防災訓練の訓練。");
    bar(&mut pane, Command::Find);
    assert!(pane.get_by_label("検索").is_focused());
    typed(&mut pane, "訓練");
    assert_eq!(shown(&pane), "[訓練]を行う。防災訓練の訓練。");
    assert!(pane.query_by_label("1／3件").is_some());
    key(&mut pane, Modifiers::NONE, Key::Enter);
    assert_eq!(shown(&pane), "訓練を行う。防災[訓練]の訓練。");
    key(&mut pane, Modifiers::SHIFT, Key::Enter);
    key(&mut pane, Modifiers::SHIFT, Key::Enter);
    assert_eq!(shown(&pane), "訓練を行う。防災訓練の[訓練]。");
    key(&mut pane, Modifiers::NONE, Key::Escape);
    assert!(pane.get_by_label("文書").is_focused());
    assert!(pane.query_by_label("検索").is_none());
    // F3 goes on with the bar closed.
    bar(&mut pane, Command::FindNext);
    assert_eq!(shown(&pane), "[訓練]を行う。防災訓練の訓練。");
}

#[test]
fn composing_in_the_bar_finds_nothing_until_it_is_done() {
    let mut pane = japanese("起案と規案");
    bar(&mut pane, Command::Find);
    pane.event(preedit("きあん"));
    pane.run();
    assert!(pane.state().editor.is_composing());
    // Enter is the input method's.
    key(&mut pane, Modifiers::NONE, Key::Enter);
    assert_eq!(shown(&pane), "|起案と規案");
    pane.event(preedit(""));
    pane.event(commit("起案"));
    pane.run();
    pane.run();
    assert!(!pane.state().editor.is_composing());
    assert_eq!(shown(&pane), "[起案]と規案");
}

#[test]
fn replacing_goes_on_hit_by_hit_and_all_is_one_step() {
    let mut pane = japanese("ＡとaとA");
    bar(&mut pane, Command::Replace);
    typed(&mut pane, "a");
    pane.get_by_label("置換後").focus();
    pane.run();
    typed(&mut pane, "い");
    key(&mut pane, Modifiers::NONE, Key::Enter);
    assert_eq!(shown(&pane), "いと[a]とA");
    key(&mut pane, Modifiers::NONE, Key::Enter);
    assert_eq!(shown(&pane), "いといと[A]");
    pane.state_mut().editor.request_focus();
    pane.run();
    key(&mut pane, Modifiers::COMMAND, Key::Z);
    key(&mut pane, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&pane), "ＡとaとA");
    pane.get_by_label("すべて置換").click();
    pane.run();
    assert_eq!(text(&pane), "いといとい");
    pane.state_mut().editor.request_focus();
    pane.run();
    key(&mut pane, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&pane), "ＡとaとA");
}

#[test]
fn hits_follow_the_text() {
    let mut pane = japanese("訓練と訓練");
    select(&mut pane, "訓練");
    bar(&mut pane, Command::Find);
    assert!(pane.query_by_label("1／2件").is_some());
    pane.state_mut().editor.request_focus();
    caret(&mut pane, 0);
    typed(&mut pane, "訓練");
    key(&mut pane, Modifiers::NONE, Key::Enter);
    assert!(pane.query_by_label("3件").is_some());
    key(&mut pane, Modifiers::NONE, Key::Backspace);
    key(&mut pane, Modifiers::NONE, Key::Backspace);
    assert_eq!(text(&pane), "訓訓練と訓練");
    assert!(pane.query_by_label("2件").is_some());
    key(&mut pane, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&pane), "訓練訓練と訓練");
    assert!(pane.query_by_label_contains("3件").is_some());
}

#[test]
fn only_the_selection_and_only_exactly() {
    let mut pane = japanese("ア\nあ\nア");
    pane.state_mut().editor.select(Span::new(0, "ア\nあ".len()));
    pane.run();
    bar(&mut pane, Command::Replace);
    typed(&mut pane, "あ");
    assert!(pane.query_by_label_contains("2件").is_some());
    pane.get_by_label("ひらがな・カタカナを区別").click();
    pane.run();
    assert!(pane.query_by_label_contains("1件").is_some());
    pane.get_by_label("選択範囲のみ").click();
    pane.get_by_label("ひらがな・カタカナを区別").click();
    pane.run();
    assert!(pane.query_by_label_contains("3件").is_some());
}

#[test]
fn expressions_put_back_what_they_found() {
    let mut pane = japanese("９月１日と10月20日");
    bar(&mut pane, Command::Replace);
    pane.get_by_label("正規表現").click();
    pane.get_by_label("検索").focus();
    pane.run();
    typed(&mut pane, r"(\d+)月(\d+)日");
    pane.get_by_label("置換後").focus();
    pane.run();
    typed(&mut pane, "$1.$2");
    pane.get_by_label("すべて置換").click();
    pane.run();
    assert_eq!(text(&pane), "９.１と10.20");
    pane.get_by_label("検索").focus();
    pane.run();
    typed(&mut pane, "(");
    assert!(pane.query_by_label_contains("正規表現として読めません").is_some());
}

#[test]
fn hits_are_listed_with_what_stands_around_them() {
    let mut pane = japanese(&"第一回の訓練を行う。\n".repeat(50));
    select(&mut pane, "訓練");
    bar(&mut pane, Command::Find);
    pane.get_by_label("一覧").click();
    pane.run();
    pane.get_by_label_contains("3  第一回の").click();
    pane.run();
    assert_eq!(pane.state().editor.selection().start, "第一回の訓練を行う。\n".len() * 2 + "第一回の".len());
}

#[test]
fn going_to_a_part_and_to_a_paragraph() {
    let parts = [(Role::Title, "件名".to_owned()), (Role::Body, "本文".to_owned()), (Role::Ki, "記".to_owned())];
    let mut pane = open(Document::new(Lang::Ja, None, &parts, Author::Form));
    bar(&mut pane, Command::GoTo);
    typed(&mut pane, "２");
    key(&mut pane, Modifiers::NONE, Key::Enter);
    assert_eq!(shown(&pane), "件名\n|本文\n記");
    assert!(pane.get_by_label("文書").is_focused());
    bar(&mut pane, Command::GoTo);
    key(&mut pane, Modifiers::NONE, Key::ArrowDown);
    key(&mut pane, Modifiers::NONE, Key::ArrowDown);
    key(&mut pane, Modifiers::NONE, Key::Enter);
    assert_eq!(shown(&pane), "件名\n本文\n|記");
}
