//! The text as the finder reads it: widths folded, dashes and spaces one kind each, digits written in kanji as digits. Every
//! place of it is a place of the text as it is written.

use crate::text::Span;
use std::ops::Range;

/// A number in kanji is read as digits from this many on; in fewer they are a date, a name or an amount.
const KANJI_DIGITS: usize = 7;

/// See the module.
pub struct Folded {
    /// What is read.
    pub text: String,
    /// For each byte of it, and its end, the byte of the original.
    origin: Vec<u32>,
    /// Where each line begins, and the end.
    lines: Vec<usize>,
}

impl Folded {
    /// Reads `text`.
    pub fn new(text: &str) -> Self {
        let mut folded = Folded { text: String::with_capacity(text.len()), origin: Vec::new(), lines: Vec::new() };
        folded.origin.reserve(text.len() + 1);
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let digits = kanji_digits(&chars);
        let mut digits = digits.into_iter().peekable();
        let mut index = 0;
        while let Some(&(at, c)) = chars.get(index) {
            while digits.peek().is_some_and(|run: &Range<usize>| run.end <= index) {
                digits.next();
            }
            let numeral = digits.peek().is_some_and(|run| run.contains(&index));
            let next = chars.get(index + 1).map(|(_, c)| *c);
            let mut read = fold(c);
            if numeral && let Some(digit) = kanji_digit(c) {
                read = char::from(b'0' + digit);
            }
            if matches!(c, 'ー' | 'ｰ' | '―' | '一') && (numeral || is_between_digits(&chars, index)) && c != '一'
            {
                read = '-';
            }
            index += 1;
            if let Some(voiced) = next.and_then(|mark| voiced(read, mark)) {
                read = voiced;
                index += 1;
            }
            folded.text.push(read);
            folded.origin.resize(folded.text.len(), at as u32);
        }
        folded.origin.push(text.len() as u32);
        folded.lines = std::iter::once(0)
            .chain(folded.text.match_indices('\n').map(|(at, _)| at + 1))
            .chain(std::iter::once(folded.text.len() + 1))
            .collect();
        folded
    }

    /// Where `range` is in the original.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.origin[range.start] as usize, self.origin[range.end] as usize)
    }

    /// The line `at` is in, without its line feed, and its number.
    pub fn line(&self, at: usize) -> (usize, Range<usize>) {
        let number = self.lines.partition_point(|start| *start <= at).saturating_sub(1);
        (number, self.line_numbered(number).unwrap_or(at..at))
    }

    /// The line with this number.
    pub fn line_numbered(&self, number: usize) -> Option<Range<usize>> {
        let (start, next) = (*self.lines.get(number)?, *self.lines.get(number + 1)?);
        Some(start..next - 1)
    }

    /// Every line.
    pub fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        self.lines.windows(2).map(|pair| pair[0]..pair[1] - 1)
    }

    /// The character before `at`.
    pub fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// The character at `at`.
    pub fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }
}

/// The character read for `c`.
fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5D}' => {
            let narrow = char::from_u32(c as u32 - 0xFEE0).unwrap_or(c);
            if narrow == '\u{2D}' { '-' } else { narrow }
        }
        '\u{2010}'..='\u{2014}' | '\u{2212}' | '\u{FE63}' => '-',
        '\u{3000}' | '\u{A0}' | '\u{202F}' | '\u{2000}'..='\u{200A}' => ' ',
        '\u{FFE5}' => '¥',
        '\u{2019}' | '\u{2018}' => '\'',
        '･' => '・',
        // As registers write them; the dictionary has the usual ones.
        '﨑' | '嵜' => '崎',
        '髙' => '高',
        '𣘺' => '橋',
        '栁' => '柳',
        '德' => '徳',
        '濵' => '浜',
        '𠮷' => '吉',
        '瀨' => '瀬',
        '\u{FF66}'..='\u{FF9D}' => half_width_kana(c),
        '\r' => ' ',
        c => c,
    }
}

fn half_width_kana(c: char) -> char {
    const WIDE: [char; 56] = [
        'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', 'ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ',
        'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ',
        'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ',
        'ワ', 'ン',
    ];
    WIDE.get(c as usize - 0xFF66).copied().unwrap_or(c)
}

/// `c` with the half-width mark of voicing that follows it.
fn voiced(c: char, mark: char) -> Option<char> {
    let step = match mark {
        'ﾞ' if "カキクケコサシスセソタチツテトハヒフヘホ".contains(c) => 1,
        'ﾟ' if "ハヒフヘホ".contains(c) => 2,
        'ﾞ' if c == 'ウ' => return Some('ヴ'),
        _ => return None,
    };
    char::from_u32(c as u32 + step)
}

/// The digit `c` is in kanji.
pub fn kanji_digit(c: char) -> Option<u8> {
    "〇一二三四五六七八九".chars().position(|k| k == c || (c == '○' && k == '〇')).map(|digit| digit as u8)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_between_digits(chars: &[(usize, char)], index: usize) -> bool {
    index > 0 && is_digit(chars[index - 1].1) && chars.get(index + 1).is_some_and(|(_, c)| is_digit(*c))
}

/// The runs, in characters, of digits written in kanji with what may divide them.
fn kanji_digits(chars: &[(usize, char)]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let (mut start, mut end, mut count, mut zeros) = (0, 0, 0, 0);
    let mut close = |start: usize, end: usize, count: usize, zeros: usize| {
        // Without a zero and below twelve digits a run of numerals may be anything: 二三四五.
        if count >= KANJI_DIGITS && (zeros > 0 || count >= 10) {
            runs.push(start..end);
        }
    };
    for (index, &(_, c)) in chars.iter().enumerate() {
        if kanji_digit(c).is_some() {
            if count == 0 {
                start = index;
            }
            (end, count, zeros) = (index + 1, count + 1, zeros + usize::from(matches!(c, '〇' | '○')));
        } else if count > 0 && end == index && matches!(fold(c), '-' | 'ー' | '―' | '・' | ' ' | '(' | ')') {
        } else if count > 0 {
            close(start, end, count, zeros);
            (count, zeros) = (0, 0);
        }
    }
    close(start, end, count, zeros);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_lies_where_it_is_written() {
        let check = |text: &str, read: &str, part: &str, original: &str| {
            let folded = Folded::new(text);
            assert_eq!(folded.text, read);
            let at = read.find(part).unwrap();
            assert_eq!(&text[folded.span(&(at..at + part.len())).range()], original);
        };
        check(
            "電話 ０９０ー１２３４－５６７８。",
            "電話 090-1234-5678。",
            "090-1234-5678",
            "０９０ー１２３４－５６７８",
        );
        check("番号は〇九〇−一二三四−五六七八", "番号は090-1234-5678", "090-1234-5678", "〇九〇−一二三四−五六七八");
        check("ﾔﾏﾀﾞ ﾊﾅｺ様", "ヤマダ ハナコ様", "ヤマダ ハナコ", "ﾔﾏﾀﾞ ﾊﾅｺ");
        check("二〇二六年一月、三人", "二〇二六年一月、三人", "三人", "三人");
        check("セミナー1", "セミナー1", "1", "1");
    }
}
