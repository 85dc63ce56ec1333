//! Random project lists with packed indicators.

use proptest::collection::vec;
use proptest::prelude::*;

pub(crate) const HEADER: [&str; 5] = ["主管部门", "预算单位", "项目名称", "绩效目标", "绩效指标"];
pub(crate) const PLACES: [&str; 6] = ["广州市白云区", "佛山市南海区", "长沙市", "成都市武侯区", "青山县", "浙江省"];
pub(crate) const OFFICES: [&str; 6] =
    ["教育局", "水务局", "卫生健康委员会", "交通运输局", "市场监督管理局", "文化广电旅游体育局"];
pub(crate) const UNITS: [&str; 5] = ["第一中学", "河道管理所", "疾病预防控制中心", "公路事务中心", "综合行政执法大队"];
pub(crate) const TOPICS: [&str; 8] = [
    "农村公路养护",
    "基层医疗卫生机构能力提升（第二期）",
    "2023年信息化运维服务",
    "河湖水质监测",
    "义务教育阶段课后服务",
    "文化遗产保护与传承",
    "食品安全抽检",
    "老旧小区改造工程〔2021〕15号",
];
pub(crate) const NAME_ENDS: [&str; 4] = ["经费", "项目", "专项资金", "补助资金"];
pub(crate) const CLAUSES: [&str; 10] = [
    "通过开展本项目",
    "进一步完善工作机制",
    "提高服务群众的能力和水平",
    "落实上级部门关于“放管服”改革的要求",
    "保障各项工作顺利开展",
    "全年完成不少于12次巡查",
    "推进城乡基本公共服务均等化",
    "改善办公条件、教学设施和医疗设备",
    "促进经济社会高质量发展",
    "按照《预算法》的规定加强资金管理",
];
pub(crate) const CLASSES: [&str; 3] = ["产出", "效益", "满意度"];
pub(crate) const NAMES: [&str; 7] = [
    "巡查次数",
    "设备采购合格率（%）",
    "项目完成及时率",
    "受益群众人数",
    "培训场次",
    "服务对象满意度",
    "水质达标率，含支流",
];
pub(crate) const VALUES: [&str; 7] =
    ["≥12次", "100%", "不低于95%", "全年不少于500人次", "90%以上", "按要求完成，反映情况良好", "≤3个工作日"];

#[derive(Debug, Clone)]
pub(crate) struct Project {
    pub(crate) cells: [String; 5],
}

pub(crate) fn pick(list: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    (0..list.len()).prop_map(move |n| list[n])
}

pub(crate) fn goal() -> impl Strategy<Value = String> {
    vec(vec(pick(&CLAUSES), 2..5).prop_map(|c| c.join("，") + "。"), 1..4).prop_map(|s| s.concat())
}

pub(crate) fn indicators() -> impl Strategy<Value = String> {
    vec((pick(&CLASSES), pick(&NAMES), pick(&VALUES)), 2..9).prop_map(|items| {
        let item = |(n, (class, name, value)): (usize, &(&str, &str, &str))| {
            format!("{}、{class}指标：{name}，年度指标值：{value}。", n + 1)
        };
        items.iter().enumerate().map(item).collect()
    })
}

/// Projects of one department; some of its units, each name once.
pub(crate) fn projects() -> impl Strategy<Value = Vec<Project>> {
    let head = (pick(&PLACES), pick(&OFFICES), any::<bool>());
    let rows = vec((pick(&UNITS), 0..3_usize, pick(&TOPICS), pick(&NAME_ENDS), goal(), indicators()), 4..12);
    (head, rows).prop_map(|((place, office, bracket), rows)| {
        let department = format!("{place}{office}");
        let printed = if bracket { format!("{department}(部门)") } else { department.clone() };
        let project = |(n, (unit, own, topic, end, goal, indicators)): (usize, (_, usize, _, _, _, _))| {
            let unit = if own == 0 { format!("{place}{unit}") } else { department.clone() };
            let name = format!("{topic}{end}{}", ["", "（续建）", "（第二批）"][n % 3]);
            Project { cells: [printed.clone(), unit, name, goal, indicators] }
        };
        rows.into_iter().enumerate().map(project).collect()
    })
}
