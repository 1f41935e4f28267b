//! `kian draft`: a document of a form, from a file of facts.

use super::args::{Arguments, Opt, PLAIN, problem};
use super::output::Target;
use super::report::{Failure, Ran, sentence};
use super::{Command, Context, engine, input};
use crate::app::engine::{draft_request, endpoint_run, nonce, offline_run, paragraphs};
use crate::app::logbook::{self, Logbook};
use crate::app::{Level, Notice, forms};
use crate::assistant::offline::ENGINE;
use crate::assistant::{Policy, Task};
use crate::document::{Author, Document, Facts, Form, Hunk, Suggestion};
use crate::format::Loss;
use crate::store::audit::{Event, EventKind};
use crate::store::{LedgerRow, PieceRow, Store};
use crate::text::Lang;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

pub(super) const COMMAND: Command = Command {
    name: "draft",
    usage: &["draft --form ID --facts FACTS.toml [--lang ja|en]", "      [--endpoint NAME|--offline] -o OUT [--force]"],
    about: "cli-draft",
    options: &[
        Opt { name: "--form", value: "ID", about: "cli-option-form" },
        Opt { name: "--facts", value: "FACTS.toml", about: "cli-option-facts" },
        Opt { name: "--lang", value: "ja|en", about: "cli-option-draft-lang" },
        engine::OPTIONS[0],
        engine::OPTIONS[1],
        engine::OPTIONS[2],
        Opt { name: "-o", value: "OUT", about: "cli-option-out" },
        Opt { name: "--force", value: "", about: "cli-option-force" },
    ],
    formats: PLAIN,
    run,
};

/// The largest file of facts, in bytes: no form holds more.
const FACTS_LIMIT: u64 = 4 << 20;

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    arguments.no_operands()?;
    let mut ran = Ran::default();
    let id = arguments.required("--form")?;
    let path = arguments.required_path("--facts")?;
    let lang = super::lang(arguments)?;
    let said = engine::classification(context, arguments)?;
    let endpoint = engine::chosen(context, arguments, &mut ran)?;
    let target = Target::new(arguments, None)?;
    let asked = form(context, &id, lang)?;
    let policy = context.settings_and_policy(&mut Ran::default())?.1;
    for id in [&id, &asked.id] {
        if !policy.offers_form(id) {
            let contact = if policy.contact.is_empty() { "none" } else { &policy.contact };
            let notice = problem("error-cli-form-not-offered").with("form", id.as_str());
            return Err(notice.with("policy", policy.name.clone()).with("contact", contact).into());
        }
    }

    let (facts, header) = read_facts(context, &path)?;
    if let Some(other) = header.form.as_deref().filter(|other| *other != asked.id && *other != id) {
        let notice = problem("error-cli-other-form").with("form", other).with("asked", id.as_str());
        return Err(Failure::from(notice).in_file(&path));
    }
    let form = match lang.or(header.lang) {
        Some(lang) => self::form(context, &id, Some(lang))?,
        None => asked,
    };
    let problems: Vec<Notice> = form.check(&facts).iter().map(|problem| Notice::error(problem)).collect();
    if !problems.is_empty() {
        return Err(Failure::from(problems).in_file(&path));
    }

    let outline = form.outline(&facts);
    let mut document = outline.document(&form);
    if let Some(id) = &form.sheet {
        let sheet = super::convert::sheet_named(context, id, form.lang)?;
        if sheet.is_none() {
            let notice = Notice::new(Level::Warning, "notice-form-sheet").with("sheet", id.as_str());
            ran.notes.push(sentence(&context.tr, &notice));
        }
        document.set_sheet(sheet);
    }
    let level = header.classification.or(said).or(form.classification);
    document.set_classification(level);
    document.set_id(format!("{:016x}", nonce()));
    let suggestion = match &endpoint {
        None => {
            let run = document.add_run(offline_run(Task::Draft, context.now));
            outline.offline_suggestion(&document, Author::Assistant(run))
        }
        Some(endpoint) => {
            let (written, mut prose) = (document.text().to_string(), Vec::new());
            for slot in &outline.slots {
                let request = draft_request(&form, &facts, &written, slot, nonce());
                prose.push(engine::ask(context, &mut ran, endpoint, level, request, &prose)?.text);
            }
            let run = document.add_run(endpoint_run(&endpoint.endpoint, Task::Draft, context.now, true));
            let slots = outline.slots.iter().zip(&prose);
            let hunks = slots.map(|(slot, text)| slot.hunk(&document, &paragraphs(text))).collect();
            Suggestion { author: Author::Assistant(run), hunks, complete: true }
        }
    };
    let pieces = suggestion.hunks.clone();
    accept(&mut document, suggestion, context.now);
    let losses = target.write(&document)?;
    let sent = endpoint.as_ref().map(engine::Asked::sent).unwrap_or_default();
    record(context, &mut ran, &document, &pieces, (&policy, sent));
    let engine = endpoint.as_ref().map_or(ENGINE, |asked| &asked.endpoint.name);
    if context.is_json() {
        ran.json(&json!({
            "version": 1,
            "file": target.path.display().to_string(),
            "form": form.id,
            "lang": form.lang.code(),
            "engine": engine,
            "losses": losses_json(context, &losses),
        }));
    } else {
        ran.out = written(context, &target.path, &losses);
    }
    Ok(ran)
}

/// Writes into the ledger and the audit trail what the window writes of a suggestion that is accepted as a whole. What cannot
/// be written is told: the document is there all the same.
fn record(context: &Context, ran: &mut Ran, document: &Document, pieces: &[Hunk], (policy, sent): (&Policy, String)) {
    let Some(run) = document.runs().last() else { return };
    let Ok(dirs) = context.dirs() else { return };
    let count = u32::try_from(pieces.len()).unwrap_or(u32::MAX);
    let number = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    // The engine on this machine goes by no words.
    let template = if run.engine == ENGINE {
        format!("{}-{} {}", run.task, document.lang().code(), env!("CARGO_PKG_VERSION"))
    } else {
        logbook::template_of(Task::Draft, document.lang())
    };
    let level = document.classification().map(|level| level.code().to_owned()).unwrap_or_default();
    let row = LedgerRow {
        document: document.id().unwrap_or_default().to_owned(),
        engine: run.engine.clone(),
        model: run.model.clone(),
        task: run.task.clone(),
        asked_at: run.at,
        complete: run.complete,
        hunks: count,
        accepted: count,
        decided_at: Some(context.now),
        template: template.clone(),
        level: level.clone(),
        policy: policy.name.clone(),
        sent,
        decider: logbook::user(),
        pieces: (0..)
            .zip(pieces)
            .map(|(number_of, piece)| PieceRow {
                number: number_of,
                removed: number(&piece.old),
                added: number(&piece.new),
                state: "accepted".to_owned(),
                decided_at: Some(context.now),
            })
            .collect(),
        ..LedgerRow::default()
    };
    let event = Event::new(EventKind::Accept, context.now)
        .text("user", logbook::user())
        .text("policy", policy.name.clone())
        .text("document", row.document.clone())
        .text("form", document.form().unwrap_or_default())
        .text("classification", level)
        .text("endpoint", run.engine.clone())
        .text("model", run.model.clone())
        .text("task", run.task.clone())
        .text("template", template)
        .number("pieces", u64::from(count))
        .number("of", u64::from(count));
    let written = dirs.create().map_err(|error| Notice::error(&error)).and_then(|()| {
        let store = Store::open(&dirs.store()).map_err(|error| Notice::error(&error))?;
        store.record(&row, &[event]).map_err(|error| Notice::error(&error))?;
        let trail = Logbook::in_dir(&dirs.data_dir).trail().map_err(|error| Notice::error(&error))?;
        store.flush(&trail).map_err(|error| Notice::error(&error))
    });
    if let Err(notice) = written {
        ran.notes.push(sentence(&context.tr, &Notice { level: Level::Warning, ..notice }));
    }
}

/// Puts the whole suggestion into the text: whoever gave the command accepted it with that.
fn accept(document: &mut crate::document::Document, mut suggestion: Suggestion, at: i64) {
    let all: Vec<usize> = (0..suggestion.hunks.len()).collect();
    let text = document.text().clone();
    if let Some(edit) = suggestion.accept(&all, at, |byte| text.line_of(byte)) {
        document.apply(edit);
    }
}

/// The form `id`, or its counterpart in `lang`: ours, the office's or the person's own.
///
/// # Errors
/// If there is none; then the files that could not be used are told, too.
pub(super) fn form(context: &Context, id: &str, lang: Option<Lang>) -> Result<Arc<Form>, Failure> {
    let (shelf, broken) = context.forms()?;
    if let Some(kept) = forms::find(&shelf, id, lang) {
        return Ok(kept.form.clone());
    }
    let notice = match lang.filter(|_| forms::find(&shelf, id, None).is_some()) {
        Some(lang) => problem("error-cli-form-lang").with("lang", lang.code()),
        None => {
            let ids: Vec<&str> = shelf.iter().map(|kept| kept.form.id.as_str()).collect();
            problem("error-cli-form").with("choices", ids.join(", "))
        }
    };
    let mut told = vec![notice.with("form", id)];
    told.extend(broken);
    Err(told.into())
}

pub(super) fn read_facts(context: &Context, path: &Path) -> Result<(Facts, crate::document::facts::Header), Failure> {
    let (_, bytes) = input::bytes(context, path, FACTS_LIMIT)?;
    let text =
        String::from_utf8(bytes).map_err(|_| Failure::from(problem("error-cli-facts-encoding")).in_file(path))?;
    Facts::parse(&text).map_err(|problems| {
        let notices: Vec<Notice> = problems.iter().map(|problem| Notice::error(problem)).collect();
        Failure::from(notices).in_file(path)
    })
}

/// That `path` was written, and what it does not hold.
pub(super) fn written(context: &Context, path: &Path, losses: &[Loss]) -> String {
    let tr = &context.tr;
    let mut text = tr.format("cli-written", &[("path", path.display().to_string().into())]) + "\n";
    for loss in losses {
        text.push_str(&format!("  {} {}\n", tr.text("cli-bullet"), sentence(tr, &Notice::of(Level::Warning, loss))));
    }
    text
}

/// The same for programs.
pub(super) fn losses_json(context: &Context, losses: &[Loss]) -> Value {
    let told = |loss: &Loss| {
        let notice = Notice::of(Level::Warning, loss);
        json!({ "id": notice.id, "message": notice.text(&context.tr) })
    };
    losses.iter().map(told).collect()
}
