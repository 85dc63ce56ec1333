//! Random command lines, none with `--force`.

use crate::random::Random;
use crate::tree::Tree;

/// Any command that writes.
pub(crate) fn any(random: &mut Random, tree: &Tree) -> Vec<String> {
    let mut arguments: Vec<String> = match random.below(10) {
        0..=3 => convert(random, tree),
        4 => vec!["tables".into(), file(random, tree), "-o".into(), out(random, tree)],
        5 => vec!["read".into(), file(random, tree), "-o".into(), out(random, tree)],
        6 => {
            let (template, input) = (file(random, tree), file(random, tree));
            vec!["fill".into(), "--template".into(), template, input, "-o".into(), out(random, tree)]
        }
        7 => vec!["diff".into(), file(random, tree), file(random, tree), "-o".into(), out(random, tree)],
        8 => vec!["inspect".into(), file(random, tree), "--svg".into(), out(random, tree)],
        _ => vec!["merge".into(), tree.text_of("out"), "-o".into(), out(random, tree)],
    };
    if random.chance(20) {
        arguments.extend(["--lang".into(), "en".into()]);
    }
    arguments
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
    for _ in 0..=random.below(2) {
        let folder = ["", "甲", "out"].map(|name| tree.text_of(name));
        let input = if random.chance(40) { random.pick(&folder).clone() } else { file(random, tree) };
        arguments.push(input);
    }
    if random.chance(60) {
        arguments.extend(["-o".into(), out(random, tree)]);
        if random.chance(30) {
            arguments.push("--resume".into());
        }
    }
    if random.chance(40) {
        let formats = ["xlsx", "json", "csv", "xlsx,json", "csv,jsonl", "parquet,xlsx"];
        arguments.extend(["--format".into(), (*random.pick(&formats)).into()]);
    }
    if random.chance(20) {
        arguments.extend(["--merge".into(), out(random, tree)]);
    }
    if random.chance(20) {
        arguments.extend(["--log".into(), out(random, tree)]);
    }
    if random.chance(10) {
        arguments.extend(["--shard".into(), "1/2".into()]);
    }
    if random.chance(10) {
        arguments.extend(["--vocab".into(), file(random, tree)]);
    }
    arguments
}

/// Any file of the tree.
fn file(random: &mut Random, tree: &Tree) -> String {
    random.pick(&tree.all()).to_str().unwrap().to_owned()
}

/// An output: a file that is there, also in other letters, a folder, or a new name.
fn out(random: &mut Random, tree: &Tree) -> String {
    match random.below(8) {
        0..=1 => file(random, tree),
        2 => {
            let path = std::path::PathBuf::from(file(random, tree));
            path.with_file_name(path.file_name().unwrap().to_string_lossy().to_uppercase()).to_str().unwrap().to_owned()
        }
        3 => {
            let folders = ["", "out", "甲", "new", "new/", "甲/../out"];
            tree.text_of(folders[random.below(6) as usize])
        }
        _ => {
            let ending = random.pick(&["xlsx", "json", "csv", "jsonl", "parquet", "svg", "md", "docx", "txt"]);
            tree.text_of(&format!("{}.{ending}", random.pick(&["a", "A", "out", "o", "甲/a", "b.v1"])))
        }
    }
}
