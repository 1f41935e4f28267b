//! Text in one of several encodings: which ones it can be read in, where that is not sure, and reading it in the one a
//! person names.

use super::{Encoding, Error, Kind, Read};
use encoding_rs::{EUC_JP, SHIFT_JIS, UTF_16BE, UTF_16LE};

/// The most characters of a text that are shown of it.
const SHOWN: usize = 200;

impl Encoding {
    /// All, in the order they are offered.
    pub const ALL: [Self; 6] = [Self::Utf8, Self::Utf8Bom, Self::ShiftJis, Self::EucJp, Self::Utf16Le, Self::Utf16Be];

    /// Its name on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8Bom => "utf-8-bom",
            Self::ShiftJis => "shift_jis",
            Self::EucJp => "euc-jp",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }

    /// The one of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.code().eq_ignore_ascii_case(code))
    }

    /// The whole of `bytes` as text; `None` if a byte does not fit.
    fn decode(self, bytes: &[u8]) -> Option<String> {
        let (encoding, mark): (_, &[u8]) = match self {
            Self::Utf8 | Self::Utf8Bom => {
                let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
                return String::from_utf8(bytes.to_vec()).ok();
            }
            Self::ShiftJis => (SHIFT_JIS, b""),
            Self::EucJp => (EUC_JP, b""),
            Self::Utf16Le => (UTF_16LE, b"\xFF\xFE"),
            Self::Utf16Be => (UTF_16BE, b"\xFE\xFF"),
        };
        let bytes = bytes.strip_prefix(mark).unwrap_or(bytes);
        encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
    }
}

/// A text as it reads in one encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The encoding.
    pub encoding: Encoding,
    /// How the text begins in it.
    pub begins: String,
}

/// How the file reads in each encoding it may be in, the likeliest first; empty where there is no doubt. In doubt is text
/// without a mark that is no UTF-8 and whole in both Shift_JIS and EUC-JP, unless one of them alone reads as Japanese does.
pub fn readings(kind: Kind, bytes: &[u8]) -> Vec<Reading> {
    let marked = [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"].iter().any(|mark| bytes.starts_with(mark));
    if !matches!(kind, Kind::Text | Kind::Markdown) || marked || std::str::from_utf8(bytes).is_ok() {
        return Vec::new();
    }
    let whole = |encoding: Encoding| Some((encoding, encoding.decode(bytes)?));
    let (Some(one), Some(two)) = (whole(Encoding::ShiftJis), whole(Encoding::EucJp)) else { return Vec::new() };
    let guessed = super::plain::decode(bytes).map(|decoded| decoded.encoding);
    let sure = [&one, &two].into_iter().filter(|(_, text)| reads_well(text)).map(|(encoding, _)| *encoding);
    let sure: Vec<Encoding> = sure.collect();
    if let [only] = sure.as_slice()
        && guessed == Ok(*only)
    {
        return Vec::new();
    }
    let mut found: Vec<Reading> = [one, two]
        .into_iter()
        .map(|(encoding, text)| Reading { encoding, begins: text.trim().chars().take(SHOWN).collect() })
        .collect();
    found.sort_by_key(|reading| guessed != Ok(reading.encoding));
    found
}

/// Whether a text has kana, as Japanese has, and nothing that comes of reading it in the wrong encoding.
fn reads_well(text: &str) -> bool {
    let stray = |c: char| matches!(c, '\u{FF61}'..='\u{FF9F}' | '\u{E000}'..='\u{F8FF}' | '\u{80}'..='\u{9F}');
    text.contains(|c| matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}')) && !text.contains(stray)
}

/// Reads a text file in this encoding, whatever it seems to be in.
///
/// # Errors
/// [`Error::UnknownEncoding`] if it is not in it from beginning to end; as [`super::read`] else.
pub fn read_in(kind: Kind, bytes: &[u8], encoding: Encoding) -> Result<Read, Error> {
    let text = encoding.decode(bytes).ok_or(Error::UnknownEncoding)?;
    let mut read = super::read(kind, text.as_bytes())?;
    read.source.encoding = encoding;
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_in_two_ways_is_in_doubt() {
        let doubtful: &[u8] = b"\xb1\xb2\xb3\xa5\xce\xb4";
        let found = readings(Kind::Text, doubtful);
        let texts: Vec<&str> = found.iter().map(|reading| reading.begins.as_str()).collect();
        assert_eq!(texts, ["渦灰隆", "ｱｲｳ･ﾎｴ"]);
        for reading in &found {
            let read = read_in(Kind::Text, doubtful, reading.encoding).unwrap();
            assert_eq!(
                (read.document.text().to_string(), read.source.encoding),
                (reading.begins.clone(), reading.encoding)
            );
        }
        assert_eq!(readings(Kind::Docx, doubtful), []);
    }

    #[test]
    fn plain_japanese_is_not_in_doubt() {
        let text = "防災訓練の実施について（通知）\nこのことについて、下記のとおり実施します。\n";
        for encoding in [SHIFT_JIS, EUC_JP] {
            assert_eq!(readings(Kind::Text, &encoding.encode(text).0), []);
        }
        for bytes in ["ﾃｽﾄ".as_bytes(), b"plain", b"\xFF\xFEa\0", b"", b"caf\xe9"] {
            assert_eq!(readings(Kind::Text, bytes), [], "{bytes:?}");
        }
    }

    #[test]
    fn the_wrong_encoding_is_refused() {
        assert!(read_in(Kind::Text, "あ".as_bytes(), Encoding::EucJp).is_err());
        assert!(read_in(Kind::Text, b"\x82\xa0", Encoding::Utf8).is_err());
        assert_eq!(read_in(Kind::Text, b"\x82\xa0", Encoding::ShiftJis).unwrap().document.text().to_string(), "あ");
        for encoding in Encoding::ALL {
            assert_eq!(Encoding::from_code(encoding.code()), Some(encoding));
        }
    }
}
