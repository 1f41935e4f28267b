//! Translation memories in and out of files: TMX 1.1 to 1.4b and tables (CSV, TSV).
//!
//! Memories have a million units and more, so a file is read as a stream, one unit at a time, and never held whole. What is
//! wrong with one unit costs that unit; a file that breaks off gives what it had by then.

use super::Error;
use super::plain;
use crate::text::Lang;
use crate::translation::memory::{Unit, context_key};
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;

/// A kind of file that carries a memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// `.tmx`.
    Tmx,
    /// `.csv`: a column for each language.
    Csv,
    /// `.tsv`: the same, divided by tabs.
    Tsv,
}

impl Carrier {
    /// The kind a file's name speaks of.
    pub fn from_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "tmx" => Some(Self::Tmx),
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            _ => None,
        }
    }
}

/// What came of reading a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Units handed on.
    pub units: u64,
    /// Units without both languages.
    pub one_sided: u64,
    /// Lines of a table, from 1, that have more cells than the line that names the columns: a comma in a text that stands
    /// without quotation marks.
    pub torn: Vec<u64>,
    /// Characters that the file's encoding does not have stand in it.
    pub unreadable: bool,
    /// Why the reading ended before the file did, and where: the units before are good.
    pub broken: Option<Error>,
}

/// Reads units from `input` and hands each to `on` until that breaks off. `name` is the file's own, for what it says
/// nothing of.
///
/// # Errors
/// If it is no such file at all; those of the system in reading are [`io::Error`].
pub fn read(
    carrier: Carrier,
    input: &mut dyn Read,
    name: &str,
    on: &mut dyn FnMut(Unit) -> ControlFlow<()>,
) -> io::Result<Result<Carried, Error>> {
    match carrier {
        Carrier::Tmx => tmx(input, name, on),
        Carrier::Csv => table(input, name, b',', on),
        Carrier::Tsv => table(input, name, b'\t', on),
    }
}

/// The language of a tag of a file: `ja-JP`, `EN_us`, `jp`. Romanised Japanese and Japanese for readers of kana are not the
/// Japanese that is translated.
pub fn lang(tag: &str) -> Option<Lang> {
    let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
    let mut parts = tag.split('-');
    match parts.next()? {
        "ja" | "jp" | "jpn" if !parts.any(|part| ["latn", "hira", "hrkt", "kana"].contains(&part)) => Some(Lang::Ja),
        "en" | "eng" => Some(Lang::En),
        _ => None,
    }
}

/// A stream in UTF-8 of one in whatever its first bytes say.
struct Utf8<'a> {
    input: BufReader<&'a mut dyn Read>,
    decoder: Decoder,
    bad: bool,
    done: bool,
}

impl<'a> Utf8<'a> {
    fn new(input: &'a mut dyn Read) -> io::Result<Self> {
        let mut input = BufReader::with_capacity(1 << 18, input);
        let head = input.fill_buf()?;
        let decoder = match Encoding::for_bom(head) {
            Some((encoding, _)) => encoding.new_decoder(),
            None if head.starts_with(b"<\0") => UTF_16LE.new_decoder(),
            None if head.starts_with(b"\0<") => UTF_16BE.new_decoder(),
            None => declared(head).unwrap_or(UTF_8).new_decoder(),
        };
        Ok(Self { input, decoder, bad: false, done: false })
    }
}

/// The encoding an XML declaration names. One that says UTF-16 in single bytes was saved anew by somebody.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = &head[..head.len().min(200)];
    let line = String::from_utf8_lossy(head.split(|byte| *byte == b'>').next()?).into_owned();
    let label = line.strip_prefix("<?xml")?.split_once("encoding")?.1.trim_start_matches([' ', '=', '"', '\'']);
    let label = label.split(['"', '\'', ' ', '?']).next()?;
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
}

impl Read for Utf8<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !self.done {
            let bytes = self.input.fill_buf()?;
            let last = bytes.is_empty();
            let (_, used, written, bad) = self.decoder.decode_to_utf8(bytes, out, last);
            self.bad |= bad;
            self.done = last && used == bytes.len() && written < out.len();
            self.input.consume(used);
            if written > 0 {
                return Ok(written);
            }
            if last {
                self.done = true;
            }
        }
        Ok(0)
    }
}

/// One language of a TMX unit.
#[derive(Default)]
struct Variant {
    lang: Option<Lang>,
    text: String,
    changed: Option<i64>,
    by: String,
    before: Option<u64>,
    after: Option<u64>,
}

/// A TMX unit being read.
#[derive(Default)]
struct Open {
    source: Option<Lang>,
    changed: Option<i64>,
    by: String,
    origin: String,
    before: Option<u64>,
    after: Option<u64>,
    variants: Vec<Variant>,
    /// The kind of the property being read.
    property: Option<String>,
    in_variant: bool,
    in_seg: bool,
    /// How deep in codes, whose text is not the segment's.
    in_code: usize,
    words: String,
}

fn tmx(
    input: &mut dyn Read,
    name: &str,
    on: &mut dyn FnMut(Unit) -> ControlFlow<()>,
) -> io::Result<Result<Carried, Error>> {
    let mut stream = BufReader::with_capacity(1 << 18, Utf8::new(input)?);
    let mut carried = Carried::default();
    let (mut seen_root, mut header_source) = (false, None);
    let mut open: Option<Open> = None;
    let mut buffer = Vec::new();
    {
        let mut reader = Reader::from_reader(&mut stream);
        reader.config_mut().check_end_names = true;
        let broken = |at: u64| Error::BadXml { part: "TMX".to_owned(), offset: at };
        loop {
            buffer.clear();
            let at = reader.buffer_position();
            let event = match reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(quick_xml::Error::Io(error)) => return Err(io::Error::new(error.kind(), error.to_string())),
                Err(_) if seen_root => {
                    carried.broken = Some(broken(reader.error_position()));
                    break;
                }
                Err(_) => return Ok(Err(broken(reader.error_position()))),
            };
            match event {
                Event::Start(start) => {
                    if !seen_root && start.local_name().into_inner() != "tmx" {
                        return Ok(Err(Error::Damaged { part: "TMX".to_owned() }));
                    }
                    seen_root = true;
                    begin(&start, &mut open, &mut header_source, name);
                }
                // An empty code, property or segment says nothing; a header may.
                Event::Empty(start) if start.local_name().into_inner() == "header" => {
                    header_source = attribute(&start, "srclang").and_then(|tag| lang(&tag));
                }
                Event::End(end) => {
                    if end.local_name().into_inner() == "tu" {
                        if let Some(unit) = open.take()
                            && hand_on(unit, &mut carried, on).is_break()
                        {
                            break;
                        }
                    } else if let Some(open) = &mut open {
                        finish(end.local_name().into_inner(), open);
                    }
                }
                Event::Text(text) => take(&mut open, &text.xml10_content()),
                Event::CData(text) => take(&mut open, &text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let c = match reference.resolve_char_ref() {
                        Ok(Some(c)) => Some(c),
                        _ => match &*reference {
                            "lt" => Some('<'),
                            "gt" => Some('>'),
                            "amp" => Some('&'),
                            "apos" => Some('\''),
                            "quot" => Some('"'),
                            _ => None,
                        },
                    };
                    match c {
                        Some(c) => take(&mut open, c.encode_utf8(&mut [0; 4])),
                        None => {
                            carried.broken = Some(broken(at));
                            break;
                        }
                    }
                }
                // The usual line that names tmx14.dtd is passed over; one that declares entities is not.
                Event::DocType(doctype) if doctype.contains("<!ENTITY") => {
                    return Ok(Err(Error::DtdRefused { part: "TMX".to_owned() }));
                }
                Event::Eof => {
                    if !seen_root {
                        return Ok(Err(Error::Damaged { part: "TMX".to_owned() }));
                    }
                    if open.is_some() {
                        carried.broken = Some(broken(at));
                    }
                    break;
                }
                _ => {}
            }
        }
    }
    carried.unreadable = stream.get_ref().bad;
    Ok(Ok(carried))
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes.with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name)?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}

fn begin(start: &BytesStart<'_>, open: &mut Option<Open>, header_source: &mut Option<Lang>, file: &str) {
    let changed =
        |start: &BytesStart<'_>| ["changedate", "creationdate"].iter().find_map(|name| date(&attribute(start, name)?));
    let by = |start: &BytesStart<'_>| ["changeid", "creationid"].iter().find_map(|name| attribute(start, name));
    let name = start.local_name();
    let name = name.into_inner();
    match (name, open.as_mut()) {
        ("header", _) => *header_source = attribute(start, "srclang").and_then(|tag| lang(&tag)),
        ("tu", _) => {
            *open = Some(Open {
                source: attribute(start, "srclang").map_or(*header_source, |tag| lang(&tag)),
                changed: changed(start),
                by: by(start).unwrap_or_default(),
                origin: file.to_owned(),
                ..Open::default()
            });
        }
        ("tuv", Some(open)) => {
            open.in_variant = true;
            open.variants.push(Variant {
                lang: attribute(start, "lang").and_then(|tag| lang(&tag)),
                changed: changed(start),
                by: by(start).unwrap_or_default(),
                ..Variant::default()
            });
        }
        ("seg", Some(open)) => {
            open.in_seg = true;
            open.words.clear();
        }
        ("prop", Some(open)) => {
            open.property = attribute(start, "type");
            open.words.clear();
        }
        ("bpt" | "ept" | "it" | "ph" | "ut", Some(open)) => open.in_code += 1,
        _ => {}
    }
}

fn take(open: &mut Option<Open>, text: &str) {
    if let Some(open) = open
        && open.in_code == 0
        && (open.in_seg || open.property.is_some())
    {
        open.words.push_str(text);
    }
}

fn finish(name: &str, open: &mut Open) {
    match name {
        "seg" => {
            open.in_seg = false;
            let words = std::mem::take(&mut open.words);
            if let Some(variant) = open.variants.last_mut() {
                variant.text = words;
            }
        }
        "tuv" => open.in_variant = false,
        "bpt" | "ept" | "it" | "ph" | "ut" => open.in_code = open.in_code.saturating_sub(1),
        "prop" => {
            let words = std::mem::take(&mut open.words);
            let Some(kind) = open.property.take() else { return };
            let key = (!words.trim().is_empty()).then(|| context_key(&words));
            let (before, after) = match (open.in_variant, open.variants.last_mut()) {
                (true, Some(variant)) => (&mut variant.before, &mut variant.after),
                _ => (&mut open.before, &mut open.after),
            };
            match kind.to_ascii_lowercase().as_str() {
                "x-context-pre" | "prev" | "x-previous" => *before = key,
                "x-context-post" | "next" | "x-next" => *after = key,
                "x-kian-before" => *before = u64::from_str_radix(words.trim(), 16).ok(),
                "x-kian-after" => *after = u64::from_str_radix(words.trim(), 16).ok(),
                "x-document" | "x-origin" | "file" if !words.trim().is_empty() => open.origin = words.trim().to_owned(),
                _ => {}
            }
        }
        _ => {}
    }
}

/// Every Japanese variant with every English one.
fn hand_on(open: Open, carried: &mut Carried, on: &mut dyn FnMut(Unit) -> ControlFlow<()>) -> ControlFlow<()> {
    let of = |lang: Lang| open.variants.iter().filter(move |v| v.lang == Some(lang) && !v.text.is_empty());
    let mut any = false;
    for ja in of(Lang::Ja) {
        for en in of(Lang::En) {
            any = true;
            carried.units += 1;
            let source = if open.source == Some(Lang::En) { en } else { ja };
            let younger = if ja.changed > en.changed { ja } else { en };
            let by = if younger.by.is_empty() { &open.by } else { &younger.by };
            on(Unit {
                id: 0,
                ja: ja.text.clone(),
                en: en.text.clone(),
                source: open.source,
                origin: open.origin.clone(),
                confirmed_at: younger.changed.or(ja.changed).or(en.changed).max(open.changed),
                confirmed_by: by.clone(),
                before: open.before.or(source.before),
                after: open.after.or(source.after),
            })?;
        }
    }
    if !any {
        carried.one_sided += 1;
    }
    ControlFlow::Continue(())
}

/// `20260401T093000Z`, also with the marks of ISO 8601, in milliseconds since 1970-01-01 UTC.
fn date(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i8>().ok();
    let year = digits.get(..4)?.parse().ok()?;
    let (hour, minute, second) = (part(8..10).unwrap_or(0), part(10..12).unwrap_or(0), part(12..14).unwrap_or(0));
    let time = jiff::civil::DateTime::new(year, part(4..6)?, part(6..8)?, hour, minute, second.min(59), 0).ok()?;
    Some(jiff::tz::TimeZone::UTC.to_timestamp(time).ok()?.as_millisecond())
}

/// Names of the columns of a table.
const JA: &[&str] = &["ja", "ja-jp", "日本語", "和文", "japanese"];
const EN: &[&str] = &["en", "en-us", "en-gb", "英語", "英文", "英訳", "english"];

/// The largest table, in bytes: it is held whole, because Excel's encodings can be told from the whole only.
const TABLE_LIMIT: u64 = 512 << 20;

fn table(
    input: &mut dyn Read,
    name: &str,
    divider: u8,
    on: &mut dyn FnMut(Unit) -> ControlFlow<()>,
) -> io::Result<Result<Carried, Error>> {
    let mut bytes = Vec::new();
    input.take(TABLE_LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > TABLE_LIMIT {
        return Ok(Err(Error::TooBig));
    }
    let text = match plain::decode(&bytes) {
        Ok(decoded) => decoded.text,
        Err(error) => return Ok(Err(error)),
    };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(divider).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut carried = Carried::default();
    let mut columns: Option<(usize, usize, bool)> = None;
    let mut width = usize::MAX;
    for record in reader.records() {
        let Ok(record) = record else {
            carried.broken = Some(Error::Damaged { part: name.to_owned() });
            break;
        };
        let cell = |at: usize| record.get(at).unwrap_or("").trim();
        let place =
            |names: &[&str]| record.iter().position(|cell| names.contains(&cell.trim().to_lowercase().as_str()));
        let (ja, en, named) = match columns {
            Some(known) => known,
            None => {
                let found = match (place(JA), place(EN)) {
                    (Some(ja), Some(en)) => (ja, en, true),
                    // Without a line that names them the two columns are told by their languages.
                    _ if Lang::guess(cell(0)) == Some(Lang::En) && Lang::guess(cell(1)) == Some(Lang::Ja) => {
                        (1, 0, false)
                    }
                    _ => (0, 1, false),
                };
                columns = Some((found.0, found.1, false));
                found
            }
        };
        if named {
            width = record.len();
            continue;
        }
        if record.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
            carried.torn.push(record.position().map_or(0, csv::Position::line));
            continue;
        }
        if cell(ja).is_empty() || cell(en).is_empty() {
            carried.one_sided += 1;
            continue;
        }
        carried.units += 1;
        let unit =
            Unit { ja: cell(ja).to_owned(), en: cell(en).to_owned(), origin: name.to_owned(), ..Unit::default() };
        if on(unit).is_break() {
            break;
        }
    }
    Ok(Ok(carried))
}

/// Writes a TMX file, unit by unit.
pub struct TmxWriter<W: Write> {
    out: W,
}

impl<W: Write> TmxWriter<W> {
    /// Begins the file.
    ///
    /// # Errors
    /// Those of the system.
    pub fn new(mut out: W) -> io::Result<Self> {
        let version = env!("CARGO_PKG_VERSION");
        writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
        writeln!(out, r#"<tmx version="1.4">"#)?;
        writeln!(
            out,
            r#"<header creationtool="Kian" creationtoolversion="{version}" segtype="sentence" o-tmf="Kian" adminlang="en" srclang="*all*" datatype="plaintext"/>"#
        )?;
        writeln!(out, "<body>")?;
        Ok(Self { out })
    }

    /// Adds `unit`.
    ///
    /// # Errors
    /// Those of the system.
    pub fn unit(&mut self, unit: &Unit) -> io::Result<()> {
        let mut head = String::from("<tu");
        if let Some(source) = unit.source {
            head.push_str(&format!(" srclang=\"{}\"", source.code()));
        }
        if let Some(at) = unit.confirmed_at.and_then(|at| jiff::Timestamp::from_millisecond(at).ok()) {
            head.push_str(&format!(" changedate=\"{}\"", at.strftime("%Y%m%dT%H%M%SZ")));
        }
        if !unit.confirmed_by.is_empty() {
            head.push_str(&format!(" changeid=\"{}\"", escape(&unit.confirmed_by, true)));
        }
        head.push('>');
        let prop = |kind: &str, value: &str| format!("<prop type=\"{kind}\">{value}</prop>");
        if !unit.origin.is_empty() {
            head.push_str(&prop("x-origin", &escape(&unit.origin, false)));
        }
        for (kind, key) in [("x-kian-before", unit.before), ("x-kian-after", unit.after)] {
            head.push_str(&key.map_or_else(String::new, |key| prop(kind, &format!("{key:016x}"))));
        }
        let order = if unit.source == Some(Lang::En) { [Lang::En, Lang::Ja] } else { [Lang::Ja, Lang::En] };
        let sides = order.map(|lang| {
            format!("<tuv xml:lang=\"{}\"><seg>{}</seg></tuv>", lang.code(), escape(unit.side(lang), false))
        });
        writeln!(self.out, "{head}{}{}</tu>", sides[0], sides[1])
    }

    /// Ends the file and gives back what it was written to.
    ///
    /// # Errors
    /// Those of the system.
    pub fn finish(mut self) -> io::Result<W> {
        write!(self.out, "</body>\n</tmx>\n")?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// `text` for XML; what XML cannot hold is left out.
fn escape(text: &str, attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\r' => out.push_str("&#xD;"),
            '\n' if attribute => out.push_str("&#xA;"),
            '\t' if attribute => out.push_str("&#x9;"),
            '\t' | '\n' => out.push(c),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(carrier: Carrier, bytes: &[u8]) -> (Vec<Unit>, Carried) {
        let mut found = Vec::new();
        let mut on = |unit: Unit| {
            found.push(unit);
            ControlFlow::Continue(())
        };
        let carried = read(carrier, &mut &bytes[..], "test", &mut on).unwrap().unwrap();
        (found, carried)
    }

    const TMX: &str = r#"<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="ja" creationtool="x"/><body>
<tu changedate="20260401T093000Z" changeid="花子"><prop type="x-context-pre">記</prop>
 <tuv xml:lang="EN-US"><seg>Click <bpt i="1">&lt;b&gt;</bpt>here<ept i="1">&lt;/b&gt;</ept> &amp; <hi>there</hi>.</seg></tuv>
 <tuv xml:lang="ja_JP"><seg>ここ<![CDATA[<と>]]>そこ&#x3002;</seg></tuv></tu>
<tu srclang="en"><tuv lang="jp"><seg>以上</seg></tuv><tuv lang="en"><seg>End</seg></tuv><tuv lang="en"><seg>That is all.</seg></tuv></tu>
<tu><tuv xml:lang="ja"><seg>片方だけ</seg></tuv></tu>
<tu><tuv xml:lang="ja-Latn"><seg>koko</seg></tuv><tuv xml:lang="en"><seg>here</seg></tuv></tu>
</body></tmx>"#;

    #[test]
    fn tmx_as_it_is_met() {
        let (found, carried) = units(Carrier::Tmx, TMX.as_bytes());
        assert_eq!(found.len(), 3);
        assert_eq!((found[0].ja.as_str(), found[0].en.as_str()), ("ここ<と>そこ。", "Click here & there."));
        assert_eq!((found[0].source, found[0].confirmed_by.as_str()), (Some(Lang::Ja), "花子"));
        assert_eq!(found[0].confirmed_at, Some(1_775_035_800_000));
        assert_eq!(found[0].before, Some(context_key("記")));
        assert_eq!((found[2].source, found[2].en.as_str()), (Some(Lang::En), "That is all."));
        assert_eq!(carried, Carried { units: 3, one_sided: 2, ..Carried::default() });
    }

    #[test]
    fn tmx_in_other_encodings_and_cut_off() {
        let wide: Vec<u8> = std::iter::once(0xFEFF).chain(TMX.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(units(Carrier::Tmx, &wide).0.len(), 3);
        let declared = TMX.replacen("1.0\"", "1.0\" encoding=\"Shift_JIS\"", 1);
        let (sjis, _, bad) = encoding_rs::SHIFT_JIS.encode(&declared);
        assert!(!bad);
        assert_eq!(units(Carrier::Tmx, &sjis).0[0].ja, "ここ<と>そこ。");
        let (found, carried) = units(Carrier::Tmx, &TMX.as_bytes()[..TMX.find("That is").unwrap()]);
        assert_eq!(found.len(), 1);
        assert!(matches!(carried.broken, Some(Error::BadXml { .. })));
    }

    #[test]
    fn what_is_no_memory_is_refused() {
        let refused = |text: &str| {
            let mut on = |_| ControlFlow::Continue(());
            read(Carrier::Tmx, &mut text.as_bytes(), "test", &mut on).unwrap().unwrap_err()
        };
        assert!(matches!(refused("こんにちは"), Error::Damaged { .. }));
        assert!(matches!(refused("<html></html>"), Error::Damaged { .. }));
        let bomb = "<!DOCTYPE tmx [<!ENTITY a \"aaaa\">]><tmx><body/></tmx>";
        assert!(matches!(refused(bomb), Error::DtdRefused { .. }));
    }

    #[test]
    fn what_was_written_is_read_back() {
        let unit = Unit {
            ja: " 1行目\n<2>行目\t& \r".to_owned(),
            en: "One \"line\"".to_owned(),
            source: Some(Lang::En),
            origin: "通知.docx".to_owned(),
            confirmed_at: Some(1_775_035_800_000),
            confirmed_by: "緑野 \"花\"".to_owned(),
            before: Some(u64::MAX),
            after: Some(1),
            id: 0,
        };
        let mut writer = TmxWriter::new(Vec::new()).unwrap();
        writer.unit(&unit).unwrap();
        let bytes = writer.finish().unwrap();
        assert_eq!(units(Carrier::Tmx, &bytes).0, [unit]);
    }

    #[test]
    fn tables_with_and_without_names() {
        let of =
            |text: &str| units(Carrier::Csv, text.as_bytes()).0.into_iter().map(|u| (u.ja, u.en)).collect::<Vec<_>>();
        let want = [("以上".to_owned(), "End".to_owned())];
        assert_eq!(of("id,en,ja\n1,End,以上\n"), want);
        assert_eq!(of("End,以上\n,空\n"), want);
        assert_eq!(of("日本語,英語\n以上,End\n"), want);
        let (found, carried) = units(Carrier::Csv, "ja,en\n金曜日に,on Friday, May 1\n以上,End\n".as_bytes());
        assert_eq!((found.len(), carried.torn), (1, vec![2]));
        let (sjis, ..) = encoding_rs::SHIFT_JIS.encode("日本語,英語\r\n以上,End\r\n");
        assert_eq!(units(Carrier::Csv, &sjis).0.len(), 1);
    }
}
