//! What the editor is given to show, and what it answers with.

use crate::document::{Copied, Document, Marking, Role, tables};
use crate::i18n::Tr;
use crate::text::{Change, Span};

/// What the editor shows.
pub struct View<'a> {
    /// The document.
    pub document: &'a Document,
    /// Findings to underline.
    pub marks: &'a dyn Marks,
    /// Open pieces of suggestions, in the order of the text.
    pub hunks: &'a [HunkMark<'a>],
    /// Comments, in the order of the text.
    pub comments: &'a [CommentMark<'a>],
    /// Whether to tint the text by who wrote it.
    pub show_authors: bool,
    /// Whether spaces and ends of paragraphs are shown.
    pub show_spaces: bool,
    /// Words for people.
    pub tr: &'a Tr,
    /// Enlargement; at 1 the sheet is as wide as A4 at 96 points to the inch. Few fixed steps keep the glyph atlas
    /// small.
    pub zoom: f32,
}

/// How grave a finding is; each has its own colour and its own line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkLevel {
    /// Worth knowing.
    Info,
    /// Probably to be changed.
    Warning,
    /// Wrong.
    Error,
}

/// A finding, as the editor shows it: a line under the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The app's number of it.
    pub number: usize,
    /// The words, in bytes of the document.
    pub span: Span,
    /// How grave it is.
    pub level: MarkLevel,
}

/// What the card of a finding says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkWords {
    /// The name of the rule.
    pub title: String,
    /// What it says.
    pub message: String,
    /// The cures on offer, one button each.
    pub fixes: Vec<String>,
}

/// An agreed word, as the editor shows it: a quiet dotted line under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermMark {
    /// The app's number of it.
    pub number: usize,
    /// The word, in bytes of the document.
    pub span: Span,
    /// Whether it is not to be used.
    pub forbidden: bool,
}

/// The findings and the agreed words, asked for where they are seen: there may be thousands, and a frame shows a few.
pub trait Marks {
    /// Those that reach into `span` or touch it, in the order of the text.
    fn within(&self, span: Span) -> Vec<Mark>;

    /// What the card of the finding with this number says; `None` if there is no such finding.
    fn words(&self, number: usize) -> Option<MarkWords>;

    /// The agreed words that reach into `span` or touch it, in the order of the text.
    fn terms(&self, _span: Span) -> Vec<TermMark> {
        Vec::new()
    }

    /// What the card of the agreed word with this number says: a line for each entry, and what is said of it.
    fn entries(&self, _number: usize) -> Vec<(String, Vec<String>)> {
        Vec::new()
    }
}

impl Marks for Vec<(Mark, MarkWords)> {
    fn within(&self, span: Span) -> Vec<Mark> {
        self.iter().map(|(mark, _)| *mark).filter(|mark| mark.span.touches(span)).collect()
    }

    fn words(&self, number: usize) -> Option<MarkWords> {
        self.iter().find(|(mark, _)| mark.number == number).map(|(_, words)| words.clone())
    }
}

/// An open piece of a suggestion: the old words are struck through, the new ones stand behind them.
#[derive(Clone, Copy, Debug)]
pub struct HunkMark<'a> {
    /// The app's number of the suggestion.
    pub suggestion: usize,
    /// The number of the piece in it.
    pub hunk: usize,
    /// The old words, in bytes of the document.
    pub span: Span,
    /// The new words.
    pub new: &'a str,
    /// Whether it is the one being looked at elsewhere in the window.
    pub selected: bool,
    /// Whether it is still arriving: there is nothing to decide yet.
    pub arriving: bool,
    /// Who made it, if it was somebody with a name.
    pub author: &'a str,
}

/// A comment, as the editor shows it: a ground behind its words.
#[derive(Clone, Copy, Debug)]
pub struct CommentMark<'a> {
    /// The words, in bytes of the document; empty where they are gone.
    pub span: Span,
    /// Who made it.
    pub author: &'a str,
    /// What it says.
    pub text: &'a str,
    /// How many replies there are.
    pub replies: usize,
    /// Whether its matter is settled.
    pub resolved: bool,
    /// Whether it is the one being looked at elsewhere in the window.
    pub selected: bool,
}

/// What a person asked of the document.
#[derive(Clone, Debug, PartialEq)]
pub enum EditorEvent {
    /// Change the text.
    Edit {
        /// How.
        change: Change,
        /// What is set off and read how, in bytes of the changed document; all else is like what stands around it.
        marks: Vec<(Span, Marking)>,
        /// Who wrote what is put in, where it was copied; empty: the person at the keyboard.
        whose: Vec<Copied>,
        /// Whether it may join the undo step before it: typing and deleting letter by letter do.
        joins: bool,
        /// Where the caret stands afterwards, in bytes of the changed document.
        selection_after: usize,
    },
    /// Give a paragraph another role: Tab and Shift+Tab move an item between levels.
    SetRole {
        /// Its number.
        paragraph: usize,
        /// The new role.
        role: Role,
    },
    /// Do something to a table as a table.
    Table {
        /// What.
        step: tables::Step,
        /// Where: what is selected.
        at: Span,
    },
    /// Take back the last step.
    Undo,
    /// Do the step taken back again.
    Redo,
    /// The caret was moved: the undo step before it is complete and should be sealed.
    CaretMoved,
    /// Change an agreed word, or say another of it.
    EditTerm(usize),
    /// Apply a cure.
    Fix {
        /// Its [`Mark::number`].
        mark: usize,
        /// The cure's place in [`MarkWords::fixes`].
        fix: usize,
    },
    /// Put a piece of a suggestion into the text.
    Accept {
        /// The suggestion.
        suggestion: usize,
        /// Its piece.
        hunk: usize,
    },
    /// Turn a piece of a suggestion down.
    Reject {
        /// The suggestion.
        suggestion: usize,
        /// Its piece.
        hunk: usize,
    },
}
