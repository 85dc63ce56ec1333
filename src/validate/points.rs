//! how the points are spread over the classes, beside the schemes of the national forms.

use rust_decimal::Decimal;

use crate::findings::{IndicatorsWithoutPoints, PointsScheme};
use crate::model::{Indicator, Kind};

use super::completeness::{IndicatorClass, is_of_class};
use super::outcome::Tally;
use super::totals::total;
use super::view::View;

/// A scheme of points as the rules have it: 2015 执行 10 产出 50 效益 30 满意 10.
struct Scheme<'r> {
    year: &'r str,
    points: Vec<(&'r str, Decimal)>,
}

impl<'r> Scheme<'r> {
    fn of(text: &'r str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let year = words.next()?;
        let words: Vec<&str> = words.collect();
        let points = words.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, pair.last()?.parse().ok()?)));
        Some(Self { year, points: points.collect() })
    }

    fn said(&self) -> String {
        self.points.iter().map(|(class, points)| format!("{class}{points}")).collect::<Vec<_>>().join("、")
    }
}

/// The word of the schemes for the class of an indicator.
fn class_word(view: &View, indicator: &Indicator) -> Option<&'static str> {
    let classes = [
        (IndicatorClass::Satisfaction, "满意"),
        (IndicatorClass::Output, "产出"),
        (IndicatorClass::Benefit, "效益"),
        (IndicatorClass::Cost, "成本"),
    ];
    classes.into_iter().find(|(class, _)| is_of_class(view, indicator, *class)).map(|(_, word)| word)
}

/// the points of each class are those of the scheme that the form follows: the one of 2021 has a class for cost.
pub(super) fn scheme(view: &View, tally: &mut Tally) {
    let schemes: Vec<Scheme> =
        view.thresholds().points_scheme.schemes.iter().filter_map(|text| Scheme::of(text)).collect();
    let projects = view.form.projects.iter().enumerate().filter(|_| view.form.kind == Kind::SelfEvaluation);
    for (n, project) in projects.filter(|(_, project)| project.indicators.iter().any(|i| i.points.is_some())) {
        let classed: Vec<(&str, Decimal)> =
            project.indicators.iter().filter_map(|i| Some((class_word(view, i)?, i.points?))).collect();
        if classed.len() < project.indicators.len() {
            tally.lacks(&IndicatorsWithoutPoints {});
            continue;
        }
        let has_cost = classed.iter().any(|(class, _)| *class == "成本");
        let follows = |scheme: &&Scheme| scheme.points.iter().any(|(class, _)| *class == "成本") == has_cost;
        let Some(scheme) = schemes.iter().find(follows) else { continue };
        tally.look();
        let of_class = |wanted: &str| match wanted {
            "执行" => project.execution.and_then(|e| e.points),
            _ => Some(total(&classed.iter().filter(|(c, _)| *c == wanted).map(|(_, p)| *p).collect::<Vec<_>>())),
        };
        let printed: Vec<(&str, Decimal)> =
            scheme.points.iter().filter_map(|(class, _)| Some((*class, of_class(class)?))).collect();
        if printed.iter().any(|own| !scheme.points.contains(own)) {
            let own = Scheme { year: scheme.year, points: printed }.said();
            let finding = view.finding(PointsScheme { own: own.as_str(), year: scheme.year, usual: scheme.said() });
            tally.hit(finding.project(n).at(project.place.clone()).quote(own));
        }
    }
}
