//! Whether a reading says what was printed.

use jixiao::model::{Block, Line, Reading, Table};
use jixiao::reconstruct::text;
use jixiao::vocabulary::Vocabulary;

use crate::projects::List;

pub(crate) fn read(text: &str) -> Reading {
    let lines: Vec<Line> = text.split('\n').zip(1..).map(|(t, number)| Line { number, text: t.to_owned() }).collect();
    text::read(&lines, &Vocabulary::default())
}

fn only_table(reading: &Reading) -> Option<&Table> {
    let mut tables = reading.blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
    tables.next().filter(|_| tables.next().is_none())
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The cells of the only table that differ, as "row column: got, want", and how many cells there are.
pub(crate) fn differences(list: &List, reading: &Reading) -> Option<(Vec<String>, usize)> {
    let table = only_table(reading)?;
    let (projects, columns) = (&list.projects, list.header.len());
    let rows = projects.len().max((table.rows as usize).saturating_sub(1));
    let mut found = Vec::new();
    for row in 0..rows {
        for col in 0..columns {
            let want = projects.get(row).map_or(String::new(), |p| bare(&p.cells[col]));
            let got = table.cell_at(row as u32 + 1, col as u32).map_or(String::new(), |c| bare(&c.text));
            if got != want {
                found.push(format!("{row} {col}: {got}\n  want {want}"));
            }
        }
    }
    Some((found, rows * columns))
}

/// Whether nearly all cells are right.
pub(crate) fn same_projects(list: &List, text: &str, reading: &Reading) -> Result<(), String> {
    let (found, all) = differences(list, reading).ok_or_else(|| format!("no list in\n{text}"))?;
    if found.len() as f64 <= 0.03 * all as f64 {
        return Ok(());
    }
    Err(format!("{} of {all} cells differ:\n{}\n{text}", found.len(), found.join("\n")))
}

/// The characters of a text, sorted: those that cells, paragraphs and findings hold must hold them all.
fn counted(text: &str) -> std::collections::BTreeMap<char, usize> {
    let mut counts = std::collections::BTreeMap::new();
    for c in text.chars().filter(|c| !c.is_whitespace() && *c != '#' && *c != '|') {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// Whether cells, paragraphs and findings hold every character.
pub(crate) fn conserved(text: &str, reading: &Reading) -> Result<(), String> {
    let mut kept = String::new();
    for block in &reading.blocks {
        match block {
            Block::Paragraph(p) => kept.push_str(&p.text),
            Block::Table(t) => t.cells.iter().for_each(|c| kept.push_str(&c.text)),
        }
    }
    let quotes = reading.findings.iter().filter(|f| f.code.0 != "reading-ambiguous").filter_map(|f| f.quote.as_deref());
    kept.extend(quotes);
    let kept = counted(&kept);
    match counted(text).into_iter().find(|(c, count)| kept.get(c).copied().unwrap_or(0) < *count) {
        Some((c, _)) => Err(format!("{c} lost in\n{text}")),
        None => Ok(()),
    }
}
