//! Values for a template that no document has.

use crate::ooxml::value::InsertedValue;
use crate::vocabulary::normalise_label;

/// Values beside the document's, by label or placeholder (填报人, 填报日期) or by cell.
#[derive(Debug, Clone, Default)]
pub struct Extra {
    values: Vec<(String, String)>,
    /// Cells named outright.
    pub(super) cells: Vec<(String, String)>,
}

impl Extra {
    /// From pairs of label, placeholder name or cell (`表1!B3`, in the template's rows) and value.
    ///
    /// # Example
    /// ```
    /// use jixiao::template::Extra;
    /// let extra = Extra::new(vec![("填报日期".to_owned(), "2024-01-01".to_owned()), ("表1!B3".to_owned(), "某局".to_owned())]);
    /// # let _ = extra;
    /// ```
    #[must_use]
    pub fn new(values: Vec<(String, String)>) -> Self {
        let (cells, labels): (Vec<_>, Vec<_>) = values.into_iter().partition(|(label, _)| label.contains('!'));
        Self { values: labels.into_iter().map(|(label, value)| (normalise_label(&label), value)).collect(), cells }
    }

    pub(super) fn value(&self, label: &str) -> Option<InsertedValue> {
        let label = normalise_label(label);
        self.values.iter().find(|(name, _)| *name == label).map(|(_, value)| InsertedValue::Text(value.clone()))
    }
}
