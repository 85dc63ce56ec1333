//! What the columns below a header of indicators hold, in rows that lost merged cells.

use crate::vocabulary::Column as Meaning;

use super::fields::FieldRow;
use super::words::Words;
use super::wrapped::Role;

/// Rows below a header that say what its only column of classes holds.
const ROWS_ASKED: usize = 60;

/// Whether a header has a column for the names of indicators: its own, or one below 绩效指标 that goes over several.
pub(super) fn names_indicators(meanings: &[Option<Meaning>]) -> bool {
    meanings.contains(&Some(Meaning::Level3))
        || meanings.windows(2).any(|pair| pair == [Some(Meaning::Indicators), None])
}

/// What the columns hold; the one of the section's label nothing.
pub(super) fn meanings_to_columns(meanings: &[Option<Meaning>]) -> Vec<Option<Role>> {
    let columns = meanings.iter().map(|m| m.filter(|m| *m != Meaning::Indicators).map(Role::of));
    let mut columns: Vec<Option<Role>> = columns.collect();
    // A heading without meaning among others is a column like any; behind the last nothing stands.
    let (first, last) = (columns.iter().position(Option::is_some), columns.iter().rposition(Option::is_some));
    let within = columns.iter_mut().enumerate().filter(|(n, _)| first < Some(*n) && Some(*n) < last);
    within.for_each(|(_, c)| *c = c.or(Some(Role::Open)));
    if !meanings.contains(&Some(Meaning::Level3))
        && let Some(block) = meanings.iter().position(|m| *m == Some(Meaning::Indicators))
    {
        settle_block(columns.get_mut(block..).unwrap_or_default(), meanings.get(block + 1..).unwrap_or_default());
    }
    // 指标类别 over two columns: the classes of both levels.
    let mut levels = (0..).zip(meanings).filter(|(_, m)| matches!(m, Some(Meaning::Level1 | Meaning::Level2)));
    if let (Some((only, _)), None) = (levels.next(), levels.next())
        && meanings.get(only + 1) == Some(&None)
        && let Some([class, rest, ..]) = columns.get_mut(only..)
    {
        (*class, *rest) = (Some(Role::Level1), Some(Role::Level2));
    }
    columns
}

/// 绩效指标 over classes and names: the columns from its own on, and the headings behind it.
fn settle_block(columns: &mut [Option<Role>], behind: &[Option<Meaning>]) {
    match (columns, behind.iter().take_while(|m| m.is_none()).count()) {
        ([class, name, ..], 1) => (*class, *name) = (Some(Role::Level1), Some(Role::Level3)),
        ([class, second, name, ..], 2..) => {
            (*class, *second, *name) = (Some(Role::Level1), Some(Role::Level2), Some(Role::Level3));
        }
        _ => {}
    }
}

/// The only column of classes is that of the level which it holds: 指标类型 over 数量, 质量.
pub(super) fn settle_only_level(columns: &mut [Option<Role>], below: &[FieldRow], words: &Words) {
    let levels = [Some(Role::Level1), Some(Role::Level2)];
    let mut classes = columns.iter_mut().filter(|c| levels.contains(c));
    let (Some(only), None) = (classes.next(), classes.next()) else { return };
    let firsts = below.iter().take(ROWS_ASKED).filter_map(|row| row.filled().next());
    let firsts: Vec<(bool, bool)> = firsts.map(|(_, text)| words.class_levels(text)).collect();
    match (firsts.contains(&(true, false)), firsts.contains(&(false, true))) {
        (true, false) => *only = Some(Role::Level1),
        (false, true) => *only = Some(Role::Level2),
        _ => {}
    }
}

/// The columns of indicators without headings, which begin with that row: class of the first level, of the second, name, value, and the
/// label of their block before them.
pub(super) fn bare_columns(row: &FieldRow, words: &Words) -> Option<Vec<Option<Role>>> {
    let cells: Vec<(bool, bool)> = row.filled().map(|(_, f)| words.class_levels(f)).collect();
    let is_label = row.fields.first().is_some_and(|f| words.meaning(f) == Some(Meaning::Indicators));
    let own = cells.get(usize::from(is_label)..)?;
    let begins = matches!(own, [(true, _), (_, true), (_, false), (_, false), ..]);
    let bare = cells.len() == row.fields.len() && begins;
    let columns = [Role::Level1, Role::Level2, Role::Level3, Role::Value].map(Some);
    bare.then(|| is_label.then_some(None).into_iter().chain(columns).collect())
}
