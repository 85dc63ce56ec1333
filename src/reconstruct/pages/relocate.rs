//! What was read of a page that is no printed page by itself (several side by side, one turned upright) → places on the printed ones.

use crate::model::{BBox, Place, Spot, Table};

use super::page_reading::PageReading;

/// Replaces all places on the page of this number by what `to_printed` makes of their boxes. Boxes that only lay pages out stay.
pub(crate) fn relocate(reading: &mut PageReading, page: u32, to_printed: &dyn Fn(&BBox) -> Place) {
    for table in reading.tables.iter_mut().chain(&mut reading.bare).chain(&mut reading.faint) {
        renew(&mut table.place, page, to_printed);
        table.cells.iter_mut().for_each(|cell| renew(&mut cell.place, page, to_printed));
    }
    let paragraphs = reading.paragraphs.iter_mut().map(|paragraph| &mut paragraph.place);
    let findings = reading.findings.iter_mut().filter_map(|finding| finding.place.as_mut());
    paragraphs.chain(findings).for_each(|place| renew(place, page, to_printed));
}

/// The same for the tables of one page, their boxes too.
pub(crate) fn relocate_tables(tables: &mut [Table], page: u32, to_printed: &dyn Fn(&BBox) -> Place) {
    for table in tables {
        renew(&mut table.place, page, to_printed);
        if let Spot::Page { bbox, .. } = &table.place.spot {
            table.bbox = Some(*bbox);
        }
        table.cells.iter_mut().for_each(|cell| renew(&mut cell.place, page, to_printed));
    }
}

/// Replaces the spots on the page.
pub(crate) fn renew(place: &mut Place, page: u32, to_printed: &dyn Fn(&BBox) -> Place) {
    let mut renewed: Option<Place> = None;
    for spot in std::iter::once(&place.spot).chain(&place.also) {
        let printed = match spot {
            Spot::Page { page: p, bbox } if *p == page => to_printed(bbox),
            other => Place::from(other.clone()),
        };
        renewed = Some(match renewed {
            Some(before) => before.join(&printed),
            None => printed,
        });
    }
    if let Some(renewed) = renewed {
        *place = renewed;
    }
}
