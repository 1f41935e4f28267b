//! Two kanji that are no word, where one of them with the same reading would make one: 保語 → 保護, 元因 → 原因.
//!
//! Asked by the rule on 同音異義. It looks at two kanji that stand alone between kana and marks, and only where a common word
//! is near: names and terms of a trade are in no dictionary either.

use crate::proofread::Passage;
use crate::proofread::japanese::is_kanji;
use crate::text::Span;
use crate::text::morph::{Pos, Token};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Common words of two kanji, in the order of how common they are, and how each of the two is read.
static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let source = include_str!("../../../../assets/rules/typo-words.tsv");
    let mut seen: FxHashMap<(char, &str), u8> = FxHashMap::default();
    for (rank, line) in source.lines().filter(|line| !line.starts_with('#')).enumerate() {
        let mut cells = line.split('\t');
        let (Some(word), Some(first), Some(second)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let mut letters = word.chars();
        let (Some(a), Some(b)) = (letters.next(), letters.next()) else { continue };
        for (kanji, reading) in [(a, first), (b, second)] {
            let times = seen.entry((kanji, reading)).or_default();
            *times = times.saturating_add(1);
            // Read so once only, it is read so in that word alone.
            if *times == 2 {
                words.readings.entry(kanji).or_default().insert(reading);
            }
        }
        words.all.insert(word);
        if let (Some(next), Some(_)) = (second.chars().next(), second.chars().nth(1)) {
            words.kana_behind.entry((a, next)).or_default().push((word, second));
        }
        if let (Some(last), Some(_)) = (first.chars().next_back(), first.chars().nth(1)) {
            words.kana_before.entry((b, last)).or_default().push((word, first));
        }
        words.by_first.entry(a).or_default().push((rank, word, second));
        words.by_second.entry(b).or_default().push((rank, word, first));
    }
    words
});

static KNOWN: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../../../assets/rules/typo-known.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

#[derive(Default)]
struct Words {
    all: FxHashSet<&'static str>,
    readings: FxHashMap<char, BTreeSet<&'static str>>,
    /// How common it is, the word, and how its other kanji is read.
    by_first: FxHashMap<char, Vec<(usize, &'static str, &'static str)>>,
    by_second: FxHashMap<char, Vec<(usize, &'static str, &'static str)>>,
    /// By the first kanji and the kana behind it, where more than one stands for the other kanji: the word, the kana.
    kana_behind: FxHashMap<(char, char), Vec<(&'static str, &'static str)>>,
    /// The same by the second kanji and the kana before it.
    kana_before: FxHashMap<(char, char), Vec<(&'static str, &'static str)>>,
}

/// Kanji that make words with nearly every other one: no sign of a slip.
const FREE: &str = "当貴来帰各同本円第及者口両毎某等翌旧副准御市県町村区国都府道州郡庁課係部局室署\
                    〇二三四五六七八九十百千万億兆内分頃々";
/// Behind a kanji these are words of their own.
const OWN_WORDS: &[&str] =
    &["ほど", "ごと", "うち", "とき", "こと", "もの", "ため", "ほか", "など", "まで", "より", "たち", "ども"];

/// Two kanji that are no word, and common words they may stand for, the most common first.
pub fn slips<'p>(passage: &'p Passage<'_>) -> impl Iterator<Item = (Span, Vec<&'static str>)> + 'p {
    pairs(passage.text).filter_map(|span| {
        let written = &passage.text[span.range()];
        let mut letters = written.chars();
        let (first, second) = (letters.next()?, letters.next()?);
        let free = FREE.contains(first) || FREE.contains(second);
        // Terms of a trade are in no dictionary, but they do stand in public texts.
        if free
            || is_seen(first, second)
            || WORDS.all.contains(written)
            || is_known(written)
            || passage.is_protected(span)
        {
            return None;
        }
        let meant = meant(first, second);
        if meant.is_empty() {
            return None;
        }
        // It is no word if the dictionary has to cut it.
        let tokens = passage.tokens();
        let at = tokens.partition_point(|token| token.span.start < span.start);
        let cut = tokens
            .get(at)
            .is_some_and(|token| token.span.start == span.start && (token.span.end < span.end || !token.is_known()));
        let name = tokens[at..].iter().take(2).any(|token| is_name(passage, token));
        (cut && !name).then_some((span, meant))
    })
}

/// Two kanji between other letters, with a particle, する or a mark behind them.
fn pairs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut letters = text.char_indices().peekable();
    let mut before = None;
    std::iter::from_fn(move || {
        while let Some((at, c)) = letters.next() {
            if !is_kanji(c) {
                before = Some(c);
                continue;
            }
            let (mut count, mut end) = (1, at + c.len_utf8());
            while let Some((next, c)) = letters.next_if(|(_, c)| is_kanji(*c)) {
                count += 1;
                end = next + c.len_utf8();
            }
            let joined = before.is_some_and(|c: char| {
                c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='ｚ' | 'ァ'..='ヿ' | '〆')
            });
            before = text[..end].chars().next_back();
            if count == 2 && !joined && is_noun_like(&text[end..]) {
                return Some(Span::new(at, end));
            }
        }
        None
    })
}

/// Whether what follows shows a noun, or one with する.
fn is_noun_like(after: &str) -> bool {
    let mut letters = after.chars();
    match letters.next() {
        Some('を' | 'が' | 'は' | 'に' | 'で' | 'と' | 'も' | '、' | '。' | 'さ') => true,
        Some('し') => matches!(letters.next(), Some('た' | 'て' | 'ま' | 'な' | '、')),
        Some('す') => letters.next() == Some('る'),
        Some('の') => letters.next().is_some_and(|c| is_kanji(c) || matches!(c, 'ァ'..='ヶ')),
        Some('や' | 'へ' | '・' | '）' | '」' | '\n') | None => true,
        Some('な') => letters.next() == Some('ど'),
        Some('か') => letters.next() == Some('ら'),
        Some('ま') => letters.next() == Some('で'),
        _ => false,
    }
}

/// Kanji that are taken for each other by their looks: 掲戴 → 掲載.
const LOOKS: &[&str] = &[
    "戴載",
    "遍偏編",
    "撤徹",
    "綱網",
    "績積",
    "陪倍培",
    "末未",
    "士土",
    "侯候",
    "衝衡",
    "遣遺",
    "粉紛",
    "複復",
    "裁栽",
    "坑抗",
    "概慨",
    "墾懇",
    "堀掘",
    "壁璧",
    "縁緑",
    "殻穀",
    "墳噴",
    "嬢壌譲醸",
    "帥師",
    "微徴",
    "慮虜",
    "挟狭",
    "敵適滴摘",
    "旋施",
    "氷永",
    "泊拍",
    "漸暫",
    "獲穫",
    "疫役",
    "眠眼",
    "礼札",
    "祖租粗組",
    "純鈍",
    "絡給",
    "織職識",
    "貧貪",
    "賃貸",
    "輪輸",
    "間問聞関",
    "防妨",
    "隠穏",
    "難離",
    "験険検",
    "棒傍",
    "測側則",
    "諸緒",
    "院員",
    "巾幅",
    "往住",
    "待侍持",
    "徒従",
    "導尊",
    "採彩",
    "提堤",
    "拠処",
    "授援",
    "損捐",
    "推椎",
    "措惜",
    "搬般",
    "券巻",
    "勧歓観",
    "効郊",
    "弁升",
    "因困",
    "囲因",
    "幣弊",
    "弧孤",
    "徐除",
    "憶億",
    "把抱",
    "担但坦",
    "抽油",
    "郵垂",
    "斎斉",
    "期朝",
    "機械",
    "殊珠",
    "活話",
    "派脈",
    "温湿",
    "漁魚",
    "燥操",
    "率卒",
    "畜蓄",
    "督腎",
    "簿薄",
    "精清晴",
    "緊堅",
    "署暑",
    "義議",
    "衛街",
    "設説",
    "詳許",
    "賠倍",
    "違偉",
    "鋼綱",
];

/// Whether `written` is taken for the kanji of `word` at `place` by its looks.
fn looks_like(written: char, word: &str, place: usize) -> bool {
    let right = word.chars().nth(place).unwrap_or(written);
    right != written && LOOKS.iter().any(|group| group.contains(written) && group.contains(right))
}

/// Whether two kanji are a common word.
pub fn is_common(written: &str) -> bool {
    WORDS.all.contains(written)
}

/// Whether two kanji are a term of a trade.
pub fn is_known(written: &str) -> bool {
    KNOWN.contains(written)
}

/// Kanji that sound or look like each of them.
static ALIKE: LazyLock<FxHashMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut by_reading: BTreeMap<&str, BTreeSet<char>> = BTreeMap::new();
    for (kanji, readings) in &WORDS.readings {
        for reading in readings {
            by_reading.entry(reading).or_default().insert(*kanji);
        }
    }
    let looks = LOOKS.iter().map(|group| group.chars().collect());
    let mut alike: FxHashMap<char, Vec<char>> = FxHashMap::default();
    for group in by_reading.into_values().chain(looks) {
        for kanji in &group {
            let others = alike.entry(*kanji).or_default();
            let new: Vec<char> = group.iter().copied().filter(|c| c != kanji && !others.contains(c)).collect();
            others.extend(new);
        }
    }
    alike
});

/// Kanji that sound or look like `kanji`.
pub fn alike(kanji: char) -> &'static [char] {
    ALIKE.get(&kanji).map_or(&[], Vec::as_slice)
}

fn meant(first: char, second: char) -> Vec<&'static str> {
    let words = &*WORDS;
    let reads = |kanji: char, reading: &str| words.readings.get(&kanji).is_some_and(|all| all.contains(reading));
    let with_first = words.by_first.get(&first).into_iter().flatten();
    let with_first = with_first.filter(|(_, word, other)| reads(second, other) || looks_like(second, word, 1));
    let with_second = words.by_second.get(&second).into_iter().flatten();
    let with_second = with_second.filter(|(_, word, other)| reads(first, other) || looks_like(first, word, 0));
    let mut found: Vec<_> = with_first.chain(with_second).map(|(rank, word, _)| (*rank, *word)).collect();
    found.sort_unstable();
    found.dedup();
    found.truncate(3);
    found.into_iter().map(|(_, word)| word).collect()
}

/// What kanji stand behind each kanji in public texts, by the first one: three bytes each, in order.
static SEEN: LazyLock<FxHashMap<char, &'static [[u8; 3]]>> = LazyLock::new(|| {
    let lines = include_str!("../../../../assets/rules/typo-seen.txt").lines().filter(|line| !line.starts_with('#'));
    let behind = |line: &'static str| Some((line.chars().next()?, line.as_bytes().get(3..)?.as_chunks().0));
    lines.filter_map(behind).collect()
});

/// The kanji that stand behind `first` in public texts.
pub fn behind(first: char) -> impl Iterator<Item = char> {
    let kanji = |bytes: &[u8; 3]| std::str::from_utf8(bytes).ok().and_then(|text| text.chars().next());
    SEEN.get(&first).copied().unwrap_or_default().iter().filter_map(kanji)
}

/// Whether two kanji stand behind each other in public texts.
fn is_seen(first: char, second: char) -> bool {
    let mut letter = [0; 4];
    let Ok(second) = <[u8; 3]>::try_from(second.encode_utf8(&mut letter).as_bytes()) else { return false };
    SEEN.get(&first).is_some_and(|behind| behind.binary_search(&second).is_ok())
}

/// Kanji that show the name of a place or a person, in which any two may meet.
const OF_NAMES: &str = "第号〇一二三四五六七八九十百千万両貴旧各当毎市町村区郡県府都道州字丁川山島浜沼沢湖駅橋港岳峠寺社宮池谷原野森林丘坂崎岸岡氏様君殿藤田";

/// In a row of three kanji or more, one that makes pairs which stand nowhere, where another one of the same reading makes
/// pairs that do: 対機児童 → 待機児童, 督足状 → 督促状. The two kanji that should be a word, and the word.
pub fn strangers(passage: &Passage<'_>) -> Vec<(Span, Vec<&'static str>)> {
    let text = passage.text;
    let mut found = Vec::new();
    let mut row: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if is_kanji(c) {
            row.push((at, c));
            continue;
        }
        if (3..=8).contains(&row.len()) {
            found.extend(stranger(passage, &row));
        }
        row.clear();
    }
    found
}

fn stranger(passage: &Passage<'_>, row: &[(usize, char)]) -> Option<(Span, Vec<&'static str>)> {
    let words = &*WORDS;
    let unseen: Vec<usize> = (0..row.len() - 1).filter(|i| !is_seen(row[*i].1, row[i + 1].1)).collect();
    // The kanji in question makes all the pairs that stand nowhere.
    let wrong = match unseen[..] {
        [at] => vec![at, at + 1],
        [at, next] if next == at + 1 => vec![next],
        _ => return None,
    };
    if row.iter().any(|(_, c)| OF_NAMES.contains(*c)) {
        return None;
    }
    let reads = |kanji: char, reading: &str| words.readings.get(&kanji).is_some_and(|all| all.contains(reading));
    let fits_before = |at: usize, c: char| at == 0 || is_seen(row[at - 1].1, c) || !is_seen(row[at - 1].1, row[at].1);
    let fits_behind =
        |at: usize, c: char| row.get(at + 1).is_none_or(|(_, next)| is_seen(c, *next) || !is_seen(row[at].1, *next));
    let alone = |at: usize| {
        let (start, c) = row[at];
        passage.tokens().iter().any(|token| token.span == Span::new(start, start + c.len_utf8()))
    };
    let mut best: Vec<(usize, &'static str, usize)> = Vec::new();
    for at in wrong.into_iter().filter(|at| alone(*at)) {
        let c = row[at].1;
        if let Some(before) = at.checked_sub(1).filter(|before| alone(*before)) {
            let with = words.by_first.get(&row[before].1).into_iter().flatten();
            let meant = with.filter(|(_, word, other)| {
                (reads(c, other) || looks_like(c, word, 1)) && word.chars().nth(1).is_some_and(|c| fits_behind(at, c))
            });
            best.extend(meant.map(|(rank, word, _)| (*rank, *word, before)));
        }
        if row.get(at + 1).is_some() && alone(at + 1) {
            let with = words.by_second.get(&row[at + 1].1).into_iter().flatten();
            let meant = with.filter(|(_, word, other)| {
                (reads(c, other) || looks_like(c, word, 0)) && word.chars().next().is_some_and(|c| fits_before(at, c))
            });
            best.extend(meant.map(|(rank, word, _)| (*rank, *word, at)));
        }
    }
    let (_, _, from) = *best.iter().min()?;
    best.retain(|(.., at)| *at == from);
    best.sort_unstable();
    best.dedup();
    best.truncate(3);
    let (end, last) = row[from + 1];
    let span = Span::new(row[from].0, end + last.len_utf8());
    let name = passage.tokens().iter().any(|token| token.span.overlaps(span) && is_name(passage, token));
    (!name && !passage.is_protected(span)).then(|| (span, best.into_iter().map(|(_, word, _)| word).collect()))
}

/// Whether it is a name of more than one letter: 清 is one of a person, and the beginning of 清査 as well.
fn is_name(passage: &Passage<'_>, token: &Token) -> bool {
    token.pos == Pos::ProperNoun && token.surface(passage.text).chars().nth(1).is_some()
}

/// What stands behind words, and how it is read.
const SUFFIXES: &[(char, &str)] = &[
    ('案', "あん"),
    ('員', "いん"),
    ('者', "しゃ"),
    ('書', "しょ"),
    ('局', "きょく"),
    ('所', "しょ"),
    ('会', "かい"),
    ('費', "ひ"),
    ('品', "ひん"),
    ('料', "りょう"),
    ('金', "きん"),
    ('率', "りつ"),
    ('量', "りょう"),
    ('数', "すう"),
    ('証', "しょう"),
    ('票', "ひょう"),
    ('表', "ひょう"),
    ('権', "けん"),
    ('性', "せい"),
    ('化', "か"),
    ('力', "りょく"),
    ('額', "がく"),
    ('課', "か"),
    ('長', "ちょう"),
    ('官', "かん"),
    ('士', "し"),
    ('師', "し"),
    ('場', "じょう"),
    ('館', "かん"),
    ('園', "えん"),
    ('院', "いん"),
    ('税', "ぜい"),
    ('制', "せい"),
    ('度', "ど"),
    ('日', "び"),
    ('法', "ほう"),
    ('署', "しょ"),
    ('線', "せん"),
    ('地', "ち"),
    ('物', "ぶつ"),
];

/// Kanji that make a name of nearly any word before them: 給付課, 市民賞, 初心者可.
const MAKES_NAMES: &str = "課館賞券圏可章犬生初家筋文賢側系型式形風流派軍隊団体群類種属綱界域帯層線機器具材剤値論学術策点面角室部局長員者会所署場\
                           園院校駅店社寺橋川山島港門堂亭荘碑像展祭戦杯展会期級段位番号版紙誌集録史詩歌曲劇画図譜";

/// A word of two kanji and one kanji more that stands behind it nowhere, where a suffix of the same reading does: 条例安 →
/// 条例案.
pub fn wrong_suffixes(passage: &Passage<'_>) -> Vec<(Span, String)> {
    let (text, words) = (passage.text, &*WORDS);
    let mut found = Vec::new();
    for pair in passage.tokens().windows(2) {
        let [word, last] = pair else { continue };
        let (stem, end) = (word.surface(text), last.surface(text));
        // Two kanji and one, of three bytes each.
        if stem.len() != 6 || end.len() != 3 || word.span.end != last.span.start {
            continue;
        }
        let (Some(before), Some(written)) = (stem.chars().next_back(), end.chars().next()) else { continue };
        let common = word.pos.is_noun() && word.pos != Pos::ProperNoun && word.is_known() && stem.chars().all(is_kanji);
        let may_stand = OF_NAMES.contains(written)
            || MAKES_NAMES.contains(written)
            || SUFFIXES.iter().any(|(suffix, _)| *suffix == written);
        let goes_on = text[last.span.end..].starts_with(is_kanji);
        if !common || !is_kanji(written) || may_stand || goes_on || is_seen(before, written) {
            continue;
        }
        let reads = |reading: &str| words.readings.get(&written).is_some_and(|all| all.contains(reading));
        let meant = SUFFIXES.iter().find(|(suffix, reading)| reads(reading) && is_seen(before, *suffix));
        let span = Span::new(word.span.start, last.span.end);
        if let Some((suffix, _)) = meant.filter(|_| !passage.is_protected(span)) {
            found.push((span, format!("{stem}{suffix}")));
        }
    }
    found
}

/// Half a word in kana that is right: the kanji is in no list, or the word is written so.
const HALVES_KEPT: &[&str] = &[
    "子ども",
    "家じゅう",
    "わが家",
    "わが国",
    "日ごと",
    "月ごと",
    "年ごと",
    "出えん",
    "発がん",
    "覚せい",
    "ただし書",
    "障がい",
    "改ざん",
    "ばい煙",
    "漏えい",
    "ひっ迫",
    "へき地",
    "あへん",
    "けん引",
    "研さん",
    "まん延",
    "ぜい弱",
    "抽せん",
    "狭あい",
    "あっ旋",
    "招へい",
    "てん末",
    "じん肺",
    "じん芥",
    "月よう",
    "火よう",
    "水よう",
    "木よう",
    "金よう",
    "土よう",
    "日よう",
    "明けん",
    "私ごと",
    "仕ごと",
    "何ごと",
    "人ごと",
    "家ごと",
    "話しよう",
    "見よう",
    "要かん",
    "せん定",
    "せん断",
    "し尿",
    "ろ過",
    "はく離",
    "ほう助",
    "ひと言",
    "ひと声",
    "ひと息",
    "ひと目",
    "ひと月",
    "ひと手間",
    "せっ盗",
    "つり銭",
];

/// How words with a kanji outside of 常用漢字表 are written: 発しん, でき水.
static CURES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../../assets/rules/ja-kanji-non-joyo.tsv").lines();
    let cures = lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').nth(1));
    cures.flat_map(|cell| cell.split('|')).collect()
});

/// Common words of two kanji of which one is written as it sounds: 郵そう, ゆう送. With the word.
pub fn halves(passage: &Passage<'_>) -> Vec<(Span, &'static str)> {
    let (words, text) = (&*WORDS, passage.text);
    let hiragana = |c: char| matches!(c, '\u{3041}'..='\u{3096}');
    let ends = |rest: &str| {
        rest.chars().next().is_none_or(|c| is_kanji(c) || "をがはにのでと、。すしさもへや・）「」".contains(c))
    };
    let begins = |before: &str| {
        before.chars().next_back().is_none_or(|c| c.is_whitespace() || "、。をがはにのでともやへ「（・".contains(c))
    };
    let mut found = Vec::new();
    for (at, kanji) in text.char_indices().filter(|(_, c)| is_kanji(*c)) {
        let behind = at + kanji.len_utf8();
        let (before, after) = (&text[..at], &text[behind..]);
        // 10日ごろ: behind a figure it counts something.
        let alone_before = !before.chars().next_back().is_some_and(|c| is_kanji(c) || c.is_numeric());
        let mut take = |span: Span, word: &'static str| {
            // 暖かい is a word, and no half of 暖海.
            // 原さん is a name, and no 原産.
            let called = word.ends_with('産')
                && "原林森関東西南北岡辻堀谷沢岸島浜泉旭桂橘榊楠柳梅桜菅秦宗城新平星湊".contains(kanji);
            let whole = passage.tokens().iter().any(|token| token.span == span && !token.pos.is_noun());
            let written = &text[span.range()];
            let kept = HALVES_KEPT.contains(&written) || CURES.contains(written);
            // 歩こう is no half of 歩行.
            let shall = written.ends_with('う')
                && passage.tokens().iter().any(|token| token.span.start == span.start && token.pos == Pos::Verb);
            if !whole && !kept && !called && !shall && stands_alone(passage, span) {
                found.push((span, word));
            }
        };
        // 郵そう
        let next = after.chars().next().filter(|c| alone_before && hiragana(*c));
        let cut = next.and_then(|next| words.kana_behind.get(&(kanji, next)));
        let word = cut.into_iter().flatten().find(|(_, other)| after.strip_prefix(other).is_some_and(ends));
        // 多いんです is no 多淫.
        let said = |other: &str| other == "いん" && after[other.len()..].starts_with(['で', 'だ', 'じ']);
        if let Some((word, other)) = word.filter(|(_, other)| !OWN_WORDS.contains(other) && !said(other)) {
            take(Span::new(at, behind + other.len()), word);
        }
        // ゆう送
        let last = before.chars().next_back().filter(|c| hiragana(*c));
        let cut = last.and_then(|last| words.kana_before.get(&(kanji, last)));
        let word = cut.into_iter().flatten().find(|(_, other)| before.strip_suffix(other).is_some_and(begins));
        // 事故のない国 is no 内国.
        let lacks = |other: &str| {
            other == "ない" && before[..before.len() - other.len()].ends_with(['の', 'が', 'は', 'も', 'で'])
        };
        if let Some((word, other)) = word.filter(|(_, other)| !lacks(other)) {
            take(Span::new(at - other.len(), behind), word);
        }
    }
    found
}

/// Whether no word of the dictionary reaches over either end: すい服 of 動きやすい服装 and ない内 of でない内容 are no halves of words.
fn stands_alone(passage: &Passage<'_>, span: Span) -> bool {
    let reaches_over = |at: usize| move |word: Span| word.start < at && at < word.end;
    let mut words = passage.tokens().iter().map(|token| token.span);
    !words.any(|word| reaches_over(span.start)(word) || reaches_over(span.end)(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_sounds_like_a_common_word_is_a_slip() {
        assert_eq!(meant('保', '語').first(), Some(&"保護"));
        assert_eq!(meant('元', '因').first(), Some(&"原因"));
        let found: Vec<Span> = pairs("個人情報の保語は、3万円を予防接取する。元因の").collect();
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn kanji_that_meet_are_listed_in_order() {
        for (first, behind) in SEEN.iter() {
            assert!(first.len_utf8() == 3 && behind.is_sorted(), "{first}");
        }
        assert!(is_seen('市', '民') && !is_seen('保', '語') && !is_seen('市', '𠮟'));
    }
}
