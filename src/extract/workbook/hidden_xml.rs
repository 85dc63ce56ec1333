//! Elements of .xlsx worksheets → the rows and columns that they hide.

use quick_xml::events::BytesStart;

use super::claims::{KeptParts, Then, attribute};
use super::hidden::HiddenParts;
use super::limits::CheckedPackage;
use crate::Result;

/// Adds what a part hides; parts that mention nothing hidden are not looked through.
///
/// # Errors
/// Where the part is damaged.
pub(super) fn look(
    parts: &mut KeptParts<'_>,
    package: &CheckedPackage,
    part: &str,
    hidden: &mut HiddenParts,
) -> Result<()> {
    let mentions = package.parts.iter().any(|p| p.mentions_hidden && p.name.eq_ignore_ascii_case(part));
    if !mentions {
        return Ok(());
    }
    // Rows may leave out their number: they follow the one before.
    let mut next_row = 0;
    parts.each_element(part, |element| {
        let name = element.local_name();
        if name.as_ref() == "row" {
            let row = number(element, "r").unwrap_or(next_row);
            next_row = row.saturating_add(1);
            if is_hidden(element) {
                hidden.rows.add(row, row);
            }
        } else if name.as_ref() == "col"
            && is_hidden(element)
            && let (Some(first), Some(last)) = (number(element, "min"), number(element, "max"))
        {
            hidden.columns.add(first, last);
        }
        Ok(Then::On)
    })
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"))
}

/// A row or column that an element names, from 0.
fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.parse::<u32>().ok()?.checked_sub(1)
}
