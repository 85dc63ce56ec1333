//! what a project must have.

use crate::model::{Indicator, Kind};

use super::outcome::Tally;
use super::view::{Group, View, is_blank, target};

/// Whether the form lets the check ask of every project: not where it never prints such a thing.
fn never_has(groups: &[Group], has: impl Fn(&Group) -> bool) -> bool {
    !groups.is_empty() && !groups.iter().any(has)
}

fn is_filled(text: Option<&str>) -> bool {
    text.is_some_and(|t| !t.trim().is_empty())
}

/// a project has a goal.
pub(super) fn goal(view: &View, tally: &mut Tally) {
    let groups = view.groups();
    // A form that has no goal anywhere may have no cell for it: a monitoring form, or a list of several projects.
    let may_lack = view.form.kind == Kind::Monitoring || groups.len() > 2;
    if may_lack && never_has(&groups, |g| is_filled(g.goal)) {
        tally.lacks("表中没有绩效目标栏", "the form has no goals");
        return;
    }
    for group in &groups {
        tally.look();
        if !is_filled(group.goal) {
            let name = group.name.unwrap_or("");
            let finding = view.finding(format!("“{name}”没有绩效目标"), format!("{name}: no goal"));
            tally.hit(group.locate(finding).quote(name));
        }
    }
}

/// a template nobody filled in.
pub(super) fn blank(view: &View, tally: &mut Tally) {
    let form = view.form;
    for (n, project) in form.projects.iter().enumerate() {
        tally.look();
        if is_blank(project) {
            let finding =
                view.finding("空白的项目：没有名称、目标、指标和金额", "a blank project: nothing is filled in");
            tally.hit(finding.project(n).at(project.place.clone()));
        }
    }
}

/// a project has indicators.
pub(super) fn indicators(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        tally.look();
        if group.indicators.is_empty() {
            let name = group.name.unwrap_or("");
            let finding = view.finding(format!("“{name}”没有绩效指标"), format!("{name}: no indicators"));
            tally.hit(group.locate(finding).quote(name));
        }
    }
}

/// a project has enough indicators.
pub(super) fn enough_indicators(view: &View, tally: &mut Tally) {
    let minimum = view.setting.count("minimum");
    for group in view.groups() {
        tally.look();
        let count = group.indicators.len();
        if (1..minimum).contains(&count) {
            let name = group.name.unwrap_or("");
            let finding = view.finding(
                format!("“{name}”只有{count}项指标，少于{minimum}项"),
                format!("{name}: {count} indicators, fewer than {minimum}"),
            );
            tally.hit(group.locate(finding).quote(name));
        }
    }
}

/// an indicator has class, name and value.
pub(super) fn complete_indicators(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        let classes_printed = group.indicators.iter().any(|i| i.level1.is_some() || i.level2.is_some());
        for (n, indicator) in group.indicators.iter().enumerate() {
            tally.look();
            let lacking = lacking(indicator, classes_printed || indicator.partial);
            if lacking.is_empty() {
                continue;
            }
            let zh: Vec<&str> = lacking.iter().map(|l| l.0).collect();
            let en: Vec<&str> = lacking.iter().map(|l| l.1).collect();
            let finding = view.finding(
                format!("指标不完整：缺{}", zh.join("、")),
                format!("incomplete indicator: no {}", en.join(", no ")),
            );
            tally.hit(group.locate_indicator(finding, n));
        }
    }
}

fn lacking(indicator: &Indicator, classes_printed: bool) -> Vec<(&'static str, &'static str)> {
    let value = target(indicator).is_some_and(|t| {
        let only_operator = t.value.is_none() && t.parts.is_empty() && t.operator.is_some();
        let is_cut = only_operator && indicator.partial;
        !t.raw.trim().is_empty() && !is_cut
    });
    let has_class = indicator.level1.is_some() || (indicator.level2.is_some() && !indicator.partial);
    [
        (has_class || !classes_printed, ("类别", "class")),
        (is_filled(indicator.level3.as_deref()), ("名称", "name")),
        (value, ("指标值", "value")),
    ]
    .into_iter()
    .filter_map(|(there, what)| (!there).then_some(what))
    .collect()
}

/// The classes of the scheme: (word in level 1 or 2, Chinese name, English name).
const CLASSES: [(&str, &str, &str); 3] = [
    ("output", "产出指标", "output"),
    ("benefit", "效益指标", "benefit"),
    ("satisfaction", "满意度指标", "satisfaction"),
];
const COST: (&str, &str, &str) = ("cost", "成本指标", "cost");

/// Whether the indicator belongs to a class named by one of the words.
pub(super) fn is_of_class(view: &View, indicator: &Indicator, class: &str) -> bool {
    let words = view.rules.shared(class);
    let says = |level: Option<&str>| level.is_some_and(|l| words.iter().any(|w| l.contains(w.as_str())));
    // Older forms print 满意度 as a level 2 of 效益; a level-2 成本 under 产出 is no class of its own.
    says(indicator.level1.as_deref()) || (class == "satisfaction" && says(indicator.level2.as_deref()))
}

/// each class of indicators is there: 产出, 效益, 满意度, and 成本 in forms of the 2021 scheme.
pub(super) fn classes(view: &View, tally: &mut Tally) {
    let groups = view.groups();
    let of_2021 = groups.iter().any(|g| g.indicators.iter().any(|i| is_of_class(view, i, COST.0)));
    for group in groups.iter().filter(|g| !g.indicators.is_empty()) {
        if group.is_truncated() {
            tally.lacks("有指标被截断，不知缺哪一类", "indicators are cut off: lost classes cannot be told");
            continue;
        }
        if group.indicators.iter().any(|i| i.level1.is_none()) {
            tally.lacks("有指标没有类别", "indicators without a class");
            continue;
        }
        tally.look();
        let asked = CLASSES.iter().chain(of_2021.then_some(&COST));
        let absent: Vec<_> = asked.filter(|c| !group.indicators.iter().any(|i| is_of_class(view, i, c.0))).collect();
        if absent.is_empty() {
            continue;
        }
        let zh: Vec<&str> = absent.iter().map(|c| c.1).collect();
        let en: Vec<&str> = absent.iter().map(|c| c.2).collect();
        let name = group.name.unwrap_or("");
        let finding = view
            .finding(format!("“{name}”缺少{}", zh.join("、")), format!("{name}: no {} indicators", en.join(", no ")));
        tally.hit(group.locate(finding).quote(zh.join("、")));
    }
}
