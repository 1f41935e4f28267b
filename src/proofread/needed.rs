//! [`needed`]: what a text must hold for a pattern to match in it, told from the pattern alone. Reading thousands of
//! patterns takes longer than checking a page with them, so the build script, of which this file is a part as well, does
//! it for the phrase tables.

use regex_syntax::hir::literal::{Extractor, Literal};
use regex_syntax::hir::{Class, Hir, HirKind};

/// A pattern that needs one of more strings than this is asked everywhere.
const MOST: usize = 64;
/// A pattern whose matches begin in more ways than this is known by fewer of their first letters.
const MOST_BEGINNINGS: usize = 500;

/// Strings of which every match of `pattern` holds one; none where no such strings are certain.
pub fn needed(pattern: &str) -> Vec<String> {
    // Reading thousands of patterns takes longer than checking a page with them.
    if let Some(letters) = letters(pattern).filter(|letters| letters.len() >= ENOUGH) {
        return vec![letters];
    }
    let Ok(hir) = regex_syntax::parse(pattern) else { return Vec::new() };
    rarest([certain(&hir), beginnings(&hir)].into_iter().flatten()).unwrap_or_default()
}

/// Bytes of a string that is met seldom enough.
const ENOUGH: usize = 6;

/// The longest row of letters that stands in `pattern` outside of groups and stands in all its matches.
fn letters(pattern: &str) -> Option<String> {
    let (mut longest, mut row) = (String::new(), String::new());
    let (mut depth, mut class) = (0usize, false);
    let mut close = |row: &mut String| {
        let row = std::mem::take(row);
        if row.len() > longest.len() {
            longest = row;
        }
    };
    for c in pattern.chars() {
        match c {
            '\\' => return None,
            _ if class => class = c != ']',
            '[' => {
                close(&mut row);
                class = true;
            }
            '(' => {
                if depth == 0 {
                    close(&mut row);
                }
                depth += 1;
            }
            ')' => depth = depth.checked_sub(1)?,
            _ if depth > 0 => {}
            // The letter before it is not certain.
            '?' | '*' => {
                row.pop();
                close(&mut row);
            }
            '+' | '.' | '^' | '$' => close(&mut row),
            // Too much for this: counts, and alternatives without a group.
            '{' | '|' => return None,
            _ => row.push(c),
        }
    }
    close(&mut row);
    (depth == 0 && !longest.is_empty()).then_some(longest)
}

/// Of several sets of strings the one that is met least often and is small: each byte of its shortest string makes it
/// better, twice as many strings make it as much worse.
fn rarest(sets: impl Iterator<Item = Vec<String>>) -> Option<Vec<String>> {
    sets.max_by_key(|strings| {
        let shortest = strings.iter().map(String::len).min().unwrap_or(0).min(9);
        (9 + shortest).saturating_sub(strings.len().max(1).ilog2() as usize)
    })
}

/// What every match begins with.
fn beginnings(hir: &Hir) -> Option<Vec<String>> {
    // Two figures of either width and what follows them are still few enough.
    let prefixes = Extractor::new().limit_class(20).limit_total(MOST_BEGINNINGS).extract(hir);
    let text = |literal: &Literal| String::from_utf8(literal.as_bytes().to_vec()).ok().filter(|s| !s.is_empty());
    prefixes.literals()?.iter().map(text).collect()
}

fn certain(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(vec![std::str::from_utf8(&literal.0).ok()?.to_owned()]),
        HirKind::Class(Class::Unicode(class)) => {
            let size: u32 = class.iter().map(|range| range.end() as u32 - range.start() as u32 + 1).sum();
            let chars = || class.iter().flat_map(|range| range.start()..=range.end());
            (size as usize <= MOST).then(|| chars().map(String::from).collect())
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => certain(&repetition.sub),
        HirKind::Capture(capture) => certain(&capture.sub),
        HirKind::Concat(parts) => rarest(runs(parts).into_iter().chain(parts.iter().filter_map(certain))),
        HirKind::Alternation(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(certain(part)?);
            }
            (all.len() <= MOST).then_some(all)
        }
        _ => None,
    }
}

/// What neighbours that match few strings match together: だ。 of `(?P<x>だ)。`.
fn runs(parts: &[Hir]) -> Vec<Vec<String>> {
    let mut runs = Vec::new();
    let mut run: Option<Vec<String>> = None;
    for part in parts {
        let strings = exact(part);
        let joined = match (&run, &strings) {
            (Some(run), Some(next)) if run.len() * next.len() <= MOST => {
                Some(run.iter().flat_map(|a| next.iter().map(move |b| format!("{a}{b}"))).collect())
            }
            _ => None,
        };
        match joined {
            Some(joined) => run = Some(joined),
            None => runs.extend(std::mem::replace(&mut run, strings)),
        }
    }
    runs.extend(run);
    runs.retain(|strings| strings.iter().all(|string| !string.is_empty()));
    runs
}

/// Every string `hir` matches, if they are few.
fn exact(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Empty => Some(vec![String::new()]),
        HirKind::Literal(_) | HirKind::Class(_) => certain(hir),
        HirKind::Capture(capture) => exact(&capture.sub),
        HirKind::Repetition(repetition) if (repetition.min, repetition.max) == (0, Some(1)) => {
            let mut strings = exact(&repetition.sub)?;
            strings.push(String::new());
            Some(strings)
        }
        HirKind::Concat(parts) => {
            let mut strings = vec![String::new()];
            for part in parts {
                let next = exact(part)?;
                if strings.len() * next.len() > MOST {
                    return None;
                }
                strings = strings.iter().flat_map(|a| next.iter().map(move |b| format!("{a}{b}"))).collect();
            }
            Some(strings)
        }
        HirKind::Alternation(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(exact(part)?);
            }
            (all.len() <= MOST).then_some(all)
        }
        _ => None,
    }
}

/// Bytes of the longest match of `pattern`, upper and lower case alike; none where matches have no such bound.
pub fn longest(pattern: &str) -> Option<usize> {
    regex_syntax::parse(&format!("(?i){pattern}")).ok()?.properties().maximum_len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strings_a_pattern_needs() {
        for (pattern, needs) in [
            ("due to the fact that", vec!["due to the fact that"]),
            (r"(?:[\p{Han}]|よう|そう)(?P<x>だ)。", vec!["だ。"]),
            ("make (?:an? |the )?(?:[a-z]+ )?decisions?(?: (?:on|about))?", vec!["decision"]),
            ("(?:is|are)[a-z]+", vec!["is", "are"]),
            ("(?P<x>するべき)(?:。|$)", vec!["するべき"]),
            (r"\w+|b", vec![]),
            ("お(?P<v>書き|読み)してください", vec!["してください"]),
            ("せんがため(?:に)?", vec!["せんがため"]),
        ] {
            assert_eq!(needed(pattern), needs, "{pattern}");
        }
    }

    #[test]
    fn the_longest_match_of_a_pattern() {
        assert_eq!(longest("to the (?:full|very) extent"), Some("to the full extent".len()));
        assert_eq!(longest("なぜなら[^。]*から"), None);
    }
}
