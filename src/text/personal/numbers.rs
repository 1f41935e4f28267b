//! Numbers of persons: runs of digits, alone or in groups, judged as a whole before their parts.

use super::checks;
use super::cues::{Cue, Said};
use super::{Confidence, Finder, Kind, Reason};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Digits in groups with one mark or space between.
static CHAIN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[0-9]+(?:[-・ ][0-9]+)*").expect("a pattern"));
/// Telephones with brackets or the code of the country, which no chain of groups can be.
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"\(0[0-9]{1,4}\)[ -]?[0-9]{1,4}[- ][0-9]{3,4}|0[0-9]{1,4} ?\([0-9]{1,4}\) ?-?[0-9]{3,4}|0[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{4}|\(?\+81\)?[- ]?(?:\(0\)[- ]?)?[0-9]{1,4}[- ]?[0-9]{1,4}[- ]?[0-9]{4}";
    Regex::new(pattern).expect("a pattern")
});
/// Telephones of other countries: +84 24 5550 1278.
static ABROAD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\+[1-9][0-9]{0,2}(?:[- .]?\(?[0-9]{1,4}\)?){2,5}[0-9]").expect("a pattern"));
/// 旅券 and 在留カード, also with spaces.
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z]{1,2}[- ]?[0-9]{4}[- ]?[0-9]{2,5}(?:[- ]?[A-Za-z]{1,2})?").expect("a pattern")
});
/// 記号 and 番号 of an insurance or of ゆうちょ.
static SYMBOL: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"記号 ?[:はが]? ?[(「『]?([0-9A-Za-z\p{Han}ぁ-ん・-]{0,12}? ?[0-9]{1,8})[)」』]?(?:です)?[ 、,・/;で]{0,3}(?:の|及び)?番号 ?[:はが]? ?[(「『]?([0-9][0-9-]{0,10})";
    Regex::new(pattern).expect("a pattern")
});

/// The same in English: symbol 18-302, number 6614.
static ENGLISH_SYMBOL: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"(?i)\bsymbol:? ?([0-9a-z][0-9a-z-]{0,11})[ ,;/]{1,3}(?:and )?(?:number|no\.?):? ?([0-9][0-9-]{0,10})";
    Regex::new(pattern).expect("a pattern")
});

/// A chain of digits.
struct Chain {
    range: Range<usize>,
    digits: Vec<u8>,
    groups: Vec<usize>,
}

impl Chain {
    fn new(text: &str, range: Range<usize>) -> Self {
        let written = &text[range.clone()];
        let digits = written.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
        let groups = written.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).map(str::len).collect();
        Self { range, digits, groups }
    }
}

/// What stands behind a number that counts something.
const COUNTED: &str = "円千百万億兆件人%％個台回枚冊部頁ページ年月歳度倍点位分秒m㎡kg㎏本戸世帯棟か箇ヶ名ポ社校基株時";

impl Finder<'_> {
    /// Telephones written with brackets or the code of the country.
    pub(super) fn phones(&mut self) {
        let text = self.text();
        for found in BRACKETED.find_iter(text) {
            let range = found.range();
            let chain = Chain::new(text, range.clone());
            let abroad = text[range.clone()].starts_with('+');
            let mut digits = chain.digits;
            if abroad {
                digits.drain(..2);
                if digits.first() != Some(&0) {
                    digits.insert(0, 0);
                }
            }
            let lone = !self.folded.before(range.start).is_some_and(|c| c.is_ascii_alphanumeric() || c == '-')
                && !self.folded.after(range.end).is_some_and(|c| c.is_ascii_digit() || c == '-');
            if lone && matches!(digits.len(), 10 | 11) {
                self.phone(&Chain { range, digits, groups: vec![0] });
            }
        }
    }

    /// Telephones of other countries.
    pub(super) fn phones_abroad(&mut self) {
        let text = self.text();
        for found in ABROAD.find_iter(text) {
            let range = found.range();
            let digits = text[range.clone()].bytes().filter(u8::is_ascii_digit).count();
            let lone = !self.folded.before(range.start).is_some_and(|c| c.is_ascii_alphanumeric() || c == '-')
                && !self.folded.after(range.end).is_some_and(|c| c.is_ascii_digit() || c == '-');
            let grouped = text[range.clone()].contains(['-', ' ', '.', '('])
                || self.cue(&range, &[Cue::Phone, Cue::Own]).is_some();
            if lone && grouped && (9..=15).contains(&digits) && !text[range.clone()].starts_with("+81") {
                self.note(Kind::Phone, range, Confidence::Likely, Reason::Form);
            }
        }
    }

    /// Everything that is a run of digits.
    pub(super) fn numbers(&mut self) {
        let text = self.text();
        for found in SYMBOL.captures_iter(text).chain(ENGLISH_SYMBOL.captures_iter(text)) {
            let (Some(symbol), Some(number)) = (found.get(1), found.get(2)) else { continue };
            if symbol.as_str().eq_ignore_ascii_case("and") {
                continue;
            }
            self.symbol_and_number(symbol.range(), number.range());
        }
        for found in CHAIN.find_iter(text) {
            self.chain(found.range());
        }
        self.symbols_in_kanji();
    }

    /// 市22・0104538: the kanji a symbol of an insurance begins with are part of it.
    fn symbols_in_kanji(&mut self) {
        let text = self.text();
        let insured = self.found.iter_mut().filter(|one| one.kind == Kind::HealthInsurance);
        for one in insured {
            let lead = &text[..one.range.start];
            // 白国12・345678: the figures of the symbol belong to it too.
            let joined = lead.strip_suffix(['・', '-']).map(|lead| lead.trim_end_matches(|c: char| c.is_ascii_digit()));
            let lead = joined.filter(|lead| lead.ends_with(super::cues::is_kanji)).unwrap_or(lead);
            let kanji: usize =
                lead.chars().rev().take_while(|c| super::cues::is_kanji(*c)).take(4).map(char::len_utf8).sum();
            let start = lead.len() - kanji;
            let marked = text[..start].ends_with(['「', '『', '(', ':', '"', 'は', ' ']);
            let free = self.taken.range(..one.range.start).next_back().is_none_or(|(_, end)| *end <= start);
            if (1..=3).contains(&(kanji / '市'.len_utf8())) && marked && free {
                self.taken.remove(&one.range.start);
                one.range.start = start;
                self.taken.insert(start, one.range.end);
            }
        }
    }

    /// A chain as a whole; if that is nothing, its parts between spaces; then its parts between dots.
    fn chain(&mut self, range: Range<usize>) {
        if range.len() < 4 || !self.is_free(&range) && !self.text()[range.clone()].contains(' ') {
            return;
        }
        if self.is_free(&range) && self.number(range.clone()) {
            return;
        }
        let text = self.text();
        for mark in [' ', '・'] {
            if text[range.clone()].contains(mark) {
                let mut start = range.start;
                for part in text[range.clone()].split(mark) {
                    self.chain(start..start + part.len());
                    start += part.len() + mark.len_utf8();
                }
                return;
            }
        }
    }

    /// Whether what stands around a number makes it part of something else: an amount, a code, a longer number.
    fn is_part(&self, range: &Range<usize>) -> bool {
        let text = self.text();
        let (before, after) = (&text[..range.start], &text[range.end..]);
        let last = before.chars().next_back();
        let second = before.chars().rev().nth(1);
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let licensed = last == Some('第') && self.cue(range, &[Cue::License]).is_some();
        if !licensed && last.is_some_and(|c| "¥$€第_#".contains(c) || c.is_ascii_alphabetic() || c.is_ascii_digit())
            || last.is_some_and(|c| ".-/".contains(c)) && digit(second)
            || last.is_some_and(|c| "-/".contains(c)) && second.is_some_and(|c| c.is_ascii_alphabetic())
        {
            return true;
        }
        let first = after.chars().next();
        let next = after.chars().nth(1);
        let from = first == Some('か') && !next.is_some_and(|c| "所月国年村条".contains(c));
        !from
            && first.is_some_and(|c| {
                COUNTED.contains(c) || c.is_ascii_alphabetic() && !after.starts_with("ext") || c == '_'
            })
            || first.is_some_and(|c| ".-/".contains(c)) && digit(next)
            || first == Some(',') && after[1..].chars().take_while(char::is_ascii_digit).count() == 3
            || first == Some('-') && next.is_some_and(|c| c.is_ascii_alphabetic())
    }

    /// What a run of digits with these words beside it is, if it is something. Whether that is settled.
    fn number(&mut self, range: Range<usize>) -> bool {
        let chain = Chain::new(self.text(), range.clone());
        if chain.digits.len() < 5 {
            return self.short(&chain);
        }
        let invoice = self.folded.before(range.start).is_some_and(|c| c.eq_ignore_ascii_case(&'t'));
        if chain.digits.len() == 13 && checks::houjin(&chain.digits) && (invoice || !self.is_part(&range)) {
            let start = if invoice { range.start - 1 } else { range.start };
            return self.note(Kind::Houjin, start..range.end, Confidence::Certain, Reason::Organisation);
        }
        if self.is_part(&range) {
            return true;
        }
        if self.post_bank(&chain) {
            return true;
        }
        let even = |size: usize| chain.groups.iter().all(|g| *g == size);
        let alone = chain.groups.len() == 1;
        match chain.digits.len() {
            14..=16 if checks::credit_card(&chain.digits) => {
                let usual = alone || even(4) || matches!(chain.groups[..], [4, 6, 4 | 5] | [6, 6, 3]);
                let cue = self.cue(&range, &[Cue::Card]);
                // What stands behind a card is said of it: 有効期限.
                let before = self.cues.before(range.start);
                let neutral = |said: &&&Said| !matches!(said.cue, Cue::Number | Cue::Example | Cue::Name);
                // 有効期限切れの場合は 5294 …: what stands further off is said of something else.
                let close = |said: &&Said| range.start.saturating_sub(said.range.end) <= 9;
                let denied = before.iter().find(neutral).is_some_and(|said| said.cue == Cue::Other && close(said));
                if usual && !denied || cue.is_some() {
                    return self.checked(Kind::CreditCard, &range, cue, true);
                }
                false
            }
            12 => self.twelve(&chain, alone, even(4)),
            11 | 10 if self.phone(&chain) => true,
            11 => {
                let kinds = [(Cue::ResidentCode, Kind::JuminhyoCode), (Cue::Employment, Kind::EmploymentInsurance)];
                self.told(&chain, &kinds) || self.resident_code(&chain) || self.short(&chain)
            }
            10 => {
                let kinds = [
                    (Cue::Pension, Kind::PensionNumber),
                    (Cue::Care, Kind::HealthInsurance),
                    (Cue::Health, Kind::HealthInsurance),
                ];
                self.told(&chain, &kinds) || self.pension_number(&chain)
            }
            8 if self.cue(&range, &[Cue::Insurer]).is_some() => self.insurer(&chain),
            8 => self.told(&chain, &[(Cue::Elderly, Kind::HealthInsurance), (Cue::Health, Kind::HealthInsurance)]),
            7 if matches!(chain.groups[..], [3, 4]) || self.is_postal(&range) => self.postal(&chain),
            7 => self.seven(&chain),
            6 if self.cue(&range, &[Cue::Insurer]).is_some() => self.insurer(&chain),
            _ => self.short(&chain),
        }
    }

    /// The nearest word before the number, or behind it where none before says anything.
    fn nearest(&self, range: &Range<usize>) -> Option<&Said> {
        let neutral = |said: &&Said| !matches!(said.cue, Cue::Number | Cue::Example | Cue::Name | Cue::Reading);
        let before = self.cues.before(range.start).into_iter().find(neutral);
        before.or_else(|| self.cues.behind(range.end).into_iter().find(neutral))
    }

    /// The word beside the number that is one of `wanted`, if it is the nearest that says anything.
    fn cue(&self, range: &Range<usize>, wanted: &[Cue]) -> Option<Said> {
        let behind = self.cues.behind(range.end).into_iter().next().filter(|said| {
            let between = &self.text()[range.end..said.range.start];
            wanted.contains(&said.cue) && (between.chars().count() <= 3 || between.contains('('))
        });
        let near = self.nearest(range).filter(|said| wanted.contains(&said.cue));
        // 年金手帳の記号番号: 記号 says nothing of which.
        let of_symbol = self.nearest(range).filter(|said| said.cue == Cue::Symbol).and_then(|symbol| {
            let before = self.cues.before(symbol.range.start).into_iter().next()?;
            let close = &self.text()[before.range.end.min(symbol.range.start)..symbol.range.start];
            let named = matches!(before.cue, Cue::Pension | Cue::Health | Cue::Care | Cue::Elderly);
            (wanted.contains(&before.cue) && named && close.chars().count() <= 2).then_some(before)
        });
        near.or(behind).or(of_symbol).or_else(|| self.insured(range).filter(|said| wanted.contains(&said.cue))).cloned()
    }

    /// 雇用保険の被保険者番号: which insurance 被保険者番号, the nearest word, is of.
    fn insured(&self, range: &Range<usize>) -> Option<&Said> {
        let near = self
            .nearest(range)
            .filter(|said| said.cue == Cue::Health && self.cues.word(said).starts_with("被保険者"))?;
        let which = |said: &&Said| matches!(said.cue, Cue::Employment | Cue::Care | Cue::Elderly);
        self.cues.before(near.range.start).into_iter().find(which)
    }

    /// The nearest word, if it speaks of something else than what is `wanted`.
    fn is_denied(&self, range: &Range<usize>, wanted: &[Cue]) -> bool {
        self.nearest(range).is_some_and(|said| !wanted.contains(&said.cue))
    }

    /// Notes a number with a check digit that fits.
    fn checked(&mut self, kind: Kind, range: &Range<usize>, cue: Option<Said>, usual: bool) -> bool {
        let (confidence, reason) = match cue {
            Some(said) => (Confidence::Certain, Reason::CheckAndCue(self.cues.word(&said))),
            None if usual => (Confidence::Likely, Reason::Check),
            None => (Confidence::Possible, Reason::Check),
        };
        self.note(kind, range.clone(), confidence, reason)
    }

    /// 個人番号 or 運転免許証番号.
    fn twelve(&mut self, chain: &Chain, alone: bool, even: bool) -> bool {
        let range = &chain.range;
        let license = self.cue(range, &[Cue::License]);
        let mine = self.cue(range, &[Cue::MyNumber]);
        if let Some(said) = license {
            return if checks::drivers_license(&chain.digits) {
                self.checked(Kind::DriversLicense, range, Some(said), true)
            } else {
                self.doubted(Kind::DriversLicense, range, &said)
            };
        }
        if let Some(said) = mine {
            return if checks::my_number(&chain.digits) {
                self.checked(Kind::MyNumber, range, Some(said), true)
            } else {
                self.doubted(Kind::MyNumber, range, &said)
            };
        }
        let usual = alone || even;
        let denied =
            self.is_denied(range, &[Cue::MyNumber, Cue::Own, Cue::Name, Cue::Birth, Cue::Home, Cue::Phone, Cue::Card]);
        if usual && !denied && checks::my_number(&chain.digits) {
            return self.checked(Kind::MyNumber, range, None, even);
        }
        true
    }

    /// Notes a number the nearest word speaks of although its check digit does not fit: it may be mistyped. One that is said
    /// to be an example or wrong is left alone.
    fn doubted(&mut self, kind: Kind, range: &Range<usize>, said: &Said) -> bool {
        let example = |said: &&Said| said.cue == Cue::Example;
        let (_, line) = self.folded.line(range.start);
        if !self.cues.within(line).iter().any(example) {
            let reason = Reason::CueOnly(self.cues.word(said));
            self.note(kind, range.clone(), Confidence::Possible, reason);
        }
        true
    }

    /// A number that only a word beside it can make one of these.
    fn told(&mut self, chain: &Chain, kinds: &[(Cue, Kind)]) -> bool {
        let other = self.insured(&chain.range).map(|said| said.cue);
        for (cue, kind) in kinds {
            if *cue == Cue::Health && other.is_some() {
                continue;
            }
            if let Some(said) = self.cue(&chain.range, &[*cue]) {
                return self.note_cued(*kind, chain.range.clone(), Confidence::Certain, &said);
            }
        }
        false
    }

    /// 住民票コード whose word stands further off in the sentence: the check digit fits, and nothing else is spoken of.
    fn resident_code(&mut self, chain: &Chain) -> bool {
        let said = self.cues.before(chain.range.start).into_iter().find(|said| said.cue == Cue::ResidentCode).cloned();
        let other = self.nearest(&chain.range).is_some_and(|near| {
            near.cue != Cue::ResidentCode && !self.cues.word(near).ends_with("コード") && near.cue == Cue::Other
        });
        match said {
            Some(said) if !other && checks::resident_code(&chain.digits) => {
                self.checked(Kind::JuminhyoCode, &chain.range, Some(said), true)
            }
            _ => false,
        }
    }

    /// 基礎年金番号 whose word stands further off in the sentence: written as one is, and nothing but whom it was asked of and
    /// how is spoken of between.
    fn pension_number(&mut self, chain: &Chain) -> bool {
        let passing = |said: &&Said| {
            use Cue::{Home, Mail, Name, Number, Office, Own, Phone, Reading};
            !matches!(said.cue, Number | Name | Reading | Phone | Own | Mail | Office | Home)
        };
        let written = matches!(chain.groups[..], [4, 6]) && chain.digits[0] != 0;
        let said = self.cues.before(chain.range.start).into_iter().find(passing).cloned();
        match said.filter(|said| written && said.cue == Cue::Pension && self.cues.word(said).ends_with("番号")) {
            Some(said) => self.note_cued(Kind::PensionNumber, chain.range.clone(), Confidence::Likely, &said),
            None => false,
        }
    }

    /// Whether 郵便番号 or the like stands right before the number.
    fn is_postal(&self, range: &Range<usize>) -> bool {
        self.cue(range, &[Cue::Postal]).is_some_and(|said| {
            said.range.end <= range.start && self.text()[said.range.end..range.start].chars().count() <= 3
        })
    }

    fn insurer(&mut self, chain: &Chain) -> bool {
        let said = self.cue(&chain.range, &[Cue::Insurer]);
        match said {
            Some(said) if checks::insurer(&chain.digits) => self.checked(Kind::Insurer, &chain.range, Some(said), true),
            _ => true,
        }
    }

    /// A telephone number, by its groups: the first begins with 0.
    fn phone(&mut self, chain: &Chain) -> bool {
        let range = &chain.range;
        let text = &chain.digits;
        if text.first() != Some(&0) || text.get(1) == Some(&0) {
            return false;
        }
        let starts = |digits: &[u8]| text.starts_with(digits);
        let written = matches!(chain.groups[..], [_, _, 3 | 4] | [0]);
        let alone = chain.groups.len() == 1 && chain.groups[0] > 0;
        // Numbers anybody may call, free or at one price.
        let public = starts(&[0, 1, 2, 0]) || starts(&[0, 8, 0, 0]) || starts(&[0, 5, 7, 0]) || starts(&[0, 9, 9, 0]);
        if public
            && text.len() >= 10
            && !(text.len() == 11 && starts(&[0, 8, 0, 0]) && matches!(chain.groups[..], [3, 4, 4]))
        {
            let free: String = text[..4].iter().map(|d| char::from(b'0' + d)).collect();
            self.note(Kind::Phone, range.clone(), Confidence::Possible, Reason::Office(free));
            return true;
        }
        let personal = [Cue::Own, Cue::Home, Cue::Name];
        let office = [Cue::Office, Cue::Venue];
        let spoken = |said: &&Said| personal.contains(&said.cue) || office.contains(&said.cue);
        let nearby = self.cues.before(range.start).into_iter().find(spoken).cloned();
        let mobile = text.len() == 11 && (6..=9).contains(&text[1]) && text[2] == 0;
        if mobile {
            let usual = matches!(chain.groups[..], [3, 4, 4] | [11] | [0] | [7, 4] | [3, 8]);
            if !usual
                || alone
                    && self.is_denied(
                        range,
                        &[Cue::Phone, Cue::Own, Cue::Home, Cue::Office, Cue::Mail, Cue::Birth, Cue::Postal, Cue::Venue],
                    )
            {
                return false;
            }
            let cue = nearby.filter(|said| personal.contains(&said.cue));
            // 備品番号090-0012-0034: the word right before says what it is.
            let other = self.cues.before(range.start).into_iter().next().filter(|said| said.cue == Cue::Other);
            if cue.is_none() && other.is_some_and(|said| said.range.end == range.start) {
                return true;
            }
            return match cue {
                Some(said) => self.note_cued(Kind::Phone, range.clone(), Confidence::Certain, &said),
                None => self.note(Kind::Phone, range.clone(), Confidence::Certain, Reason::Form),
            };
        }
        let ip = text.len() == 11 && starts(&[0, 5, 0]);
        if text.len() == 11 && !ip {
            return false;
        }
        let phone = self.cue(range, &[Cue::Phone, Cue::Own, Cue::Office, Cue::Name]);
        let usual = written && chain.groups.iter().sum::<usize>() > 0 && chain.groups.iter().all(|g| *g <= 5)
            || chain.groups[..] == [0];
        if !(usual || alone && phone.is_some()) {
            return false;
        }
        if !alone
            && phone.is_none()
            && self.is_denied(
                range,
                &[Cue::Phone, Cue::Own, Cue::Office, Cue::Home, Cue::Venue, Cue::Postal, Cue::Mail, Cue::Birth],
            )
        {
            return true;
        }
        let office_behind = self.cues.behind(range.end).into_iter().find(|s| {
            s.cue == Cue::Office && {
                let word = self.cues.word(s);
                word.is_ascii() || matches!(word.as_str(), "内線" | "(代)" | "代表" | "代表電話" | "直通")
            }
        });
        let above =
            self.cues.around(range.start).into_iter().filter(|said| said.range.start < range.start).find(spoken);
        let said = nearby.or_else(|| office_behind.cloned()).or_else(|| above.cloned());
        match said {
            Some(said) if office.contains(&said.cue) => {
                let reason = Reason::Office(self.cues.word(&said));
                self.note(Kind::Phone, range.clone(), Confidence::Possible, reason)
            }
            Some(said) => self.note_cued(Kind::Phone, range.clone(), Confidence::Certain, &said),
            None => self.note(Kind::Phone, range.clone(), Confidence::Likely, Reason::Form),
        }
    }

    /// A postal code: behind 〒 or the word, or before a place.
    fn postal(&mut self, chain: &Chain) -> bool {
        let range = &chain.range;
        let text = self.text();
        let before = text[..range.start].trim_end_matches(' ');
        let marked = before.ends_with('〒');
        let start = if marked { before.len() - '〒'.len_utf8() } else { range.start };
        let cue = self.cue(range, &[Cue::Postal]);
        let after = text[range.end..].trim_start_matches([' ', '\n', ')', ',', '/']);
        let place = super::places::begins_with_place(after);
        let english = before.ends_with("Japan") || super::places::ends_with_place(before);
        if !marked && cue.is_none() && !place && !english {
            return self.seven(chain);
        }
        // Whose it is, the address behind tells as well.
        match self.place_of_office(start, range.end) {
            Some(word) => self.note(Kind::Postal, start..range.end, Confidence::Possible, Reason::Office(word)),
            None if marked || cue.is_some() => {
                let word =
                    if marked { "〒".to_owned() } else { cue.map_or_else(String::new, |said| self.cues.word(&said)) };
                self.note(Kind::Postal, start..range.end, Confidence::Certain, Reason::Cue(word))
            }
            None => self.note(Kind::Postal, start..range.end, Confidence::Likely, Reason::Form),
        }
    }

    /// The number of a bank account: seven digits, and a word that says so.
    fn seven(&mut self, chain: &Chain) -> bool {
        if let Some(said) = self.cue(&chain.range, &[Cue::Bank]) {
            let word = self.cues.word(&said);
            let close = chain.range.start.saturating_sub(said.range.end) < 24;
            if close && !matches!(word.as_str(), "支店" | "振込先" | "預金") || word.ends_with("口座番号") {
                return self.note_cued(Kind::BankAccount, chain.range.clone(), Confidence::Certain, &said);
            }
            return self.note_cued(Kind::BankAccount, chain.range.clone(), Confidence::Likely, &said);
        }
        self.told(chain, &[(Cue::Health, Kind::HealthInsurance)]) || self.short(chain)
    }

    /// ゆうちょ: 12340-12345671.
    fn post_bank(&mut self, chain: &Chain) -> bool {
        let digits = &chain.digits;
        // 振替口座00150-1-234567
        if matches!(chain.groups[..], [5, 1, 1..=7]) && digits[0] == 0 {
            let said = self.cue(&chain.range, &[Cue::PostBank, Cue::Bank, Cue::Symbol]);
            return said.is_some_and(|said| {
                self.note_cued(Kind::BankAccount, chain.range.clone(), Confidence::Certain, &said)
            });
        }
        let [5, number @ 2..=8] = chain.groups[..] else { return false };
        if digits[0] != 1 || digits[4] != 0 || digits.last() != Some(&1) || number < 2 {
            return false;
        }
        let said = self.cue(&chain.range, &[Cue::PostBank, Cue::Bank, Cue::Symbol]);
        said.is_some_and(|said| self.note_cued(Kind::BankAccount, chain.range.clone(), Confidence::Certain, &said))
    }

    /// Few digits, which only a word directly before them can make something: the number of an insurance.
    fn short(&mut self, chain: &Chain) -> bool {
        let Some(said) = self.cue(&chain.range, &[Cue::Health, Cue::Care, Cue::Elderly, Cue::Symbol]) else {
            return false;
        };
        let between = &self.text()[said.range.end.min(chain.range.start)..chain.range.start];
        let word = self.cues.word(&said);
        let labelled = word.contains("番号")
            || word.contains("記号")
            || between.contains("番号")
            || between.contains("記号")
            || word.contains("number");
        let insured = said.cue != Cue::Symbol
            || self
                .cues
                .around(chain.range.start)
                .iter()
                .any(|s| matches!(s.cue, Cue::Health | Cue::Care | Cue::Elderly | Cue::Insurer));
        let direct = between.trim_start_matches("の").trim_matches([' ', ':', '(', 'は', '、']).chars().count() <= 8;
        if !labelled
            || !insured
            || !direct
            || self.is_part(&chain.range)
            || chain.digits.len() > 10 && chain.groups.len() != 2
        {
            return false;
        }
        self.note_cued(Kind::HealthInsurance, chain.range.clone(), Confidence::Likely, &said)
    }

    /// 記号 and 番号 side by side: of an insurance, or of ゆうちょ by their form.
    fn symbol_and_number(&mut self, symbol: Range<usize>, number: Range<usize>) {
        let text = self.text();
        let (first, second) = (&text[symbol.clone()], &text[number.clone()]);
        let post = first.len() == 5 && first.starts_with('1') && first.ends_with('0') && second.ends_with('1');
        let said = self.cues.around(symbol.start);
        let has = |cues: &[Cue]| said.iter().find(|said| cues.contains(&said.cue)).map(|said| (*said).clone());
        let bank = has(&[Cue::PostBank, Cue::Bank]);
        let health = has(&[Cue::Health, Cue::Care, Cue::Elderly, Cue::Insurer]);
        let kind = if post && health.is_none() || bank.is_some() && health.is_none() {
            Kind::BankAccount
        } else {
            Kind::HealthInsurance
        };
        let Some(cue) = (if kind == Kind::BankAccount { bank } else { health }).or_else(|| has(&[Cue::Symbol])) else {
            return;
        };
        self.note_cued(kind, symbol, Confidence::Certain, &cue);
        self.note_cued(kind, number, Confidence::Certain, &cue);
    }

    /// 旅券番号 and 在留カード番号: letters and digits, and a word that says so.
    pub(super) fn codes(&mut self) {
        let text = self.text();
        for found in CODE.find_iter(text) {
            let mut range = found.range();
            let mut written: String = text[range.clone()].chars().filter(char::is_ascii_alphanumeric).collect();
            // MS7153866 belongs to her: the next word is none of it.
            let found = &text[range.clone()];
            if let Some(space) = found
                .rfind(' ')
                .filter(|at| written.len() != 12 && found[at + 1..].bytes().all(|b| b.is_ascii_alphabetic()))
            {
                written.truncate(written.len() - (found.len() - space - 1));
                range.end = range.start + space;
            }
            let lone = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
            if !lone(self.folded.before(range.start)) || !lone(self.folded.after(range.end)) {
                continue;
            }
            let letters = written.chars().rev().take_while(char::is_ascii_alphabetic).count();
            let (kind, wanted) = match (written.len(), letters) {
                // Those of other countries: C7402918, P7312845B.
                (9, 0) | (8, 0) | (9, 1) => (Kind::Passport, Cue::Passport),
                (12, 2) => (Kind::ResidenceCard, Cue::ResidenceCard),
                _ => continue,
            };
            let spoken = |said: &&Said| !matches!(said.cue, Cue::Number | Cue::Name | Cue::Example);
            let near = self
                .cues
                .before(range.start)
                .into_iter()
                .find(spoken)
                .or_else(|| self.cues.behind(range.end).into_iter().find(spoken));
            if let Some(said) = near.filter(|said| said.cue == wanted).cloned() {
                self.note_cued(kind, range, Confidence::Certain, &said);
            } else if near_is_like(&self.found, kind, &range) {
                self.note(kind, range, Confidence::Likely, Reason::Form);
            }
        }
    }
}

/// ナムがBE20731946XL、ランがBE20731952MK: whether another of `kind` was found shortly before `range`.
fn near_is_like(found: &[super::One], kind: Kind, range: &Range<usize>) -> bool {
    const NEAR: usize = 160;
    kind == Kind::ResidenceCard
        && found.iter().any(|one| one.kind == kind && range.start.saturating_sub(one.range.end) < NEAR)
}
