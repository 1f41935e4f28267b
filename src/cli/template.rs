//! `kian template`: what a prompt template asks, about a file, of an endpoint; in pieces where the file is longer than the
//! model reads. Without a template's name, which there are.

use super::args::{Arguments, Opt, PLAIN, problem};
use super::report::{Failure, Ran, sentence};
use super::summarize::{Parts, not_done, not_one};
use super::{Command, Context, engine, input};
use crate::app::Notice;
use crate::app::templates::{Kept, folders, load};
use crate::assistant::inputs::suits;
use crate::assistant::long::{Long, Unprocessed, Why, Work};
use crate::assistant::piecewise::{self, Asking, Material};
use crate::assistant::template::{Files, Gives, Reads, Template, choices};
use crate::assistant::tokens::Context as Reading;
use crate::document::{Classification, Snapshot};
use crate::i18n::Value;
use crate::text::{Lang, Span};
use serde_json::json;
use std::collections::BTreeMap;
use std::ffi::OsString;

pub(super) const COMMAND: Command = Command {
    name: "template",
    usage: &[
        "template [--format text|json]",
        "template ID [--set FIELD=VALUE]… [--attach FILE]… [--lang ja|en]",
        "          --endpoint NAME [--classification LEVEL] [FILE]",
    ],
    about: "cli-template",
    options: &[
        Opt { name: "--set", value: "FIELD=VALUE", about: "cli-option-set" },
        Opt { name: "--attach", value: "FILE", about: "cli-option-attach" },
        Opt { name: "--lang", value: "ja|en", about: "cli-option-template-lang" },
        engine::OPTIONS[0],
        engine::OPTIONS[2],
    ],
    formats: PLAIN,
    run,
};

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let (settings, policy) = context.settings_and_policy(&mut ran)?;
    let (all, broken) = load(&folders(&context.dirs()?, &settings));
    for notice in broken {
        let details = notice.details.clone();
        ran.notes.extend(std::iter::once(&notice).chain(&details).map(|notice| sentence(&context.tr, notice)));
    }
    let (id, file) = match arguments.operands() {
        [] => return Ok(list(context, ran, &all)),
        [id] => (id, None),
        [id, file] => (id, Some(file)),
        [_, _, surplus, ..] => return Err(arguments.surplus(surplus)),
    };
    let id = id.to_string_lossy();
    let known = all.iter().map(|kept| &kept.template).find(|template| template.id == id);
    let template = known.ok_or_else(|| problem("error-cli-no-template").with("name", id.as_ref()))?;
    if policy.scope.templates.as_ref().is_some_and(|offered| !offered.contains(&template.id)) {
        return Err(problem("error-cli-template-closed").with("name", id.as_ref()).into());
    }
    let values = values(arguments, template)?;
    let said = engine::classification(context, arguments)?;
    let Some(asked) = engine::chosen(context, arguments, &mut ran)? else {
        return Err(arguments.missing("--endpoint NAME"));
    };
    let (mut snapshot, mut level) = (Snapshot::from_text("", Lang::Ja), said);
    match file {
        Some(file) if template.reads != Reads::Nothing => {
            let input = input::document(context, file)?;
            input.note_losses(context, &mut ran);
            level = asked.level_of(&input.document, said);
            snapshot = input.document.snapshot();
        }
        Some(file) => return Err(arguments.surplus(file)),
        None if template.reads != Reads::Nothing && !arguments.has("--attach") => return Err(arguments.missing("FILE")),
        None => {}
    }
    let (files, levels) = attached(context, arguments, template, &mut ran)?;
    if level.is_none() {
        // What carries no level itself counts as what comes with it does.
        level = levels.first().copied().flatten();
    }
    let level = asked.together(level, levels);
    let lang = super::lang(arguments)?.unwrap_or(snapshot.lang);
    let span = Span::new(0, snapshot.text.len());
    if span.is_empty() && template.reads != Reads::Nothing && files.is_empty() {
        return Err(problem("error-cli-template-empty").into());
    }
    let mut material =
        Material { snapshot, span, lang, files, context: asked.context(), most_chars: asked.most_chars() };
    let plan = |material: &Material| piecewise::ask(template, &values, material, crate::app::engine::nonce());
    let mut asking = plan(&material).map_err(|problem| Failure::of(&problem))?;
    if !matches!(asking, Asking::Whole(_)) && matches!(material.context, Reading::Assumed(_)) {
        material.context = asked.ask_context(context)?;
        asking = plan(&material).map_err(|problem| Failure::of(&problem))?;
    }
    let (made, left) = match asking {
        Asking::Whole(request) => (engine::ask(context, &mut ran, &asked, level, request, &[])?.text, Vec::new()),
        Asking::End(request, left) => {
            ran.notes.push(context.tr.format("notice-front-stays", &[("count", left.into())]));
            (engine::ask(context, &mut ran, &asked, level, request, &[])?.text, Vec::new())
        }
        Asking::Pieces(mut long) => in_pieces(context, &mut ran, &asked, level, &mut long)?,
    };
    let made = made.trim().to_owned();
    let engine = asked.endpoint.name.as_str();
    let mut answer = json!({ "template": template.named(), "text": made, "engine": engine });
    if template.gives == Gives::Title {
        answer["choices"] = json!(choices(&made));
    }
    let part = |part: &Unprocessed| json!({ "part": part.name, "reason": part.why.as_ref().map_or("", Why::id) });
    answer["unprocessed"] = left.iter().map(part).collect();
    if !left.is_empty() {
        let missing = problem("error-cli-template-part").with("count", left.len());
        let parts: Vec<Notice> = left.iter().map(|part| not_done(context, part)).collect();
        let failure = Failure::from([vec![missing], parts].concat());
        return Err(failure.partial(if context.is_json() { answer } else { made.into() }));
    }
    if context.is_json() {
        answer["version"] = json!(1);
        ran.json(&answer);
    } else {
        ran.out = format!("{made}\n");
    }
    Ok(ran)
}

/// What the fields are filled in with.
fn values(arguments: &Arguments, template: &Template) -> Result<BTreeMap<String, String>, Failure> {
    let mut values = BTreeMap::new();
    let fields: Vec<&str> = template.fields.iter().map(|field| field.key.as_str()).collect();
    for said in arguments.all("--set")? {
        let wrong = || super::args::bad_value("--set", &said, &fields.join("=…, "));
        let (key, value) = said.split_once('=').ok_or_else(wrong)?;
        let field = template.fields.iter().find(|field| field.key == key.trim()).ok_or_else(wrong)?;
        if !value.is_empty() {
            suits(field, value).map_err(|problem| Failure::of(&problem))?;
        }
        values.insert(field.key.clone(), value.to_owned());
    }
    if let Some(field) = template.missing(&values).next() {
        return Err(arguments.missing(&format!("--set {}=…", field.key)));
    }
    Ok(values)
}

/// The files that go along, name and text, and the 格付け of those that carry one.
#[expect(clippy::type_complexity, reason = "two lists that go separate ways at once")]
fn attached(
    context: &Context,
    arguments: &Arguments,
    template: &Template,
    ran: &mut Ran,
) -> Result<(Vec<(String, String)>, Vec<Option<Classification>>), Failure> {
    let (mut files, mut levels) = (Vec::new(), Vec::new());
    let paths = arguments.all("--attach")?;
    match template.files {
        Files::None if !paths.is_empty() => {
            return Err(problem("error-cli-template-no-files").with("name", template.id.as_str()).into());
        }
        Files::Required if paths.is_empty() => return Err(arguments.missing("--attach FILE")),
        _ => {}
    }
    for path in paths {
        let input = input::document(context, &OsString::from(&path))?;
        input.note_losses(context, ran);
        let name = input.path.as_deref().and_then(|path| path.file_name());
        let name = name.map_or_else(|| input.name.clone(), |name| name.to_string_lossy().into_owned());
        let file = crate::app::attached::Attached::new(name, input.document.text().to_string(), None);
        for order in &file.orders {
            let line: String = order.chars().take(80).collect();
            let line = crate::text::visible::revealed(&line).into_owned();
            let args = [("file", file.name.as_str().into()), ("line", line.into())];
            ran.notes.push(context.tr.format("cli-attached-order", &args));
        }
        files.push((file.name, file.text));
        levels.extend(input.document.classification().map(Some));
    }
    Ok((files, levels))
}

/// What was made of all pieces, and which were not done.
fn in_pieces(
    context: &Context,
    ran: &mut Ran,
    asked: &engine::Asked,
    level: Option<Classification>,
    long: &mut Long,
) -> Result<(String, Vec<Unprocessed>), Failure> {
    let forecast = long.forecast();
    let args = [
        ("pieces", forecast.pieces.into()),
        ("tokens", forecast.sent.likely.into()),
        ("context", Value::from(u64::from(forecast.context.tokens()))),
    ];
    ran.notes.push(context.tr.format("cli-long", &args));
    let done = engine::ask_all(context, ran, asked, level, &mut Parts(long));
    let left = long.unprocessed();
    let made = match long.work() {
        Work::Rewrite => rewritten(long),
        _ => long.summary(),
    };
    match (done, made) {
        (Err(error), Some(so_far)) => Err(Failure::of(&error).partial(so_far)),
        (Err(error), None) => Err(Failure::of(&error)),
        (Ok(()), None) => Err(not_one(&left)),
        (Ok(()), Some(made)) => match long.doubt() {
            Some(doubt) => Err(Failure::from(engine::not_whole(doubt)).partial(made)),
            None => Ok((made, left)),
        },
    }
}

/// The text with every piece that was done in the place of what stood there; `None` where none was.
fn rewritten(long: &Long) -> Option<String> {
    let pieces = long.rewritten();
    let mut text = long.snapshot().text.to_string();
    for (span, _, new) in pieces.iter().rev() {
        text.replace_range(span.range(), new);
    }
    (!pieces.is_empty()).then_some(text)
}

/// Every template, with what it asks for.
fn list(context: &Context, mut ran: Ran, all: &[Kept]) -> Ran {
    let code = context.tr.locale().code();
    let templates = all.iter().map(|kept| &kept.template);
    if context.is_json() {
        let one = |template: &Template| {
            let field = |field: &crate::document::Field| {
                json!({ "key": field.key, "title": field.title.get(code), "required": field.required,
                    "default": field.default, "choices": field.kind.choices().iter().map(|c| &c.value).collect::<Vec<_>>() })
            };
            json!({ "id": template.id, "version": template.version, "name": template.name.get(code),
                "description": template.description.get(code), "fields": template.fields.iter().map(field).collect::<Vec<_>>() })
        };
        ran.json(&json!({ "version": 1, "templates": templates.map(one).collect::<Vec<_>>() }));
        return ran;
    }
    for template in templates {
        ran.out.push_str(&format!(
            "{}  {}\n    {}\n",
            template.id,
            template.name.get(code),
            template.description.get(code)
        ));
        for field in &template.fields {
            let required = if field.required && field.default.is_none() { "*" } else { "" };
            let choices: Vec<&str> = field.kind.choices().iter().map(|choice| choice.value.as_str()).collect();
            let choices = if choices.is_empty() { String::new() } else { format!(" ({})", choices.join("|")) };
            ran.out.push_str(&format!("      {}{required}  {}{choices}\n", field.key, field.title.get(code)));
        }
    }
    ran
}
