//! [`Outline`]: the parts of a document, made by code from a [`Form`] and [`Facts`], with places left open for prose.
//! Numbers, dates, names and the order of the parts are never a model's doing.

use super::facts::{number, several};
use super::form::{Condition, Content, FieldKind, Filter, Only, Piece, Template};
use super::{Author, Document, Facts, Form, Hunk, HunkState, Role, Suggestion};
use crate::text::{Date, Lang, Span};

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The paragraphs in order; those where prose goes are empty. None holds a line feed.
    pub paragraphs: Vec<(Role, String)>,
    /// The places for prose, in order.
    pub slots: Vec<Slot>,
}

/// A place for prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The empty paragraph it goes into.
    pub paragraph: usize,
    /// The role of what is written there.
    pub role: Role,
    /// What the assistant is asked to write, in the document's language.
    pub brief: String,
    /// Stock paragraphs with the facts filled in: the draft of the offline engine.
    pub offline: Vec<String>,
}

impl Form {
    /// The parts that `facts` make. Facts should have passed [`Form::check`]: one that is missing leaves a gap, one that
    /// is no date stands as it was entered.
    pub fn outline(&self, facts: &Facts) -> Outline {
        let filled = Filled { form: self, facts };
        let mut outline = Outline { paragraphs: Vec::new(), slots: Vec::new() };
        for part in self.parts.iter().filter(|part| filled.applies(&part.only)) {
            let label = part.label.as_deref();
            match &part.content {
                Content::Text(template) => {
                    let text = filled.write(template);
                    outline.extend(part.role, &self.labelled(label, &text));
                }
                Content::Each(field) => outline.extend_each(self, part.role, label, &filled.words(field)),
                Content::Prose { brief, offline } => {
                    let stock = offline.iter().filter(|(only, _)| filled.applies(only));
                    outline.slots.push(Slot {
                        paragraph: outline.paragraphs.len(),
                        role: part.role,
                        brief: filled.write(brief),
                        offline: stock
                            .flat_map(|(_, t)| filled.write(t).lines().map(str::to_owned).collect::<Vec<_>>())
                            .filter(|line| !line.trim().is_empty())
                            .collect(),
                    });
                    outline.paragraphs.push((part.role, String::new()));
                }
            }
        }
        outline
    }

    /// What the facts say, label and value, in the document's language and as the document writes it: what an engine
    /// is told. Fields left empty and hidden ones are not among them.
    pub fn stated(&self, facts: &Facts) -> Vec<(String, String)> {
        let filled = Filled { form: self, facts };
        let asked = self.fields.iter().filter(|field| field.kind != FieldKind::Hidden);
        asked
            .filter_map(|field| {
                let value = if field.date {
                    filled.day(&field.key, |d| d.written(self.lang))
                } else {
                    filled.words(&field.key)
                };
                (!value.is_empty()).then(|| (field.title.get(self.lang.code()).to_owned(), value))
            })
            .collect()
    }

    fn labelled(&self, label: Option<&str>, text: &str) -> String {
        match (label, self.lang) {
            (None, _) => text.to_owned(),
            (Some(label), Lang::Ja) => format!("{label}　{text}"),
            (Some(label), Lang::En) => format!("{label}: {text}"),
        }
    }
}

impl Outline {
    /// The document before any prose: fixed words and facts, author [`Author::Form`].
    pub fn document(&self, form: &Form) -> Document {
        Document::new(form.lang, Some(form.id.clone()), &self.paragraphs, Author::Form)
    }

    /// The document with the stock prose in its places: what the form makes of the facts without anybody's writing.
    pub fn stocked(&self, form: &Form) -> Document {
        let mut document = self.document(form);
        let mut suggestion = self.offline_suggestion(&document, Author::Form);
        let all: Vec<usize> = (0..suggestion.hunks.len()).collect();
        let text = document.text().clone();
        if let Some(edit) = suggestion.accept(&all, 0, |byte| text.line_of(byte)) {
            document.apply(edit);
        }
        document
    }

    /// The stock prose as a suggestion, one hunk for each slot. `document` must be what [`Outline::document`] made,
    /// not edited since.
    pub fn offline_suggestion(&self, document: &Document, author: Author) -> Suggestion {
        let hunks = self.slots.iter().filter(|slot| !slot.offline.is_empty());
        Suggestion { hunks: hunks.map(|slot| slot.hunk(document, &slot.offline)).collect(), author, complete: true }
    }
}

impl Slot {
    /// The hunk that puts these paragraphs into the slot of `document`, which must be what [`Outline::document`] made,
    /// not edited since.
    pub fn hunk(&self, document: &Document, paragraphs: &[String]) -> Hunk {
        Hunk {
            span: Span::at(document.text().line_span(self.paragraph).start),
            old: String::new(),
            new: paragraphs.join("\n"),
            roles: vec![self.role; paragraphs.len()],
            doubts: Vec::new(),
            looked_at: false,
            state: HunkState::Open,
        }
    }
}

impl Outline {
    fn extend(&mut self, role: Role, text: &str) {
        // `lines` of nothing is no line, and a part that is there but says nothing is still a paragraph.
        if text.is_empty() {
            self.paragraphs.push((role, String::new()));
        }
        self.paragraphs.extend(text.lines().map(|line| (role, line.to_owned())));
    }

    /// One paragraph for each line that says something. With a label, a single line stands behind it and several stand
    /// under it.
    fn extend_each(&mut self, form: &Form, role: Role, label: Option<&str>, text: &str) {
        let lines = leveled(text);
        let mut base = 0;
        match (label, lines.as_slice()) {
            (_, []) => return,
            (Some(_), [(_, line)]) => {
                self.paragraphs.push((role, form.labelled(label, line)));
                return;
            }
            (Some(label), _) => {
                self.paragraphs.push((role, label.to_owned()));
                base = 1;
            }
            (None, _) => {}
        }
        self.paragraphs.extend(lines.into_iter().map(|(level, line)| {
            let role = match role {
                Role::Item(outer) => Role::Item((outer + base + level).min(5)),
                other => other,
            };
            (role, line)
        }));
    }
}

/// The lines that say something, each with its level: a full-width space, two half-width ones, a tab or `- ` in front
/// of it puts it one deeper. Levels start at 0 and go down one at a time.
fn leveled(text: &str) -> Vec<(u8, String)> {
    let mut lines: Vec<(u8, String)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let mut rest = line;
        let mut level = 0u8;
        while let Some(inner) = ["　", "  ", "\t", "- "].iter().find_map(|mark| rest.strip_prefix(mark)) {
            rest = inner;
            level = level.saturating_add(1);
        }
        lines.push((level, rest.trim().to_owned()));
    }
    let least = lines.iter().map(|(level, _)| *level).min().unwrap_or(0);
    let mut last = None;
    for (level, _) in &mut lines {
        *level = (*level - least).min(last.map_or(0, |l: u8| l.saturating_add(1)));
        last = Some(*level);
    }
    lines
}

/// A form with facts in it.
struct Filled<'a> {
    form: &'a Form,
    facts: &'a Facts,
}

impl Filled<'_> {
    /// What was entered, or else the default.
    fn raw(&self, key: &str) -> &str {
        let entered = self.facts.get(key).map(str::trim_end).filter(|value| !value.trim().is_empty());
        entered.or_else(|| self.form.field(key)?.default.as_deref()).unwrap_or("")
    }

    /// The value in the words of the document: a choice by its title, a number with its thousands set off.
    fn words(&self, key: &str) -> String {
        let raw = self.raw(key);
        let Some(field) = self.form.field(key) else { return raw.to_owned() };
        let lang = self.form.lang;
        let title = |value: &str| {
            let choice = field.kind.choices().iter().find(|choice| choice.value == value);
            choice.map_or(value, |choice| choice.title.get(lang.code())).to_owned()
        };
        match &field.kind {
            FieldKind::Select(_) | FieldKind::Radio(_) => title(raw.trim()),
            FieldKind::Checkbox(_) => {
                let titles: Vec<String> = several(raw).map(title).collect();
                titles.join(if lang == Lang::Ja { "、" } else { ", " })
            }
            FieldKind::Number { .. } => grouped(raw),
            FieldKind::File { .. } => {
                let names = raw.lines().map(|path| path.rsplit(['/', '\\']).next().unwrap_or(path));
                names.collect::<Vec<_>>().join("\n")
            }
            FieldKind::Text { .. } => raw.trim().to_owned(),
            FieldKind::Textarea { .. } | FieldKind::Hidden => raw.to_owned(),
        }
    }

    fn day(&self, key: &str, write: impl Fn(Date) -> String) -> String {
        let raw = self.raw(key).trim();
        Date::parse(raw).map_or_else(|| raw.to_owned(), write)
    }

    fn applies(&self, only: &Only) -> bool {
        let holds = |condition: &Condition| match &condition.value {
            None => !self.raw(&condition.field).trim().is_empty(),
            Some(value) => several(self.raw(&condition.field)).any(|said| said == value),
        };
        only.when.iter().all(holds) && !only.unless.iter().any(holds)
    }

    fn write(&self, template: &Template) -> String {
        let lang = self.form.lang;
        let mut text = String::new();
        for piece in template {
            match piece {
                Piece::Words(words) => text.push_str(words),
                Piece::Fact(key, Filter::Plain) => text.push_str(&self.words(key)),
                Piece::Fact(key, Filter::Date) => text.push_str(&self.day(key, |d| d.written(lang))),
                Piece::Fact(key, Filter::Wareki) => text.push_str(&self.day(key, Date::wareki)),
                Piece::Fact(key, Filter::Weekday) => text.push_str(&self.day(key, |d| d.weekday_name(lang).to_owned())),
                Piece::Fact(key, Filter::Topic) => text.push_str(topic(&self.words(key))),
            }
        }
        text
    }
}

/// A title without what a form puts behind it: 防災訓練の実施について（通知） is about 防災訓練の実施.
fn topic(title: &str) -> &str {
    let mut rest = title.trim();
    if rest.ends_with(['）', ')'])
        && let Some(at) = rest.rfind("について（").or_else(|| rest.rfind("について("))
    {
        rest = &rest[..at];
    }
    rest.strip_suffix("について").unwrap_or(rest).trim_end()
}

/// 1000 as 1,000, as both our languages write it; anything else as it is.
fn grouped(text: &str) -> String {
    let Some(value) = number(text) else { return text.trim().to_owned() };
    let plain = value.abs().to_string();
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(w, f)| (w, Some(f)));
    let mut written = String::from(if value < 0.0 { "-" } else { "" });
    for (at, figure) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(figure);
    }
    fraction.map_or(written.clone(), |fraction| format!("{written}.{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_deeper_by_what_stands_before_them() {
        let check = |text: &str, want: &[(u8, &str)]| {
            let got = leveled(text);
            let got: Vec<(u8, &str)> = got.iter().map(|(level, line)| (*level, line.as_str())).collect();
            assert_eq!(got, want, "{text}");
        };
        check("書類\n　申請書\n　　写し\n\n持ち物", &[(0, "書類"), (1, "申請書"), (2, "写し"), (0, "持ち物")]);
        check("a\n- b\n  - c\n    d", &[(0, "a"), (1, "b"), (2, "c"), (2, "d")]);
        check("- a\n- b", &[(0, "a"), (0, "b")]);
        check("a\n　　　b", &[(0, "a"), (1, "b")]);
        check("\n \n", &[]);
    }

    #[test]
    fn a_title_is_not_given_its_ending_twice() {
        for title in [
            "防災訓練の実施",
            "防災訓練の実施について",
            "防災訓練の実施について（通知）",
            " 防災訓練の実施について(通知)",
        ] {
            assert_eq!(topic(title), "防災訓練の実施");
        }
        assert_eq!(topic("計画（案）"), "計画（案）");
    }

    #[test]
    fn thousands_are_set_off() {
        for (from, to) in [
            ("30", "30"),
            ("1000", "1,000"),
            ("１２３４５６７", "1,234,567"),
            ("-1500.5", "-1,500.5"),
            ("約30", "約30"),
        ] {
            assert_eq!(grouped(from), to);
        }
    }
}
