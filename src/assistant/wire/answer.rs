//! What the protocols' readers have in common: the pieces an answer comes in, how it stands, and JSON read leniently.

use super::fault::Complaint;
use super::sse::Frame;
use super::{FinishReason, Usage};
use crate::assistant::Error;
use serde_json::Value;

/// A piece of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text for a person.
    Text(String),
    /// The model is thinking; what it thinks is not kept.
    Thinking,
}

/// How an answer stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Why it ended, once the server has said.
    pub finish: Option<FinishReason>,
    /// Whether the model declined, whatever reason is given for the end.
    pub refused: bool,
    /// What the server counted.
    pub usage: Option<Usage>,
    /// Whether the protocol's own last event was read: nothing more is waited for.
    pub done: bool,
}

impl Standing {
    /// How it ended, so far.
    pub fn finish(&self) -> FinishReason {
        if self.refused { FinishReason::Refusal } else { self.finish.unwrap_or(FinishReason::Missing) }
    }
}

/// Reads the answer of one protocol, event by event or whole.
pub trait Reader: Send {
    /// How the answer stands.
    fn standing(&self) -> &Standing;

    /// Reads one event of the stream.
    ///
    /// # Errors
    /// [`Error::Malformed`] if it is no JSON; the error the server reports in it.
    fn read(&mut self, frame: &Frame) -> Result<Vec<Piece>, Error>;

    /// Reads an answer that came as one body although a stream was asked for.
    ///
    /// # Errors
    /// As [`Reader::read`].
    fn read_whole(&mut self, body: &str) -> Result<Vec<Piece>, Error>;

    /// The stream has ended: a mark for half a character that was left over.
    fn rest(&mut self) -> Option<Piece>;
}

/// Whether a frame says nothing at all: a ping, or an event without data that is no error.
pub fn is_idle(frame: &Frame) -> bool {
    frame.event == "ping" || (frame.data.trim().is_empty() && frame.event != "error")
}

/// What an event with a name says; `None` where it says nothing, or nothing more is read.
///
/// # Errors
/// As [`Reader::read`].
pub fn named_event(frame: &Frame, standing: &mut Standing, json: &mut Lenient) -> Result<Option<Value>, Error> {
    let data = frame.data.trim();
    if is_idle(frame) || standing.done {
        return Ok(None);
    }
    // Protocols with names have no such mark; gateways add it all the same.
    if data == "[DONE]" {
        standing.done = true;
        return Ok(None);
    }
    match json.parse(data) {
        Err(_) if frame.event == "error" => Err(in_stream(None)),
        read => read.map(Some),
    }
}

/// What an error means that comes inside an answer with status 200.
pub fn in_stream(complaint: Option<&Complaint>) -> Error {
    let Some(complaint) = complaint else { return Error::ServerError { status: 500 } };
    complaint.meaning().unwrap_or_else(|| match complaint.status() {
        Some(429) => Error::RateLimited { retry_after: None },
        status => Error::ServerError { status: status.unwrap_or(500) },
    })
}

/// The number `name` of `value`; 0 where there is none.
pub fn count(value: &Value, name: &str) -> u64 {
    value.get(name).and_then(Value::as_u64).unwrap_or(0)
}

/// Whether `value` has a text `name` that is not empty.
pub fn says(value: &Value, name: &str) -> bool {
    value.get(name).and_then(Value::as_str).is_some_and(|text| !text.is_empty())
}

/// JSON whose strings may be cut in the middle of a character: tokenizers do that, and no JSON parser takes half a
/// surrogate pair.
#[derive(Clone, Debug, Default)]
pub struct Lenient {
    /// The first half of a character, whose second half should open the next piece.
    half: Option<u16>,
    /// Such a half in the event being read.
    next_half: Option<u16>,
}

impl Lenient {
    /// Reads `data`.
    ///
    /// # Errors
    /// [`Error::Malformed`].
    pub fn parse(&mut self, data: &str) -> Result<Value, Error> {
        if let Ok(value) = serde_json::from_str(data) {
            return Ok(value);
        }
        let mended = self.mend(data);
        serde_json::from_str(&mended).map_err(|_| Error::Malformed)
    }

    /// The piece that `text` makes, with a mark before it for a half character that found no other half.
    pub fn piece(&mut self, text: String) -> Option<Piece> {
        if text.is_empty() && self.next_half.is_none() {
            return None;
        }
        let text = match std::mem::replace(&mut self.half, self.next_half.take()) {
            Some(_) => format!("\u{FFFD}{text}"),
            None => text,
        };
        (!text.is_empty()).then_some(Piece::Text(text))
    }

    /// A mark for half a character that was left over.
    pub fn rest(&mut self) -> Option<Piece> {
        self.half.take().map(|_| Piece::Text("\u{FFFD}".to_owned()))
    }

    /// `json` with halves of surrogate pairs joined to the half before them, kept for the next event when they end a
    /// string, and replaced by U+FFFD otherwise.
    fn mend(&mut self, json: &str) -> String {
        let bytes = json.as_bytes();
        let mut mended = String::with_capacity(json.len());
        let (mut at, mut copied) = (0, 0);
        while let Some(found) = json[at..].find('\\') {
            let start = at + found;
            let Some(unit) = unit_at(bytes, start) else {
                // Some other escape: its second byte is no start of one.
                at = (start + 2).min(bytes.len());
                while !json.is_char_boundary(at) {
                    at += 1;
                }
                continue;
            };
            at = start + 6;
            let joined = match unit {
                0xD800..=0xDBFF if matches!(unit_at(bytes, at), Some(0xDC00..=0xDFFF)) => {
                    at += 6;
                    continue;
                }
                0xD800..=0xDBFF if bytes.get(at) == Some(&b'"') => {
                    self.next_half = Some(unit);
                    String::new()
                }
                0xDC00..=0xDFFF => match self.half.take() {
                    Some(high) if bytes.get(start.wrapping_sub(1)) == Some(&b'"') => {
                        String::from_utf16_lossy(&[high, unit])
                    }
                    _ => "\u{FFFD}".to_owned(),
                },
                0xD800..=0xDBFF => "\u{FFFD}".to_owned(),
                _ => continue,
            };
            mended.push_str(&json[copied..start]);
            mended.push_str(&joined);
            copied = at;
        }
        mended.push_str(&json[copied..]);
        mended
    }
}

/// The UTF-16 unit of a `\\uXXXX` escape that starts at byte `at`.
fn unit_at(bytes: &[u8], at: usize) -> Option<u16> {
    let escape = bytes.get(at..at + 6)?;
    let digits = escape.strip_prefix(b"\\u")?;
    // from_str_radix takes a sign, JSON does not.
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}
