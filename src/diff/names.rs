//! The Chinese names of the fields that changes are about, as the standard workbook calls them.

/// Fields of forms, projects and indicators.
const FIELDS: [(&str, &str); 22] = [
    ("title", "表名"),
    ("department", "部门"),
    ("year", "年度"),
    ("unit", "金额单位"),
    ("notes", "备注"),
    ("overall_goal", "总体绩效目标"),
    ("other_tasks", "其他任务"),
    ("budget_unit", "预算单位"),
    ("name", "项目名称"),
    ("goal", "绩效目标"),
    ("goal_period", "实施周期目标"),
    ("seq", "序号"),
    ("level1", "一级指标"),
    ("level2", "二级指标"),
    ("level3", "三级指标"),
    ("period_target", "实施周期指标值"),
    ("annual_target", "年度指标值"),
    ("actual", "实际完成值"),
    ("points", "分值"),
    ("score", "得分"),
    ("weight", "权重"),
    ("remark", "备注"),
];
/// What stands behind the last point of a field with several parts.
const PARTS: [(&str, &str); 15] = [
    ("total", "总计"),
    ("fiscal", "财政拨款"),
    ("special_account", "财政专户拨款"),
    ("other", "其他资金"),
    ("initial", "年初预算数"),
    ("budget", "全年预算数"),
    ("spent", "全年执行数"),
    ("rate", "执行率"),
    ("points", "预算分值"),
    ("score", "预算得分"),
    ("total_points", "总分值"),
    ("total_score", "总得分"),
    ("content", "主要实施内容"),
    ("funds", "拟投入资金"),
    ("expected", "期望目标"),
];

fn named(names: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    names.iter().find(|(key, _)| *key == name).map(|(_, text)| *text)
}

/// What a field of a change is called: `amounts.total` is 总计, `subtotals.合计.total` is 合计：总计. A name nobody knows stays.
#[must_use]
pub fn field_to_text(field: &str) -> String {
    let Some((group, rest)) = field.split_once('.') else {
        return named(&FIELDS, field).unwrap_or(field).to_owned();
    };
    let part = |name: &str| named(&PARTS, name).unwrap_or(name).to_owned();
    let of_one = |rest: &str| match rest.rsplit_once('.') {
        Some((name, column)) => format!("{name}：{}", part(column)),
        None => part(rest),
    };
    match group {
        "amounts" | "execution" => part(rest),
        "amounts_period" => format!("实施周期{}", part(rest)),
        "subtotals" | "tasks" => of_one(rest),
        "budget" => rest.replacen('.', "：", 1),
        _ => field.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::field_to_text;

    #[test]
    fn fields_have_the_names_of_the_columns() {
        for (field, text) in [
            ("annual_target", "年度指标值"),
            ("amounts.total", "总计"),
            ("amounts_period.other", "实施周期其他资金"),
            ("execution.points", "预算分值"),
            ("subtotals.合计.fiscal", "合计：财政拨款"),
            ("budget.收入来源.财政拨款", "收入来源：财政拨款"),
            ("tasks.普法.content", "普法：主要实施内容"),
            ("unheard_of", "unheard_of"),
        ] {
            assert_eq!(field_to_text(field), text);
        }
    }
}
