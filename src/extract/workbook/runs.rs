//! Texts of several formats in .xlsx worksheets: raised and lowered figures become characters of their own (10⁴), what is struck
//! out is left out and said. The library that reads the cells joins the runs without a trace.

use std::collections::BTreeMap;
use std::rc::Rc;

use quick_xml::events::{BytesStart, Event};

use super::claims::{KeptParts, attribute};
use super::event_text::text_of;
use super::limits::CheckedPackage;
use super::sheet_walk::SheetWalk;
use crate::Result;
use crate::findings::{Message, StruckText};
use crate::language::characters::{as_subscript, as_superscript};
use crate::model::{Budget, Finding, Place};

/// A text as a reader of the sheet sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct VisibleText {
    /// Without what is struck out.
    pub(super) text: String,
    pub(super) struck: String,
}

impl VisibleText {
    /// What is said of the text that is struck out.
    pub(super) fn finding(&self, sheet: &str, (row, column): (u32, u32)) -> Option<Finding> {
        if self.struck.is_empty() {
            return None;
        }
        Some(StruckText {}.finding().at(Place::cell(sheet, row, column)).quote(self.struck.as_str()))
    }
}

/// The shared texts with such runs, by number.
///
/// # Errors
/// Where the part is damaged.
pub(super) fn shared(
    parts: &mut KeptParts<'_>,
    package: &CheckedPackage,
    part: &str,
    budget: &Budget,
) -> Result<BTreeMap<usize, Rc<VisibleText>>> {
    let mut found = BTreeMap::new();
    if !mentions_runs(package, part) {
        return Ok(found);
    }
    let (mut number, mut reader) = (0, RunReader::default());
    parts.each_event(part, |event| {
        reader.see(event);
        if let Event::End(tag) = event
            && tag.local_name().as_ref() == "si"
        {
            if let Some(shown) = reader.take() {
                budget.take(KEPT + (shown.text.len() + shown.struck.len()) as u64)?;
                found.insert(number, Rc::new(shown));
            }
            number += 1;
        }
        if let Event::Empty(tag) = event
            && tag.local_name().as_ref() == "si"
        {
            number += 1;
        }
        Ok(())
    })?;
    Ok(found)
}

/// The cells of a sheet with such runs, by row and column from 0.
///
/// # Errors
/// Where the part is damaged.
pub(super) fn cells(
    parts: &mut KeptParts<'_>,
    package: &CheckedPackage,
    part: &str,
    shared: &BTreeMap<usize, Rc<VisibleText>>,
    budget: &Budget,
) -> Result<BTreeMap<(u32, u32), Rc<VisibleText>>> {
    let mut found = BTreeMap::new();
    if shared.is_empty() && !mentions_runs(package, part) {
        return Ok(found);
    }
    let mut walk = SheetWalk::default();
    let (mut is_shared, mut value, mut in_value) = (false, String::new(), false);
    let mut reader = RunReader::default();
    parts.each_event(part, |event| {
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                walk.begin(tag);
                match tag.local_name().as_ref() {
                    "c" => {
                        is_shared = attribute(tag, "t").as_deref() == Some("s");
                        reader = RunReader::default();
                        value.clear();
                    }
                    "v" => in_value = matches!(event, Event::Start(_)),
                    _ => {}
                }
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "v" => in_value = false,
                "c" => {
                    let text = value.trim().parse().ok().filter(|_| is_shared);
                    let shown =
                        text.and_then(|n: usize| shared.get(&n).cloned()).or_else(|| reader.take().map(Rc::new));
                    if let (Some(shown), Some(place)) = (shown, walk.place()) {
                        budget.take(KEPT)?;
                        found.insert(place, shown);
                    }
                }
                _ => {}
            },
            event if in_value && is_shared => text_of(event, &mut value),
            _ => {}
        }
        reader.see(event);
        Ok(())
    })?;
    Ok(found)
}

/// What is kept of such a text besides its bytes.
const KEPT: u64 = 96;

fn mentions_runs(package: &CheckedPackage, part: &str) -> bool {
    package.parts.iter().any(|p| p.mentions_runs && p.name.eq_ignore_ascii_case(part))
}

/// Where a run stands on its line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Height {
    #[default]
    Line,
    Raised,
    Lowered,
}

/// The runs of one text while they are read.
#[derive(Debug, Default)]
struct RunReader {
    shown: VisibleText,
    /// A run is raised, lowered or struck out.
    marked: bool,
    height: Height,
    struck: bool,
    within: Within,
}

/// Whose characters come next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Nothing,
    Text,
    /// The reading aid above a text, which is no part of it.
    Aid,
}

impl RunReader {
    fn see(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(tag, true),
            Event::Empty(tag) => self.begin(tag, false),
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" if self.within == Within::Text => self.within = Within::Nothing,
                "rPh" => self.within = Within::Nothing,
                _ => {}
            },
            event if self.within == Within::Text => {
                let mut text = String::new();
                text_of(event, &mut text);
                self.add(&text);
            }
            _ => {}
        }
    }

    fn begin(&mut self, tag: &BytesStart<'_>, holds: bool) {
        match tag.local_name().as_ref() {
            "r" => (self.height, self.struck) = (Height::Line, false),
            "t" if holds && self.within == Within::Nothing => self.within = Within::Text,
            "rPh" if holds => self.within = Within::Aid,
            "strike" => self.struck = !matches!(attribute(tag, "val").as_deref(), Some("0" | "false")),
            "vertAlign" => {
                self.height = match attribute(tag, "val").as_deref() {
                    Some("superscript") => Height::Raised,
                    Some("subscript") => Height::Lowered,
                    _ => Height::Line,
                };
            }
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        self.marked |= self.struck || self.height != Height::Line;
        if self.struck {
            self.shown.struck.push_str(text);
            return;
        }
        let shown = &mut self.shown.text;
        match self.height {
            Height::Line => shown.push_str(text),
            // What Unicode has no small character for stands on the line.
            Height::Raised => shown.extend(text.chars().map(as_superscript)),
            Height::Lowered => shown.extend(text.chars().map(as_subscript)),
        }
    }

    /// The text that was read, where a run of it is marked; the next one begins.
    fn take(&mut self) -> Option<VisibleText> {
        let read = std::mem::take(self);
        read.marked.then_some(read.shown)
    }
}
