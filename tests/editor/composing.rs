//! What input methods of different systems send, event by event, and what is in the text afterwards.

use super::*;

fn converting(text: &str, active: std::ops::Range<usize>) -> Event {
    Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: Some(active) })
}

fn delete(before_chars: usize, after_chars: usize) -> Event {
    Event::Ime(ImeEvent::DeleteSurrounding { before_chars, after_chars })
}

/// (whose, what stands there with the caret as |, what is sent, what stands there then).
type Session = (&'static str, &'static str, Vec<Event>, &'static str);

fn sessions() -> Vec<Session> {
    vec![
        (
            "MS-IME: two clauses, the first made longer, committed together",
            "前|後",
            vec![
                preedit("k"),
                preedit("き"),
                preedit("きあんぶん"),
                converting("起案文", 0..2),
                converting("起案文", 2..3),
                converting("起案文", 0..3),
                preedit("起案文"),
                preedit(""),
                commit("起案文"),
            ],
            "前起案文|後",
        ),
        (
            "MS-IME: typing on commits what was converted",
            "|",
            vec![
                converting("文書", 0..2),
                preedit(""),
                commit("文書"),
                preedit("w"),
                preedit("を"),
                preedit(""),
                commit("を"),
            ],
            "文書を|",
        ),
        (
            "ATOK: the first clause is committed, the rest goes on",
            "|。",
            vec![
                preedit("きょうはいいてんき"),
                converting("今日はいい天気", 0..3),
                preedit(""),
                commit("今日は"),
                converting("いい天気", 0..2),
                preedit("いい天気"),
                preedit(""),
                commit("いい天気"),
            ],
            "今日はいい天気|。",
        ),
        (
            "ATOK: converted once more by taking the word back",
            "規案|",
            vec![delete(2, 0), converting("起案", 0..2), preedit(""), commit("起案")],
            "起案|",
        ),
        (
            "macOS: live conversion, marks and signs without composing",
            "|",
            vec![
                preedit("ぶ"),
                preedit("ぶん"),
                preedit("文"),
                preedit("文しょ"),
                preedit("文書"),
                preedit(""),
                commit("文書"),
                commit("、"),
                commit("①"),
            ],
            "文書、①|",
        ),
        (
            "ibus: the commit comes first, the empty preedit after it",
            "一|三",
            vec![preedit("に"), converting("二", 0..1), commit("二"), preedit(""), preedit("")],
            "一二|三",
        ),
        (
            "fcitx5: the preedit is emptied around every commit",
            "|",
            vec![
                preedit("あ"),
                preedit(""),
                commit("あ"),
                preedit(""),
                preedit("い"),
                preedit(""),
                commit("い"),
                preedit(""),
            ],
            "あい|",
        ),
        (
            "fcitx5: given up with Escape",
            "前|後",
            vec![preedit("き"), preedit("きあ"), preedit("き"), preedit("")],
            "前|後",
        ),
        ("Wayland: text around the caret is replaced", "葛|城", vec![delete(1, 1), commit("葛城市")], "葛城市|"),
    ]
}

#[test]
fn every_session_leaves_what_was_written() {
    for (whose, before, events, after) in sessions() {
        for frames in [true, false] {
            let at = before.find('|').unwrap();
            let mut pane = japanese(&before.replace('|', ""));
            caret(&mut pane, at);
            for event in &events {
                pane.event(event.clone());
                if frames {
                    pane.run();
                }
            }
            pane.run();
            assert_eq!(shown(&pane), after, "{whose}");
            assert!(!pane.state().editor.is_composing(), "{whose}");
            // Taken back step by step, it is what it was.
            while pane.state().document.history().can_undo() {
                key(&mut pane, Modifiers::COMMAND, Key::Z);
            }
            assert_eq!(text(&pane), before.replace('|', ""), "{whose}");
        }
    }
}

#[test]
fn wherever_a_session_is_cut_off_nothing_is_lost_or_written_twice() {
    for (whose, before, events, _) in sessions() {
        for cut in 1..events.len() {
            let at = before.find('|').unwrap();
            let mut pane = japanese(&before.replace('|', ""));
            caret(&mut pane, at);
            for event in &events[..cut] {
                pane.event(event.clone());
                pane.run();
            }
            // What a person sees at this moment stays when the keyboard goes elsewhere.
            let composed = match events[..cut].iter().rev().find_map(|event| match event {
                Event::Ime(ImeEvent::Preedit { text, .. }) => Some(text.clone()),
                Event::Ime(ImeEvent::Commit(_)) => Some(String::new()),
                _ => None,
            }) {
                Some(words) => words,
                None => String::new(),
            };
            let mut seen = text(&pane);
            seen.insert_str(pane.state().editor.caret(), &composed);
            pane.input_mut().focused = false;
            pane.run();
            pane.input_mut().focused = true;
            pane.event(preedit(""));
            pane.run();
            assert_eq!(text(&pane), seen, "{whose}, cut off after {cut}");
        }
    }
}
