//! 表記揺れ: one word written in two ways within a document; the fewer are pointed at.

use super::warning;
use crate::proofread::japanese::is_katakana;
use crate::proofread::table::Table;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Needs, Note, Noted, Passage, Profile, Rule, Whole};
use crate::text::Span;
use crate::text::morph::Pos;
use crate::text::seen::{self, Row, Seen};
use regex::Regex;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const SOURCE: &str = include_str!("../../../../assets/rules/ja-variant-mixed.tsv");

static WORDS: LazyLock<Table> = LazyLock::new(|| Table::new(SOURCE));

/// Ways to write one word, in the order they are preferred when there are as many of each: in the table, a word whose
/// cure is `x` and those whose cure it is.
static GROUPS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let mut groups: Vec<Vec<&'static str>> = Vec::new();
    for line in SOURCE.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(word), Some(first)) = (cells.next(), cells.next()) else { continue };
        let word = stem(word);
        let first = if first == "x" { word } else { first };
        let at = groups.iter().position(|group| group.first() == Some(&first)).unwrap_or(groups.len());
        if at == groups.len() {
            groups.push(vec![first]);
        }
        if !groups[at].contains(&word) {
            groups[at].push(word);
        }
    }
    groups
});

/// The group of each form, and its place there.
static FORMS: LazyLock<FxHashMap<&'static str, (usize, usize)>> = LazyLock::new(|| {
    let mut forms = FxHashMap::default();
    for (group, words) in GROUPS.iter().enumerate() {
        forms.extend(words.iter().enumerate().map(|(form, word)| (*word, (group, form))));
    }
    forms
});

/// Groups, by their first form, that other rules decide outside of 広報.
const RELAXED: &[&str] = &[
    "取組",
    "問合せ",
    "打合せ",
    "申込み",
    "手続",
    "受付",
    "及び",
    "又は",
    "全て",
    "見積り",
    "引継ぎ",
    "届出",
    "受渡し",
    "取扱い",
    "受入れ",
    "組合せ",
    "立入り",
    "貸出し",
    "締切り",
    "振込み",
    "払込み",
    "切替え",
    "乗換え",
    "積立て",
    "取消し",
    "取下げ",
    "引上げ",
    "引下げ",
    "繰越し",
    "取付け",
    "入替え",
    "呼び掛け",
    "働き掛け",
    "心掛け",
];

/// Groups of what may be two things, such as bodies of two kinds: only where one is named once among many.
const DISTINCT: &[&str] = &[
    "自治会",
    "受講者",
    "保護者",
    "氏名",
    "利用券",
    "利用証",
    "会員証",
    "登録証",
    "受講証",
    "参加証",
    "入館証",
    "診察券",
    "領収書",
    "募集要項",
    "〜",
];

const ID: &str = "ja.variant.mixed";
const WRITTEN: u8 = 0;
/// The document says that it writes the word so: 以下「メール」という。
const CHOSEN: u8 = 1;
/// It gives both: スマートフォン（スマホ）.
const GLOSSED: u8 = 2;
/// Any word in katakana that is not short.
const KATAKANA: u8 = 3;
/// A time of day: 9:30, 9時30分.
const CLOCK: u8 = 4;

/// `ja.variant.mixed`.
pub struct Mixed;

impl Rule for Mixed {
    fn about(&self) -> About {
        warning(ID, Fixable::Ask, "公用文作成の考え方(令和4年) Ⅰ", JAPANESE)
    }

    fn needs(&self) -> Needs {
        WORDS.needs().or(Needs::nothing())
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        for (span, entry) in WORDS.find_in(passage) {
            let (before, after) = (&passage.text[..span.start], &passage.text[span.end..]);
            let mut note = |kind: u8| notes.push(Note { span, kind, word: entry.wrong.clone() });
            if before.ends_with('「') && CHOOSING.iter().any(|words| after.starts_with(words)) {
                note(CHOSEN);
                continue;
            }
            if is_gloss(before, after, &entry.wrong) {
                note(GLOSSED);
                continue;
            }
            // 「町内会」の名称, 町内会と称する: the word is spoken of.
            let spoken_of = ["の名称", "と呼", "と称", "を名乗", "という名", "という語"];
            let spoken_of = spoken_of.iter().any(|words| after.starts_with(words));
            if spoken_of || is_quoted(passage, span) || passage.is_protected(span) || is_in_latin(passage, span) {
                continue;
            }
            // お申し込みください is what one does, 申込み what one has done.
            let asked = ["ください", "下さい", "いただ", "になる", "になり"].iter().any(|s| after.starts_with(s));
            // ■お申し込み: neither is a heading of those who read it.
            let heads = after.trim().is_empty();
            if (asked || heads) && before.ends_with('お') {
                continue;
            }
            // メール soumu@… is a label of its own.
            let label = after.starts_with([' ', '\u{3000}', '：', ':', '\t']);
            if entry.wrong == "メール" && label {
                continue;
            }
            note(WRITTEN);
        }
        note_katakana(passage, notes);
        note_clocks(passage, notes);
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        let mut places: Vec<Vec<(usize, Span)>> = vec![Vec::new(); GROUPS.len()];
        let mut chosen: Vec<Option<usize>> = vec![None; GROUPS.len()];
        for note in notes.iter().filter(|note| note.kind < KATAKANA) {
            let Some(&(group, form)) = FORMS.get(stem(note.word)) else { continue };
            if note.kind == WRITTEN {
                places[group].push((form, note.span));
                continue;
            }
            // What stands before is the word in full.
            places[group].clear();
            if note.kind == CHOSEN {
                chosen[group] = Some(form);
            }
        }
        for ((forms, places), chosen) in GROUPS.iter().zip(&places).zip(&chosen) {
            let named = |names: &[&str]| forms.first().is_some_and(|first| names.contains(first));
            if named(RELAXED) && whole.profile != Profile::Public {
                continue;
            }
            let right = chosen.unwrap_or_else(|| most_common(places, forms.len()));
            let others = places.iter().filter(|(form, _)| *form != right).count();
            if named(DISTINCT) && (others != 1 || places.len() < 3) {
                continue;
            }
            point(forms, places, right, whole, hits);
        }
        let known = hits.spans();
        for words in one_word(notes) {
            let mut forms: Vec<&str> = Vec::new();
            let mut places: Vec<(usize, Span)> = Vec::new();
            for (word, span) in words {
                let form = forms.iter().position(|form| *form == word).unwrap_or(forms.len());
                if form == forms.len() {
                    forms.push(word);
                }
                places.push((form, span));
            }
            if !places.iter().any(|(_, span)| known.iter().any(|known| known.overlaps(*span))) {
                point(&forms, &places, most_common(&places, forms.len()), whole, hits);
            }
        }
        point_clocks(notes, hits);
    }
}

/// What stands behind a word in 「 where the document says that it writes it so.
const CHOOSING: &[&str] = &["」という", "」といい", "」とする", "」とし、", "」と表記", "」と略", "」と記", "」と書"];

/// Whether the word stands in brackets behind another form of it: スマートフォン（スマホ）.
fn is_gloss(before: &str, after: &str, word: &str) -> bool {
    let inside = before.strip_suffix(['（', '(']).filter(|_| after.starts_with(['）', ')']));
    let forms = FORMS.get(stem(word)).and_then(|(group, _)| GROUPS.get(*group));
    inside.is_some_and(|before| forms.into_iter().flatten().any(|form| before.ends_with(form)))
}

/// Whether it stands in 「」 or 『』: those words are others', or a name.
fn is_quoted(passage: &Passage<'_>, span: Span) -> bool {
    passage.quotations().iter().any(|quoted| quoted.overlaps(span))
}

/// Whether it is a part of a longer word in Latin letters: PC of PCR.
fn is_in_latin(passage: &Passage<'_>, span: Span) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let word = &passage.text[span.range()];
    latin(word.chars().next()) && latin(passage.before(span.start))
        || latin(word.chars().next_back()) && latin(passage.after(span.end))
}

/// 障害者 and 障害のある are written alike.
fn stem(word: &str) -> &str {
    let stem = ["者", "児", "のある"].iter().find_map(|tail| word.strip_suffix(tail));
    stem.filter(|_| word.starts_with('障')).unwrap_or(word)
}

/// The form that stands most often; of as many, the first.
fn most_common(places: &[(usize, Span)], forms: usize) -> usize {
    let count = |form: usize| places.iter().filter(|(f, _)| *f == form).count();
    (0..forms).max_by_key(|form| (count(*form), Reverse(*form))).unwrap_or_default()
}

/// Points at every place of a form that is not the one numbered `right`.
fn point(forms: &[&str], places: &[(usize, Span)], right: usize, whole: &Whole<'_>, hits: &mut Hits) {
    if places.iter().all(|(form, _)| *form == right) {
        return;
    }
    let count = |form: usize| places.iter().filter(|(f, _)| *f == form).count();
    let mut counts: Vec<(usize, usize)> = (0..forms.len()).map(|form| (form, count(form))).collect();
    counts.sort_by_key(|(form, times)| (*form != right, Reverse(*times)));
    counts.retain(|(_, times)| *times > 0);
    let told: Vec<String> = counts.iter().map(|(form, times)| format!("{} {times}", forms[*form])).collect();
    for (form, span) in places.iter().filter(|(form, _)| *form != right) {
        let words = whole.words(*span);
        let tail = words.strip_prefix(forms[*form]).unwrap_or("");
        hits.at(*span).arg("counts", told.join(" / ")).ask(format!("{}{tail}", forms[right]));
    }
}

/// Times of day, in figures with a colon and a particle behind them or with 時.
static CLOCKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?P<time>[0-9０-９]{1,2}[:：][0-5０-５][0-9０-９])(?:から|まで|に|、)|[0-9０-９]{1,2}時")
        .expect("the pattern is sound")
});

/// Notes the times of day in sentences: those of a table or a list have a form of their own.
fn note_clocks(passage: &Passage<'_>, notes: &mut Vec<Note>) {
    let text = passage.text;
    if !text.contains('。') {
        return;
    }
    for found in CLOCKS.captures_iter(text) {
        let Some(written) = found.name("time").or_else(|| found.get(0)) else { continue };
        let (before, after) = (&text[..written.start()], &text[written.end()..]);
        let span = Span::new(written.start(), written.end());
        // 24時間 is no time of day, 1:10:30 a time of running.
        let part = before.ends_with(|c: char| c.is_numeric() || ":：.．".contains(c))
            || after.starts_with(['間', '点', '期', '代', '限', '給']);
        if !part && !is_quoted(passage, span) && !passage.is_protected(span) {
            notes.push(Note { span, kind: CLOCK, word: written.as_str().to_owned() });
        }
    }
}

/// Points at times with a colon in a document that has more of the others.
fn point_clocks(notes: &[Noted<'_>], hits: &mut Hits) {
    let clocks = notes.iter().filter(|note| note.kind == CLOCK);
    let (short, long): (Vec<&Noted<'_>>, Vec<&Noted<'_>>) = clocks.partition(|note| note.word.contains([':', '：']));
    if short.len() >= long.len() {
        return;
    }
    for note in &short {
        let Some((hour, minute)) = note.word.split_once([':', '：']) else { continue };
        let minute = minute.trim_start_matches(['0', '０']);
        let cure = if minute.is_empty() { format!("{hour}時") } else { format!("{hour}時{minute}分") };
        hits.at(note.span).arg("counts", format!("時 {} / : {}", long.len(), short.len())).ask(cure);
    }
}

/// Shorter words in katakana may be two that sound nearly alike: ビル and ビール, レイン and レーン.
const SHORTEST: usize = 4;
/// The same of words of which one has a ー more: those of one piece are shorter.
const SHORTEST_LONG: usize = 6;

/// Notes the words in katakana that are no names.
fn note_katakana(passage: &Passage<'_>, notes: &mut Vec<Note>) {
    let text = passage.text;
    let mut end = 0;
    while let Some(start) = text[end..].find(is_katakana).map(|at| end + at) {
        end = start + text[start..].find(|c| !is_katakana(c)).unwrap_or(text.len() - start);
        let (word, span) = (&text[start..end], Span::new(start, end));
        if word.chars().count() < SHORTEST || is_quoted(passage, span) || passage.is_protected(span) {
            continue;
        }
        let company = text[end..].starts_with(['株', '㈱', '社', '氏', '号', '店', '様', '＝'])
            || ["（株", "(株", "さん", "有限会社"].iter().any(|words| text[end..].starts_with(words))
            || text[..start].ends_with(['社', '㈱', '＝'])
            || ["株）", "株)"].iter().any(|words| text[..start].ends_with(words));
        // 富士フイルム
        let named = passage.words_at(span).iter().any(|token| token.pos == Pos::ProperNoun);
        if !company && !named {
            notes.push(Note { span, kind: KATAKANA, word: word.to_owned() });
        }
    }
}

/// The places of words in katakana that are one word, in the order of the text.
fn one_word<'n>(notes: &[Noted<'n>]) -> Vec<Vec<(&'n str, Span)>> {
    let mut words: BTreeMap<String, Vec<(&'n str, Span)>> = BTreeMap::new();
    for note in notes.iter().filter(|note| note.kind == KATAKANA) {
        words.entry(sounded(note.word)).or_default().push((note.word, note.span));
    }
    // A word that stands nowhere is a slip, of which another rule speaks.
    let is_usual = |key: &str| {
        let word = words.get(key).and_then(|places| places.first()).map(|(word, _)| *word);
        word.is_some_and(|word| !word.ends_with("ビル") && seen::times(Row::Katakana, word.chars()) != Seen::Never)
    };
    let longer = words.keys().filter(|key| key.chars().count() >= SHORTEST_LONG && is_usual(key));
    let pairs = longer.filter_map(|key| Some((key.clone(), without_mark(key).find(|short| is_usual(short))?)));
    let pairs: Vec<(String, String)> = pairs.collect();
    for (long, short) in pairs {
        let places = words.remove(&long).unwrap_or_default();
        words.entry(short).or_default().extend(places);
    }
    let mut words: Vec<Vec<(&'n str, Span)>> = words.into_values().filter(|places| places.len() > 1).collect();
    for places in &mut words {
        places.sort_by_key(|(_, span)| span.start);
    }
    words
}

/// A word in katakana with one spelling for what has two: ソフトウェア and ソフトウエア, デイケア and デーケア, ダイヤル
/// and ダイアル.
fn sounded(word: &str) -> String {
    let mut before = ' ';
    let letter = |c: char| {
        let large = match c {
            'ァ' => 'ア',
            'ィ' => 'イ',
            'ゥ' => 'ウ',
            'ェ' => 'エ',
            'ォ' => 'オ',
            other => other,
        };
        before = match large {
            'イ' if "エケセテネヘメレゲゼデベペ".contains(before) => 'ー',
            'ヤ' if "イキシチニヒミリギジビピ".contains(before) => 'ア',
            other => other,
        };
        before
    };
    word.chars().map(letter).collect()
}

/// `word` without each ー inside of it: インターフェース without the first one is インタフェース. The rule on ー at the end
/// of words speaks of the last.
fn without_mark(word: &str) -> impl Iterator<Item = String> + '_ {
    let marks = word.match_indices('ー').filter(move |(at, mark)| at + mark.len() < word.len());
    marks.map(move |(at, mark)| format!("{}{}", &word[..at], &word[at + mark.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_sound_are_one() {
        for (one, other) in [
            ("ソフトウェア", "ソフトウエア"),
            ("ウォーキング", "ウオーキング"),
            ("デイサービス", "デーサービス"),
            ("ダイヤル", "ダイアル"),
        ] {
            assert_eq!(sounded(one), sounded(other));
        }
        assert_ne!(sounded("ボウリング"), sounded("ボーリング"));
        assert_ne!(sounded("グラウンド"), sounded("グランド"));
    }

    #[test]
    fn every_group_has_two_forms_and_those_named_here_are_in_the_table() {
        for group in GROUPS.iter() {
            assert!(group.len() > 1, "{group:?}");
        }
        for name in RELAXED.iter().chain(DISTINCT) {
            assert!(GROUPS.iter().any(|group| group.first() == Some(name)), "{name}");
        }
    }
}
