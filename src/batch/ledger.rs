//! A journal that is being written: its lines on disk, in memory only where each input's newest line stands.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::journal::{self, Files, JournalEntry};
use crate::error::Refusal;
use crate::write::atomic::{Unfinished, Written};
use crate::{Error, Result};

/// An open journal.
#[derive(Debug)]
pub(crate) struct Ledger {
    /// Where it is; of a run without an output folder the folder of its nameless file.
    path: PathBuf,
    file: File,
    named: bool,
    /// Length in bytes: where the next line begins.
    end: u64,
    /// Where the lines of earlier runs begin, about inputs of which this one has said nothing.
    earlier: BTreeMap<Box<Path>, u64>,
    /// Where the lines of this run begin, by the numbers of its inputs; [`NO_LINE`] of those that have none.
    new: Vec<u64>,
    /// Whether there are no lines but of this run.
    fresh: bool,
}

const NO_LINE: u64 = u64::MAX;

/// Bytes of a line that are read at once.
const READ_AT_ONCE: usize = 1024;

impl Ledger {
    /// Opens the journal of a folder. A line cut short by a crash is dropped; what are no entries is passed over.
    ///
    /// # Errors
    /// Where the folder cannot be written to, or a file of the journal's name is none.
    pub(crate) fn open(folder: &Path) -> Result<Self> {
        let path = folder.join(journal::FILE_NAME);
        let file = File::options().create(true).append(true).read(true).open(&path).map_err(Error::writing(&path))?;
        let mut ledger = Self::empty(path.clone(), file, true);
        let mut reader = BufReader::new(&ledger.file);
        let (mut line, mut known) = (Vec::new(), false);
        while reader.read_until(b'\n', &mut line).map_err(Error::writing(&path))? > 0 && line.ends_with(b"\n") {
            let read = serde_json::from_slice(&line);
            known |= read.is_ok();
            if let Ok(journal::JournalLine::Input(entry)) = read {
                ledger.earlier.insert(entry.input.into_boxed_path(), ledger.end);
            }
            ledger.end += line.len() as u64;
            line.clear();
        }
        if !known && (ledger.end > 0 || !line.is_empty()) {
            return Err(Error::Refused { path, why: Refusal::Foreign });
        }
        ledger.file.set_len(ledger.end).map_err(Error::writing(&ledger.path))?;
        ledger.fresh = ledger.end == 0;
        Ok(ledger)
    }

    fn empty(path: PathBuf, file: File, named: bool) -> Self {
        Self { path, file, named, end: 0, earlier: BTreeMap::new(), new: Vec::new(), fresh: true }
    }

    /// A journal for the time of a run that has no output folder.
    ///
    /// # Errors
    /// Where the folder for temporary files cannot be written to.
    pub(crate) fn nameless() -> Result<Self> {
        let path = std::env::temp_dir();
        let file = tempfile::tempfile().map_err(Error::writing(&path))?;
        Ok(Self::empty(path, file, false))
    }

    /// Appends the line of an input of this run. `number` is the input's place among them; they are sorted by their paths.
    ///
    /// # Errors
    /// Where the disk is full or read-only, or the folder is gone: a line that nobody can find is none.
    pub(crate) fn append(&mut self, number: usize, entry: &JournalEntry) -> Result<()> {
        let line = journal::line(entry);
        let written = self.still_there().and_then(|()| {
            self.file.seek(SeekFrom::Start(self.end))?;
            self.file.write_all(&line)
        });
        if let Err(source) = written {
            // Half a line would be dropped anyway.
            let _ = self.file.set_len(self.end);
            return Err(self.cannot_write(source));
        }
        if self.new.len() <= number {
            self.new.resize(number + 1, NO_LINE);
        }
        self.new[number] = self.end;
        self.earlier.remove(entry.input.as_path());
        self.end += line.len() as u64;
        Ok(())
    }

    /// Makes sure that all lines are on disk.
    ///
    /// # Errors
    /// Where the disk is full or the like.
    pub(crate) fn sync(&self) -> Result<()> {
        if self.named { self.file.sync_all().map_err(|source| self.cannot_write(source)) } else { Ok(()) }
    }

    /// The newest entry of an earlier run about an input.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub(crate) fn earlier(&self, input: &Path) -> Result<Option<JournalEntry>> {
        self.earlier.get(input).map(|line| self.read(*line)).transpose().map(|read| read.map(|(entry, _)| entry))
    }

    /// The newest entry of each input, in their order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = Result<JournalEntry>> + '_ {
        self.in_order().map(|read| read.map(|(entry, _)| entry))
    }

    /// The newest entry of each input with its line.
    fn in_order(&self) -> impl Iterator<Item = Result<(JournalEntry, Vec<u8>)>> + '_ {
        let mut new = self.new.iter().filter(|line| **line != NO_LINE).map(|line| self.read(*line)).peekable();
        let mut earlier = self.earlier.iter().peekable();
        std::iter::from_fn(move || {
            let is_earlier = match (new.peek(), earlier.peek()) {
                (Some(Ok((new, _))), Some((input, _))) => new.input.as_path() > input.as_ref(),
                (new, _) => new.is_none(),
            };
            if is_earlier { earlier.next().map(|(_, line)| self.read(*line)) } else { new.next() }
        })
    }

    /// Leaves only the entries of this run.
    pub(crate) fn forget_earlier(&mut self) {
        self.earlier.clear();
    }

    /// Replaces the journal of a finished run by one line for each input, in their order.
    ///
    /// # Errors
    /// Where the folder cannot be written to; the journal stays as it was then.
    pub(crate) fn compact(self) -> Result<Self> {
        if !self.named {
            return Ok(self);
        }
        let mut file = Unfinished::create(&self.path)?;
        let (mut new, mut end) = (Vec::with_capacity(self.new.len()), 0);
        if let Some(others) = self.others()? {
            file.write_all(&others).map_err(|source| self.cannot_write(source))?;
            end = others.len() as u64;
        }
        for read in self.in_order() {
            let (_, line) = read?;
            file.write_all(&line).map_err(|source| self.cannot_write(source))?;
            new.push(end);
            end += line.len() as u64;
        }
        let Self { path, file: before, .. } = self;
        // Where open files cannot be replaced.
        drop(before);
        file.finish()?;
        let file = File::open(&path).map_err(Error::reading(&path))?;
        Ok(Self { end, new, fresh: false, ..Self::empty(path, file, true) })
    }

    /// Writes down files that were written for all inputs together.
    ///
    /// # Errors
    /// As [`Self::append`].
    pub(crate) fn append_files(&mut self, files: &[Written]) -> Result<()> {
        let files: Files = files.iter().map(|file| (file.path.clone(), file.sha256.clone())).collect();
        let opened = File::options().append(true).open(&self.path);
        opened.and_then(|mut file| file.write_all(&journal::line(&files))).map_err(|source| self.cannot_write(source))
    }

    /// The line of files that are there and were written for inputs that have no entry any more; none where there are none.
    fn others(&self) -> Result<Option<Vec<u8>>> {
        if self.fresh {
            return Ok(None);
        }
        let mut outputs: HashSet<u64> = HashSet::new();
        for entry in self.entries() {
            let entry = entry?;
            outputs.extend(entry.outputs.iter().chain(&entry.kept).map(|path| hash(path)));
        }
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut others = BTreeMap::new();
        journal::lines(folder, |line| {
            others.extend(line.written().into_iter().filter(|(path, _)| !outputs.contains(&hash(path))));
        })?;
        others.retain(|path, _| folder.join(path).exists());
        Ok((!others.is_empty()).then(|| journal::line(&others.into_iter().collect::<Files>())))
    }

    /// The entry whose line begins at `start`, and the line.
    fn read(&self, start: u64) -> Result<(JournalEntry, Vec<u8>)> {
        let (mut bytes, mut file) = (Vec::new(), &self.file);
        let read = file
            .seek(SeekFrom::Start(start))
            .and_then(|_| BufReader::with_capacity(READ_AT_ONCE, file).read_until(b'\n', &mut bytes));
        let entry = read.and_then(|_| Ok(serde_json::from_slice(&bytes)?));
        entry.map(|entry| (entry, bytes)).map_err(Error::reading(&self.path))
    }

    /// Whether the journal is still the one of this name: of a folder that was removed or renamed the open file takes lines, but
    /// nobody will find them.
    fn still_there(&self) -> std::io::Result<()> {
        if !self.named || same(&std::fs::metadata(&self.path)?, &self.file.metadata()?) {
            return Ok(());
        }
        Err(std::io::ErrorKind::NotFound.into())
    }

    fn cannot_write(&self, source: std::io::Error) -> Error {
        Error::Write { path: self.path.clone(), source }
    }
}

fn hash(path: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}

#[cfg(unix)]
fn same(a: &std::fs::Metadata, b: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

/// Elsewhere an open file can be neither removed nor renamed.
#[cfg(not(unix))]
fn same(_: &std::fs::Metadata, _: &std::fs::Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::super::journal::{Counts, FILE_NAME, JournalOutcome};
    use super::*;

    fn entry(input: &str, sha256: &str) -> JournalEntry {
        JournalEntry {
            input: input.into(),
            sha256: sha256.into(),
            bytes: 1,
            modified: None,
            options: "o".into(),
            version: "v".into(),
            outcome: JournalOutcome::Converted,
            outputs: Vec::new(),
            kept: Vec::new(),
            hashes: Vec::new(),
            duplicate_of: None,
            counts: Counts::default(),
            codes: BTreeMap::new(),
            keys: Vec::new(),
            cpu_seconds: 0.5,
            error: None,
        }
    }

    #[test]
    fn the_newest_line_counts_and_a_torn_line_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(folder.path()).unwrap();
        ledger.append(1, &entry("b", "1")).unwrap();
        ledger.append(1, &entry("b", "2")).unwrap();
        ledger.file.write_all(b"no entry\n{\"input\":\"a\"").unwrap();
        let mut ledger = Ledger::open(folder.path()).unwrap();
        assert_eq!(ledger.earlier(Path::new("b")).unwrap().unwrap().sha256, "2");
        ledger.append(0, &entry("a", "3")).unwrap();
        ledger.append(2, &entry("c", "4")).unwrap();
        ledger.sync().unwrap();
        let want = [entry("a", "3"), entry("b", "2"), entry("c", "4")];
        assert_eq!(ledger.entries().collect::<Result<Vec<_>>>().unwrap(), want);
        assert_eq!(journal::read(folder.path()).unwrap().into_values().collect::<Vec<_>>(), want);
        let compact = ledger.compact().unwrap();
        assert_eq!(compact.entries().collect::<Result<Vec<_>>>().unwrap(), want);
        assert_eq!(std::fs::read_to_string(folder.path().join(FILE_NAME)).unwrap().lines().count(), 3);
    }

    #[test]
    fn the_entries_of_earlier_runs_can_be_left_out() {
        let folder = tempfile::tempdir().unwrap();
        Ledger::open(folder.path()).unwrap().append(0, &entry("a", "1")).unwrap();
        let mut ledger = Ledger::open(folder.path()).unwrap();
        ledger.append(1, &entry("b", "1")).unwrap();
        ledger.forget_earlier();
        assert_eq!(ledger.compact().unwrap().entries().count(), 1);
    }

    #[test]
    fn a_run_without_a_folder_keeps_its_lines_for_itself() {
        let mut ledger = Ledger::nameless().unwrap();
        ledger.append(0, &entry("a", "1")).unwrap();
        ledger.sync().unwrap();
        let entries = ledger.compact().unwrap().entries().collect::<Result<Vec<_>>>().unwrap();
        assert_eq!(entries, [entry("a", "1")]);
    }

    #[cfg(unix)]
    #[test]
    fn a_line_that_nobody_would_find_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(folder.path()).unwrap();
        std::fs::remove_file(folder.path().join(FILE_NAME)).unwrap();
        assert!(matches!(ledger.append(0, &entry("a", "1")), Err(Error::Write { .. })));
        std::fs::write(folder.path().join(FILE_NAME), "of another run").unwrap();
        assert!(matches!(ledger.append(0, &entry("a", "1")), Err(Error::Write { .. })));
    }
}
