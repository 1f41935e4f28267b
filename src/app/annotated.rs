//! A copy of a document for paper, with what people said about it: a number behind the words of each comment, and after the
//! text what was said, in that order. Nothing of it gets into the document itself.

use crate::document::marks::Marking;
use crate::document::{Comment, Comments, Document, Edit, Face, Look, Role};
use crate::i18n::Tr;
use crate::text::{Change, Replace, Span};
use std::collections::BTreeMap;

/// `document` with its comments listed after it; as it is where there are none. `time` says a moment, in milliseconds since
/// 1970-01-01 UTC, as a person reads it.
pub fn annotated(document: &Document, tr: &Tr, time: impl Fn(i64) -> String) -> Document {
    let mut copy = document.clone();
    if document.comments().is_empty() {
        return copy;
    }
    let mark = |number: usize| tr.format("annotated-mark", &[("number", number.into())]);
    let mut behind: BTreeMap<usize, String> = BTreeMap::new();
    let mut list = vec![(Role::Heading(1), tr.text("annotated-heading"))];
    for (number, comment) in (1..).zip(document.comments().iter()) {
        behind.entry(place(document, comment)).or_default().push_str(&mark(number));
        list.extend(said(document, comment, &mark(number), tr, &time));
    }
    let (mut marks, mut gained) = (Vec::new(), 0);
    for (at, words) in &behind {
        marks.push((Span::new(at + gained, at + gained + words.len()), superscript()));
        gained += words.len();
    }
    let end = document.text().len();
    let listed: String = list.iter().map(|(_, words)| format!("\n{words}")).collect();
    marks.push((Span::new(end + gained, end + gained + listed.len()), Marking::Face(Face::PLAIN)));
    behind.entry(end).or_default().push_str(&listed);
    let replaces = behind.into_iter().map(|(at, text)| Replace { span: Span::at(at), text });
    let roles = (document.len()..).zip(list).map(|(index, (role, _))| (index, role)).collect();
    copy.apply(Edit { roles, marks, ..Edit::by_person(Change::new(replaces.collect()), 0) });
    *copy.comments_mut() = Comments::default();
    copy
}

fn superscript() -> Marking {
    Marking::Face(Face::PLAIN.with(Look::Superscript))
}

/// Where the number of a comment goes: behind its words, and behind a word under a reading, not into it.
fn place(document: &Document, comment: &Comment) -> usize {
    let end = comment.span.end;
    let around = Span::new(end.saturating_sub(1), (end + 1).min(document.text().len()));
    let inside = document.marks().rubies(around).find(|ruby| ruby.span.start < end && end < ruby.span.end);
    inside.map_or(end, |ruby| ruby.span.end)
}

/// A comment and its replies, a paragraph for each line of what was said.
fn said(
    document: &Document,
    comment: &Comment,
    mark: &str,
    tr: &Tr,
    time: &impl Fn(i64) -> String,
) -> Vec<(Role, String)> {
    let about = comment.quoted(document.text()).replace('\n', " ");
    let about = match (about.is_empty(), comment.span.is_empty()) {
        (true, _) => tr.text("comments-about-place"),
        (false, true) => tr.format("comments-about-gone", &[("words", about.into())]),
        (false, false) => tr.format("comments-about", &[("words", about.into())]),
    };
    let settled = if comment.resolved { "annotated-about-settled" } else { "annotated-about" };
    let mut lines = vec![tr.format(settled, &[("mark", mark.into()), ("about", about.into())])];
    for note in &comment.notes {
        let author = if note.author.is_empty() { tr.text("comments-nobody") } else { note.author.clone() };
        let text = note.text.replace("\r\n", "\n").replace('\r', "\n");
        let mut said = text.split('\n').map(str::to_owned);
        let first = said.next().unwrap_or_default();
        let args = [("author", author.into()), ("time", time(note.at).into()), ("text", first.into())];
        lines.push(tr.format("annotated-note", &args));
        lines.extend(said);
    }
    lines.into_iter().map(|line| (Role::Body, line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Author, Note};
    use crate::format::{self, Kind, Source};
    use crate::i18n::Locale;
    use crate::text::Lang;

    #[test]
    fn numbers_stand_behind_the_words_and_the_list_behind_the_text() {
        let mut document = Document::from_text(Lang::Ja, "料金は500円です。\n以上", Author::Person);
        let text = document.text().clone();
        let note = |author: &str, text: &str| Note { author: author.to_owned(), at: 0, text: text.to_owned() };
        let price = text.to_string().find("500円").unwrap();
        document.comments_mut().add(&text, Span::new(price, price + "500円".len()), note("森", "税込みですか。"));
        document.comments_mut().reply(0, note("", "税込みです。\n確かめました。"));
        document.comments_mut().add(&text, Span::new(price, text.len()), note("林", "よいと思います。"));
        document.comments_mut().settle(1, true);
        let tr = Tr::new(Locale::Ja);
        let copy = annotated(&document, &tr, |_| "1月1日".to_owned());
        let lines: Vec<String> = copy.text().to_string().lines().map(str::to_owned).collect();
        assert_eq!(
            lines,
            [
                "料金は500円※1です。",
                "以上※2",
                "コメント",
                "※1　「500円」",
                "森（1月1日）：税込みですか。",
                "名前なし（1月1日）：税込みです。",
                "確かめました。",
                "※2　「500円です。 以上」（解決済み）",
                "林（1月1日）：よいと思います。",
            ]
        );
        assert_eq!(copy.roles()[2], Role::Heading(1));
        let at = copy.text().to_string().find("※1").unwrap();
        assert!(
            copy.marks().face_at(at).has(Look::Superscript) && !copy.marks().face_at(at + 4).has(Look::Superscript)
        );
        assert!(copy.marks().face_at(copy.text().len() - 3).is_plain());
        let losses = |document: &Document| format::write(document, &Source::new(Kind::Pdf)).unwrap().losses.len();
        assert_eq!((losses(&document), losses(&copy)), (1, 0), "nothing is left out any more");
        assert_eq!(document.text(), &text, "the document itself is as it was");
    }
}
