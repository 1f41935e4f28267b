use super::*;
use crate::assistant::session::{Cut, Doubt};
use crate::assistant::{Instruction, offline, prompt};
use crate::text::Lang;

/// A report of `chapters` chapters, each of some paragraphs.
fn report(chapters: usize) -> Snapshot {
    let mut text = String::from("緑野市防災計画の見直しについて\n");
    for chapter in 1..=chapters {
        text.push_str(&format!("第{chapter}章　避難所の運営\n"));
        for item in 0..6 {
            text.push_str(&format!(
                "避難所（以下「第{chapter}避難所」という。）を{}か所設けます。",
                chapter * 10 + item
            ));
            text.push_str(&"市は、住民の意見を聴きながら、見直しを進めます。".repeat(12));
            text.push('\n');
        }
    }
    Snapshot::from_text(text.trim_end(), Lang::Ja)
}

fn rewriting() -> Make {
    Arc::new(|part: Excerpt<'_>, nonce| prompt::rewrite(Lang::Ja, &Instruction::Formal, part.text, part.context, nonce))
}

fn summing() -> Make {
    Arc::new(|part: Excerpt<'_>, nonce| prompt::summarize(Lang::Ja, offline::Length::Standard, part.text, nonce))
}

fn long(snapshot: &Snapshot, work: Work, context: u32) -> Long {
    let whole = Span::new(0, snapshot.text.len());
    let make = if work == Work::Rewrite { rewriting() } else { summing() };
    Long::new(snapshot.clone(), whole, work, Context::Known(context), None, make)
}

fn answer(text: &str, completeness: Completeness) -> Result<Answer, Error> {
    Ok(Answer { text: text.to_owned(), completeness, mark_seen: true, usage: None })
}

/// Works it all off; `model` answers to the name and the request of a piece.
fn work(long: &mut Long, model: &mut dyn FnMut(usize, &str, &Request) -> Result<Answer, Error>) -> usize {
    let mut asked = 0;
    while let Some((id, request)) = long.next(7) {
        let name = long.name(id);
        let taken = long.take(id, model(asked, &name, &request));
        asked += 1;
        assert!(asked < 500, "it never ends");
        if matches!(taken, Taken::Halt(_)) {
            break;
        }
    }
    asked
}

#[test]
fn pieces_cover_the_text_and_fit_the_model() {
    let snapshot = report(30);
    for context in [1_500, 4_096, 32_768] {
        let mut long = long(&snapshot, Work::Rewrite, context);
        let (mut covered, mut at) = (0, 0);
        for slot in &long.slots {
            assert!(slot.piece.span.start >= at, "in order");
            let between = snapshot.text.slice(Span::new(at, slot.piece.span.start));
            assert!(between.trim().is_empty(), "nothing is between pieces: {between}");
            at = slot.piece.span.end;
            covered += slot.piece.span.len();
        }
        assert!(covered > snapshot.text.len() - long.slots.len() * 2 - 2);
        work(&mut long, &mut |_, _, request| {
            let answer = Estimate::of(&request.user).likely / 2;
            let sent = Estimate::of_request(request).likely;
            assert!(sent + answer <= u64::from(context), "{sent} and {answer} do not fit {context}");
            answer_of(request)
        });
        assert!(long.is_over() && long.unprocessed().is_empty());
    }
}

fn answer_of(_: &Request) -> Result<Answer, Error> {
    answer("整えました。", Completeness::Whole)
}

#[test]
fn pieces_begin_at_headings_and_carry_along_what_was_defined() {
    let snapshot = report(12);
    let long = long(&snapshot, Work::Rewrite, 16_384);
    let begins = |slot: &Slot| snapshot.text.slice(slot.piece.span);
    let headed = long.slots.iter().skip(1).filter(|slot| begins(slot).starts_with('第')).count();
    assert!(headed * 10 >= (long.slots.len() - 1) * 9, "{headed} of {}", long.slots.len());
    let last = long.slots.last().unwrap();
    assert!(last.piece.name.starts_with("第1"), "{}", last.piece.name);
    assert!(last.piece.context.contains("第7避難所＝避難所"), "{}", last.piece.context);
    assert!(long.slots[0].piece.context.starts_with("……"), "nothing stands before the first");
    let forecast = long.forecast();
    assert_eq!(forecast.pieces, long.slots.len());
    assert!(forecast.sent.least < forecast.sent.likely && forecast.answers > 1000);
}

#[test]
fn one_paragraph_without_an_end_is_cut_all_the_same() {
    let snapshot = Snapshot::from_text(&"あ".repeat(9_000), Lang::Ja);
    let long = long(&snapshot, Work::Rewrite, 2_048);
    assert!(long.slots.len() > 5);
    let sum: usize = long.slots.iter().map(|slot| slot.piece.span.len()).sum();
    assert_eq!(sum, snapshot.text.len());
}

#[test]
fn answers_in_any_order_are_joined_in_order() {
    let snapshot = report(5);
    let mut long = long(&snapshot, Work::Rewrite, 2_048);
    let mut out = Vec::new();
    while let Some((id, request)) = long.next(1) {
        out.push((id, request));
    }
    assert!(long.next(2).is_none() && !long.is_over());
    for (n, (id, _)) in out.iter().enumerate().rev() {
        assert_eq!(long.take(*id, answer(&format!("{n}番"), Completeness::Whole)), Taken::On);
    }
    let news: Vec<String> = long.rewritten().into_iter().map(|(_, _, new)| new).collect();
    let expected: Vec<String> = (0..out.len()).map(|n| format!("{n}番")).collect();
    assert_eq!(news, expected);
    for (span, old, _) in long.rewritten() {
        assert_eq!(snapshot.text.slice(span), old);
    }
}

#[test]
fn what_is_too_long_is_cut_again_and_what_fails_is_named() {
    let snapshot = report(6);
    let mut long = long(&snapshot, Work::Rewrite, 8_192);
    let before = long.slots.len();
    let limit = Completeness::Cut(Cut::Limit);
    work(&mut long, &mut |turn, name, request| match turn {
        0 => answer("途中まで", limit.clone()),
        1 => Err(Error::TooLong),
        _ if name.contains("第4章") => Err(Error::ContentFilter),
        _ => answer_of(request),
    });
    assert!(long.slots.len() >= before + 2);
    let left = long.unprocessed();
    assert!(!left.is_empty() && left.iter().all(|part| part.name.contains("第4章")), "{left:?}");
    assert!(left.iter().all(|part| part.why == Some(Why::Failed(Error::ContentFilter))));
    assert!(long.is_over());
    long.retry();
    assert!(!long.is_over());
    work(&mut long, &mut |_, _, request| answer_of(request));
    assert!(long.unprocessed().is_empty());
}

#[test]
fn a_broken_answer_is_asked_for_once_more_and_a_wrong_key_stops_all() {
    let snapshot = report(3);
    let mut long = long(&snapshot, Work::Rewrite, 2_048);
    let pieces = long.slots.len();
    let broken = Completeness::Cut(Cut::Broken(Error::BrokenStream));
    let asked = work(&mut long, &mut |turn, _, request| {
        if turn == 0 { answer("途中", broken.clone()) } else { answer_of(request) }
    });
    assert_eq!(asked, pieces + 1);
    let mut halted = self::long(&snapshot, Work::Rewrite, 2_048);
    let key = || Error::Unauthorized { host: "ai.example.jp".to_owned() };
    let asked = work(&mut halted, &mut |turn, _, request| if turn < 2 { answer_of(request) } else { Err(key()) });
    assert_eq!((asked, halted.progress().0), (3, 2));
    assert_eq!(halted.unprocessed().len(), pieces - 2, "what was not asked for is not processed");
    assert!(!halted.is_over());
    work(&mut halted, &mut |_, _, request| answer_of(request));
    assert!(halted.is_over(), "it goes on where it stopped");
}

#[test]
fn a_summary_is_made_of_what_was_said_of_the_pieces() {
    let snapshot = report(60);
    let mut long = long(&snapshot, Work::Summarize, 4_096);
    let pieces = long.slots.len();
    assert!(pieces > 10);
    let mut gathered = 0;
    work(&mut long, &mut |turn, _, request| {
        if request.user.contains("【第") {
            gathered += 1;
            return answer("全体の要約。", Completeness::Whole);
        }
        answer(&format!("{turn}番目の要点。{}", "詳しい説明。".repeat(40)), Completeness::Whole)
    });
    assert!(gathered >= 2, "what was said does not fit one request");
    assert_eq!(long.summary().as_deref().map(|text| text.contains("要約") || text.contains("要点")), Some(true));
    assert_eq!(long.said().count(), pieces);
    let (done, all) = long.progress();
    assert_eq!((done, all), (pieces + 1, pieces + 1));
}

#[test]
fn a_short_text_goes_in_one_piece_and_nothing_is_gathered() {
    let snapshot = Snapshot::from_text("避難所を開設しました。", Lang::Ja);
    let mut long = long(&snapshot, Work::Summarize, 4_096);
    assert!(long.is_short());
    let asked = work(&mut long, &mut |_, _, _| answer("開設した。", Completeness::Unproven(Doubt::NoEndMark)));
    assert_eq!((asked, long.summary().as_deref()), (1, Some("開設した。")));
    assert!(long.is_over() && long.doubt().is_some());
    let mut empty = self::long(&Snapshot::from_text("\n\n", Lang::Ja), Work::Summarize, 4_096);
    assert!(empty.next(1).is_none() && empty.is_over() && empty.summary().is_none());
}
