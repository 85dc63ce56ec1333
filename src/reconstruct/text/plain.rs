//! Lines without separators → wrapped tables below their headers, and paragraphs.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::{Block, Line, Paragraph, Place, Reading, Variant};

use super::paragraphs::lines_to_paragraphs;
use super::variants::{self, ListBody};
use super::words::Words;
use super::wrapped::{self, CellPrint, PrintedColumn, header_at};
use super::{findings, furniture, glued, score, spaced, uncut, upright};

/// Lines after a title in which its header must come for the title to start a new form.
const TITLE_TO_HEADER: usize = 12;

/// Lines behind a note within which the list goes on, if at all.
const LINES_BEHIND_NOTE: usize = 60;

/// Reads lines without separators.
pub(super) fn lines_to_blocks(lines: &[Line], words: &Words, reading: &mut Reading) {
    let upright = if spaced::is_spaced(&lines.iter().map(Some).collect::<Vec<_>>()) {
        Cow::Borrowed(lines)
    } else {
        upright::lines_upright(lines, words)
    };
    let mut apart = glued::lines_apart(&upright, words);
    if let Some((_, doubts)) = &mut apart {
        reading.findings.append(doubts);
    }
    let lines = apart.as_ref().map_or(&*upright, |(lines, _)| lines);
    if uncut::lines_to_blocks(lines, words, reading) {
        return;
    }
    let mut printed: BTreeSet<String> = BTreeSet::new();
    let mut names = Vec::new();
    let mut at = 0;
    let mut head_start = 0;
    while let Some(line) = lines.get(at).filter(|_| !words.is_over()) {
        if words.is_title(furniture::bare(&line.text))
            && let Some((end, mut form)) = variants::title_to_form(lines, at, words)
        {
            lines_to_prose(&lines[head_start..at], reading);
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
        let head = &lines[head_start..at];
        printed.extend(head.iter().map(|l| furniture::bare(&l.text).to_owned()));
        let titled = head.iter().any(|l| words.is_title(furniture::bare(&l.text)));
        let head_block = (!titled).then_some(reading.blocks.len());
        lines_to_prose(head, reading);
        at = read_body(lines, (columns, at, end), (&printed, &names), head_block, words, reading);
        head_start = at;
    }
    lines_to_prose(&lines[head_start..], reading);
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
    let mut notes: Vec<Line> = Vec::new();
    let mut at = start;
    while let Some(line) = lines.get(at).filter(|_| !words.is_over()) {
        let text = furniture::bare(&line.text);
        if words.is_note(text) {
            if !goes_on_behind_note(lines, at + 1, words) {
                break;
            }
            notes.push(line.clone());
            at += 1;
            continue;
        }
        if let Some((again, end)) = header_at(lines, at, words) {
            if !again.iter().map(|c| c.label.as_str()).eq(labels.iter().copied()) {
                break;
            }
            let place = Place::lines(line.number, lines[end - 1].number);
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
            } else if (at + 1..lines.len()).take(TITLE_TO_HEADER).any(|n| header_at(lines, n, words).is_some()) {
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
    let (whole, header) = (&lines[header_at_line..at], &lines[header_at_line..start]);
    let body = ListBody { columns: &columns, header, lines: whole, rows: &body, names, print: CellPrint::Beside };
    variants::list_to_blocks(&body, words, reading);
    lines_to_paragraphs(&notes, reading);
    at
}

/// Whether cells of a list stand behind its note: those that are drawn late.
fn goes_on_behind_note(lines: &[Line], from: usize, words: &Words) -> bool {
    let behind = lines.iter().enumerate().skip(from).take(LINES_BEHIND_NOTE);
    let mut own = behind
        .map(|(n, line)| (n, furniture::bare(&line.text)))
        .take_while(|(n, text)| !words.is_title(text) && !words.is_note(text) && header_at(lines, *n, words).is_none());
    own.any(|(_, text)| words.starts_item(text))
}
