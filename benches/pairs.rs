//! The translator's workbench over 50,000 pairs: what it costs to list them, to look for words, to type a key, and to draw
//! a frame. `cargo bench --bench pairs`.

#![allow(clippy::unwrap_used, missing_docs)]

use divan::Bencher;
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

const PAIRS: usize = 50_000;

fn main() {
    divan::main();
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

#[divan::bench]
fn list_all_anew(bencher: Bencher) {
    let bitext = bitext();
    bencher.bench(|| List::new(&bitext));
}

#[divan::bench]
fn filter_by_status(bencher: Bencher) {
    let bitext = bitext();
    let mut list = List::new(&bitext);
    list.choose(Only::Open, String::new());
    bencher.bench_local(|| list.refill(&bitext, &HashMap::new(), None));
}

#[divan::bench]
fn look_for_words(bencher: Bencher) {
    let texts = Texts::of(&bitext());
    bencher.bench(|| search(&texts, "窓口"));
}

#[divan::bench]
fn copy_for_a_worker(bencher: Bencher) {
    let bitext = bitext();
    bencher.bench(|| bitext.clone());
}

#[divan::bench]
fn a_key_in_a_target(bencher: Bencher) {
    let mut app = app();
    let id = app.pairs().and_then(Pairs::at).unwrap().id;
    let (mut at, mut target) = (10, String::new());
    bencher.bench_local(|| {
        target.push('a');
        at += 1;
        app.act(Action::TypeTarget { id, target: target.clone() }, at);
    });
}

#[divan::bench]
fn a_key_in_the_source(bencher: Bencher) {
    let mut app = app();
    let mut at = 10;
    bencher.bench_local(|| {
        at += 1;
        app.act(Action::Edit { change: Change::insert(0, "あ"), joins: true }, at);
    });
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

#[divan::bench]
fn a_frame_while_scrolling(bencher: Bencher) {
    let (ctx, mut shell) = shell();
    let wheel = |y: f32| Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, y),
        modifiers: Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
    };
    bencher.bench_local(|| {
        let events = vec![Event::PointerMoved(egui::pos2(700.0, 600.0)), wheel(-300.0)];
        frame(&ctx, &mut shell, events);
    });
}

#[divan::bench]
fn a_frame_with_a_step_to_the_next_pair(bencher: Bencher) {
    let (ctx, mut shell) = shell();
    let down = Event::Key {
        key: Key::ArrowDown,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    };
    bencher.bench_local(|| frame(&ctx, &mut shell, vec![down.clone()]));
}
