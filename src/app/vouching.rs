//! What people vouch for in the document at hand: facts ticked one by one, the text checked, approved or given back; the
//! sentence that says AI was used; the record of how the document came about.

use super::command::{Command, Menu};
use super::job::Job;
use super::{Action, App, Effect, Level, Notice, Open, Panel};
use crate::assistant::policy::Insert;
use crate::document::verification::{self, AiUse, Check, Item, Looked, Origin, Verdict};
use crate::document::{Author, Copied, Document, Edit};
use crate::format::Kind;
use crate::i18n::{Locale, Tr};
use crate::store::LedgerRow;
use crate::store::audit::EventKind;
use crate::text::{Change, Lang, Span};
use serde_json::json;
use std::path::PathBuf;

/// The list of facts of one revision.
#[derive(Clone, Debug, Default)]
pub struct Checklist {
    /// The revision it was made of.
    pub revision: u64,
    /// The facts, in the order of the text.
    pub items: Vec<Item>,
}

impl Checklist {
    /// How many nobody has looked at.
    pub fn open(&self) -> usize {
        self.items.iter().filter(|item| !item.looked_at).count()
    }
}

/// What stands in the way of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// So many pieces of suggestions nobody has decided on.
    Pieces(usize),
    /// So many facts nobody has looked at.
    Facts(usize),
    /// Nothing stands in the document.
    Empty,
}

impl Open {
    /// Whether the last check holds for the text as it is: who made it. It lapses with the next change.
    pub fn vouched(&self) -> Option<&Check> {
        self.vouched.filter(|revision| *revision == self.document.revision())?;
        self.document.verification().checks.last()
    }

    /// Looks whether the last check is of the text as it is now.
    pub(super) fn look_whether_vouched(&mut self) {
        if !self.document.verification().checks.is_empty() {
            let digest = verification::digest(&self.document);
            let holds = self.document.verification().holds(&digest).is_some();
            self.vouched = holds.then_some(self.document.revision());
        }
    }

    /// What stands in the way of a check.
    pub fn hindrances(&self) -> Vec<Hindrance> {
        let (pieces, facts) = (self.open_hunks().len(), self.checklist.open());
        let mut found = Vec::new();
        found.extend((pieces > 0).then_some(Hindrance::Pieces(pieces)));
        found.extend((facts > 0).then_some(Hindrance::Facts(facts)));
        found.extend(self.document.is_empty().then_some(Hindrance::Empty));
        found
    }
}

impl App {
    /// Whether the document is only to be read, by whoever decides on it.
    pub fn reviewing(&self) -> bool {
        self.reviewing
    }

    /// What AI had to do with the document at hand.
    pub fn ai_use(&self) -> Option<AiUse> {
        AiUse::of(&self.open.as_ref()?.document)
    }

    /// Makes the list of facts anew, where somebody looks at it or a check needs it.
    pub(super) fn list_facts(&mut self) {
        let Some(open) = &mut self.open else { return };
        let told: Vec<&str> = open.facts.iter().map(|(_, value)| value).collect();
        let items = verification::checklist(&open.document, &told);
        open.checklist = Checklist { revision: open.document.revision(), items };
        if self.since().is_none() {
            self.look_since();
        }
    }

    /// Ticks the fact `index` of the list, or takes the tick back.
    pub(super) fn tick_fact(&mut self, index: usize, looked_at: bool) {
        if self.needs_name(Action::TickFact { fact: index, looked_at }) {
            return;
        }
        let (by, when) = (self.recorder(), self.now);
        let Some(open) = &mut self.open else { return };
        if open.checklist.revision != open.document.revision() {
            return self.list_facts();
        }
        let Some(item) = open.checklist.items.get_mut(index) else { return };
        item.looked_at = looked_at;
        let (text, at) = (item.text.clone(), item.span);
        let facts = &mut open.document.verification_mut().facts;
        facts.retain(|looked| looked.at != at);
        if looked_at {
            facts.push(Looked { text, at, by, when });
        }
        open.touched = true;
        self.keep_due = Some(self.now);
    }

    /// A person says of the whole text that it is checked, approved, or to be done again.
    pub(super) fn vouch(&mut self, verdict: Verdict, comment: String) {
        self.list_facts();
        self.notices.retain(|notice| notice.id != "notice-vouch-refused");
        let Some(open) = &self.open else { return };
        let hindrances = if verdict == Verdict::Returned { Vec::new() } else { open.hindrances() };
        if !hindrances.is_empty() {
            let told = |hindrance: &Hindrance| match hindrance {
                Hindrance::Pieces(count) => Notice::new(Level::Warning, "vouch-pieces").with("count", *count),
                Hindrance::Facts(count) => Notice::new(Level::Warning, "vouch-facts").with("count", *count),
                Hindrance::Empty => Notice::new(Level::Warning, "vouch-empty"),
            };
            self.panel = Panel::Review;
            let notice = Notice::new(Level::Warning, "notice-vouch-refused");
            return self.tell(notice.detailed(hindrances.iter().map(told).collect()));
        }
        if self.needs_name(Action::Vouch { verdict, comment: comment.clone() }) {
            return;
        }
        let by = self.recorder();
        let Some(open) = &mut self.open else { return };
        let digest = verification::digest(&open.document);
        let check = Check { verdict, by: by.clone(), when: self.now, digest: digest.clone(), comment };
        open.document.verification_mut().checks.push(check);
        if verdict != Verdict::Checked {
            // What is decided is decided of this state: what comes after can be held against it.
            open.document.name_version(String::new(), by, self.now, Some(verdict));
        }
        open.vouched = (verdict != Verdict::Returned).then_some(open.document.revision());
        open.touched = true;
        self.keep_due = Some(self.now);
        let event = self.event(EventKind::Check).text("verdict", verdict.code()).text("text_sha256", digest);
        self.log(event);
        let id = match verdict {
            Verdict::Checked => "notice-vouched-checked",
            Verdict::Approved => "notice-vouched-approved",
            Verdict::Returned => "notice-vouched-returned",
        };
        self.tell(Notice::new(Level::Info, id));
        if verdict != Verdict::Checked {
            self.look_since();
        }
        // What is decided goes back in the file it came in.
        let path = self.open.as_ref().and_then(|open| open.path.clone());
        if let Some(path) = path.filter(|path| self.reviewing && Kind::from_path(path) == Some(Kind::Kian)) {
            self.save_to(path, false);
        }
    }

    /// The sentence that says AI was used, in the language of the document and the wording of the office, from what really
    /// happened; `None` where no AI was used.
    pub fn disclosure(&self) -> Option<String> {
        let open = self.open.as_ref()?;
        let used = self.ai_use()?;
        let lang = open.document.lang();
        let tr = Tr::new(if lang == Lang::Ja { Locale::Ja } else { Locale::En });
        let comma = tr.text("disclosure-comma");
        let engines: Vec<&str> = used.engines.iter().map(|(engine, _)| engine.as_str()).collect();
        let mut models: Vec<&str> = used.engines.iter().map(|(_, model)| model.as_str()).collect();
        models.retain(|model| !model.is_empty());
        let (engine, model) = (engines.join(&comma), models.join(&comma));
        let date = super::day(used.last).written(lang);
        Some(match self.policy.disclosure.wording(lang) {
            Some(words) => words.replace("{engine}", &engine).replace("{model}", &model).replace("{date}", &date),
            None => {
                let engines = used.engines_listed(&tr.text("disclosure-open"), &tr.text("disclosure-close"), &comma);
                // That somebody checked it is said only where somebody did.
                let checked = [("engine", engines.clone().into()), ("date", date.clone().into())];
                if open.vouched().is_some() {
                    tr.format("disclosure-checked", &checked)
                } else {
                    tr.format("disclosure-used", &checked)
                }
            }
        })
    }

    /// Puts the sentence at the end of the document.
    pub(super) fn insert_disclosure(&mut self) {
        if self.policy.disclosure.insert == Insert::Never {
            return self.tell_locked();
        }
        let Some(sentence) = self.disclosure() else {
            return self.tell(Notice::new(Level::Info, "notice-no-ai-used"));
        };
        let Some(open) = &self.open else { return };
        if states(&open.document, &sentence) {
            return self.tell(Notice::new(Level::Info, "notice-disclosed-already"));
        }
        let checked = open.vouched().cloned();
        let former = self.stated_before(&open.document);
        let edit = disclosing(&open.document, &sentence, former, self.now);
        let end = open.document.text().len() + usize::from(!open.document.is_empty());
        let shown = former.map_or(end, |former| former.start);
        self.edit(edit, None);
        // Whoever checked the text has this sentence added to it: it is no change of theirs to look at again.
        if let (Some(check), Some(open)) = (checked, &mut self.open) {
            let digest = verification::digest(&open.document);
            open.document.verification_mut().checks.push(Check { digest, ..check });
            open.vouched = Some(open.document.revision());
            open.touched = true;
        }
        self.effects.push(Effect::Show(Span::new(shown, shown + sentence.len())));
    }

    /// The paragraph of `document` that says as the program or the office words it that AI was used, whatever it was and whenever:
    /// what is said anew takes its place.
    fn stated_before(&self, document: &Document) -> Option<Span> {
        const ANY: &str = "\u{0}";
        let mut wordings = Vec::new();
        for (lang, locale) in [(Lang::Ja, Locale::Ja), (Lang::En, Locale::En)] {
            let tr = Tr::new(locale);
            let values = || [("engine", ANY.into()), ("date", ANY.into())];
            wordings.push(tr.format("disclosure-checked", &values()));
            wordings.push(tr.format("disclosure-used", &values()));
            let office = self.policy.disclosure.wording(lang);
            wordings.extend(office.map(|words| {
                ["{engine}", "{model}", "{date}"].iter().fold(words.to_owned(), |words, name| words.replace(name, ANY))
            }));
        }
        let text = document.text().to_string();
        let mut end = text.len();
        for line in text.split('\n').rev() {
            let start = end - line.len();
            if wordings.iter().any(|wording| is_worded(line.trim(), wording)) {
                return Some(Span::new(start, end));
            }
            end = start.saturating_sub(1);
        }
        None
    }

    /// What goes to somebody else of `document`: with the sentence about AI where the office wants that.
    pub(super) fn outgoing(&self, document: &Document) -> Document {
        let mut outgoing = document.clone();
        if self.policy.disclosure.insert == Insert::Export
            && let Some(sentence) = self.disclosure()
            && !states(document, &sentence)
        {
            let checked = self.open.as_ref().and_then(Open::vouched).cloned();
            outgoing.apply(disclosing(document, &sentence, self.stated_before(document), self.now));
            // Whoever checked the text knows that the office has this sentence added to it.
            if let Some(check) = checked {
                let digest = verification::digest(&outgoing);
                outgoing.verification_mut().checks.push(Check { digest, ..check });
            }
        }
        outgoing
    }

    /// Whether a copy may be made for somebody else; where the office wants it checked first, the person is told.
    pub(super) fn may_export(&mut self) -> bool {
        let checked = self.open.as_ref().is_some_and(|open| open.vouched().is_some());
        if !self.policy.check.before_export || checked {
            return true;
        }
        self.panel = Panel::Review;
        self.list_facts();
        let contact = if self.policy.contact.is_empty() { "none" } else { &self.policy.contact };
        let notice = Notice::new(Level::Error, "notice-check-first").with("policy", self.policy.name.clone());
        let notice = notice.with("contact", contact);
        self.tell(notice);
        false
    }

    /// Asks the store for what it knows of the document, for the record of how it came about.
    pub(super) fn process_record(&mut self, kind: Kind) {
        self.list_facts();
        let Some(open) = &self.open else { return };
        if open.path.is_none() {
            return self.tell(Notice::new(Level::Warning, "notice-record-save-first"));
        }
        let document = open.document.id().unwrap_or(&open.key).to_owned();
        self.send(Job::ReadLedger { document, kind });
    }

    /// The ledger of the document at hand is there: its record goes beside its file.
    pub(super) fn record_process(&mut self, document: &str, rows: &[LedgerRow], kind: Kind) {
        let Some(open) = self.open.as_ref().filter(|open| open.document.id() == Some(document)) else { return };
        let Some(path) = &open.path else { return };
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = format!("{stem}-{}", self.tr.text("record-file"));
        let folder = path.parent().map_or_else(PathBuf::new, PathBuf::from);
        let (page, data) = (self.record_page(open, rows), self.record_data(open, rows));
        self.send(Job::WriteRecord { folder, name, kind, page, data });
    }

    /// The time `at` (milliseconds since 1970-01-01 UTC) by the clock on the wall.
    pub fn time(at: i64) -> String {
        let zone = jiff::tz::TimeZone::system();
        let time = zone.to_datetime(jiff::Timestamp::from_millisecond(at).unwrap_or_default());
        time.strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// The record for people, in Markdown; the worker makes a page for a browser or a document for Word of it.
    fn record_page(&self, open: &Open, rows: &[LedgerRow]) -> String {
        let tr = &self.tr;
        // Words of the document are words, whatever they look like to Markdown.
        let cell = |text: &str| {
            let escaped = |c: char| if c.is_ascii_punctuation() { vec!['\\', c] } else { vec![c] };
            text.replace('\n', " ").chars().flat_map(escaped).collect::<String>()
        };
        let said = |text: &str| if text.is_empty() { tr.text("record-none") } else { cell(text) };
        let line = |id: &'static str, value: String| format!("{}: {value}\n\n", tr.text(id));
        let document = &open.document;
        let mut page = format!("# {}\n\n", tr.text("record-title"));
        page += &line("record-document", said(&open.title().unwrap_or_default()));
        page += &line("record-id", said(document.id().unwrap_or_default()));
        let level = self.classification().map(|level| level.code().to_owned()).unwrap_or_default();
        page += &line("record-level", said(&level));
        page += &line("record-policy", said(&self.policy.name));
        page += &line("record-made", Self::time(self.now));
        page += &line("record-by", said(&self.recorder()));
        // On a line of its own: nothing breaks so long a figure, and a label left before it would be stretched.
        page += &format!("{}:\n\n{}\n\n", tr.text("record-digest"), verification::digest(document));
        if let Some(used) = self.ai_use() {
            let share = used.by_model * 100 / used.characters.max(1);
            page += &line("record-share", tr.format("record-percent", &[("percent", share.into())]));
        }
        page += &format!("\n## {}\n\n", tr.text("record-facts-given"));
        for (name, value) in open.facts.iter() {
            page += &format!("{}: {}\n\n", cell(name), cell(value));
        }
        if open.facts.iter().next().is_none() {
            page += &format!("{}\n", tr.text("record-none"));
        }
        page += &format!("\n## {}\n\n", tr.text("record-suggestions"));
        let head =
            ["time", "task", "engine", "model", "template", "level", "pieces", "accepted", "rejected", "decider"];
        let names: Vec<String> = head.iter().map(|name| tr.text(&format!("record-column-{name}"))).collect();
        page += &format!("| {} |\n|{}\n", names.join(" | "), " --- |".repeat(head.len()));
        let task = |row: &LedgerRow| {
            let known =
                ["draft", "rewrite", "summarize", "template", "translate", "review"].contains(&row.task.as_str());
            if known { tr.text(&format!("task-{}", row.task)) } else { row.task.clone() }
        };
        for row in rows {
            let cells = [
                Self::time(row.asked_at),
                said(&task(row)),
                said(&row.engine),
                said(&row.model),
                said(&row.template),
                said(&row.level),
                row.hunks.to_string(),
                row.accepted.to_string(),
                row.rejected.to_string(),
                said(&row.decider),
            ];
            page += &format!("| {} |\n", cells.join(" | "));
        }
        page += &format!("\n## {}\n\n", tr.text("record-pieces"));
        let head = ["time", "number", "removed", "added", "state"];
        let names: Vec<String> = head.iter().map(|name| tr.text(&format!("record-column-{name}"))).collect();
        page += &format!("| {} |\n|{}\n", names.join(" | "), " --- |".repeat(head.len()));
        for (row, piece) in rows.iter().flat_map(|row| row.pieces.iter().map(move |piece| (row, piece))) {
            let state = match piece.state.as_str() {
                "accepted" => tr.text("record-column-accepted"),
                "rejected" => tr.text("record-column-rejected"),
                _ => tr.text("record-open"),
            };
            let decided = Self::time(piece.decided_at.unwrap_or(row.asked_at));
            let number = piece.number + 1;
            let cells = [decided, number.to_string(), piece.removed.to_string(), piece.added.to_string(), state];
            page += &format!("| {} |\n", cells.join(" | "));
        }
        page += &format!("\n## {}\n\n", tr.text("record-sources"));
        for file in document.attachments().iter() {
            let short: String = file.sha256().chars().take(16).collect();
            page += &format!("{} (SHA-256 {short}…)\n\n", cell(file.name()));
        }
        if document.attachments().is_empty() {
            page += &format!("{}\n", tr.text("record-none"));
        }
        page += &format!("\n## {}\n\n", tr.text("record-facts"));
        for item in &open.checklist.items {
            let kind = tr.text(&format!("fact-{}", item.kind.code().replace('_', "-")));
            let origin = tr.text(&format!("origin-{}", item.origin.code()));
            let mark = if item.looked_at { "☑" } else { "☐" };
            let from = tr.format("review-fact-from", &[("kind", kind.into()), ("origin", origin.into())]);
            page += &format!("{mark} {} ({from})\n\n", cell(&item.text));
        }
        page += &format!("\n## {}\n\n", tr.text("record-checks"));
        for check in &document.verification().checks {
            let verdict = tr.text(&format!("verdict-{}", check.verdict.code()));
            let (when, by, comment) = (Self::time(check.when), said(&check.by), cell(&check.comment));
            // The whole figure is in the file for programs.
            let short: String = check.digest.chars().take(16).collect();
            page += &format!("{when} {verdict} {by} {comment} (SHA-256 {short}…)\n\n");
        }
        if document.verification().checks.is_empty() {
            page += &format!("{}\n", tr.text("record-none"));
        }
        page
    }

    /// The same for programs.
    fn record_data(&self, open: &Open, rows: &[LedgerRow]) -> String {
        let document = &open.document;
        let used = self.ai_use();
        let suggestions: Vec<serde_json::Value> = rows
            .iter()
            .map(|row| {
                let pieces: Vec<serde_json::Value> = row
                    .pieces
                    .iter()
                    .map(|p| {
                        json!({ "number": p.number, "removed": p.removed, "added": p.added, "state": p.state,
                                "decided_at": p.decided_at })
                    })
                    .collect();
                json!({
                    "asked_at": row.asked_at, "task": row.task, "engine": row.engine, "model": row.model,
                    "template": row.template, "base_revision": row.base_revision, "classification": row.level,
                    "policy": row.policy, "sent_sha256": row.sent, "complete": row.complete, "accepted": row.accepted,
                    "rejected": row.rejected, "decider": row.decider, "decided_at": row.decided_at, "pieces": pieces,
                })
            })
            .collect();
        let facts = open.checklist.items.iter().map(|item| {
            json!({ "kind": item.kind.code(), "text": item.text, "origin": item.origin.code(), "looked_at": item.looked_at })
        });
        let checks = document.verification().checks.iter().map(|check| {
            json!({ "verdict": check.verdict.code(), "by": check.by, "at": check.when, "text_sha256": check.digest,
                    "comment": check.comment })
        });
        let record = json!({
            "version": 1,
            "document": document.id(),
            "classification": self.classification().map(|level| level.code().to_owned()),
            "policy": { "name": self.policy.name, "sha256": self.policy.digest },
            "made_at": self.now,
            "by": self.recorder(),
            "text_sha256": verification::digest(document),
            "characters": used.as_ref().map(|used| used.characters),
            "characters_by_model": used.as_ref().map(|used| used.by_model),
            "given": open.facts.iter().map(|(name, value)| (name.to_owned(), value.into()))
                .collect::<serde_json::Map<String, serde_json::Value>>(),
            "suggestions": suggestions,
            "sources": document.attachments().iter()
                .map(|file| json!({ "name": file.name(), "sha256": file.sha256(), "by": file.by, "at": file.at }))
                .collect::<Vec<_>>(),
            "facts": facts.collect::<Vec<_>>(),
            "checks": checks.collect::<Vec<_>>(),
        });
        format!("{record:#}\n")
    }

    /// Puts words that were copied here into the document at hand; whoever wrote them wrote the copy.
    pub(super) fn paste(&mut self, edit: Edit, whose: &[Copied]) {
        if self.read_only() {
            return;
        }
        let Some(open) = &mut self.open else { return };
        let made = open.document.apply_copied(edit, whose);
        self.changed(&made, None);
    }

    /// Whether what is being done would change a document that is only to be read; then the person is told.
    pub(super) fn read_only(&mut self) -> bool {
        if self.reviewing {
            self.tell(Notice::new(Level::Info, "notice-read-only"));
        }
        self.reviewing
    }

    /// Goes over to reading only, or back.
    pub(super) fn toggle_reviewing(&mut self) {
        self.reviewing = !self.reviewing;
        if self.reviewing {
            self.stop();
            self.panel = Panel::Review;
            self.list_facts();
        }
    }
}

/// Whether a document that is only to be read can be looked at with `command` all the same.
pub(super) fn reads_only(command: Command) -> bool {
    use Command as C;
    let looks = [
        C::SelectAll,
        C::Find,
        C::FindNext,
        C::FindPrevious,
        C::GoTo,
        C::CheckNext,
        C::CheckPrevious,
        C::Confirm,
        C::ReviewMode,
    ];
    matches!(command.row().menu, Menu::File | Menu::View | Menu::Help) || looks.contains(&command)
}

/// How many facts of each origin there are, and how many of them nobody has looked at.
pub fn by_origin(items: &[Item]) -> Vec<(Origin, usize, usize)> {
    let of = |origin: Origin| items.iter().filter(move |item| item.origin == origin);
    let all = Origin::ALL
        .into_iter()
        .map(|origin| (origin, of(origin).count(), of(origin).filter(|item| !item.looked_at).count()));
    all.filter(|(_, count, _)| *count > 0).collect()
}

/// Whether the sentence stands in the document.
fn states(document: &Document, sentence: &str) -> bool {
    document.text().to_string().lines().any(|line| line.trim() == sentence)
}

/// Whether `line` is `wording` with anything in the places of U+0000.
fn is_worded(line: &str, wording: &str) -> bool {
    let parts: Vec<&str> = wording.split('\0').collect();
    let [first, .., last] = parts[..] else { return line == wording };
    // A wording of hardly anything but names would be many a line.
    if parts.iter().map(|part| part.chars().count()).sum::<usize>() < 10 {
        return false;
    }
    let Some(mut rest) = line.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else { return false };
    parts[1..parts.len() - 1].iter().all(|part| match rest.find(part) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

/// The edit that puts `sentence` in the place of the one that stands there, else into a paragraph of its own at the end.
fn disclosing(document: &Document, sentence: &str, former: Option<Span>, at: i64) -> Edit {
    if let Some(former) = former {
        return Edit { author: Author::Form, ..Edit::by_person(Change::replace(former, sentence.to_owned()), at) };
    }
    let end = Span::at(document.text().len());
    let words = if document.is_empty() { sentence.to_owned() } else { format!("\n{sentence}") };
    let last = document.len() - usize::from(document.is_empty());
    let roles = vec![(last, crate::document::Role::Body)];
    Edit { author: Author::Form, roles, ..Edit::by_person(Change::replace(end, words), at) }
}
