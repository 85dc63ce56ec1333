//! What auditors wrote beside the rows of a filled template → the records of these rows.

use std::collections::BTreeMap;

use super::read_list::ReviewCells;
use crate::model::{Form, Place, RecordId, Review, Spot};

/// The verdicts by the cells that the records were read from, in the order of the records.
pub(super) fn reviews(forms: &[Form], verdicts: Vec<ReviewCells>) -> Vec<Review> {
    let verdicts = verdicts.into_iter();
    let mut verdicts: BTreeMap<_, _> =
        verdicts.filter_map(|(place, conclusion, opinion)| Some((cell_key(&place)?, (conclusion, opinion)))).collect();
    let mut reviews: Vec<Review> = records(forms)
        .into_iter()
        .filter_map(|(of, place)| {
            let (conclusion, opinion) = verdicts.remove(&cell_key(place)?)?;
            Some(Review { of, conclusion, opinion })
        })
        .collect();
    reviews.sort_by_key(|review| review.of);
    reviews
}

/// What can be reviewed and where it stands; indicators before their projects, whose rows they share.
fn records(forms: &[Form]) -> Vec<(RecordId, &Place)> {
    let mut records = Vec::new();
    for (f, form) in forms.iter().enumerate() {
        for (i, indicator) in form.indicators.iter().enumerate() {
            records.push((RecordId::Indicator(f, None, i), &indicator.place));
        }
        for (p, project) in form.projects.iter().enumerate() {
            for (i, indicator) in project.indicators.iter().enumerate() {
                records.push((RecordId::Indicator(f, Some(p), i), &indicator.place));
            }
            records.push((RecordId::Project(f, p), &project.place));
        }
        for (t, task) in form.tasks.iter().enumerate() {
            records.extend(task.place.as_ref().map(|place| (RecordId::Task(f, t), place)));
        }
    }
    records
}

fn cell_key(place: &Place) -> Option<(String, String)> {
    match &place.spot {
        Spot::Cell { sheet, cell } => Some((sheet.clone(), cell.clone())),
        _ => None,
    }
}
