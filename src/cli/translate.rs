//! `kian translate`: a document in the other language, by the memory and the termbase alone or with a model.

use super::args::{Arguments, Opt, PLAIN, problem};
use super::draft::{losses_json, written};
use super::output::{Plain, Target};
use super::report::{Failure, Ran};
use super::{Command, Context, engine, input, tm};
use crate::app::engine::{Answered, Pieces, endpoint_run, nonce, offline_run};
use crate::app::files;
use crate::app::logbook;
use crate::app::memories::Memories;
use crate::app::translate::{From, Translating};
use crate::assistant::offline::ENGINE;
use crate::assistant::translate::{BatchId, Outcome, PairDoubt, Translation, doubts};
use crate::assistant::{Endpoint, Error, Request, Task};
use crate::document::{Classification, Document};
use crate::format::exchange::xliff;
use crate::format::memory::TmxWriter;
use crate::format::{self, glossary};
use crate::text::Lang;
use crate::translation::Origin;
use crate::translation::memory::other;
use crate::translation::terms::{Term, TermDoubt, Termbase};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

pub(super) const COMMAND: Command = Command {
    name: "translate",
    usage: &[
        "translate --to ja|en [--endpoint NAME|--offline] [--glossary F] [--tm]",
        "          FILE -o OUT [--force]",
    ],
    about: "cli-translate",
    options: &[
        Opt { name: "--to", value: "ja|en", about: "cli-option-to" },
        engine::OPTIONS[0],
        engine::OPTIONS[1],
        engine::OPTIONS[2],
        Opt { name: "--glossary", value: "F", about: "cli-option-glossary" },
        Opt { name: "--tm", value: "", about: "cli-option-tm" },
        Opt { name: "-o", value: "OUT", about: "cli-option-out" },
        Opt { name: "--force", value: "", about: "cli-option-force" },
    ],
    formats: PLAIN,
    run,
};

/// The largest glossary, in bytes.
const GLOSSARY_LIMIT: u64 = 64 << 20;

/// Where the translation goes.
enum Out {
    /// A document in the other language.
    Document(Target),
    /// The document as it is with its pairs, to be worked on.
    Workbench(Target),
    /// The pairs, as TMX.
    Pairs(PathBuf),
    /// The pairs, as XLIFF.
    Xliff(Plain),
}

impl Out {
    fn path(&self) -> &Path {
        match self {
            Out::Document(target) | Out::Workbench(target) => &target.path,
            Out::Pairs(path) => path,
            Out::Xliff(plain) => &plain.path,
        }
    }
}

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let to = arguments.choice("--to", "ja, en", Lang::from_code)?.ok_or_else(|| arguments.missing("--to"))?;
    let said = engine::classification(context, arguments)?;
    let endpoint = engine::chosen(context, arguments, &mut ran)?;
    let mut terms = match arguments.path("--glossary") {
        Some(path) => read_glossary(context, &path, &mut ran)?,
        None => Vec::new(),
    };
    let mut input = input::document(context, arguments.operand()?)?;
    let begun = input.bitext.take().filter(|bitext| bitext.target_lang() == to);
    if begun.is_some() {
        // The pairs of the file are gone on with: nothing of them is lost.
        input.losses.retain(|loss| loss.id != "loss-translation");
    }
    let out = out(arguments, &input)?;
    input.note_losses(context, &mut ran);
    let level = endpoint.as_ref().and_then(|endpoint| endpoint.level_of(&input.document, said));
    let nothing = || problem("error-cli-translate-nothing").with("path", input.name.as_str()).with("lang", to.code());
    let translating = match begun {
        Some(bitext) => Some(Translating::of(bitext)),
        None => Translating::cut_by(&input.document, to, super::align::segmenter(context, &mut ran)?),
    };
    let mut translating = translating.ok_or_else(|| Failure::from(nothing()))?;

    let mut memories = Memories::default();
    if endpoint.is_none() || arguments.has("--tm") {
        memories = tm::opened(context, &mut ran)?;
        translating.from_memory(&mut memories).map_err(|e| Failure::of(&e))?;
        terms.extend(memories.terms().map_err(|e| Failure::of(&e))?);
    }
    let terms = Termbase::new(terms);
    translating.from_terms(&terms);
    if let Some(endpoint) = &endpoint {
        let segments = translating.open(&mut memories, &terms, &endpoint.cleared()).map_err(|e| Failure::of(&e))?;
        let made = ask(context, &mut ran, (endpoint, level), Translation::new(segments, to, nonce()), &translating)?;
        translating.from_model(&made);
    }
    let doubts = look_over(context, &translating, &terms, other(to));
    let losses = write(
        context,
        &out,
        &translating,
        &input.document,
        endpoint.as_ref().map(|asked| &asked.endpoint),
        &input.name,
    )?;
    let engine = endpoint.as_ref().map_or(ENGINE, |asked| &asked.endpoint.name);
    if context.is_json() {
        ran.json(&json!({
            "version": 1,
            "file": out.path().display().to_string(),
            "lang": to.code(),
            "engine": engine,
            "segments": translating.len(),
            "translated": {
                "memory": translating.count(From::Memory),
                "terms": translating.count(From::Terms),
                "model": translating.count(From::Model),
                "same": translating.count(From::Source),
            },
            "untranslated": translating.untranslated(),
            "unprocessed": left_over(&translating),
            "doubts": doubts.iter().map(|doubt| doubt.json.clone()).collect::<Vec<_>>(),
            "losses": losses_json(context, &losses),
        }));
        return Ok(ran);
    }
    ran.out = written(context, out.path(), &losses);
    let counts = [
        ("segments", translating.len()),
        ("memory", translating.count(From::Memory)),
        ("terms", translating.count(From::Terms)),
        ("model", translating.count(From::Model)),
        ("untranslated", translating.untranslated()),
    ];
    let counts: Vec<(&str, crate::i18n::Value)> = counts.iter().map(|(name, n)| (*name, (*n).into())).collect();
    ran.out.push_str(&format!("{}\n", context.tr.format("cli-translated", &counts)));
    if translating.untranslated() > 0 && matches!(out, Out::Document(_)) {
        ran.notes.push(context.tr.text("cli-translate-left"));
    }
    ran.notes.extend(doubts.into_iter().map(|doubt| doubt.line));
    Ok(ran)
}

/// The segments without a translation: their numbers, counted from 1, and their text.
fn left_over(translating: &Translating) -> Value {
    let open = translating.pairs().enumerate().filter(|(_, (_, target))| target.is_none());
    open.map(|(number, (source, _))| json!({ "segment": number + 1, "text": source })).collect()
}

/// Sees beforehand that the translation can be written.
fn out(arguments: &Arguments, input: &input::Input) -> Result<Out, Failure> {
    let path = arguments.required_path("-o")?;
    let ending = path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "tmx" => Ok(Out::Pairs(Plain::new(path, arguments.has("--force"))?.path)),
        "xlf" | "xliff" => Plain::new(path, arguments.has("--force")).map(Out::Xliff),
        "kian" => Target::new(arguments, Some(input)).map(Out::Workbench),
        _ => Target::new(arguments, None).map(Out::Document),
    }
}

fn write(
    context: &Context,
    out: &Out,
    translating: &Translating,
    source: &Document,
    endpoint: Option<&Endpoint>,
    origin: &str,
) -> Result<Vec<crate::format::Loss>, Failure> {
    // What a model made is the endpoint's; without one there is no such thing.
    let model = endpoint.map_or_else(Origin::default, |endpoint| Origin::Model {
        engine: endpoint.name.clone(),
        model: endpoint.model.clone(),
    });
    let drafted = || translating.drafted(&model, &logbook::user(), context.now);
    match out {
        Out::Workbench(target) => {
            let written = format::write_translated(source, &drafted());
            let written = written.map_err(|error| Failure::of(&error).in_file(&target.path))?;
            files::create_new(&target.path, &written.bytes, target.replaces())?;
            Ok(written.losses)
        }
        Out::Xliff(plain) => {
            plain.write(&xliff::write_new(&drafted(), origin))?;
            Ok(Vec::new())
        }
        Out::Document(target) => {
            let run = match endpoint {
                Some(endpoint) => endpoint_run(endpoint, Task::Translate, context.now, translating.untranslated() == 0),
                None => offline_run(Task::Translate, context.now),
            };
            target.write(&translating.document(source, run))
        }
        Out::Pairs(path) => {
            let units = translating.units(origin);
            let mut content = |file: &mut dyn std::io::Write| {
                let mut writer = TmxWriter::new(std::io::BufWriter::new(file))?;
                units.iter().try_for_each(|unit| writer.unit(unit))?;
                writer.finish().map(drop)
            };
            // That it may be there was said by --force, and seen before.
            files::create_with(path, true, &mut content)?;
            Ok(Vec::new())
        }
    }
}

/// The terms of the glossary `path`; what of it could not be used goes into the notes of `ran`.
pub(super) fn read_glossary(context: &Context, path: &Path, ran: &mut Ran) -> Result<Vec<Term>, Failure> {
    let (_, bytes) = input::bytes(context, path, GLOSSARY_LIMIT)?;
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    let read = glossary::read_named(&ending, &bytes).map_err(|error| match error {
        None => problem("error-cli-glossary-kind").with("path", path.display().to_string()).into(),
        Some(crate::format::Error::MissingPart { .. }) => {
            problem("error-cli-glossary-columns").with("path", path.display().to_string()).into()
        }
        Some(error) => Failure::of(&error).in_file(path),
    })?;
    ran.notes.extend(tm::torn(context, &path.display().to_string(), &read.torn));
    if !read.one_sided.is_empty() {
        let lines: Vec<String> = read.one_sided.iter().take(10).map(u64::to_string).collect();
        let args = [
            ("path", path.display().to_string().into()),
            ("count", read.one_sided.len().into()),
            ("lines", lines.join(&context.tr.text("cli-list-comma")).into()),
        ];
        ran.notes.push(context.tr.format("cli-glossary-one-sided", &args));
    }
    Ok(read.terms)
}

/// Asks until every segment is translated or given up; what was made so far goes along where the endpoint fails.
fn ask(
    context: &Context,
    ran: &mut Ran,
    (asked, level): (&engine::Asked, Option<Classification>),
    mut translation: Translation,
    translating: &Translating,
) -> Result<HashMap<String, String>, Failure> {
    let level = asked.together(level, translation.levels());
    let sources: Vec<String> = translation.sources().map(str::to_owned).collect();
    let made = |translation: &Translation| -> HashMap<String, String> {
        let pairs = sources.iter().zip(translation.outcomes());
        pairs
            .filter_map(|(source, outcome)| match outcome {
                Some(Outcome::Translated(target)) => Some((source.clone(), target.clone())),
                _ => None,
            })
            .collect()
    };
    let (requests, sent) = translation.forecast();
    if requests > 1 {
        let args = [("pieces", requests.into()), ("tokens", sent.likely.into())];
        ran.notes.push(context.tr.format("cli-long-translation", &args));
    }
    let mut batches = Batches { translation: &mut translation, last: None };
    if let Err(failure) = batches.all(context, ran, asked, level) {
        let made = made(&translation);
        let known = translating.pairs().filter_map(|(source, target)| {
            let target = target.map(|(text, _)| text).or_else(|| made.get(source).map(String::as_str))?;
            Some(json!({ "source": source, "target": target }))
        });
        // With nothing made by the model yet, what had arrived of its first answer says more.
        let known: Vec<Value> = known.collect();
        return Err(if made.is_empty() { failure } else { failure.partial(Value::Array(known)) });
    }
    Ok(made(&translation))
}

/// The requests of a translation, for those who ask.
struct Batches<'a> {
    translation: &'a mut Translation,
    /// What kept an answer from being taken, with what had arrived of it.
    last: Option<Failure>,
}

impl Batches<'_> {
    fn all(
        &mut self,
        context: &Context,
        ran: &mut Ran,
        asked: &engine::Asked,
        level: Option<Classification>,
    ) -> Result<(), Failure> {
        let done = engine::ask_all(context, ran, asked, level, self);
        match self.last.take() {
            Some(failure) => Err(failure),
            None => done.map_err(|error| Failure::of(&error)),
        }
    }
}

impl Pieces for Batches<'_> {
    type Id = BatchId;

    fn next(&mut self, nonce: u64) -> Option<(BatchId, Request)> {
        if self.last.is_some() { None } else { self.translation.begin(nonce) }
    }

    fn take(&mut self, id: BatchId, answer: Result<Answered, Error>) -> Result<(), Error> {
        let answer = answer?.sound();
        if answer.completeness.is_whole() {
            self.translation.take_batch(id, &answer.text);
        } else if self.last.is_none() {
            self.last = Some(Failure::from(engine::not_whole(&answer.completeness)).partial(answer.text));
        }
        Ok(())
    }
}

/// A doubt about a pair, told to people and to programs.
struct Told {
    line: String,
    json: Value,
}

/// What is doubtful about what a model or the memory made.
fn look_over(context: &Context, translating: &Translating, terms: &Termbase, lang: Lang) -> Vec<Told> {
    let tr = &context.tr;
    let mut told = Vec::new();
    for (number, (source, target)) in translating.pairs().enumerate() {
        let Some((target, from)) = target else { continue };
        if from == From::Source {
            continue;
        }
        let mut say = |kind: &str, id: &'static str, what: String| {
            let segment = number + 1;
            let args = [("segment", segment.into()), ("what", what.as_str().into()), ("target", target.into())];
            told.push(Told {
                line: tr.format(id, &args),
                json: json!({ "segment": segment, "kind": kind, "what": what, "source": source, "target": target }),
            });
        };
        for doubt in doubts(source, target) {
            match doubt {
                PairDoubt::Facts(found) => {
                    let missing = found.missing.iter().chain(found.changed.iter().map(|(from, _)| from));
                    for fact in missing {
                        say("fact", "cli-translate-fact", source[fact.span.range()].to_owned());
                    }
                    for fact in &found.added {
                        say("added-fact", "cli-translate-fact-added", target[fact.span.range()].to_owned());
                    }
                }
                PairDoubt::Placeholders(missing) => {
                    say("placeholder", "cli-translate-placeholder", missing.join(" "));
                }
            }
        }
        for doubt in terms.review(source, target, lang) {
            let name = |wanted: &[u32]| {
                let to = other(lang);
                let words: Vec<&str> = wanted.iter().map(|term| terms.terms()[*term as usize].side(to)).collect();
                words.join(" / ")
            };
            match doubt {
                TermDoubt::Missing { source: span, wanted } => {
                    say("term", "cli-translate-term", format!("{} → {}", &source[span.range()], name(&wanted)));
                }
                TermDoubt::Forbidden { target: span, wanted, .. } => {
                    let instead = format!("{} → {}", &target[span.range()], name(&wanted));
                    say("forbidden-term", "cli-translate-term-forbidden", instead);
                }
            }
        }
    }
    told
}
