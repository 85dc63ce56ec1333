//! Which way a text is read, and what is said where two ways are near: `reading-ambiguous`, `jixiao inspect`.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use std::process::Command;

use jixiao::model::{Reading, Variant};
use jixiao::{Options, extract, reconstruct};

fn read(text: &str) -> Reading {
    let options = Options::default();
    let input = extract::from_bytes("dump.txt".to_owned(), text.as_bytes().to_vec(), &options).unwrap();
    reconstruct::read(&input, &options.vocabulary)
}

fn variants(reading: &Reading) -> Vec<Variant> {
    reading.text_blocks.iter().map(|b| b.variant).collect()
}

fn doubts(reading: &Reading) -> Vec<String> {
    let doubts = reading.findings.iter().filter(|f| f.code.0 == "reading-ambiguous");
    doubts.map(|f| format!("{} {}", serde_json::to_string(&f.place).unwrap(), f.message_en)).collect()
}

const SPACED: &str = "项目支出绩效目标表\n\
    项目名称        绩效目标            绩效指标\n\
    河道清淤经费    保障行洪，          1、产出指标：清淤长度，年度指标值：\n\
    \x20               防范水患。          ≥12公里。\n\
    堤防养护经费    保障堤防。          1、产出指标：养护长度，年度指标值：\n\
    \x20                                   ≥30公里。\n";

/// Wrapped lines in which spaces stand like columns here and there.
const BETWEEN: &str = "项目支出绩效目标表\n项目名称 总计   绩效目标\n泵站维修项目 25.00 提高防洪能力\n\
    \x20                 保障堤防安全，\n水文监测 3.00 提高防洪能力\n增强节水意识，\n堤防养护   91.00  提高防洪能力\n\
    堤防养护   89.00  增强节水意识，\n提高防洪能力\n节水宣传工作经费  42.00 保障运行。\n";

#[test]
fn each_shape_is_read_in_its_way_and_the_next_best_is_far() {
    let wrapped = "项目支出绩效目标表\n\n项目名称 总计 绩效目标\n\n河道清淤经费\n10.00\n保障行洪。\n\n堤防养护经费\n20.00\n保障堤防。\n";
    let tabs = "项目支出绩效目标表\n项目名称\t总计\t绩效目标\n河道清淤经费\t10.00\t保障行洪。\n堤防养护经费\t20.00\t保障堤防。\n";
    for (text, variant) in [(SPACED, Variant::Spaced), (wrapped, Variant::Wrapped), (tabs, Variant::Separated)] {
        let reading = read(text);
        assert_eq!(variants(&reading), [Variant::Prose, variant], "{text}");
        let block = reading.text_blocks.last().unwrap();
        assert!(block.runner_up.is_none_or(|other| other.score > block.score.unwrap() + 0.5), "{block:?}");
        assert!(doubts(&reading).is_empty(), "{text}");
    }
}

#[test]
fn rows_with_few_tabs_are_still_rows_of_tabs() {
    let text = "项目支出绩效目标表\n预算单位\t项目名称\t一级指标\t二级指标\t三级指标\t指标值\n\
        水务局\t河道清淤\t产出指标\t数量指标\t清淤长度\t≥12公里\n巡查次数\t≥48次\t\t\t\t\n时效指标\t完成率\t100%\t\t\t\n";
    assert_eq!(variants(&read(text)), [Variant::Prose, Variant::Separated]);
}

#[test]
fn two_ways_that_are_near_are_reported_with_their_lines() {
    let reading = read(BETWEEN);
    let doubts = doubts(&reading);
    assert_eq!(
        doubts.iter().filter(|d| d.starts_with("{\"lines\":[2,10]}") && d.contains("wrapped lines")).count(),
        1,
        "{doubts:?}"
    );
    let block = reading.text_blocks.last().unwrap();
    assert!(block.runner_up.unwrap().score - block.score.unwrap() < 0.2, "{block:?}");
}

#[test]
fn two_ways_to_the_same_cells_are_no_doubt() {
    let text = "项目支出绩效目标表\n项目名称  总计  绩效目标\n河道清淤 10.00 保障行洪。\n堤防养护 20.00 保障堤防。\n泵站维修 30.00 保障运行。\n";
    assert!(doubts(&read(text)).is_empty());
}

#[test]
fn a_row_of_a_card_in_columns_of_spaces_that_could_begin_elsewhere_is_reported() {
    let card = |between: &str| {
        format!(
            "          项目支出绩效目标申报表\n项目名称        河道清淤经费\n\
             \x20       一级指标      二级指标        三级指标       指标值\n\
             \x20       产出指标      数量指标        河道清淤长度     500米\n{between}\
             \x20                             堤防养护长度       30公里\n\
             \x20       效益指标      社会效益指标      群众受益人数      ≥100人\n"
        )
    };
    assert!(doubts(&read(&card(""))).is_empty());
    let middle = "\x20                             含支流河段\n";
    let doubts = doubts(&read(&card(middle)));
    assert!(!doubts.is_empty() && doubts.iter().all(|d| d.contains("borders")), "{doubts:?}");
}

fn inspect(text: &str, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dump.txt");
    std::fs::write(&path, text).unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_jixiao")).arg("inspect").arg(path).args(arguments).output().unwrap();
    assert!(out.status.success());
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn inspect_shows_lines_way_and_scores_of_each_block() {
    let zh = inspect(SPACED, &[]);
    let rows: Vec<&str> = zh.lines().collect();
    assert_eq!(rows.len(), 2);
    assert!(rows[0] == "第1–1行：文字" && rows[1].starts_with("第2–6行：空格分列 -"), "{zh}");
    assert!(rows[1].contains("；其次：逐行 "), "{zh}");
    let en = inspect(SPACED, &["--lang", "en"]);
    assert!(en.contains("lines 2–6: columns of spaces -") && en.contains("; next: wrapped lines "), "{en}");
    let json: serde_json::Value = serde_json::from_str(&inspect(SPACED, &["--format", "json"])).unwrap();
    assert_eq!((&json[1]["lines"], &json[1]["variant"]), (&serde_json::json!([2, 6]), &"spaced".into()));
    assert!(json[1]["score"].as_f64().unwrap() < json[1]["runner_up"]["score"].as_f64().unwrap());
    assert_eq!(inspect(SPACED, &["--text"]).trim_end(), SPACED.trim_end());
}
