//! Tables in the pane: cells side by side, keys that go from one to the next, and nothing that tears them.

use super::random::Dice;
use super::*;
use kian::document::tables;

/// A paragraph, a table of two columns and two rows, a paragraph.
fn table() -> Harness<'static, Desk> {
    let cell = |column, words: &str| (Role::Cell(column), words.to_owned());
    let parts = [
        (Role::Body, "前の段落".to_owned()),
        cell(0, "項目"),
        cell(1, "内容"),
        cell(0, "日時"),
        cell(1, "十二月十日"),
        (Role::Body, "後の段落".to_owned()),
    ];
    open(Document::new(Lang::Ja, None, &parts, Author::Person))
}

fn at(pane: &mut Harness<'_, Desk>, words: &str) {
    let start = text(pane).find(words).unwrap();
    caret(pane, start);
}

#[test]
fn cells_stand_side_by_side_and_columns_below_each_other() {
    let pane = table();
    let [item, content, day, date] = ["項目", "内容", "日時", "十二月"].map(|words| rect(&pane, words));
    assert_eq!((item.top(), item.left()), (content.top(), day.left()));
    assert_eq!((content.left(), date.top()), (date.left(), day.top()));
    assert!(item.left() < content.left() - 200.0 && day.top() > item.top());
    // The table ends where the text does.
    let after = rect(&pane, "後の段落");
    assert_eq!(after.top() - day.top(), day.top() - item.top());
}

#[test]
fn a_row_is_as_high_as_its_highest_cell() {
    let mut pane = table();
    let before = rect(&pane, "日時").top();
    at(&mut pane, "内容");
    typed(&mut pane, &"長い".repeat(40));
    let (short, long) = (rect(&pane, "項目"), rect(&pane, "長い"));
    assert_eq!(short.top(), long.top());
    assert!(rect(&pane, "日時").top() > before);
    // The longer text has taken width from the shorter one, in every row.
    assert!(long.left() < 400.0);
    assert_eq!(rect(&pane, "十二月").left(), long.left());
}

#[test]
fn tab_goes_through_the_cells_and_adds_a_row() {
    let mut pane = table();
    at(&mut pane, "項目");
    key(&mut pane, Modifiers::NONE, Key::Tab);
    assert!(shown(&pane).contains("項目\n[内容]\n日時"), "{}", shown(&pane));
    typed(&mut pane, "詳細");
    key(&mut pane, Modifiers::SHIFT, Key::Tab);
    assert!(shown(&pane).contains("[項目]\n詳細"));
    key(&mut pane, Modifiers::SHIFT, Key::Tab);
    assert!(shown(&pane).contains("[項目]"));
    for _ in 0..4 {
        key(&mut pane, Modifiers::NONE, Key::Tab);
    }
    typed(&mut pane, "場所");
    assert!(shown(&pane).ends_with("十二月十日\n場所|\n\n後の段落"), "{}", shown(&pane));
    assert_eq!(pane.state().document.table_at(1), Some(tables::Table { first: 1, rows: 3, columns: 2 }));
    key(&mut pane, Modifiers::COMMAND, Key::Z);
    key(&mut pane, Modifiers::COMMAND, Key::Z);
    assert_eq!(pane.state().document.len(), 6);
}

#[test]
fn enter_goes_down_adds_a_row_and_leaves_an_empty_one() {
    let mut pane = table();
    at(&mut pane, "内容");
    key(&mut pane, Modifiers::NONE, Key::Enter);
    assert!(shown(&pane).contains("十二月十日|\n"));
    key(&mut pane, Modifiers::NONE, Key::Enter);
    assert!(shown(&pane).ends_with("十二月十日\n\n|\n後の段落"), "{}", shown(&pane));
    key(&mut pane, Modifiers::NONE, Key::Enter);
    assert!(shown(&pane).ends_with("十二月十日\n|後の段落"), "{}", shown(&pane));
}

#[test]
fn enter_at_the_very_beginning_makes_room_above() {
    let parts = [(Role::Cell(0), "セル".to_owned())];
    let mut pane = open(Document::new(Lang::Ja, None, &parts, Author::Person));
    key(&mut pane, Modifiers::NONE, Key::Enter);
    assert_eq!((shown(&pane).as_str(), pane.state().document.roles()), ("|\nセル", &[Role::Body, Role::Cell(0)][..]));
}

#[test]
fn up_and_down_stay_in_the_column() {
    let mut pane = table();
    at(&mut pane, "内容");
    key(&mut pane, Modifiers::NONE, Key::ArrowDown);
    assert!(shown(&pane).contains("|十二月十日"));
    key(&mut pane, Modifiers::NONE, Key::ArrowDown);
    assert!(shown(&pane).contains("後の段落|"));
    key(&mut pane, Modifiers::NONE, Key::ArrowUp);
    key(&mut pane, Modifiers::NONE, Key::ArrowUp);
    assert!(shown(&pane).contains("|内容"), "{}", shown(&pane));
    key(&mut pane, Modifiers::NONE, Key::ArrowUp);
    assert!(shown(&pane).starts_with("前の段落|"));
    key(&mut pane, Modifiers::NONE, Key::ArrowRight);
    assert!(shown(&pane).contains("|項目"));
}

#[test]
fn a_click_in_the_room_of_a_cell_goes_into_it() {
    let mut pane = table();
    let words = rect(&pane, "内容");
    click(&mut pane, words.left_center() + vec2(150.0, 0.0));
    assert!(shown(&pane).contains("内容|"), "{}", shown(&pane));
    let words = rect(&pane, "日時");
    click(&mut pane, words.left_center() + vec2(150.0, 0.0));
    assert!(shown(&pane).contains("日時|"), "{}", shown(&pane));
}

#[test]
fn keys_at_the_ends_of_cells_do_not_join_them() {
    let mut pane = table();
    for (words, pressed) in [("内容", Key::Backspace), ("項目", Key::Backspace), ("後の段落", Key::Backspace)] {
        at(&mut pane, words);
        key(&mut pane, Modifiers::NONE, pressed);
    }
    for words in ["\n項目", "\n内容", "\n後の"] {
        at(&mut pane, words);
        key(&mut pane, Modifiers::NONE, Key::Delete);
    }
    assert_eq!(text(&pane), "前の段落\n項目\n内容\n日時\n十二月十日\n後の段落");
    select(&mut pane, "目\n内");
    typed(&mut pane, "新しい");
    assert!(shown(&pane).contains("項新しい|\n容\n"), "{}", shown(&pane));
    select(&mut pane, "容\n日時\n十二");
    key(&mut pane, Modifiers::NONE, Key::Delete);
    assert!(shown(&pane).contains("項新しい\n|\n\n月十日"), "{}", shown(&pane));
}

#[test]
fn what_a_spreadsheet_copies_fills_cells_and_lines_become_one() {
    let mut pane = table();
    at(&mut pane, "日時");
    pane.event(Event::Paste("場所\t市役所\r\n人数\t50人\r\n".to_owned()));
    pane.run();
    assert!(shown(&pane).ends_with("内容\n場所\n市役所\n人数\n50人|\n後の段落"), "{}", shown(&pane));
    at(&mut pane, "市役所");
    pane.event(Event::Paste("みどり野\r\n".to_owned()));
    pane.run();
    assert!(shown(&pane).contains("場所\nみどり野|市役所"));
}

#[test]
fn cells_are_copied_as_a_spreadsheet_does() {
    let mut pane = table();
    select(&mut pane, "項目\n内容\n日時\n十二月十日");
    pane.event(Event::Copy);
    pane.step();
    let copied = pane.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("項目\t内容\n日時\t十二月十日"));
}

#[test]
fn composing_and_screen_readers_know_cells() {
    let mut pane = table();
    at(&mut pane, "内容");
    pane.event(preedit("しょうさい"));
    pane.run();
    assert_eq!(text(&pane).matches("しょうさい").count(), 0);
    pane.event(commit("詳細"));
    pane.run();
    assert!(shown(&pane).contains("項目\n詳細|内容\n"));
    let runs: Vec<String> = pane
        .query_all_by_role(egui::accesskit::Role::TextRun)
        .map(|run| run.accesskit_node().data().value().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(runs[..4], ["前の段落\n", "項目\n", "詳細内容\n", "日時\n"]);
    let grid = pane.get_by_role(egui::accesskit::Role::Table);
    let grid = grid.accesskit_node();
    assert_eq!((grid.data().row_count(), grid.data().column_count()), (Some(2), Some(2)));
    let cells: Vec<_> = pane
        .query_all_by_role(egui::accesskit::Role::Cell)
        .map(|cell| (cell.accesskit_node().data().row_index(), cell.accesskit_node().data().column_index()))
        .collect();
    assert_eq!(cells, [(Some(0), Some(0)), (Some(0), Some(1)), (Some(1), Some(0)), (Some(1), Some(1))]);
}

#[test]
fn a_long_table_ends_pages_between_rows() {
    let cells = (0..240).map(|n| (Role::Cell(u8::try_from(n % 3).unwrap()), format!("セル{n}")));
    let mut pane = open(Document::new(Lang::Ja, None, &cells.collect::<Vec<_>>(), Author::Person));
    let end = text(&pane).len();
    caret(&mut pane, end);
    for _ in 0..20 {
        pane.step();
    }
    let (page, pages) = pane.state().editor.pages();
    assert!(page == pages && pages == 3, "{page} of {pages}");
}

/// Thousands of keys in and around tables: rows keep their cells, and all can be taken back.
#[test]
fn nothing_a_person_does_tears_a_table() {
    for seed in 1..=3 {
        let mut dice = Dice::new(seed);
        let mut pane = table();
        let start = text(&pane);
        for step in 0..250 {
            let len = text(&pane).len();
            if dice.roll(3) == 0 {
                let (from, to) = (dice.roll(len + 1), dice.roll(len + 1));
                let reach = if dice.roll(2) == 0 { from } else { to };
                pane.state_mut().editor.select(Span::new(from, reach));
            }
            let with = if dice.roll(3) == 0 { Modifiers::SHIFT } else { Modifiers::NONE };
            let keys = [
                Key::Tab,
                Key::Enter,
                Key::Enter,
                Key::Backspace,
                Key::Delete,
                Key::ArrowUp,
                Key::ArrowDown,
                Key::ArrowLeft,
                Key::ArrowRight,
                Key::Home,
                Key::End,
                Key::PageDown,
            ];
            match dice.roll(8) {
                0 => pane.event(Event::Text(dice.pick(&["の", "a", "長い言葉", "。"]).to_owned())),
                1 => pane.event(Event::Paste(dice.pick(&["一\n二", "一\t二\n三", "三\n四\n"]).to_owned())),
                2 => pane.event(commit("変換")),
                3 => pane.key_press_modifiers(Modifiers::COMMAND, Key::Z),
                4 => {
                    let steps = [
                        tables::Step::RowAbove,
                        tables::Step::RowBelow,
                        tables::Step::ColumnLeft,
                        tables::Step::ColumnRight,
                        tables::Step::DeleteRows,
                        tables::Step::DeleteColumns,
                        tables::Step::Insert { rows: 2, columns: 3 },
                    ];
                    let at = pane.state().editor.selection();
                    let step = steps[dice.roll(steps.len())].clone();
                    let fits = at.end <= len;
                    if fits {
                        pane.state_mut().act(&EditorEvent::Table { step, at });
                    }
                }
                _ => pane.key_press_modifiers(with, keys[dice.roll(keys.len())]),
            }
            for _ in 0..3 {
                pane.step();
            }
            let document = &pane.state().document;
            let roles = document.roles();
            for (index, role) in roles.iter().enumerate() {
                let Role::Cell(column) = *role else { continue };
                let table = document.table_at(index).unwrap();
                let place = table.place(index);
                assert_eq!(place.1, usize::from(column), "seed {seed}, step {step}: {roles:?}");
                assert!(table.cells().end <= roles.len());
            }
            assert_eq!(roles.len(), document.text().lines());
        }
        while pane.state().document.history().can_undo() {
            pane.key_press_modifiers(Modifiers::COMMAND, Key::Z);
            pane.step();
        }
        pane.run();
        assert_eq!(text(&pane), start, "seed {seed}");
        assert_eq!(pane.state().document.table_at(1), Some(tables::Table { first: 1, rows: 2, columns: 2 }));
    }
}
