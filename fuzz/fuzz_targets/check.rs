//! The checker: every finding lies in the text and says what stands there; safe fixes can be applied.
#![no_main]

use kian::document::Snapshot;
use kian::proofread::{Checker, Profile, safe_fixes};
use kian::text::{Lang, Text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, text)) = kian_fuzz::choice_and_text(bytes) else { return };
    let profile = Profile::ALL[usize::from(choice) % Profile::ALL.len()];
    let lang = if profile == Profile::English { Lang::En } else { Lang::Ja };
    let snapshot = Snapshot::from_text(&text, lang);
    let mut whole: Text = snapshot.text.clone();
    let text = whole.to_string();
    let found = Checker::default().check(&snapshot, profile);
    for finding in &found {
        assert_eq!(text.get(finding.span.range()), Some(finding.text.as_str()), "{finding:?}");
    }
    whole.apply(&safe_fixes(&found));
});
