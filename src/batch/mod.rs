//! Many inputs: listed, converted by worker processes, written down in a journal, taken up again after a stop.
//!
//! [`collect`] lists the inputs → [`run`](mod@run) hands them to worker processes ([`pool`], [`worker`]) → each outcome is a line of
//! the [`journal`]. A worker that crashes, hangs or runs out of memory costs its input only.

pub mod collect;
pub mod journal;
pub mod ledger;
pub mod lists;
pub mod lock;
pub mod merge;
pub mod older;
mod order;
mod path_text;
pub mod pattern;
pub mod pool;
pub mod run;
pub mod shard;
mod work;
pub mod worker;

pub use collect::{Found, Listed, Walk, list};
pub use journal::{Entry, Outcome};
pub use ledger::Ledger;
pub use older::Older;
pub use run::{Observer, Request, Tally, run};
pub use shard::Shard;
