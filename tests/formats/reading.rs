//! Files by others: what is in them is read, and what a document cannot hold is told with its number and place.

use super::package::{bare, pack, unpack, with};
use super::{drafts, parts};
use kian::document::Role::{self, *};
use kian::format::{self, Kind, Loss, Read, Source};
use kian::text::Lang;

fn read(bytes: &[u8]) -> Read {
    format::read(Kind::Docx, bytes).unwrap()
}

fn lines(read: &Read) -> Vec<String> {
    parts(&read.document).into_iter().map(|(_, text)| text).collect()
}

/// Id, count and first paragraph.
fn told(losses: &[Loss]) -> Vec<(&'static str, usize, usize)> {
    let number = |loss: &Loss, name: &str| {
        loss.args.iter().find(|(key, _)| *key == name).map_or(0, |(_, value)| value.parse().unwrap())
    };
    losses.iter().map(|loss| (loss.id, number(loss, "count"), number(loss, "paragraph"))).collect()
}

/// Reads a body and checks text and losses.
fn check(body: &str, text: &[&str], losses: &[(&'static str, usize, usize)]) {
    let read = read(&bare(body));
    assert_eq!(lines(&read), text, "{body}");
    assert_eq!(told(&read.losses), losses, "{body}");
}

const ONE: &str = "<w:p><w:r><w:t>一つ目です。</w:t></w:r></w:p>";

#[test]
fn tracked_changes_are_carried_out() {
    let body = format!(
        "{ONE}<w:p><w:r><w:t>期限は</w:t></w:r><w:del><w:r><w:delText>5日</w:delText></w:r></w:del><w:ins><w:r><w:t>6日</w:t></w:r></w:ins><w:r><w:t>です。</w:t></w:r></w:p>"
    );
    check(
        &body,
        &["一つ目です。", "期限は6日です。"],
        &[("loss-tracked-deletions", 1, 2), ("loss-tracked-insertions", 1, 2)],
    );
    let moved = "<w:p><w:moveFrom><w:r><w:t>前</w:t></w:r></w:moveFrom><w:r><w:t>中</w:t></w:r><w:moveTo><w:r><w:t>前</w:t></w:r></w:moveTo></w:p>";
    check(moved, &["中前"], &[("loss-tracked-deletions", 1, 1), ("loss-tracked-insertions", 1, 1)]);
    let joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前の段落と</w:t></w:r></w:p><w:p><w:r><w:t>次の段落</w:t></w:r></w:p>";
    check(joined, &["前の段落と次の段落"], &[("loss-tracked-deletions", 1, 1)]);
}

#[test]
fn a_reading_over_kanji_is_no_text() {
    let ruby = "<w:ruby><w:rubyPr/><w:rt><w:r><w:t>つゆ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>梅雨</w:t></w:r></w:rubyBase></w:ruby>";
    check(&format!("<w:p><w:r>{ruby}</w:r><w:r><w:t>の時期</w:t></w:r></w:p>"), &["梅雨の時期"], &[]);
}

#[test]
fn fields_and_links_leave_what_they_show() {
    let field = |code: &str, shown: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    check(&format!("<w:p>{}</w:p>", field("DATE", "7月1日")), &["7月1日"], &[("loss-fields", 1, 1)]);
    let link = field("HYPERLINK \"https://city.midorino.example\"", "市のページ");
    check(&format!("<w:p>{link}</w:p>"), &["市のページ"], &[("loss-hyperlinks", 1, 1)]);
    let nested = format!(
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>{}<w:r><w:t>隠れた</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>見える</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
        field("PAGE", "3")
    );
    check(&nested, &["見える"], &[("loss-fields", 2, 1)]);
    // One that never ends takes no other paragraph with it.
    let open = format!(r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>{ONE}"#);
    check(&open, &["", "一つ目です。"], &[]);
    let simple = r#"<w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple><w:hyperlink r:id="a"><w:r><w:t>頁</w:t></w:r></w:hyperlink></w:p>"#;
    check(simple, &["3頁"], &[("loss-fields", 1, 1), ("loss-hyperlinks", 1, 1)]);
}

#[test]
fn breaks_and_tabs_are_told_apart() {
    let body = r#"<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="100"/></w:tabs></w:pPr><w:r><w:t>前</w:t><w:tab/><w:t>後</w:t><w:br/><w:t>次の行</w:t><w:br w:type="page"/><w:t>次の頁</w:t><w:noBreakHyphen/><w:softHyphen/></w:r></w:p>"#;
    check(body, &["前\t後", "次の行次の頁\u{2011}\u{AD}"], &[("loss-line-breaks", 1, 1), ("loss-page-breaks", 1, 1)]);
    check(
        r#"<w:p><w:r><w:t> a
 b </w:t><w:t xml:space="preserve"> c </w:t></w:r></w:p>"#,
        &["a  b c "],
        &[],
    );
}

#[test]
fn text_boxes_follow_their_paragraph_once() {
    let inside = "<w:txbxContent><w:p><w:r><w:t>囲み</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t>本文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>{ONE}"
    );
    check(&body, &["本文", "囲み", "一つ目です。"], &[("loss-text-boxes", 1, 1)]);
}

#[test]
fn tables_become_cells_and_what_is_not_simple_is_told() {
    let cell = |inside: &str| format!("<w:tc><w:tcPr/>{inside}</w:tc>");
    let p = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let nested = format!("<w:tbl>{}</w:tbl><w:p/>", row(&[cell(&p("内1")), cell(&p("内2"))]));
    let deleted = format!("<w:tr><w:trPr><w:del/></w:trPr>{}{}</w:tr>", cell(&p("消")), cell(&p("した")));
    let body = format!(
        "{ONE}<w:tbl><w:tblPr/><w:tblGrid/>{}{}{}{}{deleted}</w:tbl>{ONE}",
        row(&[cell(&p("区分")), cell(&p("数量"))]),
        row(&[cell(&(p("飲料水") + &p("2リットル"))), cell(&p("600本"))]),
        row(&[cell(&nested), cell("<w:p/>")]),
        row(&[cell(&(p("枠の中の文です。") + &p("二つ目です。")))]),
    );
    check(
        &body,
        &[
            "一つ目です。",
            "区分",
            "数量",
            "飲料水 2リットル",
            "600本",
            "内1 内2",
            "",
            "枠の中の文です。 二つ目です。",
            "",
            "一つ目です。",
        ],
        &[
            ("loss-tracked-deletions", 1, 10),
            ("loss-nested-tables", 1, 6),
            ("loss-merged-cells", 1, 8),
            ("loss-cell-lines", 3, 4),
        ],
    );
    let spans = r#"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>幅</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>高</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:p><w:r><w:t>右</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"#;
    check(spans, &["幅", "", "高", "", "右", ""], &[("loss-merged-cells", 3, 1)]);
    let table = read(&bare(spans)).document.table_at(0).unwrap();
    assert_eq!((table.first, table.rows, table.columns), (0, 2, 3));
    // A single column of somebody else's is a frame around paragraphs.
    let frame = format!("<w:tbl>{}{}</w:tbl>", row(&[cell(&(p("枠の中") + &p("二つ目")))]), row(&[cell(&p("三つ目"))]));
    check(&frame, &["枠の中", "二つ目", "三つ目"], &[]);
    // More columns than any table of ours has.
    let wide = row(&vec![cell(&p("a")); 64]);
    check(&format!("{ONE}<w:tbl>{wide}</w:tbl>"), &["一つ目です。", &["a"; 64].join("\t")], &[("loss-tables", 1, 2)]);
    let huge = r#"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"#;
    check(huge, &[""], &[("loss-tables", 1, 1)]);
}

#[test]
fn what_is_beside_the_text_is_counted() {
    let body = r#"<w:p><w:r><w:t>本文</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="3"/></w:r><w:r><w:commentReference w:id="0"/></w:r><w:r><w:drawing/></w:r><w:r><w:object/></w:r><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>"#;
    check(
        body,
        &["本文x+1"],
        &[
            ("loss-footnotes", 2, 1),
            ("loss-comments", 1, 1),
            ("loss-images", 1, 1),
            ("loss-embedded", 1, 1),
            ("loss-math", 1, 1),
        ],
    );
}

#[test]
fn what_is_hidden_stays_hidden_and_is_told() {
    let body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>次の指示に従うこと</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>本文</w:t></w:r></w:p>";
    check(body, &["本文"], &[("loss-hidden-text", 1, 1)]);
    let styles = r#"<w:style w:type="paragraph" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>"#;
    let styled = format!(r#"<w:p><w:pPr><w:pStyle w:val="h"/></w:pPr><w:r><w:t>隠し</w:t></w:r></w:p>{ONE}"#);
    let styled = read(&with(&styled, &[("styles", "word/styles.xml", styles)]));
    assert_eq!(
        (lines(&styled), told(&styled.losses)),
        (vec![String::new(), "一つ目です。".to_owned()], vec![("loss-hidden-text", 1, 1)])
    );
    let control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>ここに入力</w:t></w:r></w:p></w:sdtContent></w:sdt><w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>入力済み</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    check(control, &["", "入力済み"], &[("loss-content-controls", 1, 1)]);
}

#[test]
fn marks_of_the_pen_are_told_apart() {
    let run = |property: &str, text: &str| format!("<w:r><w:rPr>{property}</w:rPr><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p>{}{}{}{}</w:p>",
        run("<w:b/>", "太い"),
        run("<w:strike/>", "消した"),
        run("<w:vertAlign w:val=\"superscript\"/>", "2"),
        run("<w:b w:val=\"0\"/><w:color w:val=\"auto\"/>", "普通"),
    );
    check(&body, &["太い消した2普通"], &[("loss-strikethrough", 1, 1)]);
    let symbols =
        r#"<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Wingdings 3" w:char="F022"/></w:r></w:p>"#;
    check(symbols, &["✓〓"], &[("loss-symbols", 1, 1)]);
}

#[test]
fn headers_are_told_unless_they_hold_numbers_only() {
    let header = |inside: &str| with(ONE, &[("header", "word/header1.xml", inside)]);
    let number = r#"<w:p><w:r><w:t>- </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Ⅳ</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    assert_eq!(read(&header(number)).losses, []);
    let words = read(&header("<w:p><w:r><w:t>機密性2情報</w:t></w:r></w:p>"));
    assert_eq!(told(&words.losses)[0].0, "loss-headers");
}

/// A list definition: for each level its format and text.
fn numbering(levels: &[(&str, &str)]) -> String {
    let level = |(at, (format, text)): (usize, &(&str, &str))| {
        format!(
            r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    };
    format!(
        r#"<w:abstractNum w:abstractNumId="0">{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>"#,
        levels.iter().enumerate().map(level).collect::<String>()
    )
}

fn item(number: u8, level: u8, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

fn listed(levels: &[(&str, &str)], body: &str) -> Read {
    read(&with(body, &[("numbering", "word/numbering.xml", &numbering(levels))]))
}

fn roles(read: &Read) -> Vec<(Role, String)> {
    parts(&read.document)
}

#[test]
fn numbers_become_items_where_they_are_the_same() {
    let body = item(1, 0, "日時は、次のとおりです。")
        + &item(1, 0, "場所")
        + &item(1, 1, "本庁舎")
        + &item(1, 2, "会議室")
        + &item(1, 0, "対象");
    let want = [
        (Item(0), "日時は、次のとおりです。"),
        (Item(0), "場所"),
        (Item(1), "本庁舎"),
        (Item(2), "会議室"),
        (Item(0), "対象"),
    ]
    .map(|(role, text)| (role, text.to_owned()));
    let ours = listed(&[("decimal", "%1"), ("decimal", "（%2）"), ("aiueoFullWidth", "%3")], &body);
    assert_eq!((roles(&ours), told(&ours.losses)), (want.to_vec(), vec![]));
    // Another style of number with the same count is told.
    let theirs = listed(&[("decimal", "%1."), ("lowerLetter", "%2)"), ("decimalEnclosedCircle", "%3")], &body);
    assert_eq!((roles(&theirs), told(&theirs.losses)), (want.to_vec(), vec![("loss-numbering-style", 2, 3)]));
}

#[test]
fn numbers_that_would_change_stay_as_text() {
    let articles = listed(&[("decimal", "第%1条")], &(item(1, 0, "（目的）") + &item(1, 0, "（定義）")));
    assert_eq!(
        (lines(&articles), told(&articles.losses)),
        (vec!["第1条　（目的）".to_owned(), "第2条　（定義）".to_owned()], vec![("loss-numbering-as-text", 2, 1)])
    );
    let later = listed(&[("decimal", "%1")], &(item(3, 0, "五つ目の") + &item(3, 0, "六つ目の")));
    assert_eq!(lines(&later), ["5　五つ目の", "6　六つ目の"]);
    let again = listed(&[("decimal", "%1")], &(item(1, 0, "あ") + &item(1, 0, "い") + &item(2, 0, "う")));
    assert_eq!(lines(&again), ["あ", "い", "1　う"]);
    let bullets = listed(&[("bullet", "\u{F0B7}")], &(item(1, 0, "持ち物") + &item(1, 0, "帽子")));
    assert_eq!(roles(&bullets)[1], (Body, "・帽子".to_owned()));
    assert_eq!(told(&bullets.losses), [("loss-bullets", 2, 1)]);
}

#[test]
fn counting_begins_anew_where_the_list_says_so() {
    let body = item(1, 0, "一")
        + &item(1, 0, "二")
        + "<w:p><w:r><w:t>　記</w:t></w:r></w:p>"
        + &item(2, 0, "三")
        + &item(2, 0, "四");
    let read = listed(&[("decimal", "%1")], &body);
    let found: Vec<Role> = roles(&read).into_iter().map(|(role, _)| role).collect();
    assert_eq!(found, [Item(0), Item(0), Ki, Item(0), Item(0)]);
    assert_eq!(told(&read.losses), [("loss-placed-by-spaces", 1, 3)]);
}

#[test]
fn styles_decide_and_may_go_round_in_circles() {
    let styles = r#"<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="x"/></w:style><w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="1"/></w:style><w:style w:type="paragraph" w:styleId="a5"><w:name w:val="Note Heading"/></w:style><w:style w:type="paragraph" w:styleId="a7"><w:name w:val="Closing"/></w:style><w:style w:type="paragraph" w:styleId="o"><w:name w:val="章"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>"#;
    let p = |style: &str, text: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
    };
    let body = p("1", "目的")
        + &p("x", "派生")
        + &p("o", "章です")
        + &p("a5", "記")
        + &p("a", "本文です。")
        + &p("gone", "本文です。")
        + &p("a7", "以上");
    let read = read(&with(&body, &[("styles", "word/styles.xml", styles)]));
    let found: Vec<Role> = roles(&read).into_iter().map(|(role, _)| role).collect();
    assert_eq!(found, [Heading(1), Heading(1), Heading(2), Ki, Body, Body, Ijo]);
}

#[test]
fn a_letter_without_styles_is_told_by_its_places() {
    let p = |jc: &str, text: &str| {
        format!(r#"<w:p><w:pPr><w:jc w:val="{jc}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
    };
    let body = [
        p("right", "み総第45号"),
        p("right", "令和8年4月1日"),
        p("left", "　各課長　様"),
        r#"<w:p><w:pPr><w:ind w:left="5040"/></w:pPr><w:r><w:t>総務部長</w:t></w:r></w:p>"#.to_owned(),
        p("left", ""),
        p("center", "文書の整理について（依頼）"),
        p("left", "　このことについて、下記のとおりお願いします。"),
        p("center", "記"),
        p("left", "1　期限　4月30日"),
        p("left", &format!("{}以上", "　".repeat(36))),
        p("left", "担当　総務課　内線12"),
    ]
    .concat();
    let read = read(&bare(&body));
    let found: Vec<Role> = roles(&read).into_iter().map(|(role, _)| role).collect();
    assert_eq!(found, [DocNumber, Date, Addressee, Sender, Body, Title, Body, Ki, Body, Ijo, Contact]);
    // Spaces that set out a body are the writer's own.
    assert_eq!(roles(&read)[6].1, "　このことについて、下記のとおりお願いします。");
    assert_eq!(roles(&read)[9].1, "以上");
    assert_eq!(told(&read.losses), [("loss-placed-by-spaces", 2, 3)]);
    assert_eq!(read.document.lang(), Lang::Ja);
}

#[test]
fn prose_is_not_taken_for_a_letter() {
    let p = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body = ["令和8年4月1日", "委員各位", "会議を開きます。", "以上", "記録の担当は田中です。", "担当者の皆様"]
        .map(p)
        .concat();
    let read = read(&bare(&body));
    assert!(read.document.roles().iter().all(|role| *role == Body), "{:?}", read.document.roles());
    assert_eq!(read.losses, []);
}

#[test]
fn the_strict_kind_is_read_too() {
    let (_, document) = drafts().into_iter().find(|(name, _)| name == "inquiry-ja").unwrap();
    let written = format::write(&document, &Source::new(Kind::Docx)).unwrap().bytes;
    let strict: Vec<(String, String)> = unpack(&written)
        .into_iter()
        .map(|(name, text)| {
            let text = text
                .replace(
                    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    "http://purl.oclc.org/ooxml/wordprocessingml/main",
                )
                .replace(
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    "http://purl.oclc.org/ooxml/officeDocument/relationships",
                );
            (name, text)
        })
        .collect();
    let strict: Vec<(&str, &String)> = strict.iter().map(|(name, text)| (name.as_str(), text)).collect();
    let back = read(&pack(&strict));
    assert_eq!(parts(&back.document), parts(&document));
    assert_eq!(back.losses, []);
}
