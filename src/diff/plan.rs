//! A plan held against its result: what a self-evaluation or monitoring form prints as targets and money beside what was declared.
//!
//! Projects belong together by their names; indicators by theirs, without what templates and numbering add to them.

use rust_decimal::Decimal;

use crate::findings::{
    Message, PlanIndicatorAdded, PlanIndicatorDropped, PlanIndicatorRenamed, PlanMoneyChanged, PlanProjectAdded,
    PlanProjectDropped, PlanTargetChanged, PlanTargetLost, Words, words,
};
use crate::language::characters::fold_width;
use crate::language::money::MoneyUnit;
use crate::model::{Document, Finding, Form, Indicator, Kind, Operator, Place, Project, Target};

use super::pairing::{PairedItem, pair};

/// Half of the last printed place of an amount (0.01), in its own unit.
const ROUNDING: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

/// A project, or a department form as a whole.
struct PlanPart<'d> {
    /// Index of its form, and its own in the form.
    at: (usize, Option<usize>),
    name: &'d str,
    money: Option<PlanMoney>,
    indicators: Vec<NumberedIndicator<'d>>,
    place: &'d Place,
}

/// An indicator with its index.
struct NumberedIndicator<'d> {
    at: usize,
    indicator: &'d Indicator,
}

/// The money planned, what its column is called, and its unit.
#[derive(Clone, Copy)]
struct PlanMoney {
    amount: Decimal,
    column: Words,
    unit: Option<MoneyUnit>,
}

/// What the evaluations of a document have that is not as the plan declared it.
pub(super) fn differences_from_plan(plan: &Document, result: &Document) -> Vec<Finding> {
    let declared = parts(&plan.forms, |kind| !is_result(kind));
    let evaluated = parts(&result.forms, is_result);
    let mut findings = Vec::new();
    if let ([of_plan], [of_result]) = (declared.as_slice(), evaluated.as_slice()) {
        // One and one belong together, however they are called.
        compare_parts(of_plan, of_result, &mut findings);
        return findings;
    }
    for found in pair(&declared, &evaluated, part_item) {
        match found {
            (Some(of_plan), Some(of_result)) => compare_parts(of_plan, of_result, &mut findings),
            (Some(of_plan), None) => {
                let finding = PlanProjectDropped { declared: of_plan.name }.finding().quote(of_plan.name);
                let form = result.forms.first().map(|form| form.place.clone());
                findings.push(form.into_iter().fold(finding, Finding::at).form(0));
            }
            (None, Some(of_result)) => {
                let finding = PlanProjectAdded { name: of_result.name }.finding().quote(of_result.name);
                findings.push(of_result.locate(finding));
            }
            (None, None) => {}
        }
    }
    findings
}

/// Whether forms of the kind say what became of a plan.
const fn is_result(kind: Kind) -> bool {
    matches!(kind, Kind::SelfEvaluation | Kind::Monitoring)
}

/// The parts of the forms of the wanted kinds; of all forms where there are none of them.
fn parts(forms: &[Form], wanted: fn(Kind) -> bool) -> Vec<PlanPart<'_>> {
    let any = forms.iter().any(|form| wanted(form.kind));
    let taken = forms.iter().enumerate().filter(|(_, form)| wanted(form.kind) || !any);
    taken.flat_map(|(number, form)| parts_of(number, form)).collect()
}

fn parts_of(number: usize, form: &Form) -> Vec<PlanPart<'_>> {
    if !form.kind.is_about_projects() {
        let (name, indicators) = (text_or_none(form.department.as_ref()), numbered(&form.indicators));
        return vec![PlanPart { at: (number, None), name, money: None, indicators, place: &form.place }];
    }
    let unit = form.unit.as_deref().and_then(MoneyUnit::from_text);
    let projects = form.projects.iter().enumerate();
    projects
        .map(|(n, project)| PlanPart {
            at: (number, Some(n)),
            name: text_or_none(project.name.as_ref()),
            money: planned_money(project, unit),
            indicators: numbered(&project.indicators),
            place: &project.place,
        })
        .collect()
}

fn numbered(indicators: &[Indicator]) -> Vec<NumberedIndicator<'_>> {
    indicators.iter().enumerate().map(|(at, indicator)| NumberedIndicator { at, indicator }).collect()
}

/// The amount that was planned: 年初预算数 where it is printed apart, else the total.
fn planned_money(project: &Project, unit: Option<MoneyUnit>) -> Option<PlanMoney> {
    let initial = project.execution.and_then(|execution| execution.initial);
    match (initial, project.amounts.total) {
        (Some(amount), _) => Some(PlanMoney { amount, column: words::INITIAL_BUDGET, unit }),
        (None, Some(amount)) => Some(PlanMoney { amount, column: words::BUDGET, unit }),
        (None, None) => None,
    }
}

fn part_item(part: &PlanPart<'_>) -> PairedItem {
    let name = comparable(part.name);
    PairedItem::new([&[&name], &[&name]], name.as_str())
}

fn indicator_item(numbered: &NumberedIndicator<'_>) -> PairedItem {
    let indicator = numbered.indicator;
    let (name, class) = (plain_name(indicator), indicator.level2.as_deref().map_or_else(String::new, comparable));
    PairedItem::new([&[&class, &name], &[&name]], name.as_str())
}

/// A text, empty where there is none.
fn text_or_none(text: Option<&String>) -> &str {
    text.map_or("", String::as_str)
}

/// A copy for comparing: without spaces and stars, of one width.
fn comparable(text: &str) -> String {
    text.chars().map(fold_width).filter(|c| !c.is_whitespace() && !"★☆*".contains(*c)).collect()
}

/// The name of an indicator without its number (指标1：) and without what its template says in brackets (≥%).
fn plain_name(indicator: &Indicator) -> String {
    let name = indicator.level3.as_deref().map_or_else(String::new, comparable);
    let behind = name.strip_prefix("指标").map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let own = behind.and_then(|rest| rest.strip_prefix(':')).map_or(name.as_str(), |rest| rest);
    match own.rsplit_once('(') {
        Some((before, hint)) if hint.starts_with(['≥', '≤', '>', '<', '=', '%']) => before.to_owned(),
        _ => own.to_owned(),
    }
}

impl PlanPart<'_> {
    fn locate(&self, finding: Finding) -> Finding {
        let (form, project) = self.at;
        project.into_iter().fold(finding.form(form).at(self.place.clone()), Finding::project)
    }

    fn locate_indicator(&self, finding: Finding, numbered: &NumberedIndicator<'_>) -> Finding {
        self.locate(finding).indicator(numbered.at).at(numbered.indicator.place.clone())
    }
}

fn compare_parts(of_plan: &PlanPart<'_>, of_result: &PlanPart<'_>, findings: &mut Vec<Finding>) {
    if let (Some(declared), Some(printed)) = (of_plan.money, of_result.money)
        && is_other_amount(declared, printed)
    {
        let column = printed.column;
        let (declared, printed) = (said(declared), said(printed));
        let finding = PlanMoneyChanged { column, declared: declared.as_str(), printed: printed.as_str() }.finding();
        findings.push(of_result.locate(finding.quote(printed).suggest(declared)));
    }
    for found in pair(&of_plan.indicators, &of_result.indicators, indicator_item) {
        match found {
            (Some(declared), Some(printed)) => compare_indicators(of_result, declared, printed, findings),
            (Some(declared), None) => {
                let declared = quoted(declared.indicator);
                let finding = PlanIndicatorDropped { declared: declared.as_str() }.finding().quote(declared.clone());
                findings.push(of_result.locate(finding));
            }
            (None, Some(printed)) => {
                let finding = PlanIndicatorAdded {}.finding().quote(quoted(printed.indicator));
                findings.push(of_result.locate_indicator(finding, printed));
            }
            (None, None) => {}
        }
    }
}

/// An amount with its unit, where that is known.
fn said(money: PlanMoney) -> String {
    format!("{}{}", money.amount.normalize(), money.unit.map_or_else(String::new, MoneyUnit::name))
}

/// Whether two amounts differ by more than the rounding of the coarser one.
fn is_other_amount(a: PlanMoney, b: PlanMoney) -> bool {
    let (Some(unit_a), Some(unit_b)) = (a.unit, b.unit) else { return (a.amount - b.amount).abs() > ROUNDING };
    let coarser = unit_a.max(unit_b);
    match (unit_a.convert(a.amount, coarser), unit_b.convert(b.amount, coarser)) {
        (Some(x), Some(y)) => (x - y).abs() > ROUNDING,
        _ => false,
    }
}

/// Name and target of an indicator.
fn quoted(indicator: &Indicator) -> String {
    let parts = [indicator.level3.as_deref(), declared_target(indicator).map(|target| target.raw.as_str())];
    parts.into_iter().flatten().collect::<Vec<_>>().join("：")
}

fn declared_target(indicator: &Indicator) -> Option<&Target> {
    indicator.annual_target.as_ref().or(indicator.period_target.as_ref())
}

fn compare_indicators(
    part: &PlanPart<'_>,
    declared: &NumberedIndicator<'_>,
    printed: &NumberedIndicator<'_>,
    findings: &mut Vec<Finding>,
) {
    if plain_name(declared.indicator) != plain_name(printed.indicator) {
        let declared = text_or_none(declared.indicator.level3.as_ref());
        let finding = PlanIndicatorRenamed { declared }.finding().suggest(declared);
        findings.push(part.locate_indicator(finding.quote(quoted(printed.indicator)), printed));
    }
    let Some(wanted) = declared_target(declared.indicator) else { return };
    let finding = match declared_target(printed.indicator) {
        None => PlanTargetLost { declared: wanted.raw.as_str() }.finding(),
        Some(now) if is_other_target(wanted, now) => {
            PlanTargetChanged { declared: wanted.raw.as_str(), printed: now.raw.as_str() }.finding()
        }
        Some(_) => return,
    };
    let finding = finding.quote(quoted(printed.indicator)).suggest(wanted.raw.as_str());
    findings.push(part.locate_indicator(finding, printed));
}

/// Whether two targets ask for different things. A sign that only one of them has says nothing, nor has a unit.
fn is_other_target(a: &Target, b: &Target) -> bool {
    if comparable(&a.raw) == comparable(&b.raw) {
        return false;
    }
    match (scaled(a), scaled(b)) {
        (Some((x, of_x)), Some((y, of_y))) => {
            x != y || (of_x != of_y && !of_x.is_empty() && !of_y.is_empty()) || points_elsewhere(a.operator, b.operator)
        }
        _ => comparable(&a.raw).trim_end_matches('。') != comparable(&b.raw).trim_end_matches('。'),
    }
}

/// The number of a target with the multiple its unit begins with, and the rest of the unit: 3万亩 is 30,000亩.
fn scaled(target: &Target) -> Option<(Decimal, String)> {
    let unit = target.unit.as_deref().map_or_else(String::new, comparable);
    let multiples = [("万", 10_000), ("千", 1000), ("亿", 100_000_000)];
    let with = multiples.into_iter().find_map(|(word, size)| Some((unit.strip_prefix(word)?, size)));
    let (unit, size) = with.map_or((unit.as_str(), 1), |(unit, size)| (unit, size));
    Some((target.value?.checked_mul(Decimal::from(size))?.normalize(), unit.to_owned()))
}

/// Whether one bound is a lower and the other an upper one.
fn points_elsewhere(a: Option<Operator>, b: Option<Operator>) -> bool {
    let directions = [a, b].map(|operator| match operator {
        Some(Operator::AtLeast | Operator::MoreThan) => 1,
        Some(Operator::AtMost | Operator::LessThan) => -1,
        Some(Operator::Equal) | None => 0,
    });
    directions[0] * directions[1] < 0
}
