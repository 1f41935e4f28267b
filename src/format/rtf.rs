//! Rich Text Format (.rtf), as word processors have written it since 1987: read, never written. Paragraphs with their
//! words set off, tables, and characters in whatever code page the file names. No library that is kept knows the code
//! pages of Japan, and the format is a flat row of braces and words, so it is read here.

use super::guess::{self, Line, Place};
use super::marked::{Marked, joined};
use super::{Error, Kind, Loss, Read, Source};
use crate::document::tables::{MOST_COLUMNS, one_line};
use crate::document::{Author, Document, Face, Look, Role};
use crate::text::Lang;
use encoding_rs::Encoding;
use std::collections::HashMap;

/// The deepest braces that are followed.
const DEEPEST: usize = 500;

/// Groups that are no text of the document, and are known to be none.
const SILENT: [&str; 19] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "generator",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "xmlnstbl",
    "mmathPr",
    "fldinst",
    "filetbl",
    "revtbl",
    "pntext",
    "listtext",
];

/// What a group says of the text in it.
#[derive(Clone, Copy)]
struct State {
    face: Face,
    place: Place,
    /// Bytes that stand in for a Unicode character.
    stand_ins: usize,
    font: i32,
    hidden: bool,
    /// Whether the group is no text.
    silent: bool,
    /// Whether the group lists the fonts.
    fonts: bool,
    in_table: bool,
}

struct Paragraph {
    words: Marked,
    place: Place,
    cell: Option<u8>,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    state: State,
    stack: Vec<State>,
    page: &'static Encoding,
    pages: HashMap<i32, &'static Encoding>,
    /// Bytes of characters in a code page, not told yet.
    raw: Vec<u8>,
    /// The first half of a pair of UTF-16.
    high: Option<u16>,
    skip: usize,
    paragraphs: Vec<Paragraph>,
    words: Marked,
    cell: usize,
    lost: [usize; 5],
}

/// What is counted as lost, and its message.
const LOSSES: [&str; 5] =
    ["loss-rtf-pictures", "loss-rtf-headers", "loss-rtf-footnotes", "loss-rtf-hidden", "loss-rtf-objects"];

pub(super) fn read(bytes: &[u8]) -> Result<Read, Error> {
    if !bytes.starts_with(b"{\\rtf") {
        return Err(Error::Damaged { part: "{\\rtf".to_owned() });
    }
    let state = State {
        face: Face::PLAIN,
        place: Place::Start,
        stand_ins: 1,
        font: -1,
        hidden: false,
        silent: false,
        fonts: false,
        in_table: false,
    };
    let mut reader = Reader {
        bytes,
        at: 0,
        state,
        stack: Vec::new(),
        page: encoding_rs::WINDOWS_1252,
        pages: HashMap::new(),
        raw: Vec::new(),
        high: None,
        skip: 0,
        paragraphs: Vec::new(),
        words: Marked::default(),
        cell: 0,
        lost: [0; 5],
    };
    let ended = reader.run()?;
    if !reader.words.text.is_empty() {
        reader.end_paragraph();
    }
    let mut losses: Vec<Loss> = std::iter::zip(LOSSES, reader.lost)
        .filter(|(_, count)| *count > 0)
        .map(|(id, count)| Loss::counted(id, count))
        .collect();
    if !ended {
        losses.push(Loss::new("loss-rtf-cut"));
    }
    Ok(Read { document: document(reader.paragraphs), losses, source: Source::new(Kind::Rtf) })
}

/// The document of these paragraphs; what each is, is told where that is beyond doubt.
fn document(paragraphs: Vec<Paragraph>) -> Document {
    let text: String = paragraphs.iter().take(200).flat_map(|p| [p.words.text.as_str(), "\n"]).collect();
    let lang = Lang::guess(&text).unwrap_or_default();
    let mut lines: Vec<Line<'_>> =
        paragraphs.iter().map(|p| Line { text: &p.words.text, place: p.place, role: p.cell.map(Role::Cell) }).collect();
    guess::roles(&mut lines, lang);
    let told: Vec<(Role, String)> =
        lines.iter().map(|line| (line.role.unwrap_or(Role::Body), line.text.to_owned())).collect();
    let marks = joined(paragraphs.iter().map(|p| &p.words));
    let told = if told.is_empty() { vec![(Role::Body, String::new())] } else { told };
    Document::new(lang, None, &told, Author::Import).with_marks(&marks)
}

impl Reader<'_> {
    /// Reads to the end; whether the file ended where it says.
    fn run(&mut self) -> Result<bool, Error> {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    if self.stack.len() >= DEEPEST {
                        return Err(Error::TooDeep);
                    }
                    self.stack.push(self.state);
                    self.skip = 0;
                }
                b'}' => {
                    self.flush();
                    let Some(state) = self.stack.pop() else { return Ok(true) };
                    // A paragraph is where its words are, not where its last group left off.
                    self.state = State { place: self.state.place, in_table: self.state.in_table, ..state };
                    if self.stack.is_empty() {
                        return Ok(true);
                    }
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.byte(byte),
            }
        }
        self.flush();
        Ok(false)
    }

    fn control(&mut self) {
        let Some(first) = self.bytes.get(self.at).copied() else { return };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return self.sign(first);
        }
        let rest = &self.bytes[self.at..];
        let name = rest.iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
        let digits = rest[name..].iter().take(11).take_while(|b| b.is_ascii_digit() || **b == b'-').count();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let (word, number) = (text(&rest[..name]), text(&rest[name..name + digits]).parse::<i64>().ok());
        self.at += name + digits;
        // One space ends a word and is part of it.
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        self.word(&word, number);
    }

    fn sign(&mut self, sign: u8) {
        match sign {
            b'\'' => {
                let code = self.bytes.get(self.at..self.at + 2).and_then(|code| std::str::from_utf8(code).ok());
                let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
                self.at = (self.at + 2).min(self.bytes.len());
                if let Some(byte) = byte {
                    self.byte(byte);
                }
            }
            b'*' => self.state.silent = true,
            b'~' => self.write("\u{A0}"),
            b'_' => self.write("-"),
            b'\\' | b'{' | b'}' => self.byte(sign),
            b'\r' | b'\n' => self.word("par", None),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        if word != "u" {
            self.flush();
        }
        let on = number != Some(0);
        let fonts = self.state.fonts;
        match word {
            // A group of the list of fonts names one and its characters.
            "f" => self.state.font = number.and_then(|n| i32::try_from(n).ok()).unwrap_or(-1),
            "fcharset" if fonts => {
                if let Some(page) = number.and_then(charset) {
                    self.pages.insert(self.state.font, page);
                }
            }
            "ansicpg" => {
                if let Some(page) = number.and_then(code_page) {
                    self.page = page;
                }
            }
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.state.stand_ins = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1).min(16),
            "bin" => {
                self.at = (self.at + number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0)).min(self.bytes.len())
            }
            "fonttbl" => (self.state.silent, self.state.fonts) = (true, true),
            "pict" => self.lose(0),
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => self.lose(1),
            "footnote" | "annotation" => self.lose(2),
            "object" => self.lose(4),
            _ if SILENT.contains(&word) => self.state.silent = true,
            // What an object or a shape shows in its place is text again.
            "shptxt" | "result" => self.state.silent = false,
            _ if self.state.silent => {}
            "par" | "sect" | "page" => self.end_paragraph(),
            "line" | "lbr" => self.end_paragraph(),
            "cell" | "nestcell" => self.end_cell(),
            "row" | "nestrow" => self.cell = 0,
            "intbl" => self.state.in_table = true,
            "pard" => (self.state.place, self.state.in_table) = (Place::Start, false),
            "ql" | "qj" => self.state.place = Place::Start,
            "qc" => self.state.place = Place::Middle,
            "qr" => self.state.place = Place::End,
            "plain" => (self.state.face, self.state.hidden) = (Face::PLAIN, false),
            "b" => self.look(Look::Bold, on),
            "ul" => self.look(Look::Underline, on),
            "ulnone" => self.look(Look::Underline, false),
            "accdot" | "acccomma" => self.look(Look::Dots, on),
            "super" => self.look(Look::Superscript, on),
            "sub" => self.look(Look::Subscript, on),
            "nosupersub" => {
                self.look(Look::Superscript, false);
                self.look(Look::Subscript, false);
            }
            "v" => self.state.hidden = on,
            "tab" => self.write("\t"),
            "emdash" => self.write("—"),
            "endash" => self.write("–"),
            "emspace" => self.write("\u{3000}"),
            "enspace" => self.write(" "),
            "bullet" => self.write("•"),
            "lquote" => self.write("‘"),
            "rquote" => self.write("’"),
            "ldblquote" => self.write("“"),
            "rdblquote" => self.write("”"),
            _ => {}
        }
    }

    fn lose(&mut self, what: usize) {
        if !self.state.silent || what == 0 {
            self.lost[what] += 1;
        }
        self.state.silent = true;
    }

    fn look(&mut self, look: Look, on: bool) {
        self.state.face = if on { self.state.face.with(look) } else { self.state.face.without(look) };
    }

    /// A byte of a character.
    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.state.silent {
            self.raw.push(byte);
        }
    }

    fn unicode(&mut self, number: i64) {
        self.flush();
        self.skip = self.state.stand_ins;
        // Numbers above 32,767 are written as negative ones.
        let unit = u16::try_from(number.rem_euclid(65_536)).unwrap_or(0);
        let pair = match (self.high.take(), unit) {
            (Some(high), 0xDC00..=0xDFFF) => vec![high, unit],
            (_, 0xD800..=0xDBFF) => {
                self.high = Some(unit);
                return;
            }
            _ => vec![unit],
        };
        let text: String = char::decode_utf16(pair).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        self.write(&text);
    }

    fn flush(&mut self) {
        if self.raw.is_empty() {
            return;
        }
        let raw = std::mem::take(&mut self.raw);
        let page = self.pages.get(&self.state.font).copied().unwrap_or(self.page);
        let text = page.decode_without_bom_handling(&raw).0.into_owned();
        self.write(&text);
    }

    fn write(&mut self, text: &str) {
        if self.state.silent {
            return;
        }
        if self.state.hidden {
            self.lost[3] += text.chars().count();
            return;
        }
        let shown: String = text.chars().filter(|c| *c == '\t' || !c.is_control()).collect();
        self.words.write(&shown, self.state.face);
    }

    fn end_paragraph(&mut self) {
        // In a cell a new paragraph is a new line, which a cell here does not have.
        if self.state.in_table {
            if !self.words.text.is_empty() {
                self.words.write(" ", Face::PLAIN);
            }
            return;
        }
        let words = std::mem::take(&mut self.words);
        self.paragraphs.push(Paragraph { words, place: self.state.place, cell: None });
    }

    fn end_cell(&mut self) {
        let mut words = std::mem::take(&mut self.words);
        words.trim();
        words = Marked { text: one_line(&words.text), ..words };
        let column = self.cell.min(MOST_COLUMNS - 1);
        self.cell += 1;
        let cell = u8::try_from(column).ok();
        self.paragraphs.push(Paragraph { words, place: Place::Unknown, cell });
    }
}

/// The encoding of a Windows code page.
fn code_page(number: i64) -> Option<&'static Encoding> {
    Some(match number {
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        65_001 => encoding_rs::UTF_8,
        1_250 => encoding_rs::WINDOWS_1250,
        1_251 => encoding_rs::WINDOWS_1251,
        1_252 => encoding_rs::WINDOWS_1252,
        1_253 => encoding_rs::WINDOWS_1253,
        _ => return None,
    })
}

/// The encoding of a font's characters.
fn charset(number: i64) -> Option<&'static Encoding> {
    Some(match number {
        128 => encoding_rs::SHIFT_JIS,
        129 => encoding_rs::EUC_KR,
        134 => encoding_rs::GBK,
        136 => encoding_rs::BIG5,
        161 => encoding_rs::WINDOWS_1253,
        204 => encoding_rs::WINDOWS_1251,
        238 => encoding_rs::WINDOWS_1250,
        0 => encoding_rs::WINDOWS_1252,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rtf: &str) -> String {
        read(rtf.as_bytes()).unwrap().document.text().to_string()
    }

    #[test]
    fn characters_come_from_code_pages_and_as_numbers() {
        let rtf = r"{\rtf1\ansi\ansicpg932{\fonttbl{\f0\fcharset128 \'82\'6c;}{\f1\fcharset0 Arial;}}\f0\'92\'ca\'92\'6d\par\uc2\u-30050\'8d\'81\uc1\u30476?{\f1 caf\'e9}\par}";
        assert_eq!(text(rtf), "通知\n語県café");
        assert_eq!(text(r"{\rtf1\u-10179?\u-8704?\par}"), "😀");
    }

    #[test]
    fn looks_tables_and_losses() {
        let rtf = r"{\rtf1\ansi {\header Head\par}{\*\generator X}\pard\qr 2026-12-01\par\pard{\b Bold} and {\ul line}\par{\trowd\pard\intbl A\cell B\par C\cell\row\pard\intbl 1\cell 2\cell\row}\pard{\pict 00ff}End{\v hidden}{\footnote x}\par}";
        let read = read(rtf.as_bytes()).unwrap();
        assert_eq!(read.document.text().to_string(), "2026-12-01\nBold and line\nA\nB C\n1\n2\nEnd");
        let roles = read.document.roles();
        assert_eq!(&roles[2..6], [Role::Cell(0), Role::Cell(1), Role::Cell(0), Role::Cell(1)]);
        let lost: Vec<&str> = read.losses.iter().map(|loss| loss.id).collect();
        assert_eq!(lost, ["loss-rtf-pictures", "loss-rtf-headers", "loss-rtf-footnotes", "loss-rtf-hidden"]);
        assert_eq!(read.document.marks().within(crate::text::Span::new(0, 30)).len(), 2);
    }

    #[test]
    fn what_is_broken_is_told_or_read_as_far_as_it_goes() {
        assert!(matches!(read(b"hello"), Err(Error::Damaged { .. })));
        assert_eq!(read(format!("{{\\rtf1 {}", "{".repeat(5_000)).as_bytes()).unwrap_err(), Error::TooDeep);
        let cut = read(b"{\\rtf1 Half a sen").unwrap();
        assert_eq!((cut.document.text().to_string().as_str(), cut.losses[0].id), ("Half a sen", "loss-rtf-cut"));
        for end in 0..60 {
            let whole = b"{\\rtf1\\ansi\\ansicpg932 \\'92\\'ca\\u30476?\\bin4 \\par{\\b x\\cell}}\\";
            drop(read(&whole[..end.min(whole.len())]));
        }
    }
}
