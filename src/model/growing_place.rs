//! A place that grows by many others, as one of a project grows by those of its indicators.

use rustc_hash::FxHashMap;

use super::place::{Place, REACH, Spot, line_range, merge};

/// So few spots are looked through one by one.
const FEW_SPOTS: usize = 16;

/// Becomes the place that [`Place::join`], called for each of the others in turn, would give, without looking through all
/// spots for each.
#[derive(Debug, Clone)]
pub(crate) struct GrowingPlace {
    spots: Vec<Spot>,
    /// Where spots lie that others may merge with, once there are many.
    index: Option<SpotIndex>,
}

impl From<Place> for GrowingPlace {
    fn from(place: Place) -> Self {
        let mut spots = place.also;
        spots.insert(0, place.spot);
        Self { spots, index: None }
    }
}

impl From<GrowingPlace> for Place {
    fn from(mut growing: GrowingPlace) -> Self {
        // There is always a first spot: a growing place is made from a place.
        let spot = growing.spots.remove(0);
        Self { spot, also: growing.spots }
    }
}

impl GrowingPlace {
    /// Joins another place to this one.
    pub(crate) fn join(&mut self, other: &Place) {
        std::iter::once(&other.spot).chain(&other.also).for_each(|spot| self.add(spot));
    }

    fn add(&mut self, spot: &Spot) {
        if self.spots.len() < FEW_SPOTS {
            if !self.spots.iter_mut().any(|s| merge(s, spot)) {
                self.spots.push(spot.clone());
            }
            return;
        }
        let index = self.index.get_or_insert_with(|| SpotIndex::of(&self.spots));
        let mut candidates = index.candidates(spot).iter().copied();
        let merged = candidates.find(|&n| merge(&mut self.spots[n], spot));
        let number = merged.unwrap_or(self.spots.len());
        if merged.is_none() {
            self.spots.push(spot.clone());
        }
        index.note(number, &self.spots[number]);
    }
}

/// The numbers of the spots that others may merge with.
#[derive(Debug, Clone, Default)]
struct SpotIndex {
    /// The first spot of each key.
    keyed: FxHashMap<SpotKey, usize>,
    /// The ranges of lines in their order.
    lines: Vec<usize>,
    /// For each range of lines the last line of it and all before it: never falls from one to the next.
    last_lines: Vec<u32>,
}

/// What two spots that merge have in common, where it is not that they adjoin.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum SpotKey {
    Page(u32),
    Pages,
    Cell(String, String),
    Sheet(String),
}

impl SpotIndex {
    fn of(spots: &[Spot]) -> Self {
        let mut index = Self::default();
        spots.iter().enumerate().for_each(|(number, spot)| index.note(number, spot));
        index
    }

    /// The spots that this one may merge with, in order.
    fn candidates(&self, spot: &Spot) -> &[usize] {
        let numbers = match (key(spot), line_range(spot)) {
            (Some(key), _) => self.keyed.get(&key).map(std::slice::from_ref),
            (None, Some([first, _])) => {
                let before = self.last_lines.partition_point(|&last| last.saturating_add(REACH) < first);
                self.lines.get(before..)
            }
            (None, None) => None,
        };
        numbers.unwrap_or_default()
    }

    /// Notes a spot that is new or has grown.
    fn note(&mut self, number: usize, spot: &Spot) {
        if let Some(key) = key(spot) {
            self.keyed.entry(key).or_insert(number);
        }
        let Some([_, last]) = line_range(spot) else { return };
        let at = self.lines.partition_point(|&n| n < number);
        if at == self.lines.len() {
            let above = self.last_lines.last().copied().unwrap_or_default();
            self.lines.push(number);
            self.last_lines.push(last.max(above));
        }
        for known in self.last_lines.iter_mut().skip(at).take_while(|known| **known < last) {
            *known = last;
        }
    }
}

fn key(spot: &Spot) -> Option<SpotKey> {
    match spot {
        Spot::Page { page, .. } => Some(SpotKey::Page(*page)),
        Spot::Pages { .. } => Some(SpotKey::Pages),
        Spot::Cell { sheet, cell } => Some(SpotKey::Cell(sheet.clone(), cell.clone())),
        Spot::Sheet { sheet } => Some(SpotKey::Sheet(sheet.clone())),
        Spot::Line { .. } | Spot::Lines { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::BBox;

    fn spots() -> impl Strategy<Value = Spot> {
        prop_oneof![
            (1..40_u32, 0..9_u8).prop_map(|(page, x)| {
                let x = f64::from(x);
                Spot::Page { page, bbox: BBox::new(x, x, x + 3.0, x + 3.0) }
            }),
            (1..9_u32, 1..9_u32).prop_map(|(a, b)| Spot::Pages { pages: [a.min(b), a.max(b)] }),
            (1..200_u32).prop_map(|line| Spot::Line { line }),
            (1..200_u32, 1..9_u32).prop_map(|(line, more)| Spot::Lines { lines: [line, line + more] }),
            (0..30_u32, 0..3_u32).prop_map(|(row, col)| Place::cell("表", row, col).spot),
            (0..3_u32).prop_map(|n| Spot::Sheet { sheet: n.to_string() }),
        ]
    }

    proptest! {
        #[test]
        fn grows_as_joining_one_after_the_other(spots in proptest::collection::vec(spots(), 1..120)) {
            let mut places = spots.into_iter().map(Place::from);
            let mut joined = places.next().unwrap();
            let mut growing = GrowingPlace::from(joined.clone());
            for place in places {
                growing.join(&place);
                joined = joined.join(&place);
            }
            prop_assert_eq!(Place::from(growing), joined);
        }
    }

    /// Spots that are looked at to add one more to many.
    fn looked_at(spot: impl Fn(u32) -> Spot) -> usize {
        let mut growing = GrowingPlace::from(Place::from(spot(0)));
        (1..2_000).for_each(|n| growing.join(&spot(n).into()));
        growing.index.unwrap().candidates(&spot(2_000)).len()
    }

    #[test]
    fn looks_at_one_spot_however_many_there_are() {
        assert_eq!(looked_at(|n| Place::cell("表", n, 3).spot), 0);
        assert_eq!(looked_at(|n| Spot::Page { page: n, bbox: BBox::new(0.0, 0.0, 1.0, 1.0) }), 0);
        assert_eq!(looked_at(|n| Spot::Line { line: 5 * n + 1 }), 0);
        // Every second one adjoins the one before it.
        assert_eq!(looked_at(|n| Spot::Line { line: 5 * n + 1 - 3 * (n % 2) }), 0);
        assert_eq!(looked_at(|n| Spot::Line { line: 5 * (n + 1) - 3 * ((n + 1) % 2) }), 1);
    }
}
