use super::*;
use crate::document::{Attachment, Author, Classification, Edit, Role, Run};
use crate::text::{Change, Lang, Span};
use proptest::prelude::*;

/// An invented notice with every part a Japanese form has.
pub(super) fn notice() -> Document {
    let parts = [
        (Role::DocNumber, "総防第123号"),
        (Role::Date, "令和8年7月1日"),
        (Role::Addressee, "各課長　様"),
        (Role::Sender, "みどり野市総務部長"),
        (Role::Title, "防災訓練の実施について（通知）"),
        (Role::Body, "このことについて、下記のとおり実施しますので、通知します。"),
        (Role::Ki, "記"),
        (Role::Item(0), "日時　令和8年9月1日（火）10時から"),
        (Role::Item(0), "場所"),
        (Role::Item(1), "本庁舎"),
        (Role::Item(1), "みどり野小学校"),
        (Role::Item(2), "校庭"),
        (Role::Item(0), "持ち物　<筆記用具> & 帽子"),
        (Role::Ijo, "以上"),
        (Role::Contact, "担当　総務部防災課　内線1234"),
    ];
    let parts: Vec<_> = parts.iter().map(|(role, text)| (*role, (*text).to_owned())).collect();
    Document::new(Lang::Ja, Some("ja.notice".to_owned()), &parts, Author::Form)
}

/// An invented letter with every part an English form has.
pub(super) fn letter() -> Document {
    let parts = [
        (Role::DocNumber, "SouBou No. 123"),
        (Role::Date, "1 July 2026"),
        (Role::Addressee, "Ms Jane Doe"),
        (Role::Salutation, "Dear Ms Doe:"),
        (Role::Title, "Emergency drill on 1 September"),
        (Role::Body, "We are writing to tell you about this year's drill. It will take about an hour."),
        (Role::Item(0), "Meet at the city hall."),
        (Role::Item(1), "Bring a hat."),
        (Role::Item(2), "Any hat will do."),
        (Role::Item(0), "Walk to the school."),
        (Role::Closing, "Sincerely,"),
        (Role::Signature, "MIDORI Hanako"),
        (Role::Attachment, "Enc. Map"),
    ];
    let parts: Vec<_> = parts.iter().map(|(role, text)| (*role, (*text).to_owned())).collect();
    Document::new(Lang::En, Some("en.letter".to_owned()), &parts, Author::Form)
}

pub(super) fn parts(document: &Document) -> Vec<(Role, String)> {
    (0..document.len()).map(|i| document.paragraph(i)).map(|p| (p.role, p.text)).collect()
}

/// A document that was worked on by a person, a rule and the assistant, with steps taken back.
fn worked_on() -> Document {
    let mut d = notice();
    d.set_classification(Some(Classification::Two));
    let run = d.add_run(Run {
        engine: "庁内".to_owned(),
        model: "mid-1".to_owned(),
        task: "draft".to_owned(),
        at: 5,
        complete: true,
    });
    let body = d.paragraph(5).span;
    d.apply(Edit {
        author: Author::Assistant(run),
        ..Edit::by_person(Change::insert(body.end, "\n雨天のときは中止します。"), 10)
    });
    d.apply(Edit {
        author: Author::Rule("ja.test".to_owned()),
        ..Edit::by_person(Change::replace(Span::new(body.start, body.start + 3), "こ"), 20)
    });
    d.undo(30);
    d.redo(40);
    d.undo(50);
    d.apply(Edit { roles: vec![(0, Role::Body)], ..Edit::by_person(Change::default(), 60) });
    d
}

#[test]
fn kian_keeps_everything() {
    let d = worked_on();
    let bytes = write(&d, &Source::new(Kind::Kian)).unwrap().bytes;
    assert_eq!(&bytes[30..38], b"mimetype");
    let back = read(Kind::Kian, &bytes).unwrap();
    assert_eq!(back.losses, []);
    let b = &back.document;
    assert_eq!(parts(b), parts(&d));
    assert_eq!(b.form(), Some("ja.notice"));
    assert_eq!(b.classification(), Some(Classification::Two));
    assert_eq!(b.runs(), d.runs());
    assert_eq!(b.history().entries(), d.history().entries());
    assert_eq!(b.provenance(), d.provenance());
    assert_eq!(write(b, &back.source).unwrap().bytes, bytes);
}

#[test]
fn kian_history_undoes_after_reading() {
    let bytes = write(&worked_on(), &Source::new(Kind::Kian)).unwrap().bytes;
    let mut d = read(Kind::Kian, &bytes).unwrap().document;
    while d.undo(100).is_some() {}
    assert_eq!(parts(&d), parts(&notice()));
}

#[test]
fn kian_whose_history_lies_keeps_the_text() {
    let d = worked_on();
    let bytes = write(&d, &Source::new(Kind::Kian)).unwrap().bytes;
    let mut package = package::Package::open(&bytes).unwrap();
    let document = package.text("document.json").unwrap();
    let history = package.text("history.json").unwrap();
    let runs = package.text("runs.json").unwrap();
    let huge = history.replacen("\"roles_at\": 5", "\"roles_at\": 18446744073709551615", 1);
    for lie in
        [history.replacen("雨天", "晴天", 1), history.replacen("\"start\": ", "\"start\": 9", 1), huge, String::new()]
    {
        assert_ne!(lie, history);
        let parts_of = [("document.json", document.clone()), ("history.json", lie), ("runs.json", runs.clone())];
        let back = read(Kind::Kian, &package::pack(None, &parts_of)).unwrap();
        assert_eq!(back.losses, [Loss::new("loss-history")]);
        assert_eq!(parts(&back.document), parts(&d));
    }
}

/// A document with two files attached, one of them more guarded.
fn attached() -> Document {
    let mut d = worked_on();
    let mut plan = Attachment::new("計画.pdf", b"%PDF-1.7 \0\xff plan".to_vec());
    plan.level = Some(Classification::ThreeB);
    (plan.by, plan.at) = ("山田".to_owned(), 70);
    d.attachments_mut().add(plan).unwrap();
    d.attachments_mut().add(Attachment::new("memo.txt", "覚え".as_bytes().to_vec())).unwrap();
    d
}

#[test]
fn kian_keeps_what_is_attached_to_the_byte() {
    let d = attached();
    let bytes = write(&d, &Source::new(Kind::Kian)).unwrap().bytes;
    let back = read(Kind::Kian, &bytes).unwrap();
    assert_eq!(back.losses, []);
    let list = |d: &Document| d.attachments().iter().cloned().collect::<Vec<_>>();
    assert_eq!(list(&back.document), list(&d));
    assert_eq!(write(&back.document, &back.source).unwrap().bytes, bytes);
    // The session journal writes them apart.
    let light = write_light(&d, None).unwrap().bytes;
    let lost = read(Kind::Kian, &light).unwrap();
    assert_eq!(lost.losses.iter().map(|loss| loss.id).collect::<Vec<_>>(), ["loss-attachment-gone"; 2]);
    let files: Vec<(String, Vec<u8>)> = list(&d).iter().map(|a| (a.sha256().to_owned(), a.bytes().to_vec())).collect();
    let whole = complete(&light, &files).unwrap();
    assert_eq!(list(&read(Kind::Kian, &whole).unwrap().document), list(&d));
    // Every other kind of file says what it leaves behind.
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Kian) {
        let written = write(&d, &Source::new(kind)).unwrap();
        let told = written.losses.iter().find(|loss| loss.id == "loss-attachments").unwrap();
        assert_eq!(told.args[1].1, "計画.pdf, memo.txt", "{kind:?}");
    }
}

#[test]
fn what_is_attached_cannot_swell_and_is_held_to_its_hash() {
    let d = attached();
    let bytes = write(&d, &Source::new(Kind::Kian)).unwrap().bytes;
    let mut package = package::Package::open(&bytes).unwrap();
    let document = package.text("document.json").unwrap();
    let sha256 = d.attachments().get(1).unwrap().sha256().to_owned();
    let with = |document: &str, file: &[u8]| {
        let files = [(format!("attachments/{sha256}"), file)];
        read(Kind::Kian, &package::pack_with(None, &[("document.json", document.to_owned())], &files))
    };
    let ids = |read: Read| read.losses.iter().map(|loss| loss.id).collect::<Vec<_>>();
    let other = with(&document, b"another").unwrap();
    assert_eq!(other.document.attachments().len(), 1);
    assert_eq!(ids(other), ["loss-history", "loss-attachment-gone", "loss-attachment-changed"]);
    // Names that lead elsewhere, hashes that are none.
    let evil = document.replace("memo.txt", "../../memo.txt").replace(&sha256, "../document.json");
    assert_eq!(with(&evil, b"x").unwrap().document.attachments().len(), 0);
    let named = with(&document.replace("memo.txt", "..\\\\memo.txt"), "覚え".as_bytes()).unwrap();
    assert_eq!(named.document.attachments().get(0).unwrap().name(), "memo.txt");
    // One file listed again and again, and more than there can be.
    let entry = format!(r#"{{ "name": "n", "sha256": "{sha256}", "size": 1 }}"#);
    let listed = |times: usize| {
        let start = document.find("\"attachments\": [").unwrap() + "\"attachments\": [".len();
        let end = start + document[start..].find(']').unwrap();
        format!("{}{}{}", &document[..start], vec![entry.clone(); times].join(","), &document[end..])
    };
    assert_eq!(with(&listed(101), b"x").unwrap_err(), Error::TooBig);
    assert_eq!(with(&listed(3), &vec![0; 40 << 20]).unwrap_err(), Error::TooBig);
    assert_eq!(with(&listed(3), "覚え".as_bytes()).unwrap().document.attachments().len(), 1);
}

#[test]
fn kian_from_the_future_is_refused() {
    let bytes = package::pack(None, &[("document.json", r#"{"version": 7, "text": "?"}"#.to_owned())]);
    assert_eq!(read(Kind::Kian, &bytes).unwrap_err(), Error::NewerVersion { version: 7 });
}

#[test]
fn what_is_no_archive_says_so() {
    assert_eq!(read(Kind::Docx, b"hello").unwrap_err(), Error::NotZip);
    assert_eq!(read(Kind::Docx, &[0xD0, 0xCF, 0x11, 0xE0, 0, 0]).unwrap_err(), Error::OldOffice);
    let bytes = write(&notice(), &Source::new(Kind::Kian)).unwrap().bytes;
    assert_eq!(read(Kind::Kian, &bytes[..bytes.len() / 2]).unwrap_err(), Error::Truncated);
    let climbing = package::pack(None, &[("../etc/passwd", String::new())]);
    assert_eq!(read(Kind::Kian, &climbing).unwrap_err(), Error::UnsafeName { name: "../etc/passwd".to_owned() });
    let empty = package::pack(None, &[("a", String::new())]);
    assert_eq!(read(Kind::Docx, &empty).unwrap_err(), Error::MissingPart { part: "word/document.xml".to_owned() });
    let bomb = package::pack(None, &[("document.json", " ".repeat(4 << 20))]);
    assert_eq!(read(Kind::Kian, &bomb).unwrap_err(), Error::TooBig);
}

fn text_source(encoding: Encoding, line_ending: LineEnding) -> Source {
    Source { encoding, line_ending, ..Source::new(Kind::Text) }
}

fn again(bytes: &[u8]) -> (Read, Vec<u8>) {
    let read = read(Kind::Text, bytes).unwrap();
    let written = write(&read.document, &read.source).unwrap();
    (read, written.bytes)
}

#[test]
fn text_is_read_in_every_encoding_and_written_back() {
    let text = "件名　表の見直し\n\n　本文です。ｶﾅも①も、髙も。\n";
    for encoding in
        [Encoding::Utf8, Encoding::Utf8Bom, Encoding::ShiftJis, Encoding::EucJp, Encoding::Utf16Le, Encoding::Utf16Be]
    {
        // EUC-JP has no 髙 that every reader knows.
        let text = text.replace('髙', "高");
        for ending in [LineEnding::Lf, LineEnding::CrLf, LineEnding::Cr] {
            let source = text_source(encoding, ending);
            let bytes = write(&Document::from_text(Lang::Ja, &text, Author::Import), &source).unwrap().bytes;
            let (read, back) = again(&bytes);
            assert_eq!(read.source, source);
            assert_eq!(read.document.text().to_string(), text);
            assert_eq!(read.losses, []);
            assert_eq!(back, bytes);
        }
    }
}

#[test]
fn characters_an_encoding_lacks_are_named() {
    let d = Document::from_text(Lang::Ja, "見出し\n¥100と𠮷野と😀", Author::Import);
    let error = write(&d, &text_source(Encoding::ShiftJis, LineEnding::CrLf)).unwrap_err();
    assert_eq!(error, Error::Unencodable { characters: "¥𠮷😀".to_owned(), paragraph: 1 });
}

#[test]
fn what_is_no_text_is_refused() {
    for bytes in [
        &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff"[..],
        b"h\0e\0l\0l\0o\0",
        b"\xFF\xFEa",
        b"\x1b$B4A;z\x1b(B",
        b"caf\xe9 cr\xe8me br\xfbl\xe9e",
    ] {
        assert_eq!(read(Kind::Text, bytes).unwrap_err(), Error::UnknownEncoding, "{bytes:?}");
    }
}

#[test]
fn the_place_is_named_where_an_encoding_changes() {
    let (shift_jis, euc, utf8) = (
        &b"\x8E\xF3\x95t\x82\xCD3\x8AK\x82\xC5\x82\xB7"[..],
        &b"\xBC\xF5\xC9\xD5\xA4\xCF3\xB3\xAC\xA4\xC7\xA4\xB9"[..],
        "受付は3階です".as_bytes(),
    );
    let check = |lines: &[&[u8]], line, place, byte| {
        let error = read(Kind::Text, &lines.join(&b"\n"[..])).unwrap_err();
        assert_eq!(error, Error::MixedEncodings { line, place, byte }, "{lines:?}");
    };
    check(&[utf8, b"a", shift_jis, utf8], 3, 1, 0x8E);
    check(&[b"1", shift_jis, utf8], 3, 1, 0xE5);
    check(&[utf8, &[b"B1: ", euc].concat()], 2, 5, 0xBC);
    check(&[&[utf8, b" / ", shift_jis].concat()], 1, utf8.len() + 4, 0x8E);
    check(&[shift_jis, b"", b"\x82\xA0\xFF"], 3, 3, 0xFF);
    check(&[euc, b"caf\xe9 "], 2, 4, 0xE9);
    check(&[utf8, &utf8[..utf8.len() - 1]], 2, utf8.len() - 2, 0xE3);
}

#[test]
fn mixed_line_endings_are_told() {
    let read = read(Kind::Text, b"a\r\nb\r\nc\nd").unwrap();
    assert_eq!(read.source.line_ending, LineEnding::CrLf);
    assert_eq!(read.losses, [Loss::new("loss-line-endings")]);
    assert_eq!(read.document.len(), 4);
}

#[test]
fn a_notice_is_set_out_in_text() {
    let text = String::from_utf8(write(&notice(), &Source::new(Kind::Text)).unwrap().bytes).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], format!("{}総防第123号", "　".repeat(34)));
    assert!(lines.contains(&format!("{}記", "　".repeat(19)).as_str()), "{text}");
    assert!(lines.contains(&"2　場所"));
    assert!(lines.contains(&"　(2)　みどり野小学校"));
    assert!(lines.contains(&"　　ア　校庭"));
    assert!(lines.contains(&format!("{}以上", "　".repeat(38)).as_str()), "{text}");
    assert!(lines.contains(&"　このことについて、下記のとおり実施しますので、通知します。"));
}

#[test]
fn a_letter_is_set_out_in_text() {
    let text = String::from_utf8(write(&letter(), &Source::new(Kind::Text)).unwrap().bytes).unwrap();
    assert!(
        text.contains("\n1. Meet at the city hall.\n   (a) Bring a hat.\n      (i) Any hat will do.\n2. Walk"),
        "{text}"
    );
}

proptest! {
    #[test]
    fn text_comes_back_byte_for_byte(
        lines in prop::collection::vec("[ぁ-んァ-ン亜-熙a-z 　、。（）0-9]{0,12}", 1..8),
        ending in prop::sample::select(vec![LineEnding::Lf, LineEnding::CrLf, LineEnding::Cr]),
        encoding in prop::sample::select(vec![Encoding::Utf8, Encoding::Utf8Bom, Encoding::Utf16Le, Encoding::Utf16Be]),
    ) {
        let d = Document::from_text(Lang::Ja, &lines.join("\n"), Author::Import);
        let bytes = write(&d, &text_source(encoding, ending)).unwrap().bytes;
        prop_assert_eq!(again(&bytes).1, bytes);
    }

    #[test]
    fn shift_jis_comes_back_byte_for_byte(lines in prop::collection::vec("[ぁ-んァ-ン 　、。（）0-9]{4,12}", 1..8)) {
        let text = format!("文書の写しです。\n{}", lines.join("\n"));
        let d = Document::from_text(Lang::Ja, &text, Author::Import);
        let bytes = write(&d, &text_source(Encoding::ShiftJis, LineEnding::CrLf)).unwrap().bytes;
        let (read, back) = again(&bytes);
        prop_assert_eq!(read.document.text().to_string(), text);
        prop_assert_eq!(back, bytes);
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for kind in Kind::ALL {
            if let Ok(read) = read(kind, &bytes) {
                prop_assert!(!read.document.roles().is_empty());
            }
        }
    }
}
