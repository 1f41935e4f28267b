//! [`Tidy`]: what a person sees of an answer while it arrives. Thinking (`<think>…</think>`) and the end mark are taken
//! out, wherever the stream cuts them; every other character passes as it came.

/// What has become clear with a piece of the stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// What had been shown was thinking after all: it goes.
    pub clear: bool,
    /// Text to append.
    pub text: String,
}

/// Takes an answer apart while it arrives. See the module.
#[derive(Clone, Debug, Default)]
pub struct Tidy {
    phase: Phase,
    /// Arrived, and not yet clear what it is.
    held: String,
    /// Space that is shown only once something follows it.
    space: String,
    thought: bool,
    mark: bool,
    after_mark: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    /// Before the first visible character.
    #[default]
    Opening,
    Thinking,
    Text,
}

const THINK: [(&str, &str); 2] = [("<think>", "</think>"), ("<thinking>", "</thinking>")];
/// The longest closing tag, in bytes.
const CLOSING: usize = 11;
/// How many bytes there may be from ⟦ to ⟧, for marks written as ⟦ ＥＮＤ ⟧.
const MARK: usize = 24;
/// How much is taken in at once, in bytes.
const PART: usize = 512;

impl Tidy {
    /// Takes in the next piece and says what is to be shown.
    pub fn push(&mut self, piece: &str) -> Shown {
        let mut shown = Shown::default();
        let mut rest = piece;
        // In small parts: taking the front off what is held costs its length.
        while !rest.is_empty() {
            let (part, after) = rest.split_at(floor(rest, PART.min(rest.len())));
            rest = after;
            self.held.push_str(part);
            while self.step(&mut shown, false) {}
        }
        shown
    }

    /// The stream has ended: what is still to be shown of what was held back.
    pub fn finish(&mut self) -> Shown {
        let mut shown = Shown::default();
        while self.step(&mut shown, true) {}
        self.held.clear();
        shown
    }

    /// Whether the end mark stood at the end.
    pub fn mark_seen(&self) -> bool {
        self.mark
    }

    /// Whether text followed an end mark.
    pub fn text_after_mark(&self) -> bool {
        self.after_mark
    }

    /// Takes one step through what is held; `false` when more must arrive first.
    fn step(&mut self, shown: &mut Shown, last: bool) -> bool {
        match self.phase {
            Phase::Opening => {
                // An ideographic space is the indent of a paragraph: it stays.
                let start = self.held.len() - self.held.trim_start_matches(is_blank).len();
                let text = &self.held[start..];
                if let Some((open, _)) = THINK.iter().find(|(open, _)| text.starts_with(open)) {
                    self.held.drain(..start + open.len());
                    (self.phase, self.thought) = (Phase::Thinking, true);
                    return true;
                }
                if !last && THINK.iter().any(|(open, _)| open.starts_with(text)) {
                    return false;
                }
                self.held.drain(..start);
                self.phase = Phase::Text;
                !self.held.is_empty()
            }
            Phase::Thinking => {
                let end = THINK.iter().filter_map(|(_, close)| self.held.find(close).map(|at| at + close.len())).min();
                match end {
                    Some(end) => {
                        self.held.drain(..end);
                        self.phase = Phase::Opening;
                        true
                    }
                    None => {
                        let keep = floor(&self.held, self.held.len().saturating_sub(CLOSING));
                        self.held.drain(..keep);
                        false
                    }
                }
            }
            Phase::Text => self.step_text(shown, last),
        }
    }

    fn step_text(&mut self, shown: &mut Shown, last: bool) -> bool {
        let special = |c: char| c == '⟦' || (c == '<' && !self.thought);
        let at = self.held.find(special).unwrap_or(self.held.len());
        if at > 0 {
            let text: String = self.held.drain(..at).collect();
            self.emit(&text, shown);
        }
        if self.held.is_empty() {
            return false;
        }
        if self.held.starts_with('<') {
            if let Some((_, close)) = THINK.iter().find(|(_, close)| self.held.starts_with(close)) {
                // The server opened the tag itself, in the prompt: all that was shown so far was thinking.
                self.held.drain(..close.len());
                self.space.clear();
                *shown = Shown { clear: true, text: String::new() };
                (self.phase, self.thought) = (Phase::Opening, true);
                (self.mark, self.after_mark) = (false, false);
                return true;
            }
            if !last && THINK.iter().any(|(_, close)| close.starts_with(&self.held)) {
                return false;
            }
        } else {
            let close = self.held.find('⟧').filter(|at| *at <= MARK);
            if let Some(close) = close
                && is_mark(&self.held['⟦'.len_utf8()..close])
            {
                self.held.drain(..close + '⟧'.len_utf8());
                self.mark = true;
                return true;
            }
            if close.is_none() && self.held.len() <= MARK {
                if !last {
                    return false;
                }
                // The stream broke inside the mark.
                if "END".starts_with(normal(&self.held['⟦'.len_utf8()..]).as_str()) {
                    self.held.clear();
                    return false;
                }
            }
        }
        let first = self.held.chars().next().map_or(0, char::len_utf8);
        let text: String = self.held.drain(..first).collect();
        self.emit(&text, shown);
        true
    }

    fn emit(&mut self, text: &str, shown: &mut Shown) {
        let body = text.trim_end_matches(is_blank);
        if body.is_empty() {
            self.space.push_str(text);
            return;
        }
        if self.mark {
            (self.mark, self.after_mark) = (false, true);
        }
        shown.text.push_str(&self.space);
        shown.text.push_str(body);
        self.space = text[body.len()..].to_owned();
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\r' | '\t')
}

fn is_mark(inside: &str) -> bool {
    normal(inside) == "END"
}

/// Capital half-width letters without spaces: models copy the mark as ⟦end⟧ and ⟦ＥＮＤ⟧.
fn normal(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match u32::from(c) {
            code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn run(pieces: &[&str]) -> (String, bool) {
        let mut tidy = Tidy::default();
        let mut text = String::new();
        for shown in pieces.iter().map(|piece| tidy.push(piece)).collect::<Vec<_>>() {
            if shown.clear {
                text.clear();
            }
            text.push_str(&shown.text);
        }
        let shown = tidy.finish();
        if shown.clear {
            text.clear();
        }
        text.push_str(&shown.text);
        (text, tidy.mark_seen())
    }

    /// `answer` whole and cut at every character gives `expected`.
    fn check(answer: &str, expected: &str, mark: bool) {
        let chars: Vec<String> = answer.chars().map(String::from).collect();
        let singly: Vec<&str> = chars.iter().map(String::as_str).collect();
        assert_eq!(run(&[answer]), (expected.to_owned(), mark), "{answer}");
        assert_eq!(run(&singly), (expected.to_owned(), mark), "{answer} by characters");
    }

    #[test]
    fn the_end_mark_goes_however_it_is_written() {
        for mark in ["⟦END⟧", "\n⟦END⟧\n", " ⟦ end ⟧", "\n\n⟦ＥＮＤ⟧", "⟦END⟧\n⟦END⟧"] {
            check(&format!("通知します。{mark}"), "通知します。", true);
        }
        check("通知します。\n⟦EN", "通知します。", false);
        check("⟦別表⟧のとおり⟦", "⟦別表⟧のとおり", false);
        check(
            "⟦これはとても長い引用であって終わりの印ではない⟧。",
            "⟦これはとても長い引用であって終わりの印ではない⟧。",
            false,
        );
    }

    #[test]
    fn text_after_the_mark_is_kept_and_noticed() {
        check("はい。⟦END⟧\nなお、", "はい。\nなお、", false);
        let mut tidy = Tidy::default();
        tidy.push("はい。⟦END⟧なお");
        assert!(tidy.text_after_mark());
    }

    #[test]
    fn thinking_goes() {
        check("<think>まず考える。⟦END⟧</think>\n\n　本文です。⟦END⟧", "　本文です。", true);
        check("\n<thinking>a < b</thinking>a < b", "a < b", false);
        check("<think>終わらない", "", false);
        check("考えている。</think>本文です。", "本文です。", false);
        check("x<y</tag>", "x<y</tag>", false);
        check("本文で<think>と書く。", "本文で<think>と書く。", false);
    }

    proptest! {
        #[test]
        fn where_the_stream_is_cut_makes_no_difference(
            parts in prop::collection::vec(
                prop::sample::select(vec!["<think>", "</think>", "⟦END⟧", "⟦", "END", "⟧", "<", " ", "\n", "　", "令和8年", "𠮷", "a"]),
                0..12,
            ),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        ) {
            let answer: String = parts.concat();
            let bounds: Vec<usize> = answer.char_indices().map(|(at, _)| at).chain([answer.len()]).collect();
            let mut at: Vec<usize> = cuts.iter().map(|cut| *cut.get(&bounds)).chain([0, answer.len()]).collect();
            at.sort_unstable();
            let pieces: Vec<&str> = at.windows(2).map(|w| &answer[w[0]..w[1]]).collect();
            prop_assert_eq!(run(&pieces), run(&[&answer]));
        }
    }
}
