//! [`Judgement`]: how a document is judged, and what a person has looked at and left as it is.

use crate::text::{Change, Span};

/// See the module. It is kept with the document and is no part of its history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// The code of its class, which says what rules are in force; `None` leaves that to its form and language.
    pub class: Option<String>,
    /// Findings that are not told any more.
    pub ignored: Vec<Ignored>,
}

/// Findings that are not told any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// The rule's id.
    pub rule: String,
    /// The words it pointed at.
    pub text: String,
    /// The one place, in bytes of the document; `None` for the whole document.
    pub at: Option<Span>,
}

impl Judgement {
    /// Moves places along with `change`. One whose words are changed is a new matter.
    pub(super) fn follow(&mut self, change: &Change) {
        self.ignored.retain_mut(|ignored| {
            let Some(at) = &mut ignored.at else { return true };
            let stays = !change.touches(*at);
            *at = change.map_span(*at);
            stays
        });
    }

    /// Whether what `rule` says of `text` at `span` is not told any more.
    pub fn ignores(&self, rule: &str, text: &str, span: Span) -> bool {
        let is =
            |ignored: &Ignored| ignored.rule == rule && ignored.text == text && ignored.at.is_none_or(|at| at == span);
        self.ignored.iter().any(is)
    }
}
