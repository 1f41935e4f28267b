//! [`Search`]: finding words in a text as a person means them, and what to put in their place.
//!
//! A hit lies in one line and never cuts what a reader takes for one character. What is to be ignored (width, kana,
//! case, old forms of characters) is folded away on both sides before they are compared; hits are places of the text as
//! it stands.

use super::{Span, Text, segment};
use regex::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization;

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// The words, or the regular expression.
    pub pattern: String,
    /// Whether `pattern` is a regular expression.
    pub regex: bool,
    /// Whether A and a are different.
    pub case: bool,
    /// Whether Ａ and A, ｶﾞ and ガ, are different.
    pub width: bool,
    /// Whether あ and ア are different.
    pub kana: bool,
    /// Whether 國 and 国, 葛 with and without a variation selector, are different.
    pub forms: bool,
}

/// The pattern is no regular expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PatternError;

/// A query, ready to be looked for.
#[derive(Clone, Debug)]
pub struct Search {
    query: Query,
    regex: Regex,
}

/// A line with what is ignored folded away, and where everything in it came from.
struct Folded {
    text: String,
    /// (byte of `text`, byte of the line) where each folded character starts; the last is the end of both.
    from: Vec<(usize, usize)>,
}

impl Folded {
    /// The byte of the line that byte `at` of the folded text came from.
    fn source(&self, at: usize) -> usize {
        let found = self.from.partition_point(|(folded, _)| *folded <= at).saturating_sub(1);
        self.from[found].1
    }
}

impl Search {
    /// Prepares `query`; `None` if it is empty, which would be found everywhere.
    ///
    /// # Errors
    /// If its pattern is said to be a regular expression and is none.
    pub fn new(query: &Query) -> Result<Option<Self>, PatternError> {
        if query.pattern.is_empty() {
            return Ok(None);
        }
        let pattern = if query.regex { fold_pattern(query) } else { regex::escape(&fold(query, &query.pattern).text) };
        if pattern.is_empty() {
            return Ok(None);
        }
        let regex = RegexBuilder::new(&pattern).case_insensitive(!query.case).build().map_err(|_| PatternError)?;
        Ok(Some(Self { query: query.clone(), regex }))
    }

    /// The hits in one line, in order, none overlapping another.
    pub fn in_line(&self, line: &str) -> Vec<Span> {
        if self.is_exact() {
            let found = self.regex.find_iter(line).map(|hit| Span::new(hit.start(), hit.end()));
            return found.filter(|hit| is_whole(line, *hit)).collect();
        }
        let folded = fold(&self.query, line);
        let hits = self.regex.find_iter(&folded.text);
        hits.map(|hit| Span::new(folded.source(hit.start()), folded.source(hit.end())))
            .filter(|hit| is_whole(line, *hit))
            .collect()
    }

    /// The hits in the lines that `within` reaches into, as far as they lie in it; in order.
    pub fn in_text(&self, text: &Text, within: Span) -> Vec<Span> {
        let within = Span::new(text.boundary(within.start), text.boundary(within.end));
        let mut found = Vec::new();
        for line in text.line_of(within.start)..=text.line_of(within.end) {
            let span = text.line_span(line);
            let words = text.slice(span);
            let hits = self.in_line(&words).into_iter().map(|hit| hit.shift(span.start));
            found.extend(hits.filter(|hit| within.start <= hit.start && hit.end <= within.end));
        }
        found
    }

    /// What comes in the place of `hit` of `line`: `with` as it stands, or for a regular expression with `$0`, `$1`,
    /// `${name}` filled in by what was found there, `$$` for a dollar, `\n` for a line feed and `\t` for a tab.
    pub fn replacement(&self, line: &str, hit: Span, with: &str) -> String {
        if !self.query.regex || !with.contains(['$', '\\']) {
            return with.to_owned();
        }
        let folded = fold(&self.query, line);
        let at = folded.from.iter().find(|(_, source)| *source == hit.start).map(|(at, _)| *at);
        let found = at.and_then(|at| self.regex.captures_at(&folded.text, at));
        let Some(found) = found else { return with.to_owned() };
        let group = |group: Option<regex::Match<'_>>| {
            group.map_or("", |g| &line[folded.source(g.start())..folded.source(g.end())]).to_owned()
        };
        let mut out = String::new();
        let mut rest = with;
        while let Some(at) = rest.find(['$', '\\']) {
            out.push_str(&rest[..at]);
            let tail = &rest[at + 1..];
            let named = tail.strip_prefix('{').and_then(|name| name.split_once('}'));
            let digits = tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (words, used) = match (&rest[at..=at], tail.chars().next()) {
                ("\\", Some('n')) => ("\n".to_owned(), 1),
                ("\\", Some('t')) => ("\t".to_owned(), 1),
                ("\\", Some('\\')) => ("\\".to_owned(), 1),
                ("\\", _) => ("\\".to_owned(), 0),
                (_, Some('$')) => ("$".to_owned(), 1),
                (_, _) if digits > 0 => {
                    let number = tail[..digits].parse().unwrap_or(usize::MAX);
                    (group(found.get(number)), digits)
                }
                (_, _) => match named {
                    Some((name, _)) => {
                        let number = name.parse().ok().and_then(|n: usize| found.get(n));
                        (group(number.or_else(|| found.name(name))), name.len() + 2)
                    }
                    None => ("$".to_owned(), 0),
                },
            };
            out.push_str(&words);
            rest = &tail[used..];
        }
        out.push_str(rest);
        out
    }

    fn is_exact(&self) -> bool {
        self.query.width && self.query.kana && self.query.forms
    }
}

/// Whether `hit` holds something and begins and ends between characters as a reader sees them.
fn is_whole(line: &str, hit: Span) -> bool {
    let whole = |at: usize| {
        let (before, after) = (line[..at].chars().next_back(), line[at..].chars().next());
        match (before, after) {
            (Some(a), Some(b)) if !(segment::stands_alone(a) && segment::stands_alone(b)) => {
                segment::graphemes(line).iter().any(|cluster| cluster.start == at)
            }
            _ => true,
        }
    };
    !hit.is_empty() && whole(hit.start) && whole(hit.end)
}

fn fold(query: &Query, line: &str) -> Folded {
    let mut folded = Folded { text: String::with_capacity(line.len()), from: Vec::with_capacity(line.len() / 2) };
    for (at, c) in line.char_indices() {
        // Nearly all characters of a text are none that anything is done to.
        let plain = c.is_ascii() || matches!(c, '\u{3041}'..='\u{3096}');
        if plain {
            folded.from.push((folded.text.len(), at));
            folded.text.push(c);
            continue;
        }
        if !query.forms && is_selector(c) {
            continue;
        }
        if !query.width
            && let Some(voiced) = voice(&folded.text, c)
        {
            folded.text.pop();
            folded.text.push(voiced);
            continue;
        }
        folded.from.push((folded.text.len(), at));
        folded.text.push(fold_char(query, c));
    }
    folded.from.push((folded.text.len(), line.len()));
    folded
}

/// The pattern of a regular expression with its characters folded as the text's are. What becomes ASCII by that (（ for
/// one) stays a character and does not become part of the expression's grammar.
fn fold_pattern(query: &Query) -> String {
    let mut out = String::new();
    for c in query.pattern.chars() {
        if !query.forms && is_selector(c) {
            continue;
        }
        if !query.width
            && let Some(voiced) = voice(&out, c)
        {
            out.pop();
            out.push(voiced);
            continue;
        }
        let to = fold_char(query, c);
        if to != c && to.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(to);
    }
    out
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The last character of `before` with the voicing mark `c`, if `c` is one and the two make one.
fn voice(before: &str, c: char) -> Option<char> {
    let mark = match c {
        '\u{FF9E}' | '\u{3099}' | '\u{309B}' => '\u{3099}',
        '\u{FF9F}' | '\u{309A}' | '\u{309C}' => '\u{309A}',
        _ => return None,
    };
    unicode_normalization::char::compose(before.chars().next_back()?, mark)
}

fn fold_char(query: &Query, c: char) -> char {
    let mut c = c;
    if !query.width {
        c = match c {
            '\u{3000}' => ' ',
            '\u{FF01}'..='\u{FFEF}' => only(c.nfkc()).unwrap_or(c),
            _ => c,
        };
    }
    if !query.forms {
        if matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}') {
            c = only(c.nfc()).unwrap_or(c);
        }
        c = new_form(c);
    }
    if !query.kana && matches!(c, '\u{30A1}'..='\u{30F6}') {
        c = char::from_u32(c as u32 - 0x60).unwrap_or(c);
    }
    c
}

fn only(mut chars: impl Iterator<Item = char>) -> Option<char> {
    chars.next().filter(|_| chars.next().is_none())
}

/// The form of today (常用漢字表) of an old form (いわゆる康熙字典体); any other character as it is.
fn new_form(c: char) -> char {
    use std::collections::HashMap;
    use std::sync::LazyLock;
    static FORMS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let mut chars = OLD_AND_NEW.chars().filter(|c| !c.is_whitespace());
        let mut forms = HashMap::new();
        while let (Some(old), Some(new)) = (chars.next(), chars.next()) {
            forms.insert(old, new);
        }
        forms
    });
    if !('\u{4E00}'..='\u{9FFF}').contains(&c) {
        return c;
    }
    FORMS.get(&c).copied().unwrap_or(c)
}

/// Old form, new form, and so on: the pairs of 常用漢字表 that differ in code, with 髙 and 﨑's like among names.
const OLD_AND_NEW: &str = "
亞亜惡悪壓圧圍囲醫医爲為壹壱隱隠榮栄營営衞衛驛駅圓円鹽塩緣縁艷艶應応歐欧毆殴櫻桜奧奥橫横溫温穩穏假仮價価畫画會会
繪絵壞壊懷懐擴拡殼殻覺覚學学嶽岳樂楽喝喝勸勧卷巻寬寛歡歓觀観關関陷陥巖巌顏顔歸帰氣気器器僞偽戲戯犧犠舊旧據拠擧挙
虛虚峽峡挾挟狹狭鄕郷響響曉暁區区驅駆勳勲薰薫徑径惠恵揭掲溪渓經経繼継莖茎螢蛍輕軽鷄鶏藝芸擊撃缺欠儉倹劍剣圈圏檢検
權権獻献縣県險険顯顕驗験嚴厳效効廣広恆恒鑛鉱號号國国黑黒濟済碎砕齋斎劑剤雜雑參参慘惨棧桟蠶蚕贊賛殘残絲糸齒歯兒児
辭辞濕湿實実舍舎寫写釋釈壽寿收収從従澁渋獸獣縱縦肅粛處処緖緒敍叙奬奨將将燒焼稱称證証乘乗剩剰壤壌孃嬢條条淨浄疊畳
穰穣讓譲釀醸觸触囑嘱寢寝愼慎眞真盡尽圖図粹粋醉酔隨随髓髄數数樞枢聲声靜静齊斉攝摂竊窃專専戰戦淺浅潛潜纖繊踐践錢銭
禪禅雙双壯壮搜捜插挿爭争總総聰聡莊荘裝装騷騒增増臟臓藏蔵屬属續続墮堕體体對対帶帯滯滞臺台瀧滝擇択澤沢單単擔担膽胆
團団彈弾斷断癡痴遲遅晝昼蟲虫鑄鋳廳庁聽聴敕勅鎭鎮遞逓鐵鉄轉転點点傳伝黨党盜盗燈灯當当鬭闘德徳獨独讀読屆届繩縄貳弐
惱悩腦脳霸覇廢廃拜拝賣売麥麦發発髮髪拔抜蠻蛮祕秘濱浜甁瓶拂払佛仏竝並變変邊辺邉辺辨弁瓣弁辯弁寶宝豐豊襃褒沒没飜翻
槇槙萬万滿満麵麺默黙彌弥譯訳藥薬與与豫予餘余譽誉搖揺樣様謠謡遙遥瑤瑶來来賴頼亂乱覽覧龍竜兩両獵猟綠緑壘塁淚涙勵励
禮礼靈霊齡齢曆暦歷歴戀恋鍊錬爐炉勞労樓楼郞郎祿禄錄録灣湾髙高濵浜嶋島嶌島冨富峯峰槗橋舘館凉涼堯尭
";

#[cfg(test)]
mod tests {
    use super::*;

    fn hits<'a>(query: &Query, line: &'a str) -> Vec<&'a str> {
        let search = Search::new(query).expect("it is a pattern").expect("it is not empty");
        search.in_line(line).into_iter().map(|hit| &line[hit.range()]).collect()
    }

    fn loose(pattern: &str) -> Query {
        Query { pattern: pattern.to_owned(), ..Query::default() }
    }

    fn exact(pattern: &str) -> Query {
        Query { case: true, width: true, kana: true, forms: true, ..loose(pattern) }
    }

    #[test]
    fn what_is_ignored_is_found_where_it_stands() {
        let line = "ＫＩＡＮのｶﾞｲﾄﾞとkianのガイドと学校・學校";
        assert_eq!(hits(&loose("kian"), line), ["ＫＩＡＮ", "kian"]);
        assert_eq!(hits(&loose("がいど"), line), ["ｶﾞｲﾄﾞ", "ガイド"]);
        assert_eq!(hits(&loose("學校"), line), ["学校", "學校"]);
        assert_eq!(hits(&exact("kian"), line), ["kian"]);
        assert_eq!(hits(&exact("学校"), line), ["学校"]);
        assert_eq!(hits(&Query { kana: true, ..loose("がいど") }, line), [""; 0]);
        assert_eq!(hits(&Query { width: true, ..loose("ガイド") }, line), ["ガイド"]);
        assert_eq!(hits(&loose("a　b"), "A b"), ["A b"]);
    }

    #[test]
    fn a_character_is_never_cut() {
        let line = "葛\u{E0100}城と葛城、か\u{309A}とか";
        assert_eq!(hits(&loose("葛城"), line), ["葛\u{E0100}城", "葛城"]);
        assert_eq!(hits(&exact("葛"), line), ["葛"]);
        assert_eq!(hits(&exact("か"), line), ["か"]);
        let whole = Query { forms: false, ..exact("葛") };
        assert_eq!(hits(&whole, line), ["葛\u{E0100}", "葛"]);
    }

    #[test]
    fn plain_words_are_no_expression_and_expressions_are_folded() {
        assert_eq!(hits(&loose("(1)"), "（１）と(1)と1"), ["（１）", "(1)"]);
        assert_eq!(hits(&loose("."), "a.b"), ["."]);
        let regex = |pattern: &str| Query { regex: true, ..loose(pattern) };
        assert_eq!(hits(&regex("第[0-9]+号"), "第１２号と第3号"), ["第１２号", "第3号"]);
        assert_eq!(hits(&regex("（.）"), "(あ)と（い）"), ["(あ)", "（い）"]);
        assert_eq!(hits(&regex("x*"), "axxb"), ["xx"]);
        assert_eq!(Search::new(&regex("(")).err(), Some(PatternError));
        assert!(Search::new(&loose("")).expect("nothing is wrong").is_none());
    }

    #[test]
    fn what_was_found_goes_into_the_replacement() {
        let query = Query { regex: true, ..loose(r"(\d+)月(?P<day>\d+)日") };
        let search = Search::new(&query).expect("a pattern").expect("not empty");
        let line = "期日は９月１日です。";
        let hit = search.in_line(line)[0];
        assert_eq!(search.replacement(line, hit, r"$1/${day}（$0）$$\t${9}x"), "９/１（９月１日）$\tx");
        let plain = Search::new(&loose("a")).expect("a pattern").expect("not empty");
        assert_eq!(plain.replacement("a", Span::new(0, 1), r"$1\n"), r"$1\n");
    }

    #[test]
    fn hits_of_a_text_are_its_places() {
        let text = Text::from("一つ\n二つ一つ\n一つ");
        let search = Search::new(&loose("一つ")).expect("a pattern").expect("not empty");
        let all = search.in_text(&text, Span::new(0, text.len()));
        assert_eq!(all.iter().map(|hit| text.slice(*hit)).collect::<Vec<_>>(), ["一つ"; 3]);
        assert_eq!(search.in_text(&text, Span::new(3, text.len() - 1)), [all[1]]);
    }

    #[test]
    fn forms_come_in_pairs() {
        let chars: Vec<char> = OLD_AND_NEW.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(chars.len().is_multiple_of(2) && chars.len() > 600, "{}", chars.len());
        for pair in chars.chunks(2) {
            // What is new is not old again, or folding both sides would not meet.
            assert_eq!(new_form(pair[1]), pair[1], "{pair:?}");
        }
    }
}
