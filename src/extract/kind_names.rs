//! What a file is, in a word, for lists of files that were passed over. Told by its bytes, as [`super::kind`] tells it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::kind::{FileKind, bytes_to_kind};
use super::workbook::guard::{self, Container};
use super::{encoding, file};
use crate::error::NotInput;

/// The name of a kind in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct KindName {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// Bytes at the beginning by which all but packages and compound files are told.
const HEAD: u64 = 64 << 10;
/// The longest package that is looked into.
const LONGEST: u64 = 64 << 20;

/// Names what a file is.
#[must_use]
pub(crate) fn file_to_name(path: &Path) -> KindName {
    let mut head = Vec::new();
    let read =
        file::check(path).is_ok() && File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head)).is_ok();
    if !read {
        return KindName { zh: "无法读取", en: "unreadable" };
    }
    match guard::container(&head) {
        Container::Zip | Container::Ole => match file::read_within(path, LONGEST) {
            Ok(bytes) => bytes_to_name(&bytes),
            Err(_) => KindName { zh: "压缩包", en: "archive" },
        },
        Container::Encrypted | Container::Other => bytes_to_name(&head),
    }
}

fn bytes_to_name(bytes: &[u8]) -> KindName {
    let (zh, en) = match bytes_to_kind(bytes) {
        FileKind::Pdf => ("PDF", "PDF"),
        FileKind::Ofd => ("OFD", "OFD"),
        FileKind::Workbook => return container_to_name(bytes),
        FileKind::SpreadsheetXml => ("XML表格", "XML spreadsheet"),
        FileKind::WebPage | FileKind::WebArchive => ("网页", "web page"),
        FileKind::Word => ("Word文档", "Word document"),
        FileKind::OwnJson => ("本程序的JSON", "JSON of this program"),
        FileKind::Picture(_) => ("图片", "picture"),
        FileKind::Markdown => ("Markdown", "Markdown"),
        FileKind::Text if is_binary(bytes) => ("二进制数据", "binary data"),
        FileKind::Text => ("文本", "text"),
        FileKind::Other(what) => return other_to_name(&what),
    };
    KindName { zh, en }
}

/// A package or compound file without the parts of a workbook is named for what holds it.
fn container_to_name(bytes: &[u8]) -> KindName {
    const OF_WORKBOOKS: [&[u8]; 4] =
        [b"xl/", b"opendocument.spreadsheet", b"W\0o\0r\0k\0b\0o\0o\0k\0", b"B\0o\0o\0k\0"];
    let is_workbook = OF_WORKBOOKS.iter().any(|part| memchr::memmem::find(bytes, part).is_some());
    match guard::container(bytes) {
        Container::Zip if !is_workbook => KindName { zh: "压缩包", en: "archive" },
        Container::Ole if !is_workbook => KindName { zh: "复合文档", en: "compound file" },
        _ => KindName { zh: "工作簿", en: "workbook" },
    }
}

fn other_to_name(what: &NotInput) -> KindName {
    let (zh, en) = match what {
        NotInput::Empty => ("空文件", "empty"),
        NotInput::Picture => ("图片", "picture"),
        NotInput::Archive => ("压缩包", "archive"),
        NotInput::Program => ("程序", "program"),
        NotInput::Xml => ("XML", "XML"),
        NotInput::WordProcessor | NotInput::OldWord => ("文字处理文档", "word processor document"),
        NotInput::Presentation => ("演示文稿", "presentation"),
        NotInput::OtherJson => ("JSON", "JSON"),
        _ => ("二进制数据", "binary data"),
    };
    KindName { zh, en }
}

fn is_binary(bytes: &[u8]) -> bool {
    bytes.contains(&0) && encoding::recognise_utf16(bytes).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_by_their_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let name = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            file_to_name(&path).en
        };
        assert_eq!(name("a.txt", b"\x89PNG\r\n\x1a\n\0\0"), "picture");
        assert_eq!(name("b.dat", b"%PDF-1.7\n"), "PDF");
        assert_eq!(name("c", "绩效".as_bytes()), "text");
        assert_eq!(name("d.png", b"\x01\x02\0\x03"), "binary data");
        assert_eq!(name("e.zip", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), "archive");
        assert_eq!(name("f", b""), "empty");
    }
}
