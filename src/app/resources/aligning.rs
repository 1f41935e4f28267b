//! Two existing documents in two languages, aligned without a model into one document with its pairs, and what a person
//! puts right in that by key: which sentence belongs to which pair.

use super::desk::{Step, about};
use super::{App, Ask, Outcome, Place, Task};
use crate::app::files;
use crate::app::memories::Memories;
use crate::app::notice::{Level, Notice};
use crate::app::open::Open;
use crate::app::pairs::{Only, Pairs};
use crate::app::workers::{self, FILE_LIMIT};
use crate::app::{Action, Panel, words};
use crate::document::Document;
use crate::format;
use crate::text::{Lang, Span};
use crate::translation::align::documents::{Sentences, paired};
use crate::translation::align::{WordList, align_watched};
use crate::translation::terms::Standing;
use crate::translation::{Bitext, Edit, Origin, Pair, Rich, Segmenter};
use std::path::{Path, PathBuf};

/// From this certainty on (hundredths) a pair of an alignment is sure.
pub const SURE: u8 = 80;

/// Two documents as one with its pairs.
#[derive(Clone, Debug)]
pub struct AlignedDocuments {
    /// The Japanese document.
    pub document: Document,
    /// Its sentences with the English ones.
    pub bitext: Bitext,
}

fn read(path: &Path) -> Result<format::Read, Notice> {
    let bytes = files::read_file(path, FILE_LIMIT).map_err(|e| Notice::error(&e))?;
    workers::read_named(path, &bytes).map(|(read, _)| read)
}

/// Aligns the documents `ja` and `en`; given the wrong way round they change places.
///
/// # Errors
/// What to tell where one of them cannot be read, or there is nothing to align.
pub(super) fn align_files(ja: &Path, en: &Path, place: &Place, step: Step<'_>) -> Result<Outcome, Notice> {
    /// Of the whole, in hundredths.
    const ALL: u64 = 100;
    let mut stopped = |done: u64| step(done, Some(ALL)).is_break();
    let (mut first, mut second) = (read(ja)?.document, read(en)?.document);
    if stopped(2) {
        return Ok(Outcome::Done(None));
    }
    let of = |document: &Document| Lang::guess(&document.text().to_string());
    if of(&first) == Some(Lang::En) && of(&second) == Some(Lang::Ja) {
        std::mem::swap(&mut first, &mut second);
    }
    for (document, path, lang) in [(&first, ja, Lang::Ja), (&second, en, Lang::En)] {
        if of(document).is_none_or(|guessed| guessed != lang) {
            return Err(about(Level::Error, "error-align-lang", path).with("lang", lang.code()));
        }
    }
    let (segmenter, _) = words::segmenter(&words::folders(&place.dirs, &place.settings));
    let sentences = |document: &Document, lang| Sentences::by(document.text(), lang, &segmenter);
    let (ja, en) = (sentences(&first, Lang::Ja), sentences(&second, Lang::En));
    let terms = Memories::open(&place.dirs, &place.settings).0.terms().map_err(|e| Notice::error(&e))?;
    if stopped(5) {
        return Ok(Outcome::Done(None));
    }
    let wanted = terms.iter().filter(|t| t.standing != Standing::Forbidden && !t.ja.is_empty() && !t.en.is_empty());
    let words: Vec<(&str, Vec<&str>)> = wanted.map(|term| (term.ja.as_str(), vec![term.en.as_str()])).collect();
    let words = (!words.is_empty()).then(|| WordList::new(words));
    let mut told = |share: f32| step(5 + (share * 90.0) as u64, Some(ALL));
    let Some(beads) = align_watched(&ja.sentences, &en.sentences, words.as_ref(), &mut told) else {
        return Ok(Outcome::Done(None));
    };
    let bitext = paired(&ja, &en, &beads);
    Ok(Outcome::Aligned(Box::new(AlignedDocuments { document: first, bitext })))
}

/// How sure the alignment was of a pair, in hundredths, as long as nobody has vouched for it.
pub fn certainty(pair: &Pair) -> Option<u8> {
    match pair.work.origin {
        Origin::Alignment { confidence } if !pair.work.stage.is_vouched_for() => Some(confidence),
        _ => None,
    }
}

/// The sentences of a target, where a boundary can be moved.
fn sentences(target: &str, lang: Lang) -> Vec<Span> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in target.split('\n') {
        found.extend(Segmenter::Own.spans(line, lang).into_iter().map(|span| span.shift(start)));
        start += line.len() + 1;
    }
    found
}

fn joined(one: &str, another: &str, lang: Lang) -> String {
    let space = if lang == Lang::En && !one.is_empty() && !another.is_empty() { " " } else { "" };
    format!("{one}{space}{another}")
}

impl App {
    /// The second file to be aligned is chosen next.
    pub(super) fn align_first(&mut self, path: PathBuf) {
        self.resources.align_first = Some(path);
        self.act_on_resources(Ask::Choose(super::Choice::AlignEn));
    }

    /// Aligns two documents, once the one at hand may be left.
    pub(super) fn align(&mut self, ja: PathBuf, en: PathBuf) {
        let again = Action::Resources(Ask::Align { ja: ja.clone(), en: en.clone() });
        self.unless_unsaved(again, |app| app.work("working-align", Task::Align { ja, en }));
    }

    /// Two documents are aligned: they are opened as one.
    pub(super) fn aligned(&mut self, ticket: super::Ticket, aligned: AlignedDocuments) {
        self.work_is_over(ticket);
        self.resources.arrived = Some(aligned);
        // Somebody may have gone on typing meanwhile.
        self.unless_unsaved(Action::Resources(Ask::OpenArrived), App::open_arrived);
    }

    pub(super) fn open_arrived(&mut self) {
        let Some(AlignedDocuments { document, bitext }) = self.resources.arrived.take() else { return };
        let count = bitext.pairs().iter().filter(|pair| certainty(pair).is_some_and(|sure| sure < SURE)).count();
        let aligned = bitext.pairs().iter().any(|pair| certainty(pair).is_some());
        self.open_pairs(document, bitext);
        if aligned {
            if count > 0 {
                self.list_pairs(Only::Doubtful, String::new());
                if let Some(id) = self.pairs().and_then(|pairs| pairs.listed().first().copied()) {
                    self.pair_at(id);
                }
            }
            self.tell(Notice::new(Level::Info, "notice-aligned").with("doubtful", count));
        }
    }

    /// Opens `document` with its pairs, shown as such; no file holds it yet.
    pub(super) fn open_pairs(&mut self, document: Document, bitext: Bitext) {
        let mut open = Open::new(self.new_key(), document);
        open.pairs = Some(Pairs::new(bitext, false));
        self.take(open);
        self.workbench.shows = true;
        self.panel = Panel::Pair;
        self.keep_due = Some(self.now);
        if let Some(id) = self.pairs().and_then(|pairs| pairs.listed().first().copied()) {
            self.pair_at(id);
        }
        self.check_pairs();
    }

    /// Whether a boundary of the pair at hand can be moved.
    pub(in crate::app) fn can_shift(&self) -> bool {
        self.shows_pairs() && self.pairs().and_then(Pairs::at).is_some()
    }

    /// Moves the first sentence of the target at hand to the pair before it, or its last to the pair behind it.
    pub(in crate::app) fn shift_target(&mut self, up: bool) {
        let Some(pairs) = self.pairs() else { return };
        let lang = pairs.bitext.target_lang();
        let Some((at, pair)) = pairs.at().and_then(|pair| Some((pairs.bitext.position(pair.id)?, pair))) else {
            return;
        };
        let next = if up { at.checked_sub(1) } else { Some(at + 1) };
        let Some(neighbour) = next.and_then(|next| pairs.bitext.pairs().get(next)) else { return };
        let target = pair.target();
        let found = sentences(target, lang);
        let (Some(first), Some(last)) = (found.first(), found.last()) else { return };
        let (stays, goes) = if up {
            (target[first.end..].trim_start(), target[..first.end].trim())
        } else {
            (target[..last.start].trim_end(), target[last.start..].trim())
        };
        let there = if up { joined(neighbour.target(), goes, lang) } else { joined(goes, neighbour.target(), lang) };
        let edit = |pair: &Pair, text: String| Edit::Target {
            id: pair.id,
            target: Rich::plain(text),
            origin: Origin::Alignment { confidence: 100 },
        };
        let edits = [edit(pair, stays.to_owned()), edit(neighbour, there)];
        self.edit_pairs(&edits);
    }

    /// Takes the target at hand away from its source: the two are no pair.
    pub(in crate::app) fn unpair(&mut self) {
        let Some(id) = self.pairs().and_then(Pairs::at).map(|pair| pair.id) else { return };
        self.edit_pairs(&[Edit::Target { id, target: Rich::default(), origin: Origin::Person }]);
    }

    /// Confirms every pair the alignment is sure of and nobody has looked at.
    pub(in crate::app) fn confirm_sure(&mut self) {
        let Some(pairs) = self.pairs() else { return };
        let sure = pairs.bitext.pairs().iter().filter(|pair| {
            certainty(pair).is_some_and(|sure| sure >= SURE) && !pair.target().is_empty() && !pair.work.locked
        });
        let edits: Vec<Edit> = sure.map(|pair| Edit::Confirm(pair.id)).collect();
        let count = edits.len();
        if count > 0 && !self.edit_pairs(&edits) {
            return;
        }
        self.tell(Notice::new(Level::Info, "notice-confirmed-sure").with("count", count));
    }

    /// Has the person's own memory learn every pair somebody has vouched for.
    pub(in crate::app) fn learn_pairs(&mut self) {
        let Some(pairs) = self.pairs() else { return };
        let vouched = pairs.bitext.pairs().iter().filter(|pair| {
            pair.work.stage.is_vouched_for() && !pair.is_stale() && !pair.has_no_source() && !pair.target().is_empty()
        });
        let ids: Vec<_> = vouched.map(|pair| pair.id).collect();
        let units: Vec<_> = ids.into_iter().filter_map(|id| self.unit_of(id)).collect();
        if units.is_empty() {
            return self.tell(Notice::new(Level::Info, "notice-nothing-to-learn"));
        }
        self.work("working-learn", Task::LearnUnits(units));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boundary_is_between_sentences() {
        let found = sentences("One comes first. Two follows.\nThree", Lang::En);
        assert_eq!(found.len(), 3);
        assert_eq!(joined("One.", "Two.", Lang::En), "One. Two.");
        assert_eq!(joined("", "Two.", Lang::En), "Two.");
        assert_eq!(joined("一。", "二。", Lang::Ja), "一。二。");
    }
}
