//! A list whose headings stand apart: a sheet cut over columns of pages, of which each prints the headings of its own columns, or a
//! page read column by column. The parts of each row of pages are put together again, in the order of the columns.

use std::ops::Range;

use crate::language::characters::split_before;
use crate::model::{Block, Finding, Line, Paragraph, Reading, Table, Variant};

use super::paragraphs::lines_to_paragraphs;
use super::words::Words;
use super::wrapped::{
    self, CellPrint, LineCell, PageLines, PrintedColumn, Role, heading_lines, is_list_header, unbalanced,
};
use super::{findings, furniture, score, spaced};

/// Characters that the end of a title shares with what the next page prints of it, at least.
const OVERLAP: usize = 4;
/// A list has at most so many parts with headings of their own.
const MOST_PARTS: usize = 8;

/// Headings that stand together, and the lines below them up to the next.
struct CutPart {
    columns: Vec<PrintedColumn>,
    header: Range<usize>,
    body: Range<usize>,
}

impl CutPart {
    fn labels(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|c| c.label.as_str())
    }

    fn has_names(&self) -> bool {
        self.columns.iter().any(|c| c.role == Role::Project)
    }

    fn is_like(&self, other: &Self) -> bool {
        self.labels().eq(other.labels())
    }
}

/// Reads the lines as a list whose headings stand apart; whether they are one.
pub(super) fn lines_to_blocks(lines: &[Line], words: &Words, reading: &mut Reading) -> bool {
    let Some(parts) = lines_to_parts(lines, words) else { return false };
    let Some(bands) = parts_to_bands(&parts) else { return false };
    let columns: Vec<PrintedColumn> = bands.first().into_iter().flatten().flat_map(|p| p.columns.clone()).collect();
    let first = parts.first().map_or(0, |p| p.header.start);
    let (head, printed) = lines.split_at(first);
    let mut own = Reading::default();
    let names: Vec<String> = head.iter().filter_map(|l| words.head_organisation(furniture::bare(&l.text))).collect();
    let mut title = CutTitle::of(head, words);
    let bodies: Vec<Vec<(&CutPart, Vec<&Line>)>> = bands
        .iter()
        .map(|band| band.iter().map(|part| (*part, title.take_from(part, lines, words, &mut own))).collect())
        .collect();
    lines_to_paragraphs(head, &mut own);
    own.text_blocks.extend(score::block(head, Variant::Prose, None, None));
    own.blocks.extend(title.into_late());
    let table = bands_to_table(&bodies, &columns, lines, &names, words, &mut own.findings).unwrap_or_else(|| {
        let mut rows: Vec<Option<&Line>> = Vec::new();
        for band in &bodies {
            rows.extend(band.iter().flat_map(|(_, body)| body).map(|line| Some(*line)));
            rows.push(None);
        }
        wrapped::lines_to_table(&columns, &rows, &names, words, CellPrint::Beside, &mut own.findings)
    });
    let blocks = [Block::Table(table)];
    let scored = score::scored(Variant::Wrapped, &blocks, printed, words);
    own.text_blocks.extend(score::block(printed, Variant::Wrapped, scored, None));
    own.blocks.extend(blocks);
    reading.blocks.append(&mut own.blocks);
    reading.findings.append(&mut own.findings);
    reading.text_blocks.append(&mut own.text_blocks);
    true
}

/// Puts each band's rows beside its long columns. `None` where a part without names holds anything but one long column.
fn bands_to_table(
    bands: &[Vec<(&CutPart, Vec<&Line>)>],
    columns: &[PrintedColumn],
    lines: &[Line],
    names: &[String],
    words: &Words,
    findings: &mut Vec<Finding>,
) -> Option<Table> {
    let mut pages = Vec::new();
    for band in bands {
        let mut page = PageLines { columns: Vec::new(), rows: Vec::new(), read: None, runs: Vec::new() };
        let mut first = 0;
        for (part, body) in band {
            let own: Vec<usize> = (first..first + part.columns.len()).collect();
            first += part.columns.len();
            match (own.as_slice(), part.columns.as_slice()) {
                ([column], [only]) if only.role.is_long() => page.runs.push((*column, body.clone())),
                _ if part.has_names() && page.columns.is_empty() => {
                    page.read = spaced_rows(part, body, &own, lines, names, words);
                    page.columns = own;
                    page.rows.clone_from(body);
                }
                _ => return None,
            }
        }
        pages.push(page);
    }
    wrapped::parted_to_table(columns, &pages, names, words, findings)
}

/// The rows of a part set in columns of spaces.
fn spaced_rows(
    part: &CutPart,
    body: &[&Line],
    own: &[usize],
    lines: &[Line],
    names: &[String],
    words: &Words,
) -> Option<Vec<Vec<LineCell>>> {
    let printed: Vec<Option<&Line>> = body.iter().copied().map(Some).collect();
    if !spaced::is_spaced(&printed) {
        return None;
    }
    let header = &lines[part.header.clone()];
    let mut rows = spaced::lines_to_rows(&part.columns, header, &printed, names, words)?;
    for cell in rows.iter_mut().flatten() {
        cell.column = *own.get(cell.column)?;
    }
    Some(rows)
}

/// The title of a list: what a page prints of it, the next goes on with.
struct CutTitle<'l> {
    text: Option<String>,
    /// The line below the first headings it begins on.
    late: Option<&'l Line>,
}

impl<'l> CutTitle<'l> {
    fn of(head: &[Line], words: &Words) -> Self {
        let text = head.iter().map(|l| furniture::bare(&l.text)).find(|t| words.is_title(t)).map(str::to_owned);
        Self { text, late: None }
    }

    /// The lines of a part without those of the title and of the page.
    fn take_from(&mut self, part: &CutPart, lines: &'l [Line], words: &Words, reading: &mut Reading) -> Vec<&'l Line> {
        let mut body = Vec::new();
        for line in &lines[part.body.clone()] {
            let text = furniture::bare(&line.text);
            if furniture::is_page_number(text, false) {
                reading.findings.push(findings::page_furniture(line));
            } else if self.text.is_none() && begins_title(text, words) {
                self.text = Some(text.to_owned());
                self.late = Some(line);
            } else if let Some(rest) = self.text.as_deref().and_then(|t| rest_of_title(t, text)) {
                self.text.as_mut().into_iter().for_each(|t| t.push_str(rest));
                reading.findings.push(findings::repeated(text, wrapped::line_place(line)));
            } else {
                body.push(line);
            }
        }
        body
    }

    /// The title where it stands below the first headings.
    fn into_late(self) -> Option<Block> {
        let (text, line) = self.text.zip(self.late)?;
        Some(Block::Paragraph(Paragraph { text, place: wrapped::line_place(line) }))
    }
}

/// Whether a text is a title, or one cut behind a bracket that it leaves open.
fn begins_title(text: &str, words: &Words) -> bool {
    let (before, _) = split_before(text, |c| matches!(c, '（' | '('));
    words.is_title(text) || unbalanced(text) && words.is_title(before)
}

/// The parts of a list of which none has all headings. `None` where a header is whole, or all parts together are none.
fn lines_to_parts(lines: &[Line], words: &Words) -> Option<Vec<CutPart>> {
    let mut parts: Vec<CutPart> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let Some((columns, end)) = heading_lines(lines, at, words) else {
            at += 1;
            continue;
        };
        let is_card = columns.iter().any(|c| c.role.is_class() || c.role == Role::Level3);
        if is_card || is_list_header(&columns) || wrapped::header_at(lines, at, words).is_some() {
            return None;
        }
        parts.last_mut().into_iter().for_each(|p| p.body.end = at);
        parts.push(CutPart { columns, header: at..end, body: end..lines.len() });
        at = end;
    }
    (parts.len() > 1).then_some(parts)
}

/// The parts that make whole rows, one band below the other: printed band by band, or part by part from top to bottom.
fn parts_to_bands(parts: &[CutPart]) -> Option<Vec<Vec<&CutPart>>> {
    let mut kinds: Vec<Vec<&CutPart>> = Vec::new();
    for part in parts {
        match kinds.iter_mut().find(|k| k.iter().any(|p| p.is_like(part))) {
            Some(kind) => kind.push(part),
            None => kinds.push(vec![part]),
        }
    }
    let count = kinds.first()?.len();
    if kinds.len() > MOST_PARTS || kinds.iter().any(|k| k.len() != count) {
        return None;
    }
    let columns: Vec<PrintedColumn> = kinds.iter().filter_map(|k| k.first()).flat_map(|p| p.columns.clone()).collect();
    if !is_list_header(&columns) {
        return None;
    }
    Some((0..count).map(|band| kinds.iter().map(|k| k[band]).collect()).collect())
}

/// What a title goes on with in a text that begins with its end: the next page prints the part cut off a little earlier.
fn rest_of_title<'t>(title: &str, text: &'t str) -> Option<&'t str> {
    let mut ends = title.char_indices().map(|(at, _)| &title[at..]).filter(|end| end.chars().count() >= OVERLAP);
    ends.find_map(|end| text.strip_prefix(end))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;
    use crate::vocabulary::Vocabulary;

    fn read(text: &str) -> (bool, Reading) {
        let lines: Vec<Line> =
            text.split('\n').zip(1..).map(|(t, number)| Line { number, text: t.to_owned() }).collect();
        let mut reading = Reading::default();
        (lines_to_blocks(&lines, &Words::new(&Vocabulary::default()), &mut reading), reading)
    }

    const CUT: &str = "主管部门 预算单位 项目名称\n甲市司法局 甲市司法局 法律援助经费\n甲市司法局 甲市司法局 普法宣传经费\n\u{c}主管部门 预算单位 项目名称\n甲市司法局 甲市司法局 社区矫正经费\n\u{c}项目支出绩效目标表（含转移\n绩效目标\n为困难群众提供法律援助。\n通过普法宣传，提高法治观念。\n\u{c}绩效目标\n教育社区矫正对象，减少重新犯罪。\n\u{c}标表（含转移支付）\n绩效指标\n1、产出指标：办理案件，年度指标值：100件。\n1、产出指标：宣传场次，年度指标值：20场。\n\u{c}绩效指标\n1、效益指标：矫正率，年度指标值：95%。\n";

    #[test]
    fn a_sheet_cut_over_columns_of_pages_is_one_list() {
        let (is_list, reading) = read(CUT);
        assert!(is_list);
        let Some(Block::Paragraph(title)) = reading.blocks.first() else { panic!("no title") };
        assert_eq!(title.text, "项目支出绩效目标表（含转移支付）");
        let Some(Block::Table(table)) = reading.blocks.last() else { panic!("no table") };
        assert_eq!((table.rows, table.cols), (4, 5));
        let cell = |row, col| table.cells.iter().find(|c| (c.row, c.col) == (row, col)).map(|c| c.text.as_str());
        assert_eq!(cell(2, 3), Some("通过普法宣传，提高法治观念。"));
        assert_eq!(cell(3, 2).zip(cell(3, 4)), Some(("社区矫正经费", "1、效益指标：矫正率，年度指标值：95%。")));
        assert!(reading.findings.iter().any(|f| f.code.0 == "cells-out-of-order"), "{:?}", reading.findings);
    }

    #[test]
    fn a_whole_header_or_parts_that_do_not_pair_are_no_cut_list() {
        assert!(!read("项目名称 绩效目标 绩效指标\n甲项目\n绩效目标\n乙").0);
        assert!(!read("主管部门 项目名称\n甲局 甲项目\n绩效目标\n乙。\n绩效目标\n丙。").0);
    }
}
