//! `kian number`: document numbers that count up by fiscal year.

use super::args::{Arguments, Opt, PLAIN, problem};
use super::report::{Failure, Ran};
use super::{Command, Context};
use crate::app::{day, numbering, profile};
use serde_json::{Value, json};

pub(super) const COMMAND: Command = Command {
    name: "number",
    usage: &["number take [--as FORM] [--title TITLE]", "number list"],
    about: "cli-number",
    options: &[
        Opt { name: "--as", value: "FORM", about: "cli-option-number-as" },
        Opt { name: "--title", value: "TITLE", about: "cli-option-number-title" },
    ],
    formats: PLAIN,
    run,
};

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let (settings, _) = context.settings_and_policy(&mut ran)?;
    let dirs = context.dirs()?;
    let folder = settings.words_folder.clone().unwrap_or_else(|| dirs.data_dir.clone());
    let register = numbering::register(&folder);
    match arguments.operand()?.to_string_lossy().as_ref() {
        "take" => {
            let form = match arguments.text("--as")? {
                Some(form) => form,
                None => {
                    let (profile, _) = profile::load(&profile::paths(&dirs, &settings));
                    profile
                        .number()
                        .map(str::to_owned)
                        .ok_or_else(|| Failure::from(problem("error-cli-number-form")))?
                }
            };
            let title = arguments.text("--title")?.unwrap_or_default();
            if settings.words_folder.is_none() {
                dirs.create().map_err(|error| Failure::of(&error))?;
            }
            let given = numbering::take(&register, &form, day(context.now), &title).map_err(|e| Failure::of(&e))?;
            if context.is_json() {
                let (number, text) = (given.number, given.written());
                ran.json(&json!({ "version": 1, "number": number, "text": text, "fiscal_year": given.year }));
            } else {
                ran.out = given.written() + "\n";
            }
        }
        "list" => {
            let all = numbering::list(&register).map_err(|error| Failure::of(&error))?;
            let gaps = numbering::gaps(&all);
            if context.is_json() {
                let numbers: Vec<Value> = all
                    .iter()
                    .map(|g| json!({ "text": g.written(), "fiscal_year": g.year, "given_on": g.on, "title": g.title }))
                    .collect();
                let missing: Vec<Value> = gaps
                    .iter()
                    .map(|((year, form), numbers)| json!({ "fiscal_year": year, "form": form, "numbers": numbers }))
                    .collect();
                ran.json(&json!({ "version": 1, "numbers": numbers, "missing": missing }));
            } else {
                for given in &all {
                    let (year, written) = (given.year, given.written());
                    ran.out.push_str(&format!("{year}\t{written}\t{}\t{}\n", given.on, given.title));
                }
                for ((year, form), numbers) in &gaps {
                    let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
                    let (year, numbers) = (year.to_string().into(), numbers.join(", ").into());
                    let args = [("year", year), ("form", form.as_str().into()), ("numbers", numbers)];
                    ran.notes.push(context.tr.format("cli-number-gap", &args));
                }
            }
        }
        other => return Err(problem("error-cli-number-action").with("action", other).into()),
    }
    Ok(ran)
}
