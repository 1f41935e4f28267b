use super::*;
use crate::text::Message;

const EXAMPLE: &str = include_str!("../../../assets/policy/example.toml");

/// What is wrong with the example once `from` has become `to`: the id and the line of each problem.
fn check(from: &str, to: &str, expected: &[(&str, usize)]) {
    assert!(EXAMPLE.contains(from), "{from}");
    let text = EXAMPLE.replacen(from, to, 1);
    let problems = Policy::read(&text).map(drop).expect_err(to);
    let line = |problem: &PolicyProblem| {
        problem.args().iter().find(|(name, _)| *name == "line").map_or(0, |(_, line)| line.parse().unwrap())
    };
    let found: Vec<(&str, usize)> = problems.iter().map(|problem| (problem.id(), line(problem))).collect();
    assert_eq!(found, expected, "{to}");
}

fn line_of(text: &str) -> usize {
    EXAMPLE.lines().position(|line| line.contains(text)).unwrap() + 1
}

#[test]
fn the_example_says_what_it_says() {
    let policy = Policy::read(EXAMPLE).unwrap();
    assert_eq!(policy.levels.codes(), "1, 2, 3C, 3B, 3A");
    assert_eq!(policy.valid_until, Date::new(2027, 3, 31));
    let [office, cloud] = policy.endpoints.as_slice() else { panic!("{:?}", policy.endpoints) };
    assert_eq!(office.allow, [Classification::One, Classification::Two, Classification::ThreeC]);
    assert_eq!(office.endpoint().model, "midori-70b");
    assert!(cloud.public_terms && cloud.learning == Learning::Unknown);
    assert_eq!(cloud.tasks, Some(vec![Task::Rewrite, Task::Summarize]));
    assert_eq!(policy.masking.mode, MaskingMode::Required);
    assert_eq!(policy.masking.words.len(), 2);
    assert_eq!(policy.log, Log { content: Content::Hash, retention_days: 364 });
    assert!(policy.offers_form("notice") && !policy.offers_form("request"));
    assert_eq!(policy.rules["en.word.jargon"], "off");
    assert_eq!(policy.disclosure.insert, Insert::Export);
    assert!(policy.check.before_export && policy.locks("rules") && policy.locks("locale") && !policy.locks("theme"));
    assert_eq!(policy.limits.request_characters, Some(20_000));
    assert_eq!(policy.digest.len(), 64);
}

#[test]
fn an_office_names_forms_of_its_own() {
    let text = EXAMPLE.replace(r#""notice", "reply", "report", "letter""#, r#""notice", "town-meeting", "no-such""#);
    let policy = Policy::read(&text).unwrap();
    assert!(policy.offers_form("town-meeting") && policy.offers_form("notice") && !policy.offers_form("reply"));
    assert_eq!(policy.forms_not_on(["notice", "reply", "town-meeting"].into_iter()), ["no-such"]);
    let bad = Policy::read(&text.replace("no-such", "../secret")).unwrap_err();
    assert!(matches!(&bad[..], [PolicyProblem::NotAChoice { value, .. }] if value == "../secret"), "{bad:?}");
}

#[test]
fn the_page_about_it_holds_the_same_example() {
    let page = include_str!("../../../docs/policy.md");
    let block = page.split_once("```toml policy.toml\n").unwrap().1.split_once("```").unwrap().0;
    assert_eq!(block, EXAMPLE);
    for member in [PERSONAL.as_slice(), SETTINGS.as_slice()].concat() {
        assert!(page.contains(member), "{member}");
    }
}

#[test]
fn every_slip_is_told_with_its_line() {
    check("version = 1 ", "version = 2 ", &[("error-policy-newer", 0)]);
    check("version = 1 ", "# ", &[("error-policy-missing", 1)]);
    check("version = 1 ", "version = \"1\" ", &[("error-policy-type", line_of("version = 1"))]);
    check("contact = ", "contacts = ", &[("error-policy-missing", 1), ("error-policy-unknown", line_of("contact = "))]);
    check("\"情報政策課（内線 2345）\"", "\"\"", &[("error-policy-blank", line_of("contact = "))]);
    check(
        "valid-until = 2027-03-31",
        "valid-until = \"2027年2月30日\"",
        &[("error-policy-type", line_of("valid-until"))],
    );
    check("own-endpoints = false", "own-endpoints = \"no\"", &[("error-policy-type", line_of("own-endpoints"))]);
    // Without a scheme the levels are the national ones, so what is municipal is no level either.
    check(
        "\"municipal\"  ",
        "\"city\"  ",
        &[
            ("error-policy-choice", line_of("scheme = ")),
            ("error-policy-choice", line_of("never-remote")),
            ("error-policy-choice", line_of("never-remote")),
            ("error-policy-choice", line_of("allow = [\"1\", \"2\", \"3C\"]")),
        ],
    );
    check("unmarked = \"2\"", "unmarked = \"4\"", &[("error-policy-choice", line_of("unmarked"))]);
    check("\"openai-chat\"  ", "\"telepathy\"  ", &[("error-policy-choice", line_of("openai-chat"))]);
    check("https://llm", "http://llm", &[("error-policy-address", line_of("https://llm"))]);
    check("https://llm", "https://a b", &[("error-policy-address", line_of("https://llm"))]);
    check("\"広報用クラウド\"", "\"庁内LLM\"", &[("error-policy-twice", line_of("広報用クラウド") - 1)]);
    check("learning = \"no\"", "learning = \"maybe\"", &[("error-policy-choice", line_of("learning = \"no\""))]);
    check("learning = \"no\" ", "# ", &[("error-policy-missing", line_of("庁内LLM") - 1)]);
    check("[\"1\", \"2\", \"3C\"]", "[\"1\", \"1\"]", &[("error-policy-twice", line_of("\"3C\"]"))]);
    check("[\"1\", \"2\", \"3C\"]", "\"1\"", &[("error-policy-type", line_of("\"3C\"]"))]);
    check("tasks = [\"rewrite\"", "tasks = [\"invent\"", &[("error-policy-choice", line_of("[\"rewrite\""))]);
    check("\"my_number\", \"bank", "\"mynumber\", \"bank", &[("error-policy-choice", line_of("block = [\"my"))]);
    check("[0-9]{6}", "[0-9", &[("error-policy-pattern", line_of("[0-9]{6}"))]);
    check("action = \"mask\"", "action = \"hide\"", &[("error-policy-choice", line_of("action = \"mask\""))]);
    check("retention-days = 364", "retention-days = 0", &[("error-policy-choice", line_of("retention-days"))]);
    check("content = \"hash\"", "content = \"all\"", &[("error-policy-choice", line_of("content = "))]);
    check("\"error\"\n", "\"loud\"\n", &[("error-policy-choice", line_of("ja.kanji.auxiliary"))]);
    check("insert = \"export\"", "insert = \"always\"", &[("error-policy-choice", line_of("insert = "))]);
    check("locked = [\"rules\"]", "locked = [\"zoom\"]", &[("error-policy-choice", line_of("locked = "))]);
    check(
        "before-export = true",
        "before-export = true\nextra = 1",
        &[("error-policy-unknown", line_of("before-export") + 1)],
    );
    check("[log]", "[log", &[("error-policy-syntax", line_of("[log]"))]);
    check("contact = ", "name = ", &[("error-policy-syntax", line_of("contact = "))]);
    assert_eq!(Policy::read("").map(drop).unwrap_err().len(), 3, "version, name, contact");
}

#[test]
fn an_office_may_name_its_own_levels() {
    let own =
        "scheme = \"own\"\nlevels = [ { code = \"公開\", en = \"Public\" }, { code = \"限定\" }, { code = \"秘\" } ]\n";
    let text = format!("version = 1\nname = \"a\"\ncontact = \"b\"\n[classification]\n{own}");
    let policy = Policy::read(&text).unwrap();
    let secret = Classification::named("秘").unwrap();
    assert_eq!((policy.levels.counted(None), policy.never_remote.as_slice()), (secret, [secret].as_slice()));
    assert_eq!(policy.levels.read("Public"), Classification::named("公開"));
    let twice = text.replace("\"限定\"", "\"公開\"");
    assert_eq!(Policy::read(&twice).map(drop).unwrap_err()[0].id(), "error-policy-twice");
    let none = "version = 1\nname = \"a\"\ncontact = \"b\"\n[classification]\nscheme = \"own\"\n";
    assert_eq!(Policy::read(none).map(drop).unwrap_err()[0].id(), "error-policy-missing");
}

#[test]
fn an_approval_is_for_a_host_and_port() {
    let policy = Policy::read(EXAMPLE).unwrap();
    let approval =
        |name: &str, url: &str| policy.approval(&Endpoint::new(name, url)).map(|approved| approved.approval.as_str());
    assert_eq!(approval("庁内LLM", "https://llm.example.lg.jp/v1"), Some("情政第12号"));
    assert_eq!(approval("mine", "https://llm.example.lg.jp:443/other"), Some("情政第12号"));
    for url in [
        "https://llm.example.lg.jp:8443/v1",
        "http://llm.example.lg.jp",
        "https://example.lg.jp",
        "https://llm.example.lg.jp.example.com",
    ] {
        assert_eq!(approval("庁内LLM", url), None, "{url}");
    }
}
