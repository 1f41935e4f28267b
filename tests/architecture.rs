//! The map in `src/lib.rs` holds: arrows only point down, the window's toolkit stays in the window, and what is below
//! `app` starts nothing, waits for nothing and reads no clock. Unit tests may reach for what they need.

#![allow(clippy::unwrap_used)]

mod source;

use source::{Source, report, root, words};
use std::collections::BTreeMap;
use std::fs;

/// The table of `src/lib.rs`: each module, in reading order, and what it may import.
fn map() -> Vec<(String, Vec<String>)> {
    let quoted = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let map: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("//! |"))
        .filter_map(|row| {
            let cells: Vec<&str> = row.split('|').collect();
            Some((quoted(cells.first()?).pop()?, quoted(cells.get(2)?)))
        })
        .collect();
    assert!(map.len() >= 10, "the table of src/lib.rs is not where this test looks");
    map
}

#[test]
fn the_map_lists_every_module_from_the_bottom_up() {
    let map = map();
    let names: Vec<&str> = map.iter().map(|(name, _)| name.as_str()).collect();
    let declared: Vec<String> = fs::read_to_string(root().join("src/lib.rs"))
        .unwrap()
        .lines()
        .filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned()))
        .collect();
    assert_eq!(names, declared, "the table and the declarations of src/lib.rs");
    for (at, (name, may)) in map.iter().enumerate() {
        for below in may {
            assert!(names[..at].contains(&below.as_str()), "`{name}` may import `{below}`, which is not below it");
        }
    }
    let files: Vec<String> = Source::all().iter().map(|source| source.module().to_owned()).collect();
    for file in files {
        assert!(
            ["lib", "main"].contains(&file.as_str()) || names.contains(&file.as_str()),
            "src/{file} is not on the map"
        );
    }
}

#[test]
fn arrows_only_point_down() {
    let map: BTreeMap<String, Vec<String>> = map().into_iter().collect();
    let mut problems = Vec::new();
    for source in Source::all() {
        let Some(may) = map.get(source.module()) else { continue };
        for (at, to) in imports(&source) {
            if map.contains_key(&to) && to != source.module() && !may.contains(&to) {
                problems.push(format!("{}: `{}` imports `{to}`", source.place(at), source.module()));
            }
        }
    }
    report("Arrows only point down (the table in src/lib.rs)", &problems);
}

#[test]
fn the_toolkit_stays_in_the_window() {
    let problems = uses(|module| module != "ui", &["egui", "eframe", "epaint", "rfd"], &[]);
    report("Nothing but `ui` knows egui, eframe or native dialogs", &problems);
}

/// Deadlines of a connection run on the runtime's own clock, which tests can turn: time as an argument would be the
/// time before the wait.
const RUNS_ON_THE_RUNTIME: &[&str] = &["assistant/wire/"];

#[test]
fn what_is_below_app_starts_nothing_and_reads_no_clock() {
    let below = |module: &str| !["app", "ui", "cli", "main", "lib"].contains(&module);
    let threads =
        ["std::thread", "thread::spawn", "thread::scope", "thread::sleep", "tokio::runtime", "tokio::spawn", "rayon"];
    report("Nothing below `app` starts a thread or a runtime", &uses(below, &threads, &[]));
    let clocks =
        ["SystemTime::now", "Timestamp::now", "Zoned::now", "std::time::Instant", "jiff::tz::TimeZone::system"];
    report("Nothing below `app` reads a clock", &uses(below, &clocks, &[]));
    report("Nothing below `app` reads a clock", &uses(below, &["Instant::now"], RUNS_ON_THE_RUNTIME));
}

/// One place in the program makes what opens connections, so that the gate, the record and the limits stand before all of them.
#[test]
fn one_place_opens_connections() {
    let all = |_: &str| true;
    let sockets = [
        "TcpStream",
        "TcpListener",
        "UdpSocket",
        "UnixStream",
        "ToSocketAddrs",
        "lookup_host",
        "std::net::SocketAddr",
        "tokio::net",
        "hyper::",
        "ureq::",
        "rustls::",
    ];
    report("Nothing opens a socket by itself", &uses(all, &sockets, &[]));
    let clients = ["reqwest::Client::builder", "reqwest::Client::new", "reqwest::get", "ClientBuilder"];
    let makers = uses(all, &clients, &[]);
    assert!(makers.len() == 1 && makers[0].contains("assistant/wire/mod.rs"), "{makers:?}");
    // What holds a client only hands it back to the wire, which asks for the way once more whatever was said before.
    let holders = uses(all, &["reqwest::Client"], &["assistant/wire/", "assistant/doctor.rs", "app/engine.rs"]);
    report("Only the wire, its lines and the doctor hold a client", &holders);
}

#[test]
fn the_core_does_no_input_or_output() {
    let core = |module: &str| ["text", "document", "translation", "proofread"].contains(&module);
    let edges = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::io",
        "File::open",
        "reqwest::",
        "rusqlite::",
        "tokio::",
        "keyring::",
        "directories::",
        "tempfile::",
        "zip::",
        "quick_xml::",
    ];
    report("`text`, `document`, `translation` and `proofread` do no input or output", &uses(core, &edges, &[]));
    report("Core types are not `Serialize`", &uses(core, &["Serialize"], &[]));
}

/// Where a module for which `of` holds uses one of `names` in the program itself, the files below `but` aside.
fn uses(of: impl Fn(&str) -> bool, names: &[&str], but: &[&str]) -> Vec<String> {
    let mut problems = Vec::new();
    for source in Source::all() {
        if !of(source.module()) || but.iter().any(|folder| source.path.starts_with(folder)) {
            continue;
        }
        let code = source.shipped();
        for name in names {
            problems.extend(words(code, name).map(|at| format!("{}: {name}", source.place(at))));
            // `use std::{fs, io}` says the same.
            if let Some((outer, inner)) = name.split_once("::") {
                let grouped = words(code, "use").filter_map(|at| {
                    let path = &code[at..at + code[at..].find(';')?];
                    let names = path.strip_prefix("use")?.trim_start().strip_prefix(outer)?.strip_prefix("::{")?;
                    words(names, inner).next().map(|_| at)
                });
                problems.extend(grouped.map(|at| format!("{}: {name}", source.place(at))));
            }
        }
    }
    problems
}

/// Every path from the root of the crate in the program itself: where it stands and the module it begins with.
fn imports(source: &Source) -> Vec<(usize, String)> {
    let code = source.shipped();
    let mut found = Vec::new();
    for at in words(code, "crate::").chain(words(code, "kian::")) {
        let rest = &code[at + code[at..].find("::").unwrap() + 2..];
        found.extend(firsts(rest).into_iter().map(|name| (at, name)));
    }
    // As many `super` as the file lies deep lead to the root as well.
    let depth = source.path.trim_end_matches("/mod.rs").trim_end_matches(".rs").split('/').count();
    let up = "super::".repeat(depth);
    for at in words(code, &up) {
        found.extend(firsts(&code[at + up.len()..]).into_iter().map(|name| (at, name)));
    }
    found
}

/// The first names of a path: several where it begins with a brace.
fn firsts(path: &str) -> Vec<String> {
    let name =
        |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let mut names = vec![name(group)];
    let mut depth = 1;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(name(&group[at + 1..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

#[test]
fn imports_are_found_however_they_are_written() {
    let check = |path: &str, code: &str, expected: &[&str]| {
        let source = Source::new(path.to_owned(), code.to_owned());
        let names: Vec<String> = imports(&source).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, expected, "{code}");
    };
    check("text/a.rs", "use crate::ui::View;", &["ui"]);
    check("text/a.rs", "use crate::{document::{Role, form}, ui};", &["document", "ui"]);
    check("text/a.rs", "fn f() -> crate::store::Store { kian::app::x() }", &["store", "app"]);
    check("text/a.rs", "use super::super::ui; use super::b;", &["ui"]);
    check("text/mod.rs", "use super::ui;", &["ui"]);
    check("text/a.rs", "// crate::ui\nlet a = \"crate::ui\";", &[]);
    check("text/a.rs", "#[cfg(test)]\nmod tests { use crate::ui; }", &[]);
}
