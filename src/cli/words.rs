//! `kian words`: takes an office's own words over, and lists them.

use super::args::{Arguments, PLAIN, problem};
use super::report::{FAILED, Failure, Ran, sentence};
use super::{Command, Context, help};
use crate::app::words;
use serde_json::{Value, json};
use std::path::Path;

pub(super) const COMMAND: Command = Command {
    name: "words",
    usage: &["words import FILE…", "words list"],
    about: "cli-words",
    options: &[],
    formats: PLAIN,
    run,
};

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let operands = arguments.operands();
    match operands.first().and_then(|word| word.to_str()) {
        Some("import") if operands.len() > 1 => import(context, &operands[1..], &mut ran),
        Some("import") => Err(arguments.missing("FILE")),
        Some("list") if operands.len() == 1 => list(context, &mut ran),
        _ => Err(problem("error-cli-words-what").into()),
    }?;
    Ok(ran)
}

/// Each file becomes a table in the folder of words.
fn import(context: &Context, files: &[std::ffi::OsString], ran: &mut Ran) -> Result<(), Failure> {
    let (tr, dirs) = (&context.tr, context.dirs()?);
    let mut taken: Vec<Value> = Vec::new();
    for file in files {
        let path = Path::new(file);
        match words::import(path, &dirs) {
            Ok((to, count, notices)) => {
                ran.notes.extend(notices.iter().map(|notice| sentence(tr, notice)));
                let to = to.display().to_string();
                let args = [
                    ("from", path.display().to_string().into()),
                    ("path", to.as_str().into()),
                    ("count", count.into()),
                ];
                if !context.is_json() {
                    let segmentation = words::is_segmentation(path);
                    let id = if segmentation { "notice-segmentation-imported" } else { "cli-words-imported" };
                    ran.out.push_str(&format!("{}\n", tr.format(id, &args)));
                }
                taken.push(json!({ "file": path.display().to_string(), "path": to, "words": count }));
            }
            // One file that cannot be used does not keep the others out.
            Err(notice) if files.len() > 1 => {
                ran.notes.push(sentence(tr, &notice));
                ran.code = FAILED;
            }
            Err(notice) => return Err(notice.into()),
        }
    }
    if context.is_json() {
        ran.json(&json!({ "version": 1, "imported": taken }));
    }
    Ok(())
}

/// The words in use, with where each stands.
fn list(context: &Context, ran: &mut Ran) -> Result<(), Failure> {
    let (settings, _) = context.settings_and_policy(ran)?;
    let (house, notices) = words::load(&words::folders(&context.dirs()?, &settings));
    ran.notes.extend(notices.iter().map(|notice| sentence(&context.tr, notice)));
    let entries = house.entries();
    if context.is_json() {
        let words: Vec<Value> = entries
            .iter()
            .map(|entry| {
                json!({
                    "kind": entry.kind.code(),
                    "word": entry.word,
                    "instead": entry.instead,
                    "reason": entry.reason,
                    "file": entry.file,
                    "line": entry.line,
                })
            })
            .collect();
        ran.json(&json!({ "version": 1, "words": words }));
    } else if entries.is_empty() {
        ran.notes.push(context.tr.text("cli-words-none"));
    } else {
        let rows: Vec<Vec<String>> = entries
            .iter()
            .map(|entry| {
                let place = format!("{}:{}", entry.file, entry.line);
                vec![
                    entry.kind.code().to_owned(),
                    entry.word.clone(),
                    entry.instead.join(" | "),
                    entry.reason.clone(),
                    place,
                ]
            })
            .collect();
        ran.out = help::table(&rows);
    }
    Ok(())
}
