//! Tags and texts of a web page → its tables and the lines between them.

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, TokenSinkResult};

use super::formats::Formats;
use super::table::{CellTag, HtmlTable};
use super::tags::{attribute, is_hidden};
use crate::Result;
use crate::extract::flow::grid::MOST_NESTED;
use crate::extract::flow::passages::Passages;
use crate::extract::rich_text::{RichText, Setting};
use crate::model::Budget;

/// Bytes of style sheets that are kept to find number formats in.
const MOST_STYLES: usize = 1 << 20;

/// A page while it is read.
pub(super) struct HtmlReader<'p, 'b> {
    passages: &'p mut Passages<'b>,
    budget: &'p Budget,
    /// Tables within each other, the innermost last.
    tables: Vec<HtmlTable<'p>>,
    /// Tables within those, too deep to be read as such.
    too_deep: usize,
    /// Text outside all tables.
    text: RichText,
    formats: Formats,
    /// The element whose content is no text of the page.
    skipped: Option<Skipped>,
    raised: usize,
    lowered: usize,
    struck: usize,
}

/// An element whose content is left out, and how many of its name are open.
struct Skipped {
    name: String,
    depth: usize,
    /// Its content, where it is a style sheet.
    styles: Option<String>,
}

impl<'p, 'b> HtmlReader<'p, 'b> {
    pub(super) fn new(passages: &'p mut Passages<'b>, budget: &'p Budget) -> Self {
        Self {
            passages,
            budget,
            tables: Vec::new(),
            too_deep: 0,
            text: RichText::default(),
            formats: Formats::default(),
            skipped: None,
            raised: 0,
            lowered: 0,
            struck: 0,
        }
    }

    /// Takes a piece of text.
    pub(super) fn text(&mut self, text: &str) -> Result<()> {
        if let Some(skipped) = &mut self.skipped {
            if let Some(styles) = skipped.styles.as_mut().filter(|s| s.len() + text.len() <= MOST_STYLES) {
                styles.push_str(text);
            }
            return Ok(());
        }
        let setting = Setting { raised: self.raised > 0, lowered: self.lowered > 0, struck: self.struck > 0 };
        self.flow().add_collapsed(text, setting);
        if self.tables.is_empty() && self.text.text.len() > LONGEST_LINES {
            self.end_lines()?;
        }
        Ok(())
    }

    /// Takes a tag; says how what follows is to be read.
    pub(super) fn tag(&mut self, tag: &Tag) -> Result<TokenSinkResult<()>> {
        let name = &*tag.name;
        if let Some(skipped) = &mut self.skipped {
            if skipped.name == name && !tag.self_closing {
                match tag.kind {
                    TagKind::StartTag => skipped.depth += 1,
                    TagKind::EndTag => skipped.depth -= 1,
                }
            }
            if skipped.depth == 0
                && let Some(Skipped { styles: Some(styles), .. }) = self.skipped.take_if(|s| s.depth == 0)
            {
                self.formats.read(&styles);
            }
            self.skipped.take_if(|s| s.depth == 0);
            return Ok(TokenSinkResult::Continue);
        }
        if tag.kind == TagKind::EndTag {
            self.end(name)?;
            return Ok(TokenSinkResult::Continue);
        }
        let raw = match name {
            "script" => Some(RawKind::ScriptData),
            "style" | "iframe" | "noembed" | "noframes" | "xmp" => Some(RawKind::Rawtext),
            "title" | "textarea" => Some(RawKind::Rcdata),
            _ => None,
        };
        match name {
            // What a person typed into a form is its text.
            "textarea" => {}
            "noscript" | "template" | "select" | "script" | "style" | "title" | "iframe" | "noembed" | "noframes"
            | "xmp" => {
                let styles = (name == "style").then(String::new);
                self.skipped = Some(Skipped { name: name.to_owned(), depth: 1, styles });
            }
            _ => self.start(name, tag)?,
        }
        Ok(raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData))
    }

    /// What was read to the end of the page.
    pub(super) fn finish(mut self) -> Result<()> {
        while !self.tables.is_empty() {
            self.end_table()?;
        }
        self.end_lines()
    }

    fn start(&mut self, name: &str, tag: &Tag) -> Result<()> {
        match name {
            "table" if self.tables.len() >= MOST_NESTED => self.too_deep += 1,
            "table" => {
                self.flow().end_block();
                if self.tables.is_empty() {
                    self.end_lines()?;
                }
                self.tables.push(HtmlTable::new(self.budget, is_hidden(tag)));
            }
            "tr" | "td" | "th" | "col" | "tbody" | "thead" | "tfoot" if self.too_deep == 0 => {
                let Some(table) = self.tables.last_mut() else { return Ok(()) };
                match name {
                    "tr" => table.row(is_hidden(tag))?,
                    "td" | "th" => table.cell(CellTag::new(tag, &self.formats))?,
                    "col" => table.column(tag),
                    _ => table.end_group()?,
                }
            }
            "br" => self.flow().end_line(),
            "input" => {
                let shown = attribute(tag, "type").is_none_or(|t| t.eq_ignore_ascii_case("text"));
                if let Some(value) = attribute(tag, "value").filter(|_| shown) {
                    let value = value.to_owned();
                    self.text(&value)?;
                }
            }
            "sup" => self.raised += 1,
            "sub" => self.lowered += 1,
            "s" | "strike" | "del" => self.struck += 1,
            _ if is_block(name) => self.flow().end_block(),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<()> {
        match name {
            "table" if self.too_deep > 0 => self.too_deep -= 1,
            "table" => self.end_table()?,
            "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" if self.too_deep == 0 => {
                let Some(table) = self.tables.last_mut() else { return Ok(()) };
                match name {
                    "tr" | "td" | "th" => table.end_cell()?,
                    _ => table.end_group()?,
                }
            }
            "sup" => self.raised = self.raised.saturating_sub(1),
            "sub" => self.lowered = self.lowered.saturating_sub(1),
            "s" | "strike" | "del" => self.struck = self.struck.saturating_sub(1),
            _ if is_block(name) => self.flow().end_block(),
            _ => {}
        }
        Ok(())
    }

    /// Where text goes: into the innermost open cell, else what stands between a table's cells stands before it.
    fn flow(&mut self) -> &mut RichText {
        let open = self.tables.iter_mut().rev().find_map(HtmlTable::text);
        open.unwrap_or(&mut self.text)
    }

    fn end_table(&mut self) -> Result<()> {
        let Some(table) = self.tables.pop() else { return Ok(()) };
        let (grid, noticed) = table.finish()?;
        // Marks left open in its cells end with it.
        (self.raised, self.lowered, self.struck) = (0, 0, 0);
        if let Some(cell) = self.tables.iter_mut().rev().find(|t| t.is_in_cell()) {
            cell.add_table(grid, noticed);
            return Ok(());
        }
        self.end_lines()?;
        self.passages.table(grid, noticed)
    }

    fn end_lines(&mut self) -> Result<()> {
        let text = std::mem::take(&mut self.text);
        self.passages.text(&text)
    }
}

/// Bytes of text that are held before they are taken as lines.
const LONGEST_LINES: usize = 1 << 20;

/// Elements that stand on lines of their own.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "form"
            | "fieldset"
            | "blockquote"
            | "pre"
            | "hr"
            | "center"
            | "address"
            | "nav"
            | "main"
            | "aside"
            | "figure"
            | "figcaption"
            | "caption"
            | "body"
            | "legend"
    )
}
