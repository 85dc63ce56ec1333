//! What threads share: locks that outlive a panic, work side by side that outlives a fork.

#[cfg(not(target_family = "wasm"))]
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard};

/// Locks a value. What a thread held when it panicked is used as it stands: nothing is changed under these locks that is wrong half done.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    match mutex.lock() {
        Ok(guard) => guard,
        Err(poisoned) => poisoned.into_inner(),
    }
}

/// The process that asked first; 0: none.
#[cfg(not(target_family = "wasm"))]
static FIRST: AtomicU32 = AtomicU32::new(0);

/// Whether this process was forked off another one in which the library had worked: it has that one's memory, locks that are held for
/// ever among it, but none of its threads.
#[cfg(not(target_family = "wasm"))]
#[must_use]
pub(crate) fn is_forked() -> bool {
    let own = std::process::id();
    match FIRST.compare_exchange(0, own, Ordering::Relaxed, Ordering::Relaxed) {
        Ok(_) => false,
        Err(first) => first != own,
    }
}

/// In a browser there is one process, which nothing forks and which has no number.
#[cfg(target_family = "wasm")]
#[must_use]
pub(crate) fn is_forked() -> bool {
    false
}

/// Does work that is divided among threads; in a process that was forked off another one on a single thread of its own.
pub(crate) fn side_by_side<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    if !is_forked() {
        return work();
    }
    match rayon::ThreadPoolBuilder::new().num_threads(1).build() {
        Ok(own) => own.install(work),
        Err(_) => work(),
    }
}
