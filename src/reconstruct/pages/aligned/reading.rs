//! Fragments of a region → its rows.

use super::division::Division;
use super::fragments::Fragment;
use super::measures::Measures;
use super::merged;
use super::pieces::TextLine;
use super::rows;
use super::typeset::Typeset;

/// The rows of a region. Labels over several rows are looked for where text is set without spaces only: other writing seldom
/// centres them, and headings of groups would pass for them.
pub(super) fn fragments_to_division(
    measures: Measures<'_>,
    lines: &[TextLine],
    fragments: &[Fragment],
    columns: usize,
    typeset: &Typeset,
) -> Division {
    let plain = rows::best_rows(lines, fragments, columns, measures);
    let merged = typeset.cjk.then(|| merged::merged_rows(lines, fragments, columns, measures, plain.score)).flatten();
    merged.unwrap_or_else(|| Division::of_levels(fragments, &plain.rows))
}
