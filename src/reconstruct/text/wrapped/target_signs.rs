//! What shows that a text is a target: its number, sign and unit.

/// Signs before a target.
const SIGNS: [char; 9] = ['≥', '≤', '＝', '=', '>', '<', '＞', '＜', '≧'];

/// Whether a text is a number with its sign and unit: ≥95%, 12人.
pub(super) fn looks_like_value(text: &str) -> bool {
    let number = text.trim_start_matches(SIGNS).trim_start_matches(['-', ' ']);
    let unit = number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    // Behind a share stand at most words such as 以上.
    let most = if unit.starts_with(['%', '％']) { 3 } else { 5 };
    number.starts_with(|c: char| c.is_ascii_digit()) && unit.chars().count() <= most && !unit.contains(SIGNS)
}

/// Whether a sign stands inside a text: the beginning of a target behind something else.
pub(super) fn has_sign_inside(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next();
    chars.as_str().trim_start_matches(SIGNS).contains(SIGNS)
}
