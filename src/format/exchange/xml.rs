//! XML as a stream: decoded by what its first bytes say, element by element, with line numbers; no DTD is followed, no
//! entity but the five expanded.

use super::{Fault, Faults};
use crate::format::Error;
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::{self, BufRead, Read};

/// Bytes that are read and decoded at once.
const PIECE: usize = 64 * 1024;

/// A reader of any encoding as one of UTF-8.
pub struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What of `raw` is not decoded yet.
    rest: std::ops::Range<usize>,
    text: Vec<u8>,
    /// What of `text` was not taken yet.
    given: std::ops::Range<usize>,
    ended: bool,
    /// How many bytes were read of the file.
    read: u64,
    /// Whether some bytes meant no character.
    damaged: bool,
    /// What the declaration says where the bytes say otherwise.
    pub contradicted: Option<String>,
}

impl<R: Read> Decoded<R> {
    /// # Errors
    /// If the file cannot be read.
    pub fn new(mut inner: R) -> io::Result<Self> {
        let mut raw = vec![0; PIECE];
        let mut filled = 0;
        while filled < 1024 {
            match inner.read(&mut raw[filled..])? {
                0 => break,
                n => filled += n,
            }
        }
        let (encoding, skip, contradicted) = detect(&raw[..filled]);
        Ok(Self {
            inner,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw,
            rest: skip..filled,
            text: vec![0; PIECE * 3 + 16],
            given: 0..0,
            ended: false,
            read: filled as u64,
            damaged: false,
            contradicted,
        })
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let piece = self.fill_buf()?;
        let taken = piece.len().min(out.len());
        out[..taken].copy_from_slice(&piece[..taken]);
        self.consume(taken);
        Ok(taken)
    }
}

impl<R: Read> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.given.is_empty() && !self.ended {
            let mut last = false;
            if self.rest.is_empty() {
                let read = self.inner.read(&mut self.raw)?;
                self.read += read as u64;
                self.rest = 0..read;
                last = read == 0;
            }
            let from = &self.raw[self.rest.clone()];
            let (result, read, written, failed) = self.decoder.decode_to_utf8(from, &mut self.text, last);
            self.rest.start += read;
            self.given = 0..written;
            self.damaged |= failed;
            self.ended = last && result == CoderResult::InputEmpty;
        }
        Ok(&self.text[self.given.clone()])
    }

    fn consume(&mut self, taken: usize) {
        self.given.start += taken;
    }
}

/// The encoding of an XML file by its first bytes, how many of them mark it, and what its declaration says otherwise.
pub fn detect(bytes: &[u8]) -> (&'static Encoding, usize, Option<String>) {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        return (UTF_8, 3, None);
    }
    if bytes.starts_with(b"\xFF\xFE") {
        return (UTF_16LE, 2, None);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return (UTF_16BE, 2, None);
    }
    match bytes.get(..2) {
        Some(b"<\0") => return (UTF_16LE, 0, None),
        Some(b"\0<") => return (UTF_16BE, 0, None),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(300)];
    let head = &head[..head.iter().position(|b| *b == b'>').unwrap_or(0)];
    let head = String::from_utf8_lossy(head);
    let declared = head.split_once("encoding").and_then(|(_, rest)| {
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next().map(str::to_owned)
    });
    let Some(label) = declared else { return (UTF_8, 0, None) };
    match label.to_ascii_lowercase().as_str() {
        "us-ascii" | "ascii" => (UTF_8, 0, None),
        // Its bytes are plainly no UTF-16.
        lower if lower.starts_with("utf-16") || lower.starts_with("ucs-2") => (UTF_8, 0, Some(label)),
        lower => match Encoding::for_label(lower.as_bytes()) {
            Some(encoding) => (encoding, 0, None),
            None => (UTF_8, 0, Some(label)),
        },
    }
}

/// What comes next.
pub enum Node {
    /// An element begins; its end follows also if it is empty.
    Open(Tag),
    /// An element ends: its name without prefix.
    Close(String),
    /// Text, or a piece of one.
    Text(String),
    /// The file ends.
    End,
}

/// The start of an element.
pub struct Tag(BytesStart<'static>);

impl Tag {
    /// Its name without a prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The attribute with this name, whatever its prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.0.attributes().with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name).map(|a| {
            a.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_or_else(|_| a.value.to_string(), Cow::into_owned)
        })
    }

    /// All attributes, by their full names, but for those that bind namespaces.
    pub fn attributes(&self) -> Vec<(String, String)> {
        let value = |a: &quick_xml::events::attributes::Attribute<'_>| {
            a.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_or_else(|_| a.value.to_string(), Cow::into_owned)
        };
        let mut all = self.0.attributes();
        let all = all.with_checks(false).flatten();
        all.filter(|a| !a.key.as_ref().starts_with("xmlns")).map(|a| (a.key.as_ref().to_owned(), value(&a))).collect()
    }
}

/// A file of XML, read from its beginning.
pub struct Xml<R> {
    reader: Reader<Decoded<R>>,
    buffer: Vec<u8>,
    line: u64,
    /// What was wrong and could be passed over.
    pub faults: Faults,
}

impl<R: Read> Xml<R> {
    /// # Errors
    /// If the file cannot be read.
    pub fn new(inner: R) -> Result<Self, Error> {
        let decoded = Decoded::new(inner).map_err(unreadable)?;
        let contradicted = decoded.contradicted.clone();
        let mut reader = Reader::from_reader(decoded);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let mut xml = Self { reader, buffer: Vec::new(), line: 1, faults: Faults::default() };
        if let Some(label) = contradicted {
            xml.faults.add(Fault::of("fault-encoding-declared", 1, label));
        }
        Ok(xml)
    }

    /// The line the last node stood in, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// How many bytes of the file were read so far.
    pub fn read_bytes(&self) -> u64 {
        self.reader.get_ref().read
    }

    /// The next node.
    ///
    /// # Errors
    /// If the file cannot be read on, is no XML from here on, or defines entities.
    pub fn next(&mut self) -> Result<Node, Error> {
        loop {
            self.buffer.clear();
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(quick_xml::Error::Io(error)) => {
                    return Err(unreadable(io::Error::new(error.kind(), error.to_string())));
                }
                Err(_) => return Err(Error::Invalid { fault: Fault::new("fault-xml", self.line) }),
            };
            let lines = |text: &str| text.bytes().filter(|b| *b == b'\n').count() as u64;
            match event {
                Event::Start(start) => {
                    self.line += lines(start.attributes_raw());
                    return Ok(Node::Open(Tag(start.into_owned())));
                }
                Event::End(end) => return Ok(Node::Close(end.local_name().into_inner().to_owned())),
                Event::Text(text) => {
                    let content = text.xml10_content().into_owned();
                    self.line += lines(&content);
                    return Ok(Node::Text(content));
                }
                Event::CData(text) => {
                    let content = text.xml10_content().into_owned();
                    self.line += lines(&content);
                    return Ok(Node::Text(content));
                }
                Event::GeneralRef(reference) => {
                    let text = match reference.resolve_char_ref() {
                        Ok(Some(c)) if is_character(c) => Ok(c.to_string()),
                        Ok(None) => match &*reference {
                            "lt" => Ok("<".to_owned()),
                            "gt" => Ok(">".to_owned()),
                            "amp" => Ok("&".to_owned()),
                            "apos" => Ok("'".to_owned()),
                            "quot" => Ok("\"".to_owned()),
                            other => Err((format!("&{other};"), "fault-entity")),
                        },
                        _ => Err((String::new(), "fault-character")),
                    };
                    let text = match text {
                        Ok(text) => text,
                        Err((text, id)) => {
                            self.faults.add(Fault::of(id, self.line, format!("&{};", &*reference)));
                            text
                        }
                    };
                    return Ok(Node::Text(text));
                }
                Event::DocType(text) => {
                    self.line += lines(&text);
                    if text.contains("<!ENTITY") {
                        return Err(Error::Invalid { fault: Fault::new("fault-entities-defined", self.line) });
                    }
                }
                Event::Eof => {
                    if self.reader.get_ref().damaged {
                        self.faults.add(Fault::new("fault-undecodable", self.line));
                        self.reader.get_mut().damaged = false;
                    }
                    return Ok(Node::End);
                }
                Event::Comment(text) => self.line += lines(&text),
                Event::PI(text) => self.line += lines(text.content()),
                Event::Decl(_) | Event::Empty(_) => {}
            }
        }
    }
}

fn unreadable(error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Error::Truncated,
        _ => Error::Unreadable { reason: error.to_string() },
    }
}

/// Whether XML 1.0 can hold this character.
pub fn is_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

/// `text` for the inside of an element: characters that XML cannot hold are left out.
pub fn escape(text: &str) -> Cow<'_, str> {
    escaped(text, false)
}

/// `text` for an attribute in double quotes.
pub fn escape_attribute(text: &str) -> Cow<'_, str> {
    escaped(text, true)
}

fn escaped(text: &str, attribute: bool) -> Cow<'_, str> {
    let special = |c: char| match c {
        '&' | '<' | '>' | '\r' => true,
        '"' | '\n' | '\t' => attribute,
        c => !is_character(c),
    };
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A parser would make a line feed of it.
            '\r' => out.push_str("&#xD;"),
            '"' if attribute => out.push_str("&quot;"),
            '\n' if attribute => out.push_str("&#xA;"),
            '\t' if attribute => out.push_str("&#x9;"),
            c if is_character(c) => out.push(c),
            _ => {}
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> (String, Vec<(&'static str, u64)>) {
        let mut xml = Xml::new(bytes).unwrap();
        let mut told = String::new();
        loop {
            match xml.next() {
                Ok(Node::Open(tag)) => told.push_str(&format!("<{}>", tag.name())),
                Ok(Node::Close(name)) => told.push_str(&format!("</{name}>")),
                Ok(Node::Text(text)) => told.push_str(&text),
                Ok(Node::End) => break,
                Err(Error::Invalid { fault }) => {
                    told.push_str(fault.id);
                    break;
                }
                Err(error) => panic!("{error:?}"),
            }
        }
        (told, xml.faults.list.iter().map(|fault| (fault.id, fault.line)).collect())
    }

    #[test]
    fn any_encoding_is_read() {
        let text = "<?xml version=\"1.0\"?>\n<a>漢字</a>";
        let utf16: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let (sjis, ..) = encoding_rs::SHIFT_JIS.encode("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>\n<a>漢字</a>");
        let bom = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for bytes in [text.as_bytes(), &utf16, &sjis, &bom, b"<?xml encoding='us-ascii'?>\n<a>&#x6F22;&#23383;</a>"] {
            assert_eq!(told(bytes), ("\n<a>漢字</a>".to_owned(), Vec::new()));
        }
        let wrong = "<?xml version=\"1.0\" encoding=\"utf-16\"?><a>漢字</a>";
        assert_eq!(told(wrong.as_bytes()), ("<a>漢字</a>".into(), vec![("fault-encoding-declared", 1)]));
        let (text, faults) = told(b"<a>\n\xFF</a>");
        assert_eq!((text.as_str(), faults[0]), ("<a>\n\u{FFFD}</a>", ("fault-undecodable", 2)));
    }

    #[test]
    fn entities_are_not_expanded() {
        assert_eq!(told(b"<!DOCTYPE tmx SYSTEM \"tmx14.dtd\"><a>&lt;&#x41;</a>").0, "<a><A</a>");
        let bomb = b"<!DOCTYPE a [<!ENTITY a \"aaaa\">]><a>&a;</a>";
        assert_eq!(told(bomb).0, "fault-entities-defined");
        let (text, faults) = told(b"<a>\n&nbsp;&#1;x & y</a>");
        assert_eq!(text, "<a>\n&nbsp;x & y</a>");
        assert_eq!(faults, [("fault-entity", 2), ("fault-character", 2)]);
    }
}
