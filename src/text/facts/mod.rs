//! [`Fact`]s: what a text states that can be compared, found without a model, in Japanese and English alike.
//!
//! [`find`] walks through a text once and notes dates, times, amounts, numbers, telephones, articles of law and the rest of
//! [`Kind`], each with its place and a [`Value`] that is the same however it is written: 令和8年4月1日, R8.4.1 and
//! `April 1, 2026` are one day, 3億5,000万円 and `¥350 million` one amount. On top of it stands the fact guard:
//! [`compare`](fn@compare) says what one text states and the other does not.

mod amounts;
mod clock;
mod compare;
mod contacts;
mod cursor;
mod days;
mod figures;
mod law;
mod names;
mod scan;
mod units;
mod value;

pub use compare::{Differences, Scope, Stated, compare, unexplained};
pub use figures::{ENGLISH_NUMBERS, ORDINALS, english_number};
pub use units::is_measure;
pub use value::{Day, Decimal, Value};

use super::Span;

/// What sort of thing a fact is. Beside each stands how its value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A day or a part of one: `2026-04-01`, `2026-04`, `2026`, `FY2026`, `--04-01` without its year, `--04`, `---01`.
    Date,
    /// A day of the week: `Wednesday`.
    Weekday,
    /// A time of day: `15:30`, `25:00`.
    Time,
    /// A length of time after ISO 8601: `P3M`, `P14D` (two weeks), `PT1H30M`.
    Duration,
    /// An amount of money: `JPY 350000000`.
    Money,
    /// A number, with what it counts where that is said: `40 persons`, `3 places`, `1/3`.
    Number,
    /// `12.5%`, 3割 as `30%`; percentage points as `2 points`.
    Percent,
    /// A telephone number in digits, as dialled within the country: `0312345678`.
    Phone,
    /// The same of a fax.
    Fax,
    /// An extension: `123`.
    Extension,
    /// A mail address in small letters.
    Mail,
    /// A web address without its last slash.
    Url,
    /// A postal code: `123-4567`.
    Postal,
    /// A place with its numbers: `中央1-2-3`.
    Address,
    /// A person with a title: `市長 山田太郎`.
    Name,
    /// An article of a law, or a law by its number: `地方自治法 article 3 paragraph 2 item 1`, `act 51`.
    Law,
    /// A document's number: `総行 123`.
    DocumentNumber,
    /// Something numbered that belongs to the document: `attachment 1`, `form 2`.
    Reference,
    /// Letters and digits that are a name: `A4`, `1.2.3`.
    Code,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 19] = [
        Self::Date,
        Self::Weekday,
        Self::Time,
        Self::Duration,
        Self::Money,
        Self::Number,
        Self::Percent,
        Self::Phone,
        Self::Fax,
        Self::Extension,
        Self::Mail,
        Self::Url,
        Self::Postal,
        Self::Address,
        Self::Name,
        Self::Law,
        Self::DocumentNumber,
        Self::Reference,
        Self::Code,
    ];

    /// Its name in JSON: `date`, `document_number`. The Fluent message is `fact-` and the same with hyphens.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Date => "date",
            Kind::Weekday => "weekday",
            Kind::Time => "time",
            Kind::Duration => "duration",
            Kind::Money => "money",
            Kind::Number => "number",
            Kind::Percent => "percent",
            Kind::Phone => "phone",
            Kind::Fax => "fax",
            Kind::Extension => "extension",
            Kind::Mail => "mail",
            Kind::Url => "url",
            Kind::Postal => "postal",
            Kind::Address => "address",
            Kind::Name => "name",
            Kind::Law => "law",
            Kind::DocumentNumber => "document_number",
            Kind::Reference => "reference",
            Kind::Code => "code",
        }
    }
}

/// What ties a fact to the one before or after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// Nothing.
    Alone,
    /// A range begins with it; the next fact of its kind ends it.
    From,
    /// It ends a range.
    To,
    /// A weekday that was written beside its day.
    OfDay,
}

/// Something a text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What sort of thing it is.
    pub kind: Kind,
    /// Where, in bytes.
    pub span: Span,
    /// What it says, written out by `Display` as [`Kind`] tells.
    pub value: Value,
    /// What ties it to its neighbours.
    pub link: Link,
    /// Said in passing (`one`, `a week`, `first`): it can stand for the same in another text, but nobody misses it.
    pub weak: bool,
}

/// Every fact of `text`, in the order of the text. The language need not be known: both are read everywhere. Takes time
/// in proportion to the text's length.
pub fn find(text: &str) -> Vec<Fact> {
    scan::Scanner::run(text)
}
