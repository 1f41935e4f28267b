use super::*;
use std::fs;

const NOON: i64 = 1_795_694_400_000;
const DAY_MILLIS: i64 = 86_400_000;

fn key() -> Key {
    Key::new([7; 32])
}

fn trail() -> (tempfile::TempDir, Trail) {
    let folder = tempfile::tempdir().unwrap();
    let trail = Trail::new(folder.path().join("audit"), key());
    (folder, trail)
}

fn event(n: u64, at: i64) -> Event {
    Event::new(EventKind::Send, at).text("document", "d1").text("endpoint", "庁内").number("characters", n)
}

fn broken(trail: &Trail) -> Option<(String, usize, Why)> {
    let broken = verify(trail.folder(), Some(&key())).unwrap().broken?;
    Some((broken.path.file_name().unwrap().to_string_lossy().into_owned(), broken.line, broken.why))
}

#[test]
fn what_is_written_is_chained_and_sealed() {
    let (_folder, trail) = trail();
    for n in 0..250 {
        trail.append(&[event(n, NOON)]).unwrap();
    }
    trail.close(NOON + 1).unwrap();
    trail.close(NOON + 2).unwrap();
    let report = verify(trail.folder(), Some(&key())).unwrap();
    assert_eq!((report.days, report.lines, report.broken), (1, 253, None), "two checkpoints and one at the end");
    assert_eq!(verify(trail.folder(), None).unwrap().broken, None);
    let other = Key::new([8; 32]);
    assert_eq!(verify(trail.folder(), Some(&other)).unwrap().broken.map(|b| b.why), Some(Why::Head));
    let all = events(trail.folder(), None, None).unwrap();
    assert_eq!(all[0]["endpoint"], "庁内");
    assert_eq!(all[0]["time"], "2026-11-26T12:00:00.000Z");
    assert_eq!(all[99]["seq"], 100);
}

/// Every line of ten thousand taken out, changed, changed for its neighbour, and everything from it on cut off.
#[test]
fn nothing_can_be_done_to_any_line_of_ten_thousand() {
    let (_folder, trail) = trail();
    let made: Vec<Event> = (0..9_900).map(|n| event(n, NOON)).collect();
    trail.append(&made).unwrap();
    let text = fs::read_to_string(trail.folder().join("2026-11-26.jsonl")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 10_000 - 1);
    let key = key();
    let head = chain::Head::load(&trail.folder().join(HEAD), &key).unwrap();
    assert_eq!(head.seq, lines.len() as u64);
    let mut before = Verifier::new(Some(&key));
    // Whether the trail is found broken when `first` stands in the place of line `at`, with the rest of it behind.
    let noticed = |before: &Verifier<'_>, first: &[&str], rest: usize| {
        let mut verifier = before.clone();
        let mut follow = first.iter().copied().chain(lines[rest.min(lines.len())..].iter().copied());
        // A chain that is followed to its end holds; the seal of the end is looked at where nothing else is left.
        let held = follow.all(|line| verifier.line(line).is_ok());
        !held
    };
    for (at, line) in lines.iter().enumerate() {
        assert_eq!(before.end(&head), Err(Why::Missing), "cut off from line {} on", at + 1);
        let last = at + 1 == lines.len();
        // What is missing at the very end shows by the seal: the number sealed is beyond it.
        assert!(last || noticed(&before, &[], at + 1), "line {} taken out", at + 1);
        if let Some(next) = lines.get(at + 1) {
            assert!(noticed(&before, &[next, line], at + 2), "line {} changed for the next", at + 1);
        }
        let digit = line.find("\"characters\":").map_or(line.len() - 3, |found| found + 13);
        let with = if line[digit..].starts_with('1') { "2" } else { "1" };
        let edited = format!("{}{with}{}", &line[..digit], &line[digit + 1..]);
        assert!(noticed(&before, &[&edited], at + 1), "line {} edited", at + 1);
        let spaced = line.replacen(':', ": ", 1);
        assert!(noticed(&before, &[&spaced], at + 1), "line {} spaced", at + 1);
        assert!(noticed(&before, &[&line[..line.len() / 2]], at + 1), "line {} cut", at + 1);
        assert!(noticed(&before, &[line, line], at + 1), "line {} doubled", at + 1);
        assert!(before.line(line).is_ok());
    }
    assert_eq!(before.end(&head), Ok(()));
}

#[test]
fn files_on_the_disk_name_the_first_bad_line() {
    let (_folder, trail) = trail();
    let made: Vec<Event> = (0..60).map(|n| event(n, NOON + (n as i64 / 20) * DAY_MILLIS)).collect();
    trail.append(&made).unwrap();
    let day = |n: usize| trail.folder().join(["2026-11-26.jsonl", "2026-11-27.jsonl", "2026-11-28.jsonl"][n]);
    let sound: Vec<String> = (0..3).map(|n| fs::read_to_string(day(n)).unwrap()).collect();
    let head = fs::read_to_string(trail.folder().join(HEAD)).unwrap();
    assert_eq!(broken(&trail), None);
    let check = |n: usize, text: Option<&str>, expected: (&str, usize, Why)| {
        match text {
            Some(text) => fs::write(day(n), text).unwrap(),
            None => fs::remove_file(day(n)).unwrap(),
        }
        let found = broken(&trail).unwrap();
        assert_eq!((found.0.as_str(), found.1, found.2), expected);
        fs::write(day(n), &sound[n]).unwrap();
        assert_eq!(broken(&trail), None);
    };
    let cut = |n: usize, keep: usize| sound[n].split_inclusive('\n').take(keep).collect::<String>();
    for keep in 0..20 {
        // The tail of the last day, of the first, and a whole day.
        check(2, Some(&cut(2, keep)), ("2026-11-28.jsonl", keep, Why::Missing));
        check(0, Some(&cut(0, keep)), ("2026-11-27.jsonl", 1, Why::Number));
    }
    check(1, None, ("2026-11-28.jsonl", 1, Why::Number));
    check(2, None, ("2026-11-27.jsonl", 20, Why::Missing));
    check(1, Some(&sound[1].replacen("庁内", "庁外", 1)), ("2026-11-27.jsonl", 1, Why::Chain));
    check(1, Some(&sound[1].replacen("\"send\"", "\"sent\"", 1)), ("2026-11-27.jsonl", 1, Why::Form));
    check(1, Some(sound[1].trim_end()), ("2026-11-27.jsonl", 20, Why::Cut));
    for seal in ["", "{}", &head.replace("\"seq\":60", "\"seq\":59")] {
        fs::write(trail.folder().join(HEAD), seal).unwrap();
        assert_eq!(broken(&trail).map(|b| b.2), Some(Why::Head));
    }
    fs::remove_file(trail.folder().join(HEAD)).unwrap();
    assert_eq!(broken(&trail).map(|b| b.2), Some(Why::Head));
    // The trail goes on, and says that its seal was gone.
    trail.append(&[event(1, NOON + 2 * DAY_MILLIS)]).unwrap();
    assert_eq!(broken(&trail), None);
    assert!(fs::read_to_string(day(2)).unwrap().contains("\"resealed\""));
}

#[test]
fn what_was_cut_off_stays_missing_when_the_trail_goes_on() {
    let (_folder, trail) = trail();
    trail.append(&(0..10).map(|n| event(n, NOON)).collect::<Vec<_>>()).unwrap();
    let path = trail.folder().join("2026-11-26.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.split_inclusive('\n').take(7).collect::<String>()).unwrap();
    trail.append(&[event(99, NOON)]).unwrap();
    assert_eq!(broken(&trail), Some(("2026-11-26.jsonl".to_owned(), 8, Why::Number)));
}

#[test]
fn a_line_cut_short_by_a_crash_is_written_again_once() {
    let (_folder, trail) = trail();
    let waiting: Vec<Event> = (0..3).map(|n| event(n, NOON).waiting_at(n as i64)).collect();
    trail.append(&waiting[..2]).unwrap();
    let path = trail.folder().join("2026-11-26.jsonl");
    let whole = fs::read_to_string(&path).unwrap();
    for kept in 0..whole.lines().nth(1).unwrap().len() {
        let first = whole.find('\n').unwrap() + 1;
        fs::write(&path, &whole.as_bytes()[..first + kept]).unwrap();
        // The seal had not been written either.
        fs::remove_file(trail.folder().join(HEAD)).ok();
        let line = chain::read_line(whole.lines().next().unwrap()).unwrap();
        chain::Head { seq: line.seq, hash: line.hash }.save(&trail.folder().join(HEAD), &key()).unwrap();
        trail.append(&waiting).unwrap();
        assert_eq!(broken(&trail), None, "{kept}");
        let all = events(trail.folder(), None, None).unwrap();
        let numbers: Vec<_> = all.iter().filter_map(|e| e.get("characters")?.as_u64()).collect();
        assert_eq!(numbers, [0, 1, 2], "{kept}");
        assert_eq!(all.iter().any(|e| e["event"] == "recovered"), kept > 0);
    }
}

#[test]
fn days_whose_time_is_over_go_and_the_rest_can_be_followed() {
    let (_folder, trail) = trail();
    for n in 0..5 {
        trail.append(&[event(1, NOON + n * DAY_MILLIS), event(2, NOON + n * DAY_MILLIS)]).unwrap();
    }
    assert_eq!(trail.prune("2026-11-26").unwrap(), 0);
    assert_eq!(trail.prune("2026-11-28").unwrap(), 2);
    assert_eq!(broken(&trail), None);
    trail.append(&[event(3, NOON + 5 * DAY_MILLIS)]).unwrap();
    assert_eq!(broken(&trail), None);
    assert_eq!(trail.prune("2030-01-01").unwrap(), 3, "the last day stays");
    assert_eq!(broken(&trail), None);
    fs::remove_file(trail.folder().join(ANCHOR)).unwrap();
    assert_eq!(broken(&trail).map(|b| b.2), Some(Why::Number));
}

#[test]
fn a_clock_put_back_puts_no_line_before_another() {
    let (_folder, trail) = trail();
    for at in [NOON, NOON - 400 * DAY_MILLIS, NOON + DAY_MILLIS, NOON] {
        trail.append(&[event(1, at)]).unwrap();
    }
    assert_eq!(trail.days().unwrap(), ["2026-11-26", "2026-11-27"]);
    assert_eq!(broken(&trail), None);
}

#[test]
fn several_processes_write_one_chain() {
    let (_folder, trail) = trail();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let trail = trail.clone();
            scope.spawn(move || {
                for n in 0..40 {
                    trail.append(&[event(thread * 100 + n, NOON)]).unwrap();
                }
            });
        }
    });
    let report = verify(trail.folder(), Some(&key())).unwrap();
    assert_eq!((report.lines, report.broken), (161, None));
}

#[test]
fn a_trail_that_cannot_be_written_says_so_and_stays_whole() {
    let (_folder, trail) = trail();
    trail.append(&[event(1, NOON)]).unwrap();
    // A folder stands where the next day's file would.
    fs::create_dir(trail.folder().join("2026-11-27.jsonl")).unwrap();
    assert!(trail.append(&[event(2, NOON + DAY_MILLIS)]).is_err());
    fs::remove_dir(trail.folder().join("2026-11-27.jsonl")).unwrap();
    assert_eq!(broken(&trail), None);
    trail.append(&[event(2, NOON + DAY_MILLIS)]).unwrap();
    assert_eq!(broken(&trail), None);
}

#[test]
fn events_come_back_as_they_were() {
    let event = event(5, NOON).text("empty", "");
    let back = Event::from_members(Value::Object(event.members())).unwrap();
    assert_eq!(back, event);
    assert!(event.clone().waiting_at(3).id() != event.clone().waiting_at(4).id());
    assert_eq!(event.clone().waiting_at(3).waiting_at(3), event.waiting_at(3));
}
