//! Inputs read side by side → decided upon one after the other, in their order.
//!
//! Which of several inputs with the same content counts as the first must not depend on which worker is quickest.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::locks::locked;

use super::contents::{Contents, Digest};

/// Hands out inputs by number and lets those who read them decide in turn.
pub(super) struct InputOrder {
    count: usize,
    next: AtomicUsize,
    decided: Mutex<Decided>,
    turn: Condvar,
}

struct Decided {
    /// Inputs that were decided upon: also the number of the one whose turn it is.
    count: usize,
    seen: Contents,
}

impl InputOrder {
    pub(super) fn new(count: usize) -> Self {
        let decided = Decided { count: 0, seen: Contents::new(count) };
        Self { count, next: AtomicUsize::new(0), decided: Mutex::new(decided), turn: Condvar::new() }
    }

    /// The number of an input that nobody has; whoever takes one must take its [`turn`](Self::turn), too: others wait for it.
    pub(super) fn take(&self) -> Option<usize> {
        Some(self.next.fetch_add(1, Ordering::Relaxed)).filter(|n| *n < self.count)
    }

    /// Waits until all inputs before this one were decided upon. Its own turn ends when what is returned is dropped.
    pub(super) fn turn(&self, number: usize) -> DecisionTurn<'_> {
        let mut decided = locked(&self.decided);
        while decided.count < number {
            decided = self.turn.wait(decided).unwrap_or_else(PoisonError::into_inner);
        }
        DecisionTurn { number, decided, next: &self.turn }
    }
}

/// The time in which one input is decided upon.
pub(super) struct DecisionTurn<'a> {
    number: usize,
    decided: MutexGuard<'a, Decided>,
    next: &'a Condvar,
}

impl DecisionTurn<'_> {
    /// The number of an earlier input with the same content.
    pub(super) fn earlier_with(&mut self, content: Digest) -> Option<usize> {
        let first = self.decided.seen.first_with(content, self.number);
        (first != self.number).then_some(first)
    }
}

impl Drop for DecisionTurn<'_> {
    fn drop(&mut self) {
        self.decided.count += 1;
        self.next.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_content_is_the_first_in_order_whoever_is_quickest() {
        let order = InputOrder::new(64);
        let found = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    while let Some(number) = order.take() {
                        if number % 3 == 0 {
                            std::thread::yield_now();
                        }
                        let earlier = order.turn(number).earlier_with([number as u8 % 5; 32]);
                        found.lock().unwrap().push((number, earlier));
                    }
                });
            }
        });
        let mut found = found.into_inner().unwrap();
        found.sort_unstable();
        let want: Vec<_> = (0..64).map(|n| (n, (n >= 5).then_some(n % 5))).collect();
        assert_eq!(found, want);
    }
}
