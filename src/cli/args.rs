//! The arguments: which subcommand, which options, which files. What a subcommand takes is its own table of [`Opt`]s; the
//! same table makes its help.

use super::report::Failure;
use super::{COMMANDS, Command};
use crate::app::{Level, Notice};
use crate::i18n::Locale;
use lexopt::Arg;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// An option.
#[derive(Clone, Copy)]
pub struct Opt {
    /// As typed: `--profile`, `-o`.
    pub name: &'static str,
    /// What stands behind it in the help: `OUT`, `ja|en`; empty for one that takes no value.
    pub value: &'static str,
    /// The Fluent message that says what it is for.
    pub about: &'static str,
}

/// How a subcommand answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For programs that show findings: SARIF 2.1.0.
    Sarif,
}

impl Format {
    const ALL: [Format; 3] = [Format::Text, Format::Json, Format::Sarif];

    /// As typed.
    pub fn code(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::Sarif => "sarif",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }
}

/// Text and JSON, which all subcommands can.
pub const PLAIN: &[Format] = &[Format::Text, Format::Json];

/// What may stand before and after the subcommand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Globals {
    pub locale: Option<Locale>,
    pub data_dir: Option<PathBuf>,
    pub policy: Option<PathBuf>,
    pub format: Format,
}

/// The options of [`Globals`], for the help.
pub const COMMON: [Opt; 5] = [
    Opt { name: "--locale", value: "ja|en", about: "cli-option-locale" },
    Opt { name: "--data-dir", value: "DIR", about: "cli-option-data-dir" },
    Opt { name: "--policy", value: "FILE", about: "cli-option-policy" },
    Opt { name: "-h, --help", value: "", about: "cli-option-help" },
    Opt { name: "-V, --version", value: "", about: "cli-option-version" },
];

impl Globals {
    /// What can be made out before the arguments are understood: the language and the format of the answer to ones that
    /// cannot be.
    pub fn glance(arguments: &[OsString]) -> Self {
        let mut found = Self::default();
        let mut rest = arguments.iter().map(|argument| argument.to_string_lossy());
        while let Some(argument) = rest.next() {
            let (name, value) = match argument.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (argument.into_owned(), None),
            };
            match name.as_str() {
                "--" => break,
                "--locale" | "--format" => {
                    let value = value.or_else(|| rest.next().map(|v| v.into_owned())).unwrap_or_default();
                    if name == "--locale" {
                        found.locale = one_of_ours(&value).or(found.locale);
                    } else {
                        found.format = Format::from_code(&value).unwrap_or(found.format);
                    }
                }
                _ => {}
            }
        }
        found
    }
}

fn one_of_ours(code: &str) -> Option<Locale> {
    Locale::ALL.into_iter().find(|locale| locale.code() == code)
}

/// What the arguments say.
pub enum Parsed {
    Help(Option<&'static Command>),
    Version,
    Window { file: Option<PathBuf>, globals: Globals },
    Run { command: &'static Command, arguments: Arguments, globals: Globals },
}

/// The options and operands of one call of a subcommand.
pub struct Arguments {
    command: &'static Command,
    values: Vec<(&'static str, OsString)>,
    operands: Vec<OsString>,
}

/// Understands `arguments`.
///
/// # Errors
/// If an option, a subcommand or a value is not one of ours; one sentence that says which.
pub fn parse(arguments: &[OsString]) -> Result<Parsed, Failure> {
    let mut parser = lexopt::Parser::from_args(arguments.iter().cloned());
    let mut globals = Globals::default();
    let mut command: Option<&'static Command> = None;
    let mut file: Option<PathBuf> = None;
    let (mut values, mut operands) = (Vec::new(), Vec::new());
    let (mut help, mut version) = (false, false);
    let mut format = None;
    while let Some(argument) = parser.next().map_err(unreadable)? {
        let name = match argument {
            Arg::Value(value) => {
                match (command, &file) {
                    (Some(_), _) => operands.push(value),
                    (None, None) => match COMMANDS.iter().find(|known| value == known.name) {
                        Some(known) => command = Some(known),
                        None if may_be_file(&value) => file = Some(PathBuf::from(value)),
                        None => return Err(problem("error-cli-no-command").with("name", shown(&value)).into()),
                    },
                    (None, Some(_)) => return Err(problem("error-cli-one-file").with("name", shown(&value)).into()),
                }
                continue;
            }
            Arg::Long(name) => format!("--{name}"),
            Arg::Short(name) => format!("-{name}"),
        };
        let own = command.and_then(|command| command.options.iter().find(|option| option.name == name));
        match name.as_str() {
            "-h" | "--help" => help = true,
            "-V" | "--version" => version = true,
            "--locale" => {
                let value = text(&name, parser.value().map_err(unreadable)?)?;
                globals.locale = Some(one_of_ours(&value).ok_or_else(|| bad_value(&name, &value, "ja, en"))?);
            }
            "--format" => format = Some(text(&name, parser.value().map_err(unreadable)?)?),
            "--data-dir" => globals.data_dir = Some(PathBuf::from(parser.value().map_err(unreadable)?)),
            "--policy" => globals.policy = Some(PathBuf::from(parser.value().map_err(unreadable)?)),
            _ => match own {
                Some(option) if option.value.is_empty() => values.push((option.name, OsString::new())),
                Some(option) => values.push((option.name, parser.value().map_err(unreadable)?)),
                None => {
                    let notice = match command {
                        Some(command) => problem("error-cli-option").with("command", command.name),
                        None => problem("error-cli-option-global"),
                    };
                    return Err(notice.with("option", name).into());
                }
            },
        }
    }
    if help {
        return Ok(Parsed::Help(command));
    }
    if version {
        return Ok(Parsed::Version);
    }
    if let Some(code) = format {
        let formats = command.map_or(PLAIN, |command| command.formats);
        let known = Format::from_code(&code).filter(|format| formats.contains(format));
        let codes: Vec<&str> = formats.iter().map(|format| format.code()).collect();
        globals.format = known.ok_or_else(|| bad_value("--format", &code, &codes.join(", ")))?;
    }
    Ok(match command {
        Some(command) => Parsed::Run { command, arguments: Arguments { command, values, operands }, globals },
        None => Parsed::Window { file, globals },
    })
}

/// Whether a person who types this may mean a file: it is there, or it looks like a path or a name with an ending.
fn may_be_file(value: &OsStr) -> bool {
    let path = Path::new(value);
    path.exists() || path.extension().is_some() || path.components().count() > 1
}

impl Arguments {
    /// Whether the option `name` was given.
    pub fn has(&self, name: &str) -> bool {
        self.values.iter().any(|(known, _)| *known == name)
    }

    /// The values of the option `name`, in order.
    pub fn all(&self, name: &'static str) -> Result<Vec<String>, Failure> {
        self.values.iter().filter(|(known, _)| *known == name).map(|(_, value)| text(name, value.clone())).collect()
    }

    /// The value of the option `name`; given twice, the last.
    pub fn text(&self, name: &'static str) -> Result<Option<String>, Failure> {
        Ok(self.all(name)?.pop())
    }

    /// The value of the option `name` as `read` understands it; `choices` are told where it does not.
    pub fn choice<T>(
        &self,
        name: &'static str,
        choices: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Failure> {
        let Some(value) = self.text(name)? else { return Ok(None) };
        read(&value).map(Some).ok_or_else(|| bad_value(name, &value, choices))
    }

    /// The path behind the option `name`.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.values.iter().rfind(|(known, _)| *known == name).map(|(_, value)| PathBuf::from(value))
    }

    /// The same where there is no doing without it.
    pub fn required_path(&self, name: &'static str) -> Result<PathBuf, Failure> {
        self.path(name).ok_or_else(|| self.missing(name))
    }

    /// The value of the option `name` where there is no doing without it.
    pub fn required(&self, name: &'static str) -> Result<String, Failure> {
        self.text(name)?.ok_or_else(|| self.missing(name))
    }

    /// What stands there without being an option.
    pub fn operands(&self) -> &[OsString] {
        &self.operands
    }

    /// The one operand there must be.
    pub fn operand(&self) -> Result<&OsStr, Failure> {
        match self.operands.as_slice() {
            [one] => Ok(one),
            [] => Err(self.missing("FILE")),
            [_, second, ..] => Err(self.surplus(second)),
        }
    }

    /// No operands.
    pub fn no_operands(&self) -> Result<(), Failure> {
        self.operands.first().map_or(Ok(()), |first| Err(self.surplus(first)))
    }

    /// The complaint that `what` is missing.
    pub fn missing(&self, what: &str) -> Failure {
        problem("error-cli-missing").with("command", self.command.name).with("what", what).into()
    }

    /// The complaint that `value` is one too many.
    pub fn surplus(&self, value: &OsStr) -> Failure {
        problem("error-cli-surplus").with("command", self.command.name).with("value", shown(value)).into()
    }

    /// The complaint that two options contradict each other.
    pub fn not_both(&self, one: &str, other: &str) -> Failure {
        problem("error-cli-not-both").with("one", one).with("other", other).into()
    }
}

/// An error of the command line without arguments yet.
pub fn problem(id: &'static str) -> Notice {
    Notice::new(Level::Error, id)
}

/// The complaint that an option cannot have this value.
pub fn bad_value(option: &str, value: &str, choices: &str) -> Failure {
    problem("error-cli-value").with("option", option).with("value", value).with("choices", choices).into()
}

fn shown(value: &OsStr) -> String {
    value.to_string_lossy().into_owned()
}

fn text(option: &str, value: OsString) -> Result<String, Failure> {
    value
        .into_string()
        .map_err(|value| problem("error-cli-unicode").with("option", option).with("value", shown(&value)).into())
}

fn unreadable(error: lexopt::Error) -> Failure {
    match error {
        lexopt::Error::MissingValue { option } => {
            problem("error-cli-value-missing").with("option", option.unwrap_or_default()).into()
        }
        lexopt::Error::UnexpectedValue { option, value } => {
            problem("error-cli-value-surplus").with("option", option).with("value", shown(&value)).into()
        }
        other => problem("error-cli-option-global").with("option", other.to_string()).into(),
    }
}
