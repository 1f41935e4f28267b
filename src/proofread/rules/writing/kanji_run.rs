//! Kanji in a row without a rest.

use super::japanese;
use crate::proofread::japanese::is_kanji;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Passage, Rule, Severity};
use crate::text::Span;

/// 緊急経済対策臨時交付金実施計画書: thirteen kanji or more. Only asked where somebody has switched it on, for names of
/// plans and papers are long and stay so.
pub struct KanjiRun;

const MANY: usize = 13;

/// What ends the name of an organisation, a law or a scheme.
const NAMES: &[&str] = &[
    "法",
    "条例",
    "規則",
    "省",
    "庁",
    "局",
    "部",
    "課",
    "室",
    "会",
    "会議",
    "所",
    "署",
    "場",
    "館",
    "園",
    "院",
    "校",
    "学校",
    "大学",
    "制度",
    "事業",
    "計画",
    "本部",
    "機構",
    "組合",
    "法人",
    "連盟",
    "財団",
    "基金",
    "交付金",
    "補助金",
    "給付金",
    "地区",
    "地域",
    "区域",
    "公園",
    "駅",
    "線",
    "課長",
    "部長",
    "局長",
    "所長",
    "会長",
    "委員長",
    "理事長",
    "大臣",
    "長官",
];

impl Rule for KanjiRun {
    fn about(&self) -> About {
        japanese("ja.length.kanji-run", Severity::Info, Fixable::None, "編集の慣行", JAPANESE)
    }

    fn is_usual(&self) -> bool {
        false
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let (mut start, mut count) = (0, 0);
        for (at, c) in passage.text.char_indices().chain([(passage.text.len(), ' ')]) {
            if is_kanji(c) {
                if count == 0 {
                    start = at;
                }
                count += 1;
                continue;
            }
            let span = Span::new(start, at);
            let whole = |name: &Span| name.start <= span.start && span.end <= name.end;
            let words = &passage.text[start..at];
            if count >= MANY && !passage.protected.iter().any(whole) && !NAMES.iter().any(|end| words.ends_with(end)) {
                hits.at(span).arg("count", count.to_string());
            }
            count = 0;
        }
    }
}
