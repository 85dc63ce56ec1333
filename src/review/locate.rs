//! Values → the spots where they are printed.

use std::collections::BTreeMap;

use crate::model::{BBox, Place, Spot, line_range};

use super::letters::{self, Letter, key};
use super::sites::Site;

/// What sites are looked up by: a page, a line, a row of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum PlaceKey {
    Page(u32),
    Line(u32),
    Row(String, u32),
}

/// Lines or rows of one site that are looked up by at most: longer ones are found by these.
const MOST_STRETCHES: u32 = 5_000;
/// Points that the heights of a record and a cell have in common at least: less is a shared border.
const SHARED: f64 = 1.0;

/// The sites of an input by where they are.
pub(super) struct Places<'s> {
    sites: &'s [Site],
    at: BTreeMap<PlaceKey, Vec<usize>>,
}

/// A value that is looked for.
pub(super) struct Wanted<'r> {
    /// Index of its form.
    pub(super) form: usize,
    /// Where its record stands.
    pub(super) place: Option<&'r Place>,
    /// The keys of the vocabulary that its field has.
    pub(super) roles: &'r [&'static str],
    /// The name of its field in JSON.
    pub(super) json: &'static str,
    /// What it says.
    pub(super) text: &'r str,
}

/// Where a value is printed.
pub(super) struct ValueSpots {
    pub(super) at: Vec<Spot>,
    /// Whether nothing else stands there.
    pub(super) exact: bool,
}

/// The last letter found, by site: the next value of a record mostly stands behind it.
pub(super) type LastLetters = BTreeMap<usize, usize>;

impl<'s> Places<'s> {
    pub(super) fn new(sites: &'s [Site]) -> Self {
        let mut at: BTreeMap<PlaceKey, Vec<usize>> = BTreeMap::new();
        for (number, site) in sites.iter().enumerate() {
            for stretch in stretches(&site.place, site.rows) {
                at.entry(stretch).or_default().push(number);
            }
        }
        Self { sites, at }
    }

    /// The spots of a value; those of its record where it is printed nowhere as it is.
    pub(super) fn find(&self, wanted: &Wanted<'_>, cursor: &mut LastLetters) -> ValueSpots {
        let key = key(wanted.text);
        let near = wanted.place.map_or_else(Vec::new, |place| self.near(place));
        let first = near.first().copied().unwrap_or(self.sites.len());
        let best = near.into_iter().filter_map(|n| Some((self.fit(n, wanted, &key)?, n))).min();
        let inherited = match best {
            Some((fit, _)) if !fit.other_text => None,
            _ => self.above(first, wanted, &key).map(|number| (TextFit::Within, number)),
        };
        let Some((text, number)) = inherited.or(best.map(|(fit, number)| (fit.text, number))) else {
            return ValueSpots { at: wanted.place.map_or_else(Vec::new, spots_of), exact: false };
        };
        let site = &self.sites[number];
        let text = if site.key == key { TextFit::Equal } else { text };
        let own = within_record(&site.letters, wanted.place);
        let from = cursor.get(&number).copied().unwrap_or_default();
        for (offset, letters) in [own, Some((0, site.letters.as_slice()))].into_iter().flatten() {
            if let Some(found) = letters::spelling(letters, &key, from.saturating_sub(offset)) {
                cursor.insert(number, offset + found.end);
                return ValueSpots { at: letters::boxes(&letters[found]), exact: true };
            }
        }
        ValueSpots { at: spots_of(&site.place), exact: text == TextFit::Equal && site.letters.is_empty() }
    }

    /// The sites that touch a place.
    fn near(&self, place: &Place) -> Vec<usize> {
        let mut near: Vec<usize> = Vec::new();
        for stretch in stretches(place, 1) {
            near.extend(self.at.get(&stretch).into_iter().flatten());
        }
        near.sort_unstable();
        near.dedup();
        near.retain(|number| touch(&self.sites[*number].place, place));
        near
    }

    /// The last site before one of this number that says the same, or else the first outside of tables: where a value is printed
    /// that several records share.
    fn above(&self, number: usize, wanted: &Wanted<'_>, key: &str) -> Option<usize> {
        let cell = (0..number).rev().find(|n| self.fit(*n, wanted, key).is_some_and(Fit::says_the_same));
        if cell.is_some() || key.is_empty() {
            return cell;
        }
        self.sites.iter().position(|site| site.form.is_none() && site.key.contains(key))
    }

    /// How well a site fits; the least is the best.
    fn fit(&self, number: usize, wanted: &Wanted<'_>, key: &str) -> Option<Fit> {
        let site = Some(&self.sites[number]).filter(|site| site.form.is_none_or(|form| form == wanted.form))?;
        let text = match () {
            () if site.key == key => TextFit::Equal,
            () if !key.is_empty() && site.key.contains(key) => TextFit::Within,
            () => TextFit::Other,
        };
        let role = site.role.as_deref().is_some_and(|role| role == wanted.json || wanted.roles.contains(&role));
        if text == TextFit::Other && !role {
            return None;
        }
        Some(Fit { other_text: text == TextFit::Other, other_role: !role, text, length: site.key.len() })
    }
}

/// How well a site fits a value, from the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    other_text: bool,
    other_role: bool,
    text: TextFit,
    length: usize,
}

impl Fit {
    /// Whether the value stands there: in its own column, or as it is in any.
    fn says_the_same(self) -> bool {
        !self.other_text && (!self.other_role || self.text == TextFit::Equal)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum TextFit {
    Equal,
    Within,
    Other,
}

/// The letters from the first to the last that lie in the boxes of a record, and how many stand before them: of a cell that
/// several records share. `None` where none does.
fn within_record<'l>(letters: &'l [Letter], place: Option<&Place>) -> Option<(usize, &'l [Letter])> {
    let place = place?;
    let first = letters.iter().position(|letter| is_inside(letter, place))?;
    let last = letters.iter().rposition(|letter| is_inside(letter, place))?;
    Some((first, &letters[first..=last]))
}

/// Whether the middle of a letter lies in a box of the place.
fn is_inside(letter: &Letter, place: &Place) -> bool {
    let (x, y) = (letter.bbox.center_x(), letter.bbox.center_y());
    page_boxes(place).any(|(page, bbox)| page == letter.page && bbox.contains(x, y))
}

fn spots_of(place: &Place) -> Vec<Spot> {
    place.spots().cloned().collect()
}

fn page_boxes(place: &Place) -> impl Iterator<Item = (u32, BBox)> {
    place.spots().filter_map(|spot| match spot {
        Spot::Page { page, bbox } => Some((*page, *bbox)),
        _ => None,
    })
}

fn stretches(place: &Place, rows: u32) -> Vec<PlaceKey> {
    let mut all = Vec::new();
    for spot in place.spots() {
        match spot {
            Spot::Page { page, .. } => all.push(PlaceKey::Page(*page)),
            Spot::Pages { pages: [first, last] } => all.extend((*first..=*last).map(PlaceKey::Page)),
            Spot::Line { .. } | Spot::Lines { .. } => {
                let [first, last] = line_range(spot).unwrap_or_default();
                all.extend((first..=last.min(first.saturating_add(MOST_STRETCHES))).map(PlaceKey::Line));
            }
            Spot::Cell { sheet, cell } => {
                let row = row_of(cell);
                let last = row.saturating_add(rows.clamp(1, MOST_STRETCHES) - 1);
                all.extend((row..=last).map(|row| PlaceKey::Row(sheet.clone(), row)));
            }
            // The head of a sheet, for what is said of a form.
            Spot::Sheet { sheet } => all.extend((1..=HEAD_ROWS).map(|row| PlaceKey::Row(sheet.clone(), row))),
        }
    }
    all
}

/// Rows of a sheet in which title, department and the like stand.
const HEAD_ROWS: u32 = 10;

/// The row of an address such as D7.
fn row_of(cell: &str) -> u32 {
    cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().unwrap_or_default()
}

/// Whether two places share some height, lines or rows; only boxes are not told apart by where they are looked up.
fn touch(a: &Place, b: &Place) -> bool {
    let mut boxes = page_boxes(a).peekable();
    if boxes.peek().is_none() || page_boxes(b).next().is_none() {
        return true;
    }
    boxes.any(|(page, one)| page_boxes(b).any(|(p, other)| p == page && one.overlap_y(&other) > SHARED))
}
