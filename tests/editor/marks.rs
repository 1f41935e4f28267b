//! Words that are set off, and readings over kanji, as a person meets them.

use super::*;
use kian::document::{Look, Marking};

/// The text with `<` and `>` around what has `look`.
fn looks(pane: &Harness<'_, Desk>, look: Look) -> String {
    let mut whole = text(pane);
    let document = &pane.state().document;
    for mark in document.marks().within(Span::new(0, whole.len())).into_iter().rev() {
        if mark.kind == kian::document::MarkKind::Look(look) {
            whole.insert(mark.span.end, '>');
            whole.insert(mark.span.start, '<');
        }
    }
    whole
}

fn set(pane: &mut Harness<'_, Desk>, words: &str, marking: Marking) {
    let whole = text(pane);
    let start = whole.find(words).unwrap();
    let desk = pane.state_mut();
    desk.now += 10;
    let edit = desk.document.marking(vec![(Span::new(start, start + words.len()), marking)], desk.now);
    desk.document.apply(edit);
    pane.run();
}

fn run(pane: &mut Harness<'_, Desk>, command: Command) {
    assert!(pane.state_mut().editor.run(command), "nothing is selected");
    pane.run();
}

/// Where the first letter of `words` is.
fn at(pane: &Harness<'_, Desk>, words: &str) -> Rect {
    rect(pane, words)
}

#[test]
fn what_is_asked_for_with_nothing_selected_holds_for_what_is_typed_next() {
    let mut pane = japanese("前");
    caret(&mut pane, "前".len());
    run(&mut pane, Command::Bold);
    typed(&mut pane, "太字");
    pane.event(preedit("ご"));
    pane.event(preedit(""));
    pane.event(commit("語"));
    pane.run();
    assert_eq!(looks(&pane, Look::Bold), "前<太字語>");
    // Writing goes on like that, in the next paragraph too.
    key(&mut pane, Modifiers::NONE, Key::Enter);
    typed(&mut pane, "続き");
    assert_eq!(looks(&pane, Look::Bold), "前<太字語>\n<続き>");
    run(&mut pane, Command::Bold);
    typed(&mut pane, "平");
    assert_eq!(looks(&pane, Look::Bold), "前<太字語>\n<続き>平");
    // Who goes elsewhere meant it for there.
    run(&mut pane, Command::Bold);
    caret(&mut pane, 0);
    key(&mut pane, Modifiers::NONE, Key::Home);
    typed(&mut pane, "無");
    assert_eq!(looks(&pane, Look::Bold), "無前<太字語>\n<続き>平");
}

#[test]
fn what_is_copied_here_is_pasted_as_it_was() {
    let mut pane = japanese("太い字と平たい字");
    set(&mut pane, "太い", Marking::Look(Look::Bold, true));
    set(&mut pane, "字", Marking::Ruby("じ".into()));
    select(&mut pane, "太い字");
    pane.event(Event::Copy);
    pane.run();
    caret(&mut pane, "太い字と平たい字".len());
    pane.event(Event::Paste("太い字".to_owned()));
    pane.run();
    assert_eq!(looks(&pane, Look::Bold), "<太い>字と平たい字<太い>字");
    let whole = Span::new(0, text(&pane).len());
    assert_eq!(pane.state().document.marks().rubies(whole).count(), 2);
    // What comes from elsewhere is like what stands there.
    pane.event(Event::Paste("他".to_owned()));
    pane.run();
    assert_eq!(looks(&pane, Look::Bold), "<太い>字と平たい字<太い>字他");
    key(&mut pane, Modifiers::COMMAND, Key::Z);
    key(&mut pane, Modifiers::COMMAND, Key::Z);
    assert_eq!(looks(&pane, Look::Bold), "<太い>字と平たい字");
}

#[test]
fn words_carried_elsewhere_keep_their_marks() {
    let mut pane = japanese("一二三四五六");
    set(&mut pane, "二三", Marking::Look(Look::Underline, true));
    select(&mut pane, "三四");
    let (from, to) = (at(&pane, "三").center(), at(&pane, "六").right_center() + vec2(30.0, 0.0));
    press(&mut pane, from, true, Modifiers::NONE);
    pane.hover_at(to);
    pane.run();
    press(&mut pane, to, false, Modifiers::NONE);
    assert_eq!(looks(&pane, Look::Underline), "一<二>五六<三>四");
}

#[test]
fn a_row_with_readings_is_higher_and_the_rows_below_move_down() {
    let mut pane = japanese("一行目\n二行目\n三行目");
    let rows = ["一", "二", "三"];
    let before: Vec<f32> = rows.iter().map(|words| at(&pane, words).center().y).collect();
    set(&mut pane, "二行目", Marking::Ruby("にぎょうめ".into()));
    let after: Vec<f32> = rows.iter().map(|words| at(&pane, words).center().y).collect();
    assert_eq!(before[0], after[0]);
    let by = after[1] - before[1];
    assert!(by > 2.0 && (after[2] - before[2] - by).abs() < 0.5, "{before:?} {after:?}");
    // The pointer finds what it sees, and the arrows go row by row.
    let third = at(&pane, "三行目");
    click(&mut pane, third.left_center() + vec2(1.0, 0.0));
    assert_eq!(shown(&pane), "一行目\n二行目\n|三行目");
    key(&mut pane, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(shown(&pane), "一行目\n|二行目\n三行目");
    key(&mut pane, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(shown(&pane), "|一行目\n二行目\n三行目");
    // Its readings are a part of the row.
    let second = at(&pane, "二");
    click(&mut pane, pos2_over(second));
    assert_eq!(shown(&pane), "一行目\n|二行目\n三行目");
}

fn pos2_over(rect: Rect) -> Pos2 {
    Pos2::new(rect.left() + 1.0, rect.center().y - rect.height() * 0.75)
}

#[test]
fn words_with_one_reading_are_not_broken() {
    let text = format!("{}大規模災害", "あ".repeat(36));
    let mut pane = japanese(&text);
    let y = |pane: &Harness<'_, Desk>, words: &str| rect(pane, words).center().y;
    assert!(y(&pane, "大規") < y(&pane, "災害"), "the row ends in the middle of the words");
    set(&mut pane, "大規模災害", Marking::Ruby("だいきぼさいがい".into()));
    assert_eq!(y(&pane, "大規"), y(&pane, "災害"));
    assert!(y(&pane, "大規") > y(&pane, "ああ"));
}

#[test]
fn a_wide_reading_makes_room_and_a_raised_figure_takes_less() {
    let mut pane = japanese("この志です。千m2です");
    let width = |pane: &Harness<'_, Desk>, words: &str| rect(pane, words).width();
    let left = |pane: &Harness<'_, Desk>, words: &str| rect(pane, words).left();
    let (before, two) = (left(&pane, "です"), width(&pane, "2"));
    set(&mut pane, "志", Marking::Ruby("こころざし".into()));
    assert!(left(&pane, "です") > before + 8.0);
    set(&mut pane, "2", Marking::Look(Look::Superscript, true));
    assert!(width(&pane, "2") < two * 0.8);
    // Bold is struck twice: nothing moves.
    let end = left(&pane, "m");
    set(&mut pane, "です。", Marking::Look(Look::Bold, true));
    assert_eq!(left(&pane, "m"), end);
}

#[test]
fn a_screen_reader_hears_the_words_and_how_they_are_set_off_and_read() {
    use egui::accesskit::{TextDecorationStyle, VerticalOffset};
    let mut pane = japanese("避難所へ急いで行く。\n次。");
    set(&mut pane, "避難所", Marking::Ruby("ひなんじょ".into()));
    set(&mut pane, "へ", Marking::Look(Look::Superscript, true));
    set(&mut pane, "急いで", Marking::Look(Look::Bold, true));
    set(&mut pane, "行く", Marking::Look(Look::Underline, true));
    let runs: Vec<_> = pane
        .root()
        .children_recursive()
        .filter(|node| node.accesskit_node().role() == egui::accesskit::Role::TextRun)
        .map(|node| node.accesskit_node().data().clone())
        .collect();
    let values: Vec<&str> = runs.iter().filter_map(|run| run.value()).collect();
    assert_eq!(values, ["避難所", "へ", "急いで", "行く", "。\n", "次。"]);
    assert_eq!(runs[0].description(), Some("ひなんじょ"));
    assert_eq!(runs[1].vertical_offset(), Some(VerticalOffset::Superscript));
    assert!(runs[2].font_weight().is_some_and(|weight| weight > 600.0) && runs[1].font_weight().is_none());
    assert_eq!(runs[3].underline().map(|line| line.style), Some(TextDecorationStyle::Solid));
    // They are one line: what is read by lines is not cut where bold begins.
    assert!(runs[..4].iter().all(|run| run.next_on_line().is_some()));
    assert!(runs[4].next_on_line().is_none() && runs[4].previous_on_line().is_some());
    let whole = pane.get_by_role(egui::accesskit::Role::MultilineTextInput);
    assert_eq!(whole.accesskit_node().document_range().text(), "避難所へ急いで行く。\n次。");
}

#[test]
fn what_is_said_of_words_appears_beside_them() {
    let mut pane = japanese("避難所へ行く。");
    let desk = pane.state_mut();
    let note =
        kian::document::Note { author: "山田".to_owned(), at: 0, text: "どこの避難所ですか。".to_owned() };
    let text = desk.document.text().clone();
    desk.document.comments_mut().add(&text, Span::new(0, "避難所".len()), note);
    pane.run();
    assert!(pane.query_by_label("どこの避難所ですか。").is_none());
    let words = at(&pane, "難");
    pane.hover_at(words.center());
    pane.run();
    pane.get_by_label("どこの避難所ですか。");
    pane.get_by_label("山田");
    // It goes with its words, and where they are gone nothing is left to point at.
    caret(&mut pane, 0);
    typed(&mut pane, "市の");
    pane.hover_at(at(&pane, "難").center());
    pane.run();
    pane.get_by_label("どこの避難所ですか。");
}
