use proptest::prelude::*;

use super::*;

fn read(cell: &str) -> Vec<PackedItem> {
    cell_to_items(cell, &Vocabulary::default())
}

/// seq/level1/name/value of each item; `!` where it is cut.
fn shown(cell: &str) -> Vec<String> {
    let part = |t: &Option<String>| t.clone().unwrap_or_else(|| "-".to_owned());
    let show = |i: &PackedItem| {
        let cut = if i.cut.is_some() { "!" } else { "" };
        format!("{}|{}|{}|{}{cut}", part(&i.seq), part(&i.level1), part(&i.name), part(&i.value))
    };
    read(cell).iter().map(show).collect()
}

#[test]
fn items_of_both_widths_and_restarts() {
    assert_eq!(
        shown(
            "1、产出指标：甲，年度指标值：100%合。。2、效益指 标:乙,按时,年度指标 值: ≥2次。1、满意度指标：丙，年度指标值：90%。"
        ),
        ["1|产出指标|甲|100%合", "2|效益指标|乙,按时|≥2次", "1|满意度指标|丙|90%"]
    );
}

#[test]
fn numbers_of_items_may_be_long() {
    let cell = "999、产出指标：甲，年度指标值：≥1次。1000、产出指标：乙，年度指标值：≥2次。（12345）效益指标：丙，年度指标值：有效。";
    assert_eq!(shown(cell), ["999|产出指标|甲|≥1次", "1000|产出指标|乙|≥2次", "12345|效益指标|丙|有效"]);
}

#[test]
fn values_keep_numbering_and_sentences() {
    assert_eq!(
        shown(
            "1、产出指标：咨询区域，年度指标值：1.配桌椅。2.置文具。 3、宣传栏。2、产出指标：率，年度指标值：纳入评估。优良率要达到75%。"
        ),
        ["1|产出指标|咨询区域|1.配桌椅。2.置文具。 3、宣传栏", "2|产出指标|率|纳入评估。优良率要达到75%"]
    );
}

#[test]
fn a_bracket_behind_the_stop_is_a_remark() {
    let items = read("1、产出指标：率，年度指标值：100%。（人均案件数为平均值。）");
    let only = items.first().map(|i| (i.value.as_deref(), i.remark.as_deref()));
    assert_eq!(only, Some((Some("100%"), Some("（人均案件数为平均值。）"))));
    assert_eq!(shown("1、产出指标：数，年度指标值：≥20次（件）。"), ["1|产出指标|数|≥20次（件）"]);
}

#[test]
fn lost_beginnings_and_ends() {
    assert_eq!(
        shown("人数,年度指标值:21。3、效益指标:再犯罪率,年度指标值:低于"),
        ["-|-|人数|21!", "3|效益指标|再犯罪率|低于!"]
    );
    assert_eq!(
        shown("援尽援\"为群众服务,年度指标值: 100%。3、满意"),
        ["-|-|援尽援\"为群众服务|100%!", "3|-|-|-!"].map(str::to_owned).to_vec()
    );
    assert_eq!(
        shown("2、满意度指标:甲,年度指标值:90%。3、满意度指标:服务对象"),
        ["2|满意度指标|甲|90%", "3|满意度指标|服务对象|-!"]
    );
    assert_eq!(shown("1、产出指标：甲，年度指"), ["1|产出指标|甲|-!"]);
    assert_eq!(shown("值：5次。2、产出指标：甲，年度指标值：1。"), ["-|-|-|5次!", "2|产出指标|甲|1"]);
}

#[test]
fn other_texts_have_no_items() {
    assert_eq!(shown("1、要求国家司法救助。2、确定救助金。"), Vec::<String>::new());
    assert_eq!(shown(""), Vec::<String>::new());
}

#[test]
fn two_values_and_class_paths() {
    let items = read("1、产出指标-数量指标：甲，实施周期指标值：8，年度指标值：96。");
    let only = items.first().map(|i| (i.level2.as_deref(), i.period.as_deref(), i.value.as_deref()));
    assert_eq!(only, Some((Some("数量指标"), Some("8"), Some("96"))));
}

/// Text of names and values: commas, colons, numbers, numbering, quotes, stops within, but no item start or value label
/// (these are the grammar), and no stop or bracket at the end (these belong to the item).
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "甲",
        "率",
        "完成",
        "，",
        ",",
        "：",
        ":",
        "。",
        "；",
        "1、",
        "2.",
        "3",
        "95%",
        "“",
        "”",
        "\"",
        "（小时）",
        "产出",
        "指标",
        "年度",
        "村",
        "≥",
    ]);
    prop::collection::vec(piece, 0..9)
        .prop_map(|p| format!("业{}务", p.concat()))
        .prop_filter("the grammar's own words", |t| !t.contains("指标值") && !t.contains("产出指标"))
}

proptest! {
    #![proptest_config(proptest::test_runner::Config { rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..proptest::test_runner::Config::default() })]
    #[test]
    fn packing_and_unpacking_is_the_identity(items in prop::collection::vec((0..3_usize, text(), text()), 1..6), wide: bool) {
        let classes = ["产出指标", "效益指标", "满意度指标"];
        let (colon, comma) = if wide { ("：", "，") } else { (":", ",") };
        let mut cell = String::new();
        for (n, (class, name, value)) in items.iter().enumerate() {
            let class = classes.get(*class).copied().unwrap_or_default();
            cell.push_str(&format!("{}、{class}{colon}{name}{comma}年度指标值{colon}{value}。", n + 1));
        }
        let unpacked: Vec<_> = read(&cell).into_iter().map(|i| (i.level1, i.name, i.value, i.cut)).collect();
        let expected: Vec<_> = items.iter().map(|(class, name, value)| {
            (classes.get(*class).map(|&c| c.to_owned()), Some(name.clone()), Some(value.clone()), None)
        }).collect();
        prop_assert_eq!(unpacked, expected);
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,80}") {
        let _ = read(&text);
    }
}
