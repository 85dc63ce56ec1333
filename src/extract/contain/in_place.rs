//! Where there are no threads, in a browser: work is done in the place where it is asked for.
//!
//! Nothing unwinds there either: a panic, or a [`stop`](super::stop()), ends the program. The page starts it anew for the next file.

use super::stop::Stop;
use crate::model::clock::Instant;

/// Runs a job. The deadline is watched by the job itself, and by the page.
pub(crate) fn on_thread<T>(_: Option<Instant>, _: usize, work: impl FnOnce() -> T) -> Result<T, Stop> {
    Ok(work())
}

/// Runs a job that borrows.
pub(crate) fn on_borrowing_thread<T>(work: impl FnOnce() -> T) -> Option<T> {
    Some(work())
}
