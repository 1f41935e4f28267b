//! 男性12人、女性15人、合計28人: parts and their sum.

use crate::proofread::table::is_kanji;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Passage, Rule, Severity};
use crate::text::facts::{self, Decimal, Fact, Value};
use crate::text::{Lang, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Sums of what is listed in one sentence.
pub struct Total;

/// Where one of these stands the parts need not make the whole.
const NOT_ALL: [&str; 15] = [
    "延べ",
    "約",
    "ほか",
    "うち",
    "四捨五入",
    "など",
    "等",
    "以上",
    "以下",
    "平均",
    "当たり",
    "累計",
    "前年",
    "ずつ",
    "各",
];

/// 4部会（A部会、B部会、C部会）
static LISTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?P<n>[0-9０-９]{1,2})(?P<unit>部会|市|区|町|村|校|課|社|館|団体|地区|施設|委員会|会場|病院|学校)（(?P<list>[^（）]+)）")
        .expect("the pattern is sound")
});

impl Rule for Total {
    fn about(&self) -> About {
        About {
            id: "ja.calc.total",
            lang: Lang::Ja,
            severity: Severity::Error,
            fixable: Fixable::Ask,
            source: "計算",
            profiles: ALL_JAPANESE,
        }
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        for sentence in passage.sentences {
            let text = &passage.text[sentence.span.range()];
            let shift = sentence.span.start;
            if text.contains('計') || text.contains("合わせて") {
                sums(text, shift, hits);
            }
            for caught in LISTED.captures_iter(text) {
                let (Some(n), Some(unit), Some(list)) = (caught.name("n"), caught.name("unit"), caught.name("list"))
                else {
                    continue;
                };
                let items: Vec<&str> = list.as_str().split(['、', '，', ',', '・']).map(str::trim).collect();
                let said = facts::find(&format!("{}件", n.as_str())).first().map(|f| f.value.clone());
                let Some(Value::Number { amount, .. }) = said else { continue };
                let whole = items.len() > 1 && items.iter().all(|item| item.ends_with(unit.as_str()));
                let count = Decimal::from(items.len() as u64);
                if whole && count != amount && !NOT_ALL.iter().any(|word| list.as_str().contains(word)) {
                    let span = Span::new(n.start(), unit.end()).shift(shift);
                    hits.at(span).ask(format!("{}{}", items.len(), unit.as_str()));
                }
            }
        }
    }
}

fn sums(text: &str, shift: usize, hits: &mut Hits) {
    if NOT_ALL.iter().any(|word| text.contains(word)) {
        return;
    }
    let found = facts::find(text);
    let mut parts: Vec<&Fact> = Vec::new();
    for fact in &found {
        let before = text[..fact.span.start].trim_end_matches(['は', '：', ':', '、', ' ', '　', '、']);
        let is_total =
            ["合計", "総計", "の計", "、計", "，計", "総額", "合わせて"].iter().any(|word| before.ends_with(word));
        if !is_total {
            parts.push(fact);
            continue;
        }
        let same = |part: &&&Fact| match (&part.value, &fact.value) {
            (Value::Money { currency: a, .. }, Value::Money { currency: b, .. }) => a == b,
            (Value::Number { unit: a, .. }, Value::Number { unit: b, .. }) => {
                // 拡充6、継続28の合計34事業: what the parts are is said once.
                *a != "ordinal" && (a == b && !a.is_empty() || a.is_empty() && named(text, part))
            }
            _ => false,
        };
        let alike: Vec<&&Fact> = parts.iter().filter(same).collect();
        let sum = alike.iter().try_fold(Decimal::ZERO, |sum, part| sum.plus(amount(&part.value)?));
        if let (Some(sum), Some(said), true) = (sum, amount(&fact.value), alike.len() > 1)
            && sum != said
        {
            let written = &text[fact.span.range()];
            let hit = hits.at(fact.span.shift(shift));
            if let Some(right) = like(written, sum) {
                hit.arg("sum", right.clone()).ask(right);
            } else {
                hit.arg("sum", sum.to_string());
            }
        }
        parts.clear();
    }
}

/// Whether `fact` is a bare number that a noun stands before: 継続28.
fn named(text: &str, fact: &Fact) -> bool {
    let before = text[..fact.span.start].chars().next_back();
    let after = text[fact.span.end..].chars().next();
    before.is_some_and(|c| is_kanji(c) || matches!(c, 'ァ'..='ー')) && after.is_none_or(|c| "、，の・で（".contains(c))
}

fn amount(value: &Value) -> Option<Decimal> {
    match value {
        Value::Money { amount, .. } | Value::Number { amount, .. } => Some(*amount),
        _ => None,
    }
}

/// `sum` with the unit words of `written`: 万 stays 万, if nothing is lost by that.
fn like(written: &str, sum: Decimal) -> Option<String> {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || ",，.．".contains(c);
    let end = written.find(|c| !digit(c))?;
    let unit = &written[end..];
    let number = sum.whole()?;
    let (number, unit) = match unit.strip_prefix('万') {
        Some(_) if number % 10_000 == 0 => (number / 10_000, unit.to_owned()),
        Some(rest) => (number, rest.to_owned()),
        None if unit.starts_with(['億', '兆', '千', '百']) => return None,
        None => (number, unit.to_owned()),
    };
    Some(format!("{}{unit}", grouped(number)))
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (index, c) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(c);
    }
    written
}
