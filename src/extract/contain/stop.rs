//! Why reading stops before its end, and how.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use crate::model::clock::Instant;

/// The parser and interpreter recurse over nested objects and forms; the main thread's 8 MiB can be too little. Only
/// what is used of it costs memory, but all of it counts where the address space is limited.
const STACK: u64 = 64 << 20;
/// The part of limited memory that a stack may take.
const STACK_SHARE: u64 = 4;
/// Threads have this much stack in any case, as usual for them: ordinary files need some hundred kilobytes.
pub(super) const LEAST_STACK: u64 = 2 << 20;
/// How much longer than its time a thread may take to notice that it is over; then it is given up.
pub(crate) const GRACE: Duration = Duration::from_secs(1);

/// Why reading stopped before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The code panicked: the input is damaged in a way it was not made for.
    Panic,
    /// The time is over.
    Time,
    /// There is more than the memory budget allows.
    Memory,
}

/// Why the program in a browser ends, for the page.
#[cfg(target_family = "wasm")]
static LAST: std::sync::atomic::AtomicU8 = std::sync::atomic::AtomicU8::new(0);

/// Why the program ended: 0 it broke, 1 the time was over, 2 there was more than the memory allowed.
#[cfg(target_family = "wasm")]
#[must_use]
pub fn last_stop() -> u8 {
    LAST.load(std::sync::atomic::Ordering::Relaxed)
}

/// Stops the reading that runs inside [`contained`]. Unwinds; the interpreter has no other way to be stopped.
pub(crate) fn stop(why: Stop) -> ! {
    #[cfg(target_family = "wasm")]
    LAST.store(why as u8, std::sync::atomic::Ordering::Relaxed);
    std::panic::resume_unwind(Box::new(why))
}

/// Runs something that may panic or [`stop`].
pub(crate) fn contained<T>(work: impl FnOnce() -> T) -> Result<T, Stop> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|payload: Box<dyn Any + Send>| payload.downcast_ref::<Stop>().copied().unwrap_or(Stop::Panic))
}

/// The stack of a reading thread, bytes, where a document may take so much `memory`: one of few sizes.
pub(crate) fn stack_size(memory: u64) -> usize {
    (memory / STACK_SHARE).clamp(LEAST_STACK, STACK).next_power_of_two() as usize
}

/// The time left.
pub(crate) fn remaining(deadline: Instant) -> Duration {
    deadline.saturating_duration_since(Instant::now())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stacks_leave_room_where_memory_is_limited() {
        assert_eq!(stack_size(u64::MAX), 64 << 20);
        assert_eq!(stack_size(300 << 20), 64 << 20);
        assert_eq!(stack_size(64 << 20), 16 << 20);
        assert_eq!(stack_size(0), 2 << 20);
    }
}
