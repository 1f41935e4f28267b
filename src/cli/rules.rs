//! `kian rules`: every rule.

use super::args::{Arguments, PLAIN};
use super::report::{Failure, Ran};
use super::{Command, Context, help};
use crate::proofread::{self, About, message_id};
use serde_json::{Value, json};

pub(super) const COMMAND: Command = Command {
    name: "rules",
    usage: &["rules [--format text|json]"],
    about: "cli-rules",
    options: &[],
    formats: PLAIN,
    run,
};

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    arguments.no_operands()?;
    let tr = &context.tr;
    let all = || proofread::rules().iter().map(|rule| rule.about());
    let mut ran = Ran::default();
    if context.is_json() {
        let rules: Vec<Value> = all()
            .map(|rule| {
                let profiles: Vec<&str> = rule.profiles.iter().map(|profile| profile.code()).collect();
                json!({
                    "id": rule.id,
                    "language": language(&rule),
                    "severity": rule.severity.code(),
                    "fixable": rule.fixable.code(),
                    "title": tr.text(&message_id(rule.id)),
                    "source": rule.source,
                    "profiles": profiles,
                })
            })
            .collect();
        ran.json(&json!({ "version": 1, "rules": rules }));
    } else {
        let head =
            ["cli-column-id", "cli-column-lang", "cli-column-severity", "cli-column-fixable", "cli-column-title"];
        let mut rows =
            vec![head.iter().map(|id| tr.text(id)).chain([tr.text("cli-column-source")]).collect::<Vec<_>>()];
        rows.extend(all().map(|rule| {
            vec![
                rule.id.to_owned(),
                language(&rule).to_owned(),
                rule.severity.code().to_owned(),
                rule.fixable.code().to_owned(),
                tr.text(&message_id(rule.id)),
                rule.source.to_owned(),
            ]
        }));
        ran.out = help::table(&rows);
    }
    Ok(ran)
}

/// The language of the texts a rule looks at; both for one of pairs.
fn language(rule: &About) -> &'static str {
    if rule.is_of_pairs() { "ja-en" } else { rule.lang.code() }
}
