//! Saving into a file of somebody else's: what was changed is changed, everything else stays byte for byte.

use super::package::{bare, pack, unpack, with};
use super::root;
use kian::document::tables::Step;
use kian::document::{Document, Edit, Look, Marking, Note, Role};
use kian::format::{self, Kind, Source};
use kian::text::{Change, Span};
use proptest::prelude::*;
use std::fs;
use std::io::{Cursor, Read};

const DOCX: Kind = Kind::Docx;

fn read(bytes: &[u8]) -> Document {
    format::read(DOCX, bytes).unwrap().document
}

fn kept(document: &Document, original: &[u8]) -> (Vec<u8>, Vec<&'static str>) {
    let written = format::write_into(document, &Source::new(DOCX), original).unwrap();
    (written.bytes, written.losses.into_iter().map(|loss| loss.id).collect())
}

fn replace(document: &mut Document, old: &str, new: &str) {
    let text = document.text().to_string();
    let start = text.find(old).unwrap_or_else(|| panic!("{old} in {text}"));
    document.apply(Edit::by_person(Change::replace(Span::new(start, start + old.len()), new), 0));
}

fn main(bytes: &[u8]) -> String {
    unpack(bytes).into_iter().find(|(name, _)| name == "word/document.xml").unwrap().1
}

/// The body of what comes of `body` when `change` is made.
fn changed(body: &str, change: impl FnOnce(&mut Document)) -> (String, Vec<&'static str>) {
    let original = bare(body);
    let mut document = read(&original);
    change(&mut document);
    let (bytes, losses) = kept(&document, &original);
    let again = read(&bytes);
    assert_eq!(again.text().to_string(), document.text().to_string());
    let xml = main(&bytes);
    let from = xml.find("<w:body>").unwrap() + "<w:body>".len();
    (xml[from..xml.rfind("</w:body>").unwrap()].to_owned(), losses)
}

fn foreign() -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(root("tests/formats/foreign")).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "docx"));
    let mut all: Vec<_> =
        files.map(|path| (path.display().to_string(), fs::read(path).unwrap())).filter(|(_, b)| stays(b)).collect();
    all.sort();
    all
}

/// Whether it says the same both ways: it is none of ours, and has no revisions.
fn stays(bytes: &[u8]) -> bool {
    !is_ours(bytes) && format::tracked::read_tracked(DOCX, bytes).unwrap().1.is_none()
}

fn is_ours(bytes: &[u8]) -> bool {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let Ok(mut part) = archive.by_name("docProps/app.xml") else { return false };
    let mut text = String::new();
    part.read_to_string(&mut text).unwrap();
    text.contains(">Kian<")
}

#[test]
fn what_was_not_changed_is_the_same_file() {
    let files = foreign();
    assert!(files.len() >= 3);
    for (name, bytes) in files {
        let (again, losses) = kept(&read(&bytes), &bytes);
        assert!(again == bytes, "{name}");
        assert!(losses.is_empty(), "{name}");
    }
}

#[test]
fn words_change_inside_their_runs() {
    let body = r#"<w:p w:rsidR="1"><w:pPr><w:spacing w:after="3"/></w:pPr><w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>赤い字</w:t></w:r><w:proofErr w:type="x"/><w:r><w:drawing><wp:inline/></w:drawing><w:t>です。</w:t></w:r></w:p><w:p/><w:sectPr><w:pgSz w:w="1"/></w:sectPr>"#;
    let (xml, losses) = changed(body, |document| replace(document, "字です", "文字でした"));
    assert_eq!(losses, Vec::<&str>::new());
    assert_eq!(
        xml,
        r#"<w:p w:rsidR="1"><w:pPr><w:spacing w:after="3"/></w:pPr><w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t xml:space="preserve">赤い文字でした</w:t></w:r><w:proofErr w:type="x"/><w:r><w:drawing><wp:inline/></w:drawing><w:t xml:space="preserve">。</w:t></w:r></w:p><w:p/><w:sectPr><w:pgSz w:w="1"/></w:sectPr>"#
    );
    let (xml, _) = changed(body, |document| {
        let end = document.text().len();
        document.apply(Edit::by_person(Change::insert(end, "末尾 & <終>"), 0));
    });
    assert!(
        xml.contains(r#"<w:p><w:r><w:t xml:space="preserve">末尾 &amp; &lt;終&gt;</w:t></w:r></w:p><w:sectPr>"#),
        "{xml}"
    );
}

#[test]
fn what_is_set_off_keeps_its_other_looks() {
    let body = r#"<w:p><w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t>赤い太字</w:t></w:r><w:r><w:rPr><w:sz w:val="40"/></w:rPr><w:t>大きい字</w:t></w:r></w:p>"#;
    let (xml, _) = changed(body, |document| {
        let span = Span::new(6, 15);
        document.apply(document.toggling(Span::new(0, 6), Look::Bold, 0).unwrap());
        document.apply(document.toggling(span, Look::Underline, 0).unwrap());
    });
    for piece in [
        r#"<w:color w:val="FF0000"/></w:rPr><w:t xml:space="preserve">赤い</w:t>"#,
        r#"<w:rPr><w:b/><w:color w:val="FF0000"/><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">太字</w:t>"#,
        r#"<w:rPr><w:sz w:val="40"/><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">大</w:t>"#,
    ] {
        assert!(xml.contains(piece), "{piece} in {xml}");
    }
    let again = read(&bare(&xml));
    assert!(!again.marks().face_at(0).has(Look::Bold) && again.marks().face_at(8).has(Look::Bold));
    let (xml, _) = changed(body, |document| {
        document.apply(document.marking(vec![(Span::new(0, 6), Marking::Ruby("あか".into()))], 0));
    });
    assert!(xml.contains("<w:rt>") && xml.contains("あか"), "{xml}");
    let ruby = read(&bare(&xml)).marks().rubies(Span::new(0, 9)).next().unwrap();
    assert_eq!((ruby.span, &*ruby.reading), (Span::new(0, 6), "あか"));
}

#[test]
fn new_paragraphs_look_like_their_neighbours_and_deleted_ones_go() {
    let body = r#"<w:p><w:pPr><w:pStyle w:val="Fancy"/></w:pPr><w:r><w:rPr><w:sz w:val="30"/></w:rPr><w:t>一つ目の段落です。</w:t></w:r></w:p><w:p><w:r><w:t>二つ目の段落です。</w:t></w:r></w:p><w:p><w:r><w:drawing/></w:r><w:r><w:t>図の段落です。</w:t></w:r></w:p><w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>節の終わりです。</w:t></w:r></w:p><w:p><w:r><w:t>終わりです。</w:t></w:r></w:p>"#;
    let (xml, losses) = changed(body, |document| {
        replace(document, "一つ目の段落です。\n", "一つ目の段落です。\n間に入る文です。\n");
    });
    assert_eq!(losses, Vec::<&str>::new());
    assert!(xml.contains(r#"</w:p><w:p><w:pPr><w:pStyle w:val="Fancy"/></w:pPr><w:r><w:rPr><w:sz w:val="30"/></w:rPr><w:t xml:space="preserve">間に入る文です。"#), "{xml}");
    let (xml, losses) = changed(body, |document| replace(document, "二つ目の段落です。\n", ""));
    assert!(!xml.contains("二つ目") && losses.is_empty() && xml.matches("<w:p>").count() == 4, "{xml}");
    // A picture and the end of a section are no words.
    let original = bare(body);
    let mut document = read(&original);
    replace(&mut document, "図の段落です。\n節の終わりです。\n", "");
    let (bytes, losses) = kept(&document, &original);
    assert_eq!(losses, ["loss-kept-shell"]);
    assert!(main(&bytes).contains("<w:drawing/>") && main(&bytes).contains("<w:sectPr/>"));
    assert_eq!(read(&bytes).text().to_string(), "一つ目の段落です。\n二つ目の段落です。\n\n\n終わりです。");
}

#[test]
fn numbers_that_word_counts_stay_until_they_are_written_over() {
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let item = |text: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let original =
        with(&(item("目的を定める。") + &item("施行する。")), &[("numbering", "word/numbering.xml", numbering)]);
    let mut document = read(&original);
    assert_eq!(document.text().to_string(), "第1条　目的を定める。\n第2条　施行する。");
    replace(&mut document, "目的", "この条例の目的");
    let (bytes, _) = kept(&document, &original);
    assert_eq!(read(&bytes).text().to_string(), document.text().to_string());
    assert_eq!(main(&bytes).matches("numPr>").count(), 4);
    replace(&mut document, "第2条", "附則");
    let (bytes, _) = kept(&document, &original);
    assert_eq!(read(&bytes).text().to_string(), document.text().to_string());
    assert!(main(&bytes).contains(r#"<w:numId w:val="0"/>"#) && main(&bytes).contains("附則　施行する。"));
}

#[test]
fn an_empty_body_can_be_written_into() {
    let body = r#"<w:sectPr><w:pgSz w:w="1"/></w:sectPr>"#;
    let original = bare(body);
    assert_eq!(kept(&read(&original), &original).0, original);
    let (xml, _) = changed(body, |document| {
        document.apply(Edit::by_person(Change::insert(0, "一つ目\n二つ目"), 0));
    });
    assert!(xml.starts_with("<w:p>") && xml.ends_with(body), "{xml}");
}

const TABLE: &str = r#"<w:p><w:r><w:t>前の段落です。</w:t></w:r></w:p><w:tbl><w:tblPr><w:tblStyle w:val="Mine"/></w:tblPr><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:shd w:fill="AA"/></w:tcPr><w:p><w:r><w:t>品名</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>数量</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:shd w:fill="BB"/></w:tcPr><w:p><w:r><w:rPr><w:i/></w:rPr><w:t>鉛筆</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>後の段落です。</w:t></w:r></w:p>"#;

#[test]
fn tables_keep_their_looks_while_cells_and_rows_come_and_go() {
    let (xml, losses) = changed(TABLE, |document| replace(document, "12", "24"));
    assert_eq!(
        (xml.as_str(), losses),
        (TABLE.replace("<w:t>12<", r#"<w:t xml:space="preserve">24<"#).as_str(), vec![])
    );
    let (xml, losses) = changed(TABLE, |document| {
        let at = Span::at(document.text().to_string().find("鉛筆").unwrap());
        let (edit, _) = document.tabling(&Step::RowBelow, at, 0).unwrap();
        document.rearrange(edit);
        let at = document.text().line_span(5).start;
        document.apply(Edit::by_person(Change::insert(at, "消しゴム"), 0));
    });
    assert_eq!(losses, Vec::<&str>::new());
    assert!(
        xml.contains(r#"<w:tr><w:tc><w:tcPr><w:shd w:fill="BB"/></w:tcPr><w:p><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">消しゴム"#),
        "{xml}"
    );
    // Columns are another matter: the table is made anew, and that is said.
    let (xml, losses) = changed(TABLE, |document| {
        let at = Span::at(document.text().to_string().find("鉛筆").unwrap());
        let (edit, _) = document.tabling(&Step::ColumnRight, at, 0).unwrap();
        document.rearrange(edit);
    });
    assert!(losses == ["loss-kept-table"] && xml.contains("<w:tblBorders>"), "{losses:?} {xml}");
}

#[test]
fn a_cell_of_several_paragraphs_changes_where_it_was_changed() {
    let body = r#"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>品名</w:t></w:r></w:p></w:tc><w:tc><w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:t>毛布　</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>300枚</w:t></w:r></w:p><w:p><w:r><w:t>懐中電灯　20本</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"#;
    let (xml, losses) = changed(body, |document| replace(document, "20本", "40本"));
    assert_eq!(losses, Vec::<&str>::new());
    assert_eq!(xml, body.replace("<w:t>懐中電灯　20本<", r#"<w:t xml:space="preserve">懐中電灯　40本<"#));
    let (xml, losses) = changed(body, |document| replace(document, "枚 懐中", "枚、懐中"));
    assert!(losses == ["loss-kept-cell"] && xml.contains("300枚、懐中"), "{losses:?} {xml}");
}

#[test]
fn comments_go_in_and_everything_else_stays() {
    let original = pack(&[
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#.to_owned(),
        ),
        ("word/document.xml", super::package::document(TABLE)),
        ("customXml/item1.xml", "<mine/>".to_owned()),
    ]);
    let mut document = read(&original);
    let text = document.text().clone();
    let at = document.text().to_string().find("段落").unwrap();
    let note = Note { author: "佐藤".to_owned(), at: 0, text: "本当ですか。".to_owned() };
    document.comments_mut().add(&text, Span::new(at, at + 6), note);
    replace(&mut document, "後の段落", "最後の段落");
    let (bytes, losses) = kept(&document, &original);
    assert_eq!(losses, Vec::<&str>::new());
    let again = read(&bytes);
    assert_eq!(
        again.comments().iter().cloned().collect::<Vec<_>>(),
        document.comments().iter().cloned().collect::<Vec<_>>()
    );
    assert_eq!(again.text().to_string(), document.text().to_string());
    let parts = unpack(&bytes);
    assert!(parts.iter().any(|(name, text)| name == "customXml/item1.xml" && text == "<mine/>"));
    assert!(parts.iter().any(|(name, text)| name == "[Content_Types].xml" && text.contains("/word/comments.xml")));
    // And out again.
    document.comments_mut().remove(0);
    let (bytes, _) = kept(&document, &bytes);
    assert_eq!(read(&bytes).comments().len(), 0);
    assert!(!main(&bytes).contains("commentRange"));
}

/// A body with much of what Word has.
const RICH: &str = r#"<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:t>令和8年4月1日</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">　行の前に空白 </w:t></w:r><w:hyperlink r:id="x"><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>リンク</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>タブの後</w:t><w:br/><w:t>改行の後</w:t></w:r></w:p><w:p><w:r><w:ruby><w:rt><w:r><w:t>ひなん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>避難</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>する</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>枠の中の文</w:t></w:r></w:p><w:p><w:r><w:t>枠の二行目</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:sdt><w:sdtContent><w:p><w:r><w:t>管理された段落</w:t></w:r></w:p></w:sdtContent></w:sdt><w:p><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>箱の中の文</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict><w:t>箱の段落</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p><w:p><w:r><w:t>乙の続き</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>丁</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:bookmarkStart w:id="1"/><w:r><w:rPr><w:vanish/></w:rPr><w:t>隠し</w:t></w:r><w:r><w:t>印の段落</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p><w:p/>"#;

#[derive(Clone, Debug)]
enum Move {
    Replace(usize, usize, String),
    Bold(usize, usize),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let replace =
        (0usize..400, 0usize..25, "[あ字a、\t\n]{0,4}").prop_map(|(at, len, text)| Move::Replace(at, len, text));
    let bold = (0usize..400, 1usize..9).prop_map(|(at, len)| Move::Bold(at, len));
    prop::collection::vec(prop_oneof![4 => replace, 1 => bold], 1..5)
}

/// So many cases; `KIAN_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("KIAN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(160)
}

/// Makes these changes.
fn moved(document: &mut Document, moves: Vec<Move>) {
    for step in moves {
        let text = document.text();
        let at = |at: usize| text.boundary(at.min(text.len()));
        match step {
            Move::Replace(from, len, new) => {
                let span = Span::new(at(from), at(from + len));
                document.apply(Edit::by_person(Change::replace(span, new), 0));
            }
            Move::Bold(from, len) => {
                let span = Span::new(at(from), at(from + len));
                if let Some(edit) = document.toggling(span, Look::Bold, 0) {
                    document.apply(edit);
                }
            }
        }
    }
}

#[test]
fn whatever_was_found_to_go_wrong_is_kept_now() {
    let files = foreign();
    let replace = |from: usize, len: usize, new: &str| Move::Replace(from, len, new.to_owned());
    let cases = [(2, vec![replace(1, 11, "\t"), replace(33, 18, "、"), replace(160, 12, "")])];
    for (which, moves) in cases {
        let rich = bare(RICH);
        let original = files.get(which).map_or(&rich, |(_, bytes)| bytes);
        let mut document = read(original);
        moved(&mut document, moves.clone());
        let (bytes, losses) = kept(&document, original);
        assert!(!is_ours(&bytes), "made anew: {losses:?} {moves:?}");
        assert_eq!(read(&bytes).text().to_string().trim(), document.text().to_string().trim());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, max_shrink_iters: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_changed_is_read_back_or_told(moves in moves(), which in 0usize..6) {
        let files = foreign();
        let rich = bare(RICH);
        let original = files.get(which).map_or(&rich, |(_, bytes)| bytes);
        let mut document = read(original);
        moved(&mut document, moves);
        let (bytes, losses) = kept(&document, original);
        let again = read(&bytes);
        prop_assert!(!is_ours(&bytes), "made anew");
        if !losses.iter().any(|id| matches!(*id, "loss-kept-not" | "loss-kept-shell")) {
            let words = |document: &Document| -> Vec<String> {
                let told = (0..document.len()).map(|at| document.paragraph(at));
                told.filter(|p| !p.text.trim().is_empty() || matches!(p.role, Role::Cell(_))).map(|p| p.text.trim().to_owned()).collect()
            };
            prop_assert_eq!(words(&again), words(&document), "{}", main(&bytes));
        }
        // What was kept can be kept again.
        prop_assert_eq!(&kept(&again, &bytes).0, &bytes);
    }
}
