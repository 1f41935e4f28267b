//! What two texts state without a figure: 翌月 and `the following month`, 世紀後半 and `late in the century`, 数千 and
//! `thousands`, 月1回 and `once a month`, 南口 and `the south exit`.

use super::Pair;
use super::paraphrase::number_of;
use super::stated::Clash;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Words of one sort in both languages, each with what it says; where both texts have some and none of them agree, one
/// of them is wrong.
struct Sort {
    rule: &'static str,
    ja: Vec<(Regex, i8)>,
    en: Vec<(Regex, i8)>,
}

impl Sort {
    fn new(rule: &'static str, ja: &[(&str, i8)], en: &[(&str, i8)]) -> Self {
        let compiled = |words: &[(&str, i8)]| words.iter().map(|(words, says)| (pattern(words), *says)).collect();
        Self { rule, ja: compiled(ja), en: compiled(en) }
    }

    fn clash(&self, pair: &Pair<'_>) -> Option<Clash> {
        let ja = places(&self.ja, pair.ja.text);
        let en = if ja.is_empty() { Vec::new() } else { places(&self.en, pair.en.lower()) };
        let (here, there) = (ja.first()?, en.first()?);
        let agree = ja.iter().any(|(_, a)| en.iter().any(|(_, b)| a == b));
        (!agree).then(|| clash(self.rule, here.0, there.0))
    }
}

fn places(words: &[(Regex, i8)], text: &str) -> Vec<(Span, i8)> {
    let found = words.iter().flat_map(|(words, says)| words.find_iter(text).map(|m| (Span::from(m.range()), *says)));
    let mut found: Vec<(Span, i8)> = found.collect();
    found.sort_by_key(|(span, _)| span.start);
    found
}

fn clash(rule: &'static str, ja: Span, en: Span) -> Clash {
    Clash { rule, ja: Some(ja), en: Some(en), severity: None, fix: None }
}

/// -1 for what lies before, 0 for the same, 1 for what comes next; of a part of a time 0 early, 1 in the middle, 2 late.
static SORTS: LazyLock<[Sort; 12]> = LazyLock::new(|| {
    [
        Sort::new(
            "bi.date",
            &[("先月|前月", -1), ("今月|当月|本月|同月", 0), ("来月|翌月", 1)],
            &[
                (r"\b(?:last|previous|preceding|prior) month\b|\bmonth (?:before|earlier|prior|ago)\b", -1),
                (r"\b(?:this|same|that|current|said) month\b", 0),
                (r"\b(?:next|following|coming|subsequent) month\b|\bmonth (?:after|later|following)\b", 1),
            ],
        ),
        Sort::new(
            "bi.date",
            &[
                ("前年|昨年|去年", -1),
                ("今年|(?:^|[^日])本年|当年度|同年(?:[^代齢輩生]|$)", 0),
                ("(?:^|[^以従])来年|翌年|次年度|明年", 1),
            ],
            &[
                (
                    r"\b(?:last|previous|preceding|prior) (?:fiscal |school |academic |calendar |business )?year\b|\byear (?:before|earlier|prior|ago)\b|\b(?:year[- ]on[- ]year|year[- ]over[- ]year)\b",
                    -1,
                ),
                (
                    r"\b(?:this|same|that|current|present|said) (?:fiscal |school |academic |calendar |business )?year\b",
                    0,
                ),
                (
                    r"\b(?:next|following|coming|subsequent|upcoming) (?:fiscal |school |academic |calendar |business )?year\b|\byear (?:after|later|following)\b",
                    1,
                ),
            ],
        ),
        Sort::new(
            "bi.date",
            &[("先週|前週", -1), ("今週|当週|同週", 0), ("来週|翌週", 1)],
            &[
                (r"\b(?:last|previous|preceding|prior) week\b|\bweek (?:before|earlier|ago)\b", -1),
                (r"\b(?:this|same|that|current) week\b", 0),
                (r"\b(?:next|following|coming) week\b|\bweek (?:after|later)\b", 1),
            ],
        ),
        Sort::new(
            "bi.date",
            &[("前日|昨日", -1), ("当日|同日|本日", 0), ("翌日|明日", 1)],
            &[
                (
                    r"\b(?:previous|preceding|prior) day\b|\bday (?:before|prior|preceding|earlier)\b|\byesterday\b|\beve\b",
                    -1,
                ),
                (r"\b(?:same|that|this|very) day\b|\bday of\b|\btoday\b|\bon the day\b|\bsame-day\b", 0),
                (
                    r"\b(?:next|following|succeeding) (?:day|morning|evening)\b|\bday (?:after|following|later)\b|\btomorrow\b",
                    1,
                ),
            ],
        ),
        Sort::new(
            "bi.date",
            &[
                ("(?:世紀|年代|年|月|期間)の?(?:前半|初頭|初め|はじめ)|上旬|上半期", 0),
                ("(?:世紀|年代|年|月|期間)の?(?:半ば|中頃|中ごろ)|中旬", 1),
                ("(?:世紀|年代|年|月|年度|期間)の?(?:後半|終わり|末)|下旬|下半期", 2),
            ],
            &[
                (
                    r"\bearly\b|\bearlier part\b|\b(?:first|former) half\b|\bbeginning\b|\bstart of\b|\bfirst (?:ten|10|third|part|week|days|quarter)\b|\bturn of\b",
                    0,
                ),
                (r"\bmid\b|\bmid-|\bmiddle\b|\baround the (?:15th|10th|20th)\b|\bhalfway\b", 1),
                (
                    r"\blate\b|\blatter\b|\blater part\b|\bsecond half\b|\bend(?:s|ed|ing)?\b|\b(?:year|month)-end\b|\blast\b|\bclos(?:e|ing)\b|\bfinal\b",
                    2,
                ),
            ],
        ),
        Sort::new(
            "bi.date",
            &[("第[1１一]四半期", 1), ("第[2２二]四半期", 2), ("第[3３三]四半期", 3), ("第[4４四]四半期", 4)],
            &[
                (r"\b(?:first|1st)[- ](?:\w+ )?quarter|\bq1\b|\bapril[^a-z]{1,3}june\b", 1),
                (r"\b(?:second|2nd)[- ](?:\w+ )?quarter|\bq2\b|\bjuly[^a-z]{1,3}september\b", 2),
                (r"\b(?:third|3rd)[- ](?:\w+ )?quarter|\bq3\b|\boctober[^a-z]{1,3}december\b", 3),
                (r"\b(?:fourth|4th|last|final)[- ](?:\w+ )?quarter|\bq4\b|\bjanuary[^a-z]{1,3}march\b", 4),
            ],
        ),
        // 年度 ends in March.
        Sort::new(
            "bi.date",
            &[("年度", 0), ("暦年", 1)],
            &[(r"\b(?:fiscal|financial|school|academic) years?\b|\bfy ?\d", 0), (r"\bcalendar years?\b", 1)],
        ),
        Sort::new(
            "bi.ratio",
            &[("半減|半分|半額|半数", 2)],
            &[
                (r"\bhal(?:f|ve[sd]?|ving)\b|\b(?:50|fifty)(?: percent|-?%| per cent)", 2),
                (r"\b(?:by|a|one|to)[- ](?:a |one )?third\b", 3),
                (r"\b(?:by|a|one|to)[- ](?:a |one )?quarter\b(?: of (?:the|all|its)|$|\.)", 4),
                (r"\b(?:by|to) (?:a|one)[- ](?:fifth|tenth)\b", 5),
            ],
        ),
        Sort::new(
            "bi.unit",
            &[("摂氏|℃|氷点下|気温|水温|(?:最高|最低|室温)[^。]{0,6}度", 0), ("華氏|℉", 1)],
            &[(r"\bcelsius\b|\bcentigrade\b|° ?c\b", 0), (r"\bfahrenheit\b|° ?f\b", 1)],
        ),
        Sort::new(
            "bi.unit",
            &[("デシベル|dB", 0), ("ヘルツ|Hz", 1), ("ルクス", 2), ("ベクレル|Bq", 3), ("シーベルト|Sv", 4)],
            &[
                (r"\bdecibels?\b|\bdba?\b", 0),
                (r"\b(?:kilo|mega|giga)?hertz\b|\b[km]?hz\b", 1),
                (r"\blux\b", 2),
                (r"\bbecquerels?\b|\bbq\b", 3),
                (r"\b(?:milli|micro)?sieverts?\b|\b[mµμ]?sv\b", 4),
            ],
        ),
        Sort::new(
            "bi.unit",
            &[("マイクログラム|[µμ㎍]g?", 0), ("ミリグラム|㎎|[0-9０-９]mg", 1), ("ナノグラム", 2)],
            &[
                (r"\bmicrograms?\b|[µμ]g\b|\bmcg\b", 0),
                (r"\bmilligrams?\b|\bmg\b|\dmg\b", 1),
                (r"\bnanograms?\b|\bng\b", 2),
            ],
        ),
        // 前条 is no 次条, nor is 前項.
        Sort::new(
            "bi.number",
            &[("前条", -1), ("前項", -2), ("前号", -3), ("次条", 1), ("次項", 2), ("次号", 3)],
            &[
                (r"\b(?:preceding|previous|foregoing|prior) (?:\w+ )?article", -1),
                (r"\b(?:preceding|previous|foregoing|prior) (?:\w+ )?paragraph", -2),
                (r"\b(?:preceding|previous|foregoing|prior) (?:\w+ )?(?:item|subparagraph)", -3),
                (r"\b(?:following|next|succeeding) (?:\w+ )?article", 1),
                (r"\b(?:following|next|succeeding) (?:\w+ )?paragraph", 2),
                (r"\b(?:following|next|succeeding) (?:\w+ )?(?:item|subparagraph)", 3),
            ],
        ),
    ]
});

/// Every clash of what is said without a figure.
pub(super) fn clashes(pair: &Pair<'_>) -> Vec<Clash> {
    let mut found: Vec<Clash> = SORTS.iter().filter_map(|sort| sort.clash(pair)).collect();
    found.extend(vague(pair));
    found.extend(often(pair));
    found.extend(compass(pair));
    found.extend(row_of_weekdays(pair));
    found.extend(rank(pair));
    found
}

/// 月・水・金 / `Monday, Tuesday and Friday`: the days of the one that the other does not have.
fn row_of_weekdays(pair: &Pair<'_>) -> Option<Clash> {
    static ROW: LazyLock<Regex> = LazyLock::new(|| {
        pattern("(?:^|[^一-龥ァ-ヶー々])((?:[日月火水木金土][・、,，])+[日月火水木金土])(?:曜|[^一-龥々]|$)")
    });
    static DAY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(?:(sun)|(mon)|(tues)|(wednes)|(thurs)|(fri)|(satur))days?\b"));
    let row = ROW.captures(pair.ja.text)?.get(1)?;
    let here: Vec<usize> =
        row.as_str().chars().filter_map(|c| "日月火水木金土".chars().position(|day| day == c)).collect();
    let there: Vec<(Span, usize)> = DAY
        .captures_iter(pair.en.lower())
        .filter_map(|day| Some((Span::from(day.get(0)?.range()), (1..8).position(|at| day.get(at).is_some())?)))
        .collect();
    let lost = here.iter().any(|day| there.iter().all(|(_, other)| other != day));
    let stranger = there.iter().find(|(_, day)| !here.contains(day))?;
    (lost && !pair.ja.text.contains("曜日")).then(|| clash("bi.weekday", Span::from(row.range()), stranger.0))
}

/// 2番目に多い / `the most`: what is second is not first.
fn rank(pair: &Pair<'_>) -> Option<Clash> {
    static JA: LazyLock<Regex> =
        LazyLock::new(|| pattern("([2-9２-９二三四五六七八九])(?:番目|番|位)に[^。、]{1,6}い"));
    static MOST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\bthe (?:single )?(?:most|least|highest|lowest|largest|biggest|smallest|heaviest|longest|shortest|oldest|youngest|newest|fewest|greatest|earliest|latest|strongest|fastest|hottest|coldest)\b",
        )
    });
    static RANK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|runner|next|after|behind|\d(?:nd|rd|th)|no\. ?\d|number|two|three|four|five|six|seven|eight|nine)\b",
        )
    });
    let english = pair.en.lower();
    let (ja, en) = (JA.find(pair.ja.text)?, MOST.find(english)?);
    (!RANK.is_match(english)).then(|| clash("bi.number", Span::from(ja.range()), Span::from(en.range())))
}

/// 数千人 / `hundreds of people`: by the power of ten.
fn vague(pair: &Pair<'_>) -> Option<Clash> {
    static JA: LazyLock<Regex> = LazyLock::new(|| pattern("数([十百千]?)(万|億|兆)?"));
    static EN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(dozens|tens|scores|hundreds|thousands|millions|billions)\b(?: of (thousands|millions|billions)\b)?|\b(?:several|a few|some|many) (dozen|hundred|thousand|million|billion)\b(?: (thousand|million|billion)\b)?",
        )
    });
    let power = |word: &str| match word.trim_end_matches('s') {
        "dozen" | "ten" | "score" | "十" => 1,
        "hundred" | "百" => 2,
        "thousand" | "千" => 3,
        "万" => 4,
        "million" => 6,
        "億" => 8,
        "billion" => 9,
        "兆" => 12,
        _ => 0,
    };
    let said = |words: &Regex, text: &str| -> Vec<(Span, u8)> {
        let of = |found: regex::Captures<'_>| {
            let whole = found.get(0)?;
            let power = found.iter().skip(1).flatten().map(|m| power(m.as_str())).sum::<u8>();
            (power > 0).then(|| (Span::from(whole.range()), power))
        };
        words.captures_iter(text).filter_map(of).collect()
    };
    match (&said(&JA, pair.ja.text)[..], &said(&EN, pair.en.lower())[..]) {
        ([(ja, a)], [(en, b)]) if a != b => Some(clash("bi.magnitude", *ja, *en)),
        _ => None,
    }
}

/// 月1回 / `once a week`.
fn often(pair: &Pair<'_>) -> Option<Clash> {
    static JA: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            "(?:^|[^0-9０-９一二三四五六七八九十数かヶ])(?:(?P<day>毎日|[1１一]日に?|日に)|(?P<week>毎週|[1１一]?週(?:間に)?に?)|(?P<month>毎月|[1１一](?:か|ヶ)月に|月に?)|(?P<year>毎年|[1１一]年(?:間)?に|年間?に?))(?P<count>[0-9０-９]+|[一二三四五六七八九十]+)回(?:[^目生線]|$)",
        )
    });
    static EN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:(?P<once>once|twice|thrice)|(?P<count>[a-z]+|\d+) times),? (?:(?:a|an|per|each|every|in a|in one) (?:(?P<day>day)|(?P<week>week)|(?P<month>month)|(?P<year>year))\b|(?P<daily>daily)|(?P<weekly>weekly)|(?P<monthly>monthly)|(?P<yearly>yearly|annually))",
        )
    });
    let period = |found: &regex::Captures<'_>, names: [[&str; 2]; 4]| {
        names.iter().position(|names| names.iter().any(|name| found.name(name).is_some()))
    };
    let ja: Vec<_> = JA.captures_iter(pair.ja.text).collect();
    let en: Vec<_> = EN.captures_iter(pair.en.lower()).collect();
    let ([a], [b]) = (&ja[..], &en[..]) else { return None };
    let here = period(a, [["day"; 2], ["week"; 2], ["month"; 2], ["year"; 2]])?;
    let there = period(b, [["day", "daily"], ["week", "weekly"], ["month", "monthly"], ["year", "yearly"]])?;
    let count = number_of(a.name("count")?.as_str())?;
    let times = match b.name("once").map(|m| m.as_str()) {
        Some("once") => Some(1),
        Some("twice") => Some(2),
        Some(_) => Some(3),
        None => number_of(b.name("count")?.as_str()),
    };
    if here == there && times.is_none_or(|times| times == count) {
        return None;
    }
    let start = a
        .get(0)?
        .as_str()
        .chars()
        .next()
        .map_or(0, |c| if "毎週月年日".contains(c) || c.is_numeric() { 0 } else { c.len_utf8() });
    let (ja, en) = (a.get(0)?, b.get(0)?);
    let end = a.name("count")?.end() + "回".len();
    Some(clash("bi.number", Span::new(ja.start() + start, end), Span::from(en.range())))
}

/// 南口 / `the north exit`: the English names a quarter that the Japanese does not, and leaves out the one it does.
fn compass(pair: &Pair<'_>) -> Option<Clash> {
    static QUARTERS: LazyLock<[(char, Regex, Regex); 4]> = LazyLock::new(|| {
        [
            ('北', r"\b(?:north\w*|kita)\b", r"\b(?:north|kita|hok|bok|hop)"),
            ('南', r"\b(?:south\w*|minami)\b", r"\b(?:south|minami|nan|nam)"),
            ('東', r"\b(?:east\w*|higashi)\b", r"\b(?:east|higashi|azuma|to|tō)"),
            ('西', r"\b(?:west\w*|nishi)\b", r"\b(?:west|nishi|sai|sei)"),
        ]
        .map(|(kanji, word, any)| (kanji, pattern(word), pattern(any)))
    });
    let (japanese, english) = (pair.ja.text, pair.en.lower());
    let stranger =
        QUARTERS.iter().filter(|(kanji, ..)| !japanese.contains(*kanji)).find_map(|(_, word, _)| word.find(english))?;
    let lost = QUARTERS.iter().find(|(kanji, _, any)| japanese.contains(*kanji) && !any.is_match(english))?.0;
    let at = japanese.find(lost)?;
    Some(clash("bi.name", Span::new(at, at + lost.len_utf8()), Span::from(stranger.range())))
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is sound")
}
