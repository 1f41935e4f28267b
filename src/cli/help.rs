//! The help: made from the tables the arguments are read with, so that it lists what there is and nothing else. Columns
//! are aligned by the width characters have in a terminal.

use super::args::{COMMON, Opt};
use super::{COMMANDS, Command};
use crate::i18n::Tr;
use crate::text::segment;
use unicode_width::UnicodeWidthStr;

/// The width that is written in.
const COLUMNS: usize = 80;
/// The widest left column; what is wider has its description below it.
const LEFT: usize = 28;

/// The help of the whole program.
pub fn program(tr: &Tr) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let mut page = format!("{} {version}\n{}\n", tr.text("app-name"), tr.text("cli-about"));
    heading(&mut page, &tr.text("cli-usage"));
    rows(
        &mut page,
        &[
            ("kian".to_owned(), tr.text("cli-usage-window")),
            ("kian FILE".to_owned(), tr.text("cli-usage-file")),
            (tr.text("cli-usage-command"), tr.text("cli-usage-command-about")),
        ],
    );
    heading(&mut page, &tr.text("cli-commands"));
    let commands: Vec<_> = COMMANDS.iter().map(|command| (command.name.to_owned(), tr.text(command.about))).collect();
    rows(&mut page, &commands);
    heading(&mut page, &tr.text("cli-common"));
    rows(&mut page, &described(tr, COMMON.iter()));
    heading(&mut page, &tr.text("cli-exit"));
    rows(&mut page, &exit_codes(tr));
    page.push('\n');
    paragraph(&mut page, &tr.text("cli-more"));
    page
}

/// The help of one subcommand.
pub fn command(tr: &Tr, command: &Command) -> String {
    let mut page = String::new();
    paragraph(&mut page, &tr.text(command.about));
    heading(&mut page, &tr.text("cli-usage"));
    for usage in command.usage {
        // A line that begins with a space goes on from the one before.
        let name = if usage.starts_with(' ') { "    " } else { "kian" };
        page.push_str(&format!("  {name} {usage}\n"));
    }
    if let Some(more) = tr.attribute(command.about, "more", &[]) {
        page.push('\n');
        more.lines().for_each(|line| paragraph(&mut page, line));
    }
    let formats: Vec<&str> = command.formats.iter().map(|format| format.code()).collect();
    let format = ("--format ".to_owned() + &formats.join("|"), tr.text("cli-option-format"));
    heading(&mut page, &tr.text("cli-options"));
    let mut options = described(tr, command.options.iter());
    options.push(format);
    rows(&mut page, &options);
    heading(&mut page, &tr.text("cli-common"));
    rows(&mut page, &described(tr, COMMON.iter()));
    heading(&mut page, &tr.text("cli-exit"));
    rows(&mut page, &exit_codes(tr));
    page
}

fn exit_codes(tr: &Tr) -> [(String, String); 3] {
    [
        ("0".to_owned(), tr.text("cli-exit-clean")),
        ("1".to_owned(), tr.text("cli-exit-found")),
        ("2".to_owned(), tr.text("cli-exit-failed")),
    ]
}

fn described<'a>(tr: &Tr, options: impl Iterator<Item = &'a Opt>) -> Vec<(String, String)> {
    options
        .map(|option| (format!("{} {}", option.name, option.value).trim_end().to_owned(), tr.text(option.about)))
        .collect()
}

fn heading(page: &mut String, text: &str) {
    page.push_str(&format!("\n{text}\n"));
}

/// Two columns: names, and what they are.
pub fn rows(page: &mut String, rows: &[(String, String)]) {
    let fits = |name: &&(String, String)| name.0.width() <= LEFT;
    let left = rows.iter().filter(fits).map(|(name, _)| name.width()).max().unwrap_or(LEFT) + 4;
    for (name, about) in rows {
        page.push_str(&format!("  {name}"));
        let mut at = name.width() + 2;
        if at + 2 > left {
            page.push('\n');
            at = 0;
        }
        for (number, line) in wrapped(about, COLUMNS - left).iter().enumerate() {
            let gap = if number == 0 { left - at } else { left };
            page.push_str(&format!("{}{line}\n", " ".repeat(gap)));
        }
    }
}

/// A table: every column as wide as its widest cell, the last one as long as it is.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - cell.width() + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn paragraph(page: &mut String, text: &str) {
    for line in wrapped(text, COLUMNS) {
        page.push_str(&line);
        page.push('\n');
    }
}

/// `text` in lines no wider than `columns`, broken where a line may break.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut start, mut last) = (0, 0);
    // The name of an option or of a protocol is not cut at its hyphen.
    let named = |at: &usize| text[..*at].ends_with('-') && text[*at..].starts_with(|c: char| c.is_ascii_alphanumeric());
    for at in segment::line_breaks(text).filter(|at| !named(at)).chain([text.len()]) {
        if last > start && text[start..at].trim_end().width() > columns {
            lines.push(text[start..last].trim_end().to_owned());
            start = last;
        }
        last = at;
    }
    lines.push(text[start..].trim_end().to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn every_page_says_everything_within_its_width() {
        for locale in Locale::ALL {
            let tr = Tr::new(locale);
            let pages = COMMANDS.iter().map(|known| command(&tr, known)).chain([program(&tr)]);
            for page in pages {
                for line in page.lines() {
                    assert!(line.width() <= COLUMNS || line.contains("kian "), "{line}");
                    assert!(!line.ends_with(' '), "{line}");
                }
            }
        }
    }

    #[test]
    fn lines_break_where_they_may() {
        assert_eq!(wrapped("文書を、読む。", 6), ["文書", "を、読", "む。"]);
        assert_eq!(wrapped("文書（書く）", 6), ["文書", "（書", "く）"]);
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("", 7), [""]);
    }

    #[test]
    fn columns_stand_under_each_other() {
        let row = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
        assert_eq!(table(&[row(&["庁内", "a"]), row(&["x", "b", ""])]), "庁内  a\nx     b\n");
    }
}
