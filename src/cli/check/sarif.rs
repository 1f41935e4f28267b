//! Findings as SARIF 2.1.0 (OASIS), for the tools that gather results of checks.

use super::{Checked, Positions, is_stdin};
use crate::app::notice::finding_text;
use crate::i18n::Tr;
use crate::proofread::{Finding, Severity, message_id, rules};
use crate::text::Span;
use serde_json::{Value, json};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of one call. `failures` are files that could not be read.
pub(super) fn log(tr: &Tr, all: &[Checked], failures: &[String]) -> Value {
    let described: Vec<Value> = rules()
        .iter()
        .map(|rule| {
            let about = rule.about();
            let mut value = json!({
                "id": about.id,
                "shortDescription": { "text": tr.text(&message_id(about.id)) },
                "defaultConfiguration": { "level": level(about.severity) },
                "properties": { "source": about.source, "lang": about.lang.code() },
            });
            if let Some(help) = tr.attribute(&message_id(about.id), "help", &[]) {
                value["help"] = json!({ "text": help });
            }
            value
        })
        .collect();
    let results: Vec<Value> = all.iter().flat_map(|checked| results(tr, checked)).collect();
    let notifications: Vec<Value> =
        failures.iter().map(|line| json!({ "level": "error", "message": { "text": line } })).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "kian",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": described,
            } },
            "language": tr.locale().code(),
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": failures.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    })
}

fn results(tr: &Tr, checked: &Checked) -> Vec<Value> {
    let positions = Positions::new(&checked.text);
    let artifact = json!({ "uri": uri(&checked.name) });
    let region = |span: Span| {
        let (start_line, start_column) = positions.line_and_column(span.start);
        let (end_line, end_column) = positions.line_and_column(span.end);
        json!({ "startLine": start_line, "startColumn": start_column, "endLine": end_line, "endColumn": end_column })
    };
    let result = |finding: &Finding| {
        let mut shown = region(finding.span);
        shown["snippet"] = json!({ "text": finding.text });
        let mut value = json!({
            "ruleId": finding.rule,
            "ruleIndex": rules().iter().position(|rule| rule.about().id == finding.rule),
            "level": level(finding.severity),
            "message": { "text": finding_text(tr, finding) },
            "locations": [{ "physicalLocation": { "artifactLocation": artifact, "region": shown } }],
        });
        let fixes: Vec<Value> = finding
            .fixes
            .iter()
            .map(|fix| {
                let replacement =
                    json!({ "deletedRegion": region(finding.span), "insertedContent": { "text": fix.text } });
                json!({
                    "artifactChanges": [{ "artifactLocation": artifact, "replacements": [replacement] }],
                    "properties": { "safe": fix.safe },
                })
            })
            .collect();
        if !fixes.is_empty() {
            value["fixes"] = Value::Array(fixes);
        }
        value
    };
    checked.findings.iter().map(result).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// `name` as a relative reference (RFC 3986): separators are slashes, whatever has a meaning in addresses is escaped.
fn uri(name: &str) -> String {
    if is_stdin(name) {
        return "stdin".to_owned();
    }
    let name = if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() };
    let mut uri = String::new();
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte.into()),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_references() {
        assert_eq!(uri("通知 1.txt"), "%E9%80%9A%E7%9F%A5%201.txt");
        assert_eq!(uri("a/b-c.md"), "a/b-c.md");
    }
}
