//! What a segment is compared by: its symbols, freed from width, case and spacing, a number one symbol whatever its
//! length; the bytes they are kept in; and the features they are looked up by.
//!
//! Words are the wrong unit for Japanese, so a feature is two neighbouring characters (a bigram). Latin words, which are
//! long and have clear ends, are features themselves: they make a third of the postings that their bigrams would.

use unicode_normalization::UnicodeNormalization;

/// A character of the folded text, or a number: [`NUMBER`] and a hash of its digits.
pub(super) type Symbol = u32;

/// Numbers lie above all characters; 256 of them are told apart, which is enough to rank by and not to judge by.
pub(super) const NUMBER: Symbol = 0x11_0000;

/// What stands for any number in a bigram.
const ANY_NUMBER: u32 = 0xFFFE;

/// The first key of a Latin word: bigrams never begin with a private character.
const WORDS: u32 = 0xE000_0000;

/// The symbols of `text` as the index keeps them.
pub(super) fn symbols(text: &str) -> Vec<Symbol> {
    let mut symbols = exact(text);
    for symbol in symbols.iter_mut().filter(|symbol| **symbol >= NUMBER) {
        let hash = *symbol - NUMBER;
        *symbol = NUMBER + ((hash >> 24) ^ (hash >> 16 & 0xFF) ^ (hash & 0xFF)) % 256;
    }
    symbols
}

/// The symbols of `text`, all numbers told apart.
pub(super) fn exact(text: &str) -> Vec<Symbol> {
    let mut folder = Folder { out: Vec::with_capacity(text.len() / 2), number: None, comma: false, space: false };
    if text.chars().all(is_plain) {
        text.chars().for_each(|c| folder.push(c));
    } else {
        // ｶﾞ becomes ガ, か and a sound mark が, ㈱ (株).
        for c in text.nfkc() {
            // A variation selector is a matter of taste.
            if !matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{200B}' | '\u{FEFF}') {
                c.to_lowercase().for_each(|c| folder.push(c));
            }
        }
    }
    folder.end_number();
    folder.out
}

/// Whether NFKC leaves `c` as it is whatever stands beside it, but for the width of ASCII, which [`Folder::push`] sees to.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FE}' | '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{3015}'
        | '\u{FF01}'..='\u{FF5E}' | '\n' | '\t')
}

struct Folder {
    out: Vec<Symbol>,
    /// Hash of the digits of the number being read.
    number: Option<u32>,
    /// A comma behind it, which belongs to it if digits follow.
    comma: bool,
    /// A space was passed over.
    space: bool,
}

impl Folder {
    fn push(&mut self, c: char) {
        let c = match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' | '\n' | '\t' | '\r' => ' ',
            '‐' | '‑' | '–' | '—' | '―' | '−' => '-',
            '〜' => '~',
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            c => c,
        };
        let c = c.to_ascii_lowercase();
        if let Some(digit) = c.to_digit(10) {
            if self.number.is_none() {
                self.end_space(c);
            }
            self.comma = false;
            let hash = self.number.unwrap_or(0x811C_9DC5);
            self.number = Some((hash ^ digit).wrapping_mul(0x0100_0193));
            return;
        }
        // 12,500 is 12500.
        if c == ',' && self.number.is_some() && !self.comma {
            self.comma = true;
            return;
        }
        self.end_number();
        if c == ' ' {
            self.space = true;
            return;
        }
        self.end_space(c);
        self.out.push(c as u32);
    }

    fn end_number(&mut self) {
        if let Some(hash) = self.number.take() {
            self.out.push(NUMBER + (hash & 0x7FFF_FFFF));
            if std::mem::take(&mut self.comma) {
                self.out.push(',' as u32);
            }
        }
    }

    /// A space counts between Latin letters and marks only.
    fn end_space(&mut self, next: char) {
        if !std::mem::take(&mut self.space) {
            return;
        }
        let latin = |symbol: u32| !(0x250..NUMBER).contains(&symbol);
        if self.out.last().is_some_and(|last| latin(*last)) && latin(next as u32) {
            self.out.push(' ' as u32);
        }
    }
}

/// The lead bytes of kanji, 256 to each: what neither folded ASCII nor kana use.
const LEADS: [u8; 91] = {
    let mut leads = [0u8; 91];
    let mut at = 0;
    let mut lead = 1u8;
    while lead < 0x20 {
        leads[at] = lead;
        at += 1;
        lead += 1;
    }
    lead = b'A';
    while lead <= b'Z' {
        leads[at] = lead;
        at += 1;
        lead += 1;
    }
    let mut lead = 0xDEu16;
    while lead <= 0xFF {
        leads[at] = lead as u8;
        at += 1;
        lead += 1;
    }
    leads
};

/// Which lead a byte is, 255 where it is none.
const LEAD_OF: [u8; 256] = {
    let mut of = [255u8; 256];
    let mut at = 0;
    while at < LEADS.len() {
        of[LEADS[at] as usize] = at as u8;
        at += 1;
    }
    of
};

const MARKS: [char; 6] = ['、', '。', 'ー', '「', '」', '・'];
const KATAKANA: u8 = 0xDC;
const OTHER: u8 = 0xDD;

/// Appends `symbols` as bytes: one for ASCII and hiragana, two for kanji, katakana and numbers, four for the rest.
pub(super) fn encode(symbols: &[Symbol], out: &mut Vec<u8>) {
    for symbol in symbols {
        match *symbol {
            c @ (0x20..=0x2F | 0x3A..=0x40 | 0x5B..=0x7E) => out.push(c as u8),
            c @ 0x3041..=0x3096 => out.push(0x80 + (c - 0x3041) as u8),
            c @ 0x30A1..=0x30FA => out.extend([KATAKANA, (c - 0x30A1) as u8]),
            c @ 0x4E00..=0x9FFF => out.extend([LEADS[((c - 0x4E00) >> 8) as usize], (c & 0xFF) as u8]),
            c if c >= NUMBER => out.extend([b'0', (c - NUMBER) as u8]),
            c => match MARKS.iter().position(|mark| *mark as u32 == c) {
                Some(at) => out.push(0xD6 + at as u8),
                None => out.extend([OTHER, (c >> 16) as u8, (c >> 8) as u8, c as u8]),
            },
        }
    }
}

/// The symbols `bytes` were made of, one after another.
pub(super) struct Decode<'a>(pub &'a [u8]);

impl Iterator for Decode<'_> {
    type Item = Symbol;

    #[inline]
    fn next(&mut self) -> Option<Symbol> {
        let (&first, rest) = self.0.split_first()?;
        let (symbol, used) = match first {
            0x80..=0xD5 => (0x3041 + u32::from(first - 0x80), 0),
            b' '..=b'/' | b':'..=b'@' | b'['..=b'~' => (u32::from(first), 0),
            0xD6..=0xDB => (MARKS[usize::from(first - 0xD6)] as u32, 0),
            b'0' => (NUMBER + u32::from(*rest.first()?), 1),
            KATAKANA => (0x30A1 + u32::from(*rest.first()?), 1),
            OTHER => (rest.get(..3)?.iter().fold(0, |c, byte| c << 8 | u32::from(*byte)), 3),
            lead => match LEAD_OF[usize::from(lead)] {
                255 => (u32::from(lead), 0),
                lead => (0x4E00 + (u32::from(lead) << 8) + u32::from(*rest.first()?), 1),
            },
        };
        self.0 = &rest[used..];
        Some(symbol)
    }
}

/// What a text is looked up by, with how many of the keys are Latin words. Keys may repeat.
#[derive(Default)]
pub(super) struct Features {
    pub keys: Vec<u32>,
    pub words: usize,
}

impl Features {
    /// The features of `symbols`, each once.
    pub fn of(symbols: impl Iterator<Item = Symbol>) -> Self {
        let mut features = Self::default();
        features.fill(symbols);
        features
    }

    /// The same, in the room there already is.
    pub fn fill(&mut self, symbols: impl Iterator<Item = Symbol>) {
        self.keys.clear();
        let mut last = None;
        let mut word: Option<u32> = None;
        let mut first = None;
        for symbol in symbols {
            first = first.or(Some(symbol));
            if is_letter(symbol) {
                let hash = word.unwrap_or(0x811C_9DC5);
                word = Some((hash ^ symbol).wrapping_mul(0x0100_0193));
                last = None;
                continue;
            }
            if let Some(hash) = word.take() {
                self.keys.push(word_key(hash));
            }
            let half = half(symbol);
            if let Some(before) = last {
                self.keys.push(before << 16 | half);
            }
            last = (symbol != ' ' as u32).then_some(half);
        }
        if let Some(hash) = word {
            self.keys.push(word_key(hash));
        }
        if self.keys.is_empty() {
            self.keys.extend(first.map(half));
        }
        self.keys.sort_unstable();
        self.keys.dedup();
        self.words = self.keys.iter().filter(|key| is_word(**key)).count();
    }
}

/// The bigram keys of a piece of text that may stand inside longer words: what a text must have to hold it.
pub(super) fn inner_bigrams(symbols: &[Symbol]) -> Vec<u32> {
    let pairs = symbols.windows(2);
    let plain = |s: Symbol| !is_letter(s) && s != ' ' as u32;
    let mut keys: Vec<u32> =
        pairs.filter(|w| plain(w[0]) && plain(w[1])).map(|w| half(w[0]) << 16 | half(w[1])).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn is_letter(symbol: Symbol) -> bool {
    (symbol >= 'a' as u32 && symbol <= 'z' as u32) || (0xDF..0x250).contains(&symbol)
}

/// Whether a key is that of a Latin word.
pub(super) fn is_word(key: u32) -> bool {
    (WORDS..WORDS + 0x1900_0000).contains(&key)
}

fn word_key(hash: u32) -> u32 {
    WORDS + hash % 0x1900_0000
}

/// Sixteen bits of a symbol; those beyond the first plane share the places of the surrogates.
fn half(symbol: Symbol) -> u32 {
    match symbol {
        NUMBER.. => ANY_NUMBER,
        // A private character would be taken for a word.
        0xE000..=0xF8FF => 0xD800 + (symbol & 0x7FF),
        0x1_0000.. => 0xD800 + (symbol.wrapping_mul(0x9E37_79B1) >> 21),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        symbols(text).into_iter().map(|s| char::from_u32(s).filter(|_| s < NUMBER).unwrap_or('#')).collect()
    }

    #[test]
    fn width_case_and_spacing_are_folded_away() {
        for (one, other) in [
            ("令和８年４月１日", "令和8年4月1日"),
            ("Ａ４判 の 用紙", "a4判の用紙"),
            ("ｶﾞｲﾄﾞ", "ガイド"),
            ("12,500円", "１２５００円"),
            ("The  City\u{3000}Hall", "the city hall"),
            ("葛\u{E0100}城", "葛城"),
        ] {
            assert_eq!(symbols(one), symbols(other), "{one} {other}");
        }
        assert_eq!(shown("令和８年度（第12回）"), "令和#年度(第#回)");
        assert_eq!(shown(" Article 3, paragraph 2. "), "article #, paragraph #.");
        assert_ne!(symbols("7年"), symbols("8年"));
    }

    #[test]
    fn a_number_is_any_number_to_its_neighbours() {
        let keys = |text: &str| Features::of(symbols(text).into_iter()).keys;
        assert_eq!(keys("令和7年度"), keys("令和12年度"));
        assert_eq!(keys("市").len(), 1);
        assert_eq!(Features::of(symbols("the city office of みどり野市").into_iter()).words, 4);
    }

    proptest! {
        #[test]
        fn bytes_give_back_the_symbols(text in "[ -~ぁ-ん゛ァ-ヺ、。ー「」・一-龠𠀀-𠀿０-９😀é]{0,40}") {
            let symbols = symbols(&text);
            let mut bytes = Vec::new();
            encode(&symbols, &mut bytes);
            prop_assert_eq!(Decode(&bytes).collect::<Vec<_>>(), symbols);
        }

        #[test]
        fn any_text_folds(text in "\\PC{0,40}") {
            let symbols = symbols(&text);
            let mut bytes = Vec::new();
            encode(&symbols, &mut bytes);
            prop_assert_eq!(Decode(&bytes).count(), symbols.len());
        }
    }
}
