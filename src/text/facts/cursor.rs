//! A place in a text, read one character at a time with widths folded: Ａ is read as A, 　 as a space, 〜 as ~. Positions
//! stay those of the text as it is written.

/// Words longer than this are none that we know.
const LONGEST_WORD: usize = 16;

/// See the module.
#[derive(Clone, Copy)]
pub(super) struct At<'t> {
    pub text: &'t str,
    /// The byte it stands at.
    pub pos: usize,
}

/// Half-width for full-width, and one character for those that mean the same.
pub(super) fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5D}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{FF5E}' | '\u{301C}' => '~',
        '\u{3000}' | '\u{A0}' | '\u{202F}' | '\u{2000}'..='\u{200A}' => ' ',
        '\u{FFE5}' => '¥',
        '\u{2019}' => '\'',
        _ => c,
    }
}

/// Whether it joins digits of one number or ends of a range.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー' | '\u{FF70}')
}

/// Whether it is a Chinese character.
pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '々' | '〆')
}

/// Whether it is kana.
pub(super) fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FF}')
}

/// A short Latin word in lower case.
#[derive(Clone, Copy)]
pub(super) struct Word {
    bytes: [u8; LONGEST_WORD],
    len: usize,
    /// Whether it began with a capital.
    pub capital: bool,
}

impl Word {
    /// The word; empty if it is longer than any we know.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or("")
    }
}

impl<'t> At<'t> {
    pub fn new(text: &'t str, pos: usize) -> Self {
        Self { text, pos }
    }

    /// The character here, folded.
    pub fn peek(self) -> Option<char> {
        self.raw().map(fold)
    }

    /// The character here as it is written.
    pub fn raw(self) -> Option<char> {
        let first = *self.text.as_bytes().get(self.pos)?;
        if first < 0x80 { Some(char::from(first)) } else { self.text[self.pos..].chars().next() }
    }

    /// The character before this place, folded.
    pub fn before(self) -> Option<char> {
        self.text[..self.pos].chars().next_back().map(fold)
    }

    /// One character on.
    pub fn skip(self) -> Self {
        Self { pos: self.pos + self.raw().map_or(0, char::len_utf8), ..self }
    }

    /// Behind `c`, if that is the character here.
    pub fn eat(self, c: char) -> Option<Self> {
        (self.peek() == Some(c)).then(|| self.skip())
    }

    /// Behind the character here, if `is` says so.
    pub fn eat_if(self, is: impl Fn(char) -> bool) -> Option<(char, Self)> {
        self.peek().filter(|c| is(*c)).map(|c| (c, self.skip()))
    }

    /// Behind `words`, if they stand here. Latin letters are compared without case.
    pub fn eat_str(self, words: &str) -> Option<Self> {
        let mut at = self;
        for wanted in words.chars() {
            let found = at.peek()?;
            if found != wanted && !found.eq_ignore_ascii_case(&wanted) {
                return None;
            }
            at = at.skip();
        }
        Some(at)
    }

    /// Behind the first of `choices` that stands here, and which it was.
    pub fn eat_one<T: Copy>(self, choices: &[(&str, T)]) -> Option<(T, Self)> {
        choices.iter().find_map(|(words, what)| self.eat_str(words).map(|at| (*what, at)))
    }

    /// Behind at most three spaces; a line feed is none.
    pub fn spaces(self) -> Self {
        let mut at = self;
        for _ in 0..3 {
            match at.eat(' ') {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// Behind a line feed inside a paragraph of typed English, or spaces.
    pub fn gap(self) -> Option<Self> {
        let at = self.spaces();
        (at.pos > self.pos).then_some(at)
    }

    /// The Latin word here and the place behind it.
    pub fn word(self) -> Option<(Word, Self)> {
        let mut word = Word { bytes: [0; LONGEST_WORD], len: 0, capital: false };
        let mut at = self;
        let mut count = 0;
        while let Some(c) = at.peek().filter(char::is_ascii_alphabetic) {
            if count == 0 {
                word.capital = c.is_ascii_uppercase();
            }
            if count < LONGEST_WORD {
                word.bytes[count] = c.to_ascii_lowercase() as u8;
            }
            count += 1;
            at = at.skip();
        }
        word.len = if count > LONGEST_WORD { 0 } else { count };
        (count > 0).then_some((word, at))
    }

    /// Behind the word `wanted`, if it stands here whole.
    pub fn eat_word(self, wanted: &str) -> Option<Self> {
        let (word, at) = self.word()?;
        (word.as_str() == wanted).then_some(at)
    }

    /// What is written between two places.
    pub fn until(self, end: At<'t>) -> &'t str {
        &self.text[self.pos..end.pos]
    }
}

/// `text` with widths folded and spaces left out.
pub(super) fn folded(text: &str) -> String {
    text.chars().map(fold).filter(|c| !c.is_whitespace()).collect()
}
