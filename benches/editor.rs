//! What the editor pane costs, beside egui's own text field in the same run: CPU milliseconds of the window's thread
//! for a frame, from input to triangles, with findings, authors and highlights shown. `cargo bench --bench editor`.

use cpu_time::ThreadTime;
use eframe::egui;
use egui::{Context, Event, Key, Modifiers, RawInput, vec2};
use kian::app::{Command, Open};
use kian::document::{Author, Document, Edit, Role};
use kian::i18n::{Locale, Tr};
use kian::proofread::{Finding, Found, Placed, Severity};
use kian::text::{Lang, Span};
use kian::ui::editor::{Editor, EditorEvent, Mark, MarkLevel, MarkWords, Marks, View};
use kian::ui::{fonts, theme};
use std::sync::Arc;
use std::time::Duration;

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];
const FRAMES: usize = 300;

struct Findings<'a>(&'a Open);

impl Marks for Findings<'_> {
    fn within(&self, span: Span) -> Vec<Mark> {
        let level = |severity| match severity {
            Severity::Error => MarkLevel::Error,
            Severity::Warning => MarkLevel::Warning,
            Severity::Info => MarkLevel::Info,
        };
        let near = self.0.findings.near(span).filter(|(_, f)| f.span.touches(span));
        near.map(|(number, f)| Mark { number, span: f.span, level: level(f.severity) }).collect()
    }

    fn words(&self, _: usize) -> Option<MarkWords> {
        None
    }
}

/// The window's part that matters here: the pane, the document, what follows it.
struct Pane {
    ctx: Context,
    open: Open,
    editor: Editor,
    tr: Tr,
    now: f64,
}

impl Pane {
    fn new(document: Document, accessible: bool) -> Self {
        let mut editor = Editor::default();
        editor.request_focus();
        Self {
            ctx: context(accessible),
            open: Open::new("bench".to_owned(), document),
            editor,
            tr: Tr::new(Locale::Ja),
            now: 0.0,
        }
    }

    /// A finding for every hundred characters.
    fn check(&mut self) {
        let text = self.open.document.text().clone();
        let mut findings = Vec::new();
        for line in 0..text.lines() {
            let span = text.line_span(line);
            for (n, start) in (span.start..span.end.saturating_sub(12)).step_by(300).enumerate() {
                let span = Span::new(text.boundary(start), text.boundary(start + 12));
                let severity = [Severity::Error, Severity::Warning, Severity::Info][(line + n) % 3];
                let found =
                    Finding { rule: "bench", severity, span, text: String::new(), args: Vec::new(), fixes: Vec::new() };
                findings.push(Placed { span, what: Arc::new(found) });
            }
        }
        self.open.findings.take(Found { near: findings, complete: true, ..Found::default() }, |_| true);
    }

    /// Opens the bar with a word of the first paragraph: it is found, and shown, in every paragraph.
    fn look_for(&mut self, word: &str) {
        let text = self.open.document.text().line(0);
        let at = text.find(word).expect("it is in the first paragraph");
        self.editor.select(Span::new(at, at + word.len()));
        self.frame(Vec::new());
        self.editor.run(Command::Replace);
        self.frame(Vec::new());
        self.frame(Vec::new());
        self.editor.request_focus();
        self.frame(Vec::new());
    }

    fn frame(&mut self, events: Vec<Event>) -> Duration {
        let begun = ThreadTime::now();
        self.now += 1.0 / 60.0;
        let input = raw(events, self.now);
        let mut asked = Vec::new();
        let ctx = self.ctx.clone();
        let mut out = ctx.run_ui(input, |ui| {
            let marks = Findings(&self.open);
            let view = View {
                document: &self.open.document,
                marks: &marks,
                hunks: &[],
                comments: &[],
                show_authors: true,

                show_spaces: false,
                tr: &self.tr,
                zoom: 1.0,
            };
            asked.extend(self.editor.ui(ui, &view));
        });
        for event in asked {
            let at = (self.now * 1000.0) as i64;
            let change = match event {
                EditorEvent::Edit { change, joins, .. } => {
                    self.open.document.apply(Edit { joins, ..Edit::by_person(change.clone(), at) });
                    Some(change)
                }
                EditorEvent::Undo => self.open.document.undo(at),
                _ => None,
            };
            if let Some(change) = change {
                self.open.follow(&change, None);
                self.editor.apply(&change);
            }
        }
        out.textures_delta.clear();
        let triangles = ctx.tessellate(out.shapes, out.pixels_per_point);
        assert!(!triangles.is_empty());
        begun.elapsed()
    }
}

fn context(accessible: bool) -> Context {
    let ctx = Context::default();
    fonts::install(&ctx);
    theme::install(&ctx);
    if accessible {
        ctx.enable_accesskit();
    }
    ctx
}

fn raw(events: Vec<Event>, time: f64) -> RawInput {
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, vec2(1000.0, 760.0));
    RawInput { events, time: Some(time), screen_rect: Some(screen), focused: true, ..RawInput::default() }
}

/// About `characters` of plain official prose, paragraphs of some 120.
fn prose(characters: usize) -> String {
    let sentence = "令和8年度の総合防災訓練を下記のとおり実施しますので、貴自治会の会員の皆様に御周知くださるようお願いいたします。";
    let mut text = String::with_capacity(characters * 3);
    let mut count = 0;
    for n in 0.. {
        let more: String = sentence.chars().take(n * 3 % 50).collect();
        let paragraph = format!("第{n}項　{sentence}{more}");
        count += paragraph.chars().count() + 1;
        text.push_str(&paragraph);
        if count >= characters {
            return text;
        }
        text.push('\n');
    }
    text
}

fn typed(n: usize) -> Vec<Event> {
    let letters = ["の", "文", "書", "を", "a", "。", "起", "案"];
    vec![Event::Text(letters[n % letters.len()].to_owned())]
}

/// Median, 99th percentile and maximum in milliseconds.
fn report(name: &str, mut frames: Vec<Duration>) -> f64 {
    frames.sort();
    let ms = |d: Duration| d.as_secs_f64() * 1000.0;
    let p99 = ms(frames[(frames.len() * 99).div_ceil(100) - 1]);
    println!(
        "{name:<58} median {:>8.3}  p99 {p99:>8.3}  max {:>8.3} ms",
        ms(frames[frames.len() / 2]),
        ms(frames[frames.len() - 1])
    );
    p99
}

/// Resident memory, bytes, where the system tells.
fn resident() -> Option<usize> {
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    Some(statm.split(' ').nth(1)?.parse::<usize>().ok()? * 4096)
}

fn main() {
    // Glyphs are drawn once in a program's life; that is not what is measured here.
    let mut warm = Pane::new(Document::from_text(Lang::Ja, &prose(3000), Author::Import), false);
    warm.frame(Vec::new());

    // First, while no memory lies about that was used before.
    paste_and_undo();
    let mut typing = Vec::new();
    for characters in SIZES {
        for accessible in [false, true] {
            let text = prose(characters);
            let begun = ThreadTime::now();
            let document = Document::from_text(Lang::Ja, &text, Author::Import);
            let mut pane = Pane::new(document, accessible);
            let made = begun.elapsed();
            let first = made + pane.frame(Vec::new());
            let name = |what: &str| format!("{characters:>9} {what}{}", if accessible { ", read aloud" } else { "" });
            report(&name("open, first frame and fonts"), vec![first]);
            pane.check();
            pane.look_for("訓練");
            let middle = pane.open.document.text().boundary(text.len() / 2);
            pane.editor.select(Span::at(middle));
            for _ in 0..30 {
                pane.frame(Vec::new());
            }
            let frames = (0..FRAMES).map(|n| pane.frame(typed(n))).collect();
            let p99 = report(&name("typing in the middle"), frames);
            if !accessible {
                typing.push(p99);
            }
            let enter = |pane: &mut Pane| {
                let key = Event::Key {
                    key: Key::Enter,
                    physical_key: None,
                    pressed: true,
                    repeat: false,
                    modifiers: Modifiers::NONE,
                };
                pane.frame(vec![key])
            };
            let frames = (0..60).map(|_| enter(&mut pane)).collect();
            report(&name("Enter in the middle"), frames);
            pane.editor.select(Span::at(0));
            for _ in 0..30 {
                pane.frame(Vec::new());
            }
            let wheel = || Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: vec2(0.0, -400.0),
                modifiers: Modifiers::NONE,
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
            };
            let frames =
                (0..400).map(|_| pane.frame(vec![Event::PointerMoved(egui::pos2(500.0, 400.0)), wheel()])).collect();
            report(&name("scrolling, 400 points a frame"), frames);
        }
        text_edit(characters);
    }
    println!("typing at 1,000,000 characters takes {:.2} times what it takes at 10,000 (p99)", typing[2] / typing[0]);

    one_paragraph();
    replace_all();
}

/// egui's own field, for comparison.
fn text_edit(characters: usize) {
    let ctx = context(false);
    let mut text = prose(characters);
    let id = egui::Id::unique("field");
    let mut now = 0.0;
    let mut frame = |events: Vec<Event>, text: &mut String| {
        let begun = ThreadTime::now();
        now += 1.0 / 60.0;
        let mut out = ctx.run_ui(raw(events, now), |ui| {
            egui::ScrollArea::vertical().show(ui, |ui| {
                let field = egui::TextEdit::multiline(text).id(id).desired_width(600.0);
                ui.add(field).request_focus();
            });
        });
        out.textures_delta.clear();
        ctx.tessellate(out.shapes, out.pixels_per_point);
        begun.elapsed()
    };
    frame(Vec::new(), &mut text);
    let middle = text.chars().count() / 2;
    let mut state = egui::TextEdit::load_state(&ctx, id).unwrap_or_default();
    let at = egui::text::CCursor::new(middle);
    state.cursor.set_char_range(Some(egui::text::CCursorRange::one(at)));
    state.store(&ctx, id);
    let frames = (0..20).map(|n| frame(typed(n), &mut text)).collect();
    report(&format!("{characters:>9} typing in egui's TextEdit"), frames);
}

fn replace_all() {
    let text = prose(1_100_000);
    let mut pane = Pane::new(Document::from_text(Lang::Ja, &text, Author::Import), false);
    pane.frame(Vec::new());
    pane.check();
    pane.look_for("訓練");
    let hits = text.matches("訓練").count();
    pane.editor.run(Command::Replace);
    pane.frame(Vec::new());
    pane.frame(Vec::new());
    let modifiers = Modifiers::COMMAND | Modifiers::ALT;
    let all = Event::Key { key: Key::Enter, physical_key: None, pressed: true, repeat: false, modifiers };
    let frames = pane.frame(vec![all]) + pane.frame(Vec::new());
    assert_eq!(pane.open.document.text().to_string().matches("訓練").count(), 0);
    report(&format!("replacing all {hits} hits and the frame after"), vec![frames]);
}

fn one_paragraph() {
    let text: String = prose(20_000).replace('\n', "");
    let mut pane = Pane::new(Document::from_text(Lang::Ja, &text, Author::Import), false);
    pane.check();
    for (name, at) in [("start", 0), ("middle", text.len() / 2)] {
        let at = pane.open.document.text().boundary(at);
        pane.editor.select(Span::at(at));
        for _ in 0..30 {
            pane.frame(Vec::new());
        }
        let frames = (0..FRAMES).map(|n| pane.frame(typed(n))).collect();
        report(&format!("one paragraph of 20,000, typing at its {name}"), frames);
    }
}

fn paste_and_undo() {
    let text = prose(1_000_000);
    let characters = text.chars().count();
    let before = resident();
    let document = Document::new(Lang::Ja, None, &[(Role::Body, String::new())], Author::Person);
    let mut pane = Pane::new(document, false);
    pane.frame(Vec::new());
    let pasted = pane.frame(vec![Event::Paste(text)]) + pane.frame(Vec::new());
    report("pasting 1,000,000 characters and the frame after", vec![pasted]);
    let rss = resident().zip(before).map(|(now, before)| now.saturating_sub(before) as f64 / characters as f64);
    if let Some(bytes) = rss {
        println!("memory for them, with the history: {bytes:.1} bytes a character");
    }
    let undo =
        Event::Key { key: Key::Z, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::COMMAND };
    let undone = pane.frame(vec![undo]) + pane.frame(Vec::new());
    assert!(pane.open.document.is_empty());
    report("taking the paste back and the frame after", vec![undone]);
    assert!(pane.open.document.history().can_redo());
}
