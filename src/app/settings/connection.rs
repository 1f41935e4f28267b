//! How an endpoint is reached, as it stands in the file of settings.

use super::Members;
use crate::assistant::Endpoint;
use crate::assistant::connection::{ClientCertificate, MOST_SIDE_BY_SIDE, ProxyLogin};
use std::path::PathBuf;
use toml::Value;

const CONNECT: &str = "connect-timeout";
const FIRST: &str = "first-timeout";
const SIDE_BY_SIDE: &str = "side-by-side";
const CONTEXT: &str = "context";
const CERTIFICATE: &str = "client-certificate";
const KEY: &str = "client-key";
const PASSPHRASE: &str = "client-key-env";
const PROXY_USER: &str = "proxy-user";
const PROXY_PASSWORD: &str = "proxy-password-env";

/// Reads it into `endpoint`.
pub(super) fn read(members: &mut Members<'_>, endpoint: &mut Endpoint) {
    let between = |least: i64, most: i64| {
        move |value: &Value| value.as_integer().filter(|number| (least..=most).contains(number))
    };
    let limits = &mut endpoint.limits;
    limits.connect_secs = members.take(CONNECT, between(1, 600)).map(i64::cast_unsigned);
    limits.first_secs = members.take(FIRST, between(1, 7200)).map(i64::cast_unsigned);
    let many = between(1, i64::from(MOST_SIDE_BY_SIDE));
    limits.side_by_side = members.take(SIDE_BY_SIDE, many).and_then(|number| u32::try_from(number).ok());
    let context = members.take(CONTEXT, between(256, 100_000_000));
    limits.context = context.and_then(|number| u32::try_from(number).ok());
    endpoint.certificate = members.text(CERTIFICATE).filter(|path| !path.is_empty()).map(|path| ClientCertificate {
        path: PathBuf::from(path),
        key: members.text(KEY).map(PathBuf::from),
        passphrase_env: members.text(PASSPHRASE),
    });
    let password_env = members.text(PROXY_PASSWORD);
    endpoint.proxy_login =
        members.text(PROXY_USER).filter(|user| !user.is_empty()).map(|user| ProxyLogin { user, password_env });
}

/// Writes what is different from `before` by `set`.
pub(super) fn write(endpoint: &Endpoint, before: Option<&Endpoint>, set: &mut dyn FnMut(&str, bool, Option<Value>)) {
    let (limits, old) = (endpoint.limits, before.map(|before| before.limits));
    let number = |n: Option<u64>| n.and_then(|n| i64::try_from(n).ok()).map(Value::Integer);
    set(CONNECT, old.is_some_and(|old| old.connect_secs == limits.connect_secs), number(limits.connect_secs));
    set(FIRST, old.is_some_and(|old| old.first_secs == limits.first_secs), number(limits.first_secs));
    let many = number(limits.side_by_side.map(u64::from));
    set(SIDE_BY_SIDE, old.is_some_and(|old| old.side_by_side == limits.side_by_side), many);
    set(CONTEXT, old.is_some_and(|old| old.context == limits.context), number(limits.context.map(u64::from)));
    let same = before.is_some_and(|before| before.certificate == endpoint.certificate);
    let shown = endpoint.certificate.as_ref();
    let path = |path: &PathBuf| Value::from(path.to_string_lossy().into_owned());
    set(CERTIFICATE, same, shown.map(|shown| path(&shown.path)));
    set(KEY, same, shown.and_then(|shown| shown.key.as_ref()).map(path));
    set(PASSPHRASE, same, shown.and_then(|shown| shown.passphrase_env.as_deref()).map(Value::from));
    let same = before.is_some_and(|before| before.proxy_login == endpoint.proxy_login);
    let login = endpoint.proxy_login.as_ref();
    set(PROXY_USER, same, login.map(|login| login.user.as_str().into()));
    set(PROXY_PASSWORD, same, login.and_then(|login| login.password_env.as_deref()).map(Value::from));
}

/// Something of everything, for the tests of the whole file.
#[cfg(test)]
pub(super) fn example(endpoint: Endpoint) -> Endpoint {
    use crate::assistant::connection::Limits;
    Endpoint {
        limits: Limits { connect_secs: Some(5), first_secs: Some(300), side_by_side: Some(4), context: Some(32_768) },
        certificate: Some(ClientCertificate {
            path: PathBuf::from("/etc/office/client.pem"),
            key: Some(PathBuf::from("/etc/office/client-key.pem")),
            passphrase_env: Some("OFFICE_PASSPHRASE".to_owned()),
        }),
        proxy_login: Some(ProxyLogin { user: "bosai".to_owned(), password_env: Some("OFFICE_PROXY".to_owned()) }),
        ..endpoint
    }
}
