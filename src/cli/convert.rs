//! `jixiao convert INPUT... [-o OUT]`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::convert_arguments::{ConvertArguments, kept, older, plan_log, planner, setup};
use super::convert_many::convert_many;
use super::convert_pipe;
use super::log::Log;
use super::{Language, messages, output, planned};
use crate::batch::conversion::{Conversion, Converted};
use crate::batch::pattern::is_pattern;
use crate::batch::protocol::PlannedOutput;
use crate::extract::{self, Hashed, file};
use crate::findings::FORM_NOT_READ;
use crate::outputs::names;
use crate::write::{Format, Replace};

pub(crate) fn run(arguments: &ConvertArguments, language: Language) -> anyhow::Result<ExitCode> {
    if let Some(pipe) = convert_pipe::pipe(arguments)? {
        return convert_pipe::run(arguments, &pipe, language);
    }
    match single(arguments)? {
        Some((input, format, out)) => convert_one(arguments, input, format, &out, language),
        None => convert_many(arguments, language),
    }
}

/// One file that is written to one file: the input, the format and the output.
fn single(arguments: &ConvertArguments) -> anyhow::Result<Option<(&Path, Format, PathBuf)>> {
    let [input] = arguments.inputs.as_slice() else { return Ok(None) };
    if arguments.writes_pages()
        || arguments.lists.any()
        || input.as_os_str() == "-"
        || input.is_dir()
        || (!input.exists() && is_pattern(input))
    {
        return Ok(None);
    }
    if let Some(out) = arguments.output.as_deref().filter(|out| !planned::is_folder(out)) {
        let endings = planned::endings(Format::ALL.iter().map(|f| f.extension()));
        let format = Format::of(out).ok_or_else(|| planned::unknown_ending(out, &endings))?;
        let alone = arguments.shard.is_none() && !arguments.resume && arguments.merge.is_empty();
        return Ok(alone.then(|| (input.as_path(), format, out.to_owned())));
    }
    let alone = arguments.output.is_none() && arguments.shard.is_none() && arguments.merge.is_empty();
    Ok(match arguments.format.as_slice() {
        [format] if alone => {
            let stem = names::beside(input, &arguments.format);
            Some((input, *format, names::with_ending(&stem, format.extension())))
        }
        _ => None,
    })
}

fn convert_one(
    arguments: &ConvertArguments,
    input: &Path,
    format: Format,
    out: &Path,
    language: Language,
) -> anyhow::Result<ExitCode> {
    let setup = setup(arguments, language)?;
    let options = setup.options()?;
    let older = match older(arguments, &options, language) {
        Ok(older) => older,
        Err(code) => return Ok(code),
    };
    let mut planner = planner(arguments, &[input], &older);
    let log = plan_log(arguments, &mut planner)?;
    let targets = planner.plan_documents(format, out)?;
    log.as_ref().map(Log::start).transpose()?;
    let origin = setup.origin();
    let english = language == Language::En;
    let conversion = Conversion { options: &options, english, older: &older, only: true, origin };
    let outputs = [PlannedOutput { format, path: out.to_owned() }];
    let converted = conversion.run(
        input,
        || setup.document(extract::name(input), Hashed::new(file::read_within(input, options.max_memory)?), &options),
        &outputs,
        None,
        &targets,
    );
    log.as_ref().map(Log::close).transpose()?;
    Ok(match converted {
        Ok(Converted { document, .. }) => {
            let found = messages::summary(&document, language);
            output::complain(&format!("{} → {}：{found}", input.display(), out.display()));
            // What looks like a form and could not be read is a failure, whatever else was written.
            ExitCode::from(u8::from(document.findings.iter().any(|f| f.code == FORM_NOT_READ.code)))
        }
        Err(error) => {
            output::complain(&messages::error_about(input, &error, language));
            for target in targets.iter().filter(|target| target.replace != Replace::Nothing && target.path.exists()) {
                output::complain(&kept(&target.path, language));
            }
            ExitCode::from(1)
        }
    })
}
