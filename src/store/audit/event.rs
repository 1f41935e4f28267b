//! [`Event`]: one thing that happened, as the trail keeps it; [`Key`]: what the trail is sealed with.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;

/// What sort of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// Something was sent to an endpoint; written before it is.
    Send,
    /// An endpoint answered, or did not.
    Receive,
    /// A person accepted pieces of a suggestion.
    Accept,
    /// A person rejected pieces of a suggestion.
    Reject,
    /// A copy of a document was made for somebody else.
    Export,
    /// Another policy is in force than before.
    Policy,
    /// A document's 格付け was changed.
    Classification,
    /// A file was attached to a document or taken away again, or its 格付け was changed.
    Attachment,
    /// A person checked a document, approved it or gave it back.
    Check,
    /// The chain so far, sealed.
    Checkpoint,
    /// A line that a crash cut short was taken off.
    Recovered,
    /// The seal of the last line was missing or forged, and the trail went on without it.
    Resealed,
}

impl EventKind {
    /// All of them.
    pub const ALL: [EventKind; 12] = [
        Self::Send,
        Self::Receive,
        Self::Accept,
        Self::Reject,
        Self::Export,
        Self::Policy,
        Self::Classification,
        Self::Attachment,
        Self::Check,
        Self::Checkpoint,
        Self::Recovered,
        Self::Resealed,
    ];

    /// How a line writes it; its name is the Fluent message `event-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Send => "send",
            Self::Receive => "receive",
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Export => "export",
            Self::Policy => "policy",
            Self::Classification => "classification",
            Self::Attachment => "attachment",
            Self::Check => "check",
            Self::Checkpoint => "checkpoint",
            Self::Recovered => "recovered",
            Self::Resealed => "resealed",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What a member of an event says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Member {
    Text(String),
    Number(u64),
}

/// One thing that happened: when, and what there is to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What sort of thing.
    pub kind: EventKind,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
    members: BTreeMap<String, Member>,
}

impl Event {
    /// An event of which nothing more is known.
    pub fn new(kind: EventKind, at: i64) -> Self {
        Self { kind, at, members: BTreeMap::new() }
    }

    /// The same of another kind, with the same members.
    pub fn becoming(&self, kind: EventKind, at: i64) -> Self {
        Self { kind, at, ..self.clone() }
    }

    /// The same with a member more; an empty text is no member.
    pub fn text(mut self, name: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.members.insert(name.to_owned(), Member::Text(text));
        }
        self
    }

    /// The same with a member more.
    pub fn number(mut self, name: &'static str, number: u64) -> Self {
        self.members.insert(name.to_owned(), Member::Number(number));
        self
    }

    /// The same without the member `name`.
    pub fn without(mut self, name: &str) -> Self {
        self.members.remove(name);
        self
    }

    /// Its id, by which an event that waited is known when it is written a second time.
    pub fn id(&self) -> Option<&str> {
        match self.members.get("id") {
            Some(Member::Text(id)) => Some(id),
            _ => None,
        }
    }

    /// The same with an id made of what it says and of the place it waited in.
    pub fn waiting_at(self, place: i64) -> Self {
        let said = Value::Object(self.without("id").members());
        let hash = Sha256::digest(format!("{place}{said}").as_bytes());
        let id = super::hex(&hash)[..16].to_owned();
        Event::from_members(said).expect("what an event says is an event").text("id", id)
    }

    /// The day of its line, UTC: `2026-11-26`.
    pub fn day(&self) -> String {
        self.time()[..10].to_owned()
    }

    fn time(&self) -> String {
        let time = jiff::Timestamp::from_millisecond(self.at).unwrap_or_default();
        format!("{time:.3}")
    }

    /// As a line says it, without number and hash.
    pub fn members(&self) -> Map<String, Value> {
        let mut map: Map<String, Value> = self
            .members
            .iter()
            .map(|(name, member)| {
                let value = match member {
                    Member::Text(text) => text.as_str().into(),
                    Member::Number(number) => (*number).into(),
                };
                (name.clone(), value)
            })
            .collect();
        map.insert("event".to_owned(), self.kind.code().into());
        map.insert("time".to_owned(), self.time().into());
        map.sort_keys();
        map
    }

    /// The event that [`Event::members`] wrote; `None` where it is none.
    pub fn from_members(value: Value) -> Option<Self> {
        let Value::Object(mut map) = value else { return None };
        let kind = EventKind::from_code(map.remove("event")?.as_str()?)?;
        let at = map.remove("time")?.as_str()?.parse::<jiff::Timestamp>().ok()?.as_millisecond();
        let member = |(name, value): (String, Value)| {
            let member = match value {
                Value::String(text) => Member::Text(text),
                Value::Number(number) => Member::Number(number.as_u64()?),
                _ => return None,
            };
            Some((name, member))
        };
        let members = map.into_iter().map(member).collect::<Option<_>>()?;
        Some(Self { kind, at, members })
    }
}

/// What the trail is sealed with: 32 random bytes that those who could change the trail should not be able to read.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(***)")
    }
}

impl Key {
    /// The key of these bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key in `text`, 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        super::chain::unhex(text.trim()).map(Self)
    }

    /// As [`Key::from_hex`] reads it.
    pub fn to_hex(&self) -> String {
        super::hex(&self.0)
    }

    /// HMAC-SHA-256 of `bytes`.
    pub(super) fn seal(&self, bytes: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(bytes);
        mac.finalize().into_bytes().into()
    }
}
