//! Anthropic's Messages: named events, text in `content_block_delta`, the reason of the end in `message_delta`.

use super::answer::{Lenient, Piece, Reader, Standing, count, in_stream, named_event};
use super::sse::Frame;
use super::{FinishReason, Usage, fault::Complaint};
use crate::assistant::{Endpoint, Error, Request};
use serde_json::{Map, Value, json};

/// The version of the protocol, which every request names.
pub const VERSION: (&str, &str) = ("anthropic-version", "2023-06-01");
/// The most tokens of an answer where nobody asks for another limit: the protocol demands one.
const MAX_ANSWER: u32 = 8192;

/// The body of the request.
pub fn body(endpoint: &Endpoint, request: &Request) -> Value {
    let mut body = Map::new();
    body.insert("model".to_owned(), json!(endpoint.model));
    if !request.system.is_empty() {
        body.insert("system".to_owned(), json!(request.system));
    }
    body.insert("messages".to_owned(), json!([{"role": "user", "content": request.user}]));
    body.insert("max_tokens".to_owned(), json!(request.max_tokens.unwrap_or(MAX_ANSWER)));
    body.insert("stream".to_owned(), json!(true));
    Value::Object(body)
}

/// Reads the events, or one whole answer.
#[derive(Clone, Debug, Default)]
pub struct MessagesReader {
    standing: Standing,
    json: Lenient,
}

impl Reader for MessagesReader {
    fn standing(&self) -> &Standing {
        &self.standing
    }

    fn read(&mut self, frame: &Frame) -> Result<Vec<Piece>, Error> {
        let Some(value) = named_event(frame, &mut self.standing, &mut self.json)? else { return Ok(Vec::new()) };
        let name = value.get("type").and_then(Value::as_str).unwrap_or(&frame.event);
        let delta = value.get("delta").unwrap_or(&Value::Null);
        match name {
            "message_start" => self.counted(value.pointer("/message/usage")),
            "content_block_delta" => match delta.get("type").and_then(Value::as_str) {
                Some("text_delta") => {
                    let text = delta.get("text").and_then(Value::as_str).unwrap_or_default().to_owned();
                    return Ok(self.json.piece(text).into_iter().collect());
                }
                Some("thinking_delta") => return Ok(vec![Piece::Thinking]),
                _ => {}
            },
            "message_delta" => {
                self.ended(delta);
                self.counted(value.get("usage"));
            }
            "message_stop" => self.standing.done = true,
            "error" => return Err(in_stream(Complaint::read(&value).as_ref())),
            _ => {}
        }
        Ok(Vec::new())
    }

    fn read_whole(&mut self, body: &str) -> Result<Vec<Piece>, Error> {
        let value = self.json.parse(body.trim())?;
        let Some(content) = value.get("content").and_then(Value::as_array) else {
            return Err(Complaint::read(&value).map_or(Error::Malformed, |c| in_stream(Some(&c))));
        };
        let text = content.iter().filter_map(|block| block.get("text").and_then(Value::as_str)).collect();
        self.ended(&value);
        self.counted(value.get("usage"));
        self.standing.done = true;
        Ok(self.json.piece(text).into_iter().collect())
    }

    fn rest(&mut self) -> Option<Piece> {
        self.json.rest()
    }
}

impl MessagesReader {
    fn ended(&mut self, value: &Value) {
        let Some(reason) = value.get("stop_reason").and_then(Value::as_str) else { return };
        self.standing.finish = Some(match reason {
            "end_turn" | "stop_sequence" => FinishReason::Stop,
            "max_tokens" | "model_context_window_exceeded" => FinishReason::Length,
            "refusal" => FinishReason::Refusal,
            _ => FinishReason::Other,
        });
    }

    /// What was read from a cache was sent all the same. Counts of the answer are running totals.
    fn counted(&mut self, usage: Option<&Value>) {
        let Some(usage) = usage.filter(|usage| usage.is_object()) else { return };
        let sent = ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"];
        let prompt: u64 = sent.iter().map(|name| count(usage, name)).sum();
        let before = self.standing.usage.map_or(0, |usage| usage.prompt);
        let prompt = if prompt == 0 { before } else { prompt };
        self.standing.usage = Some(Usage { prompt, completion: count(usage, "output_tokens") });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(events: &[Value]) -> Result<(String, Standing), Error> {
        let mut reader = MessagesReader::default();
        let mut text = String::new();
        for event in events {
            let name = event["type"].as_str().unwrap_or_default().to_owned();
            for piece in reader.read(&Frame { event: name, data: event.to_string() })? {
                if let Piece::Text(more) = piece {
                    text.push_str(&more);
                }
            }
        }
        Ok((text, reader.standing().clone()))
    }

    fn delta(text: &str) -> Value {
        json!({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}})
    }

    #[test]
    fn an_answer_is_its_blocks_of_text() {
        let (text, standing) = read(&[
            json!({"type": "message_start", "message": {"usage": {"input_tokens": 9, "cache_read_input_tokens": 3, "output_tokens": 1}}}),
            json!({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}),
            json!({"type": "ping"}),
            json!({"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "…"}}),
            delta("訓練を"),
            delta("行います。"),
            json!({"type": "content_block_stop", "index": 0}),
            json!({"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 5}}),
            json!({"type": "message_stop"}),
            delta("遅れて"),
        ])
        .unwrap();
        assert_eq!(text, "訓練を行います。");
        assert_eq!((standing.finish(), standing.done), (FinishReason::Stop, true));
        assert_eq!(standing.usage, Some(Usage { prompt: 12, completion: 5 }));
    }

    #[test]
    fn ends_that_are_none() {
        for (reason, finish) in [
            ("max_tokens", FinishReason::Length),
            ("model_context_window_exceeded", FinishReason::Length),
            ("refusal", FinishReason::Refusal),
            ("tool_use", FinishReason::Other),
        ] {
            let event = json!({"type": "message_delta", "delta": {"stop_reason": reason}});
            assert_eq!(read(&[event]).unwrap().1.finish(), finish, "{reason}");
        }
        let error = json!({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}});
        assert_eq!(read(&[delta("訓"), error]).unwrap_err(), Error::ServerError { status: 529 });
        assert_eq!(read(&[delta("訓")]).unwrap().1.finish(), FinishReason::Missing);
    }

    #[test]
    fn one_body_instead_of_a_stream() {
        let mut reader = MessagesReader::default();
        let body = json!({"type": "message", "content": [{"type": "text", "text": "はい。"}], "stop_reason": "end_turn",
            "usage": {"input_tokens": 3, "output_tokens": 2}});
        assert_eq!(reader.read_whole(&body.to_string()), Ok(vec![Piece::Text("はい。".to_owned())]));
        assert_eq!(reader.standing().finish(), FinishReason::Stop);
        let error = json!({"type": "error", "error": {"type": "rate_limit_error", "message": "…"}}).to_string();
        assert_eq!(MessagesReader::default().read_whole(&error), Err(Error::RateLimited { retry_after: None }));
    }
}
