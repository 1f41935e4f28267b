//! Thousands of keys, compositions, pastes and steps back, against a plain string that does the same.

use super::*;
use kian::document::{Look, Marking};
use kian::text::segment;

/// A generator of numbers that is the same on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    pub fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

/// The text and the selection as anyone would keep them.
struct Plain {
    text: String,
    anchor: usize,
    head: usize,
}

impl Plain {
    fn clusters(&self) -> Vec<Span> {
        segment::graphemes(&self.text)
    }

    fn right(&self, at: usize) -> usize {
        self.clusters().into_iter().map(|c| c.end).find(|end| *end > at).unwrap_or(self.text.len())
    }

    fn left(&self, at: usize) -> usize {
        self.clusters().into_iter().map(|c| c.start).rfind(|start| *start < at).unwrap_or(0)
    }

    fn replace(&mut self, span: Span, words: &str) {
        self.text.replace_range(span.range(), words);
        self.put(span.start + words.len(), false);
    }

    fn selection(&self) -> Span {
        Span::new(self.anchor, self.head)
    }

    fn put(&mut self, at: usize, extend: bool) {
        self.head = at;
        if !extend {
            self.anchor = at;
        }
    }

    /// A place that came to lie inside of a character is the end of it.
    fn settle(&mut self) {
        let clusters = self.clusters();
        let out = |at: usize| clusters.iter().find(|c| c.start < at && at < c.end).map_or(at, |c| c.end);
        (self.anchor, self.head) = (out(self.anchor), out(self.head));
    }
}

struct Driver {
    ctx: egui::Context,
    desk: Desk,
    time: f64,
}

impl Driver {
    fn frame(&mut self, events: Vec<Event>) {
        self.time += 1.0 / 60.0;
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(700.0, 500.0));
        let input = egui::RawInput {
            events,
            time: Some(self.time),
            screen_rect: Some(screen),
            focused: true,
            ..Default::default()
        };
        let ctx = self.ctx.clone();
        let mut out = ctx.run_ui(input, |ui| self.desk.ui(ui));
        out.textures_delta.clear();
    }

    fn key(&mut self, key: Key, modifiers: Modifiers) {
        self.frame(vec![Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }]);
        self.frame(Vec::new());
    }
}

const WORDS: [&str; 14] = [
    "a",
    "の",
    "文書",
    "葛\u{E0100}",
    "か\u{309A}",
    "。",
    "、",
    "「",
    "long word ",
    "\u{3000}",
    "👨‍👩‍👧",
    "\u{309A}",
    "１，０００",
    "e\u{301}",
];

fn drive(seed: u64, steps: usize) {
    let start = "件名\n文書を「作成」する。葛\u{E0100}城市の住民は、1,000人です。\n\n記\n".repeat(3);
    let ctx = egui::Context::default();
    fonts::install(&ctx);
    theme::install(&ctx);
    let mut pane = Driver { ctx, desk: Desk::new(Document::from_text(Lang::Ja, &start, Author::Import)), time: 0.0 };
    let mut plain = Plain { text: start.clone(), anchor: 0, head: 0 };
    let mut states = vec![start];
    let mut dice = Dice(seed);
    pane.frame(Vec::new());
    for step in 0..steps {
        let shift = dice.roll(3) == 0;
        let with = if shift { Modifiers::SHIFT } else { Modifiers::NONE };
        let (head, selection) = (plain.head, plain.selection());
        let what = dice.roll(19);
        match what {
            0..=3 => {
                let words = dice.pick(&WORDS);
                pane.frame(vec![Event::Text(words.to_owned())]);
                plain.replace(selection, words);
            }
            4 => {
                // Several letters in one frame.
                let words: Vec<&str> = (0..3).map(|_| dice.pick(&["x", "漢", "ア"])).collect();
                pane.frame(words.iter().map(|w| Event::Text((*w).to_owned())).collect());
                plain.replace(selection, &words.concat());
            }
            5 | 6 => {
                let words = dice.pick(&WORDS);
                pane.frame(vec![preedit("か")]);
                pane.frame(vec![
                    preedit(words),
                    Event::Key {
                        key: Key::Enter,
                        physical_key: None,
                        pressed: true,
                        repeat: false,
                        modifiers: Modifiers::NONE,
                    },
                ]);
                assert_eq!(pane.desk.document.text().to_string(), plain.text);
                match dice.roll(4) {
                    0 => pane.frame(vec![preedit("")]),
                    _ => {
                        pane.frame(vec![preedit(""), commit(words), preedit("")]);
                        plain.replace(selection, words);
                    }
                }
            }
            7 => {
                pane.key(Key::Enter, Modifiers::NONE);
                plain.replace(selection, "\n");
            }
            8 => {
                let span = if selection.is_empty() { Span::new(plain.left(head), head) } else { selection };
                pane.key(Key::Backspace, Modifiers::NONE);
                plain.replace(span, "");
            }
            9 => {
                let span = if selection.is_empty() { Span::new(head, plain.right(head)) } else { selection };
                pane.key(Key::Delete, Modifiers::NONE);
                plain.replace(span, "");
            }
            10 => {
                let words = format!("{}\r\n{}", dice.pick(&WORDS), dice.pick(&WORDS));
                pane.frame(vec![Event::Paste(words.clone())]);
                plain.replace(selection, &words.replace("\r\n", "\n"));
            }
            11 => {
                pane.key(Key::ArrowLeft, with);
                let to = if shift || selection.is_empty() { plain.left(head) } else { selection.start };
                plain.put(to, shift);
            }
            12 => {
                pane.key(Key::ArrowRight, with);
                let to = if shift || selection.is_empty() { plain.right(head) } else { selection.end };
                plain.put(to, shift);
            }
            13 => {
                // Where it goes is the layout's; that it is a place for a caret is checked below.
                let keys = [Key::ArrowUp, Key::ArrowDown, Key::Home, Key::End, Key::PageUp, Key::PageDown];
                pane.key(keys[dice.roll(keys.len())], with);
                let editor = &pane.desk.editor;
                plain.head = editor.caret();
                let other = editor.selection();
                plain.anchor = if other.start == plain.head { other.end } else { other.start };
            }
            14 => {
                let by_word = [Key::ArrowLeft, Key::ArrowRight][dice.roll(2)];
                pane.key(by_word, Modifiers::COMMAND | with);
                let to = pane.desk.editor.caret();
                assert!(if by_word == Key::ArrowLeft {
                    to < head || head == 0
                } else {
                    to > head || to == plain.text.len()
                });
                plain.put(to, shift);
            }
            16 | 17 => {
                // What the app does for Ctrl+B and its like; with nothing selected it is meant for what comes.
                let command = [Command::Bold, Command::Dots, Command::Superscript][dice.roll(3)];
                let look = [Look::Bold, Look::Dots, Look::Superscript][dice.roll(3)];
                let desk = &mut pane.desk;
                if !desk.editor.run(command) {
                    desk.now += 10;
                    let edit = desk.document.toggling(selection, look, desk.now);
                    desk.document.apply(edit.expect("something is selected"));
                }
            }
            18 => {
                let desk = &mut pane.desk;
                desk.now += 10;
                let marking = if dice.roll(5) == 0 { Marking::NoRuby } else { Marking::Ruby("ながいよみ".into()) };
                let line = desk.document.text().line_span(desk.document.text().line_of(selection.start));
                let span = if selection.is_empty() { line } else { selection };
                let edit = desk.document.marking(vec![(span, marking)], desk.now);
                desk.document.apply(edit);
            }
            _ => {
                pane.key(Key::Z, Modifiers::COMMAND);
                let now = pane.desk.document.text().to_string();
                if now != plain.text {
                    assert!(states.contains(&now), "seed {seed}, step {step}: undo leads to {now:?}");
                    let before = std::mem::replace(&mut plain.text, now);
                    if dice.roll(2) == 0 {
                        pane.key(Key::Y, Modifiers::COMMAND);
                        assert_eq!(pane.desk.document.text().to_string(), before, "seed {seed}, step {step}");
                        plain.text = before;
                    }
                }
                plain.head = pane.desk.editor.caret();
                let other = pane.desk.editor.selection();
                plain.anchor = if other.start == plain.head { other.end } else { other.start };
            }
        }
        pane.frame(Vec::new());
        plain.settle();
        let document = &pane.desk.document;
        assert_eq!(document.text().to_string(), plain.text, "seed {seed}, step {step}, {what}");
        assert_eq!(
            pane.desk.editor.selection(),
            plain.selection(),
            "seed {seed}, step {step}, {what}: {:?}",
            plain.text
        );
        let at = pane.desk.editor.caret();
        assert!(
            !plain.clusters().iter().any(|c| c.start < at && at < c.end),
            "seed {seed}, step {step}: inside a character"
        );
        assert_eq!(document.len(), document.text().lines());
        let clusters: Vec<usize> = plain.clusters().iter().map(|c| c.start).chain([plain.text.len()]).collect();
        for mark in document.marks().within(Span::new(0, plain.text.len())) {
            let sound = |at: usize| clusters.binary_search(&at).is_ok();
            let words = &plain.text[mark.span.range()];
            assert!(
                sound(mark.span.start) && sound(mark.span.end) && !words.contains('\n') && !words.is_empty(),
                "seed {seed}, step {step}, {what}: {mark:?} over {words:?}"
            );
        }
        states.push(plain.text.clone());
        if plain.text.len() > 4000 {
            pane.key(Key::A, Modifiers::COMMAND);
            pane.frame(vec![Event::Text("短".to_owned())]);
            pane.frame(Vec::new());
            plain = Plain { text: "短".to_owned(), anchor: 3, head: 3 };
            states.push(plain.text.clone());
        }
    }
    while pane.desk.document.history().can_undo() {
        pane.key(Key::Z, Modifiers::COMMAND);
    }
    assert_eq!(pane.desk.document.text().to_string(), states[0], "seed {seed}");
    assert!(pane.desk.document.marks().is_plain(), "seed {seed}");
}

#[test]
fn nothing_a_person_does_makes_the_pane_and_a_plain_string_disagree() {
    for seed in 1..=4 {
        drive(seed, 700);
    }
}
