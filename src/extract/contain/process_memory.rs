//! What the process itself may take of the memory: the last guard of processes that read what others wrote, behind the charges that
//! are made for what they hold.

use std::io;

/// Bytes the process has now: of addresses where the system limits these, otherwise of memory that is its own.
pub(crate) fn taken() -> u64 {
    system::taken()
}

/// From now on the process ends where it takes more bytes than these, counted as [`taken`] counts.
///
/// # Errors
/// Where the system sets no such limit.
pub(crate) fn limit(bytes: u64) -> io::Result<()> {
    system::limit(bytes)
}

#[cfg(unix)]
mod system {
    use std::io;

    pub(super) fn taken() -> u64 {
        const PAGE: u64 = 4096;
        let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
        pages.split(' ').next().and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) * PAGE
    }

    pub(super) fn limit(bytes: u64) -> io::Result<()> {
        rlimit::setrlimit(rlimit::Resource::AS, bytes, bytes)
    }
}

#[cfg(windows)]
mod system {
    use std::io;
    use std::time::Duration;

    use win32job::utils::{get_current_process, get_process_memory_info};

    /// How often the process looks at what it has. In this time a thread fills some 100 MB.
    const PAUSE: Duration = Duration::from_millis(20);

    pub(super) fn taken() -> u64 {
        get_process_memory_info(get_current_process()).map_or(0, |has| has.private_usage as u64)
    }

    /// Jobs of Windows limit memory, too, but no safe crate says how much: a thread of the process watches it.
    pub(super) fn limit(bytes: u64) -> io::Result<()> {
        get_process_memory_info(get_current_process())?;
        let watch = move || {
            while taken() <= bytes {
                std::thread::sleep(PAUSE);
            }
            std::process::abort();
        };
        std::thread::Builder::new().name("memory".to_owned()).spawn(watch).map(drop)
    }
}
