//! A paragraph broken into lines by strict Japanese rules: no line begins with 、 or ends with （, numbers are not cut, a
//! 、 or 。 at the end may hang over the margin, and lines from margin to margin are spread between characters.

use super::face::{Face, Faces, Glyph};
use crate::text::segment;

/// A glyph in its line.
#[derive(Clone, Debug)]
pub(super) struct Set {
    pub glyph: Glyph,
    /// From the start of the line, in points.
    pub x: f32,
    /// How far it is to the next one.
    pub advance: f32,
    /// The bytes of the paragraph it stands for.
    pub bytes: std::ops::Range<usize>,
}

/// A line of glyphs.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub glyphs: Vec<Set>,
    /// Its width without spaces at its end and without what hangs over, in points.
    pub width: f32,
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

struct Piece {
    glyph: Glyph,
    c: char,
    width: f32,
    bytes: std::ops::Range<usize>,
}

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
    "（「『【〔［｛〈《“".contains(c)
}

fn closes(c: char) -> bool {
    "）」』】〕］｝〉》”、。，．".contains(c)
}

/// The lines of `text`, whose height is `size` points.
pub(super) fn break_lines(text: &str, face: Face, size: f32, room: Room, faces: &Faces) -> Vec<Line> {
    let pieces = pieces(text, face, size, faces);
    let mut breaks: Vec<bool> = vec![false; text.len() + 1];
    for at in segment::line_breaks(text) {
        breaks[at] = true;
    }
    let mut lines = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let width = if lines.is_empty() { room.first } else { room.rest };
        let end = line_end(&pieces, start, width.max(size), &breaks);
        let is_last = end >= pieces.len() || matches!(pieces[end - 1].c, '\n' | '\u{B}');
        lines.push(set(&pieces[start..end], width, room.spread && !is_last));
        start = end;
    }
    if lines.is_empty() {
        lines.push(Line::default());
    }
    lines
}

/// The glyphs of `text` with their widths: a quarter of a character more where Japanese and Latin meet, half of one less
/// where two brackets or stops do.
fn pieces(text: &str, face: Face, size: f32, faces: &Faces) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(text.len() / 2);
    for (at, c) in text.char_indices() {
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
        let glyph = faces.glyph(face, shown);
        let mut width = glyph.advance * size;
        match c {
            '\n' | '\u{B}' => width = 0.0,
            '\t' => width = size * 2.0,
            _ => {}
        }
        if let Some(last) = pieces.last_mut() {
            if is_japanese_word(last.c) && is_narrow_word(c) || is_narrow_word(last.c) && is_japanese_word(c) {
                last.width += size / 4.0;
            }
            if (closes(last.c) && (opens(c) || closes(c)) || opens(last.c) && opens(c)) && last.glyph.advance > 0.9 {
                last.width -= size / 2.0;
            }
        }
        pieces.push(Piece { glyph, c, width, bytes });
    }
    pieces
}

/// Where the line that begins at `start` ends.
fn line_end(pieces: &[Piece], start: usize, room: f32, breaks: &[bool]) -> usize {
    let mut width = 0.0;
    let mut last_break = None;
    for at in start..pieces.len() {
        let piece = &pieces[at];
        if at > start && breaks[piece.bytes.start] && !splits_number(pieces, at) {
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
    let figure = |c: char| c.is_numeric() && !is_japanese_word(c);
    figure(before) && (figure(after) || "年月日時分秒円人件回条項号％%".contains(after))
        || ",，.．".contains(before) && at >= 2 && figure(pieces[at - 2].c) && figure(after)
        || figure(before) && ",，.．".contains(after)
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
    let mut x = 0.0;
    let mut glyphs = Vec::with_capacity(pieces.len());
    for (at, piece) in pieces.iter().enumerate() {
        let advance = piece.width + if gaps.get(at) == Some(&true) { more } else { 0.0 };
        glyphs.push(Set { glyph: piece.glyph, x, advance, bytes: piece.bytes.clone() });
        x += advance;
    }
    Line { glyphs, width: if count > 0 { room } else { width } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, columns: f32) -> Vec<String> {
        let faces = Faces::new();
        let room = Room { first: columns * 10.0, rest: columns * 10.0, spread: true };
        let lines = break_lines(text, Face::Mincho, 10.0, room, &faces);
        let words = |line: &Line| line.glyphs.iter().map(|set| &text[set.bytes.clone()]).collect::<String>();
        lines.iter().map(words).collect()
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
        let lines = break_lines(text, Face::Mincho, 10.0, room, &faces);
        assert!(lines.len() > 3);
        for (at, line) in lines[..lines.len() - 1].iter().enumerate() {
            let want = if at == 0 { 95.0 } else { 105.0 };
            assert!((line.width - want).abs() < 0.01, "{at}: {}", line.width);
        }
        let rebuilt: String = lines.iter().flat_map(|line| &line.glyphs).map(|set| &text[set.bytes.clone()]).collect();
        assert_eq!(rebuilt, text, "nothing is left out");
    }
}
