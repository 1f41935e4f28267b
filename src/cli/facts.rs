//! `kian facts`: what a text states, or what two texts do not have in common, in either language.

use super::args::{Arguments, Opt, PLAIN};
use super::check::Positions;
use super::report::{FOUND, Failure, Ran};
use super::{Command, Context, input};
use crate::i18n::Tr;
use crate::text::facts::{self, Fact, Scope};
use serde_json::{Value, json};
use std::ffi::OsStr;

pub(super) const COMMAND: Command = Command {
    name: "facts",
    usage: &["facts FILE [--against FILE2]"],
    about: "cli-facts",
    options: &[Opt { name: "--against", value: "FILE2", about: "cli-option-against" }],
    formats: PLAIN,
    run,
};

/// A text as the person called it.
struct Read {
    name: String,
    text: String,
}

impl Read {
    fn positions(&self) -> Positions<'_> {
        Positions::new(&self.text)
    }
}

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let mut read = |name: &OsStr| -> Result<Read, Failure> {
        let input = input::document(context, name)?;
        input.note_losses(context, &mut ran);
        Ok(Read { text: input.document.text().to_string(), name: input.name })
    };
    let old = read(arguments.operand()?)?;
    let Some(against) = arguments.path("--against") else {
        let found = facts::find(&old.text);
        if context.is_json() {
            ran.json(&json!({ "version": 1, "facts": objects(&old, &found) }));
        } else {
            let at = old.positions();
            ran.out = found.iter().map(|fact| format!("{}\n", line(&context.tr, &old, &at, fact))).collect();
            ran.notes.push(context.tr.format("cli-facts-count", &[("count", found.len().into())]));
        }
        return Ok(ran);
    };
    let new = read(against.as_os_str())?;
    let found = facts::compare(&old.text, &new.text, Scope::Whole);
    if !found.is_empty() {
        ran.code = FOUND;
    }
    let (before, after) = (old.positions(), new.positions());
    if context.is_json() {
        let changed = found.changed.iter();
        let changed: Vec<Value> = changed
            .map(|(from, to)| json!({ "from": object(&old, &before, from), "to": object(&new, &after, to) }))
            .collect();
        ran.json(&json!({
            "version": 1,
            "missing": objects(&old, &found.missing),
            "added": objects(&new, &found.added),
            "changed": changed,
        }));
        return Ok(ran);
    }
    let tr = &context.tr;
    let mut say =
        |id: &str, args: &[(&str, crate::i18n::Value)]| ran.out.push_str(&format!("{}\n", tr.format(id, args)));
    for (from, to) in &found.changed {
        say(
            "cli-facts-changed",
            &[("from", line(tr, &old, &before, from).into()), ("to", line(tr, &new, &after, to).into())],
        );
    }
    for fact in &found.missing {
        say("cli-facts-missing", &[("fact", line(tr, &old, &before, fact).into())]);
    }
    for fact in &found.added {
        say("cli-facts-added", &[("fact", line(tr, &new, &after, fact).into())]);
    }
    if found.is_empty() {
        ran.notes.push(tr.text("cli-facts-same"));
    }
    Ok(ran)
}

/// `file:line:column: kind value 「words」`.
fn line(tr: &Tr, read: &Read, positions: &Positions<'_>, fact: &Fact) -> String {
    let (line, column) = positions.line_and_column(fact.span.start);
    let kind = tr.text(&format!("fact-{}", fact.kind.code().replace('_', "-")));
    let words = read.text[fact.span.range()].replace('\n', "⏎");
    let args = [("kind", kind.into()), ("value", fact.value.to_string().into()), ("text", words.into())];
    format!("{}:{line}:{column}: {}", read.name, tr.format("cli-fact", &args))
}

fn objects(read: &Read, facts: &[Fact]) -> Vec<Value> {
    let positions = read.positions();
    facts.iter().map(|fact| object(read, &positions, fact)).collect()
}

fn object(read: &Read, positions: &Positions<'_>, fact: &Fact) -> Value {
    json!({
        "kind": fact.kind.code(),
        "start": positions.char_of(fact.span.start),
        "end": positions.char_of(fact.span.end),
        "text": &read.text[fact.span.range()],
        "value": fact.value.to_string(),
    })
}
