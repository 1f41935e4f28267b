//! The pages as they will be printed, in place of the text: a list of small pages at the left, the pages themselves at any
//! size, and what can be done with them above.

use super::{theme, widgets};
use crate::app::previewing::{Picture, Preview, Size};
use crate::app::{Action, App, Command};
use egui::{Key, Modifiers, Rect, Sense, TextureHandle, TextureOptions, Ui, pos2, vec2};
use std::collections::HashMap;
use std::sync::Arc;

/// Width of a small page, points.
const SMALL: f32 = 108.0;
/// Between two pages, points.
const GAP: f32 = 18.0;
/// The steps of the zoom.
const ZOOMS: [f32; 10] = [0.25, 0.35, 0.5, 0.7, 0.85, 1.0, 1.25, 1.5, 2.0, 3.0];
/// A point of paper at zoom 1, in points of the screen.
const TRUE_SIZE: f32 = 96.0 / 72.0;

/// How large pages are shown.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
enum Zoom {
    /// As wide as the window.
    #[default]
    Width,
    /// A whole page.
    Page,
    /// So much of their true size.
    Fixed(f32),
}

/// What the preview keeps from frame to frame.
#[derive(Default)]
pub struct PreviewView {
    zoom: Zoom,
    /// The page that is looked at, from 0.
    page: usize,
    /// A page to go to.
    go_to: Option<usize>,
    /// Where the page looked at was before the size changed, in pages.
    keep: Option<f32>,
    edition: u64,
    /// What was uploaded, by page and size.
    textures: HashMap<(usize, Size), (Arc<Picture>, TextureHandle)>,
    begun: bool,
}

/// Whether the preview leaves `command` its keys.
pub fn has(command: Command) -> bool {
    use Command as C;
    let own = [C::Preview, C::Print, C::ExportPdf, C::ExportArchive, C::ExportWord, C::Save, C::SaveAs, C::Quit];
    own.contains(&command) || matches!(command, C::ZoomIn | C::ZoomOut | C::ZoomReset | C::SwitchLanguage)
}

/// Draws the preview.
pub fn ui(ui: &mut Ui, app: &App, view: &mut PreviewView, actions: &mut Vec<Action>) {
    let Some(preview) = app.preview() else { return };
    view.follow(preview);
    keys(ui, preview, view, actions);
    egui::Panel::top("preview-bar")
        .frame(widgets::bar_frame(ui))
        .show(ui, |ui| bar_ui(ui, app, preview, view, actions));
    if preview.pages().is_some_and(|pages| pages.len() > 1) {
        egui::Panel::left("preview-list")
            .exact_size(SMALL + 56.0)
            .frame(widgets::panel_frame(ui))
            .show(ui, |ui| list_ui(ui, app, preview, view, actions));
    }
    let ground = widgets::palette(ui).desk;
    egui::CentralPanel::default().frame(egui::Frame::new().fill(ground)).show(ui, |ui| {
        pages_ui(ui, app, preview, view, actions);
    });
    view.begun = true;
}

fn keys(ui: &mut Ui, preview: &Preview, view: &mut PreviewView, actions: &mut Vec<Action>) {
    let count = preview.pages().map_or(1, |pages| pages.len());
    let editing = ui.ctx().egui_wants_keyboard_input();
    let pressed = |key: Key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if pressed(Key::Escape) {
        actions.push(Action::Run(Command::Preview));
    }
    if editing {
        return;
    }
    if pressed(Key::PageDown) {
        view.go_to = Some((view.page + 1).min(count - 1));
    }
    if pressed(Key::PageUp) {
        view.go_to = Some(view.page.saturating_sub(1));
    }
    if pressed(Key::Home) {
        view.go_to = Some(0);
    }
    if pressed(Key::End) {
        view.go_to = Some(count - 1);
    }
    if pressed(Key::W) {
        view.set_zoom(Zoom::Width);
    }
    if pressed(Key::F) {
        view.set_zoom(Zoom::Page);
    }
}

impl PreviewView {
    /// Lets go of what is old, once the pages were laid out anew.
    pub fn follow(&mut self, preview: &Preview) {
        if self.edition != preview.edition() {
            self.edition = preview.edition();
            self.textures.clear();
            self.go_to = preview.start().or(Some(self.page));
        }
    }

    fn set_zoom(&mut self, zoom: Zoom) {
        if self.zoom != zoom {
            self.zoom = zoom;
            self.go_to = Some(self.page);
        }
    }

    /// Takes over the commands of the zoom while the preview is shown.
    pub fn run(&mut self, command: Command) -> bool {
        match command {
            Command::ZoomIn => self.step(true),
            Command::ZoomOut => self.step(false),
            Command::ZoomReset => self.set_zoom(Zoom::Fixed(1.0)),
            _ => return false,
        }
        true
    }

    fn step(&mut self, up: bool) {
        let now = self.keep.unwrap_or(1.0);
        let next = if up {
            ZOOMS.iter().find(|zoom| **zoom > now + 0.01)
        } else {
            ZOOMS.iter().rev().find(|zoom| **zoom < now - 0.01)
        };
        if let Some(next) = next {
            self.set_zoom(Zoom::Fixed(*next));
        }
    }
}

fn bar_ui(ui: &mut Ui, app: &App, preview: &Preview, view: &mut PreviewView, actions: &mut Vec<Action>) {
    let tr = app.tr();
    let count = preview.pages().map_or(0, |pages| pages.len());
    ui.horizontal_wrapped(|ui| {
        let close = widgets::button(ui, true, tr.text("preview-close"));
        if !view.begun {
            close.request_focus();
        }
        if close.clicked() {
            actions.push(Action::Run(Command::Preview));
        }
        if widgets::primary(ui, true, tr.text("command-print")).clicked() {
            actions.push(Action::Run(Command::Print));
        }
        if widgets::button(ui, true, tr.text("command-export-pdf")).clicked() {
            actions.push(Action::Run(Command::ExportPdf));
        }
        ui.separator();
        let zoom = (view.keep.unwrap_or(1.0) * 100.0).round();
        if widgets::button(ui, true, "−".to_owned()).on_hover_text(tr.text("command-zoom-out")).clicked() {
            view.step(false);
        }
        ui.label(tr.format("preview-zoom", &[("percent", (zoom as usize).into())]));
        if widgets::button(ui, true, "+".to_owned()).on_hover_text(tr.text("command-zoom-in")).clicked() {
            view.step(true);
        }
        for (zoom, id) in [(Zoom::Width, "preview-width"), (Zoom::Page, "preview-page")] {
            if ui.add(widgets::tab(view.zoom == zoom, tr.text(id))).clicked() {
                view.set_zoom(zoom);
            }
        }
        ui.separator();
        if count > 0 {
            let back = view.page > 0;
            if widgets::button(ui, back, tr.text("preview-back")).clicked() {
                view.go_to = Some(view.page - 1);
            }
            let place = [("page", (view.page + 1).into()), ("pages", count.into())];
            ui.label(tr.format("preview-place", &place));
            if widgets::button(ui, view.page + 1 < count, tr.text("preview-on")).clicked() {
                view.go_to = Some(view.page + 1);
            }
            ui.separator();
        }
        sheet_ui(ui, app, actions);
        if preview.is_laying_out() {
            ui.spinner();
            widgets::weak(ui, tr.text("preview-laying"));
        }
    });
}

/// Lets a person choose another style sheet.
fn sheet_ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let Some(open) = app.open() else { return };
    let tr = app.tr();
    let code = tr.locale().code();
    // The list and what it is stay in one row.
    ui.horizontal(|ui| {
        let label = ui.label(tr.text("preview-sheet"));
        let chosen = open.document.sheet();
        let response = egui::ComboBox::from_id_salt("preview-sheet")
            .width(220.0)
            .selected_text(chosen.name.get(code))
            .show_ui(ui, |ui| {
                for sheet in app.sheets() {
                    if ui.selectable_label(sheet.id == chosen.id, sheet.name.get(code)).clicked() {
                        actions.push(Action::ChooseSheet(sheet.id.clone()));
                    }
                }
            });
        response.response.labelled_by(label.id);
    });
}

/// The small pages.
fn list_ui(ui: &mut Ui, app: &App, preview: &Preview, view: &mut PreviewView, actions: &mut Vec<Action>) {
    let Some(pages) = preview.pages() else { return };
    let (width, height) = pages.size();
    let size = vec2(SMALL, SMALL * height / width);
    let row = size.y + 30.0;
    let count = pages.len();
    let mut area = egui::ScrollArea::vertical().auto_shrink([false, false]).id_salt("preview-list");
    if let Some(page) = view.go_to {
        // The page gone to stands in the middle of the list.
        area = area.vertical_scroll_offset((page as f32 * row - ui.available_height() / 2.0 + row / 2.0).max(0.0));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    area.show_rows(ui, row, count, |ui, range| {
        for number in range {
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), row), Sense::click());
            let palette = widgets::palette(ui);
            let name = app.tr().format("preview-page-number", &[("page", (number + 1).into())]);
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, number == view.page, &name));
            let paper = Rect::from_min_size(pos2(rect.center().x - size.x / 2.0, rect.top() + 4.0), size);
            let pixels = wanted(ui, size.x / width);
            page_picture(ui, preview, view, (number, pixels), paper, actions);
            let (line, color) = if number == view.page { (2.0, palette.primary) } else { (1.0, palette.paper_edge) };
            ui.painter().rect_stroke(paper, 0.0, (line, color), egui::StrokeKind::Outside);
            if response.has_focus() {
                ui.painter().rect_stroke(paper.expand(3.0), 2.0, (2.0, palette.focus), egui::StrokeKind::Outside);
            }
            let place = pos2(rect.center().x, paper.bottom() + 4.0);
            let font = egui::TextStyle::Small.resolve(ui.style());
            ui.painter().text(place, egui::Align2::CENTER_TOP, (number + 1).to_string(), font, palette.text);
            if response.clicked() {
                view.go_to = Some(number);
                view.page = number;
            }
        }
    });
}

/// Draws the pages themselves.
pub fn pages_ui(ui: &mut Ui, app: &App, preview: &Preview, view: &mut PreviewView, actions: &mut Vec<Action>) {
    let Some(pages) = preview.pages() else {
        ui.centered_and_justified(|ui| ui.label(app.tr().text("preview-laying")));
        return;
    };
    let (width, height) = pages.size();
    let count = pages.len();
    let room = ui.available_size() - vec2(2.0 * GAP + 14.0, 2.5 * GAP);
    let fit = |points: f32, of: f32| (points / of).max(0.05);
    let scale = match view.zoom {
        Zoom::Width => fit(room.x, width).min(2.5 * TRUE_SIZE),
        Zoom::Page => fit(room.x, width).min(fit(room.y, height)),
        Zoom::Fixed(zoom) => zoom * TRUE_SIZE,
    };
    view.keep = Some(scale / TRUE_SIZE);
    let size = vec2(width, height) * scale;
    let step = size.y + GAP;
    let visible = ui.available_height();
    let mut area = egui::ScrollArea::both().auto_shrink([false, false]).id_salt("preview-pages");
    if let Some(page) = view.go_to.take() {
        view.page = page;
        area = area.vertical_scroll_offset(page as f32 * step);
    }
    let shown = area.show_viewport(ui, |ui, port| {
        let whole = vec2((size.x + 2.0 * GAP).max(ui.available_width()), count as f32 * step + GAP);
        let (rect, _) = ui.allocate_exact_size(whole, Sense::hover());
        let first = (port.top() / step).floor().max(0.0) as usize;
        let last = ((port.bottom() / step).ceil() as usize).min(count);
        let pixels = wanted(ui, scale);
        for number in first..last {
            let corner = pos2(rect.center().x - size.x / 2.0, rect.top() + GAP + number as f32 * step);
            // On whole pixels, so that the drawing is as sharp as it was made.
            let density = ui.ctx().pixels_per_point();
            let snap = |at: f32| (at * density).round() / density;
            let paper = Rect::from_min_size(pos2(snap(corner.x), snap(corner.y)), size);
            page_picture(ui, preview, view, (number, pixels), paper, actions);
            let name = app.tr().format("preview-page-number", &[("page", (number + 1).into())]);
            let response = ui.interact(paper, ui.scope_id().with(("page", number)), Sense::hover());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &name));
        }
        // What comes next is drawn before it is seen.
        if last < count && preview.wants(last, pixels) {
            actions.push(Action::DrawPage { number: last, size: pixels });
        }
    });
    let middle = shown.state.clamped_offset().y + visible / 2.0;
    let looked_at = ((middle - GAP) / step).floor().max(0.0) as usize;
    view.page = looked_at.min(count - 1);
    let keep = KEPT_TEXTURES.max(2 * (visible / step).ceil() as usize);
    if view.textures.len() > keep {
        let page = view.page;
        let mut all: Vec<(usize, Size)> = view.textures.keys().copied().collect();
        all.sort_by_key(|(number, _)| number.abs_diff(page));
        for key in &all[keep..] {
            view.textures.remove(key);
        }
    }
}

/// So many drawings stay with the window at least.
const KEPT_TEXTURES: usize = 32;

/// How large a page is drawn for this scale: a pixel of the drawing for a pixel of the screen.
fn wanted(ui: &Ui, scale: f32) -> Size {
    (scale * ui.ctx().pixels_per_point() * 100.0).round().max(5.0) as Size
}

/// Draws what there is of a page, and asks for what there is not.
fn page_picture(
    ui: &Ui,
    preview: &Preview,
    view: &mut PreviewView,
    (number, size): (usize, Size),
    paper: Rect,
    actions: &mut Vec<Action>,
) {
    let palette = widgets::palette(ui);
    let painter = ui.painter();
    painter.rect_filled(paper.translate(vec2(0.0, 2.0)).expand(1.0), 0.0, palette.paper_edge);
    painter.rect_filled(paper, 0.0, theme::PRINTED);
    if preview.wants(number, size) {
        actions.push(Action::DrawPage { number, size });
    }
    let Some((drawn, picture)) = preview.picture(number, size) else { return };
    let known = view.textures.get(&(number, drawn)).filter(|(known, _)| Arc::ptr_eq(known, picture));
    let texture = match known {
        Some((_, texture)) => texture.clone(),
        None => {
            let image = egui::ColorImage::from_rgba_unmultiplied([picture.width, picture.height], &picture.bytes);
            let texture = ui.ctx().load_texture(format!("page-{number}-{drawn}"), image, TextureOptions::LINEAR);
            view.textures.insert((number, drawn), (picture.clone(), texture.clone()));
            texture
        }
    };
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    painter.image(texture.id(), paper, whole, theme::PRINTED);
}
