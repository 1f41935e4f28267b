//! The key of an endpoint: in the system's keyring or in an environment variable; where there is no keyring, in an encrypted
//! file that a passphrase has opened ([`super::vault`]). Never in plain text, never in a log.
//!
//! The keyring functions wait for the system (it may ask a person to unlock it): call them where waiting harms nobody.

use super::connection::{ClientCertificate, ProxyLogin};
use super::{Endpoint, Error, vault};
use secrecy::{ExposeSecret, SecretString};

/// The service name under which keys stand in the keyring.
const SERVICE: &str = "kian";

/// The key of `endpoint`: from its variable if it names one, else from the keyring. `None` where there is none, which
/// is all right for servers that ask for none. A variable that is set and empty says so on purpose.
///
/// # Errors
/// [`Error::NoKey`] if the variable is not set, [`Error::NoKeyring`] if the keyring cannot be used; the latter is no
/// error for an endpoint on this machine.
pub fn find(endpoint: &Endpoint) -> Result<Option<SecretString>, Error> {
    if let Some(variable) = endpoint.key_env.as_deref().filter(|name| !name.is_empty()) {
        let missing = || Error::NoKey { endpoint: endpoint.name.clone(), variable: variable.to_owned() };
        let value = std::env::var(variable).map_err(|_| missing())?;
        return Ok(Some(value).filter(|v| !v.trim().is_empty()).map(SecretString::from));
    }
    match entry(&endpoint.name).and_then(|entry| entry.get_password()) {
        Ok(key) => Ok(Some(SecretString::from(key))),
        Err(keyring::Error::NoEntry) => Ok(vault::with_opened(|vault| vault.key(&endpoint.name).cloned()).flatten()),
        Err(_) if vault::with_opened(|_| ()).is_some() => {
            Ok(vault::with_opened(|vault| vault.key(&endpoint.name).cloned()).flatten())
        }
        Err(_) if endpoint.is_loopback() => Ok(None),
        Err(_) => Err(Error::NoKeyring { endpoint: endpoint.name.clone() }),
    }
}

/// The passphrase of the key of the certificate `shown` to `endpoint`: from its variable if it names one, else from where keys
/// are.
///
/// # Errors
/// [`Error::NoKey`] if the variable is not set.
pub(super) fn find_passphrase(endpoint: &Endpoint, shown: &ClientCertificate) -> Result<Option<SecretString>, Error> {
    find_beside(endpoint, ClientCertificate::keyring_name(&endpoint.name), shown.passphrase_env.as_ref())
}

/// The password with which `login` gets through the proxy to `endpoint`: from its variable if it names one, else from where keys
/// are.
///
/// # Errors
/// [`Error::NoKey`] if the variable is not set.
pub(super) fn find_proxy_password(endpoint: &Endpoint, login: &ProxyLogin) -> Result<Option<SecretString>, Error> {
    find_beside(endpoint, ProxyLogin::keyring_name(&endpoint.name), login.password_env.as_ref())
}

/// What stands beside the key of `endpoint` under `name`.
fn find_beside(endpoint: &Endpoint, name: String, variable: Option<&String>) -> Result<Option<SecretString>, Error> {
    match find(&Endpoint { name, key_env: variable.cloned(), ..endpoint.clone() }) {
        // Where there is no keyring, it is as good as not there: what to do is said by whoever needs it.
        Err(Error::NoKeyring { .. }) => Ok(None),
        found => found,
    }
}

/// Puts the key of the endpoint `name` into the keyring, or into the vault that is open where there is none.
///
/// # Errors
/// [`Error::NoKeyring`] if the keyring cannot be used: the key is then nowhere.
pub fn store(name: &str, key: &SecretString) -> Result<(), Error> {
    entry(name).and_then(|entry| entry.set_password(key.expose_secret())).or_else(|_| {
        match vault::with_opened(|vault| vault.set(name, Some(key.clone()))) {
            Some(Ok(())) => Ok(()),
            _ => Err(Error::NoKeyring { endpoint: name.to_owned() }),
        }
    })
}

/// Takes the key of the endpoint `name` out of the keyring, or out of the vault that is open; no error if there is none.
///
/// # Errors
/// [`Error::NoKeyring`] if the keyring cannot be used.
pub fn forget(name: &str) -> Result<(), Error> {
    match entry(name).and_then(|entry| entry.delete_credential()) {
        Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
        Err(_) => match vault::with_opened(|vault| vault.set(name, None)) {
            Some(Ok(())) => Ok(()),
            _ => Err(Error::NoKeyring { endpoint: name.to_owned() }),
        },
    }
}

fn entry(name: &str) -> Result<keyring::Entry, keyring::Error> {
    keyring::Entry::new(SERVICE, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_that_is_not_set_is_named() {
        let mut endpoint = Endpoint::new("庁内", "https://ai.example.jp");
        for variable in ["KIAN_NO_SUCH_VARIABLE", "A=B"] {
            endpoint.key_env = Some(variable.to_owned());
            let error = find(&endpoint).unwrap_err();
            assert_eq!(error, Error::NoKey { endpoint: "庁内".to_owned(), variable: variable.to_owned() });
        }
    }

    #[test]
    fn a_variable_is_read_at_each_use() {
        let mut endpoint = Endpoint::new("庁内", "https://ai.example.jp");
        // Cargo sets this one for every test.
        endpoint.key_env = Some("CARGO_PKG_NAME".to_owned());
        let key = find(&endpoint).unwrap().unwrap();
        assert_eq!(key.expose_secret(), "kian");
        assert!(!format!("{key:?}").contains("kian"));
    }
}
