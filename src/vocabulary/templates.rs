//! What placeholders and labels of templates ask for.

use super::Vocabulary;
use super::template_words::{AskedField, ListOf, named_column, registered, registered_label};

impl Vocabulary {
    /// What a placeholder asks for; `list` is the name before its point, empty where it has none.
    #[must_use]
    pub(crate) fn placeholder(&self, list: &str, name: &str) -> Option<AskedField> {
        let words = &self.index.templates;
        let plain = name.to_lowercase();
        let in_list = self.list_of(list).and_then(|list| words.names_in_lists.get(&(list, plain.clone())).copied());
        let known =
            in_list.or_else(|| registered(&format!("{list}.{name}"))).or_else(|| words.names.get(&plain).copied());
        let known = known.or_else(|| named_column(&plain).or_else(|| self.column(name)).map(AskedField::of_column));
        known.or_else(|| registered(&plain)).or_else(|| registered_label(name))
    }

    /// What a label of a template asks for: a column, or a field that only the register names.
    #[doc(hidden)]
    #[must_use]
    pub fn field(&self, text: &str) -> Option<AskedField> {
        self.column(text).map(AskedField::of_column).or_else(|| registered_label(text))
    }

    /// What the rows of a list of this name are; `None` where the name does not say.
    #[must_use]
    pub(crate) fn list_of(&self, name: &str) -> Option<ListOf> {
        let name = name.to_lowercase();
        self.index.templates.lists.iter().find(|(_, word)| name.contains(word.as_str())).map(|(list, _)| *list)
    }

    /// Whether a text of a template only shows where something goes: `指标1：`, `……`, `1`.
    #[must_use]
    pub(crate) fn is_example(&self, text: &str) -> bool {
        let rest: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let examples = &self.index.templates.examples;
        let rest = examples.iter().find_map(|word| rest.strip_prefix(word.as_str())).unwrap_or(&rest);
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        rest.chars().all(|c| ".…．·—-：:、/／".contains(c))
    }

    /// What the amounts of a whole form are called where it has a label of its own for them.
    #[must_use]
    pub(crate) fn total_label(&self) -> &str {
        &self.index.templates.total
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Column;

    #[test]
    fn placeholders_mean_fields() {
        let v = Vocabulary::default();
        let column = |column| Some(AskedField::Column(column));
        assert_eq!(v.placeholder("", "标题"), Some(AskedField::Title));
        assert_eq!(v.placeholder("", "name"), column(Column::Project));
        assert_eq!(v.placeholder("Indicators", "name"), column(Column::Level3));
        assert_eq!(v.placeholder("重点任务", "名称"), column(Column::TaskName));
        assert_eq!(v.placeholder("", "task_funds"), column(Column::TaskFunds));
        assert_eq!(v.placeholder("", "没有"), None);
        assert_eq!((v.list_of("项目列表"), v.list_of("x")), (Some(ListOf::Projects), None));
    }

    #[test]
    fn examples_are_told_from_texts() {
        let v = Vocabulary::default();
        assert!(["指标 1：", "……", "3", "任务二、", ""].iter().all(|text| v.is_example(text)));
        assert!(!["指标值", "一带一路", "项目名称"].iter().any(|text| v.is_example(text)));
        assert_eq!(v.total_label(), "合计");
    }

    #[test]
    fn own_names_are_read_and_unknown_fields_refused() {
        let own = Vocabulary::default().extended("[templates.names]\nproject = [\"xmmc\"]").map_err(|e| e.to_string());
        assert_eq!(own.map(|v| v.placeholder("", "XMMC")), Ok(Some(AskedField::Column(Column::Project))));
        let wrong = Vocabulary::default().extended("[templates.names]\nnobody = [\"x\"]").map_err(|e| e.to_string());
        assert!(wrong.is_err_and(|error| error.contains("nobody")));
    }
}
