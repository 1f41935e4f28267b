use super::*;
use crate::document::Author;
use crate::text::Lang;
use proptest::prelude::*;

const A: Role = Role::Cell(0);
const B: Role = Role::Cell(1);
const C: Role = Role::Cell(2);

/// Body paragraphs, and rows of cells in brackets: `前|[あ,い]|[う,え]|後`.
fn document(shown: &str) -> Document {
    let mut paragraphs = Vec::new();
    for piece in shown.split('|') {
        let bare = piece.replace(['<', '>'], "");
        match bare.starts_with('[') && bare.ends_with(']') {
            true => paragraphs.extend(
                piece
                    .replace(['[', ']'], "")
                    .split(',')
                    .enumerate()
                    .map(|(n, cell)| (Role::Cell(u8::try_from(n).unwrap()), cell.to_owned())),
            ),
            false => paragraphs.push((Role::Body, piece.to_owned())),
        }
    }
    Document::new(Lang::Ja, None, &paragraphs, Author::Import)
}

fn shown(document: &Document) -> String {
    let mut pieces = Vec::new();
    let mut index = 0;
    while index < document.len() {
        let row = row_at(document.roles(), index);
        let words: Vec<String> = row.clone().map(|index| document.text().line(index)).collect();
        pieces.push(if document.roles()[index].is_cell() { format!("[{}]", words.join(",")) } else { words.concat() });
        index = row.end;
    }
    pieces.join("|")
}

/// What becomes of `before` when the words between `<` and `>` are replaced by `new`.
fn replaced(before: &str, new: &str) -> String {
    let marked = document(before);
    let text = marked.text().to_string();
    let (start, end) = (text.find('<').unwrap(), text.find('>').unwrap() - 1);
    let mut document = document(&before.replace(['<', '>'], ""));
    let old = document.text().to_string();
    let made = document.apply(Edit::by_person(Change::replace(Span::new(start, end), new), 0));
    let result = shown(&document);
    let mut text = Text::from(old.as_str());
    text.apply(&made);
    assert_eq!(text.to_string(), document.text().to_string());
    document.undo(0);
    assert_eq!(document.text().to_string(), old);
    result
}

/// What `step` makes of a document, the selection between `<` and `>`; the cursor afterwards is `^`.
fn done(before: &str, step: &Step) -> Option<String> {
    let marked = document(before).text().to_string();
    let (start, end) = (marked.find('<').unwrap(), marked.find('>').unwrap() - 1);
    let mut document = document(&before.replace(['<', '>'], ""));
    let old = shown(&document);
    let (edit, caret) = document.tabling(step, Span::new(start, end), 0)?;
    document.rearrange(edit);
    assert_eq!(document.roles().len(), document.text().lines());
    document.rearrange(Edit::by_person(Change::insert(caret, "^"), 0));
    let result = shown(&document);
    document.undo(0);
    document.undo(0);
    assert_eq!(shown(&document), old);
    Some(result)
}

#[test]
fn rows_of_one_length_are_one_table() {
    let roles = [Role::Body, A, B, A, B, A, B, C, Role::Body, A];
    let table = |first, rows, columns| Some(Table { first, rows, columns });
    assert_eq!(at(&roles, 0), None);
    for index in 1..5 {
        assert_eq!(at(&roles, index), table(1, 2, 2));
    }
    assert_eq!((at(&roles, 7), at(&roles, 9)), (table(5, 1, 3), table(9, 1, 1)));
    assert_eq!(table(1, 2, 2).unwrap().place(4), (1, 1));
    assert_eq!((row_at(&roles, 6), row_at(&roles, 8)), (5..8, 8..9));
}

#[test]
fn columns_count_from_the_first_cell_of_a_row() {
    let mut roles = [C, B, B, Role::Body, B, Role::Cell(9), A, Role::Cell(9)];
    settle(Some(Role::Body), &mut roles);
    assert_eq!(roles, [A, B, C, Role::Body, A, B, A, B]);
    let mut roles = [A, B, C];
    settle(Some(B), &mut roles);
    assert_eq!(roles, [A, B, C]);
}

#[test]
fn what_is_deleted_over_cells_empties_them() {
    let check = |before, new, after: &str| assert_eq!(replaced(before, new), after, "{before} {new:?}");
    check("前|[あ<い,う>え]|後", "", "前|[あ,え]|後");
    check("前|[<ああ,いい]|[うう>,ええ]|後", "", "前|[,]|[,ええ]|後");
    check("前|[<ああ,いい]|[うう>,ええ]|後", "新", "前|[新,]|[,ええ]|後");
    // The ends of cells stay.
    check("前|[ああ<,>いい]|後", "", "前|[ああ,いい]|後");
    check("前<|>[ああ,いい]|後", "", "前|[ああ,いい]|後");
    check("前|[ああ,いい<]|>後", "", "前|[ああ,いい]|後");
    // Partly in, partly out.
    check("前<前|[ああ,い>い]|後", "", "前|[,い]|後");
    check("一|前<前|[ああ,い>い]|後", "改\n行", "一|前改|行|[,い]|後");
    check("前|[ああ,い<い]|後>後", "新", "前|[ああ,い新]|後");
    check("前|[ああ,い<い]|[うう,ええ]|中|[おお]|[かか]|>後", "", "前|[ああ,い]|[,]|後");
    check("[ああ,い<い]|中|[うう]|[え>え]", "新", "[ああ,い新]||[]|[え]");
    check("[ああ,い<い]|[うう]|[え>え]", "", "[ああ,い]|[]|[え]");
}

#[test]
fn a_table_taken_whole_with_what_stands_beside_it_goes() {
    let check = |before, new, after: &str| assert_eq!(replaced(before, new), after, "{before} {new:?}");
    check("前<前|[ああ,いい]|後>後", "", "前後");
    check("前<前|[ああ,いい]|後>後", "新", "前新後");
    check("<前|[ああ,いい]>", "新", "新");
    check("<[ああ,いい]|後>", "新", "新");
    check("<[ああ,いい]|後>後", "", "後");
    check("<[ああ,いい]|後>後", "一\n二", "一|二後");
    // Nothing but the table: that is its words.
    check("<[ああ,いい]>", "新", "[新,]");
    check("前|[<ああ,いい>]|後", "", "前|[,]|後");
}

#[test]
fn line_feeds_do_not_get_into_cells() {
    assert_eq!(replaced("[あ<>い]|後", "一\n二"), "[あ一二い]|後");
    assert_eq!(replaced("[a<>]|後", "one\ntwo\n"), "[aone two]|後");
    assert_eq!(one_line("一\r\n\n二 \nthree\n four"), "一二 three four");
    // Several changes at one place.
    let mut document = document("[あ,い]");
    let change = Change::new(vec![
        Replace { span: Span::at(0), text: "x".into() },
        Replace { span: Span::new(0, 3), text: "y\nz".into() },
    ]);
    document.apply(Edit::by_person(change, 0));
    assert_eq!(shown(&document), "[xy z,い]");
}

#[test]
fn a_role_for_a_cell_is_not_taken() {
    let mut document = document("前|[あ,い]");
    document.apply(Edit { roles: vec![(1, Role::Body)], ..Edit::by_person(Change::insert(3, "前"), 0) });
    assert_eq!(shown(&document), "前前|[あ,い]");
}

#[test]
fn rows_and_columns_come_and_go() {
    let check = |before, step: Step, after: &str| {
        assert_eq!(done(before, &step).as_deref(), Some(after), "{before} {step:?}");
    };
    check("前|<>", Step::Insert { rows: 2, columns: 2 }, "前|[^,]|[,]|");
    check("前<>|後", Step::Insert { rows: 1, columns: 3 }, "前|[^,,]|後");
    check("前|<>|後", Step::Insert { rows: 1, columns: 2 }, "前|[^,]|後");
    check("[あ]|<>|後", Step::Insert { rows: 1, columns: 1 }, "[あ]||[^]|後");
    check("前<>|[あ]", Step::Insert { rows: 1, columns: 1 }, "前|[^]||[あ]");
    check("[<>あ,い]|[う,え]", Step::RowAbove, "[^,]|[あ,い]|[う,え]");
    check("[<>あ,い]|[う,え]", Step::RowBelow, "[あ,い]|[^,]|[う,え]");
    check("[あ,い]|[う,<>え]|後", Step::RowBelow, "[あ,い]|[う,え]|[^,]|後");
    check("[あ,い]|[う,<>え]|後", Step::ColumnLeft, "[あ,,い]|[う,^,え]|後");
    check("[あ,い]|[う,<>え]|後", Step::ColumnRight, "[あ,い,]|[う,え,^]|後");
    check("前|[あ,<>い]|[う,え]", Step::DeleteColumns, "前|[^あ]|[う]");
    check("前|[<>あ,い]|[う,え]", Step::DeleteColumns, "前|[^い]|[え]");
    check("前|[<あ,い>]|[う,え]|後", Step::DeleteColumns, "前|^後");
    check("前|[あ,<>い]|[う,え]|後", Step::DeleteRows, "前|[^う,え]|後");
    check("前|[あ,い]|[う,<>え]", Step::DeleteRows, "前|[あ,^い]");
    check("前|[あ,い]|[う,<>え]|", Step::DeleteRows, "前|[あ,い]|^");
    check("前|[<あ,い]|[う,え]>", Step::DeleteRows, "前^");
    check("[<>あ,い]", Step::Delete, "^");
    check("前|[<>あ,い]|[い]", Step::Delete, "前|[^い]");
}

#[test]
fn enter_goes_on_below() {
    let check = |before, after: &str| assert_eq!(done(before, &Step::Down).as_deref(), Some(after), "{before}");
    check("[あ,い<>]|後", "[あ,い]|[,^]|後");
    check("[<>あ,い]", "[あ,い]|[^,]");
    check("[あ,い]|[,<>]|後", "[あ,い]|^後");
    check("[あ,い]|[<>,]", "[あ,い]|^");
    check("[あ]|[<>]", "[あ]|^");
    check("[<>]", "[]|[^]");
    assert_eq!(done("[<>あ]|後", &Step::Before).as_deref(), Some("^|[あ]|後"));
    assert_eq!(done("[あ]|後<>", &Step::Down), None);
}

#[test]
fn cells_of_a_spreadsheet_fill_cells() {
    let check = |before, words: &str, after: &str| {
        assert_eq!(done(before, &Step::Fill(words.to_owned())).as_deref(), Some(after), "{before} {words:?}");
    };
    check("[<>あ,い]|[う,え]|後", "1\t2\n3\t4\n", "[1,2]|[3,4^]|後");
    check("[あ,い]|[<>う,え]|後", "1\t2\n3\t4", "[あ,い]|[1,2]|[3,4^]|後");
    check("[あ,い]|[う,<>え]", "1\n2\n3\n", "[あ,い]|[う,1]|[,2]|[,3^]");
    check("[<>あ,い,う]", "1\t2\n3\n", "[1,2,う]|[3^,,]");
    check("[あ,<>い]|後", "1\t2\t3\n", "[あ,1 2 3^]|後");
    check("[<>,]|後", "\"改\n行\"\t\"引用\"\"符\"\"\"\n", "[改行,引用\"符\"^]|後");
    check("[<>,]|後", "\"閉じない\t次", "[\"閉じない,次^]|後");
    assert!(is_grid("1\t2") && is_grid("1\n2\n") && !is_grid("1\n2") && !is_grid("1\n"));
}

#[test]
fn columns_are_as_wide_as_their_texts_want() {
    assert_eq!((breadth("9時～10時"), breadth("ｶﾅ"), breadth("")), (10, 2, 0));
    assert_eq!(widths(&[0, 0, 0, 0], 80), [20, 20, 20, 20]);
    assert_eq!(widths(&[10, 0, 18, 0], 80), [20, 20, 20, 20]);
    assert_eq!(widths(&[4, 30], 40), [8, 32]);
    assert_eq!(widths(&[4, 20], 40), [18, 22]);
    // Where there is not enough for all, the narrow ones keep what they need.
    assert_eq!(widths(&[4, 100], 40), [8, 32]);
    assert_eq!(widths(&[100, 100], 41), [21, 20]);
    assert_eq!(widths(&[0, 0, 500], 9), [3, 3, 3]);
}

proptest! {
    /// Whatever is put in the place of whatever, every row of a table keeps its cells; what goes is a table as a whole.
    #[test]
    fn no_edit_tears_a_table(edits in prop::collection::vec((0usize..1000, 0usize..1000, "[あa\\n\\t]{0,4}", 0usize..12), 1..30)) {
        let mut d = document("前|[あ,い,う]|[え,お,か]|中|[き]|[く]||[け,こ]|後");
        for (a, b, words, what) in edits {
            let len = d.text().len();
            let span = Span::new(d.text().boundary(a % (len + 1)), d.text().boundary(b % (len + 1)));
            let steps = [
                Step::Insert { rows: 1 + a % 3, columns: 1 + b % 3 },
                Step::RowAbove, Step::RowBelow, Step::ColumnLeft, Step::ColumnRight, Step::DeleteRows,
                Step::DeleteColumns, Step::Delete, Step::Down, Step::Before, Step::Fill(words.clone()),
            ];
            let columns: Vec<usize> = lengths(&d);
            match steps.get(what) {
                Some(step) if a % 2 == 0 => {
                    if let Some((edit, caret)) = d.tabling(step, span, 0) {
                        d.rearrange(edit);
                        prop_assert!(caret <= d.text().len());
                    }
                }
                _ => {
                    d.apply(Edit::by_person(Change::replace(span, words), 0));
                    // No row has become another: those that are left are those that were.
                    let mut left = columns.iter();
                    for row in lengths(&d) {
                        prop_assert!(left.any(|was| *was == row), "{} of {:?}", shown(&d), columns);
                    }
                }
            }
            prop_assert_eq!(d.roles().len(), d.text().lines());
            let mut settled = d.roles().to_vec();
            settle(None, &mut settled);
            prop_assert_eq!(&settled[..], d.roles());
            if let Some(table) = d.roles().iter().position(|role| role.is_cell()).and_then(|at| d.table_at(at)) {
                for row in 0..table.rows {
                    let first = d.roles()[table.cell(row, 0)];
                    prop_assert_eq!((first, row_at(d.roles(), table.cell(row, 0))), (A, table.row(row)));
                }
            }
        }
        while d.undo(0).is_some() {}
        prop_assert_eq!(shown(&d), "前|[あ,い,う]|[え,お,か]|中|[き]|[く]||[け,こ]|後");
    }
}

/// How many cells each row has, from the first.
fn lengths(document: &Document) -> Vec<usize> {
    let roles = document.roles();
    (0..roles.len()).filter(|index| roles[*index] == A).map(|index| row_at(roles, index).len()).collect()
}
