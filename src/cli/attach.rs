//! `kian attach`: the files attached to a `.kian` document: listed, added, taken away, written out.

use super::args::{Arguments, Opt, PLAIN, problem};
use super::output::Plain;
use super::report::{Failure, Ran, sentence};
use super::{Command, Context, engine, help, input};
use crate::app::logbook::{self, Logbook};
use crate::app::workers::FILE_LIMIT;
use crate::app::{Level, Notice, attachments, files};
use crate::document::{Attachment, Document};
use crate::format::{self, Kind};
use crate::store::audit::{Event, EventKind};
use crate::translation::Bitext;
use serde_json::{Value, json};
use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};

pub(super) const COMMAND: Command = Command {
    name: "attach",
    usage: &[
        "attach list DOCUMENT.kian",
        "attach add [--classification LEVEL] DOCUMENT.kian FILE…",
        "attach save DOCUMENT.kian NAME [-o OUT] [--force]",
        "attach remove DOCUMENT.kian NAME…",
    ],
    about: "cli-attach",
    options: &[
        Opt { name: "--classification", value: "LEVEL", about: "cli-option-classification" },
        Opt { name: "-o", value: "OUT", about: "cli-option-out" },
        Opt { name: "--force", value: "", about: "cli-option-force" },
    ],
    formats: PLAIN,
    run,
};

/// A document in its file.
struct Kept {
    path: PathBuf,
    document: Document,
    bitext: Option<Bitext>,
}

impl Kept {
    fn read(context: &Context, name: &OsString) -> Result<Self, Failure> {
        let path = PathBuf::from(name);
        if Kind::from_path(&path) != Some(Kind::Kian) {
            return Err(problem("error-cli-attach-kind").with("path", path.display().to_string()).into());
        }
        let (_, bytes) = input::bytes(context, &path, FILE_LIMIT)?;
        let (read, bitext) = format::read_translated(&bytes).map_err(|error| Failure::of(&error).in_file(&path))?;
        // What could not be read would be gone after saving.
        match read.losses.first() {
            Some(loss) => Err(Failure::of(loss).in_file(&path)),
            None => Ok(Self { path, document: read.document, bitext }),
        }
    }

    fn save(&self) -> Result<(), Failure> {
        let written = match &self.bitext {
            Some(bitext) => format::write_translated(&self.document, bitext),
            None => format::write(&self.document, &crate::app::workers::kian()),
        };
        let written = written.map_err(|error| Failure::of(&error).in_file(&self.path))?;
        Ok(files::save_atomically(&self.path, &written.bytes)?)
    }

    fn index(&self, name: &OsString) -> Result<usize, Failure> {
        let name = name.to_string_lossy();
        let all = self.document.attachments();
        all.iter().position(|one| one.name() == name).ok_or_else(|| {
            let names: Vec<&str> = all.iter().map(Attachment::name).collect();
            let names = if names.is_empty() { "-".to_owned() } else { names.join(", ") };
            problem("error-cli-attach-name").with("name", name.into_owned()).with("names", names).into()
        })
    }
}

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let (action, document, names) = match arguments.operands() {
        [] => return Err(arguments.missing("list|add|save|remove")),
        [action] => (action.to_string_lossy().into_owned(), None, &[][..]),
        [action, document, names @ ..] => (action.to_string_lossy().into_owned(), Some(document), names),
    };
    if !["list", "add", "save", "remove"].contains(&action.as_str()) {
        return Err(problem("error-cli-attach-action").with("action", action).into());
    }
    let mut kept = Kept::read(context, document.ok_or_else(|| arguments.missing("DOCUMENT.kian"))?)?;
    if action != "list" && names.is_empty() {
        return Err(arguments.missing(if action == "add" { "FILE" } else { "NAME" }));
    }
    match action.as_str() {
        "add" => {
            let level = engine::classification(context, arguments)?;
            for name in names {
                let mut attachment = attachments::read(Path::new(name)).map_err(Failure::from)?;
                attachment.level = level.or(attachment.level);
                (attachment.by, attachment.at) = (logbook::user(), context.now);
                kept.document.attachments_mut().add(attachment).map_err(|refused| Failure::of(&refused))?;
            }
            kept.save()?;
            record(context, &kept, "added", names.len(), &mut ran);
        }
        "remove" => {
            for name in names {
                let index = kept.index(name)?;
                kept.document.attachments_mut().remove(index);
            }
            kept.save()?;
            record(context, &kept, "removed", names.len(), &mut ran);
        }
        "save" => {
            if let [_, surplus, ..] = names {
                return Err(arguments.surplus(surplus));
            }
            let index = kept.index(&names[0])?;
            let bytes = kept.document.attachments().get(index).map(|one| one.bytes().clone()).unwrap_or_default();
            match arguments.path("-o") {
                Some(path) => Plain::new(path, arguments.has("--force"))?.write(&bytes)?,
                None => {
                    // Bytes, not words: they go out as they are.
                    let mut out = std::io::stdout().lock();
                    let place = PathBuf::from("-");
                    out.write_all(&bytes)
                        .and_then(|()| out.flush())
                        .map_err(|e| files::FileError::writing(&place, &e))?;
                }
            }
            return Ok(ran);
        }
        _ => {
            if let Some(surplus) = names.first() {
                return Err(arguments.surplus(surplus));
            }
        }
    }
    list(context, &kept, &mut ran);
    Ok(ran)
}

/// Writes into the trail that files were added or taken away, without their names. What cannot be written is told: the
/// document is as it is all the same.
fn record(context: &Context, kept: &Kept, action: &'static str, count: usize, ran: &mut Ran) {
    let level = kept.document.classification().map(|level| level.code().to_owned()).unwrap_or_default();
    let event = Event::new(EventKind::Attachment, context.now)
        .text("user", logbook::user())
        .text("document", kept.document.id().unwrap_or_default())
        .text("classification", level)
        .text("action", action)
        .number("files", count as u64);
    let written = context.dirs().map(|dirs| Logbook::in_dir(&dirs.data_dir).append(&[event]));
    if let Ok(Err(error)) = written {
        ran.notes.push(sentence(&context.tr, &Notice { level: Level::Warning, ..Notice::error(&error) }));
    }
}

fn list(context: &Context, kept: &Kept, ran: &mut Ran) {
    let all = kept.document.attachments();
    if context.is_json() {
        let one = |one: &Attachment| {
            json!({
                "name": one.name(),
                "kind": one.kind(),
                "size": one.size(),
                "sha256": one.sha256(),
                "classification": one.level.map(|level| level.code().to_owned()),
                "by": one.by,
                "at": one.at,
            })
        };
        let list: Vec<Value> = all.iter().map(one).collect();
        let file = kept.path.display().to_string();
        return ran.json(&json!({ "version": 1, "file": file, "attachments": list }));
    }
    let level = |one: &Attachment| one.level.map_or_else(|| "-".to_owned(), |level| level.code().to_owned());
    let row = |one: &Attachment| {
        vec![one.name().to_owned(), one.size().to_string(), level(one), one.sha256()[..16].to_owned()]
    };
    ran.out = help::table(&all.iter().map(row).collect::<Vec<_>>());
    ran.notes.push(context.tr.format("cli-attach-count", &[("count", all.len().into())]));
}
