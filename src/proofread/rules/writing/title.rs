//! The shape of a title.

use super::{NOTICE, japanese};
use crate::document::Role;
use crate::proofread::{About, Fixable, Hits, Note, Passage, Rule, Severity, Whole};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// …について（通知）: the topic, について, and in brackets what the letter does, as its text says.
pub struct Title;

const ID: &str = "ja.form.title";
/// A title: its word is what stands in its brackets.
const TITLE: u8 = 0;
/// What the letter says it does.
const DEED: u8 = 1;

const DEEDS: [&str; 7] = ["通知", "依頼", "照会", "回答", "報告", "送付", "協議"];

static UNBRACKETED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<x>について(?:の)?(?P<deed>通知|依頼|照会|回答|報告|送付|協議|お知らせ|お願い|御案内))[\s　]*$")
        .expect("the pattern is sound")
});
static MATTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<x>についての?件|に関する件(?:について)?)(?:[\s　]*$|（)").expect("the pattern is sound")
});
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[（(](?P<deed>通知|依頼|照会|回答|報告|送付|協議)[）)][\s　]*$").expect("the pattern is sound")
});
/// What a letter does, said by its first person.
static DOES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:とおり|により|ので、?|ため、?|について、?)(?:[^。、]{0,12})?(?P<deed>通知|照会|回答|報告|協議)(?:します|いたします|する)。").expect("the pattern is sound")
});

impl Rule for Title {
    fn about(&self) -> About {
        japanese(ID, Severity::Warning, Fixable::Ask, "公用文作成の考え方 Ⅲ-2", NOTICE)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let text = passage.text;
        if !is_title(passage) {
            return;
        }
        if let Some(caught) = UNBRACKETED.captures(text)
            && let (Some(x), deed) = (caught.name("x"), &caught["deed"])
        {
            hits.at(Span::from(x.range())).ask(format!("について（{deed}）"));
        } else if let Some(caught) = MATTER.captures(text)
            && let Some(x) = caught.name("x")
        {
            hits.at(Span::from(x.range())).ask("について");
        } else if passage.role == Role::Title {
            let topic = text.trim_end();
            let noun = [
                "の開催",
                "の実施",
                "の募集",
                "の変更",
                "の提出",
                "の推薦",
                "の派遣",
                "の設置",
                "の改正",
                "の廃止",
                "の延期",
                "の中止",
                "の調査",
            ];
            if noun.iter().any(|end| topic.ends_with(end)) {
                hits.at(Span::new(0, topic.len())).ask(format!("{topic}について（通知）"));
            }
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        if is_title(passage) {
            if let Some(caught) = BRACKETED.captures(passage.text)
                && let Some(deed) = caught.name("deed")
            {
                notes.push(Note { span: Span::from(deed.range()), kind: TITLE, word: deed.as_str().to_owned() });
            }
        } else if passage.role == Role::Body {
            for caught in DOES.captures_iter(passage.text) {
                let Some(deed) = caught.name("deed") else { continue };
                notes.push(Note { span: Span::from(deed.range()), kind: DEED, word: deed.as_str().to_owned() });
            }
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        let mut titles = notes.iter().filter(|note| note.kind == TITLE);
        // One letter, one title: a collection of letters is not judged.
        let (Some(title), None) = (titles.next(), titles.next()) else { return };
        let deeds: Vec<&str> = notes.iter().filter(|note| note.kind == DEED).map(|note| note.word).collect();
        if let [deed] = deeds.as_slice()
            && DEEDS.contains(&title.word)
            && *deed != title.word
            && !(title.word == "依頼" || title.word == "送付")
        {
            hits.at(title.span).ask(*deed);
        }
    }
}

/// Whether this is the title of a letter: by its role, or, in loose text, a short line that ends in について and so on.
fn is_title(passage: &Passage<'_>) -> bool {
    let text = passage.text.trim();
    let short = text.chars().count() <= 60 && !text.contains('。') && !text.ends_with('、');
    let numbered = crate::proofread::japanese::is_numbered(text) || text.starts_with(['「', '（']);
    match passage.role {
        Role::Title => true,
        Role::Body => {
            short && !numbered && (UNBRACKETED.is_match(text) || MATTER.is_match(text) || BRACKETED.is_match(text))
        }
        _ => false,
    }
}
