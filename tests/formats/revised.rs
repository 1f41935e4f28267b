//! Revisions of others in a file that is kept: what nobody decided on stays as it is, what was decided is settled where it
//! stands, and what else is proposed goes in beside it.

use super::package::{bare, parts_of, unpack, with};
use kian::document::{Author, Document, Edit, Hunk, HunkState, RunId, Suggestion};
use kian::format::tracked::{self, Pending, read_tracked};
use kian::format::{self, Kind, Source};
use kian::text::{Change, Replace, Span};
use proptest::prelude::*;

const AT: i64 = 1_795_000_000_000;

/// The document without its revisions, and these as a suggestion.
fn opened(bytes: &[u8]) -> (Document, Suggestion) {
    let (read, revisions) = read_tracked(Kind::Docx, bytes).unwrap();
    let hunks = revisions.map(|revisions| revisions.hunks).unwrap_or_default();
    (read.document, Suggestion { author: Author::Import, hunks, complete: true })
}

fn saved(document: &Document, suggestion: &Suggestion, original: &[u8]) -> (Vec<u8>, Vec<&'static str>) {
    let pending = [Pending { suggestion, author: "森", at: AT }];
    let written = tracked::write_into(document, &Source::new(Kind::Docx), &pending, original).unwrap();
    (written.bytes, written.losses.into_iter().map(|loss| loss.id).collect())
}

fn decide(document: &mut Document, suggestion: &mut Suggestion, accepted: &[usize], rejected: &[usize]) {
    suggestion.reject(rejected);
    let text = document.text().clone();
    if let Some(edit) = suggestion.accept(accepted, 0, |at| text.line_of(at)) {
        let asked = edit.change.clone();
        let made = document.apply(edit);
        suggestion.mend(&asked, &made);
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// The text with what is open accepted.
fn accepted(document: &Document, suggestion: &Suggestion) -> String {
    let open = suggestion.open().map(|(_, hunk)| Replace { span: hunk.span, text: hunk.new.clone() });
    let mut text = document.text().clone();
    text.apply(&Change::new(open.collect()));
    text.to_string()
}

/// Both texts of a file, by their lines.
fn sides(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let (document, suggestion) = opened(bytes);
    (lines(&document.text().to_string()), lines(&accepted(&document, &suggestion)))
}

fn main(bytes: &[u8]) -> String {
    unpack(bytes).into_iter().find(|(name, _)| name == "word/document.xml").unwrap().1
}

/// Whether every part but the main one is as it was.
fn is_kept_of(bytes: &[u8], original: &[u8]) -> bool {
    let (before, after) = (parts_of(original), parts_of(bytes));
    before.iter().zip(&after).all(|(a, b)| a.0 == "word/document.xml" || a == b) && before.len() == after.len()
}

fn is_kept(bytes: &[u8]) -> bool {
    !parts_of(bytes).iter().any(|(name, _)| name == "docProps/app.xml")
}

const TANAKA: &str = r#"<w:del w:id="1" w:author="田中" w:date="2026-11-01T09:00:00Z"><w:r><w:rPr><w:sz w:val="30"/></w:rPr><w:delText>500円</w:delText></w:r></w:del>"#;
const HAYASHI: &str =
    r#"<w:ins w:id="2" w:author="林" w:date="2026-11-02T09:00:00Z"><w:r><w:t>600円</w:t></w:r></w:ins>"#;
const NEW_PARAGRAPH: &str = r#"<w:p><w:pPr><w:rPr><w:ins w:id="3" w:author="林"/></w:rPr></w:pPr><w:ins w:id="4" w:author="林"><w:r><w:t>新しい段落です。</w:t></w:r></w:ins></w:p>"#;

fn fees() -> Vec<u8> {
    let body = format!(
        r#"<w:p><w:r><w:t>料金は</w:t></w:r>{TANAKA}{HAYASHI}<w:r><w:t>です。</w:t></w:r></w:p>{NEW_PARAGRAPH}<w:p><w:r><w:t>窓口で</w:t></w:r><w:ins w:id="5" w:author="林"><w:r><w:t>直接</w:t></w:r></w:ins><w:r><w:t>払ってください。</w:t></w:r></w:p>"#
    );
    with(&body, &[("strange", "word/strange.xml", "<w:odd/>")])
}

#[test]
fn revisions_nobody_decided_on_stay_as_they_are() {
    let original = fees();
    let (mut document, mut suggestion) = opened(&original);
    let (bytes, losses) = saved(&document, &suggestion, &original);
    assert!(bytes == original && losses.is_empty(), "{losses:?}");
    // Also while other words change.
    let at = document.text().to_string().find("ください").unwrap();
    let change = document.apply(Edit::by_person(Change::insert(at, "おいて"), 0));
    suggestion.map(&change);
    let (bytes, losses) = saved(&document, &suggestion, &original);
    let xml = main(&bytes);
    assert_eq!(losses, Vec::<&str>::new());
    for piece in [TANAKA, HAYASHI, NEW_PARAGRAPH, "払っておいてください。"] {
        assert!(xml.contains(piece), "{piece} in {xml}");
    }
    assert!(parts_of(&bytes).iter().any(|(name, _)| name == "word/strange.xml"));
    assert_eq!(sides(&bytes).1, ["料金は600円です。", "新しい段落です。", "窓口で直接払っておいてください。"]);
}

#[test]
fn revisions_that_were_decided_are_settled() {
    let original = fees();
    let (document, suggestion) = opened(&original);
    assert_eq!(suggestion.hunks.len(), 3, "{:?}", suggestion.hunks);
    // The price is taken, the paragraph refused, the word left open.
    let (mut document, mut suggestion) = (document, suggestion);
    decide(&mut document, &mut suggestion, &[0], &[1]);
    let (bytes, losses) = saved(&document, &suggestion, &original);
    let xml = main(&bytes);
    assert!(is_kept(&bytes) && losses.is_empty(), "{losses:?} {xml}");
    assert!(!xml.contains("delText") && !xml.contains("新しい段落") && !xml.contains("田中"), "{xml}");
    assert!(xml.contains(r#"<w:ins w:id="5" w:author="林"><w:r><w:t>直接</w:t></w:r></w:ins>"#), "{xml}");
    assert_eq!(
        sides(&bytes),
        (lines("料金は600円です。\n窓口で払ってください。"), lines("料金は600円です。\n窓口で直接払ってください。"))
    );
}

#[test]
fn each_piece_says_who_made_it_and_when() {
    let (_, revisions) = read_tracked(Kind::Docx, &fees()).unwrap();
    let makers = revisions.unwrap().makers;
    let found: Vec<_> = makers.iter().map(|maker| (maker.author.as_str(), maker.at)).collect();
    let second = "2026-11-02T09:00:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond();
    assert_eq!(found, [("田中, 林", Some(second)), ("林", None), ("林", None)]);
}

/// Made by `tests/peers/revisions.py` with LibreOffice.
#[test]
fn libreoffice_says_who_changed_what_and_when() {
    let bytes = std::fs::read(super::root("tests/formats/foreign/libreoffice-revisions.docx")).unwrap();
    let (read, revisions) = read_tracked(Kind::Docx, &bytes).unwrap();
    let revisions = revisions.unwrap();
    assert_eq!(read.document.text().to_string(), "料金は500円です。\n窓口で払ってください。\n以上です。");
    assert_eq!(revisions.authors, ["花子 緑川"]);
    assert_eq!(revisions.makers.len(), 2);
    for maker in &revisions.makers {
        assert_eq!(maker.author, "花子 緑川");
        // Some day after this was written.
        assert!(maker.at.is_some_and(|at| at > 1_700_000_000_000), "{maker:?}");
    }
    let (document, suggestion) = opened(&bytes);
    assert_eq!(
        lines(&accepted(&document, &suggestion)),
        ["料金は600円です。", "窓口で払ってください。", "郵送でも受け付けます。", "以上です。"]
    );
    assert_eq!(saved(&document, &suggestion, &bytes).0, bytes);
    // Decided on, they are settled: each way.
    let all: Vec<usize> = (0..suggestion.hunks.len()).collect();
    for is_accepted in [true, false] {
        let (mut document, mut suggestion) = (document.clone(), suggestion.clone());
        let (yes, no) = if is_accepted { (all.as_slice(), &[][..]) } else { (&[][..], all.as_slice()) };
        decide(&mut document, &mut suggestion, yes, no);
        let (kept, losses) = saved(&document, &suggestion, &bytes);
        assert!(
            is_kept_of(&kept, &bytes) && losses.is_empty() && !main(&kept).contains("w:author"),
            "{losses:?} {}",
            main(&kept)
        );
        assert_eq!(
            lines(&format::read(Kind::Docx, &kept).unwrap().document.text().to_string()),
            lines(&document.text().to_string())
        );
    }
}

#[test]
fn a_suggestion_of_ours_goes_into_a_file_of_others() {
    let body = r#"<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>申込みの期限は、</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>10月末</w:t></w:r><w:r><w:t>です。</w:t></w:r></w:p><w:p><w:r><w:t>以上のとおりです。</w:t></w:r></w:p>"#;
    let original = with(body, &[("strange", "word/strange.xml", "<w:odd/>")]);
    let (document, _) = opened(&original);
    let text = document.text().to_string();
    let hunk = |old: &str, new: &str, at: usize| Hunk {
        span: Span::new(at, at + old.len()),
        old: old.to_owned(),
        new: new.to_owned(),
        roles: Vec::new(),
        doubts: Vec::new(),
        looked_at: false,
        state: HunkState::Open,
    };
    let end = document.text().line_span(0).end;
    let hunks = vec![
        hunk("期限は、10月末", "締切りは、11月末", text.find("期限").unwrap()),
        hunk("", "\n郵送でも受け付けます。", end),
        hunk("のとおり", "", text.find("のとおり").unwrap()),
    ];
    let suggestion = Suggestion { author: Author::Assistant(RunId(0)), hunks, complete: true };
    let (bytes, losses) = saved(&document, &suggestion, &original);
    let xml = main(&bytes);
    assert!(is_kept(&bytes) && losses.is_empty(), "{losses:?} {xml}");
    super::round::keep_both("beside", &bytes, &text, &accepted(&document, &suggestion));
    assert!(xml.contains(r#"w:author="森" w:date="2026-11-18T"#), "{xml}");
    let (read, revisions) = read_tracked(Kind::Docx, &bytes).unwrap();
    assert_eq!(read.document.text().to_string(), text);
    assert_eq!(revisions.unwrap().authors, ["森"]);
    assert_eq!(sides(&bytes).1, ["申込みの締切りは、11月末です。", "郵送でも受け付けます。", "以上です。"]);
    assert!(parts_of(&bytes).iter().any(|(name, _)| name == "word/strange.xml"));
}

/// A piece of a paragraph: kept, come in, going.
type Piece = (u8, &'static str);

fn body(paragraphs: &[(Vec<Piece>, u8)]) -> String {
    let mut xml = String::new();
    let mut id = 0;
    let mut mark = || {
        id += 1;
        format!(r#"w:id="{id}" w:author="{}" w:date="2026-11-0{}T00:00:00Z""#, ["田中", "林"][id % 2], id % 9 + 1)
    };
    for (number, (pieces, end)) in paragraphs.iter().enumerate() {
        let end = match end {
            _ if number + 1 == paragraphs.len() => String::new(),
            1 => format!("<w:pPr><w:rPr><w:ins {}/></w:rPr></w:pPr>", mark()),
            2 => format!("<w:pPr><w:rPr><w:del {}/></w:rPr></w:pPr>", mark()),
            _ => String::new(),
        };
        xml.push_str(&format!("<w:p>{end}"));
        for (kind, text) in pieces {
            let run = |tag: &str| format!(r#"<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>"#);
            match kind {
                1 => xml.push_str(&format!("<w:ins {}>{}</w:ins>", mark(), run("t"))),
                2 => xml.push_str(&format!("<w:del {}>{}</w:del>", mark(), run("delText"))),
                _ => xml.push_str(&run("t")),
            }
        }
        xml.push_str("</w:p>");
    }
    xml
}

fn any_body() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "料金は",
        "五百円",
        "窓口",
        "で",
        "払う。",
        "申請書",
        "を",
        "提出する。",
        "市長",
        "a b",
    ]);
    let piece = (prop_oneof![3 => Just(0u8), 1 => Just(1u8), 1 => Just(2u8)], word);
    let end = prop_oneof![4 => Just(0u8), 1 => Just(1u8), 1 => Just(2u8)];
    // Paragraphs in which nothing stands are the hardest to tell apart.
    let pieces = prop_oneof![2 => prop::collection::vec(piece.clone(), 0..6), 1 => prop::collection::vec(piece, 0..2)];
    prop::collection::vec((pieces, end), 1..6).prop_map(|paragraphs| body(&paragraphs))
}

fn cases() -> u32 {
    std::env::var("KIAN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(128)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_decided_the_file_is_kept(body in any_body(), decisions in prop::collection::vec(0u8..3, 12)) {
        let original = bare(&body);
        let (mut document, mut suggestion) = opened(&original);
        let of = |what: u8| -> Vec<usize> {
            (0..suggestion.hunks.len()).filter(|at| decisions[at % decisions.len()] == what).collect()
        };
        let (yes, no) = (of(1), of(2));
        decide(&mut document, &mut suggestion, &yes, &no);
        let (bytes, losses) = saved(&document, &suggestion, &original);
        let (without, with) = sides(&bytes);
        prop_assert_eq!(without, lines(&document.text().to_string()), "{:?} {}", &losses, main(&bytes));
        prop_assert_eq!(with, lines(&accepted(&document, &suggestion)), "{:?} {}", &losses, main(&bytes));
        if yes.is_empty() && no.is_empty() {
            prop_assert!(bytes == original);
        }
        prop_assert!(is_kept(&bytes), "made anew: {:?} {:?} {:?}", losses, suggestion, document.text().to_string());
    }

    #[test]
    fn whatever_is_written_beside_revisions_is_there(
        body in any_body(), decisions in prop::collection::vec(0u8..4, 12), from in 0usize..60, len in 0usize..9, new in "[あ字a、\n]{0,4}"
    ) {
        let original = bare(&body);
        let (mut document, mut suggestion) = opened(&original);
        let of = |what: u8| -> Vec<usize> {
            (0..suggestion.hunks.len()).filter(|at| decisions[at % decisions.len()] == what).collect()
        };
        let (yes, no) = (of(1), of(2));
        decide(&mut document, &mut suggestion, &yes, &no);
        let text = document.text();
        let at = |at: usize| text.boundary(at.min(text.len()));
        let change = Change::replace(Span::new(at(from), at(from + len)), new);
        let change = document.apply(Edit::by_person(change, 0));
        suggestion.map(&change);
        let (bytes, losses) = saved(&document, &suggestion, &original);
        super::round::keep_both("kept", &bytes, &document.text().to_string(), &accepted(&document, &suggestion));
        let (without, with) = sides(&bytes);
        prop_assert_eq!(without, lines(&document.text().to_string()), "{:?} {}", &losses, main(&bytes));
        prop_assert_eq!(with, lines(&accepted(&document, &suggestion)), "{:?} {}", &losses, main(&bytes));
        prop_assert!(is_kept(&bytes) || losses.contains(&"loss-made-anew"), "made anew, and nobody is told");
    }
}
