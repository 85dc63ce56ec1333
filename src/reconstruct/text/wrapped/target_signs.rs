//! What shows that a text is a target: its number, sign and unit.

/// Most characters behind the number of a target: a unit and such words as 以上; behind a share only these.
const UNIT_LONGEST: usize = 5;
/// See [`UNIT_LONGEST`].
const BEHIND_SHARE_LONGEST: usize = 3;

/// Signs before a target.
const SIGNS: [char; 9] = ['≥', '≤', '＝', '=', '>', '<', '＞', '＜', '≧'];

/// Whether a text is a number with its sign and unit: ≥95%, 12人.
pub(super) fn looks_like_value(text: &str) -> bool {
    let number = text.trim_start_matches(SIGNS).trim_start_matches(['-', ' ']);
    let unit = number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let most = if unit.starts_with(['%', '％']) { BEHIND_SHARE_LONGEST } else { UNIT_LONGEST };
    number.starts_with(|c: char| c.is_ascii_digit()) && unit.chars().count() <= most && !unit.contains(SIGNS)
}

/// Whether a sign stands inside a text: the beginning of a target behind something else.
pub(super) fn has_sign_inside(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next();
    chars.as_str().trim_start_matches(SIGNS).contains(SIGNS)
}

/// Whether a word is a sign and nothing else.
pub(in crate::reconstruct::text) fn is_bare_sign(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| SIGNS.contains(&c))
}
