//! [`Personal`] information in a text, found on this machine: numbers of persons, how they are reached, where they live, when
//! they were born, what they are called.
//!
//! [`find`] needs no model. A number is judged by its form, its check digit where it has one, and the words beside it:
//! 個人番号 raises, 伝票番号 lowers. A name is judged by the dictionary and by what stands around it: 様, 課長, 氏名, フリガナ.
//! What only looks alike is left alone: numbers of laws and documents, amounts, dates, places, organisations. What is
//! public of an organisation (法人番号, the telephone and the address of an office) is found too but only
//! [for information](Personal::is_information).
//!
//! An office's own words and patterns (NGワード) come from outside, as [`OwnWords`].

mod alone;
mod checks;
mod contacts;
mod cued;
mod cued_given;
mod cued_lists;
mod cued_whole;
mod cues;
mod folded;
mod kana;
mod latin;
mod latin_alone;
mod latin_cued;
mod lexicon;
mod lists;
mod numbers;
mod own;
mod people;
mod places;
mod spaced;
mod standing;
mod told;
mod weighed;

pub use own::{OwnWord, OwnWords, Treatment, Unusable};

use super::{Lang, Message, Span};
use cues::Cues;
use folded::Folded;
use std::collections::BTreeMap;
use std::ops::Range;

/// What sort of information it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 個人番号 (マイナンバー).
    MyNumber,
    /// 法人番号: public, for information only.
    Houjin,
    /// 運転免許証番号.
    DriversLicense,
    /// 住民票コード.
    JuminhyoCode,
    /// 基礎年金番号.
    PensionNumber,
    /// 雇用保険被保険者番号.
    EmploymentInsurance,
    /// 保険者番号: of an organisation, telling together with others.
    Insurer,
    /// 記号 or 番号 of a health or care insurance.
    HealthInsurance,
    /// 旅券番号.
    Passport,
    /// 在留カード番号.
    ResidenceCard,
    /// A telephone number.
    Phone,
    /// A postal code.
    Postal,
    /// An address.
    Address,
    /// A bank account, also of ゆうちょ銀行.
    BankAccount,
    /// A credit card.
    CreditCard,
    /// A mail address.
    Email,
    /// A date of birth.
    BirthDate,
    /// A person's name.
    Person,
    /// A vehicle's number plate.
    VehiclePlate,
    /// A word or pattern of the office's own.
    Own,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 20] = [
        Self::MyNumber,
        Self::Houjin,
        Self::DriversLicense,
        Self::JuminhyoCode,
        Self::PensionNumber,
        Self::EmploymentInsurance,
        Self::Insurer,
        Self::HealthInsurance,
        Self::Passport,
        Self::ResidenceCard,
        Self::Phone,
        Self::Postal,
        Self::Address,
        Self::BankAccount,
        Self::CreditCard,
        Self::Email,
        Self::BirthDate,
        Self::Person,
        Self::VehiclePlate,
        Self::Own,
    ];

    /// Its name in JSON: `my_number`. The Fluent message is `personal-kind-` and the same with hyphens.
    pub fn code(self) -> &'static str {
        match self {
            Kind::MyNumber => "my_number",
            Kind::Houjin => "houjin",
            Kind::DriversLicense => "drivers_license",
            Kind::JuminhyoCode => "juminhyo_code",
            Kind::PensionNumber => "pension_number",
            Kind::EmploymentInsurance => "employment_insurance",
            Kind::Insurer => "insurer",
            Kind::HealthInsurance => "health_insurance",
            Kind::Passport => "passport",
            Kind::ResidenceCard => "residence_card",
            Kind::Phone => "phone",
            Kind::Postal => "postal",
            Kind::Address => "address",
            Kind::BankAccount => "bank_account",
            Kind::CreditCard => "credit_card",
            Kind::Email => "email",
            Kind::BirthDate => "birth_date",
            Kind::Person => "person",
            Kind::VehiclePlate => "vehicle_plate",
            Kind::Own => "own_word",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The Fluent message that names it.
    pub fn message(self) -> String {
        format!("personal-kind-{}", self.code().replace('_', "-"))
    }
}

/// How sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// It may be: worth a look.
    Possible,
    /// Nearly always.
    Likely,
    /// Form and words beside it leave no doubt.
    Certain,
}

impl Confidence {
    /// All of them.
    pub const ALL: [Confidence; 3] = [Self::Possible, Self::Likely, Self::Certain];

    /// Its name in JSON. The Fluent message is `personal-confidence-` and the same.
    pub fn code(self) -> &'static str {
        match self {
            Confidence::Possible => "possible",
            Confidence::Likely => "likely",
            Confidence::Certain => "certain",
        }
    }
}

/// Why something was found. Words are those of the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The check digit fits and the word stands beside it.
    CheckAndCue(String),
    /// The check digit fits; no word says what it is.
    Check,
    /// The word says what it is, but the check digit does not fit.
    CueOnly(String),
    /// The word stands beside it.
    Cue(String),
    /// It is written as such things are.
    Form,
    /// The number of an organisation: for information.
    Organisation,
    /// It belongs to an office: for information.
    Office(String),
    /// A name with this form of address.
    Honorific(String),
    /// A name with this office or title.
    Title(String),
    /// A family name and a given name.
    FullName,
    /// The reading of a name.
    Reading,
    /// A word or pattern of the office's own.
    Own,
}

impl Message for Reason {
    fn id(&self) -> &'static str {
        match self {
            Reason::CheckAndCue(_) => "personal-reason-check-and-cue",
            Reason::Check => "personal-reason-check",
            Reason::CueOnly(_) => "personal-reason-cue-only",
            Reason::Cue(_) => "personal-reason-cue",
            Reason::Form => "personal-reason-form",
            Reason::Organisation => "personal-reason-organisation",
            Reason::Office(_) => "personal-reason-office",
            Reason::Honorific(_) => "personal-reason-honorific",
            Reason::Title(_) => "personal-reason-title",
            Reason::FullName => "personal-reason-full-name",
            Reason::Reading => "personal-reason-reading",
            Reason::Own => "personal-reason-own",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Reason::CheckAndCue(word)
            | Reason::CueOnly(word)
            | Reason::Cue(word)
            | Reason::Office(word)
            | Reason::Honorific(word)
            | Reason::Title(word) => vec![("word", word.trim().to_owned())],
            _ => Vec::new(),
        }
    }
}

/// A piece of personal information.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Personal {
    /// What sort.
    pub kind: Kind,
    /// Where, in bytes.
    pub span: Span,
    /// How sure.
    pub confidence: Confidence,
    /// Why.
    pub reason: Reason,
}

impl Personal {
    /// Whether it is nobody's own, and only worth knowing of: the number, telephone or address of an organisation.
    pub fn is_information(&self) -> bool {
        self.kind == Kind::Houjin || matches!(self.reason, Reason::Office(_))
    }
}

/// The personal information of `text`, in the order of the text, nowhere two at one place; with what is
/// [for information](Personal::is_information) among it. `lang` is the language of the text where it is known; without it
/// both are looked for everywhere. Takes time in proportion to the text's length.
pub fn find(text: &str, lang: Option<Lang>) -> Vec<Personal> {
    find_with(text, lang, &OwnWords::default())
}

/// The same, and the office's own words and patterns, which win over everything else.
pub fn find_with(text: &str, lang: Option<Lang>, own: &OwnWords) -> Vec<Personal> {
    let folded = Folded::new(text);
    let mut finder = Finder {
        cues: Cues::new(&folded),
        folded: &folded,
        found: Vec::new(),
        taken: BTreeMap::new(),
        somebody: BTreeMap::new(),
    };
    own.find(&mut finder);
    finder.mails();
    finder.birth_dates();
    finder.plates();
    finder.phones();
    finder.phones_abroad();
    finder.numbers();
    finder.codes();
    finder.addresses();
    if lang != Some(Lang::En) || text.contains(cues::is_kanji) {
        finder.people();
    }
    finder.latin_people();
    let mut found = finder.found;
    found.sort_by_key(|one| one.range.start);
    found.into_iter().map(|one| one.personal(&folded)).collect()
}

/// One thing found, in places of the folded text.
struct One {
    kind: Kind,
    range: Range<usize>,
    confidence: Confidence,
    reason: Reason,
}

impl One {
    fn personal(self, folded: &Folded) -> Personal {
        let Self { kind, range, confidence, reason } = self;
        Personal { kind, span: folded.span(&range), confidence, reason }
    }
}

/// The search: what is read, and what was found so far. What is surer of itself is looked for first; nothing is found
/// where something was found before.
struct Finder<'t> {
    folded: &'t Folded,
    cues: Cues<'t>,
    found: Vec<One>,
    /// Where something was found, or where nothing more is to be: starts and ends.
    taken: BTreeMap<usize, usize>,
    /// Where people were found: starts and ends.
    somebody: BTreeMap<usize, usize>,
}

impl<'t> Finder<'t> {
    /// What is read.
    fn text(&self) -> &'t str {
        &self.folded.text
    }

    /// Whether nothing was found in `range` yet.
    fn is_free(&self, range: &Range<usize>) -> bool {
        self.taken.range(..range.end).next_back().is_none_or(|(_, end)| *end <= range.start)
    }

    /// Notes a finding, unless there is one at its place.
    fn note(&mut self, kind: Kind, mut range: Range<usize>, confidence: Confidence, reason: Reason) -> bool {
        let words = &self.text()[range.clone()];
        if let Some(name) = words.strip_suffix("'s").or(words.strip_suffix("’s")).filter(|_| kind == Kind::Person) {
            range.end = range.start + name.len();
        }
        let free = !range.is_empty() && self.is_free(&range);
        if free {
            self.taken.insert(range.start, range.end);
            if kind == Kind::Person {
                self.somebody.insert(range.start, range.end);
            }
            self.found.push(One { kind, range, confidence, reason });
        }
        free
    }

    /// Notes one that the word `cue` speaks of.
    fn note_cued(&mut self, kind: Kind, range: Range<usize>, confidence: Confidence, cue: &cues::Said) -> bool {
        let reason = Reason::Cue(self.cues.word(cue));
        self.note(kind, range, confidence, reason)
    }
}

#[cfg(test)]
mod tests;
