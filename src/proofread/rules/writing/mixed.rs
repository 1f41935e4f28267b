//! です・ます and である in one document.

use super::japanese;
use crate::document::Role;
use crate::proofread::japanese::is_numbered;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Note, Noted, Passage, Profile, Rule, Severity, Whole};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// 受け付けます。期限は5月末である。 The rarer style is pointed at; in a tie, the later one. Items, headings, quotations and
/// what stands under 記 have a style of their own.
pub struct Mixed;

const ID: &str = "ja.style.mixed";
const POLITE: u8 = 0;
const PLAIN: u8 = 1;
const KI: u8 = 2;
/// Requests: polite, but in use in plain texts as well.
const REQUEST: u8 = 3;
/// 次のとおり, and an item 1: what follows both is a 別記.
const ANNOUNCED: u8 = 4;
const FIRST_ITEM: u8 = 5;
/// Sentences of items, outside of letters.
const ITEM_POLITE: u8 = 6;
const ITEM_PLAIN: u8 = 7;
/// A line with an item number, in a letter.
const NUMBERED: u8 = 8;
/// 問（要旨） and 答, each a line of its own.
const QUESTION: u8 = 9;
const ANSWER: u8 = 10;

static POLITE_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:です|ます|ません|でした|ました|ませんでした|ましょう|でしょう|です(?:か|ね|よ)|ます(?:か|ね|よ)|ません(?:か))$").expect("the pattern is sound")
});
static REQUEST_END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:ください|下さい|なさい|ませ)$").expect("the pattern is sound"));
static PLAIN_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "(?:であった|である|であろう|だった|だろう|だ|しなければならない|ならない|なかった|しない|できない|できる|れる|られた|れた|",
        "している|していた|ている|ていた|する|した|いる|いた|なる|なった|ある|あった|ない|たい|った|いた|んだ|よい|多い|少ない|高い|低い|大きい|小さい|強い|弱い|長い|短い|近い|遠い|早い|遅い|深い|広い|狭い|重い|軽い|安い|古い|悪い|良い|しい|やすい|にくい|づらい|[うくすつぬむるぐぶ]|[べけせてねめれえげき見来出]た)$"
    ))
    .expect("the pattern is sound")
});
/// Ends that look like a verb and are none.
const NOUNS: &[&str] = &[
    "よう",
    "ありがとう",
    "ほう",
    "くらい",
    "ぐらい",
    "おおよそ",
    "とう",
    "どう",
    "こう",
    "そう",
    "うち",
    "なく",
    "らしく",
    "ごとく",
    "つつ",
    "まつ",
    "はず",
    "など",
    "すぐ",
    "徒歩すぐ",
    "まっすぐ",
    "ようやく",
    "しばらく",
    "ゆっくり",
    "なるべく",
    "おそらく",
    "恐らく",
    "よろしく",
    "おなじく",
    "同じく",
    "まもなく",
    "間もなく",
    "ぼく",
    "いちじく",
    "ふく",
    "ふぐ",
    "すいとう",
    "おうとう",
    "ぶどう",
];

/// How a sentence takes up what was told before it.
const TAKEN_UP: &[&str] = &[
    "そんな",
    "こんな",
    "こうした",
    "そうした",
    "このような",
    "そのような",
    "こういう",
    "そういう",
    "こういった",
    "そういった",
    "そうゆう",
    "それは",
    "それが",
    "それも",
    "これは",
    "これらは",
    "どれも",
    "いずれも",
];

impl Rule for Mixed {
    fn about(&self) -> About {
        japanese(ID, Severity::Warning, Fixable::Ask, "公用文作成の考え方 Ⅲ-1イ", ALL_JAPANESE)
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.text;
        if passage.role == Role::Ki || text.trim() == "記" {
            notes.push(Note { span: Span::new(0, text.len()), kind: KI, word: String::new() });
            return;
        }
        static HEADS: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new("^[（(〔【［]?(?:(?P<question>更?問い?|再?質問|質疑)|(?P<answer>答え?|答弁|回答))(?:（?の?(?:要旨|概要|内容)）?)?[0-9０-９]*[）)〕】］]?$")
                .expect("the pattern is sound")
        });
        if let Some(head) = Some(text.trim()).filter(|line| line.len() < 40).and_then(|line| HEADS.captures(line)) {
            let kind = if head.name("question").is_some() { QUESTION } else { ANSWER };
            notes.push(Note { span: Span::at(0), kind, word: String::new() });
            return;
        }
        static FIRST: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^[\s　]*(?:第?[1１][\s　.．]|[(（][1１][)）]|[(（]目的)").expect("the pattern is sound")
        });
        if FIRST.is_match(text) {
            notes.push(Note { span: Span::at(0), kind: FIRST_ITEM, word: String::new() });
        }
        if ["次のとおり", "下記のとおり", "以下のとおり", "次により"].iter().any(|words| text.contains(words))
        {
            notes.push(Note { span: Span::at(0), kind: ANNOUNCED, word: String::new() });
        }
        static SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"^[\s　]*(?:[○◯●◎]|[0-9０-９]{1,2}(?:時[0-9０-９]{1,2}分|[:：][0-9０-９]{2})(?:頃|ごろ)?[\s　]|第[0-9０-９一二三四五六七八九十]+条|問[0-9０-９]*[\s　（]|(?:御|ご)?(?:意見|質問)[0-9０-９]*[\s　]|[^\s　。、：:]{1,14}[：:]|[（(]?注|※|[＊*]|「|[^\s　。、]{0,10}(?:委員|会長|議長|課長|部長|係長|室長|主任|次長|局長|市長|町長|村長|区長|知事|理事|理事長|教授|会員|事務局|当局|司会|参加者|住民|質問者|答弁者|回答者|職員|座長|幹事|監事|所長|館長|園長|校長|答)[A-ZＡ-Ｚ0-9０-９]?[\s　])",
            )
            .expect("the pattern is sound")
        });
        let item = is_numbered(text) && passage.profile != Profile::Notice;
        if is_numbered(text) && !item {
            notes.push(Note { span: Span::at(0), kind: NUMBERED, word: String::new() });
        }
        if passage.role != Role::Body || SPEAKER.is_match(text) && !text.starts_with('・') || is_numbered(text) && !item
        {
            return;
        }
        for (index, sentence) in passage.sentences.iter().enumerate() {
            let words = &text[sentence.span.range()];
            let Some(body) = words.strip_suffix('。') else { continue };
            // 回答を得ました（回収率65％）。
            let body = match body.strip_suffix('）').and_then(|rest| rest.rsplit_once('（')) {
                Some((before, within)) if !before.is_empty() && !within.contains('。') => before,
                _ => body,
            };
            // 「…してよろしいか伺います」 is how a plain 起案文 asks.
            if body.ends_with("か伺います") {
                continue;
            }
            // 採らない、食べない、売らない。: a slogan.
            if body.matches("ない、").count() > 1 && body.ends_with("ない") {
                continue;
            }
            let quoted = crate::proofread::japanese::quotations(words).iter().any(|q| q.end == body.len());
            // A sentence that begins in a bracket is a note.
            if quoted || words.starts_with(['（', '(', '「', '※']) {
                continue;
            }
            let (kind, end) = if let Some(end) = POLITE_END.find(body) {
                (POLITE, end)
            } else if let Some(end) = REQUEST_END.find(body) {
                (REQUEST, end)
            } else if let Some(end) = PLAIN_END.find(body).filter(|_| !NOUNS.iter().any(|noun| body.ends_with(noun))) {
                (PLAIN, end)
            } else {
                continue;
            };
            // 道具が返ってこない。そんなもめ事は: what is told first, as somebody would say it, before it is taken up.
            let next = passage.sentences.get(index + 1).map(|next| text[next.span.range()].trim_start());
            let taken_up = next.is_some_and(|next| TAKEN_UP.iter().any(|word| next.starts_with(word)));
            if kind == PLAIN && passage.profile == Profile::Public && taken_up {
                continue;
            }
            let kind = match kind {
                PLAIN if item => ITEM_PLAIN,
                POLITE if item => ITEM_POLITE,
                _ if item => continue,
                kind => kind,
            };
            let span = Span::from(end.range()).shift(sentence.span.start);
            notes.push(Note { span, kind, word: other_style(end.as_str()).to_owned() });
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = &without_questions(whole.notes(ID));
        if whole.profile == Profile::Record {
            lone_item(notes, hits);
        }
        items(notes, hits);
        // What stands under 記 is no part of the letter.
        let announced = notes.iter().position(|note| note.kind == ANNOUNCED);
        let listed =
            announced.and_then(|from| Some(from + notes[from..].iter().position(|note| note.kind == FIRST_ITEM)?));
        let letter = notes.iter().position(|note| note.kind == KI).or(listed).unwrap_or(notes.len());
        // Behind a list without 記 the letter goes on.
        let behind = notes.iter().rposition(|note| note.kind == NUMBERED).map_or(notes.len(), |last| last + 1);
        if listed == Some(letter) && behind > letter {
            let (head, tail) = (&notes[..letter], &notes[behind..]);
            let of = |notes: &[Noted<'_>], kind: u8| notes.iter().filter(|note| note.kind == kind).count();
            let polite = of(head, POLITE) > 1 && of(head, PLAIN) == 0 && of(tail, POLITE) > 0 && of(tail, PLAIN) == 1;
            judge(tail, if polite { 1 } else { 2 }, hits);
        }
        judge(&notes[..letter], 1, hits);
        // Below, each paragraph keeps to one style.
        for paragraph in notes[letter..].chunk_by(|a, b| a.paragraph == b.paragraph) {
            judge(paragraph, 2, hits);
        }
    }
}

/// 問（要旨） … 対策を問う。 答 … お答えします。: questions that are summed up in another style than they are answered in.
fn without_questions<'a>(notes: &[Noted<'a>]) -> Vec<Noted<'a>> {
    let answered = notes.iter().any(|note| note.kind == ANSWER);
    let mut asks = false;
    let mut left = notes.to_vec();
    left.retain(|note| {
        match note.kind {
            QUESTION => asks = answered,
            ANSWER => asks = false,
            _ => {}
        }
        !(asks && note.kind == PLAIN)
    });
    left
}

/// Points at the rarer style in `notes`, if the other one is there `least` times.
fn judge(notes: &[Noted<'_>], least: usize, hits: &mut Hits) {
    let count = |kind: u8| notes.iter().filter(|note| note.kind == kind).count();
    let (polite, plain, requests) = (count(POLITE), count(PLAIN), count(REQUEST));
    if plain == 0 || polite + requests == 0 || plain.max(polite + requests) < least {
        return;
    }
    let later_is_plain = notes
        .iter()
        .rev()
        .find(|note| [POLITE, PLAIN, REQUEST].contains(&note.kind))
        .is_some_and(|note| note.kind == PLAIN);
    let flag_plain = match plain.cmp(&(polite + requests)) {
        std::cmp::Ordering::Less => true,
        std::cmp::Ordering::Greater => polite == 0,
        std::cmp::Ordering::Equal => polite == 0 || later_is_plain,
    };
    // Requests alone in a plain text are how orders are given.
    if polite == 0 && plain > requests {
        return;
    }
    for note in notes.iter().filter(|note| note.kind == if flag_plain { PLAIN } else { POLITE }) {
        let hit = hits.at(note.span);
        if !note.word.is_empty() {
            hit.ask(note.word);
        }
    }
}

/// A list may have a style of its own: where it mixes both, or one item stands alone, those are pointed at that differ from
/// the text around them.
fn items(notes: &[Noted<'_>], hits: &mut Hits) {
    let count = |notes: &[&Noted<'_>], kind: u8| notes.iter().filter(|note| note.kind == kind).count();
    let all: Vec<&Noted<'_>> = notes.iter().collect();
    let items: Vec<&Noted<'_>> =
        notes.iter().filter(|note| note.kind == ITEM_PLAIN || note.kind == ITEM_POLITE).collect();
    let lists = || items.chunk_by(|a, b| b.paragraph <= a.paragraph + 1);
    let mut flag = |note: &Noted<'_>| {
        let hit = hits.at(note.span);
        if !note.word.is_empty() {
            hit.ask(note.word);
        }
    };
    let (polite, plain) = (count(&all, POLITE), count(&all, PLAIN));
    if count(&all, ITEM_POLITE) == 0 || count(&all, ITEM_PLAIN) == 0 {
        return;
    }
    if (polite == 0) == (plain == 0) {
        // The text has both or none: one item that differs from all others of its list.
        for list in lists().filter(|list| list.len() > 2 && polite > 0) {
            for kind in [ITEM_PLAIN, ITEM_POLITE].into_iter().filter(|kind| count(list, *kind) == 1) {
                list.iter().filter(|note| note.kind == kind).for_each(|note| flag(note));
            }
        }
        return;
    }
    let odd = if polite > 0 { ITEM_PLAIN } else { ITEM_POLITE };
    for list in lists() {
        if count(list, odd) < list.len() || list.len() == 1 {
            list.iter().filter(|note| note.kind == odd).for_each(|note| flag(note));
        }
    }
}

/// In a record, where items are the text: one that differs from all others.
fn lone_item(notes: &[Noted<'_>], hits: &mut Hits) {
    let count = |kinds: [u8; 2]| notes.iter().filter(|note| kinds.contains(&note.kind)).count();
    let (polite, plain) = (count([POLITE, ITEM_POLITE]), count([PLAIN, ITEM_PLAIN]));
    let odd = match (polite, plain) {
        (1, 3..) => ITEM_POLITE,
        (3.., 1) => ITEM_PLAIN,
        _ => return,
    };
    // Where the text around them has one style, they have been judged by it.
    let has = |kind: u8| notes.iter().any(|note| note.kind == kind);
    if has(ITEM_POLITE) && has(ITEM_PLAIN) && has(POLITE) != has(PLAIN) {
        return;
    }
    for note in notes.iter().filter(|note| note.kind == odd) {
        let hit = hits.at(note.span);
        if !note.word.is_empty() {
            hit.ask(note.word);
        }
    }
}

/// The same ending in the other style, where one can be told without knowing the verb.
fn other_style(end: &str) -> &'static str {
    match end {
        "である" | "だ" => "です",
        "であった" | "だった" => "でした",
        "であろう" | "だろう" => "でしょう",
        "する" => "します",
        "した" => "しました",
        "している" => "しています",
        "していた" => "していました",
        "ている" => "ています",
        "ていた" => "ていました",
        "しない" => "しません",
        "できる" => "できます",
        "できない" => "できません",
        "しなければならない" => "しなければなりません",
        "ならない" => "なりません",
        "なる" => "なります",
        "なった" => "なりました",
        "ある" => "あります",
        "あった" => "ありました",
        "です" => "である",
        "でした" => "であった",
        "でしょう" => "であろう",
        _ => "",
    }
}
