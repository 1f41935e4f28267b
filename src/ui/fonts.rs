//! The typefaces that travel with the program, so that no machine shows tofu for an ordinary Japanese document.
//!
//! BIZ UDPGothic for the interface, BIZ UDMincho for Japanese documents; both cover JIS X 0213 and are under the SIL
//! Open Font License. What they lack (emoji, 𠮷) is left to the system's fonts where eframe finds some.

use crate::app::faces;
use egui::{FontData, FontDefinitions, FontFamily, FontId};
use std::sync::Arc;

const GOTHIC: &str = "BIZ UDPGothic";
const GOTHIC_BOLD: &str = "BIZ UDPGothic Bold";
const MINCHO: &str = "BIZ UDMincho";

/// The bold weight of the interface's face.
pub fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// The face of a Japanese document.
pub fn mincho() -> FontFamily {
    FontFamily::Name("mincho".into())
}

/// The interface's face in bold, `size` points high.
pub fn bold_id(size: f32) -> FontId {
    FontId::new(size, bold())
}

/// Installs the typefaces. Call it once, before the first frame.
///
/// Punctuation, figures and ① belong to no script, so the fallback by script never asks a Japanese font for them: a
/// Japanese font therefore stands first in both of egui's generic families.
pub fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::default();
    let files: [(&str, &'static [u8]); 3] =
        [(GOTHIC, faces::GOTHIC), (GOTHIC_BOLD, faces::GOTHIC_BOLD), (MINCHO, faces::MINCHO)];
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    // BIZ UDMincho is a fixed-pitch face: half-width Latin, full-width Japanese.
    for (family, first) in [
        (FontFamily::Proportional, [GOTHIC, MINCHO]),
        (FontFamily::Monospace, [MINCHO, GOTHIC]),
        (bold(), [GOTHIC_BOLD, MINCHO]),
        (mincho(), [MINCHO, GOTHIC]),
    ] {
        let mut names: Vec<String> = first.iter().map(|name| (*name).to_owned()).collect();
        names.extend(fallback.iter().cloned());
        fonts.families.insert(family, names);
    }
    ctx.set_fonts(fonts);
}
