//! 記, 以上 and what speaks of them.

use super::{NOTICE, japanese};
use crate::document::Role;
use crate::proofread::japanese::{is_kanji, is_numbered};
use crate::proofread::{About, Fixable, Hits, Needs, Note, Noted, Passage, Rule, Severity, Whole};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 下記のとおり without 記, 記 that nobody announces or 上記 does, 記 without 以上, 別紙のとおり without 別紙.
pub struct KiIjo;

const ID: &str = "ja.form.ki-ijo";
const BELOW: u8 = 0;
const KI: u8 = 1;
const IJO: u8 = 2;
const ANNOUNCED: u8 = 3;
const ATTACHED_SAID: u8 = 4;
const ATTACHED: u8 = 5;
/// The title of a letter.
const TITLED: u8 = 6;
/// 上記のとおり, 左記により: what announces 記 if nothing else does.
const ELSEWHERE: u8 = 7;
/// A line that begins with 別記.
const PAGE: u8 = 8;
/// The word of an [`ANNOUNCED`] that says no more than 別記.
const BY_PAGE: &str = "別記";

/// Fewer paragraphs are an extract, not a letter.
const LETTER: usize = 4;

static BELOW_SAID: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"下述(?:のとおり|の通り)|下記(?:のとおり|の通り|により|の[\p{Han}ァ-ヶー]+|に(?:掲げる|示す|定める|記載)|",
        r"(?:事項|部署|日程|日時|場所|期間|期日|期限|区間|区域|書類|物品|要領|方法|内容|項目|施設|会場|業務|事業))?",
    ))
    .expect("the pattern is sound")
});
static ELSEWHERE_SAID: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<x>上記|左記|右記|前記|既記|後記|別記)(?:の(?:とおり|通り|要領|日程)|により)")
        .expect("the pattern is sound")
});
/// 下記までお問い合わせください, 下記担当, 下記のURL: what stands below is the foot of the letter, not its items.
static WHOM_TO_ASK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^下記の?(?:お?問い?合わ?せ|担当|連絡|照会|窓口|宛|提出先|送付先|申込先|電話|メール|アドレス|リンク|[A-Za-zＡ-Ｚ]|",
        r"ホームページ|ウェブ|サイト|フォーム|表|図|注|まで|へ|に(?:お?問|御?連絡|ご連絡|お願|お?申|お?送))",
    ))
    .expect("the pattern is sound")
});

impl Rule for KiIjo {
    fn about(&self) -> About {
        japanese(ID, Severity::Warning, Fixable::Ask, "Kian", NOTICE)
    }

    fn needs(&self) -> Needs {
        Needs::any_of(&["記", "下述", "以", "別", "次", "について（", "について("])
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.text;
        let line: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let page = line.starts_with(BY_PAGE) && !line.contains('。');
        let mut note = |span: Span, kind: u8| notes.push(Note { span, kind, word: String::new() });
        if page {
            note(Span::at(0), PAGE);
        }
        if passage.role == Role::Attachment && text.contains("別紙") {
            note(Span::new(0, text.len()), ATTACHED);
        } else if line == "記" {
            let at = text.find('記').unwrap_or(0);
            note(Span::new(at, at + '記'.len_utf8()), KI);
        } else if ["通知", "依頼", "照会", "回答", "報告", "送付", "協議"]
            .iter()
            .any(|deed| line.ends_with(&format!("について（{deed}）")))
        {
            note(Span::at(0), TITLED);
        } else if line == "以上" || line == "以上。" {
            note(Span::new(0, text.len()), IJO);
        } else if line
            .trim_start_matches(['・', '○', '※', '【', '（'])
            .trim_start_matches("添付")
            .trim_start_matches(['：', ':', '書', '類', '資', '料', '】'])
            .starts_with("別紙")
            && !line.ends_with('。')
            || line.contains("添付書類別紙")
            || line.contains("添付資料別紙")
        {
            note(Span::new(0, text.len()), ATTACHED);
        } else {
            for below in BELOW_SAID.find_iter(text) {
                if !WHOM_TO_ASK.is_match(&text[below.start()..]) {
                    note(Span::from(below.range()), BELOW);
                }
            }
            for (at, found) in text.match_indices("別紙のとおり") {
                note(Span::new(at, at + found.len()), ATTACHED_SAID);
            }
            for caught in ELSEWHERE_SAID.captures_iter(text) {
                if let Some(x) = caught.name("x") {
                    note(Span::from(x.range()), ELSEWHERE);
                }
            }
            let announces = [
                "下記",
                "次のとおり",
                "以下のとおり",
                "標記のとおり",
                "次により",
                "次の要領",
                "次の日程",
                "次の事項",
                "以下の事項",
            ]
            .iter()
            .any(|words| text.contains(words));
            // 後記のとおり is what 下記のとおり should be.
            let announces = announces || text.contains("後記") && !ELSEWHERE_SAID.is_match(text);
            if announces || text.contains(BY_PAGE) {
                let word = if announces { "" } else { BY_PAGE };
                notes.push(Note { span: Span::at(0), kind: ANNOUNCED, word: word.to_owned() });
            }
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        let has = |kind: u8| notes.iter().any(|note| note.kind == kind);
        // Items below it make even an extract whole enough.
        let below = notes.iter().find(|note| note.kind == BELOW);
        let items = |note: &Noted<'_>| {
            let behind = whole.parts.iter().filter(|part| part.span.start > note.span.end);
            behind.filter(|part| is_numbered(&whole.words(part.span))).count()
        };
        // 下記の者を任用する。, and the lines that name them.
        let follows = |note: &Noted<'_>| {
            let next = whole.parts.get(note.paragraph + 1).map(|part| whole.words(part.span)).unwrap_or_default();
            let said = whole.parts.get(note.paragraph).map(|part| whole.words(part.span)).unwrap_or_default();
            let foot = ["（", "※", "担当", "問", "連絡", "以"].iter().any(|head| next.trim_start().starts_with(head));
            said.trim_end().ends_with('。') && next.trim().contains('　') && !next.contains('。') && !foot
        };
        let listed = below.is_some_and(|note| items(note) > 1 || follows(note));
        if !has(TITLED) && !listed && whole.parts.iter().filter(|part| !part.span.is_empty()).count() < LETTER {
            return;
        }
        let first = |kind: u8| notes.iter().find(|note| note.kind == kind);
        match first(KI) {
            None => {
                // What nobody began is not closed either.
                if let (Some(ijo), true) = (first(IJO), !has(ANNOUNCED) && !has(ELSEWHERE)) {
                    hits.at(ijo.span);
                }
                if let Some(below) = first(BELOW) {
                    hits.at(below.span).ask(below_as_next(&whole.words(below.span)));
                }
            }
            Some(ki) => {
                let before = |note: &&Noted<'_>| note.paragraph < ki.paragraph;
                let mut announced = notes.iter().filter(|note| note.kind == ANNOUNCED).filter(before);
                // 別記 has a page of its own.
                let nothing = announced.all(|note| note.word == BY_PAGE && !has(PAGE));
                let wrong = notes.iter().filter(|note| note.kind == ELSEWHERE).rfind(before);
                if let (true, Some(wrong)) = (nothing, wrong) {
                    hits.at(wrong.span).ask("下記");
                } else if !notes.iter().any(|note| note.kind == ANNOUNCED && before(&note)) {
                    hits.at(ki.span);
                } else if !has(IJO) {
                    // Where it should stand: below the last item.
                    let item = whole.parts.iter().rev().find(|part| {
                        let words = whole.words(part.span);
                        let foot = ["別紙", "別添", "添付", "（", "担当", "問", "連絡", "電話", "※"];
                        !words.trim().is_empty()
                            && !matches!(part.role, Role::Contact | Role::Attachment)
                            && !foot.iter().any(|head| words.trim_start().starts_with(head))
                    });
                    let span = item.map(|part| part.span).filter(|span| span.start > ki.span.start);
                    hits.at(span.unwrap_or(ki.span)).severity(Severity::Info);
                }
            }
        }
        if let (Some(said), false) = (first(ATTACHED_SAID), has(ATTACHED)) {
            hits.at(said.span);
        }
    }
}

/// What is said where the items follow directly.
fn below_as_next(words: &str) -> String {
    let words = words.replacen("下述", "下記", 1);
    let joined = words.strip_prefix("下記").is_some_and(|rest| rest.starts_with(is_kanji));
    words.replacen("下記", if joined { "次の" } else { "次" }, 1)
}
