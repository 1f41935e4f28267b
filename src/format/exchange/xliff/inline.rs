//! The inside of sources and targets: text with codes, there and back. A code is written as it stands in the file.

use crate::format::exchange::tree::{Child, Element};
use crate::format::exchange::xliff::Version;
use crate::format::exchange::xml::{escape, escape_attribute, is_character};
use crate::translation::{Rich, Tag, TagKind};
use std::collections::HashMap;

/// What stands inside `element`, as text and codes. Marks of segments are looked through.
pub fn rich(element: &Element) -> Rich {
    let mut rich = Rich::default();
    put(element, &mut rich);
    rich
}

fn put(element: &Element, rich: &mut Rich) {
    for child in &element.children {
        let inner = match child {
            Child::Text(text) => {
                rich.text.push_str(text);
                continue;
            }
            Child::Element(inner) => inner,
        };
        let id = inner.get("id").or_else(|| inner.get("mid")).unwrap_or_default().to_owned();
        let tied = inner.get("startRef").or_else(|| inner.get("rid")).map(str::to_owned);
        let role = ["ctype", "type", "mtype"].iter().find_map(|name| inner.get(name)).unwrap_or_default().to_owned();
        let at = rich.text.len();
        let mut tag = |at: usize, kind: TagKind, id: String, code: String| {
            rich.tags.push(Tag { at, kind, id, code, role: role.clone() });
        };
        let isolated = inner.get("isolated") == Some("yes");
        match inner.name.as_str() {
            "mrk" if inner.get("mtype") == Some("seg") => put(inner, rich),
            "g" | "pc" | "mrk" => {
                let (open, close) = if inner.name == "mrk" {
                    (TagKind::Mark, TagKind::Unmark)
                } else {
                    (TagKind::Open, TagKind::Close)
                };
                tag(at, open, id.clone(), String::new());
                put(inner, rich);
                rich.tags.push(Tag { at: rich.text.len(), kind: close, id, code: String::new(), role: String::new() });
            }
            "x" | "ph" => tag(at, TagKind::Alone, id, inner.text()),
            "bx" | "bpt" => tag(at, TagKind::Open, tied.unwrap_or(id), inner.text()),
            "ex" | "ept" => tag(at, TagKind::Close, tied.unwrap_or(id), inner.text()),
            "it" if inner.get("pos") == Some("close") => tag(at, TagKind::End, id, inner.text()),
            "it" => tag(at, TagKind::Begin, id, inner.text()),
            "sc" => tag(at, if isolated { TagKind::Begin } else { TagKind::Open }, id, String::new()),
            "ec" => tag(at, if isolated { TagKind::End } else { TagKind::Close }, tied.unwrap_or(id), String::new()),
            "sm" => tag(at, TagKind::Mark, id, String::new()),
            "em" => tag(at, TagKind::Unmark, tied.unwrap_or(id), String::new()),
            // A character that XML cannot hold.
            "cp" => {
                let c = inner.get("hex").and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
                rich.text.extend(c);
            }
            _ => put(inner, rich),
        }
    }
}

/// How each code of a unit is written: by its id and kind.
#[derive(Default)]
pub struct Codes {
    written: HashMap<(String, TagKind), String>,
    /// The ids of pairs that one element holds.
    whole: HashMap<String, String>,
}

impl Codes {
    /// Takes in the codes of `element`, a source or a target of the text `file`. What was taken in before counts first.
    pub fn learn(&mut self, element: &Element, file: &str) {
        element.walk(&mut |inner| {
            let id = inner.get("id").or_else(|| inner.get("mid")).unwrap_or_default().to_owned();
            let tied = inner.get("startRef").or_else(|| inner.get("rid")).map_or(id.clone(), str::to_owned);
            let isolated = inner.get("isolated") == Some("yes");
            let whole = &file[inner.place.clone()];
            let kind = match inner.name.as_str() {
                "g" | "pc" => {
                    self.whole.entry(id.clone()).or_insert_with(|| inner_name(inner, file));
                    let tag = file[inner.tag.clone()].to_owned();
                    // An empty pair is written as one tag; a text may come into it.
                    let tag = if inner.is_empty_tag { format!("{}>", tag[..tag.len() - 2].trim_end()) } else { tag };
                    self.written.entry((id, TagKind::Open)).or_insert(tag);
                    return;
                }
                "mrk" => {
                    let tag = file[inner.tag.clone()].to_owned();
                    let tag = if inner.is_empty_tag { format!("{}>", tag[..tag.len() - 2].trim_end()) } else { tag };
                    self.whole.entry(id.clone()).or_insert_with(|| inner_name(inner, file));
                    self.written.entry((id, TagKind::Mark)).or_insert(tag);
                    return;
                }
                "x" | "ph" => (id, TagKind::Alone),
                "bx" | "bpt" => (tied, TagKind::Open),
                "ex" | "ept" => (tied, TagKind::Close),
                "it" if inner.get("pos") == Some("close") => (id, TagKind::End),
                "it" => (id, TagKind::Begin),
                "sc" => (id, if isolated { TagKind::Begin } else { TagKind::Open }),
                "ec" => (tied, if isolated { TagKind::End } else { TagKind::Close }),
                "sm" => (id, TagKind::Mark),
                "em" => (tied, TagKind::Unmark),
                _ => return,
            };
            self.written.entry(kind).or_insert_with(|| whole.to_owned());
        });
    }

    /// `rich` as it stands inside a source or target.
    pub fn write(&self, rich: &Rich, version: Version) -> String {
        let mut out = String::with_capacity(rich.text.len() + rich.tags.len() * 24);
        let mut at = 0;
        // Elements that are open, by id and name.
        let mut open: Vec<(String, String)> = Vec::new();
        for (number, tag) in rich.tags.iter().enumerate() {
            let place = tag.at.clamp(at, rich.text.len());
            text(&mut out, &rich.text[at..place], version);
            at = place;
            let id = escape_attribute(&tag.id);
            let begins = matches!(tag.kind, TagKind::Open | TagKind::Mark);
            let ends = matches!(tag.kind, TagKind::Close | TagKind::Unmark);
            if ends && open.last().is_some_and(|(known, _)| *known == tag.id) {
                let name = open.pop().map(|(_, name)| name).unwrap_or_default();
                out.push_str(&format!("</{name}>"));
                continue;
            }
            // Codes that stand crosswise are no element, whatever they were in the source.
            let nested = begins && is_nested(&rich.tags[number..]);
            let known = self.written.get(&(tag.id.clone(), tag.kind));
            let whole = self.whole.get(&tag.id);
            match (known, whole) {
                (Some(tag_text), Some(name)) if begins && nested => {
                    out.push_str(tag_text);
                    open.push((tag.id.clone(), name.clone()));
                }
                (Some(written), None) => out.push_str(written),
                (None, None) if nested => {
                    let (name, more) = match (version, tag.kind) {
                        (Version::One, TagKind::Mark) => ("mrk", " mtype=\"x-kian\""),
                        (Version::One, _) => ("g", ""),
                        (Version::Two, TagKind::Mark) => ("mrk", ""),
                        (Version::Two, _) => ("pc", ""),
                    };
                    out.push_str(&format!("<{name} id=\"{id}\"{more}>"));
                    open.push((tag.id.clone(), name.to_owned()));
                }
                _ => out.push_str(&match (version, tag.kind) {
                    (Version::One, TagKind::Alone) => format!("<x id=\"{id}\"/>"),
                    (Version::One, TagKind::Open | TagKind::Begin) => format!("<bx id=\"{id}\"/>"),
                    (Version::One, TagKind::Close | TagKind::End) => format!("<ex id=\"{id}\"/>"),
                    (Version::One, TagKind::Mark | TagKind::Unmark) => String::new(),
                    (Version::Two, TagKind::Alone) => format!("<ph id=\"{id}\"/>"),
                    (Version::Two, TagKind::Open) => format!("<sc id=\"{id}\"/>"),
                    (Version::Two, TagKind::Close) => format!("<ec startRef=\"{id}\"/>"),
                    (Version::Two, TagKind::Begin) => format!("<sc id=\"{id}\" isolated=\"yes\"/>"),
                    (Version::Two, TagKind::End) => format!("<ec id=\"{id}\" isolated=\"yes\"/>"),
                    (Version::Two, TagKind::Mark) => format!("<sm id=\"{id}\"/>"),
                    (Version::Two, TagKind::Unmark) => format!("<em startRef=\"{id}\"/>"),
                }),
            }
        }
        text(&mut out, &rich.text[at..], version);
        for (_, name) in open.iter().rev() {
            out.push_str(&format!("</{name}>"));
        }
        out
    }
}

fn inner_name(element: &Element, file: &str) -> String {
    let tag = &file[element.tag.clone()];
    let end = tag.find(|c: char| c.is_ascii_whitespace() || "/>".contains(c)).unwrap_or(tag.len());
    tag[1..end].to_owned()
}

/// Whether the pair that the first tag begins ends with nothing standing across its end.
fn is_nested(tags: &[Tag]) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags {
        match tag.kind {
            TagKind::Open | TagKind::Mark => open.push(&tag.id),
            TagKind::Close | TagKind::Unmark => {
                let Some(at) = open.iter().rposition(|id| *id == tag.id) else { return false };
                if at == 0 {
                    return open.len() == 1;
                }
                open.remove(at);
            }
            _ => {}
        }
    }
    false
}

/// Text; a character that XML cannot hold has an element in XLIFF 2.
fn text(out: &mut String, text: &str, version: Version) {
    if version == Version::One || text.chars().all(is_character) {
        out.push_str(&escape(text));
        return;
    }
    for c in text.chars() {
        if is_character(c) {
            out.push_str(&escape(c.encode_utf8(&mut [0; 4])));
        } else {
            out.push_str(&format!("<cp hex=\"{:04X}\"/>", c as u32));
        }
    }
}
