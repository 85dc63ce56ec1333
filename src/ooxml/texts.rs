//! The texts of a template's sheets, held small: there may be a million.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::BufRead;

use quick_xml::events::Event;

use super::markup::{self, local_name, text_of};
use super::run::{Run, RunCollector};
use crate::Result;

/// Texts in one piece of memory.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    arena: String,
    ends: Vec<u32>,
    /// The runs of texts in several formats that may have placeholders.
    runs: BTreeMap<u32, Vec<Run>>,
}

impl Texts {
    pub(crate) fn push(&mut self, text: &str) -> u32 {
        self.arena.push_str(text);
        // The guard lets no package through whose parts together reach 4 GB.
        self.ends.push(self.arena.len() as u32);
        (self.ends.len() - 1) as u32
    }

    /// A text by its number; empty where a cell names one that the file does not have.
    pub(crate) fn text(&self, number: u32) -> &str {
        let Some((before, [end, ..])) = self.ends.split_at_checked(number as usize) else { return "" };
        let start = before.last().map_or(0, |end| *end);
        &self.arena[start as usize..*end as usize]
    }

    /// The runs of a text in several formats, where it may have placeholders.
    pub(crate) fn runs(&self, number: u32) -> Option<&[Run]> {
        self.runs.get(&number).map(Vec::as_slice)
    }

    pub(crate) fn push_rich(&mut self, text: &str, runs: &mut RunCollector) -> u32 {
        let number = self.push(text);
        if let Some(runs) = runs.finish(text) {
            self.runs.insert(number, runs);
        }
        number
    }

    /// The shared strings: text without phonetic guides, rich text joined.
    ///
    /// # Errors
    /// Where the part is damaged.
    pub(crate) fn read_shared(&mut self, from: &mut dyn BufRead) -> Result<()> {
        let mut reader = markup::reader(from);
        let (mut buffer, mut text, mut inside, mut guide) = (Vec::new(), String::new(), false, false);
        let mut runs = RunCollector::default();
        loop {
            let event = markup::next(&mut reader, &mut buffer)?;
            runs.see(&event, inside)?;
            match &event {
                Event::Eof => return Ok(()),
                Event::Start(tag) => match local_name(tag) {
                    "t" => inside = !guide,
                    "rPh" => guide = true,
                    _ => {}
                },
                Event::Empty(tag) if local_name(tag) == "si" => drop(self.push("")),
                Event::End(tag) => match local_name(tag) {
                    "t" => inside = false,
                    "rPh" => guide = false,
                    "si" => {
                        self.push_rich(&unescaped(&text), &mut runs);
                        text.clear();
                    }
                    _ => {}
                },
                event if inside => text_of(event, &mut text),
                _ => {}
            }
        }
    }
}

/// `_xHHHH_` as the character it stands for.
pub(crate) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, behind)) = rest.split_once("_x") {
        out.push_str(before);
        if let Some((character, after)) = hex_character(behind) {
            out.push(character);
            rest = after;
        } else {
            out.push_str("_x");
            rest = behind;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that four hexadecimal digits and an underscore stand for, and the text behind them.
fn hex_character(text: &str) -> Option<(char, &str)> {
    let (hex, rest) = text.split_at_checked(4)?;
    let character = char::from_u32(u32::from_str_radix(hex, 16).ok()?)?;
    Some((character, rest.strip_prefix('_')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        assert_eq!(unescaped("a_x000D_b_x5Fx_ _x_x0041_"), "a\rb_x5Fx_ _xA");
    }
}
