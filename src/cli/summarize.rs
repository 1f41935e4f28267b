//! `kian summarize`: what a document says in short, and where it says so.

use super::args::{Arguments, Opt, PLAIN, problem};
use super::check::Positions;
use super::report::{Failure, Ran};
use super::{Command, Context, engine, input};
use crate::app::engine::{nonce, paragraphs};
use crate::assistant::offline::{self, ENGINE, Length};
use crate::assistant::prompt;
use crate::document::Snapshot;
use crate::i18n::Value;
use crate::text::{Lang, Span, segment};
use serde_json::json;

pub(super) const COMMAND: Command = Command {
    name: "summarize",
    usage: &[
        "summarize [--length short|standard|detailed] [--lang ja|en]",
        "          [--endpoint NAME|--offline] FILE",
    ],
    about: "cli-summarize",
    options: &[
        Opt { name: "--length", value: "LENGTH", about: "cli-option-length" },
        Opt { name: "--lang", value: "ja|en", about: "cli-option-summary-lang" },
        engine::OPTIONS[0],
        engine::OPTIONS[1],
        engine::OPTIONS[2],
    ],
    formats: PLAIN,
    run,
};

/// A sentence of a summary and the places it rests on.
type Sourced = (String, Vec<Span>);

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let length = arguments.choice("--length", "short, standard, detailed", Length::from_code)?.unwrap_or_default();
    let lang = super::lang(arguments)?;
    let said = engine::classification(context, arguments)?;
    let endpoint = engine::chosen(context, arguments, &mut ran)?;
    let input = input::document(context, arguments.operand()?)?;
    input.note_losses(context, &mut ran);
    let snapshot = input.document.snapshot();
    let lang = lang.unwrap_or(snapshot.lang);
    let text = snapshot.text.to_string();
    let mut unprocessed = Vec::new();
    let nothing = || Failure::from(problem("error-cli-nothing-to-summarize").with("path", input.name.as_str()));
    let sentences: Vec<Sourced> = match &endpoint {
        None => {
            let summary = offline::summarize(&snapshot, length, lang);
            if let Some((id, args)) = summary.notice() {
                let args: Vec<(&str, Value)> = args.into_iter().map(|(name, value)| (name, value.into())).collect();
                ran.notes.push(format!("{}: {}", input.name, context.tr.format(id, &args)));
            }
            unprocessed = summary.unprocessed;
            summary.sentences.into_iter().map(|sentence| (sentence.text, vec![sentence.source])).collect()
        }
        Some(_) if text.trim().is_empty() => return Err(nothing()),
        Some(endpoint) => {
            let request = prompt::summarize(lang, length, &text, nonce());
            let answer = engine::ask(context, &mut ran, endpoint, input.level(said), request, &[])?;
            sourced(&snapshot, &answer.text, lang)
        }
    };
    if sentences.is_empty() {
        return Err(nothing());
    }
    let positions = Positions::new(&text);
    let engine = endpoint.as_ref().map_or(ENGINE, |asked| &asked.endpoint.name);
    if context.is_json() {
        let place = |span: &Span| json!({ "start": positions.char_of(span.start), "end": positions.char_of(span.end) });
        let summary: Vec<_> = sentences
            .iter()
            .map(|(text, sources)| json!({ "text": text, "sources": sources.iter().map(place).collect::<Vec<_>>() }))
            .collect();
        let unprocessed: Vec<_> = unprocessed.iter().map(place).collect();
        ran.json(&json!({ "version": 1, "summary": summary, "engine": engine, "unprocessed": unprocessed }));
    } else {
        for (sentence, sources) in &sentences {
            let mut lines: Vec<usize> = sources.iter().map(|span| positions.line_and_column(span.start).0).collect();
            lines.sort_unstable();
            lines.dedup();
            let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
            let source = if lines.is_empty() {
                context.tr.text("cli-source-none")
            } else {
                context
                    .tr
                    .format("cli-source", &[("paragraphs", lines.join(&context.tr.text("cli-list-comma")).into())])
            };
            ran.out.push_str(&format!("{} {sentence}\n    {source}\n", context.tr.text("cli-bullet")));
        }
        if endpoint.is_none() {
            ran.out.push_str(&format!("\n{}\n", context.tr.text(offline::NOTE_ID)));
        }
    }
    Ok(ran)
}

/// The sentences of a summary somebody wrote, each with what it seems to rest on.
fn sourced(snapshot: &Snapshot, summary: &str, lang: Lang) -> Vec<Sourced> {
    let mut found = Vec::new();
    for line in paragraphs(summary) {
        for sentence in segment::sentences(&line, lang) {
            let sentence = line[sentence.span.range()].to_owned();
            let sources = offline::sources(snapshot, &sentence);
            found.push((sentence, sources));
        }
    }
    found
}
