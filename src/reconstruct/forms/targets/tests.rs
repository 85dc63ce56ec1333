#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use rust_decimal::Decimal;

use super::columns::{Columns, columns_to_target};
use super::*;
use crate::language::characters::fold_width;

fn read(value: &str, name: &str) -> (Option<&'static str>, Option<String>, Option<String>) {
    let target = value_to_target(value, Some(name), &Vocabulary::default()).unwrap();
    (target.operator.map(Operator::sign), target.value.map(|v| v.to_string()), target.unit)
}

fn check(value: &str, operator: &'static str, number: &str, unit: &str) {
    let expected = (Some(operator), Some(number.to_owned()), Some(unit.to_owned()).filter(|u| !u.is_empty()));
    assert_eq!(read(value, ""), expected, "{value}");
}

#[test]
fn signs_and_words() {
    check("≥95%", "≥", "95", "%");
    check("＞＝95", "≥", "95", "");
    check("≧ 3 次", "≥", "3", "次");
    check("<24小时", "<", "24", "小时");
    check("不少于3000件", "≥", "3000", "件");
    check("不得超过5,000.50元", "≤", "5000.5", "元");
    check("90%以上", "≥", "90", "%");
    check("90%（含）以上", "≥", "90", "%");
    check("24小时内", "≤", "24", "小时");
    check("低于0.01%", "<", "0.01", "%");
    check("=0", "=", "0", "");
    check("21", "=", "21", "");
    check("≥90.00(%)", "≥", "90", "%");
    check("10 0%", "=", "100", "%");
    check("各类矛盾纠纷调解成功率97. 5%以上", "≥", "97.5", "%");
}

#[test]
fn numbers_within_prose() {
    check("每半年考核结果合格率(60分以上)95%以上", "≥", "95", "%");
    check("每季度至少为村(社区)提供1次法治讲座", "≥", "1", "次");
    check("执法证申领初审时限在收到申请之日起5个工作日内审结", "≤", "5", "个工作日");
    check("监狱重大安全事故案件发生率为0", "=", "0", "");
    check("达标率100%", "=", "100", "%");
    check("对年度绩效考核对象100%全覆盖", "=", "100", "%");
    check("处理时间小于十分钟", "<", "10", "分钟");
    check("对3个镇开展培训不少于5次", "≥", "5", "次");
    check("100%，如未发生需要拨付的情况，则以完成认定。如有发生，则按实际考核", "=", "100", "%");
}

#[test]
fn units() {
    check("60件(次/宗)", "=", "60", "件(次/宗)");
    check("≥20次（件）", "≥", "20", "次（件）");
    check("≥100000次/年", "≥", "100000", "次/年");
    check("22个镇街", "=", "22", "个");
    check("250万", "=", "250", "万");
    check("1.5亿元", "=", "1.5", "亿元");
    check("3万人次", "=", "3", "万人次");
    check("≥5TB", "≥", "5", "TB");
    check("≥5卡位", "≥", "5", "卡位");
    assert_eq!(read("8", "服务时间（小时）").2.as_deref(), Some("小时"));
    assert_eq!(read("8次", "服务次数（小时）").2.as_deref(), Some("次"));
    assert_eq!(read("1", "讲座（含线上）").2, None);
}

#[test]
fn qualitative_values() {
    let values = [
        "五省一自治区",
        "一层",
        "良好以上",
        "2023年12月底前完成",
        "拨打“12348”公共法律服务电话",
        "办公区域全覆盖",
        "1.置办公桌椅至少两张。2.置文具",
    ];
    for value in values {
        let target = value_to_target(value, None, &Vocabulary::default()).unwrap();
        assert_eq!((target.kind, target.value), (TargetKind::Qualitative, None), "{value}");
    }
    assert_eq!(value_to_target("  ", None, &Vocabulary::default()), None);
}

#[test]
fn several_targets() {
    let parts = |value: &str| {
        let target = value_to_target(value, None, &Vocabulary::default()).unwrap();
        assert_eq!(target.value, None, "{value}");
        let parts: Vec<String> = target
            .parts
            .iter()
            .map(|p| {
                format!("{}{}{}", p.operator.unwrap().sign(), p.value.unwrap(), p.unit.clone().unwrap_or_default())
            })
            .collect();
        parts.join(" ")
    };
    assert_eq!(parts("《说法》10期，《普法名师大讲堂》6期"), "=10期 =6期");
    assert_eq!(parts("处级≥110学分，科级≥90学分"), "≥110学分 ≥90学分");
    assert_eq!(parts("累计不少于8个小时或3个半天"), "≥8小时 ≥3个半天");
    assert_eq!(parts("80%-90%"), "≥80% ≤90%");
    assert_eq!(parts("5～10次"), "≥5次 ≤10次");
    assert_eq!(
        parts("一般情况三个工作日，无需提交材料的两个工作日，疑难案件可延长三个工作日"),
        "=3个工作日 =2个工作日 =3个工作日"
    );
}

#[test]
fn a_lost_number_leaves_its_operator() {
    let target = value_to_target("低于", None, &Vocabulary::default()).unwrap();
    assert_eq!(
        (target.operator, target.value, target.kind),
        (Some(Operator::LessThan), None, TargetKind::Quantitative)
    );
}

#[test]
fn three_columns_are_taken_as_they_stand() {
    let vocabulary = Vocabulary::default();
    let read = |sign, value, unit| {
        let read = columns_to_target(Columns { sign, value, unit }, None, &vocabulary)?;
        let target = read.target;
        let number = target.value.map(|v| v.to_string()).unwrap_or_default();
        let sign = target.operator.map_or("", Operator::sign);
        Some((target.raw, format!("{sign} {number} {}", target.unit.unwrap_or_default())))
    };
    let check = |sign, value, unit, raw: &str, typed: &str| {
        assert_eq!(read(sign, value, unit), Some((raw.to_owned(), typed.to_owned())), "{sign}|{value}|{unit}");
    };
    check("≥", "95", "%", "≥95%", "≥ 95 %");
    check(">", "1000", "无", ">1000", "> 1000 ");
    check("≥", "98", "百分比", "≥98百分比", "≥ 98 百分比");
    check("≤", "3", "个百分点", "≤3个百分点", "≤ 3 个百分点");
    check("定性", "优良", "", "优良", "  ");
    check("≥", "≥95%", "%", "≥95%", "≥ 95 %");
    check("大于等于", "95", "%", "大于等于95%", "≥ 95 %");
    check("正向", "95", "%", "95%", "= 95 %");
    check("反向指标", "优", "", "优", "  ");
    check("＝", "1,200", "人", "＝1,200人", "= 1200 人");
    check("≤", "2", "元/人·月", "≤2元/人·月", "≤ 2 元/人·月");
    check("≥", "9成", "", "≥9成", "≥ 9 成");
    assert_eq!(read("≥", "", "%"), None);
}

#[test]
fn a_sign_that_contradicts_its_column_is_said() {
    let columns = Columns { sign: "≤", value: "≥95", unit: "%" };
    let read = columns_to_target(columns, None, &Vocabulary::default()).unwrap();
    assert_eq!((read.target.operator, read.doubt), (Some(Operator::AtMost), Some(Doubt::ColumnsDiffer)));
}

/// A reading as the tables of wordings write it: `≥ 95 %`, ` + ` between several, `-` for none, `?` for unreadable.
fn reading(read: &ReadTarget) -> String {
    let one = |target: &Target| {
        let sign = target.operator.map_or("∅", Operator::sign);
        let value = target.value.map(|v| v.normalize().to_string()).unwrap_or_default();
        format!("{sign} {value} {}", target.unit.as_deref().unwrap_or_default()).trim_end().to_owned()
    };
    match (&read.target, &read.doubt) {
        (_, Some(Doubt::Unreadable { .. })) => "?".to_owned(),
        (target, _) if !target.parts.is_empty() => target.parts.iter().map(one).collect::<Vec<_>>().join(" + "),
        (target, _) if target.value.is_some() => one(target),
        _ => "-".to_owned(),
    }
}

#[test]
fn wordings_are_read_as_written_down() {
    let vocabulary = Vocabulary::default();
    let (mut lines, mut wrong) = (0, Vec::new());
    for table in [
        include_str!("../../../../tests/cases/values/published.tsv"),
        include_str!("../../../../tests/cases/values/practice.tsv"),
        include_str!("../../../../tests/cases/values/practice-2.tsv"),
    ] {
        for line in table.lines() {
            let [form, name, printed, right]: [&str; 4] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
            let read = read_value(printed, Some(name), &vocabulary).unwrap();
            // A space within a number is one that a wrap left.
            assert_eq!(read.target.raw.replace(' ', ""), printed.replace(' ', ""), "raw is what is printed");
            let found = reading(&read);
            lines += 1;
            if found != right {
                wrong.push(format!("{form} | {printed} | read {found} | right {right}"));
            }
        }
    }
    assert!(wrong.is_empty() && lines >= 300, "{} of {lines} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Every unit of the vocabulary behind every multiple, in both widths, with every sign, is read back as printed.
#[test]
fn every_unit_is_read_back() {
    let vocabulary = Vocabulary::default();
    let wide = |text: &str| -> String {
        let full = |c: char| if ('!'..='~').contains(&c) { char::from_u32(u32::from(c) + 0xFEE0).unwrap() } else { c };
        text.chars().map(full).collect()
    };
    let multiples = std::iter::once("").chain(vocabulary.multiples().iter().map(String::as_str));
    let all: Vec<(&str, &str)> =
        multiples.flat_map(|m| vocabulary.units().iter().map(move |u| (m, u.as_str()))).collect();
    let mut wrong = Vec::new();
    for (n, (multiple, unit)) in all.iter().enumerate() {
        let number = Decimal::new(i64::try_from(n).unwrap() * 37 % 9000 + 1, u32::try_from(n % 3).unwrap()).normalize();
        let operator = Operator::ALL[n % 5];
        let plain = format!("{}{number}{multiple}{unit}", operator.sign());
        for printed in [plain.clone(), wide(&plain)] {
            let target = value_to_target(&printed, None, &vocabulary).unwrap();
            let read_unit: String = target.unit.unwrap_or_default().chars().map(fold_width).collect();
            let written = vocabulary.written_unit(&format!("{multiple}{unit}")).to_owned();
            if (target.operator, target.value, read_unit.as_str()) != (Some(operator), Some(number), written.as_str()) {
                wrong.push(format!("{printed}: {:?} {:?} {read_unit}", target.operator, target.value));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}: {:?}", wrong.len(), 2 * all.len(), wrong.get(..wrong.len().min(40)));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..proptest::test_runner::Config::default() })]
    /// What is read from a printed target is what was printed.
    #[test]
    fn printing_and_reading_is_the_identity(
        sign in proptest::sample::select(vec!["≥", "≤", ">", "<", "="]),
        whole in 0..10_000_000_u64,
        places in 0..3_u32,
        unit in proptest::sample::select(vec!["", "%", "件", "次/年", "万元", "件(次/宗)", "个工作日", "TB", "平方米", "人次"]),
    ) {
        let number = rust_decimal::Decimal::new(i64::try_from(whole).unwrap(), places).normalize();
        let printed = format!("{sign}{number}{unit}");
        let target = value_to_target(&printed, None, &Vocabulary::default()).unwrap();
        let again = format!(
            "{}{}{}",
            target.operator.unwrap().sign(),
            target.value.unwrap(),
            target.unit.clone().unwrap_or_default()
        );
        proptest::prop_assert_eq!(&again, &printed);
        proptest::prop_assert_eq!(value_to_target(&again, None, &Vocabulary::default()), Some(target));
    }
}
