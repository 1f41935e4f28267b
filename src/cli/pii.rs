//! `kian pii`: the personal information of a text, found on this machine.

use super::args::{Arguments, PLAIN};
use super::check::Positions;
use super::report::{FOUND, Failure, Ran};
use super::{Command, Context, input};
use crate::i18n::Tr;
use crate::text::Message;
use crate::text::personal::{self, Personal};
use serde_json::{Value, json};

pub(super) const COMMAND: Command =
    Command { name: "pii", usage: &["pii FILE"], about: "cli-pii", options: &[], formats: PLAIN, run };

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let input = input::document(context, arguments.operand()?)?;
    input.note_losses(context, &mut ran);
    let text = input.document.text().to_string();
    let (public, found): (Vec<Personal>, Vec<Personal>) =
        personal::find(&text, None).into_iter().partition(Personal::is_information);
    if !found.is_empty() {
        ran.code = FOUND;
    }
    let positions = Positions::new(&text);
    let tr = &context.tr;
    if context.is_json() {
        let objects = |all: &[Personal]| all.iter().map(|p| object(tr, &text, &positions, p)).collect::<Vec<Value>>();
        ran.json(&json!({ "version": 1, "found": objects(&found), "information": objects(&public) }));
        return Ok(ran);
    }
    for one in &found {
        let (line, column) = positions.line_and_column(one.span.start);
        ran.out.push_str(&format!("{}:{line}:{column}: {}\n", input.name, said(tr, &text, one)));
    }
    for one in &public {
        let (line, column) = positions.line_and_column(one.span.start);
        let words = tr.format("cli-pii-information", &[("finding", said(tr, &text, one).into())]);
        ran.out.push_str(&format!("{}:{line}:{column}: {words}\n", input.name));
    }
    ran.notes.push(tr.format("cli-pii-count", &[("count", found.len().into()), ("public", public.len().into())]));
    Ok(ran)
}

/// Kind, words, how sure and why, in one line.
fn said(tr: &Tr, text: &str, one: &Personal) -> String {
    let words = text[one.span.range()].replace('\n', "⏎");
    let args = [
        ("kind", tr.text(&one.kind.message()).into()),
        ("text", words.into()),
        ("confidence", tr.text(&format!("personal-confidence-{}", one.confidence.code())).into()),
        ("reason", reason(tr, one).into()),
    ];
    tr.format("cli-pii-found", &args)
}

fn reason(tr: &Tr, one: &Personal) -> String {
    let args: Vec<(&str, crate::i18n::Value)> =
        one.reason.args().into_iter().map(|(name, value)| (name, value.into())).collect();
    tr.format(one.reason.id(), &args)
}

fn object(tr: &Tr, text: &str, positions: &Positions<'_>, one: &Personal) -> Value {
    json!({
        "kind": one.kind.code(),
        "start": positions.char_of(one.span.start),
        "end": positions.char_of(one.span.end),
        "text": &text[one.span.range()],
        "confidence": one.confidence.code(),
        "reason": reason(tr, one),
    })
}
