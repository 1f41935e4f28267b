//! Shares of a whole that is told lines above: how many were asked, how many answered, and what part of them it was.

use super::calc_share::OF_ASKED;
use crate::proofread::japanese::is_kanji;
use crate::proofread::quantities::{Measure, Quantity, agrees};
use crate::proofread::{Hits, Note, Noted, Passage, Whole};

/// How many were asked. The word of each note is made of figures; of this one it is how many.
const ASKED: u8 = 22;
/// 回収数は1,800で: how many answered.
const REPLIES: u8 = 23;
/// 回収数480、回収率60％: how many, the rate, what its last figure stands for.
const OF_THOSE_ASKED: u8 = 24;
/// 450で、回答全体の25.0％: the same of those who answered.
const OF_ALL: u8 = 25;

/// Paragraphs above in which the whole may stand.
const ABOVE: usize = 14;

/// What stands behind the number of those who are asked.
const ASKING: [&str; 13] = [
    "を対象",
    "を抽出",
    "を無作為",
    "に配",
    "に送",
    "に郵送",
    "に発送",
    "に調査票",
    "に依頼",
    "を発送",
    "を配",
    "を送",
    "を郵送",
];
/// What a line begins with that says how many are asked.
const ASKED_LABELS: [&str; 7] = ["対象", "調査対象", "調査の対象", "配布", "送付", "発送", "調査票の配布"];
/// What the number of those who answered is called.
const REPLIED: [&str; 8] =
    ["回収数", "有効回収数", "有効回答数", "有効回答", "回答数", "回答者数", "回答者", "回答総数"];

/// Notes what `passage` tells of those who were asked and who answered.
pub fn note(passage: &Passage<'_>, notes: &mut Vec<Note>) {
    let read = passage.quantities();
    let label = passage.text.trim_start_matches(|c: char| !is_kanji(c));
    let labelled = ASKED_LABELS.iter().any(|words| label.starts_with(words)) && !passage.text.contains('。');
    for (index, quantity) in read.iter().enumerate() {
        match quantity.measure {
            Measure::Count if !quantity.loose => {
                let before = quantity.before.trim_end_matches(['は', 'が', '：', '　', ' ']);
                let asked = ASKING.iter().any(|words| quantity.after.starts_with(words))
                    || labelled && index + 1 == read.len() && quantity.after.trim().is_empty();
                let kind = match () {
                    () if asked => ASKED,
                    () if REPLIED.iter().any(|words| before.ends_with(words)) => REPLIES,
                    () => continue,
                };
                notes.push(Note { span: quantity.span, kind, word: quantity.value().to_string() });
            }
            Measure::Share => notes.extend(note_share(passage, read, index)),
            _ => {}
        }
    }
}

/// A share of which the part stands right before it, and the whole nowhere in `passage`.
fn note_share(passage: &Passage<'_>, read: &[Quantity<'_>], index: usize) -> Option<Note> {
    let (share, part) = (&read[index], &read[index.checked_sub(1)?]);
    // 420通を発送し、273通の回収があった。回収率は65％である。
    let behind = share.sentence == part.sentence + 1 && ["回収", "回答", "返送"].iter().any(|w| part.after.contains(w));
    let alone = behind || !read[..index - 1].iter().any(|other| other.is_like(part) && other.value() > part.value());
    let joined =
        part.measure == Measure::Count && (behind || part.sentence == share.sentence) && !part.loose && !share.loose;
    let before = share.before.trim_end_matches(['は', 'が', '：', '　', ' ']);
    let kind = match () {
        () if !alone || !joined || before.chars().count() > 12 => return None,
        () if OF_ASKED.iter().any(|rate| before.ends_with(rate)) => OF_THOSE_ASKED,
        // 回収数　780件（65.0％）
        () if before == "（"
            && REPLIED.iter().any(|words| part.before.trim_end_matches(['は', '　', '：', ' ']).ends_with(words)) =>
        {
            OF_THOSE_ASKED
        }
        () if ["、全体の", "（全体の", "回答全体の", "回答者全体の", "有効回答の"]
            .iter()
            .any(|words| before.ends_with(words))
            && !passage.text.contains(['増', '減']) =>
        {
            OF_ALL
        }
        () => return None,
    };
    Some(Note { span: share.span, kind, word: format!("{}\0{}\0{}", part.value(), share.value(), share.step) })
}

/// Points at the shares in the notes of the rule `id` that what is told above does not bear out.
pub fn judge(whole: &Whole<'_>, id: &str, hits: &mut Hits) {
    let notes = whole.notes(id);
    for (index, share) in notes.iter().enumerate() {
        let wanted: &[u8] = match share.kind {
            OF_THOSE_ASKED => &[ASKED],
            OF_ALL => &[REPLIES, ASKED],
            _ => continue,
        };
        let number = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
        let figures: Vec<f64> = share.word.split('\0').map(number).collect();
        let [part, said, step] = figures.as_slice() else { continue };
        let told = |kind: u8| {
            let near = move |note: &&Noted<'_>| note.kind == kind && note.paragraph + ABOVE >= share.paragraph;
            notes[..index].iter().filter(near).map(|note| number(note.word))
        };
        // Of another whole that is told as well it may be right.
        let fits = |all: f64| agrees(*said, part / all * 100.0, *step);
        if [ASKED, REPLIES].into_iter().flat_map(told).any(fits) {
            continue;
        }
        let Some(mut wholes) = wanted.iter().map(|kind| told(*kind)).find(|wholes| wholes.clone().next().is_some())
        else {
            continue;
        };
        if let (Some(all), None) = (wholes.next(), wholes.next())
            && *part < all
            && !hits.spans().iter().any(|known| known.overlaps(share.span))
        {
            let written = whole.words(share.span);
            let sign = written.trim_start_matches(|c: char| c.is_numeric() || ".．,，".contains(c));
            let places = (-step.log10()).round().max(0.0) as usize;
            let right = format!("{:.places$}{sign}", part / all * 100.0);
            hits.at(share.span).arg("right", right.clone()).ask(right);
        }
    }
}
