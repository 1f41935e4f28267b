//! Pages: what is written comes back, what others made is read, what would hurt is refused.

use super::{drafts, parts};
use kian::document::{Author, Classification, Document, Role};
use kian::format::{self, Error, Kind, Source};
use kian::text::Lang;
use proptest::prelude::*;

fn write(document: &Document) -> String {
    let written = format::write(document, &Source::new(Kind::Html)).unwrap();
    assert_eq!(written.losses, []);
    String::from_utf8(written.bytes).unwrap()
}

fn read(html: &str) -> (Vec<(Role, String)>, Vec<&'static str>) {
    let read = format::read(Kind::Html, html.as_bytes()).unwrap();
    (parts(&read.document), read.losses.iter().map(|loss| loss.id).collect())
}

fn body(parts: &[(Role, &str)]) -> Vec<(Role, String)> {
    parts.iter().map(|(role, text)| (*role, (*text).to_owned())).collect()
}

#[test]
fn every_draft_comes_back_from_html() {
    for (name, mut document) in drafts() {
        document.set_classification(Some(Classification::One));
        let html = write(&document);
        let read = format::read(Kind::Html, html.as_bytes()).unwrap();
        assert_eq!(read.losses, [], "{name}");
        assert_eq!(parts(&read.document), parts(&document), "{name}");
        let about =
            |document: &Document| (document.lang(), document.form().map(str::to_owned), document.classification());
        assert_eq!(about(&read.document), about(&document), "{name}");
        assert_eq!(write(&read.document), html, "{name}");
    }
}

#[test]
fn tables_come_back() {
    for lang in [Lang::Ja, Lang::En] {
        let document = super::round::tabled(lang);
        let html = write(&document);
        assert!(html.contains("<th scope=\"col\">時間</th>"), "{html}");
        let read = format::read(Kind::Html, html.as_bytes()).unwrap();
        assert_eq!(read.losses, []);
        assert_eq!(parts(&read.document), parts(&document));
    }
}

#[test]
fn short_numbers_stand_upright_in_vertical_lines() {
    let parts = [
        (Role::Date, "令和8年11月30日"),
        (Role::Body, "定員は120人で、Aと12番の窓口で受け付けます。"),
        (Role::Item(0), "受付 3か所"),
    ];
    let mut document = Document::new(Lang::Ja, None, &body(&parts), Author::Person);
    assert!(!write(&document).contains("upright"), "in horizontal lines nothing is to be set upright");
    let sheet = kian::document::sheet::built_in().iter().find(|sheet| sheet.page.vertical).unwrap();
    document.set_sheet(Some(sheet.clone()));
    let html = write(&document);
    assert!(html.contains(".upright { text-combine-upright: all; }"));
    let upright = |words: &str| format!("<span class=\"upright\">{words}</span>");
    for words in ["8", "11", "30", "A", "12", "3", "1"] {
        assert!(html.contains(&upright(words)), "{words} in {html}");
    }
    assert!(html.contains("定員は120人"), "{html}");
    let read = format::read(Kind::Html, html.as_bytes()).unwrap();
    assert_eq!((read.losses, super::parts(&read.document)), (vec![], body(&parts)));
    assert_eq!(write(&read.document), html);
}

#[test]
fn a_page_says_its_language_and_has_one_title() {
    let document = Document::new(
        Lang::En,
        None,
        &body(&[(Role::Title, "Water & <pipes>"), (Role::Heading(1), "When"), (Role::Item(0), "Monday")]),
        Author::Person,
    );
    let html = write(&document);
    for piece in [
        "<html lang=\"en\">",
        "<title>Water &amp; &lt;pipes&gt;</title>",
        "<h1 class=\"title\">Water &amp; &lt;pipes&gt;</h1>",
        "<h2 class=\"heading-1\">When</h2>",
        "<ol class=\"items\">",
        "<span class=\"number\">1.</span>Monday",
    ] {
        assert!(html.contains(piece), "{piece} in {html}");
    }
    assert_eq!(html.matches("<h1").count(), 1);
}

#[test]
fn pages_by_others_are_read() {
    let page = "<!doctype html><html lang=ja><head><title>題</title><style>p{}</style><script>x()</script></head><body>
        <nav><a href=/>トップ</a></nav>
        <h1>ごみの  収集日の
        変更</h1><p>4月から<b>変わり</b>ます。<p>次の<a href=x.html>一覧</a>を見てください。<br>以上です。
        <ul><li>燃やすごみ<li>資源</ul><ol><li>一つ<ol><li>中</ol><li>二つ</ol><ol start=5><li>五つ</ol>
        <table><caption>曜日</caption><tr><th>地区<th>曜日<tr><td><p>東</p><td>月</table>
        <img src=x alt=地図><p hidden>下書き</p><ruby>漢<rt>かん</rt></ruby>字<input><pre>a  b
c</pre></body></html>";
    let (parts, losses) = read(page);
    let want = body(&[
        (Role::Title, "ごみの収集日の変更"),
        (Role::Body, "4月から変わります。"),
        (Role::Body, "次の一覧を見てください。"),
        (Role::Body, "以上です。"),
        (Role::Body, "・燃やすごみ"),
        (Role::Body, "・資源"),
        (Role::Item(0), "一つ"),
        (Role::Item(1), "中"),
        (Role::Item(0), "二つ"),
        (Role::Body, "5　五つ"),
        (Role::Body, "曜日"),
        (Role::Cell(0), "地区"),
        (Role::Cell(1), "曜日"),
        (Role::Cell(0), "東"),
        (Role::Cell(1), "月"),
        (Role::Body, "漢字"),
        (Role::Body, "a  b"),
        (Role::Body, "c"),
    ]);
    assert_eq!(parts, want);
    for id in [
        "loss-menus",
        "loss-formatting",
        "loss-hyperlinks",
        "loss-line-breaks",
        "loss-bullets",
        "loss-numbering-as-text",
        "loss-images",
        "loss-hidden-text",
        "loss-inputs",
    ] {
        assert!(losses.contains(&id), "{id} in {losses:?}");
    }
}

#[test]
fn a_page_in_shift_jis_says_so() {
    let page = "<html><head><meta charset=\"Shift_JIS\"></head><body><p>お知らせ①</p></body></html>";
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(page);
    let read = format::read(Kind::Html, &bytes).unwrap();
    assert_eq!(parts(&read.document), body(&[(Role::Body, "お知らせ①")]));
}

#[test]
fn depth_is_bounded() {
    let deep = format!("{}x{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    assert_eq!(format::read(Kind::Html, deep.as_bytes()).unwrap_err(), Error::TooDeep);
    let deep = "<b><i>".repeat(50_000);
    assert_eq!(format::read(Kind::Html, deep.as_bytes()).unwrap_err(), Error::TooDeep);
    let long = format!("<p>{}</p>", "あ".repeat(200_000));
    assert_eq!(format::read(Kind::Html, long.as_bytes()).unwrap().document.len(), 1);
    assert_eq!(format::read(Kind::Html, &vec![b' '; 33 << 20]).unwrap_err(), Error::TooBig);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back_from_html(document in super::round::any_document("[ -~あ-んア-ヶ亜-熙　、。（）①㈱髙𠮷😀\t\u{a0}-\u{ff}\u{200b}-\u{2027}]{0,16}")) {
        let written = format::write(&document, &Source::new(Kind::Html)).unwrap();
        prop_assert_eq!(&written.losses, &[]);
        let read = format::read(Kind::Html, &written.bytes).unwrap();
        let html = String::from_utf8(written.bytes).unwrap();
        prop_assert_eq!(parts(&read.document), parts(&document), "{}", html);
        prop_assert_eq!(read.losses, []);
    }

    #[test]
    fn nothing_that_looks_like_a_page_breaks_the_reader(html in "(<(/?)(p|div|table|tr|td|ol|li|b|template|svg|select|ruby|rt|pre|h1|form)( hidden| class=\"item-0\"| style=\"white-space:pre\")?>|あ| |\n|&amp;|<!--|-->){0,60}") {
        drop(format::read(Kind::Html, html.as_bytes()));
    }
}
