//! What people said about a document, out to Word and back.

use super::package::{pack, unpack};
use super::parts;
use kian::document::{Author, Comment, Document, Edit, Marking, Note};
use kian::format::{self, Kind, Source};
use kian::text::{Change, Lang, Span};

fn note(author: &str, at: i64, text: &str) -> Note {
    Note { author: author.to_owned(), at, text: text.to_owned() }
}

/// A document with comments inside of a paragraph, over two, over each other and where words are gone.
pub fn commented() -> Document {
    let text = "避難所の開設について\n全職員が参加する。<&>\n以上";
    let mut document = Document::from_text(Lang::Ja, text, Author::Person);
    let whole = document.text().clone();
    let at = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    document.apply(document.marking(vec![(at("避難所"), Marking::Ruby("ひなんじょ".into()))], 0));
    let comments = document.comments_mut();
    comments.add(&whole, at("開設"), note("山田 太郎", 1_782_867_600_000, "「開館」では？\n確認してください。"));
    comments.reply(0, note("佐藤", 1_782_871_200_000, "開設です <&>。"));
    comments.reply(0, note("山田 太郎", 1_782_874_800_000, "了解。"));
    comments.settle(0, true);
    comments.add(&whole, at("ついて\n全職員"), note("", 1_782_867_600_000, "二つの段落"));
    comments.add(&whole, at("職員が"), note("佐藤", 1_782_867_601_000, "重なる"));
    document
}

fn all(document: &Document) -> Vec<Comment> {
    document.comments().iter().cloned().collect()
}

#[test]
fn word_gets_comments_and_gives_them_back() {
    let document = commented();
    let file = format::write(&document, &Source::new(Kind::Docx)).unwrap();
    assert_eq!(file.losses, []);
    if let Some(folder) = std::env::var_os("KIAN_OUT") {
        std::fs::write(std::path::Path::new(&folder).join("comments.docx"), &file.bytes).unwrap();
    }
    let read = format::read(Kind::Docx, &file.bytes).unwrap();
    assert_eq!(read.losses, []);
    assert_eq!(parts(&read.document), parts(&document));
    assert_eq!(all(&read.document), all(&document));
    // The second time nothing is different either.
    let again = format::write(&read.document, &Source::new(Kind::Docx)).unwrap();
    let comments =
        |bytes: &[u8]| unpack(bytes).into_iter().filter(|(name, _)| name.contains("comments")).collect::<Vec<_>>();
    assert_eq!(comments(&again.bytes), comments(&file.bytes));
    assert_eq!(comments(&file.bytes).len(), 2);
}

#[test]
fn words_under_a_reading_and_words_that_are_gone_are_commented_on_at_their_edge() {
    let mut document = commented();
    let whole = document.text().clone();
    document.comments_mut().add(&whole, Span::new(3, 6), note("佐藤", 0, "難"));
    document.apply(Edit::by_person(Change::delete(Span::new(12, 18)), 0));
    let file = format::write(&document, &Source::new(Kind::Docx)).unwrap();
    assert_eq!(file.losses.iter().map(|loss| loss.id).collect::<Vec<_>>(), ["loss-comment-words"]);
    let read = format::read(Kind::Docx, &file.bytes).unwrap();
    let spans: Vec<Span> = all(&read.document).iter().map(|comment| comment.span).collect();
    assert_eq!(spans[..2], [Span::new(0, 9), Span::at(12)]);
    assert_eq!(spans.len(), 4);
}

#[test]
fn a_text_document_holds_them_as_annotations() {
    let document = commented();
    let file = format::write(&document, &Source::new(Kind::Odt)).unwrap();
    let read = format::read(Kind::Odt, &file.bytes).unwrap();
    assert_eq!(read.losses, []);
    let told = |document: &Document| -> Vec<_> {
        all(document).iter().map(|c| (c.span, c.notes.clone(), c.resolved)).collect()
    };
    assert_eq!(told(&read.document), told(&document));
}

#[test]
fn other_formats_say_that_comments_stay_behind() {
    for kind in [Kind::Markdown, Kind::Html, Kind::Text] {
        let file = format::write(&commented(), &Source::new(kind)).unwrap();
        assert!(file.losses.iter().any(|loss| loss.id == "loss-said" && loss.args[0].1 == "3"), "{kind:?}");
    }
}

#[test]
fn comments_by_others_are_read() {
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let body = format!(
        r#"<w:document xmlns:w="{word}"><w:body><w:commentRangeStart w:id="7"/><w:p><w:r><w:t>前の</w:t></w:r><w:r><w:t>段落</w:t></w:r></w:p><w:commentRangeEnd w:id="7"/><w:p><w:r><w:commentReference w:id="7"/></w:r><w:r><w:t>次</w:t></w:r><w:r><w:commentReference w:id="8"/></w:r><w:r><w:commentReference w:id="9"/></w:r></w:p></w:body></w:document>"#
    );
    let comments = format!(
        r#"<w:comments xmlns:w="{word}"><w:comment w:id="7" w:author="青葉" w:date="2026-07-01T09:00:00"><w:p><w:r><w:annotationRef/></w:r><w:r><w:t>一</w:t></w:r></w:p><w:p><w:r><w:t>二</w:t></w:r></w:p></w:comment><w:comment w:id="8" w:author="若葉"><w:p><w:r><w:t>範囲なし</w:t></w:r></w:p></w:comment></w:comments>"#
    );
    let relations = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="{office}/comments" Target="comments.xml"/></Relationships>"#
    );
    let bytes = pack(&[
        ("word/document.xml", body),
        ("word/comments.xml", comments),
        ("word/_rels/document.xml.rels", relations),
    ]);
    let read = format::read(Kind::Docx, &bytes).unwrap();
    let told: Vec<_> = all(&read.document)
        .into_iter()
        .map(|comment| {
            (comment.span, comment.notes[0].author.clone(), comment.notes[0].text.clone(), comment.notes[0].at)
        })
        .collect();
    assert_eq!(
        told,
        [
            (Span::new(0, 13), "青葉".to_owned(), "一\n二".to_owned(), 1_782_896_400_000),
            (Span::at(16), "若葉".to_owned(), "範囲なし".to_owned(), 0),
        ]
    );
    // One is spoken of that nobody made.
    assert_eq!(read.losses.iter().map(|loss| loss.id).collect::<Vec<_>>(), ["loss-comments"]);
}
