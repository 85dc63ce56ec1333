//! Printing. Results go to standard output, everything about the run to standard error.

use std::io::{self, BufWriter, Write};
use std::sync::Mutex;

/// The first failure of standard output. Kept rather than returned, so that no command can forget it: [`finish`] tells it.
static FAILURE: Mutex<Option<io::Error>> = Mutex::new(None);

/// Prints a result.
pub(crate) fn say(text: &str) {
    note(writeln!(io::stdout().lock(), "{text}"));
}

/// Prints bytes of a result as they are.
pub(crate) fn say_bytes(bytes: &[u8]) {
    note(io::stdout().lock().write_all(bytes));
}

/// Prints a long result piece by piece; `print` ends early where nobody takes it any more.
pub(crate) fn stream(print: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let mut out = BufWriter::new(io::stdout().lock());
    note(print(&mut out).and_then(|()| out.flush()));
}

/// Remembers what went wrong while standard output was written.
pub(crate) fn note(written: io::Result<()>) {
    if let (Err(error), Ok(mut failure)) = (written, FAILURE.lock()) {
        failure.get_or_insert(error);
    }
}

/// Ends standard output at the end of a command.
///
/// # Errors
/// Where a part of the result could not be written. A reader that has seen enough (`| head`) is no error.
pub(crate) fn finish() -> io::Result<()> {
    note(io::stdout().flush());
    match FAILURE.lock().ok().and_then(|mut failure| failure.take()) {
        Some(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}

/// Prints a message about the run.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
