//! [`Vault`]: keys of endpoints in one encrypted file, for machines without a keyring. It is opened with a passphrase that is
//! nowhere but in a person's head: Argon2id makes a key of it, XChaCha20-Poly1305 keeps the file secret and whole.
//!
//! A vault that was opened stays so until the process ends; [`super::key`] looks into it where the keyring cannot be used.
//! Nothing is ever written in plain text, and a wrong passphrase and a file that was changed look the same.

use crate::text::Message;
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The version of the file's form.
const VERSION: u32 = 1;
/// What Argon2id is asked for: 64 MiB, three times, one lane (RFC 9106, second recommendation).
const MEMORY_KIB: u32 = 64 * 1024;
const TIMES: u32 = 3;
/// The most memory a file may ask for, in KiB: one from elsewhere must not take the machine down.
const MOST_KIB: u32 = 1024 * 1024;
/// What is bound into the file besides its content.
const PURPOSE: &[u8] = b"kian keys 1";

/// The fewest characters of a passphrase.
pub const SHORTEST: usize = 8;

/// What is the matter with the file of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "`path` is the file")]
pub enum VaultError {
    /// The passphrase is not the file's, or the file was changed.
    Passphrase { path: PathBuf },
    /// It is no such file, or of a later version.
    Damaged { path: PathBuf },
    /// It cannot be read or written.
    File { path: PathBuf },
    /// The passphrase is too short to keep anything secret.
    Short,
}

impl Message for VaultError {
    fn id(&self) -> &'static str {
        match self {
            Self::Passphrase { .. } => "error-vault-passphrase",
            Self::Damaged { .. } => "error-vault-damaged",
            Self::File { .. } => "error-vault-file",
            Self::Short => "error-vault-short",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Passphrase { path } | Self::Damaged { path } | Self::File { path } => {
                vec![("path", path.display().to_string())]
            }
            Self::Short => vec![("least", SHORTEST.to_string())],
        }
    }
}

/// See the module.
pub struct Vault {
    path: PathBuf,
    cipher: XChaCha20Poly1305,
    salt: [u8; 16],
    memory_kib: u32,
    times: u32,
    keys: BTreeMap<String, SecretString>,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault").field("path", &self.path).finish_non_exhaustive()
    }
}

/// The file: everything but the keys themselves, in hexadecimal.
#[derive(Serialize, Deserialize)]
struct Shape {
    version: u32,
    memory_kib: u32,
    times: u32,
    salt: String,
    nonce: String,
    data: String,
}

impl Vault {
    /// Opens the file `path` with `passphrase`, or begins it where there is none; nothing is written before a key is. It takes
    /// its time, on purpose.
    ///
    /// # Errors
    /// If the passphrase is not the file's or too short for a new one, or the file cannot be read.
    pub fn open(path: &Path, passphrase: &SecretString) -> Result<Self, VaultError> {
        let damaged = || VaultError::Damaged { path: path.to_owned() };
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Self::begin(path, passphrase),
            Err(_) => return Err(VaultError::File { path: path.to_owned() }),
        };
        let shape: Shape = serde_json::from_str(&text).map_err(|_| damaged())?;
        if shape.version != VERSION || shape.memory_kib > MOST_KIB || shape.times > 100 {
            return Err(damaged());
        }
        let salt: [u8; 16] = unhex(&shape.salt).and_then(|salt| salt.try_into().ok()).ok_or_else(damaged)?;
        let nonce: [u8; 24] = unhex(&shape.nonce).and_then(|nonce| nonce.try_into().ok()).ok_or_else(damaged)?;
        let data = unhex(&shape.data).ok_or_else(damaged)?;
        let cipher = cipher(passphrase, &salt, shape.memory_kib, shape.times).ok_or_else(damaged)?;
        let wrong = || VaultError::Passphrase { path: path.to_owned() };
        let payload = Payload { msg: &data, aad: PURPOSE };
        let plain = secret(cipher.decrypt(&XNonce::from(nonce), payload).map_err(|_| wrong())?).ok_or_else(damaged)?;
        let keys: BTreeMap<String, String> = serde_json::from_str(plain.expose_secret()).map_err(|_| damaged())?;
        let keys = keys.into_iter().map(|(name, key)| (name, SecretString::from(key))).collect();
        let Shape { memory_kib, times, .. } = shape;
        Ok(Self { path: path.to_owned(), cipher, salt, memory_kib, times, keys })
    }

    fn begin(path: &Path, passphrase: &SecretString) -> Result<Self, VaultError> {
        if passphrase.expose_secret().chars().count() < SHORTEST {
            return Err(VaultError::Short);
        }
        let file = || VaultError::File { path: path.to_owned() };
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|_| file())?;
        let cipher = cipher(passphrase, &salt, MEMORY_KIB, TIMES).ok_or_else(file)?;
        let (memory_kib, times) = (MEMORY_KIB, TIMES);
        Ok(Self { path: path.to_owned(), cipher, salt, memory_kib, times, keys: BTreeMap::new() })
    }

    /// The key of the endpoint `name`.
    pub fn key(&self, name: &str) -> Option<&SecretString> {
        self.keys.get(name)
    }

    /// Puts the key of the endpoint `name` into the file, or takes it out.
    ///
    /// # Errors
    /// If the file cannot be written; it is then as it was.
    pub fn set(&mut self, name: &str, key: Option<SecretString>) -> Result<(), VaultError> {
        let before = match key {
            Some(key) => self.keys.insert(name.to_owned(), key),
            None => self.keys.remove(name),
        };
        let saved = self.save();
        if saved.is_err() {
            match before {
                Some(key) => drop(self.keys.insert(name.to_owned(), key)),
                None => drop(self.keys.remove(name)),
            }
        }
        saved
    }

    fn save(&self) -> Result<(), VaultError> {
        let failed = || VaultError::File { path: self.path.clone() };
        let plain: BTreeMap<&str, &str> =
            self.keys.iter().map(|(name, key)| (name.as_str(), key.expose_secret())).collect();
        let plain = SecretString::from(serde_json::to_string(&plain).map_err(|_| failed())?);
        // Never the same nonce twice: it is new for every time the file is written.
        let mut nonce = [0; 24];
        getrandom::fill(&mut nonce).map_err(|_| failed())?;
        let payload = Payload { msg: plain.expose_secret().as_bytes(), aad: PURPOSE };
        let data = self.cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| failed())?;
        let shape = Shape {
            version: VERSION,
            memory_kib: self.memory_kib,
            times: self.times,
            salt: hex(&self.salt),
            nonce: hex(&nonce),
            data: hex(&data),
        };
        let text = serde_json::to_string_pretty(&shape).map_err(|_| failed())?;
        let folder = self.path.parent().ok_or_else(failed)?;
        // Made for its owner alone, and put in place whole.
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|_| failed())?;
        file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(|_| failed())?;
        file.persist(&self.path).map(drop).map_err(|_| failed())
    }
}

/// The vault that was opened in this process.
static OPENED: Mutex<Option<Vault>> = Mutex::new(None);

/// Keeps `vault` open until the process ends.
pub fn keep_open(vault: Vault) {
    if let Ok(mut opened) = OPENED.lock() {
        *opened = Some(vault);
    }
}

/// Whether a vault was opened in this process.
pub fn is_open() -> bool {
    with_opened(|_| ()).is_some()
}

/// Does something with the vault that is open; `None` where none is.
pub(super) fn with_opened<T>(work: impl FnOnce(&mut Vault) -> T) -> Option<T> {
    OPENED.lock().ok()?.as_mut().map(work)
}

fn cipher(passphrase: &SecretString, salt: &[u8], memory_kib: u32, times: u32) -> Option<XChaCha20Poly1305> {
    let params = Params::new(memory_kib, times, 1, Some(32)).ok()?;
    let mut key = [0; 32];
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(passphrase.expose_secret().as_bytes(), salt, &mut key).ok()?;
    let cipher = XChaCha20Poly1305::new(&key.into());
    key.fill(0);
    Some(cipher)
}

/// Bytes of text as a secret, which is wiped when it is dropped.
fn secret(bytes: Vec<u8>) -> Option<SecretString> {
    String::from_utf8(bytes).ok().map(SecretString::from)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(text: &str) -> SecretString {
        SecretString::from(text)
    }

    #[test]
    fn keys_are_found_again_with_the_passphrase_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        assert_eq!(Vault::open(&path, &phrase("short")).err(), Some(VaultError::Short));
        let mut vault = Vault::open(&path, &phrase("correct horse")).unwrap();
        assert!(!path.exists());
        vault.set("庁内", Some(phrase("sk-canary"))).unwrap();
        vault.set("other", Some(phrase("sk-other"))).unwrap();
        vault.set("other", None).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        for plain in ["canary", "庁内", "horse"] {
            assert!(!text.contains(plain) && !format!("{vault:?}").contains(plain), "{text}");
        }
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions()) & 0o777,
            0o600
        );
        let again = Vault::open(&path, &phrase("correct horse")).unwrap();
        assert_eq!(again.key("庁内").unwrap().expose_secret(), "sk-canary");
        assert!(again.key("other").is_none());
        let wrong = Vault::open(&path, &phrase("correct house")).err();
        assert_eq!(wrong, Some(VaultError::Passphrase { path: path.clone() }));

        // Any change of what is sealed is noticed; what is no such file says so.
        let data = text.find("\"data\": \"").unwrap() + 9;
        for at in [data, data + 20, text.rfind('"').unwrap() - 1] {
            let flipped = if &text[at..=at] == "0" { "1" } else { "0" };
            std::fs::write(&path, format!("{}{flipped}{}", &text[..at], &text[at + 1..])).unwrap();
            assert_eq!(
                Vault::open(&path, &phrase("correct horse")).err(),
                Some(VaultError::Passphrase { path: path.clone() })
            );
        }
        for damage in ["", "{}", &text[..text.len() / 2], &text.replace("65536", "99999999")] {
            std::fs::write(&path, damage).unwrap();
            assert_eq!(
                Vault::open(&path, &phrase("correct horse")).err(),
                Some(VaultError::Damaged { path: path.clone() })
            );
        }
    }
}
