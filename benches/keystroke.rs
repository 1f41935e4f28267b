//! What a key costs the thread that checks, in documents of different length, and how fast a whole document is checked.
//!
//! The text is a page of an office's notice over and over, every paragraph with a number of its own, so that nothing is
//! known twice. One key is typed into the middle; what is measured is taking the new state in, looking at what it
//! touched, and handing over every finding.

use cpu_time::ThreadTime;
use kian::document::{Role, Snapshot};
use kian::proofread::{Checker, Profile};
use kian::text::{Change, Lang, Text};
use std::sync::Arc;

fn main() {
    percentiles();
    divan::main();
}

const PAGE: [&str; 6] = [
    "このことについて、下記のとおり実施しますので、関係する職員の方々に対して予め周知していただくようお願いします。",
    "なお、参加を希望する場合は、別紙の申込書に必要な事項を記入の上、期日までに防災課へ提出してください。",
    "会場の駐車場には限りがあるため、概ね公共交通機関を御利用ください。当日は資料を配布する予定です。",
    "訓練は午前９時３０分から開始し、およそ２時間を見込んでいます。荒天の場合の連絡方法は別途お知らせします。",
    "昨年度は312人が参加し、避難経路の確認と初期消火の訓練を行いました。今年度は要配慮者の支援も加えます。",
    "本件について不明な点がありましたら、下記の担当まで問い合わせてください。関係書類は窓口でも受け取る事が出来ます。",
];

/// Keys of one sentence.
const SENTENCE: usize = 40;

/// A text of about so many characters.
fn text(chars: usize) -> Text {
    let mut text = String::new();
    let (mut count, mut number) = (0, 0);
    while count < chars {
        let line = format!("第{number}項　{}\n", PAGE[number % PAGE.len()]);
        count += line.chars().count();
        text.push_str(&line);
        number += 1;
    }
    Text::from(text.as_str())
}

fn snapshot(text: &Text) -> Snapshot {
    let roles = Arc::new(vec![Role::Body; text.lines()]);
    Snapshot { roles, text: text.clone(), ..Snapshot::from_text("", Lang::Ja) }
}

/// A document that is known, and keys to be typed into it.
struct Typing {
    checker: Checker,
    text: Text,
    roles: Arc<Vec<Role>>,
    at: usize,
    count: usize,
}

impl Typing {
    fn new(chars: usize) -> Self {
        let text = text(chars);
        let now = snapshot(&text);
        let mut checker = Checker::default();
        checker.check(&now, Profile::Notice);
        let at = text.line_span(text.lines() / 2).start + "第".len();
        Self { checker, roles: now.roles.clone(), text, at, count: 0 }
    }

    /// Types a key; the state afterwards, which the window sends to the thread.
    fn key(&mut self) -> Snapshot {
        const KEYS: [&str; 8] = ["事", "前", "に", "予", "め", "確", "認", "。"];
        if self.count.is_multiple_of(SENTENCE) {
            // A sentence is done: the next is typed elsewhere.
            let line = (self.text.lines() / 2 + self.count) % (self.text.lines() - 1);
            self.at = self.text.line_span(line).start + "第".len();
        }
        let key = KEYS[self.count % KEYS.len()];
        self.text.apply(&Change::insert(self.at, key));
        self.at += key.len();
        self.count += 1;
        let roles = self.roles.clone();
        Snapshot { roles, text: self.text.clone(), ..Snapshot::from_text("", Lang::Ja) }
    }

    fn look(&mut self, now: &Snapshot) -> usize {
        self.checker.take(now, Profile::Notice);
        while !self.checker.work(32) {}
        self.checker.found(false).near.len()
    }
}

/// The thread's own time for every key of a passage as it is typed: a median hides what a person notices.
fn percentiles() {
    for chars in [10_000, 100_000, 1_000_000] {
        let mut typing = Typing::new(chars);
        let mut micros: Vec<u128> = (0..1000)
            .map(|_| {
                let now = typing.key();
                let start = ThreadTime::now();
                divan::black_box(typing.look(&now));
                start.elapsed().as_micros()
            })
            .collect();
        micros.sort_unstable();
        let wide = ThreadTime::now();
        let found = typing.checker.found(true);
        let (near, wide) = (found.near.len(), wide.elapsed().as_micros());
        println!(
            "{chars} characters, {near} findings: key p50 {} µs, p99 {} µs, most {} µs; whole document {wide} µs",
            micros[500], micros[990], micros[999]
        );
    }
}

/// One key in a known document.
#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 200, sample_size = 1)]
fn key(bencher: divan::Bencher, chars: usize) {
    let mut typing = Typing::new(chars);
    bencher.bench_local(|| {
        let now = typing.key();
        typing.look(&now)
    });
}

/// A whole document nobody has looked at, on one thread.
#[divan::bench(args = [10_000, 100_000], sample_count = 10, sample_size = 1)]
fn whole(bencher: divan::Bencher, chars: usize) {
    let now = snapshot(&text(chars));
    bencher
        .counter(divan::counter::CharsCount::new(chars))
        .bench_local(|| Checker::default().check(&now, Profile::Notice).len());
}
