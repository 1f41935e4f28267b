//! How an endpoint is reached: how long things may take, how much it takes at once, and the certificate this machine shows
//! there.

use super::{Endpoint, Error, key};
use pkcs8::der::pem::PemLabel;
use pkcs8::{EncryptedPrivateKeyInfoRef, SecretDocument};
use secrecy::ExposeSecret;
use std::path::PathBuf;
use std::time::Duration;

/// How long making a connection may take where nobody has said, in seconds.
pub const CONNECT_SECS: u64 = 10;
/// The most requests that go side by side to one endpoint.
pub const MOST_SIDE_BY_SIDE: u32 = 16;
/// How many tokens a model is taken to read where neither a person nor the server has said.
pub const USUAL_CONTEXT: u32 = 8_192;

/// How much an endpoint takes, and how long it may take. What is `None` has nobody said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The longest time for making a connection, in seconds.
    pub connect_secs: Option<u64>,
    /// The longest time until the first piece of an answer, in seconds.
    pub first_secs: Option<u64>,
    /// How many requests go there side by side.
    pub side_by_side: Option<u32>,
    /// How many tokens the model reads and writes altogether.
    pub context: Option<u32>,
}

/// The certificate this machine shows to an endpoint that asks who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientCertificate {
    /// The certificate and those that vouch for it (PEM).
    pub path: PathBuf,
    /// Its private key (PEM: PKCS#8, PKCS#1 or SEC1); `None` where it stands in the same file.
    pub key: Option<PathBuf>,
    /// The environment variable that holds the passphrase of an encrypted key; `None` where the keyring does.
    pub passphrase_env: Option<String>,
}

/// Who asks a proxy that lets nobody through unasked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxyLogin {
    /// The user name.
    pub user: String,
    /// The environment variable that holds the password; `None` where the keyring does.
    pub password_env: Option<String>,
}

impl ProxyLogin {
    /// Under which name the password stands in the keyring for the endpoint `name`.
    pub fn keyring_name(name: &str) -> String {
        format!("{name} (proxy)")
    }
}

impl Endpoint {
    /// How long making a connection may take.
    pub fn connect_timeout(&self) -> Duration {
        Duration::from_secs(self.limits.connect_secs.unwrap_or(CONNECT_SECS).clamp(1, 600))
    }

    /// How many requests go there side by side: where nobody has said, one to this machine, which has one model and one
    /// processor for it, and two to any other.
    pub fn side_by_side(&self) -> usize {
        let usual = if self.is_loopback() { 1 } else { 2 };
        self.limits.side_by_side.unwrap_or(usual).clamp(1, MOST_SIDE_BY_SIDE) as usize
    }
}

impl ClientCertificate {
    /// Under which name the passphrase of the key of the endpoint `name` stands in the keyring.
    pub fn keyring_name(name: &str) -> String {
        format!("{name} (client certificate)")
    }
}

/// What proves to an endpoint who this machine is; `None` where it has no certificate to show.
///
/// # Errors
/// [`Error::BadCertificate`] if the files cannot be read or do not hold a certificate and its key;
/// [`Error::CertificateLocked`] if the key is encrypted and the passphrase is missing or another one.
pub(super) fn identity(endpoint: &Endpoint) -> Result<Option<reqwest::Identity>, Error> {
    let Some(shown) = &endpoint.certificate else { return Ok(None) };
    let read = |path: &PathBuf| std::fs::read(path).map_err(|_| Error::BadCertificate { path: path.clone() });
    let mut pem = read(&shown.path)?;
    if let Some(path) = &shown.key {
        pem.push(b'\n');
        pem.extend(read(path)?);
    }
    let in_file = || shown.key.as_ref().unwrap_or(&shown.path).clone();
    let text = String::from_utf8(pem).map_err(|_| Error::BadCertificate { path: in_file() })?;
    let text = match encrypted_key(&text) {
        None => text,
        Some(block) => {
            let locked = || Error::CertificateLocked { path: in_file() };
            let passphrase = key::find_passphrase(endpoint, shown)?.ok_or_else(locked)?;
            let opened = decrypted(&text[block.clone()], passphrase.expose_secret()).ok_or_else(locked)?;
            format!("{}{opened}{}", &text[..block.start], &text[block.end..])
        }
    };
    let made = reqwest::Identity::from_pem(text.as_bytes()).map_err(|_| Error::BadCertificate { path: in_file() })?;
    Ok(Some(made))
}

/// Where an encrypted private key stands in `pem`.
fn encrypted_key(pem: &str) -> Option<std::ops::Range<usize>> {
    let start = pem.find("-----BEGIN ENCRYPTED PRIVATE KEY-----")?;
    let last = "-----END ENCRYPTED PRIVATE KEY-----";
    let end = start + pem[start..].find(last)? + last.len();
    Some(start..end)
}

/// The key in `block` without its passphrase, as PEM.
fn decrypted(block: &str, passphrase: &str) -> Option<String> {
    // Files written on Windows, and blank ends of lines, are no reason to refuse a key.
    let block = block.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    let (label, document) = SecretDocument::from_pem(&block).ok()?;
    EncryptedPrivateKeyInfoRef::validate_pem_label(label).ok()?;
    let info = EncryptedPrivateKeyInfoRef::try_from(document.as_bytes()).ok()?;
    let opened = info.decrypt(passphrase.as_bytes()).ok()?;
    opened.to_pem("PRIVATE KEY", pkcs8::LineEnding::LF).ok().map(|pem| pem.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::SecretString;

    #[test]
    fn nobody_has_said_is_a_choice_of_its_own() {
        let mut endpoint = Endpoint::new("e", "https://ai.example.jp");
        assert_eq!((endpoint.connect_timeout().as_secs(), endpoint.side_by_side()), (10, 2));
        assert_eq!(Endpoint::new("e", "http://localhost:8080").side_by_side(), 1);
        endpoint.limits = Limits { connect_secs: Some(0), side_by_side: Some(900), ..Limits::default() };
        assert_eq!((endpoint.connect_timeout().as_secs(), endpoint.side_by_side()), (1, 16));
    }

    const PEM: &str = include_str!("../../tests/data/client.pem");
    const KEY: &str = include_str!("../../tests/data/client-key.pem");

    fn with(certificate: &str, key: Option<&str>, variable: &str) -> Result<bool, Error> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("client.pem");
        std::fs::write(&path, certificate).unwrap();
        let key = key.map(|key| {
            let path = folder.path().join("key.pem");
            std::fs::write(&path, key).unwrap();
            path
        });
        let mut endpoint = Endpoint::new("庁内AI", "https://ai.example.jp");
        endpoint.certificate = Some(ClientCertificate { path, key, passphrase_env: Some(variable.to_owned()) });
        identity(&endpoint).map(|identity| identity.is_some())
    }

    #[test]
    fn an_encrypted_key_is_opened_with_its_passphrase_alone() {
        // Cargo sets these for every test: the passphrase of the key is the first, `kian`.
        assert_eq!(with(PEM, Some(KEY), "CARGO_PKG_NAME"), Ok(true));
        assert_eq!(with(&format!("{PEM}{}", KEY.replace('\n', "\r\n")), None, "CARGO_PKG_NAME"), Ok(true));
        assert!(matches!(with(PEM, Some(KEY), "CARGO_PKG_VERSION"), Err(Error::CertificateLocked { .. })));
        assert!(matches!(with(PEM, None, "CARGO_PKG_NAME"), Err(Error::BadCertificate { .. })));
        assert!(matches!(with("no certificate", Some(KEY), "CARGO_PKG_NAME"), Err(Error::BadCertificate { .. })));
        assert!(!format!("{:?}", SecretString::from("kian")).contains("kian"));
    }
}
