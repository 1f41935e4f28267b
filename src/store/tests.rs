use super::*;
use crate::i18n::{Locale, Tr, Value};
use crate::text::Message;
use audit::{Event, EventKind, Key, Trail};
use std::fs;

fn session(key: &str, saved_at: i64) -> SessionRow {
    SessionRow {
        key: key.to_owned(),
        path: Some(PathBuf::from("/home/hanako/防災訓練について.kian")),
        title: "防災訓練について（通知）".to_owned(),
        saved_at,
        content: format!("{key} at {saved_at}").into_bytes(),
        dirty: true,
    }
}

fn suggestion(asked_at: i64) -> LedgerRow {
    LedgerRow {
        document: "a".to_owned(),
        engine: "offline".to_owned(),
        model: String::new(),
        task: "draft".to_owned(),
        asked_at,
        complete: true,
        hunks: 5,
        accepted: 0,
        base_revision: 3,
        template: "draft-ja 1".to_owned(),
        level: "2".to_owned(),
        pieces: vec![
            PieceRow { number: 0, removed: 0, added: 12, state: "open".to_owned(), decided_at: None },
            PieceRow { number: 1, removed: 4, added: 5, state: "accepted".to_owned(), decided_at: Some(30) },
        ],
        ..LedgerRow::default()
    }
}

#[test]
fn files_of_a_session_go_with_it() {
    let (_folder, path) = folder();
    let store = Store::open(&path).unwrap();
    store.save_session(&session("a", 1)).unwrap();
    store.save_session_files("a", &[("1", b"one"), ("2", b"two")]).unwrap();
    store.save_session_files("b", &[("1", b"one")]).unwrap();
    store.save_session_files("a", &[("2", b"not written again"), ("3", b"three")]).unwrap();
    let files = store.session_files("a").unwrap();
    assert_eq!(files, [("2".to_owned(), b"two".to_vec()), ("3".to_owned(), b"three".to_vec())]);
    store.drop_session("a").unwrap();
    assert_eq!((store.session_files("a").unwrap().len(), store.session_files("b").unwrap().len()), (0, 1));
}

#[test]
fn events_wait_in_the_store_until_the_trail_has_them() {
    let (folder, path) = folder();
    let event = |n: u64| Event::new(EventKind::Accept, 1_795_694_400_000).number("pieces", n);
    let trail = Trail::new(folder.path().join("audit"), Key::new([1; 32]));
    {
        let store = Store::open(&path).unwrap();
        store.record(&suggestion(10), &[event(1)]).unwrap();
        // Neither the row nor its event is there where one of them cannot be.
        let impossible = LedgerRow { accepted: 9, ..suggestion(20) };
        assert!(store.record(&impossible, &[event(2)]).is_err());
        store.queue(&[event(3)]).unwrap();
    }
    // The process was killed; the next one finds what waits.
    let store = Store::open(&path).unwrap();
    let numbers = || -> Vec<u64> {
        let all = audit::events(trail.folder(), None, None).unwrap();
        all.iter().filter_map(|event| event.get("pieces")?.as_u64()).collect()
    };
    store.flush(&trail).unwrap();
    store.flush(&trail).unwrap();
    assert_eq!(numbers(), [1, 3]);
    for n in 0..450 {
        store.queue(&[event(n + 100)]).unwrap();
    }
    store.flush(&trail).unwrap();
    assert_eq!(numbers().len(), 452);
    assert_eq!(audit::verify(trail.folder(), Some(&Key::new([1; 32]))).unwrap().broken, None);
    assert_eq!(store.remember_value("policy", "a").unwrap(), None);
    assert_eq!(store.remember_value("policy", "b").unwrap().as_deref(), Some("a"));
}

/// What was written to the trail when the process was killed, and was still in the queue, is not written twice.
#[test]
fn what_was_written_before_a_kill_is_not_written_twice() {
    let (folder, path) = folder();
    let store = Store::open(&path).unwrap();
    let trail = Trail::new(folder.path().join("audit"), Key::new([1; 32]));
    let event = Event::new(EventKind::Accept, 1_795_694_400_000);
    store.queue(&[event.clone(), event]).unwrap();
    std::fs::copy(&path, folder.path().join("before.db")).unwrap();
    drop(store);
    std::fs::copy(&path, folder.path().join("before.db")).unwrap();
    Store::open(&path).unwrap().flush(&trail).unwrap();
    // The queue as it was before the lines were dropped from it.
    Store::open(&folder.path().join("before.db")).unwrap().flush(&trail).unwrap();
    assert_eq!(audit::events(trail.folder(), None, None).unwrap().len(), 2);
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kian.db");
    (folder, path)
}

#[test]
fn a_session_is_found_again_after_the_store_is_reopened() {
    let (_folder, path) = folder();
    let unnamed = SessionRow { path: None, dirty: false, ..session("b", 2) };
    {
        let store = Store::open(&path).unwrap();
        store.save_session(&session("a", 1)).unwrap();
        store.save_session(&unnamed).unwrap();
        store.save_session(&session("a", 3)).unwrap();
    }
    let store = Store::open(&path).unwrap();
    assert_eq!(store.sessions().unwrap(), [session("a", 3), unnamed]);
    store.drop_session("a").unwrap();
    store.drop_session("never there").unwrap();
    assert_eq!(store.sessions().unwrap().len(), 1);
    assert_eq!(store.set_aside(), None);
}

#[test]
fn what_was_saved_is_on_the_disk_without_the_store_being_closed() {
    let (folder, path) = folder();
    let store = Store::open(&path).unwrap();
    store.save_session(&session("a", 1)).unwrap();
    // What a killed process leaves: the files as they are, with nobody to close them.
    let after = folder.path().join("after");
    fs::create_dir(&after).unwrap();
    for name in ["kian.db", "kian.db-wal"] {
        fs::copy(folder.path().join(name), after.join(name)).unwrap();
    }
    let found = Store::open(&after.join("kian.db")).unwrap();
    assert_eq!(found.sessions().unwrap(), [session("a", 1)]);
}

#[test]
fn two_stores_on_one_file_see_each_other() {
    let (_folder, path) = folder();
    let (one, other) = (Store::open(&path).unwrap(), Store::open(&path).unwrap());
    one.save_session(&session("a", 1)).unwrap();
    other.save_session(&session("b", 2)).unwrap();
    assert_eq!(one.sessions().unwrap(), other.sessions().unwrap());
    assert_eq!(one.sessions().unwrap().len(), 2);
}

#[test]
fn writes_are_synchronous_and_dropped_text_is_gone() {
    let (_folder, path) = folder();
    let store = Store::open(&path).unwrap();
    let pragma = |name: &str| store.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(pragma("synchronous"), 2);
    assert_eq!(pragma("secure_delete"), 1);
    let mode: String = store.connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    store.save_session(&SessionRow { content: b"a word nobody else says".to_vec(), ..session("a", 1) }).unwrap();
    store.drop_session("a").unwrap();
    drop(store);
    let bytes = fs::read(&path).unwrap();
    assert!(!bytes.windows(23).any(|w| w == b"a word nobody else says"));
}

#[test]
fn recent_files_come_last_opened_first_and_are_bounded() {
    let store = Store::in_memory().unwrap();
    for n in 0..RECENT_KEPT as i64 + 5 {
        store.remember(Path::new(&format!("/d/{n}.kian")), "題", n).unwrap();
    }
    store.remember(Path::new("/d/7.kian"), "新しい題", 1000).unwrap();
    let recent = store.recent(usize::MAX).unwrap();
    assert_eq!(recent.len(), RECENT_KEPT);
    assert_eq!(
        recent[0],
        RecentRow { path: PathBuf::from("/d/7.kian"), title: "新しい題".to_owned(), opened_at: 1000 }
    );
    assert!(recent.iter().all(|row| row.opened_at >= 5));
    store.forget(Path::new("/d/7.kian")).unwrap();
    assert_eq!(store.recent(1).unwrap()[0].path, Path::new("/d/104.kian"));
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_unicode_is_found_again() {
    use std::os::unix::ffi::OsStrExt;
    let store = Store::in_memory().unwrap();
    // 通知.txt as an old file server wrote it, in Shift_JIS.
    let path = Path::new(std::ffi::OsStr::from_bytes(b"/srv/\x92\xca\x92m.txt"));
    store.remember(path, "通知", 1).unwrap();
    assert_eq!(store.recent(9).unwrap()[0].path, path);
    store.forget(path).unwrap();
    assert_eq!(store.recent(9).unwrap(), []);
}

#[test]
fn a_suggestion_has_one_row_that_follows_its_fate() {
    let store = Store::in_memory().unwrap();
    store.record(&suggestion(20), &[]).unwrap();
    store.record(&suggestion(10), &[]).unwrap();
    let decided = LedgerRow { accepted: 3, rejected: 2, decided_at: Some(30), ..suggestion(20) };
    store.record(&decided, &[]).unwrap();
    assert_eq!(store.ledger("a").unwrap(), [suggestion(10), decided]);
    assert_eq!(store.ledger("b").unwrap(), []);
    let impossible = LedgerRow { accepted: 4, rejected: 2, ..suggestion(40) };
    assert!(matches!(store.record(&impossible, &[]), Err(Error::Failed { .. })));
}

#[test]
fn a_newer_database_is_refused_and_left_alone() {
    let (_folder, path) = folder();
    let store = Store::open(&path).unwrap();
    store.connection.pragma_update(None, "user_version", migrate::VERSION + 1).unwrap();
    drop(store);
    let before = fs::read(&path).unwrap();
    let error = Store::open(&path).unwrap_err();
    let expected = Error::Newer { path: path.clone(), found: migrate::VERSION + 1, known: migrate::VERSION };
    assert_eq!(error, expected);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_file_that_is_no_database_is_kept_and_a_new_one_begun() {
    let (folder, path) = folder();
    fs::write(&path, "これはデータベースではない。".repeat(100)).unwrap();
    let store = Store::open(&path).unwrap();
    let aside = folder.path().join("kian.db.damaged-1");
    assert_eq!(store.set_aside(), Some(&SetAside { path: aside.clone(), carried: 0 }));
    assert_eq!(fs::read_to_string(&aside).unwrap(), "これはデータベースではない。".repeat(100));
    store.save_session(&session("a", 1)).unwrap();
    drop(store);
    fs::write(&path, "again").unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.set_aside().unwrap().path, folder.path().join("kian.db.damaged-2"));
}

#[test]
fn a_database_of_other_tables_is_not_taken_for_ours() {
    let (_folder, path) = folder();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE sessions (a, b); PRAGMA user_version = 1;").unwrap();
    drop(other);
    let store = Store::open(&path).unwrap();
    assert!(store.set_aside().is_some());
    assert_eq!(store.sessions().unwrap(), []);
}

#[test]
fn work_on_both_sides_of_the_damage_is_carried_over() {
    let (_folder, path) = folder();
    let store = Store::open(&path).unwrap();
    for n in 0..40 {
        let content = format!("{n:02} ").repeat(5000).into_bytes();
        store.save_session(&SessionRow { content, ..session(&format!("{n:02}"), n) }).unwrap();
    }
    store.remember(Path::new("/d/a.kian"), "題", 1).unwrap();
    store.record(&suggestion(10), &[]).unwrap();
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0xA5);
    fs::write(&path, &bytes).unwrap();

    let store = Store::open(&path).unwrap();
    let set_aside = store.set_aside().unwrap().clone();
    assert_eq!(fs::read(&set_aside.path).unwrap(), bytes, "kept as it was found");
    let keys: Vec<String> = store.sessions().unwrap().into_iter().map(|row| row.key).collect();
    assert_eq!(set_aside.carried, keys.len());
    assert!(keys.len() >= 38, "{keys:?}");
    for row in store.sessions().unwrap() {
        assert_eq!(row.content, format!("{} ", row.key).repeat(5000).into_bytes());
    }
    assert_eq!(store.recent(9).unwrap().len(), 1);
    assert_eq!(store.ledger("a").unwrap(), [suggestion(10)]);
}

#[test]
fn no_flipped_byte_or_cut_keeps_the_store_from_opening() {
    let (folder, path) = folder();
    let store = Store::open(&path).unwrap();
    for n in 0..6 {
        store.save_session(&SessionRow { content: vec![b'x'; 3000], ..session(&n.to_string(), n) }).unwrap();
    }
    drop(store);
    let sound = fs::read(&path).unwrap();
    // A small generator with a fixed seed: the same thousand-odd places each time.
    let mut seed = 7u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for round in 0..200 {
        let mut bytes = sound.clone();
        match round % 4 {
            0 => bytes.truncate(next(sound.len())),
            // The first page says what everything else is.
            1 => bytes[next(4096)] ^= 1 << next(8),
            _ => bytes[next(sound.len())] ^= 1 << next(8),
        }
        fs::write(&path, &bytes).unwrap();
        match Store::open(&path) {
            Ok(store) => match store.sessions() {
                Ok(_) | Err(Error::Damaged { .. }) => {}
                Err(error) => panic!("round {round}: {error:?}"),
            },
            // The version number itself was hit: nothing tells it from a later program's.
            Err(Error::Newer { .. }) => {}
            Err(error) => panic!("round {round}: {error:?}"),
        }
        for name in names(folder.path()) {
            fs::remove_file(folder.path().join(name)).unwrap();
        }
    }
}

#[test]
fn places_where_no_database_can_be_are_said() {
    let (folder, path) = folder();
    assert_eq!(Store::open(folder.path()).unwrap_err(), Error::CannotOpen { path: folder.path().to_owned() });
    let missing = folder.path().join("no such folder/kian.db");
    assert_eq!(Store::open(&missing).unwrap_err(), Error::CannotOpen { path: missing });
    fs::write(&path, "").unwrap();
    let below_a_file = path.join("kian.db");
    assert_eq!(Store::open(&below_a_file).unwrap_err(), Error::CannotOpen { path: below_a_file });
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = folder();
    let store = Store::open(&path).unwrap();
    store.save_session(&session("a", 1)).unwrap();
    for name in names(folder.path()) {
        let mode = fs::metadata(folder.path().join(&name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
}

#[test]
fn every_error_names_the_file_last_and_says_what_to_do() {
    let path = PathBuf::from("/data/kian.db");
    let errors = [
        Error::Newer { path: path.clone(), found: 9, known: 1 },
        Error::Damaged { path: path.clone() },
        Error::CannotOpen { path: path.clone() },
        Error::ReadOnly { path: path.clone() },
        Error::Full { path: path.clone() },
        Error::Busy { path: path.clone() },
        Error::Failed { path: path.clone(), code: 21 },
    ];
    for locale in Locale::ALL {
        let tr = Tr::new(locale);
        for error in &errors {
            let args: Vec<(&str, Value)> = error.args().into_iter().map(|(n, v)| (n, Value::from(v))).collect();
            assert!(tr.format(error.id(), &args).ends_with("/data/kian.db"), "{}", error.id());
            assert!(tr.attribute(error.id(), "hint", &args).is_some(), "{}", error.id());
        }
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
