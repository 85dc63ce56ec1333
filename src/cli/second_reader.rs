//! `jixiao second-reader`: what `--second-reader` starts for itself; not for people.

use std::io::{self, BufReader};
use std::process::ExitCode;

use crate::second_reading;

pub(crate) fn run() -> anyhow::Result<ExitCode> {
    let _ = ctrlc::set_handler(|| {});
    second_reading::serve(&mut BufReader::new(io::stdin()), &mut io::stdout())?;
    Ok(ExitCode::SUCCESS)
}
