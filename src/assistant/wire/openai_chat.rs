//! Chat Completions as OpenAI defined it, and as servers that copy it really answer; Azure's, whose address names the
//! model; and the older Completions, whose answers differ by one member.

use super::answer::{Lenient, Piece, Reader, Standing, count, in_stream, is_idle, says};
use super::sse::Frame;
use super::{FinishReason, Usage, fault::Complaint};
use crate::assistant::endpoint::{Kind, is_new_style};
use crate::assistant::{Endpoint, Error, Request, critique};
use serde_json::{Map, Value, json};

/// The most tokens of an answer of the older Completions where nobody asks for another limit.
const MAX_COMPLETION: u32 = 4096;

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
    shape: bool,
}

impl Fields {
    /// What is tried first at `endpoint`.
    pub fn first(endpoint: &Endpoint) -> Self {
        let azure = matches!(endpoint.kind, Kind::AzureClassic | Kind::AzureV1);
        let new = azure || endpoint.final_url().is_ok_and(|url| is_new_style(&url));
        let limit = if new { Limit::MaxCompletionTokens } else { Limit::MaxTokens };
        Self { limit, limit_swapped: false, stream_options: true, store: true, shape: true }
    }

    /// Whether the request asks the provider to keep nothing.
    pub fn stores_nothing(self) -> bool {
        self.store
    }

    /// Whether the request says which shape a structured answer has.
    pub fn tells_shape(self) -> bool {
        self.shape
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
            _ if self.shape && complaint.mentions(SHAPE_WORDS) => next.shape = false,
            _ => return None,
        }
        next.limit_swapped |= next.limit != self.limit;
        (next.limit == self.limit || !self.limit_swapped).then_some(next)
    }
}

/// What servers speak of that cannot be told the shape of an answer.
const SHAPE_WORDS: &[&str] =
    &["response_format", "json_schema", "json schema", "structured output", "text.format", "guided", "grammar"];

/// The body of the request: only what is needed, because strict gateways refuse what they do not know. `store: false`
/// asks the provider to keep nothing.
pub fn body(endpoint: &Endpoint, request: &Request, fields: Fields) -> Value {
    let mut body = Map::new();
    if !endpoint.model.is_empty() && endpoint.kind != Kind::AzureClassic {
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
    if fields.shape && request.task.is_structured() {
        let schema = json!({"name": "findings", "strict": true, "schema": critique::schema()});
        body.insert("response_format".to_owned(), json!({"type": "json_schema", "json_schema": schema}));
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

/// The body of a request to the older Completions, which knows no messages.
pub fn completions_body(endpoint: &Endpoint, request: &Request) -> Value {
    let mut body = Map::new();
    if !endpoint.model.is_empty() {
        body.insert("model".to_owned(), json!(endpoint.model));
    }
    let prompt = [request.system.as_str(), request.user.as_str()].join("\n\n");
    body.insert("prompt".to_owned(), json!(prompt.trim_start()));
    body.insert("stream".to_owned(), json!(true));
    // Left out, it is 16.
    body.insert("max_tokens".to_owned(), json!(request.max_tokens.unwrap_or(MAX_COMPLETION)));
    Value::Object(body)
}

/// Reads a stream of chunks, or one whole answer.
#[derive(Clone, Debug, Default)]
pub struct ChatReader {
    standing: Standing,
    json: Lenient,
}

impl Reader for ChatReader {
    fn standing(&self) -> &Standing {
        &self.standing
    }

    fn read(&mut self, frame: &Frame) -> Result<Vec<Piece>, Error> {
        let data = frame.data.trim();
        if is_idle(frame) || self.standing.done {
            return Ok(Vec::new());
        }
        if data == "[DONE]" {
            self.standing.done = true;
            return Ok(Vec::new());
        }
        if frame.event == "error" {
            let value = serde_json::from_str(data).unwrap_or(Value::Null);
            return Err(in_stream(Complaint::read(&value).as_ref()));
        }
        match self.json.parse(data) {
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

    fn read_whole(&mut self, body: &str) -> Result<Vec<Piece>, Error> {
        let value = self.json.parse(body.trim())?;
        if value.get("choices").is_none() {
            return Err(Complaint::read(&value).map_or(Error::Malformed, |c| in_stream(Some(&c))));
        }
        let pieces = self.take(&value, "message")?;
        self.standing.done = true;
        Ok(pieces)
    }

    fn rest(&mut self) -> Option<Piece> {
        self.json.rest()
    }
}

impl ChatReader {
    fn take(&mut self, value: &Value, member: &str) -> Result<Vec<Piece>, Error> {
        if let Some(usage) = value.get("usage").filter(|usage| usage.is_object()) {
            let (prompt, completion) = (count(usage, "prompt_tokens"), count(usage, "completion_tokens"));
            self.standing.usage = Some(Usage { prompt, completion });
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
        let Some(choice) =
            choices.as_array().and_then(|choices| choices.iter().find(|choice| count(choice, "index") == 0))
        else {
            return Ok(Vec::new());
        };
        if let Some(reason) = choice.get("finish_reason").and_then(Value::as_str).filter(|reason| !reason.is_empty()) {
            self.standing.finish = Some(match reason {
                "stop" | "eos" | "end_turn" | "stop_sequence" => FinishReason::Stop,
                "length" | "max_tokens" => FinishReason::Length,
                "content_filter" => FinishReason::Filter,
                _ => FinishReason::Other,
            });
        }
        let mut pieces = Vec::new();
        // The older protocol has the text where this one has a delta.
        let Some(delta) = choice.get(member).or_else(|| choice.get("message")).or_else(|| choice.get("delta")) else {
            pieces.extend(self.json.piece(content(choice.get("text"))));
            return Ok(pieces);
        };
        self.standing.refused |= says(delta, "refusal");
        if says(delta, "reasoning_content") || says(delta, "reasoning") {
            pieces.push(Piece::Thinking);
        }
        pieces.extend(self.json.piece(content(delta.get("content"))));
        Ok(pieces)
    }
}

/// The text of `content`: a string, nothing, or a list of parts.
fn content(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(parts)) => parts.iter().filter_map(|part| part.get("text").and_then(Value::as_str)).collect(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text and the end of a stream of these events' data.
    fn read(data: &[&str]) -> Result<(String, FinishReason, Option<Usage>), Error> {
        let mut reader = ChatReader::default();
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
        Ok((text, reader.standing().finish(), reader.standing().usage))
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
        let mut reader = ChatReader::default();
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
        let mut reader = ChatReader::default();
        let body = r#" {"choices":[{"message":{"role":"assistant","content":"はい。"},"finish_reason":"stop"}]} "#;
        assert_eq!(reader.read_whole(body), Ok(vec![Piece::Text("はい。".to_owned())]));
        assert_eq!(reader.standing().finish(), FinishReason::Stop);
        assert_eq!(ChatReader::default().read_whole("{}"), Err(Error::Malformed));
        assert_eq!(ChatReader::default().read_whole(r#"{"error":"x"}"#), Err(Error::ServerError { status: 500 }));
        let deep = "[".repeat(100_000);
        assert_eq!(ChatReader::default().read_whole(&deep), Err(Error::Malformed));
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
            template: None,
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
        let review = Request { task: crate::assistant::Task::Review, ..request.clone() };
        assert_eq!(body(&endpoint, &review, fields)["response_format"]["type"], "json_schema");
        let said = json!({"error": {"message": "This model does not support response_format of type json_schema"}});
        let plain = fields.after(&Complaint::read(&said).unwrap()).unwrap();
        assert_eq!(body(&endpoint, &review, plain).get("response_format"), None);
        assert_eq!(plain.after(&Complaint::read(&said).unwrap()), None);
        endpoint.url = "https://api.openai.com/v1".to_owned();
        assert_eq!(body(&endpoint, &request, Fields::first(&endpoint))["max_completion_tokens"], 9);
    }
}
