//! [`Pair`]: a segment of the source with its target, and how far it has come.

use super::quality::Mark;
use super::unit::Tag;
use crate::text::Span;
use std::sync::Arc;

/// The number of a pair in its bitext; never used twice there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PairId(pub u32);

/// One of the two texts of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// 原文.
    Source,
    /// 訳文.
    Target,
}

/// How far a person has taken a target, whatever became of the source meanwhile. See [`Status`] for what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Stage {
    /// There is no target.
    #[default]
    Untranslated,
    /// There is one that nobody has vouched for: its [`Origin`] says whose it is.
    Draft,
    /// A person has worked on what was there.
    Edited,
    /// The translator vouches for it.
    Confirmed,
    /// The reviewer does, too.
    Approved,
    /// The reviewer does not want it.
    Rejected,
}

impl Stage {
    /// All of them, in the order a target goes through them.
    pub const ALL: [Stage; 6] =
        [Self::Untranslated, Self::Draft, Self::Edited, Self::Confirmed, Self::Approved, Self::Rejected];

    /// Its name in files: `untranslated`, `draft` …
    pub fn code(self) -> &'static str {
        match self {
            Self::Untranslated => "untranslated",
            Self::Draft => "draft",
            Self::Edited => "edited",
            Self::Confirmed => "confirmed",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }

    /// The stage with this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Whether a person has vouched for the target: such pairs teach a memory.
    pub fn is_vouched_for(self) -> bool {
        matches!(self, Self::Confirmed | Self::Approved)
    }
}

/// How a pair stands as people see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// No target yet.
    Untranslated,
    /// A target that nobody has vouched for.
    Draft,
    /// A draft that a person has worked on.
    Edited,
    /// The translator vouches for it.
    Confirmed,
    /// The reviewer does, too.
    Approved,
    /// The reviewer does not want it.
    Rejected,
    /// The source changed since the target was made: [`Pair::old_source`] says from what.
    Stale,
    /// Nobody may change it.
    Locked,
}

impl Status {
    /// All of them, in the order filters offer them.
    pub const ALL: [Status; 8] = [
        Self::Untranslated,
        Self::Draft,
        Self::Edited,
        Self::Confirmed,
        Self::Approved,
        Self::Rejected,
        Self::Stale,
        Self::Locked,
    ];

    /// Its name; the Fluent message is `pair-status-` and this.
    pub fn code(self) -> &'static str {
        match self {
            Self::Untranslated => "untranslated",
            Self::Draft => "draft",
            Self::Edited => "edited",
            Self::Confirmed => "confirmed",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Stale => "stale",
            Self::Locked => "locked",
        }
    }

    /// The status with this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// Where a target came from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum Origin {
    /// A person wrote it.
    #[default]
    Person,
    /// A model did: the engine's name, and the model's.
    Model {
        /// `offline`, or the endpoint's name.
        engine: String,
        /// The model; empty where unknown.
        model: String,
    },
    /// A translation memory had it.
    Memory {
        /// The memory's name.
        memory: String,
        /// How alike the sources are, 0 to 100; 101 where the neighbours agree as well.
        score: u8,
    },
    /// Two existing texts were aligned: hundredths of certainty.
    Alignment {
        /// 0 to 100.
        confidence: u8,
    },
    /// It stood in a file; what the file says of its origin, which may be nothing.
    File {
        /// In the file's own words.
        note: String,
    },
    /// The source was taken over as it is.
    Source,
}

impl Origin {
    /// Whether a machine made it: a person who changes such a target has edited it.
    pub fn is_machine(&self) -> bool {
        matches!(self, Self::Model { .. } | Self::Memory { .. })
    }
}

/// A remark on a pair, with what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Who made it; empty where unknown.
    pub by: String,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// What it says.
    pub text: String,
    /// The words it is about, in bytes of that side; `None`: the whole pair.
    pub place: Option<(Side, Span)>,
    /// Whether it is settled.
    pub resolved: bool,
    /// The answers, oldest first.
    pub replies: Vec<Reply>,
    /// What is wrong and how grave that is, where somebody has said so: it counts in the quality of the translation.
    pub mark: Option<Mark>,
}

/// An answer to a [`Comment`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Who gave it; empty where unknown.
    pub by: String,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// What it says.
    pub text: String,
}

/// A finding of the rules that somebody looked at and lets be. It is told again once other words stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// The rule's id.
    pub rule: String,
    /// The words it found, in both texts.
    pub words: String,
    /// Why it is let be; may be empty.
    pub reason: String,
    /// Who said so; empty where unknown.
    pub by: String,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
}

/// What was done to a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Another text was put in place of this one.
    Changed {
        /// What stood there before.
        from: String,
    },
    /// It went to this stage.
    Went(Stage),
    /// The reviewer turned it down, for this reason.
    Rejected {
        /// May be empty.
        reason: String,
    },
    /// It was kept although its source had been this one.
    Kept {
        /// The old source.
        old_source: String,
    },
    /// It was joined with what followed, or cut off from what came before.
    Recut,
    /// Nobody may change it from now on (`true`), or people may again.
    Locked(bool),
}

/// One entry of a pair's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// Who; empty where unknown.
    pub by: String,
    /// What.
    pub what: Happened,
}

/// What people and machines made of a segment: everything of a pair but its source.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Work {
    /// The target; empty where there is none.
    pub target: String,
    /// Its inline codes.
    pub tags: Vec<Tag>,
    /// How far it has come.
    pub stage: Stage,
    /// Where it came from.
    pub origin: Origin,
    /// The source it was made for; `None` while there is no target.
    pub made_for: Option<Arc<str>>,
    /// Whether it must not be changed.
    pub locked: bool,
    /// Who vouched for it last, while somebody does.
    pub confirmed_by: Option<String>,
    /// Remarks on it, oldest first.
    pub comments: Vec<Comment>,
    /// What was done to it, oldest first.
    pub history: Vec<Event>,
    /// Findings that are let be.
    pub passed: Vec<Passed>,
}

impl Work {
    /// Whether losing it would lose something: a target or a remark.
    pub fn is_empty(&self) -> bool {
        self.target.is_empty() && self.comments.is_empty()
    }

    /// How it stands, made of the text `source` as that is now.
    pub fn status(&self, source: &str) -> Status {
        if self.locked {
            return Status::Locked;
        }
        if self.old_source(source).is_some() {
            return Status::Stale;
        }
        match self.stage {
            Stage::Untranslated => Status::Untranslated,
            Stage::Draft => Status::Draft,
            Stage::Edited => Status::Edited,
            Stage::Confirmed => Status::Confirmed,
            Stage::Approved => Status::Approved,
            Stage::Rejected => Status::Rejected,
        }
    }

    /// The source the target was made for, if it is another than `source`.
    pub fn old_source(&self, source: &str) -> Option<&str> {
        self.made_for.as_deref().filter(|old| *old != source)
    }

    /// Whoever put the target as it stands there, where that is known.
    pub fn written_by(&self) -> Option<&str> {
        let by = self.history.iter().rev().find(|event| matches!(event.what, Happened::Changed { .. }));
        by.map(|event| event.by.as_str()).filter(|by| !by.is_empty())
    }

    /// Why it was turned down, while it is.
    pub fn rejection(&self) -> Option<(&Event, &str)> {
        let last = self.history.iter().rev().find_map(|event| match &event.what {
            Happened::Rejected { reason } => Some((event, reason.as_str())),
            _ => None,
        });
        last.filter(|_| self.stage == Stage::Rejected)
    }
}

/// What the file a pair came from says of its place there.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Label {
    /// What tells it from others with the same words; may be empty.
    pub name: String,
    /// Which form of a message it is, of those for one and for several things: from 0, and how many there are.
    pub form: Option<(usize, usize)>,
}

/// A segment of the source with its target. A clone is cheap.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Its number.
    pub id: PairId,
    /// Where the segment is, in bytes of the source text; empty for a target that has no source (any more).
    pub span: Span,
    /// The paragraph of the source text that the segment begins in, from 0.
    pub paragraph: usize,
    /// The segment's words.
    pub source: Arc<str>,
    /// The inline codes of the segment, where a file brought some.
    pub source_tags: Arc<[Tag]>,
    /// What its file calls it, where that says something.
    pub label: Option<Arc<Label>>,
    /// Everything else.
    pub work: Arc<Work>,
    /// Its version in easy Japanese, where the document has one: the same of the pair's Japanese text.
    pub easy: Arc<Work>,
}

impl Pair {
    /// The target; empty where there is none.
    pub fn target(&self) -> &str {
        &self.work.target
    }

    /// How the pair stands.
    pub fn status(&self) -> Status {
        self.work.status(&self.source)
    }

    /// Whether its source changed since the target was made. A locked pair can be stale, too.
    pub fn is_stale(&self) -> bool {
        self.old_source().is_some()
    }

    /// The source the target was made for, if it is another than the one now.
    pub fn old_source(&self) -> Option<&str> {
        self.work.old_source(&self.source)
    }

    /// Whether the target stands for nothing in the source: an addition of the translator's, or what is left of a
    /// sentence that was deleted.
    pub fn has_no_source(&self) -> bool {
        self.source.is_empty()
    }

    /// The remarks that are not settled.
    pub fn open_comments(&self) -> impl Iterator<Item = &Comment> {
        self.work.comments.iter().filter(|comment| !comment.resolved)
    }
}
