//! 令和7年度（令和6年4月〜令和7年3月）: a fiscal year and the months beside it.

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
        Needs::any_of(&["年度", "四半期", "上半期", "下半期", "上期", "下期"])
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        quarters(text, hits);
        halves(passage, hits);
        quarter_behind(passage, hits);
        if !text.contains("年度") || OTHERS.iter().any(|other| text.contains(other)) {
            return;
        }
        bracketed(passage, hits);
        at_its_end(passage, hits);
        for sentence in passage.sentences {
            of_another_year(passage, sentence.span, hits);
        }
    }
}

/// 2026年度の終わり（2026年3月）: it ends in March of the year after.
fn at_its_end(passage: &Passage<'_>, hits: &mut Hits) {
    static END: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?P<whole>(?P<year>[0-9]{4})年度)[ 　]*の[ 　]*(?:終わり|おわり|最後(?:の[ 　]*月)?|末)[ 　]*",
            r"[（(](?P<said>[0-9]{4})年[ 　]*[1-3]月",
        ))
        .expect("the pattern is sound")
    });
    for caught in END.captures_iter(passage.text) {
        let (Some(whole), Some(year), Some(said)) = (caught.name("whole"), caught.name("year"), caught.name("said"))
        else {
            continue;
        };
        let (Ok(year), Ok(written)) = (year.as_str().parse::<i32>(), said.as_str().parse::<i32>()) else { continue };
        let span = Span::from(said.range());
        if written != year + 1 && !hits.spans().iter().any(|known| known.overlaps(span)) {
            hits.at(span).arg("year", whole.as_str()).ask((year + 1).to_string());
        }
    }
}

/// 令和7年度（令和6年4月〜令和7年3月）: the months in brackets behind a fiscal year.
fn bracketed(passage: &Passage<'_>, hits: &mut Hits) {
    let text = passage.text;
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
        // 令和9年度から令和11年度まで（2027年4月〜2030年3月）: the months of several years.
        let ends = |fact: &Fact| match fact.value {
            Value::Day(Day { year: Some(y), month: Some(month), .. }) => y - i32::from(month <= 3) == year,
            _ => false,
        };
        if between.starts_with("まで") && rest.get(1).is_some_and(ends) {
            continue;
        }
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
            // 令和7年度（令和6年4月から同年12月まで）: both in another fiscal year, and the same.
            (None, Some((Some(said), to))) if between == "（" || between == "(" => {
                let of = |year: i32, month: u8| year - i32::from(month <= 3);
                first_month.0.is_some_and(|from| of(from, first_month.1) == of(said, to))
            }
            (None, None) => between.starts_with('末') && first_month.1 == 3,
            (Some(n), Some((_, to))) => {
                [(4, 6), (7, 9), (10, 12), (1, 3)].get(n as usize - usize::from(n > 0)) == Some(&(first_month.1, to))
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

/// The fiscal year that a month of a year lies in.
fn fiscal_of(year: i32, month: u8) -> i32 {
    if month <= 3 { year - 1 } else { year }
}

/// Months of a period, with their years: 令和8年10月〜令和9年3月; the second may leave its year out.
fn period(text: &str, first: &Fact, last: &Fact) -> Option<((i32, u8), (i32, u8))> {
    let at = |fact: &Fact| match fact.value {
        Value::Day(Day { year, fiscal: false, month: Some(month), .. }) => Some((year, month)),
        _ => None,
    };
    let between = text.get(first.span.end..last.span.start)?;
    let joined = matches!(
        between.trim(),
        "から" | "〜" | "～" | "-" | "－" | "から翌年" | "〜翌年" | "～翌年" | "から同年" | "〜同年"
    );
    let ((Some(year), from), (to_year, to)) = (at(first)?, at(last)?) else { return None };
    let next = between.contains("翌") || to_year.is_none() && to < from;
    let to_year = to_year.unwrap_or(if next { year + 1 } else { year });
    (joined && (year, from) <= (to_year, to)).then_some(((year, from), (to_year, to)))
}

/// 令和8年度上半期（令和8年10月〜令和9年3月）: the half of a year and its months.
fn halves(passage: &Passage<'_>, hits: &mut Hits) {
    let text = passage.text;
    let other = ["暦年", "米国", "事業年度", "学期", "シーズン"];
    if !["上半期", "下半期", "上期", "下期"].iter().any(|half| text.contains(half))
        || other.iter().any(|o| text.contains(o))
    {
        return;
    }
    let facts = passage.facts();
    for (index, fact) in facts.iter().enumerate() {
        let Value::Day(Day { year: Some(year), fiscal: true, .. }) = fact.value else { continue };
        let rest = &text[fact.span.end..];
        let rest = rest.strip_prefix('の').unwrap_or(rest);
        let upper = rest.starts_with("上半期") || rest.starts_with("上期");
        if !upper && !rest.starts_with("下半期") && !rest.starts_with("下期") {
            continue;
        }
        let (Some(first), Some(last)) = (facts.get(index + 1), facts.get(index + 2)) else { continue };
        let opens = text
            .get(fact.span.end..first.span.start)
            .is_some_and(|between| between.ends_with(['（', '(']) && between.chars().count() <= 6);
        let Some(found) = period(text, first, last).filter(|_| opens) else { continue };
        let right = if upper { ((year, 4), (year, 9)) } else { ((year, 10), (year + 1, 3)) };
        if found != right {
            hits.at(Span::new(first.span.start, last.span.end)).arg("year", &text[fact.span.range()]);
        }
    }
}

/// 令和8年1月から3月まで（令和8年度第4四半期）: a quarter behind its months.
fn quarter_behind(passage: &Passage<'_>, hits: &mut Hits) {
    static QUARTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(?:まで)?[（(](?:令和|平成)?[0-9０-９元]+年度(?:の)?第(?P<q>[1-4１-４])四半期")
            .expect("the pattern is sound")
    });
    let text = passage.text;
    if !text.contains("四半期") {
        return;
    }
    let facts = passage.facts();
    for three in facts.windows(3) {
        let [first, last, fiscal] = three else { continue };
        let Value::Day(Day { year: Some(year), fiscal: true, .. }) = fiscal.value else { continue };
        let (Some(caught), Some(((y, from), (_, to)))) =
            (QUARTER.captures(&text[last.span.end..]), period(text, first, last))
        else {
            continue;
        };
        let quarter = "1234１２３４".chars().position(|c| caught["q"].starts_with(c)).map_or(0, |at| at % 4);
        let months = [(4, 6), (7, 9), (10, 12), (1, 3)][quarter];
        if months != (from, to) || fiscal_of(y, from) != year {
            let end = last.span.end + caught.get(0).map_or(0, |m| m.end());
            hits.at(Span::new(first.span.start, end)).arg("year", &text[fiscal.span.range()]);
        }
    }
}

/// 令和7年度の健診は、令和8年5月から10月まで: what a year does, in a period of another one.
fn of_another_year(passage: &Passage<'_>, sentence: Span, hits: &mut Hits) {
    let text = passage.text;
    let words = &text[sentence.range()];
    let facts: Vec<&Fact> = passage
        .facts()
        .iter()
        .filter(|f| f.kind == Kind::Date && f.span.start >= sentence.start && f.span.end <= sentence.end)
        .collect();
    let fiscal: Vec<(usize, i32)> = facts
        .iter()
        .enumerate()
        .filter_map(|(index, fact)| match fact.value {
            Value::Day(Day { year: Some(year), fiscal: true, .. }) => Some((index, year)),
            _ => None,
        })
        .collect();
    let [(index, year)] = fiscal.as_slice() else { return };
    let (fact, index) = (facts[*index], *index);
    let elsewhere = [
        "募集",
        "申込",
        "申し込",
        "申請",
        "受付",
        "決算",
        "報告",
        "精算",
        "準備",
        "公表",
        "監査",
        "申告",
        "前年度",
        "翌年度",
        "次年度",
        "昨年度",
        "繰越",
        "繰り越",
        "過去",
        "実績に",
        "算定",
        "基準",
        "見直",
        "改定",
        "検証",
        "評価",
        "任期",
        "有効",
        "所得",
        "収入",
        "生まれ",
        "入学",
        "採用",
        "策定",
        "計画期間",
        "予定",
        "見込",
        "認定",
        "証",
        "請求",
        "契約",
        "当初",
        "末",
        "時点",
        "現在",
        "以降",
        "以後",
        "入園",
        "入所",
        "入札",
    ];
    let span = |first: &Fact, last: &Fact| Span::new(first.span.start, last.span.end);
    if let (Some(first), Some(last)) = (facts.get(index + 1), facts.get(index + 2))
        && let Some((from, to)) = period(text, first, last)
        && fiscal_of(from.0, from.1) == fiscal_of(to.0, to.1)
        && fiscal_of(from.0, from.1) != *year
        && (fiscal_of(from.0, from.1) - *year).abs() == 1
    {
        let between = &text[fact.span.end..first.span.start];
        let all_year = from.1 == 4 && to.1 == 3;
        let whole = all_year
            && between.chars().count() <= 24
            && !["前年度", "過去", "算定", "基準", "翌", "所得"].iter().any(|w| words.contains(w));
        let event = between.starts_with('の')
            && (between.ends_with("は、")
                || between.ends_with('は')
                || between.ends_with("を、")
                || between.ends_with("を"))
            && between.chars().count() <= 16
            && !elsewhere.iter().any(|w| words.contains(w));
        let known = hits
            .spans()
            .iter()
            .any(|known| known.overlaps(fact.span) || known.overlaps(first.span) || known.overlaps(last.span));
        if (whole || event) && !known {
            hits.at(if event { Span::new(fact.span.start, last.span.end) } else { span(first, last) })
                .arg("year", &text[fact.span.range()]);
        }
        return;
    }
    // 令和9年3月に実施した訓練の費用は、令和9年度の予算から支出した
    if let Some(before) = index.checked_sub(1).map(|i| facts[i])
        && index == 1
        && let Value::Day(Day { year: Some(y), fiscal: false, month: Some(month), .. }) = before.value
        && fiscal_of(y, month) != *year
        && y == *year
    {
        let did = [
            "に実施した",
            "に開催した",
            "に購入した",
            "に支出した",
            "に行った",
            "に納品",
            "に完了した",
            "に契約した",
            "に支払",
        ];
        let between = &text[before.span.end..fact.span.start];
        let paid =
            ["の予算から", "予算から", "の予算で", "の予算に", "の歳出", "の経費", "予算で", "の決算に", "の実績に"]
                .iter()
                .any(|w| text[fact.span.end..].starts_with(w));
        if did.iter().any(|w| between.starts_with(w)) && paid && !["繰越", "繰り越"].iter().any(|w| words.contains(w))
        {
            hits.at(fact.span).arg("year", &text[fact.span.range()]);
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
