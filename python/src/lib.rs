//! The part of the Python package that is written in Rust; `package/jixiao` is what its users see.

mod document;
mod failure;
mod functions;
mod pool;
mod settings;
mod source;
mod table;
mod waiting;

use pyo3::prelude::*;

/// What `jixiao` is made of. Take the names of `jixiao` itself: these change without notice.
#[pymodule(gil_used = false)]
mod _jixiao {
    #[pymodule_export]
    use crate::document::NativeDocument;
    #[pymodule_export]
    use crate::functions::{convert, fill, json_schema, page_svg, read, schema_of, serve, table_names, tables};
    #[pymodule_export]
    use crate::pool::NativePool;
    #[pymodule_export]
    use crate::settings::Settings;
    #[pymodule_export]
    use crate::table::{NativeTable, collect};
    #[pymodule_export]
    use crate::waiting::close;

    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");
}
