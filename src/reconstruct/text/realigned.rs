//! Rows of indicators that lost merged cells → each cell below the heading it belongs to.
//!
//! A dump drops the cells that merged ones cover, so that a row begins too far left, or lacks a cell inside. Cells keep their
//! order, and blank ones between them stay: only the gaps may widen. Where they do is what the columns say of the cells.

use crate::language::money::text_to_amount;
use crate::model::{Finding, Place};
use crate::vocabulary::Column as Meaning;

use super::fields::FieldRow;
use super::findings;
use super::header_columns::{bare_columns, meanings_to_columns, names_indicators, settle_only_level};
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
    let mut below = Below::default();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.filled().next().is_some()) {
        let own: Vec<Option<Meaning>> = row.fields.iter().map(|f| words.meaning(f)).collect();
        let upper = above.take();
        let is_lower = upper.as_ref().is_some_and(|upper| fits_below(row, upper, words));
        if is_lower || own.iter().flatten().count() >= HEADER_LABELS {
            let meanings = match upper.filter(|_| is_lower) {
                Some(upper) => own.iter().zip(&upper).map(|(own, above)| own.or(*above)).collect(),
                None => own,
            };
            header = names_indicators(&meanings).then(|| meanings_to_columns(&meanings));
            if let Some(columns) = &mut header {
                settle_only_level(columns, rows.get(at + 1..).unwrap_or_default(), words);
            }
            above = Some(meanings);
            said.append(&mut std::mem::take(&mut below).moved());
            continue;
        }
        header = header.or_else(|| bare_columns(row, words));
        if let Some(fields) = at.checked_sub(1).and_then(|before| fund_fields(row, rows.get(before)?, words)) {
            said.push((at, fields, 1));
            continue;
        }
        let Some(columns) = &header else { continue };
        // A label, a sum: no indicator.
        let first = row.filled().next().map_or("", |(_, text)| text);
        if words.class_levels(first) == (false, false) && (words.meaning(first).is_some() || words.is_subtotal(first)) {
            continue;
        }
        if stands_whole(row, columns, words) {
            continue;
        }
        if let Some(fields) = agency_fields(row, columns) {
            below.moves.push((at, fields, 1));
            continue;
        }
        match realigned(row, columns, &judge) {
            Some((fields, by)) if begins_right(row, columns, words) => below.doubtful.push((at, fields, by)),
            Some((fields, by)) => below.moves.push((at, fields, by)),
            None => below.in_place += usize::from(row.fields.first().is_some_and(String::is_empty)),
        }
    }
    said.append(&mut below.moved());
    said.into_iter().filter_map(|(at, fields, by)| move_row(rows.get_mut(at)?, fields, by)).collect()
}

/// Puts the fields of a row in their places, and says by how many columns the first one moved.
fn move_row(row: &mut FieldRow, fields: Vec<String>, by: usize) -> Option<Finding> {
    let (_, first) = row.filled().next()?;
    let finding = findings::shifted(by, first, Place::lines(row.lines[0], row.lines[1]));
    row.fields = fields;
    Some(finding)
}

/// A row that reads better with its cells further right: which, its fields then, by how much the first moves.
type RowMove = (usize, Vec<String>, usize);

/// The rows below one header.
#[derive(Default)]
struct Below {
    /// Those that read better with their cells further right.
    moves: Vec<RowMove>,
    /// Such that begin with what belongs where it stands.
    doubtful: Vec<RowMove>,
    /// Those that begin with blanks and are right as they stand.
    in_place: usize,
}

impl Below {
    /// The moves. The doubtful ones only where few rows keep the room of what merged cells cover: else all do.
    fn moved(mut self) -> Vec<RowMove> {
        if self.in_place < self.moves.len() + self.doubtful.len() {
            self.moves.append(&mut self.doubtful);
        }
        self.moves
    }
}

/// Whether a row that begins with its class has all up to its value, which is one: nothing is lost.
fn stands_whole(row: &FieldRow, columns: &[Option<Role>], words: &Words) -> bool {
    let Some((at, class)) = row.filled().next() else { return false };
    let begins = columns.get(at) == Some(&Some(Role::Level1)) && words.class_levels(class).0;
    let Some(value) = columns.iter().position(|role| *role == Some(Role::Value)).filter(|_| begins) else {
        return false;
    };
    let Some([name, value]) = row.fields.get(at..=value).and_then(<[String]>::last_chunk::<2>) else { return false };
    row.filled().all(|(n, _)| n >= at) && !name.is_empty() && !is_value(name) && is_value(value)
}

/// Whether a text compares with a number.
fn is_value(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || "≥≤＞＜>=<﹥﹤＝".contains(c))
}

/// The fields of an agency's row in a list whose blank cells left no trace: its name, and the sum of its projects in their column.
fn agency_fields(row: &FieldRow, columns: &[Option<Role>]) -> Option<Vec<String>> {
    let total = columns.iter().position(|role| *role == Some(Role::Total))?;
    let [(0, name), (1, sum)] = row.filled().collect::<Vec<_>>()[..] else { return None };
    let heads = matches!(columns.first()?, Some(Role::Department | Role::Unit | Role::Project));
    if !heads || total < 2 || !sum.contains(['.', ',', '，']) || text_to_amount(sum).is_none() {
        return None;
    }
    let mut fields = vec![String::new(); row.fields.len().max(columns.len())];
    *fields.first_mut()? = name.to_owned();
    *fields.get_mut(total)? = sum.to_owned();
    Some(fields)
}

/// The fields of amounts below their labels that lost the cell of the block's label, which goes over both rows.
fn fund_fields(row: &FieldRow, above: &FieldRow, words: &Words) -> Option<Vec<String>> {
    let (_, labels) = above.fields.split_first()?;
    let own = row.filled().count();
    let all = own == row.fields.len() && own == labels.len() && own >= HEADER_LABELS;
    let headed = labels.iter().all(|label| words.meaning(label).is_some());
    let amounts = row.fields.iter().all(|f| text_to_amount(f.trim_end_matches(['%', '％'])).is_some());
    (all && headed && amounts).then(|| std::iter::once(String::new()).chain(row.fields.iter().cloned()).collect())
}

/// Whether the first cell of a row is of the kind of its column: a class, or what a project prints once.
fn begins_right(row: &FieldRow, columns: &[Option<Role>], words: &Words) -> bool {
    row.filled().next().is_some_and(|(at, text)| match columns.get(at) {
        Some(Some(Role::Level1)) => words.class_levels(text).0,
        Some(Some(Role::Level2)) => words.class_levels(text).1,
        Some(Some(Role::Number | Role::Department | Role::Unit | Role::Project)) => true,
        _ => false,
    })
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

/// The best way to have put the cells so far, the last of them in some column.
#[derive(Clone, Copy)]
struct Placing {
    cost: Cost,
    /// The column of the cell before.
    before: usize,
}

const NEVER: Placing = Placing { cost: Cost::INFINITY, before: 0 };

/// The fields of a row whose cells read clearly better further right, and by how many columns the first one is.
fn realigned(row: &FieldRow, columns: &[Option<Role>], judge: &Judge) -> Option<(Vec<String>, usize)> {
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
    Some((fields, places.first().map_or(0, |to| to - first).max(1)))
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
