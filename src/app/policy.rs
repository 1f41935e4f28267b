//! Where the office's policy lies and what it comes to: read, held against the office's key, put over the person's settings.
//! Whatever is wrong with it, nothing leaves this machine until that is put right.

use super::files::{self, FileError};
use super::settings::Settings;
use crate::assistant::Endpoint;
use crate::assistant::policy::{self, Fixed, Policy, PolicyProblem, Sealed, Standing, digest};
use crate::document::Scheme;
use crate::i18n::Locale;
use crate::proofread::RuleLevel;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The file in its fixed place.
const FILE: &str = "policy.toml";
/// The public keys that must have signed it, and any other policy on this machine.
const KEYS: &str = "policy.pub";

/// The folder only administrators write to: `/etc/kian`; `%ProgramData%\kian` on Windows; `/Library/Application Support/kian`
/// on macOS.
pub fn fixed_place() -> PathBuf {
    if cfg!(windows) {
        let data = std::env::var_os("ProgramData").unwrap_or_else(|| r"C:\ProgramData".into());
        PathBuf::from(data).join("kian")
    } else if cfg!(target_os = "macos") {
        PathBuf::from("/Library/Application Support/kian")
    } else {
        PathBuf::from("/etc/kian")
    }
}

/// The policy in force: the file `asked` for on the command line, the one in the fixed place, the one the settings name, or
/// the built-in one.
pub fn load(asked: Option<&Path>, settings: &Settings) -> Policy {
    load_from(&fixed_place(), asked, settings)
}

/// [`load`] with a fixed place of one's own.
pub fn load_from(place: &Path, asked: Option<&Path>, settings: &Settings) -> Policy {
    let (fixed, keys) = (place.join(FILE), place.join(KEYS));
    let has_keys = exists(&keys);
    let asked = asked.filter(|asked| *asked != fixed);
    let file = match (asked, exists(&fixed), &settings.policy) {
        // What an administrator has put there is not replaced by a file from anywhere, unless their key vouches for it.
        (Some(_), true, _) if !has_keys => return Policy::refused(vec![PolicyProblem::Replaced { path: fixed }]),
        (Some(asked), ..) => asked.to_owned(),
        (None, true, _) => fixed,
        (None, false, Some(named)) => named.clone(),
        // A key waits for a policy: without one nobody knows what holds here.
        (None, false, None) if has_keys => {
            return Policy::refused(vec![PolicyProblem::Unreadable { path: fixed }]);
        }
        (None, false, None) => return Policy::built_in(settings.scheme.unwrap_or(Scheme::National)),
    };
    let keys = if has_keys { keys } else { file.with_extension("pub") };
    open(&file, &keys).unwrap_or_else(Policy::refused)
}

/// The policy in `file`, signed by one of `keys` where there is such a file.
///
/// # Errors
/// Whatever is wrong with it.
pub fn open(file: &Path, keys: &Path) -> Result<Policy, Vec<PolicyProblem>> {
    let unreadable = |path: &Path| vec![PolicyProblem::Unreadable { path: path.to_owned() }];
    let bytes = files::read_file(file, policy::LIMIT).map_err(|_| unreadable(file))?;
    let mut sig = file.as_os_str().to_owned();
    sig.push(".sig");
    let sig = PathBuf::from(sig);
    let signature = optional(&sig).map_err(|_| unreadable(&sig))?;
    let signed = match (optional(keys).map_err(|_| unreadable(keys))?, signature) {
        (None, None) => false,
        (None, Some(_)) => return Err(vec![PolicyProblem::NoKey { path: keys.to_owned() }]),
        (Some(_), None) => return Err(vec![PolicyProblem::Unsigned { path: sig }]),
        (Some(keys_file), Some(signature)) => {
            match policy::verify(&bytes, &signature, &String::from_utf8_lossy(&keys_file)) {
                Sealed::Yes => true,
                Sealed::No => return Err(vec![PolicyProblem::Signature { path: file.to_owned() }]),
                Sealed::BadKey => return Err(vec![PolicyProblem::BadKey { path: keys.to_owned() }]),
            }
        }
    };
    let text = std::str::from_utf8(&bytes).map_err(|_| vec![PolicyProblem::Encoding])?;
    let read = Policy::read(text)?;
    Ok(Policy { standing: Standing::InForce { signed }, digest: digest(&bytes), ..read })
}

/// The file's bytes; `None` where there is none.
fn optional(path: &Path) -> Result<Option<Vec<u8>>, FileError> {
    match files::read_file(path, policy::LIMIT) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(FileError::NotFound { .. } | FileError::NotAFolder { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether there is something there; what cannot be looked at counts as being there.
fn exists(path: &Path) -> bool {
    path.try_exists().unwrap_or(true)
}

/// The endpoints a person can choose from: those of the policy, with what the person has set about the connection, then
/// their own, as far as they may have any.
pub fn endpoints(policy: &Policy, settings: &Settings) -> Vec<Endpoint> {
    let mut list: Vec<Endpoint> = Vec::new();
    for approved in &policy.endpoints {
        let of_policy = approved.endpoint();
        let own = settings.endpoints.iter().find(|own| own.name == approved.name);
        list.push(match own {
            None => of_policy,
            Some(own) => {
                let mut endpoint = Endpoint { url: of_policy.url, kind: of_policy.kind, ..own.clone() };
                if endpoint.model.is_empty() {
                    endpoint.model = of_policy.model;
                }
                endpoint
            }
        });
    }
    let theirs = |own: &&Endpoint| list.iter().all(|known| known.name != own.name);
    let more: Vec<Endpoint> = settings.endpoints.iter().filter(theirs).cloned().collect();
    // Those that are not approved stay in the list: whoever chooses one is told why nothing goes there.
    list.extend(more);
    list
}

/// How much findings of rules matter: what the office says, else what the person says.
pub fn rules(policy: &Policy, settings: &Settings) -> BTreeMap<String, RuleLevel> {
    let mut rules = settings.rules.clone();
    let fixed = policy.rules.iter().filter_map(|(id, code)| Some((id.clone(), RuleLevel::from_code(code)?)));
    rules.extend(fixed);
    rules
}

/// Puts what the office has fixed over what the person has set.
pub fn put_over(policy: &Policy, settings: &mut Settings) {
    for (name, fixed) in &policy.settings {
        let Fixed::Text(text) = fixed else { continue };
        match name.as_str() {
            "locale" => settings.locale = Locale::from_code(text).or(settings.locale),
            "theme" => settings.theme = super::settings::Theme::from_code(text).unwrap_or(settings.theme),
            "default-classification" => {
                settings.default_classification = policy.levels.read(text).or(settings.default_classification);
            }
            "words-folder" => settings.words_folder = Some(PathBuf::from(text)),
            "endpoint" => settings.chosen_endpoint = Some(text.clone()).filter(|name| !name.is_empty()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
