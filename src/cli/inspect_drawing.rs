//! `jixiao inspect INPUT --svg OUT [--page N]`: a page drawn, or into a folder all of them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::inspect_claims::ShownClaim;
use super::planned::{self, Force, Usage};
use super::settings::Settings;
use super::{Language, inspect_claims};
use crate::extract;
use crate::model::{Block, Content, Input, PageSource, Table};
use crate::outputs::replace_at;
use crate::vocabulary::Vocabulary;
use crate::write::{atomic, contact_sheet, svg};

/// The web page that shows all drawings.
const INDEX: &str = "index.html";

/// What is drawn.
pub(super) struct AskedDrawing<'a> {
    /// The input.
    pub(super) input: &'a Path,
    /// Where to.
    pub(super) out: &'a Path,
    /// Who took each cell, instead of the tables.
    pub(super) claims: bool,
    /// The page where `out` is no folder.
    pub(super) page: u32,
    pub(super) force: Force,
    pub(super) settings: &'a Settings,
}

/// Draws a page, or into a folder all pages.
pub(super) fn run(asked: &AskedDrawing<'_>, language: Language) -> anyhow::Result<ExitCode> {
    let out = asked.out;
    let is_folder = planned::is_folder(out);
    if !is_folder && out.extension().is_none_or(|e| !e.eq_ignore_ascii_case("svg")) {
        return Err(Usage(format!("--svg {}：.svg", out.display())).into());
    }
    let mut planner = planned::planner(asked.force, &[asked.input], Some(asked.settings));
    // A single drawing is refused before anything is read.
    let single = if is_folder { Vec::new() } else { planner.plan([out.to_owned()])? };
    let options = asked.settings.options()?;
    let input = extract::open(asked.input, &options)?;
    let Content::Pages(pages) = &input.content else {
        anyhow::bail!("--svg：只适用于PDF和OFD / for PDFs and OFD files only");
    };
    let count = pages.page_count();
    if !is_folder && !(1..=count).contains(&asked.page) {
        anyhow::bail!("--page {}：共{count}页 / {count} pages", asked.page);
    }
    let numbers: Vec<u32> = if is_folder { (1..=count).collect() } else { vec![asked.page] };
    let names: Vec<String> = numbers.iter().map(|number| format!("page-{number:03}.svg")).collect();
    let paths: Vec<PathBuf> =
        if is_folder { names.iter().map(|name| out.join(name)).collect() } else { vec![out.to_owned()] };
    let mut targets = single;
    if is_folder {
        std::fs::create_dir_all(out)?;
        targets = planner.plan(paths.iter().cloned().chain([out.join(INDEX)]))?;
    }
    let drawer = Drawer::new(&input, asked.claims, &options.vocabulary, language);
    let mut files = Vec::new();
    for (number, path) in numbers.iter().zip(&paths) {
        files.push(atomic::finished(path, drawer.draw(pages.as_ref(), *number).as_bytes())?);
        input.budget.check()?;
    }
    if is_folder {
        let sheet = contact_sheet::html(&input.source.name, &names);
        files.push(atomic::finished(&out.join(INDEX), sheet.as_bytes())?);
    }
    atomic::put(files, |path| replace_at(&targets, path))?;
    Ok(ExitCode::SUCCESS)
}

/// Draws pages over which the cells of the whole document's tables that lie on them are drawn, or what became of each.
enum Drawer {
    Tables(Vec<Table>),
    Claims(Vec<ShownClaim>, Language),
}

impl Drawer {
    fn new(input: &Input, claims: bool, vocabulary: &Vocabulary, language: Language) -> Self {
        let reading = crate::reconstruct::read(input, vocabulary);
        if claims {
            return Self::Claims(inspect_claims::claims(&reading, vocabulary, &input.budget), language);
        }
        Self::Tables(reading.blocks.into_iter().filter_map(into_table).collect())
    }

    fn draw(&self, pages: &dyn PageSource, number: u32) -> String {
        let page = pages.page(number).output;
        match self {
            Self::Tables(tables) => svg::page(&page, tables),
            Self::Claims(claims, language) => svg::page_with_claims(&page, &inspect_claims::painted(claims, *language)),
        }
    }
}

fn into_table(block: Block) -> Option<Table> {
    match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    }
}
