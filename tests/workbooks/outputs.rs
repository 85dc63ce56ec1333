//! Every output format from the command line: merged, with reviews kept, read back with independent readers.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use calamine::{Data, Reader, Xlsx};
use jixiao::model::{Document, RecordId, Review, Reviewed};
use jixiao::write::workbook;
use serde_json::Value;

fn jixiao(arguments: &[&str]) -> String {
    let output = Command::cargo_bin("jixiao").unwrap().args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stderr).unwrap()
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

fn document(sample_name: &str, name: &str) -> Document {
    let mut document = jixiao::convert(&sample(sample_name), &jixiao::Options::default()).unwrap();
    document.source.name = name.to_owned();
    document
}

/// A folder with two inputs of which one lies deeper.
fn inputs() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("in/区")).unwrap();
    std::fs::copy(sample("self-evaluation/input.pdf"), folder.path().join("in/a.pdf")).unwrap();
    std::fs::copy(sample("monitoring/input.pdf"), folder.path().join("in/区/b.pdf")).unwrap();
    folder
}

fn sheet(path: &Path, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap();
    book.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

fn lines(path: &Path) -> Vec<Value> {
    std::fs::read_to_string(path).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

#[test]
fn csv_files_stand_beside_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("o.csv");
    jixiao(&["convert", sample("project-list/input.pdf").to_str().unwrap(), "-o", out.to_str().unwrap()]);
    let text = std::fs::read_to_string(folder.path().join("o-三级指标.csv")).unwrap();
    assert!(text.starts_with("\u{feff}部门,项目名称,一级指标,二级指标,三级指标,年度指标值"), "{text:.80}");
    let rows = document("project-list/input.pdf", "x").forms.iter().map(|f| f.all_indicators().count()).sum::<usize>();
    // A record may hold line ends in quotes: count the names of the file.
    assert_eq!(text.matches(",input.pdf,").count(), rows);
    assert!(folder.path().join("o-问题清单.csv").exists() && !out.exists());
}

#[test]
fn many_inputs_merge_into_every_format_that_can() {
    let folder = inputs();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let mut arguments = vec!["convert".to_owned(), at("in"), "-o".into(), at("out"), "--format".into(), "jsonl".into()];
    let outputs = if cfg!(feature = "parquet") { vec!["xlsx", "jsonl", "parquet"] } else { vec!["xlsx", "jsonl"] };
    for extension in &outputs {
        arguments.extend(["--merge".to_owned(), at(&format!("all.{extension}"))]);
    }
    jixiao(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let each: Vec<Value> =
        ["out/a.jsonl", "out/区/b.jsonl"].iter().flat_map(|name| lines(Path::new(&at(name)))).collect();
    let mut merged = lines(Path::new(&at("all.jsonl")));
    // In a merged file 文件 is the path below the folder.
    assert!(merged.iter().any(|line| line["文件"] == "区/b.pdf"));
    let mut each = each;
    // Boxes went through the JSON of the run, which rounds them before the workbook does.
    each.iter_mut().chain(&mut merged).for_each(|line| line["来源位置"] = Value::Null);
    for line in &mut merged {
        let name = line["文件"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        line["文件"] = name.into();
    }
    assert_eq!(merged, each);
    let indicators = each.iter().filter(|line| line["表"] == "三级指标").count();
    assert_eq!(sheet(Path::new(&at("all.xlsx")), "三级指标").len(), indicators + 1);
    #[cfg(feature = "parquet")]
    {
        use parquet::file::reader::{FileReader, SerializedFileReader};
        let rows = |name: &str| {
            let file = std::fs::File::open(at(name)).unwrap();
            SerializedFileReader::new(file).unwrap().metadata().file_metadata().num_rows()
        };
        assert_eq!(rows("all.parquet"), i64::try_from(indicators).unwrap());
        let classes = each.iter().filter(|line| line["表"] == "一级指标").count();
        assert_eq!(rows("all-一级指标.parquet"), i64::try_from(classes).unwrap());
        // The tables of the data, a folder each.
        assert_eq!(rows("indicators/all.parquet"), i64::try_from(indicators).unwrap());
        assert_eq!(rows("documents/all.parquet"), 2);
    }
}

#[test]
fn what_cannot_be_merged_is_refused_before_the_run() {
    let folder = inputs();
    let out = folder.path().join("all.json");
    let run = Command::cargo_bin("jixiao")
        .unwrap()
        .arg("convert")
        .arg(folder.path().join("in"))
        .arg("--merge")
        .arg(&out)
        .output();
    let run = run.unwrap();
    assert!(!run.status.success() && String::from_utf8_lossy(&run.stderr).contains(".jsonl"));
    assert!(!out.exists());
}

#[test]
fn reviews_of_a_merged_workbook_go_to_their_inputs() {
    let folder = inputs();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let review = |opinion: &str| Review {
        of: RecordId::Indicator(0, Some(0), 1),
        conclusion: Some("退回".into()),
        opinion: Some(opinion.into()),
    };
    let old = |sample_name: &str, name: &str, opinion: &str| Reviewed {
        document: document(sample_name, name),
        reviews: vec![review(opinion)],
    };
    let older = [
        old("self-evaluation/input.pdf", "a.pdf", "甲"),
        old("monitoring/input.pdf", "区/b.pdf", "乙"),
        old("project-list/input.pdf", "gone.pdf", "丙"),
    ];
    std::fs::write(at("old.xlsx"), workbook::documents(older).unwrap()).unwrap();
    let said =
        jixiao(&["convert", &at("in"), "-o", &at("out"), "--merge", &at("all.xlsx"), "--keep-review", &at("old.xlsx")]);
    assert!(said.contains("gone.pdf"), "{said}");
    let opinions = |name: &str| -> Vec<String> {
        let rows = sheet(Path::new(&at(name)), "三级指标");
        let column = rows[0].iter().position(|c| *c == Data::String("审核意见".into())).unwrap();
        rows[1..].iter().map(|r| r[column].to_string()).filter(|t| !t.is_empty()).collect()
    };
    assert_eq!(opinions("out/a.xlsx"), ["甲"]);
    assert_eq!(opinions("out/区/b.xlsx"), ["乙"]);
    assert_eq!(opinions("all.xlsx"), ["甲", "乙"]);
    let sources = sheet(Path::new(&at("all.xlsx")), "来源");
    assert_eq!(sources[1].last().unwrap().to_string(), "--keep-review old.xlsx");
    // A folder of workbooks serves as well as a merged one.
    std::fs::rename(at("out"), at("earlier")).unwrap();
    jixiao(&["convert", &at("in"), "-o", &at("out"), "--keep-review", &at("earlier")]);
    assert_eq!(opinions("out/区/b.xlsx"), ["乙"]);
}

#[test]
fn workbooks_of_the_samples_are_what_the_program_makes_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut compared = 0;
    for entry in std::fs::read_dir(sample("")).unwrap() {
        let (input, output) =
            (entry.as_ref().unwrap().path().join("input.pdf"), entry.unwrap().path().join("output.xlsx"));
        if !output.exists() {
            continue;
        }
        let made = folder.path().join(format!("{compared}.xlsx"));
        jixiao(&["convert", input.to_str().unwrap(), "-o", made.to_str().unwrap()]);
        let same = std::fs::read(&made).unwrap() == std::fs::read(&output).unwrap();
        assert!(same, "{} is older than the program: see samples/README.md", output.display());
        compared += 1;
    }
    assert_eq!(compared, 9);
}
