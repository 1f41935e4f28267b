//! Mail addresses, dates of birth and number plates.

use super::cues::{Cue, Said};
use super::{Confidence, Finder, Kind, Reason};
use crate::text::Date;
use regex::{Captures, Regex};
use std::sync::LazyLock;

static MAIL: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}(?:@|\[at\]|\(at\))(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.)+[A-Za-z]{2,24}";
    Regex::new(pattern).expect("a pattern")
});

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"(?P<era>明治|大正|昭和|平成|令和|[MTSHR明大昭平令]) ?(?P<ey>元|[0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?(?:年|[./・-]) ?(?P<em>[0-9]{1,2}|[一二三四五六七八九十]{1,2}) ?(?:月|[./・-]) ?(?P<ed>[0-9]{1,2}|[一二三四五六七八九十]{1,3})日?",
        r"|(?P<y>(?:19|20)[0-9]{2}) ?(?:年|[./・-]) ?(?P<m>[0-9]{1,2}) ?(?:月|[./・-]) ?(?P<d>[0-9]{1,2})日?",
        r"|(?P<y8>(?:19|20)[0-9]{2})(?P<m8>[01][0-9])(?P<d8>[0-3][0-9])",
        r"|(?P<kk>[一二〇九]{2}[〇一二三四五六七八九]{2})年(?P<km>[一二三四五六七八九十]{1,2})月(?P<kd>[一二三四五六七八九十]{1,3})日",
        r"|(?P<ld>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[ -](?P<lm>[A-Z][a-z]{2,8})\.?,?[ -](?P<ly>(?:19|20)[0-9]{2})",
        r"|(?P<sa>[0-9]{1,2})/(?P<sb>[0-9]{1,2})/(?P<sy>(?:19|20)[0-9]{2})",
        r"|(?P<nm>[A-Z][a-z]{2,8})\.? (?P<nd>[0-9]{1,2})(?:st|nd|rd|th)?(?:, ?| )(?P<ny>(?:19|20)[0-9]{2})",
    );
    Regex::new(pattern).expect("a pattern")
});

/// Behind a date: that somebody was born on it.
static BORN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^ ?\)?[ 、]?(?:に)?(?:\(?[0-9]{1,3}歳\)?)?(?:に?(?:、|,)?[\p{Han}ァ-ヶーの・]{1,14}[にで]生まれ|産まれ|生を受け|生まれ|生れ|出生|誕生|生 ?(?:[)、。,\s(]|の|で|$|[0-9]))";
    Regex::new(pattern).expect("a pattern")
});

static PLATE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?P<place>[\p{Han}ぁ-んァ-ヶー]{1,4}) ?[0-9]{1,2}[0-9A-Z] ?[あ-ろわゑをれ] ?(?:[1-9][0-9]-[0-9]{2}|[・.]{1,3} ?[0-9]{1,3}(?:-[0-9]{2})?|[1-9][0-9]{0,3})";
    Regex::new(pattern).expect("a pattern")
});

/// What is written on number plates (運輸支局 and ご当地ナンバー).
static PLATES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("../../../assets/names/plates.txt").split_whitespace().filter(|w| !w.starts_with('#')).collect()
});

/// The numbers behind 一 to 三十一 and of two figures.
fn number(written: &str) -> Option<u32> {
    if written == "元" {
        return Some(1);
    }
    if let Ok(number) = written.parse() {
        return Some(number);
    }
    let (mut total, mut last) = (0, 0);
    for c in written.chars() {
        match c {
            '十' => {
                total += if last == 0 { 10 } else { last * 10 };
                last = 0;
            }
            c => last = u32::from(super::folded::kanji_digit(c)?),
        }
    }
    Some(total + last)
}

fn month(name: &str) -> Option<u8> {
    let index = crate::text::date::MONTHS.iter().position(|m| name.len() >= 3 && m.starts_with(name))?;
    u8::try_from(index + 1).ok()
}

/// The day a match says, if there is such a day and somebody may have been born on it.
fn day(found: &Captures<'_>) -> Option<Date> {
    let get = |name: &str| found.name(name).map(|m| m.as_str());
    let small = |written: &str| number(written).and_then(|n| u8::try_from(n).ok());
    let date = if let (Some(era), Some(year), Some(m), Some(d)) = (get("era"), get("ey"), get("em"), get("ed")) {
        let era = match era {
            "M" | "明" => "明治",
            "T" | "大" => "大正",
            "S" | "昭" => "昭和",
            "H" | "平" => "平成",
            "R" | "令" => "令和",
            era => era,
        };
        Date::from_era(era, number(year)?, small(m)?, small(d)?)?
    } else if let (Some(y), Some(m), Some(d)) = (get("kk"), get("km"), get("kd")) {
        let year = y.chars().try_fold(0, |n, c| Some(n * 10 + i32::from(super::folded::kanji_digit(c)?)))?;
        Date::new(year, small(m)?, small(d)?)?
    } else if let (Some(y), Some(m), Some(d)) =
        (get("ly").or(get("ny")), get("lm").or(get("nm")), get("ld").or(get("nd")))
    {
        Date::new(y.parse().ok()?, month(m)?, small(d)?)?
    } else if let (Some(a), Some(b), Some(y)) = (get("sa"), get("sb"), get("sy")) {
        // 05/11/1988: the day first or the month, as countries differ.
        let (year, a, b) = (y.parse().ok()?, small(a)?, small(b)?);
        Date::new(year, b, a).or_else(|| Date::new(year, a, b))?
    } else {
        let (y, m, d) = (get("y").or(get("y8"))?, get("m").or(get("m8"))?, get("d").or(get("d8"))?);
        Date::new(y.parse().ok()?, small(m)?, small(d)?)?
    };
    (1900..=2100).contains(&date.ymd().0).then_some(date)
}

impl Finder<'_> {
    /// Mail addresses.
    pub(super) fn mails(&mut self) {
        for found in MAIL.find_iter(self.text()) {
            let mut range = found.range();
            // An English sentence may end right behind it.
            while self.text()[range.clone()].ends_with(['.', '-', '\'']) {
                range.end -= 1;
            }
            if !is_file(&self.text()[range.clone()]) {
                self.note(Kind::Email, range, Confidence::Certain, Reason::Form);
            }
        }
    }

    /// Dates that are said to be of birth.
    pub(super) fn birth_dates(&mut self) {
        let text = self.text();
        let mut last = 0;
        for found in DATE.captures_iter(text) {
            let Some(range) = found.get(0).map(|m| m.range()) else { continue };
            let between = last;
            last = range.end;
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            if digit(self.folded.before(range.start))
                || self.folded.after(range.end).is_some_and(|c| c.is_ascii_digit())
            {
                continue;
            }
            if day(&found).is_none() {
                continue;
            }
            let spoken = |said: &&Said| !matches!(said.cue, Cue::Number | Cue::Reading | Cue::Example | Cue::Own);
            let label =
                self.cues.before(range.start).into_iter().find(spoken).filter(|said| said.cue == Cue::Birth).cloned();
            // 生年月日の変更は4月1日から: the word must be the date's own.
            let label = label.filter(|said| {
                let gap = &text[said.range.end.min(range.start)..range.start];
                said.range.end >= between.min(range.start)
                    && (gap.chars().count() <= 12 || gap.is_ascii() && gap.len() <= 30 && !gap.contains(['.', ',']))
                    && (!gap.contains(['、', '。', 'を']) || gap == "を「" || is_taken_down(gap, &text[range.end..]))
                    || said.range.end > range.start
                    || !self.folded.line(range.start).1.contains(&said.range.start)
            });
            let behind = BORN.find(&text[range.end..]).is_some()
                || born_in_english(text, range.start)
                || is_put_right(&text[self.folded.line(range.start).1.start..range.start]);
            if let Some(said) = label.as_ref().filter(|said| is_span_of_births(text, said.range.end, range.start)) {
                // Born between one day and another: who may come, not who came.
                let _ = said;
                continue;
            }
            // 平成17年8月31日ではなく平成17年8月30日: what is put right is one too.
            let instead = self.found.last().filter(|one| one.kind == Kind::BirthDate && one.range.end <= range.start);
            let instead = instead.and_then(|one| {
                let gap = text[one.range.end..range.start].trim_matches(['「', '」', '"', '“', '”']);
                ["ではなく", "ではなく、", "でなく", "を", "から", "は誤りで", "は誤りで、", " not ", ", not "]
                    .contains(&gap)
                    .then(|| one.reason.clone())
            });
            if let (None, false, Some(reason)) = (&label, behind, instead) {
                self.note(Kind::BirthDate, range, Confidence::Likely, reason);
            } else if let Some(said) = label {
                self.note_cued(Kind::BirthDate, range, Confidence::Certain, &said);
            } else if behind {
                let word = if text[range.end..].trim_start().starts_with('生') { "生" } else { "born" };
                self.note(Kind::BirthDate, range, Confidence::Certain, Reason::Cue(word.to_owned()));
            }
        }
    }

    /// Number plates: 松本 300 あ 12-34.
    pub(super) fn plates(&mut self) {
        let text = self.text();
        for found in PLATE.captures_iter(text) {
            let (Some(whole), Some(place)) = (found.get(0), found.name("place")) else { continue };
            let Some(name) = PLATES.iter().filter(|p| place.as_str().ends_with(**p)).max_by_key(|p| p.len()) else {
                continue;
            };
            let range = place.end() - name.len()..whole.end();
            if self.folded.after(range.end).is_some_and(|c| c.is_ascii_digit() || "年月日時分円人件名階%".contains(c))
            {
                continue;
            }
            self.note(Kind::VehiclePlate, range, Confidence::Certain, Reason::Form);
        }
    }
}

/// 生年月日を平成8年6月1日と誤って入力した: whether a date behind the word and を is what was written down of it.
fn is_taken_down(gap: &str, tail: &str) -> bool {
    let tail = tail.trim_start_matches(['」', ')', '』']);
    matches!(gap, "を" | "を「" | "を、" | "を (" | "を(") && tail.starts_with(['と', 'に', 'へ', 'か'])
}

/// Whether what looks like a mail address is the name of a file: meibo@2025.xlsx.
fn is_file(written: &str) -> bool {
    const ENDS: [&str; 20] = [
        "xlsx", "xls", "xlsm", "docx", "doc", "pptx", "ppt", "pdf", "csv", "txt", "zip", "jpg", "jpeg", "png", "gif",
        "json", "xml", "html", "odt", "ods",
    ];
    written.rsplit('.').next().is_some_and(|end| ENDS.contains(&end.to_ascii_lowercase().as_str()))
}

/// Whether what stands between `from`, the end of a word such as `born`, and a date at `start` makes it one end of a span.
fn is_span_of_births(text: &str, from: usize, start: usize) -> bool {
    let Some(gap) = text.get(from..start) else { return false };
    let gap = gap.trim().to_ascii_lowercase();
    ["between", "after", "before", "on or after", "on or before", "since", "from"].contains(&gap.as_str())
}

/// Whether a paper is said to have another day than somebody was said to be born on: 昭和63年生まれとあるが、身分証では.
fn is_put_right(lead: &str) -> bool {
    const PAPERS: [&str; 6] = ["身分証", "免許証", "戸籍", "住民票", "旅券", "在留カード"];
    let sentence = lead.rsplit('。').next().unwrap_or(lead);
    let Some((_, behind)) = sentence.split_once("年生まれ") else { return false };
    behind.ends_with("では") && PAPERS.iter().any(|paper| behind.contains(paper))
}

/// Whether `born on` or the like stands right before.
fn born_in_english(text: &str, start: usize) -> bool {
    let from = text.floor_char_boundary(start.saturating_sub(16));
    let before = text[from..start].to_ascii_lowercase();
    let before = before.trim_end();
    ["born", "born on", "born:", "(b.", "d.o.b.", "dob:"].iter().any(|words| before.ends_with(words))
}
