//! `kian forms`: every form and what it asks for.

use super::args::{Arguments, PLAIN};
use super::report::{Failure, Ran, sentence};
use super::{Command, Context, help};
use crate::document::{Choice, Field, FieldKind, Form};
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) const COMMAND: Command = Command {
    name: "forms",
    usage: &["forms [ID]… [--format text|json]"],
    about: "cli-forms",
    options: &[],
    formats: PLAIN,
    run,
};

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut chosen: Vec<Arc<Form>> = Vec::new();
    for id in arguments.operands() {
        let id = id.to_string_lossy();
        chosen.push(super::draft::form(context, &id, None)?);
    }
    let mut ran = Ran::default();
    if chosen.is_empty() {
        let (shelf, broken) = context.forms()?;
        chosen = shelf.into_iter().map(|kept| kept.form).collect();
        ran.notes.extend(broken.iter().map(|notice| sentence(&context.tr, notice)));
    }
    if context.is_json() {
        let forms: Vec<Value> = chosen.iter().map(|form| form_json(context, form)).collect();
        ran.json(&json!({ "version": 1, "forms": forms }));
    } else {
        let pages: Vec<String> = chosen.iter().map(|form| page(context, form)).collect();
        ran.out = pages.join("\n");
    }
    Ok(ran)
}

/// What a person fills in; hidden fields are for the office that changes a form.
fn asked(form: &Form) -> impl Iterator<Item = &Field> {
    form.fields.iter().filter(|field| field.kind != FieldKind::Hidden)
}

/// The type a value has in a facts file.
fn kind(field: &Field) -> &'static str {
    if field.date { "date" } else { field.kind.code() }
}

fn form_json(context: &Context, form: &Form) -> Value {
    let code = context.tr.locale().code();
    let fields: Vec<Value> = asked(form)
        .map(|field| {
            let mut value = json!({
                "key": field.key,
                "type": kind(field),
                "required": field.required,
                "title": field.title.get(code),
            });
            if let Some(desc) = &field.desc {
                value["desc"] = desc.get(code).into();
            }
            if let Some(default) = &field.default {
                value["default"] = default.as_str().into();
            }
            let choices = field.kind.choices();
            if !choices.is_empty() {
                let choice = |c: &Choice| json!({ "value": c.value, "title": c.title.get(code) });
                value["choices"] = choices.iter().map(choice).collect();
            }
            value
        })
        .collect();
    json!({
        "id": form.id,
        "lang": form.lang.code(),
        "name": form.name.get(code),
        "description": form.description.get(code),
        "profile": form.profile,
        "counterpart": form.counterpart,
        "fields": fields,
    })
}

fn page(context: &Context, form: &Form) -> String {
    let (tr, code) = (&context.tr, context.tr.locale().code());
    let mut page = format!("{}  {}  ({})\n", form.id, form.name.get(code), form.lang.code());
    page.push_str(&format!("  {}\n", form.description.get(code)));
    let mut rows = Vec::new();
    for field in asked(form) {
        let needed = if field.required { tr.text("cli-required") } else { String::new() };
        let mut title = field.title.get(code).to_owned();
        let value = |choice: &Choice| format!("{}: {}", choice.value, choice.title.get(code));
        let values: Vec<String> = field.kind.choices().iter().map(value).collect();
        if !values.is_empty() {
            title = format!("{title} [{}]", values.join(" | "));
        }
        rows.push(vec![format!("  {}", field.key), kind(field).to_owned(), needed, title]);
    }
    page.push_str(&help::table(&rows));
    page
}
