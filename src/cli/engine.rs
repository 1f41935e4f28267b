//! The engine a subcommand uses: the one on this machine unless an endpoint is named, so that nothing leaves it unasked.

use super::args::{Arguments, Opt, problem};
use super::report::{Failure, Ran};
use super::{Context, args};
use crate::app::settings::Settings;
use crate::app::{Level, Notice, engine};
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
/// arrived of one that is not whole.
///
/// # Errors
/// If there is no answer, or it cannot be shown to be whole.
pub fn ask(
    endpoint: &Endpoint,
    level: Option<Classification>,
    request: Request,
    before: &[String],
) -> Result<Answer, Failure> {
    let so_far = |text: &str| [before, &[text.to_owned()][..]].concat().join("\n").trim().to_owned();
    match engine::ask(endpoint, level, request) {
        Ok(answer) if answer.completeness.is_whole() => Ok(answer),
        Ok(answer) => {
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
