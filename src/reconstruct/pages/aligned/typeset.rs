//! How a page is set: what width is a space, what a gutter.

use crate::model::Pt;
use crate::reconstruct::joining::is_cjk;
use crate::reconstruct::tolerances::{BRIDGE, BRIDGE_SPACES, GUTTER_CJK, GUTTER_LATIN, HAIR, SPACE_LATIN, SPACE_MOST};

use super::ink::median_size;
use super::pieces::TextLine;

/// Spaces from which their middle one is that of the page.
const SPACES_LEAST: usize = 8;
/// Up to so many lines, spaces of Latin text may lie one above the other by chance: how wide a gutter must be in em.
const CHANCE_GUTTERS: [(usize, f64); 3] = [(2, 1.0), (4, 0.8), (8, 0.6)];

/// The measures of a set of lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Typeset {
    /// The median font size in points.
    pub(super) em: Pt,
    /// The usual space between words, in em.
    pub(super) space: f64,
    /// Whether most characters are set without spaces.
    pub(super) cjk: bool,
}

impl Typeset {
    /// Measures the lines.
    pub(super) fn of(lines: &[TextLine]) -> Self {
        let mut gaps: Vec<f64> = Vec::new();
        let (mut wide, mut all) = (0_usize, 0_usize);
        for line in lines {
            for pair in line.pieces.windows(2) {
                if let [a, b] = pair {
                    let gap = (b.bbox.left - a.bbox.right) / a.size.max(b.size);
                    if (HAIR..SPACE_MOST).contains(&gap) {
                        gaps.push(gap);
                    }
                }
            }
            for c in line.pieces.iter().flat_map(|p| p.text.chars()) {
                all += 1;
                wide += usize::from(is_cjk(c));
            }
        }
        gaps.sort_by(f64::total_cmp);
        let space = if gaps.len() < SPACES_LEAST {
            SPACE_LATIN
        } else {
            gaps.get(gaps.len() / 2).copied().unwrap_or(SPACE_LATIN)
        };
        Self { em: median_size(lines), space, cjk: wide * 2 > all }
    }

    /// The gap in em below which pieces of a line read on.
    pub(super) fn bridge(&self) -> f64 {
        if self.cjk { GUTTER_CJK } else { BRIDGE.max(BRIDGE_SPACES * self.space) }
    }

    /// The least width in em of a gutter that so many lines keep free: few lines leave wide strips free by chance, many
    /// lines only narrow ones.
    pub(super) fn gutter(&self, lines: usize) -> f64 {
        let narrowest = if self.cjk { GUTTER_CJK } else { GUTTER_LATIN.max(BRIDGE_SPACES * self.space) };
        // Text without spaces leaves no strips free by chance.
        let by_chance = CHANCE_GUTTERS.iter().find(|(most, _)| !self.cjk && lines <= *most);
        let chance = by_chance.map_or(0.0, |(_, width)| *width);
        narrowest.max(chance)
    }
}
