//! The command line as people and scripts meet it: the real program, in a folder of its own, with a data directory of its
//! own. Endpoints are a server in this process.

#![allow(clippy::unwrap_used)]

#[path = "cli/align.rs"]
mod align;
#[path = "cli/arguments.rs"]
mod arguments;
#[path = "cli/attach.rs"]
mod attach;
#[path = "cli/audit.rs"]
mod audit;
#[path = "cli/check.rs"]
mod check;
#[path = "cli/compare.rs"]
mod compare;
#[path = "cli/documents.rs"]
mod documents;
#[path = "cli/endpoints.rs"]
mod endpoints;
#[path = "cli/facts.rs"]
mod facts;
#[path = "cli/merge.rs"]
mod merge;
#[path = "cli/qa.rs"]
mod qa;
#[path = "cli/long.rs"]
mod long;
#[path = "cli/memory.rs"]
mod memory;
#[path = "cli/translate.rs"]
mod translate;
#[path = "cli/numbers.rs"]
mod numbers;
#[path = "cli/personal.rs"]
mod personal;
#[path = "cli/ways.rs"]
mod ways;
#[allow(dead_code, reason = "shared with the tests of the wire")]
#[path = "endpoint/server.rs"]
mod server;

use serde_json::Value;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The subcommands there are.
#[rustfmt::skip]
const COMMANDS: &[&str] = &[
    "draft",
    "forms",
    "check",
    "rules",
    "words",
    "summarize", "template",
    "translate",
    "tm",
    "facts",
    "qa",
    "pii",
    "mask",
    "unmask",
    "convert",
    "attach",
    "merge",
    "number",
    "align",
    "compare",
    "endpoint",
    "audit",
];

/// A folder with a data directory in it, where commands are run.
struct Office {
    folder: tempfile::TempDir,
    locale: &'static str,
}

/// What a command came to.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Office {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), locale: "ja_JP.UTF-8" }
    }

    fn in_english() -> Self {
        Self { locale: "en_US.UTF-8", ..Self::new() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of what lies in the folder, but for the data directory.
    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name != "data");
        names.sort();
        names
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kian"));
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
            command.env_remove(name);
        }
        command.env("LANG", self.locale).current_dir(self.folder.path()).args(["--data-dir", "data"]).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        self.pipe(arguments, b"")
    }

    /// Runs a command with `input` on its standard input.
    fn pipe(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // Whoever does not read it may be gone by now.
        let _ = child.stdin.take().unwrap().write_all(input);
        let output = child.wait_with_output().unwrap();
        let ran = Ran {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!ran.err.contains("panicked") && !ran.err.contains(".rs:"), "{ran:?}");
        ran
    }

    /// The one line of a command that cannot be carried out; nothing else is said, and the JSON says the same.
    fn refused(&self, arguments: &[&str]) -> String {
        let before = self.names();
        let ran = self.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?} {ran:?}");
        assert_eq!(ran.err.lines().count(), 1, "{arguments:?} {ran:?}");
        let line = ran.err.trim_end().strip_prefix("kian: ").unwrap().to_owned();
        let json = self.run(&[arguments, &["--format", "json"]].concat());
        assert_eq!((json.code, json.err.as_str()), (2, ""), "{arguments:?}");
        let error = json.json()["error"].clone();
        assert_eq!(json.json()["version"], 1);
        let said = |member: &str| error[member].as_str().unwrap().to_owned();
        assert!(line.starts_with(&said("message")), "{line} {error}");
        assert!(line.contains(&said("hint")) && !said("hint").is_empty(), "{line} {error}");
        assert!(said("id").starts_with("error-") || said("id").starts_with("answer-"), "{error}");
        assert_eq!(self.names(), before, "something was left behind by {arguments:?}");
        line
    }
}

impl Ran {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The answer of a command that did what it should.
    fn done(self) -> String {
        assert_eq!(self.code, 0, "{self:?}");
        self.out
    }
}

/// The file of facts for a form that comes with the program.
fn sample(name: &str) -> String {
    format!("{}/assets/samples/{name}.toml", env!("CARGO_MANIFEST_DIR"))
}

/// The members of a JSON object, in order.
fn members(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}
