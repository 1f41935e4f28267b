//! Where a long text is cut: at headings first, where somebody else begins to speak or between paragraphs else, inside a paragraph only where one alone is too
//! long; never inside a row of a table. Each piece carries along what it takes to read it: the end of what stands before,
//! the beginning of what comes behind, and what the words that were defined earlier stand for.

use super::Work;
use crate::assistant::tokens::{Context, Estimate};
use crate::document::{Paragraph, Role, Snapshot};
use crate::text::{Span, segment};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub span: Span,
    /// The heading it stands under, or how it begins.
    pub name: String,
    /// What is carried along.
    pub context: String,
}

/// How much of the text goes into one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    tokens: u64,
    chars: usize,
    /// How many characters are carried along, in all.
    carried: usize,
}

/// The most characters of one piece, whatever the model can read: what goes wrong is asked for again whole, and models
/// lose the thread of long answers.
const MOST_CHARS: usize = 6_000;
/// The most that is carried along with a piece, in characters: definitions and what stands before and behind it.
const CARRIED: usize = 850;
/// The longest line that is taken for a heading by its looks, in characters.
const HEADING: usize = 40;

impl Room {
    /// The room for `work` at a model of that `context`, where a request without any text has `frame` tokens and
    /// `frame_chars` characters and no request may have more than `most_chars`.
    pub(super) fn new(work: Work, context: Context, frame: u64, frame_chars: usize, most_chars: Option<usize>) -> Self {
        // An eighth of a small model's context at the most.
        let carried = CARRIED.min(context.tokens() as usize / 8 * 10 / 16);
        let carried_tokens = Estimate::of(&"字".repeat(carried)).most;
        // A tenth stays free: no two tokenizers count alike.
        let free = (u64::from(context.tokens()) * 9 / 10).saturating_sub(frame + carried_tokens);
        let tokens = match work {
            Work::Rewrite => free / 2,
            // What is made of it is shorter, but not by much.
            Work::Follow => free * 2 / 3,
            Work::Summarize | Work::Remark => free.saturating_sub(crate::assistant::tokens::USUAL_ANSWER),
        };
        let allowed = most_chars.map(|most| most.saturating_sub(frame_chars + carried));
        // However small it is, something has to go.
        Self { tokens: tokens.max(120), chars: allowed.unwrap_or(MOST_CHARS).clamp(60, MOST_CHARS), carried }
    }

    /// The same with pieces of so many characters at the most.
    pub(super) fn of_chars(self, chars: usize) -> Self {
        Self { chars: self.chars.min(chars), ..self }
    }

    /// Whether `text` fits.
    pub(super) fn holds(self, text: &str) -> bool {
        text.chars().count() <= self.chars && Estimate::of(text).most <= self.tokens
    }
}

/// A part of the text that is not cut, how well one can cut before it, and how much it is.
struct Unit {
    span: Span,
    /// 0 is a heading of the highest level, 9 the middle of a paragraph.
    rank: u8,
    heading: Option<String>,
    begins: String,
    chars: usize,
    tokens: u64,
}

/// Cuts the part `span` of `snapshot`, so that each piece fits into `room`. A text of blank lines alone has no pieces.
pub(super) fn pieces(snapshot: &Snapshot, span: Span, room: Room) -> Vec<Piece> {
    let units = units(snapshot, span, room);
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    while start < units.len() {
        let (mut chars, mut tokens, mut end) = (0, 0, start);
        while end < units.len() {
            (chars, tokens) = (chars + units[end].chars + 1, tokens + units[end].tokens);
            if end > start && (chars > room.chars || tokens > room.tokens) {
                break;
            }
            end += 1;
        }
        if end < units.len() {
            // The best place in the second half of what fits.
            let half = start + (end - start).div_ceil(2);
            let best = (half.max(start + 1)..=end).min_by_key(|at| (units[*at].rank, std::cmp::Reverse(*at)));
            end = best.unwrap_or(end);
        }
        ranges.push((start, end));
        start = end;
    }
    let mut found = Vec::with_capacity(ranges.len());
    let mut definitions = Definitions::default();
    for (start, end) in ranges {
        let piece = Span::new(units[start].span.start, units[end - 1].span.end);
        let text = snapshot.text.slice(piece);
        let context =
            if piece == span { String::new() } else { carried(snapshot, span, piece, (&definitions, room.carried)) };
        definitions.learn(&text);
        if !text.trim().is_empty() {
            found.push(Piece { span: piece, name: name(&units, start), context });
        }
    }
    number(&mut found);
    found
}

/// As much of the end of the part `span` as fits into `room`, from where one would begin to read.
pub(super) fn end(snapshot: &Snapshot, span: Span, room: Room) -> Option<Piece> {
    let units = units(snapshot, span, room);
    let (mut chars, mut tokens, mut start) = (0, 0, units.len());
    while start > 0 {
        let before = &units[start - 1];
        (chars, tokens) = (chars + before.chars + 1, tokens + before.tokens);
        if start < units.len() && (chars > room.chars || tokens > room.tokens) {
            break;
        }
        start -= 1;
    }
    if start > 0 {
        // The best place in the first half of what fits.
        let half = start + (units.len() - start) / 2;
        start = (start..=half.min(units.len() - 1)).min_by_key(|at| (units[*at].rank, *at)).unwrap_or(start);
    }
    let piece = Span::new(units.get(start)?.span.start, units.last()?.span.end);
    let mut definitions = Definitions::default();
    definitions.learn(&snapshot.text.slice(Span::new(span.start, piece.start)));
    let context = carried(snapshot, span, piece, (&definitions, room.carried));
    Some(Piece { span: piece, name: name(&units, start), context })
}

fn units(snapshot: &Snapshot, span: Span, room: Room) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for paragraph in snapshot.paragraphs() {
        let from = paragraph.span.start.max(span.start);
        let to = paragraph.span.end.min(span.end);
        if from > to || (from == to && !paragraph.span.is_empty()) {
            continue;
        }
        let text = &paragraph.text[from - paragraph.span.start..to - paragraph.span.start];
        let heading = heading(&paragraph);
        let rank = match paragraph.role {
            Role::Cell(0) => 7,
            // Never inside a row.
            Role::Cell(_) => 99,
            _ => heading.as_ref().map_or(if speaks(text) { 5 } else { 6 }, |(level, _)| *level),
        };
        let heading = heading.map(|(_, words)| words);
        let begins: String = text.trim().chars().take(16).collect();
        let cuts = if room.holds(text) { vec![Span::new(0, text.len())] } else { inside(text, snapshot, room) };
        for (n, cut) in cuts.into_iter().enumerate() {
            let part = &text[cut.range()];
            units.push(Unit {
                span: cut.shift(from),
                rank: if n == 0 { rank } else { 9 },
                heading: heading.clone().filter(|_| n == 0),
                begins: begins.clone(),
                chars: part.chars().count(),
                tokens: Estimate::of(part).most,
            });
        }
    }
    units
}

/// A paragraph too long for one request, cut behind sentences, and where one sentence is too long, anywhere.
fn inside(text: &str, snapshot: &Snapshot, room: Room) -> Vec<Span> {
    let mut cuts: Vec<Span> = Vec::new();
    let mut start = 0;
    let ends = segment::sentences(text, snapshot.lang).into_iter().map(|sentence| sentence.span.end);
    for end in ends.chain([text.len()]) {
        if end <= start {
            continue;
        }
        match cuts.last_mut() {
            Some(last) if room.holds(&text[last.start..end]) => last.end = end,
            _ => cuts.push(Span::new(start, end)),
        }
        start = end;
    }
    let fits = |span: Span| {
        let mut pieces = Vec::new();
        let mut rest = span;
        while !room.holds(&text[rest.range()]) {
            let most = room.chars.min((room.tokens * 10 / 16) as usize).max(1);
            let Some((at, _)) = text[rest.range()].char_indices().nth(most) else { break };
            pieces.push(Span::new(rest.start, rest.start + at));
            rest.start += at;
        }
        pieces.push(rest);
        pieces
    };
    cuts.into_iter().flat_map(fits).collect()
}

/// The level and the words of a heading: by its role, or by its looks where the file knew no roles.
fn heading(paragraph: &Paragraph) -> Option<(u8, String)> {
    let words = paragraph.text.trim();
    let level = match paragraph.role {
        Role::Title => 0,
        Role::Heading(level) => level.min(4),
        Role::Body if looks_like_heading(words) => 4,
        _ => return None,
    };
    let words: String = words.chars().take(HEADING).collect();
    (!words.is_empty()).then_some((level, words))
}

/// `第3章　総則`, `1　趣旨`, `Chapter 2`: short, numbered, no sentence.
fn looks_like_heading(line: &str) -> bool {
    if line.is_empty() || line.chars().count() > HEADING || line.ends_with(['。', '．', '.', '、', ',', '：', ':'])
    {
        return false;
    }
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十百".contains(c);
    if let Some(rest) = line.strip_prefix('第') {
        let rest = rest.trim_start_matches(digit);
        return rest.starts_with(['章', '節', '編', '部', '款']);
    }
    if ["Chapter ", "Section ", "Part ", "Annex ", "Appendix "].iter().any(|word| line.starts_with(word)) {
        return true;
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    rest.len() < line.len() && rest.starts_with(['　', ' ', '.', '．']) && rest.chars().count() > 2
}

/// Whether somebody begins to speak here: `○議長（山田太郎君）　…`, `佐藤委員：…`, `Chair: …`, `[00:12:40] …`.
fn speaks(line: &str) -> bool {
    let line = line.trim_start();
    if line.starts_with(['○', '〇', '◯', '◆', '◎']) {
        return true;
    }
    if let Some(rest) = line.strip_prefix(['[', '［', '(', '（']) {
        let time: String = rest.chars().take_while(|c| !"]］)）".contains(*c)).take(12).collect();
        return time.contains([':', '：']) && time.chars().all(|c| c.is_numeric() || ":：.".contains(c));
    }
    // A name is short and says nothing yet.
    let Some((name, said)) = line.split_once(['：', ':']) else { return false };
    let says = said.starts_with(char::is_whitespace) || said.chars().next().is_some_and(|c| !c.is_ascii());
    let words = name.trim();
    (1..=20).contains(&words.chars().count())
        && says
        && !words.chars().any(|c| c.is_ascii_digit() || "。、，．,/／\"「」".contains(c))
}

/// What the piece that begins with unit `start` is called: the last heading up to its first line, or how it begins.
fn name(units: &[Unit], start: usize) -> String {
    let heading = units[..=start].iter().rev().find_map(|unit| unit.heading.clone());
    let first = units[start..].iter().find(|unit| !unit.begins.is_empty());
    heading.unwrap_or_else(|| first.map_or_else(String::new, |unit| format!("{}…", unit.begins)))
}

/// Pieces of one name get numbers.
fn number(pieces: &mut [Piece]) {
    let mut start = 0;
    while start < pieces.len() {
        let same = pieces[start..].iter().take_while(|piece| piece.name == pieces[start].name).count();
        if same > 1 {
            for (n, piece) in pieces[start..start + same].iter_mut().enumerate() {
                piece.name = format!("{}（{}/{same}）", piece.name, n + 1);
            }
        }
        start += same;
    }
}

/// What is carried along with `piece`.
fn carried(snapshot: &Snapshot, whole: Span, piece: Span, (definitions, most): (&Definitions, usize)) -> String {
    let text = &snapshot.text;
    // What words mean and what stands before count for more than what is to come.
    let (most_before, most_behind, most_definitions) = (most * 7 / 20, most * 3 / 20, most / 2);
    // A character has four bytes at the most.
    let from = text.boundary(piece.start.saturating_sub(most_before * 4).max(whole.start));
    let before = text.slice(Span::new(from.min(piece.start), piece.start));
    let skip = before.chars().count().saturating_sub(most_before);
    let before: String = before.chars().skip(skip).collect();
    let to = text.boundary((piece.end + most_behind * 4).min(whole.end)).max(piece.end);
    let behind: String = text.slice(Span::new(piece.end, to)).chars().take(most_behind).collect();
    let parts =
        [definitions.words(most_definitions), before.trim().to_owned(), "……".to_owned(), behind.trim().to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The text around a place, for a model that cannot read the whole document: as much as `most` characters before
/// and behind it.
pub fn around(text: &str, span: Span, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let half = most / 2;
    let before: Vec<char> = text[..span.start].chars().rev().take(half).collect();
    let before: String = before.into_iter().rev().collect();
    let behind: String = text[span.end..].chars().take(half).collect();
    format!("{before}{}{behind}", &text[span.range()])
}

/// What words stand for: `（以下「X」という。）` and `(hereinafter "X")`, as they were defined so far.
#[derive(Default)]
struct Definitions {
    lines: Vec<String>,
}

impl Definitions {
    fn learn(&mut self, text: &str) {
        for (mark, quotes) in [("（以下「", ('「', '」')), ("(hereinafter", ('"', '"')), ("(the “", ('“', '”'))]
        {
            for (at, _) in text.match_indices(mark) {
                let tail = &text[at..];
                let Some(open) = tail.find(quotes.0).map(|open| open + quotes.0.len_utf8()) else { continue };
                let Some(close) = tail[open..].find(quotes.1).filter(|close| *close <= 60) else { continue };
                let word = &tail[open..open + close];
                let meant: Vec<char> =
                    text[..at].chars().rev().take_while(|c| !"。\n、（）".contains(*c)).take(40).collect();
                let meant: String = meant.into_iter().rev().collect();
                let line = format!("{word}＝{}", meant.trim());
                if !meant.trim().is_empty() && !self.lines.contains(&line) {
                    self.lines.push(line);
                }
            }
        }
    }

    /// The latest of them, as many as there is room for.
    fn words(&self, most: usize) -> String {
        let mut chars = 0;
        let fits = self.lines.iter().rev().take_while(|line| {
            chars += line.chars().count() + 1;
            chars <= most
        });
        let mut lines: Vec<&str> = fits.map(String::as_str).collect();
        lines.reverse();
        lines.join("\n")
    }
}
