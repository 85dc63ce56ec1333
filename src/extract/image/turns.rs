//! How many pages are read from their pictures at one time: as many as memory holds, whoever asks.

use std::sync::{Condvar, Mutex, PoisonError};

use crate::locks::locked;

/// Dots of the pages that are read at one time: two sheets of A4 at 300 dpi, or one of A3. A larger page is read alone.
const AT_ONCE: u64 = 18_000_000;

/// Dots of the pages that are being read in this process.
static IN_WORK: Mutex<u64> = Mutex::new(0);
static DONE: Condvar = Condvar::new();

/// Leave to read a page of so many dots, until it is dropped.
pub(super) struct LeaveToRead(u64);

/// Waits until there is room for a page of so many dots.
pub(super) fn wait(dots: u64) -> LeaveToRead {
    let in_work = locked(&IN_WORK);
    let mut in_work = DONE
        .wait_while(in_work, |in_work| *in_work > 0 && *in_work + dots > AT_ONCE)
        .unwrap_or_else(PoisonError::into_inner);
    *in_work += dots;
    LeaveToRead(dots)
}

impl Drop for LeaveToRead {
    fn drop(&mut self) {
        let mut in_work = locked(&IN_WORK);
        *in_work = in_work.saturating_sub(self.0);
        DONE.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn a_page_waits_until_there_is_room() {
        let (send, receive) = mpsc::channel();
        let first = wait(AT_ONCE * 2);
        let waiting = std::thread::spawn(move || {
            let _turn = wait(1);
            send.send("second").ok();
        });
        drop(first);
        assert_eq!(receive.recv(), Ok("second"));
        waiting.join().unwrap();
    }
}
