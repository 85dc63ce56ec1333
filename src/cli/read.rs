//! `jixiao read INPUT [-o OUT]`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::day::day;
use super::planned::{self, Force};
use super::settings::Settings;
use super::{Language, messages, output};
use crate::model::{Document, Review, Reviewed};
use crate::outputs::{OutputTarget, replace_at};
use crate::template::Template;
use crate::write::json::with_mark;
use crate::write::workbook::Origin;
use crate::write::{Format, atomic};
use crate::{Error, Result};

/// 读回标准工作簿（或其他含有绩效表的文件），保留审核结论和意见 / read a standard workbook back, reviews included
#[derive(Debug, clap::Args)]
pub(crate) struct ReadArguments {
    /// 工作簿 / workbook
    input: PathBuf,
    /// 输出文件（由扩展名决定格式）；省略则以JSON输出到屏幕 / output file; JSON to standard output without it
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// 工作簿是按此模板填写的，按模板读回 / the workbook is this template, filled
    #[arg(short, long, value_name = "XLSX")]
    template: Option<PathBuf>,
    #[command(flatten)]
    force: Force,
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

pub(crate) fn run(arguments: &ReadArguments, language: Language) -> anyhow::Result<ExitCode> {
    let planned = plan(arguments)?;
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
    let Some((format, out, targets)) = planned else {
        output::say_bytes(&json(&documents));
        return Ok(ExitCode::SUCCESS);
    };
    let origin = Origin { date: day(None)?, ..Origin::default() };
    let files = match (format, documents.as_slice()) {
        (Format::Json, _) => vec![atomic::finished(out, &with_mark(&json(&documents)))?],
        (format, [one]) => format.finished(&one.document, &one.reviews, &origin, out)?,
        (format, _) => format.finished_merged(documents.into_iter().map(Ok), &origin, out)?,
    };
    atomic::put(files, |path| replace_at(&targets, path))?;
    Ok(ExitCode::SUCCESS)
}

/// The output, its format and its files; none where it goes to standard output.
fn plan(arguments: &ReadArguments) -> anyhow::Result<Option<(Format, &Path, Vec<OutputTarget>)>> {
    let Some(out) = arguments.output.as_deref() else { return Ok(None) };
    let endings = planned::endings(Format::ALL.iter().map(|f| f.extension()));
    let format = Format::of(out).ok_or_else(|| planned::unknown_ending(out, &endings))?;
    let named: Vec<&Path> =
        std::iter::once(&arguments.input).chain(&arguments.template).map(PathBuf::as_path).collect();
    let mut planner = planned::planner(arguments.force, &named, Some(&arguments.settings));
    Ok(Some((format, out, planner.plan(format.paths(out))?)))
}

fn open_template(path: &Path) -> Result<Template> {
    Template::open(std::fs::read(path).map_err(Error::reading(path))?)
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
