//! Where, in all parts of a package, rows of a sheet are spoken of. Data only.

/// How a piece of text speaks of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speech {
    /// One area of the sheet the part belongs to: `A7:A9`.
    Area,
    /// A merged block.
    Block,
    /// Areas separated by spaces that stand for what is true of each cell: validations, conditional formats.
    Areas,
    /// Areas separated by spaces that stand for a place: a selection, a sparkline's cell.
    Cells,
    /// The number of a row from 1 that something stands below.
    Row,
    /// The number of a row from 0.
    RowFromZero,
    /// A formula or a reference with its sheet.
    Formula,
    /// A place in this workbook as a link has it: a formula, perhaps with a leading `#`.
    Location,
    /// The eight numbers of a comment's or control's box in VML: the third and the seventh are rows from 0.
    VmlAnchor,
}

/// Attributes: element, attribute, how it speaks. The names are local names.
pub(crate) const ATTRIBUTES: &[(&str, &str, Speech)] = &[
    ("dimension", "ref", Speech::Area),
    ("pane", "topLeftCell", Speech::Area),
    ("sheetView", "topLeftCell", Speech::Area),
    ("customSheetView", "topLeftCell", Speech::Area),
    ("selection", "activeCell", Speech::Area),
    ("selection", "sqref", Speech::Cells),
    ("pivotSelection", "activeRow", Speech::RowFromZero),
    ("autoFilter", "ref", Speech::Area),
    ("sortState", "ref", Speech::Area),
    ("sortCondition", "ref", Speech::Area),
    ("mergeCell", "ref", Speech::Block),
    ("conditionalFormatting", "sqref", Speech::Areas),
    ("dataValidation", "sqref", Speech::Areas),
    ("hyperlink", "ref", Speech::Area),
    ("hyperlink", "location", Speech::Location),
    ("ignoredError", "sqref", Speech::Areas),
    ("protectedRange", "sqref", Speech::Areas),
    ("cellWatch", "r", Speech::Area),
    ("inputCells", "r", Speech::Area),
    ("scenario", "sqref", Speech::Areas),
    ("scenarios", "sqref", Speech::Areas),
    ("cellSmartTags", "r", Speech::Area),
    ("brk", "id", Speech::Row),
    ("comment", "ref", Speech::Area),
    ("threadedComment", "ref", Speech::Area),
    ("table", "ref", Speech::Area),
    ("location", "ref", Speech::Area),
    ("controlPr", "linkedCell", Speech::Formula),
    ("controlPr", "listFillRange", Speech::Formula),
    ("formControlPr", "fmlaLink", Speech::Formula),
    ("formControlPr", "fmlaRange", Speech::Formula),
    ("formControlPr", "fmlaTxbx", Speech::Formula),
    ("oleObject", "link", Speech::Formula),
    ("webPublishItem", "sourceRef", Speech::Area),
    ("sp", "textlink", Speech::Formula),
];

/// Elements whose text speaks of rows.
pub(crate) const TEXTS: &[(&str, Speech)] = &[
    ("formula", Speech::Formula),
    ("formula1", Speech::Formula),
    ("formula2", Speech::Formula),
    ("sqref", Speech::Areas),
    ("f", Speech::Formula),
    ("definedName", Speech::Formula),
    ("calculatedColumnFormula", Speech::Formula),
    ("totalsRowFormula", Speech::Formula),
    ("row", Speech::RowFromZero),
    ("Row", Speech::RowFromZero),
    ("Anchor", Speech::VmlAnchor),
    ("FmlaLink", Speech::Formula),
    ("FmlaRange", Speech::Formula),
    ("FmlaPict", Speech::Formula),
    ("FmlaTxbx", Speech::Formula),
    ("FmlaGroup", Speech::Formula),
];
