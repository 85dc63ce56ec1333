//! The printed header of a project list → its columns.

use crate::model::Line;
use crate::reconstruct::text::words::Words;
use crate::vocabulary::Column as Meaning;

use super::stacked;

/// What a column of a project list holds, as far as telling columns apart needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::reconstruct::text) enum Role {
    /// 序号.
    Number,
    /// 主管部门.
    Department,
    /// 预算单位.
    Unit,
    /// 项目名称.
    Project,
    /// The name of a department's task, often a sentence.
    Task,
    /// 总计, or the only amount.
    Total,
    /// 财政拨款, the first part of the total.
    Fiscal,
    /// Other parts of the total.
    OtherAmount,
    /// 绩效目标.
    Goal,
    /// 绩效指标: all indicators of the project in one cell.
    Indicators,
    /// 一级指标.
    Level1,
    /// 二级指标.
    Level2,
    /// 三级指标.
    Level3,
    /// A target: 实施周期指标值, 年度指标值; what was attained.
    Value,
    /// 指标性质: the sign of a target.
    Sign,
    /// 度量单位 of a target.
    Measure,
    /// 分值, 得分, 权重.
    Points,
    /// 备注, 偏差原因, and whatever else may stand behind a target; mostly nothing.
    Remark,
}

impl Role {
    /// Whether a cell of this column may have any number of lines.
    pub(in crate::reconstruct::text) fn is_long(self) -> bool {
        matches!(self, Self::Goal | Self::Indicators)
    }

    /// Whether a cell of this column is a single number.
    pub(in crate::reconstruct::text) fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Total | Self::Fiscal | Self::OtherAmount | Self::Points)
    }

    /// Whether a column is one of the classes.
    pub(in crate::reconstruct::text) fn is_class(self) -> bool {
        matches!(self, Self::Level1 | Self::Level2)
    }

    /// Whether a table may have several columns of this kind.
    fn may_repeat(self) -> bool {
        matches!(self, Self::OtherAmount | Self::Value | Self::Points | Self::Remark)
    }

    /// What a column of a table with this heading holds.
    pub(in crate::reconstruct::text) fn of(meaning: Meaning) -> Self {
        match meaning {
            Meaning::Number => Self::Number,
            Meaning::Department => Self::Department,
            Meaning::BudgetUnit => Self::Unit,
            Meaning::Project => Self::Project,
            Meaning::AmountTotal | Meaning::TaskFunds => Self::Total,
            Meaning::AmountFiscal => Self::Fiscal,
            Meaning::AmountSpecialAccount | Meaning::AmountOther | Meaning::AmountCarryover => Self::OtherAmount,
            Meaning::Indicators => Self::Indicators,
            Meaning::TaskName => Self::Task,
            Meaning::Level1 => Self::Level1,
            Meaning::Level2 => Self::Level2,
            Meaning::Level3 => Self::Level3,
            Meaning::PeriodValue
            | Meaning::AnnualValue
            | Meaning::Actual
            | Meaning::ActualExpected
            | Meaning::Likelihood => Self::Value,
            Meaning::Operator => Self::Sign,
            Meaning::Unit => Self::Measure,
            Meaning::Points | Meaning::Score | Meaning::Weight => Self::Points,
            Meaning::Direction | Meaning::Reason | Meaning::Remark | Meaning::Description | Meaning::Criteria => {
                Self::Remark
            }
            _ => Self::Goal,
        }
    }
}

/// A column as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reconstruct::text) struct Column {
    /// The label.
    pub(in crate::reconstruct::text) label: String,
    /// What it holds.
    pub(in crate::reconstruct::text) role: Role,
    /// The lines its label stands on.
    pub(in crate::reconstruct::text) lines: [u32; 2],
    /// Whether it is part of a header broken over lines, whose halves stand only nearly over the columns.
    pub(in crate::reconstruct::text) stacked: bool,
}

/// Most lines a header may take: a label a line, blank lines between, some labels wrapped.
const HEADER_LINES: usize = 40;

/// The header of a project list that starts at line `at`, and the index of the line behind it.
pub(in crate::reconstruct::text) fn header_at(
    lines: &[Line],
    at: usize,
    words: &Words,
) -> Option<(Vec<Column>, usize)> {
    // Asked of every line, and most begin with no label.
    let first = lines.get(at)?.text.chars().find(|c| is_printed(*c))?;
    if !words.begins_like_label(first) {
        return None;
    }
    let mut text = String::new();
    let mut ends = Vec::new();
    for (n, line) in lines.iter().enumerate().skip(at).take(HEADER_LINES) {
        text.extend(line.text.chars().filter(|c| is_printed(*c)));
        ends.push((text.len(), n));
        if ends.len() == 1 && !words.begins_label(&text) {
            return None;
        }
    }
    let line_of = |offset: usize| {
        let n = ends.partition_point(|(end, _)| *end <= offset);
        ends.get(n).map(|(_, n)| *n)
    };
    let mut columns: Vec<Column> = Vec::new();
    let mut offset = 0;
    while let Some((role, len)) = text.get(offset..).and_then(|t| label_at(t, &ends, offset, words)) {
        let at_line_end = ends.iter().any(|(end, _)| *end == offset);
        let row_label = words.is_subtotal(text.get(offset..offset + len)?) && columns.iter().any(|c| c.role.is_long());
        // 单位 left of the project names is an organisation.
        let role =
            if role == Role::Measure && !columns.iter().any(|c| c.role == Role::Project) { Role::Unit } else { role };
        let again = !role.may_repeat() && columns.iter().any(|c| c.role == role);
        if at_line_end && (row_label || again) {
            break;
        }
        let first = lines.get(line_of(offset)?)?.number;
        let last = lines.get(line_of(offset + len - 1)?)?.number;
        columns.push(Column {
            label: text.get(offset..offset + len)?.to_owned(),
            role,
            lines: [first, last],
            stacked: false,
        });
        offset += len;
        if columns.len() > 24 {
            return None;
        }
    }
    let behind = ends.iter().find(|(end, _)| *end == offset).map(|(_, line)| line + 1);
    let found = behind.filter(|_| is_list_header(&columns)).map(|end| (columns, end));
    found.or_else(|| stacked::header_at(lines, at, words).filter(|(columns, _)| is_list_header(columns)))
}

/// The label that `text` begins with, `offset` bytes behind the start of lines that end at `ends`, and its length. Behind the
/// last label of a header printed again goes on what the page break cut: 绩效指标 and 值：… on the next line are no 绩效指标值.
fn label_at(text: &str, ends: &[(usize, usize)], offset: usize, words: &Words) -> Option<(Role, usize)> {
    let (role, len) = words.column_label(text)?;
    let ends_line = |len: usize| ends.iter().any(|(end, _)| *end == offset + len);
    if ends_line(len) || text.get(len..).is_some_and(|t| words.column_label(t).is_some()) {
        return Some((role, len));
    }
    let inside = ends.iter().rev().filter_map(|(end, _)| end.checked_sub(offset)).filter(|end| (1..len).contains(end));
    let mut shorter = inside.filter_map(|end| words.column_label(text.get(..end)?).filter(|(_, len)| *len == end));
    shorter.next().or(Some((role, len)))
}

/// Whether columns are those of a project list.
fn is_list_header(columns: &[Column]) -> bool {
    let has = |role: Role| columns.iter().any(|c| c.role == role);
    let subject = [Role::Indicators, Role::Goal, Role::Level3].into_iter().any(has);
    columns.len() >= 3 && has(Role::Project) && subject && distinct(columns)
}

/// Whether a character belongs to a label: no space, no page break, no border.
fn is_printed(c: char) -> bool {
    !c.is_whitespace() && c != '\u{c}' && c != '|'
}

/// No column twice that a table has once.
fn distinct(columns: &[Column]) -> bool {
    let mut roles: Vec<Role> = columns.iter().map(|c| c.role).filter(|r| !r.may_repeat()).collect();
    let count = roles.len();
    roles.sort_unstable();
    roles.dedup();
    roles.len() == count
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    fn header(text: &str) -> Option<(Vec<Column>, usize)> {
        let lines: Vec<Line> =
            text.split('\n').zip(1..).map(|(t, number)| Line { number, text: t.to_owned() }).collect();
        header_at(&lines, 0, &Words::default())
    }

    #[test]
    fn labels_on_one_line_on_many_and_broken_ones() {
        let (columns, end) = header("主管部门 预算单位 项目名称 绩效目标 绩效指标\n甲局").unwrap();
        assert_eq!((columns.len(), end), (5, 1));
        let (columns, end) =
            header("项目名称（资金使用单\n位） 总计 财政拨款 财政专户拨\n款 其他资金 绩效目标 绩效指标\n合计").unwrap();
        assert_eq!((columns[0].label.as_str(), columns.len(), end), ("项目名称（资金使用单位）", 7, 3));
        assert_eq!(header("主管部门\n\n预算单位\n\n项目名称\n\n绩效目标\n\n绩效指标\n\n甲局").unwrap().1, 9);
    }

    #[test]
    fn what_a_page_break_cut_belongs_to_no_label() {
        let (columns, end) =
            header("主管部门\n预算单位\n项目名称\n绩效目标\n绩效指标\n\n值：按时完成。2、产出").unwrap();
        assert_eq!((columns.len(), columns[4].label.as_str(), end), (5, "绩效指标", 5));
        let (columns, end) = header("项目名称\n绩效目标\n绩效指标\n值\n甲项目").unwrap();
        assert_eq!((columns[2].label.as_str(), end), ("绩效指标值", 4));
    }

    #[test]
    fn text_is_no_header() {
        assert!(header("项目名称 绩效目标").is_none());
        assert!(header("绩效目标是指 项目名称 总计 绩效指标").is_none());
    }
}
