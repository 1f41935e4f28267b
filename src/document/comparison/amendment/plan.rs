//! What has to be done to make the new version, as data: each step names its place by labels, as a sentence would.

use super::swap::{self, Swap};
use crate::document::comparison::align::{Pairing, align};
use crate::document::comparison::unit::{Kind, Unit, lines};

/// A place in an ordinance: what it is called, from the outside in. Chapters do not count on the way to an article.
pub(super) type Place = Vec<Step>;

/// One step on the way to a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Step {
    pub kind: Kind,
    /// As the text writes it; 題名 has none.
    pub label: String,
}

/// What of a unit is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// All its lines.
    All,
    /// Its own line: 各号列記以外の部分, or the first 項 of an article that has more. With the name for it.
    Own(Own),
    /// Its caption.
    Caption,
}

/// How a unit's own line is told from those under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own {
    /// 第１項.
    First,
    /// 各号列記以外の部分.
    Rest,
    /// Both of them: 第１項各号列記以外の部分.
    FirstRest,
    /// 章名 and its like.
    Name,
}

/// Where something is put among those that are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// Behind this one, which stands in the same unit.
    After(Step),
    /// Before this one.
    Before(Step),
    /// Directly behind the own line of the unit, which counts as the first 項.
    First,
    /// Behind all of its kind.
    End,
}

/// One thing to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// Words are changed wherever they stand in the scope.
    Words { at: Place, scope: Scope, swaps: Vec<Swap> },
    /// A caption is given, changed or taken away.
    Caption { at: Place, caption: Option<String>, had: bool },
    /// The unit and all that is under it become this.
    Rewrite { at: Place, unit: Unit },
    /// The unit goes.
    Remove { at: Place },
    /// The unit has another number.
    Rename { at: Place, label: String },
    /// These come in.
    Insert { inside: Place, spot: Spot, units: Vec<Unit> },
    /// Everything becomes this.
    Whole { units: Vec<Unit> },
}

/// What is done to one row of units with common numbers, by when it is done.
#[derive(Default)]
struct Phases {
    content: Vec<Op>,
    removes: Vec<Op>,
    renames: Vec<Rename>,
    inserts: Vec<Op>,
}

struct Rename {
    at: Place,
    to: Place,
    label: String,
}

impl Phases {
    /// Everything, in an order in which no number is given while it is taken.
    fn ops(mut self) -> Option<Vec<Op>> {
        let mut ops = self.content;
        ops.append(&mut self.removes);
        // Articles before the chapters they are reached through.
        while !self.renames.is_empty() {
            let free = |rename: &Rename| self.renames.iter().all(|other| other.at != rename.to);
            let next = (0..self.renames.len()).rev().find(|at| free(&self.renames[*at]))?;
            let Rename { at, label, .. } = self.renames.remove(next);
            ops.push(Op::Rename { at, label });
        }
        ops.append(&mut self.inserts);
        Some(ops)
    }
}

/// The steps that make `new` of `old`, word by word where that can be said.
pub(super) fn plan(old: &[Unit], new: &[Unit]) -> Option<Vec<Op>> {
    part(&Vec::new(), old, new, false)
}

/// The same in whole articles.
pub(super) fn coarse(old: &[Unit], new: &[Unit]) -> Option<Vec<Op>> {
    part(&Vec::new(), old, new, true)
}

/// The main part, 附則, or what is inside of an article.
fn part(inside: &Place, old: &[Unit], new: &[Unit], coarse: bool) -> Option<Vec<Op>> {
    let mut phases = Phases::default();
    level(inside, old, new, coarse, &mut phases)?;
    phases.ops()
}

/// The place of `unit` in the unit at `inside`.
fn place(inside: &[Step], unit: &Unit) -> Place {
    let step = Step { kind: unit.kind, label: unit.label.clone() };
    let kept = |at: &&Step| unit.kind != Kind::Article || !matches!(at.kind, Kind::Heading(_));
    inside.iter().filter(kept).cloned().chain([step]).collect()
}

fn can_be_named(unit: &Unit) -> bool {
    !unit.label.is_empty()
}

fn level(inside: &Place, old: &[Unit], new: &[Unit], coarse: bool, phases: &mut Phases) -> Option<()> {
    let pairs = align(old, new);
    let mut before: Option<&Unit> = None;
    let mut coming: Vec<Unit> = Vec::new();
    let mut spot: Option<Spot> = None;
    for (at, pair) in pairs.iter().enumerate() {
        if !matches!(pair, Pairing::New(_)) && !coming.is_empty() {
            push_insert(inside, &mut spot, &mut coming, phases)?;
        }
        match *pair {
            Pairing::Both(old, new) => {
                both(inside, old, new, coarse, phases)?;
                before = Some(new);
            }
            Pairing::Old(unit) => {
                if !can_be_named(unit) {
                    return None;
                }
                phases.removes.push(Op::Remove { at: place(inside, unit) });
            }
            Pairing::New(unit) => {
                if !can_be_named(unit) {
                    return None;
                }
                // Those of one kind come in together.
                if coming.last().is_some_and(|last| last.kind != unit.kind) {
                    push_insert(inside, &mut spot, &mut coming, phases)?;
                }
                if coming.is_empty() {
                    spot = Some(place_for(unit, before, &pairs[at..])?);
                }
                coming.push(unit.clone());
                before = Some(unit);
            }
        }
    }
    if coming.is_empty() { Some(()) } else { push_insert(inside, &mut spot, &mut coming, phases) }
}

fn push_insert(inside: &Place, spot: &mut Option<Spot>, coming: &mut Vec<Unit>, phases: &mut Phases) -> Option<()> {
    let (spot, units) = (spot.take()?, std::mem::take(coming));
    phases.inserts.push(Op::Insert { inside: inside.clone(), spot, units });
    Some(())
}

/// Where `unit` is to be put, behind `before`; `rest` are the pairs from it on.
fn place_for(unit: &Unit, before: Option<&Unit>, rest: &[Pairing<'_>]) -> Option<Spot> {
    let step = |unit: &Unit| Step { kind: unit.kind, label: unit.label.clone() };
    let next = rest.iter().find_map(|pair| match pair {
        Pairing::Both(_, new) => Some(*new),
        _ => None,
    });
    let last_of_its_kind = next.is_none_or(|next| next.kind < unit.kind) && matches!(unit.kind, Kind::Item(_));
    match before {
        Some(before) if before.kind == unit.kind && last_of_its_kind => Some(Spot::End),
        Some(before) if before.kind == unit.kind && can_be_named(before) => Some(Spot::After(step(before))),
        Some(before) if unit.kind == Kind::Part && can_be_named(before) && before.kind == Kind::Part => {
            Some(Spot::After(step(before)))
        }
        _ if unit.kind == Kind::Item(0) && next.is_some_and(|next| next.kind == unit.kind) => Some(Spot::First),
        _ if next.is_some_and(|next| next.kind == unit.kind && can_be_named(next)) => Some(Spot::Before(step(next?))),
        _ if last_of_its_kind => Some(Spot::End),
        _ => None,
    }
}

fn both(inside: &Place, old: &Unit, new: &Unit, coarse: bool, phases: &mut Phases) -> Option<()> {
    if old.is_same(new) {
        return Some(());
    }
    // 章 become 章 and 条 become 条; a line without a number cannot be named.
    if old.kind != new.kind || old.kind == Kind::Plain {
        return None;
    }
    let at = place(inside, old);
    if old.kind.holds_others() {
        own_line(&at, old, new, &mut phases.content)?;
        if matches!(old.kind, Kind::Heading(_)) {
            level(&at, &old.children, &new.children, coarse, phases)?;
        } else {
            match part(&at, &old.children, &new.children, coarse) {
                Some(ops) => phases.content.extend(ops),
                None => phases.content.extend(loose(&at, old, new)?),
            }
        }
    } else {
        let ops = (!coarse).then(|| inside_of(&at, old, new)).flatten();
        match ops.filter(|ops| suffices(&at, old, new, ops)) {
            Some(ops) => phases.content.extend(ops),
            None if can_be_named(old) || old.kind == Kind::Title => {
                // It keeps its number for now.
                let label_end = new.line.len() - new.body().len();
                let (head, body) = (new.line[..label_end].replacen(&new.label, &old.label, 1), new.body());
                let unit = Unit { label: old.label.clone(), body_at: head.len(), line: head + body, ..new.clone() };
                phases.content.push(Op::Rewrite { at: at.clone(), unit });
            }
            None => return None,
        }
    }
    if old.label != new.label {
        let to = place(inside, new);
        phases.renames.push(Rename { at, to, label: new.label.clone() });
    }
    Some(())
}

/// Words in a part whose lines have no numbers: 附則中「甲」を「乙」に改める。
fn loose(at: &Place, old: &Unit, new: &Unit) -> Option<Vec<Op>> {
    if let ([a], [b]) = (old.children.as_slice(), new.children.as_slice())
        && a.kind == b.kind
        && a.label == b.label
        && a.children == b.children
        && let Some(swaps) = swap::swaps(a.body(), b.body(), &lines(std::slice::from_ref(a)))
    {
        return Some(vec![Op::Words { at: at.clone(), scope: Scope::All, swaps }]);
    }
    let unit = Unit { line: old.line.clone(), label: old.label.clone(), body_at: old.body_at, ..new.clone() };
    Some(vec![Op::Rewrite { at: at.clone(), unit }])
}

/// Whether `ops` make of `old` what `new` is, but for its number.
fn suffices(at: &Place, old: &Unit, new: &Unit, ops: &[Op]) -> bool {
    let mut alone = vec![old.clone()];
    let path = at.len() - 1;
    super::apply::apply_from(&mut alone, ops, path).is_some()
        && alone[0].caption == new.caption
        && alone[0].body() == new.body()
        && lines(&alone[0].children) == lines(&new.children)
}

fn inside_of(at: &Place, old: &Unit, new: &Unit) -> Option<Vec<Op>> {
    let mut ops = Vec::new();
    if old.caption != new.caption {
        let swaps = match (&old.caption, &new.caption) {
            (Some(a), Some(b)) => swap::swaps(a, b, &[a]).filter(|swaps| swaps.len() == 1),
            _ => None,
        };
        ops.push(match swaps {
            Some(swaps) => Op::Words { at: at.clone(), scope: Scope::Caption, swaps },
            None => Op::Caption { at: at.clone(), caption: new.caption.clone(), had: old.caption.is_some() },
        });
    }
    own_line(at, old, new, &mut ops)?;
    ops.extend(part(at, &old.children, &new.children, false)?);
    Some(ops)
}

/// The change of a unit's own line, its number aside.
fn own_line(at: &Place, old: &Unit, new: &Unit, ops: &mut Vec<Op>) -> Option<()> {
    if old.body() == new.body() {
        return (spacing(old) == spacing(new)).then_some(());
    }
    if spacing(old) != spacing(new) {
        return None;
    }
    let has = |level: u8| old.children.first().is_some_and(|child| child.kind == Kind::Item(level));
    let any = |level: u8| old.children.iter().any(|child| child.kind == Kind::Item(level));
    let scope = match old.kind {
        Kind::Heading(_) => Scope::Own(Own::Name),
        Kind::Part => return None,
        _ if old.children.is_empty() => Scope::All,
        Kind::Article if any(0) && has(1) => Scope::Own(Own::FirstRest),
        Kind::Article if any(0) && has(0) => Scope::Own(Own::First),
        Kind::Article | Kind::Item(0) if old.children.iter().all(|child| child.kind == Kind::Item(1)) => {
            Scope::Own(Own::Rest)
        }
        _ => Scope::All,
    };
    let all = lines(std::slice::from_ref(old));
    let others =
        if scope == Scope::All { all[usize::from(old.caption.is_some())..].to_vec() } else { vec![old.body()] };
    let others: Vec<&str> = others.into_iter().map(|line| if line == old.line { old.body() } else { line }).collect();
    let swaps = swap::swaps(old.body(), new.body(), &others)?;
    ops.push(Op::Words { at: at.clone(), scope, swaps });
    Some(())
}

/// What stands around the label: kept by every sentence.
fn spacing(unit: &Unit) -> (&str, &str) {
    let head = &unit.line[..unit.body_at];
    head.split_once(unit.label.as_str()).unwrap_or((head, ""))
}
