//! An answer at 500 tokens a second on a long document: what a token costs the window's thread, when the first one is on
//! the screen, and how soon it is quiet after a person says stop. It is a rewriting of a paragraph that is in view, so that
//! what arrives stands in the text as well as in the panel. `cargo bench --bench streaming`.
//!
//! The whole window is drawn without a screen, as tests draw it; what arrives is handed to it as the network thread would.

use cpu_time::ThreadTime;
use egui::{Event, Modifiers, RawInput, pos2, vec2};
use kian::app::settings::{Dirs, Settings};
use kian::app::{Action, App, Command, Job, Jobs, Report, Ticket};
use kian::assistant::{Endpoint, wire};
use kian::document::Classification;
use kian::text::Change;
use kian::ui::{Shell, fonts, theme};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

fn main() {
    for chars in [10_000, 300_000] {
        report(chars);
    }
}

/// What was asked, for whoever plays the endpoint.
#[derive(Clone, Default)]
struct Script {
    asked: Arc<Mutex<Option<Ticket>>>,
}

impl Jobs for Script {
    fn start(&mut self, ticket: Ticket, job: Job) {
        if let Job::Ask { .. } = job {
            *self.asked.lock().expect("one thread") = Some(ticket);
        }
    }

    fn cancel(&mut self, _: Ticket) {}
}

fn clock() -> i64 {
    1_795_489_200_000
}

struct Window {
    ctx: egui::Context,
    shell: Shell,
    inbox: Sender<(Ticket, Report)>,
    script: Script,
}

impl Window {
    /// A document of about so many characters, of which a paragraph is written anew.
    fn new(chars: usize, dir: &std::path::Path) -> Self {
        let dirs = Dirs::find(Some(dir.to_path_buf())).expect("a folder was given");
        let mut endpoint = Endpoint::new("手元", "http://127.0.0.1:9/v1");
        endpoint.allow = Classification::Two;
        let settings =
            Settings { endpoints: vec![endpoint], chosen_endpoint: Some("手元".to_owned()), ..Settings::default() };
        let script = Script::default();
        let (inbox, reports) = channel();
        let mut app = App::new(dirs, settings, Box::new(script.clone()), Vec::new(), clock());
        app.act(Action::OpenSample(kian::text::Lang::Ja), clock());
        app.act(Action::Run(Command::Stop), clock());
        let line =
            "訓練は午前9時30分から開始し、およそ2時間を見込んでいます。荒天の場合の連絡方法は別途お知らせします。\n";
        let long = line.repeat(chars / line.chars().count());
        let end = app.open().expect("the sample is open").document.text().len();
        app.act(Action::Edit { change: Change::insert(end, long), joins: false }, clock());
        let text = app.open().expect("the sample is open").document.text();
        let at = (0..text.lines()).map(|line| text.line_span(line)).find(|span| span.len() > 30);
        app.act(Action::Selected(at.expect("the sample says something")), clock());
        app.act(Action::Run(Command::Rewrite), clock());
        let ctx = egui::Context::default();
        fonts::install(&ctx);
        theme::install(&ctx);
        let shell = Shell::new(app, reports, clock).without_native_dialogs();
        Self { ctx, shell, inbox, script }
    }

    fn frame(&mut self, events: Vec<Event>) -> Duration {
        let input = RawInput {
            screen_rect: Some(egui::Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0))),
            events,
            ..RawInput::default()
        };
        let start = ThreadTime::now();
        let shell = &mut self.shell;
        let mut output = self.ctx.run_ui(input, |ui| shell.ui(ui));
        drop(self.ctx.tessellate(std::mem::take(&mut output.shapes), 1.0));
        let spent = start.elapsed();
        // There is no screen to hand them to.
        output.textures_delta.clear();
        spent
    }

    fn send(&self, text: &str) {
        let ticket = self.script.asked.lock().expect("one thread").expect("something was asked");
        let event = Report::Arrived(wire::Event::Text(text.to_owned()));
        self.inbox.send((ticket, event)).expect("the window is there");
    }
}

fn report(chars: usize) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut window = Window::new(chars, dir.path());
    for _ in 0..5 {
        window.frame(Vec::new());
    }
    let idle = window.frame(Vec::new());
    window.send("要旨");
    let first = window.frame(Vec::new());
    let asking = window.shell.app().asking().expect("it is under way");
    assert_eq!(asking.growing().map(|(_, _, shown)| shown), Some("要旨"), "it is there in that frame, in the text too");
    // 20,000 tokens in 40 seconds of 60 frames: eight or nine a frame.
    let tokens = ["は、", "訓練", "を実施", "する。", "\n"];
    let mut frames: Vec<Duration> = Vec::new();
    let mut sent = 0;
    for frame in 0..2400 {
        while sent < frame * 500 / 60 {
            window.send(tokens[sent % tokens.len()]);
            sent += 1;
        }
        frames.push(window.frame(Vec::new()));
    }
    frames.sort_unstable();
    let spent: Duration = frames.iter().sum();
    let key = Event::Key {
        key: egui::Key::Period,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    };
    let start = Instant::now();
    window.frame(vec![Event::WindowFocused(true), key]);
    let stopped = start.elapsed();
    assert!(window.shell.app().asking().is_none(), "it has stopped");
    let at = |share: usize| frames[frames.len() * share / 100].as_micros();
    println!(
        "{chars} characters: idle frame {} µs; first token {} µs; {sent} tokens at 500/s: frame p50 {} µs, p99 {} µs, most {} µs, {} ms of thread for 1,000 tokens; stop {} ms",
        idle.as_micros(),
        first.as_micros(),
        at(50),
        at(99),
        frames[frames.len() - 1].as_micros(),
        spent.as_millis() as usize * 1000 / sent,
        stopped.as_millis(),
    );
}
