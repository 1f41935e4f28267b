//! Every reader meets every kind of bad file: bombs, names that lead out of the folder, nesting without end, files that are
//! cut, locked or something else. Each is refused with a sentence in both languages or read for what it is, soon, and
//! without filling the memory.

#![allow(clippy::unwrap_used)]

#[path = "formats/package.rs"]
#[allow(dead_code)]
mod package;

use cpu_time::ProcessTime;
use kian::app::Notice;
use kian::document::{Author, Document, Role};
use kian::format::exchange::{po, review, srx, tbx, xliff};
use kian::format::memory::{self, Carrier};
use kian::format::{self, Kind, Source, glossary, grid, tracked};
use kian::i18n::{Locale, Tr};
use kian::text::{Lang, Message};
use package::{pack, parts_of, unpack};
use std::ops::ControlFlow;
use std::path::Path;

/// What a file may take to be refused or read, in seconds of a build without optimisation.
const SECONDS: f64 = 20.0;

/// What all of them may take together, several at a time.
const MOST_KILOBYTES: u64 = 2_000_000;

type Refusal = Box<dyn Message>;

/// Something that reads files of one kind.
struct Reader {
    name: &'static str,
    read: fn(&[u8]) -> Result<(), Refusal>,
    /// A file that it reads.
    sound: fn() -> Vec<u8>,
    /// For archives: the part everything hangs on.
    part: Option<&'static str>,
    /// For markup: what stands before something nested, the tags of one level, and what stands behind.
    nested: Option<(&'static str, &'static str, &'static str, &'static str)>,
}

fn refusal(error: impl Message + 'static) -> Refusal {
    Box::new(error)
}

fn document() -> Document {
    let parts = [(Role::Title, "備蓄品の点検について"), (Role::Body, "点検をお願いします。"), (Role::Item(0), "毛布")];
    let parts: Vec<(Role, String)> = parts.map(|(role, text)| (role, text.to_owned())).into();
    Document::new(Lang::Ja, None, &parts, Author::Person)
}

fn written(kind: Kind) -> Vec<u8> {
    format::write(&document(), &Source::new(kind)).unwrap().bytes
}

fn documents(kind: Kind, bytes: &[u8]) -> Result<(), Refusal> {
    tracked::read_tracked(kind, bytes).map(drop).map_err(refusal)
}

fn carried(carrier: Carrier, bytes: &[u8]) -> Result<(), Refusal> {
    let mut input = bytes;
    match memory::read(carrier, &mut input, "file", &mut |_| ControlFlow::Continue(())) {
        Ok(Ok(carried)) => carried.broken.map_or(Ok(()), |error| Err(refusal(error))),
        Ok(Err(error)) => Err(refusal(error)),
        Err(error) => Err(refusal(format::Error::Unreadable { reason: error.to_string() })),
    }
}

fn glossary(ending: &str, bytes: &[u8]) -> Result<(), Refusal> {
    glossary::read_named(ending, bytes)
        .map(drop)
        .map_err(|error| refusal(error.unwrap_or(format::Error::UnknownEncoding)))
}

const W: &str = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;
const ODT: &str = r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>"#;
const SHEET: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is>"#;
const PDF: &str = "%PDF-1.7\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>\nendobj\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/Names 4 0 R>>\nendobj\n4 0 obj\n";
const TMX: &str = r#"<?xml version="1.0"?><tmx version="1.4"><header srclang="ja" datatype="plaintext" segtype="sentence" adminlang="ja" o-tmf="x" creationtool="x" creationtoolversion="1"/><body><tu><tuv xml:lang="ja"><seg>"#;
const XLIFF: &str = r#"<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="ja" target-language="en" datatype="plaintext"><body><trans-unit id="1"><source>"#;
const TBX: &str = r#"<?xml version="1.0"?><tbx style="dca" type="TBX-Basic" xml:lang="ja" xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="1"><langSec xml:lang="ja"><termSec><term>"#;
const SRX: &str = r#"<?xml version="1.0"?><srx version="2.0" xmlns="http://www.lisa.org/srx20"><header segmentsubflows="yes" cascade="no"/><body><languagerules><languagerule languagerulename="ja"><rule break="yes"><beforebreak>"#;

fn readers() -> Vec<Reader> {
    let reader = |name, read, sound| Reader { name, read, sound, part: None, nested: None };
    vec![
        Reader {
            part: Some("word/document.xml"),
            nested: Some((W, "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", "</w:body></w:document>")),
            ..reader("docx", |bytes| documents(Kind::Docx, bytes), || written(Kind::Docx))
        },
        Reader {
            part: Some("word/document.xml"),
            nested: Some((W, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", "</w:body></w:document>")),
            ..reader("review table", |bytes| review::read(bytes).map(drop).map_err(refusal), || written(Kind::Docx))
        },
        Reader {
            part: Some("content.xml"),
            nested: Some((
                ODT,
                "<text:section>",
                "</text:section>",
                "</office:text></office:body></office:document-content>",
            )),
            ..reader("odt", |bytes| documents(Kind::Odt, bytes), || written(Kind::Odt))
        },
        Reader {
            part: Some("document.json"),
            nested: Some(("", "[", "]", "")),
            ..reader("kian", |bytes| documents(Kind::Kian, bytes), || written(Kind::Kian))
        },
        Reader {
            part: Some("xl/worksheets/sheet1.xml"),
            nested: Some((SHEET, "<r><t>", "</t></r>", "</is></c></row></sheetData></worksheet>")),
            ..reader("xlsx", |bytes| grid::read(Path::new("a.xlsx"), bytes, None).map(drop).map_err(refusal), workbook)
        },
        Reader {
            part: Some("xl/worksheets/sheet1.xml"),
            nested: Some((SHEET, "<r><t>", "</t></r>", "</is></c></row></sheetData></worksheet>")),
            ..reader("xlsx glossary", |bytes| glossary("xlsx", bytes), workbook)
        },
        Reader {
            nested: Some(("", "<div>", "</div>", "")),
            ..reader("html", |bytes| documents(Kind::Html, bytes), || written(Kind::Html))
        },
        Reader {
            nested: Some(("", "> ", "", "終わり")),
            ..reader("md", |bytes| documents(Kind::Markdown, bytes), || written(Kind::Markdown))
        },
        reader("txt", |bytes| documents(Kind::Text, bytes), || written(Kind::Text)),
        Reader {
            nested: Some(("{\\rtf1\\ansi\\ansicpg932 ", "{\\b ", "}", "}")),
            ..reader(
                "rtf",
                |bytes| documents(Kind::Rtf, bytes),
                || b"{\\rtf1\\ansi\\ansicpg932 \\'93\\'5f\\'8c\\'9f\\par}".to_vec(),
            )
        },
        Reader {
            nested: Some((PDF, "[", "]", "\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n")),
            ..reader("pdf", |bytes| documents(Kind::Pdf, bytes), || written(Kind::Pdf))
        },
        Reader {
            part: Some("xl/worksheets/sheet1.xml"),
            nested: Some((SHEET, "<r><t>", "</t></r>", "</is></c></row></sheetData></worksheet>")),
            ..reader("xlsx document", |bytes| documents(Kind::Workbook, bytes), workbook)
        },
        Reader {
            nested: Some((TMX, "<hi>", "</hi>", "</seg></tuv></tu></body></tmx>")),
            ..reader(
                "tmx",
                |bytes| carried(Carrier::Tmx, bytes),
                || {
                    format!("{TMX}訓練</seg></tuv><tuv xml:lang=\"en\"><seg>drill</seg></tuv></tu></body></tmx>")
                        .into_bytes()
                },
            )
        },
        Reader {
            nested: Some((XLIFF, "<g id=\"1\">", "</g>", "</source></trans-unit></body></file></xliff>")),
            ..reader(
                "xliff",
                |bytes| xliff::read(bytes).map(drop).map_err(refusal),
                || format!("{XLIFF}訓練</source></trans-unit></body></file></xliff>").into_bytes(),
            )
        },
        Reader {
            nested: Some((TBX, "<hi>", "</hi>", "</term></termSec></langSec></conceptEntry></body></text></tbx>")),
            ..reader(
                "tbx",
                |bytes| tbx::read(bytes).map(drop).map_err(refusal),
                || format!("{TBX}訓練</term></termSec></langSec></conceptEntry></body></text></tbx>").into_bytes(),
            )
        },
        Reader {
            nested: Some((SRX, "<x>", "</x>", "</beforebreak></rule></languagerule></languagerules></body></srx>")),
            ..reader(
                "srx",
                |bytes| srx::read(bytes).map(drop).map_err(refusal),
                || {
                    format!("{SRX}。</beforebreak></rule></languagerule></languagerules><maprules><languagemap languagepattern=\"ja.*\" languagerulename=\"ja\"/></maprules></body></srx>").into_bytes()
                },
            )
        },
        reader(
            "po",
            |bytes| po::read(bytes).map(drop).map_err(refusal),
            || {
                "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"drill\"\nmsgstr \"訓練\"\n".into()
            },
        ),
        reader(
            "csv",
            |bytes| grid::read(Path::new("a.csv"), bytes, None).map(drop).map_err(refusal),
            || "氏名,住所\n青木,みどり野市\n".into(),
        ),
        reader("csv memory", |bytes| carried(Carrier::Csv, bytes), || "ja,en\n訓練,drill\n".into()),
        reader("csv glossary", |bytes| glossary("csv", bytes), || "ja,en\n訓練,drill\n".into()),
    ]
}

fn workbook() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/glossary/words.xlsx")).unwrap()
}

/// An archive with this in place of the part everything hangs on.
fn with_part(reader: &Reader, text: &[u8]) -> Vec<u8> {
    let Some(part) = reader.part else { return text.to_vec() };
    let sound = (reader.sound)();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&sound)).unwrap();
    let names: Vec<String> =
        (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned()).collect();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for name in names {
        let mut bytes = Vec::new();
        std::io::copy(&mut archive.by_name(&name).unwrap(), &mut bytes).unwrap();
        parts.push((name, bytes));
    }
    let place = parts.iter_mut().find(|(name, _)| name == part).unwrap_or_else(|| panic!("{}: no {part}", reader.name));
    place.1 = text.to_vec();
    let parts: Vec<(&str, &Vec<u8>)> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes)).collect();
    pack(&parts)
}

/// Letters that cannot be packed small, so that an archive does not look like a bomb for another reason.
fn noise(count: usize) -> String {
    (0..count as u32).map(|n| format!("{:x}", n.wrapping_mul(2_654_435_761))).collect()
}

/// What must come of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Refused,
    /// A reader may find sense in it.
    Either,
}

/// Meets a bad file; gives what a person is told.
fn meet(reader: &Reader, fault: &str, bytes: &[u8], outcome: Outcome) -> String {
    let begun = ProcessTime::now();
    let read = (reader.read)(bytes);
    let took = begun.elapsed().as_secs_f64();
    let name = reader.name;
    assert!(took < SECONDS, "{name}, {fault}: {took:.1} s");
    let Err(why) = read else {
        assert!(outcome == Outcome::Either, "{name}, {fault}: was read");
        return "read".to_owned();
    };
    let notice = Notice::error(&*why);
    let mut said = String::new();
    for locale in [Locale::Ja, Locale::En] {
        let tr = Tr::new(locale);
        assert!(tr.has(notice.id), "{name}, {fault}: {} is not said in {locale:?}", notice.id);
        said = notice.text(&tr);
        assert!(!said.is_empty() && !said.contains("{ $"), "{name}, {fault}: {said}");
        assert!(notice.hint(&tr).is_some_and(|hint| !hint.is_empty()), "{name}, {fault}: {} has no hint", notice.id);
    }
    said
}

fn each(fault: &str, outcome: Outcome, make: impl Fn(&Reader) -> Option<Vec<u8>>) {
    for reader in readers() {
        if let Some(bytes) = make(&reader) {
            let told = meet(&reader, fault, &bytes, outcome);
            println!("{fault}: {}: {told}", reader.name);
        }
    }
    bounded();
}

#[test]
fn what_is_sound_is_read() {
    for reader in readers().iter().filter(|reader| reader.name != "review table") {
        let read = (reader.read)(&(reader.sound)());
        assert!(read.is_ok(), "{}: {:?}", reader.name, read.err().map(|error| error.id()));
    }
}

#[test]
fn bombs_are_refused() {
    let heavy = vec![b' '; 48 << 20];
    each("a part that swells", Outcome::Refused, |reader| reader.part.map(|_| with_part(reader, &heavy)));
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaaaaaaaa">"#.to_owned()
        + &(1..12).map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(16))).collect::<String>()
        + "]>";
    each("entities that swell", Outcome::Refused, |reader| {
        let (before, open, close, behind) = reader.nested.filter(|(_, open, ..)| open.starts_with('<'))?;
        let before = before.trim_start_matches(r#"<?xml version="1.0"?>"#);
        // A page has no entities of its own.
        let text = format!("{bomb}{before}{open}&a11;{close}{behind}");
        (reader.name != "html").then(|| with_part(reader, text.as_bytes()))
    });
}

#[test]
fn a_directory_that_lies_is_found_out() {
    // The directory says that each part is small.
    each("a part larger than it says", Outcome::Refused, |reader| {
        let part = reader.part?;
        let mut bytes = with_part(reader, noise(40_000).as_bytes());
        let at = bytes.windows(4).enumerate().filter(|(_, w)| *w == b"PK\x01\x02").map(|(at, _)| at);
        let entry = { at }.find(|at| bytes[at + 46..].starts_with(part.as_bytes())).unwrap();
        bytes[entry + 24..entry + 28].copy_from_slice(&100u32.to_le_bytes());
        Some(bytes)
    });
}

#[test]
fn names_that_lead_out_are_refused() {
    for name in ["../../etc/cron.d/a", "/etc/passwd", "word\\..\\..\\a", "a/../../b"] {
        each(name, Outcome::Refused, |reader| {
            reader.part?;
            let sound = unpack_bytes(&(reader.sound)());
            let mut parts: Vec<(&str, &[u8])> =
                sound.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
            parts.push((name, b"x"));
            Some(pack(&parts))
        });
    }
}

fn unpack_bytes(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::copy(&mut entry, &mut bytes).unwrap();
        all.push((entry.name().unwrap().into_owned(), bytes));
    }
    all
}

#[test]
fn nesting_without_end_is_met_calmly() {
    for depth in [10_000, 40_000] {
        each("nested", Outcome::Either, |reader| {
            let (before, open, close, behind) = reader.nested?;
            let text = format!("{before}{}{}{}{behind}", open.repeat(depth), noise(depth * 2), close.repeat(depth));
            Some(with_part(reader, text.as_bytes()))
        });
        each("nested and never closed", Outcome::Either, |reader| {
            let (before, open, ..) = reader.nested?;
            Some(with_part(reader, format!("{before}{}{}", open.repeat(depth), noise(depth * 2)).as_bytes()))
        });
    }
}

#[test]
fn files_that_are_cut_are_told_from_whole_ones() {
    for tenth in [1, 3, 5, 9] {
        each("cut", Outcome::Either, |reader| {
            let sound = (reader.sound)();
            Some(sound[..sound.len() * tenth / 10].to_vec())
        });
        each("archive cut", Outcome::Refused, |reader| {
            reader.part?;
            let sound = (reader.sound)();
            Some(sound[..sound.len() * tenth / 10].to_vec())
        });
    }
    each("cut inside a part", Outcome::Refused, |reader| {
        let part = reader.part?;
        let whole = unpack_bytes(&(reader.sound)()).into_iter().find(|(name, _)| name == part)?.1;
        Some(with_part(reader, &whole[..whole.len() / 2]))
    });
}

#[test]
fn what_is_something_else_is_refused() {
    let old: Vec<u8> = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1].into_iter().chain([0; 2040]).collect();
    each("an old Office file", Outcome::Refused, |reader| reader.part.map(|_| old.clone()));
    let locked: Vec<u8> = old
        .iter()
        .copied()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .chain([0; 2000])
        .collect();
    each("an Office file with a password", Outcome::Refused, |reader| reader.part.map(|_| locked.clone()));
    each("noise", Outcome::Refused, |reader| reader.part.map(|_| noise(1000).into_bytes()));
    each("nothing", Outcome::Either, |_| Some(Vec::new()));
    each("zeros", Outcome::Either, |_| Some(vec![0; 100_000]));
    each("a picture", Outcome::Either, |_| Some(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".repeat(100)));
    each("another archive", Outcome::Refused, |reader| reader.part.map(|_| pack(&[("readme.txt", "読んでください")])));
}

#[test]
fn a_locked_document_of_libreoffice_is_called_locked() {
    let parts: Vec<(String, String)> = unpack(&written(Kind::Odt))
        .into_iter()
        .map(|(name, text)| match name.as_str() {
            "META-INF/manifest.xml" => {
                let data = r#"<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" manifest:size="100"><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>"#;
                (name, text.replace("</manifest:manifest>", data))
            }
            "content.xml" => (name, "\u{1}\u{2}\u{3}".to_owned()),
            _ => (name, text),
        })
        .collect();
    let parts: Vec<(&str, &String)> = parts.iter().map(|(name, text)| (name.as_str(), text)).collect();
    assert_eq!(format::read(Kind::Odt, &pack(&parts)).unwrap_err(), format::Error::Encrypted);
    assert!(parts_of(&pack(&parts)).len() > 3);
}

#[test]
fn a_line_without_end_is_read() {
    let long = "訓練の実施について通知します。".repeat(30_000);
    each("one long line", Outcome::Either, |reader| {
        let (before, open, close, behind) = reader.nested.unwrap_or_default();
        let long = if reader.part.is_some() { noise(100_000) } else { long.clone() };
        Some(with_part(reader, format!("{before}{open}{long}{close}{behind}").as_bytes()))
    });
}

/// The most this process ever held is bounded, where the system says what that is.
fn bounded() {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return };
    let held = |line: &str| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB")?.trim().parse::<u64>().ok();
    let most = status.lines().find_map(held);
    assert!(most.is_none_or(|kilobytes| kilobytes < MOST_KILOBYTES), "{most:?} kB");
}
