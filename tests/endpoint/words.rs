//! Everything the assistant can say has words in both languages, and every error a remedy.

use kian::assistant::doctor::{Check, Step};
use kian::assistant::error::{Phase, ProxyCause, TlsCause};
use kian::assistant::gate::Why;
use kian::assistant::inputs::InputProblem;
use kian::assistant::offline::{self, Length};
use kian::assistant::session::{Completeness, Cut, Doubt};
use kian::assistant::{Error, Instruction, Refusal, Task};
use kian::i18n::{Locale, Tr, Value};
use kian::text::Message;
use std::time::Duration;

fn errors() -> Vec<Error> {
    let host = || "ai.example.jp:8443".to_owned();
    let endpoint = || "庁内AI".to_owned();
    let mut all = vec![
        Error::Refused { host: host() },
        Error::Unreachable { host: host() },
        Error::Dns { host: host() },
        Error::Unauthorized { host: host() },
        Error::Forbidden { host: host() },
        Error::Blocked { host: host() },
        Error::NotFound { url: host(), model: "midori-7b".to_owned() },
        Error::Rejected { status: 400 },
        Error::RateLimited { retry_after: None },
        Error::RateLimited { retry_after: Some(Duration::from_millis(1500)) },
        Error::QuotaUsed,
        Error::ServerError { status: 502 },
        Error::Malformed,
        Error::BrokenStream,
        Error::Empty,
        Error::OnlyThinking,
        Error::ContentFilter,
        Error::Declined,
        Error::TooLong,
        Error::Redirect { to: host() },
        Error::HtmlAnswer { host: host() },
        Error::Compressed,
        Error::TooBig,
        Error::NotStreaming,
        Error::BadUrl { url: host() },
        Error::BadProxy { url: host() },
        Error::BadCa { path: "ca.pem".into() },
        Error::BadCertificate { path: "client.pem".into() },
        Error::CertificateLocked { path: "client-key.pem".into() },
        Error::BadHeader { name: "X".to_owned() },
        Error::BadKey,
        Error::NoKey { endpoint: endpoint(), variable: "MIDORI_KEY".to_owned() },
        Error::NoKeyring { endpoint: endpoint() },
        Error::Setup,
        Error::Unrecorded { path: "audit".into() },
        Error::Cancelled,
        Error::App(InputProblem::NotJson { line: 1, column: 2 }),
        Error::App(InputProblem::NotAForm),
        Error::App(InputProblem::UnknownType { key: "a".to_owned(), type_: "slider".to_owned() }),
        Error::App(InputProblem::NoItems { key: "a".to_owned() }),
        Error::App(InputProblem::NoDefault { key: "a".to_owned() }),
        Error::App(InputProblem::NoTextField),
        Error::App(InputProblem::Empty { title: "件数".to_owned() }),
        Error::App(InputProblem::Value { title: "件数".to_owned(), value: "x".to_owned() }),
        Error::App(InputProblem::TooLong { title: "質問".to_owned(), max: 5, length: 9 }),
    ];
    let causes =
        [TlsCause::Expired, TlsCause::WrongName, TlsCause::UnknownIssuer, TlsCause::Revoked, TlsCause::Handshake];
    all.extend(causes.map(|cause| Error::Tls { host: host(), cause }));
    let phases = [Phase::Connect, Phase::FirstToken, Phase::Silence, Phase::Total];
    all.extend(phases.map(|phase| Error::Timeout { phase, seconds: 10 }));
    let (text, level, allow) = (|| "2027-03-31".to_owned(), || "m3C".to_owned(), || "1, 2".to_owned());
    let whys = [
        Why::Policy,
        Why::PolicyExpired { until: text() },
        Why::Level { level: level(), allow: allow() },
        Why::Unclassified { level: level(), allow: String::new() },
        Why::NeverRemote { level: level() },
        Why::Insecure,
        Why::Address,
        Why::NotApproved { approved: String::new() },
        Why::NoApproval,
        Why::Expired { until: text(), approval: text() },
        Why::PublicTerms { level: level() },
        Why::Learning { level: level() },
        Why::Task { task: Task::Draft, tasks: String::new() },
        Why::Model { model: String::new(), models: text() },
        Why::TooLong { characters: 30_000, most: 20_000 },
    ];
    all.extend(whys.into_iter().zip([true, false].into_iter().cycle()).map(|(why, office)| {
        let said = |text: &str| if office { text.to_owned() } else { String::new() };
        let (policy, contact) = (said("利用規程"), said("情報政策課"));
        Error::Gate(Box::new(Refusal { why, endpoint: endpoint(), host: host(), policy, contact }))
    }));
    all.extend(
        [ProxyCause::Authentication, ProxyCause::Refused, ProxyCause::Unreachable].map(|cause| Error::Proxy { cause }),
    );
    all
}

#[test]
fn every_error_says_what_and_what_to_do() {
    for tr in Locale::ALL.map(Tr::new) {
        let mut said = std::collections::BTreeSet::new();
        for error in errors() {
            assert!(error.id().starts_with("error-"));
            let args = error.args();
            let args: Vec<(&str, Value)> = args.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
            let words = tr.format(error.id(), &args);
            let hint = tr.attribute(error.id(), "hint", &args);
            assert!(hint.as_deref().is_some_and(|hint| hint.chars().count() > 8), "{error:?}: {hint:?}");
            assert!(!words.contains('{') && said.insert(words.clone()), "{words}");
        }
    }
}

#[test]
fn every_name_has_words() {
    for tr in Locale::ALL.map(Tr::new) {
        for step in Step::ALL {
            assert!(tr.has(step.name_id()), "{step:?}");
        }
        for task in Task::ALL {
            assert!(tr.has(task.name_id()), "{task:?}");
        }
        for instruction in Instruction::READY.iter().chain([&Instruction::Custom(String::new())]) {
            assert!(tr.has(instruction.name_id()), "{instruction:?}");
        }
        for length in Length::ALL {
            assert!(tr.has(length.name_id()), "{length:?}");
        }
        let doubts = [Doubt::NoEndMark, Doubt::NoFinish, Doubt::TextAfterEnd, Doubt::InputCut];
        let cuts = [Cut::Limit, Cut::Filter, Cut::Broken(Error::BrokenStream), Cut::Stopped, Cut::Other];
        assert!(tr.has(offline::NAME_ID) && tr.has(offline::NOTE_ID));
        assert!(tr.has(Completeness::Whole.id()));
        let partial = doubts.map(Completeness::Unproven).into_iter().chain(cuts.map(Completeness::Cut));
        for completeness in partial {
            assert!(tr.attribute(completeness.id(), "hint", &[]).is_some(), "{completeness:?}");
        }
    }
}

#[tokio::test]
async fn every_check_of_the_doctor_can_be_said() {
    use crate::*;
    use server::plain;
    let models = plain("200 OK", &[], r#"{"data":[]}"#);
    let good = server::stream(&[format!("{}{}{DONE}", delta("2"), finish("stop")).as_bytes()]);
    let server = Server::play(vec![models, good, plain("401 Unauthorized", &[], "")]).await;
    let mut checks: Vec<Check> = Vec::new();
    for _ in 0..2 {
        checks.extend(kian::assistant::doctor::examine_within(&endpoint(&server), None, PATIENT).await);
    }
    for tr in Locale::ALL.map(Tr::new) {
        for check in &checks {
            let args = check.args();
            let args: Vec<(&str, Value)> = args.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
            let words = tr.format(check.id(), &args);
            assert!(!words.contains('{') && words != check.id(), "{words}");
        }
    }
}
