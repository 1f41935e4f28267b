//! When to try again, as pure functions of what the server said and of a number drawn by the caller: the rules of the
//! vendors' own clients.

use reqwest::header::HeaderMap;
use std::time::Duration;

/// How many further attempts there are at the most, all before the first byte of an answer.
pub const RETRIES: u32 = 2;

/// The longest wait a server may ask for before a person is told instead.
pub const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The longest wait where the server names none.
const LONGEST_BACKOFF: Duration = Duration::from_secs(8);

/// How long to wait before attempt `attempt` (1 is the second), where the server does not say: `base`, doubled each
/// time, 8 s at the most.
pub fn backoff(attempt: u32, base: Duration) -> Duration {
    base.saturating_mul(1 << attempt.saturating_sub(1).min(16)).min(LONGEST_BACKOFF)
}

/// `wait` moved by chance, so that those who were sent away together do not come back together: up to a quarter shorter
/// where we chose it, up to a tenth longer where the server did. `drawn` is any number.
pub fn spread(wait: Duration, named: bool, drawn: u64) -> Duration {
    // Ten bits of it are chance enough.
    let share = (drawn % 1024) as u32;
    if named { wait + wait * share / 10_240 } else { wait - wait * share / 4096 }
}

/// When the server asks us to come back: `retry-after-ms`, else `retry-after` in seconds, decimals allowed, or as a date,
/// which is measured against the server's own `date`, so that a wrong clock here does no harm. Gateways rename them.
pub fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| {
        let own = headers.get(name).and_then(|v| v.to_str().ok());
        own.or_else(|| headers.get(format!("llm_provider-{name}")).and_then(|v| v.to_str().ok())).map(str::trim)
    };
    let number = |text: &str| text.parse::<f64>().ok().filter(|n| n.is_finite() && *n > 0.0);
    let duration = |seconds: f64| Duration::try_from_secs_f64(seconds).ok();
    if let Some(wait) = text("retry-after-ms").and_then(number).and_then(|ms| duration(ms / 1000.0)) {
        return Some(wait);
    }
    let after = text("retry-after")?;
    if let Some(wait) = number(after).and_then(duration) {
        return Some(wait);
    }
    let date = |text: &str| jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp().as_second());
    let seconds = date(after)?.checked_sub(date(text("date")?)?)?;
    u64::try_from(seconds).ok().filter(|s| *s > 0).map(Duration::from_secs)
}

/// What the server says itself about trying again: `x-should-retry`.
pub fn should_retry(headers: &HeaderMap) -> Option<bool> {
    match headers.get("x-should-retry")?.to_str().ok()?.trim() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{HeaderName, HeaderValue};

    fn check(headers: &[(&'static str, &'static str)], expected_millis: Option<u64>) {
        let map = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        assert_eq!(retry_after(&map), expected_millis.map(Duration::from_millis), "{headers:?}");
    }

    #[test]
    fn every_way_to_say_when() {
        check(&[("retry-after", "3")], Some(3000));
        check(&[("retry-after", "0.25")], Some(250));
        check(&[("retry-after-ms", "40"), ("retry-after", "3")], Some(40));
        check(&[("llm_provider-retry-after", "7")], Some(7000));
        let date = ("date", "Sun, 01 Nov 2026 09:00:00 GMT");
        check(&[date, ("retry-after", "Sun, 01 Nov 2026 09:00:30 GMT")], Some(30_000));
        check(&[date, ("retry-after", "Sun, 01 Nov 2026 08:00:00 GMT")], None);
        for odd in ["0", "-1", "soon", "NaN", "inf", "", "1e300"] {
            check(&[("retry-after", odd)], None);
        }
        check(&[], None);
    }

    #[test]
    fn nobody_comes_back_together_and_nobody_too_early() {
        let wait = Duration::from_secs(8);
        for drawn in [0, 1, 511, 1023, 1024, u64::MAX] {
            let (own, named) = (spread(wait, false, drawn), spread(wait, true, drawn));
            assert!(own <= wait && own >= wait * 3 / 4, "{own:?}");
            assert!(named >= wait && named <= wait * 11 / 10, "{named:?}");
        }
        assert_ne!(spread(wait, false, 1), spread(wait, false, 900));
    }

    #[test]
    fn waits_double_up_to_a_bound() {
        let base = Duration::from_millis(500);
        let waits: Vec<u128> = (1..=7).map(|attempt| backoff(attempt, base).as_millis()).collect();
        assert_eq!(waits, [500, 1000, 2000, 4000, 8000, 8000, 8000]);
        assert_eq!(backoff(u32::MAX, base), LONGEST_BACKOFF);
    }
}
