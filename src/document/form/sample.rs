//! Facts to look at a form with: what its defaults, its placeholders and the examples in its help say, and where they say
//! nothing, the names of the fields.

use super::{Field, FieldKind, Form};
use crate::document::Facts;
use crate::text::{Date, Lang};

impl Form {
    /// Facts for a look at what the form makes on the day `today`; without those that may be left out, if `required_only`.
    pub fn sample(&self, today: Date, required_only: bool) -> Facts {
        let mut facts = Facts::new();
        let mut days = 0;
        for field in &self.fields {
            if field.kind == FieldKind::Hidden || (required_only && !field.required) {
                continue;
            }
            let value = if field.date {
                // Each day some days after the one before: what has an order has it.
                days += if field.key == "issued_on" { 0 } else { 9 };
                days_on(today, days).iso()
            } else {
                sample_of(field, self.lang)
            };
            facts.set(&field.key, value);
        }
        facts
    }
}

fn days_on(day: Date, days: i64) -> Date {
    let (year, month, date) = day.ymd();
    let civil = i16::try_from(year)
        .ok()
        .and_then(|year| jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(date).ok()?).ok());
    let later = civil.and_then(|civil| civil.checked_add(jiff::Span::new().try_days(days).ok()?).ok());
    let read = |d: jiff::civil::Date| {
        Date::new(i32::from(d.year()), u8::try_from(d.month()).ok()?, u8::try_from(d.day()).ok()?)
    };
    later.and_then(read).unwrap_or(day)
}

fn sample_of(field: &Field, lang: Lang) -> String {
    let code = lang.code();
    if let Some(default) = field.default.as_ref().filter(|default| !default.trim().is_empty()) {
        return default.clone();
    }
    if let FieldKind::Select(choices) | FieldKind::Radio(choices) | FieldKind::Checkbox(choices) = &field.kind {
        return choices.first().map(|choice| choice.value.clone()).unwrap_or_default();
    }
    if let FieldKind::Number { min, max } = &field.kind {
        let number = min.map_or(10.0, |min| min.max(10.0));
        return max.map_or(number, |max| number.min(max)).to_string();
    }
    let placeholder = field.placeholder.as_ref().map(|words| words.get(code)).filter(|words| !words.trim().is_empty());
    if let Some(words) = placeholder.or_else(|| example(field.desc.as_ref()?.get(code))) {
        return words.to_owned();
    }
    match lang {
        Lang::Ja => format!("（{}）", field.title.get(code)),
        Lang::En => format!("[{}]", field.title.get(code)),
    }
}

/// The example a word of help gives: what follows 例: up to the end of the sentence, a whole sentence with its stop.
fn example(help: &str) -> Option<&str> {
    let (_, rest) = MARKS.iter().find_map(|mark| help.split_once(mark))?;
    let rest = rest.trim_start();
    let end = rest.find(['。', ';']).unwrap_or(rest.len());
    let words = rest[..end].trim_end();
    let sentence = rest[end..].starts_with('。') && words.ends_with('す');
    let words = if sentence { &rest[..end + '。'.len_utf8()] } else { words };
    (!words.is_empty()).then_some(words)
}

/// What forms write before an example.
const MARKS: [&str; 3] = ["例:", "例：", "For example "];

#[cfg(test)]
mod tests {
    use super::super::builtin;
    use super::*;

    #[test]
    fn every_form_can_be_looked_at() {
        let today = Date::new(2026, 11, 26).unwrap();
        for form in builtin() {
            for required_only in [false, true] {
                let facts = form.sample(today, required_only);
                let problems = form.check(&facts);
                assert!(problems.is_empty(), "{}: {problems:?}", form.id);
                assert!(!form.outline(&facts).paragraphs.is_empty());
            }
        }
    }

    #[test]
    fn an_example_is_what_follows_the_word() {
        assert_eq!(example("例: 総防第123号。採番の前なら空欄のままにします。"), Some("総防第123号"));
        assert_eq!(example("文で書きます。例: 訓練を行っています。"), Some("訓練を行っています。"));
        assert_eq!(example("For example 総防第123号; leave it empty"), Some("総防第123号"));
        assert_eq!(example("1行が1項目になります。"), None);
    }
}
