//! Locks that outlive a panic.

use std::sync::{Mutex, MutexGuard};

/// Locks a value. What a thread held when it panicked is used as it stands: nothing is changed under these locks that is wrong half done.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    match mutex.lock() {
        Ok(guard) => guard,
        Err(poisoned) => poisoned.into_inner(),
    }
}
