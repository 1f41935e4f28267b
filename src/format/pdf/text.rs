//! The text of a PDF file: its letters put into lines by where they stand, and lines into paragraphs by where they end.
//! What is a picture of text has no letters, and is told.

use super::super::guess::{self, Line, Place};
use super::super::{Error, Kind, Loss, Read, Source};
use crate::document::{Author, Document, Role};
use crate::text::Lang;
use flate2::read::ZlibDecoder;
use hayro_cmap::BfString;
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;
use kurbo::{Affine, BezPath, Point, Rect};
use std::collections::HashMap;
use std::io::Read as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most pages that are read.
const MOST_PAGES: usize = 3_000;
/// The most letters that are read.
const MOST_LETTERS: usize = 5_000_000;
/// The most bytes all streams of a file may unpack to.
const MOST_BYTES: u64 = 768 << 20;

/// A letter and where it stands, in points from the lower left corner of the page.
struct Letter {
    text: String,
    x: f64,
    y: f64,
    /// Its size: about the width of a full-width letter.
    size: f64,
    end: f64,
}

/// A line of a page.
struct Row {
    text: String,
    x: f64,
    end: f64,
    y: f64,
    size: f64,
}

/// What of a page is looked at: its letters.
#[derive(Default)]
struct Letters {
    letters: Vec<Letter>,
    untold: usize,
    images: usize,
}

impl Device<'_> for Letters {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(text)) => text,
                None => {
                    self.untold += 1;
                    char::REPLACEMENT_CHARACTER.to_string()
                }
            };
            if self.letters.len() >= MOST_LETTERS {
                return;
            }
            let place = props.transform * glyph.transform();
            let at = place * Point::ZERO;
            // Letters are drawn on a square of a thousand units.
            let up = place * Point::new(0.0, 1_000.0) - at;
            let size = up.hypot();
            let wide = match &**glyph {
                Glyph::Outline(glyph) => glyph.advance_width(),
                Glyph::Type3(glyph) => glyph.advance_width(),
            };
            let wide = wide.map_or(size, |wide| (place * Point::new(f64::from(wide), 0.0) - at).x);
            if [at.x, at.y, size, wide].iter().all(|number| number.is_finite()) && size > 0.1 {
                self.letters.push(Letter { text, x: at.x, y: at.y, size, end: at.x + wide });
            }
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.images += 1;
    }
}

/// Reads the text of a PDF file.
pub fn read(bytes: &[u8]) -> Result<Read, Error> {
    if !bytes.get(..1_024.min(bytes.len())).unwrap_or_default().windows(5).any(|five| five == b"%PDF-") {
        return Err(Error::Damaged { part: "%PDF-".to_owned() });
    }
    // What is under a lock, be it one that everybody has the key to, is not copied from.
    if contains(bytes, b"/Encrypt") {
        return Err(Error::LockedPdf);
    }
    if unpacked(bytes) > MOST_BYTES {
        return Err(Error::TooBig);
    }
    let damaged = || Error::Damaged { part: "PDF".to_owned() };
    // The reader is somebody else's, and files come from anywhere.
    catch_unwind(AssertUnwindSafe(|| pages(bytes))).unwrap_or_else(|_| Err(damaged()))
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    memchr::memmem::find(bytes, words).is_some()
}

/// What the streams of a file unpack to, in bytes, as far as it matters; one that is packed twice counts as both.
fn unpacked(bytes: &[u8]) -> u64 {
    let mut sum = 0u64;
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let rest = &bytes[at + b"stream".len()..];
        let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.first() != Some(&0x78) && rest.first() != Some(&0x68) && rest.first() != Some(&0x48) {
            continue;
        }
        let left = MOST_BYTES.saturating_sub(sum) + 1;
        let once = std::io::copy(&mut ZlibDecoder::new(rest).take(left), &mut std::io::sink());
        // What breaks off counts as far as it went.
        sum += once.unwrap_or(0);
        let mut twice = ZlibDecoder::new(ZlibDecoder::new(rest)).take(left);
        sum += std::io::copy(&mut twice, &mut std::io::sink()).unwrap_or(0);
        if sum > MOST_BYTES {
            break;
        }
    }
    sum
}

fn pages(bytes: &[u8]) -> Result<Read, Error> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| Error::Damaged { part: "PDF".to_owned() })?;
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings::default();
    let (mut all, mut untold, mut images, mut pictured, mut letters) = (Vec::new(), 0, 0, 0, 0);
    let pages = pdf.pages();
    for page in pages.iter().take(MOST_PAGES) {
        let frame = Rect::new(0.0, 0.0, 1.0, 1.0);
        let mut context = Context::new(Affine::IDENTITY, frame, &cache, pdf.xref(), settings.clone());
        let mut device = Letters::default();
        interpret_page(page, &mut context, &mut device);
        letters += device.letters.len();
        if letters >= MOST_LETTERS {
            return Err(Error::TooBig);
        }
        untold += device.untold;
        images += device.images;
        pictured += usize::from(device.letters.is_empty() && device.images > 0);
        all.push(rows(device.letters));
    }
    if letters == 0 || untold * 2 > letters {
        return Err(Error::NoPdfText);
    }
    let edges = strip_edges(&mut all);
    let lost = [
        ("loss-pdf-images", images),
        ("loss-pdf-pictures", pictured),
        ("loss-pdf-untold", untold),
        ("loss-pdf-edges", edges),
        ("loss-pdf-pages", pages.len().saturating_sub(MOST_PAGES)),
    ];
    let mut losses: Vec<Loss> =
        lost.into_iter().filter(|(_, count)| *count > 0).map(|(id, count)| Loss::counted(id, count)).collect();
    losses.push(Loss::new("loss-pdf-layout"));
    Ok(Read { document: document(&all), losses, source: Source::new(Kind::Pdf) })
}

/// The letters of a page in lines, from the top.
fn rows(mut letters: Vec<Letter>) -> Vec<Row> {
    letters.retain(|letter| letter.text.chars().any(|c| !c.is_control()));
    letters.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut lines: Vec<Vec<Letter>> = Vec::new();
    for letter in letters {
        let same = |line: &Vec<Letter>| {
            line.first().is_some_and(|first| (first.y - letter.y).abs() < 0.45 * first.size.max(letter.size))
        };
        match lines.last_mut().filter(|line| same(line)) {
            Some(line) => line.push(letter),
            None => lines.push(vec![letter]),
        }
    }
    lines.into_iter().map(row).filter(|row| !row.text.trim().is_empty()).collect()
}

fn row(mut letters: Vec<Letter>) -> Row {
    letters.sort_by(|a, b| a.x.total_cmp(&b.x));
    // Readings over the words are smaller than they are, and would stand between them.
    let size = letters.iter().map(|letter| letter.size).fold(0.0, f64::max);
    let first = letters.first().map_or((0.0, 0.0), |letter| (letter.x, letter.y));
    let (mut text, mut end) = (String::new(), first.0);
    for letter in &letters {
        let gap = letter.x - end;
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
        if !text.is_empty() && !text.ends_with([' ', '\u{3000}']) && !letter.text.starts_with([' ', '\u{3000}']) {
            if gap > 0.8 * size {
                text.push('\u{3000}');
            } else if gap > 0.22 * size && latin(text.chars().last()) && latin(letter.text.chars().next()) {
                text.push(' ');
            }
        }
        text.push_str(&letter.text);
        end = letter.end.max(letter.x);
    }
    Row { text: text.trim_end().to_owned(), x: first.0, end, y: first.1, size }
}

/// Takes away what stands at the edges of most pages, page numbers among it; gives how many lines that were.
fn strip_edges(pages: &mut [Vec<Row>]) -> usize {
    if pages.len() < 2 {
        return 0;
    }
    let plain = |row: &Row| -> String { row.text.chars().filter(|c| !c.is_numeric() && !c.is_whitespace()).collect() };
    let key = |row: &Row| (plain(row), (row.y / 4.0).round() as i64);
    let mut count: HashMap<(String, i64), usize> = HashMap::new();
    for page in pages.iter() {
        for row in page.first().into_iter().chain(page.last()) {
            *count.entry(key(row)).or_default() += 1;
        }
    }
    let often = |row: &Row| count.get(&key(row)).is_some_and(|times| *times * 2 > pages.len().max(2));
    let mut gone = vec![(false, false); pages.len()];
    for (page, gone) in pages.iter().zip(&mut gone) {
        *gone = (page.first().is_some_and(often), page.len() > 1 && page.last().is_some_and(often));
    }
    let mut lines = 0;
    for (page, (first, last)) in pages.iter_mut().zip(gone) {
        if last {
            page.pop();
            lines += 1;
        }
        if first {
            page.remove(0);
            lines += 1;
        }
    }
    lines
}

fn document(pages: &[Vec<Row>]) -> Document {
    let rows: Vec<&Row> = pages.iter().flatten().collect();
    let left = rows.iter().map(|row| row.x).fold(f64::INFINITY, f64::min);
    let right = rows.iter().map(|row| row.end).fold(0.0, f64::max);
    let all: String = rows.iter().take(300).flat_map(|row| [row.text.as_str(), "\n"]).collect();
    let lang = Lang::guess(&all).unwrap_or_default();
    let mut paragraphs: Vec<(String, Place)> = Vec::new();
    let mut above: Option<&Row> = None;
    for row in rows {
        // A line that is full goes on in the next, if that is no beginning.
        let goes_on = above.is_some_and(|above| {
            let down = above.y - row.y;
            above.end > right - 1.6 * above.size
                && above.x <= left + 4.0 * above.size
                && row.x <= above.x + 0.6 * row.size
                && (above.size - row.size).abs() < 0.1 * row.size
                // On the next page it may be anywhere.
                && (down < 0.0 || down < 2.4 * row.size)
                && !above.text.ends_with(['。', '.', '：', ':'])
        });
        match paragraphs.last_mut().filter(|_| goes_on) {
            Some((text, _)) => {
                let latin = text.ends_with(|c: char| c.is_ascii()) && row.text.starts_with(|c: char| c.is_ascii());
                if latin {
                    text.push(' ');
                }
                text.push_str(row.text.trim_start());
            }
            None => paragraphs.push((row.text.clone(), place(row, left, right))),
        }
        above = Some(row);
    }
    let mut lines: Vec<Line<'_>> =
        paragraphs.iter().map(|(text, place)| Line { text, place: *place, role: None }).collect();
    guess::roles(&mut lines, lang);
    let told: Vec<(Role, String)> =
        lines.iter().map(|line| (line.role.unwrap_or(Role::Body), line.text.trim_end().to_owned())).collect();
    Document::new(lang, None, &told, Author::Import)
}

fn place(row: &Row, left: f64, right: f64) -> Place {
    let (before, behind) = (row.x - left, right - row.end);
    match () {
        () if before > 6.0 * row.size && behind < 4.0 * row.size && before > 2.0 * behind => Place::End,
        () if before > 3.0 * row.size && (before - behind).abs() < 3.0 * row.size => Place::Middle,
        () => Place::Start,
    }
}
