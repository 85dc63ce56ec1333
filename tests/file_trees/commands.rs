//! Random command lines, none with `--force`.

use crate::random::Random;
use crate::tree::Tree;

/// Formats of documents.
const FORMATS: [&str; 5] = ["xlsx", "json", "csv", "jsonl", "parquet"];

/// Any command that writes.
pub(crate) fn any(random: &mut Random, tree: &Tree) -> Vec<String> {
    let input = readable(random, tree);
    let mut arguments: Vec<String> = match random.below(10) {
        0..=3 => convert(random, tree),
        4 => vec!["tables".into(), input, "-o".into(), out(random, tree, &["xlsx", "json", "csv", "md"])],
        5 => vec!["read".into(), input, "-o".into(), out(random, tree, &FORMATS)],
        6 => {
            let template =
                if random.chance(50) { sample("tests/cases/templates/department.xlsx") } else { file(random, tree) };
            vec!["fill".into(), "--template".into(), template, input, "-o".into(), out(random, tree, &["xlsx"])]
        }
        7 => vec!["diff".into(), input, readable(random, tree), "-o".into(), out(random, tree, &["xlsx"])],
        8 => {
            let input = if random.chance(50) { sample("samples/font-not-embedded/input.pdf") } else { input };
            vec!["inspect".into(), input, "--svg".into(), out(random, tree, &["svg"])]
        }
        _ => vec!["merge".into(), tree.text_of("out"), "-o".into(), out(random, tree, &[])],
    };
    if random.chance(20) {
        arguments.extend(["--lang".into(), "en".into()]);
    }
    arguments
}

fn sample(name: &str) -> String {
    format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// The same, with reviews kept in between.
pub(crate) fn any_with_reviews(random: &mut Random, tree: &Tree) -> Vec<String> {
    let mut arguments = if random.chance(60) { convert(random, tree) } else { any(random, tree) };
    if arguments.first().is_some_and(|command| command == "convert") && random.chance(50) {
        let workbooks: Vec<String> = tree
            .all()
            .into_iter()
            .filter(|path| path.extension().is_some_and(|e| e == "xlsx"))
            .map(|path| path.to_str().unwrap().to_owned())
            .collect();
        let old = if random.chance(30) { tree.text_of("out") } else { random.pick(&workbooks).clone() };
        arguments.extend(["--keep-review".into(), old.clone()]);
        if random.chance(50) && !arguments.iter().any(|a| a == "-o") {
            arguments.extend(["-o".into(), old]);
        }
    }
    arguments
}

fn convert(random: &mut Random, tree: &Tree) -> Vec<String> {
    let mut arguments = vec!["convert".to_owned()];
    let folders = ["", "甲", "out"].map(|name| tree.text_of(name));
    let several = random.chance(50);
    for _ in 0..=u64::from(several) + random.below(2) * u64::from(several) {
        let input = if random.chance(40) { random.pick(&folders).clone() } else { readable(random, tree) };
        arguments.push(input);
    }
    if random.chance(60) {
        arguments.extend(["-o".into(), out(random, tree, if several { &[] } else { &FORMATS })]);
        if random.chance(30) {
            arguments.push("--resume".into());
        }
    }
    if random.chance(40) {
        let formats = ["xlsx", "json", "csv", "xlsx,json", "csv,jsonl", "parquet,xlsx"];
        arguments.extend(["--format".into(), (*random.pick(&formats)).into()]);
    }
    if random.chance(20) {
        arguments.extend(["--merge".into(), out(random, tree, &["xlsx", "jsonl", "parquet"])]);
    }
    if random.chance(20) {
        arguments.extend(["--log".into(), out(random, tree, &["jsonl", "log"])]);
    }
    if random.chance(10) {
        arguments.extend(["--shard".into(), "1/2".into()]);
    }
    if random.chance(5) {
        arguments.extend(["--vocab".into(), file(random, tree)]);
    }
    arguments
}

/// Any file of the tree.
fn file(random: &mut Random, tree: &Tree) -> String {
    random.pick(&tree.all()).to_str().unwrap().to_owned()
}

/// Any file, mostly one that can be read.
fn readable(random: &mut Random, tree: &Tree) -> String {
    let texts: Vec<_> = tree.all().into_iter().filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
    if texts.is_empty() || random.chance(30) {
        file(random, tree)
    } else {
        random.pick(&texts).to_str().unwrap().to_owned()
    }
}

/// An output: a file that is there, also in other letters, a folder, or a new name with an ending that fits or another.
fn out(random: &mut Random, tree: &Tree, endings: &[&str]) -> String {
    match random.below(12) {
        0..=2 => file(random, tree),
        3 => {
            let path = std::path::PathBuf::from(file(random, tree));
            path.with_file_name(path.file_name().unwrap().to_string_lossy().to_uppercase()).to_str().unwrap().to_owned()
        }
        4..=5 => folder(random, tree),
        6 => name(random, tree, &["docx", "txt", "xlsx", "pdf", "json"]),
        _ if endings.is_empty() => folder(random, tree),
        _ => name(random, tree, endings),
    }
}

fn folder(random: &mut Random, tree: &Tree) -> String {
    let folders = ["", "out", "甲", "new", "new/", "甲/../out"];
    tree.text_of(folders[random.below(6) as usize])
}

fn name(random: &mut Random, tree: &Tree, endings: &[&str]) -> String {
    let stems = ["a", "A", "out", "o", "甲/a", "b.v1", "a.绩效"];
    tree.text_of(&format!("{}.{}", random.pick(&stems), random.pick(endings)))
}
