//! A paragraph broken into lines by strict Japanese rules: no line begins with 、 or ends with （, numbers are not cut, a
//! 、 or 。 at the end may hang over the margin, and lines from margin to margin are spread between characters. Words
//! under a reading are as long as the reading and stay in one line.

use super::face::{Face, Faces, Glyph};
use crate::document::{self, Look};
use crate::format::upright::upright;
use crate::text::segment;
use std::ops::Range;
use std::sync::Arc;

/// A glyph in its line.
#[derive(Clone, Debug)]
pub(super) struct Set {
    pub glyph: Glyph,
    /// From the start of the line, in points.
    pub at: f32,
    /// How far it is to the next one.
    pub advance: f32,
    /// The bytes of the paragraph it stands for.
    pub bytes: Range<usize>,
    /// Its height.
    pub size: f32,
    /// How far it stands above the base line.
    pub raised: f32,
    /// What it is set off by.
    pub face: document::Face,
    /// How it stands in a vertical line.
    pub stance: Stance,
}

/// How a glyph stands in a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stance {
    /// On the base line of a horizontal line.
    Level,
    /// Upright in a vertical line, beginning so far to the right of its middle.
    Upright(f32),
    /// Turned by a quarter, as Latin in a vertical line is.
    Turned,
}

/// A line of glyphs.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub glyphs: Vec<Set>,
    /// Its width without spaces at its end and without what hangs over, in points.
    pub width: f32,
    /// Readings, each over these glyphs.
    pub readings: Vec<(Range<usize>, Arc<str>)>,
}

/// The room that lines have, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Of the first line.
    pub first: f32,
    /// Of every other.
    pub rest: f32,
    /// Whether lines are spread to fill it.
    pub spread: bool,
}

/// The letters lines are set in.
#[derive(Clone, Copy)]
pub(super) struct Letters<'a> {
    pub face: Face,
    /// Height, in points.
    pub size: f32,
    /// How much further apart full-width characters stand than they are wide.
    pub apart: f32,
    /// Whether lines run from the top to the bottom.
    pub vertical: bool,
    pub faces: &'a Faces,
}

/// Bytes of the text that are set off alike, and their reading.
pub(super) struct Marked {
    pub bytes: Range<usize>,
    pub face: document::Face,
    /// The reading, and the bytes it is over.
    pub reading: Option<(Arc<str>, Range<usize>)>,
}

struct Piece {
    glyph: Glyph,
    c: char,
    width: f32,
    /// Room before it that is a part of its width.
    lead: f32,
    bytes: Range<usize>,
    size: f32,
    raised: f32,
    face: document::Face,
    stance: Stance,
    /// Whether no line ends before it, whatever the rules say.
    tied: bool,
}

/// How high letters that are raised or lowered are, and how far.
const SMALL: f32 = 0.6;
const RAISED: f32 = 0.34;
const LOWERED: f32 = -0.12;

fn is_wide(c: char) -> bool {
    !c.is_ascii() && !matches!(c, '\u{80}'..='\u{24F}' | '\u{FF61}'..='\u{FF9F}')
}

/// Letters and figures of the kind that stands off a little from Japanese.
fn is_narrow_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

fn is_japanese_word(c: char) -> bool {
    matches!(c, '々' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn opens(c: char) -> bool {
    matches!(c, '（' | '「' | '『' | '【' | '〔' | '［' | '｛' | '〈' | '《' | '“')
}

fn closes(c: char) -> bool {
    matches!(c, '）' | '」' | '』' | '】' | '〕' | '］' | '｝' | '〉' | '》' | '”' | '、' | '。' | '，' | '．')
}

/// Figures, but for those among the kanji.
fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || !c.is_ascii() && !is_japanese_word(c) && c.is_numeric()
}

/// The lines of `text`.
pub(super) fn break_lines(text: &str, marked: &[Marked], room: Room, letters: Letters<'_>) -> Vec<Line> {
    let mut pieces = pieces(text, marked, letters);
    let readings = make_room(&mut pieces, marked, letters);
    let mut breaks: Vec<bool> = vec![false; text.len() + 1];
    for at in segment::line_breaks(text) {
        breaks[at] = true;
    }
    let mut lines = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let width = if lines.is_empty() { room.first } else { room.rest };
        let end = line_end(&pieces, start, width.max(letters.size), &breaks);
        let is_last = end >= pieces.len() || matches!(pieces[end - 1].c, '\n' | '\u{B}');
        let mut line = set(&pieces[start..end], width, room.spread && !is_last);
        let here = readings.iter().filter(|(over, _)| start <= over.start && over.start < end);
        line.readings =
            here.map(|(over, reading)| (over.start - start..over.end.min(end) - start, reading.clone())).collect();
        lines.push(line);
        start = end;
    }
    if lines.is_empty() {
        lines.push(Line::default());
    }
    lines
}

/// The glyphs of `text` with their widths: a quarter of a character more where Japanese and Latin meet, half of one less
/// where two brackets or stops do.
fn pieces(text: &str, marked: &[Marked], letters: Letters<'_>) -> Vec<Piece> {
    let Letters { face: usual, faces, vertical, .. } = letters;
    let mut pieces: Vec<Piece> = Vec::with_capacity(text.len() / 2);
    let mut next = marked.iter().peekable();
    let together = if vertical { upright(text) } else { Vec::new() };
    let mut together = together.into_iter().peekable();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let bytes = at..at + c.len_utf8();
        // Marks that change the character before, and marks of direction, have no room of their own.
        if matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{AD}')
        {
            if let Some(last) = pieces.last_mut() {
                last.bytes.end = bytes.end;
            }
            continue;
        }
        let shown = match c {
            '\t' | '\n' | '\u{B}' | '\u{A0}' | '\u{202F}' | '\u{2009}' => ' ',
            c if c.is_control() => continue,
            c => c,
        };
        while next.next_if(|mark| mark.bytes.end <= at).is_some() {}
        let set_off = next.peek().filter(|mark| mark.bytes.start <= at).map_or(document::Face::PLAIN, |mark| mark.face);
        let (raised, scale) = match (set_off.has(Look::Superscript), set_off.has(Look::Subscript)) {
            (true, _) => (RAISED * letters.size, SMALL),
            (_, true) => (LOWERED * letters.size, SMALL),
            _ => (0.0, 1.0),
        };
        let size = letters.size * scale;
        let face = if set_off.has(Look::Bold) && usual == Face::Gothic { Face::Bold } else { usual };
        let glyph = faces.glyph(face, shown);
        let mut piece = Piece {
            glyph,
            c,
            width: glyph.advance * size,
            lead: 0.0,
            bytes,
            size,
            raised,
            face: set_off,
            stance: Stance::Level,
            tied: false,
        };
        match c {
            '\n' | '\u{B}' => piece.width = 0.0,
            '\t' => piece.width = size * 2.0,
            _ => {}
        }
        if vertical {
            stand(&mut piece, faces);
            if let Some(figures) = together.next_if(|range| range.start == at) {
                // Figures beside each other in the room of one character.
                let second = chars.next_if(|(last, _)| figures.contains(last));
                let second = second.map(|(last, c)| (faces.glyph(face, c), last, c));
                let across = piece.width + second.map_or(0.0, |(glyph, ..)| glyph.advance * size);
                piece.stance = Stance::Upright(-across / 2.0);
                if let Some((glyph, last, c)) = second {
                    let first = piece.width;
                    piece.width = 0.0;
                    let more = Piece {
                        glyph,
                        c,
                        width: size,
                        bytes: last..last + c.len_utf8(),
                        stance: Stance::Upright(first - across / 2.0),
                        tied: true,
                        ..piece_like(&piece)
                    };
                    pieces.push(piece);
                    pieces.push(more);
                } else {
                    piece.width = size;
                    pieces.push(piece);
                }
                continue;
            }
        }
        piece.width += if is_wide(c) { letters.apart } else { letters.apart / 2.0 };
        let upright = |stance: Stance| matches!(stance, Stance::Upright(_));
        if let Some(last) = pieces.last_mut() {
            let meet = is_japanese_word(last.c) && is_narrow_word(c) || is_narrow_word(last.c) && is_japanese_word(c);
            // Figures that stand upright among Japanese are like Japanese.
            if meet && !(upright(piece.stance) && upright(last.stance)) {
                last.width += size / 4.0;
            }
            if (closes(last.c) && (opens(c) || closes(c)) || opens(last.c) && opens(c)) && last.glyph.advance > 0.9 {
                last.width -= size / 2.0;
            }
        }
        pieces.push(piece);
    }
    pieces
}

fn piece_like(piece: &Piece) -> Piece {
    Piece { bytes: piece.bytes.clone(), ..*piece }
}

/// How a character stands in a vertical line.
fn stand(piece: &mut Piece, faces: &Faces) {
    if is_wide(piece.c) {
        let across = piece.glyph.advance * piece.size;
        piece.glyph = faces.upright(piece.glyph);
        piece.stance = Stance::Upright(-across / 2.0);
        if piece.width > 0.0 {
            // Proportional faces are so in horizontal lines only.
            piece.width = piece.size;
        }
    } else {
        piece.stance = Stance::Turned;
    }
}

/// Spreads words that are shorter than their reading. The glyphs each reading is over.
fn make_room(pieces: &mut [Piece], marked: &[Marked], letters: Letters<'_>) -> Vec<(Range<usize>, Arc<str>)> {
    let mut readings: Vec<(Range<usize>, Arc<str>)> = Vec::new();
    let mut last: Option<Range<usize>> = None;
    for (reading, over) in marked.iter().filter_map(|mark| mark.reading.as_ref()) {
        if last.as_ref() == Some(over) {
            continue;
        }
        last = Some(over.clone());
        let start = pieces.partition_point(|piece| piece.bytes.start < over.start);
        let end = pieces.partition_point(|piece| piece.bytes.start < over.end);
        if start >= end {
            continue;
        }
        let wanted = reading_width(reading, letters);
        let inside = &mut pieces[start..end];
        let has: f32 = inside.iter().map(|piece| piece.width).sum();
        let more = (wanted - has).max(0.0) / inside.len() as f32;
        for (at, piece) in inside.iter_mut().enumerate() {
            piece.width += more;
            piece.lead += more / 2.0;
            piece.tied |= at > 0;
        }
        readings.push((start..end, reading.clone()));
    }
    readings
}

/// How wide a reading is, at half the size of its words.
pub(super) fn reading_width(reading: &str, letters: Letters<'_>) -> f32 {
    reading.chars().map(|c| reading_advance(c, letters)).sum()
}

/// How wide a character of a reading is.
pub(super) fn reading_advance(c: char, letters: Letters<'_>) -> f32 {
    let size = letters.size / 2.0;
    if letters.vertical && is_wide(c) { size } else { letters.faces.glyph(letters.face, c).advance * size }
}

/// Where the line that begins at `start` ends.
fn line_end(pieces: &[Piece], start: usize, room: f32, breaks: &[bool]) -> usize {
    let mut width = 0.0;
    let mut last_break = None;
    for at in start..pieces.len() {
        let piece = &pieces[at];
        if at > start && breaks[piece.bytes.start] && !piece.tied && !splits_number(pieces, at) {
            last_break = Some(at);
        }
        width += piece.width;
        let is_space = matches!(piece.c, ' ' | '\u{3000}' | '\t');
        // What ends a sentence may hang over the margin, and a space at the end is not seen.
        let hangs = matches!(piece.c, '、' | '。' | '，' | '．');
        if width > room + 0.01 && !is_space && !(hangs && width - piece.width <= room + 0.01) {
            return last_break.unwrap_or(at.max(start + 1));
        }
        if matches!(piece.c, '\n' | '\u{B}') {
            return at + 1;
        }
    }
    pieces.len()
}

/// Whether a break before `at` would cut a number, or part it from its unit.
fn splits_number(pieces: &[Piece], at: usize) -> bool {
    let (before, after) = (pieces[at - 1].c, pieces[at].c);
    let point = |c: char| matches!(c, ',' | '，' | '.' | '．');
    if point(before) {
        return at >= 2 && is_figure(pieces[at - 2].c) && is_figure(after);
    }
    is_figure(before) && (is_figure(after) || point(after) || "年月日時分秒円人件回条項号％%".contains(after))
}

fn set(pieces: &[Piece], room: f32, spread: bool) -> Line {
    let seen = pieces.iter().rposition(|piece| !matches!(piece.c, ' ' | '\u{3000}' | '\t' | '\n' | '\u{B}'));
    let seen = seen.map_or(0, |at| at + 1);
    let full: f32 = pieces[..seen].iter().map(|piece| piece.width).sum();
    let hanging = pieces[..seen].last().filter(|last| matches!(last.c, '、' | '。' | '，' | '．'));
    let width = match hanging {
        Some(last) if full > room => full - last.width,
        _ => full,
    };
    let slack = room - width;
    let mut gaps: Vec<bool> = Vec::new();
    if spread && slack > 0.0 {
        gaps = (0..seen)
            .map(|at| {
                let next = pieces.get(at + 1).filter(|_| at + 1 < seen);
                let over = hanging.is_some() && full > room && at + 2 >= seen;
                next.is_some_and(|next| !over && (pieces[at].c == ' ' || is_wide(pieces[at].c) && is_wide(next.c)))
            })
            .collect();
    }
    let count = gaps.iter().filter(|gap| **gap).count();
    // A line that would have to be torn apart is left as it is.
    let more = if count > 0 { slack / count as f32 } else { 0.0 };
    let mut from = 0.0;
    let mut glyphs = Vec::with_capacity(pieces.len());
    for (at, piece) in pieces.iter().enumerate() {
        let advance = piece.width + if gaps.get(at) == Some(&true) { more } else { 0.0 };
        glyphs.push(Set {
            glyph: piece.glyph,
            at: from + piece.lead,
            advance,
            bytes: piece.bytes.clone(),
            size: piece.size,
            raised: piece.raised,
            face: piece.face,
            stance: piece.stance,
        });
        from += advance;
    }
    Line { glyphs, width: if count > 0 { room } else { width }, readings: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, marked: &[Marked], columns: f32, vertical: bool) -> Vec<Line> {
        let faces = if vertical { Faces::for_vertical() } else { Faces::new() };
        let room = Room { first: columns * 10.0, rest: columns * 10.0, spread: true };
        let letters = Letters { face: Face::Mincho, size: 10.0, apart: 0.0, vertical, faces: &faces };
        break_lines(text, marked, room, letters)
    }

    fn words(text: &str, lines: &[Line]) -> Vec<String> {
        let words = |line: &Line| line.glyphs.iter().map(|set| &text[set.bytes.clone()]).collect::<String>();
        lines.iter().map(words).collect()
    }

    fn lines(text: &str, columns: f32) -> Vec<String> {
        words(text, &broken(text, &[], columns, false))
    }

    #[test]
    fn lines_break_by_the_rules() {
        assert_eq!(lines("あいうえおかきくけこ", 5.0), ["あいうえお", "かきくけこ"]);
        assert_eq!(lines("あいうえお、かきく。", 5.0), ["あいうえお、", "かきく。"], "a stop hangs over");
        assert_eq!(lines("あいうえ「かきく」", 5.0), ["あいうえ", "「かきく」"], "no bracket at the end");
        assert_eq!(lines("あいうえおーかき", 5.0), ["あいうえ", "おーかき"]);
        assert_eq!(lines("補助金は1,500円です", 6.0), ["補助金は", "1,500円です"], "no number is cut");
        assert_eq!(lines("abcdefghijklmnop", 4.0), ["abcdefgh", "ijklmnop"], "what fits nowhere is cut");
    }

    #[test]
    fn spread_lines_end_at_the_margin() {
        let faces = Faces::new();
        let text = "これは、両端をそろえる長い段落であって、途中に1,234円のような数を含む。最後の行だけはそろえない。";
        let room = Room { first: 95.0, rest: 105.0, spread: true };
        let letters = Letters { face: Face::Mincho, size: 10.0, apart: 0.0, vertical: false, faces: &faces };
        let lines = break_lines(text, &[], room, letters);
        assert!(lines.len() > 3);
        for (at, line) in lines[..lines.len() - 1].iter().enumerate() {
            let want = if at == 0 { 95.0 } else { 105.0 };
            assert!((line.width - want).abs() < 0.01, "{at}: {}", line.width);
        }
        let rebuilt: String = lines.iter().flat_map(|line| &line.glyphs).map(|set| &text[set.bytes.clone()]).collect();
        assert_eq!(rebuilt, text, "nothing is left out");
    }

    #[test]
    fn words_make_room_for_their_reading_and_stay_together() {
        let text = "あいうえ志木町か";
        let over = "あいうえ".len().."あいうえ志木町".len();
        let reading: Arc<str> = "しきちょうちょうかい".into();
        let mark = Marked { bytes: over.clone(), face: document::Face::PLAIN, reading: Some((reading, over)) };
        let lines = broken(text, &[mark], 6.0, false);
        assert_eq!(words(text, &lines), ["あいうえ", "志木町か"]);
        let (over, reading) = &lines[1].readings[0];
        assert_eq!((over.clone(), &**reading), (0..3, "しきちょうちょうかい"));
        let last = &lines[1].glyphs[3];
        assert!((last.at - 50.0).abs() < 0.01, "ten kana of half the size: {}", last.at);
    }

    #[test]
    fn two_figures_stand_beside_each_other_in_vertical_lines() {
        let text = "令和8年11月130日、ITの日";
        let lines = broken(text, &[], 40.0, true);
        assert_eq!(words(text, &lines).concat(), text);
        let stance = |words: &str| {
            let at = text.find(words).unwrap();
            lines[0].glyphs.iter().find(|set| set.bytes.start == at).unwrap()
        };
        assert!(matches!(stance("8").stance, Stance::Upright(_)) && matches!(stance("11").stance, Stance::Upright(_)));
        assert_eq!(stance("11").advance, 0.0);
        assert_eq!((stance("130").stance, stance("IT").stance), (Stance::Turned, Stance::Turned));
        assert_ne!(stance("、").glyph.id, Faces::new().glyph(Face::Mincho, '、').id);
    }
}
