//! Indicators counted by class → rows of 一级指标 and 二级指标.

use crate::model::standard::{UNCLASSED, UNDIVIDED};
use crate::model::{Form, Indicator};

use super::indicators::is_quantitative;
use super::row::Value;

/// How many indicators a class has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) indicators: usize,
    pub(crate) quantitative: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, indicator: &Indicator) {
        self.indicators += 1;
        self.quantitative += usize::from(is_quantitative(indicator));
    }

    /// 三级指标数, 定量指标数, 定量占比.
    pub(crate) fn values(self) -> [Value<'static>; 3] {
        let share = if self.indicators == 0 {
            Value::Empty
        } else {
            Value::Number(self.quantitative as f64 / self.indicators as f64)
        };
        [Value::count(self.indicators), Value::count(self.quantitative), share]
    }
}

/// A level-1 class of a project, or of the form itself, with its level-2 classes in printed order.
#[derive(Debug, PartialEq)]
pub(crate) struct Class<'a> {
    pub(crate) project: Option<usize>,
    pub(crate) name: &'a str,
    pub(crate) tally: Tally,
    pub(crate) below: Vec<(&'a str, Tally)>,
}

/// The classes of a form, project by project.
pub(crate) fn classes(form: &Form) -> Vec<Class<'_>> {
    let mut classes: Vec<Class<'_>> = Vec::new();
    // The classes of a project stand together and are few: only those since its first need a look.
    let mut first = 0;
    for (project, indicator) in form.all_indicators() {
        if classes.last().is_some_and(|c| c.project != project) {
            first = classes.len();
        }
        let name = indicator.level1.as_deref().unwrap_or(UNCLASSED);
        let found = classes.get(first..).and_then(|c| c.iter().position(|c| c.name == name));
        let at = found.map_or(classes.len(), |at| first + at);
        if found.is_none() {
            classes.push(Class { project, name, tally: Tally::default(), below: Vec::new() });
        }
        let Some(class) = classes.get_mut(at) else { continue };
        class.tally.add(indicator);
        let name = indicator.level2.as_deref().unwrap_or(UNDIVIDED);
        let at = class.below.iter().position(|(n, _)| *n == name).unwrap_or(class.below.len());
        if at == class.below.len() {
            class.below.push((name, Tally::default()));
        }
        if let Some((_, tally)) = class.below.get_mut(at) {
            tally.add(indicator);
        }
    }
    classes
}

/// The row of a level-1 class.
pub(crate) fn level1<'a>(file: &'a str, form: &'a Form, class: &Class<'a>) -> Vec<Value<'a>> {
    let mut values = head(file, form, class);
    values.push(Value::count(class.below.len()));
    values.extend(class.tally.values());
    values
}

/// The row of a level-2 class.
pub(crate) fn level2<'a>(
    file: &'a str,
    form: &'a Form,
    class: &Class<'a>,
    (name, tally): &(&'a str, Tally),
) -> Vec<Value<'a>> {
    let mut values = head(file, form, class);
    values.push(Value::text(*name));
    values.extend(tally.values());
    values
}

fn head<'a>(file: &'a str, form: &'a Form, class: &Class<'a>) -> Vec<Value<'a>> {
    let project = class.project.and_then(|p| form.projects.get(p));
    vec![
        Value::text(file),
        Value::optional(form.department.as_deref()),
        Value::optional(project.and_then(|p| p.name.as_deref())),
        Value::text(class.name),
    ]
}
