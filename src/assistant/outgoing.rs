//! What leaves this machine: a [`Request`] as it is sent, with placeholders in the place of personal information, and what
//! it takes to put that back into the answer.
//!
//! [`prepare`] looks at everything that would be sent: the text, what stands around it, facts, instructions. A server on this
//! machine may lead anywhere and is no exception; what the program's own engine reads has not left it, and is not touched.

use super::masking::{self, Map, Masked, MaskingRules, Report, Restorer};
use super::{Endpoint, Request};
use crate::text::personal::Kind;
use crate::text::{Lang, Message, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A request made ready, and the way back.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// What is sent, word for word.
    pub request: Request,
    /// Where placeholders stand in what the model is told about its work, and in the work itself.
    pub places: (Vec<Span>, Vec<Span>),
    /// What was replaced, and how often.
    pub masked: BTreeMap<Kind, usize>,
    /// What leaves as it is although it is personal, and how often.
    pub warned: BTreeMap<Kind, usize>,
    /// How often each placeholder has to come back; empty where an answer need not hold everything.
    expected: BTreeMap<String, usize>,
    /// What is in it.
    map: Map,
    /// That, and what was known of the document before.
    known: Map,
}

/// Why nothing leaves: something is in it that must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// The endpoint's name.
    pub endpoint: String,
    /// What is in it.
    pub kind: Kind,
    /// How often.
    pub count: usize,
}

impl Message for Blocked {
    fn id(&self) -> &'static str {
        match self.kind {
            Kind::MyNumber => "error-gate-my-number",
            Kind::Own => "error-gate-own-word",
            _ => "error-gate-personal",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        vec![("endpoint", self.endpoint.clone()), ("count", self.count.to_string())]
    }
}

/// Makes `request` ready for `endpoint`. `whole` is a passage of it that has to come back whole, as in a rewriting: its
/// placeholders are missed where they do not. What the document's earlier requests `known` keeps its number.
///
/// # Errors
/// [`Blocked`], if something is in it that must not leave this machine.
pub fn prepare(
    request: Request,
    endpoint: &Endpoint,
    rules: &MaskingRules,
    whole: Option<&str>,
    known: Map,
) -> Result<Outgoing, Blocked> {
    let mut known = known.in_lang(request.lang);
    // A text that speaks of a number by itself: everybody gets another.
    if known.clashes_with(&request.user) || known.clashes_with(&request.system) {
        known = Map::new(request.lang);
    }
    known.reserve(&request.user);
    known.reserve(&request.system);
    let mut map = known;
    let user = masking::mask(&request.user, None, rules, &mut map);
    let system = masking::mask(&request.system, None, rules, &mut map);
    if let Some(found) = user.blocked.first().or(system.blocked.first()) {
        let count = [&user, &system].iter().flat_map(|m| &m.blocked).filter(|p| p.kind == found.kind).count();
        return Err(Blocked { endpoint: endpoint.name.clone(), kind: found.kind, count });
    }
    let expected = whole.map_or_else(BTreeMap::new, |whole| counts_in(&request.user, whole, &user));
    let count = |pieces: [&Vec<crate::text::personal::Personal>; 2]| {
        let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
        pieces.into_iter().flatten().for_each(|found| *kinds.entry(found.kind).or_default() += 1);
        kinds
    };
    let masked = count([&user.replaced, &system.replaced]);
    let warned = count([&user.warned, &system.warned]);
    let used: BTreeSet<&str> = user.counts.keys().chain(system.counts.keys()).map(String::as_str).collect();
    let (known, map) = (map.clone(), map.only(&used));
    let mut told = system.text;
    if !map.is_empty() {
        let words = match request.lang {
            Lang::Ja => include_str!("../../assets/prompts/placeholders-ja.txt"),
            Lang::En => include_str!("../../assets/prompts/placeholders-en.txt"),
        };
        let some: Vec<&str> = map.entries().iter().take(3).map(|entry| entry.placeholder.as_str()).collect();
        let marks = some.join(if request.lang == Lang::Ja { "、" } else { ", " });
        told = format!("{told}\n\n{}", words.trim().replace("{marks}", &marks));
    }
    let places = (system.places, user.places);
    let request = Request { system: told, user: user.text, ..request };
    Ok(Outgoing { request, places, masked, warned, expected, map, known })
}

/// How often each placeholder stands for something of `whole`, which is part of `text`.
fn counts_in(text: &str, whole: &str, masked: &Masked) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let Some(start) = text.find(whole).filter(|_| !whole.is_empty()) else { return counts };
    let span = Span::new(start, start + whole.len());
    for (place, placeholder) in masked.replacements.iter().chain(&masked.literals) {
        if span.start <= place.start && place.end <= span.end {
            *counts.entry(placeholder.clone()).or_default() += 1;
        }
    }
    counts
}

impl Outgoing {
    /// Whether anything was replaced.
    pub fn is_masked(&self) -> bool {
        !self.map.is_empty()
    }

    /// What is known by now of the document's placeholders: for its next request.
    pub fn known(&self) -> &Map {
        &self.known
    }

    /// Where in `text`, the document, what placeholders stand for can be found again: a line each, with the placeholder and
    /// the bytes. What stands nowhere in it is not listed.
    pub fn places_in(&self, text: &str) -> String {
        let line = |entry: &masking::Entry| {
            let at = text.find(entry.value())?;
            Some(format!("{} {at} {}", entry.placeholder, at + entry.value().len()))
        };
        self.map.entries().iter().filter_map(line).collect::<Vec<_>>().join("\n")
    }

    /// For restoring the answer while it arrives.
    pub fn restorer(&self) -> Restorer {
        Restorer::new(self.map.clone())
    }

    /// Puts back into a whole answer what was replaced, and says what became of the placeholders.
    pub fn restore(&self, answer: &str) -> (String, Report) {
        masking::restore(answer, &self.map, &self.expected)
    }
}

/// Puts what `places`, made by [`Outgoing::places_in`] of the same `text`, says into an `answer`.
pub fn put_back(places: &str, text: &str, answer: &str) -> String {
    let read = |line: &str| {
        let mut parts = line.rsplitn(3, ' ');
        let (end, start) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some((parts.next()?.to_owned(), text.get(start..end)?.to_owned()))
    };
    match Map::from_stored(places.lines().filter_map(read)) {
        Ok(map) => masking::restore(answer, &map, &BTreeMap::new()).0,
        Err(_) => answer.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::{Instruction, prompt};

    fn request(text: &str, context: &str) -> Request {
        prompt::rewrite(Lang::Ja, &Instruction::Custom("山田太郎さんに宛てて".to_owned()), text, context, 7)
    }

    fn prepared(text: &str, context: &str) -> Result<Outgoing, Blocked> {
        let endpoint = Endpoint::new("庁内AI", "https://ai.example.lg.jp/v1");
        prepare(request(text, context), &endpoint, &MaskingRules::default(), Some(text), Map::default())
    }

    #[test]
    fn everything_that_would_leave_is_looked_at() {
        let text = "山田太郎様の電話は090-1234-5678です。";
        let out = prepared(text, &format!("住所：長野県松本市大手3-8-13\n{text}")).unwrap();
        let sent = format!("{}{}", out.request.system, out.request.user);
        for secret in ["山田", "1234-5678", "大手3-8-13"] {
            assert!(!sent.contains(secret), "{sent}");
        }
        assert!(out.request.system.contains("［氏名1］") && out.is_masked());
        assert!(out.places.1.iter().all(|p| out.request.user[p.range()].starts_with('［')));
        assert_eq!(out.masked[&Kind::Person], 3);
        let (back, report) = out.restore("［氏名1］様の電話は［電話3］である。");
        let (other, _) = out.restore("［氏名1］様の電話は［電話2］である。");
        assert!([back, other].contains(&"山田太郎様の電話は090-1234-5678である。".to_owned()));
        let _ = report;
        let (_, report) = out.restore("短くした。");
        assert_eq!(report.missing().count(), 2, "only what is in the passage is missed");
    }

    #[test]
    fn a_my_number_does_not_leave() {
        let blocked = prepared("個人番号は123456789018です。", "").unwrap_err();
        assert_eq!((blocked.kind, blocked.id()), (Kind::MyNumber, "error-gate-my-number"));
    }

    #[test]
    fn a_server_on_this_machine_may_be_a_gateway() {
        let endpoint = Endpoint::new("手元", "http://127.0.0.1:8080/v1");
        let asked = request("個人番号は123456789018です。", "");
        assert!(prepare(asked, &endpoint, &MaskingRules::default(), None, Map::default()).is_err());
    }
}
