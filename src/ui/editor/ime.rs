//! The input method: what is being composed, and when it becomes text.
//!
//! Systems tell the end of a composition in different orders. X11 with fcitx5 sends an empty preedit, the commit, an
//! empty preedit; macOS an empty preedit and the commit; Windows the final preedit once more, an empty one, the
//! commit; Wayland the same with empty preedits repeating. And when the keyboard leaves in the middle, Windows and
//! macOS say nothing at all. One small machine makes one commit of each of them.

use egui::ImeEvent;
use std::ops::Range;

/// What is being composed. It is drawn at the caret and is not in the document.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Preedit {
    /// The text so far; never empty.
    pub text: String,
    /// The bytes of `text` that are being converted, where the input method tells.
    pub active: Option<Range<usize>>,
}

/// What an event of the input method asks of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Put this text at the caret.
    Commit(String),
    /// Delete this many characters (Unicode scalar values) before and after the caret.
    Delete {
        /// How many before.
        before: usize,
        /// How many after.
        after: usize,
    },
}

/// The machine. See the module.
#[derive(Clone, Debug, Default)]
pub struct Ime {
    preedit: Option<Preedit>,
    /// What [`Ime::finish`] committed on its own, until the input method has gone on: should it commit the same
    /// after all, that was it.
    finished: Option<String>,
}

impl Ime {
    /// What is being composed, if anything.
    pub fn preedit(&self) -> Option<&Preedit> {
        self.preedit.as_ref()
    }

    /// Whether something is being composed.
    pub fn is_composing(&self) -> bool {
        self.preedit.is_some()
    }

    /// Takes one event.
    pub fn handle(&mut self, event: &ImeEvent) -> Option<Step> {
        match event {
            ImeEvent::Preedit { text, active_range_chars } => {
                if text.is_empty() || is_newline(text) {
                    self.preedit = None;
                } else {
                    self.finished = None;
                    let active = active_range_chars.as_ref().map(|r| byte_of(text, r.start)..byte_of(text, r.end));
                    self.preedit = Some(Preedit { text: text.clone(), active: active.filter(|r| !r.is_empty()) });
                }
                None
            }
            ImeEvent::Commit(text) => {
                self.preedit = None;
                if self.finished.take().is_some_and(|done| done == *text) || text.is_empty() || is_newline(text) {
                    return None;
                }
                Some(Step::Commit(text.clone()))
            }
            ImeEvent::DeleteSurrounding { before_chars, after_chars } => {
                Some(Step::Delete { before: *before_chars, after: *after_chars })
            }
            #[expect(deprecated)]
            ImeEvent::Enabled | ImeEvent::Disabled => None,
        }
    }

    /// Ends the composition from our side, because the keyboard or the caret goes elsewhere: what is shown is what
    /// was meant. The caller puts it into the text; nothing if nothing was being composed.
    pub fn finish(&mut self) -> Option<String> {
        let preedit = self.preedit.take()?;
        self.finished = Some(preedit.text.clone());
        Some(preedit.text)
    }

    /// A key reached the text: a commit that comes now is a new one.
    pub fn forget_finished(&mut self) {
        self.finished = None;
    }
}

fn is_newline(text: &str) -> bool {
    matches!(text, "\n" | "\r")
}

fn byte_of(text: &str, chars: usize) -> usize {
    text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at)
}

/// Keeps the input method switched on while the keyboard moves between fields.
///
/// On X11 every switch makes a new input context, and fcitx5 remembers Japanese or Latin for each context: without
/// this, a person who clicks into another field types Latin again. Compositions that a change of focus cuts off are
/// ended by our own widgets, so egui need not interrupt; only while something is being composed it still may.
/// Does nothing on other systems.
pub fn keep_ime_on(ctx: &egui::Context) {
    let x11 = cfg!(all(unix, not(target_os = "macos"))) && std::env::var_os("WAYLAND_DISPLAY").is_none();
    if x11 {
        ctx.add_plugin(KeepImeOn::default());
    }
}

#[derive(Default)]
struct KeepImeOn {
    composing: bool,
    last: Option<egui::output::IMEOutput>,
}

impl egui::Plugin for KeepImeOn {
    fn debug_name(&self) -> &'static str {
        "keep_ime_on"
    }

    fn input_hook(&mut self, _ctx: &egui::Context, input: &mut egui::RawInput) {
        for event in &input.events {
            match event {
                egui::Event::Ime(ImeEvent::Preedit { text, .. }) => self.composing = !text.is_empty(),
                egui::Event::Ime(ImeEvent::Commit(_)) => self.composing = false,
                _ => {}
            }
        }
    }

    fn output_hook(&mut self, _ctx: &egui::Context, output: &mut egui::FullOutput) {
        let ime = &mut output.platform_output.ime;
        match ime {
            Some(now) => {
                now.should_interrupt_composition &= self.composing;
                self.last = Some(*now);
            }
            None => *ime = self.last,
        }
        if let Some(now) = ime
            && now.should_interrupt_composition
        {
            self.composing = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preedit(text: &str) -> ImeEvent {
        ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None }
    }

    fn commit(text: &str) -> ImeEvent {
        ImeEvent::Commit(text.to_owned())
    }

    fn committed(events: &[ImeEvent]) -> Vec<Step> {
        let mut ime = Ime::default();
        let steps = events.iter().filter_map(|event| ime.handle(event)).collect();
        assert!(!ime.is_composing());
        steps
    }

    #[test]
    fn every_order_of_events_is_one_commit() {
        let orders: [&[ImeEvent]; 4] = [
            // X11 with fcitx5
            &[preedit("きあん"), preedit("起案"), preedit(""), commit("起案"), preedit("")],
            // macOS
            &[preedit("きあん"), preedit("起案"), preedit(""), commit("起案")],
            // Windows
            &[preedit("きあん"), preedit("起案"), preedit("起案"), preedit(""), commit("起案")],
            // Wayland
            &[
                preedit(""),
                preedit("きあん"),
                preedit("起案"),
                preedit("起案"),
                preedit(""),
                preedit(""),
                commit("起案"),
                preedit(""),
            ],
        ];
        for order in orders {
            assert_eq!(committed(order), [Step::Commit("起案".to_owned())], "{order:?}");
        }
    }

    #[test]
    fn a_composition_given_up_leaves_nothing() {
        assert_eq!(committed(&[preedit("き"), preedit("")]), []);
        assert_eq!(committed(&[preedit("き"), commit("")]), []);
    }

    #[test]
    fn a_commit_without_composition_is_text() {
        assert_eq!(committed(&[commit("、"), commit("、")]).len(), 2);
    }

    #[test]
    fn what_we_ended_is_not_committed_twice() {
        let mut ime = Ime::default();
        ime.handle(&preedit("起案"));
        assert_eq!(ime.finish().as_deref(), Some("起案"));
        assert_eq!(ime.finish(), None);
        assert_eq!(ime.handle(&preedit("")), None);
        assert_eq!(ime.handle(&commit("起案")), None);
        // The next one is new.
        assert_eq!(ime.handle(&commit("起案")), Some(Step::Commit("起案".to_owned())));
        ime.handle(&preedit("書"));
        ime.finish();
        ime.handle(&preedit("書"));
        assert_eq!(ime.handle(&commit("書")), Some(Step::Commit("書".to_owned())));
    }

    #[test]
    fn the_clause_under_conversion_is_counted_in_bytes() {
        let mut ime = Ime::default();
        ime.handle(&ImeEvent::Preedit { text: "文書を".to_owned(), active_range_chars: Some(1..2) });
        assert_eq!(ime.preedit().unwrap().active, Some(3..6));
        ime.handle(&ImeEvent::Preedit { text: "文".to_owned(), active_range_chars: Some(1..9) });
        assert_eq!(ime.preedit().unwrap().active, None);
    }
}
