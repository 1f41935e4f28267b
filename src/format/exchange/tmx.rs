//! TMX 1.4b, and what came before it: translation memories. Read unit by unit, whatever their number; written the same way.

use super::xml::{Node, Tag as Element, Xml, escape, escape_attribute};
use super::{Fault, Faults, date_from, date_to, lang};
use crate::format::Error;
use crate::text::Lang;
use crate::translation::{Rich, Tag, TagKind, Unit};
use std::io::{Read, Write};

/// The head of a TMX file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The version the file says it is of.
    pub version: String,
    /// Attributes, by name: `srclang`, `segtype`, `creationtool` …
    pub attributes: Vec<(String, String)>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Properties, by type.
    pub props: Vec<(String, String)>,
}

/// A unit of a TMX file: one text in several languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TmxUnit {
    /// The line it begins in, from 1.
    pub line: u64,
    /// Attributes, by name: `tuid`, `srclang`, `changedate` …
    pub attributes: Vec<(String, String)>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Properties, by type.
    pub props: Vec<(String, String)>,
    /// The text in each language; a language may come twice.
    pub variants: Vec<Variant>,
}

/// A unit in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variant {
    /// The language tag, as written.
    pub lang: String,
    /// Other attributes, by name.
    pub attributes: Vec<(String, String)>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Properties, by type.
    pub props: Vec<(String, String)>,
    /// The text.
    pub segment: Rich,
}

fn find<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

impl Header {
    /// The attribute `name`.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        find(&self.attributes, name)
    }
}

impl TmxUnit {
    /// The attribute `name`.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        find(&self.attributes, name)
    }

    /// Every pair of a text in `source` with one in `target`. Of several regions of a language the best fit counts alone;
    /// alternative texts of it count all. Empty texts make no pair.
    pub fn pairs(&self, source: Lang, target: Lang) -> Vec<Unit> {
        let of = |wanted: Lang| {
            let best = self.variants.iter().map(|variant| lang::fit(&variant.lang, wanted)).max().unwrap_or(0);
            let fits = move |variant: &&Variant| {
                best > 0 && lang::fit(&variant.lang, wanted) == best && !variant.segment.text.is_empty()
            };
            self.variants.iter().filter(fits).collect::<Vec<_>>()
        };
        let (sources, targets) = (of(source), of(target));
        sources.iter().flat_map(|a| targets.iter().map(|b| self.pair(a, b))).collect()
    }

    fn pair(&self, source: &Variant, target: &Variant) -> Unit {
        use crate::translation::Side;
        // What is said of the target's text counts before what is said of the unit.
        let said = |name: &str| find(&target.attributes, name).or_else(|| self.attribute(name));
        let words = |name: &str| said(name).unwrap_or_default().to_owned();
        let own = [(Side::Source, source), (Side::Target, target)];
        let side_props = own
            .iter()
            .flat_map(|(side, variant)| variant.props.iter().map(|(kind, value)| (*side, kind.clone(), value.clone())));
        Unit {
            id: self.attribute("tuid").unwrap_or_default().to_owned(),
            source_lang: source.lang.clone(),
            target_lang: target.lang.clone(),
            source: source.segment.clone(),
            target: target.segment.clone(),
            created: said("creationdate").and_then(date_from),
            created_by: words("creationid"),
            changed: said("changedate").and_then(date_from),
            changed_by: words("changeid"),
            used: said("usagecount").and_then(|count| count.trim().parse().ok()),
            last_used: said("lastusagedate").and_then(date_from),
            notes: self.notes.iter().chain(&source.notes).chain(&target.notes).cloned().collect(),
            props: self.props.clone(),
            side_props: side_props.collect(),
        }
    }
}

impl From<&Unit> for TmxUnit {
    fn from(unit: &Unit) -> Self {
        use crate::translation::Side;
        let mut attributes = Vec::new();
        let mut put = |name: &str, value: Option<String>| {
            attributes.extend(value.filter(|value| !value.is_empty()).map(|value| (name.to_owned(), value)));
        };
        put("tuid", Some(unit.id.clone()));
        put("usagecount", unit.used.map(|count| count.to_string()));
        put("lastusagedate", unit.last_used.and_then(date_to));
        put("creationdate", unit.created.and_then(date_to));
        put("creationid", Some(unit.created_by.clone()));
        put("changedate", unit.changed.and_then(date_to));
        put("changeid", Some(unit.changed_by.clone()));
        let variant = |lang: &str, side: Side, segment: &Rich| Variant {
            lang: lang.to_owned(),
            segment: segment.clone(),
            props: unit.side_props.iter().filter(|p| p.0 == side).map(|p| (p.1.clone(), p.2.clone())).collect(),
            ..Variant::default()
        };
        let variants = vec![
            variant(&unit.source_lang, Side::Source, &unit.source),
            variant(&unit.target_lang, Side::Target, &unit.target),
        ];
        TmxUnit { line: 0, attributes, notes: unit.notes.clone(), props: unit.props.clone(), variants }
    }
}

/// Reads a TMX file unit by unit, in memory for one unit. To cancel, stop asking.
pub struct Reader<R> {
    xml: Xml<R>,
    header: Header,
    /// The start of a unit that was met inside of one that never ended.
    pending: Option<Element>,
    passed: usize,
    ended: bool,
}

impl<R: Read> Reader<R> {
    /// Reads the head of the file.
    ///
    /// # Errors
    /// If it is no TMX file, or cannot be read.
    pub fn new(inner: R) -> Result<Self, Error> {
        let mut reader =
            Self { xml: Xml::new(inner)?, header: Header::default(), pending: None, passed: 0, ended: false };
        reader.head()?;
        Ok(reader)
    }

    /// The head of the file.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What was wrong so far and could be passed over.
    pub fn faults(&self) -> &Faults {
        &self.xml.faults
    }

    /// How many units were passed over so far, because they could not be understood.
    pub fn passed_over(&self) -> usize {
        self.passed
    }

    /// How many bytes of the file were read so far: progress, for whoever knows its size.
    pub fn read_bytes(&self) -> u64 {
        self.xml.read_bytes()
    }

    fn head(&mut self) -> Result<(), Error> {
        let mut started = false;
        loop {
            match self.xml.next()? {
                Node::Open(tag) => match tag.name() {
                    "tmx" => {
                        started = true;
                        self.header.version = tag.attribute("version").unwrap_or_default();
                    }
                    _ if !started => return Err(self.invalid("fault-not-tmx")),
                    "header" => {
                        self.header.attributes = tag.attributes();
                        let (mut notes, mut props) = (Vec::new(), Vec::new());
                        self.remarks("header", &mut notes, &mut props)?;
                        (self.header.notes, self.header.props) = (notes, props);
                    }
                    "body" => return Ok(()),
                    "tu" => {
                        self.pending = Some(tag);
                        return Ok(());
                    }
                    _ => {}
                },
                Node::End if started => {
                    self.ended = true;
                    return Ok(());
                }
                Node::End => return Err(self.invalid("fault-not-tmx")),
                Node::Close(_) | Node::Text(_) => {}
            }
        }
    }

    fn invalid(&self, id: &'static str) -> Error {
        Error::Invalid { fault: Fault::new(id, self.xml.line()) }
    }

    /// Notes and properties up to the end of the element `name`; others are passed over.
    fn remarks(&mut self, name: &str, notes: &mut Vec<String>, props: &mut Vec<(String, String)>) -> Result<(), Error> {
        loop {
            match self.xml.next()? {
                Node::Open(tag) => self.remark(&tag, notes, props).map(drop)?,
                Node::Close(closed) if closed == name => return Ok(()),
                Node::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Reads a note or a property; whether it was one.
    fn remark(
        &mut self,
        tag: &Element,
        notes: &mut Vec<String>,
        props: &mut Vec<(String, String)>,
    ) -> Result<bool, Error> {
        match tag.name() {
            "note" => notes.push(self.text_to("note")?),
            "prop" => {
                let value = self.text_to("prop")?;
                props.push((tag.attribute("type").unwrap_or_default(), value));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn text_to(&mut self, name: &str) -> Result<String, Error> {
        let mut text = String::new();
        loop {
            match self.xml.next()? {
                Node::Text(piece) => text.push_str(&piece),
                Node::Close(closed) if closed == name => return Ok(text),
                Node::End => return Ok(text),
                _ => {}
            }
        }
    }

    /// The next unit; `None` at the end of the file. Of a file that breaks off, every unit that is whole.
    ///
    /// # Errors
    /// If the file cannot be read on.
    pub fn next_unit(&mut self) -> Result<Option<TmxUnit>, Error> {
        while !self.ended {
            let tag = match self.pending.take() {
                Some(tag) => tag,
                None => match self.xml.next() {
                    Ok(Node::Open(tag)) if tag.name() == "tu" => tag,
                    Ok(Node::Open(_) | Node::Text(_)) => continue,
                    Ok(Node::Close(name)) => {
                        self.ended = name == "tmx";
                        continue;
                    }
                    Ok(Node::End) => {
                        self.broke_off();
                        continue;
                    }
                    Err(Error::Invalid { fault }) if fault.id == "fault-xml" => {
                        self.broke_off_at(fault);
                        continue;
                    }
                    Err(error) => return Err(error),
                },
            };
            let line = self.xml.line();
            match self.unit(&tag) {
                Ok(unit) if unit.variants.is_empty() => self.pass_over("fault-unit-empty", line),
                Ok(unit) => return Ok(Some(TmxUnit { line, ..unit })),
                Err(Broken::Unit(id)) => self.pass_over(id, line),
                Err(Broken::File(Error::Invalid { fault })) if fault.id == "fault-xml" => {
                    self.passed += 1;
                    self.broke_off_at(fault);
                }
                Err(Broken::File(error)) => return Err(error),
            }
        }
        Ok(None)
    }

    fn broke_off(&mut self) {
        self.broke_off_at(Fault::new("fault-broken-off", self.xml.line()));
    }

    fn broke_off_at(&mut self, fault: Fault) {
        self.ended = true;
        self.xml.faults.add(fault);
    }

    fn pass_over(&mut self, id: &'static str, line: u64) {
        self.passed += 1;
        self.xml.faults.add(Fault::new(id, line));
    }

    /// The unit that `tag` begins.
    fn unit(&mut self, tag: &Element) -> Result<TmxUnit, Broken> {
        let mut unit = TmxUnit { attributes: tag.attributes(), ..TmxUnit::default() };
        loop {
            match self.xml.next()? {
                Node::Open(tag) => match tag.name() {
                    "tuv" => {
                        let variant = self.variant(&tag)?;
                        unit.variants.push(variant);
                    }
                    "tu" => {
                        self.pending = Some(tag);
                        return Err(Broken::Unit("fault-unit-open"));
                    }
                    _ => self.remark(&tag, &mut unit.notes, &mut unit.props).map(drop)?,
                },
                Node::Close(name) => match name.as_str() {
                    "tu" => return Ok(unit),
                    "body" | "tmx" => {
                        self.ended = name == "tmx";
                        return Err(Broken::Unit("fault-unit-open"));
                    }
                    _ => {}
                },
                Node::Text(_) => {}
                Node::End => {
                    self.broke_off();
                    return Err(Broken::Unit("fault-unit-open"));
                }
            }
        }
    }

    fn variant(&mut self, tag: &Element) -> Result<Variant, Broken> {
        let mut attributes = tag.attributes();
        let named = |name: &str| attributes.iter().position(|(known, _)| known == name);
        let lang = match named("xml:lang").or_else(|| named("lang")) {
            Some(at) => attributes.remove(at).1,
            None => String::new(),
        };
        let mut variant = Variant { lang, attributes, ..Variant::default() };
        loop {
            match self.xml.next()? {
                Node::Open(tag) => match tag.name() {
                    "seg" => variant.segment = self.segment()?,
                    "tu" | "tuv" => {
                        if tag.name() == "tu" {
                            self.pending = Some(tag);
                        }
                        return Err(Broken::Unit("fault-unit-open"));
                    }
                    _ => self.remark(&tag, &mut variant.notes, &mut variant.props).map(drop)?,
                },
                Node::Close(name) => match name.as_str() {
                    "tuv" => return Ok(variant),
                    "tu" => return Err(Broken::Unit("fault-unit-open")),
                    _ => {}
                },
                Node::Text(_) => {}
                Node::End => {
                    self.broke_off();
                    return Err(Broken::Unit("fault-unit-open"));
                }
            }
        }
    }

    /// Text and codes up to the end of the segment.
    fn segment(&mut self) -> Result<Rich, Broken> {
        let mut rich = Rich::default();
        // The codes and marks that are open: their names and, for a code, its place among the tags; for a text inside
        // a code, its place among those.
        let mut open: Vec<(String, Option<usize>)> = Vec::new();
        let mut halves: Vec<(String, String)> = Vec::new();
        let mut marks = 0;
        loop {
            match self.xml.next()? {
                Node::Text(piece) => match open.iter().rev().find(|(name, _)| name != "hi") {
                    None => rich.text.push_str(&piece),
                    Some((name, at)) if name == "sub" => {
                        if let Some(sub) = at.and_then(|at| rich.sub.get_mut(at)) {
                            sub.push_str(&piece);
                        }
                    }
                    Some((_, at)) => {
                        if let Some(tag) = at.and_then(|at| rich.tags.get_mut(at)) {
                            tag.code.push_str(&piece);
                        }
                    }
                },
                Node::Open(tag) => {
                    let name = tag.name().to_owned();
                    let role = tag.attribute("type").unwrap_or_default();
                    // `i` ties the halves of a code, `x` the codes of the languages to each other.
                    let half = tag.attribute("i").unwrap_or_default();
                    let code = tag.attribute("x").or_else(|| tag.attribute("i")).unwrap_or_default();
                    let kind = match name.as_str() {
                        "bpt" => Some(TagKind::Open),
                        "ept" => Some(TagKind::Close),
                        "it" if tag.attribute("pos").as_deref() == Some("end") => Some(TagKind::End),
                        "it" => Some(TagKind::Begin),
                        "ph" | "ut" => Some(TagKind::Alone),
                        "hi" => Some(TagKind::Mark),
                        _ => None,
                    };
                    let at = rich.text.len();
                    if name == "tu" {
                        self.pending = Some(tag);
                        return Err(Broken::Unit("fault-unit-open"));
                    }
                    if name == "sub" {
                        rich.sub.push(String::new());
                        open.push((name, Some(rich.sub.len() - 1)));
                        continue;
                    }
                    let mut place = None;
                    if let Some(kind) = kind {
                        let id = match kind {
                            TagKind::Mark => {
                                marks += 1;
                                format!("m{marks}")
                            }
                            TagKind::Open => {
                                // Two codes under one number would be one.
                                let code = if halves.iter().any(|(_, known)| *known == code) { &half } else { &code };
                                halves.push((half.clone(), code.clone()));
                                code.clone()
                            }
                            TagKind::Close => {
                                let open = halves.iter().rfind(|(known, _)| *known == half);
                                open.map_or(half, |(_, code)| code.clone())
                            }
                            _ => code,
                        };
                        place = Some(rich.tags.len());
                        rich.tags.push(Tag { at, kind, id, code: String::new(), role });
                    }
                    open.push((name, place));
                }
                Node::Close(name) if name == "seg" => break,
                Node::Close(name) => {
                    if name == "tu" || name == "tuv" {
                        return Err(Broken::Unit("fault-unit-open"));
                    }
                    let Some(at) = open.iter().rposition(|(known, _)| *known == name) else { continue };
                    let (_, place) = open.remove(at);
                    if let (true, Some(place)) = (name == "hi", place) {
                        let id = rich.tags[place].id.clone();
                        let at = rich.text.len();
                        rich.tags.push(Tag { at, kind: TagKind::Unmark, id, code: String::new(), role: String::new() });
                    }
                }
                Node::End => {
                    self.broke_off();
                    return Err(Broken::Unit("fault-unit-open"));
                }
            }
        }
        Ok(rich)
    }
}

/// Why a unit was not read: itself, or the file from here on.
enum Broken {
    Unit(&'static str),
    File(Error),
}

impl From<Error> for Broken {
    fn from(error: Error) -> Self {
        Broken::File(error)
    }
}

/// Writes a TMX file unit by unit.
pub struct Writer<W> {
    out: W,
}

impl<W: Write> Writer<W> {
    /// Begins a file with this head; what TMX asks for and `header` does not say is filled in, `srclang` with
    /// `source_lang`.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn new(mut out: W, header: &Header, source_lang: &str) -> std::io::Result<Self> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n  <header")?;
        let needed = [
            ("creationtool", "Kian"),
            ("creationtoolversion", env!("CARGO_PKG_VERSION")),
            ("segtype", "sentence"),
            ("o-tmf", "kian"),
            ("adminlang", "en"),
            ("srclang", source_lang),
            ("datatype", "plaintext"),
        ];
        for (name, default) in needed {
            write!(out, " {name}=\"{}\"", escape_attribute(header.attribute(name).unwrap_or(default)))?;
        }
        let others = header.attributes.iter().filter(|(name, _)| !needed.iter().any(|(known, _)| known == name));
        attributes(&mut out, others)?;
        if header.notes.is_empty() && header.props.is_empty() {
            out.write_all(b"/>\n  <body>\n")?;
        } else {
            out.write_all(b">\n")?;
            remarks(&mut out, "    ", &header.notes, &header.props)?;
            out.write_all(b"  </header>\n  <body>\n")?;
        }
        Ok(Self { out })
    }

    /// Writes a unit.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn unit(&mut self, unit: &TmxUnit) -> std::io::Result<()> {
        self.out.write_all(b"    <tu")?;
        attributes(&mut self.out, &unit.attributes)?;
        self.out.write_all(b">\n")?;
        remarks(&mut self.out, "      ", &unit.notes, &unit.props)?;
        for variant in &unit.variants {
            write!(self.out, "      <tuv xml:lang=\"{}\"", escape_attribute(&variant.lang))?;
            attributes(&mut self.out, &variant.attributes)?;
            self.out.write_all(b">\n")?;
            remarks(&mut self.out, "        ", &variant.notes, &variant.props)?;
            writeln!(self.out, "        <seg>{}</seg>\n      </tuv>", seg(&variant.segment))?;
        }
        self.out.write_all(b"    </tu>\n")
    }

    /// Ends the file and gives back what was written to.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn finish(mut self) -> std::io::Result<W> {
        self.out.write_all(b"  </body>\n</tmx>\n")?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn attributes<'a>(
    out: &mut impl Write,
    attributes: impl IntoIterator<Item = &'a (String, String)>,
) -> std::io::Result<()> {
    let mut written: Vec<&str> = Vec::new();
    for (name, value) in attributes {
        // A prefix would need a namespace that is bound no longer; a broken file may have names that are none, and one
        // name twice.
        let letter = |c: char| c.is_ascii_alphabetic() || c == '_';
        let sound =
            name.starts_with(letter) && name.chars().all(|c| letter(c) || c.is_ascii_digit() || "-.".contains(c));
        if sound && !written.contains(&name.as_str()) {
            write!(out, " {name}=\"{}\"", escape_attribute(value))?;
            written.push(name);
        }
    }
    Ok(())
}

fn remarks(out: &mut impl Write, indent: &str, notes: &[String], props: &[(String, String)]) -> std::io::Result<()> {
    for note in notes {
        writeln!(out, "{indent}<note>{}</note>", escape(note))?;
    }
    for (kind, value) in props {
        writeln!(out, "{indent}<prop type=\"{}\">{}</prop>", escape_attribute(kind), escape(value))?;
    }
    Ok(())
}

/// The inside of a `seg`.
fn seg(rich: &Rich) -> String {
    let mut out = String::with_capacity(rich.text.len() + rich.tags.len() * 32);
    // The number `i` and `x` of each code: its name where that is one, as it says which code of the other language it is;
    // a half without its partner stands alone.
    let number_in = |id: &str| id.parse::<u32>().ok().filter(|n| n.to_string() == id);
    let taken: Vec<u32> = rich.tags.iter().filter_map(|tag| number_in(&tag.id)).collect();
    let mut free = (1..).filter(|n| !taken.contains(n));
    let mut numbers: Vec<(&str, u32)> = Vec::new();
    let paired = |tag: &Tag, other: TagKind| rich.tags.iter().any(|t| t.kind == other && t.id == tag.id);
    let mut at = 0;
    let mut subs = rich.sub.iter();
    for tag in &rich.tags {
        let place = tag.at.clamp(at, rich.text.len());
        out.push_str(&escape(&rich.text[at..place]));
        at = place;
        let known = numbers.iter().find(|(known, _)| *known == tag.id && !tag.id.is_empty());
        let number = match number_in(&tag.id).or(known.map(|(_, number)| *number)) {
            Some(number) => number,
            None => {
                let number = free.next().unwrap_or(u32::MAX);
                numbers.push((&tag.id, number));
                number
            }
        };
        let x = if tag.id.is_empty() { String::new() } else { format!(" x=\"{number}\"") };
        let role = match tag.role.as_str() {
            "" => String::new(),
            role => format!(" type=\"{}\"", escape_attribute(role)),
        };
        let (name, more) = match tag.kind {
            TagKind::Open if paired(tag, TagKind::Close) => ("bpt", format!(" i=\"{number}\" x=\"{number}\"{role}")),
            TagKind::Close if paired(tag, TagKind::Open) => ("ept", format!(" i=\"{number}\"")),
            TagKind::Open | TagKind::Begin => ("it", format!(" pos=\"begin\"{x}{role}")),
            TagKind::Close | TagKind::End => ("it", format!(" pos=\"end\"{x}{role}")),
            TagKind::Alone => ("ph", format!("{x}{role}")),
            TagKind::Mark => {
                out.push_str(&format!("<hi x=\"{number}\"{role}>"));
                continue;
            }
            TagKind::Unmark => {
                out.push_str("</hi>");
                continue;
            }
        };
        let sub = match tag.kind {
            TagKind::Alone => subs.next().map(|sub| format!("<sub>{}</sub>", escape(sub))),
            _ => None,
        };
        let inside = format!("{}{}", escape(&tag.code), sub.unwrap_or_default());
        if inside.is_empty() {
            out.push_str(&format!("<{name}{more}/>"));
        } else {
            out.push_str(&format!("<{name}{more}>{inside}</{name}>"));
        }
    }
    out.push_str(&escape(&rich.text[at..]));
    out
}

#[cfg(test)]
mod tests;
