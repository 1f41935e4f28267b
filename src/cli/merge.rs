//! `kian merge`: one document or form to many addressees, a copy for each row of a table.

use super::args::{Arguments, Opt, PLAIN, problem};
use super::draft::{form, losses_json, read_facts};
use super::report::{FOUND, Failure, Ran, sentence};
use super::{Command, Context, input};
use crate::app::files::{self, FileError};
use crate::app::merging::{BadRow, Plan, Template};
use crate::app::workers::FILE_LIMIT;
use crate::app::{Level, Notice};
use crate::document::{Facts, merge};
use crate::format::{Kind, Loss, grid};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;

pub(super) const COMMAND: Command = Command {
    name: "merge",
    usage: &[
        "merge TEMPLATE --rows ROWS -o OUT [--joined] [--force]",
        "merge --form ID [--facts FACTS.toml] --rows ROWS -o OUT [--joined] [--force]",
    ],
    about: "cli-merge",
    options: &[
        Opt { name: "--rows", value: "ROWS", about: "cli-option-merge-rows" },
        Opt { name: "--sheet", value: "NAME", about: "cli-option-merge-sheet" },
        Opt { name: "--form", value: "ID", about: "cli-option-form" },
        Opt { name: "--facts", value: "FACTS.toml", about: "cli-option-merge-facts" },
        Opt { name: "--kind", value: "KIND", about: "cli-option-merge-kind" },
        Opt { name: "--name", value: "NAME", about: "cli-option-merge-name" },
        Opt { name: "--number-from", value: "N", about: "cli-option-merge-number" },
        Opt { name: "--joined", value: "", about: "cli-option-merge-joined" },
        Opt { name: "--good-rows", value: "", about: "cli-option-merge-good" },
        Opt { name: "--check", value: "", about: "cli-option-merge-check" },
        Opt { name: "-o", value: "OUT", about: "cli-option-merge-out" },
        Opt { name: "--force", value: "", about: "cli-option-force" },
    ],
    formats: PLAIN,
    run,
};

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let rows = arguments.required_path("--rows")?;
    let (template, stem) = template(context, arguments, &mut ran)?;
    let (_, bytes) = input::bytes(context, &rows, FILE_LIMIT)?;
    let grid = grid::read(&rows, &bytes, arguments.text("--sheet")?.as_deref())
        .map_err(|error| Failure::of(&error).in_file(&rows))?;
    for column in &grid.nameless {
        let notice = Notice::new(Level::Warning, "merge-nameless-column").with("column", column.to_string());
        ran.notes.push(sentence(&context.tr, &notice));
    }
    let first = match arguments.text("--number-from")? {
        Some(number) => number.parse().map_err(|_| problem("error-cli-merge-number").with("value", number.as_str()))?,
        None => 1,
    };
    let name = arguments.text("--name")?.unwrap_or_else(|| merge::numbered(&stem));
    let plan = Plan { template, grid, first, name, at: context.now };
    if let Some(problem) = plan.problem() {
        return Err(Failure::from(problem).in_file(&rows));
    }
    let unused = plan.unused();
    if !unused.is_empty() {
        let notice = Notice::new(Level::Info, "merge-unused-columns").with("columns", unused.join("、"));
        ran.notes.push(sentence(&context.tr, &notice));
    }

    let bad = plan.bad_rows();
    if !bad.is_empty() && !arguments.has("--good-rows") && !arguments.has("--check") {
        let notices = bad.iter().map(|bad| told(context, bad)).collect::<Vec<_>>();
        return Err(Failure::from(notices).in_file(&rows));
    }
    ran.notes.extend(bad.iter().map(|bad| sentence(&context.tr, &told(context, bad))));
    if !bad.is_empty() {
        ran.code = FOUND;
    }
    let good: Vec<usize> =
        (0..plan.grid.rows.len()).filter(|index| bad.iter().all(|bad| bad.index != *index)).collect();
    let (written, losses) = match arguments.has("--check") {
        true => (Vec::new(), Vec::new()),
        false => write(arguments, &plan, &good)?,
    };
    if context.is_json() {
        let bad_rows: Vec<Value> = bad
            .iter()
            .map(|bad| {
                let problems: Vec<String> = bad.problems.iter().map(|notice| notice.text(&context.tr)).collect();
                json!({ "row": bad.number, "problems": problems })
            })
            .collect();
        let files: Vec<String> = written.iter().map(|path| path.display().to_string()).collect();
        let losses = losses_json(context, &losses);
        ran.json(&json!({
            "version": 1, "rows": plan.grid.rows.len(), "good": good.len(), "files": files, "bad": bad_rows, "losses": losses
        }));
    } else {
        let counts =
            [("rows", plan.grid.rows.len().into()), ("bad", bad.len().into()), ("files", written.len().into())];
        ran.out = context.tr.format("cli-merge-done", &counts) + "\n";
        for loss in &losses {
            let sentence = sentence(&context.tr, &Notice::of(Level::Warning, loss));
            ran.out.push_str(&format!("  {} {sentence}\n", context.tr.text("cli-bullet")));
        }
    }
    Ok(ran)
}

fn template(context: &Context, arguments: &Arguments, ran: &mut Ran) -> Result<(Template, String), Failure> {
    if let Some(id) = arguments.text("--form")? {
        arguments.no_operands()?;
        let form = form(context, &id, super::lang(arguments)?)?;
        let facts = match arguments.path("--facts") {
            Some(path) => read_facts(context, &path)?.0,
            None => Facts::new(),
        };
        return Ok((Template::Form { form: Box::new(form.as_ref().clone()), facts }, id));
    }
    let input = input::document(context, arguments.operand()?)?;
    if input.original.is_none() {
        input.note_losses(context, ran);
    }
    let stem = input.path.as_deref().and_then(|path| path.file_stem());
    let stem = stem.map_or_else(|| "kian".to_owned(), |stem| stem.to_string_lossy().into_owned());
    Ok((Template::of(input.document, input.original.map(Arc::new)), stem))
}

/// That a row makes no copy, and why.
fn told(context: &Context, bad: &BadRow) -> Notice {
    let problems: Vec<String> = bad.problems.iter().map(|problem| problem.text(&context.tr)).collect();
    let notice = Notice::new(Level::Error, "cli-merge-bad-row").with("row", bad.number.to_string());
    notice.with("problems", problems.join(" / "))
}

/// Writes the copies; gives the files, and what one of them does not hold.
fn write(arguments: &Arguments, plan: &Plan, good: &[usize]) -> Result<(Vec<PathBuf>, Vec<Loss>), Failure> {
    let out = arguments.required_path("-o")?;
    let force = arguments.has("--force");
    let copy = |index: usize| plan.copy(index).map_err(Failure::from);
    if arguments.has("--joined") {
        if Kind::from_path(&out) != Some(Kind::Docx) {
            return Err(problem("error-cli-merge-joined").with("path", out.display().to_string()).into());
        }
        if out.exists() && !force {
            return Err(FileError::Exists { path: out }.into());
        }
        let copies = good.iter().map(|index| copy(*index)).collect::<Result<Vec<_>, _>>()?;
        if copies.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let written = plan.write_joined(&copies).map_err(|error| Failure::of(&error).in_file(&out))?;
        files::create_new(&out, &written.bytes, force)?;
        return Ok((vec![out], written.losses));
    }
    let kind = match arguments.text("--kind")? {
        None => Kind::Docx,
        Some(kind) => Kind::from_path(&PathBuf::from(format!("x.{kind}"))).ok_or_else(|| {
            let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.extension()).collect();
            problem("error-cli-merge-kind").with("kind", kind.as_str()).with("kinds", kinds.join(", "))
        })?,
    };
    if out.is_file() || Kind::from_path(&out).is_some() {
        return Err(problem("error-cli-merge-folder").with("path", out.display().to_string()).into());
    }
    let names = plan.names();
    let path = |index: &usize| out.join(format!("{}.{}", names[*index], kind.extension()));
    if !force && let Some(path) = good.iter().map(path).find(|path| path.exists()) {
        return Err(FileError::Exists { path }.into());
    }
    std::fs::create_dir_all(&out).map_err(|error| FileError::writing(&out, &error))?;
    let (mut all, mut losses): (Vec<PathBuf>, Vec<Loss>) = (Vec::new(), Vec::new());
    for index in good {
        let path = path(index);
        let written = plan.write(&copy(*index)?, kind).map_err(|error| Failure::of(&error).in_file(&path))?;
        files::create_new(&path, &written.bytes, force)?;
        for loss in written.losses {
            if losses.iter().all(|known| known.id != loss.id) {
                losses.push(loss);
            }
        }
        all.push(path);
    }
    Ok((all, losses))
}
