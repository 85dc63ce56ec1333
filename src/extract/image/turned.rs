//! Pages that lie on a side or upside down: turned upright to be read, what was read turned back.

use super::raster::Grey;
use crate::model::{Axis, BBox, Finding, Page, Place, Pt, Rule, Spot, WritingDirection};

/// How the print of a picture runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lie {
    /// As it is read.
    Upright,
    /// Turned clockwise by a quarter: lines run down.
    Down,
    /// Upside down.
    Over,
    /// Turned counter-clockwise by a quarter: lines run up.
    Up,
}

impl Lie {
    /// All but the upright one.
    pub(super) const OTHERS: [Self; 3] = [Self::Down, Self::Up, Self::Over];

    /// The picture as it is read.
    pub(super) fn righted(self, grey: &Grey) -> Grey {
        match self {
            Self::Upright => grey.clone(),
            Self::Over => grey.turned_over(),
            Self::Up => grey.turned_clockwise(),
            Self::Down => grey.turned_clockwise().turned_over(),
        }
    }

    /// A page that was read upright, as it lies in its picture; and the findings about it.
    pub(super) fn put_back(self, mut page: Page, mut findings: Vec<Finding>) -> (Page, Vec<Finding>) {
        let direction = match self {
            Self::Upright => return (page, findings),
            Self::Down => WritingDirection::Down,
            Self::Over => WritingDirection::Left,
            Self::Up => WritingDirection::Up,
        };
        let paper = match self {
            Self::Over | Self::Upright => (page.width, page.height),
            Self::Down | Self::Up => (page.height, page.width),
        };
        for glyph in &mut page.glyphs {
            glyph.bbox = self.back(&glyph.bbox, paper);
            glyph.direction = direction;
        }
        page.rules = page.rules.iter().map(|rule| self.rule_back(rule, paper)).collect();
        for place in findings.iter_mut().filter_map(|finding| finding.place.as_mut()) {
            if let Spot::Page { page, bbox } = &place.spot {
                *place = Place::page(*page, self.back(bbox, paper));
            }
        }
        (page.width, page.height) = paper;
        (page, findings)
    }

    /// A box of the upright page in the picture whose paper is so wide and high.
    fn back(self, b: &BBox, (width, height): (Pt, Pt)) -> BBox {
        match self {
            Self::Upright => *b,
            Self::Down => BBox::new(width - b.bottom, b.left, width - b.top, b.right),
            Self::Over => BBox::new(width - b.right, height - b.bottom, width - b.left, height - b.top),
            Self::Up => BBox::new(b.top, height - b.right, b.bottom, height - b.left),
        }
    }

    fn rule_back(self, rule: &Rule, paper: (Pt, Pt)) -> Rule {
        let along = match rule.axis {
            Axis::Horizontal => BBox::new(rule.start, rule.position, rule.end, rule.position),
            Axis::Vertical => BBox::new(rule.position, rule.start, rule.position, rule.end),
        };
        let b = self.back(&along, paper);
        let level = (rule.axis == Axis::Horizontal) == matches!(self, Self::Upright | Self::Over);
        if level {
            Rule { axis: Axis::Horizontal, position: b.top, start: b.left, end: b.right, width: rule.width }
        } else {
            Rule { axis: Axis::Vertical, position: b.left, start: b.top, end: b.bottom, width: rule.width }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::float_cmp, reason = "whole numbers")]

    use super::*;

    /// A picture of four by three dots, the first row 0 to 3, the next 10 to 13.
    fn picture() -> Grey {
        Grey::of_rows(4, vec![0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23])
    }

    fn rows(grey: &Grey) -> Vec<Vec<u8>> {
        grey.rows().map(<[u8]>::to_vec).collect()
    }

    #[test]
    fn pictures_are_turned_upright() {
        // What runs down has its head at the right: the right column becomes the first row.
        assert_eq!(rows(&Lie::Down.righted(&picture())), [[3, 13, 23], [2, 12, 22], [1, 11, 21], [0, 10, 20]]);
        assert_eq!(rows(&Lie::Up.righted(&picture())), [[20, 10, 0], [21, 11, 1], [22, 12, 2], [23, 13, 3]]);
        assert_eq!(rows(&Lie::Over.righted(&picture()))[0], [23, 22, 21, 20]);
        assert_eq!(rows(&Lie::Upright.righted(&picture())), rows(&picture()));
    }

    #[test]
    fn boxes_and_rules_go_back_to_where_they_lie() {
        let rule = Rule { axis: Axis::Horizontal, position: 10.0, start: 20.0, end: 60.0, width: 1.0 };
        let page = Page { number: 1, width: 300.0, height: 200.0, rules: vec![rule], ..Page::default() };
        let found = |lie: Lie| lie.put_back(page.clone(), Vec::new()).0;
        let down = found(Lie::Down);
        assert_eq!((down.width, down.height), (200.0, 300.0));
        assert_eq!(down.rules, [Rule { axis: Axis::Vertical, position: 190.0, start: 20.0, end: 60.0, width: 1.0 }]);
        let up = found(Lie::Up);
        assert_eq!(up.rules, [Rule { axis: Axis::Vertical, position: 10.0, start: 240.0, end: 280.0, width: 1.0 }]);
        assert_eq!(found(Lie::Over).rules[0].position, 190.0);
    }
}
