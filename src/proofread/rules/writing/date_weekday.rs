//! 令和7年4月1日（水）, when it is a Tuesday.

use crate::document::Role;
use crate::proofread::dates::{dated, in_full, nearest, with_day};
use crate::proofread::sieve;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Note, Noted, Passage, Rule, Severity, Whole};
use crate::text::facts::{Link, Value};
use crate::text::{Date, Lang, Span};
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A day and the weekday written beside it.
pub struct Weekday;

const ID: &str = "ja.date.weekday";
/// The day a document was issued on.
const ISSUED: u8 = 0;
/// A day without a year, and its weekday: `4-1-3`.
const PARTIAL: u8 = 1;
/// Another day with its year, and a weekday behind it.
const DATED: u8 = 2;
/// A year alone.
const YEAR: u8 = 3;
/// A fiscal year alone.
const FISCAL: u8 = 4;
/// Any other day or month with its year.
const OTHER: u8 = 5;
/// A fiscal year in the document's title.
const TITLED: u8 = 6;

impl Rule for Weekday {
    fn about(&self) -> About {
        About {
            id: ID,
            lang: Lang::Ja,
            severity: Severity::Error,
            fixable: Fixable::Ask,
            source: "暦",
            profiles: ALL_JAPANESE,
        }
    }

    fn needs(&self) -> Needs {
        Needs::any_of(sieve::NUMBERS)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        // 第3木曜日の5月20日（金）
        static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new("第[1-5１-５一二三四五]の?(?P<a>[月火水木金土日])曜日?(?:の|、|である|に当たる)?[0-9０-９]{1,2}月[0-9０-９]{1,2}日[（(](?P<b>[月火水木金土日])")
                .expect("the pattern is sound")
        });
        for caught in COUNTED.captures_iter(if passage.text.contains('第') { passage.text } else { "" }) {
            if let (Some(a), Some(b)) = (caught.name("a"), caught.name("b"))
                && a.as_str() != b.as_str()
            {
                hits.at(Span::from(b.range())).arg("weekday", a.as_str()).ask(a.as_str());
            }
        }
        let found = in_full(passage.text, passage.facts());
        for pair in dated(&found) {
            let Some(date) = pair.at.date().filter(|date| date.weekday() != pair.named) else { continue };
            let right = weekday_like(&passage.text[pair.weekday.span.range()], date);
            let hit = hits.at(pair.span(passage.text)).arg("weekday", date.weekday_name(Lang::Ja));
            hit.ask(pair.with(passage.text, pair.weekday.span, &right));
            let written = &passage.text[pair.day.span.range()];
            let other = nearest(date, pair.named).and_then(|other| with_day(written, date.ymd().2, other.ymd().2));
            if let Some(other) = other {
                hit.ask(pair.with(passage.text, pair.day.span, &other));
            }
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let found = in_full(passage.text, passage.facts());
        let days = found.iter().filter_map(|fact| match fact.value {
            Value::Day(day) => Some((fact.span, day)),
            _ => None,
        });
        for (span, day) in days {
            let kind = match (day.date(), day.year) {
                (Some(date), _) if passage.role == Role::Date || is_date_of_issue(passage, span) => {
                    Some((ISSUED, date.iso()))
                }
                (Some(date), _) if found.iter().any(|f| f.link == Link::OfDay && f.span.start >= span.end) => {
                    Some((DATED, date.iso()))
                }
                (None, Some(year)) if day.fiscal => {
                    Some((if passage.role == Role::Title { TITLED } else { FISCAL }, year.to_string()))
                }
                (None, Some(year)) if day.month.is_none() => Some((YEAR, year.to_string())),
                (_, Some(_)) => Some((OTHER, String::new())),
                _ => None,
            };
            notes.extend(kind.map(|(kind, word)| Note { span, kind, word }));
        }
        for pair in dated(&found).filter(|pair| pair.at.year.is_none()) {
            if let (Some(month), Some(day)) = (pair.at.month, pair.at.day) {
                notes.push(Note {
                    span: pair.span(passage.text),
                    kind: PARTIAL,
                    word: format!("{month}-{day}-{}", pair.named),
                });
            }
        }
    }

    /// A day without its year is judged where the document tells when it is about: wrong only if it is wrong in every year
    /// that can be meant.
    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        let told = Told::by(notes);
        for (span, right) in against_each_other(notes, &told) {
            hits.at(span).arg("weekday", right);
        }
        for note in notes.iter().filter(|note| note.kind == PARTIAL) {
            let Some((from, to)) = told.time_of(note.paragraph) else { continue };
            let mut parts = note.word.split('-').filter_map(|part| part.parse::<u8>().ok());
            let (Some(month), Some(day), Some(named)) = (parts.next(), parts.next(), parts.next()) else { continue };
            let days: Vec<Date> = (from.ymd().0..=to.ymd().0)
                .filter_map(|year| Date::new(year, month, day))
                .filter(|date| (from..=to).contains(date))
                .collect();
            // 10月14日 tells of 10月12日, and means that of the same year.
            let month_of = |date: Date| date.ymd().0 * 12 + i32::from(date.ymd().1);
            let near = |date: &&Date| told.issued.first().is_some_and(|i| month_of(*i).abs_diff(month_of(**date)) <= 1);
            let days: Vec<Date> = match days.iter().find(near) {
                Some(near) => vec![*near],
                None => days,
            };
            if days.iter().any(|date| date.weekday() == named) {
                continue;
            }
            if let Some(next) = days.last() {
                hits.at(note.span).arg("weekday", next.weekday_name(Lang::Ja));
            }
        }
    }
}

/// Whether the day at `span` stands at the head or foot of loose text: alone on its line, at its end behind who wrote it, or
/// before the office that did: 2026年4月6日　三ツ瀬市 動物の 係.
fn is_date_of_issue(passage: &Passage<'_>, span: Span) -> bool {
    const OFFICES: [char; 9] = ['市', '町', '村', '区', '県', '課', '係', '局', '部'];
    let line = passage.text.trim();
    let behind = &passage.text[span.end..];
    let office = behind.starts_with([' ', '　'])
        && behind.trim_end().ends_with(OFFICES)
        && behind.chars().count() <= 24
        && !behind.contains(|c: char| c.is_numeric() || "、（〜～".contains(c));
    let at_end = office || behind.trim_matches(|c: char| c.is_whitespace() || "付けけ発行）)".contains(c)).is_empty();
    let before = passage.text[..span.start].trim();
    passage.role == Role::Body
        && at_end
        && !line.contains(['。', '：', ':', '～', '〜'])
        && !crate::proofread::japanese::is_numbered(line)
        && (before.is_empty() || before.ends_with(['）', ')']) && before.contains("内線"))
}

/// What a document tells of the years it is about.
struct Told {
    /// Each once.
    issued: Vec<Date>,
    /// By paragraph.
    dated: Vec<(usize, Date)>,
    /// By paragraph.
    years: Vec<(usize, i32)>,
    /// By paragraph; those of the title have none.
    fiscal: Vec<(Option<usize>, i32)>,
    other: bool,
}

impl Told {
    fn by(notes: &[Noted<'_>]) -> Self {
        let of = |kind: u8| notes.iter().filter(move |note| note.kind == kind);
        let dates = |kind: u8| of(kind).filter_map(|note| Date::parse(note.word));
        let year = |note: &Noted<'_>| note.word.parse::<i32>().ok();
        let here = of(FISCAL).filter_map(|note| Some((Some(note.paragraph), year(note)?)));
        Self {
            issued: dates(ISSUED).collect::<BTreeSet<_>>().into_iter().collect(),
            dated: of(DATED).filter_map(|note| Some((note.paragraph, Date::parse(note.word)?))).collect(),
            years: of(YEAR).filter_map(|note| Some((note.paragraph, year(note)?))).collect(),
            fiscal: here.chain(of(TITLED).filter_map(|note| Some((None, year(note)?)))).collect(),
            other: of(OTHER).next().is_some(),
        }
    }

    /// The first and the last day that a day without its year in `paragraph` can be, if the document tells: half a year
    /// before its one date of issue to a year behind it; the one year named in the same paragraph; from the day with its year
    /// in the lines just above, to which a row of days goes on, to most of a year behind it; or not quite as far from the one
    /// day with a weekday, whose own month comes once; else the one fiscal year of the title and the paragraph, from the months
    /// in which it is prepared on.
    fn time_of(&self, paragraph: usize) -> Option<(Date, Date)> {
        let around = |date: Date, ahead: i32| Some((months_from(date, -6)?, months_from(date, ahead)?));
        if let Some(first) = self.issued.first() {
            return (self.issued.len() == 1).then(|| around(*first, 13))?;
        }
        // They stand in the order of the text.
        let from = self.years.partition_point(|(at, _)| *at < paragraph);
        let here = self.years[from..].iter().take_while(|(at, _)| *at == paragraph).map(|(_, year)| *year);
        if let Some(year) = one(here) {
            return Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?));
        }
        // 第1回　令和8年9月5日（土）, 第2回　9月12日（日）
        let above = self.dated[..self.dated.partition_point(|(at, _)| *at <= paragraph)].last();
        if let Some((_, date)) = above.filter(|(at, _)| (1..=3).contains(&(paragraph - at))) {
            return Some((months_from(*date, -1)?, months_from(*date, 9)?));
        }
        // 集合注射の日程（令和10年）, and the days in the lines below.
        if let (Some(year), false, true) =
            (one(self.years.iter().map(|(_, year)| *year)), self.other, self.dated.is_empty())
            && self.years.iter().any(|(at, _)| (1..=6).contains(&(paragraph.saturating_sub(*at))))
        {
            return Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?));
        }
        if self.other || !self.years.is_empty() {
            return None;
        }
        if let Some((_, first)) = self.dated.first() {
            let same = self.dated.iter().all(|(_, date)| date.ymd().0 == first.ymd().0);
            return same.then(|| around(*first, 12))?;
        }
        let fiscal = self.fiscal.iter().filter(|(at, _)| at.is_none_or(|at| at == paragraph)).map(|(_, year)| *year);
        let year = one(fiscal)?;
        Some((Date::new(year - 1, 11, 1)?, Date::new(year + 1, 4, 30)?))
    }
}

/// The first day of the month that is `by` months from that of `date`.
fn months_from(date: Date, by: i32) -> Option<Date> {
    let (year, month, _) = date.ymd();
    let all = year * 12 + i32::from(month) - 1 + by;
    Date::new(all.div_euclid(12), u8::try_from(all.rem_euclid(12) + 1).ok()?, 1)
}

/// The year that all of `years` are.
fn one(mut years: impl Iterator<Item = i32>) -> Option<i32> {
    let first = years.next()?;
    years.all(|other| other == first).then_some(first)
}

/// 10月10日（日）、11日（日）、17日（土）: of days without a year, where nothing tells it, those that no year can have beside the
/// others; of two in one paragraph the second.
fn against_each_other(notes: &[Noted<'_>], told: &Told) -> Vec<(Span, &'static str)> {
    // From March on no leap day comes between two of them.
    const BEFORE: [u16; 12] = [306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275];
    let days: Vec<(&Noted<'_>, u16, u16)> = notes
        .iter()
        .filter(|note| note.kind == PARTIAL && told.time_of(note.paragraph).is_none())
        .filter_map(|note| {
            let mut parts = note.word.split('-').filter_map(|part| part.parse::<u16>().ok());
            let (month, day, named) = (parts.next()?, parts.next()?, parts.next()?);
            let at = BEFORE.get(usize::from(month).checked_sub(1)?)? + day;
            Some((note, at, (named + 700 - at) % 7))
        })
        .collect();
    let (winter, spring) = (days.iter().any(|day| day.1 > 306), days.iter().any(|day| day.1 <= 92));
    if winter && spring {
        return Vec::new();
    }
    let right = |at: u16, key: u16| ["日", "月", "火", "水", "木", "金", "土"][usize::from((at + key) % 7)];
    let mut counts = [0usize; 7];
    days.iter().for_each(|day| counts[usize::from(day.2)] += 1);
    if let [first, second] = days.as_slice() {
        let near = second.0.paragraph - first.0.paragraph <= 1 && first.1.abs_diff(second.1) <= 62;
        // 9月9日（日）から11月5日（日）まで: either may be wrong.
        let (a, b) = (first.0.span, second.0.span);
        let span = if b.start - a.end <= 'か'.len_utf8() * 2 { Span::new(a.start, b.end) } else { b };
        return if near && first.2 != second.2 { vec![(span, right(second.1, first.2))] } else { Vec::new() };
    }
    let most = counts.into_iter().max().unwrap_or_default();
    let mut usual = (0..7).filter(|key| counts[usize::from(*key)] == most);
    match (usual.next(), usual.next()) {
        (Some(key), None) if most * 2 > days.len() => {
            days.iter().filter(|day| day.2 != key).map(|day| (day.0.span, right(day.1, key))).collect()
        }
        _ => Vec::new(),
    }
}

/// The weekday of `date`, named as `written` is: 火, 火曜, 火曜日.
fn weekday_like(written: &str, date: Date) -> String {
    let tail: String = written.chars().skip(1).collect();
    format!("{}{tail}", date.weekday_name(Lang::Ja))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Author, Document, Snapshot};
    use crate::proofread::{Checker, Profile};

    fn found(issued: &str, body: &str) -> usize {
        let paragraphs = [(Role::Date, issued.to_owned()), (Role::Body, body.to_owned())];
        let document = Document::new(Lang::Ja, None, &paragraphs, Author::Person);
        let found = Checker::default().check(&document.snapshot(), Profile::Notice);
        found.iter().filter(|f| f.rule == ID).count()
    }

    #[test]
    fn a_day_without_its_year_is_judged_by_the_date_of_issue() {
        // 4月10日 is a Friday in 2026, a Thursday in 2025 and a Saturday in 2027.
        assert_eq!(found("令和8年3月1日", "4月10日（月）に開催します。"), 1);
        assert_eq!(found("令和8年3月1日", "4月10日（金）に開催します。"), 0);
        assert_eq!(found("令和8年3月1日", "4月10日（木）に開催します。"), 1);
        assert_eq!(found("令和8年3月1日", "去る1月10日（土）に開催しました。"), 0);
        assert_eq!(found("令和8年3月", "4月10日（月）に開催します。"), 0);
        assert_eq!(found("令和8年3月1日", "毎月第2月曜日に開催します。"), 0);
    }

    #[test]
    fn or_by_what_else_tells_of_its_year() {
        let found = |text: &str| {
            let found = Checker::default().check(&Snapshot::from_text(text, Lang::Ja), Profile::Public);
            found.iter().filter(|f| f.rule == ID).count()
        };
        // 10月18日 is a Sunday in 2026, a Saturday in 2025 and a Monday in 2027.
        assert_eq!(found("10月18日（土）に開きます（令和8年）。"), 1);
        assert_eq!(found("10月18日（日）に開きます（令和8年）。"), 0);
        assert_eq!(found("会期は令和8年10月17日（土）からです。\n10月18日（月）は休みです。"), 1);
        assert_eq!(found("令和8年10月17日（土）から同月19日（火）まで"), 1);
        assert_eq!(found("令和8年10月17日（土）から同月19日（月）まで"), 0);
        assert_eq!(found("令和8年度の受付は10月18日（月）からです。"), 1);
        assert_eq!(found("令和8年度の受付は3月13日（金）からです。"), 0);
        assert_eq!(found("第1回　令和8年9月5日（土）\n第2回　9月12日（日）\n第3回　9月26日（土）\n令和8年11月まで"), 1);
        assert_eq!(found("2026年4月6日　若瀬市 動物の係\n【いつ】\n4月19日（土曜日）"), 1);
        assert_eq!(found("2026年4月6日　若瀬市 動物の係\n【いつ】\n4月19日（日曜日）"), 0);
        // What is told of another year says nothing.
        assert_eq!(found("平成25年4月1日に始めた制度です。\n10月18日（月）に開きます。"), 0);
        assert_eq!(found("10月18日（月）に開きます。"), 0);
        // Or by the days beside it.
        assert_eq!(found("10月10日（日）、11日（日）、17日（土）、18日（日）"), 1);
        assert_eq!(found("10月10日（土）、11日（日）、17日（土）、18日（日）"), 0);
        assert_eq!(found("10月10日（土）と10月12日（日）"), 1);
        assert_eq!(found("2月27日（金）と3月1日（日）"), 0);
    }
}
