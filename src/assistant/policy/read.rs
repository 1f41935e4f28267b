//! The policy file, read strictly: whatever is not understood is told with its line, and nothing is guessed.

use super::{
    Approved, Check, Content, Disclosure, Fixed, Guarded, Insert, Learning, Limits, Log, Masking, MaskingMode,
    PERSONAL, Policy, PolicyProblem, SETTINGS, Scope, Standing, Treatment, VERSION, digest, never_remote,
};
use crate::assistant::endpoint::Kind;
use crate::assistant::request::Task;
use crate::document::{Classification, Level, Levels, Scheme};
use crate::text::Date;
use std::cell::RefCell;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What an id of a form is made of, as a reader is told.
const FORM_IDS: &str = "notice, reply, report, my-form";

/// Most days a trail can be kept: a hundred years.
const LONGEST_RETENTION: i64 = 36_525;

type Value<'a> = Spanned<DeValue<'a>>;

/// What reading found wrong so far.
struct Reader<'a> {
    text: &'a str,
    problems: RefCell<Vec<PolicyProblem>>,
}

impl Reader<'_> {
    fn line(&self, at: usize) -> usize {
        let at = self.text.floor_char_boundary(at.min(self.text.len()));
        self.text[..at].matches('\n').count() + 1
    }

    fn tell(&self, problem: PolicyProblem) {
        self.problems.borrow_mut().push(problem);
    }
}

/// A table of the file, taken apart member by member; what is left at the end does not belong there.
struct Members<'a> {
    reader: &'a Reader<'a>,
    table: &'a DeTable<'a>,
    /// What it is called, with a dot behind it; nothing for the whole file.
    prefix: String,
    line: usize,
    known: RefCell<Vec<&'static str>>,
}

impl<'a> Members<'a> {
    fn name(&self, member: &str) -> String {
        format!("{}{member}", self.prefix)
    }

    fn get(&self, member: &'static str) -> Option<(usize, &'a Value<'a>)> {
        self.known.borrow_mut().push(member);
        let value = self.table.get(member)?;
        Some((self.reader.line(value.span().start), value))
    }

    fn wrong<T>(&self, line: usize, member: &str, expected: &'static str) -> Option<T> {
        self.reader.tell(PolicyProblem::WrongType { line, member: self.name(member), expected });
        None
    }

    fn no_choice<T>(&self, line: usize, member: &str, value: &str, choices: &str) -> Option<T> {
        let (member, value, choices) = (self.name(member), value.to_owned(), choices.to_owned());
        self.reader.tell(PolicyProblem::NotAChoice { line, member, value, choices });
        None
    }

    fn text(&self, member: &'static str) -> Option<String> {
        let (line, value) = self.get(member)?;
        match value.get_ref() {
            DeValue::String(text) => Some(text.trim().to_owned()),
            _ => self.wrong(line, member, "text"),
        }
    }

    /// A text that must be there and say something.
    fn required(&self, member: &'static str) -> Option<String> {
        let Some((line, _)) = self.get(member) else { return self.missing(member) };
        let text = self.text(member)?;
        if text.is_empty() {
            self.reader.tell(PolicyProblem::Blank { line, member: self.name(member) });
            return None;
        }
        Some(text)
    }

    fn missing<T>(&self, member: &str) -> Option<T> {
        self.reader.tell(PolicyProblem::Missing { line: self.line, member: self.name(member) });
        None
    }

    fn switch(&self, member: &'static str) -> Option<bool> {
        let (line, value) = self.get(member)?;
        value.get_ref().as_bool().or_else(|| self.wrong(line, member, "switch"))
    }

    fn required_switch(&self, member: &'static str) -> Option<bool> {
        if self.get(member).is_none() {
            return self.missing(member);
        }
        self.switch(member)
    }

    fn number(&self, member: &'static str, least: i64, most: i64) -> Option<i64> {
        let (line, value) = self.get(member)?;
        let number = value.get_ref().as_integer().and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        match number {
            None => self.wrong(line, member, "number"),
            Some(number) if (least..=most).contains(&number) => Some(number),
            Some(number) => self.no_choice(line, member, &number.to_string(), &format!("{least}-{most}")),
        }
    }

    fn date(&self, member: &'static str) -> Option<Date> {
        let (line, value) = self.get(member)?;
        let date = match value.get_ref() {
            DeValue::Datetime(day) if day.time.is_none() && day.offset.is_none() => Date::parse(&day.to_string()),
            DeValue::String(text) => Date::parse(text),
            _ => None,
        };
        date.or_else(|| self.wrong(line, member, "date"))
    }

    fn choice<T>(&self, member: &'static str, choices: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (line, _) = self.get(member)?;
        let text = self.text(member)?;
        read(&text).or_else(|| self.no_choice(line, member, &text, choices))
    }

    /// A list of texts, each as `read` understands it; none may stand there twice.
    fn list<T: PartialEq>(
        &self,
        member: &'static str,
        choices: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let (line, value) = self.get(member)?;
        let Some(items) = value.get_ref().as_array() else { return self.wrong(line, member, "list") };
        let mut list = Vec::new();
        for item in items.iter() {
            let line = self.reader.line(item.span().start);
            let Some(text) = item.get_ref().as_str() else { return self.wrong(line, member, "list") };
            match read(text.trim()) {
                Some(read) if list.contains(&read) => {
                    self.reader.tell(PolicyProblem::Twice { line, member: self.name(member), value: text.to_owned() });
                }
                Some(read) => list.push(read),
                None => drop(self.no_choice::<T>(line, member, text, choices)),
            }
        }
        Some(list)
    }

    fn texts(&self, member: &'static str) -> Option<Vec<String>> {
        self.list(member, "", |text| (!text.is_empty()).then(|| text.to_owned()))
    }

    /// A table in this one; an empty one where there is none is not told apart.
    fn table(&self, member: &'static str) -> Option<Members<'a>> {
        let (line, value) = self.get(member)?;
        let Some(table) = value.get_ref().as_table() else { return self.wrong(line, member, "table") };
        Some(Members {
            reader: self.reader,
            table,
            prefix: format!("{}.", self.name(member)),
            line,
            known: RefCell::default(),
        })
    }

    /// A list of tables.
    fn tables(&self, member: &'static str) -> Vec<Members<'a>> {
        let Some((line, value)) = self.get(member) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            return self.wrong(line, member, "table").unwrap_or_default();
        };
        let mut tables = Vec::new();
        for item in items.iter() {
            let line = self.reader.line(item.span().start);
            let prefix = format!("{}.", self.name(member));
            match item.get_ref().as_table() {
                Some(table) => {
                    tables.push(Members { reader: self.reader, table, prefix, line, known: RefCell::default() })
                }
                None => drop(self.wrong::<()>(line, member, "table")),
            }
        }
        tables
    }

    /// Tells of what nobody asked for.
    fn close(self) {
        let known = self.known.borrow();
        let mut choices: Vec<&str> = known.clone();
        choices.sort_unstable();
        choices.dedup();
        for (key, _) in self.table.iter().filter(|(key, _)| !known.iter().any(|known| known == key.get_ref())) {
            let line = self.reader.line(key.span().start);
            self.reader.tell(PolicyProblem::Unknown {
                line,
                member: self.name(key.get_ref()),
                choices: choices.join(", "),
            });
        }
    }
}

pub(super) fn policy(text: &str) -> Result<Policy, Vec<PolicyProblem>> {
    let text_digest = digest(text.as_bytes());
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let reader = Reader { text, problems: RefCell::default() };
    for error in errors {
        let at = text.floor_char_boundary(error.span().map_or(0, |span| span.start).min(text.len()));
        let line_start = text[..at].rfind('\n').map_or(0, |at| at + 1);
        let (line, column) = (reader.line(at), text[line_start..at].chars().count() + 1);
        let mut problems = reader.problems.borrow_mut();
        // One slip often makes the parser stumble several times.
        if !matches!(problems.last(), Some(PolicyProblem::Syntax { line: last, .. }) if *last == line) {
            problems.push(PolicyProblem::Syntax { line, column });
        }
    }
    if !reader.problems.borrow().is_empty() {
        return Err(reader.problems.into_inner());
    }
    let file =
        Members { reader: &reader, table: table.get_ref(), prefix: String::new(), line: 1, known: RefCell::default() };
    // A newer file may look different everywhere else.
    match file.number("version", 1, i64::MAX) {
        Some(found) if found > VERSION => return Err(vec![PolicyProblem::Newer { found, known: VERSION }]),
        Some(_) => {}
        None if file.table.contains_key("version") => {}
        None => drop(file.missing::<()>("version")),
    }
    let levels = levels(&file);
    let codes = levels.codes();
    let level = |text: &str| levels.read(text).filter(|level| levels.rank(*level).is_some());
    let never = file.table.get("classification").and_then(|value| value.get_ref().as_table());
    let never = never.filter(|table| table.contains_key("never-remote")).and_then(|_| {
        let section = file.table("classification")?;
        section.list("never-remote", &codes, level)
    });
    let scope = Scope {
        tasks: section(&file, "use", |members| members.list("tasks", &tasks(), task)).flatten(),
        forms: section(&file, "use", |members| members.list("forms", FORM_IDS, form)).flatten(),
        templates: section(&file, "use", |members| members.texts("templates")).flatten(),
        tell_rejected: section(&file, "use", |members| members.switch("tell-rejected")).flatten(),
        skip_preview: section(&file, "use", |members| members.switch("skip-preview")).flatten(),
    };
    close_section(&file, "use", &["tasks", "forms", "templates", "tell-rejected", "skip-preview"]);
    let made = Policy {
        standing: Standing::InForce { signed: false },
        name: file.required("name").unwrap_or_default(),
        contact: file.required("contact").unwrap_or_default(),
        valid_until: file.date("valid-until"),
        digest: text_digest,
        never_remote: never.unwrap_or_else(|| never_remote(&levels)),
        endpoints: endpoints(&file, &levels),
        own_endpoints: file.switch("own-endpoints").unwrap_or(false),
        masking: masking(&file),
        log: log(&file),
        scope,
        rules: rules(&file),
        disclosure: disclosure(&file),
        check: check(&file),
        limits: limits(&file),
        settings: settings(&file),
        levels,
    };
    file.close();
    let mut problems = reader.problems.into_inner();
    problems.sort_by_key(line_of);
    problems.dedup();
    if problems.is_empty() { Ok(made) } else { Err(problems) }
}

/// Where a problem is; what is about no line comes first.
fn line_of(problem: &PolicyProblem) -> usize {
    match problem {
        PolicyProblem::Syntax { line, .. }
        | PolicyProblem::Unknown { line, .. }
        | PolicyProblem::Missing { line, .. }
        | PolicyProblem::WrongType { line, .. }
        | PolicyProblem::NotAChoice { line, .. }
        | PolicyProblem::Twice { line, .. }
        | PolicyProblem::Blank { line, .. }
        | PolicyProblem::Pattern { line, .. }
        | PolicyProblem::Address { line, .. } => *line,
        _ => 0,
    }
}

/// Something of the section `name`, which may be missing.
fn section<'a, T>(file: &Members<'a>, name: &'static str, read: impl Fn(&Members<'a>) -> T) -> Option<T> {
    file.table.get(name)?;
    file.table(name).map(|members| read(&members))
}

/// Tells of members of the section `name` that are none of `known`.
fn close_section(file: &Members<'_>, name: &'static str, known: &[&'static str]) {
    if let Some(members) = file.get(name).and_then(|_| file.table(name)) {
        members.known.borrow_mut().extend(known);
        members.close();
    }
}

fn levels(file: &Members<'_>) -> Levels {
    let Some(members) = file.table("classification") else { return Levels::default() };
    members.known.borrow_mut().push("never-remote");
    let schemes = Scheme::ALL.map(Scheme::code).join(", ");
    let scheme = members.choice("scheme", &schemes, Scheme::from_code).unwrap_or_default();
    let mut own = Vec::new();
    for level in members.tables("levels") {
        let line = level.line;
        let code = level.required("code");
        let (ja, en) = (level.text("ja"), level.text("en"));
        let name = ja.or_else(|| en.clone()).map(|ja| (ja.clone(), en.unwrap_or(ja)));
        match code.as_deref().map(Classification::named) {
            Some(Some(code)) if own.iter().any(|known: &Level| known.level == code) => {
                let (member, value) = (level.name("code"), code.code().to_owned());
                level.reader.tell(PolicyProblem::Twice { line, member, value });
            }
            Some(Some(code)) => own.push(Level { level: code, name }),
            Some(None) => {
                let longest = format!("1-{}", Classification::LONGEST);
                level.no_choice(line, "code", code.as_deref().unwrap_or_default(), &longest).unwrap_or_default()
            }
            None => {}
        }
        level.close();
    }
    let unmarked = members.text("unmarked");
    let line = members.get("unmarked").map_or(members.line, |(line, _)| line);
    let levels = match scheme {
        Scheme::Own if own.is_empty() => members.missing("levels"),
        Scheme::Own => {
            // What carries no level counts as the highest, unless the office says otherwise.
            let highest = own.last().map_or(Classification::Two, |level| level.level);
            Levels::own(own, highest)
        }
        preset if own.is_empty() => Some(Levels::preset(preset)),
        preset => {
            members.no_choice::<()>(members.line, "scheme", preset.code(), Scheme::Own.code());
            None
        }
    }
    .unwrap_or_default();
    let levels = match unmarked {
        None => levels,
        Some(text) => {
            let codes = levels.codes();
            match levels.read(&text).and_then(|level| levels.clone().counting_unmarked_as(level)) {
                Some(levels) => levels,
                None => members.no_choice(line, "unmarked", &text, &codes).unwrap_or(levels),
            }
        }
    };
    members.close();
    levels
}

fn tasks() -> String {
    Task::ALL.iter().map(|task| task.code()).collect::<Vec<_>>().join(", ")
}

fn task(code: &str) -> Option<Task> {
    Task::ALL.iter().copied().find(|task| task.code() == code)
}

/// An id of a form as the policy may name it: one of the program's, or one of the office's own, which are files beside it and
/// not known here. Which of them there are is told where the shelf is ([`Policy::forms_not_on`]).
fn form(id: &str) -> Option<String> {
    let sound = !id.is_empty() && !id.chars().any(|c| c.is_control() || c.is_whitespace() || "/\\\"".contains(c));
    sound.then(|| id.to_owned())
}

fn endpoints(file: &Members<'_>, levels: &Levels) -> Vec<Approved> {
    let codes = levels.codes();
    let mut list: Vec<Approved> = Vec::new();
    for members in file.tables("endpoint") {
        let line = members.line;
        let kinds = Kind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(", ");
        let learning = Learning::ALL.map(Learning::code).join(", ");
        let read = |text: &str| Learning::ALL.into_iter().find(|learning| learning.code() == text);
        if members.get("learning").is_none() {
            members.missing::<()>("learning");
        }
        let level = |text: &str| levels.read(text).filter(|level| levels.rank(*level).is_some());
        if members.get("allow").is_none() {
            members.missing::<()>("allow");
        }
        let mut allow = members.list("allow", &codes, level).unwrap_or_default();
        allow.sort_by_key(|level| levels.rank(*level));
        let approved = Approved {
            name: members.required("name").unwrap_or_default(),
            url: members.required("url").unwrap_or_default(),
            kind: members.choice("kind", &kinds, Kind::from_code).unwrap_or_default(),
            models: members.texts("models").unwrap_or_default(),
            operator: members.required("operator").unwrap_or_default(),
            region: members.required("region").unwrap_or_default(),
            public_terms: members.required_switch("public-terms").unwrap_or(true),
            learning: members.choice("learning", &learning, read).unwrap_or(Learning::Unknown),
            // A blank approval can be read: it blocks the endpoint, and says so when somebody wants to use it.
            approval: members.text("approval").unwrap_or_default(),
            approver: members.text("approver").unwrap_or_default(),
            expires: members.date("expires"),
            exception: members.text("exception").unwrap_or_default(),
            allow,
            tasks: members.list("tasks", &tasks(), task),
        };
        if list.iter().any(|known| known.name == approved.name) && !approved.name.is_empty() {
            let (member, value) = (members.name("name"), approved.name.clone());
            members.reader.tell(PolicyProblem::Twice { line, member, value });
        }
        if !approved.url.is_empty() {
            let line = members.get("url").map_or(line, |(line, _)| line);
            let url = approved.endpoint().final_url().ok();
            let plain = |url: &reqwest::Url| url.scheme() != "https" && !crate::assistant::endpoint::is_loopback(url);
            // The deployment of an Azure address may be left to the person.
            if url.as_ref().is_none_or(plain) {
                let (member, value) = (members.name("url"), approved.endpoint().shown_url());
                members.reader.tell(PolicyProblem::Address { line, member, value });
            }
        }
        members.close();
        list.push(approved);
    }
    list
}

fn masking(file: &Members<'_>) -> Masking {
    let unset = Masking::default();
    let Some(members) = file.table("masking") else { return unset };
    let kinds = PERSONAL.join(", ");
    let kind = |text: &str| PERSONAL.contains(&text).then(|| text.to_owned());
    let mode = |text: &str| match text {
        "required" => Some(MaskingMode::Required),
        "offered" => Some(MaskingMode::Offered),
        "off" => Some(MaskingMode::Off),
        _ => None,
    };
    let mut words = Vec::new();
    for word in members.tables("words") {
        let treatment = |text: &str| match text {
            "block" => Some(Treatment::Block),
            "mask" => Some(Treatment::Mask),
            _ => None,
        };
        if word.get("action").is_none() {
            word.missing::<()>("action");
        }
        let treatment = word.choice("action", "block, mask", treatment).unwrap_or(Treatment::Block);
        let (text, pattern) = (word.text("text"), word.text("pattern"));
        match (text, pattern) {
            (Some(text), None) if !text.is_empty() => words.push(Guarded { text, is_pattern: false, treatment }),
            (None, Some(pattern)) if regex::Regex::new(&pattern).is_ok_and(|regex| !regex.is_match("")) => {
                words.push(Guarded { text: pattern, is_pattern: true, treatment });
            }
            (None, Some(value)) => {
                word.reader.tell(PolicyProblem::Pattern { line: word.line, member: word.name("pattern"), value });
            }
            _ => drop(word.missing::<()>("text")),
        }
        word.close();
    }
    let masking = Masking {
        mode: members.choice("mode", "required, offered, off", mode).unwrap_or(unset.mode),
        block: members.list("block", &kinds, kind).unwrap_or(unset.block),
        mask: members.list("mask", &kinds, kind),
        legal_purpose: members.text("legal-purpose").unwrap_or_default(),
        words,
    };
    members.close();
    masking
}

fn log(file: &Members<'_>) -> Log {
    let unset = Log::default();
    let Some(members) = file.table("log") else { return unset };
    let content = |text: &str| [Content::Off, Content::Hash, Content::Full].into_iter().find(|c| c.code() == text);
    let days = members.number("retention-days", 1, LONGEST_RETENTION).and_then(|days| u32::try_from(days).ok());
    let log = Log {
        content: members.choice("content", "off, hash, full", content).unwrap_or(unset.content),
        retention_days: days.unwrap_or(unset.retention_days),
    };
    members.close();
    log
}

fn rules(file: &Members<'_>) -> BTreeMap<String, String> {
    const LEVELS: [&str; 4] = ["off", "info", "warning", "error"];
    let Some(members) = file.table("rules") else { return BTreeMap::new() };
    let mut rules = BTreeMap::new();
    for (key, value) in members.table.iter() {
        let line = members.reader.line(value.span().start);
        match value.get_ref().as_str() {
            None => drop(members.wrong::<()>(line, key.get_ref(), "text")),
            Some(level) if LEVELS.contains(&level) => drop(rules.insert(key.get_ref().to_string(), level.to_owned())),
            Some(level) => drop(members.no_choice::<()>(line, key.get_ref(), level, &LEVELS.join(", "))),
        }
    }
    rules
}

fn disclosure(file: &Members<'_>) -> Disclosure {
    let unset = Disclosure { insert: Insert::Command, ja: None, en: None };
    let Some(members) = file.table("disclosure") else { return unset };
    let insert = |text: &str| match text {
        "command" => Some(Insert::Command),
        "export" => Some(Insert::Export),
        "never" => Some(Insert::Never),
        _ => None,
    };
    let wording = |member: &'static str| {
        members.get(member)?;
        members.required(member)
    };
    let disclosure = Disclosure {
        insert: members.choice("insert", "command, export, never", insert).unwrap_or(unset.insert),
        ja: wording("ja"),
        en: wording("en"),
    };
    members.close();
    disclosure
}

fn check(file: &Members<'_>) -> Check {
    let Some(members) = file.table("check") else { return Check::default() };
    let check = Check {
        before_export: members.switch("before-export").unwrap_or_default(),
        approval_by_other: members.switch("approval-by-other").unwrap_or_default(),
    };
    members.close();
    check
}

fn limits(file: &Members<'_>) -> Limits {
    let Some(members) = file.table("limits") else { return Limits::default() };
    let characters = members.number("request-characters", 1, i64::from(u32::MAX));
    let limits = Limits { request_characters: characters.and_then(|n| u32::try_from(n).ok()) };
    members.close();
    limits
}

fn settings(file: &Members<'_>) -> BTreeMap<String, Fixed> {
    let Some(members) = file.table("settings") else { return BTreeMap::new() };
    let mut settings = BTreeMap::new();
    for name in SETTINGS.into_iter().filter(|name| *name != "rules") {
        if let Some(text) = members.text(name) {
            settings.insert(name.to_owned(), Fixed::Text(text));
        }
    }
    let name = |text: &str| SETTINGS.into_iter().find(|name| *name == text);
    for name in members.list("locked", &SETTINGS.join(", "), name).unwrap_or_default() {
        settings.entry(name.to_owned()).or_insert(Fixed::Locked);
    }
    members.close();
    settings
}
