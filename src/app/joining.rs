//! What was made of a long text piece by piece becomes one thing again: one suggestion under one guard, one summary whose
//! sentences know where they come from. It is work for a worker.

use super::engine::paragraphs;
use super::job::{Job, Report};
use crate::assistant::offline;
use crate::document::{Author, Hunk, Snapshot, Suggestion, guard};
use crate::text::{Span, Text, segment};

/// Up to so many bytes of a document a sentence is looked for in all of it.
const SEARCHED_WHOLE: usize = 200_000;

/// Does a job of this kind; `None` for any other.
pub(super) fn work(job: Job) -> Result<Report, Box<Job>> {
    match job {
        Job::Join { text, pieces, told } => Ok(Report::Joined(join(&text, &pieces, &told))),
        Job::FindSources { snapshot, summary, said } => {
            let said: Vec<(Span, &str)> = said.iter().map(|(span, text)| (*span, text.as_str())).collect();
            let found = sources(&snapshot, &summary, &said);
            let sentences = found.into_iter().map(|(text, sources)| (text, sources.first().copied())).collect();
            let doubts = guard::made_up(&summary, &snapshot.text.to_string());
            Ok(Report::Sources { sentences, doubts })
        }
        Job::Weigh(weighing) => Ok(Report::Weighed(weighing.weigh())),
        other => Err(Box::new(other)),
    }
}

/// The pieces (where, what stood there, what is to stand there) as the hunks of one suggestion, guarded as a whole: a
/// fact may be told in one piece and explained in another. `told` explains facts too.
fn join(text: &Text, pieces: &[(Span, String, String)], told: &[String]) -> Vec<Hunk> {
    let hunks = pieces.iter().flat_map(|(span, old, new)| Suggestion::rewrite(Author::Form, *span, old, new).hunks);
    let mut suggestion = Suggestion { author: Author::Form, hunks: hunks.collect(), complete: true };
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    suggestion.guard(&text.to_string(), &told);
    suggestion.hunks
}

/// The sentences of `summary`, each with the places of the document it seems to rest on, the best first. `said` is what was
/// said of the parts of a long document: a sentence is looked for in the parts whose words it shares.
pub fn sources(snapshot: &Snapshot, summary: &str, said: &[(Span, &str)]) -> Vec<(String, Vec<Span>)> {
    let lang = crate::text::Lang::guess(summary).unwrap_or(snapshot.lang);
    // One line for each part, so that a place in it tells the part.
    let lines: Vec<String> = said.iter().map(|(_, text)| text.replace('\n', " ")).collect();
    let parts = Snapshot::from_text(&lines.join("\n"), lang);
    let mut found = Vec::new();
    for line in paragraphs(summary) {
        for sentence in segment::sentences(&line, lang) {
            let sentence = line[sentence.span.range()].to_owned();
            let near: Vec<Span> = if said.len() < 2 {
                Vec::new()
            } else {
                let places = offline::sources(&parts, &sentence).into_iter();
                let mut near: Vec<Span> = places.map(|place| said[parts.text.line_of(place.start)].0).collect();
                near.dedup();
                near
            };
            let mut sources: Vec<Span> = near
                .iter()
                .flat_map(|part| {
                    let piece = Snapshot::from_text(&snapshot.text.slice(*part), snapshot.lang);
                    offline::sources(&piece, &sentence).into_iter().map(|span| span.shift(part.start))
                })
                .collect();
            if sources.is_empty() && snapshot.text.len() <= SEARCHED_WHOLE {
                sources = offline::sources(snapshot, &sentence);
            } else if sources.is_empty() {
                // No words of its own are shared, but the part is known.
                sources = near;
            }
            found.push((sentence, sources));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn a_sentence_of_a_summary_leads_to_its_part_of_the_document() {
        let first = "避難所の開設は4月1日とします。\n".to_owned() + &"市は住民の意見を聴きます。\n".repeat(40);
        let second = "補助金の申請は5月31日までとします。\n".to_owned() + &"様式は別紙のとおりです。\n".repeat(40);
        let snapshot = Snapshot::from_text(&format!("{first}{second}"), Lang::Ja);
        let parts = [Span::new(0, first.len()), Span::new(first.len(), first.len() + second.len())];
        let said = [(parts[0], "避難所は4月1日に開設する。"), (parts[1], "補助金の申請は5月31日までに行う。")];
        let found = sources(&snapshot, "補助金の申請は5月31日までである。", &said);
        let text = snapshot.text.to_string();
        assert_eq!(&text[found[0].1[0].range()], "補助金の申請は5月31日までとします。");
    }

    #[test]
    fn pieces_are_guarded_as_one() {
        let old = "締切は5月31日です。\n問合せは総務課です。";
        let text = Text::from(old);
        let at = old.find('\n').unwrap();
        let pieces = [
            (Span::new(0, at), old[..at].to_owned(), "締切は翌日です。".to_owned()),
            (Span::new(at + 1, old.len()), old[at + 1..].to_owned(), "5月31日までに総務課へ。".to_owned()),
        ];
        let hunks = join(&text, &pieces, &[]);
        assert!(hunks.len() >= 2 && hunks.iter().all(|hunk| hunk.doubts.is_empty()), "the day only moved: {hunks:?}");
        let alone = join(&text, &pieces[..1], &[]);
        assert!(alone.iter().any(|hunk| !hunk.doubts.is_empty()), "here it is gone");
    }
}
