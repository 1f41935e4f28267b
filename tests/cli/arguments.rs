//! What is typed: help, versions, languages, and everything that is none of ours.

use super::{COMMANDS, Office, sample};
use std::process::Stdio;

#[test]
fn help_lists_what_there_is_and_nothing_else() {
    for office in [Office::new(), Office::in_english()] {
        let help = office.run(&["--help"]).done();
        for command in COMMANDS {
            assert!(help.contains(&format!("\n  {command} ")), "{help}");
            for arguments in [[command, "--help"], ["--help", command], [command, "-h"]] {
                let page = office.run(&arguments).done();
                assert!(page.contains(&format!("kian {command}")) && page.contains("--locale ja|en"), "{page}");
            }
        }
        let heading = if office.locale.starts_with("ja") { "\nコマンド\n" } else { "\nCommands\n" };
        let section = help.split_once(heading).unwrap().1.split_once("\n\n").unwrap().0;
        let listed = section.lines().filter(|line| !line.starts_with("   "));
        assert_eq!(listed.map(|line| line.split_whitespace().next().unwrap()).collect::<Vec<_>>(), COMMANDS);
        assert!(help.contains("--policy FILE"), "{help}");
        assert_eq!(help.contains("使い方"), office.locale.starts_with("ja"));
    }
}

#[test]
fn every_option_of_the_help_is_taken() {
    let office = Office::in_english();
    for command in COMMANDS {
        let page = office.run(&[command, "--help"]).done();
        let options = page.lines().filter_map(|line| line.strip_prefix("  -")).map(|line| format!("-{line}"));
        for option in options {
            let name = option.split([' ', ',']).next().unwrap().to_owned();
            let ran = office.run(&[command, &name]);
            assert!(!ran.err.contains("has no option"), "{command} {name}: {ran:?}");
        }
    }
}

#[test]
fn the_version_is_the_program_s() {
    let version = format!("kian {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(Office::new().run(&["--version"]).done(), version);
    assert_eq!(Office::new().run(&["check", "-V"]).done(), version);
}

#[test]
fn the_language_is_the_one_asked_for_then_the_environment_s_then_japanese() {
    let says = |locale: &'static str, arguments: &[&str]| {
        let office = Office { locale, ..Office::new() };
        office.run(&[arguments, &["--help"]].concat()).done().contains("使い方")
    };
    assert!(says("ja_JP.UTF-8", &[]) && says("C", &[]) && says("fr_FR.UTF-8", &[]) && says("", &[]));
    assert!(!says("en_US.UTF-8", &[]) && !says("ja_JP.UTF-8", &["--locale", "en"]));
    assert!(says("en_US.UTF-8", &["check", "--locale=ja"]), "also behind the subcommand");
    let office = Office::in_english();
    let output = office.command(&["--help"]).env("LC_ALL", "ja_JP.UTF-8").output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("使い方"), "LC_ALL goes before LANG");
}

#[test]
fn what_is_not_ours_is_refused_in_one_sentence() {
    let (ja, en) = (Office::new(), Office::in_english());
    ja.write("a.txt", "文章です。\n");
    en.write("a.txt", "Text.\n");
    let check = |arguments: &[&str], japanese: &str, english: &str| {
        let line = ja.refused(arguments);
        assert!(line.contains(japanese), "{line}");
        let line = en.refused(arguments);
        assert!(line.contains(english), "{line}");
    };
    for missing in ["translate", "facts", "pii", "mask", "unmask", "compare", "align", "tm", "qa", "audit", "help"] {
        if !COMMANDS.contains(&missing) {
            check(&[missing], &format!("「{missing}」というコマンドはありません"), "no such command");
        }
    }
    check(&["check", "--nope", "a.txt"], "--nope", "has no option --nope");
    check(&["--nope"], "--nope", "no option “--nope”");
    check(&["--policy", "p.toml", "check", "a.txt"], "利用規程のファイルを読めません", "policy file cannot be read");
    check(&["check", "a.txt", "--policy=p.toml"], "p.toml", "p.toml");
    check(&["check", "--profile", "strict", "a.txt"], "notice, record", "cannot be “strict”");
    check(&["check", "--severity", "fatal", "a.txt"], "info, warning, error", "cannot be “fatal”");
    check(&["check", "--fix=yes", "a.txt"], "付けられません", "takes no value");
    check(&["check", "--fix", "a.txt"], "-o が必要", "needs -o");
    check(&["check", "-o", "b.txt", "a.txt"], "--fix と一緒に", "goes with --fix");
    check(&["check"], "FILE が必要", "needs FILE");
    check(&["convert", "a.txt", "a.txt", "-o", "b.md"], "余分な引数", "an argument too many");
    check(&["summarize", "--offline", "--endpoint", "x", "a.txt"], "一緒に使えません", "contradict");
    check(&["summarize", "--length", "long", "a.txt"], "short, standard", "cannot be “long”");
    check(&["summarize", "--classification", "9", "a.txt"], "1, 2, 3", "1, 2, 3");
    check(&["rules", "x"], "余分な引数", "too many");
    check(&["forms", "nope"], "「nope」という様式", "no form “nope”");
    check(&["endpoint"], "list|add|remove|test", "list|add|remove|test");
    check(&["endpoint", "rename", "x"], "「rename」", "“rename”");
    check(&["endpoint", "add"], "NAME", "NAME");
    check(&["endpoint", "list", "x"], "余分な引数", "too many");
    check(&["missing.kian"], "見つかりません", "no such file");
    let ran = ja.run(&["check", "--format", "yaml", "a.txt"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("text, json, sarif"), "{ran:?}");
    let ran = ja.run(&["rules", "--format", "sarif"]);
    assert_eq!(ran.code, 2, "only check speaks SARIF: {ran:?}");
    let ran = ja.run(&["check", "-o"]);
    assert!(ran.code == 2 && ran.err.contains("-o の値がありません"), "{ran:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_display_the_window_says_so_and_what_to_do() {
    for office in [Office::new(), Office::in_english()] {
        let ran = office.run(&[]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
        assert!(ran.err.contains("kian --help") && ran.err.contains("apt-get"), "{ran:?}");
        assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
    }
}

/// Whoever pipes a list into `head` sees no complaint; who writes to a full disk does.
#[test]
#[cfg(target_os = "linux")]
fn output_that_nobody_takes() {
    let office = Office::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = office.command(&["forms"]).stdout(writer).stderr(Stdio::piped()).output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));

    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = office.command(&["forms"]).stdout(full).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("空きがない") && said.contains("標準出力"), "{said}");
}

#[test]
fn rules_and_forms_are_listed() {
    for office in [Office::new(), Office::in_english()] {
        let json = office.run(&["rules", "--format", "json"]);
        let rules = json.json()["rules"].as_array().unwrap().clone();
        let text = office.run(&["rules"]).done();
        assert_eq!(text.lines().count(), rules.len() + 1);
        for rule in &rules {
            let expected = ["id", "language", "severity", "fixable", "title", "source", "profiles"];
            assert_eq!(super::members(rule), expected);
            assert!(text.contains(rule["id"].as_str().unwrap()) && text.contains(rule["title"].as_str().unwrap()));
        }
        assert_eq!(rules.len(), kian::proofread::rules().len());

        let json = office.run(&["forms", "--format", "json"]).json();
        let ids: Vec<&str> = json["forms"].as_array().unwrap().iter().map(|f| f["id"].as_str().unwrap()).collect();
        assert!(ids.contains(&"notice") && ids.contains(&"letter"), "{ids:?}");
        let subject = json["forms"][0]["fields"].as_array().unwrap().iter().find(|f| f["key"] == "subject").unwrap();
        assert_eq!(super::members(subject)[..4], ["key", "type", "required", "title"]);
        assert_eq!((&subject["type"], &subject["required"]), (&"text".into(), &true.into()));
        let page = office.run(&["forms", "notice"]).done();
        assert!(page.starts_with("notice ") && page.contains("\n  issued_on ") && !page.contains("letter"), "{page}");
    }
}

/// What the help of `forms` lists is what a file of facts may hold.
#[test]
fn a_sample_holds_nothing_but_fields_of_its_form() {
    let office = Office::new();
    let json = office.run(&["forms", "notice", "--format", "json"]).json();
    let keys: Vec<&str> =
        json["forms"][0]["fields"].as_array().unwrap().iter().map(|field| field["key"].as_str().unwrap()).collect();
    let facts: toml::Table = std::fs::read_to_string(sample("notice-ja")).unwrap().parse().unwrap();
    for key in facts.keys().filter(|key| !["form", "lang"].contains(&key.as_str())) {
        assert!(keys.contains(&key.as_str()), "{key}");
    }
}
