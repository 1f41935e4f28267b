//! `kian compare`: 新旧対照表 of two versions, on the terminal or as a file, and the 改め文 between them.

use super::args::{Arguments, Opt, PLAIN, problem};
use super::draft::written;
use super::input::{self, Input};
use super::output::Target;
use super::report::{Failure, Ran};
use super::{Command, Context};
use crate::app::comparing::{Style, lines};
use crate::app::{files, profile};
use crate::document::comparison::{self, Comparison, Line, Unchanged, amend, compare};
use crate::document::{Author, Document, Role, Snapshot};
use crate::format::Kind;
use crate::format::comparison::{Cell, Headings, Layout, Order, cells};
use crate::text::chars_from_byte;
use serde_json::{Value, json};
use std::ffi::OsStr;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub(super) const COMMAND: Command = Command {
    name: "compare",
    usage: &[
        "compare OLD NEW [--order ORDER] [--headings NAMES] [--unchanged HOW] [-o OUT] [--force]",
        "compare OLD NEW --amendment [-o OUT] [--force]",
    ],
    about: "cli-compare",
    options: &[
        Opt { name: "--order", value: "ORDER", about: "cli-option-order" },
        Opt { name: "--headings", value: "NAMES", about: "cli-option-headings" },
        Opt { name: "--unchanged", value: "HOW", about: "cli-option-unchanged" },
        Opt { name: "--amendment", value: "", about: "cli-option-amendment" },
        Opt { name: "-o", value: "OUT", about: "cli-option-out" },
        Opt { name: "--force", value: "", about: "cli-option-force" },
    ],
    formats: PLAIN,
    run,
};

/// Columns of a terminal for one side.
const SIDE: usize = 38;

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let (old, new) = match arguments.operands() {
        [old, new] => (old, new),
        [] => return Err(arguments.missing("OLD")),
        [_] => return Err(arguments.missing("NEW")),
        [_, _, third, ..] => return Err(arguments.surplus(third)),
    };
    let mut read = |name: &OsStr| -> Result<Input, Failure> {
        let input = input::document(context, name)?;
        input.note_losses(context, &mut ran);
        Ok(input)
    };
    let (old, new) = (read(old)?, read(new)?);
    let (before, after) = (old.document.snapshot(), new.document.snapshot());
    let out = arguments.path("-o").map(|_| Target::new(arguments, None)).transpose()?;
    if arguments.has("--amendment") {
        return amendment(context, &before, &after, out.as_ref(), ran);
    }
    let style = style(context, arguments, &mut ran)?;
    let compared = compare(&before, &after, style.unchanged);
    let (changed, added, removed) = compared.counts();
    let title = match &compared.title {
        Some(title) => context.tr.format("compare-title", &[("title", title.clone().into())]),
        None => context.tr.text("compare-title-bare"),
    };
    let layout = style.layout(title);
    if let Some(target) = &out {
        let kind = match target.kind() {
            Kind::Docx => crate::format::comparison::Target::Docx,
            Kind::Html => crate::format::comparison::Target::Html,
            _ => return Err(problem("error-compare-kind").with("path", target.path.display().to_string()).into()),
        };
        target.write_bytes(&crate::format::comparison::write(&compared, &layout, kind))?;
    }
    if context.is_json() {
        ran.json(&json!({ "version": 1, "title": compared.title, "rows": rows(&compared) }));
    } else if let Some(target) = &out {
        ran.out = written(context, &target.path, &[]);
    } else if !compared.is_same() {
        ran.out = table(&compared, &layout);
    }
    if !context.is_json() {
        ran.notes.push(if compared.is_same() {
            context.tr.text("compare-same")
        } else {
            let counts = [("changed", changed.into()), ("added", added.into()), ("removed", removed.into())];
            context.tr.format("compare-counts", &counts)
        });
    }
    Ok(ran)
}

/// How the table is set out: as asked, else as the office's profile says.
fn style(context: &Context, arguments: &Arguments, ran: &mut Ran) -> Result<Style, Failure> {
    let (settings, _) = context.settings_and_policy(ran)?;
    let (profile, _) = profile::load(&profile::paths(&context.dirs()?, &settings));
    let said = Style::of(&profile);
    let codes = |codes: &[&str]| codes.join(", ");
    Ok(Style {
        order: arguments
            .choice("--order", &codes(&Order::ALL.map(Order::code)), Order::from_code)?
            .unwrap_or(said.order),
        headings: arguments
            .choice("--headings", &codes(&Headings::ALL.map(Headings::code)), Headings::from_code)?
            .unwrap_or(said.headings),
        unchanged: arguments
            .choice("--unchanged", &codes(&Unchanged::ALL.map(Unchanged::code)), Unchanged::from_code)?
            .unwrap_or(said.unchanged),
    })
}

/// The 改め文, on the terminal or as a document.
fn amendment(
    context: &Context,
    old: &Snapshot,
    new: &Snapshot,
    out: Option<&Target>,
    mut ran: Ran,
) -> Result<Ran, Failure> {
    let Some(amendment) = amend(old, new) else {
        let same = compare(old, new, Unchanged::Elided).is_same();
        return Err(problem(if same { "error-compare-same" } else { "error-compare-articles" }).into());
    };
    if amendment.whole {
        ran.notes.push(context.tr.text("compare-whole"));
    }
    let lines = lines(&amendment);
    if let Some(target) = out {
        let paragraphs: Vec<(Role, String)> = lines.iter().map(|line| (Role::Body, line.clone())).collect();
        let losses = target.write(&Document::new(new.lang, None, &paragraphs, Author::Person))?;
        if !context.is_json() {
            ran.out = written(context, &target.path, &losses);
        }
    }
    if context.is_json() {
        let clauses: Vec<Value> = amendment
            .clauses
            .iter()
            .map(|clause| json!({ "sentence": clause.sentence, "lines": clause.lines }))
            .collect();
        ran.json(&json!({ "version": 1, "opening": amendment.opening, "whole": amendment.whole, "clauses": clauses }));
    } else if out.is_none() {
        ran.out = lines.join("\n") + "\n";
    }
    Ok(ran)
}

fn rows(compared: &Comparison) -> Vec<Value> {
    let side = |line: &Option<Line>| match line {
        None => Value::Null,
        Some(line) => {
            let mark = |span: &crate::text::Span| json!({ "start": chars_from_byte(&line.text, span.start), "end": chars_from_byte(&line.text, span.end) });
            let marks: Vec<Value> = line.marks.iter().map(mark).collect();
            json!({ "label": line.label, "text": line.text, "marks": marks })
        }
    };
    let object =
        |row: &comparison::Row| json!({ "kind": row.kind.code(), "old": side(&row.old), "new": side(&row.new) });
    compared.rows().map(object).collect()
}

/// The table for a terminal; a line of ‾ stands under the words that differ.
fn table(compared: &Comparison, layout: &Layout) -> String {
    let [first, second] = layout.columns(compared.lang);
    let rule = format!("{}┼{}\n", "─".repeat(SIDE + 1), "─".repeat(SIDE + 1));
    let mut out = format!("{}\n{rule}", joined(first, second));
    for group in &compared.groups {
        for [new, old] in cells(&group.rows, compared.lang) {
            let [left, right] = layout.in_order(wrapped(&new), wrapped(&old));
            for at in 0..left.len().max(right.len()) {
                let piece = |side: &[(String, String)]| side.get(at).cloned().unwrap_or_default();
                let ((words, marks), (words_right, marks_right)) = (piece(&left), piece(&right));
                out.push_str(&(joined(&words, &words_right) + "\n"));
                if !marks.trim().is_empty() || !marks_right.trim().is_empty() {
                    out.push_str(&(joined(&marks, &marks_right) + "\n"));
                }
            }
        }
        out.push_str(&rule);
    }
    out
}

fn joined(left: &str, right: &str) -> String {
    let room = SIDE.saturating_sub(left.width());
    format!("{left}{} │ {right}", " ".repeat(room)).trim_end().to_owned()
}

/// The lines of a cell, each with the line that stands under it.
fn wrapped(cell: &Cell) -> Vec<(String, String)> {
    let indent = " ".repeat(usize::from(cell.depth) * 2);
    let mut lines = vec![(indent.clone(), indent.clone())];
    let mut column = indent.len();
    for (words, marked) in &cell.pieces {
        for c in words.chars() {
            let width = c.width().unwrap_or(0);
            if column + width > SIDE {
                lines.push((indent.clone(), indent.clone()));
                column = indent.len();
            }
            if let Some((line, marks)) = lines.last_mut() {
                line.push(c);
                marks.push_str(&(if *marked { "~" } else { " " }).repeat(width));
            }
            column += width;
        }
    }
    lines
}

impl Target {
    /// The kind of file it will be.
    fn kind(&self) -> Kind {
        self.source().kind
    }

    fn write_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(files::create_new(&self.path, bytes, self.replaces())?)
    }
}
