//! What the commands with one output have in common: the output is planned before anything is opened.

use std::path::Path;

use super::settings::Settings;
use crate::error::Unusable;
use crate::outputs::{OutputTarget, Planner};
use crate::{Error, Result};

/// Whether outputs may replace what stands in their place.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Force {
    /// 覆盖已有的输出文件，即使不是本程序写的或已被修改（输入文件除外） / replace what stands where an output goes, never an input
    #[arg(long)]
    pub(crate) force: bool,
}

/// A command line that cannot be carried out, whatever the files hold: exit code 2.
#[derive(Debug)]
pub(crate) struct Usage(pub(crate) String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// A planner that knows the files of a command line.
pub(crate) fn planner(force: Force, named: &[&Path], settings: Option<&Settings>) -> Planner {
    let mut planner = Planner::new(force.force);
    for path in named {
        planner.name(path);
    }
    settings.into_iter().flat_map(Settings::files).for_each(|path| planner.name(path));
    planner
}

/// Plans one output of a command.
///
/// # Errors
/// [`Error::Refused`] where it is a named file or something of someone else's stands there.
pub(crate) fn one(out: &Path, force: Force, named: &[&Path], settings: Option<&Settings>) -> Result<OutputTarget> {
    let targets = planner(force, named, settings).plan([out.to_owned()])?;
    targets
        .into_iter()
        .next()
        .ok_or_else(|| Error::Setting { what: Unusable::NoTarget { path: out.display().to_string() } })
}

/// Whether an output path is a folder: one that exists, a name with a separator at its end, a name without ending.
pub(crate) fn is_folder(out: &Path) -> bool {
    let separated = out.as_os_str().as_encoded_bytes().last().is_some_and(|b| std::path::is_separator(char::from(*b)));
    separated || out.extension().is_none() || out.is_dir()
}

/// The endings of a list of formats: `.xlsx, .json`.
pub(crate) fn endings<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!(".{name}")).collect::<Vec<_>>().join(", ")
}

/// Says that an output's ending is no format that is written.
pub(crate) fn unknown_ending(out: &Path, endings: &str) -> Usage {
    Usage(format!("-o {}：不能写出这种格式，可用 / no such output format; use {endings}", out.display()))
}
