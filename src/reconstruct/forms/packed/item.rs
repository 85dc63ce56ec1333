//! An item of a packed cell, and what its value says.

/// An item of a packed cell, as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PackedItem {
    /// The printed number.
    pub seq: Option<String>,
    /// The class word before the colon, where it is one of the first level.
    pub level1: Option<String>,
    /// The class word, where it is one of the second level.
    pub level2: Option<String>,
    /// The indicator's name.
    pub name: Option<String>,
    /// 实施周期指标值, where it is printed.
    pub period: Option<String>,
    /// 年度指标值.
    pub value: Option<String>,
    /// Text behind the value.
    pub remark: Option<String>,
    /// What shows that a part is lost: the text around the cut.
    pub cut: Option<String>,
}

/// The value without the full stop that ends the item, and what is printed behind that stop in brackets.
pub(super) fn value_and_remark(text: &str) -> (Option<String>, Option<String>) {
    let value = without_stop(text);
    let closes = value.ends_with(['）', ')']) || text.trim_end().ends_with(['）', ')']);
    if closes {
        for (at, _) in value.match_indices('。') {
            let (before, behind) = value.split_at(at);
            let behind = behind.trim_start_matches('。').trim();
            if behind.starts_with(['（', '(']) {
                return (some_text(without_stop(before)), some_text(behind));
            }
        }
    }
    (some_text(value), None)
}

/// Without the stops and spaces that end an item.
pub(super) fn without_stop(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '。' | '；' | ';')).trim_start()
}

/// A text that says something.
pub(super) fn some_text(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
