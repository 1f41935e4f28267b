//! Broken and hostile files: each is refused with what is wrong, none makes a reader panic or fill the memory.

use super::package::{bare, document, pack, unpack};
use super::{drafts, parts};
use kian::format::{self, Error, Kind, Source};
use proptest::prelude::*;

fn refused(bytes: &[u8]) -> Error {
    format::read(Kind::Docx, bytes).map(|read| parts(&read.document)).unwrap_err()
}

fn notice() -> Vec<u8> {
    let (_, document) = drafts().into_iter().find(|(name, _)| name == "notice-ja").unwrap();
    format::write(&document, &Source::new(Kind::Docx)).unwrap().bytes
}

#[test]
fn a_file_cut_anywhere_is_truncated() {
    let bytes = notice();
    for end in (2..bytes.len()).step_by(7) {
        assert_eq!(refused(&bytes[..end]), Error::Truncated, "{end}");
    }
    assert_eq!(refused(&[]), Error::NotZip);
}

#[test]
fn a_part_cut_anywhere_is_malformed_there() {
    let text = document(r#"<w:p><w:r><w:t xml:space="preserve">総防 &amp; 号</w:t></w:r></w:p>"#);
    for end in text.char_indices().map(|(at, _)| at).skip(60) {
        let Error::BadXml { part, offset } = refused(&pack(&[("word/document.xml", &text[..end])])) else {
            panic!("{end}: not malformed");
        };
        assert_eq!(part, "word/document.xml");
        assert!(offset <= end as u64, "{end}: {offset}");
    }
}

#[test]
fn the_place_of_an_error_is_in_bytes_of_the_part() {
    let start = document("<w:p><w:r><w:t>字").split("</w:body>").next().unwrap().to_owned();
    let at = start.len() as u64;
    let malformed = |text: &str| format!("{start}{text}");
    let bad = |offset: u64| Error::BadXml { part: "word/document.xml".to_owned(), offset };
    let entity = malformed("&nbsp;</w:t></w:r></w:p></w:body></w:document>");
    assert_eq!(refused(&pack(&[("word/document.xml", &entity)])), bad(at));
    let wrong_end = malformed("</w:r></w:t></w:p></w:body></w:document>");
    assert_eq!(refused(&pack(&[("word/document.xml", &wrong_end)])), bad(at));
    let control = malformed("&#1;</w:t></w:r></w:p></w:body></w:document>");
    assert_eq!(refused(&pack(&[("word/document.xml", &control)])), bad(at));
    let marked = format!("\u{FEFF}{entity}");
    assert_eq!(refused(&pack(&[("word/document.xml", &marked)])), bad(at + 3));
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(entity.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let before = start.encode_utf16().count() as u64;
    assert_eq!(refused(&pack(&[("word/document.xml", &utf16)])), bad(2 + 2 * before));
}

#[test]
fn a_definition_is_refused() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:document/>"#;
    let dtd = |part: &str| Error::DtdRefused { part: part.to_owned() };
    assert_eq!(refused(&pack(&[("word/document.xml", bomb)])), dtd("word/document.xml"));
    let mut parts = unpack(&notice());
    parts.iter_mut().find(|(name, _)| name == "word/styles.xml").unwrap().1 = bomb.to_owned();
    let parts: Vec<(&str, &String)> = parts.iter().map(|(name, text)| (name.as_str(), text)).collect();
    assert_eq!(refused(&pack(&parts)), dtd("word/styles.xml"));
}

#[test]
fn what_grows_too_much_is_refused() {
    let text = document(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "あ".repeat(2 << 20)));
    assert_eq!(refused(&pack(&[("word/document.xml", &text)])), Error::TooBig);
}

#[test]
fn what_lies_deep_is_read_all_the_same() {
    for (open, close) in [
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
    ] {
        // Random letters keep the archive from looking like a bomb.
        let inside: String = (0..9_000u32).map(|n| format!("{:x}", n.wrapping_mul(2_654_435_761))).collect();
        let body = format!("{}<w:p><w:r><w:t>{inside}</w:t></w:r></w:p>{}", open.repeat(10_000), close.repeat(10_000));
        let read = format::read(Kind::Docx, &bare(&body)).unwrap();
        assert!(read.document.text().to_string().contains(&inside), "{open}");
    }
}

#[test]
fn what_is_skipped_may_lie_deep_too() {
    let inside: String = (0..9_000u32).map(|n| format!("{:x}", n.wrapping_mul(2_654_435_761))).collect();
    let body = format!("<w:p><w:del>{}{inside}{}</w:del></w:p>", "<w:x>".repeat(10_000), "</w:x>".repeat(10_000));
    assert_eq!(format::read(Kind::Docx, &bare(&body)).unwrap().document.text().to_string(), "");
}

#[test]
fn another_kind_of_file_is_named() {
    let missing = |part: &str| Error::MissingPart { part: part.to_owned() };
    assert_eq!(refused(&pack(&[("content.xml", "<office/>")])), missing("word/document.xml"));
    let relations = |target: &str| {
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
        format!(r#"<Relationships><Relationship Id="a" Type="{kind}" Target="{target}"/></Relationships>"#)
    };
    let gone = pack(&[("_rels/.rels", relations("/word/main.xml"))]);
    assert_eq!(refused(&gone), missing("word/main.xml"));
    let workbook = pack(&[("_rels/.rels", relations("xl/workbook.xml").as_str()), ("xl/workbook.xml", "<workbook/>")]);
    assert_eq!(refused(&workbook), Error::OtherKind { actual: Kind::Workbook });
    assert_eq!(refused(b"{\\rtf1 text}"), Error::OtherKind { actual: Kind::Rtf });
    assert_eq!(refused(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]), Error::OldOffice);
    assert_eq!(
        refused(&pack(&[("word/document.xml", &b"\xFF\xFFno"[..])])),
        Error::Damaged { part: "word/document.xml".to_owned() }
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_change_of_a_byte_makes_a_reader_panic(changes in prop::collection::vec((0.0..1.0f64, any::<u8>()), 1..4)) {
        let mut bytes = notice();
        for (at, byte) in changes {
            let at = (at * bytes.len() as f64) as usize;
            bytes[at] = byte;
        }
        let _ = format::read(Kind::Docx, &bytes);
    }

    #[test]
    fn no_change_of_a_part_makes_a_reader_panic(
        which in 0..12usize,
        changes in prop::collection::vec((0.0..1.0f64, "[<>/&\"'a-z0-9 ;#x=:]{0,6}", 0..9usize), 1..5),
    ) {
        let mut parts = unpack(&notice());
        let which = which % parts.len();
        let text = &mut parts[which].1;
        for (at, new, cut) in changes {
            let mut start = (at * text.len() as f64) as usize;
            while !text.is_char_boundary(start) { start -= 1; }
            let mut end = (start + cut).min(text.len());
            while !text.is_char_boundary(end) { end -= 1; }
            text.replace_range(start..end.max(start), &new);
        }
        let parts: Vec<(&str, &String)> = parts.iter().map(|(name, text)| (name.as_str(), text)).collect();
        if let Ok(read) = format::read(Kind::Docx, &pack(&parts)) {
            prop_assert!(!read.document.roles().is_empty());
        }
    }

    #[test]
    fn no_markdown_makes_a_reader_panic(text in "[-#>*_`~|+.0-9a-zあ-ん&;:<!/\\[\\]() \t\n\\\\]{0,120}") {
        let read = format::read(Kind::Markdown, text.as_bytes()).unwrap();
        prop_assert!(!read.document.roles().is_empty());
    }
}
