//! The program's own sources as its tests look at them: files, code without comments and literals, string literals.

#![allow(dead_code, reason = "each of the tests that share this file uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};

/// One Rust file under `src`.
pub struct Source {
    /// Its path below `src`, with slashes.
    pub path: String,
    /// What stands in it.
    pub text: String,
    /// The same with comments and the insides of literals blanked out, byte for byte as long.
    pub code: String,
    /// Its string literals, as written between their quotes.
    pub strings: Vec<Literal>,
    /// Where its unit tests begin, in bytes; its length where it has none, 0 where it is nothing else.
    pub tests_at: usize,
}

/// A string literal.
pub struct Literal {
    /// Its opening quote, in bytes of the file.
    pub at: usize,
    /// What stands between the quotes, escapes not resolved.
    pub text: String,
}

impl Source {
    /// Every Rust file under `src`, by path.
    pub fn all() -> Vec<Self> {
        let root = root().join("src");
        let mut paths = Vec::new();
        collect(&root, &mut paths);
        paths.sort();
        assert!(paths.len() > 20, "the sources are not where this test looks");
        paths
            .into_iter()
            .map(|path| {
                let text = fs::read_to_string(&path).unwrap();
                let below = path.strip_prefix(&root).unwrap();
                let below: Vec<_> = below.iter().map(|part| part.to_str().unwrap()).collect();
                Self::new(below.join("/"), text)
            })
            .collect()
    }

    /// The file `path` of this text.
    pub fn new(path: String, text: String) -> Self {
        let (code, strings) = lex(&text);
        let tests_at = if path.ends_with("/tests.rs") || path.contains("/tests/") {
            0
        } else {
            // Unit tests stand at the end of a file.
            code.find("#[cfg(test)]\nmod ").unwrap_or(code.len())
        };
        Self { path, text, code, strings, tests_at }
    }

    /// The code that ends up in the program.
    pub fn shipped(&self) -> &str {
        &self.code[..self.tests_at]
    }

    /// The string literals that end up in the program.
    pub fn shipped_strings(&self) -> impl Iterator<Item = &Literal> {
        self.strings.iter().filter(|literal| literal.at < self.tests_at)
    }

    /// The module at the top of the map it belongs to: the folder or file below `src`.
    pub fn module(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// `src/PATH:LINE` of byte `at`.
    pub fn place(&self, at: usize) -> String {
        format!("src/{}:{}", self.path, self.text[..at].matches('\n').count() + 1)
    }
}

/// The folder of the crate.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every place where `word` stands in `code` and is no part of a longer name.
pub fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        let open_end = !word.ends_with(is_name);
        !before.is_some_and(is_name) && (open_end || !after.is_some_and(is_name))
    })
}

/// Fails with all of `problems`, one a line, if there are any.
pub fn report(rule: &str, problems: &[String]) {
    assert!(problems.is_empty(), "{rule}:\n  {}", problems.join("\n  "));
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            paths.push(path);
        }
    }
}

/// The code with comments and the insides of literals blanked, and the string literals.
fn lex(text: &str) -> (String, Vec<Literal>) {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut strings = Vec::new();
    let mut blank = |from: usize, to: usize| {
        for byte in &mut code[from..to] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    };
    let find = |from: usize, what: &str| text[from..].find(what).map_or(text.len(), |at| from + at);
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if rest.starts_with(b"//") {
            let end = find(at, "\n");
            blank(at, end);
            at = end;
        } else if rest.starts_with(b"/*") {
            let end = comment_end(bytes, at);
            blank(at, end);
            at = end;
        } else if let Some(hashes) =
            raw_hashes(rest).filter(|_| at == 0 || !is_name(bytes[at - 1]) || raw_byte(bytes, at))
        {
            let start = at + 1 + hashes + 1;
            let end = find(start, &format!("\"{}", "#".repeat(hashes)));
            strings.push(Literal { at: start - 1, text: text[start..end].to_owned() });
            blank(start, end);
            at = (end + 1 + hashes).min(bytes.len());
        } else if rest[0] == b'"' {
            let mut end = at + 1;
            while end < bytes.len() && bytes[end] != b'"' {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            let end = end.min(bytes.len());
            strings.push(Literal { at, text: text[at + 1..end].to_owned() });
            blank(at + 1, end);
            at = end + 1;
        } else if rest[0] == b'\'' {
            // A character, or a lifetime.
            let end = if rest.get(1) == Some(&b'\\') {
                find(at + 3, "'")
            } else {
                let width = text[at + 1..].chars().next().map_or(0, char::len_utf8);
                at + 1 + width
            };
            if bytes.get(end) == Some(&b'\'') {
                blank(at + 1, end);
                at = end + 1;
            } else {
                at += 1;
            }
        } else {
            at += 1;
        }
    }
    (String::from_utf8(code).expect("blanks replace whole characters"), strings)
}

/// How many hashes a raw string has that begins here.
fn raw_hashes(rest: &[u8]) -> Option<usize> {
    let after = rest.strip_prefix(b"r")?;
    let hashes = after.iter().take_while(|byte| **byte == b'#').count();
    (after.get(hashes) == Some(&b'"')).then_some(hashes)
}

/// Whether the `r` at `at` is that of `br"…"` or `cr"…"`.
fn raw_byte(bytes: &[u8], at: usize) -> bool {
    matches!(bytes[at - 1], b'b' | b'c')
        && (at < 2 || !(bytes[at - 2].is_ascii_alphanumeric() || bytes[at - 2] == b'_'))
}

fn comment_end(bytes: &[u8], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0usize);
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    bytes.len()
}

#[test]
fn code_is_told_from_comments_and_literals() {
    let text = r####"let a = "x // \" y"; // use crate::ui
        /* "no /* nested */ literal" */ let b: &'static str = r#"raw " one"#; let c = '"'; let d = ('\'', b'\\', 'é');
        #[cfg(test)]
mod tests { let e = "in a test"; }
"####;
    let source = Source::new("text/mod.rs".to_owned(), text.to_owned());
    assert_eq!(source.code.len(), text.len());
    let strings: Vec<&str> = source.strings.iter().map(|literal| literal.text.as_str()).collect();
    assert_eq!(strings, [r#"x // \" y"#, r#"raw " one"#, "in a test"]);
    assert_eq!(source.shipped_strings().count(), 2);
    assert!(!source.code.contains("crate") && !source.code.contains("nested") && source.code.contains("&'static str"));
    assert_eq!(source.place(text.find("mod").unwrap()), "src/text/mod.rs:4");
    assert_eq!(words("egui_kittest egui::Ui my_egui", "egui").collect::<Vec<_>>(), [13]);
}
