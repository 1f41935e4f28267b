//! The send gate: may a text of this 格付け go to that endpoint? A pure function whose answer is a reason.

use super::{Endpoint, endpoint};
use crate::document::Classification;
use crate::text::Message;

/// What the gate says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may go.
    Allowed,
    /// It may not, and why.
    Refused(Refusal),
}

/// Why a text may not go to an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Its 格付け is higher than the endpoint is cleared for.
    Level {
        /// The endpoint's name.
        endpoint: String,
        /// The text's level.
        level: Classification,
        /// The highest the endpoint may get.
        allow: Classification,
    },
    /// It carries no 格付け, so it counts as [`Classification::Two`], which is too high.
    Unclassified {
        /// The endpoint's name.
        endpoint: String,
        /// The highest the endpoint may get.
        allow: Classification,
    },
    /// The text would go over the network unencrypted.
    Insecure {
        /// The endpoint's name.
        endpoint: String,
        /// Its host.
        host: String,
    },
    /// There is no telling where it would go: the address cannot be read.
    Address {
        /// The endpoint's name.
        endpoint: String,
    },
}

impl Message for Refusal {
    fn id(&self) -> &'static str {
        match self {
            Refusal::Level { .. } => "error-gate-level",
            Refusal::Unclassified { .. } => "error-gate-unclassified",
            Refusal::Insecure { .. } => "error-gate-insecure",
            Refusal::Address { .. } => "error-gate-address",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Refusal::Level { endpoint, level, allow } => vec![
                ("endpoint", endpoint.clone()),
                ("level", level.code().to_owned()),
                ("allow", allow.code().to_owned()),
            ],
            Refusal::Unclassified { endpoint, allow } => {
                vec![("endpoint", endpoint.clone()), ("allow", allow.code().to_owned())]
            }
            Refusal::Insecure { endpoint, host } => vec![("endpoint", endpoint.clone()), ("host", host.clone())],
            Refusal::Address { endpoint } => vec![("endpoint", endpoint.clone())],
        }
    }
}

/// Whether a text of `level` may go to `endpoint`. No level counts as [`Classification::Two`]; what leaves this machine
/// leaves it over https.
pub fn gate(endpoint: &Endpoint, level: Option<Classification>) -> Verdict {
    let name = endpoint.name.clone();
    let Ok(url) = endpoint.final_url() else {
        return Verdict::Refused(Refusal::Address { endpoint: name });
    };
    let allow = endpoint.allow;
    if level.unwrap_or(Classification::Two) > allow {
        return Verdict::Refused(match level {
            Some(level) => Refusal::Level { endpoint: name, level, allow },
            None => Refusal::Unclassified { endpoint: name, allow },
        });
    }
    if url.scheme() != "https" && !endpoint::is_loopback(&url) {
        return Verdict::Refused(Refusal::Insecure { endpoint: name, host: endpoint::host(&url) });
    }
    Verdict::Allowed
}

#[cfg(test)]
mod tests {
    use super::*;
    use Classification::{One, Three, Two};

    fn check(url: &str, allow: Classification, level: Option<Classification>) -> Option<&'static str> {
        let mut endpoint = Endpoint::new("庁内", url);
        endpoint.allow = allow;
        match gate(&endpoint, level) {
            Verdict::Allowed => None,
            Verdict::Refused(refusal) => Some(refusal.id()),
        }
    }

    #[test]
    fn every_level_against_every_clearance() {
        for allow in Classification::ALL {
            for level in Classification::ALL {
                let refused = check("https://ai.example.jp", allow, Some(level)).is_some();
                assert_eq!(refused, level > allow, "{level:?} to {allow:?}");
            }
        }
        assert_eq!(check("https://ai.example.jp", One, None), Some("error-gate-unclassified"));
        assert_eq!(check("https://ai.example.jp", Two, None), None);
    }

    #[test]
    fn nothing_leaves_this_machine_unencrypted() {
        assert_eq!(check("http://10.0.0.5/v1", Three, Some(One)), Some("error-gate-insecure"));
        assert_eq!(check("http://127.0.0.1:8080", Three, Some(Three)), None);
        assert_eq!(check("ftp://ai.example.jp", Three, Some(One)), Some("error-gate-address"));
    }
}
