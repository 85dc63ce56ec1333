//! `jixiao worker`: what a batch starts for itself; not for people.

use std::io::BufReader;
use std::process::ExitCode;

use super::{Language, messages};
use crate::batch::worker;

pub(crate) fn run() -> anyhow::Result<ExitCode> {
    // An interrupt on the terminal reaches the workers, too; they finish the file in hand and end when their input does.
    let _ = ctrlc::set_handler(|| {});
    let mut jobs = BufReader::new(std::io::stdin());
    let mut answers = std::io::stdout();
    worker::serve(&mut jobs, &mut answers, &|path, error, english| {
        messages::error_about(path, error, if english { Language::En } else { Language::Zh })
    })?;
    Ok(ExitCode::SUCCESS)
}
