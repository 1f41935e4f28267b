//! Packages taken apart and put together by hand.

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Every part, in order.
pub fn unpack(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            (entry.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// Every part as it is packed, in order.
pub fn parts_of(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index_raw(at).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// A package of ours made by hand, with what other programs ask of one.
#[allow(dead_code)]
pub fn openable(bytes: &[u8]) -> Vec<u8> {
    let mut parts = unpack(bytes);
    let mut add = |name: &str, text: &str| {
        if !parts.iter().any(|(known, _)| known == name) {
            parts.push((name.to_owned(), text.to_owned()));
        }
    };
    add(
        "[Content_Types].xml",
        r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#,
    );
    add(
        "_rels/.rels",
        r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#,
    );
    let parts: Vec<(&str, &String)> = parts.iter().map(|(name, text)| (name.as_str(), text)).collect();
    pack(&parts)
}

pub fn pack<T: AsRef<[u8]>>(parts: &[(&str, T)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A whole `word/document.xml` around this body.
pub fn document(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}" xmlns:r="r" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wp="wp" xmlns:wps="wps"><w:body>{body}</w:body></w:document>"#
    )
}

/// A package of nothing but this body.
pub fn bare(body: &str) -> Vec<u8> {
    pack(&[("word/document.xml", document(body))])
}

/// A package of this body, with relations to these parts: type, name, inside of the root element.
pub fn with(body: &str, parts: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut relations = String::from("<Relationships>");
    let mut files = vec![("word/document.xml", document(body))];
    for (at, (kind, name, inside)) in parts.iter().enumerate() {
        let target = name.strip_prefix("word/").unwrap();
        relations.push_str(&format!(r#"<Relationship Id="r{at}" Type="http://x/{kind}" Target="{target}"/>"#));
        files.push((name, format!(r#"<w:{kind} xmlns:w="{WORD}">{inside}</w:{kind}>"#)));
    }
    relations.push_str("</Relationships>");
    files.push(("word/_rels/document.xml.rels", relations));
    pack(&files)
}
