//! Work without the interpreter's lock that can be interrupted, and that ends before the interpreter does.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use pyo3::exceptions::{PyMemoryError, PyRuntimeError};
use pyo3::prelude::*;

/// How often one that waits looks for signals.
const LOOK: Duration = Duration::from_millis(50);
/// How long the interpreter's end waits for those who wait.
const CLOSING: Duration = Duration::from_secs(2);

/// Whether the interpreter ends.
static ENDING: AtomicBool = AtomicBool::new(false);
/// How many wait.
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// Does some work on a thread of its own and waits for it without the interpreter's lock. A signal, as Ctrl-C, ends the waiting: the
/// work sees its flag set, and what comes of it is dropped.
pub(crate) fn wait<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce(&AtomicBool) -> T + Send + 'static,
) -> PyResult<T> {
    if ENDING.load(Ordering::SeqCst) {
        return Err(ending());
    }
    let unwanted = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&unwanted);
    let (send, receive) = sync_channel(1);
    let thread = std::thread::Builder::new().name("jixiao".to_owned()).spawn(move || {
        // Nobody listens any more where the waiting was ended.
        let _ = send.send(work(&seen));
    });
    thread.map_err(|error| PyMemoryError::new_err(error.to_string()))?;
    WAITING.fetch_add(1, Ordering::SeqCst);
    let mut receive = receive;
    let waited = loop {
        let (back, received) = py.detach(move || {
            let received = receive.recv_timeout(LOOK);
            (receive, received)
        });
        receive = back;
        match received {
            Ok(done) => break Ok(done),
            Err(RecvTimeoutError::Disconnected) => break Err(PyRuntimeError::new_err("the work broke off")),
            Err(RecvTimeoutError::Timeout) if ENDING.load(Ordering::SeqCst) => break Err(ending()),
            Err(RecvTimeoutError::Timeout) => {
                if let Err(signal) = py.check_signals() {
                    break Err(signal);
                }
            }
        }
    };
    if waited.is_err() {
        unwanted.store(true, Ordering::SeqCst);
    }
    WAITING.fetch_sub(1, Ordering::SeqCst);
    waited
}

fn ending() -> PyErr {
    PyRuntimeError::new_err("the interpreter is ending")
}

/// The interpreter is about to end: those who wait are called off, for none may come back once it has ended.
#[pyfunction]
pub(crate) fn close(py: Python<'_>) {
    ENDING.store(true, Ordering::SeqCst);
    let start = Instant::now();
    while WAITING.load(Ordering::SeqCst) > 0 && start.elapsed() < CLOSING {
        py.detach(|| std::thread::sleep(Duration::from_millis(5)));
    }
}
