//! Everything the rules have found in the pairs of a document and nobody lets be, in the order of the pairs.

use super::super::pairs::Pairs;
use super::judging::{EasyFinding, Found};
use super::{Column, figures};
use crate::app::notice::pair_text;
use crate::i18n::Tr;
use crate::proofread::Severity;
use crate::proofread::pairs::PairFinding;
use crate::translation::PairId;

/// Where one of them is: of which pair, and which of its findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Of which pair.
    pub id: PairId,
    /// In which column.
    pub column: Column,
    /// The how-manieth of that column, from 0.
    pub number: usize,
    /// How much it matters.
    pub severity: Severity,
}

/// One finding, wherever it is.
pub enum Told<'a> {
    /// In the translation.
    Target(&'a PairFinding),
    /// In the version in easy Japanese.
    Easy(&'a EasyFinding),
}

impl Told<'_> {
    /// The rule's id.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Target(finding) => finding.rule,
            Self::Easy(finding) => finding.rule(),
        }
    }

    /// What is said of it.
    pub fn text(&self, tr: &Tr) -> String {
        match self {
            Self::Target(finding) => pair_text(tr, finding),
            Self::Easy(finding) => figures::easy_text(tr, finding),
        }
    }
}

impl Pairs {
    /// How many there are of each severity: information, warnings, errors.
    pub fn findings_count(&self) -> [usize; 3] {
        let mut count = [0; 3];
        for found in self.all_found() {
            severities(found).for_each(|severity| count[severity as usize] += 1);
        }
        count
    }

    /// A number that is another one whenever what was found may be.
    pub fn findings_version(&self) -> u64 {
        self.judged
    }

    /// Where all of them are, those of `only` where one severity is asked for.
    pub fn findings_places(&self, only: Option<Severity>) -> Vec<Place> {
        let mut places = Vec::new();
        for pair in self.bitext.pairs() {
            let Some(found) = self.findings(pair.id) else { continue };
            let target = found.told.iter().map(|finding| finding.severity).enumerate();
            let easy = found.easy.iter().map(EasyFinding::severity).enumerate();
            let of = |column| move |(number, severity)| Place { id: pair.id, column, number, severity };
            let all = target.map(of(Column::Target)).chain(easy.map(of(Column::Easy)));
            places.extend(all.filter(|place| only.is_none_or(|only| place.severity == only)));
        }
        places
    }

    /// The finding at `place`, if it is still there.
    pub fn finding_at(&self, place: Place) -> Option<Told<'_>> {
        let found = self.findings(place.id)?;
        match place.column {
            Column::Target => found.told.get(place.number).map(Told::Target),
            Column::Easy => found.easy.get(place.number).map(Told::Easy),
        }
    }
}

fn severities(found: &Found) -> impl Iterator<Item = Severity> {
    found.told.iter().map(|finding| finding.severity).chain(found.easy.iter().map(EasyFinding::severity))
}
