//! A new XLIFF file of a bitext: 1.2, or the core of 2.0 to 2.2.

use super::inline::Codes;
use super::{Version, one, two};
use crate::format::exchange::xml::{escape, escape_attribute};
use crate::format::exchange::{Step, on};
use crate::translation::{Bitext, Rich};
use std::fmt::Write as _;

/// Which XLIFF a new file is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavor {
    /// 1.2.
    One,
    /// 2.0.
    Two,
    /// 2.1.
    TwoOne,
    /// 2.2.
    TwoTwo,
}

/// The pairs as XLIFF 2.0: a unit for each paragraph, a segment for each pair. `original` is the name of the document.
pub fn write_new(bitext: &Bitext, original: &str) -> Vec<u8> {
    write_new_as(bitext, original, Flavor::Two, &mut on).expect("nobody stops it")
}

/// The same as another XLIFF. `step` is told how many pairs are done, and answers whether to go on; `None` if not.
pub fn write_new_as(bitext: &Bitext, original: &str, flavor: Flavor, step: Step<'_>) -> Option<Vec<u8>> {
    // 2.1 has the namespace of 2.0.
    let (namespace, version) = match flavor {
        Flavor::One => return write_one(bitext, original, step),
        Flavor::Two => ("2.0", "2.0"),
        Flavor::TwoOne => ("2.0", "2.1"),
        Flavor::TwoTwo => ("2.2", "2.2"),
    };
    let (source, target) = (bitext.source_lang().code(), bitext.target_lang().code());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"urn:oasis:names:tc:xliff:document:{namespace}\" \
         version=\"{version}\" srcLang=\"{source}\" trgLang=\"{target}\">\n  <file id=\"f1\" original=\"{}\">\n",
        escape_attribute(original)
    );
    let codes = Codes::default();
    let mut pairs = bitext.pairs().iter().peekable();
    let mut number = 0;
    let mut segment_number = 0;
    while let Some(first) = pairs.peek() {
        let paragraph = first.paragraph;
        number += 1;
        // Sources of one paragraph stand in one unit, up to the next pair without a source: that one is an addition.
        let unit: Vec<_> = std::iter::from_fn(|| pairs.next_if(|pair| pair.paragraph == paragraph)).collect();
        let locked = unit.iter().all(|pair| pair.work.locked);
        let translate = if locked { " translate=\"no\"" } else { "" };
        let _ = writeln!(out, "    <unit id=\"u{number}\"{translate}>");
        let notes: Vec<_> = unit.iter().flat_map(|pair| &pair.work.comments).collect();
        if !notes.is_empty() {
            out.push_str("      <notes>\n");
            for comment in notes {
                let by = match comment.by.as_str() {
                    "" => String::new(),
                    by => format!(" category=\"{}\"", escape_attribute(by)),
                };
                let _ = writeln!(out, "        <note{by}>{}</note>", escape(&comment.text));
            }
            out.push_str("      </notes>\n");
        }
        for (at, pair) in unit.iter().enumerate() {
            segment_number += 1;
            if step(segment_number).is_break() {
                return None;
            }
            let (state, sub) = two::states(&pair.work, None);
            let sub = sub.map(|sub| format!(" subState=\"{sub}\"")).unwrap_or_default();
            let source = Rich { text: pair.source.to_string(), tags: pair.source_tags.to_vec(), sub: Vec::new() };
            let target = Rich { text: pair.target().to_owned(), tags: pair.work.tags.clone(), sub: Vec::new() };
            let _ = writeln!(out, "      <segment id=\"s{segment_number}\" state=\"{state}\"{sub}>");
            let space = " xml:space=\"preserve\"";
            let _ = writeln!(out, "        <source{space}>{}</source>", codes.write(&source, Version::Two));
            if !target.text.is_empty() {
                let _ = writeln!(out, "        <target{space}>{}</target>", codes.write(&target, Version::Two));
            }
            out.push_str("      </segment>\n");
            // What stands between two sentences is nobody's.
            if let Some(next) = unit.get(at + 1).filter(|next| next.span.start > pair.span.end) {
                let gap = bitext.text().slice(crate::text::Span::new(pair.span.end, next.span.start));
                let _ = writeln!(out, "      <ignorable><source{space}>{}</source></ignorable>", escape(&gap));
            }
        }
        out.push_str("    </unit>\n");
    }
    if number == 0 {
        // A file holds a unit at least.
        out.push_str("    <unit id=\"u1\"><segment><source/></segment></unit>\n");
    }
    out.push_str("  </file>\n</xliff>\n");
    Some(out.into_bytes())
}

/// The pairs as XLIFF 1.2: a unit for each.
fn write_one(bitext: &Bitext, original: &str, step: Step<'_>) -> Option<Vec<u8>> {
    let (source, target) = (bitext.source_lang().code(), bitext.target_lang().code());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" \
         version=\"1.2\">\n  <file original=\"{}\" source-language=\"{source}\" target-language=\"{target}\" \
         datatype=\"plaintext\">\n    <body>\n",
        escape_attribute(original)
    );
    let codes = Codes::default();
    for (number, pair) in (1..).zip(bitext.pairs()) {
        if step(number).is_break() {
            return None;
        }
        let (state, qualifier, approved) = one::states(&pair.work);
        let locked = if pair.work.locked { " translate=\"no\"" } else { "" };
        let source = Rich { text: pair.source.to_string(), tags: pair.source_tags.to_vec(), sub: Vec::new() };
        let target = Rich { text: pair.target().to_owned(), tags: pair.work.tags.clone(), sub: Vec::new() };
        let space = "xml:space=\"preserve\"";
        let _ = writeln!(out, "      <trans-unit id=\"{number}\" approved=\"{approved}\"{locked} {space}>");
        let _ = writeln!(out, "        <source>{}</source>", codes.write(&source, Version::One));
        if !target.text.is_empty() {
            let qualifier = qualifier.map(|q| format!(" state-qualifier=\"{q}\"")).unwrap_or_default();
            let target = codes.write(&target, Version::One);
            let _ = writeln!(out, "        <target state=\"{state}\"{qualifier}>{target}</target>");
        }
        for comment in &pair.work.comments {
            let by = match comment.by.as_str() {
                "" => String::new(),
                by => format!(" from=\"{}\"", escape_attribute(by)),
            };
            let _ = writeln!(out, "        <note{by}>{}</note>", escape(&comment.text));
        }
        out.push_str("      </trans-unit>\n");
    }
    out.push_str("    </body>\n  </file>\n</xliff>\n");
    Some(out.into_bytes())
}
