//! What a conversion yields: the public JSON contract `jixiao/1`.

use serde::{Deserialize, Serialize};

use super::finding::{Finding, Severity};
use super::form::Form;
use super::table::{Method, Table};

/// The version of the JSON contract.
pub const SCHEMA: &str = "jixiao/1";

/// The forms found in one input, and the findings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// [`SCHEMA`].
    pub schema: String,
    /// The input.
    pub source: Source,
    /// Forms in printed order.
    pub forms: Vec<Form>,
    /// Tables that belong to no recognised form, where they were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tables: Option<Vec<Table>>,
    /// What a person should look at.
    pub findings: Vec<Finding>,
}

impl Document {
    /// How many findings are as bad as this.
    #[doc(hidden)]
    #[must_use]
    pub fn findings_of(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// With the messages of the findings in English.
    ///
    /// # Example
    /// ```
    /// # fn main() -> jixiao::Result<()> {
    /// let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
    /// let document = jixiao::convert(sample.as_ref(), &jixiao::Options::default())?.in_english();
    /// assert!(document.findings.iter().all(|finding| finding.message.chars().any(|c| c.is_ascii_alphabetic())));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn in_english(mut self) -> Self {
        self.findings = self.findings.into_iter().map(Finding::in_english).collect();
        self
    }
}

/// The input of a conversion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// File name only, never a path.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// What it is.
    pub media_type: MediaType,
    /// Number of pages of a PDF or an OFD file.
    pub pages: Option<u32>,
    /// The program that wrote it, where it says so.
    pub producer: Option<String>,
    /// How its tables were found, each way once; empty where none were found, or where the type of the input leaves one way
    /// only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<Method>,
}

/// The media type of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum MediaType {
    /// A PDF.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// An OFD file (GB/T 33190-2016).
    #[serde(rename = "application/ofd")]
    Ofd,
    /// A text of lines.
    #[serde(rename = "text/plain")]
    Text,
    /// A text with tab-separated fields.
    #[serde(rename = "text/tab-separated-values")]
    TabSeparated,
    /// Delimited text: records of fields parted by commas or semicolons.
    #[serde(rename = "text/csv")]
    Csv,
    /// An Excel workbook (.xlsx, .xlsm).
    #[serde(rename = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    Xlsx,
    /// An Excel 97 workbook (.xls).
    #[serde(rename = "application/vnd.ms-excel")]
    Xls,
    /// A binary Excel workbook (.xlsb).
    #[serde(rename = "application/vnd.ms-excel.sheet.binary.macroEnabled.12")]
    Xlsb,
    /// An `OpenDocument` spreadsheet (.ods).
    #[serde(rename = "application/vnd.oasis.opendocument.spreadsheet")]
    Ods,
    /// A spreadsheet as one XML file: SpreadsheetML 2003, flat OpenDocument.
    #[serde(rename = "application/xml+spreadsheetml")]
    SpreadsheetXml,
    /// A web page.
    #[serde(rename = "text/html")]
    Html,
    /// A web page with its parts in one file (.mht).
    #[serde(rename = "multipart/related")]
    WebArchive,
    /// A Word document (.docx).
    #[serde(rename = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    Docx,
    /// Markdown.
    #[serde(rename = "text/markdown")]
    Markdown,
    /// A picture (PNG).
    #[serde(rename = "image/png")]
    Png,
    /// A picture (JPEG).
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// One picture or several (TIFF).
    #[serde(rename = "image/tiff")]
    Tiff,
}
