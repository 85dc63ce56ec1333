//! What a template prints and asks for, whatever is poured into it.

use std::collections::BTreeSet;

use super::region::FormRegion;
use super::{money, pattern};
use crate::error::Unusable;
use crate::model::labels::{form_kind_to_words, kind_family};
use crate::model::{Document, Kind};
use crate::ooxml::grid::SheetGrid;
use crate::ooxml::workbook::OpenWorkbook;
use crate::vocabulary::{Vocabulary, normalise_label};
use crate::{Error, Result};

/// The last row that the title of a sheet's first form stands in.
const LAST_TITLE_ROW: u32 = 30;

/// What a template prints and asks for.
#[derive(Default)]
pub(super) struct TemplateFacts {
    /// The units of money it prints.
    pub(super) units: Vec<String>,
    /// The kinds of forms that the titles at the top of its sheets name.
    kinds: Vec<Kind>,
    /// Its labels with a free cell and its placeholders, normalised; empty where nobody asks.
    pub(super) asked: BTreeSet<String>,
}

impl TemplateFacts {
    /// Of a template and the forms of its sheets; `with_asked` whether its labels and placeholders are wanted.
    ///
    /// # Errors
    /// Where its sheets cannot be held.
    pub(super) fn of(
        template: &OpenWorkbook,
        regions: &[Vec<FormRegion>],
        vocabulary: &Vocabulary,
        with_asked: bool,
    ) -> Result<Self> {
        let mut facts = Self::default();
        for scan in template.scans.iter().flatten() {
            let grid = SheetGrid::new(scan, &template.texts)?;
            facts.units.extend(money::units(&grid, (1, u32::MAX), vocabulary));
            facts.kinds.extend(kinds_of(&grid, vocabulary));
        }
        for region in regions.iter().flatten().filter(|_| with_asked) {
            facts.asked.extend(region.pairs.iter().map(|pair| normalise_label(&pair.label)));
            let pieces = region.cells.iter().flat_map(|cell| &cell.pieces);
            facts.asked.extend(pieces.filter_map(|piece| match piece {
                pattern::TextPiece::Place(place) => Some(normalise_label(&place.name)),
                pattern::TextPiece::Text(_) => None,
            }));
        }
        Ok(facts)
    }

    /// Refuses a template whose titles all name other kinds of forms than the document has.
    ///
    /// # Errors
    /// Where it is for another kind.
    pub(super) fn check_kind(&self, document: &Document) -> Result<()> {
        let (Some(kind), Some(form)) = (self.kinds.first(), document.forms.first()) else { return Ok(()) };
        let families: BTreeSet<u8> = document.forms.iter().map(|form| kind_family(form.kind)).collect();
        if self.kinds.iter().any(|kind| families.contains(&kind_family(*kind))) {
            return Ok(());
        }
        let [template, document] = [*kind, form.kind].map(form_kind_to_words);
        Err(Error::Setting { what: Unusable::OtherKind { template, document } })
    }
}

fn kinds_of(grid: &SheetGrid<'_>, vocabulary: &Vocabulary) -> Vec<Kind> {
    let top = grid.texts().take_while(|(block, _)| block.top <= LAST_TITLE_ROW);
    let titles = top.filter(|(_, text)| vocabulary.is_title(text));
    titles.filter_map(|(_, text)| vocabulary.title_kind(text)).collect()
}
