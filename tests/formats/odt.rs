//! OpenDocument text: what is written comes back, what others wrote is read.

use super::package::{pack, unpack};
use super::{drafts, parts};
use kian::document::{Classification, Look, MarkKind, Role};
use kian::format::{self, Error, Kind, Source};
use proptest::prelude::*;

const URN: &str = "urn:oasis:names:tc:opendocument:xmlns";

/// A package around this text and these automatic styles.
fn package(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="{URN}:office:1.0" xmlns:style="{URN}:style:1.0" xmlns:text="{URN}:text:1.0" xmlns:table="{URN}:table:1.0" xmlns:draw="{URN}:drawing:1.0" xmlns:fo="{URN}:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    );
    pack(&[("mimetype", "application/vnd.oasis.opendocument.text".to_owned()), ("content.xml", content)])
}

fn read(styles: &str, body: &str) -> (Vec<(Role, String)>, Vec<&'static str>) {
    let read = format::read(Kind::Odt, &package(styles, body)).unwrap();
    (parts(&read.document), read.losses.iter().map(|loss| loss.id).collect())
}

#[test]
fn every_draft_comes_back_from_odt() {
    for (name, mut document) in drafts() {
        document.set_classification(Some(Classification::Two));
        let written = format::write(&document, &Source::new(Kind::Odt)).unwrap();
        assert_eq!(written.losses, [], "{name}");
        let read = format::read(Kind::Odt, &written.bytes).unwrap();
        assert_eq!(read.losses, [], "{name}");
        assert_eq!(parts(&read.document), parts(&document), "{name}");
        assert_eq!((read.document.lang(), read.document.form()), (document.lang(), document.form()), "{name}");
        assert_eq!(read.document.classification(), document.classification());
        assert_eq!(format::write(&read.document, &Source::new(Kind::Odt)).unwrap().bytes, written.bytes, "{name}");
        let names: Vec<String> = unpack(&written.bytes).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["mimetype", "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"]);
    }
}

#[test]
fn tables_come_back() {
    for lang in [kian::text::Lang::Ja, kian::text::Lang::En] {
        let document = super::round::tabled(lang);
        let written = format::write(&document, &Source::new(Kind::Odt)).unwrap();
        super::round::keep(&format!("table-{}.odt", lang.code()), &written.bytes);
        let read = format::read(Kind::Odt, &written.bytes).unwrap();
        assert_eq!((&written.losses, &read.losses), (&vec![], &vec![]));
        assert_eq!(parts(&read.document), parts(&document));
    }
}

#[test]
fn texts_by_others_are_read() {
    let styles = r#"<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/></style:style><style:style style:name="P2" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style><style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-number text:level="2" style:num-format="1"/></text:list-style><text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>"#;
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>旧</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p text:style-name="P1">総防第123号</text:p><text:p>各課長　様</text:p><text:p text:style-name="P1">総務部長　森　健一</text:p><text:p text:style-name="P2">訓練の実施について（通知）</text:p><text:h text:outline-level="2">目的</text:h><text:p>　本文<text:span text:style-name="T1">は</text:span>、<text:span text:style-name="T2">隠し</text:span>次の <text:s text:c="2"/>とおり<text:tab/>です<text:line-break/>続き<text:note><text:note-body><text:p>注</text:p></text:note-body></text:note><text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby></text:p><text:list text:style-name="L1"><text:list-item><text:p>一つ</text:p><text:list><text:list-item><text:p>中</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>二つ</text:p></text:list-item></text:list><text:list text:style-name="L2"><text:list-item><text:p>点</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>区分</text:p></table:table-cell><table:table-cell><text:p>数</text:p><text:p>量</text:p></table:table-cell></table:table-row></table:table><text:p><draw:frame><draw:image xlink:href="x.png"/></draw:frame></text:p><text:p><text:a xlink:href="https://city.midorino.example">市</text:a></text:p>"#;
    let (parts, losses) = read(styles, body);
    let want = [
        (Role::DocNumber, "総防第123号"),
        (Role::Addressee, "各課長　様"),
        (Role::Sender, "総務部長　森　健一"),
        (Role::Title, "訓練の実施について（通知）"),
        (Role::Heading(2), "目的"),
        (Role::Body, "　本文は、次の   とおり\tです"),
        (Role::Body, "続き漢字"),
        (Role::Item(0), "一つ"),
        (Role::Item(1), "中"),
        (Role::Item(0), "二つ"),
        (Role::Body, "・点"),
        (Role::Cell(0), "区分"),
        (Role::Cell(1), "数 量"),
        (Role::Body, ""),
        (Role::Body, "市"),
    ]
    .map(|(role, text)| (role, text.to_owned()));
    assert_eq!(parts, want);
    for id in [
        "loss-tracked-deletions",
        "loss-hidden-text",
        "loss-footnotes",
        "loss-cell-lines",
        "loss-images",
        "loss-bullets",
        "loss-line-breaks",
        "loss-hyperlinks",
    ] {
        assert!(losses.contains(&id), "{id} in {losses:?}");
    }
}

#[test]
fn what_others_set_off_is_set_off() {
    let styles = r#"<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="T2" style:family="text" style:parent-style-name="T1"><style:text-properties style:text-underline-style="solid" style:text-emphasize="dot above"/></style:style><style:style style:name="T3" style:family="text"><style:text-properties style:text-position="-33% 58%"/></style:style>"#;
    let body = r#"<text:p>一<text:span text:style-name="T1">二<text:span text:style-name="T2">三</text:span></text:span>H<text:span text:style-name="T3">2</text:span>O<text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby><office:annotation office:name="a"><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">山田</dc:creator><text:p>確認</text:p></office:annotation>終<office:annotation-end office:name="a"/></text:p>"#;
    let read = format::read(Kind::Odt, &package(styles, body)).unwrap();
    assert_eq!(read.losses, []);
    let document = read.document;
    assert_eq!(document.text().to_string(), "一二三H2O漢字終");
    let at = |words: &str| document.marks().face_at(document.text().to_string().find(words).unwrap());
    assert!(at("二").has(Look::Bold) && !at("二").has(Look::Underline));
    assert!([Look::Bold, Look::Underline, Look::Dots].iter().all(|look| at("三").has(*look)));
    assert!(at("2").has(Look::Subscript) && at("O").is_plain());
    let marks = document.marks().within(kian::text::Span::new(0, document.text().len()));
    let readings: Vec<&str> =
        marks.iter().filter_map(|mark| if let MarkKind::Ruby(r) = &mark.kind { Some(&**r) } else { None }).collect();
    assert_eq!(readings, ["かんじ"]);
    let comment = document.comments().get(0).unwrap();
    assert_eq!((comment.quoted(document.text()).as_str(), comment.notes[0].text.as_str()), ("終", "確認"));
    assert_eq!(comment.notes[0].author, "山田");
}

#[test]
fn what_is_no_text_is_refused() {
    let error = |parts: &[(&str, &str)]| format::read(Kind::Odt, &pack(parts)).unwrap_err();
    let sheet = "application/vnd.oasis.opendocument.spreadsheet";
    assert_eq!(error(&[("mimetype", sheet)]), Error::Damaged { part: "mimetype".to_owned() });
    assert_eq!(error(&[("x", "")]), Error::MissingPart { part: "content.xml".to_owned() });
    let locked = format!(
        r#"<manifest:manifest xmlns:manifest="{URN}:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#
    );
    assert_eq!(error(&[("META-INF/manifest.xml", &locked), ("content.xml", "...")]), Error::Encrypted);
    assert!(matches!(error(&[("content.xml", "<a>")]), Error::BadXml { .. }));
    assert_eq!(
        error(&[("content.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]),
        Error::DtdRefused { part: "content.xml".to_owned() }
    );
    assert_eq!(error(&[("content.xml", "<a/>")]), Error::Damaged { part: "content.xml".to_owned() });
}

#[test]
fn depth_costs_no_stack() {
    let deep = format!("{}<text:p>中</text:p>{}", "<text:section>".repeat(50_000), "</text:section>".repeat(50_000));
    assert_eq!(read("", &deep).0, [(Role::Body, "中".to_owned())]);
    let lists =
        format!("{}{}", "<text:list><text:list-item>".repeat(5_000), "</text:list-item></text:list>".repeat(5_000));
    assert_eq!(read("", &lists).0.len(), 1);
    let circle = r#"<style:style style:name="A" style:parent-style-name="B" style:family="paragraph"/><style:style style:name="B" style:parent-style-name="A" style:family="paragraph"/>"#;
    assert_eq!(read(circle, r#"<text:p text:style-name="A">輪</text:p>"#).0, [(Role::Body, "輪".to_owned())]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back_from_odt(document in super::round::any_document("[ -~あ-んア-ヶ亜-熙　、。（）①㈱髙𠮷😀\t\u{80}-\u{ff}\u{200b}-\u{202f}]{0,16}")) {
        let written = format::write(&document, &Source::new(Kind::Odt)).unwrap();
        prop_assert_eq!(&written.losses, &[]);
        let read = format::read(Kind::Odt, &written.bytes).unwrap();
        prop_assert_eq!(parts(&read.document), parts(&document));
        prop_assert_eq!(read.losses, []);
        prop_assert_eq!((read.document.lang(), read.document.form()), (document.lang(), document.form()));
    }
}
