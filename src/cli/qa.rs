//! `kian qa`: checks a bilingual file, pair by pair and as a whole.

use super::args::{Arguments, Opt, PLAIN, problem};
use super::check::Positions;
use super::report::{FOUND, Failure, Ran, sentence};
use super::translate::read_glossary;
use super::{Command, Context, input, tm};
use crate::app::files::FileError;
use crate::app::workers::FILE_LIMIT;
use crate::app::{Level, Notice, notice, words};
use crate::format::exchange::xliff;
use crate::format::memory::{self, Carrier};
use crate::format::{self, Kind};
use crate::proofread::Severity;
use crate::proofread::pairs::{self, Category, Glossary, PairFinding};
use crate::text::{Lang, Span};
use crate::translation::Tag;
use crate::translation::terms::Termbase;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

pub(super) const COMMAND: Command = Command {
    name: "qa",
    usage: &["qa [--from ja|en] [--severity LEVEL] [--glossary F] FILE"],
    about: "cli-qa",
    options: &[
        Opt { name: "--from", value: "ja|en", about: "cli-option-qa-from" },
        Opt { name: "--severity", value: "LEVEL", about: "cli-option-qa-severity" },
        Opt { name: "--glossary", value: "F", about: "cli-option-qa-glossary" },
    ],
    formats: PLAIN,
    run,
};

/// A pair of the file.
struct Segment {
    id: String,
    ja: String,
    en: String,
    /// The inline codes of source and target, where the file carries some.
    tags: [Vec<Tag>; 2],
}

impl Segment {
    fn new(id: String, from: Lang, source: &str, target: &str) -> Self {
        let (ja, en) = if from == Lang::Ja { (source, target) } else { (target, source) };
        Self { id, ja: ja.to_owned(), en: en.to_owned(), tags: [Vec::new(), Vec::new()] }
    }

    fn tagged(self, source: &[Tag], target: &[Tag]) -> Self {
        Self { tags: [source.to_vec(), target.to_vec()], ..self }
    }

    /// Source and target.
    fn sides(&self, from: Lang) -> (&str, &str) {
        if from == Lang::Ja { (&self.ja, &self.en) } else { (&self.en, &self.ja) }
    }
}

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let asked = arguments.choice("--from", "ja, en", Lang::from_code)?;
    let severity = arguments.choice("--severity", "info, warning, error", Severity::from_code)?;
    let operand = arguments.operand()?;
    let (segments, found) = read(context, operand, &mut ran)?;
    let from = asked.or(found).unwrap_or(Lang::Ja);
    let (settings, policy) = context.settings_and_policy(&mut ran)?;
    let (book, notices) = words::rulebook(&context.dirs()?, &settings, &policy);
    ran.notes.extend(notices.iter().map(|notice| sentence(&context.tr, notice)));

    let mut terms = match arguments.path("--glossary") {
        Some(path) => read_glossary(context, &path, &mut ran)?,
        None => Vec::new(),
    };
    terms.extend(tm::opened(context, &mut ran)?.terms().map_err(|e| Failure::of(&e))?);
    let glossary = Glossary::with(Arc::new(Termbase::new(terms)));

    let sides: Vec<(&str, &str)> = segments.iter().map(|segment| segment.sides(from)).collect();
    let to = if from == Lang::Ja { Lang::En } else { Lang::Ja };
    let mut found = pairs::check_all(&sides, from, to, &book, &glossary);
    for (number, segment) in segments.iter().enumerate().filter(|(number, _)| !sides[*number].1.is_empty()) {
        let [source, target] = &segment.tags;
        found.extend(pairs::tags(source, target, &book).into_iter().map(|finding| (number, finding)));
    }
    found.sort_by_key(|(number, _)| *number);
    found.retain(|(_, finding)| finding.severity >= severity.unwrap_or(Severity::Info));
    if found.iter().any(|(_, finding)| finding.severity >= severity.unwrap_or(Severity::Warning)) {
        ran.code = FOUND;
    }
    if context.is_json() {
        let findings: Vec<Value> =
            found.iter().map(|(number, finding)| object(context, &segments[*number], from, finding)).collect();
        ran.json(&json!({ "version": 1, "segments": segments.len(), "findings": findings }));
    } else {
        let name = operand.to_string_lossy();
        for (number, finding) in &found {
            ran.out.push_str(&line(context, &name, &segments[*number], finding));
        }
        report(context, &segments, from, &found, &mut ran);
    }
    Ok(ran)
}

/// `file:id: severity rule message`, and a suggestion below.
fn line(context: &Context, name: &str, segment: &Segment, finding: &PairFinding) -> String {
    let tr = &context.tr;
    let severity = match finding.severity {
        Severity::Error => tr.text("cli-severity-error"),
        Severity::Warning => tr.text("cli-severity-warning"),
        Severity::Info => tr.text("cli-severity-info"),
    };
    let message = notice::pair_text(tr, finding).replace('\n', "⏎");
    let mut text = format!("{name}:{}: {severity} {} {message}\n", segment.id, finding.rule);
    if let Some(fix) = &finding.fix {
        let fix = tr.format("cli-qa-fix", &[("text", fix.text.replace('\n', "⏎").into())]);
        text.push_str(&format!("    {fix}\n"));
    }
    text
}

/// The counts and the score, below the findings.
fn report(context: &Context, segments: &[Segment], from: Lang, found: &[(usize, PairFinding)], ran: &mut Ran) {
    let count = |severity| found.iter().filter(|(_, finding)| finding.severity == severity).count();
    let score = pairs::score(
        segments.iter().map(|segment| segment.sides(from).0),
        found.iter().map(|(_, finding)| finding.severity),
    );
    let mut categories: BTreeMap<Category, usize> = BTreeMap::new();
    for (_, finding) in found.iter().filter(|(_, finding)| finding.severity > Severity::Info) {
        *categories.entry(pairs::category(finding.rule)).or_default() += 1;
    }
    let tr = &context.tr;
    ran.notes.push(tr.format(
        "cli-qa-report",
        &[
            ("segments", segments.len().into()),
            ("errors", count(Severity::Error).into()),
            ("warnings", count(Severity::Warning).into()),
            ("infos", count(Severity::Info).into()),
            ("score", format!("{score:.1}").into()),
        ],
    ));
    for (category, count) in categories {
        let name = tr.text(&format!("category-{}", category.code()));
        ran.notes.push(tr.format("cli-qa-category", &[("category", name.into()), ("count", count.into())]));
    }
}

fn object(context: &Context, segment: &Segment, from: Lang, finding: &PairFinding) -> Value {
    let (source, target) = segment.sides(from);
    let place = |text: &str, span: Option<Span>| {
        span.map(|span| {
            let positions = Positions::new(text);
            json!({
                "start": positions.char_of(span.start),
                "end": positions.char_of(span.end),
                "text": &text[span.range()],
            })
        })
    };
    json!({
        "segment": segment.id,
        "rule": finding.rule,
        "severity": finding.severity.code(),
        "message": notice::pair_text(&context.tr, finding),
        "source": place(source, finding.source),
        "target": place(target, finding.target),
    })
}

/// The pairs of the file called `name`, and the language they are translated from where the file says so.
fn read(context: &Context, name: &OsStr, ran: &mut Ran) -> Result<(Vec<Segment>, Option<Lang>), Failure> {
    let shown = name.to_string_lossy().into_owned();
    let path = Path::new(name);
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    if !["csv", "tmx", "xlf", "xliff", "kian"].contains(&ending.as_str()) && shown != "-" {
        return Err(problem("error-cli-qa-kind").with("path", shown).into());
    }
    let (_, bytes) = input::bytes(context, path, FILE_LIMIT)?;
    let broken = |error: format::Error| Failure::of(&error).in_file(path);
    match ending.as_str() {
        "tmx" => Ok((units(&shown, &bytes)?, None)),
        "xlf" | "xliff" => {
            let file = xliff::read(&bytes).map_err(broken)?;
            let told = file.faults.list.iter().map(|fault| Notice::of(Level::Warning, fault));
            ran.notes.extend(told.map(|notice| format!("{shown}: {}", sentence(&context.tr, &notice))));
            let languages = || problem("error-cli-qa-languages").with("path", shown.as_str());
            let (from, _) = file.languages().ok_or_else(languages)?;
            // What is not to be translated may well have no translation.
            let asked = file.segments.iter().filter(|segment| !segment.locked || segment.target.is_some());
            let segments = asked.map(|segment| {
                let target = segment.target.as_ref().map_or("", |target| &target.text);
                let made = Segment::new(named(&segment.unit, &segment.id), from, &segment.source.text, target);
                made.tagged(&segment.source.tags, segment.target.as_ref().map_or(&[], |target| &target.tags))
            });
            filled(&shown, segments.collect(), from)
        }
        "kian" => {
            let (_, bitext) = format::read_translated(&bytes).map_err(broken)?;
            let bitext = bitext.ok_or_else(|| problem("error-cli-qa-empty").with("path", shown.as_str()))?;
            let from = bitext.source_lang();
            let pairs = bitext.pairs().iter().enumerate().filter(|(_, pair)| !pair.has_no_source());
            let segments = pairs.map(|(at, pair)| {
                let made = Segment::new((at + 1).to_string(), from, &pair.source, pair.target());
                made.tagged(&pair.source_tags, &pair.work.tags)
            });
            filled(&shown, segments.collect(), from)
        }
        _ => {
            let read = format::read(Kind::Text, &bytes).map_err(broken)?;
            Ok((segments(&shown, &read.document.text().to_string())?, None))
        }
    }
}

/// How a segment of an XLIFF file is called: by its unit, and by its own id where it has one of its own.
fn named(unit: &str, id: &str) -> String {
    if id.is_empty() || id == unit { unit.to_owned() } else { format!("{unit}/{id}") }
}

/// `segments`, if there are any.
fn filled(path: &str, segments: Vec<Segment>, from: Lang) -> Result<(Vec<Segment>, Option<Lang>), Failure> {
    if segments.is_empty() {
        return Err(problem("error-cli-qa-empty").with("path", path).into());
    }
    Ok((segments, Some(from)))
}

/// The units of a TMX file, numbered from 1: their own names are of no use to a person.
fn units(path: &str, bytes: &[u8]) -> Result<Vec<Segment>, Failure> {
    let mut segments = Vec::new();
    let read = memory::read(Carrier::Tmx, &mut &bytes[..], path, &mut |unit| {
        segments.push(Segment {
            id: (segments.len() + 1).to_string(),
            ja: unit.ja,
            en: unit.en,
            tags: Default::default(),
        });
        ControlFlow::Continue(())
    });
    let carried = read
        .map_err(|error| Failure::from(FileError::reading(Path::new(path), &error)))?
        .map_err(|error| Failure::of(&error).in_file(Path::new(path)))?;
    if let Some(broken) = carried.broken {
        return Err(Failure::of(&broken).in_file(Path::new(path)));
    }
    if segments.is_empty() {
        return Err(problem("error-cli-qa-empty").with("path", path).into());
    }
    Ok(segments)
}

/// The pairs of the table `text`, whose first line names the columns.
fn segments(path: &str, text: &str) -> Result<Vec<Segment>, Failure> {
    const COLUMNS: [&str; 3] = ["id", "ja", "en"];
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut records = reader.records();
    let unreadable = |error: &csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        let detail = error.to_string();
        Failure::from(
            problem("error-cli-qa-row").with("path", path).with("line", line.to_string()).with("detail", detail),
        )
    };
    let first = match records.next() {
        Some(first) => first.map_err(|e| unreadable(&e))?,
        None => return Err(problem("error-cli-qa-empty").with("path", path).into()),
    };
    let column = |name: &str| first.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    let places = COLUMNS.map(column);
    let absent: Vec<&str> = COLUMNS.iter().zip(places).filter(|(_, at)| at.is_none()).map(|(name, _)| *name).collect();
    let [Some(id), Some(ja), Some(en)] = places else {
        let columns = absent.join(", ");
        return Err(problem("error-cli-qa-columns").with("path", path).with("columns", columns).into());
    };
    let (mut segments, mut seen) = (Vec::new(), HashSet::new());
    for record in records {
        let record = record.map_err(|e| unreadable(&e))?;
        let line = record.position().map_or(0, csv::Position::line).to_string();
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() != first.len() {
            let complaint = problem("error-cli-qa-cells").with("path", path).with("line", line);
            return Err(complaint.with("found", record.len()).with("wanted", first.len()).into());
        }
        let cell = |at: usize| record.get(at).unwrap_or("").to_owned();
        let segment = Segment { id: cell(id).trim().to_owned(), ja: cell(ja), en: cell(en), tags: Default::default() };
        let wrong = if segment.id.is_empty() {
            Some("empty")
        } else if !seen.insert(segment.id.clone()) {
            Some("twice")
        } else {
            None
        };
        if let Some(wrong) = wrong {
            let complaint = problem("error-cli-qa-id").with("path", path).with("line", line);
            return Err(complaint.with("problem", wrong).with("id", segment.id).into());
        }
        segments.push(segment);
    }
    if segments.is_empty() {
        return Err(problem("error-cli-qa-empty").with("path", path).into());
    }
    Ok(segments)
}
