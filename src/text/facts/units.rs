//! Units and counters, under one name in both languages: 人, 名 and `people` are `persons`.

use super::cursor::{At, Word, is_kanji};
use super::figures::Figure;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Japanese units and counters, a longer one before what it begins with.
const JAPANESE: &[(&str, &str)] = &[
    ("か所", "places"),
    ("カ所", "places"),
    ("ヶ所", "places"),
    ("ケ所", "places"),
    ("ヵ所", "places"),
    ("箇所", "places"),
    ("個所", "places"),
    ("か国語", "languages"),
    ("か国", "countries"),
    ("カ国", "countries"),
    ("ヶ国", "countries"),
    ("箇国", "countries"),
    ("人以", "persons"),
    ("人", "persons"),
    ("名", "persons"),
    ("世帯", "households"),
    ("戸", "houses"),
    ("軒", "houses"),
    ("件", "cases"),
    ("部会", "committees"),
    ("部", "copies"),
    ("通", "letters"),
    ("枚", "sheets"),
    ("冊", "books"),
    ("個", "pieces"),
    ("つ", "pieces"),
    ("本", "pieces"),
    ("台", "machines"),
    ("両", "vehicles"),
    ("頭", "animals"),
    ("匹", "animals"),
    ("羽", "animals"),
    ("歳", "years old"),
    ("才", "years old"),
    ("周年", "anniversary"),
    ("年生", "grade"),
    ("年目", "ordinal"),
    ("年代", "decade"),
    ("か月目", "ordinal"),
    ("日目", "ordinal"),
    ("回目", "ordinal"),
    ("番目", "ordinal"),
    ("人目", "ordinal"),
    ("つ目", "ordinal"),
    ("回線", "lines"),
    ("回", "times"),
    ("度目", "ordinal"),
    ("倍", "fold"),
    ("階建", "floors"),
    ("階", "floors"),
    ("F", "floors"),
    ("号室", "room"),
    ("号線", "route"),
    ("号車", "car"),
    ("号館", "building"),
    ("号棟", "building"),
    ("棟", "buildings"),
    ("校", "schools"),
    ("社", "companies"),
    ("団体", "organisations"),
    ("法人", "organisations"),
    ("市町村", "municipalities"),
    ("自治体", "municipalities"),
    ("区画", "lots"),
    ("区分", "classes"),
    ("地区", "districts"),
    ("種類", "kinds"),
    ("項目", "items"),
    ("品目", "items"),
    ("議席", "seats"),
    ("席", "seats"),
    ("室", "rooms"),
    ("学級", "classes"),
    ("クラス", "classes"),
    ("組", "groups"),
    ("班", "groups"),
    ("グループ", "groups"),
    ("チーム", "groups"),
    ("コース", "courses"),
    ("票", "votes"),
    ("点", "points"),
    ("食", "meals"),
    ("泊", "nights"),
    ("文字", "characters"),
    ("字", "characters"),
    ("ページ", "pages"),
    ("頁", "pages"),
    ("行", "lines"),
    ("桁", "digits"),
    ("床", "beds"),
    ("口", "lots"),
    ("便", "services"),
    ("機", "machines"),
    ("隻", "ships"),
    ("樹", "trees"),
    ("株", "trees"),
    ("袋", "bags"),
    ("箱", "boxes"),
    ("km²", "km2"),
    ("平方キロメートル", "km2"),
    ("平方メートル", "m2"),
    ("平方キロ", "km2"),
    ("平米", "m2"),
    ("立方メートル", "m3"),
    ("ヘクタール", "ha"),
    ("アール", "a"),
    ("キロメートル", "km"),
    ("センチメートル", "cm"),
    ("ミリメートル", "mm"),
    ("メートル", "m"),
    ("キログラム", "kg"),
    ("キロワット時", "kWh"),
    ("キロワット", "kW"),
    ("メガワット", "MW"),
    ("ギガワット", "GW"),
    ("ワット", "W"),
    ("キロバイト", "KB"),
    ("メガバイト", "MB"),
    ("ギガバイト", "GB"),
    ("テラバイト", "TB"),
    ("キロカロリー", "kcal"),
    ("ミリシーベルト", "mSv"),
    ("マイクロシーベルト", "µSv"),
    ("ベクレル", "Bq"),
    ("デシベル", "dB"),
    ("ヘクトパスカル", "hPa"),
    ("ノット", "knots"),
    ("ミリグラム", "mg"),
    ("ポンド", "pounds"),
    ("フィート", "feet"),
    ("インチ", "inches"),
    ("エーカー", "acres"),
    ("ガロン", "gallons"),
    ("グラム", "g"),
    ("トン", "t"),
    ("リットル", "L"),
    ("ミリリットル", "mL"),
    ("センチ", "cm"),
    ("ミリ", "mm"),
    ("キロ", "kilo"),
    ("マイル", "miles"),
    ("坪", "tsubo"),
    ("度", "degrees"),
    ("級", "class"),
    ("位", "ordinal"),
    ("番", "number"),
    ("人分", "portions"),
];

/// The same by their first characters.
static BY_FIRST: LazyLock<FxHashMap<char, Vec<(&'static str, &'static str)>>> = LazyLock::new(|| {
    let mut by_first: FxHashMap<char, Vec<_>> = FxHashMap::default();
    for entry in JAPANESE {
        by_first.entry(entry.0.chars().next().unwrap_or(' ')).or_default().push(*entry);
    }
    by_first
});

/// Signs of units, in either language; a letter behind them makes them something else.
const SYMBOLS: &[(&str, &str)] = &[
    ("㎢", "km2"),
    ("k㎡", "km2"),
    ("km2", "km2"),
    ("km²", "km2"),
    ("㎡", "m2"),
    ("m2", "m2"),
    ("m²", "m2"),
    ("㎥", "m3"),
    ("m3", "m3"),
    ("m³", "m3"),
    ("km/h", "km/h"),
    ("m/s", "m/s"),
    ("mm/h", "mm/h"),
    ("㎞", "km"),
    ("km", "km"),
    ("㎝", "cm"),
    ("cm", "cm"),
    ("㎜", "mm"),
    ("mm", "mm"),
    ("㎏", "kg"),
    ("kg", "kg"),
    ("mg", "mg"),
    ("㏊", "ha"),
    ("ha", "ha"),
    ("kWh", "kWh"),
    ("kW", "kW"),
    ("MW", "MW"),
    ("mL", "mL"),
    ("℃", "degrees"),
    ("°C", "degrees"),
    ("°F", "degrees F"),
    ("㌔", "km"),
    ("GB", "GB"),
    ("MB", "MB"),
    ("TB", "TB"),
    ("KB", "KB"),
    ("GW", "GW"),
    ("W", "W"),
    ("kcal", "kcal"),
    ("hPa", "hPa"),
    ("dB", "dB"),
    ("Bq", "Bq"),
    ("mSv", "mSv"),
    ("t", "t"),
    ("g", "g"),
    ("m", "m"),
    ("L", "L"),
];

const ENGLISH: &[(&str, &str)] = &[
    ("people", "persons"),
    ("person", "persons"),
    ("persons", "persons"),
    ("residents", "persons"),
    ("participants", "persons"),
    ("students", "persons"),
    ("children", "persons"),
    ("men", "persons"),
    ("women", "persons"),
    ("pupils", "persons"),
    ("citizens", "persons"),
    ("patients", "persons"),
    ("guests", "persons"),
    ("users", "persons"),
    ("members", "persons"),
    ("applicants", "persons"),
    ("employees", "persons"),
    ("visitors", "persons"),
    ("volunteers", "persons"),
    ("attendees", "persons"),
    ("households", "households"),
    ("household", "households"),
    ("houses", "houses"),
    ("cases", "cases"),
    ("case", "cases"),
    ("applications", "cases"),
    ("inquiries", "cases"),
    ("locations", "places"),
    ("places", "places"),
    ("sites", "places"),
    ("countries", "countries"),
    ("languages", "languages"),
    ("copies", "copies"),
    ("copy", "copies"),
    ("sheets", "sheets"),
    ("books", "books"),
    ("vehicles", "vehicles"),
    ("times", "times"),
    ("floors", "floors"),
    ("schools", "schools"),
    ("companies", "companies"),
    ("organizations", "organisations"),
    ("organisations", "organisations"),
    ("municipalities", "municipalities"),
    ("pages", "pages"),
    ("characters", "characters"),
    ("votes", "votes"),
    ("seats", "seats"),
    ("meals", "meals"),
    ("nights", "nights"),
    ("km", "km"),
    ("kilometers", "km"),
    ("kilometres", "km"),
    ("kilometer", "km"),
    ("kilometre", "km"),
    ("meters", "m"),
    ("metres", "m"),
    ("meter", "m"),
    ("metre", "m"),
    ("m", "m"),
    ("centimeters", "cm"),
    ("centimetres", "cm"),
    ("cm", "cm"),
    ("mm", "mm"),
    ("millimeters", "mm"),
    ("millimetres", "mm"),
    ("kg", "kg"),
    ("kilograms", "kg"),
    ("kilogram", "kg"),
    ("grams", "g"),
    ("g", "g"),
    ("tons", "t"),
    ("tonnes", "t"),
    ("t", "t"),
    ("milliliters", "mL"),
    ("millilitres", "mL"),
    ("ml", "mL"),
    ("mph", "mph"),
    ("kph", "km/h"),
    ("ton", "t"),
    ("tonne", "t"),
    ("milligrams", "mg"),
    ("centimeter", "cm"),
    ("centimetre", "cm"),
    ("inches", "inches"),
    ("yards", "yards"),
    ("ounces", "ounces"),
    ("litre", "L"),
    ("liters", "L"),
    ("litres", "L"),
    ("liter", "L"),
    ("gallons", "gallons"),
    ("hectares", "ha"),
    ("hectare", "ha"),
    ("ha", "ha"),
    ("acres", "acres"),
    ("miles", "miles"),
    ("mile", "miles"),
    ("feet", "feet"),
    ("kw", "kW"),
    ("kwh", "kWh"),
    ("mw", "MW"),
    ("degrees", "degrees"),
    ("gb", "GB"),
    ("mb", "MB"),
    ("kilos", "kg"),
    ("watts", "W"),
    ("kilowatts", "kW"),
    ("kilowatt", "kW"),
    ("megawatts", "MW"),
    ("megawatt", "MW"),
    ("gigawatts", "GW"),
    ("gigawatt", "GW"),
    ("kilobytes", "KB"),
    ("megabytes", "MB"),
    ("gigabytes", "GB"),
    ("terabytes", "TB"),
    ("kilocalories", "kcal"),
    ("millisieverts", "mSv"),
    ("microsieverts", "µSv"),
    ("becquerels", "Bq"),
    ("decibels", "dB"),
    ("hectopascals", "hPa"),
    ("knots", "knots"),
    ("points", "points"),
];

/// Units of measurement: the same number in another one is another amount.
const MEASURES: &[&str] = &[
    "km",
    "m",
    "cm",
    "mm",
    "km2",
    "m2",
    "m3",
    "ha",
    "a",
    "kg",
    "g",
    "mg",
    "t",
    "L",
    "mL",
    "kW",
    "kWh",
    "MW",
    "miles",
    "acres",
    "feet",
    "tsubo",
    "gallons",
    "pounds",
    "square miles",
    "square feet",
    "degrees",
    "degrees F",
    "GB",
    "MB",
    "km/h",
    "m/s",
    "mm/h",
    "mph",
    "inches",
    "yards",
    "ounces",
    "kilo",
    "W",
    "GW",
    "KB",
    "TB",
    "kcal",
    "mSv",
    "µSv",
    "Bq",
    "dB",
    "hPa",
    "knots",
];

/// Whether `unit` is one of measurement.
pub fn is_measure(unit: &str) -> bool {
    MEASURES.contains(&unit)
}

/// The unit of measurement that `word` names one of: `liter`, `metre`.
pub(super) fn one(word: &str) -> Option<&'static str> {
    let (_, unit) = ENGLISH.iter().find(|(name, _)| name.strip_suffix('s').unwrap_or(name) == word)?;
    Some(*unit).filter(|unit| is_measure(unit))
}

/// Whether `unit` is measured or counted alike everywhere, so that another exact unit cannot stand for it.
pub(super) fn is_exact(unit: &str) -> bool {
    is_measure(unit) || ["persons", "households", "years old", "fold", "upper", "lower"].contains(&unit)
}

/// The Japanese unit here.
pub(super) fn japanese(at: At<'_>) -> Option<(&'static str, At<'_>)> {
    let first = at.peek()?;
    if first.is_ascii_alphabetic() || !first.is_ascii() && "㎢㎡㎥㎞㎝㎜㎏㏊℃㌔°".contains(first) {
        return symbol(at);
    }
    let mut best: Option<(&'static str, At<'_>)> = None;
    for (words, unit) in BY_FIRST.get(&first)? {
        if let Some(end) = at.eat_str(words)
            && best.is_none_or(|(_, other)| end.pos > other.pos)
        {
            best = Some((unit, end));
        }
    }
    let (unit, end) = best?;
    // 人以 is there so that 人以上 is not read as something longer; the unit ends at 人.
    let end = if at.eat_str("人以").is_some_and(|e| e.pos == end.pos) { at.skip() } else { end };
    let (first, next) = (at.raw()?, end.raw());
    let other_word = match first {
        '部' => next.is_some_and(|c| "長門署品屋局活下落隊課分員".contains(c)),
        '本' => next.is_some_and(|c| "人市県町村部年日件庁会社".contains(c)),
        '通' => next.is_some_and(|c| "知常学勤り信貨行過".contains(c)),
        '点' => next.is_some_and(|c| "検字在".contains(c)),
        '行' => next.is_some_and(|c| "政事動為".contains(c)),
        '社' => next.is_some_and(|c| "会".contains(c)),
        '校' => next.is_some_and(|c| "区長".contains(c)),
        '席' | '室' | '機' | '字' | '口' | '食' | '位' | '床' | '班' | '級' => {
            next.is_some_and(|c| is_kanji(c) && !"以程未超前後分".contains(c))
        }
        '名' => next.is_some_and(|c| "前簿称義誉".contains(c)),
        '人' => next.is_some_and(|c| "口事材権員".contains(c)),
        _ => false,
    };
    (!other_word).then_some((unit, end))
}

/// A sign of a unit.
pub(super) fn symbol(at: At<'_>) -> Option<(&'static str, At<'_>)> {
    SYMBOLS.iter().find_map(|(sign, unit)| {
        let mut end = at;
        for wanted in sign.chars() {
            end = (end.peek()? == wanted).then(|| end.skip())?;
        }
        end.peek().is_none_or(|c| !c.is_ascii_alphanumeric()).then_some((*unit, end))
    })
}

/// The unit an English word names; `at` stands before the word, `after` behind it.
pub(super) fn english<'t>(at: At<'t>, word: &Word, after: At<'t>) -> Option<(&'static str, At<'t>)> {
    if let Some(found) = symbol(at) {
        return Some(found);
    }
    if matches!(word.as_str(), "square" | "cubic" | "sq") {
        let (next, end) = after.eat('.').unwrap_or(after).gap()?.word()?;
        let unit = match (word.as_str(), next.as_str()) {
            ("cubic", "meters" | "metres" | "meter" | "metre") => "m3",
            (_, "meters" | "metres" | "meter" | "metre" | "m") => "m2",
            (_, "kilometers" | "kilometres" | "kilometer" | "kilometre" | "km") => "km2",
            (_, "feet" | "ft") => "square feet",
            (_, "miles" | "mile") => "square miles",
            _ => return None,
        };
        return Some((unit, end));
    }
    let (_, unit) = ENGLISH.iter().find(|(name, _)| *name == word.as_str())?;
    let per = |word: &str| after.gap()?.eat_word("per")?.gap()?.eat_word(word);
    let second = || per("second").or_else(|| after.gap()?.eat_word("a")?.gap()?.eat_word("second"));
    let speed = match *unit {
        "km" => per("hour").map(|end| ("km/h", end)),
        "miles" => per("hour").map(|end| ("mph", end)),
        "m" => second().map(|end| ("m/s", end)),
        _ => None,
    };
    Some(speed.unwrap_or((unit, after)))
}

/// People or households, counted by the English word here.
pub(super) fn counted(at: At<'_>) -> Option<(&'static str, At<'_>)> {
    let (word, after) = at.word()?;
    let (_, unit) = ENGLISH.iter().find(|(name, _)| *name == word.as_str())?;
    let whose = after.peek().is_some_and(|c| c == '\'' || c == '-');
    (!whose && matches!(*unit, "persons" | "households")).then_some((*unit, after))
}

/// Whether an English word between a number and what is counted only describes it.
pub(super) fn describes(word: &str) -> bool {
    ["ing", "ed", "al", "ive", "ant", "ent", "ble", "ous", "ful", "ary"].iter().any(|end| word.ends_with(end))
        || matches!(word, "new" | "other" | "more" | "single" | "elderly" | "young" | "local" | "foreign" | "farm")
}

/// Whether a number in Chinese numerals before this counter is a number, not part of a word: 三人, but not 一部, 一度, 一人一人.
pub(super) fn in_kanji(at: At<'_>, end: At<'_>, figure: &Figure<'_>) -> bool {
    const COUNTED: &str = "人名件歳才箇か世つ個枚台冊棟戸軒票議種項組回社校倍";
    let Some(first) = at.raw() else { return false };
    if !COUNTED.contains(first) {
        return false;
    }
    let one = figure.small() == Some(1);
    if one && !"人名件箇つ".contains(first) {
        return false;
    }
    // 一人一人, 一つ一つ, 三人三様
    end.raw().is_none_or(|c| super::figures::kanji_digit(c).is_none())
}
