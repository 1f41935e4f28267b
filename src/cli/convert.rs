//! `kian convert`: a document in another kind of file, and what that cannot carry.

use super::args::{Arguments, Opt, PLAIN};
use super::draft::{losses_json, written};
use super::input;
use super::output::Target;
use super::report::{Failure, Ran};
use super::{Command, Context};
use serde_json::json;

pub(super) const COMMAND: Command = Command {
    name: "convert",
    usage: &["convert IN -o OUT [--force]"],
    about: "cli-convert",
    options: &[
        Opt { name: "-o", value: "OUT", about: "cli-option-out" },
        Opt { name: "--force", value: "", about: "cli-option-force" },
    ],
    formats: PLAIN,
    run,
};

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let input = input::document(context, arguments.operand()?)?;
    let target = Target::new(arguments, Some(&input))?;
    let losses = target.write_over(&input.document, &input)?;
    if context.is_json() {
        let file = target.path.display().to_string();
        ran.json(&json!({ "version": 1, "file": file, "losses": losses_json(context, &losses) }));
    } else {
        ran.out = written(context, &target.path, &losses);
    }
    Ok(ran)
}
