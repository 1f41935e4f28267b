//! What is attached to a document and kept with it: the report it answers, last year's notice, a table. The bytes stay as
//! they were; each has a 格付け of its own or counts as the document does.
//!
//! Attaching is no change of the text: it has no part in the history, and undoing typing does not bring a file back.
//! [`Attachments::bring_back`] does.

use super::{Classification, Levels};
use crate::text::{Message, visible};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The most files that can be attached.
pub const MOST: usize = 100;
/// The most bytes of one of them: 50 MiB.
pub const LARGEST: u64 = 50 << 20;
/// The most bytes of all of them together: 100 MiB. With the text a document stays one that can be read again.
pub const TOGETHER: u64 = 100 << 20;
/// The most characters a name keeps.
const LONGEST_NAME: usize = 120;

/// A file that is attached.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    name: String,
    bytes: Arc<[u8]>,
    sha256: String,
    /// Its own 格付け; `None` counts as the document does.
    pub level: Option<Classification>,
    /// Who attached it; empty where that is not known.
    pub by: String,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
}

impl Attachment {
    /// The file `name` of these bytes. What no system lets stand in a name is not kept of it.
    pub fn new(name: &str, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let sha256 = hash(&bytes);
        Self { name: clean(name), bytes, sha256, level: None, by: String::new(), at: 0 }
    }

    /// Its name, without folders.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What its name says of its kind, in lower case: `pdf`, `docx`; empty where the name says nothing.
    pub fn kind(&self) -> String {
        let kind = self.name.rsplit_once('.').map_or("", |(_, kind)| kind);
        if kind.chars().all(|c| c.is_ascii_alphanumeric()) { kind.to_ascii_lowercase() } else { String::new() }
    }

    /// Its bytes.
    pub fn bytes(&self) -> &Arc<[u8]> {
        &self.bytes
    }

    /// How many there are.
    pub fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// SHA-256 of them, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

impl std::fmt::Debug for Attachment {
    /// Without its bytes, which are nobody's business in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Attachment")
            .field("sha256", &self.sha256)
            .field("size", &self.bytes.len())
            .field("level", &self.level)
            .finish_non_exhaustive()
    }
}

/// SHA-256 of `bytes`, in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Why a file cannot be attached.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "`name` is the file's, `most` is how many files, or how many MiB, there can be")]
pub enum Refused {
    /// There is nothing in it.
    Empty { name: String },
    /// It is larger than one may be.
    TooLarge { name: String, most: u64 },
    /// With it there would be more than all may be together.
    TooMuch { name: String, most: u64 },
    /// There are as many as there can be.
    TooMany { name: String, most: usize },
    /// The same bytes are attached already, under the name `known`.
    Twice { name: String, known: String },
}

impl Message for Refused {
    fn id(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "error-attachment-empty",
            Self::TooLarge { .. } => "error-attachment-too-large",
            Self::TooMuch { .. } => "error-attachment-too-much",
            Self::TooMany { .. } => "error-attachment-too-many",
            Self::Twice { .. } => "error-attachment-twice",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Empty { name } => vec![("name", name.clone())],
            Self::TooLarge { name, most } | Self::TooMuch { name, most } => {
                vec![("most", most.to_string()), ("name", name.clone())]
            }
            Self::TooMany { name, most } => vec![("most", most.to_string()), ("name", name.clone())],
            Self::Twice { name, known } => vec![("known", known.clone()), ("name", name.clone())],
        }
    }
}

/// What is attached, in the order it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachments {
    list: Vec<Attachment>,
    /// What was taken away last, and where it stood.
    taken: Option<(usize, Attachment)>,
    version: u64,
}

impl Attachments {
    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Attachment> {
        self.list.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Attachment `index`.
    pub fn get(&self, index: usize) -> Option<&Attachment> {
        self.list.get(index)
    }

    /// The one called `name`.
    pub fn named(&self, name: &str) -> Option<&Attachment> {
        self.list.iter().find(|known| known.name == name)
    }

    /// A number that is another one after every change.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// How many bytes all of them have.
    pub fn size(&self) -> u64 {
        self.list.iter().map(Attachment::size).sum()
    }

    /// Adds a file behind the others. Where one of its name is there, it gets a number behind its name.
    ///
    /// # Errors
    /// Where it is too large, there are too many, or it is attached already.
    pub fn add(&mut self, attachment: Attachment) -> Result<(), Refused> {
        let name = attachment.name.clone();
        if attachment.bytes.is_empty() {
            return Err(Refused::Empty { name });
        }
        if attachment.size() > LARGEST {
            return Err(Refused::TooLarge { name, most: LARGEST >> 20 });
        }
        if let Some(known) = self.list.iter().find(|known| known.sha256 == attachment.sha256) {
            return Err(Refused::Twice { name, known: known.name.clone() });
        }
        if self.list.len() >= MOST {
            return Err(Refused::TooMany { name, most: MOST });
        }
        if self.size() + attachment.size() > TOGETHER {
            return Err(Refused::TooMuch { name, most: TOGETHER >> 20 });
        }
        let name = self.free_name(&attachment.name);
        self.list.push(Attachment { name, ..attachment });
        self.version += 1;
        Ok(())
    }

    /// Takes attachment `index` away.
    pub fn remove(&mut self, index: usize) -> Option<&Attachment> {
        if index >= self.list.len() {
            return None;
        }
        self.taken = Some((index, self.list.remove(index)));
        self.version += 1;
        self.taken.as_ref().map(|(_, taken)| taken)
    }

    /// The one that was taken away last, as long as it can be brought back.
    pub fn taken(&self) -> Option<&Attachment> {
        self.taken.as_ref().map(|(_, taken)| taken)
    }

    /// Puts that one back where it stood.
    ///
    /// # Errors
    /// As [`Attachments::add`]: others may have come meanwhile.
    pub fn bring_back(&mut self) -> Result<(), Refused> {
        let Some((index, attachment)) = self.taken.clone() else { return Ok(()) };
        self.add(attachment)?;
        if let Some(last) = self.list.pop() {
            self.list.insert(index.min(self.list.len()), last);
        }
        self.taken = None;
        Ok(())
    }

    /// Gives attachment `index` a 格付け of its own, or has it count as the document does. Whether that changed anything.
    pub fn set_level(&mut self, index: usize, level: Option<Classification>) -> bool {
        match self.list.get_mut(index) {
            Some(attachment) if attachment.level != level => {
                attachment.level = level;
                self.version += 1;
                true
            }
            _ => false,
        }
    }

    /// Adds what `others` has and this has not: of two copies of one document none loses a file. Those that could not be
    /// added are told.
    pub fn join(&mut self, others: &Attachments) -> (usize, Vec<Refused>) {
        let (mut added, mut refused) = (0, Vec::new());
        for other in &others.list {
            if self.list.iter().any(|known| known.sha256 == other.sha256) {
                continue;
            }
            match self.add(other.clone()) {
                Ok(()) => added += 1,
                Err(why) => refused.push(why),
            }
        }
        (added, refused)
    }

    /// What a document that carries `own` counts as together with these, by `levels`: the highest counts. One that says
    /// nothing of itself counts as the document does.
    pub fn level(&self, own: Option<Classification>, levels: &Levels) -> Option<Classification> {
        let theirs = self.list.iter().filter_map(|attachment| attachment.level.map(Some));
        levels.highest([own].into_iter().chain(theirs))
    }

    fn free_name(&self, name: &str) -> String {
        let free = |name: &String| self.list.iter().all(|known| !known.name.eq_ignore_ascii_case(name));
        let (stem, ending) = match name.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
            _ => (name, String::new()),
        };
        let numbered = (2..).map(|number| format!("{stem} ({number}){ending}"));
        std::iter::once(name.to_owned()).chain(numbered).find(free).unwrap_or_else(|| name.to_owned())
    }
}

/// `name` without folders and without what some system does not let stand in a name, or does not show: a name that reads
/// backwards hides what a file is.
fn clean(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown = |c: &char| !c.is_control() && !visible::is_hidden(*c);
    let kept: String = name.chars().filter(shown).map(|c| if "<>:\"|?*".contains(c) { '_' } else { c }).collect();
    let kept = kept.trim().trim_end_matches(['.', ' ']);
    let (stem, ending) = match kept.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.chars().count() <= 10 => (stem, Some(ending)),
        _ => (kept, None),
    };
    let mut stem: String = stem.chars().take(LONGEST_NAME).collect();
    // Windows keeps these for its devices.
    let upper = stem.to_ascii_uppercase();
    let device = ["CON", "PRN", "AUX", "NUL"].contains(&upper.as_str())
        || (upper.len() == 4 && (upper.starts_with("COM") || upper.starts_with("LPT")));
    if device || stem.is_empty() {
        stem.push('_');
    }
    match ending {
        Some(ending) => format!("{stem}.{ending}"),
        None => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Scheme;

    fn file(name: &str, bytes: &[u8]) -> Attachment {
        Attachment::new(name, bytes.to_vec())
    }

    #[test]
    fn names_are_such_as_every_system_takes() {
        for (given, kept) in [
            ("令和7年度 通知.pdf", "令和7年度 通知.pdf"),
            ("../../etc/passwd", "passwd"),
            (r"C:\temp\a:b?.docx", "a_b_.docx"),
            ("CON.txt", "CON_.txt"),
            ("", "_"),
            ("invoice\u{202E}fdp.exe", "invoicefdp.exe"),
            ("one\ntwo. ", "onetwo"),
        ] {
            assert_eq!(file(given, b"x").name(), kept, "{given:?}");
        }
        assert_eq!(file("a.PDF", b"x").kind(), "pdf");
        assert_eq!(file("Makefile", b"x").kind(), "");
        assert!(file(&"長".repeat(500), b"x").name().chars().count() <= LONGEST_NAME);
    }

    #[test]
    fn what_cannot_be_attached_is_told_and_nothing_changes() {
        let mut all = Attachments::default();
        all.add(file("a.txt", b"one")).unwrap();
        let before = all.clone();
        assert_eq!(all.add(file("leer", b"")), Err(Refused::Empty { name: "leer".to_owned() }));
        let twice = Refused::Twice { name: "b.txt".to_owned(), known: "a.txt".to_owned() };
        assert_eq!(all.add(file("b.txt", b"one")), Err(twice));
        let large = vec![0; usize::try_from(LARGEST).unwrap() + 1];
        assert!(matches!(all.add(file("c", &large)), Err(Refused::TooLarge { most: 50, .. })));
        assert_eq!(all, before);
        let mut full = Attachments::default();
        (0..MOST).for_each(|n| full.add(file("n", n.to_string().as_bytes())).unwrap());
        assert!(matches!(full.add(file("more", b"more")), Err(Refused::TooMany { .. })));
        assert_eq!(full.get(1).unwrap().name(), "n (2)");
        let mut heavy = Attachments::default();
        heavy.add(file("1", &large[1..])).unwrap();
        let mut other = large[1..].to_vec();
        other[0] = 1;
        heavy.add(file("2", &other)).unwrap();
        assert!(matches!(heavy.add(file("3", b"3")), Err(Refused::TooMuch { most: 100, .. })));
    }

    #[test]
    fn what_was_taken_away_comes_back_where_it_stood() {
        let mut all = Attachments::default();
        for name in ["a", "b", "c"] {
            all.add(file(name, name.as_bytes())).unwrap();
        }
        let version = all.version();
        assert_eq!(all.remove(1).map(|taken| taken.name().to_owned()), Some("b".to_owned()));
        assert_eq!(all.remove(9), None);
        assert_ne!(all.version(), version);
        all.bring_back().unwrap();
        let names: Vec<&str> = all.iter().map(Attachment::name).collect();
        assert_eq!((names, all.taken()), (vec!["a", "b", "c"], None));
        all.bring_back().unwrap();
        assert_eq!(all.len(), 3);
    }

    #[test]
    fn the_highest_level_counts() {
        let levels = Levels::preset(Scheme::Municipal);
        let mut all = Attachments::default();
        assert_eq!(all.level(None, &levels), None);
        all.add(file("a", b"a")).unwrap();
        assert_eq!(all.level(None, &levels), None, "what says nothing counts as the document");
        assert_eq!(all.level(Some(Classification::One), &levels), Some(Classification::One));
        assert!(all.set_level(0, Some(Classification::ThreeB)) && !all.set_level(0, Some(Classification::ThreeB)));
        assert_eq!(all.level(Some(Classification::One), &levels), Some(Classification::ThreeB));
        assert_eq!(all.level(None, &levels), Some(Classification::ThreeB));
        all.set_level(0, Some(Classification::One));
        assert_eq!(all.level(None, &levels), None, "an unmarked document counts as 2, whatever is attached to it");
    }

    #[test]
    fn copies_of_one_document_lose_nothing() {
        let (mut mine, mut theirs) = (Attachments::default(), Attachments::default());
        mine.add(file("a", b"a")).unwrap();
        theirs.add(file("x", b"a")).unwrap();
        theirs.add(file("a", b"b")).unwrap();
        assert_eq!(mine.join(&theirs), (1, Vec::new()));
        let names: Vec<&str> = mine.iter().map(Attachment::name).collect();
        assert_eq!(names, ["a", "a (2)"]);
    }
}
