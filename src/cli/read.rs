//! `jixiao read INPUT [-o OUT]`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::settings::Settings;
use super::{Language, messages, output};
use crate::model::{Document, Review, Reviewed};
use crate::write::template::Template;
use crate::write::workbook::Origin;
use crate::write::{self, Format};
use crate::{Error, Result};

/// 读回标准工作簿（或其他含有绩效表的文件），保留审核结论和意见 / read a standard workbook back, reviews included
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 工作簿 / workbook
    input: PathBuf,
    /// 输出文件（由扩展名决定格式）；省略则以JSON输出到屏幕 / output file; JSON to standard output without it
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// 工作簿是按此模板填写的，按模板读回 / the workbook is this template, filled
    #[arg(short, long, value_name = "XLSX")]
    template: Option<PathBuf>,
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
    let documents = match &arguments.template {
        Some(path) => match open_template(path) {
            Ok(template) => crate::read_filled(&arguments.input, &template, &options).map(|one| vec![one]),
            Err(error) => {
                output::complain(&messages::error_about(path, &error, language));
                return Ok(ExitCode::from(1));
            }
        },
        None => crate::read(&arguments.input, &options),
    };
    let documents = match documents {
        Ok(documents) => documents,
        Err(error) => {
            output::complain(&messages::error_about(&arguments.input, &error, language));
            return Ok(ExitCode::from(1));
        }
    };
    let Some(out) = &arguments.output else {
        output::say_bytes(&json(&documents));
        return Ok(ExitCode::SUCCESS);
    };
    let origin = Origin::default();
    match (Format::of(out), documents.as_slice()) {
        (None | Some(Format::Json), _) => write::atomic::write(out, &json(&documents))?,
        (Some(format), [one]) => drop(format.write_with(&one.document, &one.reviews, &origin, out)?),
        (Some(format), _) => format.write_merged(documents.into_iter().map(Ok), &origin, out)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn open_template(path: &Path) -> Result<Template> {
    Template::open(std::fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?)
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
