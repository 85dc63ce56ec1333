//! A worker process: reads jobs from standard input, converts, and answers on standard output ([`super::protocol`]). It reads the file
//! and says what its content hashes to, the run says whether to convert it, and what was hashed is what is converted.

use std::io::{BufRead, Write};
use std::path::Path;

use serde::Serialize;

use super::conversion::{Conversion, Converted};
use super::journal;
use super::protocol::{Answer, InputSummary, Job, Next, Read, ReadContent, Setup, found, kept_document};
use crate::extract::contain::process_memory;
use crate::extract::{self, Hashed, file};
use crate::isolated::{broken, most_memory, receive};
use crate::outputs::OutputTarget;
use crate::write::Format;
use crate::{Error, Result};

/// Serves until `jobs` ends. `describe` puts an error into the user's language.
///
/// # Errors
/// Where the pipes break or the setup cannot be used.
pub(crate) fn serve(
    jobs: &mut dyn BufRead,
    answers: &mut dyn Write,
    describe: &dyn Fn(&Path, &Error, bool) -> String,
) -> Result<()> {
    let Some(setup) = receive::<Setup>(jobs)? else { return Ok(()) };
    if let Some(bytes) = setup.max_memory {
        process_memory::limit(most_memory(bytes)).map_err(broken)?;
    }
    let options = setup.options()?;
    let older = setup.older(&options)?;
    let origin = setup.origin();
    let conversion = Conversion { options: &options, english: setup.english, older: &older, only: false, origin };
    while let Some(job) = receive::<Job>(jobs)? {
        let start = cpu_time::ProcessTime::now();
        let bytes = match file::read_within(&job.input, options.max_memory) {
            Ok(bytes) => bytes,
            Err(error) => {
                send(answers, &Read::Err(describe(&job.input, &error, setup.english)))?;
                continue;
            }
        };
        let hashed = Hashed::new(bytes);
        send(answers, &Read::Ok(ReadContent { digest: hashed.digest, bytes: hashed.bytes.len() as u64 }))?;
        if let Some(Next::Convert { replaces }) = receive(jobs)? {
            let sha256 = hashed.sha256();
            let files = job.files(&sha256).into_iter().map(|(_, path)| path);
            let targets = files.zip(replaces).map(|(path, replace)| OutputTarget { path, replace }).collect();
            let planned = Planned { job: &job, sha256, targets };
            let result = convert(&planned, hashed, &setup, &conversion);
            let result = result.map_err(|error| describe(&job.input, &error, setup.english));
            send(answers, &Answer { result, cpu_seconds: start.elapsed().as_secs_f64() })?;
        }
    }
    Ok(())
}

/// Writes a message.
fn send(to: &mut dyn Write, message: &impl Serialize) -> Result<()> {
    to.write_all(&journal::line(message)).and_then(|()| to.flush()).map_err(broken)
}

/// A job whose input was read and whose files were planned.
struct Planned<'a> {
    job: &'a Job,
    sha256: String,
    targets: Vec<OutputTarget>,
}

fn convert(planned: &Planned<'_>, hashed: Hashed, setup: &Setup, conversion: &Conversion<'_>) -> Result<InputSummary> {
    let Planned { job, sha256, targets } = planned;
    let kept = job.keep.as_ref().map(|folder| kept_document(folder, sha256));
    let Converted { document, reviews, files } = conversion.run(
        &job.input,
        || setup.document(extract::name(&job.input), hashed, conversion.options),
        &job.outputs,
        kept.as_deref(),
        targets,
    )?;
    let mut found = found(&document);
    for file in files.into_iter().filter(|file| Some(&file.path) != kept.as_ref()) {
        // A workbook with reviews is not this program's alone: no later run takes it for its own.
        let known = reviews.is_empty() || Format::of(&file.path) != Some(Format::Xlsx);
        found.hashes.push(if known { file.sha256 } else { String::new() });
        found.outputs.push(file.path);
    }
    Ok(found)
}
