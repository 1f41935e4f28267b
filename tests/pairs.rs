//! Rules of pairs against `pairs/sound.txt`, translations that are right: how many raise an alarm, and how many errors
//! planted in them are found.

#![allow(clippy::unwrap_used)]

use kian::proofread::pairs::{self, Glossary, PairFinding};
use kian::proofread::{Rulebook, Severity};
use kian::text::Lang;
use std::path::Path;

struct Sample {
    line: usize,
    source: String,
    target: String,
}

impl Sample {
    fn langs(&self) -> (Lang, Lang) {
        match Lang::guess(&self.source) {
            Some(Lang::En) => (Lang::En, Lang::Ja),
            _ => (Lang::Ja, Lang::En),
        }
    }

    fn check(&self, book: &Rulebook) -> Vec<PairFinding> {
        self.check_target(&self.target, book)
    }

    fn check_target(&self, target: &str, book: &Rulebook) -> Vec<PairFinding> {
        let (from, to) = self.langs();
        pairs::check(&self.source, from, target, to, book, Glossary::standard())
    }
}

/// The pairs of a page: a text and, behind `>`, its translation.
fn samples(name: &str) -> Vec<Sample> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let page = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut found: Vec<Sample> = Vec::new();
    let mut source: Option<(usize, &str)> = None;
    for (number, line) in page.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match (line.strip_prefix("> "), source.take()) {
            (Some(target), Some((line, text))) => {
                found.push(Sample { line, source: text.to_owned(), target: target.to_owned() });
            }
            (None, None) => source = Some((number + 1, line)),
            _ => panic!("{}:{}: a text and its translation take turns", path.display(), number + 1),
        }
    }
    found
}

fn told(findings: &[PairFinding], sample: &Sample, target: &str) -> String {
    let line = |f: &PairFinding| {
        let words = |text: &str, span: Option<kian::text::Span>| span.map_or("-".to_owned(), |s| text[s.range()].to_owned());
        let case = f.args.iter().find(|(name, _)| *name == "case").map_or("", |(_, value)| value);
        format!(
            "    {} {} {case} 「{}」 「{}」",
            f.severity.code(),
            f.rule,
            words(&sample.source, f.source),
            words(target, f.target)
        )
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn sound_pairs_are_sound() {
    let book = Rulebook::default();
    for (page, least) in [("pairs/sound.txt", 150), ("facts/pairs.txt", 100)] {
        let samples: Vec<Sample> = samples(page).into_iter().filter(|s| Lang::guess(&s.source) != Lang::guess(&s.target)).collect();
        assert!(samples.len() >= least, "{page}: {}", samples.len());
        let (mut problems, mut errors, mut warned) = (String::new(), 0, 0);
        for sample in &samples {
            let mut findings = sample.check(&book);
            findings.retain(|f| f.severity > Severity::Info);
            if findings.is_empty() {
                continue;
            }
            errors += usize::from(findings.iter().any(|f| f.severity == Severity::Error));
            warned += 1;
            problems.push_str(&format!("{}: {} / {}\n{}\n", sample.line, sample.source, sample.target, told(&findings, sample, &sample.target)));
        }
        assert_eq!((errors, warned), (0, 0), "{page}, {} pairs:\n{problems}", samples.len());
    }
}
