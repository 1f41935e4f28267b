//! The prompt templates that come with the program: there is one for every task and every form, and each is written as we
//! tell others to write.

#![allow(clippy::unwrap_used)]

use kian::assistant::template::{Files, Reads, Template, builtin, source};
use kian::document::Snapshot;
use kian::document::form;
use kian::proofread::{Checker, Profile, Severity};
use kian::text::Lang;
use std::fmt::Write as _;

#[test]
fn every_form_has_a_template_that_was_made_for_it() {
    for form in form::builtin() {
        let fits = |template: &&Template| template.forms.contains(&form.id) && template.speaks(form.lang);
        assert!(builtin().iter().any(|template| fits(&template)), "{}", form.id);
    }
    for template in builtin() {
        for id in &template.forms {
            assert!(form::find(id, None).is_some(), "{} is made for {id}, which there is not", template.id);
        }
        assert!(template.files != Files::Required || template.reads == Reads::Nothing, "{}", template.id);
    }
}

/// Lines that a rule is right about and that stay as they are: what is quoted as a name, or shown as an example of form.
const MEANT: [(&str, &str); 0] = [];

#[test]
fn every_template_is_clean_under_our_own_rules() {
    let mut problems = String::new();
    for template in builtin() {
        let file: toml::Table = toml::from_str(source(&template.id).unwrap()).unwrap();
        let mut words: Vec<(Lang, String)> = Vec::new();
        gather(&toml::Value::Table(file), None, &mut words);
        assert!(words.iter().any(|(lang, _)| *lang == Lang::Ja) && words.iter().any(|(lang, _)| *lang == Lang::En));
        for (lang, text) in words {
            // What a person fills in stands where the gap is.
            let text = text.replace(['{', '}'], "");
            let profile = if lang == Lang::Ja { Profile::Record } else { Profile::English };
            for f in Checker::default().check(&Snapshot::from_text(&text, lang), profile) {
                if f.severity > Severity::Info && !MEANT.contains(&(f.rule, f.text.as_str())) {
                    writeln!(problems, "{}: {} 「{}」 in {text:?}", template.id, f.rule, f.text).unwrap();
                }
            }
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

/// Every text for people and models in `value`, with its language.
fn gather(value: &toml::Value, lang: Option<Lang>, words: &mut Vec<(Lang, String)>) {
    match value {
        toml::Value::String(text) => words.extend(lang.map(|lang| (lang, text.clone()))),
        toml::Value::Array(list) => list.iter().for_each(|one| gather(one, lang, words)),
        toml::Value::Table(table) => {
            for (key, value) in table {
                gather(value, Lang::from_code(key).or(lang), words);
            }
        }
        _ => {}
    }
}
