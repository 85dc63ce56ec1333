//! What a file is, told by its bytes and never by its name: the one place where kinds are recognised.

use std::io::{Cursor, Read};

use encoding_rs::Encoding;
use serde::Deserialize;
use serde::de::IgnoredAny;
use zip::ZipArchive;

use super::encoding::{self, beginning};
use super::workbook::guard::{self, Container};
use crate::error::NotInput;
use crate::model::{MediaType, SCHEMA};

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// A PDF.
    Pdf,
    /// An OFD file.
    Ofd,
    /// A workbook that its reader tells apart further: .xlsx, .xlsb, .xls, .ods, or an encrypted one.
    Workbook,
    /// A spreadsheet as one XML file: SpreadsheetML 2003 or flat OpenDocument.
    SpreadsheetXml,
    /// A web page.
    WebPage,
    /// A web page with its parts in one file.
    WebArchive,
    /// A Word document (.docx).
    Word,
    /// A document that this program wrote as JSON.
    OwnJson,
    /// Markdown with tables.
    Markdown,
    /// A picture, or several in one file.
    Picture(PictureKind),
    /// Any other text: delimited, tab-separated or lines.
    Text,
    /// Something that is not read.
    Other(NotInput),
}

/// A kind of picture file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PictureKind {
    Png,
    Jpeg,
    Tiff,
}

impl FileKind {
    /// Its media type, as far as the kind settles it.
    #[must_use]
    pub(crate) fn media_type(&self) -> MediaType {
        match self {
            Self::Pdf => MediaType::Pdf,
            Self::Ofd => MediaType::Ofd,
            Self::Workbook => MediaType::Xlsx,
            Self::SpreadsheetXml => MediaType::SpreadsheetXml,
            Self::WebPage => MediaType::Html,
            Self::WebArchive => MediaType::WebArchive,
            Self::Word => MediaType::Docx,
            Self::Markdown => MediaType::Markdown,
            Self::Picture(PictureKind::Png) => MediaType::Png,
            Self::Picture(PictureKind::Jpeg) => MediaType::Jpeg,
            Self::Picture(PictureKind::Tiff) => MediaType::Tiff,
            Self::OwnJson | Self::Text | Self::Other(_) => MediaType::Text,
        }
    }
}

/// Bytes at the beginning in which a PDF and a text say what they are.
const HEAD: usize = 4096;
/// Bytes in which a binary file shows itself.
const SAMPLE: usize = 1 << 16;

/// Recognises what bytes are.
#[must_use]
pub(crate) fn bytes_to_kind(bytes: &[u8]) -> FileKind {
    if bytes.is_empty() {
        return FileKind::Other(NotInput::Empty);
    }
    if beginning(bytes, 1024).windows(5).any(|w| w == b"%PDF-") {
        return FileKind::Pdf;
    }
    match guard::container(bytes) {
        Container::Zip => return package_kind(bytes),
        Container::Ole => return compound_kind(bytes),
        Container::Encrypted => return FileKind::Workbook,
        Container::Other => {}
    }
    if let Some(kind) = picture(bytes) {
        return FileKind::Picture(kind);
    }
    if let Some(what) = binary(bytes) {
        return FileKind::Other(what);
    }
    let head = head(bytes);
    match markup(&head) {
        // Markdown may begin with a piece of a page, too.
        Some(FileKind::WebPage) if is_piece(&head) && (has_table_of_bars(bytes) || has_paragraph(bytes)) => {
            return FileKind::Markdown;
        }
        Some(kind) => return kind,
        None => {}
    }
    if head.starts_with(['{', '['])
        && let Some(kind) = json(bytes)
    {
        return kind;
    }
    if is_markdown(bytes) { FileKind::Markdown } else { FileKind::Text }
}

/// Bytes of the longest media type.
const LONGEST_TYPE: u64 = 128;

/// A zip package by the parts it names.
fn package_kind(bytes: &[u8]) -> FileKind {
    // What cannot be opened is said by the reader of workbooks.
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return FileKind::Workbook };
    let mut named = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // What is no text is not looked at further.
        let _ = part.take(LONGEST_TYPE).read_to_string(&mut named);
    }
    let names: Vec<_> = archive.file_names().filter_map(Result::ok).collect();
    let [has_text, has_slides] = ["word/", "ppt/"].map(|folder| names.iter().any(|name| name.starts_with(folder)));
    if names.iter().any(|name| is_root_of_ofd(name)) {
        FileKind::Ofd
    } else if has_text && names.iter().any(|name| name.eq_ignore_ascii_case("[Content_Types].xml")) {
        FileKind::Word
    } else if named.contains("opendocument.text") {
        FileKind::Other(NotInput::WordProcessor)
    } else if has_slides || named.contains("opendocument.presentation") {
        FileKind::Other(NotInput::Presentation)
    } else {
        FileKind::Workbook
    }
}

/// The entry that all OFD files have; some writers begin names with a slash.
fn is_root_of_ofd(name: &str) -> bool {
    name.trim_start_matches(['/', '\\']).eq_ignore_ascii_case("OFD.xml")
}

/// An OLE compound file by the streams it names.
fn compound_kind(bytes: &[u8]) -> FileKind {
    let [text, workbook, slides] = ["WordDocument", "Workbook", "PowerPoint Document"].map(|stream| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).chain([0, 0]).collect();
        memchr::memmem::find(bytes, &name).is_some()
    });
    if text && !workbook {
        FileKind::Other(NotInput::OldWord)
    } else if slides {
        FileKind::Other(NotInput::Presentation)
    } else {
        FileKind::Workbook
    }
}

/// Pictures that can be read, by how they begin.
fn picture(bytes: &[u8]) -> Option<PictureKind> {
    const KINDS: [(&[u8], PictureKind); 4] = [
        (b"\x89PNG", PictureKind::Png),
        (b"\xFF\xD8\xFF", PictureKind::Jpeg),
        (b"II*\0", PictureKind::Tiff),
        (b"MM\0*", PictureKind::Tiff),
    ];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind)
}

/// Files of other kinds, by how they begin.
fn binary(bytes: &[u8]) -> Option<NotInput> {
    const KINDS: [(&[u8], NotInput); 8] = [
        (b"GIF8", NotInput::Picture),
        (b"RIFF", NotInput::Picture),
        (b"BM", NotInput::Picture),
        (b"Rar!", NotInput::Archive),
        (b"7z\xBC\xAF", NotInput::Archive),
        (b"\x1F\x8B", NotInput::Archive),
        (b"MZ", NotInput::Program),
        (b"\x7FELF", NotInput::Program),
    ];
    let binary = beginning(bytes, SAMPLE).contains(&0);
    if bytes.starts_with(b"{\\rtf") {
        return Some(NotInput::WordProcessor);
    }
    // Short magic numbers are words, too: what they begin counts only where the rest is no text.
    let mut telling = KINDS.iter().filter(|(magic, _)| binary || magic.iter().any(|b| !b.is_ascii_graphic()));
    telling.find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| what.clone())
}

/// The beginning of a text in lower case, without its mark, blanks and comments.
fn head(bytes: &[u8]) -> String {
    let sample = beginning(bytes, HEAD);
    let encoding = Encoding::for_bom(sample).map_or_else(|| encoding::recognise_utf16(sample), |(e, _)| Some(e));
    // What is looked for is ASCII, the same in all other encodings.
    let text = encoding.unwrap_or(encoding_rs::WINDOWS_1252).decode_with_bom_removal(sample).0.to_ascii_lowercase();
    let text = text.trim_start_matches(['\u{feff}', 'ï', '»', '¿']);
    let mut rest = text.trim_start();
    while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|r| r.split_once("-->")) {
        rest = after.trim_start();
    }
    rest.to_owned()
}

/// Elements with which a web page, or a piece of one that a system exports, may begin.
const PAGE_ELEMENTS: [&str; 18] = [
    "html", "head", "body", "meta", "title", "style", "script", "link", "table", "div", "p", "h1", "h2", "h3",
    "center", "form", "section", "font",
];

/// Whether a web page begins as a piece of one: with an element that stands within its body.
fn is_piece(head: &str) -> bool {
    const WHOLE: [&str; 7] = ["<?", "<!", "<html", "<head", "<body", "<meta", "<title"];
    !WHOLE.iter().any(|start| head.starts_with(start))
}

/// Markup by its first element.
fn markup(head: &str) -> Option<FileKind> {
    let is_header =
        head.split_once(':').is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-'));
    if is_header && head.lines().any(|line| line.starts_with("mime-version:")) {
        return Some(FileKind::WebArchive);
    }
    if head.starts_with("<!doctype html") {
        return Some(FileKind::WebPage);
    }
    let is_xml = head.starts_with("<?xml") || head.starts_with("<!doctype");
    let mut rest = head;
    while let Some(declaration) = rest.strip_prefix("<?").or_else(|| rest.strip_prefix("<!")) {
        // A document type may declare things of its own: [ … ]>.
        let has_own = declaration.find('[').is_some_and(|at| declaration.find('>').is_none_or(|end| at < end));
        let end = if has_own { "]>" } else { ">" };
        rest = declaration.split_once(end)?.1.trim_start();
    }
    let element: String = rest
        .strip_prefix('<')?
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_'))
        .collect();
    let name = element.rsplit_once(':').map_or(element.as_str(), |(_, name)| name);
    if name == "workbook" && rest.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Some(FileKind::SpreadsheetXml);
    }
    if element == "office:document" {
        let sheets = rest.contains("opendocument.spreadsheet");
        return Some(if sheets { FileKind::SpreadsheetXml } else { FileKind::Other(NotInput::WordProcessor) });
    }
    if PAGE_ELEMENTS.contains(&element.as_str()) {
        return Some(FileKind::WebPage);
    }
    is_xml.then(|| {
        let word = matches!(element.as_str(), "w:worddocument" | "pkg:package");
        FileKind::Other(if word { NotInput::WordProcessor } else { NotInput::Xml })
    })
}

/// JSON: a document of this program, or what another program says in its own way; nothing where it is no JSON.
fn json(bytes: &[u8]) -> Option<FileKind> {
    #[derive(Deserialize)]
    struct SchemaName {
        schema: Option<String>,
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(SchemaName { schema: Some(schema) }) = serde_json::from_slice(bytes)
        && schema == SCHEMA
    {
        return Some(FileKind::OwnJson);
    }
    // One value, or one a line.
    let first = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    (is_json(bytes) || is_json(first)).then_some(FileKind::Other(NotInput::OtherJson))
}

/// Whether a text is JSON.
fn is_json(text: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(text).is_ok()
}

/// Whether a table of Markdown stands in a text: a row of dashes between bars below a line with bars, or an HTML table.
fn is_markdown(bytes: &[u8]) -> bool {
    let tables: [[&[u8]; 2]; 2] = [[b"<table", b"</table"], [b"<TABLE", b"</TABLE"]];
    if tables.into_iter().any(|both| both.into_iter().all(|tag| memchr::memmem::find(bytes, tag).is_some())) {
        return true;
    }
    memchr::memmem::find(bytes, b"--").is_some() && has_table_of_bars(bytes)
}

/// Whether nothing stands on a line.
fn is_blank(line: &[u8]) -> bool {
    line.trim_ascii().is_empty()
}

/// Whether a line of words without any tag stands between blank lines: pages have tags for paragraphs.
fn has_paragraph(bytes: &[u8]) -> bool {
    let (mut before, mut own): (&[u8], &[u8]) = (b"<", b"<");
    beginning(bytes, SAMPLE).split(|b| *b == b'\n').any(|line| {
        let is_text = own.first().is_some_and(|b| !b.is_ascii_whitespace()) && !own.contains(&b'<');
        let found = is_blank(before) && is_text && is_blank(line);
        (before, own) = (own, line);
        found
    })
}

/// Whether the first rows of a table drawn with bars and dashes stand in a text.
fn has_table_of_bars(bytes: &[u8]) -> bool {
    let mut before: &[u8] = b"";
    bytes.split(|b| *b == b'\n').any(|line| {
        let found = is_row_of_dashes(line) && before.contains(&b'|');
        before = line;
        found
    })
}

/// `|---|:-:|`, as it stands under the first row of a table.
pub(super) fn is_row_of_dashes(line: &[u8]) -> bool {
    line.contains(&b'|')
        && line.contains(&b'-')
        && line.iter().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t' | b'\r'))
}

#[cfg(test)]
mod tests;
