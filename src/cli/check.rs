//! `kian check`: proofreads documents; for people, as JSON, and as SARIF ([`sarif`]).

mod sarif;

use super::args::{Arguments, Format, Opt, problem};
use super::output::Target;
use super::report::{FAILED, FOUND, Failure, Ran, sentence};
use super::{Command, Context, input};
use crate::app::{Level, Notice, forms, notice, open, words};
use crate::document::{Author, Document, Edit};
use crate::i18n::Tr;
use crate::proofread::{Checker, Finding, Profile, Severity, safe_fixes};
use serde_json::{Value, json};
use std::ffi::OsStr;

pub(super) const COMMAND: Command = Command {
    name: "check",
    usage: &[
        "check [--profile NAME] [--severity LEVEL] [--format text|json|sarif] FILE…",
        "check --fix -o OUT [--force] FILE",
    ],
    about: "cli-check",
    options: &[
        Opt { name: "--profile", value: "NAME", about: "cli-option-profile" },
        Opt { name: "--severity", value: "LEVEL", about: "cli-option-severity" },
        Opt { name: "--fix", value: "", about: "cli-option-fix" },
        Opt { name: "-o", value: "OUT", about: "cli-option-fix-out" },
        Opt { name: "--force", value: "", about: "cli-option-force" },
    ],
    formats: &[Format::Text, Format::Json, Format::Sarif],
    run,
};

/// How often safe fixes are applied before what is left is left: a fix that makes room for another needs two.
const ROUNDS: usize = 20;

/// One document and what was found in it.
struct Checked {
    /// As the person called it; what was written where it was fixed.
    name: String,
    text: String,
    findings: Vec<Finding>,
}

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let profiles = Profile::ALL.map(Profile::code).join(", ");
    let profile = arguments.choice("--profile", &profiles, Profile::from_code)?;
    let severity = arguments.choice("--severity", "info, warning, error", Severity::from_code)?;
    let (settings, policy) = context.settings_and_policy(&mut ran)?;
    let (book, notices) = words::rulebook(&context.dirs()?, &settings, &policy);
    ran.notes.extend(notices.iter().map(|notice| sentence(&context.tr, notice)));
    let (shelf, _) = context.forms()?;
    let found = |document: &Document, checker: &mut Checker| {
        let form = document.form().and_then(|id| forms::find(&shelf, id, Some(document.lang())));
        let profile = profile.unwrap_or_else(|| open::profile(document, form.map(|kept| kept.form.as_ref())));
        let judgement = document.judgement();
        let mut findings = checker.check(&document.snapshot(), profile);
        findings.retain(|finding| !judgement.ignores(finding.rule, &finding.text, finding.span));
        findings
    };
    let reported = |mut checked: Checked| {
        checked.findings.retain(|finding| finding.severity >= severity.unwrap_or(Severity::Info));
        checked
    };
    let mut checker = Checker::new(book);
    // What is not listed is told.
    let note_more = |ran: &mut Ran, checker: &Checker, name: &str| {
        let more = checker.found(false).more;
        if more > 0 {
            ran.notes.push(context.tr.format("cli-check-more", &[("file", name.into()), ("count", more.into())]));
        }
    };

    let mut all = Vec::new();
    let mut failed: Option<Failure> = None;
    if arguments.has("--fix") {
        let input = input::document(context, arguments.operand()?)?;
        let target = Target::new(arguments, Some(&input))?.written_like(input.source);
        let mut document = input.document.clone();
        let mut fixed = 0;
        let mut findings = found(&document, &mut checker);
        for _ in 0..ROUNDS {
            let change = safe_fixes(&findings);
            if change.is_empty() {
                break;
            }
            fixed += change.replaces().len();
            let author = Author::Rule("safe".to_owned());
            document.apply(Edit { author, ..Edit::by_person(change, context.now) });
            findings = found(&document, &mut checker);
        }
        let losses = target.write_over(&document, &input)?;
        let (name, text) = (target.path.display().to_string(), document.text().to_string());
        let args = [("count", fixed.into()), ("path", name.as_str().into())];
        ran.notes.push(context.tr.format("cli-fixed", &args));
        ran.notes.extend(losses.iter().map(|loss| sentence(&context.tr, &Notice::of(Level::Warning, loss))));
        note_more(&mut ran, &checker, &name);
        all.push(reported(Checked { name, text, findings }));
    } else {
        if arguments.has("-o") {
            return Err(problem("error-cli-out-without-fix").into());
        }
        if arguments.operands().is_empty() {
            return Err(arguments.missing("FILE"));
        }
        for name in arguments.operands() {
            match input::document(context, name) {
                Ok(input) => {
                    input.note_losses(context, &mut ran);
                    let findings = found(&input.document, &mut checker);
                    let text = input.document.text().to_string();
                    note_more(&mut ran, &checker, &input.name);
                    all.push(reported(Checked { name: input.name, text, findings }));
                }
                // One file that cannot be read does not keep a night's work from the others.
                Err(failure) if arguments.operands().len() > 1 => {
                    failed = Some(match failed {
                        Some(before) => before.and(failure),
                        None => failure,
                    });
                }
                Err(failure) => return Err(failure),
            }
        }
    }

    let least = severity.unwrap_or(Severity::Warning);
    if all.iter().flat_map(|checked| &checked.findings).any(|finding| finding.severity >= least) {
        ran.code = FOUND;
    }
    let lines = failed.as_ref().map_or_else(Vec::new, |failure| failure.lines(&context.tr));
    match context.format {
        Format::Json => {
            let mut objects: Vec<Value> = all.iter().map(|checked| object(&context.tr, checked)).collect();
            if let Some(failure) = failed {
                return Err(failure.partial(objects));
            }
            let one = objects.len() == 1 && arguments.operands().len() == 1;
            ran.json(&if one { objects.remove(0) } else { Value::Array(objects) });
            return Ok(ran);
        }
        Format::Sarif => ran.json(&sarif::log(&context.tr, &all, &lines)),
        Format::Text => {
            ran.out = all.iter().map(|checked| listing(&context.tr, checked)).collect();
            ran.notes.push(counts(&context.tr, &all));
        }
    }
    if failed.is_some() {
        ran.code = FAILED;
    }
    ran.notes.extend(lines);
    Ok(ran)
}

/// `file:line:column: severity rule message`, and the cures below.
fn listing(tr: &Tr, checked: &Checked) -> String {
    let positions = Positions::new(&checked.text);
    let mut text = String::new();
    for finding in &checked.findings {
        let (line, column) = positions.line_and_column(finding.span.start);
        let severity = match finding.severity {
            Severity::Error => tr.text("cli-severity-error"),
            Severity::Warning => tr.text("cli-severity-warning"),
            Severity::Info => tr.text("cli-severity-info"),
        };
        let message = notice::finding_text(tr, finding).replace('\n', "⏎");
        text.push_str(&format!("{}:{line}:{column}: {severity} {} {message}\n", checked.name, finding.rule));
        for fix in &finding.fixes {
            let args = [("old", finding.text.as_str().into()), ("new", fix.text.as_str().into())];
            let id = match (fix.text.is_empty(), fix.safe) {
                (true, true) => "cli-fix-delete-safe",
                (true, false) => "cli-fix-delete",
                (false, true) => "cli-fix-safe",
                (false, false) => "cli-fix",
            };
            text.push_str(&format!("    {}\n", tr.format(id, &args).replace('\n', "⏎")));
        }
    }
    text
}

/// How much of what was found, in one line.
fn counts(tr: &Tr, all: &[Checked]) -> String {
    let count = |severity| all.iter().flat_map(|c| &c.findings).filter(|f| f.severity == severity).count();
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    if errors + warnings + infos == 0 {
        return tr.text("cli-no-findings");
    }
    tr.format("cli-counts", &[("errors", errors.into()), ("warnings", warnings.into()), ("infos", infos.into())])
}

fn object(tr: &Tr, checked: &Checked) -> Value {
    let positions = Positions::new(&checked.text);
    let findings: Vec<Value> = checked
        .findings
        .iter()
        .map(|finding| {
            let (line, column) = positions.line_and_column(finding.span.start);
            let fixes: Vec<Value> =
                finding.fixes.iter().map(|fix| json!({ "text": fix.text, "safe": fix.safe })).collect();
            json!({
                "rule": finding.rule,
                "severity": finding.severity.code(),
                "start": positions.char_of(finding.span.start),
                "end": positions.char_of(finding.span.end),
                "line": line,
                "column": column,
                "text": finding.text,
                "message": notice::finding_text(tr, finding),
                "fixes": fixes,
            })
        })
        .collect();
    json!({ "version": 1, "file": checked.name, "findings": findings })
}

/// Places of a text as people and JSON count them: in Unicode scalar values, lines and columns from 1.
pub(super) struct Positions<'a> {
    text: &'a str,
    /// The first byte of each line, and how many characters stand before it.
    lines: Vec<(usize, usize)>,
}

impl<'a> Positions<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut lines = vec![(0, 0)];
        for (chars, (at, c)) in text.char_indices().enumerate() {
            if c == '\n' {
                lines.push((at + 1, chars + 1));
            }
        }
        Self { text, lines }
    }

    /// How many characters stand before `byte`.
    pub(super) fn char_of(&self, byte: usize) -> usize {
        let (_, (start, before)) = self.line(byte);
        before + self.text[start..byte].chars().count()
    }

    /// The line and the column of `byte`.
    pub(super) fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let (line, (start, _)) = self.line(byte);
        (line + 1, self.text[start..byte].chars().count() + 1)
    }

    fn line(&self, byte: usize) -> (usize, (usize, usize)) {
        let line = self.lines.partition_point(|(start, _)| *start <= byte) - 1;
        (line, self.lines[line])
    }
}

/// Whether `name` is standard input.
fn is_stdin(name: &str) -> bool {
    OsStr::new(name) == "-"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_not_bytes() {
        let text = "𠮷野\nab。\n";
        let positions = Positions::new(text);
        let at = |what: &str| text.find(what).unwrap();
        assert_eq!((positions.char_of(at("野")), positions.line_and_column(at("野"))), (1, (1, 2)));
        assert_eq!((positions.char_of(at("。")), positions.line_and_column(at("。"))), (5, (2, 3)));
        assert_eq!((positions.char_of(text.len()), positions.line_and_column(text.len())), (7, (3, 1)));
        assert_eq!(Positions::new("").line_and_column(0), (1, 1));
    }
}
