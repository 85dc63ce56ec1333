//! Many inputs: listed, converted by worker processes, written down in a journal, taken up again after a stop.
//!
//! [`collect`] lists the inputs → [`run`](mod@run) hands them to worker processes ([`pool`], [`worker`]) → each outcome is a line of
//! the [`journal`]. A worker that crashes, hangs or runs out of memory costs its input only.

pub(crate) mod collect;
mod contents;
pub(crate) mod conversion;
pub(crate) mod inputs;
pub(crate) mod journal;
pub(crate) mod ledger;
pub(crate) mod lists;
pub(crate) mod lock;
pub(crate) mod merge;
pub(crate) mod older;
mod order;
mod path_text;
pub(crate) mod pattern;
pub(crate) mod pool;
pub(crate) mod protocol;
pub(crate) mod request;
pub(crate) mod run;
pub(crate) mod shard;
mod unchanged;
mod varint;
mod work;
pub(crate) mod worker;

pub(crate) use collect::{FolderWalk, list};
pub(crate) use inputs::Inputs;
pub(crate) use journal::{JournalEntry, JournalOutcome};
pub(crate) use older::Older;
pub(crate) use request::Request;
pub(crate) use run::{Observer, RunTally, run};
pub(crate) use shard::Shard;
