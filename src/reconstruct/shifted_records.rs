//! Rows that were put right before anybody knew what they hold → the indicators that were made of them.

use std::collections::BTreeMap;

use crate::findings;
use crate::model::{Finding, Form, Indicator, line_range};

/// An indicator: the number of its form, of its project, and its own.
type IndicatorNumbers = (usize, Option<usize>, usize);

/// Gives what was said of a row the indicator that stands in that row, where it is the only one there.
pub(crate) fn name_indicators_of_rows(found: &mut [Finding], forms: &[Form]) {
    if !found.iter().any(is_unassigned_shift) {
        return;
    }
    let mut by_lines: BTreeMap<[u32; 2], Vec<IndicatorNumbers>> = BTreeMap::new();
    for (form, project, number, indicator) in forms.iter().enumerate().flat_map(|(number, form)| in_form(number, form))
    {
        if let Some(lines) = line_range(&indicator.place.spot) {
            by_lines.entry(lines).or_default().push((form, project, number));
        }
    }
    for finding in found.iter_mut().filter(|f| is_unassigned_shift(f)) {
        let there =
            finding.place.as_ref().and_then(|place| line_range(&place.spot)).and_then(|lines| by_lines.get(&lines));
        if let Some([(form, project, indicator)]) = there.map(Vec::as_slice) {
            (finding.form, finding.project, finding.indicator) = (Some(*form), *project, Some(*indicator));
        }
    }
}

/// Whether a finding tells of a shifted row whose form is not known yet.
fn is_unassigned_shift(f: &Finding) -> bool {
    f.code == findings::ROW_SHIFTED.code && f.form.is_none()
}

/// Each indicator with the number of its form, its project and its own.
fn in_form(number: usize, form: &Form) -> impl Iterator<Item = (usize, Option<usize>, usize, &Indicator)> {
    let own = form.indicators.iter().enumerate().map(move |(n, indicator)| (number, None, n, indicator));
    let of_projects = form.projects.iter().enumerate().flat_map(move |(project, p)| {
        p.indicators.iter().enumerate().map(move |(n, indicator)| (number, Some(project), n, indicator))
    });
    own.chain(of_projects)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Message, RowShifted};
    use crate::model::{Kind, Place};

    #[test]
    fn a_row_names_its_indicator_where_it_has_one_only() {
        let mut form = Form::new(Kind::Department, Place::lines(1, 9));
        form.indicators = [3, 4, 4].map(|line| Indicator::new(Place::lines(line, line))).into();
        let said = |line| RowShifted { by: 1_u32 }.finding().at(Place::lines(line, line));
        let mut found = [said(3), said(4), said(5)];
        name_indicators_of_rows(&mut found, &[form]);
        assert_eq!(found.map(|f| (f.form, f.indicator)), [(Some(0), Some(0)), (None, None), (None, None)]);
    }
}
