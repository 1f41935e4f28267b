//! 200人のうち50人（30％）, 80件から100件へ20％増, shares that do not make a hundred.

use super::{calc_asked, calc_rows, calc_share, calc_table};
use crate::proofread::quantities;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Note, Passage, Rule, Severity, Whole};
use crate::text::facts::{self, Decimal, Fact, Kind, Value};
use crate::text::{Lang, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Percentages that can be worked out from the numbers beside them.
pub struct Percent;

const ID: &str = "ja.calc.percent";

impl Rule for Percent {
    fn about(&self) -> About {
        About {
            id: ID,
            lang: Lang::Ja,
            severity: Severity::Error,
            fixable: Fixable::Ask,
            source: "計算",
            profiles: ALL_JAPANESE,
        }
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&[
            "%",
            "％",
            "﹪",
            "㌫",
            "割",
            "パーセント",
            "per",
            "分の",
            "倍",
            "半数",
            "人に1人",
            "ポイント",
            "構成比",
            "内訳",
            "割合",
            "比率",
            "\t",
            "対象",
            "配布",
            "送付",
            "発送",
            "抽出",
            "依頼",
            "回答",
            "回収",
            "四捨五入",
            "端数",
        ])
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        for (said, percent, right) in among(passage.text, passage.facts()) {
            judge(passage.text, said, percent, right, 0, hits);
        }
        let counted: Vec<&Fact> = passage.facts().iter().filter(|fact| fact.kind != Kind::Date).collect();
        for (said, percent, right) in fallen(passage.text, &counted) {
            judge(passage.text, said, percent, right, 0, hits);
        }
        for sentence in passage.sentences {
            let text = &passage.text[sentence.span.range()];
            let found = facts::find(text);
            // When it was stands between the numbers and changes nothing.
            let counted: Vec<&Fact> = found.iter().filter(|fact| fact.kind != Kind::Date).collect();
            for three in counted.windows(3) {
                let [first, second, third] = three else { continue };
                if let Some((said, right)) =
                    worked_out(text, first, second, third).filter(|(_, right)| right.is_finite())
                {
                    judge(text, said.0, said.1, right, sentence.span.start, hits);
                }
            }
            if !["複数回答", "重複", "ポイント"].iter().any(|word| passage.text.contains(word)) {
                shares(text, &found, sentence.span.start, hits);
            }
        }
        grown(passage, hits);
        if passage.text.contains("全体の") {
            of_asked(passage, hits);
        }
        calc_share::judge(passage, hits);
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        calc_rows::note_share(passage, notes);
        calc_table::note(passage, notes);
        calc_asked::note(passage, notes);
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        calc_rows::judge_shares(whole, ID, hits);
        calc_table::judge_rates(whole, ID, hits);
        calc_asked::judge(whole, ID, hits);
    }
}

/// What of three facts in a row is a percentage of the two others, what it says, and what it should say.
fn worked_out<'f>(
    text: &str,
    first: &'f Fact,
    second: &'f Fact,
    third: &'f Fact,
) -> Option<((&'f Fact, Decimal), f64)> {
    let between = |a: &Fact, b: &Fact| text[a.span.end..b.span.start].trim();
    let behind = |fact: &Fact| text[fact.span.end..].trim_start_matches(['の', '（', '(', '）', ')', ' ']);
    let sign = |fact: &Fact| match behind(fact).chars().next() {
        Some('増') => Some(1.0),
        Some('減') => Some(-1.0),
        _ => None,
    };
    let opens = |words: &str| matches!(words, "（" | "(");
    let a = number(first)?;
    // 前年度に比べ20件（25％）増の100件
    if let (Value::Percent(said), Some(b)) = (&second.value, number(third)) {
        let way = sign(second)?;
        let to = between(second, third).trim_start_matches(['）', ')']);
        let result = ["増の", "減の", "増加し、", "減少し、", "増え、", "減り、", "増えて", "減って"].contains(&to);
        let base = b - way * a;
        return (opens(between(first, second)) && result && same_unit(first, third) && base > 0.0)
            .then(|| ((second, *said), a / base * 100.0));
    }
    let (b, Value::Percent(said)) = (number(second)?, &third.value) else { return None };
    let (one, two) = (between(first, second), between(second, third).trim_end_matches('約'));
    // 七つのうち二つで30％を超えている says nothing of two in seven.
    if ["を超", "を上回", "を下回", "以上", "以下", "未満", "前後"].iter().any(|words| behind(third).starts_with(words))
    {
        return None;
    }
    let share = one.contains("のうち") && matches!(two, "（" | "(" | "、" | "で" | "が" | "は")
        || (one == "中" || one.starts_with("に対し")) && opens(two)
        || one.starts_with("に対し")
            && one.chars().count() <= 16
            && matches!(two, "で、" | "であり、" | "となり、" | "と、")
            && sign(third).is_none();
    // 2,000人に調査票を郵送し、1,200人から回答を得た（回収率65％）
    let share = share
        || same_unit(first, second)
            && b <= a
            && !one.contains('。')
            && one.chars().count() <= 30
            && !two.contains('。')
            && two.chars().count() <= 16
            && [
                "（回収率",
                "（回答率",
                "（有効回収率",
                "（有効回答率",
                "（応募率",
                "（出席率",
                "（充足率",
                "（参加率",
                "（受診率",
                "（投票率",
                "（達成率",
            ]
            .iter()
            .any(|rate| two.trim_end_matches(['は', '：', ' ', '約']).ends_with(rate));
    // 800床のうち636床が利用され、82.5％となった
    let share = share
        || one.contains("のうち")
            && two.ends_with('、')
            && two.chars().count() <= 12
            && ["となっ", "となり", "に当た", "に相当", "を占め"]
                .iter()
                .any(|end| text[third.span.end..].starts_with(end));
    let growth = (one.starts_with("から") && one.chars().count() <= 16)
        && (opens(two)
            || matches!(two, "へ" | "に" | "へ、" | "に、" | "へと" | "と" | "となり" | "となり、" | "まで"));
    // 5年前の980棟に比べ260棟（26.5％）増加
    let step = ["に比べ", "に比べて", "に比べると", "と比べ", "と比べて", "と比べると", "より", "から"]
        .contains(&one.trim_end_matches('、'));
    let step = step && opens(two) && text[third.span.end..].starts_with(['）', ')']) && sign(third).is_some();
    // 前年の1,300万人を182万人（14％）上回りました
    let past = one == "を"
        && opens(two)
        && same_unit(first, second)
        && ["上回", "下回", "超え", "超過", "割り込"].iter().any(|verb| behind(third).starts_with(verb));
    let right = if share || step || past {
        b / a * 100.0
    } else if let Some(back) = by_year(&text[..first.span.start], one).filter(|_| same_unit(first, second)) {
        if !(opens(two) || matches!(two, "で" | "で、" | "であり、" | "となり、" | "と、" | "に、" | "と"))
        {
            return None;
        }
        let (from, to) = if back { (b, a) } else { (a, b) };
        return (from > 0.0).then_some(((third, *said), sign(third)? * (to - from) / from * 100.0));
    } else if growth {
        sign(third)? * (b - a) / a * 100.0
    } else {
        return None;
    };
    (a > 0.0).then_some(((third, *said), right))
}

/// 令和6年度が120件、令和7年度が150件で: two years and their numbers; whether the second is the year before.
fn by_year(before: &str, between: &str) -> Option<bool> {
    static FIRST: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("(?:年|年度|年中|月)(?:は|が|に|には|では|の)$").expect("the pattern is sound"));
    static SECOND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^、(?:(?:令和|平成|昭和)?[0-9０-９元]*(?:年|年度|月)|前年度?|昨年度?|翌年度?|前月)(?:は|が|に|には|では|の)$")
            .expect("the pattern is sound")
    });
    (FIRST.is_match(before) && SECOND.is_match(between)).then(|| between.contains('前') || between.contains('昨'))
}

fn same_unit(a: &Fact, b: &Fact) -> bool {
    match (&a.value, &b.value) {
        (Value::Number { unit: a, .. }, Value::Number { unit: b, .. }) => a == b,
        (Value::Money { currency: a, .. }, Value::Money { currency: b, .. }) => a == b,
        _ => false,
    }
}

fn number(fact: &Fact) -> Option<f64> {
    match &fact.value {
        Value::Number { amount, unit } if *unit != "ordinal" => Some(amount.to_f64()),
        Value::Money { amount, .. } => Some(amount.to_f64()),
        _ => None,
    }
}

/// 総量は3万2,000トンで、前年度の3万2,500トンから2.5％減少した: what it was, said second, and by how much it has changed.
fn fallen<'f>(text: &str, counted: &[&'f Fact]) -> Vec<(&'f Fact, Decimal, f64)> {
    let mut found = Vec::new();
    for three in counted.windows(3) {
        let [now, was, change] = three else { continue };
        let (Some(to), Some(from), Value::Percent(said)) = (number(now), number(was), &change.value) else { continue };
        let between = &text[now.span.end..was.span.start];
        const BEFORE: [&str; 12] = [
            "前年",
            "前年度",
            "前の年",
            "前の年度",
            "前月",
            "前の月",
            "前期",
            "前回",
            "昨年",
            "昨年度",
            "前年同月",
            "前年同期",
        ];
        let of_before = BEFORE.iter().any(|before| between.ends_with(&format!("{before}の")))
            && between.chars().count() <= 20
            && !between.contains("うち");
        // 3,000万円（変更前2,000万円、増加率60％）
        let changed = ["（変更前", "（前年度", "（前年", "（前回", "（改定前", "（従前", "（当初"].contains(&between);
        let rate = ["、増加率", "、増減率", "、伸び率", "、上昇率", "、減少率", "、増", "、減"];
        let rate = rate.into_iter().find(|rate| text[was.span.end..change.span.start] == **rate);
        if let (true, true, Some(rate), true) = (changed, same_unit(now, was), rate, from > 0.0) {
            let way = if rate.contains('減') && rate != "、増減率" { -1.0 } else { 1.0 };
            found.push((*change, *said, way * (to - from) / from * 100.0));
            continue;
        }
        let link = text[was.span.end..change.span.start].trim_end_matches(['、', '約']);
        let compared =
            matches!(link, "から" | "より" | "に比べ" | "に比べて" | "と比べ" | "と比べて" | "に対し" | "に対して");
        let way = match text[change.span.end..].trim_start_matches('の').chars().next() {
            Some('増') => 1.0,
            Some('減') => -1.0,
            _ => continue,
        };
        // 指摘は6件、意見は3件でした。指摘は前年度の8件から25％減りました: another one may be meant.
        let rate = |to: f64| way * (to - from) / from * 100.0;
        let meant = counted
            .iter()
            .take_while(|fact| fact.span.start < was.span.start)
            .any(|other| same_unit(other, was) && number(other).is_some_and(|n| (rate(n) - said.to_f64()).abs() < 0.5));
        if of_before && compared && same_unit(now, was) && from > 0.0 && !meant {
            found.push((*change, *said, way * (to - from) / from * 100.0));
        }
    }
    found
}

/// 80手続から120手続へと40％増えた: whatever is counted.
fn grown(passage: &Passage<'_>, hits: &mut Hits) {
    static GROWN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?P<a>[0-9][0-9,]*(?:\\.[0-9]+)?)(?P<u>[^0-9\\s、。（）％%]{1,4})から、?(?P<b>[0-9][0-9,]*(?:\\.[0-9]+)?)(?P<v>[^0-9\\s、。（）％%]{1,4}?)(?:へと?|に|となり|まで)、?(?P<p>[0-9]+(?:\\.(?P<d>[0-9]+))?)[％%](?:の)?(?P<w>増|減)")
            .expect("the pattern is sound")
    });
    let value = |words: &str| words.replace(',', "").parse::<f64>().ok();
    for caught in GROWN.captures_iter(passage.text) {
        let (Some(from), Some(to), Some(said)) = (value(&caught["a"]), value(&caught["b"]), value(&caught["p"])) else {
            continue;
        };
        // What the facts know has been judged by them.
        let known =
            caught.name("p").is_some_and(|p| hits.spans().iter().any(|span| span.overlaps(Span::from(p.range()))));
        if caught["u"] != caught["v"] || from <= 0.0 || known {
            continue;
        }
        let right = if &caught["w"] == "増" { (to - from) / from } else { (from - to) / from } * 100.0;
        let places = caught.name("d").map_or(0, |d| d.len());
        let step = 10f64.powi(-i32::try_from(places).unwrap_or(0));
        if (right - said).abs() > step / 2.0 + 1e-9
            && let Some(said) = caught.name("p")
        {
            let shown = format!("{right:.places$}");
            hits.at(Span::new(
                said.start(),
                said.end() + passage.text[said.end()..].chars().next().map_or(0, char::len_utf8),
            ))
            .arg("right", format!("{shown}％"))
            .ask(format!("{shown}％"));
        }
    }
}

/// 880人である。このうち女性は352人（44.0％）: a whole, a part of it in the next breath, and its share.
fn among<'f>(text: &str, found: &'f [Fact]) -> Vec<(&'f Fact, Decimal, f64)> {
    // 70歳以上の方 says who is counted.
    let bound = |fact: &Fact| ["以上", "以下", "未満"].iter().any(|words| text[fact.span.end..].starts_with(words));
    let counted: Vec<&Fact> = found.iter().filter(|fact| fact.kind != Kind::Date && !bound(fact)).collect();
    let shares = counted.windows(3).filter_map(|three| {
        let [whole, part, share] = three else { return None };
        let (all, some, Value::Percent(said)) = (number(whole)?, number(part)?, &share.value) else { return None };
        let between = &text[whole.span.end..part.span.start];
        let opens = matches!(
            &text[part.span.end..share.span.start],
            "（" | "("
                | "で、"
                | "、"
                | "（約"
                | "、率にして"
                | "、割合にして"
                | "、割合で"
                | "で、全体の"
                | "であり、全体の"
                | "と、全体の"
        );
        let part_of = ["このうち", "そのうち", "。うち", "、うち", "その内"].iter().any(|word| between.contains(word))
            && between.chars().count() <= 30
            && between.matches('。').count() <= 1
            && !between.contains("のうち、前");
        let rate = text[share.span.end..].starts_with(['）', ')', '、', '。', 'を', 'で', 'と', 'が', 'に']);
        (opens && part_of && rate && same_unit(whole, part) && all >= some && all > 0.0)
            .then(|| (*share, *said, some / all * 100.0))
    });
    // 60区画に対し応募は96件であり、応募率は150％
    let rates = counted.windows(3).filter_map(|three| {
        let [base, count, rate] = three else { return None };
        let (of, n, Value::Percent(said)) = (number(base)?, number(count)?, &rate.value) else { return None };
        let one = &text[base.span.end..count.span.start];
        let two = &text[count.span.end..rate.span.start];
        let name = two.trim_start_matches(['で', 'あ', 'り', '、', 'と', 'な', '（', 'が', 'し']);
        let named =
            name.chars().count() <= 8 && (name.ends_with("率は") || name.ends_with("割合は") || name.ends_with('率'));
        let against = one.starts_with("に対し") || one.starts_with("に対する") || one.starts_with("のうち");
        (against && one.chars().count() <= 14 && named && !name.contains(['増', '減', '伸']) && of > 0.0)
            .then(|| (*rate, *said, n / of * 100.0))
    });
    let mut all: Vec<(&Fact, Decimal, f64)> = shares.collect();
    all.extend(rates);
    all
}

/// Points at `fact`, which says `said`, if `right` does not round to that.
fn judge(text: &str, fact: &Fact, said: Decimal, right: f64, shift: usize, hits: &mut Hits) {
    let written = &text[fact.span.range()];
    let places = quantities::places(written, said);
    let mut step = 10f64.powi(-i32::try_from(places).unwrap_or(0));
    let off = (right - said.to_f64()).abs();
    let figure = said.to_f64();
    if text[..fact.span.start].ends_with(['約', 'ほ', 'ぼ', 'そ', 'ね', 'い']) || written.starts_with('約') {
        // 約50％ is said of 47.8％, 約42％ is not said of 43.5％.
        step = match figure {
            whole if whole % 10.0 == 0.0 => 10.0,
            half if half % 5.0 == 0.0 => 5.0,
            _ => step * 2.0,
        };
    }
    if off <= step / 2.0 + 1e-9 {
        return;
    }
    let sign = written.trim_start_matches(|c: char| c.is_numeric() || ".．".contains(c));
    let shown = format!("{right:.places$}");
    let hit = hits.at(fact.span.shift(shift)).arg("right", format!("{shown}{sign}"));
    // 割 counts in tens.
    if sign.starts_with(['％', '%', 'パ']) {
        hit.ask(format!("{shown}{sign}"));
    }
    if off < step {
        hit.severity(Severity::Warning);
    }
}

/// 予約の方法は、電話が74％、アプリが36％でした: a sentence of nothing but shares of one whole that make 110.
fn over_all(text: &str, parts: &[(&Fact, Decimal)], facts: usize, shift: usize, hits: &mut Hits) {
    const ENDS: [&str; 7] =
        ["である。", "であった。", "です。", "でした。", "だった。", "となった。", "となりました。"];
    let (first, last) = (parts[0].0.span, parts[parts.len() - 1].0.span);
    let topic = text[..first.start].split_once('は').is_some_and(|(_, name)| !name.contains(['は', '。']));
    let listed = parts.windows(2).all(|two| {
        let between = &text[two[0].0.span.end..two[1].0.span.start];
        between.starts_with('、') && between.matches('、').count() == 1 && between.chars().count() <= 14
    });
    let sum: f64 = parts.iter().map(|(_, amount)| amount.to_f64()).sum();
    let ends = ENDS.contains(&&text[last.end..]);
    // 回答の内訳は、自家用車45％、バス25％…です: they have to make all of it.
    let slack = parts.len() as f64 * 0.5;
    let all = text[..first.start].contains("内訳は") && parts.len() > 2 && (sum - 100.0).abs() > slack;
    if all && ends && listed && facts == parts.len() && !text.contains(['約', '率']) && !text.contains("主な") {
        hits.at(Span::new(first.start, last.end).shift(shift)).arg("right", "100％");
        return;
    }
    if topic && ends && listed && facts == parts.len() && (sum - 110.0).abs() < 1e-9 && !text.contains(['約', '率']) {
        hits.at(Span::new(first.start, last.end).shift(shift)).arg("right", "100％");
    }
}

/// 賛成60％、反対30％、無回答20％: with an answer for the rest among them, or from 未満 to 以上, they must make a hundred.
fn shares(text: &str, found: &[Fact], shift: usize, hits: &mut Hits) {
    let is_share = |fact: &Fact| matches!(fact.value, Value::Percent(_));
    let (Some(first), Some(last)) = (found.iter().position(is_share), found.iter().rposition(is_share)) else {
        return;
    };
    let parts: Vec<(&Fact, Decimal)> = found[first..=last]
        .iter()
        .filter_map(|fact| match &fact.value {
            Value::Percent(amount) => Some((fact, *amount)),
            _ => None,
        })
        .collect();
    if parts.len() < 2 {
        return;
    }
    over_all(text, &parts, found.len(), shift, hits);
    if parts.len() < 3 {
        return;
    }
    let labels: Vec<&str> = parts.windows(2).map(|pair| &text[pair[0].0.span.end..pair[1].0.span.start]).collect();
    let before = text[..parts[0].0.span.start].trim_end_matches(['が', 'は', 'の', '者', '人']);
    let end = labels[labels.len() - 1].trim_end_matches(['が', 'は', 'の', '者', '人']);
    let ends = |label: &str, words: &[&str]| words.iter().any(|word| label.ends_with(word));
    // 6時間未満が45％、6時間以上8時間未満が48％、8時間以上が7％
    let ranges = ends(before, &["未満", "以下"]) && ends(end, &["以上", "超", "を超える"]);
    let only_shares = first == 0 && last + 1 == found.len() && parts.len() == found.len();
    let rest_words = ["無回答", "その他", "分からない", "わからない", "無効"];
    let rest = if only_shares {
        rest_words.iter().any(|word| text.contains(word))
    } else {
        parts.len() == last + 1 - first && rest_words.iter().any(|word| end.contains(word))
    };
    if !(rest || ranges) {
        return;
    }
    let longest = if ranges { 20 } else { 16 };
    let listed =
        labels.iter().all(|label| label.matches(['、', '，', '・']).count() == 1 && label.chars().count() <= longest);
    let sum: f64 = parts.iter().map(|(_, amount)| amount.to_f64()).sum();
    let places = parts.iter().map(|(_, amount)| amount.places()).min().unwrap_or(0);
    let slack = parts.len() as f64 * 0.5 * 10f64.powi(-i32::try_from(places).unwrap_or(0));
    if listed && (sum - 100.0).abs() > slack + 1e-9 {
        let span = Span::new(parts[0].0.span.start, parts[parts.len() - 1].0.span.end);
        hits.at(span.shift(shift)).arg("right", "100％");
    }
}

/// 調査票を1,240事業所に配った。…調べられなかった事業所は62件で、全体の8％: the share of all that were asked.
fn of_asked(passage: &Passage<'_>, hits: &mut Hits) {
    let text = passage.text;
    let counted: Vec<&Fact> = passage.facts().iter().filter(|fact| fact.kind != Kind::Date).collect();
    let asked = counted.iter().find_map(|fact| {
        let sentence = text[fact.span.end..].split('。').next().unwrap_or_default();
        let sent =
            ["に配", "に送", "に郵送", "に発送", "を対象に", "に調査票"].iter().any(|word| sentence.starts_with(word));
        number(fact).filter(|_| sent)
    });
    let Some(all) = asked else { return };
    for pair in counted.windows(2) {
        let (Some(some), Value::Percent(said)) = (number(pair[0]), &pair[1].value) else { continue };
        let between = &text[pair[0].span.end..pair[1].span.start];
        let of_all = matches!(between, "で、全体の" | "であり、全体の" | "（全体の" | "で、全体の約" | "（全体の約");
        // Of another whole that is named, the share may be right.
        let fits = |whole: f64| whole > 0.0 && (some / whole * 100.0 - said.to_f64()).abs() <= 0.5;
        if of_all && some < all && !counted.iter().filter_map(|fact| number(fact)).any(fits) {
            judge(text, pair[1], *said, some / all * 100.0, 0, hits);
        }
    }
}
