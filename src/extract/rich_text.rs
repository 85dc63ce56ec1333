//! A text of several formats: raised and lowered figures become characters of their own (10⁴), what is struck out is kept apart.

use crate::language::characters::{as_subscript, as_superscript, split_before};

/// Such a text as a reader sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::extract) struct RichText {
    /// Without what is struck out.
    pub(in crate::extract) text: String,
    pub(in crate::extract) struck: String,
    /// White space that counts only where more text follows on the line.
    gap: WhiteGap,
}

/// How characters are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::extract) struct Setting {
    pub(in crate::extract) raised: bool,
    pub(in crate::extract) lowered: bool,
    pub(in crate::extract) struck: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum WhiteGap {
    #[default]
    None,
    Space,
    /// With a line end of the source in it.
    LineEnd,
}

impl AsRef<str> for RichText {
    fn as_ref(&self) -> &str {
        self.shown()
    }
}

impl RichText {
    /// Adds characters as they are.
    pub(in crate::extract) fn add(&mut self, text: &str, setting: Setting) {
        self.close_gap(text.chars().next());
        if setting.struck {
            self.struck.push_str(text);
            return;
        }
        match setting {
            // What Unicode has no small character for stands on the line.
            Setting { raised: true, .. } => self.text.extend(text.chars().map(as_superscript)),
            Setting { lowered: true, .. } => self.text.extend(text.chars().map(as_subscript)),
            _ => self.text.push_str(text),
        }
    }

    /// Adds characters among which a run of white space is one space, and none at the ends of a line, as in web pages. A line end of
    /// the source between two ideographs is none at all.
    pub(in crate::extract) fn add_collapsed(&mut self, text: &str, setting: Setting) {
        let mut rest = text;
        while !rest.is_empty() {
            let (now, after) = split_before(rest, is_white);
            if !now.is_empty() {
                if now.contains('\u{a0}') {
                    self.add(&now.replace('\u{a0}', " "), setting);
                } else {
                    self.add(now, setting);
                }
            }
            let (gap, after) = split_before(after, |c| !is_white(c));
            if gap.contains('\n') {
                self.gap = WhiteGap::LineEnd;
            } else if !gap.is_empty() && self.gap == WhiteGap::None {
                self.gap = WhiteGap::Space;
            }
            rest = after;
        }
    }

    /// Ends the line, whether something stands on it or not.
    pub(in crate::extract) fn end_line(&mut self) {
        self.gap = WhiteGap::None;
        self.text.push('\n');
    }

    /// Ends the line where something stands on it.
    pub(in crate::extract) fn end_block(&mut self) {
        self.gap = WhiteGap::None;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The text without blanks at its ends.
    pub(in crate::extract) fn shown(&self) -> &str {
        self.text.trim()
    }

    /// Whether it has neither text nor struck-out text.
    pub(in crate::extract) fn is_blank(&self) -> bool {
        self.shown().is_empty() && self.struck.trim().is_empty()
    }

    fn close_gap(&mut self, next: Option<char>) {
        let gap = std::mem::take(&mut self.gap);
        let before = self.text.chars().next_back();
        let at_start = before.is_none_or(|c| c == '\n');
        if gap == WhiteGap::None || at_start || gap == WhiteGap::LineEnd && is_wide(before) && is_wide(next) {
            return;
        }
        self.text.push(' ');
    }
}

/// Whether a character is set in full width.
fn is_wide(c: Option<char>) -> bool {
    c.is_some_and(|c| u32::from(c) >= FIRST_WIDE)
}

/// Ideographs and the signs and punctuation set as wide as they begin here: no blanks stand between them.
const FIRST_WIDE: u32 = 0x2E80;

fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[&str]) -> String {
        let mut text = RichText::default();
        for piece in pieces {
            text.add_collapsed(piece, Setting::default());
        }
        text.shown().to_owned()
    }

    #[test]
    fn white_space_collapses_and_line_ends_between_ideographs_are_none() {
        assert_eq!(shown(&["  提高\n  知晓", "率 \t", " at \n least 3"]), "提高知晓率 at least 3");
        assert_eq!(shown(&["1\u{a0}200\u{a0}", "\n万元"]), "1 200  万元");
    }

    #[test]
    fn raised_figures_are_characters_and_struck_text_stands_apart() {
        let mut text = RichText::default();
        text.add("10", Setting::default());
        text.add("4", Setting { raised: true, ..Setting::default() });
        text.add("旧", Setting { struck: true, ..Setting::default() });
        assert_eq!((text.text.as_str(), text.struck.as_str()), ("10⁴", "旧"));
    }
}
