use super::*;
use crate::translation::{Tag, TagKind};

fn work(target: &Rich, stage: Stage) -> Option<Work> {
    Some(Work { target: target.text.clone(), tags: target.tags.clone(), stage, ..Work::default() })
}

const ONE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:y='urn:y'>
 <file original="a.docx" source-language="ja-JP" target-language="en-US" datatype="x" y:keep="1">
  <header><skl><internal-file>&lt;raw&gt;</internal-file></skl></header>
  <body><group id="g">
   <trans-unit id="1" approved="no"><source>これは<g id="1" ctype="bold">太字</g>と<x id="2"/>です。</source>
    <target state="needs-review-translation" state-qualifier="leveraged-mt">This is <g id="1" ctype="bold">bold</g><x id="2"/>.</target>
    <note from="担当">確認</note><alt-trans><target>old</target></alt-trans></trans-unit>
   <trans-unit id="2"><source>一つ。二つ。</source><seg-source><mrk mtype="seg" mid="0">一つ。</mrk> <mrk mtype="seg" mid="1">二つ。</mrk></seg-source></trans-unit>
   <trans-unit id="3" translate="no"><source>Kian</source></trans-unit>
   <trans-unit id="4"><source>最後</source>
   </trans-unit>
  </group></body></file></xliff>"#;

#[test]
fn the_first_xliff_is_read_and_changed_in_place() {
    let xliff = read(ONE.as_bytes()).unwrap();
    assert_eq!(xliff.languages(), Some((Lang::Ja, Lang::En)));
    let shown: Vec<(&str, &str, Stage, bool)> =
        xliff.segments.iter().map(|s| (s.unit.as_str(), s.source.text.as_str(), s.stage, s.locked)).collect();
    assert_eq!(
        shown,
        [
            ("1", "これは太字とです。", Stage::Draft, false),
            ("2", "一つ。", Stage::Untranslated, false),
            ("2", "二つ。", Stage::Untranslated, false),
            ("3", "Kian", Stage::Untranslated, true),
            ("4", "最後", Stage::Untranslated, false)
        ]
    );
    assert!(matches!(xliff.segments[0].origin, Origin::Model { .. }));
    assert_eq!(xliff.segments[0].notes[0].text, "確認");
    // Nothing done, nothing changed.
    assert_eq!(xliff.write(&[]), ONE.as_bytes());
    let mut first = xliff.segments[0].target.clone().unwrap();
    first.text.insert_str(0, "<So> ");
    first.tags.iter_mut().for_each(|tag| tag.at += 5);
    let bytes = xliff.write(&[
        work(&first, Stage::Approved),
        None,
        work(&Rich::plain("Two."), Stage::Confirmed),
        work(&Rich::plain("never"), Stage::Confirmed),
        work(&Rich::plain("Last"), Stage::Confirmed),
    ]);
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(
        text.contains(
            r#"<target state="final">&lt;So&gt; This is <g id="1" ctype="bold">bold</g><x id="2"/>.</target>"#
        ),
        "{text}"
    );
    assert!(text.contains(r#"<trans-unit id="1" approved="yes">"#));
    assert!(
        text.contains(
            r#"<target state="translated"><mrk mtype="seg" mid="0"></mrk> <mrk mtype="seg" mid="1">Two.</mrk></target>"#
        ),
        "{text}"
    );
    assert!(text.contains("<source>最後</source><target state=\"translated\">Last</target>"), "{text}");
    assert!(!text.contains("never") && text.contains("&lt;raw&gt;") && text.contains("y:keep"));
    let again = read(&bytes).unwrap();
    assert_eq!(again.segments[0].stage, Stage::Approved);
    assert_eq!(again.segments[0].target.as_ref(), Some(&first));
    assert_eq!(again.segments[2].target.as_ref().unwrap().text, "Two.");
}

const TWO: &str = r#"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="ja" xmlns:m="urn:m">
<file id="f"><unit id="u" m:a="b"><m:x/><notes><note>メモ</note></notes><originalData><data id="d">&lt;br/&gt;</data></originalData>
<segment id="s1"><source>改<ph id="1" dataRef="d"/>行<pc id="2" type="fmt" subType="xlf:b">太</pc></source></segment>
<ignorable><source> </source></ignorable>
<segment id="s2" state="translated" subState="x:y"><source>二</source><target/></segment></unit></file></xliff>"#;

#[test]
fn the_second_xliff_is_read_and_changed_in_place() {
    // A target without a language to be in is a fault.
    assert_eq!(
        read(TWO.as_bytes()).map(drop).unwrap_err(),
        Error::Invalid { fault: Fault::of("fault-xliff-lacks", 5, "trgLang") }
    );
    let file = TWO.replace("srcLang=\"ja\"", "srcLang=\"ja\" trgLang=\"en\"");
    let xliff = read(file.as_bytes()).unwrap();
    assert_eq!(xliff.segments.len(), 2);
    assert_eq!(xliff.segments[0].source.text, "改行太");
    assert_eq!(xliff.write(&[]), file.as_bytes());
    let tag =
        |at: usize, kind: TagKind, id: &str| Tag { at, kind, id: id.into(), code: String::new(), role: String::new() };
    let target = Rich {
        text: "Break\u{1}bold".into(),
        tags: vec![tag(5, TagKind::Alone, "1"), tag(6, TagKind::Open, "2"), tag(10, TagKind::Close, "2")],
        sub: Vec::new(),
    };
    let bytes = xliff.write(&[work(&target, Stage::Rejected), work(&Rich::plain("Two"), Stage::Approved)]);
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains(r#"<segment id="s1" state="initial" subState="kian:rejected">"#), "{text}");
    assert!(text.contains(r#"<target>Break<ph id="1" dataRef="d"/><cp hex="0001"/><pc id="2" type="fmt" subType="xlf:b">bold</pc></target>"#), "{text}");
    assert!(text.contains(r#"<segment id="s2" state="final"><source>二</source><target>Two</target>"#), "{text}");
    let again = read(&bytes).unwrap();
    assert_eq!(again.segments[0].target.as_ref().unwrap().text, target.text);
    assert_eq!((again.segments[0].stage, again.segments[1].stage), (Stage::Rejected, Stage::Approved));
}

#[test]
fn codes_may_stand_crosswise() {
    let file = TWO.replace("srcLang=\"ja\"", "srcLang=\"ja\" trgLang=\"en\"");
    let xliff = read(file.as_bytes()).unwrap();
    let tag =
        |at: usize, kind: TagKind, id: &str| Tag { at, kind, id: id.into(), code: String::new(), role: String::new() };
    let target = Rich {
        text: "abcd".into(),
        tags: vec![
            tag(0, TagKind::Open, "2"),
            tag(1, TagKind::Open, "9"),
            tag(2, TagKind::Close, "2"),
            tag(3, TagKind::Close, "9"),
        ],
        sub: Vec::new(),
    };
    let bytes = xliff.write(&[work(&target, Stage::Draft)]);
    let back = read(&bytes).unwrap().segments[0].target.clone().unwrap();
    assert_eq!(back.text, "abcd");
    let kinds = |rich: &Rich| rich.tags.iter().map(|t| (t.at, t.kind, t.id.clone())).collect::<Vec<_>>();
    assert_eq!(kinds(&back), kinds(&target));
}

#[test]
fn what_a_tool_says_in_its_own_words_is_read_and_written_back() {
    let file = r#"<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"><file original="a" source-language="en" target-language="ja" datatype="x"><body><trans-unit id="1"><source>One</source><seg-source><mrk mtype="seg" mid="1">One</mrk></seg-source><target><mrk mtype="seg" mid="1">一つ</mrk></target><sdl:seg-defs><sdl:seg id="1" conf="Translated" origin="tm" percent="87"/></sdl:seg-defs></trans-unit></body></file></xliff>"#;
    let xliff = read(file.as_bytes()).unwrap();
    assert_eq!(xliff.segments[0].stage, Stage::Confirmed);
    assert_eq!(xliff.segments[0].origin, Origin::Memory { memory: String::new(), score: 87 });
    let text = String::from_utf8(xliff.write(&[work(&Rich::plain("1つ"), Stage::Approved)])).unwrap();
    assert!(text.contains(r#"conf="ApprovedTranslation""#) && text.contains(r#"mid="1">1つ</mrk></target>"#), "{text}");
}

#[test]
fn a_new_file_is_sound_and_comes_back() {
    let text = crate::text::Text::from("一つ。 二つ。\n三つ。");
    let mut bitext = Bitext::new(&text, Lang::Ja, Lang::En, Segmenter::Own);
    let id = bitext.pairs()[1].id;
    let edits = [
        crate::translation::Edit::Target { id, target: Rich::plain("Two <2>."), origin: Origin::Person },
        crate::translation::Edit::Confirm(id),
        crate::translation::Edit::Comment { id, text: "数字".into(), place: None },
    ];
    bitext.apply(&edits, "訳者", 0).unwrap();
    let bytes = write_new(&bitext, "a & b.txt");
    assert_eq!(check(&bytes).unwrap(), []);
    let back = read(&bytes).unwrap();
    assert_eq!(back.segments.iter().map(|s| s.paragraph).collect::<Vec<_>>(), [0, 0, 1]);
    let again = back.bitext(Segmenter::Own).unwrap();
    assert_eq!(again.pairs()[1].target(), "Two <2>.");
    assert_eq!(again.pairs()[1].work.stage, Stage::Confirmed);
    assert_eq!(again.pairs()[0].work.comments[0].text, "数字");
}

#[test]
fn new_files_of_every_version_are_sound_and_read_back() {
    use crate::text::Text;
    use crate::translation::Edit;
    let mut bitext = Bitext::new(&Text::from("一つ。二つ。\n三つ。"), Lang::Ja, Lang::En, Segmenter::Own);
    let ids: Vec<_> = bitext.pairs().iter().map(|pair| pair.id).collect();
    let code = |id: &str, at, kind| crate::translation::Tag {
        at,
        kind,
        id: id.into(),
        code: "<b>".into(),
        role: String::new(),
    };
    let tags = vec![code("1", 0, crate::translation::TagKind::Open), code("1", 3, crate::translation::TagKind::Close)];
    let target = Rich { text: "One & <1>.".into(), tags, sub: Vec::new() };
    let edits = [Edit::Target { id: ids[0], target, origin: Origin::Person }, Edit::Confirm(ids[0])];
    bitext.apply(&edits, "訳者", 0).unwrap();
    for flavor in [Flavor::One, Flavor::Two, Flavor::TwoOne, Flavor::TwoTwo] {
        let bytes = write_new_as(&bitext, "通知 \"1\".docx", flavor, &mut crate::format::exchange::on).unwrap();
        assert_eq!(check(&bytes).unwrap(), [], "{flavor:?}");
        let back = read(&bytes).unwrap();
        assert_eq!(back.faults.count, 0, "{flavor:?}");
        assert_eq!(back.languages(), Some((Lang::Ja, Lang::En)));
        let sources: Vec<&str> = back.segments.iter().map(|segment| segment.source.text.as_str()).collect();
        assert_eq!(sources, ["一つ。", "二つ。", "三つ。"], "{flavor:?}");
        let first = back.segments[0].target.as_ref().unwrap();
        assert_eq!((first.text.as_str(), first.tags.len()), ("One & <1>.", 2), "{flavor:?}");
        assert_eq!(back.segments[0].stage, Stage::Confirmed, "{flavor:?}");
        assert!(back.segments[1].target.as_ref().is_none_or(|target| target.text.is_empty()));
    }
}

/// What is wrong with a file of one unit that holds `inside` in front of its segment, and has `attributes`.
fn told(attributes: &str, inside: &str) -> Vec<(&'static str, String)> {
    let names =
        ["glossary", "matches", "metadata", "resourcedata", "changetracking", "sizerestriction", "validation", "fs"];
    let prefixes = ["gls", "mtc", "mda", "res", "ctr", "slr", "val", "fs"];
    let bound: String = std::iter::zip(prefixes, names)
        .map(|(prefix, name)| format!(" xmlns:{prefix}=\"urn:oasis:names:tc:xliff:{name}:2.0\""))
        .collect();
    let file = format!(
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"ja\" trgLang=\"en\"{bound}>\
         <file id=\"f\"><unit id=\"u\" {attributes}>{inside}<notes><note id=\"n1\">メモ</note></notes>\
         <segment id=\"s1\"><source>本文</source><target>Text</target></segment></unit></file></xliff>"
    );
    let faults = match read(file.as_bytes()) {
        Ok(xliff) => {
            assert_eq!(xliff.write(&[]), file.as_bytes());
            assert_eq!(xliff.segments[0].target.as_ref().unwrap().text, "Text");
            xliff.faults.list
        }
        Err(Error::Invalid { fault }) => vec![Fault { what: format!("refused: {}", fault.what), ..fault }],
        Err(error) => panic!("{error:?}"),
    };
    faults.into_iter().map(|fault| (fault.id, fault.what)).collect()
}

#[test]
fn a_wrong_module_is_told_and_the_text_read() {
    let check = |attributes: &str, inside: &str, expected: &[(&'static str, &str)]| {
        let found = told(attributes, inside);
        let found: Vec<(&str, &str)> = found.iter().map(|(id, what)| (*id, what.as_str())).collect();
        assert_eq!(found, expected, "{attributes} {inside}");
    };
    let (lacks, value, twice) = ("fault-xliff-module-lacks", "fault-xliff-module-value", "fault-xliff-module-twice");
    let (element, reference) = ("fault-xliff-module-element", "fault-xliff-module-reference");
    let (either, attribute) = ("fault-xliff-module-either", "fault-xliff-module-attribute");
    let entry =
        |inside: &str| format!("<gls:glossary><gls:glossEntry id=\"e\">{inside}</gls:glossEntry></gls:glossary>");
    check("", &entry("<gls:term>雪</gls:term><gls:translation id=\"t\">snow</gls:translation>"), &[]);
    check("", &entry("<gls:term>雪</gls:term>"), &[(lacks, "gls:translation")]);
    check("", &entry("<gls:term>雪</gls:term><gls:translation id=\"e\">snow</gls:translation>"), &[(twice, "e")]);
    let matched = |of: &str| {
        format!("<mtc:matches><mtc:match {of}><source>本文</source><target>Words</target></mtc:match></mtc:matches>")
    };
    check("", &matched("ref=\"#s1\" type=\"tm\" similarity=\"87.5\""), &[]);
    check("", &matched("ref=\"#u\""), &[(reference, "#u")]);
    check("", &matched("ref=\"s1\""), &[(reference, "s1")]);
    check("", &matched("ref=\"#s1\" type=\"best\""), &[(value, "type=\"best\"")]);
    check("", &matched("ref=\"#s1\" similarity=\"101\""), &[(value, "similarity=\"101\"")]);
    check("", &matched("ref=\"#s1\" xml:lang=\"fr\""), &[(attribute, "xml:lang")]);
    check("", "<mda:metadata><mda:metaGroup><mda:meta>x</mda:meta></mda:metaGroup></mda:metadata>", &[(lacks, "type")]);
    check("", "<mda:metadata>x<mda:metaGroup/></mda:metadata>", &[("fault-xliff-module-text", "mda:metadata")]);
    let item =
        |inside: &str| format!("<res:resourceData><res:resourceItem>{inside}</res:resourceItem></res:resourceData>");
    check("", &item("<res:source xml:lang=\"ja\" href=\"a.png\"/>"), &[]);
    check("", &item("<res:source xml:lang=\"fr\" href=\"a.png\"/>"), &[("fault-xliff-module-lang", "fr")]);
    check("", &item("<res:source/>"), &[(either, "href")]);
    check("slr:sizeRestriction=\"25,*\"", "", &[]);
    check("slr:sizeRestriction=\"25,many\"", "", &[(value, "slr:sizeRestriction=\"25,many\"")]);
    check("slr:sizeInfoRef=\"z\"", "", &[(reference, "z")]);
    check("slr:equivStorage=\"7\"", "", &[(attribute, "slr:equivStorage")]);
    let rule = |of: &str| format!("<val:validation><val:rule {of}/></val:validation>");
    check("", &rule("isPresent=\"店\" occurs=\"2\""), &[]);
    check("", &rule("isPresent=\"店\" occurs=\"0\""), &[(value, "occurs=\"0\"")]);
    let tests = "isPresent/isNotPresent/startsWith/endsWith";
    check("", &rule("isPresent=\"店\" endsWith=\"。\""), &[(either, tests)]);
    let revision = |of: &str| {
        format!(
            "<ctr:changeTrack><ctr:revisions {of}><ctr:revision><ctr:item property=\"content\">旧</ctr:item>\
             </ctr:revision></ctr:revisions></ctr:changeTrack>"
        )
    };
    check("", &revision("appliesTo=\"note\" ref=\"n1\""), &[]);
    check("", &revision("appliesTo=\"note\" ref=\"n2\""), &[(reference, "n2")]);
    check("", &revision("appliesTo=\"note\""), &[]);
    check("", "<gls:glossary/>", &[(lacks, "gls:glossEntry")]);
    check("", "<gls:term>雪</gls:term>", &[(element, "gls:term")]);
    // What is of no module at all, and a style that is none, the core refuses.
    check("", "<val:rules/>", &[("fault-xliff-element", "refused: rules")]);
    check("fs:Bad=\"p\"", "", &[("fault-xliff-attribute", "refused: fs:Bad")]);
    check("fs:fs=\"paragraph\"", "", &[("fault-xliff-value", "refused: paragraph")]);
    check("fs:subFs=\"src,a.png\"", "", &[("fault-xliff-lacks", "refused: fs:fs")]);
    check("fs:fs=\"p\"", "", &[]);
}
