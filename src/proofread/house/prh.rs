//! Rules in the format of prh, a YAML file many editors keep: `rules` with `expected`, `pattern` or `patterns` (words or
//! `/…/`), `options.wordBoundary`, `regexpMustEmpty`, `specs` that are tried, and `prh` for a reason. Other files a file
//! imports are not read.

use super::{Cause, Entry, House, Kind, Problem};
use serde::Deserialize;
use serde_json::Value;
use serde_saphyr::Spanned;

#[derive(Deserialize)]
struct FileYaml {
    #[serde(default)]
    imports: Option<Spanned<Value>>,
    #[serde(default)]
    rules: Option<Vec<Spanned<Value>>>,
}

/// The rules of the file `file`, whose text is `text`, and what cannot be used of it. Of a file that is no YAML nothing
/// can be.
pub fn read(file: &str, text: &str) -> (Vec<Entry>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut tell = |line: usize, cause: Cause| problems.push(Problem { file: file.to_owned(), line, cause });
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let yaml: FileYaml = match serde_saphyr::from_str(text) {
        Ok(yaml) => yaml,
        Err(error) => {
            let line = error.location().map_or(1, |at| usize::try_from(at.line()).unwrap_or(1));
            let detail = error.to_string();
            tell(line, Cause::Format { detail: detail.lines().next().unwrap_or_default().to_owned() });
            return (Vec::new(), problems);
        }
    };
    let line_of = |spanned: &Spanned<Value>| usize::try_from(spanned.referenced.line()).unwrap_or(1);
    if let Some(imports) = yaml.imports.filter(|imports| !is_empty(&imports.value)) {
        tell(line_of(&imports), Cause::Imports);
    }
    let mut entries = Vec::new();
    for rule in yaml.rules.unwrap_or_default() {
        let line = line_of(&rule);
        match entries_of(&rule.value, file, line) {
            Ok(made) => entries.extend(made),
            Err(cause) => tell(line, cause),
        }
    }
    (entries, problems)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(all) => all.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

fn entries_of(rule: &Value, file: &str, line: usize) -> Result<Vec<Entry>, Cause> {
    let expected = match rule {
        Value::String(expected) => expected.clone(),
        rule => rule.get("expected").and_then(text).filter(|text| !text.is_empty()).ok_or(Cause::NoWord)?,
    };
    let patterns: Vec<String> = match rule.get("pattern").or_else(|| rule.get("patterns")) {
        None | Some(Value::Null) => vec![format!("/{}/", spread(&expected))],
        Some(Value::Array(all)) => all.iter().filter_map(text).collect(),
        Some(one) => text(one).into_iter().collect(),
    };
    let whole = rule.pointer("/options/wordBoundary").and_then(Value::as_bool).unwrap_or(false);
    let empty = rule.get("regexpMustEmpty").and_then(text);
    let empty = empty.and_then(|group| group.trim_start_matches('$').parse().ok());
    let reason = rule.get("prh").and_then(text).unwrap_or_default();
    let made = patterns.into_iter().filter(|pattern| !pattern.is_empty()).map(|pattern| Entry {
        instead: vec![expected.clone()],
        reason: reason.trim().to_owned(),
        whole,
        empty,
        file: file.to_owned(),
        line,
        ..Entry::new(Kind::Preferred, pattern)
    });
    let made: Vec<Entry> = made.collect();
    if made.is_empty() {
        return Err(Cause::NoWord);
    }
    let (house, problems) = House::new(made.clone());
    if let Some(problem) = problems.into_iter().next() {
        return Err(problem.cause);
    }
    for spec in rule.get("specs").and_then(Value::as_array).into_iter().flatten() {
        let (Some(from), Some(to)) = (spec.get("from").and_then(text), spec.get("to").and_then(text)) else { continue };
        let got = applied(&house, &from);
        if got != to {
            return Err(Cause::Example { from, to, got });
        }
    }
    Ok(made)
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A pattern for `expected` in upper and lower case, in full and half width.
fn spread(expected: &str) -> String {
    let mut pattern = String::new();
    for c in expected.chars() {
        let full = |c: char| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c);
        match c {
            c if c.is_ascii_alphabetic() => {
                let (upper, lower) = (c.to_ascii_uppercase(), c.to_ascii_lowercase());
                pattern.extend(['[', upper, lower, full(upper), full(lower), ']']);
            }
            c if c.is_ascii_digit() => pattern.extend(['[', c, full(c), ']']),
            c => pattern.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    pattern.replace('/', "\\/")
}

/// `text` with every first cure in it.
fn applied(house: &House, text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for standing in house.find(text) {
        if standing.span.start >= at {
            out.push_str(&text[at..standing.span.start]);
            out.push_str(standing.cures.first().map_or("", String::as_str));
            at = standing.span.end;
        }
    }
    out + &text[at..]
}
