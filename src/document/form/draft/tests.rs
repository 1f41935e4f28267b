//! A form comes back from its file as it went in, whatever was done to it between.

use super::super::{SOURCES, builtin};
use super::*;

#[test]
fn what_nobody_changed_is_written_as_it_was() {
    for source in SOURCES {
        let draft = FormDraft::read(source).unwrap();
        assert_eq!(draft.written(source), **source, "{}", draft.id);
    }
}

#[test]
fn a_form_written_anew_is_the_same_form() {
    for (source, form) in SOURCES.iter().zip(builtin()) {
        let draft = FormDraft::read(source).unwrap();
        assert_eq!(draft.form().as_ref(), Ok(form));
        let written = draft.clone().copied().written("");
        assert_eq!(&Form::parse(&written).unwrap(), form, "{written}");
        assert_eq!(FormDraft::read(&written).unwrap().copied(), draft.copied());
    }
}

#[test]
fn the_beginnings_of_forms_are_forms() {
    for lang in [Lang::Ja, Lang::En] {
        let form = FormDraft::empty("mine", lang).form().unwrap();
        assert_eq!((form.id.as_str(), form.lang), ("mine", lang));
    }
}

const HAND: &str = r#"# 課の様式
id = "ours" # 変えないこと
lang = "ja"
profile = "notice"
name = { ja = "課の様式", en = "Ours" }
description = { ja = "課で使います。", en = "Used here" }

# 件名は短く
[fields.title]
type = "text"
title = { ja = "件名", en = "Subject" } # 見出し
max_length = 40

[fields.day]
type = "text"
format = "date"
title = { ja = "日", en = "Day" }

# 一番上
[[parts]]
role = "title"
text = "{title|topic}について"

# 日付
[[parts]]
role = "date"
when = "day"
text = "{day|wareki}"
"#;

#[test]
fn comments_go_where_their_part_goes() {
    let mut draft = FormDraft::read(HAND).unwrap();
    draft.parts.swap(0, 1);
    draft.fields.swap(0, 1);
    draft.fields[1].most = "60".to_owned();
    draft.name.en = "Ours, too".to_owned();
    let written = draft.written(HAND);
    for comment in [
        "# 課の様式\n",
        "# 変えないこと\n",
        "# 件名は短く\n[fields.title]",
        "# 見出し",
        "# 一番上\n[[parts]]\nrole = \"title\"",
    ] {
        assert!(written.contains(comment), "{comment} in\n{written}");
    }
    assert!(written.find("[fields.day]").unwrap() < written.find("[fields.title]").unwrap(), "{written}");
    assert!(written.find("# 日付").unwrap() < written.find("# 一番上").unwrap(), "{written}");
    assert!(written.contains("max_length = 60"), "{written}");
    let again = FormDraft::read(&written).unwrap();
    assert_eq!(again.copied(), draft.copied());
}

#[test]
fn a_new_name_of_a_field_reaches_all_that_speak_of_it() {
    let mut draft = FormDraft::read(HAND).unwrap();
    draft.rename_field(1, "held_on");
    assert_eq!(draft.parts[1].when, ["held_on"]);
    assert_eq!(draft.parts[1].content, ContentDraft::Text("{held_on|wareki}".to_owned()));
    let written = draft.written(HAND);
    assert!(written.contains("[fields.held_on]") && !written.contains("fields.day"), "{written}");
    assert!(draft.form().is_ok());
}

#[test]
fn everything_wrong_is_told_by_its_place() {
    let mut draft = FormDraft::read(HAND).unwrap();
    draft.id = "課".to_owned();
    draft.fields[0].most = "many".to_owned();
    draft.fields[1].title = Bilingual::default();
    draft.parts[0].content = ContentDraft::Text("{titel}".to_owned());
    let wrong = draft.form().unwrap_err();
    let places: Vec<Place> = wrong.iter().map(|wrong| wrong.place).collect();
    assert_eq!(places, [Place::Form, Place::Field(0), Place::Field(1), Place::Part(0)]);
    assert_eq!(wrong[3].error, FormError::UnknownField { field: "titel".to_owned() });
    // What was typed is in the file all the same: nothing is lost over night.
    assert!(draft.written(HAND).contains("max_length = \"many\""));
}

#[test]
fn what_is_said_in_one_language_is_said_so_in_both() {
    let mut draft = FormDraft::read(HAND).unwrap();
    draft.fields[0].title.en.clear();
    draft.fields[1].desc.ja = "例: 令和8年4月1日".to_owned();
    let form = draft.form().unwrap();
    assert_eq!(form.fields[0].title.en, "件名");
    assert_eq!(form.fields[1].desc.as_ref().unwrap().en, "例: 令和8年4月1日");
    assert_eq!(Form::parse(&draft.completed().written(HAND)), Ok(form));
}

#[test]
fn a_field_is_put_into_the_document_as_its_kind_wants() {
    let mut draft = FormDraft::read(HAND).unwrap();
    assert!(draft.says("title") && !draft.says("place"));
    draft.fields.push(FieldDraft {
        key: draft.free_key("day"),
        kind: "date".to_owned(),
        title: Bilingual { ja: "期限".to_owned(), en: "Deadline".to_owned() },
        ..FieldDraft::default()
    });
    assert_eq!(draft.fields[2].key, "day_2");
    let part = draft.part_for(2);
    assert_eq!(part.content, ContentDraft::Text("{day_2|wareki}（{day_2|weekday}）".to_owned()));
    assert_eq!((part.label.as_str(), part.when.as_slice()), ("期限", &["day_2".to_owned()][..]));
    draft.parts.insert(draft.place_for_items(), part);
    assert!(draft.form().is_ok());
}
