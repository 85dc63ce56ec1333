//! What is written where: nothing of the user's is written over or removed, names never meet, outputs are no inputs.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot set up its folders must fail")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use jixiao::model::{RecordId, Review, Reviewed};
use jixiao::write::mark::{self, Seen};
use jixiao::write::workbook;

struct Folder(tempfile::TempDir);

impl Folder {
    /// A folder with these files: a small form of the name's own content, or for `.pdf`, `.bad` and the like what the name says.
    fn with(names: &[&str]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for name in names {
            folder.put(name, form(name).as_bytes());
        }
        folder
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    /// Exit code and what was said; the folder is the current one.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let run = Command::new(assert_cmd::cargo::cargo_bin("jixiao"))
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .unwrap();
        (run.status.code().unwrap(), String::from_utf8_lossy(&run.stderr).into_owned())
    }

    fn done(&self, arguments: &[&str]) -> String {
        let (code, said) = self.run(arguments);
        assert_eq!(code, 0, "{arguments:?}: {said}");
        said
    }

    /// The command is refused with the code and the word, and changes no file.
    fn refused(&self, code: i32, word: &str, arguments: &[&str]) {
        let before = self.files();
        let (found, said) = self.run(arguments);
        assert_eq!(found, code, "{arguments:?}: {said}");
        assert!(said.contains(word), "{arguments:?}: {said}");
        assert!(before == self.files(), "{arguments:?} changed files: {said}");
    }

    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        fn walk(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, found);
                } else if path.file_name().is_some_and(|name| name != ".jixiao.lock") {
                    found.insert(path.clone(), std::fs::read(path).unwrap());
                }
            }
        }
        let mut found = BTreeMap::new();
        walk(self.0.path(), &mut found);
        found
    }

    /// Names below the folder, sorted.
    fn names(&self, ending: &str) -> Vec<String> {
        let relative = |path: &PathBuf| path.strip_prefix(self.0.path()).unwrap().display().to_string();
        self.files().keys().filter(|path| path.extension().is_some_and(|e| e == ending)).map(relative).collect()
    }
}

fn form(name: &str) -> String {
    format!(
        "某局2023年部门整体预算绩效目标申报表\n部门名称：{name}局\n年度总体目标：完成各项工作。\n\
         一级指标\t二级指标\t三级指标\t年度指标值\n产出指标\t数量指标\t培训场次\t≥5场\n"
    )
}

/// A workbook that somebody else made.
fn others_workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_string(0, 0, "别人的").unwrap();
    book.save_to_buffer().unwrap()
}

/// The standard workbook of an input with an opinion on its first indicator.
fn reviewed(folder: &Folder, input: &str, opinion: &str) -> Vec<u8> {
    let document = jixiao::convert(&folder.path(input), &jixiao::Options::default()).unwrap();
    let review = Review { of: RecordId::Indicator(0, Some(0), 0), conclusion: None, opinion: Some(opinion.into()) };
    workbook::documents([Reviewed { document, reviews: vec![review] }]).unwrap()
}

fn opinions(folder: &Folder, workbook: &str) -> Vec<String> {
    let read = jixiao::read(&folder.path(workbook), &jixiao::Options::default()).unwrap();
    read.into_iter().flat_map(|one| one.reviews).filter_map(|review| review.opinion).collect()
}

#[test]
fn a_workbook_that_cannot_be_read_stays() {
    let folder = Folder::with(&["b.txt"]);
    folder.put("a.xlsx", b"PK\x03\x04 broken");
    for arguments in [&["convert", "."][..], &["convert", "a.xlsx"], &["convert", ".", "-o", "."]] {
        let (code, _) = folder.run(arguments);
        assert_eq!(code, 1);
        assert_eq!(folder.read("a.xlsx"), b"PK\x03\x04 broken");
    }
}

#[test]
fn no_output_is_a_file_that_the_command_line_names() {
    let folder = Folder::with(&["a.txt", "b.txt"]);
    folder.put("in.xlsx", &others_workbook());
    let template =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/templates/department.xlsx")).unwrap();
    folder.put("t.xlsx", &template);
    folder.put("w.json", b"");
    let word = "输入";
    folder.refused(1, word, &["convert", "in.xlsx", "-o", "in.xlsx"]);
    folder.refused(1, word, &["convert", "in.xlsx", "-o", "in.xlsx", "--force"]);
    folder.refused(1, word, &["convert", "in.xlsx", "-o", "IN.XLSX"]);
    folder.refused(1, word, &["convert", "in.xlsx", "-o", "./x/../in.xlsx", "--force"]);
    folder.refused(1, word, &["convert", "a.txt", "--vocab", "w.json", "-o", "w.json", "--force"]);
    folder.refused(1, word, &["convert", "a.txt", "b.txt", "--merge", "in.xlsx", "in.xlsx", "--force"]);
    folder.refused(1, word, &["convert", "a.txt", "--log", "a.txt", "--force"]);
    folder.refused(1, word, &["fill", "--template", "t.xlsx", "a.txt", "-o", "t.xlsx", "--force"]);
    folder.refused(1, word, &["read", "in.xlsx", "-o", "in.xlsx", "--force"]);
    folder.refused(1, word, &["tables", "in.xlsx", "-o", "in.xlsx", "--force"]);
    folder.refused(1, word, &["diff", "a.txt", "in.xlsx", "-o", "in.xlsx", "--force"]);
    #[cfg(unix)]
    {
        std::fs::hard_link(folder.path("in.xlsx"), folder.path("hard.xlsx")).unwrap();
        std::os::unix::fs::symlink("in.xlsx", folder.path("soft.xlsx")).unwrap();
        folder.refused(1, word, &["convert", "in.xlsx", "-o", "hard.xlsx", "--force"]);
        folder.refused(1, word, &["convert", "in.xlsx", "-o", "soft.xlsx", "--force"]);
    }
}

#[test]
fn a_file_of_someone_elses_is_replaced_only_by_force() {
    let folder = Folder::with(&["a.txt"]);
    folder.put("b.pdf", b"%PDF of the user's");
    folder.put("t.csv", b"1,2\n");
    folder.put("o.xlsx", &others_workbook());
    folder.put("s.svg", b"<svg/>");
    let pdf = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/font-not-embedded/input.pdf");
    folder.refused(1, "--force", &["convert", "a.txt", "--log", "b.pdf"]);
    folder.refused(1, "--keep-review", &["convert", "a.txt", "-o", "o.xlsx"]);
    folder.refused(1, "--force", &["convert", "a.txt", "-o", "out", "--merge", "o.xlsx"]);
    folder.refused(1, "--force", &["tables", "a.txt", "-o", "t.csv"]);
    folder.refused(1, "--force", &["tables", "a.txt", "-o", "o.xlsx"]);
    folder.refused(1, "--force", &["read", "a.txt", "-o", "o.xlsx"]);
    folder.refused(1, "--force", &["diff", "a.txt", "a.txt", "-o", "o.xlsx"]);
    folder.refused(1, "--force", &["inspect", pdf, "--svg", "s.svg"]);
    folder.done(&["tables", "a.txt", "-o", "t.csv", "--force"]);
    folder.done(&["convert", "a.txt", "-o", "o.xlsx", "--force"]);
    assert_eq!(mark::of(&folder.path("o.xlsx")).unwrap(), Seen::Unchanged);
}

#[test]
fn a_filled_template_is_someone_elses() {
    let folder = Folder::with(&["a.txt"]);
    let template = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/templates/card.xlsx");
    folder.done(&["fill", "--template", template, "a.txt", "-o", "f.xlsx"]);
    folder.put("b.txt", form("b").as_bytes());
    folder.refused(1, "--force", &["fill", "--template", template, "b.txt", "-o", "f.xlsx"]);
}

#[test]
fn outputs_as_they_were_written_are_written_anew_and_saved_ones_are_not() {
    let folder = Folder::with(&["a.txt", "b.txt"]);
    let parquet = if cfg!(feature = "parquet") { &["p.parquet"][..] } else { &[] };
    for out in ["a.xlsx", "a.json"].iter().chain(parquet) {
        folder.done(&["convert", "a.txt", "-o", out]);
        let first = folder.read(out);
        assert_eq!(mark::of(&folder.path(out)).unwrap(), Seen::Unchanged, "{out}");
        folder.done(&["convert", "a.txt", "-o", out]);
        assert!(first == folder.read(out), "{out} differs the second time");
        folder.done(&["convert", "b.txt", "-o", out]);
        folder.done(&["convert", "a.txt", "-o", out]);
        // Somebody saves it: one byte more, one byte other.
        let mut more = first.clone();
        more.push(b'\n');
        let mut other = first.clone();
        let middle = other.len() / 2;
        other[middle] ^= 1;
        for saved in [more, other] {
            folder.put(out, &saved);
            folder.refused(1, "--keep-review", &["convert", "a.txt", "-o", out]);
        }
        std::fs::remove_file(folder.path(out)).unwrap();
    }
    let pdf = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/font-not-embedded/input.pdf");
    for (command, out) in [("tables", "t.json"), ("tables", "t.xlsx"), ("inspect", "s.svg")] {
        let option = if command == "tables" { "-o" } else { "--svg" };
        for _ in 0..2 {
            folder.done(&[command, pdf, option, out]);
            assert_eq!(mark::of(&folder.path(out)).unwrap(), Seen::Unchanged, "{out}");
        }
    }
    for _ in 0..2 {
        folder.done(&["convert", "a.txt", "--log", "run.jsonl"]);
        assert_eq!(mark::of(&folder.path("run.jsonl")).unwrap(), Seen::Unchanged);
    }
}

/// In an output folder the journal knows also what has no mark.
#[test]
fn the_journal_knows_what_was_written() {
    let folder = Folder::with(&["in/a.txt", "in/b.txt"]);
    let run = ["convert", "in", "-o", "out", "--format", "csv,jsonl", "--merge", "all.jsonl"];
    folder.done(&run);
    let before = folder.files();
    folder.done(&run);
    assert_eq!(before.keys().collect::<Vec<_>>(), folder.files().keys().collect::<Vec<_>>());
    folder.put("in/a.txt", form("c").as_bytes());
    folder.done(&run);
    folder.put("out/a-三级指标.csv", b"mine\n");
    let (code, said) = folder.run(&run);
    assert!(code == 1 && said.contains("a-三级指标.csv") && said.contains("--force"), "{said}");
    assert_eq!(folder.read("out/a-三级指标.csv"), b"mine\n");
    // What was written for inputs of an earlier run stays known.
    folder.put("one/d.txt", form("d").as_bytes());
    folder.done(&["convert", "one", "-o", "out", "--format", "jsonl"]);
    folder.put("in/b.txt", form("e").as_bytes());
    folder.done(&["convert", "in/b.txt", "-o", "out", "--format", "jsonl"]);
    folder.put("x/jixiao.journal.jsonl", b"the user's\n");
    folder.refused(1, "jixiao.journal.jsonl", &["convert", "in", "-o", "x"]);
}

#[test]
fn outputs_of_inputs_that_fail_now_are_kept_and_named() {
    let folder = Folder::with(&["in/a.txt"]);
    folder.done(&["convert", "in", "-o", "out", "--format", "json,csv"]);
    folder.done(&["convert", "in/a.txt"]);
    let written = folder.files();
    folder.put("in/a.txt", &[0, 159, 146, 150, 0, 1]);
    let (code, said) = folder.run(&["convert", "in", "-o", "out", "--format", "json,csv"]);
    assert!(code == 1 && said.contains("a.json") && said.contains("a-三级指标.csv") && said.contains("保留"), "{said}");
    let (code, said) = folder.run(&["convert", "in/a.txt", "--lang", "en"]);
    assert!(code == 1 && said.contains("a.xlsx") && said.contains("stays as it was"), "{said}");
    let now = folder.files();
    for (path, bytes) in
        written.iter().filter(|(path, _)| !path.ends_with("a.txt") && !path.ends_with("jixiao.journal.jsonl"))
    {
        assert!(now.get(path) == Some(bytes), "{}", path.display());
    }
    // And they are still known for what they are.
    folder.put("in/a.txt", form("a").as_bytes());
    folder.done(&["convert", "in", "-o", "out", "--format", "json,csv"]);
}

#[test]
fn names_of_two_inputs_never_meet() {
    let names = ["a.txt", "a.tsv", "a(2).txt", "A.txt", "甲/e\u{301}.txt", "甲/\u{e9}.txt", "b.v1.txt", "b.v2.txt"];
    let folder = Folder::with(&names);
    folder.done(&["convert", ".", "--format", "json"]);
    folder.done(&["convert", ".", "-o", "out", "--format", "json"]);
    folder.done(&["convert", "a.txt", "a.tsv", "甲/e\u{301}.txt", "-o", "few", "--format", "json"]);
    for (below, count) in [("", names.len()), ("out/", names.len()), ("few/", 3)] {
        let outputs: Vec<String> = folder.names("json").into_iter().filter(|name| name.starts_with(below)).collect();
        let own: Vec<&String> =
            outputs.iter().filter(|name| !below.is_empty() || !name.starts_with(['o', 'f'])).collect();
        assert_eq!(own.len(), count, "{below}: {own:?}");
        // Each is of another input.
        let mut contents: Vec<Vec<u8>> = own.iter().map(|name| folder.read(name)).collect();
        contents.sort();
        contents.dedup();
        assert_eq!(contents.len(), count, "{below}: {own:?}");
    }
    assert!(folder.path("a(2).json").exists() && folder.path("b.v1.json").exists());
}

#[test]
fn a_workbook_without_an_output_has_its_own_beside_it() {
    let folder = Folder::with(&["a.txt"]);
    let others = others_workbook();
    folder.put("名称.xlsx", &others);
    folder.put("b.xlsm", &others_workbook());
    folder.done(&["convert", "名称.xlsx"]);
    assert!(folder.read("名称.xlsx") == others);
    let first = folder.read("名称.绩效.xlsx");
    folder.done(&["convert", "."]);
    assert_eq!(folder.names("xlsx"), ["a.xlsx", "b.绩效.xlsx", "名称.xlsx", "名称.绩效.xlsx"]);
    assert!(folder.read("名称.绩效.xlsx") == first);
    // Into the folder itself a workbook does not get its own name either.
    folder.done(&["convert", "名称.xlsx", "-o", "."]);
    assert!(folder.read("名称.xlsx") == others);
}

#[test]
fn outputs_are_no_inputs_of_a_walk() {
    let folder = Folder::with(&["a.txt", "甲/b.txt"]);
    folder.done(&["convert", "."]);
    let before = folder.files();
    let said = folder.done(&["convert", "."]);
    assert!(said.contains("2个文件") && before == folder.files(), "{said}");
    // The output folder in the inputs, and another run's.
    folder.done(&["convert", ".", "-o", "out", "--format", "xlsx,csv"]);
    let said = folder.done(&["convert", ".", "-o", "other", "--lang", "en"]);
    assert!(said.contains("2 files: 2 converted"), "{said}");
    assert!(said.contains("outputs of this program are no inputs"), "{said}");
    // CSV files beside the inputs are known by their headings.
    folder.done(&["convert", "甲", "--format", "csv"]);
    let said = folder.done(&["convert", "甲", "-o", "third"]);
    assert!(said.contains("转换1个"), "{said}");
    // By name it is read, also where somebody saved it.
    folder.done(&["convert", "a.xlsx", "-o", "again.json"]);
    assert!(folder.path("again.json").exists());
}

#[test]
fn an_output_says_what_it_is() {
    let folder = Folder::with(&["a.txt", "b.txt"]);
    for out in ["a.docx", "a.pdf", "v1.2"] {
        folder.refused(2, ".xlsx, .json", &["convert", "a.txt", "-o", out]);
    }
    folder.refused(2, ".xlsx", &["read", "a.txt", "-o", "a.docx"]);
    folder.refused(2, "--merge", &["convert", "a.txt", "b.txt", "-o", "all.xlsx"]);
    std::fs::create_dir(folder.path("there.json")).unwrap();
    folder.done(&["convert", "a.txt", "-o", "there.json"]);
    folder.done(&["convert", "a.txt", "-o", "new.d/"]);
    folder.done(&["convert", "a.txt", "-o", "plain"]);
    folder.done(&["convert", "a.txt", "b.txt", "-o", "v1.2"]);
    assert_eq!(
        folder.names("xlsx"),
        ["new.d/a.xlsx", "plain/a.xlsx", "there.json/a.xlsx", "v1.2/a.xlsx", "v1.2/b.xlsx"]
    );
}

#[test]
fn verdicts_survive_the_same_command_and_can_be_kept() {
    let folder = Folder::with(&["a.txt", "b.txt"]);
    let old = reviewed(&folder, "a.txt", "请补充依据");
    folder.put("a.xlsx", &old);
    folder.refused(1, "--keep-review", &["convert", "a.txt"]);
    folder.refused(1, "--keep-review", &["convert", "a.txt", "-o", "a.xlsx"]);
    folder.done(&["convert", "a.txt", "-o", "a.xlsx", "--keep-review", "a.xlsx"]);
    assert_eq!(opinions(&folder, "a.xlsx"), ["请补充依据"]);
    // What was carried over is as little this program's as what was typed.
    folder.put("a.txt", form("另").as_bytes());
    folder.refused(1, "--keep-review", &["convert", "a.txt"]);
    folder.put("b.txt", form("b").replace("培训场次", "发放册数").as_bytes());
    // Another document has no place for it: refused rather than lost. By force it stands among the findings.
    folder.refused(1, "审核意见", &["convert", "b.txt", "-o", "a.xlsx", "--keep-review", "a.xlsx"]);
    folder.done(&["convert", "b.txt", "-o", "a.xlsx", "--keep-review", "a.xlsx", "--force"]);
    // Only its own workbook takes its place.
    folder.put("a.xlsx", &old);
    folder.refused(1, "输入", &["convert", "b.txt", "-o", "b.json", "--log", "a.xlsx", "--keep-review", "a.xlsx"]);
    // A conversion that fails leaves it.
    folder.put("a.xlsx", &old);
    folder.put("bad.pdf", &[0, 159, 146, 150]);
    let (code, _) = folder.run(&["convert", "bad.pdf", "-o", "a.xlsx", "--keep-review", "a.xlsx"]);
    assert!(code == 1 && folder.read("a.xlsx") == old);
}

#[test]
fn verdicts_in_an_output_folder_survive_and_can_be_kept() {
    let folder = Folder::with(&["in/a.txt", "in/b.txt"]);
    folder.done(&["convert", "in", "-o", "out"]);
    folder.put("out/a.xlsx", &reviewed(&folder, "in/a.txt", "退回修改"));
    let (code, said) = folder.run(&["convert", "in", "-o", "out"]);
    assert!(code == 1 && said.contains("--keep-review"), "{said}");
    assert_eq!(opinions(&folder, "out/a.xlsx"), ["退回修改"]);
    folder.done(&["convert", "in", "-o", "out", "--keep-review", "out"]);
    assert_eq!(opinions(&folder, "out/a.xlsx"), ["退回修改"]);
    // Not even after a run that kept reviews and failed.
    let text = folder.read("in/a.txt");
    folder.put("in/a.txt", &[0, 159, 146, 150]);
    let (code, _) = folder.run(&["convert", "in", "-o", "out", "--keep-review", "out"]);
    assert_eq!(code, 1);
    folder.put("in/a.txt", &text);
    let (code, _) = folder.run(&["convert", "in", "-o", "out", "--lang", "en"]);
    assert!(code == 1);
    assert_eq!(opinions(&folder, "out/a.xlsx"), ["退回修改"]);
}

#[test]
fn folders_brought_together_replace_nothing_of_others() {
    let folder = Folder::with(&["1/a.txt", "2/a.tsv"]);
    folder.done(&["convert", "1", "-o", "o1", "--format", "json"]);
    folder.done(&["convert", "2", "-o", "o2", "--format", "json"]);
    folder.put("all/a.json", b"{}");
    folder.refused(1, "--force", &["merge", "o1", "o2", "-o", "all"]);
    std::fs::remove_file(folder.path("all/a.json")).unwrap();
    folder.done(&["merge", "o1", "o2", "-o", "all"]);
    folder.done(&["merge", "o1", "o2", "-o", "all"]);
    let outputs: Vec<String> = folder.names("json").into_iter().filter(|name| name.starts_with("all/")).collect();
    assert_eq!(outputs.len(), 2, "{outputs:?}");
    assert_ne!(folder.read(&outputs[0]), folder.read(&outputs[1]));
}

#[test]
fn hidden_files_that_look_like_ours_stay() {
    let folder = Folder::with(&["a.txt"]);
    folder.put("out/.jixiao-note12", b"mine");
    folder.put("out/.jixiao-", b"mine");
    folder.done(&["convert", "a.txt", "-o", "out"]);
    assert_eq!(folder.read("out/.jixiao-note12"), b"mine");
    assert_eq!(folder.read("out/.jixiao-"), b"mine");
}

#[test]
fn tables_are_no_formulas_and_no_markup() {
    let folder = Folder::with(&[]);
    folder.put("t.txt", "名称\t内容\n=1+1\t@SUM(A1)\n-5\t<b>[x](y)`c`</b>\n+甲\t1\n".as_bytes());
    folder.done(&["tables", "t.txt", "-o", "t.csv"]);
    let csv = String::from_utf8(folder.read("t.csv")).unwrap();
    assert!(csv.contains("\r\n'=1+1,'@SUM(A1)\r\n-5,"), "{csv}");
    assert!(csv.contains("\r\n'+甲,1\r\n"), "{csv}");
    folder.done(&["tables", "t.txt", "-o", "t.md"]);
    let markdown = String::from_utf8(folder.read("t.md")).unwrap();
    assert!(markdown.contains("\\<b\\>\\[x\\](y)\\`c\\`\\</b\\>"), "{markdown}");
}
