//! Ollama's own protocol: one JSON object a line, the last one with `done`.

use super::answer::{Lenient, Piece, Reader, Standing, count, in_stream, says};
use super::sse::Frame;
use super::{FinishReason, Usage, fault::Complaint};
use crate::assistant::{Endpoint, Error, Request, critique};
use serde_json::{Value, json};

/// The most tokens of an answer where nobody asks for another limit.
const MAX_ANSWER: u32 = 4096;

/// The body of the request. The server's own idea of a context is a few thousand tokens, and what does not fit is cut off
/// at the front without a word: so the context is asked for as large as the text needs, and cutting is forbidden.
pub fn body(endpoint: &Endpoint, request: &Request) -> Value {
    let mut messages = Vec::new();
    if !request.system.is_empty() {
        messages.push(json!({"role": "system", "content": request.system}));
    }
    messages.push(json!({"role": "user", "content": request.user}));
    let answer = request.max_tokens.unwrap_or(MAX_ANSWER);
    let mut body = json!({
        "model": endpoint.model,
        "messages": messages,
        "stream": true,
        "truncate": false,
        "shift": false,
        "options": {"num_predict": answer, "num_ctx": context(request, answer)},
    });
    if request.task.is_structured() {
        body["format"] = critique::schema();
    }
    body
}

/// Tokens to ask for: a Japanese character is at most about one and a third, and a few are the template's own.
fn context(request: &Request, answer: u32) -> usize {
    let characters = request.system.chars().count() + request.user.chars().count();
    let needed = characters * 4 / 3 + answer as usize + 256;
    needed.next_multiple_of(2048).max(4096)
}

/// Reads the lines.
#[derive(Clone, Debug, Default)]
pub struct LinesReader {
    standing: Standing,
    json: Lenient,
}

impl Reader for LinesReader {
    fn standing(&self) -> &Standing {
        &self.standing
    }

    fn read(&mut self, frame: &Frame) -> Result<Vec<Piece>, Error> {
        let data = frame.data.trim();
        if data.is_empty() || self.standing.done {
            return Ok(Vec::new());
        }
        let value = self.json.parse(data)?;
        if value.get("error").is_some_and(|error| !error.is_null()) {
            return Err(in_stream(Complaint::read(&value).as_ref()));
        }
        let message = value.get("message").unwrap_or(&Value::Null);
        let mut pieces = Vec::new();
        if says(message, "thinking") {
            pieces.push(Piece::Thinking);
        }
        let text = message.get("content").and_then(Value::as_str).unwrap_or_default().to_owned();
        pieces.extend(self.json.piece(text));
        if value.get("done").and_then(Value::as_bool) == Some(true) {
            self.standing.finish = match value.get("done_reason").and_then(Value::as_str) {
                Some("stop") => Some(FinishReason::Stop),
                Some("length") => Some(FinishReason::Length),
                Some(_) => Some(FinishReason::Other),
                None => None,
            };
            let (prompt, completion) = (count(&value, "prompt_eval_count"), count(&value, "eval_count"));
            self.standing.usage = Some(Usage { prompt, completion });
            self.standing.done = true;
        }
        Ok(pieces)
    }

    fn read_whole(&mut self, body: &str) -> Result<Vec<Piece>, Error> {
        self.read(&Frame { event: String::new(), data: body.to_owned() })
    }

    fn rest(&mut self) -> Option<Piece> {
        self.json.rest()
    }
}

/// Cuts bytes into lines, each as the data of a [`Frame`].
#[derive(Clone, Debug, Default)]
pub struct Lines {
    line: Vec<u8>,
}

impl Lines {
    /// Takes in the next bytes and gives the lines that are now whole.
    ///
    /// # Errors
    /// [`super::sse::TooBig`] if a line is longer than an event may be.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<Frame>, super::sse::TooBig> {
        let mut frames = Vec::new();
        for piece in bytes.split_inclusive(|b| *b == b'\n') {
            if self.line.len() + piece.len() > super::sse::MAX_EVENT {
                return Err(super::sse::TooBig);
            }
            self.line.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                frames.extend(self.finish());
            }
        }
        Ok(frames)
    }

    /// The stream has ended: the line that was not closed, if there is one.
    pub fn finish(&mut self) -> Option<Frame> {
        let line = std::mem::take(&mut self.line);
        let data = String::from_utf8_lossy(&line).trim().to_owned();
        (!data.is_empty()).then_some(Frame { event: String::new(), data })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(stream: &str) -> Result<(String, Standing), Error> {
        let (mut lines, mut reader, mut text) = (Lines::default(), LinesReader::default(), String::new());
        let mut frames = Vec::new();
        for byte in stream.as_bytes() {
            frames.extend(lines.push(&[*byte]).unwrap());
        }
        frames.extend(lines.finish());
        for frame in frames {
            for piece in reader.read(&frame)? {
                if let Piece::Text(more) = piece {
                    text.push_str(&more);
                }
            }
        }
        Ok((text, reader.standing().clone()))
    }

    #[test]
    fn an_answer_is_its_lines() {
        let stream = concat!(
            r#"{"model":"m","message":{"role":"assistant","content":"","thinking":"…"},"done":false}"#,
            "\n",
            r#"{"message":{"content":"訓練を"},"done":false}"#,
            "\r\n\n",
            r#"{"message":{"content":"行います。"},"done":false}"#,
            "\n",
            r#"{"message":{"content":""},"done":true,"done_reason":"stop","prompt_eval_count":12,"eval_count":5}"#,
        );
        let (text, standing) = read(stream).unwrap();
        assert_eq!(text, "訓練を行います。");
        assert_eq!(
            (standing.finish(), standing.usage),
            (FinishReason::Stop, Some(Usage { prompt: 12, completion: 5 }))
        );
    }

    #[test]
    fn ends_that_are_none() {
        let cut = r#"{"message":{"content":"訓練"},"done":false}"#;
        assert_eq!(read(cut).unwrap().1.finish(), FinishReason::Missing);
        assert_eq!(read(r#"{"done":true,"done_reason":"length"}"#).unwrap().1.finish(), FinishReason::Length);
        let error = format!("{cut}\n{{\"error\":\"out of memory\"}}\n");
        assert_eq!(read(&error).unwrap_err(), Error::ServerError { status: 500 });
    }

    #[test]
    fn the_context_holds_the_whole_text() {
        let mut request = Request {
            task: crate::assistant::Task::Summarize,
            lang: crate::text::Lang::Ja,
            system: String::new(),
            user: "あ".repeat(30_000),
            max_tokens: None,
            end_mark: false,
            expected_chars: None,
            template: None,
        };
        assert!(context(&request, MAX_ANSWER) >= 40_000 + 4096);
        request.user.clear();
        assert_eq!(context(&request, 16), 4096);
    }
}
