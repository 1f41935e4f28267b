//! What a file says about its paragraphs and runs, in place and by styles.

use super::read::Revision;
use super::xml::{Node, Part, Tag, Xml};
use crate::document::{Face, Look, Role};
use crate::format::Error;
use crate::format::guess::Place;
use std::collections::HashMap;

/// What `word/styles.xml` defines, as far as it matters here.
#[derive(Default)]
pub(super) struct Styles {
    pub styles: HashMap<String, StyleDefinition>,
    pub default: Option<String>,
}

#[derive(Default)]
pub(super) struct StyleDefinition {
    pub name: String,
    pub based_on: Option<String>,
    pub properties: ParagraphProperties,
    pub run: RunProperties,
}

/// What `w:pPr` says.
#[derive(Clone, Default)]
pub(super) struct ParagraphProperties {
    pub style: Option<String>,
    pub number: Option<i64>,
    pub level: Option<i64>,
    pub place: Option<Place>,
    /// How far in it stands, in twentieths of a point.
    pub left: Option<i64>,
    pub outline: Option<i64>,
    pub page_break: bool,
    pub section: bool,
    /// The end of the paragraph is deleted: it runs on into the next.
    pub joined: bool,
    /// The end of the paragraph came in: without it, it would run on into the next.
    pub opened: bool,
    /// Who made the revision of its end.
    pub reviser: Option<String>,
    /// The same, as revisions of its end.
    pub ends: Vec<Revision>,
    pub changed: usize,
}

impl Styles {
    pub fn parse(part: &Part) -> Result<Self, Error> {
        let mut styles = Self::default();
        let mut xml = part.read();
        loop {
            match xml.next()? {
                Node::Open(tag) if tag.is("style") => styles.style(&mut xml, &tag)?,
                Node::End => return Ok(styles),
                _ => {}
            }
        }
    }

    pub fn style(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(), Error> {
        let Some(id) = tag.attribute("styleId") else { return xml.skip() };
        let is_default = matches!(tag.attribute("default").as_deref(), Some("1" | "true" | "on"));
        if is_default && tag.attribute("type").as_deref() == Some("paragraph") {
            self.default = Some(id.clone());
        }
        let mut style = StyleDefinition::default();
        xml.children(|xml, tag| {
            match tag.name() {
                "name" => style.name = tag.val().unwrap_or_default(),
                "basedOn" => style.based_on = tag.val(),
                "pPr" => {
                    style.properties = ParagraphProperties::parse(xml)?;
                    return Ok(());
                }
                "rPr" => {
                    style.run = RunProperties::parse(xml)?;
                    return Ok(());
                }
                _ => {}
            }
            xml.skip()
        })?;
        self.styles.insert(id, style);
        Ok(())
    }

    /// The id of the style that stands for `role`, if the file has one.
    pub fn with_role(&self, role: Role) -> Option<String> {
        let is = |(id, style): &(&String, &StyleDefinition)| match role {
            Role::Heading(level) => heading(&style.name) == Some(i64::from(level)),
            Role::Body => false,
            role => super::style::role(id, &style.name) == Some(role),
        };
        self.styles.iter().filter(is).map(|(id, _)| id.clone()).min()
    }

    /// The style and those it is based on, nearest first.
    pub fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a StyleDefinition)> {
        let mut next = id.or(self.default.as_deref());
        // Styles may be based on each other in a circle.
        std::iter::from_fn(move || {
            let id = next?;
            let style = self.styles.get(id)?;
            next = style.based_on.as_deref();
            Some((id, style))
        })
        .take(20)
    }
}

/// The element that was just opened and is empty.
fn here(xml: &Xml<'_>) -> std::ops::Range<usize> {
    let (start, end) = xml.here();
    start..end
}

impl ParagraphProperties {
    pub fn parse(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut properties = Self::default();
        xml.children(|xml, tag| {
            match tag.name() {
                "pStyle" => properties.style = tag.val(),
                "numPr" => {
                    return xml.children(|xml, tag| {
                        match tag.name() {
                            "ilvl" => properties.level = tag.number(),
                            "numId" => properties.number = tag.number(),
                            "ins" => properties.changed += 1,
                            _ => {}
                        }
                        xml.skip()
                    });
                }
                "jc" => {
                    properties.place = match tag.val().as_deref() {
                        Some("center") => Some(Place::Middle),
                        Some("right" | "end") => Some(Place::End),
                        _ => Some(Place::Start),
                    };
                }
                "ind" => properties.left = indent(&tag),
                "outlineLvl" => properties.outline = tag.number(),
                "pageBreakBefore" => properties.page_break = tag.on(),
                "sectPr" => properties.section = true,
                "pPrChange" => properties.changed += 1,
                "rPr" => {
                    return xml.children(|xml, tag| {
                        let is_end = matches!(tag.name(), "del" | "moveFrom" | "ins" | "moveTo");
                        match tag.name() {
                            "del" | "moveFrom" => {
                                properties.joined = true;
                                properties.reviser = tag.attribute("author");
                                properties.ends.push(Revision::new(&tag, here(xml), false, true));
                            }
                            "ins" | "moveTo" => {
                                properties.changed += 1;
                                properties.opened = true;
                                properties.reviser = tag.attribute("author");
                                properties.ends.push(Revision::new(&tag, here(xml), true, true));
                            }
                            _ => {}
                        }
                        xml.skip()?;
                        // An empty element may have an end all the same.
                        if let Some(revision) = properties.ends.last_mut().filter(|_| is_end) {
                            revision.xml.end = xml.here().1;
                        }
                        Ok(())
                    });
                }
                _ => {}
            }
            xml.skip()
        })?;
        Ok(properties)
    }
}

fn indent(tag: &Tag<'_>) -> Option<i64> {
    let number = |name: &str| tag.attribute(name)?.trim().parse::<i64>().ok();
    let characters = number("leftChars").or_else(|| number("startChars")).filter(|hundredths| *hundredths > 0);
    // Two hundred to a character, at the size most documents are set in.
    characters.map(|hundredths| hundredths.saturating_mul(2)).or_else(|| number("left")).or_else(|| number("start"))
}

/// What `w:rPr` says.
#[derive(Clone, Default)]
pub(super) struct RunProperties {
    pub style: Option<String>,
    pub hidden: bool,
    pub formatted: bool,
    pub struck: bool,
    /// Whether it is set off by this, where it says so.
    pub looks: Vec<(Look, bool)>,
}

impl RunProperties {
    pub fn parse(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut properties = Self::default();
        xml.children(|xml, tag| {
            match tag.name() {
                "rStyle" => properties.style = tag.val(),
                "vanish" | "specVanish" => properties.hidden = tag.on(),
                "strike" | "dstrike" => properties.struck |= tag.on(),
                "vertAlign" => {
                    let val = tag.val();
                    let is = |name: &str| val.as_deref() == Some(name);
                    properties.looks.push((Look::Superscript, is("superscript")));
                    properties.looks.push((Look::Subscript, is("subscript")));
                }
                "b" => properties.looks.push((Look::Bold, tag.on())),
                "u" => {
                    properties.looks.push((Look::Underline, tag.on()));
                    // Waves, dots and two lines are lines too, but others.
                    properties.formatted |=
                        tag.on() && !matches!(tag.val().as_deref(), None | Some("single" | "words"));
                }
                "em" => {
                    properties.looks.push((Look::Dots, tag.on()));
                    properties.formatted |= tag.on() && !matches!(tag.val().as_deref(), None | Some("dot"));
                }
                "i" | "highlight" | "bdr" | "shadow" | "outline" => properties.formatted |= tag.on(),
                "color" => {
                    let plain = matches!(tag.val().as_deref(), None | Some("auto" | "000000"));
                    properties.formatted |= !plain;
                }
                _ => {}
            }
            xml.skip()
        })?;
        Ok(properties)
    }

    /// What it sets off by, on top of `face`.
    pub fn over(&self, face: Face) -> Face {
        let set = |face: Face, (look, on): &(Look, bool)| if *on { face.with(*look) } else { face.without(*look) };
        self.looks.iter().fold(face, set)
    }
}

/// The level in the name of a heading style: `heading 1`, `見出し 1`.
pub(super) fn heading(name: &str) -> Option<i64> {
    let name = name.trim().to_lowercase();
    let rest = name.strip_prefix("heading ").or_else(|| name.strip_prefix("見出し"))?;
    rest.trim().parse().ok().filter(|level| (1..=9).contains(level))
}

/// Whether the element that was just opened has a child with this name.
pub(super) fn contains(xml: &mut Xml<'_>, name: &str) -> Result<bool, Error> {
    let mut found = false;
    xml.children(|xml, tag| {
        found |= tag.is(name);
        xml.skip()
    })?;
    Ok(found)
}

/// What a table row says of itself, as far as it matters.
#[derive(Clone, Debug, Default)]
pub(super) struct RowProperties {
    /// Somebody has deleted it with changes tracked: who, where that is said.
    pub deleted_by: Option<Option<String>>,
    /// Somebody has put it in so.
    pub inserted_by: Option<Option<String>>,
    /// It is not in the version that is read.
    pub gone: bool,
    /// Columns left out before its first cell, and after its last.
    pub before: usize,
    /// See `before`.
    pub after: usize,
}

impl RowProperties {
    /// Reads `w:trPr`.
    pub fn parse(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut properties = Self::default();
        xml.children(|xml, tag| {
            if tag.is("del") {
                properties.deleted_by = Some(tag.attribute("author"));
            } else if tag.is("ins") {
                properties.inserted_by = Some(tag.attribute("author"));
            } else if tag.is("gridBefore") {
                properties.before = columns(&tag);
            } else if tag.is("gridAfter") {
                properties.after = columns(&tag);
            }
            xml.skip()
        })?;
        Ok(properties)
    }
}

/// What a table cell says of itself, as far as it matters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CellProperties {
    /// How many columns it covers; 0 says nothing and means one.
    pub span: usize,
    /// Whether it is a part of the cell above it.
    pub continues: bool,
}

impl CellProperties {
    /// Reads `w:tcPr`.
    pub fn parse(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut properties = Self::default();
        xml.children(|xml, tag| {
            if tag.is("gridSpan") {
                properties.span = columns(&tag);
            } else if tag.is("vMerge") {
                properties.continues = tag.val().as_deref() != Some("restart");
            }
            xml.skip()
        })?;
        Ok(properties)
    }

    /// How many columns it covers.
    pub fn columns(&self) -> usize {
        self.span.max(1)
    }
}

/// A number of columns. Files come from anywhere: there are never more than some thousands.
fn columns(tag: &Tag<'_>) -> usize {
    tag.number().and_then(|number| usize::try_from(number).ok()).unwrap_or(0).min(1_000)
}
