//! Indicators counted by class → rows of 一级指标 and 二级指标.

use crate::model::fields::Record;
use crate::model::standard::{UNCLASSED, UNDIVIDED, Worked};
use crate::model::{Form, Indicator, StandardSheet};

use super::cells::cells;
use super::indicators::is_quantitative;
use super::row::CellValue;

/// How many indicators a class has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ClassTally {
    pub(crate) indicators: usize,
    pub(crate) quantitative: usize,
}

impl ClassTally {
    pub(crate) fn add(&mut self, indicator: &Indicator) {
        self.indicators += 1;
        self.quantitative += usize::from(is_quantitative(indicator));
    }

    /// What is counted: 三级指标数, 定量指标数, 定量占比.
    pub(crate) fn value(self, worked: Worked) -> CellValue<'static> {
        match worked {
            Worked::Indicators => CellValue::count(self.indicators),
            Worked::Quantitative => CellValue::count(self.quantitative),
            Worked::QuantitativeShare if self.indicators > 0 => {
                CellValue::Number(self.quantitative as f64 / self.indicators as f64)
            }
            _ => CellValue::Empty,
        }
    }
}

/// A level-1 class of a project, or of the form itself, with its level-2 classes in printed order.
#[derive(Debug, PartialEq)]
pub(crate) struct Level1Class<'a> {
    pub(crate) project: Option<usize>,
    pub(crate) name: &'a str,
    pub(crate) tally: ClassTally,
    pub(crate) below: Vec<(&'a str, ClassTally)>,
}

/// The classes of a form, project by project. Where the form has no second level, none are below them.
pub(crate) fn classes(form: &Form) -> Vec<Level1Class<'_>> {
    let mut classes: Vec<Level1Class<'_>> = Vec::new();
    let is_divided = form.all_indicators().any(|(_, indicator)| indicator.level2.is_some());
    // The classes of a project stand together and are few: only those since its first need a look.
    let mut first = 0;
    for (project, indicator) in form.all_indicators() {
        if classes.last().is_some_and(|c| c.project != project) {
            first = classes.len();
        }
        let name = indicator.level1.as_deref().unwrap_or(UNCLASSED);
        let at = first + classes[first..].iter().take_while(|class| class.name != name).count();
        if at == classes.len() {
            classes.push(Level1Class { project, name, tally: ClassTally::default(), below: Vec::new() });
        }
        let class = &mut classes[at];
        class.tally.add(indicator);
        if !is_divided {
            continue;
        }
        let name = indicator.level2.as_deref().unwrap_or(UNDIVIDED);
        let at = class.below.iter().take_while(|(n, _)| *n != name).count();
        if at == class.below.len() {
            class.below.push((name, ClassTally::default()));
        }
        class.below[at].1.add(indicator);
    }
    classes
}

/// The row of a level-1 class.
pub(crate) fn level1<'a>(file: &'a str, form: &'a Form, class: &Level1Class<'a>) -> Vec<CellValue<'a>> {
    cells(StandardSheet::Level1.columns().iter(), Some(owner(form, class)), |worked| match worked {
        Worked::File => CellValue::text(file),
        Worked::Class1 => CellValue::text(class.name),
        Worked::Level2Count => CellValue::count(class.below.len()),
        worked => class.tally.value(worked),
    })
}

/// The row of a level-2 class.
pub(crate) fn level2<'a>(
    file: &'a str,
    form: &'a Form,
    class: &Level1Class<'a>,
    (name, tally): &(&'a str, ClassTally),
) -> Vec<CellValue<'a>> {
    cells(StandardSheet::Level2.columns().iter(), Some(owner(form, class)), |worked| match worked {
        Worked::File => CellValue::text(file),
        Worked::Class1 => CellValue::text(class.name),
        Worked::Class2 => CellValue::text(*name),
        worked => tally.value(worked),
    })
}

fn owner<'a>(form: &'a Form, class: &Level1Class<'a>) -> Record<'a> {
    class.project.map_or(Record::Form(form), |p| Record::Project(form, &form.projects[p]))
}
