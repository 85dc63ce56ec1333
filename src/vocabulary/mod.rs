//! The words the forms are recognised by, as data: `words.toml` is built in, [`Vocabulary::extended`] adds a user's own.
//!
//! Everything is compared on normalised copies ([`normalise_label`], [`fold`]); what is printed is never changed here.

use std::sync::{Arc, LazyLock};

use crate::Error;
use crate::error::Unusable;
use crate::model::Operator;

mod column;
mod composed;
mod embedded;
mod index;
mod label;
mod lists;
mod near;
mod phrases;
mod spellings;
mod template_words;
mod templates;
mod titles;

pub use column::{Column, JsonName};
use index::Index;
pub(crate) use label::folded_alone;
pub(crate) use label::{fold, is_numbered, normalise_label};
use lists::Lists;
use near::NearMiss;
pub use template_words::{AskedField, ListOf};

static DEFAULT: LazyLock<Vocabulary> = LazyLock::new(|| {
    let lists = &embedded::LISTS;
    Vocabulary { index: Arc::new(Index::new(&[lists])), lists: Arc::new(vec![lists.clone()]) }
});

/// Labels, synonyms, units and operators. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    index: Arc<Index>,
    lists: Arc<Vec<Lists>>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        DEFAULT.clone()
    }
}

impl Vocabulary {
    /// This vocabulary and the lists of a TOML file (the format of the embedded one; every part may be absent). Its
    /// spellings win over the ones already there.
    ///
    /// # Example
    /// ```
    /// use jixiao::{Options, Vocabulary};
    ///
    /// // Nothing is added by an empty file; one that is no TOML is refused.
    /// let vocabulary = Vocabulary::default().extended("")?;
    /// assert!(Vocabulary::default().extended("units =").is_err());
    /// let options = Options { vocabulary, ..Options::default() };
    /// # Ok::<(), jixiao::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where the text is no such file; the message names line and key.
    pub fn extended(&self, toml_text: &str) -> Result<Self, Error> {
        let own: Lists = toml::from_str(toml_text)
            .map_err(|e| Error::Setting { what: Unusable::Vocabulary { why: e.to_string() } })?;
        let mut lists = vec![own];
        lists.extend(self.lists.iter().cloned());
        Ok(Self { index: Arc::new(Index::new(&lists.iter().collect::<Vec<_>>())), lists: Arc::new(lists) })
    }

    /// What a label or column heading means: by its whole wording, else without brackets behind and numbers before it.
    #[doc(hidden)]
    #[must_use]
    pub fn column(&self, text: &str) -> Option<Column> {
        self.index.column(text)
    }

    /// What a label of that meaning is called: the first of its spellings; `None` where only composed ones are known.
    #[cfg(feature = "review")]
    #[must_use]
    pub(crate) fn name_of(&self, column: Column) -> Option<&str> {
        self.lists.iter().rev().find_map(|l| l.columns.each().find(|(own, _)| **own == column)).map(|(_, word)| &**word)
    }

    /// Whether a text is no known label but two of them run together, as texts print neighbouring cells.
    #[must_use]
    pub(crate) fn is_two_labels(&self, text: &str) -> bool {
        self.index.is_two_labels(text)
    }

    /// The known labels, normalised, with what they mean.
    #[doc(hidden)]
    pub fn labels(&self) -> impl Iterator<Item = (&str, Column)> {
        self.index.labels()
    }

    /// What a label probably means of which one character is wrong (at least three characters, one meaning only).
    /// `None` where [`Vocabulary::column`] knows it.
    #[must_use]
    pub(crate) fn column_near(&self, text: &str) -> Option<NearMiss<'_, Column>> {
        self.index.column_near(text)
    }

    /// The class of a first-level cell (产 出 指 标（50分） → 产出指标).
    #[doc(hidden)]
    #[must_use]
    pub fn level1(&self, text: &str) -> Option<&str> {
        self.index.level1.get(&label::class_key(text)).map(String::as_str)
    }

    /// The class of a second-level cell.
    #[doc(hidden)]
    #[must_use]
    pub fn level2(&self, text: &str) -> Option<&str> {
        self.index.level2.get(&label::class_key(text)).map(String::as_str)
    }

    /// The first-level class a second-level class belongs to; `None` for unknown classes and for 成本指标, which is a
    /// second level of 产出指标 (2015) or a first level (2021).
    #[must_use]
    pub(crate) fn parent(&self, level2: &str) -> Option<&str> {
        let class = self.level2(level2)?;
        self.index.parents.get(class).map(String::as_str)
    }

    /// The class a first-level cell probably means of which one character is wrong.
    #[must_use]
    pub(crate) fn level1_near(&self, text: &str) -> Option<NearMiss<'_, &str>> {
        near::class_near(&self.index.level1, text)
    }

    /// The class a second-level cell probably means of which one character is wrong.
    #[must_use]
    pub(crate) fn level2_near(&self, text: &str) -> Option<NearMiss<'_, &str>> {
        near::class_near(&self.index.level2, text)
    }

    /// Class words as they are printed before items of packed cells, longest first: 产出指标, 效益指标, …
    #[must_use]
    pub(crate) fn class_words(&self) -> &[String] {
        &self.index.class_words
    }

    /// The same, as characters.
    pub(crate) fn class_letters(&self) -> &[Vec<char>] {
        &self.index.class_letters
    }

    /// [`Self::value_labels`] as characters.
    pub(crate) fn value_letters(&self) -> &[(Vec<char>, Column)] {
        &self.index.value_letters
    }

    /// Spellings of 年度指标值 and 实施周期指标值 as they stand inside packed cells, longest first.
    #[must_use]
    pub(crate) fn value_labels(&self) -> &[(String, Column)] {
        &self.index.value_labels
    }

    /// Signs of comparison, longest first.
    #[must_use]
    pub(crate) fn signs(&self) -> &[(String, Operator)] {
        &self.index.signs
    }

    /// Words of comparison before a number (不少于), longest first.
    #[must_use]
    pub(crate) fn words_before(&self) -> &[(String, Operator)] {
        &self.index.before
    }

    /// Whether a word of comparison before a number ends with this character; nearly none does.
    #[must_use]
    pub(crate) fn may_end_word_before(&self, last: char) -> bool {
        self.index.before_tails.contains(&last)
    }

    /// Whether a word of comparison counts only where it touches the number (达 also begins 达标率).
    #[must_use]
    pub(crate) fn must_touch(&self, word: &str) -> bool {
        self.index.touching.contains(word)
    }

    /// Words of comparison behind a number and its unit (以上), longest first.
    #[must_use]
    pub(crate) fn words_behind(&self) -> &[(String, Operator)] {
        &self.index.behind
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may panic")]
    use super::*;

    #[test]
    fn what_is_built_in_is_what_the_file_says() {
        let read: Lists = toml::from_str(include_str!("words.toml")).unwrap();
        assert_eq!(format!("{read:#?}"), format!("{:#?}", embedded::LISTS));
        assert_eq!(read.level1.0.len(), 4);
        assert!(read.units.known.len() > 50);
    }

    #[test]
    fn labels_are_found_in_every_spelling() {
        let v = Vocabulary::default();
        assert_eq!(v.column("项目名称（资金使用单位）"), Some(Column::Project));
        assert_eq!(v.column("其中：财政拨款"), Some(Column::AmountFiscal));
        assert_eq!(v.column("绩\n效\n指\n标"), Some(Column::Indicators));
        assert_eq!(v.column("1-6月执行情况"), Some(Column::Actual));
        assert_eq!(v.column("拟投入的资金（万元）"), Some(Column::TaskFunds));
        assert_eq!(v.column("其他需完成的任务（可选填）"), Some(Column::OtherTasks));
        assert_eq!(v.column("全年预计完成情况"), Some(Column::ActualExpected));
        assert_eq!(v.column("一村（社区）法律顾问公益法律服务经费"), None);
        assert_eq!(v.column(""), None);
    }

    #[test]
    fn classes_know_their_parents() {
        let v = Vocabulary::default();
        assert_eq!(v.level1("产 出 指 标（50分）"), Some("产出指标"));
        assert_eq!(v.level1("效果指标"), Some("效益指标"));
        assert_eq!(v.level2("数量"), Some("数量指标"));
        assert_eq!(v.parent("社会效益"), Some("效益指标"));
        assert_eq!(v.parent("成本指标"), None);
        assert_eq!(v.level1("数量指标"), None);
    }

    #[test]
    fn one_wrong_character_is_a_near_miss() {
        let v = Vocabulary::default();
        assert_eq!(v.column_near("三级指桥").map(|n| n.meaning), Some(Column::Level3));
        assert_eq!(v.column_near("三级指标"), None);
        assert_eq!(v.level1_near("产岀指标").map(|n| n.meaning), Some("产出指标"));
        // One character away from 数量指标 and from 质量指标: not decided.
        assert_eq!(v.level2_near("某量指标"), None);
    }

    #[test]
    fn users_add_their_own_words() {
        let v = Vocabulary::default().extended("[columns]\nproject = [\"课题名称\"]\n").unwrap();
        assert_eq!(v.column("课题名称"), Some(Column::Project));
        assert_eq!(v.column("三级指标"), Some(Column::Level3));
        assert!(Vocabulary::default().extended("[colums]\n").is_err());
    }
}
