//! What bytes are told to be.

use super::*;

#[test]
fn kinds_are_told_by_bytes() {
    let other = FileKind::Other;
    let utf16: Vec<u8> = "\u{feff}<html><table>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, kind) in [
        (b"\xEF\xBB\xBF\r\n<!DOCTYPE HTML><table>" as &[u8], FileKind::WebPage),
        (b"<html xmlns:x=\"excel\"><table>", FileKind::WebPage),
        (b"<!-- made by a system -->\n<TABLE border=1>", FileKind::WebPage),
        (b"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html>", FileKind::WebPage),
        (&utf16, FileKind::WebPage),
        (b"From: <saved>\r\nMIME-Version: 1.0\r\n", FileKind::WebArchive),
        (
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            FileKind::SpreadsheetXml,
        ),
        (b"<?xml version=\"1.0\"?><rows/>", other(NotInput::Xml)),
        (b"{\"schema\": \"jixiao/1\", \"forms\": []}", FileKind::OwnJson),
        (b"{\"rows\": [1]}", other(NotInput::OtherJson)),
        (b"{\"a\": 1}\n{\"a\": 2}\n", other(NotInput::OtherJson)),
        (b"{in curly brackets}", FileKind::Text),
        (b"# T\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n", FileKind::Markdown),
        (b"# T\n\n<table><tr><td>1</td></tr></table>\n", FileKind::Markdown),
        (b"<div>\n\na\n\n</div>\n\n| a | b |\n|---|---|\n", FileKind::Markdown),
        (b"<div>\n\nT\n\n</div>\n\n<table><tr><td>1</td></tr></table>\n", FileKind::Markdown),
        (b"<div>\n\n  T\n\n</div>\n\n<table><tr><td>1</td></tr></table>\n", FileKind::WebPage),
        (b"a | b\n1 | 2\n-- end --\n", FileKind::Text),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", FileKind::Picture(PictureKind::Png)),
        (b"GIF89a\x01\0", other(NotInput::Picture)),
        (b"MZ is a word", FileKind::Text),
        (b"{\\rtf1}", other(NotInput::WordProcessor)),
        (b"", other(NotInput::Empty)),
    ] {
        assert_eq!(bytes_to_kind(bytes), kind, "{:?}", String::from_utf8_lossy(bytes));
    }
}
