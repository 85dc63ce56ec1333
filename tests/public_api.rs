//! The interface of the library is what `public-api.txt` lists, on purpose: `UPDATE=1 cargo test --test public_api` writes it anew.
//!
//! The lint `unreachable_pub` holds every other item to `pub(crate)`, so that all that is written `pub` can be named from outside.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot read the sources must fail; figures are printed where asked for"
)]

use std::path::{Path, PathBuf};

/// The most items the interface may have.
const MOST: usize = 120;

/// Where the interface is; what else is public is hidden from the documentation: for the tests of this repository.
const INTERFACE: [&str; 11] = [
    "lib.rs",
    "options.rs",
    "error",
    "wording.rs",
    "findings/",
    "diff/",
    "model/",
    "template/",
    "validate/outcome.rs",
    "validate/rules.rs",
    "vocabulary/mod.rs",
];

/// Files of the model whose types only stages exchange.
const EXCHANGED: [&str; 7] =
    ["budget.rs", "input.rs", "lines.rs", "page.rs", "passage.rs", "text_block.rs", "worksheet.rs"];

/// A public item: the first line of its declaration, and the documentation above it.
struct Item {
    declared: String,
    docs: Vec<String>,
}

impl Item {
    fn is_function(&self) -> bool {
        ["pub fn ", "pub const fn "].iter().any(|start| self.declared.starts_with(start))
    }
}

/// The public items of a file but fields; those hidden from the documentation apart.
fn public_items(file: &Path) -> (Vec<Item>, Vec<Item>) {
    let text = std::fs::read_to_string(file).unwrap();
    let (mut shown, mut hidden, mut docs) = (Vec::new(), Vec::new(), Vec::new());
    for line in text.lines().map(str::trim) {
        if line.starts_with("///") || line.starts_with("#[") {
            docs.push(line.to_owned());
            continue;
        }
        let docs = std::mem::take(&mut docs);
        let is_item = ["const", "enum", "fn", "mod", "static", "struct", "trait", "type", "use"]
            .iter()
            .any(|kind| line.strip_prefix("pub ").is_some_and(|rest| rest.starts_with(&format!("{kind} "))));
        if is_item {
            let end = line.find([';', '{']).filter(|_| !line.starts_with("pub use")).unwrap_or(line.len());
            let declared = line.get(..end).unwrap_or(line).trim_end_matches([',', ' ', '(']).to_owned();
            let item = Item { declared, docs };
            let list = if item.docs.iter().any(|d| d == "#[doc(hidden)]") { &mut hidden } else { &mut shown };
            list.push(item);
        }
    }
    (shown, hidden)
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
}

/// Every file with its public items: those of the interface, and those for the tests only.
fn items() -> Vec<(String, Vec<Item>, Vec<Item>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut all = Vec::new();
    for path in files {
        let file = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let (mut shown, mut hidden) = public_items(&path);
        let exchanged = EXCHANGED.iter().any(|name| file == format!("model/{name}"));
        if exchanged || !INTERFACE.iter().any(|part| file.starts_with(part)) {
            hidden.append(&mut shown);
        }
        all.push((file, shown, hidden));
    }
    all
}

fn list<'i>(items: impl Iterator<Item = (&'i str, &'i [Item])>) -> String {
    let lines = |(file, items): (&str, &[Item])| {
        let lines: Vec<_> = items.iter().map(|item| format!("  {}", item.declared)).collect();
        format!("{file}\n{}\n\n", lines.join("\n"))
    };
    items.filter(|(_, items)| !items.is_empty()).map(lines).collect()
}

#[test]
fn the_interface_is_what_is_written_down() {
    let items = items();
    let (interface, hidden) = (
        list(items.iter().map(|(file, shown, _)| (file.as_str(), shown.as_slice()))),
        list(items.iter().map(|(file, _, hidden)| (file.as_str(), hidden.as_slice()))),
    );
    let list = format!("# The interface\n\n{interface}# Hidden: for the tests of this repository\n\n{hidden}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/public-api.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &list).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert_eq!(list, expected);
}

#[test]
fn the_interface_is_small() {
    let named = |item: &&Item| !["pub use ", "pub mod "].iter().any(|start| item.declared.starts_with(start));
    let count = items().iter().map(|(_, shown, _)| shown.iter().filter(named).count()).sum::<usize>();
    println!("public items: {count}");
    assert!(count <= MOST, "{count} public items, more than {MOST}");
}

#[test]
fn every_public_function_has_an_example() {
    let mut without = Vec::new();
    for (file, shown, _) in items() {
        for item in shown.iter().filter(|item| item.is_function()) {
            if !item.docs.iter().any(|line| line.starts_with("/// ```")) {
                without.push(format!("{file}: {}", item.declared));
            }
        }
    }
    assert!(without.is_empty(), "no example:\n{}", without.join("\n"));
}
