//! A table of an office's words: one line a word, cells divided by tabs (`.tsv`) or commas (`.csv`).
//!
//! | 種類 | 語 | 言い換え | 理由 | 指定 |
//! | --- | --- | --- | --- | --- |
//! | 禁止 | 障害を持つ人 | 障害のある人 | 広報の手引 3章 | |
//! | 推奨 | ホームページ | ウェブサイト | | safe |
//! | 許可 | 子供の国 | | 施設の名前 | |
//!
//! The kind is 禁止, 推奨 or 許可 (forbidden, preferred, allowed). 言い換え may hold several words divided by `|`. 指定 may
//! hold, divided by spaces: `safe` (the first cure may be applied unread), `word` (only where no Latin letter or figure
//! stands beside it), `empty=1` (only where the pattern's first group is empty). A word between slashes is a pattern:
//! `/サーバ(?!ー)/`. A first line that names the columns may put them in another order, or leave some out: 誤, 正 and 理由
//! are enough, and so are these three without names. Lines that begin with `#` and empty lines are left out.

use super::{Cause, Entry, Kind, Problem};

/// The columns, in the order they have where no line names them.
const COLUMNS: [&[&str]; 5] = [
    &["kind", "種類", "種別", "区分"],
    &["word", "語", "用語", "誤", "使わない語", "使わない表記", "修正前"],
    &["instead", "言い換え", "言換え", "修正", "正", "使う語", "使う表記", "修正後"],
    &["reason", "理由", "備考"],
    &["options", "指定"],
];

/// The words of the table `text`, which is the file `file`, and what cannot be used of it.
pub fn read(file: &str, text: &str, divider: u8) -> (Vec<Entry>, Vec<Problem>) {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    let mut order: [Option<usize>; 5] = std::array::from_fn(Some);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(divider)
        // A tab divides, and a quotation mark in a word is a quotation mark.
        .quoting(divider == b',')
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .from_reader(text.as_bytes());
    let mut first = true;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                let cause = Cause::Format { detail: error.to_string() };
                problems.push(Problem { file: file.to_owned(), line: usize::try_from(line).unwrap_or(0), cause });
                continue;
            }
        };
        let line = record.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let names = |cell: &str| COLUMNS.iter().any(|names| names.contains(&cell.trim()));
        let first_line = std::mem::take(&mut first);
        if first_line && record.iter().filter(|cell| names(cell)).count() >= 2 {
            order = COLUMNS.map(|names| record.iter().position(|cell| names.contains(&cell.trim())));
            continue;
        }
        let head = record.get(0).unwrap_or("").trim();
        if first_line && record.len() <= 3 && !head.is_empty() && Kind::from_code(head).is_none() {
            order = [None, Some(0), Some(1), Some(2), None];
        }
        let cell = |column: usize| order[column].and_then(|at| record.get(at)).unwrap_or("").trim();
        match entry([cell(0), cell(1), cell(2), cell(3), cell(4)]) {
            Ok(entry) => entries.push(Entry { file: file.to_owned(), line, ..entry }),
            Err(cause) => problems.push(Problem { file: file.to_owned(), line, cause }),
        }
    }
    (entries, problems)
}

fn entry([kind, word, instead, reason, options]: [&str; 5]) -> Result<Entry, Cause> {
    let instead: Vec<String> = instead.split('|').map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect();
    let kind = match kind {
        // A list of two columns, as offices keep them: this becomes that.
        "" if !instead.is_empty() => Kind::Preferred,
        kind => Kind::from_code(kind).ok_or_else(|| Cause::Kind { found: kind.to_owned() })?,
    };
    if word.is_empty() {
        return Err(Cause::NoWord);
    }
    if kind == Kind::Preferred && instead.is_empty() {
        return Err(Cause::NoInstead { word: word.to_owned() });
    }
    let mut entry = Entry { instead, reason: reason.to_owned(), ..Entry::new(kind, word) };
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    // AI is not looked for in MAIL.
    entry.whole = entry.pattern().is_none() && latin(word.chars().next()) && latin(word.chars().next_back());
    for option in options.split_whitespace() {
        match option.split_once('=') {
            None if option == "safe" => entry.safe = true,
            None if option == "word" => entry.whole = true,
            Some(("empty", group)) => entry.empty = group.parse().ok(),
            _ => {}
        }
    }
    if let Some(Err(cause)) = entry.regex() {
        return Err(cause);
    }
    Ok(entry)
}

/// The table of `entries`, with the line that names its columns.
pub fn write(entries: &[Entry]) -> String {
    let clean = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let mut text = String::from("kind\tword\tinstead\treason\toptions\n");
    for entry in entries {
        let mut options = Vec::new();
        if entry.safe {
            options.push("safe".to_owned());
        }
        if entry.whole {
            options.push("word".to_owned());
        }
        options.extend(entry.empty.map(|group| format!("empty={group}")));
        let cells = [
            entry.kind.code().to_owned(),
            clean(&entry.word),
            clean(&entry.instead.join("|")),
            clean(&entry.reason),
            options.join(" "),
        ];
        text.push_str(cells.join("\t").trim_end());
        text.push('\n');
    }
    text
}
