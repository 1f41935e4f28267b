//! Plain text: encodings, line endings, and how a document with parts is set out with nothing but characters.

use super::{Error, Kind, Loss, Read, Source, Written};
use crate::document::{Author, Document, MarkKind, Role};
use crate::text::{Lang, Span, Text};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, SHIFT_JIS, UTF_16BE, UTF_16LE};

/// How a file writes characters as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 that opens with a byte order mark.
    Utf8Bom,
    /// Shift_JIS as Windows has it (CP932).
    ShiftJis,
    /// EUC-JP.
    EucJp,
    /// UTF-16, low byte first, with a byte order mark.
    Utf16Le,
    /// UTF-16, high byte first, with a byte order mark.
    Utf16Be,
}

/// How the lines of a file end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineEnding {
    /// U+000A.
    Lf,
    /// U+000D U+000A.
    CrLf,
    /// U+000D.
    Cr,
}

/// Columns of a line that parts are centred in or aligned to, counted in half-width characters: 40 full-width ones.
const COLUMNS: usize = 80;

pub(super) fn read(bytes: &[u8]) -> Result<Read, Error> {
    let Decoded { text, encoding, line_ending, losses } = decode(bytes)?;
    let lang = Lang::guess(&text).unwrap_or_default();
    let document = Document::from_text(lang, &text, Author::Import);
    Ok(Read { document, losses, source: Source { encoding, line_ending, ..Source::new(Kind::Text) } })
}

pub(super) fn write(document: &Document, source: &Source) -> Result<Written, Error> {
    let mut losses = Vec::new();
    let text = if document.roles().iter().all(|role| *role == Role::Body) {
        document.text().to_string()
    } else {
        losses.push(Loss::new("loss-parts-as-text"));
        set_out(document)
    };
    losses.extend(unmarked(document));
    if document.classification().is_some() {
        losses.push(Loss::new("loss-classification"));
    }
    Ok(Written { bytes: encode(&text, document.text(), source)?, losses })
}

/// What is lost where neither looks nor readings are written.
pub(super) fn unmarked(document: &Document) -> Vec<Loss> {
    let marks = document.marks().within(Span::new(0, document.text().len()));
    let rubies = marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Ruby(_))).count();
    let lost = [("loss-readings", rubies), ("loss-looks", marks.len() - rubies)];
    lost.into_iter().filter(|(_, count)| *count > 0).map(|(id, count)| Loss::counted(id, count)).collect()
}

/// What [`decode`] finds.
pub(super) struct Decoded {
    /// The text; lines end in U+000A.
    pub text: String,
    pub encoding: Encoding,
    pub line_ending: LineEnding,
    pub losses: Vec<Loss>,
}

/// The text of a file, by byte order mark, else as strict UTF-8, else as the one of Shift_JIS and EUC-JP that fits.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Error> {
    let mut losses = Vec::new();
    let strict = |encoding: &'static encoding_rs::Encoding, bytes: &[u8]| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
    };
    let (text, encoding) = if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        (String::from_utf8(rest.to_vec()).ok(), Encoding::Utf8Bom)
    } else if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        (strict(UTF_16LE, rest), Encoding::Utf16Le)
    } else if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        (strict(UTF_16BE, rest), Encoding::Utf16Be)
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        // ISO-2022-JP hides in plain ASCII behind escapes.
        let escaped = text.contains("\u{1b}$B") || text.contains("\u{1b}$@");
        ((!escaped).then(|| text.to_owned()), Encoding::Utf8)
    } else {
        let (text, encoding) = legacy(bytes).ok_or_else(|| mixed(bytes).unwrap_or(Error::UnknownEncoding))?;
        // A few characters have two codes; only one of them is ever written.
        if legacy_bytes(&text, encoding).as_deref() != Ok(bytes) {
            losses.push(Loss::new("loss-encoding-variants"));
        }
        (Some(text), encoding)
    };
    // No text holds U+0000; what does is UTF-16 without a mark, or no text at all.
    let text = text.filter(|text| !text.contains('\0')).ok_or(Error::UnknownEncoding)?;
    let (text, line_ending, mixed) = unify(text);
    if mixed {
        losses.push(Loss::new("loss-line-endings"));
    }
    Ok(Decoded { text, encoding, line_ending, losses })
}

/// `text`, lines ending in U+000A, as bytes. `document` is where characters that cannot be written are looked up.
pub(super) fn encode(text: &str, document: &Text, source: &Source) -> Result<Vec<u8>, Error> {
    let text = match source.line_ending {
        LineEnding::Lf => text.to_owned(),
        LineEnding::CrLf => text.replace('\n', "\r\n"),
        LineEnding::Cr => text.replace('\n', "\r"),
    };
    Ok(match source.encoding {
        Encoding::Utf8 => text.into_bytes(),
        Encoding::Utf8Bom => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        Encoding::Utf16Le => {
            b"\xFF\xFE".iter().copied().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
        }
        Encoding::Utf16Be => {
            b"\xFE\xFF".iter().copied().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
        }
        Encoding::ShiftJis | Encoding::EucJp => legacy_bytes(&text, source.encoding).map_err(|characters| {
            let paragraph = (0..document.lines()).find(|&i| document.line(i).contains(characters.as_slice()));
            Error::Unencodable { characters: characters.iter().take(10).collect(), paragraph: paragraph.unwrap_or(0) }
        })?,
    })
}

fn legacy(bytes: &[u8]) -> Option<(String, Encoding)> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"jp"), Utf8Detection::Deny);
    let mut found: Vec<(String, Encoding, bool)> = [(SHIFT_JIS, Encoding::ShiftJis), (EUC_JP, Encoding::EucJp)]
        .into_iter()
        .filter_map(|(encoding, ours)| {
            let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned();
            Some((text, ours, encoding == guess))
        })
        .collect();
    if let Some(at) = found.iter().position(|(_, _, guessed)| *guessed) {
        let (text, encoding, _) = found.swap_remove(at);
        return Some((text, encoding));
    }
    // Western text taken for Japanese turns into stray half-width katakana.
    let japanese =
        |text: &str| Lang::guess(text) == Some(Lang::Ja) && !text.contains(|c| matches!(c, '\u{FF61}'..='\u{FF9F}'));
    found.into_iter().find(|(text, ..)| japanese(text)).map(|(text, encoding, _)| (text, encoding))
}

/// Where the encoding changes in `bytes`, which are in none from beginning to end: the first byte that is not in that of the
/// Japanese before it. `None` where there was none before, as in a picture or in Western text.
fn mixed(bytes: &[u8]) -> Option<Error> {
    if bytes.contains(&0) {
        return None;
    }
    let kana = |text: &str| text.contains(|c| matches!(c, '\u{3041}'..='\u{30FE}'));
    // Whether the lines so far are UTF-8, and what else they may be in; neither where they are plain ASCII.
    let mut utf8 = None;
    let mut others: Vec<&'static encoding_rs::Encoding> = vec![SHIFT_JIS, EUC_JP];
    let mut japanese = false;
    for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let at = match std::str::from_utf8(line) {
            Ok(_) if line.is_ascii() => continue,
            Ok(text) if utf8 != Some(false) => {
                utf8 = Some(true);
                japanese |= kana(text);
                continue;
            }
            Ok(_) => line.iter().position(|byte| !byte.is_ascii())?,
            Err(error) if utf8 == Some(true) || kana(&String::from_utf8_lossy(&line[..error.valid_up_to()])) => {
                japanese |= kana(&String::from_utf8_lossy(&line[..error.valid_up_to()]));
                error.valid_up_to()
            }
            Err(_) => {
                utf8 = Some(false);
                let (best, at) = others.iter().map(|other| (*other, fits(other, line))).max_by_key(|(_, at)| *at)?;
                japanese |= kana(&best.decode_without_bom_handling(&line[..at]).0);
                others.retain(|other| fits(other, line) == line.len());
                if at == line.len() {
                    continue;
                }
                at
            }
        };
        let byte = *line.get(at)?;
        return japanese.then_some(Error::MixedEncodings { line: number + 1, place: at + 1, byte });
    }
    None
}

/// How many of the first of `bytes` are whole characters of `encoding`.
fn fits(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = vec![0; (bytes.len() * 3).clamp(16, 1 << 16)];
    let mut at = 0;
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(&bytes[at..], &mut text, true);
        at += read;
        match result {
            encoding_rs::DecoderResult::InputEmpty => return at,
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::Malformed(bad, behind) => return at - usize::from(bad) - usize::from(behind),
        }
    }
}

/// The bytes of `text`, or the characters that have none. A character counts as having bytes only if they mean the
/// same character again: the Web's encoders write ¥ as a backslash.
fn legacy_bytes(text: &str, encoding: Encoding) -> Result<Vec<u8>, Vec<char>> {
    let table = if encoding == Encoding::EucJp { EUC_JP } else { SHIFT_JIS };
    let (bytes, _, failed) = table.encode(text);
    let back = table.decode_without_bom_handling_and_without_replacement(&bytes);
    if !failed && back.as_deref() == Some(text) {
        return Ok(bytes.into_owned());
    }
    let mut missing = Vec::new();
    for c in text.chars().filter(|c| !c.is_ascii()) {
        let alone = c.to_string();
        let (bytes, _, failed) = table.encode(&alone);
        let back = table.decode_without_bom_handling_and_without_replacement(&bytes);
        if (failed || back.as_deref() != Some(&alone)) && !missing.contains(&c) {
            missing.push(c);
        }
    }
    Err(missing)
}

/// `text` with every line ending in U+000A, the commonest ending it had, and whether it had more than one kind.
fn unify(text: String) -> (String, LineEnding, bool) {
    let crlf = text.matches("\r\n").count();
    let lf = text.matches('\n').count() - crlf;
    let cr = text.matches('\r').count() - crlf;
    let kinds = [lf, crlf, cr].iter().filter(|n| **n > 0).count();
    let ending = if crlf > 0 && crlf >= lf && crlf >= cr {
        LineEnding::CrLf
    } else if cr > lf {
        LineEnding::Cr
    } else {
        LineEnding::Lf
    };
    let text = if crlf + cr > 0 { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    (text, ending, kinds > 1)
}

/// A document with parts, set out with spaces and item numbers.
fn set_out(document: &Document) -> String {
    let labels = document.snapshot().labels();
    let lang = document.lang();
    let mut out = String::new();
    let mut before: Option<(Role, bool)> = None;
    for (index, label) in labels.iter().enumerate() {
        let paragraph = document.paragraph(index);
        if let Role::Cell(column) = paragraph.role
            && column > 0
        {
            // The cells of a row stand in one line, set apart by tabs.
            out.pop();
            out.push('\t');
            out.push_str(&paragraph.text.replace('\t', " "));
            out.push('\n');
            continue;
        }
        let empty = paragraph.text.is_empty() && !paragraph.role.is_cell();
        if let Some((role, was_empty)) = before
            && !empty
            && !was_empty
            && apart(role, paragraph.role, lang)
        {
            out.push('\n');
        }
        let line = match lang {
            _ if paragraph.role.is_cell() => paragraph.text.replace('\t', " "),
            Lang::Ja => japanese_line(paragraph.role, &paragraph.text, label.as_deref()),
            Lang::En => english_line(paragraph.role, &paragraph.text, label.as_deref()),
        };
        out.push_str(&line);
        out.push('\n');
        before = Some((paragraph.role, empty));
    }
    out
}

/// Whether a blank line stands between paragraphs of these roles.
fn apart(before: Role, after: Role, lang: Lang) -> bool {
    let group = |role: Role| match role {
        Role::DocNumber | Role::Date => 0,
        Role::Addressee => 1,
        Role::Sender => 2,
        Role::Title => 3,
        Role::Salutation | Role::Body | Role::Heading(_) | Role::Closing => 4,
        Role::Ki => 5,
        Role::Item(_) => 6,
        Role::Ijo => 7,
        Role::Signature => 8,
        Role::Attachment => 9,
        Role::Contact => 10,
        Role::Cell(_) => 11,
    };
    group(before) != group(after) || (lang == Lang::En && group(after) == 4)
}

fn japanese_line(role: Role, text: &str, label: Option<&str>) -> String {
    const SPACE: &str = "\u{3000}";
    if text.is_empty() {
        return label.unwrap_or_default().to_owned();
    }
    let room = COLUMNS.saturating_sub(columns(text));
    let spaces = match role {
        Role::DocNumber | Role::Date | Role::Sender | Role::Ijo | Role::Closing => room / 2,
        Role::Ki => room / 4,
        // A long 件名 starts three characters in instead of in the middle.
        Role::Title if room >= 20 => room / 4,
        Role::Title => 3,
        Role::Addressee => 1,
        Role::Body if !text.starts_with('\u{3000}') => 1,
        Role::Item(level) => usize::from(level),
        _ => 0,
    };
    match label {
        Some(label) => format!("{}{label}{SPACE}{text}", SPACE.repeat(spaces)),
        None => format!("{}{text}", SPACE.repeat(spaces)),
    }
}

fn english_line(role: Role, text: &str, label: Option<&str>) -> String {
    match (role, label) {
        (Role::Item(level), Some(label)) => format!("{}{label} {text}", "   ".repeat(usize::from(level))),
        _ => text.to_owned(),
    }
}

/// The width of `text`: a half-width character is one, every other two.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() || matches!(c, '\u{FF61}'..='\u{FF9F}') { 1 } else { 2 }).sum()
}
