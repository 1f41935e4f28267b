//! Reading: what a page says, whoever made it. Menus and scripts are no text; what a document cannot carry is counted.

use super::tree::{self, Node};
use super::write::{CLASSIFICATION, FORM};
use crate::document::tables::{self, MOST_COLUMNS};
use crate::document::{Author, Classification, Document, Face, Look, Role, role, sheet};
use crate::format::docx::SHEET;
use crate::format::guess::{self, Place};
use crate::format::losses::Losses;
use crate::format::marked::{Marked, joined};
use crate::format::plain::{Decoded, decode};
use crate::format::{Encoding, Error, Kind, LineEnding, Read, Source};
use crate::text::{Lang, Span};

/// The largest page that is read: 32 MiB.
const MAX_BYTES: usize = 32 << 20;
/// A page says what it is encoded in within its first bytes.
const HEAD_BYTES: usize = 1024;

pub(in crate::format) fn read(bytes: &[u8]) -> Result<Read, Error> {
    if bytes.len() > MAX_BYTES {
        return Err(Error::TooBig);
    }
    let Decoded { text, encoding, line_ending, losses: mut told } = decoded(bytes)?;
    let nodes = tree::parse(&text).ok_or(Error::TooDeep)?;
    let mut walk = Walk { nodes: &nodes, ..Walk::default() };
    walk.all();
    walk.close();
    let Walk { lines, losses, lang, ours, form, sheet, classification, .. } = walk;
    let words: String = lines.iter().map(|line| line.text.text.as_str()).collect();
    let lang = if ours { lang } else { Lang::guess(&words).or(lang) }.unwrap_or_default();
    let (mut document, more) = settle(lines, losses, lang, form.filter(|_| ours), classification);
    document.set_sheet(sheet::known(sheet.as_deref()));
    told.extend(more);
    Ok(Read { document, losses: told, source: Source { encoding, line_ending, ..Source::new(Kind::Html) } })
}

/// The page as text: by its byte order mark, else by what it says of itself, else by its bytes.
fn decoded(bytes: &[u8]) -> Result<Decoded, Error> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD_BYTES)]).to_ascii_lowercase();
    let name = head.split("charset=").nth(1).map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next().unwrap_or("").to_owned()
    });
    let marked = bytes.starts_with(b"\xEF\xBB\xBF") || bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let said = name.and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes())).filter(|_| !marked);
    if let Some(encoding) = said.filter(|encoding| encoding.is_ascii_compatible())
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        // Whatever it was, a page is written in UTF-8.
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        return Ok(Decoded { text, encoding: Encoding::Utf8, line_ending: LineEnding::Lf, losses: Vec::new() });
    }
    let decoded = decode(bytes)?;
    Ok(Decoded { encoding: Encoding::Utf8, line_ending: LineEnding::Lf, ..decoded })
}

/// What stands in front of a list's item: how deep in lists it is, and its number.
#[derive(Clone, Copy)]
struct Mark {
    depth: usize,
    number: Option<i64>,
}

#[derive(Default)]
struct Line {
    role: Option<Role>,
    text: Marked,
    mark: Option<Mark>,
    place: Option<Place>,
    /// Whether its role and number are what Kian wrote.
    exact: bool,
    /// Bytes of the text whose spaces count, to the end of the last such stretch.
    kept: usize,
}

#[derive(Default)]
struct Walk<'a> {
    nodes: &'a [Node],
    lines: Vec<Line>,
    open: Option<Line>,
    lists: Vec<Option<i64>>,
    mark: Option<Mark>,
    /// How many open elements keep their spaces.
    kept: usize,
    /// Looks of open elements, the innermost last.
    faces: Vec<Face>,
    /// Where the words begin that the next reading is over, within a ruby.
    ruby: Option<usize>,
    /// How many tables are open, one inside of the other.
    tables: usize,
    /// The rows of the outermost table, so far.
    rows: Vec<Vec<Marked>>,
    losses: Losses,
    lang: Option<Lang>,
    ours: bool,
    form: Option<String>,
    sheet: Option<String>,
    classification: Option<Classification>,
    titled: bool,
}

/// What has to be done next: an element to begin or to end.
enum Step {
    Enter(usize),
    Leave(usize),
}

/// Elements that are no running text.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "body"
            | "main"
            | "p"
            | "div"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "aside"
            | "nav"
            | "address"
            | "blockquote"
            | "pre"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "menu"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "caption"
            | "tr"
            | "figure"
            | "figcaption"
            | "form"
            | "fieldset"
            | "legend"
            | "hr"
            | "details"
            | "summary"
            | "hgroup"
            | "center"
    )
}

impl Walk<'_> {
    fn all(&mut self) {
        let mut steps = vec![Step::Enter(0)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(at) => {
                    if self.enter(at) {
                        steps.push(Step::Leave(at));
                        steps.extend(self.nodes[at].children.iter().rev().map(|child| Step::Enter(*child)));
                    }
                }
                Step::Leave(at) => self.leave(at),
            }
        }
    }

    fn lose(&mut self, id: &'static str) {
        self.losses.add(id, self.lines.len());
    }

    /// Begins a node; whether what is in it is to be read.
    fn enter(&mut self, at: usize) -> bool {
        let node = &self.nodes[at];
        match node.name.as_str() {
            "" => {
                self.write(&node.text);
                return true;
            }
            "script" | "style" | "template" | "noscript" | "title" | "link" | "head" => {
                if node.name == "head" {
                    self.head(at);
                }
                return false;
            }
            "nav" => {
                self.lose("loss-menus");
                return false;
            }
            "img" | "svg" | "canvas" | "picture" | "video" | "audio" => {
                self.lose("loss-images");
                return false;
            }
            "iframe" | "object" | "embed" | "applet" => {
                self.lose("loss-embedded");
                return false;
            }
            "input" | "select" | "textarea" | "button" => {
                if node.attribute("type") != Some("hidden") {
                    self.lose("loss-inputs");
                }
                return false;
            }
            "math" => self.lose("loss-math"),
            "html" => self.lang = node.attribute("lang").and_then(|code| Lang::from_code(code.split('-').next()?)),
            _ => {}
        }
        let style = node.attribute("style").unwrap_or_default().replace(' ', "");
        if node.attribute("hidden").is_some() || style.contains("display:none") || style.contains("visibility:hidden") {
            self.lose("loss-hidden-text");
            return false;
        }
        if node.name == "span" && node.has_class("number") && self.open.as_ref().is_some_and(|line| line.exact) {
            return false;
        }
        self.kept += usize::from(node.name == "pre" || style.contains("white-space:pre"));
        match node.name.as_str() {
            "br" => {
                if self.ours && self.open.as_ref().is_some_and(|line| line.text.text.is_empty()) {
                    return false;
                }
                self.lose("loss-line-breaks");
                self.write_kept("\n");
            }
            "ruby" => self.ruby = Some(self.open.as_ref().map_or(0, |line| line.text.text.len())),
            "rt" => {
                let reading = self.text_inside(at);
                self.read_as(&reading);
                return false;
            }
            "rp" | "rtc" => return false,
            "a" if node.attribute("href").is_some() => self.lose("loss-hyperlinks"),
            "i" | "mark" | "small" | "big" | "font" | "cite" | "code" | "kbd" | "samp" | "var" | "dfn" => {
                self.lose("loss-formatting")
            }
            "s" | "del" | "strike" => self.lose("loss-strikethrough"),
            "table" if self.tables > 0 => {
                self.lose("loss-nested-tables");
                self.tables += 1;
            }
            "tr" if self.tables == 1 => {
                self.close();
                self.rows.push(Vec::new());
            }
            "td" | "th" if self.tables == 1 => {
                self.close();
                self.open = Some(Line::default());
            }
            // Within a cell a paragraph is no more than a space.
            name if (is_block(name) || name == "td" || name == "th") && self.in_cell() => self.write(" "),
            "table" => {
                self.close();
                self.tables = 1;
            }
            "tr" | "td" | "th" => {}
            name if is_block(name) => self.begin(at),
            _ => {}
        }
        let node = &self.nodes[at];
        let outer = self.faces.last().copied().unwrap_or_default();
        self.faces.push(set_off(outer, &node.name, &style));
        true
    }

    /// All the text in a node.
    fn text_inside(&self, at: usize) -> String {
        let mut text = String::new();
        let mut steps = vec![at];
        while let Some(at) = steps.pop() {
            text.push_str(&self.nodes[at].text);
            steps.extend(self.nodes[at].children.iter().rev());
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Puts a reading over the words of the open ruby since the last one.
    fn read_as(&mut self, reading: &str) {
        if let (Some(from), Some(line)) = (&mut self.ruby, &mut self.open) {
            line.text.read_as(*from, reading);
            *from = line.text.text.len();
        }
    }

    fn begin(&mut self, at: usize) {
        let node = &self.nodes[at];
        self.close();
        match node.name.as_str() {
            "ol" | "ul" | "menu" => {
                let start = node.attribute("start").and_then(|n| n.trim().parse().ok()).unwrap_or(1);
                self.lists.push((node.name == "ol").then_some(start));
                return;
            }
            "hr" | "blockquote" => {
                self.lose("loss-formatting");
                return;
            }
            "li" => {
                let depth = self.lists.len().saturating_sub(1);
                let value = node.attribute("value").and_then(|n| n.trim().parse().ok());
                let number = match self.lists.last_mut() {
                    Some(Some(next)) => {
                        let number = value.unwrap_or(*next);
                        *next = number.saturating_add(1);
                        Some(number)
                    }
                    _ => None,
                };
                self.mark = Some(Mark { depth, number });
            }
            _ => {}
        }
        let class = node.attribute("class").and_then(|classes| classes.split_whitespace().next());
        let exact = class.and_then(Role::from_code).filter(|_| self.ours);
        let role = exact.or(match node.name.as_str() {
            "h1" if !self.titled => {
                self.titled = true;
                Some(Role::Title)
            }
            "h1" | "h2" => Some(Role::Heading(1)),
            "h3" => Some(Role::Heading(2)),
            "h4" => Some(Role::Heading(3)),
            "h5" => Some(Role::Heading(4)),
            "h6" => Some(Role::Heading(5)),
            "pre" => Some(Role::Body),
            _ => None,
        });
        let place = match node.attribute("style").or(node.attribute("align")).map(|style| style.replace(' ', "")) {
            Some(style) if style == "center" || style.contains("text-align:center") => Some(Place::Middle),
            Some(style)
                if style == "right" || style.contains("text-align:right") || style.contains("text-align:end") =>
            {
                Some(Place::End)
            }
            _ => (node.name == "center").then_some(Place::Middle),
        };
        if node.name == "pre" {
            self.lose("loss-formatting");
        }
        let mark = self.mark.take();
        self.open = Some(Line { role, mark, place, exact: exact.is_some(), ..Line::default() });
    }

    fn leave(&mut self, at: usize) {
        let node = &self.nodes[at];
        if node.name.is_empty() {
            return;
        }
        self.faces.pop();
        if node.name == "ruby" {
            self.ruby = None;
        }
        let style = node.attribute("style").unwrap_or_default().replace(' ', "");
        self.kept -= usize::from(node.name == "pre" || style.contains("white-space:pre"));
        match node.name.as_str() {
            "ol" | "ul" | "menu" => {
                self.close();
                self.lists.pop();
            }
            "table" => {
                self.tables -= 1;
                if self.tables == 0 {
                    self.close_table();
                }
            }
            "td" | "th" if self.tables == 1 => self.close_cell(at),
            "caption" => self.close(),
            name if is_block(name) && !self.in_cell() => self.close(),
            _ => {}
        }
    }

    /// Whether what is read stands in a cell.
    fn in_cell(&self) -> bool {
        self.tables > 0 && self.rows.last().is_some() && self.open.is_some()
    }

    fn close_cell(&mut self, at: usize) {
        let Some(Line { mut text, kept, .. }) = self.open.take() else { return };
        let end = text.text.trim_end_matches([' ', '\n', '\t']).len().max(if self.ours { kept } else { 0 });
        text.cut(Span::new(0, end.min(text.text.len())));
        text.text = tables::one_line(&text.text);
        if !self.ours {
            text.text = text.text.replace('\t', " ");
        }
        let node = &self.nodes[at];
        let spans = |name: &str| node.attribute(name).and_then(|n| n.trim().parse::<usize>().ok()).unwrap_or(1);
        let (columns, rows) = (spans("colspan").min(MOST_COLUMNS), spans("rowspan"));
        if columns > 1 || rows > 1 {
            self.lose("loss-merged-cells");
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(text);
            row.extend(std::iter::repeat_n(Marked::default(), columns.saturating_sub(1)));
        }
    }

    fn close_table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        self.open = None;
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        match columns {
            0 => {}
            // A frame, or a page set in columns.
            1 if !self.ours => self.lines.extend(
                rows.into_iter()
                    .flatten()
                    .filter(|text| !text.text.is_empty())
                    .map(|text| Line { text, ..Line::default() }),
            ),
            1..=MOST_COLUMNS => {
                for mut row in rows.into_iter().filter(|row| !row.is_empty()) {
                    row.resize(columns, Marked::default());
                    let cells = (0u8..).zip(row).map(|(column, text)| Line {
                        role: Some(Role::Cell(column)),
                        exact: true,
                        text,
                        ..Line::default()
                    });
                    self.lines.extend(cells);
                }
            }
            _ => {
                self.lose("loss-tables");
                for row in rows {
                    let mut text = Marked::default();
                    for (at, cell) in row.into_iter().enumerate() {
                        text.write(if at > 0 { "\t" } else { "" }, Face::PLAIN);
                        text.append(cell);
                    }
                    text.cut(Span::new(0, text.text.trim_end_matches('\t').len()));
                    self.lines.push(Line { role: Some(Role::Body), text, ..Line::default() });
                }
            }
        }
    }

    fn head(&mut self, at: usize) {
        for child in &self.nodes[at].children {
            let node = &self.nodes[*child];
            if let ("meta", Some(name), Some(content)) =
                (node.name.as_str(), node.attribute("name"), node.attribute("content"))
            {
                match name {
                    "generator" => self.ours = content == "Kian",
                    FORM => self.form = Some(content.to_owned()),
                    SHEET => self.sheet = Some(content.to_owned()),
                    CLASSIFICATION => self.classification = Classification::from_code(content),
                    _ => {}
                }
            }
        }
    }

    /// Takes in text, its spaces as a browser shows them.
    fn write(&mut self, text: &str) {
        if self.kept > 0 {
            self.write_kept(text.trim_matches('\n'));
            return;
        }
        let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}');
        let mut words = String::with_capacity(text.len());
        for c in text.chars() {
            if !blank(c) {
                words.push(c);
            } else if !words.ends_with(' ') {
                words.push(' ');
            }
        }
        if words.trim_matches(' ').is_empty() && self.open.as_ref().is_none_or(|line| line.text.text.is_empty()) {
            return;
        }
        let face = self.faces.last().copied().unwrap_or_default();
        let line = self.open.get_or_insert_with(|| Line { mark: self.mark.take(), ..Line::default() });
        let spaced = line.text.text.is_empty() || line.text.text.ends_with([' ', '\n', '\t']);
        line.text.write(if spaced { words.trim_start_matches(' ') } else { &words }, face);
    }

    fn write_kept(&mut self, text: &str) {
        let face = self.faces.last().copied().unwrap_or_default();
        let line = self.open.get_or_insert_with(|| Line { mark: self.mark.take(), ..Line::default() });
        if matches!(text, "\n" | "\t") && !line.exact {
            line.text.cut(Span::new(0, line.text.text.trim_end_matches(' ').len()));
        }
        line.text.write(text, face);
        line.kept = line.text.text.len();
    }

    fn close(&mut self) {
        let Some(mut line) = self.open.take() else { return };
        // Spaces at the end are the file's, not the text's; those of a stretch that keeps them are the writer's.
        let kept = if line.exact { line.kept } else { 0 };
        let text = &line.text.text;
        let end = text.trim_end_matches([' ', '\n', '\t']).len().max(kept.min(text.len()));
        line.text.cut(Span::new(0, end));
        if line.exact || !line.text.text.is_empty() || line.mark.is_some() {
            self.lines.push(line);
        }
    }
}

/// The looks of what stands in an element within words of these looks.
fn set_off(outer: Face, name: &str, style: &str) -> Face {
    let mut face = match name {
        "b" | "strong" => outer.with(Look::Bold),
        "em" => outer.with(Look::Dots),
        "u" | "ins" => outer.with(Look::Underline),
        "sup" => outer.with(Look::Superscript),
        "sub" => outer.with(Look::Subscript),
        // What a heading looks like is its own.
        _ => outer,
    };
    let said = |property: &str| {
        let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
        rules.find(|(name, _)| *name == property).map(|(_, value)| value.to_owned())
    };
    if let Some(weight) = said("font-weight") {
        let bold = weight.starts_with("bold") || weight.parse::<u32>().is_ok_and(|weight| weight >= 600);
        face = if bold { face.with(Look::Bold) } else { face.without(Look::Bold) };
    }
    if said("text-decoration").or(said("text-decoration-line")).is_some_and(|line| line.contains("underline")) {
        face = face.with(Look::Underline);
    }
    let emphasis = said("text-emphasis").or(said("text-emphasis-style")).or(said("-webkit-text-emphasis"));
    match emphasis.as_deref() {
        Some("none") => face = face.without(Look::Dots),
        Some(_) => face = face.with(Look::Dots),
        None => {}
    }
    match said("vertical-align").as_deref() {
        Some("super") => face = face.with(Look::Superscript),
        Some("sub") => face = face.with(Look::Subscript),
        _ => {}
    }
    face
}

/// Takes away the spaces that stand for the break of a line in the file: between Japanese characters it is none.
fn without_breaks(text: &mut Marked) {
    let wide = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
    let between = |at: &usize| wide(text.text[..*at].chars().next_back()) && wide(text.text[at + 1..].chars().next());
    let spaces: Vec<usize> = text.text.match_indices(' ').map(|(at, _)| at).filter(between).collect();
    if spaces.is_empty() {
        return;
    }
    let moved = |at: usize| at - spaces.partition_point(|space| *space < at);
    for mark in &mut text.marks {
        mark.span = Span::new(moved(mark.span.start), moved(mark.span.end));
    }
    text.marks.retain(|mark| !mark.span.is_empty());
    let mut at = 0;
    text.text.retain(|c| {
        let gone = spaces.binary_search(&at).is_ok();
        at += c.len_utf8();
        !gone
    });
}

fn settle(
    mut lines: Vec<Line>,
    mut losses: Losses,
    lang: Lang,
    form: Option<String>,
    classification: Option<Classification>,
) -> (Document, Vec<crate::format::Loss>) {
    for line in lines.iter_mut().filter(|line| !line.exact && lang == Lang::Ja) {
        without_breaks(&mut line.text);
    }
    let mut guessed: Vec<guess::Line<'_>> = lines
        .iter()
        .map(|line| {
            let role = line.role.or(line.mark.map(|_| Role::Body));
            guess::Line { text: &line.text.text, place: line.place.unwrap_or(Place::Unknown), role }
        })
        .collect();
    guess::roles(&mut guessed, lang);
    let roles: Vec<Option<Role>> = guessed.into_iter().map(|line| line.role).collect();
    let mut counter = role::Counter::new(lang);
    let mut paragraphs: Vec<(Role, Marked)> = Vec::with_capacity(lines.len());
    let mut starts = Vec::with_capacity(lines.len());
    for (at, (line, guessed)) in lines.into_iter().zip(roles).enumerate() {
        starts.push(paragraphs.len());
        let (mut role, mut text) = (guessed.unwrap_or_default(), line.text);
        if let Some(mark) = line.mark.filter(|_| !line.exact) {
            let depth = u8::try_from(mark.depth.min(5)).unwrap_or(5);
            match mark.number {
                Some(number) if i64::try_from(counter.ordinal(depth)) == Ok(number) => role = Role::Item(depth),
                Some(number) => {
                    losses.add("loss-numbering-as-text", at);
                    let space = if lang == Lang::Ja { "\u{3000}" } else { " " };
                    text.prefix(&format!("{number}{space}"));
                }
                None => {
                    losses.add("loss-bullets", at);
                    text.prefix(if lang == Lang::Ja { "・" } else { "• " });
                }
            }
        }
        counter.count(role);
        for (piece_at, piece) in text.lines().into_iter().enumerate() {
            let role = if piece_at > 0 && matches!(role, Role::Item(_)) { Role::Body } else { role };
            paragraphs.push((role, piece));
        }
    }
    let losses = losses.list(|line| starts.get(line).or(starts.last()).copied().unwrap_or(0));
    let marks = joined(paragraphs.iter().map(|(_, text)| text));
    let paragraphs: Vec<(Role, String)> = paragraphs.into_iter().map(|(role, text)| (role, text.text)).collect();
    let mut document = Document::new(lang, form, &paragraphs, Author::Import).with_marks(&marks);
    document.set_classification(classification);
    (document, losses)
}
