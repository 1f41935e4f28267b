//! Chat Completions as OpenAI defined it, and as servers that copy it really answer.

use super::sse::Frame;
use super::{FinishReason, Usage, fault::Complaint};
use crate::assistant::endpoint::is_new_style;
use crate::assistant::{Endpoint, Error, Request};
use serde_json::{Map, Value, json};

/// The member that limits the answer: servers know one or the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// `max_tokens`, which most servers know.
    MaxTokens,
    /// `max_completion_tokens`, which OpenAI's newer models insist on.
    MaxCompletionTokens,
}

/// Which members a request has. A server that names one it does not know is asked again without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fields {
    limit: Limit,
    limit_swapped: bool,
    stream_options: bool,
    store: bool,
}

impl Fields {
    /// What is tried first at `endpoint`.
    pub fn first(endpoint: &Endpoint) -> Self {
        let new = endpoint.final_url().is_ok_and(|url| is_new_style(&url));
        let limit = if new { Limit::MaxCompletionTokens } else { Limit::MaxTokens };
        Self { limit, limit_swapped: false, stream_options: true, store: true }
    }

    /// What to try after `complaint`; `None` if it is not about a member that can be left out or swapped, or that has
    /// been already.
    pub fn after(self, complaint: &Complaint) -> Option<Self> {
        let mut next = self;
        match self.limit {
            Limit::MaxTokens if complaint.is_about("max_tokens") => next.limit = Limit::MaxCompletionTokens,
            Limit::MaxCompletionTokens if complaint.is_about("max_completion_tokens") => next.limit = Limit::MaxTokens,
            _ if self.stream_options && complaint.is_about("stream_options") => next.stream_options = false,
            _ if self.store && complaint.is_about("store") => next.store = false,
            _ => return None,
        }
        next.limit_swapped |= next.limit != self.limit;
        (next.limit == self.limit || !self.limit_swapped).then_some(next)
    }
}

/// The body of the request: only what is needed, because strict gateways refuse what they do not know. `store: false`
/// asks the provider to keep nothing.
pub fn body(endpoint: &Endpoint, request: &Request, fields: Fields) -> Value {
    let mut body = Map::new();
    if !endpoint.model.is_empty() {
        body.insert("model".to_owned(), json!(endpoint.model));
    }
    let mut messages = Vec::new();
    if !request.system.is_empty() {
        messages.push(json!({"role": "system", "content": request.system}));
    }
    messages.push(json!({"role": "user", "content": request.user}));
    body.insert("messages".to_owned(), Value::Array(messages));
    body.insert("stream".to_owned(), json!(true));
    if fields.stream_options {
        body.insert("stream_options".to_owned(), json!({"include_usage": true}));
    }
    if fields.store {
        body.insert("store".to_owned(), json!(false));
    }
    if let Some(limit) = request.max_tokens {
        let name = match fields.limit {
            Limit::MaxTokens => "max_tokens",
            Limit::MaxCompletionTokens => "max_completion_tokens",
        };
        body.insert(name.to_owned(), json!(limit));
    }
    Value::Object(body)
}

/// A piece of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text for a person.
    Text(String),
    /// The model is thinking; what it thinks is not kept.
    Thinking,
}

/// Reads a stream of chunks, or one whole answer.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    finish: Option<FinishReason>,
    refused: bool,
    usage: Option<Usage>,
    done: bool,
    /// The first half of a character, whose second half should open the next piece.
    half: Option<u16>,
    /// Such a half in the event being read.
    next_half: Option<u16>,
}

impl Reader {
    /// Whether `[DONE]` was read.
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// How it ended, so far.
    pub fn finish(&self) -> FinishReason {
        if self.refused { FinishReason::Refusal } else { self.finish.unwrap_or(FinishReason::Missing) }
    }

    /// What the server counted.
    pub fn usage(&self) -> Option<Usage> {
        self.usage
    }

    /// Reads one event of the stream.
    ///
    /// # Errors
    /// [`Error::Malformed`] if it is no JSON; the error the server reports in it.
    pub fn read(&mut self, frame: &Frame) -> Result<Vec<Piece>, Error> {
        let data = frame.data.trim();
        if frame.event == "ping" || (data.is_empty() && frame.event != "error") || self.done {
            return Ok(Vec::new());
        }
        if data == "[DONE]" {
            self.done = true;
            return Ok(Vec::new());
        }
        if frame.event == "error" {
            let value = serde_json::from_str(data).unwrap_or(Value::Null);
            return Err(in_stream(Complaint::read(&value).as_ref()));
        }
        match self.parse(data) {
            Ok(value) => self.take(&value, "delta"),
            // Some servers leave out the empty line between two events.
            Err(_) if data.contains('\n') => {
                let mut pieces = Vec::new();
                for line in data.lines() {
                    pieces.extend(self.read(&Frame { event: String::new(), data: line.to_owned() })?);
                }
                Ok(pieces)
            }
            Err(error) => Err(error),
        }
    }

    /// The stream has ended: a mark for half a character that was left over.
    pub fn rest(&mut self) -> Option<Piece> {
        self.half.take().map(|_| Piece::Text("\u{FFFD}".to_owned()))
    }

    /// Reads an answer that came as one body although a stream was asked for.
    ///
    /// # Errors
    /// As [`Reader::read`].
    pub fn read_whole(&mut self, body: &str) -> Result<Vec<Piece>, Error> {
        let value = self.parse(body.trim())?;
        if value.get("choices").is_none() {
            return Err(Complaint::read(&value).map_or(Error::Malformed, |c| in_stream(Some(&c))));
        }
        let pieces = self.take(&value, "message")?;
        self.done = true;
        Ok(pieces)
    }

    fn parse(&mut self, data: &str) -> Result<Value, Error> {
        if let Ok(value) = serde_json::from_str(data) {
            return Ok(value);
        }
        // A character cut in two by a tokenizer gives half a surrogate pair, which no JSON parser takes.
        let mended = self.mend(data);
        serde_json::from_str(&mended).map_err(|_| Error::Malformed)
    }

    fn take(&mut self, value: &Value, member: &str) -> Result<Vec<Piece>, Error> {
        if let Some(usage) = value.get("usage").filter(|usage| usage.is_object()) {
            let count = |name: &str| usage.get(name).and_then(Value::as_u64).unwrap_or(0);
            self.usage = Some(Usage { prompt: count("prompt_tokens"), completion: count("completion_tokens") });
        }
        let Some(choices) = value.get("choices") else {
            // An error inside a successful stream; anything else without choices is a note of the server's own.
            return match Complaint::read(value) {
                Some(complaint) => Err(in_stream(Some(&complaint))),
                None => Ok(Vec::new()),
            };
        };
        if value.get("error").is_some_and(|error| !error.is_null()) {
            return Err(in_stream(Complaint::read(value).as_ref()));
        }
        let Some(choice) = choices.as_array().and_then(|choices| {
            choices.iter().find(|choice| choice.get("index").and_then(Value::as_u64).unwrap_or(0) == 0)
        }) else {
            return Ok(Vec::new());
        };
        if let Some(reason) = choice.get("finish_reason").and_then(Value::as_str).filter(|reason| !reason.is_empty()) {
            self.finish = Some(match reason {
                "stop" | "eos" | "end_turn" | "stop_sequence" => FinishReason::Stop,
                "length" | "max_tokens" => FinishReason::Length,
                "content_filter" => FinishReason::Filter,
                _ => FinishReason::Other,
            });
        }
        let Some(delta) = choice.get(member).or_else(|| choice.get("message")).or_else(|| choice.get("delta")) else {
            return Ok(Vec::new());
        };
        let has_text = |name: &str| delta.get(name).is_some_and(|v| v.as_str().is_some_and(|s| !s.is_empty()));
        self.refused |= has_text("refusal");
        let mut pieces = Vec::new();
        if has_text("reasoning_content") || has_text("reasoning") {
            pieces.push(Piece::Thinking);
        }
        let text = self.join(content(delta.get("content")));
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Ok(pieces)
    }

    /// `text`, with a mark before it for a half character that found no other half.
    fn join(&mut self, text: String) -> String {
        if text.is_empty() && self.next_half.is_none() {
            return text;
        }
        match std::mem::replace(&mut self.half, self.next_half.take()) {
            Some(_) => format!("\u{FFFD}{text}"),
            None => text,
        }
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

/// The text of `content`: a string, nothing, or a list of parts.
fn content(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(parts)) => parts.iter().filter_map(|part| part.get("text").and_then(Value::as_str)).collect(),
        _ => String::new(),
    }
}

/// What an error means that comes inside an answer with status 200.
fn in_stream(complaint: Option<&Complaint>) -> Error {
    let Some(complaint) = complaint else { return Error::ServerError { status: 500 } };
    complaint.meaning().unwrap_or_else(|| match complaint.status() {
        Some(429) => Error::RateLimited { retry_after: None },
        status => Error::ServerError { status: status.unwrap_or(500) },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text and the end of a stream of these events' data.
    fn read(data: &[&str]) -> Result<(String, FinishReason, Option<Usage>), Error> {
        let mut reader = Reader::default();
        let mut text = String::new();
        for data in data {
            for piece in reader.read(&Frame { event: String::new(), data: (*data).to_owned() })? {
                if let Piece::Text(more) = piece {
                    text.push_str(&more);
                }
            }
        }
        if let Some(Piece::Text(more)) = reader.rest() {
            text.push_str(&more);
        }
        Ok((text, reader.finish(), reader.usage()))
    }

    fn text(data: &[&str]) -> String {
        read(data).unwrap().0
    }

    #[test]
    fn the_shapes_of_known_servers() {
        let (text, finish, usage) = read(&[
            r#"{"id":"","model":"","choices":[],"prompt_filter_results":[{"prompt_index":0}]}"#,
            r#"{"choices":[{"index":0,"delta":{"role":"assistant","content":null},"finish_reason":null}],"usage":null}"#,
            r#"{"choices":[{"index":0,"delta":{"reasoning_content":"考え中"}}]}"#,
            r#"{"choices":[{"index":0,"delta":{"reasoning":"考え中"}}]}"#,
            r#"{"choices":[{"index":0,"delta":{"content":"\u4ee4\u548c"}}]}"#,
            r#"{"choices":[{"delta":{"content":[{"type":"text","text":"8年"}]}}]}"#,
            r#"{"choices":[{"index":1,"delta":{"content":"別の答え"}}]}"#,
            r#"{"choices":[{"index":0,"finish_reason":null,"content_filter_offsets":{"check_offset":1}}]}"#,
            r#"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#,
            r#"{"choices":[{"index":0,"delta":{}}],"usage":{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15}}"#,
            "[DONE]",
            r#"{"choices":[{"delta":{"content":"遅れて"}}]}"#,
        ])
        .unwrap();
        assert_eq!(text, "令和8年");
        assert_eq!(finish, FinishReason::Stop);
        assert_eq!(usage, Some(Usage { prompt: 12, completion: 3 }));
    }

    #[test]
    fn characters_cut_in_half() {
        let delta = |content: &str| format!(r#"{{"choices":[{{"delta":{{"content":"{content}"}}}}]}}"#);
        let all = |contents: &[&str]| {
            let data: Vec<String> = contents.iter().map(|c| delta(c)).collect();
            text(&data.iter().map(String::as_str).collect::<Vec<_>>())
        };
        assert_eq!(all(&[r"\ud842\udfb7野"]), "𠮷野");
        assert_eq!(all(&[r"町\ud842", r"\udfb7野"]), "町𠮷野");
        assert_eq!(all(&[r"町\ud842", "", r"\udfb7野"]), "町𠮷野");
        assert_eq!(all(&[r"\ud842", "野"]), "\u{FFFD}野");
        assert_eq!(all(&[r"\ud842野"]), "\u{FFFD}野");
        assert_eq!(all(&[r"野\udfb7"]), "野\u{FFFD}");
        assert_eq!(all(&[r"\ud842", r"\ud842", r"\udfb7"]), "\u{FFFD}𠮷");
        assert_eq!(all(&[r"野\ud842"]), "野\u{FFFD}");
        assert_eq!(all(&[r"\\ud842 \n\udfb7\\"]), "\\ud842 \n\u{FFFD}\\");
    }

    #[test]
    fn errors_inside_a_stream() {
        let error = |data: &str| read(&[data]).unwrap_err();
        assert_eq!(error(r#"{"error":{"message":"boom","code":500}}"#), Error::ServerError { status: 500 });
        assert_eq!(error(r#"{"error":"boom"}"#), Error::ServerError { status: 500 });
        assert_eq!(error(r#"{"error":{"type":"overloaded_error"}}"#), Error::ServerError { status: 529 });
        assert_eq!(error(r#"{"error":{"code":"context_length_exceeded"}}"#), Error::TooLong);
        assert_eq!(error(r#"{"error":{"code":"429"},"choices":[]}"#), Error::RateLimited { retry_after: None });
        assert_eq!(error("{broken"), Error::Malformed);
        let mut reader = Reader::default();
        let frame = Frame { event: "error".to_owned(), data: "out of memory".to_owned() };
        assert_eq!(reader.read(&frame), Err(Error::ServerError { status: 500 }));
    }

    #[test]
    fn events_without_a_line_between_them_and_notes_without_choices() {
        let two =
            "{\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n{\"choices\":[{\"delta\":{\"content\":\"b\"}}]}\n[DONE]";
        assert_eq!(text(&[two, ""]), "ab");
        assert_eq!(text(&[r#"{"object":"note"}"#, r#"{"choices":null}"#, "{}", "null", "3"]), "");
    }

    #[test]
    fn one_body_instead_of_a_stream() {
        let mut reader = Reader::default();
        let body = r#" {"choices":[{"message":{"role":"assistant","content":"はい。"},"finish_reason":"stop"}]} "#;
        assert_eq!(reader.read_whole(body), Ok(vec![Piece::Text("はい。".to_owned())]));
        assert_eq!(reader.finish(), FinishReason::Stop);
        assert_eq!(Reader::default().read_whole("{}"), Err(Error::Malformed));
        assert_eq!(Reader::default().read_whole(r#"{"error":"x"}"#), Err(Error::ServerError { status: 500 }));
        let deep = "[".repeat(100_000);
        assert_eq!(Reader::default().read_whole(&deep), Err(Error::Malformed));
    }

    #[test]
    fn a_refusal_is_one_even_when_the_reason_says_stop() {
        let end = read(&[
            r#"{"choices":[{"delta":{"refusal":"I can't help."}}]}"#,
            r#"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#,
        ]);
        assert_eq!(end.unwrap().1, FinishReason::Refusal);
    }

    #[test]
    fn only_what_is_needed_is_sent_and_each_member_swapped_once() {
        let mut endpoint = Endpoint::new("e", "http://localhost:8080");
        endpoint.model = "m".to_owned();
        let request = Request {
            task: crate::assistant::Task::Draft,
            lang: crate::text::Lang::Ja,
            system: "s".to_owned(),
            user: "u".to_owned(),
            max_tokens: Some(9),
            end_mark: true,
            expected_chars: None,
        };
        let fields = Fields::first(&endpoint);
        let sent = body(&endpoint, &request, fields);
        let expected = json!({
            "model": "m", "messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "u"}],
            "stream": true, "stream_options": {"include_usage": true}, "store": false, "max_tokens": 9,
        });
        assert_eq!(sent, expected);
        let about = |field: &str| Complaint::read(&json!({"error": {"param": field}})).unwrap();
        let swapped = fields.after(&about("max_tokens")).unwrap();
        assert_eq!(body(&endpoint, &request, swapped)["max_completion_tokens"], 9);
        assert_eq!(swapped.after(&about("max_completion_tokens")), None);
        let bare = swapped.after(&about("store")).unwrap().after(&about("stream_options")).unwrap();
        assert_eq!(bare.after(&about("store")), None);
        assert_eq!(body(&endpoint, &request, bare).as_object().unwrap().len(), 4);
        assert_eq!(bare.after(&about("messages")), None);
        endpoint.url = "https://api.openai.com/v1".to_owned();
        assert_eq!(body(&endpoint, &request, Fields::first(&endpoint))["max_completion_tokens"], 9);
    }
}
