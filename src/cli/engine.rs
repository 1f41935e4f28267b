//! The engine a subcommand uses: the one on this machine unless an endpoint is named, so that nothing leaves it unasked.

use super::args::{Arguments, Opt, problem};
use super::report::{Failure, Ran, sentence};
use super::{Context, args};
use crate::app::engine::Answered;
use crate::app::settings::Settings;
use crate::app::{Level, Notice, engine, sending};
use crate::assistant::masking::Deviation;
use crate::assistant::session::Cut;
use crate::assistant::{Answer, Completeness, Endpoint, Request};
use crate::document::Classification;

/// The options that choose it.
pub const OPTIONS: [Opt; 3] = [
    Opt { name: "--endpoint", value: "NAME", about: "cli-option-endpoint" },
    Opt { name: "--offline", value: "", about: "cli-option-offline" },
    Opt { name: "--classification", value: "LEVEL", about: "cli-option-classification" },
];

/// The endpoint that was named; `None` is the offline engine.
///
/// # Errors
/// If there is none of that name.
pub fn chosen(context: &Context, arguments: &Arguments, ran: &mut Ran) -> Result<Option<Endpoint>, Failure> {
    let Some(name) = arguments.text("--endpoint")? else { return Ok(None) };
    if arguments.has("--offline") {
        return Err(arguments.not_both("--endpoint", "--offline"));
    }
    named(&context.settings(ran)?, &name).cloned().map(Some)
}

/// The endpoint `name`.
///
/// # Errors
/// If there is none of that name.
pub fn named<'a>(settings: &'a Settings, name: &str) -> Result<&'a Endpoint, Failure> {
    let known = settings.endpoints.iter().find(|endpoint| endpoint.name == name);
    known.ok_or_else(|| problem("error-cli-no-endpoint").with("name", name).into())
}

/// What was said of the 格付け of a text that carries none.
///
/// # Errors
/// If there is no such level.
pub fn classification(arguments: &Arguments) -> Result<Option<Classification>, Failure> {
    arguments.choice("--classification", args::LEVELS, Classification::from_code)
}

/// Asks `endpoint` and takes nothing but a whole answer. `before` is what earlier answers said: it is told with what had
/// arrived of one that is not whole. What is personal goes as placeholders and comes back; what is to be said of that
/// goes into the notes of `ran`.
///
/// # Errors
/// If there is no answer, it cannot be shown to be whole, or there are placeholders in it that nobody sent.
pub fn ask(
    context: &Context,
    ran: &mut Ran,
    endpoint: &Endpoint,
    level: Option<Classification>,
    request: Request,
    before: &[String],
) -> Result<Answer, Failure> {
    let so_far = |text: &str| [before, &[text.to_owned()][..]].concat().join("\n").trim().to_owned();
    // What is wrong with the settings was told when the endpoint was looked up.
    let rules = sending::rules(context.settings(&mut Ran::default())?.personal);
    match engine::ask(endpoint, level, &rules, request) {
        Ok(Answered { answer, report, .. }) if report.blocks() => {
            let unknown = report.deviations.iter().filter_map(|deviation| match deviation {
                Deviation::Unknown { written } => {
                    Some(problem("error-answer-unknown").with("written", written.as_str()))
                }
                _ => None,
            });
            Err(Failure::from(unknown.collect::<Vec<Notice>>()).partial(so_far(&answer.text)))
        }
        Ok(Answered { answer, report, warned }) if answer.completeness.is_whole() => {
            let told = report.deviations.iter().map(|d| sentence(&context.tr, &Notice::of(Level::Warning, d)));
            ran.notes.extend(told);
            for (kind, count) in warned {
                let args = [("kind", context.tr.text(&kind.message()).into()), ("count", count.into())];
                ran.notes.push(context.tr.format("cli-sent-personal", &args));
            }
            Ok(answer)
        }
        Ok(Answered { answer, .. }) => {
            let mut notices = vec![Notice::of(Level::Error, &answer.completeness)];
            if let Completeness::Cut(Cut::Broken(error)) = &answer.completeness {
                notices.push(Notice::error(error));
            }
            Err(Failure::from(notices).partial(so_far(&answer.text)))
        }
        Err(error) if before.is_empty() => Err(Failure::of(&error)),
        Err(error) => Err(Failure::of(&error).partial(so_far(""))),
    }
}
