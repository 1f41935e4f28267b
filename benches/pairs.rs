//! The translator's workbench over 50,000 pairs: what it costs to list them, to look for words, to type a key, and to draw
//! a frame. `cargo bench --bench pairs`.

#![allow(clippy::unwrap_used, missing_docs)]

use eframe::egui;
use egui::{Context, Event, Key, Modifiers, RawInput, vec2};
use kian::app::pairs::{Only, Pairs};
use kian::app::settings::{Dirs, Settings};
use kian::app::workbench::list::{List, Texts, search};
use kian::app::{Action, App, Command, Job, Jobs, Ticket};
use kian::i18n::Locale;
use kian::text::{Change, Lang, Text};
use kian::translation::{Bitext, Edit, Origin, Rich, Segmenter};
use kian::ui::{Shell, fonts, theme};
use std::collections::HashMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

const PAIRS: usize = 50_000;

/// A frame of sixty in a second.
const FRAME: &str = "16.7 ms";

fn main() {
    let bitext = bitext();
    told("all pairs listed anew", "", 5, |_| drop(divan::black_box(List::new(&bitext))));
    let mut list = List::new(&bitext);
    list.choose(Only::Open, String::new());
    told("filter by status", "100 ms", 10, |_| list.refill(&bitext, &HashMap::new(), None));
    let texts = Texts::of(&bitext);
    told("filter by a word", "100 ms", 10, |_| drop(divan::black_box(search(&texts, "窓口"))));
    told("filter by a word of capitals and small letters", "100 ms", 10, |_| {
        drop(divan::black_box(search(&texts, "Counter")));
    });
    told("a copy of the pairs for a worker", "", 10, |_| drop(divan::black_box(bitext.clone())));

    let mut app = app();
    let id = app.pairs().and_then(Pairs::at).unwrap().id;
    let mut target = String::new();
    told("a key in a target", "", 200, |at| {
        target.push('a');
        app.act(Action::TypeTarget { id, target: target.clone() }, 10 + at as i64);
    });
    told("a key in the source", "", 50, |at| {
        app.act(Action::Edit { change: Change::insert(0, "あ"), joins: true }, 1_000 + at as i64);
    });

    let (ctx, mut shell) = shell();
    let wheel = |y: f32| Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, y),
        modifiers: Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
    };
    told("a frame while the grid scrolls", FRAME, 300, |_| {
        frame(&ctx, &mut shell, vec![Event::PointerMoved(egui::pos2(700.0, 600.0)), wheel(-300.0)]);
    });
    told("a frame while the grid scrolls by whole windows", FRAME, 300, |_| {
        frame(&ctx, &mut shell, vec![Event::PointerMoved(egui::pos2(700.0, 600.0)), wheel(-9_000.0)]);
    });
    let down = Event::Key {
        key: Key::ArrowDown,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    };
    told("a frame with a step to the next pair", FRAME, 100, |_| frame(&ctx, &mut shell, vec![down.clone()]));
}

/// Does `once` so often and prints what it took.
fn told(name: &str, reach: &str, count: usize, mut once: impl FnMut(usize)) {
    let time = |at: usize| {
        let before = Instant::now();
        once(at);
        before.elapsed()
    };
    let mut times: Vec<Duration> = (0..count).map(time).collect();
    times.sort();
    let part = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    let reach = if reach.is_empty() { String::new() } else { format!(" ({reach})") };
    println!("{PAIRS} pairs, {name}: p50 {:.2?}, p95 {:.2?}, most {:.2?}{reach}", part(0.5), part(0.95), part(1.0));
}

fn text() -> String {
    let lines =
        (0..PAIRS).map(|n| format!("第{n}号の申請書は、令和8年12月{}日までに窓口へ提出してください。", n % 28 + 1));
    lines.collect::<Vec<_>>().join("\n")
}

fn bitext() -> Bitext {
    let mut bitext = Bitext::new(&Text::from(text().as_str()), Lang::Ja, Lang::En, Segmenter::Own);
    assert_eq!(bitext.len(), PAIRS);
    let target =
        |n: usize| format!("Please submit application No. {n} to the counter by December {}, 2026.", n % 28 + 1);
    let edit = |(n, id)| Edit::Target { id, target: Rich::plain(target(n)), origin: Origin::Person };
    let ids: Vec<_> = bitext.pairs().iter().map(|pair| pair.id).enumerate().collect();
    bitext.apply(&ids.into_iter().map(edit).collect::<Vec<_>>(), "", 0).unwrap();
    bitext
}

/// Jobs that nobody does.
struct Nobody;

impl Jobs for Nobody {
    fn start(&mut self, _: Ticket, _: Job) {}

    fn cancel(&mut self, _: Ticket) {}
}

/// An app that shows the pairs.
fn app() -> App {
    let dirs = Dirs::find(Some(PathBuf::from("kian-bench-pairs"))).unwrap();
    let settings = Settings { locale: Some(Locale::Ja), ..Settings::default() };
    let mut app = App::new(dirs, settings, Box::new(Nobody), Vec::new(), 0);
    app.act(Action::OpenSample(Lang::Ja), 0);
    let all = kian::text::Span::new(0, app.open().unwrap().document.text().len());
    app.act(Action::Edit { change: Change::replace(all, text()), joins: false }, 1);
    app.act(Action::Run(Command::Pairs), 2);
    let pairs = app.pairs().unwrap().bitext.pairs().iter();
    let made = pairs.enumerate().map(|(n, pair)| Edit::Target {
        id: pair.id,
        target: Rich::plain(format!("Please submit application No. {n} to the counter.")),
        origin: Origin::Person,
    });
    let edits = made.collect();
    app.act(Action::EditPairs(edits), 3);
    app
}

fn frame(ctx: &Context, shell: &mut Shell, events: Vec<Event>) {
    let screen_rect = Some(egui::Rect::from_min_size(egui::Pos2::ZERO, vec2(1920.0, 1080.0)));
    let input = RawInput { screen_rect, events, focused: true, ..RawInput::default() };
    let mut out = ctx.run_ui(input, |ui| shell.ui(ui));
    out.textures_delta.clear();
    drop(ctx.tessellate(out.shapes, out.pixels_per_point));
}

fn shell() -> (Context, Shell) {
    let ctx = Context::default();
    fonts::install(&ctx);
    theme::install(&ctx);
    let (_, inbox) = std::sync::mpsc::channel();
    let mut shell = Shell::new(app(), inbox, || 1_000);
    for _ in 0..6 {
        frame(&ctx, &mut shell, Vec::new());
    }
    (ctx, shell)
}
