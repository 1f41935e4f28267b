//! 略語・専門用語の初出の説明: BCP without 業務継続計画 beside it.

use super::advice;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Note, Passage, Rule, Whole};
use crate::text::Span;
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

static FOUND: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("[A-Z]{2,6}|[A-Z][a-z]{1,2}[A-Z]").expect("the pattern is sound"));

/// What everybody knows.
const KNOWN: &[&str] = &[
    "PDF", "URL", "QR", "ID", "IT", "AED", "PTA", "JR", "NHK", "SNS", "TEL", "FAX", "CD", "DVD", "USB", "OK", "NG",
    "NO", "ATM", "GPS", "LED", "PC", "TV", "NPO", "EU", "WHO", "UV", "PR", "AM", "PM", "IC", "JIS", "ISO", "NTT",
    "HTML", "CSV", "XML", "JPEG", "PNG", "DNA", "PCR", "VIP", "OB", "OG", "JA", "LAN", "UN", "BS", "CM", "DM", "DIY",
    "EV", "HP", "LINE", "LGBT", "MRI", "CT", "PET", "SF", "VR", "WEB", "ZIP", "JPG", "DOCX", "XLSX", "DOC", "XLS",
    "PPT", "OS", "AI", "CPU", "GW", "NEW", "QA", "FAQ", "RGB", "SOS", "UFO", "UHF", "VHF", "FM", "CATV", "SUV", "LPG",
    "LP", "PM", "KB", "MB", "GB", "TB", "KW", "MW", "IoT", "WiFi",
];

const ID: &str = "ja.term.acronym";
const BARE: u8 = 0;
const EXPLAINED: u8 = 1;

/// `ja.term.acronym`.
pub struct Acronym;

impl Rule for Acronym {
    fn about(&self) -> About {
        advice(ID, Fixable::None, "公用文作成の考え方(令和4年) Ⅱ-2", JAPANESE)
    }

    fn notes(&self, passage: &Passage<'_>, notes: &mut Vec<Note>) {
        let text = passage.text;
        if !text.bytes().any(|b| b.is_ascii_uppercase()) {
            return;
        }
        for found in FOUND.find_iter(text) {
            let (before, after) = (&text[..found.start()], &text[found.end()..]);
            let joins = |c: char| c.is_ascii_alphanumeric() || "-_./@&＆".contains(c);
            let part = before.ends_with(joins) || after.starts_with(joins);
            let explained = before.ends_with(['（', '(', '「']) || after.starts_with(['（', '(']);
            let span = Span::new(found.start(), found.end());
            let coded = before.trim_end().ends_with(['第', '型']) || passage.is_protected(span);
            if !part && !coded {
                let kind = if explained { EXPLAINED } else { BARE };
                notes.push(Note { span, kind, word: found.as_str().to_owned() });
            }
        }
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let mut seen: HashSet<&str> = KNOWN.iter().copied().collect();
        for note in whole.notes(ID) {
            if seen.insert(note.word) && note.kind == BARE {
                hits.at(note.span);
            }
        }
    }
}
