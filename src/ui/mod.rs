//! The window.

pub mod editor;
pub mod fonts;
pub mod theme;
