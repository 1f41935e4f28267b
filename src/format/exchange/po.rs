//! PO: messages of programs and their translations, as gettext keeps them. Changed in place: everything but the
//! translations, their order and the comments too, stays as it is.

use super::{Fault, Faults, Step};
use crate::format::Error;
use crate::translation::{Bitext, Label, Stage};
use std::ops::Range;

/// A PO file.
#[derive(Clone, Debug)]
pub struct Po {
    text: String,
    /// The messages, in order; the head of the file is none.
    pub messages: Vec<Message>,
    /// What the head says, by name: `Language`, `Content-Type` …
    pub head: Vec<(String, String)>,
    /// What could not be understood and was passed over.
    pub faults: Faults,
}

/// A message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The line it begins in, from 1.
    pub line: u64,
    /// What tells it from others with the same words.
    pub context: Option<String>,
    /// The words.
    pub source: String,
    /// The words for several, if the message has forms.
    pub plural: Option<String>,
    /// The translations: one, or one for each form.
    pub targets: Vec<String>,
    /// Whether somebody should look at the translation: it is marked as fuzzy.
    pub fuzzy: bool,
    /// Remarks of translators and programmers.
    pub notes: Vec<String>,
    /// Where it begins in the file, behind its comments.
    start: usize,
    /// Where the line ends that says how it is: `#, c-format`.
    flags_end: Option<usize>,
    /// Where each translation stands in the file: its strings, quotes included.
    places: Vec<Range<usize>>,
    /// Where the mark `fuzzy` stands, the comma and space before it included.
    fuzzy_place: Option<Range<usize>>,
}

impl Message {
    /// How far the translation has come.
    pub fn stage(&self) -> Stage {
        match (self.targets.iter().all(String::is_empty), self.fuzzy) {
            (true, _) => Stage::Untranslated,
            (false, true) => Stage::Draft,
            (false, false) => Stage::Confirmed,
        }
    }

    /// Each translation with the words it is of: the first with those for one thing, the others with those for several.
    /// Where the other language has one form for any number, that is of the words for several.
    pub fn forms(&self) -> impl Iterator<Item = (&str, &str)> {
        let words = move |form: usize| match &self.plural {
            Some(plural) if form > 0 || self.targets.len() == 1 => plural.as_str(),
            _ => &self.source,
        };
        self.targets.iter().enumerate().map(move |(form, target)| (words(form), target.as_str()))
    }

    /// What tells translation number `form` from others: the context of the message, and which of its forms it is. `None`
    /// where there is nothing to tell.
    pub fn label(&self, form: usize) -> Option<Label> {
        let form = (self.targets.len() > 1).then_some((form, self.targets.len()));
        let name = self.context.clone().unwrap_or_default();
        (form.is_some() || !name.is_empty()).then_some(Label { name, form })
    }
}

/// Reads a PO file in UTF-8.
///
/// # Errors
/// If it is not UTF-8, or holds no message at all.
pub fn read(bytes: &[u8]) -> Result<Po, Error> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
    let text = text.map_err(|_| Error::UnknownEncoding)?.to_owned();
    let mut po = Po { text: String::new(), messages: Vec::new(), head: Vec::new(), faults: Faults::default() };
    let mut message = Message::default();
    // Which string the next quoted line belongs to.
    let mut part = Part::None;
    let mut at = 0;
    let mut first = true;
    let mut close = |po: &mut Po, message: &mut Message| {
        let done = std::mem::take(message);
        if done.places.is_empty() {
            return;
        }
        if first && done.source.is_empty() && done.context.is_none() {
            let lines = done.targets.first().map(String::as_str).unwrap_or_default().lines();
            po.head =
                lines.filter_map(|l| l.split_once(':')).map(|(a, b)| (a.trim().into(), b.trim().into())).collect();
        } else {
            po.messages.push(done);
        }
        first = false;
    };
    for (number, whole) in (1u64..).zip(text.split_inclusive('\n')) {
        let line = whole.trim_end_matches(['\n', '\r']);
        let start = at;
        at += whole.len();
        let lead = line.len() - line.trim_start().len();
        let line = line.trim();
        if line.is_empty() {
            close(&mut po, &mut message);
            part = Part::None;
            continue;
        }
        if line.starts_with("#~") || line.starts_with("#|") {
            // Messages that are no longer used, and what they were before.
            continue;
        }
        if line.starts_with('#') {
            if !message.places.is_empty() {
                close(&mut po, &mut message);
            }
            part = Part::None;
            if let Some(flags) = line.strip_prefix("#,") {
                message.flags_end = Some(start + lead + line.len());
                if flags.split(',').any(|flag| flag.trim() == "fuzzy") {
                    message.fuzzy = true;
                    let word = start + lead + line.find("fuzzy").unwrap_or(0);
                    let only = flags.trim() == "fuzzy";
                    let after = flags.split("fuzzy").nth(1).is_some_and(|rest| rest.starts_with(','));
                    message.fuzzy_place = Some(match (only, after) {
                        (true, _) => start..at,
                        (false, true) => word..word + "fuzzy,".len() + 1,
                        (false, false) => text[..word].trim_end_matches([',', ' ']).len()..word + "fuzzy".len(),
                    });
                }
            } else if let Some(note) = line.strip_prefix("#.").or_else(|| line.strip_prefix("# ")) {
                message.notes.push(note.trim().to_owned());
            }
            continue;
        }
        let (keyword, string) = match line.find('"') {
            Some(quote) => (line[..quote].trim(), &line[quote..]),
            None => (line, ""),
        };
        let Some(value) = unquoted(string) else {
            po.faults.add(Fault::of("fault-po-line", number, line));
            part = Part::None;
            continue;
        };
        let from = start + lead + line.find('"').unwrap_or(0);
        let place = from..start + lead + line.len();
        if matches!(keyword, "msgctxt" | "msgid") && !message.places.is_empty() {
            close(&mut po, &mut message);
        }
        if message.line == 0 {
            (message.line, message.start) = (number, start);
        }
        match keyword {
            "" => match part {
                Part::Context => message.context.get_or_insert_default().push_str(&value),
                Part::Source => message.source.push_str(&value),
                Part::Plural => message.plural.get_or_insert_default().push_str(&value),
                Part::Target => {
                    if let (Some(target), Some(known)) = (message.targets.last_mut(), message.places.last_mut()) {
                        target.push_str(&value);
                        known.end = place.end;
                    }
                }
                Part::None => po.faults.add(Fault::of("fault-po-line", number, line)),
            },
            "msgctxt" => {
                message.context = Some(value);
                part = Part::Context;
            }
            "msgid" => {
                message.source = value;
                part = Part::Source;
            }
            "msgid_plural" => {
                message.plural = Some(value);
                part = Part::Plural;
            }
            _ if keyword.starts_with("msgstr") => {
                message.targets.push(value);
                message.places.push(place);
                part = Part::Target;
            }
            _ => {
                po.faults.add(Fault::of("fault-po-line", number, line));
                part = Part::None;
            }
        }
    }
    close(&mut po, &mut message);
    if po.messages.is_empty() && po.head.is_empty() {
        return Err(Error::Invalid { fault: Fault::new("fault-not-po", 1) });
    }
    po.text = text;
    Ok(po)
}

enum Part {
    None,
    Context,
    Source,
    Plural,
    Target,
}

/// What a quoted string says; `None` where it is none.
fn unquoted(string: &str) -> Option<String> {
    let inside = string.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        out.push(match chars.next()? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            other => other,
        });
    }
    Some(out)
}

/// `text` in quotes; several lines as several strings, as gettext writes them.
fn quoted(text: &str) -> String {
    let line = |text: &str| {
        let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        format!("\"{}\"", text.replace('\t', "\\t").replace('\r', "\\r"))
    };
    if text.trim_end_matches('\n').contains('\n') {
        let lines: Vec<String> = text.split_inclusive('\n').map(line).collect();
        format!("\"\"\n{}", lines.join("\n"))
    } else {
        line(text)
    }
}

/// The pairs of `bitext` as a new file; what nobody has vouched for is marked as fuzzy. Pairs are told apart by their numbers:
/// the same words may come twice. `step` is told how many are done, and answers whether to go on; `None` if not.
pub fn write_new(bitext: &Bitext, step: Step<'_>) -> Option<Vec<u8>> {
    let head = format!(
        "Language: {}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n",
        bitext.target_lang().code()
    );
    let mut out = format!("msgid \"\"\nmsgstr {}\n", quoted(&head));
    for (number, pair) in (1..).zip(bitext.pairs()).filter(|(_, pair)| !pair.has_no_source()) {
        if step(number).is_break() {
            return None;
        }
        out.push('\n');
        for comment in &pair.work.comments {
            for line in comment.text.lines() {
                out.push_str(&format!("# {line}\n"));
            }
        }
        if !pair.target().is_empty() && !pair.work.stage.is_vouched_for() {
            out.push_str("#, fuzzy\n");
        }
        let (source, target) = (quoted(&pair.source), quoted(pair.target()));
        out.push_str(&format!("msgctxt \"{number}\"\nmsgid {source}\nmsgstr {target}\n"));
    }
    Some(out.into_bytes())
}

impl Po {
    /// The file with these translations: for each message, its forms and whether it is fuzzy, or `None` to leave it. A mark
    /// `fuzzy` is taken away, or put to a message whose translation is another than it was.
    pub fn write(&self, translations: &[Option<(Vec<String>, bool)>]) -> Vec<u8> {
        let line_end = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for (message, new) in self.messages.iter().zip(translations) {
            let Some((targets, fuzzy)) = new else { continue };
            let mut changed = false;
            for ((place, old), target) in message.places.iter().zip(&message.targets).zip(targets) {
                if old != target {
                    changed = true;
                    edits.push((place.clone(), quoted(target).replace('\n', line_end)));
                }
            }
            match (message.fuzzy_place.clone(), message.flags_end) {
                (Some(place), _) if !fuzzy => edits.push((place, String::new())),
                (None, Some(end)) if *fuzzy && changed => edits.push((end..end, ", fuzzy".to_owned())),
                (None, None) if *fuzzy && changed => {
                    edits.push((message.start..message.start, format!("#, fuzzy{line_end}")));
                }
                _ => {}
            }
        }
        edits.sort_by_key(|(place, _)| place.start);
        let mut out = String::with_capacity(self.text.len());
        let mut at = 0;
        for (place, new) in edits {
            out.push_str(&self.text[at..place.start]);
            out.push_str(&new);
            at = place.end;
        }
        out.push_str(&self.text[at..]);
        out.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# head\nmsgid \"\"\nmsgstr \"\"\n\"Language: ja\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n#. for the button\n#, fuzzy, c-format\nmsgctxt \"menu\"\nmsgid \"Open \\\"%s\\\"\"\nmsgstr \"開く\"\n\nmsgid \"One\"\nmsgid_plural \"Many\\n\"\n\"more\"\nmsgstr[0] \"\"\n\n#~ msgid \"gone\"\n#~ msgstr \"x\"\n";

    #[test]
    fn messages_are_read_and_changed_in_place() {
        let po = read(FILE.as_bytes()).unwrap();
        assert_eq!(po.head[0], ("Language".into(), "ja".into()));
        assert_eq!((po.messages.len(), po.faults.count), (2, 0));
        let first = &po.messages[0];
        assert_eq!((first.source.as_str(), first.fuzzy, first.stage()), ("Open \"%s\"", true, Stage::Draft));
        assert_eq!(first.context.as_deref(), Some("menu"));
        assert_eq!(po.messages[1].plural.as_deref(), Some("Many\nmore"));
        let words = |at: usize| po.messages[at].forms().map(|(words, _)| words.to_owned()).collect::<Vec<_>>();
        assert_eq!((words(1), words(0)), (vec!["Many\nmore".to_owned()], vec!["Open \"%s\"".to_owned()]));
        assert_eq!(po.write(&[]), FILE.as_bytes());
        let out = po.write(&[Some((vec!["「%s」を開く".into()], false)), Some((vec!["一\n二".into()], false))]);
        let out = String::from_utf8(out).unwrap();
        assert!(out.contains("#, c-format\n") && out.contains("msgstr \"「%s」を開く\"\n"), "{out}");
        assert!(out.contains("msgstr[0] \"\"\n\"一\\n\"\n\"二\"\n"), "{out}");
        let again = read(out.as_bytes()).unwrap();
        assert_eq!(again.messages[1].targets, ["一\n二"]);
        assert_eq!(again.messages[0].stage(), Stage::Confirmed);
    }

    #[test]
    fn every_form_of_a_message_is_one_of_its_own() {
        let file = "msgid \"\"\r\nmsgstr \"\"\r\n\r\n#. count\r\n#, c-format\r\nmsgid \"%d件\"\r\nmsgid_plural \"%d件の文書\"\r\nmsgstr[0] \"%d document\"\r\nmsgstr[1] \"\"\r\n\r\nmsgid \"保存\"\r\nmsgstr \"\"\r\n";
        let po = read(file.as_bytes()).unwrap();
        let message = &po.messages[0];
        assert_eq!(message.forms().collect::<Vec<_>>(), [("%d件", "%d document"), ("%d件の文書", "")]);
        assert_eq!(message.label(1), Some(Label { name: String::new(), form: Some((1, 2)) }));
        assert_eq!((po.messages[1].label(0), message.notes.as_slice()), (None, &["count".to_owned()][..]));
        let unchanged = [Some((message.targets.clone(), true)), Some((vec![String::new()], true))];
        assert_eq!(po.write(&unchanged), file.as_bytes());
        let made =
            [Some((vec!["%d document".into(), "%d documents".into()], true)), Some((vec!["Save".to_owned()], true))];
        let want = file.replace("msgstr[1] \"\"", "msgstr[1] \"%d documents\"").replace("c-format", "c-format, fuzzy");
        let want = want.replace("msgid \"保存\"\r\nmsgstr \"\"", "#, fuzzy\r\nmsgid \"保存\"\r\nmsgstr \"Save\"");
        assert_eq!(String::from_utf8(po.write(&made)).unwrap(), want);
    }

    #[test]
    fn what_cannot_be_understood_is_told() {
        let po = read(b"msgid \"a\"\nmsgstr \"b\nwhat\n\nmsgid \"c\"\nmsgstr \"d\"\n").unwrap();
        assert_eq!(po.faults.list.iter().map(|fault| fault.line).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(po.messages.len(), 1);
        assert!(read(b"hello").is_err());
    }

    #[test]
    fn pairs_go_out_as_a_new_file() {
        use crate::text::{Lang, Text};
        use crate::translation::{Edit, Origin, Rich, Segmenter};
        let mut bitext = Bitext::new(&Text::from("一つ。\n一つ。\n三つ。"), Lang::Ja, Lang::En, Segmenter::Own);
        let ids: Vec<_> = bitext.pairs().iter().map(|pair| pair.id).collect();
        let target = |id, text: &str| Edit::Target { id, target: Rich::plain(text), origin: Origin::Person };
        let edits = [target(ids[0], "One \"1\"."), target(ids[1], "One."), Edit::Confirm(ids[1])];
        bitext.apply(&edits, "訳者", 0).unwrap();
        let po = read(&write_new(&bitext, &mut crate::format::exchange::on).unwrap()).unwrap();
        assert_eq!(po.faults.count, 0);
        let told: Vec<_> = po.messages.iter().map(|m| (m.source.as_str(), m.targets[0].as_str(), m.stage())).collect();
        let want = [
            ("一つ。", "One \"1\".", Stage::Draft),
            ("一つ。", "One.", Stage::Confirmed),
            ("三つ。", "", Stage::Untranslated),
        ];
        assert_eq!(told, want);
    }
}
