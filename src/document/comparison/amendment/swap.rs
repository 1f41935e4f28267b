//! Which words to name so that 「「甲」を「乙」に改める」 does what is meant and nothing else.

use crate::document::comparison::words;
use crate::text::Span;

/// Words that become others wherever they stand in the place that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Swap {
    pub from: String,
    pub to: String,
    /// What comes in behind `from`, where nothing else happens.
    pub added: Option<String>,
}

/// More swaps than this are harder to read than the text itself.
const MOST: usize = 5;
/// A text of no more characters than this may change altogether.
const SHORT: usize = 15;
/// Longer words are not named.
const LONGEST: usize = 80;

/// A stretch of the old text, and within it what becomes something else.
#[derive(Clone, Debug)]
struct Piece {
    span: Span,
    cores: Vec<(Span, String)>,
}

impl Piece {
    /// What the stretch becomes.
    fn becomes(&self, old: &str) -> String {
        let mut text = String::new();
        let mut at = self.span.start;
        for (core, new) in &self.cores {
            text.push_str(&old[at..core.start]);
            text.push_str(new);
            at = core.end;
        }
        text.push_str(&old[at..self.span.end]);
        text
    }
}

/// The swaps that make `new` of `old`. `scope` are all the texts in the place that is named, `old` among them; none of
/// the others may change. `None` if that cannot be said in few words.
pub(super) fn swaps(old: &str, new: &str, scope: &[&str]) -> Option<Vec<Swap>> {
    let tokens = words::tokens(old);
    let pieces = words::differences(old, new);
    let mut pieces: Vec<Piece> = pieces
        .into_iter()
        .map(|(was, is)| Piece { span: was, cores: vec![(was, new[is.range()].to_owned())] })
        .collect();
    // What comes in has to be named by what stands before it.
    for piece in pieces.iter_mut().filter(|piece| piece.span.is_empty()) {
        let at_start = piece.span.start == 0;
        grow(piece, &tokens, at_start);
    }
    // 「に」の次に says little: a word that means something goes with it.
    for piece in &mut pieces {
        while !old[piece.span.range()].contains(says_something) && piece.span.start > 0 {
            grow(piece, &tokens, false);
        }
    }
    pieces = merged(pieces);
    // Each round the words that are not clear yet take in one more word on a side.
    for round in 0..LONGEST {
        let said: Vec<(&str, String)> =
            pieces.iter().map(|piece| (&old[piece.span.range()], piece.becomes(old))).collect();
        let clear = |(from, to): &(&str, String)| {
            let same = said.iter().filter(|other| other.0 == *from && other.1 == *to).count();
            let there: usize = scope.iter().map(|text| text.matches(from).count()).sum();
            same == there && is_balanced(from) && is_balanced(to)
        };
        let unclear: Vec<usize> = (0..pieces.len()).filter(|at| !clear(&said[*at])).collect();
        if unclear.is_empty() {
            // Where little stays, the new text says it better.
            let all = old.chars().count();
            let gone: usize = said.iter().map(|(from, _)| from.chars().count()).sum();
            if all > SHORT && gone * 10 > all * 7 {
                return None;
            }
            return checked(named(&said)?, old, new, scope);
        }
        for at in unclear {
            let before = pieces[at].span;
            grow(&mut pieces[at], &tokens, round % 2 == 0);
            if pieces[at].span == before {
                grow(&mut pieces[at], &tokens, round % 2 == 1);
            }
            if pieces[at].span == before || pieces[at].span.len() > LONGEST * 3 {
                return None;
            }
        }
        pieces = merged(pieces);
    }
    None
}

/// Whether a character is one of those that words with a meaning of their own are written in.
fn says_something(c: char) -> bool {
    c.is_alphanumeric() && !('ぁ'..='ん').contains(&c)
}

/// Takes in the next word on one side, if there is one.
fn grow(piece: &mut Piece, tokens: &[Span], forward: bool) {
    if forward {
        if let Some(next) = tokens.iter().find(|token| token.end > piece.span.end) {
            piece.span.end = next.end;
        }
    } else if let Some(last) = tokens.iter().rev().find(|token| token.start < piece.span.start) {
        piece.span.start = last.start;
    }
}

/// The same pieces, those that have come to overlap made one.
fn merged(mut pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.sort_by_key(|piece| piece.span);
    let mut found: Vec<Piece> = Vec::new();
    for piece in pieces {
        match found.last_mut() {
            Some(last) if piece.span.start < last.span.end => {
                last.span.end = last.span.end.max(piece.span.end);
                last.cores.extend(piece.cores);
                last.cores.sort_by_key(|(core, _)| *core);
            }
            _ => found.push(piece),
        }
    }
    found
}

fn is_balanced(text: &str) -> bool {
    let mut depth = 0i32;
    for c in text.chars() {
        match c {
            '「' => depth += 1,
            '」' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// Each swap once: changes, then what is dropped, then what is added.
fn named(said: &[(&str, String)]) -> Option<Vec<Swap>> {
    let mut swaps: Vec<Swap> = Vec::new();
    for (from, to) in said {
        if from.is_empty() || from.chars().count() > LONGEST || to.chars().count() > 2 * LONGEST {
            return None;
        }
        let added = to.strip_prefix(from).map(str::to_owned).filter(|added| is_balanced(added));
        let swap = Swap { from: (*from).to_owned(), to: to.clone(), added };
        if !swaps.contains(&swap) {
            swaps.push(swap);
        }
    }
    swaps.sort_by_key(|swap| (swap.added.is_some(), swap.to.is_empty()));
    (!swaps.is_empty() && swaps.len() <= MOST).then_some(swaps)
}

/// `swaps` if they do what is meant, be they taken one after the other or all at once.
fn checked(swaps: Vec<Swap>, old: &str, new: &str, scope: &[&str]) -> Option<Vec<Swap>> {
    let right = scope.iter().all(|text| {
        let want = if *text == old { new } else { text };
        at_once(text, &swaps) == want && in_turn(text, &swaps) == want
    });
    right.then_some(swaps)
}

/// `text` with all swaps made at once: what one puts in, another does not see.
pub(super) fn at_once(text: &str, swaps: &[Swap]) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let longest =
            swaps.iter().filter(|swap| rest.starts_with(swap.from.as_str())).max_by_key(|swap| swap.from.len());
        match longest {
            Some(swap) => {
                made.push_str(&swap.to);
                rest = &rest[swap.from.len()..];
            }
            None => {
                made.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    made
}

fn in_turn(text: &str, swaps: &[Swap]) -> String {
    swaps.iter().fold(text.to_owned(), |text, swap| text.replace(swap.from.as_str(), &swap.to))
}
