//! 令和7年4月1日（水）, when it is a Tuesday.

use crate::document::Role;
use crate::proofread::dates::{dated, nearest, with_day};
use crate::proofread::sieve;
use crate::proofread::{ALL_JAPANESE, About, Fixable, Hits, Needs, Note, Passage, Rule, Severity, Whole};
use crate::text::facts::Value;
use crate::text::{Date, Lang};

/// A day and the weekday written beside it.
pub struct Weekday;

const ID: &str = "ja.date.weekday";
/// The day a document was issued on.
const ISSUED: u8 = 0;
/// A day without a year, and its weekday: `4-1-3`.
const PARTIAL: u8 = 1;

impl Rule for Weekday {
    fn about(&self) -> About {
        About {
            id: ID,
            lang: Lang::Ja,
            severity: Severity::Error,
            fixable: Fixable::Ask,
            source: "暦",
            profiles: ALL_JAPANESE,
        }
    }

    fn needs(&self) -> Needs {
        Needs::any_of(sieve::NUMBERS)
    }

    fn passage(&self, passage: &Passage<'_>, hits: &mut Hits) {
        let found = passage.facts();
        for pair in dated(found) {
            let Some(date) = pair.at.date().filter(|date| date.weekday() != pair.named) else { continue };
            let right = weekday_like(&passage.text[pair.weekday.span.range()], date);
            let hit = hits.at(pair.span(passage.text)).arg("weekday", date.weekday_name(Lang::Ja));
            hit.ask(pair.with(passage.text, pair.weekday.span, &right));
            let written = &passage.text[pair.day.span.range()];
            let other = nearest(date, pair.named).and_then(|other| with_day(written, date.ymd().2, other.ymd().2));
            if let Some(other) = other {
                hit.ask(pair.with(passage.text, pair.day.span, &other));
            }
        }
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let found = passage.facts();
        if passage.role == Role::Date {
            let days = found.iter().filter_map(|fact| match fact.value {
                Value::Day(day) => day.date().map(|date| (fact.span, date)),
                _ => None,
            });
            notes.extend(days.map(|(span, date)| Note { span, kind: ISSUED, word: date.iso() }));
        }
        for pair in dated(found).filter(|pair| pair.at.year.is_none()) {
            if let (Some(month), Some(day)) = (pair.at.month, pair.at.day) {
                notes.push(Note {
                    span: pair.span(passage.text),
                    kind: PARTIAL,
                    word: format!("{month}-{day}-{}", pair.named),
                });
            }
        }
    }

    /// A day without its year is judged by the date of issue: wrong only if it is wrong in the year before and after, too.
    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let notes = whole.notes(ID);
        let mut issued = notes.iter().filter(|note| note.kind == ISSUED);
        let (Some(first), None) = (issued.next().and_then(|note| Date::parse(note.word)), issued.next()) else {
            return;
        };
        let year = first.ymd().0;
        for note in notes.iter().filter(|note| note.kind == PARTIAL) {
            let mut parts = note.word.split('-').filter_map(|part| part.parse::<u8>().ok());
            let (Some(month), Some(day), Some(named)) = (parts.next(), parts.next(), parts.next()) else { continue };
            let days: Vec<Date> = (year - 1..=year + 1).filter_map(|year| Date::new(year, month, day)).collect();
            if days.iter().any(|date| date.weekday() == named) {
                continue;
            }
            if let Some(next) = days.iter().find(|date| **date >= first).or(days.last()) {
                hits.at(note.span).arg("weekday", next.weekday_name(Lang::Ja));
            }
        }
    }
}

/// The weekday of `date`, named as `written` is: 火, 火曜, 火曜日.
fn weekday_like(written: &str, date: Date) -> String {
    let tail: String = written.chars().skip(1).collect();
    format!("{}{tail}", date.weekday_name(Lang::Ja))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Author, Document};
    use crate::proofread::{Checker, Profile};

    fn found(issued: &str, body: &str) -> usize {
        let paragraphs = [(Role::Date, issued.to_owned()), (Role::Body, body.to_owned())];
        let document = Document::new(Lang::Ja, None, &paragraphs, Author::Person);
        let found = Checker::default().check(&document.snapshot(), Profile::Notice);
        found.iter().filter(|f| f.rule == ID).count()
    }

    #[test]
    fn a_day_without_its_year_is_judged_by_the_date_of_issue() {
        // 4月10日 is a Friday in 2026, a Thursday in 2025 and a Saturday in 2027.
        assert_eq!(found("令和8年3月1日", "4月10日（月）に開催します。"), 1);
        assert_eq!(found("令和8年3月1日", "4月10日（金）に開催します。"), 0);
        assert_eq!(found("令和8年3月1日", "4月10日（土）に開催します。"), 0);
        assert_eq!(found("令和8年3月", "4月10日（月）に開催します。"), 0);
        assert_eq!(found("令和8年3月1日", "毎月第2月曜日に開催します。"), 0);
    }
}
