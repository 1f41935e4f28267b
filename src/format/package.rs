//! ZIP archives from anywhere, opened with limits, and ZIP archives of our own.

use super::Error;
use std::collections::{BTreeMap, HashSet};
use std::io::{Cursor, Read as _, Write as _};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The most entries an archive may have.
const MAX_ENTRIES: usize = 10_000;
/// The largest one entry may be unpacked: 200 MiB.
const MAX_ENTRY_BYTES: u64 = 200 << 20;
/// The largest all entries may be unpacked, together: 500 MiB.
const MAX_TOTAL_BYTES: u64 = 500 << 20;
/// The most an entry may grow when it is unpacked …
const MAX_RATIO: u64 = 200;
/// … once it is larger than this: 1 MiB …
const RATIO_FROM_BYTES: u64 = 1 << 20;
/// … or this, if it is a picture, 16 MiB: those that are all of one colour shrink by more in honest files.
const RATIO_FROM_BYTES_PICTURE: u64 = 16 << 20;
/// How OLE compound files begin: Office documents with a password, and those from before 2007.
const OLE_MAGIC: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// An archive that was found to be within the limits, as far as its directory tells the truth; [`Package::part`]
/// holds it to that.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Opens an archive.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        if bytes.starts_with(OLE_MAGIC) {
            return Err(if holds_locked_package(bytes) { Error::Encrypted } else { Error::OldOffice });
        }
        if !bytes.starts_with(b"PK") {
            return Err(Error::NotZip);
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Error::Truncated)?;
        if archive.len() > MAX_ENTRIES {
            return Err(Error::TooBig);
        }
        let mut total = 0u64;
        let mut names = HashSet::new();
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).map_err(|_| Error::Truncated)?;
            let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
            if name.starts_with('/') || name.split(['/', '\\']).any(|step| step == "..") || name.contains('\0') {
                return Err(Error::UnsafeName { name: name.replace('\0', "") });
            }
            if entry.encrypted() {
                return Err(Error::Encrypted);
            }
            total = total.saturating_add(entry.size());
            let is_picture = ["media/", "Pictures/"].iter().any(|folder| name.contains(folder));
            let from = if is_picture { RATIO_FROM_BYTES_PICTURE } else { RATIO_FROM_BYTES };
            let swollen = entry.size() > from && entry.size() / MAX_RATIO > entry.compressed_size();
            if entry.size() > MAX_ENTRY_BYTES || total > MAX_TOTAL_BYTES || swollen {
                return Err(Error::TooBig);
            }
            // Two entries of one name: readers disagree on which counts.
            if !names.insert(name.clone()) {
                return Err(Error::Damaged { part: name });
            }
        }
        Ok(Self { archive })
    }

    /// How large the part with this name is, unpacked; `None` where there is none.
    pub fn size(&mut self, name: &str) -> Option<u64> {
        self.archive.by_name(name).ok().map(|entry| entry.size())
    }

    /// Whether there is a part with this name.
    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The part with this name.
    pub fn part(&mut self, name: &str) -> Result<Vec<u8>, Error> {
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Err(Error::MissingPart { part: name.to_owned() }),
            Err(_) => return Err(Error::Damaged { part: name.to_owned() }),
        };
        let size = entry.size();
        let mut bytes = Vec::new();
        let read = entry.take(size + 1).read_to_end(&mut bytes);
        if read.is_err() || bytes.len() as u64 != size {
            return Err(Error::Damaged { part: name.to_owned() });
        }
        Ok(bytes)
    }

    /// Unpacks every part once, so that another program's reader meets nothing larger than the directory says.
    pub fn parts_are_honest(&mut self) -> Result<(), Error> {
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index(index).map_err(|_| Error::Truncated)?;
            let (size, name) = (entry.size(), String::from_utf8_lossy(entry.name_raw()).into_owned());
            match std::io::copy(&mut entry.take(size + 1), &mut std::io::sink()) {
                Ok(read) if read == size => {}
                _ => return Err(Error::Damaged { part: name }),
            }
        }
        Ok(())
    }

    /// The part with this name, which must be UTF-8.
    pub fn text(&mut self, name: &str) -> Result<String, Error> {
        let mut text = String::from_utf8(self.part(name)?).map_err(|_| Error::Damaged { part: name.to_owned() })?;
        if text.starts_with('\u{FEFF}') {
            text.drain(..'\u{FEFF}'.len_utf8());
        }
        Ok(text)
    }
}

/// Whether an OLE compound file names the stream that holds a document under a password.
fn holds_locked_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    // Names stand in blocks of 128 bytes.
    bytes.chunks(128).any(|block| block.starts_with(&name))
}

/// The archive `original` with these parts new or in place of its own; every other entry stays as it is, packed as it was.
pub(super) fn repack(original: &[u8], parts: &BTreeMap<String, String>) -> Result<Vec<u8>, Error> {
    let mut archive = ZipArchive::new(Cursor::new(original)).map_err(|_| Error::Truncated)?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let write = |zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str| {
        zip.start_file(name, options.compression_method(CompressionMethod::Deflated))
            .expect("writing to memory does not fail");
        zip.write_all(text.as_bytes()).expect("writing to memory does not fail");
    };
    let mut written = HashSet::new();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| Error::Truncated)?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        match parts.get(&name) {
            Some(text) => {
                write(&mut zip, &name, text);
                written.insert(name);
            }
            None => zip.raw_copy_file(entry).map_err(|_| Error::Damaged { part: name })?,
        }
    }
    for (name, text) in parts.iter().filter(|(name, _)| !written.contains(*name)) {
        write(&mut zip, name, text);
    }
    Ok(zip.finish().expect("writing to memory does not fail").into_inner())
}

/// The archive `original` with these files behind its own; one that is there already is left out.
pub(super) fn add(original: &[u8], files: &[(String, &[u8])]) -> Result<Vec<u8>, Error> {
    let archive = ZipArchive::new(Cursor::new(original)).map_err(|_| Error::Truncated)?;
    let known: HashSet<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
    let mut zip = ZipWriter::new_append(Cursor::new(original.to_vec())).map_err(|_| Error::Truncated)?;
    store(&mut zip, files.iter().filter(|(name, _)| !known.contains(name)));
    Ok(zip.finish().expect("writing to memory does not fail").into_inner())
}

/// Writes files as they are: most are compressed in themselves, and what is not compressed cannot swell.
fn store<'a>(zip: &mut ZipWriter<Cursor<Vec<u8>>>, files: impl Iterator<Item = &'a (String, &'a [u8])>) {
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options.compression_method(CompressionMethod::Stored))
            .expect("writing to memory does not fail");
        zip.write_all(bytes).expect("writing to memory does not fail");
    }
}

/// An archive of these parts, in order. The same parts give the same bytes. `stored` is not compressed.
pub(super) fn pack(stored: Option<(&str, &str)>, parts: &[(&str, String)]) -> Vec<u8> {
    pack_with(stored, parts, &[])
}

/// The same with files behind the parts, which are not compressed.
pub(super) fn pack_with(stored: Option<(&str, &str)>, parts: &[(&str, String)], files: &[(String, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    if let Some((name, text)) = stored {
        zip.start_file(name, options.compression_method(CompressionMethod::Stored))
            .expect("writing to memory does not fail");
        zip.write_all(text.as_bytes()).expect("writing to memory does not fail");
    }
    for (name, text) in parts {
        // Only a part beyond 4 GiB needs ZIP64, and no document is.
        zip.start_file(*name, options.compression_method(CompressionMethod::Deflated))
            .expect("writing to memory does not fail");
        zip.write_all(text.as_bytes()).expect("writing to memory does not fail");
    }
    store(&mut zip, files.iter());
    zip.finish().expect("writing to memory does not fail").into_inner()
}
