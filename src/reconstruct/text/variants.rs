//! Which way lines are read: every reader that makes something of them is asked, its reading scored ([`score`]), the best kept.
//! Where two are near, a finding says so.

use crate::model::{Block, Finding, Line, Place, Reading, Scored, Table, TextBlock, Variant};

use super::words::Words;
use super::wrapped::{self, CellPrint, PrintedColumn, weights};
use super::{card, department, findings, furniture, outline, score, sections, spaced};

/// Lines on which ways are compared: more than any form has, and what the way costs in time stays bounded.
pub(super) const COMPARED_LINES: usize = 400;

/// Lines below a title in which the header of the form itself stands: one further down is that of the next list.
const FORM_HEAD_LINES: usize = 16;

/// Reads a form from its title on; gives the line behind it.
type ReadForm = fn(&[Line], usize, &Words, &mut Reading) -> Option<usize>;

const FORM_READERS: [(Variant, ReadForm); 4] = [
    (Variant::SpacedSections, sections::read_form),
    (Variant::WrappedDepartment, department::read_form),
    (Variant::WrappedCard, card::read_form),
    (Variant::Wrapped, outline::read_form),
];

/// One way of reading lines.
pub(super) struct Way {
    /// The line behind them.
    pub(super) end: usize,
    pub(super) reading: Reading,
    pub(super) scored: Scored,
}

/// The next best way.
#[derive(Clone, Copy)]
pub(super) struct NextBest {
    scored: Scored,
    /// Whether it comes to the same cells: then nothing is doubtful.
    same: bool,
}

/// The best way and the next best; of equal ones the earlier.
pub(super) fn best_of(mut ways: Vec<Way>) -> Option<(Way, Option<NextBest>)> {
    ways.sort_by(|a, b| a.scored.score.total_cmp(&b.scored.score));
    let mut ways = ways.into_iter();
    let best = ways.next()?;
    let next = ways.next().map(|next| NextBest {
        scored: next.scored,
        same: score::same_cells(&best.reading.blocks, &next.reading.blocks),
    });
    Some((best, next))
}

/// Notes how lines were read.
pub(super) fn note<'a>(
    lines: impl IntoIterator<Item = &'a Line>,
    own: Scored,
    other: Option<NextBest>,
    reading: &mut Reading,
) {
    let Some(block) = score::block(lines, own.variant, Some(own), other.map(|o| o.scored)) else { return };
    reading.findings.extend(doubt(own, other, &block));
    reading.text_blocks.push(block);
}

fn doubt(own: Scored, other: Option<NextBest>, block: &TextBlock) -> Option<Finding> {
    let other = other.filter(|other| !other.same && other.scored.score - own.score < weights::NEAR_PER_LINE)?.scored;
    Some(findings::ambiguous_block(own.variant, other.variant, Place::lines(block.lines[0], block.lines[1])))
}

/// Reads the form whose title stands at a line: the line behind it and what it holds.
pub(super) fn title_to_form(lines: &[Line], at: usize, words: &Words) -> Option<(usize, Reading)> {
    let mut ways = Vec::new();
    let (own, _) = lines.split_at_checked(next_list(lines, at + 1, words))?;
    for (variant, read) in FORM_READERS {
        let mut reading = Reading::default();
        let Some(end) = read(own, at, words, &mut reading) else { continue };
        let own = &lines[at..end];
        if let Some(scored) = score::scored(variant, &reading.blocks, own, words) {
            ways.push(Way { end, reading, scored });
        }
        if own.len() > COMPARED_LINES || words.is_over() {
            break;
        }
    }
    let (Way { end, mut reading, scored }, other) = best_of(ways)?;
    reading.text_blocks.clear();
    note(&lines[at..end], scored, other, &mut reading);
    Some((end, reading))
}

/// Where a list begins behind the department form whose title stands before a line, with the lines above its header that name its
/// office and unit: the form ends there, even where the list's title is drawn behind its rows.
fn next_list(lines: &[Line], from: usize, words: &Words) -> usize {
    // Other forms may be flat lists themselves, whose header pages print again.
    let title = lines[..from].last().filter(|title| words.is_department_title(furniture::bare(&title.text)));
    let mut own = (from..title.map_or(from, |_| words.end_of_form(lines, from))).skip(FORM_HEAD_LINES);
    let Some(header) = own.find(|n| wrapped::header_at(lines, *n, words).is_some()) else {
        return lines.len();
    };
    let heads = lines[from..header].iter().rev();
    header - heads.take_while(|line| words.is_head_line(furniture::bare(&line.text))).count()
}

/// What stands below the header of a list.
pub(super) struct ListBody<'a> {
    pub(super) columns: &'a [PrintedColumn],
    /// The lines of the header; those of the whole list.
    pub(super) header: &'a [Line],
    pub(super) lines: &'a [Line],
    /// The rows' lines; `None` stands for a page break.
    pub(super) rows: &'a [Option<&'a Line>],
    /// Organisations named above.
    pub(super) names: &'a [String],
    /// How the cells of its rows are printed.
    pub(super) print: CellPrint,
}

impl ListBody<'_> {
    fn read(&self, variant: Variant, words: &Words, findings: &mut Vec<Finding>) -> Option<Table> {
        if variant == Variant::Spaced {
            return spaced::lines_to_table(self.columns, self.header, self.rows, self.names, words, findings);
        }
        Some(wrapped::lines_to_table(self.columns, self.rows, self.names, words, self.print, findings))
    }

    /// Its beginning, as far as ways are compared.
    fn beginning(&self) -> Self {
        let lines = &self.lines[..self.lines.len().min(self.header.len() + COMPARED_LINES)];
        Self { lines, rows: &self.rows[..self.rows.len().min(COMPARED_LINES)], ..*self }
    }

    fn ways(&self, words: &Words) -> Vec<Way> {
        let spaced = spaced::share(self.rows) > 0.0;
        let variants = [Variant::Spaced, Variant::Wrapped].into_iter().filter(|v| spaced || *v == Variant::Wrapped);
        let way = |variant| {
            let mut findings = Vec::new();
            let table = self.read(variant, words, &mut findings)?;
            let reading = Reading { blocks: vec![Block::Table(table)], findings, text_blocks: Vec::new() };
            let scored = score::scored(variant, &reading.blocks, self.lines, words)?;
            Some(Way { end: 0, reading, scored })
        };
        variants.filter_map(way).collect()
    }
}

/// Reads the rows of a list.
pub(super) fn list_to_blocks(body: &ListBody, words: &Words, reading: &mut Reading) {
    let beginning = body.beginning();
    let ways_of = |print: &CellPrint| Some((*print, best_of(ListBody { print: *print, ..beginning }.ways(words))?));
    let ways = CellPrint::ways(beginning.rows).iter().filter_map(ways_of);
    // Cells apart are believed where the reading is clearly better so.
    let likeliest = ways.reduce(|usual, apart| {
        let better = usual.1.0.scored.score - apart.1.0.scored.score;
        if better > weights::CELLS_APART { apart } else { usual }
    });
    let Some((print, (way, other))) = likeliest else { return };
    let mut own = way.reading;
    if beginning.rows.len() < body.rows.len() {
        own = Reading::default();
        let table = ListBody { print, ..*body }.read(way.scored.variant, words, &mut own.findings);
        own.blocks.extend(table.map(Block::Table));
    }
    reading.blocks.append(&mut own.blocks);
    reading.findings.append(&mut own.findings);
    note(body.lines, way.scored, other, reading);
}
