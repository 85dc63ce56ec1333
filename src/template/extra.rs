//! Values for a template that no document has.

use std::collections::BTreeSet;

use crate::error::Unusable;
use crate::language::nearest::nearest;
use crate::ooxml::reference::parse_cell;
use crate::ooxml::value::InsertedValue;
use crate::vocabulary::normalise_label;
use crate::{Error, Result};

/// Values beside the document's, by label or placeholder (填报人, 填报日期) or by cell.
#[derive(Debug, Clone, Default)]
pub struct Extra {
    /// Labels as they were given, with values.
    values: Vec<(String, String)>,
    /// Cells named outright.
    pub(super) cells: Vec<(String, String)>,
    /// Whether a template of another kind of form is filled all the same.
    pub(super) other_kind: bool,
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
        let (cells, values) = values.into_iter().partition(|(label, _)| label.contains('!'));
        Self { values, cells, other_kind: false }
    }

    /// The same for a template of another kind of form than the document has, which is refused otherwise.
    ///
    /// # Example
    /// ```
    /// use jixiao::template::Extra;
    /// let extra = Extra::default().for_other_kind(true);
    /// # let _ = extra;
    /// ```
    #[must_use]
    pub fn for_other_kind(self, other_kind: bool) -> Self {
        Self { other_kind, ..self }
    }

    /// Whether it has no values.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty() && self.cells.is_empty()
    }

    pub(super) fn value(&self, label: &str) -> Option<InsertedValue> {
        let label = normalise_label(label);
        let found = self.values.iter().find(|(name, _)| normalise_label(name) == label);
        found.map(|(_, value)| InsertedValue::Text(value.clone()))
    }

    /// Looks whether the template has a place for each value: `asked` are its labels and placeholders, normalised, `sheets` the
    /// names of its sheets.
    ///
    /// # Errors
    /// Where it has none, with the nearest there is.
    pub(super) fn check(&self, asked: &BTreeSet<String>, sheets: &[&str]) -> Result<()> {
        for (label, _) in &self.values {
            let name = normalise_label(label);
            if !asked.contains(&name) {
                return Err(no_place(label, nearest(&name, asked.iter().map(String::as_str))));
            }
        }
        for (label, _) in &self.cells {
            let (sheet, cell) = label.rsplit_once('!').unwrap_or_default();
            let sheet = sheet.trim_matches('\'');
            if !sheets.contains(&sheet) {
                let near = nearest(sheet, sheets.iter().copied()).map(|near| format!("{near}!{cell}"));
                return Err(no_place(label, near.as_deref()));
            }
            if parse_cell(cell).is_none() {
                return Err(no_place(label, None));
            }
        }
        Ok(())
    }
}

fn no_place(label: &str, nearest: Option<&str>) -> Error {
    let label = label.to_owned();
    let what = match nearest {
        Some(nearest) => Unusable::NoPlaceForValuePerhaps { label, nearest: nearest.to_owned() },
        None => Unusable::NoPlaceForValue { label },
    };
    Error::Setting { what }
}
