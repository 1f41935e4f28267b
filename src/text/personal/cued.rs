//! Names that a cue stands beside whatever else the word may be: 鬼頭方, 土監査委員, 異動者知念颯太, 受付者：城. Here a rare family
//! name counts too, and one of a single kanji; alone, neither does.

use super::alone::FAMILIES;
use super::cues::is_kanji;
use super::lexicon;
use super::people::{Lead, Line, SINGLE, WORDS, honorific, is_hiragana, is_katakana, title};
use super::standing::tells_of_a_person;
use super::weighed::OWNED;
use super::{Finder, Kind};
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

/// Posts that a place does not have: 長野主査 is somebody.
static STAFF: Words = LazyLock::new(|| words("staff"));
/// What is a family name somewhere, and here a thing, a place or a calling.
pub(super) static THINGS: Words = LazyLock::new(|| words("things"));
/// One kanji that makes another word of what follows: 前会長, 本部長, 奥様.
static AFFIXES: Words = LazyLock::new(|| words("affixes"));
/// Roles and labels that a name follows with nothing between.
static TOUCHING: Words = LazyLock::new(|| words("touching"));
/// What these end in.
static ENDS: LazyLock<HashSet<char>> =
    LazyLock::new(|| TOUCHING.iter().filter_map(|word| word.chars().next_back()).collect());
/// What is done for a child or a sick person, behind the name.
pub(super) static CARED: Words = LazyLock::new(|| words("cared"));
/// Behind a family name: the people who live together.
static HOUSES: Words = LazyLock::new(|| words("houses"));
/// What a note begins with that says who called whom.
static MEMOS: Words = LazyLock::new(|| words("memos"));

/// How much a word is a family name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    /// None, or another word first of all.
    No,
    /// In no list, and made as family names are.
    Shape,
    /// One kanji, or also a word or a town.
    Also,
    /// In a list, and nothing else.
    Name,
}

/// What stands behind a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    /// さん, 様.
    Polite,
    /// 主査, 元市長: what only somebody is.
    Staff,
    /// 会長, 委員: what a place may have as well.
    Post,
    /// 方, 宅, 世帯.
    House,
    /// A mark or the end.
    Mark,
    /// A particle.
    Particle,
    /// Something else.
    Other,
}

/// What stands before a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Before {
    /// Part of a word.
    Joined,
    /// Nothing that belongs to it.
    Free,
    /// The line, a cell or a colon.
    Cell,
    /// A part of an office that touches.
    Unit,
    /// A role with の or は.
    Role,
    /// A label, or a role that touches.
    Label,
}

impl Finder<'_> {
    /// Looks through a line for names that a cue tells. Whether there were any.
    pub(super) fn cued(&mut self, line: &Line<'_>) -> bool {
        let known = self.found.len();
        let text = &line.text[line.range.clone()];
        self.counted(line);
        self.labelled_list(line);
        self.named_twice(line);
        self.completed(line);
        self.kin_in_a_row(line);
        let mut end = line.range.start;
        for (offset, first) in text.char_indices() {
            let at = line.range.start + offset;
            if at < end || !self.is_free(&(at..at + 1)) {
                continue;
            }
            let stop = if is_kanji(first) {
                let before = self.before(line, at);
                let whole = (before != Before::Joined).then(|| {
                    self.cued_pair(line, at, before)
                        .or_else(|| self.cued_full(line, at, before))
                        .or_else(|| self.cued_family(line, at, before))
                });
                whole.flatten().or_else(|| self.cued_given(line, at))
            } else if is_hiragana(first) {
                self.cued_kana(line, at).or_else(|| self.cued_given(line, at))
            } else if is_katakana(first) {
                self.cued_holder(line, at).or_else(|| self.cued_given(line, at))
            } else {
                None
            };
            end = stop.unwrap_or(end);
        }
        self.found.len() > known
    }

    /// Whether the line is of somebody's record: a date of birth or a person's number stands in it.
    fn is_record(line: &Line<'_>) -> bool {
        let own = [Kind::BirthDate, Kind::JuminhyoCode, Kind::MyNumber, Kind::PensionNumber];
        line.beside.iter().any(|(kind, _)| own.contains(kind))
    }

    /// What stands before `at`.
    pub(super) fn before(&self, line: &Line<'_>, at: usize) -> Before {
        let lead = line.lead(at);
        let Some(last) = lead.chars().next_back() else { return Before::Cell };
        if last.is_ascii_alphanumeric() {
            return Before::Joined;
        }
        if is_kanji(last) || is_katakana(last) {
            if is_seated(lead) {
                return Before::Free;
            }
            let labelled = ENDS.contains(&last)
                && TOUCHING.iter().any(|word| {
                    lead.strip_suffix(word).is_some_and(|rest| word.chars().count() > 2 || !rest.ends_with(is_kanji))
                });
            if labelled {
                return Before::Label;
            }
            // 建築課矢田部
            let unit = lead.ends_with(['課', '係', '室']) && lead.chars().rev().take(3).all(is_kanji);
            return if unit && !line.lead(at).ends_with("関係") { Before::Unit } else { Before::Joined };
        }
        // 日直 猿渡
        let word = lead.trim_end_matches([' ', ':', '\t']);
        if word.len() < lead.len() && TOUCHING.iter().any(|label| word.ends_with(label)) {
            return Before::Label;
        }
        match self.lead(line, at) {
            Lead::Label(_) => return Before::Label,
            Lead::Title(_) if !lead.ends_with([')', '、']) => return Before::Role,
            Lead::Unit(_) => return Before::Role,
            _ => {}
        }
        let bare = lead.strip_suffix(['の', 'は', 'が']).unwrap_or(lead);
        if bare.len() < lead.len()
            && (bare.ends_with('係') && !bare.ends_with("関係") || TOUCHING.iter().any(|word| bare.ends_with(word)))
        {
            return Before::Role;
        }
        // 瀬戸見市小町6-22 迫田
        let bare = lead.trim_end();
        let end = line.range.start + bare.len();
        let placed =
            line.beside.iter().any(|(kind, stop)| *stop == end && matches!(kind, Kind::Address | Kind::Postal));
        if bare.len() < lead.len() && placed {
            return Before::Label;
        }
        if lead.ends_with([':', '\t', '|', '○', '◯', '◇', '●', '/']) || lead.trim().is_empty() {
            return Before::Cell;
        }
        let divides = line.divides(at) || !is_hiragana(last);
        if divides && !lead.ends_with(['お', 'ご', 'っ']) { Before::Free } else { Before::Joined }
    }

    /// What stands behind `stop`.
    pub(super) fn behind(&self, line: &Line<'_>, stop: usize) -> Behind {
        let tail = line.rest(stop);
        if tail.starts_with("先生") || tail.starts_with("校長先生") || tail.starts_with("教頭先生") {
            return Behind::Staff;
        }
        if honorific(tail).is_some() {
            return Behind::Polite;
        }
        // 伊達元市長
        let once = tail.strip_prefix(['元', '前']).is_some_and(|rest| title(rest).is_some());
        if let Some(post) = title(tail).filter(|post| post.chars().count() > 1) {
            let staff = once || STAFF.iter().any(|word| post.ends_with(word));
            return if staff { Behind::Staff } else { Behind::Post };
        }
        if let Some(post) = long_post(tail) {
            let staff = STAFF.iter().any(|word| post.ends_with(word));
            return if staff { Behind::Staff } else { Behind::Post };
        }
        if tail.starts_with("助役時代") || tail.starts_with("議長時代") {
            return Behind::Staff;
        }
        // 門馬、渋沢両名の
        if ["両名", "両氏", "両委員", "両議員"].iter().any(|both| tail.starts_with(both)) {
            return Behind::Staff;
        }
        let house = HOUSES.iter().find_map(|house| tail.strip_prefix(house));
        if house.is_some_and(|rest| !rest.starts_with(|c| is_kanji(c) && !"二三両各前裏横付近".contains(c))) {
            return Behind::House;
        }
        if tail.is_empty() || tail.starts_with(['、', '。', '(', ')', ' ', '」', '\t', '/', '|', ',', '・', '→'])
        {
            return Behind::Mark;
        }
        let particle = ["は", "が", "の", "を", "と", "に", "へ", "も", "より", "から", "まで", "です", "で、", "ほか"];
        if particle.iter().any(|word| tail.starts_with(word)) && line.divides(stop) {
            return Behind::Particle;
        }
        Behind::Other
    }

    /// A family name alone.
    fn cued_family(&mut self, line: &Line<'_>, at: usize, before: Before) -> Option<usize> {
        let rest = line.rest(at);
        let run: usize = rest.chars().take(5).take_while(|c| is_of_family(*c)).map(char::len_utf8).sum();
        let mut ends: Vec<usize> = rest[..run].char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        ends.reverse();
        for len in ends {
            let stop = at + len;
            if !self.is_free(&(at..stop)) {
                continue;
            }
            let word = &rest[..len];
            let told = if word.chars().count() > 1 {
                self.is_cued_family(line, at, stop, before)
            } else {
                self.is_cued_single(line, at, stop, before)
            };
            if told {
                let lead = self.lead(line, at);
                return self.person(line, at..stop, &lead, true);
            }
        }
        None
    }

    fn is_cued_family(&self, line: &Line<'_>, at: usize, stop: usize, before: Before) -> bool {
        let word = &line.text[at..stop];
        let of = lexicon::of(word);
        let grade = grade(word, &of);
        if grade == Grade::No {
            return false;
        }
        let town = of.place.is_some() && (lexicon::is_town(word) || of.place < of.surname);
        let behind = self.behind(line, stop);
        let tail = line.rest(stop);
        let divided = line.divides(stop) || of.common.is_none();
        match behind {
            Behind::Polite => grade >= Grade::Also && !(town && tail.starts_with("殿")) && divided,
            Behind::Staff => grade >= Grade::Also && divided,
            Behind::Post => {
                let post = title(tail).unwrap_or("");
                grade >= Grade::Also && !town && !WORDS.of_places.contains(&post) && divided
            }
            Behind::House => {
                let sure = grade == Grade::Name && !town || grade >= Grade::Also && !tail.starts_with('方') && divided;
                sure && !self.is_history(line, &(at..stop))
            }
            Behind::Mark if before == Before::Label => match grade {
                Grade::Name => true,
                Grade::Also => {
                    let person = line.lead(at).trim_end_matches([':', ' ']).ends_with(['者', '人', '主', '員']);
                    (!town || person) && (tail.is_empty() || tail.starts_with(['、', '。', '(', ')', ' '])) && divided
                }
                _ => tail.is_empty() || tail.starts_with(['、', '(', ' ']),
            },
            Behind::Mark if line.lead(at).ends_with("番") && is_seated(line.lead(at)) => grade >= Grade::Also,
            Behind::Mark if tail.starts_with('→') || line.lead(at).ends_with('→') => {
                grade >= Grade::Also && divided && self.beside_somebody(line, at, stop)
            }
            // 投票立会人 道上 鷺沼
            Behind::Mark
                if line.lead(at).ends_with(' ')
                    && (tail.is_empty() || tail.starts_with(' '))
                    && self.after_somebody(line, at) =>
            {
                grade >= Grade::Also && divided
            }
            Behind::Mark if before == Before::Role && line.lead(at).ends_with('は') && grade == Grade::Name => !town,
            Behind::Mark => {
                // 目黒拝, （曽我部記）, 以上、目黒
                let signed = tail.is_empty() && is_signed(line.lead(at));
                let role = self.before_list(line, at) >= Before::Role && self.beside_somebody(line, at, stop);
                // （瀬戸内）確認して後日回答します。
                let speaks = line.lead(at).trim() == "("
                    && tail.strip_prefix(')').is_some_and(|said| said.ends_with('。') && said.starts_with(is_spoken));
                if (role || speaks) && grade >= Grade::Also && divided {
                    return true;
                }
                let record = before == Before::Cell && tail.starts_with(['、', '(']) && Self::is_record(line);
                let unit = before >= Before::Unit && !line.lead(at).ends_with('が') && grade == Grade::Name;
                let unit = unit && (tail.is_empty() || tail.starts_with('('));
                record && (!town || grade > Grade::Also)
                    || unit
                    || grade >= Grade::Also && (signed || self.is_called(line, at, stop))
                    || grade == Grade::Name && self.beside_somebody(line, at, stop)
            }
            Behind::Particle if before == Before::Label => {
                let given_over = tail.starts_with(['は', 'が', 'の', 'を', 'と', 'に', 'へ', 'も'])
                    || tail.starts_with("から")
                    || tail.starts_with("より");
                // 売主四方と買主安食は
                let touching = line.lead(at).ends_with(['者', '人', '主']) && !tail.starts_with("も");
                let said = grade == Grade::Also && !town && divided && (touching || is_told(tail));
                grade == Grade::Name && given_over || said || self.is_called(line, at, stop)
            }
            // 書記は三条が務めた
            Behind::Particle if before == Before::Role && is_told(tail) => grade >= Grade::Also && divided,
            // 記録係の笹部が
            Behind::Particle
                if before == Before::Role && line.lead(at).ends_with('の') && grade == Grade::Name && !town =>
            {
                ["が", "は", "から", "より", "に", "へ", "です", "まで"]
                    .iter()
                    .any(|particle| tail.starts_with(particle))
            }
            Behind::Particle => {
                let asked = [
                    "お問い合わせは",
                    "問い合わせは",
                    "お問合せは",
                    "問合せは",
                    "連絡は",
                    "ご連絡は",
                    "申込みは",
                    "申し込みは",
                ]
                .iter()
                .any(|ask| line.lead(at).ends_with(ask))
                    && tail.starts_with("まで");
                let headed = line.lead(at).trim().is_empty() && tail.starts_with("へ:");
                // 宇治でございます, 編集後記を書いたのは諸喜田です
                let lead = line.lead(at);
                let polite = tail.starts_with("でございます") || tail.starts_with("と申します");
                let opens = lead.trim().is_empty() || lead.ends_with(['。', '「', ' ', '、']);
                let who = lead.ends_with("のは") && (tail.starts_with("です") || tail.starts_with("で、"));
                if polite && opens && grade >= Grade::Also && divided || who && grade == Grade::Name && !town {
                    return true;
                }
                // 受付係は大島と三条。
                let role = self.before_list(line, at) >= Before::Role && self.beside_somebody(line, at, stop);
                let listed = grade == Grade::Also && !town || role;
                if asked || headed || listed && self.beside_somebody(line, at, stop) && is_told(tail) {
                    return grade >= Grade::Also && divided;
                }
                let owned =
                    tail.strip_prefix('の').is_some_and(|rest| OWNED.iter().any(|thing| rest.starts_with(thing)));
                grade >= Grade::Also && (self.is_called(line, at, stop) || owned && divided && !town)
                    || grade == Grade::Name && self.beside_somebody(line, at, stop)
            }
            Behind::Other => {
                let signed = matches!(tail, "拝" | "記" | " 拝" | " 記" | "記)" | "拝)")
                    || tail.starts_with("記)") && line.lead(at).ends_with('(')
                    || tail == "発" && line.lead(at).contains("あて");
                // 薬袋：資料3の数字は…ですか。
                let speaks = line.lead(at).trim_start_matches(['○', '◯', ' ']).is_empty()
                    && tail.strip_prefix(':').is_some_and(|said| said.chars().count() > 8 && said.ends_with('。'));
                grade == Grade::Name && speaks && !town
                    || grade >= Grade::Also && (signed || tail.starts_with('@'))
                    || tail.starts_with(|c: char| "あ宛".contains(c)) && self.is_called(line, at, stop)
            }
        }
    }

    /// Whether somebody is called to, by or through whoever stands from `at` to `stop`, in a note or right behind the word.
    fn is_called(&self, line: &Line<'_>, at: usize, stop: usize) -> bool {
        let tail = line.rest(stop);
        const CALLS: [&str; 18] = [
            "まで回し",
            "まで渡し",
            "まで内線",
            "まで折り返",
            "まで持参",
            "までお渡し",
            "より連絡",
            "より電話",
            "より入電",
            "より伝言",
            "から留守電",
            "から電話",
            "から伝言",
            "から入電",
            "と名乗",
            "からの伝言",
            "からの申し送",
            "からの電話",
        ];
        if CALLS.iter().any(|call| tail.starts_with(call)) {
            return true;
        }
        let text = &line.text[line.range.clone()];
        let memo = MEMOS.iter().any(|memo| text.starts_with(memo)) || text.contains("折り返し");
        let to = ["へ", "あて", "宛", "まで", "より", "から"].iter().any(|way| tail.starts_with(way));
        let lead = line.lead(at);
        let from = ["様より", "様から", "さんより", "さんから", "氏より", "氏から", "→"];
        memo && to && (from.iter().any(|word| lead.ends_with(word)) || lead.ends_with([' ', ':', '、', '。']))
    }

    /// One kanji.
    fn is_cued_single(&self, line: &Line<'_>, at: usize, stop: usize, before: Before) -> bool {
        let word = &line.text[at..stop];
        let usual = word.chars().all(|c| SINGLE.contains(c));
        let given = word.chars().all(lexicon::is_lone);
        let given = given || FAMILIES.contains(word);
        if !usual && !given && lexicon::of(word).surname.is_none() && !lexicon::is_rare_family(word) {
            return false;
        }
        let affix = AFFIXES.contains(&word);
        let tail = line.rest(stop);
        let lead = line.lead(at);
        let twin = self.has_twin(line, at, stop);
        match self.behind(line, stop) {
            Behind::Polite | Behind::Staff if honorific(tail).is_some_and(|h| matches!(h, "さん" | "氏" | "先生")) => {
                !UNPOLITE.contains(word) || twin
            }
            Behind::Polite => {
                let address = ["様方", "様", "君", "夫妻"].iter().any(|address| tail.starts_with(address));
                address && !affix && (usual || before >= Before::Cell) && !WORDS.nobody.contains(&word)
            }
            Behind::Staff | Behind::Post => {
                let to = self.is_addressed(line, at, stop);
                // ただいまの中議員の御質問
                let asked = tail.starts_with("議員の") && !"前元新現同各全両正副准当".contains(word);
                let affix = affix && !asked;
                let side = "東西南北".contains(word) && !asked;
                let near = twin || to;
                (near || !affix && !side) && (near || usual || line.divides(stop))
            }
            Behind::Mark if before == Before::Label => {
                let closed = tail.is_empty() || tail.starts_with(['、', '。', '(', ' ']);
                let colon = lead.ends_with(':')
                    && tail.is_empty()
                    && !"国市県町村区課係局室部班妻夫父母子孫兄弟姉妹男女無有他同別人計".contains(word);
                let holder = closed && is_holder(word, lead) && lexicon::of(word).surname.is_some();
                colon
                    || holder
                    || closed && !affix && !line.lead(at).ends_with(is_kanji)
                    || closed && !affix && self.somebody_in_sentence(line, at)
            }
            // 企画課　福
            Behind::Mark if before == Before::Role && tail.is_empty() => lead.ends_with(' ') && !affix,
            // 浜（2007/9/2生）
            Behind::Mark if usual && told_by_tail(tail) && before != Before::Cell => true,
            Behind::Mark if usual && tail.is_empty() && is_signed(lead) => true,
            // （谷）確認して後日回答します。
            Behind::Mark if usual && lead.trim() == "(" => {
                tail.strip_prefix(')').is_some_and(|said| said.starts_with(is_spoken) && said.ends_with('。'))
            }
            Behind::Mark => usual && self.beside_somebody(line, at, stop) || twin && !affix,
            Behind::Particle => {
                let told = ["まで。", "です。", "です、", "でございます", "と申します"]
                    .iter()
                    .any(|word| tail.starts_with(word))
                    || tail.starts_with("から") && is_reported(tail)
                    || is_told(tail);
                let known = lexicon::of(word).surname.is_some() || lexicon::is_rare_family(word);
                if known && before == Before::Label && is_holder(word, lead) {
                    return true;
                }
                if known && !affix && before == Before::Role && !tail.starts_with('の') && told {
                    return true;
                }
                let office = before == Before::Role && told || tail.starts_with("と名乗");
                usual && (office || self.beside_somebody(line, at, stop) && !tail.starts_with('の'))
                    || usual && self.is_called(line, at, stop)
                    || tail.starts_with("まで。") && lead.ends_with("お問い合わせは") && !affix
            }
            Behind::Other => usual && tail.starts_with(|c: char| "あ宛".contains(c)) && self.is_called(line, at, stop),
            Behind::House => false,
        }
    }

    /// 様より東課長あて: whether somebody with a post is spoken to in a note.
    fn is_addressed(&self, line: &Line<'_>, at: usize, stop: usize) -> bool {
        let tail = line.rest(stop);
        let len = title(tail).map_or(0, str::len);
        let after = &tail[len..];
        let to = ["あて", "宛", "へ", "まで", "に"].iter().any(|way| after.starts_with(way));
        let from = ["様より", "様から", "さんより", "さんから", "氏より", "氏から", "より", "から"];
        len > 3 && to && from.iter().any(|word| line.lead(at).ends_with(word))
    }

    /// 雨宮監査委員と土監査委員, 坂さん、北さん: whether somebody near in the sentence is called with the same word behind.
    fn has_twin(&self, line: &Line<'_>, at: usize, stop: usize) -> bool {
        let tail = line.rest(stop);
        let Some(address) = title(tail).or(honorific(tail)) else { return false };
        self.somebody.range(line.range.clone()).any(|(start, end)| {
            let near = if *end <= at { line.text.get(*end..at) } else { line.text.get(stop..*start) };
            let behind = line.text.get(*end..at).unwrap_or("");
            let post = behind.strip_suffix('、').and_then(title).is_some_and(|post| post.len() + 3 == behind.len());
            if post && title(tail).is_some() {
                return true;
            }
            near.is_some_and(|near| near.len() < 60 && !near.contains('。'))
                && line.rest(*end).strip_prefix(' ').unwrap_or(line.rest(*end)).starts_with(address)
        })
    }

    /// Whether somebody was found right before the space before `at`.
    fn after_somebody(&self, line: &Line<'_>, at: usize) -> bool {
        let end = line.range.start + line.lead(at).trim_end().len();
        self.somebody
            .range(..end)
            .next_back()
            .is_some_and(|(start, stop)| *stop == end && matches!(self.lead(line, *start), Lead::Label(_)))
    }

    pub(super) fn somebody_in_sentence(&self, line: &Line<'_>, at: usize) -> bool {
        let lead = line.lead(at);
        let from = line.range.start + lead.rfind('。').map_or(0, |stop| stop + '。'.len_utf8());
        self.somebody.range(from..at).next().is_some()
    }

    /// Whether the item right before or behind in a list is somebody.
    pub(super) fn beside_somebody(&self, line: &Line<'_>, at: usize, stop: usize) -> bool {
        const MARKS: [&str; 5] = ["、", "・", "→", "/", "と"];
        let lead = line.lead(at);
        let before = MARKS.iter().find_map(|mark| lead.strip_suffix(mark)).is_some_and(|item| {
            let end = line.range.start + item.len();
            self.somebody.range(..end).next_back().is_some_and(|(_, last)| *last == end)
        });
        let tail = line.rest(stop);
        let behind = MARKS
            .iter()
            .find(|mark| tail.starts_with(**mark))
            .is_some_and(|mark| self.somebody.contains_key(&(stop + mark.len())));
        let closed = tail.is_empty()
            || tail.starts_with(['、', '・', '→', '。', '(', ')', ' ', 'が', 'は', 'の', 'を', 'に', 'で']);
        (before || behind) && closed
    }

    /// What stands before the list that `at` is an item of.
    fn before_list(&self, line: &Line<'_>, at: usize) -> Before {
        let lead = line.lead(at);
        let from = lead.rfind(|c: char| !is_of_family(c) && !is_katakana(c) && !matches!(c, '、' | '・' | 'と'));
        let from = from.map_or(0, |from| from + lead[from..].chars().next().map_or(0, char::len_utf8));
        let colon =
            lead[..from].ends_with([':', ' ']) && !matches!(self.lead(line, line.range.start + from), Lead::None);
        let role = lead[..from].ends_with(['は', 'の', 'が'])
            && TOUCHING
                .iter()
                .chain(["係", "担当", "当番", "委員", "者", "員"].iter())
                .any(|role| lead[..from].trim_end_matches(['は', 'の', 'が']).ends_with(role));
        if colon || role { Before::Role } else { Before::Free }
    }
}

/// 賃借人湯の: whether `word` stands right behind a word for who has or does something, and makes no other word with it.
fn is_holder(word: &str, lead: &str) -> bool {
    lead.ends_with(['者', '人', '主']) && !UNPOLITE.contains(word) && !"等間側数用別毎自".contains(word)
}

/// Whether something comes from somebody, as `tail` goes on.
fn is_reported(tail: &str) -> bool {
    const SAID: [&str; 10] = ["連絡", "電話", "説明", "報告", "送付", "郵送", "申", "回答", "伝", "お渡し"];
    let near = tail.split('。').next().unwrap_or(tail);
    near.chars().count() < 45 && SAID.iter().any(|word| near.contains(word))
}

/// One kanji that is nobody although さん follows.
pub(super) const UNPOLITE: &str = "殿様氏主母父兄姉弟妹婿嫁孫神仏王皆客坊尼爺婆医僧娘奥姫若旦何誰子犬猫鳥馬魚花猿熊亀牛象兎狐狸宗店隣数者人方員君友家屋薬米車御各全両社会同名女男";

/// Whether what is said behind the particle that `tail` begins with is what people do.
fn is_told(tail: &str) -> bool {
    let Some(rest) = tail.strip_prefix(['が', 'は', 'も']) else { return false };
    let near = rest.find(['。', '、']).map_or(rest, |at| &rest[..at]);
    let near = if near.chars().count() < 4 || tail.starts_with('は') {
        rest.split('。').next().unwrap_or(rest)
    } else {
        near
    };
    near.chars().count() < 45 && super::weighed::is_what_people_do(near)
}

fn is_spoken(c: char) -> bool {
    is_kanji(c) || is_hiragana(c)
}

/// 議席1番: whether a numbered seat stands before a name.
fn is_seated(lead: &str) -> bool {
    let Some(number) = lead.strip_suffix('番') else { return false };
    number.ends_with(|c: char| c.is_ascii_digit())
        && (lead.contains("議席") || lead.contains("番号") || lead.contains('、') || lead.contains("名簿"))
}

/// Whether a signature may follow `lead`.
fn is_signed(lead: &str) -> bool {
    let lead = lead.trim();
    lead == "以上、"
        || [
            "お願いします。",
            "お願いいたします。",
            "お願い致します。",
            "申し上げます。",
            "失礼します。",
            "敬具",
            "草々",
        ]
        .iter()
        .any(|end| lead.ends_with(end))
}

pub(super) fn is_of_family(c: char) -> bool {
    is_kanji(c) || matches!(c, 'ノ' | 'ヶ' | 'ケ' | 'ツ' | 'ッ' | 'の')
}

/// How much `word`, of two letters or more, is a family name.
pub(super) fn grade(word: &str, of: &Senses) -> Grade {
    if THINGS.contains(&word) || WORDS.nobody.contains(&word) || WORDS.titles.contains(&word) || word.ends_with('の') {
        return Grade::No;
    }
    let rare = lexicon::is_rare_family(word);
    if of.surname.is_none() && !rare {
        let unheard = Senses { place: None, ..*of } == Senses::default();
        return if unheard && is_made_as_families(word) { Grade::Shape } else { Grade::No };
    }
    let first = of.surname.unwrap_or(lexicon::RARE_NAME);
    let less = |other: Option<i16>| other.is_some_and(|other| other < first);
    // A hamlet is called like many a family.
    let hamlet = of.place.is_some_and(|place| place > 8_400) && !lexicon::is_town(word);
    if of.common.is_some()
        || less(of.place) && !hamlet
        || less(of.proper) && !hamlet
        || lexicon::is_town(word) && less(of.place)
    {
        return Grade::Also;
    }
    Grade::Name
}

/// 冷泉院, 井伊谷: whether a word in no list is a family name and one more kanji that they end in.
fn is_made_as_families(word: &str) -> bool {
    const LAST: &str =
        "田川山野村井本原島崎沢澤谷木橋口藤塚岡森林松宮瀬岩倉見戸尾坂池浦浜石根辺葉江賀垣丸部院寺屋内津里";
    let Some((cut, last)) = word.char_indices().next_back() else { return false };
    let first = &word[..cut];
    const OFFICES: &str =
        "各本当同前後第両諸全他課係室局部班署会社校院園所町村市区県庁省員者方式用性的化等元新現副総議委";
    if first.chars().count() == 1 && word.chars().all(is_kanji) {
        return LAST.contains(last)
            && lexicon::of(word) == Senses::default()
            && !word.contains(|c| OFFICES.contains(c));
    }
    let of = lexicon::of(first);
    first.chars().count() > 1
        && LAST.contains(last)
        && word.chars().all(is_kanji)
        && (of.surname.is_some() || lexicon::is_rare_family(first))
        && !lexicon::is_town(first)
}

/// 消防司令長, 部会長, 当直員: a post that the table does not have as it is, by its end.
fn long_post(tail: &str) -> Option<&str> {
    let run: usize = tail.chars().take_while(|c| is_kanji(*c)).take(9).map(char::len_utf8).sum();
    let run = &tail[..run];
    let post = STAFF.iter().filter(|post| run.ends_with(**post)).max_by_key(|post| post.len())?;
    let unit = &run[..run.len() - post.len()];
    let kinds = [
        "", "消防", "総括", "統括", "担当", "上席", "首席", "主任", "特別", "専任", "副", "統轄", "訪問", "養護",
        "地域", "学校", "主席",
    ];
    let part = unit.ends_with(['課', '部', '室', '局', '係', '署', '班'])
        && unit.chars().count() > 2
        && !unit.ends_with("本部")
        && !unit
            .contains(['市', '区', '町', '村', '県', '府', '広', '学', '会', '院', '社', '校', '園', '店', '省', '庁']);
    (kinds.contains(&unit) || part).then_some(run)
}

/// Whether what stands behind a name says when somebody was born or how old they are.
pub(super) fn told_by_tail(tail: &str) -> bool {
    tail.strip_prefix('(').is_some_and(tells_of_a_person)
        || tail.strip_prefix('、').is_some_and(|rest| {
            rest.starts_with("続柄") || rest.starts_with("生年月日") || rest.starts_with("住民票コード")
        })
}
