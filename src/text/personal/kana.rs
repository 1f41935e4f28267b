//! Names of people in kana: ヤマダ タロウ, マイケル・ブラウン氏, はなこさん, and the readings of names.

use super::cues::is_kanji;
use super::lexicon;
use super::people::{Lead, Line, WORDS, honorific, is_hiragana, is_kana, is_katakana, title};
use super::{Confidence, Finder, Kind, Reason};

impl Finder<'_> {
    /// Given names in hiragana with くん or ちゃん, which the dictionary takes apart: お子さまのりくくん.
    pub(super) fn children(&mut self, line: &Line<'_>) {
        let text = &line.text[line.range.clone()];
        for address in ["くん", "ちゃん", "さん", "君"] {
            for (at, _) in text.match_indices(address) {
                let before = &text[..at];
                let run = before.chars().rev().take_while(|c| is_hiragana(*c)).map(char::len_utf8).sum::<usize>();
                let start = at - run;
                let name = (start..at).filter(|from| before.is_char_boundary(*from)).find(|from| {
                    let (name, lead) = (&before[*from..], &before[..*from]);
                    let count = name.chars().count();
                    let known = count >= 3 && lexicon::reads_given(name) || count == 2 && lexicon::is_given(name);
                    let alone = *from == start && !lead.ends_with(is_kanji)
                        || lead.ends_with(['の', 'は', 'が', 'と', '、', 'を', 'に']);
                    // ゆいとくん, where a sentence begins: no dictionary knows every name.
                    let begins =
                        *from == start && (lead.is_empty() || lead.ends_with(['。', '、', '「', '・', ' ', '(']));
                    // みなさん and たくさん are words; 君 stands behind a name of the class alone.
                    let free = matches!(address, "くん" | "ちゃん")
                        || lexicon::of(name).common.is_none()
                        || count == 2 && lexicon::is_recent(name);
                    let any = begins && (2..=4).contains(&count) && matches!(address, "くん" | "ちゃん");
                    (known && free || any) && alone && !WORDS.kana_nobody.contains(&name)
                });
                if let Some(from) = name {
                    let range = line.range.start + from..line.range.start + at;
                    self.note(Kind::Person, range, Confidence::Certain, Reason::Honorific(address.to_owned()));
                }
            }
        }
    }

    /// A name in katakana: ヤマダ タロウ, スミスさん, マイケル・ブラウン氏.
    pub(super) fn katakana(&mut self, line: &Line<'_>, at: usize) -> Option<usize> {
        let before = line.lead(at).chars().next_back();
        if before.is_some_and(|c| is_kanji(c) && !line.divides(at) || is_katakana(c) || c == '・') {
            return None;
        }
        let rest = line.rest(at);
        let word = |text: &str| text.chars().take_while(|c| is_katakana(*c)).map(char::len_utf8).sum::<usize>();
        let mut parts = vec![&rest[..word(rest)]];
        let mut len = parts[0].len();
        while let Some(next) = rest[len..].strip_prefix(['・', '=', ' ', '=']) {
            let more = word(next);
            let spaced = rest[len..].starts_with(' ');
            if more < 6 || parts.len() > 4 || spaced && rest[..len].contains('・') {
                break;
            }
            len += rest[len..].len() - next.len() + more;
            parts.push(&next[..more]);
        }
        let lead = self.lead(line, at);
        let label = matches!(lead, Lead::Label(_)) && line.lead(at).ends_with([' ', ':', '\t', '(', ',', '|']);
        let tail = line.rest(at + len);
        let address = honorific(tail);
        let family = lexicon::reads_family(parts[0]);
        let given = parts.last().is_some_and(|p| lexicon::reads_given(p));
        let foreign = |part: &str| {
            let s = lexicon::of(part);
            s.person.is_some() || s.surname.is_some() || s.given.is_some()
        };
        let common = |part: &str| lexicon::of(part).common.is_some();
        let name = match parts.len() {
            1 if address.is_some() => {
                let part = parts[0];
                part.chars().count() >= 2
                    && (!common(part) && lexicon::of(part).place.is_none() || foreign(part))
                    && (foreign(part) || family || lexicon::reads_given(part) || !part.ends_with("ー"))
            }
            1 => label && (family || lexicon::reads_given(parts[0]) || foreign(parts[0])) && !common(parts[0]),
            _ if rest[..len].contains('・') => {
                // サラ and ミラー are words too, and nobody calls those さん.
                let person = address.is_some_and(|address| address != "様");
                // 届出：リー・ウェイ（在留カード …
                let noted = line.lead(at).ends_with(':') && tail.starts_with('(');
                (person || !parts.iter().all(|p| common(p)))
                    && (address.is_some()
                        || matches!(lead, Lead::Label(_))
                        || noted
                        || self.is_among_people(line, at, at + len)
                        || matches!(lead, Lead::Title(_))
                        || title(tail).is_some()
                        || parts.iter().all(|p| foreign(p) && !common(p)))
            }
            2 => {
                family && given && (!common(parts[0]) || label)
                    || (label || address.is_some()) && (family || foreign(parts[0]))
            }
            _ => label,
        };
        if !name || !self.is_free(&(at..at + len)) {
            return None;
        }
        let range = at..at + len;
        if address.is_none() && !label && parts.len() == 2 && family && given {
            self.note(Kind::Person, range.clone(), Confidence::Likely, Reason::Reading);
            return Some(range.end);
        }
        self.person(line, range, &lead, parts.len() > 1)
    }

    /// A name in hiragana: はなこさん, やまだ たろう様.
    pub(super) fn hiragana(&mut self, line: &Line<'_>, at: usize) -> Option<usize> {
        let before = line.lead(at).chars().next_back();
        if before.is_some_and(|c| is_kanji(c) || is_kana(c)) && !line.lead(at).ends_with(['の', 'は', 'が', 'と']) {
            return None;
        }
        let rest = line.rest(at);
        let run: String = rest.chars().take_while(|c| is_hiragana(*c)).take(12).collect();
        // やまだ たろう様
        let stop = at + run.len();
        let next = line.rest(stop);
        if let Some(second) = next.strip_prefix(' ') {
            let given: String = second.chars().take_while(|c| is_hiragana(*c)).take(10).collect();
            let address = ["さん", "さま", "くん", "ちゃん"].iter().find(|a| given.ends_with(**a));
            let bare = address.map_or(given.as_str(), |a| &given[..given.len() - a.len()]);
            let tail = line.rest(stop + 1 + bare.len());
            if run.chars().count() >= 2
                && bare.chars().count() >= 2
                && lexicon::reads_family(&run)
                && lexicon::reads_given(bare)
                && honorific(tail).is_some()
            {
                return self.person(line, at..stop + 1 + bare.len(), &Lead::None, true);
            }
        }
        for address in ["さん", "ちゃん", "くん"] {
            let Some(len) = run.find(address) else { continue };
            let name = &run[..len];
            let count = name.chars().count();
            let known = count >= 3 && lexicon::reads_given(name)
                || count == 2 && lexicon::is_given(name)
                || count >= 4 && lexicon::reads_family(name)
                || count == 3 && address == "さん" && lexicon::reads_family(name) && run[len..].starts_with("さん、")
                || count == 3 && address == "さん" && lexicon::reads_family(name) && line.lead(at).ends_with("さん、");
            if known && !WORDS.kana_nobody.contains(&name) && lexicon::of(name).common.is_none() {
                return self.person(line, at..at + len, &Lead::None, false);
            }
        }
        // ひまり様, はなこ様
        let tail = line.rest(stop);
        if honorific(tail) == Some("様")
            && run.chars().count() >= 2
            && (lexicon::is_given(&run) || run.chars().count() >= 3 && lexicon::reads_given(&run))
            && lexicon::of(&run).common.is_none()
        {
            return self.person(line, at..stop, &Lead::None, false);
        }
        None
    }

    /// The reading in brackets behind a name: 山田太郎（やまだ たろう）.
    pub(super) fn reading_behind(&mut self, line: &Line<'_>, at: usize) {
        let rest = line.rest(at);
        let Some(inside) = rest.strip_prefix('(') else { return };
        let Some(len) = inside.find(')') else { return };
        let words = &inside[..len];
        let kana = words.chars().all(|c| is_kana(c) || c == ' ' || c == '・');
        let parts: Vec<&str> = words.split([' ', '・']).filter(|p| !p.is_empty()).collect();
        let reads = parts.iter().any(|p| lexicon::reads_family(p) || lexicon::reads_given(p));
        if kana && words.chars().count() >= 4 && (parts.len() == 2 || reads || whole_reading(words)) {
            self.note(Kind::Person, at + 1..at + 1 + len, Confidence::Certain, Reason::Reading);
        }
    }

    pub(super) fn reading(&mut self, start: usize, value: &str, word: String) {
        let run: String = value.chars().take_while(|c| is_kana(*c) || matches!(c, ' ' | '・')).collect();
        let run = run.trim_end();
        // What is a name ends at two spaces.
        let run = run.find("  ").map_or(run, |at| &run[..at]);
        let parts: Vec<&str> = run.split([' ', '・']).filter(|p| !p.is_empty()).collect();
        let next = value[run.len()..].chars().next();
        let known = parts.iter().any(|p| lexicon::reads_family(p) || lexicon::reads_given(p)) || whole_reading(run);
        let kata = run.starts_with(is_katakana);
        let clean = !next.is_some_and(is_kanji);
        if !parts.is_empty()
            && parts.len() <= 4
            && run.chars().count() >= 3
            && clean
            && (known || kata && parts.len() > 1)
        {
            self.note(Kind::Person, start..start + run.len(), Confidence::Certain, Reason::Cue(word));
        }
    }
}

/// Whether kana without a space are the readings of a family name and a given name.
fn whole_reading(kana: &str) -> bool {
    let kana = kana.trim();
    kana.char_indices().skip(2).any(|(at, _)| lexicon::reads_family(&kana[..at]) && lexicon::reads_given(&kana[at..]))
}
