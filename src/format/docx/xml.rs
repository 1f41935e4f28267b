//! XML parts of a package, read element by element: no DTD, no entities but the five, errors with their place.

use crate::format::{Error, package::Package};
use encoding_rs::{UTF_16BE, UTF_16LE};
use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use std::borrow::Cow;

/// A part, decoded.
pub(in crate::format) struct Part {
    /// Its name in the package.
    pub name: String,
    pub text: String,
    shift: Shift,
}

/// How bytes of the decoded text lie in the part.
enum Shift {
    /// So many bytes further on.
    By(u64),
    /// Two bytes for each UTF-16 unit, behind a byte order mark.
    Utf16,
}

impl Part {
    pub fn load(package: &mut Package<'_>, name: &str) -> Result<Self, Error> {
        let bytes = package.part(name)?;
        let utf16 = match bytes.get(..2) {
            Some(b"\xFF\xFE") => Some(UTF_16LE),
            Some(b"\xFE\xFF") => Some(UTF_16BE),
            _ => None,
        };
        let damaged = || Error::Damaged { part: name.to_owned() };
        let (text, shift) = if let Some(encoding) = utf16 {
            let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[2..]);
            (text.ok_or_else(damaged)?.into_owned(), Shift::Utf16)
        } else {
            let mut text = String::from_utf8(bytes).map_err(|_| damaged())?;
            let marked = text.starts_with('\u{FEFF}');
            if marked {
                text.drain(..'\u{FEFF}'.len_utf8());
            }
            (text, Shift::By(if marked { 3 } else { 0 }))
        };
        Ok(Self { name: name.to_owned(), text, shift })
    }

    /// The same part with another text.
    pub fn with_text(&self, text: String) -> Self {
        Self { name: self.name.clone(), text, shift: Shift::By(0) }
    }

    /// A reader at its beginning.
    pub fn read(&self) -> Xml<'_> {
        let mut reader = NsReader::from_str(&self.text);
        reader.config_mut().expand_empty_elements = true;
        Xml { part: self, reader, depth: 0, at: 0 }
    }

    fn bad(&self, at: u64) -> Error {
        let offset = match self.shift {
            Shift::By(bytes) => at + bytes,
            Shift::Utf16 => {
                let mut at = usize::try_from(at).unwrap_or(usize::MAX).min(self.text.len());
                while !self.text.is_char_boundary(at) {
                    at -= 1;
                }
                2 + 2 * self.text[..at].encode_utf16().count() as u64
            }
        };
        Error::BadXml { part: self.name.clone(), offset }
    }
}

/// Which vocabulary a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum Vocabulary {
    /// WordprocessingML, transitional or strict.
    Word,
    /// Office Math.
    Math,
    /// Markup compatibility.
    Compatibility,
    /// OpenDocument: the frame around everything.
    Office,
    /// OpenDocument: text.
    Text,
    /// OpenDocument: tables.
    Table,
    /// OpenDocument: drawings.
    Draw,
    /// OpenDocument: styles.
    Style,
    /// OpenDocument: what is in the package.
    Manifest,
    /// Any other.
    Other,
}

/// What comes next in a part.
#[derive(Debug)]
pub(in crate::format) enum Node<'a> {
    /// An element begins; its end follows also if it is empty.
    Open(Tag<'a>),
    /// The innermost open element ends.
    Close,
    /// Text, or a piece of one: references come singly.
    Text(Cow<'a, str>),
    /// The part ends.
    End,
}

/// The start of an element.
#[derive(Debug)]
pub(in crate::format) struct Tag<'a> {
    pub vocabulary: Vocabulary,
    start: BytesStart<'a>,
}

impl Tag<'_> {
    /// Its name without a prefix.
    pub fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// Whether it is this element of WordprocessingML.
    pub fn is(&self, name: &str) -> bool {
        self.vocabulary == Vocabulary::Word && self.name() == name
    }

    /// The attribute with this name, whatever its prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let attribute = attributes.with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name)?;
        Some(attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
    }

    /// The attribute `val`.
    pub fn val(&self) -> Option<String> {
        self.attribute("val")
    }

    /// The attribute `val` as a number.
    pub fn number(&self) -> Option<i64> {
        self.val()?.trim().parse().ok()
    }

    /// Whether a property that is on or off is on: it is if it says nothing.
    pub fn on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// See [`Part::read`].
pub(in crate::format) struct Xml<'a> {
    part: &'a Part,
    reader: NsReader<&'a [u8]>,
    depth: usize,
    at: u64,
}

impl<'a> Xml<'a> {
    /// The next node.
    ///
    /// # Errors
    /// If the XML is malformed there or brings a DTD.
    pub fn next(&mut self) -> Result<Node<'a>, Error> {
        loop {
            self.at = self.reader.buffer_position();
            let (resolved, event) = match self.reader.read_resolved_event() {
                Ok(found) => found,
                Err(_) => {
                    let at = self.reader.error_position();
                    return Err(self.part.bad(at));
                }
            };
            match event {
                Event::Start(start) => {
                    let vocabulary = vocabulary(&resolved);
                    self.depth += 1;
                    return Ok(Node::Open(Tag { vocabulary, start }));
                }
                Event::End(_) => {
                    self.depth -= 1;
                    return Ok(Node::Close);
                }
                Event::Text(text) => return self.text(text.xml10_content()),
                Event::CData(text) => return self.text(text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let text = match reference.resolve_char_ref() {
                        Ok(Some(c)) => Some(c),
                        Ok(None) => match &*reference {
                            "lt" => Some('<'),
                            "gt" => Some('>'),
                            "amp" => Some('&'),
                            "apos" => Some('\''),
                            "quot" => Some('"'),
                            _ => None,
                        },
                        Err(_) => None,
                    };
                    return match text {
                        Some(c) => self.text(Cow::Owned(c.to_string())),
                        None => Err(self.part.bad(self.at)),
                    };
                }
                Event::DocType(_) => return Err(Error::DtdRefused { part: self.part.name.clone() }),
                Event::Eof if self.depth > 0 => return Err(self.part.bad(self.at)),
                Event::Eof => return Ok(Node::End),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Where the last node lies in the text of the part.
    pub fn here(&self) -> (usize, usize) {
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
        (place(self.at), place(self.reader.buffer_position()))
    }

    /// Passes over the rest of the element that was just opened.
    pub fn skip(&mut self) -> Result<(), Error> {
        let outside = self.depth - 1;
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// The element that was just opened, its children only one level deep: `each` is given every child and must leave
    /// it, by [`Xml::skip`] or by reading it to its end.
    pub fn children(&mut self, mut each: impl FnMut(&mut Self, Tag<'a>) -> Result<(), Error>) -> Result<(), Error> {
        loop {
            match self.next()? {
                Node::Open(tag) => each(self, tag)?,
                Node::Text(_) => {}
                Node::Close | Node::End => return Ok(()),
            }
        }
    }

    /// The text in the element that was just opened, at any depth.
    pub fn text_inside(&mut self) -> Result<String, Error> {
        let outside = self.depth - 1;
        let mut text = String::new();
        while self.depth > outside {
            if let Node::Text(piece) = self.next()? {
                text.push_str(&piece);
            }
        }
        Ok(text)
    }

    fn text(&self, text: Cow<'a, str>) -> Result<Node<'a>, Error> {
        if text.chars().all(is_character) { Ok(Node::Text(text)) } else { Err(self.part.bad(self.at)) }
    }
}

/// Whether XML 1.0 can hold this character.
pub(in crate::format) fn is_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

fn vocabulary(namespace: &ResolveResult<'_>) -> Vocabulary {
    let ResolveResult::Bound(namespace) = namespace else { return Vocabulary::Other };
    match namespace.into_inner() {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Vocabulary::Word,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Vocabulary::Math,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Vocabulary::Compatibility,
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => Vocabulary::Office,
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => Vocabulary::Text,
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => Vocabulary::Table,
        "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" => Vocabulary::Draw,
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0" => Vocabulary::Style,
        "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" => Vocabulary::Manifest,
        _ => Vocabulary::Other,
    }
}

/// `text` for the inside of an element or an attribute. Characters that XML cannot hold are left out; the caller
/// has told of them.
pub(in crate::format) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push_escaped(text, &mut escaped);
    escaped
}

/// Puts `text` behind `xml`, as [`escape`] would have it.
pub(in crate::format) fn push_escaped(text: &str, xml: &mut String) {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            c if is_character(c) => continue,
            _ => "",
        };
        xml.push_str(&text[from..at]);
        xml.push_str(instead);
        from = at + c.len_utf8();
    }
    xml.push_str(&text[from..]);
}
