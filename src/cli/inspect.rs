//! `jixiao inspect INPUT`, `--text`, `--claims`, and `--svg`.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;

use super::inspect_drawing::{self, AskedDrawing};
use super::output::{say, stream};
use super::planned::Force;
use super::settings::Settings;
use super::{Language, inspect_claims, inspect_text};
use crate::extract;
use crate::model::{Content, Page, PageSource};
use crate::reconstruct::pages::lines::{glyphs_to_lines, join_overlapping};
use crate::reconstruct::pages::words::line_text;

/// 查看文件内容：列出每页的字形、框线与图片数量，文本文件各段的读法；或按阅读顺序输出文字 / what a file holds: glyphs, rules and
/// pictures of each page, how the blocks of a text are read, or its text in reading order
#[derive(Debug, clap::Args)]
pub(crate) struct InspectArguments {
    /// 输入文件 / the input
    input: PathBuf,
    /// 输出全部文字，包括文件中有、但因裁剪而不显示的 / the whole text layer, also what the clip hides
    #[arg(long)]
    text: bool,
    /// 把一页上的字形、框线和识别出的单元格画成SVG；给出文件夹则画出全部各页，并附一览网页index.html / draw a page with what was found on
    /// it, or into a folder all pages, with a web page that shows them
    #[arg(long, value_name = "OUT", conflicts_with = "text")]
    svg: Option<PathBuf>,
    /// 输出格式（文本文件） / how the blocks of a text file are printed
    #[arg(long, value_enum, default_value_t = BlocksFormat::Text, conflicts_with_all = ["text", "svg"])]
    format: BlocksFormat,
    /// 列出（或与 --svg 一起画出）绩效表的每个单元格由谁读取 / who took each cell of the forms, as a list or drawn
    #[arg(long, conflicts_with = "text")]
    claims: bool,
    /// --svg 的页码，从1起 / page drawn by --svg, from 1
    #[arg(long, value_name = "N", default_value_t = 1)]
    page: u32,
    #[command(flatten)]
    force: Force,
    #[command(flatten)]
    settings: Settings,
}

/// How the blocks of a text file are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BlocksFormat {
    /// 每段一行，供阅读 / a line a block, for readers
    Text,
    /// 供程序使用 / for programs
    Json,
}

pub(crate) fn run(arguments: &InspectArguments, language: Language) -> anyhow::Result<ExitCode> {
    if let Some(path) = &arguments.svg {
        let InspectArguments { input, claims, page, force, settings, .. } = arguments;
        let (claims, page, force) = (*claims, *page, *force);
        return inspect_drawing::run(&AskedDrawing { input, out: path, claims, page, force, settings }, language);
    }
    let input = extract::open_with(&arguments.input, &arguments.settings.access()?)?;
    if arguments.claims {
        let vocabulary = arguments.settings.options()?.vocabulary;
        let reading = crate::reconstruct::read(&input, &vocabulary);
        let claims = inspect_claims::claims(&reading, &vocabulary, &input.budget);
        input.budget.check()?;
        match arguments.format {
            BlocksFormat::Text => inspect_claims::lines(&claims, language).iter().for_each(|line| say(line)),
            BlocksFormat::Json => say(&serde_json::to_string_pretty(&claims)?),
        }
        return Ok(ExitCode::SUCCESS);
    }
    if matches!(input.content, Content::Lines(_)) && !arguments.text {
        let blocks = crate::reconstruct::read(&input, &arguments.settings.options()?.vocabulary).text_blocks;
        input.budget.check()?;
        match arguments.format {
            BlocksFormat::Text => inspect_text::blocks_to_lines(&blocks, language).iter().for_each(|line| say(line)),
            BlocksFormat::Json => say(&serde_json::to_string_pretty(&blocks)?),
        }
        return Ok(ExitCode::SUCCESS);
    }
    stream(|out| match &input.content {
        Content::Pages(pages) => write_pages(pages.as_ref(), arguments.text, out),
        Content::Lines(lines) => lines.iter().try_for_each(|line| writeln!(out, "{}", line.text)),
        Content::Worksheets(_) | Content::Passages(_) | Content::Document(_) => Ok(()),
    });
    Ok(ExitCode::SUCCESS)
}

fn write_pages(pages: &dyn PageSource, text: bool, out: &mut dyn Write) -> std::io::Result<()> {
    for number in 1..=pages.page_count() {
        let read = pages.page(number);
        if text {
            write_lines(with_clipped(read.output), out)?;
            writeln!(out, "\u{c}")?;
        } else {
            let page = &read.output;
            writeln!(
                out,
                "page {number}: {:.1} x {:.1} pt, glyphs {}, rules {}, fills {}, images {}",
                page.width,
                page.height,
                page.glyphs.len(),
                page.rules.len(),
                page.fills.len(),
                page.images.len()
            )?;
            for finding in &read.findings {
                writeln!(out, "  {:?} {}: {}", finding.severity, finding.code.0, finding.message)?;
            }
        }
    }
    Ok(())
}

/// The page with its whole text layer: what stands outside the clip is not printed, but it is in the file.
fn with_clipped(mut page: Page) -> Page {
    page.glyphs.append(&mut page.clipped);
    page
}

/// Writes the glyphs line by line as a reader meets them, with a space where a gap opens.
fn write_lines(page: Page, out: &mut dyn Write) -> std::io::Result<()> {
    let page = &page;
    let all: Vec<u32> = (0..page.glyphs.len() as u32).collect();
    for line in join_overlapping(page, glyphs_to_lines(page, &all)) {
        writeln!(out, "{}", line_text(page, &line))?;
    }
    Ok(())
}
