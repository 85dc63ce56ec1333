//! Columns that are classes of indicators, or indicators, beside the projects of a list.

use super::header_leaf::Leaf;
use crate::vocabulary::{Column, Vocabulary};

/// Columns of one kind at least.
const FEWEST: usize = 2;

/// 产出指标 | 效益指标 | 满意度指标 under 绩效指标, beside the names of projects: columns that list the indicators of a class.
pub(super) fn tell_class_columns(leaves: &mut [Leaf<'_, '_>], vocabulary: &Vocabulary) {
    if !leaves.iter().any(|l| l.role == Some(Column::Project)) {
        return;
    }
    if leaves.iter().filter(|l| is_class_column(l, vocabulary)).count() >= FEWEST {
        leaves.iter_mut().filter(|l| is_class_column(l, vocabulary)).for_each(|l| l.role = Some(Column::Indicators));
    }
}

/// Whether a column is named by a class of the first level.
fn is_class_column(leaf: &Leaf<'_, '_>, vocabulary: &Vocabulary) -> bool {
    leaf.role.is_none() && leaf.path.last().is_some_and(|s| vocabulary.level1(s.text()).is_some())
}

/// 危房改造户数（户） | 验收合格率 under 产出指标: columns of one indicator each, with its values below. Where no column has the names of
/// projects, the rows are those of what stands left of the indicators: 市（县）.
pub(super) fn tell_named_columns(leaves: &mut [Leaf<'_, '_>], vocabulary: &Vocabulary) {
    let Some(first) = leaves.iter().position(|leaf| is_named_column(leaf, vocabulary)) else { return };
    let named = leaves.iter().filter(|leaf| is_named_column(leaf, vocabulary)).count();
    if named < FEWEST {
        return;
    }
    if !leaves.iter().any(|leaf| leaf.role == Some(Column::Project)) {
        let left = leaves.iter_mut().take(first);
        let mut subjects = left
            .filter(|leaf| matches!(leaf.role, None | Some(Column::BudgetUnit | Column::Department | Column::Unit)));
        let Some(subject) = subjects.next() else { return };
        subject.role = Some(Column::Project);
    }
    leaves.iter_mut().filter(|leaf| is_named_column(leaf, vocabulary)).for_each(|l| l.role = Some(Column::Indicators));
}

/// Whether a column is named by no heading and no class, below a class of the first level.
fn is_named_column(leaf: &Leaf<'_, '_>, vocabulary: &Vocabulary) -> bool {
    let Some((own, over)) = leaf.path.split_last() else { return false };
    leaf.role.is_none()
        && vocabulary.level1(own.text()).is_none()
        && vocabulary.level2(own.text()).is_none()
        && over.iter().any(|slot| vocabulary.level1(slot.text()).is_some())
}
