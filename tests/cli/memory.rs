//! The translation memory: taken in, searched, written out.

use super::{Office, members};

const TMX: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="ja" datatype="plaintext"/><body>
<tu changedate="20250401T000000Z" changeid="緑野花子"><tuv xml:lang="ja"><seg>令和７年度の補助金は3億円です。</seg></tuv><tuv xml:lang="en"><seg>The subsidy for fiscal 2025 is ¥300 million.</seg></tuv></tu>
<tu><tuv xml:lang="ja"><seg>避難所を開設しました。</seg></tuv><tuv xml:lang="en"><seg>A shelter has been opened.</seg></tuv></tu>
<tu><tuv xml:lang="ja"><seg>片方だけ</seg></tuv></tu>
</body></tmx>"#;

#[test]
fn a_memory_is_filled_searched_and_written_out() {
    let office = Office::in_english();
    office.write("a.tmx", TMX);
    office.write("b.csv", "ja,en\n避難所を閉鎖しました。,The shelter has been closed.\n");
    let said = office.run(&["tm", "import", "a.tmx", "b.csv"]).done();
    assert!(said.contains("a.tmx: 2 new, 0 known already, 1 left out") && said.contains("b.csv: 1 new"), "{said}");

    let search = ["tm", "search", "令和８年度の補助金は4億円です。", "--format", "json"];
    let found = office.run(&search).json();
    assert_eq!(found["version"], 1);
    let first = &found["matches"][0];
    assert_eq!(members(first), ["score", "source", "target", "origin", "confirmed", "adapted"]);
    assert_eq!(first["target"], "The subsidy for fiscal 2025 is ¥300 million.");
    assert_eq!(first["adapted"], "The subsidy for fiscal 2026 is ¥400 million.");
    assert_eq!((first["origin"].as_str(), first["confirmed"].as_str()), (Some("a.tmx"), Some("2025-04-01T00:00:00Z")));
    assert!(first["score"].as_u64().is_some_and(|score| (70..100).contains(&score)), "{first}");

    let exact = office.run(&["tm", "search", "The shelter has been closed.", "--format", "json"]).json();
    assert_eq!(
        (exact["matches"][0]["score"].as_u64(), exact["matches"][0]["target"].as_str()),
        (Some(100), Some("避難所を閉鎖しました。"))
    );
    assert_eq!(office.run(&["tm", "search", "The shelter has been closed.", "--min", "101"]).code, 2);
    let none = office.run(&["tm", "search", "まったく違う文です。", "--format", "json"]).json();
    assert_eq!(none["matches"], serde_json::json!([]));
    let word = office.run(&["tm", "search", "避難所"]);
    assert!(word.err.contains("2 translations hold") && word.out.contains("A shelter has been opened."), "{word:?}");

    let stats = office.run(&["tm", "stats", "--format", "json"]).json();
    assert_eq!(stats["memories"][0]["units"], 3);
    office.run(&["tm", "export", "-o", "all.tmx"]).done();
    assert!(office.read("all.tmx").contains("<seg>A shelter has been opened.</seg>"));
    assert!(office.refused(&["tm", "export", "-o", "all.tmx"]).contains("all.tmx"));

    let other = Office::new();
    other.write("all.tmx", office.read("all.tmx"));
    let said = other.run(&["tm", "import", "all.tmx"]).done();
    assert!(said.contains("新規3件"), "{said}");
    let again = other.run(&["tm", "import", "all.tmx"]).done();
    assert!(again.contains("既存3件"), "{again}");
}

#[test]
fn what_is_no_memory_is_told_and_changes_nothing() {
    let office = Office::new();
    office.write("a.docx", "x");
    office.write("b.tmx", "<html></html>");
    office.write("cut.tmx", &TMX[..TMX.find("片方").unwrap()]);
    assert!(office.refused(&["tm", "import", "a.docx"]).contains("a.docx"));
    assert!(office.refused(&["tm", "import", "b.tmx"]).contains("b.tmx"));
    assert!(office.refused(&["tm", "import", "none.tmx"]).contains("none.tmx"));
    office.refused(&["tm"]);
    office.refused(&["tm", "import"]);
    office.refused(&["tm", "search"]);
    office.refused(&["tm", "forget"]);
    office.refused(&["tm", "export", "-o", "out.csv"]);
    let cut = office.run(&["tm", "import", "cut.tmx"]);
    assert!(cut.code == 0 && cut.out.contains("新規2件") && cut.err.contains("途中で切れています"), "{cut:?}");
}

#[test]
fn a_memory_on_a_share_is_read_and_not_written() {
    let office = Office::new();
    office.write("a.tmx", TMX);
    office.run(&["tm", "import", "a.tmx"]).done();
    let shared = office.path("shared.db");
    std::fs::rename(office.path("data/memories/own.db"), &shared).unwrap();
    let mut rights = std::fs::metadata(&shared).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&shared, rights).unwrap();
    office.write("data/settings.toml", format!("shared-memories = ['{}']\n", shared.display()));
    let found = office.run(&["tm", "search", "避難所を開設しました。", "--format", "json"]).json();
    assert_eq!(found["matches"][0]["score"], 100);
    assert_eq!(office.run(&["tm", "stats", "--format", "json"]).json()["memories"][0]["writable"], false);
}

/// Ctrl+C while a file is read: a pipe, so that nobody has to guess how far it has come.
#[cfg(unix)]
#[test]
fn what_is_stopped_leaves_nothing_behind() {
    use std::io::Write;
    use std::process::{Child, Command, Stdio};
    let office = Office::in_english();
    let pipe = |name: &str| assert!(Command::new("mkfifo").arg(office.path(name)).status().unwrap().success());
    let begun = |arguments: &[&str]| -> Child {
        office.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let interrupt = |child: &Child| {
        assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    };
    let ended = |child: Child, words: &str| {
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(words) && told.lines().count() == 1, "{told}");
    };

    pipe("long.tmx");
    let child = begun(&["tm", "import", "long.tmx"]);
    // It is open on the other side from here on, and its handler is in place.
    let mut into = std::fs::OpenOptions::new().write(true).open(office.path("long.tmx")).unwrap();
    let (head, unit) = (TMX.split("<tu ").next().unwrap(), "<tu><tuv xml:lang=\"ja\"><seg>送ります。");
    write!(into, "{head}").unwrap();
    interrupt(&child);
    let mut written = 0;
    let target = "</seg></tuv><tuv xml:lang=\"en\"><seg>We send it.</seg></tuv></tu>";
    while writeln!(into, "{unit}{written}{target}").is_ok() {
        written += 1;
        assert!(written < 1_000_000, "nobody stops it");
    }
    drop(into);
    ended(child, "nothing was taken in from long.tmx");
    let stats = office.run(&["tm", "stats", "--format", "json"]).json();
    assert_eq!(stats["memories"][0]["units"].as_u64(), Some(0), "{stats}");

    pipe("ja.txt");
    office.write("en.txt", "Please apply.\n");
    let child = begun(&["align", "ja.txt", "en.txt", "-o", "out.tmx"]);
    let mut into = std::fs::OpenOptions::new().write(true).open(office.path("ja.txt")).unwrap();
    writeln!(into, "申請してください。").unwrap();
    interrupt(&child);
    drop(into);
    ended(child, "Stopped; nothing was written");
    let left: Vec<String> = std::fs::read_dir(office.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("out"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
