//! Faces and their glyphs: which one has a character, how wide it is, and which glyph stands for it in vertical lines.

use crate::format::faces;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::raw::tables::gsub::{SingleSubst, SubstitutionSubtables};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::cell::{Cell, OnceCell};
use std::collections::HashMap;

/// A face that travels with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::format) enum Face {
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
pub(in crate::format) struct Glyph {
    pub face: Face,
    pub id: u32,
    /// Its width, of the height of the face.
    pub advance: f32,
    /// Whether no face has the character and another stands for it.
    pub missing: bool,
}

/// What printers put where they lack a type.
const GETA: char = '〓';

/// The glyphs of 256 characters, those that were looked up.
type Known = [Cell<Option<Glyph>>; 256];

/// All faces.
pub(in crate::format) struct Faces {
    fonts: Vec<FontRef<'static>>,
    /// For each face, what was looked up already: characters by their higher and their lower bits.
    known: Vec<Vec<OnceCell<Box<Known>>>>,
    /// For each face, the glyphs that stand for others in vertical lines.
    vertical: Vec<HashMap<u32, u32>>,
}

impl Faces {
    pub fn new() -> Self {
        let fonts = Face::ALL.iter().map(|face| FontRef::new(face.data()).expect("our own font files are whole"));
        let known = || (0..=u32::from(char::MAX) >> 8).map(|_| OnceCell::new()).collect();
        Self { fonts: fonts.collect(), known: Face::ALL.map(|_| known()).into(), vertical: Vec::new() }
    }

    /// The same for vertical lines.
    pub fn for_vertical() -> Self {
        let mut faces = Self::new();
        faces.vertical = faces.fonts.iter().map(|font| vertical_forms(font).unwrap_or_default()).collect();
        faces
    }

    /// The glyph that stands for `glyph` in vertical lines.
    pub fn upright(&self, glyph: Glyph) -> Glyph {
        let forms = self.vertical.get(glyph.face as usize);
        let id = forms.and_then(|forms| forms.get(&glyph.id)).copied();
        Glyph { id: id.unwrap_or(glyph.id), ..glyph }
    }

    /// Draws the outline of glyph `id`, as high as `size`, upwards from its base line.
    pub fn outline(&self, face: Face, id: u32, size: f32, pen: &mut impl OutlinePen) {
        let glyph = self.fonts[face as usize].outline_glyphs().get(GlyphId::new(id));
        if let Some(glyph) = glyph {
            // A glyph that cannot be drawn leaves its room empty.
            drop(glyph.draw(DrawSettings::unhinted(Size::new(size), LocationRef::default()), pen));
        }
    }

    /// The glyph of `c` in `face`, or else in another one.
    pub fn glyph(&self, face: Face, c: char) -> Glyph {
        let code = u32::from(c) as usize;
        let known = self.known[face as usize][code >> 8].get_or_init(|| Box::new([const { Cell::new(None) }; 256]));
        let known = &known[code & 255];
        if let Some(glyph) = known.get() {
            return glyph;
        }
        let glyph = self.find(face, c).unwrap_or_else(|| {
            let stand_in = self.find(face, GETA).expect("our own fonts have 〓");
            Glyph { missing: true, ..stand_in }
        });
        known.set(Some(glyph));
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

/// What the font's own table of vertical forms says: brackets, stops, the long vowel mark.
fn vertical_forms(font: &FontRef<'_>) -> Option<HashMap<u32, u32>> {
    let table = font.gsub().ok()?;
    let (features, lookups) = (table.feature_list().ok()?, table.lookup_list().ok()?);
    let mut forms = HashMap::new();
    for record in features.feature_records().iter().filter(|record| record.feature_tag() == skrifa::Tag::new(b"vert")) {
        let Ok(feature) = record.feature(features.offset_data()) else { continue };
        for index in feature.lookup_list_indices() {
            let Ok(lookup) = lookups.lookups().get(usize::from(index.get())) else { continue };
            let Ok(SubstitutionSubtables::Single(singles)) = lookup.subtables() else { continue };
            for single in singles.iter().flatten() {
                match single {
                    SingleSubst::Format1(by) => {
                        let Ok(covered) = by.coverage() else { continue };
                        let moved = |id: u32| id.wrapping_add_signed(i32::from(by.delta_glyph_id())) & 0xFFFF;
                        forms.extend(covered.iter().map(|id| (id.to_u32(), moved(id.to_u32()))));
                    }
                    SingleSubst::Format2(by) => {
                        let Ok(covered) = by.coverage() else { continue };
                        let instead = by.substitute_glyph_ids().iter().map(|id| id.get().to_u32());
                        forms.extend(covered.iter().map(|id| id.to_u32()).zip(instead));
                    }
                }
            }
        }
    }
    Some(forms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_stops_have_vertical_forms() {
        let faces = Faces::for_vertical();
        for face in Face::ALL {
            for c in "（）「」、。ー…〜".chars() {
                let glyph = faces.glyph(face, c);
                assert_ne!(faces.upright(glyph).id, glyph.id, "{face:?} {c}");
            }
            let glyph = faces.glyph(face, '漢');
            assert_eq!(faces.upright(glyph).id, glyph.id);
        }
    }
}
