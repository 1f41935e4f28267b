//! Small things several panels draw, so that they look and sound the same everywhere.

use super::theme::{self, Palette};
use egui::{Color32, Context, Frame, Margin, Response, RichText, Stroke, Ui, Widget};

/// Least height of a menu row, points.
pub const ROW: f32 = 28.0;
/// Least height of a button, points.
pub const BUTTON: f32 = 30.0;
/// The distance between two blocks, points.
pub const GAP: f32 = 3.0 * theme::STEP;

/// The colours in force.
pub fn palette(ui: &Ui) -> &'static Palette {
    Palette::of(ui.visuals())
}

/// The frame of a bar across the window.
pub fn bar_frame(ui: &Ui) -> Frame {
    Frame::new().fill(palette(ui).surface_sunken).inner_margin(Margin::symmetric(10, 5))
}

/// The frame of a panel at the side.
pub fn panel_frame(ui: &Ui) -> Frame {
    Frame::new().fill(palette(ui).surface).inner_margin(Margin::symmetric(12, 8))
}

/// A framed block in a panel.
pub fn card<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> egui::InnerResponse<R> {
    let palette = palette(ui);
    let frame = Frame::new()
        .fill(palette.surface)
        .stroke(Stroke::new(1.0, palette.border))
        .corner_radius(8.0)
        .inner_margin(Margin::same(10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui)
    })
}

/// A tab of the side panel.
pub fn tab(chosen: bool, name: String) -> impl Widget {
    move |ui: &mut Ui| -> Response {
        let text = if chosen { RichText::new(name).family(super::fonts::bold()) } else { RichText::new(name) };
        ui.add(egui::Button::selectable(chosen, text).min_size(egui::vec2(0.0, BUTTON)))
    }
}

/// Height of a row of words that may run over several, points. The typeface's own rows touch.
const LINE: f32 = 20.0;

/// Height of a title where the style names none, points.
const TITLE: f32 = 20.0;

/// A heading inside a panel.
pub fn heading(ui: &mut Ui, text: String) -> Response {
    ui.add_space(GAP / 2.0);
    words(ui, strong(text))
}

/// The title of a page or a question.
pub fn title(ui: &mut Ui, text: String) -> Response {
    let size = ui.style().text_styles.get(&egui::TextStyle::Heading).map_or(TITLE, |font| font.size);
    let text = strong(text).size(size).line_height(Some((size * 1.5).round()));
    ui.add(egui::Label::new(text).wrap())
}

/// A question in front of everything else, `width` points wide.
pub fn modal<R>(ctx: &Context, id: &str, width: f32, add: impl FnOnce(&mut Ui) -> R) -> egui::ModalResponse<R> {
    modal_at(ctx, id, width, egui::Align2::CENTER_CENTER, add)
}

/// The same near the top, for what grows and shrinks downwards while a person types.
pub fn modal_above<R>(ctx: &Context, id: &str, width: f32, add: impl FnOnce(&mut Ui) -> R) -> egui::ModalResponse<R> {
    modal_at(ctx, id, width, egui::Align2::CENTER_TOP, add)
}

fn modal_at<R>(
    ctx: &Context,
    id: &str,
    width: f32,
    place: egui::Align2,
    add: impl FnOnce(&mut Ui) -> R,
) -> egui::ModalResponse<R> {
    let id = egui::Id::unique(id);
    let frame = Frame::popup(&ctx.global_style()).inner_margin(Margin::symmetric(20, 16));
    let down = if place == egui::Align2::CENTER_TOP { 90.0 } else { 0.0 };
    let area = egui::Modal::default_area(id).anchor(place, egui::vec2(0.0, down));
    let seen = || ctx.memory(|memory| memory.areas().visible_layer_ids());
    let before = seen();
    let shown = egui::Modal::new(id).area(area).frame(frame).show(ctx, |ui| {
        ui.set_width(width);
        add(ui)
    });
    // A click so quick that it falls into one frame raises the question, too: a list it opens is to lie above it.
    let own = shown.response.layer_id;
    for opened in seen().difference(&before).filter(|layer| before.contains(&own) && layer.order == own.order) {
        ctx.set_sublayer(own, *opened);
    }
    shown
}

/// Words in bold.
pub fn strong(text: String) -> RichText {
    RichText::new(text).family(super::fonts::bold())
}

/// Words that may run over several rows.
pub fn words(ui: &mut Ui, text: impl Into<RichText>) -> Response {
    ui.add(egui::Label::new(text.into().line_height(Some(LINE))).wrap())
}

/// Words beside the matter: explanations, empty states.
pub fn weak(ui: &mut Ui, text: String) -> Response {
    let color = palette(ui).text_sub;
    words(ui, RichText::new(text).color(color))
}

/// Words in a colour that means something; say it in words too.
pub fn coloured(ui: &mut Ui, text: String, color: Color32) -> Response {
    words(ui, RichText::new(text).color(color))
}

/// A quiet button.
pub fn button(ui: &mut Ui, enabled: bool, text: String) -> Response {
    ui.add_enabled(enabled, egui::Button::new(text).min_size(egui::vec2(0.0, BUTTON)))
}

/// The button that goes on with the matter at hand.
pub fn primary(ui: &mut Ui, enabled: bool, text: String) -> Response {
    let palette = palette(ui);
    let label = strong(text).color(palette.on_primary);
    ui.add_enabled(enabled, egui::Button::new(label).fill(palette.primary).min_size(egui::vec2(96.0, BUTTON)))
}

/// Selects all of a one-line field that the Tab key went to, as everywhere else: typing replaces what it held.
pub fn select_when_tabbed_into(ui: &Ui, field: &Response, text: &str) {
    if field.gained_focus() && ui.input(|i| i.key_pressed(egui::Key::Tab)) {
        select_all(ui, field, text);
    }
}

/// Selects all of a field of text.
pub fn select_all(ui: &Ui, field: &Response, text: &str) {
    let mut state = egui::TextEdit::load_state(ui.ctx(), field.id).unwrap_or_default();
    let end = egui::text::CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(egui::text::CCursorRange::two(egui::text::CCursor::new(0), end)));
    state.store(ui.ctx(), field.id);
}

/// Scrolls to what the keyboard has just gone to, where it is hidden. Called at the end of what scrolls.
pub fn follow_keyboard(ui: &Ui) {
    let focused = ui.memory(|memory| memory.focused());
    let key = ui.scope_id().with("followed");
    if ui.data(|data| data.get_temp::<Option<egui::Id>>(key)).flatten() == focused {
        return;
    }
    let found = focused.and_then(|id| ui.ctx().read_response(id));
    if focused.is_some() && found.is_none() {
        // It is drawn for the first time.
        return;
    }
    ui.data_mut(|data| data.insert_temp(key, focused));
    let Some(rect) = found.filter(|found| found.layer_id == ui.layer_id()).map(|found| found.rect) else { return };
    if ui.min_rect().contains(rect.center()) && !ui.clip_rect().contains_rect(rect) {
        // With its name above it and what is said below.
        ui.scroll_to_rect(rect.expand2(egui::vec2(0.0, 3.0 * LINE)), None);
    }
}

/// Words that act when clicked.
pub fn link(ui: &mut Ui, text: impl Into<String>) -> Response {
    let color = ui.visuals().hyperlink_color;
    ui.add(egui::Button::new(RichText::new(text).color(color).line_height(Some(LINE))).frame(false).wrap())
}

/// Page up and page down move what is in the area `ui` stands in, `height` points high: a window that is only read needs no mouse.
pub fn scroll_by_keys(ui: &Ui, height: f32) {
    let page = height * 0.8;
    let delta = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(egui::Modifiers::NONE, key);
        if pressed(egui::Key::PageDown) {
            -page
        } else if pressed(egui::Key::PageUp) {
            page
        } else {
            0.0
        }
    });
    if delta != 0.0 {
        ui.scroll_with_delta(egui::vec2(0.0, delta));
    }
}
