//! Words that are set off and readings over kanji, out of the document and back.

use super::package::unpack;
use super::parts;
use kian::document::{Author, Document, Look, Mark, MarkKind, Marking, Role};
use kian::format::{self, Kind, Source};
use kian::text::{Lang, Span};
use proptest::prelude::*;

/// A document with every mark there is, side by side and over each other.
pub fn marked() -> Document {
    let parts = [
        (Role::Title, "総合防災訓練の実施について（通知）"),
        (Role::Body, "　避難所の開設には、全職員が必ず参加してください。床面積は1,200m2、CO2は減らします。「志」のある職員は申し込んでください。"),
        (Role::Ki, "記"),
        (Role::Item(0), "日時　令和8年9月1日（火）午前9時から"),
        (Role::Item(0), "場所　中央公民館"),
    ]
    .map(|(role, text)| (role, text.to_owned()));
    let mut document = Document::new(Lang::Ja, None, &parts, Author::Person);
    let text = document.text().to_string();
    let at = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let within = |outer: &str, words: &str| {
        let start = at(outer).start + outer.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let marks = vec![
        (at("避難所"), Marking::Ruby("ひなんじょ".into())),
        (at("開設"), Marking::Ruby("かいせつ".into())),
        (at("所の開設"), Marking::Look(Look::Bold, true)),
        (at("全職員"), Marking::Look(Look::Bold, true)),
        (at("必ず参加"), Marking::Look(Look::Dots, true)),
        (within("m2", "2"), Marking::Look(Look::Superscript, true)),
        (within("O2", "2"), Marking::Look(Look::Subscript, true)),
        (at("「志」"), Marking::Look(Look::Bold, true)),
        (at("「志」のある"), Marking::Look(Look::Underline, true)),
        (at("申"), Marking::Ruby("もう".into())),
        (at("込"), Marking::Ruby("こ".into())),
        (at("9月1日（火）"), Marking::Look(Look::Underline, true)),
        (at("中央公民館"), Marking::Ruby("ちゅうおうこうみんかん".into())),
    ];
    document.apply(document.marking(marks, 0));
    document
}

fn said(document: &Document) -> Vec<Mark> {
    document.marks().within(Span::new(0, document.text().len()))
}

fn written(document: &Document, kind: Kind) -> format::Written {
    format::write(document, &Source::new(kind)).unwrap()
}

#[test]
fn word_gets_them_and_gives_them_back() {
    let document = marked();
    let file = written(&document, Kind::Docx);
    assert_eq!(file.losses, []);
    if let Some(folder) = std::env::var_os("KIAN_OUT") {
        std::fs::write(std::path::Path::new(&folder).join("marks.docx"), &file.bytes).unwrap();
    }
    let (_, body) = unpack(&file.bytes).into_iter().find(|(name, _)| name == "word/document.xml").unwrap();
    for piece in [
        r#"<w:rt><w:r><w:rPr><w:sz w:val="11"/><w:szCs w:val="11"/></w:rPr><w:t>ひなんじょ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>避難</w:t></w:r><w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t>所</w:t></w:r></w:rubyBase>"#,
        r#"<w:r><w:rPr><w:em w:val="dot"/></w:rPr><w:t>必ず参加</w:t></w:r>"#,
        r#"<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>"#,
        r#"<w:r><w:rPr><w:b/><w:bCs/><w:u w:val="single"/></w:rPr><w:t>「志」</w:t></w:r>"#,
    ] {
        assert!(body.contains(piece), "{piece}\n{body}");
    }
    let read = format::read(Kind::Docx, &file.bytes).unwrap();
    assert_eq!(read.losses, []);
    assert_eq!(parts(&read.document), parts(&document));
    assert_eq!(said(&read.document), said(&document));
}

#[test]
fn other_word_processors_and_browsers_give_them_back() {
    let document = marked();
    for kind in [Kind::Odt, Kind::Html] {
        let file = written(&document, kind);
        assert_eq!(file.losses, [], "{kind:?}");
        super::round::keep(&format!("marks.{}", kind.extension()), &file.bytes);
        let read = format::read(kind, &file.bytes).unwrap();
        assert_eq!(read.losses, [], "{kind:?}");
        assert_eq!(parts(&read.document), parts(&document), "{kind:?}");
        assert_eq!(said(&read.document), said(&document), "{kind:?}");
    }
}

#[test]
fn pages_show_them() {
    let file = written(&marked(), Kind::Pdf);
    assert_eq!(file.losses, []);
    super::round::keep("marks.pdf", &file.bytes);
}

#[test]
fn markdown_has_stars_and_tags() {
    let document = marked();
    let file = written(&document, Kind::Markdown);
    assert_eq!(file.losses, []);
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    for piece in [
        "<ruby>避難**所**<rt>ひなんじょ</rt></ruby>**の**<ruby>**開設**<rt>かいせつ</rt></ruby>には",
        "、**全職員**が<em>必ず参加</em>して",
        "1,200m<sup>2</sup>、CO<sub>2</sub>は",
        "<u><strong>「志」</strong></u><u>のある</u>職員",
    ] {
        assert!(text.contains(piece), "{piece}\n{text}");
    }
    let read = format::read(Kind::Markdown, &file.bytes).unwrap();
    assert_eq!(read.losses, []);
    assert_eq!(parts(&read.document), parts(&document));
    assert_eq!(said(&read.document), said(&document));
}

#[test]
fn marks_in_markdown_by_others_are_read() {
    let text = "**重要**なのは<ruby>振<rp>（</rp><rt>ふ</rt><rp>）</rp>仮名<rt>がな</rt></ruby>と<b>下</b><sup class=\"a\">2</sup>。\n\n<U>開いた\n\nまま</U>";
    let read = format::read(Kind::Markdown, text.as_bytes()).unwrap();
    assert_eq!(read.losses, []);
    assert_eq!(read.document.text().to_string(), "重要なのは振仮名と下2。\n開いた\nまま");
    let whole = read.document.text().to_string();
    let told: Vec<(&str, String)> = said(&read.document)
        .into_iter()
        .map(|mark| {
            let kind = match mark.kind {
                MarkKind::Look(look) => look.code().to_owned(),
                MarkKind::Ruby(reading) => reading.to_string(),
            };
            (&whole[mark.span.range()], kind)
        })
        .collect();
    let want = [
        ("重要", "bold"),
        ("振", "ふ"),
        ("仮名", "がな"),
        ("下", "bold"),
        ("2", "superscript"),
        ("開いた", "underline"),
    ];
    assert_eq!(told, want.map(|(words, kind)| (words, kind.to_owned())));
}

#[test]
fn plain_text_says_what_it_cannot_keep() {
    let file = written(&marked(), Kind::Text);
    let told: Vec<_> = file.losses.iter().map(|loss| (loss.id, loss.args.clone())).collect();
    assert_eq!(
        told,
        [
            ("loss-parts-as-text", vec![]),
            ("loss-readings", vec![("count", "5".to_owned())]),
            ("loss-looks", vec![("count", "8".to_owned())])
        ]
    );
}

#[test]
fn styles_of_characters_count_and_what_takes_them_back_does() {
    let styles = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:basedOn w:val="t"/><w:rPr><w:b/></w:rPr></w:style><w:style w:type="character" w:styleId="t"><w:name w:val="t"/><w:rPr><w:u w:val="wave"/></w:rPr></w:style></w:styles>"#;
    let run = |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let body = format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>{}{}{}</w:p></w:body></w:document>"#,
        run("<w:rStyle w:val=\"s\"/>", "両方"),
        run("<w:rStyle w:val=\"s\"/><w:b w:val=\"0\"/>", "線だけ"),
        run("<w:u w:val=\"none\"/><w:em w:val=\"none\"/><w:vertAlign w:val=\"baseline\"/>", "無し"),
    );
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
    let bytes = super::package::pack(&[
        ("word/document.xml", body),
        ("word/styles.xml", styles.to_owned()),
        ("word/_rels/document.xml.rels", relations.to_owned()),
    ]);
    let read = format::read(Kind::Docx, &bytes).unwrap();
    let ids: Vec<_> = read.losses.iter().map(|loss| (loss.id, loss.args[0].1.as_str())).collect();
    // A wave is a line, but not the same one.
    assert_eq!(ids, [("loss-formatting", "2")]);
    let whole = read.document.text().to_string();
    let told: Vec<_> =
        said(&read.document).into_iter().map(|mark| (whole[mark.span.range()].to_owned(), mark.kind)).collect();
    assert_eq!(
        told,
        [("両方".to_owned(), MarkKind::Look(Look::Bold)), ("両方線だけ".to_owned(), MarkKind::Look(Look::Underline))]
    );
}

/// Any paragraphs with any marks.
fn any_marked(text: &'static str) -> impl Strategy<Value = Document> {
    let role = prop_oneof![Just(Role::Body), Just(Role::Title), Just(Role::Item(0)), Just(Role::Heading(2))];
    let paragraphs = prop::collection::vec((role, text), 1..6);
    let marks = prop::collection::vec((0usize..60, 1usize..8, 0usize..7), 0..12);
    (paragraphs, marks).prop_map(|(paragraphs, marks)| {
        let mut document = Document::new(Lang::Ja, None, &paragraphs, Author::Person);
        let text = document.text().to_string();
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let markings = marks.into_iter().map(|(at, len, kind)| {
            let start = at % bounds.len();
            let span = Span::new(bounds[start], bounds[(start + len).min(bounds.len() - 1)]);
            let marking = match Look::ALL.get(kind) {
                Some(look) => Marking::Look(*look, true),
                None => Marking::Ruby("よみ & <rt>".into()),
            };
            (span, marking)
        });
        document.apply(document.marking(markings.collect(), 0));
        document
    })
}

proptest! {
    #[test]
    fn any_marks_come_back_from_docx(document in any_marked("[ -~あ-ん亜-熙　、。（）]{0,16}")) {
        let file = written(&document, Kind::Docx);
        let read = format::read(Kind::Docx, &file.bytes).unwrap();
        prop_assert_eq!(read.losses, []);
        prop_assert_eq!(parts(&read.document), parts(&document));
        prop_assert_eq!(said(&read.document), said(&document));
    }

    #[test]
    fn any_marks_come_back_from_markdown_or_are_told(
        document in any_marked("[ -~あ-ん亜-熙　、。（）①\t]{0,16}|[-#>*_`~|+.0-9a-z&;:<!/\\[\\]() \\\\=]{0,16}"),
    ) {
        let file = written(&document, Kind::Markdown);
        let read = format::read(Kind::Markdown, &file.bytes).unwrap();
        let filled: Vec<(Role, String)> = parts(&document).into_iter().filter(|(role, text)| !text.is_empty() || *role != Role::Body).collect();
        let text = String::from_utf8(file.bytes).unwrap();
        let words = |parts: Vec<(Role, String)>| parts.into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        let again = parts(&read.document).into_iter().filter(|(role, text)| !text.is_empty() || *role != Role::Body);
        prop_assert_eq!(words(again.collect()), words(filled.clone()), "{}", text);
        if file.losses.is_empty() && filled.len() == document.len() {
            prop_assert_eq!(said(&read.document), said(&document), "{}", text);
        }
    }
}
