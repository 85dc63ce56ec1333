//! What text reading asks of the vocabulary.

use memchr::memmem;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::language::characters::without_first;
use crate::model::{Budget, Line};
use crate::vocabulary::{Column as Meaning, Vocabulary, fold, folded_alone};

use super::furniture;
use super::wrapped::Role;

/// Characters of a text that are compared with labels: no label is longer.
const LONGEST_LABEL: usize = 40;
/// Most bytes of the bracket behind a label.
const LONGEST_BRACKET: usize = 60;
/// Fewest characters of an organisation's name.
const SHORTEST_ORGANISATION: usize = 3;
/// Bytes from which on a line is no title, and no line of a form's head.
const LONGEST_HEAD_LINE: usize = 200;
/// Bytes from which on a text is no label of a sum.
const LONGEST_SUBTOTAL: usize = 40;

/// No sign of a target is longer, in characters.
const LONGEST_SIGN: usize = 5;

/// The words by which lines of a text are told apart.
#[derive(Debug, Clone)]
pub(super) struct Words {
    vocabulary: Vocabulary,
    /// Folded labels of project lists with their columns, by their first character, longest first.
    labels: FxHashMap<char, Vec<(Vec<char>, Role)>>,
    /// Class words of packed indicators without the word 指标, longest first.
    classes: Vec<String>,
    /// The characters they start with: most texts start with none of these.
    class_heads: Vec<char>,
    /// Finds the word 指标.
    indicator: memmem::Finder<'static>,
    /// What reading may take.
    budget: Budget,
}

impl Default for Words {
    fn default() -> Self {
        Self::new(&Vocabulary::default())
    }
}

/// The column of a project list a label means.
fn meaning_to_role(meaning: Meaning) -> Option<Role> {
    let is_told_by_prefix = match Role::of(meaning) {
        Role::Goal => meaning == Meaning::Goal,
        role => role != Role::Open && meaning != Meaning::TaskName,
    };
    is_told_by_prefix.then(|| Role::of(meaning))
}

/// A character as labels are compared, one for one.
fn folded(c: char) -> char {
    if let Some(folded) = folded_alone(c) {
        return folded;
    }
    let mut forms = std::iter::once(c).nfkc();
    match (forms.next(), forms.next()) {
        (Some(one), None) => one.to_ascii_lowercase(),
        _ => c,
    }
}

impl Words {
    /// Words of a vocabulary.
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        let role = |(label, meaning): (&str, Meaning)| meaning_to_role(meaning).map(|r| (label.chars().collect(), r));
        let mut all: Vec<(Vec<char>, Role)> = vocabulary.labels().filter_map(role).collect();
        all.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        let mut labels: FxHashMap<char, Vec<(Vec<char>, Role)>> = FxHashMap::default();
        for label in all {
            label.0.first().copied().into_iter().for_each(|head| labels.entry(head).or_default().push(label.clone()));
        }
        let mut classes: Vec<String> =
            vocabulary.class_words().iter().map(|w| w.replace("指标", "")).filter(|w| !w.is_empty()).collect();
        classes.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        classes.dedup();
        let class_heads = distinct(classes.iter().filter_map(|c| c.chars().next()));
        let indicator = memmem::Finder::new(INDICATOR);
        Self { vocabulary: vocabulary.clone(), labels, classes, class_heads, indicator, budget: Budget::default() }
    }

    /// The same for reading that may take so much.
    pub(super) fn within(self, budget: &Budget) -> Self {
        Self { budget: budget.clone(), ..self }
    }

    /// Whether time or memory is over: the rest need not be read, for nothing of it will be kept.
    pub(super) fn is_over(&self) -> bool {
        self.budget.is_over()
    }

    /// The column label a text (without spaces) starts with, and its length in bytes with the bracket behind it.
    pub(super) fn column_label(&self, text: &str) -> Option<(Role, usize)> {
        let start: Vec<char> = text.chars().take(LONGEST_LABEL).map(folded).collect();
        let (label, role) = self.labels_from(*start.first()?).iter().find(|(label, _)| start.starts_with(label))?;
        let length: usize = text.chars().take(label.len()).map(char::len_utf8).sum();
        let (_, tail) = text.split_at(length);
        let close = match tail.chars().next() {
            Some('（') => '）',
            Some('(') => ')',
            _ => return Some((*role, length)),
        };
        let inside = tail.find(close).filter(|end| *end < LONGEST_BRACKET)?;
        Some((*role, length + inside + close.len_utf8()))
    }

    /// The column of a list that a whole heading means: spelled otherwise than the labels, or one that lists have beside theirs.
    pub(super) fn whole_heading(&self, text: &str) -> Option<Role> {
        let meaning = self.meaning(text)?;
        match Role::of(meaning) {
            Role::Goal => {
                matches!(meaning, Meaning::Goal | Meaning::GoalPeriod | Meaning::GoalActual).then_some(Role::Goal)
            }
            Role::Task => None,
            role => Some(role),
        }
    }

    /// Whether a text ends as headings of columns often do (…类别, …时间).
    pub(super) fn ends_like_heading(&self, text: &str) -> bool {
        self.vocabulary.ends_like_heading(text)
    }

    /// Whether a column label starts with this character.
    pub(super) fn begins_like_label(&self, first: char) -> bool {
        self.labels.contains_key(&folded(first))
    }

    fn labels_from(&self, first: char) -> &[(Vec<char>, Role)] {
        self.labels.get(&first).map_or(&[], Vec::as_slice)
    }

    /// Whether a text starts with a column label, or is the start of one.
    pub(super) fn begins_label(&self, text: &str) -> bool {
        let start: Vec<char> = text.chars().take(LONGEST_LABEL).map(folded).collect();
        let labels = start.first().map_or(&[][..], |first| self.labels_from(*first));
        labels.iter().any(|(label, _)| start.starts_with(label) || label.starts_with(&start))
    }

    /// What a whole label means.
    pub(super) fn meaning(&self, label: &str) -> Option<Meaning> {
        self.vocabulary.column(label).filter(|_| !self.vocabulary.is_two_labels(label))
    }

    /// Whether a text is a class of the first level; of the second.
    pub(super) fn class_levels(&self, text: &str) -> (bool, bool) {
        if text.chars().count() >= LONGEST_CLASS {
            return (false, false);
        }
        let levels = |text: &str| (self.vocabulary.level1(text).is_some(), self.vocabulary.level2(text).is_some());
        match levels(text) {
            // A note stands behind the word: 质量指标（必填）.
            (false, false) => levels(without_bracket(text)),
            levels => levels,
        }
    }

    /// The class of the first level a class of the second belongs to.
    pub(super) fn parent(&self, level2: &str) -> Option<&str> {
        self.vocabulary.parent(level2)
    }

    /// The class of the first level that a text is.
    pub(super) fn level1(&self, text: &str) -> Option<&str> {
        self.vocabulary.level1(text)
    }

    /// Whether a text is the sign of a target (≥, 定性).
    pub(super) fn is_sign(&self, text: &str) -> bool {
        let short = text.chars().count() <= LONGEST_SIGN;
        short
            && (self.vocabulary.is_qualitative(text)
                || self.vocabulary.is_direction(text)
                || [self.vocabulary.signs(), self.vocabulary.words_before()]
                    .into_iter()
                    .flatten()
                    .any(|(sign, _)| sign == fold(text).as_str()))
    }

    /// Whether a word of comparison stands before a number inside a text (…不低于95%).
    pub(super) fn has_comparison(&self, text: &str) -> bool {
        text.contains(|c: char| c.is_ascii_digit())
            && self.vocabulary.words_before().iter().any(|(word, _)| {
                let behind = text.split_once(word.as_str()).map(|(_, behind)| behind);
                behind.is_some_and(|b| b.starts_with(|c: char| c.is_ascii_digit()))
            })
    }

    /// Whether a text ends in a word of comparison: its number is still to come.
    pub(super) fn ends_in_comparison(&self, text: &str) -> bool {
        self.vocabulary.words_before().iter().any(|(word, _)| text.ends_with(word.as_str()))
    }

    /// Whether a text is a unit of measure, or says that there is none.
    pub(super) fn is_measure(&self, text: &str) -> bool {
        self.vocabulary.is_no_unit(text) || self.vocabulary.units().iter().any(|u| u == text)
    }

    /// Whether a text could be the name of an organisation: it ends as such names do, a bracket behind it aside.
    pub(super) fn is_organisation(&self, text: &str) -> bool {
        let name = without_bracket(text);
        self.vocabulary.is_organisation(name)
            && (SHORTEST_ORGANISATION..=LONGEST_ORGANISATION).contains(&name.chars().count())
            && !name.contains(NOT_IN_ORGANISATIONS)
            && !name.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a line starts a note (注：…).
    pub(super) fn is_note(&self, text: &str) -> bool {
        text.starts_with(['注', '备', '说', '附', '填']) && self.vocabulary.is_note(text)
    }

    /// Whether a text ends as project names do.
    pub(super) fn ends_like_name(&self, text: &str) -> bool {
        self.vocabulary.ends_like_project(text)
    }

    /// Whether a line is the title of a form.
    pub(super) fn is_title(&self, text: &str) -> bool {
        text.len() < LONGEST_HEAD_LINE && !text.contains(['，', '。', '；', '、']) && self.vocabulary.is_title(text)
    }

    /// Whether a title is that of a department form.
    pub(super) fn is_department_title(&self, text: &str) -> bool {
        self.is_title(text) && self.vocabulary.title_kind(text).is_some_and(|kind| !kind.is_about_projects())
    }

    /// The line at which a form ends that goes on at `from`: the next title, a note, or the end.
    pub(super) fn end_of_form(&self, lines: &[Line], from: usize) -> usize {
        let ends = |l: &Line| {
            let text = furniture::bare(&l.text);
            self.is_title(text) || self.is_note(text)
        };
        lines.iter().skip(from).position(ends).map_or(lines.len(), |n| from + n)
    }

    /// Whether a line between title and header says what it is: 部门名称：…, 单位：万元.
    pub(super) fn is_head_line(&self, text: &str) -> bool {
        let label = text.split_once(['：', ':']).map(|(label, _)| label);
        label.is_some_and(|label| self.vocabulary.column(label).is_some() || self.vocabulary.is_money_label(label))
    }

    /// The organisation a head line names (部门名称：…).
    pub(super) fn head_organisation(&self, text: &str) -> Option<String> {
        if text.len() > LONGEST_HEAD_LINE || !text.contains(['：', ':']) {
            return None;
        }
        let (meaning, name) = self.vocabulary.labelled(text)?;
        let name = name.split_whitespace().next()?;
        matches!(meaning, Meaning::Department | Meaning::BudgetUnit).then(|| name.to_owned())
    }

    /// Whether a text is the label of a sum row.
    pub(super) fn is_subtotal(&self, text: &str) -> bool {
        text.len() < LONGEST_SUBTOTAL && self.vocabulary.is_subtotal(text)
    }

    /// Whether a text starts with an indicator of a packed cell: `1、产出指标：`, the number optional.
    pub(super) fn starts_item(&self, text: &str) -> bool {
        let unnumbered = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = unnumbered.len() < text.len();
        let rest = unnumbered.strip_prefix(['、', '.', '．', '，']).filter(|_| numbered).unwrap_or(unnumbered);
        self.class_at(rest.trim_start())
    }

    /// How many signs of packed indicators a text shows: 指标值 and class words before a colon.
    pub(super) fn item_signs(&self, text: &str) -> usize {
        let words = self.indicator_words(text, 0);
        words.filter(|(before, behind)| behind.starts_with('值') || self.is_class_sign(before, behind)).count()
    }

    /// Where the word 指标 stands in a text, from a byte on: the text before and behind it.
    pub(super) fn indicator_words<'t>(
        &'t self,
        text: &'t str,
        from: usize,
    ) -> impl Iterator<Item = (&'t str, &'t str)> + 't {
        let found = self.indicator.find_iter(&text.as_bytes()[from..]);
        found.map(move |at| (&text[..from + at], &text[from + at + INDICATOR.len()..]))
    }

    /// Whether the texts around the word 指标 make it a class of packed indicators: 产出指标：.
    pub(super) fn is_class_sign(&self, before: &str, behind: &str) -> bool {
        behind.starts_with(['：', ':']) && self.classes.iter().any(|c| before.ends_with(c.as_str()))
    }

    fn class_at(&self, text: &str) -> bool {
        text.starts_with(self.class_heads.as_slice())
            && self.classes.iter().any(|c| {
                text.strip_prefix(c.as_str())
                    .is_some_and(|t| without_first(t, INDICATOR).trim_start().starts_with(['：', ':']))
            })
    }
}

/// Characters of the longest class with what stands behind it.
const LONGEST_CLASS: usize = 24;
/// The word that classes and their values share.
const INDICATOR: &str = "指标";
/// Characters of the longest name of an organisation.
pub(super) const LONGEST_ORGANISATION: usize = 60;
/// What no name of an organisation holds.
pub(super) const NOT_IN_ORGANISATIONS: [char; 8] = ['，', '。', '：', '；', ',', ':', ';', '、'];

fn distinct(chars: impl Iterator<Item = char>) -> Vec<char> {
    let mut chars: Vec<char> = chars.collect();
    chars.sort_unstable();
    chars.dedup();
    chars
}

/// A name without the bracket at its end.
pub(super) fn without_bracket(text: &str) -> &str {
    let open = match text.chars().next_back() {
        Some('）') => '（',
        Some(')') => '(',
        _ => return text,
    };
    text.rsplit_once(open).map_or(text, |(name, _)| if name.is_empty() { text } else { name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_indicators_are_known_by_their_grammar() {
        let words = Words::default();
        let items = ["1、产出指标：每月", "12、满意度指标:群众", "数量指标：三"];
        assert!(items.iter().all(|text| words.starts_item(text)));
        assert!(!words.starts_item("1、国家司法救助") && !words.starts_item("产出指标合格"));
        assert_eq!(words.item_signs("座，年度指标值：每季。3、产出指标：参与"), 2);
    }

    #[test]
    fn organisations_end_as_organisations_do() {
        let words = Words::default();
        assert!(words.is_organisation("广州市白云区司法局(部门)") && words.is_organisation("公职律师事务所"));
        assert!(!words.is_organisation("法制工作经费") && !words.is_organisation("为群众，进社区"));
    }
}
