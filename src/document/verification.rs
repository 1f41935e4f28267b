//! [`Verification`]: what people vouch for. Facts they have looked at one by one, and that somebody has checked the whole
//! text, approved it or gave it back, each tied to the words it was about: a fact whose words change is to be looked at
//! again, and a check lapses with the text.

use super::{Author, Document, RunId};
use crate::text::facts::{self, Kind, Stated};
use crate::text::{Change, Span};
use sha2::{Digest, Sha256};

/// See the module. It is kept with the document and is no part of its history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Facts somebody has looked at.
    pub facts: Vec<Looked>,
    /// Checks of the whole text, oldest first.
    pub checks: Vec<Check>,
}

/// A fact somebody has looked at and finds right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// Its words.
    pub text: String,
    /// Where they stand, in bytes of the document.
    pub at: Span,
    /// Who looked.
    pub by: String,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub when: i64,
}

/// What a person said of the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// They checked it (確認).
    Checked,
    /// They approved it (決裁).
    Approved,
    /// They gave it back (差戻し).
    Returned,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Verdict; 3] = [Verdict::Checked, Verdict::Approved, Verdict::Returned];

    /// `checked`, `approved` or `returned`; its name is the Fluent message `verdict-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Verdict::Checked => "checked",
            Verdict::Approved => "approved",
            Verdict::Returned => "returned",
        }
    }

    /// The verdict with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }
}

/// That a person checked the whole text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What they said.
    pub verdict: Verdict,
    /// Who.
    pub by: String,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub when: i64,
    /// SHA-256 of the text they saw, in hexadecimal.
    pub digest: String,
    /// What they added in their own words.
    pub comment: String,
}

impl Verification {
    /// Moves facts along with `change`. One whose words are changed is to be looked at again.
    pub(super) fn follow(&mut self, change: &Change) {
        self.facts.retain_mut(|looked| {
            let stays = !change.touches(looked.at);
            looked.at = change.map_span(looked.at);
            stays
        });
    }

    /// Who looked at the fact that reads `text` at `at`.
    pub fn looked(&self, at: Span, text: &str) -> Option<&Looked> {
        self.facts.iter().find(|looked| looked.at == at && looked.text == text)
    }

    /// The check that holds for a text with this digest: the last one, if it is of this very text and did not give it back.
    pub fn holds(&self, digest: &str) -> Option<&Check> {
        self.checks.last().filter(|check| check.verdict != Verdict::Returned && check.digest == digest)
    }
}

/// Where a fact in a document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// From an answer of the assistant alone: nothing a person gave states it.
    Model,
    /// From an answer of the assistant, and what a person gave states it too.
    Stated,
    /// From a file that was opened.
    Import,
    /// From the form and the facts filled into it.
    Form,
    /// A person typed it, or a fix of theirs put it there.
    Person,
}

impl Origin {
    /// All of them, the one to look at first first.
    pub const ALL: [Origin; 5] = [Origin::Model, Origin::Stated, Origin::Import, Origin::Form, Origin::Person];

    /// The end of its message id, `origin-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Origin::Model => "model",
            Origin::Stated => "stated",
            Origin::Import => "import",
            Origin::Form => "form",
            Origin::Person => "person",
        }
    }
}

/// A fact of a document, to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What sort of fact.
    pub kind: Kind,
    /// Its words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether somebody has looked at it.
    pub looked_at: bool,
}

/// Every date, number, name, article of law and address of `document`, in the order of the text, each with where it comes
/// from. `told` is what a person gave besides: the facts of the form, instructions, sources. What is said in passing
/// (`one`, `a week`) is left out. Takes time in proportion to the text's length.
pub fn checklist(document: &Document, told: &[&str]) -> Vec<Item> {
    let text = document.text().to_string();
    let mut given = String::new();
    for (span, author) in document.provenance().spans() {
        if !matches!(author, Author::Assistant(_)) {
            given.push_str(&text[span.range()]);
            given.push('\n');
        }
    }
    let sources: Vec<&str> = [given.as_str()].into_iter().chain(told.iter().copied()).collect();
    let unexplained = Stated::of(&sources).unexplained(&text);
    let by = |run: RunId| document.runs().get(run.0 as usize);
    let made_up = |span: Span| unexplained.iter().any(|fact| fact.span == span);
    facts::find(&text)
        .into_iter()
        .filter(|fact| !fact.weak)
        .map(|fact| {
            let words = text[fact.span.range()].to_owned();
            let mut origin = Origin::Form;
            let mut rank = 0;
            for (_, author) in document.provenance().spans_in(fact.span) {
                let (this, how) = match author {
                    // The engine without a model writes what the form and its facts say; proposals of a file come from it.
                    Author::Assistant(run) if by(*run).is_some_and(|run| run.engine == OFFLINE) => (1, Origin::Form),
                    Author::Assistant(run) if by(*run).is_some_and(|run| !run.is_model()) => (3, Origin::Import),
                    Author::Assistant(_) if made_up(fact.span) => (4, Origin::Model),
                    Author::Assistant(_) => (4, Origin::Stated),
                    Author::Import => (3, Origin::Import),
                    Author::Person | Author::Rule(_) => (2, Origin::Person),
                    Author::Form => (1, Origin::Form),
                };
                if this > rank {
                    (rank, origin) = (this, how);
                }
            }
            let looked_at = document.verification().looked(fact.span, &words).is_some();
            Item { kind: fact.kind, text: words, span: fact.span, origin, looked_at }
        })
        .collect()
}

/// What runs of the engine without a model are called.
pub const OFFLINE: &str = "offline";

/// How much of a document the assistant wrote and nobody has changed since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AiUse {
    /// Characters of the document.
    pub characters: usize,
    /// Characters the assistant wrote, by endpoint; the offline engine is not among them.
    pub by_model: usize,
    /// The engines that had a part in it: endpoint and model, in order of their first use.
    pub engines: Vec<(String, String)>,
    /// When one of them was asked last, in milliseconds since 1970-01-01 UTC.
    pub last: i64,
}

impl AiUse {
    /// What the history of `document` says: runs whose words were accepted into it, whether or not they still stand there.
    /// `None` where no endpoint had a part in it.
    pub fn of(document: &Document) -> Option<Self> {
        let is_model = |author: &Author| match author {
            Author::Assistant(run) => document.runs().get(run.0 as usize).filter(|run| run.is_model()),
            _ => None,
        };
        let mut used = Self::default();
        let base = [document.history().base_author()];
        let copied = document.history().entries().iter().flat_map(|entry| entry.by.iter().map(|(_, author)| author));
        let authors = document.history().entries().iter().map(|entry| &entry.author).chain(copied).chain(base);
        for run in authors.filter_map(is_model) {
            let engine = (run.engine.clone(), run.model.clone());
            if !used.engines.contains(&engine) {
                used.engines.push(engine);
            }
            used.last = used.last.max(run.at);
        }
        if used.engines.is_empty() {
            return None;
        }
        let text = document.text().to_string();
        used.characters = text.chars().filter(|c| *c != '\n').count();
        for (span, author) in document.provenance().spans() {
            if is_model(author).is_some() {
                used.by_model += text[span.range()].chars().filter(|c| *c != '\n').count();
            }
        }
        Some(used)
    }

    /// The endpoints, as a sentence lists them: `庁内LLM（midori-70b）`.
    pub fn engines_listed(&self, open: &str, close: &str, comma: &str) -> String {
        let one = |(engine, model): &(String, String)| {
            if model.is_empty() { engine.clone() } else { format!("{engine}{open}{model}{close}") }
        };
        self.engines.iter().map(one).collect::<Vec<_>>().join(comma)
    }
}

/// SHA-256 of the text of `document`, in hexadecimal.
pub fn digest(document: &Document) -> String {
    let mut digest = Sha256::new();
    digest.update(document.text().to_string().as_bytes());
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Edit, Role, Run};
    use crate::text::Lang;

    fn run(engine: &str) -> Run {
        Run { engine: engine.to_owned(), model: "m".to_owned(), task: "draft".to_owned(), at: 7, complete: true }
    }

    fn insert(document: &mut Document, text: &str, author: Author) {
        let at = Span::at(document.text().len());
        document.apply(Edit { author, ..Edit::by_person(Change::replace(at, text), 0) });
    }

    #[test]
    fn facts_say_where_they_come_from() {
        let form = [(Role::Body, "開催日は令和8年12月1日です。".to_owned())];
        let mut document = Document::new(Lang::Ja, None, &form, Author::Form);
        let assistant = Author::Assistant(document.add_run(run("庁内")));
        insert(&mut document, "\n12月1日に行います。定員は40人、費用は500円です。", assistant);
        insert(&mut document, "\n問合せは03-1234-5678へ。", Author::Person);
        let (here, brought) = (run(OFFLINE), Run { task: "revisions".to_owned(), ..run("a.docx") });
        let (here, brought) = (document.add_run(here), document.add_run(brought));
        insert(&mut document, "\n12月2日が期限です。", Author::Assistant(here));
        insert(&mut document, "\n12月3日に集まります。", Author::Assistant(brought));
        let found = checklist(&document, &["定員40人"]);
        let found: Vec<(&str, Origin)> = found.iter().map(|item| (item.text.as_str(), item.origin)).collect();
        assert_eq!(
            found,
            [
                ("令和8年12月1日", Origin::Form),
                ("12月1日", Origin::Stated),
                ("40人", Origin::Stated),
                ("500円", Origin::Model),
                ("03-1234-5678", Origin::Person),
                ("12月2日", Origin::Form),
                ("12月3日", Origin::Import),
            ]
        );
    }

    #[test]
    fn what_was_looked_at_is_looked_at_until_its_words_change() {
        let mut document = Document::from_text(Lang::Ja, "定員は40人です。", Author::Import);
        let item = checklist(&document, &[]).remove(0);
        let (text, at, by) = (item.text, item.span, "青葉".to_owned());
        document.verification_mut().facts.push(Looked { text, at, by, when: 1 });
        assert!(checklist(&document, &[])[0].looked_at);
        document.apply(Edit::by_person(Change::replace(Span::at(0), "なお、"), 1));
        assert!(checklist(&document, &[])[0].looked_at, "it moves with its words");
        let four = document.text().to_string().find('4').unwrap();
        document.apply(Edit::by_person(Change::replace(Span::new(four, four + 1), "5"), 2));
        let item = &checklist(&document, &[])[0];
        assert_eq!((item.text.as_str(), item.looked_at), ("50人", false));
        assert_eq!(document.verification().facts, []);
    }

    #[test]
    fn a_check_is_of_one_text() {
        let mut document = Document::from_text(Lang::Ja, "通知します。", Author::Person);
        let check =
            |verdict, digest: String| Check {
                verdict, by: "青葉".to_owned(), when: 1, digest, comment: String::new()
            };
        let before = digest(&document);
        document.verification_mut().checks.push(check(Verdict::Checked, before.clone()));
        assert!(document.verification().holds(&digest(&document)).is_some());
        insert(&mut document, "以上", Author::Person);
        assert!(document.verification().holds(&digest(&document)).is_none());
        document.undo(3);
        assert!(document.verification().holds(&digest(&document)).is_some(), "the same text again");
        document.verification_mut().checks.push(check(Verdict::Returned, before.clone()));
        assert!(document.verification().holds(&before).is_none());
    }

    #[test]
    fn the_share_of_the_assistant_is_what_it_wrote_and_nobody_changed() {
        let mut document = Document::from_text(Lang::Ja, "前文です。", Author::Person);
        assert_eq!(AiUse::of(&document), None);
        let offline = Author::Assistant(document.add_run(run("offline")));
        insert(&mut document, "自動文。", offline);
        assert_eq!(AiUse::of(&document), None);
        let cloud = Author::Assistant(document.add_run(run("庁内")));
        insert(&mut document, "生成文。", cloud);
        let used = AiUse::of(&document).unwrap();
        assert_eq!((used.characters, used.by_model, used.last), (13, 4, 7));
        assert_eq!(used.engines_listed("（", "）", "、"), "庁内（m）");
        let len = document.text().len();
        document.apply(Edit::by_person(Change::replace(Span::new(len - 12, len), "書換。"), 1));
        let used = AiUse::of(&document).unwrap();
        assert_eq!((used.characters, used.by_model), (12, 0), "it had a part all the same");
    }
}
