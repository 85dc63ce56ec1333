//! Folders converted → each input's own output.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jixiao::write::workbook::Origin;
use jixiao::write::{Format, atomic};

use crate::random::Random;
use crate::tree::Tree;

const INPUTS: [&str; 11] = ["pdf", "txt", "tsv", "csv", "xlsx", "xlsm", "xls", "xlsb", "ods", "et", "docx"];

/// An input and a format: its name, its content, the ending of the output.
type Key = (PathBuf, Vec<u8>, &'static str);

/// What converting files alone gives, by name and content.
#[derive(Default)]
pub(crate) struct Alone(BTreeMap<Key, Option<Vec<u8>>>);

impl Alone {
    /// The bytes of an input's output; none where it cannot be read.
    fn of(&mut self, input: &Path, format: Format) -> Option<Vec<u8>> {
        let name = PathBuf::from(input.file_name().unwrap());
        let key = (name, std::fs::read(input).unwrap(), format.extension());
        self.0.entry(key).or_insert_with(|| convert(input, format)).clone()
    }
}

fn convert(input: &Path, format: Format) -> Option<Vec<u8>> {
    let document = jixiao::convert(input, &jixiao::Options::default()).ok()?;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("alone").with_extension(format.extension());
    let files = format.finished(&document, &[], &Origin::default(), &path).unwrap();
    atomic::put(files, |_| jixiao::write::Replace::Nothing).unwrap();
    Some(std::fs::read(path).unwrap())
}

/// Converts a tree, beside its inputs or into a folder, and again; gives the number of inputs that can be read.
pub(crate) fn check(run: u64, random: &mut Random, tree: &mut Tree, alone: &mut Alone) -> usize {
    // A run does not touch a folder whose journal is somebody else's file.
    if tree.files.keys().any(|path| path.file_name().is_some_and(|name| name == "jixiao.journal.jsonl")) {
        return 0;
    }
    let format = *random.pick(&[Format::Json, Format::Xlsx]);
    let inputs: Vec<PathBuf> = tree.files.keys().filter(|path| is_input(tree.root(), path)).cloned().collect();
    let root = tree.text_of("");
    let mut arguments = vec!["convert".to_owned(), root, "--format".to_owned(), format.extension().to_owned()];
    let inside = ["results", "甲/results", "new/deep"];
    match random.below(3) {
        0 => {}
        1 => arguments.extend(["-o".to_owned(), tree.text_of(inside[random.below(3) as usize])]),
        _ => arguments.extend(["-o".to_owned(), tree.text_of("")]),
    }
    // One output of each content of each name: what several inputs share is one, that of the first.
    let mut wanted: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    let mut contents = BTreeSet::new();
    for input in order(tree.root(), &inputs) {
        if contents.insert(std::fs::read(&input).unwrap())
            && let Some(bytes) = alone.of(&input, format)
        {
            *wanted.entry(bytes).or_default() += 1;
        }
    }
    // Where something of somebody else's stands in the place of an output there is none, and that is said.
    let occupied = tree
        .files
        .keys()
        .any(|path| path.extension().is_some_and(|e| e == format.extension()) && !is_input(tree.root(), path));
    for round in 0..if random.chance(30) { 2 } else { 1 } {
        tree.run(&arguments);
        tree.check(run, &arguments);
        let mut found: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
        for path in tree.outputs().iter().filter(|path| is_output(path, format)) {
            *found.entry(std::fs::read(path).unwrap()).or_default() += 1;
        }
        if occupied {
            assert!(found.keys().all(|bytes| wanted.contains_key(bytes)), "run {run}, round {round}: {arguments:?}");
        } else {
            assert!(
                found == wanted,
                "run {run}, round {round}: {} for {} by {arguments:?}, inputs {inputs:?}, now {:?}",
                found.len(),
                wanted.len(),
                tree.all()
            );
        }
    }
    wanted.len()
}

/// As the program lists them: by their path below the folder.
fn order(root: &Path, inputs: &[PathBuf]) -> Vec<PathBuf> {
    let mut inputs = inputs.to_vec();
    inputs.sort_by(|a, b| a.strip_prefix(root).unwrap().cmp(b.strip_prefix(root).unwrap()));
    inputs
}

fn is_input(root: &Path, path: &Path) -> bool {
    let hidden =
        path.strip_prefix(root).unwrap().components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let holds_table = || std::fs::read_to_string(path).is_ok_and(|text| text.contains("--") && text.contains('|'));
    !hidden && (INPUTS.contains(&ending.as_str()) || ending == "md" && holds_table())
}

fn is_output(path: &Path, format: Format) -> bool {
    let hidden = path.components().any(|part| part.as_os_str().to_string_lossy().starts_with(".jixiao"));
    !hidden && path.extension().is_some_and(|e| e == format.extension())
}
