//! `kian summarize`: what a document says in short, and where it says so.

use super::args::{Arguments, Opt, PLAIN, problem};
use super::check::Positions;
use super::report::{Failure, Ran};
use super::{Command, Context, engine, input};
use crate::app::engine::{Answered, Pieces};
use crate::app::joining::sources;
use crate::app::{Level, Notice};
use crate::assistant::long::{Excerpt, Long, PieceId, Taken, Unprocessed, Why, Work};
use crate::assistant::offline::{self, ENGINE, Length};
use crate::assistant::{Error, Request, prompt};
use crate::document::{Classification, Snapshot};
use crate::i18n::Value;
use crate::text::{Lang, Span};
use serde_json::json;
use std::sync::Arc;

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
    let unprocessed: Vec<(Span, Option<Unprocessed>)>;
    let nothing = || Failure::from(problem("error-cli-nothing-to-summarize").with("path", input.name.as_str()));
    let sentences: Vec<Sourced> = match &endpoint {
        None => {
            let summary = offline::summarize(&snapshot, length, lang);
            if let Some((id, args)) = summary.notice() {
                let args: Vec<(&str, Value)> = args.into_iter().map(|(name, value)| (name, value.into())).collect();
                ran.notes.push(format!("{}: {}", input.name, context.tr.format(id, &args)));
            }
            unprocessed = summary.unprocessed.into_iter().map(|span| (span, None)).collect();
            summary.sentences.into_iter().map(|sentence| (sentence.text, vec![sentence.source])).collect()
        }
        Some(_) if text.trim().is_empty() => return Err(nothing()),
        Some(endpoint) => {
            let level = endpoint.level_of(&input.document, said);
            let (found, left) = by_model(context, &mut ran, endpoint, level, (&snapshot, length, lang))?;
            unprocessed = left.into_iter().map(|part| (part.span, Some(part))).collect();
            found
        }
    };
    if sentences.is_empty() {
        return Err(nothing());
    }
    let positions = Positions::new(&text);
    let engine = endpoint.as_ref().map_or(ENGINE, |asked| &asked.endpoint.name);
    let place = |span: &Span| json!({ "start": positions.char_of(span.start), "end": positions.char_of(span.end) });
    let summary: Vec<_> = sentences
        .iter()
        .map(|(text, sources)| json!({ "text": text, "sources": sources.iter().map(place).collect::<Vec<_>>() }))
        .collect();
    let left = |(span, part): &(Span, Option<Unprocessed>)| {
        let mut value = place(span);
        if let Some(part) = part {
            value["part"] = json!(part.name);
            value["reason"] = json!(part.why.as_ref().map_or("", Why::id));
        }
        value
    };
    let listed: Vec<_> = unprocessed.iter().map(left).collect();
    let mut read = String::new();
    for (sentence, sources) in &sentences {
        let mut lines: Vec<usize> = sources.iter().map(|span| positions.line_and_column(span.start).0).collect();
        lines.sort_unstable();
        lines.dedup();
        let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
        let source = if lines.is_empty() {
            context.tr.text("cli-source-none")
        } else {
            context.tr.format("cli-source", &[("paragraphs", lines.join(&context.tr.text("cli-list-comma")).into())])
        };
        read.push_str(&format!("{} {sentence}\n    {source}\n", context.tr.text("cli-bullet")));
    }
    let parts: Vec<Notice> =
        unprocessed.iter().filter_map(|(_, part)| Some(not_done(context, part.as_ref()?))).collect();
    if !parts.is_empty() {
        // What a model was asked and did not answer makes the summary a part of one.
        let missing = problem("error-answer-summary-part").with("path", input.name.as_str()).with("count", parts.len());
        let failure = Failure::from([vec![missing], parts].concat());
        let partial = json!({ "summary": summary, "engine": engine, "unprocessed": listed });
        return Err(failure.partial(if context.is_json() { partial } else { read.into() }));
    }
    if context.is_json() {
        ran.json(&json!({ "version": 1, "summary": summary, "engine": engine, "unprocessed": listed }));
    } else {
        ran.out = read;
        if endpoint.is_none() {
            ran.out.push_str(&format!("\n{}\n", context.tr.text(offline::NOTE_ID)));
        }
    }
    Ok(ran)
}

/// What is said of a part that was not done.
pub(super) fn not_done(context: &Context, part: &Unprocessed) -> Notice {
    let why = part.why.as_ref().map_or_else(String::new, |why| context.tr.text(why.id()));
    Notice::new(Level::Warning, "cli-unprocessed").with("part", part.name.as_str()).with("why", why)
}

/// A summary by the model of an endpoint, in as many pieces as it takes, and what it does not cover.
fn by_model(
    context: &Context,
    ran: &mut Ran,
    asked: &engine::Asked,
    level: Option<Classification>,
    (snapshot, length, lang): (&Snapshot, Length, Lang),
) -> Result<(Vec<Sourced>, Vec<Unprocessed>), Failure> {
    let make = Arc::new(move |part: Excerpt<'_>, nonce| prompt::summarize(lang, length, part.text, nonce));
    let whole = Span::new(0, snapshot.text.len());
    let plan = |room| Long::new(snapshot.clone(), whole, Work::Summarize, room, asked.most_chars(), make.clone());
    let mut long = plan(asked.context());
    if !long.is_short() {
        long = plan(asked.ask_context(context)?);
    }
    if long.is_short() {
        // In one piece nothing less than a whole answer will do.
        let Some((_, request)) = long.next(crate::app::engine::nonce()) else { return Ok((Vec::new(), Vec::new())) };
        let answer = engine::ask(context, ran, asked, level, request, &[])?;
        return Ok((sources(snapshot, &answer.text, &[]), Vec::new()));
    }
    let forecast = long.forecast();
    let args = [
        ("pieces", forecast.pieces.into()),
        ("tokens", forecast.sent.likely.into()),
        ("context", Value::from(u64::from(forecast.context.tokens()))),
    ];
    ran.notes.push(context.tr.format("cli-long", &args));
    let done = engine::ask_all(context, ran, asked, level, &mut Parts(&mut long));
    let left = long.unprocessed();
    let said: Vec<(Span, &str)> = long.said().collect();
    match (done, long.summary()) {
        (Err(error), Some(so_far)) => Err(Failure::of(&error).partial(so_far)),
        (Err(error), None) if said.is_empty() => Err(Failure::of(&error)),
        // What was said of some parts stands for itself.
        (Err(error), None) => {
            let so_far: Vec<&str> = said.iter().map(|(_, text)| *text).collect();
            Err(Failure::of(&error).partial(so_far.join("\n")))
        }
        (Ok(()), None) => Err(not_one(&left)),
        (Ok(()), Some(summary)) => {
            if let Some(doubt) = long.doubt() {
                return Err(Failure::from(engine::not_whole(doubt)).partial(summary));
            }
            Ok((sources(snapshot, &summary, &said), left))
        }
    }
}

/// Why there is no summary of any part.
pub(super) fn not_one(left: &[Unprocessed]) -> Failure {
    match left.iter().find_map(|part| part.why.as_ref()) {
        Some(Why::Failed(error)) => Failure::of(error),
        Some(Why::NotWhole(completeness)) => Failure::from(engine::not_whole(completeness)),
        None => Failure::of(&Error::Empty),
    }
}

/// The pieces of a long text, for those who ask.
pub(super) struct Parts<'a>(pub &'a mut Long);

impl Pieces for Parts<'_> {
    type Id = PieceId;

    fn next(&mut self, nonce: u64) -> Option<(PieceId, Request)> {
        self.0.next(nonce)
    }

    fn take(&mut self, id: PieceId, answer: Result<Answered, Error>) -> Result<(), Error> {
        match self.0.take(id, answer.map(Answered::sound)) {
            Taken::On => Ok(()),
            Taken::Halt(error) => Err(error),
        }
    }
}
