//! Figures in lines: 机　8台, 棚　2台, 合計　10台; shares of one whole, one a line; 次の3団体 and the lines below.

use super::calc_total::is_partial;
use crate::proofread::japanese::is_numbered;
use crate::proofread::quantities::{Measure, like};
use crate::proofread::{Hits, Note, Noted, Passage, Whole};
use crate::text::facts::{Decimal, Fact, Kind, Value};
use crate::text::{Span, facts};
use regex::Regex;
use std::sync::LazyLock;

/// A label and a count behind it. The word of a row is its unit and its amount.
const ROW: u8 = 0;
/// The sum of the rows above it.
const TOTAL: u8 = 1;
/// A label and a share behind it.
const SHARE: u8 = 2;
/// A line that says what the shares below are.
const SHARES: u8 = 3;
/// 次の3団体: how many lines are announced.
const ANNOUNCED: u8 = 4;
/// A line with an item's number or mark.
const ITEM: u8 = 5;
/// A row that is part of the one above it.
const INNER: u8 = 6;
/// What is left of the row before the last.
const REST: u8 = 7;
/// Counts that a line lists, added up.
const PARTS: u8 = 8;
/// A line that is no more than a sum.
const SUMMED: u8 = 9;

/// What rules of sums want to know of a line.
pub fn note_sum(passage: &Passage<'_>, notes: &mut Vec<Note>) {
    let text = passage.text;
    let line = text.trim();
    summed(passage, notes);
    if line.ends_with('。') || line.contains('。') {
        announced(passage, notes);
        if is_numbered(line) {
            notes.push(Note { span: Span::new(0, text.len()), kind: ITEM, word: String::new() });
        }
        return;
    }
    if is_numbered(line) {
        notes.push(Note { span: Span::new(0, text.len()), kind: ITEM, word: String::new() });
    }
    if line.chars().count() > 40 {
        return;
    }
    let (one, sum_behind) = match passage.quantities() {
        [one] => (one, None),
        // 電動ベッド　4台（合計26台）: the last row, and the sum of all.
        [one, total] if SUM_OF_ALL.contains(&one.after) && total.after.starts_with(['）', ')']) => (one, Some(total)),
        // 東山団地　4戸（3団地の合計9戸）
        [one, _, total]
            if one.after == "（" && total.before.ends_with("の合計") && total.after.starts_with(['）', ')']) =>
        {
            (one, Some(total))
        }
        // 浜通り団地　1戸　　合計6戸
        [one, total] if one.after.trim() == "合計" && one.after != "合計" && total.after.trim().is_empty() => {
            (one, Some(total))
        }
        _ => return,
    };
    // 医療分　年額214,600円
    let before = ["年額", "月額", "日額"].iter().find_map(|of| one.before.strip_suffix(of)).unwrap_or(one.before);
    let label = before.trim_matches([' ', '　', '：', ':', '・', '…', '\t', '○', '-', '－', '―', '‥']);
    let label = label.trim_start_matches(|c: char| c.is_numeric() || "()（）.．　 アイウエオカキクケコ".contains(c));
    let behind = one.after.trim();
    let bare = behind.is_empty()
        || sum_behind.is_some()
        || behind.starts_with(['（', '(', '／', '｜']) && !behind.contains(['%', '％']);
    // Its label stands apart from it, or is a sum's.
    let apart = before.ends_with([' ', '　', '：', ':', '\t', '…', '‥', '｜', '|']);
    let total = label.ends_with("合計")
        || label.ends_with("総計")
        || label == "計"
        || label.ends_with("総額")
        || label.ends_with("総数")
        || label.strip_suffix('計').is_some_and(|rest| rest.ends_with([' ', '　', '小', '分']));
    if one.measure != Measure::Count || label.is_empty() || !bare || !(apart || total) || one.loose {
        return;
    }
    let inner = ["うち", "（うち", "内、", "再掲", "参考", "前年", "昨年", "平均", "定員", "延べ", "目標", "上限"]
        .iter()
        .any(|words| label.contains(words));
    let kind = match () {
        () if inner => INNER,
        () if ["残額", "差引", "差引き", "差引額", "差引残額", "不用額", "残り", "差引残高"].contains(&label) => {
            REST
        }
        () if total => TOTAL,
        () => ROW,
    };
    notes.push(Note { span: one.span, kind, word: format!("{}\u{0}{}\u{0}{label}", one.amount, one.unit) });
    if let Some(total) = sum_behind.filter(|total| !total.loose) {
        let word = format!("{}\u{0}{}\u{0}合計", total.amount, total.unit);
        notes.push(Note { span: total.span, kind: TOTAL, word });
    }
}

/// What stands between the last row and the sum of all in brackets behind it.
const SUM_OF_ALL: [&str; 8] =
    ["（合計", "（計", "（合計で", "（全部で", "（全体で", "（合わせて", "（総計", "（合計　"];

/// ひばり団地は4部屋、さくら団地は3部屋です, and in a line of its own: 合わせて7部屋です. A line that says no more than a sum is
/// noted as one, the counts of a line that might be its parts added up.
fn summed(passage: &Passage<'_>, notes: &mut Vec<Note>) {
    static SUM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^[・※○●（]?(?:(?:合わせて|あわせて|併せて|合計|合計で|全部で|全体で)(?:は|、)?[ 　]?)[^、]{1,12}?(?:です|になります|となります|である|となる|を予定しています|あります)?。?）?$")
            .expect("the pattern is sound")
    });
    let line = passage.text.trim();
    match passage.quantities() {
        [sum] if sum.measure == Measure::Count && !sum.loose && line.ends_with('。') && SUM.is_match(line) => {
            notes.push(Note {
                span: sum.span,
                kind: SUMMED,
                word: format!("{}\u{0}{}\u{0}合計", sum.amount, sum.unit),
            });
        }
        parts @ [first, second, ..] => {
            let alike = parts.iter().all(|part| part.is_like(first) && !part.loose && !part.before.is_empty());
            let listed = parts[1..].iter().all(|part| part.before.starts_with(['、', '，', 'と', '・', '。']));
            // A line with a sum of its own is added up there.
            let summed = ["計", "合わせ", "あわせ", "併せ", "全部", "全体"].iter().any(|words| line.contains(words));
            if alike && listed && !summed && second.sentence == first.sentence && !is_partial(line, &[]) {
                let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.plus(part.amount));
                let span = Span::new(first.span.start, parts[parts.len() - 1].span.end);
                notes.extend(sum.map(|sum| Note { span, kind: PARTS, word: format!("{sum}\u{0}{}\u{0}", first.unit) }));
            }
        }
        _ => {}
    }
}

/// Whether the line above a sum, or the rows above it, make it.
fn sum_of_parts(whole: &Whole<'_>, notes: &[Noted<'_>], index: usize, hits: &mut Hits) {
    let total = &notes[index];
    let above = |note: &&Noted<'_>| matches!(note.kind, PARTS | ROW) && note.paragraph + 1 == total.paragraph;
    match notes[..index].iter().rev().find(above) {
        Some(parts) if parts.kind == PARTS => {
            let (Some((said, unit, _)), Some((right, other, _))) = (parsed(total.word), parsed(parts.word)) else {
                return;
            };
            if unit == other && said != right {
                point(whole, total, right, hits);
            }
        }
        Some(_) => rows_above(whole, notes, index, hits),
        None => {}
    }
}

fn point(whole: &Whole<'_>, total: &Noted<'_>, right: Decimal, hits: &mut Hits) {
    let words = like(&whole.words(total.span), right);
    let hit = hits.at(total.span).arg("sum", words.clone().unwrap_or_else(|| right.to_string()));
    if let Some(words) = words {
        hit.ask(words);
    }
}

/// What the rule of shares wants to know of a line.
pub fn note_share(passage: &Passage<'_>, notes: &mut Vec<Note>) {
    static HEAD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:構成比|構成割合|内訳|(?:別|回答|賛否)の?割合|割合の内訳|比率)(?:（.{0,12}）)?$")
            .expect("the pattern is sound")
    });
    let text = passage.text;
    let line = text.trim_end();
    if line.contains('。') || line.chars().count() > 40 {
        return;
    }
    let read = passage.quantities();
    match read {
        // 5日以上1か月未満　46％: figures of the label count nothing.
        [label @ .., one]
            if one.measure == Measure::Share
                && label.iter().all(|figure| figure.measure == Measure::Count)
                && one.after.trim().is_empty()
                && one.before.ends_with([' ', '　', '：', ':', '\t']) =>
        {
            notes.push(Note {
                span: one.span,
                kind: SHARE,
                word: format!("{}\u{0}{}", one.amount, text[..one.span.start].trim()),
            });
        }
        [] if HEAD.is_match(line) && !line.contains("複数") => {
            notes.push(Note { span: Span::at(0), kind: SHARES, word: String::new() });
        }
        _ => {}
    }
}

/// 次の3団体に交付する。
fn announced(passage: &Passage<'_>, notes: &mut Vec<Note>) {
    static NEXT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:次|以下|下記)の(?P<n>[0-9０-９]{1,2}|[二三四五六七八九])(?P<unit>つ(?:の[\\p{Han}]{1,4})?|点|項目|か所|者|[\\p{Han}]{1,3}?)(?:に|を|と|が|で|の|へ|は|から|です|である|とする|、|。)").expect("the pattern is sound")
    });
    let text = passage.text;
    if !["次の", "以下の", "下記の"].iter().any(|words| text.contains(words)) {
        return;
    }
    let mut all = NEXT.captures_iter(text);
    let (Some(caught), None) = (all.next(), all.next()) else { return };
    let (Some(n), Some(unit)) = (caught.name("n"), caught.name("unit")) else { return };
    let not = ["人", "名", "日", "月", "年", "時", "分", "日間", "年間", "週", "条", "号", "項", "回目", "円"];
    let last = text.trim_end().rfind('。').map_or(0, |at| text[..at].rfind('。').map_or(0, |at| at));
    if not.contains(&unit.as_str()) || n.start() < last && text.matches('。').count() > 1 {
        return;
    }
    // 三つ is one; 三日 is a day.
    if !n.as_str().starts_with(char::is_numeric) && !unit.as_str().starts_with('つ') {
        return;
    }
    let said = facts::find(&format!("{}件", n.as_str())).first().map(|fact| fact.value.clone());
    let Some(Value::Number { amount, .. }) = said else { return };
    let unit_end = if unit.as_str().starts_with('つ') { unit.start() + 'つ'.len_utf8() } else { unit.end() };
    notes.push(Note { span: Span::new(n.start(), unit_end), kind: ANNOUNCED, word: amount.to_string() });
}

fn parsed(word: &str) -> Option<(Decimal, &str, &str)> {
    let mut pieces = word.split('\u{0}');
    let (amount, unit, label) = (pieces.next()?, pieces.next()?, pieces.next().unwrap_or(""));
    let (whole, places) = amount.split_once('.').unwrap_or((amount, ""));
    let digits: i128 = format!("{whole}{places}").parse().ok()?;
    Some((Decimal::new(digits, u32::try_from(places.len()).ok()?), unit, label))
}

/// Sums of the rows above them, and how many lines were announced.
pub fn judge_sums(whole: &Whole<'_>, id: &str, hits: &mut Hits) {
    let notes = whole.notes(id);
    for (index, total) in notes.iter().enumerate() {
        match total.kind {
            TOTAL => rows_above(whole, notes, index, hits),
            SUMMED => sum_of_parts(whole, notes, index, hits),
            REST => rest_of_rows(whole, notes, index, hits),
            ANNOUNCED => lines_below(whole, notes, index, hits),
            _ => {}
        }
    }
}

fn rows_above(whole: &Whole<'_>, notes: &[Noted<'_>], index: usize, hits: &mut Hits) {
    let total = &notes[index];
    let Some((said, unit, label)) = parsed(total.word) else { return };
    let mut rows: Vec<Decimal> = Vec::new();
    let mut subtotals: Vec<Decimal> = Vec::new();
    let mut with_inner = Decimal::ZERO;
    let mut paragraph = total.paragraph;
    for note in notes[..index].iter().rev().filter(|note| matches!(note.kind, ROW | TOTAL | INNER)) {
        // The sum may stand in the line of the last row.
        if note.paragraph + 1 != paragraph && !(note.paragraph == paragraph && rows.is_empty()) {
            break;
        }
        paragraph = note.paragraph;
        let Some((amount, other, name)) = parsed(note.word) else { return };
        if is_partial(name, &[]) && note.kind != INNER {
            return;
        }
        match note.kind {
            TOTAL if name.ends_with("小計") && !label.ends_with("小計") => subtotals.push(amount),
            TOTAL => break,
            _ if other != unit => return,
            INNER => with_inner = with_inner.plus(amount).unwrap_or(with_inner),
            _ => rows.push(amount),
        }
    }
    let sum = |all: &[Decimal]| all.iter().try_fold(Decimal::ZERO, |sum, amount| sum.plus(*amount));
    let Some(right) = sum(&rows) else { return };
    let fits = right == said
        || right.plus(with_inner) == Some(said)
        || subtotals.len() > 1 && sum(&subtotals) == Some(said)
        || (2..rows.len()).any(|n| sum(&rows[..n]) == Some(said));
    if rows.len() > 1 && !fits {
        let written = whole.words(total.span);
        let words = like(&written, right);
        let hit = hits.at(total.span).arg("sum", words.clone().unwrap_or_else(|| right.to_string()));
        if let Some(words) = words.filter(|_| subtotals.is_empty()) {
            hit.ask(words);
        }
    }
}

/// 予算額　500万円, 執行額　420万円, 残額　80万円
fn rest_of_rows(whole: &Whole<'_>, notes: &[Noted<'_>], index: usize, hits: &mut Hits) {
    let rows: Vec<&Noted<'_>> = notes[..index].iter().filter(|note| matches!(note.kind, ROW | TOTAL | INNER)).collect();
    let [.., first, second] = rows.as_slice() else { return };
    let rest = &notes[index];
    let above = rows.iter().filter(|row| row.paragraph + 3 == rest.paragraph).count();
    if second.paragraph + 1 != rest.paragraph || first.paragraph + 2 != rest.paragraph || above > 0 {
        return;
    }
    let (Some(from), Some(taken), Some(left)) = (parsed(first.word), parsed(second.word), parsed(rest.word)) else {
        return;
    };
    let right = from.0.plus(taken.0.negative());
    if let Some(right) = right
        && from.1 == left.1
        && taken.1 == left.1
        && right != left.0
    {
        point(whole, rest, right, hits);
    }
}

fn lines_below(whole: &Whole<'_>, notes: &[Noted<'_>], index: usize, hits: &mut Hits) {
    let announced = &notes[index];
    let Ok(said) = announced.word.parse::<usize>() else { return };
    let mut lines = Vec::new();
    for note in notes[index + 1..].iter().filter(|note| note.kind == ITEM) {
        if note.paragraph != announced.paragraph + 1 + lines.len() {
            break;
        }
        lines.push(whole.words(note.span));
    }
    // All of one level: 1, 2, 3 or ・.
    let mark = |line: &str| {
        let first = line.trim_start().chars().next().unwrap_or(' ');
        if first.is_numeric() { '1' } else { first }
    };
    let numbers: Vec<String> =
        lines.iter().map(|line| line.trim_start().chars().take_while(|c| c.is_numeric()).collect()).collect();
    let in_order = numbers.iter().enumerate().all(|(at, n)| {
        n.is_empty()
            || *n == (at + 1).to_string()
            || n.chars().next() == char::from_u32('０' as u32 + at as u32 + 1)
            || n.chars().next() == char::from_u32('①' as u32 + at as u32)
    });
    let indent = |line: &str| line.len() - line.trim_start().len();
    let alike = lines.windows(2).all(|two| mark(&two[0]) == mark(&two[1]) && indent(&two[0]) == indent(&two[1]));
    if lines.len() > 1
        && said != lines.len()
        && alike
        && in_order
        && !lines.iter().any(|l| l.contains("ほか") || l.contains("など"))
    {
        let written = whole.words(announced.span);
        let unit: String = written.chars().skip_while(|c| c.is_numeric()).collect();
        hits.at(announced.span).arg("sum", format!("{}{unit}", lines.len())).ask(format!("{}{unit}", lines.len()));
    }
}

/// Shares of one whole, one a line, that do not make a hundred.
pub fn judge_shares(whole: &Whole<'_>, id: &str, hits: &mut Hits) {
    let notes = whole.notes(id);
    let mut at = 0;
    while at < notes.len() {
        let head = notes[at].kind == SHARES;
        let start = if head { at + 1 } else { at };
        let mut end = start;
        while end < notes.len()
            && notes[end].kind == SHARE
            && (end == start && (!head || notes[end].paragraph == notes[at].paragraph + 1)
                || end > start && notes[end].paragraph == notes[end - 1].paragraph + 1)
        {
            end += 1;
        }
        let rows: Vec<(Decimal, &str)> = notes[start..end]
            .iter()
            .filter_map(|note| parsed(note.word).map(|(amount, label, _)| (amount, label)))
            .collect();
        let total = |label: &str| label.ends_with('計') || label.ends_with("総数");
        let parts: Vec<&(Decimal, &str)> = rows.iter().filter(|(_, label)| !total(label)).collect();
        let rest = parts.iter().any(|(_, label)| {
            ["その他", "無回答", "分からない", "わからない", "不明", "無効"].iter().any(|words| label.contains(words))
        });
        let inner = rows.iter().any(|(_, label)| label.contains("うち"));
        // 計　100％
        let whole = rows.iter().any(|(amount, label)| total(label) && *amount == Decimal::from(100));
        if parts.len() > 2 && (head || rest || whole) && !inner {
            let sum: f64 = parts.iter().map(|(amount, _)| amount.to_f64()).sum();
            let places = parts.iter().map(|(amount, _)| amount.places()).min().unwrap_or(0);
            let slack = parts.len() as f64 * 0.5 * 10f64.powi(-i32::try_from(places).unwrap_or(0));
            if (sum - 100.0).abs() > slack + 1e-9 && (80.0..=125.0).contains(&sum) {
                let span = Span::new(notes[start].span.start, notes[end - 1].span.end);
                hits.at(span).arg("right", "100％");
            }
        }
        at = end.max(at + 1);
    }
}

/// 5月8日、15日、22日の4回: days in a row and how many they are said to be.
pub fn days(passage: &Passage<'_>, hits: &mut Hits) {
    static SAID: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(?:（[^）]{1,6}）|\\([^)]{1,6}\\))?の(?:全|計|合計)?(?P<n>[0-9０-９]{1,2}|[二三四五六七八九十])(?P<unit>日間|日程|日|回|会場)(?:で|に|、|。|と|を|の|開|行|実|です|$)")
            .expect("the pattern is sound")
    });
    let text = passage.text;
    let days: Vec<&Fact> = passage.facts().iter().filter(|f| f.kind == Kind::Date).collect();
    let mut run: Vec<&Fact> = Vec::new();
    for (index, day) in days.iter().enumerate() {
        let Value::Day(said) = day.value else { continue };
        if said.day.is_none() {
            run.clear();
            continue;
        }
        let tied = run.last().is_some_and(|last| {
            let between = text.get(last.span.end..day.span.start).unwrap_or("。");
            let between: String = strip_brackets(between);
            matches!(between.as_str(), "、" | "・" | "と" | "及び" | "，" | "並びに")
        });
        if !tied {
            run.clear();
        }
        run.push(*day);
        let goes_on = days.get(index + 1).is_some_and(|next| next.span.start < day.span.end + 12);
        let Some(caught) = SAID.captures(&text[day.span.end..]) else { continue };
        if run.len() < 2 || goes_on && caught.name("n").is_none() {
            continue;
        }
        let number =
            caught["n"].chars().all(|c| c.is_ascii_digit()).then(|| caught["n"].parse::<usize>().ok()).flatten();
        let number = number.or_else(|| "〇一二三四五六七八九十".chars().position(|c| caught["n"].starts_with(c)));
        if let (Some(n), Some(unit), Some(said)) = (caught.name("n"), caught.name("unit"), number)
            && said != run.len()
            && said > 1
            && said.abs_diff(run.len()) <= 2
        {
            let span = Span::new(n.start(), unit.end()).shift(day.span.end);
            let right = format!("{}{}", run.len(), unit.as_str());
            hits.at(span).arg("sum", right.clone()).ask(right);
        }
    }
}

fn strip_brackets(words: &str) -> String {
    let mut depth = 0;
    words
        .chars()
        .filter(|c| {
            match c {
                '（' | '(' => depth += 1,
                '）' | ')' => {
                    depth -= 1;
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// 3者（青葉建設株式会社及び有限会社川辺土木）: a count and the names in brackets behind it.
pub fn names(passage: &Passage<'_>, hits: &mut Hits) {
    static LIST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?P<n>[0-9０-９]{1,2})(?P<unit>者|[\\p{Han}]{1,3}|か所|か国|か国語|つ|グループ|コース|チーム|クラブ|ブロック|エリア|サークル|タイプ|テーマ|ルート)(?:（(?P<list>[^（）0-9０-９。]{3,80})）)")
            .expect("the pattern is sound")
    });
    let text = passage.text;
    for caught in LIST.captures_iter(if text.contains('（') { text } else { "" }) {
        let (Some(n), Some(unit), Some(list)) = (caught.name("n"), caught.name("unit"), caught.name("list")) else {
            continue;
        };
        let before = text[..n.start()].chars().next_back();
        let not = [
            "人", "名", "年", "月", "日", "時", "分", "円", "歳", "号", "条", "項", "回", "日間", "年度", "階", "番",
            "期", "位", "級", "等", "割", "倍", "度", "週", "部", "枚", "本", "冊", "台", "個", "戸", "棟", "丁目",
            "世帯",
        ];
        let list = list.as_str();
        if not.contains(&unit.as_str())
            || before.is_some_and(|c| "第,，.．/-".contains(c) || c.is_ascii_alphanumeric())
            || is_partial(list, &[])
            || [
                "その他",
                "を",
                "が",
                "は",
                "する",
                "から",
                "まで",
                "又は",
                "若しくは",
                "いずれ",
                "に限",
                "以",
                "予定",
                "仮称",
            ]
            .iter()
            .any(|words| list.contains(words))
        {
            continue;
        }
        let said: usize = n.as_str().chars().fold(0, |sum, c| {
            sum * 10
                + c.to_digit(10)
                    .unwrap_or_else(|| "０１２３４５６７８９".chars().position(|d| d == c).unwrap_or(0) as u32)
                    as usize
        });
        let count = |marks: &[&str]| {
            let mut pieces = vec![list];
            for mark in marks {
                pieces = pieces.into_iter().flat_map(|piece| piece.split(mark)).collect();
            }
            pieces.len()
        };
        let ways = [
            count(&["、", "，", "及び", "並びに"]),
            count(&["、", "，", "及び", "並びに", "・"]),
            count(&["、", "，"]),
            count(&["、", "，", "及び", "並びに", "・", "と"]),
            count(&["及び", "並びに"]),
            count(&["・"]),
            count(&["、", "，", "・"]),
        ];
        let items: Vec<&str> = list
            .split(['、', '，', '・'])
            .flat_map(|i| i.split("及び"))
            .flat_map(|i| i.split("並びに"))
            .map(str::trim)
            .collect();
        let name = |item: &&str| {
            (1..=16).contains(&item.chars().count()) && !item.ends_with(['て', 'で', 'に', 'た', 'い', 'る'])
        };
        // What ends alike, or is said to be as many but one.
        let last = |item: &str| item.chars().next_back();
        let ends = items.windows(2).all(|two| last(two[0]) == last(two[1]));
        let company = unit.as_str() == "者" || unit.as_str() == "社" || unit.as_str() == "団体";
        let near = said.abs_diff(items.len());
        let certain = near == 1 && (items.len() > 2 || ends || company) || near == 2 && ends && items.len() > 2;
        if said > 1 && items.len() > 1 && !ways.contains(&said) && items.iter().all(name) && certain {
            let span = Span::new(n.start(), unit.end());
            if hits.spans().iter().any(|known| known.overlaps(span)) {
                continue;
            }
            let right = format!("{}{}", items.len(), unit.as_str());
            hits.at(span).arg("sum", right.clone()).ask(right);
        }
    }
}
