//! Header rows → columns with their meaning. A header is a tree of cells, wide ones over their parts; each column is named by
//! its path from the top: 年度指标值 over 目标值 | 实际值, 近三年指标值 over 2021 | 2022 | 2023, classes over 三级指标 | 指标值.

use super::bare_rows::split_block;
use super::claims::Owner;
use super::header::{Header, Heading, Unknown, is_indicator_header};
use super::header_classes::{tell_class_columns, tell_named_columns};
use super::header_depth::{depth, slot_at};
use super::header_leaf::Leaf;
use super::header_years::tell_years;
use super::items::{Row, Slot};
use crate::findings::{HeadingNearMiss, Message};
use crate::model::Finding;
use crate::vocabulary::{Column, Vocabulary};

/// The header that begins with the first of the rows (of one table). Where two or more labels are known, one that is known but
/// for one character counts, too, with a finding.
pub(super) fn rows_to_header(rows: &[&Row<'_>], vocabulary: &Vocabulary, findings: &mut Vec<Finding>) -> Header {
    let Some(first) = rows.first() else { return Header::default() };
    let deep = depth(rows, vocabulary);
    let (rows, below) = rows.split_at_checked(deep).unwrap_or((rows, &[]));
    let mut leaves = if deep == 1 { row_to_leaves(first) } else { rows_to_leaves(rows) };
    for leaf in &mut leaves {
        leaf.role = path_to_role(&leaf.path, vocabulary);
    }
    tell_years(&mut leaves, vocabulary);
    tell_target(&mut leaves, vocabulary);
    tell_values(&mut leaves, vocabulary);
    tell_whole(&mut leaves, vocabulary);
    tell_class_columns(&mut leaves, vocabulary);
    tell_named_columns(&mut leaves, vocabulary);
    if deep == 1 && first.is_guessed() {
        widen(&mut leaves);
    }
    let known = leaves.iter().filter(|l| l.role.is_some()).count();
    let mut header = Header { rows: deep, ..Header::default() };
    for leaf in leaves {
        let Some(slot) = leaf.path.last() else { continue };
        let role = match leaf.role {
            Some(role) => role,
            None if known >= 2 => {
                let near = vocabulary.column_near(slot.text());
                let Some(near) = near.filter(|near| may_head(near.meaning, &leaf, below)) else {
                    header.unknown.push(Unknown { from: leaf.from, to: leaf.to, text: slot.text().to_owned() });
                    continue;
                };
                findings.push(near_miss(slot, near.spelling));
                near.meaning
            }
            None => continue,
        };
        let (class, second) = leaf.classes(role, vocabulary);
        let (from, to) = (leaf.from, leaf.to);
        header.headings.push(Heading { role, from, to, text: slot.text().to_owned(), class, second });
    }
    split_block(&mut header, below, vocabulary);
    tell_block_labels(&mut header, vocabulary);
    tell_value_columns(&mut header);
    header
}

/// Whether cells below contradict a meaning that is only near: points are numbers (指标分类 is no 指标分值).
fn may_head(role: Column, leaf: &Leaf<'_, '_>, below: &[&Row<'_>]) -> bool {
    if !matches!(role, Column::Points | Column::Score | Column::Weight) {
        return true;
    }
    let mut cells = below.iter().filter_map(|row| row.within(leaf.from, leaf.to)).filter(|s| s.begins && !s.is_blank());
    cells.all(|s| s.text().chars().any(|c| c.is_ascii_digit()))
}

/// Right of the names of indicators 预期目标 and 完成情况 head values, no goals.
fn tell_value_columns(header: &mut Header) {
    let levels = header.has(Column::Level1) || header.has(Column::Level2);
    let Some(names) = header.heading(Column::Level3).map(|h| h.to).filter(|_| levels) else { return };
    let (target, actual) = (!header.has(Column::AnnualValue), !header.has(Column::Actual));
    for heading in header.headings.iter_mut().filter(|h| h.from >= names) {
        match heading.role {
            Column::GoalActual if actual => heading.role = Column::Actual,
            Column::Goal if target => heading.role = Column::AnnualValue,
            _ => {}
        }
    }
}

/// Left of the classes of indicators stands the label of their block, whatever it says (年度绩效指标完成情况).
fn tell_block_labels(header: &mut Header, vocabulary: &Vocabulary) {
    let levels = [Column::Level1, Column::Level2, Column::Level3];
    let first = header.headings.iter().filter(|h| levels.contains(&h.role)).map(|h| h.from).min();
    let Some(first) = first.filter(|_| is_indicator_header(header)) else { return };
    for heading in header.headings.iter_mut().filter(|h| h.to <= first) {
        if matches!(heading.role, Column::Actual | Column::ActualExpected | Column::GoalActual | Column::AnnualValue) {
            heading.role = Column::Indicators;
        }
    }
    let (labels, unknown): (Vec<_>, Vec<_>) = std::mem::take(&mut header.unknown)
        .into_iter()
        .partition(|label| label.to <= first && vocabulary.names_topic(&label.text));
    header.unknown = unknown;
    let headings = labels.into_iter().map(|Unknown { from, to, text }| Heading {
        role: Column::Indicators,
        from,
        to,
        text,
        class: None,
        second: None,
    });
    header.headings.splice(0..0, headings);
}

/// Answers for the cells of a header's rows: headings that are read, and what stands over them.
pub(super) fn claim_header(rows: &[&Row<'_>], header: &Header) {
    for slot in rows.iter().take(header.rows).flat_map(|r| r.filled()) {
        if let Some(heading) = header.headings.iter().find(|h| h.covers(slot)) {
            slot.claim(Owner::Label(heading.role));
        }
    }
}

fn row_to_leaves<'a, 'r>(row: &'a Row<'r>) -> Vec<Leaf<'a, 'r>> {
    row.filled().map(|s| Leaf { from: s.cell.col, to: s.end(), path: vec![s], role: None }).collect()
}

/// The columns of several header rows.
fn rows_to_leaves<'a, 'r>(rows: &[&'a Row<'r>]) -> Vec<Leaf<'a, 'r>> {
    let last = rows.iter().flat_map(|r| r.cells.iter().map(Slot::end)).fold(0, u32::max);
    let mut leaves: Vec<Leaf<'a, 'r>> = Vec::new();
    for column in 0..last.min(MOST_COLUMNS) {
        let mut path: Vec<&'a Slot<'r>> = Vec::new();
        for (n, row) in rows.iter().enumerate() {
            let slot = slot_at(row, column);
            // A wide cell of a text shows as blanks behind its words.
            let slot = slot.filter(|s| !s.is_blank()).or_else(|| {
                let parted = row.is_guessed() && n + 1 < rows.len();
                row.cells.iter().rfind(|s| parted && s.cell.col <= column && !s.is_blank())
            });
            if let Some(slot) = slot.filter(|s| path.iter().all(|p| !p.is(s))) {
                path.push(slot);
            }
        }
        let Some(name) = path.last() else { continue };
        match leaves.last_mut().filter(|l| l.to == column && l.path.last().is_some_and(|p| p.is(name))) {
            Some(leaf) => leaf.to = column + 1,
            None => leaves.push(Leaf { from: column, to: column + 1, path, role: None }),
        }
    }
    leaves
}

/// In a dump a heading over several columns stands over the first of them: those right of it without a heading are its own where it may
/// have parts.
fn widen(leaves: &mut [Leaf<'_, '_>]) {
    let starts: Vec<u32> = leaves.iter().skip(1).map(|leaf| leaf.from).collect();
    for (leaf, next) in leaves.iter_mut().zip(starts) {
        if matches!(leaf.role, Some(Column::Indicators | Column::AnnualValue | Column::Level1 | Column::Level2)) {
            leaf.to = next;
        }
    }
}

/// Columns of the widest header.
const MOST_COLUMNS: u32 = 1_000;

/// What a column means by its own name and those over it.
fn path_to_role(path: &[&Slot<'_>], vocabulary: &Vocabulary) -> Option<Column> {
    let (own, over) = path.split_last()?;
    let text = own.text();
    let above: Vec<Column> = over.iter().filter_map(|s| vocabulary.column(s.text())).collect();
    let valued = [Column::AnnualValue, Column::PeriodValue, Column::Actual].iter().any(|role| above.contains(role));
    let role = match vocabulary.column(text) {
        // 年度指标值 over 目标 | 实际.
        None if valued => vocabulary.column(&format!("{text}值"))?,
        // 偏差原因分析 over 经费保障 | 其他.
        None if above.contains(&Column::Reason) => Column::Reason,
        // 项目资金, 资金来源 over 财政拨款 | 其他.
        None if above.iter().any(|role| matches!(role, Column::FundsBlock | Column::BudgetHeading)) => {
            vocabulary.column(&format!("{text}资金")).filter(|role| role.is_amount())?
        }
        // 完成目标可能性 over 确定能 | 有可能.
        None if above.contains(&Column::Likelihood) => Column::Likelihood,
        // 评价标准 over 优 | 良 | 中.
        None if above.contains(&Column::Criteria) => Column::Criteria,
        Some(Column::Goal) if valued => Column::AnnualValue,
        Some(Column::GoalActual) if valued => Column::Actual,
        None => return None,
        Some(role) => role,
    };
    Some(match role {
        Column::AnnualValue | Column::Actual if above.contains(&Column::Earlier) => Column::Earlier,
        Column::AnnualValue if above.contains(&Column::GoalPeriod) => Column::PeriodValue,
        // 实施期 over 目标值.
        Column::AnnualValue if over.iter().any(|s| is_whole_period(s.text(), text, vocabulary)) => Column::PeriodValue,
        Column::AnnualValue if above.contains(&Column::PeriodValue) => Column::PeriodValue,
        Column::AnnualValue if above.contains(&Column::Actual) || above.contains(&Column::GoalActual) => Column::Actual,
        other => other,
    })
}

/// Whether a text that means nothing alone makes with the heading below it that of the whole project's values.
fn is_whole_period(over: &str, text: &str, vocabulary: &Vocabulary) -> bool {
    vocabulary.column(over).is_none() && vocabulary.column(&format!("{over}{text}")) == Some(Column::PeriodValue)
}

/// 符号 | 值 | 单位 under 指标值, and 目标值 | 完成值 under 完成情况: the column of the value where none else is one.
fn tell_values(leaves: &mut [Leaf<'_, '_>], vocabulary: &Vocabulary) {
    let roles: Vec<Column> = leaves.iter().filter_map(|l| l.role).collect();
    if roles.contains(&Column::AnnualValue) || roles.contains(&Column::PeriodValue) {
        return;
    }
    let parted = roles.contains(&Column::Operator) || roles.contains(&Column::Unit);
    let several = roles.iter().filter(|role| **role == Column::Actual).count() > 1;
    let values = leaves.iter_mut().filter(|leaf| {
        let own = leaf.path.last().and_then(|s| vocabulary.column(s.text()));
        let is_unnamed = leaf.role.is_none() && own.is_none();
        several && own == Some(Column::AnnualValue)
            || parted && is_unnamed && leaf.roles_over(vocabulary).any(|c| c == Column::AnnualValue)
    });
    if let [only] = values.collect::<Vec<_>>().as_mut_slice() {
        only.role = Some(Column::AnnualValue);
    }
}

/// 总目标值 | 年度目标值: beside the value of the year one that is said to be the whole's is that of the project.
fn tell_whole(leaves: &mut [Leaf<'_, '_>], vocabulary: &Vocabulary) {
    let values = leaves.iter_mut().filter(|l| l.role == Some(Column::AnnualValue));
    let (annual, others): (Vec<_>, Vec<_>) =
        values.partition(|l| l.path.last().is_some_and(|s| vocabulary.is_annual(s.text())));
    if annual.is_empty() {
        return;
    }
    for leaf in others {
        if leaf.path.last().is_some_and(|s| vocabulary.is_of_whole(s.text())) {
            leaf.role = Some(Column::PeriodValue);
        }
    }
}

/// 前年 | 上年 | 预计当年实现 under 指标值: beside values of earlier years the one that is left is the target.
fn tell_target(leaves: &mut [Leaf<'_, '_>], vocabulary: &Vocabulary) {
    let roles: Vec<Column> = leaves.iter().filter_map(|l| l.role).collect();
    if roles.contains(&Column::AnnualValue) || !roles.contains(&Column::Earlier) {
        return;
    }
    let left = leaves.iter_mut().filter(|leaf| {
        matches!(leaf.role, Some(Column::Actual | Column::ActualExpected))
            && leaf.roles_over(vocabulary).any(|c| c == Column::AnnualValue)
    });
    if let [only] = left.collect::<Vec<_>>().as_mut_slice() {
        only.role = Some(Column::AnnualValue);
    }
}

fn near_miss(slot: &Slot<'_>, known: &str) -> Finding {
    let heading = slot.text();
    HeadingNearMiss { heading, known }.finding().at(slot.cell.place.clone()).quote(heading).suggest(known)
}
