use super::*;

fn read(bytes: &[u8]) -> (Vec<TmxUnit>, Vec<(&'static str, u64)>, usize) {
    let mut reader = Reader::new(bytes).unwrap();
    let mut units = Vec::new();
    while let Some(unit) = reader.next_unit().unwrap() {
        units.push(unit);
    }
    let faults = reader.faults().list.iter().map(|fault| (fault.id, fault.line)).collect();
    (units, faults, reader.passed_over())
}

fn written(units: &[TmxUnit]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), &Header::default(), "ja").unwrap();
    units.iter().for_each(|unit| writer.unit(unit).unwrap());
    writer.finish().unwrap()
}

/// What matters of a unit, wherever it stood.
fn bare(units: Vec<TmxUnit>) -> Vec<TmxUnit> {
    units.into_iter().map(|unit| TmxUnit { line: 0, ..unit }).collect()
}

const FILE: &str = r#"<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="x" srclang="en" datatype="html"><note>n</note><prop type="p">v</prop></header>
<body>
<!-- between --><tu tuid="1" changedate="20260401T010203Z"><prop type="x-client">桜川市</prop>
  <tuv xml:lang="EN-US"><seg>Click <bpt i="0" x="2" type="bold">&lt;b&gt;</bpt>he<!-- c -->re<ept i="0">&lt;/b&gt;</ept><ph x="1">&lt;img alt="<sub>map</sub>"&gt;</ph> <hi type="term">now</hi><![CDATA[ & <then>]]> </seg></tuv>
  <tuv xml:lang="ja_JP" creationid="山田"><note>確認済み</note><seg>　<bpt i="1">&lt;b&gt;</bpt>ここ<ept i="1">&lt;/b&gt;</ept>を&#x20BB7;
押す</seg></tuv>
</tu>
<tu><tuv lang="ja"><seg>一つ</seg></tuv><tuv lang="en-GB"><seg>one</seg></tuv><tuv lang="en"><seg>One</seg></tuv><tuv lang="en"><seg>A</seg></tuv></tu>
<tu><tuv xml:lang="ja"><seg/></tuv><tuv xml:lang="en"><seg>empty</seg></tuv></tu>
</body></tmx>"#;

#[test]
fn units_are_read_with_all_they_carry() {
    let (units, faults, passed) = read(FILE.as_bytes());
    assert_eq!((units.len(), faults, passed), (3, Vec::new(), 0));
    assert_eq!(units[0].line, 5);
    let pairs = units[0].pairs(Lang::Ja, Lang::En);
    let pair = &pairs[0];
    assert_eq!(pair.target.text, "Click here now & <then> ");
    assert_eq!(pair.target.sub, ["map"]);
    assert_eq!(pair.source.text, "\u{3000}ここを𠮷\n押す");
    assert_eq!(pair.prop("x-client"), Some("桜川市"));
    assert_eq!((pair.changed, pair.notes.as_slice()), (date_from("20260401T010203Z"), &["確認済み".to_owned()][..]));
    let kinds: Vec<(usize, TagKind, &str)> =
        pair.target.tags.iter().map(|tag| (tag.at, tag.kind, tag.code.as_str())).collect();
    assert_eq!(
        kinds,
        [
            (6, TagKind::Open, "<b>"),
            (10, TagKind::Close, "</b>"),
            (10, TagKind::Alone, "<img alt=\"\">"),
            (11, TagKind::Mark, ""),
            (14, TagKind::Unmark, "")
        ]
    );
    // The exact language counts before a region of it, and alternatives count all.
    let english: Vec<String> = units[1].pairs(Lang::Ja, Lang::En).into_iter().map(|unit| unit.target.text).collect();
    assert_eq!(english, ["One", "A"]);
    assert_eq!(units[2].pairs(Lang::Ja, Lang::En), []);
}

#[test]
fn what_is_written_comes_back() {
    let (units, ..) = read(FILE.as_bytes());
    let once = bare(read(&written(&units)).0);
    let twice = bare(read(&written(&once)).0);
    assert_eq!(once, twice);
    for (before, after) in units.iter().zip(&once) {
        for (a, b) in before.variants.iter().zip(&after.variants) {
            assert_eq!((&a.lang, &a.segment.text, &a.notes), (&b.lang, &b.segment.text, &b.notes));
            assert_eq!(a.segment.tags.len(), b.segment.tags.len());
        }
        assert_eq!((&before.props, &before.attributes), (&after.props, &after.attributes));
    }
    let odd = Unit {
        source_lang: "ja".into(),
        target_lang: "en".into(),
        source: Rich::plain("改\r\n行\u{1}と\u{3000}"),
        target: Rich::plain(" <a & b> "),
        ..Unit::default()
    };
    let back = read(&written(&[TmxUnit::from(&odd)])).0.remove(0).pairs(Lang::Ja, Lang::En).remove(0);
    assert_eq!((back.source.text.as_str(), back.target.text.as_str()), ("改\r\n行と\u{3000}", " <a & b> "));
}

#[test]
fn a_bad_unit_costs_itself_alone() {
    let tu = |text: &str| {
        format!("<tu><tuv xml:lang=\"ja\"><seg>{text}</seg></tuv><tuv xml:lang=\"en\"><seg>{text}</seg></tuv></tu>\n")
    };
    let file = format!(
        "<tmx version=\"1.4\"><header/><body>\n{}<tu><tuv xml:lang=\"ja\"><seg>開いたまま</seg>\n{}<tu></tu>\n{}</body></tmx>",
        tu("a"),
        tu("b"),
        tu("c"),
    );
    let (units, faults, passed) = read(file.as_bytes());
    let texts: Vec<&str> = units.iter().map(|unit| unit.variants[0].segment.text.as_str()).collect();
    assert_eq!(texts, ["a", "b", "c"]);
    assert_eq!((faults, passed), (vec![("fault-unit-open", 3), ("fault-unit-empty", 5)], 2));
    // A file that breaks off keeps what is whole.
    let cut = &file[..file.find(">b<").unwrap()];
    let (units, faults, _) = read(cut.as_bytes());
    assert_eq!(units.len(), 1);
    assert_eq!(faults.last().map(|(id, _)| *id), Some("fault-xml"), "{faults:?}");
}

#[test]
fn what_is_no_memory_is_refused() {
    for (bytes, id) in [
        (&b"<xliff/>"[..], "fault-not-tmx"),
        (b"", "fault-not-tmx"),
        (b"plain text", "fault-not-tmx"),
        (b"<!DOCTYPE tmx [<!ENTITY a \"b\">]><tmx/>", "fault-entities-defined"),
    ] {
        let refused = Reader::new(bytes).map(drop).unwrap_err();
        assert_eq!(crate::text::Message::id(&refused), id);
    }
}

#[test]
fn attributes_that_are_none_are_not_written() {
    let odd = ["\"", "a<b", "1st", "", "é"].map(|name| (name.to_owned(), "x".to_owned()));
    let twice = ["usagecount", "usagecount"].map(|name| (name.to_owned(), "1".to_owned()));
    let mut unit = read(b"<tmx><body><tu><tuv xml:lang=\"ja\"><seg>a</seg></tuv></tu></body></tmx>").0.remove(0);
    unit.attributes.extend(odd.into_iter().chain(twice));
    let mut writer =
        Writer::new(Vec::new(), &Header { attributes: unit.attributes.clone(), ..Header::default() }, "ja").unwrap();
    writer.unit(&unit).unwrap();
    let (units, faults, _) = read(&writer.finish().unwrap());
    assert_eq!((units.len(), faults), (1, Vec::new()));
    assert_eq!(units[0].attribute("usagecount"), Some("1"));
}

#[test]
fn codes_that_change_places_are_still_those_of_the_other_language() {
    let file = "<tmx version=\"1.4\"><body><tu>\
        <tuv xml:lang=\"ja\"><seg><bpt i=\"1\" x=\"1\">[b]</bpt>太字<ept i=\"1\">[/b]</ept><bpt i=\"2\" x=\"2\">[u]</bpt>下線<ept i=\"2\">[/u]</ept></seg></tuv>\
        <tuv xml:lang=\"en\"><seg><bpt i=\"1\" x=\"2\">[u]</bpt>under<ept i=\"1\">[/u]</ept><bpt i=\"2\" x=\"1\">[b]</bpt>bold<ept i=\"2\">[/b]</ept><ph x=\"0\"/></seg></tuv>\
        </tu></body></tmx>";
    let (units, faults, _) = read(file.as_bytes());
    assert_eq!(faults, Vec::new());
    let ids = |variant: usize| -> Vec<(String, String)> {
        let tags = units[0].variants[variant].segment.tags.iter();
        tags.map(|tag| (tag.id.clone(), tag.code.clone())).collect()
    };
    let pair = |id: &str, code: &str| (id.to_owned(), code.to_owned());
    assert_eq!(ids(0), [pair("1", "[b]"), pair("1", "[/b]"), pair("2", "[u]"), pair("2", "[/u]")]);
    assert_eq!(ids(1), [pair("2", "[u]"), pair("2", "[/u]"), pair("1", "[b]"), pair("1", "[/b]"), pair("0", "")]);
    let mut writer = Writer::new(Vec::new(), &Header::default(), "ja").unwrap();
    writer.unit(&units[0]).unwrap();
    let (mut again, _, _) = read(&writer.finish().unwrap());
    again[0].line = units[0].line;
    assert_eq!(again, units);
}
