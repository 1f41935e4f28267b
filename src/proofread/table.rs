//! Word tables: the backbone of the spelling rules. A table is a TSV file an editor of words can read and mend.
//!
//! One line is one entry: `wrong<TAB>right<TAB>class<TAB>before<TAB>after`; the last three may be left out, `#` begins a
//! comment.
//!
//! - `wrong` may stand for all forms of a word: `頂~く` for 頂く, 頂か, 頂き, 頂いて … (`right` then has the same mark:
//!   `いただ~く`), `少な~い` for an adjective. `^` at its end asks for the verb: `取消~す^` is not 取消しの, `受付け^` is
//!   受付けて but not the noun.
//! - `right` may hold several cures divided by `|`; an empty one means: explain only.
//! - `class` is `safe` (the first cure may be applied unread), `ask`, or `keep`: the word is right, and nothing inside of
//!   it is flagged (習い事 among the words with 事). `!` after it raises the finding to an error, `?` lowers it to advice.
//! - `before` and `after` say what may stand beside the word, divided by `|`. A plain one must not stand there; of those
//!   that begin with `+`, one must. Each is text, in which `<漢>` is a kanji, `<ひ>` hiragana, `<カ>` katakana, `<数>` a
//!   figure, `<字>` any letter or figure, `<頭>` the beginning of a sentence, `<末>` the end of a sentence, line or
//!   bracket, `<て>` the て-form of a verb, `<御>` 御 or お with its noun, `<名>` what follows a noun.

use super::verbs;
use super::{Hits, Needs, Passage, Severity};
use crate::text::Span;
use std::sync::OnceLock;

/// One line of a table, or one form of it.
#[derive(Debug)]
pub struct Entry {
    /// What is flagged.
    pub wrong: String,
    /// Cures, the best first.
    pub right: Vec<String>,
    /// Whether the first cure may be applied unread.
    pub safe: bool,
    severity: Option<Severity>,
    keep: bool,
    before: Beside,
    after: Beside,
}

/// A table. Where its words stand it is told by the passage, which looks for those of all tables at once.
pub struct Table {
    lines: Vec<Line>,
}

/// One line. Its entries are made when its word is first met: a page meets few of them.
struct Line {
    source: &'static str,
    /// What all its entries begin with.
    stem: &'static str,
    entries: OnceLock<Vec<Entry>>,
}

impl Line {
    fn entries(&self) -> &[Entry] {
        self.entries.get_or_init(|| entries(self.source))
    }
}

impl Table {
    /// Reads a table. Lines that are no entry are left out; a test of the rules sees that there are none.
    pub fn new(source: &'static str) -> Self {
        let lines = source.lines().filter(|line| !line.starts_with('#')).filter_map(|source| {
            let (word, _) = source.split_once('\t')?;
            let stem = word.split('~').next().unwrap_or(word).trim_end_matches(['、', '^']);
            (!stem.trim().is_empty()).then(|| Line { source, stem, entries: OnceLock::new() })
        });
        Self { lines: lines.collect() }
    }

    /// What its words begin with, by whose places [`Table::find_in`] finds them.
    pub fn needs(&self) -> Needs {
        Needs::places(self.lines.iter().map(|line| line.stem.to_owned()).collect())
    }

    /// How many strings it needs.
    pub fn words(&self) -> usize {
        self.lines.len()
    }

    /// Every entry that stands in `passage`, longest first, none overlapping the one before it; for a rule whose
    /// [`Rule::needs`](super::Rule::needs) begin with the table's.
    pub fn find_in<'t>(&'t self, passage: &'t Passage<'_>) -> impl Iterator<Item = (Span, &'t Entry)> + 't {
        let text = passage.text;
        let written = |(number, stem): (usize, Span)| {
            let rest = text.get(stem.start..).unwrap_or_default();
            let entries = self.lines.get(number).map_or(&[][..], Line::entries);
            let stands = move |entry: &&'t Entry| rest.starts_with(&entry.wrong);
            let span = move |entry: &'t Entry| (Span::new(stem.start, stem.start + entry.wrong.len()), entry);
            entries.iter().filter(stands).map(span)
        };
        chosen(text, passage.places().flat_map(written))
    }

    /// Flags every entry outside of protected names.
    pub fn flag(&self, passage: &Passage<'_>, hits: &mut Hits) {
        for (span, entry) in self.find_in(passage) {
            if !passage.is_protected(span) {
                entry.flag(span, hits);
            }
        }
    }
}

/// Those of `found` that `text` allows beside themselves, without what is part of a longer word or of a kept one.
fn chosen<'t>(text: &str, found: impl Iterator<Item = (Span, &'t Entry)>) -> std::vec::IntoIter<(Span, &'t Entry)> {
    let mut found: Vec<(Span, &Entry)> = found.filter(|(span, entry)| entry.stands(text, *span)).collect();
    if found.len() > 1 {
        let kept: Vec<Span> = found.iter().filter(|(_, e)| e.keep).map(|(span, _)| *span).collect();
        let inside = |span: Span, kept: &Span| {
            kept.overlaps(span) && !(span.start <= kept.start && kept.end <= span.end && span.len() > kept.len())
        };
        found.retain(|(span, e)| e.keep || !kept.iter().any(|k| inside(*span, k)));
        // The longest word wins: 予定通り before 通り.
        found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    }
    let mut next = 0;
    found.retain(|(span, entry)| {
        let stands = !entry.keep && span.start >= next;
        if stands {
            next = span.end;
        }
        stands
    });
    found.into_iter()
}

/// The entries of one line: one, or one for each form.
fn entries(line: &'static str) -> Vec<Entry> {
    let mut cells = line.split('\t');
    let (Some(wrong), Some(right)) = (cells.next(), cells.next()) else { return Vec::new() };
    let (class, before, after) = (cells.next().unwrap_or("ask"), cells.next(), cells.next());
    let severity = match class.chars().last() {
        Some('!') => Some(Severity::Error),
        Some('?') => Some(Severity::Info),
        _ => None,
    };
    let class = class.trim_end_matches(['!', '?']);
    // A comma at the end of both is what must follow.
    let comma = wrong.ends_with('、');
    let wrong = wrong.trim_end_matches('、');
    let rights: Vec<&str> = right.split('|').map(|s| s.trim_end_matches('、')).filter(|s| !s.is_empty()).collect();
    let entry = |wrong: String, right: Vec<String>, needs: &[&str]| {
        let mut after = Beside::new(after.unwrap_or_default());
        after.needs.extend((!needs.is_empty()).then(|| needs.iter().map(|s| Near::new(s)).collect()));
        after.needs.extend(comma.then(|| vec![Near::new("、")]));
        Entry {
            wrong,
            right,
            safe: class == "safe",
            severity,
            keep: class == "keep",
            before: Beside::new(before.unwrap_or_default()),
            after,
        }
    };
    let verbal = wrong.ends_with('^');
    let wrong = wrong.trim_end_matches('^');
    let whole = || rights.iter().map(|r| (*r).to_owned()).collect();
    match wrong.split_once('~') {
        None if wrong.is_empty() => Vec::new(),
        None => vec![entry(wrong.to_owned(), whole(), if verbal { verbs::ICHIDAN } else { &[] })],
        Some((stem, ending)) => verbs::forms(ending, verbal)
            .unwrap_or_default()
            .into_iter()
            .enumerate()
            .flat_map(|(number, form)| {
                let right = rights.iter().map(|r| match r.split_once('~') {
                    Some((stem, _)) => format!("{stem}{}", form.end),
                    None => (*r).to_owned(),
                });
                let right: Vec<String> = right.collect();
                let written = format!("{stem}{}", form.end);
                // 水筒を持歩き、: with its object before it, the 連用形 is the verb as well.
                let goes_on = (verbal && number == 1).then(|| {
                    let mut entry = entry(written.clone(), right.clone(), &["、"]);
                    entry.before.needs.push(vec![Near::new("を")]);
                    entry
                });
                [Some(entry(written, right, form.before)), goes_on].into_iter().flatten().collect::<Vec<_>>()
            })
            .collect(),
    }
}

impl Entry {
    fn stands(&self, text: &str, span: Span) -> bool {
        self.before.allows(|near| near.ends(&text[..span.start]))
            && self.after.allows(|near| near.begins(&text[span.end..]))
    }

    /// Points at `span` with this entry's cures.
    pub fn flag(&self, span: Span, hits: &mut Hits) {
        let hit = hits.at(span);
        if let Some(severity) = self.severity {
            hit.severity(severity);
        }
        for (index, right) in self.right.iter().enumerate() {
            if self.safe && index == 0 {
                hit.safe(right.as_str());
            } else {
                hit.ask(right.as_str());
            }
        }
    }
}

/// What may stand on one side of a word.
#[derive(Debug)]
struct Beside {
    /// None of these.
    never: Vec<Near>,
    /// Of each group, one.
    needs: Vec<Vec<Near>>,
}

impl Beside {
    fn new(cell: &'static str) -> Self {
        let list = || cell.split('|').filter(|s| !s.is_empty());
        let needs: Vec<Near> = list().filter_map(|s| s.strip_prefix('+')).map(Near::new).collect();
        let never = list().filter(|s| !s.starts_with('+')).map(Near::new).collect();
        Self { never, needs: if needs.is_empty() { Vec::new() } else { vec![needs] } }
    }

    fn allows(&self, stands: impl Fn(&Near) -> bool) -> bool {
        self.needs.iter().all(|group| group.iter().any(&stands)) && !self.never.iter().any(&stands)
    }
}

/// Text and classes of characters in a row.
#[derive(Debug)]
struct Near(Vec<Part>);

#[derive(Debug)]
enum Part {
    Text(String),
    Class(char),
}

impl Near {
    fn new(source: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = source;
        while !rest.is_empty() {
            let class = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
            if let Some((name, tail)) = class {
                parts.extend(name.chars().next().map(Part::Class));
                rest = tail;
            } else {
                let end = rest.find('<').unwrap_or(rest.len());
                parts.push(Part::Text(rest[..end].to_owned()));
                rest = &rest[end..];
            }
        }
        Self(parts)
    }

    /// Whether `text` begins with it.
    fn begins(&self, mut text: &str) -> bool {
        self.0.iter().all(|part| {
            let rest = match part {
                Part::Text(words) => text.strip_prefix(words.as_str()),
                Part::Class('末') => ends_here(text).then_some(text),
                Part::Class('名') => follows_noun(text).then_some(text),
                Part::Class(class) => text.chars().next().filter(|c| is(*class, *c)).map(|c| &text[c.len_utf8()..]),
            };
            text = rest.unwrap_or(text);
            rest.is_some()
        })
    }

    /// Whether `text` ends with it.
    fn ends(&self, mut text: &str) -> bool {
        self.0.iter().rev().all(|part| {
            let rest = match part {
                Part::Text(words) => text.strip_suffix(words.as_str()),
                Part::Class('頭') => begins_here(text).then_some(text),
                Part::Class('て') => ends_in_te(text).then_some(text),
                Part::Class('御') => ends_in_polite(text).then_some(text),
                // 風が直接当る: an adverb is no part of the word.
                Part::Class('漢') if ADVERBS.iter().any(|word| text.ends_with(word)) || ends_in_count(text) => None,
                Part::Class(class) => {
                    text.chars().next_back().filter(|c| is(*class, *c)).map(|c| &text[..text.len() - c.len_utf8()])
                }
            };
            text = rest.unwrap_or(text);
            rest.is_some()
        })
    }
}

/// Adverbs that end in a kanji and stand before verbs.
const ADVERBS: &[&str] = &[
    "直接", "一度", "再度", "今回", "前回", "次回", "毎日", "毎年", "毎月", "毎回", "当時", "最近", "近年", "今後",
    "従来", "一部", "全部", "随時", "常時", "適宜", "順次", "先日", "昨年", "今年", "翌日", "翌年", "当日", "以前",
    "以後", "結局", "実際", "大変", "若干", "現在", "将来", "万一", "大体", "普段", "日頃", "一緒", "一斉", "全員",
    "各自", "何度", "数回", "自分",
];

/// 14件起りました: a count is no part of the word either.
fn ends_in_count(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next().is_some_and(|c| "件人回個枚台名戸棟頭匹本校社基隻羽冊割度".contains(c))
        && back.next().is_some_and(|c| c.is_ascii_digit() || matches!(c, '０'..='９'))
}

/// A character written in kanji.
pub fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '々' | '〆')
}

fn is(class: char, c: char) -> bool {
    match class {
        '漢' => is_kanji(c),
        'ひ' => matches!(c, '\u{3041}'..='\u{309F}'),
        'カ' => matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー'),
        '数' => c.is_ascii_digit() || matches!(c, '０'..='９') || "一二三四五六七八九十百千万億数何".contains(c),
        '字' => c.is_alphanumeric(),
        _ => false,
    }
}

/// Whether a sentence begins behind `text`: there is nothing since the last one but spaces, brackets and numbers.
pub fn begins_here(text: &str) -> bool {
    let from =
        text.rfind(['。', '！', '？', '\n']).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    text[from..].chars().all(|c| c.is_whitespace() || c.is_numeric() || "「『（()）)・.．＊*○●◆■□①-".contains(c))
}

fn ends_here(text: &str) -> bool {
    text.chars().next().is_none_or(|c| c.is_whitespace() || "。）)」』！？!?・：:／/｜|".contains(c))
}

/// Words in て that are no verb before 頂く or 来る: 併せて, について.
const NOT_VERBS: &[&str] = &[
    "対して",
    "ついて",
    "関して",
    "よって",
    "として",
    "際して",
    "にて",
    "全て",
    "すべて",
    "初めて",
    "はじめて",
    "改めて",
    "併せて",
    "あわせて",
    "極めて",
    "きわめて",
    "決して",
    "至って",
    "追って",
    "従って",
    "したがって",
    "通じて",
    "当たって",
    "伴って",
    "先立って",
    "加えて",
    "応じて",
    "基づいて",
    "にかけて",
    "おいて",
    "もって",
    "わたって",
    "経て",
    "強いて",
    "辛うじて",
    "果たして",
    "かえって",
    "かねて",
    "限って",
    "巡って",
    "めぐって",
    "代わって",
    "とって",
    "うちで",
    "向けて",
    "沿って",
    "さて",
    "なくて済んで",
    "次いで",
    "ついで",
    "当てて",
    "宛てて",
    "挙げて",
    "同じくて",
    "先駆けて",
    "除いて",
    "続いて",
    "とりたてて",
    "一人で",
    "いて頂いて",
];

fn ends_in_te(text: &str) -> bool {
    let te = text.ends_with('て') || text.ends_with("んで") || text.ends_with("いで");
    te && !NOT_VERBS.iter().any(|word| text.ends_with(word))
}

/// 御協力, お待ち, ご覧になり … at the end of `text`.
fn ends_in_polite(text: &str) -> bool {
    let (mut seen, mut read) = (0, 0);
    for c in text.chars().rev() {
        match c {
            // すごくたくさん is no ごくたくさん.
            'ご' if text[..text.len() - read - c.len_utf8()].ends_with('す') => return false,
            '御' | 'ご' | 'お' if seen > 0 => return true,
            'を' | 'が' | 'は' | 'も' | 'に' | 'で' | 'と' | 'の' | 'へ' => return false,
            c if is_kanji(c) || is('ひ', c) => seen += 1,
            _ => return false,
        }
        read += c.len_utf8();
        if seen > 7 {
            return false;
        }
    }
    false
}

/// Whether the word before `text` is used as a noun: a particle follows, another noun, or nothing.
fn follows_noun(text: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "が",
        "を",
        "の",
        "は",
        "も",
        "へ",
        "と",
        "や",
        "に",
        "から",
        "まで",
        "より",
        "など",
        "なし",
        "です",
        "であ",
        "でき",
        "で、",
        "だけ",
        "だ。",
        "のみ",
        "ごと",
        "につい",
        "および",
        "または",
        "での",
        "では",
        "でも",
        "とし",
        "か。",
        "ほか",
    ];
    const NOT_NOUNS: &[char] =
        &['始', '続', '直', '終', '過', '合', '込', '得', '切', '難', '易', '頂', '下', '致', '様', '願'];
    let Some(c) = text.chars().next() else { return true };
    PARTICLES.iter().any(|p| text.starts_with(p))
        || ends_here(text)
        || c == '（'
        || c == '等'
        || is_kanji(c) && !NOT_NOUNS.contains(&c)
        || is('カ', c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(table: &'static str, text: &str) -> Vec<String> {
        let table = Table::new(table);
        let places = table.lines.iter().flat_map(Line::entries).flat_map(|entry| {
            text.match_indices(&entry.wrong).map(move |(at, word)| (Span::new(at, at + word.len()), entry))
        });
        let found: Vec<String> =
            chosen(text, places).map(|(span, e)| format!("{}→{}", &text[span.range()], e.right.join("|"))).collect();
        found
    }

    #[test]
    fn one_line_stands_for_all_forms() {
        let table = "頂~く\tいただ~く\tsafe\t+<て>|+<御>";
        assert_eq!(found(table, "送って頂き、御覧頂いた。"), ["頂き→いただき", "頂い→いただい"]);
        assert_eq!(found(table, "御意見を頂き、について頂いた。山頂。"), [""; 0]);
    }

    #[test]
    fn the_longest_word_wins_and_kept_words_are_left_alone() {
        let table = "通り\tとおり\task\t<漢>\n予定通り\t予定どおり\tsafe\nの通り抜け\t\tkeep";
        assert_eq!(found(table, "次の通り、予定通り。この通り抜け。"), ["通り→とおり", "予定通り→予定どおり"]);
    }

    #[test]
    fn every_line_of_a_table_is_an_entry() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/rules");
        let mut problems = Vec::new();
        for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
            // The other tables hold patterns, or words for one rule alone.
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let families = ["kana", "kanji", "katakana", "okurigana", "redundant", "term", "typo", "variant"];
            if !families.iter().any(|family| name.starts_with(&format!("ja-{family}-"))) {
                continue;
            }
            for line in std::fs::read_to_string(&file).unwrap().lines().filter(|line| !line.starts_with('#')) {
                let cells: Vec<&str> = line.split('\t').collect();
                let class = cells.get(2).map_or("ask", |class| class.trim_end_matches(['!', '?']));
                let sound = (2..=5).contains(&cells.len())
                    && !cells[0].is_empty()
                    && ["safe", "ask", "keep", ""].contains(&class)
                    && !cells[1].split('|').any(|right| right == cells[0])
                    && cells[0]
                        .split_once('~')
                        .is_none_or(|(_, e)| verbs::forms(e.trim_end_matches('^'), false).is_some());
                if !sound {
                    problems.push(format!("{}: {line}", file.display()));
                }
            }
        }
        assert!(problems.is_empty(), "these lines are no entries:\n{}", problems.join("\n"));
    }

    #[test]
    fn a_verb_is_told_from_its_noun() {
        let table = "取消~す^\t取り消~す\tsafe\n受付け^\t受け付け\tsafe";
        assert_eq!(found(table, "取消しの申請、取消した、受付ける、受付けの"), ["取消し→取り消し", "受付け→受け付け"]);
    }
}
