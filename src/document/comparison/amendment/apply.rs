//! Doing what the sentences say: every place is found by its label, every word by itself.

use super::plan::{Op, Place, Scope, Spot, Step};
use super::swap::at_once;
use crate::document::comparison::unit::{Kind, Unit};

/// Does `ops` to `units`; `None` if a place is not there.
pub(super) fn apply(units: &mut Vec<Unit>, ops: &[Op]) -> Option<()> {
    apply_from(units, ops, 0)
}

/// The same where the first `passed` steps of every place lead to `units`.
pub(super) fn apply_from(units: &mut Vec<Unit>, ops: &[Op], passed: usize) -> Option<()> {
    for op in ops {
        match op {
            Op::Words { at, scope, swaps } => {
                let unit = find(units, at.get(passed..)?)?;
                match scope {
                    Scope::All => words(unit, &|text| at_once(text, swaps)),
                    Scope::Own(_) => body(unit, &|text| at_once(text, swaps)),
                    Scope::Caption => {
                        let caption = unit.caption.as_mut()?;
                        *caption = at_once(caption, swaps);
                    }
                }
            }
            Op::Caption { at, caption, .. } => find(units, at.get(passed..)?)?.caption = caption.clone(),
            Op::Rewrite { at, unit } => *find(units, at.get(passed..)?)? = unit.clone(),
            Op::Remove { at } => {
                let (siblings, index) = find_in(units, at.get(passed..)?)?;
                siblings.remove(index);
            }
            Op::Rename { at, label } => {
                let unit = find(units, at.get(passed..)?)?;
                let head = unit.line[..unit.body_at].replacen(&unit.label, label, 1);
                unit.line = format!("{head}{}", &unit.line[unit.body_at..]);
                (unit.body_at, unit.label) = (head.len(), label.clone());
            }
            Op::Insert { inside, spot, units: coming } => insert(units, inside.get(passed..)?, spot, coming)?,
            Op::Whole { units: whole } => *units = whole.clone(),
        }
    }
    Some(())
}

fn words(unit: &mut Unit, change: &dyn Fn(&str) -> String) {
    body(unit, change);
    unit.children.iter_mut().for_each(|child| words(child, change));
}

fn body(unit: &mut Unit, change: &dyn Fn(&str) -> String) {
    unit.line = format!("{}{}", &unit.line[..unit.body_at], change(unit.body()));
}

fn is(unit: &Unit, step: &Step) -> bool {
    unit.kind == step.kind && unit.label == step.label
}

fn find<'a>(units: &'a mut Vec<Unit>, at: &[Step]) -> Option<&'a mut Unit> {
    let (siblings, index) = find_in(units, at)?;
    siblings.get_mut(index)
}

/// The row of units in which the one at `at` stands, and its number there.
fn find_in<'a>(units: &'a mut Vec<Unit>, at: &[Step]) -> Option<(&'a mut Vec<Unit>, usize)> {
    let (step, rest) = at.split_first()?;
    let path = path_to(units, step)?;
    let (last, way) = path.split_last()?;
    let mut row = units;
    for index in way {
        row = &mut row[*index].children;
    }
    if rest.is_empty() { Some((row, *last)) } else { find_in(&mut row[*last].children, rest) }
}

/// The way to what `step` names: an article may stand in any chapter.
fn path_to(units: &[Unit], step: &Step) -> Option<Vec<usize>> {
    if let Some(index) = units.iter().position(|unit| is(unit, step)) {
        return Some(vec![index]);
    }
    if step.kind != Kind::Article {
        return None;
    }
    let chapters = units.iter().enumerate().filter(|(_, unit)| matches!(unit.kind, Kind::Heading(_)));
    chapters.into_iter().find_map(|(index, unit)| {
        let mut path = path_to(&unit.children, step)?;
        path.insert(0, index);
        Some(path)
    })
}

fn insert(units: &mut Vec<Unit>, inside: &[Step], spot: &Spot, coming: &[Unit]) -> Option<()> {
    let kind = coming.first()?.kind;
    let (row, index) = match spot {
        Spot::After(step) | Spot::Before(step) => {
            let kept = |at: &&Step| step.kind != Kind::Article || !matches!(at.kind, Kind::Heading(_));
            let path: Place = inside.iter().filter(kept).chain([step]).cloned().collect();
            let (row, index) = find_in(units, &path)?;
            (row, index + usize::from(matches!(spot, Spot::After(_))))
        }
        Spot::First | Spot::End => {
            let row = if inside.is_empty() { units } else { &mut find(units, inside)?.children };
            let index = if *spot == Spot::First {
                row.iter().position(|unit| unit.kind <= kind).unwrap_or(row.len())
            } else {
                // Behind the last of its kind; where there is none, before what is higher.
                row.iter()
                    .rposition(|unit| unit.kind == kind)
                    .map_or_else(
                        || row.iter().position(|unit| matches!(unit.kind, Kind::Item(_)) && unit.kind < kind),
                        |last| Some(last + 1),
                    )
                    .unwrap_or(row.len())
            };
            (row, index)
        }
    };
    row.splice(index..index, coming.iter().cloned());
    Some(())
}
