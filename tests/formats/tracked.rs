//! Suggestions as Word's revisions, and Word's revisions as suggestions.

use super::package::{bare, unpack};
use super::parts;
use kian::document::{Author, Document, Hunk, HunkState, Role, RunId, Suggestion};
use kian::format::tracked::{Pending, read_tracked, write_tracked};
use kian::format::{self, Kind};
use kian::text::{Lang, Span};
use proptest::prelude::*;

const AT: i64 = 1_795_000_000_000;

fn hunk(text: &str, old: &str, new: &str) -> Hunk {
    let start = text.find(old).unwrap();
    Hunk {
        span: Span::new(start, start + old.len()),
        old: old.to_owned(),
        new: new.to_owned(),
        roles: Vec::new(),
        doubts: Vec::new(),
        looked_at: false,
        state: HunkState::Open,
    }
}

fn suggestion(hunks: Vec<Hunk>) -> Suggestion {
    Suggestion { author: Author::Assistant(RunId(0)), hunks, complete: true }
}

fn tracked(document: &Document, suggestion: &Suggestion) -> Vec<u8> {
    write_tracked(document, &[Pending { suggestion, author: "森 <健一>", at: AT }]).unwrap().bytes
}

fn accepted(document: &Document, suggestion: &Suggestion) -> Document {
    let (mut document, mut suggestion) = (document.clone(), suggestion.clone());
    let all: Vec<usize> = (0..suggestion.hunks.len()).collect();
    let text = document.text().clone();
    if let Some(edit) = suggestion.accept(&all, 0, |at| text.line_of(at)) {
        document.apply(edit);
    }
    document
}

fn letter() -> Document {
    let parts = [
        (Role::Title, "訓練の実施について（通知）"),
        (Role::Body, "このことについて、下記のとおり実施しますので、通知します。"),
        (Role::Body, ""),
        (Role::Ki, "記"),
        (Role::Item(0), "日時　11月2日"),
        (Role::Item(0), "場所　市民会館"),
        (Role::Ijo, "以上"),
    ];
    let parts: Vec<(Role, String)> = parts.iter().map(|(role, text)| (*role, (*text).to_owned())).collect();
    Document::new(Lang::Ja, None, &parts, Author::Person)
}

#[test]
fn word_shows_who_would_change_what() {
    let document = letter();
    let text = document.text().to_string();
    let suggestion = suggestion(vec![hunk(&text, "実施します", "行います"), hunk(&text, "11月2日", "11月9日")]);
    let bytes = tracked(&document, &suggestion);
    let parts = unpack(&bytes);
    let xml = &parts.iter().find(|(name, _)| name == "word/document.xml").unwrap().1;
    for piece in [
        r#"w:author="森 &lt;健一&gt;" w:date="2026-11-18T"#,
        "<w:delText>実施します</w:delText>",
        "<w:t>行います</w:t></w:r></w:ins>",
    ] {
        assert!(xml.contains(piece), "{piece} in {xml}");
    }
    let (read, revisions) = read_tracked(Kind::Docx, &bytes).unwrap();
    let revisions = revisions.unwrap();
    assert_eq!((read.document.text().to_string(), read.losses), (text, vec![]));
    assert_eq!(revisions.authors, ["森 <健一>"]);
    let news: Vec<&str> = revisions.hunks.iter().map(|hunk| hunk.new.as_str()).collect();
    assert!(news.contains(&"行い") || news.contains(&"行います"), "{news:?}");
    // What knows no revisions has them accepted, and says so.
    let read = format::read(Kind::Docx, &bytes).unwrap();
    assert_eq!(read.document.text().to_string(), accepted(&document, &suggestion).text().to_string());
    let ids: Vec<_> = read.losses.iter().map(|loss| loss.id).collect();
    assert_eq!(ids, ["loss-tracked-deletions", "loss-tracked-insertions"]);
}

#[test]
fn comments_go_out_with_revisions() {
    let mut document = super::comments::commented();
    let text = document.text().to_string();
    let suggestion = suggestion(vec![hunk(&text, "全職員", "職員全員"), hunk(&text, "以上", "以下余白")]);
    let note = kian::document::Note { author: "林".to_owned(), at: 0, text: "消える言葉".to_owned() };
    let start = text.find("以上").unwrap();
    let whole = document.text().clone();
    document.comments_mut().add(&whole, Span::new(start, start + 6), note);
    let written = write_tracked(&document, &[Pending { suggestion: &suggestion, author: "森", at: AT }]).unwrap();
    assert_eq!(written.losses, []);
    let (read, revisions) = read_tracked(Kind::Docx, &written.bytes).unwrap();
    let said = |document: &Document| document.comments().iter().cloned().collect::<Vec<_>>();
    let mut want = said(&document);
    // One that begins inside of words that would go begins before them.
    want[2].span.start = text.find("全職員").unwrap();
    assert_eq!(said(&read.document), want);
    assert_eq!(read.document.text().to_string(), text);
    assert_eq!(revisions.unwrap().hunks.len(), 2);
}

#[test]
fn paragraphs_come_and_go_with_their_parts() {
    let document = letter();
    let text = document.text().to_string();
    let mut filled = hunk(&text, "", "お手数ですが、名簿を提出してください。\n期限は、10月末です。");
    filled.span = Span::at(document.text().line_span(2).start);
    filled.roles = vec![Role::Body; 2];
    let mut items = hunk(&text, "", "\n対象　全職員\n持ち物　筆記用具");
    items.span = Span::at(document.text().line_span(4).end);
    items.roles = vec![Role::Item(0); 3];
    let gone = hunk(&text, "\nこのことについて、下記のとおり実施しますので、通知します。", "");
    let all = suggestion(vec![gone, filled, items]);
    let bytes = tracked(&document, &all);
    super::round::keep("tracked.docx", &bytes);
    let (read, revisions) = read_tracked(Kind::Docx, &bytes).unwrap();
    assert_eq!(parts(&read.document), parts(&document));
    let both = suggestion(revisions.unwrap().hunks);
    let want = accepted(&document, &all);
    super::round::keep("tracked-old.txt", text.as_bytes());
    super::round::keep("tracked-new.txt", want.text().to_string().as_bytes());
    assert_eq!(parts(&accepted(&read.document, &both)), parts(&want));
    assert_eq!(parts(&format::read(Kind::Docx, &bytes).unwrap().document), parts(&want));
}

#[test]
fn revisions_by_others_become_a_suggestion() {
    let body = r#"<w:p><w:r><w:t>料金は</w:t></w:r><w:del w:id="1" w:author="田中" w:date="2026-11-01T00:00:00Z"><w:r><w:delText>500円</w:delText></w:r></w:del><w:ins w:id="2" w:author="林"><w:r><w:t>600円</w:t></w:r></w:ins><w:r><w:t>です。</w:t></w:r></w:p><w:p><w:pPr><w:rPr><w:ins w:id="3" w:author="林"/></w:rPr></w:pPr><w:ins w:id="4" w:author="林"><w:r><w:t>新しい段落</w:t></w:r></w:ins></w:p><w:p><w:r><w:t>終わり</w:t></w:r></w:p>"#;
    let (read, revisions) = read_tracked(Kind::Docx, &bare(body)).unwrap();
    assert_eq!(read.document.text().to_string(), "料金は500円です。\n終わり");
    assert_eq!(read.losses, []);
    let revisions = revisions.unwrap();
    assert_eq!(revisions.authors, ["田中", "林"]);
    let suggestion = suggestion(revisions.hunks);
    let after = accepted(&read.document, &suggestion);
    assert_eq!(after.text().to_string(), "料金は600円です。\n新しい段落\n終わり");
    // A change of looks alone is no suggestion.
    let looks = r#"<w:p><w:pPr><w:pPrChange w:id="1" w:author="林"><w:pPr/></w:pPrChange></w:pPr><w:r><w:t>文</w:t></w:r></w:p>"#;
    let (read, revisions) = read_tracked(Kind::Docx, &bare(looks)).unwrap();
    assert_eq!((revisions, read.losses.len()), (None, 1));
}

#[test]
fn cells_and_words_that_are_set_off_are_revised_in_place() {
    let mut document = super::round::tabled(Lang::Ja);
    let text = document.text().to_string();
    let at = text.find("避難").unwrap();
    let bold = document.toggling(Span::new(at, at + 6), kian::document::Look::Bold, 0).unwrap();
    document.apply(bold);
    let hunks = vec![
        hunk(&text, "次の表のとおり", "別紙のとおり"),
        hunk(&text, "管理棟前", "管理棟の前"),
        hunk(&text, "避難", "避難する"),
        hunk(&text, "雨の日は、中止します。", ""),
        hunk(&text, "右", "みぎ"),
    ];
    let all = suggestion(hunks);
    let bytes = tracked(&document, &all);
    let want = accepted(&document, &all);
    super::round::keep_both("cells", &bytes, &text, &want.text().to_string());
    let (read, revisions) = read_tracked(Kind::Docx, &bytes).unwrap();
    assert_eq!(parts(&read.document), parts(&document));
    let both = suggestion(revisions.unwrap().hunks);
    assert_eq!(accepted(&read.document, &both).text().to_string(), want.text().to_string());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rejecting_gives_the_document_and_accepting_what_was_proposed(
        old in "[あいう漢字a1 。、]{0,6}(\n[あいう漢字a1 。、]{0,6}){0,4}",
        new in "[あいう漢字a1 。、]{0,6}(\n[あいう漢字a1 。、]{0,6}){0,4}",
    ) {
        let document = Document::from_text(Lang::Ja, &old, Author::Person);
        let all = Suggestion::rewrite(Author::Assistant(RunId(0)), Span::new(0, old.len()), &old, &new);
        let bytes = tracked(&document, &all);
        super::round::keep_both("any", &bytes, &old, &new);
        prop_assert_eq!(format::read(Kind::Docx, &bytes).unwrap().document.text().to_string(), &*new);
        let (read, revisions) = read_tracked(Kind::Docx, &bytes).unwrap();
        prop_assert_eq!(read.document.text().to_string(), &*old);
        prop_assert_eq!(revisions.is_some(), old != new);
    }
}
