//! [`Role`]: what a paragraph is in its form, and how roles and item numbers follow the text.

use super::tables::MOST_COLUMNS;
use crate::text::{Change, Lang, Text};

/// What a paragraph is in its form. The layout codes of the shared skeleton of 往復文書 follow from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Role {
    /// 文書番号, or the reference number of a letter.
    DocNumber,
    /// 発信日.
    Date,
    /// 宛名, inside address, TO.
    Addressee,
    /// 発信者名, FROM.
    Sender,
    /// 件名, subject line, title of a notice.
    Title,
    /// 拝啓, Dear …: the words a letter opens with.
    Salutation,
    /// 本文: prose.
    #[default]
    Body,
    /// A heading inside the text; 1 is the highest.
    Heading(u8),
    /// The line 記.
    Ki,
    /// An item of the 別記; 0 is the outermost level. Its number is not in the text: see [`labels`].
    Item(u8),
    /// The line 以上.
    Ijo,
    /// 敬具, Sincerely,: the words a letter closes with.
    Closing,
    /// The name under an English letter.
    Signature,
    /// 添付, Enc., cc.
    Attachment,
    /// 連絡先, 問合せ先.
    Contact,
    /// A cell of a table, in this column counted from 0; column 0 begins a row. See [`super::tables`].
    Cell(u8),
}

impl Role {
    /// Every kind of role, in the order a form usually has them; levels at their outermost.
    pub const ALL: [Role; 16] = [
        Role::DocNumber,
        Role::Date,
        Role::Addressee,
        Role::Sender,
        Role::Title,
        Role::Salutation,
        Role::Body,
        Role::Heading(1),
        Role::Ki,
        Role::Item(0),
        Role::Ijo,
        Role::Closing,
        Role::Signature,
        Role::Attachment,
        Role::Contact,
        Role::Cell(0),
    ];

    /// Its name in form files and `.kian` files: `doc-number`, `heading-2`, `item-0` …
    pub fn code(self) -> String {
        match self {
            Role::Heading(level) => format!("heading-{level}"),
            Role::Item(level) => format!("item-{level}"),
            Role::Cell(column) => format!("cell-{column}"),
            _ => self.kind().to_owned(),
        }
    }

    /// Its name without a level: `heading`, `item`; the Fluent message is `role-<kind>`.
    pub fn kind(self) -> &'static str {
        match self {
            Role::DocNumber => "doc-number",
            Role::Date => "date",
            Role::Addressee => "addressee",
            Role::Sender => "sender",
            Role::Title => "title",
            Role::Salutation => "salutation",
            Role::Body => "body",
            Role::Heading(_) => "heading",
            Role::Ki => "ki",
            Role::Item(_) => "item",
            Role::Ijo => "ijo",
            Role::Closing => "closing",
            Role::Signature => "signature",
            Role::Attachment => "attachment",
            Role::Contact => "contact",
            Role::Cell(_) => "cell",
        }
    }

    /// The role with this name.
    pub fn from_code(code: &str) -> Option<Self> {
        if let Some(level) = code.strip_prefix("heading-") {
            return level.parse().ok().filter(|l| (1..=6).contains(l)).map(Role::Heading);
        }
        if let Some(level) = code.strip_prefix("item-") {
            return level.parse().ok().filter(|l| *l <= 5).map(Role::Item);
        }
        if let Some(column) = code.strip_prefix("cell-") {
            return column.parse().ok().filter(|c| usize::from(*c) < MOST_COLUMNS).map(Role::Cell);
        }
        match code {
            "heading" => Some(Role::Heading(1)),
            "item" => Some(Role::Item(0)),
            _ => Self::ALL.into_iter().find(|role| role.code() == code),
        }
    }

    /// Whether it is running text that the rules of sentences are meant for.
    pub fn is_prose(self) -> bool {
        matches!(self, Role::Body | Role::Item(_))
    }

    /// Whether it is a cell of a table.
    pub fn is_cell(self) -> bool {
        matches!(self, Role::Cell(_))
    }

    /// The role of the empty paragraph that Enter makes at the end of one of this role.
    pub fn following(self) -> Role {
        match self {
            Role::Title
            | Role::Salutation
            | Role::Closing
            | Role::Ijo
            | Role::Heading(_)
            | Role::DocNumber
            | Role::Date => Role::Body,
            Role::Ki => Role::Item(0),
            other => other,
        }
    }
}

/// The number in front of each paragraph: items are counted by level, 1 → (1) → ア → (ア) → a → (a) in Japanese
/// (公用文作成の考え方 Ⅰ-5(3)ウ), 1. → (a) → (i) in English. Counting starts anew under each outer item and after 記 or a
/// heading.
pub fn labels(roles: &[Role], lang: Lang) -> Vec<Option<String>> {
    let mut counter = Counter::new(lang);
    roles.iter().map(|role| counter.count(*role)).collect()
}

/// [`labels`] for whoever looks at a few paragraphs of a long document at a time: what was counted is kept, up to where
/// the document changed.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    /// The counts before paragraph 0, 64, 128 …
    before: Vec<Counter>,
}

impl Numbering {
    const STEP: usize = 64;

    /// The number in front of paragraph `index` of those with `roles`.
    ///
    /// # Panics
    /// If there is no such paragraph.
    pub fn label(&mut self, roles: &[Role], lang: Lang, index: usize) -> Option<String> {
        let Role::Item(_) = roles[index] else { return None };
        if self.before.first().is_none_or(|counter| counter.lang != lang) {
            self.before = vec![Counter::new(lang)];
        }
        while self.before.len() <= index / Self::STEP {
            let from = (self.before.len() - 1) * Self::STEP;
            let mut counter = self.before[self.before.len() - 1].clone();
            roles[from..from + Self::STEP].iter().for_each(|role| counter.pass(*role));
            self.before.push(counter);
        }
        let from = index / Self::STEP * Self::STEP;
        let mut counter = self.before[index / Self::STEP].clone();
        roles[from..index].iter().for_each(|role| counter.pass(*role));
        counter.count(roles[index])
    }

    /// Forgets what lies behind paragraph `at`, because roles changed there.
    pub fn forget_from(&mut self, at: usize) {
        self.before.truncate(at / Self::STEP + 1);
    }
}

/// Counts items, paragraph by paragraph. See [`labels`].
#[derive(Clone, Debug)]
pub struct Counter {
    lang: Lang,
    counts: [usize; 6],
}

impl Counter {
    /// One that has counted nothing yet.
    pub fn new(lang: Lang) -> Self {
        Self { lang, counts: [0; 6] }
    }

    /// Takes in the next paragraph and gives its number, if it is an item.
    pub fn count(&mut self, role: Role) -> Option<String> {
        let label = match role {
            Role::Item(level) => Some(self.next(level)),
            _ => None,
        };
        self.pass(role);
        label
    }

    /// Takes in the next paragraph.
    fn pass(&mut self, role: Role) {
        match role {
            Role::Item(level) => {
                let level = usize::from(level).min(5);
                self.counts[level] += 1;
                self.counts[level + 1..].fill(0);
            }
            Role::Ki | Role::Heading(_) | Role::Title => self.counts.fill(0),
            _ => {}
        }
    }

    /// The how-manieth an item of this level would be, were it the next paragraph.
    pub fn ordinal(&self, level: u8) -> usize {
        self.counts[usize::from(level).min(5)] + 1
    }

    /// The number an item of this level would have, were it the next paragraph.
    pub fn next(&self, level: u8) -> String {
        label(usize::from(level).min(5), self.ordinal(level), self.lang)
    }
}

/// Beyond the last, kana begin anew and letters go on doubled (z, aa, bb), as Word's do.
fn label(level: usize, n: usize, lang: Lang) -> String {
    const KANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
    let kana = || KANA.chars().nth((n - 1) % 46).unwrap_or('ア');
    let letter = || {
        let letter = char::from(b'a' + u8::try_from((n - 1) % 26).unwrap_or(0));
        letter.to_string().repeat(((n - 1) / 26 + 1).min(10))
    };
    match (lang, level) {
        (Lang::Ja, 0) => n.to_string(),
        (Lang::Ja, 1) => format!("({n})"),
        (Lang::Ja, 2) => kana().to_string(),
        (Lang::Ja, 3) => format!("({})", kana()),
        (Lang::Ja, 4) => letter(),
        (Lang::En, 0) => format!("{n}."),
        (Lang::En, 2) => format!("({})", roman(n)),
        _ => format!("({})", letter()),
    }
}

fn roman(n: usize) -> String {
    const MARKS: [(usize, &str); 9] =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let mut rest = n;
    let mut written = String::new();
    for (value, mark) in MARKS {
        while rest >= value {
            written.push_str(mark);
            rest -= value;
        }
    }
    written
}

/// Moves `roles`, of the paragraphs of `text`, along with `change`, which has not been made yet.
pub fn follow(text: &Text, roles: &mut Vec<Role>, change: &Change) {
    let (at, before, after) = carry(text, roles, change);
    roles.splice(at..at + before.len(), after);
}

/// What `change` does to roles: the first paragraph it touches, the roles that stood there and those that will.
///
/// A paragraph that is split keeps its role on both sides; Enter at its end makes a [`Role::following`] one, Enter at
/// its start pushes it down; when two are joined, the one with text left before the joint wins.
pub(super) fn carry(text: &Text, roles: &[Role], change: &Change) -> (usize, Vec<Role>, Vec<Role>) {
    let Some((first, last)) = change.replaces().first().zip(change.replaces().last()) else {
        return (0, Vec::new(), Vec::new());
    };
    let from = text.line_of(first.span.start);
    let to = text.line_of(last.span.end);
    let before = roles[from..=to].to_vec();
    let mut after: Vec<Role> = Vec::new();
    let mut line = from;
    // The role of the line being built, once anything that stays has given it one.
    let mut open: Option<Role> = None;
    for r in change.replaces() {
        let (start, end) = (text.line_of(r.span.start), text.line_of(r.span.end));
        while line < start {
            after.push(open.take().unwrap_or(roles[line]));
            line += 1;
        }
        let head_kept = open.is_some() || r.span.start > text.line_span(start).start;
        let tail_kept = r.span.end < text.line_span(end).end;
        let head = open.take().unwrap_or(roles[start]);
        let tail = roles[end];
        // A cell that is taken away with its table leaves nothing of it behind.
        let head = if start < end && !head_kept && head.is_cell() && !tail.is_cell() { tail } else { head };
        let breaks = r.text.matches('\n').count();
        if breaks == 0 {
            // Only a joint whose head has gone altogether takes the tail's role.
            open = Some(if start < end && !head_kept && tail_kept && r.text.is_empty() { tail } else { head });
        } else {
            let pushed_down = !head_kept && tail_kept && start == end && r.span.is_empty();
            let new = if pushed_down { Role::Body } else { head };
            after.push(if pushed_down && r.text.starts_with('\n') && !matches!(head, Role::Item(_) | Role::Body) {
                new
            } else {
                head
            });
            for _ in 1..breaks {
                after.push(head.following());
            }
            open = Some(if tail_kept { tail } else { head.following() });
        }
        line = end;
    }
    while line <= to {
        after.push(open.take().unwrap_or(roles[line]));
        line += 1;
    }
    (from, before, after)
}
