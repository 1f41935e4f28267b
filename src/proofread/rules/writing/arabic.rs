//! Numbers in horizontal writing.

use super::japanese;
use crate::proofread::japanese::{grouped, is_kanji, kanji_number};
use crate::proofread::sieve;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 令和七年五月九日 → 令和7年5月9日, 定員は三十名 → 30名. Words that hold a number (一般, 第三者, 二十歳) keep their kanji.
pub struct Arabic;

/// A number in kanji.
const N: &str = "[〇一二三四五六七八九十百千]+(?:[万億兆][〇一二三四五六七八九十百千]*)*";

/// Patterns in the order they are tried at a place: dates, times, ordinals, fractions, then numbers with a counter.
static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        format!("(?:令和|平成|昭和|大正|明治)(?:{N}|元)年(?:度|{N}月(?:{N}日)?)?"),
        format!("{N}月{N}日"),
        format!("(?:午前|午後){N}時(?:{N}分)?"),
        format!("第{N}(?:回|条|項|号|章|節|期|版|四半期)"),
        format!("{N}分の{N}"),
        // One figure is enough before counters that no word ends in.
        format!("{N}(?:回目|度目|日目|人目|名|件|歳|週間|時間|年間|分間|か月間|箇月|箇年|箇国|日間|世帯|パーセント|％|キロ|メートル|トン|リットル|ヘクタール|平方|か国|年生|回|階|種類|項目|枚|冊|台|匹|円|個|校|団体|票|頭|席|㎡|㎢|㎏|kg|km|cm|mm|m|区画|部会|地区|路線|便|施設|店舗|事業所|町村|市町村|人分|日分|隻|着|鉢|株|羽|名様|筆|棟|基|時間半)"),
        // Others need two.
        "[〇一二三四五六七八九十百千万億兆]{2,}(?:円|人|個|台|枚|部|冊|本|棟|戸|校|社|団体|点|階|票|倍|頭|匹|席|室|区画|種類|項目|日|年|月|分|世紀|食|着|隻|床|行|字|丁目|番地|組|家族|チーム)".to_owned(),
        // 九年が過ぎ, 三人で: but 一年を通じて, 二人で.
        "(?:^|[^一-龠〇ァ-ヶー0-9０-９数何])(?P<x>[二三四五六七八九]年)(?:が|を|に|余|前|後|ぶり|以上|以内|以下|未満|連続|目|程度|ほど|おき|ごと|ずつ|かけ|の間|の期間|の任期|の歳月)".to_owned(),
        // 空白の日が三日あった: but 三日月, 五日市.
        "(?:^|[^一-龠〇ァ-ヶー0-9０-９数何])(?P<x>[三四五六七八九]日|十日)(?:あ|続|間|以上|以内|以下|未満|程度|ほど|おき|ごと|ずつ|連続|かけ|前まで)".to_owned(),
        "(?:^|[^一-龠〇ァ-ヶー0-9０-９数何]|員|者|徒|童|生|民)(?P<x>[三四五六七八九]人)(?:が|を|で|は|に|の|と|も|から|まで|いる|以上|以下|未満|程度|ほど|体制|ずつ|分)".to_owned(),
        "(?:^|[^一-龠〇ァ-ヶー0-9０-９数何])(?P<x>十人)(?:以上|以下|以内|未満|程度|を|が|の|で)".to_owned(),
        "(?:^|[^一-龠〇ァ-ヶー0-9０-９数何])(?P<x>[二三四五六七八九]月|十[一二]?月)(?:から|まで|に|中|末|上旬|中旬|下旬|頃|分)".to_owned(),
        // 事務局三人
        "(?:員|者|局|長|課|係|師|徒|童|生)(?P<x>[二三四五六七八九]人)(?:、|。|）|$|及|（)".to_owned(),
        // As laws and contracts say 二通以上 and 二通を作成し, only where it is told.
        "(?P<x>[二三四五六七八九十百]+通)(?:である|です|届|あった|あり)".to_owned(),
        "[一二三四五六七八九〇]{3}番".to_owned(),
        // 三〇一会議室
        "(?P<x>[一二三四五六七八九]〇[一二三四五六七八九〇])(?:会議室|号室|号|研修室|講義室|教室)".to_owned(),
        "(?:^|[^一-龠〇ァ-ヶー0-9０-９数何])(?P<x>[一二三四五六七八九十百]{2,})の(?:市|町|村|区|県|国|事業|施策|項目|地区|団体|施設|学校|会場|自治体|都道府県|柱|部|課|委員|指標|取組|流域|河川|路線|分野|駅|橋|島|港|地域|品目|言語|大学|病院|団地|公園|工場|農場|漁港|集落)".to_owned(),
    ]
    .iter()
    .map(|pattern| Regex::new(pattern).expect("the pattern is sound"))
    .collect()
});

/// Words that hold a number and are not counted.
const WORDS: &[&str] = &[
    "九十九",
    "四万十",
    "二十歳",
    "四十九日",
    "八十八夜",
    "二百十日",
    "二百二十日",
    "百人一首",
    "百人力",
    "十人十色",
    "千人針",
    "三十三回忌",
    "二十日",
    "三十日",
    "十五夜",
    "二人三脚",
    "三年生存",
    "十年一日",
    "百年の計",
    "千円札",
    "五千円札",
    "一万円札",
    "二千円札",
    "十円玉",
    "百円玉",
    "五十円玉",
    "五百円玉",
    "百十番",
    "二十四節気",
    "七五三",
    "五分五分",
    "四分五裂",
    "十中八九",
    "一分一秒",
    "一年生植物",
    "多年生",
    "千年",
    "百年",
    "三百六十五日",
    "四年に一度",
    "九分九厘",
    "八百万",
    "三三五五",
    "二十世紀梨",
    "第一四半期",
    "第二四半期",
    "第三四半期",
    "第四四半期",
    "一回忌",
    "三回忌",
    "七回忌",
];

impl Rule for Arabic {
    fn about(&self) -> About {
        japanese("ja.num.arabic", Severity::Warning, Fixable::Ask, "公用文作成の考え方 Ⅰ-4ア", JAPANESE)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(sieve::KANJI_NUMBERS)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        let quoted = passage.quotations();
        let mut taken: Vec<Span> = Vec::new();
        for (index, pattern) in PATTERNS.iter().enumerate() {
            for caught in pattern.captures_iter(text) {
                let Some(found) = caught.name("x").or_else(|| caught.get(0)) else { continue };
                let span = Span::from(found.range());
                let aside = passage.is_protected(span) || quoted.iter().any(|q| q.overlaps(span));
                if aside || taken.iter().any(|t| t.overlaps(span)) {
                    continue;
                }
                if is_word(text, span, index) {
                    taken.push(span);
                    continue;
                }
                // 令和元年 is written so.
                if let Some(cure) = figures(found.as_str()).filter(|cure| cure != found.as_str()) {
                    taken.push(span);
                    hits.at(span).ask(cure);
                }
            }
        }
    }
}

/// Whether the number is part of a word or of a vague count: 十数人, 二、三日, 数百人, 二人組, names.
fn is_word(text: &str, span: Span, index: usize) -> bool {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let words = &text[span.range()];
    let digit = |c: char| "〇一二三四五六七八九十百千万億兆".contains(c);
    if before.ends_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        return true;
    }
    let vague = before.ends_with(['数', '何', '幾', '第'])
        || before.ends_with(digit)
        || (before.ends_with('、') && before.trim_end_matches('、').ends_with(digit))
        || (after.starts_with('、') && after['、'.len_utf8()..].starts_with(digit) && index >= 5);
    if vague && (index != 3 || before.ends_with(digit)) {
        return true;
    }
    // 〇時間　午後7時: a mark at the beginning of a line.
    if words.starts_with('〇') && before.rsplit('\n').next().unwrap_or("").trim().is_empty() {
        return true;
    }
    // The word may begin before the number (二百十日) or end after it (十人十色).
    let from = before.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
    let around = &text[from..];
    let held = WORDS.iter().any(|word| {
        around.match_indices(word).any(|(at, _)| {
            let at = from + at;
            let end = at + word.len();
            // 三十日間 is a number of days.
            let counted = word.ends_with('日')
                && ["間", "以内", "前", "後", "分"].iter().any(|s| text[end..].starts_with(s))
                || *word == "九十九"
                    && ["人", "件", "歳", "年", "日", "回", "円", "名", "％"]
                        .iter()
                        .any(|s| text[end..].starts_with(s));
            at < span.end && span.start < end && !counted
        })
    });
    if held {
        return true;
    }
    // 3週間前から一週間前まで: the same is counted in figures beside it.
    if index == 5
        && let Some(counter) = words.strip_prefix('一')
        && ["週間", "時間", "年間", "日間", "か月間"].contains(&counter)
        && !before.ends_with(is_kanji)
    {
        let beside = text
            .match_indices(counter)
            .any(|(at, _)| at != span.start + '一'.len_utf8() && text[..at].ends_with(|c: char| c.is_ascii_digit()));
        if beside {
            return false;
        }
    }
    let ends = |list: &[&str]| list.iter().any(|s| after.starts_with(s));
    match index {
        3 => {
            words.ends_with('回') && ends(&["忌"])
                || words.ends_with('期') && ends(&["待"])
                || words.ends_with('号') && ends(&["線", "館", "車", "俸"])
        }
        5 => {
            // （単位：千円）
            if words.chars().filter(|c| digit(*c)).all(|c| "百千万億兆".contains(c)) {
                return true;
            }
            let first = words.chars().next().unwrap_or(' ');
            let single = words.chars().nth(1).is_some_and(|c| !digit(c));
            // 一件落着, 一時間: 一 is too often part of a word to be pointed at.
            // 二階の座敷 is a word as much as a number.
            if words == "二階" {
                return true;
            }
            let floor = words.ends_with('階') && before.ends_with(['舎', '館', '棟', '下', '所', 'ル', 'ー']);
            if floor && !ends(&["段", "級", "堂", "調", "席"]) {
                return false;
            }
            (single && (first == '一' || (first == '十' && words.contains('回'))))
                || ends(&["忌", "段", "級", "おろし", "肉", "目", "看板", "舌", "り", "続", "綴", "貝", "橋", "頭", "地", "堂", "調", "席", "称", "簿", "前", "字", "所", "義", "体", "転", "生活"])
                || words.ends_with("年生") && ends(&["存", "植", "草", "活"])
                // A kanji directly before makes it part of a name: 三重県, 二本松.
                || (before.chars().next_back().is_some_and(|c| is_kanji(c) && !"約計各全総延毎他満前後翌第年月週去"[..].contains(c)) && single)
        }
        6 => {
            let last = words.chars().next_back().unwrap_or(' ');
            ends(&[
                "札",
                "玉",
                "硬貨",
                "ショップ",
                "均一",
                "組",
                "称",
                "三様",
                "十色",
                "力",
                "一首",
                "市",
                "町",
                "村",
                "祭",
                "堂",
                "駅",
                "線",
            ]) || (last == '日' && ends(&["坊主"]))
                || (last == '本' && ends(&["松", "木"]))
                || words.starts_with("千万")
                || words.chars().all(|c| "百千万億兆".contains(c) || c == last)
        }
        _ => false,
    }
}

/// The words with their numbers in figures: three figures are set off where no date is written.
fn figures(words: &str) -> Option<String> {
    let digit = |c: char| "〇一二三四五六七八九十百千".contains(c);
    let dated = words.contains(['年', '月', '日', '第', '時']);
    let mut written = String::new();
    let mut run = String::new();
    for c in words.chars().chain(['\u{0}']) {
        if digit(c) {
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            let value = kanji_number(&run)?;
            written.push_str(&if dated { value.to_string() } else { grouped(value) });
            run.clear();
        }
        if c != '\u{0}' {
            written.push(c);
        }
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn numbers_become_figures() {
        for (words, cure) in [
            ("令和七年五月九日", "令和7年5月9日"),
            ("二千五百円", "2,500円"),
            ("十二万五千人", "12万5,000人"),
            ("平成元年度", "平成元年度"),
        ] {
            assert_eq!(figures(words).as_deref(), Some(cure));
        }
    }
}
