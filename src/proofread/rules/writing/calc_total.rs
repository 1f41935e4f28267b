//! 男性12人、女性15人、合計28人: parts and their sum.

use super::{calc_parts, calc_rows, calc_table};
use crate::proofread::table::is_kanji;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Note, Passage, Rule, Severity, Whole, sieve};
use crate::text::facts::{self, Decimal, Fact, Value};
use crate::text::{Lang, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Sums of what is listed in one sentence.
pub struct Total;

const ID: &str = "ja.calc.total";

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

/// Whether one of [`NOT_ALL`] but those of `told` stands in `words`: 約 and 等 of 契約, 規約, 高等 and 等級 are parts of other
/// words.
pub(super) fn is_partial(words: &str, told: &[&str]) -> bool {
    NOT_ALL.iter().filter(|word| !told.contains(word)).any(|word| {
        let (not_behind, not_before) = match *word {
            "約" => ("契条規予節要制集公誓特婚解協成密確売倹簡盟旧新", "束款定"),
            "等" => ("高平対均同劣優初中一二三", "級分価質高"),
            "延べ" => ("繰順引", "払"),
            "各" => ("", "種"),
            _ => ("", ""),
        };
        words.match_indices(word).any(|(at, _)| {
            !words[..at].ends_with(|c| not_behind.contains(c))
                && !words[at + word.len()..].starts_with(|c| not_before.contains(c))
        })
    })
}

/// 4部会（A部会、B部会、C部会）
static LISTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?P<n>[0-9０-９]{1,2})(?P<unit>部会|市|区|町|村|校|課|社|館|団体|地区|施設|委員会|会場|病院|学校|部門|分野|科目|項目|種目|品目|路線|駅|か所|か国|教科|言語)（(?P<list>[^（）]+)）")
        .expect("the pattern is sound")
});

impl Rule for Total {
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
        Needs::any_of(sieve::NUMBERS).or(Needs::any_of(&["\t", "四捨五入", "端数"]))
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        calc_parts::judge(passage, hits);
        halves(passage, hits);
        for sentence in passage.sentences {
            let text = &passage.text[sentence.span.range()];
            let shift = sentence.span.start;
            if let Some(at) = text.find("内訳は") {
                parts_of(passage, sentence.span, shift + at, hits);
            }
            counted(text, shift, hits);
            in_brackets(passage, sentence.span, hits);
            for caught in LISTED.captures_iter(if text.contains('（') { text } else { "" }) {
                let (Some(n), Some(unit), Some(list)) = (caught.name("n"), caught.name("unit"), caught.name("list"))
                else {
                    continue;
                };
                let items: Vec<&str> = list
                    .as_str()
                    .split(['、', '，', ',', '・'])
                    .flat_map(|item| item.split("及び"))
                    .flat_map(|item| item.split("並びに"))
                    .map(str::trim)
                    .collect();
                let said = facts::find(&format!("{}件", n.as_str())).first().map(|f| f.value.clone());
                let Some(Value::Number { amount, .. }) = said else { continue };
                let count = Decimal::from(items.len() as u64);
                // 5施設（市民会館、美術館、音楽堂、能楽堂）: names that do not say what they are, and a count that is one off.
                let name = |item: &&str| {
                    (2..=12).contains(&item.chars().count())
                        && item.chars().all(|c| is_kanji(c) || matches!(c, 'ァ'..='ー') || c.is_ascii_alphabetic())
                };
                let loose = [
                    "施設", "会場", "団体", "部門", "分野", "科目", "項目", "種目", "品目", "路線", "駅", "か所",
                    "か国", "教科", "言語",
                ];
                let near = amount.whole().is_some_and(|said| said.abs_diff(items.len() as u64) == 1);
                let named = loose.contains(&unit.as_str()) && items.len() > 2 && near && items.iter().all(name);
                // 24課（市長部局18課、教育委員会4課）: counts, no names.
                if list.as_str().contains(char::is_numeric) {
                    continue;
                }
                let whole = items.len() > 1 && items.iter().all(|item| item.ends_with(unit.as_str())) || named;
                if whole && count != amount && !is_partial(list.as_str(), &[]) {
                    let span = Span::new(n.start(), unit.end()).shift(shift);
                    hits.at(span).ask(format!("{}{}", items.len(), unit.as_str()));
                }
            }
        }
        calc_rows::names(passage, hits);
        calc_rows::days(passage, hits);
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        calc_rows::note_sum(passage, notes);
        calc_table::note(passage, notes);
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        calc_rows::judge_sums(whole, ID, hits);
        calc_table::judge_totals(whole, ID, hits);
    }
}

/// 人口は1,176,000人である。…男性が570,000人、女性が616,000人: two halves of a whole that stands before them.
fn halves(passage: &Passage<'_>, hits: &mut Hits) {
    static HALVES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:男性?|男子|日本人|転入|屋内|一般)(?:が|は|：)?(?P<a>[0-9０-９][0-9０-９,，]*)(?P<u>人|名|世帯)?、(?:女性?|女子|外国人|転出|屋外|学生)(?:が|は|：)?(?P<b>[0-9０-９][0-9０-９,，]*)(?:人|名|世帯)")
            .expect("the pattern is sound")
    });
    let text = passage.text;
    if !["女", "外国人", "転出", "屋外", "学生"].iter().any(|other| text.contains(other)) {
        return;
    }
    let value = |words: &str| {
        let digits: String = words
            .chars()
            .filter_map(|c| {
                c.to_digit(10).or_else(|| "０１２３４５６７８９".chars().position(|f| f == c).map(|d| d as u32))
            })
            .filter_map(|d| char::from_digit(d, 10))
            .collect();
        digits.parse::<u64>().ok()
    };
    for caught in HALVES.captures_iter(text) {
        let (Some(all), Some(b)) = (caught.get(0), caught.name("b")) else { continue };
        // 男性700人、女性525人、答えない者25人: not two parts but three.
        let third = text[all.end()..].strip_prefix('、').and_then(|rest| rest.split(['、', '。', '）']).next());
        if third.is_some_and(|part| part.ends_with(['人', '名', '帯']) && part.contains(char::is_numeric)) {
            continue;
        }
        let summed = ["、合計", "、計", "の合計", "の計"].iter().any(|sum| text[all.end()..].starts_with(sum));
        if summed || all.as_str().starts_with(['転', '一', '屋']) {
            continue;
        }
        let (Some(one), Some(other)) = (value(&caught["a"]), value(b.as_str())) else { continue };
        let sum = one + other;
        let counts: Vec<u64> = passage
            .facts()
            .iter()
            .filter_map(|fact| match &fact.value {
                Value::Number { amount, unit } if *unit == "persons" => amount.whole(),
                _ => None,
            })
            .collect();
        let before = passage.facts().iter().rev().filter(|fact| fact.span.end <= all.start());
        let whole = before
            .filter_map(|fact| match &fact.value {
                Value::Number { amount, unit } if *unit == "persons" => amount.whole(),
                _ => None,
            })
            .find(|whole| *whole > one.max(other) && whole.abs_diff(sum) * 50 <= *whole);
        if let Some(whole) = whole.filter(|_| !counts.contains(&sum)) {
            let right = whole.saturating_sub(one);
            let span = Span::new(b.start(), b.end());
            hits.at(span).ask(crate::proofread::japanese::grouped(right));
        }
    }
}

/// 対象は、上沢、中沢及び下沢の2地区: three or more names in a row and a count that is one off.
fn counted(text: &str, shift: usize, hits: &mut Hits) {
    static COUNT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("の(?P<n>[0-9０-９]{1,2})(?P<unit>地区|職種|業種|学科|品種|機関|組織|校|町|村|市|区|県|課|部|局|社|館|園|団体|か国|項目|点|案|種類|路線|駅|施設|市町村|市町|町村|会場|部会|委員会|者|コース|種目|科目|部門|分野|路線|地点|教科|クラス|学年|チーム|グループ|言語|病院|大学|学校|公園|事業|施策|方法|書類|段階|か所|カ所|ヶ所|箇所)")
            .expect("the pattern is sound")
    });
    // 若草保育園、光の丘保育園、第二ひばり保育園（3園）
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?P<list>[^。：:　 「」（）はがをに]+)（(?P<all>(?P<n>[0-9０-９]{1,2})(?P<unit>園|校|館|課|市|町|村|区|社|駅|団体|施設|地区|会場|病院|大学|部会|委員会))）")
            .expect("the pattern is sound")
    });
    for caught in BEHIND.captures_iter(if text.contains('（') { text } else { "" }) {
        let (Some(list), Some(all), Some(unit)) = (caught.name("list"), caught.name("all"), caught.name("unit")) else {
            continue;
        };
        let items: Vec<&str> = list.as_str().split(['、', '，', '・']).flat_map(|item| item.split("及び")).collect();
        let said = facts::find(&format!("{}件", &caught["n"])).first().map(|f| f.value.clone());
        let Some(Value::Number { amount, .. }) = said else { continue };
        let count = items.len() as u64;
        let named = items.len() > 1 && items.iter().all(|item| item.trim().ends_with(unit.as_str()));
        if named && amount.whole().is_some_and(|said| said != count) && !is_partial(list.as_str(), &[]) {
            hits.at(Span::from(all.range()).shift(shift)).ask(format!("{count}{}", unit.as_str()));
        }
    }
    quoted(text, shift, hits);
    let figure = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    if !text.match_indices('の').any(|(at, no)| text[at + no.len()..].starts_with(figure)) {
        return;
    }
    for caught in COUNT.captures_iter(text) {
        let (Some(whole), Some(n), Some(unit)) = (caught.get(0), caught.name("n"), caught.name("unit")) else {
            continue;
        };
        let head = &text[..whole.start()];
        let start = head.rfind(['。', '「', '（', '：', '　']).map_or(0, |at| at + '。'.len_utf8());
        let start = head.rfind("は、").map_or(start, |at| start.max(at + "は、".len()));
        let list = head[start..].trim_start();
        let items: Vec<&str> = list
            .split(['、', '，', '・'])
            .flat_map(|item| item.split("及び"))
            .flat_map(|item| item.split("並びに"))
            .map(str::trim)
            .collect();
        let name = |item: &&str| {
            (1..=12).contains(&item.chars().count())
                && item.chars().all(|c| is_kanji(c) || matches!(c, 'ァ'..='ー' | 'の') || c.is_ascii_alphanumeric())
        };
        let said = facts::find(&format!("{}件", n.as_str())).first().map(|f| f.value.clone());
        let Some(Value::Number { amount, .. }) = said else { continue };
        let (count, said) = (items.len() as u64, amount.whole().unwrap_or(0));
        // Names of one kind are as long as each other or end alike.
        let last = |item: &str| item.chars().next_back();
        const BODIES: &str = "課部局署庁会団社院校所館園室店組合協";
        let bodies = items.iter().all(|item| last(item).is_some_and(|c| BODIES.contains(c)));
        let alike = bodies
            || matches!(unit.as_str(), "職種" | "業種" | "品種" | "地区")
            || items.windows(2).all(|two| last(two[0]) == last(two[1]))
            || items.windows(2).all(|two| two[0].chars().count().abs_diff(two[1].chars().count()) <= 1);
        let topic = head[..start].ends_with("は、");
        let joined = topic || list.contains("及び") || list.contains('・') || list.contains("並びに");
        // 町役場1階ロビー、西部公民館、ショッピングパークの4か所: nothing else in the line.
        let place = |item: &&str| {
            (2..=16).contains(&item.chars().count()) && !item.contains(['は', 'が', 'を', 'に', 'で', '（', '）'])
        };
        let places = (unit.as_str().ends_with('所') || matches!(unit.as_str(), "施設" | "会場" | "園" | "団体"))
            && start == 0
            && text[whole.end()..].trim().trim_end_matches("です。").is_empty()
            && items.iter().all(place);
        let named = joined && alike && items.iter().all(name);
        if items.len() > 2 && (named || places) && said > 1 && count.abs_diff(said) == 1 {
            let span = Span::new(n.start(), unit.end()).shift(shift);
            hits.at(span).ask(format!("{count}{}", unit.as_str()));
        }
    }
}

/// 「つながる」「支える」「育む」の三つ: names in quotation marks and how many they are said to be.
fn quoted(text: &str, shift: usize, hits: &mut Hits) {
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?P<list>(?:「[^「」]{1,24}」(?:、|及び|並びに|と|・|，)?){2,9})の(?P<n>[2-9２-９]|[二三四五六七八九])(?P<unit>つ|点|項目|事業|テーマ|本|種類|分野|案|作品|曲|柱|コース|区分|段階|団体|か所)")
            .expect("the pattern is sound")
    });
    static CIRCLED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?P<list>[①-⑳])[^①-⑳。、]{1,24}の(?P<n>[2-9２-９]|[二三四五六七八九])(?P<unit>つ|点|項目|事業|本|種類|分野|柱|区分|段階)")
            .expect("the pattern is sound")
    });
    const KANJI: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    // ①避難路、②備蓄、③訓練の三つ
    let circled = CIRCLED.captures_iter(if text.contains('②') { text } else { "" });
    for caught in QUOTED.captures_iter(if text.contains("」の") { text } else { "" }).chain(circled) {
        let (Some(n), Some(unit)) = (caught.name("n"), caught.name("unit")) else { continue };
        let count = match caught["list"].chars().next() {
            Some(circled @ '①'..='⑳') => (u32::from(circled) - u32::from('①')) as usize + 1,
            _ => caught["list"].matches('「').count(),
        };
        if count >= KANJI.len() {
            continue;
        }
        let written = n.as_str();
        let kanji = KANJI.iter().position(|k| written.starts_with(*k));
        let figure = || written.chars().next().and_then(|c| "０１２３４５６７８９".chars().position(|f| f == c));
        let said = kanji.or_else(|| written.parse().ok()).or_else(figure);
        if said.is_some_and(|said| said != count) {
            let right = if kanji.is_some() { KANJI[count].to_string() } else { count.to_string() };
            let span = Span::new(n.start(), unit.end()).shift(shift);
            hits.at(span).ask(format!("{right}{}", unit.as_str()));
        }
    }
}

/// 28人（持参9人、郵送7人、電子メール11人）: a number, and in brackets behind it what it is made of.
fn in_brackets(passage: &Passage<'_>, sentence: Span, hits: &mut Hits) {
    let text = passage.text;
    let found =
        || passage.facts().iter().filter(|fact| sentence.start <= fact.span.start && fact.span.end <= sentence.end);
    for whole in found() {
        let Some(inside) = text[whole.span.end..sentence.end].strip_prefix('（') else { continue };
        let Some(end) = inside.find('）') else { continue };
        let list = &inside[..end];
        let start = whole.span.end + '（'.len_utf8();
        let other = [
            "年",
            "月",
            "比",
            "定員",
            "上限",
            "最大",
            "最高",
            "最低",
            "1人",
            "ただし",
            "目標",
            "計画",
            "予定",
            "から",
            "増",
            "減",
            "率",
            "税",
            "希望",
            "待機",
            "欠席",
            "〜",
            "～",
            "内訳",
        ];
        if is_partial(list, &[]) || other.iter().any(|word| list.contains(word)) {
            continue;
        }
        let parts: Vec<&Fact> = found().filter(|f| f.span.start >= start && f.span.end <= start + end).collect();
        let alike = parts.iter().all(|part| match (&part.value, &whole.value) {
            (Value::Money { currency: a, .. }, Value::Money { currency: b, .. }) => a == b,
            (Value::Number { unit: a, .. }, Value::Number { unit: b, .. }) => {
                a == b && !a.is_empty() && *a != "ordinal"
            }
            _ => false,
        });
        // Each part has a name before its number, and nothing else stands there.
        let listed = list.split(['、', '，', '・']).count() == parts.len()
            && parts.iter().all(|part| {
                text[..part.span.start]
                    .chars()
                    .next_back()
                    .is_some_and(|c| is_kanji(c) || matches!(c, 'ァ'..='ー' | ' ' | '　'))
            });
        let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.plus(amount(&part.value)?));
        if let (Some(sum), Some(said), true) = (sum, amount(&whole.value), parts.len() > 1 && alike && listed)
            && sum != said
        {
            let written = &text[whole.span.range()];
            let hit = hits.at(Span::new(whole.span.start, start + end + '）'.len_utf8()));
            hit.arg("sum", like(written, sum).unwrap_or_else(|| sum.to_string()));
        }
    }
}

/// 総量は3万2,000トンである。内訳は、家庭系が2万3,400トン、事業系が8,700トンである: the parts behind 内訳は (byte `at`) make
/// none of the amounts said before them in the paragraph.
fn parts_of(passage: &Passage<'_>, sentence: Span, at: usize, hits: &mut Hits) {
    let text = passage.text;
    if is_partial(&text[at..sentence.end], &[]) {
        return;
    }
    let facts = passage.facts();
    let alike = |a: &Fact, b: &Fact| match (&a.value, &b.value) {
        (Value::Money { currency: a, .. }, Value::Money { currency: b, .. }) => a == b,
        (Value::Number { unit: a, .. }, Value::Number { unit: b, .. }) => a == b && !a.is_empty() && *a != "ordinal",
        _ => false,
    };
    let behind: Vec<&Fact> = facts.iter().filter(|f| f.span.start >= at && f.span.end <= sentence.end).collect();
    let Some(first) = behind.first() else { return };
    let parts: Vec<&&Fact> = behind.iter().filter(|fact| alike(fact, first)).collect();
    // Each part has its amount and nothing else: 家庭系が2万3,400トン、事業系が8,700トン.
    let counted = behind.iter().filter(|fact| amount(&fact.value).is_some()).count();
    if parts.len() < 2 || parts.len() != counted {
        return;
    }
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.plus(amount(&part.value)?));
    let before: Vec<Decimal> =
        facts.iter().filter(|f| f.span.end <= at && alike(f, first)).filter_map(|f| amount(&f.value)).collect();
    if let (Some(sum), false) = (sum, before.is_empty())
        && !before.contains(&sum)
    {
        let (start, end) = (parts[0].span.start, parts[parts.len() - 1].span.end);
        hits.at(Span::new(start, end))
            .arg("sum", like(&text[first.span.range()], sum).unwrap_or_else(|| sum.to_string()));
    }
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
