//! The fact guard over suggestions: what a piece would state that neither the document nor its form states, and what it
//! would take out that then is stated nowhere any more. A piece with such [`Doubt`]s waits until somebody has looked.

use super::{Hunk, Suggestion};
use crate::text::facts::{self, Fact, Kind, Stated};
use crate::text::{Span, visible};

/// A fact that a piece changes and nothing explains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What sort of fact.
    pub kind: Kind,
    /// How it is written.
    pub text: String,
    /// Whether the piece states it anew; otherwise it takes it out.
    pub added: bool,
}

impl Suggestion {
    /// Looks for facts that the pieces bring into or take out of `text`, the document they lie beside. `known` is what else
    /// may be stated: the form's facts, the person's instruction.
    pub fn guard(&mut self, text: &str, known: &[&str]) {
        let (new_text, places) = self.applied(text);
        let sources: Vec<&str> = [text].iter().chain(known).copied().collect();
        let (before, after) = (Stated::of(&sources), Stated::of(&[&new_text]));
        let (unexplained, missing) = (before.unexplained(&new_text), after.unexplained(text));
        for (hunk, place) in self.hunks.iter_mut().zip(places) {
            let of = |facts: &[Fact], text: &str, span: Span, added: bool| -> Vec<Doubt> {
                let touched = facts.iter().filter(|fact| touches(fact.span, span));
                touched.map(|f| Doubt { kind: f.kind, text: text[f.span.range()].to_owned(), added }).collect()
            };
            hunk.doubts = of(&unexplained, &new_text, place, true);
            hunk.doubts.extend(of(&missing, text, hunk.span, false));
        }
    }

    /// `text` with every piece in place, and where each then is.
    fn applied(&self, text: &str) -> (String, Vec<Span>) {
        let mut order: Vec<usize> = (0..self.hunks.len()).collect();
        order.sort_by_key(|index| (self.hunks[*index].span.start, self.hunks[*index].span.end));
        let (mut made, mut at) = (String::with_capacity(text.len()), 0);
        let mut places = vec![Span::at(0); self.hunks.len()];
        for index in order {
            let hunk = &self.hunks[index];
            let (Some(kept), true) = (text.get(at..hunk.span.start), hunk.span.end <= text.len()) else { continue };
            made.push_str(kept);
            places[index] = Span::new(made.len(), made.len() + hunk.new.len());
            made.push_str(&hunk.new);
            at = hunk.span.end;
        }
        made.push_str(text.get(at..).unwrap_or(""));
        (made, places)
    }
}

impl Hunk {
    /// Whether it changes facts that nothing explains, or brings characters nobody sees, and nobody has looked at it yet.
    pub fn waits(&self) -> bool {
        !self.looked_at && (!self.doubts.is_empty() || self.hides())
    }

    /// Whether it brings characters nobody sees.
    pub fn hides(&self) -> bool {
        visible::hidden(&self.new).next().is_some() && {
            let known: Vec<char> = visible::hidden(&self.old).map(|(_, c)| c).collect();
            visible::hidden(&self.new).count() > known.len()
                || visible::hidden(&self.new).any(|(_, c)| !known.contains(&c))
        }
    }
}

/// The facts of `text`, a summary of `source`, that `source` does not state.
pub fn made_up(text: &str, source: &str) -> Vec<Doubt> {
    let found = facts::unexplained(text, &[source]);
    found.into_iter().map(|f| Doubt { kind: f.kind, text: text[f.span.range()].to_owned(), added: true }).collect()
}

fn touches(fact: Span, piece: Span) -> bool {
    if piece.is_empty() { fact.start < piece.start && piece.start < fact.end } else { fact.overlaps(piece) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Author;

    fn doubts(text: &str, new: &str, known: &[&str]) -> Vec<(String, bool)> {
        let mut suggestion = Suggestion::rewrite(Author::Form, Span::new(0, text.len()), text, new);
        suggestion.guard(text, known);
        suggestion.hunks.into_iter().flat_map(|h| h.doubts).map(|d| (d.text, d.added)).collect()
    }

    #[test]
    fn only_what_nothing_explains_is_doubted() {
        let text = "定員は40人、費用は12,500円です。期限は4月30日です。";
        assert_eq!(doubts(text, "定員は40名、費用は１２，５００円です。期限は4月30日までです。", &[]), []);
        let changed = doubts(text, "定員は40人、費用は13,500円です。期限は4月30日です。", &[]);
        assert_eq!(changed, [("13,500円".to_owned(), true), ("12,500円".to_owned(), false)]);
        let told = doubts(text, "定員は40人、費用は13,500円です。期限は4月30日です。", &["費用を13,500円にする"]);
        assert_eq!(told, [("12,500円".to_owned(), false)]);
        assert_eq!(doubts(text, "定員は40人です。期限は4月30日です。", &[]), [("12,500円".to_owned(), false)]);
        assert_eq!(doubts(text, "期限は4月30日です。定員は40人、費用は12,500円です。", &[]), []);
    }

    #[test]
    fn a_summary_is_held_against_its_source() {
        let found = made_up("定員は50人です。", "定員は40人、費用は500円です。");
        assert_eq!(found.iter().map(|d| d.text.as_str()).collect::<Vec<_>>(), ["50人"]);
    }
}
