//! Words that keep their number in kanji.

use super::japanese;
use crate::proofread::japanese::is_kanji;
use crate::proofread::needed::needed;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Profile, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::{LazyLock, OnceLock};

/// 1つ → 一つ, 第3者 → 第三者, 数10人 → 数十人, 2、3日 → 二、三日. In 広報 1つ may stay.
pub struct KanjiIdiom;

/// Figures inside words; the figure is what group x holds.
const WORDS: &[&str] = &[
    "第(?P<x>[3３])者",
    "数(?P<x>10|１０|100|１００|1000|１０００)(?P<e>)[\\p{Han}％%]",
    "(?P<x>[2２])重(?P<e>)[\\p{Han}&&[^量]]",
    "(?P<x>[1１])切(?P<e>)[おごの\\p{Han}]",
    // 1部 of a booklet is a copy, の1部が a part.
    "の(?P<x>[1１])部(?P<e>)が",
    "(?:^|[、。（「]|ただし、)(?P<x>[1１])部(?P<e>)の[\\p{Han}&&[^写印費値代価料額頁]]",
    "第(?P<x>[1１])(?:線|人者|歩|印象|義的|報)",
    "(?P<x>[4４])半期",
    "(?P<x>[4４])捨(?P<y>[5５])入",
    "(?P<x>[1１])人(?:ひとり|(?P<y>[1１])人(?:の|が|に|を|で|別|ずつ|、|。|$))",
    "(?P<x>[1１])人暮らし",
    "(?P<x>[2２])者択(?P<y>[1１])",
    "(?P<x>[2２])者(?:択一|選択)",
    "(?P<x>[3３])位(?P<y>[1１])体",
    "(?P<x>[3３])権分立|(?P<y>[5５])感(?:を|で|に)|(?P<z>[8８])百屋",
    "(?:統|唯|均|同|万|随|画)(?P<x>[1１])(?:に|的|の|性|化|し|す|さ|を|が|は|で|視|感|、|。|人|$)",
    "(?P<x>[1１])(?:般|切(?:の|、|な|認|受|禁|責)|旦|応(?:、|は|の|に)|層|斉|律(?:に|の|[0-9０-９])|貫|覧|任|環(?:と|の)|助|端(?:を|が|に)|致|概に|向に|躍|新(?:し|す|さ)|過性|極集中|元(?:化|的|管理)|括|喜(?P<y>[1１])憂|生懸命|昨(?:年|日)|両日|同(?:に|が|で|、)|員(?:と|で)|因(?:と|で|に)|連の|部始終|方的|方(?:で|、|通行)|日も早(?:く|い)|定(?:の|期間|程度|以上|割合|水準|額|数|条件)|部(?:に(?:とど|留ま|限|すぎ|過ぎ|見ら|みら|おいて)|で(?:見ら|みら|は、|実施|導入|始)|を(?:負担|改|除|変更|補助|免除|公開|修正)|の(?:問題|職場|店舗|世帯|地区|団体|学校|利用者|保護者|教員|機能|項目|内容|車両|設備|窓口|議員|委員|地域|人|市民|住民|施設|路線|業務|区間|職員|例外|部分|資料を除|事業|道路|方|児童|自治体|対象)|改正|負担|変更|地域|事務|区間|損壊|停電|修正|補助|を改正|を除)|時(?:的|保護|預かり|避難|停止|金|使用|閉鎖|休止|帰国|滞在|保管|借入|金)|石(?P<z>[2２])鳥|挙(?P<w>[1１])動|変し|掃|望|蹴|任し|段と|堂に|歩一歩|刻も|様に|朝(?P<v>[1１])夕|見し|目(?:で|瞭然|置))",
    "(?:人|独)(?P<x>[1１])倍",
    "(?P<x>[3３])日坊主|(?P<y>[2２])人(?P<z>[3３])脚|(?P<w>[2２])重(?:に|の|払|行政|敬語|計上)",
    "数(?P<x>10+|１０+|１０|１００|１０００)(?:人|名|件|年|日|回|万|個|台|社|校|戸|世帯|メートル|キロ|％|パーセント|円|か所|カ所|箇所|億|分|枚|冊|本|頭|匹|羽|種|軒|棟|株|基|隻|床|着|箱|袋|票|点|歳|倍|頁|ページ|トン|団体|施設|事業|か月|週間|時間|センチ)",
    "(?P<x>[2２])酸化(?:炭素|硫黄|窒素|けい素|塩素|マンガン)|(?P<y>[1１])酸化(?:炭素|窒素)|(?P<z>[6６])価クロム",
    "(?P<x>[12１２])級(?:河川|建築士|国道|水系)|(?P<y>[1１])部事務組合|(?P<z>[2２])次元コード|(?P<w>[2２])次(?:被害|感染)",
    "(?P<x>[2２])(?:輪車|毛作|期作|枚貝|極化|律背反|者面談)|(?P<y>[3３])(?:輪車|者面談|叉路)|(?P<z>[4４])(?:輪車|輪駆動)|十?(?P<w>10|１０)字路",
    "(?P<x>[1１])(?:本化|体化|元管理|礼し|息つ|翼を|役買|因とな|段落|晩中|言一句)|(?P<y>[7７])福神|(?P<z>[6６])法全書|(?P<w>[8８])方(?:美人|塞がり)|(?P<v>[4４])(?:国地方|苦八苦)|(?P<u>[5５])里霧中",
    "(?P<x>[4４])半世紀|(?P<y>[2２])次的|(?P<z>[7７])夕|(?P<w>[1１])次的",
    "(?P<x>[1１])から(?P<y>10|１０)まで(?:お伝え|お教え|教え|説明|面倒|丁寧|自分で|手作り|全て)",
    "(?P<x>1[0０]|１０)数(?:％|%|パーセント|人|名|件|年|日|回|個|台|社|校|戸|世帯|分|枚|冊|本|か所|箇所|メートル|キロ)",
];
/// Two or three: figures that follow each other before a counter.
const ABOUT: &str = "(?P<a>[1-9１-９])、(?P<b>[1-9１-９])(?:日|人|名|年|回|週間|か月|件|度|時間|分|個|割|台|校|社|枚|メートル|か所|箇所)";
const THINGS: &str = "(?P<x>[1-9１-９])つ";

/// [`WORDS`], then [`ABOUT`] and [`THINGS`].
struct Patterns {
    compiled: Vec<(&'static str, OnceLock<Regex>)>,
    /// What a match of a pattern holds, and which pattern's it is.
    needed: Vec<(String, usize)>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let all = || WORDS.iter().copied().chain([ABOUT, THINGS]);
    let compiled = all().map(|pattern| (pattern, OnceLock::new())).collect();
    let needed = all().enumerate().flat_map(|(number, pattern)| needed(pattern).into_iter().map(move |s| (s, number)));
    Patterns { compiled, needed: needed.collect() }
});

impl Patterns {
    fn get(&self, number: usize) -> &Regex {
        let (pattern, compiled) = &self.compiled[number];
        compiled.get_or_init(|| Regex::new(pattern).expect("the pattern is sound"))
    }

    /// Those that may match in `passage`, in their order.
    fn worth(&self, passage: &Passage<'_>) -> Vec<usize> {
        let mut worth: Vec<usize> = passage.places().map(|(string, _)| self.needed[string].1).collect();
        worth.sort_unstable();
        worth.dedup();
        worth
    }
}

impl Rule for KanjiIdiom {
    fn about(&self) -> About {
        japanese("ja.num.kanji-idiom", Severity::Warning, Fixable::Safe, "公用文作成の考え方 Ⅰ-4オ・カ", JAPANESE)
    }

    fn needs(&self) -> Needs {
        Needs::places(PATTERNS.needed.iter().map(|(string, _)| string.clone()).collect())
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        let mut taken: Vec<Span> = Vec::new();
        let mut flag = |span: Span, words: &str, hits: &mut Hits| {
            let inside_number = text[..span.start].ends_with(|c: char| c.is_numeric() || ".．,，-－第".contains(c))
                && !words.starts_with('第');
            // 従業者数10人以上, 定数10人
            let counted = words.starts_with('数')
                && text[..span.start].ends_with(|c: char| is_kanji(c) && !"約各計全".contains(c));
            if !inside_number && !counted && !passage.is_protected(span) && !taken.iter().any(|t| t.overlaps(span)) {
                taken.push(span);
                hits.at(span).safe(in_kanji(words));
            }
        };
        let worth = PATTERNS.worth(passage);
        let words = worth.iter().filter(|number| **number < WORDS.len());
        for caught in words.flat_map(|number| PATTERNS.get(*number).captures_iter(text)) {
            let Some(all) = caught.get(0) else { continue };
            // What stands behind the word only tells which word it is.
            let end = all.as_str().trim_end_matches(['、', '。']).len() + all.start();
            let end = caught.name("e").map_or(end, |end| end.start());
            flag(Span::new(all.start(), end), &text[all.start()..end], hits);
        }
        let about = worth.contains(&WORDS.len()).then(|| PATTERNS.get(WORDS.len()));
        for caught in about.into_iter().flat_map(|about| about.captures_iter(text)) {
            let (Some(a), Some(b)) = (caught.name("a"), caught.name("b")) else { continue };
            let value = |m: regex::Match<'_>| in_figures(m.as_str());
            let before = &text[..a.start()];
            // 5月2、3日 and 第2、3回 name two things; 2、3年生 two classes.
            let named = before.ends_with(['月', '第', '、', '・', '年', '日', '.', '-']);
            let classes = text[b.end()..].starts_with("年生") || text[b.end()..].starts_with("年次");
            if value(b) == value(a) + 1 && !named && !classes {
                let span = Span::new(a.start(), caught.get(0).map_or(b.end(), |m| m.end()));
                flag(span, &text[span.range()], hits);
            }
        }
        if passage.profile != Profile::Public && worth.contains(&(WORDS.len() + 1)) {
            for caught in PATTERNS.get(WORDS.len() + 1).captures_iter(text) {
                let Some(all) = caught.get(0) else { continue };
                flag(Span::from(all.range()), all.as_str(), hits);
            }
        }
    }
}

fn in_figures(words: &str) -> u32 {
    words.chars().next().map_or(0, |c| if c.is_ascii_digit() { c as u32 - '0' as u32 } else { c as u32 - '０' as u32 })
}

/// Figures as kanji: 10 → 十, 100 → 百, others one by one.
fn in_kanji(words: &str) -> String {
    let half: String = words
        .chars()
        .map(|c| if ('０'..='９').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c })
        .collect();
    let large = half.replace("1000", "千").replace("100", "百").replace("10", "十");
    large
        .chars()
        .map(|c| c.to_digit(10).and_then(|d| "〇一二三四五六七八九".chars().nth(d as usize)).unwrap_or(c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_pattern_is_asked_everywhere() {
        for (number, (pattern, _)) in PATTERNS.compiled.iter().enumerate() {
            PATTERNS.get(number);
            assert!(PATTERNS.needed.iter().any(|(_, of)| *of == number), "{pattern}");
        }
    }
}
