//! The typefaces that travel with the program: for the window, and embedded in what is written as PDF. BIZ UDPGothic and
//! BIZ UDMincho, under the SIL Open Font License, cover JIS X 0213.

/// BIZ UDMincho: the face of a Japanese document, of fixed pitch.
pub static MINCHO: &[u8] = include_bytes!("../../assets/fonts/BIZUDMincho-Regular.ttf");
/// BIZ UDPGothic: the face of headings, of English documents and of the window.
pub static GOTHIC: &[u8] = include_bytes!("../../assets/fonts/BIZUDPGothic-Regular.ttf");
/// BIZ UDPGothic, bold.
pub static GOTHIC_BOLD: &[u8] = include_bytes!("../../assets/fonts/BIZUDPGothic-Bold.ttf");
