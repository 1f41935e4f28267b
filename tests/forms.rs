//! Forms, facts and the drafts they make: every built-in form is sound, every sample is drafted to the letter, every
//! kind of bad fact is named with its line.
//!
//! `tests/forms/*.txt` are whole drafts, a paragraph a line with its role and item number. After a change that is meant,
//! run with `KIAN_BLESS=1` and read the difference.

#![allow(clippy::unwrap_used)]

use kian::document::facts::{Expected, Facts, FactsProblem};
use kian::document::{Author, Form, Role, RunId, form};
use kian::i18n::{Locale, Tr, Value};
use kian::text::{Lang, Message};
use std::fs;
use std::path::{Path, PathBuf};

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn samples() -> Vec<(String, String)> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(root("assets/samples")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let name = |path: &PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

fn form_and_facts(name: &str, text: &str) -> (&'static Form, Facts) {
    let (facts, header) = Facts::parse(text).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
    let form = form::find(&header.form.expect("a sample names its form"), header.lang).expect("there is such a form");
    (form, facts)
}

/// The whole draft of the offline engine, and the roles of its paragraphs.
fn draft(form: &Form, facts: &Facts) -> (String, Vec<Role>) {
    let outline = form.outline(facts);
    let mut document = outline.document(form);
    for slot in &outline.slots {
        assert_eq!(document.paragraph(slot.paragraph).text, "", "a slot is an empty paragraph");
        assert_eq!(document.roles()[slot.paragraph], slot.role);
        assert!(!slot.brief.is_empty() && !slot.offline.is_empty());
    }
    let mut suggestion = outline.offline_suggestion(&document, Author::Assistant(RunId(0)));
    assert_eq!(suggestion.hunks.len(), outline.slots.len());
    let all: Vec<usize> = (0..suggestion.hunks.len()).collect();
    if let Some(edit) = suggestion.accept(&all, 0, |at| document.text().line_of(at)) {
        document.apply(edit);
    }
    let snapshot = document.snapshot();
    let mut text = String::new();
    for (paragraph, label) in snapshot.paragraphs().zip(snapshot.labels()) {
        let label = label.map(|label| format!("[{label}] ")).unwrap_or_default();
        text.push_str(&format!("{}: {label}{}\n", paragraph.role.code(), paragraph.text));
    }
    (text, document.roles().to_vec())
}

#[test]
fn every_form_is_sound() {
    let forms = form::builtin();
    let files = fs::read_dir(root("assets/forms")).unwrap().count();
    assert_eq!(forms.len(), files, "every file in assets/forms is built in");
    for form in forms {
        assert_eq!(forms.iter().filter(|other| other.id == form.id).count(), 1, "{} is one of a kind", form.id);
        let other = form::find(&form.id, Some(if form.lang == Lang::Ja { Lang::En } else { Lang::Ja }))
            .unwrap_or_else(|| panic!("{} has a counterpart", form.id));
        assert_ne!(other.lang, form.lang);
        assert_eq!(form::find(&form.id, Some(form.lang)).map(|f| &f.id), Some(&form.id));
        for field in &form.fields {
            for words in [Some(&field.title), field.desc.as_ref()].into_iter().flatten() {
                assert!(!words.ja.is_empty() && !words.en.is_empty(), "{}.{}", form.id, field.key);
            }
        }
    }
    assert!(form::find("budget", None).is_none());
    assert_eq!(form::find("notice", Some(Lang::En)).map(|form| form.id.as_str()), Some("letter"));
}

#[test]
fn every_form_has_a_sample_and_every_sample_reads_as_it_should() {
    let samples = samples();
    for form in form::builtin() {
        let name = format!("{}-{}", form.id, form.lang.code());
        assert!(samples.iter().any(|(sample, _)| *sample == name), "{name}");
    }
    for (name, text) in samples {
        let (form, facts) = form_and_facts(&name, &text);
        assert_eq!(form.check(&facts), [], "{name}");
        let (got, _) = draft(form, &facts);
        let path = root("tests/forms").join(format!("{name}.txt"));
        if std::env::var_os("KIAN_BLESS").is_some() {
            fs::write(&path, &got).unwrap();
        }
        let want = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(got, want, "{name}");
    }
}

#[test]
fn parts_stand_in_the_order_of_the_forms_they_follow() {
    use Role::*;
    let letter_like =
        [DocNumber, Date, Addressee, Sender, Title, Body, Ki, Item(0), Ijo, Attachment, Contact].as_slice();
    let orders: [(&str, &[Role]); 10] = [
        ("notice-ja", letter_like),
        ("request-ja", &[DocNumber, Date, Addressee, Sender, Title, Body, Ki, Item(0), Ijo, Contact]),
        ("inquiry-ja", letter_like),
        ("reply-ja", &[DocNumber, Date, Addressee, Sender, Title, Body, Item(0), Body, Contact]),
        ("report-ja", letter_like),
        ("announcement-ja", &[Title, Body, Contact]),
        ("greeting-ja", &[Salutation, Body, Closing, Date, Sender, Addressee]),
        (
            "letter-en",
            &[
                Sender,
                DocNumber,
                Date,
                Addressee,
                Salutation,
                Title,
                Body,
                Item(0),
                Body,
                Closing,
                Signature,
                Attachment,
            ],
        ),
        ("memo-en", &[Addressee, Sender, Date, Title, Body, Item(0), Attachment]),
        ("public-notice-en", &[Title, Date, Body, Item(0), Contact]),
    ];
    let samples = samples();
    for (name, want) in orders {
        let (_, text) = samples.iter().find(|(sample, _)| sample == name).expect(name);
        let (form, facts) = form_and_facts(name, text);
        let (_, roles) = draft(form, &facts);
        let mut order: Vec<Role> = roles
            .into_iter()
            .filter(|role| !matches!(role, Heading(_)))
            .map(|role| if let Item(_) = role { Item(0) } else { role })
            .collect();
        order.dedup();
        assert_eq!(order, want, "{name}");
    }
}

#[test]
fn the_last_day_of_an_event_makes_it_a_period() {
    let (_, text) = samples().into_iter().find(|(name, _)| name == "notice-ja").unwrap();
    let (form, mut facts) = form_and_facts("notice-ja", &text);
    facts.set("held_until", "令和8年12月3日");
    let (text, _) = draft(form, &facts);
    assert!(
        text.contains("item-0: [1] 期間　令和8年12月1日（火）から令和8年12月3日（木）まで、各日午前9時から正午まで\n"),
        "{text}"
    );
    facts.set("time", "");
    let (text, _) = draft(form, &facts);
    assert!(text.contains("item-0: [1] 期間　令和8年12月1日（火）から令和8年12月3日（木）まで\n"), "{text}");
}

#[test]
fn a_seal_that_is_left_out_is_noted_below_the_sender() {
    for id in ["notice", "request", "inquiry", "reply", "report", "invitation"] {
        let (name, text) = samples().into_iter().find(|(name, _)| *name == format!("{id}-ja")).unwrap();
        let (form, mut facts) = form_and_facts(&name, &text);
        assert!(!draft(form, &facts).0.contains("省略"), "{id}");
        for (value, note) in [("official", "（公印省略）"), ("stamp", "（押印省略）")] {
            facts.set("seal", value.to_owned());
            assert_eq!(form.check(&facts), [], "{id}");
            let (written, _) = draft(form, &facts);
            let lines: Vec<&str> = written.lines().collect();
            let at = lines.iter().position(|line| line.ends_with(note)).unwrap();
            assert!(lines[at].starts_with("sender: ") && lines[at - 1].starts_with("sender: "), "{id}: {written}");
        }
    }
}

#[test]
fn an_engine_is_told_the_facts_as_the_document_writes_them() {
    let (_, text) = samples().into_iter().find(|(name, _)| name == "notice-ja").unwrap();
    let (form, facts) = form_and_facts("notice-ja", &text);
    let stated = form.stated(&facts);
    let value = |label: &str| stated.iter().find(|(l, _)| l == label).map(|(_, value)| value.as_str());
    assert_eq!(value("発信日"), Some("令和8年11月2日"));
    assert_eq!(value("提出方法"), Some("電子メール、郵送、持参"));
    assert_eq!(value("件名の括弧"), None);
    assert_eq!(value("実施日（最終日）"), None);
}

#[test]
fn hunks_that_are_rejected_leave_the_outline() {
    let (_, text) = samples().into_iter().find(|(name, _)| name == "letter-en").unwrap();
    let (form, facts) = form_and_facts("letter-en", &text);
    let outline = form.outline(&facts);
    let mut document = outline.document(form);
    let before = document.text().to_string();
    let mut suggestion = outline.offline_suggestion(&document, Author::Assistant(RunId(0)));
    suggestion.reject(&[0]);
    let edit = suggestion.accept(&[0, 1], 0, |at| document.text().line_of(at)).expect("one is open");
    document.apply(edit);
    assert_eq!(document.paragraph(outline.slots[0].paragraph).text, "");
    assert!(document.text().to_string().contains("Please send us"));
    document.undo(1);
    assert_eq!(document.text().to_string(), before);
}

/// Checks the notice of the sample with some lines changed, and gives the problems with the words they are told in.
fn problems(form: &str, changes: &[(&str, &str)]) -> Vec<FactsProblem> {
    let name = samples().into_iter().find(|(name, _)| name.strip_suffix("-ja") == Some(form)).expect(form);
    let mut text = name.1;
    for (from, to) in changes {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        text = changed;
    }
    let form = form::find(form, None).expect(form);
    let problems = Facts::parse(&text).map_or_else(|problems| problems, |(facts, _)| form.check(&facts));
    for locale in Locale::ALL {
        let tr = Tr::new(locale);
        for problem in &problems {
            let args: Vec<(&str, Value)> =
                problem.args().into_iter().map(|(name, value)| (name, Value::from(value))).collect();
            let words = tr.format(problem.id(), &args);
            let hint = tr.attribute(problem.id(), "hint", &args).expect("every problem has a hint");
            for (name, value) in problem.args() {
                let told = words.contains(&value) || hint.contains(&value);
                assert!(told || value == "none" || name == "expected", "{name} {value:?} in {words:?} {hint:?}");
            }
        }
    }
    problems
}

fn line_of(form: &str, start: &str) -> Option<usize> {
    let text = fs::read_to_string(root(&format!("assets/samples/{form}-ja.toml"))).unwrap();
    text.lines().position(|line| line.starts_with(start)).map(|at| at + 1)
}

#[test]
fn every_kind_of_bad_fact_is_named_with_its_line() {
    let field = |name: &str| name.to_owned();
    let check = |form: &str, from: &str, to: &str, want: FactsProblem| {
        let got = problems(form, &[(from, to)]);
        assert_eq!(got, [want], "{from} -> {to}");
    };
    let notice = |start: &str| line_of("notice", start);
    check("notice", "subject = ", "# subject = ", FactsProblem::Missing { field: field("subject") });
    check(
        "notice",
        "contact = \"総務部防災課　田中　花子\"",
        "contact = \" \"",
        FactsProblem::Missing { field: field("contact") },
    );
    check(
        "notice",
        "place = ",
        "budget = 1\nplace = ",
        FactsProblem::Unknown { field: field("budget"), line: notice("place"), nearest: None },
    );
    check(
        "notice",
        "deadline = ",
        "dedline = ",
        FactsProblem::Unknown { field: field("dedline"), line: notice("deadline"), nearest: Some(field("deadline")) },
    );
    let wrong = |name: &str, expected| FactsProblem::WrongType { field: field(name), line: notice(name), expected };
    check("notice", "place = \"", "place = 3 #", wrong("place", Expected::Text));
    check("notice", "place = \"", "place = true #", wrong("place", Expected::Text));
    check("notice", "place = \"", "place = \"a\\nb\" #", wrong("place", Expected::Line));
    check("notice", "items = \"", "items = { a = 1 } #", wrong("items", Expected::Lines));
    check("notice", "items = \"", "items = [1, 2] #", wrong("items", Expected::Lines));
    check("notice", "action = \"", "action = 1 #", wrong("action", Expected::Choice));
    check("notice", "issued_on = 2026-11-02", "issued_on = 20261102", wrong("issued_on", Expected::Date));
    check("notice", "issued_on = 2026-11-02", "issued_on = 2026-11-02T09:00:00", wrong("issued_on", Expected::Date));
    check("notice", "submission = [\"", "submission = 2 #", wrong("submission", Expected::Choices));
    let bad_date = |value: &str| FactsProblem::BadDate {
        field: field("issued_on"),
        value: value.to_owned(),
        line: notice("issued_on"),
    };
    check("notice", "issued_on = 2026-11-02", "issued_on = \"令和8年11月31日\"", bad_date("令和8年11月31日"));
    check("notice", "issued_on = 2026-11-02", "issued_on = \"来週\"", bad_date("来週"));
    let got = problems("notice", &[("issued_on = 2026-11-02", "issued_on = 2026-11-31")]);
    assert_eq!(got, [bad_date("2026-11-31")]);
    let long = "長".repeat(61);
    check(
        "notice",
        "subject = \"",
        &format!("subject = \"{long}\" #"),
        FactsProblem::TooLong { field: field("subject"), max: 60, found: 61, line: notice("subject") },
    );
    check(
        "notice",
        "\"hand\"]",
        "\"fax\"]",
        FactsProblem::NotAChoice {
            field: field("submission"),
            value: field("fax"),
            choices: "email, mail, hand, online".into(),
            line: notice("submission"),
        },
    );
    check(
        "notice",
        "deadline = 2026-11-20",
        "deadline = 2026-11-01",
        FactsProblem::TooEarly {
            field: field("deadline"),
            value: field("2026-11-01"),
            other: field("issued_on"),
            line: notice("deadline"),
        },
    );
    let announcement = |start: &str| line_of("announcement", start);
    check(
        "announcement",
        "capacity = 1200",
        "capacity = 0",
        FactsProblem::OutOfRange {
            field: field("capacity"),
            value: field("0"),
            min: Some(1.0),
            max: Some(1_000_000.0),
            line: announcement("capacity"),
        },
    );
    check(
        "announcement",
        "capacity = 1200",
        "capacity = \"多数\"",
        FactsProblem::WrongType {
            field: field("capacity"),
            line: announcement("capacity"),
            expected: Expected::Number,
        },
    );
    let got = problems("notice", &[("subject = \"", "subject = 「")]);
    assert!(matches!(got[..], [FactsProblem::Syntax { line, .. }, ..] if Some(line) == notice("subject")), "{got:?}");
}

#[test]
fn lengths_and_files_are_held_to_what_a_form_says() {
    let text = r#"
id = "files"
lang = "en"
profile = "english"
name = { ja = "名", en = "Files" }
description = { ja = "説明です。", en = "About files" }
[fields.code]
type = "text"
title = { ja = "記号", en = "Code" }
min_length = 3
[fields.plans]
type = "file"
title = { ja = "図面", en = "Plans" }
accept = ".pdf, .PNG"
multiple = true
max_file_count = 2
max_size = "4.5MB"
[[parts]]
role = "body"
label = "Code"
text = "{code}"
[[parts]]
role = "attachment"
each = "plans"
label = "Enc."
"#;
    let form = Form::parse(text).unwrap();
    let mut facts = Facts::new();
    facts.set("code", "ab");
    facts.set("plans", "a.pdf\nb.png\nc.pdf");
    assert_eq!(
        form.check(&facts),
        [
            FactsProblem::TooShort { field: "code".into(), min: 3, found: 2, line: None },
            FactsProblem::TooManyFiles { field: "plans".into(), max: 2, line: None },
        ]
    );
    facts.set("code", "abc");
    facts.set("plans", "plans/a.pdf\nb.exe");
    let got = form.check(&facts);
    assert!(matches!(&got[..], [FactsProblem::NotAChoice { value, .. }] if value == "b.exe"), "{got:?}");
    facts.set("plans", "plans/a.pdf\nC:\\b.png");
    assert_eq!(form.check(&facts), []);
    let (text, _) = draft(&form, &facts);
    assert_eq!(text, "body: Code: abc\nattachment: Enc.\nattachment: a.pdf\nattachment: b.png\n");
}
