use super::*;
use crate::assistant::{Purpose, Sending, Verdict, gate};
use crate::document::Classification;
use crate::text::{Date, Message};
use std::fs;

const TOML: &[u8] = include_bytes!("../../../tests/policy/office.toml");
const SIG: &[u8] = include_bytes!("../../../tests/policy/office.toml.sig");
const PUB: &[u8] = include_bytes!("../../../tests/policy/office.pub");
const OTHER: &[u8] = include_bytes!("../../../tests/policy/other.pub");

/// A fixed place with these files in it.
fn place(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

/// What is wrong with the policy of a fixed place with these files; nothing where it is in force.
fn loaded(files: &[(&str, &[u8])]) -> Vec<&'static str> {
    let folder = place(files);
    let policy = load_from(folder.path(), None, &Settings::default());
    let problems: Vec<&str> = policy.problems().iter().map(|problem| problem.id()).collect();
    // A policy that is refused lets nothing out, not even through this machine.
    for url in ["https://llm.example.lg.jp/v1", "http://localhost:1"] {
        let mut endpoint = Endpoint::new("庁内", url);
        endpoint.allow = Classification::Two;
        let sending = Sending {
            endpoint: &endpoint,
            purpose: Purpose::Models,
            levels: &[],
            characters: 0,
            today: Date::new(2026, 11, 26).unwrap(),
        };
        let refused = matches!(gate(&policy, &sending), Verdict::Refused(_));
        assert_eq!(refused, !problems.is_empty() || url.contains("localhost"), "{problems:?}");
    }
    problems
}

#[test]
fn what_openssl_signed_is_in_force() {
    assert_eq!(loaded(&[("policy.toml", TOML), ("policy.toml.sig", SIG), ("policy.pub", PUB)]), [] as [&str; 0]);
    let folder = place(&[("policy.toml", TOML), ("policy.toml.sig", SIG), ("policy.pub", PUB)]);
    let policy = load_from(folder.path(), None, &Settings::default());
    assert_eq!(policy.standing, Standing::InForce { signed: true });
    assert_eq!(policy.name, "緑野市生成AI利用規程");
    // Two keys, for the time of changing from one to the other; and the signature in hexadecimal.
    let both = [OTHER, PUB].concat();
    let hex: String = SIG.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        loaded(&[("policy.toml", TOML), ("policy.toml.sig", hex.as_bytes()), ("policy.pub", &both)]),
        [] as [&str; 0]
    );
    // Without a key there is nothing to hold it against.
    assert_eq!(loaded(&[("policy.toml", TOML)]), [] as [&str; 0]);
}

#[test]
fn whatever_was_tampered_with_is_refused() {
    let text = String::from_utf8(TOML.to_vec()).unwrap();
    let mut variants: Vec<Vec<(&str, Vec<u8>)>> = Vec::new();
    let mut add = |toml: &[u8], sig: Option<&[u8]>, keys: &[u8]| {
        let mut files = vec![("policy.toml", toml.to_vec()), ("policy.pub", keys.to_vec())];
        files.extend(sig.map(|sig| ("policy.toml.sig", sig.to_vec())));
        variants.push(files);
    };
    for (from, to) in [
        ("\"1\", \"2\"", "\"1\", \"2\", \"3\""),
        ("2099", "2199"),
        ("llm.example.lg.jp", "llm.example.com"),
        ("第12号", "第13号"),
        ("learning = \"no\"", "learning = \"no\" "),
        ("public-terms = false", "public-terms = true"),
        ("version = 1\n", "version = 1\nown-endpoints = true\n"),
        ("version = 1\n", "\u{feff}version = 1\n"),
        ("\n", "\r\n"),
        ("内線 2345", "内線 2346"),
        ("name = \"庁内\"", "name = \"庁外\""),
    ] {
        assert!(text.contains(from), "{from}");
        add(text.replace(from, to).as_bytes(), Some(SIG), PUB);
    }
    add(&TOML[..TOML.len() - 1], Some(SIG), PUB);
    add(&TOML[..TOML.len() / 2], Some(SIG), PUB);
    add(b"", Some(SIG), PUB);
    add(&[TOML, b"\n"].concat(), Some(SIG), PUB);
    add(TOML, None, PUB);
    add(TOML, Some(b""), PUB);
    add(TOML, Some(&SIG[..63]), PUB);
    add(TOML, Some(&[SIG, b"\n"].concat()), PUB);
    add(TOML, Some(&[0; 64]), PUB);
    add(TOML, Some(SIG), OTHER);
    add(TOML, Some(SIG), b"");
    add(TOML, Some(SIG), &PUB[..40]);
    add(TOML, Some(SIG), b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
    for at in [0, 31, 32, 63] {
        let mut sig = SIG.to_vec();
        sig[at] ^= 1;
        add(TOML, Some(&sig), PUB);
    }
    // A signature and no key to hold it against; a key and no policy.
    variants.push(vec![("policy.toml", TOML.to_vec()), ("policy.toml.sig", SIG.to_vec())]);
    variants.push(vec![("policy.pub", PUB.to_vec())]);
    variants.push(vec![("policy.toml", [&TOML[..40], &[0xFF]].concat())]);
    assert!(variants.len() >= 30, "{}", variants.len());
    for files in &variants {
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, content)| (*name, content.as_slice())).collect();
        assert_eq!(loaded(&files).len(), 1, "{files:?}");
    }
}

#[test]
fn an_administrators_policy_is_not_replaced() {
    let fixed = place(&[("policy.toml", TOML)]);
    let mine = place(&[("lax.toml", b"version = 1\nname = \"lax\"\ncontact = \"me\"\nown-endpoints = true\n")]);
    let lax = mine.path().join("lax.toml");
    let settings = Settings { policy: Some(lax.clone()), ..Settings::default() };
    assert_eq!(load_from(fixed.path(), None, &settings).name, "緑野市生成AI利用規程");
    let asked = load_from(fixed.path(), Some(&lax), &settings);
    assert_eq!(asked.problems()[0].id(), "error-policy-replaced");
    fs::write(fixed.path().join("policy.toml.sig"), SIG).unwrap();
    fs::write(fixed.path().join("policy.pub"), PUB).unwrap();
    let asked = load_from(fixed.path(), Some(&lax), &settings);
    assert_eq!(asked.problems()[0].id(), "error-policy-unsigned");

    let empty = place(&[]);
    assert_eq!(load_from(empty.path(), None, &settings).name, "lax");
    assert_eq!(load_from(empty.path(), Some(&lax), &Settings::default()).name, "lax");
    let gone = load_from(empty.path(), Some(&mine.path().join("none.toml")), &settings);
    assert_eq!(gone.problems()[0].id(), "error-policy-unreadable");
    assert_eq!(load_from(empty.path(), None, &Settings::default()), Policy::default());
}

#[test]
fn settings_only_tighten() {
    let folder = place(&[("policy.toml", TOML)]);
    let mut settings = Settings::default();
    let mut mine = Endpoint::new("庁内", "https://elsewhere.example.com");
    (mine.model, mine.timeout_secs) = ("m".to_owned(), 5);
    settings.endpoints = vec![mine, Endpoint::new("own", "https://own.example.com")];
    let policy = load_from(folder.path(), None, &settings);
    let list = endpoints(&policy, &settings);
    assert_eq!(list.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(), ["庁内", "own"]);
    assert_eq!((list[0].url.as_str(), list[0].model.as_str()), ("https://llm.example.lg.jp/v1", "m"));
    assert_eq!((list[0].timeout_secs, list[0].allow), (5, Classification::One));
    let bare = endpoints(&policy, &Settings::default());
    assert_eq!(bare[0].allow, Classification::Two);
}

#[test]
fn what_the_office_fixed_stands_over_what_a_person_set() {
    let text = "version = 1\nname = \"a\"\ncontact = \"b\"\n[rules]\n\"a.b\" = \"error\"\n[settings]\nlocale = \"en\"\n\
        default-classification = \"2\"\nwords-folder = \"/srv/words\"\nlocked = [\"theme\"]\n";
    let policy = Policy::read(text).unwrap();
    let mut settings = Settings { locale: Some(Locale::Ja), ..Settings::default() };
    settings.rules.insert("a.b".to_owned(), RuleLevel::Off);
    put_over(&policy, &mut settings);
    assert_eq!(settings.locale, Some(Locale::En));
    assert_eq!(settings.default_classification, Some(Classification::Two));
    assert_eq!(settings.words_folder, Some(PathBuf::from("/srv/words")));
    assert_ne!(rules(&policy, &settings)["a.b"], RuleLevel::Off);
}
