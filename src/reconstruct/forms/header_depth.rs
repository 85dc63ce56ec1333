//! How many rows the headings of a table take.

use super::header_years::is_year;
use super::items::{Row, Slot};
use crate::language::money::text_to_amount;
use crate::vocabulary::{Column, Vocabulary};

/// Rows of the deepest header.
const MOST_ROWS: u32 = 4;
/// Most characters of a word that names a value below 值: 目标, 实际.
const VALUE_WORD_LONGEST: usize = 4;
/// Characters of the longest name of an indicator that heads a column.
const NAME_LONGEST: usize = 20;
/// Characters of the longest heading of a part of a value.
const PART_LONGEST: usize = 8;

/// How many rows the header has whose first row is given.
pub(super) fn depth(rows: &[&Row<'_>], vocabulary: &Vocabulary) -> usize {
    let Some((first, below)) = rows.split_first() else { return 1 };
    // A label left of the header may span the rows below, too.
    let known: Vec<&Slot<'_>> = first.filled().filter(|s| is_heading(s.text(), vocabulary)).collect();
    let others = known.iter().skip(1).map(|s| s.cell.row_span).filter(|d| *d <= MOST_ROWS);
    if let Some(deepest) = others.max().filter(|deepest| *deepest > 1) {
        return rows.len().min(deepest as usize);
    }
    if let Some(deep) =
        depth_beside_classes(first, vocabulary).or_else(|| depth_below_classes(first, below, vocabulary))
    {
        return rows.len().min(deep as usize);
    }
    let Some(second) = below.first() else { return 1 };
    // Without known spans: a second row of nothing but headings, at least one of them under a wide one.
    let parts: Vec<_> = second.filled().collect();
    let heads = first.filled().filter(|s| vocabulary.column(s.text()).is_some()).count();
    let labels = parts.iter().filter(|s| is_heading(s.text(), vocabulary)).count();
    // 产出指标 | 效益指标 under 绩效指标; one class alone stands in a row of indicators, too.
    let classes = parts.iter().filter(|s| vocabulary.level1(s.text()).is_some()).count();
    let stands = parts.iter().all(|s| {
        let is_class = classes > 1 && vocabulary.level1(s.text()).is_some();
        (is_part(s.text(), vocabulary) || is_class) && has_room_above(first, s)
    });
    let pairs = is_row_of_pairs(first, vocabulary);
    let headed = labels >= 1 && stands || are_parts_of_values(first, &parts, vocabulary);
    if heads >= 2 && parts.len() >= 2 && headed && !pairs { 2 } else { 1 }
}

/// How many rows a header takes in which classes stand over columns: as many as the cells beside them, of which two are as deep
/// (序号, 市（县））.
fn depth_beside_classes(first: &Row<'_>, vocabulary: &Vocabulary) -> Option<u32> {
    let is_class = |slot: &Slot<'_>| vocabulary.level1(slot.text()).is_some();
    let mut beside = first.filled().take_while(|slot| !is_class(slot)).map(|slot| slot.cell.row_span);
    let deep = beside.next().filter(|deep| (1..MOST_ROWS).contains(&(deep - 1)))?;
    let wide = first.filled().any(|slot| is_class(slot) && slot.cell.row_span < deep);
    (wide && beside.any(|other| other == deep)).then_some(deep)
}

/// The same in a dump, which tells no spans: the rows below belong to the header as long as nothing stands below what is left of the
/// classes, for each row of the table begins there.
fn depth_below_classes(first: &Row<'_>, below: &[&Row<'_>], vocabulary: &Vocabulary) -> Option<u32> {
    let class = first.filled().find(|slot| vocabulary.level1(slot.text()).is_some())?.cell.col;
    let beside = first.filled().filter(|slot| slot.cell.col < class).count();
    let lower = below.iter().take_while(|row| {
        let mut texts = row.filled();
        let stands = texts.next().is_some_and(|slot| slot.cell.col >= class) && texts.next().is_some();
        stands && row.filled().all(|slot| slot.text().chars().count() <= NAME_LONGEST)
    });
    let deep = lower.take(MOST_ROWS as usize).count() as u32 + 1;
    (first.is_guessed() && beside > 1 && deep > 1 && deep <= MOST_ROWS).then_some(deep)
}

/// 符号 | 值 | 单位, 前年 | 上年 | 当年: short words that begin below a heading of values and stand over no column of another one.
fn are_parts_of_values(row: &Row<'_>, parts: &[&Slot<'_>], vocabulary: &Vocabulary) -> bool {
    row.is_guessed()
        && parts.iter().all(|part| {
            is_short_word(part.text(), vocabulary)
                && heading_over(row, part).is_some_and(|heading| has_parts(heading, vocabulary))
                && (slot_at(row, part.cell.col).is_some_and(Slot::is_blank)
                    || slot_at(row, part.end()).is_some_and(Slot::is_blank))
        })
}

/// The last heading that begins where a part does, or left of it.
fn heading_over<'a, 'r>(row: &'a Row<'r>, part: &Slot<'_>) -> Option<&'a Slot<'r>> {
    row.cells.iter().rfind(|s| s.cell.col <= part.cell.col && !s.is_blank())
}

/// Whether a text may head a part of a value: no number, no class.
fn is_short_word(text: &str, vocabulary: &Vocabulary) -> bool {
    text.chars().count() <= PART_LONGEST
        && !text.chars().any(|c| c.is_ascii_digit())
        && vocabulary.level1(text).is_none()
        && vocabulary.level2(text).is_none()
}

/// Whether a heading may stand over parts that are called anything.
fn has_parts(heading: &Slot<'_>, vocabulary: &Vocabulary) -> bool {
    use Column::{Actual, AnnualValue, Criteria, Likelihood, PeriodValue, Reason};
    let role = vocabulary.column(heading.text());
    role.is_some_and(|role| matches!(role, AnnualValue | PeriodValue | Actual | Reason | Criteria | Likelihood))
}

/// 主管部门 | 某局 | 实施单位 | 某站: labels of a card, each with a text beside it, are no headings of what stands below.
fn is_row_of_pairs(row: &Row<'_>, vocabulary: &Vocabulary) -> bool {
    let cells: Vec<Option<Column>> = row.filled().map(|s| vocabulary.column(s.text())).collect();
    let of_card = |role: &Column| !role.is_indicator() && !role.is_money() && !is_block(*role);
    cells.chunks(2).all(|pair| matches!(pair, [Some(label), None] if of_card(label)))
}

/// Whether a text is the heading of a column, and no label of a block.
fn is_heading(text: &str, vocabulary: &Vocabulary) -> bool {
    vocabulary.column(text).is_some_and(|c| !is_block(c))
}

/// Whether a text heads a part of a wider column: a heading, a year, a word for values, a source of money (其他).
fn is_part(text: &str, vocabulary: &Vocabulary) -> bool {
    is_heading(text, vocabulary)
        || is_year(text)
        || is_value_word(text, vocabulary)
        || vocabulary.column(&format!("{text}资金")).is_some_and(Column::is_amount)
}

/// Whether a heading may be part of what stands over it: that is wide, blank, or has a blank right of it.
fn has_room_above(row: &Row<'_>, part: &Slot<'_>) -> bool {
    let Some(above) = slot_at(row, part.cell.col) else { return true };
    above.is_blank() || above.cell.col_span > 1 || slot_at(row, above.end()).is_some_and(Slot::is_blank)
}

/// The slot of a row that covers a column.
pub(super) fn slot_at<'a, 'r>(row: &'a Row<'r>, column: u32) -> Option<&'a Slot<'r>> {
    row.cells.iter().find(|s| s.cell.col <= column && s.end() > column)
}

/// Labels of blocks: beside a header, never part of it.
fn is_block(role: Column) -> bool {
    use Column::{BudgetBlock, FundsBlock, GoalActual, Indicators, Summary, TaskBlock};
    matches!(role, BudgetBlock | FundsBlock | GoalActual | Indicators | Summary | TaskBlock)
}

/// 目标, 实际: words that name a value where 值 is printed above.
fn is_value_word(text: &str, vocabulary: &Vocabulary) -> bool {
    text.chars().count() <= VALUE_WORD_LONGEST
        && text_to_amount(text).is_none()
        && vocabulary.column(&format!("{text}值")).is_some_and(|c| matches!(c, Column::AnnualValue | Column::Actual))
}
