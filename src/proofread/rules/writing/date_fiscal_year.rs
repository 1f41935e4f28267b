//! 令和7年度（令和6年4月〜令和7年3月）: a fiscal year and the months beside it.

use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Passage, Rule, Severity};
use crate::text::date::era_written;
use crate::text::facts::{Day, Fact, Kind, Value};
use crate::text::{Lang, Span};
use regex::Regex;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// The Japanese fiscal year: April to March, named by its April.
pub struct FiscalYear;

/// Years that begin in another month say so.
const OTHERS: [&str; 5] = ["事業年度", "学校年度", "暦年", "米国", "会計年度は"];

/// What is done for a year before it begins or after it has ended.
const ELSEWHERE: &[&str] = &[
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
    "出納",
];

/// What is done for a year before it begins, or says that no such year is meant.
const BEFOREHAND: &[&str] = &[
    "繰越",
    "繰り越",
    "前倒し",
    "未払",
    "出納",
    "募集",
    "公募",
    "申込",
    "申し込",
    "申請",
    "受付",
    "手続",
    "準備",
    "編成",
    "採用",
    "選考",
    "試験",
    "検定",
    "抽選",
    "入札",
    "説明会",
    "含めな",
    "除く",
    "除い",
    "除き",
    "ではな",
    "でなく",
];

/// The halves of a year: whether it is the first, and whether it is always six months; a term (後期) is often shorter.
const HALVES: [(&str, bool, bool); 8] = [
    ("上半期", true, true),
    ("下半期", false, true),
    ("上期", true, true),
    ("下期", false, true),
    ("前期", true, false),
    ("後期", false, false),
    ("前半", true, false),
    ("後半", false, false),
];

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
        for sentence in passage.sentences {
            several_years(passage, sentence.span, hits);
            of_an_age(passage, sentence.span, hits);
        }
        bracketed(passage, hits);
        at_its_end(passage, hits);
        for sentence in passage.sentences {
            tied(passage, sentence.span, hits);
            before_it_began(passage, sentence.span, hits);
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
            if !hits.spans().iter().any(|known| known.overlaps(found)) {
                hits.at(found).arg("year", &text[fact.span.range()]);
            }
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
        // から翌年
        let near = |f: &&Fact| text[first.span.end..f.span.start].chars().count() <= 4;
        let last = rest.get(1).filter(|f| month(f).is_some()).filter(near);
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
        if hits.spans().iter().any(|known| known.overlaps(Span::new(first.span.start, end))) {
            continue;
        }
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
    if !HALVES.iter().any(|(half, ..)| text.contains(*half)) || other.iter().any(|o| text.contains(o)) {
        return;
    }
    let facts = passage.facts();
    for (index, fact) in facts.iter().enumerate() {
        let Value::Day(Day { year: Some(year), fiscal: true, .. }) = fact.value else { continue };
        let rest = &text[fact.span.end..];
        let rest = rest.strip_prefix('の').unwrap_or(rest);
        let Some((half, upper, whole)) = HALVES.iter().find(|(half, ..)| rest.starts_with(*half)) else { continue };
        // 後期高齢者 is no half of a year.
        if !whole && !rest[half.len()..].starts_with(['（', '(']) {
            continue;
        }
        let (Some(first), Some(last)) = (facts.get(index + 1), facts.get(index + 2)) else { continue };
        let opens = text
            .get(fact.span.end..first.span.start)
            .is_some_and(|between| between.ends_with(['（', '(']) && between.chars().count() <= 6);
        let Some(found) = period(text, first, last).filter(|_| opens) else { continue };
        let right = if *upper { ((year, 4), (year, 9)) } else { ((year, 10), (year + 1, 3)) };
        let (from, to) = found;
        let wrong = match (whole, upper) {
            (true, _) => found != right,
            (false, true) => from >= (year, 10) || to < (year, 4),
            (false, false) => from <= (year, 6) && to <= (year, 9) || from > (year + 1, 3),
        };
        if wrong {
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

/// The dates of a sentence.
fn dates<'p>(passage: &'p Passage<'_>, sentence: Span) -> Vec<&'p Fact> {
    let within = |f: &&Fact| f.kind == Kind::Date && f.span.start >= sentence.start && f.span.end <= sentence.end;
    passage.facts().iter().filter(within).collect()
}

/// The dates of a sentence that say their year.
fn dates_of_years<'p>(passage: &'p Passage<'_>, sentence: Span) -> Vec<&'p Fact> {
    let mut found = dates(passage, sentence);
    found.retain(|fact| {
        matches!(
            fact.value,
            Value::Day(Day { year: Some(_), fiscal: true, .. } | Day { year: Some(_), month: Some(_), .. })
        )
    });
    found
}

/// 令和3年度から5年間（令和4年4月から令和9年3月まで）: several fiscal years, and the months they begin and end in.
fn several_years(passage: &Passage<'_>, sentence: Span, hits: &mut Hits) {
    static COUNTED: LazyLock<Regex> =
        LazyLock::new(|| pattern("^からの?(?P<count>[0-9]{1,2})(?:[かカヵ箇]年間?|年間)[（(]$"));
    static NAMED: LazyLock<Regex> = LazyLock::new(|| pattern("^(?:まで)?(?:の[0-9]{1,2}[かカヵ箇]?年間)?[（(]$"));
    let text = passage.text;
    let found = dates_of_years(passage, sentence);
    let joined = |one: &Fact, other: &Fact| text.get(one.span.end..other.span.start).unwrap_or_default();
    for (index, fiscal) in found.iter().enumerate() {
        let Value::Day(Day { year: Some(start), fiscal: true, .. }) = fiscal.value else { continue };
        let Some(next) = found.get(index + 1) else { break };
        let between = joined(fiscal, next);
        let (end, at) = match next.value {
            Value::Day(Day { year: Some(end), fiscal: true, .. }) if matches!(between, "から" | "〜" | "～") => {
                let named = found.get(index + 2).is_some_and(|first| NAMED.is_match(joined(next, first)));
                (Some(end).filter(|_| named), index + 2)
            }
            _ => {
                let count = COUNTED.captures(between).and_then(|caught| caught["count"].parse::<i32>().ok());
                (count.map(|count| start + count - 1), index + 1)
            }
        };
        let (Some(end), Some(first), Some(last)) = (end, found.get(at), found.get(at + 1)) else { continue };
        let (
            Value::Day(Day { year: Some(from), fiscal: false, month: Some(4), day: None | Some(1), .. }),
            Value::Day(Day { year: Some(to), fiscal: false, month: Some(3), day: None | Some(31), .. }),
        ) = (&first.value, &last.value)
        else {
            continue;
        };
        let joint = joined(first, last);
        if !matches!(joint, "から" | "〜" | "～") {
            continue;
        }
        let (begins, ends) = (&text[first.span.range()], &text[last.span.range()]);
        let (right_from, right_to) = (with_year(begins, start, 4, 1), with_year(ends, end + 1, 3, 31));
        let (span, words) = match (*from == start, *to == end + 1) {
            (true, true) => continue,
            (true, false) => (last.span, right_to),
            (false, true) => (first.span, right_from),
            (false, false) => (
                Span::new(first.span.start, last.span.end),
                right_from.zip(right_to).map(|(from, to)| format!("{from}{joint}{to}")),
            ),
        };
        let hit = hits.at(span).arg("year", &text[fiscal.span.range()]);
        if let Some(words) = words {
            hit.ask(words);
        }
    }
}

/// 令和8年度に75歳となる方（昭和26年4月2日から昭和27年4月1日までに生まれた方）: an age in a fiscal year, and its birthdays.
fn of_an_age(passage: &Passage<'_>, sentence: Span, hits: &mut Hits) {
    static AGE: LazyLock<Regex> =
        LazyLock::new(|| pattern("^(?:中|内)?に、?満?(?P<age>[0-9]{1,3})歳(?:に|と)なる[^、。（）()0-9]{0,8}[（(]$"));
    let text = passage.text;
    for three in dates_of_years(passage, sentence).windows(3) {
        let [fiscal, first, last] = three else { continue };
        let (
            Value::Day(Day { year: Some(year), fiscal: true, .. }),
            Value::Day(Day { year: Some(from), month: Some(4), day: Some(2), .. }),
            Value::Day(Day { year: Some(to), month: Some(4), day: Some(1), .. }),
        ) = (&fiscal.value, &first.value, &last.value)
        else {
            continue;
        };
        let between = text.get(fiscal.span.end..first.span.start).unwrap_or_default();
        let age = AGE.captures(between).and_then(|caught| caught["age"].parse::<i32>().ok());
        let joint = text.get(first.span.end..last.span.start).unwrap_or_default();
        let behind = &text[last.span.end..];
        let born = ["生まれ", "までに生まれ", "までの間に生まれ", "まで生まれ"];
        let Some(age) = age.filter(|_| {
            matches!(joint, "から" | "〜" | "～" | "生まれから" | "生まれ〜" | "生まれ～")
                && born.iter().any(|words| behind.starts_with(words))
        }) else {
            continue;
        };
        for (fact, said, right, day) in [(first, *from, year - age, 2), (last, *to, year - age + 1, 1)] {
            if said == right {
                continue;
            }
            let hit = hits.at(fact.span).arg("year", &text[fiscal.span.range()]);
            if let Some(words) = with_year(&text[fact.span.range()], right, 4, day) {
                hit.ask(words);
            }
        }
    }
}

/// The `pattern` that `written` is known to be.
fn pattern(written: &str) -> Regex {
    Regex::new(written).expect("the pattern is sound")
}

/// What ties a month to the fiscal year before it: in 令和6年度末の令和7年3月 the word 末.
struct Tie {
    /// What stands between the two.
    between: Regex,
    /// What stands behind the month.
    behind: Regex,
    /// What the sentence says before the fiscal year, where that matters.
    before: Option<Regex>,
    /// The months it is known of.
    months: RangeInclusive<u8>,
    /// Where they lie.
    when: When,
    /// By how many years a month is certain to be wrong: what is carried over may well come later.
    off: RangeInclusive<i32>,
}

/// Where what is tied to a fiscal year lies.
#[derive(Clone, Copy)]
enum When {
    /// In it, as a 卒業式.
    Within,
    /// Behind it, as the 出納整理期間.
    Behind,
    /// Before it, as the vote on its 当初予算.
    Before,
}

impl When {
    /// The years from the fiscal year to the `month`: 1 from 令和8年度 to the March of its end.
    fn years_to(self, month: u8) -> i32 {
        match self {
            Self::Within => i32::from(month <= 3),
            Self::Behind => 1,
            Self::Before => 0,
        }
    }
}

/// All that is known to tie them.
fn ties() -> Vec<Tie> {
    let tie = |between: &str, behind: &str, months: RangeInclusive<u8>, late: bool| Tie {
        between: pattern(&format!("^の?{between}$")),
        behind: pattern(&format!("^{behind}")),
        before: None,
        months,
        when: if late { When::Behind } else { When::Within },
        off: -2..=2,
    };
    let is = "(?:である|に当たる|となる|、すなわち|の|[（(])";
    let said = "(?:です|であ|で、|とな)";
    let of = "[^、。（）()「」0-9]{0,12}";
    let day = "(?:[（(][^）)]{1,3}[）)])?(?:に|、|午前|午後|から|[）)])";
    let events = concat!(
        "(?:文化祭|体育祭|学園祭|まつり|祭り|運動会|大会|発表会|展覧会|作品展|音楽会|演奏会|コンサート|フェスティバル",
        "|フェスタ|遠足|修学旅行|訓練|式典|表彰式)[（(]",
    );
    let mut known = vec![
        tie(&format!("(?:末日?|年度末|終了日|最終[日月]|最後の[日月]|終わり){is}"), "", 3..=3, false),
        tie("(?:末日|最終[日月]|最後の[日月])は、?", said, 3..=3, false),
        tie(&format!("(?:当初|初日|開始日|初め|始め|最初の[日月]|賦課期日){is}"), "", 4..=4, false),
        tie("(?:初日|最初の[日月]|賦課期日)は、?", said, 4..=4, false),
        tie(
            "(?:会計の)?出納の?(?:閉鎖(?:期?日)?|整理期間)(?:の[末初]日)?(?:は、?|である|となる|[（(])",
            "",
            4..=5,
            true,
        ),
        tie(&format!("{of}(?:卒業式|卒園式|修了式|(?:卒業|修了)証書授与式)(?:は、?|[（(])"), day, 1..=3, false),
        tie(&format!("{of}(?:入学式|入園式|始業式)(?:は、?|[（(])"), day, 4..=4, false),
        tie(
            "(?:新入学(?:児童|生徒?)|新入生|新入園児|新[1一]年生|入学(?:生|者))は、?",
            "に[^、。]{0,12}入[学園校]",
            4..=4,
            false,
        ),
        tie("最終補正予算(?:は、?|を|[（(])", "[^、。]{0,12}(?:議決|可決|成立|専決)", 1..=3, false),
        tie(
            "(?:限り|を最後に)(?:とし|で)?、?",
            "(?:をもって|を以て|で|に|付けで|限りで?)(?:終了|廃止|終わ)",
            3..=3,
            false,
        ),
        tie("(?:当初)?予算[（(]", "(?:に|から)?執行", 4..=12, false),
        tie(&format!("{of}{events}"), "[にの]?(?:開催|実施|挙行|撮影)", 1..=12, false),
    ];
    known.extend(more_ties());
    known
}

/// What a year does more than once, pays for, or admits: 令和6年度第1回定例会（令和6年6月開会）.
fn more_ties() -> Vec<Tie> {
    let tie = |between: &str, behind: &str, months: RangeInclusive<u8>, off: RangeInclusive<i32>| Tie {
        between: pattern(&format!("^の?{between}$")),
        behind: pattern(&format!("^{behind}")),
        before: None,
        months,
        when: When::Within,
        off,
    };
    let of = "[^、。（）()「」0-9]{0,12}";
    let meeting = "(?:定例会|臨時会|委員会|審議会|協議会|会議|理事会|評議員会|懇談会|部会|幹事会)";
    let held = "(?:[（(][月火水木金土日][）)])?に?(?:開会|開催|招集|開か|開い)";
    let before = -2..=-1;
    let first_half = "(?:前期|上半期)(?:[（(]4月(?:から|〜|～)[5-9]月(?:まで)?[）)])?";
    let second_half = "(?:後期|下半期)(?:[（(]10月(?:から|〜|～)(?:翌年)?[1-3]月(?:まで)?[）)])?";
    let course = "の[^、。（）()「」0-9]{0,8}(?:講座|教室|講習会?)は、?";
    let starts = "に(?:開講|開始|開催|始ま|始め)";
    let training = "(?:現地調査|現地確認|訓練|健康診断|健診|検診|講習会|講座|運動会|文化祭|体育祭|修学旅行)は、?";
    vec![
        tie("(?:定年)?退職者?[（(]", "(?:付け|(?:に|の|をもって)?(?:定年)?(?:退職|[）)]))", 3..=3, -2..=2),
        tie(&format!("第[0-9０-９]{{1,2}}回{of}{meeting}[（(]"), held, 4..=12, -2..=2),
        tie(&format!("第(?:[2-9２-９]|[1１][0-9０-９])回{of}{meeting}[（(]"), held, 1..=3, -2..=2),
        tie(&format!("(?:最終|最後)の?{of}{meeting}(?:は、?|[（(])"), held, 1..=3, -2..=2),
        tie(
            "(?:予算の執行|支払い?|納品|工事|事業|委託業務)は、?",
            "までに(?:全て|すべて)?(?:完了|終了|終え|終わ|済ま)",
            1..=3,
            before.clone(),
        ),
        tie(
            "(?:新入学(?:児童|生徒?)|新入生|新入園児|入園児|入学[生者]|新規採用(?:者|職員))[（(]",
            "に?(?:入学|入園|採用|入庁)",
            4..=4,
            -2..=2,
        ),
        tie(
            "(?:分の)?[^、。（）()「」0-9]{0,10}(?:税|保険料)の?第(?:[3-9３-９]|[1１][0-9０-９])期分?[（(]",
            "が?(?:納期|納付|期限)",
            1..=3,
            before.clone(),
        ),
        tie("(?:分の)?(?:最終|最後)の?(?:納付月|納期)は、?", "(?:です|であ|で、|とな)", 1..=3, -2..=2),
        tie(
            "(?:(?:使用|占用|利用|行為|入居)の?)?(?:許可|承認|契約)(?:の?期間)?は、?",
            "(?:をもって|を以て|で|に)(?:満了|終了|失効)(?:し|です|とな|する。)",
            3..=3,
            before,
        ),
        tie(&format!("{first_half}{course}"), starts, 4..=9, -2..=2),
        tie(&format!("{second_half}{course}"), starts, 10..=12, -2..=2),
        tie(&format!("{of}{training}"), "に(?:実施|開催|挙行)(?:し|され|いた)", 4..=12, 1..=2),
        Tie {
            when: When::Before,
            ..tie("当初予算案?(?:は、?|を)", "[^、。補増減更]{0,12}(?:提出|提案|上程|議決|可決)", 1..=3, 1..=2)
        },
        Tie {
            before: Some(pattern("出納の?(?:閉鎖期?日?|整理期間)は、?$")),
            when: When::Behind,
            ..tie("分?(?:については|の場合は|は)、?", "(?:まで|に|です|であ)", 4..=5, -2..=2)
        },
    ]
}

/// 令和6年度末の令和6年3月, 令和8年度卒業式（令和8年3月13日）: a month of another year than the one it is tied to.
fn tied(passage: &Passage<'_>, sentence: Span, hits: &mut Hits) {
    static TIES: LazyLock<Vec<Tie>> = LazyLock::new(ties);
    let text = passage.text;
    if ["前年度", "昨年度", "前回", "昨年"].iter().any(|words| text[sentence.range()].contains(words)) {
        return;
    }
    let found = dates_of_years(passage, sentence);
    for pair in found.windows(2) {
        let [fiscal, day] = pair else { continue };
        let (
            Value::Day(Day { year: Some(year), fiscal: true, .. }),
            Value::Day(Day { year: Some(said), fiscal: false, month: Some(month), day: date, .. }),
        ) = (&fiscal.value, &day.value)
        else {
            continue;
        };
        let Some(between) = text.get(fiscal.span.end..day.span.start) else { continue };
        let (before, behind) = (&text[sentence.start..fiscal.span.start], &text[day.span.end..]);
        let found = TIES.iter().find(|tie| {
            tie.months.contains(month)
                && tie.between.is_match(between)
                && tie.behind.is_match(behind)
                && tie.before.as_ref().is_none_or(|words| words.is_match(before))
        });
        let Some(tie) = found else { continue };
        let years = tie.when.years_to(*month);
        let wanted = *year + years;
        // 令和8年度末の令和5年3月比
        let compared = ["比", "対", "と比", "に比", "より"].iter().any(|words| behind.starts_with(words));
        let known = hits.spans().iter().any(|known| known.overlaps(day.span));
        if *said == wanted || !tie.off.contains(&(*said - wanted)) || compared || known {
            continue;
        }
        let words = with_year(&text[day.span.range()], wanted, *month, date.unwrap_or(28));
        // 令和2年度の卒業式は、令和2年3月6日に: either may be meant, most often the day where it is past.
        if between.trim_end_matches('、').ends_with('は') {
            let name = &text[fiscal.span.range()];
            let other = with_year(name, *said - years, 5, 1).map(|other| {
                let rest = &text[fiscal.span.end..day.span.end];
                format!("{other}{rest}")
            });
            let day = words.map(|words| format!("{name}{between}{words}"));
            let past = text[sentence.range()].trim_end().trim_end_matches('。').ends_with('た');
            let hit = hits.at(Span::new(fiscal.span.start, pair[1].span.end)).arg("year", name);
            let both = if past { [other, day] } else { [day, other] };
            for words in both.into_iter().flatten() {
                hit.ask(words);
            }
            continue;
        }
        let hit = hits.at(day.span).arg("year", &text[fiscal.span.range()]);
        if let Some(words) = words {
            hit.ask(words);
        }
    }
}

/// 令和8年2月に納入した備品は、令和8年度の支出, 令和8年3月（令和8年度）: what was done from January to March, put
/// down to the fiscal year that begins behind it.
fn before_it_began(passage: &Passage<'_>, sentence: Span, hits: &mut Hits) {
    // What was done, and what is said of it behind the fiscal year.
    static DONE: LazyLock<[(Regex, Regex); 8]> = LazyLock::new(|| {
        [
            (
                pattern("^に(?:(?:実施|開催|購入|支出|完了|契約|交付|支給)した|行った|納品|納入|支払)"),
                pattern("^(?:の?予算(?:から|で)|の予算に|の歳出|の経費|の決算に|の実績に)"),
            ),
            // What is contracted for in March may be paid in the year behind it.
            (pattern("^に(?:(?:購入|支出)した|納品|納入|支払)"), pattern("^の支出")),
            (pattern("^に退職した"), pattern("^の(?:定年)?退職者")),
            (pattern("^に(?:卒業|修了|卒園)した"), pattern("^の?(?:卒業|修了|卒園)[生者児]")),
            (
                pattern("^に(?:実施|挙行|開催)(?:する|した)(?:卒業|修了|卒園)式は、?$"),
                pattern("^の(?:年間)?(?:行事|事業)"),
            ),
            (
                pattern("^に(?:策定|作成|改定|制定|公表)した[^。、]{1,10}は、?$"),
                pattern("^中?に[^。、]{1,10}した(?:成果|結果|もの)"),
            ),
            (
                pattern("^(?:に(?:開い|開か|開催|行|実施)[^。]*|の)$"),
                pattern("^の?第(?:[2-9２-９]|[1-9１-９][0-9０-９])回"),
            ),
            (
                pattern("^の(?:卒業|修了|卒園|終業)式[^。]{0,8}$"),
                pattern("^の[^。、]{0,14}(?:終わ|終了|終え|締めくく|完了)"),
            ),
        ]
    });
    static FINISHED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            "^の[^。、]{0,8}(?:工事|事業|業務|委託契約|委託|修繕|支出|支払い?|執行|納品|納入)を",
            "(?:全て|すべて)?(?:完了|終了|終え|済ま|履行)",
        ))
    });
    let text = passage.text;
    let words = &text[sentence.range()];
    let found = dates(passage, sentence);
    let years = found.iter().filter(|fact| matches!(fact.value, Value::Day(Day { fiscal: true, .. }))).count();
    let [day, fiscal, ..] = found.as_slice() else { return };
    let (
        Value::Day(Day { year: Some(said), fiscal: false, month: Some(month @ 1..=3), day: date, .. }),
        Value::Day(Day { year: Some(year), fiscal: true, .. }),
    ) = (&day.value, &fiscal.value)
    else {
        return;
    };
    let Some(between) = text.get(day.span.end..fiscal.span.start) else { return };
    let (before, behind) = (&text[..day.span.start], &text[fiscal.span.end..]);
    let known = hits.spans().iter().any(|known| known.overlaps(day.span) || known.overlaps(fiscal.span));
    if said != year || years != 1 || known || BEFOREHAND.iter().any(|other| words.contains(other)) {
        return;
    }
    // 年度末の令和8年3月31日までに、令和8年度の工事を終える
    if ["年度末の", "年度末である", "年度の末日である"].iter().any(|end| before.ends_with(end)) {
        if *month == 3 && matches!(between, "までに" | "までに、") && FINISHED.is_match(behind) {
            let words = with_year(&text[day.span.range()], *year + 1, 3, date.unwrap_or(28));
            let hit = hits.at(day.span).arg("year", &text[fiscal.span.range()]);
            if let Some(words) = words {
                hit.ask(words);
            }
        }
        return;
    }
    let named = ["予算", "案内", "配布", "告示", "通知", "議決", "要求"];
    let bracketed = matches!(between, "（" | "(")
        && behind.starts_with(['）', ')'])
        && !ELSEWHERE.iter().chain(&named).any(|other| words.contains(other));
    if bracketed || DONE.iter().any(|(done, said)| done.is_match(between) && said.is_match(behind)) {
        let words = with_year(&text[fiscal.span.range()], *year - 1, 5, 1);
        let hit = hits.at(fiscal.span).arg("year", &text[fiscal.span.range()]);
        if let Some(words) = words {
            hit.ask(words);
        }
    }
}

/// What is `written` of a day, a month or a fiscal year, with another `year` in it: 令和8年度 for 令和9年度. The era is
/// that of `month` and `day`.
fn with_year(written: &str, year: i32, month: u8, day: u8) -> Option<String> {
    let (before, rest) = written.split_once('年').filter(|(_, rest)| !rest.contains('年'))?;
    let western = before.starts_with(|c: char| c.is_numeric());
    Some(match era_written(year, month, day).filter(|_| !western) {
        Some((era, 1)) => format!("{era}元年{rest}"),
        Some((era, n)) => format!("{era}{n}年{rest}"),
        None => format!("{year}年{rest}"),
    })
}

/// 令和7年度の健診は、令和8年5月から10月まで: what a year does, in a period of another one.
fn of_another_year(passage: &Passage<'_>, sentence: Span, hits: &mut Hits) {
    let text = passage.text;
    let words = &text[sentence.range()];
    let facts = dates(passage, sentence);
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
            && !ELSEWHERE.iter().any(|w| words.contains(w));
        let known = hits
            .spans()
            .iter()
            .any(|known| known.overlaps(fact.span) || known.overlaps(first.span) || known.overlaps(last.span));
        if (whole || event) && !known {
            hits.at(if event { Span::new(fact.span.start, last.span.end) } else { span(first, last) })
                .arg("year", &text[fact.span.range()]);
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
        && !between.contains(['。', '前', '比', '昨', '翌', '次', '年', '決', '・', '予', '案'])
        && !between.contains("出納");
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
