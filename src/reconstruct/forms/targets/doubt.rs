//! What is doubtful about a target that was read.

use crate::findings::{Message, SignColumnDiffers, SignLost, ValueDiffers, ValueUnreadable};
use crate::language::characters::{fold_width, superscript_to_digit};
use crate::language::number::figures_at;
use crate::language::numerals::is_numeral;
use crate::model::{Finding, Target};

/// What is doubtful about a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// A number stands there that cannot be told; with what is probably meant.
    Unreadable { meant: Option<String> },
    /// The character before the number is lost in the source.
    SignLost,
    /// The value has another sign than its column of signs.
    ColumnsDiffer,
    /// The number read is none of those printed.
    Differs,
}

impl Doubt {
    /// What is said about it. `field` names the column.
    pub(crate) fn finding(&self, field: &str, target: &Target) -> Finding {
        let text = target.raw.as_str();
        let finding = match self {
            Self::Unreadable { .. } => ValueUnreadable { field, text }.finding(),
            Self::SignLost => SignLost { text }.finding(),
            Self::ColumnsDiffer => SignColumnDiffers { text }.finding(),
            Self::Differs => ValueDiffers { text }.finding(),
        };
        let finding = finding.quote(text);
        match self {
            Self::Unreadable { meant: Some(meant) } => finding.suggest(meant.as_str()),
            _ => finding,
        }
    }
}

/// Whether a typed value is none of the numbers that its text shows: read again with nothing but the figures.
pub(super) fn disagreement(target: &Target) -> Option<Doubt> {
    (disagrees(target) || target.parts.iter().any(disagrees)).then_some(Doubt::Differs)
}

/// The same of a target without its parts.
fn disagrees(target: &Target) -> bool {
    let Some(value) = target.value else { return false };
    let text: Vec<char> = target.raw.chars().map(fold_width).collect();
    // Numerals and powers of ten are worth more than their figures.
    if text.iter().any(|&c| is_numeral(c) || superscript_to_digit(c).is_some() || c == '^') {
        return false;
    }
    let mut rest = text.as_slice();
    let mut in_number = false;
    while let [first, behind @ ..] = rest {
        if !in_number && figures_at(rest).is_some_and(|figures| figures.value == value.abs()) {
            return false;
        }
        (in_number, rest) = (first.is_ascii_digit(), behind);
    }
    true
}
