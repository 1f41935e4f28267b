//! `kian audit`: the audit trail of the data directory or of a folder it was copied to: whether it holds, what it says, a copy
//! of it with figures by week.

use super::args::{Arguments, Opt, PLAIN, bad_value, problem};
use super::help;
use super::report::{FOUND, Failure, Ran};
use super::{Command, Context};
use crate::app::files::{self, FileError};
use crate::app::logbook::{KeyPlace, Logbook};
use crate::store::audit::{self, EventKind};
use crate::text::Date;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
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

/// What one week came to, for one form, endpoint and template.
#[derive(Default)]
struct Week {
    sent: u64,
    answered: u64,
    characters: u64,
    accepted: u64,
    rejected: u64,
}

fn export(context: &Context, arguments: &Arguments, folder: &Path, ran: &mut Ran) -> Result<(), Failure> {
    let target = arguments.required_path("-o")?;
    let events = events(arguments, folder)?;
    let (from, to) = span(arguments)?;
    if target.exists() {
        return Err(FileError::Exists { path: target }.into());
    }
    let weeks = weeks(&events);
    let table = csv(&weeks)?;
    // All of it beside the place it goes to, then in one step.
    let parent = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |e: std::io::Error| FileError::writing(&target, &e);
    let aside = tempfile::Builder::new().prefix(".kian-").tempdir_in(parent).map_err(failed)?;
    let mut days = 0;
    let whole = from.is_none() && to.is_none();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let day = name.strip_suffix(".jsonl");
        let within = |day: &str| from.as_deref().is_none_or(|f| day >= f) && to.as_deref().is_none_or(|t| day <= t);
        // With the seals of the ends a whole copy can be verified; part of one is for reading.
        let sealed = whole && ["head.json", "anchor.json"].contains(&name.as_str());
        if sealed || day.is_some_and(within) {
            std::fs::copy(entry.path(), aside.path().join(&name)).map_err(failed)?;
            days += usize::from(day.is_some());
        }
    }
    files::save_atomically(&aside.path().join("summary.csv"), table.as_bytes())?;
    std::fs::rename(aside.keep(), &target).map_err(failed)?;
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

/// What each week came to: which kinds of documents used which endpoint, and how much of what came of it was accepted.
fn weeks(events: &[Map<String, Value>]) -> BTreeMap<[String; 5], Week> {
    let mut weeks: BTreeMap<[String; 5], Week> = BTreeMap::new();
    for event in events {
        let text = |name: &str| event.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let number = |name: &str| event.get(name).and_then(Value::as_u64).unwrap_or_default();
        let Some(monday) = Date::parse(text("time").get(..10).unwrap_or_default()).map(monday) else { continue };
        let name = [monday, text("form"), text("endpoint"), text("template"), text("classification")];
        match EventKind::from_code(&text("event")) {
            Some(EventKind::Send) => {
                let week = weeks.entry(name).or_default();
                week.sent += 1;
                week.characters += number("characters");
            }
            Some(EventKind::Receive) if text("outcome") == "answered" => weeks.entry(name).or_default().answered += 1,
            Some(EventKind::Accept) => weeks.entry(name).or_default().accepted += number("pieces"),
            Some(EventKind::Reject) => weeks.entry(name).or_default().rejected += number("pieces"),
            _ => {}
        }
    }
    weeks
}

/// The Monday of the week of `date`.
fn monday(date: Date) -> String {
    let (year, month, day) = date.ymd();
    let back = i64::from((date.weekday() + 6) % 7);
    let (year, month, day) = (i16::try_from(year).unwrap_or(1970), month.cast_signed(), day.cast_signed());
    jiff::civil::Date::new(year, month, day)
        .and_then(|date| date.checked_sub(jiff::Span::new().days(back)))
        .map_or_else(|_| date.iso(), |monday| monday.to_string())
}

fn csv(weeks: &BTreeMap<[String; 5], Week>) -> Result<String, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["week", "form", "endpoint", "template", "classification"];
    let figures = ["sent", "answered", "characters", "pieces_accepted", "pieces_rejected"];
    let failed = |_| Failure::from(problem("error-cli-audit-summary"));
    writer.write_record(head.iter().chain(&figures)).map_err(failed)?;
    for (name, week) in weeks {
        let numbers = [week.sent, week.answered, week.characters, week.accepted, week.rejected].map(|n| n.to_string());
        // A name that a spreadsheet would take for a formula is one to read.
        let safe =
            |text: &String| if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.clone() };
        writer.write_record(name.iter().map(safe).chain(numbers)).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|_| Failure::from(problem("error-cli-audit-summary")))?;
    // Spreadsheets know UTF-8 by its mark.
    Ok(format!("\u{feff}{}", String::from_utf8_lossy(&bytes)))
}
