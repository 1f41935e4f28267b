//! Reading and writing files so that no work is lost: a save is whole or has not happened, what stood there before
//! stays until then, and a file that somebody else changed is noticed ([`Fingerprint`]).

use crate::text::Message;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The bytes of the file `path`.
///
/// # Errors
/// [`FileError::TooLarge`] if there are more than `limit` of them, and the errors of the system.
pub fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    let failed = |e: io::Error| FileError::reading(path, &e);
    let file = File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.is_dir() {
        return Err(FileError::IsFolder { path: path.to_owned() });
    }
    let mut bytes = Vec::new();
    // The size a file says it has is not asked: pipes say 0, and a file may grow while it is read.
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limit {
        return Err(FileError::TooLarge { path: path.to_owned(), limit });
    }
    Ok(bytes)
}

/// Makes `bytes` the content of the file `path`, which may or may not exist: written beside it, brought to the disk,
/// then renamed, so that a crash at any moment leaves the old content or the new. A link stays a link and its target is
/// written; owner (where we may), group and permissions are kept. Access-control lists and extended attributes are not.
/// What is no regular file, such as `/dev/stdout`, is written to directly.
///
/// # Errors
/// The errors of the system. The file is then as it was and nothing new lies beside it.
pub fn save_atomically(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write(path, bytes, true, false)
}

/// Makes a new file `path` of `bytes`, as [`save_atomically`] does. With `force` a file that is already there is
/// replaced.
///
/// # Errors
/// [`FileError::Exists`] if there is one and `force` was not given, and the errors of the system.
pub fn create_new(path: &Path, bytes: &[u8], force: bool) -> Result<(), FileError> {
    write(path, bytes, force, false)
}

/// The same for a file that is nobody else's business: where the system knows such a thing, only its owner may read it.
///
/// # Errors
/// Those of [`create_new`].
pub fn create_private(path: &Path, bytes: &[u8], force: bool) -> Result<(), FileError> {
    write(path, bytes, force, true)
}

/// The same with what `content` writes, for files too large to be held whole.
///
/// # Errors
/// As [`create_new`]; also what `content` fails with, as an error of the system.
pub fn create_with(
    path: &Path,
    force: bool,
    content: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> Result<(), FileError> {
    write_with(path, force, false, content)
}

/// What a file was like when it was last read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    size: u64,
    modified: Option<SystemTime>,
    hash: u64,
}

/// What became of a file since its [`Fingerprint`] was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// It holds the same bytes.
    Same,
    /// It holds others.
    Changed,
    /// It is gone.
    Gone,
}

impl Fingerprint {
    /// The fingerprint of the file `path`, from which `bytes` were just read or to which they were just written.
    ///
    /// # Errors
    /// If the system cannot say anything about the file.
    pub fn of(path: &Path, bytes: &[u8]) -> Result<Self, FileError> {
        let metadata = fs::metadata(path).map_err(|e| FileError::reading(path, &e))?;
        Ok(Self { size: bytes.len() as u64, modified: metadata.modified().ok(), hash: hash(bytes) })
    }

    /// Whether `path` looks untouched, from its size and time alone: cheap enough for every time a window comes to the
    /// front. Two saves within one tick of the file system's clock look alike; before a save ask [`Self::compare`].
    pub fn seems_same(&self, path: &Path) -> bool {
        fs::metadata(path).is_ok_and(|m| m.len() == self.size && m.modified().ok() == self.modified)
    }

    /// What became of `path`, from its content.
    ///
    /// # Errors
    /// If it is there and cannot be read.
    pub fn compare(&self, path: &Path) -> Result<Since, FileError> {
        match read_file(path, self.size) {
            Ok(bytes) if bytes.len() as u64 == self.size && hash(&bytes) == self.hash => Ok(Since::Same),
            Ok(_) | Err(FileError::TooLarge { .. }) => Ok(Since::Changed),
            Err(FileError::NotFound { .. }) => Ok(Since::Gone),
            Err(error) => Err(error),
        }
    }
}

/// Why a file could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "`path` is the file, `limit` is in bytes")]
pub enum FileError {
    /// There is no such file.
    NotFound { path: PathBuf },
    /// The folder to write in does not exist.
    NoFolder { path: PathBuf },
    /// What should be a folder on the way to the file is none.
    NotAFolder { path: PathBuf },
    /// This person may not read it, or not write there.
    NoPermission { path: PathBuf },
    /// The file is marked as read-only, or its drive is.
    ReadOnly { path: PathBuf },
    /// No room left on the disk, or in this person's share of it.
    Full { path: PathBuf },
    /// It is a folder.
    IsFolder { path: PathBuf },
    /// A name that cannot be: too long, or with characters that are not allowed.
    BadName { path: PathBuf },
    /// Another program holds it.
    InUse { path: PathBuf },
    /// It is there already.
    Exists { path: PathBuf },
    /// It has more than `limit` bytes.
    TooLarge { path: PathBuf, limit: u64 },
    /// The drive does not answer.
    Unreachable { path: PathBuf },
    /// Anything else, by the system's number or name for it.
    Other { path: PathBuf, code: String },
}

impl FileError {
    /// What `error` means for `path`, which was to be read.
    pub fn reading(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        if is_sharing_violation(error) {
            return Self::InUse { path };
        }
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound { path },
            io::ErrorKind::NotADirectory => Self::NotAFolder { path },
            io::ErrorKind::PermissionDenied => Self::NoPermission { path },
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::Full { path }
            }
            io::ErrorKind::IsADirectory => Self::IsFolder { path },
            io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => Self::BadName { path },
            io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => Self::InUse { path },
            io::ErrorKind::AlreadyExists => Self::Exists { path },
            io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::NetworkDown
            | io::ErrorKind::StaleNetworkFileHandle
            | io::ErrorKind::TimedOut => Self::Unreachable { path },
            kind => {
                let code = error.raw_os_error().map_or_else(|| format!("{kind:?}"), |code| code.to_string());
                Self::Other { path, code }
            }
        }
    }

    /// What `error` means for `path`, which was to be written.
    pub fn writing(path: &Path, error: &io::Error) -> Self {
        match Self::reading(path, error) {
            Self::NotFound { path } => Self::NoFolder { path },
            error => error,
        }
    }
}

impl Message for FileError {
    fn id(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "error-file-not-found",
            Self::NoFolder { .. } => "error-file-no-folder",
            Self::NotAFolder { .. } => "error-file-not-a-folder",
            Self::NoPermission { .. } => "error-file-no-permission",
            Self::ReadOnly { .. } => "error-file-read-only",
            Self::Full { .. } => "error-file-full",
            Self::IsFolder { .. } => "error-file-is-folder",
            Self::BadName { .. } => "error-file-bad-name",
            Self::InUse { .. } => "error-file-in-use",
            Self::Exists { .. } => "error-file-exists",
            Self::TooLarge { .. } => "error-file-too-large",
            Self::Unreachable { .. } => "error-file-unreachable",
            Self::Other { .. } => "error-file-other",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        let (path, mut args) = match self {
            Self::TooLarge { path, limit } => (path, vec![("limit", (limit >> 20).max(1).to_string())]),
            Self::Other { path, code } => (path, vec![("code", code.clone())]),
            Self::NotFound { path }
            | Self::NoFolder { path }
            | Self::NotAFolder { path }
            | Self::NoPermission { path }
            | Self::ReadOnly { path }
            | Self::Full { path }
            | Self::IsFolder { path }
            | Self::BadName { path }
            | Self::InUse { path }
            | Self::Exists { path }
            | Self::Unreachable { path } => (path, Vec::new()),
        };
        args.push(("path", path.display().to_string()));
        args
    }
}

fn write(path: &Path, bytes: &[u8], replace: bool, private: bool) -> Result<(), FileError> {
    write_with(path, replace, private, &mut |file| file.write_all(bytes))
}

fn write_with(
    path: &Path,
    replace: bool,
    private: bool,
    content: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> Result<(), FileError> {
    // Messages speak of the file the person named, also where the trouble is with a link's target.
    let failed = |e: io::Error| FileError::writing(path, &e);
    let target = followed(path).map_err(failed)?;
    let before = match fs::metadata(&target) {
        Ok(metadata) => Some(metadata),
        Err(e) if e.kind() == io::ErrorKind::NotFound => None,
        Err(e) => return Err(failed(e)),
    };
    if let Some(before) = &before {
        if before.is_dir() {
            return Err(FileError::IsFolder { path: path.to_owned() });
        }
        if !before.is_file() {
            let mut device = File::options().write(true).open(&target).map_err(failed)?;
            return content(&mut device).and_then(|()| device.flush()).map_err(failed);
        }
        if !replace {
            return Err(FileError::Exists { path: path.to_owned() });
        }
        // Renaming would get past the mark that somebody put there to protect the file.
        if before.permissions().readonly() {
            return Err(FileError::ReadOnly { path: path.to_owned() });
        }
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut temporary = beside(folder, before.as_ref(), private).map_err(failed)?;
    content(&mut temporary).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    rename(temporary, &target, replace).map_err(failed)?;
    sync_folder(folder).map_err(failed)
}

/// The file that `path` leads to, through links, also where the last one leads nowhere yet.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    // As many as Linux follows.
    for _ in 0..40 {
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_symlink() => {
                let target = fs::read_link(&path)?;
                path = path.parent().unwrap_or(Path::new("")).join(target);
            }
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => return Ok(path),
        }
    }
    Err(io::ErrorKind::InvalidFilename.into())
}

/// A new file in `folder` with the rights of the one it is to replace, or those any new file has.
fn beside(folder: &Path, before: Option<&fs::Metadata>, private: bool) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".kian-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
        // A file that takes another's place must not be open to more people than that one, not even for a moment.
        let mode = if before.is_some() || private { 0o600 } else { 0o666 };
        let file = builder.permissions(fs::Permissions::from_mode(mode)).tempfile_in(folder)?;
        if let Some(before) = before {
            let now = file.as_file().metadata()?;
            if (now.uid(), now.gid()) != (before.uid(), before.gid()) {
                // Only root may give a file away; a group that cannot be kept must not keep rights either.
                let kept = fchown(file.as_file(), Some(before.uid()), Some(before.gid())).is_ok()
                    || fchown(file.as_file(), None, Some(before.gid())).is_ok();
                if !kept {
                    let mode = before.mode() & 0o707;
                    file.as_file().set_permissions(fs::Permissions::from_mode(mode))?;
                    return Ok(file);
                }
            }
            if !private {
                file.as_file().set_permissions(before.permissions())?;
            }
        }
        Ok(file)
    }
    #[cfg(not(unix))]
    {
        let _ = (before, private);
        builder.tempfile_in(folder)
    }
}

fn rename(mut temporary: tempfile::NamedTempFile, target: &Path, replace: bool) -> io::Result<()> {
    // On Windows a virus scanner or a preview may hold the file for a moment.
    const TRIES: u32 = 10;
    let mut tried = 1;
    loop {
        let result = if replace { temporary.persist(target) } else { temporary.persist_noclobber(target) };
        match result {
            Ok(_) => return Ok(()),
            Err(failed) if tried < TRIES && is_sharing_violation(&failed.error) => {
                temporary = failed.file;
                tried += 1;
                std::thread::sleep(std::time::Duration::from_millis(200));
            }
            Err(failed) => return Err(failed.error),
        }
    }
}

/// Brings the renaming itself to the disk, where a system has a way to.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        match File::open(folder).and_then(|folder| folder.sync_all()) {
            // A folder we may write in and not list, and file systems that know no such thing.
            Err(e)
                if matches!(
                    e.kind(),
                    io::ErrorKind::PermissionDenied | io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
                ) =>
            {
                Ok(())
            }
            result => result,
        }
    } else {
        Ok(())
    }
}

/// Whether another program holds the file: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, and, from a rename onto a
/// file that is open, ERROR_USER_MAPPED_FILE.
fn is_sharing_violation(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33 | 1224))
}

/// Good for telling contents apart while the program runs; never stored.
fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Locale, Tr, Value};

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_save_replaces_the_whole_content_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("通知.kian");
        save_atomically(&path, b"a long first version").unwrap();
        save_atomically(&path, "短い".as_bytes()).unwrap();
        assert_eq!(read_file(&path, 100).unwrap(), "短い".as_bytes());
        assert_eq!(names(folder.path()), ["通知.kian"]);
    }

    #[test]
    fn what_exists_is_replaced_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notice.docx");
        create_new(&path, b"one", false).unwrap();
        assert_eq!(create_new(&path, b"two", false), Err(FileError::Exists { path: path.clone() }));
        assert_eq!(read_file(&path, 10).unwrap(), b"one");
        create_new(&path, b"two", true).unwrap();
        assert_eq!(read_file(&path, 10).unwrap(), b"two");
        assert_eq!(names(folder.path()), ["notice.docx"]);
    }

    #[test]
    fn a_file_beyond_the_limit_is_refused_not_cut() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, [b'x'; 10]).unwrap();
        assert_eq!(read_file(&path, 10).unwrap().len(), 10);
        assert_eq!(read_file(&path, 9), Err(FileError::TooLarge { path, limit: 9 }));
    }

    #[test]
    fn places_that_cannot_be_read_or_written_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        fs::write(&file, "text").unwrap();
        let check = |path: &Path, reading: FileError, writing: FileError| {
            assert_eq!(read_file(path, 100), Err(reading));
            assert_eq!(save_atomically(path, b"new"), Err(writing.clone()));
            assert_eq!(create_new(path, b"new", true), Err(writing));
        };
        let path = folder.path().to_owned();
        check(&path, FileError::IsFolder { path: path.clone() }, FileError::IsFolder { path: path.clone() });
        let path = folder.path().join("missing/b.txt");
        check(&path, FileError::NotFound { path: path.clone() }, FileError::NoFolder { path: path.clone() });
        let path = file.join("b.txt");
        // Windows says of both that the path is not found.
        if cfg!(unix) {
            check(&path, FileError::NotAFolder { path: path.clone() }, FileError::NotAFolder { path: path.clone() });
        }
        if cfg!(unix) {
            let path = folder.path().join("長".repeat(200));
            check(&path, FileError::BadName { path: path.clone() }, FileError::BadName { path: path.clone() });
        }
        assert_eq!(names(folder.path()), ["a.txt"]);
        assert_eq!(fs::read(&file).unwrap(), b"text");
    }

    #[test]
    fn a_file_marked_read_only_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "text").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(save_atomically(&path, b"new"), Err(FileError::ReadOnly { path: path.clone() }));
        assert_eq!(fs::read(&path).unwrap(), b"text");
        assert_eq!(names(folder.path()), ["a.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
        fs::write(&path, "text").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.txt", &link).unwrap();
        save_atomically(&link, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());

        // A link that leads to nothing yet, and two that lead to each other.
        symlink("c.txt", folder.path().join("d.txt")).unwrap();
        save_atomically(&folder.path().join("d.txt"), b"made").unwrap();
        assert_eq!(fs::read(folder.path().join("c.txt")).unwrap(), b"made");
        symlink("f", folder.path().join("e")).unwrap();
        symlink("e", folder.path().join("f")).unwrap();
        assert!(matches!(save_atomically(&folder.path().join("e"), b"x"), Err(FileError::BadName { .. })));
        assert_eq!(names(folder.path()), ["a.txt", "b.txt", "c.txt", "d.txt", "e", "f"]);
    }

    /// `/dev/full` takes no byte, like a disk without room; as a device it is written to where it is, never replaced.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_said_to_be_full() {
        let path = Path::new("/dev/full");
        assert_eq!(save_atomically(path, b"x"), Err(FileError::Full { path: path.to_owned() }));
        assert_eq!(create_new(path, b"x", false), Err(FileError::Full { path: path.to_owned() }));
        save_atomically(Path::new("/dev/null"), b"x").unwrap();
    }

    #[test]
    fn errors_of_the_system_become_ours() {
        let path = Path::new("/d/a.kian");
        let check = |kind: io::ErrorKind, expected: fn(PathBuf) -> FileError| {
            assert_eq!(FileError::writing(path, &kind.into()), expected(path.to_owned()), "{kind:?}");
        };
        check(io::ErrorKind::StorageFull, |path| FileError::Full { path });
        check(io::ErrorKind::QuotaExceeded, |path| FileError::Full { path });
        check(io::ErrorKind::PermissionDenied, |path| FileError::NoPermission { path });
        check(io::ErrorKind::ReadOnlyFilesystem, |path| FileError::ReadOnly { path });
        check(io::ErrorKind::InvalidFilename, |path| FileError::BadName { path });
        check(io::ErrorKind::ResourceBusy, |path| FileError::InUse { path });
        check(io::ErrorKind::StaleNetworkFileHandle, |path| FileError::Unreachable { path });
        check(io::ErrorKind::UnexpectedEof, |path| FileError::Other { path, code: "UnexpectedEof".to_owned() });
    }

    #[test]
    fn a_change_by_somebody_else_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "平成").unwrap();
        let print = Fingerprint::of(&path, "平成".as_bytes()).unwrap();
        assert_eq!(print.compare(&path), Ok(Since::Same));
        assert!(print.seems_same(&path));
        // As long as before, and with the time put back: only the content tells.
        fs::write(&path, "令和").unwrap();
        File::options().write(true).open(&path).unwrap().set_modified(print.modified.unwrap()).unwrap();
        assert!(print.seems_same(&path));
        assert_eq!(print.compare(&path), Ok(Since::Changed));
        fs::write(&path, "令和8年").unwrap();
        assert!(!print.seems_same(&path));
        assert_eq!(print.compare(&path), Ok(Since::Changed));
        fs::write(&path, "平成").unwrap();
        assert_eq!(print.compare(&path), Ok(Since::Same), "saved again with the same content");
        fs::remove_file(&path).unwrap();
        assert_eq!(print.compare(&path), Ok(Since::Gone));
        assert!(!print.seems_same(&path));
    }

    #[test]
    fn every_error_names_the_file_last_and_says_what_to_do() {
        let path = PathBuf::from("/d/a.kian");
        let errors = [
            FileError::NotFound { path: path.clone() },
            FileError::NoFolder { path: path.clone() },
            FileError::NotAFolder { path: path.clone() },
            FileError::NoPermission { path: path.clone() },
            FileError::ReadOnly { path: path.clone() },
            FileError::Full { path: path.clone() },
            FileError::IsFolder { path: path.clone() },
            FileError::BadName { path: path.clone() },
            FileError::InUse { path: path.clone() },
            FileError::Exists { path: path.clone() },
            FileError::TooLarge { path: path.clone(), limit: 50 << 20 },
            FileError::Unreachable { path: path.clone() },
            FileError::Other { path: path.clone(), code: "5".to_owned() },
        ];
        for locale in Locale::ALL {
            let tr = Tr::new(locale);
            for error in &errors {
                let args: Vec<(&str, Value)> = error.args().into_iter().map(|(n, v)| (n, Value::from(v))).collect();
                assert!(tr.format(error.id(), &args).ends_with("/d/a.kian"), "{}", error.id());
                assert!(tr.attribute(error.id(), "hint", &args).is_some(), "{}", error.id());
            }
        }
    }
}
