//! What a fact says, freed from how it is written: 三億五千万円 and `¥350 million` have one [`Value`].

use crate::text::Date;
use std::fmt;

/// An exact decimal number: no figure of a document is rounded. Always in lowest terms, so that equal numbers are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i128,
    /// Digits after the point.
    scale: u32,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal { digits: 0, scale: 0 };

    /// `digits` × 10^-`scale`.
    pub fn new(mut digits: i128, mut scale: u32) -> Self {
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        Self { digits, scale }
    }

    /// This number × 10^`power`, if it can be held.
    pub fn times_ten_to(self, power: u32) -> Option<Self> {
        if power <= self.scale {
            return Some(Self::new(self.digits, self.scale - power));
        }
        let factor = 10i128.checked_pow(power - self.scale)?;
        Some(Self::new(self.digits.checked_mul(factor)?, 0))
    }

    /// The sum, if it can be held.
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        Some(Self::new(self.at_scale(scale)?.checked_add(other.at_scale(scale)?)?, scale))
    }

    fn at_scale(self, scale: u32) -> Option<i128> {
        self.digits.checked_mul(10i128.checked_pow(scale - self.scale)?)
    }

    /// The same below zero.
    pub fn negative(self) -> Self {
        Self { digits: self.digits.checked_neg().unwrap_or(self.digits), ..self }
    }

    /// The same without its sign.
    pub fn unsigned(self) -> Self {
        if self.digits < 0 { self.negative() } else { self }
    }

    /// As a whole number, if it is one and not negative.
    pub fn whole(self) -> Option<u64> {
        (self.scale == 0).then(|| u64::try_from(self.digits).ok())?
    }

    /// Nearest floating-point number: for proportions, never for what is shown.
    pub fn to_f64(self) -> f64 {
        self.digits as f64 / 10f64.powi(i32::try_from(self.scale).unwrap_or(0))
    }

    /// Digits after the point.
    pub fn places(self) -> u32 {
        self.scale
    }

    /// The smaller of the two comes first.
    pub fn compare(self, other: Self) -> std::cmp::Ordering {
        let scale = self.scale.max(other.scale);
        match (self.at_scale(scale), other.at_scale(scale)) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => self.to_f64().total_cmp(&other.to_f64()),
        }
    }
}

impl From<u64> for Decimal {
    fn from(number: u64) -> Self {
        Self::new(i128::from(number), 0)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.scale == 0 {
            return write!(f, "{}", self.digits);
        }
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = self.scale as usize + 1);
        let (whole, rest) = digits.split_at(digits.len() - self.scale as usize);
        write!(f, "{}{whole}.{rest}", if self.digits < 0 { "-" } else { "" })
    }
}

/// A day of the calendar, or as much of one as is written. The day need not exist: 2月30日 is kept for those who point
/// at it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Day {
    /// The Western year.
    pub year: Option<i32>,
    /// Whether the year is a fiscal year (年度).
    pub fiscal: bool,
    /// 1 to 12 where the calendar has it.
    pub month: Option<u8>,
    /// 1 to 31 where the calendar has it.
    pub day: Option<u8>,
    /// The era and the year in it, where it was written so.
    pub era: Option<(&'static str, u32)>,
}

impl PartialEq for Day {
    fn eq(&self, other: &Self) -> bool {
        (self.year, self.fiscal, self.month, self.day) == (other.year, other.fiscal, other.month, other.day)
    }
}

impl Eq for Day {}

impl Day {
    /// The calendar's day, if year, month and day are written and there is such a day.
    pub fn date(self) -> Option<Date> {
        Date::new(self.year.filter(|_| !self.fiscal)?, self.month?, self.day?)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.year, self.month, self.day) {
            (Some(year), ..) if self.fiscal => write!(f, "FY{year:04}")?,
            (Some(year), ..) => write!(f, "{year:04}")?,
            (None, Some(_), _) => write!(f, "-")?,
            (None, None, _) => write!(f, "--")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

/// See the module. Written out by its `Display` in the notation of [`super::Kind`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A day or a part of one.
    Day(Day),
    /// Day of the week, 0 = Sunday.
    Weekday(u8),
    /// A time of day; hours run to 29, as 25時 is said of the night.
    Time {
        /// Hours.
        hour: u8,
        /// Minutes.
        minute: u8,
    },
    /// A length of time: months, days and seconds, which do not turn into one another.
    Duration {
        /// Years are twelve of them.
        months: u64,
        /// Weeks are seven of them.
        days: u64,
        /// Minutes and hours are 60 and 3600 of them.
        seconds: u64,
    },
    /// An amount of money.
    Money {
        /// ISO 4217.
        currency: &'static str,
        /// In whole units of the currency.
        amount: Decimal,
    },
    /// A number of something.
    Number {
        /// How many.
        amount: Decimal,
        /// Of what: a name of [`super::units`], empty where nothing is said.
        unit: &'static str,
    },
    /// One part in so many.
    Ratio(u64, u64),
    /// Hundredths.
    Percent(Decimal),
    /// Percentage points.
    Points(Decimal),
    /// A place in a law, or a law by its number.
    Law {
        /// The law's name as it is written; empty where it is understood.
        name: String,
        /// `article`, `paragraph`, `item`, `act` … and its number, 3-2 for 第3条の2.
        path: Vec<(&'static str, String)>,
    },
    /// A numbered thing: `attachment 1`, `総行 123`. The first is what it is, the second its number.
    Numbered(String, String),
    /// Digits or words that are themselves.
    Text(String),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Day(day) => day.fmt(f),
            Value::Weekday(day) => f.write_str(
                ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"][usize::from(*day % 7)],
            ),
            Value::Time { hour, minute } => write!(f, "{hour:02}:{minute:02}"),
            Value::Duration { months, days, seconds } => {
                f.write_str("P")?;
                let parts = [(months / 12, "Y"), (months % 12, "M"), (*days, "D")];
                parts.iter().filter(|(n, _)| *n > 0).try_for_each(|(n, unit)| write!(f, "{n}{unit}"))?;
                if *seconds > 0 || (*months == 0 && *days == 0) {
                    f.write_str("T")?;
                    let parts = [(seconds / 3600, "H"), (seconds / 60 % 60, "M"), (seconds % 60, "S")];
                    parts.iter().filter(|(n, _)| *n > 0).try_for_each(|(n, unit)| write!(f, "{n}{unit}"))?;
                    if *seconds == 0 {
                        f.write_str("0S")?;
                    }
                }
                Ok(())
            }
            Value::Money { currency, amount } => write!(f, "{currency} {amount}"),
            Value::Number { amount, unit: "" } => amount.fmt(f),
            Value::Number { amount, unit } => write!(f, "{amount} {unit}"),
            Value::Ratio(one, of) => write!(f, "{one}/{of}"),
            Value::Percent(amount) => write!(f, "{amount}%"),
            Value::Points(amount) => write!(f, "{amount} points"),
            Value::Law { name, path } => {
                f.write_str(name)?;
                for (index, (level, number)) in path.iter().enumerate() {
                    let space = if index == 0 && name.is_empty() { "" } else { " " };
                    write!(f, "{space}{level} {number}")?;
                }
                Ok(())
            }
            Value::Numbered(what, number) if what.is_empty() => f.write_str(number),
            Value::Numbered(what, number) => write!(f, "{what} {number}"),
            Value::Text(text) => f.write_str(text),
        }
    }
}
