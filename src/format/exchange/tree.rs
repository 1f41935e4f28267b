//! XML as a tree that knows where in the text each thing stands, so that a file can be changed in place and everything that
//! is not understood stays byte for byte what it was.

use super::Fault;
use super::xml::detect;
use crate::format::Error;
use std::ops::Range;
use std::sync::Arc;

/// Elements nested deeper than this are no document.
const DEEPEST: usize = 300;

/// The text of an XML file, and how it was written.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file as text, its byte order mark aside.
    pub text: String,
    encoding: &'static encoding_rs::Encoding,
    mark: Vec<u8>,
    /// Whether it is declared as ASCII: every other character is a reference.
    is_ascii: bool,
}

impl Source {
    /// # Errors
    /// If some bytes mean no character.
    pub fn new(bytes: &[u8]) -> Result<Self, Error> {
        let (encoding, mark, _) = detect(&bytes[..bytes.len().min(1024)]);
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
        let text = text.ok_or_else(|| Error::Invalid { fault: Fault::new("fault-undecodable", 1) })?.into_owned();
        let head = text.split('>').next().unwrap_or_default().to_ascii_lowercase();
        let is_ascii = head.starts_with("<?xml") && head.contains("ascii");
        Ok(Self { text, encoding, mark: bytes[..mark].to_vec(), is_ascii })
    }

    /// The file with `edits` made: places of the text as it was read, and what stands there instead.
    pub fn edited(&self, mut edits: Vec<(Range<usize>, String)>) -> Vec<u8> {
        edits.sort_by_key(|(place, _)| (place.start, place.end));
        let mut text = String::with_capacity(self.text.len() + 1024);
        let mut at = 0;
        for (place, new) in edits {
            // Of two edits of one place the first counts.
            if place.start < at {
                continue;
            }
            text.push_str(&self.text[at..place.start]);
            text.push_str(&new);
            at = place.end;
        }
        text.push_str(&self.text[at..]);
        let mut bytes = self.mark.clone();
        if self.is_ascii {
            for c in text.chars() {
                if c.is_ascii() { bytes.push(c as u8) } else { bytes.extend(format!("&#x{:X};", c as u32).bytes()) }
            }
        } else if self.encoding == encoding_rs::UTF_16LE {
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        } else if self.encoding == encoding_rs::UTF_16BE {
            bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        } else {
            // What the encoding has no bytes for becomes a numeric reference, as XML has it.
            bytes.extend_from_slice(&self.encoding.encode(&text).0);
        }
        bytes
    }
}

/// An element.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its name without a prefix.
    pub name: String,
    /// Its namespace; empty where there is none.
    pub namespace: Arc<str>,
    /// Its attributes, in order.
    pub attributes: Vec<Attribute>,
    /// What is inside, in order.
    pub children: Vec<Child>,
    /// Where it stands, from its first bracket to its last.
    pub place: Range<usize>,
    /// Where its first tag stands.
    pub tag: Range<usize>,
    /// Where its inside stands; behind the tag where it is empty.
    pub inside: Range<usize>,
    /// Whether it is written as one tag.
    pub is_empty_tag: bool,
    /// The line it begins in, from 1.
    pub line: u64,
}

/// An attribute of an element.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Its name, prefix included.
    pub name: String,
    /// The namespace of its prefix; empty where it has none.
    pub namespace: Arc<str>,
    /// Its value.
    pub value: String,
    /// Where its value stands, quotes aside.
    pub place: Range<usize>,
}

/// What stands inside an element.
#[derive(Clone, Debug)]
pub enum Child {
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    /// The value of the attribute `name` that has no prefix.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|a| a.name == name).map(|a| a.value.as_str())
    }

    /// The elements inside.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The first element `name` inside.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// All text inside, at any depth.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for child in &self.children {
            match child {
                Child::Text(piece) => text.push_str(piece),
                Child::Element(element) => text.push_str(&element.text()),
            }
        }
        text
    }

    /// Every element inside, at any depth, in order.
    pub fn walk<'a>(&'a self, each: &mut impl FnMut(&'a Element)) {
        for element in self.elements() {
            each(element);
            element.walk(each);
        }
    }

    /// The edit that gives the attribute `name` this value.
    pub fn set(&self, name: &str, value: &str) -> (Range<usize>, String) {
        let value = super::xml::escape_attribute(value);
        match self.attributes.iter().find(|a| a.name == name) {
            Some(attribute) => (attribute.place.clone(), value.into_owned()),
            None => {
                let end = self.tag.end - if self.is_empty_tag { 2 } else { 1 };
                (end..end, format!(" {name}=\"{value}\""))
            }
        }
    }
}

/// The root of the XML document `text`.
///
/// # Errors
/// If it is no well-formed XML, or defines entities.
pub fn parse(text: &str) -> Result<Element, Error> {
    let mut parser = Parser { text, at: 0, line: 1, counted: 0 };
    parser.root()
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    counted: usize,
}

/// An element that is open: itself, and the prefixes it binds.
struct Open {
    element: Element,
    full: String,
    bound: Vec<(String, Arc<str>)>,
}

impl<'t> Parser<'t> {
    fn root(&mut self) -> Result<Element, Error> {
        let mut open: Vec<Open> = Vec::new();
        let mut root = None;
        while self.at < self.text.len() {
            let rest = &self.text[self.at..];
            if let Some(after) = rest.strip_prefix("<!--") {
                self.at += 4 + after.find("-->").ok_or_else(|| self.bad())? + 3;
            } else if let Some(after) = rest.strip_prefix("<![CDATA[") {
                let len = after.find("]]>").ok_or_else(|| self.bad())?;
                let text = lines(&after[..len]);
                self.put_text(&mut open, &text)?;
                self.at += 9 + len + 3;
            } else if let Some(after) = rest.strip_prefix("<?") {
                self.at += 2 + after.find("?>").ok_or_else(|| self.bad())? + 2;
            } else if rest.starts_with("<!DOCTYPE") {
                self.doctype()?;
            } else if let Some(after) = rest.strip_prefix("</") {
                let len = after.find('>').ok_or_else(|| self.bad())?;
                let end = self.at;
                let mut done = open.pop().ok_or_else(|| self.bad())?;
                if after[..len].trim_end() != done.full {
                    return Err(self.bad());
                }
                self.at += 2 + len + 1;
                done.element.inside.end = end;
                done.element.place.end = self.at;
                self.close(&mut open, &mut root, done.element)?;
            } else if rest.starts_with('<') {
                let (opened, empty) = self.start(&open)?;
                if empty {
                    self.close(&mut open, &mut root, opened.element)?;
                } else {
                    open.push(opened);
                    if open.len() > DEEPEST {
                        return Err(self.bad());
                    }
                }
            } else {
                let len = rest.find('<').unwrap_or(rest.len());
                let text = self.unescaped(&rest[..len])?;
                self.put_text(&mut open, &text)?;
                self.at += len;
            }
        }
        if !open.is_empty() {
            return Err(Error::Invalid { fault: Fault::new("fault-broken-off", self.line_here()) });
        }
        root.ok_or_else(|| self.bad())
    }

    fn close(&self, open: &mut [Open], root: &mut Option<Element>, done: Element) -> Result<(), Error> {
        match open.last_mut() {
            Some(parent) => parent.element.children.push(Child::Element(done)),
            None if root.is_none() => *root = Some(done),
            None => return Err(Error::Invalid { fault: Fault::new("fault-xml", done.line) }),
        }
        Ok(())
    }

    fn put_text(&mut self, open: &mut [Open], text: &str) -> Result<(), Error> {
        let Some(parent) = open.last_mut() else {
            return if text.trim_matches([' ', '\t', '\r', '\n', '\u{FEFF}']).is_empty() {
                Ok(())
            } else {
                Err(self.bad())
            };
        };
        match parent.element.children.last_mut() {
            Some(Child::Text(last)) => last.push_str(text),
            _ => parent.element.children.push(Child::Text(text.to_owned())),
        }
        Ok(())
    }

    fn doctype(&mut self) -> Result<(), Error> {
        let rest = &self.text[self.at..];
        let end = rest.find('>').ok_or_else(|| self.bad())?;
        let subset = rest[..end].contains('[');
        let end = if subset { rest.find("]>").map(|at| at + 1) } else { Some(end) };
        let end = end.ok_or_else(|| self.bad())?;
        if rest[..end].contains("<!ENTITY") {
            return Err(Error::Invalid { fault: Fault::new("fault-entities-defined", self.line_here()) });
        }
        self.at += end + 1;
        Ok(())
    }

    /// The element whose tag begins here, and whether it is empty.
    fn start(&mut self, open: &[Open]) -> Result<(Open, bool), Error> {
        let from = self.at;
        let line = self.line_here();
        let name_end = |text: &str| text.find(|c: char| c.is_ascii_whitespace() || "=/>".contains(c));
        let mut at = from + 1;
        let full = &self.text[at..at + name_end(&self.text[at..]).ok_or_else(|| self.bad())?];
        if full.is_empty() || !full.starts_with(|c: char| c.is_alphabetic() || c == '_') || full.contains(['<', '&']) {
            return Err(self.bad());
        }
        at += full.len();
        let mut attributes: Vec<Attribute> = Vec::new();
        let empty = loop {
            let space = self.text[at..].len() - self.text[at..].trim_start_matches([' ', '\t', '\r', '\n']).len();
            at += space;
            let rest = &self.text[at..];
            if rest.starts_with("/>") {
                at += 2;
                break true;
            }
            if rest.starts_with('>') {
                at += 1;
                break false;
            }
            let name = &rest[..name_end(rest).ok_or_else(|| self.bad())?];
            let after = rest[name.len()..].trim_start_matches([' ', '\t', '\r', '\n']);
            let value = after.strip_prefix('=').ok_or_else(|| self.bad())?.trim_start_matches([' ', '\t', '\r', '\n']);
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\'')).ok_or_else(|| self.bad())?;
            let len = value[1..].find(quote).ok_or_else(|| self.bad())?;
            let start = self.text.len() - value.len() + 1;
            if space == 0
                || name.is_empty()
                || attributes.iter().any(|a| a.name == name)
                || value[1..=len].contains('<')
            {
                return Err(self.bad());
            }
            let value = self.unescaped(&value[1..=len].replace(['\t', '\n', '\r'], " "))?;
            let place = start..start + len;
            at = place.end + 1;
            attributes.push(Attribute { name: name.to_owned(), namespace: Arc::from(""), value, place });
        };
        let mut bound: Vec<(String, Arc<str>)> = Vec::new();
        for attribute in &attributes {
            if attribute.name == "xmlns" {
                bound.push((String::new(), attribute.value.as_str().into()));
            } else if let Some(prefix) = attribute.name.strip_prefix("xmlns:") {
                bound.push((prefix.to_owned(), attribute.value.as_str().into()));
            }
        }
        let namespace = |prefix: &str| -> Arc<str> {
            let own = bound.iter().rev();
            let all = own.chain(open.iter().rev().flat_map(|open| open.bound.iter()));
            let found = all.into_iter().find(|(known, _)| known == prefix).map(|(_, namespace)| namespace.clone());
            found
                .unwrap_or_else(|| Arc::from(if prefix == "xml" { "http://www.w3.org/XML/1998/namespace" } else { "" }))
        };
        for attribute in &mut attributes {
            if let Some((prefix, _)) = attribute.name.split_once(':') {
                attribute.namespace = namespace(prefix);
            }
        }
        let (prefix, name) = full.split_once(':').unwrap_or(("", full));
        let element = Element {
            name: name.to_owned(),
            namespace: namespace(prefix),
            attributes,
            children: Vec::new(),
            place: from..at,
            tag: from..at,
            inside: at..at,
            is_empty_tag: empty,
            line,
        };
        self.at = at;
        Ok((Open { element, full: full.to_owned(), bound }, empty))
    }

    fn unescaped(&self, text: &str) -> Result<String, Error> {
        let mut out = String::with_capacity(text.len());
        let text = lines(text);
        let mut rest = text.as_str();
        while let Some(at) = rest.find('&') {
            out.push_str(&rest[..at]);
            let end = rest[at..].find(';').ok_or_else(|| self.bad())? + at;
            let name = &rest[at + 1..end];
            let code = match name.strip_prefix('#') {
                Some(hex) if hex.starts_with('x') => u32::from_str_radix(&hex[1..], 16).ok(),
                Some(digits) => digits.parse().ok(),
                None => None,
            };
            out.push(match name {
                "lt" => '<',
                "gt" => '>',
                "amp" => '&',
                "apos" => '\'',
                "quot" => '"',
                _ => {
                    code.and_then(char::from_u32).filter(|c| super::xml::is_character(*c)).ok_or_else(|| self.bad())?
                }
            });
            rest = &rest[end + 1..];
        }
        out.push_str(rest);
        Ok(out)
    }

    /// The line of what is read now.
    fn line_here(&mut self) -> u64 {
        let new = &self.text.as_bytes()[self.counted..self.at];
        self.line += new.iter().filter(|b| **b == b'\n').count() as u64;
        self.counted = self.at;
        self.line
    }

    fn bad(&self) -> Error {
        let line = self.text.as_bytes()[..self.at].iter().filter(|b| **b == b'\n').count() as u64 + 1;
        Error::Invalid { fault: Fault::new("fault-xml", line) }
    }
}

/// Line endings as XML has them.
fn lines(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_knows_its_places() {
        let text = "<?xml version='1.0'?>\n<!-- c --><a xmlns=\"urn:x\" xmlns:p='urn:p'>\n<p:b k = \"1&amp;2\" p:l='3'/>t<![CDATA[<]]>&#x41;</a>\n";
        let root = parse(text).unwrap();
        assert_eq!((root.name.as_str(), &*root.namespace, root.line), ("a", "urn:x", 2));
        let b = root.child("b").unwrap();
        assert_eq!((&*b.namespace, b.get("k"), b.line), ("urn:p", Some("1&2"), 3));
        assert_eq!((b.attributes[1].value.as_str(), &*b.attributes[1].namespace), ("3", "urn:p"));
        assert_eq!(&text[b.place.clone()], "<p:b k = \"1&amp;2\" p:l='3'/>");
        assert_eq!(&text[b.attributes[0].place.clone()], "1&amp;2");
        assert_eq!(root.text(), "\nt<A");
        assert_eq!(&text[root.inside.clone()], "\n<p:b k = \"1&amp;2\" p:l='3'/>t<![CDATA[<]]>&#x41;");
    }

    #[test]
    fn what_is_no_xml_is_refused_with_its_line() {
        let refused = |text: &str| match parse(text).unwrap_err() {
            Error::Invalid { fault } => (fault.id, fault.line),
            error => panic!("{error:?}"),
        };
        assert_eq!(refused("<a>\n<b></a>"), ("fault-xml", 2));
        assert_eq!(refused("<a>\n"), ("fault-broken-off", 2));
        assert_eq!(refused("<a>\n\n<b/>&x;</a>"), ("fault-xml", 3));
        assert_eq!(refused("<a b=\"1\" b=\"2\"/>"), ("fault-xml", 1));
        assert_eq!(refused("<!DOCTYPE a [<!ENTITY x \"y\">]><a/>"), ("fault-entities-defined", 1));
        assert_eq!(refused(&"<a>".repeat(1000)).0, "fault-xml");
    }

    #[test]
    fn edits_leave_the_rest_as_it_was() {
        for (bytes, expected) in [
            (b"\xEF\xBB\xBF<a>x</a>".to_vec(), b"\xEF\xBB\xBF<a k=\"\xE6\xBC\xA2\">x</a>".to_vec()),
            (
                b"<?xml version=\"1.0\" encoding=\"us-ascii\"?><a>x</a>".to_vec(),
                b"<?xml version=\"1.0\" encoding=\"us-ascii\"?><a k=\"&#x6F22;\">x</a>".to_vec(),
            ),
        ] {
            let source = Source::new(&bytes).unwrap();
            let root = parse(&source.text).unwrap();
            assert_eq!(source.edited(Vec::new()), bytes);
            assert_eq!(source.edited(vec![root.set("k", "漢")]), expected);
        }
    }
}
