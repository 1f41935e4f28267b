use super::*;
use crate::document::{Levels, Scheme};
use Classification as C;

const OFFICE: &str = "https://llm.example.lg.jp/v1";

fn today() -> Date {
    Date::new(2026, 11, 26).unwrap()
}

fn endpoint(url: &str, allow: C) -> Endpoint {
    let mut endpoint = Endpoint::new("庁内", url);
    endpoint.allow = allow;
    endpoint
}

fn check(policy: &Policy, endpoint: &Endpoint, purpose: Purpose, levels: &[Option<C>]) -> Option<&'static str> {
    match gate(policy, &Sending { endpoint, purpose, levels, characters: 100, today: today() }) {
        Verdict::Allowed => None,
        Verdict::Refused(refusal) => Some(refusal.id().strip_prefix("error-gate-").unwrap()),
    }
}

const DRAFT: Purpose = Purpose::Task(Task::Draft);

fn approved() -> Approved {
    Approved {
        name: "庁内".to_owned(),
        url: OFFICE.to_owned(),
        kind: super::super::Kind::OpenAiChat,
        models: Vec::new(),
        operator: "市".to_owned(),
        region: "日本".to_owned(),
        public_terms: false,
        learning: Learning::No,
        approval: "12".to_owned(),
        approver: "課長".to_owned(),
        expires: None,
        exception: String::new(),
        allow: vec![C::One, C::Two, C::ThreeC],
        tasks: None,
    }
}

fn policy(approved: Approved) -> Policy {
    Policy {
        standing: Standing::InForce { signed: true },
        name: "規程".to_owned(),
        contact: "情報政策課".to_owned(),
        endpoints: vec![approved],
        own_endpoints: false,
        ..Policy::built_in(Scheme::Municipal)
    }
}

/// What the office allows, what the person has cleared the endpoint for, where it is, which level: every combination.
#[test]
fn the_whole_table_of_levels() {
    let all: Vec<Option<C>> =
        [C::One, C::Two, C::ThreeC, C::ThreeB, C::ThreeA, C::Three].into_iter().map(Some).chain([None]).collect();
    let levels = Levels::preset(Scheme::Municipal);
    let mut seen = std::collections::BTreeMap::new();
    for mask in 0..32u32 {
        let allow: Vec<C> =
            levels.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0).map(|(_, level)| level.level).collect();
        for cleared in levels.iter().map(|level| level.level) {
            for url in [OFFICE, "http://127.0.0.1:8080/v1"] {
                let policy = policy(Approved { url: url.to_owned(), allow: allow.clone(), ..approved() });
                let endpoint = endpoint(url, cleared);
                for level in &all {
                    let counted = level.unwrap_or(C::Two);
                    let rank = levels.rank(counted);
                    let local = url != OFFICE;
                    let expected = if !local && (rank.is_none() || rank >= levels.rank(C::ThreeB)) {
                        Some("never-remote")
                    } else if rank.is_none() || rank > levels.rank(cleared) || !allow.contains(&counted) {
                        Some(if level.is_none() { "unclassified" } else { "level" })
                    } else {
                        None
                    };
                    let found = check(&policy, &endpoint, DRAFT, &[*level]);
                    assert_eq!(found, expected, "{allow:?} {cleared:?} {url} {level:?}");
                    *seen.entry(found).or_insert(0) += 1;
                    // What is of no document needs no level.
                    for purpose in [Purpose::Examination, Purpose::Models] {
                        assert_eq!(check(&policy, &endpoint, purpose, &[*level]), None);
                    }
                }
            }
        }
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
}

#[test]
fn conditions_of_an_endpoint() {
    let day = |y, m, d| Date::new(y, m, d);
    let purposes = [DRAFT, Purpose::Examination, Purpose::Models];
    let all = |approved: Approved, expected: Option<&str>| {
        let policy = policy(approved);
        for purpose in purposes {
            let found = check(&policy, &endpoint(OFFICE, C::Two), purpose, &[Some(C::One)]);
            assert_eq!(found, expected, "{purpose:?} {:?}", policy.endpoints);
        }
    };
    all(approved(), None);
    all(Approved { approval: String::new(), ..approved() }, Some("no-approval"));
    all(Approved { approver: String::new(), ..approved() }, Some("no-approval"));
    all(Approved { expires: day(2026, 11, 25), ..approved() }, Some("expired"));
    all(Approved { expires: day(2026, 11, 26), ..approved() }, None);
    let one = policy(Approved { models: vec!["m".to_owned()], ..approved() });
    for (purpose, expected) in [(DRAFT, Some("model")), (Purpose::Examination, Some("model")), (Purpose::Models, None)]
    {
        assert_eq!(check(&one, &endpoint(OFFICE, C::Two), purpose, &[Some(C::One)]), expected);
    }
    all(Approved { url: "https://other.example.lg.jp".to_owned(), ..approved() }, Some("not-approved"));

    for public_terms in [false, true] {
        for learning in Learning::ALL {
            for exception in ["", "40"] {
                for (level, lowest) in [(C::One, true), (C::Two, false), (C::ThreeC, false)] {
                    let approved = Approved { public_terms, learning, exception: exception.to_owned(), ..approved() };
                    let found = check(&policy(approved), &endpoint(OFFICE, C::ThreeC), DRAFT, &[Some(level)]);
                    let expected = match (lowest || !exception.is_empty(), public_terms, learning) {
                        (true, ..) | (_, false, Learning::No) => None,
                        (_, true, _) => Some("public-terms"),
                        (_, false, _) => Some("learning"),
                    };
                    assert_eq!(found, expected, "{public_terms} {learning:?} {exception} {level:?}");
                }
            }
        }
    }
}

#[test]
fn tasks_bounds_and_the_policy_itself() {
    let two = [Some(C::Two)];
    let endpoint = endpoint(OFFICE, C::Two);
    for task in Task::ALL {
        let here = |office: Option<Vec<Task>>, own: Option<Vec<Task>>| {
            let mut policy = policy(Approved { tasks: own, ..approved() });
            policy.scope.tasks = office;
            check(&policy, &endpoint, Purpose::Task(task), &two)
        };
        assert_eq!(here(None, None), None);
        assert_eq!(here(Some(vec![task]), Some(vec![task])), None);
        assert_eq!(here(Some(Vec::new()), None), Some("task"));
        assert_eq!(here(Some(vec![task]), Some(Vec::new())), Some("task"));
    }
    let mut long = policy(approved());
    long.limits.request_characters = Some(99);
    assert_eq!(check(&long, &endpoint, DRAFT, &two), Some("too-long"));
    assert_eq!(check(&long, &endpoint, Purpose::Models, &two), None);
    let over = Policy { valid_until: Date::new(2026, 11, 25), ..policy(approved()) };
    let refused = Policy::refused(Vec::new());
    let local = self::endpoint("http://localhost:1234", C::Three);
    for purpose in [DRAFT, Purpose::Examination, Purpose::Models] {
        assert_eq!(check(&over, &endpoint, purpose, &two), Some("policy-expired"));
        // Who knows where a gateway on this machine leads.
        assert_eq!(check(&refused, &local, purpose, &[Some(C::One)]), Some("policy"));
    }
}

#[test]
fn without_a_policy_what_a_person_cleared_counts_and_secrets_stay() {
    let built_in = Policy::default();
    for allow in [C::One, C::Two, C::Three] {
        for level in [C::One, C::Two, C::Three] {
            let rank = |level| built_in.levels.rank(level);
            let remote = check(&built_in, &endpoint("https://ai.example.jp", allow), DRAFT, &[Some(level)]);
            let local = check(&built_in, &endpoint("http://127.0.0.1:1", allow), DRAFT, &[Some(level)]);
            assert_eq!(local.is_some(), rank(level) > rank(allow), "{level:?} {allow:?}");
            assert_eq!(remote.is_some(), rank(level) > rank(allow) || level == C::Three, "{level:?} {allow:?}");
        }
    }
    let cleared = endpoint("https://ai.example.jp", C::Two);
    assert_eq!(check(&built_in, &cleared, DRAFT, &[None]), None);
    assert_eq!(check(&built_in, &endpoint("https://ai.example.jp", C::One), DRAFT, &[None]), Some("unclassified"));
    // The highest of a text and what goes with it counts, and a level of another office is above all others.
    assert_eq!(check(&built_in, &cleared, DRAFT, &[Some(C::One), Some(C::Three)]), Some("never-remote"));
    assert_eq!(check(&built_in, &cleared, DRAFT, &[Some(C::One), C::named("部外秘")]), Some("never-remote"));
    let lowest = endpoint("https://ai.example.jp", C::One);
    // What carries none counts as 2, and that is what is told.
    assert_eq!(check(&built_in, &lowest, DRAFT, &[Some(C::One), None]), Some("unclassified"));
}

#[test]
fn nothing_leaves_this_machine_unencrypted() {
    let built_in = Policy::default();
    for purpose in [DRAFT, Purpose::Examination, Purpose::Models] {
        let check = |url: &str| check(&built_in, &endpoint(url, C::Two), purpose, &[Some(C::One)]);
        assert_eq!(check("http://10.0.0.5/v1"), Some("insecure"));
        assert_eq!(check("http://127.0.0.1:8080"), None);
        assert_eq!(check("ftp://ai.example.jp"), Some("address"));
    }
}

#[test]
fn a_refusal_names_the_rule_and_whom_to_ask() {
    let policy = policy(approved());
    let endpoint = endpoint(OFFICE, C::One);
    let sending =
        Sending { endpoint: &endpoint, purpose: DRAFT, levels: &[Some(C::Two)], characters: 1, today: today() };
    let Verdict::Refused(refusal) = gate(&policy, &sending) else { panic!("it was let through") };
    assert_eq!(
        (refusal.rule(), refusal.policy.as_str(), refusal.contact.as_str()),
        ("endpoint.allow", "規程", "情報政策課")
    );
    assert_eq!(refusal.why, Why::Level { level: "m2".to_owned(), allow: "1".to_owned() });
}
