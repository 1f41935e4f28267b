//! The steps in words: 「第３条中「甲」を「乙」に改め、同条第２項を削る。」

use super::Clause;
use super::plan::{Op, Own, Place, Scope, Spot, Step};
use super::swap::Swap;
use crate::document::comparison::unit::{Kind, Unit, lines};

/// How the ordinance writes its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figures {
    /// 第３条, 第12条.
    Wide,
    /// 第3条.
    Narrow,
    /// 第三条.
    Kanji,
}

impl Figures {
    pub fn of(units: &[Unit]) -> Self {
        fn article(units: &[Unit]) -> Option<&Unit> {
            units.iter().find_map(|unit| if unit.kind == Kind::Article { Some(unit) } else { article(&unit.children) })
        }
        let label = article(units).map_or("", |unit| unit.label.as_str());
        if label.contains(|c: char| c.is_ascii_digit()) {
            Self::Narrow
        } else if label.contains(|c: char| ('０'..='９').contains(&c)) {
            Self::Wide
        } else {
            Self::Kanji
        }
    }

    fn write(self, n: usize) -> String {
        let plain = n.to_string();
        match self {
            Self::Narrow => plain,
            // Two figures and more are narrow, as ordinances of today have them.
            Self::Wide if n > 9 => plain,
            Self::Wide => plain.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)).collect(),
            Self::Kanji => kanji(n),
        }
    }
}

fn kanji(n: usize) -> String {
    const FIGURES: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match n {
        0..=9 => FIGURES[n].to_owned(),
        10..=99 => {
            let tens = if n / 10 == 1 { "" } else { FIGURES[n / 10] };
            format!("{tens}十{}", FIGURES[n % 10])
        }
        _ => n.to_string(),
    }
}

/// The sentence that says what is amended.
pub(super) fn opening(old: &[Unit], whole: bool) -> String {
    let title = old.iter().find(|unit| unit.kind == Kind::Title).map_or("", |unit| unit.line.trim());
    let number = old.iter().take(3).map(|unit| unit.line.trim().trim_matches(['（', '）', '(', ')'])).find(|line| {
        ["明治", "大正", "昭和", "平成", "令和"].iter().any(|era| line.starts_with(era)) && line.ends_with('号')
    });
    let number = number.map(|number| format!("（{}）", number.replace(['\u{3000}', ' '], ""))).unwrap_or_default();
    let how = if whole { "全部" } else { "一部" };
    format!("{title}{number}の{how}を次のように改正する。")
}

/// How a phrase ends, in the middle of a sentence and at its end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    Change,
    Remove,
    Add,
    Become,
    Attach,
    Down,
    Up,
}

impl Verb {
    fn inside(self) -> &'static str {
        match self {
            Verb::Change => "改め",
            Verb::Remove => "削り",
            Verb::Add => "加え",
            Verb::Become => "とし",
            Verb::Attach => "付し",
            Verb::Down => "繰り下げ",
            Verb::Up => "繰り上げ",
        }
    }

    fn last(self) -> &'static str {
        match self {
            Verb::Change => "改める",
            Verb::Remove => "削る",
            Verb::Add => "加える",
            Verb::Become => "とする",
            Verb::Attach => "付する",
            Verb::Down => "繰り下げる",
            Verb::Up => "繰り上げる",
        }
    }
}

/// What one or more steps say.
struct Phrase {
    words: String,
    verb: Verb,
    /// What it puts in.
    lines: Vec<String>,
    /// The article it is about; empty for several.
    about: Place,
    /// Whether it moves, drops or brings in whole articles.
    moves: bool,
    /// The unit that was said to be meant by all that follows: 第３条中.
    open: Option<Place>,
}

/// The sentences for `ops`, those about one article joined.
pub(super) fn clauses(ops: &[Op], figures: Figures) -> Vec<Clause> {
    let mut found: Vec<Clause> = Vec::new();
    let mut sentence: Vec<Phrase> = Vec::new();
    let mut at = 0;
    while at < ops.len() {
        let last_about = sentence.last().map(|phrase| phrase.about.clone()).filter(|about| !about.is_empty());
        let open = sentence.last().and_then(|phrase| phrase.open.clone());
        let (phrase, taken) = phrase(&ops[at..], figures, last_about.as_ref(), open.as_ref());
        let joins = sentence.last().is_none_or(|last| {
            last.lines.is_empty()
                && (last.moves && phrase.moves || !last.moves && last.about == phrase.about && !phrase.about.is_empty())
        });
        if !joins {
            finish(&mut sentence, &mut found);
            // Without what went before in the sentence, 同条 is nobody.
            continue;
        }
        at += taken;
        sentence.push(phrase);
    }
    finish(&mut sentence, &mut found);
    found
}

fn finish(sentence: &mut Vec<Phrase>, found: &mut Vec<Clause>) {
    let Some(last) = sentence.pop() else { return };
    let mut words: String =
        sentence.drain(..).map(|phrase| format!("{}{}、", phrase.words, phrase.verb.inside())).collect();
    words.push_str(&last.words);
    words.push_str(last.verb.last());
    words.push('。');
    found.push(Clause { sentence: words, lines: last.lines });
}

/// What the first of `ops` says, with those that are said in the same breath, and how many that are.
fn phrase(ops: &[Op], figures: Figures, last: Option<&Place>, open: Option<&Place>) -> (Phrase, usize) {
    let about = |at: &Place| -> Place {
        let end = at.iter().position(|step| step.kind == Kind::Article).map_or(at.len().min(1), |at| at + 1);
        at[..end].to_vec()
    };
    let same = |at: &Place| last.is_some_and(|last| *last == about(at));
    let simple = |at: &Place, words: String, verb: Verb| Phrase {
        words,
        verb,
        lines: Vec::new(),
        about: about(at),
        moves: false,
        open: None,
    };
    match &ops[0] {
        Op::Words { at, scope, swaps } => {
            let (said, verb) = swapped(swaps);
            (simple(at, format!("{}中{said}", scoped(at, *scope, same(at), figures)), verb), 1)
        }
        Op::Caption { at, caption, had } => {
            let name = name(at, same(at), figures);
            let (words, verb) = match (caption, had) {
                (Some(caption), true) => (format!("{name}の見出しを「{caption}」に"), Verb::Change),
                (Some(caption), false) => (format!("{name}に見出しとして「{caption}」を"), Verb::Attach),
                (None, _) => (format!("{name}の見出しを"), Verb::Remove),
            };
            (simple(at, words, verb), 1)
        }
        Op::Rewrite { at, unit } => {
            let words = format!("{}を次のように", name(at, same(at), figures));
            (Phrase { lines: owned(lines(std::slice::from_ref(unit))), ..simple(at, words, Verb::Change) }, 1)
        }
        Op::Remove { .. } => {
            let removed: Vec<&Place> =
                ops.iter().map_while(|op| if let Op::Remove { at } = op { Some(at) } else { None }).collect();
            let run = removed.iter().take_while(|at| siblings(at, removed[0])).count();
            let (mut parent, names) = named_together(&removed[..run], same(removed[0]), figures);
            let inside = &removed[0][..removed[0].len() - 1];
            // 第３条第２項中第２号を削り、第３号を第２号とする: what follows is in the same place.
            let followed = matches!(ops.get(run), Some(Op::Rename { at, .. }) if siblings(at, removed[0]));
            let open = Some(inside.to_vec()).filter(|inside| followed && !inside.is_empty());
            if open.is_some() && run == 1 {
                parent.push('中');
            }
            let words = format!("{parent}{}を", listed(&names, &removed[..run]));
            let moves = is_whole(removed[0]);
            (Phrase { moves, open, ..simple(removed[0], words, Verb::Remove) }, run)
        }
        Op::Rename { at, .. } => {
            let parent = &at[..at.len() - 1];
            // 第３条中第３項を第４項とし、第２項を第３項とし: said once for both.
            let inside = match open {
                _ if parent.is_empty() => String::new(),
                Some(open) if open.as_slice() == parent => String::new(),
                _ => format!("{}中", inside_name(parent, same(at), figures)),
            };
            let (words, verb, taken) = renamed(ops, figures);
            let open = Some(parent.to_vec()).filter(|parent| !parent.is_empty());
            (Phrase { moves: is_whole(at), open, ..simple(at, inside + &words, verb) }, taken)
        }
        Op::Insert { inside, spot, units } => {
            let kind = units[0].kind;
            let count = format!("次の{}{}", figures.write(units.len()), counter(&units[0]));
            let child = |step: &Step| -> Place {
                let kept = |at: &&Step| step.kind != Kind::Article || !matches!(at.kind, Kind::Heading(_));
                inside.iter().filter(kept).chain([step]).cloned().collect()
            };
            let is_open = open == Some(inside) && !matches!(spot, Spot::End);
            let named = |at: &Place| if is_open { String::new() } else { name(at, same(at), figures) };
            let (at, words) = match spot {
                Spot::After(step) | Spot::Before(step) => {
                    let at = child(step);
                    let name = if is_open { step_name(step, figures) } else { named(&at) };
                    let side = if matches!(spot, Spot::After(_)) { "次" } else { "前" };
                    (at, format!("{name}の{side}に"))
                }
                Spot::First => (inside.clone(), format!("{}第{}項の次に", named(inside), figures.write(1))),
                Spot::End => (inside.clone(), format!("{}に", named(inside))),
            };
            let words = format!("{words}{count}を");
            let moves = matches!(kind, Kind::Article | Kind::Heading(_)) && is_whole(&at);
            let lines = owned(lines(units));
            (Phrase { lines, moves, ..simple(&at, words, Verb::Add) }, 1)
        }
        Op::Whole { units } => (
            Phrase {
                lines: owned(lines(units)), ..simple(&Vec::new(), "全部を次のように".to_owned(), Verb::Change)
            },
            1,
        ),
    }
}

fn owned(lines: Vec<&str>) -> Vec<String> {
    lines.into_iter().map(str::to_owned).collect()
}

/// Whether a place is an article or something larger.
fn is_whole(at: &Place) -> bool {
    at.last().is_some_and(|step| matches!(step.kind, Kind::Article | Kind::Heading(_)))
}

fn siblings(a: &Place, b: &Place) -> bool {
    a.len() == b.len() && a[..a.len() - 1] == b[..b.len() - 1] && a.last().map(|s| s.kind) == b.last().map(|s| s.kind)
}

/// 第１項及び第２項, 第５条から第７条まで: `places` follow each other in one row.
fn listed(names: &[String], places: &[&Place]) -> String {
    let numbers: Vec<Option<usize>> = places.iter().map(|at| at.last().and_then(|step| value(&step.label))).collect();
    let consecutive = numbers.windows(2).all(|pair| matches!(pair, [Some(a), Some(b)] if a + 1 == *b));
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [a, b] => format!("{a}及び{b}"),
        [first, .., last] if consecutive => format!("{first}から{last}まで"),
        [most @ .., last] => format!("{}及び{last}", most.join("、")),
    }
}

/// The name of what `places` are in, and what each is called there.
fn named_together(places: &[&Place], same: bool, figures: Figures) -> (String, Vec<String>) {
    let inside = &places[0][..places[0].len() - 1];
    let names: Vec<String> =
        places.iter().map(|at| at.last().map_or(String::new(), |step| step_name(step, figures))).collect();
    match places {
        [_] => (inside_name(inside, same, figures), names),
        _ if inside.is_empty() => (String::new(), names),
        _ => (format!("{}中", inside_name(inside, same, figures)), names),
    }
}

fn inside_name(inside: &[Step], same: bool, figures: Figures) -> String {
    if inside.is_empty() { String::new() } else { name(&inside.to_vec(), same, figures) }
}

/// Renames from the first of `ops` on that can be said together: words, verb, and how many they are.
fn renamed(ops: &[Op], figures: Figures) -> (String, Verb, usize) {
    let renames: Vec<(&Place, &str)> = ops
        .iter()
        .map_while(|op| if let Op::Rename { at, label } = op { Some((at, label.as_str())) } else { None })
        .collect();
    let (first, to) = renames[0];
    let shift = |(at, to): &(&Place, &str)| {
        let (from, to) = (value(&at.last()?.label)?, value(to)?);
        Some((i64::try_from(from).ok()?, i64::try_from(to).ok()? - i64::try_from(from).ok()?))
    };
    let mut run = 1;
    if let Some((mut number, by)) = shift(&renames[0]).filter(|(_, by)| by.abs() >= 1) {
        // Downwards they are moved from the last on, upwards from the first.
        while let Some((next, same_by)) = renames.get(run).filter(|(at, _)| siblings(at, first)).and_then(shift) {
            if same_by != by || next != number - by.signum() {
                break;
            }
            (number, run) = (next, run + 1);
        }
        if run >= 3 {
            let last = renames[run - 1].0;
            let (low, high) = if by > 0 { (last, first) } else { (first, last) };
            let name = |at: &Place| at.last().map_or(String::new(), |step| step_name(step, figures));
            let step = usize::try_from(by.abs()).unwrap_or(1);
            let words =
                format!("{}から{}までを{}{}ずつ", name(low), name(high), figures.write(step), counted(first.last()));
            return (words, if by > 0 { Verb::Down } else { Verb::Up }, run);
        }
    }
    let named = |label: &str| {
        let step = first.last().map(|step| Step { label: label.to_owned(), ..step.clone() });
        step.map_or(String::new(), |step| step_name(&step, figures))
    };
    let old = first.last().map_or("", |step| step.label.as_str());
    (format!("{}を{}", named(old), named(to)), Verb::Become, 1)
}

/// The number a label stands for, if it is a plain one: 第12条, (3), 十.
fn value(label: &str) -> Option<usize> {
    let inner: String = label.chars().filter(|c| !"第条項号章節編款目()（）".contains(*c)).collect();
    let mut ascii = String::new();
    for c in inner.chars() {
        ascii.push(if ('０'..='９').contains(&c) { char::from_u32(u32::from(c) - 0xFEE0)? } else { c });
    }
    ascii.parse().ok().or_else(|| (1..100).find(|n| kanji(*n) == inner))
}

/// 条, 項, 号 …: what `unit` is counted in.
fn counter(unit: &Unit) -> &'static str {
    counted(Some(&Step { kind: unit.kind, label: unit.label.clone() }))
}

fn counted(step: Option<&Step>) -> &'static str {
    let Some(step) = step else { return "" };
    match step.kind {
        Kind::Article => "条",
        Kind::Item(0) => "項",
        Kind::Item(1) => "号",
        Kind::Heading(1) => "編",
        Kind::Heading(2) => "章",
        Kind::Heading(3) => "節",
        Kind::Heading(4) => "款",
        Kind::Heading(_) => "目",
        Kind::Part if step.label.starts_with("別表") => "表",
        Kind::Part if step.label.contains("様式") => "様式",
        Kind::Part | Kind::Plain | Kind::Title | Kind::Item(_) => "",
    }
}

fn step_name(step: &Step, figures: Figures) -> String {
    let bare = step.label.trim_matches(['(', ')', '（', '）', '.']);
    let bare = value(bare).map_or_else(|| bare.to_owned(), |number| figures.write(number));
    match step.kind {
        Kind::Item(0) => format!("第{bare}項"),
        Kind::Item(1) => format!("第{bare}号"),
        Kind::Title => "題名".to_owned(),
        _ => step.label.split_whitespace().collect(),
    }
}

/// What a place is called; `same` if its article was the last one spoken of.
fn name(at: &Place, same: bool, figures: Figures) -> String {
    let article = at.iter().position(|step| step.kind == Kind::Article).filter(|_| same);
    match article {
        Some(article) => {
            format!("同条{}", at[article + 1..].iter().map(|step| step_name(step, figures)).collect::<String>())
        }
        None => at.iter().map(|step| step_name(step, figures)).collect(),
    }
}

fn scoped(at: &Place, scope: Scope, same: bool, figures: Figures) -> String {
    let name = name(at, same, figures);
    let first = format!("第{}項", figures.write(1));
    match scope {
        Scope::All => name,
        Scope::Caption => format!("{name}の見出し"),
        Scope::Own(Own::First) => format!("{name}{first}"),
        Scope::Own(Own::Rest) => format!("{name}各号列記以外の部分"),
        Scope::Own(Own::FirstRest) => format!("{name}{first}各号列記以外の部分"),
        Scope::Own(Own::Name) => format!("{name}の{}名", counted(at.last())),
    }
}

/// 「甲」を「乙」に、「丙」を「丁」に, and the verb for it.
fn swapped(swaps: &[Swap]) -> (String, Verb) {
    let mut phrases: Vec<(String, Verb)> = Vec::new();
    let group = |wanted: &dyn Fn(&Swap) -> bool| swaps.iter().filter(|swap| wanted(swap)).collect::<Vec<_>>();
    let changes = group(&|swap| swap.added.is_none() && !swap.to.is_empty());
    if !changes.is_empty() {
        let words: Vec<String> = changes.iter().map(|swap| format!("「{}」を「{}」に", swap.from, swap.to)).collect();
        phrases.push((words.join("、"), Verb::Change));
    }
    let removals = group(&|swap| swap.added.is_none() && swap.to.is_empty());
    if let [most @ .., last] = removals.as_slice() {
        let quoted: Vec<String> = most.iter().map(|swap| format!("「{}」", swap.from)).collect();
        let words = if quoted.is_empty() { String::new() } else { format!("{}及び", quoted.join("、")) };
        phrases.push((format!("{words}「{}」を", last.from), Verb::Remove));
    }
    let additions: Vec<String> = swaps
        .iter()
        .filter_map(|swap| Some(format!("「{}」の次に「{}」を", swap.from, swap.added.as_ref()?)))
        .collect();
    if !additions.is_empty() {
        phrases.push((additions.join("、"), Verb::Add));
    }
    let verb = phrases.last().map_or(Verb::Change, |(_, verb)| *verb);
    let count = phrases.len();
    let words = phrases
        .into_iter()
        .enumerate()
        .map(|(at, (words, verb))| if at + 1 < count { format!("{words}{}、", verb.inside()) } else { words });
    (words.collect(), verb)
}
