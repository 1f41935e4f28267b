//! 略語・専門用語の初出の説明: BCP without 業務継続計画 beside it.

use super::advice;
use crate::proofread::{About, Fixable, Hits, JAPANESE, Rule, Whole};
use crate::text::Span;
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

static FOUND: LazyLock<Regex> = LazyLock::new(|| Regex::new("[A-Z]{2,6}").expect("the pattern is sound"));

/// What everybody knows.
const KNOWN: &[&str] = &[
    "PDF", "URL", "QR", "ID", "IT", "AED", "PTA", "JR", "NHK", "SNS", "TEL", "FAX", "CD", "DVD", "USB", "OK", "NG",
    "NO", "ATM", "GPS", "LED", "PC", "TV", "NPO", "EU", "WHO", "UV", "PR", "AM", "PM", "IC", "JIS", "ISO", "NTT",
    "HTML", "CSV", "XML", "JPEG", "PNG", "DNA", "PCR", "VIP", "OB", "OG", "JA", "LAN", "UN", "BS", "CM", "DM", "DIY",
    "EV", "HP", "LINE", "LGBT", "MRI", "CT", "PET", "SF", "VR", "WEB", "ZIP", "JPG", "DOCX", "XLSX", "DOC", "XLS",
    "PPT", "OS", "AI", "CPU", "GW", "NEW", "QA", "FAQ", "RGB", "SOS", "UFO", "UHF", "VHF", "FM", "CATV", "SUV", "LPG",
    "LP", "PM", "KB", "MB", "GB", "TB", "KW", "MW",
];

/// `ja.term.acronym`.
pub struct Acronym;

impl Rule for Acronym {
    fn about(&self) -> About {
        advice("ja.term.acronym", Fixable::None, "公用文作成の考え方(令和4年) Ⅱ-2", JAPANESE)
    }

    fn document(&self, whole: &Whole<'_>, hits: &mut Hits) {
        let mut seen: HashSet<&str> = KNOWN.iter().copied().collect();
        for paragraph in whole.paragraphs {
            let text = paragraph.text.as_str();
            if !text.bytes().any(|b| b.is_ascii_uppercase()) {
                continue;
            }
            let names = crate::proofread::protected(text);
            for found in FOUND.find_iter(text) {
                let (before, after) = (&text[..found.start()], &text[found.end()..]);
                let joins = |c: char| c.is_ascii_alphanumeric() || "-_./@&＆".contains(c);
                let part = before.ends_with(joins) || after.starts_with(joins);
                let explained = before.ends_with(['（', '(', '「']) || after.starts_with(['（', '(']);
                let span = Span::new(found.start(), found.end());
                let coded = before.trim_end().ends_with(['第', '型']) || names.iter().any(|n| n.overlaps(span));
                if part || coded || !seen.insert(found.as_str()) || explained {
                    continue;
                }
                hits.at(span.shift(paragraph.span.start));
            }
        }
    }
}
