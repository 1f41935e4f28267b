//! [`Sheet`] (様式シート): how the documents of an office look. It says where its page differs from the standard of its
//! language, and for which roles; everything else is as the functions of [the module above](super) say.

use super::{Above, CHARACTER, LINE, Letters, Page, Purpose, SIZE, Side, Stand};
use crate::document::Role;
use crate::document::form::Bilingual;
use crate::text::Lang;
use std::collections::BTreeMap;
use std::sync::Arc;

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name in files: `ja-standard`.
    pub id: String,
    /// What people call it.
    pub name: Bilingual,
    /// The language of the documents it is for.
    pub lang: Lang,
    /// The page.
    pub page: Page,
    /// Typefaces of running text.
    pub text: Typefaces,
    /// Typefaces of headings.
    pub heading: Typefaces,
    /// What stands above the text of every page.
    pub head: Edge,
    /// What stands under it.
    pub foot: Edge,
    /// What it says of single roles.
    pub(super) looks: BTreeMap<Role, Looks>,
    /// The file it was read from.
    pub(super) source: Arc<str>,
}

/// The names of the typefaces for Japanese and for Latin characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typefaces {
    /// For Japanese.
    pub japanese: String,
    /// For everything else.
    pub latin: String,
}

/// The line at the upper or the lower edge of pages. In its words `{page}` is the number of the page, `{pages}` how many
/// there are, `{title}` the 件名 and `{number}` the 文書番号.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    /// On the left, in the middle and on the right.
    pub words: [String; 3],
    /// From the edge of the paper, in twentieths of a point.
    pub distance: usize,
    /// Whether the first page has it.
    pub first: bool,
    /// Whether a document of one page has it.
    pub single: bool,
}

impl Edge {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(String::is_empty)
    }

    /// Whether page `number` (from 1) of `pages` has it.
    pub fn stands_on(&self, number: usize, pages: usize) -> bool {
        !self.is_empty() && (self.single || pages > 1) && (self.first || number > 1)
    }

    /// Its words on that page, of a document with this 件名 and 文書番号.
    pub fn filled(&self, number: usize, pages: usize, facts: &EdgeFacts) -> [String; 3] {
        let fill = |words: &String| {
            words
                .replace("{page}", &number.to_string())
                .replace("{pages}", &pages.to_string())
                .replace("{title}", &facts.title)
                .replace("{number}", &facts.number)
        };
        self.words.each_ref().map(fill)
    }
}

/// What a document puts into the lines at the edges of its pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EdgeFacts {
    /// Its 件名.
    pub title: String,
    /// Its 文書番号.
    pub number: String,
}

/// What a sheet says of a role; `None` is the standard. Indents in characters, spaces in lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Looks {
    pub side: Option<Side>,
    pub left: Option<usize>,
    pub right: Option<usize>,
    pub first: Option<usize>,
    /// In half points.
    pub size: Option<usize>,
    pub heading: Option<bool>,
    pub bold: Option<bool>,
    pub above: Option<f64>,
    pub below: Option<f64>,
    pub keep: Option<bool>,
    pub new_page: Option<bool>,
}

impl Sheet {
    /// The file it was read from.
    pub fn source(&self) -> &Arc<str> {
        &self.source
    }

    /// Whether it is the one that is used where nobody chose.
    pub fn is_standard(&self) -> bool {
        self.id == super::file::standard_id(self.lang)
    }

    fn looks(&self, role: Role) -> Option<&Looks> {
        let role = if role.is_cell() { Role::Cell(0) } else { role };
        self.looks.get(&role)
    }

    /// Whether it says where paragraphs of this role stand: then nothing else does.
    pub fn places(&self, role: Role) -> bool {
        self.looks(role).is_some_and(|l| l.side.is_some() || l.left.is_some() || l.right.is_some() || l.first.is_some())
    }

    /// Space before and after a paragraph of this role, in twentieths of a point; see [`super::space`].
    pub fn space(&self, role: Role, purpose: Purpose) -> (usize, usize) {
        let (before, after) = super::space(role, self.lang, purpose);
        let standard = |space: usize| match self.lang {
            Lang::Ja => space * self.page.line / LINE,
            Lang::En => space,
        };
        let lines = |lines: f64| (lines * self.page.line as f64).round() as usize;
        let said = self.looks(role);
        (
            said.and_then(|l| l.above).map_or(standard(before), lines),
            said.and_then(|l| l.below).map_or(standard(after), lines),
        )
    }

    /// Whether there is space between two paragraphs of this role.
    pub fn stands_apart(&self, role: Role, purpose: Purpose) -> bool {
        super::stands_apart(role, self.lang, purpose)
    }

    /// The space before a paragraph of `role`: as [`Sheet::space`] says, but for what stands above it.
    pub fn space_before(&self, above: Above, role: Role, purpose: Purpose) -> usize {
        match above {
            None | Some((_, true)) => 0,
            Some((Role::Heading(_), _)) if role == Role::Contact && self.lang == Lang::Ja => 0,
            Some((Role::Closing, _)) if role == Role::Date && self.lang == Lang::Ja => self.page.line,
            _ => self.space(role, purpose).0,
        }
    }

    /// All the space between a paragraph of `role` and what stands above it.
    pub fn gap(&self, above: Above, role: Role, purpose: Purpose) -> usize {
        let Some((before, _)) = above else { return 0 };
        match (before.is_cell(), role.is_cell()) {
            (true, true) => 0,
            (false, true) if self.lang == Lang::En => super::ABOVE_TABLE.max(self.space(before, purpose).1),
            _ if before == role && !self.stands_apart(role, purpose) => 0,
            _ => self.space(before, purpose).1 + self.space_before(above, role, purpose),
        }
    }

    /// Where paragraphs of this role stand, items aside; see [`super::stand`].
    pub fn stand(&self, role: Role, purpose: Purpose) -> Stand {
        let usual = super::stand(role, self.lang, purpose);
        let Some(said) = self.looks(role) else { return usual };
        Stand {
            left: said.left.unwrap_or(usual.left),
            right: said.right.unwrap_or(usual.right),
            first: said.first.unwrap_or(usual.first),
            side: said.side.unwrap_or(usual.side),
        }
    }

    /// [`Sheet::stand`] for one paragraph with this text.
    pub fn stand_of(&self, role: Role, text: &str, purpose: Purpose) -> Stand {
        let usual = self.stand(role, purpose);
        match role {
            _ if self.lang == Lang::En => usual,
            // The writer has set the first line in already.
            Role::Body if text.starts_with('\u{3000}') => Stand { first: 0, ..usual },
            // A 件名 of more than one line begins three characters in, like a paragraph.
            Role::Title
                if purpose == Purpose::Letter
                    && !self.places(role)
                    && super::width(text) > (self.page.columns().saturating_sub(6)) * CHARACTER =>
            {
                Stand { side: Side::Start, ..usual }
            }
            _ => usual,
        }
    }

    /// How far in contacts whose longest line is `longest` wide stand, in characters; see [`super::contact_indent`].
    pub fn contact_indent(&self, longest: usize, purpose: Purpose) -> usize {
        if self.places(Role::Contact) {
            return self.stand(Role::Contact, purpose).left;
        }
        match purpose {
            Purpose::Letter => self.page.columns().saturating_sub(longest.div_ceil(CHARACTER) + 1),
            _ => 1,
        }
    }

    /// How far items of a level stand in and how far their numbers hang out, in twentieths of a point.
    pub fn item_indent(&self, level: usize, wide: bool) -> (usize, usize) {
        match self.lang {
            Lang::Ja => {
                let (left, hanging) = super::item_indent(level, wide);
                (left * self.page.character, hanging * self.page.character)
            }
            Lang::En => {
                let step = if wide { super::STEP * 3 / 2 } else { super::STEP };
                ((level + 1) * step, step)
            }
        }
    }

    /// The letters of paragraphs of this role.
    pub fn letters(&self, role: Role, purpose: Purpose) -> Letters {
        let usual = super::letters(role, self.lang, purpose);
        let said = self.looks(role);
        let heading = said.and_then(|l| l.heading).unwrap_or(usual.heading);
        Letters {
            size: said.and_then(|l| l.size).unwrap_or((usual.size * self.page.size + SIZE / 2) / SIZE),
            heading,
            bold: said.and_then(|l| l.bold).unwrap_or(usual.bold),
        }
    }

    /// How many lines of the grid a line of such letters takes in a Japanese document.
    pub fn lines_high(&self, letters: Letters) -> usize {
        // Letters no larger than those of the text fit its lines, however narrow these are.
        if letters.size <= self.page.size { 1 } else { (letters.size * 13).div_ceil(self.page.line) }
    }

    /// Whether the page does not end behind a paragraph of this role.
    pub fn keeps_with_next(&self, role: Role, purpose: Purpose) -> bool {
        self.looks(role).and_then(|l| l.keep).unwrap_or_else(|| super::keeps_with_next(role, purpose))
    }

    /// Whether a paragraph begins a page: an attachment of its own, or what the sheet says so of.
    pub fn begins_page(&self, role: Role, text: &str) -> bool {
        self.looks(role).and_then(|l| l.new_page).unwrap_or_else(|| super::begins_page(role, text, self.lang))
    }
}
