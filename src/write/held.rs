//! Files that another program holds, as only Windows knows it: what Excel shows can be neither replaced nor removed.

use std::io;
use std::time::Duration;

/// Access denied, sharing violation, lock violation: what Windows says of a file that is held.
const CODES: [i32; 3] = [5, 32, 33];

/// Scanners for viruses and search indexes hold a file that was just written for a moment: so often, and so long in between, its
/// place is asked for again before anybody is told.
pub(super) const ATTEMPTS: u32 = 20;
pub(super) const PAUSE: Duration = Duration::from_millis(50);

/// Whether another program may hold the file that an error is about.
pub(crate) fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && error.raw_os_error().is_some_and(|code| CODES.contains(&code))
}
