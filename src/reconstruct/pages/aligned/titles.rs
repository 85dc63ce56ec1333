//! Titles between tables: what stands below one is another table.

use crate::reconstruct::tolerances::TITLE_SIZE;

use super::pieces::TextLine;
use super::typeset::Typeset;

/// For each line whether it is a title.
pub(super) fn begins_title(lines: &[TextLine], typeset: &Typeset) -> Vec<bool> {
    lines.iter().map(|line| typeset.cjk && is_title(line, typeset)).collect()
}

/// Whether the line is one run of text, clearly larger than the print of the page. Where text is set with spaces between words, a line of
/// a table may be set as large.
fn is_title(line: &TextLine, typeset: &Typeset) -> bool {
    let least = TITLE_SIZE * typeset.em;
    line.inked().all(|piece| piece.size >= least) && line.segments(typeset.bridge()).len() == 1
}
