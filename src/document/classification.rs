//! 格付け: how guarded a text is. A [`Classification`] is no more than the code a document carries; which codes there are,
//! what they are called and which is higher says a scheme, [`Levels`], which an office may make itself.

use std::fmt;

/// How guarded a document is: the code of a level, such as `2`, `3B` or an office's own 部外秘. It has no order of its own:
/// see [`Levels::rank`].
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Classification {
    bytes: [u8; Classification::LONGEST],
    len: u8,
}

#[allow(non_upper_case_globals, reason = "they read as the levels they are: `Classification::Two`")]
impl Classification {
    /// The most bytes a code may have.
    pub const LONGEST: usize = 48;

    /// 機密性1: nothing to protect.
    pub const One: Self = Self::preset("1");
    /// 機密性2: not for the public.
    pub const Two: Self = Self::preset("2");
    /// 機密性3: like 秘密文書; national offices.
    pub const Three: Self = Self::preset("3");
    /// 自治体機密性3C: what is to be guarded for other reasons than the two above it.
    pub const ThreeC: Self = Self::preset("3C");
    /// 自治体機密性3B: whose leak would gravely infringe on somebody's rights.
    pub const ThreeB: Self = Self::preset("3B");
    /// 自治体機密性3A: like 秘密文書.
    pub const ThreeA: Self = Self::preset("3A");

    const fn preset(code: &str) -> Self {
        let mut bytes = [0; Self::LONGEST];
        let mut at = 0;
        while at < code.len() {
            bytes[at] = code.as_bytes()[at];
            at += 1;
        }
        Self { bytes, len: code.len() as u8 }
    }

    /// How settings, files and the command line write it: `1`, `3B`, 部外秘.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
    }

    /// The level of a preset that `text` names: `1`, `3b`, 機密性1, 自治体機密性3B, `confidentiality-1`, full-width letters and
    /// figures too.
    pub fn from_code(text: &str) -> Option<Self> {
        let plain: String = text
            .trim()
            .chars()
            .map(|c| match c {
                '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
                _ => c,
            })
            .collect();
        let rest = plain.strip_prefix("自治体").unwrap_or(&plain);
        let rest = rest.strip_prefix("機密性").or_else(|| rest.strip_prefix("confidentiality-")).unwrap_or(rest);
        PRESETS.into_iter().find(|level| level.code().eq_ignore_ascii_case(rest))
    }

    /// The level with this code, whatever office made it: one line of no more than [`Self::LONGEST`] bytes.
    pub fn named(code: &str) -> Option<Self> {
        let code = code.trim();
        let fits = !code.is_empty() && code.len() <= Self::LONGEST && !code.chars().any(char::is_control);
        fits.then(|| Self::preset(code))
    }
}

impl fmt::Debug for Classification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Classification({})", self.code())
    }
}

/// The levels of both presets, each once.
const PRESETS: [Classification; 6] = [
    Classification::One,
    Classification::Two,
    Classification::Three,
    Classification::ThreeC,
    Classification::ThreeB,
    Classification::ThreeA,
];

/// Which scheme of levels an office goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Scheme {
    /// 機密性1, 2, 3 (政府統一基準群).
    #[default]
    National,
    /// 自治体機密性1, 2, 3C, 3B, 3A (総務省ガイドライン).
    Municipal,
    /// The office's own.
    Own,
}

impl Scheme {
    /// All of them.
    pub const ALL: [Scheme; 3] = [Scheme::National, Scheme::Municipal, Scheme::Own];

    /// `national`, `municipal` or `own`.
    pub fn code(self) -> &'static str {
        match self {
            Scheme::National => "national",
            Scheme::Municipal => "municipal",
            Scheme::Own => "own",
        }
    }

    /// The scheme with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.code() == code)
    }
}

/// One level of a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// Its code.
    pub level: Classification,
    /// What an office calls it, in Japanese and in English; `None` leaves that to the interface, which knows the presets.
    pub name: Option<(String, String)>,
}

/// A scheme: the levels there are, the least guarded first, and what a text counts as that carries none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levels {
    scheme: Scheme,
    levels: Vec<Level>,
    unmarked: Classification,
}

impl Default for Levels {
    fn default() -> Self {
        Self::preset(Scheme::National)
    }
}

impl Levels {
    /// The levels of a preset; for [`Scheme::Own`] those of the national one. What carries no level counts as 2.
    pub fn preset(scheme: Scheme) -> Self {
        let levels: &[Classification] = match scheme {
            Scheme::National | Scheme::Own => &PRESETS[..3],
            Scheme::Municipal => &[PRESETS[0], PRESETS[1], PRESETS[3], PRESETS[4], PRESETS[5]],
        };
        let levels = levels.iter().map(|level| Level { level: *level, name: None }).collect();
        Self { scheme, levels, unmarked: Classification::Two }
    }

    /// An office's own levels, the least guarded first, and what a text counts as that carries none. `None` if there is no
    /// level, one stands there twice, or `unmarked` is none of them.
    pub fn own(levels: Vec<Level>, unmarked: Classification) -> Option<Self> {
        let twice = levels.iter().enumerate().any(|(at, one)| levels[..at].iter().any(|two| two.level == one.level));
        let made = Self { scheme: Scheme::Own, levels, unmarked };
        (!twice && made.rank(unmarked).is_some()).then_some(made)
    }

    /// The same, with what a text counts as that carries no level. `None` if that is none of the levels.
    pub fn counting_unmarked_as(self, unmarked: Classification) -> Option<Self> {
        let known = self.rank(unmarked).is_some();
        known.then_some(Self { unmarked, ..self })
    }

    /// Which scheme it is.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The levels, the least guarded first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Level> {
        self.levels.iter()
    }

    /// The codes, the least guarded first, as messages list them: `1, 2, 3`.
    pub fn codes(&self) -> String {
        self.levels.iter().map(|level| level.level.code()).collect::<Vec<_>>().join(", ")
    }

    /// How high `level` stands, 0 the lowest; `None` for a level of another scheme.
    pub fn rank(&self, level: Classification) -> Option<usize> {
        self.levels.iter().position(|known| known.level == level)
    }

    /// What a text with this mark counts as.
    pub fn counted(&self, level: Option<Classification>) -> Classification {
        level.unwrap_or(self.unmarked)
    }

    /// Whether a text of `level` may be where texts up to `limit` may. A level nobody knows here is above all others, and a
    /// limit nobody knows lets nothing through.
    pub fn within(&self, level: Classification, limit: Classification) -> bool {
        matches!((self.rank(level), self.rank(limit)), (Some(level), Some(limit)) if level <= limit)
    }

    /// The highest of these marks: what counts for texts that go together. An unknown level is the highest of all. `None`
    /// where what counts is a text that carries none.
    pub fn highest(&self, marks: impl IntoIterator<Item = Option<Classification>>) -> Option<Classification> {
        // One that carries none counts as what such a text counts as; where no other is as high, nobody has said.
        let rank =
            |mark: &Option<Classification>| (self.rank(self.counted(*mark)).unwrap_or(usize::MAX), mark.is_some());
        marks.into_iter().max_by_key(rank).flatten()
    }

    /// The level a person or a file means by `text`: a code or a name of this scheme, or else one of a preset.
    pub fn read(&self, text: &str) -> Option<Classification> {
        let text = text.trim();
        let is = |known: &&Level| {
            known.level.code().eq_ignore_ascii_case(text)
                || known.name.as_ref().is_some_and(|(ja, en)| ja == text || en.eq_ignore_ascii_case(text))
        };
        self.levels.iter().find(is).map(|known| known.level).or_else(|| Classification::from_code(text))
    }

    /// What `level` is called in messages: its code with `n` for national and `m` for municipal in front of it, which the
    /// message `level-name` spells out; the code of any other as it is.
    pub fn key(&self, level: Classification) -> String {
        let code = level.code();
        let preset = PRESETS.contains(&level);
        match self.scheme {
            _ if !preset => code.to_owned(),
            Scheme::Own if self.rank(level).is_some() => code.to_owned(),
            Scheme::Municipal if level != Classification::Three => format!("m{code}"),
            _ if code.len() > 1 => format!("m{code}"),
            _ => format!("n{code}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_as_people_write_them() {
        for text in ["2", "２", "機密性2", "機密性２", "confidentiality-2", " 自治体機密性2 "] {
            assert_eq!(Classification::from_code(text), Some(Classification::Two), "{text}");
        }
        for text in ["3B", "3b", "３Ｂ", "自治体機密性3B"] {
            assert_eq!(Classification::from_code(text), Some(Classification::ThreeB), "{text}");
        }
        for text in ["", "4", "機密性", "3D", "secret"] {
            assert_eq!(Classification::from_code(text), None, "{text}");
        }
        assert_eq!(Classification::named(" 部外秘 ").map(|l| l.code().to_owned()).as_deref(), Some("部外秘"));
        assert_eq!(Classification::named(&"秘".repeat(17)), None);
        assert_eq!(Classification::named("a\nb"), None);
    }

    #[test]
    fn a_level_of_another_scheme_is_above_all_others() {
        let municipal = Levels::preset(Scheme::Municipal);
        assert_eq!(municipal.codes(), "1, 2, 3C, 3B, 3A");
        for (level, limit, within) in [
            (Classification::Two, Classification::ThreeC, true),
            (Classification::ThreeB, Classification::ThreeC, false),
            (Classification::ThreeA, Classification::ThreeA, true),
            (Classification::Three, Classification::ThreeA, false),
            (Classification::One, Classification::Three, false),
        ] {
            assert_eq!(municipal.within(level, limit), within, "{level:?} {limit:?}");
        }
        let highest = |marks: &[Option<Classification>]| municipal.highest(marks.iter().copied());
        assert_eq!(highest(&[Some(Classification::One), Some(Classification::ThreeB)]), Some(Classification::ThreeB));
        assert_eq!(highest(&[Some(Classification::One), None]), None, "counts as 2, and nobody has said so");
        assert_eq!(highest(&[None, Some(Classification::Two)]), Some(Classification::Two));
        assert_eq!(highest(&[Some(Classification::ThreeA), Some(Classification::Three)]), Some(Classification::Three));
        assert_eq!(highest(&[None]), None);
    }

    #[test]
    fn an_office_may_have_levels_of_its_own() {
        let level = |code: &str, ja: &str| Level {
            level: Classification::named(code).unwrap(),
            name: Some((ja.to_owned(), code.to_owned())),
        };
        let levels = vec![level("open", "公開"), level("staff", "庁内限り"), level("secret", "部外秘")];
        let staff = Classification::named("staff").unwrap();
        let own = Levels::own(levels.clone(), staff).unwrap();
        assert_eq!(own.read("部外秘"), Classification::named("secret"));
        assert_eq!(own.counted(None), staff);
        assert_eq!(own.key(staff), "staff");
        assert_eq!(own.key(Classification::Two), "n2");
        assert!(Levels::own(levels.clone(), Classification::Two).is_none());
        assert!(Levels::own([levels.clone(), levels].concat(), staff).is_none());
    }
}
