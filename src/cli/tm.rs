//! `kian tm`: the translation memory, in and out and searched.

use super::args::{Arguments, Opt, PLAIN, bad_value, problem};
use super::report::{Failure, Ran, sentence};
use super::{Command, Context, stopping};
use crate::app::memories::{self, Memories, MemoryError};
use crate::app::{Level, Notice};
use crate::text::{Change, Lang};
use crate::translation::memory::{Query, Unit};
use serde_json::{Value, json};
use std::io::{IsTerminal, Write};
use std::path::Path;

pub(super) const COMMAND: Command = Command {
    name: "tm",
    usage: &[
        "tm import FILE…",
        "tm search TEXT [--lang ja|en] [--min 70] [--limit 5]",
        "tm export -o OUT.tmx [--force]",
        "tm stats",
    ],
    about: "cli-tm",
    options: &[
        Opt { name: "--lang", value: "ja|en", about: "cli-option-tm-lang" },
        Opt { name: "--min", value: "PERCENT", about: "cli-option-tm-min" },
        Opt { name: "--limit", value: "N", about: "cli-option-tm-limit" },
        Opt { name: "-o", value: "OUT.tmx", about: "cli-option-out" },
        Opt { name: "--force", value: "", about: "cli-option-force" },
    ],
    formats: PLAIN,
    run,
};

/// The least likeness that is looked for, in per cent.
const MIN: u8 = 70;
/// How many matches are shown.
const LIMIT: usize = 5;

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let Some((action, rest)) = arguments.operands().split_first() else {
        return Err(arguments.missing("import|search|export|stats"));
    };
    match action.to_str() {
        Some("import") if rest.is_empty() => return Err(arguments.missing("FILE")),
        Some("import") => {
            let paths: Vec<&Path> = rest.iter().map(Path::new).collect();
            import(context, &paths, &mut ran)?;
        }
        Some("search") => {
            let text = rest.first().ok_or_else(|| arguments.missing("TEXT"))?;
            if let Some(surplus) = rest.get(1) {
                return Err(arguments.surplus(surplus));
            }
            search(context, arguments, &text.to_string_lossy(), &mut ran)?;
        }
        Some("export") => {
            no_more(arguments, rest)?;
            export(context, arguments, &mut ran)?;
        }
        Some("stats") => {
            no_more(arguments, rest)?;
            stats(context, &mut ran)?;
        }
        _ => return Err(problem("error-cli-tm-action").with("action", action.to_string_lossy().into_owned()).into()),
    }
    Ok(ran)
}

fn no_more(arguments: &Arguments, rest: &[std::ffi::OsString]) -> Result<(), Failure> {
    rest.first().map_or(Ok(()), |surplus| Err(arguments.surplus(surplus)))
}

impl From<MemoryError> for Failure {
    fn from(error: MemoryError) -> Self {
        match error.told() {
            (notice, Some(path)) => Failure::from(notice).in_file(path),
            (notice, None) => notice.into(),
        }
    }
}

fn import(context: &Context, paths: &[&Path], ran: &mut Ran) -> Result<(), Failure> {
    let tr = &context.tr;
    // What is seen at once to be no memory stops the whole before anything is taken in.
    for path in paths {
        if crate::format::memory::Carrier::from_path(path).is_none() {
            return Err(MemoryError::Kind((*path).to_owned()).into());
        }
    }
    stopping::watch();
    let mut memory = Memories::own(&context.dirs()?)?;
    let mut files = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        let watched = std::io::stderr().is_terminal() && !context.is_json();
        let mut step = |count: u64| {
            if watched {
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                let line = tr.format("cli-tm-progress", &[("path", name.as_str().into()), ("count", count.into())]);
                // Where it cannot be shown there is nobody to see it.
                drop(write!(std::io::stderr(), "\r{line}"));
            }
            stopping::ask()
        };
        let taken = memories::import(&mut memory, path, &mut step);
        if watched {
            drop(write!(std::io::stderr(), "\r\u{1b}[K"));
        }
        let taken = match taken {
            Ok(Some(taken)) => taken,
            Ok(None) => return Err(stopping::stopped_taking(path).partial(Value::Array(files))),
            // Earlier files are in the memory by now, and that is said.
            Err(error) if files.is_empty() => return Err(error.into()),
            Err(error) => return Err(Failure::from(error).partial(Value::Array(files))),
        };
        let counts = [
            ("added", taken.imported.added),
            ("known", taken.imported.known),
            ("left", taken.imported.empty + taken.carried.one_sided + taken.carried.torn.len() as u64),
        ];
        if let Some(error) = &taken.carried.broken {
            let notice = Notice::of(Level::Warning, error);
            ran.notes.push(format!("{name}: {} {}", tr.text("cli-tm-broken"), sentence(tr, &notice)));
        }
        ran.notes.extend(torn(context, &name, &taken.carried.torn));
        if taken.carried.unreadable {
            ran.notes.push(format!("{name}: {}", tr.text("cli-tm-unreadable")));
        }
        if taken.carried.tagged > 0 {
            let count = i64::try_from(taken.carried.tagged).unwrap_or(i64::MAX);
            ran.notes.push(format!("{name}: {}", tr.format("notice-memory-tagged", &[("count", count.into())])));
        }
        ran.notes.extend(taken.carried.languages.iter().map(|(tag, lang)| {
            let notice = Notice::new(Level::Info, "notice-memory-language").with("tag", tag.as_str());
            format!("{name}: {}", sentence(tr, &notice.with("lang", lang.code())))
        }));
        let args: Vec<(&str, crate::i18n::Value)> = counts
            .iter()
            .map(|(name, count)| (*name, i64::try_from(*count).unwrap_or(i64::MAX).into()))
            .chain([("path", name.as_str().into())])
            .collect();
        if !context.is_json() {
            ran.out.push_str(&format!("{}\n", tr.format("cli-tm-imported", &args)));
        }
        files.push(json!({
            "file": name,
            "added": counts[0].1,
            "known": counts[1].1,
            "left": counts[2].1,
            "complete": taken.carried.broken.is_none(),
        }));
    }
    if context.is_json() {
        ran.json(&json!({ "version": 1, "files": files }));
    }
    Ok(())
}

/// That lines of a table had more cells than there are columns.
pub(super) fn torn(context: &Context, path: &str, lines: &[u64]) -> Option<String> {
    let named: Vec<String> = lines.iter().take(10).map(u64::to_string).collect();
    let lines_named = named.join(&context.tr.text("cli-list-comma"));
    let args = [("path", path.into()), ("count", lines.len().into()), ("lines", lines_named.into())];
    (!lines.is_empty()).then(|| context.tr.format("cli-table-torn", &args))
}

/// Opens what there is; what cannot be opened is told beside the answer.
pub(super) fn opened(context: &Context, ran: &mut Ran) -> Result<Memories, Failure> {
    let (settings, _) = context.settings_and_policy(ran)?;
    let (memories, problems) = Memories::open(&context.dirs()?, &settings);
    ran.notes.extend(problems.iter().map(|error| sentence(&context.tr, &Notice::of(Level::Warning, error))));
    Ok(memories)
}

fn search(context: &Context, arguments: &Arguments, text: &str, ran: &mut Ran) -> Result<(), Failure> {
    let tr = &context.tr;
    let number = |name: &'static str, most: usize, usual: usize| match arguments.text(name)? {
        None => Ok(usual),
        Some(value) => match value.parse::<usize>() {
            Ok(number) if number <= most => Ok(number),
            _ => Err(bad_value(name, &value, &format!("0–{most}"))),
        },
    };
    let min = number("--min", 100, usize::from(MIN))?;
    let limit = number("--limit", 1000, LIMIT)?;
    let lang = super::lang(arguments)?.or_else(|| Lang::guess(text)).unwrap_or_default();
    let mut memories = opened(context, ran)?;
    let query = Query { text, lang, min: min as u8, limit, ..Query::default() };
    let found = memories.search(&query).map_err(|e| Failure::of(&e))?;
    if context.is_json() {
        let matches: Vec<Value> = found
            .iter()
            .map(|found| {
                let mut one = json!({
                    "score": found.score,
                    "source": found.source(),
                    "target": found.target(),
                    "origin": found.unit.origin,
                    "confirmed": confirmed(&found.unit),
                });
                if let Some(adapted) = found.explain(text).adapted {
                    one["adapted"] = adapted.text.into();
                }
                one
            })
            .collect();
        ran.json(&json!({ "version": 1, "matches": matches }));
        return Ok(());
    }
    for found in &found {
        let explained = found.explain(text);
        ran.out.push_str(&format!("{:>3}%  {}\n", found.score, shown(found.source(), &explained.difference)));
        ran.out.push_str(&format!("      {}\n", found.target()));
        if let Some(adapted) = &explained.adapted {
            let id = if adapted.whole { "cli-tm-adapted" } else { "cli-tm-adapted-partly" };
            ran.out.push_str(&format!("      {}\n", tr.format(id, &[("text", adapted.text.as_str().into())])));
        }
        ran.out.push_str(&format!("      {}\n", origin(context, &found.unit)));
    }
    if found.is_empty() {
        let (units, total) = memories.concordance(text, lang, limit).map_err(|e| Failure::of(&e))?;
        if total == 0 {
            ran.notes.push(tr.text("cli-tm-nothing"));
        } else {
            ran.notes.push(tr.format("cli-tm-concordance", &[("count", total.into()), ("text", text.into())]));
        }
        for unit in &units {
            ran.out.push_str(&format!("      {}\n      {}\n", unit.side(lang), unit.side(other(lang))));
            ran.out.push_str(&format!("      {}\n", origin(context, unit)));
        }
    }
    Ok(())
}

fn other(lang: Lang) -> Lang {
    crate::translation::memory::other(lang)
}

/// `source` with what is to go and what comes: 令和[7→8]年.
fn shown(source: &str, difference: &Change) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for piece in difference.replaces() {
        out.push_str(&source[at..piece.span.start]);
        out.push_str(&format!("[{}→{}]", &source[piece.span.range()], piece.text));
        at = piece.span.end;
    }
    out + &source[at..]
}

/// When `unit` was confirmed, after ISO 8601; empty where nobody says.
fn confirmed(unit: &Unit) -> String {
    let time = unit.confirmed_at.and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
    time.map_or_else(String::new, |time| time.to_string())
}

fn origin(context: &Context, unit: &Unit) -> String {
    let parts = [unit.origin.as_str(), unit.confirmed_by.as_str(), &confirmed(unit)];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("({})", parts.join(&context.tr.text("cli-list-comma")))
}

fn export(context: &Context, arguments: &Arguments, ran: &mut Ran) -> Result<(), Failure> {
    let path = arguments.required_path("-o")?;
    if !path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tmx")) {
        return Err(problem("error-memory-kind-out").with("path", path.display().to_string()).into());
    }
    let dirs = context.dirs()?;
    // An office that has none yet gets an empty file, not an empty memory.
    let memory = if dirs.memories().exists() {
        Memories::own(&dirs)?
    } else {
        crate::store::Memory::in_memory().map_err(|e| Failure::of(&e))?
    };
    stopping::watch();
    let count = memories::export(&memory, &path, arguments.has("--force"), &mut |_| stopping::ask())?;
    let count = count.ok_or_else(stopping::stopped)?;
    let name = path.display().to_string();
    if context.is_json() {
        ran.json(&json!({ "version": 1, "file": name, "units": count }));
    } else {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let args = [("path", name.into()), ("count", count.into())];
        ran.out = format!("{}\n", context.tr.format("cli-tm-exported", &args));
    }
    Ok(())
}

fn stats(context: &Context, ran: &mut Ran) -> Result<(), Failure> {
    let tr = &context.tr;
    let mut memories = opened(context, ran)?;
    let mut list = Vec::new();
    for memory in memories.all() {
        let stats = memory.stats().map_err(|e| Failure::of(&e))?;
        let path = memory.path().display().to_string();
        let number = |n: u64| crate::i18n::Value::from(i64::try_from(n).unwrap_or(i64::MAX));
        if !context.is_json() {
            let id = if memory.is_writable() { "cli-tm-stats" } else { "cli-tm-stats-read-only" };
            let args = [
                ("units", number(stats.units)),
                ("megabytes", number(stats.bytes >> 20)),
                ("path", path.as_str().into()),
            ];
            ran.out.push_str(&format!("{}\n", tr.format(id, &args)));
            for (origin, units) in &stats.origins {
                let origin = if origin.is_empty() { tr.text("cli-tm-origin-none") } else { origin.clone() };
                let args = [("origin", origin.into()), ("units", number(*units))];
                ran.out.push_str(&format!("  {}\n", tr.format("cli-tm-origin", &args)));
            }
        }
        let origins: Vec<Value> =
            stats.origins.iter().map(|(origin, units)| json!({ "origin": origin, "units": units })).collect();
        list.push(json!({
            "file": path,
            "units": stats.units,
            "bytes": stats.bytes,
            "writable": memory.is_writable(),
            "origins": origins,
        }));
    }
    if context.is_json() {
        ran.json(&json!({ "version": 1, "memories": list }));
    } else if list.is_empty() {
        ran.notes.push(tr.text("cli-tm-empty"));
    }
    Ok(())
}
