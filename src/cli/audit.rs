//! `kian audit`: the audit trail of the data directory or of a folder it was copied to: whether it holds, what it says, a copy
//! of it with figures by week.

use super::args::{Arguments, Opt, PLAIN, bad_value, problem};
use super::help;
use super::report::{FOUND, Failure, Ran};
use super::{Command, Context};
use crate::app::files::FileError;
use crate::app::logbook::{KeyPlace, Logbook};
use crate::app::trail;
use crate::store::audit::{self, EventKind};
use crate::text::Date;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

pub(super) const COMMAND: Command = Command {
    name: "audit",
    usage: &[
        "audit verify [FOLDER]",
        "audit show [--from DAY] [--to DAY] [--limit N] [FOLDER]",
        "audit export [--from DAY] [--to DAY] -o FOLDER",
    ],
    about: "cli-audit",
    options: &[
        Opt { name: "--from", value: "DAY", about: "cli-option-from" },
        Opt { name: "--to", value: "DAY", about: "cli-option-until" },
        Opt { name: "--limit", value: "N", about: "cli-option-audit-limit" },
        Opt { name: "-o", value: "FOLDER", about: "cli-option-audit-out" },
    ],
    formats: PLAIN,
    run,
};

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let logbook = Logbook::in_dir(&context.dirs()?.data_dir);
    let (action, rest) = match arguments.operands() {
        [] => return Err(arguments.missing("verify|export|show")),
        [action, rest @ ..] => (action.to_string_lossy().into_owned(), rest),
    };
    if let [_, surplus, ..] = rest {
        return Err(arguments.surplus(surplus));
    }
    let folder = rest.first().map_or_else(|| logbook.folder().to_owned(), PathBuf::from);
    if !rest.is_empty() && !folder.is_dir() {
        return Err(FileError::NotFound { path: folder }.into());
    }
    match action.as_str() {
        "verify" => verify(context, &logbook, &folder, &mut ran)?,
        "show" => show(context, arguments, &folder, &mut ran)?,
        "export" => match rest.first() {
            Some(surplus) => return Err(arguments.surplus(surplus)),
            None => export(context, arguments, &folder, &mut ran)?,
        },
        other => return Err(problem("error-cli-audit-action").with("action", other).into()),
    }
    Ok(ran)
}

fn verify(context: &Context, logbook: &Logbook, folder: &Path, ran: &mut Ran) -> Result<(), Failure> {
    let tr = &context.tr;
    let key = logbook.find_key();
    let report = audit::verify(folder, key.as_ref().map(|(key, _)| key)).map_err(|error| Failure::of(&error))?;
    let place = match &key {
        Some((_, KeyPlace::Keyring)) => "keyring",
        Some((_, KeyPlace::File)) => "file",
        None => "none",
    };
    if report.broken.is_some() {
        ran.code = FOUND;
    }
    let why = report.broken.as_ref().map(|broken| {
        let args = [("path", broken.path.display().to_string().into()), ("line", broken.line.into())];
        tr.format(&format!("audit-broken-{}", broken.why.code()), &args)
    });
    if context.is_json() {
        let broken = report.broken.as_ref().map(|broken| {
            json!({
                "file": broken.path.display().to_string(),
                "line": broken.line,
                "why": broken.why.code(),
                "message": why,
            })
        });
        ran.json(&json!({
            "version": 1,
            "folder": folder.display().to_string(),
            "days": report.days,
            "lines": report.lines,
            "key": place,
            "sound": report.broken.is_none(),
            "broken": broken,
        }));
        return Ok(());
    }
    let counts = [("days", report.days.into()), ("lines", (report.lines as i64).into())];
    match why {
        Some(why) => ran.out = why + "\n",
        None if report.lines == 0 => ran.out = tr.text("audit-empty") + "\n",
        None => ran.out = tr.format("audit-sound", &counts) + "\n",
    }
    if report.lines > 0 || report.broken.is_some() {
        ran.notes.push(tr.text(&format!("audit-key-{place}")));
    }
    Ok(())
}

/// The days of `--from` and `--to`.
fn span(arguments: &Arguments) -> Result<(Option<String>, Option<String>), Failure> {
    let day = |name: &'static str| arguments.choice(name, "2026-04-01", |text| Date::parse(text).map(Date::iso));
    Ok((day("--from")?, day("--to")?))
}

fn events(arguments: &Arguments, folder: &Path) -> Result<Vec<Map<String, Value>>, Failure> {
    let (from, to) = span(arguments)?;
    audit::events(folder, from.as_deref(), to.as_deref()).map_err(|error| Failure::of(&error))
}

fn show(context: &Context, arguments: &Arguments, folder: &Path, ran: &mut Ran) -> Result<(), Failure> {
    let tr = &context.tr;
    let limit = match arguments.text("--limit")? {
        None => usize::MAX,
        Some(text) => match text.parse::<usize>() {
            Ok(limit) if limit > 0 => limit,
            _ => return Err(bad_value("--limit", &text, "1, 2, 3…")),
        },
    };
    let mut events = events(arguments, folder)?;
    // The latest are what is looked for.
    events.drain(..events.len().saturating_sub(limit));
    if context.is_json() {
        ran.json(&json!({ "version": 1, "events": events }));
        return Ok(());
    }
    if events.is_empty() {
        ran.notes.push(tr.text("audit-empty"));
        return Ok(());
    }
    let text = |event: &Map<String, Value>, name: &str| match event.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => "-".to_owned(),
    };
    let kind = |event: &Map<String, Value>| {
        let code = event.get("event").and_then(Value::as_str).unwrap_or_default();
        EventKind::from_code(code).map_or(code.to_owned(), |kind| tr.text(&format!("event-{}", kind.code())))
    };
    let columns = ["time", "event", "user", "document", "classification", "endpoint", "task", "outcome"];
    let mut rows = vec![columns.iter().map(|name| tr.text(&format!("audit-column-{name}"))).collect::<Vec<_>>()];
    rows.extend(events.iter().map(|event| {
        columns.iter().map(|name| if *name == "event" { kind(event) } else { text(event, name) }).collect()
    }));
    ran.out = help::table(&rows);
    Ok(())
}

fn export(context: &Context, arguments: &Arguments, folder: &Path, ran: &mut Ran) -> Result<(), Failure> {
    let target = arguments.required_path("-o")?;
    let events = events(arguments, folder)?;
    let (from, to) = span(arguments)?;
    let days = trail::export(folder, &events, (from.as_deref(), to.as_deref()), &target).map_err(Failure::from)?;
    if context.is_json() {
        let folder = target.display().to_string();
        ran.json(&json!({ "version": 1, "folder": folder, "days": days, "events": events.len() }));
    } else {
        let args =
            [("path", target.display().to_string().into()), ("days", days.into()), ("events", events.len().into())];
        ran.out = context.tr.format("audit-exported", &args) + "\n";
    }
    Ok(())
}
