//! [`Checker`]: asks the rules about a document again and again while it changes, and asks about nothing twice.
//!
//! It holds the document as a row of pieces, one for each paragraph; a very long paragraph is several. When the text
//! changes, the pieces the change lies in are cut anew and all others stay, unread. The work is done in steps, so that a
//! newer state of the text can come in between, and it is bounded: of a text with more findings than anybody will look
//! at, the rest is only counted.

use super::joined::Joined;
use super::kept;
use super::reading::{self, Page};
use super::rulebook::InForce;
use super::sieve::Sieve;
use super::{Finding, Hits, Note, Noted, Part, Passage, Profile, Rulebook, Shared, Whole};
use crate::document::{Role, Snapshot};
use crate::text::segment::{self, Sentence};
use crate::text::{Lang, Span};
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Bytes beyond which a paragraph is looked at in pieces.
const PIECE: usize = 8 * 1024;

/// How many findings are held at once; further ones are counted.
pub const MOST: usize = 50_000;

/// How many pieces are remembered, besides those of the document, before the memory is begun anew.
const REMEMBERED: usize = 20_000;

/// A finding at its place in the document as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Where, in bytes of the document's text.
    pub span: Span,
    /// What was found; shared, and its own span is where that was when it was found.
    pub what: Arc<Finding>,
}

impl std::ops::Deref for Placed {
    type Target = Finding;

    fn deref(&self) -> &Finding {
        &self.what
    }
}

/// What is known of a document at one revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What was found in paragraphs, in the order of the text.
    pub near: Vec<Placed>,
    /// What was found across the document, in the order of the text, if that was asked for.
    pub wide: Option<Vec<Placed>>,
    /// How many findings there are besides `near`, which holds [`MOST`] at most.
    pub more: usize,
    /// How many paragraphs there are.
    pub paragraphs: usize,
    /// How many rules were asked.
    pub rules: usize,
    /// How hard the page is, where it is judged as やさしい日本語.
    pub page: Page,
    /// Whether every paragraph was looked at.
    pub complete: bool,
}

/// A paragraph of the document, or a piece of a long one.
struct Piece {
    /// Bytes, a line feed at its end among them.
    len: usize,
    /// Whether a paragraph begins with it.
    first: bool,
    /// Whether a line feed is its last byte.
    fed: bool,
    role: Role,
    known: Option<Arc<Known>>,
}

/// What is remembered of a piece.
#[derive(Default)]
struct Known {
    lang: Option<Lang>,
    /// Spans in bytes of the piece.
    findings: Vec<Arc<Finding>>,
    /// Findings that were counted and not kept.
    more: usize,
    /// By the rule that wrote them.
    notes: Vec<(&'static str, Vec<Note>)>,
    /// How hard it is.
    page: Page,
}

/// See the module.
#[derive(Default)]
pub struct Checker {
    book: Arc<Rulebook>,
    profile: Option<Profile>,
    snapshot: Option<Snapshot>,
    pieces: Vec<Piece>,
    /// How many pieces nobody has looked at.
    unknown: usize,
    /// Where to go on looking.
    next: usize,
    /// How many findings the pieces hold.
    held: usize,
    memory: HashMap<u128, Arc<Known>>,
    /// How many findings the memory holds.
    remembered: usize,
}

impl Checker {
    /// One that judges by `book`.
    pub fn new(book: Arc<Rulebook>) -> Self {
        Self { book, ..Self::default() }
    }

    /// Judges by `book` from now on.
    pub fn judge_by(&mut self, book: Arc<Rulebook>) {
        if !Arc::ptr_eq(&self.book, &book) {
            *self = Self::new(book);
        }
    }

    /// Everything the rules of `profile` find in `snapshot`, in the order of the text; at most [`MOST`] in paragraphs.
    pub fn check(&mut self, snapshot: &Snapshot, profile: Profile) -> Vec<Finding> {
        self.take(snapshot, profile);
        while !self.work(usize::MAX) {}
        let found = self.found(true);
        let all = found.near.into_iter().chain(found.wide.into_iter().flatten());
        let mut all: Vec<Finding> =
            all.map(|placed| Finding { span: placed.span, ..Finding::clone(&placed) }).collect();
        all.sort_by_key(order);
        all
    }

    /// Takes in a state of the document, to be judged by `profile`. What is known of unchanged paragraphs stays known.
    pub fn take(&mut self, snapshot: &Snapshot, profile: Profile) {
        let same = self.profile == Some(profile) && self.snapshot.as_ref().is_some_and(|s| s.lang == snapshot.lang);
        match self.snapshot.take().filter(|_| same) {
            Some(old) => {
                if let Some((went, came)) = snapshot.text.difference(&old.text) {
                    self.splice(snapshot, went, came);
                }
                if !Arc::ptr_eq(&old.roles, &snapshot.roles) {
                    self.follow_roles(&snapshot.roles);
                }
            }
            None => {
                self.pieces = cut(snapshot, Span::new(0, snapshot.text.len()), true, true);
                (self.unknown, self.next, self.held) = (self.pieces.len(), 0, 0);
            }
        }
        self.profile = Some(profile);
        self.snapshot = Some(snapshot.clone());
        // Room again for findings that were only counted.
        if self.held < MOST / 2 {
            for piece in &mut self.pieces {
                if piece.known.as_ref().is_some_and(|known| known.more > 0) {
                    forget(piece, &mut self.unknown, &mut self.held);
                }
            }
        }
    }

    /// Looks at up to `pieces` paragraphs nobody has looked at yet; whether that was all.
    pub fn work(&mut self, pieces: usize) -> bool {
        let (Some(snapshot), Some(profile)) = (&self.snapshot, self.profile) else { return true };
        let mut at: usize = self.pieces[..self.next.min(self.pieces.len())].iter().map(|piece| piece.len).sum();
        let mut left = pieces;
        while self.unknown > 0 && left > 0 {
            if self.next >= self.pieces.len() {
                (self.next, at) = (0, 0);
            }
            let piece = &mut self.pieces[self.next];
            if piece.known.is_none() {
                let text = snapshot.text.slice(Span::new(at, at + piece.len - usize::from(piece.fed)));
                let lang = lang_of(&text, snapshot.lang);
                let profile = profile.in_lang(lang);
                let key = key(&text, piece.role, profile);
                let known = match self.memory.get(&key) {
                    Some(known) => known.clone(),
                    None => {
                        let known = Arc::new(look(&text, piece.role, lang, profile, &self.book));
                        if self.memory.len() >= REMEMBERED || self.remembered >= MOST {
                            self.memory.clear();
                            self.remembered = 0;
                        }
                        self.remembered += known.findings.len();
                        self.memory.insert(key, known.clone());
                        known
                    }
                };
                let full = self.held + known.findings.len() > MOST;
                let known = if full { Arc::new(Known::counted(&known)) } else { known };
                self.held += known.findings.len();
                piece.known = Some(known);
                self.unknown -= 1;
                left -= 1;
            }
            at += self.pieces[self.next].len;
            self.next += 1;
        }
        self.unknown == 0
    }

    /// What is known by now; `wide` asks the rules over the whole document too, if every paragraph is known.
    pub fn found(&self, wide: bool) -> Found {
        let Some(snapshot) = &self.snapshot else { return Found::default() };
        let mut near = Vec::with_capacity(self.held);
        let (mut at, mut more, mut page) = (0, 0, Page::default());
        for piece in &self.pieces {
            if let Some(known) = &piece.known {
                page.join(known.page);
                near.extend(known.findings.iter().map(|f| Placed { span: f.span.shift(at), what: f.clone() }));
                more += known.more;
            }
            at += piece.len;
        }
        let complete = self.unknown == 0;
        Found {
            near,
            wide: (wide && complete).then(|| self.wide()),
            more,
            paragraphs: snapshot.roles.len(),
            rules: self.profile.map_or(0, |profile| self.book.count(profile)),
            page,
            complete,
        }
    }

    /// What the rules over the whole document find.
    fn wide(&self) -> Vec<Placed> {
        let (Some(snapshot), Some(profile)) = (&self.snapshot, self.profile) else { return Vec::new() };
        let mut parts: Vec<Part> = Vec::with_capacity(snapshot.roles.len());
        let mut notes: BTreeMap<&'static str, Vec<Noted<'_>>> = BTreeMap::new();
        let mut at = 0;
        for piece in &self.pieces {
            let end = at + piece.len - usize::from(piece.fed);
            match parts.last_mut().filter(|_| !piece.first) {
                Some(part) => part.span.end = end,
                None => {
                    let lang = piece.known.as_ref().and_then(|known| known.lang).unwrap_or(snapshot.lang);
                    parts.push(Part { index: parts.len(), role: piece.role, lang, span: Span::new(at, end) });
                }
            }
            let paragraph = parts.len() - 1;
            for (rule, written) in piece.known.iter().flat_map(|known| &known.notes) {
                notes.entry(rule).or_default().extend(written.iter().map(|note| Noted {
                    paragraph,
                    span: note.span.shift(at),
                    kind: note.kind,
                    word: &note.word,
                }));
            }
            at += piece.len;
        }
        let mut found = Vec::new();
        for lang in [Lang::Ja, Lang::En] {
            if parts.iter().all(|part| part.lang != lang) {
                continue;
            }
            let profile = profile.in_lang(lang);
            let whole = Whole { parts: &parts, profile, notes: &notes, text: &snapshot.text };
            for InForce { rule, about, level, .. } in self.book.in_force(profile) {
                let mut hits = Hits::default();
                rule.document(&whole, &mut hits);
                found.extend(hits.found.into_iter().take(MOST).filter_map(|hit| {
                    let words = snapshot.text.slice(hit.span);
                    let told = !self.book.ignores(about.id, &words);
                    told.then(|| Placed { span: hit.span, what: Arc::new(hit.finding(about, *level, words)) })
                }));
            }
        }
        found.sort_by_key(|placed| order(&placed.what));
        found
    }

    /// Cuts anew what the change from `went` to `came` lies in.
    fn splice(&mut self, snapshot: &Snapshot, went: Span, came: Span) {
        let (mut first, mut start) = (0, 0);
        while first + 1 < self.pieces.len() && start + self.pieces[first].len <= went.start {
            start += self.pieces[first].len;
            first += 1;
        }
        let (mut last, mut end) = (first, start + self.pieces[first].len);
        while last + 1 < self.pieces.len() && end <= went.end {
            last += 1;
            end += self.pieces[last].len;
        }
        let begins = self.pieces[first].first || first == 0;
        let ends = last + 1 == self.pieces.len();
        let fresh = cut(snapshot, Span::new(start, end + came.len() - went.len()), begins, ends);
        for piece in &mut self.pieces[first..=last] {
            forget(piece, &mut self.unknown, &mut self.held);
        }
        self.unknown = self.unknown + fresh.len() - (last + 1 - first);
        self.pieces.splice(first..=last, fresh);
        self.next = first;
    }

    fn follow_roles(&mut self, roles: &[Role]) {
        let mut line = 0;
        for (index, piece) in self.pieces.iter_mut().enumerate() {
            if piece.first && index > 0 {
                line += 1;
            }
            let role = roles.get(line).copied().unwrap_or_default();
            if piece.role != role {
                piece.role = role;
                forget(piece, &mut self.unknown, &mut self.held);
            }
        }
    }
}

impl Known {
    /// The same with its findings counted only.
    fn counted(known: &Known) -> Known {
        Known {
            lang: known.lang,
            findings: Vec::new(),
            more: known.findings.len() + known.more,
            notes: known.notes.clone(),
            page: known.page,
        }
    }
}

fn forget(piece: &mut Piece, unknown: &mut usize, held: &mut usize) {
    if let Some(known) = piece.known.take() {
        *unknown += 1;
        *held -= known.findings.len();
    }
}

/// The order findings are told in.
fn order(f: &Finding) -> (usize, usize, std::cmp::Reverse<super::Severity>, &'static str) {
    (f.span.start, f.span.end, std::cmp::Reverse(f.severity), f.rule)
}

/// Cuts `span` of the text, which begins and ends where pieces do, into pieces. `begins` says whether a paragraph begins
/// with it, `ends` whether the text ends with it: a text that ends in a line feed has an empty paragraph behind it.
fn cut(snapshot: &Snapshot, span: Span, begins: bool, ends: bool) -> Vec<Piece> {
    let text = &snapshot.text;
    let mut pieces = Vec::new();
    let (mut at, mut first) = (span.start, begins);
    for line in text.line_of(span.start)..text.lines() {
        let fed = line + 1 < text.lines();
        let line_end = text.line_span(line).end + usize::from(fed);
        let end = line_end.min(span.end);
        let role = snapshot.roles.get(line).copied().unwrap_or_default();
        while end - at > PIECE {
            let len = sentence_end(&text.slice(Span::new(at, text.boundary(at + PIECE))));
            pieces.push(Piece { len, first, fed: false, role, known: None });
            (at, first) = (at + len, false);
        }
        let fed = fed && end == line_end;
        if end > at || first {
            pieces.push(Piece { len: end - at, first, fed, role, known: None });
        }
        (at, first) = (end, true);
        if end >= span.end && !(fed && ends) {
            break;
        }
    }
    pieces
}

/// Where to cut `text`, which is the beginning of something longer: behind its last sentence, else behind its last
/// space, else at its end.
fn sentence_end(text: &str) -> usize {
    let half = text.len() / 2;
    // What stands at the very end may go on behind it: no cut between 。 and 。.
    let text_before = text.trim_end_matches(|c: char| "。！？!?.」』）) \u{3000}".contains(c));
    let behind = |marks: &[char]| {
        let at = text_before.rfind(marks)?;
        let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
        (end > half).then_some(end)
    };
    behind(&['。', '！', '？']).or_else(|| behind(&['.', '、', ' ', '　'])).unwrap_or(text.len())
}

/// What a piece is remembered by.
fn key(text: &str, role: Role, profile: Profile) -> u128 {
    let half = |seed: u8| {
        let mut hasher = DefaultHasher::new();
        (seed, role, profile, text).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(1) << 64 | half(2)
}

/// Rules that look at the spaces of やさしい日本語 themselves, or at characters whatever stands around them.
const KNOW_SPACES: [&str; 5] = ["ja.yasashii.", "ja.char.", "ja.width.", "ja.form.", "ja.date.time"];

/// What a [`Passage`] borrows.
struct Frame<'a> {
    text: &'a str,
    sentences: Vec<Sentence>,
    protected: Vec<Span>,
}

impl<'a> Frame<'a> {
    /// What is known of `text` before a rule asks; `allowed` are the house's own words in it, where they were looked for.
    fn new(text: &'a str, lang: Lang, profile: Profile, book: &Rulebook, allowed: Option<&[Span]>) -> Self {
        let mut protected = kept::spans(text, profile);
        match allowed {
            Some(allowed) => protected.extend(allowed),
            None => protected.extend(book.house().allowed(text)),
        }
        Self { text, sentences: segment::sentences(text, lang), protected }
    }

    /// The paragraph as rules see it.
    fn passage<'p>(&'p self, role: Role, profile: Profile, book: &'p Rulebook) -> Passage<'p> {
        Passage {
            text: self.text,
            role,
            profile,
            sentences: &self.sentences,
            protected: &self.protected,
            house: book.house(),
            asked: Sieve::get(profile.lang()).asked(self.text),
            rule: Cell::default(),
            known: Shared::default(),
        }
    }
}

/// Asks every rule in force about one piece.
fn look(text: &str, role: Role, lang: Lang, profile: Profile, book: &Rulebook) -> Known {
    let mut known = Known { lang: Some(lang), ..Known::default() };
    if text.is_empty() {
        return known;
    }
    let allowed = book.house().allowed(text);
    let within = |span: Span| allowed.iter().any(|word| word.start <= span.start && span.end <= word.end);
    let frame = Frame::new(text, lang, profile, book, Some(&allowed));
    let passage = frame.passage(role, profile, book);
    let joined = (profile == Profile::Yasashii).then(|| Joined::new(text)).flatten();
    let joined = joined.as_ref().map(|joined| (joined, Frame::new(&joined.text, lang, profile, book, None)));
    let joined = joined.as_ref().map(|(joined, frame)| (*joined, frame.passage(role, profile, book)));
    for InForce { number, rule, about, level } in book.in_force(profile) {
        // What is not written for やさしい日本語 knows nothing of its spaces.
        let joined = joined.as_ref().filter(|_| !KNOW_SPACES.iter().any(|family| about.id.starts_with(family)));
        let passage = joined.map_or(&passage, |(_, passage)| passage);
        if !passage.asked.has(*number) {
            continue;
        }
        passage.rule.set(*number);
        let (mut hits, mut notes) = (Hits::default(), Vec::new());
        rule.passage(passage, &mut hits);
        rule.notes(passage, &mut notes);
        if let Some((joined, _)) = joined {
            hits.found.iter_mut().for_each(|hit| hit.stands_in(joined));
            notes.iter_mut().for_each(|note| note.span = joined.written(note.span));
        }
        for hit in hits.found {
            let words = &text[hit.span.range()];
            if !within(hit.span) && !book.ignores(about.id, words) {
                let words = words.to_owned();
                known.findings.push(Arc::new(hit.finding(about, *level, words)));
            }
        }
        if !notes.is_empty() {
            known.notes.push((about.id, notes));
        }
    }
    known.findings.sort_by_key(|f| order(f));
    if profile == Profile::Yasashii && matches!(role, Role::Body | Role::Item(_)) {
        known.page.add(&reading::of(passage.plain()));
    }
    known
}

/// The language of a paragraph. In a Japanese document a line such as 電話 … URL https://… is Japanese, however few of its
/// letters are.
fn lang_of(text: &str, document: Lang) -> Lang {
    let guess = Lang::guess(text).unwrap_or(document);
    if document == Lang::Ja && guess == Lang::En {
        let japanese = text.chars().filter(|c| crate::proofread::japanese::is_japanese(*c)).take(2).count();
        let words = text
            .split(|c: char| !c.is_ascii_alphanumeric() && !"./:@-_".contains(c))
            .filter(|word| word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase()));
        // 【Q&A】 is a heading of a Japanese text.
        let marks = text.contains(['【', '】', '「', '『', '■', '●', '◆']);
        if (japanese == 2 || marks) && words.take(4).count() < 4 {
            return Lang::Ja;
        }
    }
    guess
}

#[cfg(test)]
mod tests {
    use super::super::House;
    use super::super::house::{Entry, Kind};
    use super::*;
    use crate::text::{Change, Text};
    use proptest::prelude::*;

    fn house() -> Arc<Rulebook> {
        let entries = vec![
            Entry { instead: vec!["B".to_owned()], ..Entry::new(Kind::Preferred, "甲乙") },
            Entry::new(Kind::Forbidden, "/丙+/"),
            Entry::new(Kind::Allowed, "予め会"),
        ];
        let (house, problems) = House::new(entries);
        assert!(problems.is_empty());
        Arc::new(Rulebook::new(&BTreeMap::new(), &[], Arc::new(house)))
    }

    fn snapshot(text: &Text) -> Snapshot {
        let role = |line: usize| if line.is_multiple_of(5) { Role::Title } else { Role::Body };
        let roles = Arc::new((0..text.lines()).map(role).collect());
        Snapshot { roles, text: text.clone(), ..Snapshot::from_text("", Lang::Ja) }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn what_is_kept_is_what_would_be_found_anew(
            seed in "(予め|甲乙|丙|。|あ|\n|概ね|a ){0,30}",
            times in 1usize..120,
            edits in prop::collection::vec((0usize..99_999, 0usize..60, "(予め|甲乙|丙|。|あ|\n|会){0,6}"), 1..8),
        ) {
            let mut text = Text::from(seed.repeat(times).as_str());
            let mut checker = Checker::new(house());
            checker.check(&snapshot(&text), Profile::Notice);
            for (at, len, new) in edits {
                let start = text.boundary(at % (text.len() + 1));
                let end = text.boundary(start + len);
                text.apply(&Change::replace(Span::new(start, end), new));
                let now = snapshot(&text);
                let kept = checker.check(&now, Profile::Notice);
                let covered: usize = checker.pieces.iter().map(|piece| piece.len).sum();
                prop_assert_eq!(covered, text.len());
                prop_assert_eq!(checker.pieces.iter().filter(|piece| piece.first).count(), text.lines());
                // Long paragraphs may be cut elsewhere; no word of these rules crosses a cut in a short one.
                if (0..text.lines()).all(|line| text.line_span(line).len() <= PIECE) {
                    prop_assert_eq!(kept, Checker::new(house()).check(&now, Profile::Notice));
                }
            }
        }
    }

    #[test]
    fn a_letter_costs_the_paragraph_it_is_in() {
        let mut text = Text::from("予め届け出てください。\nほかの段落です。\n".repeat(500).as_str());
        let mut checker = Checker::default();
        checker.check(&snapshot(&text), Profile::Notice);
        let at = text.line_span(300).start;
        text.apply(&Change::insert(at, "なお、"));
        checker.take(&snapshot(&text), Profile::Notice);
        assert_eq!(checker.unknown, 1);
        assert!(checker.work(1));
        assert_eq!(checker.found(false).near.len(), 500);
    }

    #[test]
    fn a_newer_state_comes_in_between() {
        let mut text = Text::from("予め届け出てください。\n".repeat(1000).as_str());
        let mut checker = Checker::default();
        checker.take(&snapshot(&text), Profile::Notice);
        assert!(!checker.work(100));
        let early = checker.found(true);
        assert!(!early.complete && early.wide.is_none() && early.near.len() == 100);
        text.apply(&Change::insert(0, "はじめに"));
        checker.take(&snapshot(&text), Profile::Notice);
        while !checker.work(100) {}
        assert_eq!(checker.found(true).near.len(), 1000);
    }

    #[test]
    fn a_line_without_end_is_looked_at_in_pieces_and_counted_where_there_is_too_much() {
        let text = Text::from("予め届け出る。".repeat(100_000).as_str());
        let mut checker = Checker::default();
        checker.take(&snapshot(&text), Profile::Notice);
        while !checker.work(64) {}
        let found = checker.found(true);
        assert!(found.near.len() <= MOST);
        assert_eq!(found.near.len() + found.more, 100_000);
        assert_eq!(found.paragraphs, 1);
        // Once most of them are gone there is room for the rest.
        let mut fewer = text.clone();
        let end = fewer.boundary(fewer.len() / 10 * 9);
        fewer.apply(&Change::delete(Span::new(0, end)));
        assert_eq!(checker.check(&snapshot(&fewer), Profile::Notice).len(), fewer.to_string().matches("予め").count());
    }

    #[test]
    fn control_characters_are_text_like_any_other() {
        let text = "\u{0}予め\u{1b}[31m\u{202e}\u{feff}\r\u{85}概ね\u{fffd}";
        let mut checker = Checker::default();
        let found = checker.check(&Snapshot::from_text(text, Lang::Ja), Profile::Notice);
        assert_eq!(found.iter().filter(|f| f.rule == "ja.kanji.adverb").count(), 2);
    }

    #[test]
    fn allowed_words_are_left_alone_and_others_told_with_the_reason() {
        let mut checker = Checker::new(house());
        let found = checker.check(&Snapshot::from_text("予め会で予め甲乙と丙丙を読む。", Lang::Ja), Profile::Notice);
        let told: Vec<_> = found.iter().map(|f| (f.rule, f.text.as_str())).collect();
        assert_eq!(told, [("ja.kanji.adverb", "予め"), ("house.preferred", "甲乙"), ("house.forbidden", "丙丙")]);
    }
}
