//! Signs of the fonts that have pictures where others have letters.

/// Such a sign as a character everybody has.
pub(super) fn known_symbol(font: &str, code: u32) -> Option<&'static str> {
    let code = code & 0xFF;
    Some(match (font, code) {
        ("Wingdings", 0x6C) => "●",
        ("Wingdings", 0x6E) => "■",
        ("Wingdings", 0x6F | 0xA8 | 0x71) => "□",
        ("Wingdings", 0xFC) => "✓",
        ("Wingdings", 0xFB) => "✗",
        ("Wingdings", 0xFE | 0x52) => "☑",
        ("Wingdings", 0xFD | 0x54) => "☒",
        ("Wingdings", 0xA1 | 0x6D) => "○",
        ("Wingdings", 0x28 | 0x29) => "☎",
        ("Wingdings", 0x2A) => "✉",
        ("Wingdings", 0xE0 | 0xE8) => "→",
        ("Wingdings", 0xDF) => "←",
        ("Wingdings", 0x75) => "◆",
        ("Wingdings", 0xD8) => "➢",
        ("Symbol", 0xB7) => "・",
        ("Symbol", 0xB0) => "°",
        ("Symbol", 0xB1) => "±",
        ("Symbol", 0xB4) => "×",
        ("Symbol", 0xA3) => "≤",
        ("Symbol", 0xB3) => "≥",
        ("Symbol", 0xAE) => "→",
        ("Symbol", 0x6D) => "μ",
        _ => return None,
    })
}
