//! The engine a subcommand uses: the one on this machine unless an endpoint is named, so that nothing leaves it unasked.

use super::Context;
use super::args::{Arguments, Opt, problem};
use super::report::{Failure, Ran, sentence};
use crate::app::engine::Answered;
use crate::app::logbook::{self, Logbook};
use crate::app::translate::Cleared;
use crate::app::{Level, Notice, engine, policy, sending};
use crate::assistant::masking::Deviation;
use crate::assistant::session::Cut;
use crate::assistant::vault::{self, Vault};
use crate::assistant::{Answer, Completeness, Endpoint, Error, Policy, Request, key};
use crate::document::Classification;
use crate::store::audit::{Event, EventKind};
use crate::text::Date;
use secrecy::SecretString;
use std::io::IsTerminal;

/// The options that choose it.
pub const OPTIONS: [Opt; 3] = [
    Opt { name: "--endpoint", value: "NAME", about: "cli-option-endpoint" },
    Opt { name: "--offline", value: "", about: "cli-option-offline" },
    Opt { name: "--classification", value: "LEVEL", about: "cli-option-classification" },
];

/// An endpoint that is asked, and by which rules.
pub struct Asked {
    /// The endpoint.
    pub endpoint: Endpoint,
    policy: Policy,
    today: Date,
    now: i64,
    logbook: Logbook,
}

impl Asked {
    /// Which units of memories it may be shown.
    pub fn cleared(&self) -> Cleared {
        Cleared::by(&self.policy, &self.endpoint, self.today)
    }

    /// The 格付け a text of `level` counts as together with what goes along with it; that of a text without one is asked for.
    pub fn together(
        &self,
        level: Option<Classification>,
        others: Vec<Option<Classification>>,
    ) -> Option<Classification> {
        level.and_then(|level| self.policy.levels.highest(others.into_iter().chain([Some(level)])))
    }
}

/// The endpoint that was named; `None` is the offline engine.
///
/// # Errors
/// If there is none of that name.
pub fn chosen(context: &Context, arguments: &Arguments, ran: &mut Ran) -> Result<Option<Asked>, Failure> {
    let Some(name) = arguments.text("--endpoint")? else { return Ok(None) };
    if arguments.has("--offline") {
        return Err(arguments.not_both("--endpoint", "--offline"));
    }
    let (settings, policy) = context.settings_and_policy(ran)?;
    let endpoint = named(&policy::endpoints(&policy, &settings), &name)?.clone();
    unlock(context, &endpoint)?;
    let logbook = Logbook::in_dir(&context.dirs()?.data_dir);
    Ok(Some(Asked { endpoint, policy, today: context.today(), now: context.now, logbook }))
}

/// Opens the encrypted file of keys where there is no keyring and the key of `endpoint` may be in it: the passphrase is asked
/// for, unseen. Where nobody is at the keyboard, it stays shut.
///
/// # Errors
/// If the passphrase is wrong, or the file cannot be read.
pub fn unlock(context: &Context, endpoint: &Endpoint) -> Result<(), Failure> {
    let path = context.dirs()?.vault();
    let missing = matches!(key::find(endpoint), Err(Error::NoKeyring { .. }) | Ok(None));
    if !missing || !path.exists() || !std::io::stdin().is_terminal() {
        return Ok(());
    }
    let prompt = context.tr.text("cli-passphrase-prompt");
    let passphrase = rpassword::prompt_password(prompt).map_err(|_| problem("error-cli-key-prompt"))?;
    let vault = Vault::open(&path, &SecretString::from(passphrase)).map_err(|error| Failure::of(&error))?;
    vault::keep_open(vault);
    Ok(())
}

/// The endpoint `name`.
///
/// # Errors
/// If there is none of that name.
pub fn named<'a>(endpoints: &'a [Endpoint], name: &str) -> Result<&'a Endpoint, Failure> {
    let known = endpoints.iter().find(|endpoint| endpoint.name == name);
    known.ok_or_else(|| problem("error-cli-no-endpoint").with("name", name).into())
}

/// What was said of the 格付け of a text that carries none.
///
/// # Errors
/// If there is no such level.
pub fn classification(context: &Context, arguments: &Arguments) -> Result<Option<Classification>, Failure> {
    level(context, arguments, "--classification")
}

/// The level behind the option `name`: one of the office's, or of a preset.
///
/// # Errors
/// If there is no such level.
pub fn level(context: &Context, arguments: &Arguments, name: &'static str) -> Result<Option<Classification>, Failure> {
    if !arguments.has(name) {
        return Ok(None);
    }
    let levels = context.settings_and_policy(&mut Ran::default())?.1.levels;
    arguments.choice(name, &levels.codes(), |text| levels.read(text))
}

/// Asks an endpoint and takes nothing but a whole answer. `before` is what earlier answers said: it is told with what had
/// arrived of one that is not whole. What is personal goes as placeholders and comes back; what is to be said of that
/// goes into the notes of `ran`.
///
/// # Errors
/// If there is no answer, it cannot be shown to be whole, or there are placeholders in it that nobody sent.
pub fn ask(
    context: &Context,
    ran: &mut Ran,
    asked: &Asked,
    level: Option<Classification>,
    request: Request,
    before: &[String],
) -> Result<Answer, Failure> {
    let so_far = |text: &str| [before, &[text.to_owned()][..]].concat().join("\n").trim().to_owned();
    // What is wrong with the settings was told when the endpoint was looked up.
    let rules = sending::rules(context.settings_and_policy(&mut Ran::default())?.0.personal, &asked.policy);
    let record = Event::new(EventKind::Send, asked.now)
        .text("user", logbook::user())
        .text("policy", asked.policy.name.clone())
        .text("classification", level.map(|level| level.code().to_owned()).unwrap_or_default());
    let record = (&asked.logbook, record);
    match engine::ask((&asked.policy, &rules), &asked.endpoint, level, request, asked.today, record) {
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
