//! `docs/kian-format.md` says what is so: its example is read and written back, and every member and role is in it.

use super::package::{pack, unpack};
use super::{parts, root};
use kian::document::{Author, Classification, Document, Edit, Look, Mark, MarkKind, Marking, Note, Role, RunId};
use kian::format::{self, Error, Kind};
use kian::text::{Change, Lang, Span};
use serde_json::Value;
use std::fs;

fn page() -> String {
    fs::read_to_string(root("docs/kian-format.md")).unwrap()
}

/// The example's part with this name.
fn example(name: &str) -> String {
    let page = page();
    let block = page.split(&format!("```json {name}\n")).nth(1).unwrap();
    block.split("```").next().unwrap().to_owned()
}

const PARTS: [&str; 3] = ["document.json", "history.json", "runs.json"];

#[test]
fn the_example_is_read_and_written_as_it_stands() {
    let parts_of: Vec<(&str, String)> = PARTS.iter().map(|name| (*name, example(name))).collect();
    let read = format::read(Kind::Kian, &pack(&parts_of)).unwrap();
    assert_eq!(read.losses, []);
    let document = &read.document;
    let want = [(Role::Title, "訓練について（通知）"), (Role::Body, "訓練をします。")].map(|(r, t)| (r, t.to_owned()));
    assert_eq!(parts(document), want);
    assert_eq!((document.form(), document.classification()), (Some("notice"), Some(Classification::Two)));
    assert_eq!(document.history().entries()[0].author, Author::Assistant(RunId(0)));
    let whole = Span::new(0, document.text().len());
    let mark = |kind| Mark { span: Span::new(31, 37), kind };
    assert_eq!(
        document.marks().within(whole),
        [mark(MarkKind::Ruby("くんれん".into())), mark(MarkKind::Look(Look::Bold))]
    );
    let written = unpack(&format::write(document, &read.source).unwrap().bytes);
    let names: Vec<&str> = written.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["mimetype", "document.json", "history.json", "runs.json"]);
    assert_eq!(written[0].1, "application/vnd.kian.document+zip");
    assert_eq!(written[0].1.len(), 33);
    for (name, text) in &written[1..] {
        let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert_eq!(value(text), value(&example(name)), "{name}");
    }
}

#[test]
fn a_document_keeps_its_translation() {
    let mut parts_of: Vec<(&str, String)> = PARTS.iter().map(|name| (*name, example(name))).collect();
    parts_of.push(("translation.json", example("translation.json")));
    let (read, bitext) = format::read_translated(&pack(&parts_of)).unwrap();
    assert_eq!(read.losses, []);
    let bitext = bitext.unwrap();
    let shown: Vec<(&str, &str, &str)> =
        bitext.pairs().iter().map(|pair| (&*pair.source, pair.target(), pair.status().code())).collect();
    let expected =
        [("訓練について（通知）", "Drill (Notice)", "stale"), ("訓練をします。", "A drill will be held.", "locked")];
    assert_eq!(shown, expected);
    let written = unpack(&format::write_translated(&read.document, &bitext).unwrap().bytes);
    let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let part = |name: &str| value(&written.iter().find(|(known, _)| known == name).unwrap().1);
    assert_eq!(part("translation.json"), value(&example("translation.json")));
    assert_eq!(part("document.json")["version"], 3);
    // Whoever does not ask for it is told that it is there.
    let read = format::read(Kind::Kian, &pack(&parts_of)).unwrap();
    assert_eq!(read.losses.iter().map(|loss| loss.id).collect::<Vec<_>>(), ["loss-translation"]);
    // One that does not fit costs itself alone.
    parts_of.last_mut().unwrap().1 = example("translation.json").replace("\"end\": 52", "\"end\": 53");
    let (read, bitext) = format::read_translated(&pack(&parts_of)).unwrap();
    assert!(bitext.is_none());
    assert_eq!(read.losses.iter().map(|loss| loss.id).collect::<Vec<_>>(), ["loss-translation-damaged"]);
}

#[test]
fn every_member_and_role_is_described() {
    fn members(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                for (name, value) in object {
                    found.push(name.clone());
                    members(value, found);
                }
            }
            Value::Array(array) => array.iter().for_each(|value| members(value, found)),
            _ => {}
        }
    }
    let page = page();
    let described = page.split("## Example").next().unwrap();
    let mut names = Vec::new();
    for name in PARTS.into_iter().chain(["translation.json"]) {
        members(&serde_json::from_str(&example(name)).unwrap(), &mut names);
    }
    names.extend(Role::ALL.iter().map(|role| role.code()));
    names.extend(["undo", "redo", "of", "person", "import", "ruby"].map(str::to_owned));
    names.extend(Look::ALL.iter().map(|look| look.code().to_owned()));
    for name in names {
        assert!(described.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn the_unknown_is_passed_over_and_the_newer_refused() {
    let with = |from: &str, to: &str| {
        let text = example("document.json");
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text);
        let history = example("history.json");
        let runs = example("runs.json");
        format::read(
            Kind::Kian,
            &pack(&[
                ("document.json", changed),
                ("history.json", history),
                ("runs.json", runs),
                ("more.json", "?".to_owned()),
            ]),
        )
    };
    assert_eq!(with("\"lang\"", "\"mood\": 1, \"lang\"").unwrap().losses, []);
    // A level of an office nobody here knows is kept as it is.
    let own = with("\"2\"", "\"部外秘\"").unwrap().document.classification();
    assert_eq!(own, Classification::named("部外秘"));
    assert_eq!(with("\"version\": 2", "\"version\": 5").unwrap_err(), Error::NewerVersion { version: 5 });
    for (from, to) in [
        ("\"ja\"", "\"fr\""),
        ("\"2\"", "\"\""),
        ("\"text\": [\n    { \"role\": \"title\"", "\"text\": [{ \"role\": \"motto\""),
        ("\"lang\"", "\"tongue\""),
        ("\"mark\": \"bold\"", "\"mark\": \"blinking\""),
        ("\"end\": 6", "\"end\": 7"),
    ] {
        assert_eq!(with(from, to).unwrap_err(), Error::Damaged { part: "document.json".to_owned() }, "{to}");
    }
}

#[test]
fn without_its_history_the_text_is_still_there() {
    let read = format::read(Kind::Kian, &pack(&[("document.json", example("document.json"))])).unwrap();
    let ids: Vec<&str> = read.losses.iter().map(|loss| loss.id).collect();
    assert_eq!(ids, ["loss-history"]);
    assert_eq!(read.document.history().base_author(), &Author::Import);
    assert_eq!(read.document.paragraph(1).text, "訓練をします。");
}

#[test]
fn marks_come_back_with_every_step_that_made_them() {
    let text = "避難所（千m2）へ\n行く。";
    let words = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let begun = [Mark { span: words("へ"), kind: MarkKind::Look(Look::Dots) }];
    let mut document = Document::from_text(Lang::Ja, text, Author::Import).with_marks(&begun);
    let marks = vec![
        (words("避難所"), Marking::Ruby("ひなんじょ".into())),
        (words("難所（"), Marking::Look(Look::Bold, true)),
        (words("2"), Marking::Look(Look::Superscript, true)),
        (words("へ\n行"), Marking::Look(Look::Underline, true)),
    ];
    document.apply(document.marking(marks, 1));
    document.apply(Edit::by_person(Change::insert(3, "\n"), 2));
    document.undo(3);
    document.apply(Edit::by_person(Change::delete(words("難所（千")), 4));
    document.undo(5);
    document.redo(6);
    let whole = |document: &Document| document.marks().within(Span::new(0, document.text().len()));
    let written = format::write(&document, &format::Source::new(Kind::Kian)).unwrap();
    let mut read = format::read(Kind::Kian, &written.bytes).unwrap();
    assert_eq!(read.losses, []);
    assert_eq!(whole(&read.document), whole(&document));
    assert_eq!(read.document.history().entries(), document.history().entries());
    while document.undo(9).is_some() {
        read.document.undo(9);
        assert_eq!(whole(&read.document), whole(&document));
    }
    assert_eq!(whole(&read.document), begun);
}

#[test]
fn what_has_no_marks_can_be_read_by_those_who_know_none() {
    let mut document = Document::from_text(Lang::Ja, "訓練", Author::Person);
    let version = |document: &Document| {
        let written = format::write(document, &format::Source::new(Kind::Kian)).unwrap();
        let value: Value = serde_json::from_str(&unpack(&written.bytes)[1].1).unwrap();
        value["version"].as_u64().unwrap()
    };
    assert_eq!(version(&document), 1);
    document.apply(document.toggling(Span::new(0, 3), Look::Bold, 0).unwrap());
    assert_eq!(version(&document), 2);
    document.undo(1);
    assert_eq!(version(&document), 2);
}

#[test]
fn comments_come_back_and_what_lies_outside_is_at_its_nearest_place() {
    let mut document = Document::from_text(Lang::Ja, "訓練をします。", Author::Person);
    let text = document.text().clone();
    let note = |author: &str, at: i64, text: &str| Note { author: author.to_owned(), at, text: text.to_owned() };
    document.comments_mut().add(&text, Span::new(0, 6), note("山田", 1, "避難訓練？"));
    document.comments_mut().reply(0, note("", 2, "はい。\n総合です。"));
    document.comments_mut().settle(0, true);
    document.comments_mut().add(&text, Span::new(9, 15), note("佐藤", 3, "実施？"));
    document.apply(Edit::by_person(Change::delete(Span::new(9, 15)), 4));
    let written = format::write(&document, &format::Source::new(Kind::Kian)).unwrap();
    let read = format::read(Kind::Kian, &written.bytes).unwrap();
    assert_eq!(read.losses, []);
    let all = |document: &Document| document.comments().iter().cloned().collect::<Vec<_>>();
    assert_eq!(all(&read.document), all(&document));
    assert_eq!(all(&document)[1].words, "しま");
    let far =
        example("document.json").replace("\"start\": 31,\n      \"end\": 37", "\"start\": 30,\n      \"end\": 999");
    assert_ne!(far, example("document.json"));
    let read = format::read(Kind::Kian, &pack(&[("document.json", far)])).unwrap();
    let spans: Vec<Span> = all(&read.document).into_iter().map(|comment| comment.span).collect();
    assert_eq!(spans, [Span::new(30, 52), Span::at(52)]);
}
