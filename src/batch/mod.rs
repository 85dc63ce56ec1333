//! Many inputs: listed, converted by worker processes, written down in a journal, taken up again after a stop.
//!
//! [`collect`] lists the inputs → [`run`](mod@run) hands them to worker processes ([`pool`], [`worker`]) → each outcome is a line of
//! the [`journal`]. A worker that crashes, hangs or runs out of memory costs its input only.

pub mod collect;
mod feed;
pub mod journal;
pub mod lock;
pub mod merge;
pub mod older;
pub mod pool;
pub mod run;
pub mod shard;
pub mod worker;

pub use collect::{Listed, list};
pub use journal::{Entry, Journal, Outcome};
pub use older::Older;
pub use run::{Observer, Request, Tally, run};
pub use shard::Shard;
