//! Long tasks: files of any size in and out. How far it is, is told on the way; who is told may have it stopped, and then
//! nothing of it is kept.

use super::lookup::memory_notice;
use super::{Outcome, Place, Task, aligning, exchange};
use crate::app::files::{self, FileError};
use crate::app::memories::{self, Memories};
use crate::app::notice::{Level, Notice};
use crate::app::workers::FILE_LIMIT;
use crate::format::{self, glossary};
use crate::store::Memory;
use crate::text::Message;
use crate::translation::memory::Unit;
use crate::translation::terms::Term;
use std::ops::ControlFlow;
use std::path::Path;

/// Lines of a table that are told one by one.
const TOLD: usize = 10;

/// Is told how much is done, of how much; answers whether to go on.
pub type Step<'a> = &'a mut dyn FnMut(u64, Option<u64>) -> ControlFlow<()>;

/// Does `task`, one of those that may take long.
///
/// # Errors
/// What to tell where it could not be done.
pub fn work(task: Task, place: &Place, step: Step<'_>) -> Result<Outcome, Notice> {
    match task {
        Task::ImportTerms(path) => import_terms(&path, place, step),
        Task::ExportTerms(path) => export_terms(&path, place, step),
        Task::ImportMemory(path) => import_memory(&path, place, step),
        Task::ExportMemory { from, to } => export_memory(&from, &to, step),
        Task::LearnUnits(units) => learn(&units, place, step),
        Task::DropOrigin(origin) => {
            let mut memory = Memories::own(&place.dirs).map_err(memory_notice)?;
            let count = memory.delete_origin(&origin).map_err(|e| Notice::error(&e))?;
            let notice = Notice::new(Level::Info, "notice-units-deleted").with("count", count);
            Ok(Outcome::MemoryChanged(Some(notice)))
        }
        Task::Tidy => {
            Memories::own(&place.dirs).map_err(memory_notice)?.tidy().map_err(|e| Notice::error(&e))?;
            Ok(Outcome::MemoryChanged(Some(Notice::new(Level::Info, "notice-memory-tidied"))))
        }
        Task::Align { ja, en } => aligning::align_files(&ja, &en, place, step),
        Task::ReadPairs { path, current } => exchange::read(&path, current.as_deref()),
        Task::WritePairs { bitext, kind, path, name, labels } => {
            exchange::write(&bitext, kind, (&path, &name), &labels, step)
        }
        _ => Ok(Outcome::Done(None)),
    }
}

/// The ending of a file's name, in small letters.
pub(super) fn ending(path: &Path) -> String {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase()
}

/// `notice` said of the file `path`.
pub(super) fn of_file(path: &Path, notice: Notice) -> Notice {
    Notice::new(notice.level, "notice-of-file").with("path", path.display().to_string()).detailed(vec![notice])
}

/// `message` said of the file `path`.
pub(super) fn broken(path: &Path, message: &dyn Message) -> Notice {
    of_file(path, Notice::error(message))
}

/// `notice` about the file `path`.
pub(super) fn about(level: Level, id: &'static str, path: &Path) -> Notice {
    Notice::new(level, id).with("path", path.display().to_string())
}

fn import_terms(path: &Path, place: &Place, step: Step<'_>) -> Result<Outcome, Notice> {
    let bytes = files::read_file(path, FILE_LIMIT).map_err(|e| Notice::error(&e))?;
    let read = glossary::read_named(&ending(path), &bytes).map_err(|error| match error {
        None => about(Level::Error, "error-terms-kind", path),
        Some(format::Error::MissingPart { .. }) => about(Level::Error, "error-terms-columns", path),
        Some(error) => broken(path, &error),
    })?;
    if read.terms.is_empty() {
        return Err(about(Level::Error, "error-terms-none", path));
    }
    let mut memory = Memories::own(&place.dirs).map_err(memory_notice)?;
    if step(read.terms.len() as u64, Some(read.terms.len() as u64)).is_break() {
        return Ok(Outcome::Done(None));
    }
    memory.keep_terms(&read.terms).map_err(|e| Notice::error(&e))?;
    let mut details = Vec::new();
    let mut left = |id: &'static str, lines: &[u64]| {
        if !lines.is_empty() {
            let shown: Vec<String> = lines.iter().take(TOLD).map(u64::to_string).collect();
            let notice = Notice::new(Level::Warning, id).with("count", lines.len());
            details.push(notice.with("lines", shown.join(" ")));
        }
    };
    left("notice-terms-one-sided", &read.one_sided);
    left("notice-terms-torn", &read.torn);
    let level = if details.is_empty() { Level::Info } else { Level::Warning };
    let notice = about(level, "notice-terms-imported", path).with("count", read.terms.len());
    Ok(Outcome::TermsChanged(Some(notice.detailed(details))))
}

fn import_memory(path: &Path, place: &Place, step: Step<'_>) -> Result<Outcome, Notice> {
    let mut memory = Memories::own(&place.dirs).map_err(memory_notice)?;
    let Some(taken) = memories::import(&mut memory, path, &mut |count| step(count, None)).map_err(memory_notice)?
    else {
        return Ok(Outcome::Done(Some(Notice::new(Level::Info, "notice-memory-stopped"))));
    };
    let (imported, carried) = (taken.imported, taken.carried);
    let mut details = Vec::new();
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let left = imported.empty + carried.one_sided + carried.torn.len() as u64 + carried.passed_over;
    if left > 0 {
        details.push(Notice::new(Level::Warning, "notice-memory-left").with("count", count(left)));
    }
    if let Some(error) = &carried.broken {
        details.push(Notice::of(Level::Warning, error));
    }
    if carried.unreadable {
        details.push(Notice::new(Level::Warning, "cli-tm-unreadable"));
    }
    if carried.tagged > 0 {
        details.push(Notice::new(Level::Info, "notice-memory-tagged").with("count", count(carried.tagged)));
    }
    for (tag, lang) in &carried.languages {
        let notice = Notice::new(Level::Info, "notice-memory-language").with("tag", tag.as_str());
        details.push(notice.with("lang", lang.code()));
    }
    let worse = details.iter().any(|detail| detail.level > Level::Info);
    let level = if worse { Level::Warning } else { Level::Info };
    let notice = about(level, "notice-memory-imported", path)
        .with("added", count(imported.added))
        .with("known", count(imported.known));
    Ok(Outcome::MemoryChanged(Some(notice.detailed(details))))
}

fn export_memory(from: &Path, to: &Path, step: Step<'_>) -> Result<Outcome, Notice> {
    if ending(to) != "tmx" {
        return Err(about(Level::Error, "error-memory-kind-out", to));
    }
    let memory = Memory::open_read_only(from).map_err(|e| Notice::error(&e))?;
    // Whether it may take the place of another file was asked when it was chosen.
    let all = memory.stats().map_err(|e| Notice::error(&e))?.units;
    let written = memories::export(&memory, to, true, &mut |count| step(count, Some(all))).map_err(memory_notice)?;
    let Some(units) = written else {
        return Ok(Outcome::Done(Some(Notice::new(Level::Info, "notice-memory-stopped"))));
    };
    let count = i64::try_from(units).unwrap_or(i64::MAX);
    Ok(Outcome::Done(Some(about(Level::Info, "notice-memory-exported", to).with("count", count))))
}

fn learn(units: &[Unit], place: &Place, step: Step<'_>) -> Result<Outcome, Notice> {
    let mut memory = Memories::own(&place.dirs).map_err(memory_notice)?;
    let all = units.len() as u64;
    let mut import = memory.import().map_err(|e| Notice::error(&e))?;
    for (number, unit) in (1u64..).zip(units) {
        import.add(unit).map_err(|e| Notice::error(&e))?;
        if number.is_multiple_of(1000) && step(number, Some(all)).is_break() {
            return Ok(Outcome::Done(Some(Notice::new(Level::Info, "notice-memory-stopped"))));
        }
    }
    let imported = import.finish().map_err(|e| Notice::error(&e))?;
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let notice = Notice::new(Level::Info, "notice-memory-learnt").with("added", count(imported.added));
    Ok(Outcome::MemoryChanged(Some(notice.with("known", count(imported.known)))))
}

fn export_terms(path: &Path, place: &Place, step: Step<'_>) -> Result<Outcome, Notice> {
    let terms: Vec<Term> = Memories::open(&place.dirs, &place.settings).0.terms().map_err(|e| Notice::error(&e))?;
    let all = terms.len();
    let mut each = paced(all, step);
    let bytes = match ending(path).as_str() {
        "csv" => glossary::write_csv(&terms, &mut each),
        "tsv" => glossary::write(&terms, true, &mut each),
        "tbx" => glossary::write_tbx(&terms, "Kian", &mut each),
        "xlsx" => glossary::write_workbook(&terms, &mut each),
        _ => return Err(about(Level::Error, "error-terms-kind-out", path)),
    };
    drop(each);
    written(path, bytes, all, step, about(Level::Info, "notice-terms-exported", path).with("count", all))
}

/// `step` as the writers of files call it, with every one of `all` things: it is told of some.
pub(super) fn paced(all: usize, step: Step<'_>) -> impl FnMut(usize) -> ControlFlow<()> {
    const TOLD_EVERY: usize = 200;
    move |done| match done.is_multiple_of(TOLD_EVERY) {
        true => step(done as u64, Some(all as u64)),
        false => ControlFlow::Continue(()),
    }
}

/// Makes `bytes` the file `path` unless somebody stopped it by now, and says `told` of it.
pub(super) fn written(
    path: &Path,
    bytes: Option<Vec<u8>>,
    all: usize,
    step: Step<'_>,
    told: Notice,
) -> Result<Outcome, Notice> {
    let done = all as u64;
    let Some(bytes) = bytes.filter(|_| step(done, Some(done)).is_continue()) else {
        return Ok(Outcome::Done(Some(Notice::new(Level::Info, "notice-export-stopped"))));
    };
    files::save_atomically(path, &bytes).map_err(|e: FileError| Notice::error(&e))?;
    Ok(Outcome::Done(Some(told)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::resources::exchange::{Carriage, all_labels};
    use crate::app::settings::{Dirs, Settings};
    use crate::format::exchange::xliff::Flavor;
    use crate::text::{Lang, Text};
    use crate::translation::{Bitext, Segmenter};

    /// Does `task` into a new file and stops at call number `at` of the step; whether anything lies in the folder then.
    fn leaves(task: impl Fn(std::path::PathBuf) -> Task, name: &str, place: &Place, at: usize) -> bool {
        let out = tempfile::tempdir().unwrap();
        let mut called = 0;
        let done = work(task(out.path().join(name)), place, &mut |_, _| {
            called += 1;
            if called == at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        let left = std::fs::read_dir(out.path()).unwrap().next().is_some();
        let Ok(Outcome::Done(Some(notice))) = done else { panic!("{name}: {done:?}") };
        assert_eq!(notice.id == "notice-export-stopped", !left, "{name}: {notice:?}");
        left
    }

    #[test]
    fn an_export_that_is_stopped_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let dirs = Dirs::find(Some(folder.path().to_path_buf())).unwrap();
        let term = |n: u32| Term { ja: format!("第{n}号"), en: format!("No. {n}"), ..Term::default() };
        let terms: Vec<Term> = (0..1000).map(term).collect();
        Memories::own(&dirs).unwrap().keep_terms(&terms).unwrap();
        let place = Place { dirs, settings: Box::new(Settings::default()) };
        let text: String = (0..1000).map(|n| format!("第{n}号の申請書。\n")).collect();
        let bitext = Bitext::new(&Text::from(text.as_str()), Lang::Ja, Lang::En, Segmenter::default());
        let kinds = [
            (Carriage::Review, "a.docx"),
            (Carriage::Xliff(Flavor::One), "a.xlf"),
            (Carriage::Xliff(Flavor::TwoOne), "b.xlf"),
            (Carriage::Tmx, "a.tmx"),
            (Carriage::Csv, "a.csv"),
            (Carriage::Po, "a.po"),
        ];
        // At once, in the midst of it, and just before the file would be there.
        for (at, stays) in [(1, false), (4, false), (6, false), (99, true)] {
            for (kind, name) in kinds {
                // Pairs without a target are no units of a memory.
                if kind == Carriage::Tmx && at != 1 {
                    continue;
                }
                let task = |path| Task::WritePairs {
                    bitext: Box::new(bitext.clone()),
                    kind,
                    path,
                    name: "a.kian".to_owned(),
                    labels: Box::new(all_labels()[0].clone()),
                };
                assert_eq!(leaves(task, name, &place, at), stays, "{name} at {at}");
            }
        }
        for name in ["t.csv", "t.tsv", "t.tbx", "t.xlsx"] {
            for (at, stays) in [(1, false), (4, false), (99, true)] {
                assert_eq!(leaves(Task::ExportTerms, name, &place, at), stays, "{name} at {at}");
            }
        }
    }
}
