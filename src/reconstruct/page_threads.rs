//! Pages → what is read of each: by the thread that asks, or divided among all of them where that is worth it.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::locks::side_by_side;
use crate::model::PageSource;

/// Pages held in memory with their glyphs at one time: enough to keep every core busy.
const PAGES_AT_ONCE: usize = 32;
/// Fewer pages are read by the thread that asks: they take some tenth of a second together, and to hand pages from thread to thread
/// costs a tenth of their time.
const WORTH_DIVIDING: usize = 16;

/// Documents that are being read in this process.
static AT_WORK: AtomicUsize = AtomicUsize::new(0);

/// A document that is being read.
struct AtWork;

impl AtWork {
    fn begin() -> Self {
        AT_WORK.fetch_add(1, Ordering::Relaxed);
        Self
    }
}

/// Whether only one document is being read. With several, each has a core already.
fn is_only_one() -> bool {
    AT_WORK.load(Ordering::Relaxed) == 1
}

impl Drop for AtWork {
    fn drop(&mut self) {
        AT_WORK.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What `read` makes of each page, in the order of the numbers, whoever reads it.
pub(super) fn read_each<Read: Send>(
    pages: &dyn PageSource,
    numbers: &[u32],
    read: impl Fn(u32) -> Read + Sync + Send,
) -> Vec<Read> {
    let _at_work = AtWork::begin();
    let mut readings = Vec::with_capacity(numbers.len());
    let mut left = numbers;
    if numbers.len() < WORTH_DIVIDING
        && let Some((first, others)) = numbers.split_first()
    {
        readings.push(read(*first));
        left = others;
        // A page that is read from its picture takes a second, and where the first one is such the others are.
        if pages.recognised_pages().is_empty() {
            readings.extend(others.iter().map(|number| read(*number)));
            return readings;
        }
    }
    for chunk in left.chunks(PAGES_AT_ONCE) {
        // A single helper would only hand every page to and fro.
        if chunk.len() == 1 || !is_only_one() || rayon::current_num_threads() == 1 {
            readings.extend(chunk.iter().map(|number| read(*number)));
        } else {
            side_by_side(|| readings.par_extend(chunk.par_iter().map(|number| read(*number))));
        }
    }
    readings
}
