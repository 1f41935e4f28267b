//! 重言: 約30名程度, 各学校ごとに, 第2回目, 違和感を感じる.

use super::warning;
use crate::proofread::table::{Table, is_kanji};
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Rule};
use crate::text::Span;
use crate::text::morph::{Form, Pos};
use regex::{Captures, Regex};
use std::sync::LazyLock;

static WORDS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../../../assets/rules/ja-redundant-tautology.tsv")));

const NUMBER: &str = "(?:[0-9０-９][0-9０-９,，.．]*[万億千百十]*)+|[一二三四五六七八九十百千万数]+";

/// A pattern, and the cures its groups make: `$1` is the first group.
struct Pattern {
    /// No match goes without one of these.
    signs: &'static [&'static str],
    found: Regex,
    cures: &'static [&'static str],
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let pattern = |signs, found: &str, cures| {
        let found = Regex::new(found).expect("the pattern is sound");
        Pattern { signs, found, cures }
    };
    let unit = r"[^\s、。0-9０-９（）ぁ-んァ-ヶ]{0,4}|[かヶカヵケ箇](?:月|所|年|国)|平方メートル|ヘクタール|リットル|グラム|キロメートル|メートル|パーセント|キロ|ページ|トン";
    vec![
        pattern(
            &["約", "およそ", "おおよそ", "おおむね", "ほぼ"],
            &format!(
                "(約|およそ|おおよそ|おおむね|ほぼ)((?:{NUMBER})(?:{unit}?))(程度|程|ほど|くらい|ぐらい|前後|内外)"
            ),
            &["$1$2", "$2$3"],
        ),
        pattern(&["各"], r"各([\p{Han}ァ-ヶー]{1,8})(?:ごと|毎)", &["${1}ごと", "各$1"]),
        pattern(&["毎"], r"(毎[週月年日](?:第?[0-9一二三四五]?[月火水木金土日]曜日?)?)ごと", &["$1"]),
        pattern(&["目"], &format!("第((?:{NUMBER})(?:回|日|年|期|次|番|弾|週|位|個))目"), &["第$1", "${1}目"]),
        pattern(&["最低"], &format!("最低((?:でも)?(?:{NUMBER})(?:{unit}))以上"), &["最低$1", "${1}以上"]),
        pattern(&["最高"], &format!("最高((?:でも)?(?:{NUMBER})(?:{unit}))以下"), &["最高$1", "${1}以下"]),
        pattern(
            &["最大", "最長", "最多"],
            &format!("(最大|最長|最多)((?:でも?)?(?:{NUMBER})(?:{unit}))(以内|以下)"),
            &["$1$2", "$2$3"],
        ),
        pattern(&["互い", "相互"], r"(?:お?互いに|相互に)([\p{Han}]{2,4}し合)", &["$1"]),
    ]
});

/// `ja.redundant.tautology`.
pub struct Tautology;

impl Rule for Tautology {
    fn about(&self) -> About {
        warning("ja.redundant.tautology", Fixable::Ask, "公用文作成の考え方(令和4年) Ⅱ-5ウ(ア)", JAPANESE)
    }

    fn needs(&self) -> Needs {
        let about = [
            "を",
            "が",
            "に",
            "ごと",
            "目",
            "約",
            "最低",
            "最高",
            "最大",
            "最長",
            "最多",
            "およそ",
            "おおよそ",
            "おおむね",
            "ほぼ",
        ];
        WORDS.needs().or(Needs::any_of(&about))
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let mut words = Vec::new();
        for (span, entry) in WORDS.find_in(passage) {
            if !passage.is_protected(span) {
                entry.flag(span, hits);
                words.push(span);
            }
        }
        let holds = |signs: &[&str]| signs.iter().any(|sign| passage.text.contains(sign));
        for pattern in PATTERNS.iter().filter(|pattern| holds(pattern.signs)) {
            for groups in pattern.found.captures_iter(passage.text) {
                let span = whole(&groups);
                if passage.is_protected(span)
                    || words.iter().any(|word| word.overlaps(span))
                    || is_other_word(passage, &groups)
                {
                    continue;
                }
                let hit = hits.at(span);
                for cure in pattern.cures {
                    let mut text = String::new();
                    groups.expand(cure, &mut text);
                    hit.ask(text);
                }
            }
        }
        // Most texts have none of their signs; those of all that begin with こと are one.
        let (again, deed) = (holds(&["再度", "再び", "改めて"]), holds(&["ことを", "ことに"]));
        let twice = TWICE.iter().filter(|(sign, _)| if *sign == "こと" { deed } else { again });
        let twice = twice.flat_map(|(_, pattern)| pattern.find_iter(passage.text)).map(|m| Span::from(m.range()));
        let twice = twice.map(|span| (span, once(&passage.text[span.range()])));
        for (span, cure) in twice.chain(deeds_of_themselves(passage)) {
            if !passage.is_protected(span) && !words.iter().any(|word| word.overlaps(span)) {
                hits.at(span).ask(cure);
            }
        }
        for span in said_again(passage.text) {
            if !passage.is_protected(span) && !words.iter().any(|word| word.overlaps(span)) {
                let found = &passage.text[span.range()];
                let word: String = found.chars().take(2).collect();
                let at = found.find('的').map_or(0, |at| at + '的'.len_utf8());
                let rest = found[at..].trim_start_matches(['な', 'に']);
                let hit = hits.at(span);
                hit.ask(rest);
                // 徹底的な周知の徹底: 徹底的な周知 as well.
                if let Some(first) = found.strip_suffix(word.as_str()).and_then(|first| first.strip_suffix('の')) {
                    hit.ask(first);
                }
            }
        }
    }
}

/// 募集を募る, 決定を決める: a deed, and a verb with a kanji of it.
fn deeds_of_themselves(passage: &Passage<'_>) -> Vec<(Span, String)> {
    static DEED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(\p{Han}{2})(?:を(?P<v>\p{Han})|が(?P<w>[増減変動始終続止決進流開閉集]))[ぁ-ん]")
            .expect("the pattern is sound")
    });
    // What can be done to such a deed, or is said so by everybody.
    const SAID: &str = "見定行有在為来去入引取付持打立上下合当";
    const KEPT: &[&str] =
        &["返事", "犯罪", "被害", "負担", "遺産", "伝承", "伝統", "出血", "設定", "規定", "予定", "活動", "課題"];
    let text = passage.text;
    let mut found = Vec::new();
    // Told apart without the pattern: most texts have を between kanji, few a verb with a kanji of the noun.
    let may = text.match_indices(['を', 'が']).any(|(at, particle)| {
        let verb = text[at + particle.len()..].chars().next();
        verb.is_some_and(|verb| is_kanji(verb) && text[..at].chars().rev().take(2).any(|noun| noun == verb))
    });
    if !may {
        return found;
    }
    for caught in DEED.captures_iter(text) {
        let verb = caught.name("v").or_else(|| caught.name("w"));
        let (Some(whole), Some(noun), Some(verb)) = (caught.get(0), caught.get(1), verb) else { continue };
        let same = noun.as_str().contains(verb.as_str()) && !SAID.contains(verb.as_str());
        if !same || KEPT.contains(&noun.as_str()) || text[..noun.start()].ends_with(is_kanji) {
            continue;
        }
        let words = passage.tokens();
        let token =
            |at: usize| words.get(words.partition_point(|token| token.span.start < at)).filter(|t| t.span.start == at);
        let deed = token(noun.start()).is_some_and(|t| t.pos == Pos::VerbalNoun && t.span.end == noun.end());
        // 増員を増やす, not 支出を出し渋る.
        let plain = token(verb.start()).filter(|t| t.pos == Pos::Verb);
        let plain = plain.is_some_and(|t| {
            !text[t.span.start + verb.len()..t.span.end].chars().any(is_kanji)
                && !text[t.span.end..].starts_with(is_kanji)
        });
        if deed && plain {
            let (end, form) = token(verb.start()).map_or((whole.end(), Form::Base), |t| (t.span.end, t.form));
            let does = match form {
                Form::Continuative | Form::Past | Form::Negative => "し",
                Form::Conditional => "すれ",
                _ => "する",
            };
            found.push((Span::new(noun.start(), end), format!("{}{does}", noun.as_str())));
        }
    }
    found
}

/// What is left of a phrase of [`TWICE`] when it is said once.
fn once(found: &str) -> String {
    match found.split_once("ことを").or_else(|| found.split_once("ことに")) {
        Some((_, last)) => last.to_owned(),
        None => found.trim_end_matches("再び").trim_end_matches("再度").trim_end_matches("もう一度").to_owned(),
    }
}

/// 健全化を図ることを図る, 再度の催促を再び: the same said twice in one phrase, each with what it cannot do without.
static TWICE: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let mut patterns = Vec::new();
    for (one, other) in [("再度", "再び|もう一度"), ("再び", "再度|もう一度"), ("改めて", "再度")]
    {
        patterns.push((one, format!("{one}[^、。\n]{{1,8}}[をにがでは](?:{other})")));
    }
    for verb in ["図る", "行う", "実施する", "進める", "求める", "目指す", "努める"] {
        let stem = verb.trim_end_matches('る').trim_end_matches('う').trim_end_matches('す').trim_end_matches("する");
        patterns.push(("こと", format!("{verb}こと(?:を|に){stem}[ぁ-ん]")));
    }
    let compiled = |(sign, pattern): (_, String)| (sign, Regex::new(&pattern).expect("the pattern is sound"));
    patterns.into_iter().map(compiled).collect()
});

/// 徹底的な周知の徹底, 積極的に積極参加: a word said of itself.
fn said_again(text: &str) -> Vec<Span> {
    static OF_ITSELF: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(\p{Han}{2})的[なに]([\p{Han}ァ-ヶー]{1,6}[のをに])?(\p{Han}{2})").expect("the pattern is sound")
    });
    if !text.contains('的') {
        return Vec::new();
    }
    let caught = OF_ITSELF
        .captures_iter(text)
        .filter(|caught| caught.get(1).map(|m| m.as_str()) == caught.get(3).map(|m| m.as_str()));
    caught.filter(|caught| !caught[1].starts_with("目")).map(|caught| whole(&caught)).collect()
}

fn whole(groups: &Captures<'_>) -> Span {
    groups.get(0).map_or_else(Span::default, |m| Span::new(m.start(), m.end()))
}

/// Whether its beginning or end belongs to another word: 各種, 契約10件程度, 第3次目標.
fn is_other_word(passage: &Passage<'_>, groups: &Captures<'_>) -> bool {
    let span = whole(groups);
    let found = &passage.text[span.range()];
    let after = &passage.text[span.end..];
    match found.chars().next() {
        Some('各') => groups.get(1).is_some_and(|m| m.as_str().starts_with(['種', '位', '自'])),
        Some('約') => passage
            .before(span.start)
            .is_some_and(|c| "契条規予節要制集公誓特婚解協成密確売倹簡盟口先旧新括黙".contains(c)),
        Some('第') => after.starts_with(['標', '的', '次', '録', '途', '線', '玉', '指', '前', '立']),
        _ => false,
    }
}
