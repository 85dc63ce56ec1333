//! The interface of the library is what `public-api.txt` lists, on purpose: `UPDATE=1 cargo test --test public_api` writes it anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot read the sources must fail")]

use std::path::Path;

/// Files whose public items are the interface; the fields of the model have a register and a test of their own.
const FILES: [&str; 8] = [
    "lib.rs",
    "options.rs",
    "error.rs",
    "diff/mod.rs",
    "diff/names.rs",
    "template/fill.rs",
    "template/extra.rs",
    "template/plan.rs",
];

/// The public items of a file, each with the first line of its declaration; what is hidden from the documentation apart.
fn public_items(file: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    let (mut items, mut hidden) = (Vec::new(), false);
    for line in text.lines().map(str::trim) {
        match line {
            "#[doc(hidden)]" => hidden = true,
            _ if line.starts_with("pub ") && !std::mem::take(&mut hidden) => {
                let end = line.find([';', '{']).filter(|_| !line.starts_with("pub use")).unwrap_or(line.len());
                items.push(line.get(..end).unwrap_or(line).trim_end_matches([',', ' ', '(']).to_owned());
            }
            _ => {}
        }
    }
    items
}

#[test]
fn the_interface_is_what_is_written_down() {
    let list: String = FILES
        .iter()
        .map(|file| {
            format!(
                "{file}\n{}\n\n",
                public_items(file).iter().map(|i| format!("  {i}")).collect::<Vec<_>>().join("\n")
            )
        })
        .collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/public-api.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &list).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert_eq!(list, expected);
}

#[test]
fn every_public_function_has_an_example() {
    for file in FILES.iter().filter(|f| !matches!(**f, "options.rs" | "error.rs")) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(file);
        let text = std::fs::read_to_string(path).unwrap();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, l)| l.starts_with("pub fn ")) {
            let above = lines.get(..at).unwrap_or_default().iter().rev();
            let docs = above.take_while(|l| l.starts_with("///") || l.starts_with("#["));
            assert!(docs.into_iter().any(|l| l.starts_with("/// ```")), "{file}: {line} has no example");
        }
    }
}
