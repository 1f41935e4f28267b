//! `kian endpoint`: the endpoints of the data directory, and whether they can be reached.

use super::args::{Arguments, Opt, PLAIN, bad_value, problem};
use super::report::{FAILED, Failure, Ran, sentence};
use super::{Command, Context, engine, help};
use crate::app::logbook::{self, Logbook};
use crate::app::settings::Settings;
use crate::app::{Level, Notice, engine as shared, habits, policy};
use crate::assistant::connection::{ClientCertificate, ProxyLogin};
use crate::assistant::doctor::{Examined, Verdict};
use crate::assistant::endpoint::Kind;
use crate::assistant::error::ProxyCause;
use crate::assistant::vault::Vault;
use crate::assistant::{Endpoint, Error, Policy, Purpose, Sending, gate, key, wire};
use crate::document::Levels;
use crate::store::audit::{Event, EventKind};
use crate::text::Message;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use std::io::IsTerminal;
use std::path::PathBuf;

pub(super) const COMMAND: Command = Command {
    name: "endpoint",
    usage: &[
        "endpoint list",
        "endpoint add NAME --kind KIND --url URL [--model M] [--auth-header H]",
        "             [--key-env VAR] [--header K=V]… [--ca FILE]",
        "             [--proxy URL|none] [--proxy-user NAME]",
        "             [--proxy-password-env VAR]",
        "             [--timeout SECONDS] [--allow LEVEL]",
        "             [--connect-timeout SECONDS] [--first-timeout SECONDS]",
        "             [--side-by-side N] [--context TOKENS]",
        "             [--client-cert FILE] [--client-key FILE]",
        "             [--client-key-env VAR]",
        "endpoint remove NAME",
        "endpoint test NAME",
    ],
    about: "cli-endpoint",
    options: &[
        Opt { name: "--kind", value: "KIND", about: "cli-option-kind" },
        Opt { name: "--url", value: "URL", about: "cli-option-url" },
        Opt { name: "--model", value: "M", about: "cli-option-model" },
        Opt { name: "--auth-header", value: "H", about: "cli-option-auth-header" },
        Opt { name: "--key-env", value: "VAR", about: "cli-option-key-env" },
        Opt { name: "--header", value: "K=V", about: "cli-option-header" },
        Opt { name: "--ca", value: "FILE", about: "cli-option-ca" },
        Opt { name: "--proxy", value: "URL|none", about: "cli-option-proxy" },
        Opt { name: "--proxy-user", value: "NAME", about: "cli-option-proxy-user" },
        Opt { name: "--proxy-password-env", value: "VAR", about: "cli-option-proxy-password-env" },
        Opt { name: "--timeout", value: "SECONDS", about: "cli-option-timeout" },
        Opt { name: "--allow", value: "LEVEL", about: "cli-option-allow" },
        Opt { name: "--connect-timeout", value: "SECONDS", about: "cli-option-connect-timeout" },
        Opt { name: "--first-timeout", value: "SECONDS", about: "cli-option-first-timeout" },
        Opt { name: "--side-by-side", value: "N", about: "cli-option-side-by-side" },
        Opt { name: "--context", value: "TOKENS", about: "cli-option-context" },
        Opt { name: "--client-cert", value: "FILE", about: "cli-option-client-cert" },
        Opt { name: "--client-key", value: "FILE", about: "cli-option-client-key" },
        Opt { name: "--client-key-env", value: "VAR", about: "cli-option-client-key-env" },
    ],
    formats: PLAIN,
    run,
};

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let (settings, policy) = context.settings_and_policy(&mut ran)?;
    let endpoints = policy::endpoints(&policy, &settings);
    let operands: Vec<String> = arguments.operands().iter().map(|o| o.to_string_lossy().into_owned()).collect();
    let operands: Vec<&str> = operands.iter().map(String::as_str).collect();
    match operands.as_slice() {
        ["list"] => list(context, &endpoints, &policy.levels, &mut ran),
        ["add", name] => add(context, arguments, settings, name, &mut ran)?,
        ["remove", name] => remove(context, settings, name, &mut ran)?,
        ["test", name] => {
            let endpoint = engine::named(&endpoints, name)?;
            engine::unlock(context, endpoint)?;
            test(context, &policy, endpoint, &mut ran)?;
        }
        ["add" | "remove" | "test"] => return Err(arguments.missing("NAME")),
        ["list" | "add" | "remove" | "test", .., _] => {
            let surplus = if operands[0] == "list" { 1 } else { 2 };
            return Err(arguments.surplus(&arguments.operands()[surplus]));
        }
        [] => return Err(arguments.missing("list|add|remove|test")),
        [other, ..] => return Err(problem("error-cli-endpoint-action").with("action", *other).into()),
    }
    Ok(ran)
}

/// Where the key of `endpoint` is.
fn key_place(endpoint: &Endpoint) -> String {
    endpoint.key_env.as_ref().map_or_else(|| "keyring".to_owned(), |variable| format!("env:{variable}"))
}

fn list(context: &Context, endpoints: &[Endpoint], levels: &Levels, ran: &mut Ran) {
    let tr = &context.tr;
    if context.is_json() {
        let one = |endpoint: &Endpoint| {
            json!({
                "name": endpoint.name,
                "kind": endpoint.kind.code(),
                "url": endpoint.shown_url(),
                "model": endpoint.model,
                "key": key_place(endpoint),
                "ca": endpoint.ca.as_ref().map(|path| path.display().to_string()),
                "proxy": endpoint.proxy,
                "proxy_user": endpoint.proxy_login.as_ref().map(|login| login.user.as_str()),
                "timeout": endpoint.timeout_secs,
                "side_by_side": endpoint.side_by_side(),
                "context": endpoint.limits.context,
                "client_certificate": endpoint.certificate.as_ref().map(|shown| shown.path.display().to_string()),
                "allow": endpoint.allow.code(),
            })
        };
        let endpoints: Vec<Value> = endpoints.iter().map(one).collect();
        ran.json(&json!({ "version": 1, "endpoints": endpoints }));
    } else if endpoints.is_empty() {
        ran.notes.push(tr.text("cli-no-endpoints"));
    } else {
        let head = ["cli-column-name", "cli-column-kind", "cli-column-url", "cli-column-model", "cli-column-key"];
        let mut rows = vec![head.iter().map(|id| tr.text(id)).chain([tr.text("cli-column-allow")]).collect::<Vec<_>>()];
        rows.extend(endpoints.iter().map(|endpoint| {
            vec![
                endpoint.name.clone(),
                endpoint.kind.code().to_owned(),
                endpoint.shown_url(),
                if endpoint.model.is_empty() { "-".to_owned() } else { endpoint.model.clone() },
                key_place(endpoint),
                tr.format("level-name", &[("level", levels.key(endpoint.allow).into())]),
            ]
        }));
        ran.out = help::table(&rows);
    }
}

fn add(
    context: &Context,
    arguments: &Arguments,
    mut settings: Settings,
    name: &str,
    ran: &mut Ran,
) -> Result<(), Failure> {
    if name.trim().is_empty() || name.chars().any(char::is_control) {
        return Err(problem("error-cli-endpoint-name").into());
    }
    if settings.endpoints.iter().any(|endpoint| endpoint.name == name) {
        return Err(problem("error-cli-endpoint-exists").with("name", name).into());
    }
    let endpoint = described(context, arguments, name)?;
    // Address, proxy and certificates are looked at now, not at the first document.
    let later = endpoint.proxy_login.as_ref().and_then(|login| login.password_env.as_deref());
    match wire::client(&endpoint) {
        // A variable is read at each use, and need not be set where an endpoint is only added.
        Err(Error::NoKey { variable, .. }) if Some(variable.as_str()) == later => {}
        Err(error) => ask_secret(context, &endpoint, error)?,
        Ok(_) => {}
    }
    let key = if endpoint.key_env.is_none() { ask_key(context, &endpoint, ran)? } else { None };
    settings.endpoints.push(endpoint);
    settings.save(&context.dirs()?).map_err(|error| Failure::of(&error))?;
    if let Some(key) = key
        && let Err(error) = keep(context, name, &key)
    {
        // An endpoint whose key is nowhere is of no use to anybody.
        settings.endpoints.retain(|endpoint| endpoint.name != name);
        settings.save(&context.dirs()?).map_err(|error| Failure::of(&error))?;
        return Err(error);
    }
    if context.is_json() {
        ran.json(&json!({ "version": 1, "added": name }));
    } else {
        ran.out = context.tr.format("cli-endpoint-added", &[("name", name.into())]) + "\n";
    }
    Ok(())
}

/// The endpoint the options describe.
fn described(context: &Context, arguments: &Arguments, name: &str) -> Result<Endpoint, Failure> {
    let kinds = Kind::ALL.map(Kind::code).join(", ");
    let kind = arguments.required("--kind")?;
    let kind = Kind::from_code(&kind)
        .ok_or_else(|| problem("error-cli-kind").with("kind", kind.as_str()).with("choices", kinds.as_str()))?;
    let mut endpoint = Endpoint::new(name, arguments.required("--url")?);
    endpoint.kind = kind;
    endpoint.model = arguments.text("--model")?.unwrap_or_default();
    endpoint.auth_header = arguments.text("--auth-header")?.unwrap_or_else(|| kind.auth_header().to_owned());
    endpoint.key_env = arguments.text("--key-env")?;
    for header in arguments.all("--header")? {
        let (name, value) = header.split_once('=').ok_or_else(|| bad_value("--header", &header, "K=V"))?;
        endpoint.headers.push((name.trim().to_owned(), value.trim().to_owned()));
    }
    if let Some(path) = arguments.path("--ca") {
        // Settings hold wherever the program is started from.
        endpoint.ca = Some(std::path::absolute(&path).unwrap_or(path));
    }
    endpoint.proxy = arguments.text("--proxy")?;
    let password_env = arguments.text("--proxy-password-env")?;
    endpoint.proxy_login = match (arguments.text("--proxy-user")?, &endpoint.proxy) {
        (Some(_), None) => return Err(arguments.missing("--proxy")),
        (Some(user), Some(_)) => Some(ProxyLogin { user, password_env }),
        (None, _) if password_env.is_some() => return Err(arguments.missing("--proxy-user")),
        (None, _) => None,
    };
    let seconds = |text: &str| text.parse().ok().filter(|seconds| (1..=3600).contains(seconds));
    if let Some(seconds) = arguments.choice("--timeout", "1-3600", seconds)? {
        endpoint.timeout_secs = seconds;
    }
    if let Some(level) = engine::level(context, arguments, "--allow")? {
        endpoint.allow = level;
    }
    let within = |range: std::ops::RangeInclusive<u64>| {
        move |text: &str| text.parse().ok().filter(|number: &u64| range.contains(number))
    };
    let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let limits = &mut endpoint.limits;
    limits.connect_secs = arguments.choice("--connect-timeout", "1-600", within(1..=600))?;
    limits.first_secs = arguments.choice("--first-timeout", "1-7200", within(1..=7200))?;
    limits.side_by_side = arguments.choice("--side-by-side", "1-16", within(1..=16))?.map(small);
    limits.context = arguments.choice("--context", "256-100000000", within(256..=100_000_000))?.map(small);
    let absolute = |path: PathBuf| std::path::absolute(&path).unwrap_or(path);
    endpoint.certificate = match arguments.path("--client-cert") {
        Some(path) => Some(ClientCertificate {
            path: absolute(path),
            key: arguments.path("--client-key").map(absolute),
            passphrase_env: arguments.text("--client-key-env")?,
        }),
        None if arguments.has("--client-key") || arguments.has("--client-key-env") => {
            return Err(arguments.missing("--client-cert"));
        }
        None => None,
    };
    Ok(endpoint)
}

/// Where the key of a client certificate is locked, or the password for a proxy is nowhere, it is asked for and kept like a key.
fn ask_secret(context: &Context, endpoint: &Endpoint, error: Error) -> Result<(), Failure> {
    let (place, prompt, has_variable) = match &error {
        Error::CertificateLocked { .. } => (
            ClientCertificate::keyring_name(&endpoint.name),
            "cli-certificate-passphrase",
            endpoint.certificate.as_ref().is_some_and(|shown| shown.passphrase_env.is_some()),
        ),
        Error::Proxy { cause: ProxyCause::Authentication } => (
            ProxyLogin::keyring_name(&endpoint.name),
            "cli-proxy-password",
            endpoint.proxy_login.as_ref().is_some_and(|login| login.password_env.is_some()),
        ),
        _ => return Err(Failure::of(&error)),
    };
    if has_variable || !std::io::stdin().is_terminal() {
        return Err(Failure::of(&error));
    }
    let prompt = context.tr.format(prompt, &[("name", endpoint.name.as_str().into())]);
    let secret = rpassword::prompt_password(prompt).map_err(|_| problem("error-cli-key-prompt"))?;
    keep(context, &place, &SecretString::from(secret))?;
    match wire::client(endpoint) {
        Ok(_) => Ok(()),
        // The other of the two is missing as well.
        Err(next) if next != error => ask_secret(context, endpoint, next),
        Err(next) => Err(Failure::of(&next)),
    }
}

/// Puts a key into the keyring; where there is none, into an encrypted file, whose passphrase the person chooses or knows.
fn keep(context: &Context, name: &str, key: &SecretString) -> Result<(), Failure> {
    if key::store(name, key).is_ok() {
        return Ok(());
    }
    let (tr, path) = (&context.tr, context.dirs()?.vault());
    let ask = |id: &str| {
        let phrase = rpassword::prompt_password(tr.text(id)).map_err(|_| problem("error-cli-key-prompt"))?;
        Ok::<SecretString, Notice>(SecretString::from(phrase))
    };
    let passphrase = if path.exists() {
        ask("cli-passphrase-prompt")?
    } else {
        let (first, again) = (ask("cli-passphrase-new")?, ask("cli-passphrase-again")?);
        if first.expose_secret() != again.expose_secret() {
            return Err(problem("error-cli-passphrase-again").into());
        }
        first
    };
    let mut vault = Vault::open(&path, &passphrase).map_err(|error| Failure::of(&error))?;
    vault.set(name, Some(key.clone())).map_err(|error| Failure::of(&error))
}

/// Asks the person for the key, unseen. Nobody at the keyboard, or an empty answer, is no key.
fn ask_key(context: &Context, endpoint: &Endpoint, ran: &mut Ran) -> Result<Option<SecretString>, Failure> {
    let tr = &context.tr;
    if !std::io::stdin().is_terminal() {
        if !endpoint.is_loopback() {
            ran.notes.push(tr.text("cli-no-key-asked"));
        }
        return Ok(None);
    }
    let key = rpassword::prompt_password(tr.format("cli-key-prompt", &[("name", endpoint.name.as_str().into())]))
        .map_err(|_| problem("error-cli-key-prompt"))?;
    let key = key.trim();
    Ok((!key.is_empty()).then(|| SecretString::from(key)))
}

fn remove(context: &Context, mut settings: Settings, name: &str, ran: &mut Ran) -> Result<(), Failure> {
    let in_keyring = engine::named(&settings.endpoints, name)?.key_env.is_none();
    if let (Some(store), _) = engine::learnt(context) {
        // Another endpoint may get the name.
        drop(store.forget_habits(name));
    }
    settings.endpoints.retain(|endpoint| endpoint.name != name);
    if settings.chosen_endpoint.as_deref() == Some(name) {
        settings.chosen_endpoint = None;
    }
    settings.save(&context.dirs()?).map_err(|error| Failure::of(&error))?;
    // What stands beside the key goes with it.
    for beside in [ClientCertificate::keyring_name(name), ProxyLogin::keyring_name(name)] {
        drop(key::forget(&beside));
    }
    if in_keyring && key::forget(name).is_err() {
        ran.notes.push(context.tr.format("cli-key-not-forgotten", &[("name", name.into())]));
    }
    if context.is_json() {
        ran.json(&json!({ "version": 1, "removed": name }));
    } else {
        ran.out = context.tr.format("cli-endpoint-removed", &[("name", name.into())]) + "\n";
    }
    Ok(())
}

fn test(context: &Context, policy: &Policy, endpoint: &Endpoint, ran: &mut Ran) -> Result<(), Failure> {
    let tr = &context.tr;
    let sending =
        Sending { endpoint, purpose: Purpose::Examination, levels: &[], characters: 0, today: context.today() };
    let gate = gate(policy, &sending);
    if gate == crate::assistant::Verdict::Allowed {
        let record = Event::new(EventKind::Send, context.now).text("user", logbook::user());
        let record = logbook::examining(record, endpoint);
        Logbook::in_dir(&context.dirs()?.data_dir).append(&[record]).map_err(|error| Failure::of(&error))?;
    }
    let examined = shared::wait_for(shared::examine(endpoint, gate)).map_err(|error| Failure::of(&error))?;
    let Examined { checks, learnt } = examined;
    if let (Some(learnt), (Some(store), _)) = (learnt, engine::learnt(context)) {
        // Known next time or not: the verdicts are the same.
        drop(store.learn_habit(&habits::row(endpoint, learnt)));
    }
    if checks.iter().any(|check| matches!(check.verdict, Verdict::Fail(_))) {
        ran.code = FAILED;
    }
    let told = |check: &dyn Message| Notice::of(Level::Info, check);
    if context.is_json() {
        let one = |check: &crate::assistant::doctor::Check| {
            let notice = told(check);
            json!({
                "step": check.step.code(),
                "verdict": match check.verdict {
                    Verdict::Pass => "pass",
                    Verdict::Warn(_) => "warning",
                    Verdict::Fail(_) => "fail",
                    Verdict::Skipped => "skipped",
                },
                "id": notice.id,
                "message": notice.text(tr),
                "hint": notice.hint(tr).unwrap_or_default(),
            })
        };
        let checks: Vec<Value> = checks.iter().map(one).collect();
        ran.json(&json!({ "version": 1, "endpoint": endpoint.name, "checks": checks }));
        return Ok(());
    }
    let rows: Vec<Vec<String>> = checks
        .iter()
        .map(|check| {
            let verdict = match check.verdict {
                Verdict::Pass => "cli-verdict-pass",
                Verdict::Warn(_) => "cli-verdict-warning",
                Verdict::Fail(_) => "cli-verdict-fail",
                Verdict::Skipped => "cli-verdict-skipped",
            };
            vec![tr.text(verdict), tr.text(check.step.name_id()), sentence(tr, &told(check))]
        })
        .collect();
    ran.out = help::table(&rows);
    Ok(())
}
