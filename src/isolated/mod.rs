//! Documents read by worker processes: one that ends its process, hangs or runs out of memory costs itself only.
//!
//! A [`Pool`] starts the program it is given, which calls `serve`, and keeps it for the next document. What they say to each other is in
//! [`protocol`]; [`process`] is the pipe between them, which runs over many inputs use, too.

mod pool;
pub(crate) mod process;
mod protocol;
mod serve;

pub use pool::Pool;
pub use process::Program;
pub use protocol::{Failure, IsolatedInput, IsolatedSettings};
pub use serve::serve;
#[cfg(feature = "cli")]
pub(crate) use serve::{broken, most_memory, receive};
