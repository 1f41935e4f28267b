//! A missing message is a failed build: every file parses, both languages have the same messages with the same
//! attributes and variables, every id the code asks for exists, and every message is asked for.

#![allow(clippy::unwrap_used)]

mod source;

use kian::assistant::critique::Matter;
use kian::assistant::endpoint::Kind;
use kian::assistant::offline::Length;
use kian::assistant::{Instruction, Task};
use kian::document::Role;
use kian::i18n::{FILES, Locale, Tr, Value};
use kian::proofread::pairs::Category;
use kian::proofread::{self, rules};
use kian::store::audit::EventKind;
use kian::text::{facts, personal};
use kian::translation::quality::Gravity;
use source::{Source, report, root, words};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Families of messages whose ids are put together in code: what they begin with and, where the code enumerates them,
/// every way they end. If there is one message of an enumerated family there must be all of them and no other.
fn families() -> Vec<(&'static str, Option<Vec<String>>)> {
    fn all<T>(members: &[T], code: impl Fn(&T) -> String) -> Option<Vec<String>> {
        Some(members.iter().map(code).collect())
    }
    let instructions = [&Instruction::READY[..], &[Instruction::Custom(String::new())]].concat();
    vec![
        ("gravity-", all(&Gravity::ALL, |gravity| gravity.code().to_owned())),
        ("category-", all(&Category::ALL, |category| category.code().to_owned())),
        ("command-", None),
        ("event-", all(&EventKind::ALL, |kind| kind.code().to_owned())),
        ("engine-", None),
        ("fact-", all(&facts::Kind::ALL, |kind| kind.code().replace('_', "-"))),
        ("instruction-", all(&instructions, |instruction| instruction.code().to_owned())),
        ("kind-", all(&Kind::ALL, |kind| kind.code().to_owned())),
        ("length-", all(&Length::ALL, |length| length.code().to_owned())),
        ("model-", all(&Matter::ALL, |matter| matter.code().to_owned())),
        ("personal-confidence-", all(&personal::Confidence::ALL, |confidence| confidence.code().to_owned())),
        ("personal-kind-", all(&personal::Kind::ALL, |kind| kind.code().replace('_', "-"))),
        ("role-", all(&Role::ALL, |role| role.kind().to_owned())),
        ("rule-", all(rules(), |rule| proofread::message_id(rule.about().id)["rule-".len()..].to_owned())),
        ("task-", all(&Task::ALL, |task| task.code().to_owned())),
    ]
}

/// One message as it stands in a file.
#[derive(Debug, Default, PartialEq, Eq)]
struct Message {
    /// Variables of its value and, by name, of each attribute; both languages must have the same.
    variables: BTreeMap<String, BTreeSet<String>>,
    /// Messages and terms it refers to.
    references: BTreeSet<String>,
}

/// The messages of `locale`, by id.
fn messages(locale: Locale) -> BTreeMap<String, Message> {
    let mut messages: BTreeMap<String, Message> = BTreeMap::new();
    for name in FILES {
        let path = root().join(format!("locales/{}/{name}.ftl", locale.code()));
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        if let Err((_, errors)) = fluent::FluentResource::try_new(text.clone()) {
            panic!("{}: {errors:?}", path.display());
        }
        let (mut id, mut attribute) = (String::new(), String::new());
        for (number, line) in text.lines().enumerate() {
            let head = |line: &str| line.split_once('=').map(|(name, _)| name.trim().to_owned());
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            } else if !line.starts_with([' ', '}']) {
                id = head(line).unwrap_or_else(|| panic!("{}:{}: no message", path.display(), number + 1));
                attribute = String::new();
                let twice = messages.insert(id.clone(), Message::default());
                assert!(twice.is_none(), "{}:{}: {id} is there twice", path.display(), number + 1);
            } else if let Some(rest) = line.trim_start().strip_prefix('.') {
                attribute = head(rest).unwrap_or_else(|| panic!("{}:{}: no attribute", path.display(), number + 1));
            }
            let message = messages.get_mut(&id).unwrap_or_else(|| panic!("{}: text before any id", path.display()));
            let variables = message.variables.entry(attribute.clone()).or_default();
            let name = |text: &str| {
                let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
                text.chars().take_while(|c| is_name(*c)).collect::<String>()
            };
            for placeable in line.split('{').skip(1).map(str::trim_start) {
                match placeable.strip_prefix('$') {
                    Some(rest) => drop(variables.insert(name(rest))),
                    None if placeable.starts_with(|c: char| c.is_ascii_lowercase() || c == '-') => {
                        message.references.insert(name(placeable));
                    }
                    None => {}
                }
            }
        }
    }
    messages
}

#[test]
fn both_languages_say_the_same_things() {
    let (ja, en) = (messages(Locale::Ja), messages(Locale::En));
    let mut problems = Vec::new();
    for id in ja.keys().chain(en.keys()).collect::<BTreeSet<_>>() {
        match (ja.get(id), en.get(id)) {
            (Some(ja), Some(en)) if ja.variables != en.variables => {
                problems.push(format!("{id}: ja has {:?}, en has {:?}", ja.variables, en.variables));
            }
            (Some(_), Some(_)) => {}
            (ja, _) => problems.push(format!("{id}: only in {}", if ja.is_some() { "ja" } else { "en" })),
        }
    }
    report("Both languages have the same messages, attributes and variables", &problems);
}

#[test]
fn every_file_is_built_in() {
    for locale in Locale::ALL {
        let mut names: Vec<String> = fs::read_dir(root().join("locales").join(locale.code()))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names, FILES.iter().map(|name| format!("{name}.ftl")).collect::<Vec<_>>());
    }
}

/// What refers to nothing, or asks for a variable under another name, shows here: `Tr` fails on it in tests.
#[test]
fn every_message_can_be_said() {
    for locale in Locale::ALL {
        let tr = Tr::new(locale);
        let all = messages(locale);
        for (id, message) in all.iter().filter(|(id, _)| !id.starts_with('-')) {
            for (attribute, variables) in &message.variables {
                // What it refers to is said with its own arguments.
                let referred =
                    message.references.iter().filter_map(|id| all.get(id)).flat_map(|m| m.variables.values());
                let names: BTreeSet<&String> = variables.iter().chain(referred.flatten()).collect();
                let args: Vec<(&str, Value)> = names.iter().map(|name| (name.as_str(), Value::from("7"))).collect();
                let said = if attribute.is_empty() {
                    tr.format(id, &args)
                } else {
                    tr.attribute(id, attribute, &args).unwrap_or_else(|| panic!("{id}.{attribute} in {locale:?}"))
                };
                assert!(!said.trim().is_empty(), "{id} {attribute} in {locale:?} says nothing");
            }
        }
    }
}

#[test]
fn every_id_the_code_asks_for_exists() {
    let messages = messages(Locale::Ja);
    let mut problems = Vec::new();
    for source in Source::all() {
        for literal in source.shipped_strings() {
            let asked = asks(&source.code[..literal.at]) || literal.text.starts_with("error-");
            let whole = !literal.text.contains('{') && !literal.text.ends_with('-');
            if asked && whole && is_id(&literal.text) && !messages.contains_key(&literal.text) {
                problems.push(format!("{}: {}", source.place(literal.at), literal.text));
            }
        }
        for literal in message_ids(&source) {
            if !messages.contains_key(&literal.text) {
                problems.push(format!("{}: {}", source.place(literal.at), literal.text));
            }
        }
    }
    for (id, message) in &messages {
        let missing = message.references.iter().filter(|reference| !messages.contains_key(*reference));
        problems.extend(missing.map(|reference| format!("{id} refers to {reference}")));
    }
    report("These messages are asked for and missing", &problems);
}

#[test]
fn every_message_is_asked_for() {
    let messages = messages(Locale::Ja);
    let mut used: BTreeSet<String> = messages.values().flat_map(|message| message.references.clone()).collect();
    let mut prefixes: BTreeSet<String> = families().into_iter().map(|(prefix, _)| prefix.to_owned()).collect();
    for source in Source::all() {
        for literal in source.shipped_strings() {
            used.insert(literal.text.clone());
            // `format!("level-{level}")` asks for the whole family.
            if let Some((prefix, _)) = literal.text.split_once('{').filter(|(prefix, _)| prefix.ends_with('-')) {
                prefixes.insert(prefix.to_owned());
            }
        }
    }
    let unused: Vec<String> = messages
        .into_keys()
        .filter(|id| !used.contains(id) && !prefixes.iter().any(|prefix| id.starts_with(prefix)))
        .collect();
    report("Nobody asks for these messages", &unused);
}

#[test]
fn families_are_whole() {
    let messages = messages(Locale::Ja);
    let mut problems = Vec::new();
    for (prefix, members) in families() {
        let Some(members) = members else { continue };
        let there: BTreeSet<&str> = messages.keys().filter_map(|id| id.strip_prefix(prefix)).collect();
        let expected: BTreeSet<&str> = members.iter().map(String::as_str).collect();
        if !there.is_empty() && there != expected {
            problems.push(format!("{prefix}: messages {there:?}, in the code {expected:?}"));
        }
    }
    report("Each member of a family has its message", &problems);
}

/// Whether what follows `before` is the id a message is asked for by: `tr.text(`, `self.tr.format(`, `tr().attribute(`.
fn asks(before: &str) -> bool {
    let Some(before) = before.trim_end().strip_suffix('(') else { return false };
    ["text", "format", "attribute"].iter().any(|method| {
        let receiver = before.strip_suffix(method).map(str::trim_end).and_then(|before| before.strip_suffix('.'));
        receiver.is_some_and(|before| {
            let receiver = before.trim_end().trim_end_matches("()");
            let at = receiver.len() - 2.min(receiver.len());
            receiver.get(at..) == Some("tr") && words(receiver, "tr").any(|found| found == at)
        })
    })
}

/// The literals in the bodies of `fn id(&self) -> &'static str` of `impl Message for …`.
fn message_ids(source: &Source) -> Vec<&source::Literal> {
    let code = source.shipped();
    let mut found = Vec::new();
    for at in words(code, "impl Message for") {
        let end = code[at..].find("\n}").map_or(code.len(), |end| at + end);
        let Some(from) = code[at..end].find("fn id(") else { continue };
        let from = at + from;
        let to = code[from..end].find("\n    }").map_or(end, |to| from + to);
        found.extend(source.strings.iter().filter(|literal| (from..to).contains(&literal.at)));
    }
    found
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[test]
fn asking_is_recognised() {
    for before in ["tr.text(", "self.tr.format(\n    ", "view.tr\n    .attribute(", "app.tr().text("] {
        assert!(asks(before), "{before}");
    }
    for before in ["members.text(", "str.text(", "text(", "tr.has(", "tr.text(id, "] {
        assert!(!asks(before), "{before}");
    }
}

#[test]
fn the_translators_page_names_the_commands_and_keys_there_are() {
    use kian::app::command::{COMMANDS, Menu};
    for (page, locale) in [("docs/translating.md", Locale::En), ("docs/translating.ja.md", Locale::Ja)] {
        let text = fs::read_to_string(root().join(page)).unwrap();
        let tr = Tr::new(locale);
        for row in COMMANDS.iter().filter(|row| row.menu == Menu::Translation) {
            let Some(keys) = row.keys.first() else { continue };
            let line = format!("| {keys} | {} |", tr.text(&row.command.message()));
            assert!(text.contains(&line), "{page}: {line}");
        }
    }
}
