//! Language tags, as they stand in files: well formed, old-fashioned, or wrong.

use crate::text::Lang;

/// How well the tag `tag` says `lang`: 3 to the letter, 2 with a region, 1 by a wrong tag in common use; 0 it does not.
pub fn fit(tag: &str, lang: Lang) -> u8 {
    let tag = tag.trim().replace('_', "-").to_ascii_lowercase();
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or("");
    // Romanised and all-kana Japanese are no ordinary Japanese.
    if parts.any(|part| part.len() == 4 && !matches!(part, "jpan" | "latn") || (part == "latn" && lang == Lang::Ja)) {
        return 0;
    }
    let code = lang.code();
    let wrong: &[&str] = match lang {
        Lang::Ja => &["jp", "jpn"],
        Lang::En => &["eng"],
    };
    if tag == code {
        3
    } else if primary == code {
        2
    } else if wrong.contains(&primary) {
        1
    } else {
        0
    }
}

/// The language a tag says, if it is one of ours.
pub fn lang_of(tag: &str) -> Option<Lang> {
    [Lang::Ja, Lang::En].into_iter().find(|lang| fit(tag, *lang) > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_matched_by_their_language() {
        for (tag, lang) in
            [("ja", Lang::Ja), ("JA-JP", Lang::Ja), ("ja_JP", Lang::Ja), ("jp-JP", Lang::Ja), ("jpn", Lang::Ja)]
        {
            assert_eq!(lang_of(tag), Some(lang), "{tag}");
        }
        for tag in ["en", "en-US", "EN_GB", "eng", "en-Latn"] {
            assert_eq!(lang_of(tag), Some(Lang::En), "{tag}");
        }
        for tag in ["ja-Latn", "ja-Hira", "zh-Hant", "", "x-none", "de"] {
            assert_eq!(lang_of(tag), None, "{tag}");
        }
        assert!(fit("en", Lang::En) > fit("en-GB", Lang::En));
    }
}
