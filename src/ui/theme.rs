//! Colours and sizes, by name. Nothing else in the window makes a colour.
//!
//! The light colours are tokens of the Digital Agency Design System, whose names stand beside them. It has no dark
//! theme: the dark column is derived from the same scales for at least the same contrast on `#1a1a1a`. Text has
//! 4.5:1 on its ground, lines that mean something 3:1, and no meaning rests on colour alone.

use super::fonts;
use egui::style::{Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, Theme, Visuals, vec2};

/// The named colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Panels.
    pub surface: Color32,
    /// Panels behind panels: bars, the head of a table.
    pub surface_sunken: Color32,
    /// What the sheet of paper lies on.
    pub desk: Color32,
    /// The sheet of paper, and fields to type in.
    pub paper: Color32,
    /// The edge of the sheet.
    pub paper_edge: Color32,
    /// Body text.
    pub text: Color32,
    /// Text of less weight: item numbers, captions.
    pub text_sub: Color32,
    /// Hints that stand where text may come.
    pub text_hint: Color32,
    /// Dividers and quiet borders.
    pub border: Color32,
    /// Borders of fields.
    pub border_strong: Color32,
    /// Fill of the main button, links, the caret.
    pub primary: Color32,
    /// The same while the pointer is over it.
    pub primary_hover: Color32,
    /// Text on [`Palette::primary`].
    pub on_primary: Color32,
    /// Ground under the pointer.
    pub hover: Color32,
    /// Ground of what is pressed or open.
    pub pressed: Color32,
    /// Ground of selected text.
    pub selection: Color32,
    /// Ground of selected text while the keyboard is elsewhere.
    pub selection_idle: Color32,
    /// An error: text and wavy lines.
    pub error: Color32,
    /// A warning: text and wavy lines.
    pub warning: Color32,
    /// Information: text and dashed lines.
    pub info: Color32,
    /// Success.
    pub success: Color32,
    /// What a suggestion would put in.
    pub inserted: Color32,
    /// The ground behind it.
    pub inserted_ground: Color32,
    /// The same for the piece being looked at.
    pub inserted_ground_strong: Color32,
    /// What a suggestion would take out.
    pub deleted: Color32,
    /// The ground behind it.
    pub deleted_ground: Color32,
    /// The same for the piece being looked at.
    pub deleted_ground_strong: Color32,
    /// The ground of what was looked for.
    pub hit: Color32,
    /// The edge around it.
    pub hit_edge: Color32,
    /// The ground behind what the assistant wrote.
    pub by_assistant: Color32,
    /// The line under it.
    pub by_assistant_line: Color32,
    /// The ground behind what a rule wrote.
    pub by_rule: Color32,
    /// The line under it.
    pub by_rule_line: Color32,
    /// The ground behind the fixed words of a form.
    pub by_form: Color32,
    /// The line under them.
    pub by_form_line: Color32,
    /// Behind words with a comment.
    pub comment: Color32,
    /// Around them.
    pub comment_line: Color32,
    /// The ring around what has the keyboard.
    pub focus: Color32,
    /// What is under a popup or the sheet.
    pub shadow: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// The light theme.
pub const LIGHT: Palette = Palette {
    surface: rgb(0xffffff),
    surface_sunken: rgb(0xf2f2f2), // solid-gray-50
    desk: rgb(0xe6e6e6),           // solid-gray-100
    paper: rgb(0xffffff),
    paper_edge: rgb(0xcccccc),    // solid-gray-200
    text: rgb(0x333333),          // solid-gray-800
    text_sub: rgb(0x666666),      // solid-gray-600
    text_hint: rgb(0x767676),     // solid-gray-536
    border: rgb(0xcccccc),        // solid-gray-200
    border_strong: rgb(0x666666), // solid-gray-600
    primary: rgb(0x0017c1),       // blue-900
    primary_hover: rgb(0x00118f), // blue-1000
    on_primary: rgb(0xffffff),
    hover: rgb(0xe8f1fe),                  // blue-50
    pressed: rgb(0xd9e6ff),                // blue-100
    selection: rgb(0xc5d7fb),              // blue-200
    selection_idle: rgb(0xe6e6e6),         // solid-gray-100
    error: rgb(0xec0000),                  // red-800
    warning: rgb(0xc74700),                // orange-800
    info: rgb(0x264af4),                   // blue-700
    success: rgb(0x197a4b),                // green-800
    inserted: rgb(0x0c472a),               // green-1000
    inserted_ground: rgb(0xe6f5ec),        // green-50
    inserted_ground_strong: rgb(0xc2e5d1), // green-100
    deleted: rgb(0xa90000),                // red-1000
    deleted_ground: rgb(0xfdeeee),         // red-50
    deleted_ground_strong: rgb(0xffdada),  // red-100
    hit: rgb(0xffefb3),                    // yellow-100
    hit_edge: rgb(0x927200),               // yellow-900
    by_assistant: rgb(0xe8f1fe),           // blue-50
    by_assistant_line: rgb(0x4979f5),      // blue-500
    by_rule: rgb(0xe6f5ec),                // green-50
    by_rule_line: rgb(0x259d63),           // green-600
    by_form: rgb(0xf2f2f2),                // solid-gray-50
    by_form_line: rgb(0x949494),           // solid-gray-420
    comment: rgb(0xf1eafa),                // purple-50
    comment_line: rgb(0x6f23d0),           // purple-700
    focus: rgb(0x000000),
    shadow: Color32::from_black_alpha(40),
};

/// The dark theme, derived.
pub const DARK: Palette = Palette {
    surface: rgb(0x1a1a1a), // solid-gray-900
    surface_sunken: rgb(0x262626),
    desk: rgb(0x0d0d0d),
    paper: rgb(0x1f1f1f),
    paper_edge: rgb(0x3d3d3d),
    text: rgb(0xe6e6e6),          // solid-gray-100
    text_sub: rgb(0xb3b3b3),      // solid-gray-300
    text_hint: rgb(0x999999),     // solid-gray-400
    border: rgb(0x4d4d4d),        // solid-gray-700
    border_strong: rgb(0x949494), // solid-gray-420
    primary: rgb(0x9db7f9),       // blue-300
    primary_hover: rgb(0xc5d7fb), // blue-200
    on_primary: rgb(0x000060),    // blue-1200
    hover: rgb(0x2b3040),
    pressed: rgb(0x353c54),
    selection: rgb(0x2c4583),
    selection_idle: rgb(0x3d3d3d),
    error: rgb(0xff9696), // red-300
    warning: rgb(0xffa66d),
    info: rgb(0x9db7f9),    // blue-300
    success: rgb(0x71c598), // green-300
    inserted: rgb(0xb0e0c6),
    inserted_ground: rgb(0x14301f),
    inserted_ground_strong: rgb(0x1c4a2f),
    deleted: rgb(0xffb3b3),
    deleted_ground: rgb(0x3a1a1a),
    deleted_ground_strong: rgb(0x572222),
    hit: rgb(0x4a3c00),
    hit_edge: rgb(0xffd43d), // yellow-300
    by_assistant: rgb(0x1e2a45),
    by_assistant_line: rgb(0x7096f8), // blue-400
    by_rule: rgb(0x182f22),
    by_rule_line: rgb(0x71c598), // green-300
    by_form: rgb(0x2b2b2b),
    by_form_line: rgb(0x949494), // solid-gray-420
    comment: rgb(0x33234d),
    comment_line: rgb(0xcda6ff), // purple-300
    focus: rgb(0xffd43d),        // yellow-300
    shadow: Color32::from_black_alpha(120),
};

impl Palette {
    /// The colours that go with `visuals`.
    pub fn of(visuals: &Visuals) -> &'static Palette {
        if visuals.dark_mode { &DARK } else { &LIGHT }
    }
}

/// Height of interface text, points.
pub const TEXT: f32 = 14.0;
/// Height of a heading in a panel, points.
pub const TEXT_HEADING: f32 = 18.0;
/// The step all distances are multiples of, points.
pub const STEP: f32 = 4.0;
/// Widest a card over the text gets, points.
pub const CARD_WIDTH: f32 = 340.0;

/// A length on paper, in twentieths of a point as [`crate::document::sheet`] counts, in points of the screen at zoom 1:
/// 96 to the inch.
pub const fn paper(length: usize) -> f32 {
    length as f32 / 15.0
}

/// The ground of printed pages: paper is white on every screen, and drawings are shown in the colours they have.
pub const PRINTED: Color32 = Color32::WHITE;
/// Least height of document text that a narrow pane makes of a sheet, points.
pub const LEAST_SHEET_TEXT: f32 = 12.0;
/// Empty desk on either side of the sheet, at least, points.
pub const DESK_MARGIN: f32 = 20.0;
/// Words that may run over several rows: the interface's face alone sets its rows without a gap.
pub fn prose(words: impl Into<String>) -> egui::RichText {
    egui::RichText::new(words).line_height(Some((TEXT * 1.5).round()))
}

/// Sets egui's own look, light and dark. Call it once, before the first frame.
pub fn install(ctx: &egui::Context) {
    // Paper is light where the system does not say.
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    for (theme, palette) in [(Theme::Light, &LIGHT), (Theme::Dark, &DARK)] {
        ctx.style_mut_of(theme, |style| {
            style.visuals = visuals(theme, palette);
            style.text_styles = [
                (TextStyle::Small, FontId::new(TEXT, FontFamily::Proportional)),
                (TextStyle::Body, FontId::new(TEXT, FontFamily::Proportional)),
                (TextStyle::Button, FontId::new(TEXT, FontFamily::Proportional)),
                (TextStyle::Monospace, FontId::new(TEXT, FontFamily::Monospace)),
                (TextStyle::Heading, fonts::bold_id(TEXT_HEADING)),
            ]
            .into();
            let spacing = &mut style.spacing;
            spacing.item_spacing = vec2(2.0 * STEP, 1.5 * STEP);
            spacing.button_padding = vec2(2.5 * STEP, 1.25 * STEP);
            spacing.interact_size.y = 7.0 * STEP;
            spacing.menu_margin = Margin::same(6);
            // As high as a list may become before it scrolls: the longest one of ours is seen whole.
            spacing.default_area_size.y = 140.0 * STEP;
            spacing.window_margin = Margin::same(16);
        });
    }
}

fn visuals(theme: Theme, palette: &Palette) -> Visuals {
    let radius = CornerRadius::same(6);
    let widget = |ground: Color32, fill: Color32, border: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: ground,
        bg_stroke: Stroke::new(1.0, border),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let mut visuals = theme.default_visuals();
    visuals.widgets = Widgets {
        noninteractive: widget(palette.surface, palette.surface, palette.border, palette.text),
        inactive: widget(palette.surface, palette.surface_sunken, palette.border_strong, palette.text),
        hovered: widget(palette.hover, palette.hover, palette.primary, palette.text),
        active: widget(palette.pressed, palette.pressed, palette.primary_hover, palette.text),
        open: widget(palette.pressed, palette.pressed, palette.border_strong, palette.text),
    };
    visuals.selection = Selection { bg_fill: palette.selection, stroke: Stroke::new(1.0, palette.text) };
    visuals.weak_text_color = Some(palette.text_sub);
    visuals.hyperlink_color = palette.primary_hover;
    visuals.faint_bg_color = palette.surface_sunken;
    visuals.extreme_bg_color = palette.paper;
    visuals.code_bg_color = palette.surface_sunken;
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.error;
    visuals.window_corner_radius = CornerRadius::same(12);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.window_fill = palette.surface;
    visuals.panel_fill = palette.surface;
    visuals.window_stroke = Stroke::new(1.0, palette.border);
    visuals.window_shadow = Shadow { offset: [0, 2], blur: 16, spread: 0, color: palette.shadow };
    visuals.popup_shadow = Shadow { offset: [0, 2], blur: 10, spread: 0, color: palette.shadow };
    visuals.text_cursor = TextCursorStyle { stroke: Stroke::new(2.0, palette.primary), ..visuals.text_cursor.clone() };
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance contrast by WCAG 2.2.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let light = |c: Color32| {
            let part = |v: u8| {
                let v = f32::from(v) / 255.0;
                if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(c.r()) + 0.7152 * part(c.g()) + 0.0722 * part(c.b())
        };
        let (a, b) = (light(a), light(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_can_be_read_on_its_ground() {
        for p in [&LIGHT, &DARK] {
            for (text, ground) in [
                (p.text, p.paper),
                (p.text, p.surface),
                (p.text, p.surface_sunken),
                (p.text, p.selection),
                (p.text, p.selection_idle),
                (p.text, p.by_assistant),
                (p.text, p.by_rule),
                (p.text, p.by_form),
                (p.text_sub, p.paper),
                (p.text_sub, p.surface_sunken),
                (p.text_hint, p.paper),
                (p.on_primary, p.primary),
                (p.inserted, p.inserted_ground),
                (p.inserted, p.inserted_ground_strong),
                (p.deleted, p.deleted_ground),
                (p.deleted, p.deleted_ground_strong),
                (p.error, p.surface),
                (p.warning, p.surface),
                (p.info, p.surface),
                (p.success, p.surface),
            ] {
                assert!(contrast(text, ground) >= 4.5, "{text:?} on {ground:?}: {}", contrast(text, ground));
            }
        }
    }

    #[test]
    fn lines_that_mean_something_can_be_seen() {
        for p in [&LIGHT, &DARK] {
            for line in [p.error, p.warning, p.info, p.border_strong, p.primary, p.by_assistant_line, p.by_form_line] {
                assert!(contrast(line, p.paper) >= 3.0, "{line:?}: {}", contrast(line, p.paper));
            }
        }
    }
}
