//! The nouns of the pipeline, in the order data flows. Imports no other part of the crate but its errors.
//!
//! `geometry`, `place` → `page`, `lines`, `worksheet`, `passage` (what a reader found) → `table` (cells) → `form`, `target`
//! (what the cells mean) → `finding` → `document` (what a conversion yields, the JSON contract).

pub mod amounts;
pub mod budget;
pub mod decimal;
pub mod document;
pub mod fields;
pub mod finding;
pub mod form;
pub mod geometry;
mod growing_place;
pub mod input;
pub mod labels;
pub mod lines;
pub mod notation;
pub mod page;
pub mod passage;
pub mod place;
pub mod review;
pub mod standard;
pub mod table;
pub mod target;
pub mod text_block;
pub mod worksheet;

pub use amounts::{Amounts, Subtotal};
pub use budget::Budget;
pub use document::{Document, MediaType, SCHEMA, Source};
pub use finding::{Code, Finding, Noted, Severity, Topic};
pub use form::{BudgetLine, Cells, Form, Indicator, Kind, Project, Task};
pub use geometry::{Axis, BBox, Pt};
pub(crate) use growing_place::GrowingPlace;
pub use input::{Content, Input, PageSource};
pub use lines::Line;
pub use page::{ContentId, Fill, Glyph, Page, Rule, TaggedCell, TaggedTable, UnicodeSource, WritingDirection};
pub use passage::Passage;
pub use place::{Place, Spot};
pub use review::{Review, Reviewed};
pub use standard::StandardSheet;
pub use table::{Block, Cell, Method, Paragraph, Reading, Table};
pub use target::{Operator, Target, TargetKind};
pub use text_block::{Scored, TextBlock, Variant};
pub use worksheet::{SheetCell, Worksheet};
