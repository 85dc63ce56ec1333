//! Rows of indicators that lost merged cells → each cell below the heading it belongs to.
//!
//! A dump drops the cells that merged ones cover, so that a row begins too far left, or lacks a cell inside. Cells keep their
//! order, and blank ones between them stay: only the gaps may widen. Where they do is what the columns say of the cells.

use crate::model::{Finding, Place};
use crate::vocabulary::Column as Meaning;

use super::fields::FieldRow;
use super::findings;
use super::words::Words;
use super::wrapped::{Cost, Dictionary, Judge, Role, missing_cost, weights};
use crate::reconstruct::matrix::Matrix;

/// Labels that make a header.
const HEADER_LABELS: usize = 3;
/// Characters of the longest heading in the lower row of a header.
const LONGEST_HEADING: usize = 12;

/// Puts the rows below headers of indicators right, and says so.
pub(super) fn realign(rows: &mut [FieldRow], words: &Words) -> Vec<Finding> {
    let judge = Judge::new(words, Dictionary::default(), &[]);
    let mut header: Option<Vec<Option<Role>>> = None;
    let mut said = Vec::new();
    // The meanings of the row before, where it is of a header.
    let mut above: Option<Vec<Option<Meaning>>> = None;
    for row in rows.iter_mut().filter(|r| r.filled().next().is_some()) {
        let own: Vec<Option<Meaning>> = row.fields.iter().map(|f| words.meaning(f)).collect();
        let upper = above.take();
        let is_lower = upper.as_ref().is_some_and(|upper| fits_below(row, upper, words));
        if is_lower || own.iter().flatten().count() >= HEADER_LABELS {
            let meanings = match upper.filter(|_| is_lower) {
                Some(upper) => own.iter().zip(&upper).map(|(own, above)| own.or(*above)).collect(),
                None => own,
            };
            header = meanings.contains(&Some(Meaning::Level3)).then(|| meanings_to_columns(&meanings));
            above = Some(meanings);
            continue;
        }
        let Some(columns) = &header else { continue };
        // A label, a sum: no indicator.
        let first = row.filled().next().map_or("", |(_, text)| text);
        if words.class_levels(first) == (false, false) && (words.meaning(first).is_some() || words.is_subtotal(first)) {
            continue;
        }
        if let Some(by) = realign_row(row, columns, &judge) {
            let place = Place::lines(row.lines[0], row.lines[1]);
            said.push(findings::shifted(by, row.filled().next().map_or("", |(_, text)| text), place));
        }
    }
    said
}

/// Whether a row is the lower one of a header: as wide, headings in it, blank below headings that go over both rows.
fn fits_below(row: &FieldRow, upper: &[Option<Meaning>], words: &Words) -> bool {
    let is_heading = |text: &str| {
        text.chars().count() <= LONGEST_HEADING
            && !text.contains(|c: char| c.is_ascii_digit())
            && words.class_levels(text) == (false, false)
    };
    let headings = row.filled().count();
    let over_both = row.fields.iter().zip(upper).filter(|(own, above)| own.is_empty() && above.is_some()).count();
    row.fields.len() == upper.len() && headings > 1 && over_both > 0 && row.filled().all(|(_, text)| is_heading(text))
}

/// What the columns hold; the one of the section's label nothing.
fn meanings_to_columns(meanings: &[Option<Meaning>]) -> Vec<Option<Role>> {
    let columns = meanings.iter().map(|m| m.filter(|m| *m != Meaning::Indicators).map(Role::of));
    let mut columns: Vec<Option<Role>> = columns.collect();
    // A heading without meaning among others is a column like any; behind the last nothing stands.
    let (first, last) = (columns.iter().position(Option::is_some), columns.iter().rposition(Option::is_some));
    let within = columns.iter_mut().enumerate().filter(|(n, _)| first < Some(*n) && Some(*n) < last);
    within.for_each(|(_, c)| *c = c.or(Some(Role::Open)));
    columns
}

/// The best way to have put the cells so far, the last of them in some column.
#[derive(Clone, Copy)]
struct Placing {
    cost: Cost,
    /// The column of the cell before.
    before: usize,
}

const NEVER: Placing = Placing { cost: Cost::INFINITY, before: 0 };

/// Moves a row's cells to the right where they read clearly better; by how many columns the first one.
fn realign_row(row: &mut FieldRow, columns: &[Option<Role>], judge: &Judge) -> Option<usize> {
    let cells: Vec<(usize, String)> = row.filled().map(|(n, text)| (n, text.to_owned())).collect();
    let (first, last) = (cells.first()?.0, cells.last()?.0);
    // A lone text is a label, a note or a class.
    if last >= columns.len() || cells.len() < 2 {
        return None;
    }
    let costs: Vec<Vec<Cost>> = cells.iter().map(|(_, text)| cell_costs(text, columns, judge)).collect();
    let stands = cost_as_it_stands(&cells, &costs, columns);
    let (cost, places) = cheapest_places(&cells, &costs, columns)?;
    let moved = places.iter().zip(&cells).any(|(to, (from, _))| to != from);
    if !moved || cost + weights::CLEARLY_BETTER > stands {
        return None;
    }
    let mut fields = vec![String::new(); row.fields.len().max(columns.len())];
    for (to, (_, text)) in places.iter().zip(cells) {
        fields[*to] = text;
    }
    row.fields = fields;
    Some(places.first().map_or(0, |to| to - first).max(1))
}

fn cell_costs(text: &str, columns: &[Option<Role>], judge: &Judge) -> Vec<Cost> {
    columns.iter().map(|role| role.map_or(weights::IN_SECTION_COLUMN, |r| judge.whole_cell(r, text))).collect()
}

/// What it costs that columns have nothing.
fn lacking(columns: &[Option<Role>], from: usize, to: usize) -> Cost {
    columns[from..to].iter().map(|role| role.map_or(0.0, lacking_cost)).sum()
}

fn lacking_cost(role: Role) -> Cost {
    match role {
        Role::Level3 => weights::LOST_INDICATOR_NAME,
        // What a project prints once stands beside the first of its indicators.
        Role::Department | Role::Unit | Role::Project | Role::Goal | Role::Total | Role::Number => {
            weights::MISSING_CLASS
        }
        role => missing_cost(role),
    }
}

fn cost_as_it_stands(cells: &[(usize, String)], costs: &[Vec<Cost>], columns: &[Option<Role>]) -> Cost {
    let mut behind = 0;
    let mut cost = 0.0;
    for ((at, _), own) in cells.iter().zip(costs) {
        cost += lacking(columns, behind, *at) + own[*at];
        behind = at + 1;
    }
    cost + lacking(columns, behind, columns.len())
}

/// The columns in which the cells cost least; gaps between them only widen.
fn cheapest_places(
    cells: &[(usize, String)],
    costs: &[Vec<Cost>],
    columns: &[Option<Role>],
) -> Option<(Cost, Vec<usize>)> {
    let width = columns.len();
    let mut best = Matrix::filled(cells.len(), width, NEVER);
    for (n, ((at, _), own)) in cells.iter().zip(costs).enumerate() {
        for column in *at..width {
            let content = own[column];
            let put = match n.checked_sub(1) {
                None => Placing { cost: lacking(columns, 0, column) + content, before: 0 },
                Some(before) => {
                    let gap = at - cells[before].0;
                    let from = |c: usize| {
                        let widened = if column - c > gap { weights::LOST_INSIDE } else { 0.0 };
                        let put = best[(before, c)];
                        Placing { cost: put.cost + lacking(columns, c + 1, column) + widened + content, before: c }
                    };
                    let ways = (0..=column.saturating_sub(gap)).filter(|_| column >= gap).map(from);
                    ways.min_by(|a, b| a.cost.total_cmp(&b.cost)).unwrap_or(NEVER)
                }
            };
            best[(n, column)] = put;
        }
    }
    let last = cells.len().checked_sub(1)?;
    let ends: Vec<Cost> = (0..width).map(|c| best[(last, c)].cost + lacking(columns, c + 1, width)).collect();
    let mut column = (0..width).min_by(|a, b| ends[*a].total_cmp(&ends[*b]))?;
    let cost = ends[column];
    let mut places = Vec::new();
    for n in (0..cells.len()).rev() {
        places.push(column);
        column = best[(n, column)].before;
    }
    places.reverse();
    cost.is_finite().then_some((cost, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn realigned(header: &str, row: &str) -> String {
        let row_of = |text: &str| FieldRow { fields: text.split('|').map(str::to_owned).collect(), lines: [1, 1] };
        let mut rows = [row_of(header), row_of(row)];
        realign(&mut rows, &Words::default());
        rows[1].fields.join("|")
    }

    #[test]
    fn cells_go_below_their_headings() {
        let header = "绩效指标|一级指标|二级指标|三级指标|分值|年度指标值|实际完成值|得分";
        for (row, right) in [
            (
                "产出指标（50分）|数量指标|清淤长度|20|5公里|6公里|20|",
                "|产出指标（50分）|数量指标|清淤长度|20|5公里|6公里|20",
            ),
            ("其中支流长度|1.5公里|1.5公里|||||", "|||其中支流长度||1.5公里|1.5公里|"),
            ("经济效益 指标 (选填)|增加收入，带动就业。||||||", "||经济效益 指标 (选填)|增加收入，带动就业。||||"),
            ("|||清淤长度|20|5公里|6公里|20", "|||清淤长度|20|5公里|6公里|20"),
        ] {
            assert_eq!(realigned(header, row), right);
        }
    }
}
