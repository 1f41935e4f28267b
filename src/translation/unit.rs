//! [`Unit`]: a pair as translators' files carry it, with inline codes, dates, notes and properties.

use super::bitext::Bitext;
use super::pair::{Happened, Pair, Side};

/// Which half of an inline code stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TagKind {
    /// It begins something that the [`TagKind::Close`] with the same `id` ends.
    Open,
    /// It ends what the [`TagKind::Open`] with the same `id` began.
    Close,
    /// It stands for itself: an image, a line break, a variable.
    Alone,
    /// It begins something whose end lies in another segment.
    Begin,
    /// It ends something whose beginning lies in another segment.
    End,
    /// It begins a stretch of text that is marked: a term, what must not be translated, a remark.
    Mark,
    /// It ends one.
    Unmark,
}

/// An inline code: what stands between the characters of a segment and is not part of its text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tag {
    /// Where, in bytes of the text; several at one place stand in their order.
    pub at: usize,
    /// What it is.
    pub kind: TagKind,
    /// Its number or name: the same on both sides of a pair for the same code.
    pub id: String,
    /// The code itself, as it stands in the native file; may be empty.
    pub code: String,
    /// `bold`, `link`, `image` …, in the file's own words; may be empty.
    pub role: String,
}

impl Tag {
    /// How it is shown where its place among words cannot be: ⟦1⟧ begins or stands alone, ⟦/1⟧ ends.
    pub fn name(&self) -> String {
        match self.kind {
            TagKind::Close | TagKind::End | TagKind::Unmark => format!("⟦/{}⟧", self.id),
            _ => format!("⟦{}⟧", self.id),
        }
    }

    /// `tags` of the text `old` in the text `new` that a person made of it: what is typed at a code that begins or ends
    /// something is inside it.
    pub fn moved(tags: &[Tag], old: &str, new: &str) -> Vec<Tag> {
        if new.is_empty() {
            return Vec::new();
        }
        let mut head = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
        while !old.is_char_boundary(head) || !new.is_char_boundary(head) {
            head -= 1;
        }
        let mut tail = old[head..].bytes().rev().zip(new[head..].bytes().rev()).take_while(|(a, b)| a == b).count();
        while !old.is_char_boundary(old.len() - tail) || !new.is_char_boundary(new.len() - tail) {
            tail -= 1;
        }
        let (old_end, new_end) = (old.len() - tail, new.len() - tail);
        let place = |tag: &Tag| match tag.at {
            at if at < head || (at == head && at < old_end) => at,
            at if at > old_end => at - old_end + new_end,
            _ if matches!(tag.kind, TagKind::Open | TagKind::Begin | TagKind::Mark) => head,
            _ => new_end,
        };
        let mut moved: Vec<Tag> = tags.iter().map(|tag| Tag { at: place(tag), ..tag.clone() }).collect();
        moved.sort_by_key(|tag| tag.at);
        moved
    }
}

/// A text with its inline codes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Rich {
    /// The text without any code.
    pub text: String,
    /// The codes, by place.
    pub tags: Vec<Tag>,
    /// Texts of their own that stand inside codes, as an image's description does.
    pub sub: Vec<String>,
}

impl Rich {
    /// A text without codes.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Whether there is neither text nor code.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.tags.is_empty()
    }
}

/// A segment in one language and its translation into another, as a memory or an exchange file holds it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Unit {
    /// Its name in the file; may be empty.
    pub id: String,
    /// The language tag of the source, as written.
    pub source_lang: String,
    /// The language tag of the target, as written.
    pub target_lang: String,
    /// The source.
    pub source: Rich,
    /// The target; empty where there is none.
    pub target: Rich,
    /// When it was made, in milliseconds since 1970-01-01 UTC.
    pub created: Option<i64>,
    /// Who made it; may be empty.
    pub created_by: String,
    /// When it was changed last, in milliseconds since 1970-01-01 UTC.
    pub changed: Option<i64>,
    /// Who changed it last; may be empty.
    pub changed_by: String,
    /// How often it was used.
    pub used: Option<u64>,
    /// When it was used last, in milliseconds since 1970-01-01 UTC.
    pub last_used: Option<i64>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Whatever else the file says of it, by kind, in order: `x-context-pre`, `client` …
    pub props: Vec<(String, String)>,
    /// The same about one side only.
    pub side_props: Vec<(Side, String, String)>,
}

impl Unit {
    /// What the file says under `kind`, first of several.
    pub fn prop(&self, kind: &str) -> Option<&str> {
        self.props.iter().find(|(known, _)| known == kind).map(|(_, value)| value.as_str())
    }
}

impl Bitext {
    /// The pairs that have both sides, as a memory or an exchange file holds them.
    pub fn units(&self) -> impl Iterator<Item = Unit> + '_ {
        let whole = |pair: &&Pair| !pair.has_no_source() && !pair.target().is_empty();
        self.pairs().iter().filter(whole).map(|pair| self.unit(pair))
    }

    /// One pair as such a unit: its status in the property `x-status`, its remarks as notes.
    pub fn unit(&self, pair: &Pair) -> Unit {
        let work = &*pair.work;
        let last =
            work.history.iter().rev().find(|event| matches!(event.what, Happened::Changed { .. } | Happened::Went(_)));
        let first = work.history.first();
        Unit {
            source_lang: self.source_lang().code().to_owned(),
            target_lang: self.target_lang().code().to_owned(),
            source: Rich { text: pair.source.to_string(), tags: pair.source_tags.to_vec(), sub: Vec::new() },
            target: Rich { text: work.target.clone(), tags: work.tags.clone(), sub: Vec::new() },
            created: first.map(|event| event.at),
            created_by: first.map(|event| event.by.clone()).unwrap_or_default(),
            changed: last.map(|event| event.at),
            changed_by: last.map(|event| event.by.clone()).unwrap_or_default(),
            notes: work.comments.iter().map(|comment| comment.text.clone()).collect(),
            props: vec![("x-status".to_owned(), pair.status().code().to_owned())],
            ..Unit::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_move_with_what_is_typed() {
        let tag = |at, kind| Tag { at, kind, id: "1".into(), code: String::new(), role: String::new() };
        let bold = [tag(2, TagKind::Open), tag(5, TagKind::Close)];
        let check = |old: &str, new: &str, expected: &[usize]| {
            let moved: Vec<usize> = Tag::moved(&bold, old, new).iter().map(|tag| tag.at).collect();
            assert_eq!(moved, expected, "{old} → {new}");
        };
        check("ab<c>de", "xab<c>de", &[3, 6]);
        check("ab<c>de", "ab<c>!de", &[2, 6]);
        check("ab<c>de", "ab!<c>de", &[2, 6]);
        check("ab<c>de", "ab<cc>de", &[2, 6]);
        check("ab<c>de", "abde", &[2, 2]);
        check("ab<c>de", "ab<c>d", &[2, 5]);
        check("ab<c>de", "", &[]);
        check("ab年", "ab月日", &[2, 8]);
    }
}
