//! Where texts are cut into segments, against `segmentation/texts.txt`: written by people who did not know our rules.

#![allow(clippy::unwrap_used)]

use kian::text::Lang;
use kian::translation::Segmenter;
use std::path::Path;

struct Sample {
    line: usize,
    lang: Lang,
    text: String,
    segments: Vec<String>,
}

/// The samples of the page: a language and a text, ⏎ for a line feed, and below it a segment to a line.
fn samples() -> Vec<Sample> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/segmentation/texts.txt");
    let page = std::fs::read_to_string(page).unwrap();
    let mut found: Vec<Sample> = Vec::new();
    for (number, line) in page.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        if let Some(segment) = line.strip_prefix("- ") {
            found.last_mut().unwrap().segments.push(segment.to_owned());
        } else {
            let (lang, text) = line.split_once(' ').unwrap();
            let lang = Lang::from_code(lang).unwrap_or_else(|| panic!("line {}: {line}", number + 1));
            found.push(Sample { line: number + 1, lang, text: text.replace('⏎', "\n"), segments: Vec::new() });
        }
    }
    found
}

#[test]
fn texts_are_cut_where_people_cut_them() {
    let samples = samples();
    assert!(samples.len() >= 100, "{}", samples.len());
    let mut wrong = Vec::new();
    for sample in &samples {
        let spans = Segmenter::Own.spans(&sample.text, sample.lang);
        let segments: Vec<&str> = spans.iter().map(|span| &sample.text[span.range()]).collect();
        if segments != sample.segments {
            wrong.push(format!("{}: {}\n", sample.line, segments.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), samples.len(), wrong.concat());
}
