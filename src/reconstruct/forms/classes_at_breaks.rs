//! First-level classes at a page break: where the cell that a break cuts has no border, its word may have been given to rows of the neighbouring
//! class. The second level tells which.

use std::ops::Range;

use crate::findings::{ClassFromNeighbour, Message as _};
use crate::model::{Finding, Form, Indicator, Place, Spot};
use crate::vocabulary::Vocabulary;

/// Gives rows at page breaks the first-level class under which their second one belongs, where the rows next to them have it. Each is said.
pub(super) fn put_classes_right(form: &mut Form, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
    for (number, project) in form.projects.iter_mut().enumerate() {
        let said = of_neighbours(&mut project.indicators, vocabulary);
        findings.extend(said.into_iter().map(|finding| finding.project(number)));
    }
    findings.extend(of_neighbours(&mut form.indicators, vocabulary));
}

fn of_neighbours(indicators: &mut [Indicator], vocabulary: &Vocabulary) -> Vec<Finding> {
    let mut said = Vec::new();
    let runs: Vec<Range<usize>> = runs_of_one_class(indicators);
    for pair in runs.windows(2) {
        let [above, below] = pair else { continue };
        let both = &indicators[above.start..below.end];
        if !is_broken(both) {
            continue;
        }
        let class = |run: &Range<usize>| indicators[run.start].level1.clone();
        let (Some(upper), Some(lower)) = (class(above), class(below)) else { continue };
        let parents: Vec<Option<&str>> = both.iter().map(|i| parent_of(i, vocabulary)).collect();
        let [upper_class, lower_class] = [&upper, &lower].map(|printed| vocabulary.level1(printed));
        let split = above.len();
        let (own, others) = parents.split_at(split);
        // The last rows of the upper class belong to the lower one, or its first rows to the upper one.
        let moved_down = own.iter().rev().take_while(|parent| lower_class.is_some() && **parent == lower_class).count();
        let first_own = others.iter().position(|parent| parent.is_some() && *parent == lower_class);
        let moved_up = others
            .split_at(first_own.unwrap_or_default())
            .0
            .iter()
            .rposition(|parent| upper_class.is_some() && *parent == upper_class);
        let rows = match moved_up {
            Some(_) => below.start..below.start + first_own.unwrap_or_default(),
            None if moved_down > 0 && moved_down < above.len() => above.end - moved_down..above.end,
            None => continue,
        };
        let right = if moved_up.is_some() { upper } else { lower };
        for indicator in &mut indicators[rows.clone()] {
            indicator.level1 = Some(right.clone());
        }
        let first = &indicators[rows.start];
        let second = first.level2.clone().unwrap_or_default();
        let finding = ClassFromNeighbour { class: second.as_str(), other: right.as_str() }.finding();
        said.push(finding.at(first.place.clone()).quote(second));
    }
    said
}

/// The stretches of indicators that have one first-level class.
fn runs_of_one_class(indicators: &[Indicator]) -> Vec<Range<usize>> {
    let mut end = 0;
    let runs = indicators.chunk_by(|a, b| a.level1 == b.level1).map(|run| {
        let start = end;
        end += run.len();
        start..end
    });
    runs.collect()
}

/// The first-level class that the second one belongs to.
fn parent_of<'v>(indicator: &Indicator, vocabulary: &'v Vocabulary) -> Option<&'v str> {
    indicator.level2.as_deref().and_then(|class| vocabulary.parent(class))
}

/// Whether a page break lies among the indicators.
fn is_broken(indicators: &[Indicator]) -> bool {
    let mut pages = indicators.iter().filter_map(|indicator| page_of(&indicator.place));
    pages.next().is_some_and(|first| pages.any(|page| page != first))
}

fn page_of(place: &Place) -> Option<u32> {
    match &place.spot {
        Spot::Page { page, .. } => Some(*page),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BBox, Kind};

    fn classes(rows: &[(u32, &str, &str)]) -> (Vec<String>, usize) {
        let indicator = |&(page, first, second): &(u32, &str, &str)| Indicator {
            level1: Some(first.to_owned()),
            level2: Some(second.to_owned()),
            ..Indicator::new(Place::page(page, BBox::default()))
        };
        let place = Place::page(1, BBox::default());
        let mut form = Form { indicators: rows.iter().map(indicator).collect(), ..Form::new(Kind::Department, place) };
        let mut findings = Vec::new();
        put_classes_right(&mut form, &Vocabulary::default(), &mut findings);
        (form.indicators.into_iter().filter_map(|i| i.level1).collect(), findings.len())
    }

    #[test]
    fn the_second_level_tells_the_first_one_at_a_page_break() {
        let up = [
            (1, "产出指标", "数量指标"),
            (2, "效益指标", "时效指标"),
            (2, "效益指标", "成本指标"),
            (2, "效益指标", "社会效益指标"),
        ];
        assert_eq!(classes(&up), (["产出指标", "产出指标", "产出指标", "效益指标"].map(str::to_owned).to_vec(), 1));
        let down = [(1, "产出指标", "数量指标"), (1, "产出指标", "社会效益指标"), (2, "效益指标", "社会效益指标")];
        assert_eq!(classes(&down), (["产出指标", "效益指标", "效益指标"].map(str::to_owned).to_vec(), 1));
    }

    #[test]
    fn on_one_page_all_stays_as_printed() {
        let rows = [(1, "产出指标", "数量指标"), (1, "产出指标", "社会效益指标"), (1, "效益指标", "社会效益指标")];
        assert_eq!(classes(&rows), (["产出指标", "产出指标", "效益指标"].map(str::to_owned).to_vec(), 0));
    }
}
