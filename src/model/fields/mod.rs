//! The register of fields: what each record of a form says, defined once.
//!
//! The columns of the standard workbook and its reading back, templates both ways, comparison, CSV, JSON Lines and Parquet, and
//! the reports of what finds no place walk these lists. A field that is added to a record and to its list is in all of them.

mod any;
mod budget;
mod field;
mod form;
mod indicator;
mod project;
mod record;
mod task;

pub use any::{AnyField, Registered, all};
pub use field::{About, Accessor, Field, FieldValue, Holds, Shown, TargetNames, Use};
pub use indicator::main_target;
pub use record::Record;
