//! The lines of a region → its columns.

use crate::model::BBox;
use crate::reconstruct::tolerances::{
    BESIDE_LEAST, BESIDE_SHARE, BETWEEN_NUMBERS, GUTTER_ALONE, GUTTER_LEFT, HAIR, NUMBER_GAP, NUMBERS_LEAST,
    NUMBERS_REACH, OVERHANG_OFF, STRAY_ENTRIES,
};

use super::ink::{Coverage, Gutter, Scale};
use super::numbers::is_number;
use super::parted::with_parted_columns;
use super::pieces::{RunOfPieces, TextLine};
use super::regions::{Region, column_of, crosses, crossings_allowed};
use super::typeset::Typeset;

/// Lines printed in several columns from which the gaps between numbers are known to be gutters.
const SEVERAL_LINES: usize = 4;
/// How much wider than the least the margin is taken, in which an entry stands alone.
const WIDER_MARGIN: f64 = 2.0;

/// The gutters between the columns of a region, from its pieces: finer than those it was found by.
pub(super) fn region_to_gutters(lines: &[TextLine], region: &Region, typeset: &Typeset) -> Vec<Gutter> {
    let scale = Scale::over(lines);
    let mut coverage = Coverage::new(&scale);
    let mut counted: Vec<&TextLine> = Vec::new();
    for line in lines {
        let segments = line.segments(typeset.bridge());
        let spanner = matches!(segments.as_slice(), [only] if region.gutters.iter().any(|g| crosses(only, g)));
        if !spanner {
            coverage.add(&scale.ink(line.inked().map(|p| (p.bbox.left, p.bbox.right))));
            counted.push(line);
        }
    }
    let several = counted.iter().filter(|l| stands_in_several(l, &region.gutters, typeset)).count();
    let width = typeset.gutter(several);
    let narrow = if several > SEVERAL_LINES { width.min(NUMBER_GAP) } else { width };
    let mut gutters = coverage.gutters(&scale, crossings_allowed(several), narrow * typeset.em);
    gutters.retain(|g| g.width() >= width * typeset.em || is_between_numbers(g, &counted, typeset));
    let margins = if typeset.cjk { coverage.margins(&scale, crossings_allowed(several)) } else { None };
    let gutters = split_at_lone_entries(gutters, margins, &counted, typeset);
    let mut gutters = shrink_to_text(gutters, &counted, typeset);
    gutters.retain(|g| is_supported(g, &counted, region, typeset));
    let gutters = if typeset.cjk {
        without_strays(&counted, with_parted_columns(lines, gutters, typeset), typeset)
    } else {
        gutters
    };
    merge_symbol_columns(&counted, gutters)
}

/// Removes gutters beside a column of one or two entries that never stand beside one of the next column: a heading set in the middle
/// over texts set at the left.
fn without_strays(lines: &[&TextLine], mut gutters: Vec<Gutter>, typeset: &Typeset) -> Vec<Gutter> {
    let segments: Vec<RunOfPieces> = lines.iter().flat_map(|l| l.segments(typeset.bridge())).collect();
    let mut columns = ColumnEnds::of(&segments, &gutters);
    let mut n = 0;
    while let Some(gutter) = gutters.get(n) {
        // What goes on over further columns stands beside all the same.
        let left: Vec<&RunOfPieces> = columns.ending(n).filter(|s| !crosses(s, gutter)).collect();
        let right: Vec<&RunOfPieces> = columns.beginning(n + 1).filter(|s| !crosses(s, gutter)).collect();
        // Left of texts stand the labels of their groups, left of numbers a heading may.
        let numbers = right.iter().filter(|s| s.number).count() * 2 > right.len();
        let few = right.len() <= STRAY_ENTRIES && left.len() > STRAY_ENTRIES
            || left.len() <= STRAY_ENTRIES && right.len() > STRAY_ENTRIES && numbers;
        // A text from the left one's edge over both shows that they are one.
        let both = left.len().max(right.len()) <= STRAY_ENTRIES
            && columns.ending(n + 1).filter(|s| crosses(s, gutter)).any(|s| begins_with_any(s, &left));
        // The lines of one entry stand together beside one that has a single line.
        let one = BBox::around(right.iter().map(|s| s.bbox)).filter(|_| few && right.len() <= STRAY_ENTRIES);
        let beside =
            left.iter().any(|a| right.iter().any(|b| is_level(a, b)) || one.is_some_and(|one| is_centred(a, &one)));
        if (few || both) && !beside {
            gutters.remove(n);
            columns.unite(n);
        } else {
            n += 1;
        }
    }
    gutters
}

/// Whether a run begins where one of the others begins.
fn begins_with_any(run: &RunOfPieces, others: &[&RunOfPieces]) -> bool {
    others.iter().any(|other| (other.bbox.left - run.bbox.left).abs() <= OVERHANG_OFF * run.size)
}

/// Whether two runs stand beside each other.
fn is_level(a: &RunOfPieces, b: &RunOfPieces) -> bool {
    a.bbox.overlap_y(&b.bbox) > BESIDE_SHARE * a.bbox.height()
}

/// Whether the run stands in the middle of the box's height.
fn is_centred(a: &RunOfPieces, b: &BBox) -> bool {
    (a.bbox.center_y() - b.center_y()).abs() <= BESIDE_SHARE * a.bbox.height()
}

/// The segments by the column they begin and the one they end in, so that each gutter looks at its own two columns only.
struct ColumnEnds<'a> {
    begin: Vec<Vec<&'a RunOfPieces>>,
    end: Vec<Vec<&'a RunOfPieces>>,
}

impl<'a> ColumnEnds<'a> {
    fn of(segments: &'a [RunOfPieces], gutters: &[Gutter]) -> Self {
        let mut columns = Self { begin: vec![Vec::new(); gutters.len() + 1], end: vec![Vec::new(); gutters.len() + 1] };
        for segment in segments {
            let sides = [(&mut columns.begin, segment.bbox.left), (&mut columns.end, segment.bbox.right)];
            for (side, x) in sides {
                let column = gutters.partition_point(|g| g.center() < x);
                side.iter_mut().skip(column).take(1).for_each(|own| own.push(segment));
            }
        }
        columns
    }

    fn beginning(&self, column: usize) -> impl Iterator<Item = &'a RunOfPieces> {
        self.begin.iter().skip(column).take(1).flatten().copied()
    }

    fn ending(&self, column: usize) -> impl Iterator<Item = &'a RunOfPieces> {
        self.end.iter().skip(column).take(1).flatten().copied()
    }

    /// The column and the next one are one, as they are without the gutter between them.
    fn unite(&mut self, column: usize) {
        for side in [&mut self.begin, &mut self.end] {
            if column + 1 < side.len() {
                let next = side.remove(column + 1);
                side.iter_mut().skip(column).take(1).for_each(|own| own.extend(&next));
            }
        }
    }
}

/// Whether most lines have numbers close to both sides of the strip: between numbers stand no spaces of sentences.
fn is_between_numbers(gutter: &Gutter, lines: &[&TextLine], typeset: &Typeset) -> bool {
    let reach = NUMBERS_REACH * typeset.em;
    let (mut both, mut numbers) = (0_usize, 0_usize);
    for line in lines {
        let left = line.inked().rfind(|p| p.bbox.center_x() < gutter.center());
        let right = line.inked().find(|p| p.bbox.center_x() >= gutter.center());
        let (Some(left), Some(right)) = (left, right) else { continue };
        if right.bbox.left - left.bbox.right < gutter.width() + reach {
            both += 1;
            numbers += usize::from(is_number(&left.text) && is_number(&right.text));
        }
    }
    numbers >= NUMBERS_LEAST && BETWEEN_NUMBERS.is_reached(numbers, both)
}

/// Whether the line is printed in more than one column. Lines inside one column say nothing about the others.
fn stands_in_several(line: &TextLine, gutters: &[Gutter], typeset: &Typeset) -> bool {
    let mut columns = line.segments(typeset.bridge()).into_iter().map(|s| column_of(&s, gutters));
    let first = columns.next();
    columns.any(|c| Some(c) != first)
}

/// Entries that stand alone in a strip with space on both sides are columns with one or two entries, no print over a gutter.
/// In the margins only the side towards the other columns needs space.
fn split_at_lone_entries(
    gutters: Vec<Gutter>,
    margins: Option<(Gutter, Gutter)>,
    lines: &[&TextLine],
    typeset: &Typeset,
) -> Vec<Gutter> {
    let least = typeset.gutter(0).min(1.0) * typeset.em;
    let segments: Vec<BBox> = lines.iter().flat_map(|l| l.segments(typeset.bridge())).map(|s| s.bbox).collect();
    let mut split = Vec::with_capacity(gutters.len());
    if let Some((left, _)) = margins {
        let strips = lone_entries(&left, &segments, left.left - least, least);
        // What lies left of the first entry is no gutter.
        split.extend(strips.into_iter().skip(1));
    }
    for gutter in gutters {
        split.extend(lone_entries(&gutter, &segments, gutter.left, least));
    }
    if let Some((_, right)) = margins {
        let wider = Gutter { right: right.right + WIDER_MARGIN * least, ..right };
        let mut strips = lone_entries(&wider, &segments, wider.left, least);
        strips.pop();
        split.extend(strips);
    }
    split
}

/// The strips that the entries standing alone in a gutter leave free.
fn lone_entries(gutter: &Gutter, segments: &[BBox], from: f64, least: f64) -> Vec<Gutter> {
    let inside = segments.iter().filter(|s| s.left >= from + least && s.right <= gutter.right - least);
    let mut entries: Vec<&BBox> = inside.collect();
    entries.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut strips = Vec::new();
    let mut left = from;
    for entry in entries {
        if entry.left - left >= least {
            strips.push(Gutter { left, right: entry.left });
            left = entry.right;
        }
        left = left.max(entry.right);
    }
    strips.push(Gutter { left, right: gutter.right });
    strips
}

/// Takes from each gutter what the text beside it needs, as long as enough is left: lines that were allowed to cross
/// may only have been wider than the others of their column.
fn shrink_to_text(gutters: Vec<Gutter>, lines: &[&TextLine], typeset: &Typeset) -> Vec<Gutter> {
    let mut shrunk = gutters.clone();
    for segment in lines.iter().flat_map(|l| l.segments(typeset.bridge())) {
        let middle = segment.bbox.center_x();
        let right_of = gutters.partition_point(|g| g.center() < middle);
        let (before, behind) = shrunk.split_at_mut(right_of);
        if let Some(gutter) = behind.first_mut() {
            gutter.left = gutter.left.max(segment.bbox.right);
        }
        if let Some(gutter) = before.last_mut() {
            gutter.right = gutter.right.min(segment.bbox.left);
        }
    }
    let least = typeset.gutter(usize::MAX).min(GUTTER_LEFT) * typeset.em;
    gutters.into_iter().zip(shrunk).map(|(old, new)| if new.width() >= least { new } else { old }).collect()
}

/// A gutter that was not seen while the region grew must be kept free by enough lines with print close to both sides.
fn is_supported(gutter: &Gutter, lines: &[&TextLine], region: &Region, typeset: &Typeset) -> bool {
    let known = region.gutters.iter().any(|g| g.left < gutter.right && gutter.left < g.right);
    // Text without spaces leaves no strips free by chance.
    let wide = if typeset.cjk { GUTTER_ALONE } else { 1.0 };
    if known || gutter.width() >= wide * typeset.em {
        return true;
    }
    let beside = lines.iter().filter(|line| {
        line.inked().any(|p| p.bbox.right <= gutter.left + HAIR * typeset.em)
            && line.inked().any(|p| p.bbox.left >= gutter.right - HAIR * typeset.em)
    });
    beside.count() >= BESIDE_LEAST
}

/// Removes gutters that cut off a column of nothing but currency signs, per cent signs, brackets or note marks.
fn merge_symbol_columns(lines: &[&TextLine], gutters: Vec<Gutter>) -> Vec<Gutter> {
    let mut symbols: Vec<(bool, bool)> = vec![(true, true); gutters.len() + 1];
    for piece in lines.iter().flat_map(|l| l.inked()) {
        let column = gutters.partition_point(|g| g.center() < piece.bbox.center_x());
        let (before, after) = &mut symbols[column];
        *before &= piece.text.chars().all(|c| "$€£¥￥(（±<>≤≥•●○▪■□◆‣◦\u{f0b7}\u{f0a7}\u{fffd}".contains(c));
        *after &= piece.text.chars().all(|c| "%％‰)）*†‡§¹²³".contains(c));
    }
    let beside = symbols.iter().zip(symbols.iter().skip(1));
    let glued = beside.map(|((glued_right, _), (_, glued_left))| *glued_right || *glued_left);
    gutters.into_iter().zip(glued).filter(|(_, glued)| !glued).map(|(gutter, _)| gutter).collect()
}
