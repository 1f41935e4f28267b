//! 記, 以上 and what speaks of them.

use super::{NOTICE, japanese};
use crate::document::Role;
use crate::proofread::japanese::is_numbered;
use crate::proofread::{About, Fixable, Hits, Needs, Note, Noted, Passage, Rule, Severity, Whole};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 下記のとおり without 記, 記 that nobody announces, 記 without 以上, 別紙のとおり without 別紙.
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

/// Fewer paragraphs are an extract, not a letter.
const LETTER: usize = 4;

static BELOW_SAID: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"下記(?:のとおり|の通り|により|事項|の[\p{Han}ァ-ヶー]+|に(?:掲げる|示す|定める|記載))?")
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
        Needs::any_of(&["記", "以", "別", "次", "について（", "について("])
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.text;
        let line: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut note = |span: Span, kind: u8| notes.push(Note { span, kind, word: String::new() });
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
            if ["下記", "次のとおり", "以下のとおり", "次により", "別記", "記のとおり", "次の要領", "次の日程"]
                .iter()
                .any(|words| text.contains(words))
            {
                note(Span::at(0), ANNOUNCED);
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
        let listed = below.is_some_and(|note| items(note) > 1);
        if !has(TITLED) && !listed && whole.parts.iter().filter(|part| !part.span.is_empty()).count() < LETTER {
            return;
        }
        let first = |kind: u8| notes.iter().find(|note| note.kind == kind);
        match first(KI) {
            None => {
                // What nobody began is not closed either.
                if let (Some(ijo), true) = (first(IJO), !has(ANNOUNCED)) {
                    hits.at(ijo.span);
                }
                if let Some(below) = first(BELOW) {
                    hits.at(below.span).ask(below_as_next(&whole.words(below.span)));
                }
            }
            Some(ki) => {
                if !notes.iter().any(|note| note.kind == ANNOUNCED && note.paragraph < ki.paragraph) {
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
    words.replacen("下記", "次", 1).replacen("次事項", "次の事項", 1)
}
