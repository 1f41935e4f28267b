use super::*;
use crate::text::Change;
use proptest::prelude::*;

fn bitext(text: &str) -> Bitext {
    Bitext::new(&Text::from(text), Lang::Ja, Lang::En, Segmenter::Own)
}

/// `(source, target, status)` of every pair, as one writes them.
fn shown(bitext: &Bitext) -> Vec<(String, String, &'static str)> {
    let one = |pair: &Pair| (pair.source.to_string(), pair.target().to_owned(), pair.status().code());
    bitext.pairs().iter().map(one).collect()
}

fn translate(bitext: &mut Bitext, at: usize, target: &str) -> PairId {
    let id = bitext.pairs()[at].id;
    let edit = Edit::Target { id, target: Rich::plain(target), origin: Origin::Person };
    bitext.apply(&[edit, Edit::Confirm(id)], "訳者", 0).unwrap();
    id
}

/// Applies a change of the source, as the document does.
fn source(bitext: &mut Bitext, change: &Change) {
    let mut text = bitext.text().clone();
    text.apply(change);
    bitext.follow(change, &text);
    sound(bitext);
}

/// What holds at any time.
fn sound(bitext: &Bitext) {
    let text = bitext.text().to_string();
    let mut last = 0;
    for (at, pair) in bitext.pairs().iter().enumerate() {
        assert!(pair.span.start >= last, "{pair:?} begins before its neighbour ends");
        assert_eq!(&text[pair.span.range()], &*pair.source);
        assert_eq!(pair.paragraph, bitext.text().line_of(pair.span.start), "{pair:?}");
        assert_eq!(bitext.position(pair.id), Some(at));
        last = pair.span.end;
    }
    // Every sentence is in some pair.
    let mut uncovered = text.clone();
    for pair in bitext.pairs().iter().rev() {
        uncovered.replace_range(pair.span.range(), "");
    }
    assert_eq!(uncovered.trim(), "", "{text:?}");
}

#[test]
fn a_changed_source_makes_its_pair_stale_and_undo_makes_it_what_it_was() {
    let mut b = bitext("申請します。\n受け付けます。届きます。");
    translate(&mut b, 0, "We apply.");
    translate(&mut b, 1, "We accept.");
    let change = Change::insert("申請します。\n".len(), "必ず");
    let before = b.text().clone();
    source(&mut b, &change);
    assert_eq!(shown(&b)[1], ("必ず受け付けます。".into(), "We accept.".into(), "stale"));
    assert_eq!(b.pairs()[1].old_source(), Some("受け付けます。"));
    assert_eq!(shown(&b)[0].2, "confirmed");
    source(&mut b, &change.invert(&before));
    assert_eq!(shown(&b)[1], ("受け付けます。".into(), "We accept.".into(), "confirmed"));
}

#[test]
fn a_deleted_sentence_leaves_its_target_until_it_comes_back() {
    let mut b = bitext("一つ。二つ。三つ。");
    translate(&mut b, 1, "Two.");
    let change = Change::delete(Span::new("一つ。".len(), "一つ。二つ。".len()));
    let before = b.text().clone();
    source(&mut b, &change);
    let sources: Vec<String> = shown(&b).into_iter().map(|(source, ..)| source).collect();
    assert_eq!(sources, ["一つ。", "", "三つ。"]);
    assert_eq!(shown(&b)[1], (String::new(), "Two.".into(), "stale"));
    source(&mut b, &change.invert(&before));
    assert_eq!(shown(&b)[1], ("二つ。".into(), "Two.".into(), "confirmed"));
}

#[test]
fn a_sentence_written_anew_keeps_its_old_target() {
    let mut b = bitext("一つ。二つ。");
    translate(&mut b, 0, "One.");
    source(&mut b, &Change::replace(Span::new(0, "一つ。".len()), "全く別の文。"));
    assert_eq!(shown(&b)[0], ("全く別の文。".into(), "One.".into(), "stale"));
    assert_eq!(b.len(), 2);
}

#[test]
fn typing_cuts_where_it_types_and_nowhere_else() {
    let mut b = bitext("一つ。二つ。三つ目の文。");
    let ids: Vec<PairId> = b.pairs().iter().map(|pair| pair.id).collect();
    b.apply(&[Edit::Join { first: ids[0], last: ids[1] }], "", 0).unwrap();
    sound(&b);
    // A full stop in the third sentence cuts it; the first two stay joined.
    source(&mut b, &Change::insert("一つ。二つ。三つ目".len(), "。"));
    let sources: Vec<String> = shown(&b).into_iter().map(|(source, ..)| source).collect();
    assert_eq!(sources, ["一つ。二つ。", "三つ目。", "の文。"]);
    // Taking the full stop away from between two sentences joins them.
    source(&mut b, &Change::delete(Span::new("一つ。二つ。三つ目".len(), "一つ。二つ。三つ目。".len())));
    let sources: Vec<String> = shown(&b).into_iter().map(|(source, ..)| source).collect();
    assert_eq!(sources, ["一つ。二つ。", "三つ目の文。"]);
}

#[test]
fn statuses_follow_what_people_do() {
    let mut b = bitext("一つ。二つ。");
    let id = b.pairs()[0].id;
    let target = |text: &str, origin: Origin| Edit::Target { id, target: Rich::plain(text), origin };
    let model = Origin::Model { engine: "庁内".into(), model: String::new() };
    let status = |b: &Bitext| b.pairs()[0].status();
    assert_eq!(status(&b), Status::Untranslated);
    assert_eq!(b.apply(&[Edit::Confirm(id)], "a", 0), Err(Refusal { id, why: Why::NoTarget }));
    b.apply(&[target("One", model)], "", 0).unwrap();
    assert_eq!(status(&b), Status::Draft);
    b.apply(&[target("One.", Origin::Person)], "a", 10_000).unwrap();
    assert_eq!(status(&b), Status::Edited);
    b.apply(&[Edit::Confirm(id)], "a", 20_000).unwrap();
    let approve = |by_other| Edit::Approve { id, by_other };
    assert_eq!(b.apply(&[approve(true)], "a", 0).unwrap_err().why, Why::SamePerson);
    b.apply(&[approve(true)], "b", 0).unwrap();
    assert_eq!(status(&b), Status::Approved);
    b.apply(&[Edit::Lock(id)], "b", 0).unwrap();
    assert_eq!(b.apply(&[target("x", Origin::Person)], "a", 0).unwrap_err().why, Why::Locked);
    assert_eq!(status(&b), Status::Locked);
    b.apply(&[Edit::Unlock(id), Edit::Reject { id, reason: "terms".into() }], "b", 0).unwrap();
    assert_eq!(status(&b), Status::Rejected);
    assert_eq!(b.pairs()[0].work.history.len(), 7);
    for _ in 0..6 {
        b.undo();
    }
    assert!(!b.can_undo());
    assert_eq!(*b.pairs()[0].work, Work::default());
    while b.redo().is_some() {}
    assert_eq!(status(&b), Status::Rejected);
}

#[test]
fn a_refused_edit_takes_the_others_of_its_step_with_it() {
    let mut b = bitext("一つ。二つ。");
    let (a, z) = (b.pairs()[0].id, b.pairs()[1].id);
    let edit = Edit::Target { id: a, target: Rich::plain("One."), origin: Origin::Person };
    assert!(b.apply(&[edit, Edit::Confirm(z)], "", 0).is_err());
    assert_eq!(shown(&b)[0].1, "");
    assert!(!b.can_undo());
}

#[test]
fn typing_in_one_target_is_one_step() {
    let mut b = bitext("一つ。");
    let id = b.pairs()[0].id;
    for (at, text) in [(0, "O"), (100, "On"), (200, "One")] {
        b.apply(&[Edit::Target { id, target: Rich::plain(text), origin: Origin::Person }], "a", at).unwrap();
    }
    b.apply(&[Edit::Target { id, target: Rich::plain("One."), origin: Origin::Person }], "a", 9000).unwrap();
    b.undo();
    assert_eq!(b.pairs()[0].target(), "One");
    assert_eq!(b.pairs()[0].work.history.len(), 1);
    b.undo();
    assert_eq!(b.pairs()[0].target(), "");
}

#[test]
fn joining_and_splitting_keep_every_word() {
    let mut b = bitext("一つ。二つ。\n三つ。");
    translate(&mut b, 0, "One.");
    translate(&mut b, 1, "Two.");
    let first = b.pairs()[0].id;
    let last = b.pairs()[1].id;
    b.apply(&[Edit::Join { first, last }], "", 1).unwrap();
    assert_eq!(shown(&b)[0], ("一つ。二つ。".into(), "One. Two.".into(), "confirmed"));
    sound(&b);
    let split = Edit::Split { id: first, source_at: "一つ。".len(), target_at: "One.".len() };
    b.apply(&[split], "", 2).unwrap();
    sound(&b);
    assert_eq!(shown(&b)[0], ("一つ。".into(), "One.".into(), "edited"));
    assert_eq!(shown(&b)[1], ("二つ。".into(), "Two.".into(), "edited"));
    // The source moves between doing and undoing.
    source(&mut b, &Change::insert(0, "始めに。"));
    b.undo();
    sound(&b);
    assert_eq!(shown(&b)[1].0, "一つ。二つ。");
    b.undo();
    sound(&b);
    assert_eq!(shown(&b)[2], ("二つ。".into(), "Two.".into(), "confirmed"));
}

#[test]
fn a_target_can_be_cut_off_alone_and_given_to_the_neighbour() {
    let mut b = bitext("一つ。二つ。");
    let id = translate(&mut b, 0, "One. Two.");
    let split = Edit::Split { id, source_at: "一つ。".len(), target_at: 4 };
    b.apply(&[split], "", 1).unwrap();
    sound(&b);
    assert_eq!(shown(&b)[1], (String::new(), "Two.".into(), "edited"));
    let (first, last) = (b.pairs()[1].id, b.pairs()[2].id);
    b.apply(&[Edit::Join { first, last }], "", 2).unwrap();
    assert_eq!(shown(&b)[1].0, "二つ。");
    assert_eq!(shown(&b)[1].1, "Two.");
    sound(&b);
}

#[test]
fn the_target_text_has_the_paragraphs_of_the_source() {
    let mut b = bitext("一つ。二つ。\n\n三つ。");
    translate(&mut b, 0, "One.");
    translate(&mut b, 1, "Two.");
    let paragraphs = b.target_paragraphs(|pair| format!("[{}]", pair.source));
    assert_eq!(paragraphs, [(0, "One. Two.".into()), (1, String::new()), (2, "[三つ。]".into())]);
    let turned = b.turned();
    assert_eq!(turned.source_lang(), Lang::En);
    assert_eq!(shown(&turned)[0], ("One.".into(), "一つ。".into(), "confirmed"));
    sound(&turned);
}

proptest! {
    #[test]
    fn pairs_stay_true_while_the_source_changes(
        seed in "[あ。「」\n ]{0,20}",
        edits in prop::collection::vec((0usize..99, 0usize..9, "[あ。「」\n ]{0,4}", 0u8..5, 0usize..9), 1..12),
    ) {
        let mut b = bitext(&seed);
        for (at, len, new, what, which) in edits {
            let count = b.len().max(1);
            let id = |n: usize| b.pairs().get(n % count).map(|pair| pair.id);
            let edit = match (what, id(which), id(which + 1)) {
                (1, Some(id), _) => Some(Edit::Target { id, target: Rich::plain(format!("t{which}")), origin: Origin::Person }),
                (2, Some(first), Some(last)) => Some(Edit::Join { first, last }),
                (3, Some(id), _) => {
                    let source_at = b.get(id).map_or(0, |pair| pair.source.floor_char_boundary(at % (pair.source.len() + 1)));
                    Some(Edit::Split { id, source_at, target_at: 0 })
                }
                _ => None,
            };
            let mut targets: Vec<String> = b.pairs().iter().map(|pair| pair.target().to_owned()).collect();
            match (edit, what) {
                (Some(edit), _) => drop(b.apply(&[edit], "", 0)),
                (None, 4) => drop(b.undo()),
                _ => {
                    let mut text = b.text().clone();
                    let start = text.boundary(at % (text.len() + 1));
                    let change = Change::replace(Span::new(start, text.boundary(start + len)), new);
                    let old = text.clone();
                    text.apply(&change);
                    b.follow(&change, &text);
                    // Not a target is lost.
                    let mut after: Vec<String> = b.pairs().iter().map(|pair| pair.target().to_owned()).collect();
                    targets.retain(|target| !target.is_empty());
                    after.retain(|target| !target.is_empty());
                    prop_assert_eq!(targets, after);
                    drop(old);
                }
            }
            sound(&b);
        }
    }
}

fn easy(bitext: &mut Bitext, at: usize, text: &str) -> PairId {
    let id = bitext.pairs()[at].id;
    let edit = Edit::Target { id, target: Rich::plain(text), origin: Origin::Person };
    bitext.apply(&[Edit::Easy(Box::new(edit))], "係", 0).unwrap();
    id
}

#[test]
fn the_easy_version_stands_for_itself() {
    let mut b = bitext("申請します。\n受け付けます。届きます。");
    translate(&mut b, 1, "We accept.");
    b.set_easy(true);
    let id = easy(&mut b, 1, "うけつけます。");
    b.apply(&[Edit::Easy(Box::new(Edit::Confirm(id)))], "係", 1).unwrap();
    assert_eq!((b.pairs()[1].status(), b.easy_status(&b.pairs()[1])), (Status::Confirmed, Status::Confirmed));
    // Another translation leaves it alone, another source does not.
    let edit = Edit::Target { id, target: Rich::plain("We take it."), origin: Origin::Person };
    b.apply(&[edit], "訳者", 5000).unwrap();
    assert_eq!((b.pairs()[1].status(), b.easy_status(&b.pairs()[1])), (Status::Edited, Status::Confirmed));
    b.undo();
    assert_eq!((b.pairs()[1].target(), b.easy_status(&b.pairs()[1])), ("We accept.", Status::Confirmed));
    let change = Change::insert("申請します。\n".len(), "必ず");
    let before = b.text().clone();
    source(&mut b, &change);
    assert_eq!(b.easy_status(&b.pairs()[1]), Status::Stale);
    source(&mut b, &change.invert(&before));
    assert_eq!(b.easy_status(&b.pairs()[1]), Status::Confirmed);
    b.undo();
    assert_eq!(b.easy_status(&b.pairs()[1]), Status::Draft);
    b.undo();
    assert_eq!((b.pairs()[1].easy.target.as_str(), b.pairs()[1].target()), ("", "We accept."));
}

#[test]
fn the_easy_version_is_joined_and_stays_whole_when_its_pair_is_split() {
    let mut b = bitext("申請します。受け付けます。");
    b.set_easy(true);
    easy(&mut b, 0, "もうしこみます。");
    easy(&mut b, 1, "うけつけます。");
    let (first, last) = (b.pairs()[0].id, b.pairs()[1].id);
    b.apply(&[Edit::Join { first, last }], "", 0).unwrap();
    assert_eq!(b.pairs()[0].easy.target, "もうしこみます。うけつけます。");
    assert_eq!(b.easy_status(&b.pairs()[0]), Status::Draft);
    b.apply(&[Edit::Split { id: first, source_at: "申請します。".len(), target_at: 0 }], "", 0).unwrap();
    let states: Vec<_> = b.pairs().iter().map(|pair| (pair.easy.target.len(), b.easy_status(pair))).collect();
    assert_eq!(states, [("もうしこみます。うけつけます。".len(), Status::Stale), (0, Status::Untranslated)]);
    b.undo();
    b.undo();
    assert_eq!(b.pairs()[1].easy.target, "うけつけます。");
    // An easy version keeps its pair when the sentence goes.
    let end = b.text().len();
    source(&mut b, &Change::delete(Span::new("申請します。".len(), end)));
    assert_eq!(
        b.pairs().iter().map(|pair| pair.easy.target.as_str()).collect::<Vec<_>>(),
        ["もうしこみます。", "うけつけます。"]
    );
}

#[test]
fn whoever_translated_or_confirmed_a_pair_is_not_who_approves_it() {
    let mut b = bitext("申請します。");
    let id = b.pairs()[0].id;
    let edit = Edit::Target { id, target: Rich::plain("We apply."), origin: Origin::Person };
    b.apply(&[edit], "青葉", 0).unwrap();
    b.apply(&[Edit::Confirm(id)], "山田", 1).unwrap();
    let approve = Edit::Approve { id, by_other: true };
    for by in ["青葉", "山田"] {
        assert_eq!(b.apply(std::slice::from_ref(&approve), by, 2).unwrap_err().why, Why::SamePerson, "{by}");
    }
    assert!(b.apply(&[approve], "鈴木", 3).unwrap());
    assert_eq!(b.pairs()[0].status(), Status::Approved);
}

#[test]
fn a_finding_is_let_be_and_heeded_again() {
    let mut b = bitext("申請します。");
    let id = translate(&mut b, 0, "We apply.");
    let pass = |reason: &str| {
        let (rule, words) = ("bi.number".to_owned(), "3 → 4".to_owned());
        Edit::Pass { id, rule, words, reason: reason.to_owned() }
    };
    b.apply(&[pass("概数"), pass("概数で可")], "係", 9).unwrap();
    let known: Vec<_> = b.pairs()[0].work.passed.iter().map(|p| (p.reason.as_str(), p.by.as_str(), p.at)).collect();
    assert_eq!(known, [("概数で可", "係", 9)]);
    assert_eq!(b.apply(&[Edit::Heed { id, passed: 1 }], "", 0).unwrap_err().why, Why::Gone);
    b.apply(&[Edit::Heed { id, passed: 0 }], "", 0).unwrap();
    assert!(b.pairs()[0].work.passed.is_empty());
    b.undo();
    assert_eq!(b.pairs()[0].work.passed.len(), 1);
}
