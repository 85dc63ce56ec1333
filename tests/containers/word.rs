//! Pieces as a Word document.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::pieces::{Grid, Piece};

const TYPES: &str = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

/// A document of paragraphs and tables; a text stands in several runs, as editors leave it.
pub(crate) fn document(pieces: &[Piece]) -> Vec<u8> {
    let body: String = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => paragraphs(text),
            Piece::Table(grid) => table(grid),
        })
        .collect();
    package(&body)
}

/// The package of a document with that body.
pub(crate) fn package(body: &str) -> Vec<u8> {
    package_with(body, &[])
}

/// The same with further parts: names and contents.
pub(crate) fn package_with(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [("[Content_Types].xml", TYPES), ("word/document.xml", &xml)];
    for (name, content) in parts.iter().chain(more) {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn paragraphs(text: &str) -> String {
    text.split('\n').map(|line| format!("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}</w:p>", runs(line))).collect()
}

fn runs(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let run = |piece: &[char]| {
        let text: String = piece.iter().collect();
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    chars.chunks(7).map(run).collect()
}

fn table(grid: &Grid) -> String {
    let mut xml = String::from("<w:tbl><w:tblPr/><w:tblGrid>");
    xml.push_str(&"<w:gridCol w:w=\"1000\"/>".repeat(grid.cols as usize));
    xml.push_str("</w:tblGrid>");
    for row in 0..grid.rows {
        xml.push_str("<w:tr>");
        let mut col = 0;
        while col < grid.cols {
            let Some(cell) = grid.over(row, col) else {
                xml.push_str("<w:tc><w:p/></w:tc>");
                col += 1;
                continue;
            };
            xml.push_str("<w:tc><w:tcPr>");
            if cell.cols > 1 {
                let _ = write!(xml, "<w:gridSpan w:val=\"{}\"/>", cell.cols);
            }
            let begins = cell.row == row;
            if cell.rows > 1 {
                xml.push_str(if begins { "<w:vMerge w:val=\"restart\"/>" } else { "<w:vMerge/>" });
            }
            let content = if begins { paragraphs(&cell.text) } else { "<w:p/>".to_owned() };
            let _ = write!(xml, "</w:tcPr>{content}</w:tc>");
            col += cell.cols;
        }
        xml.push_str("</w:tr>");
    }
    xml + "</w:tbl>"
}
