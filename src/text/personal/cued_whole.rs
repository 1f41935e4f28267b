//! Whole names that a cue tells: a family name that is rare or a word besides, and what may be a given name behind it.

use super::cued::{Before, Behind, Grade, THINGS, grade, is_of_family, told_by_tail};
use super::cues::is_kanji;
use super::lexicon;
use super::people::{Line, SINGLE, WORDS, honorific, is_hiragana, is_katakana};
use super::{Confidence, Finder, Kind, Reason};

/// Given names of two letters in katakana that are words too.
const OLD: [&str; 24] = [
    "ウシ", "トラ", "カメ", "ツル", "マツ", "ウメ", "タケ", "キク", "ハナ", "ヤス", "フミ", "ナベ", "カマ", "イネ",
    "クマ", "シカ", "ウタ", "コト", "ユキ", "ハル", "ナツ", "フユ", "キヌ", "イト",
];

impl Finder<'_> {
    /// 委任者黛千代は、黛玲を: a family name of a whole name before, with another given name.
    pub(super) fn named_twice(&mut self, line: &Line<'_>) {
        let known: Vec<(usize, usize)> = self.somebody.range(line.range.clone()).map(|(a, b)| (*a, *b)).collect();
        for (start, stop) in known {
            let name = &line.text[start..stop];
            let family = name.char_indices().skip(1).map(|(at, _)| at).find(|at| {
                let (family, given) = name.split_at(*at);
                let of = lexicon::of(family);
                (of.surname.is_some() || lexicon::is_rare_family(family))
                    && given.starts_with(is_kanji)
                    && (lexicon::givens(given).iter().any(|(len, _)| *len == given.len())
                        || lexicon::looks_given(given))
            });
            let Some(family) = family.map(|at| name[..at].to_owned()) else { continue };
            let rest = &line.text[stop..line.range.end];
            let places: Vec<usize> = rest.match_indices(&family).map(|(at, _)| stop + at).collect();
            for at in places {
                let behind = line.rest(at + family.len());
                let run: usize = behind.chars().take(4).take_while(|c| is_kanji(*c)).map(char::len_utf8).sum();
                let tail = &behind[run..];
                let given = &behind[..run];
                let closed = tail.is_empty()
                    || tail.starts_with(['を', 'は', 'が', 'の', 'と', 'に', '、', '。', '(', ')', ' ']);
                let fits = (1..=3).contains(&given.chars().count())
                    && (given.chars().all(lexicon::is_lone)
                        || lexicon::of(given).given.is_some()
                        || lexicon::looks_given(given))
                    && !WORDS.titles.contains(&given);
                let free = !line.lead(at).ends_with(|c| is_kanji(c) || is_katakana(c));
                if closed && fits && free {
                    let range = at..at + family.len() + run;
                    self.note(Kind::Person, range, Confidence::Likely, Reason::FullName);
                }
            }
        }
    }

    /// 剣持いし様, of whom a half was found: the other half touches it.
    pub(super) fn completed(&mut self, line: &Line<'_>) {
        let known: Vec<(usize, usize)> = self.somebody.range(line.range.clone()).map(|(a, b)| (*a, *b)).collect();
        for (start, stop) in known {
            let name = &line.text[start..stop];
            let tail = line.rest(stop);
            let kana: usize = tail.chars().take_while(|c| is_hiragana(*c)).map(char::len_utf8).sum();
            let behind = &tail[kana..];
            // 剣持いし様
            if name.chars().all(is_of_family)
                && (6..=12).contains(&kana)
                && ["様", "氏", "殿"].iter().any(|address| behind.starts_with(address))
                && honorific(behind).is_some()
                && !tail.starts_with(['の', 'と', 'は', 'が', 'を', 'に'])
                && self.is_free(&(stop..stop + kana))
            {
                self.extended(start, start, stop + kana);
                continue;
            }
            // 剱持ハナ様, 八月一日 美奈（1986.10.2生）
            let given = lexicon::of(name);
            let given = given.given.is_some() && given.surname.is_none() || lexicon::reads_given(name);
            let lead = line.lead(start);
            let spaced = lead.ends_with(' ');
            let lead = lead.trim_end();
            let run: usize = lead.chars().rev().take(4).take_while(|c| is_kanji(*c)).map(char::len_utf8).sum();
            for from in (lead.len() - run..lead.len()).filter(|from| lead.is_char_boundary(*from)) {
                let first = line.range.start + from;
                let family = &lead[from..];
                let listed = family.chars().count() > 1
                    && (lexicon::of(family).surname.is_some() || lexicon::is_rare_family(family))
                    && !THINGS.contains(&family)
                    && (!spaced || lexicon::of(family).common.is_none());
                if given && listed && self.before(line, first) != Before::Joined && self.is_free(&(first..start)) {
                    self.extended(start, first, stop);
                    break;
                }
            }
        }
    }

    /// 千早 凜, 湯 豊: a family name and a given name with a space between.
    pub(super) fn cued_pair(&mut self, line: &Line<'_>, at: usize, before: Before) -> Option<usize> {
        let rest = line.rest(at);
        let len: usize = rest.chars().take(5).take_while(|c| is_of_family(*c)).map(char::len_utf8).sum();
        let family = &rest[..len];
        let given_at = at + len + 1;
        if len == 0 || !rest[len..].starts_with(' ') {
            return None;
        }
        let of = lexicon::of(family);
        let grade = match family.chars().count() {
            1 if of.surname.is_some() || lexicon::is_rare_family(family) => Grade::Shape,
            1 => Grade::No,
            _ => grade(family, &of),
        };
        if grade == Grade::No {
            return None;
        }
        let left = match before {
            Before::Label => 2,
            Before::Cell | Before::Role => 1,
            _ => 0,
        };
        let by_family = match grade {
            Grade::Name => 2,
            Grade::Also => 1,
            _ => 0,
        };
        for (given, quality) in self.givens_behind(line, given_at, before) {
            let end = given_at + given;
            let tail = line.rest(end);
            let behind = self.behind(line, end);
            let closed = tail.is_empty()
                || tail.starts_with(['、', '。', '(', ')', ' ', '」', '/', '\t', '|', ',', '・', '→'])
                || ["は", "が", "の", "を", "と", "に", "も", "です", "で、", "から", "より", "宛"]
                    .iter()
                    .any(|particle| tail.starts_with(particle))
                || matches!(behind, Behind::Polite | Behind::Staff | Behind::Post);
            let right = match behind {
                Behind::Polite | Behind::Staff => 2,
                _ if told_by_tail(tail) => 2,
                Behind::Post => 1,
                _ => 0,
            };
            let listed = if self.beside_somebody(line, at, end) { 2 } else { 0 };
            let weight = left + right + by_family + quality + listed;
            let alone = line.text[given_at..end].chars().count() == 1;
            let least = if alone && grade == Grade::Shape { 4 } else { 3 };
            if closed && self.is_free(&(at..end)) && weight >= least {
                let lead = self.lead(line, at);
                return self.person(line, at..end, &lead, true);
            }
        }
        None
    }

    /// A family name and a given name with nothing between.
    pub(super) fn cued_full(&mut self, line: &Line<'_>, at: usize, before: Before) -> Option<usize> {
        let rest = line.rest(at);
        let run: usize = rest.chars().take(4).take_while(|c| is_of_family(*c)).map(char::len_utf8).sum();
        let families: Vec<usize> = rest[..run].char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        for len in families.into_iter().rev() {
            let family = &rest[..len];
            let of = lexicon::of(family);
            let grade = if family.chars().count() > 1 {
                grade(family, &of)
            } else if family.chars().all(|c| SINGLE.contains(c)) && before >= Before::Label {
                Grade::Also
            } else {
                Grade::No
            };
            if grade == Grade::No {
                continue;
            }
            for (given, quality) in self.givens_behind(line, at + len, before) {
                let end = at + len + given;
                if !self.is_free(&(at..end)) {
                    continue;
                }
                let whole = lexicon::of(&line.text[at..end]);
                if whole.place.is_some() || whole.common.is_some() || whole.proper.is_some() {
                    continue;
                }
                let told = told_by_tail(line.rest(end));
                let right = match self.behind(line, end) {
                    Behind::Polite | Behind::Staff | Behind::House => 3,
                    Behind::Post => 2,
                    _ if told => 3,
                    Behind::Mark => 1,
                    Behind::Particle => 0,
                    Behind::Other => continue,
                };
                let left = match before {
                    Before::Label => 3,
                    Before::Cell | Before::Role => 1,
                    _ => 0,
                };
                let by_family = match grade {
                    Grade::Name if lexicon::of(family).surname.is_some() => 2,
                    Grade::Name | Grade::Also => 1,
                    _ => 0,
                };
                if left + right >= 2 && left + right + by_family + quality >= 5 {
                    let lead = self.lead(line, at);
                    return self.person(line, at..end, &lead, true);
                }
            }
        }
        None
    }

    /// Given names that may begin at `at`, in bytes, and how good they are, best first.
    fn givens_behind(&self, line: &Line<'_>, at: usize, before: Before) -> Vec<(usize, i32)> {
        let rest = line.rest(at);
        let Some(first) = rest.chars().next() else { return Vec::new() };
        let mut found: Vec<(usize, i32)> = Vec::new();
        if is_kanji(first) {
            for (len, other) in lexicon::givens(rest) {
                let given = &rest[..len];
                if WORDS.titles.contains(&given) || WORDS.nobody.contains(&given) || THINGS.contains(&given) {
                    continue;
                }
                let count = given.chars().count();
                if count > 1 || given.chars().all(lexicon::is_lone) {
                    found.push((len, if other || count == 1 { 1 } else { 2 }));
                }
            }
            for count in [3, 2] {
                let len: usize = rest.chars().take(count).map(char::len_utf8).sum();
                if lexicon::may_be_given(&rest[..len]) && !found.iter().any(|(known, _)| *known == len) {
                    found.push((len, 1));
                }
            }
            return found;
        }
        let of: fn(char) -> bool = if is_hiragana(first) { is_hiragana } else { is_katakana };
        if !of(first) {
            return found;
        }
        let ends: Vec<usize> =
            rest.char_indices().take_while(|(_, c)| of(*c)).take(5).map(|(i, c)| i + c.len_utf8()).collect();
        for len in ends.into_iter().rev() {
            let given = &rest[..len];
            let (count, tail) = (given.chars().count(), &rest[len..]);
            let whole = !tail.starts_with(of) || honorific(tail).is_some();
            let word = lexicon::of(given).common.is_some() && !lexicon::is_given(given);
            let particle = line.token(at).is_some_and(|t| t.pos.is_particle()) && count < 3;
            // ウシ, トラ: as people born long ago are called.
            let word = word && !(is_katakana(first) && count == 2 && OLD.contains(&given));
            let fits = lexicon::reads_given(given) && !word && !particle || before == Before::Label && count > 1;
            if count > 1 && whole && fits {
                found.push((len, 1));
            }
        }
        found
    }
}
