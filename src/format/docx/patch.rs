//! Changes of a paragraph made in the XML it was read from: words go and come inside their runs, and every element that is
//! not about those words stays as it is.

use super::trace::{Piece, Place};
use super::write::{face_properties, ruby_run};
use super::xml::escape;
use crate::document::{Face, Look, MarkKind};
use crate::text::Lang;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::ops::Range;

/// What is put in place of a range of a part.
#[derive(Clone, Debug)]
pub(super) enum Segment {
    /// What stands there, with the changes inside of it.
    Keep(Range<usize>),
    New(String),
}

/// A change of a part.
#[derive(Clone, Debug)]
pub(super) struct Splice {
    pub xml: Range<usize>,
    pub segments: Vec<Segment>,
}

impl Splice {
    pub fn new(xml: Range<usize>, text: String) -> Self {
        let segments = if text.is_empty() { Vec::new() } else { vec![Segment::New(text)] };
        Self { xml, segments }
    }
}

/// `text` with these changes.
pub(super) fn render(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|splice| (splice.xml.start, !splice.xml.is_empty(), std::cmp::Reverse(splice.xml.end)));
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    within(text, &splices, 0..text.len(), &mut out);
    out
}

/// Writes `range`; `splices` are all that begin in it or later, in order.
fn within(text: &str, splices: &[Splice], range: Range<usize>, out: &mut String) {
    let mut at = range.start;
    for (number, splice) in splices.iter().enumerate() {
        if splice.xml.start >= range.end {
            break;
        }
        if splice.xml.start < at {
            continue;
        }
        out.push_str(&text[at..splice.xml.start]);
        for segment in &splice.segments {
            match segment {
                Segment::New(new) => out.push_str(new),
                Segment::Keep(kept) => {
                    let rest = &splices[number + 1..];
                    within(text, &rest[rest.partition_point(|s| s.xml.start < kept.start)..], kept.clone(), out);
                }
            }
        }
        at = splice.xml.end.max(splice.xml.start);
    }
    if at < range.end {
        out.push_str(&text[at..range.end]);
    }
}

/// How high readings are in files of others, in half points: half of 10.5.
const READING: usize = 10;

/// New words of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bit {
    pub text: String,
    pub face: Face,
    pub reading: Option<String>,
}

/// What comes in place of some bytes of a paragraph as it was read.
#[derive(Clone, Debug)]
pub(super) struct Swap {
    pub raw: Range<usize>,
    pub bits: Vec<Bit>,
    /// XML that stands between runs, behind the words.
    pub between: String,
}

/// A run and what is in it.
struct Run {
    xml: Range<usize>,
    /// What is between its start and its end.
    inside: Range<usize>,
    properties: Range<usize>,
    /// The revision around it that takes it away.
    gone: Option<Range<usize>>,
}

/// The shape of a paragraph.
pub(super) struct Shape {
    /// The prefix of the vocabulary, with its colon: `w:`.
    pub prefix: String,
    /// The start of the paragraph's element.
    open: Range<usize>,
    is_closed: bool,
    /// Its properties; empty if it has none.
    pub properties: Range<usize>,
    runs: Vec<Run>,
    /// Whether something is in it that is neither words nor how they look.
    pub has_more: bool,
    /// Whether a section ends with it.
    pub ends_section: bool,
}

/// Elements that go with the words they are about.
const WORDS: [&str; 19] = [
    "p",
    "pPr",
    "r",
    "rPr",
    "t",
    "tab",
    "br",
    "cr",
    "sym",
    "noBreakHyphen",
    "softHyphen",
    "proofErr",
    "smartTag",
    "lastRenderedPageBreak",
    "hyperlink",
    "ruby",
    "rubyBase",
    "rt",
    "rubyPr",
];

impl Shape {
    /// Of the paragraph `xml` of `text`, which was read before. What stands in boxes inside of it is left out.
    pub fn of(text: &str, xml: Range<usize>) -> Self {
        let slice = &text[xml.clone()];
        let mut reader = Reader::from_str(slice);
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().check_end_names = false;
        let mut shape = Self {
            prefix: String::new(),
            open: xml.start..xml.start,
            is_closed: false,
            properties: 0..0,
            runs: Vec::new(),
            has_more: false,
            ends_section: false,
        };
        // For each open element: its name, where it began and where its inside began.
        let mut open: Vec<(String, usize, usize, Range<usize>)> = Vec::new();
        let (mut boxed, mut marked) = (0usize, 0isize);
        loop {
            let start = xml.start + place(reader.buffer_position());
            let Ok(event) = reader.read_event() else { break };
            let end = xml.start + place(reader.buffer_position());
            match event {
                Event::Start(tag) => {
                    let whole = tag.name().into_inner().to_owned();
                    let name = whole.rsplit(':').next().unwrap_or_default().to_owned();
                    if open.is_empty() {
                        shape.prefix = whole.strip_suffix(name.as_str()).unwrap_or_default().to_owned();
                        (shape.open, shape.is_closed) = (start..end, text[start..end].ends_with("/>"));
                    }
                    if name == "txbxContent" {
                        boxed += 1;
                    }
                    if boxed == 0 {
                        match name.as_str() {
                            "sectPr" => shape.ends_section = true,
                            "bookmarkStart" => marked += 1,
                            "bookmarkEnd" => marked -= 1,
                            _ => {
                                let described =
                                    open.iter().any(|(name, ..)| matches!(name.as_str(), "pPr" | "rPr" | "rubyPr"));
                                shape.has_more |= !described && !WORDS.contains(&name.as_str());
                            }
                        }
                    }
                    open.push((name, start, end, 0..0));
                }
                Event::End(_) => {
                    let Some((name, from, inside, properties)) = open.pop() else { break };
                    match name.as_str() {
                        "txbxContent" => boxed = boxed.saturating_sub(1),
                        "pPr" if open.len() == 1 => shape.properties = from..end,
                        "rPr" => {
                            if let Some((name, _, _, properties)) = open.last_mut().filter(|(name, ..)| name == "r") {
                                debug_assert_eq!(name, "r");
                                *properties = from..end;
                            }
                        }
                        "r" if boxed == 0 => {
                            shape.runs.push(Run { xml: from..end, inside: inside..start, properties, gone: None })
                        }
                        "del" | "moveFrom" if boxed == 0 => {
                            for run in shape.runs.iter_mut().filter(|run| run.xml.start >= from) {
                                run.gone = Some(from..end);
                            }
                        }
                        _ => {}
                    }
                    if open.is_empty() {
                        break;
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        shape.has_more |= marked != 0;
        shape
    }

    /// Of the paragraph at `place`, with the runs of those that run on into it.
    pub fn at(text: &str, place: &Place) -> Self {
        let mut shape = Self::of(text, place.xml.clone());
        let before = place.run_on.iter().flat_map(|xml| Self::of(text, xml.clone()).runs).collect::<Vec<_>>();
        shape.runs.splice(0..0, before);
        shape
    }

    /// The same for elements with this prefix.
    pub fn with_prefix(self, prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), ..self }
    }

    /// The properties of the run that holds the first of `place`'s words; empty if it has none.
    pub fn first_run<'a>(&self, text: &'a str, place: &Place) -> &'a str {
        let run = place.pieces.iter().find_map(|piece| self.run(&piece.xml));
        run.map_or("", |run| &text[run.properties.clone()])
    }

    /// Where its element begins and its start ends.
    pub fn open(&self) -> Range<usize> {
        self.open.clone()
    }

    /// The properties of the run that holds the words at byte `raw`, or the nearest before them.
    pub fn run_at<'a>(&self, text: &'a str, place: &Place, raw: usize) -> &'a str {
        let before = place.pieces.iter().take_while(|piece| piece.text.start <= raw);
        let run = before.last().or(place.pieces.first()).and_then(|piece| self.run(&piece.xml));
        run.map_or("", |run| &text[run.properties.clone()])
    }

    /// Whether some of these bytes are in a revision that takes them away.
    pub fn is_deleted(&self, place: &Place, raw: &Range<usize>) -> bool {
        let touched = |piece: &&Piece| piece.text.start < raw.end && raw.start < piece.text.end;
        place.pieces.iter().filter(touched).any(|piece| self.run(&piece.xml).is_some_and(|run| run.gone.is_some()))
    }

    /// The run right around this element.
    fn run(&self, xml: &Range<usize>) -> Option<&Run> {
        let around = |run: &&Run| run.inside.start <= xml.start && xml.end <= run.inside.end;
        self.runs.iter().filter(around).min_by_key(|run| run.xml.len())
    }

    /// The changes of the part that make these swaps, which are in order and do not overlap, and touch no piece that stays
    /// whole in its middle. `None` where words stand outside of any run.
    pub fn swap(&self, text: &str, place: &Place, swaps: &[Swap], lang: Lang) -> Option<Vec<Splice>> {
        let mut splices: Vec<Splice> = Vec::new();
        let mut left: Vec<Swap> = swaps.to_vec();
        let (mut at, mut behind_gone) = (0, None);
        while at < place.pieces.len() {
            let around = |piece: &Piece| self.run(&piece.xml).map(|run| run.xml.clone());
            let run = around(&place.pieces[at]);
            let count = place.pieces[at..].iter().take_while(|piece| around(piece) == run).count().max(1);
            let pieces = &place.pieces[at..at + count];
            let gone = pieces.first().and_then(|piece| self.run(&piece.xml)).and_then(|run| run.gone.clone());
            // Nothing new goes into what is to go away.
            let (is_first, is_gone) = (at == 0 || behind_gone.is_some(), gone.is_some());
            behind_gone = gone;
            at += count;
            let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { continue };
            let (from, to) = (first.text.start, last.text.end);
            // What comes at the seam of two runs goes with the words before it.
            let is_here = |swap: &Swap| match swap.raw.is_empty() {
                true if is_gone => false,
                true => from < swap.raw.start && swap.raw.start <= to || is_first && swap.raw.start <= from,
                false => swap.raw.start < to && swap.raw.end > from,
            };
            let here: Vec<Swap> = left.iter().filter(|swap| is_here(swap)).cloned().collect();
            if here.is_empty() {
                continue;
            }
            splices.push(self.rewrite(text, self.run(&first.xml)?, pieces, &here, place, lang));
            // What goes on behind this run brings nothing new there.
            left.retain_mut(|swap| {
                let (here, more) = (is_here(swap), swap.raw.end > to);
                if here && more {
                    *swap = Swap { raw: to..swap.raw.end, bits: Vec::new(), between: String::new() };
                }
                !here || more
            });
        }
        let mut rest = String::new();
        for swap in left {
            rest.push_str(&self.fresh(&swap.bits, "", Face::PLAIN, lang));
            rest.push_str(&swap.between);
        }
        if !rest.is_empty() && self.is_closed {
            let tag = text[self.open.clone()].trim_end_matches("/>").trim_end();
            splices.push(Splice::new(self.open.clone(), format!("{tag}>{rest}</{}p>", self.prefix)));
        } else if !rest.is_empty() {
            let front = if self.properties.is_empty() { self.open.end } else { self.properties.end };
            let at = behind_gone.map_or(front, |gone| gone.end);
            splices.push(Splice::new(at..at, rest));
        }
        Some(splices)
    }

    /// One run with the swaps that touch its pieces.
    fn rewrite(&self, text: &str, run: &Run, pieces: &[Piece], swaps: &[Swap], place: &Place, lang: Lang) -> Splice {
        let properties = &text[run.properties.clone()];
        let mut writer = Writer {
            start: text[run.xml.start..run.inside.start].to_owned() + properties,
            end: text[run.inside.end..run.xml.end].to_owned(),
            is_open: false,
            segments: Vec::new(),
            words: String::new(),
            tag: (String::new(), String::new()),
        };
        let mut at = if run.properties.is_empty() { run.inside.start } else { run.properties.end };
        let mut done = vec![false; swaps.len()];
        let mut put = |number: usize, writer: &mut Writer| {
            if std::mem::replace(&mut done[number], true) {
                return;
            }
            let swap = &swaps[number];
            let base = face_at(place, swap.raw.start, !swap.raw.is_empty());
            for bit in &swap.bits {
                if bit.reading.is_none() && bit.face == base {
                    writer.words(&bit.text, &self.prefix);
                } else {
                    writer.between(&self.fresh(std::slice::from_ref(bit), properties, base, lang));
                }
            }
            if !swap.between.is_empty() {
                writer.between(&swap.between);
            }
        };
        for (number, piece) in pieces.iter().enumerate() {
            if piece.xml.start > at {
                writer.keep(at..piece.xml.start);
            }
            at = piece.xml.end;
            let Range { start, end } = piece.text;
            let touched = |swap: &Swap| match swap.raw.is_empty() {
                true => start < swap.raw.start && swap.raw.start <= end || number == 0 && swap.raw.start <= start,
                false => swap.raw.start < end && swap.raw.end > start,
            };
            let inside: Vec<usize> = (0..swaps.len()).filter(|number| touched(&swaps[*number])).collect();
            match splittable(text, piece) {
                _ if inside.is_empty() => writer.keep(piece.xml.clone()),
                Some(tag) => {
                    writer.tag = tag;
                    let mut from = start;
                    for number in inside {
                        let raw = &swaps[number].raw;
                        let to = raw.start.clamp(from, end);
                        writer.words.push_str(&place.raw[from..to]);
                        put(number, &mut writer);
                        from = raw.end.clamp(to, end);
                    }
                    writer.words.push_str(&place.raw[from..end]);
                    writer.flush();
                }
                // It goes as a whole.
                None => {
                    let (before, after): (Vec<usize>, Vec<usize>) =
                        inside.into_iter().partition(|number| swaps[*number].raw.start <= start);
                    let goes = before.iter().chain(&after).any(|number| !swaps[*number].raw.is_empty());
                    before.into_iter().for_each(|number| put(number, &mut writer));
                    if !goes {
                        writer.keep(piece.xml.clone());
                    }
                    after.into_iter().for_each(|number| put(number, &mut writer));
                }
            }
        }
        if run.inside.end > at {
            writer.keep(at..run.inside.end);
        }
        writer.close();
        Splice { xml: run.xml.clone(), segments: writer.segments }
    }

    /// New runs with the properties of one that is there.
    pub fn fresh(&self, bits: &[Bit], properties: &str, base: Face, lang: Lang) -> String {
        let mut xml = String::new();
        for bit in bits {
            let own = with_face(properties, &self.prefix, base, bit.face);
            let mut run = String::new();
            run.push_str(&format!("<{}r>{own}", self.prefix));
            words(&bit.text, &self.prefix, &mut run);
            run.push_str(&format!("</{}r>", self.prefix));
            match &bit.reading {
                Some(reading) => {
                    // The words have the right prefix already.
                    let around = ruby_run(reading, "\0", READING, lang);
                    let (before, after) = around.split_once('\0').unwrap_or_default();
                    xml.push_str(&(prefixed(before, &self.prefix) + &run + &prefixed(after, &self.prefix)));
                }
                None => xml.push_str(&run),
            }
        }
        xml
    }
}

/// What a run becomes, piece by piece.
struct Writer {
    start: String,
    end: String,
    is_open: bool,
    segments: Vec<Segment>,
    /// Words that wait for their element.
    words: String,
    /// The start of that element and its end.
    tag: (String, String),
}

impl Writer {
    fn open(&mut self) {
        if !self.is_open {
            self.is_open = true;
            self.segments.push(Segment::New(self.start.clone()));
        }
    }

    fn flush(&mut self) {
        if self.words.is_empty() {
            return;
        }
        self.open();
        let (start, end) = &self.tag;
        let words = escape(&std::mem::take(&mut self.words));
        self.segments.push(Segment::New(format!("{start}{words}{end}")));
    }

    fn words(&mut self, new: &str, prefix: &str) {
        if self.tag.0.is_empty() {
            self.tag = (format!(r#"<{prefix}t xml:space="preserve">"#), format!("</{prefix}t>"));
        }
        for piece in new.split_inclusive(['\t', '\n', '\u{B}']) {
            let plain = piece.trim_end_matches(['\t', '\n', '\u{B}']);
            self.words.push_str(plain);
            let name = match &piece[plain.len()..] {
                "\t" => "tab",
                "" => continue,
                _ => "br",
            };
            self.flush();
            self.open();
            self.segments.push(Segment::New(format!("<{prefix}{name}/>")));
        }
    }

    fn keep(&mut self, xml: Range<usize>) {
        self.flush();
        self.open();
        self.segments.push(Segment::Keep(xml));
    }

    fn between(&mut self, xml: &str) {
        self.close();
        self.segments.push(Segment::New(xml.to_owned()));
    }

    fn close(&mut self) {
        self.flush();
        if std::mem::take(&mut self.is_open) {
            self.segments.push(Segment::New(self.end.clone()));
        }
    }
}

/// The start and the end of an element whose text can be cut, its spaces kept.
fn splittable(text: &str, piece: &Piece) -> Option<(String, String)> {
    let element = &text[piece.xml.clone()];
    let name: String =
        element.strip_prefix('<')?.chars().take_while(|c| !c.is_whitespace() && !"/>".contains(*c)).collect();
    let is_text = name == "t" || name.ends_with(":t") || name.ends_with(":delText");
    (is_text && !piece.whole).then(|| (format!(r#"<{name} xml:space="preserve">"#), format!("</{name}>")))
}

/// XML of ours with the prefix of a file's own.
pub(super) fn prefixed(xml: &str, prefix: &str) -> String {
    if prefix == "w:" {
        return xml.to_owned();
    }
    // An attribute without a prefix is of no vocabulary; files with such a thing declare one for attributes too.
    let attribute = if prefix.is_empty() { " w:".to_owned() } else { format!(" {prefix}") };
    xml.replace("<w:", &format!("<{prefix}")).replace("</w:", &format!("</{prefix}")).replace(" w:", &attribute)
}

/// How the words at byte `raw` look, or those before it.
pub(super) fn face_at(place: &Place, raw: usize, forward: bool) -> Face {
    let at = if forward || raw == 0 { raw } else { raw - 1 };
    let looks = place.marks.iter().filter(|mark| mark.span.start <= at && at < mark.span.end);
    looks.fold(Face::PLAIN, |face, mark| match mark.kind {
        MarkKind::Look(look) => face.with(look),
        MarkKind::Ruby(_) => face,
    })
}

/// `text` as the inside of a run.
fn words(text: &str, prefix: &str, xml: &mut String) {
    for piece in text.split_inclusive(['\t', '\n', '\u{B}']) {
        let plain = piece.trim_end_matches(['\t', '\n', '\u{B}']);
        if !plain.is_empty() {
            xml.push_str(&format!(r#"<{prefix}t xml:space="preserve">{}</{prefix}t>"#, escape(plain)));
        }
        match &piece[plain.len()..] {
            "\t" => xml.push_str(&format!("<{prefix}tab/>")),
            "" => {}
            _ => xml.push_str(&format!("<{prefix}br/>")),
        }
    }
}

/// The order in which Word wants the properties of a run.
const ORDER: [&str; 39] = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
];

/// The properties of a run that looks like `old`, made to look like `new`.
pub(super) fn with_face(properties: &str, prefix: &str, old: Face, new: Face) -> String {
    const LOOKS: [(Look, &[&str], &str); 5] = [
        (Look::Bold, &["b", "bCs"], r#"<w:b w:val="0"/><w:bCs w:val="0"/>"#),
        (Look::Underline, &["u"], r#"<w:u w:val="none"/>"#),
        (Look::Superscript, &["vertAlign"], r#"<w:vertAlign w:val="baseline"/>"#),
        (Look::Subscript, &["vertAlign"], r#"<w:vertAlign w:val="baseline"/>"#),
        (Look::Dots, &["em"], r#"<w:em w:val="none"/>"#),
    ];
    let changed = |look: Look| old.has(look) != new.has(look);
    let mut list = children(properties);
    let mut more = String::new();
    for (look, names, off) in LOOKS.iter().filter(|(look, ..)| changed(*look)) {
        list.retain(|(name, _)| !names.contains(&name.as_str()));
        more.push_str(if new.has(*look) { "" } else { off });
    }
    // What is on is said last, so that superscript wins over no longer being subscript.
    for (look, ..) in LOOKS.iter().filter(|(look, ..)| changed(*look) && new.has(*look)) {
        more.push_str(&face_properties(Face::PLAIN.with(*look)));
    }
    if !more.is_empty() {
        let more = more.replace("<w:rPr>", "").replace("</w:rPr>", "");
        let made = children(&format!("<w:rPr>{more}</w:rPr>"));
        for (name, xml) in made {
            list.retain(|(known, _)| *known != name);
            list.push((name, prefixed(&xml, prefix)));
        }
        list.sort_by_key(|(name, _)| ORDER.iter().position(|known| known == name).unwrap_or(ORDER.len()));
    } else if list.is_empty() {
        return String::new();
    }
    let inside: String = list.into_iter().map(|(_, xml)| xml).collect();
    if inside.is_empty() { String::new() } else { format!("<{prefix}rPr>{inside}</{prefix}rPr>") }
}

/// The elements right inside of the one that `xml` is: their names without prefix, and themselves.
pub(super) fn children(xml: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    let (mut depth, mut found, mut from) = (0usize, Vec::new(), (0usize, String::new()));
    loop {
        let start = place(reader.buffer_position());
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                if depth == 2 {
                    from = (start, tag.local_name().into_inner().to_owned());
                }
            }
            Ok(Event::End(_)) => {
                if depth == 2 {
                    let end = place(reader.buffer_position());
                    found.push((std::mem::take(&mut from.1), xml[from.0..end].to_owned()));
                }
                depth = depth.saturating_sub(1);
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

fn place(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}
