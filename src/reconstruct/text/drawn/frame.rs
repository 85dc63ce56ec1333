//! Lines of a drawn table → its borders and, for each line, what stands between which of them.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthChar;

use crate::model::Line;
use crate::reconstruct::text::pieces::Count;

/// How far a bar may stand from the border it draws: a text before it holds characters whose width is counted otherwise.
const DRIFT: usize = 6;

/// Whether a character draws an upright stroke.
pub(super) fn is_bar(c: char) -> bool {
    matches!(c, '|' | '+' | '¦') || ('\u{2500}'..='\u{257f}').contains(&c) && !is_dash(c)
}

/// Whether a character draws a level stroke and no upright one.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '=' | '─' | '━' | '═' | '┄' | '┅' | '┈' | '┉' | '╌' | '╍' | '╴' | '╶')
}

/// Whether a rule has joints that only drawings have: the rule of a Markdown table has pipes.
pub(super) fn has_joints(text: &str) -> bool {
    text.chars().any(|c| is_bar(c) && c != '|')
}

/// Whether a line is a rule all along.
pub(super) fn is_rule(text: &str) -> bool {
    text.chars().any(is_dash) && text.chars().all(|c| c == ' ' || is_bar(c) || is_dash(c))
}

/// What a line has between two neighbouring borders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct DrawnStretch {
    /// A level stroke.
    pub(super) ruled: bool,
    /// Its text, trimmed; of a stretch over several columns it stands in the first.
    pub(super) text: String,
    /// Whether a bar stands at the border behind it.
    pub(super) barred: bool,
}

/// A line cut at the borders.
#[derive(Debug)]
pub(super) struct FrameLine {
    pub(super) number: u32,
    /// One for each column.
    pub(super) stretches: Vec<DrawnStretch>,
}

/// The lines of a drawn table, cut at its borders.
#[derive(Debug)]
pub(super) struct DrawnFrame {
    pub(super) columns: usize,
    pub(super) lines: Vec<FrameLine>,
    /// How far all bars together stand from the borders.
    pub(super) stray: usize,
}

impl DrawnFrame {
    /// Cuts the lines at the borders that their rules have, with positions counted in one way.
    pub(super) fn of(lines: &[&Line], count: Count) -> Option<Self> {
        let rules = lines.iter().filter(|l| is_rule(l.text.trim()));
        let borders: BTreeSet<usize> =
            rules.flat_map(|l| positions(&l.text, count)).filter(|(_, c)| is_bar(*c)).map(|(x, _)| x).collect();
        let borders: Vec<usize> = borders.into_iter().collect();
        let columns = borders.len().checked_sub(1).filter(|n| *n > 0)?;
        let mut frame = Self { columns, lines: Vec::new(), stray: 0 };
        for line in lines {
            let (stretches, stray) = cut(&line.text, &borders, count);
            frame.lines.push(FrameLine { number: line.number, stretches });
            frame.stray += stray;
        }
        Some(frame)
    }
}

/// The characters of a line with their positions.
fn positions(text: &str, count: Count) -> impl Iterator<Item = (usize, char)> {
    let mut next = 0;
    text.chars().filter(|c| *c != '\u{c}').map(move |c| {
        let at = next;
        next += if count == Count::Cells { c.width().unwrap_or(0) } else { 1 };
        (at, c)
    })
}

/// Cuts a line at the borders, and says how far its bars stand from them. Behind a bar positions are counted from its border.
fn cut(text: &str, borders: &[usize], count: Count) -> (Vec<DrawnStretch>, usize) {
    let mut stretches = vec![DrawnStretch::default(); borders.len().saturating_sub(1)];
    let (mut stray, mut drift) = (0, 0_isize);
    // The border behind which text is being read.
    let mut open: Option<usize> = None;
    let mut own = String::new();
    let mut before = ' ';
    let mut characters = positions(text, count).peekable();
    while let Some((at, c)) = characters.next() {
        let beside_dash = is_dash(before) || characters.peek().is_some_and(|(_, c)| is_dash(*c));
        before = c;
        let at = at.saturating_add_signed(drift);
        let found = Some(at).filter(|_| is_bar(c) && (c != '+' || beside_dash));
        let Some((border, here)) = found.and_then(|at| border_near(borders, at, open)) else {
            own.push(c);
            continue;
        };
        stray += here.abs_diff(at);
        drift += here.cast_signed() - at.cast_signed();
        if let Some(from) = open {
            fill(&mut stretches[from..border], &own);
        }
        (open, own) = (Some(border), String::new());
    }
    (stretches, stray)
}

/// Puts what stands between two bars into the columns between them.
fn fill(columns: &mut [DrawnStretch], text: &str) {
    let ruled = !text.is_empty() && text.chars().all(is_dash);
    for column in &mut *columns {
        column.ruled = ruled;
    }
    if let Some(last) = columns.last_mut() {
        last.barred = true;
    }
    if let Some(first) = columns.first_mut().filter(|_| !ruled) {
        text.trim().clone_into(&mut first.text);
    }
}

/// The border a bar at a position draws: the nearest one behind the open one, and where it stands.
fn border_near(borders: &[usize], at: usize, open: Option<usize>) -> Option<(usize, usize)> {
    let behind = borders.iter().copied().enumerate().skip(open.map_or(0, |c| c + 1));
    behind.min_by_key(|(_, b)| b.abs_diff(at)).filter(|(_, b)| b.abs_diff(at) <= DRIFT)
}
