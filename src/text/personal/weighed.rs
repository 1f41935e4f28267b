//! Names that no single sign gives away: 夜勤者岩瀬より申し送り, 米谷と折衝, 隣人の箕輪. What the dictionary and the lists have a
//! word as, what stands before it, what stands behind it and what is said of it each weigh something; together they must
//! weigh enough.

use super::alone::{FAMILIES, is_rather_a_town};
use super::cues::is_kanji;
use super::lexicon;
use super::lists::KIN;
use super::people::{Lead, Line, SINGLE, WORDS, honorific, is_hiragana, is_katakana, title};
use super::standing::{tells_behind, tells_of_a_person};
use super::{Confidence, Finder, Kind};
use crate::text::morph::Pos;
use crate::text::morph::senses::Senses;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words from `assets/names/said.txt`.
type Words = LazyLock<Vec<&'static str>>;

fn words(name: &str) -> Vec<&'static str> {
    let file = include_str!("../../../assets/names/said.txt");
    let line = file.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or("");
    line.split('|').collect()
}

/// What a name must weigh.
const ENOUGH: i32 = 23;

/// What somebody is called by what they do or are; behind these, or behind these and の, stands a name.
static ROLES: Words = LazyLock::new(|| words("roles"));

/// Kin and children, who are called by their given names.
static CALLED: Words = LazyLock::new(|| words("called"));

/// Labels before a given name.
static NAMED: Words = LazyLock::new(|| words("named"));

/// What a line speaks of that is about children, who are called by their given names.
static CHILDREN: Words = LazyLock::new(|| words("children"));

/// What only people do, as it stands behind 「が」 and 「は」.
static DO: Words = LazyLock::new(|| words("do"));

/// What is done to, with or by somebody, right behind the particle.
static AFTER_TO: Words = LazyLock::new(|| words("after_to"));
static AFTER_FROM: Words = LazyLock::new(|| words("after_from"));
static AFTER_WITH: Words = LazyLock::new(|| words("after_with"));
static AFTER_OBJECT: Words = LazyLock::new(|| words("after_object"));
static AFTER_OF: Words = LazyLock::new(|| words("after_of"));

/// What only a person has.
pub(super) const OWNED: [&str; 15] = [
    "免許",
    "旅券",
    "免許証",
    "運転免許",
    "個人番号",
    "マイナンバー",
    "生年月日",
    "在留カード",
    "住民票コード",
    "基礎年金",
    "年金番号",
    "保険証",
    "携帯",
    "自宅",
    "口座番号",
];

/// Words behind a place and の that make it an office: 緑野市の勝又です.
static OFFICES: Words = LazyLock::new(|| words("offices"));

/// What family names mostly end in.
const LAST: &str =
    "田川山野村井本原島嶋崎﨑沢澤谷木橋口内藤塚岡森林松宮瀬津岩倉見戸尾坂池浦浜石根辺葉江賀城越垣丸合美部渠";

/// The names that were surely found: whoever is named once is the same person wherever the name comes again.
#[derive(Default)]
pub(super) struct Familiar {
    /// Whether the line that is read speaks of children.
    children: bool,
    families: HashSet<String>,
    givens: HashSet<String>,
}

impl Finder<'_> {
    /// Whom the text names for sure.
    pub(super) fn familiar(&self) -> Familiar {
        let mut known = Familiar::default();
        for one in self.found.iter().filter(|one| one.kind == Kind::Person && one.confidence > Confidence::Possible) {
            let name = &self.text()[one.range.clone()];
            if let Some((family, given)) = name.split_once([' ', '・']) {
                known.families.insert(family.to_owned());
                known.givens.insert(given.to_owned());
                continue;
            }
            let parts = lexicon::families(name).into_iter().find(|(len, _)| {
                *len < name.len() && lexicon::givens(&name[*len..]).iter().any(|g| len + g.0 == name.len())
            });
            match parts {
                Some((len, _)) => {
                    known.families.insert(name[..len].to_owned());
                    known.givens.insert(name[len..].to_owned());
                }
                None if lexicon::of(name).surname.is_some() => {
                    known.families.insert(name.to_owned());
                }
                None => {
                    known.givens.insert(name.to_owned());
                }
            }
        }
        known
    }

    /// Looks through a line for names that weigh enough.
    pub(super) fn weighed(&mut self, line: &Line<'_>, familiar: &mut Familiar) {
        let text = &line.text[line.range.clone()];
        familiar.children = CHILDREN.iter().any(|word| text.contains(word));
        let familiar = &*familiar;
        self.weighed_pairs(line, familiar);
        self.joined_halves(line);
        // One that was found tells of the next in a list, and of the one before.
        for _ in 0..3 {
            let known = self.found.len();
            self.weighed_once(line, familiar);
            if self.found.len() == known || !text.contains(['、', '・', ',', '/', '→']) {
                break;
            }
        }
    }

    fn weighed_once(&mut self, line: &Line<'_>, familiar: &Familiar) {
        let text = &line.text[line.range.clone()];
        let mut end = line.range.start;
        let mut previous = ' ';
        for (offset, first) in text.char_indices() {
            let at = line.range.start + offset;
            let before = std::mem::replace(&mut previous, first);
            if at < end || !self.is_free(&(at..at + 1)) {
                continue;
            }
            let begins = line.token(at).is_some() || !is_kanji(before) && !is_katakana(before);
            let found = if is_kanji(first) && (begins || self.role(line, at).is_some()) {
                self.weighed_family(line, at, familiar).or_else(|| self.weighed_given(line, at, familiar))
            } else if is_katakana(first) && begins {
                self.weighed_katakana(line, at).or_else(|| self.weighed_given(line, at, familiar))
            } else if is_hiragana(first) && begins {
                self.weighed_given(line, at, familiar)
            } else {
                None
            };
            end = found.unwrap_or(end);
        }
    }

    /// 岩瀬 ペドロさん, found as two: a family name and a given name with a space between are one.
    fn joined_halves(&mut self, line: &Line<'_>) {
        let halves: Vec<(usize, usize)> = self.somebody.range(line.range.clone()).map(|(a, b)| (*a, *b)).collect();
        for (start, end) in halves.clone() {
            // ／熊坂 真砂様, of whom the given name alone was found.
            let Some(lead) = line.lead(start).strip_suffix(' ') else { continue };
            let len: usize = lead.chars().rev().take(5).take_while(|c| is_kanji(*c)).map(char::len_utf8).sum();
            let first = line.range.start + lead.len() - len;
            let of = lexicon::of(&line.text[first..start - 1]);
            let single = len == 3 && FAMILIES.contains(&line.text[first..start - 1]);
            let family = len > 3 && of.surname.is_some() && of.common.is_none() || single;
            let given = lexicon::of(&line.text[start..end]).surname.is_none() || honorific(line.rest(end)).is_some();
            if family && given && self.is_free(&(first..start)) && honorific(line.rest(end)).is_some() {
                self.extended(start, first, end);
            }
        }
        for pair in halves.windows(2) {
            let [(start, stop), (next, end)] = [pair[0], pair[1]];
            let (family, given) = (&line.text[start..stop], &line.text[next..end]);
            let known = lexicon::of(given);
            let may = known.given.is_some() || known.person.is_some() || lexicon::reads_given(given);
            let addressed = honorific(line.rest(end)).is_some();
            let row = line.lead(start).ends_with(' ') || line.rest(end).starts_with(' ');
            let halves = lexicon::of(family).surname.is_some() && (may || addressed) && !row;
            if line.text.get(stop..next) == Some(" ") && halves && family.chars().all(is_kanji) {
                self.found.retain(|one| one.range.start != next);
                self.taken.remove(&next);
                self.somebody.remove(&next);
                self.extended(start, start, end);
            }
        }
    }

    /// Makes the finding that begins at `start` go from `first` to `end`.
    pub(super) fn extended(&mut self, start: usize, first: usize, end: usize) {
        self.taken.remove(&start);
        self.somebody.remove(&start);
        self.taken.insert(first, end);
        self.somebody.insert(first, end);
        if let Some(one) = self.found.iter_mut().find(|one| one.range.start == start) {
            one.range = first..end;
        }
    }

    /// ワン・ジエ: a name in katakana with 「・」 in it.
    fn weighed_katakana(&mut self, line: &Line<'_>, at: usize) -> Option<usize> {
        let rest = line.rest(at);
        let run: usize = rest.chars().take(40).take_while(|c| is_katakana(*c) || *c == '・').map(char::len_utf8).sum();
        let name = rest[..run].trim_end_matches('・');
        let parts: Vec<&str> = name.split('・').collect();
        let other = |part: &&str| {
            let of = lexicon::of(part);
            part.chars().count() < 2 || of.person.is_none() && (of.common.is_some() || of.place.is_some())
        };
        let people = parts.iter().filter(|part| {
            let of = lexicon::of(part);
            of.person.is_some() || of.given.is_some() || of.surname.is_some() || lexicon::reads_given(part)
        });
        // グエン・ヴァン・フン, ドー・ティ・ラン: the middle tells.
        let middle = parts.len() > 2
            && parts[1..parts.len() - 1]
                .iter()
                .any(|part| ["ティ", "ヴァン", "バン", "ティー", "ビン", "アル"].contains(part));
        let others = parts.iter().filter(|part| other(part)).count();
        let words = others > 0 && (parts.len() < 3 || others * 2 > parts.len());
        if !(2..=4).contains(&parts.len()) || words && !middle {
            return None;
        }
        let (lead, stop) = (self.lead(line, at), at + name.len());
        // All of its parts are names, or most of three.
        let known = match people.count() {
            _ if middle => 16,
            0 => 0,
            some if some == parts.len() || some > 1 => 16,
            _ => 6,
        };
        let weight = 6 + known + self.weighs_before(line, at, &lead) + self.weighs_behind(line, at, stop);
        (weight >= ENOUGH && self.is_free(&(at..stop))).then(|| self.weigh_in(line, at, stop, &lead)).flatten()
    }

    /// Names with a space in them: what each half weighs, the space, and the list they stand in.
    fn weighed_pairs(&mut self, line: &Line<'_>, familiar: &Familiar) {
        let pairs = self.pairs(line);
        for pair in pairs.iter().chain(pairs.iter().rev()) {
            let range = pair.range.clone();
            if !self.is_free(&range) {
                continue;
            }
            let (mut family, given) = (lexicon::of(pair.family), lexicon::of(pair.given));
            if family.surname.is_none() && lexicon::is_rare_family(pair.family) {
                family.surname = Some(lexicon::RARE_NAME);
            }
            let lead = self.lead(line, range.start);
            let stop = range.start + pair.family.len();
            let both = family.surname.is_some() && (given.given.is_some() || lexicon::is_given(pair.given));
            let again = familiar.givens.contains(pair.given) || familiar.families.contains(pair.family);
            let weight = 3
                + if again { 12 } else { 0 }
                + weighs_as_family(line, range.start, stop, &family)
                + weighs_as_given(line, stop + 1, range.end).max(-10)
                + self.weighs_before(line, range.start, &lead).min(12)
                + self.weighs_behind(line, range.start, range.end)
                + if both {
                    14
                } else if given.given.is_some() && family.common.is_none() && !lexicon::is_town(pair.family) {
                    9
                } else {
                    0
                };
            if weight >= ENOUGH {
                self.weigh_in(line, range.start, range.end, &lead);
            }
        }
    }

    fn weighed_family(&mut self, line: &Line<'_>, at: usize, familiar: &Familiar) -> Option<usize> {
        let rest = line.rest(at);
        let mut words: Vec<(usize, Senses)> = lexicon::families(rest);
        // A word nobody knows, as far as the writing does not change.
        let run: usize = rest
            .chars()
            .take(5)
            .take_while(|c| is_kanji(*c) || matches!(c, 'ヶ' | 'ノ' | 'ツ' | '之'))
            .map(char::len_utf8)
            .sum();
        let run = rest[..run].trim_end_matches(['ヶ', 'ノ', 'ツ']).len();
        for (len, _) in rest[..run].char_indices().skip(2).chain([(run, ' ')]).take(3) {
            let of = lexicon::of(&rest[..len]);
            let addressed = honorific(&rest[len..]).is_some();
            let unknown = of.common.is_none() && of.given.is_none() && of.person.is_none();
            let unknown = unknown && (addressed || of.proper.is_none());
            if unknown && !words.iter().any(|(known, _)| *known == len) {
                words.push((len, of));
            }
        }
        // 留学生の陳静が: a family name of one letter, and a given name that is no word.
        let first: usize = rest.chars().next().map_or(0, char::len_utf8);
        let chinese = FAMILIES.contains(&rest[..first]);
        let lead = self.lead(line, at);
        let left = self.weighs_before(line, at, &lead);
        if left <= -25 {
            return None;
        }
        let best = words
            .into_iter()
            .filter(|(len, _)| *len > 0 && self.is_free(&(at..at + len)))
            .map(|(len, senses)| {
                let stop = at + len;
                let word = &rest[..len];
                let behind = self.weighs_behind(line, at, stop);
                let mut weight = left + weighs_as_family(line, at, stop, &senses) + behind;
                // 長野県の松本です
                if lexicon::is_town(word) && line.lead(at).ends_with(['の', 'は']) && behind < 20 {
                    weight -= 6;
                }
                let given = word.get(first..).unwrap_or("");
                let of_two = chinese && (1..=2).contains(&given.chars().count()) && left >= 10;
                if of_two && senses.common.is_none() && senses.place.is_none() && !WORDS.titles.contains(&given) {
                    weight += 18;
                }
                // The name alone is not enough, unless the word is nothing else; 大阪支店長 has a longer post than it seems.
                let only = senses.place.is_none() && senses.common.is_none() && senses.proper.is_none();
                let only = only && word.chars().count() > 1 && line.is_name(at) && begins_freely(line, at);
                let least = if only && !word.ends_with(['町', '村']) { 4 } else { 10 };
                if left + behind < least && !familiar.families.contains(word) || post_begins_before(line, at, stop) {
                    weight -= 40;
                }
                if familiar.families.contains(word) && word.chars().count() > 1 {
                    weight += 18;
                }
                // 広報課の滝が務めます, 関委員: one kanji is somebody where everything around it says so.
                let single = word.chars().count() == 1 && word.chars().all(|c| SINGLE.contains(c));
                if single && (left >= 10 && behind >= 10 || behind >= 26) {
                    weight += 14;
                }
                if WORDS.nobody.contains(&word) || WORDS.titles.contains(&word) {
                    weight -= 30;
                } else if self.stands_free(line, at, stop, &senses) {
                    weight = weight.max(ENOUGH);
                }
                (weight, stop)
            })
            .max_by_key(|(weight, stop)| (*weight, *stop))?;
        (best.0 >= ENOUGH).then(|| self.weigh_in(line, at, best.1, &lead)).flatten()
    }

    fn weigh_in(&mut self, line: &Line<'_>, at: usize, stop: usize, lead: &Lead) -> Option<usize> {
        let end = self.person(line, at..stop, lead, true)?;
        self.reading_behind(line, end);
        Some(end)
    }

    fn weighed_given(&mut self, line: &Line<'_>, at: usize, familiar: &Familiar) -> Option<usize> {
        let rest = line.rest(at);
        let first = rest.chars().next()?;
        let of: fn(char) -> bool = if is_kanji(first) {
            is_kanji
        } else if is_katakana(first) {
            is_katakana
        } else {
            is_hiragana
        };
        let mut ends: Vec<usize> =
            rest.char_indices().take_while(|(_, c)| of(*c)).map(|(i, c)| i + c.len_utf8()).take(5).collect();
        let run = ends.last().copied().unwrap_or(0);
        // ある子は, うちの子も: children, not somebody.
        let child = is_hiragana(first)
            && (rest[..run].ends_with(['の', 'る', 'い', 'た']) || line.lead(at).ends_with(is_hiragana));
        if !is_kanji(first) && !child && rest[run..].starts_with(['子', '美', '江', '代', '枝', '恵', '香', '乃', '世'])
        {
            ends.push(run + '子'.len_utf8());
        }
        let called = Self::called(line, at, familiar.children);
        let before = line.lead(at).chars().next_back();
        if before.is_some_and(|c| is_kanji(c) || is_katakana(c)) && called < 9 {
            return None;
        }
        let lead = self.lead(line, at);
        let left = called.max(self.weighs_before(line, at, &lead).min(5));
        let best = ends
            .into_iter()
            .filter(|len| rest[..*len].chars().count() > 1)
            .filter(|len| self.is_free(&(at..at + len)))
            .filter(|len| {
                !rest[*len..].starts_with(of) || of(first) && is_hiragana(first) || honorific(&rest[*len..]).is_some()
            })
            .map(|len| {
                let (word, stop) = (&rest[..len], at + len);
                // A post stands behind a family name: 研修講師.
                let tail = line.rest(stop);
                let post = honorific(tail).is_none() && title(tail).is_some() && word.chars().all(is_kanji);
                let most = if post { 14 } else { 25 };
                let mut weight = left + weighs_as_given(line, at, stop) + self.weighs_behind(line, at, stop).min(most);
                if familiar.givens.contains(word) && word.chars().count() > 1 {
                    weight += 18;
                }
                // 副担任はブラウンが務めます: a name of another country that is a word too, where everything says somebody.
                let behind = self.weighs_behind(line, at, stop);
                let told = is_katakana(first) && self.weighs_before(line, at, &lead) >= 10 && behind >= 10;
                if told && lexicon::of(word).person.is_some() | lexicon::is_listed_foreign(word) {
                    weight = weight.max(ENOUGH);
                }
                (weight, stop)
            })
            .max_by_key(|(weight, stop)| (*weight, *stop))?;
        (best.0 >= ENOUGH).then(|| self.weigh_in(line, at, best.1, &lead)).flatten()
    }

    /// The role that stands right before `at`, and whether の or は lies between.
    fn role(&self, line: &Line<'_>, at: usize) -> Option<&'static str> {
        let lead = line.lead(at);
        let found = ROLES.iter().copied().filter(|role| lead.ends_with(role)).max_by_key(|role| role.len());
        let found = found.filter(|role| {
            role.chars().count() > 1 || lead[..lead.len() - role.len()].chars().next_back().is_none_or(|c| !is_kanji(c))
        });
        if found.is_some() {
            return found;
        }
        // 夜勤者, 訪問看護師, 窓口職員: a word of the dictionary, or two, that says who does something.
        let last = lead.chars().next_back()?;
        let token = line.token_before(at)?;
        let long = lead.chars().rev().take(2).filter(|c| is_kanji(*c)).count() > 1;
        let known = token.pos.is_noun() || token.pos == Pos::NounSuffix;
        (long && known && "者員師士医人".contains(last)).then_some("者")
    }

    /// How much it weighs that somebody is called by a given name behind what stands before `at`.
    fn called(line: &Line<'_>, at: usize, children: bool) -> i32 {
        let lead = line.lead(at);
        let bare = lead.strip_suffix(['の', 'は', '、', '・', ' ', '(', '「', ':']).unwrap_or(lead);
        let kin =
            KIN.iter().chain(CALLED.iter()).copied().filter(|word| bare.ends_with(word)).max_by_key(|word| word.len());
        let kin = kin.filter(|word| {
            word.chars().count() > 1
                || bare[..bare.len() - word.len()].chars().next_back().is_none_or(|c| !is_kanji(c) || c == '亡')
        });
        let apart = lead.len() - bare.len();
        match kin {
            Some(word) if apart == 0 && word.chars().count() == 1 => 8,
            Some(_) => 14,
            None if NAMED.iter().any(|label| bare.ends_with(label)) && apart > 0 => 14,
            None if children => 8,
            None => 0,
        }
    }

    fn weighs_before(&self, line: &Line<'_>, at: usize, lead: &Lead) -> i32 {
        let before = line.lead(at);
        let last = before.chars().next_back();
        let touching = last.is_some_and(|c| is_kanji(c) || is_katakana(c));
        if last.is_some_and(|c| c.is_ascii_alphanumeric()) {
            return -30;
        }
        let by_lead = match lead {
            Lead::Label(_) => 15,
            Lead::Title(_) => 15,
            Lead::Unit(_) => 12,
            Lead::None => 0,
        };
        if touching {
            // 11番仲村渠議員
            if is_numbered(before) && before.ends_with('番') {
                return 12;
            }
            if self.role(line, at).is_some() {
                return 12;
            }
            let unit = before.ends_with(['課', '係', '室', '局', '部', '班']);
            let token = line.token_before(at);
            if token.is_some_and(|t| matches!(t.pos, Pos::Prefix | Pos::Number)) {
                return -30;
            }
            return if unit { 5 } else { by_lead.max(1) - 16 };
        }
        let place = (before.len() - last.map_or(0, char::len_utf8)) + line.range.start;
        let role = |place: usize| self.role(line, place).is_some();
        let by_mark = match last {
            None => 4,
            Some('の') if role(place) => 15,
            // 職員番号0417の梶, 204号室の
            Some('の' | 'は' | 'が') if is_numbered(before) => 16,
            Some('の') => {
                let bare = &before[..before.len() - 'の'.len_utf8()];
                if OFFICES.iter().any(|office| bare.ends_with(office)) { 10 } else { 0 }
            }
            Some(' ' | ':' | '(' | '「' | '|' | '\t' | '/' | ',') if role(place) => 14,
            Some('、') if role(place) => 6,
            Some('は' | 'が' | 'に' | 'も') if role(place) => 10,
            Some('。' | '!') => 4,
            Some('(' | '「' | '『' | '【' | '・' | '→' | '/' | '、' | ' ' | '○' | '\t' | '|' | ':') => 3,
            // 運転していた砂川が
            Some('た' | 'る') if does(before) => 10,
            Some('は' | 'が' | 'を' | 'に' | 'と' | 'で' | 'も' | 'へ' | 'や' | 'た' | 'る' | 'か') => 3,
            _ => 0,
        };
        by_lead.max(by_mark)
    }

    /// What stands behind a name, and what is said of whoever it is.
    fn weighs_behind(&self, line: &Line<'_>, at: usize, stop: usize) -> i32 {
        let tail = line.rest(stop);
        let word = &line.text[at..stop];
        if let Some(address) = honorific(tail) {
            // Nobody but people are called さん and 氏, whatever else the word is.
            let named = matches!(address, "さん" | "氏" | "様") && lexicon::of(word).surname.is_some();
            return if named { 40 } else { 26 };
        }
        if let Some(post) = title(tail).or_else(|| compound_post(line, stop)) {
            return if WORDS.of_places.contains(&post) || post.chars().count() < 2 { 5 } else { 26 };
        }
        if !self.ends(line, stop) {
            return -40;
        }
        let listed = self.is_listed_with_somebody(line, at, stop);
        if tells_behind(tail) {
            return 14 + listed;
        }
        let Some(first) = tail.chars().next() else { return 3 + listed };
        let behind = &tail[first.len_utf8()..];
        let begins = |words: &[&str], rest: &str| words.iter().any(|w| rest.starts_with(w));
        let clause = {
            let most = behind.char_indices().nth(60).map_or(behind.len(), |(at, _)| at);
            let near = &behind[..most];
            &near[..near.find('。').unwrap_or(near.len())]
        };
        let said = |words: &[&str]| words.iter().any(|w| clause.contains(w));
        let weight = match first {
            'が' => {
                // What another is said to do weighs nothing.
                let own = clause.find(['が', 'は']).map_or(clause, |stop| &clause[..stop]);
                if DO.iter().any(|word| own.contains(word)) { 14 } else { 2 }
            }
            'は' | 'も' => {
                if said(&DO) {
                    13
                } else {
                    2
                }
            }
            'に' | 'へ' if begins(&AFTER_TO, behind) => 12,
            'に' | 'へ' if word.chars().count() > 1 && said(&["電話", "伝え", "手渡", "聞き取", "聴取", "架電"]) => {
                6
            }
            'か' if tail.starts_with("から") => {
                let clause = &clause[clause.len().min('ら'.len_utf8())..];
                if begins(&AFTER_FROM, clause) {
                    14
                } else if said(&["電話", "入電", "申出", "相談", "聞き取", "聴取", "メール", "連絡があ"])
                {
                    10
                } else {
                    0
                }
            }
            'よ' if tail.starts_with("より") => {
                let clause = &clause[clause.len().min('り'.len_utf8())..];
                if begins(&AFTER_FROM, clause.trim_start_matches('、'))
                    || said(&["電話", "入電", "申出", "相談", "聞き取", "聴取", "メール", "連絡"])
                {
                    14
                } else {
                    0
                }
            }
            'あ' if tail.starts_with("あて") => 10,
            'と' if begins(&AFTER_WITH, behind) => 12,
            'を' if begins(&AFTER_OBJECT, behind) => 10,
            'の' if begins(&OWNED, behind) => 16,
            'の' if begins(&AFTER_OF, behind) => 8,
            'の' if behind.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['名', '人'])
                && behind.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                10
            }
            'の' => -5,
            'で' if begins(&["す。", "す、", "すが", "ございます", "した。"], behind) || behind == "す" => {
                15
            }
            'ま' if begins(&["で連絡", "でご連絡", "で御連絡", "で。", "でお"], behind) => 12,
            '宛' => 12,
            ' ' if begins(&["拝", "記", "印", "㊞"], behind) => 18,
            '(' if tells_of_a_person(behind) => 16,
            ':' if line.lead(at).trim_start_matches(['○', ' ', '・', '◯', '●', '(']).is_empty() => 16,
            '」' | ')' | '】' => 3,
            ' ' | '、' | '。' | '/' | '|' | '\t' | ',' | '・' | '→' => 3,
            _ => 0,
        };
        weight + listed
    }

    /// Whether the item of a list before or behind is somebody.
    fn is_listed_with_somebody(&self, line: &Line<'_>, at: usize, stop: usize) -> i32 {
        const MARKS: [&str; 9] = ["から", "、", "・", "→", ",", "/", "及び", "並びに", "と"];
        let lead = line.lead(at);
        let mark = MARKS.iter().find(|mark| lead.ends_with(**mark));
        let before = mark.is_some_and(|mark| {
            let item = &lead[..lead.len() - mark.len()];
            let item = match item.strip_suffix(')').and_then(|inside| inside.rfind('(')) {
                Some(open) => &item[..open],
                None => item,
            };
            let end = line.range.start + item.len();
            self.ends_somebody(end)
                || WORDS.honorifics.iter().any(|h| item.ends_with(h) && self.ends_somebody(end - h.len()))
        });
        let tail = line.rest(stop);
        let after = MARKS.iter().find(|mark| tail.starts_with(**mark)).is_some_and(|mark| {
            let start = stop + mark.len();
            self.somebody.contains_key(&start)
        });
        if before || after {
            return if before && after { 18 } else { 12 };
        }
        // 湯浅・野々村: two families side by side are people.
        let family = |word: &str| {
            let of = lexicon::of(word);
            let known = of.surname.is_some() && of.common.is_none() && !lexicon::is_town(word);
            known && word.chars().count() > 1
        };
        let of_name = |c: &char| is_kanji(*c) || *c == 'ヶ';
        let word = |chars: &mut dyn Iterator<Item = char>| chars.take_while(of_name).take(5).collect::<Vec<char>>();
        let behind = tail.strip_prefix('・').is_some_and(|rest| family(&String::from_iter(word(&mut rest.chars()))));
        let lead = lead
            .strip_suffix('・')
            .is_some_and(|rest| family(&String::from_iter(word(&mut rest.chars().rev()).into_iter().rev())));
        if behind || lead { 8 } else { 0 }
    }

    fn ends_somebody(&self, end: usize) -> bool {
        self.somebody.range(..end).next_back().is_some_and(|(_, stop)| *stop == end)
    }
}

/// Whether a person's number or room stands right before the particle that `lead` ends with: 職員番号0417の, 3番は, 204号室の.
fn is_numbered(lead: &str) -> bool {
    let bare = lead.trim_end_matches(['の', 'は', 'が']);
    let (bare, room) = match ["号室", "番", "号車", "班", "号棟", "席"].iter().find_map(|unit| bare.strip_suffix(unit))
    {
        Some(bare) => (bare, true),
        None => (bare, false),
    };
    let number = bare.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    number.len() < bare.len() && (room || number.trim_end_matches([' ', ':']).ends_with("番号"))
}

/// Whether nothing that a name could belong to stands right before `at`.
fn begins_freely(line: &Line<'_>, at: usize) -> bool {
    !line.lead(at).ends_with(|c: char| is_kanji(c) || is_katakana(c) || c.is_ascii_alphanumeric())
}

/// How much a word weighs as a family name by itself.
fn weighs_as_family(line: &Line<'_>, at: usize, stop: usize, senses: &Senses) -> i32 {
    let polite = honorific(line.rest(stop)).is_some();
    let addressed = polite || title(line.rest(stop)).is_some();
    let word = &line.text[at..stop];
    let count = word.chars().count();
    let mut weight = match (senses.surname, senses.common, senses.place) {
        (None, ..) => {
            let organised = word.contains(|c| {
                "部課局室係署会社校院園所区県庁省者員家店方人主師官役第各両諸全他同当委議総様御名欄先番印計表的性化等"
                    .contains(c)
            }) || word.ends_with(['町', '村', '市', '日', '屋', '手'])
                || word.starts_with(['前', '新', '元', '現', '副', '本']) && count > 2;
            if organised
                || count > 3 && word.chars().all(is_kanji)
                || word.contains("大学")
                || !polite && is_made_of_words(word)
            {
                -30
            } else if senses.place.is_some() {
                if lexicon::is_town(word) {
                    if polite { 0 } else { -12 }
                } else if word.ends_with(|c| LAST.contains(c)) {
                    6
                } else {
                    1
                }
            } else if senses == &Senses::default() && count > 1 && word.ends_with(|c| LAST.contains(c)) {
                9
            } else {
                2
            }
        }
        (Some(_), None, None) => 15,
        (Some(_), None, Some(_)) if is_rather_a_town(word, senses) => 0,
        (Some(surname), None, Some(place)) => {
            if surname <= place || surname == lexicon::RARE_NAME {
                13
            } else if lexicon::is_town(word) {
                6
            } else {
                9
            }
        }
        (Some(surname), Some(common), _) => {
            // 平野, 大橋: of two letters and more it is a name more often than the costs say.
            let more = if count > 1 { 6 } else { 0 };
            if surname < common {
                5 + more
            } else if surname < common.saturating_add(2_500) {
                more - 3
            } else {
                more - 12
            }
        }
    };
    if senses.proper.is_some_and(|proper| senses.surname.is_none_or(|surname| proper < surname)) {
        weight -= 5;
    }
    match line.token(at) {
        Some(token) if at + token.span.len() == stop => {
            weight += match token.detail() {
                detail if detail.starts_with("名詞,固有名詞,人名,姓") => 8,
                detail if detail.starts_with("名詞,固有名詞,人名") => 5,
                detail if detail.starts_with("名詞,固有名詞") => -1,
                _ if !token.is_known() => 0,
                _ => -8,
            }
        }
        _ if line.divides(at) && line.divides(stop) || addressed => {}
        _ if line.divides(stop) => weight -= 6,
        _ => weight -= 12,
    }
    // 霧野市監査委員
    if word.ends_with(['市', '県', '区', '郡']) && !polite {
        weight -= 20;
    }
    // 東町、西町
    if word.ends_with('町') && senses.place.is_some() && !addressed {
        weight -= 12;
    }
    if count == 1 {
        weight -= if word.chars().all(|c| SINGLE.contains(c)) { 4 } else { 14 };
    }
    weight
}

/// Whether a clause says what only people do.
pub(super) fn is_what_people_do(clause: &str) -> bool {
    DO.iter().any(|word| clause.contains(word))
}

/// Whether a word of three kanji or more begins with a word of two or ends in one: 児童名, 大規模.
fn is_made_of_words(word: &str) -> bool {
    let common = |piece: &str| {
        let of = lexicon::of(piece);
        piece.chars().count() > 1 && of.common.is_some() && of.surname.is_none()
    };
    word.chars().count() > 2 && word.char_indices().skip(1).any(|(at, _)| common(&word[..at]) || common(&word[at..]))
}

/// How much a word weighs as a given name by itself.
fn weighs_as_given(line: &Line<'_>, at: usize, stop: usize) -> i32 {
    let word = &line.text[at..stop];
    let count = word.chars().count();
    let known = lexicon::of(word);
    if count < 2 {
        return if known.given.is_some() { 0 } else { -20 };
    }
    if WORDS.titles.contains(&word) || word.ends_with("お子") {
        return -30;
    }
    if word.chars().all(|c| "一二三四五六七八九十数何人名".contains(c)) {
        return -30;
    }
    if WORDS.nobody.contains(&word) || WORDS.kana_nobody.contains(&word) {
        return -20;
    }
    let first = word.chars().next().unwrap_or(' ');
    // トメ子, みさ江
    let ends = !is_kanji(first) && count <= 4 && word.ends_with(['子', '美', '江', '代', '枝', '恵', '香', '乃', '世']);
    let mut weight = if ends {
        12
    } else if is_kanji(first) {
        match (known.given, known.common, known.place.or(known.surname)) {
            (Some(_), None, None) => 11,
            (Some(given), None, Some(other)) => {
                if given < other {
                    6
                } else {
                    0
                }
            }
            (Some(given), Some(common), _) => {
                if given < common {
                    3
                } else {
                    -8
                }
            }
            (None, ..) if lexicon::looks_given(word) && !is_made_of_words(word) => 0,
            (None, ..) => -15,
        }
    } else if (is_hiragana(first) || known.common.is_none() && known.place.is_none() && known.proper.is_none())
        && count > 3
        && lexicon::reads_family(word)
    {
        8
    } else if known.common.is_some() || known.place.is_some() {
        if lexicon::is_given(word) { 0 } else { -12 }
    } else if lexicon::is_given(word) {
        8
    } else if lexicon::reads_given(word) || known.person.is_some() {
        if is_katakana(first) || count > 2 { 6 } else { 2 }
    } else {
        -15
    };
    let particle = is_hiragana(first)
        && (line.token(at).is_some_and(|t| {
            t.pos.is_particle()
                || matches!(
                    t.pos,
                    Pos::Auxiliary | Pos::Verb | Pos::BoundVerb | Pos::Conjunction | Pos::Adverb | Pos::Adnominal
                )
        }));
    if particle {
        weight -= 12;
    }
    if line.is_name(at) {
        weight += 4;
    }
    weight
}

/// Whether the post behind `stop` begins before it: 支店長 of 大阪支店長.
fn post_begins_before(line: &Line<'_>, at: usize, stop: usize) -> bool {
    let Some((last, _)) = line.text[at..stop].char_indices().next_back().filter(|(last, _)| *last > 0) else {
        return false;
    };
    let post = title(line.rest(stop)).map_or(0, str::len);
    post > 0 && title(line.rest(at + last)).is_some_and(|longer| longer.len() > post)
}

/// 建設部長 behind a name: a part of an office and the post in it.
fn compound_post(line: &Line<'_>, stop: usize) -> Option<&'static str> {
    let run: usize = line.rest(stop).chars().take_while(|c| is_kanji(*c)).take(11).map(char::len_utf8).sum();
    let tail = &line.rest(stop)[..run];
    let post = WORDS
        .titles
        .iter()
        .copied()
        .filter(|post| tail.ends_with(post) && post.chars().count() > 1)
        .max_by_key(|post| post.len())?;
    let unit = &tail[..tail.len() - post.len()];
    let divided = line.token(stop).is_some_and(|t| t.pos.is_noun() || t.pos == Pos::Prefix);
    // 霧ヶ谷市介護保険課長
    let known = unit.chars().count() > 1
        && !["組合", "広域", "本部", "中央"].iter().any(|word| unit.contains(word))
        && !unit.contains(['市', '区', '町', '村', '県', '府', '学', '会', '院', '社', '校', '園', '店', '省', '庁'])
        && divided
        && line.divides(stop + unit.len());
    let closed = !WORDS.only_before.contains(&post);
    (known && closed).then_some(post)
}

/// Whether the last words of `lead` are what only people do.
fn does(lead: &str) -> bool {
    let from = lead.char_indices().rev().nth(9).map_or(0, |(at, _)| at);
    let near = &lead[from..];
    let near = near.rfind(['。', '、']).map_or(near, |at| &near[at..]);
    DO.iter().any(|word| near.contains(word))
}
