//! [`Policy`]: what an office allows its people and this program: which endpoints there are and under which approval, which
//! 格付け may go where, what is masked, what is recorded, what is disclosed.
//!
//! It is one TOML file that people can read and sign (docs/policy.md); [`Policy::read`] is strict and names every place it
//! does not understand. A file that is damaged, changed or not signed as it should be is no policy: [`Policy::refused`]
//! keeps everything on this machine until somebody has put it right. Where there is no file, [`Policy::built_in`] is
//! careful. Settings of a person only ever tighten what stands here.

mod problem;
mod read;
mod seal;

pub use problem::PolicyProblem;
pub use seal::{Sealed, digest, verify};

use super::endpoint::{Endpoint, Kind};
use super::request::Task;
use crate::document::{Classification, Levels, Scheme};
use crate::text::{Date, Lang};
use std::collections::BTreeMap;

/// The version of the file's form that is read.
pub const VERSION: i64 = 1;
/// The largest policy file, in bytes.
pub const LIMIT: u64 = 1 << 20;

/// Where a policy comes from and whether it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is no file: the careful one of the program.
    BuiltIn,
    /// The office's own.
    InForce {
        /// Whether a key of the office has signed it. Without a key in its place nobody can tell.
        signed: bool,
    },
    /// There is a file and it cannot be trusted; why.
    Refused(Vec<PolicyProblem>),
}

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Where it comes from and whether it holds.
    pub standing: Standing,
    /// What the office calls it; empty for the built-in one.
    pub name: String,
    /// Whom to ask; empty for the built-in one.
    pub contact: String,
    /// The last day it holds.
    pub valid_until: Option<Date>,
    /// SHA-256 of the file, in hexadecimal; empty for the built-in one.
    pub digest: String,
    /// The levels there are.
    pub levels: Levels,
    /// Levels that never leave this machine.
    pub never_remote: Vec<Classification>,
    /// The endpoints there are.
    pub endpoints: Vec<Approved>,
    /// Whether people may use endpoints of their own besides, up to the level each is cleared for.
    pub own_endpoints: bool,
    /// What becomes of personal data and of words that must not leave.
    pub masking: Masking,
    /// What the audit trail keeps.
    pub log: Log,
    /// What can be done at all.
    pub scope: Scope,
    /// How much findings of proofreading rules matter, by their ids; for those not named a person decides.
    pub rules: BTreeMap<String, String>,
    /// What is said about the use of AI.
    pub disclosure: Disclosure,
    /// What must be before a document goes out.
    pub check: Check,
    /// Bounds of a single request.
    pub limits: Limits,
    /// Settings the office has fixed, by their names in the settings file.
    pub settings: BTreeMap<String, Fixed>,
}

/// An endpoint the office has approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// What it is called.
    pub name: String,
    /// Its address; what is approved is its host and port.
    pub url: String,
    /// Its protocol.
    pub kind: Kind,
    /// The models that may be asked, the first of them unless somebody chooses; empty for any.
    pub models: Vec<String>,
    /// Who runs it.
    pub operator: String,
    /// Where it stands.
    pub region: String,
    /// Whether it runs on terms for the general public (約款型外部サービス).
    pub public_terms: bool,
    /// Whether it learns from what it is sent.
    pub learning: Learning,
    /// The number of the approval; blank is none.
    pub approval: String,
    /// Who approved it; blank is nobody.
    pub approver: String,
    /// The last day of the approval; none without an end.
    pub expires: Option<Date>,
    /// What permits more than the lowest level in spite of public terms or learning; blank is nothing.
    pub exception: String,
    /// The levels that may go there.
    pub allow: Vec<Classification>,
    /// What it may be asked to do; `None` for whatever [`Scope`] lets through.
    pub tasks: Option<Vec<Task>>,
}

/// Whether a service learns from what it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Learning {
    /// It does not, by contract or by what it is.
    No,
    /// It does.
    Yes,
    /// Nobody knows.
    Unknown,
}

impl Learning {
    /// All of them.
    pub const ALL: [Learning; 3] = [Learning::No, Learning::Yes, Learning::Unknown];

    /// `no`, `yes` or `unknown`.
    pub fn code(self) -> &'static str {
        match self {
            Learning::No => "no",
            Learning::Yes => "yes",
            Learning::Unknown => "unknown",
        }
    }
}

/// Kinds of personal data a policy can name.
pub const PERSONAL: [&str; 19] = [
    "my_number",
    "drivers_license",
    "juminhyo_code",
    "pension_number",
    "employment_insurance",
    "insurer",
    "health_insurance",
    "passport",
    "residence_card",
    "phone",
    "postal",
    "address",
    "bank_account",
    "credit_card",
    "email",
    "birth_date",
    "person",
    "vehicle_plate",
    "houjin",
];

/// What becomes of personal data in a text that is to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MaskingMode {
    /// It is masked, always.
    Required,
    /// It is masked unless a person says otherwise.
    Offered,
    /// It is not looked for.
    Off,
}

/// What becomes of something that must not leave as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Treatment {
    /// Nothing is sent that holds it.
    Block,
    /// A placeholder goes in its place.
    Mask,
}

/// What becomes of personal data and of words that must not leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masking {
    /// Whether it is done.
    pub mode: MaskingMode,
    /// Kinds of [`PERSONAL`] with which nothing is sent.
    pub block: Vec<String>,
    /// Kinds of [`PERSONAL`] that are masked; `None` for all that are not blocked.
    pub mask: Option<Vec<String>>,
    /// The purpose the law names for which 個人番号 may be handled, masked; blank: it is blocked.
    pub legal_purpose: String,
    /// The office's own words and patterns.
    pub words: Vec<Guarded>,
}

/// A word or a pattern of the office that must not leave as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guarded {
    /// The word, or the pattern, a regular expression.
    pub text: String,
    /// Whether it is a pattern.
    pub is_pattern: bool,
    /// What becomes of it.
    pub treatment: Treatment,
}

/// How much of what was said the audit trail keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Content {
    /// Neither text nor hash.
    Off,
    /// A hash of it.
    Hash,
    /// The text itself.
    Full,
}

impl Content {
    /// `off`, `hash` or `full`.
    pub fn code(self) -> &'static str {
        match self {
            Content::Off => "off",
            Content::Hash => "hash",
            Content::Full => "full",
        }
    }
}

/// What the audit trail keeps, and how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// How much of what was said.
    pub content: Content,
    /// For how many days.
    pub retention_days: u32,
}

/// What can be done at all; `None` is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// What endpoints may be asked to do.
    pub tasks: Option<Vec<Task>>,
    /// The forms that are offered, by their ids.
    pub forms: Option<Vec<String>>,
    /// The templates of requests that are offered, by their ids.
    pub templates: Option<Vec<String>>,
    /// Whether an endpoint that is asked again is told what was turned down of its answer; `None` is yes.
    pub tell_rejected: Option<bool>,
    /// Whether a person may send more of a document without seeing it first each time; `None` is yes.
    pub skip_preview: Option<bool>,
}

/// When the sentence about the use of AI goes into a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Insert {
    /// When a person asks for it.
    Command,
    /// Into every file made for somebody else, of a document that AI had a part in.
    Export,
    /// Never.
    Never,
}

/// What is said about the use of AI, in the office's own words; `None` leaves them to the program. `{engine}`, `{model}` and
/// `{date}` stand for what really was used and when it was last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// When it goes in.
    pub insert: Insert,
    /// The sentence in Japanese.
    pub ja: Option<String>,
    /// The sentence in English.
    pub en: Option<String>,
}

impl Disclosure {
    /// The office's sentence for documents in `lang`.
    pub fn wording(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::Ja => self.ja.as_deref(),
            Lang::En => self.en.as_deref(),
        }
    }
}

/// What must be before a document goes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// A person must have checked it as it stands before a copy is made for somebody else.
    pub before_export: bool,
    /// Whoever approves a translated pair must be somebody else than who translated and who confirmed it.
    pub approval_by_other: bool,
}

/// Bounds of a single request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The most characters that are sent at once.
    pub request_characters: Option<u32>,
}

/// The value of a setting the office has fixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fixed {
    /// A text.
    Text(String),
    /// Whatever the person has; it is only locked.
    Locked,
}

/// The settings a policy can fix, by their names in the settings file.
pub const SETTINGS: [&str; 6] = ["locale", "theme", "default-classification", "words-folder", "rules", "endpoint"];

impl Default for Policy {
    fn default() -> Self {
        Self::built_in(Scheme::National)
    }
}

impl Policy {
    /// What holds where an office has said nothing: endpoints of one's own up to the level each is cleared for, nothing of
    /// the highest levels beyond this machine, 個人番号 blocked, hashes for a year.
    pub fn built_in(scheme: Scheme) -> Self {
        let levels = Levels::preset(scheme);
        Self {
            standing: Standing::BuiltIn,
            name: String::new(),
            contact: String::new(),
            valid_until: None,
            digest: String::new(),
            never_remote: never_remote(&levels),
            levels,
            endpoints: Vec::new(),
            own_endpoints: true,
            masking: Masking::default(),
            log: Log::default(),
            scope: Scope::default(),
            rules: BTreeMap::new(),
            disclosure: Disclosure { insert: Insert::Command, ja: None, en: None },
            check: Check::default(),
            limits: Limits::default(),
            settings: BTreeMap::new(),
        }
    }

    /// What holds while the office's file cannot be trusted: the built-in one, and nothing leaves this machine.
    pub fn refused(problems: Vec<PolicyProblem>) -> Self {
        Self { standing: Standing::Refused(problems), own_endpoints: false, ..Self::default() }
    }

    /// The policy in `text`.
    ///
    /// # Errors
    /// Everything in it that is not understood, in the order of the file.
    pub fn read(text: &str) -> Result<Self, Vec<PolicyProblem>> {
        read::policy(text)
    }

    /// What is wrong with the office's file, if it cannot be trusted.
    pub fn problems(&self) -> &[PolicyProblem] {
        match &self.standing {
            Standing::Refused(problems) => problems,
            _ => &[],
        }
    }

    /// Whether an office has said anything.
    pub fn is_office(&self) -> bool {
        self.standing != Standing::BuiltIn
    }

    /// The approval under which `endpoint` is used: that of its name if it is at the approved address, else the first for
    /// that address. An endpoint whose address cannot be read is none.
    pub fn approval(&self, endpoint: &Endpoint) -> Option<&Approved> {
        let place = origin(&endpoint.final_url().ok()?)?;
        let there = |approved: &&Approved| approved.origin().as_ref() == Some(&place);
        let mut all = self.endpoints.iter().filter(there);
        let named = self.endpoints.iter().filter(there).find(|approved| approved.name == endpoint.name);
        named.or_else(|| all.next())
    }

    /// Whether the setting `name` is the office's to make.
    pub fn locks(&self, name: &str) -> bool {
        self.settings.contains_key(name)
    }

    /// Whether endpoints may be asked to do `task`.
    pub fn offers_task(&self, task: Task) -> bool {
        self.scope.tasks.as_ref().is_none_or(|tasks| tasks.contains(&task))
    }

    /// Whether an endpoint that is asked again is told what was turned down.
    pub fn tells_rejected(&self) -> bool {
        self.scope.tell_rejected.unwrap_or(true)
    }

    /// Whether a person may say of a document that they need not see what is sent each time.
    pub fn lets_skip_preview(&self) -> bool {
        self.scope.skip_preview.unwrap_or(true)
    }

    /// The forms the policy names that are none of `shelf`: a slip of the pen, or a file that is not where forms are kept.
    pub fn forms_not_on<'s>(&self, shelf: impl Iterator<Item = &'s str>) -> Vec<String> {
        let known: Vec<&str> = shelf.collect();
        let named = self.scope.forms.iter().flatten();
        named.filter(|id| !known.contains(&id.as_str())).cloned().collect()
    }

    /// Whether the form `id` is offered.
    pub fn offers_form(&self, id: &str) -> bool {
        self.scope.forms.as_ref().is_none_or(|forms| forms.iter().any(|form| form == id))
    }
}

/// The levels that never leave this machine unless a policy says otherwise: 機密性3; 自治体機密性3B and 3A; of an office's own
/// the highest.
fn never_remote(levels: &Levels) -> Vec<Classification> {
    match levels.scheme() {
        Scheme::Own => levels.iter().next_back().map(|level| level.level).into_iter().collect(),
        _ => vec![Classification::Three, Classification::ThreeB, Classification::ThreeA],
    }
}

/// Protocol, host and port: what an approval is for.
fn origin(url: &reqwest::Url) -> Option<(String, String, u16)> {
    Some((url.scheme().to_owned(), url.host_str()?.trim_end_matches('.').to_owned(), url.port_or_known_default()?))
}

impl Approved {
    fn origin(&self) -> Option<(String, String, u16)> {
        origin(&self.endpoint().final_url().ok()?)
    }

    /// The endpoint as the policy describes it. What may go there says the policy.
    pub fn endpoint(&self) -> Endpoint {
        let mut endpoint = Endpoint::new(self.name.clone(), self.url.clone());
        endpoint.kind = self.kind;
        endpoint.auth_header = self.kind.auth_header().to_owned();
        endpoint.model = self.models.first().cloned().unwrap_or_default();
        if let Some(highest) = self.allow.last() {
            endpoint.allow = *highest;
        }
        endpoint
    }
}

impl Default for Masking {
    fn default() -> Self {
        Self {
            mode: MaskingMode::Offered,
            block: vec!["my_number".to_owned()],
            mask: None,
            legal_purpose: String::new(),
            words: Vec::new(),
        }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { content: Content::Hash, retention_days: 364 }
    }
}

#[cfg(test)]
mod tests;
