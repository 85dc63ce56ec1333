//! The nouns of the pipeline, in the order data flows. Imports no other part of the crate but its errors.
//!
//! `geometry`, `place` → `page`, `lines`, `worksheet`, `passage` (what a reader found) → `table` (cells) → `form`, `target`
//! (what the cells mean) → `finding` → `document` (what a conversion yields, the JSON contract).

pub(crate) mod amounts;
pub(crate) mod budget;
pub(crate) mod clock;
pub(crate) mod decimal;
pub(crate) mod document;
pub mod fields;
pub(crate) mod finding;
pub(crate) mod form;
pub(crate) mod geometry;
mod growing_place;
pub(crate) mod indicator;
pub(crate) mod input;
pub(crate) mod labels;
pub(crate) mod lines;
pub(crate) mod notation;
pub(crate) mod page;
pub(crate) mod passage;
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "what only commands and pages of review draw"))]
pub(crate) mod picture;
pub(crate) mod place;
pub(crate) mod project;
pub(crate) mod record_id;
pub(crate) mod review;
#[cfg(feature = "schema")]
mod schema;
pub(crate) mod standard;
pub(crate) mod table;
pub(crate) mod target;
pub(crate) mod text_block;
pub(crate) mod worksheet;

pub use amounts::{Amounts, Subtotal};
pub use document::{Document, MediaType, SCHEMA, Source};
pub use finding::{Code, Finding, Severity, Topic};
pub use form::{BudgetLine, Cells, Form, Kind, Task};
pub use geometry::{BBox, Pt};
pub use indicator::Indicator;
pub use place::{Place, Spot};
pub use project::{Execution, Project};
pub use record_id::RecordId;
pub use review::{Review, Reviewed};
pub use table::{Cell, Method, Table};
pub use target::{Operator, Target, TargetKind};

pub(crate) use growing_place::GrowingPlace;
pub(crate) use place::{cell_address, line_range};
pub(crate) use standard::StandardSheet;

// What stages hand each other: for the tests of this repository, no part of the interface.
#[doc(hidden)]
pub use budget::Budget;
#[doc(hidden)]
pub use finding::Noted;
#[doc(hidden)]
pub use geometry::Axis;
#[doc(hidden)]
pub use input::{Content, Input, PageSource};
#[doc(hidden)]
pub use lines::Line;
#[doc(hidden)]
pub use page::{ContentId, Fill, Glyph, Ink, Page, Rule, TaggedCell, TaggedTable, UnicodeSource, WritingDirection};
#[doc(hidden)]
pub use passage::Passage;
#[doc(hidden)]
pub use picture::Picture;
#[cfg(feature = "schema")]
#[doc(hidden)]
pub use schema::json_schema;
#[doc(hidden)]
pub use table::{Block, Paragraph, Reading};
#[doc(hidden)]
pub use text_block::{Scored, TextBlock, Variant};
#[doc(hidden)]
pub use worksheet::{SheetCell, Worksheet};
