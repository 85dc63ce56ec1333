//! `jixiao convert - --from pdf -o - --to json`: bytes in, bytes out.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use super::convert_arguments::{ConvertArguments, in_language, planner, setup};
use super::planned::{self, Usage};
use super::stdin_kind::From;
use super::{Language, messages, output};
use crate::batch::Older;
use crate::error::Limit;
use crate::extract::{self, Hashed, file};
use crate::findings::FORM_NOT_READ;
use crate::model::MediaType;
use crate::outputs::replace_at;
use crate::write::workbook::Origin;
use crate::write::{Format, atomic};
use crate::{Document, Error, Options, Result};

/// A conversion with standard input or standard output at an end.
#[derive(Debug)]
pub(super) struct Pipe {
    /// The file; `None` for standard input.
    input: Option<PathBuf>,
    /// The file; `None` for standard output.
    output: Option<PathBuf>,
    format: Format,
}

/// Whether the command line asks for one.
pub(super) fn pipe(arguments: &ConvertArguments) -> anyhow::Result<Option<Pipe>> {
    let to_stdout = arguments.output.as_deref().is_some_and(is_dash);
    if !to_stdout && arguments.from.is_none() {
        return match arguments.to {
            Some(_) => Err(Usage("--to：只与 -o - 或 --from 同用 / goes with -o - or --from only".to_owned()).into()),
            None => Ok(None),
        };
    }
    let batch = arguments.lists.any()
        || !arguments.merge.is_empty()
        || arguments.resume
        || arguments.shard.is_some()
        || arguments.writes_pages()
        || arguments.reviews().is_some();
    let [input] = arguments.inputs.as_slice() else { return Err(one_input().into()) };
    if batch || input.is_dir() || (arguments.from.is_some() && !is_dash(input)) {
        return Err(one_input().into());
    }
    let output = arguments.output.clone().filter(|out| !is_dash(out));
    if output.is_none() && !to_stdout {
        let text = "--from：请用 -o 指出输出，“-o -”为标准输出 / name an output with -o; -o - is standard output";
        return Err(Usage(text.to_owned()).into());
    }
    let of_name = output.as_deref().map(|out| {
        let endings = planned::endings(Format::ALL.iter().map(|f| f.extension()));
        Format::of(out).ok_or_else(|| planned::unknown_ending(out, &endings))
    });
    let format = arguments.to.map_or_else(|| of_name.unwrap_or(Ok(Format::Json)), Ok)?;
    Ok(Some(Pipe { input: Some(input.clone()).filter(|path| !is_dash(path)), output, format }))
}

/// Whether a path stands for standard input or output.
fn is_dash(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn one_input() -> Usage {
    let text = "--from和“-o -”只用于一个输入，不与列表、合并、续跑、分片、审核意见同用 / --from and -o - take one input, and no list, \
                merging, resuming, shards or reviews";
    Usage(text.to_owned())
}

pub(super) fn run(arguments: &ConvertArguments, pipe: &Pipe, language: Language) -> anyhow::Result<ExitCode> {
    let setup = setup(arguments, language)?;
    let options = setup.options()?;
    let start = Instant::now();
    let input = pipe.input.as_deref().unwrap_or(Path::new("-"));
    let read = match &pipe.input {
        Some(path) => file::read_within(path, options.max_memory).map(|bytes| (extract::name(path), bytes)),
        None => read_stdin(options.max_memory).map(|bytes| (name(arguments), bytes)),
    };
    let converted = read.and_then(|(name, bytes)| setup.document(name, Hashed::new(bytes), &options));
    let rest = Options { timeout: options.timeout.saturating_sub(start.elapsed()), ..options };
    let written = converted.and_then(|document| {
        let document = in_language(document, language);
        let origin = setup.origin();
        write(arguments, pipe, (&document, &origin), &rest).map(|()| document)
    });
    match written {
        Ok(document) => {
            let media = document.source.media_type;
            if arguments.from.is_some_and(|from| !from.is(media)) {
                output::complain(&other_kind(media, language));
            }
            output::complain(&format!("{}：{}", input.display(), messages::summary(&document, language)));
            Ok(ExitCode::from(u8::from(document.findings.iter().any(|f| f.code == FORM_NOT_READ.code))))
        }
        Err(error) => {
            output::complain(&messages::error_about(input, &error, language));
            Ok(ExitCode::from(1))
        }
    }
}

fn other_kind(media: MediaType, language: Language) -> String {
    let shown = crate::model::labels::extraction_to_text(media, &[]);
    match language {
        Language::Zh => format!("标准输入不是 --from 所说的种类，已按其内容读取：{shown}"),
        Language::En => format!("standard input is not what --from says; it was read as what it is: {shown}"),
    }
}

/// What the document calls its input.
fn name(arguments: &ConvertArguments) -> String {
    arguments.from.and_then(From::ending).map_or_else(|| "stdin".to_owned(), |ending| format!("stdin.{ending}"))
}

fn read_stdin(most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(most.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(Error::reading(Path::new("-")))?;
    if bytes.len() as u64 > most {
        return Err(Error::Limit { what: Limit::Megabytes { megabytes: most >> 20 } });
    }
    Ok(bytes)
}

fn write(
    arguments: &ConvertArguments,
    pipe: &Pipe,
    (document, origin): (&Document, &Origin),
    options: &Options,
) -> Result<()> {
    let (document, origin, format) = (document.clone(), origin.clone(), pipe.format);
    let Some(out) = pipe.output.clone() else {
        let bytes = crate::in_time(options, move |_| {
            let mut bytes = Vec::new();
            format.write_to(&document, &origin, &mut bytes).map(|()| bytes)
        })?;
        output::say_bytes(&bytes);
        return Ok(());
    };
    let inputs: Vec<&Path> = pipe.input.as_deref().into_iter().collect();
    let targets = planner(arguments, &inputs, &Older::default()).plan_documents(format, &out)?;
    let files = crate::in_time(options, move |_| format.finished(&document, &[], &origin, &out))?;
    atomic::put(files, |path| replace_at(&targets, path)).map(drop)
}
