//! Pieces as CSV and as Markdown.

use super::pieces::{Grid, Piece};

/// CSV in GBK as a Chinese spreadsheet program writes it: covered slots are blank.
pub(crate) fn csv(pieces: &[Piece]) -> Vec<u8> {
    let width = pieces.iter().map(|p| if let Piece::Table(grid) = p { grid.cols } else { 1 }).max().unwrap_or(1);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for piece in pieces {
        let rows = match piece {
            Piece::Text(text) => vec![vec![text.clone()]],
            Piece::Table(grid) => rows(grid, false),
        };
        for mut row in rows {
            row.resize(width as usize, String::new());
            writer.write_record(row).unwrap();
        }
    }
    let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    encoding_rs::GB18030.encode(&text).0.into_owned()
}

/// Markdown with blanks in covered slots.
pub(crate) fn markdown_with_blanks(pieces: &[Piece]) -> Vec<u8> {
    markdown(pieces, false)
}

/// Markdown with the text of a merged cell in each slot, as converters write it.
pub(crate) fn markdown_with_repeats(pieces: &[Piece]) -> Vec<u8> {
    markdown(pieces, true)
}

fn markdown(pieces: &[Piece], repeat: bool) -> Vec<u8> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(line) => text.push_str(&format!("{}\n\n", escaped(line))),
            Piece::Table(grid) => {
                for (n, row) in rows(grid, repeat).iter().enumerate() {
                    let cells: Vec<String> = row.iter().map(|t| escaped(t).replace('\n', "<br>")).collect();
                    text.push_str(&format!("| {} |\n", cells.join(" | ")));
                    if n == 0 {
                        text.push_str(&format!("|{}\n", "---|".repeat(row.len())));
                    }
                }
                text.push('\n');
            }
        }
    }
    text.into_bytes()
}

/// What has a meaning in Markdown, as characters.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if matches!(c, '|' | '*' | '_' | '`' | '<' | '[' | '\\' | '#') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn rows(grid: &Grid, repeat: bool) -> Vec<Vec<String>> {
    let text = |row, col| {
        let cell = if repeat { grid.over(row, col) } else { grid.at(row, col) };
        cell.map(|c| c.text.clone()).unwrap_or_default()
    };
    (0..grid.rows).map(|row| (0..grid.cols).map(|col| text(row, col)).collect()).collect()
}
