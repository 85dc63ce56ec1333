//! Words of values, notes and rows.

use super::label::{fold, normalise_label};
use super::{Column, Vocabulary};

impl Vocabulary {
    /// The words that forms print in their titles, heads and classes.
    #[cfg(feature = "ocr")]
    pub(crate) fn printed_words(&self) -> impl Iterator<Item = &str> {
        let words = self.lists.iter().flat_map(|lists| {
            let classes = lists.level1.words().chain(lists.level2.words());
            lists.columns.words().chain(classes).chain(lists.titles.words.iter())
        });
        words.map(|word| &**word)
    }

    /// Units of values, [`fold`]ed, longest first.
    #[must_use]
    pub(crate) fn units(&self) -> &[String] {
        &self.index.units
    }

    /// Multiples that may stand before a unit: 万, 亿.
    #[must_use]
    pub(crate) fn multiples(&self) -> &[String] {
        &self.index.multiples
    }

    /// Units of time, longest first: beside these a Chinese numeral is a number.
    #[must_use]
    pub(crate) fn time_units(&self) -> &[String] {
        &self.index.time_units
    }

    /// A unit as it is written in the unit field: 个小时 → 小时.
    #[must_use]
    pub(crate) fn written_unit<'u>(&'u self, unit: &'u str) -> &'u str {
        self.index.written_units.get(unit).map_or(unit, String::as_str)
    }

    /// Whether a 指标性质 or unit cell says that the value is no number (定性).
    #[must_use]
    pub(crate) fn is_qualitative(&self, text: &str) -> bool {
        self.index.qualitative.contains(&normalise_label(text))
    }

    /// Whether a cell says which way is better: 正向, 反向.
    #[must_use]
    pub(crate) fn is_direction(&self, text: &str) -> bool {
        self.index.directions.contains(&normalise_label(text))
    }

    /// Whether a unit cell says that there is no unit (无, —).
    #[must_use]
    pub(crate) fn is_no_unit(&self, text: &str) -> bool {
        self.index.no_unit.contains(&fold(text))
    }

    /// What may stand between the two numbers of a range (80%-90%), longest first.
    #[must_use]
    pub(crate) fn ranges(&self) -> &[String] {
        &self.index.ranges
    }

    /// What makes a number an estimate, between it and its unit: 500余人.
    #[must_use]
    pub(crate) fn estimates(&self) -> &[String] {
        &self.index.estimates
    }

    /// What makes a number an estimate, behind its unit: 20人左右.
    #[must_use]
    pub(crate) fn roughly(&self) -> &[String] {
        &self.index.roughly
    }

    /// What may stand between two alternatives (8个小时或3个半天), longest first.
    #[must_use]
    pub(crate) fn alternatives(&self) -> &[String] {
        &self.index.alternatives
    }

    /// Whether a text speaks of performance targets (绩效目标), as reports do.
    #[must_use]
    pub(crate) fn speaks_of_goals(&self, text: &str) -> bool {
        let topic = self.index.topic.iter().any(|t| text.contains(t.as_str()));
        topic && self.index.subjects.iter().any(|s| text.contains(s.as_str()))
    }

    /// Whether a heading divides a budget into its parts: 按收入性质分.
    #[must_use]
    pub(crate) fn divides_budget(&self, label: &str) -> bool {
        let folded = fold(label);
        self.index.divided.iter().any(|word| folded.starts_with(word.as_str()))
            && self.column(label) == Some(super::Column::BudgetHeading)
    }

    /// Whether a label names a part of a department's spending: 基本支出, 其中：项目支出.
    #[must_use]
    pub(crate) fn is_spending(&self, label: &str) -> bool {
        self.index.is_spending(label)
    }

    /// Whether a text names what the forms are about (绩效), whatever else it says.
    #[must_use]
    pub(crate) fn names_topic(&self, text: &str) -> bool {
        self.index.topic.iter().any(|t| text.contains(t.as_str()))
    }

    /// Whether a label says that what it names is the year's: 年度资金总额.
    #[must_use]
    pub(crate) fn is_annual(&self, label: &str) -> bool {
        let label = fold(label);
        self.index.annual.iter().any(|word| label.contains(word.as_str()))
    }

    /// What follows 其中 in a label that begins with it.
    #[must_use]
    pub(crate) fn part_named<'t>(&self, label: &'t str) -> Option<&'t str> {
        self.index.part.iter().find_map(|word| label.strip_prefix(word.as_str()))
    }

    /// Whether a label says that what it names is the whole project's: 总目标值.
    #[must_use]
    pub(crate) fn is_of_whole(&self, label: &str) -> bool {
        let label = fold(label);
        self.index.whole.iter().any(|word| label.starts_with(word.as_str()))
    }

    /// Whether a heading says that its values stand in the place of others: 调整指标值.
    #[must_use]
    pub(crate) fn is_adjusted(&self, label: &str) -> bool {
        let label = fold(label);
        self.index.adjusted.iter().any(|word| label.contains(word.as_str()))
    }

    /// Whether a class is one of a scheme by which spending is evaluated: 决策, 项目立项.
    #[must_use]
    pub(crate) fn is_class_of_evaluation(&self, class: &str) -> bool {
        self.index.evaluated.contains(&normalise_label(class))
    }

    /// Whether a title says that the form is a project's: 农村道路项目绩效目标表.
    #[must_use]
    pub(crate) fn names_project(&self, title: &str) -> bool {
        let title = fold(title);
        self.index.titles_of_projects.iter().any(|word| title.contains(word.as_str()))
    }

    /// Whether a class with a bracket behind it is a spelling of its own: 时效指标(工期指标).
    #[must_use]
    pub(crate) fn has_bracket_of_its_own(&self, class: &str) -> bool {
        self.index.bracketed_classes.contains(&fold(class))
    }

    /// Whether the text names a unit of money: 元, 万元.
    #[must_use]
    pub(crate) fn is_money_unit(&self, text: &str) -> bool {
        self.index.money.contains(&fold(text))
    }

    /// Whether the text is a label of the money unit: 单位, 金额单位.
    #[must_use]
    pub(crate) fn is_money_label(&self, text: &str) -> bool {
        self.index.money_label.contains(&normalise_label(text))
    }

    /// Whether a row of this label adds others up: 合计, 小计.
    #[must_use]
    pub(crate) fn is_subtotal(&self, text: &str) -> bool {
        let label = normalise_label(text);
        self.index.subtotal.contains(&label)
            || label.split_once('(').is_some_and(|(l, _)| self.index.subtotal.contains(l))
    }

    /// Whether the text begins as a note: 注：…, 备注：….
    #[must_use]
    pub(crate) fn is_note(&self, text: &str) -> bool {
        let folded = fold(&text.chars().take(12).collect::<String>());
        self.index.note.iter().any(|n| {
            folded.strip_prefix(n.as_str()).is_some_and(|rest| {
                let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                rest.starts_with(':') || rest.starts_with('.') || rest.starts_with('、')
            })
        })
    }

    /// Whether the text ends as the name of an organisation does (…局, …中心).
    #[must_use]
    pub(crate) fn is_organisation(&self, text: &str) -> bool {
        if !self.index.may_end_organisation(text) {
            return false;
        }
        let mut name = fold(text);
        while let Some(open) = name.strip_suffix(')').and_then(|n| n.rfind('(')) {
            name.truncate(open);
        }
        // An ending alone (办公室) names none.
        name.chars().count() >= 3
            && self.index.organisation.iter().any(|end| name.ends_with(end.as_str()))
            && self.index.organisation.iter().all(|end| name != *end)
    }

    /// Whether the text ends as names of projects often do (…经费, …项目), a bracket behind it aside.
    #[must_use]
    pub(crate) fn ends_like_project(&self, text: &str) -> bool {
        let open = match text.chars().next_back() {
            Some('）') => text.rfind('（'),
            Some(')') => text.rfind('('),
            _ => None,
        };
        let name = match open.and_then(|at| text.split_at_checked(at)) {
            Some((name, _)) if !name.is_empty() => name,
            _ => text,
        };
        if !name.ends_with(self.index.project_tails.as_slice()) {
            return false;
        }
        self.index.project_ends.iter().any(|end| name.ends_with(end.as_str()))
    }

    /// Whether the text ends as headings of columns often do (…类别, …时间).
    #[must_use]
    pub fn ends_like_heading(&self, text: &str) -> bool {
        self.index.heading_ends.iter().any(|end| text.ends_with(end.as_str()))
    }

    /// Splits `部门名称：广州市司法局` into the meaning of its label and the value; `None` without a known label.
    #[must_use]
    pub(crate) fn labelled<'t>(&self, text: &'t str) -> Option<(Column, &'t str)> {
        let at = text.find([':', '：'])?;
        let (label, rest) = text.split_at(at);
        let value = rest.trim_start_matches([':', '：']).trim();
        Some((self.column(label)?, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_and_totals() {
        let v = Vocabulary::default();
        assert!(v.is_note("注：不含保密项目。"));
        assert!(v.is_note("备注1：含税"));
        assert!(!v.is_note("注重质量"));
        assert!(v.is_subtotal("合 计"));
        assert!(!v.is_subtotal("合计数"));
        assert!(v.is_organisation("广州市司法局（本级）"));
        assert!(!v.is_organisation("购置经费"));
    }

    #[test]
    fn labelled_lines_are_split_at_the_first_colon() {
        let v = Vocabulary::default();
        assert_eq!(v.labelled("部门名称：广州市司法局"), Some((Column::Department, "广州市司法局")));
        assert_eq!(v.labelled("填报单位（盖章）: 某局"), Some((Column::BudgetUnit, "某局")));
        assert_eq!(v.labelled("关于：某事"), None);
    }
}
