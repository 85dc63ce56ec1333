//! Threads that read pages: each keeps the fonts it has parsed, and is replaced when it breaks.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex};

use hayro_syntax::Pdf;

use super::interpret::{PageReader, ReadPage};
use super::limits::PageLimits;
use crate::extract::contain::{self, GRACE, Stop, remaining};
use crate::locks::locked;
use crate::model::Page;

/// The threads of one document. As many are alive as pages were ever read at the same time.
pub(super) struct Workers {
    pdf: Arc<Pdf>,
    limits: PageLimits,
    /// Bytes.
    stack: usize,
    /// Whether the document has a structure tree.
    tagged: bool,
    idle: Mutex<Vec<Sender<PageJob>>>,
}

struct PageJob {
    number: u32,
    answer: SyncSender<ReadPage>,
}

impl Workers {
    /// No thread is started yet. No page is read after the deadline. Threads get so many bytes of `stack`.
    pub(super) fn new(pdf: Arc<Pdf>, limits: PageLimits, stack: usize, tagged: bool) -> Self {
        Self { pdf, limits, stack, tagged, idle: Mutex::new(Vec::new()) }
    }

    /// Reads a page (from 1) on one of the threads.
    pub(super) fn read(&self, number: u32) -> ReadPage {
        let failed =
            |stop| ReadPage { page: Page { number, ..Page::default() }, stopped: Some(stop), notes: Vec::new() };
        if remaining(self.limits.deadline).is_zero() {
            return failed(Stop::Time);
        }
        let idle = locked(&self.idle).pop();
        let Some(worker) = idle.or_else(|| self.start()) else { return failed(Stop::Memory) };
        let (answer, answered) = sync_channel(1);
        if worker.send(PageJob { number, answer }).is_err() {
            return failed(Stop::Panic);
        }
        match answered.recv_timeout(remaining(self.limits.deadline) + GRACE) {
            Ok(read) => {
                // After a panic the thread has ended, for what it keeps may be inconsistent.
                if read.stopped.is_none() {
                    locked(&self.idle).push(worker);
                }
                read
            }
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => failed(Stop::Time),
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => failed(Stop::Panic),
        }
    }

    fn start(&self) -> Option<Sender<PageJob>> {
        let (send, receive) = channel();
        let (pdf, limits, tagged) = (self.pdf.clone(), self.limits, self.tagged);
        contain::start(self.stack, move || work(&pdf, limits, tagged, &receive)).ok().map(|()| send)
    }
}

fn work(pdf: &Pdf, limits: PageLimits, tagged: bool, jobs: &Receiver<PageJob>) {
    let mut reader = PageReader::new(pdf, limits, tagged);
    while let Ok(job) = jobs.recv() {
        let read = reader.read(job.number);
        let broken = read.stopped.is_some();
        // Nobody listens any more where the time was over.
        let _ = job.answer.send(read);
        if broken {
            break;
        }
    }
}
