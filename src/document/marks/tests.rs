use super::super::{Author, Role};
use super::*;
use crate::text::Lang;
use proptest::prelude::*;

fn document(text: &str) -> Document {
    Document::from_text(Lang::Ja, text, Author::Import)
}

/// The text with `[` and `]` around what has `look`.
fn looks(document: &Document, look: Look) -> String {
    let whole = document.text().to_string();
    let mut out = String::new();
    let mut at = 0;
    for mark in document.marks().within(Span::new(0, whole.len())) {
        if mark.kind == MarkKind::Look(look) {
            out += &format!("{}[{}]", &whole[at..mark.span.start], &whole[mark.span.range()]);
            at = mark.span.end;
        }
    }
    out + &whole[at..]
}

/// The text with readings in 《》 behind their words, which stand in 〈〉.
fn rubies(document: &Document) -> String {
    let whole = document.text().to_string();
    let mut out = String::new();
    let mut at = 0;
    for ruby in document.marks().rubies(Span::new(0, whole.len())) {
        out += &format!("{}〈{}〉《{}》", &whole[at..ruby.span.start], &whole[ruby.span.range()], ruby.reading);
        at = ruby.span.end;
    }
    out + &whole[at..]
}

fn of(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn type_at(document: &mut Document, at: usize, words: &str) {
    document.apply(Edit { joins: true, ..Edit::by_person(Change::insert(at, words), 0) });
}

#[test]
fn typing_in_and_behind_bold_words_is_bold() {
    let mut d = document("ここは太字です");
    d.apply(d.toggling(of("ここは太字です", "太字"), Look::Bold, 0).unwrap());
    assert_eq!(looks(&d, Look::Bold), "ここは[太字]です");
    type_at(&mut d, "ここは太".len(), "い");
    type_at(&mut d, "ここは太い字".len(), "体");
    type_at(&mut d, "ここは".len(), "の");
    assert_eq!(looks(&d, Look::Bold), "ここはの[太い字体]です");
    d.seal();
    d.apply(Edit::by_person(Change::delete(of("ここはの太い字体です", "の太い")), 0));
    assert_eq!(looks(&d, Look::Bold), "ここは[字体]です");
    d.undo(0);
    assert_eq!(looks(&d, Look::Bold), "ここはの[太い字体]です");
    while d.undo(0).is_some() {}
    assert_eq!(looks(&d, Look::Bold), "ここは太字です");
    while d.redo(0).is_some() {}
    assert_eq!(looks(&d, Look::Bold), "ここは[字体]です");
}

#[test]
fn at_the_start_of_a_paragraph_what_is_typed_is_like_what_follows() {
    let mut d = document("前\n太字");
    d.apply(d.toggling(of("前\n太字", "太字"), Look::Bold, 0).unwrap());
    type_at(&mut d, "前\n".len(), "の");
    assert_eq!(looks(&d, Look::Bold), "前\n[の太字]");
    type_at(&mut d, "前".len(), "後");
    assert_eq!(looks(&d, Look::Bold), "前後\n[の太字]");
}

#[test]
fn what_is_all_bold_is_bold_no_longer_and_the_rest_all_becomes_so() {
    let text = "一二\n三四";
    let mut d = document(text);
    d.apply(d.toggling(of(text, "二\n三"), Look::Bold, 0).unwrap());
    assert_eq!(looks(&d, Look::Bold), "一[二]\n[三]四");
    d.apply(d.toggling(Span::new(0, text.len()), Look::Bold, 0).unwrap());
    assert_eq!(looks(&d, Look::Bold), "[一二]\n[三四]");
    d.apply(d.toggling(of(text, "二\n三"), Look::Bold, 0).unwrap());
    assert_eq!(looks(&d, Look::Bold), "[一]二\n三[四]");
    assert!(d.toggling(Span::at(3), Look::Bold, 0).is_none());
}

#[test]
fn what_is_raised_is_not_lowered() {
    let mut d = document("m2");
    d.apply(d.toggling(Span::new(1, 2), Look::Superscript, 0).unwrap());
    d.apply(d.toggling(Span::new(1, 2), Look::Subscript, 0).unwrap());
    assert_eq!((looks(&d, Look::Superscript), looks(&d, Look::Subscript)), ("m2".to_owned(), "m[2]".to_owned()));
}

#[test]
fn a_reading_stays_with_its_words() {
    let text = "避難所へ行く";
    let mut d = document(text);
    let marks =
        vec![(of(text, "避難所"), Marking::Ruby("ひなんじょ".into())), (of(text, "行"), Marking::Ruby("い".into()))];
    d.apply(d.marking(marks, 0));
    assert_eq!(rubies(&d), "〈避難所〉《ひなんじょ》へ〈行〉《い》く");
    // At its ends words stay outside, inside of it they belong to it.
    type_at(&mut d, 0, "市");
    type_at(&mut d, "市避難所".len(), "等");
    d.seal();
    type_at(&mut d, "市避難".len(), "場");
    assert_eq!(rubies(&d), "市〈避難場所〉《ひなんじょ》等へ〈行〉《い》く");
    d.seal();
    // Two paragraphs cannot share it.
    type_at(&mut d, "市避難".len(), "\n");
    assert_eq!(rubies(&d), "市〈避難〉《ひなんじょ》\n場所等へ〈行〉《い》く");
    d.undo(0);
    assert_eq!(rubies(&d), "市〈避難場所〉《ひなんじょ》等へ〈行〉《い》く");
    let text = d.text().to_string();
    d.apply(Edit::by_person(Change::delete(of(&text, "難場所等")), 0));
    assert_eq!(rubies(&d), "市〈避〉《ひなんじょ》へ〈行〉《い》く");
    d.undo(0);
    d.apply(Edit::by_person(Change::delete(of(&text, "避難場所")), 0));
    assert_eq!(rubies(&d), "市等へ〈行〉《い》く");
    d.undo(0);
    // Another reading over some of the words takes the place of the one there was.
    d.apply(d.marking(vec![(of(&text, "場所"), Marking::Ruby("ばしょ".into()))], 0));
    assert_eq!(rubies(&d), "市避難〈場所〉《ばしょ》等へ〈行〉《い》く");
    d.apply(d.marking(vec![(Span::new(0, text.len()), Marking::NoRuby)], 0));
    assert_eq!(rubies(&d), text);
    d.undo(0);
    d.undo(0);
    assert_eq!(rubies(&d), "市〈避難場所〉《ひなんじょ》等へ〈行〉《い》く");
}

#[test]
fn equal_readings_side_by_side_are_two() {
    let mut d = document("母母");
    let ruby = Marking::Ruby("はは".into());
    d.apply(d.marking(vec![(Span::new(0, 3), ruby.clone()), (Span::new(3, 6), ruby)], 0));
    assert_eq!(rubies(&d), "〈母〉《はは》〈母〉《はは》");
    type_at(&mut d, 3, "の");
    assert_eq!(rubies(&d), "〈母〉《はは》の〈母〉《はは》");
}

#[test]
fn marks_never_end_inside_of_one_character() {
    let mut d = document("かx\u{309A}き");
    d.apply(d.toggling(Span::new(0, 3), Look::Bold, 0).unwrap());
    d.apply(Edit::by_person(Change::delete(Span::new(3, 4)), 0));
    assert_eq!(looks(&d, Look::Bold), "[か\u{309A}]き");
    d.undo(0);
    assert_eq!(looks(&d, Look::Bold), "[か]x\u{309A}き");
    let mut d = document("か\u{309A}き");
    d.apply(d.toggling(Span::new(3, 6), Look::Bold, 0).unwrap());
    assert_eq!(looks(&d, Look::Bold), "[か\u{309A}]き");
}

#[test]
fn paragraphs_move_with_their_marks() {
    let text = "一行\n二行\n三行";
    let mut d = document(text);
    d.apply(d.toggling(of(text, "二"), Look::Bold, 0).unwrap());
    d.apply(d.marking(vec![(of(text, "三行"), Marking::Ruby("さんぎょう".into()))], 0));
    d.apply(d.moving(2..3, 0, 0).unwrap());
    assert_eq!(
        (rubies(&d), looks(&d, Look::Bold)),
        ("〈三行〉《さんぎょう》\n一行\n二行".to_owned(), "三行\n一行\n[二]行".to_owned())
    );
    d.apply(d.moving(0..2, 3, 0).unwrap());
    assert_eq!(
        (rubies(&d), looks(&d, Look::Bold)),
        ("二行\n〈三行〉《さんぎょう》\n一行".to_owned(), "[二]行\n三行\n一行".to_owned())
    );
    d.undo(0);
    d.undo(0);
    assert_eq!(
        (rubies(&d), looks(&d, Look::Bold)),
        ("一行\n二行\n〈三行〉《さんぎょう》".to_owned(), "一行\n[二]行\n三行".to_owned())
    );
}

#[test]
fn stretches_cover_everything_without_a_gap() {
    let text = "避難所へ行く";
    let mut d = document(text);
    d.apply(d.marking(vec![(of(text, "避難所"), Marking::Ruby("ひなんじょ".into()))], 0));
    d.apply(d.toggling(of(text, "所へ"), Look::Bold, 0).unwrap());
    let found = d.marks().stretches(Span::new(0, text.len()));
    let told: Vec<_> =
        found.iter().map(|s| (&text[s.span.range()], s.face.has(Look::Bold), s.ruby.is_some())).collect();
    assert_eq!(told, [("避難", false, true), ("所", true, true), ("へ", true, false), ("行く", false, false)]);
    assert_eq!(d.marks().stretches(Span::at(3)), []);
    assert_eq!(d.marks().stretches(of(text, "難")).len(), 1);
    assert_eq!(document("あ").marks().stretches(Span::new(0, 3)).len(), 1);
}

/// What a document shows: its text and what is said of it.
fn state(document: &Document) -> (String, Vec<Mark>) {
    (document.text().to_string(), document.marks().within(Span::new(0, document.text().len())))
}

#[derive(Clone, Debug)]
enum Step {
    Change { at: usize, len: usize, words: String, joins: bool },
    Two { at: usize, gap: usize, words: String },
    Look { at: usize, len: usize, look: usize },
    Ruby { at: usize, len: usize, on: bool },
    Undo,
    Redo,
}

fn step() -> impl Strategy<Value = Step> {
    let place = 0usize..40;
    let words = "[あa\n漢]{0,3}|か\u{309A}|\u{309A}|👨‍👩‍👧|\u{200D}";
    prop_oneof![
        4 => (place.clone(), 0usize..4, words, any::<bool>())
            .prop_map(|(at, len, words, joins)| Step::Change { at, len, words, joins }),
        1 => (place.clone(), 1usize..5, words).prop_map(|(at, gap, words)| Step::Two { at, gap, words }),
        3 => (place.clone(), 0usize..9, 0usize..5).prop_map(|(at, len, look)| Step::Look { at, len, look }),
        3 => (place, 0usize..5, prop::bool::weighted(0.8)).prop_map(|(at, len, on)| Step::Ruby { at, len, on }),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ]
}

proptest! {
    #[test]
    fn marks_lie_on_characters_and_come_back(steps in prop::collection::vec(step(), 0..30)) {
        let base = vec![(Role::Title, "件名".to_owned()), (Role::Body, "本文か\u{309A}。".to_owned())];
        let begun = [Mark { span: Span::new(0, 6), kind: MarkKind::Ruby("けんめい".into()) }];
        let mut d = Document::new(Lang::Ja, None, &base, Author::Form).with_marks(&begun);
        // The last state of each depth of undo, to come back to; what can be done again.
        let (mut undo, mut redo): (Vec<(usize, _)>, Vec<_>) = (vec![(0, state(&d))], Vec::new());
        for (n, step) in steps.into_iter().enumerate() {
            let now = n as i64 * 400;
            let whole = d.text().to_string();
            let bounds: Vec<usize> = whole.char_indices().map(|(i, _)| i).chain([whole.len()]).collect();
            let place = |at: usize, len: usize| {
                let start = at % bounds.len();
                Span::new(bounds[start], bounds[(start + len).min(bounds.len() - 1)])
            };
            let entries = d.history().entries().len();
            match step {
                Step::Change { at, len, words, joins } => {
                    d.apply(Edit { joins, ..Edit::by_person(Change::replace(place(at, len), words), now) });
                }
                Step::Two { at, gap, words } => {
                    let first = place(at, 1);
                    let second = Span::at(place(at, 1 + gap).end);
                    let replace = |span| Replace { span, text: words.clone() };
                    d.apply(Edit::by_person(Change::new(vec![replace(first), replace(second)]), now));
                }
                Step::Look { at, len, look } => {
                    if let Some(edit) = d.toggling(place(at, len), Look::ALL[look], now) {
                        d.apply(edit);
                    }
                }
                Step::Ruby { at, len, on } => {
                    let marking = if on { Marking::Ruby("よみ".into()) } else { Marking::NoRuby };
                    d.apply(d.marking(vec![(place(at, len), marking)], now));
                }
                Step::Undo => {
                    if d.undo(now).is_some() {
                        let (_, was) = undo.pop().unwrap();
                        redo.push(was);
                        prop_assert_eq!(&state(&d), &undo.last().unwrap().1);
                    }
                }
                Step::Redo => {
                    if d.redo(now).is_some() {
                        let there = redo.pop().unwrap();
                        prop_assert_eq!(&state(&d), &there);
                        undo.push((d.history().entries().len(), there));
                    }
                }
            }
            let (text, marks) = state(&d);
            let added = d.history().entries().len();
            match d.history().entries().last() {
                Some(entry) if entry.kind == super::super::EntryKind::Edit && (added > entries || text != whole) => {
                    redo.clear();
                    if added > entries {
                        undo.push((added, (text.clone(), marks.clone())));
                    } else {
                        // It joined the step before.
                        undo.last_mut().unwrap().1 = (text.clone(), marks.clone());
                    }
                }
                _ => {}
            }
            prop_assert_eq!(d.marks().faces.len(), text.len());
            prop_assert_eq!(d.marks().readings.len(), text.len());
            let clusters: Vec<usize> =
                segment::graphemes(&text).iter().map(|c| c.start).chain([text.len()]).collect();
            for mark in marks {
                prop_assert!(clusters.contains(&mark.span.start) && clusters.contains(&mark.span.end), "{:?} of {:?}", mark, text);
                prop_assert!(!text[mark.span.range()].contains('\n'), "{:?} of {:?}", mark, text);
            }
        }
        let entries = d.history().entries().to_vec();
        let again = Document::replay(Lang::Ja, None, &base, &begun, Author::Form, entries).expect("a sound history");
        prop_assert_eq!(state(&again), state(&d));
        let mut d = again;
        while d.undo(0).is_some() {}
        prop_assert_eq!(state(&d), undo[0].1.clone());
    }
}
