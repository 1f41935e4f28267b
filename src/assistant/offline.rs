//! The offline engine's summary: sentences of the document itself, chosen by how central they are.
//!
//! LexRank (Erkan and Radev 2004) in its continuous form: sentences are linked by how many weighty words they share, and
//! a sentence is central that many central ones resemble. Japanese is compared by pairs of characters within runs of
//! kanji and katakana, which needs no dictionary; English by words. On top of that come a little weight for what official
//! documents put where, and none for greetings. Everything is deterministic; nothing is written anew.

use crate::document::{Paragraph, Role, Snapshot};
use crate::text::{Lang, Span, segment};
use std::collections::{BTreeMap, BTreeSet};

/// How records and the command line write the offline engine.
pub const ENGINE: &str = "offline";

/// The Fluent message that names the offline engine for people.
pub const NAME_ID: &str = "engine-offline";

/// The Fluent message that says what a summary of this engine is and is not.
pub const NOTE_ID: &str = "offline-note";

/// How long a summary is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Length {
    /// One to three sentences.
    Short,
    /// About a third, seven sentences at the most.
    #[default]
    Standard,
    /// About a half, fifteen sentences at the most.
    Detailed,
}

impl Length {
    /// All lengths, shortest first.
    pub const ALL: [Length; 3] = [Length::Short, Length::Standard, Length::Detailed];

    /// The Fluent message that names it.
    pub fn name_id(self) -> &'static str {
        match self {
            Length::Short => "length-short",
            Length::Standard => "length-standard",
            Length::Detailed => "length-detailed",
        }
    }

    /// How the command line writes it.
    pub fn code(self) -> &'static str {
        match self {
            Length::Short => "short",
            Length::Standard => "standard",
            Length::Detailed => "detailed",
        }
    }

    /// The length with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|length| length.code() == code)
    }

    /// How many of `n` sentences.
    fn of(self, n: usize) -> usize {
        let (share, most) = match self {
            Length::Short => (15, 3),
            Length::Standard => (33, 7),
            Length::Detailed => (50, 15),
        };
        (n * share).div_ceil(100).clamp(1, most)
    }
}

/// A summary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Its sentences, in the order of the document.
    pub sentences: Vec<SummarySentence>,
    /// What was not considered, because the document has more than [`MAX_SENTENCES`] sentences.
    pub unprocessed: Vec<Span>,
}

impl Summary {
    /// The Fluent message, with its argument, that says what was not considered; `None` where everything was.
    pub fn notice(&self) -> Option<(&'static str, Vec<(&'static str, String)>)> {
        let left_out = !self.unprocessed.is_empty();
        left_out.then(|| ("offline-unprocessed", vec![("count", MAX_SENTENCES.to_string())]))
    }
}

/// A sentence of a summary, as it stands in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummarySentence {
    /// The sentence, verbatim.
    pub text: String,
    /// Where it stands, in bytes of the document.
    pub source: Span,
    /// In which paragraph, counted from 0.
    pub paragraph: usize,
}

/// How many sentences are considered. The work grows with the square of it.
pub const MAX_SENTENCES: usize = 1000;

/// Summarises `snapshot` by sentences in `lang`, or in any language where it has none in that one.
pub fn summarize(snapshot: &Snapshot, length: Length, lang: Lang) -> Summary {
    let mut found = candidates(snapshot, lang);
    let mut unprocessed = Vec::new();
    if let (Some(first), Some(last)) = (found.get(MAX_SENTENCES), found.last()) {
        unprocessed.push(Span::new(first.span.start, last.span.end));
        found.truncate(MAX_SENTENCES);
    }
    if found.is_empty() {
        return Summary { sentences: Vec::new(), unprocessed };
    }
    let title: Vec<String> = snapshot.paragraphs().filter(|p| p.role == Role::Title).map(|p| p.text).collect();
    let (links, likeness) = compare(&found, &title.join("\n"));
    let centrality = rank(&links);
    let most = centrality.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let score: Vec<f64> = found
        .iter()
        .enumerate()
        .map(|(i, sentence)| (centrality[i] / most + 0.4 * likeness[i]) * weight(sentence, i == 0))
        .collect();
    let mut chosen = choose(&score, &links, length.of(found.len()));
    chosen.sort_unstable();
    let sentences = chosen
        .into_iter()
        .map(|i| SummarySentence { text: found[i].text.clone(), source: found[i].span, paragraph: found[i].paragraph })
        .collect();
    Summary { sentences, unprocessed }
}

/// The places in `snapshot` that `sentence`, somebody's summary of it, seems to rest on: those it shares most runs of
/// three characters with, three at the most, best first. Empty where nothing resembles it.
pub fn sources(snapshot: &Snapshot, sentence: &str) -> Vec<Span> {
    Sources::new(snapshot).of(sentence)
}

/// The sentences of a document, made ready for being held against others.
pub struct Sources {
    pieces: Vec<(Span, BTreeSet<[char; 3]>)>,
}

impl Sources {
    /// Those of `snapshot`.
    pub fn new(snapshot: &Snapshot) -> Self {
        let of = |paragraph: Paragraph| pieces(&paragraph, snapshot.lang);
        let pieces = snapshot.paragraphs().flat_map(of).map(|piece| (piece.span, trigrams(&piece.text))).collect();
        Self { pieces }
    }

    /// The places that `sentence` seems to rest on: see [`sources`].
    pub fn of(&self, sentence: &str) -> Vec<Span> {
        /// The least share of the sentence that must be found in a place.
        const LEAST: f64 = 0.25;
        let wanted = trigrams(sentence);
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(f64, Span)> = Vec::new();
        for (span, known) in &self.pieces {
            let share = wanted.iter().filter(|three| known.contains(*three)).count() as f64 / wanted.len() as f64;
            if share >= LEAST {
                found.push((share, *span));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let best = found.first().map_or(0.0, |(share, _)| *share);
        found.into_iter().take(3).filter(|(share, _)| *share >= best * 0.6).map(|(_, span)| span).collect()
    }
}

/// A sentence that may be chosen.
struct Candidate {
    text: String,
    span: Span,
    paragraph: usize,
    lang: Lang,
    first_in_paragraph: bool,
    is_item: bool,
}

fn pieces(paragraph: &Paragraph, lang: Lang) -> Vec<Candidate> {
    let lang = Lang::guess(&paragraph.text).unwrap_or(lang);
    segment::sentences(&paragraph.text, lang)
        .into_iter()
        .enumerate()
        .map(|(n, sentence)| Candidate {
            text: paragraph.text[sentence.span.range()].to_owned(),
            span: sentence.span.shift(paragraph.span.start),
            paragraph: paragraph.index,
            lang,
            first_in_paragraph: n == 0,
            is_item: matches!(paragraph.role, Role::Item(_)),
        })
        .collect()
}

/// The sentences of the running text. Numbers, dates, addressees and the like are told by their roles, and in loose text
/// by not being sentences; only a text that has nothing else is summarised by its bare lines.
fn candidates(snapshot: &Snapshot, lang: Lang) -> Vec<Candidate> {
    let mut all = Vec::new();
    for paragraph in snapshot.paragraphs().filter(|p| p.role.is_prose()) {
        all.extend(pieces(&paragraph, snapshot.lang).into_iter().filter(|c| c.text.chars().any(char::is_alphabetic)));
    }
    if all.iter().any(|c| c.lang == lang) {
        all.retain(|c| c.lang == lang);
    }
    if all.iter().any(is_sentence) {
        all.retain(is_sentence);
    }
    all
}

fn is_sentence(candidate: &Candidate) -> bool {
    let text = candidate.text.trim_end_matches(|c: char| "」』）)】\"”’".contains(c));
    let length = text.chars().count();
    let ended = text.ends_with(|c| "。．！？.!?".contains(c)) && length >= 4;
    // An item states a fact without being a sentence; a long line lacks no more than its mark.
    let long = length >= if candidate.lang == Lang::Ja { 30 } else { 60 };
    ended || long || (candidate.is_item && length >= 8)
}

/// How much a sentence counts for what it is and where it stands.
fn weight(sentence: &Candidate, first: bool) -> f64 {
    const GREETINGS_JA: [&str; 8] =
        ["時下", "平素", "拝啓", "謹啓", "の候、", "の折、", "お慶び申し上げ", "お喜び申し上げ"];
    const GREETINGS_EN: [&str; 5] = ["dear ", "sincerely", "yours ", "thank you for your continued", "we hope this"];
    const ACTS_JA: [&str; 12] = [
        "までに",
        "提出",
        "回答",
        "報告",
        "実施",
        "開催",
        "変更",
        "廃止",
        "締切",
        "期限",
        "お願い",
        "なければならない",
    ];
    const ACTS_EN: [&str; 10] = [
        "must",
        "please",
        "deadline",
        "no later than",
        "will be held",
        "submit",
        "required",
        "shall",
        "apply",
        "request",
    ];
    let lower = sentence.text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let (greetings, acts): (&[&str], &[&str]) = match sentence.lang {
        Lang::Ja => (&GREETINGS_JA, &ACTS_JA),
        Lang::En => (&GREETINGS_EN, &ACTS_EN),
    };
    let greets = has(greetings);
    let mut weight = 1.0;
    if greets {
        weight *= 0.15;
    }
    if has(acts) {
        weight *= 1.2;
    }
    if sentence.text.chars().any(char::is_numeric) {
        weight *= 1.1;
    }
    if first && !greets {
        weight *= 1.25;
    } else if sentence.first_in_paragraph {
        weight *= 1.05;
    }
    if sentence.is_item {
        weight *= 0.8;
    }
    let length = sentence.text.chars().count() / if sentence.lang == Lang::Ja { 1 } else { 2 };
    if !(10..=200).contains(&length) {
        weight *= 0.5;
    }
    weight
}

/// How alike each two sentences are (cosine of tf-idf, a square matrix by rows), and how alike each is to the title.
fn compare(sentences: &[Candidate], title: &str) -> (Vec<Vec<f64>>, Vec<f64>) {
    let n = sentences.len();
    let counts: Vec<BTreeMap<String, f64>> = sentences.iter().map(|s| terms(&s.text)).collect();
    let mut places: BTreeMap<&str, Vec<(usize, f64)>> = BTreeMap::new();
    for (i, count) in counts.iter().enumerate() {
        for (term, times) in count {
            places.entry(term).or_default().push((i, *times));
        }
    }
    let mut links = vec![vec![0.0; n]; n];
    let mut norm = vec![0.0; n];
    let title = terms(title);
    let (mut likeness, mut title_norm) = (vec![0.0; n], 0.0);
    for (term, list) in &places {
        let idf = (1.0 + n as f64 / list.len() as f64).ln();
        let in_title = title.get(*term).copied().unwrap_or(0.0) * idf;
        title_norm += in_title * in_title;
        for (k, &(i, a)) in list.iter().enumerate() {
            let a = a * idf;
            norm[i] += a * a;
            likeness[i] += a * in_title;
            for &(j, b) in &list[k + 1..] {
                links[i][j] += a * b * idf;
            }
        }
    }
    for i in 0..n {
        if title_norm > 0.0 && norm[i] > 0.0 {
            likeness[i] /= (norm[i] * title_norm).sqrt();
        }
        for j in i + 1..n {
            if links[i][j] > 0.0 {
                links[i][j] /= (norm[i] * norm[j]).sqrt();
                links[j][i] = links[i][j];
            }
        }
    }
    (links, likeness)
}

/// The centrality of each sentence: PageRank over the links, weights and all.
fn rank(links: &[Vec<f64>]) -> Vec<f64> {
    const DAMPING: f64 = 0.85;
    const ROUNDS: usize = 40;
    let n = links.len();
    let degree: Vec<f64> = links.iter().map(|row| row.iter().sum()).collect();
    let mut score = vec![1.0 / n as f64; n];
    for _ in 0..ROUNDS {
        // What nothing is linked to gives its weight to all alike.
        let loose: f64 = (0..n).filter(|&i| degree[i] == 0.0).map(|i| score[i]).sum();
        let mut next = vec![(1.0 - DAMPING + DAMPING * loose) / n as f64; n];
        for i in (0..n).filter(|&i| degree[i] > 0.0) {
            let share = DAMPING * score[i] / degree[i];
            for (to, link) in next.iter_mut().zip(&links[i]) {
                *to += share * link;
            }
        }
        score = next;
    }
    score
}

/// The best `count` sentences, none that says what a better one has said.
fn choose(score: &[f64], links: &[Vec<f64>], count: usize) -> Vec<usize> {
    const SAME: f64 = 0.7;
    let mut order: Vec<usize> = (0..score.len()).collect();
    order.sort_by(|&a, &b| score[b].total_cmp(&score[a]).then(a.cmp(&b)));
    let mut chosen: Vec<usize> = Vec::new();
    for i in order {
        if chosen.len() == count {
            break;
        }
        if chosen.iter().all(|&j| links[i][j] < SAME) {
            chosen.push(i);
        }
    }
    chosen
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Kanji,
    Katakana,
    Latin,
    Figure,
    Other,
}

fn class(c: char) -> Class {
    match c {
        '々' | '〆' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => Class::Kanji,
        '\u{30A1}'..='\u{30FA}' | 'ー' | '\u{FF66}'..='\u{FF9F}' => Class::Katakana,
        c if c.is_numeric() => Class::Figure,
        c if c.is_alphabetic() && !('\u{3041}'..='\u{309F}').contains(&c) => Class::Latin,
        _ => Class::Other,
    }
}

/// Full-width ASCII as half-width; for comparing only.
fn fold(c: char) -> char {
    match u32::from(c) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// What a sentence is about: pairs of kanji and of katakana, words, numbers; each with its count.
fn terms(text: &str) -> BTreeMap<String, f64> {
    const COMMON: &str = " a an and are as at be been by for from has have if in is it its of on or that the this to was \
                          were which will with you your we our not can may ";
    let chars: Vec<char> = text.chars().map(fold).flat_map(char::to_lowercase).collect();
    let mut found = BTreeMap::new();
    let mut add = |term: String| *found.entry(term).or_insert(0.0) += 1.0;
    for run in chars.chunk_by(|a, b| class(*a) == class(*b)) {
        match class(run[0]) {
            Class::Kanji | Class::Katakana if run.len() > 1 => {
                run.windows(2).for_each(|pair| add(pair.iter().collect()));
            }
            Class::Kanji | Class::Figure => add(run.iter().collect()),
            Class::Latin => {
                let word: String = run.iter().collect();
                if word.chars().count() > 1 && !COMMON.contains(&format!(" {word} ")) {
                    add(stem(&word));
                }
            }
            Class::Katakana | Class::Other => {}
        }
    }
    found
}

/// An English word without its commonest endings.
fn stem(word: &str) -> String {
    let long = |stem: &&str| stem.len() >= 4;
    ["ing", "ed", "es", "s"].iter().find_map(|ending| word.strip_suffix(ending).filter(long)).unwrap_or(word).to_owned()
}

fn trigrams(text: &str) -> BTreeSet<[char; 3]> {
    let chars: Vec<char> =
        text.chars().map(fold).flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect();
    chars.windows(3).map(|w| [w[0], w[1], w[2]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOTICE: &str = "みど防第123号\n令和8年5月11日\n各課長　様\n総務部防災課長\n\
        令和8年度総合防災訓練の実施について（通知）\n\
        \u{3000}平素から防災行政に御協力いただき、お礼申し上げます。\n\
        \u{3000}このことについて、大規模な地震を想定した総合防災訓練を下記のとおり実施します。\
        訓練では、職員の参集、避難所の開設及び住民への情報伝達を確かめます。\
        昨年度は雨天のため中止しました。\n\
        \u{3000}各課においては、訓練に参加する職員の名簿を5月29日（金）までに防災課へ提出してください。\
        昼食は各自で用意してください。\n記\n以上";

    fn texts(summary: &Summary) -> Vec<&str> {
        summary.sentences.iter().map(|s| s.text.as_str()).collect()
    }

    #[test]
    fn a_japanese_notice_says_what_is_done_and_by_when() {
        let snapshot = Snapshot::from_text(NOTICE, Lang::Ja);
        let summary = summarize(&snapshot, Length::Standard, Lang::Ja);
        assert_eq!(
            texts(&summary),
            [
                "このことについて、大規模な地震を想定した総合防災訓練を下記のとおり実施します。",
                "各課においては、訓練に参加する職員の名簿を5月29日（金）までに防災課へ提出してください。",
            ]
        );
        assert_eq!(summary.sentences[1].paragraph, 7);
    }

    #[test]
    fn an_english_letter() {
        let text = "Ref. No. 12\nMay 11, 2026\nDear Ms. Brown:\n\
            The City of Midorino will hold a general disaster drill on June 1, 2026. \
            The weather has been fine. \
            Residents who want to join the disaster drill must apply to the disaster section by May 29. \
            Lunch is not provided.\nSincerely,\nTaro Midori";
        let summary = summarize(&Snapshot::from_text(text, Lang::En), Length::Standard, Lang::En);
        assert_eq!(
            texts(&summary),
            [
                "The City of Midorino will hold a general disaster drill on June 1, 2026.",
                "Residents who want to join the disaster drill must apply to the disaster section by May 29.",
            ]
        );
    }

    #[test]
    fn roles_tell_the_text_from_what_stands_around_it() {
        let paragraphs = [
            (Role::Addressee, "みどり野市議会議長様。".to_owned()),
            (Role::Title, "庁舎の改修について".to_owned()),
            (Role::Body, "天気がよい日が続きます。庁舎の改修を行います。駐車場は広いです。".to_owned()),
            (Role::Contact, "連絡先は防災課です。".to_owned()),
        ];
        let document = crate::document::Document::new(Lang::Ja, None, &paragraphs, crate::document::Author::Person);
        let summary = summarize(&document.snapshot(), Length::Short, Lang::Ja);
        assert_eq!(texts(&summary), ["庁舎の改修を行います。"]);
    }

    #[test]
    fn texts_with_next_to_nothing_in_them() {
        let of = |text: &str| summarize(&Snapshot::from_text(text, Lang::Ja), Length::Short, Lang::Ja);
        assert_eq!(of(""), Summary::default());
        assert_eq!(of("　\n\n123\n。"), Summary::default());
        assert_eq!(texts(&of("訓練を実施する。")), ["訓練を実施する。"]);
        assert_eq!(texts(&of("防災訓練")), ["防災訓練"]);
        // In a language the text does not have, there is still something to say.
        let english = summarize(&Snapshot::from_text("訓練を実施する。", Lang::Ja), Length::Short, Lang::En);
        assert_eq!(texts(&english), ["訓練を実施する。"]);
    }

    #[test]
    fn what_is_said_twice_is_chosen_once() {
        let text = "避難所を開設します。避難所を開設します。避難所を開設します。市役所は休みです。";
        let summary = summarize(&Snapshot::from_text(text, Lang::Ja), Length::Detailed, Lang::Ja);
        assert_eq!(texts(&summary), ["避難所を開設します。", "市役所は休みです。"]);
    }

    #[test]
    fn a_very_long_text_says_what_was_not_considered() {
        let text: Vec<String> = (0..MAX_SENTENCES + 5).map(|n| format!("{n}番目の施設を点検します。")).collect();
        let text = text.join("\n");
        let summary = summarize(&Snapshot::from_text(&text, Lang::Ja), Length::Short, Lang::Ja);
        assert_eq!(summary.unprocessed.len(), 1);
        assert_eq!(summary.notice().map(|(_, args)| args), Some(vec![("count", "1000".to_owned())]));
        let left = &text[summary.unprocessed[0].range()];
        assert!(left.starts_with(&format!("{MAX_SENTENCES}番目")), "{left}");
        assert_eq!(left.lines().count(), 5);
    }

    #[test]
    fn a_summary_somebody_wrote_is_traced_to_its_sources() {
        let snapshot = Snapshot::from_text(NOTICE, Lang::Ja);
        let places = sources(&snapshot, "参加する職員の名簿は5月29日までに防災課へ提出する。");
        assert!(NOTICE[places[0].range()].starts_with("各課においては"), "{places:?}");
        assert_eq!(sources(&snapshot, "予算は500万円である。"), []);
        assert_eq!(sources(&snapshot, ""), []);
    }

    #[test]
    fn lengths_grow() {
        let counts: Vec<Vec<usize>> =
            Length::ALL.iter().map(|l| [1, 2, 10, 100].iter().map(|n| l.of(*n)).collect()).collect();
        assert_eq!(counts, [vec![1, 1, 2, 3], vec![1, 1, 4, 7], vec![1, 1, 5, 15]]);
        for length in Length::ALL {
            assert_eq!(Length::from_code(length.code()), Some(length));
        }
    }

    proptest! {
        #[test]
        fn every_sentence_stands_where_it_says(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "訓練を実施する。", "The drill is held.", "\n", "　", "記", "（注）", "5月29日までに提出。", "𠮷野", "a", "」", "…",
                ]),
                0..30,
            ),
        ) {
            let text: String = parts.concat();
            let snapshot = Snapshot::from_text(&text, Lang::Ja);
            for length in Length::ALL {
                let summary = summarize(&snapshot, length, Lang::Ja);
                let mut last = 0;
                for sentence in &summary.sentences {
                    prop_assert_eq!(&text[sentence.source.range()], &sentence.text);
                    prop_assert_eq!(snapshot.text.line_of(sentence.source.start), sentence.paragraph);
                    prop_assert!(sentence.source.start >= last);
                    last = sentence.source.end;
                }
            }
        }
    }
}
