//! What a text says about the column it stands in.

use crate::reconstruct::text::words::{LONGEST_ORGANISATION, Words, without_bracket};

use super::amounts::is_amount;
use super::columns::{PrintedColumn, Role};
use super::content_weights as costs;
use super::dictionary::Dictionary;
use super::measured::{CLAUSE, Measured, SENTENCE, starts_inside};
use super::target_signs::{has_sign_inside, looks_like_value};
use super::weights::{self, Cost};

/// The words and repeated names a text is judged by.
pub(in crate::reconstruct::text) struct Judge<'a> {
    /// The vocabulary.
    pub(in crate::reconstruct::text) words: &'a Words,
    /// The organisations this text repeats.
    pub(super) dictionary: Dictionary,
    /// Whether the table has columns of organisations; else agency rows stand in the name column.
    pub(super) has_organisations: bool,
}

/// What a text shows whatever column it stands in.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct Look {
    is_amount: bool,
    /// It holds an indicator of a packed cell.
    is_item: bool,
    starts_inside: bool,
    /// A repeated organisation.
    is_known: bool,
    /// It could be an organisation; only asked where a table has such columns.
    is_organisation: bool,
    ends_like_name: bool,
    /// It is printed more than once.
    is_repeated: bool,
}

impl<'a> Judge<'a> {
    /// A judge for these columns.
    pub(in crate::reconstruct::text) fn new(
        words: &'a Words,
        dictionary: Dictionary,
        columns: &[PrintedColumn],
    ) -> Self {
        let has_organisations = columns.iter().any(|c| matches!(c.role, Role::Department | Role::Unit));
        Self { words, dictionary, has_organisations }
    }

    /// Cost of a whole short cell.
    pub(in crate::reconstruct::text) fn short_cell(&self, role: Role, text: &str) -> Cost {
        self.measured_short_cell(role, &Measured::of(text, self.words))
    }

    /// The same of a text that is measured as it grows.
    pub(in crate::reconstruct::text) fn measured_short_cell(&self, role: Role, text: &Measured) -> Cost {
        self.short_cell_of(role, text, self.look(text))
    }

    /// Appends a wrapped line to a text.
    pub(in crate::reconstruct::text) fn append_line(&self, text: &mut Measured, line: &str) {
        text.append_line(line, self.words);
    }

    /// What the costs of a text have in common, whatever the column.
    pub(super) fn look(&self, text: &Measured) -> Look {
        let known = self.dictionary.knows(&text.text);
        let bracketed = text.text.ends_with(['）', ')']);
        let may_name = bracketed || (text.length <= LONGEST_ORGANISATION && !text.is_prose);
        Look {
            is_amount: is_amount(&text.text),
            is_item: text.has_value_word || self.words.starts_item(&text.text),
            starts_inside: starts_inside(&text.text),
            is_known: known,
            is_organisation: self.has_organisations && may_name && self.words.is_organisation(&text.text),
            ends_like_name: self.words.ends_like_name(&text.text),
            is_repeated: self.dictionary.repeats(&text.text),
        }
    }

    /// Cost of a whole short cell that was looked at.
    pub(super) fn short_cell_of(&self, role: Role, text: &Measured, look: Look) -> Cost {
        if role.is_number() {
            return if look.is_amount { costs::AMOUNT } else { costs::IMPOSSIBLE };
        }
        if role == Role::Elsewhere {
            return costs::IMPOSSIBLE;
        }
        if role == Role::Open {
            return self.open(text, look);
        }
        let mut cost = cost_if(look.is_amount && role != Role::Value, costs::AMOUNT_AMONG_TEXTS);
        cost += cost_if(look.is_item, costs::ITEM_ELSEWHERE);
        if role != Role::Value {
            cost += cost_if(look.starts_inside, weights::STARTS_INSIDE);
            cost += costs::SENTENCE_IN_SHORT * text.sentences.min(costs::SENTENCES_MOST) as Cost;
        }
        if matches!(role, Role::Level3 | Role::Value)
            && text.length > SHORTEST_CUT
            && self.words.ends_in_comparison(&text.text)
        {
            cost += weights::NUMBER_TO_COME;
        }
        cost += match role {
            Role::Department | Role::Unit => {
                self.organisation(text, look) + self.dictionary.out_of_column(role, &text.text)
            }
            Role::Level1 | Role::Level2 => self.class(role, &text.text),
            Role::Level3 => self.indicator_name(text),
            Role::Value => value(text) + self.class_cost(&text.text, costs::CLASS_AS_TARGET),
            Role::Task => task_name(text, look),
            Role::Sign if self.words.is_sign(&text.text) => costs::SIGN,
            Role::Sign => costs::NO_SIGN,
            Role::Measure => self.measure(text),
            Role::Remark => self.remark(text, look),
            _ => self.name(text, look),
        };
        cost
    }

    /// Cost of what a page break left of a short cell.
    pub(super) fn rest_of_short_cell(role: Role, text: &Measured, look: Look) -> Cost {
        if role.is_number() || look.is_known {
            return costs::IMPOSSIBLE;
        }
        let strange = text.sentences > 0 || text.clauses > 0 || text.has_item_sign || look.is_amount;
        let length = costs::REST_LENGTH.cost(text.length as Cost);
        costs::REST + length + cost_if(strange, costs::STRANGE_REST)
    }

    /// So much where a text names a class.
    fn class_cost(&self, text: &str, cost: Cost) -> Cost {
        if self.words.class_levels(text) == (false, false) { 0.0 } else { cost }
    }

    fn organisation(&self, text: &Measured, look: Look) -> Cost {
        let long = costs::ORGANISATION_LENGTH.cost(text.length as Cost);
        let is_akin = self.dictionary.is_akin(&text.text);
        if look.is_known {
            costs::KNOWN_ORGANISATION
        } else if look.is_organisation {
            long + if is_akin { costs::AKIN_ORGANISATION } else { costs::LIKE_ORGANISATION }
        } else if look.is_repeated && !text.is_prose && !look.ends_like_name {
            weights::REPEATED_UNKNOWN + long
        } else if is_akin && !look.ends_like_name {
            costs::BEGINS_LIKE_ORGANISATION + long
        } else {
            costs::NO_ORGANISATION + long
        }
    }

    fn name(&self, text: &Measured, look: Look) -> Cost {
        let mut cost = costs::PROJECT_CLAUSE * text.clauses.min(costs::PROJECT_CLAUSES_MOST) as Cost;
        cost += costs::PROJECT_LENGTH.cost(text.length as Cost);
        if self.has_organisations && look.is_known {
            cost += costs::ORGANISATION_AS_NAME;
        } else if look.is_organisation && !look.ends_like_name {
            cost += costs::LIKE_ORGANISATION_AS_NAME;
        } else if look.ends_like_name {
            cost += costs::ENDS_LIKE_NAME;
        } else if text.length < costs::NAME_SHORTEST && !self.words.is_subtotal(&text.text) {
            cost += costs::SHORT_NAME;
        }
        cost + cost_if(text.is_unbalanced(), weights::UNBALANCED)
    }

    fn class(&self, role: Role, text: &str) -> Cost {
        let (first, second) = self.words.class_levels(text);
        if (first || second) && may_name_indicator(text) {
            return if second || role == Role::Level1 { costs::DOUBTFUL_CLASS } else { costs::NO_CLASS };
        }
        match (first, second, role) {
            (true, false, Role::Level1) | (false, true, Role::Level2) => costs::CLASS,
            // 成本指标 and 满意度指标 name classes of both levels.
            (true, true, Role::Level2) => costs::CLASS_OF_BOTH_AS_SECOND,
            (true, true, _) => costs::CLASS_OF_BOTH,
            _ => costs::NO_CLASS,
        }
    }

    fn indicator_name(&self, text: &Measured) -> Cost {
        let (first, second) = self.words.class_levels(&text.text);
        let class = match (first || second, may_name_indicator(&text.text)) {
            (false, _) => 0.0,
            (true, true) => costs::DOUBTFUL_CLASS_AS_NAME,
            (true, false) => costs::CLASS_ELSEWHERE,
        };
        let cut = cost_if(text.is_unbalanced(), weights::UNBALANCED);
        let length = costs::NAME_LENGTH.cost(text.length as Cost);
        let clauses = costs::INDICATOR_CLAUSE * text.clauses.min(costs::INDICATOR_CLAUSES_MOST) as Cost;
        // A name may end in a number, but a target is likelier to be a cell of its own.
        let compares = has_sign_inside(&text.text) || self.words.has_comparison(&text.text);
        let target = cost_if(compares || text.text.ends_with(['%', '％']), costs::TARGET_IN_NAME);
        class + cut + length + clauses + target + cost_if(looks_like_value(&text.text), costs::TARGET_IN_NAME)
    }

    fn measure(&self, text: &Measured) -> Cost {
        if self.words.is_measure(&text.text) {
            return costs::MEASURE;
        }
        let class = self.words.class_levels(&text.text) != (false, false);
        let length = costs::MEASURE_LENGTH.cost(text.length as Cost);
        length
            + if class || text.text.contains(|c: char| c.is_ascii_digit()) {
                costs::CLASS_ELSEWHERE
            } else {
                costs::UNKNOWN_MEASURE
            }
    }

    /// Cost of a text as a remark: it could be the name of the next indicator as well.
    fn remark(&self, text: &Measured, look: Look) -> Cost {
        let class = self.class_cost(&text.text, costs::CLASS_AS_REMARK);
        let name = cost_if(look.is_known, costs::ORGANISATION_AS_NAME);
        let is_value = looks_like_value(&text.text) || self.words.has_comparison(&text.text);
        let repeated = cost_if(look.is_repeated && !is_value, weights::REPEATED);
        class + name + repeated + if is_value { costs::TARGET_AS_REMARK } else { costs::REMARK }
    }

    /// Cost of a text in a column that may hold anything: what it repeats is its own.
    fn open(&self, text: &Measured, look: Look) -> Cost {
        let is_class = look.is_item || self.words.class_levels(&text.text) != (false, false);
        let is_cut = look.starts_inside || text.is_unbalanced();
        cost_if(is_class, weights::STRANGE_IN_OPEN)
            + cost_if(look.is_known, weights::NAME_IN_OPEN)
            + cost_if(is_cut, weights::STARTS_INSIDE)
            + cost_if(look.is_repeated, weights::REPEATED)
            + cost_if(look.is_amount, costs::AMOUNT_IN_OPEN)
            + costs::OPEN_LENGTH.cost(text.length as Cost)
            + ((text.sentences + text.clauses) as Cost).min(weights::MOST_CLAUSES)
    }

    /// Whether a text names a row that adds others up: it is a sum's label, or an organisation whose projects follow.
    pub(in crate::reconstruct::text) fn names_sum(&self, text: &str) -> bool {
        self.words.is_subtotal(text) || !self.has_organisations && self.dictionary.knows(text)
    }

    /// Cost of a cell known whole.
    pub(in crate::reconstruct::text) fn whole_cell(&self, role: Role, text: &str) -> Cost {
        if role.is_long() {
            let name = cost_if(self.dictionary.knows(text), costs::ORGANISATION_AS_LONG);
            name + self.long_start(role, text) + self.long_piece(role, text) + Self::long_end(text)
        } else {
            self.short_cell(role, text)
        }
    }

    /// Cost of a long cell starting with this piece.
    pub(in crate::reconstruct::text) fn long_start(&self, role: Role, text: &str) -> Cost {
        let item = self.words.starts_item(text);
        let strange = cost_if(is_amount(text), costs::AMOUNT_IN_LONG);
        let odd_start = cost_if(starts_inside(text), costs::ODD_START);
        strange
            + match (role, item) {
                (Role::Indicators, true)
                    if text.starts_with(|c: char| c.is_ascii_digit()) && !starts_with_one(text) =>
                {
                    costs::LATER_ITEM_FIRST
                }
                (Role::Indicators, true) => costs::ITEM_FIRST,
                (Role::Indicators, false) if self.words.item_signs(text) > 0 => costs::ITEM_LATER,
                (Role::Indicators, false) => costs::NO_ITEM,
                (_, true) => costs::ITEM_ELSEWHERE,
                (_, false) => odd_start,
            }
    }

    /// Cost of a piece inside a long cell.
    pub(in crate::reconstruct::text) fn long_piece(&self, role: Role, text: &str) -> Cost {
        let signs = self.words.item_signs(text);
        if role == Role::Indicators {
            return if signs > 0 { costs::ITEM_LINE } else { costs::LINE_AMONG_ITEMS };
        }
        let prose = text.contains(CLAUSE) || text.contains(SENTENCE) || text.contains('、');
        let sign_cost = costs::SIGN_IN_GOAL * signs.min(costs::SIGNS_MOST) as Cost;
        sign_cost + if prose { costs::PROSE } else { costs::NO_PROSE }
    }

    /// Cost of a long cell ending with this piece.
    pub(in crate::reconstruct::text) fn long_end(text: &str) -> Cost {
        let mut last = text.chars().rev();
        match last.next() {
            Some('、' | '.') if last.next().is_some_and(|c| c.is_ascii_digit()) => costs::ENDS_IN_NUMBER,
            Some('。' | '！' | '；' | '”' | '.' | '）' | ')') => costs::ENDS_WHOLE,
            Some('，' | '、' | ',' | '：' | ':' | '（' | '(' | '“' | '《') => costs::ENDS_INSIDE,
            _ => costs::ENDS_OPEN,
        }
    }
}

/// So much where something holds that speaks against a column.
fn cost_if(holds: bool, cost: Cost) -> Cost {
    if holds { cost } else { 0.0 }
}

/// Cost of a text as the name of a task: clauses are common in it.
fn task_name(text: &Measured, look: Look) -> Cost {
    let length = text.length as Cost;
    let cut = cost_if(text.is_unbalanced(), weights::UNBALANCED);
    let ending = if look.ends_like_name {
        costs::ENDS_LIKE_NAME
    } else if text.text.ends_with(CLAUSE) || text.text.ends_with('、') {
        costs::ENDS_INSIDE
    } else {
        0.0
    };
    let clauses = costs::TASK_CLAUSE * text.clauses.min(costs::TASK_CLAUSES_MOST) as Cost;
    let short = cost_if(text.length < costs::NAME_SHORTEST, costs::SHORT_NAME);
    cut + ending + clauses + costs::NAME_LENGTH.cost(length) + short
}

/// Cost of a text as a target.
fn value(text: &Measured) -> Cost {
    let length = text.length as Cost;
    let number = if looks_like_value(&text.text) {
        costs::TARGET
    } else if text.text.contains(|c: char| c.is_ascii_digit()) {
        costs::DIGITS_IN_TARGET
    } else {
        costs::TARGET_IN_WORDS
    };
    let several = cost_if(has_sign_inside(&text.text), costs::SIGN_INSIDE_TARGET);
    let cut = cost_if(text.is_unbalanced(), weights::UNBALANCED);
    number + several + costs::TARGET_LENGTH.cost(length) + cut
}

/// Whether a class is printed at such length and without the word 指标 that it may be the name of an indicator
/// (服务对象满意度).
fn may_name_indicator(class: &str) -> bool {
    !without_bracket(class).trim_end().ends_with("指标") && class.chars().count() >= LONG_CLASS
}

/// A text of so many characters may be a word of comparison alone, which is a target.
const SHORTEST_CUT: usize = 4;

/// Characters of the shortest class that may be the name of an indicator.
const LONG_CLASS: usize = 4;

/// Whether a text is numbered 1, as the first item of a cell is.
fn starts_with_one(text: &str) -> bool {
    text.strip_prefix('1').is_some_and(|t| !t.starts_with(|c: char| c.is_ascii_digit()))
}
