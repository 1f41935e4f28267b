//! The command line: the same calls as the window's, run in place; for the IT section that checks a folder at night, for
//! scripts, and for tests. Names, flags, JSON members and exit codes are a contract.
//!
//! [`start`] reads the arguments and either does what they say or hands back what the window is to open. Every
//! subcommand is one file with a [`Command`], which says its options, its help and how it runs, and one line in
//! [`COMMANDS`].

mod args;
mod help;
mod input;
mod output;
mod report;
mod engine;
mod stopping;

mod check;
mod rules;
mod forms;
mod draft;
mod summarize;
mod template;
mod tm;
mod translate;
mod words;
mod convert;
mod merge;
mod number;
mod align;
mod compare;
mod facts;
mod qa;
mod pii;
mod mask;
mod endpoint;
mod attach;
mod audit;

use self::args::{Arguments, Format, Globals, Opt, Parsed};
use self::report::{Failure, Ran};
use crate::app::forms as form_files;
use crate::app::settings::{Dirs, Settings};
use crate::app::{Level, Notice, day, policy};
use crate::assistant::Policy;
use crate::i18n::{Locale, Tr};
use crate::text::{Date, Lang, Message};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// Every subcommand, in the order the help lists them.
const COMMANDS: &[&Command] = &[
    &draft::COMMAND,
    &forms::COMMAND,
    &check::COMMAND,
    &rules::COMMAND,
    &words::COMMAND,
    &summarize::COMMAND,
    &template::COMMAND,
    &translate::COMMAND,
    &tm::COMMAND,
    &facts::COMMAND,
    &qa::COMMAND,
    &pii::COMMAND,
    &mask::MASK,
    &mask::UNMASK,
    &convert::COMMAND,
    &attach::COMMAND,
    &merge::COMMAND,
    &number::COMMAND,
    &align::COMMAND,
    &compare::COMMAND,
    &endpoint::COMMAND,
    &audit::COMMAND,
];

/// A subcommand.
struct Command {
    /// Its name, as typed.
    name: &'static str,
    /// How it is called, without `kian`, one line for each way.
    usage: &'static [&'static str],
    /// The Fluent message that says in one line what it does; its `.more` says the rest.
    about: &'static str,
    /// The options it takes besides the common ones.
    options: &'static [Opt],
    /// The formats it can answer in.
    formats: &'static [Format],
    /// Does it.
    run: fn(&Context, &Arguments) -> Result<Ran, Failure>,
}

/// What a subcommand knows besides its own arguments.
struct Context {
    tr: Tr,
    format: Format,
    data_dir: Option<PathBuf>,
    /// The policy file that was asked for.
    policy: Option<PathBuf>,
    /// Milliseconds since 1970-01-01 UTC.
    now: i64,
}

impl Context {
    fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    fn dirs(&self) -> Result<Dirs, Failure> {
        Dirs::find(self.data_dir.clone()).map_err(|e| Failure::of(&e))
    }

    /// The settings of the data directory with the office's policy, which is put over them; what could not be read of them
    /// goes into the notes of `ran`.
    ///
    /// # Errors
    /// If the file asked for by `--policy` cannot be used. Where another one cannot, that is noted and nothing is sent anywhere.
    fn settings_and_policy(&self, ran: &mut Ran) -> Result<(Settings, Policy), Failure> {
        let loaded = Settings::load(&self.dirs()?);
        ran.notes.extend(loaded.problems.iter().map(|p| report::sentence(&self.tr, &Notice::of(Level::Warning, p))));
        let mut settings = loaded.settings;
        let policy = policy::load(self.policy.as_deref(), &settings);
        let problems: Vec<Notice> = policy.problems().iter().map(|problem| Notice::error(problem)).collect();
        match &self.policy {
            Some(file) if !problems.is_empty() => return Err(Failure::from(problems).in_file(file)),
            _ if problems.is_empty() => {}
            _ => {
                ran.notes.push(report::sentence(&self.tr, &Notice::new(Level::Error, "notice-policy-refused")));
                ran.notes.extend(problems.iter().map(|problem| report::sentence(&self.tr, problem)));
            }
        }
        policy::put_over(&policy, &mut settings);
        Ok((settings, policy))
    }

    /// The forms there are, and what keeps form files of the office and the person from being used.
    fn forms(&self) -> Result<(Vec<form_files::Kept>, Vec<Notice>), Failure> {
        let (settings, _) = self.settings_and_policy(&mut Ran::default())?;
        let (shelf, broken) = form_files::load(&form_files::folders(&self.dirs()?, &settings));
        // Which file, and then what is wrong in it.
        let broken = broken.into_iter().flat_map(|notice| {
            let details = notice.details.clone();
            std::iter::once(notice).chain(details)
        });
        Ok((shelf, broken.collect()))
    }

    /// The day it is here.
    fn today(&self) -> Date {
        day(self.now)
    }
}

/// What the arguments ask for.
pub enum Start {
    /// The window.
    Window {
        /// What to open in it.
        file: Option<PathBuf>,
        /// Where settings and the store are, if said.
        data_dir: Option<PathBuf>,
        /// The policy file, if said.
        policy: Option<PathBuf>,
        /// The language of the interface, if said.
        locale: Option<Locale>,
    },
    /// Nothing more: it is done, with this exit code.
    Done(ExitCode),
}

/// Does what `arguments` (without the program's own name) say.
pub fn start(arguments: impl IntoIterator<Item = OsString>) -> Start {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // Also what is wrong with the arguments is said in the language and the form they ask for.
    let early = Globals::glance(&arguments);
    let locale = early.locale.unwrap_or_else(locale);
    let tr = Tr::new(locale);
    let finish = |format, result: Result<Ran, Failure>| Start::Done(report::finish(&tr, format, result));
    match args::parse(&arguments) {
        Err(failure) => finish(early.format, Err(failure)),
        Ok(Parsed::Help(None)) => finish(Format::Text, Ok(Ran::says(help::program(&tr)))),
        Ok(Parsed::Help(Some(command))) => finish(Format::Text, Ok(Ran::says(help::command(&tr, command)))),
        Ok(Parsed::Version) => {
            finish(Format::Text, Ok(Ran::says(concat!("kian ", env!("CARGO_PKG_VERSION"), "\n").to_owned())))
        }
        Ok(Parsed::Window { file: Some(file), .. }) if !file.exists() => {
            let gone = crate::app::files::FileError::NotFound { path: file };
            finish(early.format, Err(Failure::of(&gone)))
        }
        Ok(Parsed::Window { file, globals }) => {
            Start::Window { file, data_dir: globals.data_dir, policy: globals.policy, locale: globals.locale }
        }
        Ok(Parsed::Run { command, arguments, globals }) => {
            let now = jiff::Timestamp::now().as_millisecond();
            let Globals { format, data_dir, policy, .. } = globals;
            let context = Context { tr: Tr::new(locale), format, data_dir, policy, now };
            // A policy that was asked for is looked at whatever the subcommand needs of it.
            let looked = match &context.policy {
                Some(_) => context.settings_and_policy(&mut Ran::default()).map(drop),
                None => Ok(()),
            };
            finish(format, looked.and_then(|()| (command.run)(&context, &arguments)))
        }
    }
}

/// Tells a person why there is no window, and gives the exit code for that.
pub fn fail(locale: Option<Locale>, why: &dyn Message) -> ExitCode {
    let tr = Tr::new(locale.unwrap_or_else(self::locale));
    report::finish(&tr, Format::Text, Err(Failure::of(why)))
}

/// The locale of the environment: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that says something; where none does,
/// what the system says otherwise; Japanese if it is neither of ours.
fn locale() -> Locale {
    let said =
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| std::env::var(name).ok()).find(|v| !v.is_empty());
    said.map_or_else(Locale::system, |code| Locale::from_code(&code).unwrap_or_default())
}

/// The language behind `--lang`.
fn lang(arguments: &Arguments) -> Result<Option<Lang>, Failure> {
    arguments.choice("--lang", "ja, en", Lang::from_code)
}
