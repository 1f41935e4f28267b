//! `kian align`: which sentences of two existing documents say the same.

use super::args::{Arguments, Opt, PLAIN, problem};
use super::output::Plain;
use super::report::{Failure, Ran, sentence};
use super::{Command, Context, input, stopping};
use crate::app::words;
use crate::format::exchange::{tmx, xliff};
use crate::text::Lang;
use crate::translation::align::align_watched;
use crate::translation::align::documents::{Sentences, paired};
use crate::translation::{Aligned, Bitext, Segmenter};
use serde_json::{Value, json};
use std::ffi::OsStr;
use std::path::Path;

pub(super) const COMMAND: Command = Command {
    name: "align",
    usage: &["align [--lines] JA EN [-o OUT.tmx|.xlf] [--force]"],
    about: "cli-align",
    options: &[
        Opt { name: "--lines", value: "", about: "cli-option-lines" },
        Opt { name: "-o", value: "OUT", about: "cli-option-align-out" },
        Opt { name: "--force", value: "", about: "cli-option-force" },
    ],
    formats: PLAIN,
    run,
};

/// The sentences of the document `name`, and what it is called.
fn side(
    context: &Context,
    ran: &mut Ran,
    name: &OsStr,
    lang: Lang,
    segmenter: Option<&Segmenter>,
) -> Result<(Sentences, String), Failure> {
    let input = input::document(context, name)?;
    input.note_losses(context, ran);
    let text = input.document.text();
    let sentences = match segmenter {
        Some(segmenter) => Sentences::by(text, lang, segmenter),
        None => Sentences::by_lines(text),
    };
    Ok((sentences, input.name))
}

/// How texts are cut into segments here: by the rules among the words of the person or the office, if there are some.
pub(super) fn segmenter(context: &Context, ran: &mut Ran) -> Result<Segmenter, Failure> {
    // What is wrong with the settings is told where they are what it is about.
    let (settings, _) = context.settings_and_policy(&mut Ran::default())?;
    let (segmenter, notices) = words::segmenter(&words::folders(&context.dirs()?, &settings));
    ran.notes.extend(notices.iter().map(|notice| sentence(&context.tr, notice)));
    Ok(segmenter)
}

fn run(context: &Context, arguments: &Arguments) -> Result<Ran, Failure> {
    let mut ran = Ran::default();
    let [ja, en] = arguments.operands() else {
        return Err(match arguments.operands() {
            [_, _, third, ..] => arguments.surplus(third),
            [] => arguments.missing("JA EN"),
            _ => arguments.missing("EN"),
        });
    };
    let out = match arguments.path("-o") {
        Some(path) => Some((Kind::of(&path)?, Plain::new(path, arguments.has("--force"))?)),
        None => None,
    };
    let lines = arguments.has("--lines");
    stopping::watch();
    let segmenter = if lines { None } else { Some(segmenter(context, &mut ran)?) };
    let (ja, name) = side(context, &mut ran, ja, Lang::Ja, segmenter.as_ref())?;
    let (en, _) = side(context, &mut ran, en, Lang::En, segmenter.as_ref())?;
    let beads = align_watched(&ja.sentences, &en.sentences, None, &mut |_| stopping::ask());
    let beads = beads.ok_or_else(stopping::stopped)?;
    if let Some((kind, target)) = &out {
        let bitext = paired(&ja, &en, &beads);
        let bytes = match kind {
            Kind::Tmx => memory(&bitext),
            Kind::Xliff => xliff::write_new(&bitext, &name),
        };
        target.write(&bytes)?;
    }
    let counted = |bead: &&Aligned| !bead.ja.is_empty() && !bead.en.is_empty();
    let pairs = beads.iter().filter(counted).count();
    if context.is_json() {
        let indices = |range: &std::ops::Range<usize>| range.clone().collect::<Vec<_>>();
        let object = |bead: &Aligned| {
            let confidence = (f64::from(bead.confidence) * 100.0).round() / 100.0;
            json!({ "ja": indices(&bead.ja), "en": indices(&bead.en), "confidence": confidence })
        };
        let objects: Vec<Value> = beads.iter().map(object).collect();
        let mut value = json!({
            "version": 1,
            "pairs": objects,
            "ja_sentences": ja.sentences,
            "en_sentences": en.sentences,
        });
        if let Some((_, target)) = &out {
            value["file"] = json!(target.path.display().to_string());
        }
        ran.json(&value);
    } else if let Some((_, target)) = &out {
        ran.out =
            format!("{}\n", context.tr.format("cli-written", &[("path", target.path.display().to_string().into())]));
    } else {
        for bead in &beads {
            let join = |all: &[String], range: &std::ops::Range<usize>| all[range.clone()].join(" ");
            let percent = (bead.confidence * 100.0).round();
            ran.out.push_str(&format!(
                "{percent:>3}\t{}\t{}\n",
                join(&ja.sentences, &bead.ja),
                join(&en.sentences, &bead.en)
            ));
        }
    }
    if !context.is_json() {
        let args = [
            ("pairs", pairs.into()),
            ("ja", (ja.sentences.len() - beads.iter().filter(counted).map(|b| b.ja.len()).sum::<usize>()).into()),
            ("en", (en.sentences.len() - beads.iter().filter(counted).map(|b| b.en.len()).sum::<usize>()).into()),
        ];
        ran.notes.push(context.tr.format("cli-align-count", &args));
    }
    Ok(ran)
}

/// A kind of file that pairs are written to.
#[derive(Clone, Copy)]
enum Kind {
    Tmx,
    Xliff,
}

impl Kind {
    fn of(path: &Path) -> Result<Self, Failure> {
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
        match ending.as_str() {
            "tmx" => Ok(Self::Tmx),
            "xlf" | "xliff" => Ok(Self::Xliff),
            _ => Err(problem("error-cli-align-kind").with("path", path.display().to_string()).into()),
        }
    }
}

/// The pairs that have both sides, as a memory.
fn memory(bitext: &Bitext) -> Vec<u8> {
    let mut writer = tmx::Writer::new(Vec::new(), &tmx::Header::default(), bitext.source_lang().code())
        .expect("a row of bytes takes what is written to it");
    for unit in bitext.units() {
        writer.unit(&tmx::TmxUnit::from(&unit)).expect("a row of bytes takes what is written to it");
    }
    writer.finish().expect("a row of bytes takes what is written to it")
}
