//! Glossaries: tables of agreed words (CSV, TSV, UTX, Excel) and TBX, as offices and ministries publish them.
//!
//! Columns are known by their names, wherever the line that names them stands among the first; a table without names has
//! Japanese and English in its first two columns.

use super::exchange::{Step, lang, tbx};
use super::grid::{self, GridError};
use super::workbook_out::Table;
use super::{Error, plain};
use crate::text::Lang;
use crate::translation::terms::{Standing, Term};

/// A glossary that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    /// The terms, in order.
    pub terms: Vec<Term>,
    /// Lines, from 1, that name a word in one language only.
    pub one_sided: Vec<u64>,
    /// Lines, from 1, with more cells than the line that names the columns.
    pub torn: Vec<u64>,
}

const JA: &[&str] = &[
    "ja",
    "ja-jp",
    "japanese",
    "日本語",
    "日本語名",
    "日本語名称",
    "日本語表記",
    "和文",
    "和名",
    "用語",
    "用語名",
    "名称",
    "語句",
    "見出し語",
    "原語",
];
const EN: &[&str] = &[
    "en",
    "en-us",
    "en-gb",
    "english",
    "英語",
    "英語名",
    "英語名称",
    "英語表記",
    "英文",
    "英訳",
    "英語訳",
    "英名",
    "訳語",
    "対訳",
    "英文名称",
];
const STANDING: &[&str] = &["status", "term status", "standing", "区分", "種別", "状態", "使用区分", "推奨", "扱い"];
const NOTE: &[&str] = &["note", "notes", "comment", "comments", "備考", "注", "注記", "説明", "解説", "摘要"];
const DOMAIN: &[&str] = &["domain", "subject", "field", "category", "分野", "分類", "カテゴリ", "カテゴリー"];
const SOURCE: &[&str] = &["出典", "典拠", "根拠", "reference"];

/// How many lines may stand above the one that names the columns.
const TITLES: usize = 10;

/// The most rows of a sheet: as many as Excel has.
const MOST_ROWS: usize = 1_048_576;

/// What a formula that came to nothing shows.
const FAILED: &[&str] = &["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"];

/// Reads the table `bytes`; `tabs` where tabs divide it.
///
/// # Errors
/// If its characters are in no encoding we know, or there are no two columns in two languages.
pub fn read(bytes: &[u8], tabs: bool) -> Result<Glossary, Error> {
    let text = plain::decode(bytes)?.text;
    let first = text.lines().next().unwrap_or_default();
    let utx = first.starts_with("#UTX");
    let count = |c: char| first.matches(c).count();
    let divider = if tabs || utx {
        b'\t'
    } else if count(';') > count(',') {
        b';'
    } else {
        b','
    };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(divider).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| Error::Damaged { part: "CSV".to_owned() })?;
        let line = record.position().map_or(0, csv::Position::line);
        rows.push((line, record.iter().map(|cell| cell.trim().to_owned()).collect()));
    }
    let utx_langs = utx.then(|| langs_of_utx(first)).flatten();
    let from_rows = read_rows(&rows, utx_langs);
    from_rows.ok_or_else(|| Error::MissingPart { part: "ja, en".to_owned() })
}

/// Reads the glossary `bytes` of a file whose name has this `ending`, in small letters.
///
/// # Errors
/// As [`read`]; `None` if files of such names hold no glossary.
pub fn read_named(ending: &str, bytes: &[u8]) -> Result<Glossary, Option<Error>> {
    match ending {
        "csv" | "txt" | "" => read(bytes, false),
        "tsv" | "utx" | "tab" => read(bytes, true),
        "tbx" | "xml" => read_tbx(bytes),
        "xlsx" => grid::guarded(|| read_workbook(bytes)).map_err(|error| match error {
            GridError::Format(error) => error,
            GridError::TooMany => Error::TooBig,
            _ => Error::Damaged { part: "xl/workbook.xml".to_owned() },
        }),
        _ => return Err(None),
    }
    .map_err(Some)
}

/// The terms of a TBX file: every Japanese name of a concept with every English one.
fn read_tbx(bytes: &[u8]) -> Result<Glossary, Error> {
    let (concepts, _) = tbx::read(bytes)?;
    let mut glossary = Glossary::default();
    for (number, concept) in (1..).zip(&concepts) {
        let of = |wanted: Lang| concept.terms.iter().filter(move |term| lang::lang_of(&term.lang) == Some(wanted));
        let before = glossary.terms.len();
        for ja in of(Lang::Ja) {
            for (place, en) in of(Lang::En).enumerate() {
                use tbx::Standing::{Admitted, Forbidden, Preferred};
                let standing = match (ja.standing, en.standing) {
                    (Forbidden, _) | (_, Forbidden) => Standing::Forbidden,
                    (Admitted, _) | (_, Admitted) => Standing::Allowed,
                    (_, Preferred) => Standing::Preferred,
                    // Of several names of which nothing is said the first is the one to use.
                    _ if place == 0 => Standing::Preferred,
                    _ => Standing::Allowed,
                };
                let notes = concept.notes.iter().chain(&ja.notes).chain(&en.notes).map(String::as_str);
                let notes = std::iter::once(concept.definition.as_str()).chain(notes).filter(|note| !note.is_empty());
                let source = if en.source.is_empty() { &ja.source } else { &en.source };
                glossary.terms.push(Term {
                    ja: ja.term.clone(),
                    en: en.term.clone(),
                    standing,
                    note: notes.collect::<Vec<_>>().join("\n"),
                    domain: concept.subject.clone(),
                    source: source.clone(),
                });
            }
        }
        if glossary.terms.len() == before {
            glossary.one_sided.push(number);
        }
    }
    Ok(glossary)
}

/// The terms of the first sheet of an Excel workbook that has any. A sheet that cannot be read is an error even where
/// another one holds terms: they might be the ones that are missed.
fn read_workbook(bytes: &[u8]) -> Result<Glossary, GridError> {
    use calamine::Reader as _;
    let (mut book, names) = grid::open(bytes)?;
    let is_chart = |sheet: &&calamine::Sheet| sheet.typ != calamine::SheetType::WorkSheet;
    let charts: Vec<String> = book.sheets_metadata().iter().filter(is_chart).map(|sheet| sheet.name.clone()).collect();
    let mut found: Option<Glossary> = None;
    for name in names.iter().filter(|name| !charts.contains(name)) {
        let mut rows = grid::sheet(&mut book, name, MOST_ROWS)?;
        let width = rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
        for (_, row) in &mut rows {
            for cell in row.iter_mut() {
                let words = cell.trim();
                *cell = if FAILED.contains(&words) { String::new() } else { words.to_owned() };
            }
            row.resize(width, String::new());
        }
        let enough = found.as_ref().is_some_and(|glossary| !glossary.terms.is_empty());
        if !enough
            && let Some(glossary) = read_rows(&rows, None)
            && (found.is_none() || !glossary.terms.is_empty())
        {
            found = Some(glossary);
        }
    }
    found.ok_or_else(|| Error::MissingPart { part: "ja, en".to_owned() }.into())
}

/// `#UTX 1.11; ja/en; …`
fn langs_of_utx(first: &str) -> Option<(Lang, Lang)> {
    let pair = first.split(';').nth(1)?.trim();
    let (source, target) = pair.split_once('/')?;
    Some((super::memory::lang(source)?, super::memory::lang(target)?))
}

struct Columns {
    ja: usize,
    en: usize,
    standing: Option<usize>,
    note: Option<usize>,
    domain: Option<usize>,
    source: Option<usize>,
}

/// The terms of a table that is already in cells.
fn read_rows(rows: &[(u64, Vec<String>)], utx: Option<(Lang, Lang)>) -> Option<Glossary> {
    let named = rows.iter().take(TITLES).enumerate().find_map(|(at, (_, row))| Some((at, columns(row, utx)?)));
    let (from, columns) = match named {
        Some((at, columns)) => (at + 1, columns),
        None => (0, guessed(rows)?),
    };
    let width = if from > 0 { rows[from - 1].1.len() } else { usize::MAX };
    let mut glossary = Glossary::default();
    for (line, row) in &rows[from..] {
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).cloned().unwrap_or_default();
        let (ja, en) = (cell(Some(columns.ja)), cell(Some(columns.en)));
        if row.iter().skip(width).any(|cell| !cell.is_empty()) {
            glossary.torn.push(*line);
            continue;
        }
        match (ja.is_empty(), en.is_empty()) {
            (true, true) => continue,
            (false, false) => {}
            _ => {
                glossary.one_sided.push(*line);
                continue;
            }
        }
        if row.first().is_some_and(|cell| cell.starts_with('#')) {
            continue;
        }
        glossary.terms.push(Term {
            ja,
            en,
            standing: standing(&cell(columns.standing)),
            note: cell(columns.note),
            domain: cell(columns.domain),
            source: cell(columns.source),
        });
    }
    (!glossary.terms.is_empty() || named_is_enough(from)).then_some(glossary)
}

/// A table of names alone is an empty glossary.
fn named_is_enough(from: usize) -> bool {
    from > 0
}

fn columns(row: &[String], utx: Option<(Lang, Lang)>) -> Option<Columns> {
    let clean = |cell: &str| {
        let cell = cell.trim_start_matches('#').trim().to_lowercase();
        // 英語（案）, English (tentative)
        cell.split(['（', '(', '[']).next().unwrap_or_default().trim().to_owned()
    };
    let cells: Vec<String> = row.iter().map(|cell| clean(cell)).collect();
    let place = |names: &[&str]| cells.iter().position(|cell| names.contains(&cell.as_str()));
    let (source, target) = (place(&["src", "source", "原文"]), place(&["tgt", "target", "訳文"]));
    let by_direction = source.zip(target).map(|(source, target)| match utx {
        Some((Lang::En, _)) => (target, source),
        _ => (source, target),
    });
    let (ja, en) = place(JA).zip(place(EN)).or(by_direction)?;
    let note = place(NOTE);
    Some(Columns {
        ja,
        en,
        standing: place(STANDING),
        note,
        domain: place(DOMAIN),
        source: place(SOURCE).or(if by_direction.is_none() { source } else { None }),
    })
}

/// Two columns of which one is mostly Japanese and the other mostly English.
fn guessed(rows: &[(u64, Vec<String>)]) -> Option<Columns> {
    let share = |column: usize, lang: Lang| {
        let cells: Vec<&String> =
            rows.iter().filter_map(|(_, row)| row.get(column)).filter(|c| !c.is_empty()).collect();
        let of_lang = cells.iter().filter(|cell| Lang::guess(cell) == Some(lang)).count();
        !cells.is_empty() && of_lang * 2 > cells.len()
    };
    let width = rows.iter().map(|(_, row)| row.len()).max()?;
    let ja = (0..width).find(|column| share(*column, Lang::Ja))?;
    let en = (0..width).find(|column| share(*column, Lang::En))?;
    Some(Columns { ja, en, standing: None, note: None, domain: None, source: None })
}

fn standing(text: &str) -> Standing {
    let text = text.to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if any(&[
        "禁止",
        "不可",
        "使用しない",
        "forbidden",
        "deprecated",
        "non-standard",
        "superseded",
        "×",
        "not recommended",
    ]) {
        Standing::Forbidden
    } else if any(&["許容", "可", "allowed", "admitted", "provisional", "△"]) {
        Standing::Allowed
    } else {
        Standing::Preferred
    }
}

/// Writes `terms` as a table that [`read`] reads. `step` is told how many are done, and answers whether to go on; `None` if
/// not.
pub fn write(terms: &[Term], tabs: bool, step: Step<'_>) -> Option<Vec<u8>> {
    let divider = if tabs { b'\t' } else { b',' };
    let mut writer = csv::WriterBuilder::new().delimiter(divider).from_writer(Vec::new());
    let rows = terms
        .iter()
        .map(|term| [term.ja.as_str(), &term.en, term.standing.code(), &term.note, &term.domain, &term.source]);
    let head = ["ja", "en", "status", "note", "domain", "reference"];
    for (number, row) in std::iter::once(head).chain(rows).enumerate() {
        if step(number).is_break() {
            return None;
        }
        writer.write_record(row).expect("writing to memory does not fail");
    }
    Some(writer.into_inner().expect("writing to memory does not fail"))
}

/// The same as CSV that Excel reads as what it is.
pub fn write_csv(terms: &[Term], step: Step<'_>) -> Option<Vec<u8>> {
    Some([b"\xEF\xBB\xBF".as_slice(), &write(terms, false, step)?].concat())
}

/// Writes `terms` as an Excel workbook that [`read_named`] reads. `step` is as for [`write`](fn@write).
pub fn write_workbook(terms: &[Term], step: Step<'_>) -> Option<Vec<u8>> {
    let columns = [("ja", 28), ("en", 36), ("status", 12), ("note", 40), ("domain", 16), ("reference", 24)];
    let mut table = Table::new(&columns);
    for (number, term) in terms.iter().enumerate() {
        if step(number).is_break() {
            return None;
        }
        table.row([term.ja.as_str(), &term.en, term.standing.code(), &term.note, &term.domain, &term.source]);
    }
    Some(table.finish("terms"))
}

/// Writes `terms` as TBX, a concept for each Japanese word with all its English ones. `step` is as for [`write`](fn@write).
pub fn write_tbx(terms: &[Term], title: &str, step: Step<'_>) -> Option<Vec<u8>> {
    let mut concepts: Vec<tbx::Concept> = Vec::new();
    let mut known = std::collections::HashMap::new();
    for (number, term) in terms.iter().enumerate() {
        if step(number).is_break() {
            return None;
        }
        let key = (term.ja.as_str(), term.domain.as_str());
        let at = *known.entry(key).or_insert_with(|| {
            let ja = tbx::Term { lang: Lang::Ja.code().to_owned(), term: term.ja.clone(), ..tbx::Term::default() };
            let id = format!("c{}", concepts.len() + 1);
            let terms = if term.ja.is_empty() { Vec::new() } else { vec![ja] };
            concepts.push(tbx::Concept { id, subject: term.domain.clone(), terms, ..tbx::Concept::default() });
            concepts.len() - 1
        });
        if term.en.is_empty() {
            continue;
        }
        concepts[at].terms.push(tbx::Term {
            lang: Lang::En.code().to_owned(),
            term: term.en.clone(),
            standing: match term.standing {
                Standing::Preferred => tbx::Standing::Preferred,
                Standing::Allowed => tbx::Standing::Admitted,
                Standing::Forbidden => tbx::Standing::Forbidden,
            },
            source: term.source.clone(),
            notes: (!term.note.is_empty()).then(|| term.note.clone()).into_iter().collect(),
            ..tbx::Term::default()
        });
    }
    tbx::write(&concepts, title, step)
}

#[cfg(test)]
mod tests {
    use super::super::exchange::on;
    use super::super::package;
    use super::*;

    fn pairs(text: &str) -> Vec<(String, String)> {
        read(text.as_bytes(), false).unwrap().terms.into_iter().map(|term| (term.ja, term.en)).collect()
    }

    #[test]
    fn tables_of_offices() {
        let want = [("市役所".to_owned(), "city hall".to_owned())];
        for text in [
            "日本語,英語\n市役所,city hall\n",
            "用語,英訳,備考\n市役所,city hall,本庁舎\n",
            "対訳用語集\n令和8年4月現在,,\nNo.,英語（案）,読み,日本語\n1,city hall,しやくしょ,市役所\n,,,\n2,only,,\n",
            "city hall,市役所\n",
            "日本語;英語\n市役所;city hall\n",
            "#UTX 1.11; ja/en; 2026-04-01\n#src\ttgt\tsrc:pos\tterm status\n市役所\tcity hall\tnoun\tapproved\n",
            "#UTX 1.11; en/ja; 2026-04-01\n#src\ttgt\tsrc:pos\ncity hall\t市役所\tnoun\n",
        ] {
            assert_eq!(pairs(text), want, "{text}");
        }
        let (sjis, ..) = encoding_rs::SHIFT_JIS.encode("日本語,英語\r\n市役所,city hall\r\n");
        assert_eq!(read(&sjis, false).unwrap().terms.len(), 1);
        assert!(read("これは用語集ではない".as_bytes(), false).is_err());
        assert!(read(b"a,b\n", false).is_err());
    }

    #[test]
    fn what_is_thought_of_a_word_and_back() {
        let text = "ja,en,status,note,domain,reference\n市役所,city hall,preferred,本庁舎,庁舎,庁舎の手引\n市役所,city office,禁止,\"a, b\",,\n";
        let read_once = read(text.as_bytes(), false).unwrap();
        assert_eq!(read_once.terms[0].source, "庁舎の手引");
        assert_eq!(read_once.terms[1].standing, Standing::Forbidden);
        for tabs in [false, true] {
            assert_eq!(read(&write(&read_once.terms, tabs, &mut on).unwrap(), tabs).unwrap(), read_once);
        }
    }

    #[test]
    fn words_go_out_and_come_back() {
        let term = |ja: &str, en: &str, standing| Term {
            ja: ja.into(),
            en: en.into(),
            standing,
            note: "庁舎の<1階>\n「& 2」".into(),
            domain: "庁舎".into(),
            source: "手引".into(),
        };
        let terms = [
            term("市役所", "city hall", Standing::Preferred),
            term("市役所", "municipal office", Standing::Allowed),
            term("市役所", "city office", Standing::Forbidden),
            term("住民", "resident", Standing::Preferred),
        ];
        let back = read_named("tbx", &write_tbx(&terms, "庁内", &mut on).unwrap()).unwrap();
        assert_eq!(back.terms, terms);
        assert_eq!(read_named("csv", &write_csv(&terms, &mut on).unwrap()).unwrap().terms, terms);
        assert_eq!(read_named("xlsx", &write_workbook(&terms, &mut on).unwrap()).unwrap().terms, terms);
        assert_eq!(read_named("docx", b"").unwrap_err(), None);
    }

    /// A workbook with a title above the names of the columns, and a word in one language only.
    #[test]
    fn words_of_a_workbook() {
        let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats/glossary/words.xlsx")).unwrap();
        let read = read_named("xlsx", &bytes).unwrap();
        let words: Vec<(&str, &str, Standing)> =
            read.terms.iter().map(|term| (term.ja.as_str(), term.en.as_str(), term.standing)).collect();
        let want = [("市役所", "city hall", Standing::Preferred), ("市役所", "city office", Standing::Forbidden)];
        assert_eq!(words, want);
        assert_eq!(read.one_sided, [6]);
        assert!(read_named("xlsx", b"PK").is_err_and(|e| e.is_some()), "a sentence says what is wrong with it");
    }

    /// Terms of a sheet that cannot be read would go missing without a word.
    #[test]
    fn a_damaged_sheet_is_told() {
        let term = Term { ja: "市役所".into(), en: "city hall".into(), ..Term::default() };
        let whole = write_workbook(&vec![term; 40], &mut on).unwrap();
        let part = "xl/worksheets/sheet1.xml".to_owned();
        let sheet = package::Package::open(&whole).unwrap().text(&part).unwrap();
        let half = sheet[..sheet.rfind("city").unwrap()].to_owned();
        let torn = package::repack(&whole, &[(part, half)].into()).unwrap();
        assert_eq!(read_named("xlsx", &torn), Err(Some(Error::Damaged { part: "terms".to_owned() })));
    }
}
