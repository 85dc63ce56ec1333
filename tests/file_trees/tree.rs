//! A folder of inputs and of other files, and what became of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::random::Random;

/// Stems of names that come near each other or near what the program writes.
const STEMS: [&str; 14] = [
    "a",
    "A",
    "a(2)",
    "a.绩效",
    "b.v1",
    "e\u{301}",
    "\u{e9}",
    "表 一",
    "a-项目",
    ".jixiao-note12",
    "jixiao.journal",
    "out",
    "x;y",
    "-n",
];

const FOLDERS: [&str; 6] = ["", "", "甲", "甲/乙", "out", "B"];

pub(crate) struct Tree {
    folder: tempfile::TempDir,
    /// Files of somebody else's, with their bytes.
    pub(crate) files: BTreeMap<PathBuf, Vec<u8>>,
    /// How many inputs were made: each has content of its own.
    made: u64,
}

impl Tree {
    /// A handful of files.
    pub(crate) fn new(random: &mut Random) -> Self {
        let mut tree =
            Self { folder: tempfile::tempdir().unwrap(), files: BTreeMap::new(), made: 10 * random.below(2) };
        for _ in 0..3 + random.below(5) {
            tree.add(random);
        }
        tree
    }

    /// Texts with indicators and their workbooks, in an output folder or beside them.
    pub(crate) fn reviewed(random: &mut Random) -> Self {
        let mut tree =
            Self { folder: tempfile::tempdir().unwrap(), files: BTreeMap::new(), made: 10 * random.below(2) };
        for name in ["a.txt", "b.txt", "甲/a.txt"] {
            let bytes = tree.text();
            tree.put(name, bytes);
        }
        let (root, out) = (tree.text_of(""), tree.text_of("out"));
        tree.run(&["convert".into(), root.clone()]);
        tree.run(&["convert".into(), root.clone(), "-o".into(), out]);
        tree.run(&["convert".into(), tree.text_of("a.txt"), "-o".into(), tree.text_of("alone.xlsx")]);
        tree.run(&["convert".into(), tree.text_of("甲"), "--merge".into(), tree.text_of("all.xlsx")]);
        tree
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path in the tree as an argument.
    pub(crate) fn text_of(&self, path: &str) -> String {
        self.root().join(path).to_str().unwrap().to_owned()
    }

    fn put(&mut self, name: &str, bytes: Vec<u8>) {
        let path = self.root().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &bytes).unwrap();
        self.files.insert(path, bytes);
    }

    fn add(&mut self, random: &mut Random) {
        let folder = *random.pick(&FOLDERS);
        let stem = *random.pick(&STEMS);
        let (ending, bytes) = match random.below(12) {
            0..=4 => ("txt", self.text()),
            5 => ("pdf", self.pdf()),
            6 => ("xlsx", self.workbook()),
            7 => ("PDF", b"%PDF-1.4\n1 0 obj".to_vec()),
            8 => ("pdf", vec![0, 159, 146, 150, 0, 1, self.made as u8]),
            9 => ("csv", "名称,数值\n甲,1\n".into()),
            10 => (*random.pick(&["json", "jsonl", "md", "svg", "parquet"]), b"{\"of\": \"somebody else\"}\n".to_vec()),
            _ => ("docx", b"not read".to_vec()),
        };
        self.made += 1;
        let name = if folder.is_empty() { format!("{stem}.{ending}") } else { format!("{folder}/{stem}.{ending}") };
        if !self.root().join(&name).exists() {
            self.put(&name, bytes);
        }
        #[cfg(unix)]
        if random.chance(10) {
            let (link, to) = (self.root().join("link.txt"), self.files.keys().next().unwrap().clone());
            if std::os::unix::fs::symlink(&to, &link).is_ok() {
                self.files.insert(link, self.files[&to].clone());
            }
        }
    }

    /// A small form.
    fn text(&mut self) -> Vec<u8> {
        self.made += 1;
        let number = self.made;
        let rows: String =
            (0..=number % 3).map(|n| format!("产出指标\t数量指标\t培训场次{n}\t≥{}场\n", number + n)).collect();
        format!(
            "某局2023年部门整体预算绩效目标申报表\n部门名称：某局{number}\n年度总体目标：完成{number}项工作。\n\
             一级指标\t二级指标\t三级指标\t年度指标值\n{rows}"
        )
        .into_bytes()
    }

    fn pdf(&mut self) -> Vec<u8> {
        let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/font-not-embedded/input.pdf");
        let mut bytes = std::fs::read(sample).unwrap();
        bytes.extend(format!("%{}\n", self.made).into_bytes());
        bytes
    }

    fn workbook(&mut self) -> Vec<u8> {
        let mut book = rust_xlsxwriter::Workbook::new();
        // Fixed, so that the same number gives the same bytes.
        let created = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 1, 1).unwrap();
        book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&created));
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, format!("项目名称{}", self.made)).unwrap();
        sheet.write_string(1, 0, "某项目").unwrap();
        book.save_to_buffer().unwrap()
    }

    /// Runs the program; gives its exit code. It never crashes.
    pub(crate) fn run(&self, arguments: &[String]) -> i32 {
        let run = Command::new(assert_cmd::cargo::cargo_bin("jixiao"))
            .args(arguments)
            .current_dir(self.root())
            .stdin(std::process::Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stderr);
        let code = run.status.code().unwrap_or(-1);
        assert!((0..=2).contains(&code) && !said.contains("panicked"), "{arguments:?}: {code} {said}");
        code
    }

    /// Every file of the tree but those of somebody else's.
    pub(crate) fn outputs(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        walk(self.root(), &mut found);
        found.retain(|path| !self.files.contains_key(path));
        found
    }

    /// All files, for commands to name.
    pub(crate) fn all(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        walk(self.root(), &mut found);
        found
    }

    /// Somebody saves an output: from now on it is his.
    pub(crate) fn save_an_output(&mut self, random: &mut Random) {
        let outputs = self.outputs();
        if outputs.is_empty() {
            return;
        }
        let path = random.pick(&outputs).clone();
        let hidden = path.file_name().unwrap().to_string_lossy().starts_with('.');
        let journal = path.file_name().is_some_and(|name| name == "jixiao.journal.jsonl");
        let cache = path.components().any(|part| part.as_os_str() == ".jixiao");
        if hidden || journal || cache {
            return;
        }
        let mut bytes = std::fs::read(&path).unwrap();
        bytes.push(b' ');
        std::fs::write(&path, &bytes).unwrap();
        self.files.insert(path, bytes);
    }

    /// All files of somebody else's are as they were, and nothing unfinished is left.
    pub(crate) fn check(&self, run: u64, arguments: &[String]) {
        for (path, bytes) in &self.files {
            let now = std::fs::read(path);
            assert!(now.is_ok_and(|now| now == *bytes), "run {run}: {} changed by {arguments:?}", path.display());
        }
        let left = self.outputs().into_iter().find(|path| path.to_string_lossy().contains(".jixiao-unfinished"));
        assert!(left.is_none(), "run {run}: {left:?} left by {arguments:?}");
    }
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path);
        }
    }
}
