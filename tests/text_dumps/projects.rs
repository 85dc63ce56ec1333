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
    pub(crate) cells: Vec<String>,
}

/// A list with its headings.
#[derive(Debug, Clone)]
pub(crate) struct List {
    pub(crate) header: Vec<&'static str>,
    pub(crate) projects: Vec<Project>,
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
            Project { cells: vec![printed.clone(), unit, name, goal, indicators] }
        };
        rows.into_iter().enumerate().map(project).collect()
    })
}

/// Lists under the usual headings.
pub(crate) fn lists() -> impl Strategy<Value = List> {
    projects().prop_map(|projects| List { header: HEADER.to_vec(), projects })
}

/// Other spellings of the headings.
const SPELLINGS: [[&str; 3]; 5] = [
    ["主管部门", "主管部门名称", "主管单位"],
    ["预算单位", "项目单位", "项目实施单位"],
    ["项目名称", "项目支出名称", "专项名称"],
    ["绩效目标", "年度绩效目标", "项目绩效目标"],
    ["绩效指标", "绩效指标", "绩效指标"],
];
/// Headings that mean nothing here, of which most are in no list, with what may stand below.
const UNKNOWN: [(&str, [&str; 4]); 8] = [
    ("项目类别", ["经常性项目", "一次性项目", "经常性项目", "其他项目"]),
    ("起止时间", ["2024年1月-2024年12月", "2024年3月-2025年2月", "2024年1月-2024年12月", "2024年全年"]),
    ("项目负责人", ["张三", "李小四", "欧阳文", "王五"]),
    ("立项依据", ["省发〔2023〕15号", "常委会会议纪要", "市府办函〔2022〕8号", "行业管理办法"]),
    ("牵头科室", ["办公室", "规划财务科", "法规科", "办公室"]),
    ("支出功能分类", ["2040601", "2040602", "2040601", "2040699"]),
    ("是否跨年", ["否", "是", "否", "否"]),
    ("受益范围", ["全区", "全区", "重点镇街", "农村居民"]),
];
/// Units that end as no organisation does, or have long names.
const ODD_UNITS: [&str; 4] = [
    "甲镇便民服务点",
    "河东片联防联控专班",
    "青山县基层治理与公共服务综合能力提升及老旧小区改造一体化推进工作联席会议专班",
    "第三网格",
];

/// Lists with other headings, up to three of them unknown, anywhere; some units end as none do.
pub(crate) fn open_lists() -> impl Strategy<Value = List> {
    let spellings = vec(0..3_usize, 5);
    let extra = vec((0..UNKNOWN.len(), any::<prop::sample::Index>(), vec(0..4_usize, 12)), 0..4);
    (projects(), spellings, extra, proptest::option::of(0..ODD_UNITS.len())).prop_map(
        |(mut projects, spellings, extra, odd)| {
            let mut header: Vec<&str> = SPELLINGS.iter().zip(spellings).map(|(names, n)| names[n]).collect();
            let odd = odd.filter(|_| projects.len() > 3);
            for project in projects.iter_mut().step_by(2) {
                if let Some(n) = odd {
                    project.cells[1] = ODD_UNITS[n].to_owned();
                }
            }
            let mut used = Vec::new();
            for (which, at, values) in extra {
                if used.contains(&which) {
                    continue;
                }
                used.push(which);
                let at = at.index(header.len() + 1);
                header.insert(at, UNKNOWN[which].0);
                for (project, value) in projects.iter_mut().zip(values) {
                    project.cells.insert(at, UNKNOWN[which].1[value].to_owned());
                }
            }
            List { header, projects }
        },
    )
}
