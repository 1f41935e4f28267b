//! Three figures at a time.

use super::japanese;
use crate::proofread::japanese::group;
use crate::proofread::sieve;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Passage, Rule, Severity};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 1200円 → 1,200円, 12,00円 → 1,200円. Years, codes, telephone and document numbers have no commas.
pub struct Comma;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<n>[0-9０-９][0-9０-９,，]{3,})(?P<f>[.．][0-9０-９]+)?",
        r"(?P<u>円|人|名|件|世帯|㎡|m²|m2|平方メートル|平方キロ|立方メートル|㎥|メートル|ｍ|m|トン|t|kg|㎏|キログラム|km|㎞|キロ|戸|棟|部|冊|台|枚|個|本|か所|箇所|票|食|社|校|頭|羽|株|ヘクタール|ha|リットル|L|ドル|ユーロ|点|席|匹|歩|区画|種|字|文字|kcal|kWh|kW|cc|㏄|hPa|lx|ルクス|ミリバール|筆|基|馬力|ボルト|ワット|ルーメン|海里|畳|杯|膳|組|皿|粒|団体|機関|項目|時間|品目|通|足|着|隻|床|袋|缶|箱|単位|ポイント|度|分|秒|回|便|組|級|町歩|反|坪|アール|キロワット|mL|ml|mg|グラム|g|cm|mm|センチ|ミリ|往復|問|例|語|曲|周|泊|日分|人分|食分|カ所|ページ|頁|行|作品|店|事業所|事業者|施設|病床|路線|橋|河川|農家|経営体|隻|両|鉢|束|樹|尾|玉|節|票|俵|羽|反|組|集落|地区|町会|自治会|名分|区間|系統|拠点|井|灯|門|面|張|脚|挺|丁|号棟|戸分)?"
    ))
    .expect("the pattern is sound")
});

impl Rule for Comma {
    fn about(&self) -> About {
        japanese("ja.num.comma", Severity::Warning, Fixable::Safe, "公用文作成の考え方 Ⅰ-4イ", JAPANESE)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(sieve::FIGURES)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        for caught in NUMBER.captures_iter(text) {
            let Some(number) = caught.name("n") else { continue };
            let body = number.as_str().trim_end_matches([',', '，']);
            let span = Span::new(number.start(), number.start() + body.len());
            let (before, after) = (&text[..span.start], &text[span.end..]);
            let joined = before
                .ends_with(|c: char| c.is_ascii_alphanumeric() || "-－‐−–/／.．,，第№#:：〒_=?&".contains(c))
                || before.ends_with("番号")
                || before.ends_with("コード")
                || before.ends_with("No");
            if joined || passage.is_protected(span) {
                continue;
            }
            let unit = caught
                .name("u")
                .filter(|_| caught.name("f").is_some() || number.as_str().len() == body.len())
                .map(|m| m.as_str());
            let plain: String = body
                .chars()
                .map(|c| if ('０'..='９').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c })
                .collect();
            let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
            if plain.contains([',', '，']) {
                if let Some(unit) = unit
                    && is_broken(&plain)
                    && unit != "度"
                {
                    hits.at(span).safe(group(&digits));
                }
                continue;
            }
            // A letter may begin another word.
            let word_goes_on = unit.is_some_and(|u| {
                let rest = &after[caught.name("f").map_or(0, |f| f.len()) + u.len()..];
                u.ends_with(|c: char| c.is_ascii_alphabetic()) && rest.starts_with(|c: char| c.is_ascii_alphanumeric())
                    || (["度", "時間", "本", "部", "点", "通"].contains(&u) && rest.starts_with(['目', '分']))
            });
            let race = unit.is_some_and(|u| matches!(u, "m" | "ｍ" | "メートル"))
                && [
                    "走",
                    "競走",
                    "競争",
                    "レース",
                    "リレー",
                    "自由形",
                    "背泳",
                    "平泳",
                    "障害",
                    "バタフライ",
                    "個人メドレー",
                ]
                .iter()
                .any(|sport| after[unit.map_or(0, str::len)..].starts_with(sport));
            let year = race
                || unit == Some("度")
                || after.starts_with(['年', '号', '番', '－', '-', '月', '日', '兆', '億', '万', ':', '：', '/']);
            let about = ["約", "計", "合計", "総額", "総数", "およそ", "延べ", "￥", "¥", "＼"]
                .iter()
                .any(|s| before.ends_with(s));
            let counted = (unit.is_some() && !word_goes_on) || (about && digits.len() >= 4);
            if counted && !year && digits.len() >= 4 && !digits.starts_with('0') {
                hits.at(span).safe(group(&digits));
            }
        }
    }
}

fn is_broken(plain: &str) -> bool {
    let groups: Vec<&str> = plain.split([',', '，']).collect();
    let sound = (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|g| g.len() == 3);
    // 2,3個 counts two or three.
    let list = groups.iter().all(|g| g.len() == 1);
    !sound && !list && groups.iter().all(|g| !g.is_empty()) && !groups.iter().all(|g| g.len() == 4)
}
