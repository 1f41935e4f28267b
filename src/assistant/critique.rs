//! A model as second reader: what it would point out in a document, or in the pairs of a translation. Its remarks are
//! data: each quotes the words it is about, and is worth something only where those words really stand.
//!
//! Servers that can be told the shape of an answer are told; from the others the same JSON is asked for in words, and
//! what some write instead, a quotation and a remark a line, is read too.

use super::prompt;
use super::request::{Request, Task};
use crate::text::{Lang, Span};
use serde::Deserialize;
use serde_json::{Value, json};

/// What a remark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Matter {
    /// A reader is lost.
    Unclear,
    /// Something a reader needs is not there.
    Missing,
    /// It contradicts itself.
    Contradiction,
    /// It can be taken for something else.
    Misleading,
    /// It is hard on somebody who reads it.
    Tone,
    /// The target says something else than the source.
    Accuracy,
    /// The target leaves out or adds.
    Omission,
    /// It does not use the agreed words.
    Terminology,
    /// It is not how people write.
    Fluency,
    /// Something else.
    Other,
}

impl Matter {
    /// All of them.
    pub const ALL: [Matter; 10] = [
        Self::Unclear,
        Self::Missing,
        Self::Contradiction,
        Self::Misleading,
        Self::Tone,
        Self::Accuracy,
        Self::Omission,
        Self::Terminology,
        Self::Fluency,
        Self::Other,
    ];

    /// How answers write it; its name is the Fluent message `model-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Matter::Unclear => "unclear",
            Matter::Missing => "missing",
            Matter::Contradiction => "contradiction",
            Matter::Misleading => "misleading",
            Matter::Tone => "tone",
            Matter::Accuracy => "accuracy",
            Matter::Omission => "omission",
            Matter::Terminology => "terminology",
            Matter::Fluency => "fluency",
            Matter::Other => "other",
        }
    }

    /// How findings of it are named beside those of rules.
    pub fn rule(self) -> &'static str {
        match self {
            Matter::Unclear => "model.unclear",
            Matter::Missing => "model.missing",
            Matter::Contradiction => "model.contradiction",
            Matter::Misleading => "model.misleading",
            Matter::Tone => "model.tone",
            Matter::Accuracy => "model.accuracy",
            Matter::Omission => "model.omission",
            Matter::Terminology => "model.terminology",
            Matter::Fluency => "model.fluency",
            Matter::Other => "model.other",
        }
    }

    /// The matter `code` names; [`Matter::Other`] for what nobody has heard of.
    pub fn from_code(code: &str) -> Self {
        let code = code.trim().to_ascii_lowercase();
        Self::ALL.into_iter().find(|matter| matter.code() == code).unwrap_or(Self::Other)
    }
}

/// How much the model thinks it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// To be considered.
    Info,
    /// To be mended.
    Warning,
    /// It cannot go out like this.
    Error,
}

impl Weight {
    /// `info`, `warning` or `error`.
    pub fn code(self) -> &'static str {
        match self {
            Weight::Info => "info",
            Weight::Warning => "warning",
            Weight::Error => "error",
        }
    }

    fn from_code(code: &str) -> Self {
        match code.trim().to_ascii_lowercase().as_str() {
            "error" | "critical" | "major" | "high" => Weight::Error,
            "info" | "minor" | "low" | "neutral" => Weight::Info,
            _ => Weight::Warning,
        }
    }
}

/// One remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The number of the pair it is about; 0 where there are none.
    pub segment: u32,
    /// The words it is about, as the model quotes them; empty: the whole.
    pub quote: String,
    /// What it is about.
    pub matter: Matter,
    /// How much it matters.
    pub weight: Weight,
    /// What it says.
    pub comment: String,
    /// What could stand in the place of the quoted words; empty where the model has no idea.
    pub replacement: String,
}

/// What a model remarked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Critique {
    /// The remarks, in the order of the answer.
    pub remarks: Vec<Remark>,
    /// Whether the answer had the shape that was asked for, to its end.
    pub whole: bool,
}

/// The most remarks that are asked for at once.
const MOST: usize = 30;
/// The longest remark that is taken, in characters.
const LONGEST: usize = 1000;

/// The JSON schema of an answer, strict enough for servers that insist on it.
pub fn schema() -> Value {
    let matters: Vec<&str> = Matter::ALL.iter().map(|matter| matter.code()).collect();
    let members = ["segment", "quote", "matter", "severity", "comment", "replacement"];
    json!({
        "type": "object",
        "properties": { "findings": { "type": "array", "items": {
            "type": "object",
            "properties": {
                "segment": { "type": "integer" },
                "quote": { "type": "string" },
                "matter": { "type": "string", "enum": matters },
                "severity": { "type": "string", "enum": ["info", "warning", "error"] },
                "comment": { "type": "string" },
                "replacement": { "type": "string" },
            },
            "required": members,
            "additionalProperties": false,
        } } },
        "required": ["findings"],
        "additionalProperties": false,
    })
}

/// Asks what should be mended in `text`, as `reader` would see it; remarks in `lang`.
pub fn request(lang: Lang, text: &str, reader: &str, nonce: u64) -> Request {
    let template = match lang {
        Lang::Ja => include_str!("../../assets/prompts/review-ja.txt"),
        Lang::En => include_str!("../../assets/prompts/review-en.txt"),
    };
    prompt::structured(lang, template, &[("reader", reader.trim())], &[("text", text)], nonce)
}

/// The same of a part of a long text; `context` is what stands around it.
pub fn request_for_part(lang: Lang, text: &str, context: &str, nonce: u64) -> Request {
    let part = prompt::Part { name: "", context, said: "", gathered: false, loose: None };
    prompt::with_part(request(lang, text, "", nonce), part, nonce)
}

/// The pairs of a translation on their way to the second reader, some at a time.
#[derive(Clone, Debug)]
pub struct Reading {
    lang: Lang,
    pairs: Vec<(u32, String, String)>,
    next: usize,
    out: std::ops::Range<usize>,
}

/// How many pairs are read at once.
const PAIRS: usize = 25;
/// How many characters of them, unless one alone is longer.
const PAIRS_CHARS: usize = 4000;

/// A remark on a pair, with the words it is about where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairRemark {
    /// The pair's number.
    pub id: u32,
    /// The words in the target, or else in the source (`false`), in bytes.
    pub place: Option<(bool, Span)>,
    /// What is said.
    pub remark: Remark,
}

impl Reading {
    /// These pairs (number, source, target), none of them read yet; remarks in `lang`.
    pub fn new(pairs: Vec<(u32, String, String)>, lang: Lang) -> Self {
        Self { lang, pairs, next: 0, out: 0..0 }
    }

    /// How many pairs there are, and how many were read.
    pub fn progress(&self) -> (usize, usize) {
        (self.pairs.len(), self.next - self.out.len())
    }

    /// The request to send now; `None` when all were read.
    pub fn next(&mut self, nonce: u64) -> Option<Request> {
        let mut end = self.next;
        let mut chars = 0;
        while let Some((_, source, target)) = self.pairs.get(end) {
            chars += source.chars().count() + target.chars().count();
            if end > self.next && (chars > PAIRS_CHARS || end - self.next >= PAIRS) {
                break;
            }
            end += 1;
        }
        if end == self.next {
            return None;
        }
        self.out = self.next..end;
        self.next = end;
        let one_line = |text: &str| text.split(['\n', '\r']).collect::<Vec<_>>().join(" ");
        let listed: Vec<String> = self.pairs[self.out.clone()]
            .iter()
            .map(|(id, source, target)| format!("[{id}] {}\n→ {}", one_line(source), one_line(target)))
            .collect();
        let template = match self.lang {
            Lang::Ja => include_str!("../../assets/prompts/review-pairs-ja.txt"),
            Lang::En => include_str!("../../assets/prompts/review-pairs-en.txt"),
        };
        Some(prompt::structured(self.lang, template, &[], &[("pairs", &listed.join("\n\n"))], nonce))
    }

    /// Takes the answer to the last request in: the remarks that are about a pair that was shown, and how many are about
    /// none.
    pub fn take(&mut self, answer: &str) -> (Vec<PairRemark>, usize) {
        let shown = &self.pairs[std::mem::take(&mut self.out)];
        let mut strays = 0;
        let mut found = Vec::new();
        for remark in read(answer).remarks {
            let named = shown.iter().find(|(id, ..)| *id == remark.segment);
            let place = |(_, source, target): &(u32, String, String)| {
                let mut none = Vec::new();
                let at = locate(target, &remark.quote, &mut none).map(|span| (true, span));
                at.or_else(|| locate(source, &remark.quote, &mut none).map(|span| (false, span)))
            };
            let hit = match named {
                Some(pair) if remark.quote.is_empty() => Some((pair, None)),
                Some(pair) if place(pair).is_some() => Some((pair, place(pair))),
                // The number slid, the words did not: they stand in one of the others.
                _ => {
                    let mut others = shown.iter().filter(|pair| !remark.quote.is_empty() && place(pair).is_some());
                    let first = others.next().filter(|_| others.next().is_none());
                    // Or the words were not copied as they are: then it is about the pair it names.
                    first.map(|pair| (pair, place(pair))).or(named.map(|pair| (pair, None)))
                }
            };
            match hit {
                Some((pair, place)) => found.push(PairRemark { id: pair.0, place, remark }),
                None => strays += 1,
            }
        }
        (found, strays)
    }
}

/// Where `quote` stands in `text`, word for word; of several places the first that is not `taken` yet.
pub fn locate(text: &str, quote: &str, taken: &mut Vec<Span>) -> Option<Span> {
    let quote = quote.trim();
    if quote.is_empty() {
        return None;
    }
    let mut places = text.match_indices(quote).map(|(at, words)| Span::new(at, at + words.len()));
    let found = places.clone().find(|place| !taken.contains(place)).or_else(|| places.next())?;
    taken.push(found);
    Some(found)
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    segment: Value,
    #[serde(default)]
    quote: String,
    #[serde(default, alias = "kind", alias = "category")]
    matter: String,
    #[serde(default)]
    severity: String,
    #[serde(default, alias = "message", alias = "point")]
    comment: String,
    #[serde(default, alias = "suggestion")]
    replacement: Option<String>,
}

impl Written {
    fn remark(self) -> Option<Remark> {
        let segment = match &self.segment {
            Value::Number(number) => number.as_u64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        let comment: String = self.comment.trim().chars().take(LONGEST).collect();
        let replacement = self.replacement.unwrap_or_default();
        (!comment.is_empty()).then(|| Remark {
            segment: segment.and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
            quote: self.quote.trim().to_owned(),
            matter: Matter::from_code(&self.matter),
            weight: Weight::from_code(&self.severity),
            comment,
            replacement: if replacement == self.quote { String::new() } else { replacement },
        })
    }
}

/// Whether `answer` is the JSON that was asked for, to its end.
pub fn is_whole(answer: &str) -> bool {
    serde_json::from_str::<Value>(unfenced(answer))
        .is_ok_and(|value| value.get("findings").is_some_and(Value::is_array))
}

/// Whether anything can be made of `answer`: it has remarks, or is the JSON that was asked for and has none.
pub fn is_readable(answer: &str) -> bool {
    let critique = read(answer);
    critique.whole || !critique.remarks.is_empty()
}

/// What `answer` remarks, however it is written; nothing where it says that there is nothing.
pub fn read(answer: &str) -> Critique {
    let body = unfenced(answer);
    if let Ok(value) = serde_json::from_str::<Value>(body) {
        let list = value.get("findings").unwrap_or(&value);
        let items = list.as_array().cloned().unwrap_or_default();
        return Critique {
            remarks: items.into_iter().filter_map(remark).take(MOST).collect(),
            whole: is_whole(answer),
        };
    }
    let objects = objects(body);
    if !objects.is_empty() {
        return Critique { remarks: objects.into_iter().take(MOST).collect(), whole: false };
    }
    let remarks = body.lines().filter_map(line).take(MOST).collect();
    Critique { remarks, whole: false }
}

fn remark(value: Value) -> Option<Remark> {
    serde_json::from_value::<Written>(value).ok()?.remark()
}

/// The remarks in a text that is no JSON as a whole: words around it, or cut off before its end.
fn objects(text: &str) -> Vec<Remark> {
    let mut found = Vec::new();
    let mut at = 0;
    // Inner objects: the outermost one is what is broken.
    while let Some(start) = text[at..].find('{').map(|start| at + start) {
        let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>();
        match values.next() {
            Some(Ok(value)) => {
                at = start + values.byte_offset();
                match value.get("findings").and_then(Value::as_array) {
                    Some(list) => found.extend(list.iter().cloned().filter_map(remark)),
                    None => found.extend(remark(value)),
                }
            }
            _ => at = start + 1,
        }
    }
    found
}

/// A line such as `「該当箇所」：指摘` or `"words": the point`, with or without a mark of a list before it.
fn line(line: &str) -> Option<Remark> {
    let line = line.trim().trim_start_matches(|c: char| c.is_numeric() || "-*・•.．)） ".contains(c));
    let pairs = [('「', '」'), ('“', '”'), ('"', '"')];
    let (quote, rest) = pairs.iter().find_map(|(open, close)| {
        let inside = line.strip_prefix(*open)?;
        let end = inside.find(*close)?;
        Some((&inside[..end], &inside[end + close.len_utf8()..]))
    })?;
    let comment = rest.trim_start().strip_prefix([':', '：', '→', '-', '–'])?.trim();
    (!comment.is_empty() && !quote.trim().is_empty()).then(|| Remark {
        segment: 0,
        quote: quote.trim().to_owned(),
        matter: Matter::Other,
        weight: Weight::Warning,
        comment: comment.chars().take(LONGEST).collect(),
        replacement: String::new(),
    })
}

/// The inside of a block of code, which many models put JSON into.
fn unfenced(answer: &str) -> &str {
    let trimmed = answer.trim();
    let Some(inside) = trimmed.strip_prefix("```") else { return trimmed };
    let inside = inside.split_once('\n').map_or("", |(_, rest)| rest);
    inside.trim_end().strip_suffix("```").unwrap_or(inside).trim()
}

/// The task whose answers have this shape.
pub const TASK: Task = Task::Review;

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = r#"{"segment":0,"quote":"適宜対応","matter":"unclear","severity":"error","comment":"誰が何をするのか分かりません。","replacement":"防災課が連絡"}"#;

    fn check(answer: &str, whole: bool, quotes: &[&str]) -> Critique {
        let critique = read(answer);
        let found: Vec<&str> = critique.remarks.iter().map(|remark| remark.quote.as_str()).collect();
        assert_eq!((found.as_slice(), critique.whole), (quotes, whole), "{answer}");
        critique
    }

    #[test]
    fn every_way_models_write_remarks_is_read() {
        let whole = format!(r#"{{"findings":[{ONE}]}}"#);
        let critique = check(&whole, true, &["適宜対応"]);
        let remark = &critique.remarks[0];
        assert_eq!((remark.matter, remark.weight), (Matter::Unclear, Weight::Error));
        check(&format!("```json\n{whole}\n```"), true, &["適宜対応"]);
        check(r#"{"findings":[]}"#, true, &[]);
        check(&format!("はい、次のとおりです。\n{whole}\n以上です。"), false, &["適宜対応"]);
        check(&format!(r#"{{"findings":[{ONE},{{"segment":0,"quote":"期限"#), false, &["適宜対応"]);
        check(&format!("[{ONE}]"), false, &["適宜対応"]);
        check(&format!("{ONE}\n{ONE}"), false, &["適宜対応", "適宜対応"]);
        check(
            "1. 「適宜対応」：誰がするのか。\n・“as needed”: by whom?\n指摘は以上です。",
            false,
            &["適宜対応", "as needed"],
        );
        check("指摘なし", false, &[]);
        check("", false, &[]);
        check(&"[".repeat(10_000), false, &[]);
        check(r#"{"findings":[{"quote":"a","comment":""},{"comment":"表題がない","kind":"missing"},3]}"#, true, &[""]);
    }

    #[test]
    fn words_are_found_as_they_stand_or_not_at_all() {
        let text = "申請は窓口で。申請は郵送で。";
        let mut taken = Vec::new();
        let at = |start: usize| Some(Span::new(start, start + "申請".len()));
        assert_eq!(locate(text, "申請", &mut taken), at(0));
        assert_eq!(locate(text, " 申請", &mut taken), at("申請は窓口で。".len()));
        assert_eq!(locate(text, "申請", &mut taken), at(0));
        assert_eq!(locate(text, "申し込み", &mut taken), None);
        assert_eq!(locate(text, " ", &mut taken), None);
    }

    #[test]
    fn pairs_are_read_some_at_a_time_and_remarks_find_theirs() {
        let pairs: Vec<(u32, String, String)> =
            (1..=60).map(|n| (n, format!("第{n}号の訓練"), format!("Drill No. {n}"))).collect();
        let mut reading = Reading::new(pairs, Lang::Ja);
        let mut asked = 0;
        while let Some(request) = reading.next(7) {
            asked += 1;
            assert!(request.user.contains(&format!("[{}] 第", reading.out.start + 1)), "{}", request.user);
            if asked == 1 {
                let answer = r#"{"findings":[
                    {"segment":3,"quote":"No. 3","matter":"accuracy","severity":"error","comment":"違う"},
                    {"segment":4,"quote":"No. 7","matter":"accuracy","severity":"error","comment":"ずれた番号"},
                    {"segment":5,"quote":"","matter":"fluency","severity":"info","comment":"全体"},
                    {"segment":6,"quote":"ない言葉","matter":"fluency","severity":"info","comment":"写し違い"},
                    {"segment":99,"quote":"Drill","matter":"fluency","severity":"info","comment":"どれか"}]}"#;
                let (found, strays) = reading.take(answer);
                let ids: Vec<(u32, bool)> = found.iter().map(|r| (r.id, r.place.is_some())).collect();
                assert_eq!((ids.as_slice(), strays), (&[(3, true), (7, true), (5, false), (6, false)][..], 1));
            } else {
                assert_eq!(reading.take("{}"), (Vec::new(), 0));
            }
        }
        assert_eq!((asked, reading.progress()), (3, (60, 60)));
    }

    #[test]
    fn prose_is_no_word_that_all_is_well() {
        for answer in ["本市では訓練を実施しております。", "", "{}", "The text reads well."] {
            assert!(!is_readable(answer), "{answer}");
        }
        for answer in [r#"{"findings":[]}"#, "```json\n{\"findings\": []}\n```", "「実施しま」：語尾がありません。"]
        {
            assert!(is_readable(answer), "{answer}");
        }
    }

    #[test]
    fn the_schema_names_every_member_it_asks_for() {
        let schema = schema();
        let item = &schema["properties"]["findings"]["items"];
        let members: Vec<&String> = item["properties"].as_object().unwrap().keys().collect();
        assert_eq!(item["required"].as_array().unwrap().len(), members.len());
        for lang in [Lang::Ja, Lang::En] {
            let request = request(lang, "本文。", "", 7);
            assert!(members.iter().all(|member| request.system.contains(member.as_str())), "{}", request.system);
            assert!(request.user.contains("本文。") && !request.end_mark && request.task == TASK);
        }
    }
}
