//! The rules of the XLIFF 2 core: what a file must not do, each with its line.

use super::modules;
use crate::format::exchange::Fault;
use crate::format::exchange::tree::Element;
use std::collections::{HashMap, HashSet};

/// The first rule that `root` breaks so that it cannot be told what is meant.
pub fn first_fault(root: &Element) -> Option<Fault> {
    faults(root).into_iter().next()
}

/// Every rule that `root` breaks, by line.
pub fn faults(root: &Element) -> Vec<Fault> {
    let mut check = Check { faults: Vec::new(), source_lang: "", target_lang: "" };
    check.document(root);
    check.faults.sort_by_key(|fault| fault.line);
    check.faults
}

struct Check<'a> {
    faults: Vec<Fault>,
    source_lang: &'a str,
    target_lang: &'a str,
}

/// Core elements that may carry attributes of anybody's.
const OPEN_TO_ALL: &[&str] = &["xliff", "file", "group", "unit", "note", "mrk", "sm"];

/// The attributes of each core element, required ones marked with `!`.
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("xliff", &["!version", "!srcLang", "trgLang", "xml:space"]),
    ("file", &["!id", "canResegment", "original", "translate", "srcDir", "trgDir", "xml:space"]),
    ("skeleton", &["href"]),
    ("group", &["!id", "name", "canResegment", "translate", "srcDir", "trgDir", "type", "xml:space"]),
    ("unit", &["!id", "name", "canResegment", "translate", "srcDir", "trgDir", "type", "xml:space"]),
    ("segment", &["id", "canResegment", "state", "subState"]),
    ("ignorable", &["id"]),
    ("notes", &[]),
    ("note", &["id", "appliesTo", "category", "priority", "ref"]),
    ("originalData", &[]),
    ("data", &["!id", "dir", "xml:space"]),
    ("source", &["xml:lang", "xml:space"]),
    ("target", &["xml:lang", "xml:space", "order"]),
    ("cp", &["!hex"]),
    (
        "ph",
        &[
            "!id",
            "canCopy",
            "canDelete",
            "canReorder",
            "copyOf",
            "disp",
            "equiv",
            "dataRef",
            "subFlows",
            "subType",
            "type",
        ],
    ),
    (
        "pc",
        &[
            "!id",
            "canCopy",
            "canDelete",
            "canOverlap",
            "canReorder",
            "copyOf",
            "dispEnd",
            "dispStart",
            "equivEnd",
            "equivStart",
            "dataRefEnd",
            "dataRefStart",
            "subFlowsEnd",
            "subFlowsStart",
            "subType",
            "type",
            "dir",
        ],
    ),
    (
        "sc",
        &[
            "!id",
            "canCopy",
            "canDelete",
            "canOverlap",
            "canReorder",
            "copyOf",
            "dataRef",
            "dir",
            "disp",
            "equiv",
            "isolated",
            "subFlows",
            "subType",
            "type",
        ],
    ),
    (
        "ec",
        &[
            "id",
            "canCopy",
            "canDelete",
            "canOverlap",
            "canReorder",
            "copyOf",
            "dataRef",
            "dir",
            "disp",
            "equiv",
            "isolated",
            "startRef",
            "subFlows",
            "subType",
            "type",
        ],
    ),
    ("mrk", &["!id", "translate", "type", "ref", "value"]),
    ("sm", &["!id", "translate", "type", "ref", "value"]),
    ("em", &["!startRef"]),
];

/// Which core elements each core element may hold; those marked with `*` may hold others' elements, too.
const CHILDREN: &[(&str, &[&str])] = &[
    ("xliff", &["file"]),
    ("file", &["*", "skeleton", "notes", "group", "unit"]),
    ("skeleton", &["*"]),
    ("group", &["*", "notes", "group", "unit"]),
    ("unit", &["*", "notes", "originalData", "segment", "ignorable"]),
    ("segment", &["source", "target"]),
    ("ignorable", &["source", "target"]),
    ("notes", &["note"]),
    ("note", &[]),
    ("originalData", &["data"]),
    ("data", &["cp"]),
    ("source", INLINE),
    ("target", INLINE),
    ("pc", INLINE),
    ("mrk", INLINE),
    ("ph", &[]),
    ("sc", &[]),
    ("ec", &[]),
    ("sm", &[]),
    ("em", &[]),
    ("cp", &[]),
];
const INLINE: &[&str] = &["cp", "ph", "pc", "sc", "ec", "mrk", "sm", "em"];

/// Prefixes by which references name the elements of modules.
const MODULES: &[&str] = &["gls", "mtc", "res", "mda", "ctr", "slr", "val", "fs", "its", "itsm", "pgs", "tbx"];

const STATES: &[&str] = &["initial", "translated", "reviewed", "final"];
const TYPES: &[&str] = &["fmt", "ui", "quote", "link", "image", "other"];

fn is_core(element: &Element) -> bool {
    // Later versions have namespaces of their own for new modules only.
    element.namespace.starts_with("urn:oasis:names:tc:xliff:document:2") || element.namespace.is_empty()
}

/// A language tag that could be one.
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or("");
    let letters = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    (matches!(primary.len(), 2..=8) || matches!(primary, "x" | "i"))
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(letters)
}

fn is_token(id: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || "-._:\u{B7}".contains(c);
    !id.is_empty() && id.chars().all(part)
}

impl<'a> Check<'a> {
    fn tell(&mut self, id: &'static str, element: &Element, what: &str) {
        let what = if what.is_empty() { element.name.as_str() } else { what };
        self.faults.push(Fault::of(id, element.line, what));
    }

    fn document(&mut self, root: &'a Element) {
        self.source_lang = root.get("srcLang").unwrap_or_default();
        self.target_lang = root.get("trgLang").unwrap_or_default();
        self.shape(root);
        for name in ["srcLang", "trgLang"] {
            if let Some(tag) = root.get(name).filter(|tag| !is_tag(tag)) {
                self.tell("fault-xliff-lang", root, tag);
            }
        }
        let files: Vec<&Element> = root.elements().filter(|e| e.name == "file").collect();
        if files.is_empty() {
            self.tell("fault-xliff-lacks", root, "file");
        }
        self.unique(files.iter().copied());
        let around = Around { lang: root.get("xml:lang"), space: root.get("xml:space") };
        for file in files {
            self.file(file, around);
        }
    }

    /// Attributes, children and text of `element` and all core elements inside.
    fn shape(&mut self, element: &'a Element) {
        let Some((_, known)) = ATTRIBUTES.iter().find(|(name, _)| *name == element.name) else {
            return self.tell("fault-xliff-element", element, "");
        };
        for attribute in &element.attributes {
            let name = attribute.name.as_str();
            if name == "xmlns" || name.starts_with("xmlns:") {
                continue;
            }
            if name == "xml:lang" {
                if !is_tag(&attribute.value) {
                    self.tell("fault-xliff-lang", element, &attribute.value);
                }
                continue;
            }
            let own = known.iter().any(|known| known.trim_start_matches('!') == name);
            let foreign = name.contains(':') && !name.starts_with("xml:");
            let module = attribute.namespace.starts_with("urn:oasis:names:tc:xliff:")
                || attribute.namespace.starts_with("http://www.w3.org/2005/11/its");
            let anybody = foreign && (module || OPEN_TO_ALL.contains(&element.name.as_str()));
            if !own && !anybody {
                self.tell("fault-xliff-attribute", element, name);
            }
        }
        self.faults.extend(modules::refused(element));
        for name in known.iter().filter_map(|name| name.strip_prefix('!')) {
            if element.get(name).is_none() {
                self.tell("fault-xliff-lacks", element, name);
            }
        }
        let of = |name: &str, values: &[&str]| element.get(name).filter(|value| !values.contains(value));
        let mut wrong: Vec<&str> = Vec::new();
        for name in ["translate", "canResegment", "canCopy", "canDelete", "canOverlap", "isolated"] {
            wrong.extend(of(name, &["yes", "no"]));
        }
        wrong.extend(of("canReorder", &["yes", "no", "firstNo"]));
        wrong.extend(of("state", STATES));
        wrong.extend(of("xml:space", &["default", "preserve"]));
        for name in ["srcDir", "trgDir", "dir"] {
            wrong.extend(of(name, &["ltr", "rtl", "auto"]));
        }
        if element.name == "note" {
            wrong.extend(of("appliesTo", &["source", "target"]));
            wrong.extend(element.get("priority").filter(|p| !p.parse().is_ok_and(|p: u8| (1..=10).contains(&p))));
        }
        let is_code = ["ph", "pc", "sc", "ec"].contains(&element.name.as_str());
        if is_code {
            wrong.extend(of("type", TYPES));
        }
        for name in ["id", "startRef", "copyOf"] {
            wrong.extend(element.get(name).filter(|id| !is_token(id)));
        }
        for value in wrong {
            self.tell("fault-xliff-value", element, value);
        }
        self.kinds(element, is_code);
        if element.name == "cp" {
            let hex = element.get("hex").unwrap_or_default();
            let code = u32::from_str_radix(hex, 16).ok().filter(|_| hex.len() >= 4);
            let held = |code: u32| {
                code > 0x10_FFFF || char::from_u32(code).is_some_and(crate::format::exchange::xml::is_character)
            };
            if code.is_none_or(held) {
                self.tell("fault-xliff-value", element, hex);
            }
        }
        let may = CHILDREN.iter().find(|(name, _)| *name == element.name).map_or(&[][..], |(_, may)| may);
        for inner in element.elements() {
            let core = is_core(inner);
            // From 2.2 on remarks and metadata may stand in front of the files.
            let whole = element.name == "xliff" && element.get("version") == Some("2.2");
            let fits = if core {
                may.contains(&inner.name.as_str()) || (whole && inner.name == "notes")
            } else {
                may.contains(&"*") || (whole && inner.namespace.contains(":xliff:"))
            };
            if !fits || modules::is_unknown(inner) {
                self.tell("fault-xliff-element", inner, "");
            } else if core {
                self.shape(inner);
            }
        }
        let words = ["note", "data", "source", "target", "pc", "mrk", "skeleton"].contains(&element.name.as_str());
        let stray = element.children.iter().any(|child| match child {
            crate::format::exchange::tree::Child::Text(text) => !text.trim().is_empty(),
            crate::format::exchange::tree::Child::Element(_) => false,
        });
        if stray && !words {
            self.tell("fault-xliff-text", element, "");
        }
    }

    /// `type` and `subType`.
    fn kinds(&mut self, element: &'a Element, is_code: bool) {
        if let Some(sub) = element.get("subType") {
            let kind = element.get("type");
            let own = match sub.strip_prefix("xlf:") {
                Some("lb" | "pb" | "b" | "i" | "u") => kind == Some("fmt"),
                Some("var") => kind == Some("ui"),
                Some(_) => false,
                None => sub.split_once(':').is_some_and(|(prefix, value)| !prefix.is_empty() && !value.is_empty()),
            };
            if kind.is_none() {
                self.tell("fault-xliff-lacks", element, "type");
            } else if !own {
                self.tell("fault-xliff-value", element, sub);
            }
        }
        if let Some(sub) = element.get("subState") {
            if element.get("state").is_none() {
                self.tell("fault-xliff-lacks", element, "state");
            } else if sub.starts_with("xlf:")
                || !sub.split_once(':').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty())
            {
                self.tell("fault-xliff-value", element, sub);
            }
        }
        if let Some(kind) = element.get("type").filter(|_| !is_code) {
            let annotation = ["mrk", "sm"].contains(&element.name.as_str());
            let plain = annotation && ["generic", "comment", "term"].contains(&kind);
            let prefixed = kind.split_once(':').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty() && a != "xlf");
            if !plain && !prefixed {
                self.tell("fault-xliff-value", element, kind);
            }
        }
    }

    fn unique(&mut self, elements: impl Iterator<Item = &'a Element>) {
        let mut seen = HashSet::new();
        for element in elements {
            if let Some(id) = element.get("id").filter(|id| !seen.insert(id.to_string())) {
                self.tell("fault-xliff-id", element, id);
            }
        }
    }

    fn file(&mut self, file: &'a Element, around: Around<'a>) {
        let (mut groups, mut units) = (Vec::new(), Vec::new());
        self.container(file, around, &mut groups, &mut units);
        self.unique(groups.into_iter());
        self.unique(units.iter().map(|(unit, _)| *unit));
        if let Some(skeleton) = file.child("skeleton") {
            let content = !skeleton.inside.is_empty();
            if content == skeleton.get("href").is_some() {
                self.tell("fault-xliff-skeleton", skeleton, "");
            }
        }
        let ids: HashSet<&str> = units.iter().filter_map(|(unit, _)| unit.get("id")).collect();
        for (unit, around) in units {
            self.unit(unit, around.inside(unit), &ids);
        }
    }

    /// A file or a group: its notes, the order of its children, ids of others' elements in it.
    fn container(
        &mut self,
        parent: &'a Element,
        around: Around<'a>,
        groups: &mut Vec<&'a Element>,
        units: &mut Vec<(&'a Element, Around<'a>)>,
    ) {
        let around = around.inside(parent);
        self.notes(parent);
        let mut begun = false;
        for inner in parent.elements() {
            match inner.name.as_str() {
                "group" | "unit" if is_core(inner) => {
                    begun = true;
                    if inner.name == "group" {
                        groups.push(inner);
                        self.container(inner, around, groups, units);
                    } else {
                        units.push((inner, around));
                    }
                }
                // What belongs to the whole stands in front of its parts.
                _ if begun => self.tell("fault-xliff-order", inner, ""),
                _ => {}
            }
        }
        if !begun && parent.name == "file" {
            self.tell("fault-xliff-lacks", parent, "unit");
        }
    }

    fn notes(&mut self, parent: &'a Element) {
        // Others' elements have ids of their own, each once in all that stands here.
        let mut foreign: Vec<&'a Element> = Vec::new();
        for inner in parent.elements().filter(|inner| !is_core(inner) && !inner.namespace.contains(":xliff:")) {
            foreign.push(inner);
            inner.walk(&mut |deeper| foreign.push(deeper));
        }
        let mut seen = HashSet::new();
        for element in foreign {
            if let Some(id) = element.get("id").or(element.get("xml:id")).filter(|id| !seen.insert(*id)) {
                self.tell("fault-xliff-id", element, id);
            }
        }
        let mut seen_notes = false;
        for inner in parent.elements() {
            if inner.name == "notes" && is_core(inner) {
                if seen_notes {
                    self.tell("fault-xliff-order", inner, "");
                }
                seen_notes = true;
                if inner.elements().next().is_none() {
                    self.tell("fault-xliff-lacks", inner, "note");
                }
                self.unique(inner.elements());
            } else if seen_notes && !is_core(inner) {
                self.tell("fault-xliff-order", inner, "");
            }
        }
    }

    fn unit(&mut self, unit: &'a Element, around: Around<'a>, units: &HashSet<&str>) {
        self.notes(unit);
        let rank = |element: &Element| match element.name.as_str() {
            "notes" if is_core(element) => 1,
            "originalData" if is_core(element) => 2,
            "segment" | "ignorable" if is_core(element) => 3,
            _ => 0,
        };
        let mut last = 0;
        for inner in unit.elements() {
            if rank(inner) < last {
                self.tell("fault-xliff-order", inner, "");
            }
            last = last.max(rank(inner));
        }
        let segments: Vec<&Element> =
            unit.elements().filter(|e| is_core(e) && ["segment", "ignorable"].contains(&e.name.as_str())).collect();
        if !segments.iter().any(|segment| segment.name == "segment") {
            self.tell("fault-xliff-lacks", unit, "segment");
        }
        let data = unit.child("originalData");
        let mut known_data: HashSet<&str> = HashSet::new();
        if let Some(data) = data {
            if data.elements().next().is_none() {
                self.tell("fault-xliff-lacks", data, "data");
            }
            self.unique(data.elements());
            known_data.extend(data.elements().filter_map(|data| data.get("id")));
        }
        let mut orders: HashMap<usize, &Element> = HashMap::new();
        let mut ids: HashSet<&str> = HashSet::new();
        let mut sources: Vec<&Element> = Vec::new();
        let mut targets: Vec<&Element> = Vec::new();
        for (place, segment) in segments.iter().enumerate() {
            if let Some(id) = segment.get("id").filter(|id| !ids.insert(id)) {
                self.tell("fault-xliff-id", segment, id);
            }
            let all = |name: &'static str| segment.elements().filter(move |inner| inner.name == name);
            if all("source").count() != 1 || all("target").count() > 1 {
                self.tell("fault-xliff-lacks", segment, "source");
            }
            let (source, target) = (all("source").next(), all("target").next());
            sources.extend(source);
            let Some(target) = target else { continue };
            targets.push(target);
            if self.target_lang.is_empty() {
                self.tell("fault-xliff-lacks", target, "trgLang");
            }
            let space = |element: &'a Element| around.inside(element).space.unwrap_or("default");
            if source.is_some_and(|source| space(source) != space(target)) {
                self.tell("fault-xliff-value", target, "xml:space");
            }
            let order = target.get("order").map_or(Some(place + 1), |order| order.parse().ok());
            match order.filter(|order| (1..=segments.len()).contains(order)) {
                Some(order) => {
                    if orders.insert(order, target).is_some() {
                        self.tell("fault-xliff-target-order", target, "");
                    }
                }
                None => self.tell("fault-xliff-target-order", target, ""),
            }
        }
        for (element, lang) in
            sources.iter().map(|e| (e, self.source_lang)).chain(targets.iter().map(|e| (e, self.target_lang)))
        {
            if let Some(own) = around.inside(element).lang.filter(|own| !own.eq_ignore_ascii_case(lang)) {
                self.faults.push(Fault::of("fault-xliff-lang", element.line, own));
            }
        }
        let notes: HashSet<&str> =
            unit.child("notes").into_iter().flat_map(Element::elements).filter_map(|note| note.get("id")).collect();
        let side = Side { units, data: &known_data, notes: &notes };
        let in_sources = self.inline(&sources, &side, &mut ids);
        // What a target repeats of its source has the same id; anything else needs one of its own.
        let mut target_ids: HashSet<&str> = segments.iter().filter_map(|segment| segment.get("id")).collect();
        let in_targets = self.inline(&targets, &side, &mut target_ids);
        let done: Vec<&Element> =
            segments.iter().filter(|segment| segment.child("target").is_some()).copied().collect();
        let mut translated: Vec<&Element> = Vec::new();
        for source in done.iter().filter_map(|segment| segment.child("source")) {
            source.walk(&mut |code| translated.push(code));
        }
        self.kept(&translated, &in_targets, unit);
        self.runs([&in_sources, &in_targets]);
        if done.len() == segments.len() {
            self.order(&in_sources, &in_targets, unit);
        }
        self.note_refs(unit, &ids);
    }

    /// A note that speaks of something speaks of something there.
    fn note_refs(&mut self, unit: &'a Element, ids: &HashSet<&str>) {
        for note in unit.child("notes").into_iter().flat_map(Element::elements) {
            if let Some(name) = note.get("ref")
                && let Some(name) = name.strip_prefix('#')
                && !name.contains(['=', '/'])
                && !ids.contains(name)
            {
                self.tell("fault-xliff-reference", note, name);
            }
        }
    }

    /// The codes of one side of a unit, in order.
    fn inline(&mut self, sides: &[&'a Element], side: &Side<'_>, ids: &mut HashSet<&'a str>) -> Vec<&'a Element> {
        let mut codes: Vec<&'a Element> = Vec::new();
        for element in sides {
            element.walk(&mut |inner| codes.push(inner));
        }
        let mut open: HashMap<&str, &'a Element> = HashMap::new();
        let mut ended: HashSet<&str> = HashSet::new();
        for code in &codes {
            if let Some(id) = code.get("id").filter(|id| !ids.insert(id)) {
                self.tell("fault-xliff-id", code, id);
            }
            for name in ["dataRef", "dataRefStart", "dataRefEnd"] {
                if let Some(reference) = code.get(name).filter(|reference| !side.data.contains(reference)) {
                    self.tell("fault-xliff-reference", code, reference);
                }
            }
            for name in ["subFlows", "subFlowsStart", "subFlowsEnd"] {
                for reference in code.get(name).unwrap_or_default().split_whitespace() {
                    if !side.units.contains(reference) {
                        self.tell("fault-xliff-reference", code, reference);
                    }
                }
            }
            if let Some(base) = code.get("copyOf") {
                let found = codes.iter().find(|other| other.get("id") == Some(base));
                let copied = found.is_some_and(|other| other.get("canCopy") != Some("no") && other.name == code.name);
                let data = ["dataRef", "dataRefStart", "dataRefEnd"].iter().any(|name| code.get(name).is_some());
                if !copied || data {
                    self.tell("fault-xliff-reference", code, base);
                }
            }
            let isolated = code.get("isolated") == Some("yes");
            match code.name.as_str() {
                "sc" | "sm" => {
                    open.insert(code.get("id").unwrap_or_default(), code);
                }
                "ec" if isolated && (code.get("startRef").is_some() || code.get("id").is_none()) => {
                    self.tell("fault-xliff-reference", code, "isolated");
                }
                "ec" if isolated => {}
                "ec" | "em" => {
                    let reference = code.get("startRef").unwrap_or_default();
                    let begins = if code.name == "ec" { "sc" } else { "sm" };
                    let start = open.get(reference).copied().filter(|start| start.name == begins);
                    let whole = start.is_some_and(|start| start.get("isolated") != Some("yes"));
                    if !whole || !ended.insert(reference) || (code.name == "ec" && code.get("id").is_some()) {
                        self.tell("fault-xliff-reference", code, reference);
                    }
                    if let Some(start) = start.filter(|_| code.name == "ec") {
                        self.alike(start, code);
                    }
                }
                _ => {}
            }
            if ["mrk", "sm"].contains(&code.name.as_str()) && code.get("type") == Some("comment") {
                let (value, reference) = (code.get("value"), code.get("ref"));
                let inside = |reference: &&str| !reference.contains("f=") || reference.contains("u=");
                let note = reference.filter(inside).and_then(|reference| reference.rsplit_once("n="));
                let lost = reference.is_some() && !note.is_some_and(|(_, id)| side.notes.contains(id));
                if value.is_some() == reference.is_some() || lost {
                    self.tell("fault-xliff-comment", code, reference.unwrap_or_default());
                }
            }
            if let Some(reference) = code.get("ref").filter(|reference| reference.starts_with('#')) {
                self.fragment(code, reference);
            }
        }
        for (id, start) in open {
            let isolated = start.get("isolated") == Some("yes");
            if isolated == ended.contains(id) {
                self.tell("fault-xliff-reference", start, id);
            }
        }
        codes
    }

    /// The two halves of a code allow the same.
    fn alike(&mut self, start: &'a Element, end: &'a Element) {
        for (name, default) in [("canCopy", "yes"), ("canDelete", "yes"), ("canOverlap", "yes")] {
            if start.get(name).unwrap_or(default) != end.get(name).unwrap_or(default) {
                self.tell("fault-xliff-halves", end, name);
            }
        }
        // The second half need not say again what the first one is, but not something else either.
        for name in ["type", "subType", "dir"] {
            if end.get(name).is_some_and(|value| start.get(name) != Some(value)) {
                self.tell("fault-xliff-halves", end, name);
            }
        }
        let (a, b) = (start.get("canReorder").unwrap_or("yes"), end.get("canReorder").unwrap_or("yes"));
        let fits = matches!((a, b), ("yes", "yes") | ("no" | "firstNo", "no"));
        if !fits {
            self.tell("fault-xliff-halves", end, "canReorder");
        }
    }

    /// `#f=…/u=…/n=…`: steps from the outside in, each once.
    fn fragment(&mut self, element: &'a Element, reference: &str) {
        let steps = reference[1..].trim_start_matches('/').split('/');
        let mut last = 0;
        let mut leaves = 0;
        for step in steps {
            let rank = match step.split_once('=') {
                Some(("f", id)) if is_token(id) => 1,
                Some(("g", id)) if is_token(id) => 2,
                Some(("u", id)) if is_token(id) => 3,
                Some(("n" | "d" | "t", id)) if is_token(id) => 4,
                // A module's own prefix.
                Some((prefix, id)) if MODULES.contains(&prefix) && is_token(id) => 4,
                None if is_token(step) && !step.contains(':') => 4,
                _ => 0,
            };
            leaves += usize::from(rank == 4);
            if rank == 0 || rank <= last || leaves > 1 {
                return self.tell("fault-xliff-reference", element, reference);
            }
            last = rank;
        }
    }

    /// A translation has the codes that must not be lost.
    fn kept(&mut self, sources: &[&'a Element], targets: &[&'a Element], unit: &'a Element) {
        let name = |code: &Element| {
            let id = code.get("id").or_else(|| code.get("startRef")).unwrap_or_default();
            (code.name == "ec", id.to_owned())
        };
        let there: Vec<(bool, String)> = targets.iter().map(|code| name(code)).collect();
        for code in sources.iter().filter(|code| code.get("canDelete") == Some("no")) {
            if !there.contains(&name(code)) {
                self.tell("fault-xliff-code-lost", unit, code.get("id").unwrap_or_default());
            }
        }
    }

    /// Codes that must not change places follow one that begins their run, and cannot be lost or doubled.
    fn runs(&mut self, sides: [&[&'a Element]; 2]) {
        for side in sides {
            let mut before = "yes";
            for code in side.iter().filter(|code| ["ph", "pc", "sc", "ec"].contains(&code.name.as_str())) {
                let can = code.get("canReorder").unwrap_or("yes");
                let fixed = can == "yes" || (code.get("canDelete") == Some("no") && code.get("canCopy") == Some("no"));
                if (can == "no" && before == "yes") || !fixed {
                    self.tell("fault-xliff-code-moved", code, code.get("id").unwrap_or_default());
                }
                before = can;
            }
        }
    }

    /// In a finished translation, codes that must not change places have not.
    fn order(&mut self, sources: &[&'a Element], targets: &[&'a Element], unit: &'a Element) {
        let name = |code: &Element| {
            let id = code.get("id").or_else(|| code.get("startRef")).unwrap_or_default();
            (code.name == "ec", id.to_owned())
        };
        // A code that stood between the halves of another one of its run stays there.
        let around = |side: &[&'a Element], code: &'a Element| {
            let holds = |pair: &&&'a Element| {
                let mut inside = false;
                pair.walk(&mut |element| inside |= std::ptr::eq(element, code));
                inside
            };
            let pairs =
                side.iter().filter(|pair| pair.name == "pc" && pair.get("canReorder").is_some_and(|can| can != "yes"));
            pairs.rev().find(holds).and_then(|pair| pair.get("id")).unwrap_or_default().to_owned()
        };
        let fixed = |side: &[&'a Element]| {
            let name = |code: &'a Element| (name(code), around(side, code));
            let mut runs: Vec<Vec<((bool, String), String)>> = Vec::new();
            for code in side.iter().filter(|code| ["ph", "pc", "sc", "ec"].contains(&code.name.as_str())) {
                match code.get("canReorder") {
                    Some("firstNo") => runs.push(vec![name(code)]),
                    Some("no") => {
                        if let Some(run) = runs.last_mut() {
                            run.push(name(code));
                        }
                    }
                    _ => {}
                }
            }
            runs.sort();
            runs
        };
        let (a, b) = (fixed(sources), fixed(targets));
        if b.iter().any(|run| !a.contains(run)) {
            self.tell("fault-xliff-code-moved", unit, "");
        }
    }
}

/// What the elements around say of those inside.
#[derive(Clone, Copy)]
struct Around<'a> {
    lang: Option<&'a str>,
    space: Option<&'a str>,
}

impl<'a> Around<'a> {
    fn inside(self, element: &'a Element) -> Self {
        Self { lang: element.get("xml:lang").or(self.lang), space: element.get("xml:space").or(self.space) }
    }
}

/// What a unit's codes may speak of.
struct Side<'s> {
    units: &'s HashSet<&'s str>,
    data: &'s HashSet<&'s str>,
    notes: &'s HashSet<&'s str>,
}
