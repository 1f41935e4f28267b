//! The shape of a title.

use super::{NOTICE, japanese};
use crate::document::Role;
use crate::proofread::japanese::{is_kanji, is_numbered};
use crate::proofread::{About, Fixable, Hits, Needs, Note, Noted, Passage, Rule, Severity, Whole};
use crate::text::Span;
use crate::text::morph::Pos;
use regex::Regex;
use std::sync::LazyLock;

/// …について（通知）: the topic, について, and in brackets what the letter does, as its text says.
pub struct Title;

const ID: &str = "ja.form.title";
/// A title: its word is what stands in its brackets.
const TITLE: u8 = 0;
/// What the letter says it does.
const DEED: u8 = 1;
/// A line that ends like a sentence.
const PROSE: u8 = 2;
/// A line that calls somebody.
const CALLED: u8 = 3;
/// A line that names a deed and stops there.
const BARE: u8 = 4;
/// Any other line.
const LINE: u8 = 5;
/// A sentence that asks the reader to do what the title is about.
const ASKED: u8 = 6;
/// What a letter answers is named in it: a date, a number, a question.
const ANSWERS: u8 = 7;
/// Any word of asking.
const WISHES: u8 = 8;
/// A paragraph that says what a letter does: 通知します, お願いします.
const LETTER: u8 = 9;
/// A line that is no more than a noun.
const NOUN: u8 = 10;
/// A sentence that asks for an answer and nothing else.
const ANSWER: u8 = 11;

const DEEDS: [&str; 7] = ["通知", "依頼", "照会", "回答", "報告", "送付", "協議"];

static UNBRACKETED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<x>について(?:の)?(?P<deed>通知|依頼|照会|回答|報告|送付|協議|お知らせ|お願い|御案内|案内|伺い|伺|周知|募集|要請|申請|提案|指示|諮問|答申|督促|進達|副申|建議|協力依頼|回覧|通達|連絡))[\s　]*$")
        .expect("the pattern is sound")
});
static MATTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<x>についての?件|に関する件(?:について)?|の件について)(?:[\s　]*$|（)")
        .expect("the pattern is sound")
});
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[（(](?P<deed>通知|依頼|照会|回答|報告|送付|協議)[）)][\s　]*$").expect("the pattern is sound")
});
/// What a letter does, said by its first person.
static DOES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:とおり|により|ので、?|ため、?|について、?)(?:[^。、]{0,12})?(?P<deed>通知|照会|回答|報告|協議)(?:します|いたします|する)。").expect("the pattern is sound")
});

/// What a letter does, in whatever words come before.
static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:(?:通知|照会|回答|報告|依頼|送付|案内|お知らせ)(?:します|いたします|する)|お願い(?:します|いたします|する|申し上げます))。")
        .expect("the pattern is sound")
});

/// What a letter asks of its reader.
static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("お願い(?:します|いたします|申し上げます)。|(?:して|お[\\p{Han}ぁ-ん]{1,5})ください。")
        .expect("the pattern is sound")
});

/// Words of a letter that answers another.
const ANSWERING: &[&str] = &[
    "照会",
    "付け",
    "回答",
    "質問",
    "尋ね",
    "求め",
    "問合せ",
    "問い合わせ",
    "要望",
    "依頼",
    "意見",
    "上記",
    "標記",
    "表記の件",
    "申出",
];

/// Words of asking.
const WISHING: &[&str] =
    &["願", "依頼", "ください", "下さい", "お寄せ", "賜", "されたい", "求め", "いただけ", "いただき", "幸い"];

/// One of these stands where [`SAYS`], [`ASKS`] or [`DOES`] match.
const ENDS: &[&str] = &["します。", "する。", "いたします。", "申し上げます。", "ください。"];

impl Rule for Title {
    fn about(&self) -> About {
        japanese(ID, Severity::Warning, Fixable::Ask, "公用文作成の考え方 Ⅲ-2", NOTICE)
    }

    fn needs(&self) -> Needs {
        let words = [ANSWERING, WISHING, ENDS].concat();
        Needs::nothing().and_places(Needs::places(words.iter().map(|word| (*word).to_owned()).collect()))
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
        } else if passage.role == Role::Title
            && let Some(topic) = bare(passage)
        {
            hits.at(topic).ask(format!("{}について（通知）", &text[topic.range()]));
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
            let line = passage.text.trim();
            let note = |span: Span, kind: u8| Note { span, kind, word: String::new() };
            if !line.is_empty() {
                let called = ["様", "殿", "御中", "各位", "あて", "宛て"].iter().any(|end| line.ends_with(end));
                if line.ends_with(['。', '」']) {
                    notes.push(note(Span::at(0), PROSE));
                } else if called && line.chars().count() <= 40 {
                    notes.push(note(Span::at(0), CALLED));
                } else if let Some(topic) = bare(passage) {
                    notes.push(note(topic, BARE));
                } else if let Some(topic) = noun(passage) {
                    notes.push(note(topic, NOUN));
                } else {
                    notes.push(note(Span::at(0), LINE));
                }
            }
            let [mut answers, mut wishes, mut says] = [false; 3];
            for (number, _) in passage.places() {
                match number {
                    n if n < ANSWERING.len() => answers = true,
                    n if n < ANSWERING.len() + WISHING.len() => wishes = true,
                    _ => says = true,
                }
            }
            if says && SAYS.is_match(passage.text) {
                notes.push(note(Span::at(0), LETTER));
            }
            let asks = says && ASKS.is_match(passage.text);
            let only = asks && passage.sentences.len() == 1;
            if only && ["回答し", "回答くだ", "回答を", "御回答"].iter().any(|words| line.contains(words))
            {
                notes.push(note(Span::at(0), ANSWER));
            }
            if asks {
                notes.push(Note { span: Span::at(0), kind: ASKED, word: String::new() });
            }
            if answers {
                notes.push(Note { span: Span::at(0), kind: ANSWERS, word: String::new() });
            }
            if wishes {
                notes.push(Note { span: Span::at(0), kind: WISHES, word: String::new() });
            }
            for caught in DOES.captures_iter(if says { passage.text } else { "" }) {
                let Some(deed) = caught.name("deed") else { continue };
                notes.push(Note { span: Span::from(deed.range()), kind: DEED, word: deed.as_str().to_owned() });
            }
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        if let Some(topic) = topic_of_letter(notes) {
            hits.at(topic).ask(format!("{}について（通知）", whole.words(topic)));
        }
        if let Some(topic) = first_line(notes) {
            hits.at(topic).ask(format!("{}について（通知）", whole.words(topic)));
        }
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
        } else if deeds.is_empty() && notes.iter().any(|note| note.kind == PROSE) && {
            let names = |kind: u8| notes.iter().any(|note| note.kind == kind);
            title.word == "回答" && !names(ANSWERS) && names(ASKED)
                || matches!(title.word, "依頼" | "照会") && !names(WISHES)
        } {
            hits.at(title.span).ask("通知");
        } else if deeds.is_empty()
            && matches!(title.word, "通知" | "報告" | "回答")
            && notes.iter().filter(|note| note.kind == PROSE).count() == 1
            && notes.iter().any(|note| note.kind == ANSWER)
        {
            hits.at(title.span).ask("照会");
        } else if deeds.is_empty()
            && title.word == "報告"
            && notes.iter().filter(|note| note.kind == PROSE).count() == 1
            && notes.iter().any(|note| note.kind == ASKED)
        {
            hits.at(title.span).ask("依頼");
        } else if deeds.is_empty() && title.word == "通知" && notes.iter().any(|note| note.kind == ASKED) {
            let line = whole.parts.iter().find(|part| part.span.contains(title.span.start));
            let topic = line.map(|part| whole.words(part.span)).unwrap_or_default();
            if ["協力", "推薦", "回答", "提出", "派遣", "執筆", "参加", "出席"]
                .iter()
                .any(|deed| topic.contains(&format!("{deed}について")))
            {
                hits.at(title.span).ask("依頼");
            }
        }
    }
}

/// 会議の開催, 焼却行為の禁止: a title that names a deed and stops there.
fn bare(passage: &Passage<'_>) -> Option<Span> {
    let text = passage.text;
    let topic = text.trim_end_matches(|c: char| c.is_whitespace());
    let start = topic.len() - topic.trim_start().len();
    let length = topic[start..].chars().count();
    if !(5..=50).contains(&length) || topic.contains(['。', '：', ':', '（', '」']) || is_numbered(topic) {
        return None;
    }
    let words = passage.tokens();
    let last = words.last().filter(|last| {
        let made_of_verb = |word: &str| {
            word.contains(is_kanji) && word.ends_with(['え', 'げ', 'け', 'し', 'い', 'り', 'み', 'き', 'せ', 'め'])
        };
        let deed = last.pos == Pos::VerbalNoun || last.pos == Pos::Noun && made_of_verb(last.surface(text));
        deed && last.span.end == topic.len()
    })?;
    // Who wrote it ends so as well: 総務課人事担当.
    const WRITERS: &[&str] =
        &["担当", "代行", "代理", "連絡", "参照", "省略", "発信", "起案", "参考", "添付", "経由", "同封", "親展"];
    let deed = last.surface(text);
    let people = topic.contains(['課', '部', '係', '室', '局']) && !topic.contains('の');
    (deed.chars().count() >= 2 && !WRITERS.contains(&deed) && !people).then(|| Span::new(start, topic.len()))
}

/// In loose text, the line of a letter that should be its title and lacks について: behind those it is for and the one it is
/// from, before its first sentence.
fn topic_of_letter(notes: &[Noted<'_>]) -> Option<Span> {
    let head = notes.iter().filter(|note| matches!(note.kind, PROSE | CALLED | LINE | NOUN | BARE | TITLE));
    let mut called = false;
    let mut lines: Vec<Noted<'_>> = Vec::new();
    for note in head {
        match note.kind {
            CALLED if lines.is_empty() => called = true,
            _ if !called => {}
            PROSE => {
                let [.., sender, last] = lines.as_slice() else { return None };
                let topic = |note: &Noted<'_>| (note.kind == BARE).then_some(note.span);
                return matches!(sender.kind, LINE | NOUN).then(|| topic(last))?;
            }
            _ => lines.push(*note),
        }
    }
    None
}

/// 水防訓練の実施, and below it what a letter says: a title that lacks について.
fn first_line(notes: &[Noted<'_>]) -> Option<Span> {
    let mut head = notes.iter().filter(|note| matches!(note.kind, PROSE | CALLED | LINE | NOUN | BARE | TITLE));
    let (title, text) = (head.next()?, head.next()?);
    let says = notes.iter().any(|note| note.kind == LETTER && note.paragraph == text.paragraph);
    let bare = matches!(title.kind, BARE | NOUN) && title.paragraph < text.paragraph;
    (bare && text.kind == PROSE && says && title.paragraph <= 1).then_some(title.span)
}

/// A line that is no more than a noun with what belongs to it: 令和8年度の予算編成方針.
fn noun(passage: &Passage<'_>) -> Option<Span> {
    let text = passage.text;
    let topic = text.trim_end_matches(|c: char| c.is_whitespace());
    let start = topic.len() - topic.trim_start().len();
    let line = &topic[start..];
    let marks = ['。', '、', '：', ':', '（', '(', '」', '】', '　', '〒'];
    if !(6..=40).contains(&line.chars().count()) || line.contains(marks) || is_numbered(topic) {
        return None;
    }
    // Ordinances, minutes and leaflets have titles of their own; dates and names stand alone.
    let others = [
        "条例",
        "規則",
        "要綱",
        "要領",
        "規程",
        "議事録",
        "会議録",
        "次第",
        "だより",
        "号",
        "日",
        "長",
        "課",
        "係",
        "室",
        "部",
        "局",
        "市",
        "町",
        "村",
        "区",
        "様",
        "殿",
        "各位",
        "御中",
        "会",
        "社",
        "案",
        "書",
        "概要",
        "一覧",
        "お知らせ",
        "案内",
        "宣言",
        "年度",
        "月",
        "時",
        "分",
        "円",
        "人",
        "名",
        "所",
        "校",
        "園",
        "表",
        "図",
        "について",
        "記",
        "以上",
        "議員",
        "知事",
        "委員",
    ];
    let (has_no, last) = (line.contains('の'), passage.tokens().last()?);
    // 貸出し, 取替え
    let mut ends = line.chars().rev();
    let of_verb = ends.next().is_some_and(|c| "しりえけいみきせ".contains(c)) && ends.next().is_some_and(is_kanji);
    let is_noun = of_verb || matches!(last.pos, Pos::Noun | Pos::VerbalNoun) && last.span.end == topic.len();
    (has_no && is_noun && !others.iter().any(|end| line.ends_with(end))).then(|| Span::new(start, topic.len()))
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
