//! What is left of an endpoint's limits, as it says in the headers of an answer. Names differ: OpenAI's and those that copy
//! it, Anthropic's, and gateways that put a word of their own in front.

use reqwest::header::HeaderMap;
use std::time::Duration;

/// What a server says is left. What it does not say is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quota {
    /// The most requests in its period, and how many are left.
    pub requests: (Option<u64>, Option<u64>),
    /// The most tokens in its period, and how many are left.
    pub tokens: (Option<u64>, Option<u64>),
    /// When tokens or requests are given anew, whichever comes last.
    pub reset: Option<Duration>,
}

impl Quota {
    /// What `headers` say; `None` if they say nothing of it.
    pub fn read(headers: &HeaderMap) -> Option<Self> {
        let number = |what: &str, of: &str| {
            let names = [
                format!("x-ratelimit-{what}-{of}"),
                format!("anthropic-ratelimit-{of}-{what}"),
                format!("llm_provider-x-ratelimit-{what}-{of}"),
                format!("llm_provider-anthropic-ratelimit-{of}-{what}"),
            ];
            let text = names.iter().find_map(|name| headers.get(name.as_str())?.to_str().ok());
            // Some say -1 where there is no limit.
            text.and_then(|text| text.trim().parse::<i64>().ok()).and_then(|n| u64::try_from(n).ok())
        };
        let reset = |of: &str| {
            let name = format!("x-ratelimit-reset-{of}");
            let own = headers.get(name.as_str()).or_else(|| headers.get(format!("llm_provider-{name}").as_str()));
            duration(own?.to_str().ok()?)
        };
        let found = Self {
            requests: (number("limit", "requests"), number("remaining", "requests")),
            tokens: (number("limit", "tokens"), number("remaining", "tokens")),
            reset: reset("requests").max(reset("tokens")),
        };
        (found != Self { reset: found.reset, ..Self::default() }).then_some(found)
    }

    /// Whether the next request is likely to be refused.
    pub fn is_used_up(&self) -> bool {
        self.requests.1 == Some(0) || self.tokens.1 == Some(0)
    }
}

/// `1s`, `6m0s`, `1h2m3s`, `12ms`, `0.5s`, or seconds without a unit.
fn duration(text: &str) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let mut sum = 0.0;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let unit = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        sum += number
            * match &rest[..unit] {
                "ms" => 0.001,
                "s" => 1.0,
                "m" => 60.0,
                "h" => 3600.0,
                "d" => 86_400.0,
                _ => return None,
            };
        rest = &rest[unit..];
    }
    Duration::try_from_secs_f64(sum).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{HeaderName, HeaderValue};

    fn read(headers: &[(&'static str, &'static str)]) -> Option<Quota> {
        let pairs = headers.iter().map(|(n, v)| (HeaderName::from_static(n), HeaderValue::from_static(v)));
        Quota::read(&pairs.collect())
    }

    #[test]
    fn every_name_there_is() {
        let found = read(&[
            ("x-ratelimit-limit-requests", "60"),
            ("x-ratelimit-remaining-requests", "59"),
            ("x-ratelimit-remaining-tokens", "0"),
            ("x-ratelimit-reset-requests", "6m0s"),
            ("x-ratelimit-reset-tokens", "12ms"),
        ]);
        let found = found.unwrap();
        assert_eq!((found.requests, found.tokens), ((Some(60), Some(59)), (None, Some(0))));
        assert_eq!((found.reset, found.is_used_up()), (Some(Duration::from_secs(360)), true));
        let other = read(&[("anthropic-ratelimit-tokens-remaining", "9000")]).unwrap();
        assert_eq!((other.tokens.1, other.is_used_up()), (Some(9000), false));
        assert_eq!(read(&[("llm_provider-x-ratelimit-limit-tokens", "7")]).unwrap().tokens.0, Some(7));
        assert_eq!(read(&[("x-ratelimit-remaining-requests", "-1"), ("x-ratelimit-reset-tokens", "1s")]), None);
    }

    #[test]
    fn durations_as_servers_write_them() {
        for (text, millis) in [("1s", 1000), ("6m0s", 360_000), ("1h2m3s", 3_723_000), ("12ms", 12), ("0.5", 500)] {
            assert_eq!(duration(text), Some(Duration::from_millis(millis)), "{text}");
        }
        for odd in ["soon", "1x", "s", "-1", "1e400s"] {
            assert_eq!(duration(odd), None, "{odd}");
        }
    }
}
