//! What a style sheet's file looks like, and how it becomes a [`Sheet`]. Every name and every measure in it is checked
//! here, so that a sheet that was read can be used without surprises; what is wrong is told by its place in the file.

use super::style::{Edge, Looks, Sheet, Typefaces};
use super::{CHARACTER, LINE, LINE_EN, Page, SIZE, Side};
use crate::document::Role;
use crate::document::form::{Bilingual, simple};
use crate::text::{Lang, Message};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use toml::{Table, Value};

/// The sheets that come with the program, the standard one of each language first.
const BUILT_IN: [&str; 8] = [
    include_str!("../../../assets/styles/ja-standard.toml"),
    include_str!("../../../assets/styles/ja-roomy.toml"),
    include_str!("../../../assets/styles/ja-dense.toml"),
    include_str!("../../../assets/styles/ja-plan.toml"),
    include_str!("../../../assets/styles/ja-vertical.toml"),
    include_str!("../../../assets/styles/en-standard.toml"),
    include_str!("../../../assets/styles/en-letter.toml"),
    include_str!("../../../assets/styles/en-report.toml"),
];

/// The id of the sheet that is used where nobody chose one.
pub(super) fn standard_id(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "ja-standard",
        Lang::En => "en-standard",
    }
}

/// The sheets that come with the program.
pub fn built_in() -> &'static [Arc<Sheet>] {
    static SHEETS: OnceLock<Vec<Arc<Sheet>>> = OnceLock::new();
    SHEETS.get_or_init(|| {
        BUILT_IN.iter().map(|text| Arc::new(Sheet::parse(text).expect("our own sheets are in order"))).collect()
    })
}

/// The sheet with this id among those that come with the program.
pub fn known(id: Option<&str>) -> Option<Arc<Sheet>> {
    built_in().iter().find(|sheet| Some(sheet.id.as_str()) == id).cloned()
}

/// The sheet that is used where nobody chose one.
pub fn standard(lang: Lang) -> &'static Arc<Sheet> {
    built_in().iter().find(|sheet| sheet.id == standard_id(lang)).expect("each language has a standard sheet")
}

/// Why a file is no style sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum SheetError {
    /// It is no TOML.
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What the reader of TOML says.
        detail: String,
    },
    /// Something in it is not as it has to be.
    Bad {
        /// The message's id, `error-sheet-…`.
        id: &'static str,
        /// Where: `page.top`.
        at: String,
        /// More that the message tells.
        args: Vec<(&'static str, String)>,
    },
}

impl Message for SheetError {
    fn id(&self) -> &'static str {
        match self {
            SheetError::Syntax { .. } => "error-sheet-syntax",
            SheetError::Bad { id, .. } => id,
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            SheetError::Syntax { line, detail } => vec![("line", line.to_string()), ("detail", detail.clone())],
            SheetError::Bad { at, args, .. } => {
                let mut args = args.clone();
                args.push(("at", at.clone()));
                args
            }
        }
    }
}

fn bad(id: &'static str, at: impl Into<String>) -> SheetError {
    SheetError::Bad { id, at: at.into(), args: Vec::new() }
}

fn bad_with(id: &'static str, at: impl Into<String>, args: Vec<(&'static str, String)>) -> SheetError {
    SheetError::Bad { id, at: at.into(), args }
}

impl Sheet {
    /// Reads a style sheet.
    ///
    /// # Errors
    /// If it is none: what is wrong, and where.
    pub fn parse(text: &str) -> Result<Self, SheetError> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let source: Arc<str> = text.into();
        let table: Table = text.parse().map_err(|error: toml::de::Error| {
            let at = error.span().map_or(0, |span| span.start).min(text.len());
            let line = text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            SheetError::Syntax { line, detail: error.message().to_owned() }
        })?;
        let mut top = Section { table: &table, path: String::new(), known: Vec::new() };
        let id = top.text("id")?.ok_or_else(|| bad("error-sheet-missing", "id"))?;
        if !simple(&id) {
            return Err(bad("error-sheet-id", "id"));
        }
        let code = top.text("lang")?.ok_or_else(|| bad("error-sheet-missing", "lang"))?;
        let lang = Lang::from_code(&code).ok_or_else(|| bad("error-sheet-lang", "lang"))?;
        let mut names = top.section("name")?.ok_or_else(|| bad("error-sheet-missing", "name"))?;
        let mut named =
            |code: &str| names.text(code)?.ok_or_else(|| bad("error-sheet-missing", format!("name.{code}")));
        let name = Bilingual { ja: named("ja")?, en: named("en")? };
        names.finish()?;
        let (faces, letters) = match lang {
            Lang::Ja => (["ＭＳ 明朝", "ＭＳ 明朝"], ["ＭＳ ゴシック", "ＭＳ ゴシック"]),
            Lang::En => (["ＭＳ 明朝", "Times New Roman"], ["ＭＳ ゴシック", "Arial"]),
        };
        let (mut size, mut line) = (None, None);
        let mut text = faces_of(faces);
        if let Some(mut section) = top.section("text")? {
            size = section.number("size", 6.0, 36.0)?;
            line = section.number("line", 6.0, 100.0)?;
            text = section.typefaces(faces)?;
            section.finish()?;
        }
        let mut heading = faces_of(letters);
        if let Some(mut section) = top.section("heading")? {
            heading = section.typefaces(letters)?;
            section.finish()?;
        }
        let page = page(&mut top, lang, size, line)?;
        let distance = if lang == Lang::Ja { 851 } else { 720 };
        let head = edge(&mut top, "header", distance, "", true, true)?;
        let foot = edge(&mut top, "footer", distance, "{page}", true, false)?;
        for (edge, margin, at) in [(&head, page.top, "header"), (&foot, page.bottom, "footer")] {
            // Half of its line must fit, too.
            if !edge.is_empty() && edge.distance + 100 > margin {
                return Err(bad("error-sheet-edge", format!("{at}.distance")));
            }
        }
        let mut looks = BTreeMap::new();
        if let Some(mut roles) = top.section("roles")? {
            for code in roles.table.keys() {
                let at = format!("roles.{code}");
                let role = Role::from_code(code).ok_or_else(|| bad("error-sheet-role", &at))?;
                if let Some(mut section) = roles.section(code)? {
                    looks.insert(role, look(&mut section, role)?);
                    section.finish()?;
                }
            }
        }
        top.finish()?;
        Ok(Self { id, name, lang, page, text, heading, head, foot, looks, source })
    }
}

/// A table of the file, and which of its members were asked for.
struct Section<'a> {
    table: &'a Table,
    path: String,
    known: Vec<String>,
}

impl<'a> Section<'a> {
    fn at(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn get(&mut self, key: &str) -> Option<&'a Value> {
        self.known.push(key.to_owned());
        self.table.get(key)
    }

    fn text(&mut self, key: &str) -> Result<Option<String>, SheetError> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::String(text)) if !text.chars().any(char::is_control) => Ok(Some(text.clone())),
            Some(_) => Err(bad("error-sheet-text", self.at(key))),
        }
    }

    fn flag(&mut self, key: &str) -> Result<Option<bool>, SheetError> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::Boolean(flag)) => Ok(Some(*flag)),
            Some(_) => Err(bad("error-sheet-flag", self.at(key))),
        }
    }

    fn number(&mut self, key: &str, least: f64, most: f64) -> Result<Option<f64>, SheetError> {
        let number = match self.get(key) {
            None => return Ok(None),
            Some(Value::Integer(number)) => *number as f64,
            Some(Value::Float(number)) => *number,
            Some(_) => return Err(bad("error-sheet-number", self.at(key))),
        };
        if !(least..=most).contains(&number) {
            let args = vec![("least", least.to_string()), ("most", most.to_string())];
            return Err(bad_with("error-sheet-range", self.at(key), args));
        }
        Ok(Some(number))
    }

    fn whole(&mut self, key: &str, least: usize, most: usize) -> Result<Option<usize>, SheetError> {
        let number = self.number(key, least as f64, most as f64)?;
        match number {
            Some(number) if number.fract() != 0.0 => Err(bad("error-sheet-whole", self.at(key))),
            other => Ok(other.map(|number| number as usize)),
        }
    }

    fn section(&mut self, key: &str) -> Result<Option<Section<'a>>, SheetError> {
        let path = self.at(key);
        match self.get(key) {
            None => Ok(None),
            Some(Value::Table(table)) => Ok(Some(Section { table, path, known: Vec::new() })),
            Some(_) => Err(bad("error-sheet-table", path)),
        }
    }

    fn typefaces(&mut self, [japanese, latin]: [&str; 2]) -> Result<Typefaces, SheetError> {
        let named = |name: Option<String>, usual: &str| name.filter(|n| !n.trim().is_empty()).unwrap_or(usual.into());
        Ok(Typefaces { japanese: named(self.text("japanese")?, japanese), latin: named(self.text("latin")?, latin) })
    }

    /// Everything was asked for that is there.
    fn finish(self) -> Result<(), SheetError> {
        match self.table.keys().find(|key| !self.known.contains(key)) {
            Some(key) => Err(bad_with("error-sheet-unknown", self.at(key), vec![("known", self.known.join(", "))])),
            None => Ok(()),
        }
    }
}

fn faces_of([japanese, latin]: [&str; 2]) -> Typefaces {
    Typefaces { japanese: japanese.to_owned(), latin: latin.to_owned() }
}

/// Sizes of paper in twentieths of a point, upright; those called B are the Japanese ones.
const PAPERS: [(&str, usize, usize); 6] = [
    ("A4", 11_906, 16_838),
    ("A3", 16_838, 23_811),
    ("A5", 8_391, 11_906),
    ("B4", 14_570, 20_636),
    ("B5", 10_318, 14_570),
    ("Letter", 12_240, 15_840),
];

/// Twentieths of a point in a length in millimetres.
fn from_millimetres(length: f64) -> usize {
    (length * 1440.0 / 25.4).round() as usize
}

fn page(top: &mut Section<'_>, lang: Lang, size: Option<f64>, line: Option<f64>) -> Result<Page, SheetError> {
    let mut page = Page::of(lang);
    let size = size.map_or(SIZE, |points| (points * 2.0).round() as usize);
    page.size = size;
    let natural = |line: usize| (line * size).div_ceil(SIZE);
    page.line = match (lang, line) {
        (_, Some(points)) => (points * 20.0).round() as usize,
        (Lang::Ja, None) => natural(LINE),
        (Lang::En, None) => natural(LINE_EN),
    };
    page.character = size * CHARACTER / SIZE;
    let Some(mut section) = top.section("page")? else { return Ok(page) };
    match section.get("paper") {
        None => {}
        Some(Value::String(name)) => {
            let found = PAPERS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name));
            let Some((_, width, height)) = found else {
                let known: Vec<&str> = PAPERS.iter().map(|(name, ..)| *name).collect();
                return Err(bad_with("error-sheet-paper", "page.paper", vec![("known", known.join(", "))]));
            };
            (page.width, page.height) = (*width, *height);
        }
        Some(Value::Array(sides)) => {
            let side = |value: &Value| {
                let length = value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64))?;
                (50.0..=1200.0).contains(&length).then(|| from_millimetres(length))
            };
            let [Some(width), Some(height)] = sides.iter().map(side).collect::<Vec<_>>()[..] else {
                return Err(bad("error-sheet-paper-size", "page.paper"));
            };
            (page.width, page.height) = (width, height);
        }
        Some(_) => return Err(bad("error-sheet-paper-size", "page.paper")),
    }
    if section.flag("turned")?.unwrap_or(false) {
        (page.width, page.height) = (page.height, page.width);
    }
    page.vertical = section.flag("vertical")?.unwrap_or(false);
    if page.vertical && lang == Lang::En {
        return Err(bad("error-sheet-vertical", "page.vertical"));
    }
    for (key, margin) in
        [("top", &mut page.top), ("bottom", &mut page.bottom), ("left", &mut page.left), ("right", &mut page.right)]
    {
        if let Some(length) = section.number(key, 5.0, 150.0)? {
            *margin = from_millimetres(length);
        }
    }
    let sides = [(page.left + page.right, page.width), (page.top + page.bottom, page.height)];
    if sides.iter().any(|(margins, paper)| margins + 10 * page.character > *paper) {
        return Err(bad("error-sheet-margins", "page"));
    }
    if let Some(columns) = section.whole("characters", 10, 120)? {
        // Half a twentieth of a point a character is no reason to refuse a sheet.
        if page.measure() + columns / 2 < columns * page.character {
            let room = page.measure() / page.character;
            return Err(bad_with("error-sheet-characters", "page.characters", vec![("room", room.to_string())]));
        }
        page.character = (page.measure() / columns).max(page.character);
    }
    if let Some(lines) = section.whole("lines", 5, 100)? {
        if line.is_some() {
            return Err(bad("error-sheet-lines-twice", "page.lines"));
        }
        page.line = page.depth() / lines;
        if page.line < size * 10 {
            let room = page.depth() / (size * 10);
            return Err(bad_with("error-sheet-lines", "page.lines", vec![("room", room.to_string())]));
        }
    }
    if page.line < size * 10 {
        return Err(bad("error-sheet-line", "text.line"));
    }
    section.finish()?;
    Ok(page)
}

fn edge(
    top: &mut Section<'_>,
    name: &str,
    distance: usize,
    middle: &str,
    first: bool,
    single: bool,
) -> Result<Edge, SheetError> {
    let usual = [String::new(), middle.to_owned(), String::new()];
    let Some(mut section) = top.section(name)? else { return Ok(Edge { words: usual, distance, first, single }) };
    let mut words: [String; 3] = Default::default();
    for (key, words) in ["left", "middle", "right"].into_iter().zip(&mut words) {
        *words = section.text(key)?.unwrap_or_default();
        let mut rest = words.as_str();
        while let Some((_, after)) = rest.split_once('{') {
            let known = ["page}", "pages}", "title}", "number}"].iter().find(|known| after.starts_with(**known));
            let Some(known) = known else { return Err(bad("error-sheet-gap", section.at(key))) };
            rest = &after[known.len()..];
        }
    }
    let edge = Edge {
        words,
        distance: section.number("distance", 3.0, 100.0)?.map_or(distance, from_millimetres),
        first: section.flag("first")?.unwrap_or(first),
        single: section.flag("single")?.unwrap_or(single),
    };
    section.finish()?;
    Ok(edge)
}

fn look(section: &mut Section<'_>, role: Role) -> Result<Looks, SheetError> {
    let side = match section.text("align")?.as_deref() {
        None => None,
        Some("start") => Some(Side::Start),
        Some("middle") => Some(Side::Middle),
        Some("end") => Some(Side::End),
        Some("both") => Some(Side::Both),
        Some(_) => return Err(bad("error-sheet-align", section.at("align"))),
    };
    let heading = match section.text("face")?.as_deref() {
        None => None,
        Some("heading") => Some(true),
        Some("text") => Some(false),
        Some(_) => return Err(bad("error-sheet-face", section.at("face"))),
    };
    let looks = Looks {
        side,
        heading,
        left: section.whole("left", 0, 40)?,
        right: section.whole("right", 0, 40)?,
        first: section.whole("first", 0, 20)?,
        size: section.number("size", 6.0, 48.0)?.map(|points| (points * 2.0).round() as usize),
        bold: section.flag("bold")?,
        above: section.number("above", 0.0, 10.0)?,
        below: section.number("below", 0.0, 10.0)?,
        keep: section.flag("keep")?,
        new_page: section.flag("new-page")?,
    };
    // Items and cells stand where their list and their table do.
    let placed = looks.side.is_some() || looks.left.is_some() || looks.right.is_some() || looks.first.is_some();
    if placed && matches!(role, Role::Item(_) | Role::Cell(_)) {
        return Err(bad("error-sheet-placed", &section.path));
    }
    Ok(looks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sheet::Purpose;

    fn with(more: &str) -> String {
        format!("id = \"x\"\nlang = \"ja\"\nname = {{ ja = \"試\", en = \"Trial\" }}\n{more}")
    }

    fn error(more: &str) -> (String, String) {
        let error = Sheet::parse(&with(more)).unwrap_err();
        let at = error.args().into_iter().find(|(name, _)| *name == "at").map_or(String::new(), |(_, at)| at);
        (error.id().to_owned(), at)
    }

    #[test]
    fn the_standard_sheets_say_what_the_standard_is() {
        for lang in [Lang::Ja, Lang::En] {
            let sheet = standard(lang);
            assert_eq!(sheet.page, Page::of(lang));
            assert!(sheet.is_standard() && sheet.looks.is_empty());
        }
        let ids: std::collections::BTreeSet<&str> = built_in().iter().map(|sheet| sheet.id.as_str()).collect();
        assert_eq!(ids.len(), built_in().len());
    }

    #[test]
    fn a_grid_is_made_of_the_page() {
        let sheet =
            Sheet::parse(&with("[page]\ncharacters = 35\nlines = 30\n[text]\nsize = 12\n[roles.title]\nalign = \"start\"\nabove = 2\nsize = 14"))
                .unwrap();
        assert_eq!((sheet.page.columns(), sheet.page.lines()), (35, 30));
        assert_eq!(sheet.stand(Role::Title, Purpose::Letter).side, Side::Start);
        assert_eq!(sheet.space(Role::Title, Purpose::Letter).0, 2 * sheet.page.line);
        assert_eq!(
            (sheet.letters(Role::Title, Purpose::Letter).size, sheet.letters(Role::Body, Purpose::Letter).size),
            (28, 24)
        );
    }

    #[test]
    fn what_cannot_be_is_told_with_its_place() {
        let place = |id: &str, at: &str| (id.to_owned(), at.to_owned());
        assert_eq!(error("[page]\ntop = \"30mm\""), place("error-sheet-number", "page.top"));
        assert_eq!(error("[page]\ntops = 3"), place("error-sheet-unknown", "page.tops"));
        assert_eq!(error("[page]\ntop = 500"), place("error-sheet-range", "page.top"));
        assert_eq!(error("[page]\nleft = 120\nright = 120"), place("error-sheet-margins", "page"));
        assert_eq!(error("[page]\ncharacters = 60"), place("error-sheet-characters", "page.characters"));
        assert_eq!(error("[page]\nlines = 90"), place("error-sheet-lines", "page.lines"));
        assert_eq!(error("[page]\npaper = \"A9\""), place("error-sheet-paper", "page.paper"));
        assert_eq!(error("[page]\npaper = [1, 2]"), place("error-sheet-paper-size", "page.paper"));
        assert_eq!(error("[roles.titel]\nsize = 12"), place("error-sheet-role", "roles.titel"));
        assert_eq!(error("[roles.item-0]\nleft = 3"), place("error-sheet-placed", "roles.item-0"));
        assert_eq!(error("[roles.title]\nalign = \"left\""), place("error-sheet-align", "roles.title.align"));
        assert_eq!(error("[footer]\nmiddle = \"{pagina}\""), place("error-sheet-gap", "footer.middle"));
        assert_eq!(error("[header]\nmiddle = \"x\"\ndistance = 60"), place("error-sheet-edge", "header.distance"));
        assert_eq!(error("page = 3"), place("error-sheet-table", "page"));
        assert_eq!(Sheet::parse("id = ").unwrap_err().id(), "error-sheet-syntax");
        assert_eq!(Sheet::parse("lang = \"ja\"").unwrap_err().id(), "error-sheet-missing");
    }
}
