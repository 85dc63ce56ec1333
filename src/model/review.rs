//! What an auditor wrote beside a record.

use serde::{Deserialize, Serialize};

use super::document::Document;
use super::record_id::RecordId;

/// An auditor's verdict on a project, an indicator, a task, a goal or a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// What it is about.
    #[serde(flatten)]
    pub of: RecordId,
    /// 审核结论: 通过, 退回, 待核, or what else was written there; of a finding its 状态: 采纳, 不属实, 已整改.
    pub conclusion: Option<String>,
    /// 审核意见; of a finding its 意见.
    pub opinion: Option<String>,
}

/// A document and what an auditor wrote in its workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Reviewed {
    /// The document.
    pub document: Document,
    /// In the order of what they are about, at most one for each.
    pub reviews: Vec<Review>,
}

impl From<Document> for Reviewed {
    fn from(document: Document) -> Self {
        Self { document, reviews: Vec::new() }
    }
}
