//! What a text says about the column it stands in.

use crate::reconstruct::text::words::Words;

use super::columns::{Column, Role};
use super::dictionary::Dictionary;
use super::weights::Cost;

/// The words and repeated names a text is judged by.
pub(in crate::reconstruct::text) struct Judge<'a> {
    /// The vocabulary.
    pub(super) words: &'a Words,
    /// The organisations this text repeats.
    pub(super) dictionary: Dictionary,
    /// Whether the table has columns of organisations; else agency rows stand in the name column.
    pub(super) has_organisations: bool,
}

const SENTENCE: [char; 4] = ['。', '；', ';', '！'];
const CLAUSE: [char; 2] = ['，', ','];

impl<'a> Judge<'a> {
    /// A judge for these columns.
    pub(in crate::reconstruct::text) fn new(words: &'a Words, dictionary: Dictionary, columns: &[Column]) -> Self {
        let has_organisations = columns.iter().any(|c| matches!(c.role, Role::Department | Role::Unit));
        Self { words, dictionary, has_organisations }
    }

    /// Cost of a whole short cell.
    pub(in crate::reconstruct::text) fn short_cell(&self, role: Role, text: &str) -> Cost {
        if role.is_number() {
            return if is_amount(text) { -2.0 } else { 12.0 };
        }
        let mut cost = if is_amount(text) && role != Role::Value { 6.0 } else { 0.0 };
        if text.contains("指标值") || self.words.starts_item(text) {
            cost += 8.0;
        }
        if role != Role::Value {
            cost += if starts_inside(text) { 3.0 } else { 0.0 };
            cost += 4.0 * text.matches(SENTENCE).count().min(2) as Cost;
        }
        cost += match role {
            Role::Department | Role::Unit => self.organisation(text) + self.dictionary.out_of_column(role, text),
            Role::Level1 | Role::Level2 => self.class(role, text),
            Role::Level3 => self.indicator_name(text),
            Role::Value => value(text) + if self.words.class_levels(text) == (false, false) { 0.0 } else { 5.0 },
            Role::Task => self.task_name(text),
            Role::Sign => {
                if self.words.is_sign(text) {
                    -3.0
                } else {
                    8.0
                }
            }
            Role::Measure => self.measure(text),
            Role::Remark => self.remark(text),
            _ => self.name(text),
        };
        cost
    }

    /// Cost of what a page break left of a short cell.
    pub(super) fn rest_of_short_cell(&self, role: Role, text: &str) -> Cost {
        if role.is_number() || self.dictionary.knows(text) {
            return 12.0;
        }
        let strange =
            text.contains(SENTENCE) || text.contains(CLAUSE) || self.words.item_signs(text) > 0 || is_amount(text);
        let length = (text.chars().count() as Cost - 12.0).max(0.0) * 0.2;
        1.0 + length + if strange { 8.0 } else { 0.0 }
    }

    fn organisation(&self, text: &str) -> Cost {
        let length = text.chars().count();
        let long = if length > 30 { 4.0 } else { 0.0 };
        if self.dictionary.knows(text) {
            -4.0
        } else if self.words.is_organisation(text) {
            long - if self.dictionary.is_akin(text) { 1.5 } else { 0.8 }
        } else if self.dictionary.is_akin(text) && !self.words.ends_like_name(text) {
            1.0 + long
        } else {
            3.5 + long
        }
    }

    fn name(&self, text: &str) -> Cost {
        let length = text.chars().count();
        let mut cost = 1.5 * text.matches(CLAUSE).count().min(3) as Cost;
        cost += (length as Cost - 45.0).max(0.0) * 0.15;
        if self.has_organisations && self.dictionary.knows(text) {
            cost += 4.0;
        } else if self.has_organisations && self.words.is_organisation(text) && !self.words.ends_like_name(text) {
            cost += 1.5;
        } else if self.words.ends_like_name(text) {
            cost -= 1.5;
        } else if length < 3 && !self.words.is_subtotal(text) {
            cost += 1.0;
        }
        if unbalanced(text) {
            cost += 2.0;
        }
        cost
    }

    fn class(&self, role: Role, text: &str) -> Cost {
        let (first, second) = self.words.class_levels(text);
        match (first, second, role) {
            (true, false, Role::Level1) | (false, true, Role::Level2) => -4.0,
            // 成本指标 and 满意度指标 name classes of both levels.
            (true, true, Role::Level2) => -3.2,
            (true, true, _) => -3.0,
            _ => 10.0,
        }
    }

    fn indicator_name(&self, text: &str) -> Cost {
        let (first, second) = self.words.class_levels(text);
        let class = if first || second { 5.0 } else { 0.0 };
        let cut = if unbalanced(text) { 2.0 } else { 0.0 };
        let length = (text.chars().count() as Cost - 40.0).max(0.0) * 0.1;
        let clauses = 0.3 * text.matches(CLAUSE).count().min(4) as Cost;
        // A name may end in a number, but a target is likelier to be a cell of its own.
        let target = if has_sign_inside(text) || text.ends_with(['%', '％']) { 1.5 } else { 0.0 };
        class + cut + length + clauses + target + if looks_like_value(text) { 1.5 } else { 0.0 }
    }

    /// Cost of a text as the name of a task: clauses are common in it.
    fn task_name(&self, text: &str) -> Cost {
        let length = text.chars().count() as Cost;
        let cut = if unbalanced(text) { 2.0 } else { 0.0 };
        let ending = if self.words.ends_like_name(text) {
            -1.5
        } else if text.ends_with(CLAUSE) || text.ends_with('、') {
            3.0
        } else {
            0.0
        };
        let clauses = 0.4 * text.matches(CLAUSE).count().min(3) as Cost;
        cut + ending + clauses + (length - 40.0).max(0.0) * 0.1 + if length < 3.0 { 1.0 } else { 0.0 }
    }

    fn measure(&self, text: &str) -> Cost {
        if self.words.is_measure(text) {
            return -2.0;
        }
        let class = self.words.class_levels(text) != (false, false);
        let length = (text.chars().count() as Cost - 3.0).max(0.0) * 0.6;
        length + if class || text.contains(|c: char| c.is_ascii_digit()) { 5.0 } else { 0.3 }
    }

    /// Cost of a text as a remark: it could be the name of the next indicator as well.
    fn remark(&self, text: &str) -> Cost {
        let class = if self.words.class_levels(text) == (false, false) { 0.0 } else { 6.0 };
        let name = if self.dictionary.knows(text) { 4.0 } else { 0.0 };
        class + name + if looks_like_value(text) { 2.5 } else { 1.0 }
    }

    /// Cost of a cell known whole.
    pub(super) fn whole_cell(&self, role: Role, text: &str) -> Cost {
        if role.is_long() {
            let name = if self.dictionary.knows(text) { 5.0 } else { 0.0 };
            name + self.long_start(role, text) + self.long_piece(role, text) + Self::long_end(text)
        } else {
            self.short_cell(role, text)
        }
    }

    /// Cost of a long cell starting with this piece.
    pub(in crate::reconstruct::text) fn long_start(&self, role: Role, text: &str) -> Cost {
        let item = self.words.starts_item(text);
        let strange = if is_amount(text) { 4.0 } else { 0.0 };
        let odd_start = if starts_inside(text) { 1.5 } else { 0.0 };
        strange
            + match (role, item) {
                (Role::Indicators, true)
                    if text.starts_with(|c: char| c.is_ascii_digit()) && !starts_with_one(text) =>
                {
                    1.0
                }
                (Role::Indicators, true) => -2.5,
                (Role::Indicators, false) if self.words.item_signs(text) > 0 => 2.0,
                (Role::Indicators, false) => 4.0,
                (_, true) => 8.0,
                (_, false) => odd_start,
            }
    }

    /// Cost of a piece inside a long cell.
    pub(in crate::reconstruct::text) fn long_piece(&self, role: Role, text: &str) -> Cost {
        let signs = self.words.item_signs(text);
        if role == Role::Indicators {
            return if signs > 0 { -1.0 } else { 0.25 };
        }
        let prose = text.contains(CLAUSE) || text.contains(SENTENCE) || text.contains('、');
        let sign_cost = 5.0 * signs.min(2) as Cost;
        sign_cost + if prose { -0.4 } else { 0.3 }
    }

    /// Cost of a long cell ending with this piece.
    pub(in crate::reconstruct::text) fn long_end(text: &str) -> Cost {
        match text.chars().next_back() {
            Some('。' | '！' | '；' | '”' | '.' | '）' | ')') => -0.7,
            Some('，' | '、' | ',' | '：' | ':' | '（' | '(' | '“' | '《') => 3.0,
            _ => 1.2,
        }
    }
}

/// Cost of a text as a target.
fn value(text: &str) -> Cost {
    let length = text.chars().count() as Cost;
    let number = if looks_like_value(text) {
        -1.0
    } else if text.contains(|c: char| c.is_ascii_digit()) {
        -0.2
    } else {
        0.4
    };
    let several = if has_sign_inside(text) { 0.8 } else { 0.0 };
    number + several + (length - 8.0).max(0.0) * 0.06 + if unbalanced(text) { 2.0 } else { 0.0 }
}

/// Whether a text is a number with its sign and unit: ≥95%, 12人.
fn looks_like_value(text: &str) -> bool {
    let number = text.trim_start_matches(SIGNS).trim_start_matches(['-', ' ']);
    let unit = number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    // Behind a share stand at most words such as 以上.
    let most = if unit.starts_with(['%', '％']) { 3 } else { 5 };
    number.starts_with(|c: char| c.is_ascii_digit()) && unit.chars().count() <= most && !unit.contains(SIGNS)
}

/// Signs before a target.
const SIGNS: [char; 9] = ['≥', '≤', '＝', '=', '>', '<', '＞', '＜', '≧'];

/// Whether a sign stands inside a text: the beginning of a target behind something else.
fn has_sign_inside(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next();
    chars.as_str().trim_start_matches(SIGNS).contains(SIGNS)
}

/// Whether a text is an amount or a dash that stands for none.
pub(in crate::reconstruct::text) fn is_amount(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '−', '(']).trim_end_matches(')');
    !digits.is_empty()
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '，'))
        && digits.chars().filter(|c| *c == '.').count() <= 1
}

/// Whether a text is a sum, a share or the dash in place of one.
pub(in crate::reconstruct::text) fn is_sum(text: &str) -> bool {
    let dash = !text.is_empty() && text.chars().all(|c| matches!(c, '—' | '-' | '－' | '/' | '–'));
    dash || is_amount(text.trim_end_matches(['%', '％']))
}

/// Whether a text is numbered 1, as the first item of a cell is.
fn starts_with_one(text: &str) -> bool {
    text.strip_prefix('1').is_some_and(|t| !t.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a text cannot be the beginning of a cell: it starts with punctuation that follows something, or is nothing but
/// the bracket behind a name.
fn starts_inside(text: &str) -> bool {
    let bracket = text.starts_with(['（', '('])
        && text.find(['）', ')']).is_some_and(|at| text.get(at..).is_some_and(|t| t.chars().count() == 1));
    bracket || text.starts_with(['，', '。', '、', '；', '：', '）', ')', '”', '》', '】', '%', ',', '.'])
}

/// Whether brackets are opened and not closed, or closed and not opened.
pub(super) fn unbalanced(text: &str) -> bool {
    let mut depth = 0_i32;
    for c in text.chars() {
        match c {
            '（' | '(' | '《' | '〔' | '【' => depth += 1,
            '）' | ')' | '》' | '〕' | '】' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return true;
        }
    }
    depth != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        assert!(is_amount("9,486.23") && is_amount("-0.50") && is_amount("12"));
        assert!(!is_amount("12人") && !is_amount("") && !is_amount("2023.1.2"));
    }

    #[test]
    fn brackets_across_lines_are_seen() {
        assert!(unbalanced("穗财政〔2021〕113号一村（") && unbalanced("门)") && !unbalanced("（区资金）"));
    }
}
