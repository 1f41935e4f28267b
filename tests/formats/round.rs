//! What is written comes back, whatever the text.

use super::{drafts, parts};
use kian::document::{Author, Document, Role};
use kian::format::{self, Kind, Source};
use kian::text::Lang;
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Writes the files to a folder to look at, if one is named.
pub fn keep(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("KIAN_KEEP") {
        fs::write(Path::new(&folder).join(name), bytes).unwrap();
    }
}

/// Writes a file with revisions and both of its texts to that folder, for LibreOffice to decide on (tests/peers). Of those of
/// one name so many.
pub fn keep_both(name: &str, bytes: &[u8], old: &str, new: &str) {
    static KEPT: AtomicUsize = AtomicUsize::new(0);
    let number = KEPT.fetch_add(1, Ordering::Relaxed);
    if number < 200 && std::env::var_os("KIAN_KEEP").is_some() {
        keep(&format!("{name}-{number}.docx"), &super::package::openable(bytes));
        keep(&format!("{name}-{number}-old.txt"), old.as_bytes());
        keep(&format!("{name}-{number}-new.txt"), new.as_bytes());
    }
}

#[test]
fn every_draft_comes_back_from_docx() {
    for (name, document) in drafts() {
        let written = format::write(&document, &Source::new(Kind::Docx)).unwrap();
        assert_eq!(written.losses, [], "{name}");
        assert_eq!(format::write(&document, &Source::new(Kind::Docx)).unwrap().bytes, written.bytes, "{name}");
        keep(&format!("{name}.docx"), &written.bytes);
        let read = format::read(Kind::Docx, &written.bytes).unwrap();
        assert_eq!(read.losses, [], "{name}");
        assert_eq!(parts(&read.document), parts(&document), "{name}");
        assert_eq!((read.document.lang(), read.document.form()), (document.lang(), document.form()), "{name}");
    }
}

/// Written, read and written again, every form in every kind of file is the same bytes; what was told as lost in writing is
/// gone once, not a little more each time.
#[test]
fn what_is_written_again_is_the_same_file() {
    let mut documents = drafts();
    documents.extend([Lang::Ja, Lang::En].map(|lang| (format!("table-{}", lang.code()), tabled(lang))));
    documents.extend([Lang::Ja, Lang::En].map(|lang| (format!("long-{}", lang.code()), long(lang))));
    let mut told = 0;
    for (name, document) in &documents {
        for kind in Kind::ALL {
            let source = Source::new(kind);
            let first = format::write(document, &source).unwrap();
            if kind == Kind::Pdf {
                assert!(format::write(document, &source).unwrap().bytes == first.bytes, "{name}, {kind:?}");
                continue;
            }
            let read = format::read(kind, &first.bytes).unwrap();
            let second = format::write(&read.document, &read.source).unwrap();
            if first.losses.is_empty() && read.losses.is_empty() {
                assert!(
                    second.bytes == first.bytes,
                    "{name}, {kind:?}: {}",
                    first_difference(&first.bytes, &second.bytes)
                );
            } else {
                told += 1;
            }
            let again = format::read(kind, &second.bytes).unwrap();
            let third = format::write(&again.document, &again.source).unwrap();
            assert!(third.bytes == second.bytes, "{name}, {kind:?}: {}", first_difference(&second.bytes, &third.bytes));
            assert_eq!(parts(&again.document), parts(&read.document), "{name}, {kind:?}");
        }
    }
    assert!(told < documents.len() * 3, "{told}");
}

fn first_difference(a: &[u8], b: &[u8]) -> String {
    let is_archive = a.starts_with(b"PK");
    let texts = |bytes: &[u8]| match is_archive {
        true => super::package::unpack(bytes),
        false => vec![(String::new(), String::from_utf8_lossy(bytes).into_owned())],
    };
    for ((name, a), (_, b)) in texts(a).into_iter().zip(texts(b)) {
        if a != b {
            let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
            let glance = |text: &str| text.chars().skip(same.saturating_sub(40)).take(160).collect::<String>();
            return format!("{name}: {} — {}", glance(&a), glance(&b));
        }
    }
    String::new()
}

#[test]
fn every_draft_comes_back_from_markdown() {
    let mut whole = 0;
    for (name, document) in drafts() {
        let written = format::write(&document, &Source::new(Kind::Markdown)).unwrap();
        keep(&format!("{name}.md"), &written.bytes);
        let read = format::read(Kind::Markdown, &written.bytes).unwrap();
        let text = String::from_utf8(written.bytes).unwrap();
        assert_eq!(read.losses, [], "{name}");
        // A date outside of a letter is no more than words to a reader of Markdown, and that is said.
        if written.losses.iter().any(|loss| loss.id == "loss-parts-in-markdown") {
            let words = |document: &Document| parts(document).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
            assert_eq!(words(&read.document), words(&document), "{name}\n{text}");
            continue;
        }
        assert_eq!(parts(&read.document), parts(&document), "{name}\n{text}");
        assert_eq!(written.losses, [], "{name}");
        whole += 1;
    }
    assert!(whole >= 15, "{whole}");
}

#[test]
fn long_and_deep_documents_come_back() {
    for lang in [Lang::Ja, Lang::En] {
        let document = long(lang);
        let written = format::write(&document, &Source::new(Kind::Docx)).unwrap();
        keep(&format!("long-{}.docx", lang.code()), &written.bytes);
        let read = format::read(Kind::Docx, &written.bytes).unwrap();
        assert_eq!((parts(&read.document), read.losses), (parts(&document), vec![]));
    }
}

/// A notice with a table, one that ends with a table, and two tables that follow on each other.
pub fn tabled(lang: Lang) -> Document {
    let cell = |column: u8, text: &str| (Role::Cell(column), text.to_owned());
    let body = |text: &str| (Role::Body, text.to_owned());
    let mut parts = vec![body("令和8年度の訓練の日程は、次の表のとおりです。The timetable is as follows.")];
    for (n, row) in [
        ["時間", "内容", "場所及び担当する課の名称"],
        [
            "9時～10時",
            "受付|開会\\|式",
            "みどり野中央公園管理棟前の広場において、総務部防災課及び消防本部の職員が担当します。",
        ],
        ["", "- 休憩", ""],
        ["10時", " 避難 ", "\t講堂"],
    ]
    .iter()
    .flatten()
    .enumerate()
    {
        parts.push(cell(u8::try_from(n % 3).unwrap(), row));
    }
    parts.push(body("雨の日は、中止します。"));
    parts.extend([cell(0, "一つ"), cell(0, "二つ"), cell(0, "左"), cell(1, "右")]);
    Document::new(lang, None, &parts, Author::Person)
}

#[test]
fn tables_come_back() {
    for lang in [Lang::Ja, Lang::En] {
        let document = tabled(lang);
        let back = |kind| {
            let written = format::write(&document, &Source::new(kind)).unwrap();
            keep(&format!("table-{}.{}", lang.code(), kind.extension()), &written.bytes);
            let read = format::read(kind, &written.bytes).unwrap();
            assert_eq!((&written.losses, &read.losses), (&vec![], &vec![]), "{kind:?}");
            (parts(&read.document), String::from_utf8_lossy(&written.bytes).into_owned())
        };
        assert_eq!(back(Kind::Kian).0, parts(&document));
        assert_eq!(back(Kind::Docx).0, parts(&document));
        let (read, text) = back(Kind::Markdown);
        assert_eq!(read, parts(&document), "{text}");
        assert!(text.contains("| 時間 | 内容 | 場所及び担当する課の名称 |\n| --- | --- | --- |\n"), "{text}");
    }
    let written = format::write(&tabled(Lang::Ja), &Source::new(Kind::Text)).unwrap();
    let text = String::from_utf8(written.bytes).unwrap();
    assert!(text.contains("\n時間\t内容\t場所及び担当する課の名称\n9時～10時\t"), "{text}");
    assert!(text.contains("\n\t- 休憩\t\n10時\t 避難 \t 講堂\n\n\u{3000}雨の日は"), "{text}");
}

/// A document of several pages with long lines on every level, and more items than there are letters.
fn long(lang: Lang) -> Document {
    let (title, text, heading) = match lang {
        Lang::Ja => (
            "令和8年度みどり野市指定避難所における備蓄品の点検及び補充並びに保管場所の見直しについて（依頼）",
            "避難所の運営に必要な物資（飲料水、食料、毛布など）については、毎年4月と10月に数量を点検し、「備蓄品台帳」に記入してください。",
            "避難所の備蓄",
        ),
        Lang::En => (
            "Inspection and replenishment of emergency supplies at designated shelters, and a review of where they are kept",
            "Please check the supplies that a shelter needs (water, food, blankets and so on) in April and October, and enter the numbers in the ledger.",
            "Supplies at shelters",
        ),
    };
    let mut parts = vec![
        (Role::DocNumber, "No. 123"),
        (Role::Addressee, "みどり野"),
        (Role::Title, title),
        (Role::Body, text),
        (Role::Ki, "記"),
    ];
    parts.extend((0..=5).map(|level| (Role::Item(level), text)));
    parts.extend([(Role::Item(1), "避難所 shelter"); 12]);
    parts.push((Role::Item(0), text));
    parts.extend([(Role::Item(2), heading); 50]);
    for level in 1..=6 {
        parts.extend([(Role::Heading(level), heading), (Role::Body, text), (Role::Item(0), text)]);
    }
    let parts: Vec<(Role, String)> = parts.into_iter().map(|(role, text)| (role, text.to_owned())).collect();
    Document::new(lang, None, &parts, Author::Person)
}

#[test]
fn characters_xml_lacks_are_named() {
    let document = Document::from_text(Lang::Ja, "見出し\nあ\u{1}い\u{B}う\u{FFFF}\rえ\u{1}", Author::Person);
    let written = format::write(&document, &Source::new(Kind::Docx)).unwrap();
    let loss = &written.losses[0];
    assert_eq!((written.losses.len(), loss.id), (1, "loss-characters"));
    let args = [("count", "4"), ("characters", "U+0001, U+FFFF, U+000D"), ("paragraph", "2")];
    assert_eq!(loss.args, args.map(|(name, value)| (name, value.to_owned())));
    let read = format::read(Kind::Docx, &written.bytes).unwrap();
    assert_eq!(read.document.text().to_string(), "見出し\nあい\nうえ");
    assert_eq!(read.losses[0].id, "loss-line-breaks");
}

#[test]
fn markdown_shows_the_numbers_of_the_document() {
    let items = [
        (Role::Title, "*件名*"),
        (Role::Item(0), "日時"),
        (Role::Item(0), "場所"),
        (Role::Item(1), "本庁舎"),
        (Role::Item(2), "会議室"),
        (Role::Body, "1. ではない。"),
        (Role::Item(0), "対象"),
    ]
    .map(|(role, text)| (role, text.to_owned()));
    let document = Document::new(Lang::Ja, None, &items, Author::Person);
    let written = format::write(&document, &Source::new(Kind::Markdown)).unwrap();
    let want = "# \\*件名\\*\n\n1. 日時\n2. 場所\n   - (1) 本庁舎\n     - ア 会議室\n\n1\\. ではない。\n\n3. 対象\n";
    assert_eq!(String::from_utf8(written.bytes.clone()).unwrap(), want);
    assert_eq!(parts(&format::read(Kind::Markdown, &written.bytes).unwrap().document), items);
}

#[test]
fn markdown_by_others_is_read() {
    let text = "---\ntitle: 設定\n---\n# 訓練の*実施*\n\n本文は、\n途中で折られる。\nThe words\ngo on.  \n次の行\n\n- 帽子\n- 水筒\n\n1. 一つ\n2. 二つ\n   1. 中\n\n文。\n\n7. 七つ\n\n| 区分 | 数 |\n| --- | --- |\n| 水 | 600 |\n\n> 引用[リンク](https://city.midorino.example)<br>\n\n```\ncode\n```\n";
    let read = format::read(Kind::Markdown, text.as_bytes()).unwrap();
    let want = [
        (Role::Title, "訓練の実施"),
        (Role::Body, "本文は、途中で折られる。The words go on."),
        (Role::Body, "次の行"),
        (Role::Body, "・帽子"),
        (Role::Body, "・水筒"),
        (Role::Item(0), "一つ"),
        (Role::Item(0), "二つ"),
        (Role::Item(1), "中"),
        (Role::Body, "文。"),
        (Role::Body, "7　七つ"),
        (Role::Cell(0), "区分"),
        (Role::Cell(1), "数"),
        (Role::Cell(0), "水"),
        (Role::Cell(1), "600"),
        (Role::Body, "引用リンク"),
        (Role::Body, "code"),
    ]
    .map(|(role, text)| (role, text.to_owned()));
    assert_eq!(parts(&read.document), want);
    let ids: Vec<_> = read.losses.iter().map(|loss| loss.id).collect();
    assert_eq!(
        ids,
        [
            "loss-front-matter",
            "loss-numbering-as-text",
            "loss-bullets",
            "loss-line-breaks",
            "loss-hyperlinks",
            "loss-html",
            "loss-formatting"
        ]
    );
}

pub fn any_role() -> impl Strategy<Value = Role> {
    prop_oneof![
        4 => Just(Role::Body),
        4 => (0..6u8).prop_map(Role::Item),
        2 => (1..7u8).prop_map(Role::Heading),
        4 => prop::sample::select(Role::ALL.to_vec()),
        2 => (0..4u8).prop_map(Role::Cell),
    ]
}

pub fn any_document(text: &'static str) -> impl Strategy<Value = Document> {
    let paragraphs = prop::collection::vec((any_role(), text), 1..12);
    (paragraphs, prop::bool::ANY).prop_map(|(paragraphs, ja)| {
        Document::new(if ja { Lang::Ja } else { Lang::En }, Some("notice".to_owned()), &paragraphs, Author::Person)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back_from_docx(document in any_document("[ -~あ-んア-ヶ亜-熙　、。（）①㈱髙𠮷😀\t\u{80}-\u{ff}\u{200b}-\u{202f}]{0,16}")) {
        let written = format::write(&document, &Source::new(Kind::Docx)).unwrap();
        prop_assert_eq!(&written.losses, &[]);
        let read = format::read(Kind::Docx, &written.bytes).unwrap();
        prop_assert_eq!(parts(&read.document), parts(&document));
        prop_assert_eq!(read.losses, []);
        prop_assert_eq!((read.document.lang(), read.document.form()), (document.lang(), document.form()));
    }

    #[test]
    fn anything_at_all_comes_back_from_docx_or_is_told(text in "\\PC{0,20}|[\\x00-\\x7f]{0,20}") {
        let document = Document::from_text(Lang::En, &text, Author::Person);
        let written = format::write(&document, &Source::new(Kind::Docx)).unwrap();
        let read = format::read(Kind::Docx, &written.bytes).unwrap();
        let same = read.document.text().to_string() == text;
        prop_assert!(same || !written.losses.is_empty() || !read.losses.is_empty(), "{:?}", read.document.text().to_string());
    }

    #[test]
    fn any_text_comes_back_from_markdown(document in any_document("[ -~あ-ん亜-熙　、。（）①\t]{0,16}|[-#>*_`~|+.0-9a-z&;:<!/\\[\\]() \\\\=]{0,16}")) {
        let written = format::write(&document, &Source::new(Kind::Markdown)).unwrap();
        let read = format::read(Kind::Markdown, &written.bytes).unwrap();
        let text = String::from_utf8(written.bytes).unwrap();
        // The reader goes by the language of the text; item numbers are those of the language.
        prop_assume!(read.document.lang() == document.lang());
        // Empty paragraphs do not come back, and neither do all roles; the words do.
        let filled = |document: &Document| -> (Vec<Role>, Vec<String>) {
            let filled = |(role, text): &(Role, String)| {
                !text.is_empty() || matches!(role, Role::Item(_) | Role::Heading(_) | Role::Title | Role::Cell(_))
            };
            parts(document).into_iter().filter(filled).unzip()
        };
        let ((roles, words), (roles_back, words_back)) = (filled(&document), filled(&read.document));
        prop_assert_eq!(words_back.len(), words.len(), "{}", text);
        for (back, words) in words_back.iter().zip(&words) {
            // Where a 記 was not told, counting goes on and a number that does not fit is kept as text.
            prop_assert!(back.ends_with(words), "{:?} {:?} {}", back, words, text);
            let told = written.losses.iter().any(|loss| loss.id == "loss-parts-in-markdown");
            prop_assert!(told || back == words, "{:?} {:?} {}", back, words, text);
        }
        let told = written.losses.iter().any(|loss| loss.id == "loss-parts-in-markdown");
        prop_assert_eq!(roles_back != roles, told, "{}", text);
    }
}
