//! PDF: pages, fonts, structure, as far as the file shows them without a viewer.

use super::drafts;
use kian::document::{Author, Document, Role};
use kian::format::{self, Error, Kind, Source};
use kian::text::Lang;

fn write(document: &Document) -> (Vec<u8>, Vec<&'static str>) {
    let written = format::write(document, &Source::new(Kind::Pdf)).unwrap();
    (written.bytes, written.losses.iter().map(|loss| loss.id).collect())
}

fn has(bytes: &[u8], piece: &str) -> bool {
    bytes.windows(piece.len()).any(|window| window == piece.as_bytes())
}

#[test]
fn every_draft_is_an_accessible_file() {
    for (name, document) in drafts() {
        let (bytes, losses) = write(&document);
        assert!(losses.is_empty(), "{name}: {losses:?}");
        assert!(bytes.starts_with(b"%PDF-1.7"), "{name}");
        for piece in ["/StructTreeRoot", "/MarkInfo", "/Outlines", "/Lang", "/ToUnicode", "pdfuaid:part"] {
            assert!(has(&bytes, piece), "{name}: {piece}");
        }
        assert!(bytes.len() < 400_000, "{name}: only the glyphs that are used, {} bytes", bytes.len());
        assert_eq!(write(&document).0, bytes, "{name}: the same document gives the same bytes");
    }
}

#[test]
fn a_table_is_one_for_a_reader_too() {
    for lang in [Lang::Ja, Lang::En] {
        let (bytes, losses) = write(&super::round::tabled(lang));
        super::round::keep(&format!("table-{}.pdf", lang.code()), &bytes);
        assert!(losses.is_empty(), "{losses:?}");
        assert!(has(&bytes, "pdfuaid:part"), "the rules for accessible files are kept");
    }
}

/// Lists below an item stand in its words, and nothing stands in a list or a table that PDF/UA does not allow there.
#[test]
fn the_structure_is_one_a_checker_takes() {
    let mut documents = drafts();
    documents.extend([Lang::Ja, Lang::En].map(|lang| (format!("table-{}", lang.code()), super::round::tabled(lang))));
    let (mut items, mut nested) = (0, 0);
    for (name, document) in documents {
        let (bytes, _) = write(&document);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        // What each element of the structure is, and what it holds.
        let mut elements = std::collections::BTreeMap::new();
        for piece in text.split("endobj") {
            let Some((head, body)) = piece.split_once("<</Type/StructElem/S/") else { continue };
            let number = head.trim().trim_end_matches(" 0 obj").rsplit('\n').next().unwrap().to_owned();
            let kind: String = body.chars().take_while(char::is_ascii_alphanumeric).collect();
            let held = body.rsplit_once("/K[").map_or("", |(_, held)| held.split(']').next().unwrap());
            let held: Vec<String> = held.split(" 0 R").map(|number| number.trim().to_owned()).collect();
            elements.insert(number, (kind, held));
        }
        assert!(elements.len() > 3, "{name}");
        for (kind, held) in elements.values() {
            let inner = held.iter().filter_map(|number| elements.get(number)).map(|(kind, _)| kind.as_str());
            let allowed: &[&str] = match kind.as_str() {
                "L" => &["LI"],
                "LI" => &["Lbl", "LBody"],
                "Table" => &["TR"],
                "TR" => &["TH", "TD"],
                _ => &[],
            };
            items += usize::from(kind == "LI");
            for inner in inner {
                nested += usize::from(kind == "LBody" && inner == "L");
                assert!(allowed.is_empty() || allowed.contains(&inner), "{name}: {inner} in {kind}");
            }
        }
    }
    assert!(items > 50 && nested > 1, "{items} {nested}");
}

#[test]
fn archives_get_the_standard_they_ask_for() {
    for (name, document) in drafts().into_iter().take(2) {
        for archive in format::Archive::ALL {
            let archived = format::Archived { standard: archive, at: 1_793_000_000_000 };
            let source = Source { archive: Some(archived), ..Source::new(Kind::Pdf) };
            let bytes = format::write(&document, &source).unwrap().bytes;
            assert!(has(&bytes, "pdfaid:part") && has(&bytes, "/OutputIntents"), "{name} {}", archive.code());
            assert_eq!(format::Archive::from_code(archive.code()), Some(archive));
            super::round::keep(&format!("archive-{}.pdf", archive.code()), &bytes);
        }
    }
}

#[test]
fn every_sheet_makes_pages() {
    for sheet in kian::document::sheet::built_in() {
        for (name, mut document) in drafts().into_iter().filter(|(_, document)| document.lang() == sheet.lang) {
            document.set_sheet(Some(sheet.clone()));
            let (bytes, losses) = write(&document);
            assert!(losses.is_empty() && has(&bytes, "pdfuaid:part"), "{name} {}: {losses:?}", sheet.id);
            super::round::keep(&format!("{}-{name}.pdf", sheet.id), &bytes);
            for kind in [Kind::Docx, Kind::Odt, Kind::Html, Kind::Kian] {
                let written = format::write(&document, &Source::new(kind)).unwrap();
                super::round::keep(&format!("{}-{name}.{}", sheet.id, kind.extension()), &written.bytes);
                let read = format::read(kind, &written.bytes).unwrap();
                assert_eq!(written.losses, [], "{name} {} {kind:?}", sheet.id);
                let told = read.losses.iter().filter(|loss| loss.id != "loss-history").count();
                assert_eq!(told, 0, "{name} {} {kind:?}", sheet.id);
                assert_eq!(read.document.sheet().id, sheet.id, "{name} {kind:?}");
            }
        }
    }
}

#[test]
fn what_no_face_has_is_told() {
    let document = Document::from_text(Lang::Ja, "吉田\n𠮷田😀\u{1}", Author::Person);
    let written = format::write(&document, &Source::new(Kind::Pdf)).unwrap();
    let ids: Vec<_> = written.losses.iter().map(|loss| loss.id).collect();
    assert_eq!(ids, ["loss-characters", "loss-glyphs"]);
    let said = |name: &str| written.losses[1].args.iter().find(|(known, _)| *known == name).unwrap().1.clone();
    assert!(said("characters").contains('😀') && said("paragraph") == "2", "{:?}", written.losses);
}

#[test]
fn empty_and_odd_documents_are_files_too() {
    for text in ["", " ", "\n\n", "\u{3099}\u{200B}", "\t", &"あ".repeat(20_000), &"x".repeat(5_000)] {
        let (bytes, _) = write(&Document::from_text(Lang::Ja, text, Author::Person));
        assert!(bytes.starts_with(b"%PDF-"));
    }
    let roles = [Role::Item(5), Role::Item(0), Role::Heading(6), Role::Title, Role::Item(2), Role::Heading(1)];
    let parts: Vec<(Role, String)> = roles.iter().map(|role| (*role, String::new())).collect();
    for lang in [Lang::Ja, Lang::En] {
        assert!(write(&Document::new(lang, None, &parts, Author::Person)).0.starts_with(b"%PDF-"));
    }
}

#[test]
fn what_is_no_pdf_or_cannot_be_read_says_why() {
    let error = |bytes: &[u8]| format::read(Kind::Pdf, bytes).unwrap_err();
    assert!(matches!(error(b"%PDF-1.7"), Error::Damaged { .. } | Error::NoPdfText));
    assert!(matches!(error(b"hello"), Error::Damaged { .. }));
    assert_eq!(error(b"%PDF-1.7 trailer << /Encrypt 3 0 R >>"), Error::LockedPdf);
}

#[test]
fn our_own_pages_are_read_again() {
    let parts = [
        (Role::Date, "令和8年12月1日"),
        (Role::Addressee, "各自治会長　様"),
        (Role::Title, "総合防災訓練の実施について（通知）"),
        (
            Role::Body,
            "このことについて、下記のとおり実施しますので、通知します。本市では、地域の防災力を高めるため、毎年秋に訓練を行っています。",
        ),
        (Role::Ki, "記"),
        (Role::Item(0), "日時　令和8年12月13日（日）"),
        (Role::Ijo, "以上"),
    ];
    let parts: Vec<(Role, String)> = parts.iter().map(|(role, text)| (*role, (*text).to_owned())).collect();
    let (bytes, _) = write(&Document::new(Lang::Ja, None, &parts, Author::Person));
    let read = format::read(Kind::Pdf, &bytes).unwrap();
    let text = read.document.text().to_string();
    for (_, words) in &parts {
        let said = words.replace('　', "");
        assert!(text.replace('　', "").contains(&said), "{words} in\n{text}");
    }
    let roles = read.document.roles();
    assert!(
        roles.contains(&Role::Title) && roles.contains(&Role::Ki) && roles.contains(&Role::Ijo),
        "{roles:?}\n{text}"
    );
    assert!(read.losses.iter().any(|loss| loss.id == "loss-pdf-layout"));
    // Whatever is cut off of it: a sentence, or what is left.
    for end in (0..bytes.len()).step_by(bytes.len() / 60 + 1) {
        drop(format::read(Kind::Pdf, &bytes[..end]));
    }
}
