//! Faces and their glyphs: which one has a character, and how wide it is.

use crate::format::faces;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::cell::RefCell;
use std::collections::HashMap;

/// A face that travels with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Face {
    /// BIZ UDMincho.
    Mincho,
    /// BIZ UDPGothic.
    Gothic,
    /// BIZ UDPGothic, bold.
    Bold,
}

impl Face {
    pub const ALL: [Face; 3] = [Face::Mincho, Face::Gothic, Face::Bold];

    /// The font file.
    pub fn data(self) -> &'static [u8] {
        match self {
            Face::Mincho => faces::MINCHO,
            Face::Gothic => faces::GOTHIC,
            Face::Bold => faces::GOTHIC_BOLD,
        }
    }
}

/// How a character is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    pub face: Face,
    pub id: u32,
    /// Its width, of the height of the face.
    pub advance: f32,
    /// Whether no face has the character and another stands for it.
    pub missing: bool,
}

/// What printers put where they lack a type.
const GETA: char = '〓';

/// All faces.
pub(super) struct Faces {
    fonts: Vec<FontRef<'static>>,
    known: RefCell<HashMap<(Face, char), Glyph>>,
}

impl Faces {
    pub fn new() -> Self {
        let fonts = Face::ALL.iter().map(|face| FontRef::new(face.data()).expect("our own font files are whole"));
        Self { fonts: fonts.collect(), known: RefCell::default() }
    }

    /// The glyph of `c` in `face`, or else in another one.
    pub fn glyph(&self, face: Face, c: char) -> Glyph {
        if let Some(glyph) = self.known.borrow().get(&(face, c)) {
            return *glyph;
        }
        let glyph = self.find(face, c).unwrap_or_else(|| {
            let stand_in = self.find(face, GETA).expect("our own fonts have 〓");
            Glyph { missing: true, ..stand_in }
        });
        self.known.borrow_mut().insert((face, c), glyph);
        glyph
    }

    fn find(&self, face: Face, c: char) -> Option<Glyph> {
        std::iter::once(face).chain(Face::ALL.into_iter().filter(|other| *other != face)).find_map(|face| {
            let font = &self.fonts[face as usize];
            let id = font.charmap().map(c).filter(|id| id.to_u32() != 0)?;
            let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
            let em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
            Some(Glyph { face, id: id.to_u32(), advance: metrics.advance_width(id)? / em, missing: false })
        })
    }
}
