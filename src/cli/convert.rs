//! `kian convert`: a document in another kind of file, and what that cannot carry.

use super::args::{Arguments, Opt, PLAIN, problem};
use super::draft::{losses_json, written};
use super::input;
use super::output::Target;
use super::report::{Failure, Ran};
use super::{Command, Context};
use crate::app::annotated::annotated;
use crate::app::{Settings, day, sheets};
use crate::document::Document;
use crate::document::sheet::{self, Sheet};
use crate::format::workbook::Range;
use crate::format::{Archive, Archived, Encoding, Kind, Source};
use crate::text::Lang;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

pub(super) const COMMAND: Command = Command {
    name: "convert",
    usage: &[
        "convert [--sheet ID|FILE.toml] [--archive 2a|2b|2u|3a] [--comments] IN -o OUT [--force]",
        "convert [--read-as ENCODING] [--write-as ENCODING] IN.txt -o OUT.txt",
        "convert --range \"SHEET!A1:F20\" IN.xlsx -o OUT",
    ],
    about: "cli-convert",
    options: &[
        Opt { name: "--range", value: "RANGE", about: "cli-option-range" },
        Opt { name: "--sheet", value: "ID", about: "cli-option-sheet" },
        Opt { name: "--archive", value: "2a", about: "cli-option-archive" },
        Opt { name: "--comments", value: "", about: "cli-option-comments" },
        Opt { name: "--read-as", value: "ENCODING", about: "cli-option-read-as" },
        Opt { name: "--write-as", value: "ENCODING", about: "cli-option-write-as" },
        Opt { name: "-o", value: "OUT", about: "cli-option-out" },
        Opt { name: "--force", value: "", about: "cli-option-force" },
    ],
    formats: PLAIN,
    run,
};

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let range = arguments.text("--range")?.map(|text| Range::parse(&text));
    let mut input = match &range {
        Some(range) => input::range(context, arguments.operand()?, range)?,
        None => input::document_in(context, arguments.operand()?, encoding(arguments, "--read-as")?)?,
    };
    let target = encoded(archived(Target::new(arguments, Some(&input))?, arguments)?, arguments)?;
    if let Some(sheet) = sheet(context, arguments, &input.document)? {
        input.document.set_sheet(Some(sheet));
    }
    if target.source().kind != Kind::Kian && !input.document.attachments().is_empty() {
        // What goes out does not hold what is attached, and may rest on it.
        let levels = context.settings_and_policy(&mut ran)?.1.levels;
        let level = input.document.attachments().level(input.document.classification(), &levels);
        input.document.set_classification(level);
    }
    if arguments.has("--comments") {
        if matches!(target.source().kind, Kind::Kian | Kind::Docx | Kind::Odt) {
            return Err(problem("error-cli-comments-kind").with("path", target.path.display().to_string()).into());
        }
        input.document = annotated(&input.document, &context.tr, |at| day(at).iso());
    }
    let losses = target.write_over(&input.document, &input)?;
    if context.is_json() {
        let file = target.path.display().to_string();
        ran.json(&json!({ "version": 1, "file": file, "losses": losses_json(context, &losses) }));
    } else {
        ran.out = written(context, &target.path, &losses);
    }
    Ok(ran)
}

/// The encoding an option names.
fn encoding(arguments: &Arguments, option: &'static str) -> Result<Option<Encoding>, Failure> {
    arguments.choice(option, &Encoding::ALL.map(Encoding::code).join(", "), Encoding::from_code)
}

/// The same, in the encoding that is asked for.
fn encoded(target: Target, arguments: &Arguments) -> Result<Target, Failure> {
    let Some(encoding) = encoding(arguments, "--write-as")? else { return Ok(target) };
    if !matches!(target.source().kind, Kind::Text | Kind::Markdown) {
        return Err(problem("error-cli-encoding-kind").with("path", target.path.display().to_string()).into());
    }
    let source = Source { encoding, ..target.source() };
    Ok(target.written_like(source))
}

/// The same, keeping the standard for archives that is asked for.
fn archived(target: Target, arguments: &Arguments) -> Result<Target, Failure> {
    let Some(code) = arguments.text("--archive")? else { return Ok(target) };
    let Some(standard) = Archive::from_code(&code) else {
        return Err(problem("error-cli-archive").with("code", code).into());
    };
    if target.source().kind != Kind::Pdf {
        return Err(problem("error-cli-archive-kind").with("path", target.path.display().to_string()).into());
    }
    let at = jiff::Timestamp::now().as_millisecond();
    let source = Source { archive: Some(Archived { standard, at }), ..target.source() };
    Ok(target.written_like(source))
}

/// The style sheet a form names, among those of the program, the office and the person.
pub(super) fn sheet_named(context: &Context, id: &str, lang: Lang) -> Result<Option<Arc<Sheet>>, Failure> {
    let dirs = context.dirs()?;
    let (own, _) = sheets::load(&sheets::folders(&dirs, &Settings::load(&dirs).settings));
    let mut all = own.iter().rev().chain(sheet::built_in());
    Ok(all.find(|sheet| sheet.id == id && sheet.lang == lang).cloned())
}

/// The style sheet that is asked for: by its id among those of the program, the office and the person, or as a file.
fn sheet(context: &Context, arguments: &Arguments, document: &Document) -> Result<Option<Arc<Sheet>>, Failure> {
    let Some(name) = arguments.text("--sheet")? else { return Ok(None) };
    let found = if name.to_ascii_lowercase().ends_with(".toml") {
        let path = Path::new(&name);
        let read = sheets::read(path).map_err(|mut notice| match notice.details.pop() {
            // What is wrong says more than that something is.
            Some(detail) => Failure::from(detail).in_file(path),
            None => notice.into(),
        });
        Arc::new(read?)
    } else {
        let dirs = context.dirs()?;
        let folders = sheets::folders(&dirs, &Settings::load(&dirs).settings);
        let (own, _) = sheets::load(&folders);
        let all: Vec<&Arc<Sheet>> = own.iter().rev().chain(sheet::built_in()).collect();
        let Some(found) = all.iter().find(|sheet| sheet.id == name) else {
            let mut known: Vec<&str> =
                all.iter().filter(|sheet| sheet.lang == document.lang()).map(|sheet| sheet.id.as_str()).collect();
            known.sort_unstable();
            known.dedup();
            return Err(problem("error-cli-sheet").with("id", name).with("known", known.join(", ")).into());
        };
        Arc::clone(found)
    };
    if found.lang != document.lang() {
        return Err(problem("error-cli-sheet-lang").with("id", found.id.clone()).into());
    }
    Ok(Some(found))
}
