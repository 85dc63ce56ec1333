//! Markdown → tables and the text between them. HTML tables in it are read as such.

mod merged;
mod source;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use super::flow::passages::{Noticed, Passages};
use super::html;
use super::rich_text::{RichText, Setting};
use crate::Result;
use crate::model::{Budget, Line, Noted, Passage};

/// Reads the lines of a Markdown text.
///
/// # Errors
/// Where it holds more than the budget allows.
pub(super) fn lines_to_passages(lines: Noted<Vec<Line>>, budget: &Budget) -> Result<Noted<Vec<Passage>>> {
    let mut passages = Passages::new(budget);
    lines.findings.into_iter().for_each(|finding| passages.find(finding));
    let text: String = lines.output.iter().flat_map(|l| [l.text.as_str(), "\n"]).collect();
    drop(lines.output);
    for piece in source::pieces(&text) {
        match piece {
            source::MarkdownPiece::Html(html) => html::add_text(html, &mut passages, budget)?,
            source::MarkdownPiece::Markdown(markdown) => {
                add_markdown(&source::widened(markdown), &mut passages, budget)?;
            }
        }
    }
    Ok(passages.finish())
}

/// Adds what a text without HTML tables holds.
fn add_markdown(text: &str, passages: &mut Passages<'_>, budget: &Budget) -> Result<()> {
    let mut reading = MarkdownText::default();
    let mut block: Option<String> = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        budget.check()?;
        match event {
            Event::Start(Tag::HtmlBlock) => {
                passages.text(&std::mem::take(&mut reading.text))?;
                block = Some(String::new());
            }
            Event::Html(html) if block.is_some() => block.iter_mut().for_each(|block| block.push_str(&html)),
            Event::End(TagEnd::HtmlBlock) => html::add_text(&block.take().unwrap_or_default(), passages, budget)?,
            Event::Start(Tag::Table(_)) => {
                passages.text(&std::mem::take(&mut reading.text))?;
                reading.rows = Some(Vec::new());
            }
            Event::End(TagEnd::Table) => {
                let rows = reading.rows.take().unwrap_or_default();
                let (grid, fillings) = merged::rows_to_grid(rows, budget)?;
                passages.notice_fillings(fillings);
                passages.table(grid, Noticed::default())?;
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => reading.rows.get_or_insert_default().push(Vec::new()),
            Event::End(TagEnd::TableCell) => {
                let text = std::mem::take(&mut reading.text);
                if let Some(row) = reading.rows.as_mut().and_then(|rows| rows.last_mut()) {
                    row.push(text);
                }
            }
            event => reading.see(event),
        }
    }
    passages.text(&reading.text)
}

/// A text while it is read.
#[derive(Default)]
struct MarkdownText {
    /// The open cell, or the lines outside tables.
    text: RichText,
    /// The rows of the open table.
    rows: Option<Vec<Vec<RichText>>>,
    /// Numbers of the lists that are open; nothing for those without.
    lists: Vec<Option<u64>>,
    setting: Setting,
}

impl MarkdownText {
    fn see(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.text.add(&text, self.setting),
            Event::SoftBreak | Event::HardBreak => self.text.end_line(),
            Event::InlineHtml(tag) | Event::Html(tag) => self.tag(&tag),
            Event::Start(Tag::List(first)) => self.lists.push(first),
            Event::End(TagEnd::List(_)) => drop(self.lists.pop()),
            // The number of an item is part of what it says: 1. … 2. ….
            Event::Start(Tag::Item) => {
                self.text.end_block();
                if let Some(Some(number)) = self.lists.last_mut() {
                    let shown = format!("{number}. ");
                    *number += 1;
                    self.text.add(&shown, Setting::default());
                }
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock) => {
                self.text.end_block();
            }
            _ => {}
        }
    }

    /// The few tags that stand in cells.
    fn tag(&mut self, tag: &CowStr<'_>) {
        let name: String = tag.trim().to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
        match name.as_str() {
            "<br>" | "<br/>" => self.text.end_line(),
            "<sup>" => self.setting.raised = true,
            "</sup>" => self.setting.raised = false,
            "<sub>" => self.setting.lowered = true,
            "</sub>" => self.setting.lowered = false,
            "<s>" | "<del>" => self.setting.struck = true,
            "</s>" | "</del>" => self.setting.struck = false,
            _ => {}
        }
    }
}
