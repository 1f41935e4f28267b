//! Parts that a package of somebody else's gets from us: what was said in comments, and document properties.

use super::parts::{relations, relations_path};
use super::write::{CLASSIFICATION, DECLARATION, PROPERTY_ID};
use super::xml::{Node, Part, escape};
use super::{comments, write};
use crate::document::verification::{self, AiUse};
use crate::document::{Classification, Comments, Document};
use crate::format::{Error, package::Package};
use crate::text::Lang;
use std::collections::BTreeMap;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const TYPES: &str = "[Content_Types].xml";

/// See the module. New texts of parts go into the list they are given.
pub(super) struct Changes<'a, 'b> {
    package: &'a mut Package<'b>,
}

impl<'a, 'b> Changes<'a, 'b> {
    pub fn new(package: &'a mut Package<'b>) -> Self {
        Self { package }
    }

    /// Comments as they are now.
    pub fn comments(
        &mut self,
        main: &str,
        related: &[(String, String)],
        comments: &Comments,
        parts: &mut BTreeMap<String, String>,
    ) -> Result<(), Error> {
        const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
        let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let [(_, said), (_, threads)] = comments::parts_of(comments);
        let kinds = [
            ("comments", "comments.xml", said, format!("{OFFICE}/relationships/comments")),
            ("commentsExtended", "commentsExtended.xml", threads, write::THREADS.to_owned()),
        ];
        for (kind, name, text, relation) in kinds {
            let known = related.iter().find(|(known, target)| known == kind && self.package.has(target));
            match known {
                Some((_, target)) => {
                    parts.insert(target.clone(), text);
                }
                None if comments.is_empty() => {}
                None => {
                    let path = format!("{folder}{name}");
                    self.add(main, &path, &relation, &format!("{TYPE}.{kind}+xml"), parts)?;
                    parts.insert(path, text);
                }
            }
        }
        // Marks and dates of comments that are no more.
        for (_, target) in related.iter().filter(|(kind, _)| kind == "commentsIds" || kind == "commentsExtensible") {
            if self.package.has(target) {
                let text = Part::load(self.package, target)?.text;
                parts.insert(target.clone(), emptied(&text));
            }
        }
        Ok(())
    }

    /// Document properties: what is to be said of `document`, and its 格付け if that has changed.
    pub fn properties(
        &mut self,
        document: &Document,
        level: Option<Classification>,
        parts: &mut BTreeMap<String, String>,
    ) -> Result<(), Error> {
        let ours = properties_of(document, level);
        if ours.is_empty() {
            return Ok(());
        }
        let related = relations(self.package, "")?;
        let known = related.into_iter().find(|(kind, target)| kind == "custom-properties" && self.package.has(target));
        let property = |id: i64, name: &str, value: &str| {
            format!(
                r#"<property xmlns="{OFFICE}/custom-properties" fmtid="{PROPERTY_ID}" pid="{id}" name="{name}"><vt:lpwstr xmlns:vt="{OFFICE}/docPropsVTypes">{}</vt:lpwstr></property>"#,
                escape(value)
            )
        };
        let Some((_, target)) = known else {
            let path = "docProps/custom.xml";
            let list: String = (2..).zip(&ours).map(|(id, (name, value))| property(id, name, value)).collect();
            let text = format!(r#"{DECLARATION}<Properties xmlns="{OFFICE}/custom-properties">{list}</Properties>"#);
            const TYPE: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
            self.add("", path, &format!("{OFFICE}/relationships/custom-properties"), TYPE, parts)?;
            parts.insert(path.to_owned(), text);
            return Ok(());
        };
        let part = Part::load(self.package, &target)?;
        let mut xml = part.read();
        let (mut text, mut at, mut next, mut same) = (String::new(), 0, 2, 0);
        let mut lapsed = false;
        loop {
            match xml.next()? {
                Node::Open(tag) if tag.name() == "property" => {
                    let (start, _) = xml.here();
                    let name = tag.attribute("name").unwrap_or_default();
                    let id: i64 = tag.attribute("pid").and_then(|id| id.trim().parse().ok()).unwrap_or(1);
                    next = next.max(id.saturating_add(1));
                    let value = xml.text_inside()?;
                    let (_, end) = xml.here();
                    let new = ours.iter().find(|(ours, _)| *ours == name).map(|(_, new)| new);
                    // Who checked it is said no more when the check has lapsed.
                    let stale = new.is_none() && name.starts_with("KianAI.");
                    if new.is_some() || stale {
                        same += usize::from(new.is_some_and(|new| *new == value));
                        lapsed |= stale;
                        text.push_str(&part.text[at..start]);
                        at = end;
                    }
                }
                Node::End => break,
                _ => {}
            }
        }
        if same == ours.len() && !lapsed {
            return Ok(());
        }
        text.push_str(&part.text[at..]);
        let list: String = (next..).zip(&ours).map(|(id, (name, value))| property(id, name, value)).collect();
        if let Some(end) = text.rfind("</") {
            text.insert_str(end, &list);
            parts.insert(target, text);
        }
        Ok(())
    }

    /// Makes a part known: its type, and what relates to it.
    fn add(
        &mut self,
        from: &str,
        path: &str,
        relation: &str,
        kind: &str,
        parts: &mut BTreeMap<String, String>,
    ) -> Result<(), Error> {
        let types = match parts.remove(TYPES) {
            Some(types) => types,
            None => Part::load(self.package, TYPES)?.text,
        };
        let declared = r#"<Override xmlns="http://schemas.openxmlformats.org/package/2006/content-types""#;
        parts.insert(
            TYPES.to_owned(),
            inserted(&types, &format!(r#"{declared} PartName="/{path}" ContentType="{kind}"/>"#)),
        );
        let rels = relations_path(from);
        let list = match parts.remove(&rels) {
            Some(list) => list,
            None if self.package.has(&rels) => Part::load(self.package, &rels)?.text,
            None => format!(
                r#"{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>"#
            ),
        };
        let mut number = 1;
        while list.contains(&format!("\"rIdKian{number}\"")) {
            number += 1;
        }
        let own = r#"<Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships""#;
        let list = inserted(&list, &format!(r#"{own} Id="rIdKian{number}" Type="{relation}" Target="/{path}"/>"#));
        parts.insert(rels, list);
        Ok(())
    }
}

/// `xml` with `more` as the last child of its outermost element.
fn inserted(xml: &str, more: &str) -> String {
    let mut xml = xml.to_owned();
    match xml.rfind("</") {
        Some(end) => xml.insert_str(end, more),
        // An element that is closed at once has no room.
        None => {
            if let Some(end) = xml.rfind("/>") {
                let from = xml.rfind('<').unwrap_or(0) + 1;
                let name: String = xml[from..].chars().take_while(|c| !c.is_whitespace() && *c != '/').collect();
                xml.replace_range(end..end + 2, &format!(">{more}</{name}>"));
            }
        }
    }
    xml
}

/// `xml` without what is in its outermost element.
fn emptied(xml: &str) -> String {
    let from = xml.rfind("?>").map_or(0, |end| end + 2);
    let Some(open) = xml[from..].find('<').map(|at| from + at) else { return xml.to_owned() };
    match (xml[open..].find('>').map(|at| open + at + 1), xml.rfind("</")) {
        (Some(start), Some(end)) if start <= end => format!("{}{}", &xml[..start], &xml[end..]),
        _ => xml.to_owned(),
    }
}

/// This 格付け and what AI had to do with it, by the names of their document properties.
pub(super) fn properties_of(document: &Document, level: Option<Classification>) -> Vec<(&'static str, String)> {
    let name = CLASSIFICATION.iter().find(|(lang, _)| *lang == document.lang()).map(|(_, name)| *name);
    let level = name.zip(level).map(|(name, level)| (name, classification(level, document.lang())));
    level.into_iter().chain(disclosure(document)).collect()
}

/// What the record says of AI: that it was used, which, when it was last asked, and who checked the text as it stands. Nothing
/// where no model had a part in it.
fn disclosure(document: &Document) -> Vec<(&'static str, String)> {
    let Some(used) = AiUse::of(document) else { return Vec::new() };
    let listed = |part: fn(&(String, String)) -> &str| {
        let mut parts: Vec<&str> = used.engines.iter().map(part).filter(|part| !part.is_empty()).collect();
        parts.dedup();
        parts.join(", ")
    };
    let date = jiff::Timestamp::from_millisecond(used.last).unwrap_or_default();
    // IPTC's terms: all of it from a model, or a person and a model together.
    let source = if used.by_model == used.characters { "trained" } else { "compositeWithTrained" };
    let mut properties = vec![
        ("KianAI.Used", "true".to_owned()),
        ("KianAI.Model", listed(|(_, model)| model)),
        ("KianAI.Endpoint", listed(|(engine, _)| engine)),
        ("KianAI.Date", format!("{date:.0}")),
        ("KianAI.DigitalSourceType", format!("{IPTC}{source}AlgorithmicMedia")),
    ];
    let digest = verification::digest(document);
    properties.extend(document.verification().holds(&digest).map(|check| ("KianAI.ReviewedBy", check.by.clone())));
    properties.retain(|(_, value)| !value.is_empty());
    properties
}

/// Where IPTC's terms for the source of digital media lie.
const IPTC: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/";

fn classification(level: Classification, lang: Lang) -> String {
    let code = level.code();
    match lang {
        // A level of an office's own is called what the office calls it.
        _ if Classification::from_code(code).is_none() => code.to_owned(),
        Lang::Ja if code.len() > 1 => format!("自治体機密性{code}"),
        Lang::Ja => format!("機密性{code}"),
        Lang::En => format!("confidentiality-{code}"),
    }
}
