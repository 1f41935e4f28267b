//! Markdown (CommonMark with tables): the title as the first heading, items as lists that show the document's numbers.

use super::guess::{self, Place};
use super::losses::Losses;
use super::marked::{Marked, joined};
use super::plain::{Decoded, decode, encode};
use super::{Error, Kind, Loss, Read, Source, Written};
use crate::document::{Author, Document, Face, Look, Mark, Marks, Paragraph, Role, role, tables};
use crate::text::{Lang, Span, Text};
use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

pub(super) fn write(document: &Document, source: &Source) -> Result<Written, Error> {
    let text = set_out(document);
    let mut losses = Vec::new();
    let paragraphs: Vec<(Role, String)> =
        (0..document.len()).map(|at| document.paragraph(at)).map(|p| (p.role, p.text)).collect();
    let marks = |at: usize| {
        let span = document.text().line_span(at);
        // A reader trims a reading, and puts one mark for two of a kind.
        let marks = document.marks().within(span).into_iter();
        marks
            .map(|mark| Mark { span: Span::new(mark.span.start - span.start, mark.span.end - span.start), ..mark })
            .collect::<Vec<_>>()
    };
    let filled = || paragraphs.iter().filter(|(role, text)| !text.is_empty() || shows_empty(*role));
    let empty = paragraphs.len() - filled().count();
    if empty > 0 && !document.is_empty() {
        losses.push(Loss::counted("loss-empty-paragraphs", empty));
    }
    // What a reader would make of it decides what is lost.
    let again = parse(&text, document.lang()).paragraphs;
    if !again.iter().map(|(role, _)| role).eq(filled().map(|(role, _)| role)) {
        losses.push(Loss::new("loss-parts-in-markdown"));
    } else if !document.marks().is_plain() {
        let shown = (0..paragraphs.len()).filter(|at| {
            let (role, text) = &paragraphs[*at];
            !text.is_empty() || shows_empty(*role)
        });
        let differ = again.iter().zip(shown).filter(|((_, read), at)| {
            let text = Text::from(read.text.as_str());
            Marks::from_list(&text, &read.marks).within(Span::new(0, text.len())) != marks(*at)
        });
        let count = differ.count();
        if count > 0 {
            losses.push(Loss::counted("loss-marks", count));
        }
    }
    if document.classification().is_some() {
        losses.push(Loss::new("loss-classification"));
    }
    Ok(Written { bytes: encode(&text, document.text(), source)?, losses })
}

pub(super) fn read(bytes: &[u8]) -> Result<Read, Error> {
    let Decoded { text, encoding, line_ending, mut losses } = decode(bytes)?;
    let lang = Lang::guess(&text).unwrap_or_default();
    let parsed = parse(&text, lang);
    losses.extend(parsed.losses);
    let marks = joined(parsed.paragraphs.iter().map(|(_, text)| text));
    let paragraphs: Vec<(Role, String)> = parsed.paragraphs.into_iter().map(|(role, text)| (role, text.text)).collect();
    let document = Document::new(lang, None, &paragraphs, Author::Import).with_marks(&marks);
    Ok(Read { document, losses, source: Source { encoding, line_ending, ..Source::new(Kind::Markdown) } })
}

fn set_out(document: &Document) -> String {
    let labels = document.snapshot().labels();
    let mut out = String::new();
    let mut titled = false;
    // How far in the text of the open item of each level stands from that of the level outside; 0 where there is none.
    let mut list: Vec<usize> = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let paragraph = document.paragraph(index);
        if paragraph.role.is_cell() {
            list.clear();
            if let Some(table) = document.table_at(index).filter(|table| table.first == index) {
                table_lines(document, &table, &mut out);
            }
            continue;
        }
        let text = said(document, &paragraph);
        // Items of one list stand together.
        let mut tight = false;
        let line = match (paragraph.role, label) {
            (role, _) if paragraph.text.is_empty() && !shows_empty(role) => continue,
            (Role::Item(level), Some(label)) => {
                let level = usize::from(level);
                tight = !list.is_empty() && !list.contains(&0);
                list.truncate(level);
                let indent = " ".repeat(list.iter().sum());
                let mark = match label.trim_end_matches('.').parse::<u32>() {
                    Ok(number) if level == 0 => format!("{number}."),
                    _ => format!("- {label}"),
                };
                let width = if mark.starts_with('-') { 2 } else { mark.len() + 1 };
                list.resize(level, 0);
                list.push(width);
                tight &= !list.contains(&0);
                format!("{indent}{mark} {text}")
            }
            (role, _) => {
                list.clear();
                match role {
                    Role::Title if !titled => {
                        titled = true;
                        format!("# {text}")
                    }
                    // Only one can be the title; the next begins something new all the same.
                    Role::Title => format!("## {text}"),
                    Role::Heading(level) => format!("{} {text}", "#".repeat(usize::from(level.clamp(1, 5)) + 1)),
                    _ => text,
                }
            }
        };
        if !out.is_empty() && !tight {
            out.push('\n');
        }
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// A table, its first row as the head that Markdown wants.
fn table_lines(document: &Document, table: &tables::Table, out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
    for row in 0..table.rows {
        for index in table.row(row) {
            out.push_str(&format!("| {} ", said(document, &document.paragraph(index))));
        }
        out.push_str("|\n");
        if row == 0 {
            out.push_str(&"| --- ".repeat(table.columns));
            out.push_str("|\n");
        }
    }
}

/// Whether there is something to see of an empty paragraph of this role: an item has its number.
fn shows_empty(role: Role) -> bool {
    matches!(role, Role::Item(_) | Role::Heading(_) | Role::Title | Role::Cell(_))
}

/// The paragraph with its marks, each stretch by itself: bold as Markdown has it, the rest as HTML.
fn marked(document: &Document, paragraph: &Paragraph) -> String {
    let Paragraph { span, text, .. } = paragraph;
    let characters = escaped(text, paragraph.role.is_cell());
    let words = |part: Span| {
        let mut out = String::new();
        let (from, to) = (part.start - span.start, part.end - span.start);
        for ((_, c), said) in text.char_indices().zip(&characters).filter(|((at, _), _)| from <= *at && *at < to) {
            // Beside a tag some of them mean more than in the middle of words.
            let bare = said.len() == c.len_utf8();
            out.push_str(if bare && matches!(c, '_' | '<' | '&' | '~' | '#') { "\\" } else { "" });
            out.push_str(said);
        }
        out
    };
    let mut out = String::new();
    for stretches in document.marks().stretches(*span).chunk_by(|a, b| a.ruby == b.ruby) {
        let reading = stretches.first().and_then(|stretch| stretch.ruby.as_ref()).map(|ruby| &ruby.reading);
        out.push_str(if reading.is_some() { "<ruby>" } else { "" });
        for stretch in stretches {
            let said = words(stretch.span);
            let tags = TAGS.iter().filter(|(look, _)| *look != Look::Bold && stretch.face.has(*look));
            let tags: Vec<&str> = tags.map(|(_, tag)| *tag).collect();
            tags.iter().for_each(|tag| out.push_str(&format!("<{tag}>")));
            // Between marks and signs the stars would be read as stars.
            let part = &text[stretch.span.start - span.start..stretch.span.end - span.start];
            let edge = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let stars = edge(part.chars().next()) && edge(part.chars().next_back());
            match stretch.face.has(Look::Bold) {
                true if stars => out.push_str(&format!("**{said}**")),
                true => out.push_str(&format!("<strong>{said}</strong>")),
                false => out.push_str(&said),
            }
            tags.iter().rev().for_each(|tag| out.push_str(&format!("</{tag}>")));
        }
        if let Some(reading) = reading {
            let reading = escaped(reading, paragraph.role.is_cell()).concat();
            out.push_str(&format!("<rt>{reading}</rt></ruby>"));
        }
    }
    out
}

/// What HTML has for looks. Dots are how Japanese shows emphasis.
const TAGS: [(Look, &str); 6] = [
    (Look::Underline, "u"),
    (Look::Dots, "em"),
    (Look::Superscript, "sup"),
    (Look::Subscript, "sub"),
    (Look::Bold, "strong"),
    (Look::Bold, "b"),
];

/// The text of a paragraph with its marks, so that it is read as it stands.
fn said(document: &Document, paragraph: &Paragraph) -> String {
    if document.marks().within(paragraph.span).is_empty() {
        escaped(&paragraph.text, paragraph.role.is_cell()).concat()
    } else {
        marked(document, paragraph)
    }
}

/// The characters of `text`, each so that it is read as it stands, inside a cell or not.
fn escaped(text: &str, cell: bool) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut escaped = Vec::with_capacity(characters.len());
    let blank = |c: &char| matches!(c, ' ' | '\t');
    let body = characters.iter().position(|c| !blank(c)).unwrap_or(characters.len());
    let end = characters.iter().rposition(|c| !blank(c)).map_or(0, |at| at + 1);
    let figures = characters[body..].iter().take_while(|c| c.is_ascii_digit()).count();
    for (at, c) in characters.iter().enumerate() {
        let next = characters.get(at + 1);
        let before = at.checked_sub(1).and_then(|at| characters.get(at));
        let starts = at == body;
        let mark = match c {
            ' ' | '\t' => at < body || at >= end,
            '\\' | '`' | '*' | '[' => true,
            '_' => !(before.is_some_and(|c| c.is_alphanumeric()) && next.is_some_and(|c| c.is_alphanumeric())),
            '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => next.is_some_and(|c| *c == '#' || c.is_ascii_alphanumeric()),
            '~' => next == Some(&'~') || before == Some(&'~'),
            '#' => starts || at + 1 == end,
            '+' | '-' | '>' | '=' | '|' | ':' => starts,
            '.' | ')' => figures > 0 && at == body + figures,
            _ => false,
        };
        escaped.push(match c {
            // A vertical line is the end of a cell even behind a backslash.
            '|' if cell => "&#124;".to_owned(),
            ' ' | '\t' | '\r' if mark || *c == '\r' => format!("&#{};", u32::from(*c)),
            _ if mark => format!("\\{c}"),
            _ => c.to_string(),
        });
    }
    escaped
}

/// What [`parse`] finds.
struct Parsed {
    paragraphs: Vec<(Role, Marked)>,
    losses: Vec<Loss>,
}

/// A list that is open.
struct List {
    /// The number of its next item; `None` for bullets.
    next: Option<u64>,
}

#[derive(Default)]
struct Reading {
    lines: Vec<(Option<Role>, Marked, Option<Number>)>,
    open: Option<Block>,
    lists: Vec<List>,
    /// The mark of the item that was just opened.
    mark: Option<Number>,
    /// How often what is being read is set off by each look of [`Look::ALL`].
    looks: [usize; Look::ALL.len()],
    /// Where the words of the open reading begin, and the reading so far.
    ruby: Option<(usize, String)>,
    /// Where in a reading we are.
    over: Over,
    titled: bool,
    /// Cells of the open row, so far.
    cells: usize,
    /// Columns of the open table.
    columns: usize,
    losses: Losses,
}

/// The part of `<ruby>` that is being read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Over {
    /// The words.
    #[default]
    Words,
    /// The reading, `<rt>`.
    Reading,
    /// What stands in for brackets, `<rp>`.
    Brackets,
}

/// What stands in front of an item: how deep in lists it is, and its number.
#[derive(Clone, Copy)]
struct Number {
    depth: usize,
    number: Option<u64>,
}

/// A paragraph that is being read.
#[derive(Default)]
struct Block {
    role: Option<Role>,
    text: Marked,
    mark: Option<Number>,
}

fn parse(text: &str, lang: Lang) -> Parsed {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reading = Reading::default();
    let mut passed = 0usize;
    for event in Parser::new_ext(text, options) {
        // Front matter is for the program that made the page.
        match &event {
            Event::Start(Tag::MetadataBlock(_)) => {
                passed += 1;
                reading.lose("loss-front-matter");
            }
            Event::End(TagEnd::MetadataBlock(_)) => passed -= 1,
            _ if passed > 0 => {}
            _ => reading.event(event, lang),
        }
    }
    reading.close();
    reading.finish(lang)
}

impl Reading {
    fn lose(&mut self, id: &'static str) {
        self.losses.add(id, self.lines.len());
    }

    fn event(&mut self, event: Event<'_>, lang: Lang) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.write(&text),
            Event::Code(text) => {
                self.lose("loss-formatting");
                self.write(&text);
            }
            Event::InlineHtml(html) if self.tag(&html) => {}
            Event::Html(html) | Event::InlineHtml(html) => {
                self.lose("loss-html");
                self.write(&without_tags(&html));
            }
            // Lines are broken where the editor was full; between Japanese there is no space.
            Event::SoftBreak => {
                let japanese = lang == Lang::Ja
                    && self.open.as_ref().is_some_and(|open| !open.text.text.ends_with(|c: char| c.is_ascii()));
                if !japanese {
                    self.write(" ");
                }
            }
            Event::HardBreak => {
                self.lose("loss-line-breaks");
                self.write("\n");
            }
            Event::Rule => {
                self.close();
                self.lose("loss-formatting");
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                let role = match level {
                    HeadingLevel::H1 if !self.titled => {
                        self.titled = true;
                        Role::Title
                    }
                    HeadingLevel::H1 | HeadingLevel::H2 => Role::Heading(1),
                    HeadingLevel::H3 => Role::Heading(2),
                    HeadingLevel::H4 => Role::Heading(3),
                    HeadingLevel::H5 => Role::Heading(4),
                    HeadingLevel::H6 => Role::Heading(5),
                };
                self.begin(Some(role));
            }
            Tag::Paragraph | Tag::HtmlBlock => self.begin(None),
            Tag::List(next) => {
                self.close_item();
                self.lists.push(List { next });
            }
            Tag::Item => {
                self.close();
                let depth = self.lists.len().saturating_sub(1);
                if let Some(list) = self.lists.last_mut() {
                    self.mark = Some(Number { depth, number: list.next });
                    list.next = list.next.map(|number| number.saturating_add(1));
                }
            }
            Tag::CodeBlock(_) => {
                self.lose("loss-formatting");
                self.begin(Some(Role::Body));
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.lose("loss-formatting");
            }
            Tag::Table(sides) => {
                self.close_item();
                if sides.iter().any(|side| *side != Alignment::None) {
                    self.lose("loss-formatting");
                }
                self.columns = sides.len();
                if self.columns > tables::MOST_COLUMNS {
                    self.lose("loss-tables");
                }
            }
            Tag::TableHead | Tag::TableRow => {
                self.close();
                self.cells = 0;
            }
            Tag::TableCell if self.columns > tables::MOST_COLUMNS => {
                self.cells += 1;
                self.write(if self.cells > 1 { "\t" } else { "" });
            }
            Tag::TableCell => {
                self.begin(Some(Role::Cell(u8::try_from(self.cells).unwrap_or(u8::MAX))));
                self.cells += 1;
            }
            Tag::Strong => self.looks[Look::Bold as usize] += 1,
            Tag::Emphasis | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => self.lose("loss-formatting"),
            Tag::Link { .. } => self.lose("loss-hyperlinks"),
            Tag::Image { .. } => self.lose("loss-images"),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Strong => self.less(Look::Bold),
            TagEnd::Item => self.close_item(),
            TagEnd::CodeBlock => {
                if let Some(open) = &mut self.open {
                    open.text.text.truncate(open.text.text.trim_end_matches('\n').len());
                }
                self.close();
            }
            TagEnd::TableCell if self.columns <= tables::MOST_COLUMNS => self.close(),
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::TableHead | TagEnd::TableRow => {
                self.close()
            }
            _ => {}
        }
    }

    /// Ends what is open; an item that holds nothing is one all the same.
    fn close_item(&mut self) {
        if self.mark.is_some() {
            self.begin(None);
        }
        self.close();
    }

    fn begin(&mut self, role: Option<Role>) {
        self.close();
        self.open = Some(Block { role, text: Marked::default(), mark: self.mark.take() });
    }

    fn write(&mut self, text: &str) {
        match (&mut self.ruby, self.over) {
            (Some((_, reading)), Over::Reading) => return reading.push_str(text),
            (Some(_), Over::Brackets) => return,
            _ => {}
        }
        if self.open.is_none() {
            self.begin(None);
        }
        let looks = Look::ALL.into_iter().filter(|look| self.looks[*look as usize] > 0);
        let face = looks.fold(Face::PLAIN, Face::with);
        if let Some(open) = &mut self.open {
            open.text.write(text, face);
        }
    }

    fn less(&mut self, look: Look) {
        let depth = &mut self.looks[look as usize];
        *depth = depth.saturating_sub(1);
    }

    /// Takes in a tag of HTML that stands for a mark; `false` for all others.
    fn tag(&mut self, html: &str) -> bool {
        let Some(inside) = html.strip_prefix('<').and_then(|html| html.strip_suffix('>')) else { return false };
        let (name, opens) = match inside.strip_prefix('/') {
            Some(name) => (name.trim(), false),
            // Whatever else a tag says is of no matter here.
            None => (inside.split_whitespace().next().unwrap_or_default(), true),
        };
        let name = name.to_ascii_lowercase();
        if let Some((look, _)) = TAGS.iter().find(|(_, tag)| *tag == name) {
            match opens {
                true => self.looks[*look as usize] += 1,
                false => self.less(*look),
            }
            return true;
        }
        match (name.as_str(), opens) {
            ("ruby", true) => {
                if self.open.is_none() {
                    self.begin(None);
                }
                let start = self.open.as_ref().map_or(0, |open| open.text.text.len());
                (self.ruby, self.over) = (Some((start, String::new())), Over::Words);
            }
            ("ruby", false) => {
                self.over = Over::Words;
                if let (Some((start, reading)), Some(open)) = (self.ruby.take(), &mut self.open) {
                    open.text.read_as(start, &reading);
                }
            }
            ("rt", true) => self.over = Over::Reading,
            ("rt", false) => {
                self.over = Over::Words;
                // Words may follow that have a reading of their own.
                if let (Some((start, reading)), Some(open)) = (&mut self.ruby, &mut self.open) {
                    open.text.read_as(*start, &std::mem::take(reading));
                    *start = open.text.text.len();
                }
            }
            ("rp", true) => self.over = Over::Brackets,
            ("rp", false) => self.over = Over::Words,
            ("rb", _) => {}
            _ => return false,
        }
        true
    }

    fn close(&mut self) {
        // A mark that is never ended ends with its paragraph.
        (self.looks, self.ruby, self.over) = (Default::default(), None, Over::Words);
        let Some(Block { role, text, mark }) = self.open.take() else { return };
        if text.text.is_empty() && mark.is_none() && role.is_none() {
            return;
        }
        // A block of tags alone has been counted.
        self.lines.push((role, text, mark));
    }

    fn finish(mut self, lang: Lang) -> Parsed {
        let mut lines: Vec<guess::Line<'_>> = self
            .lines
            .iter()
            .map(|(role, text, mark)| {
                let role = role.or(mark.map(|_| Role::Body));
                guess::Line { text: &text.text, place: Place::Unknown, role }
            })
            .collect();
        guess::roles(&mut lines, lang);
        let roles: Vec<Option<Role>> = lines.into_iter().map(|line| line.role).collect();
        let mut paragraphs: Vec<(Role, Marked)> = Vec::with_capacity(roles.len());
        let mut counter = role::Counter::new(lang);
        let mut starts = Vec::with_capacity(roles.len());
        for (at, ((_, mut text, mark), guessed)) in std::mem::take(&mut self.lines).into_iter().zip(roles).enumerate() {
            starts.push(paragraphs.len());
            let mut role = guessed.unwrap_or_default();
            if let Some(mark) = mark {
                match item(&counter, mark, &text.text) {
                    Some((level, start)) => {
                        role = Role::Item(level);
                        text.cut(Span::new(start, text.text.len()));
                    }
                    None if mark.number.is_some() => {
                        self.losses.add("loss-numbering-as-text", at);
                        let space = if lang == Lang::Ja { "\u{3000}" } else { " " };
                        text.prefix(&format!("{}{space}", mark.number.unwrap_or(0)));
                    }
                    None => {
                        self.losses.add("loss-bullets", at);
                        text.prefix(if lang == Lang::Ja { "・" } else { "• " });
                    }
                }
            }
            counter.count(role);
            for (at, line) in text.lines().into_iter().enumerate() {
                let role = if at > 0 && matches!(role, Role::Item(_)) { Role::Body } else { role };
                paragraphs.push((role, line));
            }
        }
        let losses = self.losses.list(|line| starts.get(line).or(starts.last()).copied().unwrap_or(0));
        Parsed { paragraphs, losses }
    }
}

/// The level of an item and where its text begins, if its number is the one it has as an item of ours.
fn item(counter: &role::Counter, mark: Number, text: &str) -> Option<(u8, usize)> {
    let depth = u8::try_from(mark.depth.min(5)).unwrap_or(5);
    if let Some(number) = mark.number {
        // Inner items, too, are counted 1., 2. in Markdown, where ours say ア, イ.
        return (u64::try_from(counter.ordinal(depth)) == Ok(number)).then_some((depth, 0));
    }
    let levels = std::iter::once(depth).chain(0..6);
    levels.into_iter().find_map(|level| {
        let rest = text.strip_prefix(counter.next(level).as_str())?;
        let rest = rest.strip_prefix(' ').or_else(|| rest.is_empty().then_some(rest))?;
        Some((level, text.len() - rest.len()))
    })
}

/// What stands between the tags of a piece of HTML.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let end = if rest[at..].starts_with("<!--") {
            rest[at..].find("-->").map(|e| e + 3)
        } else {
            rest[at..].find('>').map(|e| e + 1)
        };
        rest = end.map_or("", |end| &rest[at + end..]);
    }
    text.push_str(rest);
    // What is no more than the lines the tags stood on is nothing.
    if text.trim().is_empty() { String::new() } else { text.trim_end_matches('\n').to_owned() }
}
