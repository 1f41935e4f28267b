//! The rules of the modules of XLIFF 2: glossary, matches, metadata, resource data, size and length, validation, format style,
//! and the change tracking of 2.0. What each element and attribute may be stands in tables; what no table says follows them.
//!
//! A module that is not as it should be leaves the text as good as it was: what is found here is told and the file is read
//! all the same. Only what belongs to no module at all, and a format style that says nothing, is refused with the core.

use crate::format::exchange::Fault;
use crate::format::exchange::tree::{Child, Element};
use std::collections::HashSet;

/// What the value of an attribute may be.
#[derive(Clone, Copy)]
enum Value {
    Any,
    /// A name without spaces.
    Token,
    YesNo,
    OneOf(&'static [&'static str]),
    /// From 0 to 100.
    Percent,
    /// A whole number from 1.
    Positive,
}
use Value::{Any, OneOf, Percent, Positive, Token, YesNo};

/// An element of a module.
struct Rule {
    /// Its name with the usual prefix of its module.
    name: &'static str,
    /// The core elements it may stand in; modules say so themselves.
    under: &'static [&'static str],
    /// Its own attributes; `!` before those that it must have.
    attributes: &'static [(&'static str, Value)],
    /// What it may hold: `!` once, `?` at most once, `+` at least once, `*` any number.
    holds: &'static [&'static str],
    /// What else it may have.
    open: Open,
}

/// What an element may have besides its own.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    /// Nothing.
    Nothing,
    /// Attributes of others.
    Attributes,
    /// Elements of others.
    Elements,
    /// Attributes and elements of others.
    Both,
    /// Words.
    Words,
    /// Words, and attributes of others.
    WordsAttributes,
}

const CONTAINERS: &[&str] = &["file", "group", "unit"];
const FORMS: Value = OneOf(&["none", "nfc", "nfd"]);

#[rustfmt::skip]
const RULES: &[Rule] = &[
    Rule { name: "gls:glossary", under: &["unit"], attributes: &[], holds: &["+gls:glossEntry"], open: Open::Nothing },
    Rule { name: "gls:glossEntry", under: &[], attributes: &[("id", Token), ("ref", Any)],
        holds: &["!gls:term", "*gls:translation", "?gls:definition"], open: Open::Both },
    Rule { name: "gls:term", under: &[], attributes: &[("source", Any)], holds: &[], open: Open::WordsAttributes },
    Rule { name: "gls:translation", under: &[], attributes: &[("id", Token), ("ref", Any), ("source", Any)], holds: &[],
        open: Open::WordsAttributes },
    Rule { name: "gls:definition", under: &[], attributes: &[("source", Any)], holds: &[], open: Open::WordsAttributes },

    Rule { name: "mtc:matches", under: &["unit"], attributes: &[], holds: &["+mtc:match"], open: Open::Nothing },
    Rule { name: "mtc:match", under: &[],
        attributes: &[("id", Token), ("!ref", Any), ("matchQuality", Percent), ("matchSuitability", Percent),
            ("similarity", Percent), ("origin", Any), ("reference", YesNo), ("subType", Any),
            ("type", OneOf(&["am", "mt", "icm", "idm", "tb", "tm", "other"]))],
        holds: &["?mda:metadata", "?originalData", "!source", "!target"], open: Open::Both },

    Rule { name: "mda:metadata", under: &["xliff", "file", "group", "unit"], attributes: &[("id", Token)],
        holds: &["+mda:metaGroup"], open: Open::Nothing },
    Rule { name: "mda:metaGroup", under: &[],
        attributes: &[("id", Token), ("category", Any), ("appliesTo", OneOf(&["source", "target", "ignorable"]))],
        // The bare name, too: the specification's own example has it.
        holds: &["*mda:metaGroup", "*mda:meta", "*meta"], open: Open::Nothing },
    Rule { name: "mda:meta", under: &[], attributes: &[("!type", Any)], holds: &[], open: Open::Words },

    Rule { name: "res:resourceData", under: CONTAINERS, attributes: &[], holds: &["*res:resourceItemRef", "*res:resourceItem"],
        open: Open::Nothing },
    Rule { name: "res:resourceItemRef", under: &[], attributes: &[("id", Token), ("!ref", Token)], holds: &[],
        open: Open::Attributes },
    Rule { name: "res:resourceItem", under: &[], attributes: &[("id", Token), ("mimeType", Any), ("context", YesNo)],
        holds: &["?notes", "?res:source", "?res:target", "*res:reference"], open: Open::Attributes },
    Rule { name: "res:source", under: &[], attributes: &[("href", Any), ("xml:lang", Any)], holds: &[], open: Open::Both },
    Rule { name: "res:target", under: &[], attributes: &[("href", Any), ("xml:lang", Any)], holds: &[], open: Open::Both },
    Rule { name: "res:reference", under: &[], attributes: &[("!href", Any), ("xml:lang", Any)], holds: &[],
        open: Open::Attributes },

    Rule { name: "ctr:changeTrack", under: &["file", "group", "unit", "notes"], attributes: &[], holds: &["+ctr:revisions"],
        open: Open::Both },
    Rule { name: "ctr:revisions", under: &[], attributes: &[("!appliesTo", Token), ("ref", Token), ("currentVersion", Token)],
        holds: &["+ctr:revision"], open: Open::Both },
    Rule { name: "ctr:revision", under: &[], attributes: &[("author", Any), ("datetime", Any), ("version", Token)],
        holds: &["+ctr:item"], open: Open::Both },
    Rule { name: "ctr:item", under: &[], attributes: &[("!property", Any)], holds: &[], open: Open::WordsAttributes },

    Rule { name: "slr:profiles", under: &["file"], attributes: &[("generalProfile", Any), ("storageProfile", Any)],
        holds: &["?slr:normalization"], open: Open::Elements },
    Rule { name: "slr:normalization", under: &[], attributes: &[("general", FORMS), ("storage", FORMS)], holds: &[],
        open: Open::Nothing },
    Rule { name: "slr:data", under: CONTAINERS, attributes: &[("!profile", Any)], holds: &[], open: Open::Both },

    Rule { name: "val:validation", under: CONTAINERS, attributes: &[], holds: &["+val:rule"], open: Open::Attributes },
    Rule { name: "val:rule", under: &[],
        attributes: &[("isPresent", Any), ("isNotPresent", Any), ("startsWith", Any), ("endsWith", Any), ("occurs", Positive),
            ("existsInSource", YesNo), ("caseSensitive", YesNo), ("disabled", YesNo), ("normalization", FORMS)],
        holds: &[], open: Open::Attributes },
];

/// The attributes of modules on elements of the core, and which elements may have them.
const ON_CORE: &[(&str, &[&str])] = &[
    ("slr:equivStorage", &["pc", "sc", "ec", "ph"]),
    ("slr:sizeInfo", &["file", "group", "unit", "pc", "sc", "ec", "ph"]),
    ("slr:sizeInfoRef", &["file", "group", "unit", "pc", "sc", "ec", "ph"]),
    ("slr:sizeRestriction", &["file", "group", "unit", "mrk", "sm", "pc", "sc"]),
    ("slr:storageRestriction", &["file", "group", "unit", "mrk", "sm", "pc", "sc"]),
];

/// The elements of HTML that a format style may name.
#[rustfmt::skip]
const STYLES: &[&str] = &[
    "a", "b", "bdo", "big", "blockquote", "body", "br", "button", "caption", "center", "cite", "code", "col", "colgroup",
    "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr",
    "html", "i", "img", "label", "legend", "li", "ol", "p", "pre", "q", "s", "samp", "select", "small",
    "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "tt",
    "u", "ul",
];

/// The usual prefix of the module that `namespace` is of.
fn prefix(namespace: &str) -> Option<&'static str> {
    let (module, version) = namespace.strip_prefix("urn:oasis:names:tc:xliff:")?.split_once(':')?;
    let prefix = match module {
        "glossary" => "gls",
        "matches" => "mtc",
        "metadata" => "mda",
        "resourcedata" => "res",
        "changetracking" => "ctr",
        "sizerestriction" => "slr",
        "validation" => "val",
        "fs" => "fs",
        _ => return None,
    };
    version.starts_with("2.").then_some(prefix)
}

/// The name of an element or an attribute as the tables have it: with its module's prefix, bare for the core; `None` for
/// others'.
fn named(namespace: &str, name: &str) -> Option<String> {
    let local = name.rsplit(':').next().unwrap_or(name);
    match prefix(namespace) {
        Some(prefix) => Some(format!("{prefix}:{local}")),
        None if namespace.is_empty() || namespace.contains(":xliff:document:") => Some(local.to_owned()),
        None => None,
    }
}

fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// Whether `element` has the name of a module but is none of its elements.
pub fn is_unknown(element: &Element) -> bool {
    prefix(&element.namespace)
        .is_some_and(|_| named(&element.namespace, &element.name).is_none_or(|n| rule(&n).is_none()))
}

/// What the core refuses of the modules' attributes on `element`: those that no module has, and a format style that names no
/// style.
pub fn refused(element: &Element) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut tell = |id, what: &str| faults.push(Fault::of(id, element.line, what));
    let (mut style, mut detail) = (false, false);
    for attribute in element.attributes.iter().filter(|attribute| prefix(&attribute.namespace).is_some()) {
        let name = named(&attribute.namespace, &attribute.name).unwrap_or_default();
        match name.as_str() {
            "fs:fs" if !STYLES.contains(&attribute.value.as_str()) => {
                tell("fault-xliff-value", &attribute.value);
                style = true;
            }
            "fs:fs" | "fs:subFs" if element.name == "ec" && element.get("isolated") != Some("yes") => {
                tell("fault-xliff-attribute", &name);
            }
            "fs:fs" => style = true,
            "fs:subFs" => detail = true,
            _ if !ON_CORE.iter().any(|(known, _)| *known == name) => tell("fault-xliff-attribute", &attribute.name),
            _ => {}
        }
    }
    if detail && !style {
        tell("fault-xliff-lacks", "fs:fs");
    }
    faults
}

/// Every rule of a module that the file breaks, by line.
pub fn faults(root: &Element) -> Vec<Fault> {
    let mut modules = Modules {
        faults: Vec::new(),
        source_lang: root.get("srcLang").unwrap_or_default(),
        target_lang: root.get("trgLang").unwrap_or_default(),
    };
    modules.visit(root, &mut Vec::new());
    modules.faults.sort_by_key(|fault| fault.line);
    modules.faults
}

struct Modules<'a> {
    faults: Vec<Fault>,
    source_lang: &'a str,
    target_lang: &'a str,
}

impl<'a> Modules<'a> {
    fn tell(&mut self, id: &'static str, element: &Element, what: &str) {
        self.faults.push(Fault::of(id, element.line, what));
    }

    /// `element` and all inside; `above` is what it stands in, from the root.
    fn visit(&mut self, element: &'a Element, above: &mut Vec<&'a Element>) {
        if let Some(name) = named(&element.namespace, &element.name) {
            match rule(&name) {
                Some(rule) => {
                    self.shape(element, rule, above);
                    self.bonds(element, rule.name, above);
                }
                None if prefix(&element.namespace).is_some() => {
                    self.tell("fault-xliff-module-element", element, &name);
                }
                None => self.sizes(element, above),
            }
        }
        above.push(element);
        for inner in element.elements() {
            self.visit(inner, above);
        }
        above.pop();
    }

    /// What the tables say of a module's element.
    fn shape(&mut self, element: &'a Element, rule: &Rule, above: &[&'a Element]) {
        let parent = above.last().map(|parent| (named(&parent.namespace, &parent.name), *parent));
        if let Some((Some(name), parent)) = parent
            && prefix(&parent.namespace).is_none()
            && !rule.under.contains(&name.as_str())
            && !["source", "target"].contains(&name.as_str())
        {
            self.tell("fault-xliff-module-element", element, rule.name);
        }
        for attribute in &element.attributes {
            let name = attribute.name.as_str();
            if name == "xmlns" || name.starts_with("xmlns:") {
                continue;
            }
            let own = rule.attributes.iter().find(|(known, _)| known.trim_start_matches('!') == name);
            let foreign = name.contains(':') && !name.starts_with("xml:");
            let open = matches!(rule.open, Open::Attributes | Open::Both | Open::WordsAttributes);
            match own {
                Some((_, kind)) if !kind.allows(&attribute.value) => {
                    self.tell("fault-xliff-module-value", element, &format!("{name}=\"{}\"", attribute.value));
                }
                Some(_) => {}
                None if foreign && open => {}
                None => self.tell("fault-xliff-module-attribute", element, name),
            }
        }
        for name in rule.attributes.iter().filter_map(|(name, _)| name.strip_prefix('!')) {
            if element.get(name).is_none() {
                self.tell("fault-xliff-module-lacks", element, name);
            }
        }
        let inside: Vec<Option<String>> = element.elements().map(|e| named(&e.namespace, &e.name)).collect();
        for held in rule.holds {
            let (often, name) = held.split_at(1);
            let count = inside.iter().flatten().filter(|inner| *inner == name).count();
            if count == 0 && ["!", "+"].contains(&often) {
                self.tell("fault-xliff-module-lacks", element, name);
            }
            if count > 1 && ["!", "?"].contains(&often) {
                self.tell("fault-xliff-module-twice", element, name);
            }
        }
        let open = matches!(rule.open, Open::Elements | Open::Both);
        for (inner, name) in element.elements().zip(&inside) {
            let own = name.as_ref().is_some_and(|name| rule.holds.iter().any(|held| held[1..] == **name));
            let others = open && (name.is_none() || prefix(&inner.namespace) != prefix(&element.namespace));
            if !own && !others {
                self.tell("fault-xliff-module-element", inner, name.as_deref().unwrap_or(&inner.name));
            }
        }
        let words = matches!(rule.open, Open::Words | Open::WordsAttributes);
        let stray = element.children.iter().any(|child| matches!(child, Child::Text(text) if !text.trim().is_empty()));
        if stray && !words {
            self.tell("fault-xliff-module-text", element, rule.name);
        }
    }

    /// What no table says: what excludes or needs what, and what must be somewhere else.
    fn bonds(&mut self, element: &'a Element, name: &str, above: &[&'a Element]) {
        let has = |name: &str| element.get(name).is_some();
        match name {
            "gls:glossary" | "mtc:matches" | "mda:metadata" | "res:resourceData" => self.unique(element),
            "gls:glossEntry" if element.child("translation").is_none() && element.child("definition").is_none() => {
                self.tell("fault-xliff-module-lacks", element, "gls:translation");
            }
            "mtc:match" => {
                if has("subType") && !has("type") {
                    self.tell("fault-xliff-module-lacks", element, "type");
                }
                let unit = above.iter().rev().find(|parent| parent.name == "unit");
                let reference = element.get("ref").unwrap_or_default();
                // `#s1`, or with a path: `#f=f1/u=u1/t=m2`.
                let span = reference.strip_prefix('#').and_then(|path| path.rsplit(['/', '=']).next());
                if let Some(unit) = unit
                    && !span.is_some_and(|id| spans(unit).contains(id))
                {
                    self.tell("fault-xliff-module-reference", element, reference);
                }
            }
            "res:source" | "res:target" => {
                let lang = if name == "res:source" { self.source_lang } else { self.target_lang };
                // A target somewhere else is often one of several languages' that nobody has yet.
                let elsewhere = name == "res:target" && has("href");
                let other = |own: &&str| !elsewhere && !own.eq_ignore_ascii_case(lang);
                if let Some(own) = element.get("xml:lang").filter(other) {
                    self.tell("fault-xliff-module-lang", element, own);
                }
                if has("href") == element.elements().next().is_some() {
                    self.tell("fault-xliff-module-either", element, "href");
                }
            }
            "val:rule" => {
                let tests = ["isPresent", "isNotPresent", "startsWith", "endsWith"];
                let others = element
                    .attributes
                    .iter()
                    .filter(|attribute| attribute.name.contains(':') && !attribute.name.starts_with("xml"));
                let count = tests.iter().filter(|name| has(name)).count() + usize::from(others.count() > 0);
                let sought = ["isPresent", "startsWith", "endsWith"].iter().filter(|name| has(name)).count();
                if count != 1 || (element.get("existsInSource") == Some("yes") && sought != 1) {
                    self.tell("fault-xliff-module-either", element, "isPresent/isNotPresent/startsWith/endsWith");
                }
            }
            "ctr:revisions" => self.revisions(element, above),
            _ => {}
        }
    }

    /// Ids inside of a module's outermost element are each there once.
    fn unique(&mut self, element: &'a Element) {
        let mut seen = HashSet::new();
        let mut inside = Vec::new();
        element.walk(&mut |inner| inside.push(inner));
        let own = |inner: &&&Element| prefix(&inner.namespace) == prefix(&element.namespace);
        let twice: Vec<&Element> = inside
            .iter()
            .filter(own)
            .filter(|inner| inner.get("id").is_some_and(|id| !seen.insert(id)))
            .copied()
            .collect();
        for inner in twice {
            self.tell("fault-xliff-module-twice", inner, inner.get("id").unwrap_or_default());
        }
    }

    /// Revisions are of something there, and each tells of a thing once.
    fn revisions(&mut self, element: &'a Element, above: &[&'a Element]) {
        let around = above.iter().rev().find(|parent| prefix(&parent.namespace).is_none());
        let mut inside = Vec::new();
        if let Some(around) = around {
            around.walk(&mut |inner| inside.push(inner));
        }
        let core = |inner: &&&'a Element| prefix(&inner.namespace).is_none();
        let reference = element.get("ref");
        let of = reference.and_then(|id| inside.iter().filter(core).find(|inner| inner.get("id") == Some(id)).copied());
        if let Some(reference) = reference.filter(|_| of.is_none()) {
            self.tell("fault-xliff-module-reference", element, reference);
        }
        // Of several that have ids it must say which one.
        let applies = element.get("appliesTo").unwrap_or_default();
        let meant: Vec<_> = inside.iter().filter(core).filter(|inner| inner.name == applies).collect();
        if reference.is_none() && meant.len() > 1 && meant.iter().all(|inner| inner.get("id").is_some()) {
            self.tell("fault-xliff-module-lacks", element, "ref");
        }
        for revision in element.elements().filter(|inner| inner.name == "revision") {
            let mut seen = HashSet::new();
            for item in revision.elements().filter(|inner| inner.name == "item") {
                let Some(property) = item.get("property") else { continue };
                if !seen.insert(property) {
                    self.tell("fault-xliff-module-twice", item, property);
                }
                if property != "content" && of.is_some_and(|of| of.get(property).is_none()) {
                    self.tell("fault-xliff-module-reference", item, property);
                }
            }
        }
    }

    /// Size and length on an element of the core.
    fn sizes(&mut self, element: &'a Element, above: &[&'a Element]) {
        let mut found: Vec<(String, &'a str)> = Vec::new();
        for attribute in element.attributes.iter().filter(|a| prefix(&a.namespace) == Some("slr")) {
            found.extend(named(&attribute.namespace, &attribute.name).map(|name| (name, attribute.value.as_str())));
        }
        if found.is_empty() {
            return;
        }
        let of = |name: &str| found.iter().find(|(known, _)| known == name).map(|(_, value)| *value);
        if of("slr:sizeInfo").is_some() && of("slr:sizeInfoRef").is_some() {
            self.tell("fault-xliff-module-either", element, "slr:sizeInfo, slr:sizeInfoRef");
        }
        // Others' profiles have values of their own.
        let file = above.iter().chain([&element]).find(|parent| parent.name == "file");
        let profiles = file.and_then(|file| file.child("profiles"));
        let standard = |name: &str| {
            let profile = profiles.and_then(|profiles| profiles.get(name));
            profile.is_none_or(|profile| profile.is_empty() || profile.starts_with("xliff:"))
        };
        let (general, storage) = (standard("generalProfile"), standard("storageProfile"));
        for (name, value) in &found {
            let on = ON_CORE.iter().find(|(known, _)| known == name).map_or(&[][..], |(_, on)| on);
            let half = element.name == "ec" && element.get("isolated") != Some("yes");
            if !on.contains(&element.name.as_str()) || half {
                self.tell("fault-xliff-module-attribute", element, name);
            }
            let sound = match name.as_str() {
                "slr:equivStorage" => !storage || is_count(value),
                // Without a profile it says whatever it likes, but a number is a whole one.
                "slr:sizeInfo" => !general || is_count(value) || (profiles.is_none() && value.parse::<f64>().is_err()),
                "slr:sizeRestriction" => !general || is_limit(value),
                "slr:storageRestriction" => !storage || is_limit(value),
                _ => true,
            };
            if !sound {
                self.tell("fault-xliff-module-value", element, &format!("{name}=\"{value}\""));
            }
        }
        if let Some(reference) = of("slr:sizeInfoRef") {
            let data = above
                .iter()
                .flat_map(|parent| parent.elements())
                .filter(|inner| named(&inner.namespace, &inner.name).as_deref() == Some("slr:data"));
            let mut there = false;
            for data in data {
                data.walk(&mut |inner| there |= inner.get("id") == Some(reference));
            }
            if !there {
                self.tell("fault-xliff-module-reference", element, reference);
            }
        }
    }
}

impl Value {
    fn allows(self, value: &str) -> bool {
        match self {
            Any => true,
            Token => !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || "-._:\u{B7}".contains(c)),
            YesNo => ["yes", "no"].contains(&value),
            OneOf(values) => values.contains(&value),
            Percent => value.parse().is_ok_and(|number: f64| (0.0..=100.0).contains(&number)),
            Positive => is_count(value) && value.bytes().any(|b| b != b'0'),
        }
    }
}

/// The ids of what a match can be for: segments, and what marks a span inside of them.
fn spans(unit: &Element) -> HashSet<&str> {
    let mut ids = HashSet::new();
    let segments = unit.elements().filter(|inner| ["segment", "ignorable"].contains(&inner.name.as_str()));
    for segment in segments {
        ids.extend(segment.get("id"));
        segment.walk(&mut |inner| ids.extend(inner.get("id")));
    }
    ids
}

fn is_count(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit())
}

/// `*`, `90`, `25,100` or `35,*`.
fn is_limit(value: &str) -> bool {
    let most = |value: &str| value == "*" || is_count(value);
    value.split_once(',').map_or_else(|| most(value), |(least, rest)| is_count(least) && most(rest))
}
