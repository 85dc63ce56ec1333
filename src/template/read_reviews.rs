//! What auditors wrote beside the rows of a filled template → the records of these rows.

use std::collections::BTreeMap;

use super::read_list::ReviewCells;
use crate::model::{Form, Place, RecordId, Review, Spot};

/// The verdicts by the cells that the records were read from, in the order of the records.
pub(super) fn reviews(forms: &[Form], verdicts: Vec<ReviewCells>) -> Vec<Review> {
    let verdicts = verdicts.into_iter();
    let mut verdicts: BTreeMap<_, _> =
        verdicts.filter_map(|(place, conclusion, opinion)| Some((cell_key(&place)?, (conclusion, opinion)))).collect();
    let mut reviews = Vec::new();
    let mut take = |of: RecordId, place: &Place| {
        let found = cell_key(place).and_then(|key| verdicts.remove(&key));
        reviews.extend(found.map(|(conclusion, opinion)| Review { of, conclusion, opinion }));
    };
    for (f, form) in forms.iter().enumerate() {
        for (i, indicator) in form.indicators.iter().enumerate() {
            take(RecordId::Indicator(f, None, i), &indicator.place);
        }
        for (p, project) in form.projects.iter().enumerate() {
            for (i, indicator) in project.indicators.iter().enumerate() {
                take(RecordId::Indicator(f, Some(p), i), &indicator.place);
            }
            take(RecordId::Project(f, p), &project.place);
        }
        for (t, task) in form.tasks.iter().enumerate() {
            task.place.iter().for_each(|place| take(RecordId::Task(f, t), place));
        }
    }
    reviews.sort_by_key(|review| review.of);
    reviews
}

fn cell_key(place: &Place) -> Option<(String, String)> {
    match &place.spot {
        Spot::Cell { sheet, cell } => Some((sheet.clone(), cell.clone())),
        _ => None,
    }
}
