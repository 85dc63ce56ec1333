//! What working on one input may take: time and memory.
//!
//! Memory is charged before it is taken, by what the input holds, never by what it claims; charges are estimates of what all stages
//! together make of it, so the same input is refused or read wherever it is read. Time is looked at where loops are long.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use super::clock::Instant;
use crate::error::Limit;
use crate::{Error, Result};

/// The part of the time limit after which no further page is read, so that the later stages have the rest.
const READING: f64 = 0.75;

/// What working on one input may take. Copies share what is left. The default is without limits.
#[derive(Debug, Clone, Default)]
pub struct Budget(Option<Arc<Shared>>);

#[derive(Debug)]
struct Shared {
    start: Instant,
    timeout: Duration,
    /// Bytes in all.
    memory: u64,
    left: AtomicU64,
    /// Whether more was asked for than was left.
    exceeded: AtomicBool,
}

impl Budget {
    /// A budget of so much time from now, and so many bytes of memory.
    #[must_use]
    pub fn new(timeout: Duration, memory: u64) -> Self {
        let shared = Shared {
            start: Instant::now(),
            timeout,
            memory,
            left: AtomicU64::new(memory),
            exceeded: AtomicBool::new(false),
        };
        Self(Some(Arc::new(shared)))
    }

    /// All of the memory in bytes, spent or not.
    #[must_use]
    pub(crate) fn memory(&self) -> u64 {
        self.0.as_ref().map_or(u64::MAX, |shared| shared.memory)
    }

    /// The memory left, bytes.
    #[must_use]
    pub(crate) fn left(&self) -> u64 {
        self.0.as_ref().map_or(u64::MAX, |shared| shared.left.load(Ordering::Relaxed))
    }

    /// Charges so many bytes. Once there were not as many, every check fails.
    ///
    /// # Errors
    /// [`Error::Limit`] where there are not as many left.
    pub(crate) fn take(&self, bytes: u64) -> Result<()> {
        let Some(shared) = &self.0 else { return Ok(()) };
        let taken = shared.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes));
        taken.map(drop).map_err(|_| {
            shared.exceeded.store(true, Ordering::Relaxed);
            self.too_large()
        })
    }

    /// The error of an input that takes more memory than there is.
    #[must_use]
    pub(crate) fn too_large(&self) -> Error {
        Error::Limit { what: Limit::Megabytes { megabytes: self.memory() >> 20 } }
    }

    /// Whether time or memory is over: loops end, for what they would find is thrown away.
    #[must_use]
    pub(crate) fn is_over(&self) -> bool {
        self.is_exceeded() || self.0.as_ref().is_some_and(|shared| shared.start.elapsed() > shared.timeout)
    }

    fn is_exceeded(&self) -> bool {
        self.0.as_ref().is_some_and(|shared| shared.exceeded.load(Ordering::Relaxed))
    }

    /// The end of a stage, or of a piece of one.
    ///
    /// # Errors
    /// [`Error::Limit`] where time or memory is over.
    pub fn check(&self) -> Result<()> {
        if self.is_exceeded() {
            return Err(self.too_large());
        }
        if self.is_over() { Err(self.too_slow()) } else { Ok(()) }
    }

    /// The error of an input that takes longer than it may.
    #[must_use]
    pub(crate) fn too_slow(&self) -> Error {
        let seconds = self.0.as_ref().map_or(0, |shared| shared.timeout.as_secs());
        Error::Limit { what: Limit::Seconds { seconds } }
    }

    /// When the time is over; `None`: never.
    #[must_use]
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.0.as_ref().and_then(|shared| shared.start.checked_add(shared.timeout))
    }

    /// When to stop reading pages, for the later stages need time, too; `None`: never.
    #[must_use]
    pub(crate) fn reading_deadline(&self) -> Option<Instant> {
        self.0.as_ref().and_then(|shared| shared.start.checked_add(shared.timeout.mul_f64(READING)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_charged_until_there_is_none_left() {
        let budget = Budget::new(Duration::from_mins(1), 100);
        let copy = budget.clone();
        assert!(budget.take(60).is_ok() && copy.take(40).is_ok());
        assert!(matches!(budget.take(1), Err(Error::Limit { .. })));
        assert_eq!((copy.left(), copy.memory()), (0, 100));
        assert!(copy.is_over() && copy.check().is_err());
    }

    #[test]
    fn time_is_over_when_it_is() {
        assert!(Budget::new(Duration::ZERO, 0).check().is_err());
        assert!(Budget::new(Duration::MAX, 0).check().is_ok());
        assert!(!Budget::default().is_over() && Budget::default().take(u64::MAX).is_ok());
    }
}
