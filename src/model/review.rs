//! What an auditor wrote beside an indicator.

use serde::{Deserialize, Serialize};

use super::document::Document;

/// An auditor's verdict on one indicator: 审核结论 and 审核意见.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Index of the form.
    pub form: usize,
    /// Index of the project in the form; `None` for an indicator of the form itself.
    pub project: Option<usize>,
    /// Index of the indicator in the project or form.
    pub indicator: usize,
    /// 审核结论: 通过, 退回, 待核, or what else was written there.
    pub conclusion: Option<String>,
    /// 审核意见.
    pub opinion: Option<String>,
}

/// A document and what an auditor wrote in its workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Reviewed {
    /// The document.
    pub document: Document,
    /// In the order of its indicators, at most one for each.
    pub reviews: Vec<Review>,
}

impl From<Document> for Reviewed {
    fn from(document: Document) -> Self {
        Self { document, reviews: Vec::new() }
    }
}
