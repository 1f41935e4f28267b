//! The seal of a policy file: a detached Ed25519 signature (RFC 8032) over its bytes, as `openssl pkeyutl` makes it, and the
//! office's public keys in PEM. Two keys in one file let an office change from one to the other.

use ed25519_dalek::pkcs8::DecodePublicKey;
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};

/// How the keys of a file begin and end.
const BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const END: &str = "-----END PUBLIC KEY-----";

/// What came of holding a signature against keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealed {
    /// One of the keys made it, for these very bytes.
    Yes,
    /// None of them did.
    No,
    /// The keys cannot be read: there is none, or one of them is none of Ed25519's.
    BadKey,
}

/// Whether `signature`, 64 bytes as they are or the same in hexadecimal, is one of the keys' for `bytes`.
pub fn verify(bytes: &[u8], signature: &[u8], keys: &str) -> Sealed {
    let Some(keys) = public_keys(keys) else { return Sealed::BadKey };
    let Some(signature) = signature_of(signature) else { return Sealed::No };
    // Strict: a signature that more than one text could have is none.
    if keys.iter().any(|key| key.verify_strict(bytes, &signature).is_ok()) { Sealed::Yes } else { Sealed::No }
}

/// SHA-256 of `bytes`, in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn public_keys(text: &str) -> Option<Vec<VerifyingKey>> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(BEGIN) {
        let end = at + rest[at..].find(END)? + END.len();
        let key = VerifyingKey::from_public_key_pem(&rest[at..end]).ok().filter(|key| !key.is_weak())?;
        keys.push(key);
        rest = &rest[end..];
    }
    (!keys.is_empty()).then_some(keys)
}

fn signature_of(bytes: &[u8]) -> Option<Signature> {
    if let Ok(bytes) = <&[u8; 64]>::try_from(bytes) {
        return Some(Signature::from_bytes(bytes));
    }
    let text = std::str::from_utf8(bytes).ok()?.trim();
    let digit = |at: usize| text.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    if text.len() != 128 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut raw = [0; 64];
    for (at, byte) in raw.iter_mut().enumerate() {
        *byte = digit(2 * at)?;
    }
    Some(Signature::from_bytes(&raw))
}
