//! Translation memories in and out of files: TMX 1.1 to 1.4b and tables (CSV, TSV).
//!
//! Memories have a million units and more, so a file is read as a stream, one unit at a time, and never held whole. What is
//! wrong with one unit costs that unit; a file that breaks off gives what it had by then.

use super::Error;
use super::exchange::tmx::{self, TmxUnit, Variant};
use super::exchange::{Fault, date_from, lang};
use super::plain;
use crate::document::Classification;
use crate::text::Lang;
use crate::translation::memory::{Unit, context_key};
use std::io::{self, Read, Write};
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
    /// Units whose text had inline tags; a memory keeps the words alone.
    pub tagged: u64,
    /// Units that could not be understood.
    pub passed_over: u64,
    /// Language tags that are no plain `ja` or `en`, and what they were taken for: `jp`, `en-US`.
    pub languages: Vec<(String, Lang)>,
    /// The first things that are wrong with the file.
    pub faults: Vec<Fault>,
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
    lang::lang_of(tag)
}

/// What may be wrong in a file and leaves every unit that is read as it should be.
const HARMLESS: &[&str] = &["fault-encoding-declared", "fault-unit-empty"];

fn tmx(
    input: &mut dyn Read,
    name: &str,
    on: &mut dyn FnMut(Unit) -> ControlFlow<()>,
) -> io::Result<Result<Carried, Error>> {
    let refused = |error: Error| match error {
        Error::Invalid { fault } if fault.id == "fault-entities-defined" => {
            Ok(Err(Error::DtdRefused { part: "TMX".to_owned() }))
        }
        Error::Invalid { .. } => Ok(Err(Error::Damaged { part: "TMX".to_owned() })),
        Error::Unreadable { reason } => Err(io::Error::other(reason)),
        error => Ok(Err(error)),
    };
    let mut reader = match tmx::Reader::new(input) {
        Ok(reader) => reader,
        Err(error) => return refused(error),
    };
    let source = reader.header().attribute("srclang").and_then(lang);
    let mut carried = Carried::default();
    loop {
        match reader.next_unit() {
            Ok(Some(unit)) => {
                if hand_on(&unit, source, name, &mut carried, on).is_break() {
                    break;
                }
            }
            Ok(None) => break,
            // What stood before is good.
            Err(error @ Error::Invalid { .. }) => {
                carried.broken = Some(error);
                break;
            }
            Err(error) => return refused(error),
        }
    }
    carried.passed_over = reader.passed_over() as u64;
    let faults = &reader.faults().list;
    carried.unreadable = faults.iter().any(|fault| fault.id == "fault-undecodable");
    let broke_off = faults.iter().rfind(|fault| ["fault-xml", "fault-broken-off"].contains(&fault.id));
    carried.broken = carried.broken.or(broke_off.map(|fault| Error::Invalid { fault: fault.clone() }));
    carried.faults = faults.iter().filter(|fault| !HARMLESS.contains(&fault.id)).take(FAULTS).cloned().collect();
    Ok(Ok(carried))
}

/// So many faults of a file are told one by one.
const FAULTS: usize = 20;

/// Every Japanese variant with every English one.
fn hand_on(
    unit: &TmxUnit,
    source: Option<Lang>,
    name: &str,
    carried: &mut Carried,
    on: &mut dyn FnMut(Unit) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let source = unit.attribute("srclang").map_or(source, lang);
    let of = |wanted: Lang| {
        unit.variants.iter().filter(move |v| lang(&v.lang) == Some(wanted) && !v.segment.text.is_empty())
    };
    for variant in &unit.variants {
        if let Some(said) = lang(&variant.lang).filter(|said| variant.lang != said.code())
            && !carried.languages.iter().any(|(tag, _)| *tag == variant.lang)
            && carried.languages.len() < FAULTS
        {
            carried.languages.push((variant.lang.clone(), said));
        }
    }
    let mut any = false;
    for ja in of(Lang::Ja) {
        for en in of(Lang::En) {
            any = true;
            carried.units += 1;
            carried.tagged += u64::from(!ja.segment.tags.is_empty() || !en.segment.tags.is_empty());
            on(pair(unit, source, name, ja, en))?;
        }
    }
    if !any {
        carried.one_sided += 1;
    }
    ControlFlow::Continue(())
}

fn pair(unit: &TmxUnit, source: Option<Lang>, name: &str, ja: &Variant, en: &Variant) -> Unit {
    let of_source = if source == Some(Lang::En) { en } else { ja };
    let said = |of: &[(String, String)], names: [&str; 2]| {
        let find = |name: &str| of.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        names.into_iter().find_map(find)
    };
    let date = |of: &[(String, String)]| {
        ["changedate", "creationdate"].into_iter().find_map(|name| date_from(&said(of, [name, name])?))
    };
    let (changed, of_ja, of_en) = (date(&unit.attributes), date(&ja.attributes), date(&en.attributes));
    let younger = if of_ja > of_en { ja } else { en };
    let by = said(&younger.attributes, ["changeid", "creationid"]);
    let by = by.or_else(|| said(&unit.attributes, ["changeid", "creationid"])).unwrap_or_default();
    let prop = |kinds: &[&str]| {
        let mut props = unit.props.iter().chain(&of_source.props);
        let found =
            props.find(|(kind, value)| kinds.iter().any(|k| kind.eq_ignore_ascii_case(k)) && !value.trim().is_empty());
        found.map(|(_, value)| value.as_str())
    };
    let near = |ours: &str, others: &[&str]| match prop(&[ours]) {
        Some(key) => u64::from_str_radix(key.trim(), 16).ok(),
        None => prop(others).map(context_key),
    };
    Unit {
        id: 0,
        ja: ja.segment.text.clone(),
        en: en.segment.text.clone(),
        source,
        origin: prop(&["x-document", "x-origin", "file"])
            .map_or_else(|| name.to_owned(), |origin| origin.trim().to_owned()),
        confirmed_at: of_ja.max(of_en).max(changed),
        confirmed_by: by,
        before: near("x-kian-before", &["x-context-pre", "prev", "x-previous"]),
        after: near("x-kian-after", &["x-context-post", "next", "x-next"]),
        level: prop(&[LEVEL]).and_then(Classification::named),
    }
}

/// The property that says the 格付け of a unit.
const LEVEL: &str = "x-classification";

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
        if let Some(level) = &unit.level {
            head.push_str(&prop(LEVEL, &escape(level.code(), false)));
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
        let languages =
            vec![("EN-US".to_owned(), Lang::En), ("ja_JP".to_owned(), Lang::Ja), ("jp".to_owned(), Lang::Ja)];
        assert_eq!(carried, Carried { units: 3, one_sided: 2, tagged: 1, languages, ..Carried::default() });
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
        assert!(matches!(carried.broken, Some(Error::Invalid { .. })), "{carried:?}");
        assert_eq!(carried.passed_over, 1);
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
            level: Some(Classification::ThreeC),
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
