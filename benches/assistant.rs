//! What the assistant's client costs: reading streams and laying answers against a text in bytes a second, processor time for
//! 1,000 tokens from the wire to the session, and planning and joining a document of 300 pages.

#![allow(missing_docs)]

use kian::assistant::long::{Excerpt, Long, Make, Work};
use kian::assistant::session::{Event, Habit, Session};
use kian::assistant::tokens::Context;
use kian::assistant::translate::{Segment, Translation};
use kian::assistant::wire::sse::Sse;
use kian::assistant::{Answer, Completeness, Instruction, Request, Task, prompt};
use kian::document::{Author, Snapshot, Suggestion};
use kian::text::{Lang, Span};
use std::sync::Arc;

#[global_allocator]
static ALLOCATOR: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

const SENTENCE: &str = "市は、令和8年4月1日から避難所の運営を見直し、住民の意見を聴きながら準備を進めます。";

/// 300 pages of 1,200 characters, a heading on each third.
fn pages() -> String {
    let per_page = 1_200 / SENTENCE.chars().count();
    (1..=300).map(|page| format!("第{page}節　避難所の運営\n{}\n", SENTENCE.repeat(per_page))).collect()
}

/// A stream of so many tokens, one to an event, as most servers send them.
fn stream(tokens: usize) -> Vec<u8> {
    let characters: Vec<char> = SENTENCE.chars().collect();
    let event = |n: usize| {
        let text = characters[n % characters.len()];
        let choice = serde_json::json!({ "index": 0, "delta": { "content": text.to_string() }, "finish_reason": null });
        let chunk = serde_json::json!({ "id": "c", "object": "chat.completion.chunk", "choices": [choice] });
        format!("data: {chunk}\n\n")
    };
    (0..tokens).map(event).collect::<String>().into_bytes()
}

fn request() -> Request {
    prompt::rewrite(Lang::Ja, &Instruction::Formal, SENTENCE, "", 7)
}

#[divan::bench]
fn stream_parsing(bencher: divan::Bencher<'_, '_>) {
    let bytes = stream(10_000);
    bencher.counter(divan::counter::BytesCount::of_slice(&bytes[..])).bench(|| {
        let mut sse = Sse::default();
        // As the network hands it on.
        bytes.chunks(1_400).map(|piece| sse.push(piece).expect("no event is too big").len()).sum::<usize>()
    });
}

#[divan::bench]
fn thousand_tokens_into_the_session(bencher: divan::Bencher<'_, '_>) {
    let pieces: Vec<String> = SENTENCE.chars().cycle().take(1_000).map(String::from).collect();
    bencher.counter(divan::counter::ItemsCount::new(1_000usize)).bench(|| {
        let mut session = Session::new(request(), Habit::Writes);
        session.handle(Event::Asked);
        pieces.iter().map(|piece| session.handle(Event::Chunk(piece.clone())).len()).sum::<usize>()
    });
}

#[divan::bench]
fn diff_of_a_rewritten_piece(bencher: divan::Bencher<'_, '_>) {
    let old = SENTENCE.repeat(150);
    let new = old.replace("進めます", "進めてまいります").replace("住民の意見", "住民の皆様の御意見");
    bencher
        .counter(divan::counter::BytesCount::new(old.len()))
        .bench(|| Suggestion::rewrite(Author::Form, Span::new(0, old.len()), &old, &new).hunks.len());
}

#[divan::bench(sample_count = 10)]
fn three_hundred_pages_rewritten(bencher: divan::Bencher<'_, '_>) {
    let snapshot = Snapshot::from_text(&pages(), Lang::Ja);
    let make: Make = Arc::new(|part: Excerpt<'_>, nonce| {
        prompt::rewrite(Lang::Ja, &Instruction::Formal, part.text, part.context, nonce)
    });
    bencher.bench(|| {
        let whole = Span::new(0, snapshot.text.len());
        let mut long = Long::new(snapshot.clone(), whole, Work::Rewrite, Context::Known(32_768), None, make.clone());
        while let Some((id, request)) = long.next(1) {
            assert_eq!(request.task, Task::Rewrite);
            let text = "整えました。".to_owned();
            let answer = Answer { text, completeness: Completeness::Whole, mark_seen: true, usage: None };
            long.take(id, Ok(answer));
        }
        long.rewritten().len()
    });
}

/// The memory of it is what the allocator counts.
#[divan::bench(sample_count = 10)]
fn three_hundred_pages_translated(bencher: divan::Bencher<'_, '_>) {
    let text = pages();
    let sources: Vec<String> = text.lines().flat_map(|line| line.split_inclusive('。')).map(str::to_owned).collect();
    bencher.bench(|| {
        // No two sentences of a real document are the same.
        let segments = sources.iter().enumerate();
        let segments = segments.map(|(n, source)| Segment { source: format!("{n}{source}"), ..Segment::default() });
        let mut translation = Translation::new(segments.collect(), Lang::En, 7);
        while let Some((id, request)) = translation.begin(1) {
            let lines = request.user.lines().filter(|line| line.starts_with('['));
            let answer: String = lines
                .filter_map(|line| line.split_once(']'))
                .map(|(head, _)| format!("{head}] The city prepares.\n"))
                .collect();
            translation.take_batch(id, &answer);
        }
        translation.progress()
    });
}
