//! `jixiao read INPUT [-o OUT]`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::settings::Settings;
use super::{Language, messages, output};
use crate::model::{Content, Document, Review, Reviewed};
use crate::reconstruct::standard;
use crate::write::{self, Format};
use crate::{Options, Result, extract};

/// 读回标准工作簿（或其他含有绩效表的文件），保留审核结论和意见 / read a standard workbook back, reviews included
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 工作簿 / workbook
    input: PathBuf,
    /// 输出文件（由扩展名决定格式）；省略则以JSON输出到屏幕 / output file; JSON to standard output without it
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

/// A document and the reviews of its workbook.
#[derive(Serialize)]
struct WithReviews<'a> {
    #[serde(flatten)]
    document: &'a Document,
    #[serde(skip_serializing_if = "<[Review]>::is_empty")]
    reviews: &'a [Review],
}

pub(crate) fn run(arguments: &Arguments, language: Language) -> anyhow::Result<ExitCode> {
    let options = arguments.settings.options()?;
    let documents = read(&arguments.input, &options)
        .map_err(|error| anyhow::anyhow!(messages::error_about(&arguments.input, &error, language)))?;
    let Some(out) = &arguments.output else {
        output::say_bytes(&json(&documents));
        return Ok(ExitCode::SUCCESS);
    };
    match (Format::of(out), documents.as_slice()) {
        (Some(Format::Xlsx), _) => write::atomic::write(out, &write::workbook::documents(documents)?)?,
        (Some(format), [one]) if format != Format::Json => drop(format.write(&one.document, out)?),
        _ => write::atomic::write(out, &json(&documents))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The documents of a standard workbook with their reviews; of any other file the one that converting it gives.
pub(crate) fn read(path: &Path, options: &Options) -> Result<Vec<Reviewed>> {
    let input = extract::open(path, options)?;
    if let Content::Worksheets(sheets) = &input.content
        && let Some(documents) = standard::documents(sheets)
    {
        return Ok(documents);
    }
    Ok(vec![crate::convert(path, options)?.into()])
}

/// One document as it is; several, of a merged workbook, as a list.
fn json(documents: &[Reviewed]) -> Vec<u8> {
    let each: Vec<_> = documents.iter().map(|r| WithReviews { document: &r.document, reviews: &r.reviews }).collect();
    // The model has string keys only and no failing serializer, so this cannot fail.
    let mut bytes = match each.as_slice() {
        [one] => serde_json::to_vec_pretty(one),
        all => serde_json::to_vec_pretty(all),
    }
    .unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
