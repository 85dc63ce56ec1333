//! Threads with a stack of a size of their own, that serve again and are given up where they do not end in time.

use std::sync::mpsc::{Receiver, SendError, Sender};
use std::sync::{Mutex, Once};

use crate::locks::{is_forked, locked};

use super::stop::{GRACE, Stop, contained, remaining};
use crate::model::clock::Instant;

/// Threads of this name keep quiet when they panic.
const THREAD_NAME: &str = "jixiao-contained";
/// So many threads of one size wait for further work at most; each keeps its stack.
const MOST_IDLE: usize = 4;

/// What a thread is given to do.
type ThreadJob = Box<dyn FnOnce() + Send>;

/// Threads that wait for work, with their stacks. Starting one anew for each document and giving back its stack costs a
/// hundredth of the time that a document takes.
static IDLE: Mutex<Vec<(usize, Sender<ThreadJob>)>> = Mutex::new(Vec::new());

/// Runs a job on a thread of its own, with a stack of so many bytes, until `deadline` where there is one.
pub(crate) fn on_thread<T: Send + 'static>(
    deadline: Option<Instant>,
    stack: usize,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Stop> {
    let (send, receive) = std::sync::mpsc::sync_channel(1);
    start(stack, move || {
        // Nobody listens any more where the time was over; the result is dropped then.
        let _ = send.send(contained(work));
    })?;
    match deadline {
        Some(deadline) => receive.recv_timeout(remaining(deadline) + GRACE).unwrap_or(Err(Stop::Time)),
        None => receive.recv().unwrap_or(Err(Stop::Time)),
    }
}

/// Hands a job to a waiting thread with such a stack, or to a new one, and does not wait for it. After a panic the thread ends.
pub(crate) fn start(stack: usize, job: impl FnOnce() + Send + 'static) -> Result<(), Stop> {
    keep_quiet();
    let mut job: ThreadJob = Box::new(job);
    while let Some(idle) = idle_thread(stack) {
        match idle.send(job) {
            Ok(()) => return Ok(()),
            Err(SendError(back)) => job = back,
        }
    }
    let (send, receive) = std::sync::mpsc::channel();
    let thread = std::thread::Builder::new().name(THREAD_NAME.to_owned()).stack_size(stack);
    thread.spawn(move || serve(job, stack, &send, &receive)).map(drop).map_err(|_| Stop::Memory)
}

/// Does a job, and then those that come while the thread waits.
fn serve(job: ThreadJob, stack: usize, own: &Sender<ThreadJob>, next: &Receiver<ThreadJob>) {
    job();
    while offer(stack, own) {
        let Ok(next) = next.recv() else { return };
        next();
    }
}

fn idle_thread(stack: usize) -> Option<Sender<ThreadJob>> {
    // Of those of the process that this one was forked off none is here.
    if is_forked() {
        return None;
    }
    let mut idle = locked(&IDLE);
    let at = idle.iter().position(|(size, _)| *size == stack)?;
    Some(idle.swap_remove(at).1)
}

/// Puts the thread among those that wait, unless there are enough.
fn offer(stack: usize, own: &Sender<ThreadJob>) -> bool {
    if is_forked() {
        return false;
    }
    let mut idle = locked(&IDLE);
    let room = idle.iter().filter(|(size, _)| *size == stack).count() < MOST_IDLE;
    if room {
        idle.push((stack, own.clone()));
    }
    room
}

/// Runs a job that borrows on a thread of its own, without a limit of time. Nothing where it panicked, or where there is
/// no memory for a thread.
pub(crate) fn on_borrowing_thread<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    keep_quiet();
    std::thread::scope(|scope| {
        std::thread::Builder::new().name(THREAD_NAME.to_owned()).spawn_scoped(scope, work).ok()?.join().ok()
    })
}

/// Keeps the panics of our own threads, which become findings, off standard error; all others go where they went.
fn keep_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() != Some(THREAD_NAME) {
                before(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "a panic is what is tested")]

    use std::time::Duration;

    use super::super::stop::{LEAST_STACK, stop};
    use super::*;

    #[test]
    fn panics_and_stops_are_told_apart() {
        let soon = Instant::now() + Duration::from_secs(5);
        assert_eq!(on_thread(Some(soon), LEAST_STACK as usize, || 7), Ok(7));
        assert_eq!(on_thread(Some(soon), LEAST_STACK as usize, || -> u8 { panic!("broken") }), Err(Stop::Panic));
        assert_eq!(on_thread(Some(soon), LEAST_STACK as usize, || -> u8 { stop(Stop::Memory) }), Err(Stop::Memory));
    }

    #[test]
    fn a_job_that_does_not_end_is_given_up() {
        let (_keep, never) = std::sync::mpsc::channel::<()>();
        assert_eq!(
            on_thread(Some(Instant::now()), LEAST_STACK as usize, move || never.recv().is_ok()),
            Err(Stop::Time)
        );
    }

    #[test]
    fn a_thread_serves_again_unless_it_panicked() {
        const OWN: usize = (LEAST_STACK + 4096) as usize;
        let (send, receive) = std::sync::mpsc::channel();
        for turn in 0..3 {
            let send = send.clone();
            start(OWN, move || {
                send.send((turn, std::thread::current().id())).ok();
                assert!(turn < 1);
            })
            .ok();
            while turn == 0 && !locked(&IDLE).iter().any(|(size, _)| *size == OWN) {
                std::thread::yield_now();
            }
        }
        // The last two run side by side.
        let ids: std::collections::BTreeMap<i32, _> = receive.iter().take(3).collect();
        assert!(ids.get(&0) == ids.get(&1) && ids.get(&1) != ids.get(&2), "{ids:?}");
    }
}
