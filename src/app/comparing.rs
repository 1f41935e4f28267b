//! Two versions side by side: 新旧対照表 as the office sets it out, both in one text, and the 改め文 that makes one of the other.

use super::clerk::Ask;
use super::profile::Profile;
use super::{App, Effect, Job, Level, Notice};
use crate::document::comparison::{Amendment, Comparison, Unchanged, amend, compare};
use crate::document::versions::{self, Inline};
use crate::document::{Author, Document, Role, Snapshot};
use crate::format::comparison::{Layout, Target};
use crate::format::{Kind, Source};
use crate::text::Lang;
use std::path::{Path, PathBuf};

pub use crate::format::comparison::{Cell, Headings, Order, cells};

/// How tables of two versions are set out: the office says it in its profile, a person may say otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Style {
    /// Which version stands first.
    pub order: Order,
    /// What the columns are called.
    pub headings: Headings,
    /// How much is shown of what is the same.
    pub unchanged: Unchanged,
}

impl Style {
    /// What the profile says; what it leaves open is as ministries have it.
    pub fn of(profile: &Profile) -> Self {
        Self {
            order: Order::from_code(profile.get("table-order")).unwrap_or_default(),
            headings: Headings::from_code(profile.get("table-headings")).unwrap_or_default(),
            unchanged: Unchanged::from_code(profile.get("table-unchanged")).unwrap_or_default(),
        }
    }

    fn put(self, profile: &mut Profile) {
        profile.set("table-order", self.order.code());
        profile.set("table-headings", self.headings.code());
        profile.set("table-unchanged", self.unchanged.code());
    }

    /// The table under this title.
    pub fn layout(self, title: String) -> Layout {
        Layout { order: self.order, headings: self.headings, title }
    }
}

/// Two versions side by side.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What the older one is called: a version, or a file.
    pub with: String,
    /// What the newer one is called; empty where it is the document at hand.
    pub of: String,
    /// What differs, with （略） for what does not.
    elided: Comparison,
    /// The same with everything.
    full: Comparison,
    /// The same in one text.
    pub inline: Inline,
    /// The 改め文, where both are in articles.
    pub amendment: Option<Amended>,
    /// Whether the 改め文 is what goes into the file that is being asked for.
    saves_amendment: bool,
}

/// A 改め文. Applied to the older version it gave the newer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amended {
    /// Its lines as they stand on paper.
    pub lines: Vec<String>,
    /// Whether the whole text is replaced, as the articles could not be amended one by one.
    pub whole: bool,
    lang: Lang,
}

impl Amended {
    /// As a document of its own.
    pub fn document(&self) -> Document {
        let paragraphs: Vec<(Role, String)> = self.lines.iter().map(|line| (Role::Body, line.clone())).collect();
        Document::new(self.lang, None, &paragraphs, Author::Person)
    }
}

/// The lines of an amendment as an ordinance has them: what is put in as it will stand, the sentences set in.
pub fn lines(amendment: &Amendment) -> Vec<String> {
    let mut lines = vec![format!("\u{3000}{}", amendment.opening)];
    for clause in &amendment.clauses {
        lines.push(format!("\u{3000}{}", clause.sentence));
        lines.extend(clause.lines.iter().cloned());
    }
    lines
}

impl Compared {
    /// Puts two versions side by side. A matter for a worker.
    pub fn new(old: &Snapshot, new: &Snapshot, with: String, of: String) -> Self {
        let amendment = amend(old, new).map(|amendment| Amended {
            lines: lines(&amendment),
            whole: amendment.whole,
            lang: new.lang,
        });
        Self {
            with,
            of,
            elided: compare(old, new, Unchanged::Elided),
            full: compare(old, new, Unchanged::Full),
            inline: versions::inline(&old.text.to_string(), &new.text.to_string()),
            amendment,
            saves_amendment: false,
        }
    }

    /// What differs, with this much of what does not.
    pub fn comparison(&self, unchanged: Unchanged) -> &Comparison {
        match unchanged {
            Unchanged::Elided => &self.elided,
            Unchanged::Full => &self.full,
        }
    }
}

impl App {
    /// What is compared, while it is looked at.
    pub fn compared(&self) -> Option<&Compared> {
        self.compared.as_ref()
    }

    /// How tables of two versions are set out here.
    pub fn table_style(&self) -> Style {
        Style::of(self.profile())
    }

    pub(super) fn set_table_style(&mut self, style: Style) {
        let mut profile = self.profile().clone();
        style.put(&mut profile);
        self.ask_clerk(Ask::KeepProfile(profile));
    }

    pub(super) fn compare_with(&mut self, path: PathBuf) {
        let Some(open) = &self.open else { return };
        let snapshot = open.document.snapshot();
        self.send(Job::Compare { path, snapshot });
    }

    pub(super) fn show_comparison(&mut self, compared: Compared) {
        if compared.elided.is_same() {
            return self.tell(Notice::new(Level::Info, "notice-compare-same").with("path", compared.with));
        }
        self.compared = Some(compared);
    }

    /// Asks for a place for the table, or for the 改め文.
    pub(super) fn choose_table(&mut self, amendment: bool) {
        let name = self.file_name("docx");
        let stem = name.trim_end_matches(".docx").to_owned();
        let id = if amendment { "compare-amendment-file" } else { "compare-file" };
        let name = self.tr.format(id, &[("name", stem.into())]);
        if let Some(compared) = &mut self.compared {
            compared.saves_amendment = amendment;
            self.effects.push(Effect::ChooseTable(name));
        }
    }

    pub(super) fn save_table(&mut self, path: PathBuf) {
        let style = self.table_style();
        let Some(compared) = &self.compared else { return };
        if let Some(amended) = compared.amendment.as_ref().filter(|_| compared.saves_amendment) {
            let Some(kind) = Kind::from_path(&path).filter(|kind| Kind::ALL.contains(kind)) else {
                let notice = Notice::new(Level::Error, "error-compare-amendment-kind");
                return self.tell(notice.with("path", path.display().to_string()));
            };
            let document = Box::new(amended.document());
            self.send(Job::SaveAmendment { document, source: Source::new(kind), path });
            return;
        }
        let Some(target) = target(&path) else {
            let notice = Notice::new(Level::Error, "error-compare-kind").with("path", path.display().to_string());
            return self.tell(notice);
        };
        let comparison = compared.comparison(style.unchanged);
        let title = match &comparison.title {
            Some(title) => self.tr.format("compare-title", &[("title", title.clone().into())]),
            None => self.tr.text("compare-title-bare"),
        };
        let comparison = Box::new(comparison.clone());
        self.send(Job::SaveTable { comparison, layout: style.layout(title), target, path });
    }
}

fn target(path: &Path) -> Option<Target> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "docx" => Some(Target::Docx),
        "html" | "htm" => Some(Target::Html),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_says_how_a_table_is_set_out() {
        let mut profile = Profile::default();
        assert_eq!(Style::of(&profile), Style::default());
        for order in Order::ALL {
            for headings in Headings::ALL {
                for unchanged in Unchanged::ALL {
                    let style = Style { order, headings, unchanged };
                    style.put(&mut profile);
                    assert_eq!(Style::of(&profile), style);
                }
            }
        }
        profile.set("table-order", "sideways");
        assert_eq!(Style::of(&profile).order, Order::NewFirst);
    }

    #[test]
    fn an_ordinance_gets_its_amending_sentences_too() {
        let snapshot = |text: &str| Document::from_text(Lang::Ja, text, Author::Person).snapshot();
        let old = snapshot("みどり野市公園条例\n第１条　公園の使用料は、甲とする。\n第２条　市長が定める。");
        let new = snapshot("みどり野市公園条例\n第１条　公園の使用料は、乙とする。\n第２条　市長が定める。");
        let compared = Compared::new(&old, &new, "旧".to_owned(), String::new());
        let amended = compared.amendment.clone().unwrap();
        assert!(amended.lines.iter().any(|line| line.contains("「甲」を「乙」に改める")), "{amended:?}");
        assert_eq!(amended.document().len(), amended.lines.len());
        assert!(
            compared.comparison(Unchanged::Full).rows().count()
                >= compared.comparison(Unchanged::Elided).rows().count()
        );
        let (one, two) = (snapshot("お知らせです。"), snapshot("お知らせ。"));
        assert_eq!(Compared::new(&one, &two, String::new(), String::new()).amendment, None);
    }
}
