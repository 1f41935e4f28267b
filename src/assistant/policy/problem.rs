//! [`PolicyProblem`]: what is wrong with a policy file: where, what, and in its message what to do.

use crate::text::Message;
use std::path::PathBuf;

/// One thing that is wrong with a policy file. Lines and columns count from 1; members are called as `endpoint.allow`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub enum PolicyProblem {
    /// The file is not TOML here.
    Syntax { line: usize, column: usize },
    /// The file is not UTF-8.
    Encoding,
    /// Nothing of this name belongs here.
    Unknown { line: usize, member: String, choices: String },
    /// Something that must be here is not.
    Missing { line: usize, member: String },
    /// It is written as something else than it takes: `text`, `number`, `switch`, `date`, `list` or `table`.
    WrongType { line: usize, member: String, expected: &'static str },
    /// Not one of the values there are.
    NotAChoice { line: usize, member: String, value: String, choices: String },
    /// It stands there twice.
    Twice { line: usize, member: String, value: String },
    /// It says nothing, and must.
    Blank { line: usize, member: String },
    /// The pattern cannot be read.
    Pattern { line: usize, member: String, value: String },
    /// The address cannot be read, or would be spoken to unencrypted.
    Address { line: usize, member: String, value: String },
    /// A later version of the program reads this form.
    Newer { found: i64, known: i64 },
    /// A key of the office is there, and no signature.
    Unsigned { path: PathBuf },
    /// The signature is not one of this file by this key: one of them was changed.
    Signature { path: PathBuf },
    /// There is a signature, and no key to hold it against.
    NoKey { path: PathBuf },
    /// The file that should hold the key holds none.
    BadKey { path: PathBuf },
    /// The file cannot be read.
    Unreadable { path: PathBuf },
    /// This machine's administrator has put a policy in its place; another one is not taken.
    Replaced { path: PathBuf },
}

impl Message for PolicyProblem {
    fn id(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "error-policy-syntax",
            Self::Encoding => "error-policy-encoding",
            Self::Unknown { .. } => "error-policy-unknown",
            Self::Missing { .. } => "error-policy-missing",
            Self::WrongType { .. } => "error-policy-type",
            Self::NotAChoice { .. } => "error-policy-choice",
            Self::Twice { .. } => "error-policy-twice",
            Self::Blank { .. } => "error-policy-blank",
            Self::Pattern { .. } => "error-policy-pattern",
            Self::Address { .. } => "error-policy-address",
            Self::Newer { .. } => "error-policy-newer",
            Self::Unsigned { .. } => "error-policy-unsigned",
            Self::Signature { .. } => "error-policy-signature",
            Self::NoKey { .. } => "error-policy-no-key",
            Self::BadKey { .. } => "error-policy-bad-key",
            Self::Unreadable { .. } => "error-policy-unreadable",
            Self::Replaced { .. } => "error-policy-replaced",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        let said = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
        let place = |line: &usize, member: &String| vec![("line", line.to_string()), ("member", member.clone())];
        match self {
            Self::Syntax { line, column } => vec![("line", line.to_string()), ("column", column.to_string())],
            Self::Encoding => Vec::new(),
            Self::Unknown { line, member, choices } => {
                [place(line, member), vec![("choices", choices.clone())]].concat()
            }
            Self::Missing { line, member } | Self::Blank { line, member } => place(line, member),
            Self::WrongType { line, member, expected } => {
                [place(line, member), vec![("expected", (*expected).to_owned())]].concat()
            }
            Self::NotAChoice { line, member, value, choices } => {
                [place(line, member), vec![("value", value.clone()), ("choices", said(choices))]].concat()
            }
            Self::Twice { line, member, value }
            | Self::Pattern { line, member, value }
            | Self::Address { line, member, value } => [place(line, member), vec![("value", value.clone())]].concat(),
            Self::Newer { found, known } => vec![("found", found.to_string()), ("known", known.to_string())],
            Self::Unsigned { path }
            | Self::Signature { path }
            | Self::NoKey { path }
            | Self::BadKey { path }
            | Self::Unreadable { path }
            | Self::Replaced { path } => vec![("path", path.display().to_string())],
        }
    }
}
