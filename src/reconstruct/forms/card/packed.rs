//! Indicators packed in one cell beside their label, as lists have them: 绩效指标 | 1.产出指标：….

use super::content::Card;
use crate::reconstruct::forms::claims::Owner;
use crate::reconstruct::forms::items::Row;
use crate::reconstruct::forms::packed::{FEWEST_CLASSES, cell_to_class_lists, cell_to_items};
use crate::reconstruct::forms::packed_cells::cell_to_indicators;
use crate::vocabulary::{Column, Vocabulary};

/// Takes a row whose label is that of indicators and whose only other cell lists several of them; `false` where it is another row.
pub(super) fn packed_row(row: &Row<'_>, card: &mut Card, vocabulary: &Vocabulary) -> bool {
    let mut cells = row.filled();
    let (Some(label), Some(cell), None) = (cells.next(), cells.next(), cells.next()) else { return false };
    let items = cell_to_items(cell.text(), vocabulary);
    let classed = items.iter().any(|item| item.level1.is_some() || item.level2.is_some());
    let listed = !cell_to_class_lists(cell.text(), FEWEST_CLASSES, vocabulary).is_empty();
    if !card.indicators.is_empty() || !listed && (items.len() < FEWEST_ITEMS || !classed) {
        return false;
    }
    label.claim(Owner::Label(Column::Indicators));
    let text = cell.read(Column::Indicators);
    card.indicators = cell_to_indicators(text, &cell.cell.place, vocabulary, &mut card.findings);
    card.packed_indicators = Some(text.to_owned());
    true
}

/// Indicators that a text lists at least: one may be any sentence.
const FEWEST_ITEMS: usize = 2;
