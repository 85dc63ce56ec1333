//! What is kept of a page's ruling lines to tell which pages stand side by side.

use crate::model::{Axis, BBox, Glyph, Page, Pt, Rule};
use crate::reconstruct::pages::lines::is_space;
use crate::reconstruct::pages::rules::{Lattice, join_rules, rules_to_lattices, small_print};
use crate::reconstruct::tolerances::{
    BORDER_COVER, CENTRED, LATTICE_RULES_LIMIT, MIXED_BASELINE, SEAM_REACH, SIZE_UNKNOWN,
};

/// A page's ruling lines, in short.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Outline {
    /// Width and height of the page in points.
    pub(crate) paper: (Pt, Pt),
    /// Size of the smaller print in points.
    pub(crate) em: Pt,
    /// The box around the rules of its tables; `None` where it has none.
    pub(crate) frame: Option<BBox>,
    /// Heights of the horizontal rules that begin at the left of the frame, from the top.
    pub(crate) at_left: Vec<Pt>,
    /// Heights of the horizontal rules that end at the right of the frame, from the top.
    pub(crate) at_right: Vec<Pt>,
    /// The rows at the left of the frame: whether each is closed by a vertical rule.
    closed_left: Vec<bool>,
    /// The same at the right.
    closed_right: Vec<bool>,
    /// Where vertical rules stand, from the left.
    pub(crate) verticals: Vec<Pt>,
    /// Whether text runs off the frame's left, and off its right, into what the page hides.
    pub(crate) cut_text: (bool, bool),
    /// The characters of its first row from the left, without spaces.
    pub(crate) headings: String,
    /// Lines above the frame that are centred over it, without digits and spaces.
    pub(crate) titles: Vec<String>,
}

impl Outline {
    /// Whether rows run off the frame's right without a border.
    pub(crate) fn open_right(&self) -> bool {
        self.closed_right.iter().any(|closed| !closed)
    }

    /// Whether rows run off the frame's left without a border.
    pub(crate) fn open_left(&self) -> bool {
        self.closed_left.iter().any(|closed| !closed)
    }

    /// Whether the paper ended inside a merged cell: one side of the frame is drawn beside some rows and missing beside others, and text
    /// is cut there. Other tables are drawn in such a way, too, but print all their text.
    pub(crate) fn is_cut_piece(&self) -> bool {
        (self.open_right() && self.cut_text.1) || (self.open_left() && self.cut_text.0)
    }
}

/// The outline of a page.
pub(crate) fn page_outline(page: &Page) -> Outline {
    let mut outline = Outline { paper: (page.width, page.height), em: SIZE_UNKNOWN, ..Outline::default() };
    if page.rules.is_empty() || page.rules.len() > LATTICE_RULES_LIMIT {
        return outline;
    }
    let em = small_print(page);
    outline.em = em;
    let mut horizontal = join_rules(&page.rules, Axis::Horizontal, em);
    let mut vertical = join_rules(&page.rules, Axis::Vertical, em);
    horizontal.retain(|r| r.length() >= em);
    vertical.retain(|r| r.length() >= em);
    let reach = SEAM_REACH * em;
    // Lines away from the tables (of a running head, under a title) are the sheet's only where they run from side to side.
    let lattices = rules_to_lattices(&page.rules, em).unwrap_or_default();
    if let Some(tables) = BBox::around(lattices.iter().map(Lattice::bbox)) {
        horizontal.retain(|r| {
            let is_near = r.position >= tables.top - em && r.position <= tables.bottom + em;
            is_near || r.start <= tables.left + reach || r.end >= tables.right - reach
        });
    }
    if horizontal.len() < 2 {
        return outline;
    }
    let rules = Lattice { horizontal, vertical };
    let frame = rules.bbox();
    let Lattice { horizontal, vertical } = rules;
    outline.at_left = heights(horizontal.iter().filter(|r| r.start <= frame.left + reach), reach);
    outline.at_right = heights(horizontal.iter().filter(|r| r.end >= frame.right - reach), reach);
    outline.closed_left = closed_rows(&outline.at_left, &vertical, frame.left, reach);
    outline.closed_right = closed_rows(&outline.at_right, &vertical, frame.right, reach);
    outline.verticals = vertical.iter().map(|r| r.position).collect();
    outline.verticals.dedup_by(|next, kept| *next - *kept <= reach);
    outline.titles = titles(page, &frame);
    outline.cut_text = (
        text_is_cut(page, &frame, |b| frame.left - b.center_x(), |b| b.left - frame.left),
        text_is_cut(page, &frame, |b| b.center_x() - frame.right, |b| frame.right - b.right),
    );
    outline.headings = first_row(page, &frame, outline.at_left.get(1).copied().unwrap_or(frame.top));
    outline.frame = Some(frame);
    outline
}

/// Where horizontal rules stand, those within reach of each other once.
fn heights<'r>(rules: impl Iterator<Item = &'r Rule>, reach: Pt) -> Vec<Pt> {
    let mut heights: Vec<Pt> = rules.map(|r| r.position).collect();
    heights.dedup_by(|next, kept| *next - *kept <= reach);
    heights
}

/// The characters between the frame's top and the end of its first row.
fn first_row(page: &Page, frame: &BBox, bottom: Pt) -> String {
    let inked = page.glyphs.iter().filter(|g| !is_space(g));
    let mut glyphs: Vec<&Glyph> =
        inked.filter(|g| g.bbox.center_y() > frame.top && g.bbox.center_y() < bottom).collect();
    glyphs.sort_by(|a, b| a.bbox.left.total_cmp(&b.bbox.left).then(a.bbox.top.total_cmp(&b.bbox.top)));
    glyphs.iter().map(|g| g.text.as_str()).collect()
}

/// For each row between these heights, whether a vertical rule stands at the edge along most of it.
fn closed_rows(heights: &[Pt], vertical: &[Rule], edge: Pt, reach: Pt) -> Vec<bool> {
    let at_edge: Vec<&Rule> = vertical.iter().filter(|r| (r.position - edge).abs() <= reach).collect();
    let rows = heights.iter().zip(heights.iter().skip(1));
    let closed = rows.map(|(top, bottom)| {
        let drawn: Pt = at_edge.iter().map(|r| (r.end.min(*bottom) - r.start.max(*top)).max(0.0)).sum();
        drawn >= BORDER_COVER * (bottom - top)
    });
    closed.collect()
}

/// Whether the page hides a character just `outside` the frame that goes on from one just `inside`, by their distances from its side.
fn text_is_cut(page: &Page, frame: &BBox, outside: impl Fn(&BBox) -> Pt, inside: impl Fn(&BBox) -> Pt) -> bool {
    page.clipped.iter().filter(|g| !is_space(g)).any(|hidden| {
        let beyond = outside(&hidden.bbox);
        let just_outside =
            (0.0..hidden.size).contains(&beyond) && frame.contains(frame.center_x(), hidden.bbox.center_y());
        just_outside
            && page.glyphs.iter().filter(|g| !is_space(g)).any(|shown| {
                inside(&shown.bbox) < shown.size
                    && (shown.bbox.bottom - hidden.bbox.bottom).abs() < MIXED_BASELINE * hidden.size
            })
    })
}

/// The lines above the frame whose middle is the frame's: titles. One that the paper's edge cuts is not centred.
fn titles(page: &Page, frame: &BBox) -> Vec<String> {
    let mut above: Vec<_> =
        page.glyphs.iter().filter(|g| !is_space(g) && g.bbox.center_y() < frame.top && g.size.is_finite()).collect();
    above.sort_by(|a, b| a.bbox.bottom.total_cmp(&b.bbox.bottom));
    let mut titles = Vec::new();
    let mut rest = above.as_mut_slice();
    while let Some(first) = rest.first().map(|g| g.bbox.bottom + MIXED_BASELINE * g.size) {
        let count = rest.partition_point(|g| g.bbox.bottom <= first).max(1);
        let (line, below) = rest.split_at_mut(count);
        line.sort_by(|a, b| a.bbox.left.total_cmp(&b.bbox.left));
        let size = line.iter().map(|g| g.size).fold(0.0, Pt::max);
        if let Some(bbox) = BBox::around(line.iter().map(|g| g.bbox)) {
            let centred = (bbox.center_x() - frame.center_x()).abs() <= CENTRED * frame.width();
            if centred && bbox.left > frame.left + size && bbox.right < frame.right - size {
                let text = line.iter().flat_map(|g| g.text.chars());
                titles.push(text.filter(|c| !c.is_numeric() && !c.is_whitespace()).collect());
            }
        }
        rest = below;
    }
    titles.retain(|t: &String| !t.is_empty());
    titles
}
