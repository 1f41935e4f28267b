//! Names with a space between family name and given name, as lists and forms write them: 小鳥遊 紗英, 木ノ下 ひなた. The space
//! tells that here is a name, also where no dictionary has the family name.

use super::alone::FAMILIES;
use super::cues::is_kanji;
use super::lexicon;
use super::lists::KIN;
use super::people::{Lead, Line, WORDS, honorific, is_hiragana, is_katakana, title};
use super::standing::is_pair_in_kana;
use super::{Finder, Kind};
use crate::text::morph::senses::Senses;
use std::ops::Range;

/// The most letters of a family name.
const LONGEST: usize = 4;

/// What a word ends in that is an office, a place or a kind of somebody, and no family name.
const ORGANISED: &str =
    "課係室局部班署会社校院園所町村市区県庁省館店駅号式名様氏殿君長表欄録者員官師士生級等棟階室際業費計約第各両";

/// Two words with a space between that may be a name.
pub(super) struct Pair<'t> {
    pub(super) range: Range<usize>,
    pub(super) family: &'t str,
    pub(super) given: &'t str,
}

impl Finder<'_> {
    /// Names with a space in them, the sure ones first; then those that stand beside a sure one in a list.
    pub(super) fn spaced(&mut self, line: &Line<'_>) {
        let pairs: Vec<Pair<'_>> = self.pairs(line);
        let mut named: Vec<bool> = Vec::with_capacity(pairs.len());
        for pair in &pairs {
            let sure = self.is_free(&pair.range) && self.is_surely_named(line, pair);
            if sure {
                self.named(line, pair);
            }
            named.push(sure);
        }
        // Once forwards and once backwards reaches all of a list.
        let order: Vec<usize> = (0..pairs.len()).chain((0..pairs.len()).rev()).collect();
        for at in order {
            let beside = |other: usize| {
                let (first, second) = (at.min(other), at.max(other));
                let between = line.text.get(pairs[first].range.end..pairs[second].range.start);
                named[other] && between.is_some_and(is_mark)
            };
            // 阿部 和彦　戸田 恵: between two names a space made another pair.
            let apart = |other: usize| {
                let (first, second) = (at.min(other), at.max(other));
                named[other] && line.text.get(pairs[first].range.end..pairs[second].range.start) == Some(" ")
            };
            let listed = at.checked_sub(1).is_some_and(beside) || at + 1 < pairs.len() && beside(at + 1);
            let near = at.saturating_sub(2)..pairs.len().min(at + 3);
            let listed = listed || is_family(pairs[at].family) && near.into_iter().any(apart);
            if !named[at] && listed && self.is_free(&pairs[at].range) && may_be_given(pairs[at].given) {
                self.named(line, &pairs[at]);
                named[at] = true;
            }
        }
        self.spaced_kana(line);
    }

    fn named(&mut self, line: &Line<'_>, pair: &Pair<'_>) {
        let lead = self.lead(line, pair.range.start);
        if let Some(end) = self.person(line, pair.range.clone(), &lead, true) {
            self.reading_behind(line, end);
        }
    }

    /// Every pair of words that is written as a name is.
    pub(super) fn pairs<'t>(&self, line: &Line<'t>) -> Vec<Pair<'t>> {
        let text = line.text;
        let mut pairs = Vec::new();
        for (at, _) in text[line.range.clone()].match_indices(' ') {
            let space = line.range.start + at;
            let family: usize =
                line.lead(space).chars().rev().take_while(|c| is_of_family(*c)).map(char::len_utf8).sum();
            let mut start = space - family;
            // 二女桑田 奈緒子
            let whole = &text[start..space];
            if let Some(kin) = KIN.iter().find(|kin| whole.starts_with(**kin))
                && lexicon::of(&whole[kin.len()..]).surname.is_some()
                && lexicon::of(whole).surname.is_none()
            {
                start += kin.len();
            }
            let family = &text[start..space];
            let begins = line.lead(start).chars().next_back().is_none_or(|c| !is_katakana(c) && c != '々');
            // 第1回 総会: what a figure belongs to is no name.
            let counted = line.lead(start).ends_with(|c: char| c.is_ascii_alphanumeric());
            let stated = is_kanji_or_mark(family) && (1..=LONGEST).contains(&family.chars().count());
            if !stated || !begins || counted || is_office(family) {
                continue;
            }
            if let Some(given) = self.given_behind(line, space + 1) {
                let range = start..space + 1 + given.len();
                pairs.push(Pair { range, family, given });
            }
        }
        pairs
    }

    /// The given name that begins at `at`: as much of it as leaves a form of address, a title or nothing behind.
    fn given_behind<'t>(&self, line: &Line<'t>, at: usize) -> Option<&'t str> {
        let rest = &line.text[at..line.range.end];
        let first = rest.chars().next()?;
        let run = |of: fn(char) -> bool, most: usize| -> Vec<usize> {
            rest.char_indices().take_while(|(_, c)| of(*c)).take(most).map(|(i, c)| i + c.len_utf8()).collect()
        };
        if is_kanji(first) {
            let ends = run(is_kanji, LONGEST - 1);
            let fits = |end: &&usize| {
                let (given, tail) = (&rest[..**end], &rest[**end..]);
                (self.ends(line, at + **end) || calling(tail) && line.divides(at + **end))
                    && !is_office(given)
                    && !given.ends_with(['准', '副'])
                    && !WORDS.titles.contains(&given)
            };
            return ends.iter().rev().find(fits).map(|end| &rest[..*end]);
        }
        let of: fn(char) -> bool = if is_hiragana(first) { is_hiragana } else { is_katakana };
        let ends = run(of, 6);
        let fits = |end: &&usize| {
            let (given, tail) = (&rest[..**end], &rest[**end..]);
            let closed = !tail.starts_with(of)
                || honorific(tail).is_some()
                || tail.starts_with(['は', 'が', 'を', 'に', 'の', 'と', 'へ', 'も']) && line.divides(at + **end);
            let reads = lexicon::reads_given(given) || lexicon::of(given).person.is_some();
            given.chars().count() > 1 && reads && closed && self.ends(line, at + **end)
        };
        ends.iter().rev().find(fits).map(|end| &rest[..*end])
    }

    /// Whether two words with a space between are a name whatever stands around them.
    fn is_surely_named(&self, line: &Line<'_>, pair: &Pair<'_>) -> bool {
        let Pair { range, family, given } = pair;
        let tail = line.rest(range.end);
        let lead = self.lead(line, range.start);
        let addressed = honorific(tail).is_some() || title(tail).is_some() || calling(tail.trim_start_matches(' '));
        let labelled = matches!(lead, Lead::Label(_) | Lead::Title(_));
        let bracketed = line.lead(range.start).ends_with('(') && tail.starts_with(')');
        // 木ノ下 ひなた（令和2年9月6日生）, 雲母 遥（きらら はるか）
        let told = tail.strip_prefix('(').is_some_and(|inside| {
            let inside = inside.split(')').next().unwrap_or("");
            inside.ends_with(['生', '歳'])
                || inside.chars().count() > 3 && inside.chars().all(|c| is_hiragana(c) || is_katakana(c) || c == ' ')
        });
        let of = lexicon::of(family);
        let known = of.surname.is_some();
        // 雲母, 如月 and 小鳥 are words; beside a given name that is nothing else they are families.
        let word = !known && of.common.is_some();
        let unheard = of == Senses::default();
        let strong = is_strong(given);
        let kana = given.starts_with(|c| is_hiragana(c) || is_katakana(c));
        let may = may_be_given(given);
        let beside = addressed || labelled || bracketed || told;
        // 営業部　冷泉 佳代子
        let of_unit = matches!(lead, Lead::Unit(_)) && strong && given.chars().count() > 1;
        // 李 建国さん: what the given name is as a word does not matter behind such a family name.
        let polite = ["さん", "様", "氏"].iter().any(|address| tail.starts_with(address)) && honorific(tail).is_some();
        let sole = family.chars().count() == 1 && family.chars().all(|c| FAMILIES.contains(c));
        if sole && polite && given.starts_with(is_kanji) && given.chars().count() == 2 && !is_office(given) {
            return true;
        }
        // 薬師寺 昭: one letter behind a family name that is nothing else, with nothing on either side.
        let apart = line.lead(range.start).is_empty() || line.lead(range.start).ends_with([' ', '、', '。', ':', '(']);
        let closed = tail.is_empty() || tail.starts_with([' ', '、', '。', '(', ')']);
        let given_first = lexicon::of(given);
        let given_first = given_first.given.is_some_and(|cost| given_first.common.is_none_or(|common| cost < common));
        if known && of.common.is_none() && of.place.is_none() && family.chars().count() > 1 && apart && closed {
            let aside = given.chars().any(|c| "東西南北中上下前後左右大小新旧春夏秋冬計等".contains(c));
            if given.chars().count() == 1 && given_first && !aside {
                return true;
            }
        }
        // 訴訟費用 参加人: two words that everybody knows are no family name.
        let composed = |(cut, _): (usize, char)| {
            let (first, second) = family.split_at(cut);
            first.len() > 3 && second.len() > 3 && [first, second].iter().all(|w| lexicon::of(w).common.is_some())
        };
        if !known && family.char_indices().any(composed) {
            return false;
        }
        if numerals(given) && !(addressed && known) {
            return false;
        }
        if kana {
            return !word && (known || unheard || beside) && (beside || strong && family.chars().count() > 1);
        }
        if word {
            return of_unit || beside && (strong || may && (addressed || told) && given.chars().count() > 1);
        }
        if family.chars().count() == 1 && given.chars().count() == 1 {
            return known && may && (addressed || labelled);
        }
        strong && given.chars().count() > 1 && (known || unheard) || beside && (may || addressed && looks_free(given))
    }

    /// さくらい みつきちゃん: both names in hiragana, with a form of address behind.
    fn spaced_kana(&mut self, line: &Line<'_>) {
        let text = line.text;
        for (at, _) in text[line.range.clone()].match_indices(' ') {
            let space = line.range.start + at;
            let run: usize = line.lead(space).chars().rev().take_while(|c| is_hiragana(*c)).map(char::len_utf8).sum();
            let whole = &text[space - run..space];
            let begins = |from: usize| {
                let lead = &text[line.range.start..space - run + from];
                from == 0 && (!lead.ends_with(is_kanji) || labelled(lead)) || lead.ends_with(['の', 'は', 'が', 'と'])
            };
            let family = whole.char_indices().map(|(from, _)| from).find(|from| {
                let name = &whole[*from..];
                (2..=5).contains(&name.chars().count()) && lexicon::reads_family(name) && begins(*from)
            });
            let Some(family) = family else { continue };
            let rest = line.rest(space + 1);
            let given: String = rest.chars().take_while(|c| is_hiragana(*c)).take(10).collect();
            let bare = ["さん", "さま", "くん", "ちゃん"].iter().find_map(|a| Some(&given[..given.find(a)?]));
            let bare = bare.or_else(|| honorific(&rest[given.len()..]).map(|_| given.as_str()));
            // 三宅 陽一、つるの まことの各委員
            let lead = line.lead(space - run + family);
            let bare = bare.or_else(|| {
                let name = given.strip_suffix('の').filter(|_| rest[given.len()..].starts_with(['各', '両']));
                name.or((!given.is_empty() && self.follows_somebody(line, lead)).then_some(given.as_str()))
            });
            // 氏名つつみ はるかの
            let bare = bare.or_else(|| {
                let lead = &text[line.range.start..space - run];
                let mut ends =
                    given.char_indices().map(|(at, c)| at + c.len_utf8()).filter(|_| family == 0 && labelled(lead));
                ends.rfind(|end| lexicon::reads_given(&given[..*end])).map(|end| &given[..end])
            });
            // こばやし すみれ, with nothing else beside it.
            let bare = bare.or_else(|| {
                let tail = &rest[given.len()..];
                let closed = tail.is_empty() || tail.starts_with([' ', '、', '。', '(', ')', '/', '\t', '|']);
                let name = &text[space - run + family..space];
                (closed && family == 0 && is_pair_in_kana(name, &given)).then_some(given.as_str())
            });
            if let Some(bare) = bare.filter(|bare| bare.chars().count() > 1 && lexicon::reads_given(bare)) {
                let range = space - run + family..space + 1 + bare.len();
                if self.is_free(&range) {
                    self.person(line, range, &Lead::None, true);
                }
            }
        }
    }

    /// 武田氏と上杉氏が争った: whether the line speaks of families of long ago, who are nobody's business.
    pub(super) fn is_history(&self, line: &Line<'_>, range: &Range<usize>) -> bool {
        const LONG_AGO: [&str; 22] = [
            "戦国",
            "合戦",
            "古戦場",
            "大名",
            "武将",
            "城主",
            "居城",
            "幕府",
            "藩主",
            "豪族",
            "荘園",
            "守護",
            "鎌倉時代",
            "室町",
            "平安時代",
            "江戸時代",
            "安土桃山",
            "滅亡",
            "史跡",
            "古墳",
            "城跡",
            "落城",
        ];
        let text = &line.text[line.range.clone()];
        let at = range.start - line.range.start;
        let start = text[..at].rfind('。').map_or(0, |stop| stop + '。'.len_utf8());
        let end = text[at..].find('。').map_or(text.len(), |stop| at + stop);
        LONG_AGO.iter().any(|word| text[start..end].contains(word))
            && !self.found.iter().any(|one| one.kind == Kind::Phone && line.range.contains(&one.range.start))
    }
}

fn is_of_family(c: char) -> bool {
    is_kanji(c) || matches!(c, 'ノ' | 'ヶ' | 'ケ' | 'ツ' | '之')
}

/// Whether it begins with a Chinese character and goes on with what family names are written in.
fn is_kanji_or_mark(word: &str) -> bool {
    word.starts_with(is_kanji)
}

/// Whether `lead` ends in a word that asks for a name.
fn labelled(lead: &str) -> bool {
    ["氏名", "名前", "姓名", "名義", "名義人", "保護者", "申請者", "届出人", "本人"]
        .iter()
        .any(|label| lead.ends_with(label))
}

/// Whether a word is a family name, or one that no dictionary has.
fn is_family(word: &str) -> bool {
    let known = lexicon::of(word);
    known.surname.is_some() || known == Senses::default() || "八月一日 四月一日 小鳥遊 月見里 五十里".contains(word)
}

/// Whether nothing but a mark of a list divides two names.
fn is_mark(between: &str) -> bool {
    matches!(between, "、" | "・" | "," | ", " | "/" | "及び" | "、 " | "と")
}

/// Whether a word is an office, a title, a label or anything else that is followed by a space and no name.
fn is_office(word: &str) -> bool {
    let known = lexicon::of(word);
    let family = known.surname.is_some_and(|cost| known.common.is_none_or(|common| cost < common));
    WORDS.titles.contains(&word)
        || WORDS.nobody.contains(&word)
        || WORDS
            .titles
            .iter()
            .any(|title| word.starts_with(title) && word.len() > title.len() && title.chars().count() > 1)
        || word.ends_with(|c| ORGANISED.contains(c)) && !family
}

/// Whether a tail in kanji says what somebody does: 通訳員, 選手.
fn calling(tail: &str) -> bool {
    let run: Vec<char> = tail.chars().take_while(|c| is_kanji(*c)).take(6).collect();
    (2..=5).contains(&run.len()) && run.last().is_some_and(|c| "員官師士長手".contains(*c))
}

/// Whether a word is a given name and hardly anything else.
fn is_strong(given: &str) -> bool {
    let known = lexicon::of(given);
    let named = known.given.is_some() && known.common.is_none() && known.place.is_none();
    named || lexicon::is_given(given) && known.place.is_none() && known.common.is_none() || lexicon::looks_given(given)
}

/// Whether a word may be a given name: 百合 and 大和 are other words too.
fn may_be_given(given: &str) -> bool {
    lexicon::of(given).given.is_some()
        || lexicon::is_given(given)
        || lexicon::looks_given(given)
        || !given.starts_with(is_kanji) && lexicon::reads_given(given)
        || given.chars().count() == 1 && given.chars().all(lexicon::is_lone)
}

/// Whether no dictionary has the word as another one.
fn looks_free(given: &str) -> bool {
    lexicon::of(given).common.is_none() && !given.ends_with(|c| ORGANISED.contains(c))
}

/// Whether it is made of numerals, as chapters are numbered.
fn numerals(word: &str) -> bool {
    word.chars().all(|c| "一二三四五六七八九十".contains(c))
}
