//! 令和7年度（令和6年4月〜令和7年3月）: a fiscal year and the months beside it.

use crate::proofread::sieve;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::date::era_written;
use crate::text::facts::{Day, Fact, Kind, Value};
use crate::text::{Lang, Span};
use regex::Regex;
use std::sync::LazyLock;

/// The Japanese fiscal year: April to March, named by its April.
pub struct FiscalYear;

/// Years that begin in another month say so.
const OTHERS: [&str; 5] = ["事業年度", "学校年度", "暦年", "米国", "会計年度は"];

impl Rule for FiscalYear {
    fn about(&self) -> About {
        About {
            id: "ja.date.fiscal-year",
            lang: Lang::Ja,
            severity: Severity::Error,
            fixable: Fixable::Ask,
            source: "会計年度（財政法第11条、地方自治法第208条）",
            profiles: ALL_JAPANESE,
        }
    }

    fn needs(&self) -> Needs {
        Needs::any_of(sieve::NUMBERS)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        quarters(text, hits);
        if !text.contains("年度") || OTHERS.iter().any(|other| text.contains(other)) {
            return;
        }
        let found: Vec<Fact> = passage.facts().iter().filter(|f| f.kind != Kind::Weekday).cloned().collect();
        for (index, fact) in found.iter().enumerate() {
            let Value::Day(Day { year: Some(year), fiscal: true, .. }) = fact.value else { continue };
            let rest = &found[index + 1..];
            // 第4四半期 between the year and its months.
            let (quarter, rest) = match rest.first().map(|f| &f.value) {
                Some(Value::Number { amount, unit: "quarter" }) => (amount.whole(), &rest[1..]),
                _ => (None, rest),
            };
            let Some(first) = rest.first() else { continue };
            let Some(between) = text.get(fact.span.end..first.span.start) else { continue };
            let opens = between.ends_with(['（', '(']) && between.chars().count() <= 8;
            if let Some(found) = outside(text, fact, year, rest) {
                hits.at(found).arg("year", &text[fact.span.range()]);
                continue;
            }
            let Some(first_month) = month(first).filter(|_| opens) else { continue };
            // 令和7年度（令和7年4月から令和8年4月まで）: thirteen months.
            if let Some(last) = rest.get(1).filter(|f| text[first.span.end..f.span.start].chars().count() <= 3)
                && let (4, Some((said, to))) = (first_month.1, month(last))
                && quarter.is_none()
                && first_month.0.is_none_or(|said| said == year)
                && said.is_some_and(|said| said > year + 1 || said == year + 1 && to > 3)
            {
                let words = month_like(&text[last.span.range()], year + 1, (Some(year + 1), 3));
                hits.at(last.span).arg("year", &text[fact.span.range()]).ask(words);
                continue;
            }
            let last = rest.get(1).filter(|f| text[first.span.end..f.span.start].chars().count() <= 3);
            let last_month = last.and_then(month);
            let wanted = |month: u8| if month <= 3 { year + 1 } else { year };
            // 令和7年度（令和7年1月〜12月）: that is the calendar's year.
            if quarter.is_none()
                && first_month == (Some(year), 1)
                && last_month.is_some_and(|(said, month)| month == 12 && said.is_none_or(|said| said == year))
            {
                let end = last.map_or(first.span.end, |f| f.span.end);
                let written = &text[first.span.range()];
                let from = month_like(written, year, (Some(year), 4));
                let to = month_like(written, year + 1, (Some(year + 1), 3));
                let joint = last.map_or("〜", |last| &text[first.span.end..last.span.start]);
                let hit = hits.at(Span::new(first.span.start, end)).arg("year", &text[fact.span.range()]);
                hit.ask(format!("{from}{joint}{to}"));
                continue;
            }
            let right = match (quarter, last_month) {
                (None, Some((_, 3))) if first_month.1 == 4 => true,
                (None, None) => between.starts_with('末') && first_month.1 == 3,
                (Some(n), Some((_, to))) => {
                    [(4, 6), (7, 9), (10, 12), (1, 3)].get(n as usize - usize::from(n > 0))
                        == Some(&(first_month.1, to))
                }
                _ => false,
            };
            let wrong = |found: (Option<i32>, u8)| found.0.is_some_and(|said| said != wanted(found.1));
            if !right || !(wrong(first_month) || last_month.is_some_and(wrong)) {
                continue;
            }
            let end = last.map_or(first.span.end, |f| f.span.end);
            let mut words = month_like(&text[first.span.range()], wanted(first_month.1), first_month);
            if let (Some(last), Some(month)) = (last, last_month) {
                words.push_str(&text[first.span.end..last.span.start]);
                words.push_str(&month_like(&text[last.span.range()], wanted(month.1), month));
            }
            hits.at(Span::new(first.span.start, end)).arg("year", &text[fact.span.range()]).ask(words);
        }
    }
}

/// 第3四半期（令和7年7月〜9月）: the months of another quarter.
fn quarters(text: &str, hits: &mut Hits) {
    static QUARTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("第(?P<q>[1-4１-４])四半期（(?:(?:令和|平成)?[0-9元]+年)?(?P<from>[0-9]{1,2})月?(?:〜|～|から|－|-)(?:(?:令和|平成)?[0-9元]+年)?(?P<to>[0-9]{1,2})月(?:まで)?）")
            .expect("the pattern is sound")
    });
    if !text.contains("四半期") || ["暦年", "米国", "事業年度", "GDP"].iter().any(|other| text.contains(other))
    {
        return;
    }
    for caught in QUARTER.captures_iter(text) {
        let (Some(all), Some(q)) = (caught.get(0), caught.name("q")) else { continue };
        let quarter = "1234１２３４".chars().position(|c| q.as_str().starts_with(c)).map_or(0, |at| at % 4);
        let right = [("4", "6"), ("7", "9"), ("10", "12"), ("1", "3")][quarter];
        if (&caught["from"], &caught["to"]) != right {
            hits.at(Span::from(all.range())).arg("year", format!("第{}四半期", q.as_str()));
        }
    }
}

/// 令和7年度の感染は12件（令和6年11月から令和7年3月まで）, 令和7年度（令和8年4月1日現在）: in brackets behind the fiscal `year`,
/// a period or a first day of another one.
fn outside(text: &str, fiscal: &Fact, year: i32, rest: &[Fact]) -> Option<Span> {
    let at = |fact: &Fact| match fact.value {
        Value::Day(Day { year: Some(year), fiscal: false, month: Some(month), day, .. }) => Some((year, month, day)),
        _ => None,
    };
    let index = rest.iter().position(|fact| at(fact).is_some())?;
    let first = &rest[index];
    let between = text.get(fiscal.span.end..first.span.start)?;
    let said = between.chars().count() <= 20
        && between.ends_with(['（', '('])
        && !between.contains(['。', '前', '比', '昨', '翌', '次', '年', '決', '・', '予', '案']);
    let (y, m, day) = at(first).filter(|_| said)?;
    // 令和8年度末（令和8年3月31日）, 令和8年度当初（令和9年4月1日）
    let (last_day, first_day) = ((m, day) == (3, Some(31)), (m, day) == (4, Some(1)));
    if between.starts_with('末') && last_day && y != year + 1
        || ["当初", "初め", "始め", "初日"].iter().any(|words| between.starts_with(words)) && first_day && y != year
    {
        return Some(first.span);
    }
    let fiscal_of = |year: i32, month: u8| if month <= 3 { year - 1 } else { year };
    if let Some(last) = rest.get(index + 1).filter(|last| text[first.span.end..last.span.start].chars().count() <= 3)
        && let Some((to_year, to_month, _)) = at(last)
    {
        let (from, to) = (fiscal_of(y, m), fiscal_of(to_year, to_month));
        // Directly in brackets behind the year it is judged as its months.
        let by_day = at(first).is_some_and(|(_, _, day)| day.is_some());
        return ((between.chars().count() > 1 || by_day) && from == to && from != year)
            .then(|| Span::new(first.span.start, last.span.end));
    }
    let new_year = (m, day) == (4, Some(1)) && ["現在", "時点"].iter().any(|s| text[first.span.end..].starts_with(s));
    (new_year && y != year).then_some(first.span)
}

/// The year and the month of a fact that is a month.
fn month(fact: &Fact) -> Option<(Option<i32>, u8)> {
    match fact.value {
        Value::Day(Day { year, fiscal: false, month: Some(month), day: None, .. }) => Some((year, month)),
        _ => None,
    }
}

/// The month with the year `year`, in an era or not as it was `written`.
fn month_like(written: &str, year: i32, (said, month): (Option<i32>, u8)) -> String {
    if said.is_none() {
        return written.to_owned();
    }
    match era_written(year, month, 28).filter(|_| !written.starts_with(|c: char| c.is_numeric())) {
        Some((era, 1)) => format!("{era}元年{month}月"),
        Some((era, n)) => format!("{era}{n}年{month}月"),
        None => format!("{year}年{month}月"),
    }
}
