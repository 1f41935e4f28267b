//! Where things are in a text and how it changes: [`Span`], [`Change`], [`Text`], [`Lang`], sentences, words and their
//! parts of speech ([`morph`]), [`personal`] information, differences and calendar dates.
//!
//! Positions are byte offsets on character boundaries, everywhere in the core. They are turned into characters at
//! two edges only: egui's and JSON's. Nothing here reads a file or a clock, and nothing here fails on bad prose.

pub mod change;
pub mod date;
pub mod dating;
pub mod diff;
pub mod facts;
pub mod morph;
pub mod personal;
pub mod rope;
pub mod search;
pub mod seen;
pub mod segment;
pub mod series;
pub mod spans;
pub mod visible;

pub use change::{Assoc, Change, Replace};
pub use date::Date;
pub use rope::Text;
pub use search::{Query, Search};
pub use segment::Sentence;
pub use series::{Extent, Series};
pub use spans::Spans;

/// A range of a text in bytes, `end` exclusive; both ends lie on character boundaries of the text it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end` (bytes). The ends are put in order.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start.min(end), end: start.max(end) }
    }

    /// The empty span at `at`.
    pub fn at(at: usize) -> Self {
        Self { start: at, end: at }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `pos` lies in it; its end does not.
    pub fn contains(self, pos: usize) -> bool {
        self.start <= pos && pos < self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the two share a byte or touch at an end.
    pub fn touches(self, other: Span) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// This span moved `by` bytes to the right.
    pub fn shift(self, by: usize) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }

    /// As a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// The language of a text (not of the interface, which is `i18n::Locale`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

impl Lang {
    /// The BCP 47 code, `ja` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    /// The language with this code, if it is one of ours.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "ja" => Some(Lang::Ja),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// The language a paragraph seems to be in: Japanese as soon as it holds kana or more kanji than Latin letters,
    /// English where it has Latin letters and neither; `None` where it has no letters at all.
    pub fn guess(text: &str) -> Option<Self> {
        let (mut kana, mut kanji, mut latin) = (0usize, 0usize, 0usize);
        for c in text.chars() {
            match c {
                '\u{3041}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}' => kana += 1,
                '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => kanji += 1,
                c if c.is_ascii_alphabetic() => latin += 1,
                _ => {}
            }
        }
        if kana * 8 > latin || kanji * 4 > latin {
            Some(Lang::Ja)
        } else if latin > 0 {
            Some(Lang::En)
        } else {
            None
        }
    }
}

/// Something a person must be told: the id of a Fluent message and what goes into it. Errors and notices of every
/// module are told this way, so that no module but the faces holds words. The message's `.hint` attribute, where it
/// has one, says what to do.
pub trait Message {
    /// The Fluent message id.
    fn id(&self) -> &'static str;
    /// Its arguments, by name.
    fn args(&self) -> Vec<(&'static str, String)>;
}

/// The number of Unicode scalar values before byte `byte` of `text`: how JSON and egui count.
pub fn chars_from_byte(text: &str, byte: usize) -> usize {
    text.char_indices().take_while(|(at, _)| *at < byte).count()
}
