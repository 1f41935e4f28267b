//! What went wrong, from a status, a body or the chain of a transport error. Bodies come in a dozen forms and are read
//! for their meaning only.

use crate::assistant::Error;
use crate::assistant::error::{Phase, ProxyCause, TlsCause};
use serde_json::Value;
use std::error::Error as _;

/// What a server complains about, from any of the forms error bodies have. It is never shown.
#[derive(Clone, Debug, Default)]
pub struct Complaint {
    codes: Vec<String>,
    message: String,
    params: Vec<String>,
}

impl Complaint {
    /// Reads the complaint in `value`; `None` if it is none.
    ///
    /// Known forms: `{"error": {message, type, param, code, innererror}}`, `{"error": "…"}`, `{"detail": "…"}`,
    /// `{"detail": [{loc, msg, type}]}`, the same members at top level with `"object": "error"` or `"type": "error"`,
    /// `{"statusCode", "message"}` and `{"message"}`.
    pub fn read(value: &Value) -> Option<Self> {
        let mut found = Self::default();
        match value.get("error") {
            Some(Value::String(text)) => {
                found.message = text.clone();
                return Some(found.lower());
            }
            Some(error @ Value::Object(_)) => {
                found.take(error);
                return Some(found.lower());
            }
            _ => {}
        }
        match value.get("detail") {
            Some(Value::String(text)) => {
                found.message = text.clone();
                return Some(found.lower());
            }
            Some(Value::Array(items)) => {
                items.iter().for_each(|item| found.take(item));
                return Some(found.lower());
            }
            _ => {}
        }
        let is = |name: &str| value.get(name).and_then(Value::as_str) == Some("error");
        if is("object") || is("type") || value.get("statusCode").is_some() || value.get("choices").is_none() {
            if value.get("message").is_some_and(Value::is_string) {
                found.take(value);
                return Some(found.lower());
            }
            if is("object") || is("type") {
                return Some(found);
            }
        }
        None
    }

    /// Whether the complaint is about the request's member `field`.
    pub fn is_about(&self, field: &str) -> bool {
        let quoted = |quote: char| self.message.contains(&format!("{quote}{field}{quote}"));
        let unknown =
            ["unsupported", "unrecognized", "unknown", "extra", "not permitted", "not supported", "unexpected"];
        self.params.iter().any(|param| param.split('.').next() == Some(field))
            || ((quoted('\'') || quoted('"') || quoted('`') || self.message.contains(&format!("{field}:")))
                && (unknown.iter().any(|word| self.message.contains(word))
                    || self.codes.iter().any(|code| code.contains("unsupported"))))
    }

    /// Whether it speaks of any of these, wherever it does; words in lower case.
    pub fn mentions(&self, words: &[&str]) -> bool {
        let all = || self.params.iter().chain(&self.codes).chain([&self.message]);
        all().any(|said| words.iter().any(|word| said.contains(word)))
    }

    /// What it means, if it says so whatever the status.
    pub fn meaning(&self) -> Option<Error> {
        let code = |names: &[&str]| self.codes.iter().any(|c| names.contains(&c.as_str()));
        let says = |words: &[&str]| words.iter().any(|w| self.message.contains(w));
        if code(&["context_length_exceeded", "exceed_context_size_error", "string_above_max_length"])
            || says(&["maximum context length", "context length is only", "contextwindowexceeded", "context size"])
        {
            return Some(Error::TooLong);
        }
        if code(&["content_filter", "responsibleaipolicyviolation", "content_policy_violation"]) {
            return Some(Error::ContentFilter);
        }
        if code(&["insufficient_quota", "billing_hard_limit_reached", "quota_exceeded"]) {
            return Some(Error::QuotaUsed);
        }
        None
    }

    /// The status it states, for complaints that come inside a stream.
    pub fn status(&self) -> Option<u16> {
        let named = self.codes.iter().find_map(|code| match code.as_str() {
            "rate_limit_exceeded" | "rate_limit_error" => Some(429),
            "overloaded_error" => Some(529),
            "invalid_api_key" | "authentication_error" => Some(401),
            "model_not_found" | "deploymentnotfound" | "not_found_error" => Some(404),
            _ => None,
        });
        named.or_else(|| {
            self.codes.iter().find_map(|code| code.parse::<u16>().ok().filter(|status| (400..600).contains(status)))
        })
    }

    fn take(&mut self, error: &Value) {
        for name in ["code", "type", "statusCode", "status"] {
            match error.get(name) {
                Some(Value::String(code)) => self.codes.push(code.clone()),
                Some(Value::Number(code)) => self.codes.push(code.to_string()),
                _ => {}
            }
        }
        for name in ["message", "msg"] {
            if let Some(text) = error.get(name).and_then(Value::as_str) {
                self.message.push_str(text);
                self.message.push('\n');
            }
        }
        if let Some(param) = error.get("param").and_then(Value::as_str) {
            self.params.push(param.to_owned());
        }
        if let Some(place) = error.get("loc").and_then(Value::as_array) {
            self.params.extend(place.iter().filter_map(Value::as_str).map(str::to_owned));
        }
        if let Some(inner) = error.get("innererror").filter(|inner| inner.is_object()) {
            self.take(inner);
        }
    }

    fn lower(mut self) -> Self {
        self.codes.iter_mut().for_each(|code| code.make_ascii_lowercase());
        self.message.make_ascii_lowercase();
        self
    }
}

/// Who was asked, for the words of an error.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Host and port.
    pub host: &'a str,
    /// The address without its query.
    pub url: &'a str,
    /// The model.
    pub model: &'a str,
}

/// What a status that is no success means, with the complaint in its body, if it had one.
pub fn from_status(status: u16, complaint: Option<&Complaint>, html: bool, asked: Asked<'_>) -> Error {
    if let Some(error) = complaint.and_then(Complaint::meaning) {
        return error;
    }
    let host = asked.host.to_owned();
    match status {
        401 => Error::Unauthorized { host },
        403 if html => Error::Blocked { host },
        403 => Error::Forbidden { host },
        404 => Error::NotFound { url: asked.url.to_owned(), model: asked.model.to_owned() },
        407 => Error::Proxy { cause: ProxyCause::Authentication },
        413 => Error::TooLong,
        429 => Error::RateLimited { retry_after: None },
        500.. => Error::ServerError { status },
        _ => Error::Rejected { status },
    }
}

/// What a transport error means. `connect_seconds` is how long connecting may take.
pub fn from_transport(error: &reqwest::Error, host: &str, connect_seconds: u64) -> Error {
    let host = host.to_owned();
    if error.is_dns() {
        return Error::Dns { host };
    }
    let mut chain = String::new();
    let mut kind = None;
    let mut source = error.source();
    while let Some(cause) = source {
        chain.push_str(&cause.to_string().to_ascii_lowercase());
        chain.push('\n');
        kind = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind).or(kind);
        source = cause.source();
    }
    let says = |words: &[&str]| words.iter().any(|word| chain.contains(word));
    if says(&["proxy authorization required"]) {
        return Error::Proxy { cause: ProxyCause::Authentication };
    }
    if says(&["tunnel error", "unsuccessful tunnel"]) {
        // Where the way to the proxy itself is closed, the system says so; a proxy that refuses answers.
        let closed = kind.is_some() && says(&["underlying connection", "tcp connect error", "connection refused"]);
        return Error::Proxy { cause: if closed { ProxyCause::Unreachable } else { ProxyCause::Refused } };
    }
    let certificate = says(&["invalid peer certificate", "certificate"]);
    let cause = if certificate && says(&["expired", "notvalidyet", "not valid yet"]) {
        Some(TlsCause::Expired)
    } else if certificate && says(&["not valid for name", "notvalidforname"]) {
        Some(TlsCause::WrongName)
    } else if certificate && says(&["revoked"]) {
        Some(TlsCause::Revoked)
    } else if certificate {
        Some(TlsCause::UnknownIssuer)
    } else if says(&[
        "tls handshake eof",
        "received corrupt message",
        "received fatal alert",
        "peer is incompatible",
        "invalidcontenttype",
    ]) {
        Some(TlsCause::Handshake)
    } else {
        None
    };
    if let Some(cause) = cause {
        return Error::Tls { host, cause };
    }
    if error.is_connect() {
        use std::io::ErrorKind;
        return match kind {
            _ if error.is_timeout() => Error::Timeout { phase: Phase::Connect, seconds: connect_seconds },
            Some(ErrorKind::ConnectionRefused) => Error::Refused { host },
            Some(ErrorKind::TimedOut) => Error::Timeout { phase: Phase::Connect, seconds: connect_seconds },
            _ => Error::Unreachable { host },
        };
    }
    if says(&["message head is too large"]) {
        return Error::TooBig;
    }
    if says(&["invalid http", "invalid header", "invalid chunk", "invalid content-length", "corrupt"]) {
        return Error::Malformed;
    }
    Error::BrokenStream
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(status: u16, body: &Value, expected: &Error) {
        let asked = Asked { host: "ai.example.jp", url: "https://ai.example.jp/v1/chat/completions", model: "m" };
        let complaint = Complaint::read(body);
        assert_eq!(from_status(status, complaint.as_ref(), false, asked), *expected, "{body}");
    }

    #[test]
    fn too_long_is_understood_in_every_form() {
        for body in [
            json!({"error": {"message": "…", "type": "invalid_request_error", "param": "messages", "code": "context_length_exceeded"}}),
            json!({"error": {"code": 400, "message": "…", "type": "exceed_context_size_error", "n_prompt_tokens": 9, "n_ctx": 5}}),
            json!({"object": "error", "message": "This model's maximum context length is 4096 tokens", "type": "BadRequestError", "param": null, "code": 400}),
            json!({"error": {"message": "litellm.ContextWindowExceededError: …", "code": "400"}}),
        ] {
            check(400, &body, &Error::TooLong);
        }
        check(413, &Value::Null, &Error::TooLong);
    }

    #[test]
    fn filters_quotas_and_keys() {
        let azure = json!({"error": {"code": "content_filter", "status": 400, "message": "…",
            "innererror": {"code": "ResponsibleAIPolicyViolation", "content_filter_result": {"hate": {"filtered": true}}}}});
        check(400, &azure, &Error::ContentFilter);
        check(429, &json!({"error": {"type": "insufficient_quota", "code": "insufficient_quota"}}), &Error::QuotaUsed);
        check(429, &json!({"error": {"code": "429"}}), &Error::RateLimited { retry_after: None });
        let host = || "ai.example.jp".to_owned();
        check(401, &json!({"statusCode": 401, "message": "Access denied"}), &Error::Unauthorized { host: host() });
        check(403, &json!({"message": "Forbidden"}), &Error::Forbidden { host: host() });
        check(400, &json!({"detail": "There was an error"}), &Error::Rejected { status: 400 });
    }

    #[test]
    fn a_complaint_names_the_member_it_is_about() {
        let about = |body: Value, field: &str| Complaint::read(&body).is_some_and(|c| c.is_about(field));
        assert!(about(json!({"error": {"param": "max_tokens", "code": "unsupported_parameter"}}), "max_tokens"));
        assert!(about(
            json!({"error": {"message": "Unsupported parameter: 'max_tokens' is not supported with this model.", "param": null}}),
            "max_tokens"
        ));
        assert!(about(
            json!({"detail": [{"loc": ["body", "stream_options"], "msg": "extra fields not permitted"}]}),
            "stream_options"
        ));
        assert!(!about(json!({"error": {"message": "the model 'store' does not exist"}}), "store"));
        assert!(!about(json!({"error": {"message": "bad", "param": "messages.0.content"}}), "store"));
    }

    #[test]
    fn an_answer_is_no_complaint() {
        for value in [json!({"choices": []}), json!({"choices": [], "error": null}), json!({}), json!([]), json!("x")] {
            assert!(Complaint::read(&value).is_none(), "{value}");
        }
    }
}
