//! The inline codes of a pair: a translation has those of its source, and ends none before it began.

use super::PairFinding;
use crate::proofread::{Rulebook, Severity};
use crate::translation::{Tag, TagKind};

/// The rule whose findings these are.
const RULE: &str = "bi.placeholder";

/// What is wrong with the codes of a target, beside those of its source.
pub fn tags(source: &[Tag], target: &[Tag], book: &Rulebook) -> Vec<PairFinding> {
    if source.is_empty() && target.is_empty() {
        return Vec::new();
    }
    let Some((rule, level)) = book.pair_rules().find(|(rule, _)| rule.about().id == RULE) else { return Vec::new() };
    let severity: Severity = level.unwrap_or(rule.about().severity);
    let (missing, added) = unmatched(source, target);
    let finding = |case: &str, source: Option<&Tag>, target: Option<&Tag>| {
        let name = |tag: Option<&Tag>| tag.map_or_else(String::new, Tag::name);
        let args = vec![("case", case.to_owned()), ("source", name(source)), ("target", name(target))];
        let ignored = source.or(target).is_some_and(|tag| book.ignores(RULE, &tag.name()));
        (!ignored).then_some(PairFinding { rule: RULE, severity, source: None, target: None, args, fix: None })
    };
    let missing = missing.into_iter().filter_map(|tag| finding("tag-missing", Some(tag), None));
    let added = added.into_iter().filter_map(|tag| finding("tag-added", None, Some(tag)));
    let crossed = crossed(target).into_iter().filter_map(|tag| finding("tag-crossed", None, Some(tag)));
    missing.chain(added).chain(crossed).collect()
}

/// The codes of `source` that `target` has not, in their order, and those it has more. Marks of a stretch of text are the
/// translator's to keep or leave.
pub fn unmatched<'t>(source: &'t [Tag], target: &'t [Tag]) -> (Vec<&'t Tag>, Vec<&'t Tag>) {
    let counts = |tag: &&Tag| !matches!(tag.kind, TagKind::Mark | TagKind::Unmark);
    let mut added: Vec<&Tag> = target.iter().filter(counts).collect();
    let mut missing: Vec<&Tag> = source.iter().filter(counts).collect();
    let same_name = |a: &Tag, b: &Tag| a.kind == b.kind && a.id == b.id;
    // Some tools number the codes of each side by themselves.
    let same_code = |a: &Tag, b: &Tag| a.kind == b.kind && !a.code.is_empty() && a.code == b.code;
    for same in [&same_name as &dyn Fn(&Tag, &Tag) -> bool, &same_code] {
        missing.retain(|tag| match added.iter().position(|other| same(tag, other)) {
            Some(at) => {
                added.remove(at);
                false
            }
            None => true,
        });
    }
    (missing, added)
}

/// Ends that come before what they end, or across something else that has begun.
fn crossed(tags: &[Tag]) -> Vec<&Tag> {
    let mut open: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for tag in tags {
        match tag.kind {
            TagKind::Open => open.push(&tag.id),
            TagKind::Close if open.last() == Some(&tag.id.as_str()) => drop(open.pop()),
            TagKind::Close => {
                found.push(tag);
                open.retain(|id| *id != tag.id);
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(kind: TagKind, id: &str, code: &str) -> Tag {
        Tag { at: 0, kind, id: id.into(), code: code.into(), role: String::new() }
    }

    fn check(source: &[Tag], target: &[Tag], expected: &[(&str, &str)]) {
        let found = tags(source, target, &Rulebook::default());
        let found: Vec<(&str, String)> =
            found.iter().map(|f| (f.args[0].1.as_str(), format!("{}{}", f.args[1].1, f.args[2].1))).collect();
        let expected: Vec<(&str, String)> = expected.iter().map(|(case, name)| (*case, (*name).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_target_has_the_codes_of_its_source() {
        use TagKind::{Alone, Close, Mark, Open, Unmark};
        let bold = [tag(Open, "1", "<b>"), tag(Close, "1", "</b>")];
        check(&bold, &bold, &[]);
        check(&bold, &[], &[("tag-missing", "⟦1⟧"), ("tag-missing", "⟦/1⟧")]);
        check(&bold, &bold[..1], &[("tag-missing", "⟦/1⟧")]);
        check(&[], &[tag(Alone, "7", "")], &[("tag-added", "⟦7⟧")]);
        check(&bold, &[bold[1].clone(), bold[0].clone()], &[("tag-crossed", "⟦/1⟧")]);
        // The other side counts from another number, or marks a term.
        check(&[tag(Alone, "1", "<br/>")], &[tag(Alone, "4", "<br/>")], &[]);
        check(&[tag(Mark, "m", ""), tag(Unmark, "m", "")], &[], &[]);
    }
}
