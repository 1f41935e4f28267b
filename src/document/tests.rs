use super::*;
use proptest::prelude::*;

fn document(paragraphs: &[(Role, &str)]) -> Document {
    let paragraphs: Vec<_> = paragraphs.iter().map(|(r, t)| (*r, (*t).to_owned())).collect();
    Document::new(Lang::Ja, None, &paragraphs, Author::Form)
}

fn typed(at: usize, text: &str, millis: i64) -> Edit {
    Edit { joins: true, ..Edit::by_person(Change::insert(at, text), millis) }
}

fn roles(document: &Document) -> Vec<Role> {
    document.roles().to_vec()
}

#[test]
fn enter_at_the_end_of_a_title_begins_the_body() {
    let mut d = document(&[(Role::Title, "件名"), (Role::Ki, "記")]);
    d.apply(Edit::by_person(Change::insert(6, "\n"), 0));
    assert_eq!(roles(&d), [Role::Title, Role::Body, Role::Ki]);
}

#[test]
fn enter_inside_an_item_makes_two() {
    let mut d = document(&[(Role::Item(1), "日時"), (Role::Ijo, "以上")]);
    d.apply(Edit::by_person(Change::insert(3, "\n"), 0));
    assert_eq!(roles(&d), [Role::Item(1), Role::Item(1), Role::Ijo]);
}

#[test]
fn enter_before_a_title_pushes_it_down() {
    let mut d = document(&[(Role::Title, "件名")]);
    d.apply(Edit::by_person(Change::insert(0, "\n"), 0));
    assert_eq!(roles(&d), [Role::Body, Role::Title]);
}

#[test]
fn joining_keeps_the_role_of_what_is_left() {
    let mut d = document(&[(Role::Title, "件名"), (Role::Body, "本文")]);
    d.apply(Edit::by_person(Change::delete(Span::new(6, 7)), 0));
    assert_eq!((d.text().to_string().as_str(), roles(&d)), ("件名本文", vec![Role::Title]));
    let mut d = document(&[(Role::Title, "件名"), (Role::Body, "本文")]);
    d.apply(Edit::by_person(Change::delete(Span::new(0, 7)), 0));
    assert_eq!((d.text().to_string().as_str(), roles(&d)), ("本文", vec![Role::Body]));
}

#[test]
fn typing_is_one_step_and_a_fix_another() {
    let mut d = document(&[(Role::Body, "")]);
    d.apply(typed(0, "起", 1000));
    d.apply(typed(3, "案", 1200));
    d.apply(Edit { author: Author::Rule("r".into()), ..Edit::by_person(Change::insert(6, "。"), 1300) });
    d.apply(typed(9, "あ", 9000));
    assert_eq!(d.history().entries().len(), 3);
    d.undo(1);
    assert_eq!(d.text().to_string(), "起案。");
    d.undo(2);
    assert_eq!(d.text().to_string(), "起案");
    d.undo(3);
    assert_eq!(d.text().to_string(), "");
    assert!(d.undo(4).is_none());
    d.redo(5);
    assert_eq!(d.text().to_string(), "起案");
}

#[test]
fn undo_gives_the_words_back_to_their_author() {
    let mut d = document(&[(Role::Body, "form")]);
    d.apply(Edit { author: Author::Assistant(RunId(0)), ..Edit::by_person(Change::insert(4, "ai"), 0) });
    d.apply(Edit::by_person(Change::delete(Span::new(2, 6)), 0));
    d.undo(0);
    let spans: Vec<_> = d.provenance().spans().map(|(s, a)| (s.start, s.end, a.clone())).collect();
    assert_eq!(spans, [(0, 4, Author::Form), (4, 6, Author::Assistant(RunId(0)))]);
}

#[test]
fn items_are_numbered_by_level() {
    let roles = [Role::Ki, Role::Item(0), Role::Item(1), Role::Item(1), Role::Item(0), Role::Item(1), Role::Item(2)];
    let labels: Vec<_> = role::labels(&roles, Lang::Ja).into_iter().flatten().collect();
    assert_eq!(labels, ["1", "(1)", "(2)", "2", "(1)", "ア"]);
}

#[test]
fn items_far_down_are_numbered_without_counting_all_of_them() {
    let level =
        |n: usize| [Role::Item(0), Role::Item(1), Role::Item(1), Role::Body, Role::Item(2), Role::Ki][n * n % 6];
    let mut roles: Vec<Role> = (0..300).map(level).collect();
    let mut numbering = role::Numbering::default();
    let check = |roles: &[Role], numbering: &mut role::Numbering| {
        let all = role::labels(roles, Lang::Ja);
        for index in [299, 0, 130, 64, 63, 200] {
            assert_eq!(numbering.label(roles, Lang::Ja, index), all[index], "{index}");
        }
    };
    check(&roles, &mut numbering);
    roles.insert(100, Role::Item(0));
    numbering.forget_from(100);
    check(&roles, &mut numbering);
}

#[test]
fn rejecting_everything_leaves_every_byte() {
    let d = document(&[(Role::Body, "資料を送って頂く事。")]);
    let before = d.text().to_string();
    let mut s = Suggestion::rewrite(
        Author::Assistant(RunId(0)),
        Span::new(0, before.len()),
        &before,
        "資料を送っていただくこと。",
    );
    assert!(!s.hunks.is_empty());
    let all: Vec<usize> = (0..s.hunks.len()).collect();
    s.reject(&all);
    assert!(s.is_done() && s.accept(&all, 0, |_| 0).is_none());
    assert_eq!(d.text().to_string(), before);
}

#[test]
fn a_hunk_survives_typing_elsewhere_and_is_overtaken_by_typing_inside() {
    let text = "一つ目の文を直す。二つ目の文も直す。";
    let mut d = document(&[(Role::Body, text)]);
    let new = text.replace("一つ目", "最初").replace("二つ目", "次");
    let mut s = Suggestion::rewrite(Author::Assistant(RunId(0)), Span::new(0, text.len()), text, &new);
    assert_eq!(s.hunks.len(), 2);
    let here = Change::insert(0, "　");
    s.map(&here);
    d.apply(Edit::by_person(here, 0));
    let inside = Change::insert(s.hunks[1].span.start + 3, "x");
    s.map(&inside);
    d.apply(Edit::by_person(inside, 0));
    assert_eq!(s.hunks[1].state, HunkState::Overtaken);
    let edit = s.accept(&[0, 1], 0, |_| 0).expect("the first is open");
    d.apply(edit);
    assert!(d.text().to_string().starts_with("　最初の文を直す。二x"));
}

/// A random edit: where (as a share of the text), how much goes, what comes.
fn edits() -> impl Strategy<Value = Vec<(usize, usize, String, bool)>> {
    prop::collection::vec((0usize..40, 0usize..4, "[あa\n]{0,3}", any::<bool>()), 0..24)
}

proptest! {
    #[test]
    fn a_history_replays_to_the_same_document(steps in edits(), undos in 0usize..6, redos in 0usize..4) {
        let base = vec![(Role::Title, "件名".to_owned()), (Role::Body, "本文。".to_owned())];
        let mut d = Document::new(Lang::Ja, None, &base, Author::Form);
        let first = d.text().to_string();
        for (n, (at, len, text, joins)) in steps.into_iter().enumerate() {
            let whole = d.text().to_string();
            let bounds: Vec<usize> = whole.char_indices().map(|(i, _)| i).chain([whole.len()]).collect();
            let start = at % bounds.len();
            let end = (start + len).min(bounds.len() - 1);
            let change = Change::replace(Span::new(bounds[start], bounds[end]), text);
            d.apply(Edit { joins, ..Edit::by_person(change, n as i64 * 400) });
        }
        for n in 0..undos { d.undo(n as i64); }
        for n in 0..redos { d.redo(n as i64); }
        prop_assert_eq!(d.roles().len(), d.text().lines());
        prop_assert_eq!(d.provenance().spans().map(|(s, _)| s.len()).sum::<usize>(), d.text().len());
        let again = Document::replay(Lang::Ja, None, &base, &[], Author::Form, d.history().entries().to_vec());
        let again = again.expect("it was a sound history");
        prop_assert_eq!(again.text(), d.text());
        prop_assert_eq!(again.roles(), d.roles());
        let authors = |d: &Document| d.provenance().spans().map(|(s, a)| (s, a.clone())).collect::<Vec<_>>();
        prop_assert_eq!(authors(&again), authors(&d));
        let mut d = again;
        while d.undo(0).is_some() {}
        prop_assert_eq!(d.text().to_string(), first);
        prop_assert_eq!(d.roles(), &[Role::Title, Role::Body]);
    }
}

proptest! {
    #[test]
    fn authors_are_followed_byte_by_byte(steps in prop::collection::vec((0usize..60, 0usize..6, "[ab\n]{0,4}", 0u8..7), 0..40)) {
        let mut d = Document::from_text(Lang::En, "the first words", Author::Import);
        // One author for each byte, and every state there was, to go back to.
        let mut model: Vec<Author> = vec![Author::Import; d.text().len()];
        let mut states = vec![(d.text().to_string(), model.clone())];
        let mut at = 0usize;
        for (n, (start, len, text, kind)) in steps.into_iter().enumerate() {
            let now = n as i64 * 300;
            match kind {
                0 | 1 => {
                    let change = if kind == 0 { d.undo(now) } else { d.redo(now) };
                    if change.is_some() {
                        let whole = d.text().to_string();
                        model = states.iter().rfind(|(text, model)| *text == whole && model.len() == whole.len()
                            && d.provenance().spans().all(|(s, a)| model[s.range()].iter().all(|b| b == a)))
                            .map(|(_, model)| model.clone())
                            .ok_or_else(|| TestCaseError::fail("it goes back to a state that never was"))?;
                    }
                }
                _ => {
                    // Typing goes on where it left off, most of the time.
                    let start = if kind < 5 { at } else { start }.min(d.text().len());
                    let end = (start + if kind == 4 { len } else { 0 }).min(d.text().len());
                    at = start + text.len();
                    let author = if kind == 6 { Author::Rule("r".to_owned()) } else { Author::Person };
                    model.splice(start..end, vec![author.clone(); text.len()]);
                    d.apply(Edit { author, joins: kind < 6, ..Edit::by_person(Change::replace(Span::new(start, end), text), now) });
                }
            }
            states.push((d.text().to_string(), model.clone()));
            let spans: Vec<_> = d.provenance().spans().map(|(s, a)| (s, a.clone())).collect();
            let expanded: Vec<Author> = spans.iter().flat_map(|(s, a)| vec![a.clone(); s.len()]).collect();
            prop_assert_eq!(&expanded, &model);
            prop_assert!(spans.windows(2).all(|pair| pair[0].1 != pair[1].1));
            for (pos, author) in model.iter().enumerate() {
                prop_assert_eq!(d.provenance().author_at(pos), Some(author));
            }
            prop_assert_eq!(d.counts().rows, d.text().to_string().split('\n').map(|l| Counts::of(l).rows).sum::<usize>());
            prop_assert_eq!(d.characters(), d.text().to_string().split('\n').map(|l| Counts::of(l).characters).sum::<usize>());
        }
    }
}
