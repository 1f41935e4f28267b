//! OpenAI's Responses: named events, text in `response.output_text.delta`, one of three events at the end.

use super::answer::{Lenient, Piece, Reader, Standing, count, in_stream, named_event, says};
use super::openai_chat::Fields;
use super::sse::Frame;
use super::{FinishReason, Usage, fault::Complaint};
use crate::assistant::{Endpoint, Error, Request, critique};
use serde_json::{Map, Value, json};

/// The body of the request. The provider keeps the text unless `store` is false, so it always is, but for a server that
/// does not know the member.
pub fn body(endpoint: &Endpoint, request: &Request, fields: Fields) -> Value {
    let mut body = Map::new();
    if !endpoint.model.is_empty() {
        body.insert("model".to_owned(), json!(endpoint.model));
    }
    if !request.system.is_empty() {
        body.insert("instructions".to_owned(), json!(request.system));
    }
    body.insert("input".to_owned(), json!(request.user));
    body.insert("stream".to_owned(), json!(true));
    if fields.stores_nothing() {
        body.insert("store".to_owned(), json!(false));
    }
    if fields.tells_shape() && request.task.is_structured() {
        let format = json!({"type": "json_schema", "name": "findings", "strict": true, "schema": critique::schema()});
        body.insert("text".to_owned(), json!({ "format": format }));
    }
    if let Some(limit) = request.max_tokens {
        // Less than 16 is refused.
        body.insert("max_output_tokens".to_owned(), json!(limit.max(16)));
    }
    Value::Object(body)
}

/// Reads the events, or one whole answer.
#[derive(Clone, Debug, Default)]
pub struct ResponsesReader {
    standing: Standing,
    json: Lenient,
}

impl Reader for ResponsesReader {
    fn standing(&self) -> &Standing {
        &self.standing
    }

    fn read(&mut self, frame: &Frame) -> Result<Vec<Piece>, Error> {
        let Some(value) = named_event(frame, &mut self.standing, &mut self.json)? else { return Ok(Vec::new()) };
        let name = value.get("type").and_then(Value::as_str).unwrap_or(&frame.event);
        let text = || value.get("delta").and_then(Value::as_str).unwrap_or_default().to_owned();
        let response = value.get("response").unwrap_or(&Value::Null);
        match name {
            "response.output_text.delta" => {
                let text = text();
                return Ok(self.json.piece(text).into_iter().collect());
            }
            "response.refusal.delta" => self.standing.refused |= says(&value, "delta"),
            "response.reasoning_text.delta" | "response.reasoning_summary_text.delta" => {
                return Ok(vec![Piece::Thinking]);
            }
            "response.completed" | "response.incomplete" => self.end(response),
            "response.failed" => return Err(in_stream(Complaint::read(response).as_ref())),
            "error" => return Err(in_stream(Complaint::read(&value).as_ref())),
            _ if name.is_empty() && value.get("error").is_some_and(|e| !e.is_null()) => {
                return Err(in_stream(Complaint::read(&value).as_ref()));
            }
            _ => {}
        }
        Ok(Vec::new())
    }

    fn read_whole(&mut self, body: &str) -> Result<Vec<Piece>, Error> {
        let value = self.json.parse(body.trim())?;
        let Some(output) = value.get("output").and_then(Value::as_array) else {
            return Err(Complaint::read(&value).map_or(Error::Malformed, |c| in_stream(Some(&c))));
        };
        if value.get("status").and_then(Value::as_str) == Some("failed") {
            return Err(in_stream(Complaint::read(&value).as_ref()));
        }
        let mut text = String::new();
        for part in output.iter().filter_map(|item| item.get("content")?.as_array()).flatten() {
            self.standing.refused |= says(part, "refusal");
            text.push_str(part.get("text").and_then(Value::as_str).unwrap_or_default());
        }
        self.end(&value);
        Ok(self.json.piece(text).into_iter().collect())
    }

    fn rest(&mut self) -> Option<Piece> {
        self.json.rest()
    }
}

impl ResponsesReader {
    /// Takes in the response as it stands at the end.
    fn end(&mut self, response: &Value) {
        if let Some(usage) = response.get("usage").filter(|usage| usage.is_object()) {
            let (prompt, completion) = (count(usage, "input_tokens"), count(usage, "output_tokens"));
            self.standing.usage = Some(Usage { prompt, completion });
        }
        let reason = response.pointer("/incomplete_details/reason").and_then(Value::as_str);
        self.standing.finish = match (response.get("status").and_then(Value::as_str), reason) {
            (_, Some("max_output_tokens")) => Some(FinishReason::Length),
            (_, Some("content_filter")) => Some(FinishReason::Filter),
            (Some("incomplete"), _) | (_, Some(_)) => Some(FinishReason::Other),
            (Some("completed"), None) => Some(FinishReason::Stop),
            _ => None,
        };
        self.standing.done = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(events: &[Value]) -> Result<(String, Standing), Error> {
        let mut reader = ResponsesReader::default();
        let mut text = String::new();
        for event in events {
            let frame = Frame { event: event["type"].as_str().unwrap_or_default().to_owned(), data: event.to_string() };
            for piece in reader.read(&frame)? {
                if let Piece::Text(more) = piece {
                    text.push_str(&more);
                }
            }
        }
        Ok((text, reader.standing().clone()))
    }

    #[test]
    fn an_answer_is_its_output_text() {
        let (text, standing) = read(&[
            json!({"type": "response.created", "response": {"status": "in_progress"}}),
            json!({"type": "response.reasoning_summary_text.delta", "delta": "考え中"}),
            json!({"type": "response.output_text.delta", "delta": "訓練を"}),
            json!({"type": "response.output_text.delta", "delta": "行います。"}),
            json!({"type": "response.output_text.done", "text": "訓練を行います。"}),
            json!({"type": "response.completed", "response": {"status": "completed",
                "usage": {"input_tokens": 12, "output_tokens": 5}}}),
        ])
        .unwrap();
        assert_eq!(text, "訓練を行います。");
        assert_eq!((standing.finish(), standing.done), (FinishReason::Stop, true));
        assert_eq!(standing.usage, Some(Usage { prompt: 12, completion: 5 }));
    }

    #[test]
    fn ends_that_are_none() {
        let end = |reason: &str| {
            let response = json!({"status": "incomplete", "incomplete_details": {"reason": reason}});
            read(&[json!({"type": "response.incomplete", "response": response})]).unwrap().1.finish()
        };
        assert_eq!(end("max_output_tokens"), FinishReason::Length);
        assert_eq!(end("content_filter"), FinishReason::Filter);
        assert_eq!(end("something"), FinishReason::Other);
        let refusal = json!({"type": "response.refusal.delta", "delta": "お断りします。"});
        let completed = json!({"type": "response.completed", "response": {"status": "completed"}});
        assert_eq!(read(&[refusal, completed]).unwrap().1.finish(), FinishReason::Refusal);
        let failed = json!({"type": "response.failed",
            "response": {"status": "failed", "error": {"code": "rate_limit_exceeded", "message": "…"}}});
        assert_eq!(read(&[failed]).unwrap_err(), Error::RateLimited { retry_after: None });
        let error = json!({"type": "error", "code": "context_length_exceeded", "message": "…"});
        assert_eq!(read(&[error]).unwrap_err(), Error::TooLong);
    }

    #[test]
    fn one_body_instead_of_a_stream() {
        let mut reader = ResponsesReader::default();
        let body = json!({"object": "response", "status": "completed", "output": [
            {"type": "reasoning", "summary": []},
            {"type": "message", "content": [{"type": "output_text", "text": "はい。"}]},
        ]});
        assert_eq!(reader.read_whole(&body.to_string()), Ok(vec![Piece::Text("はい。".to_owned())]));
        assert_eq!(reader.standing().finish(), FinishReason::Stop);
        assert_eq!(ResponsesReader::default().read_whole("{}"), Err(Error::Malformed));
    }
}
