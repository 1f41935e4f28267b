//! The pages of the document at hand as they will be printed: laid out and drawn by a worker, kept while they are looked
//! at. A page is drawn at the size it is looked at; until it is, the last drawing of it has to do.

use super::{Action, App, Command, Effect, Job, Notice, Report, Ticket, printing};
use crate::document::sheet::{self, Sheet};
pub use crate::format::pages::Picture;
use crate::format::{Archive, Archived, Kind, Pages};
use crate::text::Lang;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// So many drawings are kept; those farthest from the page looked at go first.
const KEPT: usize = 24;
/// So many drawings are asked for at once: a person who scrolls on needs the next ones, not those that went by.
const AT_ONCE: usize = 3;

/// See the module.
#[derive(Default)]
pub struct Preview {
    /// The pages, once they are laid out.
    pages: Option<Arc<Pages>>,
    /// The job that lays them out.
    laying: Option<Ticket>,
    /// By page and size: what was drawn.
    drawn: BTreeMap<(usize, Size), Arc<Picture>>,
    /// What is being drawn.
    drawing: Vec<(usize, Size, Ticket)>,
    /// The page the cursor was on.
    start: Option<usize>,
    /// One more for every layout, so that a face sees that what it has is old.
    edition: u64,
}

/// Hundredths of a pixel to a point: how large a page is drawn.
pub type Size = u32;

impl Preview {
    /// The pages, once they are laid out.
    pub fn pages(&self) -> Option<&Pages> {
        self.pages.as_deref()
    }

    /// Whether they are being laid out.
    pub fn is_laying_out(&self) -> bool {
        self.laying.is_some()
    }

    /// A drawing of page `number`: at `size` if there is one, else the largest.
    pub fn picture(&self, number: usize, size: Size) -> Option<(Size, &Arc<Picture>)> {
        if let Some(picture) = self.drawn.get(&(number, size)) {
            return Some((size, picture));
        }
        self.drawn.range((number, 0)..=(number, Size::MAX)).next_back().map(|((_, size), picture)| (*size, picture))
    }

    /// Whether page `number` has to be asked for at `size`, and may be now.
    pub fn wants(&self, number: usize, size: Size) -> bool {
        !self.drawn.contains_key(&(number, size))
            && self.drawing.len() < AT_ONCE
            && !self.drawing.iter().any(|(page, drawn, _)| (*page, *drawn) == (number, size))
    }

    /// The page the cursor was on when the preview was opened, the first time this is asked.
    pub fn start(&self) -> Option<usize> {
        self.start
    }

    /// One more for every layout.
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// The job `ticket` lays the pages out anew.
    pub(super) fn begin(&mut self, ticket: Ticket) {
        self.laying = Some(ticket);
    }

    /// What is under way for it.
    pub(super) fn tickets(&self) -> impl Iterator<Item = Ticket> {
        self.drawing.iter().map(|(.., ticket)| *ticket).chain(self.laying)
    }

    /// The pages are laid out; `at` is the paragraph to begin with, the first time.
    fn take(&mut self, pages: Arc<Pages>, at: usize) {
        self.laying = None;
        self.start = self.pages.is_none().then(|| pages.page_of(at));
        self.edition += 1;
        self.drawn.clear();
        self.drawing.clear();
        self.pages = Some(pages);
    }

    fn take_picture(&mut self, at: usize, picture: Picture) {
        let (number, size, _) = self.drawing.remove(at);
        self.drawn.insert((number, size), Arc::new(picture));
        while self.drawn.len() > KEPT {
            let farthest = self.drawn.keys().max_by_key(|(page, _)| page.abs_diff(number)).copied();
            match farthest {
                Some(key) => drop(self.drawn.remove(&key)),
                None => break,
            }
        }
    }
}

impl App {
    /// The preview, while it is looked at.
    pub fn preview(&self) -> Option<&Preview> {
        self.previewing.shown.as_ref()
    }

    /// The style sheets that the document at hand can have: those of its language, the standard one first.
    pub fn sheets(&self) -> Vec<&Arc<Sheet>> {
        self.open.as_ref().map(|open| self.sheets_for(open.document.lang())).unwrap_or_default()
    }

    /// The style sheets for documents in `lang`, the standard one first.
    pub fn sheets_for(&self, lang: Lang) -> Vec<&Arc<Sheet>> {
        let mut all: Vec<&Arc<Sheet>> = sheet::built_in().iter().filter(|sheet| sheet.lang == lang).collect();
        for own in self.previewing.sheets.iter().filter(|sheet| sheet.lang == lang) {
            match all.iter_mut().find(|known| known.id == own.id) {
                Some(known) => *known = own,
                None => all.push(own),
            }
        }
        all
    }

    pub(super) fn run_pages(&mut self, command: Command) {
        match command {
            Command::Preview => self.toggle_preview(),
            Command::Print => self.ask_printing(),
            _ => {
                if !self.may_export() {
                    return;
                }
                self.previewing.archive = command == Command::ExportArchive;
                self.for_review = false;
                self.workbench.exports = None;
                let name = self.file_name("pdf");
                self.effects.push(Effect::ChooseExport(name));
            }
        }
    }

    pub(super) fn act_on_pages(&mut self, action: Action) {
        match action {
            Action::DrawPage { number, size } => self.draw_page(number, size),
            Action::ChooseSheet(id) => self.choose_sheet(&id),
            Action::Print(to, comments) => self.print(to, comments),
            Action::LeavePrinting => self.leave_printing(),
            _ => {}
        }
    }

    /// The standard for archives that the file `path` is to keep.
    pub(super) fn archived(&mut self, path: &Path, export: bool) -> Option<Archived> {
        let wanted = export && std::mem::take(&mut self.previewing.archive);
        (wanted && Kind::from_path(path) == Some(Kind::Pdf))
            .then_some(Archived { standard: Archive::A2a, at: self.now })
    }

    pub(super) fn toggle_preview(&mut self) {
        if self.previewing.shown.is_some() {
            return self.close_preview();
        }
        if self.open.is_some() {
            self.previewing.shown = Some(Preview::default());
            self.lay_out();
        }
    }

    pub(super) fn close_preview(&mut self) {
        if let Some(preview) = self.previewing.shown.take() {
            preview.tickets().for_each(|ticket| self.jobs.cancel(ticket));
        }
    }

    /// Lays the document out anew, if somebody looks.
    pub(super) fn lay_out(&mut self) {
        let Some(open) = self.open.as_ref().filter(|_| self.previewing.shown.is_some()) else { return };
        let document = Box::new(self.outgoing(&open.document));
        let ticket = self.send(Job::LayOut { document });
        if let Some(preview) = &mut self.previewing.shown {
            preview.laying = Some(ticket);
        }
    }

    /// The previews there are: that of the document, and that of the form at the desk.
    fn previews(&mut self) -> impl Iterator<Item = &mut Preview> {
        let desk = self.forms.desk.as_mut().map(|desk| &mut desk.preview);
        desk.into_iter().chain(&mut self.previewing.shown)
    }

    pub(super) fn laid_out(&mut self, ticket: Ticket, pages: Arc<Pages>) {
        let at = self.open.as_ref().map_or(0, |open| open.document.text().line_of(open.selection.start));
        if let Some(preview) = self.previews().find(|preview| preview.laying == Some(ticket)) {
            preview.take(pages, at);
        }
    }

    pub(super) fn draw_page(&mut self, number: usize, size: Size) {
        // At the desk nothing else is seen.
        let Some(preview) = self.previews().next() else { return };
        let Some(pages) = preview.pages.clone().filter(|_| preview.wants(number, size)) else { return };
        let ticket = self.send(Job::DrawPage { pages, number, size });
        if let Some(preview) = self.previews().next() {
            preview.drawing.push((number, size, ticket));
        }
    }

    pub(super) fn page_drawn(&mut self, ticket: Ticket, picture: Picture) {
        for preview in self.previews() {
            if let Some(at) = preview.drawing.iter().position(|(.., known)| *known == ticket) {
                return preview.take_picture(at, picture);
            }
        }
    }

    pub(super) fn choose_sheet(&mut self, id: &str) {
        if self.read_only() {
            return;
        }
        let chosen = self.sheets().into_iter().find(|sheet| sheet.id == id).cloned();
        let Some(open) = &mut self.open else { return };
        let before = open.document.sheet().clone();
        open.document.set_sheet(chosen);
        if *open.document.sheet() != before {
            open.touched = true;
            self.keep_due = Some(self.now);
            self.lay_out();
        }
    }
}

/// What the program holds for the preview: the preview itself, while it is looked at, and the sheets of the office.
#[derive(Default)]
pub(super) struct Previewing {
    pub shown: Option<Preview>,
    /// The office's own, then the person's.
    pub sheets: Vec<Arc<Sheet>>,
    /// Whether the PDF file that is exported next is one for an archive.
    pub archive: bool,
    /// How a document is printed here, while that is asked.
    pub printing: Option<super::printing::Printing>,
}

/// Does a job of the preview.
///
/// # Panics
/// If it is another job: a programming error.
pub(super) fn work(job: Job) -> Result<Report, Notice> {
    match job {
        Job::LayOut { document } => Ok(Report::LaidOut { pages: Arc::new(Pages::of(&document)) }),
        Job::DrawPage { pages, number, size } => {
            Ok(Report::PageDrawn { picture: pages.picture(number, size as f32 / 100.0) })
        }
        Job::FindPrinters => Ok(Report::Printers(printing::printers())),
        Job::Print { document, name, to, dirs } => printing::print(&document, &name, to, &dirs),
        job => unreachable!("no job of the preview: {job:?}"),
    }
}
