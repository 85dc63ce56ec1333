//! Wrapped lines (PDFBox, Tika, pdfminer, poppler raw): every line of every cell on a line of its own, cells separated by
//! blank lines only sometimes, short cells side by side. [`path`] recovers the cells, [`pool`] puts together rows whose
//! cells come out of order.

use crate::model::{Finding, Line, Place, Table};

use super::findings;
use super::words::Words;

mod amounts;
mod bands;
mod behind;
mod columns;
mod content;
mod content_weights;
mod dealt;
mod dictionary;
mod facts;
mod header;
mod headings;
mod late;
mod late_starts;
mod measured;
mod moves;
mod path;
mod pool;
mod printed_rows;
mod repeated;
mod repeats;
mod rows;
mod squeezed;
mod stacked;
mod table;
mod target_signs;
mod tokens;
pub(super) mod weights;
mod widths;
mod window;

pub(super) use amounts::{is_amount, is_sum};
pub(super) use bands::{PlacedLine, lines_to_rows as placed_to_rows};
pub(super) use behind::PageLines;
pub(super) use columns::{PrintedColumn, Role};
pub(super) use content::Judge;
pub(super) use dictionary::Dictionary;
pub(super) use header::{header_at, is_list_header};
pub(super) use headings::heading_lines;
pub(super) use late::{LateRows, runs_to_rows};
pub(super) use late_starts::{late_from, late_starts};
pub(super) use measured::{starts_inside, unbalanced};
pub(super) use moves::missing_cost;
pub(super) use printed_rows::{CellPrint, tokens_to_printed_rows};
pub(super) use rows::tokens_to_text;
pub(super) use table::{LineCell, rows_to_table};
pub(super) use target_signs::is_bare_sign;
pub(super) use tokens::{Gap, Token, lines_to_tokens};
pub(super) use weights::Cost;

use moves::Order;
use path::TokenSpan;
use window::window_to_spans;

/// Tokens read at one go; a longer list is read in windows that meet at a row's start, so that memory stays bounded.
const WINDOW: usize = 20_000;
/// Tokens of the longest list on whose pages cells may be drawn late.
const LATE_TOKENS: usize = 3_000;
/// Tokens of the longest list whose cells may come in any order.
const DEALT_TOKENS: usize = 1_500;

/// Reads the lines below a header (`None` stands for a page break) as the rows of a table.
pub(super) fn lines_to_table(
    columns: &[PrintedColumn],
    lines: &[Option<&Line>],
    known_names: &[String],
    words: &Words,
    print: CellPrint,
    findings: &mut Vec<Finding>,
) -> Table {
    let printed = tokens::lines_to_tokens(lines.iter().copied());
    let apart = if print == CellPrint::CellsApart { printed_rows::cells_to_rows(&printed) } else { None };
    let tokens = apart.unwrap_or(printed);
    let mut judge = Judge::new(words, Dictionary::learn(&tokens, known_names, words), columns);
    let mut spans = tokens_to_spans(&tokens, columns, &judge);
    if judge.dictionary.learn_cells(cells_of_organisations(&spans, &tokens, columns)) {
        spans = tokens_to_spans(&tokens, columns, &judge);
    }
    let most = cost_of_rows(&tokens, columns, &judge) - weights::LATE_CLEARLY;
    if let Some(joined) = behind::pages_to_rows(&tokens, columns, &judge, most) {
        let table = table::rows_to_table(columns, joined.rows, findings);
        findings.push(findings::out_of_order(joined.placed, table.place.clone()));
        return table;
    }
    if let Some(rows) = rows_dealt_out(&tokens, columns, known_names, &judge) {
        let count = rows.len();
        let table = table::rows_to_table(columns, rows, findings);
        findings.push(findings::dealt_out(count, table.place.clone()));
        return table;
    }
    let rows = rows::spans_to_rows(&spans, &tokens, columns.len());
    let (rows, completed) = pool::fill_from_pools(rows, &tokens, columns, &judge);
    let (rows, completed) = pages_with_late(&tokens, columns, &judge)
        .unwrap_or_else(|| (rows::rows_to_text_cells(&rows, &tokens), completed));
    let table = table::rows_to_table(columns, rows, findings);
    if completed > 0 {
        findings.push(findings::out_of_order(completed, table.place.clone()));
    }
    table
}

/// Reads the rows of pages and the long columns beside them, each printed by itself, as one table.
pub(super) fn parted_to_table(
    columns: &[PrintedColumn],
    pages: &[PageLines],
    known_names: &[String],
    words: &Words,
    findings: &mut Vec<Finding>,
) -> Option<Table> {
    let all = tokens::lines_to_tokens(pages.iter().flat_map(|p| p.rows.iter().copied().map(Some).chain([None])));
    let judge = Judge::new(words, Dictionary::learn(&all, known_names, words), columns);
    let joined = behind::printed_to_rows(pages, columns, &judge)?;
    let table = table::rows_to_table(columns, joined.rows, findings);
    findings.push(findings::out_of_order(joined.placed, table.place.clone()));
    Some(table)
}

/// The cells read in columns of organisations.
fn cells_of_organisations<'a>(
    spans: &'a [TokenSpan],
    tokens: &'a [Token],
    columns: &'a [PrintedColumn],
) -> impl Iterator<Item = String> + 'a {
    let own = spans.iter().filter(|span| matches!(columns[span.column].role, Role::Department | Role::Unit));
    own.map(|span| span.of(tokens).iter().map(|t| t.text).collect())
}

fn tokens_to_spans(tokens: &[Token], columns: &[PrintedColumn], judge: &Judge) -> Vec<TokenSpan> {
    let mut spans: Vec<TokenSpan> = Vec::new();
    let mut start = 0;
    while start < tokens.len() && !judge.words.is_over() {
        let (_, rest) = tokens.split_at(start);
        let window = &rest[..rest.len().min(WINDOW)];
        let mut read = window_to_spans(window, columns, judge).0;
        if read.is_empty() {
            break;
        }
        // The window ends within a row: that is read again in the next.
        if window.len() < rest.len()
            && let Some(cut) =
                read.windows(2).rposition(|pair| matches!(pair, [before, own] if parts_rows(before, own)))
        {
            read.truncate(cut + 1);
        }
        let used = read.last().map_or(window.len(), |s| s.end);
        spans.extend(read.into_iter().map(|s| TokenSpan { start: s.start + start, end: s.end + start, ..s }));
        start += used;
    }
    spans
}

/// Whether a row begins with a cell that follows another. A pool and the rows beside it stay together.
fn parts_rows(before: &TokenSpan, own: &TokenSpan) -> bool {
    own.column <= before.column && own.order == Order::Rows && matches!(before.order, Order::Rows | Order::Continued)
}

/// What speaks against reading tokens as rows of these columns, each row's cells in order.
pub(super) fn cost_of_rows(tokens: &[Token], columns: &[PrintedColumn], judge: &Judge) -> Cost {
    window_to_spans(tokens, columns, judge).1
}

/// Reads rows whose cells come in any order. `None` where they are likelier to come in order.
fn rows_dealt_out(
    tokens: &[Token],
    columns: &[PrintedColumn],
    known_names: &[String],
    judge: &Judge,
) -> Option<Vec<Vec<LineCell>>> {
    // Where a row is an indicator, what stands once for several rows is centred beside them: another order.
    if tokens.len() > DEALT_TOKENS || columns.iter().any(|c| c.role == Role::Level3) {
        return None;
    }
    let most = cost_of_rows(tokens, columns, judge) - weights::DEALT_CLEARLY;
    dealt::tokens_to_rows(tokens, columns, (known_names, judge.words), most)
}

/// Reads pages on which some cells are drawn behind the rows; also how many these are. `None` where no page is likelier so.
fn pages_with_late(tokens: &[Token], columns: &[PrintedColumn], judge: &Judge) -> Option<(Vec<Vec<LineCell>>, usize)> {
    if tokens.len() > LATE_TOKENS {
        return None;
    }
    let mut pages: Vec<(usize, usize, usize)> = Vec::new();
    let mut start = 0;
    for page in tokens.chunk_by(|_, next| next.gap != Gap::Page) {
        let (late, end) = (start + late_from(page, columns, judge), start + page.len());
        match pages.last_mut() {
            // A title drawn late parts the rows from what is drawn behind them.
            Some(page) if late == start && page.1 == page.2 => page.2 = end,
            _ => pages.push((start, late, end)),
        }
        start = end;
    }
    let (mut rows, mut placed) = (Vec::new(), 0);
    for (start, late, end) in pages {
        let whole = &tokens[start..end];
        let (first, behind) = whole.split_at(late - start);
        let (spans, cost) = window_to_spans(whole, columns, judge);
        match runs_to_rows(first, behind, columns, judge, false).filter(|l| l.cost + weights::LATE_CLEARLY < cost) {
            Some(made) => {
                placed += made.placed;
                rows.extend(made.rows);
            }
            None => {
                rows.extend(rows::rows_to_text_cells(&rows::spans_to_rows(&spans, whole, columns.len()), whole));
            }
        }
    }
    (placed > 0).then_some((rows, placed))
}

/// Reads tokens as rows of cells with these roles, without a header and without repeated names.
pub(super) fn tokens_to_rows(tokens: &[Token], roles: &[Role], words: &Words) -> Vec<Vec<LineCell>> {
    let columns: Vec<PrintedColumn> =
        roles.iter().map(|r| PrintedColumn { label: String::new(), role: *r, lines: [0, 0], stacked: false }).collect();
    let judge = Judge::new(words, Dictionary::default(), &columns);
    let spans = tokens_to_spans(tokens, &columns, &judge);
    let rows = rows::spans_to_rows(&spans, tokens, columns.len());
    let (rows, _) = pool::fill_from_pools(rows, tokens, &columns, &judge);
    rows::rows_to_text_cells(&rows, tokens)
}

/// Learns the organisations repeated in stacks of pieces, each with its position from the top.
pub(super) fn lines_to_names<'a>(
    stacks: impl Iterator<Item = Vec<(usize, &'a str)>>,
    known_names: &[String],
    words: &Words,
) -> Dictionary {
    let mut tokens = Vec::new();
    for stack in stacks {
        let mut last = None;
        for (row, text) in stack {
            let below = last.is_some_and(|l| row <= l + 2);
            let gap = if below { tokens::Gap::Line } else { tokens::Gap::Page };
            tokens.push(Token { text, gap, line: 0, width: 0, rest: 0 });
            last = Some(row);
        }
    }
    Dictionary::learn(&tokens, known_names, words)
}

/// The place of a line.
pub(super) fn line_place(line: &Line) -> Place {
    Place::lines(line.number, line.number)
}
