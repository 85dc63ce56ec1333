//! Lines without separators → wrapped tables below their headers, and paragraphs.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::language::characters::IDEOGRAPHIC_SPACE;
use crate::model::{Block, Line, Paragraph, Place, Reading, Variant};
use crate::reconstruct::joining;

use super::variants::{self, ListBody};
use super::words::Words;
use super::wrapped::{self, PrintedColumn, header_at};
use super::{findings, furniture, score, spaced, upright};

/// Most characters of a paragraph that goes on in the next line because it left a bracket open: a bracket that is never closed may
/// not swallow the page.
const OPEN_BRACKET_LONGEST: usize = 120;

/// Lines after a title in which its header must come for the title to start a new form.
const TITLE_TO_HEADER: usize = 12;

/// Reads lines without separators.
pub(super) fn lines_to_blocks(lines: &[Line], words: &Words, reading: &mut Reading) {
    let upright = if spaced::is_spaced(&lines.iter().map(Some).collect::<Vec<_>>()) {
        Cow::Borrowed(lines)
    } else {
        upright::lines_upright(lines, words)
    };
    let lines = upright.as_ref();
    let mut printed: BTreeSet<String> = BTreeSet::new();
    let mut names = Vec::new();
    let mut at = 0;
    let mut head_start = 0;
    while let Some(line) = lines.get(at).filter(|_| !words.is_over()) {
        if words.is_title(furniture::bare(&line.text))
            && let Some((end, mut form)) = variants::title_to_form(lines, at, words)
        {
            lines_to_prose(lines.get(head_start..at).unwrap_or_default(), reading);
            reading.blocks.append(&mut form.blocks);
            reading.findings.append(&mut form.findings);
            reading.text_blocks.append(&mut form.text_blocks);
            (at, head_start) = (end, end);
            continue;
        }
        let Some((columns, end)) = header_at(lines, at, words) else {
            names.extend(words.head_organisation(furniture::bare(&line.text)));
            at += 1;
            continue;
        };
        let head = lines.get(head_start..at).unwrap_or_default();
        printed.extend(head.iter().map(|l| furniture::bare(&l.text).to_owned()));
        let titled = head.iter().any(|l| words.is_title(furniture::bare(&l.text)));
        let head_block = (!titled).then_some(reading.blocks.len());
        lines_to_prose(head, reading);
        at = read_body(lines, (columns, at, end), (&printed, &names), head_block, words, reading);
        head_start = at;
    }
    lines_to_prose(lines.get(head_start..).unwrap_or_default(), reading);
}

/// Turns lines into paragraphs, and notes that.
fn lines_to_prose(lines: &[Line], reading: &mut Reading) {
    lines_to_paragraphs(lines, reading);
    reading.text_blocks.extend(score::block(lines, Variant::Prose, None, None));
}

/// Reads the rows below a header; returns the line behind them. Where the head has no title, the first one printed among
/// the rows, drawn later, goes before the head's first block `head_block`.
fn read_body(
    lines: &[Line],
    (columns, header_at_line, start): (Vec<PrintedColumn>, usize, usize),
    (printed, names): (&BTreeSet<String>, &[String]),
    mut head_block: Option<usize>,
    words: &Words,
    reading: &mut Reading,
) -> usize {
    let labels: Vec<&str> = columns.iter().map(|c| c.label.as_str()).collect();
    let mut body: Vec<Option<&Line>> = Vec::new();
    let mut at = start;
    while let Some(line) = lines.get(at).filter(|_| !words.is_over()) {
        let text = furniture::bare(&line.text);
        if words.is_note(text) {
            break;
        }
        if let Some((again, end)) = header_at(lines, at, words) {
            if !again.iter().map(|c| c.label.as_str()).eq(labels.iter().copied()) {
                break;
            }
            let place = Place::lines(line.number, lines.get(end - 1).map_or(line.number, |l| l.number));
            reading.findings.push(findings::repeated(&labels.join(" "), place));
            body.push(None);
            at = end;
            continue;
        }
        if furniture::is_page_number(text, false) {
            reading.findings.push(findings::page_furniture(line));
            body.push(None);
        } else if words.is_title(text) {
            if printed.contains(text) {
                reading.findings.push(findings::repeated(text, wrapped::line_place(line)));
                body.push(None);
            } else if (at + 1..=at + TITLE_TO_HEADER)
                .any(|n| lines.get(n).is_some() && header_at(lines, n, words).is_some())
            {
                break;
            } else {
                let title = Block::Paragraph(Paragraph { text: text.to_owned(), place: wrapped::line_place(line) });
                reading.blocks.insert(head_block.take().unwrap_or(reading.blocks.len()), title);
                body.push(None);
            }
        } else {
            body.push(Some(line));
        }
        at += 1;
    }
    let header = lines.get(header_at_line..start).unwrap_or_default();
    let whole = lines.get(header_at_line..at).unwrap_or_default();
    let body = ListBody { columns: &columns, header, lines: whole, rows: &body, names };
    variants::list_to_blocks(&body, words, reading);
    at
}

/// Turns lines outside tables into paragraphs: pieces that stand far apart are paragraphs of their own; a line that leaves a
/// bracket open goes on in the next.
pub(super) fn lines_to_paragraphs(lines: &[Line], reading: &mut Reading) {
    let mut open: Option<(String, Place)> = None;
    for line in lines {
        let text = furniture::bare(&line.text);
        for piece in
            text.split("  ").flat_map(|p| p.split(['\t', IDEOGRAPHIC_SPACE])).map(str::trim).filter(|p| !p.is_empty())
        {
            let place = wrapped::line_place(line);
            let (text, place) = match open.take() {
                Some((mut before, at)) => {
                    joining::append_line(&mut before, piece);
                    (before, at.join(&place))
                }
                None => (piece.to_owned(), place),
            };
            if leaves_bracket_open(&text) && text.chars().count() < OPEN_BRACKET_LONGEST {
                open = Some((text, place));
            } else {
                push_paragraph(&text, place, reading);
            }
        }
    }
    if let Some((text, place)) = open {
        push_paragraph(&text, place, reading);
    }
}

fn leaves_bracket_open(text: &str) -> bool {
    let count = |set: [char; 2]| text.matches(set).count();
    count(['（', '(']) > count(['）', ')'])
}

fn push_paragraph(text: &str, place: Place, reading: &mut Reading) {
    reading.blocks.push(Block::Paragraph(Paragraph { text: text.to_owned(), place }));
}
