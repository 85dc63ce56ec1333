//! Cells without rows, blank ones among them → rows, by what the cells mean: labels side by side are a header, as wide as the
//! rows below it; a class word begins a row in its column; another label begins a row of its own.

use crate::vocabulary::Column as Meaning;

use super::fields::FieldRow;
use super::words::Words;

/// Labels side by side that make a header.
const HEADER_LABELS: usize = 3;

/// A cell and its line.
#[derive(Debug, Clone, Copy)]
pub(super) struct StreamCell<'a> {
    pub(super) text: &'a str,
    pub(super) line: u32,
}

/// The header that holds: its cells from the section's label on.
#[derive(Debug, Default)]
struct StreamHeader {
    width: usize,
    level1: Option<usize>,
    level2: Option<usize>,
    level3: Option<usize>,
}

impl StreamHeader {
    /// How many cells a row has at most that begins in a column.
    fn most_from(&self, column: usize) -> usize {
        self.width - column.min(self.width - 1)
    }
}

/// Deals cells out to rows.
pub(super) fn cells_to_rows(cells: &[StreamCell], words: &Words) -> Vec<FieldRow> {
    let mut reader = StreamReader { cells, words, rows: Vec::new(), at: 0 };
    let mut header: Option<StreamHeader> = None;
    while let Some(cell) = reader.cells.get(reader.at) {
        if cell.text.is_empty() {
            reader.at += 1;
            continue;
        }
        let labels = reader.labels_from(reader.at);
        if reader.goals_beside_section(labels) {
            header = None;
            continue;
        }
        if labels.1 >= HEADER_LABELS {
            header = reader.header(labels.0);
            continue;
        }
        match &header {
            Some(h) if h.level3.is_some() && (labels.1 == 0 || reader.is_class()) => reader.indicator_row(h),
            Some(h) if h.level3.is_none() => {
                let width = h.width;
                if !reader.row_below(width, labels.1) {
                    header = None;
                }
            }
            _ => {
                header = None;
                reader.loose_row(labels);
            }
        }
    }
    reader.rows
}

struct StreamReader<'a> {
    cells: &'a [StreamCell<'a>],
    words: &'a Words,
    rows: Vec<FieldRow>,
    at: usize,
}

impl StreamReader<'_> {
    fn meaning(&self, at: usize) -> Option<Meaning> {
        let text = self.cells.get(at)?.text;
        self.words.meaning(text).filter(|_| self.words.class_levels(text) == (false, false))
    }

    fn is_class(&self) -> bool {
        self.class_at(self.at) != (false, false)
    }

    /// Whether a cell is a class of the first level, of the second; there may be no such cell.
    fn class_at(&self, at: usize) -> (bool, bool) {
        self.cells.get(at).map_or((false, false), |cell| self.words.class_levels(cell.text))
    }

    /// A section's label, the headings of two goals beside it, and below these two texts: the goals, one column right.
    fn goals_beside_section(&mut self, labels: (usize, usize)) -> bool {
        let are_goals = self.meaning(self.at + 1).is_some_and(|m| matches!(m, Meaning::Goal | Meaning::GoalPeriod))
            && self.meaning(self.at + 2) == Some(Meaning::GoalActual);
        let behind = self.at + HEADER_LABELS;
        let are_texts = (behind..behind + 2).all(|n| self.meaning(n).is_none()) && behind + 2 <= self.cells.len();
        let found = labels == (HEADER_LABELS, HEADER_LABELS) && are_goals && are_texts;
        if found {
            self.push(0, HEADER_LABELS);
            self.push(1, 2);
        }
        found
    }

    /// How many cells from one on are labels side by side, and how many of them hold text: one blank may stand behind the first.
    fn labels_from(&self, from: usize) -> (usize, usize) {
        let (mut end, mut filled) = (from, 0);
        while let Some(cell) = self.cells.get(end) {
            let is_label = self.meaning(end).is_some();
            let between = self.meaning(end + 1).is_some() && filled > 0;
            let blank = cell.text.is_empty() && filled == 1 && between;
            let unknown =
                filled > 1 && between && self.meaning(end + 2).is_some() && self.words.ends_like_heading(cell.text);
            // The first row's label is not of the header.
            let of_values = |n: usize| self.meaning(n).is_some_and(is_value_heading);
            let begins_row = self.meaning(end).is_some_and(is_amount_row) && (from..end).any(of_values);
            if !is_label && !blank && !unknown || begins_row {
                break;
            }
            filled += usize::from(!blank);
            end += 1;
        }
        (end - from, filled)
    }

    /// A run of labels as header. In one of two rows the first label of the upper row stands over the lower row.
    fn header(&mut self, count: usize) -> Option<StreamHeader> {
        let own = &self.cells[self.at..self.at + count];
        let level1 = (self.at..self.at + count).position(|n| self.meaning(n) == Some(Meaning::Level1));
        let order: Vec<usize> = match level1.filter(|n| *n > 2) {
            Some(n) => std::iter::once(0).chain(n..count).chain(2..n).collect(),
            None => (0..count).collect(),
        };
        let find = |meaning| order.iter().position(|n| self.meaning(self.at + n) == Some(meaning));
        let header = StreamHeader {
            width: count,
            level1: find(Meaning::Level1),
            level2: find(Meaning::Level2),
            level3: find(Meaning::Level3),
        };
        let ordered: Vec<StreamCell> = order.iter().map(|n| own[*n]).collect();
        self.rows.extend(cells_to_row(0, &ordered));
        self.at += count;
        Some(StreamHeader { width: ordered.len(), ..header })
    }

    /// Whether a cell may begin a row, as what stands behind a whole one does.
    fn begins_row_behind(&self, at: usize) -> bool {
        self.cells.get(at).is_none_or(|c| c.text.chars().next().is_some_and(char::is_alphabetic))
    }

    /// A row of indicators: it begins in the column of its first cell and is as long as the header from there.
    fn indicator_row(&mut self, header: &StreamHeader) {
        let (first, second) = self.class_at(self.at);
        let own = [
            header.level1.filter(|_| first && (!second || self.class_at(self.at + 1).1)),
            header.level2.filter(|_| second),
            header.level1.filter(|_| first),
            header.level3,
        ];
        let columns: Vec<usize> = own.into_iter().flatten().collect();
        let whole = columns.iter().find(|column| self.begins_row_behind(self.at + header.most_from(**column)));
        let column = whole.or(columns.first()).copied().unwrap_or(0);
        let names = header.level3.unwrap_or(0);
        // A class word or label behind the name begins the next row.
        let begins = |n: usize| {
            column + n > names && (self.class_at(self.at + n) != (false, false) || self.meaning(self.at + n).is_some())
        };
        let taken = 1 + (1..header.most_from(column)).take_while(|n| !begins(*n)).count();
        self.push(column, taken);
    }

    /// A row below a header without indicators: a label with what stands beside it up to the next, or texts only.
    fn row_below(&mut self, width: usize, labels: usize) -> bool {
        let behind = |from: usize| (from..from + width).take_while(|n| self.meaning(*n).is_none()).count();
        if labels == 0 {
            let last = self.rows.last().map_or(0, |r| r.fields.iter().filter(|f| !f.is_empty()).count());
            let taken = behind(self.at).min(last);
            self.push(0, taken.max(1));
            return false;
        }
        if !self.meaning(self.at).is_some_and(is_amount_row) {
            return false;
        }
        let taken = 1 + behind(self.at + 1).min(width - 1);
        self.push(usize::from(taken + 1 == width || width > taken + 1 && self.is_under_section()), taken);
        true
    }

    /// Whether the row before stands one column right of the section's label.
    fn is_under_section(&self) -> bool {
        self.rows.last().is_some_and(|r| r.fields.first().is_some_and(String::is_empty))
    }

    /// A label with its value; two labels over two texts; a text by itself.
    fn loose_row(&mut self, (count, filled): (usize, usize)) {
        if filled == 2 {
            let texts = (self.at + count..self.at + 2 * count).take_while(|n| self.meaning(*n).is_none()).count();
            self.push(0, count);
            if texts == count {
                self.push(0, texts);
            }
        } else {
            let value = filled == 1 && self.at + 1 < self.cells.len() && self.meaning(self.at + 1).is_none();
            self.push(0, 1 + usize::from(value));
        }
    }

    fn push(&mut self, column: usize, count: usize) {
        let end = (self.at + count.max(1)).min(self.cells.len());
        self.rows.extend(cells_to_row(column, &self.cells[self.at..end]));
        self.at = end;
    }
}

/// Whether a heading stands over what is compared with an amount.
fn is_value_heading(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Initial
            | Meaning::Budget
            | Meaning::Spent
            | Meaning::SpentExpected
            | Meaning::Rate
            | Meaning::Points
            | Meaning::Score
    )
}

/// Whether a label begins a row of a table of amounts.
fn is_amount_row(meaning: Meaning) -> bool {
    meaning.is_amount() || matches!(meaning, Meaning::TaskFunds | Meaning::Total)
}

/// Cells as a row; a single one as a row with a blank beside it.
fn cells_to_row(column: usize, cells: &[StreamCell]) -> Option<FieldRow> {
    let mut fields = vec![String::new(); column];
    fields.extend(cells.iter().map(|c| c.text.to_owned()));
    if fields.len() == 1 {
        fields.push(String::new());
    }
    Some(FieldRow { fields, lines: [cells.first()?.line, cells.last()?.line] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_stand_below_their_headings_beside_the_section() {
        let text = "项目名称|清淤|年度总体目标|预期目标|实际完成情况|河道畅通。|已畅通。|备注|无";
        let cells: Vec<StreamCell> = text.split('|').map(|text| StreamCell { text, line: 1 }).collect();
        let rows: Vec<String> =
            cells_to_rows(&cells, &Words::default()).into_iter().map(|r| r.fields.join("|")).collect();
        assert_eq!(rows[1..3], ["年度总体目标|预期目标|实际完成情况", "|河道畅通。|已畅通。"]);
    }

    #[test]
    fn labels_classes_and_headers_tell_rows() {
        let text = "绩效自评表|项目名称|清淤|主管部门|某局|绩效指标|一级指标|二级指标|三级指标|指标值|得分|产出指标|数量指标|清淤长度|\
            ≥5公里|9|巡查次数|12次||质量指标|合格率|100%|8|合计||";
        let cells: Vec<StreamCell> = text.split('|').map(|text| StreamCell { text, line: 1 }).collect();
        let rows: Vec<String> =
            cells_to_rows(&cells, &Words::default()).into_iter().map(|r| r.fields.join("|")).collect();
        let right = [
            "绩效自评表|",
            "项目名称|清淤",
            "主管部门|某局",
            "绩效指标|一级指标|二级指标|三级指标|指标值|得分",
            "|产出指标|数量指标|清淤长度|≥5公里|9",
            "|||巡查次数|12次|",
            "||质量指标|合格率|100%|8",
            "合计|",
        ];
        assert_eq!(rows, right);
    }
}
