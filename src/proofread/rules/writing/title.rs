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
/// A sentence that does one thing and nothing else: its word is what the title should say.
const ONE: u8 = 12;
/// A title in quotation marks: its word is what stands between them.
const QUOTATION: u8 = 13;
/// A line that may be a title but lacks the shape of one: its word is its topic and, behind a tab, the deed it names.
const UNSHAPED: u8 = 14;
/// A paragraph that speaks of the title above it as このこと: its word is what it does.
const REFERS: u8 = 15;
/// A sentence that sends something and asks for no more than to take it.
const SENT: u8 = 16;

const DEEDS: [&str; 7] = ["通知", "依頼", "照会", "回答", "報告", "送付", "協議"];

static UNBRACKETED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<x>につき(?P<short>通知|依頼|照会|回答|報告)|について(?:の)?(?P<deed>通知|依頼|照会|回答|報告|送付|協議|お知らせ|お願い|御案内|案内|伺い|伺|周知|募集|要請|申請|提案|指示|諮問|答申|督促|進達|副申|建議|協力依頼|回覧|通達|連絡))[\s　]*$")
        .expect("the pattern is sound")
});
static MATTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:(?P<x>についての?件|に関する件(?:について)?|の件について)(?:[\s　]*$|（)",
        r"|(?P<y>の件)[（(](?:通知|依頼|照会|回答)[）)][\s　]*$",
        r"|(?P<z>について[、，])[\s　]*[（(](?:通知|依頼|照会|回答|報告|送付|協議)[）)][\s　]*$)",
    ))
    .expect("the pattern is sound")
});
/// 「研修について」（依頼）: a title in quotation marks.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^[\s　]*(?P<x>「(?P<topic>[^「」]{2,50}について)」)",
        r"[（(](?:通知|依頼|照会|回答|報告|送付|協議)[）)][\s　]*$",
    ))
    .expect("the pattern is sound")
});
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:[（(](?P<deed>通知|依頼|照会|回答|報告|送付|協議)|について[（(](?P<guide>御?案内))[）)][\s　]*$")
        .expect("the pattern is sound")
});
/// 点検について照会する, 提出の件, 日程に関する通知について, 作成要領: a line with its topic and what it adds.
static WITHOUT_SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^[\s　]*(?P<head>(?:件名|題名|標題|表題)[\s　：:]+)?(?P<x>(?P<topic>[^\s　、。「」（）()：:【】]{4,40}?)",
        r"(?P<tail>(?:について|に関して|につき)の?、?(?P<deed>通知|依頼|照会|回答|報告|お願い|送付|協議)",
        r"(?:する|します|の件|のこと)?|に関する(?P<twice>通知|依頼|照会|回答|報告)(?:について|の件)|",
        r"(?:についての|に関しての|に関する|の)件|のこと)?)[\s　]*$",
    ))
    .expect("the pattern is sound")
});
/// 次の書類を送付しますので、御査収ください。
static SENDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "^[^。]*を送付(?:します|いたします)ので、御(?:査収|確認|覧|活用|利用)",
        "(?:ください|願います|くださるようお願い(?:します|いたします))。[\\s　]*$",
    ))
    .expect("the pattern is sound")
});
/// What a letter answers: 照会のあったこのことについて.
static REPLIES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("照会(?:の|が)あった(?:このこと|標記|表記|上記)[^。]{0,20}について").expect("the pattern is sound")
});
/// A sentence that asks somebody to do something for the office and does nothing else.
static REQUESTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "(?:就任|推薦|派遣|執筆|寄稿|講演|出演|後援|助言)(?:について、?)?(?:を|くださるよう)お願い",
        "(?:します|いたします|申し上げます)。[\\s　]*$",
    ))
    .expect("the pattern is sound")
});
/// What a letter does, said by its first person.
static DOES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:とおり|により|ので、?|ため、?|について、?)(?:[^。、]{0,12})?(?P<deed>通知|照会|回答|報告|協議|進達|副申)(?:します|いたします|する)。").expect("the pattern is sound")
});

/// What a letter does, in whatever words come before.
static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:(?:通知|照会|回答|報告|依頼|送付|案内|お知らせ)(?:します|いたします|する)|お願い(?:します|いたします|する|申し上げます))。")
        .expect("the pattern is sound")
});

/// What a letter asks of its reader.
static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("お願い(?:します|いたします|申し上げます)。|(?:して|御回答|お[\\p{Han}ぁ-ん]{1,5})ください。")
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
            && let (Some(x), Some(deed)) = (caught.name("x"), caught.name("deed").or_else(|| caught.name("short")))
        {
            hits.at(Span::from(x.range())).ask(format!("について（{}）", deed.as_str()));
        } else if let Some(caught) = MATTER.captures(text)
            && let Some(x) = ["x", "y", "z"].iter().find_map(|name| caught.name(name))
        {
            hits.at(Span::from(x.range())).ask("について");
        } else if passage.role == Role::Title
            && let Some(topic) = bare(passage)
        {
            hits.at(topic).ask(format!("{}について（通知）", &text[topic.range()]));
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        notes.extend(unshaped(passage));
        if passage.role == Role::Body && passage.text.contains("このことについて") {
            let word = deed_said(passage.text).to_owned();
            notes.push(Note { span: Span::at(0), kind: REFERS, word });
        }
        if is_title(passage) {
            if let Some(caught) = BRACKETED.captures(passage.text)
                && let Some(deed) = caught.name("deed").or_else(|| caught.name("guide"))
            {
                notes.push(Note { span: Span::from(deed.range()), kind: TITLE, word: deed.as_str().to_owned() });
            }
        } else if passage.role == Role::Body {
            let line = passage.text.trim();
            let note = |span: Span, kind: u8| Note { span, kind, word: String::new() };
            if let Some(caught) = QUOTED.captures(passage.text)
                && let Some(x) = caught.name("x")
            {
                notes.push(Note { span: Span::from(x.range()), kind: QUOTATION, word: caught["topic"].to_owned() });
            }
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
            let alone = passage.sentences.len() == 1;
            // 有無を調査します。期限までに回答してください。
            let only = asks && (alone || passage.sentences.len() == 2 && line.contains("を調査します。"));
            if only && ["回答し", "回答くだ", "回答を", "御回答"].iter().any(|words| line.contains(words))
            {
                let word = if line.contains("調査") { "調査" } else { "" };
                notes.push(Note { span: Span::at(0), kind: ANSWER, word: word.to_owned() });
            }
            if let Some(deed) = one_deed(line, alone) {
                notes.push(Note { span: Span::at(0), kind: ONE, word: deed.to_owned() });
            }
            if sends(passage.text) {
                notes.push(Note { span: Span::at(0), kind: SENT, word: String::new() });
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
        if let Some((line, title)) = referred_to(whole, notes) {
            hits.at(line).ask(title);
        } else {
            for topic in [topic_of_letter(notes), first_line(notes)].into_iter().flatten() {
                hits.at(topic).ask(format!("{}について（通知）", whole.words(topic)));
            }
        }
        // One further down names the letter of somebody else.
        let mut head = notes.iter().filter(|note| matches!(note.kind, QUOTATION | PROSE | TITLE));
        if let Some(quoted) = head.next().filter(|note| note.kind == QUOTATION) {
            hits.at(quoted.span).ask(quoted.word);
        }
        let mut titles = notes.iter().filter(|note| note.kind == TITLE);
        // One letter, one title: a collection of letters is not judged.
        let (Some(title), None) = (titles.next(), titles.next()) else { return };
        let deeds: Vec<&str> = notes.iter().filter(|note| note.kind == DEED).map(|note| note.word).collect();
        let wishes = notes.iter().any(|note| note.kind == WISHES);
        let mut prose = notes.iter().filter(|note| note.kind == PROSE);
        let single = prose.next().is_some() && prose.next().is_none();
        if let [deed] = deeds.as_slice()
            && DEEDS.contains(&title.word)
            && *deed != title.word
            && !(title.word == "依頼" && (wishes || !single) || title.word == "送付")
            && !(matches!(*deed, "進達" | "副申") && title.word != "通知")
        {
            hits.at(title.span).ask(*deed);
        } else if deeds.is_empty() && single && title.word == "照会" && notes.iter().any(|note| note.kind == SENT) {
            hits.at(title.span).ask("送付");
        } else if deeds.is_empty()
            && let Some(one) = notes.iter().find(|note| note.kind == ONE).filter(|_| single)
            && !same_deed(title.word, one.word)
            && !(one.word == "送付" && notes.iter().any(|note| note.kind == ANSWERS))
        {
            hits.at(title.span).ask(one.word);
        } else if deeds.is_empty() && notes.iter().any(|note| note.kind == PROSE) && {
            let names = |kind: u8| notes.iter().any(|note| note.kind == kind);
            title.word == "回答" && !names(ANSWERS) && names(ASKED)
                || matches!(title.word, "依頼" | "照会") && !names(WISHES)
        } {
            hits.at(title.span).ask("通知");
        } else if deeds.is_empty()
            && single
            && let Some(answer) = notes.iter().find(|note| note.kind == ANSWER)
            && (matches!(title.word, "通知" | "報告" | "回答")
                || matches!(title.word, "案内" | "御案内") && answer.word == "調査")
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

/// A line that may be a title and lacks the shape of one: its words are its topic and what it says it does.
fn unshaped(passage: &Passage<'_>) -> Option<Note> {
    let text = passage.text;
    if !matches!(passage.role, Role::Title | Role::Body) || text.len() > 200 || is_numbered(text) {
        return None;
    }
    let caught = WITHOUT_SHAPE.captures(text)?;
    let (x, topic) = (caught.name("x")?, caught.name("topic")?.as_str());
    // What the rule says of the line alone.
    let told =
        UNBRACKETED.is_match(text) || MATTER.is_match(text) || passage.role == Role::Title && bare(passage).is_some();
    // Senders, dates and whole titles stand above a letter as well.
    let of_sender = |c: char| "様殿長課係室部局市町村区号日会社所校園館署院員者事記".contains(c);
    let other =
        topic.ends_with(of_sender) || ["について", "御中", "各位", "担当"].iter().any(|end| topic.ends_with(end));
    let plain = caught.name("tail").is_none();
    let sure = caught.name("head").is_some() || topic.contains('の');
    if told || plain && (!sure || other) {
        return None;
    }
    let deed = match (caught.name("deed"), caught.name("twice")) {
        (Some(deed), _) => deed.as_str().replace("お願い", "依頼"),
        (None, Some(twice)) => format!("={}", twice.as_str()),
        (None, None) => String::new(),
    };
    Some(Note { span: Span::from(x.range()), kind: UNSHAPED, word: format!("{topic}\t{deed}") })
}

/// What a paragraph says its letter does; 通知 where it says nothing of the kind.
fn deed_said(text: &str) -> &'static str {
    let does = |deed: &str| ["します", "いたします", "する"].iter().any(|end| text.contains(&format!("{deed}{end}")));
    if let Some(deed) = DEEDS.into_iter().chain(["進達", "副申"]).find(|deed| does(deed)) {
        return deed;
    }
    if text.contains("照会のあった") {
        return "回答";
    }
    if text.contains("伺います") || text.contains("よろしいか") {
        return "伺い";
    }
    let wishes = does("お願い") || text.contains("お願い申し上げます");
    if wishes && text.contains("回答") {
        "照会"
    } else if wishes {
        "依頼"
    } else {
        "通知"
    }
}

/// Whether a paragraph sends something and asks for nothing but to take it.
fn sends(text: &str) -> bool {
    let others = ["回答", "照会", "返送", "返信", "報告"];
    text.contains("を送付") && SENDS.is_match(text) && !others.iter().any(|words| text.contains(words))
}

/// In a letter, the line right above the first paragraph that calls it このこと, if it lacks the shape of a title.
fn referred_to(whole: &Whole<'_>, notes: &[Noted<'_>]) -> Option<(Span, String)> {
    let refers = notes.iter().find(|note| note.kind == REFERS)?;
    let above = whole.parts.get(..refers.paragraph)?;
    let above = above.iter().rposition(|part| !whole.words(part.span).trim().is_empty())?;
    let earlier = |kind: u8| notes.iter().any(|note| note.kind == kind && note.paragraph < refers.paragraph);
    // Minutes have headings, and speak of them so as well.
    let words = whole.words(whole.parts.get(above)?.span);
    let headed = ["件名", "題名", "標題", "表題"].iter().any(|head| words.trim_start().starts_with(head));
    if earlier(TITLE) || !headed && !earlier(CALLED) {
        return None;
    }
    let line = notes.iter().find(|note| note.kind == UNSHAPED && note.paragraph == above)?;
    let (topic, deed) = line.word.split_once('\t')?;
    let deed = match deed.strip_prefix('=') {
        Some(twice) if twice != refers.word => return None,
        Some(twice) => twice,
        None if deed.is_empty() => refers.word,
        None => deed,
    };
    Some((line.span, format!("{topic}について（{deed}）")))
}

/// The one thing a paragraph does, if that is plain; `alone` says that it is one sentence.
fn one_deed(line: &str, alone: bool) -> Option<&'static str> {
    let does = |words: &str| line.contains(words);
    if REPLIES.is_match(line) {
        return Some("回答");
    }
    if !alone {
        return None;
    }
    if line.ends_with("御案内します。") && !does("回答") && !does("照会") && !does("調査") {
        return Some("御案内");
    }
    let others = ["ので", "ため", "とおり", "により", "通知", "照会", "回答", "報告", "依頼"];
    let plain = !others.iter().any(|words| does(words));
    if plain && line.ends_with("を送付します。") {
        return Some("送付");
    }
    (plain && REQUESTS.is_match(line)).then_some("依頼")
}

/// Whether a letter whose title says `title` may do `deed` and nothing else: who asks may call it 協議.
fn same_deed(title: &str, deed: &str) -> bool {
    match deed {
        "回答" => !matches!(title, "通知" | "報告"),
        "御案内" => !matches!(title, "照会" | "回答" | "報告"),
        "送付" => !matches!(title, "回答" | "照会"),
        _ => !matches!(title, "通知" | "報告" | "回答"),
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
